//! Grants: what users allowed apps.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AppId, GrantId, UserId},
    values::Scopes,
};

/// What one user allowed one app; at most one is live for each pair.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "app_grant")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: GrantId,
    /// The user.
    pub user_id: UserId,
    /// The app.
    pub app_id: AppId,
    /// What was allowed.
    pub scopes: Scopes,
    /// When the person allowed it to outlive the sign-in by a dialect's route; with `offline_access` the scopes say so.
    pub lasting_at: Option<i64>,
    /// Last use, written in batches (W7).
    pub last_used_at: Option<i64>,
    /// The network of that use.
    pub last_used_from: Option<String>,
    /// When it ended, with everything issued under it.
    pub revoked_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
