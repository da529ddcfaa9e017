//! `grant_type=client_credentials` (RFC 6749 section 4.4; SEC-42).

use entity::values::{Scopes, SpaceDelimited};

use crate::oauth::{
    authorize::known_resources,
    error::{Code, Error, Result},
    mint::{self, TokenResponse},
    token::TokenRequest,
};

/// An app's own token: what it has enabled for itself and the APIs' owners approved; no user, no refresh token.
///
/// # Errors
/// `unauthorized_client` for a public client, `invalid_scope`, `invalid_target`.
pub fn exchange(request: &TokenRequest<'_>) -> Result<TokenResponse> {
    let client = &request.client;
    if !client.is_confidential() {
        return Err(Error::new(
            Code::UnauthorizedClient,
            "A public client cannot act for itself.",
        ));
    }
    let scopes: Scopes = match request.parameters.get("scope") {
        Some(text) => text.split(' ').collect(),
        None => client
            .client
            .default_scopes
            .filter(|name| allowed(request, name).is_ok()),
    };
    if scopes.is_empty() {
        return Err(Error::new(
            Code::InvalidScope,
            "The parameter scope is missing, and the client has no default scopes.",
        ));
    }
    for name in scopes.iter() {
        allowed(request, name)?;
    }
    let resources: SpaceDelimited = request.parameters.all("resource").collect();
    known_resources(request.deps, client, &resources)?;
    let (access_token, expires_in) = mint::access_token(request.deps, client, &scopes, &resources, None)?;
    Ok(TokenResponse {
        access_token,
        token_type: "Bearer",
        expires_in,
        refresh_token: None,
        id_token: None,
        scope: scopes,
    })
}

fn allowed(request: &TokenRequest<'_>, name: &str) -> Result<()> {
    let refuse = |why: String| Err(Error::new(Code::InvalidScope, why));
    match request.client.scope(name) {
        None => refuse(format!(
            "The scope {name} does not exist or is not enabled for this app."
        )),
        Some(scope) if !scope.about.grantable_to.app() => {
            refuse(format!("The scope {name} can only be granted by a user."))
        }
        Some(scope) if !scope.approved => refuse(format!(
            "The scope {name} waits for its API's owner to approve it."
        )),
        Some(_) => Ok(()),
    }
}
