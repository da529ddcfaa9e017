//! `/sign-in` and `/reauthenticate`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
};

use super::{Visit, form, locales, proceed, session_cookies, visit};
use crate::{
    domain::{self, recovery, secret::Secret, session, user},
    http::{State as Service, reply, reply::Reply},
    oauth::authorize::{self, Next, Pending, Signed},
    views::{Account, Reauthenticate, SignIn},
};

/// Shows the page that fits: a sign-in, or only the password again.
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
    let pending = visit.pending(state, "flow").await?;
    let other = visit.parameters.get("account") == Some("other");
    let Some(signed) = visit.visitor.signed.as_ref().filter(|_| !other) else {
        let hint = if other {
            None
        } else {
            pending
                .as_ref()
                .and_then(|pending| pending.request.login_hint.clone())
        };
        return Ok(page(
            state,
            visit,
            pending.as_ref(),
            &hint.unwrap_or_default(),
            Shown::First,
        ));
    };
    let Some(pending) = pending else {
        return Ok(reply::see_other(visit.return_to().unwrap_or("/")));
    };
    let next = authorize::decide(
        &state.deps,
        &pending.destination,
        &pending.request,
        Some(signed),
        Some(&pending.row),
    )
    .await;
    match next {
        Ok(Next::Reauthenticate) => Ok(reauthenticate_page(
            state,
            visit,
            Some(&pending),
            signed,
            Shown::First,
        )),
        Ok(Next::SignIn) => Ok(page(state, visit, Some(&pending), "", Shown::First)),
        _ => Ok(proceed(state, visit, signed, Some(pending)).await),
    }
}

/// `GET /reauthenticate`: the dashboard asks for a fresh sign-in (SEC-75).
pub(in crate::http) async fn reauthenticate(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match &visit.visitor.signed {
        Some(signed) => reauthenticate_page(&state, &visit, None, signed, Shown::First),
        None => page(&state, &visit, None, "", Shown::First),
    };
    visit.finish(&state, reply)
}

/// Why the page is shown.
#[derive(Clone, Copy)]
enum Shown {
    First,
    Failed,
    Wait(u64),
}

impl Shown {
    const fn status(self) -> StatusCode {
        match self {
            Self::First => StatusCode::OK,
            Self::Failed => StatusCode::UNAUTHORIZED,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn error(self, text: crate::views::Text) -> Option<String> {
        matches!(self, Self::Failed).then(|| SignIn::failed(text))
    }

    fn finish(self, mut reply: Reply) -> Reply {
        if let Self::Wait(seconds) = self {
            reply
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        reply
    }

    const fn retry_after(self) -> Option<u64> {
        match self {
            Self::Wait(seconds) => Some(seconds),
            Self::First | Self::Failed => None,
        }
    }
}

fn page(state: &Service, visit: &Visit, pending: Option<&Pending>, email: &str, shown: Shown) -> Reply {
    let frame = visit
        .visitor
        .frame(&state.deps, locales(pending), Some(visit.here.clone()));
    let page = SignIn {
        csrf: visit.visitor.csrf(&state.deps),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        email: email.to_owned(),
        error: shown.error(frame.text),
        retry_after: shown.retry_after(),
        registration_open: state.deps.config.registration.by_oneself(),
        reset_possible: recovery::is_possible(&state.deps),
        frame,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    shown.finish(reply::page(state, shown.status(), &page, leads_to.as_deref()))
}

fn reauthenticate_page(
    state: &Service,
    visit: &Visit,
    pending: Option<&Pending>,
    signed: &Signed,
    shown: Shown,
) -> Reply {
    let frame = visit
        .visitor
        .frame(&state.deps, locales(pending), Some(visit.here.clone()));
    let page = Reauthenticate {
        csrf: visit.visitor.csrf(&state.deps),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        account: Account {
            name: signed.user.profile.name.clone(),
            email: signed.user.email.clone(),
        },
        error: shown.error(frame.text),
        retry_after: shown.retry_after(),
        frame,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    shown.finish(reply::page(state, shown.status(), &page, leads_to.as_deref()))
}

/// Takes address and password; a new session begins, and the request goes on.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = sign_in(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn sign_in(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let pending = visit.pending(state, "flow").await?;
    let email = visit.parameters.get("email").unwrap_or_default();
    let password = Secret::new(visit.parameters.get("password").unwrap_or_default());
    let visitor = &visit.visitor;
    let user = match user::authenticate(deps, &visitor.from, email, &password, visitor.device_of(email)).await
    {
        Ok(user) => user,
        Err(domain::Error::Unauthenticated) => {
            return Ok(again(state, visit, pending.as_ref(), email, Shown::Failed));
        }
        Err(domain::Error::RateLimited { retry_after }) => {
            return Ok(again(
                state,
                visit,
                pending.as_ref(),
                email,
                Shown::Wait(retry_after),
            ));
        }
        Err(error) => return Err(visit.failed(state, &error)),
    };
    let before = visitor.signed.as_ref().map(|signed| signed.session.id);
    let begun = match session::begin(deps, &visitor.from, &user, "pwd", before).await {
        Ok(begun) => begun,
        Err(domain::Error::Unauthenticated) => {
            return Ok(again(state, visit, pending.as_ref(), email, Shown::Failed));
        }
        Err(error) => return Err(visit.failed(state, &error)),
    };
    let cookies = session_cookies(state, visit, &begun, &user.email_key);
    let signed = Signed {
        session: Arc::new(begun.session),
        user: Arc::new(user),
    };
    Ok(reply::with_cookies(
        proceed(state, visit, &signed, pending).await,
        cookies,
    ))
}

/// The page again, as it was: with the one neutral error (SEC-76).
fn again(state: &Service, visit: &Visit, pending: Option<&Pending>, email: &str, shown: Shown) -> Reply {
    match &visit.visitor.signed {
        Some(signed) if user::email_key(email) == signed.user.email_key => {
            reauthenticate_page(state, visit, pending, signed, shown)
        }
        _ => page(state, visit, pending, email, shown),
    }
}
