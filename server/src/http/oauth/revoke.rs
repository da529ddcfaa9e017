//! `POST /oauth/revoke`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::from_client;
use crate::{
    domain::refusal::Endpoint,
    http::{State as Service, reply, reply::Reply},
    oauth::revoke,
};

/// Ends a token of the client; anybody else's stays, with the same answer.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let asked = match from_client(&state, Endpoint::Revoke, &parts, body).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    match revoke::revoke(&state.deps, &asked.client, &asked.parameters, &asked.from).await {
        Ok(()) => reply::json(StatusCode::OK, &serde_json::json!({})),
        Err(error) => asked.refuse(&state, &error),
    }
}
