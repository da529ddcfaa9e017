//! Steps in the wrong order (SEC-73).

use super::with_people;
use crate::support::{
    Browser,
    client::{CALLBACK, authorize},
    make::PASSWORD,
};

fn parameter(address: &str, name: &str) -> String {
    let url = url::Url::parse("http://localhost")
        .unwrap()
        .join(address)
        .unwrap();
    url.query_pairs()
        .find(|(other, _)| other == name)
        .unwrap()
        .1
        .into_owned()
}

#[tokio::test]
async fn sec_73_consent_cannot_come_before_the_sign_in_or_the_page() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let flow = parameter(&browser.get(&authorize(&[])).await.location.unwrap(), "flow");
    let csrf = browser.get("/sign-in").await.form("/sign-in").fields["csrf"].clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("transaction", &flow),
        ("flow", &flow),
        ("decision", "allow"),
        ("choice", "continue"),
    ];
    for path in ["/consent", "/select-account"] {
        let answer = browser
            .http()
            .post(app.url(path))
            .form(&fields)
            .send()
            .await
            .unwrap();
        let location = answer
            .headers()
            .get("location")
            .map_or("", |value| value.to_str().unwrap());
        assert!(!location.starts_with(CALLBACK), "{path}: {location}");
        assert!(
            location.is_empty() || location.starts_with("/sign-in?"),
            "{path}: {location}"
        );
    }
    // Signed in, but the page was never shown.
    let page = browser.get(&format!("/sign-in?flow={flow}")).await;
    let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
    assert!(done.location.unwrap().starts_with("/consent?"));
    let csrf = browser.get("/sign-out").await.form("/sign-out").fields["csrf"].clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("transaction", &flow),
        ("decision", "allow"),
    ];
    let answer = browser
        .http()
        .post(app.url("/consent"))
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.text().await.unwrap().contains("id=\"allow\""));
    assert_eq!(app.count("app_grant").await, 0);
}

#[tokio::test]
async fn sec_73_no_other_way_skips_a_fresh_sign_in() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    browser.code(&[]).await;
    app.advance(600);
    for asked in [
        ("prompt", "login"),
        ("max_age", "60"),
        ("prompt", "login select_account"),
        ("prompt", "login consent"),
    ] {
        let location = browser.get(&authorize(&[asked])).await.location.unwrap();
        let flow = parameter(&location, "flow");
        let csrf = browser.get("/sign-out").await.form("/sign-out").fields["csrf"].clone();
        // Every later step, every other page, and again from the start.
        for path in ["/consent", "/select-account", "/register", "/sign-in"] {
            let page = browser.get(&format!("{path}?flow={flow}")).await;
            let location = page.location.unwrap_or_default();
            assert!(
                !location.starts_with(CALLBACK),
                "{asked:?} GET {path}: {location}"
            );
            let fields = [
                ("csrf", csrf.as_str()),
                ("transaction", &flow),
                ("flow", &flow),
                ("decision", "allow"),
                ("choice", "continue"),
            ];
            let answer = browser
                .http()
                .post(app.url(path))
                .form(&fields)
                .send()
                .await
                .unwrap();
            let location = answer
                .headers()
                .get("location")
                .map_or("", |value| value.to_str().unwrap());
            assert!(
                !location.starts_with(CALLBACK),
                "{asked:?} POST {path}: {location}"
            );
        }
        let page = browser.open(&location).await;
        let page = if page.has("password") {
            page
        } else {
            browser.get(&format!("/sign-in?flow={flow}")).await
        };
        assert!(page.has("password"), "{asked:?}: {}", page.html);
        let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
        let page = browser.follow(done).await;
        let page = if page.location.is_none() {
            browser.allow(&page).await
        } else {
            page
        };
        assert!(page.redirected_to(CALLBACK).contains_key("code"), "{asked:?}");
        app.advance(600);
    }
}

#[tokio::test]
async fn sec_73_an_answered_request_cannot_be_taken_up_again() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let flow = parameter(&browser.get(&authorize(&[])).await.location.unwrap(), "flow");
    let sign_in = browser.get(&format!("/sign-in?flow={flow}")).await;
    let done = browser.sign_in(&sign_in, "ada@example.com", PASSWORD).await;
    let consent = browser.follow(done).await;
    browser.allow(&consent).await.redirected_to(CALLBACK);
    for path in ["/consent", "/select-account", "/register", "/sign-in"] {
        let page = browser.get(&format!("{path}?flow={flow}")).await;
        assert_eq!((page.status.as_u16(), page.location), (400, None), "{path}");
    }
    // The first step again: its form was for a browser that had not signed in.
    let again = browser.sign_in(&sign_in, "ada@example.com", PASSWORD).await;
    assert_eq!((again.status.as_u16(), again.location), (403, None));
}
