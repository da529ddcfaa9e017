//! `/second-factor`: the second step of signing in (SEC-73, SEC-74).

use std::sync::Arc;

use axum::extract::{Request, State};

use super::{Visit, form, locales, passkey_ask, sign_in::Shown, visit, with_session};
use crate::{
    domain::{
        self,
        sign_in::{self, Asker, Typed, Waiting},
        totp,
    },
    http::{
        State as Service,
        reply::{self, Reply},
    },
    oauth::authorize::Pending,
    views::{Account, Asks, SecondFactor},
};

/// Asks for the second factor, where the first was proved.
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
    let Some(waiting) = waiting(state, visit).await? else {
        return Ok(reply::see_other(&visit.on("/sign-in")));
    };
    if waiting.user.second_factor_at.is_none() {
        return Ok(reply::see_other(&visit.on("/two-step")));
    }
    page(state, visit, (pending.as_ref(), &waiting), Shown::First).await
}

/// The sign-in under way in this browser.
pub(super) async fn waiting(state: &Service, visit: &Visit) -> Result<Option<Waiting>, Reply> {
    let found = visit.visitor.waiting(&state.deps).await;
    found.map_err(|error| visit.failed(state, &error))
}

async fn page(
    state: &Service,
    visit: &Visit,
    (pending, waiting): (Option<&Pending>, &Waiting),
    shown: Shown,
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let has_app = totp::find(deps.db.read(), waiting.user.id)
        .await
        .map_err(|error| visit.failed(state, &error))?
        .is_some();
    let asks = if has_app && visit.parameters.get("method") != Some("recovery") {
        Asks::Totp
    } else {
        Asks::RecoveryCode
    };
    let frame = visit
        .visitor
        .frame(deps, locales(pending), Some(visit.here.clone()));
    let failed = matches!(shown, Shown::Failed);
    let page = SecondFactor {
        csrf: visit.visitor.csrf(deps),
        flow: pending.map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        account: Account {
            name: waiting.user.profile.name.clone(),
            email: waiting.user.email.clone(),
        },
        asks,
        has_app,
        passkey: passkey_ask(state, visit, Some(waiting.user.id)).await?,
        error: failed.then(|| SecondFactor::failed(frame.text, asks)),
        retry_after: shown.retry_after(),
        frame,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    Ok(shown.finish(reply::page(state, shown.status(), &page, leads_to.as_deref())))
}

/// Takes the second factor; the session begins, and the request goes on.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = Box::pin(prove(&state, &visit))
        .await
        .unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

/// A code as apps show it, with a space in its middle, is the same code.
pub(super) fn without_space(code: &str) -> String {
    match code.split_once(' ') {
        Some((first, second)) if first.len() == 3 => format!("{first}{second}"),
        _ => code.to_owned(),
    }
}

async fn prove(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let pending = visit.pending(state, "flow").await?;
    let Some(waiting) = waiting(state, visit).await? else {
        return Err(visit.expired(state));
    };
    let get = |name| visit.parameters.get(name).unwrap_or_default();
    let asker = asker(visit, &waiting);
    let proved = match (visit.parameters.get("passkey"), visit.parameters.get("method")) {
        (Some(answer), _) => {
            sign_in::by_passkey(&state.deps, asker, &waiting, (get("ceremony"), answer)).await
        }
        (None, Some("recovery")) => {
            sign_in::by_code(&state.deps, asker, &waiting, Typed::RecoveryCode(get("code"))).await
        }
        (None, _) => {
            let code = without_space(get("code"));
            sign_in::by_code(&state.deps, asker, &waiting, Typed::Totp(&code)).await
        }
    };
    let again = async |shown| page(state, visit, (pending.as_ref(), &waiting), shown).await;
    match proved {
        Ok(begun) => {
            Ok(with_session(state, visit, begun, waiting.user.clone(), (pending.clone(), None)).await)
        }
        Err(domain::Error::Invalid(_)) => again(Shown::Failed).await,
        Err(domain::Error::RateLimited { retry_after }) => again(Shown::Wait(retry_after)).await,
        Err(domain::Error::Unauthenticated) => Err(visit.expired(state)),
        Err(error) => Err(visit.failed(state, &error)),
    }
}

/// Where the second factor comes from.
pub(super) fn asker<'a>(visit: &'a Visit, waiting: &Waiting) -> Asker<'a> {
    Asker {
        from: &visit.visitor.from,
        device: visit.visitor.device_of(&waiting.user.email),
        before: visit.visitor.sessions(),
    }
}
