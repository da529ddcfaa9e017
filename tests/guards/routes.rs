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
    ("/oauth/v1/authorize", Method::GET, 400),
    ("/oauth/v1/authorize", Method::POST, 400),
    ("/oauth/v1/token", Method::POST, 415),
    ("/oauth/v1/token", Method::OPTIONS, 204),
    ("/oauth/v2/token", Method::POST, 415),
    ("/oauth/v2/token", Method::OPTIONS, 204),
    ("/oauth/v1/auth-proxy/token", Method::POST, 415),
    ("/oauth/v1/auth-proxy/token", Method::OPTIONS, 204),
    ("/oauth/v1/revoke", Method::POST, 401),
    ("/oauth/v1/revoke", Method::OPTIONS, 204),
    ("/api/v1/auth/user_identity", Method::GET, 401),
    ("/api/v1/auth/user_identity", Method::OPTIONS, 204),
    ("/api/v1/users/{id}/profile", Method::GET, 401),
    ("/api/v1/users/{id}/profile", Method::OPTIONS, 204),
    ("/user/api/authorize", Method::GET, 400),
    ("/user/api/authorize", Method::POST, 400),
    ("/user/oauthtoken", Method::POST, 415),
    ("/user/oauthtoken", Method::OPTIONS, 204),
    ("/graphql", Method::POST, 415),
    ("/graphql", Method::GET, 405),
    ("/graphql", Method::OPTIONS, 204),
    ("/sign-in", Method::GET, 200),
    ("/sign-in", Method::POST, 400),
    ("/second-factor", Method::GET, 303),
    ("/second-factor", Method::POST, 400),
    ("/two-step", Method::GET, 303),
    ("/two-step", Method::POST, 400),
    ("/reauthenticate", Method::GET, 200),
    ("/register", Method::GET, 200),
    ("/register", Method::POST, 400),
    ("/providers/{id}/start", Method::POST, 400),
    ("/providers/{id}/callback", Method::GET, 404),
    ("/providers/{id}/link", Method::GET, 404),
    ("/identity", Method::GET, 400),
    ("/identity", Method::POST, 400),
    ("/register/again", Method::POST, 400),
    ("/reset-password", Method::GET, 200),
    ("/reset-password", Method::POST, 400),
    ("/new-password", Method::GET, 404),
    ("/new-password", Method::POST, 400),
    ("/confirm", Method::GET, 404),
    ("/confirm", Method::POST, 400),
    // To the sign-in.
    ("/data-export/{id}", Method::GET, 303),
    ("/uploads", Method::PUT, 404),
    ("/pictures/{id}", Method::GET, 404),
    ("/dev/mailbox", Method::GET, 200),
    ("/select-account", Method::GET, 303),
    ("/select-account", Method::POST, 400),
    ("/consent", Method::GET, 400),
    ("/consent", Method::POST, 400),
    ("/api-keys/authorize", Method::GET, 303),
    ("/api-keys/authorize", Method::POST, 400),
    ("/api/v1/api-keys", Method::POST, 401),
    ("/api/v1/api-keys", Method::OPTIONS, 204),
    ("/api/v1/api-keys/current", Method::GET, 401),
    ("/api/v1/api-keys/current", Method::DELETE, 401),
    ("/api/v1/api-keys/{key}", Method::DELETE, 401),
    ("/api/v1/users/me", Method::GET, 401),
    ("/api/v1/users/{id}/api-keys", Method::POST, 401),
    ("/api/v1/users/{id}/api-keys/{key}", Method::DELETE, 401),
    ("/api/v1/stores", Method::GET, 401),
    ("/api/v1/stores/{id}", Method::GET, 401),
    ("/sign-out", Method::GET, 200),
    ("/sign-out", Method::POST, 400),
    ("/setup", Method::GET, 404),
    ("/setup", Method::POST, 400),
    ("/api/v1/resources", Method::GET, 401),
    ("/api/v1/resources", Method::PUT, 401),
    ("/api/v1/resources", Method::DELETE, 401),
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
        let path = path
            .replace("{*path}", "no-such-file")
            .replace("{id}", "exp_00000000000000000000000000000000");
        let url = app.url(&path);
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
