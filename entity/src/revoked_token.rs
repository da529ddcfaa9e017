//! Single access tokens that were revoked.

use sea_orm::entity::prelude::*;

use crate::id::TokenId;

/// An access token that ended before its time.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revoked_token")]
pub struct Model {
    /// Its `jti`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: TokenId,
    /// When it would have ended by itself, and this row with it.
    pub expires_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
