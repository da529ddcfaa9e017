//! Who may register: invitations, and passwords that were stolen elsewhere.

use futures_util::future::join_all;
use serde_json::json;

use entity::values::Role;

use super::{NEW, register, signs_in};
use crate::support::{Browser, TestApp, make::PASSWORD, until};

const INVITE: &str = "mutation($email: EmailAddress!) { adminCreateInvitation(input: { email: $email }) {
    invitation { id email expiresAt } userErrors { code message } } }";

#[tokio::test]
async fn an_invitation_makes_one_account_with_the_invited_address() {
    let (app, server) = TestApp::with_mail(&[("REGISTRATION", "invitation")]).await;
    app.user_with("root@example.com", Role::Admin).await;
    let browser = Browser::new(&app);
    assert_eq!(browser.get("/register").await.status, 403);
    let root = Browser::signed_in(&app, "root@example.com").await;
    let answer = root.graphql(INVITE, json!({ "email": "eve@example.com" })).await;
    assert_eq!(
        answer["data"]["adminCreateInvitation"]["userErrors"],
        json!([]),
        "{answer}"
    );
    let first = server.letter("eve@example.com", "You are invited").await;
    // A newer one takes its place.
    root.graphql(INVITE, json!({ "email": "Eve@example.com" })).await;
    let letter = server.letter("Eve@example.com", "You are invited").await;
    assert_eq!(browser.get(&first.link()).await.status, 404);
    let listed = root
        .graphql("{ admin { invitations { id email } } }", json!({}))
        .await;
    assert_eq!(
        listed["data"]["admin"]["invitations"].as_array().unwrap().len(),
        1,
        "{listed}"
    );

    let page = browser.get(&letter.link()).await;
    assert!(page.html.contains("Eve@example.com"), "{}", page.html);
    // The address is the invited one, whatever the form says; and it works once.
    let form = page.form("/register");
    let fields = [
        ("name", "Eve"),
        ("email", "mallory@example.com"),
        ("password", NEW),
    ];
    let tries = join_all((0..5).map(|_| browser.submit(&form, &fields))).await;
    assert_eq!(tries.iter().filter(|page| page.status == 303).count(), 1);
    assert!(
        tries
            .iter()
            .all(|page| [303, 404, 422].contains(&page.status.as_u16()))
    );
    assert!(signs_in(&app, "eve@example.com", NEW).await);
    let verified = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"user\" WHERE email_verified_at IS NOT NULL";
    assert_eq!(app.rows(verified).await, [2]);
    assert_eq!(browser.get(&letter.link()).await.status, 404);
    let answer = root.graphql(INVITE, json!({ "email": "eve@example.com" })).await;
    assert!(answer.to_string().contains("CONFLICT"), "{answer}");
}

#[tokio::test]
async fn an_invitation_is_taken_back_and_ends_after_a_week() {
    let (app, server) = TestApp::with_mail(&[("REGISTRATION", "invitation")]).await;
    app.user_with("root@example.com", Role::Admin).await;
    let root = Browser::signed_in(&app, "root@example.com").await;
    let browser = Browser::new(&app);
    let answer = root.graphql(INVITE, json!({ "email": "eve@example.com" })).await;
    let id = answer["data"]["adminCreateInvitation"]["invitation"]["id"].clone();
    let letter = server.letter("eve@example.com", "You are invited").await;
    let revoke = "mutation($id: ID!) { adminRevokeInvitation(input: { invitationId: $id }) {
        revokedInvitationId userErrors { code } } }";
    let answer = root.graphql(revoke, json!({ "id": id })).await;
    assert_eq!(
        answer["data"]["adminRevokeInvitation"]["revokedInvitationId"], id,
        "{answer}"
    );
    assert_eq!(browser.get(&letter.link()).await.status, 404);
    let answer = root.graphql(revoke, json!({ "id": id })).await;
    assert!(answer.to_string().contains("NOT_FOUND"), "{answer}");
    root.graphql(INVITE, json!({ "email": "eve@example.com" })).await;
    let letter = server.letter("eve@example.com", "You are invited").await;
    assert_eq!(browser.get(&letter.link()).await.status, 200);
    app.advance(7 * 86_400 + 1);
    assert_eq!(browser.get(&letter.link()).await.status, 404);
    let closed = TestApp::with(&[("REGISTRATION", "closed")]).await;
    closed.user_with("root@example.com", Role::Admin).await;
    let root = Browser::signed_in(&closed, "root@example.com").await;
    let answer = root.graphql(INVITE, json!({ "email": "eve@example.com" })).await;
    assert!(answer.to_string().contains("NOT_ALLOWED"), "{answer}");
}

/// SHA-1 of [`NEW`] and of another text, sorted.
fn list() -> String {
    let mut hashes: Vec<String> = [NEW, "something else"]
        .iter()
        .map(|text| {
            let hash =
                aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA1_FOR_LEGACY_USE_ONLY, text.as_bytes());
            hash.as_ref().iter().map(|byte| format!("{byte:02X}")).collect()
        })
        .collect();
    hashes.sort();
    hashes.join("\n")
}

#[tokio::test]
async fn sec_79_a_stolen_password_is_refused_wherever_one_is_chosen() {
    let path = std::env::temp_dir().join(format!("latchkey-list-{}", crate::support::app::uuid_text()));
    std::fs::write(&path, list()).unwrap();
    let file = path.to_string_lossy().into_owned();
    let (app, server) = TestApp::with_mail(&[("BREACHED_PASSWORDS_FILE", &file)]).await;
    app.user("ada@example.com").await;
    let browser = Browser::new(&app);
    let page = register(&browser, "/register", "eve@example.com", NEW).await;
    assert_eq!(page.status, 422, "{}", page.html);
    assert!(page.html.contains("stolen"), "{}", page.html);
    super::ask_reset(&browser, "ada@example.com").await;
    let link = server
        .letter("ada@example.com", "Set a new password")
        .await
        .link();
    let page = browser.get(&link).await;
    let form = page.form("/new-password");
    let page = browser.submit(&form, &[("password", NEW)]).await;
    assert_eq!(page.status, 422, "{}", page.html);
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let query =
        "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { message } } }";
    let input = json!({ "input": { "currentPassword": PASSWORD, "newPassword": NEW } });
    let answer = ada.graphql(query, input).await;
    assert!(answer.to_string().contains("stolen"), "{answer}");
    let page = browser
        .submit(&form, &[("password", "walnut grove lantern 31")])
        .await;
    assert_eq!(page.status, 200, "{}", page.html);
    std::fs::remove_file(&path).unwrap();
    // A list that is gone keeps nobody out.
    let page = register(&browser, "/register", "eve@example.com", NEW).await;
    assert_eq!(page.status, 200, "{}", page.html);
    until(20, "the letter comes", async || !server.letters().is_empty()).await;
}

#[tokio::test]
async fn sec_79_a_service_is_asked_by_five_digits_and_failing_keeps_nobody_out() {
    use axum::{Router, extract::Path, routing::get};
    let asked = std::sync::Arc::new(std::sync::Mutex::new(Vec::<String>::new()));
    let seen = std::sync::Arc::clone(&asked);
    let range = Router::new().route(
        "/range/{prefix}",
        get(async move |Path(prefix): Path<String>| {
            seen.lock().unwrap().push(prefix.clone());
            let found = list()
                .lines()
                .filter_map(|hash| hash.strip_prefix(&prefix))
                .map(|rest| format!("{rest}:3\r\n"))
                .collect::<String>();
            format!("{}:0\r\n{found}", "0".repeat(35))
        }),
    );
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/range/", listener.local_addr().unwrap());
    tokio::spawn(async { axum::serve(listener, range).await });
    let settings = [
        ("BREACHED_PASSWORDS_URL", url.as_str()),
        ("OUTBOUND_ALLOW", "127.0.0.0/8"),
    ];
    let app = TestApp::with(&settings).await;
    let page = register(&Browser::new(&app), "/register", "eve@example.com", NEW).await;
    assert_eq!(page.status, 422, "{}", page.html);
    let page = register(&Browser::new(&app), "/register", "eve@example.com", PASSWORD).await;
    assert_eq!(page.status, 303, "{}", page.html);
    assert!(asked.lock().unwrap().iter().all(|prefix| prefix.len() == 5));
    assert_eq!(asked.lock().unwrap().len(), 2);
    // Nothing that is not allowed is asked, and nobody is kept out by it.
    let app = TestApp::with(&[("BREACHED_PASSWORDS_URL", url.as_str())]).await;
    let page = register(&Browser::new(&app), "/register", "eve@example.com", NEW).await;
    assert_eq!(page.status, 303, "{}", page.html);
}

/// What looks alike to people is another domain to the network.
#[tokio::test]
async fn sec_83_a_domain_that_looks_like_a_listed_one_is_not_it() {
    let settings = [
        ("REGISTRATION", "domains"),
        ("REGISTRATION_DOMAINS", "github.example,strasse.example"),
    ];
    let (app, _server) = TestApp::with_mail(&settings).await;
    for bad in [
        "eve@g\u{131}thub.example",
        "eve@stra\u{df}e.example",
        "eve@sub.github.example",
        "eve@evil.example",
    ] {
        let page = register(&Browser::new(&app), "/register", bad, NEW).await;
        assert_eq!(page.status, 422, "{bad}");
    }
    let page = register(&Browser::new(&app), "/register", "eve@GitHub.example", NEW).await;
    assert_eq!(page.status, 200, "{}", page.html);
}
