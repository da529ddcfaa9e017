//! API keys of users.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ApiKeyId, AppId, UserId},
    values::{Digest, SpaceDelimited},
};

/// A user's own long-lived credential with chosen permissions (W3).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_key")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiKeyId,
    /// Whose it is.
    pub user_id: UserId,
    /// SHA-256 of the key (SEC-111); unique.
    pub digest: Digest,
    /// What its owner calls it.
    pub label: String,
    /// Its last four characters.
    pub last_four: String,
    /// What it may do, each a scope or `scope:resource`; none: it only proves whose it is.
    pub permissions: SpaceDelimited,
    /// Networks from which it works; none: from everywhere.
    pub networks: SpaceDelimited,
    /// What the app that asked for it calls itself.
    pub application_name: Option<String>,
    /// By what the app that asked for it finds it again.
    pub application_identifier: Option<String>,
    /// The origin (or private-use scheme) that it was posted to.
    pub redirect_origin: Option<String>,
    /// The registered app that asked for it, if it proved to be one.
    pub app_id: Option<AppId>,
    /// The key that was made in its place.
    pub replaced_by: Option<ApiKeyId>,
    /// When it stops working.
    pub expires_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// Last use, written in batches.
    pub last_used_at: Option<i64>,
    /// The network of that use.
    pub last_used_from: Option<String>,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
