//! `/sign-in` and `/reauthenticate`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
};

use super::{Visit, after_first_factor, form, identity, locales, passkey_ask, proceed, provider, visit};
use crate::{
    domain::{self, passkey, recovery, second_factor, secret::Secret, user},
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
    let Some(signed) = &visit.signed(pending.as_ref()).filter(|_| !other) else {
        let named = pending
            .as_ref()
            .is_some_and(|pending| pending.request.names_somebody());
        if !other && !named && !visit.visitor.aside.is_empty() {
            return Ok(reply::see_other(&visit.on("/select-account")));
        }
        let hint = if other {
            None
        } else {
            pending
                .as_ref()
                .and_then(|pending| pending.request.login_hint.clone())
        };
        return page(
            state,
            visit,
            pending.as_ref(),
            &hint.unwrap_or_default(),
            Shown::First,
        )
        .await;
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
        Ok(Next::Reauthenticate) => {
            reauthenticate_page(state, visit, Some(&pending), signed, Shown::First).await
        }
        Ok(Next::SignIn) => {
            let hint = pending.request.login_hint.clone().unwrap_or_default();
            page(state, visit, Some(&pending), &hint, Shown::First).await
        }
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
        Some(signed) => reauthenticate_page(&state, &visit, None, signed, Shown::First).await,
        None => page(&state, &visit, None, "", Shown::First).await,
    };
    visit.finish(&state, reply.unwrap_or_else(|refusal| refusal))
}

/// Why the page is shown.
#[derive(Clone, Copy)]
pub(super) enum Shown {
    /// For the first time.
    First,
    /// The last attempt failed.
    Failed,
    /// The passkey could not be checked.
    PasskeyFailed,
    /// There were too many attempts; seconds to wait.
    Wait(u64),
}

impl Shown {
    pub(super) const fn status(self) -> StatusCode {
        match self {
            Self::First => StatusCode::OK,
            Self::Failed | Self::PasskeyFailed => StatusCode::UNAUTHORIZED,
            Self::Wait(_) => StatusCode::TOO_MANY_REQUESTS,
        }
    }

    fn error(self, text: crate::views::Text) -> Option<String> {
        match self {
            Self::Failed => Some(SignIn::failed(text)),
            Self::PasskeyFailed => Some(SignIn::passkey_failed(text)),
            Self::First | Self::Wait(_) => None,
        }
    }

    pub(super) fn finish(self, mut reply: Reply) -> Reply {
        if let Self::Wait(seconds) = self {
            reply
                .headers_mut()
                .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        reply
    }

    pub(super) const fn retry_after(self) -> Option<u64> {
        match self {
            Self::Wait(seconds) => Some(seconds),
            Self::First | Self::Failed | Self::PasskeyFailed => None,
        }
    }
}

async fn page(
    state: &Service,
    visit: &Visit,
    pending: Option<&Pending>,
    email: &str,
    shown: Shown,
) -> Result<Reply, Reply> {
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
        remember: match shown {
            Shown::First => state.deps.config.remember_by_default,
            _ => visit.remembered(),
        },
        passkey: passkey_ask(state, visit, None).await?,
        providers: provider::buttons(state),
        linking: identity::linking(state, visit)
            .await
            .map_err(|error| visit.failed(state, &error))?,
        frame,
    };
    let leads_to = provider::leads_to(state, pending, &page.providers).await;
    Ok(shown.finish(reply::page(state, shown.status(), &page, leads_to.as_deref())))
}

async fn reauthenticate_page(
    state: &Service,
    visit: &Visit,
    pending: Option<&Pending>,
    signed: &Signed,
    shown: Shown,
) -> Result<Reply, Reply> {
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
        remembered: signed.session.remembered,
        passkey: passkey_ask(state, visit, None).await?,
        has_password: signed.user.password_hash.is_some(),
        providers: provider::buttons_again(state, signed.user.id)
            .await
            .map_err(|error| visit.failed(state, &error))?,
        frame,
    };
    let leads_to = provider::leads_to(state, pending, &page.providers).await;
    Ok(shown.finish(reply::page(state, shown.status(), &page, leads_to.as_deref())))
}

/// Takes address and password; a new session begins, and the request goes on.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    // Boxed: there are many ways to sign in, and the longest is long.
    let reply = Box::pin(sign_in(&state, &visit))
        .await
        .unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn sign_in(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let pending = visit.pending(state, "flow").await?;
    if let Some(answer) = visit.parameters.get("passkey") {
        return Box::pin(by_passkey(state, visit, pending, answer)).await;
    }
    let email = visit.parameters.get("email").unwrap_or_default();
    let password = Secret::new(visit.parameters.get("password").unwrap_or_default());
    let visitor = &visit.visitor;
    let user = match user::authenticate(deps, &visitor.from, email, &password, visitor.device_of(email)).await
    {
        Ok(user) => user,
        Err(domain::Error::Unauthenticated) => {
            return again(state, visit, pending.as_ref(), email, Shown::Failed).await;
        }
        Err(domain::Error::RateLimited { retry_after }) => {
            return again(state, visit, pending.as_ref(), email, Shown::Wait(retry_after)).await;
        }
        Err(error) => return Err(visit.failed(state, &error)),
    };
    match after_first_factor(state, visit, user, "pwd", (pending.clone(), None)).await {
        Ok(reply) => Ok(reply),
        Err(domain::Error::Unauthenticated) => {
            again(state, visit, pending.as_ref(), email, Shown::Failed).await
        }
        Err(error) => Err(visit.failed(state, &error)),
    }
}

/// Takes what a passkey answered: it verified its user, so it is two factors (SEC-88).
async fn by_passkey(
    state: &Service,
    visit: &Visit,
    pending: Option<Pending>,
    answer: &str,
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let caller = domain::Caller::anonymous(visit.visitor.from.clone());
    let browser = visit.visitor.browser_digest();
    let ceremony = visit.parameters.get("ceremony").unwrap_or_default();
    let signed_in = match passkey::authenticate(deps, &caller, &browser.0, (ceremony, answer)).await {
        Ok(proved) => {
            let amr = second_factor::both(&entity::values::SpaceDelimited::default(), proved.amr);
            after_first_factor(
                state,
                visit,
                proved.user,
                &amr.to_string(),
                (pending.clone(), None),
            )
            .await
        }
        Err(error) => Err(error),
    };
    let email = || {
        let signed = visit.signed(pending.as_ref());
        signed.map(|signed| signed.user.email.clone())
    };
    match signed_in {
        Err(domain::Error::Unauthenticated | domain::Error::Invalid(_)) => {
            let email = email().unwrap_or_default();
            again(state, visit, pending.as_ref(), &email, Shown::PasskeyFailed).await
        }
        other => other.map_err(|error| visit.failed(state, &error)),
    }
}

/// The page again, as it was: with the one neutral error (SEC-76).
async fn again(
    state: &Service,
    visit: &Visit,
    pending: Option<&Pending>,
    email: &str,
    shown: Shown,
) -> Result<Reply, Reply> {
    match &visit.signed(pending) {
        Some(signed) if user::email_key(email) == signed.user.email_key => {
            reauthenticate_page(state, visit, pending, signed, shown).await
        }
        _ => page(state, visit, pending, email, shown).await,
    }
}
