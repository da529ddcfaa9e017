//! `grant_type=client_credentials` (RFC 6749 section 4.4; SEC-42).

use entity::values::{Scopes, SpaceDelimited};

use super::of_token;
use crate::{
    domain::{client::EnabledScope, permission},
    oauth::{
        authorize::{check_scope, known_resources},
        details,
        error::{Code, Error, Result},
        mint::{self, TokenResponse},
        token::TokenRequest,
    },
};

/// An app's own token: what it has enabled for itself and the APIs' owners approved; no user, no refresh token.
///
/// # Errors
/// `unauthorized_client` for a public client, `invalid_scope`, `invalid_authorization_details`, `invalid_target`.
pub async fn exchange(request: &TokenRequest<'_>) -> Result<TokenResponse> {
    let (deps, client) = (request.deps, &request.client);
    if !client.is_confidential() {
        return Err(Error::new(
            Code::UnauthorizedClient,
            "A public client cannot act for itself.",
        ));
    }
    let for_app = |scope: &EnabledScope| scope.about.grantable_to.app();
    let by_details = match request.parameters.get("authorization_details") {
        Some(text) => details::parse(client, deps.config.issuer(), text, for_app)?,
        None => Scopes::default(),
    };
    let scopes: Scopes = match request.parameters.get("scope") {
        Some(text) => text.split(' ').collect(),
        None if by_details.is_empty() => client
            .client
            .default_scopes
            .filter(|name| allowed(request, name).is_ok()),
        None => Scopes::default(),
    };
    let scopes = client.catalogue.simplify(&scopes.union(&by_details));
    if scopes.is_empty() {
        return Err(Error::new(
            Code::InvalidScope,
            "The parameter scope is missing, and the client has no default scopes.",
        ));
    }
    for text in scopes.iter() {
        allowed(request, text)?;
    }
    let standing = permission::effective_for_app(deps, &scopes).await?;
    if let Some(gone) = scopes.iter().find(|text| !standing.contains(text)) {
        return Err(Error::new(
            Code::InvalidScope,
            format!("The permission {gone} is for a resource that does not exist."),
        ));
    }
    let resources: SpaceDelimited = request.parameters.all("resource").collect();
    known_resources(deps, client, &resources)?;
    let (access_token, expires_in) = mint::access_token(deps, client, &scopes, &resources, None)?;
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in,
        refresh_token: None,
        id_token: None,
        authorization_details: of_token(deps, client, &scopes),
        scope: scopes,
    })
}

fn allowed(request: &TokenRequest<'_>, text: &str) -> Result<()> {
    let scope = check_scope(&request.client, text, |scope| scope.about.grantable_to.app())?;
    if scope.approved {
        return Ok(());
    }
    Err(Error::new(
        Code::InvalidScope,
        format!(
            "The scope {} waits for its API's owner to approve it.",
            scope.about.name
        ),
    ))
}
