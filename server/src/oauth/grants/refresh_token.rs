//! `grant_type=refresh_token` (RFC 6749 section 6; SEC-21 to SEC-28).
//!
//! The token says its family and number; its proof is checked against the family's row. Rotation raises the row's
//! number if it is still this one. Whoever comes second with the same token gets the same successor within the
//! grace, and ends the family after it.

use std::sync::Arc;

use entity::{family, values::Scopes};
use serde_json::json;

use super::{Issue, issue, left, narrowed_details, narrowed_resources, session_stands, standing};
use crate::{
    domain::{self, Caller, audit::Event, clock::SECOND, family::RefreshToken, token},
    oauth::{
        dialect,
        error::{Code, Error, Result},
        mint::{About, OfUser, TokenResponse},
        token::TokenRequest,
    },
};

/// Refreshes.
///
/// # Errors
/// `invalid_grant`, `invalid_scope`, `invalid_target`.
pub async fn exchange(request: &TokenRequest<'_>) -> Result<TokenResponse> {
    let deps = request.deps;
    let unknown = || Error::invalid_grant("The refresh token is unknown, or not this client's.");
    let token = RefreshToken::parse(request.parameters.require("refresh_token")?).ok_or_else(unknown)?;
    let family = domain::family::find(deps, token.family_id)
        .await?
        .ok_or_else(unknown)?;
    if !token.belongs_to(deps, &family) || family.client_id != request.client.client.id || !family.refreshable
    {
        return Err(unknown());
    }
    if family.revoked_at.is_some() {
        return Err(Error::invalid_grant("The refresh token was revoked."));
    }
    // A superseded token is dealt with whatever else is wrong with the request.
    if token.generation < family.generation {
        superseded(request, &family, token.generation, deps.clock.now()).await?;
    }
    let (user, grant) = standing(deps, family.grant_id, &request.client).await?;
    let asked = narrowed_scopes(request, &family)?;
    let resources = narrowed_resources(request, &family)?;
    let scopes = left(request, &user, &grant, (&asked, &resources)).await?;
    let family = if request.client.client.rotate_refresh_tokens {
        rotate(request, family, token.generation).await?
    } else {
        keep(request, family, token.generation).await?
    };
    let generation = family.generation;
    let only_one = dialect::one_access_token(request.dialect) || family.live_token_id.is_some();
    let what = Issue {
        scopes: &scopes,
        resources: &resources,
        about: About {
            nonce: None,
            allowed: &grant.scopes,
        },
        refresh_token: request.client.client.rotate_refresh_tokens,
    };
    let of = OfUser {
        family: &family,
        generation,
    };
    let response = issue(request, &user, of, &what)?;
    // Before the answer: when the client hears of the new token, the one before it has ended.
    if only_one && let Some(token) = token::verify(deps, response.access_token.expose()) {
        domain::family::keep_only(deps, family.id, token.claims.jti).await?;
    }
    request.count("refresh_token", Some(user.id));
    Ok(response)
}

/// What is asked for, which may only be less than was authorized (SEC-26, SEC-51).
fn narrowed_scopes(request: &TokenRequest<'_>, family: &family::Model) -> Result<Scopes> {
    let asked = match request.parameters.get("scope") {
        Some(text) => {
            let asked: Scopes = text.split(' ').collect();
            let catalogue = &request.client.catalogue;
            let part = |text: &str| {
                family.scopes.contains(text)
                    || catalogue
                        .parse(text)
                        .is_ok_and(|asked| catalogue.allows(&family.scopes, &asked))
            };
            if !asked.iter().all(part) {
                return Err(Error::new(
                    Code::InvalidScope,
                    "A scope was not part of the authorization.",
                ));
            }
            asked
        }
        None => family.scopes.clone(),
    };
    narrowed_details(request, &family.scopes, asked)
}

/// Whether the family may still be refreshed: session, idle and absolute limits (SEC-27).
async fn check_time(request: &TokenRequest<'_>, family: &family::Model) -> Result<()> {
    let deps = request.deps;
    let now = deps.clock.now();
    if now >= family.expires_at || now >= family.rotated_at + deps.config.refresh_token_idle_ttl * SECOND {
        return Err(Error::invalid_grant("The refresh token has expired."));
    }
    if let (false, Some(session_id)) = (family.offline, family.session_id)
        && !session_stands(deps, session_id).await?
    {
        return Err(Error::invalid_grant("The person has signed out since."));
    }
    Ok(())
}

/// Makes the next number the live one, and gives the family with it.
async fn rotate(
    request: &TokenRequest<'_>,
    family: Arc<family::Model>,
    generation: i32,
) -> Result<Arc<family::Model>> {
    let deps = request.deps;
    let now = deps.clock.now();
    if generation >= family.generation {
        check_time(request, &family).await?;
        let mark = deps.caches.families.mark();
        if deps.journal.rotate(family.id, generation, now).await? {
            let next = Arc::new(family::Model {
                generation: generation + 1,
                rotated_at: now,
                ..(*family).clone()
            });
            deps.caches
                .families
                .keep_since(&mark, family.id, Arc::clone(&next));
            return Ok(next);
        }
    }
    superseded(request, &family, generation, now).await
}

/// The token is not the live one: a retry within the grace, or a stolen copy (SEC-22, SEC-23).
async fn superseded(
    request: &TokenRequest<'_>,
    family: &family::Model,
    generation: i32,
    now: i64,
) -> Result<Arc<family::Model>> {
    let deps = request.deps;
    let unknown = || Error::invalid_grant("The refresh token was revoked.");
    let fresh = domain::family::find_now(deps, family.id)
        .await?
        .ok_or_else(unknown)?;
    if fresh.revoked_at.is_some() {
        return Err(unknown());
    }
    // Either way from the rotation: nodes' clocks differ a little, and a clock that was set back revives nothing.
    let grace = deps.config.refresh_token_grace * SECOND;
    if grace > 0
        && generation.checked_add(1) == Some(fresh.generation)
        && (now - fresh.rotated_at).abs() <= grace
    {
        check_time(request, &fresh).await?;
        return Ok(fresh);
    }
    let event = Event::refused("refresh_token.replayed")
        .app(request.client.app.id)
        .details(json!({ "presented": generation, "live": fresh.generation }));
    domain::family::revoke(deps, &Caller::anonymous(request.from.clone()), &fresh, event).await?;
    Err(Error::invalid_grant(
        "The refresh token was used before. Everything issued with it has been revoked.",
    ))
}

/// A client that does not rotate keeps its token; its use is written down now and then, so that it does not idle
/// away.
async fn keep(
    request: &TokenRequest<'_>,
    family: Arc<family::Model>,
    generation: i32,
) -> Result<Arc<family::Model>> {
    let deps = request.deps;
    let now = deps.clock.now();
    let family = if generation == family.generation {
        family
    } else {
        // Another node may have rotated it, when the client still did so.
        let fresh = domain::family::find_now(deps, family.id).await?.unwrap_or(family);
        if generation != fresh.generation || fresh.revoked_at.is_some() {
            return superseded(request, &fresh, generation, now).await;
        }
        fresh
    };
    check_time(request, &family).await?;
    if now - family.rotated_at > deps.config.refresh_token_idle_ttl * SECOND / 20 {
        domain::family::touch(deps, family.id, now).await?;
    }
    Ok(family)
}
