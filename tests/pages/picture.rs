//! Pictures of people and logos of apps (SEC-105).

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::with_people;
use crate::support::{Browser, TestApp, client::authorize};

/// A red dot: PNG, 1 by 1.
const DOT: &str =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==";

fn dot() -> Vec<u8> {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    STANDARD.decode(DOT).unwrap()
}

async fn address(browser: &Browser, mutation: &str, input: Value) -> String {
    let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
    let query = format!(
        "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ uploadUrl userErrors {{ code message }} }} }}"
    );
    let answer = browser.graphql(&query, json!({ "input": input })).await;
    let url = answer["data"][mutation]["uploadUrl"].as_str();
    url.unwrap_or_else(|| panic!("{answer}")).to_owned()
}

async fn put(app: &TestApp, url: &str, bytes: Vec<u8>) -> (u16, Value) {
    crate::support::app::answer(app.http.put(url).body(bytes)).await
}

#[tokio::test]
async fn sec_105_a_picture_is_sent_once_and_served_as_nothing_but_a_picture() {
    let app = with_people().await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let url = address(&ada, "uploadProfilePicture", json!({ "confirm": true })).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    assert_eq!(put(&app, &url, svg).await.0, 422);
    assert_eq!(put(&app, &url, vec![0; 3 << 20]).await.0, 413);
    let tries = join_all((0..5).map(|_| put(&app, &url, dot()))).await;
    assert_eq!(
        tries.iter().filter(|(status, _)| *status == 201).count(),
        1,
        "{tries:?}"
    );
    assert!(
        tries.iter().all(|(status, _)| [201, 404].contains(status)),
        "{tries:?}"
    );
    let query = "{ viewer { user { profile { picture } } } }";
    let seen = ada.graphql(query, json!({})).await;
    let picture = seen["data"]["viewer"]["user"]["profile"]["picture"]
        .as_str()
        .unwrap()
        .to_owned();
    assert!(picture.starts_with(&app.url("/pictures/pic_")), "{picture}");
    let served = app.http.get(&picture).send().await.unwrap();
    let header = |name: &str| served.headers()[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/png");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").contains("sandbox"));
    assert!(served.bytes().await.unwrap().starts_with(b"\x89PNG"));
    // Another one takes its place; an address is forged by nobody, and old after ten minutes.
    let url = address(&ada, "uploadProfilePicture", json!({ "confirm": true })).await;
    assert_eq!(put(&app, &url, dot()).await.0, 201);
    assert_eq!(app.http.get(&picture).send().await.unwrap().status(), 404);
    let url = address(&ada, "uploadProfilePicture", json!({ "confirm": true })).await;
    assert_eq!(put(&app, &format!("{url}A"), dot()).await.0, 404);
    app.advance(601);
    assert_eq!(put(&app, &url, dot()).await.0, 404);
    assert_eq!(app.count("picture").await, 1);
}

#[tokio::test]
async fn sec_105_consent_shows_the_logo_that_is_kept_here_and_no_other() {
    let app = with_people().await;
    let id = app.texts("SELECT name AS n FROM app").await;
    assert_eq!(id, ["Demo Shop"]);
    app.execute("UPDATE app SET logo_uri = 'https://evil.example/logo.png'")
        .await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let page = ada.open(&authorize(&[("prompt", "consent")])).await;
    assert!(
        page.has("allow") && !page.html.contains("evil.example"),
        "{}",
        page.html
    );
    let apps = ada
        .graphql("{ viewer { apps { nodes { id } } } }", json!({}))
        .await;
    let input = json!({ "appId": apps["data"]["viewer"]["apps"]["nodes"][0]["id"] });
    let url = address(&ada, "uploadAppLogo", input.clone()).await;
    // Who may no longer change the app when the picture comes changes nothing.
    app.execute("UPDATE app SET owner_user_id = (SELECT id FROM \"user\" WHERE email = 'bob@example.com')")
        .await;
    assert_eq!(put(&app, &url, dot()).await.0, 404);
    app.execute("UPDATE app SET owner_user_id = (SELECT id FROM \"user\" WHERE email = 'ada@example.com')")
        .await;
    let url = address(&ada, "uploadAppLogo", input).await;
    let (status, sent) = put(&app, &url, dot()).await;
    assert_eq!(status, 201, "{sent}");
    let path = sent["url"].as_str().unwrap().strip_prefix(&app.issuer).unwrap();
    let page = ada.open(&authorize(&[("prompt", "consent")])).await;
    assert!(page.html.contains(&format!("src=\"{path}\"")), "{}", page.html);
}

#[tokio::test]
async fn sec_105_the_services_logo_is_an_administrators_and_every_page_shows_it() {
    let app = with_people().await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let mutation =
        "mutation { adminUploadServiceLogo(input: { confirm: true }) { uploadUrl userErrors { code } } }";
    let refused = ada.graphql(mutation, json!({})).await;
    assert!(!refused.to_string().contains("/uploads"), "{refused}");
    app.execute("UPDATE \"user\" SET role = 'admin' WHERE email = 'ada@example.com'")
        .await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let css = async || {
        let sent = app.http.get(app.url("/branding.css")).send().await.unwrap();
        sent.text().await.unwrap()
    };
    assert!(!css().await.contains("/pictures/"));
    let url = address(&ada, "adminUploadServiceLogo", json!({ "confirm": true })).await;
    // Who no longer administers when the picture comes changes nothing.
    app.execute("UPDATE \"user\" SET role = 'user' WHERE email = 'ada@example.com'")
        .await;
    assert_eq!(put(&app, &url, dot()).await.0, 404);
    app.execute("UPDATE \"user\" SET role = 'admin' WHERE email = 'ada@example.com'")
        .await;
    for _ in 0..2 {
        let url = address(&ada, "adminUploadServiceLogo", json!({ "confirm": true })).await;
        let (status, sent) = put(&app, &url, dot()).await;
        assert_eq!(status, 201, "{sent}");
        let path = sent["url"].as_str().unwrap().strip_prefix(&app.issuer).unwrap();
        assert!(css().await.contains(&format!("url({path})")));
        let seen = ada.graphql("{ serviceInfo { logoPath } }", json!({})).await;
        assert_eq!(seen["data"]["serviceInfo"]["logoPath"], path);
        assert_eq!(app.http.get(app.url(path)).send().await.unwrap().status(), 200);
    }
    assert_eq!(app.count("picture").await, 1, "the one before is gone");
    let remove = "mutation { adminUpdateSettings(input: { removeLogo: true }) { branding { logoPath } userErrors { code } } }";
    let removed = ada.graphql(remove, json!({})).await;
    assert_eq!(
        removed["data"]["adminUpdateSettings"],
        json!({ "branding": { "logoPath": null }, "userErrors": [] })
    );
    assert!(!css().await.contains("/pictures/"));
    assert_eq!(app.count("picture").await, 0);
}
