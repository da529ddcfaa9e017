//! The nodes that serve.

use sea_orm::entity::prelude::*;

/// One process that serves, or served lately.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "node")]
pub struct Model {
    /// Its name, kept in its data directory.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// The version of the software.
    pub version: String,
    /// When it started.
    pub started_at: i64,
    /// When it last said that it lives.
    pub seen_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
