//! `/consent`: what is asked, in words, and the answer.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    extract::{Request, State},
    http::StatusCode,
};
use entity::{resource::Model as Resource, values::Scopes};

use super::{Visit, form, proceed, visit};
use crate::{
    domain::{
        client::ClientView,
        permission::{Permission, Reach},
        refusal::{Endpoint, Evidence},
    },
    http::{
        State as Service,
        oauth::{authorize::oauth_problem, refused::Refused},
        reply::{self, Reply},
    },
    oauth::{
        self,
        authorize::{self, Next, Pending, Signed},
        consent::{self, Answered, Asked, Decision, Question},
    },
    views::{Account, Consent, Lifetime, Problem, ResourceChoice, ResourceOption, ScopeLine, Text},
};

/// Shows what is asked, if it still has to be.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let visit = match visit(&state, &parts).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = show(&state, &visit, "flow", None)
        .await
        .unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

/// What was wrong with an answer.
struct Wrong {
    /// The question about resources; none: any.
    question: Option<String>,
    /// What to say.
    message: &'static str,
}

async fn show(state: &Service, visit: &Visit, name: &str, wrong: Option<&Wrong>) -> Result<Reply, Reply> {
    let Some(pending) = visit.pending(state, name).await? else {
        return Err(visit.expired(state));
    };
    let Some(signed) = &visit.signed(Some(&pending)) else {
        return Ok(reply::see_other(&format!("/sign-in?flow={}", pending.row.id)));
    };
    let failed = |error| oauth_problem(state, &visit.visitor, &error);
    let next = authorize::decide(
        &state.deps,
        &pending.destination,
        &pending.request,
        Some(signed),
        Some(&pending.row),
    )
    .await;
    match next.map_err(failed)? {
        Next::Consent(asked) => {
            authorize::shown_to(&state.deps, pending.row.id, signed.session.id)
                .await
                .map_err(failed)?;
            page(state, visit, (&pending, signed), &asked, wrong)
                .await
                .map_err(failed)
        }
        _ => Ok(proceed(state, visit, signed, Some(pending)).await),
    }
}

async fn page(
    state: &Service,
    visit: &Visit,
    (pending, signed): (&Pending, &Signed),
    asked: &Asked,
    wrong: Option<&Wrong>,
) -> oauth::Result<Reply> {
    let deps = &state.deps;
    let client = pending.destination.client();
    let locales = pending.request.ui_locales.as_deref();
    let frame = visit.visitor.frame(deps, locales, Some(visit.here.clone()));
    // Where nothing is chosen any more, the page says what was.
    let shown = if asked.only_confirmation {
        client.catalogue.intersect(&asked.scopes, &asked.held)
    } else {
        asked.scopes.clone()
    };
    let named = consent::named(deps, client, &signed.user, &shown).await?;
    let (sensitive, scopes) = lines(client, &shown, (&asked.new, &named), frame.text)
        .into_iter()
        .partition(|(is_sensitive, _)| *is_sensitive);
    let plain = |lines: Vec<(bool, ScopeLine)>| lines.into_iter().map(|(_, line)| line).collect();
    let lifetime = if pending.request.outlives_session(pending.destination.client()) {
        Lifetime::UntilRemoved
    } else {
        Lifetime::UntilSignOut
    };
    let mut resources = Vec::new();
    if !asked.only_confirmation {
        for question in Question::of(client, &asked.scopes) {
            let there = question.resources(deps, &signed.user).await?;
            resources.push(choice(
                visit,
                client,
                (question, there),
                asked,
                (wrong, frame.text),
            ));
        }
    }
    let page = Consent {
        csrf: visit.visitor.csrf(deps),
        transaction: pending.row.id.to_string(),
        app: Service::asking(&pending.destination),
        account: Account {
            name: signed.user.profile.name.clone(),
            email: signed.user.email.clone(),
        },
        scopes: plain(scopes),
        sensitive: plain(sensitive),
        resources,
        only_confirmation: asked.only_confirmation,
        lifetime_note: Some(lifetime.note(frame.text)),
        redirect_to: pending.destination.host(),
        frame,
    };
    let status = if wrong.is_some() {
        StatusCode::UNPROCESSABLE_ENTITY
    } else {
        StatusCode::OK
    };
    Ok(reply::page(
        state,
        status,
        &page,
        Some(&pending.destination.form_action()),
    ))
}

/// Each scope in words, and whether it is set apart.
fn lines(
    client: &ClientView,
    shown: &Scopes,
    (new, named): (&Scopes, &[(Permission, String)]),
    text: Text,
) -> Vec<(bool, ScopeLine)> {
    let scopes = client.catalogue.scopes_of(shown);
    scopes
        .iter()
        .filter_map(|name| {
            let enabled = client.scope(name)?;
            let line = ScopeLine::standard(text, name).unwrap_or_else(|| ScopeLine {
                name: name.to_owned(),
                title: enabled.about.title.clone(),
                description: enabled.about.description.clone(),
                api: enabled.api.as_ref().map(|api| api.name.clone()),
                icon: ScopeLine::icon_of(name),
                ..ScopeLine::default()
            });
            let resources = named
                .iter()
                .filter(|(permission, _)| permission.scope == name)
                .map(|(_, name)| name.clone());
            let line = ScopeLine {
                is_new: client.catalogue.scopes_of(new).contains(name),
                optional: enabled.optional,
                resources: resources.collect(),
                ..line
            };
            Some((enabled.about.sensitive, line))
        })
        .collect()
}

/// A question about resources, as it was answered a moment ago or else as it stands.
fn choice(
    visit: &Visit,
    client: &ClientView,
    (question, there): (Question, Vec<Resource>),
    asked: &Asked,
    (wrong, text): (Option<&Wrong>, Text),
) -> ResourceChoice {
    let reach = answered(visit, &question.name).unwrap_or_else(|| question.chosen(client, asked));
    let chosen = |key: &String| matches!(&reach, Reach::Only(keys) if keys.contains(key));
    let titles = question.scopes.iter().filter_map(|name| {
        let own = client.scope(name)?.about.title.clone();
        Some(ScopeLine::standard(text, name).map_or(own, |line| line.title))
    });
    let about_this = |wrong: &&Wrong| wrong.question.as_ref().is_none_or(|name| *name == question.name);
    ResourceChoice {
        titles: titles.collect(),
        all: reach == Reach::All,
        options: there
            .into_iter()
            .map(|row| ResourceOption {
                chosen: chosen(&row.key),
                key: row.key,
                name: row.name,
            })
            .collect(),
        problem: wrong
            .filter(about_this)
            .map(|wrong| text.get(wrong.message).to_owned()),
        api: question.api.map(|api| api.name.clone()),
        name: question.name,
        kind: question.kind,
    }
}

/// What the form says to a question about resources.
fn answered(visit: &Visit, name: &str) -> Option<Reach> {
    if visit.parameters.get(&format!("choice-{name}"))? == "all" {
        return Some(Reach::All);
    }
    let keys = visit
        .parameters
        .all(&format!("resource-{name}"))
        .map(str::to_owned)
        .collect();
    Some(Reach::Only(keys))
}

/// Takes the answer.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = answer(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn answer(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let Some(pending) = visit.pending(state, "transaction").await? else {
        return Err(visit.expired(state));
    };
    let Some(signed) = &visit.signed(Some(&pending)) else {
        return Ok(reply::see_other(&format!("/sign-in?flow={}", pending.row.id)));
    };
    let decision = match visit.parameters.get("decision") {
        Some("allow") => Decision::Allow {
            without: left_out(&pending, visit),
            chosen: chosen(&pending, visit),
        },
        Some("deny") => Decision::Deny,
        Some("switch") => {
            let next = if visit.visitor.aside.is_empty() {
                format!("/sign-in?flow={}&account=other", pending.row.id)
            } else {
                format!("/select-account?flow={}", pending.row.id)
            };
            return Ok(reply::see_other(&next));
        }
        _ => {
            let cause = "the consent form has no decision";
            return Err(reply::problem_page(
                state,
                Some(&visit.visitor),
                Problem::Request,
                cause,
            ));
        }
    };
    let from = visit.visitor.from.clone();
    let denied = matches!(decision, Decision::Deny);
    let again = async |question, message| {
        let wrong = Wrong { question, message };
        show(state, visit, "transaction", Some(&wrong)).await
    };
    match consent::answer(&state.deps, from, &pending, signed, decision).await {
        Ok(Answered::Respond(response)) => {
            if denied {
                note_denial(state, &pending);
            }
            let frame = visit
                .visitor
                .frame(&state.deps, pending.request.ui_locales.as_deref(), None);
            Ok(reply::respond(
                state,
                frame,
                response,
                &pending.destination.form_action(),
            ))
        }
        // Another session saw the page, or more is needed meanwhile: it is shown again as it should be now.
        Ok(Answered::NotNow) => show(state, visit, "transaction", None).await,
        Ok(Answered::NothingChosen(question)) => again(Some(question), "consent.resources_choose").await,
        Ok(Answered::TooMany) => again(None, "consent.resources_too_many").await,
        Err(error) => Err(oauth_problem(state, &visit.visitor, &error)),
    }
}

/// The app's developers find in its log that a person said no, not who.
fn note_denial(state: &Service, pending: &Pending) {
    let request = &pending.request;
    let parameters = [
        ("client_id", &request.client_id),
        ("redirect_uri", &request.redirect_uri),
        ("scope", &request.scopes.to_string()),
    ];
    let refused = Refused {
        endpoint: Endpoint::Authorize,
        client_id: &request.client_id,
        parameters: &parameters
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value.clone()))
            .collect(),
        evidence: Evidence::None,
        error_id: None,
    };
    refused.note(
        state,
        &oauth::Error::new(oauth::Code::AccessDenied, "The person did not allow it."),
    );
}

/// The names of scopes whose boxes were unticked; only those of optional ones count.
fn left_out(pending: &Pending, visit: &Visit) -> Scopes {
    let kept: Scopes = visit.parameters.all("scope").collect();
    let client = pending.destination.client();
    client
        .catalogue
        .scopes_of(&pending.request.asked())
        .filter(|name| !kept.contains(name))
}

/// What was chosen for each question about resources.
fn chosen(pending: &Pending, visit: &Visit) -> BTreeMap<String, Reach> {
    Question::of(pending.destination.client(), &pending.request.asked())
        .into_iter()
        .filter_map(|question| Some((question.name.clone(), answered(visit, &question.name)?)))
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::{
        domain::scope::BuiltIn,
        views::{Language, ScopeLine, Text},
    };

    #[test]
    fn every_permission_of_the_service_has_words_in_every_language() {
        let text = Text {
            language: Language::De,
        };
        let mut known: BTreeSet<&str> = text.permissions().into_iter().collect();
        for scope in BuiltIn::all() {
            assert!(ScopeLine::standard(text, scope.name).is_some(), "{}", scope.name);
            known.remove(scope.name);
        }
        assert!(known.is_empty(), "no such permission any more: {known:?}");
    }

    #[test]
    fn the_dashboard_and_the_consent_page_call_a_permission_the_same() {
        let text = Text {
            language: Language::En,
        };
        for scope in BuiltIn::all() {
            let Some(line) = ScopeLine::standard(text, scope.name) else {
                continue;
            };
            assert_eq!(line.title, scope.title);
            assert_eq!(line.description.as_deref(), Some(scope.description));
        }
    }
}
