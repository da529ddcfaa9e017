//! Pages for what went wrong.

use askama::Template;

use super::{AskingApp, Frame};

/// A local error (SEC-04): what happened, what it means, what to do.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct ErrorPage {
    /// What all pages share.
    pub frame: Frame,
    /// The status it is sent with.
    pub status: u16,
    /// The standard's error code, element `error-code`.
    pub code: String,
    /// Leads an operator or developer to the record, element `error-id`.
    pub id: String,
    /// What happened.
    pub title: String,
    /// What it means for the reader.
    pub explanation: String,
    /// What to do.
    pub what_to_do: String,
    /// The full story, for a signed-in developer of the app only.
    pub for_developer: Option<DeveloperDetail>,
    /// Where the dashboard tells the app's developers everything about it, a path of ours.
    pub more: Option<String>,
}

/// Which rule refused a request, and why.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct DeveloperDetail {
    /// The rule.
    pub rule: String,
    /// What came.
    pub received: Option<String>,
    /// What would have been right.
    pub expected: Option<String>,
}

/// Why a page can't be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Problem {
    /// `client_id` is missing, unknown or disabled.
    UnknownApp,
    /// `redirect_uri` is missing or not registered (SEC-01).
    Redirect,
    /// Anything else missing or wrong in a request.
    Request,
    /// The flow or one-time link is over or used (SEC-18, SEC-69).
    Expired,
    /// No token of this browser session, or a foreign origin (SEC-68).
    Forgery,
    /// Signed in, without the right.
    Denied,
    /// SEC-77.
    Throttled,
    /// The database is away (SEC-120).
    Unavailable,
    /// Ours.
    Internal,
}

impl Problem {
    /// The status it is sent with.
    pub const fn status(self) -> u16 {
        match self {
            Self::UnknownApp | Self::Redirect | Self::Request | Self::Expired => 400,
            Self::Forgery | Self::Denied => 403,
            Self::Throttled => 429,
            Self::Internal => 500,
            Self::Unavailable => 503,
        }
    }

    /// The code shown when the caller has no more exact one.
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownApp => "invalid_client",
            Self::Redirect | Self::Request => "invalid_request",
            Self::Expired => "expired",
            Self::Forgery | Self::Denied => "access_denied",
            Self::Throttled => "slow_down",
            Self::Unavailable => "temporarily_unavailable",
            Self::Internal => "server_error",
        }
    }

    /// Title, explanation, what to do.
    const fn words(self) -> [&'static str; 3] {
        match self {
            Self::UnknownApp => [
                "problem.unknown_app_title",
                "problem.unknown_app_explanation",
                "problem.unknown_app_what_to_do",
            ],
            Self::Redirect => [
                "problem.redirect_title",
                "problem.redirect_explanation",
                "problem.redirect_what_to_do",
            ],
            Self::Request => [
                "problem.request_title",
                "problem.request_explanation",
                "problem.request_what_to_do",
            ],
            Self::Expired => [
                "problem.expired_title",
                "problem.expired_explanation",
                "problem.expired_what_to_do",
            ],
            Self::Forgery => [
                "problem.forgery_title",
                "problem.forgery_explanation",
                "problem.forgery_what_to_do",
            ],
            Self::Denied => [
                "problem.denied_title",
                "problem.denied_explanation",
                "problem.denied_what_to_do",
            ],
            Self::Throttled => [
                "problem.throttled_title",
                "problem.throttled_explanation",
                "problem.throttled_what_to_do",
            ],
            Self::Unavailable => [
                "problem.unavailable_title",
                "problem.unavailable_explanation",
                "problem.unavailable_what_to_do",
            ],
            Self::Internal => [
                "problem.internal_title",
                "problem.internal_explanation",
                "problem.internal_what_to_do",
            ],
        }
    }

    /// The page in words. `id` leads to the record.
    pub fn page(self, frame: Frame, id: impl Into<String>) -> ErrorPage {
        let [title, explanation, what_to_do] = self.words().map(|key| frame.service(key));
        ErrorPage {
            frame,
            status: self.status(),
            code: self.code().to_owned(),
            id: id.into(),
            title,
            explanation,
            what_to_do,
            for_developer: None,
            more: None,
        }
    }
}

/// Shown to people who are not signed in before an error goes back to an app nobody vouches for (SEC-04).
#[derive(Debug, Template)]
#[template(path = "return_error.html")]
pub struct ReturnError {
    /// What all pages share.
    pub frame: Frame,
    /// Who asked.
    pub app: AskingApp,
    /// The host the button leads to, ASCII.
    pub host: String,
    /// The standard's error code.
    pub code: String,
    /// The proven redirect URL with the error.
    pub url: String,
}

/// Nothing under this address.
#[derive(Debug, Template)]
#[template(path = "not_found.html")]
pub struct NotFound {
    /// What all pages share.
    pub frame: Frame,
}
