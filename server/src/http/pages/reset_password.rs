//! `/reset-password` and `/new-password`: asking for a link, and what the link leads to (SEC-76, SEC-81).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::{Visit, form, locales, register, tell, visit};
use crate::{
    domain::{
        self, password,
        recovery::{self, Origin},
        secret::Secret,
    },
    http::{State as Service, reply, reply::Reply},
    oauth::authorize::Pending,
    views::{FieldError, FieldProblem, NewPassword, ResetPassword, Told},
};

/// What the person is about, to be remembered with a link.
pub(super) fn origin(visit: &Visit, pending: Option<&Pending>) -> Origin {
    let mut origin = Origin::new(&visit.visitor.browser_digest());
    origin.flow = pending.map(|pending| pending.row.id);
    origin.return_to = visit.return_to().map(str::to_owned);
    origin.app = pending.map(|pending| pending.destination.client().app.name.clone());
    origin
}

/// Shows the form that asks for the address.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match visit.pending(&state, "flow").await {
        Ok(_) if !recovery::is_possible(&state.deps) => no_mail(&state, &visit),
        Ok(pending) => {
            let hint = pending
                .as_ref()
                .and_then(|pending| pending.request.login_hint.clone())
                .unwrap_or_default();
            page(&state, &visit, (pending.as_ref(), &hint), Vec::new())
        }
        Err(refusal) => refusal,
    };
    visit.finish(&state, reply)
}

fn no_mail(state: &Service, visit: &Visit) -> Reply {
    tell(
        state,
        visit,
        StatusCode::NOT_FOUND,
        (Told::NoMail, ""),
        "/sign-in",
    )
}

fn page(
    state: &Service,
    visit: &Visit,
    (pending, email): (Option<&Pending>, &str),
    errors: Vec<FieldError>,
) -> Reply {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = ResetPassword {
        frame: visit
            .visitor
            .frame(&state.deps, locales(pending), Some(visit.here.clone())),
        csrf: visit.visitor.csrf(&state.deps),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        email: email.to_owned(),
        errors,
    };
    reply::page(state, status, &page, None)
}

/// Takes the address; says the same whether there is such an account or not.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = ask(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn ask(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let pending = visit.pending(state, "flow").await?;
    let email = visit.parameters.get("email").unwrap_or_default().trim();
    let text = visit.visitor.text(locales(pending.as_ref()));
    if !recovery::is_possible(deps) {
        return Ok(no_mail(state, visit));
    }
    match recovery::ask(deps, &visit.visitor.from, email, origin(visit, pending.as_ref())).await {
        Ok(()) => {
            let flow = pending.as_ref().map(|pending| pending.row.id.to_string());
            let next = super::go_on("/sign-in", flow.as_deref(), visit.return_to());
            Ok(tell(
                state,
                visit,
                StatusCode::OK,
                (Told::CheckMailToReset, email),
                &next,
            ))
        }
        Err(domain::Error::Invalid(_)) => {
            let problem = if email.is_empty() {
                FieldProblem::EmailMissing
            } else {
                FieldProblem::EmailInvalid
            };
            Ok(page(
                state,
                visit,
                (pending.as_ref(), email),
                vec![problem.say(text)],
            ))
        }
        Err(error) => Err(visit.failed(state, &error)),
    }
}

/// Shows the form for another password to whoever has the link.
pub(in crate::http) async fn get_new(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let token = Secret::new(visit.parameters.get("token").unwrap_or_default());
    let reply = match recovery::find(&state.deps, &token, &visit.visitor.browser_digest()).await {
        Ok(Some(reset)) => new_page(&state, &visit, (&token, &reset.email), Vec::new()),
        Ok(None) => dead(&state, &visit),
        Err(error) => visit.failed(&state, &error),
    };
    visit.finish(&state, reply)
}

/// The link does not work, whyever.
pub(super) fn dead(state: &Service, visit: &Visit) -> Reply {
    tell(
        state,
        visit,
        StatusCode::NOT_FOUND,
        (Told::DeadLink, ""),
        "/sign-in",
    )
}

fn new_page(
    state: &Service,
    visit: &Visit,
    (token, email): (&Secret, &str),
    errors: Vec<FieldError>,
) -> Reply {
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = NewPassword {
        frame: visit.visitor.frame(&state.deps, None, visit.address(status)),
        csrf: visit.visitor.csrf(&state.deps),
        token: token.expose().to_owned(),
        email: email.to_owned(),
        password_min: password::LEAST,
        errors,
    };
    reply::page(state, status, &page, None)
}

/// Sets the password, once. Nobody is signed in by it.
pub(in crate::http) async fn post_new(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = set(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn set(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let token = Secret::new(visit.parameters.get("token").unwrap_or_default());
    let new = Secret::new(visit.parameters.get("password").unwrap_or_default());
    let found = recovery::find(deps, &token, &visit.visitor.browser_digest())
        .await
        .map_err(|error| visit.failed(state, &error))?;
    let Some(reset) = found else {
        return Ok(dead(state, visit));
    };
    match recovery::complete(deps, &visit.visitor.from, &reset, &new).await {
        Ok(()) => {
            let origin = reset.origin.as_ref();
            let flow = origin.and_then(|origin| origin.flow).map(|flow| flow.to_string());
            let return_to = origin.and_then(|origin| origin.return_to.as_deref());
            let next = super::go_on("/sign-in", flow.as_deref(), return_to);
            let told = (Told::PasswordSet, reset.email.as_str());
            Ok(tell(state, visit, StatusCode::OK, told, &next))
        }
        Err(domain::Error::NotFound { .. }) => Ok(dead(state, visit)),
        Err(domain::Error::Invalid(problem)) => {
            let problem = register::password_problem(&new, &problem);
            let errors = vec![problem.say(visit.visitor.text(None))];
            Ok(new_page(state, visit, (&token, &reset.email), errors))
        }
        Err(error) => Err(visit.failed(state, &error)),
    }
}
