//! The token endpoint: which grant, and whether the client may use it (RFC 6749 section 3.2).

use std::sync::Arc;

use super::{
    error::{Code, Error, Result},
    grants,
    mint::TokenResponse,
    parameters::Parameters,
};
use crate::domain::{Deps, caller::Whereabouts, client::ClientView, dialect::Dialect};

/// The grants that exist. Whatever is not here is `unsupported_grant_type` (SEC-07).
pub const GRANT_TYPES: &[&str] = &["authorization_code", "refresh_token", "client_credentials"];

/// An authenticated client's request.
#[derive(Debug)]
pub struct TokenRequest<'a> {
    /// The service.
    pub deps: &'a Deps,
    /// The client, authenticated or, if public, identified.
    pub client: Arc<ClientView>,
    /// The body.
    pub parameters: &'a Parameters,
    /// Where it came from.
    pub from: &'a Whereabouts,
    /// Whose route it came by; none for the standard's.
    pub dialect: Option<Dialect>,
}

/// Answers a token request.
///
/// # Errors
/// As RFC 6749 section 5.2 names them.
pub async fn exchange(request: &TokenRequest<'_>) -> Result<TokenResponse> {
    let grant_type = request.parameters.require("grant_type")?;
    if !GRANT_TYPES.contains(&grant_type) {
        return Err(Error::new(
            Code::UnsupportedGrantType,
            format!("grant_type must be one of {}.", GRANT_TYPES.join(", ")),
        ));
    }
    if !request.client.client.grant_types.contains(grant_type) {
        return Err(Error::new(
            Code::UnauthorizedClient,
            format!("This client is not registered for grant_type {grant_type}."),
        ));
    }
    match grant_type {
        "authorization_code" => grants::authorization_code::exchange(request).await,
        "refresh_token" => grants::refresh_token::exchange(request).await,
        _ => grants::client_credentials::exchange(request).await,
    }
}
