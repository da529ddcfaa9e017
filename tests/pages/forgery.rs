//! Forms that other sites send (SEC-68).

use super::with_people;
use crate::support::{
    Browser, TestApp,
    browser::Form,
    client::{CALLBACK, authorize},
    make::PASSWORD,
};

async fn post(browser: &Browser, app: &TestApp, form: &Form, headers: &[(&str, &str)]) -> reqwest::Response {
    let request = browser.http().post(app.url(&form.action)).form(&form.fields);
    let request = headers
        .iter()
        .fold(request, |request, (name, value)| request.header(*name, *value));
    request.send().await.unwrap()
}

fn changed(form: &Form, csrf: Option<&str>) -> Form {
    let mut form = form.clone();
    match csrf {
        Some(csrf) => form.fields.insert("csrf".to_owned(), csrf.to_owned()),
        None => form.fields.remove("csrf"),
    };
    form
}

fn filled(mut form: Form, fields: &[(&str, &str)]) -> Form {
    let fields = fields
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    form.fields.extend(fields);
    form
}

#[tokio::test]
async fn sec_68_a_form_needs_the_token_of_its_browser_and_session() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let other = Browser::signed_in(&app, "ada@example.com").await;
    let stranger = Browser::new(&app);
    let before = Browser::new(&app);
    let unsigned = before.get("/sign-in").await.form("/sign-in").fields["csrf"].clone();
    let foreign = other.get("/sign-out").await.form("/sign-out").fields["csrf"].clone();

    // A sign-in of this moment would have answered the question for the account.
    app.advance(1);
    let consent = browser.open(&authorize(&[])).await;
    let selection = browser.open(&authorize(&[("prompt", "select_account")])).await;
    let credentials = [("email", "ada@example.com"), ("password", PASSWORD)];
    let newcomer = [
        ("email", "eve@example.com"),
        ("password", "purple onion ladder 7"),
        ("name", "Eve"),
    ];
    let forms = [
        filled(
            browser.get("/reauthenticate").await.form("/sign-in"),
            &credentials,
        ),
        filled(stranger.get("/register").await.form("/register"), &newcomer),
        filled(consent.form("/consent"), &[("decision", "allow")]),
        filled(selection.form("/select-account"), &[("choice", "continue")]),
        browser.get("/sign-out").await.form("/sign-out"),
    ];
    for form in &forms {
        let who = if form.action == "/register" {
            &stranger
        } else {
            &browser
        };
        let good = form.fields["csrf"].clone();
        let flipped: String = good.chars().rev().collect();
        let sites: &[&[(&str, &str)]] = &[
            &[("origin", "https://evil.example")],
            &[("origin", "null")],
            &[
                ("origin", "https://evil.example"),
                ("sec-fetch-site", "same-origin"),
            ],
            &[("sec-fetch-site", "cross-site")],
            &[("sec-fetch-site", "same-site")],
            &[("sec-fetch-site", "none")],
            &[("origin", &app.issuer), ("sec-fetch-site", "cross-site")],
            &[("origin", "null"), ("sec-fetch-site", "cross-site")],
        ];
        for site in sites {
            let response = post(who, &app, form, site).await;
            assert_eq!(response.status(), 403, "{} {site:?}", form.action);
        }
        for csrf in [
            None,
            Some(""),
            Some("x"),
            Some(&*flipped),
            Some(&*foreign),
            Some(&*unsigned),
        ] {
            let response = post(who, &app, &changed(form, csrf), &[]).await;
            assert_eq!(response.status(), 403, "{} {csrf:?}", form.action);
            assert!(!response.headers().contains_key("location"), "{}", form.action);
        }
        // The right token without the browser that it was made for.
        let nobody = Browser::new(&app);
        assert_eq!(
            post(&nobody, &app, form, &[]).await.status(),
            403,
            "{}",
            form.action
        );
    }
    // Nothing happened.
    assert!(browser.get("/sign-out").await.html.contains("ada@example.com"));
    assert_eq!((app.count("app_grant").await, app.count("user").await), (0, 2));

    // As our own pages send them, they are taken.
    let ours: &[(&str, &str)] = &[("origin", "null"), ("sec-fetch-site", "same-origin")];
    let response = post(&browser, &app, &forms[2], ours).await;
    assert!(
        response.headers()["location"]
            .to_str()
            .unwrap()
            .starts_with(CALLBACK)
    );
    let response = post(&browser, &app, &forms[4], &[("origin", &app.issuer)]).await;
    assert_eq!(response.status(), 200);
    assert!(!browser.get("/sign-out").await.html.contains("ada@example.com"));
}

#[tokio::test]
async fn sec_68_nobody_is_signed_in_to_somebody_elses_account() {
    let app = with_people().await;
    // Bob prepares a form with his own password and his own browser's token; Ada's browser sends it.
    let bob = Browser::new(&app);
    let prepared = filled(
        bob.get("/sign-in").await.form("/sign-in"),
        &[("email", "bob@example.com"), ("password", PASSWORD)],
    );
    let ada = Browser::new(&app);
    ada.get("/sign-in").await;
    for headers in [
        &[][..],
        &[("origin", "https://bob.example")],
        &[("sec-fetch-site", "cross-site")],
    ] {
        let response = post(&ada, &app, &prepared, headers).await;
        assert_eq!(response.status(), 403);
        assert!(!ada.get("/sign-out").await.html.contains("bob@example.com"));
    }
    assert_eq!(app.count("session").await, 0);
}

#[tokio::test]
async fn sec_68_a_token_ends_with_its_session() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let old = browser.get("/sign-out").await.form("/sign-out");
    let again = browser.get("/reauthenticate").await;
    browser.sign_in(&again, "ada@example.com", PASSWORD).await;
    assert_eq!(post(&browser, &app, &old, &[]).await.status(), 403);
    assert!(browser.get("/sign-out").await.html.contains("ada@example.com"));
}
