//! What a client is registered with, in the names of RFC 7591 section 2 and ours: defaults, validation, warnings.

use std::{borrow::Cow, fmt};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, ParsedPublicKey};
use entity::{
    client,
    values::{AuthMethod, Platform, Scopes, SigningAlgorithm, SpaceDelimited},
};
use serde_json::Value;

use super::{Error, Result, patch::Patch, redirect_url, scope, secret::from_base64url};

/// Every setting of a client.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    missing_docs,
    reason = "the columns of the client table are their documentation"
)]
pub struct ClientSettings {
    pub platform: Platform,
    pub token_endpoint_auth_method: AuthMethod,
    pub pin_auth_method: bool,
    pub grant_types: SpaceDelimited,
    pub response_types: SpaceDelimited,
    pub response_modes: SpaceDelimited,
    pub redirect_uris: Vec<String>,
    pub post_logout_redirect_uris: Vec<String>,
    pub default_scopes: Scopes,
    pub require_pkce: bool,
    pub rotate_refresh_tokens: bool,
    pub code_in_fragment: bool,
    pub id_token_signed_response_alg: SigningAlgorithm,
    pub userinfo_signed_response_alg: Option<SigningAlgorithm>,
    pub jwks: Option<Value>,
    pub jwks_uri: Option<String>,
    pub default_max_age: Option<i32>,
}

/// A change to some settings.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "as in ClientSettings")]
pub struct SettingsPatch {
    pub token_endpoint_auth_method: Option<AuthMethod>,
    pub pin_auth_method: Option<bool>,
    pub grant_types: Option<SpaceDelimited>,
    pub response_types: Option<SpaceDelimited>,
    pub response_modes: Option<SpaceDelimited>,
    pub default_scopes: Option<Scopes>,
    pub require_pkce: Option<bool>,
    pub rotate_refresh_tokens: Option<bool>,
    pub code_in_fragment: Option<bool>,
    pub id_token_signed_response_alg: Option<SigningAlgorithm>,
    pub userinfo_signed_response_alg: Patch<SigningAlgorithm>,
    pub default_max_age: Patch<i32>,
}

/// What `grant_types` may hold.
pub const GRANT_TYPES: &[&str] = &[
    "authorization_code",
    "refresh_token",
    "client_credentials",
    "implicit",
];
/// What `response_types` may hold.
pub const RESPONSE_TYPES: &[&str] = &["code", "token"];
/// What `response_modes` may hold.
pub const RESPONSE_MODES: &[&str] = &["query", "form_post", "fragment"];

const LONGEST_MAX_AGE: i32 = 365 * 24 * 3600;
const MOST_KEYS: usize = 20;
const LARGEST_JWKS: usize = 32 * 1024;

fn words(words: &[&str]) -> SpaceDelimited {
    words.iter().copied().collect()
}

impl ClientSettings {
    /// What suits the platform and what files get: the least that works (SEC-54). PKCE is required of public clients
    /// only; ordinary server-side libraries do not send it.
    pub fn defaults_for(platform: Platform) -> Self {
        let (grant_types, response_types, response_modes): (&[&str], &[&str], &[&str]) = match platform {
            Platform::Web => (
                &["authorization_code", "refresh_token"],
                &["code"],
                &["query", "form_post"],
            ),
            Platform::SinglePage | Platform::Native => {
                (&["authorization_code", "refresh_token"], &["code"], &["query"])
            }
            Platform::Service => (&["client_credentials"], &[], &[]),
            Platform::Device => (&[], &[], &[]),
        };
        let confidential = platform.confidential();
        Self {
            platform,
            token_endpoint_auth_method: if confidential {
                AuthMethod::ClientSecretBasic
            } else {
                AuthMethod::None
            },
            pin_auth_method: false,
            grant_types: words(grant_types),
            response_types: words(response_types),
            response_modes: words(response_modes),
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            default_scopes: Scopes::default(),
            require_pkce: !confidential,
            rotate_refresh_tokens: true,
            code_in_fragment: false,
            id_token_signed_response_alg: SigningAlgorithm::Rs256,
            userinfo_signed_response_alg: None,
            jwks: None,
            jwks_uri: None,
            default_max_age: None,
        }
    }

    /// What people who make a client by hand get: as [`Self::defaults_for`], with PKCE required everywhere.
    pub fn recommended_for(platform: Platform) -> Self {
        Self {
            require_pkce: true,
            ..Self::defaults_for(platform)
        }
    }

    /// The settings of a stored client; its URLs are rows of their own and not read.
    pub fn of(row: &client::Model) -> Self {
        Self {
            platform: row.platform,
            token_endpoint_auth_method: row.token_endpoint_auth_method,
            pin_auth_method: row.pin_auth_method,
            grant_types: row.grant_types.clone(),
            response_types: row.response_types.clone(),
            response_modes: row.response_modes.clone(),
            redirect_uris: Vec::new(),
            post_logout_redirect_uris: Vec::new(),
            default_scopes: row.default_scopes.clone(),
            require_pkce: row.require_pkce,
            rotate_refresh_tokens: row.rotate_refresh_tokens,
            code_in_fragment: row.code_in_fragment,
            id_token_signed_response_alg: row.id_token_signed_response_alg,
            userinfo_signed_response_alg: row.userinfo_signed_response_alg,
            jwks: row.jwks.clone(),
            jwks_uri: row.jwks_uri.clone(),
            default_max_age: row.default_max_age,
        }
    }

    /// Puts the settings into a row; URLs are rows of their own.
    pub fn store(&self, row: &mut client::Model) {
        row.platform = self.platform;
        row.token_endpoint_auth_method = self.token_endpoint_auth_method;
        row.pin_auth_method = self.pin_auth_method;
        row.grant_types = self.grant_types.clone();
        row.response_types = self.response_types.clone();
        row.response_modes = self.response_modes.clone();
        row.default_scopes = self.default_scopes.clone();
        row.require_pkce = self.require_pkce;
        row.rotate_refresh_tokens = self.rotate_refresh_tokens;
        row.code_in_fragment = self.code_in_fragment;
        row.id_token_signed_response_alg = self.id_token_signed_response_alg;
        row.userinfo_signed_response_alg = self.userinfo_signed_response_alg;
        row.jwks = self.jwks.clone();
        row.jwks_uri = self.jwks_uri.clone();
        row.default_max_age = self.default_max_age;
    }

    /// Changes some of them.
    pub fn patch(&mut self, patch: SettingsPatch) {
        fn set<T>(value: &mut T, new: Option<T>) {
            if let Some(new) = new {
                *value = new;
            }
        }
        if let Some(method) = patch.token_endpoint_auth_method {
            self.authenticate_by(method);
        }
        set(&mut self.pin_auth_method, patch.pin_auth_method);
        set(&mut self.grant_types, patch.grant_types);
        set(&mut self.response_types, patch.response_types);
        set(&mut self.response_modes, patch.response_modes);
        set(&mut self.default_scopes, patch.default_scopes);
        set(&mut self.require_pkce, patch.require_pkce);
        set(&mut self.rotate_refresh_tokens, patch.rotate_refresh_tokens);
        set(&mut self.code_in_fragment, patch.code_in_fragment);
        set(
            &mut self.id_token_signed_response_alg,
            patch.id_token_signed_response_alg,
        );
        patch
            .userinfo_signed_response_alg
            .apply(&mut self.userinfo_signed_response_alg);
        patch.default_max_age.apply(&mut self.default_max_age);
    }

    /// Changes how the client authenticates. One that no longer does needs PKCE, which is all that then protects its
    /// codes (SEC-16); whoever wants it without says so besides.
    pub fn authenticate_by(&mut self, method: AuthMethod) {
        if method == AuthMethod::None && self.token_endpoint_auth_method != AuthMethod::None {
            self.require_pkce = true;
        }
        self.token_endpoint_auth_method = method;
    }

    /// Whether a secret of ours proves who it is.
    pub const fn has_secrets(&self) -> bool {
        matches!(
            self.token_endpoint_auth_method,
            AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost
        )
    }

    /// Whether the settings are known, safe enough to store and go together. Unsafe ones that a dialect needs are
    /// accepted and warned of: [`Self::warnings`].
    ///
    /// # Errors
    /// `Invalid` on the setting's name, or on an element of it, such as `redirect_uris.0`.
    pub fn validate(&self) -> Result<()> {
        self.check_words()?;
        self.check_together()?;
        redirect_url::check_all("redirect_uris", &self.redirect_uris)?;
        redirect_url::check_all("post_logout_redirect_uris", &self.post_logout_redirect_uris)?;
        if self.redirect_uris.len() + self.post_logout_redirect_uris.len() > redirect_url::MOST {
            return Err(Error::limit(
                "redirect_uris",
                format!("A client has {} URLs at most.", redirect_url::MOST),
            ));
        }
        if self
            .default_max_age
            .is_some_and(|age| !(0..=LONGEST_MAX_AGE).contains(&age))
        {
            return Err(Error::invalid(
                "default_max_age",
                format!("Use 0 to {LONGEST_MAX_AGE} seconds."),
            ));
        }
        self.check_keys()
    }

    fn check_words(&self) -> Result<()> {
        for (field, list, known) in [
            ("grant_types", &self.grant_types, GRANT_TYPES),
            ("response_types", &self.response_types, RESPONSE_TYPES),
            ("response_modes", &self.response_modes, RESPONSE_MODES),
        ] {
            if let Some((index, word)) = list.iter().enumerate().find(|(_, word)| !known.contains(word)) {
                let message = format!("{} is not known here; use {}.", shown(word), known.join(", "));
                return Err(Error::invalid(format!("{field}.{index}"), message));
            }
        }
        if self.default_scopes.len() > 100 {
            return Err(Error::invalid("default_scopes", "Use 100 scopes at most."));
        }
        match self
            .default_scopes
            .iter()
            .position(|name| !scope::is_valid_name(name))
        {
            Some(index) => Err(Error::invalid(
                format!("default_scopes.{index}"),
                "This is not the name of a scope.",
            )),
            None => Ok(()),
        }
    }

    fn check_together(&self) -> Result<()> {
        let refuse = |field: &'static str, message: &'static str| Err(Error::invalid(field, message));
        let public = self.token_endpoint_auth_method == AuthMethod::None;
        if !public && !self.platform.confidential() {
            return refuse(
                "token_endpoint_auth_method",
                "Clients on this platform cannot keep a secret: the method must be none.",
            );
        }
        if public && self.platform == Platform::Service {
            return refuse(
                "token_endpoint_auth_method",
                "A service must authenticate: none is not accepted.",
            );
        }
        let by_browser = ["authorization_code", "implicit"];
        if self.platform == Platform::Service && by_browser.iter().any(|one| self.grant_types.contains(one)) {
            return refuse(
                "grant_types",
                "A service has no browser and nobody who signs in: use client_credentials, or the platform web.",
            );
        }
        if public && self.grant_types.contains("client_credentials") {
            return refuse(
                "grant_types",
                "client_credentials needs a client that authenticates.",
            );
        }
        if !public && self.grant_types.contains("implicit") {
            return refuse(
                "grant_types",
                "implicit is only for clients that cannot keep a secret: the method must be none.",
            );
        }
        if self.grant_types.contains("refresh_token") && !self.grant_types.contains("authorization_code") {
            return refuse("grant_types", "refresh_token goes with authorization_code.");
        }
        // RFC 7591 section 2.1: the two lists say the same thing.
        for (grant_type, response_type) in [("authorization_code", "code"), ("implicit", "token")] {
            match (
                self.grant_types.contains(grant_type),
                self.response_types.contains(response_type),
            ) {
                (true, false) => {
                    let message =
                        format!("The grant type {grant_type} needs the response type {response_type}.");
                    return Err(Error::invalid("response_types", message));
                }
                (false, true) => {
                    let message =
                        format!("The response type {response_type} needs the grant type {grant_type}.");
                    return Err(Error::invalid("grant_types", message));
                }
                _ => {}
            }
        }
        let fragment = self.grant_types.contains("implicit") || self.code_in_fragment;
        if self.response_modes.contains("fragment") && !fragment {
            return refuse(
                "response_modes",
                "fragment is only for the implicit grant and for codes in the fragment.",
            );
        }
        if self.platform == Platform::Service && !self.redirect_uris.is_empty() {
            return refuse(
                "redirect_uris",
                "A service has no browser to redirect: register no redirect URLs.",
            );
        }
        Ok(())
    }

    fn check_keys(&self) -> Result<()> {
        if self.jwks.is_some() && self.jwks_uri.is_some() {
            return Err(Error::invalid(
                "jwks_uri",
                "Use jwks or jwks_uri, not both (RFC 7591 section 2).",
            ));
        }
        if let Some(uri) = &self.jwks_uri {
            super::link::check("jwks_uri", uri)?;
        }
        self.jwks.as_ref().map_or(Ok(()), |jwks| {
            check_jwks(jwks).map_err(|message| Error::invalid("jwks", message))
        })
    }

    /// What is less safe than it could be. `urls` and `live_secrets` are rows of their own.
    pub fn warnings(&self, urls: &[&str], live_secrets: usize) -> Vec<Warning> {
        let mut warnings = Vec::new();
        let code = self.grant_types.contains("authorization_code");
        if code && !self.require_pkce {
            warnings.push(Warning::PkceNotRequired {
                public: self.token_endpoint_auth_method == AuthMethod::None,
            });
        }
        if self.grant_types.contains("refresh_token") && !self.rotate_refresh_tokens {
            warnings.push(Warning::RefreshTokensNotRotated);
        }
        if self.grant_types.contains("implicit") {
            warnings.push(Warning::ImplicitGrant);
        }
        if self.code_in_fragment {
            warnings.push(Warning::CodeInFragment);
        }
        if self.has_secrets() && live_secrets == 0 {
            warnings.push(Warning::NoSecret);
        }
        if self.token_endpoint_auth_method == AuthMethod::PrivateKeyJwt
            && self.jwks.is_none()
            && self.jwks_uri.is_none()
        {
            warnings.push(Warning::NoKeys);
        }
        if (code || self.grant_types.contains("implicit")) && urls.is_empty() {
            warnings.push(Warning::NoRedirectUrl);
        }
        if urls.iter().any(|url| url.starts_with("http://localhost")) {
            warnings.push(Warning::LocalhostRedirect);
        }
        warnings
    }
}

/// A setting that is less safe than it could be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Warning {
    /// A stolen code can be used by somebody else.
    PkceNotRequired {
        /// Whether nothing else protects it.
        public: bool,
    },
    /// A stolen refresh token works unnoticed.
    RefreshTokensNotRotated,
    /// Tokens come in the URL.
    ImplicitGrant,
    /// Codes come in the fragment.
    CodeInFragment,
    /// It cannot authenticate.
    NoSecret,
    /// It cannot authenticate.
    NoKeys,
    /// Nobody can sign in with it.
    NoRedirectUrl,
    /// Names can be resolved elsewhere.
    LocalhostRedirect,
}

impl Warning {
    /// The setting it is about.
    pub const fn setting(self) -> &'static str {
        match self {
            Self::PkceNotRequired { .. } => "require_pkce",
            Self::RefreshTokensNotRotated => "rotate_refresh_tokens",
            Self::ImplicitGrant => "grant_types",
            Self::CodeInFragment => "code_in_fragment",
            Self::NoSecret => "secrets",
            Self::NoKeys => "jwks",
            Self::NoRedirectUrl | Self::LocalhostRedirect => "redirect_uris",
        }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::PkceNotRequired { public: true } => {
                "Anyone who gets hold of an authorization code can exchange it: this client proves nothing else. \
                 Require PKCE; every current library sends it."
            }
            Self::PkceNotRequired { public: false } => {
                "A code that is stolen on its way can be injected into somebody else's sign-in. Require PKCE if your \
                 library can send it."
            }
            Self::RefreshTokensNotRotated => {
                "A stolen refresh token keeps working, and its use goes unnoticed. Rotate refresh tokens unless your \
                 library cannot store the new one."
            }
            Self::ImplicitGrant => {
                "Access tokens appear in the address bar, in histories and in scripts of the page. Use the \
                 authorization code with PKCE instead (RFC 9700 section 2.1.2)."
            }
            Self::CodeInFragment => {
                "The authorization code is visible to every script of the page that it comes back to. Only for \
                 clients that were written for such a server."
            }
            Self::NoSecret => "It has no secret that works, so that it cannot get tokens. Create one.",
            Self::NoKeys => "It authenticates with a key, but none is registered. Set its keys.",
            Self::NoRedirectUrl => "It has no redirect URL, so that nobody can sign in with it. Add one.",
            Self::LocalhostRedirect => {
                "localhost can be resolved to another machine. Prefer http://127.0.0.1, whose port may vary for \
                 native apps (RFC 8252 section 8.3)."
            }
        })
    }
}

fn shown(word: &str) -> Cow<'_, str> {
    if word.len() <= 64 {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.chars().take(64).collect())
    }
}

/// Whether it is a set of public keys of kinds that can verify a client's signature (RFC 7517).
fn check_jwks(jwks: &Value) -> std::result::Result<(), &'static str> {
    if jwks.to_string().len() > LARGEST_JWKS {
        return Err("The key set is larger than 32 KiB.");
    }
    let Some(keys) = jwks.get("keys").and_then(Value::as_array) else {
        return Err("Expected a key set: an object with the member keys (RFC 7517 section 5).");
    };
    if keys.is_empty() || keys.len() > MOST_KEYS {
        return Err("A key set has 1 to 20 keys.");
    }
    for key in keys {
        let Some(key) = key.as_object() else {
            return Err("Each key must be an object.");
        };
        if ["d", "p", "q", "dp", "dq", "qi", "oth", "k"]
            .iter()
            .any(|member| key.contains_key(*member))
        {
            return Err(
                "A key has private members. Register public keys only, and replace this one: it is known now.",
            );
        }
        let text = |member: &str| {
            key.get(member)
                .and_then(Value::as_str)
                .is_some_and(|text| !text.is_empty())
        };
        let complete = match key.get("kty").and_then(Value::as_str) {
            Some("RSA") => text("n") && text("e"),
            Some("EC") => text("crv") && text("x") && text("y"),
            Some("OKP") => text("crv") && text("x"),
            _ => return Err("Each key needs kty RSA, EC or OKP."),
        };
        if !complete {
            return Err("A key lacks members of its public part (RFC 7518 section 6).");
        }
        if key.get("use").is_some_and(|use_| use_ != "sig") {
            return Err(
                "A key is not for signatures: its use must be sig, or left out (RFC 7517 section 4.2).",
            );
        }
        let bytes = |member: &str| {
            let text = key.get(member).and_then(Value::as_str).unwrap_or_default();
            from_base64url(text).map_or(0, |bytes| bytes.iter().skip_while(|byte| **byte == 0).count())
        };
        let whole = |member: &str| {
            let text = key.get(member).and_then(Value::as_str).unwrap_or_default();
            from_base64url(text).unwrap_or_default()
        };
        let curve = key.get("crv").and_then(Value::as_str).unwrap_or_default();
        let can_verify = match (key.get("kty").and_then(Value::as_str), curve) {
            // 2048 to 8192 bits.
            (Some("RSA"), _) => (256..=1024).contains(&bytes("n")) && (1..=8).contains(&bytes("e")),
            (Some("EC"), "P-256") => is_on_p256(&whole("x"), &whole("y")),
            (Some("OKP"), "Ed25519") => (1..=32).contains(&bytes("x")),
            _ => false,
        };
        if !can_verify {
            return Err("A key cannot verify a signature: use RSA of 2048 bits or more, P-256 or Ed25519.");
        }
    }
    Ok(())
}

/// Whether the coordinates, of 32 bytes each (RFC 7518 section 6.2.1.2), are those of a point on the curve.
fn is_on_p256(x: &[u8], y: &[u8]) -> bool {
    x.len() == 32
        && y.len() == 32
        && ParsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, [&[4], x, y].concat()).is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::domain::secret::base64url;

    fn refused(settings: &ClientSettings) -> String {
        match settings.validate() {
            Err(Error::Invalid(invalid) | Error::LimitReached(invalid)) => invalid.field.into_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn defaults_are_valid_and_safe() {
        for platform in Platform::ALL {
            let settings = ClientSettings::recommended_for(*platform);
            settings.validate().unwrap();
            assert!(settings.require_pkce && settings.rotate_refresh_tokens && !settings.code_in_fragment);
            assert!(!settings.grant_types.contains("implicit"));
            let expected = if platform.confidential() {
                AuthMethod::ClientSecretBasic
            } else {
                AuthMethod::None
            };
            assert_eq!(settings.token_endpoint_auth_method, expected);
        }
        assert!(!ClientSettings::defaults_for(Platform::Web).require_pkce);
        assert!(ClientSettings::defaults_for(Platform::SinglePage).require_pkce);
    }

    #[test]
    fn sec_54_settings_that_do_not_go_together_are_refused_by_name() {
        type Change = fn(&mut ClientSettings);
        let table: &[(Platform, Change, &str)] = &[
            (
                Platform::SinglePage,
                |s| s.token_endpoint_auth_method = AuthMethod::ClientSecretBasic,
                "token_endpoint_auth_method",
            ),
            (
                Platform::Service,
                |s| s.token_endpoint_auth_method = AuthMethod::None,
                "token_endpoint_auth_method",
            ),
            (
                Platform::SinglePage,
                |s| s.grant_types = words(&["client_credentials"]),
                "grant_types",
            ),
            (
                Platform::Web,
                |s| s.grant_types = words(&["refresh_token"]),
                "grant_types",
            ),
            (
                Platform::Web,
                |s| s.grant_types = words(&["authorization_code", "password"]),
                "grant_types.1",
            ),
            (
                Platform::Web,
                |s| s.response_types = words(&["code", "token"]),
                "grant_types",
            ),
            (
                Platform::Web,
                |s| s.response_types = words(&["id_token"]),
                "response_types.0",
            ),
            (Platform::Web, |s| s.response_types = words(&[]), "response_types"),
            (
                Platform::Web,
                |s| s.response_modes = words(&["fragment"]),
                "response_modes",
            ),
            (
                Platform::Web,
                |s| s.redirect_uris = vec!["https://a.example/".into(), "http://a.example".into()],
                "redirect_uris.1",
            ),
            (
                Platform::Web,
                |s| s.redirect_uris = vec!["https://a.example/".into(); 2],
                "redirect_uris.1",
            ),
            (
                Platform::Service,
                |s| s.redirect_uris = vec!["https://a.example/".into()],
                "redirect_uris",
            ),
            (
                Platform::Web,
                |s| s.post_logout_redirect_uris = vec!["/".into()],
                "post_logout_redirect_uris.0",
            ),
            (
                Platform::Web,
                |s| s.redirect_uris = (0..51).map(|n| format!("https://a.example/{n}")).collect(),
                "redirect_uris",
            ),
            (Platform::Web, |s| s.default_max_age = Some(-1), "default_max_age"),
            (
                Platform::Web,
                |s| s.default_scopes = words(&["a", "b\"c"]),
                "default_scopes.1",
            ),
            (
                Platform::Web,
                |s| s.jwks_uri = Some("http://keys.example/".into()),
                "jwks_uri",
            ),
            (Platform::Web, |s| s.jwks = Some(json!({ "keys": [] })), "jwks"),
            (
                Platform::Web,
                |s| s.jwks = Some(json!({ "keys": [{ "kty": "oct", "k": "AA" }] })),
                "jwks",
            ),
            (
                Platform::Web,
                |s| s.jwks = Some(json!({ "keys": [{ "kty": "RSA", "n": "AQ", "e": "AQAB", "d": "AQ" }] })),
                "jwks",
            ),
            (
                Platform::Web,
                |s| {
                    s.jwks = Some(json!({ "keys": [{ "kty": "RSA", "n": "AQ", "e": "AQAB" }] }));
                    s.jwks_uri = Some("https://keys.example/".into());
                },
                "jwks_uri",
            ),
        ];
        for (platform, change, field) in table {
            let mut settings = ClientSettings::defaults_for(*platform);
            change(&mut settings);
            assert_eq!(refused(&settings), *field);
        }
    }

    #[test]
    fn a_key_off_its_curve_is_none() {
        let one = base64url(&[1; 32]);
        let mut settings = ClientSettings::defaults_for(Platform::Web);
        settings.jwks = Some(json!({ "keys": [{ "kty": "EC", "crv": "P-256", "x": one, "y": one }] }));
        assert_eq!(refused(&settings), "jwks");
    }

    #[test]
    fn sec_16_a_client_that_becomes_public_needs_pkce() {
        let become_public = |require_pkce| {
            let mut settings = ClientSettings::defaults_for(Platform::Web);
            settings.patch(SettingsPatch {
                token_endpoint_auth_method: Some(AuthMethod::None),
                require_pkce,
                ..SettingsPatch::default()
            });
            settings
        };
        assert!(!ClientSettings::defaults_for(Platform::Web).require_pkce);
        assert!(become_public(None).require_pkce);
        assert!(become_public(Some(true)).require_pkce);
        // Only by name, and with the warning.
        let without = become_public(Some(false));
        assert!(!without.require_pkce);
        assert!(
            without
                .warnings(&["-"], 0)
                .contains(&Warning::PkceNotRequired { public: true })
        );
        // What was chosen for a public client stays chosen when another change names its method again.
        let mut again = without;
        again.patch(SettingsPatch {
            token_endpoint_auth_method: Some(AuthMethod::None),
            ..SettingsPatch::default()
        });
        assert!(!again.require_pkce);
    }

    #[test]
    fn sec_54_a_service_signs_nobody_in() {
        let mut settings = ClientSettings::defaults_for(Platform::Service);
        settings.validate().unwrap();
        settings.grant_types = words(&["authorization_code"]);
        settings.response_types = words(&["code"]);
        settings.response_modes = words(&["query"]);
        assert_eq!(refused(&settings), "grant_types");
    }

    #[test]
    fn what_dialects_need_is_accepted_and_warned_of() {
        let mut settings = ClientSettings::defaults_for(Platform::SinglePage);
        settings.require_pkce = false;
        settings.rotate_refresh_tokens = false;
        settings.grant_types = words(&["authorization_code", "refresh_token", "implicit"]);
        settings.response_types = words(&["code", "token"]);
        settings.validate().unwrap();
        let warnings = settings.warnings(&["http://localhost:1/cb"], 0);
        assert_eq!(
            warnings,
            [
                Warning::PkceNotRequired { public: true },
                Warning::RefreshTokensNotRotated,
                Warning::ImplicitGrant,
                Warning::LocalhostRedirect,
            ]
        );
    }
}
