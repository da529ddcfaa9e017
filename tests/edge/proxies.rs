//! What a request says about its own address (SEC-61).

use entity::session;
use sea_orm::EntityTrait;

use crate::support::{
    Browser, TestApp,
    client::authorize,
    make::{NewClient, PASSWORD},
};

const LIES: &[(&str, &str)] = &[
    ("x-forwarded-host", "evil.example"),
    ("x-forwarded-proto", "https"),
    ("x-forwarded-port", "444"),
    ("x-forwarded-prefix", "/evil"),
    ("x-forwarded-server", "evil.example"),
    ("forwarded", "for=6.6.6.6;host=evil.example;proto=https"),
    ("x-original-url", "/oauth/jwks"),
    ("x-rewrite-url", "/oauth/jwks"),
    ("x-host", "evil.example"),
];

fn lying(request: reqwest::RequestBuilder) -> reqwest::RequestBuilder {
    let request = request.header("host", "evil.example");
    LIES.iter()
        .fold(request, |request, (name, value)| request.header(*name, *value))
}

#[tokio::test]
async fn sec_61_no_header_changes_an_address() {
    let app = TestApp::with(&[("TRUSTED_PROXIES", "127.0.0.1")]).await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    let discovery = "/.well-known/openid-configuration";
    let honest = app
        .http
        .get(app.url(discovery))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    let lied = lying(app.http.get(app.url(discovery)))
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap();
    assert_eq!(honest, lied);
    let browser = Browser::new(&app);
    let form = browser.get("/sign-in").await.form("/sign-in");
    let mut fields = form.fields.clone();
    fields.insert("email".into(), "ada@example.com".into());
    fields.insert("password".into(), PASSWORD.into());
    let posted = lying(browser.http().post(app.url("/sign-in")))
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(
        (posted.status().as_u16(), &posted.headers()["location"]),
        (303, &"/".parse().unwrap())
    );
    for cookie in posted.headers().get_all("set-cookie") {
        assert!(
            !cookie.to_str().unwrap().to_lowercase().contains("domain"),
            "{cookie:?}"
        );
    }
    for path in [
        "/sign-in",
        "/register",
        &authorize(&[]),
        "/oauth/logout",
        "/no/such/path",
        "/oauth/jwks",
    ] {
        let response = lying(browser.http().get(app.url(path))).send().await.unwrap();
        let text = format!(
            "{:?}{}",
            response.headers().clone(),
            response.text().await.unwrap()
        );
        assert!(!text.contains("evil"), "{path}: {text}");
    }
    // A code comes with our own name.
    let (_, back) = {
        let page = browser.authorize(&[]).await;
        (page.status, page.redirected_to(crate::support::client::CALLBACK))
    };
    assert_eq!(back["iss"], app.issuer);
    // A page of another origin does not become ours by naming it in Host.
    let form = browser.get("/sign-out").await.form("/sign-out");
    let request = browser.http().post(app.url("/sign-out")).form(&form.fields);
    let response = lying(request)
        .header("origin", "http://evil.example")
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 403);
}

/// The address that a sign-in is recorded with.
async fn seen(app: &TestApp, forwarded: &[&[u8]]) -> String {
    let browser = Browser::new(app);
    let mut fields = browser.get("/sign-in").await.form("/sign-in").fields;
    fields.insert("email".into(), "ada@example.com".into());
    fields.insert("password".into(), PASSWORD.into());
    let mut request = browser.http().post(app.url("/sign-in")).form(&fields);
    for line in forwarded {
        request = request.header(
            "x-forwarded-for",
            reqwest::header::HeaderValue::from_bytes(line).unwrap(),
        );
    }
    assert_eq!(request.send().await.unwrap().status(), 303);
    let rows = session::Entity::find().all(app.deps.db.read()).await.unwrap();
    let newest = rows
        .into_iter()
        .max_by_key(|row| (row.created_at, row.id))
        .unwrap();
    app.advance(1);
    newest.ip_address.unwrap()
}

#[tokio::test]
async fn sec_61_forwarded_addresses_are_believed_of_listed_proxies_only() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    assert_eq!(seen(&app, &[b"1.2.3.4"]).await, "127.0.0.1");

    let app = TestApp::with(&[("TRUSTED_PROXIES", "127.0.0.1, 10.0.0.0/8")]).await;
    app.user("ada@example.com").await;
    let table: &[(&[&[u8]], &str)] = &[
        (&[], "127.0.0.1"),
        (&[b"1.2.3.4"], "1.2.3.4"),
        (&[b"6.6.6.6, 1.2.3.4"], "1.2.3.4"),
        (&[b"1.2.3.4, 10.0.0.7, 127.0.0.1"], "1.2.3.4"),
        (&[b"6.6.6.6", b"1.2.3.4, 10.1.1.1"], "1.2.3.4"),
        (&[b"1.2.3.4:5678"], "1.2.3.4"),
        (&[b"[2001:db8::1]:5678"], "2001:db8::1"),
        (&[b"::ffff:1.2.3.4"], "1.2.3.4"),
        // What stands behind something that is no address was not written by a listed proxy.
        (&[b"6.6.6.6, nonsense"], "127.0.0.1"),
        (&[b"6.6.6.6, "], "127.0.0.1"),
        (&[b"6.6.6.6", b"\xff, 10.0.0.1"], "10.0.0.1"),
    ];
    for (forwarded, expected) in table {
        assert_eq!(seen(&app, forwarded).await, *expected, "{forwarded:?}");
    }
}
