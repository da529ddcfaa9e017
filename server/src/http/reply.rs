//! Answers: pages, redirects, JSON, and the translation of errors, each with the headers that it must have
//! (SEC-06, SEC-62). An error is logged here and nowhere else.

use askama::Template;
use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, Response, StatusCode, header},
};
use serde::Serialize;

use super::{State, visitor::Visitor};
use crate::{
    domain,
    oauth::{self, Code, destination},
    views::{FormPost, Frame, Problem},
};

/// What every handler gives.
pub(crate) type Reply = Response<Body>;

fn build(status: StatusCode, content_type: &'static str, body: impl Into<Body>) -> Reply {
    let mut reply = Response::new(body.into());
    *reply.status_mut() = status;
    reply
        .headers_mut()
        .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    reply
}

fn put(reply: &mut Reply, name: HeaderName, value: &'static str) {
    reply.headers_mut().insert(name, HeaderValue::from_static(value));
}

/// JSON that nobody keeps.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Reply {
    let bytes = serde_json::to_vec(body).unwrap_or_default();
    let mut reply = build(status, "application/json", bytes);
    put(&mut reply, header::CACHE_CONTROL, "no-store");
    put(&mut reply, header::PRAGMA, "no-cache");
    reply
}

/// A page. `form_action`: besides our own, where its forms may lead in the end (SEC-62).
pub(crate) fn page(
    state: &State,
    status: StatusCode,
    page: &impl Template,
    form_action: Option<&str>,
) -> Reply {
    match page.render() {
        Ok(html) => {
            let mut reply = build(status, "text/html; charset=utf-8", html);
            secure_page(state, &mut reply, form_action, "unsafe-none");
            put(&mut reply, header::CACHE_CONTROL, "no-store");
            reply
        }
        Err(error) => {
            tracing::error!(%error, "a page could not be rendered");
            build(
                StatusCode::INTERNAL_SERVER_ERROR,
                "text/plain; charset=utf-8",
                "Something went wrong.",
            )
        }
    }
}

/// A page whose one form goes to another site, and whose forms may go nowhere else.
pub(crate) fn page_to(state: &State, form: &FormPost, target: &str) -> Reply {
    let mut reply = page(state, StatusCode::OK, form, Some(target));
    let policy = reply
        .headers()
        .get(header::CONTENT_SECURITY_POLICY)
        .and_then(|policy| policy.to_str().ok())
        .map(|policy| policy.replace("form-action 'self' ", "form-action "));
    if let Some(policy) = policy.and_then(|policy| HeaderValue::from_str(&policy).ok()) {
        reply
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    reply
}

/// The headers of every page (SEC-62).
pub(crate) fn secure_page(state: &State, reply: &mut Reply, form_action: Option<&str>, opener: &'static str) {
    let more = form_action.map(|origin| format!(" {origin}")).unwrap_or_default();
    let policy = format!(
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
         connect-src 'self'; form-action 'self'{more}; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        reply
            .headers_mut()
            .insert(header::CONTENT_SECURITY_POLICY, policy);
    }
    put(reply, header::X_FRAME_OPTIONS, "DENY");
    put(reply, header::REFERRER_POLICY, "no-referrer");
    put(
        reply,
        HeaderName::from_static("cross-origin-opener-policy"),
        opener,
    );
    secure(state, reply);
}

/// The headers of every answer.
pub(crate) fn secure(state: &State, reply: &mut Reply) {
    put(reply, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if !state.deps.config.development() {
        put(
            reply,
            header::STRICT_TRANSPORT_SECURITY,
            "max-age=63072000; includeSubDomains",
        );
    }
}

/// The browser goes there, by 303, and tells nobody where it came from (SEC-06).
pub(crate) fn see_other(location: &str) -> Reply {
    let mut reply = Response::new(Body::empty());
    *reply.status_mut() = StatusCode::SEE_OTHER;
    match HeaderValue::from_str(location) {
        Ok(location) => {
            reply.headers_mut().insert(header::LOCATION, location);
        }
        Err(error) => {
            tracing::error!(%error, "a redirect has a location that is not a header value");
            *reply.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
        }
    }
    put(&mut reply, header::CACHE_CONTROL, "no-store");
    put(&mut reply, header::REFERRER_POLICY, "no-referrer");
    reply
}

/// An authorization response on its way through the browser.
pub(crate) fn respond(
    state: &State,
    frame: Frame,
    response: destination::Response,
    form_action: &str,
) -> Reply {
    match response {
        destination::Response::Redirect(location) => see_other(&location),
        destination::Response::FormPost { action, fields } => page(
            state,
            StatusCode::OK,
            &FormPost {
                frame,
                action,
                fields,
                autosubmit: true,
            },
            Some(form_action),
        ),
    }
}

/// With these cookies set.
pub(crate) fn with_cookies(mut reply: Reply, cookies: impl IntoIterator<Item = HeaderValue>) -> Reply {
    for cookie in cookies {
        reply.headers_mut().append(header::SET_COOKIE, cookie);
    }
    reply
}

/// An OAuth error as JSON (RFC 6749 section 5.2).
pub(crate) fn oauth_error(error: &oauth::Error, basic: bool) -> Reply {
    oauth_error_with(
        StatusCode::from_u16(error.code.status()).unwrap_or(StatusCode::BAD_REQUEST),
        error,
        basic,
    )
}

/// As [`oauth_error`], with another status.
pub(crate) fn oauth_error_with(status: StatusCode, error: &oauth::Error, basic: bool) -> Reply {
    log(error);
    let body =
        serde_json::json!({ "error": error.code.as_str(), "error_description": error.safe_description() });
    let mut reply = json(status, &body);
    if basic && error.code == Code::InvalidClient {
        put(
            &mut reply,
            header::WWW_AUTHENTICATE,
            r#"Basic realm="latchkey", charset="UTF-8""#,
        );
    }
    retry_after(&mut reply, error.retry_after);
    reply
}

/// An error of an endpoint that takes access tokens (RFC 6750 section 3).
pub(crate) fn bearer_error(error: &oauth::Error, bare: bool) -> Reply {
    let mut reply = oauth_error(error, false);
    let challenge = if bare {
        r#"Bearer realm="latchkey""#.to_owned()
    } else {
        format!(
            r#"Bearer realm="latchkey", error="{}", error_description="{}""#,
            error.code.as_str(),
            error.safe_description()
        )
    };
    if matches!(reply.status().as_u16(), 400 | 401 | 403)
        && let Ok(challenge) = HeaderValue::from_str(&challenge)
    {
        reply.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    reply
}

/// When to come again.
pub(crate) fn retry_after(reply: &mut Reply, seconds: Option<u64>) {
    if let Some(seconds) = seconds {
        reply
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
}

fn log(error: &oauth::Error) {
    match error.code {
        Code::ServerError => tracing::error!(%error, "a request failed"),
        Code::TemporarilyUnavailable | Code::TooManyRequests => {
            tracing::warn!(%error, "a request was turned away")
        }
        _ => tracing::debug!(%error, "a request was refused"),
    }
}

/// A page for something that the domain refused.
pub(crate) fn problem(state: &State, visitor: Option<&Visitor>, error: &domain::Error) -> Reply {
    let (kind, wait) = match error {
        domain::Error::Unavailable(_) => (Problem::Unavailable, Some(2)),
        domain::Error::RateLimited { retry_after } => (Problem::Throttled, Some(*retry_after)),
        domain::Error::Internal(_) => (Problem::Internal, None),
        domain::Error::Denied(_)
        | domain::Error::MissingScope(_)
        | domain::Error::StepUpRequired
        | domain::Error::Unauthenticated => (Problem::Denied, None),
        domain::Error::NotFound { .. }
        | domain::Error::Invalid(_)
        | domain::Error::Conflict(_)
        | domain::Error::LimitReached(_) => (Problem::Request, None),
    };
    let mut reply = problem_page(state, visitor, kind, &error.to_string());
    retry_after(&mut reply, wait);
    reply
}

/// A page for a problem of that kind; `cause` is for the log, which has the page's id.
pub(crate) fn problem_page(state: &State, visitor: Option<&Visitor>, kind: Problem, cause: &str) -> Reply {
    let id = error_id();
    match kind {
        Problem::Internal => tracing::error!(error_id = id, cause, "a page failed"),
        Problem::Unavailable => tracing::warn!(error_id = id, cause, "a page failed"),
        _ => tracing::info!(error_id = id, cause, "a page was refused"),
    }
    let frame = visitor.map_or_else(
        || state.plain_frame(),
        |visitor| visitor.frame(&state.deps, None, None),
    );
    let status = StatusCode::from_u16(kind.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    page(state, status, &kind.page(frame, id), None)
}

/// An id that leads from a page to the log.
pub(crate) fn error_id() -> String {
    domain::secret::base64url(&domain::secret::random::<9>())
}
