//! The tables: their shape, the values in their columns, and the selects that are scoped by owner.
//!
//! No rules, no clock, no secret in clear. Shared by the OAuth side and the GraphQL side of the server.
//! Times are milliseconds since the Unix epoch, UTC.

pub mod account_deletion;
pub mod api;
pub mod api_client;
pub mod api_key;
pub mod api_key_use;
pub mod app;
pub mod app_active;
pub mod app_scope;
pub mod app_usage;
pub mod audit_event;
pub mod audit_person;
pub mod audit_seal;
pub mod authorization;
pub mod client;
pub mod client_secret;
pub mod client_secret_use;
pub mod data_export;
pub mod family;
pub mod grant;
pub mod id;
pub mod invitation;
pub mod linked_identity;
pub mod mail;
pub mod mail_link;
pub mod membership;
pub mod node;
pub mod organization;
pub mod passkey;
pub mod picture;
pub mod profile;
pub mod provider_visit;
pub mod recovery_code;
pub mod redirect_url;
pub mod request_log;
pub mod resource;
pub mod revoked_token;
pub mod scope;
pub mod session;
pub mod setting;
pub mod sign_in;
pub mod signing_key;
pub mod single_use;
pub mod throttle;
pub mod totp;
pub mod user;
pub mod values;
