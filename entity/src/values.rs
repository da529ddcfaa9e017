//! Column values that several tables share.

use std::{convert::Infallible, fmt, str::FromStr};

use sea_orm::{DeriveActiveEnum, DeriveValueType, EnumIter};
use serde::{Deserialize, Serialize};

/// The SHA-256 of a secret, or another 32-byte keyed digest; never the secret itself.
#[derive(Clone, PartialEq, Eq, Hash, DeriveValueType)]
pub struct Digest(pub Vec<u8>);

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Digest(…)")
    }
}

/// A list of words without spaces in them, kept in order and without duplicates, stored as RFC 6749
/// writes scopes: separated by single spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, DeriveValueType)]
#[sea_orm(value_type = "String")]
pub struct SpaceDelimited(Vec<String>);

/// Scope names, in the order asked for.
pub type Scopes = SpaceDelimited;

impl SpaceDelimited {
    /// The words, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> + Clone {
        self.0.iter().map(String::as_str)
    }

    /// Whether the word is in the list.
    pub fn contains(&self, word: &str) -> bool {
        self.0.iter().any(|w| w == word)
    }

    /// Whether there is no word.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether every word is in `other` too.
    pub fn is_subset(&self, other: &Self) -> bool {
        self.iter().all(|w| other.contains(w))
    }

    /// The words of both, ours first.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.iter().chain(other.iter()).collect()
    }

    /// The words for which `keep` holds.
    #[must_use]
    pub fn filter(&self, keep: impl Fn(&str) -> bool) -> Self {
        self.iter().filter(|w| keep(w)).collect()
    }
}

impl<S: Into<String>> FromIterator<S> for SpaceDelimited {
    fn from_iter<I: IntoIterator<Item = S>>(words: I) -> Self {
        let mut list = Vec::new();
        let mut seen = std::collections::HashSet::new();
        for word in words {
            let word = word.into();
            if !word.is_empty() && seen.insert(word.clone()) {
                list.push(word);
            }
        }
        Self(list)
    }
}

impl FromStr for SpaceDelimited {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(text.split(' ').collect())
    }
}

impl fmt::Display for SpaceDelimited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join(" "))
    }
}

impl Serialize for SpaceDelimited {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for SpaceDelimited {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Ok(text.split(' ').collect())
    }
}

macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $value:literal,)* })*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum, Serialize, Deserialize)]
        #[sea_orm(rs_type = "String", db_type = "Text")]
        pub enum $name {
            $($(#[$vdoc])* #[sea_orm(string_value = $value)] #[serde(rename = $value)] $variant,)*
        }

        impl $name {
            /// The word that the database, files and the protocol use.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $value,)* }
            }

            /// Every value, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl FromStr for $name {
            type Err = String;

            /// The error lists the words that exist.
            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($value => Ok(Self::$variant),)*
                    _ => Err(format!("one of {}", [$($value),*].join(", "))),
                }
            }
        }
    )*};
}

words! {
    /// What a user may do to the service as a whole.
    Role {
        /// Manages only what is theirs.
        User = "user",
        /// Also administers the service.
        Admin = "admin",
    }

    /// What a member may do in an organization, least first.
    MemberRole {
        /// Sees the organization's apps.
        Viewer = "viewer",
        /// Also changes them and their credentials.
        Developer = "developer",
        /// Also creates, transfers and deletes them, and manages members.
        Admin = "admin",
        /// Also appoints owners and deletes the organization.
        Owner = "owner",
    }

    /// Where a client runs.
    Platform {
        /// A web server that keeps a secret.
        Web = "web",
        /// A script in a browser; keeps none.
        SinglePage = "single_page",
        /// An installed app; keeps none.
        Native = "native",
        /// A device without a browser; keeps none.
        Device = "device",
        /// A program without a user.
        Service = "service",
    }

    /// How a client proves who it is at the token endpoint (RFC 7591 section 2).
    AuthMethod {
        /// A public client: it does not.
        None = "none",
        /// HTTP Basic.
        ClientSecretBasic = "client_secret_basic",
        /// In the form body.
        ClientSecretPost = "client_secret_post",
        /// A JWT signed with its own key (RFC 7523).
        PrivateKeyJwt = "private_key_jwt",
    }

    /// Whom a scope can be granted to.
    GrantableTo {
        /// To an app by a user.
        User = "user",
        /// To an app itself, without a user, once the API's owner approved it.
        App = "app",
        /// To both.
        Both = "both",
    }

    /// What a registered URL is for.
    RedirectKind {
        /// The authorization response.
        Login = "login",
        /// The way back after signing out.
        PostLogout = "post_logout",
    }

    /// Signature algorithms of ours (RFC 7518, RFC 8037).
    SigningAlgorithm {
        /// ECDSA on P-256 with SHA-256.
        Es256 = "ES256",
        /// RSA PKCS #1 v1.5 with SHA-256.
        Rs256 = "RS256",
        /// RSA PSS with SHA-256.
        Ps256 = "PS256",
        /// Ed25519.
        EdDsa = "EdDSA",
    }

    /// What somebody is sent to another provider for.
    VisitPurpose {
        /// To sign in, or to make an account.
        SignIn = "sign_in",
        /// To prove again who they are.
        Reauthenticate = "reauthenticate",
        /// To link the account there with the one that is signed in here.
        Link = "link",
    }

    /// What a link sent by mail does.
    LinkPurpose {
        /// Makes the account that somebody asked for.
        Registration = "registration",
        /// Proves an account's address.
        VerifyEmail = "verify_email",
        /// Sets another password.
        ResetPassword = "reset_password",
        /// Gives the account another address.
        ChangeEmail = "change_email",
        /// Gives the account back the address that it had.
        UndoEmailChange = "undo_email_change",
        /// Lets somebody register.
        Invitation = "invitation",
        /// Keeps an account that is about to be deleted.
        CancelDeletion = "cancel_deletion",
    }

    /// How something ended.
    Outcome {
        /// It was done.
        Success = "success",
        /// It was refused.
        Failure = "failure",
    }
}

impl GrantableTo {
    /// Whether a user can grant the scope to an app.
    pub const fn user(self) -> bool {
        matches!(self, Self::User | Self::Both)
    }

    /// Whether an app can have the scope without a user.
    pub const fn app(self) -> bool {
        matches!(self, Self::App | Self::Both)
    }
}

impl Platform {
    /// Whether such a client can keep a secret.
    pub const fn confidential(self) -> bool {
        matches!(self, Self::Web | Self::Service)
    }
}

impl sea_orm::TryFromU64 for Digest {
    fn try_from_u64(_: u64) -> Result<Self, sea_orm::DbErr> {
        Err(sea_orm::DbErr::ConvertFromU64("Digest"))
    }
}
