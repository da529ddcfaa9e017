//! Secrets of clients.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ClientKey, ClientSecretId},
    values::Digest,
};

/// One of the secrets that a client may use (W1).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_secret")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ClientSecretId,
    /// The client.
    pub client_id: ClientKey,
    /// SHA-256 of the secret (SEC-48).
    pub digest: Digest,
    /// What the developer calls it.
    pub label: String,
    /// Its last four characters.
    pub last_four: String,
    /// When it stops working.
    pub expires_at: Option<i64>,
    /// When it was revoked.
    pub revoked_at: Option<i64>,
    /// Last use, written in batches (W2).
    pub last_used_at: Option<i64>,
    /// How often it was used, written in batches.
    pub use_count: i64,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
