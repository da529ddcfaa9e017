//! Changing an address (SEC-84), and what is told about an account.

use futures_util::future::join_all;
use serde_json::{Value, json};

use super::{NEW, confirm, register, signs_in, with_people};
use crate::support::{Browser, make::PASSWORD, until};

async fn request(browser: &Browser, email: &str) -> Value {
    let query = "mutation($email: EmailAddress!) { requestEmailChange(input: { email: $email }) {
        user { email pendingEmail } userErrors { code field message } } }";
    browser.graphql(query, json!({ "email": email })).await
}

async fn email_of(browser: &Browser) -> Value {
    let query = "{ viewer { user { email pendingEmail emailVerifiedAt } } }";
    browser.graphql(query, json!({})).await["data"]["viewer"]["user"].clone()
}

#[tokio::test]
async fn sec_84_an_address_changes_by_a_link_to_the_new_one_and_can_be_undone_from_the_old_one() {
    let (app, server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let answer = request(&ada, "ada@new.example").await;
    assert_eq!(
        answer["data"]["requestEmailChange"]["user"]["email"], "ada@example.com",
        "{answer}"
    );
    assert_eq!(email_of(&ada).await["pendingEmail"], "ada@new.example");
    let letter = server.letter("ada@new.example", "Confirm your new address").await;
    // The pending address gives no right.
    assert!(!signs_in(&app, "ada@new.example", PASSWORD).await);
    // Not without a session of the same person, whoever has the link.
    let stranger = Browser::new(&app);
    let page = stranger.get(&letter.link()).await;
    assert!(
        page.location.as_deref().unwrap().starts_with("/sign-in?"),
        "{}",
        page.html
    );
    let bob = Browser::signed_in(&app, "bob@example.com").await;
    assert_eq!(bob.get(&letter.link()).await.status, 403);
    let token = letter.link().rsplit('=').next().unwrap().to_owned();
    let csrf = bob.get("/sign-out").await.form("/sign-out").fields["csrf"].clone();
    let forced = bob
        .http()
        .post(app.url("/confirm"))
        .form(&[("csrf", csrf), ("token", token)])
        .send()
        .await
        .unwrap();
    assert_eq!(forced.status(), 403);
    assert_eq!(email_of(&ada).await["email"], "ada@example.com");

    let done = confirm(&ada, &letter).await;
    assert_eq!(done.status, 200, "{}", done.html);
    let now = email_of(&ada).await;
    assert_eq!(now["email"], "ada@new.example");
    assert!(
        now["emailVerifiedAt"].is_string() && now["pendingEmail"].is_null(),
        "{now}"
    );
    assert!(signs_in(&app, "ada@new.example", PASSWORD).await);
    assert!(!signs_in(&app, "ada@example.com", PASSWORD).await);

    let undo = server.letter("ada@example.com", "was changed").await;
    // A second change does not take the first one's undoing away.
    request(&ada, "ada@third.example").await;
    let letter = server
        .letter("ada@third.example", "Confirm your new address")
        .await;
    confirm(&ada, &letter).await;
    server.letter("ada@new.example", "was changed").await;
    app.advance(2 * 86_400);
    let anybody = Browser::new(&app);
    let done = confirm(&anybody, &undo).await;
    assert_eq!(done.status, 200, "{}", done.html);
    assert!(signs_in(&app, "ada@example.com", PASSWORD).await);
    assert!(!ada.get("/sign-out").await.html.contains("ada@"));
    assert_eq!(anybody.get(&undo.link()).await.status, 404);
}

#[tokio::test]
async fn sec_84_undoing_a_change_ends_the_keys_that_were_made_since() {
    let (app, server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let key = async || {
        let query = "mutation { createApiKey(input: { label: \"mine\", permissions: [\"profile:read\"] }) {
            secret userErrors { code message } } }";
        let answer = ada.graphql(query, json!({})).await;
        let key = answer["data"]["createApiKey"]["secret"].as_str();
        key.unwrap_or_else(|| panic!("{answer}")).to_owned()
    };
    let works = async |key: &str| {
        let answer = app.graphql(key, "{ viewer { user { email } } }", json!({})).await;
        answer["data"]["viewer"]["user"]["email"].is_string()
    };
    let before = key().await;
    app.advance(1);
    request(&ada, "ada@new.example").await;
    let letter = server.letter("ada@new.example", "Confirm your new address").await;
    confirm(&ada, &letter).await;
    app.advance(1);
    let since = key().await;
    assert!(works(&before).await && works(&since).await);
    let undo = server.letter("ada@example.com", "was changed").await;
    let done = confirm(&Browser::new(&app), &undo).await;
    assert_eq!(done.status, 200, "{}", done.html);
    assert!(works(&before).await && !works(&since).await);
}

#[tokio::test]
async fn sec_84_asking_for_an_address_needs_a_fresh_session_and_tells_nothing() {
    let (app, server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    // A taken address answers like a free one; its owner hears of it.
    let taken = request(&ada, "BOB@example.com").await;
    let free = request(&ada, "free@example.com").await;
    assert_eq!(
        taken["data"]["requestEmailChange"]["userErrors"],
        json!([]),
        "{taken}"
    );
    assert_eq!(
        free["data"]["requestEmailChange"]["userErrors"],
        json!([]),
        "{free}"
    );
    server.letter("bob@example.com", "You have an account").await;
    server
        .letter("free@example.com", "Confirm your new address")
        .await;
    for wrong in ["ada@example.com", "no address", "a@b.example\r\nBcc: c@d.example"] {
        let answer = request(&ada, wrong).await;
        assert!(
            answer["data"]["requestEmailChange"]["user"].is_null(),
            "{wrong:?}: {answer}"
        );
    }
    app.advance(301);
    let answer = request(&ada, "late@example.com").await;
    assert!(answer.to_string().contains("STEP_UP_REQUIRED"), "{answer}");
    let nobody = request(&Browser::new(&app), "late@example.com").await;
    assert!(nobody.to_string().contains("UNAUTHENTICATED"), "{nobody}");
}

#[tokio::test]
async fn sec_84_two_people_who_want_one_address_do_not_both_get_it() {
    let (app, server) = with_people(&[]).await;
    let people = [
        Browser::signed_in(&app, "ada@example.com").await,
        Browser::signed_in(&app, "bob@example.com").await,
    ];
    let mut forms = Vec::new();
    for browser in &people {
        request(browser, "one@example.com").await;
        let letter = server.letter("one@example.com", "Confirm your new address").await;
        forms.push(browser.get(&letter.link()).await.form("/confirm"));
    }
    let answers = join_all(
        people
            .iter()
            .zip(&forms)
            .map(|(browser, form)| browser.submit(form, &[])),
    )
    .await;
    let mut statuses: Vec<u16> = answers.iter().map(|page| page.status.as_u16()).collect();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
}

#[tokio::test]
async fn a_change_of_password_and_an_unknown_browser_are_told() {
    let (app, server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    until(20, "the queue is empty", async || app.count("mail").await == 0).await;
    assert!(
        server.letters().is_empty(),
        "the first browser of all is not told"
    );
    // The same browser again is known.
    ada.get("/sign-out").await;
    let page = ada.get("/sign-in?account=other").await;
    assert_eq!(ada.sign_in(&page, "ada@example.com", PASSWORD).await.status, 303);
    until(20, "the queue is empty", async || app.count("mail").await == 0).await;
    assert!(server.letters().is_empty(), "{:?}", server.letters());
    let other = Browser::signed_in(&app, "ada@example.com").await;
    let letter = server.letter("ada@example.com", "New sign-in").await;
    assert!(letter.text.contains("127.0.0.1"), "{}", letter.text);
    let query =
        "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { message } } }";
    let input = json!({ "input": { "currentPassword": PASSWORD, "newPassword": NEW } });
    let answer = other.graphql(query, input).await;
    assert_eq!(
        answer["data"]["changePassword"]["userErrors"],
        json!([]),
        "{answer}"
    );
    server
        .letter("ada@example.com", "password at Latchkey was changed")
        .await;
}

#[tokio::test]
async fn an_address_is_proved_by_a_link_on_request() {
    let (app, server) = with_people(&[]).await;
    app.execute("UPDATE \"user\" SET email_verified_at = NULL").await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let query = "mutation { requestEmailVerification(input: { confirm: true }) { user { id } userErrors { code message } } }";
    let answer = ada.graphql(query, json!({})).await;
    assert_eq!(
        answer["data"]["requestEmailVerification"]["userErrors"],
        json!([]),
        "{answer}"
    );
    let letter = server.letter("ada@example.com", "Confirm your address").await;
    assert_eq!(confirm(&ada, &letter).await.status, 200);
    assert!(email_of(&ada).await["emailVerifiedAt"].is_string());
    let answer = ada.graphql(query, json!({})).await;
    assert!(answer.to_string().contains("CONFLICT"), "{answer}");
    // An address that is about to change is not proved by the link to the one before.
    let _ = register(&Browser::new(&app), "/register", "unused@example.com", NEW).await;
}
