//! Signing in, and proving it again.

use askama::Template;

use super::{Account, AskingApp, Frame, Linking, PasskeyAsk, ProviderButtons, Text, go_on, with_query};

/// Email and password. Posts to `/sign-in`.
#[derive(Debug, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser (SEC-68, login CSRF included).
    pub csrf: String,
    /// The stored authorization request to go on with.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// `login_hint`, or what was typed before.
    pub email: String,
    /// Why the last attempt failed: one neutral sentence (SEC-76), see [`SignIn::failed`].
    pub error: Option<String>,
    /// Seconds to wait after too many attempts (SEC-77). Shown instead of `error`.
    pub retry_after: Option<u64>,
    /// People may create accounts themselves.
    pub registration_open: bool,
    /// Whether the browser is to keep the session when it is closed, to begin with.
    pub remember: bool,
    /// What a passkey is asked.
    pub passkey: Option<PasskeyAsk>,
    /// Other providers to sign in with.
    pub providers: ProviderButtons,
    /// What the account is to be linked with afterwards.
    pub linking: Option<Linking>,
    /// Another password can be set by mail.
    pub reset_possible: bool,
}

impl SignIn {
    /// The one answer to every attempt that failed (SEC-76).
    pub fn failed(text: Text) -> String {
        text.get("sign_in.failed").to_owned()
    }

    /// What is said of a passkey that could not be checked.
    pub fn passkey_failed(text: Text) -> String {
        text.get("sign_in.passkey_failed").to_owned()
    }

    fn problem(&self) -> Option<String> {
        problem(&self.frame, self.error.as_deref(), self.retry_after)
    }

    fn reset_link(&self) -> String {
        go_on("/reset-password", self.flow.as_deref(), self.return_to.as_deref())
    }

    fn register_link(&self) -> String {
        go_on("/register", self.flow.as_deref(), self.return_to.as_deref())
    }
}

/// The password again, for the account in use (`prompt=login`, `max_age`). Posts to `/sign-in`.
#[derive(Debug, Template)]
#[template(path = "reauthenticate.html")]
pub struct Reauthenticate {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser session (SEC-68).
    pub csrf: String,
    /// The stored authorization request to go on with.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// Whose password is asked for.
    pub account: Account,
    /// Why the last attempt failed, see [`SignIn::failed`].
    pub error: Option<String>,
    /// Seconds to wait after too many attempts (SEC-77). Shown instead of `error`.
    pub retry_after: Option<u64>,
    /// Whether the browser keeps the session when it is closed, and will the next.
    pub remembered: bool,
    /// What a passkey is asked.
    pub passkey: Option<PasskeyAsk>,
    /// Whether the account has a password.
    pub has_password: bool,
    /// Linked providers that can prove it.
    pub providers: ProviderButtons,
}

impl Reauthenticate {
    fn problem(&self) -> Option<String> {
        problem(&self.frame, self.error.as_deref(), self.retry_after)
    }

    /// The sign-in page with nobody filled in.
    fn switch_link(&self) -> String {
        with_query(
            &go_on("/sign-in", self.flow.as_deref(), self.return_to.as_deref()),
            "account",
            "other",
        )
    }
}

/// What went wrong, or how long to wait.
pub(super) fn problem(frame: &Frame, error: Option<&str>, retry_after: Option<u64>) -> Option<String> {
    match retry_after {
        Some(seconds) => Some(frame.fill("sign_in.wait", "time", &frame.text.wait(seconds))),
        None => error.map(ToOwned::to_owned),
    }
}
