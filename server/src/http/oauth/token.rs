//! `POST /oauth/token`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::from_client;
use crate::{
    domain::dialect::Dialect,
    http::{State as Service, reply, reply::Reply},
    oauth::token::{self, TokenRequest},
};

/// Exchanges a grant for tokens.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    answer(&state, request, None).await
}

/// The same by a dialect's route.
pub(in crate::http) async fn answer(state: &Service, request: Request, dialect: Option<Dialect>) -> Reply {
    let (parts, body) = request.into_parts();
    let asked = match from_client(state, &parts, body).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    let request = TokenRequest {
        deps: &state.deps,
        client: asked.client,
        parameters: &asked.parameters,
        from: &asked.from,
        dialect,
    };
    match token::exchange(&request).await {
        Ok(response) => reply::json(StatusCode::OK, &response),
        Err(error) => reply::oauth_error(&error, asked.basic),
    }
}
