//! Typed ids: a UUID in the database, `prefix_hex` everywhere else.
//!
//! Ids are made by the server from its own clock and randomness (`UUIDv7`, so that rows of one table stay in
//! order); a user's id is entirely random, because it is the `sub` of every token (SEC-34).

use std::{fmt, str::FromStr};

use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// A text that is not an id of the kind asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId {
    /// The prefix that was expected.
    pub expected: &'static str,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an id of the form {}_…", self.expected)
    }
}

impl std::error::Error for InvalidId {}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, DeriveValueType)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What the text form begins with, before the underscore.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!($prefix, "_{}"), self.0.simple())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self {
                Self(id)
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            /// Accepts only what `Display` writes: one spelling per id.
            fn from_str(text: &str) -> Result<Self, InvalidId> {
                let wrong = InvalidId { expected: $prefix };
                let hex = text.strip_prefix(concat!($prefix, "_")).ok_or(wrong)?;
                let canonical = hex.len() == 32
                    && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b));
                if !canonical {
                    return Err(wrong);
                }
                Uuid::parse_str(hex).map(Self).map_err(|_| wrong)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }
    )*};
}

ids! {
    /// A person with an account; the `sub` of tokens.
    UserId = "usr";
    /// One signed-in browser; the `sid` of ID tokens.
    SessionId = "ses";
    /// A sign-in that waits for its second factor.
    SignInId = "sgn";
    /// An account at another provider.
    LinkedIdentityId = "lid";
    /// A visit to another provider.
    ProviderVisitId = "pvs";
    /// A passkey.
    PasskeyId = "psk";
    /// A team that owns apps and APIs together.
    OrganizationId = "org";
    /// What a developer registers and a user recognises.
    AppId = "app";
    /// One OAuth client of an app (not its `client_id`, which a file may choose).
    ClientKey = "cli";
    /// A secret of a client.
    ClientSecretId = "sec";
    /// A registered redirect or post-logout URL.
    RedirectUrlId = "url";
    /// A resource server.
    ApiId = "api";
    /// A scope of an API.
    ScopeId = "scp";
    /// A thing to which a permission can be limited.
    ResourceId = "res";
    /// An API key of a user; `akid` as in the documents of the greenfield dialect.
    ApiKeyId = "akid";
    /// What one user allowed one app.
    GrantId = "gra";
    /// Everything issued from one authorization under a grant.
    FamilyId = "fam";
    /// One authorization request on its way through the pages.
    AuthorizationId = "atz";
    /// One access token; its `jti`.
    TokenId = "tok";
    /// One audit event.
    AuditEventId = "evt";
    /// One sealed batch of audit events.
    AuditSealId = "sea";
    /// An invitation into an organization.
    InvitationId = "inv";
    /// One refused request of an app.
    RequestLogId = "req";
    /// A letter that waits to be sent.
    MailId = "mai";
    /// A copy of what is known of a person.
    DataExportId = "exp";
    /// A picture of a person or an app.
    PictureId = "pic";
    /// A link that is sent by mail and works once.
    MailLinkId = "lnk";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_spelling_per_id() {
        let id = AppId(Uuid::from_u128(0xabc));
        let text = id.to_string();
        assert_eq!(text.parse::<AppId>(), Ok(id));
        let wrong = [
            text.to_uppercase(),
            text.replace("app_", "usr_"),
            format!("{text}0"),
            String::new(),
        ];
        for other in wrong {
            assert!(other.parse::<AppId>().is_err(), "{other}");
        }
    }
}
