//! The steps of a code flow, for tests about something else.

use serde_json::Value;

use super::{Browser, TestApp, browser::Page, make::SECRET};

/// A PKCE pair (RFC 7636 appendix B).
pub(crate) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
/// Its challenge.
pub(crate) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// Where `web` is sent back to.
pub(crate) const CALLBACK: &str = "https://app.example/callback";

/// The address of an authorization request of `web`; later parameters replace earlier ones of the same name, and
/// an empty value leaves one out.
pub(crate) fn authorize(more: &[(&str, &str)]) -> String {
    let mut pairs: Vec<(&str, &str)> = vec![
        ("response_type", "code"),
        ("client_id", "web"),
        ("redirect_uri", CALLBACK),
        ("scope", "openid"),
        ("state", "some state"),
        ("code_challenge", CHALLENGE),
        ("code_challenge_method", "S256"),
    ];
    for (name, value) in more {
        pairs.retain(|(other, _)| other != name);
        if !value.is_empty() {
            pairs.push((name, value));
        }
    }
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish();
    format!("/oauth/authorize?{query}")
}

impl Browser {
    /// From the authorization request to the redirect, saying yes where asked.
    pub(crate) async fn authorize(&self, more: &[(&str, &str)]) -> Page {
        let page = self.open(&authorize(more)).await;
        if page.location.is_some() {
            page
        } else {
            self.allow(&page).await
        }
    }

    /// A code for `web`.
    pub(crate) async fn code(&self, more: &[(&str, &str)]) -> String {
        self.authorize(more).await.redirected_to(CALLBACK)["code"].clone()
    }
}

impl TestApp {
    /// Redeems a code of `web`.
    pub(crate) async fn redeem(&self, code: &str) -> (u16, Value) {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        self.form_as("/oauth/token", ("web", SECRET), &fields).await
    }

    /// Refreshes a token of `web`.
    pub(crate) async fn refresh(&self, token: &str) -> (u16, Value) {
        let fields = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.form_as("/oauth/token", ("web", SECRET), &fields).await
    }

    /// Introspects as `web`.
    pub(crate) async fn introspect(&self, token: &str) -> Value {
        self.form_as("/oauth/introspect", ("web", SECRET), &[("token", token)])
            .await
            .1
    }
}
