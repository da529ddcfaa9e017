//! Registration where mail proves the address first.

use futures_util::future::join_all;

use super::{NEW, confirm, register, shape, signs_in, with_people};
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, authorize},
    make::PASSWORD,
    until,
};

#[tokio::test]
async fn an_account_is_made_by_the_link_and_the_flow_goes_on() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    // From an app: to its sign-in page, on to registration, and by mail back to the app.
    let page = browser.open(&authorize(&[])).await;
    let link = super::link_to(&page, "/register?");
    let page = register(&browser, &link, "eve@example.com", NEW).await;
    assert_eq!(page.status, 200, "{}", page.html);
    assert!(page.has("again"), "{}", page.html);
    assert!(
        page.headers
            .get_all("set-cookie")
            .iter()
            .all(|cookie| { !cookie.to_str().unwrap().starts_with("latchkey-session") })
    );
    assert_eq!(app.count("user").await, 2);
    let letter = server.letter("eve@example.com", "Confirm").await;
    assert!(
        letter.text.contains("to continue to Demo Shop"),
        "{}",
        letter.text
    );
    // Opening the link changes nothing; HEAD neither.
    browser.get(&letter.link()).await;
    browser.http().head(letter.link()).send().await.unwrap();
    assert_eq!(app.count("user").await, 2);
    let page = browser.get(&letter.link()).await;
    assert!(!page.has("password"), "{}", page.html);
    let done = browser.submit(&page.form("/confirm"), &[]).await;
    let consent = browser.follow(done).await;
    let back = browser.allow(&consent).await;
    assert!(back.redirected_to(CALLBACK).contains_key("code"));
    assert!(signs_in(&app, "eve@example.com", NEW).await);
    let verified = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"user\" WHERE email = 'eve@example.com' AND email_verified_at IS NOT NULL";
    assert_eq!(app.rows(verified).await, [1]);
}

#[tokio::test]
async fn sec_76_registration_tells_nobody_that_an_address_is_taken() {
    let (app, server) = with_people(&[]).await;
    app.user("asleep@example.com").await;
    app.execute("UPDATE \"user\" SET disabled_at = 1 WHERE email = 'asleep@example.com'")
        .await;
    let emails = [
        "ada@example.com",
        "free@example.com",
        "asleep@example.com",
        "ADA@EXAMPLE.COM",
    ];
    let mut shapes = Vec::new();
    for email in emails {
        let page = register(&Browser::new(&app), "/register", email, NEW).await;
        shapes.push(shape(&page, email));
    }
    for (email, other) in emails.iter().zip(&shapes) {
        assert_eq!(*other, shapes[0], "{email}");
    }
    // Only the owner of the address hears of it.
    let letter = server.letter("ada@example.com", "You have an account").await;
    assert!(letter.text.contains("/sign-in") && letter.text.contains("/reset-password"));
    server.letter("free@example.com", "Confirm").await;
    until(20, "the queue is empty", async || app.count("mail").await == 0).await;
    assert!(
        server
            .letters()
            .iter()
            .all(|letter| letter.to == ["ada@example.com"])
    );
    // Nor does a sign-in with what was sent: there is no account yet.
    assert!(!signs_in(&app, "free@example.com", NEW).await);
    assert!(!signs_in(&app, "ada@example.com", NEW).await);
    assert_eq!(app.count("user").await, 3);
}

#[tokio::test]
async fn sec_76_registration_takes_the_same_work_for_a_taken_address() {
    let (app, _server) = with_people(&[]).await;
    for email in ["ada@example.com", "free@example.com"] {
        let browser = Browser::new(&app);
        let before = app.deps.hashers.computed();
        let sent = register(&browser, "/register", email, NEW).await;
        assert_eq!(sent.status, 200, "{}", sent.html);
        assert_eq!(app.deps.hashers.computed(), before + 1, "{email}");
    }
}

#[tokio::test]
async fn sec_81_a_registration_link_works_once_at_the_same_moment() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    register(&browser, "/register", "eve@example.com", NEW).await;
    let letter = server.letter("eve@example.com", "Confirm").await;
    let form = browser.get(&letter.link()).await.form("/confirm");
    let tries = join_all((0..8).map(|_| browser.submit(&form, &[]))).await;
    let made = tries.iter().filter(|page| page.status == 303).count();
    assert_eq!(made, 1);
    assert!(tries.iter().all(|page| !page.status.is_server_error()));
    assert_eq!(app.count("user").await, 3);
    assert_eq!(browser.get(&letter.link()).await.status, 404);
}

#[tokio::test]
async fn sec_81_a_registration_link_is_voided_by_the_next_and_by_time() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    let page = register(&browser, "/register", "eve@example.com", NEW).await;
    let first = server.letter("eve@example.com", "Confirm").await;
    let again = browser.submit(&page.form("/register/again"), &[]).await;
    assert_eq!(again.status, 200, "{}", again.html);
    let second = server.letter("eve@example.com", "Confirm").await;
    assert_ne!(first.link(), second.link());
    assert_eq!(browser.get(&first.link()).await.status, 404);
    assert_eq!(browser.get(&second.link()).await.status, 200);
    app.advance(31 * 60);
    assert_eq!(browser.get(&second.link()).await.status, 404);
    // Asking again, without a letter to repeat or with one, is the same; and it ends.
    let mut last = 0;
    for _ in 0..12 {
        last = browser
            .submit(&again.form("/register/again"), &[("email", "nobody@example.com")])
            .await
            .status
            .as_u16();
    }
    assert_eq!(last, 429);
}

#[tokio::test]
async fn nobody_makes_an_account_for_somebody_elses_mailbox() {
    let (app, server) = with_people(&[]).await;
    // Mallory registers with Eve's address and a password that she knows; Eve opens the link.
    register(&Browser::new(&app), "/register", "eve@example.com", PASSWORD).await;
    let letter = server.letter("eve@example.com", "Confirm").await;
    let eve = Browser::new(&app);
    let page = eve.get(&letter.link()).await;
    assert!(page.has("password"), "{}", page.html);
    for wrong in ["", "not this one at all", NEW] {
        let refused = eve.submit(&page.form("/confirm"), &[("password", wrong)]).await;
        assert_eq!(refused.status, 401, "{wrong}");
        app.advance(20);
    }
    assert_eq!(app.count("user").await, 2);
    // With the password it is the same person in another browser.
    let done = eve
        .submit(&page.form("/confirm"), &[("password", PASSWORD)])
        .await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert!(eve.get("/sign-out").await.html.contains("eve@example.com"));
}

#[tokio::test]
async fn an_address_that_was_taken_meanwhile_stays_its_owners() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    register(&browser, "/register", "eve@example.com", NEW).await;
    let letter = server.letter("eve@example.com", "Confirm").await;
    app.user("Eve@example.com").await;
    let page = browser.get(&letter.link()).await;
    let refused = browser.submit(&page.form("/confirm"), &[]).await;
    assert_eq!(refused.status, 409, "{}", refused.html);
    assert!(!signs_in(&app, "eve@example.com", NEW).await);
}

#[tokio::test]
async fn without_a_mail_server_the_account_is_there_at_once_and_can_be_confirmed() {
    let app = TestApp::new().await;
    let browser = Browser::new(&app);
    let done = register(&browser, "/register", "eve@example.com", NEW).await;
    assert_eq!(done.status, 303, "{}", done.html);
    let mut mailbox = browser.get("/dev/mailbox").await;
    until(20, "the letter is there", async || {
        mailbox = browser.get("/dev/mailbox").await;
        mailbox.html.contains("/confirm?token=")
    })
    .await;
    let link = super::link_to(&mailbox, "/confirm?token=");
    // In another browser the person signs in first.
    let other = Browser::new(&app);
    let sign_in = other.open(&link).await;
    let done = other.sign_in(&sign_in, "eve@example.com", NEW).await;
    let page = other.follow(done).await;
    let unverified = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"user\" WHERE email_verified_at IS NULL";
    assert_eq!(app.rows(unverified).await, [1]);
    let done = other.submit(&page.form("/confirm"), &[]).await;
    assert_eq!(done.status, 200, "{}", done.html);
    assert_eq!(app.rows(unverified).await, [0]);
    assert_eq!(browser.get(&link).await.status, 404);
}

#[tokio::test]
async fn only_listed_domains_register_where_the_policy_says_so() {
    let settings = [
        ("REGISTRATION", "domains"),
        ("REGISTRATION_DOMAINS", "example.com,Bücher.example"),
    ];
    let (app, server) = TestApp::with_mail(&settings).await;
    let browser = Browser::new(&app);
    for email in [
        "eve@example.org",
        "eve@sub.example.com",
        "eve@example.com.evil.example",
        "eve@notexample.com",
    ] {
        let page = register(&browser, "/register", email, NEW).await;
        assert_eq!(page.status, 422, "{email}");
        assert!(
            page.html.contains("can&#39;t be used") || page.has("email-error"),
            "{}",
            page.html
        );
    }
    for email in ["eve@EXAMPLE.com", "eve@bücher.example"] {
        let page = register(&browser, "/register", email, NEW).await;
        assert_eq!(page.status, 200, "{email}: {}", page.html);
    }
    let letter = server.letter("eve@EXAMPLE.com", "Confirm").await;
    assert_eq!(confirm(&browser, &letter).await.status, 303);
}
