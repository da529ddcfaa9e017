//! `/two-step`: setting up an authenticator app, by choice or because a second factor is required here.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::user;
use uuid::Uuid;

use super::{
    Visit, form, locales,
    second_factor::{asker, waiting},
    session_cookies,
    sign_in::Shown,
    visit,
};
use crate::{
    domain::{
        self, qr, second_factor,
        secret::Secret,
        session::Begun,
        sign_in::{self, FirstFactor, Step, Waiting},
        totp::{self, Enrolment},
    },
    http::{
        State as Service,
        reply::{self, Reply},
    },
    oauth::authorize::{Pending, Signed},
    views::{Account, Asks, RecoveryCodes, SecondFactor, TwoStep},
};

/// Whoever may set it up here.
enum Holder {
    /// Somebody who must have a second factor before the sign-in is complete.
    SigningIn(Box<Waiting>),
    /// Somebody who has signed in freshly.
    SignedIn(Signed),
}

impl Holder {
    fn user(&self) -> &user::Model {
        match self {
            Self::SigningIn(waiting) => &waiting.user,
            Self::SignedIn(signed) => &signed.user,
        }
    }

    fn id(&self) -> Uuid {
        match self {
            Self::SigningIn(waiting) => waiting.row.id.0,
            Self::SignedIn(signed) => signed.session.id.0,
        }
    }
}

/// Who it is; or the page to go to first.
async fn holder(state: &Service, visit: &Visit) -> Result<Holder, Reply> {
    if let Some(waiting) = waiting(state, visit).await? {
        return if waiting.user.second_factor_at.is_some() {
            Err(reply::see_other(&visit.on("/second-factor")))
        } else {
            Ok(Holder::SigningIn(Box::new(waiting)))
        };
    }
    let Some(signed) = &visit.visitor.signed else {
        return Err(reply::see_other("/sign-in?return_to=/two-step"));
    };
    if second_factor::fresh_session(&visit.visitor.caller(&state.deps), state.deps.clock.now()).is_err() {
        return Err(reply::see_other("/reauthenticate?return_to=/two-step"));
    }
    let found = totp::find(state.deps.db.read(), signed.user.id).await;
    match found.map_err(|error| visit.failed(state, &error))? {
        Some(_) => Err(reply::see_other(visit.return_to().unwrap_or("/security"))),
        None => Ok(Holder::SignedIn(signed.clone())),
    }
}

/// Shows a new seed.
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
    let holder = holder(state, visit).await?;
    let enrolment = totp::start(&state.deps, holder.user(), holder.id());
    Ok(page(
        state,
        visit,
        (pending.as_ref(), &holder),
        &enrolment,
        Shown::First,
    ))
}

fn page(
    state: &Service,
    visit: &Visit,
    (pending, holder): (Option<&Pending>, &Holder),
    enrolment: &Enrolment,
    shown: Shown,
) -> Reply {
    let deps = &state.deps;
    let frame = visit
        .visitor
        .frame(deps, locales(pending), Some(visit.on("/two-step")));
    let user = holder.user();
    let failed = matches!(shown, Shown::Failed);
    let page = TwoStep {
        csrf: visit.visitor.csrf(deps),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        account: Account {
            name: user.profile.name.clone(),
            email: user.email.clone(),
        },
        required: matches!(holder, Holder::SigningIn(_)),
        secret: enrolment.secret.expose().to_owned(),
        picture: qr::draw(enrolment.uri.expose()).map(|picture| (picture.size, picture.path)),
        token: enrolment.token.expose().to_owned(),
        error: failed.then(|| SecondFactor::failed(frame.text, Asks::Totp)),
        retry_after: shown.retry_after(),
        frame,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    shown.finish(reply::page(state, shown.status(), &page, leads_to.as_deref()))
}

/// Takes the first code; the session begins anew, with both factors.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = confirm(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn confirm(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let pending = visit.pending(state, "flow").await?;
    let holder = holder(state, visit).await?;
    let get = |name| visit.parameters.get(name).unwrap_or_default();
    let (token, code) = (get("enrolment"), get("code"));
    let again = |shown| match totp::resume(&state.deps, holder.user(), holder.id(), token) {
        Some(enrolment) => page(state, visit, (pending.as_ref(), &holder), &enrolment, shown),
        None => visit.expired(state),
    };
    match enrol(state, visit, &holder, token, code).await {
        Ok((begun, codes)) => Ok(done(state, visit, (holder.user(), &begun), codes)),
        Err(domain::Error::Invalid(_)) => Ok(again(Shown::Failed)),
        Err(domain::Error::RateLimited { retry_after }) => Ok(again(Shown::Wait(retry_after))),
        Err(domain::Error::Unauthenticated | domain::Error::Conflict(_)) => Err(visit.expired(state)),
        Err(error) => Err(visit.failed(state, &error)),
    }
}

async fn enrol(
    state: &Service,
    visit: &Visit,
    holder: &Holder,
    token: &str,
    code: &str,
) -> domain::Result<(Begun, Option<Vec<Secret>>)> {
    let deps = &state.deps;
    match holder {
        Holder::SigningIn(waiting) => {
            sign_in::by_enrolling(deps, asker(visit, waiting), waiting, (token, code)).await
        }
        Holder::SignedIn(signed) => {
            let codes = totp::confirm(deps, &visit.visitor.caller(deps), token, code).await?;
            // The code was the second factor: the session that proved both begins (SEC-66).
            let amr = second_factor::both(&signed.session.amr, &["otp"]).to_string();
            let first = FirstFactor {
                amr: &amr,
                browser: &visit.visitor.browser_digest(),
                before: visit.visitor.sessions(),
                remembered: signed.session.remembered,
            };
            match sign_in::proceed(deps, &visit.visitor.from, &signed.user, first).await? {
                Step::Session(begun) => Ok((begun, codes)),
                Step::SecondFactor(_) => Err(domain::Error::Unauthenticated),
            }
        }
    }
}

/// The codes, this once, and the way on.
fn done(
    state: &Service,
    visit: &Visit,
    (user, begun): (&user::Model, &Begun),
    codes: Option<Vec<Secret>>,
) -> Reply {
    let cookies = session_cookies(state, visit, begun, &user.email_key);
    let next = match visit.parameters.get("flow") {
        Some(_) => visit.on("/sign-in"),
        None => visit.return_to().unwrap_or("/security").to_owned(),
    };
    let reply = match codes {
        Some(codes) => {
            let page = RecoveryCodes {
                frame: visit.visitor.frame(&state.deps, None, None),
                codes: codes.iter().map(|code| code.expose().to_owned()).collect(),
                next,
            };
            reply::page(state, StatusCode::OK, &page, None)
        }
        None => reply::see_other(&next),
    };
    reply::with_cookies(reply, cookies)
}
