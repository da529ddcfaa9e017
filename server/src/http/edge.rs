//! What every request passes: bounds before parsing (SEC-58), a request id, a record in the log, one 500 for a
//! panic (SEC-124), and 503 for what takes too long (SEC-120).

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::{Body, HttpBody as _},
    extract::{Request, State},
    http::{HeaderName, HeaderValue, Method, StatusCode, Version, header},
    middleware::Next,
};
use tracing::Instrument as _;

use percent_encoding::percent_decode_str;

use super::{
    State as Service, assets, body, greenfield,
    reply::{self, Reply},
};
use crate::{
    domain::secret::{Kind, base64url, random},
    oauth::{Code, Error},
    views::Problem,
};

/// Bytes of a request line's target.
pub(super) const LONGEST_TARGET: usize = 8 * 1024;
/// Bytes of all headers.
const LARGEST_HEAD: usize = 32 * 1024;
/// How long a handler may work on a request that has arrived whole.
const PATIENCE: Duration = Duration::from_millis(4500);
/// The same where another provider is asked up to four times, with five seconds for each.
const PATIENCE_WITH_PROVIDERS: Duration = Duration::from_secs(22);

/// The id of a request, in its extensions: the answer repeats it, and the logs have it.
#[derive(Clone, Debug)]
pub(super) struct RequestId(pub(super) String);

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Around every handler.
pub(super) async fn edge(State(state): State<Arc<Service>>, mut request: Request, next: Next) -> Reply {
    let id = base64url(&random::<9>());
    request.extensions_mut().insert(RequestId(id.clone()));
    let method = request.method().clone();
    // Only the path: a query may hold what must not be logged (SEC-117).
    let path = loggable(request.uri().path());
    let span = tracing::info_span!("request", id, %method, path);
    let start = Instant::now();
    let style = Style::of(&request);
    // A proxy in front may have gone by a length that was sent along, and is dropped by now (RFC 9112 section 6.1):
    // nothing after such a body is taken for a request (SEC-59).
    let chunked = request.headers().contains_key(header::TRANSFER_ENCODING);
    // A body that was refused unread would be taken for the next request (RFC 9112 section 9.6).
    let mut unread = false;
    let has_body = !request.body().is_end_stream();
    let handled = match whole(&state, request).await {
        Ok(request) => handle(&state, request, next, &span).await,
        Err(refused) => {
            unread = has_body;
            Err(refused)
        }
    };
    let mut answer =
        handled.unwrap_or_else(|(status, why)| span.in_scope(|| style.refuse(&state, status, why)));
    reply::secure(&state, &mut answer);
    if chunked || unread {
        answer
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
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

/// The path without an API key in it, which old clients of the greenfield dialect put there (SEC-117).
fn loggable(path: &str) -> String {
    let prefix = Kind::ApiKey.prefix();
    let has_key = |part: &str| percent_decode_str(part).decode_utf8_lossy().contains(prefix);
    let path: String = path.chars().take(200).collect();
    let parts = path.split('/').map(|part| if has_key(part) { "…" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

/// A status, and what to say.
type Refused = (StatusCode, &'static str);

/// The request with the whole of its body, if it keeps within the bounds.
async fn whole(state: &Service, request: Request) -> Result<Request, Refused> {
    if let Some(refused) = bounds(state, &request) {
        return Err(refused);
    }
    if request.body().is_end_stream() {
        return Ok(request);
    }
    let most = body_limit(state, &request);
    let (parts, body) = request.into_parts();
    let bytes = body::read(state, body, most).await?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// Runs the handler as a task of its own: what it began it finishes, also when the browser has gone or the time is
/// up, so that no cache misses what was committed.
async fn handle(
    state: &Service,
    request: Request,
    next: Next,
    span: &tracing::Span,
) -> Result<Reply, Refused> {
    let patience = match request.uri().path() {
        GRAPHQL => PATIENCE.max(Duration::from_secs(state.deps.config.graphql_timeout + 1)),
        path if path.starts_with(PROVIDERS) => PATIENCE_WITH_PROVIDERS,
        _ => PATIENCE,
    };
    let task = tokio::spawn(next.run(request).instrument(span.clone()));
    match tokio::time::timeout(patience, task).await {
        Ok(Ok(reply)) => Ok(reply),
        Ok(Err(_)) => Err((
            StatusCode::INTERNAL_SERVER_ERROR,
            "Something went wrong here. It has been recorded.",
        )),
        Err(_) => Err((
            StatusCode::SERVICE_UNAVAILABLE,
            "The service is too slow at the moment. Try again.",
        )),
    }
}

/// Around everything: what `Allow` names is not refused (SEC-57).
pub(super) async fn allow(State(state): State<Arc<Service>>, request: Request, next: Next) -> Reply {
    let uri = request.uri().clone();
    let mut reply = next.run(request).await;
    if reply.status() == StatusCode::METHOD_NOT_ALLOWED && !answers_head(&state, uri.path()) {
        withhold_head(&mut reply);
    }
    reply
}

/// Whether `HEAD` is answered as `GET` is: where looking can do nothing but read.
fn answers_head(state: &Service, path: &str) -> bool {
    const READ_ONLY: &[&str] = &[
        "/.well-known/",
        "/oauth/jwks",
        "/healthz",
        "/readyz",
        "/assets/",
        "/branding.css",
        "/pictures/",
        "/api/v1/auth/user_identity",
        "/api/v1/users/",
        "/api/v1/stores",
        "/api/v1/api-keys/current",
    ];
    READ_ONLY.iter().any(|start| path.starts_with(start)) || assets::is_dashboard(state, path)
}

/// The router lists `HEAD` wherever there is a `GET`; `Allow` tells the truth (SEC-57).
fn withhold_head(reply: &mut Reply) {
    let Some(allowed) = reply
        .headers()
        .get(header::ALLOW)
        .and_then(|value| value.to_str().ok())
    else {
        return;
    };
    let rest: Vec<&str> = allowed
        .split(',')
        .map(str::trim)
        .filter(|method| *method != "HEAD")
        .collect();
    if let Ok(value) = HeaderValue::from_str(&rest.join(", ")) {
        reply.headers_mut().insert(header::ALLOW, value);
    }
}

const GRAPHQL: &str = "/graphql";
const PROVIDERS: &str = "/providers/";
const RESOURCES: &str = "/api/v1/resources";
const UPLOADS: &str = "/uploads";

fn body_limit(state: &Service, request: &Request) -> usize {
    let config = &state.deps.config;
    match request.uri().path() {
        GRAPHQL => config.graphql_body_limit,
        RESOURCES => body::RESOURCES_LIMIT,
        UPLOADS => config.upload_limit,
        _ => config.body_limit,
    }
}

fn bounds(state: &Service, request: &Request) -> Option<Refused> {
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
    // Exactly one (RFC 9112 section 3.2): what stands in front may have gone by another than we would (SEC-59).
    if request.version() == Version::HTTP_11 && headers.get_all(header::HOST).iter().count() != 1 {
        return Some((StatusCode::BAD_REQUEST, "A request has exactly one Host."));
    }
    if *request.method() == Method::CONNECT {
        return Some((StatusCode::METHOD_NOT_ALLOWED, "This method is not allowed."));
    }
    let encoded = headers
        .get_all(header::CONTENT_ENCODING)
        .iter()
        .any(|value| !value.as_bytes().eq_ignore_ascii_case(b"identity"));
    if encoded {
        return Some((
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Compressed request bodies are not accepted.",
        ));
    }
    let most = body_limit(state, request);
    let declared = headers
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > most) {
        return Some((StatusCode::PAYLOAD_TOO_LARGE, "The request body is too large."));
    }
    None
}

/// How a refusal is told: as a page, as GraphQL, as the greenfield dialect or as OAuth does.
#[derive(Clone, Copy)]
enum Style {
    Page,
    GraphQl,
    Greenfield,
    OAuth,
}

impl Style {
    fn of(request: &Request) -> Self {
        // What programs call answers programs, whatever they accept.
        const FOR_PROGRAMS: &[&str] = &[
            "/oauth/token",
            "/oauth/revoke",
            "/oauth/introspect",
            "/oauth/userinfo",
            "/oauth/jwks",
            "/api/",
            "/.well-known/",
        ];
        let path = request.uri().path();
        let for_programs = FOR_PROGRAMS.iter().any(|start| path.starts_with(start));
        let asks_for_page = !for_programs
            && request
                .headers()
                .get(header::ACCEPT)
                .and_then(|value| value.to_str().ok())
                .is_some_and(|accept| accept.contains("text/html"));
        match (path, asks_for_page) {
            (GRAPHQL, _) => Self::GraphQl,
            (path, _) if greenfield::is_ours(path) => Self::Greenfield,
            (_, true) => Self::Page,
            (_, false) => Self::OAuth,
        }
    }

    fn refuse(self, state: &Service, status: StatusCode, why: &'static str) -> Reply {
        let (code, graphql_code, problem) = match status {
            StatusCode::SERVICE_UNAVAILABLE => {
                (Code::TemporarilyUnavailable, "UNAVAILABLE", Problem::Unavailable)
            }
            StatusCode::INTERNAL_SERVER_ERROR => (Code::ServerError, "INTERNAL", Problem::Internal),
            _ => (Code::InvalidRequest, "BAD_USER_INPUT", Problem::Request),
        };
        let mut reply = match self {
            Self::Page => reply::problem_page(state, None, problem, why),
            Self::GraphQl => super::graphql::refusal(status, graphql_code, why),
            Self::Greenfield => greenfield::turned_away(status, why),
            Self::OAuth => reply::oauth_error_with(status, &Error::new(code, why), false),
        };
        *reply.status_mut() = status;
        let (name, value) = match status {
            StatusCode::METHOD_NOT_ALLOWED => (header::ALLOW, "GET, POST"),
            StatusCode::SERVICE_UNAVAILABLE => (header::RETRY_AFTER, "2"),
            _ => return reply,
        };
        reply.headers_mut().insert(name, HeaderValue::from_static(value));
        reply
    }
}

/// `HEAD` where it must not act.
pub(super) async fn method_not_allowed(State(state): State<Arc<Service>>) -> Reply {
    Style::OAuth.refuse(
        &state,
        StatusCode::METHOD_NOT_ALLOWED,
        "This method is not allowed.",
    )
}

#[cfg(test)]
mod tests {
    use axum::{Router, routing::get};
    use tower::ServiceExt as _;

    use super::*;
    use crate::{
        config::Config,
        domain::{Deps, clock::Clock, secret::random_id},
    };

    async fn send(router: &Router, path: &str, accept: &str) -> Reply {
        let request = Request::get(path)
            .header(header::ACCEPT, accept)
            .header(header::HOST, "localhost")
            .body(Body::empty())
            .unwrap();
        router.clone().oneshot(request).await.unwrap()
    }

    #[test]
    fn sec_117_a_key_in_a_path_is_not_logged() {
        assert_eq!(loggable("/api/v1/api-keys/current"), "/api/v1/api-keys/current");
        assert_eq!(loggable("/api/v1/api-keys/lkk_abc"), "/api/v1/api-keys/…");
        assert_eq!(loggable("/x/%20lkk_abc/y"), "/x/…/y");
        assert_eq!(loggable("/x/lk%6b_abc/y"), "/x/…/y");
    }

    async fn panics() -> StatusCode {
        panic!("with something secret")
    }

    #[tokio::test]
    async fn sec_124_a_panic_is_one_500() {
        let directory = std::env::temp_dir().join(format!("latchkey-test-{}", random_id().simple()));
        let environment = [("DATA_DIR".to_owned(), directory.to_string_lossy().into_owned())].into();
        let config = Config::from_parts(None, &environment).unwrap();
        let deps = Deps::open(config, Clock::System, true).await.unwrap();
        let state = Service::new(deps);
        let router = Router::new()
            .route("/oauth/token", get(panics))
            .route("/graphql", get(panics))
            .route("/sign-in", get(panics))
            .route("/fine", get(async || "fine"))
            .layer(axum::middleware::from_fn_with_state(Arc::clone(&state), edge));
        for (path, accept, kind) in [
            ("/oauth/token", "*/*", "application/json"),
            ("/graphql", "application/json", "application/json"),
            ("/oauth/token", "text/html,*/*", "application/json"),
            ("/sign-in", "text/html,*/*", "text/html; charset=utf-8"),
        ] {
            let reply = send(&router, path, accept).await;
            assert_eq!(reply.status(), StatusCode::INTERNAL_SERVER_ERROR, "{path}");
            assert_eq!(reply.headers()[header::CONTENT_TYPE], kind, "{path}");
            let body = axum::body::to_bytes(reply.into_body(), 100_000).await.unwrap();
            assert!(!String::from_utf8_lossy(&body).contains("secret"), "{path}");
            assert_eq!(send(&router, "/fine", accept).await.status(), StatusCode::OK);
        }
        drop(std::fs::remove_dir_all(directory));
    }
}
