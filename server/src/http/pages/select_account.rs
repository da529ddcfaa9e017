//! `/select-account`: this account, or another.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::{Visit, form, locales, proceed, visit};
use crate::{
    http::{
        State as Service,
        oauth::authorize::oauth_problem,
        reply::{self, Reply},
    },
    oauth::authorize,
    views::{Account, SelectAccount},
};

/// Shows who is signed in.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = show(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn show(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let Some(pending) = visit.pending(state, "flow").await? else {
        return Err(visit.expired(state));
    };
    let Some(signed) = &visit.visitor.signed else {
        return Ok(reply::see_other(&format!("/sign-in?flow={}", pending.row.id)));
    };
    let page = SelectAccount {
        frame: visit
            .visitor
            .frame(&state.deps, locales(Some(&pending)), Some(visit.here.clone())),
        csrf: visit.visitor.csrf(&state.deps),
        flow: Some(pending.row.id.to_string()),
        app: Some(Service::asking(&pending.destination)),
        account: Account {
            name: signed.user.profile.name.clone(),
            email: signed.user.email.clone(),
        },
    };
    Ok(reply::page(
        state,
        StatusCode::OK,
        &page,
        Some(&pending.destination.form_action()),
    ))
}

/// Takes the choice.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = choose(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn choose(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let Some(mut pending) = visit.pending(state, "flow").await? else {
        return Err(visit.expired(state));
    };
    let signed = visit
        .visitor
        .signed
        .as_ref()
        .filter(|_| visit.parameters.get("choice") == Some("continue"));
    let Some(signed) = signed else {
        return Ok(reply::see_other(&format!(
            "/sign-in?flow={}&account=other",
            pending.row.id
        )));
    };
    authorize::selected(&state.deps, pending.row.id, signed.session.id)
        .await
        .map_err(|error| oauth_problem(state, &visit.visitor, &error))?;
    pending.row.selected_session_id = Some(signed.session.id);
    Ok(proceed(state, visit, signed, Some(pending)).await)
}
