//! What the tests of dialects start from: a service with the clients of their documents, and people in browsers.

use std::{collections::BTreeMap, ops::Deref, path::Path};

use latchkey::{apply::apply, domain::change::Change};
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{Browser, TestApp, app::answer, browser::Page};

const DEMO: &str = include_str!("demo.yaml");
pub(super) const ADA: (&str, &str) = ("ada@example.com", "analytical-engine-1843");
pub(super) const GRACE: (&str, &str) = ("grace@example.com", "compiler-a0-1952");
/// The API of the coins dialect, where it introspects.
const COINS_API: (&str, &str) = ("coins-api", "coins-api-secret-change-me-0123456789");

/// A service with everything of `demo.yaml`.
pub(super) struct World(pub(super) TestApp);

impl Deref for World {
    type Target = TestApp;

    fn deref(&self) -> &TestApp {
        &self.0
    }
}

impl World {
    pub(super) async fn new() -> Self {
        Self::with(&[]).await
    }

    pub(super) async fn with(settings: &[(&str, &str)]) -> Self {
        let app = TestApp::with(settings).await;
        apply(&app.deps, DEMO, Path::new(""))
            .await
            .unwrap_or_else(|error| panic!("{error}"));
        app.deps.forget(&Change::Everything);
        Self(app)
    }

    /// A browser in which that person has signed in.
    pub(super) async fn browser(&self, (email, password): (&str, &str)) -> Browser {
        let browser = Browser::new(&self.0);
        let page = browser.get("/sign-in").await;
        let done = browser.sign_in(&page, email, password).await;
        assert_eq!(done.status, 303, "{}", done.html);
        browser
    }

    /// As `curl --data a=b --data c=d` does it, percent-encoding nothing.
    pub(super) async fn curl(&self, path: &str, headers: &[(&str, &str)], data: &[&str]) -> (u16, Value) {
        let request = self
            .http
            .post(self.url(path))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(data.join("&"));
        answer(
            headers
                .iter()
                .fold(request, |request, (name, value)| request.header(*name, *value)),
        )
        .await
    }

    /// Posts JSON, with a token if there is one.
    pub(super) async fn json(&self, path: &str, token: Option<&str>, body: &Value) -> (u16, Value) {
        let request = self.http.post(self.url(path)).json(body);
        answer(match token {
            Some(token) => request.bearer_auth(token),
            None => request,
        })
        .await
    }

    /// What the API of the coins dialect hears of a token, with a nonce or without.
    pub(super) async fn coins_api(&self, token: &str, nonce: Option<&str>) -> Value {
        let mut fields = vec![("token", token)];
        fields.extend(nonce.map(|nonce| ("nonce", nonce)));
        let (status, answer) = self.form_as("/oauth/introspect", COINS_API, &fields).await;
        assert_eq!(status, 200, "{answer}");
        answer
    }

    /// Changes settings of a client by GraphQL, as its developer Grace; its warnings and what the audit log has of it.
    pub(super) async fn set(&self, client_id: &str, settings: Value) -> (Vec<String>, Value) {
        // So that the event of it is the latest.
        self.advance(1);
        let browser = self.browser(GRACE).await;
        let find = "query($id: String!) { app(clientId: $id) { client(clientId: $id) { id } } }";
        let found = browser.graphql(find, json!({ "id": client_id })).await;
        let id = &found["data"]["app"]["client"]["id"];
        assert!(id.is_string(), "{found}");
        let update = "mutation($input: UpdateClientInput!) { updateClient(input: $input) {
            client { app { auditEvents(first: 1) { nodes { kind details } } } warnings { code } } userErrors { message } } }";
        let input = json!({ "input": { "clientId": id, "settings": settings } });
        let done = browser.graphql(update, input).await;
        let client = &done["data"]["updateClient"]["client"];
        assert!(client.is_object(), "{done}");
        let warnings = client["warnings"].as_array().unwrap();
        let codes = warnings
            .iter()
            .map(|warning| warning["code"].as_str().unwrap().to_owned())
            .collect();
        (codes, client["app"]["auditEvents"]["nodes"][0].clone())
    }
}

/// The answer to an authorization request: from the query or, where it begins with `#`, from the fragment.
pub(super) fn came_back(page: &Page, to: &str) -> BTreeMap<String, String> {
    let location = page
        .location
        .as_deref()
        .unwrap_or_else(|| panic!("no redirect ({}): {}", page.status, page.html));
    let answer = location
        .strip_prefix(to)
        .unwrap_or_else(|| panic!("{location} is not {to}…"));
    url::form_urlencoded::parse(answer.as_bytes())
        .into_owned()
        .collect()
}

/// Says no on a consent page.
pub(super) async fn deny(browser: &Browser, page: &Page) -> Page {
    browser
        .submit(&page.form("/consent"), &[("decision", "deny")])
        .await
}

/// Opens an address and says yes where that is asked.
pub(super) async fn allowed(browser: &Browser, address: &str) -> Page {
    let page = browser.open(address).await;
    if page.location.is_some() {
        page
    } else {
        browser.allow(&page).await
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
    let got = (answer.0, answer.1["error"].as_str());
    assert_eq!(got, (status, Some(code)), "{}", answer.1);
}

/// The status of a request without a body.
pub(super) async fn status(app: &TestApp, method: Method, path: &str) -> u16 {
    let request = app.http.request(method, app.url(path));
    request.send().await.unwrap().status().as_u16()
}
