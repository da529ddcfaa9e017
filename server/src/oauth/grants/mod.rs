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
    details::{self, Detail},
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

/// What of these permissions the app may still ask for, the grant still has and the person still could give (SEC-26),
/// at the APIs that the token is for.
///
/// # Errors
/// `invalid_grant` where nothing is left of them.
async fn left(
    request: &TokenRequest<'_>,
    user: &user::Model,
    grant: &grant::Model,
    (asked, resources): (&Scopes, &SpaceDelimited),
) -> Result<Scopes> {
    let client = &request.client;
    let enabled = client.still_enabled(asked);
    let granted = client.catalogue.intersect(&enabled, &grant.scopes);
    let left = domain::permission::effective(request.deps, user, &granted).await?;
    let audiences = mint::audiences(request.deps, client, &left, resources);
    let left = domain::permission::unmistakable(request.deps, user.id, audiences.iter(), &left).await?;
    if left.is_empty() && !asked.is_empty() {
        return Err(Error::invalid_grant("Every scope behind it was removed."));
    }
    Ok(left)
}

/// What a token is for where `authorization_details` asks for less than was authorized: the scopes without resources
/// stay, those with resources are what it names (RFC 9396 section 6).
///
/// # Errors
/// `invalid_authorization_details`, also where it asks for more (SEC-51).
fn narrowed_details(request: &TokenRequest<'_>, authorized: &Scopes, base: Scopes) -> Result<Scopes> {
    let Some(text) = request.parameters.get("authorization_details") else {
        return Ok(base);
    };
    let (client, issuer) = (&request.client, request.deps.config.issuer());
    let asked = details::parse(client, issuer, text, |scope| scope.about.grantable_to.user())?;
    if !client.catalogue.covers(authorized, &asked) {
        return Err(Error::new(
            Code::InvalidAuthorizationDetails,
            "The authorization_details are more than was authorized.",
        ));
    }
    let about_resources = |text: &str| {
        client
            .permitted(text)
            .is_some_and(|(_, scope)| scope.about.resource_type.is_some())
    };
    Ok(base.filter(|text| !about_resources(text)).union(&asked))
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
        authorization_details: of_token(deps, client, what.scopes),
    })
}

/// What the answer says of resources (RFC 9396 section 7).
fn of_token(deps: &Deps, client: &domain::client::ClientView, scopes: &Scopes) -> Option<Vec<Detail>> {
    details::of(&client.catalogue, deps.config.issuer(), scopes)
}

/// What [`issue`] puts into the answer.
struct Issue<'a> {
    scopes: &'a Scopes,
    resources: &'a SpaceDelimited,
    about: About<'a>,
    refresh_token: bool,
}
