//! Introspection of API keys: by an API's own clients, of that API's scopes, for as much as the key has now.

use latchkey::domain::{
    api::{self, NewApi},
    api_key_change,
    change::Change,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::{
    graphql::session,
    greenfield::VIEW,
    support::{
        TestApp,
        make::{NewClient, SECRET},
    },
};

/// Ada and an API with store scopes, whose client may introspect; and another client, which may not.
async fn scene() -> (TestApp, entity::user::Model) {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let api = app.shop_api(&ada).await;
    app.store_scopes(&api).await;
    app.store(&api, &ada, "s1", "First").await;
    app.store(&api, &ada, "s2", "Second").await;
    let shop = app.app_of(&ada, "Shop", "openid").await;
    let server = app.client_of(&shop, NewClient::default()).await;
    app.introspects(&api, &server).await;
    let new = NewClient {
        client_id: "other",
        ..NewClient::default()
    };
    app.client_of(&shop, new).await;
    (app, ada)
}

async fn introspect(app: &TestApp, client: &str, fields: &[(&str, &str)]) -> Value {
    let (status, body) = app.form_as("/oauth/introspect", (client, SECRET), fields).await;
    assert_eq!(status, 200, "{body}");
    body
}

#[tokio::test]
async fn an_api_hears_of_its_own_scopes_with_what_they_contain() {
    let (app, ada) = scene().await;
    let (key, row) = app
        .key(&ada, &["shop:write:s1", "invoices:read", "profile:read", VIEW])
        .await;
    let told = introspect(&app, "web", &[("token", &key)]).await;
    let scope = format!("{VIEW} invoices:read shop:read:s1 shop:write:s1");
    assert_eq!(
        (&told["active"], &told["scope"]),
        (&json!(true), &json!(scope)),
        "{told}"
    );
    assert_eq!((&told["sub"], &told["jti"]), (&json!(ada.id), &json!(row.id)));
    assert_eq!((&told["token_type"], told.get("exp")), (&json!("Bearer"), None));
    assert_eq!(told["aud"], json!(["https://api.shop.example"]));
    let inactive = json!({ "active": false });
    assert_eq!(introspect(&app, "other", &[("token", &key)]).await, inactive);
    // Whoever has nothing of the API's is none of its business.
    for permissions in [&[][..], &["profile:read"]] {
        let (key, _) = app.key(&ada, permissions).await;
        assert_eq!(introspect(&app, "web", &[("token", &key)]).await, inactive);
    }
    let (all, _) = app.key(&ada, &["unrestricted"]).await;
    let told = introspect(&app, "web", &[("token", &all)]).await;
    assert!(told["scope"].as_str().unwrap().contains("shop:write"), "{told}");
}

#[tokio::test]
async fn a_key_tells_only_what_it_may_now() {
    let (app, ada) = scene().await;
    let (key, row) = app.key(&ada, &["shop:read:s1", "shop:read:s2"]).await;
    let scope = async || introspect(&app, "web", &[("token", &key)]).await["scope"].clone();
    assert_eq!(scope().await, json!("shop:read:s1 shop:read:s2"));
    app.execute("UPDATE \"resource\" SET \"removed_at\" = 1 WHERE \"key\" = 's1'")
        .await;
    app.deps.forget(&Change::Everything);
    assert_eq!(scope().await, json!("shop:read:s2"));
    let caller = session(&app, &ada);
    let change = api_key_change::KeyChange {
        networks: Some(vec!["192.0.2.0/24".to_owned()]),
        ..api_key_change::KeyChange::default()
    };
    api_key_change::update(&app.deps, &caller, row.id, change)
        .await
        .unwrap();
    // From where the API was called, the API says.
    assert_eq!(scope().await, Value::Null);
    let from = |address| [("token", key.as_str()), ("ip_address", address)];
    assert_eq!(
        introspect(&app, "web", &from("192.0.2.9")).await["active"],
        json!(true)
    );
    assert_eq!(
        introspect(&app, "web", &from("192.0.3.9")).await,
        json!({ "active": false })
    );
    api_key_change::revoke(&app.deps, &caller, row.id).await.unwrap();
    assert_eq!(
        introspect(&app, "web", &from("192.0.2.9")).await,
        json!({ "active": false })
    );
}

/// The service's own scopes are limited to a resource by its key alone; each API names its resources as it likes.
#[tokio::test]
async fn sec_97_a_key_for_ones_own_store_does_not_open_anothers_of_the_same_name() {
    let (app, ada) = scene().await;
    let mallory = app.user("mallory@example.com").await;
    let new = NewApi {
        identifier: "https://evil.example".to_owned(),
        name: "Evil".to_owned(),
        owner: None,
        access_token_ttl: None,
        require_nonce: false,
        idempotency_key: None,
    };
    let own = api::create(&app.deps, &session(&app, &mallory), new)
        .await
        .unwrap()
        .made;
    app.store(&own, &mallory, "s1", "First").await;
    let limited = format!("{VIEW}:s1");
    let (key, _) = app.key(&mallory, &[&limited]).await;
    let inactive = json!({ "active": false });
    assert_eq!(introspect(&app, "web", &[("token", &key)]).await, inactive);
    // With a store of hers there, of it alone.
    let shop = entity::api::Entity::find()
        .filter(entity::api::Column::Identifier.eq("https://api.shop.example"))
        .one(app.deps.db.read())
        .await
        .unwrap()
        .unwrap();
    app.store(&shop, &mallory, "s9", "Hers").await;
    let (key, _) = app.key(&mallory, &[&limited, &format!("{VIEW}:s9")]).await;
    let told = introspect(&app, "web", &[("token", &key)]).await;
    assert_eq!(told["scope"], json!(format!("{VIEW}:s9")), "{told}");
    // Whose it is may.
    let (key, _) = app.key(&ada, &[&limited]).await;
    assert_eq!(
        introspect(&app, "web", &[("token", &key)]).await["scope"],
        json!(limited)
    );
}
