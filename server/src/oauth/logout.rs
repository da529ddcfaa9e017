//! Signing out at a client's request (OpenID Connect RP-Initiated Logout; SEC-12).

use std::sync::Arc;

use entity::id::{SessionId, UserId};
use serde::{Deserialize, Serialize};

use super::{error::Result, parameters::Parameters};
use crate::domain::{
    Deps,
    client::{self, ClientView},
    key::Typ,
    token::{self, Audience},
};

/// A checked request to sign out.
#[derive(Debug)]
pub struct LogoutRequest {
    /// The client that asks, where it is known.
    pub client: Option<Arc<ClientView>>,
    /// The person whose ID token came along, and their session.
    pub hint: Option<Hint>,
    /// Where to go afterwards: only an exact registered address of that client.
    pub back: Option<String>,
    /// Whether an address was named that is not registered, or that nothing vouches for.
    pub refused_back: bool,
}

/// What an ID token of ours says.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Hint {
    /// The person.
    pub sub: UserId,
    /// The client.
    pub aud: Audience,
    /// The session.
    pub sid: Option<SessionId>,
}

impl LogoutRequest {
    /// Whether the request proves that this session is meant, so that no question is needed.
    pub fn names(&self, user_id: UserId, session_id: SessionId) -> bool {
        self.hint
            .as_ref()
            .is_some_and(|hint| hint.sub == user_id && hint.sid.is_none_or(|sid| sid == session_id))
    }
}

/// Checks a request.
///
/// # Errors
/// The database's; anything else that is wrong only means that nobody is sent anywhere.
pub async fn read(deps: &Deps, parameters: &Parameters) -> Result<LogoutRequest> {
    let given = parameters.get("id_token_hint");
    let hint = given.and_then(|text| token::decode::<Hint>(deps, text, Typ::Jwt));
    let named = parameters.get("client_id");
    let from_hint = hint
        .as_ref()
        .and_then(|hint| hint.aud.iter().next().map(str::to_owned));
    // A hint that does not hold, or one for another client, vouches for nothing.
    let trusted = given.is_none() == hint.is_none()
        && named.is_none_or(|id| from_hint.as_deref().is_none_or(|aud| aud == id));
    let client_id = if trusted {
        from_hint.or_else(|| named.map(str::to_owned))
    } else {
        None
    };
    let client = match client_id {
        Some(id) => client::find(deps, &id).await?.filter(|client| client.is_live()),
        None => None,
    };
    let asked = parameters.get("post_logout_redirect_uri");
    let back = asked.and_then(|uri| {
        let known = client
            .as_ref()
            .is_some_and(|client| client.post_logout_urls.iter().any(|url| url == uri));
        known.then(|| with_state(uri, parameters.get("state")))
    });
    let refused_back = asked.is_some() && back.is_none();
    Ok(LogoutRequest {
        client,
        hint: hint.filter(|_| trusted),
        back,
        refused_back,
    })
}

/// The address with the `state`, and no other parameter.
fn with_state(uri: &str, state: Option<&str>) -> String {
    let Some(state) = state else { return uri.to_owned() };
    let encoded = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("state", state)
        .finish();
    let join = if uri.contains('?') { '&' } else { '?' };
    format!("{uri}{join}{encoded}")
}
