//! Scopes: their grammar, their meaning, and those that the service itself defines. Which of them a server has at
//! the moment, with those of its APIs, [`super::permission`] says.

use entity::{
    scope,
    values::{GrantableTo, Scopes},
};

pub use super::dialect::Dialect;
use super::greenfield;
use crate::config::Config;

/// What a scope means to the person who consents.
#[derive(Clone, Debug)]
pub struct Description {
    /// Its name.
    pub name: String,
    /// A short sentence.
    pub title: String,
    /// More, on demand.
    pub description: Option<String>,
    /// Whether it is set apart at consent.
    pub sensitive: bool,
    /// Whom it can be granted to.
    pub grantable_to: GrantableTo,
    /// What type of resource it can be limited to.
    pub resource_type: Option<String>,
    /// What it contains.
    pub includes: Scopes,
}

impl From<&scope::Model> for Description {
    fn from(row: &scope::Model) -> Self {
        Self {
            name: row.name.clone(),
            title: row.title.clone(),
            description: row.description.clone(),
            sensitive: row.sensitive,
            grantable_to: row.grantable_to,
            resource_type: row.resource_type.clone(),
            includes: row.includes.clone(),
        }
    }
}

/// A scope that the service defines.
#[derive(Clone, Copy, Debug)]
pub struct BuiltIn {
    /// Its name.
    pub name: &'static str,
    /// A short sentence, in English; pages translate it by its name.
    pub title: &'static str,
    /// More.
    pub description: &'static str,
    /// Whether it is set apart at consent, and needs a fresh sign-in (SEC-75).
    pub sensitive: bool,
    /// Whom it can be granted to.
    pub grantable_to: GrantableTo,
    /// Whether it concerns this service's own API, so that tokens with it have the issuer as audience.
    pub management: bool,
    /// The type of resource it can be limited to.
    pub resource_type: Option<&'static str>,
    /// The scopes that it contains.
    pub includes: &'static [&'static str],
    /// The dialect that it belongs to, and goes with.
    pub dialect: Option<Dialect>,
}

const fn claims(name: &'static str, title: &'static str, description: &'static str) -> BuiltIn {
    BuiltIn {
        name,
        title,
        description,
        sensitive: false,
        grantable_to: GrantableTo::User,
        management: false,
        resource_type: None,
        includes: &[],
        dialect: None,
    }
}

const fn manage(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    sensitive: bool,
) -> BuiltIn {
    BuiltIn {
        name,
        title,
        description,
        sensitive,
        grantable_to: GrantableTo::User,
        management: true,
        resource_type: None,
        includes: &[],
        dialect: None,
    }
}

/// What the moneybutton dialect's documents ask for: its routes are this service's own.
const fn moneybutton(
    name: &'static str,
    title: &'static str,
    description: &'static str,
    grantable_to: GrantableTo,
) -> BuiltIn {
    BuiltIn {
        name,
        title,
        description,
        sensitive: false,
        grantable_to,
        management: true,
        resource_type: None,
        includes: &[],
        dialect: Some(Dialect::Moneybutton),
    }
}

/// Every scope that the service defines, but for those of [`greenfield`].
const BUILT_IN: &[BuiltIn] = &[
    claims(
        "openid",
        "Know who you are",
        "A number that stands for your account, and when you signed in.",
    ),
    claims(
        "profile",
        "See your profile",
        "Your name, picture, website, birthday, language and what else you have filled in.",
    ),
    claims(
        "email",
        "See your email address",
        "The address, and whether it has been confirmed.",
    ),
    claims(
        "address",
        "See your postal address",
        "The address in your profile.",
    ),
    claims(
        "phone",
        "See your phone number",
        "The number, and whether it has been confirmed.",
    ),
    claims(
        "offline_access",
        "Keep access while you are away",
        "It can use what you allow here also when you are not signed in, until you remove it.",
    ),
    manage(
        "apps:read",
        "See the apps you develop",
        "Their clients, redirect URLs, scopes and usage; never secrets.",
        false,
    ),
    manage(
        "apps:write",
        "Change the apps you develop",
        "Create, change and delete apps and their clients.",
        true,
    ),
    manage(
        "secrets:write",
        "Manage secrets of your apps",
        "Create, rotate and revoke client secrets.",
        true,
    ),
    manage(
        "grants:read",
        "See which apps have access to your account",
        "What each may do and when it was used.",
        false,
    ),
    manage(
        "grants:write",
        "Remove apps' access to your account",
        "For you, at any time.",
        true,
    ),
    manage(
        "sessions:read",
        "See where you are signed in",
        "Your browsers and devices.",
        false,
    ),
    manage(
        "sessions:write",
        "Sign you out",
        "End sessions of your browsers and devices.",
        true,
    ),
    manage(
        "keys:read",
        "See your API keys",
        "Their permissions and last use; never the keys.",
        false,
    ),
    manage(
        "keys:write",
        "Manage your API keys",
        "Create, change and revoke API keys.",
        true,
    ),
    manage(
        "profile:read",
        "See your account",
        "Your profile and settings.",
        false,
    ),
    manage(
        "profile:write",
        "Change your profile",
        "Name, picture and other details.",
        true,
    ),
    manage(
        "activity:read",
        "See your account's activity",
        "Sign-ins and changes, with time and place.",
        false,
    ),
    manage(
        "apis:read",
        "See the APIs you own",
        "Their scopes and settings.",
        false,
    ),
    manage(
        "apis:write",
        "Change the APIs you own",
        "Their scopes, texts and resources.",
        true,
    ),
    manage(
        "organizations:read",
        "See your organizations",
        "Their members and roles.",
        false,
    ),
    manage(
        "organizations:write",
        "Manage your organizations",
        "Members, roles and invitations.",
        true,
    ),
    manage(
        "admin:read",
        "Look into the administration",
        "Users, apps, audit log and settings of this service.",
        true,
    ),
    manage(
        "admin:write",
        "Administer this service",
        "Suspend users and apps, verify apps, rotate keys.",
        true,
    ),
    moneybutton(
        "auth.user_identity:read",
        "Know that it is you",
        "An identifier that is always the same for you, and your name.",
        GrantableTo::User,
    ),
    moneybutton(
        "users.profiles:read",
        "See your profile",
        "Your name, picture and language; not your email address.",
        GrantableTo::User,
    ),
    moneybutton(
        "users.profiles.email:read",
        "See your email address in your profile",
        "Together with the rest of your profile.",
        GrantableTo::User,
    ),
    moneybutton(
        "users.balance:read",
        "See your balance",
        "How much you have, not what you did with it.",
        GrantableTo::User,
    ),
    moneybutton(
        "application_access:write",
        "Act as itself",
        "What the app does in its own name, without a user.",
        GrantableTo::App,
    ),
];

impl BuiltIn {
    /// All of them, whether their dialect is on or not.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        BUILT_IN.iter().chain(greenfield::PERMISSIONS)
    }

    /// Those that exist with these settings.
    pub fn of(config: &Config) -> impl Iterator<Item = &'static Self> {
        Self::all().filter(|scope| scope.exists(config))
    }

    /// The one of that name, whether its dialect is on or not: the name is taken in any case.
    pub fn find(name: &str) -> Option<&'static Self> {
        Self::all().find(|scope| scope.name == name)
    }

    /// The one of that name, if it exists with these settings.
    pub fn existing(config: &Config, name: &str) -> Option<&'static Self> {
        Self::find(name).filter(|scope| scope.exists(config))
    }

    fn exists(&self, config: &Config) -> bool {
        self.dialect.is_none_or(|dialect| dialect.is_on(config))
    }

    /// Its meaning.
    pub fn describe(&self) -> Description {
        Description {
            name: self.name.to_owned(),
            title: self.title.to_owned(),
            description: Some(self.description.to_owned()),
            sensitive: self.sensitive,
            grantable_to: self.grantable_to,
            resource_type: self.resource_type.map(str::to_owned),
            includes: self.includes.iter().copied().collect(),
        }
    }
}

/// Whether a scope concerns this service's own API.
pub fn is_management(name: &str) -> bool {
    BuiltIn::find(name).is_some_and(|scope| scope.management)
}

/// Whether consenting to it needs a sign-in of the last five minutes (SEC-75).
pub fn needs_fresh_sign_in(name: &str) -> bool {
    matches!(name, "secrets:write" | "keys:write" | "organizations:write")
        || name == greenfield::UNRESTRICTED
        || needs_admin(name)
}

/// Whether only administrators have what it stands for, and so can give it (SEC-100).
pub fn needs_admin(name: &str) -> bool {
    name.starts_with("admin:") || name.starts_with(greenfield::OF_SERVER)
}

/// Whether a text is a scope token (RFC 6749 section 3.3) of at most 128 bytes.
pub fn is_valid_name(name: &str) -> bool {
    (1..=128).contains(&name.len()) && name.bytes().all(is_of_token)
}

const fn is_of_token(byte: u8) -> bool {
    matches!(byte, 0x21 | 0x23..=0x5b | 0x5d..=0x7e)
}

/// Whether a `scope` parameter is well formed: scope tokens with spaces between them, at most 100, each the name of a
/// scope or such a name and the key of a resource.
pub fn is_valid_parameter(text: &str) -> bool {
    let mut count = 0;
    text.split(' ').filter(|word| !word.is_empty()).all(|word| {
        count += 1;
        count <= 100 && word.len() <= 2 * 128 + 1 && word.bytes().all(is_of_token)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_follow_the_grammar() {
        for good in ["openid", "invoices:read", "https://x/y", "a.b-c_d"] {
            assert!(is_valid_name(good), "{good}");
        }
        for bad in ["", "a b", "a\"b", "a\\b", "ä", "a\u{7f}", &"x".repeat(129)] {
            assert!(!is_valid_name(bad), "{bad}");
        }
        assert!(is_valid_parameter("openid  email "));
        assert!(!is_valid_parameter("openid\temail"));
    }
}
