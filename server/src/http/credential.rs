//! From a token, an API key or a client's credentials in a request to who asks with it.

use std::sync::Arc;

use entity::values::Role;

use super::{
    State,
    guesses::{Guesses, Of},
};
use crate::{
    domain::{
        Caller, Result, api_key,
        caller::{TokenCaller, Whereabouts, Who},
        client::ClientView,
        token,
    },
    oauth::{
        self,
        client::{self, Credentials},
    },
};

/// Who asks, if the credential lives and is for this service; none otherwise.
///
/// # Errors
/// `RateLimited` after many wrong API keys from one network (SEC-77), or the database's.
pub(crate) async fn caller(state: &State, from: Whereabouts, text: &str) -> Result<Option<Caller>> {
    let deps = &state.deps;
    if api_key::looks_like_one(text) {
        let address = from.ip_address.as_deref();
        let tried = state.guesses.enter(deps.clock.now(), Of::ApiKey, address, text)?;
        let live = match api_key::authenticate(deps, text, address).await {
            Ok(Some(live)) => live,
            Ok(None) => return Ok(None),
            Err(error) => {
                Guesses::undecided(tried);
                return Err(error);
            }
        };
        state.guesses.worked(tried);
        return Ok(Some(live.caller(from)));
    }
    let Some(live) = token::live(deps, text).await? else {
        return Ok(None);
    };
    if !live.token.claims.aud.contains(deps.config.issuer()) {
        return Ok(None);
    }
    if let Some(under) = &live.under {
        deps.usage.grant(under.grant.id, deps.clock.now(), None);
    }
    let user = live.under.as_ref().map(|under| &under.user);
    let who = Who::Token(TokenCaller {
        user_id: user.map(|user| user.id),
        role: user.map_or(Role::User, |user| user.role),
        app_id: live.client.app.id,
        client_key: live.client.client.id,
        client_id: live.client.client.client_id.clone(),
        scopes: live.scopes.clone(),
        catalogue: Arc::clone(&live.client.catalogue),
        issued_under: live.under.as_ref().map(|under| (under.grant.id, under.family.id)),
    });
    Ok(Some(Caller { who, from }))
}

/// The client that proves itself, or names itself where it is public.
///
/// # Errors
/// As [`client::authenticate`]; `TooManyRequests` after many wrong secrets from one network (SEC-77).
pub(crate) async fn client(
    state: &State,
    from: &Whereabouts,
    credentials: &Credentials,
) -> oauth::Result<Arc<ClientView>> {
    let deps = &state.deps;
    let tried = match credentials {
        Credentials::Basic(id, secret) | Credentials::Post(id, secret) => {
            let (now, address) = (deps.clock.now(), from.ip_address.as_deref());
            Some(
                state
                    .guesses
                    .enter(now, Of::Client(id), address, secret.expose())?,
            )
        }
        Credentials::None(_) | Credentials::Assertion(..) => None,
    };
    let answer = client::authenticate(deps, credentials).await;
    match (&answer, tried) {
        (Ok(_), Some(tried)) => state.guesses.worked(tried),
        (Err(error), Some(tried)) if error.cause.is_some() => Guesses::undecided(tried),
        _ => {}
    }
    answer
}
