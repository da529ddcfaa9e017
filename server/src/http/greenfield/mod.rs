//! The greenfield dialect: API keys and accounts over plain JSON, as programs written for it know them. Handlers only:
//! what they do is in the domain. Errors are `{ code, message }`, those of input a list of `{ path, message }`.

pub(super) mod api_keys;
pub(super) mod stores;
pub(super) mod users;

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
    middleware::Next,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::{
    State as Service, bearer, credential,
    reply::{self, Reply},
    visitor::whereabouts,
};
use crate::domain::{Caller, Error, api_key, api_password, secret::Secret};

/// Who asks, and with what key where it is one.
struct Asker {
    caller: Caller,
    secret: Secret,
}

/// By a key, a token, or (where its owner lets it) an address and a password.
async fn asker(state: &Service, parts: &Parts) -> Result<Asker, Reply> {
    let sent = bearer::header(parts).map_err(|error| {
        refusal(
            StatusCode::BAD_REQUEST,
            "invalid-request",
            &error.safe_description(),
        )
    })?;
    let Some((scheme, secret)) = sent else {
        return Err(failed(&Error::Unauthenticated));
    };
    let from = whereabouts(&state.deps, parts);
    let is_basic = scheme.eq_ignore_ascii_case("basic");
    let caller = match scheme.to_ascii_lowercase().as_str() {
        "token" | "bearer" => credential::caller(state, from, secret.expose())
            .await
            .and_then(|caller| caller.ok_or(Error::Unauthenticated)),
        "basic" => match basic(&secret) {
            Some((email, password)) => {
                api_password::authenticate(&state.deps, &from, &email, &password).await
            }
            None => Err(Error::Unauthenticated),
        },
        _ => Err(Error::Unauthenticated),
    };
    let caller = caller.map_err(|error| {
        let mut reply = failed(&error);
        // Only to who sent a password: anywhere else a browser would ask its user for one.
        if is_basic && reply.status() == StatusCode::UNAUTHORIZED {
            let challenge = HeaderValue::from_static(r#"Basic realm="latchkey", charset="UTF-8""#);
            reply.headers_mut().append(header::WWW_AUTHENTICATE, challenge);
        }
        reply
    })?;
    Ok(Asker { caller, secret })
}

/// Address and password (RFC 7617).
fn basic(sent: &Secret) -> Option<(String, Secret)> {
    let text = String::from_utf8(STANDARD.decode(sent.expose()).ok()?).ok()?;
    let (email, password) = text.split_once(':')?;
    Some((email.to_owned(), Secret::new(password)))
}

fn refusal(status: StatusCode, code: &str, message: &str) -> Reply {
    reply::json(status, &json!({ "code": code, "message": message }))
}

/// Why nothing was done, in the dialect's form.
fn failed(error: &Error) -> Reply {
    match error {
        Error::Unauthenticated => {
            let why = "Authentication is required: send Authorization: token with an API key of yours.";
            let mut reply = refusal(StatusCode::UNAUTHORIZED, "unauthenticated", why);
            let challenge = HeaderValue::from_static(r#"Bearer realm="latchkey""#);
            reply.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            reply
        }
        Error::MissingScope(scope) => {
            let message = format!(
                "The credential does not have the permission {scope}. Make an API key with it, in the dashboard or at /api-keys/authorize."
            );
            let body =
                json!({ "code": "missing-permission", "message": message, "missingPermission": scope });
            reply::json(StatusCode::FORBIDDEN, &body)
        }
        Error::Denied(_) | Error::StepUpRequired => {
            refusal(StatusCode::FORBIDDEN, "forbidden", &error.to_string())
        }
        Error::NotFound { .. } => refusal(StatusCode::NOT_FOUND, "not-found", "This does not exist."),
        Error::Invalid(what) | Error::Conflict(what) | Error::LimitReached(what) => {
            invalid(&what.field, &what.message)
        }
        Error::RateLimited { retry_after } => {
            let mut reply = refusal(
                StatusCode::TOO_MANY_REQUESTS,
                "too-many-requests",
                &error.to_string(),
            );
            reply::retry_after(&mut reply, Some(*retry_after));
            reply
        }
        Error::Unavailable(_) => {
            tracing::warn!(%error, "a request was turned away");
            let why = "The service cannot reach its database. Try again in a moment.";
            let mut reply = refusal(StatusCode::SERVICE_UNAVAILABLE, "unavailable", why);
            reply::retry_after(&mut reply, Some(2));
            reply
        }
        Error::Internal(_) => {
            tracing::error!(%error, "a request failed");
            let why = "Something went wrong here. It has been recorded.";
            refusal(StatusCode::INTERNAL_SERVER_ERROR, "internal", why)
        }
    }
}

/// As [`failed`], with the code for what was not found.
fn failed_as(error: &Error, code: &str, message: &str) -> Reply {
    match error {
        Error::NotFound { .. } => refusal(StatusCode::NOT_FOUND, code, message),
        error => failed(error),
    }
}

/// What is wrong with an input: places in lists are written in brackets.
fn invalid(field: &str, message: &str) -> Reply {
    let mut path = String::new();
    for part in field.split('.') {
        if part.bytes().all(|b| b.is_ascii_digit()) && !part.is_empty() {
            path.push_str(&format!("[{part}]"));
        } else {
            if !path.is_empty() {
                path.push('.');
            }
            path.push_str(part);
        }
    }
    let body = json!([{ "path": path, "message": message }]);
    reply::json(StatusCode::UNPROCESSABLE_ENTITY, &body)
}

/// The body as JSON.
async fn json_body(state: &Service, parts: &Parts, body: axum::body::Body) -> Result<Value, Reply> {
    if !super::body::has_type(parts, "application/json") {
        let why = "Send application/json.";
        return Err(refusal(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-media-type",
            why,
        ));
    }
    let bytes = super::body::read(state, body, state.deps.config.body_limit)
        .await
        .map_err(|(status, why)| refusal(status, "invalid-request", why))?;
    serde_json::from_slice(&bytes)
        .ok()
        .filter(Value::is_object)
        .ok_or_else(|| {
            let why = "The body is not a JSON object.";
            refusal(StatusCode::BAD_REQUEST, "invalid-request", why)
        })
}

/// An answer without a body.
fn done(state: &Service, asker: &Asker) -> Reply {
    api_key::note_use(&state.deps, &asker.caller);
    let mut reply = Reply::default();
    reply
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    reply
}

fn answer(state: &Service, asker: &Asker, body: &Value) -> Reply {
    api_key::note_use(&state.deps, &asker.caller);
    reply::json(StatusCode::OK, body)
}

/// Whether the path is one of the dialect's, for what answers before its routes do.
pub(super) fn is_ours(path: &str) -> bool {
    // A profile is the moneybutton dialect's.
    path.starts_with("/api/v1/api-keys")
        || path.starts_with("/api/v1/stores")
        || (path.starts_with("/api/v1/users/") && !path.ends_with("/profile"))
}

/// What the edge refuses, in the dialect's form.
pub(super) fn turned_away(status: StatusCode, why: &str) -> Reply {
    let code = match status {
        StatusCode::PAYLOAD_TOO_LARGE => "payload-too-large",
        StatusCode::SERVICE_UNAVAILABLE => "unavailable",
        StatusCode::INTERNAL_SERVER_ERROR => "internal",
        _ => "invalid-request",
    };
    refusal(status, code, why)
}

/// The dialect's routes exist while it is on.
pub(super) async fn if_on(State(state): State<Arc<Service>>, request: Request, next: Next) -> Reply {
    if !state.deps.config.greenfield {
        return refusal(StatusCode::NOT_FOUND, "not-found", "This does not exist.");
    }
    next.run(request).await
}

/// Around the dialect's routes: scripts of any site that bring a key of their own. No cookie counts here, so that
/// nothing is given away; a password is not for scripts of other sites.
pub(super) async fn around(State(state): State<Arc<Service>>, request: Request, next: Next) -> Reply {
    if !state.deps.config.greenfield {
        return next.run(request).await;
    }
    let cross_origin = request.headers().contains_key(header::ORIGIN);
    let asks = request
        .headers()
        .contains_key(header::ACCESS_CONTROL_REQUEST_METHOD);
    let basic = request
        .headers()
        .get(header::AUTHORIZATION)
        .is_some_and(|value| value.as_bytes().to_ascii_lowercase().starts_with(b"basic"));
    let mut reply = next.run(request).await;
    if !cross_origin || basic {
        return reply;
    }
    let headers = reply.headers_mut();
    let mut put = |name, value| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    put(header::ACCESS_CONTROL_ALLOW_ORIGIN, "*");
    put(
        header::ACCESS_CONTROL_EXPOSE_HEADERS,
        "WWW-Authenticate, Retry-After, X-Request-Id",
    );
    if asks {
        put(header::ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE");
        put(
            header::ACCESS_CONTROL_ALLOW_HEADERS,
            "Authorization, Content-Type",
        );
        put(header::ACCESS_CONTROL_MAX_AGE, "600");
    }
    reply
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_and_a_password_are_read_as_rfc_7617_says() {
        let read = |text: &str| basic(&Secret::new(STANDARD.encode(text)));
        let (email, password) = read("ada@example.com:a:b").unwrap();
        assert_eq!((email.as_str(), password.expose()), ("ada@example.com", "a:b"));
        assert!(read("ada").is_none());
        assert!(basic(&Secret::new("%%%")).is_none());
    }
}
