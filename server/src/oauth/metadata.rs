//! What the server can do, for clients to read (OpenID Connect Discovery section 3, RFC 8414 section 2). Every
//! entry is true, and nothing that is not listed works (SEC-64).

use serde_json::{Value, json};

use super::{acr, authorize, claims, client, details, token};
use crate::domain::{Deps, permission::Catalogue, scope::BuiltIn};

/// The document, the same at both addresses; with the types of `authorization_details` (RFC 9396 section 10) that the
/// catalogue has.
pub fn document(deps: &Deps, catalogue: &Catalogue) -> Value {
    let mut types: Vec<&str> = details::types(catalogue).into_iter().collect();
    types.sort_unstable();
    let issuer = deps.config.issuer();
    let at = |path: &str| format!("{issuer}{path}");
    let methods = ["client_secret_basic", "client_secret_post", "private_key_jwt"];
    let with_none: Vec<&str> = methods.into_iter().chain(["none"]).collect();
    let algorithms = ["RS256", "ES256", "EdDSA", "PS256"];
    let prompts: Vec<&str> = authorize::PROMPTS
        .iter()
        .copied()
        .filter(|prompt| *prompt != "create" || deps.config.registration.by_oneself())
        .collect();
    json!({
        "issuer": issuer,
        "authorization_endpoint": at("/oauth/authorize"),
        "token_endpoint": at("/oauth/token"),
        "userinfo_endpoint": at("/oauth/userinfo"),
        "jwks_uri": at("/oauth/jwks"),
        "revocation_endpoint": at("/oauth/revoke"),
        "introspection_endpoint": at("/oauth/introspect"),
        "end_session_endpoint": at("/oauth/logout"),
        "scopes_supported": BuiltIn::of(&deps.config).map(|scope| scope.name).collect::<Vec<_>>(),
        "authorization_details_types_supported": types,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query", "form_post"],
        "grant_types_supported": token::GRANT_TYPES,
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": algorithms,
        "userinfo_signing_alg_values_supported": algorithms,
        "token_endpoint_auth_methods_supported": with_none,
        "token_endpoint_auth_signing_alg_values_supported": client::ASSERTION_ALGORITHMS,
        "revocation_endpoint_auth_methods_supported": with_none,
        "revocation_endpoint_auth_signing_alg_values_supported": client::ASSERTION_ALGORITHMS,
        "introspection_endpoint_auth_methods_supported": methods,
        "introspection_endpoint_auth_signing_alg_values_supported": client::ASSERTION_ALGORITHMS,
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "acr_values_supported": acr::reachable(&deps.config),
        "claim_types_supported": ["normal"],
        "claims_supported": claims::supported(),
        "claims_parameter_supported": true,
        "request_parameter_supported": false,
        "request_uri_parameter_supported": false,
        "prompt_values_supported": prompts,
        "display_values_supported": ["page", "popup", "touch", "wap"],
        "ui_locales_supported": ["en", "de"],
    })
}
