//! Headers of pages and of answers with something personal in them (SEC-62).

use reqwest::header::HeaderMap;

use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, authorize},
    make::NewClient,
};

fn check_page(what: &str, headers: &HeaderMap) {
    let get = |name: &str| headers.get(name).map_or("", |value| value.to_str().unwrap());
    let policy = get("content-security-policy");
    for rule in [
        "default-src 'self'",
        "script-src 'self'",
        "object-src 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ] {
        assert!(policy.contains(rule), "{what}: {policy}");
    }
    assert!(!policy.contains("unsafe-"), "{what}: {policy}");
    for (name, value) in [
        ("x-frame-options", "DENY"),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("cache-control", "no-store"),
        ("cross-origin-opener-policy", "unsafe-none"),
    ] {
        assert_eq!(get(name), value, "{what}: {name}");
    }
    assert!(get("content-type").starts_with("text/html"), "{what}");
    assert!(headers.contains_key("x-request-id"), "{what}");
}

#[tokio::test]
async fn sec_62_every_page_has_its_headers() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    let stranger = Browser::new(&app);
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let consent = browser.open(&authorize(&[])).await;
    assert!(consent.has("allow"));
    check_page("consent", &consent.headers);
    let policy = consent.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("form-action 'self' https://app.example"),
        "{policy}"
    );
    for path in [
        "/sign-in",
        "/register",
        "/reauthenticate",
        "/sign-out",
        "/setup",
        "/setup?token=wrong",
        "/consent",
        "/consent?flow=auth_x",
        "/select-account",
        "/no/such/path",
        "/assets/no-such-file.js",
        "/oauth/authorize",
        "/oauth/authorize?client_id=nobody",
        "/oauth/authorize?client_id=web&redirect_uri=https://evil.example",
        "/oauth/authorize?client_id=%zz",
        "/oauth/logout",
        "/oauth/logout?post_logout_redirect_uri=https://evil.example",
        "/sign-in?a=1&a=1",
    ] {
        for (who, browser) in [("a stranger", &stranger), ("Ada", &browser)] {
            let page = browser.get(path).await;
            if page.location.is_none() {
                check_page(&format!("{path} for {who}"), &page.headers);
            } else {
                assert_eq!(page.headers["cache-control"], "no-store", "{path}");
                assert_eq!(page.headers["referrer-policy"], "no-referrer", "{path}");
            }
        }
    }
    // Errors of forms, and what the edge itself refuses in a browser.
    for path in [
        "/sign-in",
        "/register",
        "/consent",
        "/sign-out",
        "/select-account",
        "/setup",
    ] {
        let response = stranger
            .http()
            .post(app.url(path))
            .form(&[("csrf", "x")])
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), 403, "{path}");
        check_page(&format!("POST {path}"), response.headers());
    }
    let long = format!("/sign-in?x={}", "a".repeat(9000));
    let page = stranger.get(&long).await;
    assert_eq!(page.status, 414);
    check_page("too long", &page.headers);
}

#[tokio::test]
async fn sec_62_tokens_and_people_are_not_kept_in_caches() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid offline_access").await;
    app.client_of(&shop, NewClient::default()).await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let page = browser.authorize(&[]).await;
    assert_eq!(page.headers["cache-control"], "no-store");
    assert_eq!(page.headers["referrer-policy"], "no-referrer");
    assert_eq!(page.status, 303);
    let code = page.redirected_to(CALLBACK)["code"].clone();
    let (_, tokens) = app.redeem(&code).await;
    let token = tokens["access_token"].as_str().unwrap();
    let requests = [
        app.http.get(app.url("/oauth/userinfo")).bearer_auth(token),
        app.http.get(app.url("/oauth/userinfo")),
        app.http
            .post(app.url("/oauth/token"))
            .form(&[("grant_type", "x")]),
        app.http
            .post(app.url("/graphql"))
            .bearer_auth(token)
            .json(&serde_json::json!({ "query": "{ __typename }" })),
    ];
    for request in requests {
        let response = request.send().await.unwrap();
        assert_eq!(
            response.headers()["cache-control"],
            "no-store",
            "{}",
            response.url()
        );
        assert_eq!(
            response.headers()["x-content-type-options"],
            "nosniff",
            "{}",
            response.url()
        );
    }
}

#[tokio::test]
async fn sec_62_https_is_kept_to_where_it_is_the_address() {
    let app = TestApp::with(&[("PUBLIC_URL", "https://id.example.com")]).await;
    for path in [
        "/sign-in",
        "/no/such/path",
        "/oauth/jwks",
        "/healthz",
        "/oauth/userinfo",
    ] {
        let response = app
            .http
            .get(format!("{}{path}", app.address))
            .send()
            .await
            .unwrap();
        let sent = response.headers()["strict-transport-security"].to_str().unwrap();
        assert!(sent.starts_with("max-age=63072000"), "{path}: {sent}");
    }
    let development = TestApp::new().await;
    let response = development
        .http
        .get(development.url("/sign-in"))
        .send()
        .await
        .unwrap();
    assert!(!response.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn assets_come_packed_to_who_can_unpack_them() {
    let app = TestApp::new().await;
    let get = async |path: &str, accept: Option<&str>| {
        let mut request = app.http.get(app.url(path));
        if let Some(accept) = accept {
            request = request.header("accept-encoding", accept);
        }
        request.send().await.unwrap()
    };
    let packed = get("/assets/flow.js", Some("gzip, br;q=0.9")).await;
    assert_eq!(packed.headers()["content-encoding"], "br");
    assert_eq!(packed.headers()["vary"], "accept-encoding");
    let kind = packed.headers()["content-type"].clone();
    let tag = packed.headers()["etag"].clone();
    let short = packed.bytes().await.unwrap().len();
    for accept in [None, Some("gzip, deflate"), Some("br;q=0"), Some("brotli")] {
        let plain = get("/assets/flow.js", accept).await;
        assert_eq!(plain.headers().get("content-encoding"), None, "{accept:?}");
        assert_eq!(plain.headers()["vary"], "accept-encoding", "{accept:?}");
        assert_eq!(plain.headers()["content-type"], kind, "{accept:?}");
        assert_ne!(plain.headers()["etag"], tag, "{accept:?}");
        assert!(plain.bytes().await.unwrap().len() > short, "{accept:?}");
    }
    // A packed copy has no address of its own.
    assert_eq!(get("/assets/flow.js.br", None).await.status(), 404);
}
