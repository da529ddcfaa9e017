//! What one process did, another sees: after a restart (SEC-29), and beside it within a second (SEC-40).

use std::time::{Duration, Instant};

use serde_json::json;

use super::world::{World, refused, text};
use crate::support::{TestApp, make::SECRET};

#[tokio::test]
async fn sec_29_after_a_restart_what_was_used_up_stays_used_up() {
    let world = World::new().await;
    let scope = [("scope", "openid offline_access")];
    let (used, fresh) = (world.browser.code(&scope).await, world.browser.code(&scope).await);
    let (_, redeemed) = world.redeem(&used).await;
    let rotated = world.tokens("openid offline_access").await;
    let (_, live) = world.refresh(text(&rotated, "refresh_token")).await;
    let revoked = world.tokens("openid offline_access").await;
    for token in ["access_token", "refresh_token"] {
        let fields = [("token", text(&revoked, token))];
        assert_eq!(
            world.form_as("/oauth/revoke", ("web", SECRET), &fields).await.0,
            200
        );
    }
    let single = world.tokens("openid offline_access").await;
    let fields = [("token", text(&single, "access_token"))];
    world.form_as("/oauth/revoke", ("web", SECRET), &fields).await;
    world.advance(11);

    let again = world.second_node().await;
    assert!(active(&again, text(&redeemed, "access_token")).await);
    assert!(active(&again, text(&live, "access_token")).await);
    assert!(!active(&again, text(&revoked, "access_token")).await);
    assert!(!active(&again, text(&single, "access_token")).await);
    refused(
        &again.refresh(text(&revoked, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    refused(&again.redeem(&used).await, 400, "invalid_grant");
    assert!(
        !active(&again, text(&redeemed, "access_token")).await,
        "the replay was seen"
    );
    refused(
        &again.refresh(text(&rotated, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    assert!(!active(&again, text(&live, "access_token")).await);
    assert_eq!(again.refresh(text(&single, "refresh_token")).await.0, 200);
    assert_eq!(
        again.redeem(&fresh).await.0,
        200,
        "what was not used up still works"
    );
}

async fn active(node: &TestApp, token: &str) -> bool {
    node.introspect(token).await["active"] == json!(true)
}

/// Waits until it is so, and gives how long that took.
async fn until(what: &str, is_so: impl AsyncFn() -> bool) -> Duration {
    let start = Instant::now();
    while !is_so().await {
        assert!(start.elapsed() < Duration::from_secs(5), "{what}");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    start.elapsed()
}

#[tokio::test]
async fn sec_40_another_node_refuses_within_a_second() {
    let world = World::new().await;
    if !world.is_postgres() {
        // SQLite is served by one process.
        return;
    }
    let other = world.second_node().await;
    let [token, family, grant, session, code] = {
        let mut all = Vec::new();
        for _ in 0..4 {
            all.push(world.tokens("openid").await);
        }
        let code = world.browser.code(&[]).await;
        let redeemed = world.redeem(&code).await.1;
        all.push(json!({ "access_token": text(&redeemed, "access_token"), "code": code }));
        <[serde_json::Value; 5]>::try_from(all).unwrap()
    };
    for tokens in [&token, &family, &grant, &session, &code] {
        assert!(active(&other, text(tokens, "access_token")).await);
    }
    let revoke = async |token: &str| {
        let fields = [("token", token)];
        assert_eq!(
            world.form_as("/oauth/revoke", ("web", SECRET), &fields).await.0,
            200
        );
    };
    let dies = async |what: &str, tokens: &serde_json::Value| {
        let token = text(tokens, "access_token");
        let took = until(what, async || !active(&other, token).await).await;
        assert!(took < Duration::from_secs(1), "{what} took {took:?}");
    };
    revoke(text(&token, "access_token")).await;
    dies("a revoked access token", &token).await;
    revoke(text(&family, "refresh_token")).await;
    dies("a revoked family", &family).await;
    refused(&world.redeem(text(&code, "code")).await, 400, "invalid_grant");
    dies("a replayed code", &code).await;
    // Which refresh token is the live one, the other node knows at once.
    let rotated = world.tokens("openid offline_access").await;
    assert!(active(&other, text(&rotated, "refresh_token")).await);
    let (_, next) = world.refresh(text(&rotated, "refresh_token")).await;
    assert!(!active(&other, text(&rotated, "refresh_token")).await);
    assert!(active(&other, text(&next, "refresh_token")).await);
    let page = world.browser.open("/sign-out").await;
    world.browser.submit(&page.form("/sign-out"), &[]).await;
    dies("a session that was signed out", &session).await;
    dies("another token of that session", &grant).await;
    let withdrawn = latchkey::domain::key::Takeover::Withdraw;
    assert!(active(&other, text(&next, "access_token")).await);
    latchkey::domain::key::rotate(&world.deps, &latchkey::domain::Caller::operator(), withdrawn)
        .await
        .unwrap();
    dies("a token of a withdrawn key", &next).await;
}
