//! Sign-ins under way: the first factor is proved, the second is not.

use sea_orm::entity::prelude::*;

use crate::{
    id::{SignInId, UserId},
    values::{Digest, SpaceDelimited},
};

/// A sign-in that waits for its second factor. It is no session and gives no right but to go on with it (SEC-74).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "sign_in")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SignInId,
    /// Who has proved the first factor.
    pub user_id: UserId,
    /// SHA-256 of the value that the browser holds; unique.
    pub digest: Digest,
    /// SHA-256 of the cookie of the browser that began it.
    pub browser_digest: Digest,
    /// By which methods the first factor was proved, as `amr` says it.
    pub amr: SpaceDelimited,
    /// When it is over.
    pub expires_at: i64,
    /// When it became a session; once.
    pub completed_at: Option<i64>,
    /// Whether the browser is to keep the session when it is closed.
    pub remembered: bool,
    /// When the first factor was proved.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
