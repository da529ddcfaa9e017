//! Families: what one authorization issued.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ClientKey, FamilyId, GrantId, SessionId, TokenId, UserId},
    values::{Scopes, SpaceDelimited},
};

/// Everything issued from one authorization: access tokens carry its id, the refresh token is derived from it.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "family")]
pub struct Model {
    /// Its id; the code that it was made from carries it, so a second redemption collides (SEC-15).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: FamilyId,
    /// The grant it is under.
    pub grant_id: GrantId,
    /// The client it was issued to.
    pub client_id: ClientKey,
    /// The user.
    pub user_id: UserId,
    /// The browser session it came from.
    pub session_id: Option<SessionId>,
    /// What was authorized.
    pub scopes: Scopes,
    /// The audiences that were authorized (RFC 8707).
    pub resources: SpaceDelimited,
    /// Whether it outlives its session.
    pub offline: bool,
    /// Whether it has a refresh token.
    pub refreshable: bool,
    /// Random bytes that enter the derivation of its refresh tokens.
    pub seed: Vec<u8>,
    /// The number of the live refresh token; raised by each rotation (SEC-24).
    pub generation: i32,
    /// When that token was issued; milliseconds.
    pub rotated_at: i64,
    /// Its only access token that is good, where each refresh ends the one before (coins dialect); none: all are.
    pub live_token_id: Option<TokenId>,
    /// `auth_time` of its ID tokens.
    pub authenticated_at: i64,
    /// `acr` of its ID tokens.
    pub acr: String,
    /// `amr` of its ID tokens.
    pub amr: SpaceDelimited,
    /// The `claims` parameter, as JSON.
    pub claims: Option<String>,
    /// The absolute limit (SEC-27).
    pub expires_at: i64,
    /// When it ended.
    pub revoked_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
