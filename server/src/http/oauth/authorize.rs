//! `GET` and `POST /oauth/authorize`: one match over what `oauth::authorize` says.

use std::sync::Arc;

use axum::{
    body::Body,
    extract::{Request, State},
    http::{Method, StatusCode, request::Parts},
};
use entity::id::AuthorizationId;

use super::refused::{self, Refused};
use crate::{
    domain::{
        app,
        dialect::Dialect,
        refusal::{Endpoint, Evidence},
    },
    http::{
        State as Service, body,
        reply::{self, Reply},
        visitor::{Visitor, surely_ours},
    },
    oauth::{
        self, Parameters,
        authorize::{self, AuthorizationRequest, Next, NoDestination},
        destination::{Destination, Response},
    },
    views::{DeveloperDetail, FormPost, Problem, ReturnError},
};

/// Takes an authorization request.
pub(in crate::http) async fn any(State(state): State<Arc<Service>>, request: Request) -> Reply {
    take(&state, request, None).await
}

/// The same by a dialect's route.
pub(in crate::http) async fn take(state: &Service, request: Request, dialect: Option<Dialect>) -> Reply {
    let (parts, body) = request.into_parts();
    let parameters = match parameters(state, &parts, body).await {
        Ok(parameters) => parameters,
        Err(error) => return reply::problem_page(state, None, Problem::Request, &error.to_string()),
    };
    let visitor = match Visitor::read(state, &parts, &parameters).await {
        Ok(visitor) => visitor,
        Err(error) => return reply::problem(state, None, &error),
    };
    let from_us = surely_ours(&state.deps, &parts.headers);
    if parts.method == Method::POST && visitor.is_unknown() && !from_us {
        // The browser comes again, with its cookies (SEC-78): by a visit, or where no address holds the request, by a
        // form of ours.
        if let Some(again) = body::as_visit(parts.uri.path(), &parameters) {
            return reply::see_other(&again);
        }
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        let page = FormPost {
            frame: visitor.frame(&state.deps, parameters.get("ui_locales"), None),
            action: format!("{}{}", state.deps.config.issuer(), parts.uri.path()),
            fields: parameters.iter().map(own).collect(),
            autosubmit: true,
        };
        return reply::page(state, StatusCode::OK, &page, None);
    }
    let id = refused::id(&parts);
    match answer(state, &visitor, parameters, (dialect, id)).await {
        Ok(reply) => reply::with_cookies(reply, visitor.cookies(&state.deps)),
        Err(error) => oauth_problem(state, &visitor, &error),
    }
}

/// From the query, or from the form of a POST (OpenID Connect Core section 3.1.2.1).
async fn parameters(state: &Service, parts: &Parts, body: Body) -> oauth::Result<Parameters> {
    let query = body::query(parts)?;
    if parts.method != Method::POST {
        return Ok(query);
    }
    if !body::has_type(parts, "application/x-www-form-urlencoded") {
        return Err(oauth::Error::invalid_request("The request is not a form."));
    }
    let bytes = body::read(state, body, state.deps.config.body_limit)
        .await
        .map_err(|(_, why)| oauth::Error::invalid_request(why))?;
    Ok(Parameters::parse(&bytes)?.and(query))
}

async fn answer(
    state: &Service,
    visitor: &Visitor,
    parameters: Parameters,
    (dialect, id): (Option<Dialect>, Option<String>),
) -> oauth::Result<Reply> {
    let deps = &state.deps;
    let destination = match authorize::destination(deps, &parameters).await? {
        Ok(destination) => authorize::addressed(deps, destination, &parameters),
        Err(nowhere) => return nowhere_page(state, visitor, &parameters, &nowhere).await,
    };
    let parameters = oauth::dialect::read(dialect, destination.client(), parameters);
    let note = |error: &oauth::Error| {
        let refused = Refused {
            endpoint: Endpoint::Authorize,
            client_id: &destination.client().client.client_id,
            parameters: &parameters,
            evidence: Evidence::Unknown,
            error_id: id.clone(),
        };
        refused.note(state, error);
    };
    let request = match authorize::request(deps, &destination, &parameters, dialect) {
        Ok(request) => request,
        Err(error) => {
            note(&error);
            return Ok(send_error(state, visitor, &destination, &parameters, &error));
        }
    };
    let hinted = visitor.hinted(&request);
    let signed = hinted.as_ref().or(visitor.signed.as_ref());
    let next = authorize::decide(deps, &destination, &request, signed, None).await?;
    let response = match &next {
        Next::Respond(response) => Some(response.clone()),
        Next::Refuse(error) => {
            note(error);
            Some(destination.error(error))
        }
        _ => None,
    };
    if let Some(response) = response {
        let frame = visitor.frame(deps, request.ui_locales.as_deref(), None);
        return Ok(reply::respond(state, frame, response, &destination.form_action()));
    }
    if let Err(retry_after) = state.flood.enter(visitor.from.ip_address.as_deref()) {
        let error = crate::domain::Error::RateLimited { retry_after };
        return Ok(reply::problem(state, Some(visitor), &error));
    }
    let chosen = hinted.map(|signed| signed.session.id);
    let id = authorize::store(deps, &destination, &request, &visitor.browser_digest(), chosen).await?;
    Ok(reply::see_other(&page_of(&next, id, &request)))
}

/// The page of ours where the person goes on.
pub(in crate::http) fn page_of(next: &Next, id: AuthorizationId, request: &AuthorizationRequest) -> String {
    let page = match next {
        Next::SignIn | Next::Reauthenticate => "/sign-in",
        Next::Register => "/register",
        Next::SelectAccount => "/select-account",
        Next::Consent(_) | Next::Respond(_) | Next::Refuse(_) => "/consent",
    };
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("flow", &id.to_string());
    if let Some(locales) = &request.ui_locales {
        query.append_pair("ui_locales", locales);
    }
    format!("{page}?{}", query.finish())
}

/// There is nowhere to go: a page of ours. The app's developers, signed in, see why, and everything else in its log.
async fn nowhere_page(
    state: &Service,
    visitor: &Visitor,
    parameters: &Parameters,
    nowhere: &NoDestination,
) -> oauth::Result<Reply> {
    let kind = match (&nowhere.client, nowhere.error.code) {
        (None, oauth::Code::UnauthorizedClient) => Problem::UnknownApp,
        (Some(_), _) => Problem::Redirect,
        (None, _) => Problem::Request,
    };
    let id = reply::error_id();
    tracing::info!(error_id = id, error = %nowhere.error, "an authorization request has no destination");
    if let Some(client_id) = parameters.get("client_id") {
        let refused = Refused {
            endpoint: Endpoint::Authorize,
            client_id,
            parameters,
            evidence: Evidence::Unknown,
            error_id: Some(id.clone()),
        };
        refused.note(state, &nowhere.error);
    }
    let mut page = kind.page(visitor.frame(&state.deps, None, None), id.clone());
    page.code = nowhere.error.code.as_str().to_owned();
    if nowhere.client.is_some() {
        page.more = Some(format!("/errors/{id}"));
    }
    if let Some(client) = &nowhere.client
        && visitor.signed.is_some()
        && app::role(&state.deps, &visitor.caller(&state.deps), &client.app)
            .await?
            .is_some()
    {
        page.for_developer = Some(DeveloperDetail {
            rule: nowhere.error.description.to_string(),
            received: nowhere.received.clone(),
            expected: Some(client.redirect_urls.join("\n")).filter(|urls| !urls.is_empty()),
        });
    }
    Ok(reply::page(state, StatusCode::BAD_REQUEST, &page, None))
}

/// An error for the client. To an app that nobody vouches for, a person who is not signed in is only sent by a
/// button that says where it leads (SEC-04).
fn send_error(
    state: &Service,
    visitor: &Visitor,
    destination: &Destination,
    parameters: &Parameters,
    error: &oauth::Error,
) -> Reply {
    tracing::info!(client_id = destination.client().client.client_id, %error, "an authorization request was refused");
    let app = &destination.client().app;
    let direct =
        app.verified_at.is_some() || visitor.signed.is_some() || parameters.get("prompt") == Some("none");
    let frame = visitor.frame(&state.deps, parameters.get("ui_locales"), None);
    let form_action = destination.form_action();
    match destination.error(error) {
        response if direct => reply::respond(state, frame, response, &form_action),
        Response::Redirect(url) => {
            let page = ReturnError {
                frame,
                app: Service::asking(destination),
                host: destination.host(),
                code: error.code.as_str().to_owned(),
                url,
            };
            reply::page(state, StatusCode::BAD_REQUEST, &page, None)
        }
        Response::FormPost { action, fields } => {
            let page = FormPost {
                frame,
                action,
                fields,
                autosubmit: false,
            };
            reply::page(state, StatusCode::BAD_REQUEST, &page, Some(&form_action))
        }
    }
}

/// A protocol error that no client hears of.
pub(in crate::http) fn oauth_problem(state: &Service, visitor: &Visitor, error: &oauth::Error) -> Reply {
    let kind = match error.code {
        oauth::Code::TemporarilyUnavailable => Problem::Unavailable,
        oauth::Code::ServerError => Problem::Internal,
        _ => Problem::Request,
    };
    let mut page = reply::problem_page(state, Some(visitor), kind, &error.to_string());
    reply::retry_after(&mut page, error.retry_after);
    page
}
