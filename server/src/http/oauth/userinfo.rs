//! `GET` and `POST /oauth/userinfo`.

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{HeaderValue, Method, StatusCode, header},
};

use super::refused;
use crate::{
    http::{State as Service, bearer, body, reply, reply::Reply},
    oauth::{
        Error,
        userinfo::{self, Userinfo},
    },
};

/// The claims about the person whose token it is: from the header, or on POST from the form (RFC 6750 section 2.2).
pub(in crate::http) async fn any(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let id = refused::id(&parts);
    let header = match bearer::read(&parts) {
        Ok(header) => header,
        Err(error) => return reply::bearer_error(&error, false),
    };
    let mut token = header;
    if parts.method == Method::POST && body::has_type(&parts, "application/x-www-form-urlencoded") {
        let form = match body::form(&state, &parts, body).await {
            Ok(form) => form,
            Err(refusal) => return refusal,
        };
        match (form.get("access_token"), &token) {
            (Some(_), Some(_)) => {
                return reply::bearer_error(
                    &Error::invalid_request("The access token was sent in two ways."),
                    false,
                );
            }
            (Some(text), None) => token = Some(crate::domain::secret::Secret::new(text)),
            (None, _) => {}
        }
    }
    let Some(token) = token else {
        return reply::bearer_error(&bearer::missing(), true);
    };
    match userinfo::userinfo(&state.deps, token.expose()).await {
        Ok(Userinfo::Plain(claims)) => reply::json(StatusCode::OK, &claims),
        Ok(Userinfo::Signed(jwt)) => {
            let mut signed = Reply::new(jwt.into());
            let headers = signed.headers_mut();
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/jwt"));
            headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
            signed
        }
        Err(error) => {
            refused::note_token(&state, id, token.expose(), &error);
            reply::bearer_error(&error, false)
        }
    }
}
