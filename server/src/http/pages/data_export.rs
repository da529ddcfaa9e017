//! `/data-export/…`: the copy of a person's data, for them alone and freshly signed in.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Path, Request, State},
    http::{HeaderName, HeaderValue, StatusCode, header},
};

use super::{Visit, go_on, visit};
use crate::{
    domain::{self, data_export},
    http::{State as Service, reply, reply::Reply},
    views::NotFound,
};

/// Sends the document as a file.
pub(in crate::http) async fn get(
    State(state): State<Arc<Service>>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = fetch(&state, &visit, &id).await;
    visit.finish(&state, reply)
}

async fn fetch(state: &Service, visit: &Visit, id: &str) -> Reply {
    let none = || {
        let page = NotFound {
            frame: visit.visitor.frame(&state.deps, None, None),
        };
        reply::page(state, StatusCode::NOT_FOUND, &page, None)
    };
    let Ok(id) = id.parse() else { return none() };
    let here = format!("/data-export/{id}");
    match data_export::fetch(&state.deps, &visit.visitor.caller(&state.deps), id).await {
        Ok(document) => file(state, document),
        Err(domain::Error::Unauthenticated) => reply::see_other(&go_on("/sign-in", None, Some(&here))),
        Err(domain::Error::StepUpRequired) => reply::see_other(&go_on("/reauthenticate", None, Some(&here))),
        Err(domain::Error::NotFound { .. }) => none(),
        Err(error) => visit.failed(state, &error),
    }
}

/// A file to be kept by the person, and by nobody on the way.
fn file(state: &Service, document: Vec<u8>) -> Reply {
    let mut reply = Reply::new(Body::from(document));
    let headers = reply.headers_mut();
    let fields: [(HeaderName, &'static str); 4] = [
        (header::CONTENT_TYPE, "application/json"),
        (
            header::CONTENT_DISPOSITION,
            "attachment; filename=\"latchkey-data.json\"",
        ),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ),
    ];
    for (name, value) in fields {
        headers.insert(name, HeaderValue::from_static(value));
    }
    reply::secure(state, &mut reply);
    reply
}
