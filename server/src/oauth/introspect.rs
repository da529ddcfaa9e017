//! Token introspection (RFC 7662; SEC-38). Whoever may not know about a token hears that it is not active.
//!
//! An API's own client may have the nonce of the call checked with it, by the parameter `nonce`; where the API's calls
//! must carry one, it has to (SEC-113).

use entity::values::Scopes;
use serde_json::{Value, json};

use super::{
    details,
    error::{Code, Error, Result},
    parameters::Parameters,
};
use crate::domain::{
    self, Deps,
    client::ClientView,
    clock::{SECOND, seconds},
    family::RefreshToken,
    nonce, permission,
    token::{self, LiveToken},
};

/// The answer to a client that authenticated.
///
/// # Errors
/// `invalid_client` for a public client, `invalid_request` without a token, or the database's: never an invented
/// `active` (SEC-120).
pub async fn introspect(deps: &Deps, client: &ClientView, parameters: &Parameters) -> Result<Value> {
    if !client.is_confidential() {
        return Err(Error::new(
            Code::InvalidClient,
            "A public client cannot introspect tokens.",
        ));
    }
    let text = parameters.require("token")?;
    let inactive = json!({ "active": false });
    if domain::api_key::looks_like_one(text) {
        return Ok(api_key(deps, client, text, parameters).await?.unwrap_or(inactive));
    }
    if let Some(refresh) = RefreshToken::parse(text) {
        return Ok(refresh_token(deps, client, refresh).await?.unwrap_or(inactive));
    }
    let Some(mut live) = token::live(deps, text).await? else {
        return Ok(inactive);
    };
    let claims = &live.token.claims;
    let owner = live.client.client.id == client.client.id;
    if !owner
        && !claims
            .aud
            .iter()
            .any(|audience| client.introspects.iter().any(|api| api == audience))
    {
        return Ok(inactive);
    }
    if let (false, Some(under)) = (owner, &live.under) {
        let apis = client.introspects.iter().map(String::as_str);
        live.scopes = permission::unmistakable(deps, under.user.id, apis, &live.scopes).await?;
    }
    // What it was for is gone: a resource that was removed, a scope that was taken back.
    if live.scopes.is_empty() && !claims.scope.is_empty() {
        return Ok(inactive);
    }
    // Last, so that a token that is dead or none of the asker's business uses no nonce up.
    if let Some(refused) = nonce_error(deps, client, &live, parameters).await? {
        return Ok(without_nonce(refused));
    }
    if let Some(under) = &live.under {
        deps.usage.grant(under.grant.id, deps.clock.now(), None);
    }
    Ok(access_token(deps, &live))
}

fn without_nonce(refused: nonce::Refused) -> Value {
    json!({ "active": false, "nonce_error": refused.as_str() })
}

/// What is wrong with the call's nonce, where the client answers for an API of the token's: one that must have
/// nonces, or one that sent one to be checked.
async fn nonce_error(
    deps: &Deps,
    client: &ClientView,
    live: &LiveToken,
    parameters: &Parameters,
) -> Result<Option<nonce::Refused>> {
    let is_for = |apis: &[String]| {
        let audience = &live.token.claims.aud;
        apis.iter().any(|api| audience.contains(api))
    };
    let sent = parameters.get("nonce");
    let checked = is_for(&client.checks_nonces_of) || (sent.is_some() && is_for(&client.introspects));
    if checked {
        Ok(nonce::accept(deps, &nonce::of_token(live), sent).await?)
    } else {
        Ok(None)
    }
}

fn access_token(deps: &Deps, live: &LiveToken) -> Value {
    let claims = &live.token.claims;
    let mut answer = json!({
        "active": true,
        "scope": live.scopes,
        "client_id": claims.client_id,
        "token_type": "Bearer",
        "exp": claims.exp,
        "iat": claims.iat,
        "sub": claims.sub,
        "aud": claims.aud,
        "iss": claims.iss,
        "jti": claims.jti,
    });
    about_resources(deps, &live.client, &live.scopes, &mut answer);
    if let Some(under) = &live.under {
        answer["auth_time"] = seconds(under.family.authenticated_at).into();
        answer["acr"] = under.family.acr.clone().into();
        answer["amr"] = under.family.amr.iter().collect::<Vec<_>>().into();
    }
    answer
}

/// What it may do to which resources (RFC 9396 section 9.2).
fn about_resources(deps: &Deps, client: &ClientView, scopes: &Scopes, answer: &mut Value) {
    if let Some(of) = details::of(&client.catalogue, deps.config.issuer(), scopes) {
        answer["authorization_details"] = json!(of);
    }
}

/// An API key concerns the APIs that it holds a scope of, and each of them hears of its own scopes only: with what they
/// contain, and for which resources. A key that works from some networks only is live from there: `ip_address` says
/// from where the API was called.
async fn api_key(
    deps: &Deps,
    client: &ClientView,
    text: &str,
    parameters: &Parameters,
) -> Result<Option<Value>> {
    let from = parameters.get("ip_address");
    if client.introspects.is_empty() {
        return Ok(None);
    }
    let Some(live) = domain::api_key::authenticate(deps, text, from).await? else {
        return Ok(None);
    };
    let scopes = domain::api_key::scopes_at(deps, &live, &client.introspects).await?;
    if scopes.is_empty() {
        return Ok(None);
    }
    let sent = parameters.get("nonce");
    if sent.is_some() || must_carry_nonce(client, &scopes) {
        let whose = live.user.id.to_string();
        if let Some(refused) = nonce::accept(deps, &whose, sent).await? {
            return Ok(Some(without_nonce(refused)));
        }
    }
    deps.usage
        .api_key(live.row.id, deps.clock.now(), (from, Vec::new()));
    let mut answer = json!({
        "active": true,
        "scope": scopes,
        "token_type": "Bearer",
        "iat": seconds(live.row.created_at),
        "sub": live.user.id,
        "aud": client.introspects,
        "iss": deps.config.issuer(),
        "jti": live.row.id,
    });
    if let Some(at) = live.row.expires_at {
        answer["exp"] = seconds(at).into();
    }
    if let (Some(_), Some(identifier)) = (live.row.app_id, &live.row.application_identifier) {
        answer["client_id"] = identifier.as_str().into();
    }
    about_resources(deps, client, &scopes, &mut answer);
    Ok(Some(answer))
}

/// Whether one of the scopes is of an API whose calls must carry a nonce.
fn must_carry_nonce(client: &ClientView, scopes: &Scopes) -> bool {
    scopes.iter().any(|text| {
        let of = client.catalogue.parse(text).ok();
        let entry = of
            .as_ref()
            .and_then(|permission| client.catalogue.scope(&permission.scope));
        entry
            .and_then(|entry| entry.api.as_ref())
            .is_some_and(|api| client.checks_nonces_of.contains(&api.identifier))
    })
}

/// A refresh token concerns its own client only.
async fn refresh_token(deps: &Deps, client: &ClientView, token: RefreshToken) -> Result<Option<Value>> {
    // Which number is the live one, other nodes change unheard.
    let Some(family) = domain::family::find_now(deps, token.family_id).await? else {
        return Ok(None);
    };
    let now = deps.clock.now();
    let live = token.belongs_to(deps, &family)
        && family.client_id == client.client.id
        && family.revoked_at.is_none()
        && family.refreshable
        && token.generation == family.generation
        && now < family.expires_at;
    if !live {
        return Ok(None);
    }
    let grant = domain::grant::find(deps, family.grant_id)
        .await?
        .filter(|grant| grant.revoked_at.is_none());
    let user = domain::user::find(deps, family.user_id)
        .await?
        .filter(|user| user.disabled_at.is_none());
    let session = match (family.offline, family.session_id) {
        (false, Some(id)) => domain::session::find(deps, id)
            .await?
            .is_some_and(|row| domain::session::is_live(deps, &row, now)),
        _ => true,
    };
    let (Some(grant), Some(user), true) = (grant, user, session) else {
        return Ok(None);
    };
    let idle = family.rotated_at + deps.config.refresh_token_idle_ttl * SECOND;
    if now >= idle {
        return Ok(None);
    }
    let enabled = client.still_enabled(&family.scopes);
    let granted = client.catalogue.intersect(&enabled, &grant.scopes);
    let scopes = permission::effective(deps, &user, &granted).await?;
    if scopes.is_empty() && !family.scopes.is_empty() {
        return Ok(None);
    }
    let mut answer = json!({
        "active": true,
        "scope": scopes,
        "client_id": client.client.client_id,
        "token_type": "refresh_token",
        "exp": seconds(family.expires_at.min(idle)),
        "iat": seconds(family.rotated_at),
        "sub": family.user_id,
        "iss": deps.config.issuer(),
    });
    about_resources(deps, client, &scopes, &mut answer);
    Ok(Some(answer))
}
