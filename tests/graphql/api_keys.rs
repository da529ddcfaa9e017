//! API keys: made, changed, rotated, revoked, and what is known of their use.

use latchkey::domain::{Caller, api_key, caller::Whereabouts, clock::rfc3339, usage};
use serde_json::{Value, json};

use super::{House, ask, mutate, session, token};
use crate::support::TestApp;

const KEY: &str = "apiKey { id label lastFour status permissions { permission effective useCount } networks expiresAt replacedById }";
const NEW: &str = "secret apiKey { id label lastFour status permissions { permission effective useCount } networks expiresAt replacedById }";

async fn by(app: &TestApp, key: &str, from: Option<&str>) -> Option<Caller> {
    let live = api_key::authenticate(&app.deps, key, from).await.unwrap();
    live.map(|live| live.caller(Whereabouts::default()))
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value}")).to_owned()
}

#[tokio::test]
async fn sec_111_a_key_is_made_changed_rotated_and_revoked() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let caller = session(&app, &ada);
    let input = json!({
        "label": "Till", "permissions": ["keys:read", "btcpay.store.canviewinvoices"],
        "networks": ["192.0.2.7/24", "2001:db8::1"], "idempotencyKey": "k1",
    });
    let made = mutate(&app, &caller, "createApiKey", input.clone(), NEW).await;
    let key = text(&made["secret"]);
    assert!(key.starts_with("lkk_") && key.ends_with(made["apiKey"]["lastFour"].as_str().unwrap()));
    assert_eq!(
        made["apiKey"]["networks"],
        json!(["192.0.2.0/24", "2001:db8::1/128"])
    );
    let again = mutate(&app, &caller, "createApiKey", input, NEW).await;
    assert_eq!(
        (&again["secret"], &again["apiKey"]["id"]),
        (&Value::Null, &made["apiKey"]["id"])
    );
    assert_eq!(again["userErrors"][0]["code"], json!("ALREADY_CREATED"));
    // From its networks only.
    assert!(by(&app, &key, Some("192.0.2.99")).await.is_some());
    for from in [None, Some("192.0.3.1")] {
        assert!(by(&app, &key, from).await.is_none(), "{from:?}");
    }
    let id = &made["apiKey"]["id"];
    let change = json!({ "apiKeyId": id, "label": "Desk", "networks": [] });
    let changed = mutate(&app, &caller, "updateApiKey", change, KEY).await;
    assert_eq!(changed["apiKey"]["label"], json!("Desk"));
    assert!(by(&app, &key, None).await.is_some());
    // Another in its place, and both work for the overlap.
    let input = json!({ "apiKeyId": id, "overlap": 60, "idempotencyKey": "r1" });
    let rotated = mutate(&app, &caller, "rotateApiKey", input.clone(), NEW).await;
    let next = text(&rotated["secret"]);
    assert_eq!(rotated["apiKey"]["permissions"], made["apiKey"]["permissions"]);
    assert!(by(&app, &key, None).await.is_some() && by(&app, &next, None).await.is_some());
    let again = mutate(&app, &caller, "rotateApiKey", input, NEW).await;
    assert_eq!(again["apiKey"]["id"], rotated["apiKey"]["id"]);
    let twice = mutate(&app, &caller, "rotateApiKey", json!({ "apiKeyId": id }), NEW).await;
    assert_eq!(twice["userErrors"][0]["code"], json!("CONFLICT"));
    // The overlap was stated: it does not grow.
    let longer = json!({ "apiKeyId": id, "expiresAt": null });
    let refused = mutate(&app, &caller, "updateApiKey", longer, KEY).await;
    assert_eq!(refused["userErrors"][0]["field"], json!(["expiresAt"]));
    app.advance(61);
    assert!(by(&app, &key, None).await.is_none() && by(&app, &next, None).await.is_some());
    // Revoked is revoked, at once and twice the same.
    let caller = session(&app, &ada);
    let input = json!({ "apiKeyId": rotated["apiKey"]["id"] });
    for _ in 0..2 {
        let ended = mutate(&app, &caller, "revokeApiKey", input.clone(), KEY).await;
        assert_eq!(ended["apiKey"]["status"], json!("REVOKED"));
    }
    assert!(by(&app, &next, None).await.is_none());
    let stored = format!(
        "{:?}",
        api_key::list(
            &app.deps,
            &(
                None,
                api_key::Filter {
                    include_ended: true,
                    search: None
                }
            ),
            &latchkey::domain::page::Slice::first(10)
        )
        .await
        .unwrap()
        .rows
    );
    assert!(!stored.contains(&key[4..]) && !stored.contains(&next[4..]));
}

#[tokio::test]
async fn a_rotation_happens_once_also_when_many_ask() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let caller = session(&app, &ada);
    let (_, row) = app.key(&ada, &[]).await;
    let tries = (0..8).map(|_| mutate(&app, &caller, "rotateApiKey", json!({ "apiKeyId": row.id }), NEW));
    let answers = futures_util::future::join_all(tries).await;
    let made = answers
        .iter()
        .filter(|answer| answer["secret"].is_string())
        .count();
    assert_eq!((made, app.count("api_key").await), (1, 2), "{answers:?}");
}

#[tokio::test]
async fn a_key_ends_when_its_time_is_over() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let caller = session(&app, &ada);
    let at = |seconds: i64| rfc3339(app.now() + seconds * 1000);
    for wrong in [at(-1), at(3651 * 86_400)] {
        let refused = mutate(&app, &caller, "createApiKey", json!({ "expiresAt": wrong }), NEW).await;
        assert_eq!(refused["userErrors"][0]["field"], json!(["expiresAt"]), "{wrong}");
    }
    let made = mutate(&app, &caller, "createApiKey", json!({ "expiresAt": at(60) }), NEW).await;
    let key = text(&made["secret"]);
    assert!(by(&app, &key, None).await.is_some());
    app.advance(60);
    assert!(by(&app, &key, None).await.is_none());
    let query = "{ viewer { apiKeys(filter: { includeEnded: true }) { nodes { status } } } }";
    let seen = ask(&app, &caller, query, json!({})).await;
    assert_eq!(
        seen["data"]["viewer"]["apiKeys"]["nodes"][0]["status"],
        json!("EXPIRED")
    );
}

#[tokio::test]
async fn what_is_wrong_with_a_key_is_said_at_its_field() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let caller = session(&app, &ada);
    for (input, field) in [
        (
            json!({ "permissions": ["apps:read", "nothing:here"] }),
            "permissions.1",
        ),
        (json!({ "permissions": ["apps:read:x"] }), "permissions.0"),
        (json!({ "permissions": ["admin:read"] }), "permissions.0"),
        (
            json!({ "permissions": ["btcpay.store.canviewinvoices:none"] }),
            "permissions.0",
        ),
        (json!({ "label": "a\nb" }), "label"),
        (json!({ "networks": ["192.0.2.1", "everywhere"] }), "networks.1"),
    ] {
        let refused = mutate(&app, &caller, "createApiKey", input.clone(), NEW).await;
        let at: Vec<&str> = refused["userErrors"][0]["field"]
            .as_array()
            .unwrap_or_else(|| panic!("{input}: {refused}"))
            .iter()
            .map(|part| part.as_str().unwrap())
            .collect();
        assert_eq!(at.join("."), field, "{refused}");
    }
    let refused = mutate(
        &app,
        &caller,
        "createApiKey",
        json!({ "permissions": ["nothing:here"] }),
        NEW,
    )
    .await;
    assert!(
        refused["userErrors"][0]["message"]
            .as_str()
            .unwrap()
            .contains("nothing:here")
    );
    assert_eq!(app.count("api_key").await, 0);
}

#[tokio::test]
async fn sec_75_a_key_is_made_after_a_fresh_sign_in_only() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let (_, row) = app.key(&house.owner, &[]).await;
    app.advance(301);
    let id = json!(row.id);
    for (name, input) in [
        ("createApiKey", json!({})),
        ("rotateApiKey", json!({ "apiKeyId": id })),
        (
            "updateApiKey",
            json!({ "apiKeyId": id, "networks": ["192.0.2.1"] }),
        ),
    ] {
        let stale = mutate(&app, &owner, name, input, "apiKey { id }").await;
        assert_eq!(
            stale["userErrors"][0]["code"],
            json!("STEP_UP_REQUIRED"),
            "{name}"
        );
    }
    // To call it otherwise, or to end it, is no danger.
    let renamed = mutate(
        &app,
        &owner,
        "updateApiKey",
        json!({ "apiKeyId": id, "label": "B" }),
        KEY,
    )
    .await;
    assert_eq!(renamed["apiKey"]["label"], json!("B"));
    let ended = mutate(&app, &owner, "revokeApiKey", json!({ "apiKeyId": id }), KEY).await;
    assert_eq!(ended["apiKey"]["status"], json!("REVOKED"));
    // An app with the sensitive scope gives what it has itself.
    let app_caller = token(&house.owner, house.app.id, &house.client, "keys:write apps:read");
    let made = mutate(
        &app,
        &app_caller,
        "createApiKey",
        json!({ "permissions": ["apps:read"] }),
        NEW,
    )
    .await;
    assert!(made["secret"].is_string(), "{made}");
    let more = mutate(
        &app,
        &app_caller,
        "createApiKey",
        json!({ "permissions": ["apps:write"] }),
        NEW,
    )
    .await;
    assert_eq!(more["userErrors"][0]["field"], json!(["permissions", "0"]));
}

#[tokio::test]
async fn sec_112_a_key_changes_nothing_without_the_scope_for_it() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let (key, row) = app.key(&house.owner, &["profile:read", "apps:read"]).await;
    let (_, other) = app.key(&house.owner, &[]).await;
    let caller = by(&app, &key, None).await.unwrap();
    for (name, input, scope) in [
        ("createApiKey", json!({}), "keys:write"),
        ("rotateApiKey", json!({ "apiKeyId": row.id }), "keys:write"),
        (
            "updateApiKey",
            json!({ "apiKeyId": row.id, "label": "x" }),
            "keys:write",
        ),
        ("revokeApiKey", json!({ "apiKeyId": other.id }), "keys:write"),
        (
            "createClientSecret",
            json!({ "clientId": house.client.id }),
            "secrets:write",
        ),
        ("createApp", json!({ "name": "x" }), "apps:write"),
        ("updateProfile", json!({ "nickname": "x" }), "profile:write"),
        ("endOtherSessions", json!({ "confirm": true }), "sessions:write"),
        ("revokeAllMyGrants", json!({ "confirm": true }), "grants:write"),
    ] {
        let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
        let query =
            format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ userErrors {{ code }} }} }}");
        let refused = ask(&app, &caller, &query, json!({ "input": input })).await;
        let error = &refused["errors"][0]["extensions"];
        // The credential lacks a scope, which is named: that is another thing than nothing there (W27).
        assert_eq!(
            (&error["code"], &error["scope"]),
            (&json!("FORBIDDEN"), &json!(scope)),
            "{name}: {refused}"
        );
    }
    // A password is changed by a person in a browser, whatever a key may.
    let (all, _) = app.key(&house.owner, &["unrestricted"]).await;
    let all = by(&app, &all, None).await.unwrap();
    let query =
        "mutation($input: ChangePasswordInput!) { changePassword(input: $input) { userErrors { code } } }";
    let input = json!({ "input": { "currentPassword": "x", "newPassword": "violet stapler cabinet 9" } });
    let refused = ask(&app, &all, query, input).await;
    assert_eq!(
        refused["errors"][0]["extensions"]["code"],
        json!("UNAUTHENTICATED")
    );
    // What it may, it does; and it may end itself.
    let seen = ask(
        &app,
        &caller,
        "{ viewer { user { email } credentialScopes apps { totalCount } } }",
        json!({}),
    )
    .await;
    assert_eq!(
        seen["data"]["viewer"]["credentialScopes"],
        json!(["profile:read", "apps:read"]),
        "{seen}"
    );
    assert_eq!(seen["data"]["viewer"]["apps"]["totalCount"], json!(1));
    let listed = ask(&app, &caller, "{ viewer { apiKeys { totalCount } } }", json!({})).await;
    assert_eq!(listed["errors"][0]["extensions"]["scope"], json!("keys:read"));
    let ended = mutate(
        &app,
        &caller,
        "revokeApiKey",
        json!({ "apiKeyId": row.id }),
        "apiKey { id }",
    )
    .await;
    assert_eq!(ended["apiKey"]["id"], json!(row.id));
}

#[tokio::test]
async fn what_a_key_was_used_for_is_counted() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let (key, row) = app.key(&ada, &["profile:read", "keys:read", "apps:read"]).await;
    for query in [
        "{ viewer { user { email } } }",
        "{ viewer { user { email } apiKeys { totalCount } } }",
    ] {
        app.graphql(&key, query, json!({})).await;
    }
    usage::flush(&app.deps).await.unwrap();
    app.graphql(&key, "{ viewer { user { email } } }", json!({}))
        .await;
    usage::flush(&app.deps).await.unwrap();
    let query = "query($id: ID!) { node(id: $id) { ... on ApiKey { lastUsedAt lastUsedFrom permissions { permission useCount lastUsedAt } } } }";
    let seen = ask(&app, &session(&app, &ada), query, json!({ "id": row.id })).await;
    let node = &seen["data"]["node"];
    assert_eq!(node["lastUsedFrom"], json!("127.0.0.0/24"), "{seen}");
    let counts: Vec<i64> = node["permissions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|permission| permission["useCount"].as_i64().unwrap())
        .collect();
    assert_eq!(counts, [3, 1, 0], "{seen}");
    assert_eq!(node["permissions"][2]["lastUsedAt"], Value::Null);
}

#[tokio::test]
async fn what_can_be_given_is_listed_with_its_resources() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let bob = app.user("bob@example.com").await;
    let api = app.shop_api(&bob).await;
    app.store_scopes(&api).await;
    app.store(&api, &ada, "s1", "First").await;
    app.store(&api, &bob, "s2", "Bob's").await;
    let query = "{ viewer { keyPermissions { scope apiName resourceType resources { key name } } } }";
    let seen = ask(&app, &session(&app, &ada), query, json!({})).await;
    let listed = seen["data"]["viewer"]["keyPermissions"].as_array().unwrap();
    let of = |name: &str| {
        listed
            .iter()
            .find(|permission| permission["scope"] == json!(name))
    };
    let shop = of("shop:read").unwrap();
    assert_eq!(shop["resources"], json!([{ "key": "s1", "name": "First" }]));
    assert_eq!(
        (&shop["apiName"], &shop["resourceType"]),
        (&json!("Shop API"), &json!("store"))
    );
    assert!(of("unrestricted").is_some() && of("apps:read").is_some());
    for absent in [
        "openid",
        "admin:read",
        "btcpay.server.canmanageusers",
        "catalog:sync",
    ] {
        assert!(of(absent).is_none(), "{absent}");
    }
}

/// What a key is limited to, whatever it makes or changes is too.
#[tokio::test]
async fn sec_112_a_key_makes_and_leaves_none_that_works_longer_or_from_elsewhere() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let owner = session(&app, &ada);
    let end = rfc3339(app.now() + 7 * 86_400_000);
    let later = rfc3339(app.now() + 8 * 86_400_000);
    let make = async |permissions: Value| {
        let input = json!({ "permissions": permissions, "networks": ["192.0.2.0/24"], "expiresAt": end });
        let made = mutate(&app, &owner, "createApiKey", input, NEW).await;
        (text(&made["secret"]), made["apiKey"]["id"].clone())
    };
    let (limited, _) = make(json!(["keys:write", "keys:read"])).await;
    let (_, strong) = make(json!(["unrestricted"])).await;
    let (_, weak) = make(json!(["keys:read"])).await;
    let caller = by(&app, &limited, Some("192.0.2.9")).await.unwrap();
    // One that may more is not made to work longer or elsewhere.
    for change in [
        json!({ "networks": [] }),
        json!({ "expiresAt": null }),
        json!({ "expiresAt": later }),
    ] {
        for (id, code) in [(&strong, "NOT_ALLOWED"), (&weak, "")] {
            let mut input = change.clone();
            input["apiKeyId"] = id.clone();
            let done = mutate(&app, &caller, "updateApiKey", input, KEY).await;
            if code.is_empty() {
                let key = &done["apiKey"];
                let refused = done["userErrors"][0]["code"] == json!("BAD_USER_INPUT");
                assert!(
                    refused || (key["networks"] == json!(["192.0.2.0/24"]) && key["expiresAt"] == json!(end)),
                    "{change}: {done}"
                );
            } else {
                assert_eq!(done["userErrors"][0]["code"], json!(code), "{change}: {done}");
            }
        }
    }
    let new = |more: Value| {
        let mut input = json!({ "permissions": ["keys:read"] });
        input
            .as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        input
    };
    let inherited = mutate(&app, &caller, "createApiKey", new(json!({})), NEW).await;
    assert_eq!(
        (
            &inherited["apiKey"]["networks"],
            &inherited["apiKey"]["expiresAt"]
        ),
        (&json!(["192.0.2.0/24"]), &json!(end))
    );
    let part = mutate(
        &app,
        &caller,
        "createApiKey",
        new(json!({ "networks": ["192.0.2.7"] })),
        NEW,
    )
    .await;
    assert_eq!(part["apiKey"]["networks"], json!(["192.0.2.7/32"]), "{part}");
    for (more, field) in [
        (
            json!({ "networks": ["192.0.0.0/16"] }),
            json!(["input", "networks", "0"]),
        ),
        (json!({ "expiresAt": later }), json!(["input", "expiresAt"])),
    ] {
        let done = mutate(&app, &caller, "createApiKey", new(more.clone()), NEW).await;
        let at = done["userErrors"][0]["field"].to_string();
        assert!(
            at.contains(field.as_array().unwrap()[1].as_str().unwrap()),
            "{more}: {done}"
        );
    }
    let rotated = mutate(
        &app,
        &caller,
        "rotateApiKey",
        json!({ "apiKeyId": weak, "expiresAt": later }),
        NEW,
    )
    .await;
    assert_eq!(rotated["apiKey"], Value::Null, "{rotated}");
}
