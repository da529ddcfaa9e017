//! `/consent`: what is asked, in words, and the answer.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::values::Scopes;

use super::{Visit, form, proceed, visit};
use crate::{
    domain::refusal::{Endpoint, Evidence},
    http::{
        State as Service,
        oauth::{authorize::oauth_problem, refused::Refused},
        reply::{self, Reply},
    },
    oauth::{
        self,
        authorize::{self, Asked, Decision, Next, Pending, Signed},
    },
    views::{Account, Consent, Lifetime, Problem, ScopeLine, Text},
};

/// Shows what is asked, if it still has to be.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = show(&state, &visit, "flow")
        .await
        .unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn show(state: &Service, visit: &Visit, name: &str) -> Result<Reply, Reply> {
    let Some(pending) = visit.pending(state, name).await? else {
        return Err(visit.expired(state));
    };
    let Some(signed) = &visit.visitor.signed else {
        return Ok(reply::see_other(&format!("/sign-in?flow={}", pending.row.id)));
    };
    let failed = |error| oauth_problem(state, &visit.visitor, &error);
    let next = authorize::decide(
        &state.deps,
        &pending.destination,
        &pending.request,
        Some(signed),
        Some(&pending.row),
    )
    .await;
    match next.map_err(failed)? {
        Next::Consent(asked) => {
            authorize::shown_to(&state.deps, pending.row.id, signed.session.id)
                .await
                .map_err(failed)?;
            Ok(page(state, visit, &pending, signed, &asked))
        }
        _ => Ok(proceed(state, visit, signed, Some(pending)).await),
    }
}

fn page(state: &Service, visit: &Visit, pending: &Pending, signed: &Signed, asked: &Asked) -> Reply {
    let deps = &state.deps;
    let locales = pending.request.ui_locales.as_deref();
    let frame = visit.visitor.frame(deps, locales, Some(visit.here.clone()));
    let (sensitive, scopes) = lines(pending, asked, frame.text)
        .into_iter()
        .partition(|(is_sensitive, _)| *is_sensitive);
    let plain = |lines: Vec<(bool, ScopeLine)>| lines.into_iter().map(|(_, line)| line).collect();
    let lifetime = if asked.scopes.contains("offline_access") {
        Lifetime::UntilRemoved
    } else {
        Lifetime::UntilSignOut
    };
    let page = Consent {
        csrf: visit.visitor.csrf(deps),
        transaction: pending.row.id.to_string(),
        app: Service::asking(&pending.destination),
        account: Account {
            name: signed.user.profile.name.clone(),
            email: signed.user.email.clone(),
        },
        scopes: plain(scopes),
        sensitive: plain(sensitive),
        only_confirmation: asked.only_confirmation,
        lifetime_note: Some(lifetime.note(frame.text)),
        redirect_to: pending.destination.host(),
        frame,
    };
    reply::page(
        state,
        StatusCode::OK,
        &page,
        Some(&pending.destination.form_action()),
    )
}

/// Each scope in words, and whether it is set apart.
fn lines(pending: &Pending, asked: &Asked, text: Text) -> Vec<(bool, ScopeLine)> {
    let client = pending.destination.client();
    asked
        .scopes
        .iter()
        .filter_map(|name| {
            let enabled = client.scope(name)?;
            let line = ScopeLine::standard(text, name).unwrap_or_else(|| ScopeLine {
                name: name.to_owned(),
                title: enabled.about.title.clone(),
                description: enabled.about.description.clone(),
                api: enabled.api.as_ref().map(|api| api.name.clone()),
                icon: ScopeLine::icon_of(name),
                ..ScopeLine::default()
            });
            let line = ScopeLine {
                is_new: asked.new.contains(name),
                optional: enabled.optional,
                ..line
            };
            Some((enabled.about.sensitive, line))
        })
        .collect()
}

/// Takes the answer.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = answer(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn answer(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let Some(pending) = visit.pending(state, "transaction").await? else {
        return Err(visit.expired(state));
    };
    let Some(signed) = &visit.visitor.signed else {
        return Ok(reply::see_other(&format!("/sign-in?flow={}", pending.row.id)));
    };
    let decision = match visit.parameters.get("decision") {
        Some("allow") => Decision::Allow {
            without: left_out(&pending, visit),
        },
        Some("deny") => Decision::Deny,
        Some("switch") => {
            return Ok(reply::see_other(&format!(
                "/sign-in?flow={}&account=other",
                pending.row.id
            )));
        }
        _ => {
            let cause = "the consent form has no decision";
            return Err(reply::problem_page(
                state,
                Some(&visit.visitor),
                Problem::Request,
                cause,
            ));
        }
    };
    let from = visit.visitor.from.clone();
    let denied = matches!(decision, Decision::Deny);
    match authorize::consent(&state.deps, from, &pending, signed, decision).await {
        Ok(Some(response)) => {
            if denied {
                note_denial(state, &pending);
            }
            let frame = visit
                .visitor
                .frame(&state.deps, pending.request.ui_locales.as_deref(), None);
            Ok(reply::respond(
                state,
                frame,
                response,
                &pending.destination.form_action(),
            ))
        }
        // Another session saw the page, or more is needed meanwhile: it is shown again as it should be now.
        Ok(None) => show(state, visit, "transaction").await,
        Err(error) => Err(oauth_problem(state, &visit.visitor, &error)),
    }
}

/// The app's developers find in its log that a person said no, not who.
fn note_denial(state: &Service, pending: &Pending) {
    let request = &pending.request;
    let parameters = [
        ("client_id", &request.client_id),
        ("redirect_uri", &request.redirect_uri),
        ("scope", &request.scopes.to_string()),
    ];
    let refused = Refused {
        endpoint: Endpoint::Authorize,
        client_id: &request.client_id,
        parameters: &parameters
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
        evidence: Evidence::None,
        error_id: None,
    };
    refused.note(
        state,
        &oauth::Error::new(oauth::Code::AccessDenied, "The person did not allow it."),
    );
}

/// The optional scopes whose boxes were unticked.
fn left_out(pending: &Pending, visit: &Visit) -> Scopes {
    let kept: Scopes = visit.parameters.all("scope").collect();
    let asked = pending.request.asked();
    asked.filter(|name| !kept.contains(name))
}
