//! Latchkey: a self-hosted identity and app-management service.
//!
//! Shelves, and who may use whom (a test holds them to it):
//!
//! - `config`, `provider_config`: settings. Use no other shelf.
//! - `domain`: rules. What the service can do, whoever asks. Uses `entity` and `config`.
//! - `oauth`: protocol. OAuth 2 and OpenID Connect in the RFCs' words, free of HTTP. Uses `domain`.
//! - `graphql`: the API that people and dashboards manage things with. Uses `domain`.
//! - `apply`: users, organizations, APIs and apps as a file says they should be. Uses `domain`.
//! - `http`: the edge, the only shelf that knows axum. Uses `oauth`, `domain`, `views`, and `graphql` in one file.
//! - `mail`: the post. Words letters of `domain` with `views`, and hands them to the mail server.
//! - `views`: what pages look like and say. Plain data in, HTML out.

pub mod apply;
pub mod command;
pub mod config;
pub mod domain;
pub mod graphql;
pub mod http;
pub mod mail;
pub mod oauth;
pub mod provider_config;
pub mod telemetry;
pub mod views;
