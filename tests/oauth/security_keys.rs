//! Signing keys: published, rotated with overlap, withdrawn (SEC-35).

use std::collections::BTreeSet;

use latchkey::domain::{
    Caller,
    key::{Takeover, rotate},
};

use super::{
    jwt,
    world::{World, text},
};

const HOUR: i64 = 3600;

async fn kids(world: &World) -> BTreeSet<String> {
    jwt::keys(world)
        .await
        .iter()
        .map(|key| text(key, "kid").to_owned())
        .collect()
}

fn kid(token: &str) -> String {
    text(&jwt::header(token), "kid").to_owned()
}

#[tokio::test]
async fn sec_35_only_public_members_are_published_and_every_kid_is_unique() {
    let world = World::new().await;
    rotate(&world.deps, &Caller::operator(), Takeover::Overlap)
        .await
        .unwrap();
    let keys = jwt::keys(&world).await;
    assert_eq!((keys.len(), kids(&world).await.len()), (8, 8));
    for key in &keys {
        for name in key.as_object().unwrap().keys() {
            assert!(["kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"].contains(&name.as_str()));
        }
    }
    let response = world.http.get(world.url("/oauth/jwks")).send().await.unwrap();
    assert_eq!(response.headers()["cache-control"], "public, max-age=300");
}

#[tokio::test]
async fn sec_35_a_new_key_is_known_before_it_signs_and_an_old_one_until_its_tokens_end() {
    let world = World::new().await;
    let old = world.tokens("openid offline_access").await;
    let (old_access, old_id) = (text(&old, "access_token"), text(&old, "id_token"));
    let before = kids(&world).await;
    rotate(&world.deps, &Caller::operator(), Takeover::Overlap)
        .await
        .unwrap();
    let both = kids(&world).await;
    assert!(both.is_superset(&before) && both.len() == 2 * before.len());
    // Published, and not used before everybody can have read it.
    world.advance(24 * HOUR - 1);
    let (_, refreshed) = world.refresh(text(&old, "refresh_token")).await;
    assert_eq!(kid(text(&refreshed, "access_token")), kid(old_access));
    world.advance(1);
    let (_, renewed) = world.refresh(text(&refreshed, "refresh_token")).await;
    for name in ["access_token", "id_token"] {
        let kid = kid(text(&renewed, name));
        assert!(!before.contains(&kid) && both.contains(&kid), "{name}");
    }
    // What the old one signed last is good to its end, and then the key goes.
    let last = text(&refreshed, "access_token");
    assert!(world.is_live(last).await);
    world.advance(24 * HOUR);
    world.deps.keys.load(&world.deps).await.unwrap();
    assert_eq!(kids(&world).await, &both - &before);
    assert!(!world.is_live(last).await);
    assert!(!kids(&world).await.contains(&kid(old_id)));
}

#[tokio::test]
async fn sec_35_a_key_that_was_replaced_before_its_turn_never_signs() {
    let mut world = World::new().await;
    rotate(&world.deps, &Caller::operator(), Takeover::Overlap)
        .await
        .unwrap();
    let waiting = kids(&world).await;
    world.advance(HOUR);
    rotate(&world.deps, &Caller::operator(), Takeover::Now)
        .await
        .unwrap();
    world.browser = crate::support::Browser::signed_in(&world, "ada@example.com").await;
    let tokens = world.tokens("openid offline_access").await;
    assert!(!waiting.contains(&kid(text(&tokens, "access_token"))));
    world.advance(23 * HOUR + 60);
    let (_, later) = world.refresh(text(&tokens, "refresh_token")).await;
    let seen = kid(text(&later, "access_token"));
    assert_eq!(seen, kid(text(&tokens, "access_token")));
}

#[tokio::test]
async fn sec_35_a_withdrawn_keys_tokens_fail_at_once() {
    let world = World::new().await;
    let tokens = world.tokens("openid offline_access").await;
    let access = text(&tokens, "access_token");
    assert!(world.is_live(access).await);
    let before = kids(&world).await;
    rotate(&world.deps, &Caller::operator(), Takeover::Withdraw)
        .await
        .unwrap();
    assert!(!world.is_live(access).await);
    assert!(kids(&world).await.is_disjoint(&before));
    let hint = crate::support::client::authorize(&[("id_token_hint", text(&tokens, "id_token"))]);
    let page = world.browser.get(&hint).await;
    assert_eq!(
        page.redirected_to(crate::support::client::CALLBACK)["error"],
        "invalid_request"
    );
    // The family goes on, with new keys.
    let (status, refreshed) = world.refresh(text(&tokens, "refresh_token")).await;
    assert_eq!(status, 200);
    assert!(world.is_live(text(&refreshed, "access_token")).await);
}

#[tokio::test]
async fn sec_35_keys_rotate_by_themselves() {
    let world = World::new().await;
    let before = kids(&world).await;
    world.advance(90 * 24 * HOUR - 1);
    latchkey::domain::key::maintain(&world.deps).await.unwrap();
    assert_eq!(kids(&world).await, before);
    world.advance(1);
    latchkey::domain::key::maintain(&world.deps).await.unwrap();
    assert_eq!(kids(&world).await.len(), 2 * before.len());
    latchkey::domain::key::maintain(&world.deps).await.unwrap();
    assert_eq!(kids(&world).await.len(), 2 * before.len());
}
