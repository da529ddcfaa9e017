//! `/register`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
};

use super::{Visit, after_first_factor, form, locales, visit};
use crate::{
    config::Registration,
    domain::{
        self, password,
        secret::Secret,
        user::{self, Registrant},
    },
    http::{State as Service, reply, reply::Reply},
    oauth::authorize::Pending,
    views::{FieldError, FieldProblem, Register, RegistrationClosed, Text},
};

/// Shows the form, where anyone may register.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match visit.pending(&state, "flow").await {
        Ok(pending) if state.deps.config.registration == Registration::Open => {
            let hint = pending
                .as_ref()
                .and_then(|pending| pending.request.login_hint.clone())
                .unwrap_or_default();
            page(
                &state,
                &visit,
                pending.as_ref(),
                [&hint, ""],
                Vec::new(),
                StatusCode::OK,
            )
        }
        Ok(pending) => closed(&state, &visit, pending.as_ref()),
        Err(refusal) => refusal,
    };
    visit.finish(&state, reply)
}

fn closed(state: &Service, visit: &Visit, pending: Option<&Pending>) -> Reply {
    let page = RegistrationClosed {
        frame: visit
            .visitor
            .frame(&state.deps, locales(pending), Some(visit.here.clone())),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
    };
    reply::page(state, StatusCode::FORBIDDEN, &page, None)
}

fn page(
    state: &Service,
    visit: &Visit,
    pending: Option<&Pending>,
    [email, name]: [&str; 2],
    errors: Vec<FieldError>,
    status: StatusCode,
) -> Reply {
    let page = Register {
        frame: visit
            .visitor
            .frame(&state.deps, locales(pending), Some(visit.here.clone())),
        csrf: visit.visitor.csrf(&state.deps),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        email: email.to_owned(),
        name: name.to_owned(),
        password_min: password::LEAST,
        errors,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    reply::page(state, status, &page, leads_to.as_deref())
}

/// Makes the account, signs it in, and goes on.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = register(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn register(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let pending = visit.pending(state, "flow").await?;
    if deps.config.registration != Registration::Open {
        return Ok(closed(state, visit, pending.as_ref()));
    }
    let registrant = registrant(visit);
    let [email, name] = [registrant.email.clone(), registrant.name.clone()];
    let text = visit.visitor.text(locales(pending.as_ref()));
    let again = |errors, status| page(state, visit, pending.as_ref(), [&email, &name], errors, status);
    let problems = problems(state, &registrant, text);
    if !problems.is_empty() {
        return Ok(again(problems, StatusCode::UNPROCESSABLE_ENTITY));
    }
    let user = match user::register(deps, &visit.visitor.from, registrant).await {
        Ok(user) => user,
        Err(domain::Error::Conflict(_)) => {
            let taken = vec![FieldProblem::EmailTaken.say(text)];
            return Ok(again(taken, StatusCode::UNPROCESSABLE_ENTITY));
        }
        Err(domain::Error::RateLimited { retry_after }) => {
            let mut reply = visit.failed(state, &domain::Error::RateLimited { retry_after });
            reply
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(retry_after));
            return Err(reply);
        }
        Err(error) => return Err(visit.failed(state, &error)),
    };
    after_first_factor(state, visit, user, "pwd", pending)
        .await
        .map_err(|error| visit.failed(state, &error))
}

/// What the form says.
pub(super) fn registrant(visit: &Visit) -> Registrant {
    let get = |name| visit.parameters.get(name).unwrap_or_default();
    Registrant {
        email: get("email").trim().to_owned(),
        password: Secret::new(get("password")),
        name: get("name").trim().to_owned(),
    }
}

/// What is wrong with it, in the reader's words.
pub(super) fn problems(state: &Service, registrant: &Registrant, text: Text) -> Vec<FieldError> {
    let length = registrant.password.expose().chars().count();
    registrant
        .problems(&state.deps.config.service_name)
        .iter()
        .map(|problem| match problem.field.as_ref() {
            "name" => FieldProblem::NameInvalid,
            "email" if registrant.email.is_empty() => FieldProblem::EmailMissing,
            "email" => FieldProblem::EmailInvalid,
            _ if length == 0 => FieldProblem::PasswordMissing,
            _ if length < password::LEAST => FieldProblem::PasswordShort(password::LEAST),
            _ if registrant.password.expose().len() > password::MOST => {
                FieldProblem::PasswordLong(password::MOST)
            }
            _ if problem.message.starts_with("Do not use your") => FieldProblem::PasswordPersonal,
            _ => FieldProblem::PasswordCommon,
        })
        .map(|problem| problem.say(text))
        .collect()
}
