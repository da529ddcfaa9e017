//! What API keys were used for.

use sea_orm::entity::prelude::*;

use crate::id::ApiKeyId;

/// How often a key needed one of the permissions, written in batches.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "api_key_use")]
pub struct Model {
    /// The key.
    #[sea_orm(primary_key, auto_increment = false)]
    pub api_key_id: ApiKeyId,
    /// The permission that it has, as the key's row spells it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub permission: String,
    /// How often.
    pub use_count: i64,
    /// When last.
    pub last_used_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
