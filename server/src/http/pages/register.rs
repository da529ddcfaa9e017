//! `/register`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::{Visit, form, locales, reset_password::origin, signed_in, visit};
use crate::{
    domain::{
        self, Invalid, password, registration,
        secret::Secret,
        user::{self, Registrant},
    },
    http::{State as Service, reply, reply::Reply},
    oauth::authorize::Pending,
    views::{FieldError, FieldProblem, Register, RegistrationClosed, Tell, Text, Told, go_on},
};

/// Shows the form, where anyone may register.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match visit.pending(&state, "flow").await {
        Ok(pending) if state.deps.config.registration.by_oneself() => {
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
    if !deps.config.registration.by_oneself() {
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
    if registration::proves_addresses(deps) {
        let origin = origin(visit, pending.as_ref());
        return match registration::ask(deps, &visit.visitor.from, registrant, origin).await {
            Ok(()) => Ok(check_mail(state, visit, pending.as_ref(), &email)),
            Err(domain::Error::Invalid(_)) => {
                let refused = vec![FieldProblem::EmailRefused.say(text)];
                Ok(again(refused, StatusCode::UNPROCESSABLE_ENTITY))
            }
            Err(error) => Err(visit.failed(state, &error)),
        };
    }
    let user = match user::register(deps, &visit.visitor.from, registrant).await {
        Ok(user) => user,
        Err(domain::Error::Conflict(_)) => {
            let taken = vec![FieldProblem::EmailTaken.say(text)];
            return Ok(again(taken, StatusCode::UNPROCESSABLE_ENTITY));
        }
        Err(error) => return Err(visit.failed(state, &error)),
    };
    signed_in(state, visit, user, (pending, None)).await
}

/// Where to look for the link: the same whether the address has an account or not (SEC-76).
fn check_mail(state: &Service, visit: &Visit, pending: Option<&Pending>, email: &str) -> Reply {
    let flow = pending.map(|pending| pending.row.id.to_string());
    let page = Tell {
        frame: visit.visitor.frame(&state.deps, locales(pending), None),
        told: Told::CheckMailToRegister,
        email: email.to_owned(),
        next: go_on("/sign-in", flow.as_deref(), visit.return_to()),
        again: Some(visit.visitor.csrf(&state.deps)),
        flow,
        return_to: visit.return_to().map(str::to_owned),
    };
    reply::page(state, StatusCode::OK, &page, None)
}

/// Sends the letter again; the same for every address.
pub(in crate::http) async fn again(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match visit.pending(&state, "flow").await {
        Ok(pending) if registration::proves_addresses(&state.deps) => {
            let email = visit.parameters.get("email").unwrap_or_default();
            match registration::ask_again(&state.deps, &visit.visitor.from, email).await {
                Ok(()) => check_mail(&state, &visit, pending.as_ref(), email),
                Err(error) => visit.failed(&state, &error),
            }
        }
        Ok(pending) => closed(&state, &visit, pending.as_ref()),
        Err(refusal) => refusal,
    };
    visit.finish(&state, reply)
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
    registrant
        .problems(&state.deps.config.service_name)
        .iter()
        .map(|problem| match problem.field.as_ref() {
            "name" => FieldProblem::NameInvalid,
            "email" if registrant.email.is_empty() => FieldProblem::EmailMissing,
            "email" => FieldProblem::EmailInvalid,
            _ => password_problem(&registrant.password, problem),
        })
        .map(|problem| problem.say(text))
        .collect()
}

/// Why a password was refused.
pub(super) fn password_problem(password: &Secret, problem: &Invalid) -> FieldProblem {
    let length = password.expose().chars().count();
    if length == 0 {
        FieldProblem::PasswordMissing
    } else if length < password::LEAST {
        FieldProblem::PasswordShort(password::LEAST)
    } else if password.expose().len() > password::MOST {
        FieldProblem::PasswordLong(password::MOST)
    } else if problem.message.starts_with("Do not use your") {
        FieldProblem::PasswordPersonal
    } else {
        FieldProblem::PasswordCommon
    }
}
