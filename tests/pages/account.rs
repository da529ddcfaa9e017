//! Accounts: proving who one is again, answers that tell nothing, what a password and an address may be
//! (SEC-75, SEC-76, SEC-79, SEC-85, SEC-123).

use latchkey::domain::{Caller, user};
use serde_json::{Value, json};

use super::with_people;
use crate::support::{Browser, TestApp, browser::Page, make::PASSWORD};

const NEW: &str = "orange ladder teapot 12";

async fn change_password(browser: &Browser, input: Value) -> Value {
    let query = "mutation($input: ChangePasswordInput!) {
        changePassword(input: $input) { user { id } userErrors { code field stepUp { maxAge } } } }";
    browser.graphql(query, json!({ "input": input })).await
}

async fn signs_in(app: &TestApp, password: &str) -> bool {
    let browser = Browser::new(app);
    let page = browser.get("/sign-in").await;
    browser.sign_in(&page, "ada@example.com", password).await.status == 303
}

#[tokio::test]
async fn sec_75_a_password_is_changed_with_the_one_before() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    for current in [
        json!(""),
        json!("wrong"),
        json!(PASSWORD.to_uppercase()),
        json!(NEW),
        json!(null),
    ] {
        let answer = change_password(
            &browser,
            json!({ "currentPassword": current, "newPassword": NEW }),
        )
        .await;
        assert!(
            answer["data"]["changePassword"]["user"].is_null(),
            "{current}: {answer}"
        );
    }
    let answer = change_password(&browser, json!({ "newPassword": NEW })).await;
    assert!(answer["errors"].is_array(), "{answer}");
    // A new one that would not do.
    for new in ["short", "ada@example.com ada", "aaaaaaaaaaaaaaaaaaaaaa"] {
        app.advance(20);
        let answer = change_password(
            &browser,
            json!({ "currentPassword": PASSWORD, "newPassword": new }),
        )
        .await;
        assert!(
            answer["data"]["changePassword"]["user"].is_null(),
            "{new}: {answer}"
        );
    }
    assert!(signs_in(&app, PASSWORD).await && !signs_in(&app, NEW).await);
    app.advance(60);
    let other = Browser::signed_in(&app, "ada@example.com").await;
    let answer = change_password(
        &browser,
        json!({ "currentPassword": PASSWORD, "newPassword": NEW }),
    )
    .await;
    assert!(
        answer["data"]["changePassword"]["user"]["id"].is_string(),
        "{answer}"
    );
    assert!(!signs_in(&app, PASSWORD).await && signs_in(&app, NEW).await);
    // Other browsers are signed out, this one is not.
    assert!(!other.get("/sign-out").await.html.contains("ada@example.com"));
    assert!(browser.get("/sign-out").await.html.contains("ada@example.com"));
}

#[tokio::test]
async fn sec_75_a_password_is_changed_after_a_fresh_sign_in_only() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    app.advance(301);
    let input = json!({ "currentPassword": PASSWORD, "newPassword": NEW });
    let answer = change_password(&browser, input.clone()).await;
    assert!(answer["data"]["changePassword"]["user"].is_null(), "{answer}");
    assert!(answer.to_string().contains("STEP_UP_REQUIRED"), "{answer}");
    assert!(signs_in(&app, PASSWORD).await);
    // The password again, on the page for that.
    let page = browser.get("/reauthenticate?return_to=/account").await;
    assert!(
        page.has("password") && page.html.contains("ada@example.com"),
        "{}",
        page.html
    );
    let wrong = browser.sign_in(&page, "ada@example.com", "wrong").await;
    assert_eq!(wrong.status, 401);
    let answer = change_password(&browser, input.clone()).await;
    assert!(answer["data"]["changePassword"]["user"].is_null(), "{answer}");
    let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
    assert_eq!(done.location.as_deref(), Some("/account"));
    let answer = change_password(&browser, input).await;
    assert!(
        answer["data"]["changePassword"]["user"]["id"].is_string(),
        "{answer}"
    );
}

/// With the accounts that a sign-in must not tell apart; the wrong password for each.
async fn lookalikes() -> TestApp {
    let app = TestApp::with(&[("SIGN_IN_FAILURES_PER_ACCOUNT", "100")]).await;
    app.user("known@example.com").await;
    app.user("blank@example.com").await;
    let off = app.user("asleep@example.com").await;
    app.execute("UPDATE \"user\" SET password_hash = NULL WHERE email = 'blank@example.com'")
        .await;
    user::disable(&app.deps, &Caller::operator(), off.id)
        .await
        .unwrap();
    app
}

const LOOKALIKES: &[(&str, &str)] = &[
    ("known@example.com", "not the password"),
    ("nobody@example.com", "not the password"),
    ("blank@example.com", "not the password"),
    ("asleep@example.com", "not the password"),
    // The right one tells nobody that the account is switched off.
    ("asleep@example.com", PASSWORD),
];

/// What can be seen of an answer, but for what is different in every one.
fn shape(page: &Page, email: &str) -> (u16, Vec<String>, String) {
    let mut names: Vec<String> = page.headers.iter().map(|(name, _)| name.to_string()).collect();
    names.sort();
    let csrf = page.form("/sign-in").fields["csrf"].clone();
    (
        page.status.as_u16(),
        names,
        page.html.replace(&csrf, "CSRF").replace(email, "EMAIL"),
    )
}

#[tokio::test]
async fn sec_76_a_failed_sign_in_says_nothing_about_the_account() {
    let app = lookalikes().await;
    let mut shapes = Vec::new();
    for (email, password) in LOOKALIKES {
        let browser = Browser::new(&app);
        let page = browser.get("/sign-in").await;
        let answer = browser.sign_in(&page, email, password).await;
        assert_eq!(answer.status, 401);
        shapes.push(shape(&answer, email));
    }
    for (other, (email, _)) in shapes[1..].iter().zip(&LOOKALIKES[1..]) {
        assert_eq!(*other, shapes[0], "{email}");
    }
}

#[tokio::test]
async fn sec_76_a_failed_sign_in_takes_the_same_work() {
    let app = lookalikes().await;
    let browser = Browser::new(&app);
    let page = browser.get("/sign-in").await;
    // The hash is ten times all the rest.
    for (email, password) in LOOKALIKES {
        let before = app.deps.hashers.computed();
        assert_eq!(browser.sign_in(&page, email, password).await.status, 401);
        assert_eq!(app.deps.hashers.computed(), before + 1, "{email}");
    }
}

#[tokio::test]
async fn sec_76_a_locked_account_looks_like_an_unknown_one() {
    let app = TestApp::with(&[("SIGN_IN_FAILURES_PER_ACCOUNT", "2")]).await;
    app.user("known@example.com").await;
    let mut shapes = Vec::new();
    for email in ["known@example.com", "nobody@example.com"] {
        let browser = Browser::new(&app);
        let page = browser.get("/sign-in").await;
        for _ in 0..2 {
            browser.sign_in(&page, email, "not the password").await;
        }
        let answer = browser.sign_in(&page, email, PASSWORD).await;
        assert_eq!(answer.status, 429);
        shapes.push((answer.headers["retry-after"].clone(), shape(&answer, email)));
    }
    assert_eq!(shapes[0], shapes[1]);
}

async fn register(app: &TestApp, email: &str, password: &str, name: &str) -> Page {
    let browser = Browser::new(app);
    let form = browser.get("/register").await.form("/register");
    browser
        .submit(&form, &[("email", email), ("password", password), ("name", name)])
        .await
}

#[tokio::test]
async fn sec_79_what_a_password_may_be() {
    let app = TestApp::with(&[("SIGN_IN_FAILURES_PER_NETWORK", "1000")]).await;
    let long = "correct Pferd батарея 馬 ".repeat(30);
    let too_long = "correct horse battery staple ".repeat(40);
    assert!(
        long.len() > 900 && long.len() <= 1024 && too_long.len() > 1024,
        "{} {}",
        long.len(),
        too_long.len()
    );
    for (n, bad) in [
        "",
        "fourteen chars",
        "password1234567",
        "qwertyuiopasdfgh",
        "aaaaaaaaaaaaaaaaaaaaaa",
        "person6 teapot ladder",
        "my latchkey teapot ladder",
        "Grace Hopper teapot 9",
        &too_long,
    ]
    .iter()
    .enumerate()
    {
        let page = register(&app, &format!("person{n}@example.com"), bad, "Grace Hopper").await;
        let page = if n == 5 {
            register(&app, "person6@example.com", bad, "Grace Hopper").await
        } else {
            page
        };
        assert_eq!(
            (page.status.as_u16(), page.location.clone()),
            (422, None),
            "{bad}: {}",
            page.html
        );
        assert!(page.text_of("password-error").is_some(), "{bad}: {}", page.html);
        assert!(bad.is_empty() || !page.html.contains(*bad), "{bad} is shown");
    }
    for (n, good) in [
        "tea pot ladders",
        "Größe zählt selten ☂",
        "no digits nor capitals here",
        &long,
    ]
    .iter()
    .enumerate()
    {
        let email = format!("good{n}@example.com");
        let page = register(&app, &email, good, "").await;
        assert_eq!(page.status, 303, "{good}: {}", page.html);
        // The whole of it counts, and nothing is cut or trimmed.
        for (password, expected) in [
            ((*good).to_owned(), 303),
            (format!("{good}x"), 401),
            (good.chars().skip(1).collect(), 401),
        ] {
            let browser = Browser::new(&app);
            let page = browser.get("/sign-in").await;
            assert_eq!(
                browser.sign_in(&page, &email, &password).await.status,
                expected,
                "{password}"
            );
        }
    }
}

#[tokio::test]
async fn sec_85_an_address_is_one_in_every_spelling() {
    let app = TestApp::new().await;
    for (first, others) in [
        (
            "grace@example.com",
            &[
                "GRACE@EXAMPLE.COM",
                "Grace@Example.com",
                " grace@example.com ",
                "ｇｒａｃｅ@example.com",
            ][..],
        ),
        (
            "strasse@example.com",
            &["stra\u{df}e@example.com", "STRA\u{1e9e}E@example.com"],
        ),
        ("οδοσ@example.com", &["ΟΔΟΣ@example.com", "οδος@example.com"]),
        (
            "caf\u{e9}@example.com",
            &["cafe\u{301}@example.com", "CAF\u{c9}@example.com"],
        ),
        ("file@example.com", &["\u{fb01}le@example.com"]),
    ] {
        let made = register(&app, first, NEW, "").await;
        assert_eq!(made.status, 303, "{first}: {}", made.html);
        for other in others {
            let page = register(&app, other, NEW, "").await;
            assert_eq!(page.status, 422, "{other} beside {first}");
            let browser = Browser::new(&app);
            let page = browser.get("/sign-in").await;
            assert_eq!(browser.sign_in(&page, other, NEW).await.status, 303, "{other}");
        }
    }
    assert_eq!(app.count("user").await, 5);
}

#[tokio::test]
async fn sec_85_what_is_no_address_is_refused() {
    let app = TestApp::new().await;
    for bad in [
        "",
        "grace",
        "@example.com",
        "grace@",
        "grace@@example.com",
        "a b@example.com",
        "a,b@example.com",
        "grace@example.com, eve@example.com",
        "grace@example.com\r\nBcc: eve@example.com",
        "<grace@example.com>",
        "\"grace\"@example.com",
        "grace@.example",
        "grace@example.",
    ] {
        let page = register(&app, bad, NEW, "").await;
        assert_eq!(page.status, 422, "{bad}");
    }
    let long = format!("{}@example.com", "a".repeat(300));
    assert_eq!(register(&app, &long, NEW, "").await.status, 422);
    assert_eq!(app.count("user").await, 0);
}

#[tokio::test]
async fn sec_123_one_address_is_registered_once_at_the_same_moment() {
    let app = TestApp::new().await;
    let spellings = [
        "eve@example.com",
        "EVE@example.com",
        "Eve@Example.com",
        "ｅve@example.com",
    ];
    let tries = spellings
        .iter()
        .cycle()
        .take(8)
        .map(|email| register(&app, email, NEW, ""));
    let answers = futures_util::future::join_all(tries).await;
    let statuses: Vec<u16> = answers.iter().map(|page| page.status.as_u16()).collect();
    assert_eq!(
        statuses.iter().filter(|status| **status == 303).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|status| **status == 422).count(),
        7,
        "{statuses:?}"
    );
    assert_eq!(app.count("user").await, 1);
}
