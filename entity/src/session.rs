//! Browser sessions.

use sea_orm::entity::prelude::*;

use crate::{
    id::{SessionId, UserId},
    values::{Digest, SpaceDelimited},
};

/// One signed-in browser.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "session")]
pub struct Model {
    /// Also the `sid` of ID tokens.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SessionId,
    /// Who signed in.
    pub user_id: UserId,
    /// SHA-256 of the cookie's value, or of the value by which it can be taken up again (SEC-65, SEC-66).
    pub digest: Digest,
    /// When the person last proved who they are; `auth_time`.
    pub authenticated_at: i64,
    /// How strongly, as `acr` says it.
    pub acr: String,
    /// By which methods, as `amr` says it.
    pub amr: SpaceDelimited,
    /// Last use, written every minute at most.
    pub last_seen_at: i64,
    /// The absolute limit.
    pub expires_at: i64,
    /// When it was ended by anyone.
    pub ended_at: Option<i64>,
    /// Where it began.
    pub ip_address: Option<String>,
    /// With what it began; at most 256 characters.
    pub user_agent: Option<String>,
    /// Whether the browser keeps it when it is closed.
    pub remembered: bool,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
