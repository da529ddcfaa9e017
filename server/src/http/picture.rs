//! Pictures: sent to `/uploads`, served at `/pictures/…` (SEC-105).

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
};
use serde_json::json;

use super::{
    State as Service, body,
    reply::{self, Reply},
    visitor::whereabouts,
};
use crate::domain::{self, picture};

/// `PUT /uploads?token=…`: the address itself is the right to send, once. It is given by a mutation, and takes the
/// bytes of one picture.
pub(super) async fn put(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let token = body::query(&parts)
        .ok()
        .and_then(|query| query.get("token").map(str::to_owned))
        .unwrap_or_default();
    let refuse = |status: StatusCode, message: &str| reply::json(status, &json!({ "message": message }));
    let bytes = match body::read(&state, body, state.deps.config.upload_limit).await {
        Ok(bytes) => bytes,
        Err((status, why)) => return refuse(status, why),
    };
    let from = whereabouts(&state.deps, &parts);
    match picture::take(&state.deps, &from, &token, bytes.to_vec()).await {
        Ok(url) => reply::json(StatusCode::CREATED, &json!({ "url": url })),
        Err(domain::Error::Invalid(what)) => refuse(StatusCode::UNPROCESSABLE_ENTITY, &what.message),
        Err(domain::Error::NotFound { .. } | domain::Error::Denied(_) | domain::Error::Unauthenticated) => {
            refuse(
                StatusCode::NOT_FOUND,
                "This address was used already, is too old, or is none. Ask for another one.",
            )
        }
        Err(domain::Error::Unavailable(_)) => {
            let mut reply = refuse(StatusCode::SERVICE_UNAVAILABLE, "Try again in a moment.");
            reply::retry_after(&mut reply, Some(2));
            reply
        }
        Err(error) => {
            tracing::error!(%error, "a picture could not be taken");
            refuse(StatusCode::INTERNAL_SERVER_ERROR, "Something went wrong.")
        }
    }
}

/// `GET /pictures/{id}`: for everybody who has the address, and never anything but a picture.
pub(super) async fn get(State(state): State<Arc<Service>>, Path(id): Path<String>) -> Reply {
    let none = || {
        reply::json(
            StatusCode::NOT_FOUND,
            &json!({ "message": "There is no such picture." }),
        )
    };
    let Ok(id) = id.parse() else { return none() };
    let png = match picture::find(&state.deps, id).await {
        Ok(Some(png)) => png,
        Ok(None) => return none(),
        Err(error) => return reply::problem(&state, None, &error),
    };
    let mut reply = Reply::new(png.into());
    let fields: [(HeaderName, &'static str); 4] = [
        (header::CONTENT_TYPE, "image/png"),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "cross-origin",
        ),
    ];
    for (name, value) in fields {
        reply.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    reply::secure(&state, &mut reply);
    reply
}
