//! The coins dialect: the standard's endpoints at paths of its own. What is read differently is in `oauth::dialect`, what
//! clients get by their settings in `oauth::response_type`, and nonces in `domain::nonce`.

use std::sync::Arc;

use axum::extract::{Request, State};

use crate::{
    domain::dialect::Dialect,
    http::{State as Service, oauth, reply::Reply},
};

/// `GET /user/api/authorize`.
pub(in crate::http) async fn authorize(State(state): State<Arc<Service>>, request: Request) -> Reply {
    oauth::authorize::take(&state, request, Some(Dialect::Coins)).await
}

/// `POST /user/oauthtoken`.
pub(in crate::http) async fn token(State(state): State<Arc<Service>>, request: Request) -> Reply {
    oauth::token::answer(&state, request, Some(Dialect::Coins)).await
}
