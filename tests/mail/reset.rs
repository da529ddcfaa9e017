//! Setting another password by mail (SEC-76, SEC-81, SEC-82).

use futures_util::future::join_all;
use serde_json::json;

use super::{NEW, ask_reset, shape, signs_in, with_people};
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, authorize},
    make::PASSWORD,
    until,
};

async fn set(browser: &Browser, link: &str, password: &str) -> crate::support::browser::Page {
    let page = browser.get(link).await;
    assert_eq!(page.status, 200, "{}", page.html);
    browser
        .submit(&page.form("/new-password"), &[("password", password)])
        .await
}

async fn alive(app: &TestApp, access: &str) -> bool {
    app.get_as("/oauth/userinfo", access).await.0 == 200
}

#[tokio::test]
async fn sec_81_a_reset_ends_every_session_and_token_and_signs_nobody_in() {
    let (app, server) = with_people(&[]).await;
    let before = Browser::signed_in(&app, "ada@example.com").await;
    let code = before.code(&[("scope", "openid offline_access")]).await;
    let (_, tokens) = app.redeem(&code).await;
    let access = tokens["access_token"].as_str().unwrap();
    assert!(alive(&app, access).await);
    let make = "mutation { createApiKey(input: { permissions: [\"profile:read\"] }) { secret } }";
    let made = before.graphql(make, json!({})).await;
    let key = made["data"]["createApiKey"]["secret"]
        .as_str()
        .unwrap_or_else(|| panic!("{made}"))
        .to_owned();
    let me = "{ viewer { user { email } } }";
    assert!(app.graphql(&key, me, json!({})).await["errors"].is_null());

    // The request of an app goes on after it.
    let browser = Browser::new(&app);
    let page = browser.open(&authorize(&[])).await;
    let link = super::link_to(&page, "/reset-password?");
    let page = browser.get(&link).await;
    let told = browser
        .submit(&page.form("/reset-password"), &[("email", "ada@example.com")])
        .await;
    assert_eq!(told.status, 200, "{}", told.html);
    let letter = server.letter("ada@example.com", "Set a new password").await;
    let page = browser.get(&letter.link()).await;
    assert!(!page.html.contains("http://evil") && page.has("password"));
    let weak = browser
        .submit(&page.form("/new-password"), &[("password", "short")])
        .await;
    assert_eq!(weak.status, 422, "{}", weak.html);
    let done = browser
        .submit(&page.form("/new-password"), &[("password", NEW)])
        .await;
    assert_eq!(done.status, 200, "{}", done.html);
    assert!(
        done.headers
            .get_all("set-cookie")
            .iter()
            .all(|cookie| { !cookie.to_str().unwrap().starts_with("latchkey-session=") })
    );

    assert!(!alive(&app, access).await);
    let by_key = app.graphql(&key, me, json!({})).await;
    assert!(
        by_key.to_string().contains("UNAUTHENTICATED"),
        "whoever had got in keeps nothing: {by_key}"
    );
    let refreshed = app.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(refreshed.0, 400, "{}", refreshed.1);
    assert!(!before.get("/sign-out").await.html.contains("ada@example.com"));
    assert!(!browser.get("/sign-out").await.html.contains("ada@example.com"));
    assert!(!signs_in(&app, "ada@example.com", PASSWORD).await);
    let notice = server.letter("ada@example.com", "was changed").await;
    assert!(
        notice.text.contains("/reset-password") && notice.text.contains("UTC"),
        "{}",
        notice.text
    );

    let next = super::link_to(&done, "/sign-in");
    let page = browser.get(&next).await;
    assert!(page.html.contains("Demo Shop"), "{}", page.html);
    app.advance(60);
    let signed = browser.sign_in(&page, "ada@example.com", NEW).await;
    let end = browser.follow(signed).await;
    let end = if end.location.is_some() {
        end
    } else {
        browser.allow(&end).await
    };
    assert!(end.redirected_to(CALLBACK).contains_key("code"));
    let events = events_of(&app, "ada@example.com").await;
    assert!(events.contains("user.password_reset"), "{events}");
}

async fn events_of(app: &TestApp, email: &str) -> String {
    let sql = format!(
        "SELECT kind AS n FROM audit_event WHERE user_id = (SELECT id FROM \"user\" WHERE email = '{email}')"
    );
    app.texts(&sql).await.join(" ")
}

#[tokio::test]
async fn sec_76_asking_for_a_reset_says_nothing_about_the_account() {
    let (app, server) = with_people(&[("SIGN_IN_FAILURES_PER_ACCOUNT", "100")]).await;
    app.user("blank@example.com").await;
    app.user("asleep@example.com").await;
    app.execute("UPDATE \"user\" SET password_hash = NULL WHERE email = 'blank@example.com'")
        .await;
    app.execute("UPDATE \"user\" SET disabled_at = 1 WHERE email = 'asleep@example.com'")
        .await;
    let emails = [
        "ada@example.com",
        "nobody@example.com",
        "blank@example.com",
        "asleep@example.com",
    ];
    let hashed = app.deps.hashers.computed();
    let mut shapes = Vec::new();
    for round in 0..4 {
        for email in emails {
            let browser = Browser::new(&app);
            let form = browser.get("/reset-password").await.form("/reset-password");
            let page = browser.submit(&form, &[("email", email)]).await;
            shapes.push(shape(&page, email));
            assert_eq!(page.status, 200, "{round} {email}: {}", page.html);
        }
        app.advance(1200);
    }
    assert!(shapes.iter().all(|shape| *shape == shapes[0]), "{shapes:#?}");
    // No password is looked at, and whose letter it is, is found out after the answer.
    assert_eq!(app.deps.hashers.computed(), hashed);
    server.letter("ada@example.com", "Set a new password").await;
    server.letter("blank@example.com", "Set a new password").await;
    until(20, "the queue is empty", async || app.count("mail").await == 0).await;
    let to: Vec<_> = server
        .letters()
        .into_iter()
        .flat_map(|letter| letter.to)
        .collect();
    assert!(
        !to.iter()
            .any(|to| to.starts_with("nobody") || to.starts_with("asleep")),
        "{to:?}"
    );
}

#[tokio::test]
async fn sec_81_a_reset_link_works_once_at_the_same_moment() {
    let (app, server) = with_people(&[]).await;
    ask_reset(&Browser::new(&app), "ada@example.com").await;
    let link = server
        .letter("ada@example.com", "Set a new password")
        .await
        .link();
    let passwords: Vec<String> = (0..6).map(|n| format!("orange ladder teapot {n}{n}")).collect();
    let browsers: Vec<Browser> = passwords.iter().map(|_| Browser::new(&app)).collect();
    let pages = join_all(browsers.iter().map(|browser| browser.get(&link))).await;
    let forms: Vec<_> = pages.iter().map(|page| page.form("/new-password")).collect();
    let tries = join_all(browsers.iter().zip(&forms).zip(&passwords).map(
        |((browser, form), password)| async move { browser.submit(form, &[("password", password)]).await },
    ))
    .await;
    let statuses: Vec<u16> = tries.iter().map(|page| page.status.as_u16()).collect();
    assert_eq!(
        statuses.iter().filter(|status| **status == 200).count(),
        1,
        "{statuses:?}"
    );
    assert!(
        statuses.iter().all(|status| [200, 404].contains(status)),
        "{statuses:?}"
    );
    let winner = statuses.iter().position(|status| *status == 200).unwrap();
    assert!(signs_in(&app, "ada@example.com", &passwords[winner]).await);
}

#[tokio::test]
async fn sec_81_a_reset_link_ends_with_time_a_newer_one_another_password_or_another_address() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    let ask = async || {
        app.advance(600);
        ask_reset(&browser, "ada@example.com").await;
        server
            .letter("ada@example.com", "Set a new password")
            .await
            .link()
    };
    let works = async |link: &str| browser.get(link).await.status == 200;
    let first = ask().await;
    assert!(works(&first).await);
    let second = ask().await;
    assert!(!works(&first).await && works(&second).await);
    app.advance(30 * 60 + 1);
    assert!(!works(&second).await);
    // Another password, by the person themselves.
    let third = ask().await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let query = "mutation { changePassword(input: { currentPassword: \"violet stapler cabinet 9\", newPassword: \"orange ladder teapot 12\" }) { userErrors { message } } }";
    let answer = ada.graphql(query, json!({})).await;
    assert_eq!(
        answer["data"]["changePassword"]["userErrors"],
        json!([]),
        "{answer}"
    );
    assert!(!works(&third).await);
    // A switched-off account.
    let fourth = ask().await;
    app.execute("UPDATE \"user\" SET disabled_at = 1 WHERE email = 'ada@example.com'")
        .await;
    assert!(!works(&fourth).await);
}

#[tokio::test]
async fn sec_82_nothing_but_the_mailed_token_leads_to_a_new_password() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    ask_reset(&browser, "ada@example.com").await;
    let link = server
        .letter("ada@example.com", "Set a new password")
        .await
        .link();
    let token = link.rsplit('=').next().unwrap();
    let form = browser.get(&link).await.form("/new-password");
    let other = {
        let mut bytes: Vec<char> = token.chars().collect();
        let at = bytes.len() - 5;
        bytes[at] = if bytes[at] == 'A' { 'B' } else { 'A' };
        bytes.into_iter().collect::<String>()
    };
    for wrong in [
        "",
        "lkl_",
        &token[..token.len() - 1],
        &other,
        &token.replace("lkl_", "lks_"),
        "../x",
    ] {
        let page = browser
            .submit(&form, &[("token", wrong), ("password", NEW)])
            .await;
        assert_eq!(page.status, 404, "{wrong}");
    }
    // A token of one purpose is none of another (SEC-18), and stays good for its own.
    for path in ["/confirm", "/register"] {
        let page = browser
            .get(&format!("{path}?token={token}&invitation={token}"))
            .await;
        assert!(!page.has("confirm"), "{path}: {}", page.html);
    }
    assert_eq!(set(&browser, &link, NEW).await.status, 200);
}

#[tokio::test]
async fn an_administrator_sends_a_link_and_learns_no_password() {
    let (app, server) = with_people(&[]).await;
    app.user_with("root@example.com", entity::values::Role::Admin)
        .await;
    let root = Browser::signed_in(&app, "root@example.com").await;
    let find = "{ admin { users(filter: { search: \"ada@\" }) { nodes { id } } } }";
    let found = root.graphql(find, json!({})).await;
    let id = found["data"]["admin"]["users"]["nodes"][0]["id"].clone();
    let query = "mutation($id: ID!) { adminSendPasswordReset(input: { userId: $id }) { user { id } userErrors { code } } }";
    let answer = root.graphql(query, json!({ "id": id })).await;
    assert_eq!(
        answer["data"]["adminSendPasswordReset"]["userErrors"],
        json!([]),
        "{answer}"
    );
    assert!(signs_in(&app, "ada@example.com", PASSWORD).await);
    let link = server
        .letter("ada@example.com", "Set a new password")
        .await
        .link();
    assert_eq!(set(&Browser::new(&app), &link, NEW).await.status, 200);
    assert!(signs_in(&app, "ada@example.com", NEW).await);
    assert!(
        events_of(&app, "ada@example.com")
            .await
            .contains("user.reset_sent")
    );
}

#[tokio::test]
async fn letters_to_one_address_and_from_one_network_are_bounded() {
    let (app, _server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(ask_reset(&browser, "ada@example.com").await.status.as_u16());
    }
    assert_eq!(statuses[..4], [200; 4]);
    assert_eq!(statuses[5], 429);
    let page = ask_reset(&browser, "ada@example.com").await;
    assert!(page.headers.contains_key("retry-after"));
    // Nobody keeps the owner from a reset for long (SEC-78).
    app.advance(121);
    assert_eq!(ask_reset(&browser, "ada@example.com").await.status, 200);
}
