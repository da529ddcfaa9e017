//! Making an account: by oneself, or the first administrator's.

use askama::Template;

use super::{AskingApp, Frame, ProviderButtons, Text, go_on};

/// What is wrong with one field of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError {
    /// Id and name of the input.
    pub field: &'static str,
    /// What to do about it.
    pub message: String,
}

/// Everything that can be wrong with the fields of a new account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldProblem {
    /// Nothing typed.
    NameMissing,
    /// SEC-107.
    NameInvalid,
    /// Nothing typed.
    EmailMissing,
    /// Not an address.
    EmailInvalid,
    /// Only told where there is no mail server (SEC-76, Decisions).
    EmailTaken,
    /// The operator's rules refuse the address.
    EmailRefused,
    /// Nothing typed.
    PasswordMissing,
    /// Fewer characters than this.
    PasswordShort(usize),
    /// More bytes than this (SEC-79).
    PasswordLong(usize),
    /// In a list of common ones, or scored as easy to guess.
    PasswordCommon,
    /// In a list of stolen ones.
    PasswordStolen,
    /// Contains words of the account or the service (SEC-79).
    PasswordPersonal,
}

impl FieldProblem {
    /// The problem in words, tied to its input.
    pub fn say(self, text: Text) -> FieldError {
        let counted = |key, count: usize| text.fill(key, &[("count", &count.to_string())]);
        let (field, message) = match self {
            Self::NameMissing => ("name", text.get("field.name_missing").to_owned()),
            Self::NameInvalid => ("name", text.get("field.name_invalid").to_owned()),
            Self::EmailMissing => ("email", text.get("field.email_missing").to_owned()),
            Self::EmailInvalid => ("email", text.get("field.email_invalid").to_owned()),
            Self::EmailTaken => ("email", text.get("field.email_taken").to_owned()),
            Self::EmailRefused => ("email", text.get("field.email_refused").to_owned()),
            Self::PasswordMissing => ("password", text.get("field.password_missing").to_owned()),
            Self::PasswordShort(least) => ("password", counted("field.password_short", least)),
            Self::PasswordLong(most) => ("password", counted("field.password_long", most)),
            Self::PasswordCommon => ("password", text.get("field.password_common").to_owned()),
            Self::PasswordStolen => ("password", text.get("field.password_stolen").to_owned()),
            Self::PasswordPersonal => ("password", text.get("field.password_personal").to_owned()),
        };
        FieldError { field, message }
    }
}

/// A new account. Posts to `/register`.
#[derive(Debug, Template)]
#[template(path = "register.html")]
pub struct Register {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser (SEC-68).
    pub csrf: String,
    /// The stored authorization request to go on with.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// The token of an invitation; then the address is the invited one.
    pub invitation: Option<String>,
    /// What was typed before.
    pub email: String,
    /// What was typed before.
    pub name: String,
    /// Whether the browser is to keep the session when it is closed, to begin with; none where none begins.
    pub remember: Option<bool>,
    /// The fewest characters a password may have.
    pub password_min: usize,
    /// Other providers to register with.
    pub providers: ProviderButtons,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

impl Register {
    fn problem(&self, field: &str) -> Option<&str> {
        problem(&self.errors, field)
    }

    fn sign_in_link(&self) -> String {
        go_on("/sign-in", self.flow.as_deref(), self.return_to.as_deref())
    }
}

/// Nobody may create an account.
#[derive(Debug, Template)]
#[template(path = "registration_closed.html")]
pub struct RegistrationClosed {
    /// What all pages share.
    pub frame: Frame,
    /// The stored authorization request to go on with.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
}

impl RegistrationClosed {
    fn sign_in_link(&self) -> String {
        go_on("/sign-in", self.flow.as_deref(), self.return_to.as_deref())
    }
}

/// The first administrator, by the one-time link (SEC-115). Posts to `/setup`.
#[derive(Debug, Template)]
#[template(path = "setup.html")]
pub struct Setup {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser (SEC-68).
    pub csrf: String,
    /// The one-time token of the link.
    pub token: String,
    /// What was typed before.
    pub email: String,
    /// What was typed before.
    pub name: String,
    /// The fewest characters a password may have.
    pub password_min: usize,
    /// What was wrong with it.
    pub errors: Vec<FieldError>,
}

impl Setup {
    fn problem(&self, field: &str) -> Option<&str> {
        problem(&self.errors, field)
    }
}

fn problem<'a>(errors: &'a [FieldError], field: &str) -> Option<&'a str> {
    errors
        .iter()
        .find(|error| error.field == field)
        .map(|error| error.message.as_str())
}
