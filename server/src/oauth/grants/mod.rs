//! The grants, and the checks that they share.

pub mod authorization_code;
pub mod client_credentials;
pub mod refresh_token;

use std::sync::Arc;

use entity::{
    family, grant, user,
    values::{Scopes, SpaceDelimited},
};

use super::{
    error::{Code, Error, Result},
    mint::{self, About, OfUser, TokenResponse},
    token::TokenRequest,
};
use crate::domain::{self, Deps, family::RefreshToken, session};

/// The user and the grant behind a code or a refresh token, if both still stand (SEC-20).
async fn standing(
    deps: &Deps,
    grant_id: entity::id::GrantId,
    client: &domain::client::ClientView,
) -> Result<(Arc<user::Model>, Arc<grant::Model>)> {
    let gone = || Error::invalid_grant("The permission behind it was removed.");
    let grant = domain::grant::find(deps, grant_id)
        .await?
        .filter(|grant| grant.revoked_at.is_none())
        .ok_or_else(gone)?;
    if grant.app_id != client.app.id {
        return Err(gone());
    }
    let user = domain::user::find(deps, grant.user_id)
        .await?
        .filter(|user| user.disabled_at.is_none())
        .ok_or_else(gone)?;
    Ok((user, grant))
}

/// Whether the session that something came from still lives.
async fn session_stands(deps: &Deps, id: entity::id::SessionId) -> Result<bool> {
    let now = deps.clock.now();
    Ok(session::find(deps, id)
        .await?
        .is_some_and(|row| session::is_live(deps, &row, now)))
}

/// The `resource` parameters of a token request: a part of what was authorized (RFC 8707 section 2.2, SEC-31).
/// Without them what the authorization named; none if it named none, and then the scopes decide.
fn narrowed_resources(request: &TokenRequest<'_>, family: &family::Model) -> Result<SpaceDelimited> {
    let asked: SpaceDelimited = request.parameters.all("resource").collect();
    let authorized = mint::audiences(request.deps, &request.client, &family.scopes, &family.resources);
    if asked.is_empty() {
        return Ok(family.resources.clone());
    }
    if asked.is_subset(&authorized) {
        return Ok(asked);
    }
    Err(Error::new(
        Code::InvalidTarget,
        "A resource was not part of the authorization.",
    ))
}

/// What a family gives: access token, ID token with `openid`, refresh token of this number where it has one.
fn issue(
    request: &TokenRequest<'_>,
    user: &user::Model,
    of: OfUser<'_>,
    what: &Issue<'_>,
) -> Result<TokenResponse> {
    let (deps, client) = (request.deps, &request.client);
    let (access_token, expires_in) = mint::access_token(deps, client, what.scopes, what.resources, Some(of))?;
    let id_token = what
        .scopes
        .contains("openid")
        .then(|| mint::id_token(deps, client, user, of.family, &access_token, what.about))
        .transpose()?;
    let refresh_token = what
        .refresh_token
        .then(|| RefreshToken::of(deps, of.family, of.generation).to_secret());
    deps.usage.grant(
        of.family.grant_id,
        deps.clock.now(),
        request.from.ip_address.as_deref(),
    );
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in,
        refresh_token,
        id_token,
        scope: what.scopes.clone(),
    })
}

/// What [`issue`] puts into the answer.
struct Issue<'a> {
    scopes: &'a Scopes,
    resources: &'a SpaceDelimited,
    about: About<'a>,
    refresh_token: bool,
}
