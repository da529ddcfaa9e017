//! `/sign-out`: asked first; the change is a POST (SEC-57).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::{form, visit};
use crate::{
    domain::{browser, client, session},
    http::{
        State as Service,
        cookie::Cookie,
        oauth::logout::Afterwards,
        reply::{self, Reply},
        visitor::Visitor,
    },
    views::{Account, SignOut, SignedOut},
};

/// Asks.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let frame = visit.visitor.frame(&state.deps, None, Some(visit.here.clone()));
    let reply = match &visit.visitor.signed {
        Some(signed) => {
            let account = Account {
                name: signed.user.profile.name.clone(),
                email: signed.user.email.clone(),
            };
            let csrf = visit.visitor.csrf(&state.deps);
            let page = SignOut {
                frame,
                csrf,
                account: Some(account),
                others: others(&visit.visitor),
                request: None,
                app: None,
            };
            reply::page(&state, StatusCode::OK, &page, None)
        }
        None => reply::page(
            &state,
            StatusCode::OK,
            &SignedOut {
                frame,
                others: !visit.visitor.aside.is_empty(),
                app: None,
                back: None,
            },
            None,
        ),
    };
    visit.finish(&state, reply)
}

/// Who else is signed in in this browser.
pub(in crate::http) fn others(visitor: &Visitor) -> Vec<Account> {
    let aside = visitor.aside.iter();
    let account = |user: &entity::user::Model| Account {
        name: user.profile.name.clone(),
        email: user.email.clone(),
    };
    aside.map(|aside| account(&aside.user)).collect()
}

/// Ends the session, and those of the other accounts in this browser where that is wanted, and goes back to the app that asked for it.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let deps = &state.deps;
    if let Some(signed) = &visit.visitor.signed
        && let Err(error) = session::end(deps, &visit.visitor.caller(deps), signed.session.id).await
    {
        return visit.failed(&state, &error);
    }
    let mut aside = visit.visitor.aside.clone();
    if visit.parameters.get("all").is_some() {
        for other in aside.drain(..) {
            if let Err(error) = browser::end(deps, &visit.visitor.from, &other.session, &other.user).await {
                return visit.failed(&state, &error);
            }
        }
    }
    let afterwards = Afterwards::open(deps, visit.parameters.get("request"));
    let mut cookies = vec![Cookie::Session.set(&deps.config, "", Some(0))];
    cookies.extend(visit.visitor.keep(deps, &aside));
    let reply = if let Some(back) = &afterwards.back {
        reply::see_other(back)
    } else {
        let app = match &afterwards.client_id {
            Some(id) => client::find(deps, id)
                .await
                .ok()
                .flatten()
                .map(|client| Service::asking_client(&client, None)),
            None => None,
        };
        let frame = visit.visitor.frame(deps, None, None);
        reply::page(
            &state,
            StatusCode::OK,
            &SignedOut {
                frame,
                others: !aside.is_empty(),
                app,
                back: None,
            },
            None,
        )
    };
    visit.finish(&state, reply::with_cookies(reply, cookies))
}
