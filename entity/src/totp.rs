//! Authenticator apps.

use sea_orm::entity::prelude::*;

use crate::id::UserId;

/// The authenticator app of one person (RFC 6238).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "totp")]
pub struct Model {
    /// Whose; there is one for each person.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// The seed, sealed together with the id of the person that it belongs to.
    pub seed: Vec<u8>,
    /// The last time step that was accepted; only later ones are (SEC-86).
    pub last_step: i64,
    /// When it was enrolled.
    pub created_at: i64,
    /// When a code of it was last accepted.
    pub last_used_at: Option<i64>,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
