//! The moneybutton dialect: the standard's endpoints at paths of its own, two resources in the form of JSON:API, and the two
//! routes that its JavaScript client posts JSON to (SEC-56).

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderValue, StatusCode, header, request::Parts},
};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    domain::{dialect::Dialect, secret::Secret},
    http::{
        State as Service, bearer, body, oauth as endpoint,
        reply::{self, Reply},
        visitor,
    },
    oauth::{Code, Error, Parameters, moneybutton, revoke, token},
};

/// `GET /oauth/v1/authorize`.
pub(in crate::http) async fn authorize(State(state): State<Arc<Service>>, request: Request) -> Reply {
    endpoint::authorize::take(&state, request, Some(Dialect::Moneybutton)).await
}

/// `POST /oauth/v1/token` and `POST /oauth/v2/token`: the same. Whether a refresh gives a new refresh token, the
/// client's settings say, not the path.
pub(in crate::http) async fn token(State(state): State<Arc<Service>>, request: Request) -> Reply {
    endpoint::token::answer(&state, request, Some(Dialect::Moneybutton)).await
}

/// What `auth-proxy/token` takes.
#[derive(Deserialize)]
struct AuthProxy {
    grant_type: String,
    refresh_token: String,
    client_id: Option<String>,
}

/// `POST /oauth/v1/auth-proxy/token`: a refresh by a public client, which the refresh token names.
pub(in crate::http) async fn auth_proxy(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let asked: AuthProxy = match json_body(&state, &parts, body).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    if parts.headers.contains_key(header::AUTHORIZATION) {
        let why = "A client that authenticates uses /oauth/v1/token.";
        return reply::oauth_error(&Error::invalid_request(why), false);
    }
    let client =
        match moneybutton::client_of(&state.deps, &asked.refresh_token, asked.client_id.as_deref()).await {
            Ok(client) => client,
            Err(error) => return reply::oauth_error(&error, false),
        };
    if asked.grant_type != "refresh_token" {
        let error = Error::new(Code::UnsupportedGrantType, "grant_type must be refresh_token.");
        return reply::oauth_error(&error, false);
    }
    let parameters: Parameters = [
        ("grant_type", asked.grant_type.as_str()),
        ("refresh_token", asked.refresh_token.as_str()),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()))
    .into_iter()
    .collect();
    let from = visitor::whereabouts(&state.deps, &parts);
    let request = token::TokenRequest {
        deps: &state.deps,
        client,
        parameters: &parameters,
        from: &from,
        dialect: Some(Dialect::Moneybutton),
    };
    match token::exchange(&request).await {
        Ok(response) => reply::json(StatusCode::OK, &response),
        Err(error) => reply::oauth_error(&error, false),
    }
}

/// What `revoke` takes.
#[derive(Deserialize)]
struct Revoke {
    refresh_token: String,
}

/// `POST /oauth/v1/revoke`: ends what a refresh token stands for, if it is of the client whose access token comes with
/// it; a foreign one stays, with the same answer (SEC-39).
pub(in crate::http) async fn revoke(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let token = match token_of(&parts) {
        Ok(token) => token,
        Err((error, bare)) => return reply::bearer_error(&error, bare),
    };
    let live = match moneybutton::live(&state.deps, &token).await {
        Ok(live) => live,
        Err(error) => return reply::bearer_error(&error, false),
    };
    let asked: Revoke = match json_body(&state, &parts, body).await {
        Ok(asked) => asked,
        Err(refusal) => return refusal,
    };
    let parameters: Parameters = [("token".to_owned(), asked.refresh_token)].into_iter().collect();
    let from = visitor::whereabouts(&state.deps, &parts);
    match revoke::revoke(&state.deps, &live.client, &parameters, &from).await {
        Ok(()) => reply::json(StatusCode::OK, &json!({})),
        Err(error) => reply::oauth_error(&error, false),
    }
}

/// A JSON body, and of nothing else; nothing secret in the query.
async fn json_body<T: for<'de> Deserialize<'de>>(
    state: &Service,
    parts: &Parts,
    body: Body,
) -> Result<T, Reply> {
    let refuse = |status, error: &Error| reply::oauth_error_with(status, error, false);
    if let Err(error) = body::nothing_secret(parts) {
        return Err(refuse(StatusCode::BAD_REQUEST, &error));
    }
    if !["application/json", "application/vnd.api+json"]
        .iter()
        .any(|media_type| body::has_type(parts, media_type))
    {
        let error = Error::invalid_request("Send the parameters as an application/json body.");
        return Err(refuse(StatusCode::UNSUPPORTED_MEDIA_TYPE, &error));
    }
    let bytes = match body::read(state, body, state.deps.config.body_limit).await {
        Ok(bytes) => bytes,
        Err((status, why)) => return Err(refuse(status, &Error::invalid_request(why))),
    };
    serde_json::from_slice(&bytes).map_err(|_| {
        let error = Error::invalid_request("The body is not the JSON object that this route takes.");
        refuse(StatusCode::BAD_REQUEST, &error)
    })
}

/// `GET /api/v1/auth/user_identity`.
pub(in crate::http) async fn user_identity(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let token = match token_of(&parts) {
        Ok(token) => token,
        Err((error, bare)) => return problem(&error, bare),
    };
    match moneybutton::user_identity(&state.deps, &token).await {
        Ok(document) => resource(StatusCode::OK, &document),
        Err(error) => problem(&error, false),
    }
}

/// `GET /api/v1/users/{id}/profile`. Another person's does not exist.
pub(in crate::http) async fn profile(
    State(state): State<Arc<Service>>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    let token = match token_of(&parts) {
        Ok(token) => token,
        Err((error, bare)) => return problem(&error, bare),
    };
    match moneybutton::profile(&state.deps, &token, &id).await {
        Ok(Some(document)) => resource(StatusCode::OK, &document),
        Ok(None) => errors(
            StatusCode::NOT_FOUND,
            "not_found",
            "There is no such user whose profile this token opens.",
        ),
        Err(error) => problem(&error, false),
    }
}

/// The token, or the refusal and whether it says nothing of what was wrong (RFC 6750 section 3.1).
fn token_of(parts: &Parts) -> Result<Secret, (Error, bool)> {
    match bearer::read(parts) {
        Ok(Some(token)) => Ok(token),
        Ok(None) => Err((bearer::missing(), true)),
        Err(error) => Err((error, false)),
    }
}

/// A document of JSON:API.
fn resource(status: StatusCode, document: &Value) -> Reply {
    as_json_api(reply::json(status, document))
}

fn as_json_api(mut reply: Reply) -> Reply {
    reply.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/vnd.api+json"),
    );
    reply
}

/// A refusal: the headers of RFC 6750 around an error object of JSON:API.
fn problem(error: &Error, bare: bool) -> Reply {
    let told = reply::bearer_error(error, bare);
    let mut reply = errors(told.status(), error.code.as_str(), &error.safe_description());
    for name in [header::WWW_AUTHENTICATE, header::RETRY_AFTER] {
        if let Some(value) = told.headers().get(&name) {
            reply.headers_mut().insert(name, value.clone());
        }
    }
    reply
}

fn errors(status: StatusCode, code: &str, detail: &str) -> Reply {
    let error = json!({
        "status": status.as_u16().to_string(),
        "code": code,
        "title": status.canonical_reason().unwrap_or_default(),
        "detail": detail,
    });
    resource(
        status,
        &json!({ "errors": [error], "jsonapi": { "version": "1.0" } }),
    )
}
