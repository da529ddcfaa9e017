//! Accounts that are about to be deleted.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, values::SpaceDelimited};

/// One account, switched off until it goes or is kept.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "account_deletion")]
pub struct Model {
    /// Whose.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// When the account was switched off for it; another moment means that somebody else did so since.
    pub disabled_at: i64,
    /// The apps that were switched off for it.
    pub suspended_apps: SpaceDelimited,
    /// When it goes.
    pub due_at: i64,
    /// When it was asked for.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
