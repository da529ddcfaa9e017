//! `/healthz`: the process lives. `/readyz`: it can do its work (SEC-120, SEC-121).

use std::sync::Arc;

use axum::{extract::State, http::StatusCode};

use super::{State as Service, reply, reply::Reply};

/// Always 200.
pub(super) async fn live() -> Reply {
    reply::json(StatusCode::OK, &serde_json::json!({ "status": "ok" }))
}

/// 200 while the database answers and the process is not about to end.
pub(super) async fn ready(State(state): State<Arc<Service>>) -> Reply {
    let status = if *state.draining.borrow() {
        "draining"
    } else {
        match state.deps.db.ping().await {
            Ok(()) => return reply::json(StatusCode::OK, &serde_json::json!({ "status": "ready" })),
            Err(error) => {
                tracing::warn!(%error, "not ready");
                "database unavailable"
            }
        }
    };
    reply::json(
        StatusCode::SERVICE_UNAVAILABLE,
        &serde_json::json!({ "status": status }),
    )
}
