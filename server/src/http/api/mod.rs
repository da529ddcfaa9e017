//! Routes for machines, beside the protocol's: JSON in, JSON out.

pub(super) mod resources;

use std::sync::Arc;

use axum::http::{StatusCode, header, request::Parts};
use entity::values::{Role, Scopes};
use serde_json::{Value, json};

use super::{
    State, bearer, credential,
    reply::{self, Reply},
    visitor,
};
use crate::{
    domain::{
        self, Caller,
        caller::{TokenCaller, Whereabouts, Who},
        client::ClientView,
        token,
    },
    oauth::{self, Code, Parameters, client::Credentials},
};

/// A client that speaks for itself.
struct Machine {
    client: Arc<ClientView>,
    caller: Caller,
}

/// The client: by HTTP Basic as at the token endpoint, or by a token that it got there for itself.
async fn machine(state: &State, parts: &Parts) -> Result<Machine, Reply> {
    let token = bearer::read(parts).map_err(|error| reply::bearer_error(&error, false))?;
    let from = visitor::whereabouts(&state.deps, parts);
    let client = match &token {
        Some(token) => by_token(state, token.expose()).await?,
        None => by_secret(state, &from, parts).await?,
    };
    if !client.is_confidential() {
        let error = oauth::Error::new(Code::InvalidClient, "A public client cannot act for itself.");
        return Err(reply::oauth_error(&error, true));
    }
    let who = Who::Token(TokenCaller {
        user_id: None,
        role: Role::User,
        app_id: client.app.id,
        client_key: client.client.id,
        client_id: client.client.client_id.clone(),
        scopes: Scopes::default(),
        catalogue: Arc::clone(&client.catalogue),
        issued_under: None,
    });
    Ok(Machine {
        client,
        caller: Caller { who, from },
    })
}

async fn by_secret(state: &State, from: &Whereabouts, parts: &Parts) -> Result<Arc<ClientView>, Reply> {
    let headers: Vec<&[u8]> = parts
        .headers
        .get_all(header::AUTHORIZATION)
        .iter()
        .map(axum::http::HeaderValue::as_bytes)
        .collect();
    let refuse = |error: oauth::Error| reply::oauth_error(&error, true);
    let credentials = Credentials::read(&headers, &Parameters::default()).map_err(refuse)?;
    credential::client(state, from, &credentials)
        .await
        .map_err(refuse)
}

async fn by_token(state: &State, text: &str) -> Result<Arc<ClientView>, Reply> {
    let dead = || {
        let why = "The access token is unknown, has ended, or is not one that a client got for itself.";
        reply::bearer_error(&oauth::Error::new(Code::InvalidToken, why), false)
    };
    let live = token::live(&state.deps, text)
        .await
        .map_err(|error| reply::bearer_error(&error.into(), false))?
        .filter(|live| live.under.is_none())
        .ok_or_else(dead)?;
    // A token for another API was shown to that API: it opens nothing here.
    let audiences = &live.token.claims.aud;
    let ours = audiences.iter().all(|audience| {
        audience == state.deps.config.issuer() || live.client.introspects.iter().any(|api| api == audience)
    });
    if ours { Ok(live.client) } else { Err(dead()) }
}

/// What the domain refused, as JSON: for an input, the index and the field.
fn refuse(error: domain::Error) -> Reply {
    let (status, code, field, message) = match error {
        domain::Error::Invalid(what) => (
            StatusCode::BAD_REQUEST,
            "invalid_request",
            what.field,
            what.message,
        ),
        domain::Error::LimitReached(what) => (
            StatusCode::BAD_REQUEST,
            "limit_exceeded",
            what.field,
            what.message,
        ),
        domain::Error::Conflict(what) => (StatusCode::CONFLICT, "conflict", what.field, what.message),
        domain::Error::NotFound { field } => (
            StatusCode::NOT_FOUND,
            "not_found",
            field.unwrap_or_default().into(),
            "This client is not one with which such an API introspects tokens.".into(),
        ),
        domain::Error::RateLimited { retry_after } => {
            let body = json!({
                "error": "rate_limited",
                "error_description": format!("Too many owners that do not exist. Wait {retry_after} seconds."),
            });
            let mut answer = reply::json(StatusCode::TOO_MANY_REQUESTS, &body);
            reply::retry_after(&mut answer, Some(retry_after));
            return answer;
        }
        other => return reply::oauth_error(&other.into(), false),
    };
    let mut body = json!({ "error": code, "error_description": message });
    let parts: Vec<&str> = field.split('.').collect();
    match parts.as_slice() {
        [_, index, rest @ ..] if index.parse::<usize>().is_ok() => {
            body["index"] = json!(index.parse::<usize>().unwrap_or_default());
            if !rest.is_empty() && rest != [""] {
                body["field"] = json!(rest.join("."));
            }
        }
        [""] => {}
        _ => body["field"] = Value::from(field.into_owned()),
    }
    reply::json(status, &body)
}
