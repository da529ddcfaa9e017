//! The audit log.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AppId, AuditEventId, AuditSealId, OrganizationId, UserId},
    values::{Digest, Outcome},
};

/// Who did what to what; append-only (SEC-118).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_event")]
pub struct Model {
    /// Its id, in order of time.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditEventId,
    /// When.
    pub at: i64,
    /// What happened, such as `grant.revoked`.
    pub kind: String,
    /// Whether it was done.
    pub outcome: Outcome,
    /// The person who acted.
    pub actor_user_id: Option<UserId>,
    /// The `client_id` that acted.
    pub actor_client_id: Option<String>,
    /// The person it concerns, whose activity it is part of.
    pub user_id: Option<UserId>,
    /// The app it concerns.
    pub app_id: Option<AppId>,
    /// The organization it concerns.
    pub organization_id: Option<OrganizationId>,
    /// The id of the thing it happened to.
    pub target: Option<String>,
    /// More, never personal and never secret.
    pub details: Json,
    /// Salted digest of the personal side record, which can be erased.
    pub person_digest: Option<Digest>,
    /// SHA-256 of everything above.
    pub digest: Digest,
    /// The seal that chains it.
    pub seal_id: Option<AuditSealId>,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
