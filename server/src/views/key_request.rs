//! What an app asks a key for, the answer, and the key itself where no app waits for it.

use askama::Template;

use super::{Account, AskingApp, DeveloperDetail, ErrorPage, Frame};

/// A new key, or the access that the app has already. Posts `decision` (`allow`, `deny`, `reuse`, `new`, `switch`), the
/// `permission`s kept, a `resource_…` for each type, and the `label` to `/api-keys/authorize`.
#[derive(Debug, Template)]
#[template(path = "key_request.html")]
pub struct KeyRequestPage {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser session (SEC-68).
    pub csrf: String,
    /// The sealed request of this page, session and user (SEC-69).
    pub transaction: String,
    /// Who asks; the host is empty where the key is only shown.
    pub app: AskingApp,
    /// Whether it is a registered app; else nobody knows who asks.
    pub known: bool,
    /// Who answers.
    pub account: Account,
    /// What is asked for.
    pub lines: Vec<KeyLine>,
    /// The part of it that can do more harm.
    pub sensitive: Vec<KeyLine>,
    /// What could be added.
    pub more: Vec<KeyLine>,
    /// Whether permissions can be unticked and added.
    pub may_choose: bool,
    /// What the permissions can be limited to.
    pub choices: Vec<KeyResourceChoice>,
    /// What the key will be called.
    pub label: String,
    /// A key that the app has already.
    pub existing: Option<ExistingKey>,
    /// Whether all of it can be given.
    pub can_allow: bool,
    /// The host where the key is posted to, ASCII; none: it is shown.
    pub redirect_to: Option<String>,
    /// Whether it travels unprotected.
    pub plain_http: bool,
    /// How long the key before it works, in words.
    pub overlap: String,
    /// What is wrong with the last answer.
    pub error: Option<String>,
}

/// One permission.
#[derive(Clone, Debug, Default)]
pub struct KeyLine {
    /// As forms send it.
    pub value: String,
    /// What it lets the app do.
    pub title: String,
    /// More, on demand.
    pub description: Option<String>,
    /// The API it belongs to; none for the account itself.
    pub api: Option<String>,
    /// The one resource that it is limited to.
    pub resource: Option<String>,
    /// Its picture.
    pub icon: &'static str,
    /// Whether its box is ticked.
    pub ticked: bool,
    /// The app's key does not have it yet.
    pub is_new: bool,
    /// Whether the account can give it.
    pub available: bool,
}

/// Resources of one type to choose from.
#[derive(Clone, Debug, Default)]
pub struct KeyResourceChoice {
    /// The type.
    pub kind: String,
    /// Whether more than one may be chosen.
    pub several: bool,
    /// The resources.
    pub resources: Vec<KeyResourceLine>,
}

/// One resource.
#[derive(Clone, Debug, Default)]
pub struct KeyResourceLine {
    /// As forms send it.
    pub value: String,
    /// What people read.
    pub name: String,
    /// Its id at the API.
    pub key: String,
    /// Whether it is chosen.
    pub ticked: bool,
}

/// A key that the app has already.
#[derive(Clone, Debug, Default)]
pub struct ExistingKey {
    /// What its owner calls it.
    pub label: String,
    /// Its last four characters.
    pub last_four: String,
    /// Whether it is offered to be used again, rather than another one made.
    pub reuse: bool,
    /// What it may do, each marked where it was not asked for.
    pub lines: Vec<KeyLine>,
    /// What is asked for and it has not.
    pub added: Vec<String>,
    /// What it has and is not asked for.
    pub extra: Vec<String>,
}

impl KeyRequestPage {
    fn reused(&self) -> Option<&ExistingKey> {
        self.existing.as_ref().filter(|existing| existing.reuse)
    }

    fn heading(&self) -> String {
        let key = if self.reused().is_some() {
            "key_request.reuse_title"
        } else {
            "key_request.title"
        };
        self.frame.fill(key, "app", &self.app.name)
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() && self.sensitive.is_empty()
    }
}

/// The key, shown this once.
#[derive(Debug, Template)]
#[template(path = "key_shown.html")]
pub struct KeyShown {
    /// What all pages share.
    pub frame: Frame,
    /// What it is called.
    pub label: String,
    /// The key, element `api-key`.
    pub key: String,
    /// What it may do.
    pub permissions: Vec<String>,
}

/// Why a request for a key is not put to the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRefusal {
    /// There is no such permission.
    Permission(String),
    /// The key would travel over plain http, which the operator can allow by the setting of this name.
    PlainHttp(&'static str),
    /// Where it would be posted to is no place for a key; and which rule says so.
    Redirect(String),
    /// Another parameter, and what is wrong with it.
    Parameter(String, String),
}

impl KeyRefusal {
    /// The page in words. `id` leads to the record.
    pub fn page(self, frame: Frame, id: impl Into<String>) -> ErrorPage {
        let (title, explanation, code, rule) = match &self {
            Self::Permission(name) => (
                frame.t("key_refusal.permission_title"),
                frame.fill("key_refusal.permission", "permission", name),
                "invalid_scope",
                None,
            ),
            Self::PlainHttp(setting) => (
                frame.t("key_refusal.http_title"),
                frame.fill("key_refusal.http", "setting", setting),
                "invalid_request",
                None,
            ),
            Self::Redirect(why) => (
                frame.t("key_refusal.redirect_title"),
                frame.service("key_refusal.redirect"),
                "invalid_request",
                Some(("redirect".to_owned(), why.clone())),
            ),
            Self::Parameter(name, why) => (
                frame.t("key_refusal.parameter_title"),
                frame.fill("key_refusal.parameter", "parameter", name),
                "invalid_request",
                Some((name.clone(), why.clone())),
            ),
        };
        ErrorPage {
            status: 400,
            code: code.to_owned(),
            id: id.into(),
            title: title.to_owned(),
            explanation,
            what_to_do: frame.service("key_refusal.what_to_do"),
            for_developer: rule.map(|(name, why)| DeveloperDetail {
                rule: format!("{name}: {why}"),
                ..DeveloperDetail::default()
            }),
            frame,
        }
    }
}
