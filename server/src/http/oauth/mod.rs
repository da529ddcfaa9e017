//! The protocol's endpoints: parse, ask `oauth`, translate.

pub(super) mod authorize;
pub(super) mod introspect;
pub(super) mod logout;
pub(super) mod metadata;
pub(super) mod revoke;
pub(super) mod token;
pub(super) mod userinfo;

use std::sync::Arc;

use axum::{
    body::Body,
    http::{header, request::Parts},
};

use super::{State, body, reply, reply::Reply, visitor};
use crate::{
    domain::{caller::Whereabouts, client::ClientView},
    oauth::{
        Parameters,
        client::{self, Credentials},
    },
};

/// A form from a client that authenticated.
pub(super) struct FromClient {
    client: Arc<ClientView>,
    parameters: Parameters,
    from: Whereabouts,
    basic: bool,
}

/// Reads the form and authenticates the client; the answer to give if either fails.
async fn from_client(state: &State, parts: &Parts, body: Body) -> Result<FromClient, Reply> {
    let parameters = body::form(state, parts, body).await?;
    let headers: Vec<&[u8]> = parts
        .headers
        .get_all(header::AUTHORIZATION)
        .iter()
        .map(axum::http::HeaderValue::as_bytes)
        .collect();
    let basic = !headers.is_empty();
    let from = visitor::whereabouts(&state.deps, parts);
    let refuse = |error| reply::oauth_error(&error, basic);
    let credentials = Credentials::read(&headers, &parameters).map_err(refuse)?;
    let client = client::authenticate(&state.deps, &credentials)
        .await
        .map_err(refuse)?;
    Ok(FromClient {
        client,
        parameters,
        from,
        basic,
    })
}
