//! Signing out, asked first where nothing proves that the person wants it (SEC-12).

use askama::Template;

use super::{Account, AskingApp, Frame, safe_link};

/// Asks before the session ends. Posts to `/sign-out`.
#[derive(Debug, Template)]
#[template(path = "sign_out.html")]
pub struct SignOut {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser session (SEC-68).
    pub csrf: String,
    /// Who is signed in.
    pub account: Option<Account>,
    /// Who else is signed in here.
    pub others: Vec<Account>,
    /// The app's request, opaque, to go on with afterwards.
    pub request: Option<String>,
    /// The app that asks.
    pub app: Option<AskingApp>,
}

impl SignOut {
    /// Whom the second button signs out too.
    fn others_line(&self) -> String {
        let addresses: Vec<&str> = self.others.iter().map(|account| account.email.as_str()).collect();
        self.frame
            .fill("sign_out.others", "accounts", &addresses.join(", "))
    }
}

/// The session has ended.
#[derive(Debug, Template)]
#[template(path = "signed_out.html")]
pub struct SignedOut {
    /// What all pages share.
    pub frame: Frame,
    /// Whether other people are still signed in here.
    pub others: bool,
    /// The app that asked.
    pub app: Option<AskingApp>,
    /// A page of the app to go back to.
    pub back: Option<String>,
}

impl SignedOut {
    fn back_link(&self) -> Option<(&AskingApp, &str)> {
        self.app.as_ref().zip(safe_link(self.back.as_deref()))
    }
}
