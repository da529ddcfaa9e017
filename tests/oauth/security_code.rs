//! The authorization code (SEC-13 to SEC-18, SEC-20).

use futures_util::future::join_all;
use latchkey::domain::Caller;
use serde_json::json;

use super::world::{World, refused, text};
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, VERIFIER},
    make::SECRET,
};

#[tokio::test]
async fn sec_13_a_code_works_for_what_it_was_made_for_and_nothing_else() {
    let world = World::new().await;
    world.stranger().await;
    let code = world.browser.code(&[]).await;
    assert!(super::plan::entropy(&code) > 256.0);
    assert_ne!(code, world.browser.code(&[]).await);
    assert_eq!(world.count("family").await, 0, "issuing a code stores nothing");
    for change in [
        ("redirect_uri", "https://app.example/other"),
        ("code_verifier", ""),
        (
            "code_verifier",
            "another-verifier-of-at-least-forty-three-characters",
        ),
        ("code", "unknown"),
    ] {
        refused(&world.redeem_with(&code, &[change]).await, 400, "invalid_grant");
    }
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let foreign = world.form_as("/oauth/token", ("other", SECRET), &fields).await;
    refused(&foreign, 400, "invalid_grant");
    // Any change to it makes it unknown.
    for at in (0..code.len()).step_by(17) {
        let mut bytes = code.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        let changed = String::from_utf8(bytes).unwrap();
        refused(&world.redeem(&changed).await, 400, "invalid_grant");
        refused(
            &world.redeem(&code[..at]).await,
            400,
            if at == 0 {
                "invalid_request"
            } else {
                "invalid_grant"
            },
        );
    }
    assert_eq!(world.redeem(&code).await.0, 200, "nothing of that used it up");
}

#[tokio::test]
async fn sec_13_a_code_lives_for_a_minute() {
    let world = World::new().await;
    let (in_time, late) = (world.browser.code(&[]).await, world.browser.code(&[]).await);
    world.advance(59);
    assert_eq!(world.redeem(&in_time).await.0, 200);
    world.advance(1);
    refused(&world.redeem(&late).await, 400, "invalid_grant");
}

#[tokio::test]
async fn sec_14_a_second_redemption_ends_everything_after_several_rotations_too() {
    let world = World::new().await;
    let code = world.browser.code(&[("scope", "openid offline_access")]).await;
    let (_, mut tokens) = world.redeem(&code).await;
    let mut issued = vec![text(&tokens, "access_token").to_owned()];
    for _ in 0..3 {
        tokens = world.refresh(text(&tokens, "refresh_token")).await.1;
        issued.push(text(&tokens, "access_token").to_owned());
    }
    for token in &issued {
        assert!(world.is_live(token).await);
    }
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    for token in &issued {
        assert!(!world.is_live(token).await);
    }
    let last = text(&tokens, "refresh_token");
    refused(&world.refresh(last).await, 400, "invalid_grant");
    assert_eq!(world.introspect(last).await, json!({ "active": false }));
}

/// A late replay, and one after the person signed out, are replays all the same.
#[tokio::test]
async fn sec_14_a_replay_is_seen_whatever_else_is_wrong_with_it() {
    let world = World::new().await;
    let scope = [("scope", "openid offline_access")];
    let code = world.browser.code(&scope).await;
    let (_, tokens) = world.redeem(&code).await;
    world.advance(61);
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    assert!(!world.is_live(text(&tokens, "access_token")).await);

    let code = world.browser.code(&scope).await;
    let (_, tokens) = world.redeem(&code).await;
    world.change("UPDATE session SET ended_at = 1").await;
    assert!(
        world.is_live(text(&tokens, "access_token")).await,
        "it is offline"
    );
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    assert!(!world.is_live(text(&tokens, "access_token")).await);
}

#[tokio::test]
async fn sec_15_of_a_hundred_redemptions_one_succeeds_and_then_everything_is_revoked() {
    let world = World::new().await;
    let second = if world.is_postgres() {
        Some(world.second_node().await)
    } else {
        None
    };
    let nodes: Vec<&TestApp> = [Some(&world.app), second.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let code = world.browser.code(&[("scope", "openid offline_access")]).await;
    let answers = join_all((0..100).map(|number| nodes[number % nodes.len()].redeem(&code))).await;
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|(status, _)| *status == 200);
    assert_eq!((won.len(), lost.len()), (1, 99));
    for answer in lost {
        refused(answer, 400, "invalid_grant");
    }
    assert!(!world.is_live(text(&won[0].1, "access_token")).await);
    refused(
        &world.refresh(text(&won[0].1, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    assert_eq!(world.count("family").await, 1);
}

#[tokio::test]
async fn sec_17_a_challenge_must_be_met_and_a_verifier_needs_one() {
    let world = World::new().await;
    let code = world.browser.code(&[]).await;
    let long = "a".repeat(129);
    for verifier in [
        "",
        "short",
        &VERIFIER[1..],
        &VERIFIER.to_lowercase(),
        &long,
        &"é".repeat(43),
    ] {
        let answer = world.redeem_with(&code, &[("code_verifier", verifier)]).await;
        refused(&answer, 400, "invalid_grant");
    }
    assert_eq!(world.redeem(&code).await.0, 200);

    let plain = [("code_challenge", ""), ("code_challenge_method", "")];
    let code = world.browser.code(&plain).await;
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    assert_eq!(world.redeem_with(&code, &[("code_verifier", "")]).await.0, 200);
}

#[tokio::test]
async fn sec_18_a_value_of_one_kind_means_nothing_as_another() {
    let world = World::new().await;
    let tokens = world.tokens("openid offline_access").await;
    let code = world.browser.code(&[]).await;
    let start = world
        .browser
        .get(&crate::support::client::authorize(&[("prompt", "consent")]))
        .await;
    let location = start.location.unwrap();
    let transaction = location.split_once("flow=").unwrap().1;
    let [access, refresh, id] = ["access_token", "refresh_token", "id_token"].map(|name| text(&tokens, name));
    for wrong in [access, refresh, id, transaction, SECRET] {
        refused(&world.redeem(wrong).await, 400, "invalid_grant");
    }
    for wrong in [access, &code, id, transaction, SECRET] {
        refused(&world.refresh(wrong).await, 400, "invalid_grant");
    }
    for wrong in [refresh, &code, id, transaction, SECRET] {
        refused(
            &world.get_as("/oauth/userinfo", wrong).await,
            401,
            "invalid_token",
        );
    }
    for wrong in [&code, id, transaction, SECRET] {
        assert_eq!(world.introspect(wrong).await, json!({ "active": false }));
        let revoked = world
            .form_as("/oauth/revoke", ("web", SECRET), &[("token", wrong)])
            .await;
        assert_eq!(revoked.0, 200);
    }
    for wrong in [access, refresh, &code] {
        let page = world.browser.get(&format!("/consent?flow={wrong}")).await;
        assert!(page.status.is_client_error() && page.location.is_none());
    }
    // None of them was used up or harmed.
    assert!(world.is_live(access).await);
    assert_eq!(world.refresh(refresh).await.0, 200);
    assert_eq!(world.redeem(&code).await.0, 200);
    assert!(world.browser.open(&location).await.has("allow"));
}

#[tokio::test]
async fn sec_20_what_stands_behind_a_code_or_token_is_looked_at_again() {
    for (end, status, error) in [
        ("UPDATE client SET disabled_at = 1", 401, "invalid_client"),
        ("UPDATE app SET suspended_at = 1", 401, "invalid_client"),
        ("UPDATE app SET blocked_at = 1", 401, "invalid_client"),
        ("UPDATE app_grant SET revoked_at = 1", 400, "invalid_grant"),
        ("UPDATE session SET ended_at = 1", 400, "invalid_grant"),
        ("UPDATE \"user\" SET disabled_at = 1", 400, "invalid_grant"),
        ("DELETE FROM app_scope", 400, "invalid_grant"),
    ] {
        let world = World::new().await;
        let tokens = world.tokens("openid").await;
        let code = world.browser.code(&[]).await;
        let access = text(&tokens, "access_token");
        assert!(world.is_live(access).await);
        world.change(end).await;
        if end != "DELETE FROM app_scope" {
            refused(&world.redeem(&code).await, status, error);
        }
        refused(
            &world.refresh(text(&tokens, "refresh_token")).await,
            status,
            error,
        );
        let (seen, _) = world.get_as("/oauth/userinfo", access).await;
        assert!([401, 403].contains(&seen), "{end}: {seen}");
    }
}

#[tokio::test]
async fn sec_20_a_disabled_account_gets_nothing_more() {
    let world = World::new().await;
    let tokens = world.tokens("openid offline_access").await;
    let code = world.browser.code(&[]).await;
    latchkey::domain::user::disable(&world.deps, &Caller::operator(), world.ada.id)
        .await
        .unwrap();
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    refused(
        &world.refresh(text(&tokens, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    assert!(!world.is_live(text(&tokens, "access_token")).await);
    let guest = Browser::new(&world);
    let page = guest.open("/sign-in").await;
    let refused = guest
        .sign_in(&page, "ada@example.com", crate::support::make::PASSWORD)
        .await;
    assert_eq!(refused.status, 401);
}
