//! Access tokens in requests: the `Authorization` header only (RFC 6750, SEC-41).

use axum::http::{header, request::Parts};

use super::body;
use crate::{
    domain::secret::Secret,
    oauth::{Code, Error},
};

/// The token in the header; none if there is no such header, or it is of another scheme.
///
/// # Errors
/// `invalid_request` for a token in the query, or for more than one header.
pub(crate) fn read(parts: &Parts) -> Result<Option<Secret>, Error> {
    if body::query(parts)?.all("access_token").next().is_some() {
        return Err(Error::invalid_request(
            "An access token must not be in the URL. Use the Authorization header.",
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
        .filter(|(scheme, token)| scheme.eq_ignore_ascii_case("bearer") && !token.is_empty())
        .map(|(_, token)| Secret::new(token)))
}

/// There is no token.
pub(crate) fn missing() -> Error {
    Error::new(Code::InvalidToken, "An access token is needed.")
}
