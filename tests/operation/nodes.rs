//! Two processes on one PostgreSQL behave as one (SEC-40, SEC-67).

use latchkey::domain::{
    Caller,
    api_key_change::{self, KeyChange},
    user,
};
use serde_json::json;

use crate::support::{
    Browser, TestApp,
    client::CALLBACK,
    make::{NewClient, PASSWORD},
    until,
};

/// A second, and as much again for a busy machine.
const SOON: u64 = 2;

/// Two nodes, or none where the database is for one process alone.
async fn nodes() -> Option<(TestApp, TestApp)> {
    let one = TestApp::new().await;
    if !one.is_postgres() {
        return None;
    }
    let ada = one.user("ada@example.com").await;
    let shop = one.app_of(&ada, "Demo Shop", "openid offline_access").await;
    one.client_of(&shop, NewClient::default()).await;
    let two = one.second_node().await;
    Some((one, two))
}

#[tokio::test]
async fn sec_111_a_key_that_changes_on_one_node_has_changed_on_the_other() {
    let Some((one, two)) = nodes().await else { return };
    let ada = user::find_by_email(one.deps.db.read(), "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    let caller = crate::graphql::session(&one, &ada);
    let (key, row) = one.key(&ada, &["keys:read"]).await;
    let works = async |app: &TestApp| {
        let request = app
            .http
            .get(format!("{}/api/v1/api-keys/current", app.address))
            .header("Authorization", format!("token {key}"));
        request.send().await.unwrap().status() == 200
    };
    for _ in 0..3 {
        assert!(works(&one).await && works(&two).await);
    }
    let change = KeyChange {
        networks: Some(vec!["192.0.2.0/24".to_owned()]),
        ..KeyChange::default()
    };
    api_key_change::update(&one.deps, &caller, row.id, change)
        .await
        .unwrap();
    until(SOON, "the other node knows the key's networks", async || {
        !works(&two).await
    })
    .await;
    let change = KeyChange {
        networks: Some(Vec::new()),
        ..KeyChange::default()
    };
    api_key_change::update(&one.deps, &caller, row.id, change)
        .await
        .unwrap();
    until(SOON, "the key works there again", async || works(&two).await).await;
    api_key_change::revoke(&one.deps, &caller, row.id).await.unwrap();
    assert!(!works(&one).await);
    until(SOON, "the other node knows that the key ended", async || {
        !works(&two).await
    })
    .await;
}

async fn is_active(app: &TestApp, token: &str) -> bool {
    app.introspect(token).await["active"] == json!(true)
}

/// The session's cookie of a fresh sign-in on that node.
async fn session(app: &TestApp) -> (Browser, String) {
    let browser = Browser::new(app);
    let page = browser.get("/sign-in").await;
    let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
    let set = done
        .headers
        .get_all("set-cookie")
        .iter()
        .map(|value| value.to_str().unwrap());
    let session = set
        .filter_map(|value| value.strip_prefix("latchkey-session="))
        .next()
        .unwrap();
    let value = session.split(';').next().unwrap().to_owned();
    (browser, value)
}

async fn is_signed_in(app: &TestApp, session: &str) -> bool {
    let request = app
        .http
        .get(app.url("/sign-out"))
        .header("cookie", format!("latchkey-session={session}"));
    request
        .send()
        .await
        .unwrap()
        .text()
        .await
        .unwrap()
        .contains("ada@example.com")
}

#[tokio::test]
async fn sec_67_what_ends_on_one_node_ends_on_the_other() {
    let Some((one, two)) = nodes().await else { return };
    let (browser, cookie) = session(&one).await;
    assert!(is_signed_in(&two, &cookie).await);
    let (_, tokens) = one.redeem(&browser.code(&[]).await).await;
    let access = tokens["access_token"].as_str().unwrap();
    for _ in 0..3 {
        assert!(is_active(&two, access).await && is_active(&one, access).await);
    }
    browser
        .submit(&browser.get("/sign-out").await.form("/sign-out"), &[])
        .await;
    until(SOON, "the other node knows that the session ended", async || {
        !is_signed_in(&two, &cookie).await && !is_active(&two, access).await
    })
    .await;
}

#[tokio::test]
async fn sec_40_a_revocation_on_one_node_holds_on_the_other() {
    let Some((one, two)) = nodes().await else { return };
    let (browser, _) = session(&one).await;
    // A code of one node is redeemed by the other, once.
    let code = browser.code(&[("scope", "openid offline_access")]).await;
    let (status, tokens) = two.redeem(&code).await;
    assert_eq!(status, 200, "{tokens}");
    let (access, refresh) = (
        tokens["access_token"].as_str().unwrap(),
        tokens["refresh_token"].as_str().unwrap(),
    );
    assert!(is_active(&one, access).await && is_active(&two, access).await);
    let fields = [("token", refresh)];
    let (status, _) = one
        .form_as("/oauth/revoke", ("web", crate::support::make::SECRET), &fields)
        .await;
    assert_eq!(status, 200);
    until(SOON, "the other node knows of the revocation", async || {
        !is_active(&two, access).await
    })
    .await;
    assert_eq!(two.refresh(refresh).await.0, 400);
    // A replay on one node ends what the other issued.
    let code = browser
        .authorize(&[("scope", "openid offline_access")])
        .await
        .redirected_to(CALLBACK)["code"]
        .clone();
    let (_, tokens) = two.redeem(&code).await;
    let access = tokens["access_token"].as_str().unwrap();
    assert!(is_active(&two, access).await);
    assert_eq!(one.redeem(&code).await.0, 400);
    until(SOON, "the other node knows of the replay", async || {
        !is_active(&two, access).await
    })
    .await;
}

#[tokio::test]
async fn sec_67_an_account_switched_off_on_one_node_is_off_on_the_other() {
    let Some((one, two)) = nodes().await else { return };
    let (browser, cookie) = session(&two).await;
    let (_, tokens) = two
        .redeem(&browser.code(&[("scope", "openid offline_access")]).await)
        .await;
    let access = tokens["access_token"].as_str().unwrap();
    assert!(is_active(&two, access).await && is_signed_in(&two, &cookie).await);
    let ada = user::find_by_email(one.deps.db.read(), "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    user::disable(&one.deps, &Caller::operator(), ada.id)
        .await
        .unwrap();
    until(SOON, "the other node knows that the account is off", async || {
        !is_active(&two, access).await && !is_signed_in(&two, &cookie).await
    })
    .await;
    assert_eq!(two.get_as("/oauth/userinfo", access).await.0, 401);
}

#[tokio::test]
async fn sec_40_a_resource_removed_on_one_node_is_gone_on_the_other() {
    let Some((one, two)) = nodes().await else { return };
    let ada = user::find_by_email(one.deps.db.read(), "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    let api = one.shop_api(&ada).await;
    let sql = "UPDATE scope SET resource_type = 'store' WHERE name = 'invoices:read'";
    one.execute(sql).await;
    one.execute(
        "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) \
         SELECT id, 'invoices:read', FALSE, 1, 1 FROM app",
    )
    .await;
    for node in [&one, &two] {
        node.deps.forget(&latchkey::domain::change::Change::Everything);
    }
    let ask = async |node: &TestApp, name: &str, resources: serde_json::Value| {
        let caller = crate::graphql::session(node, &ada);
        let input = json!({ "apiId": api.id, "resources": resources });
        let done = crate::graphql::mutate(node, &caller, name, input, "__typename").await;
        assert_eq!(done["userErrors"], json!([]));
    };
    let store = |key: &str| json!({ "type": "store", "key": key, "name": key, "owner": "ada@example.com" });
    ask(
        &one,
        "upsertResources",
        json!([store("a"), store("b"), store("c")]),
    )
    .await;
    let (browser, _) = session(&one).await;
    let scope = "openid invoices:read:a invoices:read:b invoices:read:c";
    let (_, tokens) = one.redeem(&browser.code(&[("scope", scope)]).await).await;
    let access = tokens["access_token"].as_str().unwrap();
    for _ in 0..3 {
        assert_eq!(two.introspect(access).await["scope"], scope);
    }
    ask(&one, "removeResources", json!([{ "type": "store", "key": "a" }])).await;
    until(
        SOON,
        "the other node knows that the resource is gone",
        async || two.introspect(access).await["scope"] == "openid invoices:read:b invoices:read:c",
    )
    .await;
    // Narrowed there, it is narrower here, at the next refresh too.
    let caller = crate::graphql::session(&two, &ada);
    let seen = crate::graphql::ask(&two, &caller, "{ viewer { grants { nodes { id } } } }", json!({})).await;
    let id = &seen["data"]["viewer"]["grants"]["nodes"][0]["id"];
    let input = json!({ "grantId": id, "permissions": ["invoices:read:b"] });
    crate::graphql::mutate(&two, &caller, "revokeGrantScopes", input, "__typename").await;
    until(
        SOON,
        "the first node knows that the grant is narrower",
        async || one.introspect(access).await["scope"] == "openid invoices:read:c",
    )
    .await;
    let (_, refreshed) = one.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    assert_eq!(refreshed["scope"], "openid invoices:read:c");
}

#[tokio::test]
async fn sec_77_guesses_on_two_nodes_are_counted_together() {
    let Some((one, two)) = nodes().await else { return };
    let mut looked_at = 0;
    for _ in 0..5 {
        for node in [&one, &two] {
            let browser = Browser::new(node);
            let page = browser.get("/sign-in").await;
            looked_at += usize::from(
                browser
                    .sign_in(&page, "ada@example.com", "not the password")
                    .await
                    .status
                    == 401,
            );
        }
    }
    assert_eq!(looked_at, 5);
}
