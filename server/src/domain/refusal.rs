//! Refused requests as far as they may be kept: no secret is in them (SEC-117). [`super::explanation`] says which rule
//! it was and what would have been right, [`super::request_log`] keeps both.

use entity::values::{AuthMethod, Digest};
use serde::{Deserialize, Serialize};

use super::redaction::{self, redact};

/// Parameters that are kept of one request.
const MOST_PARAMETERS: usize = 25;
/// Characters of a parameter's name.
const LONGEST_NAME: usize = 64;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)* }

        impl $name {
            /// Every one of them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// As it is stored.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)* }
            }

            /// From how it is stored.
            pub fn of(text: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == text)
            }
        }
    };
}

words! {
    /// Where a request came to.
    Endpoint {
        /// `/oauth/authorize` and its pages.
        Authorize = "authorize",
        /// `/oauth/token`.
        Token = "token",
        /// `/oauth/introspect`.
        Introspect = "introspect",
        /// `/oauth/revoke`.
        Revoke = "revoke",
        /// `/oauth/userinfo`.
        Userinfo = "userinfo",
    }
}

words! {
    /// The rule that refused a request.
    Rule {
        /// The redirect URL is none of the client's.
        RedirectUrlUnregistered = "redirect_url_unregistered",
        /// No redirect URL is named, and there is not exactly one.
        RedirectUrlMissing = "redirect_url_missing",
        /// The redirect URL is not the one that the code was sent to.
        RedirectUrlChanged = "redirect_url_changed",
        /// A parameter is there twice.
        ParameterRepeated = "parameter_repeated",
        /// A parameter that must be there is not.
        ParameterMissing = "parameter_missing",
        /// A parameter is known, but not supported.
        ParameterUnsupported = "parameter_unsupported",
        /// A parameter's value is malformed, too long or unknown.
        ParameterInvalid = "parameter_invalid",
        /// The response type is not supported, or not the client's.
        ResponseType = "response_type",
        /// The response mode is not supported, or not the client's.
        ResponseMode = "response_mode",
        /// The grant type does not exist here.
        GrantTypeUnsupported = "grant_type_unsupported",
        /// The client is not registered for the grant type.
        GrantTypeNotAllowed = "grant_type_not_allowed",
        /// No scope is asked for.
        ScopeMissing = "scope_missing",
        /// The app does not have the scope enabled, or there is none of that name.
        ScopeNotEnabled = "scope_not_enabled",
        /// The scope is not one that this can grant.
        ScopeNotGrantable = "scope_not_grantable",
        /// The API's owner has not approved that the app uses the scope by itself.
        ScopeNotApproved = "scope_not_approved",
        /// A refresh asks for more than was allowed.
        ScopeWidened = "scope_widened",
        /// The token lacks a scope.
        ScopeLacking = "scope_lacking",
        /// The resource is none that the app has scopes of, or was not asked for before.
        ResourceUnknown = "resource_unknown",
        /// The client must use PKCE.
        PkceMissing = "pkce_missing",
        /// Another method than S256, or none.
        PkceMethod = "pkce_method",
        /// The challenge or the verifier is malformed, or one is there without the other.
        PkceMalformed = "pkce_malformed",
        /// The verifier is not the challenge's.
        PkceMismatch = "pkce_mismatch",
        /// Silent sign-in, and nobody (or somebody else) is signed in.
        LoginRequired = "login_required",
        /// Silent sign-in, and the person has not allowed it yet.
        ConsentRequired = "consent_required",
        /// The person said no.
        DeniedByUser = "denied_by_user",
        /// There is more than one client authentication.
        AuthenticationRepeated = "authentication_repeated",
        /// A client with credentials sent none.
        AuthenticationMissing = "authentication_missing",
        /// The client is set up for another way to authenticate.
        AuthenticationMethod = "authentication_method",
        /// The secret is none of the client's.
        SecretWrong = "secret_wrong",
        /// The secret has expired.
        SecretExpired = "secret_expired",
        /// The assertion is malformed, or of an algorithm that is not accepted.
        AssertionInvalid = "assertion_invalid",
        /// The assertion is for another audience.
        AssertionAudience = "assertion_audience",
        /// The assertion has expired, lives too long, or is not valid yet.
        AssertionTime = "assertion_time",
        /// The assertion's signature is not by a key of the client's, or it was used before.
        AssertionKey = "assertion_key",
        /// The client or its app is switched off.
        SwitchedOff = "switched_off",
        /// A public client cannot do this.
        PublicClient = "public_client",
        /// The code is none of ours, or another client's.
        CodeUnknown = "code_unknown",
        /// The code has expired.
        CodeExpired = "code_expired",
        /// The code was used before.
        CodeUsed = "code_used",
        /// The refresh token is none of ours, or another client's.
        RefreshTokenUnknown = "refresh_token_unknown",
        /// The refresh token has expired.
        RefreshTokenExpired = "refresh_token_expired",
        /// The refresh token was used before, or revoked.
        RefreshTokenRevoked = "refresh_token_revoked",
        /// The person took the permission back.
        AccessRemoved = "access_removed",
        /// The person has signed out.
        SignedOut = "signed_out",
        /// The access token has ended, was revoked, or is for another API.
        TokenDead = "token_dead",
        /// Anything else.
        Other = "other",
    }
}

/// One parameter as it may be kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// Its name, shortened.
    pub name: String,
    /// Its value, where it is one that may be kept; what looks like a secret in it is left out.
    pub value: Option<String>,
    /// How many characters came.
    pub length: usize,
}

/// What proves (or fails to prove) who a client is, without the proof itself.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// Nothing is known of it.
    Unknown,
    /// A `client_id` alone.
    None,
    /// A secret: how it was sent, and its digest, which is compared and not kept.
    Secret(AuthMethod, Digest),
    /// A signed assertion: what it says of itself.
    Assertion(Assertion),
    /// An access token: when it ends (seconds), and whether it is for our own API.
    Token {
        /// Seconds since the epoch.
        ends_at: i64,
        /// Whether the issuer is in its audience.
        ours: bool,
    },
}

/// What an assertion says of itself.
#[derive(Clone, Debug, Default)]
pub struct Assertion {
    /// Whether header and claims could be read.
    pub readable: bool,
    /// The algorithm.
    pub algorithm: Option<String>,
    /// The audiences.
    pub audience: Option<String>,
    /// When it ends, seconds.
    pub ends_at: Option<i64>,
    /// The audience that is accepted.
    pub accepted_audience: String,
    /// The algorithms that are accepted.
    pub accepted_algorithms: String,
}

/// A request that was refused, as far as it may be kept.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// When, milliseconds.
    pub at: i64,
    /// Where.
    pub endpoint: Endpoint,
    /// The `client_id` that it named.
    pub client_id: String,
    /// The standard's error code.
    pub code: &'static str,
    /// What the caller was told.
    pub message: String,
    /// What came.
    pub parameters: Vec<Parameter>,
    /// How the client proved itself.
    pub evidence: Evidence,
    /// The id on the page, or of the answer.
    pub error_id: Option<String>,
}

impl Refusal {
    /// Keeps of the parameters what may be kept.
    pub fn keep<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Vec<Parameter> {
        pairs
            .take(MOST_PARAMETERS)
            .map(|(name, value)| Parameter {
                name: redact(name, LONGEST_NAME),
                value: redaction::may_be_kept(name).then(|| redact(value, redaction::LONGEST)),
                length: value.chars().count(),
            })
            .collect()
    }

    pub(super) fn value(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .find(|parameter| parameter.name == name)
            .and_then(|parameter| parameter.value.as_deref())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.parameters
            .iter()
            .any(|parameter| parameter.name == name && parameter.length > 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_found_by_their_names() {
        for rule in Rule::ALL {
            assert_eq!(Rule::of(rule.as_str()), Some(*rule));
        }
        assert_eq!(Endpoint::of("token"), Some(Endpoint::Token));
    }
}
