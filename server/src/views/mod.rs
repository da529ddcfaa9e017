//! The flow pages as views: plain data in, HTML out. One file per step of a journey, its templates in
//! `server/templates`, its words in `server/messages`. No axum and no database in here.
//!
//! Every value is escaped by askama (SEC-106); no page has an inline script or style (SEC-62). Ids of inputs
//! and buttons are stable: scripts, password managers and the conformance suite rely on them.

mod account;
mod consent;
mod error;
mod form_post;
mod key_request;
mod mail;
mod provider;
mod recovery;
mod register;
mod second_factor;
mod sign_in;
mod sign_out;
mod text;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use unicode_segmentation::UnicodeSegmentation;

pub use account::{AccountChoice, SelectAccount};
pub use consent::{Consent, Lifetime, ResourceChoice, ResourceOption, ScopeLine};
pub use error::{DeveloperDetail, ErrorPage, NotFound, Problem, ReturnError};
pub use form_post::FormPost;
pub use key_request::{
    ExistingKey, KeyLine, KeyRefusal, KeyRequestPage, KeyResourceChoice, KeyResourceLine, KeyShown,
};
pub use mail::{Mail, MailLink, MailNotice};
pub use provider::{
    Fruitless, Identity, Linking, ProviderButton, ProviderButtons, ProviderLink, ProviderTrouble,
};
pub use recovery::{Confirm, Confirming, Mailbox, MailboxLetter, NewPassword, ResetPassword, Tell, Told};
pub use register::{FieldError, FieldProblem, Register, RegistrationClosed, Setup};
pub use second_factor::{Asks, RecoveryCodes, SecondFactor, TwoStep};
pub use sign_in::{Reauthenticate, SignIn};
pub use sign_out::{SignOut, SignedOut};
pub use text::{Language, Text};

/// What all pages share.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// The words, in the reader's language.
    pub text: Text,
    /// What the operator calls this server.
    pub service_name: String,
    /// The operator's privacy page.
    pub privacy_url: Option<String>,
    /// The operator's terms of service.
    pub terms_url: Option<String>,
    /// Where the operator helps people.
    pub support_url: Option<String>,
    /// The public URL is http on loopback: the footer warns.
    pub development: bool,
    /// Path and query under which a GET shows this page again. With it the footer offers the other languages
    /// as `ui_locales`.
    pub here: Option<String>,
}

impl Frame {
    /// Words for a key.
    fn t(&self, key: &'static str) -> &'static str {
        self.text.get(key)
    }

    /// Words for a key with one value filled in.
    fn fill(&self, key: &'static str, name: &str, value: &str) -> String {
        self.text
            .fill(key, &[(name, value), ("service", &self.service_name)])
    }

    /// Words for a key that names this server.
    fn service(&self, key: &'static str) -> String {
        self.text.fill(key, &[("service", &self.service_name)])
    }

    /// Words for a key that may name an app, and another where there is none.
    fn for_app(&self, with: &'static str, without: &'static str, app: Option<&AskingApp>) -> String {
        app.map_or_else(|| self.service(without), |app| self.fill(with, "app", &app.name))
    }

    /// The other languages and where to get this page in them.
    fn other_languages(&self) -> Vec<(Language, String)> {
        let Some(here) = self.here.as_deref() else {
            return Vec::new();
        };
        let here = without(here, "ui_locales");
        let others = Language::ALL
            .into_iter()
            .filter(|language| *language != self.text.language);
        others
            .map(|language| (language, with_query(&here, "ui_locales", language.tag())))
            .collect()
    }

    fn privacy_link(&self) -> Option<&str> {
        safe_link(self.privacy_url.as_deref())
    }

    fn terms_link(&self) -> Option<&str> {
        safe_link(self.terms_url.as_deref())
    }

    fn support_link(&self) -> Option<&str> {
        safe_link(self.support_url.as_deref())
    }
}

/// The app on whose behalf a page is shown.
#[derive(Clone, Debug, Default)]
pub struct AskingApp {
    /// Its display name.
    pub name: String,
    /// Host of the redirect URL, ASCII (SEC-71).
    pub host: String,
    /// Its logo on our origin (SEC-105).
    pub logo_url: Option<String>,
    /// An administrator vouches for it.
    pub verified: bool,
    /// Who publishes it.
    pub publisher: Option<String>,
    /// Its privacy policy.
    pub policy_uri: Option<String>,
    /// Its terms.
    pub tos_uri: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
}

impl AskingApp {
    fn initial(&self) -> String {
        initial(&self.name)
    }

    fn policy_link(&self) -> Option<&str> {
        safe_link(self.policy_uri.as_deref())
    }

    fn terms_link(&self) -> Option<&str> {
        safe_link(self.tos_uri.as_deref())
    }

    fn homepage_link(&self) -> Option<&str> {
        safe_link(self.homepage.as_deref())
    }

    fn has_links(&self) -> bool {
        self.policy_link()
            .or(self.terms_link())
            .or(self.homepage_link())
            .is_some()
    }
}

/// What a script asks a passkey (Web Authentication Level 3).
#[derive(Clone, Debug, Default)]
pub struct PasskeyAsk {
    /// The argument of `navigator.credentials.get`, as JSON.
    pub options: String,
    /// The challenge, sealed; it comes back with the answer.
    pub token: String,
}

/// The account in use.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// What its owner is called.
    pub name: Option<String>,
    /// Its address, which also names it.
    pub email: String,
}

impl Account {
    fn label(&self) -> &str {
        self.name.as_deref().unwrap_or(&self.email)
    }

    fn initial(&self) -> String {
        initial(self.label())
    }
}

/// The first letter or digit of a name, as people see it, for a monogram.
fn initial(name: &str) -> String {
    let first = name
        .graphemes(true)
        .find(|part| part.chars().all(char::is_alphanumeric));
    first.unwrap_or("?").to_uppercase()
}

/// A link to another site: https, or http on loopback (SEC-106), else none.
fn safe_link(url: Option<&str>) -> Option<&str> {
    let parsed = url::Url::parse(url?).ok()?;
    let loopback = || matches!(parsed.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"));
    let safe = parsed.scheme() == "https" || (parsed.scheme() == "http" && loopback());
    url.filter(|_| safe)
}

/// Unreserved characters stay (RFC 3986 section 2.3).
const QUERY_VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Path and query without that parameter.
fn without(address: &str, name: &str) -> String {
    let Some((path, query)) = address.split_once('?') else {
        return address.to_owned();
    };
    let kept: Vec<&str> = query
        .split('&')
        .filter(|pair| pair.split('=').next() != Some(name))
        .collect();
    if kept.iter().all(|pair| pair.is_empty()) {
        return path.to_owned();
    }
    format!("{path}?{}", kept.join("&"))
}

fn with_query(path: &str, name: &str, value: &str) -> String {
    let join = if path.contains('?') { '&' } else { '?' };
    format!("{path}{join}{name}={}", utf8_percent_encode(value, QUERY_VALUE))
}

/// A page of ours that goes on with the same flow.
pub(crate) fn go_on(path: &str, flow: Option<&str>, return_to: Option<&str>) -> String {
    let path = flow.map_or_else(|| path.to_owned(), |flow| with_query(path, "flow", flow));
    return_to.map_or_else(
        || path.clone(),
        |return_to| with_query(&path, "return_to", return_to),
    )
}

#[cfg(test)]
mod tests;
