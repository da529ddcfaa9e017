//! Browser sessions: made anew, ended, bounded (SEC-66, SEC-67).

use latchkey::domain::{Caller, change::Change, usage, user};
use serde_json::json;

use super::with_people;
use crate::support::{
    Browser, TestApp,
    browser::Page,
    client::{CALLBACK, authorize},
    make::PASSWORD,
};

const DAY: i64 = 86_400;

/// The session's cookie as an answer sets it.
fn session_of(page: &Page) -> String {
    let set = page.headers.get_all("set-cookie").iter();
    let value = set.filter_map(|value| value.to_str().unwrap().strip_prefix("latchkey-session="));
    value.last().unwrap().split(';').next().unwrap().to_owned()
}

async fn is_signed_in(app: &TestApp, session: &str) -> bool {
    let request = app
        .http
        .get(app.url("/sign-out"))
        .header("cookie", format!("latchkey-session={session}"));
    request
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
        .contains("@example.com")
}

async fn sign_in(browser: &Browser, path: &str, email: &str) -> Page {
    let page = browser.get(path).await;
    let done = browser.sign_in(&page, email, PASSWORD).await;
    assert_eq!(done.status, 303, "{}", done.html);
    done
}

#[tokio::test]
async fn sec_66_each_sign_in_has_a_session_of_its_own() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let first = session_of(&sign_in(&browser, "/sign-in", "ada@example.com").await);
    assert!(is_signed_in(&app, &first).await);
    let stepped_up = session_of(&sign_in(&browser, "/reauthenticate", "ada@example.com").await);
    assert!(
        stepped_up != first && !is_signed_in(&app, &first).await && is_signed_in(&app, &stepped_up).await
    );
    let switched = session_of(&sign_in(&browser, "/sign-in?account=other", "bob@example.com").await);
    assert!(!is_signed_in(&app, &stepped_up).await && is_signed_in(&app, &switched).await);
    let out = browser
        .submit(&browser.get("/sign-out").await.form("/sign-out"), &[])
        .await;
    assert_eq!(session_of(&out), "");
    assert!(!is_signed_in(&app, &switched).await);
}

#[tokio::test]
async fn sec_66_a_value_from_before_is_never_signed_in() {
    let app = with_people().await;
    let planted = "A".repeat(43);
    let page = app.http.get(app.url("/sign-in")).send().await.unwrap();
    let browser_cookie = page.headers()["set-cookie"]
        .to_str()
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .to_owned();
    let page = Page {
        status: page.status(),
        location: None,
        headers: page.headers().clone(),
        html: page.text().await.unwrap(),
        url: String::new(),
    };
    let mut fields = page.form("/sign-in").fields;
    fields.insert("email".into(), "ada@example.com".into());
    fields.insert("password".into(), PASSWORD.into());
    let response = app
        .http
        .post(app.url("/sign-in"))
        .header("cookie", format!("{browser_cookie}; latchkey-session={planted}"))
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 303);
    assert!(!is_signed_in(&app, &planted).await);
}

#[tokio::test]
async fn sec_66_two_peoples_requests_in_one_browser_stay_apart() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let adas = browser.open(&authorize(&[("state", "ada")])).await;
    sign_in(&browser, "/sign-in?account=other", "bob@example.com").await;
    let bobs = browser.open(&authorize(&[("state", "bob")])).await;
    // Ada's page, answered after Bob signed in.
    let answered = browser.allow(&adas).await;
    assert_eq!((answered.status.as_u16(), answered.location), (403, None));
    // Her request with Bob's own token: he is shown the page first, and what he allows is his.
    let mut form = bobs.form("/consent");
    form.fields.insert(
        "transaction".into(),
        adas.form("/consent").fields["transaction"].clone(),
    );
    let shown = browser.submit(&form, &[("decision", "allow")]).await;
    assert!(shown.location.is_none() && shown.has("allow"), "{}", shown.html);
    assert!(shown.html.contains("bob@example.com") && !shown.html.contains("ada@example.com"));
    for (page, state) in [(&shown, "ada"), (&bobs, "bob")] {
        let back = browser.allow(page).await.redirected_to(CALLBACK);
        assert_eq!(back["state"], state);
        let (_, tokens) = app.redeem(&back["code"]).await;
        let (_, claims) = app
            .get_as("/oauth/userinfo", tokens["access_token"].as_str().unwrap())
            .await;
        let bob = user::find_by_email(app.deps.db.read(), "bob@example.com")
            .await
            .unwrap()
            .unwrap();
        assert_eq!(claims["sub"], json!(bob.id.to_string()));
    }
    assert_eq!(app.count("app_grant").await, 1);
}

#[tokio::test]
async fn sec_67_a_session_ends_when_it_is_not_used() {
    let app = TestApp::with(&[("SESSION_IDLE_TTL", "3600")]).await;
    app.user("ada@example.com").await;
    let session = session_of(&sign_in(&Browser::new(&app), "/sign-in", "ada@example.com").await);
    for _ in 0..4 {
        app.advance(3000);
        assert!(is_signed_in(&app, &session).await);
        // What is written every few seconds, and remembered for a while, is written and forgotten now.
        usage::flush(&app.deps).await.unwrap();
        app.deps.forget(&Change::Everything);
    }
    app.advance(3601);
    assert!(!is_signed_in(&app, &session).await);
}

#[tokio::test]
async fn sec_67_a_session_ends_however_much_it_is_used() {
    let app = TestApp::with(&[
        ("SESSION_IDLE_TTL_UNREMEMBERED", "86400"),
        ("SESSION_ABSOLUTE_TTL", "259200"),
    ])
    .await;
    app.user("ada@example.com").await;
    let session = session_of(&sign_in(&Browser::new(&app), "/sign-in", "ada@example.com").await);
    for _ in 0..5 {
        app.advance(DAY / 2);
        assert!(is_signed_in(&app, &session).await);
        usage::flush(&app.deps).await.unwrap();
        app.deps.forget(&Change::Everything);
    }
    app.advance(DAY / 2 + 1);
    assert!(!is_signed_in(&app, &session).await);
}

#[tokio::test]
async fn sec_67_signing_out_ends_the_session_and_its_tokens() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let session = session_of(&sign_in(&browser, "/sign-in", "ada@example.com").await);
    let (_, online) = app.redeem(&browser.code(&[]).await).await;
    let (_, offline) = app
        .redeem(&browser.code(&[("scope", "openid offline_access")]).await)
        .await;
    let code = browser.code(&[]).await;
    browser
        .submit(&browser.get("/sign-out").await.form("/sign-out"), &[])
        .await;
    assert!(!is_signed_in(&app, &session).await);
    let access = online["access_token"].as_str().unwrap();
    assert_eq!(app.introspect(access).await, json!({ "active": false }));
    assert_eq!(app.get_as("/oauth/userinfo", access).await.0, 401);
    assert_eq!(
        app.refresh(online["refresh_token"].as_str().unwrap()).await.0,
        400
    );
    assert_eq!(app.redeem(&code).await.0, 400);
    // What outlives the session says so by its scope.
    assert_eq!(
        app.refresh(offline["refresh_token"].as_str().unwrap()).await.0,
        200
    );
}

#[tokio::test]
async fn sec_67_disabling_an_account_ends_everything_at_once() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let session = session_of(&sign_in(&browser, "/sign-in", "ada@example.com").await);
    let (_, tokens) = app
        .redeem(&browser.code(&[("scope", "openid offline_access")]).await)
        .await;
    let access = tokens["access_token"].as_str().unwrap();
    let code = browser.code(&[]).await;
    assert_eq!(app.get_as("/oauth/userinfo", access).await.0, 200);
    let ada = user::find_by_email(app.deps.db.read(), "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    user::disable(&app.deps, &Caller::operator(), ada.id)
        .await
        .unwrap();

    assert!(!is_signed_in(&app, &session).await);
    assert_eq!(app.introspect(access).await, json!({ "active": false }));
    assert_eq!(app.get_as("/oauth/userinfo", access).await.0, 401);
    let body = json!({ "query": "{ me { id } }" });
    let graphql = app.http.post(app.url("/graphql")).bearer_auth(access).json(&body);
    assert_eq!(crate::support::app::answer(graphql).await.0, 401);
    assert_eq!(
        app.refresh(tokens["refresh_token"].as_str().unwrap()).await.0,
        400
    );
    assert_eq!(app.redeem(&code).await.0, 400);
    let page = browser.get("/sign-in?account=other").await;
    assert_eq!(
        browser.sign_in(&page, "ada@example.com", PASSWORD).await.status,
        401
    );
    // Switched on again, nothing of it comes back.
    user::enable(&app.deps, &Caller::operator(), ada.id)
        .await
        .unwrap();
    assert!(!is_signed_in(&app, &session).await);
}

/// The session's cookie with its attributes, as an answer sets it.
fn session_cookie(page: &Page) -> String {
    let set = page.headers.get_all("set-cookie").iter();
    let mut found = set
        .map(|value| value.to_str().unwrap().to_owned())
        .filter(|text| text.starts_with("latchkey-session="));
    found.next_back().unwrap()
}

#[tokio::test]
async fn sec_67_a_browser_forgets_a_session_unless_it_is_asked_to_keep_it() {
    let settings = [
        ("SESSION_IDLE_TTL", "36000"),
        ("SESSION_IDLE_TTL_UNREMEMBERED", "3600"),
    ];
    let app = TestApp::with(&settings).await;
    app.user("ada@example.com").await;
    for (remember, kept) in [(None, false), (Some("yes"), true)] {
        let browser = Browser::new(&app);
        let page = browser.get("/sign-in").await;
        assert!(page.has("remember"));
        let mut fields = vec![("email", "ada@example.com"), ("password", PASSWORD)];
        fields.extend(remember.map(|value| ("remember", value)));
        let done = browser.submit(&page.form("/sign-in"), &fields).await;
        assert_eq!(session_cookie(&done).contains("Max-Age=2592000"), kept);
        assert_eq!(session_cookie(&done).contains("Max-Age"), kept);
        // To prove it again changes nothing about it.
        let page = browser.get("/reauthenticate").await;
        let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
        assert_eq!(session_cookie(&done).contains("Max-Age"), kept);
        app.advance(3601);
        assert_eq!(is_signed_in(&app, &session_of(&done)).await, kept);
        app.advance(36_001);
        app.deps.forget(&Change::Everything);
        assert!(!is_signed_in(&app, &session_of(&done)).await);
    }
}

#[tokio::test]
async fn staying_signed_in_is_carried_through_the_second_factor() {
    let app = with_people().await;
    let (phone, _) = Browser::signed_in(&app, "ada@example.com")
        .await
        .enable_totp(&app)
        .await;
    for (remember, kept) in [(None, false), (Some("yes"), true)] {
        app.advance(60);
        let browser = Browser::new(&app);
        let page = browser.get("/sign-in").await;
        let mut fields = vec![("email", "ada@example.com"), ("password", PASSWORD)];
        fields.extend(remember.map(|value| ("remember", value)));
        let done = browser.submit(&page.form("/sign-in"), &fields).await;
        let step = browser.follow(done).await;
        let done = browser.second_step(&step, &phone.shows(&app, 0)).await;
        assert_eq!(done.status, 303, "{}", done.html);
        assert_eq!(session_cookie(&done).contains("Max-Age"), kept);
    }
}

#[tokio::test]
async fn the_operator_says_whether_staying_signed_in_is_ticked() {
    for (setting, ticked) in [("false", false), ("true", true)] {
        let settings = [
            ("REMEMBER_BY_DEFAULT", setting),
            ("REGISTRATION", "open"),
            ("SMTP_URL", ""),
        ];
        let app = TestApp::with(&settings).await;
        let page = Browser::new(&app).get("/sign-in").await;
        assert_eq!(page.form("/sign-in").fields.contains_key("remember"), ticked);
    }
}
