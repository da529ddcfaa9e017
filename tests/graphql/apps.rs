//! Apps, clients, redirect URLs and scopes.

use entity::values::{MemberRole, Role};
use latchkey::domain::change::Change;
use serde_json::{Value, json};

use super::{House, add_member, ask, mutate, person, session};
use crate::support::{TestApp, make::NewClient};

const CREATED: &str = "app { id version role permissions { canDelete } owner { __typename } enabledScopes { scope { name } }
    clients { id clientId platform confidential grantTypes redirectUrls { id url } warnings { code } snippets { code }
              settings { requirePkce rotateRefreshTokens } secrets { lastFour status useCount } } }
    credentials { client { platform } secret }";

#[tokio::test]
async fn sec_48_an_app_is_made_with_its_clients_and_secrets_shown_once() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    let input = json!({
        "name": "Demo", "homepage": "https://demo.example", "scopes": ["openid", "email"], "idempotencyKey": "k1",
        "clients": [
            { "platform": "WEB", "redirectUrls": ["https://demo.example/cb"] },
            { "platform": "SINGLE_PAGE", "redirectUrls": ["http://localhost:5173/cb"] },
        ],
    });
    let made = mutate(&app, &ada, "createApp", input.clone(), CREATED).await;
    assert_eq!(made["userErrors"], json!([]));
    let (clients, credentials) = (&made["app"]["clients"], &made["credentials"]);
    let secret = credentials[0]["secret"].as_str().unwrap();
    assert!(
        secret.starts_with("lks_")
            && secret.ends_with(clients[0]["secrets"][0]["lastFour"].as_str().unwrap())
    );
    assert_eq!(credentials[1]["secret"], Value::Null, "a public client has none");
    assert_eq!(clients[0]["settings"]["requirePkce"], json!(true));
    assert_eq!(clients[1]["warnings"][0]["code"], json!("LOCALHOST_REDIRECT"));
    assert_eq!(made["app"]["role"], json!("OWNER"));
    let snippet = clients[0]["snippets"][0]["code"].as_str().unwrap();
    assert!(snippet.contains(clients[0]["clientId"].as_str().unwrap()) && !snippet.contains(secret));

    let again = mutate(&app, &ada, "createApp", input, CREATED).await;
    assert_eq!(again["app"]["id"], made["app"]["id"]);
    assert_eq!(again["credentials"][0]["secret"], Value::Null);
    assert_eq!(again["userErrors"][0]["code"], json!("ALREADY_CREATED"));
    let whole = ask(
        &app,
        &ada,
        "{ viewer { apps { totalCount nodes { name } } } }",
        json!({}),
    )
    .await;
    assert_eq!(whole["data"]["viewer"]["apps"]["totalCount"], json!(1));
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_made() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    let web = |url: &str| json!([{ "platform": "WEB", "redirectUrls": ["https://a.example/", url] }]);
    for (input, field) in [
        (json!({ "name": "" }), "name"),
        (json!({ "name": "a\u{202e}b" }), "name"),
        (json!({ "name": "Latchkey" }), "name"),
        (
            json!({ "name": "A", "homepage": "javascript:alert(1)" }),
            "homepage",
        ),
        (
            json!({ "name": "A", "scopes": ["openid", "no.such"] }),
            "scopes.1",
        ),
        (
            json!({ "name": "A", "clients": web("http://evil.example/") }),
            "clients.0.redirectUrls.1",
        ),
        (
            json!({ "name": "A", "clients": [{ "platform": "SINGLE_PAGE",
            "settings": { "tokenEndpointAuthMethod": "CLIENT_SECRET_BASIC" } }] }),
            "clients.0.settings.tokenEndpointAuthMethod",
        ),
        (
            json!({ "name": "A", "organizationId": "org_00000000000000000000000000000000" }),
            "organizationId",
        ),
    ] {
        let refused = mutate(&app, &ada, "createApp", input.clone(), "app { id }").await;
        let said = refused["userErrors"][0]["field"]
            .as_array()
            .unwrap_or_else(|| panic!("{input}: {refused}"));
        let said: Vec<&str> = said.iter().filter_map(Value::as_str).collect();
        assert_eq!(
            (said.join("."), &refused["app"]),
            (field.to_owned(), &Value::Null),
            "{input}"
        );
    }
    assert_eq!(app.count("app").await, 0);
    assert_eq!(app.count("client").await, 0);
}

#[tokio::test]
async fn sec_03_redirect_urls_are_refused_wherever_they_come_in() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let id = house.client.id.to_string();
    let add = async |url: &str| {
        let input = json!({ "clientId": id, "url": url });
        mutate(
            &app,
            &owner,
            "addRedirectUrl",
            input,
            "redirectUrl { id url } hint",
        )
        .await
    };
    for bad in [
        "https://a.example/*",
        "https://a.example/#",
        "https://u@a.example/",
        "http://a.example/",
        "javascript:x",
        "myapp:/cb",
        "/cb",
        "https://a.example/../x",
    ] {
        let refused = add(bad).await;
        assert_eq!(refused["userErrors"][0]["code"], json!("BAD_USER_INPUT"), "{bad}");
        assert_eq!(refused["userErrors"][0]["field"], json!(["url"]), "{bad}");
    }
    let good = add("http://localhost:7000/cb").await;
    assert!(good["hint"].as_str().unwrap().contains("127.0.0.1"));
    assert_eq!(
        add("http://localhost:7000/cb").await["userErrors"][0]["code"],
        json!("CONFLICT")
    );
    for n in 0..48 {
        assert_eq!(
            add(&format!("https://a.example/{n}")).await["userErrors"],
            json!([])
        );
    }
    assert_eq!(
        add("https://a.example/last").await["userErrors"][0]["code"],
        json!("LIMIT_EXCEEDED")
    );
    let input = json!({ "redirectUrlId": good["redirectUrl"]["id"] });
    let removed = mutate(
        &app,
        &owner,
        "removeRedirectUrl",
        input,
        "removedRedirectUrlId client { id }",
    )
    .await;
    assert_eq!(removed["removedRedirectUrlId"], good["redirectUrl"]["id"]);
}

#[tokio::test]
async fn versions_keep_two_editors_apart() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let update = async |version: i32, name: &str| {
        let input = json!({ "appId": house.app.id, "expectedVersion": version, "name": name });
        mutate(&app, &owner, "updateApp", input, "app { name version }").await
    };
    assert_eq!(
        update(1, "First").await["app"],
        json!({ "name": "First", "version": 2 })
    );
    let stale = update(1, "Second").await;
    assert_eq!(stale["userErrors"][0]["code"], json!("VERSION_MISMATCH"));
    assert_eq!(stale["userErrors"][0]["field"], json!(["expectedVersion"]));
    assert_eq!(update(2, "Third").await["app"]["version"], json!(3));
}

#[tokio::test]
async fn what_an_administrator_suspended_only_one_resumes() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let admin = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let id = json!({ "appId": house.app.id });
    let off = mutate(
        &app,
        &admin,
        "adminSuspendApp",
        id.clone(),
        "app { suspendedByAdministrator }",
    )
    .await;
    assert_eq!(off["app"]["suspendedByAdministrator"], json!(true));
    let refused = mutate(&app, &owner, "resumeApp", id.clone(), "app { id }").await;
    assert_eq!(refused["userErrors"][0]["code"], json!("NOT_ALLOWED"));
    let on = mutate(&app, &admin, "adminResumeApp", id.clone(), "app { suspendedAt }").await;
    assert_eq!(on["app"]["suspendedAt"], Value::Null);
    for (mutation, set) in [("suspendApp", true), ("resumeApp", false)] {
        let done = mutate(&app, &owner, mutation, id.clone(), "app { suspendedAt }").await;
        assert_eq!(done["app"]["suspendedAt"].is_string(), set, "{mutation}");
    }
}

#[tokio::test]
async fn a_scope_for_apps_waits_for_the_apis_owner() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let stranger = session(&app, &person(&app, "eve@example.com", Role::User).await);
    let input = json!({ "name": "Stranger's", "scopes": [house.scope.name] });
    let selection = "app { id enabledScopes { approvedForApp } }";
    let made = mutate(&app, &stranger, "createApp", input, selection).await;
    assert_eq!(made["app"]["enabledScopes"][0]["approvedForApp"], json!(false));
    let pending = "query($id: ID!) { api(id: $id) { pendingApprovals { app { name } scope { name } } } }";
    let seen = ask(&app, &owner, pending, json!({ "id": house.api.id })).await;
    assert_eq!(
        seen["data"]["api"]["pendingApprovals"][0]["app"]["name"],
        json!("Stranger's")
    );
    let hidden = ask(&app, &stranger, pending, json!({ "id": house.api.id })).await;
    assert_eq!(hidden["data"]["api"]["pendingApprovals"], Value::Null);
    let input = json!({ "appId": made["app"]["id"], "scope": house.scope.name });
    let own = mutate(&app, &stranger, "approveAppScope", input.clone(), "api { id }").await;
    assert_eq!(own["userErrors"][0]["code"], json!("NOT_FOUND"));
    let approved = mutate(
        &app,
        &owner,
        "approveAppScope",
        input,
        "api { pendingApprovals { requestedAt } }",
    )
    .await;
    assert_eq!(approved["api"]["pendingApprovals"], json!([]));
    let input = json!({ "appId": house.app.id, "scopes": [{ "name": house.scope.name }] });
    let at_once = mutate(&app, &owner, "setAppScopes", input, selection).await;
    assert_eq!(at_once["app"]["enabledScopes"][0]["approvedForApp"], json!(true));
}

#[tokio::test]
async fn apps_change_hands_only_to_where_one_may_create_them() {
    let app = TestApp::new().await;
    let (here, there) = (House::new(&app).await, House::new(&app).await);
    let owner = session(&app, &here.owner);
    let input = json!({ "appId": here.app.id, "organizationId": there.organization });
    let refused = mutate(&app, &owner, "transferApp", input.clone(), "app { id }").await;
    assert_eq!(refused["userErrors"][0]["code"], json!("NOT_FOUND"));
    add_member(&app, there.organization, here.owner.id, MemberRole::Developer).await;
    let refused = mutate(&app, &owner, "transferApp", input.clone(), "app { id }").await;
    assert_eq!(refused["userErrors"][0]["code"], json!("NOT_ALLOWED"));
    let mine = json!({ "appId": here.app.id });
    let done = mutate(&app, &owner, "transferApp", mine, "app { owner { __typename } }").await;
    assert_eq!(done["app"]["owner"]["__typename"], json!("User"));
}

#[tokio::test]
async fn sec_125_a_deleted_app_leaves_nothing_behind() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    latchkey::domain::grant::allow(&app.deps, &owner, house.app.id, &"openid".parse().unwrap())
        .await
        .unwrap();
    let input = json!({ "appId": house.app.id });
    let done = mutate(&app, &owner, "deleteApp", input, "deletedAppId").await;
    assert_eq!(done["deletedAppId"], json!(house.app.id));
    for table in ["app", "client", "client_secret", "redirect_url", "app_grant"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
}

/// Nobody is asked before they are sent to a first-party app: an app that changes hands is none, and its owners do not
/// send people elsewhere.
#[tokio::test]
async fn sec_70_a_first_party_app_sends_people_only_where_an_administrator_said() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let root = app.user_with("root@example.com", Role::Admin).await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    let client = app.client_of(&shop, NewClient::default()).await;
    app.execute("UPDATE \"app\" SET \"first_party\" = TRUE").await;
    app.deps.forget(&Change::Everything);
    let url = json!({ "clientId": client.id, "kind": "LOGIN", "url": "https://evil.example/cb" });
    let new = json!({ "appId": shop.id, "client": { "platform": "WEB", "redirectUrls": ["https://evil.example/cb"] } });
    for (name, input, selection) in [
        ("addRedirectUrl", &url, "redirectUrl { url }"),
        ("createClient", &new, "client { id }"),
    ] {
        let done = mutate(&app, &session(&app, &ada), name, input.clone(), selection).await;
        assert_eq!(
            done["userErrors"][0]["code"],
            json!("NOT_ALLOWED"),
            "{name}: {done}"
        );
    }
    // An administrator who is its owner too may.
    let organization = json!({ "name": "Engines", "slug": "engines" });
    let made = mutate(
        &app,
        &session(&app, &ada),
        "createOrganization",
        organization,
        "organization { id }",
    )
    .await;
    let id = made["organization"]["id"].as_str().unwrap().parse().unwrap();
    add_member(&app, id, root.id, MemberRole::Owner).await;
    let (vault, asked) = (
        app.app_of(&root, "Vault", "openid").await,
        "https://vault.example/cb",
    );
    let inner = app
        .client_of(
            &vault,
            NewClient {
                client_id: "vault",
                ..NewClient::default()
            },
        )
        .await;
    app.execute("UPDATE \"app\" SET \"first_party\" = TRUE").await;
    app.deps.forget(&Change::Everything);
    let own = json!({ "clientId": inner.id, "kind": "LOGIN", "url": asked });
    let done = mutate(
        &app,
        &session(&app, &root),
        "addRedirectUrl",
        own,
        "redirectUrl { url }",
    )
    .await;
    assert_eq!(done["userErrors"], json!([]), "{done}");
    let input = json!({ "appId": shop.id, "organizationId": id });
    let moved = mutate(&app, &session(&app, &ada), "transferApp", input, "app { id }").await;
    assert_eq!(moved["userErrors"], json!([]), "{moved}");
    assert_eq!(
        app.rows("SELECT CAST(COUNT(*) AS BIGINT) AS n FROM app WHERE first_party AND name = 'Demo Shop'")
            .await,
        [0]
    );
}

/// Whatever is answered as done is so afterwards, whatever else was changed at that moment.
#[tokio::test]
async fn sec_123_no_change_is_lost_to_another_of_the_same_moment() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let caller = session(&app, &ada);
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    let client = app.client_of(&shop, NewClient::default()).await;
    for round in 0..6 {
        app.advance(1);
        let set = async |disabled: Option<bool>, age: Option<i64>| {
            let mut input = json!({ "clientId": client.id });
            if let Some(disabled) = disabled {
                input["disabled"] = json!(disabled);
            }
            if let Some(age) = age {
                input["settings"] = json!({ "defaultMaxAge": age });
            }
            let done = mutate(&app, &caller, "updateClient", input, "client { id }").await;
            done["userErrors"] == json!([])
        };
        let off = round % 2 == 0;
        let (switched, aged, _) = tokio::join!(
            set(Some(off), None),
            set(None, Some(100 + round)),
            set(None, Some(1000 + round))
        );
        let query =
            "query($id: ID!) { node(id: $id) { ... on Client { disabledAt settings { defaultMaxAge } } } }";
        let seen = ask(&app, &caller, query, json!({ "id": client.id })).await;
        let seen = &seen["data"]["node"];
        assert!(
            !switched || seen["disabledAt"].is_string() == off,
            "round {round}: {seen}"
        );
        assert!(
            !aged
                || seen["settings"]["defaultMaxAge"]
                    .as_i64()
                    .is_some_and(|age| age >= 100),
            "round {round}: {seen}"
        );
        assert!(switched || aged, "somebody is done");
    }
}

#[tokio::test]
async fn sec_16_a_client_that_becomes_public_needs_pkce() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let caller = session(&app, &ada);
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    let new = NewClient {
        require_pkce: false,
        ..NewClient::default()
    };
    let client = app.client_of(&shop, new).await;
    let set = async |settings: Value| {
        let input = json!({ "clientId": client.id, "settings": settings });
        let done = mutate(
            &app,
            &caller,
            "updateClient",
            input,
            "client { settings { requirePkce } warnings { code } }",
        )
        .await;
        assert_eq!(done["userErrors"], json!([]), "{done}");
        done["client"].clone()
    };
    let grant_types = json!(["AUTHORIZATION_CODE", "REFRESH_TOKEN"]);
    let public = set(json!({ "tokenEndpointAuthMethod": "NONE", "grantTypes": grant_types })).await;
    assert_eq!(public["settings"]["requirePkce"], json!(true), "{public}");
    set(json!({ "tokenEndpointAuthMethod": "CLIENT_SECRET_BASIC", "requirePkce": false })).await;
    // Only whoever says so goes without.
    let without = set(json!({ "tokenEndpointAuthMethod": "NONE", "requirePkce": false })).await;
    assert_eq!(without["settings"]["requirePkce"], json!(false), "{without}");
    assert!(without["warnings"].to_string().contains("PKCE"), "{without}");
}
