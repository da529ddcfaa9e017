//! `POST /graphql`: who asks, and only in the one way that a page of another site cannot imitate (SEC-91, SEC-92).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
};
use serde_json::json;

use super::{
    State as Service, bearer, body, credential, live,
    reply::{self, Reply},
    visitor::{Visitor, same_origin, whereabouts},
};
use crate::{
    domain::{Caller, Error, api_key, secret::Secret},
    graphql::{Answer, is_request_error},
    oauth::Parameters,
};

/// Runs one operation.
pub(super) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    if !body::has_type(&parts, "application/json") {
        return refusal(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "BAD_USER_INPUT",
            "Send application/json.",
        );
    }
    let caller = match caller(&state, &parts).await {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let bytes = match body::read(&state, body, state.deps.config.graphql_body_limit).await {
        Ok(bytes) => bytes,
        Err((status, why)) => return refusal(status, "BAD_USER_INPUT", why),
    };
    // One operation, an object; arrays are refused (SEC-93).
    let request: async_graphql::Request = match serde_json::from_slice(&bytes) {
        Ok(request) if bytes.trim_ascii_start().starts_with(b"{") => request,
        _ => {
            let why =
                "The body is not a GraphQL request: a JSON object with query, variables and operationName.";
            return refusal(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", why);
        }
    };
    if live::wants_events(&parts) {
        return live::events(&state, &parts, caller, request);
    }
    let asker = caller.caller.clone();
    let response =
        crate::graphql::execute(&state.schema, Arc::clone(&state.deps), caller.caller, request).await;
    api_key::note_use(&state.deps, &asker);
    send(&parts, &response)
}

/// The status and the type of GraphQL over HTTP: 200 for whatever ran; for the newer type, 400 for what did not.
fn send(parts: &Parts, response: &async_graphql::Response) -> Reply {
    let newer = parts
        .headers
        .get(header::ACCEPT)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|accept| accept.contains("application/graphql-response+json"));
    let ran = !is_request_error(response);
    let answered = match &response.data {
        async_graphql::Value::Object(fields) => {
            fields.values().any(|value| *value != async_graphql::Value::Null)
        }
        _ => false,
    };
    let unauthenticated = response.errors.iter().any(|error| {
        error.extensions.as_ref().and_then(|more| more.get("code")) == Some(&"UNAUTHENTICATED".into())
    });
    let status = if unauthenticated && !answered {
        StatusCode::UNAUTHORIZED
    } else if newer && !ran {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    let mut reply = reply::json(status, &Answer::from(response));
    if newer {
        let newer = HeaderValue::from_static("application/graphql-response+json");
        reply.headers_mut().insert(header::CONTENT_TYPE, newer);
    }
    if status == StatusCode::UNAUTHORIZED {
        let challenge = HeaderValue::from_static(r#"Bearer realm="latchkey""#);
        reply.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    }
    reply
}

pub(super) fn refusal(status: StatusCode, code: &'static str, message: &str) -> Reply {
    reply::json(
        status,
        &json!({ "errors": [{ "message": message, "extensions": { "code": code } }] }),
    )
}

/// Who asks, and the token where it was one: to look again whether it lives.
#[derive(Clone)]
pub(super) struct Asker {
    pub(super) caller: Caller,
    pub(super) token: Option<Secret>,
}

/// From a token or an API key if there is one, then from nothing else; else from the browser's session.
async fn caller(state: &Service, parts: &Parts) -> Result<Asker, Reply> {
    let sent = bearer::read(parts).map_err(|error| reply::bearer_error(&error, false))?;
    if let Some(token) = sent {
        let caller = by_token(state, parts, token.expose()).await?;
        return Ok(Asker {
            caller,
            token: Some(token),
        });
    }
    let visitor = Visitor::read(state, parts, &Parameters::default())
        .await
        .map_err(|error| unavailable(&error))?;
    if let Some(signed) = &visitor.signed {
        let marked = parts
            .headers
            .get("x-latchkey-csrf")
            .is_some_and(|value| value.as_bytes() == b"1");
        if !marked || !same_origin(&state.deps, &parts.headers) {
            let why = "A request with a cookie needs the header X-Latchkey-CSRF: 1 and must come from our own pages.";
            return Err(refusal(StatusCode::FORBIDDEN, "FORBIDDEN", why));
        }
        // A page that shows one account must not act on another one, which was signed in to in another tab since.
        let shown = parts.headers.get("x-latchkey-account");
        if shown.is_some_and(|id| id.as_bytes() != signed.user.id.to_string().as_bytes()) {
            return Err(account_changed());
        }
    }
    Ok(Asker {
        caller: visitor.caller(&state.deps),
        token: None,
    })
}

fn account_changed() -> Reply {
    let error = json!({
        "message": "Another account is signed in in this browser now. Load the page again.",
        "extensions": { "code": "UNAUTHENTICATED", "reason": "ACCOUNT_CHANGED" },
    });
    reply::json(StatusCode::UNAUTHORIZED, &json!({ "errors": [error] }))
}

/// Who asks for something that only reads: from a token, or from the browser's session. No page of another site can
/// read the answer.
pub(super) async fn caller_of(state: &Service, parts: &Parts) -> Result<Caller, Reply> {
    let sent = bearer::read(parts).map_err(|error| reply::bearer_error(&error, false))?;
    match sent {
        Some(token) => by_token(state, parts, token.expose()).await,
        None => Ok(Visitor::read(state, parts, &Parameters::default())
            .await
            .map_err(|error| unavailable(&error))?
            .caller(&state.deps)),
    }
}

async fn by_token(state: &Service, parts: &Parts, text: &str) -> Result<Caller, Reply> {
    credential::caller(state, whereabouts(&state.deps, parts), text)
        .await
        .map_err(|error| unavailable(&error))?
        .ok_or_else(|| {
            let mut reply = refusal(
                StatusCode::UNAUTHORIZED,
                "UNAUTHENTICATED",
                "The access token or API key is unknown, has ended, or is for another API.",
            );
            let challenge = HeaderValue::from_static(r#"Bearer realm="latchkey", error="invalid_token""#);
            reply.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
            reply
        })
}

fn unavailable(error: &Error) -> Reply {
    if let Error::RateLimited { retry_after } = error {
        let why = "Too many wrong API keys came from this network. Try again later.";
        let mut reply = refusal(StatusCode::TOO_MANY_REQUESTS, "RATE_LIMITED", why);
        reply::retry_after(&mut reply, Some(*retry_after));
        return reply;
    }
    tracing::warn!(%error, "a GraphQL request was turned away");
    let mut reply = refusal(
        StatusCode::SERVICE_UNAVAILABLE,
        "UNAVAILABLE",
        "The service cannot reach its database. Try again in a moment.",
    );
    reply
        .headers_mut()
        .insert(header::RETRY_AFTER, HeaderValue::from(2));
    reply
}
