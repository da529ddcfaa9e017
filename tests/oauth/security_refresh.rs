//! Refresh tokens (SEC-21 to SEC-28).

use futures_util::future::{join, join_all};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use entity::audit_event;

use super::{
    jwt,
    world::{SPA_CALLBACK, World, refused, text},
};
use crate::support::{
    TestApp,
    client::{VERIFIER, authorize},
    make::SECRET,
};

const OFFLINE: &str = "openid offline_access";

async fn events(app: &TestApp, kind: &str) -> u64 {
    audit_event::Entity::find()
        .filter(audit_event::Column::Kind.eq(kind))
        .count(app.deps.db.read())
        .await
        .unwrap()
}

async fn is_active(app: &TestApp, refresh_token: &str) -> bool {
    app.introspect(refresh_token).await["active"] == json!(true)
}

#[tokio::test]
async fn sec_21_a_public_client_gets_a_new_token_each_time() {
    let world = World::new().await;
    world.spa().await;
    let request = authorize(&[
        ("client_id", "spa"),
        ("redirect_uri", SPA_CALLBACK),
        ("scope", OFFLINE),
    ]);
    let page = world.browser.open(&request).await;
    let fields = world.browser.allow(&page).await.redirected_to(SPA_CALLBACK);
    let code = [
        ("grant_type", "authorization_code"),
        ("code", fields["code"].as_str()),
        ("redirect_uri", SPA_CALLBACK),
        ("code_verifier", VERIFIER),
        ("client_id", "spa"),
    ];
    let (status, mut tokens) = world.form("/oauth/token", &code).await;
    assert_eq!(status, 200, "{tokens}");
    let first = text(&tokens, "refresh_token").to_owned();
    let refresh = async |token: &str| {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", "spa"),
        ];
        world.form("/oauth/token", &fields).await
    };
    let mut seen = vec![first.clone()];
    for _ in 0..3 {
        tokens = refresh(text(&tokens, "refresh_token")).await.1;
        let next = text(&tokens, "refresh_token").to_owned();
        assert!(!seen.contains(&next));
        seen.push(next);
    }
    refused(&refresh(&first).await, 400, "invalid_grant");
}

#[tokio::test]
async fn sec_21_rotation_can_be_off_for_a_confidential_client() {
    let world = World::new().await;
    world
        .change("UPDATE client SET rotate_refresh_tokens = FALSE")
        .await;
    let tokens = world.tokens(OFFLINE).await;
    let refresh_token = text(&tokens, "refresh_token");
    for _ in 0..3 {
        world.advance(60);
        let (status, refreshed) = world.refresh(refresh_token).await;
        assert_eq!(
            (status, refreshed.get("refresh_token")),
            (200, None),
            "{refreshed}"
        );
    }
    // Each use counts against the idle limit.
    for _ in 0..3 {
        world.advance(20 * 86_400);
        assert_eq!(world.refresh(refresh_token).await.0, 200);
    }
}

#[tokio::test]
async fn sec_22_a_superseded_token_ends_the_family() {
    let world = World::new().await;
    let tokens = world.tokens(OFFLINE).await;
    let elsewhere = world.tokens(OFFLINE).await;
    let old = text(&tokens, "refresh_token");
    let (_, next) = world.refresh(old).await;
    world.advance(11);
    assert!(world.is_live(text(&next, "access_token")).await);
    refused(&world.refresh(old).await, 400, "invalid_grant");
    for answer in [&tokens, &next] {
        assert!(!world.is_live(text(answer, "access_token")).await);
        assert!(!is_active(&world, text(answer, "refresh_token")).await);
    }
    refused(
        &world.refresh(text(&next, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    assert_eq!(events(&world, "refresh_token.replayed").await, 1);
    // Another device's family goes on, and so does the consent.
    assert!(world.is_live(text(&elsewhere, "access_token")).await);
    assert_eq!(world.refresh(text(&elsewhere, "refresh_token")).await.0, 200);
}

#[tokio::test]
async fn sec_23_a_retry_within_the_grace_gets_the_one_successor() {
    let world = World::new().await;
    let tokens = world.tokens(OFFLINE).await;
    let first = text(&tokens, "refresh_token");
    let (_, next) = world.refresh(first).await;
    let second = text(&next, "refresh_token");
    for _ in 0..3 {
        world.advance(3);
        let (status, again) = world.refresh(first).await;
        assert_eq!((status, &again["refresh_token"]), (200, &next["refresh_token"]));
    }
    assert!(!is_active(&world, first).await && is_active(&world, second).await);
    world.advance(1);
    assert_eq!(world.refresh(first).await.0, 200, "the tenth second");
    let (_, third) = world.refresh(second).await;
    assert!(!is_active(&world, second).await);
    assert!(is_active(&world, text(&third, "refresh_token")).await);
    // The one before the previous one is none of this, however young.
    refused(&world.refresh(first).await, 400, "invalid_grant");
    assert!(!is_active(&world, text(&third, "refresh_token")).await);
}

#[tokio::test]
async fn sec_23_the_grace_is_for_the_same_client_and_can_be_off() {
    let world = World::new().await;
    world.stranger().await;
    let tokens = world.tokens(OFFLINE).await;
    let first = text(&tokens, "refresh_token");
    let (_, next) = world.refresh(first).await;
    let fields = [("grant_type", "refresh_token"), ("refresh_token", first)];
    let foreign = world.form_as("/oauth/token", ("other", SECRET), &fields).await;
    refused(&foreign, 400, "invalid_grant");
    assert!(is_active(&world, text(&next, "refresh_token")).await);

    let strict = World::with(&[("REFRESH_TOKEN_GRACE", "0")]).await;
    let tokens = strict.tokens(OFFLINE).await;
    let first = text(&tokens, "refresh_token");
    let (_, next) = strict.refresh(first).await;
    refused(&strict.refresh(first).await, 400, "invalid_grant");
    assert!(!is_active(&strict, text(&next, "refresh_token")).await);
}

/// The refresh tokens among the answers, and how many are live.
async fn live_among(world: &World, answers: &[(u16, Value)]) -> (usize, usize) {
    let mut tokens: Vec<&str> = answers
        .iter()
        .filter(|(status, _)| *status == 200)
        .map(|(_, answer)| text(answer, "refresh_token"))
        .collect();
    tokens.sort_unstable();
    tokens.dedup();
    let mut live = 0;
    for token in &tokens {
        live += usize::from(is_active(world, token).await);
    }
    (tokens.len(), live)
}

async fn fifty_refreshes(world: &World) -> Vec<(u16, Value)> {
    let second = if world.is_postgres() {
        Some(world.second_node().await)
    } else {
        None
    };
    let nodes: Vec<&TestApp> = [Some(&world.app), second.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let tokens = world.tokens(OFFLINE).await;
    let token = text(&tokens, "refresh_token");
    let answers = join_all((0..50).map(|number| nodes[number % nodes.len()].refresh(token))).await;
    for answer in answers.iter().filter(|(status, _)| *status != 200) {
        refused(answer, 400, "invalid_grant");
    }
    assert!(!is_active(world, token).await);
    answers
}

#[tokio::test]
async fn sec_24_fifty_refreshes_at_once_leave_one_live_token() {
    let world = World::new().await;
    let answers = fifty_refreshes(&world).await;
    assert!(answers.iter().all(|(status, _)| *status == 200));
    assert_eq!(live_among(&world, &answers).await, (1, 1));
}

#[tokio::test]
async fn sec_24_fifty_refreshes_at_once_leave_none_without_grace() {
    let world = World::with(&[("REFRESH_TOKEN_GRACE", "0")]).await;
    let answers = fifty_refreshes(&world).await;
    assert_eq!(answers.iter().filter(|(status, _)| *status == 200).count(), 1);
    assert_eq!(live_among(&world, &answers).await, (1, 0));
}

/// Two rotations of one family in one commit are told apart by their numbers.
#[tokio::test]
async fn sec_24_of_two_numbers_rotated_together_only_the_live_one_succeeds() {
    let world = World::new().await;
    let tokens = world.tokens(OFFLINE).await;
    assert_eq!(world.refresh(text(&tokens, "refresh_token")).await.0, 200);
    let family = entity::family::Entity::find()
        .one(world.deps.db.read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(family.generation, 1);
    let rotate = |generation| world.deps.journal.rotate(family.id, generation, world.now());
    let (old, live) = join(rotate(0), rotate(1)).await;
    assert_eq!((old.unwrap(), live.unwrap()), (false, true));
}

#[tokio::test]
async fn sec_25_nothing_survives_a_revocation_that_raced_with_refreshes() {
    let world = World::new().await;
    for round in 0..5 {
        let tokens = world.tokens(OFFLINE).await;
        let token = text(&tokens, "refresh_token");
        let revoke = async {
            for _ in 0..round {
                tokio::task::yield_now().await;
            }
            world
                .form_as("/oauth/revoke", ("web", SECRET), &[("token", token)])
                .await
        };
        let (answers, revoked) = join(join_all((0..20).map(|_| world.refresh(token))), revoke).await;
        assert_eq!(revoked.0, 200);
        assert!(!world.is_live(text(&tokens, "access_token")).await);
        for (status, answer) in answers {
            if status == 200 {
                assert!(!world.is_live(text(&answer, "access_token")).await);
                refused(
                    &world.refresh(text(&answer, "refresh_token")).await,
                    400,
                    "invalid_grant",
                );
            } else {
                refused(&(status, answer), 400, "invalid_grant");
            }
        }
    }
}

#[tokio::test]
async fn sec_26_a_refresh_only_narrows() {
    let world = World::new().await;
    let api = world.shop_api(&world.ada).await;
    world
        .change(
            "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) \
             SELECT id, 'invoices:read', FALSE, 1, 1 FROM app",
        )
        .await;
    let mut tokens = world.tokens("openid email offline_access invoices:read").await;
    let issuer = world.deps.config.issuer();
    let audience = |tokens: &Value| jwt::claims(text(tokens, "access_token"))["aud"].clone();
    assert_eq!(audience(&tokens), json!([issuer, api.identifier]));
    let refresh = async |tokens: &Value, scope: &str| {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", text(tokens, "refresh_token")),
            ("scope", scope),
        ];
        world.form_as("/oauth/token", ("web", SECRET), &fields).await
    };
    for wider in ["openid profile", "openid unknown", "openid catalog:sync"] {
        refused(&refresh(&tokens, wider).await, 400, "invalid_scope");
    }
    tokens = refresh(&tokens, "openid email").await.1;
    assert_eq!(tokens["scope"], "openid email");
    assert_eq!(
        audience(&tokens),
        json!(issuer),
        "only the audiences of its scopes"
    );
    // The narrowing was for that token; but what was withdrawn does not come back.
    tokens = refresh(&tokens, "").await.1;
    assert_eq!(tokens["scope"], "openid email offline_access invoices:read");
    world.change("DELETE FROM app_scope WHERE name = 'email'").await;
    tokens = refresh(&tokens, "").await.1;
    assert_eq!(tokens["scope"], "openid offline_access invoices:read");
    world
        .change("UPDATE app_grant SET scopes = 'openid offline_access'")
        .await;
    tokens = refresh(&tokens, "").await.1;
    assert_eq!(tokens["scope"], "openid offline_access");
    refused(&refresh(&tokens, "invoices:read").await, 400, "invalid_grant");
}

#[tokio::test]
async fn sec_27_refresh_tokens_idle_out_and_end() {
    const DAY: i64 = 86_400;
    let world = World::new().await;
    let idle = world.tokens(OFFLINE).await;
    world.advance(30 * DAY);
    refused(
        &world.refresh(text(&idle, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    assert!(!is_active(&world, text(&idle, "refresh_token")).await);

    let world = World::new().await;
    let mut tokens = world.tokens(OFFLINE).await;
    for _ in 0..18 {
        world.advance(20 * DAY);
        let (status, next) = world.refresh(text(&tokens, "refresh_token")).await;
        assert_eq!(status, 200, "{next}");
        tokens = next;
    }
    world.advance(5 * DAY);
    refused(
        &world.refresh(text(&tokens, "refresh_token")).await,
        400,
        "invalid_grant",
    );
}

#[tokio::test]
async fn sec_27_without_offline_access_a_family_ends_with_its_session() {
    let world = World::new().await;
    let tokens = world.tokens("openid").await;
    let (status, tokens) = world.refresh(text(&tokens, "refresh_token")).await;
    assert_eq!(status, 200);
    world.advance(24 * 3600);
    refused(
        &world.refresh(text(&tokens, "refresh_token")).await,
        400,
        "invalid_grant",
    );
}

#[tokio::test]
async fn sec_28_a_refresh_token_is_its_own_clients() {
    let world = World::new().await;
    world.stranger().await;
    world.spa().await;
    let tokens = world.tokens(OFFLINE).await;
    let refresh_token = text(&tokens, "refresh_token");
    let fields = [("grant_type", "refresh_token"), ("refresh_token", refresh_token)];
    let other = world.form_as("/oauth/token", ("other", SECRET), &fields).await;
    refused(&other, 400, "invalid_grant");
    let sibling = [&fields[..], &[("client_id", "spa")]].concat();
    refused(&world.form("/oauth/token", &sibling).await, 400, "invalid_grant");
    let unproven = [&fields[..], &[("client_id", "web")]].concat();
    refused(
        &world.form("/oauth/token", &unproven).await,
        401,
        "invalid_client",
    );
    assert_eq!(world.refresh(refresh_token).await.0, 200);
}
