//! Recovery codes.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, values::Digest};

/// One code that stands in for a lost second factor, once (SEC-87).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "recovery_code")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// A keyed digest of the person and the code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Digest,
    /// When it was used.
    pub used_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
