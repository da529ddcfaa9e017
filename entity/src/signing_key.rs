//! Signing keys.

use sea_orm::entity::prelude::*;

use crate::values::SigningAlgorithm;

/// One key pair for JWTs (SEC-35).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "signing_key")]
pub struct Model {
    /// Its `kid`: the RFC 7638 thumbprint.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    /// What it signs with.
    pub algorithm: SigningAlgorithm,
    /// PKCS #8, encrypted with a key kept outside the database (SEC-122).
    pub sealed_private_key: Vec<u8>,
    /// What JWKS publishes.
    pub public_jwk: Json,
    /// From when it signs; published before.
    pub active_at: i64,
    /// When it stopped signing.
    pub retired_at: Option<i64>,
    /// When it leaves JWKS: the last token it signed has expired.
    pub expires_at: Option<i64>,
    /// When it was withdrawn at once; its tokens fail.
    pub withdrawn_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
