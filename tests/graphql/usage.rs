//! Usage of apps over time, counted beside requests and written in batches.

use latchkey::domain::{Caller, usage, usage_series};
use serde_json::{Value, json};

use super::{ask, session};
use crate::support::{
    Browser, TestApp,
    make::{NewClient, SECRET},
};

async fn figures(app: &TestApp, caller: &Caller, id: impl ToString, range: &str) -> Value {
    let figures = "signIns activeUsers tokenCount tokens { name count } errorCount errors { name count } refreshFailures";
    let query = format!(
        "query($id: ID!, $range: UsageRange!) {{ app(id: $id) {{ usage(range: $range) {{
            since bucketSeconds buckets {{ at figures {{ {figures} }} }} total {{ {figures} }} }} }} }}"
    );
    let answer = ask(
        app,
        caller,
        &query,
        json!({ "id": id.to_string(), "range": range }),
    )
    .await;
    let usage = answer["data"]["app"]["usage"].clone();
    assert!(usage.is_object(), "{answer}");
    usage
}

#[tokio::test]
async fn sign_ins_tokens_people_and_errors_are_counted_by_hour_and_day() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    app.user("bob@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid email offline_access").await;
    app.client_of(&shop, NewClient::default()).await;
    let owner = session(&app, &ada);
    // In the middle of an hour and of a day, so that nothing here crosses either.
    let hour = 3_600_000;
    app.advance((hour - app.now() % hour) / 1000 + 600);
    let mut refresh = Vec::new();
    for who in ["ada@example.com", "bob@example.com", "ada@example.com"] {
        let browser = Browser::signed_in(&app, who).await;
        let code = browser.code(&[("scope", "openid offline_access")]).await;
        let (status, tokens) = app.redeem(&code).await;
        assert_eq!(status, 200, "{tokens}");
        refresh.push(tokens["refresh_token"].as_str().unwrap().to_owned());
    }
    assert_eq!(app.refresh(&refresh[0]).await.0, 200);
    assert_eq!(app.refresh("not one").await.0, 400);
    app.form_as("/oauth/token", ("web", SECRET), &[("grant_type", "password")])
        .await;

    let usage = figures(&app, &owner, shop.id, "LAST_24_HOURS").await;
    assert_eq!(usage["bucketSeconds"], json!(3600));
    let buckets = usage["buckets"].as_array().unwrap();
    assert_eq!(buckets.len(), 24);
    let expected = json!({
        "signIns": 3, "activeUsers": 2, "tokenCount": 4,
        "tokens": [{ "name": "authorization_code", "count": 3 }, { "name": "refresh_token", "count": 1 }],
        "errorCount": 2,
        "errors": [{ "name": "invalid_grant", "count": 1 }, { "name": "unsupported_grant_type", "count": 1 }],
        "refreshFailures": 1,
    });
    assert_eq!(buckets[23]["figures"], expected);
    assert_eq!(usage["total"], expected);
    assert_eq!(buckets[22]["figures"]["tokenCount"], json!(0));
    for (range, days) in [("LAST_7_DAYS", 7), ("LAST_30_DAYS", 30), ("LAST_90_DAYS", 90)] {
        let usage = figures(&app, &owner, shop.id, range).await;
        assert_eq!(usage["buckets"].as_array().unwrap().len(), days);
        assert_eq!(usage["total"], expected, "{range}");
    }

    // A day later the hours are over, the days are not; after 90 days nothing is left.
    app.advance(25 * 3600);
    let usage = figures(&app, &owner, shop.id, "LAST_24_HOURS").await;
    assert_eq!(usage["total"]["tokenCount"], json!(0));
    assert_eq!(
        figures(&app, &owner, shop.id, "LAST_7_DAYS").await["total"],
        expected
    );
    app.advance(100 * 86_400);
    usage_series::forget(&app.deps).await.unwrap();
    for table in ["app_usage", "app_active"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

#[tokio::test]
async fn two_nodes_add_up_and_count_a_person_once() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid offline_access").await;
    app.client_of(&shop, NewClient::default()).await;
    let other = app.second_node().await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let (_, tokens) = app
        .redeem(&browser.code(&[("scope", "openid offline_access")]).await)
        .await;
    let (status, next) = other.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(status, 200, "{next}");
    usage_series::flush(&other.deps).await.unwrap();
    usage_series::flush(&app.deps).await.unwrap();
    let total = figures(&app, &session(&app, &ada), shop.id, "LAST_7_DAYS").await["total"].clone();
    assert_eq!(
        (&total["tokenCount"], &total["activeUsers"]),
        (&json!(2), &json!(1))
    );
}

#[tokio::test]
async fn a_secrets_uses_of_the_last_thirty_days_are_counted() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    let owner = session(&app, &ada);
    let uses = async || {
        usage::flush(&app.deps).await.unwrap();
        let query = "query($id: ID!) { app(id: $id) { clients { secrets { useCount usesInLast30Days } } } }";
        let answer = ask(&app, &owner, query, json!({ "id": shop.id })).await;
        let secret = &answer["data"]["app"]["clients"][0]["secrets"][0];
        (
            secret["useCount"].as_i64().unwrap_or_else(|| panic!("{answer}")),
            secret["usesInLast30Days"].as_i64().unwrap(),
        )
    };
    assert_eq!(uses().await, (0, 0));
    for _ in 0..3 {
        app.introspect("unknown").await;
    }
    assert_eq!(uses().await, (3, 3));
    app.advance(29 * 86_400);
    app.introspect("unknown").await;
    assert_eq!(uses().await, (4, 4));
    app.advance(2 * 86_400);
    assert_eq!(uses().await, (4, 1));
}
