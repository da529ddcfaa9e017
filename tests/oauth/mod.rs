//! The protocol's flows.

mod api_keys;
mod clients;
mod code;
mod conformance_basic;
mod conformance_config;
mod conformance_form_post;
mod conformance_logout;
mod details;
mod jwt;
mod modules;
mod modules_session;
mod other_sites;
mod permissions;
mod plan;
mod redirects;
mod resources;
mod security_access;
mod security_assertion;
mod security_authorize;
mod security_client;
mod security_code;
mod security_consent;
mod security_discovery;
mod security_factor;
mod security_keys;
mod security_node;
mod security_outbound;
mod security_prompt;
mod security_refresh;
mod security_revocation;
mod security_token;
mod stores;
mod world;

/// The claims of a JWT, unchecked.
pub(crate) fn claims_of(jwt: &str) -> serde_json::Value {
    jwt::claims(jwt)
}
