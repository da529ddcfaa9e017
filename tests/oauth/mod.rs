//! The protocol's flows.

mod code;
mod conformance_basic;
mod conformance_config;
mod conformance_form_post;
mod conformance_logout;
mod jwt;
mod modules;
mod modules_session;
mod plan;
mod world;
