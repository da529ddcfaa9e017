//! What every request passes: bounds before parsing (SEC-58), a request id, a record in the log, and one 500 for
//! a panic (SEC-124).

use std::{panic::AssertUnwindSafe, sync::Arc, time::Instant};

use axum::{
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, header},
    middleware::Next,
};
use futures_util::FutureExt as _;
use tracing::Instrument as _;

use super::{
    State as Service,
    reply::{self, Reply},
};
use crate::{
    domain::secret::{base64url, random},
    oauth::Error,
};

/// Bytes of a request line's target.
const LONGEST_TARGET: usize = 8 * 1024;
/// Bytes of all headers.
const LARGEST_HEAD: usize = 32 * 1024;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Around every handler.
pub(super) async fn edge(State(state): State<Arc<Service>>, request: Request, next: Next) -> Reply {
    let id = base64url(&random::<9>());
    let method = request.method().clone();
    // Only the path: a query may hold what must not be logged (SEC-117).
    let path: String = request.uri().path().chars().take(200).collect();
    let span = tracing::info_span!("request", id, %method, path);
    let start = Instant::now();
    let mut answer = if let Some((status, why)) = bounds(&state, &request) {
        refusal(status, why)
    } else {
        let handled = AssertUnwindSafe(next.run(request))
            .catch_unwind()
            .instrument(span.clone())
            .await;
        handled.unwrap_or_else(|_| {
            span.in_scope(|| tracing::error!("a handler panicked"));
            refusal(
                StatusCode::INTERNAL_SERVER_ERROR,
                "Something went wrong here. It has been recorded.",
            )
        })
    };
    reply::secure(&state, &mut answer);
    let status = answer.status().as_u16();
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    span.in_scope(|| match status {
        500.. => tracing::warn!(status, milliseconds, "answered"),
        400.. => tracing::info!(status, milliseconds, "answered"),
        _ => tracing::debug!(status, milliseconds, "answered"),
    });
    if let Ok(id) = HeaderValue::from_str(&id) {
        answer.headers_mut().insert(REQUEST_ID, id);
    }
    answer
}

fn bounds(state: &Service, request: &Request) -> Option<(StatusCode, &'static str)> {
    let target = request
        .uri()
        .path_and_query()
        .map_or(0, |text| text.as_str().len());
    if target > LONGEST_TARGET {
        return Some((StatusCode::URI_TOO_LONG, "The address is too long."));
    }
    let headers = request.headers();
    let head: usize = headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum();
    if head > LARGEST_HEAD || headers.len() > 100 {
        return Some((
            StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE,
            "The request's headers are too large.",
        ));
    }
    if matches!(*request.method(), Method::TRACE | Method::CONNECT) {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "This method is not allowed."));
    }
    let encoded = headers
        .get(header::CONTENT_ENCODING)
        .is_some_and(|value| value.as_bytes() != b"identity");
    if encoded {
        return Some((
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Compressed request bodies are not accepted.",
        ));
    }
    let config = &state.deps.config;
    let most = if request.uri().path() == "/graphql" {
        config.graphql_body_limit
    } else {
        config.body_limit
    };
    let declared = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > most) {
        return Some((StatusCode::PAYLOAD_TOO_LARGE, "The request body is too large."));
    }
    None
}

fn refusal(status: StatusCode, why: &'static str) -> Reply {
    let code = if status.is_server_error() {
        crate::oauth::Code::ServerError
    } else {
        crate::oauth::Code::InvalidRequest
    };
    let mut reply = reply::oauth_error_with(status, &Error::new(code, why), false);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        reply
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, POST"));
    }
    reply
}

/// `HEAD` where it must not act.
pub(super) async fn method_not_allowed() -> Reply {
    refusal(StatusCode::METHOD_NOT_ALLOWED, "This method is not allowed.")
}
