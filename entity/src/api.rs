//! APIs (resource servers).

use sea_orm::entity::prelude::*;

use crate::id::{ApiId, OrganizationId, UserId};

/// An audience with its own scopes.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ApiId,
    /// Its `resource` (RFC 8707): an absolute URI; unique.
    pub identifier: String,
    /// What people read.
    pub name: String,
    /// The owner, if a person.
    pub owner_user_id: Option<UserId>,
    /// The owner, if an organization.
    pub owner_organization_id: Option<OrganizationId>,
    /// Seconds that its access tokens live; none: the server's default.
    pub access_token_ttl: Option<i32>,
    /// Whether each call must carry a nonce (coins dialect).
    pub require_nonce: bool,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
