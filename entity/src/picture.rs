//! Pictures of people and logos of apps.

use sea_orm::entity::prelude::*;

use crate::id::{AppId, PictureId, UserId};

/// One picture, of a person or an app. Another one has another id, so that what was fetched may be kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "picture")]
pub struct Model {
    /// Random; part of its address.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PictureId,
    /// Whose, if a person's.
    pub user_id: Option<UserId>,
    /// Whose, if an app's.
    pub app_id: Option<AppId>,
    /// PNG, made by us.
    pub png: Vec<u8>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
