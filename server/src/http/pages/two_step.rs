//! `/two-step`: setting up an authenticator app, by choice or because a second factor is required here; then a passkey
//! will do as well.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::user;
use uuid::Uuid;

use super::{
    Visit, form, locales,
    second_factor::{asker, waiting, without_space},
    session_cookies,
    sign_in::Shown,
    visit,
};
use crate::{
    domain::{
        self, device, passkey, qr, second_factor,
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
    views::{Account, Asks, PasskeyAsk, RecoveryCodes, SecondFactor, TwoStep},
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
    page(
        state,
        visit,
        (pending.as_ref(), &holder),
        &enrolment,
        Shown::First,
    )
    .await
}

/// A passkey instead, for who must have a second factor before the sign-in is complete. By choice they are added in the
/// dashboard.
async fn passkey_instead(
    state: &Service,
    visit: &Visit,
    holder: &Holder,
) -> Result<Option<(PasskeyAsk, String)>, Reply> {
    let deps = &state.deps;
    if matches!(holder, Holder::SignedIn(_)) || !passkey::available(deps) {
        return Ok(None);
    }
    let offer = passkey::offer(deps, holder.user(), holder.id())
        .await
        .map_err(|error| visit.failed(state, &error))?;
    let ask = PasskeyAsk {
        options: offer.options,
        token: offer.token.expose().to_owned(),
    };
    Ok(Some((
        ask,
        device::describe(visit.visitor.from.user_agent.as_deref()),
    )))
}

async fn page(
    state: &Service,
    visit: &Visit,
    (pending, holder): (Option<&Pending>, &Holder),
    enrolment: &Enrolment,
    shown: Shown,
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let frame = visit
        .visitor
        .frame(deps, locales(pending), Some(visit.on("/two-step")));
    let user = holder.user();
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
        passkey: passkey_instead(state, visit, holder).await?,
        error: match shown {
            Shown::Failed => Some(SecondFactor::failed(frame.text, Asks::Totp)),
            Shown::PasskeyFailed => Some(TwoStep::passkey_failed(frame.text)),
            Shown::First | Shown::Wait(_) => None,
        },
        retry_after: shown.retry_after(),
        frame,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    Ok(shown.finish(reply::page(state, shown.status(), &page, leads_to.as_deref())))
}

/// Takes the first code, or the passkey; the session begins anew, with both factors.
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
    let (token, code) = (get("enrolment"), without_space(get("code")));
    if let (Some(credential), Holder::SigningIn(waiting)) = (visit.parameters.get("credential"), &holder) {
        return with_passkey(state, visit, (pending.as_ref(), &holder, waiting), credential).await;
    }
    let again = async |shown| match totp::resume(&state.deps, holder.user(), holder.id(), token) {
        Some(enrolment) => page(state, visit, (pending.as_ref(), &holder), &enrolment, shown).await,
        None => Err(visit.expired(state)),
    };
    match enrol(state, visit, &holder, token, &code).await {
        Ok((begun, codes)) => Ok(done(state, visit, (holder.user(), &begun), codes)),
        Err(domain::Error::Invalid(_)) => again(Shown::Failed).await,
        Err(domain::Error::RateLimited { retry_after }) => again(Shown::Wait(retry_after)).await,
        Err(domain::Error::Unauthenticated | domain::Error::Conflict(_)) => Err(visit.expired(state)),
        Err(error) => Err(visit.failed(state, &error)),
    }
}

/// Takes a passkey that was made on the page.
async fn with_passkey(
    state: &Service,
    visit: &Visit,
    (pending, holder, waiting): (Option<&Pending>, &Holder, &Waiting),
    credential: &str,
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let get = |name| visit.parameters.get(name).unwrap_or_default();
    let answer = (get("ceremony"), credential);
    match sign_in::by_enrolling_passkey(deps, asker(visit, waiting), waiting, answer, get("name")).await {
        Ok((begun, codes)) => Ok(done(state, visit, (holder.user(), &begun), codes)),
        Err(domain::Error::Invalid(_)) => {
            let enrolment = totp::start(deps, holder.user(), holder.id());
            page(state, visit, (pending, holder), &enrolment, Shown::PasskeyFailed).await
        }
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
