//! How many people use apps.

use sea_orm::entity::prelude::*;

use crate::id::AppId;

/// Whom one node saw using one app in one hour or day: a sketch that counts people and names nobody.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "app_active")]
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
    /// The node.
    #[sea_orm(primary_key, auto_increment = false)]
    pub node: String,
    /// The registers of the sketch.
    pub sketch: Vec<u8>,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
