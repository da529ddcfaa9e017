//! The protocol's endpoints: parse, ask `oauth`, translate.

pub(super) mod authorize;
pub(super) mod introspect;
pub(super) mod logout;
pub(super) mod metadata;
pub(super) mod refused;
pub(super) mod revoke;
pub(super) mod token;
pub(super) mod userinfo;

use std::sync::Arc;

use axum::{
    body::Body,
    http::{header, request::Parts},
};

use super::{State, body, credential, reply, reply::Reply, visitor};
use crate::{
    domain::{
        caller::Whereabouts,
        client::ClientView,
        refusal::{Endpoint, Evidence},
    },
    oauth::{Error, Parameters, client::Credentials},
};
use refused::Refused;

/// A form from a client that authenticated.
pub(super) struct FromClient {
    client: Arc<ClientView>,
    parameters: Parameters,
    from: Whereabouts,
    basic: bool,
    endpoint: Endpoint,
    id: Option<String>,
}

impl FromClient {
    /// The answer to a request that was refused, which the app's developers find in their log.
    fn refuse(&self, state: &State, error: &Error) -> Reply {
        let refused = Refused {
            endpoint: self.endpoint,
            client_id: &self.client.client.client_id,
            parameters: &self.parameters,
            evidence: Evidence::Unknown,
            error_id: self.id.clone(),
        };
        refused.note(state, error);
        reply::oauth_error(error, self.basic)
    }
}

/// Reads the form and authenticates the client; the answer to give if either fails.
async fn from_client(
    state: &State,
    endpoint: Endpoint,
    parts: &Parts,
    body: Body,
) -> Result<FromClient, Reply> {
    body::nothing_of_a_form(parts).map_err(|error| reply::oauth_error(&error, false))?;
    let parameters = body::form(state, parts, body).await?;
    let headers: Vec<&[u8]> = parts
        .headers
        .get_all(header::AUTHORIZATION)
        .iter()
        .map(axum::http::HeaderValue::as_bytes)
        .collect();
    let basic = !headers.is_empty();
    let id = refused::id(parts);
    let refuse = |error: Error, client_id: Option<&str>, evidence: Evidence| {
        if let Some(client_id) = client_id {
            let refused = Refused {
                endpoint,
                client_id,
                parameters: &parameters,
                evidence,
                error_id: id.clone(),
            };
            refused.note(state, &error);
        }
        reply::oauth_error(&error, basic)
    };
    let credentials = match Credentials::read(&headers, &parameters) {
        Ok(credentials) => credentials,
        Err(error) => return Err(refuse(error, parameters.get("client_id"), Evidence::Unknown)),
    };
    let from = visitor::whereabouts(&state.deps, parts);
    match credential::client(state, &from, &credentials).await {
        Ok(client) => Ok(FromClient {
            client,
            parameters,
            from,
            basic,
            endpoint,
            id,
        }),
        Err(error) => {
            let evidence = credentials.evidence(&state.deps);
            Err(refuse(error, credentials.client_id().as_deref(), evidence))
        }
    }
}
