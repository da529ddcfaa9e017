//! From a token or an API key in a request to who asks with it.

use std::sync::Arc;

use entity::values::Role;

use super::State;
use crate::domain::{
    Caller, Result, api_key,
    caller::{TokenCaller, Whereabouts, Who},
    token,
};

/// Who asks, if the credential lives and is for this service; none otherwise.
///
/// # Errors
/// The database's.
pub(crate) async fn caller(state: &State, from: Whereabouts, text: &str) -> Result<Option<Caller>> {
    let deps = &state.deps;
    if api_key::looks_like_one(text) {
        let live = api_key::authenticate(deps, text, from.ip_address.as_deref()).await?;
        return Ok(live.map(|live| live.caller(from)));
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
