//! Reading request bodies: bounded in bytes and time, of the one type that the endpoint takes (SEC-56, SEC-58).

use std::time::Duration;

use axum::{
    body::Body,
    http::{StatusCode, header, request::Parts},
};
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use super::{
    State,
    edge::LONGEST_TARGET,
    reply::{self, Reply},
};
use crate::{
    oauth::{Error, Parameters, parameters::MOST},
    views::Problem,
};

/// Parameters that must never be in a URL, because URLs are logged.
const NEVER_IN_QUERY: &[&str] = &[
    "client_secret",
    "client_assertion",
    "code",
    "code_verifier",
    "refresh_token",
    "token",
    "password",
    "access_token",
];

/// What a client's form says, which counts for nothing in a URL: whoever puts it there hears so.
const ONLY_IN_THE_BODY: &[&str] = &[
    "grant_type",
    "client_id",
    "redirect_uri",
    "scope",
    "client_assertion_type",
    "token_type_hint",
];

/// Bytes of a body to the resources' route: a thousand of them.
pub(crate) const RESOURCES_LIMIT: usize = 1 << 20;

/// The whole body, at most so many bytes.
///
/// # Errors
/// 413, 408, or 400 for a broken connection; with the text to show.
pub(crate) async fn read(
    state: &State,
    body: Body,
    most: usize,
) -> Result<Bytes, (StatusCode, &'static str)> {
    let patience = Duration::from_secs(state.deps.config.request_timeout);
    match tokio::time::timeout(patience, Limited::new(body, most).collect()).await {
        Err(_) => Err((
            StatusCode::REQUEST_TIMEOUT,
            "The request took too long to arrive.",
        )),
        Ok(Ok(collected)) => Ok(collected.to_bytes()),
        Ok(Err(error)) if error.is::<LengthLimitError>() => {
            Err((StatusCode::PAYLOAD_TOO_LARGE, "The request body is too large."))
        }
        Ok(Err(_)) => Err((StatusCode::BAD_REQUEST, "The request body could not be read.")),
    }
}

/// Whether the request says that its body has this media type; parameters such as a charset do not matter.
pub(crate) fn has_type(parts: &Parts, media_type: &str) -> bool {
    let mut types = parts.headers.get_all(header::CONTENT_TYPE).iter();
    let first = types
        .next()
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    types.next().is_none()
        && first
            .split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .eq_ignore_ascii_case(media_type)
}

/// The query's parameters.
///
/// # Errors
/// `invalid_request`.
pub(crate) fn query(parts: &Parts) -> Result<Parameters, Error> {
    Parameters::parse(parts.uri.query().unwrap_or_default().as_bytes())
}

/// What a form asked for, as a visit to the same path, without what must not be in a URL; none where the address would
/// be too long.
pub(crate) fn as_visit(path: &str, parameters: &Parameters) -> Option<String> {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(
        parameters
            .iter()
            .filter(|(name, _)| !NEVER_IN_QUERY.contains(name)),
    );
    let address = format!("{path}?{}", query.finish());
    (address.len() <= LONGEST_TARGET).then_some(address)
}

/// That the query holds nothing that must not be in a URL.
///
/// # Errors
/// `invalid_request`, naming it.
pub(crate) fn nothing_secret(parts: &Parts) -> Result<Parameters, Error> {
    let query = query(parts)?;
    match NEVER_IN_QUERY
        .iter()
        .find(|name| query.all(name).next().is_some())
    {
        Some(name) => Err(Error::invalid_request(format!(
            "The parameter {name} must not be in the URL, which is logged. Send it in the body."
        ))),
        None => Ok(query),
    }
}

/// That the query holds nothing of a client's form: it would be passed over, and the error be about something else.
///
/// # Errors
/// `invalid_request`, naming it.
pub(crate) fn nothing_of_a_form(parts: &Parts) -> Result<(), Error> {
    let query = nothing_secret(parts)?;
    match ONLY_IN_THE_BODY
        .iter()
        .find(|name| query.all(name).next().is_some())
    {
        Some(name) => Err(Error::invalid_request(format!(
            "The parameter {name} must be in the body: nothing is taken from the URL."
        ))),
        None => Ok(()),
    }
}

/// The parameters of a form body, and of nothing else.
///
/// # Errors
/// The answer to give, as OAuth JSON.
pub(crate) async fn form(state: &State, parts: &Parts, body: Body) -> Result<Parameters, Reply> {
    let refuse = |error: &Error| reply::oauth_error(error, false);
    // First: whoever sends everything in the query should hear of that.
    let query = nothing_secret(parts).map_err(|error| refuse(&error))?;
    if !has_type(parts, "application/x-www-form-urlencoded") {
        let error =
            Error::invalid_request("Send the parameters as an application/x-www-form-urlencoded body.");
        return Err(reply::oauth_error_with(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            &error,
            false,
        ));
    }
    let bytes = read(state, body, state.deps.config.body_limit)
        .await
        .map_err(|(status, why)| reply::oauth_error_with(status, &Error::invalid_request(why), false))?;
    let form = Parameters::parse(&bytes).map_err(|error| refuse(&error))?;
    // A parameter in both places is a repeated one; what is only in the query counts for nothing.
    query
        .and(form.clone())
        .without_repeats()
        .map_err(|error| refuse(&error))?;
    Ok(form)
}

/// So many fields a page may have that lists up to 500 resources.
const MOST_CHOICES: usize = 700;

/// How many parameters a form of ours may have (SEC-58).
fn most_fields(parts: &Parts) -> usize {
    match parts.uri.path() {
        "/consent" | "/api-keys/authorize" => MOST_CHOICES,
        _ => MOST,
    }
}

/// The parameters of a form of one of our pages. Only what is ticked (scopes, resources) may be there more than once.
///
/// # Errors
/// The page to show.
pub(crate) async fn page_form(state: &State, parts: &Parts, body: Body) -> Result<Parameters, Reply> {
    let refuse = |cause: &str| reply::problem_page(state, None, Problem::Request, cause);
    if !has_type(parts, "application/x-www-form-urlencoded") {
        return Err(refuse("the body is not a form"));
    }
    let bytes = read(state, body, state.deps.config.body_limit)
        .await
        .map_err(|(_, why)| refuse(why))?;
    let form =
        Parameters::parse_up_to(&bytes, most_fields(parts)).map_err(|error| refuse(&error.to_string()))?;
    if [
        "csrf",
        "flow",
        "transaction",
        "decision",
        "email",
        "password",
        "token",
        "code",
        "method",
        "enrolment",
        "ceremony",
        "passkey",
        "purpose",
        "invitation",
        "visit",
        "return_to",
    ]
    .iter()
    .any(|name| form.is_repeated(name))
    {
        return Err(refuse("a field is repeated"));
    }
    Ok(form)
}
