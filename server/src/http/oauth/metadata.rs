//! Discovery documents and the key set: bytes that change when settings or keys do.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderValue, header},
};
use bytes::Bytes;

use crate::http::{State as Service, reply::Reply};

fn public(body: Bytes, content_type: &'static str) -> Reply {
    let mut reply = Reply::new(body.into());
    let headers = reply.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=300"),
    );
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        HeaderValue::from_static("nosniff"),
    );
    reply
}

/// `GET /.well-known/openid-configuration` and `/.well-known/oauth-authorization-server`.
pub(in crate::http) async fn document(State(state): State<Arc<Service>>) -> Reply {
    public(state.discovery().await, "application/json")
}

/// `GET /oauth/jwks`.
pub(in crate::http) async fn jwks(State(state): State<Arc<Service>>) -> Reply {
    public(state.deps.keys.jwks(), "application/jwk-set+json")
}
