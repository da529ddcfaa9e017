//! From the domain's errors to the two kinds of the API: what the caller can mend in the input is a user error in
//! the payload, everything else an error of the request with one of a closed set of codes (SEC-101). Logged here,
//! once.

use std::sync::Arc;

use async_graphql::{Enum, ErrorExtensions as _, ServerError, SimpleObject};

use crate::domain::{self, Invalid, caller::FRESH, clock::SECOND, secret::random_id};

/// Why nothing, or not everything, was done.
#[derive(Clone, Debug, SimpleObject)]
pub struct UserError {
    /// What is wrong and what to do, in plain words.
    pub message: String,
    /// The path of the input field, without `input`; null if it is about no field.
    pub field: Option<Vec<String>>,
    /// What kind of trouble it is.
    pub code: UserErrorCode,
    /// Set where the person must sign in again first.
    pub step_up: Option<StepUp>,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u64>,
}

/// What a sensitive act needs.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct StepUp {
    /// Seconds that a sign-in counts as fresh.
    pub max_age: i64,
}

/// What kind of trouble a user error is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UserErrorCode {
    /// The input is wrong.
    BadUserInput,
    /// What the field names does not exist for the caller.
    NotFound,
    /// The caller may see it, but not do this to it.
    NotAllowed,
    /// It collides with something that exists.
    Conflict,
    /// It was changed since the caller looked at it.
    VersionMismatch,
    /// A bound is reached.
    LimitExceeded,
    /// The person must sign in again first.
    StepUpRequired,
    /// Too many tries; wait.
    RateLimited,
    /// The idempotency key was used before: this is what it made. Secrets are not shown again.
    AlreadyCreated,
}

/// A payload that can say why nothing was done.
pub trait Payload: Default {
    /// With these reasons and nothing else.
    fn refused(errors: Vec<UserError>) -> Self;
}

/// Implements [`Payload`] for payload structs.
macro_rules! payloads {
    ($($name:ident)*) => {$(
        impl $crate::graphql::error::Payload for $name {
            fn refused(errors: Vec<$crate::graphql::error::UserError>) -> Self {
                Self { user_errors: errors, ..Self::default() }
            }
        }
    )*};
}
pub(crate) use payloads;

/// A mutation's answer: the payload, the reasons in it, or an error of the request.
///
/// # Errors
/// What is not for the payload.
pub fn answer<T, P: Payload>(
    result: domain::Result<T>,
    done: impl FnOnce(T) -> P,
) -> async_graphql::Result<Option<P>> {
    match result {
        Ok(value) => Ok(Some(done(value))),
        Err(error) => match user_error(&error) {
            Some(error) => Ok(Some(P::refused(vec![error]))),
            None => Err(refuse(&error)),
        },
    }
}

/// The note that an idempotency key was used before.
pub fn already_created(repeated: bool) -> Vec<UserError> {
    if !repeated {
        return Vec::new();
    }
    vec![UserError {
        message: "This idempotency key was used before: here is what it made. Secrets are not shown again."
            .to_owned(),
        field: Some(vec!["idempotencyKey".to_owned()]),
        code: UserErrorCode::AlreadyCreated,
        step_up: None,
        retry_after: None,
    }]
}

fn user_error(error: &domain::Error) -> Option<UserError> {
    let plain = |code, message: String, field: Option<Vec<String>>| {
        Some(UserError {
            message,
            field,
            code,
            step_up: None,
            retry_after: None,
        })
    };
    let about = |code, what: &Invalid| plain(code, what.message.to_string(), path(&what.field));
    match error {
        domain::Error::Invalid(what) => about(UserErrorCode::BadUserInput, what),
        domain::Error::Conflict(what) if what.field == "expected_version" => {
            about(UserErrorCode::VersionMismatch, what)
        }
        domain::Error::Conflict(what) => about(UserErrorCode::Conflict, what),
        domain::Error::LimitReached(what) => about(UserErrorCode::LimitExceeded, what),
        domain::Error::Denied(reason) => plain(UserErrorCode::NotAllowed, reason.to_string(), None),
        domain::Error::NotFound { field: Some(field) } => plain(
            UserErrorCode::NotFound,
            "This does not exist.".to_owned(),
            path(field),
        ),
        domain::Error::StepUpRequired => Some(UserError {
            message: "Sign in again to do this: your last sign-in is too long ago.".to_owned(),
            field: None,
            code: UserErrorCode::StepUpRequired,
            step_up: Some(StepUp {
                max_age: FRESH / SECOND,
            }),
            retry_after: None,
        }),
        domain::Error::RateLimited { retry_after } => Some(UserError {
            message: format!("Too many tries. Wait {retry_after} seconds."),
            field: None,
            code: UserErrorCode::RateLimited,
            step_up: None,
            retry_after: Some(*retry_after),
        }),
        domain::Error::NotFound { field: None }
        | domain::Error::Unauthenticated
        | domain::Error::MissingScope(_)
        | domain::Error::Unavailable(_)
        | domain::Error::Internal(_) => None,
    }
}

/// Settings of a client, which inputs have in an object of their own.
const SETTINGS: &[&str] = &[
    "token_endpoint_auth_method",
    "pin_auth_method",
    "grant_types",
    "response_types",
    "response_modes",
    "default_scopes",
    "require_pkce",
    "rotate_refresh_tokens",
    "code_in_fragment",
    "id_token_signed_response_alg",
    "userinfo_signed_response_alg",
    "default_max_age",
];

/// The field's path as the inputs spell it: the domain uses the names of RFC 7591 and of columns.
fn path(field: &str) -> Option<Vec<String>> {
    if field.is_empty() {
        return None;
    }
    let mut path = Vec::new();
    for part in field.split('.') {
        match part {
            "redirect_uris" => path.push("redirectUrls".to_owned()),
            "post_logout_redirect_uris" => path.push("postLogoutRedirectUrls".to_owned()),
            setting if SETTINGS.contains(&setting) => {
                path.push("settings".to_owned());
                path.push(camel(setting));
            }
            other => path.push(camel(other)),
        }
    }
    Some(path)
}

fn camel(snake: &str) -> String {
    let mut out = String::with_capacity(snake.len());
    let mut upper = false;
    for c in snake.chars() {
        if c == '_' {
            upper = true;
        } else if upper {
            out.extend(c.to_uppercase());
            upper = false;
        } else {
            out.push(c);
        }
    }
    out
}

/// An error of the request, or of one of its fields.
pub fn refuse(error: &domain::Error) -> async_graphql::Error {
    let with = |code: &'static str, message: String| {
        async_graphql::Error::new(message).extend_with(|_, extensions| extensions.set("code", code))
    };
    match error {
        domain::Error::Unauthenticated => with("UNAUTHENTICATED", "Sign in to do this.".to_owned()),
        domain::Error::NotFound { .. } => with("NOT_FOUND", "This does not exist.".to_owned()),
        domain::Error::MissingScope(scope) => {
            with("FORBIDDEN", format!("The credential lacks the scope {scope}.")).extend_with(
                |_, extensions| {
                    extensions.set("scope", *scope);
                },
            )
        }
        // Who may see a thing but not do this to it hears so in a payload; a query has none.
        domain::Error::Denied(reason) => with("NOT_FOUND", reason.to_string()),
        domain::Error::Invalid(what) | domain::Error::Conflict(what) => with(
            "BAD_USER_INPUT",
            format!(
                "{}: {}",
                path(&what.field).unwrap_or_default().join("."),
                what.message
            ),
        ),
        domain::Error::LimitReached(what) => with("LIMIT_EXCEEDED", what.message.to_string()),
        domain::Error::StepUpRequired => with("UNAUTHENTICATED", "Sign in again to do this.".to_owned()),
        domain::Error::RateLimited { retry_after } => with(
            "RATE_LIMITED",
            format!("Too many tries. Wait {retry_after} seconds."),
        )
        .extend_with(|_, extensions| {
            extensions.set("retryAfter", *retry_after);
        }),
        domain::Error::Unavailable(cause) => {
            let id = random_id().simple().to_string();
            tracing::warn!(correlation_id = %id, "GraphQL: unavailable: {cause:#}");
            with(
                "UNAVAILABLE",
                "The service cannot answer at the moment. Try again.".to_owned(),
            )
            .extend_with(|_, extensions| extensions.set("correlationId", id.as_str()))
        }
        domain::Error::Internal(cause) => {
            let id = random_id().simple().to_string();
            tracing::error!(correlation_id = %id, "GraphQL: internal error: {cause:#}");
            with("INTERNAL", "Something went wrong on our side.".to_owned())
                .extend_with(|_, extensions| extensions.set("correlationId", id.as_str()))
        }
    }
}

/// As [`refuse`], for `?`.
pub trait OrRefuse<T> {
    /// The value, or the error of the request.
    ///
    /// # Errors
    /// As [`refuse`].
    fn or_refuse(self) -> async_graphql::Result<T>;
}

impl<T> OrRefuse<T> for domain::Result<T> {
    fn or_refuse(self) -> async_graphql::Result<T> {
        self.map_err(|error| refuse(&error))
    }
}

impl<T> OrRefuse<T> for Result<T, Arc<domain::Error>> {
    fn or_refuse(self) -> async_graphql::Result<T> {
        self.map_err(|error| refuse(&error))
    }
}

/// An input error of a query.
pub fn bad_input(message: impl Into<String>) -> async_graphql::Error {
    async_graphql::Error::new(message).extend_with(|_, extensions| extensions.set("code", "BAD_USER_INPUT"))
}

/// The answer would hold more rows than any may.
pub fn too_many_rows(most: usize) -> async_graphql::Error {
    let message = format!("An answer has {most} rows at most. Ask for less at once.");
    async_graphql::Error::new(message).extend_with(|_, extensions| extensions.set("code", "LIMIT_EXCEEDED"))
}

fn server_error(code: &'static str, message: impl Into<String>) -> ServerError {
    let mut error = ServerError::new(message, None);
    error.extensions.get_or_insert_default().set("code", code);
    error
}

/// A bound of the request was passed.
pub fn limit(message: impl Into<String>) -> ServerError {
    server_error("LIMIT_EXCEEDED", message)
}

/// The request is not well formed.
pub fn malformed(message: impl Into<String>) -> ServerError {
    server_error("BAD_USER_INPUT", message)
}

/// The schema is not told here, or not to whoever asks (SEC-95).
pub fn introspection_is_off() -> ServerError {
    server_error(
        "FORBIDDEN",
        "This server does not tell its schema here. It is in the file schema.graphql of its source.",
    )
}

/// Ours to mend; `cause` goes to the log only.
pub fn internal(cause: &str) -> ServerError {
    let id = random_id().simple().to_string();
    tracing::error!(correlation_id = %id, "GraphQL: internal error: {cause}");
    let mut error = server_error("INTERNAL", "Something went wrong on our side.");
    error
        .extensions
        .get_or_insert_default()
        .set("correlationId", id.as_str());
    error
}

/// What was wrong with a value, without the names of types that the library puts around it: `Failed to parse "T": why
/// (occurred while parsing "Input")` (SEC-101).
fn bare_reason(message: &str) -> Option<String> {
    let (_, why) = message.strip_prefix("Failed to parse \"")?.split_once("\": ")?;
    let end = why.find(" (occurred while parsing \"").unwrap_or(why.len());
    Some(why[..end].to_owned())
}

/// Gives an error of the library its code: it refuses documents and values, and knows no other trouble. `most` is what
/// an operation may cost.
pub fn classify(error: &mut ServerError, most: usize) {
    let known = error
        .extensions
        .as_ref()
        .is_some_and(|extensions| extensions.get("code").is_some());
    if known {
        return;
    }
    if let Some(why) = bare_reason(&error.message) {
        error.message = why;
    }
    if error.message == "Query is too complex." {
        error.message = format!(
            "The operation costs more than {most}: a list costs as much as it may hold, so ask for fewer at once (`first`), or for less of each."
        );
        error.extensions.get_or_insert_default().set("limit", most);
        error
            .extensions
            .get_or_insert_default()
            .set("code", "LIMIT_EXCEEDED");
        return;
    }
    let bounds = ["too complex", "too deep", "nested too", "recursion", "directives"];
    let code = if bounds
        .iter()
        .any(|word| error.message.to_lowercase().contains(word))
    {
        "LIMIT_EXCEEDED"
    } else {
        "BAD_USER_INPUT"
    };
    error.extensions.get_or_insert_default().set("code", code);
    error.source = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_spelled_as_inputs_spell_them() {
        for (domain, api) in [
            ("name", "name"),
            ("expected_version", "expectedVersion"),
            ("clients.0.redirect_uris.1", "clients.0.redirectUrls.1"),
            ("clients.0.grant_types.0", "clients.0.settings.grantTypes.0"),
            (
                "client.post_logout_redirect_uris.2",
                "client.postLogoutRedirectUrls.2",
            ),
            ("grantId", "grantId"),
        ] {
            assert_eq!(path(domain).unwrap().join("."), api);
        }
        assert_eq!(path(""), None);
    }

    #[test]
    fn sec_101_types_are_no_part_of_what_was_wrong() {
        let message = "Failed to parse \"EmailAddress\": Write an address. (occurred while parsing \"InviteMemberInput\")";
        let mut error = ServerError::new(message, None);
        classify(&mut error, 100);
        assert_eq!(error.message, "Write an address.");
        let mut costly = ServerError::new("Query is too complex.", None);
        classify(&mut costly, 100);
        assert!(costly.message.contains("more than 100"), "{}", costly.message);
    }

    #[test]
    fn a_field_is_called_as_the_input_calls_it() {
        let named = |field: &'static str| match domain::Error::invalid(field, "").renamed("id", "key") {
            domain::Error::Invalid(what) => what.field.into_owned(),
            other => panic!("{other}"),
        };
        for (domain, input) in [
            ("id", "key"),
            ("resources.0.id", "resources.0.key"),
            ("grid", "grid"),
            ("id.0", "id.0"),
            ("", ""),
        ] {
            assert_eq!(named(domain), input);
        }
        let missing = domain::Error::no_such("id").renamed("id", "key");
        assert!(matches!(missing, domain::Error::NotFound { field: Some("key") }));
    }

    #[test]
    fn sec_101_nothing_internal_is_shown() {
        let error = domain::Error::internal(anyhow::anyhow!("SELECT secret FROM app"));
        let shown = format!(
            "{:?}",
            refuse(&error).into_server_error(async_graphql::Pos::default())
        );
        assert!(
            !shown.contains("SELECT") && shown.contains("INTERNAL") && shown.contains("correlationId"),
            "{shown}"
        );
    }
}
