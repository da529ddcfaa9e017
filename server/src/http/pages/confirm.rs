//! `/confirm`: what links in letters lead to. GET shows one button, POST does it, once (SEC-57, SEC-81).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::{mail_link, values::LinkPurpose};

use super::{Visit, form, reset_password::dead, signed_in, tell, visit};
use crate::{
    domain::{
        self, account_deletion,
        email::{self, Opened},
        registration::{self, Waiting},
        secret::Secret,
    },
    http::{State as Service, reply, reply::Reply},
    oauth::authorize,
    views::{Confirm, Confirming, Told},
};

/// What a token opens.
enum Link {
    Registration(Waiting),
    Email(Opened),
    Deletion(mail_link::Model),
}

async fn find(state: &Service, visit: &Visit, token: &Secret) -> Result<Link, Reply> {
    let deps = &state.deps;
    let failed = |error: domain::Error| visit.failed(state, &error);
    let browser = visit.visitor.browser_digest();
    let waiting = registration::find(deps, token, &browser).await.map_err(failed)?;
    if let Some(waiting) = waiting {
        return Ok(Link::Registration(waiting));
    }
    if let Some(opened) = email::find(deps, token).await.map_err(failed)? {
        return Ok(Link::Email(opened));
    }
    match account_deletion::find(deps, token).await.map_err(failed)? {
        Some(link) => Ok(Link::Deletion(link)),
        None => Err(dead(state, visit)),
    }
}

fn token_of(visit: &Visit) -> Secret {
    Secret::new(visit.parameters.get("token").unwrap_or_default())
}

/// Shows what the link does; nothing is done.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let token = token_of(&visit);
    let reply = match find(&state, &visit, &token).await {
        Ok(Link::Registration(waiting)) => ask(&state, &visit, (&token, &waiting), Trouble::None),
        Ok(Link::Email(opened)) => show(&state, &visit, &token, &opened),
        Ok(Link::Deletion(link)) => {
            let what = (Confirming::CancelDeletion, link.email.as_str());
            page(&state, &visit, &token, what, Trouble::None)
        }
        Err(refusal) => refusal,
    };
    visit.finish(&state, reply)
}

fn show(state: &Service, visit: &Visit, token: &Secret, opened: &Opened) -> Reply {
    if let Some(refusal) = needs_other_session(state, visit, token, opened) {
        return refusal;
    }
    let what = match opened.purpose {
        LinkPurpose::VerifyEmail => Confirming::VerifyEmail,
        LinkPurpose::ChangeEmail => Confirming::ChangeEmail,
        _ => Confirming::UndoEmailChange,
    };
    page(state, visit, token, (what, &opened.email), Trouble::None)
}

/// Where the link works in a session of its person only: nobody is signed in, or somebody else is.
fn needs_other_session(state: &Service, visit: &Visit, token: &Secret, opened: &Opened) -> Option<Reply> {
    if !opened.needs_session() {
        return None;
    }
    let here = format!("/confirm?token={}", token.expose());
    match &visit.visitor.signed {
        None => Some(reply::see_other(&super::go_on("/sign-in", None, Some(&here)))),
        Some(signed) if signed.user.id != opened.user_id => {
            let next = if visit.visitor.aside.is_empty() {
                format!("{}&account=other", super::go_on("/sign-in", None, Some(&here)))
            } else {
                super::go_on("/select-account", None, Some(&here))
            };
            let told = (Told::OtherAccount, signed.user.email.as_str());
            Some(tell(state, visit, StatusCode::FORBIDDEN, told, &next))
        }
        Some(_) => None,
    }
}

/// Why the page is shown again.
#[derive(Clone, Copy)]
enum Trouble {
    None,
    WrongPassword,
    Wait(u64),
}

fn ask(state: &Service, visit: &Visit, (token, waiting): (&Secret, &Waiting), trouble: Trouble) -> Reply {
    // There is no password that could be asked for.
    if waiting.by_provider && !waiting.same_browser {
        let told = (Told::OtherBrowser, waiting.email.as_str());
        return tell(state, visit, StatusCode::FORBIDDEN, told, "/sign-in");
    }
    let what = (Confirming::Registration, waiting.email.as_str());
    page_with(state, visit, (token, what), trouble, !waiting.same_browser)
}

fn page(state: &Service, visit: &Visit, token: &Secret, what: (Confirming, &str), trouble: Trouble) -> Reply {
    page_with(state, visit, (token, what), trouble, false)
}

fn page_with(
    state: &Service,
    visit: &Visit,
    (token, (what, email)): (&Secret, (Confirming, &str)),
    trouble: Trouble,
    asks_password: bool,
) -> Reply {
    let (status, wait) = match trouble {
        Trouble::None => (StatusCode::OK, None),
        Trouble::WrongPassword => (StatusCode::UNAUTHORIZED, None),
        Trouble::Wait(seconds) => (StatusCode::TOO_MANY_REQUESTS, Some(seconds)),
    };
    let page = Confirm {
        frame: visit.visitor.frame(&state.deps, None, visit.address(status)),
        csrf: visit.visitor.csrf(&state.deps),
        token: token.expose().to_owned(),
        what,
        email: email.to_owned(),
        asks_password,
        remember: (what == Confirming::Registration)
            .then(|| visit.remembered() || state.deps.config.remember_by_default),
        wrong_password: matches!(trouble, Trouble::WrongPassword),
        retry_after: wait,
    };
    let mut reply = reply::page(state, status, &page, None);
    reply::retry_after(&mut reply, wait);
    reply
}

/// Does what the link is for.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let token = token_of(&visit);
    let reply = match find(&state, &visit, &token).await {
        Ok(Link::Registration(waiting)) => make(&state, &visit, &token, &waiting)
            .await
            .unwrap_or_else(|refusal| refusal),
        Ok(Link::Email(opened)) => confirm(&state, &visit, &token, &opened).await,
        Ok(Link::Deletion(link)) => keep(&state, &visit, &link).await,
        Err(refusal) => refusal,
    };
    visit.finish(&state, reply)
}

/// The account is made, signed in, and goes on with what it was made for.
async fn make(state: &Service, visit: &Visit, token: &Secret, waiting: &Waiting) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let password = Secret::new(visit.parameters.get("password").unwrap_or_default());
    let again = |trouble| ask(state, visit, (token, waiting), trouble);
    if waiting.by_provider && !waiting.same_browser {
        return Ok(again(Trouble::None));
    }
    let user = match registration::confirm(deps, &visit.visitor.from, waiting, &password).await {
        Ok(user) => user,
        Err(domain::Error::NotFound { .. }) => return Ok(dead(state, visit)),
        Err(domain::Error::Conflict(_)) => {
            let told = (Told::EmailTaken, waiting.email.as_str());
            return Ok(tell(state, visit, StatusCode::CONFLICT, told, "/sign-in"));
        }
        Err(domain::Error::Unauthenticated) => return Ok(again(Trouble::WrongPassword)),
        Err(domain::Error::RateLimited { retry_after }) => return Ok(again(Trouble::Wait(retry_after))),
        Err(error) => return Err(visit.failed(state, &error)),
    };
    let origin = waiting.origin.as_ref();
    let pending = match origin.and_then(|origin| origin.flow) {
        Some(flow) => authorize::pending(deps, flow, &visit.visitor.browser_digest())
            .await
            .unwrap_or_default(),
        None => None,
    };
    let return_to = origin.and_then(|origin| origin.return_to.as_deref());
    signed_in(state, visit, user, (pending, return_to)).await
}

async fn confirm(state: &Service, visit: &Visit, token: &Secret, opened: &Opened) -> Reply {
    if let Some(refusal) = needs_other_session(state, visit, token, opened) {
        return refusal;
    }
    match email::confirm(&state.deps, &visit.visitor.caller(&state.deps), opened).await {
        Ok(user) => {
            let (told, next) = match opened.purpose {
                LinkPurpose::VerifyEmail => (Told::EmailVerified, "/profile"),
                LinkPurpose::ChangeEmail => (Told::EmailChanged, "/profile"),
                _ => (Told::EmailChangeUndone, "/reset-password"),
            };
            tell(state, visit, StatusCode::OK, (told, &user.email), next)
        }
        Err(domain::Error::NotFound { .. }) => dead(state, visit),
        Err(domain::Error::Conflict(_)) => {
            let told = (Told::EmailTaken, opened.email.as_str());
            tell(state, visit, StatusCode::CONFLICT, told, "/profile")
        }
        Err(error) => visit.failed(state, &error),
    }
}

/// The account is not deleted.
async fn keep(state: &Service, visit: &Visit, link: &mail_link::Model) -> Reply {
    match account_deletion::cancel(&state.deps, &visit.visitor.from, link).await {
        Ok(()) => {
            let told = (Told::DeletionCancelled, link.email.as_str());
            tell(state, visit, StatusCode::OK, told, "/sign-in")
        }
        Err(domain::Error::NotFound { .. }) => dead(state, visit),
        Err(error) => visit.failed(state, &error),
    }
}
