//! Parameters: repeated, in the wrong place, of the wrong type (SEC-55, SEC-56).

use serde_json::json;

use crate::support::{
    Browser, TestApp,
    app::answer,
    client::{CALLBACK, authorize},
    make::{NewClient, SECRET},
};

async fn with_client() -> TestApp {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid profile").await;
    app.client_of(&shop, NewClient::default()).await;
    app
}

fn form(app: &TestApp, path: &str, body: &str) -> reqwest::RequestBuilder {
    app.http
        .post(app.url(path))
        .basic_auth("web", Some(SECRET))
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.to_owned())
}

#[tokio::test]
async fn sec_55_a_repeated_parameter_is_refused() {
    let app = with_client().await;
    for (path, body) in [
        (
            "/oauth/token",
            "grant_type=client_credentials&grant_type=client_credentials",
        ),
        ("/oauth/token", "grant_type=client_credentials&scope=&scope="),
        (
            "/oauth/token?grant_type=client_credentials",
            "grant_type=client_credentials",
        ),
        ("/oauth/token?scope=a", "grant_type=client_credentials&scope=b"),
        (
            "/oauth/token",
            "grant_type=client_credentials&unknown=1&unknown=2",
        ),
        ("/oauth/revoke", "token=a&token=b"),
        ("/oauth/revoke?token_type_hint=a", "token=a&token_type_hint=b"),
        ("/oauth/introspect", "token=a&token=a"),
    ] {
        let (status, body_of) = answer(form(&app, path, body)).await;
        assert_eq!(
            (status, &body_of["error"]),
            (400, &json!("invalid_request")),
            "{path} {body}"
        );
    }
    // Once the client and its address are known, it hears of it there.
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let twice = format!("{}&scope=openid", authorize(&[]));
    assert_eq!(
        browser.get(&twice).await.redirected_to(CALLBACK)["error"],
        "invalid_request"
    );
    for name in ["client_id=web", "redirect_uri=https://app.example/callback"] {
        let page = browser.get(&format!("{}&{name}", authorize(&[]))).await;
        assert_eq!((page.status.as_u16(), page.location), (400, None), "{name}");
    }
    for path in [
        "/sign-in?flow=a&flow=b",
        "/oauth/logout?state=a&state=b",
        "/consent?flow=a&flow=a",
    ] {
        assert_eq!(browser.get(path).await.status, 400, "{path}");
    }
}

#[tokio::test]
async fn sec_55_an_empty_value_is_absent_and_the_unknown_is_ignored() {
    let app = with_client().await;
    let body = "grant_type=client_credentials&scope=&resource=&colour=blue";
    let (status, tokens) = answer(form(&app, "/oauth/token", body)).await;
    assert!(status == 200 || tokens["error"] == "invalid_scope", "{tokens}");
    let (status, refused) = answer(form(&app, "/oauth/token", "grant_type=")).await;
    assert_eq!((status, &refused["error"]), (400, &json!("invalid_request")));
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let page = browser
        .open(&format!("{}&prompt=&max_age=&colour=blue", authorize(&[])))
        .await;
    assert!(page.has("allow"), "{}", page.html);
}

#[tokio::test]
async fn sec_56_only_a_form_is_read() {
    let app = with_client().await;
    let fields = "grant_type=client_credentials&token=a";
    for path in ["/oauth/token", "/oauth/revoke", "/oauth/introspect"] {
        for content_type in [
            None,
            Some("application/json"),
            Some("text/plain"),
            Some("multipart/form-data; boundary=x"),
            Some("application/x-www-form-urlencoded2"),
            Some("text/plain, application/x-www-form-urlencoded"),
        ] {
            let mut request = app
                .http
                .post(app.url(path))
                .basic_auth("web", Some(SECRET))
                .body(fields);
            if let Some(content_type) = content_type {
                request = request.header("content-type", content_type);
            }
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), 415, "{path} {content_type:?}");
            assert_eq!(response.headers()["cache-control"], "no-store");
            let body: serde_json::Value = response.json().await.unwrap();
            assert_eq!(body["error"], "invalid_request", "{path} {content_type:?}");
        }
        let charset = form(&app, path, fields)
            .header("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8");
        // Two headers of that name are not one.
        assert_eq!(answer(charset).await.0, 415, "{path}");
    }
    let request = app
        .http
        .post(app.url("/oauth/introspect"))
        .basic_auth("web", Some(SECRET))
        .header("content-type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8")
        .body("token=a");
    assert_eq!(answer(request).await, (200, json!({ "active": false })));
}

#[tokio::test]
async fn sec_56_nothing_is_taken_from_the_query() {
    let app = with_client().await;
    let path = "/oauth/token?grant_type=client_credentials";
    let (status, body) = answer(form(&app, path, "scope=")).await;
    assert_eq!(
        (status, &body["error"]),
        (400, &json!("invalid_request")),
        "{body}"
    );
    // Whoever puts the form into the URL hears what is wrong, and not that something is missing.
    for path in [
        "/oauth/token",
        "/oauth/revoke",
        "/oauth/introspect",
        "/user/oauthtoken",
    ] {
        for name in ["grant_type", "client_id", "redirect_uri", "scope"] {
            let request = form(&app, &format!("{path}?{name}=x"), "colour=blue");
            let (status, body) = answer(request).await;
            let said = body["error_description"].as_str().unwrap_or_default();
            assert_eq!(
                (status, &body["error"]),
                (400, &json!("invalid_request")),
                "{path} {name}: {body}"
            );
            assert!(
                said.contains(name) && said.contains("body"),
                "{path} {name}: {body}"
            );
        }
        let unknown = form(&app, &format!("{path}?colour=blue"), "colour=red");
        assert!(!answer(unknown).await.1.to_string().contains("URL"), "{path}");
    }
    for (path, query) in [
        ("/oauth/token", format!("client_id=web&client_secret={SECRET}")),
        ("/oauth/token", "client_assertion=a.b.c".to_owned()),
        ("/oauth/token", "code=abc".to_owned()),
        ("/oauth/token", "code_verifier=abc".to_owned()),
        ("/oauth/token", "refresh_token=abc".to_owned()),
        ("/oauth/revoke", "token=abc".to_owned()),
        ("/oauth/introspect", "token=abc".to_owned()),
        ("/oauth/userinfo", "access_token=abc".to_owned()),
    ] {
        let request = form(
            &app,
            &format!("{path}?{query}"),
            "grant_type=client_credentials&token=a",
        );
        let (status, body) = answer(request).await;
        assert_eq!(
            (status, &body["error"]),
            (400, &json!("invalid_request")),
            "{path}?{query}"
        );
        assert!(!body.to_string().contains(SECRET));
    }
    let request = app
        .http
        .post(app.url("/graphql?access_token=abc"))
        .json(&json!({ "query": "{ me { id } }" }));
    assert_eq!(answer(request).await.0, 400);
}
