//! Revocation and signing out (SEC-39, SEC-40).

use serde_json::json;

use super::world::{SPA_CALLBACK, World, refused, text};
use crate::support::{
    Browser,
    client::{VERIFIER, authorize},
    make::SECRET,
};

async fn revoke(world: &World, client: &str, fields: &[(&str, &str)]) -> (u16, serde_json::Value) {
    world.form_as("/oauth/revoke", (client, SECRET), fields).await
}

#[tokio::test]
async fn sec_39_a_revoked_access_token_dies_alone_and_a_refresh_token_takes_its_family_along() {
    let world = World::new().await;
    let tokens = world.tokens("openid offline_access").await;
    let (_, next) = world.refresh(text(&tokens, "refresh_token")).await;
    let [first, second] = [text(&tokens, "access_token"), text(&next, "access_token")];
    assert_eq!(revoke(&world, "web", &[("token", first)]).await, (200, json!({})));
    assert!(!world.is_live(first).await && world.is_live(second).await);
    assert_eq!(
        revoke(&world, "web", &[("token", first)]).await.0,
        200,
        "twice is once"
    );
    // By an old number too, and whatever the hint says.
    for hint in ["access_token", "nonsense"] {
        let tokens = world.tokens("openid offline_access").await;
        let (_, next) = world.refresh(text(&tokens, "refresh_token")).await;
        let old = [
            ("token", text(&tokens, "refresh_token")),
            ("token_type_hint", hint),
        ];
        assert_eq!(revoke(&world, "web", &old).await.0, 200);
        assert!(!world.is_live(text(&tokens, "access_token")).await);
        assert!(!world.is_live(text(&next, "access_token")).await);
        refused(
            &world.refresh(text(&next, "refresh_token")).await,
            400,
            "invalid_grant",
        );
    }
    assert!(world.is_live(second).await, "another family");
    let hinted = [("token", second), ("token_type_hint", "refresh_token")];
    assert_eq!(revoke(&world, "web", &hinted).await.0, 200);
    assert!(!world.is_live(second).await);
}

#[tokio::test]
async fn sec_39_a_foreign_token_stays_and_the_answer_does_not_say_so() {
    let world = World::new().await;
    world.stranger().await;
    world.spa().await;
    let tokens = world.tokens("openid offline_access").await;
    let [access, refresh] = ["access_token", "refresh_token"].map(|name| text(&tokens, name));
    let unknown = revoke(&world, "other", &[("token", "unknown")]).await;
    assert_eq!(unknown, (200, json!({})));
    for token in [access, refresh] {
        assert_eq!(revoke(&world, "other", &[("token", token)]).await, unknown);
        let public = [("token", token), ("client_id", "spa")];
        assert_eq!(world.form("/oauth/revoke", &public).await, unknown);
        refused(
            &world.form("/oauth/revoke", &[("token", token)]).await,
            401,
            "invalid_client",
        );
        let unproven = [("token", token), ("client_id", "web")];
        refused(
            &world.form("/oauth/revoke", &unproven).await,
            401,
            "invalid_client",
        );
    }
    refused(&revoke(&world, "web", &[]).await, 400, "invalid_request");
    assert!(world.is_live(access).await);
    assert_eq!(world.refresh(refresh).await.0, 200);
}

#[tokio::test]
async fn sec_39_a_public_client_can_revoke_its_own() {
    let world = World::new().await;
    world.spa().await;
    let request = authorize(&[("client_id", "spa"), ("redirect_uri", SPA_CALLBACK)]);
    let page = world.browser.open(&request).await;
    let fields = world.browser.allow(&page).await.redirected_to(SPA_CALLBACK);
    let code = [
        ("grant_type", "authorization_code"),
        ("code", fields["code"].as_str()),
        ("redirect_uri", SPA_CALLBACK),
        ("code_verifier", VERIFIER),
        ("client_id", "spa"),
    ];
    let (_, tokens) = world.form("/oauth/token", &code).await;
    let access = text(&tokens, "access_token");
    assert_eq!(world.get_as("/oauth/userinfo", access).await.0, 200);
    let own = [("token", text(&tokens, "refresh_token")), ("client_id", "spa")];
    assert_eq!(world.form("/oauth/revoke", &own).await.0, 200);
    refused(
        &world.get_as("/oauth/userinfo", access).await,
        401,
        "invalid_token",
    );
}

#[tokio::test]
async fn sec_39_a_revocation_that_cannot_be_stored_is_no_success() {
    let world = World::new().await;
    let tokens = world.tokens("openid offline_access").await;
    world.execute("ALTER TABLE revoked_token RENAME TO away").await;
    let answer = revoke(&world, "web", &[("token", text(&tokens, "access_token"))]).await;
    assert!(answer.0 >= 500, "{answer:?}");
    world.execute("ALTER TABLE away RENAME TO revoked_token").await;
    assert!(world.is_live(text(&tokens, "access_token")).await);
}

#[tokio::test]
async fn sec_40_signing_out_ends_what_is_not_offline() {
    let world = World::new().await;
    let here = world.tokens("openid").await;
    let offline = world.tokens("openid offline_access").await;
    let code = world.browser.code(&[]).await;
    let another = Browser::signed_in(&world, "ada@example.com").await;
    let (_, elsewhere) = world.redeem(&another.code(&[]).await).await;
    assert!(world.is_live(text(&here, "access_token")).await);
    let page = world.browser.open("/sign-out").await;
    world.browser.submit(&page.form("/sign-out"), &[]).await;
    assert!(!world.is_live(text(&here, "access_token")).await);
    refused(
        &world.refresh(text(&here, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    assert_eq!(
        world.introspect(text(&here, "refresh_token")).await,
        json!({ "active": false })
    );
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    assert!(world.is_live(text(&offline, "access_token")).await);
    assert_eq!(world.refresh(text(&offline, "refresh_token")).await.0, 200);
    assert!(
        world.is_live(text(&elsewhere, "access_token")).await,
        "another browser"
    );
}
