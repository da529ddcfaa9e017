//! `/providers/{id}/…`: to another provider and back (SEC-89, SEC-90). The button's POST begins a visit there; the
//! callback takes its answer. Who is known then goes on like after any first factor; who is not decides at `/identity`.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
};
use entity::values::VisitPurpose;

use super::{Visit, after_first_factor, form, visit};
use crate::{
    domain::{
        self,
        linked_identity::{self, Found, Linked},
        provider,
        provider_answer::{self, Identity, Returned, Trouble},
        provider_visit::{self, Aim, Answered, Asking},
    },
    http::{State as Service, reply, reply::Reply},
    oauth::{Parameters, authorize::Pending},
    provider_config::{Kind, Provider},
    views::{
        Account, Fruitless, NotFound, ProviderButton, ProviderButtons, ProviderLink, ProviderTrouble, go_on,
    },
};

/// The buttons of every provider.
pub(super) fn buttons(state: &Service) -> ProviderButtons {
    ProviderButtons {
        all: state.deps.config.providers.iter().map(button).collect(),
        purpose: None,
        invitation: None,
    }
}

fn button(provider: &Provider) -> ProviderButton {
    ProviderButton {
        id: provider.id.clone(),
        title: provider.title.clone(),
    }
}

/// The buttons of those that somebody signed in may prove again with who they are: linked ones that can be told to
/// ask again, which plain OAuth 2 cannot.
///
/// # Errors
/// The database's.
pub(super) async fn buttons_again(
    state: &Service,
    user_id: entity::id::UserId,
) -> domain::Result<ProviderButtons> {
    let deps = &state.deps;
    if deps.config.providers.is_empty() {
        return Ok(ProviderButtons::default());
    }
    let linked = linked_identity::list(deps.db.read(), user_id).await?;
    let can = |provider: &&Provider| {
        provider.kind == Kind::Oidc && linked.iter().any(|row| row.provider == provider.id)
    };
    Ok(ProviderButtons {
        all: deps.config.providers.iter().filter(can).map(button).collect(),
        purpose: Some("reauthenticate"),
        invitation: None,
    })
}

/// Where the forms of a page with such buttons may lead: to the app that waits, and to the providers.
pub(super) async fn leads_to(
    state: &Service,
    pending: Option<&Pending>,
    buttons: &ProviderButtons,
) -> Option<String> {
    let mut all: Vec<String> = pending
        .map(|pending| pending.destination.form_action())
        .into_iter()
        .collect();
    if !buttons.all.is_empty() {
        all.extend(provider::origins(&state.deps).await);
    }
    (!all.is_empty()).then(|| all.join(" "))
}

/// There is no such provider.
fn none(state: &Service, visit: &Visit) -> Reply {
    let page = NotFound {
        frame: visit.visitor.frame(&state.deps, None, None),
    };
    reply::page(state, StatusCode::NOT_FOUND, &page, None)
}

/// Begins a visit.
pub(in crate::http) async fn start(
    State(state): State<Arc<Service>>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = begin(&state, &visit, &id).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn begin(state: &Service, visit: &Visit, id: &str) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let provider = provider::find(deps, id).ok_or_else(|| none(state, visit))?;
    let pending = visit.pending(state, "flow").await?;
    let signed = visit.signed(pending.as_ref());
    let current = visit.visitor.signed.as_ref();
    let (purpose, session_id) = match (visit.parameters.get("purpose"), &signed) {
        (Some("link"), _) => {
            let caller = visit.visitor.caller(deps);
            if linked_identity::may_begin(deps, &caller).is_err() {
                return Ok(reply::see_other(&link_page(provider)));
            }
            (VisitPurpose::Link, current.map(|signed| signed.session.id))
        }
        (Some("reauthenticate"), Some(signed)) => (VisitPurpose::Reauthenticate, Some(signed.session.id)),
        _ => (VisitPurpose::SignIn, None),
    };
    if let Err(retry_after) = state.flood.enter(visit.visitor.from.ip_address.as_deref()) {
        return Err(visit.failed(state, &domain::Error::RateLimited { retry_after }));
    }
    let asked = pending.as_ref().map(|pending| &pending.request);
    let prompts = |name: &str| asked.is_some_and(|request| request.prompt.contains(name));
    let asking = Asking {
        session_id,
        again: purpose == VisitPurpose::Reauthenticate || prompts("login"),
        max_age: asked.and_then(|request| request.max_age),
        select_account: prompts("select_account"),
        locale: Some(
            visit
                .visitor
                .text(super::locales(pending.as_ref()))
                .language
                .tag(),
        ),
    };
    let aim = Aim {
        flow: pending.as_ref().map(|pending| pending.row.id),
        return_to: visit.return_to().map(str::to_owned),
        invitation: visit.parameters.get("invitation").map(str::to_owned),
        // The box to tick belongs to another form.
        remembered: match (purpose, &signed) {
            (VisitPurpose::Reauthenticate, Some(signed)) => signed.session.remembered,
            _ => deps.config.remember_by_default,
        },
    };
    let Some(metadata) = provider::metadata(deps, provider).await else {
        let back = back_from(purpose, &aim);
        return Ok(fruitless(
            state,
            visit,
            (provider, pending.as_ref()),
            Fruitless::Unreachable,
            &back,
        ));
    };
    let browser = visit.visitor.browser_digest();
    let address = provider_visit::begin(deps, (provider, &metadata), (purpose, asking), &browser, aim).await;
    Ok(reply::see_other(
        &address.map_err(|error| visit.failed(state, &error))?,
    ))
}

fn link_page(provider: &Provider) -> String {
    format!("/providers/{}/link", provider.id)
}

/// Where to try again.
fn back_from(purpose: VisitPurpose, aim: &Aim) -> String {
    let flow = aim.flow.map(|flow| flow.to_string());
    let page = match (purpose, flow.is_some()) {
        (VisitPurpose::Link, _) => return "/security".to_owned(),
        (VisitPurpose::Reauthenticate, false) => "/reauthenticate",
        (VisitPurpose::Reauthenticate | VisitPurpose::SignIn, _) => "/sign-in",
    };
    go_on(page, flow.as_deref(), aim.return_to.as_deref())
}

/// Says that a visit came to nothing, and where to go on.
pub(super) fn fruitless(
    state: &Service,
    visit: &Visit,
    (provider, pending): (&Provider, Option<&Pending>),
    what: Fruitless,
    next: &str,
) -> Reply {
    let id = reply::error_id();
    tracing::info!(
        error_id = id,
        provider = provider.id,
        ?what,
        "a visit to a provider came to nothing"
    );
    let page = ProviderTrouble {
        frame: visit.visitor.frame(&state.deps, super::locales(pending), None),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        provider: provider.title.clone(),
        what,
        next: next.to_owned(),
        id,
    };
    let status = StatusCode::from_u16(what.status()).unwrap_or(StatusCode::BAD_REQUEST);
    reply::page(state, status, &page, None)
}

/// Asks before somebody who is signed in is sent to a provider to link it.
pub(in crate::http) async fn link(
    State(state): State<Arc<Service>>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = ask_to_link(&state, &visit, &id)
        .await
        .unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn ask_to_link(state: &Service, visit: &Visit, id: &str) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let provider = provider::find(deps, id).ok_or_else(|| none(state, visit))?;
    let here = link_page(provider);
    let Some(signed) = &visit.visitor.signed else {
        return Ok(reply::see_other(&go_on("/sign-in", None, Some(&here))));
    };
    if linked_identity::may_begin(deps, &visit.visitor.caller(deps)).is_err() {
        return Ok(reply::see_other(&go_on("/reauthenticate", None, Some(&here))));
    }
    let page = ProviderLink {
        frame: visit.visitor.frame(deps, None, Some(visit.here.clone())),
        csrf: visit.visitor.csrf(deps),
        provider: button(provider),
        account: Account {
            name: signed.user.profile.name.clone(),
            email: signed.user.email.clone(),
        },
    };
    let leads_to = provider::origins(deps).await.join(" ");
    Ok(reply::page(state, StatusCode::OK, &page, Some(&leads_to)))
}

/// Takes a provider's answer.
pub(in crate::http) async fn callback(
    State(state): State<Arc<Service>>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    // Boxed: it is a long way.
    let reply = Box::pin(come_back(&state, &visit, &id))
        .await
        .unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn come_back(state: &Service, visit: &Visit, id: &str) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let provider = provider::find(deps, id).ok_or_else(|| none(state, visit))?;
    let browser = visit.visitor.browser_digest();
    let given = visit.parameters.get("state").unwrap_or_default();
    let found = provider_visit::answer(deps, provider, given, &browser).await;
    let Some(answered) = found.map_err(|error| visit.failed(state, &error))? else {
        return Err(visit.expired(state));
    };
    let returned = Returned {
        code: visit.parameters.get("code"),
        error: visit.parameters.get("error"),
        iss: visit.parameters.get("iss"),
    };
    let checked = provider_answer::check(deps, provider, &answered, returned).await;
    let checked = checked.map_err(|error| visit.failed(state, &error))?;
    // From here on the page is about what the person was about before; nothing of the address counts for that.
    let going_on = Visit {
        visitor: visit.visitor.clone(),
        parameters: about(&answered.aim),
        here: visit.here.clone(),
    };
    let pending = going_on.pending(state, "flow").await?;
    let whose = (provider, pending.as_ref());
    match checked {
        Ok(identity) if answered.row.purpose == VisitPurpose::Link => {
            link_both(state, &going_on, whose, (&answered, &identity)).await
        }
        Ok(identity) => sign_in(state, &going_on, whose, (&answered, &identity)).await,
        Err(trouble) => {
            let what = match trouble {
                Trouble::Cancelled => Fruitless::Cancelled,
                Trouble::Refused => Fruitless::Refused,
                Trouble::Unreachable => Fruitless::Unreachable,
                Trouble::Unbelievable => Fruitless::Unbelievable,
            };
            let back = back_from(answered.row.purpose, &answered.aim);
            Ok(fruitless(state, &going_on, whose, what, &back))
        }
    }
}

/// Links what a visit from the dashboard proved.
async fn link_both(
    state: &Service,
    visit: &Visit,
    whose: (&Provider, Option<&Pending>),
    (answered, identity): (&Answered, &Identity),
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let caller = visit.visitor.caller(deps);
    match linked_identity::link_answered(deps, &caller, whose.0, (answered, identity)).await {
        Ok(Linked::Theirs) => Ok(reply::see_other("/security")),
        Ok(Linked::Anothers) => Ok(fruitless(state, visit, whose, Fruitless::Anothers, "/security")),
        Err(domain::Error::Unauthenticated | domain::Error::StepUpRequired) => Ok(fruitless(
            state,
            visit,
            whose,
            Fruitless::OtherSession,
            "/security",
        )),
        Err(error) => Err(visit.failed(state, &error)),
    }
}

/// The parameters of a page that goes on with that.
pub(super) fn about(aim: &Aim) -> Parameters {
    let flow = aim.flow.map(|flow| flow.to_string());
    let mut path = go_on("", flow.as_deref(), aim.return_to.as_deref());
    if aim.remembered {
        path.push_str("&remember=on");
    }
    Parameters::parse(path.trim_start_matches(['?', '&']).as_bytes()).unwrap_or_default()
}

async fn sign_in(
    state: &Service,
    visit: &Visit,
    whose: (&Provider, Option<&Pending>),
    (answered, identity): (&Answered, &Identity),
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let (provider, pending) = whose;
    let back = &back_from(answered.row.purpose, &answered.aim);
    let signed = visit.signed(pending);
    let from = &visit.visitor.from;
    let again = answered.row.purpose == VisitPurpose::Reauthenticate;
    if again && signed.as_ref().map(|signed| signed.session.id) != answered.row.session_id {
        return Ok(fruitless(state, visit, whose, Fruitless::OtherSession, back));
    }
    let found = linked_identity::find(deps, from, provider, (answered, identity)).await;
    match found.map_err(|error| visit.failed(state, &error))? {
        Found::Person(user) => {
            if again && signed.as_ref().is_none_or(|signed| signed.user.id != user.id) {
                return Ok(fruitless(state, visit, whose, Fruitless::OtherAccount, back));
            }
            let amr = linked_identity::AMR;
            after_first_factor(state, visit, (*user).clone(), amr, (pending.cloned(), None))
                .await
                .map_err(|error| visit.failed(state, &error))
        }
        Found::SwitchedOff => Ok(fruitless(state, visit, whose, Fruitless::SwitchedOff, back)),
        Found::Nobody { .. } if again => Ok(fruitless(state, visit, whose, Fruitless::OtherAccount, back)),
        Found::Nobody { proof, taken } => {
            let page = super::identity::page_of(&proof);
            // An account with the address is signed in to first; that page says why.
            Ok(reply::see_other(&if taken && signed.is_none() {
                format!("{}&account=other", go_on("/sign-in", None, Some(&page)))
            } else {
                page
            }))
        }
    }
}
