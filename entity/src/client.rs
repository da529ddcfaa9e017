//! OAuth clients of apps.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AppId, ClientKey},
    values::{AuthMethod, Platform, Scopes, SigningAlgorithm, SpaceDelimited},
};

/// One OAuth client.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientKey,
    /// The app it belongs to.
    pub app_id: AppId,
    /// Its OAuth `client_id`; unique, never of the form of a user's id (SEC-42).
    pub client_id: String,
    /// Where it runs.
    pub platform: Platform,
    /// How it authenticates.
    pub token_endpoint_auth_method: AuthMethod,
    /// Whether Basic and form body are told apart (SEC-44).
    pub pin_auth_method: bool,
    /// What it may send as `grant_type`, nothing by default (SEC-54).
    pub grant_types: SpaceDelimited,
    /// What it may send as `response_type`.
    pub response_types: SpaceDelimited,
    /// What it may send as `response_mode`.
    pub response_modes: SpaceDelimited,
    /// What a request without `scope` gets.
    pub default_scopes: Scopes,
    /// Whether a code needs a challenge; always so by default for public clients (SEC-16).
    pub require_pkce: bool,
    /// Whether each refresh gives a new refresh token (SEC-21).
    pub rotate_refresh_tokens: bool,
    /// Whether a code comes in the fragment (coins dialect).
    pub code_in_fragment: bool,
    /// How its ID tokens are signed.
    pub id_token_signed_response_alg: SigningAlgorithm,
    /// How userinfo is signed; none: plain JSON.
    pub userinfo_signed_response_alg: Option<SigningAlgorithm>,
    /// Its public keys, for `private_key_jwt`.
    pub jwks: Option<Json>,
    /// Where its public keys are.
    pub jwks_uri: Option<String>,
    /// Seconds; `max_age` of a request without one.
    pub default_max_age: Option<i32>,
    /// When it was switched off.
    pub disabled_at: Option<i64>,
    /// Last successful authentication, written in batches.
    pub last_used_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
