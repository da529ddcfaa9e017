//! A dialect that is off has no paths and no scopes.

use reqwest::Method;
use serde_json::{Value, json};

use super::world::{ADA, World, status};
use crate::support::{Browser, TestApp, app::answer};

/// The paths of each dialect.
const PATHS: &[(&str, &str, Method)] = &[
    ("MONEYBUTTON", "/oauth/v1/authorize", Method::GET),
    ("MONEYBUTTON", "/oauth/v1/token", Method::POST),
    ("MONEYBUTTON", "/oauth/v2/token", Method::POST),
    ("MONEYBUTTON", "/oauth/v1/auth-proxy/token", Method::POST),
    ("MONEYBUTTON", "/oauth/v1/revoke", Method::POST),
    ("MONEYBUTTON", "/oauth/v2/token", Method::OPTIONS),
    ("MONEYBUTTON", "/api/v1/auth/user_identity", Method::GET),
    ("MONEYBUTTON", "/api/v1/users/x/profile", Method::GET),
    ("COINS", "/user/api/authorize", Method::GET),
    ("COINS", "/user/api/authorize", Method::POST),
    ("COINS", "/user/oauthtoken", Method::POST),
];
const MONEYBUTTON_SCOPES: &[&str] = &[
    "auth.user_identity:read",
    "users.profiles:read",
    "users.profiles.email:read",
    "users.balance:read",
    "application_access:write",
];

async fn scopes_supported(app: &TestApp) -> Vec<Value> {
    let (_, document) = answer(app.http.get(app.url("/.well-known/openid-configuration"))).await;
    document["scopes_supported"].as_array().unwrap().clone()
}

#[tokio::test]
async fn paths_are_there_only_while_their_dialect_is_on() {
    for off in ["MONEYBUTTON", "COINS"] {
        let app = TestApp::with(&[(off, "false")]).await;
        for (dialect, path, method) in PATHS {
            let gone = status(&app, method.clone(), path).await == 404;
            assert_eq!(gone, *dialect == off, "{off} off: {method} {path}");
        }
        let named = scopes_supported(&app).await;
        for scope in MONEYBUTTON_SCOPES {
            assert_eq!(named.contains(&json!(scope)), off != "MONEYBUTTON", "{scope}");
        }
        assert!(named.contains(&json!("openid")));
    }
}

#[tokio::test]
async fn scopes_end_with_their_dialect_and_their_names_stay_taken() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let tokens = super::moneybutton::tokens(&world, &browser, "auth.user_identity:read").await;
    let token = tokens["access_token"].as_str().unwrap();
    // The same service, started again without the dialect.
    let mut environment = world.environment().clone();
    environment.insert("MONEYBUTTON".to_owned(), "false".to_owned());
    environment.insert("PUBLIC_URL".to_owned(), world.issuer.clone());
    let off = crate::support::Binary::start(environment).await;
    let introspect = off
        .http
        .post(off.url("/oauth/introspect"))
        .basic_auth(
            "8ce101e4236efd4be4881072140b3c1b",
            Some("701e825b8f6ef16abff8a9cccfbe70cb"),
        )
        .form(&[("token", token)]);
    // Asked by another client of the app, which is none of its API's: only that it answers matters here.
    assert_eq!(answer(introspect).await.0, 200);
    let credentials = off
        .http
        .post(off.url("/oauth/token"))
        .basic_auth(
            "8ce101e4236efd4be4881072140b3c1b",
            Some("701e825b8f6ef16abff8a9cccfbe70cb"),
        )
        .form(&[
            ("grant_type", "client_credentials"),
            ("scope", "application_access:write"),
        ]);
    let (status, refused) = answer(credentials).await;
    assert_eq!((status, &refused["error"]), (400, &json!("invalid_scope")));
    let (_, seen) = answer(
        off.http
            .post(off.url("/graphql"))
            .bearer_auth(token)
            .json(&json!({ "query": "{ viewer { credentialScopes } }" })),
    )
    .await;
    assert_eq!(seen["data"]["viewer"]["credentialScopes"], json!([]), "{seen}");
    let address = super::moneybutton::authorize("auth.user_identity:read").replace("/v1/", "/");
    let page = Browser::at(&off.address).get(&address).await;
    assert!(
        page.html.contains("invalid_scope") || page.location.is_some(),
        "{}",
        page.html
    );

    // No API may take a name that could come back.
    let app = TestApp::with(&[("MONEYBUTTON", "false")]).await;
    app.user("grace@example.com").await;
    let browser = Browser::signed_in(&app, "grace@example.com").await;
    let make = "mutation($input: CreateApiInput!) { createApi(input: $input) { api { id } userErrors { message } } }";
    let input = json!({ "input": { "identifier": "https://api.example", "name": "API" } });
    let made = browser.graphql(make, input).await;
    let id = made["data"]["createApi"]["api"]["id"].clone();
    let make = "mutation($input: CreateScopeInput!) { createScope(input: $input) { scope { name } userErrors { code } } }";
    for name in MONEYBUTTON_SCOPES {
        let input = json!({ "input": { "apiId": id, "name": name, "title": "Mine" } });
        let made = browser.graphql(make, input).await;
        assert_eq!(made["data"]["createScope"]["scope"], Value::Null, "{made}");
    }
    // And no app may enable it.
    let make = "mutation($input: CreateAppInput!) { createApp(input: $input) { app { id } userErrors { field code } } }";
    for (input, field) in [
        (
            json!({ "name": "Blog", "scopes": ["users.profiles:read"] }),
            json!(["scopes", "0"]),
        ),
        (
            json!({ "name": "Blog", "preset": "MONEYBUTTON" }),
            json!(["preset"]),
        ),
    ] {
        let made = browser.graphql(make, json!({ "input": input })).await;
        assert_eq!(
            made["data"]["createApp"]["userErrors"][0]["field"], field,
            "{made}"
        );
    }
    let page = browser.get("/oauth/v1/authorize?client_id=x").await;
    assert_eq!(page.status, 404);
}
