//! An app comes again: its access is used again, by another key in place of the one before.

use super::{MAKE, VIEW, decide, fields, query, values};
use crate::support::{Browser, TestApp};

const SHOP: &str = "https://shop.example/callback";

fn asked(permissions: &[&str], more: &[(&'static str, &'static str)]) -> String {
    let mut pairs: Vec<(&str, &str)> = permissions.iter().map(|text| ("permissions", *text)).collect();
    if !more.iter().any(|(name, _)| *name == "redirect") {
        pairs.push(("redirect", SHOP));
    }
    pairs.push(("applicationIdentifier", "gozo"));
    pairs.extend_from_slice(more);
    query(&pairs)
}

async fn first_key(app: &TestApp, browser: &Browser, permissions: &[&str]) -> String {
    let page = browser.get(&asked(permissions, &[])).await;
    let done = decide(app, browser, (&page, "allow"), |_| {}).await;
    values(&fields(&done), "apiKey")[0].to_owned()
}

#[tokio::test]
async fn the_same_access_is_used_again_and_the_old_key_ends_after_an_hour() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let old = first_key(&app, &browser, &[VIEW, MAKE]).await;
    // Another address of the same origin, and the permissions in another order.
    let more = [("redirect", "https://shop.example/other?x=1"), ("state", "s")];
    let page = browser.get(&asked(&[MAKE, VIEW], &more)).await;
    assert!(
        page.has("confirm") && page.has("same") && !page.has("allow"),
        "{}",
        page.html
    );
    assert!(page.html.contains("60 minutes") && !page.html.contains(&old));
    let done = decide(&app, &browser, (&page, "reuse"), |_| {}).await;
    let sent = fields(&done);
    let new = values(&sent, "apiKey")[0].to_owned();
    assert_ne!(new, old);
    assert_eq!(values(&sent, "permissions[]"), [VIEW, MAKE]);
    assert_eq!(values(&sent, "state"), ["s"]);
    assert_eq!((app.current(&old).await.0, app.current(&new).await.0), (200, 200));
    app.advance(3601);
    assert_eq!((app.current(&old).await.0, app.current(&new).await.0), (401, 200));
}

#[tokio::test]
async fn an_access_is_used_again_once_also_from_several_windows() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    first_key(&app, &browser, &[VIEW]).await;
    let mut pages = Vec::new();
    for _ in 0..5 {
        pages.push(browser.get(&asked(&[VIEW], &[])).await);
    }
    let tries = pages
        .iter()
        .map(|page| decide(&app, &browser, (page, "reuse"), |_| {}));
    let answers = futures_util::future::join_all(tries).await;
    let given = answers.iter().filter(|page| page.status == 200).count();
    assert_eq!((given, app.count("api_key").await), (1, 2));
    assert!(
        answers
            .iter()
            .all(|page| page.status == 200 || page.status == 400)
    );
}

#[tokio::test]
async fn other_apps_people_and_origins_find_nothing() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    app.user("bob@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    first_key(&app, &browser, &[VIEW]).await;
    for other in [
        asked(&[VIEW], &[("redirect", "https://shop.example:8443/callback")]),
        asked(&[VIEW], &[("redirect", "https://evil.example/callback")]),
        query(&[
            ("permissions", VIEW),
            ("redirect", SHOP),
            ("applicationIdentifier", "other"),
        ]),
        query(&[("permissions", VIEW), ("redirect", SHOP)]),
    ] {
        let page = browser.get(&other).await;
        assert!(
            page.has("allow") && !page.has("confirm") && !page.has("existing"),
            "{other}"
        );
    }
    let bob = Browser::signed_in(&app, "bob@example.com").await;
    assert!(bob.get(&asked(&[VIEW], &[])).await.has("allow"));
}

#[tokio::test]
async fn a_difference_is_shown_and_is_a_new_key() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let old = first_key(&app, &browser, &[VIEW]).await;
    let page = browser.get(&asked(&[MAKE], &[])).await;
    assert!(page.has("allow") && page.has("existing") && page.has("added") && page.has("extra"));
    // Reusing it would give other rights than those that were asked for.
    let forced = decide(&app, &browser, (&page, "reuse"), |_| {}).await;
    assert_eq!((forced.status.as_u16(), app.count("api_key").await), (400, 1));
    // Keys of the same moment have no order.
    app.advance(1);
    let kept = decide(&app, &browser, (&page, "allow"), |fields| {
        fields.retain(|(name, _)| name != "replace");
    })
    .await;
    assert_eq!(values(&fields(&kept), "permissions[]"), [MAKE]);
    app.advance(298);
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let page = browser.get(&asked(&[VIEW, MAKE], &[])).await;
    let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    let new = values(&fields(&done), "apiKey")[0].to_owned();
    app.advance(3601);
    // The one that the page showed ended; the first one is its owner's to end.
    let first = values(&fields(&kept), "apiKey")[0].to_owned();
    let statuses = [
        app.current(&old).await.0,
        app.current(&first).await.0,
        app.current(&new).await.0,
    ];
    assert_eq!(statuses, [200, 401, 200]);
}

#[tokio::test]
async fn an_app_that_takes_anything_is_offered_what_it_has() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    first_key(&app, &browser, &[VIEW]).await;
    let page = browser.get(&asked(&[VIEW, MAKE], &[("strict", "false")])).await;
    assert!(
        page.has("confirm") && page.has("added") && page.has("new"),
        "{}",
        page.html
    );
    let separate = decide(&app, &browser, (&page, "new"), |_| {}).await;
    assert!(
        separate.has("allow") && !separate.has("confirm"),
        "{}",
        separate.html
    );
    let done = decide(&app, &browser, (&separate, "allow"), |_| {}).await;
    assert_eq!(values(&fields(&done), "permissions[]"), [VIEW, MAKE]);
    // An access that was taken away is not found again.
    app.execute("UPDATE \"api_key\" SET \"revoked_at\" = 1").await;
    let page = browser.get(&asked(&[VIEW, MAKE], &[])).await;
    assert!(page.has("allow") && !page.has("existing"));
}
