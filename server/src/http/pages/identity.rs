//! `/identity`: somebody came back from another provider whom no account here is linked with. They sign in here and
//! link the two, or make an account, or leave it (SEC-89).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::id::ProviderVisitId;

use super::{Visit, after_first_factor, form, provider as buttons, register, reset_password, visit};
use crate::{
    domain::{
        self,
        identity_registration::{self as registration, About, Made},
        linked_identity::{self, Linked},
        provider,
        provider_visit::{self, Proof},
        user as users,
    },
    http::{State as Service, reply, reply::Reply},
    oauth::authorize::{self, Pending},
    provider_config::Provider,
    views::{Account, FieldError, FieldProblem, Fruitless, Identity, Linking, go_on},
};

const PAGE: &str = "/identity?visit=";

/// Where the person decides what comes of it.
pub(super) fn page_of(proof: &Proof) -> String {
    format!("{PAGE}{}", proof.id)
}

/// What the sign-in page leads on to, where that is linking an identity.
///
/// # Errors
/// The database's.
pub(super) async fn linking(state: &Service, visit: &Visit) -> domain::Result<Option<Linking>> {
    let named = visit.return_to().and_then(|path| path.strip_prefix(PAGE));
    let Some(id) = named.and_then(|id| id.parse::<ProviderVisitId>().ok()) else {
        return Ok(None);
    };
    let deps = &state.deps;
    let found = provider_visit::proof(deps, id, &visit.visitor.browser_digest()).await?;
    let Some((proof, provider)) = found.and_then(|proof| {
        let provider = provider::find(deps, &proof.identity.provider)?;
        Some((proof, provider))
    }) else {
        return Ok(None);
    };
    let taken = linked_identity::known_address(deps, &proof.identity).await?;
    Ok(Some(Linking {
        provider: provider.title.clone(),
        email: proof.identity.email.filter(|_| taken),
    }))
}

/// What is decided here: the proof, its provider, and the request to go on with.
struct Matter<'a> {
    proof: Proof,
    provider: &'a Provider,
    pending: Option<Pending>,
}

async fn matter<'a>(state: &'a Service, visit: &Visit) -> Result<Matter<'a>, Reply> {
    let deps = &state.deps;
    let browser = visit.visitor.browser_digest();
    let id = visit.parameters.get("visit").and_then(|id| id.parse().ok());
    let found = match id {
        Some(id) => provider_visit::proof(deps, id, &browser)
            .await
            .map_err(|error| visit.failed(state, &error))?,
        None => None,
    };
    let matter = found.and_then(|proof| {
        let provider = provider::find(deps, &proof.identity.provider)?;
        Some((proof, provider))
    });
    let Some((proof, provider)) = matter else {
        return Err(visit.expired(state));
    };
    let pending = match proof.aim.flow {
        Some(flow) => authorize::pending(deps, flow, &browser).await.unwrap_or_default(),
        None => None,
    };
    Ok(Matter {
        proof,
        provider,
        pending,
    })
}

/// Shows what can come of it.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = match matter(&state, &visit).await {
        Ok(matter) => {
            let name = matter.proof.identity.name.clone().unwrap_or_default();
            page(&state, &visit, &matter, ["", &name], Vec::new())
                .await
                .unwrap_or_else(|refusal| refusal)
        }
        Err(refusal) => refusal,
    };
    visit.finish(&state, reply)
}

async fn page(
    state: &Service,
    visit: &Visit,
    matter: &Matter<'_>,
    [email, name]: [&str; 2],
    errors: Vec<FieldError>,
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let failed = |error: domain::Error| visit.failed(state, &error);
    let Matter {
        proof,
        provider,
        pending,
    } = matter;
    let pending = pending.as_ref();
    let fixed = registration::fixed_email(deps, proof).await.map_err(failed)?;
    let possible = registration::is_possible(deps, provider, proof)
        .await
        .map_err(failed)?;
    // An invitation brings an address of its own.
    let its_own = fixed == proof.identity.email;
    let taken = its_own
        && linked_identity::known_address(deps, &proof.identity)
            .await
            .map_err(failed)?;
    let status = if errors.is_empty() {
        StatusCode::OK
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    let page = Identity {
        frame: visit
            .visitor
            .frame(deps, super::locales(pending), Some(page_of(proof))),
        csrf: visit.visitor.csrf(deps),
        visit: proof.id.to_string(),
        app: pending.map(|pending| Service::asking(&pending.destination)),
        provider: provider.title.clone(),
        shown_email: proof.identity.email.clone(),
        account: visit.visitor.signed.as_ref().map(|signed| Account {
            name: signed.user.profile.name.clone(),
            email: signed.user.email.clone(),
        }),
        may_register: possible && !taken,
        asks_email: fixed.is_none(),
        email: fixed.unwrap_or_else(|| email.to_owned()),
        name: name.to_owned(),
        errors,
    };
    let leads_to = pending.map(|pending| pending.destination.form_action());
    Ok(reply::page(state, status, &page, leads_to.as_deref()))
}

/// Does what was decided.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = Box::pin(decide(&state, &visit))
        .await
        .unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn decide(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let matter = matter(state, visit).await?;
    match visit.parameters.get("decision") {
        Some("link") => link(state, visit, &matter).await,
        Some("register") => register(state, visit, &matter).await,
        Some("cancel") => {
            provider_visit::give_up(&state.deps, &matter.proof)
                .await
                .map_err(|error| visit.failed(state, &error))?;
            let aim = &matter.proof.aim;
            let flow = aim.flow.map(|flow| flow.to_string());
            Ok(reply::see_other(&go_on(
                "/sign-in",
                flow.as_deref(),
                aim.return_to.as_deref(),
            )))
        }
        _ => Err(reply::problem_page(
            state,
            Some(&visit.visitor),
            crate::views::Problem::Request,
            "no such decision",
        )),
    }
}

async fn link(state: &Service, visit: &Visit, matter: &Matter<'_>) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let Matter {
        proof,
        provider,
        pending,
    } = matter;
    let here = page_of(proof);
    if visit.visitor.signed.is_none() {
        return Ok(reply::see_other(&go_on("/sign-in", None, Some(&here))));
    }
    let caller = visit.visitor.caller(deps);
    match linked_identity::link_proved(deps, &caller, provider, proof).await {
        Ok(Linked::Theirs) => Ok(reply::see_other(&match proof.aim.flow {
            Some(flow) => go_on("/sign-in", Some(&flow.to_string()), None),
            None => proof
                .aim
                .return_to
                .clone()
                .unwrap_or_else(|| "/security".to_owned()),
        })),
        Ok(Linked::Anothers) => {
            let whose = (*provider, pending.as_ref());
            Ok(buttons::fruitless(
                state,
                visit,
                whose,
                Fruitless::Anothers,
                "/sign-in",
            ))
        }
        Err(domain::Error::StepUpRequired) => {
            Ok(reply::see_other(&go_on("/reauthenticate", None, Some(&here))))
        }
        Err(domain::Error::NotFound { .. }) => Err(visit.expired(state)),
        Err(error) => Err(visit.failed(state, &error)),
    }
}

async fn register(state: &Service, visit: &Visit, matter: &Matter<'_>) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let Matter {
        proof,
        provider,
        pending,
    } = matter;
    let get = |name| visit.parameters.get(name).unwrap_or_default().trim().to_owned();
    let about = About {
        email: get("email"),
        name: get("name"),
    };
    let [email, name] = [about.email.clone(), about.name.clone()];
    let text = visit.visitor.text(super::locales(pending.as_ref()));
    // The origin of a letter's link: the flow or the path that this all began with.
    let going_on = Visit {
        visitor: visit.visitor.clone(),
        parameters: buttons::about(&proof.aim),
        here: visit.here.clone(),
    };
    let origin = reset_password::origin(&going_on, pending.as_ref());
    let from = &visit.visitor.from;
    let made = registration::register(deps, from, provider, proof, (about, origin)).await;
    let problem = match made {
        Ok(Made::Account(user)) => {
            let amr = linked_identity::AMR;
            return after_first_factor(state, &going_on, user, amr, (pending.clone(), None))
                .await
                .map_err(|error| visit.failed(state, &error));
        }
        Ok(Made::Letter(email)) => {
            return Ok(register::check_mail(state, &going_on, pending.as_ref(), &email));
        }
        Err(domain::Error::Conflict(_)) => FieldProblem::EmailTaken,
        Err(domain::Error::Invalid(problem)) => match problem.field.as_ref() {
            "name" => FieldProblem::NameInvalid,
            _ if email.is_empty() && proof.identity.email.is_none() => FieldProblem::EmailMissing,
            _ if users::check_email(&email).is_err() && proof.identity.email.is_none() => {
                FieldProblem::EmailInvalid
            }
            _ => FieldProblem::EmailRefused,
        },
        Err(domain::Error::NotFound { .. }) => return Err(visit.expired(state)),
        Err(error) => return Err(visit.failed(state, &error)),
    };
    page(state, visit, matter, [&email, &name], vec![problem.say(text)]).await
}
