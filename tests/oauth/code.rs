//! The authorization code flow, when all is well.

use serde_json::json;

use crate::support::{Browser, TestApp, client::CALLBACK, make::NewClient};

#[tokio::test]
async fn a_person_signs_in_allows_and_the_app_gets_its_tokens() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app
        .app_of(&ada, "Demo Shop", "openid profile email offline_access")
        .await;
    app.client_of(&shop, NewClient::default()).await;
    let browser = Browser::new(&app);

    let page = browser
        .open(&crate::support::client::authorize(&[
            ("scope", "openid email"),
            ("nonce", "n-1"),
        ]))
        .await;
    assert!(
        page.html.contains("Demo Shop") && page.has("sign-in"),
        "{}",
        page.html
    );
    let page = browser
        .sign_in(&page, "ada@example.com", crate::support::make::PASSWORD)
        .await;
    let consent = browser.follow(page).await;
    assert!(consent.has("allow") && consent.has("deny"), "{}", consent.html);
    let back = browser.allow(&consent).await.redirected_to(CALLBACK);
    assert_eq!(
        (back["state"].as_str(), back["iss"].as_str()),
        ("some state", app.issuer.as_str())
    );

    let (status, tokens) = app.redeem(&back["code"]).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(
        (&tokens["token_type"], &tokens["scope"]),
        (&json!("Bearer"), &json!("openid email"))
    );
    let (status, claims) = app
        .get_as("/oauth/userinfo", tokens["access_token"].as_str().unwrap())
        .await;
    assert_eq!(
        (status, &claims["sub"], &claims["email"]),
        (200, &json!(ada.id.to_string()), &json!("ada@example.com"))
    );
    assert!(claims.get("name").is_none());

    let (status, refreshed) = app.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(status, 200, "{refreshed}");
    assert_ne!(refreshed["refresh_token"], tokens["refresh_token"]);
    assert_eq!(
        app.introspect(refreshed["access_token"].as_str().unwrap()).await["active"],
        json!(true)
    );

    // The second time nothing is asked.
    let again = browser
        .get(&crate::support::client::authorize(&[("scope", "openid")]))
        .await;
    assert!(again.redirected_to(CALLBACK).contains_key("code"));
}
