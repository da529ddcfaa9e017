//! Answers to scripts of other sites: for origins of registered single-page clients, with tokens and never with
//! cookies (SEC-60).

use std::{sync::Arc, time::Duration};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header},
    middleware::Next,
};

use super::{State as Service, reply::Reply};
use crate::domain::client;

/// How long an origin is looked for; as long as a handler may work.
const PATIENCE: Duration = Duration::from_millis(4500);

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
    let sent = request.headers().clone();
    let asks = sent.contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    // Beside the request, not before: with no database both give up in the same time.
    let allowed = tokio::time::timeout(PATIENCE, allowed(&state, &sent));
    let (origin, mut reply) = tokio::join!(allowed, next.run(request));
    let origin = origin.unwrap_or_default();
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
