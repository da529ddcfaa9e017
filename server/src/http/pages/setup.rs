//! `/setup`: the one-time link that makes the first administrator (SEC-115).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::{Visit, after_first_factor, form, register, visit};
use crate::{
    domain::{self, password, secret::Secret, setup},
    http::{State as Service, reply, reply::Reply},
    views::{FieldError, FieldProblem, NotFound, Setup},
};

/// Shows the form to whoever has the link; there is no such page for anybody else, or afterwards.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let token = Secret::new(visit.parameters.get("token").unwrap_or_default());
    let reply = match setup::is_open(&state.deps, &token).await {
        Ok(true) => page(&state, &visit, &token, ["", ""], Vec::new(), StatusCode::OK),
        Ok(false) => none(&state, &visit),
        Err(error) => visit.failed(&state, &error),
    };
    visit.finish(&state, reply)
}

fn none(state: &Service, visit: &Visit) -> Reply {
    let page = NotFound {
        frame: visit.visitor.frame(&state.deps, None, None),
    };
    reply::page(state, StatusCode::NOT_FOUND, &page, None)
}

fn page(
    state: &Service,
    visit: &Visit,
    token: &Secret,
    [email, name]: [&str; 2],
    errors: Vec<FieldError>,
    status: StatusCode,
) -> Reply {
    let page = Setup {
        frame: visit.visitor.frame(&state.deps, None, visit.address(status)),
        csrf: visit.visitor.csrf(&state.deps),
        token: token.expose().to_owned(),
        email: email.to_owned(),
        name: name.to_owned(),
        password_min: password::LEAST,
        errors,
    };
    reply::page(state, status, &page, None)
}

/// Makes the first administrator, once, and signs them in.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = set_up(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn set_up(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let token = Secret::new(visit.parameters.get("token").unwrap_or_default());
    let failed = |error: &domain::Error| visit.failed(state, error);
    if !setup::is_open(deps, &token)
        .await
        .map_err(|error| failed(&error))?
    {
        return Ok(none(state, visit));
    }
    let registrant = register::registrant(visit);
    let [email, name] = [registrant.email.clone(), registrant.name.clone()];
    let text = visit.visitor.text(None);
    let problems = register::problems(state, &registrant, text);
    let again = |errors| {
        page(
            state,
            visit,
            &token,
            [&email, &name],
            errors,
            StatusCode::UNPROCESSABLE_ENTITY,
        )
    };
    if !problems.is_empty() {
        return Ok(again(problems));
    }
    let user = match setup::complete(deps, &visit.visitor.from, &token, registrant).await {
        Ok(user) => user,
        Err(domain::Error::NotFound { .. }) => return Ok(none(state, visit)),
        Err(domain::Error::Invalid(_)) => return Ok(again(vec![FieldProblem::PasswordStolen.say(text)])),
        Err(domain::Error::Conflict(_)) => return Ok(again(vec![FieldProblem::EmailTaken.say(text)])),
        Err(error) => return Err(failed(&error)),
    };
    after_first_factor(state, visit, user, "pwd", (None, None))
        .await
        .map_err(|error| failed(&error))
}
