//! Copies of what is known of a person.

use sea_orm::entity::prelude::*;

use crate::id::{DataExportId, UserId};

/// One copy: asked for, then made, then fetched for a while.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "data_export")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: DataExportId,
    /// Whose.
    pub user_id: UserId,
    /// The JSON, sealed; none until it is made.
    pub sealed: Option<Vec<u8>>,
    /// How often making it was begun.
    pub attempts: i32,
    /// When it is tried next.
    pub due_at: i64,
    /// When it was made.
    pub ready_at: Option<i64>,
    /// When it goes.
    pub expires_at: i64,
    /// When it was asked for.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
