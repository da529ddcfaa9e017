//! Passkeys.

use sea_orm::entity::prelude::*;

use crate::id::{PasskeyId, UserId};

/// One passkey of a person's (Web Authentication Level 3).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "passkey")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PasskeyId,
    /// Whose.
    pub user_id: UserId,
    /// The authenticator's name for it, base64url; unique.
    pub credential_id: String,
    /// The public key with its counter and flags, as the library writes it.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
    /// Whether it can be copied to other devices.
    pub synced: bool,
    /// When its signature counter went back, which a copy of it would explain; then it signs nobody in.
    pub flagged_at: Option<i64>,
    /// When it was last used.
    pub last_used_at: Option<i64>,
    /// When it was registered.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
