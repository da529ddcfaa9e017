//! Scopes that apps have enabled.

use sea_orm::entity::prelude::*;

use crate::id::AppId;

/// One scope that an app may ask for.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "app_scope")]
pub struct Model {
    /// The app.
    #[sea_orm(primary_key, auto_increment = false)]
    pub app_id: AppId,
    /// The scope's name.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Whether the user may leave it out (W6).
    pub optional: bool,
    /// When the API's owner let the app use it without a user; set at once where no approval is needed.
    pub approved_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
