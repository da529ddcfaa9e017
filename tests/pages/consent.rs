//! The consent page: what it carries and what it shows (SEC-69, SEC-71).

use serde_json::json;

use super::with_people;
use crate::support::{
    Browser,
    client::{CALLBACK, authorize},
    make::NewClient,
};

#[tokio::test]
async fn sec_69_an_answer_counts_once() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let page = browser.open(&authorize(&[])).await;
    let form = page.form("/consent");
    let tries = (0..8).map(|_| browser.submit(&form, &[("decision", "allow")]));
    let answers = futures_util::future::join_all(tries).await;
    let codes = answers.iter().filter(|answer| answer.location.is_some()).count();
    assert_eq!(codes, 1);
    let late = browser.submit(&form, &[("decision", "allow")]).await;
    assert_eq!((late.status.as_u16(), late.location), (400, None));
    let denied = browser.open(&authorize(&[("prompt", "consent")])).await;
    let form = denied.form("/consent");
    let back = browser
        .submit(&form, &[("decision", "deny")])
        .await
        .redirected_to(CALLBACK);
    assert_eq!(back["error"], "access_denied");
    assert_eq!(
        browser.submit(&form, &[("decision", "allow")]).await.location,
        None
    );
}

#[tokio::test]
async fn sec_69_an_answer_changes_nothing_of_the_request() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let page = browser.open(&authorize(&[("scope", "openid email")])).await;
    let more = [
        ("decision", "allow"),
        ("scope", "openid email profile offline_access"),
        ("client_id", "other"),
        ("redirect_uri", "https://evil.example/callback"),
        ("state", "another"),
        ("nonce", "another"),
        ("response_mode", "form_post"),
    ];
    let back = browser
        .submit(&page.form("/consent"), &more)
        .await
        .redirected_to(CALLBACK);
    assert_eq!(back["state"], "some state");
    let (_, tokens) = app.redeem(&back["code"]).await;
    assert_eq!(tokens["scope"], json!("openid email"));
}

#[tokio::test]
async fn sec_69_a_request_is_its_browsers_own() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let other = Browser::signed_in(&app, "bob@example.com").await;
    let flow = browser.open(&authorize(&[])).await.form("/consent").fields["transaction"].clone();
    for path in ["/consent", "/select-account", "/register"] {
        let page = other.get(&format!("{path}?flow={flow}")).await;
        assert_eq!((page.status.as_u16(), page.location), (400, None), "{path}");
    }
    let csrf = other.get("/sign-out").await.form("/sign-out").fields["csrf"].clone();
    let fields = [
        ("csrf", csrf.as_str()),
        ("transaction", &flow),
        ("decision", "allow"),
    ];
    let answer = other
        .http()
        .post(app.url("/consent"))
        .form(&fields)
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 400);
    // It waits for half an hour.
    app.advance(31 * 60);
    assert_eq!(browser.get(&format!("/consent?flow={flow}")).await.status, 400);
}

#[tokio::test]
async fn sec_71_the_page_says_who_asks_for_what_and_where_it_leads() {
    let app = with_people().await;
    let ada = latchkey::domain::user::find_by_email(app.deps.db.read(), "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    let name = "<img src=x onerror=alert(1)> & \"Söhne\"";
    let shady = app.app_of(&ada, name, "openid email offline_access").await;
    let client = NewClient {
        client_id: "shady",
        redirect_urls: &["https://xn--80ak6aa92e.example:8443/callback"],
        ..NewClient::default()
    };
    app.client_of(&shady, client).await;
    app.execute("UPDATE app SET verified_at = NULL").await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    let browser = Browser::signed_in(&app, "bob@example.com").await;
    let page = browser
        .open(&authorize(&[
            ("client_id", "shady"),
            ("redirect_uri", "https://xn--80ak6aa92e.example:8443/callback"),
            ("scope", "openid email offline_access"),
        ]))
        .await;
    assert!(
        !page.html.contains("<img src=x") && page.html.contains("&#60;img src=x"),
        "{}",
        page.html
    );
    assert!(page.html.contains("xn--80ak6aa92e.example:8443"), "{}", page.html);
    assert!(page.html.contains("bob@example.com"));
    let unverified = page.html.clone();
    app.execute("UPDATE app SET verified_at = 1").await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    let verified = browser.get(&page.url).await.html;
    assert!(
        unverified.contains("Not verified") && !verified.contains("Not verified"),
        "{verified}"
    );
    // Both answers are buttons of one form; nothing is ticked in advance but what was asked for.
    let (deny, allow) = (
        unverified.find("id=\"deny\"").unwrap(),
        unverified.find("id=\"allow\"").unwrap(),
    );
    assert!(!unverified[deny.min(allow)..deny.max(allow)].contains("</form>"));
    assert!(!unverified.contains("type=\"checkbox\""), "{unverified}");
}
