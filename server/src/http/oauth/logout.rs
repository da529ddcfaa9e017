//! `GET` and `POST /oauth/logout` (RP-initiated).

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, request::Parts},
};
use entity::id::SessionId;
use serde::{Deserialize, Serialize};

use crate::{
    domain::{
        self, Deps,
        browser::{self, Aside},
        secret::{Purpose, base64url, from_base64url},
        session,
    },
    http::{
        State as Service, body,
        cookie::Cookie,
        pages::sign_out::others,
        reply::{self, Reply},
        visitor::Visitor,
    },
    oauth::{
        self, Parameters,
        destination::origin_or_scheme,
        logout::{self, LogoutRequest},
    },
    views::{Account, AskingApp, Problem, SignOut, SignedOut},
};

/// What the confirmation page carries, sealed: where to go afterwards.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(in crate::http) struct Afterwards {
    pub(in crate::http) client_id: Option<String>,
    pub(in crate::http) back: Option<String>,
}

impl Afterwards {
    /// The text for the form.
    pub(in crate::http) fn seal(&self, deps: &Deps) -> Option<String> {
        serde_json::to_vec(self)
            .ok()
            .map(|plain| base64url(&deps.vault.seal(Purpose::Page, &plain)))
    }

    /// The reverse; nothing for anything else.
    pub(in crate::http) fn open(deps: &Deps, text: Option<&str>) -> Self {
        let plain = text
            .and_then(from_base64url)
            .and_then(|sealed| deps.vault.open(Purpose::Page, &sealed));
        plain
            .and_then(|plain| serde_json::from_slice(&plain).ok())
            .unwrap_or_default()
    }
}

/// Signs out, at once where the request proves whose session is meant, else after a question.
pub(in crate::http) async fn any(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let parameters = match parameters(&state, &parts, body).await {
        Ok(parameters) => parameters,
        Err(error) => return reply::problem_page(&state, None, Problem::Request, &error.to_string()),
    };
    let visitor = match Visitor::read(&state, &parts, &parameters).await {
        Ok(visitor) => visitor,
        Err(error) => return reply::problem(&state, None, &error),
    };
    let by_form = parts.method == Method::POST;
    match answer(&state, &visitor, &parameters, by_form.then(|| parts.uri.path())).await {
        Ok(reply) => reply::with_cookies(reply, visitor.cookies(&state.deps)),
        Err(error) => reply::problem(&state, Some(&visitor), &error),
    }
}

async fn parameters(state: &Service, parts: &Parts, body: Body) -> oauth::Result<Parameters> {
    let query = body::query(parts)?;
    if parts.method != Method::POST {
        return query.without_repeats();
    }
    let bytes = body::read(state, body, state.deps.config.body_limit)
        .await
        .map_err(|(_, why)| oauth::Error::invalid_request(why))?;
    Parameters::parse(&bytes)?.and(query).without_repeats()
}

/// `form`: the path that a form was sent to.
async fn answer(
    state: &Service,
    visitor: &Visitor,
    parameters: &Parameters,
    form: Option<&str>,
) -> domain::Result<Reply> {
    let deps = &state.deps;
    let asked = logout::read(deps, parameters)
        .await
        .map_err(|error| match error.cause {
            Some(cause) => domain::Error::Unavailable(cause),
            None => domain::Error::invalid("id_token_hint", error.description),
        })?;
    let locales = parameters.get("ui_locales");
    let named = |aside: &&Aside| asked.names(aside.user.id, aside.session.id);
    if let Some(signed) = &visitor.signed
        && asked.names(signed.user.id, signed.session.id)
    {
        session::end(deps, &visitor.caller(deps), signed.session.id).await?;
        return Ok(signed_out(state, visitor, &asked, (locales, None)));
    }
    // Another account of this browser is meant: the one in use stays.
    if let Some(aside) = visitor.aside.iter().find(named) {
        browser::end(deps, &visitor.from, &aside.session, &aside.user).await?;
        return Ok(signed_out(
            state,
            visitor,
            &asked,
            (locales, Some(aside.session.id)),
        ));
    }
    if let Some(signed) = &visitor.signed {
        let afterwards = Afterwards {
            client_id: asked
                .client
                .as_ref()
                .map(|client| client.client.client_id.clone()),
            back: asked.back.clone(),
        };
        let page = SignOut {
            frame: visitor.frame(deps, locales, None),
            csrf: visitor.csrf(deps),
            account: Some(Account {
                name: signed.user.profile.name.clone(),
                email: signed.user.email.clone(),
            }),
            others: others(visitor),
            request: afterwards.seal(deps),
            app: app(&asked),
        };
        let leads_to = asked.back.as_deref().and_then(origin_or_scheme);
        return Ok(reply::page(state, StatusCode::OK, &page, leads_to.as_deref()));
    }
    // A form from the app's site brings no cookie; the hint names the session all the same.
    if let Some(hint) = &asked.hint
        && let Some(session_id) = hint.sid
        && let Some(row) = session::find(deps, session_id)
            .await?
            .filter(|row| row.user_id == hint.sub)
    {
        session::end_hinted(deps, &visitor.from, &row).await?;
    } else if visitor.is_unknown()
        && let Some(path) = form
    {
        // Who is signed in is seen with the cookies only.
        return Ok(match body::as_visit(path, parameters) {
            Some(again) => reply::see_other(&again),
            None => reply::problem_page(
                state,
                Some(visitor),
                Problem::Request,
                "a request by POST that is too long to be asked again by GET",
            ),
        });
    }
    Ok(signed_out(state, visitor, &asked, (locales, None)))
}

fn app(asked: &LogoutRequest) -> Option<AskingApp> {
    asked
        .client
        .as_ref()
        .map(|client| Service::asking_client(client, asked.back.as_deref()))
}

/// The session has ended, the one in use or the `other`: back to the app, or a page that says so.
fn signed_out(
    state: &Service,
    visitor: &Visitor,
    asked: &LogoutRequest,
    (locales, other): (Option<&str>, Option<SessionId>),
) -> Reply {
    let config = &state.deps.config;
    let mut aside = visitor.aside.clone();
    aside.retain(|aside| other != Some(aside.session.id));
    let mut cookies = visitor.keep(&state.deps, &aside);
    if other.is_none() && visitor.sent_session() {
        cookies.push(Cookie::Session.set(config, "", Some(0)));
    }
    let reply = if let (Some(back), false, Some(_)) = (&asked.back, asked.refused_back, &asked.hint) {
        reply::see_other(back)
    } else {
        let page = SignedOut {
            frame: visitor.frame(&state.deps, locales, None),
            others: !aside.is_empty() || (other.is_some() && visitor.signed.is_some()),
            app: app(asked),
            back: asked.back.clone(),
        };
        reply::page(state, StatusCode::OK, &page, None)
    };
    reply::with_cookies(reply, cookies)
}
