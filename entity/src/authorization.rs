//! Authorization requests on their way through the pages.

use sea_orm::entity::prelude::*;

use crate::{
    id::{AuthorizationId, ClientKey, SessionId},
    values::Digest,
};

/// One authorization request that needs the person (SEC-69).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authorization_request")]
pub struct Model {
    /// Random; what the pages' forms carry.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuthorizationId,
    /// The client that asked.
    pub client_id: ClientKey,
    /// The validated request, as JSON; nothing of it can be changed by the browser.
    pub request: String,
    /// SHA-256 of the cookie of the browser that began it.
    pub browser_digest: Digest,
    /// The session that saw the consent page.
    pub session_id: Option<SessionId>,
    /// Only a sign-in after this time satisfies `prompt=login` or `max_age` (SEC-11).
    pub authenticated_after: Option<i64>,
    /// The session chosen on the account page.
    pub selected_session_id: Option<SessionId>,
    /// When it is forgotten.
    pub expires_at: i64,
    /// When it was answered; once.
    pub completed_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
