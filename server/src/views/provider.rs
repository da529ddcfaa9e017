//! Signing in with another provider, and what may come of it.

use askama::Template;

use super::{Account, AskingApp, FieldError, Frame, go_on, with_query};

/// A provider, as a button. Posts to `/providers/{id}/start`.
#[derive(Clone, Debug, Default)]
pub struct ProviderButton {
    /// Its id, for the address.
    pub id: String,
    /// What people call it.
    pub title: String,
}

/// What a form that begins a visit says besides the flow.
#[derive(Clone, Debug, Default)]
pub struct ProviderButtons {
    /// The providers.
    pub all: Vec<ProviderButton>,
    /// What for, where it is not to sign in.
    pub purpose: Option<&'static str>,
    /// The token of an invitation.
    pub invitation: Option<String>,
}

/// A sign-in whose account is to be linked with one at a provider.
#[derive(Clone, Debug)]
pub struct Linking {
    /// The provider's name.
    pub provider: String,
    /// The address of which there is an account here.
    pub email: Option<String>,
}

impl Linking {
    pub(super) fn words(&self, frame: &Frame) -> String {
        match &self.email {
            Some(email) => frame.text.fill(
                "provider.account_exists",
                &[("email", email), ("provider", &self.provider)],
            ),
            None => frame.fill("provider.sign_in_to_link", "provider", &self.provider),
        }
    }
}

/// Asks before somebody is sent to a provider to link their account there. Posts to `/providers/{id}/start`.
#[derive(Debug, Template)]
#[template(path = "provider_link.html")]
pub struct ProviderLink {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser and its session (SEC-68).
    pub csrf: String,
    /// The provider.
    pub provider: ProviderButton,
    /// The account that it is linked with.
    pub account: Account,
}

/// Somebody came back from a provider whom no account here is linked with. Posts to `/identity`.
#[derive(Debug, Template)]
#[template(path = "identity.html")]
pub struct Identity {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser and its session (SEC-68).
    pub csrf: String,
    /// What was proved.
    pub visit: String,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// The provider's name.
    pub provider: String,
    /// The address of the account there.
    pub shown_email: Option<String>,
    /// Who is signed in here, and could be linked.
    pub account: Option<Account>,
    /// Whether an account can be made from it.
    pub may_register: bool,
    /// Whether the person chooses the address.
    pub asks_email: bool,
    /// The address of the new account.
    pub email: String,
    /// The name of the new account.
    pub name: String,
    /// What was wrong with the form.
    pub errors: Vec<FieldError>,
}

impl Identity {
    fn problem(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|error| error.field == field)
            .map(|error| error.message.as_str())
    }

    fn here(&self) -> String {
        with_query("/identity", "visit", &self.visit)
    }

    fn sign_in_link(&self) -> String {
        go_on("/sign-in", None, Some(&self.here()))
    }

    fn other_link(&self) -> String {
        with_query(&self.sign_in_link(), "account", "other")
    }

    fn link_words(&self, account: &Account) -> String {
        self.frame.text.fill(
            "identity.link_lead",
            &[("provider", &self.provider), ("account", &account.email)],
        )
    }
}

/// Why a visit came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fruitless {
    /// The person said no there.
    Cancelled,
    /// The provider refused.
    Refused,
    /// The provider does not answer.
    Unreachable,
    /// Its answer cannot be believed.
    Unbelievable,
    /// The account here is switched off.
    SwitchedOff,
    /// Somebody else is linked with that account there.
    Anothers,
    /// It is not the account that is signed in here.
    OtherAccount,
    /// The session that began it is over.
    OtherSession,
}

impl Fruitless {
    /// The status it is sent with.
    pub const fn status(self) -> u16 {
        match self {
            Self::Cancelled | Self::Refused | Self::Unbelievable => 400,
            Self::SwitchedOff | Self::OtherAccount | Self::OtherSession => 403,
            Self::Anothers => 409,
            Self::Unreachable => 502,
        }
    }

    const fn words(self) -> [&'static str; 2] {
        match self {
            Self::Cancelled => ["provider.cancelled_title", "provider.cancelled"],
            Self::Refused => ["provider.refused_title", "provider.refused"],
            Self::Unreachable => ["provider.unreachable_title", "provider.unreachable"],
            Self::Unbelievable => ["provider.unbelievable_title", "provider.unbelievable"],
            Self::SwitchedOff => ["provider.switched_off_title", "provider.switched_off"],
            Self::Anothers => ["provider.anothers_title", "provider.anothers"],
            Self::OtherAccount => ["provider.other_account_title", "provider.other_account"],
            Self::OtherSession => ["provider.other_session_title", "provider.other_session"],
        }
    }
}

/// A visit to a provider came to nothing; the way back.
#[derive(Debug, Template)]
#[template(path = "provider_trouble.html")]
pub struct ProviderTrouble {
    /// What all pages share.
    pub frame: Frame,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// The provider's name.
    pub provider: String,
    /// What happened.
    pub what: Fruitless,
    /// Where to try again.
    pub next: String,
    /// Leads an operator to the record, element `error-id`.
    pub id: String,
}
