//! Invitations into organizations.

use sea_orm::entity::prelude::*;

use crate::{
    id::{InvitationId, OrganizationId, UserId},
    values::{Digest, MemberRole},
};

/// One person invited into one organization; at most one is open for each address.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitation")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvitationId,
    /// The organization.
    pub organization_id: OrganizationId,
    /// Who is invited.
    pub email: String,
    /// The address as it is compared.
    pub email_key: String,
    /// As what.
    pub role: MemberRole,
    /// SHA-256 of the link's token.
    pub digest: Digest,
    /// Who invited, where the account still exists.
    pub invited_by: Option<UserId>,
    /// Until when it can be accepted.
    pub expires_at: i64,
    /// When it was accepted.
    pub accepted_at: Option<i64>,
    /// When it was declined.
    pub declined_at: Option<i64>,
    /// When it was taken back, or replaced.
    pub revoked_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
