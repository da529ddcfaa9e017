//! Rules: what the service can do, whoever asks. No web types.
//!
//! A verb is a function `verb(deps, caller, input) -> Result<…>`: it checks who may, opens and commits its own
//! transaction, writes its audit event inside it, and announces what changed after it. Helpers that run in
//! somebody else's transaction take the connection first.

pub mod admin;
pub mod api;
pub mod api_scope;
pub mod app;
pub mod app_grant;
pub mod app_scope;
pub mod audit;
pub mod audit_log;
pub mod audit_seal;
pub mod background;
pub mod cache;
pub mod caller;
pub mod change;
pub mod client;
pub mod client_registration;
pub mod client_secret;
pub mod client_settings;
pub mod clock;
pub mod database;
pub mod deps;
pub mod display_name;
pub mod error;
pub mod family;
pub mod grant;
pub mod greenfield;
pub mod journal;
pub mod key;
pub mod link;
pub mod once;
pub mod organization;
pub mod outbound;
pub mod owner;
pub mod page;
pub mod password;
pub mod patch;
pub mod permission;
pub mod policy;
pub mod redirect_url;
pub mod resource;
pub mod scope;
pub mod secret;
pub mod session;
pub mod setting;
pub mod setup;
pub mod throttle;
pub mod token;
pub mod token_revocation;
pub mod usage;
pub mod user;

pub use caller::Caller;
pub use deps::Deps;
pub use error::{Error, Invalid, OnConflict, Result};
