//! Visits to other providers: a person is sent there, comes back, and something comes of it.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ProviderVisitId, SessionId},
    values::{Digest, VisitPurpose},
};

/// One visit. It is answered once, by the browser that began it; what it then proves is used once (SEC-89, SEC-90).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "provider_visit")]
pub struct Model {
    /// Its id, entirely random.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ProviderVisitId,
    /// The provider's id in the settings.
    pub provider: String,
    /// What for.
    pub purpose: VisitPurpose,
    /// SHA-256 of the `state`; unique.
    pub state_digest: Digest,
    /// SHA-256 of the cookie of the browser that began it.
    pub browser_digest: Digest,
    /// The session that it is for, where it is for one.
    pub session_id: Option<SessionId>,
    /// Verifier, nonce, and where to go on; sealed.
    pub sealed: Vec<u8>,
    /// SHA-256 of the provider and the person's subject there, once they are known.
    pub subject_digest: Option<Digest>,
    /// Who the provider says that it is; sealed.
    pub proved: Option<Vec<u8>>,
    /// When it is over.
    pub expires_at: i64,
    /// When the answer came; once.
    pub answered_at: Option<i64>,
    /// When what it proved was used, or given up; once.
    pub completed_at: Option<i64>,
    /// When it began.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
