//! `/select-account`: which of the accounts that are signed in here, or another; for a stored request, or for the
//! dashboard.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::{id::SessionId, user};

use super::{Visit, form, locales, proceed, session_cookies, visit};
use crate::{
    domain::{self, browser, picture::local_path},
    http::{
        State as Service,
        oauth::authorize::oauth_problem,
        reply::{self, Reply},
    },
    oauth::authorize::{self, Pending, Signed},
    views::{Account, AccountChoice, SelectAccount},
};

/// Shows who is signed in.
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
    let visitor = &visit.visitor;
    let in_use = visitor.signed.iter();
    let in_use = in_use.map(|signed| choice(&signed.user, "continue".to_owned()));
    let aside = visitor.aside.iter();
    let aside = aside.map(|aside| choice(&aside.user, aside.session.id.to_string()));
    let accounts: Vec<AccountChoice> = in_use.chain(aside).collect();
    if accounts.is_empty() {
        return Ok(reply::see_other(&visit.on("/sign-in")));
    }
    let page = SelectAccount {
        frame: visitor.frame(&state.deps, locales(pending.as_ref()), Some(visit.here.clone())),
        csrf: visitor.csrf(&state.deps),
        flow: pending.as_ref().map(|pending| pending.row.id.to_string()),
        return_to: visit.return_to().map(str::to_owned),
        app: pending
            .as_ref()
            .map(|pending| Service::asking(&pending.destination)),
        accounts,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    Ok(reply::page(state, StatusCode::OK, &page, leads_to.as_deref()))
}

fn choice(user: &user::Model, value: String) -> AccountChoice {
    AccountChoice {
        account: Account {
            name: user.profile.name.clone(),
            email: user.email.clone(),
        },
        picture: user.profile.picture.as_deref().and_then(local_path),
        value,
    }
}

/// Takes the choice.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = choose(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn choose(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let pending = visit.pending(state, "flow").await?;
    let chosen = visit.parameters.get("choice").unwrap_or_default();
    match (chosen, &visit.visitor.signed) {
        ("continue", Some(signed)) => go_on(state, visit, signed, pending).await,
        ("continue" | "switch" | "", _) => {
            let next = visit.on("/sign-in");
            let join = if next.contains('?') { '&' } else { '?' };
            Ok(reply::see_other(&format!("{next}{join}account=other")))
        }
        (other, _) => take_up(state, visit, other, pending).await,
    }
}

/// The session that was set aside becomes the one in use.
async fn take_up(
    state: &Service,
    visit: &Visit,
    chosen: &str,
    pending: Option<Pending>,
) -> Result<Reply, Reply> {
    let taken = match chosen.parse::<SessionId>() {
        Ok(id) => browser::take_up(&state.deps, &visit.visitor.from, visit.visitor.sessions(), id).await,
        Err(_) => Err(domain::Error::no_such("choice")),
    };
    let (begun, user) = match taken {
        Ok(taken) => taken,
        // It ended meanwhile, or was taken up in another tab: the page shows how things are.
        Err(domain::Error::NotFound { .. }) => return Ok(reply::see_other(&visit.on("/select-account"))),
        Err(error) => return Err(visit.failed(state, &error)),
    };
    let cookies = session_cookies(state, visit, &begun, &user.email_key);
    let signed = Signed {
        session: Arc::new(begun.session),
        user,
    };
    let reply = go_on(state, visit, &signed, pending).await?;
    Ok(reply::with_cookies(reply, cookies))
}

/// Goes on as this person: with the stored request, or to the page that was wanted.
async fn go_on(
    state: &Service,
    visit: &Visit,
    signed: &Signed,
    pending: Option<Pending>,
) -> Result<Reply, Reply> {
    let Some(mut pending) = pending else {
        return Ok(proceed(state, visit, signed, None).await);
    };
    authorize::selected(&state.deps, pending.row.id, signed.session.id)
        .await
        .map_err(|error| oauth_problem(state, &visit.visitor, &error))?;
    pending.row.selected_session_id = Some(signed.session.id);
    Ok(proceed(state, visit, signed, Some(pending)).await)
}
