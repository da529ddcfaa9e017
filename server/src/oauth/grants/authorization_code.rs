//! `grant_type=authorization_code` (RFC 6749 section 4.1.3, RFC 7636).
//!
//! In this order: is it a code of ours, is it this client's, does the redirect URL match, does the verifier
//! match: so much proves possession. Then: is it in time, does everything behind it stand. Then it is redeemed by
//! one insert; a second redemption finds the row there, and everything from the first one ends (SEC-14, SEC-15).

use entity::{family, session, values::SpaceDelimited};

use super::{Issue, issue, left, narrowed_details, narrowed_resources, session_stands, standing};
use crate::{
    domain::{
        self, Caller,
        audit::Event,
        clock::SECOND,
        secret::{same, sha256},
    },
    oauth::{
        code::AuthorizationCode,
        error::{Error, Result},
        mint::{About, OfUser, TokenResponse},
        pkce,
        token::TokenRequest,
    },
};

/// Redeems a code.
///
/// # Errors
/// `invalid_grant` for anything that does not match, and then no token.
pub async fn exchange(request: &TokenRequest<'_>) -> Result<TokenResponse> {
    let deps = request.deps;
    let text = request.parameters.require("code")?;
    let code = AuthorizationCode::open(deps, text)
        .filter(|code| code.client == request.client.client.id)
        .ok_or_else(|| Error::invalid_grant("The code is unknown, or not this client's."))?;
    check_redirect(request, &code)?;
    check_verifier(request, &code)?;
    match redeem(request, &code).await {
        // Whatever else is wrong: if the code was used before, everything from that use ends.
        Err(error) if error.cause.is_none() => {
            let Some(used) = domain::family::find_now(deps, code.family_id).await? else {
                return Err(error);
            };
            end(request, &used).await?;
            Err(Error::invalid_grant(
                "The code was used before. Everything issued for it has been revoked.",
            ))
        }
        result => result,
    }
}

/// Checks the time and what stands behind the code, and makes its family.
async fn redeem(request: &TokenRequest<'_>, code: &AuthorizationCode) -> Result<TokenResponse> {
    let deps = request.deps;
    let now = deps.clock.now();
    if now >= code.issued_at + deps.config.code_ttl * SECOND {
        return Err(Error::invalid_grant("The code has expired."));
    }
    let (user, grant) = match standing(deps, code.grant_id, &request.client).await {
        Ok(standing) if session_stands(deps, code.session_id).await? => standing,
        Ok(_) => return Err(Error::invalid_grant("The person has signed out since.")),
        Err(error) => return Err(error),
    };
    let session = domain::session::find(deps, code.session_id).await?;
    // The account got a second factor since, and the session did not prove it (SEC-74).
    if session
        .as_ref()
        .is_none_or(|session| !domain::second_factor::suffices(&deps.config, &user, &session.amr))
    {
        return Err(Error::invalid_grant("The person has to sign in again."));
    }
    let family = new_family(request, code, session.as_deref(), now);
    let resources = narrowed_resources(request, &family)?;
    let asked = narrowed_details(request, &code.scopes, code.scopes.clone())?;
    let scopes = left(request, &user, &grant, (&asked, &resources)).await?;
    if !deps.journal.redeem(family.clone()).await? {
        return Err(Error::invalid_grant("The code was used before."));
    }
    let what = Issue {
        scopes: &scopes,
        resources: &resources,
        about: About {
            nonce: code.nonce.as_deref(),
            allowed: &grant.scopes,
        },
        refresh_token: family.refreshable,
    };
    let answer = issue(
        request,
        &user,
        OfUser {
            family: &family,
            generation: 0,
        },
        &what,
    )?;
    request.count("authorization_code", Some(user.id));
    Ok(answer)
}

/// The URL that the code was sent to, where it is named; it must be unless PKCE or a single registered URL makes
/// it needless (SEC-05).
fn check_redirect(request: &TokenRequest<'_>, code: &AuthorizationCode) -> Result<()> {
    let matches = match request.parameters.get("redirect_uri") {
        Some(uri) => same(&sha256(uri.as_bytes()).0, &code.redirect_uri),
        None => code.challenge.is_some() || !code.redirect_uri_given,
    };
    if matches {
        Ok(())
    } else {
        Err(Error::invalid_grant(
            "redirect_uri is not the one that the code was sent to.",
        ))
    }
}

fn check_verifier(request: &TokenRequest<'_>, code: &AuthorizationCode) -> Result<()> {
    match (&code.challenge, request.parameters.get("code_verifier")) {
        (Some(challenge), Some(verifier)) if pkce::verify(challenge, verifier) => Ok(()),
        (Some(_), Some(_)) => Err(Error::invalid_grant(
            "code_verifier does not match the challenge.",
        )),
        (Some(_), None) => Err(Error::invalid_grant("code_verifier is missing.")),
        (None, Some(_)) => Err(Error::invalid_grant(
            "code_verifier was sent, but the request had no code_challenge.",
        )),
        (None, None) => Ok(()),
    }
}

fn new_family(
    request: &TokenRequest<'_>,
    code: &AuthorizationCode,
    session: Option<&session::Model>,
    now: i64,
) -> family::Model {
    let deps = request.deps;
    let (amr, session_ends) = session.map_or_else(
        || (SpaceDelimited::default(), now),
        |session| (session.amr.clone(), session.expires_at),
    );
    let refreshable = request.client.client.grant_types.contains("refresh_token");
    let absolute = now + deps.config.refresh_token_absolute_ttl * SECOND;
    family::Model {
        id: code.family_id,
        grant_id: code.grant_id,
        client_id: code.client,
        user_id: code.user_id,
        session_id: Some(code.session_id),
        scopes: code.scopes.clone(),
        resources: code.resources.clone(),
        offline: code.offline,
        refreshable,
        seed: code.seed.to_vec(),
        generation: 0,
        rotated_at: now,
        live_token_id: None,
        authenticated_at: code.authenticated_at,
        acr: code.acr.clone(),
        amr,
        claims: code.claims.clone(),
        expires_at: if code.offline {
            absolute
        } else {
            absolute.min(session_ends)
        },
        revoked_at: None,
        created_at: now,
    }
}

async fn end(request: &TokenRequest<'_>, family: &family::Model) -> Result<()> {
    let event = Event::refused("code.replayed").app(request.client.app.id);
    let caller = Caller::anonymous(request.from.clone());
    domain::family::revoke(request.deps, &caller, family, event).await?;
    Ok(())
}
