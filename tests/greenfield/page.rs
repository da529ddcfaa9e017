//! `/api-keys/authorize`: what it asks, what it answers, and to whom.

use entity::values::Role;
use serde_json::json;

use super::{MAKE, PAGE, VIEW, action, decide, fields, query, values};
use crate::support::{Browser, TestApp, make::NewClient};

const SHOP: &str = "https://shop.example/callback?once=1";

async fn with_ada() -> (TestApp, entity::user::Model, Browser) {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    (app, ada, browser)
}

#[tokio::test]
async fn the_key_is_posted_to_the_app_with_what_it_may_do() {
    let (app, ada, browser) = with_ada().await;
    let asked = query(&[
        ("permissions", VIEW),
        ("permissions", "btcpay.user.canviewprofile"),
        ("applicationName", "Your <Application>"),
        ("redirect", SHOP),
        ("state", "a b&c=\u{e9}\"<"),
    ]);
    let page = browser.get(&asked).await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert!(page.has("unknown-app") && page.has("allow") && page.has("deny"));
    assert!(!page.html.contains("<Application>"));
    assert!(page.html.contains("shop.example"));
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("form-action 'self' https://shop.example;"),
        "{policy}"
    );
    let done = decide(&app, &browser, (&page, "allow"), |fields| {
        fields.retain(|(name, _)| name != "label");
        fields.push(("label".to_owned(), "My shop".to_owned()));
    })
    .await;
    assert_eq!(done.status, 200, "{}", done.html);
    // Nothing of ours is in that form, and it can go nowhere else.
    let sent = fields(&done);
    let names: Vec<&str> = sent.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        names,
        ["apiKey", "userId", "permissions[]", "permissions[]", "state"]
    );
    assert_eq!(action(&done), SHOP);
    assert_eq!(values(&sent, "userId"), [ada.id.to_string()]);
    assert_eq!(
        values(&sent, "permissions[]"),
        [VIEW, "btcpay.user.canviewprofile"]
    );
    assert_eq!(values(&sent, "state"), ["a b&c=\u{e9}\"<"]);
    let policy = done.headers["content-security-policy"].to_str().unwrap();
    assert!(policy.contains("form-action https://shop.example;"), "{policy}");
    assert_eq!(done.headers["cache-control"], "no-store");
    assert!(done.html.contains("data-autosubmit") && done.has("continue"));
    let (status, current) = app.current(values(&sent, "apiKey")[0]).await;
    assert_eq!((status, &current["label"]), (200, &json!("My shop")));
    assert_eq!(
        current["permissions"],
        json!([VIEW, "btcpay.user.canviewprofile"])
    );
}

#[tokio::test]
async fn sec_69_a_page_is_answered_once_by_the_session_that_saw_it() {
    let (app, _, browser) = with_ada().await;
    let page = browser.get(&query(&[("redirect", SHOP), ("state", "s")])).await;
    let tries = (0..6).map(|_| decide(&app, &browser, (&page, "allow"), |_| {}));
    let answers = futures_util::future::join_all(tries).await;
    let given = answers.iter().filter(|page| page.status == 200).count();
    assert_eq!((given, app.count("api_key").await), (1, 1));
    assert!(
        answers
            .iter()
            .all(|page| page.status == 200 || page.status == 400)
    );
    // Also not with the other answer.
    let late = decide(&app, &browser, (&page, "deny"), |_| {}).await;
    assert_eq!(late.status, 400);
    // Another session of the same person did not see it.
    let page = browser.get(&query(&[("redirect", SHOP)])).await;
    let other = Browser::signed_in(&app, "ada@example.com").await;
    let token = fields(&other.get(PAGE).await);
    let stolen = decide(&app, &other, (&page, "allow"), |fields| {
        fields.retain(|(name, _)| name != "csrf");
        fields.push(("csrf".to_owned(), values(&token, "csrf")[0].to_owned()));
    })
    .await;
    assert_eq!((stolen.status.as_u16(), app.count("api_key").await), (400, 1));
    // And it does not wait for ever.
    let page = browser.get(&query(&[("redirect", SHOP)])).await;
    app.advance(1801);
    let late = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    assert_eq!((late.status.as_u16(), app.count("api_key").await), (400, 1));
}

#[tokio::test]
async fn sec_68_an_answer_needs_the_token_of_the_browser_and_an_answer_of_ours() {
    let (app, _, browser) = with_ada().await;
    let page = browser.get(PAGE).await;
    for (change, status) in [("csrf", 403), ("transaction", 400)] {
        for value in ["", "x"] {
            let refused = decide(&app, &browser, (&page, "allow"), |fields| {
                fields.retain(|(name, _)| name != change);
                fields.push((change.to_owned(), value.to_owned()));
            })
            .await;
            assert_eq!(refused.status, status, "{change}={value}");
        }
    }
    for decision in ["", "maybe"] {
        assert_eq!(
            decide(&app, &browser, (&page, decision), |_| {}).await.status,
            400
        );
    }
    assert_eq!(app.count("api_key").await, 0);
}

#[tokio::test]
async fn sec_75_a_key_is_given_after_a_fresh_sign_in_only() {
    let (app, _, browser) = with_ada().await;
    let asked = query(&[("permissions", VIEW), ("redirect", SHOP), ("state", "s")]);
    let page = browser.get(&asked).await;
    app.advance(301);
    let stale = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    let location = stale.location.clone().unwrap();
    assert!(location.starts_with("/reauthenticate?return_to="), "{location}");
    assert_eq!(app.count("api_key").await, 0);
    let again = browser.get(&asked).await;
    assert!(
        again
            .location
            .as_deref()
            .unwrap()
            .starts_with("/reauthenticate?return_to=")
    );
    // And back to the same request.
    let proof = browser.get(&location).await;
    let signed = browser
        .sign_in(&proof, "ada@example.com", crate::support::make::PASSWORD)
        .await;
    let page = browser.follow(signed).await;
    assert!(page.has("allow"), "{}", page.html);
    let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    assert_eq!(values(&fields(&done), "state"), ["s"]);
}

#[tokio::test]
async fn who_is_signed_out_signs_in_and_comes_back() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::new(&app);
    let mut asked = vec![
        ("redirect", SHOP),
        ("applicationName", "Demo"),
        ("strict", "false"),
    ];
    // Long requests, too.
    let many: Vec<String> = (0..60).map(|n| format!("{VIEW}:store-{n:020}")).collect();
    asked.extend(many.iter().map(|text| ("permissions", text.as_str())));
    let page = browser.open(&query(&asked)).await;
    assert!(page.has("sign-in"), "{}", page.html);
    let signed = browser
        .sign_in(&page, "ada@example.com", crate::support::make::PASSWORD)
        .await;
    let page = browser.follow(signed).await;
    assert!(
        page.url.contains(PAGE) && page.has("allow"),
        "{} {}",
        page.url,
        page.html
    );
}

#[tokio::test]
async fn without_a_redirect_the_key_is_shown_once() {
    let (app, _, browser) = with_ada().await;
    // The identifier finds nothing then.
    let page = browser
        .get(&query(&[
            ("permissions", VIEW),
            ("applicationIdentifier", "gozo"),
        ]))
        .await;
    let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    assert_eq!(done.status, 200, "{}", done.html);
    let key = done.text_of("api-key").unwrap();
    assert_eq!(app.current(&key).await.0, 200);
    let again = browser
        .get(&query(&[
            ("permissions", VIEW),
            ("applicationIdentifier", "gozo"),
        ]))
        .await;
    assert!(again.has("allow") && !again.has("confirm") && !again.html.contains(&key));
}

#[tokio::test]
async fn a_refusal_is_told_to_who_sent_a_state() {
    let (app, _, browser) = with_ada().await;
    let page = browser.get(&query(&[("redirect", SHOP), ("state", "s")])).await;
    let no = decide(&app, &browser, (&page, "deny"), |_| {}).await;
    assert_eq!(action(&no), SHOP);
    let sent = fields(&no);
    assert_eq!(values(&sent, "error"), ["access_denied"]);
    assert_eq!((values(&sent, "state"), sent.len()), (vec!["s"], 2));
    for asked in [query(&[("redirect", SHOP)]), query(&[("state", "s")])] {
        let page = browser.get(&asked).await;
        let no = decide(&app, &browser, (&page, "deny"), |_| {}).await;
        assert_eq!(no.location.as_deref(), Some("/api-keys"), "{asked}");
    }
    assert_eq!(app.count("api_key").await, 0);
}

/// What is sent, and what the page that refuses it says.
#[tokio::test]
async fn what_is_wrong_with_a_request_is_said_and_goes_nowhere() {
    let (app, _, browser) = with_ada().await;
    let stranger = Browser::new(&app);
    for (pairs, said) in [
        (
            vec![("permissions", "btcpay.store.nothing")],
            "btcpay.store.nothing",
        ),
        (vec![("permissions", VIEW), ("permissions", "x<y")], "x&#60;y"),
        (
            vec![("permissions", "application_access:write")],
            "application_access:write",
        ),
        (
            vec![("permissions", "btcpay.user.canviewprofile:s1")],
            "canviewprofile:s1",
        ),
        (vec![("redirect", "http://gozo.com")], "allow_http_key_redirects"),
        (
            vec![("redirect", "https://me@gozo.example/")],
            "user name or a password",
        ),
        (vec![("redirect", "https://gozo.example/#x")], "fragment"),
        (vec![("redirect", "javascript:alert(1)")], "scheme"),
        (vec![("redirect", "/callback")], "absolute"),
        (vec![("redirect", SHOP), ("redirect", SHOP)], "redirect"),
        (vec![("strict", "maybe")], "strict"),
        (vec![("selectiveStores", "yes")], "selectiveStores"),
    ] {
        for browser in [&browser, &stranger] {
            let page = browser.get(&query(&pairs)).await;
            assert_eq!((page.status.as_u16(), &page.location), (400, &None), "{pairs:?}");
            assert!(page.html.contains(said), "{pairs:?}: {}", page.html);
            assert!(page.has("error-code") && page.has("error-id") && !page.has("allow"));
        }
    }
    let odd = browser.http().head(app.url(PAGE)).send().await.unwrap();
    assert_eq!(odd.status(), 405);
}

#[tokio::test]
async fn plain_http_is_the_operators_choice_and_the_page_warns() {
    let app = TestApp::with(&[("ALLOW_HTTP_KEY_REDIRECTS", "true")]).await;
    app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let page = browser.get(&query(&[("redirect", "http://gozo.com")])).await;
    assert!(page.status == 200 && page.has("plain-http"), "{}", page.html);
    let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    assert_eq!(action(&done), "http://gozo.com");
    let safe = browser.get(&query(&[("redirect", SHOP)])).await;
    assert!(!safe.has("plain-http"));
}

#[tokio::test]
async fn what_the_account_does_not_have_it_cannot_give() {
    let (app, _, browser) = with_ada().await;
    let other = app.user("other@example.com").await;
    let api = app.shop_api(&other).await;
    app.store(&api, &other, "theirs", "Their store").await;
    const SERVER: &str = "btcpay.server.canmanageusers";
    for permission in [
        SERVER.to_owned(),
        "admin:write".to_owned(),
        format!("{VIEW}:theirs"),
    ] {
        let page = browser
            .get(&query(&[("permissions", &permission), ("permissions", MAKE)]))
            .await;
        assert!(page.has("not-available") && !page.has("allow"), "{permission}");
        let forced = decide(&app, &browser, (&page, "allow"), |_| {}).await;
        assert_eq!(forced.status, 400, "{permission}");
        // Where the person may choose, it is not shown, and cannot be put in.
        let page = browser
            .get(&query(&[
                ("permissions", &permission),
                ("permissions", MAKE),
                ("strict", "false"),
            ]))
            .await;
        assert_eq!(values(&fields(&page), "permission"), [MAKE]);
        let forced = decide(&app, &browser, (&page, "allow"), |fields| {
            fields.push(("permission".to_owned(), permission.clone()));
        })
        .await;
        assert_eq!(forced.status, 400, "{permission}");
    }
    assert_eq!(app.count("api_key").await, 0);
    // An administrator can.
    app.user_with("root@example.com", Role::Admin).await;
    let browser = Browser::signed_in(&app, "root@example.com").await;
    let page = browser.get(&query(&[("permissions", SERVER)])).await;
    assert!(page.has("allow"));
}

#[tokio::test]
async fn strict_is_strict_and_otherwise_the_person_chooses() {
    let (app, _, browser) = with_ada().await;
    let asked = [("permissions", VIEW), ("permissions", MAKE), ("redirect", SHOP)];
    let page = browser.get(&query(&asked)).await;
    let done = decide(&app, &browser, (&page, "allow"), |fields| {
        fields.push(("permission".to_owned(), "unrestricted".to_owned()));
    })
    .await;
    assert_eq!(values(&fields(&done), "permissions[]"), [VIEW, MAKE]);
    let mut loose = asked.to_vec();
    loose.push(("strict", "False"));
    let page = browser.get(&query(&loose)).await;
    assert_eq!(values(&fields(&page), "permission"), [VIEW, MAKE]);
    assert!(page.has("more"));
    let done = decide(&app, &browser, (&page, "allow"), |fields| {
        fields.retain(|(_, value)| value != VIEW);
        fields.push(("permission".to_owned(), "btcpay.user.canviewprofile".to_owned()));
    })
    .await;
    let sent = fields(&done);
    assert_eq!(
        values(&sent, "permissions[]"),
        [MAKE, "btcpay.user.canviewprofile"]
    );
}

#[tokio::test]
async fn stores_are_chosen_where_the_app_lets() {
    let (app, ada, browser) = with_ada().await;
    let asked = [
        ("permissions", VIEW),
        ("permissions", "btcpay.user.canviewprofile"),
        ("redirect", SHOP),
    ];
    let with = |selective| {
        let mut asked = asked.to_vec();
        asked.push(("selectiveStores", selective));
        query(&asked)
    };
    // Nothing to choose from.
    let page = browser.get(&with("true")).await;
    assert!(
        page.has("no-resources-store") && !page.has("allow"),
        "{}",
        page.html
    );
    let other = app.user("other@example.com").await;
    let api = app.shop_api(&other).await;
    let first = app.store(&api, &ada, "s1", "First store").await.to_string();
    let second = app.store(&api, &ada, "s2", "Second store").await.to_string();
    let foreign = app.store(&api, &other, "s3", "Their store").await.to_string();
    let page = browser.get(&with("true")).await;
    assert!(page.html.contains("First store") && !page.html.contains("Their store"));
    let choose = async |page: &crate::support::browser::Page, ids: &[&str]| {
        decide(&app, &browser, (page, "allow"), |fields| {
            for id in ids {
                fields.push(("resource_store".to_owned(), (*id).to_owned()));
            }
        })
        .await
    };
    for wrong in [&[][..], &[&*foreign], &[&*first, &*second], &["nonsense"]] {
        let again = choose(&page, wrong).await;
        assert!(
            again.status == 400 && again.has("key-error"),
            "{wrong:?}: {}",
            again.html
        );
    }
    let done = choose(&page, &[&second]).await;
    let sent = fields(&done);
    let limited = format!("{VIEW}:s2");
    assert_eq!(
        values(&sent, "permissions[]"),
        [&*limited, "btcpay.user.canviewprofile"]
    );
    let page = browser.get(&with("multiple")).await;
    let done = choose(&page, &[&first, &second]).await;
    let sent = fields(&done);
    assert_eq!(values(&sent, "permissions[]").len(), 3);
    // Where the app asks for everything, a choice is not taken.
    let page = browser.get(&with("false")).await;
    assert!(!page.has("resources-store"));
    assert_eq!(choose(&page, &[&first]).await.status, 400);
}

#[tokio::test]
async fn a_registered_app_is_told_by_its_identifier_and_its_exact_address() {
    let (app, ada, browser) = with_ada().await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    let new = NewClient {
        client_id: "demo-shop",
        redirect_urls: &[SHOP],
        ..NewClient::default()
    };
    app.client_of(&shop, new).await;
    let asked = |redirect| {
        query(&[
            ("applicationIdentifier", "demo-shop"),
            ("applicationName", "Somebody else"),
            ("redirect", redirect),
        ])
    };
    let known = browser.get(&asked(SHOP)).await;
    assert!(
        !known.has("unknown-app") && known.html.contains("Demo Shop"),
        "{}",
        known.html
    );
    assert!(!known.html.contains("Somebody else"));
    for other in ["https://shop.example/callback", "https://evil.example/"] {
        let unknown = browser.get(&asked(other)).await;
        assert!(
            unknown.has("unknown-app") && !unknown.html.contains("Demo Shop"),
            "{other}"
        );
    }
}

#[tokio::test]
async fn it_speaks_german_and_can_be_switched_off() {
    let (app, _, browser) = with_ada().await;
    let page = browser.get(&query(&[("ui_locales", "de")])).await;
    assert!(
        page.html.contains("bittet um einen API-Schlüssel"),
        "{}",
        page.html
    );
    drop(app);
    let off = TestApp::with(&[("GREENFIELD", "false")]).await;
    let browser = Browser::new(&off);
    assert_eq!(browser.get(PAGE).await.status, 404);
    let (status, body) = off.current("x").await;
    assert_eq!((status, &body["code"]), (404, &json!("not-found")));
}

#[tokio::test]
async fn a_name_that_cannot_be_shown_whole_turns_nobody_away() {
    let (app, _, browser) = with_ada().await;
    let long = "n".repeat(70);
    for (name, shown) in [
        (long.as_str(), Some("n".repeat(64))),
        ("Till\u{202e}\u{7}s", Some("Tills".to_owned())),
        ("\u{200b}", None),
    ] {
        let page = browser
            .get(&query(&[("permissions", VIEW), ("applicationName", name)]))
            .await;
        assert_eq!(page.status, 200, "{name:?}: {}", page.html);
        assert!(!page.html.contains(&"n".repeat(65)) && !page.html.contains('\u{202e}'));
        if let Some(shown) = &shown {
            assert!(page.html.contains(shown), "{name:?}: {}", page.html);
        }
        let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
        assert_eq!(done.status, 200, "{name:?}: {}", done.html);
    }
}
