//! The flow pages: server-rendered, working without scripts. What all of them share is here: reading the form,
//! finding the request that a page belongs to, and going on with it.

pub(super) mod confirm;
pub(super) mod consent;
pub(super) mod data_export;
pub(super) mod identity;
pub(super) mod key_request;
pub(super) mod mailbox;
pub(super) mod provider;
pub(super) mod register;
pub(super) mod reset_password;
pub(super) mod second_factor;
pub(super) mod select_account;
pub(super) mod setup;
pub(super) mod sign_in;
pub(super) mod sign_out;
pub(super) mod two_step;

use std::sync::Arc;

use axum::{
    body::Body,
    http::{StatusCode, request::Parts},
};
use entity::user;

use super::{
    State, body,
    cookie::Cookie,
    oauth::authorize::{oauth_problem, page_of},
    reply::{self, Reply},
    visitor::Visitor,
};
use crate::{
    domain::{
        self, linked_identity, passkey,
        second_factor::enrolled,
        session::Begun,
        sign_in::{self as signing_in, FirstFactor, Step},
    },
    oauth::{
        Parameters,
        authorize::{self, Next, Pending, Signed},
    },
    views::{PasskeyAsk, Problem, Tell, Told, go_on},
};

/// One visit to a page: who, and with what.
struct Visit {
    visitor: Visitor,
    parameters: Parameters,
    here: String,
}

/// A visit by GET.
async fn visit(state: &State, parts: &Parts) -> Result<Visit, Reply> {
    let parameters = match body::query(parts).and_then(Parameters::without_repeats) {
        Ok(parameters) => parameters,
        Err(error) => {
            return Err(reply::problem_page(
                state,
                None,
                Problem::Request,
                &error.to_string(),
            ));
        }
    };
    visit_with(state, parts, parameters).await
}

/// A visit by GET with these parameters.
async fn visit_with(state: &State, parts: &Parts, parameters: Parameters) -> Result<Visit, Reply> {
    let visitor = Visitor::read(state, parts, &parameters)
        .await
        .map_err(|error| reply::problem(state, None, &error))?;
    let here = parts
        .uri
        .path_and_query()
        .map_or_else(|| "/".to_owned(), ToString::to_string);
    Ok(Visit {
        visitor,
        parameters,
        here,
    })
}

/// A form that one of our pages sent, from this browser and session; anything else is refused (SEC-68).
async fn form(state: &State, parts: &Parts, body: Body) -> Result<Visit, Reply> {
    let parameters = body::page_form(state, parts, body).await?;
    let visitor = Visitor::read(state, parts, &Parameters::default())
        .await
        .map_err(|error| reply::problem(state, None, &error))?;
    if !visitor.form_is_ours(&state.deps, &parts.headers, &parameters) {
        let cause = "a form without this browser's token, or from elsewhere";
        let refusal = reply::problem_page(state, Some(&visitor), Problem::Forgery, cause);
        return Err(reply::with_cookies(refusal, visitor.cookies(&state.deps)));
    }
    Ok(Visit {
        visitor,
        parameters,
        here: parts.uri.path().to_owned(),
    })
}

impl Visit {
    /// The stored request that the page belongs to: named by `flow` (on the consent page by `transaction`).
    async fn pending(&self, state: &State, name: &str) -> Result<Option<Pending>, Reply> {
        let Some(text) = self.parameters.get(name) else {
            return Ok(None);
        };
        let found = match text.parse() {
            Ok(id) => authorize::pending(&state.deps, id, &self.visitor.browser_digest()).await,
            Err(_) => Ok(None),
        };
        match found {
            Ok(Some(pending)) => Ok(Some(pending)),
            Ok(None) => Err(self.expired(state)),
            Err(error) => Err(oauth_problem(state, &self.visitor, &error)),
        }
    }

    /// Who answers a stored request: the account that was chosen for it, as long as it is signed in here, else the one
    /// in use.
    fn signed(&self, pending: Option<&Pending>) -> Option<Signed> {
        let chosen = pending.and_then(|pending| pending.row.selected_session_id);
        let aside = chosen.and_then(|id| self.visitor.aside_of(id));
        aside.or_else(|| self.visitor.signed.clone())
    }

    /// Whether the browser is to keep the session when it is closed.
    fn remembered(&self) -> bool {
        self.parameters.get("remember").is_some()
    }

    fn expired(&self, state: &State) -> Reply {
        reply::problem_page(
            state,
            Some(&self.visitor),
            Problem::Expired,
            "an unknown, answered or expired request",
        )
    }

    /// Where the page can be had again, in another language; none for what answers a form.
    fn address(&self, status: StatusCode) -> Option<String> {
        (status == StatusCode::OK).then(|| self.here.clone())
    }

    /// Where to go when there is no request: a path of ours (SEC-10).
    fn return_to(&self) -> Option<&str> {
        self.parameters.get("return_to").filter(|path| is_local(path))
    }

    /// Another page of ours that goes on with the same.
    fn on(&self, page: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in [
            ("flow", self.parameters.get("flow")),
            ("return_to", self.return_to()),
        ] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        let query = query.finish();
        if query.is_empty() {
            page.to_owned()
        } else {
            format!("{page}?{query}")
        }
    }

    fn failed(&self, state: &State, error: &domain::Error) -> Reply {
        reply::problem(state, Some(&self.visitor), error)
    }

    fn finish(&self, state: &State, reply: Reply) -> Reply {
        reply::with_cookies(reply, self.visitor.cookies(&state.deps))
    }
}

/// Bytes of a path to return to; a request for a key names up to a hundred permissions.
const LONGEST_RETURN: usize = 6144;

/// Exactly one slash at the front, and nothing that a browser takes for a host (SEC-10).
fn is_local(path: &str) -> bool {
    path.starts_with('/')
        && !path[1..].starts_with(['/', '\\'])
        && path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
        && path.len() <= LONGEST_RETURN
}

/// Goes on after a sign-in: with the stored request, or to the page that was wanted.
async fn proceed(state: &State, visit: &Visit, signed: &Signed, pending: Option<Pending>) -> Reply {
    let Some(pending) = pending else {
        return reply::see_other(visit.return_to().unwrap_or("/"));
    };
    let deps = &state.deps;
    let Pending {
        row,
        request,
        destination,
    } = &pending;
    let next = match authorize::decide(deps, destination, request, Some(signed), Some(row)).await {
        Ok(next) => next,
        Err(error) => return oauth_problem(state, &visit.visitor, &error),
    };
    let Next::Respond(response) = next else {
        return reply::see_other(&page_of(&next, row.id, request));
    };
    match authorize::complete(deps, row.id).await {
        Ok(true) => {
            let frame = visit.visitor.frame(deps, request.ui_locales.as_deref(), None);
            reply::respond(state, frame, response, &destination.form_action())
        }
        Ok(false) => visit.expired(state),
        Err(error) => oauth_problem(state, &visit.visitor, &error),
    }
}

/// A person has just proved who they are, by making their account: a session begins, and goes on with the stored
/// request or the page that was wanted. An account without a password was made by another provider's word.
async fn signed_in(
    state: &State,
    visit: &Visit,
    user: user::Model,
    (pending, return_to): (Option<Pending>, Option<&str>),
) -> Result<Reply, Reply> {
    let amr = if user.password_hash.is_some() {
        "pwd"
    } else {
        linked_identity::AMR
    };
    after_first_factor(state, visit, user, amr, (pending, return_to))
        .await
        .map_err(|error| visit.failed(state, &error))
}

/// A page that says something and leads on.
fn tell(state: &State, visit: &Visit, status: StatusCode, (told, email): (Told, &str), next: &str) -> Reply {
    let page = Tell {
        frame: visit.visitor.frame(&state.deps, None, None),
        told,
        email: email.to_owned(),
        next: next.to_owned(),
        again: None,
        flow: None,
        return_to: None,
    };
    reply::page(state, status, &page, None)
}

/// The cookies of a session that has just begun.
fn session_cookies(
    state: &State,
    visit: &Visit,
    begun: &Begun,
    email_key: &str,
) -> Vec<axum::http::HeaderValue> {
    let config = &state.deps.config;
    let seconds = begun.session.remembered.then_some(config.session_absolute_ttl);
    let mut cookies = vec![
        Cookie::Session.set(config, begun.cookie.expose(), seconds),
        visit.visitor.remember(&state.deps, email_key),
    ];
    cookies.extend(visit.visitor.keep(&state.deps, &begun.aside));
    if visit.visitor.is_signing_in() {
        cookies.push(Cookie::SignIn.set(config, "", Some(0)));
    }
    cookies
}

/// Goes on after a first factor: to what was wanted, or to the second step (SEC-74).
///
/// # Errors
/// As [`signing_in::proceed`].
async fn after_first_factor(
    state: &State,
    visit: &Visit,
    user: user::Model,
    amr: &str,
    (pending, return_to): (Option<Pending>, Option<&str>),
) -> domain::Result<Reply> {
    let deps = &state.deps;
    let browser = visit.visitor.browser_digest();
    let first = FirstFactor {
        amr,
        browser: &browser,
        before: visit.visitor.sessions(),
        remembered: visit.remembered(),
    };
    match signing_in::proceed(deps, &visit.visitor.from, &user, first).await? {
        Step::Session(begun) => Ok(with_session(state, visit, begun, user, (pending, return_to)).await),
        Step::SecondFactor(value) => {
            let seconds = signing_in::PATIENCE / domain::clock::SECOND;
            let cookie = Cookie::SignIn.set(&deps.config, value.expose(), Some(seconds));
            let page = if enrolled(deps, user.id).await? {
                "/second-factor"
            } else {
                "/two-step"
            };
            let flow = pending.map(|pending| pending.row.id.to_string());
            let next = go_on(page, flow.as_deref(), return_to.or(visit.return_to()));
            Ok(reply::with_cookies(reply::see_other(&next), [cookie]))
        }
    }
}

/// Goes on with a session that has just begun: with the stored request, or to the page that was wanted.
async fn with_session(
    state: &State,
    visit: &Visit,
    begun: Begun,
    user: user::Model,
    (pending, return_to): (Option<Pending>, Option<&str>),
) -> Reply {
    let cookies = session_cookies(state, visit, &begun, &user.email_key);
    let signed = Signed {
        session: Arc::new(begun.session),
        user: Arc::new(user),
    };
    let reply = match (pending, return_to) {
        (None, Some(return_to)) => reply::see_other(return_to),
        (pending, _) => proceed(state, visit, &signed, pending).await,
    };
    reply::with_cookies(reply, cookies)
}

/// What the page asks a passkey of; `user_id`: of one of this person's.
async fn passkey_ask(
    state: &State,
    visit: &Visit,
    user_id: Option<entity::id::UserId>,
) -> Result<Option<PasskeyAsk>, Reply> {
    let browser = visit.visitor.browser_digest();
    let offer = passkey::ask(&state.deps, &browser.0, user_id).await;
    let offer = offer.map_err(|error| visit.failed(state, &error))?;
    Ok(offer.map(|offer| PasskeyAsk {
        options: offer.options,
        token: offer.token.expose().to_owned(),
    }))
}

/// The languages that the stored request asks for.
fn locales(pending: Option<&Pending>) -> Option<&str> {
    pending.and_then(|pending| pending.request.ui_locales.as_deref())
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn sec_10_only_paths_of_ours_are_returned_to() {
        for good in ["/", "/apps", "/apps/app_1?tab=secrets"] {
            assert!(is_local(good), "{good}");
        }
        for bad in [
            "",
            "apps",
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "/a\r\nb",
            "/\t/evil",
            "\\\\evil",
            "/a\\b",
            "/a b",
            "/\u{e9}",
        ] {
            assert!(!is_local(bad), "{bad}");
        }
    }
}
