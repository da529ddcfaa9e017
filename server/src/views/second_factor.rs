//! The second step of signing in, and setting it up.

use askama::Template;

use super::{Account, AskingApp, Frame, PasskeyAsk, Text, go_on, with_query};

/// A code of the authenticator app, or a recovery code. Posts to `/second-factor`.
#[derive(Debug, Template)]
#[template(path = "second_factor.html")]
pub struct SecondFactor {
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
    /// Who is signing in.
    pub account: Account,
    /// What is asked for.
    pub asks: Asks,
    /// Why the last attempt failed, see [`SecondFactor::failed`].
    pub error: Option<String>,
    /// Seconds to wait after too many attempts (SEC-77). Shown instead of `error`.
    pub retry_after: Option<u64>,
    /// What one of their passkeys is asked.
    pub passkey: Option<PasskeyAsk>,
    /// Whether an authenticator app is set up.
    pub has_app: bool,
}

/// What the page of the second step asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asks {
    /// What the authenticator app shows.
    Totp,
    /// A recovery code.
    RecoveryCode,
}

impl SecondFactor {
    /// What is said of a code that does not fit.
    pub fn failed(text: Text, asks: Asks) -> String {
        let key = match asks {
            Asks::Totp => "second_factor.failed",
            Asks::RecoveryCode => "second_factor.recovery_failed",
        };
        text.get(key).to_owned()
    }

    fn problem(&self) -> Option<String> {
        super::sign_in::problem(&self.frame, self.error.as_deref(), self.retry_after)
    }

    fn recovery(&self) -> bool {
        self.asks == Asks::RecoveryCode
    }

    /// This page, asking for the other kind of code.
    fn other_link(&self) -> String {
        let path = go_on("/second-factor", self.flow.as_deref(), self.return_to.as_deref());
        if self.recovery() {
            path
        } else {
            with_query(&path, "method", "recovery")
        }
    }

    /// The sign-in page with nobody filled in.
    fn switch_link(&self) -> String {
        let path = go_on("/sign-in", self.flow.as_deref(), self.return_to.as_deref());
        with_query(&path, "account", "other")
    }
}

/// Setting up an authenticator app. Posts to `/two-step`.
#[derive(Debug, Template)]
#[template(path = "two_step.html")]
pub struct TwoStep {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser and its session (SEC-68).
    pub csrf: String,
    /// The stored authorization request to go on with.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// Whose.
    pub account: Account,
    /// Whether it must be done before the sign-in is complete.
    pub required: bool,
    /// The seed in base32.
    pub secret: String,
    /// The picture of the seed: its size in modules, and the path of its dark ones.
    pub picture: Option<(i32, String)>,
    /// The enrolment, sealed.
    pub token: String,
    /// What a device is asked for a passkey instead, and what that is called unless the person says otherwise.
    pub passkey: Option<(PasskeyAsk, String)>,
    /// Why the last attempt failed.
    pub error: Option<String>,
    /// Seconds to wait after too many attempts (SEC-77). Shown instead of `error`.
    pub retry_after: Option<u64>,
}

impl TwoStep {
    /// What is said of a passkey that could not be made.
    pub fn passkey_failed(text: Text) -> String {
        text.get("two_step.passkey_failed").to_owned()
    }

    fn problem(&self) -> Option<String> {
        super::sign_in::problem(&self.frame, self.error.as_deref(), self.retry_after)
    }

    /// The seed in groups of four, for reading and typing.
    fn groups(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        let groups: Vec<String> = letters.chunks(4).map(|group| group.iter().collect()).collect();
        groups.join(" ")
    }
}

/// The recovery codes, this once (SEC-87).
#[derive(Debug, Template)]
#[template(path = "recovery_codes.html")]
pub struct RecoveryCodes {
    /// What all pages share.
    pub frame: Frame,
    /// The codes.
    pub codes: Vec<String>,
    /// A page of ours to go on to.
    pub next: String,
}
