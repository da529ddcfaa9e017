//! Token introspection (RFC 7662; SEC-38). Whoever may not know about a token hears that it is not active.

use serde_json::{Value, json};

use super::{
    error::{Code, Error, Result},
    parameters::Parameters,
};
use crate::domain::{
    self, Deps,
    client::ClientView,
    clock::{SECOND, seconds},
    family::RefreshToken,
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
    if let Some(refresh) = RefreshToken::parse(text) {
        return Ok(refresh_token(deps, client, refresh).await?.unwrap_or(inactive));
    }
    let Some(live) = token::live(deps, text).await? else {
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
    if let Some(under) = &live.under {
        deps.usage.grant(under.grant.id, deps.clock.now(), None);
    }
    Ok(access_token(&live))
}

fn access_token(live: &LiveToken) -> Value {
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
    if let Some(under) = &live.under {
        answer["auth_time"] = seconds(under.family.authenticated_at).into();
        answer["acr"] = under.family.acr.clone().into();
        answer["amr"] = under.family.amr.iter().collect::<Vec<_>>().into();
    }
    answer
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
    let (Some(grant), Some(_), true) = (grant, user, session) else {
        return Ok(None);
    };
    let idle = family.rotated_at + deps.config.refresh_token_idle_ttl * SECOND;
    if now >= idle {
        return Ok(None);
    }
    let scopes = client
        .still_enabled(&family.scopes)
        .filter(|name| grant.scopes.contains(name));
    Ok(Some(json!({
        "active": true,
        "scope": scopes,
        "client_id": client.client.client_id,
        "token_type": "refresh_token",
        "exp": seconds(family.expires_at.min(idle)),
        "iat": seconds(family.rotated_at),
        "sub": family.user_id,
        "iss": deps.config.issuer(),
    })))
}
