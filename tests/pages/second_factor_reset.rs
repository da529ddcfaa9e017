//! Help for who has lost everything: an administrator resets, and the log says so (SEC-82).

use latchkey::domain::user;
use serde_json::{Value, json};

use super::with_people;
use crate::support::{Browser, TestApp, binary, make::PASSWORD, until};

const ADA: &str = "ada@example.com";

async fn reset(app: &TestApp, more: Value) -> Value {
    let row = user::find_by_email(app.deps.db.read(), ADA)
        .await
        .unwrap()
        .unwrap();
    let mut input = json!({ "userId": row.id });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    let root = Browser::signed_in(app, "root@example.com").await;
    let query =
        "mutation($input: AdminResetUserCredentialsInput!) { adminResetUserCredentials(input: $input) {
        user { secondFactorSince } userErrors { code field } } }";
    let answer = root.graphql(query, json!({ "input": input })).await;
    answer["data"]["adminResetUserCredentials"].clone()
}

#[tokio::test]
async fn sec_82_a_reset_takes_a_factor_away_only_where_that_is_asked_for() {
    let app = with_people().await;
    app.user_with("root@example.com", entity::values::Role::Admin)
        .await;
    let browser = Browser::signed_in(&app, ADA).await;
    let (_, tokens) = app
        .redeem(&browser.code(&[("scope", "openid offline_access")]).await)
        .await;
    browser.enable_totp(&app).await;
    let nothing = reset(&app, json!({})).await;
    assert_eq!(
        nothing["userErrors"][0]["field"],
        json!(["removeSecondFactors"]),
        "{nothing}"
    );
    let weak = reset(&app, json!({ "newPassword": "short" })).await;
    assert_eq!(weak["userErrors"][0]["code"], "BAD_USER_INPUT", "{weak}");

    // Another password, and the second step as before; all that was open is closed.
    let changed = reset(&app, json!({ "newPassword": "orange ladder teapot 12" })).await;
    assert!(changed["user"]["secondFactorSince"].is_string(), "{changed}");
    assert!(!browser.get("/sign-out").await.has("sign-out"));
    assert_eq!(
        app.refresh(tokens["refresh_token"].as_str().unwrap()).await.0,
        400
    );
    let page = browser.get("/sign-in").await;
    assert_eq!(browser.sign_in(&page, ADA, PASSWORD).await.status, 401);
    let done = browser.sign_in(&page, ADA, "orange ladder teapot 12").await;
    assert_eq!(done.location.as_deref(), Some("/second-factor"));

    // Without its factors the account takes the password alone, and the old codes are gone.
    let removed = reset(&app, json!({ "removeSecondFactors": true })).await;
    assert_eq!(removed["user"]["secondFactorSince"], json!(null), "{removed}");
    assert_eq!(
        (app.count("recovery_code").await, app.count("totp").await),
        (0, 0)
    );
    let fresh = Browser::new(&app);
    let page = fresh.get("/sign-in").await;
    let done = fresh.sign_in(&page, ADA, "orange ladder teapot 12").await;
    assert_eq!((done.status.as_u16(), done.location.as_deref()), (303, Some("/")));
    let seen = fresh
        .graphql("{ viewer { activity(first: 50) { nodes { kind } } } }", json!({}))
        .await
        .to_string();
    for kind in ["user.password_reset", "factor.reset"] {
        assert!(seen.contains(kind), "{kind}: {seen}");
    }
}

#[tokio::test]
async fn the_operator_helps_the_last_administrator() {
    let app = with_people().await;
    let browser = Browser::signed_in(&app, ADA).await;
    browser.enable_totp(&app).await;
    let settings: Vec<_> = app
        .environment()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    for (email, done) in [("nobody@example.com", false), (ADA, true)] {
        let output = binary::run(&["users", "reset-second-factors", email], &settings, "");
        assert_eq!(output.status.success(), done, "{email}: {output:?}");
    }
    // The service hears of it by way of the database.
    until(10, "the password alone signs in", async || {
        let fresh = Browser::new(&app);
        let page = fresh.get("/sign-in").await;
        fresh.sign_in(&page, ADA, PASSWORD).await.location.as_deref() == Some("/")
    })
    .await;
}
