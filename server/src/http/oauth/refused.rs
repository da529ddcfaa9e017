//! Refused requests go into the log of the app that they name, for its developers; what is answered stays the same.

use axum::http::request::Parts;

use crate::{
    domain::{
        redaction::{self, redact},
        refusal::{Endpoint, Evidence, Refusal},
        token,
    },
    http::{State, edge::RequestId},
    oauth::{Code, Error, Parameters},
};

/// The id of the request, which its answer repeats.
pub(in crate::http) fn id(parts: &Parts) -> Option<String> {
    parts.extensions.get::<RequestId>().map(|id| id.0.clone())
}

/// What was refused.
pub(in crate::http) struct Refused<'a> {
    /// Where.
    pub(in crate::http) endpoint: Endpoint,
    /// The client that the request names.
    pub(in crate::http) client_id: &'a str,
    /// What came.
    pub(in crate::http) parameters: &'a Parameters,
    /// How the client proved itself.
    pub(in crate::http) evidence: Evidence,
    /// The id that the developer comes with.
    pub(in crate::http) error_id: Option<String>,
}

impl Refused<'_> {
    /// Notes it. What is our own trouble is no refusal.
    pub(in crate::http) fn note(self, state: &State, error: &Error) {
        if matches!(
            error.code,
            Code::ServerError | Code::TemporarilyUnavailable | Code::TooManyRequests
        ) {
            return;
        }
        let deps = &state.deps;
        let client_id = self.client_id.to_owned();
        let known = deps.caches.clients.get(&client_id).is_some();
        let refusal = Refusal {
            at: deps.clock.now(),
            endpoint: self.endpoint,
            client_id,
            code: error.code.as_str(),
            message: redact(&error.description, redaction::LONGEST),
            parameters: Refusal::keep(self.parameters.iter()),
            evidence: self.evidence,
            error_id: self.error_id,
        };
        deps.requests.note(refusal, known);
    }
}

/// Notes the refusal of an access token of ours, dead or alive, at userinfo.
pub(in crate::http) fn note_token(state: &State, error_id: Option<String>, text: &str, error: &Error) {
    let Some(token) = token::verify(&state.deps, text) else {
        return;
    };
    let claims = &token.claims;
    let refused = Refused {
        endpoint: Endpoint::Userinfo,
        client_id: &claims.client_id,
        parameters: &Parameters::default(),
        evidence: Evidence::Token {
            ends_at: claims.exp,
            ours: claims.aud.contains(state.deps.config.issuer()),
        },
        error_id,
    };
    refused.note(state, error);
}
