//! Access tokens and API keys in requests: the `Authorization` header only (RFC 6750, SEC-41, SEC-111).

use axum::http::{header, request::Parts};

use super::body;
use crate::{
    domain::{api_key, secret::Secret},
    oauth::{Code, Error},
};

/// The token or API key in the header; none if there is no such header, or it is of another scheme than `Bearer` or,
/// for API keys only, `token`, in any case.
///
/// # Errors
/// `invalid_request` for a token or a key in the query, or for more than one header.
pub(crate) fn read(parts: &Parts) -> Result<Option<Secret>, Error> {
    Ok(header(parts)?
        .filter(|(scheme, token)| {
            scheme.eq_ignore_ascii_case("bearer")
                || (scheme.eq_ignore_ascii_case("token") && api_key::looks_like_one(token.expose()))
        })
        .map(|(_, token)| token))
}

/// The scheme of the header and what follows it.
///
/// # Errors
/// As [`read`].
pub(crate) fn header(parts: &Parts) -> Result<Option<(String, Secret)>, Error> {
    let query = body::query(parts)?;
    if query.all("access_token").next().is_some() {
        return Err(Error::invalid_request(
            "An access token must not be in the URL. Use the Authorization header.",
        ));
    }
    if query
        .names()
        .any(|name| query.all(name).any(api_key::looks_like_one))
    {
        return Err(Error::invalid_request(
            "An API key must not be in the URL, which is logged. Use the Authorization header, and revoke this key.",
        ));
    }
    let mut headers = parts.headers.get_all(header::AUTHORIZATION).iter();
    let first = headers.next();
    if headers.next().is_some() {
        return Err(Error::invalid_request(
            "There is more than one Authorization header.",
        ));
    }
    let Some(value) = first.and_then(|value| value.to_str().ok()) else {
        return Ok(None);
    };
    Ok(value
        .split_once(' ')
        .map(|(scheme, token)| (scheme, token.trim_start_matches(' ')))
        .filter(|(_, token)| !token.is_empty())
        .map(|(scheme, token)| (scheme.to_owned(), Secret::new(token))))
}

/// There is no token.
pub(crate) fn missing() -> Error {
    Error::new(Code::InvalidToken, "An access token is needed.")
}
