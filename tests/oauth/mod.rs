//! The protocol's flows.

mod clients;
mod code;
mod conformance_basic;
mod conformance_config;
mod conformance_form_post;
mod conformance_logout;
mod jwt;
mod modules;
mod modules_session;
mod plan;
mod redirects;
mod security_access;
mod security_assertion;
mod security_authorize;
mod security_client;
mod security_code;
mod security_consent;
mod security_discovery;
mod security_keys;
mod security_node;
mod security_outbound;
mod security_prompt;
mod security_refresh;
mod security_revocation;
mod security_token;
mod world;
