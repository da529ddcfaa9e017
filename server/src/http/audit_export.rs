//! `GET /audit-log.jsonl`: the audit log as lines of JSON, for administrators: streamed, oldest first, bounded.

use std::{convert::Infallible, str::FromStr, sync::Arc};

use axum::{
    body::Body,
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
};
use bytes::Bytes;
use entity::id::AuditEventId;
use futures_util::stream;

use super::{
    State as Service,
    graphql::{caller_of, refusal},
    reply::Reply,
};
use crate::{
    domain::{
        Deps, Error,
        audit_log::{self, Filter, MOST_EXPORTED},
    },
    http::body,
    oauth::Parameters,
};

/// Where an export stands.
struct Export {
    deps: Arc<Deps>,
    filter: Filter,
    after: Option<AuditEventId>,
    left: usize,
}

/// Streams the log. The query may have `kinds` (with commas), `outcome`, `since` and `until` (milliseconds), `user_id`,
/// `app_id`, `organization_id` and `client_id`.
pub(super) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let caller = match caller_of(&state, &parts).await {
        Ok(caller) => caller,
        Err(refusal) => return refusal,
    };
    let Some(filter) = body::query(&parts).ok().and_then(|query| filter(&query)) else {
        return refusal(
            StatusCode::BAD_REQUEST,
            "BAD_USER_INPUT",
            "The query has a value that is none.",
        );
    };
    match audit_log::begin_export(&state.deps, &caller, &filter).await {
        Ok(()) => {}
        Err(Error::Invalid(what)) => {
            return refusal(StatusCode::BAD_REQUEST, "BAD_USER_INPUT", &what.message);
        }
        Err(Error::MissingScope(scope)) => {
            let why = format!("The credential lacks the scope {scope}.");
            return refusal(StatusCode::FORBIDDEN, "FORBIDDEN", &why);
        }
        Err(Error::Unavailable(_)) => {
            return refusal(
                StatusCode::SERVICE_UNAVAILABLE,
                "UNAVAILABLE",
                "Try again in a moment.",
            );
        }
        Err(_) => return refusal(StatusCode::NOT_FOUND, "NOT_FOUND", "This does not exist."),
    }
    let export = Export {
        deps: Arc::clone(&state.deps),
        filter,
        after: None,
        left: MOST_EXPORTED,
    };
    let lines = stream::unfold(Some(export), async |export| {
        let mut export = export?;
        match audit_log::export(&export.deps, &export.filter, export.after).await {
            Ok(Some((lines, last, count))) => {
                export.after = Some(last);
                export.left = export.left.saturating_sub(count);
                let next = (export.left > 0).then_some(export);
                Some((Ok::<_, Infallible>(Bytes::from(lines)), next))
            }
            Ok(None) => None,
            Err(error) => {
                tracing::warn!(%error, "an export of the audit log was cut off");
                Some((
                    Ok(Bytes::from_static(
                        b"{\"error\":\"cut off: the database does not answer\"}\n",
                    )),
                    None,
                ))
            }
        }
    });
    let mut reply = Reply::new(Body::from_stream(lines));
    let headers = reply.headers_mut();
    for (name, value) in [
        (header::CONTENT_TYPE, "application/jsonl; charset=utf-8"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"audit-log.jsonl\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    reply
}

/// The filter; none where a value is malformed.
fn filter(query: &Parameters) -> Option<Filter> {
    fn read<T: FromStr>(query: &Parameters, name: &str, into: &mut Option<T>) -> Option<()> {
        if let Some(text) = query.get(name) {
            *into = Some(text.parse().ok()?);
        }
        Some(())
    }
    let kinds = query.get("kinds").unwrap_or_default();
    let mut filter = Filter {
        kinds: kinds
            .split(',')
            .filter(|kind| !kind.is_empty())
            .map(str::to_owned)
            .collect(),
        client_id: query.get("client_id").map(str::to_owned),
        ..Filter::default()
    };
    read(query, "outcome", &mut filter.outcome)?;
    read(query, "since", &mut filter.since)?;
    read(query, "until", &mut filter.until)?;
    read(query, "user_id", &mut filter.user_id)?;
    read(query, "app_id", &mut filter.app_id)?;
    read(query, "organization_id", &mut filter.organization_id)?;
    Some(filter)
}
