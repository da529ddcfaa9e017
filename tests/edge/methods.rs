//! Methods (SEC-57).

use reqwest::Method;

use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, authorize},
    make::NewClient,
};

const PAGES: &[&str] = &[
    "/sign-in",
    "/register",
    "/select-account",
    "/consent",
    "/sign-out",
    "/setup",
];

#[tokio::test]
async fn sec_57_a_wrong_method_is_405_with_the_right_ones() {
    let app = TestApp::new().await;
    let mut wrong: Vec<(&str, &str, &[&str])> = Vec::new();
    for path in ["/oauth/token", "/oauth/revoke", "/oauth/introspect", "/graphql"] {
        for method in ["GET", "HEAD", "PUT", "PATCH", "DELETE"] {
            wrong.push((path, method, &["POST"]));
        }
    }
    for path in PAGES
        .iter()
        .chain(&["/oauth/authorize", "/oauth/logout", "/oauth/userinfo"])
    {
        for method in ["HEAD", "PUT", "PATCH", "DELETE"] {
            wrong.push((path, method, &["GET", "POST"]));
        }
    }
    for path in [
        "/oauth/jwks",
        "/.well-known/openid-configuration",
        "/healthz",
        "/readyz",
    ] {
        for method in ["POST", "PUT", "DELETE"] {
            wrong.push((path, method, &["GET"]));
        }
    }
    for method in ["POST", "PATCH"] {
        wrong.push(("/api/v1/resources", method, &["GET", "PUT", "DELETE"]));
    }
    wrong.push(("/reauthenticate", "POST", &["GET"]));
    wrong.push(("/", "POST", &["GET", "HEAD"]));
    for (path, method, right) in wrong {
        let method = Method::from_bytes(method.as_bytes()).unwrap();
        let response = app
            .http
            .request(method.clone(), app.url(path))
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 405, "{method} {path}");
        let allow = response.headers()["allow"].to_str().unwrap();
        for right in right {
            assert!(allow.contains(right), "{method} {path}: {allow}");
        }
        // What it names is not refused.
        for named in allow.split(',').map(str::trim) {
            let named = Method::from_bytes(named.as_bytes()).unwrap();
            let response = app
                .http
                .request(named.clone(), app.url(path))
                .send()
                .await
                .unwrap();
            let is_line = path == "/graphql" && named == Method::GET;
            assert!(
                response.status() != 405 || is_line,
                "{named} {path}, though {allow}"
            );
        }
    }
    for path in PAGES.iter().chain(&["/oauth/token", "/", "/no/such/path"]) {
        for method in ["TRACE", "CONNECT"] {
            let request = format!("{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            let answer = crate::support::raw::exchange(&app.address, request.as_bytes(), false).await;
            let status = crate::support::raw::status(&answer);
            assert!(
                matches!(status, None | Some(400 | 404 | 405)),
                "{method} {path}: {answer}"
            );
        }
    }
}

#[tokio::test]
async fn sec_57_looking_changes_nothing() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let consent = browser.open(&authorize(&[])).await;
    let flow = consent.form("/consent").fields["transaction"].clone();
    let query = format!("transaction={flow}&flow={flow}&decision=allow&choice=continue&csrf=x");
    for path in [
        "/sign-out",
        "/consent",
        "/select-account",
        "/sign-in",
        "/oauth/logout",
        "/reauthenticate",
    ] {
        for method in [Method::GET, Method::HEAD, Method::OPTIONS] {
            let url = app.url(&format!("{path}?{query}"));
            let response = browser.http().request(method.clone(), url).send().await.unwrap();
            let location = response
                .headers()
                .get("location")
                .map(|value| value.to_str().unwrap().to_owned());
            assert!(
                location.is_none_or(|url| !url.starts_with(CALLBACK)),
                "{method} {path}"
            );
        }
    }
    assert_eq!(app.count("app_grant").await, 0);
    assert!(browser.get("/sign-out").await.html.contains("ada@example.com"));
    // The page is as good as before.
    assert!(
        browser
            .allow(&consent)
            .await
            .redirected_to(CALLBACK)
            .contains_key("code")
    );
}

#[tokio::test]
async fn sec_57_a_method_cannot_be_overridden() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let form = browser.get("/sign-out").await.form("/sign-out");
    for name in ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override"] {
        let url = app.url(&format!("/sign-out?_method=POST&csrf={}", form.fields["csrf"]));
        let response = browser.http().get(url).header(name, "POST").send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert!(
            browser.get("/sign-out").await.html.contains("ada@example.com"),
            "{name}"
        );
        let response = app
            .http
            .get(app.url("/oauth/token"))
            .header(name, "POST")
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 405, "{name}");
    }
}
