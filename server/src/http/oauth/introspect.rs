//! `POST /oauth/introspect`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::from_client;
use crate::{
    domain::refusal::Endpoint,
    http::{State as Service, reply, reply::Reply},
    oauth::introspect,
};

/// Says whether a token lives, to those who may know.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let asked = match from_client(&state, Endpoint::Introspect, &parts, body).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    match introspect::introspect(&state.deps, &asked.client, &asked.parameters).await {
        Ok(answer) => reply::json(StatusCode::OK, &answer),
        Err(error) => asked.refuse(&state, &error),
    }
}
