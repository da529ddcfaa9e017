//! Things that can be used once.

use sea_orm::entity::prelude::*;

use crate::values::Digest;

/// Something that was used up: the row's existence is the fact (SEC-15, SEC-18).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "single_use")]
pub struct Model {
    /// SHA-256 of purpose and value.
    #[sea_orm(primary_key, auto_increment = false)]
    pub digest: Digest,
    /// When the value would be refused anyway, and the row may go.
    pub expires_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
