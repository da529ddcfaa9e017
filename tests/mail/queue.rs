//! Sending: nothing is lost, one recipient, nothing from outside in a header, no secret at rest.

use tokio::net::TcpListener;

use super::{NEW, ask_reset, signs_in, with_people};
use crate::support::{Browser, SmtpServer, TestApp, app::postgres_server, make::PASSWORD, until};

/// A letter waits; its next try is due in time that the test lets pass.
async fn until_tried(app: &TestApp, attempts: i64) {
    until(20, "the letter was tried", async || {
        let rows = app
            .rows("SELECT CAST(attempts AS BIGINT) AS n FROM mail WHERE last_error IS NOT NULL")
            .await;
        rows == [attempts]
    })
    .await;
}

#[tokio::test]
async fn a_dead_mail_server_loses_nothing() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let url = format!("smtp://{address}");
    let app = TestApp::with(&[("SMTP_URL", &url), ("MAIL_FROM", "id@latchkey.test")]).await;
    app.user("ada@example.com").await;
    let browser = Browser::new(&app);
    let page = ask_reset(&browser, "ada@example.com").await;
    assert_eq!(page.status, 200, "{}", page.html);
    until_tried(&app, 1).await;
    app.advance(11);
    until_tried(&app, 2).await;
    // Back after an hour: the letter comes, and the time of its link begins now.
    let server = SmtpServer::on(TcpListener::bind(address).await.unwrap());
    app.advance(3600);
    let letter = server.letter("ada@example.com", "Set a new password").await;
    app.advance(29 * 60);
    let page = browser.get(&letter.link()).await;
    assert!(page.has("password"), "{}", page.html);
    until(20, "the queue is empty", async || app.count("mail").await == 0).await;
}

#[tokio::test]
async fn a_busy_mail_server_is_tried_again_and_a_missing_mailbox_is_not() {
    let (app, server) = with_people(&[]).await;
    server.busy(true);
    ask_reset(&Browser::new(&app), "ada@example.com").await;
    until_tried(&app, 1).await;
    server.busy(false);
    app.advance(11);
    server.letter("ada@example.com", "Set a new password").await;
    server.nobody(true);
    ask_reset(&Browser::new(&app), "bob@example.com").await;
    until(20, "the letter was given up", async || {
        let given_up =
            "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM mail WHERE failed_at IS NOT NULL AND sealed IS NULL";
        app.rows(given_up).await == [1]
    })
    .await;
    app.advance(4 * 3600);
    assert!(server.letters().is_empty());
}

#[tokio::test]
async fn a_lost_answer_sends_the_same_letter_again() {
    let (app, server) = with_people(&[]).await;
    server.forgetful(true);
    ask_reset(&Browser::new(&app), "ada@example.com").await;
    let first = server.letter("ada@example.com", "Set a new password").await;
    until_tried(&app, 1).await;
    server.forgetful(false);
    app.advance(11);
    let second = server.letter("ada@example.com", "Set a new password").await;
    assert_eq!(first.link(), second.link());
    assert_eq!(first.header("Message-ID"), second.header("Message-ID"));
    // Whichever the person opens works.
    let browser = Browser::new(&app);
    let page = browser.get(&first.link()).await;
    let done = browser
        .submit(&page.form("/new-password"), &[("password", NEW)])
        .await;
    assert_eq!(done.status, 200, "{}", done.html);
    assert!(signs_in(&app, "ada@example.com", NEW).await);
}

#[tokio::test]
async fn two_nodes_send_each_letter_once() {
    let (app, server) = with_people(&[]).await;
    let other = app.second_node().await;
    let browsers = [Browser::new(&app), Browser::at(&other.address)];
    let people = ["ada@example.com", "bob@example.com"];
    for _ in 0..4 {
        for (browser, email) in browsers.iter().zip(people) {
            let page = ask_reset(browser, email).await;
            assert_eq!(page.status, 200, "{}", page.html);
        }
        for email in people {
            server.letter(email, "Set a new password").await;
        }
    }
    until(20, "the queue is empty", async || app.count("mail").await == 0).await;
    // Whatever the nodes did meanwhile: nothing came twice.
    app.advance(3600);
    ask_reset(&browsers[0], "ada@example.com").await;
    server.letter("ada@example.com", "Set a new password").await;
    assert_eq!(server.letters().len(), 0);
}

#[tokio::test]
async fn sec_83_a_letter_has_one_recipient_and_nothing_from_outside_in_its_headers() {
    let (app, server) = with_people(&[("SERVICE_NAME", "Größe")]).await;
    for wrong in [
        "ada@example.com\r\nBcc: eve@example.com",
        "ada@example.com,eve@example.com",
        "ada@example.com;eve@example.com",
        "ada@example.com eve@example.com",
        "Ada <ada@example.com>",
        "ada@example.com\0",
        "ada@example.com\u{2028}Bcc: eve@example.com",
        "\"ada\"@example.com",
        "",
    ] {
        let page = ask_reset(&Browser::new(&app), wrong).await;
        assert!(page.status.is_client_error(), "{wrong:?}: {}", page.status);
    }
    // The account's own spelling is what counts, not what was typed.
    let page = ask_reset(&Browser::new(&app), "ADA@Example.COM").await;
    assert_eq!(page.status, 200, "{}", page.html);
    let letter = server.letter("ada@example.com", "").await;
    assert_eq!(letter.header("To"), ["ada@example.com"]);
    assert_eq!(letter.header("From"), ["Latchkey <id@latchkey.test>"]);
    assert_eq!(letter.header("Auto-Submitted"), ["auto-generated"]);
    assert!(letter.header("Bcc").is_empty() && letter.header("Cc").is_empty());
    assert!(letter.subject.contains("Größe"), "{}", letter.subject);
    assert!(letter.html.contains(&letter.link()) && letter.html.contains("lang=\"en\""));
    assert!(server.letters().is_empty());
}

#[tokio::test]
async fn sec_61_links_are_of_the_public_url_whatever_the_request_says() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    let page = browser.get("/reset-password").await;
    let mut fields = page.form("/reset-password").fields;
    fields.insert("email".into(), "ada@example.com".into());
    let sent = browser
        .http()
        .post(app.url("/reset-password"))
        .header("host", "evil.example")
        .header("x-forwarded-host", "evil.example")
        .header("forwarded", "host=evil.example;proto=https")
        .header("x-original-url", "https://evil.example/")
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert!(sent.status().is_success() || sent.status().is_client_error());
    ask_reset(&browser, "ada@example.com").await;
    let letter = server.letter("ada@example.com", "Set a new password").await;
    assert!(letter.link().starts_with(&app.issuer), "{}", letter.link());
    assert!(!letter.raw.contains("evil.example"));
}

#[tokio::test]
async fn sec_81_the_database_has_no_link_that_works() {
    let (app, server) = with_people(&[]).await;
    server.busy(true);
    let browser = Browser::new(&app);
    ask_reset(&browser, "ada@example.com").await;
    super::register(&browser, "/register", "eve@example.com", NEW).await;
    until_two_waiting(&app).await;
    server.busy(false);
    app.advance(11);
    let reset = server
        .letter("ada@example.com", "Set a new password")
        .await
        .link();
    let confirm = server.letter("eve@example.com", "Confirm").await.link();
    let token = |link: &str| link.rsplit('=').next().unwrap().to_owned();
    let rows = everything(&app).await;
    assert!(rows.len() > 200, "{rows}");
    for secret in [
        token(&reset),
        token(&confirm),
        NEW.to_owned(),
        PASSWORD.to_owned(),
    ] {
        assert!(!rows.contains(&secret) && !rows.contains(&secret[4..30.min(secret.len())]));
    }
}

async fn until_two_waiting(app: &TestApp) {
    until(20, "both letters wait", async || {
        let rows = app
            .rows("SELECT CAST(attempts AS BIGINT) AS n FROM mail WHERE last_error IS NOT NULL")
            .await;
        rows.len() == 2
    })
    .await;
}

/// Every text and blob of the database file, or of the tables that mail has.
async fn everything(app: &TestApp) -> String {
    if postgres_server().is_none() {
        let mut all = Vec::new();
        for name in ["latchkey.db", "latchkey.db-wal"] {
            let path = app.deps.config.data_dir.join(name);
            all.extend(std::fs::read(path).unwrap_or_default());
        }
        return String::from_utf8_lossy(&all).into_owned();
    }
    let mut all = String::new();
    for table in ["mail", "mail_link"] {
        let sql = format!("SELECT CAST(t AS TEXT) AS n FROM \"{table}\" t");
        all.push_str(&app.texts(&sql).await.join("\n"));
    }
    all.push_str(&" ".repeat(201));
    all
}

#[tokio::test]
async fn in_development_a_mailbox_shows_what_would_be_sent() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::new(&app);
    assert!(browser.get("/dev/mailbox").await.has("mailbox-empty"));
    ask_reset(&browser, "ada@example.com").await;
    let mut page = browser.get("/dev/mailbox").await;
    until(20, "the letter is there", async || {
        page = browser.get("/dev/mailbox").await;
        page.html.contains("Set a new password")
    })
    .await;
    assert!(page.html.contains("ada@example.com"), "{}", page.html);
    let link = super::link_to(&page, "/new-password?token=");
    let page = browser.get(&link).await;
    assert!(page.has("password"), "{}", page.html);
    // In production, and where mail is sent, there is no such page.
    let production = TestApp::with(&[("PUBLIC_URL", "https://id.example.com")]).await;
    let page = Browser::at(&production.address).get("/dev/mailbox").await;
    assert_eq!(page.status, 404);
    let page = Browser::at(&production.address).get("/reset-password").await;
    assert_eq!(page.status, 404);
    let (real, _server) = TestApp::with_mail(&[]).await;
    assert_eq!(Browser::new(&real).get("/dev/mailbox").await.status, 404);
}

#[tokio::test]
async fn letters_are_in_the_readers_language() {
    let (app, server) = with_people(&[]).await;
    let browser = Browser::new(&app);
    let page = browser.get("/reset-password?ui_locales=de").await;
    assert!(page.html.contains("Neues Passwort"), "{}", page.html);
    // The account's own language comes first: English.
    let form = page.form("/reset-password");
    browser.submit(&form, &[("email", "ada@example.com")]).await;
    let letter = server.letter("ada@example.com", "").await;
    assert!(
        letter.subject.starts_with("Set a new password"),
        "{}",
        letter.subject
    );
    super::register(&browser, "/register", "eve@example.com", NEW).await;
    let letter = server.letter("eve@example.com", "").await;
    assert!(
        letter.text.contains("Bestätigen und Konto anlegen"),
        "{}",
        letter.text
    );
    assert!(letter.html.contains("lang=\"de\""));
}
