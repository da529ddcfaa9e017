//! Every route, and what it says to a stranger.

use std::collections::BTreeSet;

use reqwest::Method;

use crate::support::{Browser, TestApp};

/// Path (as in the table of routes), method, status without any credential or parameter.
const TABLE: &[(&str, Method, u16)] = &[
    ("/oauth/token", Method::POST, 415),
    ("/oauth/token", Method::OPTIONS, 204),
    ("/oauth/revoke", Method::POST, 415),
    ("/oauth/revoke", Method::OPTIONS, 204),
    ("/oauth/introspect", Method::POST, 415),
    ("/oauth/userinfo", Method::GET, 401),
    ("/oauth/userinfo", Method::POST, 401),
    ("/oauth/userinfo", Method::OPTIONS, 204),
    ("/oauth/authorize", Method::GET, 400),
    ("/oauth/authorize", Method::POST, 400),
    ("/oauth/logout", Method::GET, 200),
    ("/oauth/logout", Method::POST, 200),
    ("/oauth/jwks", Method::GET, 200),
    ("/.well-known/openid-configuration", Method::GET, 200),
    ("/.well-known/oauth-authorization-server", Method::GET, 200),
    ("/graphql", Method::POST, 415),
    ("/graphql", Method::GET, 405),
    ("/graphql", Method::OPTIONS, 204),
    ("/sign-in", Method::GET, 200),
    ("/sign-in", Method::POST, 400),
    ("/reauthenticate", Method::GET, 200),
    ("/register", Method::GET, 200),
    ("/register", Method::POST, 400),
    ("/select-account", Method::GET, 400),
    ("/select-account", Method::POST, 400),
    ("/consent", Method::GET, 400),
    ("/consent", Method::POST, 400),
    ("/sign-out", Method::GET, 200),
    ("/sign-out", Method::POST, 400),
    ("/setup", Method::GET, 404),
    ("/setup", Method::POST, 400),
    ("/healthz", Method::GET, 200),
    ("/readyz", Method::GET, 200),
    ("/assets/{*path}", Method::GET, 404),
    ("/audit-log.jsonl", Method::GET, 404),
    ("/branding.css", Method::GET, 200),
];

#[tokio::test]
async fn every_route_answers_a_stranger_as_the_table_says() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::new(&app);
    for (path, method, expected) in TABLE {
        let url = app.url(&path.replace("{*path}", "no-such-file"));
        let response = browser.http().request(method.clone(), url).send().await.unwrap();
        assert_eq!(response.status(), *expected, "{method} {path}");
        let text = response.text().await.unwrap();
        assert!(!text.contains("ada@example.com"), "{method} {path}");
    }
}

#[test]
fn every_route_is_in_the_table() {
    let source = std::fs::read_to_string(super::top().join("server/src/http/mod.rs")).unwrap();
    let routes: BTreeSet<&str> = source
        .split(".route(")
        .skip(1)
        .map(|rest| rest.split('"').nth(1).unwrap())
        .collect();
    assert!(routes.len() >= 20, "{routes:?}");
    let listed: BTreeSet<&str> = TABLE.iter().map(|(path, ..)| *path).collect();
    let missing: Vec<_> = routes.symmetric_difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "in the router or in this table only: {missing:?}"
    );
}
