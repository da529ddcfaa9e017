//! Answers to scripts of other sites: for origins of registered single-page clients, with tokens and never with
//! cookies (SEC-60).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
};

use super::{State as Service, reply::Reply};
use crate::domain::client;

async fn allowed(state: &Service, headers: &HeaderMap) -> Option<HeaderValue> {
    let origin = headers.get(header::ORIGIN)?;
    let text = origin.to_str().ok()?;
    match client::is_browser_origin(&state.deps, text).await {
        Ok(true) => Some(origin.clone()),
        Ok(false) => None,
        Err(error) => {
            tracing::warn!(%error, "could not look up an origin");
            None
        }
    }
}

/// `OPTIONS`.
pub(super) async fn preflight() -> Reply {
    let mut reply = Reply::default();
    *reply.status_mut() = StatusCode::NO_CONTENT;
    reply
}

/// Adds the headers to whatever the endpoint answers.
pub(super) async fn answer(State(state): State<Arc<Service>>, request: Request, next: Next) -> Reply {
    if !request.headers().contains_key(header::ORIGIN) {
        return next.run(request).await;
    }
    let origin = allowed(&state, request.headers()).await;
    let asks = request
        .headers()
        .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let mut reply = next.run(request).await;
    let headers = reply.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("Origin"));
    let Some(origin) = origin else { return reply };
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    let put = |headers: &mut HeaderMap, name: HeaderName, value| {
        headers.insert(name, HeaderValue::from_static(value))
    };
    put(
        headers,
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "WWW-Authenticate, Retry-After, X-Request-Id",
    );
    if asks {
        put(headers, header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST");
        put(
            headers,
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type",
        );
        put(headers, header::ACCESS_CONTROL_MAX_AGE, "600");
    }
    reply
}
