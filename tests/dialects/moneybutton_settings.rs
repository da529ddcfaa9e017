//! The settings of clients that the moneybutton dialect needs: each really decides, is warned of, and is in the audit
//! log; and how long what it gives lives.

use serde_json::json;

use super::{
    moneybutton::{BACK, OAUTH_ID, authorize, refresh, tokens},
    world::{ADA, World, allowed, came_back, refused, text},
};
use crate::support::client::{CHALLENGE, VERIFIER};

const SCOPE: &str = "auth.user_identity:read";

#[tokio::test]
async fn sec_21_rotation_is_the_clients_setting_whatever_the_path() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let (warnings, event) = world.set(OAUTH_ID, json!({ "rotateRefreshTokens": true })).await;
    assert!(
        !warnings.contains(&"REFRESH_TOKENS_NOT_ROTATED".to_owned()),
        "{warnings:?}"
    );
    assert_eq!(event["kind"], "client.updated");
    let mut token = text(&tokens(&world, &browser, SCOPE).await, "refresh_token").to_owned();
    let first = token.clone();
    for version in ["v1", "v2", "v1"] {
        let (status, next) = refresh(&world, version, &token).await;
        assert_eq!(status, 200, "{next}");
        assert_ne!(text(&next, "refresh_token"), token, "{version}");
        token = text(&next, "refresh_token").to_owned();
    }
    world.advance(60);
    refused(&refresh(&world, "v1", &first).await, 400, "invalid_grant");
    refused(&refresh(&world, "v2", &token).await, 400, "invalid_grant");

    let (warnings, _) = world.set(OAUTH_ID, json!({ "rotateRefreshTokens": false })).await;
    assert!(
        warnings.contains(&"REFRESH_TOKENS_NOT_ROTATED".to_owned()),
        "{warnings:?}"
    );
    let kept = tokens(&world, &browser, SCOPE).await;
    for version in ["v1", "v2"] {
        let (status, again) = refresh(&world, version, text(&kept, "refresh_token")).await;
        assert_eq!((status, again.get("refresh_token")), (200, None), "{again}");
    }
}

#[tokio::test]
async fn sec_16_a_public_client_goes_without_pkce_only_by_its_setting() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let (warnings, _) = world.set(OAUTH_ID, json!({ "requirePkce": true })).await;
    assert!(
        !warnings.contains(&"PKCE_NOT_REQUIRED".to_owned()),
        "{warnings:?}"
    );
    let answer = came_back(&browser.open(&authorize(SCOPE)).await, BACK);
    assert_eq!(answer["error"], "invalid_request");
    let with = format!(
        "{}&code_challenge={CHALLENGE}&code_challenge_method=S256",
        authorize(SCOPE)
    );
    let code = came_back(&allowed(&browser, &with).await, BACK)["code"].clone();
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", OAUTH_ID),
        ("code", &code),
        ("redirect_uri", "http://localhost:5007/oauth-response-web"),
        ("code_verifier", VERIFIER),
    ];
    assert_eq!(world.form("/oauth/v1/token", &fields).await.0, 200);

    let (warnings, _) = world.set(OAUTH_ID, json!({ "requirePkce": false })).await;
    assert!(warnings.contains(&"PKCE_NOT_REQUIRED".to_owned()), "{warnings:?}");
    // Whoever sends a challenge is still held to it.
    let code = came_back(&allowed(&browser, &with).await, BACK)["code"].clone();
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", OAUTH_ID),
        ("code", &code),
    ];
    refused(
        &world.form("/oauth/v1/token", &fields).await,
        400,
        "invalid_grant",
    );
}

#[tokio::test]
async fn sec_21_what_a_dialects_route_gives_outlives_the_sign_in() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let page = browser.open(&authorize(SCOPE)).await;
    assert!(page.html.contains("until you remove"), "{}", page.html);
    browser.allow(&page).await;
    let lasting = tokens(&world, &browser, SCOPE).await;
    let standard = authorize(SCOPE).replace("/oauth/v1/", "/oauth/");
    let code = came_back(&allowed(&browser, &standard).await, BACK)["code"].clone();
    let until_sign_out = super::moneybutton::redeem(&world, &code).await;
    let page = browser.open("/sign-out").await;
    browser.submit(&page.form("/sign-out"), &[]).await;
    assert_eq!(
        refresh(&world, "v2", text(&lasting, "refresh_token")).await.0,
        200
    );
    refused(
        &refresh(&world, "v2", text(&until_sign_out, "refresh_token")).await,
        400,
        "invalid_grant",
    );
}

#[tokio::test]
async fn what_was_allowed_until_signing_out_is_not_made_to_last_without_a_word() {
    let world = World::new().await;
    let back = "https://helper.example/callback";
    let owner = world.user("owner@example.com").await;
    let shop = world.app_of(&owner, "Shop", "openid").await;
    let web = crate::support::make::NewClient {
        redirect_urls: &["https://helper.example/callback"],
        ..Default::default()
    };
    world.client_of(&shop, web).await;
    let browser = world.browser(ADA).await;
    let query = format!("?response_type=code&client_id=web&redirect_uri={back}&scope=openid");
    let standard = format!("/oauth/authorize{query}");
    let dialect = format!("/oauth/v1/authorize{query}");
    assert!(browser.open(&standard).await.has("allow"));
    allowed(&browser, &standard).await;
    came_back(&browser.open(&standard).await, back);
    for lasting in [&dialect, &format!("/user/api/authorize{query}")] {
        let page = browser.open(lasting).await;
        if lasting == &dialect {
            assert!(page.html.contains("until you remove"), "{}", page.html);
            browser.allow(&page).await;
        }
        came_back(&browser.open(lasting).await, back);
    }
    // Silently it is not to be had either.
    let silent = |path: &str| format!("{path}{query}&prompt=none");
    let ada = world.browser(super::world::GRACE).await;
    allowed(&ada, &standard).await;
    let answer = came_back(
        &ada.open(&silent("/oauth/v1/authorize")).await,
        &format!("{back}?"),
    );
    assert_eq!(answer["error"], "consent_required");
    let answer = came_back(&ada.open(&silent("/oauth/authorize")).await, &format!("{back}?"));
    assert!(answer.contains_key("code"));
}
