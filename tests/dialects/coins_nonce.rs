//! Nonces: once for each person, decided by one durable write (SEC-113, SEC-114).

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    coins,
    world::{ADA, GRACE, World, allowed, came_back, refused, text},
};
use crate::support::{Binary, TestApp, app::answer};

const API: (&str, &str) = ("coins-api", "coins-api-secret-change-me-0123456789");

fn inactive(error: &str) -> Value {
    json!({ "active": false, "nonce_error": error })
}

#[tokio::test]
async fn sec_113_a_nonce_is_a_number_that_works_once_for_a_person() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let tokens = coins::tokens(&world, &browser, "").await;
    let token = text(&tokens, "access_token");
    assert_eq!(world.coins_api(token, None).await, inactive("missing"));
    for (bad, error) in [
        ("", "missing"),
        ("-1", "invalid"),
        ("+1", "invalid"),
        ("abc", "invalid"),
        ("1.5", "invalid"),
        ("1e9", "invalid"),
        ("0x1f", "invalid"),
        (" 1", "invalid"),
        ("1 2", "invalid"),
        ("18446744073709551616", "invalid"),
        (&"9".repeat(400), "invalid"),
    ] {
        assert_eq!(world.coins_api(token, Some(bad)).await, inactive(error), "{bad}");
    }
    // In any order, each once.
    for nonce in ["1764062400123", "5", "18446744073709551615", "0", "6", "4"] {
        let seen = world.coins_api(token, Some(nonce)).await;
        assert_eq!(
            (&seen["active"], seen.get("nonce_error")),
            (&json!(true), None),
            "{nonce}"
        );
        assert_eq!(
            world.coins_api(token, Some(nonce)).await,
            inactive("used"),
            "{nonce}"
        );
    }
    assert_eq!(
        world.coins_api(token, Some("0005")).await,
        inactive("used"),
        "the same number"
    );
    // For the person, not for the token: another one, of another client too, does not bring it back.
    let again = coins::tokens(&world, &browser, "").await;
    assert_eq!(
        world.coins_api(text(&again, "access_token"), Some("5")).await,
        inactive("used")
    );
    let spa = "/user/api/authorize?client_id=coins-spa&response_type=token";
    let spa = came_back(&allowed(&browser, spa).await, "http://localhost:5011/callback#");
    assert_eq!(
        world.coins_api(&spa["access_token"], Some("6")).await,
        inactive("used")
    );
    // Another person has numbers of their own.
    let grace = world.browser(GRACE).await;
    let hers = coins::tokens(&world, &grace, "").await;
    assert_eq!(
        world.coins_api(text(&hers, "access_token"), Some("5")).await["active"],
        true
    );

    let twice = world
        .curl(
            "/oauth/introspect",
            &[("authorization", &basic(API))],
            &[&format!("token={token}"), "nonce=77", "nonce=78"],
        )
        .await;
    refused(&twice, 400, "invalid_request");
    assert_eq!(
        world.coins_api(token, Some("77")).await["active"],
        true,
        "it was not used up"
    );
}

fn basic((id, secret): (&str, &str)) -> String {
    use base64::{Engine as _, engine::general_purpose::STANDARD};
    format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")))
}

#[tokio::test]
async fn sec_113_only_the_apis_own_clients_hear_of_nonces() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let tokens = coins::tokens(&world, &browser, "").await;
    let token = text(&tokens, "access_token");
    // The token's own client may ask about it, but does not serve the API.
    let own = ("coins-web", coins::SECRET);
    for fields in [vec![("token", token)], vec![("token", token), ("nonce", "1")]] {
        let (_, seen) = world.form_as("/oauth/introspect", own, &fields).await;
        assert_eq!((&seen["active"], seen.get("nonce_error")), (&json!(true), None));
    }
    let stranger = ("rates", "rates-secret-change-me-0123456789-abc");
    let (_, seen) = world
        .form_as("/oauth/introspect", stranger, &[("token", token), ("nonce", "x")])
        .await;
    assert_eq!(seen, json!({ "active": false }));
    assert_eq!(
        world.coins_api(token, Some("1")).await["active"],
        true,
        "nobody used it up"
    );
    // A refresh token is no call.
    let (_, seen) = world
        .form_as(
            "/oauth/introspect",
            API,
            &[("token", text(&tokens, "refresh_token")), ("nonce", "2")],
        )
        .await;
    assert_eq!(seen, json!({ "active": false }));
    // A dead token uses no nonce up.
    let fields = [("token", token), ("client_id", own.0), ("client_secret", own.1)];
    assert_eq!(world.form("/oauth/revoke", &fields).await.0, 200);
    for nonce in [Some("2"), Some("bad"), None] {
        assert_eq!(world.coins_api(token, nonce).await, json!({ "active": false }));
    }
    let fresh = coins::tokens(&world, &browser, "").await;
    assert_eq!(
        world.coins_api(text(&fresh, "access_token"), Some("2")).await["active"],
        true
    );
}

#[tokio::test]
async fn sec_113_a_token_without_a_person_counts_for_its_client() {
    let world = World::new().await;
    let app_token = async || {
        let client = ("rates", "rates-secret-change-me-0123456789-abc");
        let fields = [("grant_type", "client_credentials"), ("scope", "rates:sync")];
        let (status, tokens) = world.form_as("/oauth/token", client, &fields).await;
        assert_eq!(status, 200, "{tokens}");
        text(&tokens, "access_token").to_owned()
    };
    let (one, two) = (app_token().await, app_token().await);
    assert_eq!(world.coins_api(&one, None).await, inactive("missing"));
    assert_eq!(world.coins_api(&one, Some("5")).await["active"], true);
    assert_eq!(world.coins_api(&two, Some("5")).await, inactive("used"));
    let browser = world.browser(ADA).await;
    let hers = coins::tokens(&world, &browser, "").await;
    assert_eq!(
        world.coins_api(text(&hers, "access_token"), Some("5")).await["active"],
        true
    );
}

#[tokio::test]
async fn sec_113_an_api_whose_calls_need_none_may_still_have_them_checked() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let token = coins::tokens(&world, &browser, "").await;
    let token = text(&token, "access_token");
    let grace = world.browser(GRACE).await;
    let find = "{ viewer { apis { nodes { id } } } }";
    let id = grace.graphql(find, json!({})).await["data"]["viewer"]["apis"]["nodes"][0]["id"].clone();
    let update = "mutation($id: ID!) { updateApi(input: { apiId: $id, requireNonce: false }) { userErrors { message } } }";
    grace.graphql(update, json!({ "id": id })).await;
    assert_eq!(world.coins_api(token, None).await["active"], true);
    assert_eq!(world.coins_api(token, Some("1")).await["active"], true);
    assert_eq!(world.coins_api(token, Some("1")).await, inactive("used"));
    assert_eq!(world.coins_api(token, Some("-1")).await, inactive("invalid"));
}

/// A hundred calls with one nonce at the same moment, by turns at these addresses: how often each answer came.
async fn hundred(app: &TestApp, addresses: &[String], token: &str, nonce: &str) -> BTreeMap<String, usize> {
    let mut calls = Vec::new();
    for at in 0..100 {
        let request = app
            .http
            .post(format!("{}/oauth/introspect", addresses[at % addresses.len()]))
            .basic_auth(API.0, Some(API.1))
            .form(&[("token", token), ("nonce", nonce)]);
        calls.push(tokio::spawn(answer(request)));
    }
    let mut counts = BTreeMap::new();
    for call in calls {
        let (status, seen) = call.await.unwrap();
        let what = match (status, &seen["active"]) {
            (200, Value::Bool(true)) => "accepted".to_owned(),
            (200, Value::Bool(false)) => seen["nonce_error"].as_str().unwrap_or("inactive").to_owned(),
            (status, _) => format!("{status} {seen}"),
        };
        *counts.entry(what).or_default() += 1;
    }
    counts
}

#[tokio::test]
async fn sec_114_of_a_hundred_calls_with_one_nonce_one_is_accepted() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let tokens = coins::tokens(&world, &browser, "").await;
    let here = [world.address.clone()];
    let counts = hundred(&world, &here, text(&tokens, "access_token"), "42").await;
    let expected = [("accepted".to_owned(), 1), ("used".to_owned(), 99)];
    assert_eq!(counts, expected.clone().into());
    if world.is_postgres() {
        let other = world.second_node().await;
        let both = [world.address.clone(), other.address.clone()];
        let counts = hundred(&world, &both, text(&tokens, "access_token"), "43").await;
        assert_eq!(counts, expected.into());
    }
}

#[tokio::test]
async fn sec_114_an_accepted_nonce_survives_a_crash() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let tokens = coins::tokens(&world, &browser, "").await;
    let token = text(&tokens, "access_token");
    let mut binary = Binary::beside(&world, &[("PUBLIC_URL", &world.issuer)]).await;
    let ask = async |binary: &Binary| {
        let request = binary
            .http
            .post(binary.url("/oauth/introspect"))
            .basic_auth(API.0, Some(API.1))
            .form(&[("token", token), ("nonce", "42")]);
        answer(request).await.1
    };
    let seen = ask(&binary).await;
    assert_eq!(seen["active"], true, "{seen}");
    binary.kill();
    binary.restart().await;
    assert_eq!(ask(&binary).await, inactive("used"));
}

#[tokio::test]
async fn sec_114_a_nonce_is_remembered_as_long_as_any_token_lives_and_then_forgotten() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let tokens = coins::tokens(&world, &browser, "").await;
    let before = world.count("single_use").await;
    assert_eq!(
        world.coins_api(text(&tokens, "access_token"), Some("42")).await["active"],
        true
    );
    assert_eq!(world.count("single_use").await, before + 1);
    // The longest that an access token may live.
    world.advance(86_400);
    latchkey::domain::background::forget(&world.deps).await.unwrap();
    let (_, fresh) = world
        .form(
            "/user/oauthtoken",
            &[
                ("client_id", "coins-web"),
                ("client_secret", coins::SECRET),
                ("grant_type", "refresh_token"),
                ("refresh_token", text(&tokens, "refresh_token")),
            ],
        )
        .await;
    assert_eq!(
        world.coins_api(text(&fresh, "access_token"), Some("42")).await,
        inactive("used")
    );
    world.advance(7_200);
    latchkey::domain::background::forget(&world.deps).await.unwrap();
    assert_eq!(world.count("single_use").await, before);
}

/// A key is a call's credential as a token is.
#[tokio::test]
async fn sec_113_a_call_with_an_api_key_carries_a_nonce_too() {
    let world = World::new().await;
    let browser = world.browser(GRACE).await;
    let make =
        "mutation { createApiKey(input: { permissions: [\"buyorder\"] }) { secret userErrors { message } } }";
    let made = browser.graphql(make, json!({})).await;
    let key = made["data"]["createApiKey"]["secret"]
        .as_str()
        .unwrap_or_else(|| panic!("{made}"));
    assert_eq!(world.coins_api(key, None).await, inactive("missing"));
    assert_eq!(world.coins_api(key, Some("-1")).await, inactive("invalid"));
    assert_eq!(world.coins_api(key, Some("7")).await["active"], true);
    assert_eq!(world.coins_api(key, Some("7")).await, inactive("used"));
    // The person's, not the credential's.
    let tokens = coins::tokens(&world, &browser, "").await;
    assert_eq!(
        world.coins_api(text(&tokens, "access_token"), Some("7")).await,
        inactive("used")
    );
}
