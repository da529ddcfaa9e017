//! `/api-keys/authorize`: an app sends a person here for an API key (greenfield dialect).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::StatusCode,
};

use super::{Visit, form, visit_with};
use crate::{
    domain::{
        self,
        caller::FRESH,
        clock::SECOND,
        key_offer::{self, Allowed, Choice, Existing, Given, Line, Offer, REUSE_OVERLAP},
        key_request::{self, KeyRequest, Refusal, Selective, Sent, Ticket},
        second_factor,
    },
    http::{
        State as Service, assets, body,
        reply::{self, Reply},
    },
    oauth::{
        Parameters,
        authorize::Signed,
        destination::{origin_or_scheme, shown_host},
    },
    views::{
        Account, AskingApp, ExistingKey, FormPost, KeyLine, KeyRefusal, KeyRequestPage, KeyResourceChoice,
        KeyResourceLine, KeyShown, Problem, ScopeLine, Text,
    },
};

/// The setting that lets keys go out over plain http.
const HTTP_SETTING: &str = "allow_http_key_redirects";
/// May be there once.
const SINGLE: &[&str] = &[
    "applicationName",
    "applicationIdentifier",
    "redirect",
    "strict",
    "selectiveStores",
    "state",
];

/// Asks the person, once they are signed in freshly.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    if !state.deps.config.greenfield {
        return assets::not_found(&state, &parts).await;
    }
    let parameters = match body::query(&parts) {
        Ok(parameters) => parameters,
        Err(error) => return reply::problem_page(&state, None, Problem::Request, &error.to_string()),
    };
    let visit = match visit_with(&state, &parts, parameters).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = ask(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

/// What the query says.
fn sent(parameters: &Parameters) -> Result<Sent, Refusal> {
    if let Some(name) = SINGLE.iter().find(|name| parameters.is_repeated(name)) {
        return Err(Refusal::Parameter(name, "It is there more than once."));
    }
    let one = |name| parameters.get(name).map(str::to_owned);
    Ok(Sent {
        permissions: parameters.all("permissions").map(str::to_owned).collect(),
        application_name: one("applicationName"),
        application_identifier: one("applicationIdentifier"),
        redirect: one("redirect"),
        strict: one("strict"),
        selective: one("selectiveStores"),
        state: one("state"),
    })
}

async fn ask(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let failed = |error: &domain::Error| visit.failed(state, error);
    let checked = match sent(&visit.parameters) {
        Ok(sent) => key_request::check(&state.deps, sent)
            .await
            .map_err(|error| failed(&error))?,
        Err(refusal) => Err(refusal),
    };
    let request = match checked {
        Ok(request) => request,
        Err(refusal) => return Ok(refused(state, visit, refusal)),
    };
    let Some(signed) = &visit.visitor.signed else {
        return Ok(reply::see_other(&back("/sign-in", &request, "")));
    };
    if is_stale(state, signed) {
        return Ok(reply::see_other(&back("/reauthenticate", &request, "")));
    }
    show(state, visit, (signed, request), &Shown::default()).await
}

/// A key is given after a fresh sign-in only (SEC-75).
fn is_stale(state: &Service, signed: &Signed) -> bool {
    let deps = &state.deps;
    deps.clock.now() - second_factor::proved_at(&deps.config, &signed.session, &signed.user) > FRESH
}

/// A page of ours that comes back to the request.
fn back(path: &str, request: &KeyRequest, more: &str) -> String {
    let here = format!("/api-keys/authorize?{}", request.query());
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("return_to", here.trim_end_matches('?'));
    format!("{path}?{}{more}", query.finish())
}

/// The request is not put to the person; nothing goes to wherever it wanted (SEC-04).
fn refused(state: &Service, visit: &Visit, refusal: Refusal) -> Reply {
    let id = reply::error_id();
    tracing::info!(error_id = id, ?refusal, "a request for a key was refused");
    let refusal = match refusal {
        Refusal::Permission(name) => KeyRefusal::Permission(name),
        Refusal::PlainHttp => KeyRefusal::PlainHttp(HTTP_SETTING),
        Refusal::Redirect(why) => KeyRefusal::Redirect(why.to_owned()),
        Refusal::Parameter(name, why) => KeyRefusal::Parameter(name.to_owned(), why.to_owned()),
    };
    let page = refusal.page(visit.visitor.frame(&state.deps, None, None), id);
    reply::page(state, StatusCode::BAD_REQUEST, &page, None)
}

/// What the page keeps of an answer that was not good yet.
#[derive(Default)]
struct Shown {
    /// What is wrong with it.
    error: Option<&'static str>,
    /// What was chosen and typed.
    allowed: Option<Allowed>,
    /// The person wants a separate key.
    separate: bool,
}

async fn show(
    state: &Service,
    visit: &Visit,
    (signed, request): (&Signed, KeyRequest),
    shown: &Shown,
) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let failed = |error: &domain::Error| visit.failed(state, error);
    let offer = key_offer::offer(deps, &signed.user, &request)
        .await
        .map_err(|error| failed(&error))?;
    let whose = (signed.user.id, signed.session.id);
    let ticket = Ticket::new(deps, whose, request, offer.existing.as_ref().map(|it| it.row.id));
    let transaction = ticket.seal(deps).map_err(|error| failed(&error))?;
    let page = page(
        state,
        visit,
        (signed, &ticket.request, &offer, shown),
        transaction,
    );
    let status = if shown.error.is_some() {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::OK
    };
    let target = ticket.request.redirect.as_deref().and_then(origin_or_scheme);
    Ok(reply::page(state, status, &page, target.as_deref()))
}

fn page(
    state: &Service,
    visit: &Visit,
    (signed, request, offer, shown): (&Signed, &KeyRequest, &Offer, &Shown),
    transaction: String,
) -> KeyRequestPage {
    let deps = &state.deps;
    let here = format!("/api-keys/authorize?{}", request.query());
    let frame = visit.visitor.frame(deps, None, Some(here));
    let text = frame.text;
    let host = request.redirect.as_deref().map(shown_host);
    let app = match &offer.client {
        Some(client) => Service::asking_client(client, request.redirect.as_deref()),
        None => AskingApp {
            name: request
                .name
                .clone()
                .or_else(|| request.identifier.clone())
                .unwrap_or_else(|| text.get("key_request.app").to_owned()),
            host: host.clone().unwrap_or_default(),
            ..AskingApp::default()
        },
    };
    let reuse = offer
        .existing
        .as_ref()
        .is_some_and(|existing| !shown.separate && existing.is_usable_for(request));
    let words = Words {
        text,
        shown,
        existing: offer.existing.as_ref(),
    };
    let (sensitive, lines): (Vec<&Line>, Vec<&Line>) = offer.lines.iter().partition(|line| line.sensitive);
    let several = request.selective == Selective::Several;
    let all = |lines: Vec<&Line>| lines.into_iter().map(|line| words.line(offer, line)).collect();
    KeyRequestPage {
        csrf: visit.visitor.csrf(deps),
        transaction,
        known: offer.client.is_some(),
        account: Account {
            name: signed.user.profile.name.clone(),
            email: signed.user.email.clone(),
        },
        lines: all(lines),
        sensitive: all(sensitive),
        more: all(offer.more.iter().collect()),
        may_choose: !request.strict,
        choices: offer
            .resources
            .iter()
            .map(|(kind, rows)| KeyResourceChoice {
                kind: kind.clone(),
                several,
                resources: rows
                    .iter()
                    .map(|row| KeyResourceLine {
                        value: row.id.to_string(),
                        name: row.name.clone(),
                        key: row.key.clone(),
                        ticked: match &shown.allowed {
                            Some(allowed) => allowed.resources.contains(&row.id),
                            // Where there is nothing to choose from, nobody has to choose.
                            None => rows.len() == 1,
                        },
                    })
                    .collect(),
            })
            .collect(),
        label: shown
            .allowed
            .as_ref()
            .and_then(|allowed| allowed.label.clone())
            .or_else(|| key_offer::usual_label(request, offer))
            .unwrap_or_default(),
        existing: offer.existing.as_ref().map(|existing| ExistingKey {
            label: existing.row.label.clone(),
            last_four: existing.row.last_four.clone(),
            reuse,
            lines: existing.lines.iter().map(|line| words.plain(line)).collect(),
            added: existing.added.iter().map(|added| spelled(offer, added)).collect(),
            extra: existing.extra.clone(),
        }),
        can_allow: offer.can_be_given(request),
        redirect_to: host,
        plain_http: request.is_plain_http(),
        overlap: text.wait(u64::try_from(REUSE_OVERLAP / SECOND).unwrap_or(0)),
        error: shown.error.map(|key| text.get(key).to_owned()),
        app,
        frame,
    }
}

/// A permission that is asked for; where what it is for is yet to be chosen, that is left open.
fn spelled(offer: &Offer, permission: &str) -> String {
    let open = offer
        .lines
        .iter()
        .any(|line| line.choice.is_some() && line.permission.to_string() == permission);
    if open {
        format!("{permission}:…")
    } else {
        permission.to_owned()
    }
}

/// Permissions as the page writes them.
struct Words<'a> {
    text: Text,
    shown: &'a Shown,
    existing: Option<&'a Existing>,
}

impl Words<'_> {
    fn plain(&self, line: &Line) -> KeyLine {
        let name = &line.permission.scope;
        let standard = ScopeLine::standard(self.text, name);
        let (title, description) = match standard {
            Some(standard) => (standard.title, standard.description),
            None => (line.title.clone(), line.description.clone()),
        };
        KeyLine {
            value: line.permission.to_string(),
            title,
            description,
            api: line.api.clone(),
            resource: line.resource.clone(),
            icon: ScopeLine::icon_of(name),
            ticked: false,
            is_new: false,
            available: true,
        }
    }

    fn line(&self, offer: &Offer, line: &Line) -> KeyLine {
        let plain = self.plain(line);
        let ticked = match &self.shown.allowed {
            Some(allowed) => allowed.permissions.contains(&plain.value),
            None => line.asked,
        };
        let available = offer.can_give(line);
        KeyLine {
            ticked: ticked && available,
            is_new: self
                .existing
                .is_some_and(|existing| existing.added.contains(&plain.value)),
            available,
            ..plain
        }
    }
}

/// Takes the answer.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    if !state.deps.config.greenfield {
        return assets::not_found(&state, &parts).await;
    }
    let visit = match form(&state, &parts, body).await {
        Ok(visit) => visit,
        Err(refusal) => return refusal,
    };
    let reply = answer(&state, &visit).await.unwrap_or_else(|refusal| refusal);
    visit.finish(&state, reply)
}

async fn answer(state: &Service, visit: &Visit) -> Result<Reply, Reply> {
    let deps = &state.deps;
    let Some(signed) = &visit.visitor.signed else {
        return Err(visit.expired(state));
    };
    let ticket = visit
        .parameters
        .get("transaction")
        .and_then(|text| Ticket::open(deps, (signed.user.id, signed.session.id), text));
    let Some(ticket) = ticket else {
        return Err(visit.expired(state));
    };
    let choice = match visit.parameters.get("decision") {
        Some("allow") => Choice::Allow(allowed(visit, &ticket.request)),
        Some("reuse") => Choice::Reuse,
        Some("deny") => return deny(state, visit, &ticket).await,
        Some("switch") => {
            let other = if visit.visitor.aside.is_empty() {
                back("/sign-in", &ticket.request, "&account=other")
            } else {
                back("/select-account", &ticket.request, "")
            };
            return Ok(reply::see_other(&other));
        }
        Some("new") => {
            let separate = Shown {
                separate: true,
                ..Shown::default()
            };
            return show(state, visit, (signed, ticket.request), &separate).await;
        }
        _ => {
            let cause = "the form of a request for a key has no decision";
            return Err(reply::problem_page(
                state,
                Some(&visit.visitor),
                Problem::Request,
                cause,
            ));
        }
    };
    let typed = match &choice {
        Choice::Allow(allowed) => Some(allowed.clone()),
        Choice::Reuse => None,
    };
    match key_offer::give(deps, &visit.visitor.caller(deps), &ticket, choice).await {
        Ok(given) => Ok(send(state, visit, &ticket.request, &given)),
        Err(domain::Error::StepUpRequired) => {
            Ok(reply::see_other(&back("/reauthenticate", &ticket.request, "")))
        }
        Err(domain::Error::Conflict(_)) => Err(visit.expired(state)),
        Err(error) => {
            let Some(words) = words_for(&error) else {
                return Err(visit.failed(state, &error));
            };
            let again = Shown {
                error: Some(words),
                separate: typed.is_some(),
                allowed: typed,
            };
            show(state, visit, (signed, ticket.request), &again).await
        }
    }
}

/// What the page says of something that the person can mend.
fn words_for(error: &domain::Error) -> Option<&'static str> {
    match error {
        domain::Error::Invalid(what) => match what.field.split('.').next() {
            Some("label") => Some("key_request.error_label"),
            Some("resources") => Some("key_request.error_resources"),
            Some("permissions") => Some("key_request.error_permissions"),
            _ => None,
        },
        domain::Error::LimitReached(_) => Some("key_request.error_limit"),
        _ => None,
    }
}

fn allowed(visit: &Visit, request: &KeyRequest) -> Allowed {
    let parameters = &visit.parameters;
    let resources = parameters
        .names()
        .filter(|name| name.starts_with("resource_"))
        .flat_map(|name| parameters.all(name))
        .filter_map(|text| text.parse().ok())
        .collect();
    Allowed {
        label: parameters.get("label").map(str::to_owned),
        permissions: if request.strict {
            Vec::new()
        } else {
            parameters.all("permission").map(str::to_owned).collect()
        },
        resources,
        replace: parameters.get("replace") == Some("true"),
    }
}

/// "No": the app hears it where it sent a state to know the answer by; else nobody does.
async fn deny(state: &Service, visit: &Visit, ticket: &Ticket) -> Result<Reply, Reply> {
    match key_offer::refuse(&state.deps, ticket).await {
        Ok(()) => {}
        Err(domain::Error::Conflict(_)) => return Err(visit.expired(state)),
        Err(error) => return Err(visit.failed(state, &error)),
    }
    let (Some(redirect), Some(sent)) = (&ticket.request.redirect, &ticket.request.state) else {
        return Ok(reply::see_other("/api-keys"));
    };
    let fields = vec![
        ("error".to_owned(), "access_denied".to_owned()),
        ("state".to_owned(), sent.clone()),
    ];
    Ok(post_to(state, visit, redirect, fields))
}

/// The key goes to the app, or to the person where no app waits for it.
fn send(state: &Service, visit: &Visit, request: &KeyRequest, given: &Given) -> Reply {
    let Some(redirect) = &request.redirect else {
        let shown = KeyShown {
            frame: visit.visitor.frame(&state.deps, None, None),
            label: given.row.label.clone(),
            key: given.secret.expose().to_owned(),
            permissions: given.row.permissions.iter().map(str::to_owned).collect(),
        };
        return reply::page(state, StatusCode::OK, &shown, None);
    };
    let mut fields = vec![
        ("apiKey".to_owned(), given.secret.expose().to_owned()),
        ("userId".to_owned(), given.row.user_id.to_string()),
    ];
    for permission in given.row.permissions.iter() {
        fields.push(("permissions[]".to_owned(), permission.to_owned()));
    }
    if let Some(sent) = &request.state {
        fields.push(("state".to_owned(), sent.clone()));
    }
    post_to(state, visit, redirect, fields)
}

/// A form of its own that the browser posts there, and nowhere else.
fn post_to(state: &Service, visit: &Visit, redirect: &str, fields: Vec<(String, String)>) -> Reply {
    let page = FormPost {
        frame: visit.visitor.frame(&state.deps, None, None),
        action: redirect.to_owned(),
        fields,
        autosubmit: true,
    };
    let target = origin_or_scheme(redirect).unwrap_or_default();
    reply::page_to(state, &page, &target)
}
