//! How much apps are used.

use sea_orm::entity::prelude::*;

use crate::id::AppId;

/// One figure of one app in one hour or day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "app_usage")]
pub struct Model {
    /// The app.
    #[sea_orm(primary_key, auto_increment = false)]
    pub app_id: AppId,
    /// `hour` or `day`, of UTC.
    #[sea_orm(primary_key, auto_increment = false)]
    pub span: String,
    /// When it began.
    #[sea_orm(primary_key, auto_increment = false)]
    pub at: i64,
    /// What is counted, such as `token:refresh_token`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub figure: String,
    /// How often it happened.
    pub count: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
