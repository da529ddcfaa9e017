//! Cookies (SEC-65).

use entity::session;
use latchkey::domain::secret::sha256;
use sea_orm::EntityTrait;

use crate::support::{Browser, TestApp, browser::Page, make::PASSWORD};

/// The cookies that an answer sets: name, value, attributes.
fn set_by(headers: &reqwest::header::HeaderMap) -> Vec<(String, String, String)> {
    let parse = |value: &reqwest::header::HeaderValue| {
        let text = value.to_str().unwrap();
        let (pair, attributes) = text.split_once("; ").unwrap();
        let (name, value) = pair.split_once('=').unwrap();
        (name.to_owned(), value.to_owned(), attributes.to_owned())
    };
    headers.get_all("set-cookie").iter().map(parse).collect()
}

#[tokio::test]
async fn sec_65_cookies_are_for_https_and_this_host_only() {
    let app = TestApp::with(&[("PUBLIC_URL", "https://id.example.com")]).await;
    app.user("ada@example.com").await;
    // The library keeps such cookies from plain http, as it should: they are carried by hand.
    let url = format!("{}/sign-in", app.address);
    let response = app.http.get(&url).send().await.unwrap();
    let mut cookies = set_by(response.headers());
    let page = Page {
        status: response.status(),
        location: None,
        headers: response.headers().clone(),
        html: response.text().await.unwrap(),
        url: url.clone(),
    };
    let mut fields = page.form("/sign-in").fields;
    fields.insert("email".into(), "ada@example.com".into());
    fields.insert("password".into(), PASSWORD.into());
    let cookie = format!("{}={}", cookies[0].0, cookies[0].1);
    let request = app
        .http
        .post(&url)
        .header("cookie", &cookie)
        .header("origin", "https://id.example.com");
    let response = request.form(&fields).send().await.unwrap();
    assert_eq!(response.status(), 303);
    cookies.extend(set_by(response.headers()));
    let names: Vec<&str> = cookies.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        [
            "__Host-latchkey-browser",
            "__Host-latchkey-session",
            "__Host-latchkey-device"
        ]
    );
    for (name, value, attributes) in &cookies {
        let has = |wanted: &str| attributes.split("; ").any(|attribute| attribute == wanted);
        for wanted in ["Secure", "HttpOnly", "Path=/", "SameSite=Lax"] {
            assert!(has(wanted), "{name}: {attributes}");
        }
        assert!(
            !attributes.to_lowercase().contains("domain"),
            "{name}: {attributes}"
        );
        assert!(value.len() >= 43 && value.is_ascii(), "{name}");
    }
    // In the database there is only the digest.
    let (_, value, _) = &cookies[1];
    let rows = session::Entity::find().all(app.deps.db.read()).await.unwrap();
    assert_eq!(rows[0].digest, sha256(value.as_bytes()));
    assert!(!format!("{rows:?}").contains(value.as_str()));
    // Without the prefix it is not ours.
    let bare = format!("latchkey-session={value}");
    let response = app
        .http
        .get(format!("{}/sign-out", app.address))
        .header("cookie", bare)
        .send()
        .await
        .unwrap();
    assert!(!response.text().await.unwrap().contains("ada@example.com"));
}

#[tokio::test]
async fn sec_65_no_guessed_or_forged_cookie_is_believed() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    Browser::signed_in(&app, "ada@example.com").await;
    let row = session::Entity::find()
        .one(app.deps.db.read())
        .await
        .unwrap()
        .unwrap();
    let long = "a".repeat(43);
    let digest = latchkey::domain::secret::base64url(&row.digest.0);
    for value in [
        "",
        "1",
        "true",
        "admin",
        &long,
        &digest,
        &row.id.to_string(),
        &ada.id.to_string(),
        "' OR 1=1 --",
        "a; latchkey-session=b",
        &"x".repeat(4000),
    ] {
        let request = app
            .http
            .get(app.url("/sign-out"))
            .header("cookie", format!("latchkey-session={value}"));
        let html = request.send().await.unwrap().text().await.unwrap();
        assert!(!html.contains("ada@example.com"), "{value}");
    }
}

#[tokio::test]
async fn sec_65_other_cookies_of_the_site_do_no_harm() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::new(&app);
    let form = browser.get("/sign-in").await.form("/sign-in");
    let done = browser
        .submit(&form, &[("email", "ada@example.com"), ("password", PASSWORD)])
        .await;
    let session = set_by(&done.headers)
        .into_iter()
        .find(|(name, ..)| name == "latchkey-session")
        .unwrap()
        .1;
    let cookie = [
        b"theirs=caf\xe9; latchkey-session=".as_slice(),
        session.as_bytes(),
    ]
    .concat();
    let cookie = reqwest::header::HeaderValue::from_bytes(&cookie).unwrap();
    let html = app
        .http
        .get(app.url("/sign-out"))
        .header("cookie", cookie)
        .send()
        .await
        .unwrap();
    assert!(html.text().await.unwrap().contains("ada@example.com"));
    // Two of ours that differ are no proof of either.
    let both = format!("latchkey-session={session}; latchkey-session={}", "b".repeat(43));
    let html = app
        .http
        .get(app.url("/sign-out"))
        .header("cookie", both)
        .send()
        .await
        .unwrap();
    assert!(!html.text().await.unwrap().contains("ada@example.com"));
}
