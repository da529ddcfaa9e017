//! `/register`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::mail_link;

use super::{
    Visit, form, locales, provider,
    reset_password::{dead, origin},
    signed_in, visit,
};
use crate::{
    domain::{
        self, Invalid, breach, invitation, password, registration,
        secret::Secret,
        user::{self, Registrant},
    },
    http::{State as Service, reply, reply::Reply},
    oauth::authorize::Pending,
    views::{
        FieldError, FieldProblem, ProviderButtons, Register, RegistrationClosed, Tell, Text, Told, go_on,
    },
};

/// In what a person registers: the request to go on with, and the invitation.
struct Coming {
    pending: Option<Pending>,
    invitation: Option<(Secret, mail_link::Model)>,
}

/// Reads both, and refuses where nobody may register.
async fn coming(state: &Service, visit: &Visit) -> Result<Coming, Reply> {
    let pending = visit.pending(state, "flow").await?;
    let invitation = match visit.parameters.get("invitation") {
        Some(token) => {
            let token = Secret::new(token);
            let found = invitation::find(&state.deps, &token).await;
            match found.map_err(|error| visit.failed(state, &error))? {
                Some(link) => Some((token, link)),
                None => return Err(dead(state, visit)),
            }
        }
        None => None,
    };
    if invitation.is_none() && !state.deps.config.registration.by_oneself() {
        return Err(closed(state, visit, pending.as_ref()));
    }
    Ok(Coming { pending, invitation })
}

/// Shows the form, to whoever may register.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match coming(&state, &visit).await {
        Ok(coming) => {
            let hint = match (&coming.invitation, &coming.pending) {
                (Some((_, link)), _) => link.email.clone(),
                (None, Some(pending)) => pending.request.login_hint.clone().unwrap_or_default(),
                (None, None) => String::new(),
            };
            page(&state, &visit, &coming, [&hint, ""], Vec::new()).await
        }
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

async fn page(
    state: &Service,
    visit: &Visit,
    coming: &Coming,
    [email, name]: [&str; 2],
    errors: Vec<FieldError>,
) -> Reply {
    let pending = coming.pending.as_ref();
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Register {
        frame: visit
            .visitor
            .frame(&state.deps, locales(pending), Some(visit.here.clone())),
        csrf: visit.visitor.csrf(&state.deps),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        invitation: coming
            .invitation
            .as_ref()
            .map(|(token, _)| token.expose().to_owned()),
        email: email.to_owned(),
        name: name.to_owned(),
        password_min: password::LEAST,
        providers: buttons(state, coming),
        // Where a link is mailed, the session begins on the link's page.
        remember: (coming.invitation.is_some() || !registration::proves_addresses(&state.deps))
            .then(|| visit.remembered() || (errors.is_empty() && state.deps.config.remember_by_default)),
        errors,
    };
    let leads_to = provider::leads_to(state, pending, &page.providers).await;
    reply::page(state, status, &page, leads_to.as_deref())
}

/// The providers that new accounts may come from.
fn buttons(state: &Service, coming: &Coming) -> ProviderButtons {
    let mut buttons = provider::buttons(state);
    let providers = &state.deps.config.providers;
    buttons.all.retain(|button| {
        let mut known = providers.iter().filter(|provider| provider.registration);
        known.any(|provider| provider.id == button.id)
    });
    let token = coming
        .invitation
        .as_ref()
        .map(|(token, _)| token.expose().to_owned());
    ProviderButtons {
        invitation: token,
        ..buttons
    }
}

/// Makes the account, or sends the link that makes it; the form again where something is wrong with it.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match coming(&state, &visit).await {
        Ok(coming) => Box::pin(register(&state, &visit, coming))
            .await
            .unwrap_or_else(|refusal| refusal),
        Err(refusal) => refusal,
    };
    visit.finish(&state, reply)
}

async fn register(state: &Service, visit: &Visit, coming: Coming) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let mut registrant = registrant(visit);
    if let Some((_, link)) = &coming.invitation {
        registrant.email = link.email.clone();
    }
    let [email, name] = [registrant.email.clone(), registrant.name.clone()];
    let text = visit.visitor.text(locales(coming.pending.as_ref()));
    let again = async |errors| page(state, visit, &coming, [&email, &name], errors).await;
    let problems = problems(state, &registrant, text);
    if !problems.is_empty() {
        return Ok(again(problems).await);
    }
    let password = registrant.password.clone();
    let from = &visit.visitor.from;
    let made = match &coming.invitation {
        Some((_, link)) => invitation::accept(deps, from, link, registrant).await.map(Some),
        None if registration::proves_addresses(deps) => {
            let origin = origin(visit, coming.pending.as_ref());
            registration::ask(deps, from, registrant, origin)
                .await
                .map(|()| None)
        }
        None => user::register(deps, from, registrant).await.map(Some),
    };
    let user = match made {
        Ok(Some(user)) => user,
        Ok(None) => return Ok(check_mail(state, visit, coming.pending.as_ref(), &email)),
        Err(domain::Error::Conflict(_)) => {
            return Ok(again(vec![FieldProblem::EmailTaken.say(text)]).await);
        }
        Err(domain::Error::Invalid(problem)) => {
            let problem = match problem.field.as_ref() {
                "email" => FieldProblem::EmailRefused,
                _ => password_problem(&password, &problem),
            };
            return Ok(again(vec![problem.say(text)]).await);
        }
        Err(domain::Error::NotFound { .. }) => return Ok(dead(state, visit)),
        Err(error) => return Err(visit.failed(state, &error)),
    };
    signed_in(state, visit, user, (coming.pending, None)).await
}

/// Where to look for the link: the same whether the address has an account or not (SEC-76).
pub(super) fn check_mail(state: &Service, visit: &Visit, pending: Option<&Pending>, email: &str) -> Reply {
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
    } else if problem.message == breach::STOLEN {
        FieldProblem::PasswordStolen
    } else if problem.message.starts_with("Do not use your") {
        FieldProblem::PasswordPersonal
    } else {
        FieldProblem::PasswordCommon
    }
}
