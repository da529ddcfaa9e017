//! Scripts of other sites (SEC-60).

use reqwest::{Method, RequestBuilder, header::HeaderMap};

use entity::values::{AuthMethod, Platform};

use crate::support::{Browser, TestApp, make::NewClient};

const OURS: &str = "https://spa.example";
const ENDPOINTS: &[&str] = &[
    "/oauth/token",
    "/oauth/revoke",
    "/oauth/userinfo",
    "/graphql",
    "/oauth/v1/token",
    "/oauth/v2/token",
    "/oauth/v1/auth-proxy/token",
    "/oauth/v1/revoke",
    "/api/v1/auth/user_identity",
    "/api/v1/users/x/profile",
    "/user/oauthtoken",
];

async fn with_single_page_app() -> TestApp {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    let spa = NewClient {
        client_id: "spa",
        platform: Platform::SinglePage,
        method: AuthMethod::None,
        redirect_urls: &["https://spa.example/callback", "http://127.0.0.1:5173/callback"],
        post_logout_urls: &["https://goodbye.example/"],
        require_pkce: true,
        ..NewClient::default()
    };
    app.client_of(&shop, spa).await;
    app
}

async fn send(request: RequestBuilder, origin: &str) -> HeaderMap {
    request
        .header("origin", origin)
        .send()
        .await
        .unwrap()
        .headers()
        .clone()
}

fn preflight(app: &TestApp, path: &str) -> RequestBuilder {
    app.http
        .request(Method::OPTIONS, app.url(path))
        .header("access-control-request-method", "POST")
        .header("access-control-request-headers", "authorization, content-type")
}

#[tokio::test]
async fn sec_60_origins_of_single_page_apps_are_answered_without_credentials() {
    let app = with_single_page_app().await;
    for path in ENDPOINTS {
        for origin in [OURS, "http://127.0.0.1:5173"] {
            for (what, request) in [
                ("preflight", preflight(&app, path)),
                ("request", app.http.post(app.url(path)).body("x")),
            ] {
                let headers = send(request, origin).await;
                assert_eq!(headers["access-control-allow-origin"], origin, "{what} {path}");
                assert!(
                    !headers.contains_key("access-control-allow-credentials"),
                    "{what} {path}"
                );
                assert!(
                    headers.get_all("vary").iter().any(|value| value == "Origin"),
                    "{what} {path}"
                );
            }
        }
        let headers = send(preflight(&app, path), OURS).await;
        let allowed = headers["access-control-allow-headers"].to_str().unwrap();
        assert_eq!(allowed, "Authorization, Content-Type", "{path}");
        assert!(
            headers["access-control-allow-methods"]
                .to_str()
                .unwrap()
                .contains("POST"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn sec_60_no_other_origin_is_answered() {
    let app = with_single_page_app().await;
    for origin in [
        "null",
        "https://evil.example",
        "https://spa.example.evil.example",
        "https://evil-spa.example",
        "https://evil.example/spa.example",
        "http://spa.example",
        "https://spa.example:8443",
        "https://spa.example:443",
        "https://spa.example/",
        "https://SPA.example",
        "https://sub.spa.example",
        "https://spa.example.",
        "https://spa.example https://evil.example",
        "http://127.0.0.1:5174",
        "http://localhost:5173",
        // A server's, and where people are sent after signing out.
        "https://app.example",
        "https://goodbye.example",
        "*",
    ] {
        for path in ENDPOINTS {
            for request in [preflight(&app, path), app.http.post(app.url(path)).body("x")] {
                let headers = send(request, origin).await;
                assert!(
                    !headers.contains_key("access-control-allow-origin"),
                    "{origin} {path}"
                );
                assert!(
                    !headers.contains_key("access-control-allow-headers"),
                    "{origin} {path}"
                );
            }
        }
    }
}

#[tokio::test]
async fn sec_60_pages_are_never_for_other_origins_and_keys_are_for_all() {
    let app = with_single_page_app().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    for path in [
        "/sign-in",
        "/register",
        "/consent",
        "/sign-out",
        "/select-account",
        "/setup",
        "/reauthenticate",
        "/",
        "/oauth/authorize",
        "/oauth/logout",
        "/oauth/introspect",
        "/no/such/path",
    ] {
        for method in [Method::GET, Method::POST, Method::OPTIONS] {
            let request = browser.http().request(method.clone(), app.url(path));
            let headers = send(request.header("access-control-request-method", "POST"), OURS).await;
            assert!(
                !headers.contains_key("access-control-allow-origin"),
                "{method} {path}"
            );
            assert!(
                !headers.contains_key("access-control-allow-credentials"),
                "{method} {path}"
            );
        }
    }
    for path in [
        "/oauth/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
    ] {
        let headers = send(browser.http().get(app.url(path)), "https://anyone.example").await;
        assert_eq!(headers["access-control-allow-origin"], "*", "{path}");
        assert!(
            !headers.contains_key("access-control-allow-credentials"),
            "{path}"
        );
    }
    // Not even our own origins' scripts read with a cookie from elsewhere.
    let body = serde_json::json!({ "query": "{ me { email } }" });
    let request = browser
        .http()
        .post(app.url("/graphql"))
        .header("x-latchkey-csrf", "1")
        .json(&body);
    let response = request.header("origin", OURS).send().await.unwrap();
    assert_eq!(response.status(), 403);
    assert!(!response.text().await.unwrap().contains("ada@example.com"));
}

#[tokio::test]
async fn sec_60_an_origin_ends_with_its_client() {
    let app = with_single_page_app().await;
    let path = ENDPOINTS[0];
    assert!(
        send(preflight(&app, path), OURS)
            .await
            .contains_key("access-control-allow-origin")
    );
    app.execute("UPDATE client SET disabled_at = 1 WHERE client_id = 'spa'")
        .await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    assert!(
        !send(preflight(&app, path), OURS)
            .await
            .contains_key("access-control-allow-origin")
    );
}

/// A script hears why it was turned away, not only that something failed.
#[tokio::test]
async fn sec_60_what_the_edge_refuses_is_for_scripts_of_other_sites_too() {
    let app = with_single_page_app().await;
    let large = "a".repeat(300_000);
    let send = async |path: &str, origin: &str| {
        let request = app
            .http
            .post(app.url(path))
            .header("origin", origin)
            .header("content-type", "application/json")
            .body(large.clone());
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 413, "{path}");
        assert!(response.headers().contains_key("x-request-id"), "{path}");
        assert_eq!(response.headers()["x-content-type-options"], "nosniff", "{path}");
        let origin = response.headers().get("access-control-allow-origin").cloned();
        let body: serde_json::Value = response.json().await.unwrap();
        (origin, body)
    };
    for path in [
        "/oauth/token",
        "/oauth/revoke",
        "/graphql",
        "/oauth/v1/token",
        "/user/oauthtoken",
    ] {
        let (origin, body) = send(path, OURS).await;
        assert_eq!(origin.unwrap(), OURS, "{path}: {body}");
        let (origin, _) = send(path, "https://evil.example").await;
        assert_eq!(origin, None, "{path}");
    }
    for path in ["/api/v1/api-keys", "/api/v1/users/x/api-keys"] {
        let (origin, body) = send(path, "https://any.example").await;
        assert_eq!(origin.unwrap(), "*", "{path}");
        assert_eq!(body["code"], "payload-too-large", "{path}: {body}");
        assert!(body["message"].is_string(), "{path}: {body}");
    }
    let (origin, body) = send("/oauth/introspect", OURS).await;
    assert_eq!(
        (origin, &body["error"]),
        (None, &serde_json::json!("invalid_request"))
    );
}
