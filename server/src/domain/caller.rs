//! Who asks, with what, and from where.

use std::sync::Arc;

use entity::{
    id::{ApiKeyId, AppId, ClientKey, FamilyId, GrantId, SessionId, UserId},
    values::{Role, Scopes},
};

use super::{
    clock::MINUTE,
    error::{Error, Result},
    held::Held,
    permission::{Catalogue, Permission},
};

/// How long a sign-in counts as fresh, in milliseconds (SEC-75).
pub const FRESH: i64 = 5 * MINUTE;

/// One request's asker.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Who it is.
    pub who: Who,
    /// Where the request came from.
    pub from: Whereabouts,
}

/// Where a request came from: personal, so it goes to erasable records only.
#[derive(Clone, Debug, Default)]
pub struct Whereabouts {
    /// The peer's address, or the one a listed proxy vouches for (SEC-61).
    pub ip_address: Option<String>,
    /// At most 256 characters of the header.
    pub user_agent: Option<String>,
    /// What the browser likes to read (`Accept-Language`, at most 100 characters), for letters.
    pub language: Option<String>,
    /// The folded addresses of accounts that signed in with this browser before.
    pub known_accounts: Vec<String>,
}

/// What proves who it is.
#[derive(Clone, Debug)]
pub enum Who {
    /// Nothing.
    Anonymous,
    /// A browser session.
    Session(SessionCaller),
    /// An access token with our own audience.
    Token(TokenCaller),
    /// An API key, or a password sent with the request.
    ApiKey(ApiKeyCaller),
    /// The operator, at the command line.
    Operator,
}

/// A person in a browser.
#[derive(Clone, Debug)]
pub struct SessionCaller {
    /// The person.
    pub user_id: UserId,
    /// Their session.
    pub session_id: SessionId,
    /// What the person may do to the service, as of the last look.
    pub role: Role,
    /// When they last proved who they are, milliseconds; 0 in a session that proved less than the account needs by now.
    pub authenticated_at: i64,
}

impl SessionCaller {
    /// Whether the session proved all that the account needs.
    pub const fn has_proved_all(&self) -> bool {
        self.authenticated_at > 0
    }
}

/// An app with a token, for a person or for itself.
#[derive(Clone, Debug)]
pub struct TokenCaller {
    /// The person; none for an app's own token.
    pub user_id: Option<UserId>,
    /// The person's role, as of the last look.
    pub role: Role,
    /// The app.
    pub app_id: AppId,
    /// Its client.
    pub client_key: ClientKey,
    /// That client's `client_id`.
    pub client_id: String,
    /// What the token may do now.
    pub scopes: Scopes,
    /// What those scopes contain.
    pub catalogue: Arc<Catalogue>,
    /// The grant and family it came from; none for an app's own token.
    pub issued_under: Option<(GrantId, FamilyId)>,
}

impl TokenCaller {
    /// Whether the token has the scope, or one that contains it, for everything.
    pub fn allows(&self, scope: &str) -> bool {
        self.scopes.contains(scope) || self.catalogue.allows(&self.scopes, &Permission::of(scope))
    }
}

/// A program with somebody's API key, or with their password where they let it (`key_id` is none then): it may do
/// what its permissions say, as far as the person may do it now (SEC-112).
#[derive(Clone, Debug)]
pub struct ApiKeyCaller {
    /// The person.
    pub user_id: UserId,
    /// The person's role, as of the last look.
    pub role: Role,
    /// The key.
    pub key_id: Option<ApiKeyId>,
    /// What it may do now.
    pub held: Arc<Held>,
}

impl Caller {
    /// The operator at the command line.
    pub fn operator() -> Self {
        Self {
            who: Who::Operator,
            from: Whereabouts::default(),
        }
    }

    /// Nobody, from somewhere.
    pub const fn anonymous(from: Whereabouts) -> Self {
        Self {
            who: Who::Anonymous,
            from,
        }
    }

    /// The person who asks, if there is one.
    pub const fn user(&self) -> Option<UserId> {
        match &self.who {
            Who::Session(session) => Some(session.user_id),
            Who::Token(token) => token.user_id,
            Who::ApiKey(key) => Some(key.user_id),
            Who::Anonymous | Who::Operator => None,
        }
    }

    /// The person who asks.
    ///
    /// # Errors
    /// `Unauthenticated` where there is none.
    pub fn user_id(&self) -> Result<UserId> {
        self.user().ok_or(Error::Unauthenticated)
    }

    /// The app that asks in its own name for what is its own: with a token of its own and `application_access:write`.
    pub fn acts_as(&self) -> Option<AppId> {
        match &self.who {
            Who::Token(token) if token.user_id.is_none() && token.allows("application_access:write") => {
                Some(token.app_id)
            }
            Who::Token(_) | Who::ApiKey(_) | Who::Session(_) | Who::Operator | Who::Anonymous => None,
        }
    }

    /// Demands a scope of a token or key; a person's own session has them all.
    ///
    /// # Errors
    /// `MissingScope`, or `Unauthenticated` for nobody.
    pub fn require(&self, scope: &'static str) -> Result<()> {
        match &self.who {
            Who::Session(_) | Who::Operator => Ok(()),
            Who::Token(token) if token.allows(scope) => Ok(()),
            Who::ApiKey(key) if key.held.may(scope) => Ok(()),
            Who::Token(_) | Who::ApiKey(_) => Err(Error::MissingScope(scope)),
            Who::Anonymous => Err(Error::Unauthenticated),
        }
    }

    /// Demands a fresh sign-in of a session, and the sensitive scope of a token or key, which can
    /// only be given freshly (SEC-75, SEC-100, SEC-112).
    ///
    /// # Errors
    /// `StepUpRequired`, `MissingScope`, or `Unauthenticated` for nobody.
    pub fn require_fresh(&self, now: i64, scope: &'static str) -> Result<()> {
        match &self.who {
            Who::Session(session) if now - session.authenticated_at <= FRESH => Ok(()),
            Who::Session(_) => Err(Error::StepUpRequired),
            Who::Operator | Who::Token(_) | Who::ApiKey(_) | Who::Anonymous => self.require(scope),
        }
    }

    /// Whether the caller may administer the service with this scope. The role is looked at again in the
    /// database by the verbs that act on it (SEC-100).
    pub fn administers(&self, scope: &str) -> bool {
        match &self.who {
            Who::Session(session) => session.role == Role::Admin,
            Who::Token(token) => token.role == Role::Admin && token.user_id.is_some() && token.allows(scope),
            Who::ApiKey(key) => key.role == Role::Admin && key.held.may(scope),
            Who::Operator => true,
            Who::Anonymous => false,
        }
    }
}
