//! What an app asks for, and the answer.

use askama::Template;

use super::{Account, AskingApp, Frame, Text};

/// Allow or refuse (SEC-71). Posts `decision` and the `scope`s kept to `/consent`; a decision `switch` asks for
/// another account.
#[derive(Debug, Template)]
#[template(path = "consent.html")]
pub struct Consent {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser session (SEC-68).
    pub csrf: String,
    /// The one-time transaction of this page, session and user (SEC-69).
    pub transaction: String,
    /// Who asks.
    pub app: AskingApp,
    /// Who answers.
    pub account: Account,
    /// What is asked for.
    pub scopes: Vec<ScopeLine>,
    /// The part of it that can do more harm.
    pub sensitive: Vec<ScopeLine>,
    /// What the person chooses resources for.
    pub resources: Vec<ResourceChoice>,
    /// All of it was allowed before; the app can't prove who it is, so one click is needed (SEC-70).
    pub only_confirmation: bool,
    /// How long it lasts, see [`Lifetime`].
    pub lifetime_note: Option<String>,
    /// The host where the browser goes next, ASCII.
    pub redirect_to: String,
}

impl Consent {
    fn heading(&self) -> String {
        let key = if self.only_confirmation {
            "consent.confirm_title"
        } else {
            "consent.title"
        };
        self.frame.fill(key, "app", &self.app.name)
    }

    fn every_line(&self) -> impl Iterator<Item = &ScopeLine> {
        self.scopes.iter().chain(&self.sensitive)
    }

    /// Something was allowed before, so what is new is worth a mark.
    fn marks_new(&self) -> bool {
        !self.only_confirmation && self.every_line().any(|line| !line.is_new)
    }

    /// The first thing that is wrong with the answer, and the element that it is about.
    fn problem(&self) -> Option<(String, &str)> {
        self.resources.iter().find_map(|choice| {
            let message = choice.problem.as_deref()?;
            Some((format!("{}-some", choice.name), message))
        })
    }

    fn has_optional(&self) -> bool {
        !self.only_confirmation && self.every_line().any(|line| line.optional)
    }

    fn is_empty(&self) -> bool {
        self.every_line().next().is_none()
    }
}

/// One permission in the words of the person who is asked.
#[derive(Clone, Debug, Default)]
pub struct ScopeLine {
    /// The scope.
    pub name: String,
    /// What it lets the app do.
    pub title: String,
    /// More, on demand.
    pub description: Option<String>,
    /// The API it belongs to (SEC-71); none for the account itself.
    pub api: Option<String>,
    /// Not allowed before.
    pub is_new: bool,
    /// May be unticked.
    pub optional: bool,
    /// The names of the resources it is limited to; empty where it is not.
    pub resources: Vec<String>,
    /// Its picture, see [`ScopeLine::icon_of`].
    pub icon: &'static str,
}

impl ScopeLine {
    /// A scope that the service defines, those of `OpenID` Connect (Core 5.4, 11) among them, in words of the catalogue;
    /// none where its own words serve.
    pub fn standard(text: Text, name: &str) -> Option<Self> {
        let (title, description) = match name {
            "openid" => ("scope.openid", "scope.openid_description"),
            "profile" => ("scope.profile", "scope.profile_description"),
            "email" => ("scope.email", "scope.email_description"),
            "address" => ("scope.address", "scope.address_description"),
            "phone" => ("scope.phone", "scope.phone_description"),
            "offline_access" => ("scope.offline_access", "scope.offline_access_description"),
            _ => return Self::translated(text, name),
        };
        Some(Self {
            name: name.to_owned(),
            title: text.get(title).to_owned(),
            description: Some(text.get(description).to_owned()),
            icon: Self::icon_of(name),
            ..Self::default()
        })
    }

    fn translated(text: Text, name: &str) -> Option<Self> {
        let words = text.permission(name)?;
        Some(Self {
            name: name.to_owned(),
            title: words.title.clone(),
            description: Some(words.description.clone()),
            icon: Self::icon_of(name),
            ..Self::default()
        })
    }

    /// The picture for a scope, told from its name: what it is about, else whether it reads or changes things.
    pub fn icon_of(name: &str) -> &'static str {
        match name {
            "openid" | "profile" => "user",
            "email" => "mail",
            "address" | "phone" => "card",
            "offline_access" => "clock",
            _ if name.contains("store") => "store",
            _ if name.starts_with("admin") => "shield",
            _ if name.ends_with(":read") || name.ends_with("history") => "eye",
            _ if name.ends_with(":write") => "pencil",
            _ => "key",
        }
    }
}

/// A question about resources: all of a type, also later ones, or some. Posts `choice-NAME` (`all` or `some`) and
/// `resource-NAME` for each that is chosen.
#[derive(Clone, Debug, Default)]
pub struct ResourceChoice {
    /// Its name, also the beginning of its ids: `NAME-all`, `NAME-some`, `NAME-1`, ….
    pub name: String,
    /// The type of resource.
    pub kind: String,
    /// The API that knows them; none for the service's own.
    pub api: Option<String>,
    /// The titles of what is limited by the answer.
    pub titles: Vec<String>,
    /// Whether all are chosen as long as nothing is changed.
    pub all: bool,
    /// What there is to choose from.
    pub options: Vec<ResourceOption>,
    /// What was wrong with the answer.
    pub problem: Option<String>,
}

/// A resource that can be chosen.
#[derive(Clone, Debug, Default)]
pub struct ResourceOption {
    /// Its key at the API.
    pub key: String,
    /// What people read.
    pub name: String,
    /// Whether it is ticked.
    pub chosen: bool,
}

/// How long what is allowed lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifetime {
    /// Until the grant is removed.
    UntilRemoved,
    /// Until the browser session ends.
    UntilSignOut,
}

impl Lifetime {
    /// In words, for [`Consent::lifetime_note`].
    pub fn note(self, text: Text) -> String {
        match self {
            Self::UntilRemoved => text.get("consent.until_removed"),
            Self::UntilSignOut => text.get("consent.until_sign_out"),
        }
        .to_owned()
    }
}
