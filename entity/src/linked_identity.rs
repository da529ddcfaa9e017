//! Accounts at other providers that people sign in with.

use sea_orm::entity::prelude::*;

use crate::id::{LinkedIdentityId, UserId};

/// One account at another provider, linked to a person's account here. Provider and subject together are unique, and
/// nothing else says who it is (SEC-89).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "linked_identity")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LinkedIdentityId,
    /// Whose.
    pub user_id: UserId,
    /// The provider's id in the settings.
    pub provider: String,
    /// What the provider calls the person; never reassigned there.
    pub subject: String,
    /// The address there when it was last used; for the person to recognise it by.
    pub email: Option<String>,
    /// When it was last used to sign in.
    pub last_used_at: Option<i64>,
    /// When it was linked.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
