//! OAuth errors: a code of the standards, a description for the developer, and a cause that only the log sees.

use std::{borrow::Cow, fmt};

use crate::domain;

/// Short for a protocol result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// The registered error codes that we use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    /// RFC 6749.
    InvalidRequest,
    /// RFC 6749 section 5.2.
    InvalidClient,
    /// RFC 6749 section 5.2.
    InvalidGrant,
    /// RFC 6749.
    UnauthorizedClient,
    /// RFC 6749 section 5.2.
    UnsupportedGrantType,
    /// RFC 6749.
    InvalidScope,
    /// RFC 8707 section 2.
    InvalidTarget,
    /// RFC 9396 section 5.
    InvalidAuthorizationDetails,
    /// RFC 6749 section 4.1.2.1.
    AccessDenied,
    /// RFC 6749 section 4.1.2.1.
    UnsupportedResponseType,
    /// OpenID Connect Core section 3.1.2.6.
    LoginRequired,
    /// OpenID Connect Core section 3.1.2.6.
    ConsentRequired,
    /// OpenID Connect Core section 3.1.2.6.
    InteractionRequired,
    /// OpenID Connect Core section 3.1.2.6.
    AccountSelectionRequired,
    /// OpenID Connect Core section 3.1.2.6.
    RequestNotSupported,
    /// OpenID Connect Core section 3.1.2.6.
    RequestUriNotSupported,
    /// OpenID Connect Core section 3.1.2.6.
    RegistrationNotSupported,
    /// OpenID Connect Core Unmet Authentication Requirements.
    UnmetAuthenticationRequirements,
    /// RFC 6750 section 3.1.
    InvalidToken,
    /// RFC 6750 section 3.1.
    InsufficientScope,
    /// RFC 6749 section 4.1.2.1.
    ServerError,
    /// RFC 6749 section 4.1.2.1; at the token endpoint with status 503 (SEC-120).
    TemporarilyUnavailable,
    /// The same word, for one who asks too often: status 429 (SEC-77).
    TooManyRequests,
}

impl Code {
    /// The text on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnauthorizedClient => "unauthorized_client",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
            Self::InvalidTarget => "invalid_target",
            Self::InvalidAuthorizationDetails => "invalid_authorization_details",
            Self::AccessDenied => "access_denied",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::LoginRequired => "login_required",
            Self::ConsentRequired => "consent_required",
            Self::InteractionRequired => "interaction_required",
            Self::AccountSelectionRequired => "account_selection_required",
            Self::RequestNotSupported => "request_not_supported",
            Self::RequestUriNotSupported => "request_uri_not_supported",
            Self::RegistrationNotSupported => "registration_not_supported",
            Self::UnmetAuthenticationRequirements => "unmet_authentication_requirements",
            Self::InvalidToken => "invalid_token",
            Self::InsufficientScope => "insufficient_scope",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable | Self::TooManyRequests => "temporarily_unavailable",
        }
    }

    /// The status at the endpoints that answer with JSON.
    pub const fn status(self) -> u16 {
        match self {
            Self::InvalidClient | Self::InvalidToken => 401,
            Self::InsufficientScope => 403,
            Self::ServerError => 500,
            Self::TemporarilyUnavailable => 503,
            Self::TooManyRequests => 429,
            _ => 400,
        }
    }
}

/// Why a request was refused.
#[derive(Debug)]
pub struct Error {
    /// The code.
    pub code: Code,
    /// For the developer; within the RFC's characters, and nothing that the caller should not know.
    pub description: Cow<'static, str>,
    /// Whole seconds to wait, where waiting helps.
    pub retry_after: Option<u64>,
    /// For the log.
    pub cause: Option<anyhow::Error>,
}

impl Error {
    /// Refused, and why.
    pub fn new(code: Code, description: impl Into<Cow<'static, str>>) -> Self {
        Self {
            code,
            description: description.into(),
            retry_after: None,
            cause: None,
        }
    }

    /// `invalid_request`.
    pub fn invalid_request(description: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::InvalidRequest, description)
    }

    /// `invalid_grant`.
    pub fn invalid_grant(description: impl Into<Cow<'static, str>>) -> Self {
        Self::new(Code::InvalidGrant, description)
    }

    /// The description as the RFC allows it: printable ASCII without quotation mark and backslash.
    pub fn safe_description(&self) -> String {
        self.description
            .chars()
            .map(|c| match c {
                '"' | '\\' => '\'',
                ' '..='~' => c,
                _ => '?',
            })
            .take(400)
            .collect()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.description)?;
        self.cause
            .as_ref()
            .map_or(Ok(()), |cause| write!(f, " ({cause:#})"))
    }
}

impl From<domain::Error> for Error {
    fn from(error: domain::Error) -> Self {
        match error {
            domain::Error::Unavailable(cause) => Self {
                code: Code::TemporarilyUnavailable,
                description: "The service cannot reach its database. Try again in a moment.".into(),
                retry_after: Some(2),
                cause: Some(cause),
            },
            domain::Error::RateLimited { retry_after } => Self {
                code: Code::TooManyRequests,
                description: "Too many requests. Try again later.".into(),
                retry_after: Some(retry_after),
                cause: None,
            },
            domain::Error::Internal(cause) => Self {
                code: Code::ServerError,
                description: "Something went wrong here. It has been recorded.".into(),
                retry_after: None,
                cause: Some(cause),
            },
            domain::Error::Unauthenticated
            | domain::Error::NotFound { .. }
            | domain::Error::MissingScope(_)
            | domain::Error::Denied(_)
            | domain::Error::Invalid(_)
            | domain::Error::Conflict(_)
            | domain::Error::StepUpRequired
            | domain::Error::LimitReached(_) => Self::new(Code::AccessDenied, error.to_string()),
        }
    }
}
