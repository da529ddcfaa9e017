//! What the tests of requirements start from: Ada, her app and its client `web`, and a browser she is signed in with.

use std::ops::Deref;

use entity::{
    api, app, client, user,
    values::{AuthMethod, Platform},
};
use latchkey::domain::change::Change;
use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    client::VERIFIER,
    make::{NewClient, SECRET},
};

/// Every scope that a person can grant any app.
pub(super) const SCOPES: &str = "openid profile email address phone offline_access";
/// Where the single-page client is sent back to.
pub(super) const SPA_CALLBACK: &str = "https://spa.example/callback";
/// Where the native client is sent back to, with any port.
pub(super) const NATIVE_CALLBACK: &str = "http://127.0.0.1/callback";

/// A service with people and apps.
pub(super) struct World {
    pub(super) app: TestApp,
    pub(super) ada: user::Model,
    pub(super) shop: app::Model,
    pub(super) browser: Browser,
}

impl Deref for World {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.app
    }
}

impl World {
    pub(super) async fn new() -> Self {
        Self::with(&[]).await
    }

    pub(super) async fn with(settings: &[(&str, &str)]) -> Self {
        let app = TestApp::with(settings).await;
        let ada = app.user("ada@example.com").await;
        let shop = app.app_of(&ada, "Demo Shop", SCOPES).await;
        app.client_of(&shop, NewClient::default()).await;
        let browser = Browser::signed_in(&app, "ada@example.com").await;
        Self {
            app,
            ada,
            shop,
            browser,
        }
    }

    /// A public single-page client `spa` of the same app.
    pub(super) async fn spa(&self) -> client::Model {
        let new = NewClient {
            client_id: "spa",
            platform: Platform::SinglePage,
            method: AuthMethod::None,
            grant_types: "authorization_code refresh_token",
            redirect_urls: &[SPA_CALLBACK],
            require_pkce: true,
            ..NewClient::default()
        };
        self.client_of(&self.shop, new).await
    }

    /// A public native client `native` of the same app.
    pub(super) async fn native(&self) -> client::Model {
        let new = NewClient {
            client_id: "native",
            platform: Platform::Native,
            method: AuthMethod::None,
            grant_types: "authorization_code refresh_token",
            redirect_urls: &[NATIVE_CALLBACK],
            require_pkce: true,
            ..NewClient::default()
        };
        self.client_of(&self.shop, new).await
    }

    /// A confidential client of an app of its own.
    pub(super) async fn stranger(&self) -> client::Model {
        let other = self.app_of(&self.ada, "Another", SCOPES).await;
        let new = NewClient {
            client_id: "other",
            redirect_urls: &["https://other.example/callback"],
            ..NewClient::default()
        };
        self.client_of(&other, new).await
    }

    /// An API, the app allowed its scopes, and a client that may introspect its tokens.
    pub(super) async fn with_api(&self) -> (api::Model, client::Model) {
        let api = self.shop_api(&self.ada).await;
        let insert = "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) SELECT id, ";
        self.change(&format!("{insert}'invoices:read', FALSE, 1, 1 FROM app"))
            .await;
        self.change(&format!("{insert}'catalog:sync', FALSE, 1, 1 FROM app"))
            .await;
        let server = self.app_of(&self.ada, "Shop server", "openid").await;
        let new = NewClient {
            client_id: "server",
            redirect_urls: &[],
            ..NewClient::default()
        };
        let client = self.client_of(&server, new).await;
        self.introspects(&api, &client).await;
        (api, client)
    }

    /// The tokens of a whole flow of `web`.
    pub(super) async fn tokens(&self, scope: &str) -> Value {
        let code = self.browser.code(&[("scope", scope)]).await;
        let (status, tokens) = self.redeem(&code).await;
        assert_eq!(status, 200, "{tokens}");
        tokens
    }

    /// Redeems a code of `web` with fields changed; an empty value leaves one out.
    pub(super) async fn redeem_with(&self, code: &str, change: &[(&str, &str)]) -> (u16, Value) {
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", crate::support::client::CALLBACK),
            ("code_verifier", VERIFIER),
        ];
        for (name, value) in change {
            fields.retain(|(other, _)| other != name);
            if !value.is_empty() {
                fields.push((name, value));
            }
        }
        self.form_as("/oauth/token", ("web", SECRET), &fields).await
    }

    /// Whether the access token is good at userinfo and at introspection; they must agree.
    pub(super) async fn is_live(&self, access_token: &str) -> bool {
        let (status, _) = self.get_as("/oauth/userinfo", access_token).await;
        let active = self.introspect(access_token).await;
        assert_eq!(
            status == 200,
            active["active"] == json!(true),
            "{status} {active}"
        );
        if status != 200 {
            assert_eq!((status, active), (401, json!({ "active": false })));
        }
        status == 200
    }

    /// Changes a column of every row, behind the caches' back, and tells them.
    pub(super) async fn change(&self, sql: &str) {
        self.execute(sql).await;
        self.deps.forget(&Change::Everything);
    }
}

/// The text of a member.
pub(super) fn text<'a>(json: &'a Value, name: &str) -> &'a str {
    json[name]
        .as_str()
        .unwrap_or_else(|| panic!("no {name} in {json}"))
}

/// That an answer is the OAuth error with that status.
#[track_caller]
pub(super) fn refused(answer: &(u16, Value), status: u16, code: &str) {
    assert_eq!(
        (answer.0, answer.1["error"].as_str()),
        (status, Some(code)),
        "{}",
        answer.1
    );
}
