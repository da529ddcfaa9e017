//! Scopes that are limited to resources: asked for, chosen at consent, narrowed, and gone with the resource.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    jwt,
    stores::{API, READ, Stores, WRITE},
    world::{refused, text},
};
use crate::{
    graphql::{ask, mutate, session, token},
    support::{
        Browser,
        client::{CALLBACK, authorize},
        make::SECRET,
    },
};

/// The tokens for the code of an answered page.
async fn tokens(stores: &Stores, page: &crate::support::browser::Page) -> Value {
    let (status, tokens) = stores.redeem(&page.redirected_to(CALLBACK)["code"]).await;
    assert_eq!(status, 200, "{tokens}");
    tokens
}

fn detail(actions: &[&str], identifier: Option<&str>) -> Value {
    let mut detail = json!({ "type": "store", "locations": [API], "actions": actions });
    if let Some(key) = identifier {
        detail["identifier"] = json!(key);
    }
    detail
}

#[tokio::test]
async fn one_resource_by_name_is_what_everybody_is_told() {
    let stores = Stores::new().await;
    let one = format!("{READ}:s-1");
    let page = stores
        .browser
        .open(&authorize(&[("scope", &format!("openid {one}"))]))
        .await;
    assert!(
        page.html.contains("Corner Shop") && !page.html.contains("Market Stall"),
        "{}",
        page.html
    );
    assert!(!page.has("store-all"), "there is nothing to choose");
    let tokens = tokens(&stores, &stores.browser.allow(&page).await).await;
    assert_eq!(tokens["scope"], format!("openid {one}"));
    let expected = json!([detail(&[READ], Some("s-1"))]);
    assert_eq!(tokens["authorization_details"], expected);
    let access = text(&tokens, "access_token");
    let claims = jwt::claims(access);
    assert_eq!(
        (&claims["scope"], &claims["authorization_details"]),
        (&json!(format!("openid {one}")), &expected)
    );
    let told = stores.told(access).await;
    assert_eq!(
        (&told["active"], &told["scope"], &told["authorization_details"]),
        (&json!(true), &json!(format!("openid {one}")), &expected)
    );
    let refresh = stores.introspect(text(&tokens, "refresh_token")).await;
    assert_eq!(
        (&refresh["scope"], &refresh["authorization_details"]),
        (&json!(format!("openid {one}")), &expected)
    );
    // The same again is not asked about; the other one is, and marked as new.
    let again = stores.browser.get(&authorize(&[("scope", &one)])).await;
    assert!(again.redirected_to(CALLBACK).contains_key("code"));
    let other = stores
        .browser
        .open(&authorize(&[("scope", &format!("{READ}:s-2"))]))
        .await;
    assert!(other.has("allow") && other.html.contains("Market Stall"));
}

#[tokio::test]
async fn what_cannot_be_asked_for_is_refused_by_name() {
    let stores = Stores::new().await;
    let long = format!("{READ}:{}", "x".repeat(129));
    let many: String = (0..60).map(|n| format!("{READ}:{n:064} ")).collect();
    let table: &[(&str, &str)] = &[
        (
            "openid:s-1",
            "The scope openid cannot be limited to a resource, as in openid:s-1.",
        ),
        (
            "catalog:sync:s-1",
            "The scope catalog:sync cannot be limited to a resource",
        ),
        (
            "invoices:read:s-1",
            "The scope invoices:read cannot be limited to a resource",
        ),
        ("store.nothing:s-1", "The scope store.nothing:s-1 does not exist"),
        ("store.invoices:read:", "does not name a resource"),
        (&long, "does not name a resource"),
        ("store.invoices:read:a:b", "does not exist or is not enabled"),
        ("store.invoices", "The scope store.invoices does not exist"),
        (&many, "more resources than one authorization holds"),
        // Bob's, and nobody's, look the same.
        (
            "store.invoices:read:s-3",
            "is for a resource that is not this person's",
        ),
        (
            "store.invoices:read:s-9",
            "is for a resource that is not this person's",
        ),
        (
            "openid store.invoices:read:s-1 store.invoices:read:s-3",
            "store.invoices:read:s-3 is for",
        ),
    ];
    for (scope, why) in table {
        let page = stores.browser.open(&authorize(&[("scope", scope)])).await;
        let fields = page.redirected_to(CALLBACK);
        assert_eq!(fields["error"], "invalid_scope", "{scope}: {fields:?}");
        assert!(fields["error_description"].contains(why), "{scope}: {fields:?}");
    }
    // Silently, whose a resource is stays unsaid.
    for key in ["s-1", "s-3", "s-9"] {
        let scope = format!("{READ}:{key}");
        let page = stores
            .browser
            .get(&authorize(&[("scope", &scope), ("prompt", "none")]))
            .await;
        assert_eq!(page.redirected_to(CALLBACK)["error"], "consent_required", "{key}");
    }
    assert_eq!(stores.count("app_grant").await, 0);
}

#[tokio::test]
async fn at_consent_the_person_chooses_all_or_some() {
    let stores = Stores::new().await;
    let asked = authorize(&[("scope", &format!("openid {READ} {WRITE}"))]);
    let page = stores.browser.open(&asked).await;
    for id in ["resources-store", "store-all", "store-some", "store-1", "store-2"] {
        assert!(page.has(id), "{id}: {}", page.html);
    }
    assert!(
        !page.has("store-3") && !page.html.contains("Bob"),
        "{}",
        page.html
    );
    // Nothing, or what is not theirs: the page again, with what is wrong, and nothing is used up.
    for wrong in [
        &["choice-store:some"][..],
        &["choice-store:some", "resource-store:s-3"],
    ] {
        let fields: Vec<(&str, &str)> = wrong.iter().map(|text| text.split_once(':').unwrap()).collect();
        let again = stores.answer(&page, &fields).await;
        assert_eq!(again.status, 422, "{wrong:?}");
        assert!(
            again.has("error-summary") && again.has("resources-store-error"),
            "{}",
            again.html
        );
    }
    let some = [("choice-store", "some"), ("resource-store", "s-2")];
    let first = tokens(&stores, &stores.answer(&page, &some).await).await;
    let limited = format!("openid {READ}:s-2 {WRITE}:s-2");
    assert_eq!(first["scope"], limited);
    assert_eq!(
        first["authorization_details"],
        json!([detail(&[READ, WRITE], Some("s-2"))])
    );
    // The app asks for all of them every time, and is not asked about again (W26).
    let again = tokens(&stores, &stores.browser.get(&asked).await).await;
    assert_eq!(again["scope"], limited);
    // Asked again on purpose: as it was chosen; what is chosen now holds, for older tokens too.
    let anew = authorize(&[
        ("scope", &format!("openid {READ} {WRITE}")),
        ("prompt", "consent"),
    ]);
    let page = stores.browser.open(&anew).await;
    let ticked = |page: &crate::support::browser::Page, id: &str| {
        let tag = page.html.split(&format!("id=\"{id}\"")).nth(1).unwrap();
        tag.split('>').next().unwrap().contains(" checked")
    };
    assert_eq!(
        ["store-all", "store-some", "store-1", "store-2"].map(|id| ticked(&page, id)),
        [false, true, false, true]
    );
    let one = [("choice-store", "some"), ("resource-store", "s-1")];
    let second = tokens(&stores, &stores.answer(&page, &one).await).await;
    assert_eq!(second["scope"], format!("openid {READ}:s-1 {WRITE}:s-1"));
    let before = stores.told(text(&first, "access_token")).await;
    assert_eq!(before["scope"], "openid");
    // All, also later ones.
    let page = stores.browser.open(&anew).await;
    let all = tokens(&stores, &stores.answer(&page, &[("choice-store", "all")]).await).await;
    assert_eq!(all["scope"], format!("openid {READ} {WRITE}"));
    assert_eq!(
        all["authorization_details"],
        json!([detail(&[READ, WRITE], None)])
    );
    // A token for one store stays one for one store.
    let second = stores.told(text(&second, "access_token")).await;
    assert_eq!(second["scope"], format!("openid {READ}:s-1 {WRITE}:s-1"));
}

#[tokio::test]
async fn sec_69_a_choice_only_narrows() {
    let stores = Stores::new().await;
    let page = stores
        .browser
        .open(&authorize(&[("scope", &format!("openid {READ}:s-1"))]))
        .await;
    let more = [
        ("choice-store", "all"),
        ("resource-store", "s-2"),
        ("scope", READ),
        ("scope", WRITE),
    ];
    let tokens = tokens(&stores, &stores.answer(&page, &more).await).await;
    assert_eq!(tokens["scope"], format!("openid {READ}:s-1"));
}

#[tokio::test]
async fn an_optional_scope_can_be_left_out_with_its_resources() {
    let stores = Stores::new().await;
    stores
        .change(&format!(
            "UPDATE app_scope SET optional = TRUE WHERE name = '{WRITE}'"
        ))
        .await;
    let asked = authorize(&[("scope", &format!("openid {READ} {WRITE}"))]);
    let page = stores.browser.open(&asked).await;
    let some = [("choice-store", "some"), ("resource-store", "s-1")];
    let first = tokens(&stores, &stores.answer(&page, &some).await).await;
    assert_eq!(first["scope"], format!("openid {READ}:s-1"));
    // It was left out once: it is not asked about again.
    let again = tokens(&stores, &stores.browser.get(&asked).await).await;
    assert_eq!(again["scope"], format!("openid {READ}:s-1"));
}

#[tokio::test]
async fn sec_26_a_resource_that_is_gone_is_gone_from_the_next_answer() {
    let stores = Stores::new().await;
    let scope = format!("openid {READ}:s-1 {READ}:s-2 offline_access");
    let tokens = stores.tokens(&scope).await;
    let access = text(&tokens, "access_token");
    assert_eq!(stores.told(access).await["scope"], scope);
    stores.remove("s-1").await;
    let left = format!("openid {READ}:s-2 offline_access");
    assert_eq!(stores.told(access).await["scope"], left);
    let (_, refreshed) = stores.refresh(text(&tokens, "refresh_token")).await;
    assert_eq!(refreshed["scope"], left);
    assert_eq!(
        refreshed["authorization_details"],
        json!([detail(&[READ], Some("s-2"))])
    );
    // One of the same key that comes later is another one.
    let back = json!({ "resources": [
        { "type": "store", "id": "s-1", "name": "Corner Shop", "owner": "ada@example.com" },
    ] });
    stores.send(Method::PUT, back).await;
    assert_eq!(stores.told(access).await["scope"], left);
    // Given to somebody else.
    let moved = json!({ "resources": [
        { "type": "store", "id": "s-2", "name": "Market Stall", "owner": "bob@example.com" },
    ] });
    stores.send(Method::PUT, moved).await;
    assert_eq!(stores.told(access).await["scope"], "openid offline_access");
    // A grant of nothing else ends with the resource.
    let bobs = Browser::signed_in(&stores.world.app, "bob@example.com").await;
    let code = bobs.code(&[("scope", &format!("{READ}:s-3"))]).await;
    let (_, tokens) = stores.redeem(&code).await;
    assert_eq!(
        stores.told(text(&tokens, "access_token")).await["active"],
        json!(true)
    );
    stores.remove("s-3").await;
    assert_eq!(
        stores.told(text(&tokens, "access_token")).await,
        json!({ "active": false })
    );
    refused(
        &stores.refresh(text(&tokens, "refresh_token")).await,
        400,
        "invalid_grant",
    );
}

/// A resource that is registered again under the same name is another one.
#[tokio::test]
async fn sec_26_a_key_does_not_come_back_to_life_with_a_resource_of_the_same_name() {
    let stores = Stores::new().await;
    let app = &stores.world.app;
    let (one, two) = (format!("{READ}:s-1"), format!("{READ}:s-2"));
    let (both, _) = app.key(&stores.ada, &[&one, &two]).await;
    let (alone, _) = app.key(&stores.ada, &[&one]).await;
    assert_eq!(stores.told(&both).await["scope"], json!(format!("{one} {two}")));
    stores.remove("s-1").await;
    let store = json!({ "type": "store", "id": "s-1", "name": "Another", "owner": stores.ada.id });
    for registered in [false, true] {
        if registered {
            let (status, done) = stores.send(Method::PUT, json!({ "resources": [store] })).await;
            assert_eq!((status, &done["created"]), (200, &json!(1)), "{done}");
        }
        assert_eq!(stores.told(&both).await["scope"], json!(two));
        assert_eq!(stores.told(&alone).await, json!({ "active": false }));
    }
}

#[tokio::test]
async fn sec_26_a_code_is_worth_what_is_left_when_it_is_redeemed() {
    let stores = Stores::new().await;
    let code = stores
        .browser
        .code(&[("scope", &format!("openid {READ}:s-1"))])
        .await;
    stores.remove("s-1").await;
    let (_, tokens) = stores.redeem(&code).await;
    assert_eq!(tokens["scope"], "openid");
    assert_eq!(tokens.get("authorization_details"), None);
    let code = stores.browser.code(&[("scope", &format!("{READ}:s-2"))]).await;
    stores.remove("s-2").await;
    refused(&stores.redeem(&code).await, 400, "invalid_grant");
}

#[tokio::test]
async fn a_member_can_give_what_is_the_organizations_as_long_as_they_are_one() {
    let stores = Stores::new().await;
    let new = latchkey::domain::organization::NewOrganization {
        name: "Market".to_owned(),
        slug: "market".to_owned(),
        idempotency_key: None,
    };
    let bob = session(&stores.world.app, &stores.bob);
    let organization = latchkey::domain::organization::create(&stores.deps, &bob, new)
        .await
        .unwrap()
        .made;
    crate::graphql::add_member(
        &stores.world.app,
        organization.id,
        stores.ada.id,
        entity::values::MemberRole::Developer,
    )
    .await;
    let body = json!({ "resources": [{ "type": "store", "id": "o-1", "name": "Hall", "owner": "market" }] });
    assert_eq!(stores.send(Method::PUT, body).await.0, 200);
    let tokens = stores.tokens(&format!("openid {READ}:o-1")).await;
    let access = text(&tokens, "access_token");
    assert_eq!(stores.told(access).await["scope"], format!("openid {READ}:o-1"));
    stores
        .execute("DELETE FROM membership WHERE role = 'developer'")
        .await;
    assert_eq!(stores.told(access).await["scope"], "openid");
}

#[tokio::test]
async fn sec_26_a_refresh_may_ask_for_less_and_not_for_more() {
    let stores = Stores::new().await;
    let tokens = stores.tokens(&format!("openid {WRITE}:s-1")).await;
    let refresh = text(&tokens, "refresh_token").to_owned();
    let ask = async |token: &str, scope: &str| {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("scope", scope),
        ];
        stores.form_as("/oauth/token", ("web", SECRET), &fields).await
    };
    for more in [
        WRITE.to_owned(),
        READ.to_owned(),
        format!("{WRITE}:s-2"),
        format!("{READ}:s-2"),
        format!("openid {WRITE}:s-1 {WRITE}:s-2"),
        format!("{WRITE}:s-1:s-1"),
    ] {
        refused(&ask(&refresh, &more).await, 400, "invalid_scope");
    }
    // Contained in what was allowed, for the same store.
    let (status, less) = ask(&refresh, &format!("{READ}:s-1")).await;
    assert_eq!(
        (status, &less["scope"]),
        (200, &json!(format!("{READ}:s-1"))),
        "{less}"
    );
    let (_, whole) = stores.refresh(text(&less, "refresh_token")).await;
    assert_eq!(whole["scope"], format!("openid {WRITE}:s-1"));
}

#[tokio::test]
async fn sec_72_a_grant_is_narrowed_by_scope_and_by_resource() {
    let stores = Stores::new().await;
    let ada = stores.ada_herself();
    let app = &stores.world.app;
    let tokens = stores
        .tokens(&format!("openid {READ} {WRITE}:s-1 offline_access"))
        .await;
    let access = text(&tokens, "access_token");
    let seen = "{ viewer { grants { nodes { id scopes { name resourceType resources { key name permission } } } } } }";
    let grant = ask(app, &ada, seen, json!({})).await["data"]["viewer"]["grants"]["nodes"][0].clone();
    assert_eq!(
        grant["scopes"][1],
        json!({ "name": READ, "resourceType": "store", "resources": null })
    );
    let one = json!({ "key": "s-1", "name": "Corner Shop", "permission": format!("{WRITE}:s-1") });
    assert_eq!(grant["scopes"][2]["resources"], json!([one]));
    let narrow = async |input: Value| {
        let mut input = input;
        input["grantId"] = grant["id"].clone();
        mutate(app, &ada, "revokeGrantScopes", input, "grant { revokedAt }").await
    };
    for (wrong, field) in [
        (json!({ "permissions": ["nothing"] }), "permissions.0"),
        (json!({ "scopes": ["openid", "email"] }), "scopes.1"),
        (json!({ "scopes": [], "permissions": [] }), "scopes"),
        (
            json!({ "permissions": [format!("{READ}:s-1"), "openid:s-1"] }),
            "permissions.1",
        ),
    ] {
        let answer = narrow(wrong.clone()).await;
        assert_eq!(
            answer["userErrors"][0]["field"].as_array().map(|path| path
                .iter()
                .map(|part| part.as_str().unwrap())
                .collect::<Vec<_>>()
                .join(".")),
            Some(field.to_owned()),
            "{wrong}: {answer}"
        );
    }
    // Who may change them sees them: taking that alone away would end nothing.
    let before = stores.told(access).await["scope"].clone();
    let kept = narrow(json!({ "permissions": [format!("{READ}:s-1")] })).await;
    let error = &kept["userErrors"][0];
    assert_eq!(error["field"], json!(["permissions", "0"]), "{kept}");
    assert!(
        text(error, "message").contains(&format!("contains it: {WRITE}:s-1.")),
        "{kept}"
    );
    assert_eq!(stores.told(access).await["scope"], before);
    // Allowed for all: the others stay, by name.
    let done = narrow(json!({ "permissions": [format!("{READ}:s-1"), format!("{WRITE}:s-1")] })).await;
    assert_eq!(done["userErrors"], json!([]), "{done}");
    assert_eq!(
        stores.told(access).await["scope"],
        format!("openid {READ}:s-2 offline_access")
    );
    let (_, refreshed) = stores.refresh(text(&tokens, "refresh_token")).await;
    assert_eq!(refreshed["scope"], format!("openid {READ}:s-2 offline_access"));
    narrow(json!({ "scopes": [READ] })).await;
    assert_eq!(stores.told(access).await["scope"], "openid offline_access");
    let ended = narrow(json!({ "scopes": ["openid", "offline_access"] })).await;
    assert!(ended["grant"]["revokedAt"].is_string(), "{ended}");
    assert_eq!(stores.told(access).await, json!({ "active": false }));
}

#[tokio::test]
async fn sec_97_a_credential_for_one_store_does_not_see_the_other() {
    let stores = Stores::new().await;
    let app = &stores.world.app;
    let ids = "{ viewer { resources { totalCount nodes { id key name type api { name } } } } }";
    let all = ask(app, &stores.ada_herself(), ids, json!({})).await;
    let nodes = &all["data"]["viewer"]["resources"]["nodes"];
    assert_eq!(
        (
            nodes[0]["key"].as_str(),
            nodes[1]["key"].as_str(),
            nodes[2].as_str()
        ),
        (Some("s-1"), Some("s-2"), None)
    );
    let tokens = stores.tokens(&format!("openid {READ}:s-1")).await;
    let access = text(&tokens, "access_token");
    let seen = stores.graphql(access, ids, json!({})).await;
    let seen = &seen["data"]["viewer"]["resources"];
    assert_eq!((&seen["totalCount"], &seen["nodes"][0]), (&json!(1), &nodes[0]));
    let node = "query($id: ID!) { node(id: $id) { id } }";
    for (resource, expected) in [(&nodes[0], nodes[0]["id"].clone()), (&nodes[1], Value::Null)] {
        let found = stores
            .graphql(access, node, json!({ "id": resource["id"] }))
            .await;
        let id = found["data"]["node"].get("id").cloned().unwrap_or_default();
        assert_eq!(id, expected, "{found}");
    }
    let (key, _) = app.key(&stores.ada, &[&format!("{READ}:s-2")]).await;
    let seen = stores.graphql(&key, ids, json!({})).await;
    let seen = &seen["data"]["viewer"]["resources"];
    assert_eq!((&seen["totalCount"], &seen["nodes"][0]), (&json!(1), &nodes[1]));
    // Without either there is a reason, not an empty list (W27).
    let plain = stores.tokens("openid").await;
    let lacking = stores.graphql(text(&plain, "access_token"), ids, json!({})).await;
    assert_eq!(
        lacking["errors"][0]["extensions"],
        json!({ "code": "FORBIDDEN", "scope": "profile:read" })
    );
    // Bob, and the API's owner.
    let bob = session(app, &stores.bob);
    let found = ask(app, &bob, node, json!({ "id": nodes[0]["id"] })).await;
    assert_eq!(found["data"]["node"], Value::Null);
    let owners =
        "query($id: ID!) { api(id: $id) { resources(filter: { search: \"b's\" }) { nodes { key } } } }";
    let seen = ask(app, &stores.ada_herself(), owners, json!({ "id": stores.api.id })).await;
    assert_eq!(
        seen["data"]["api"]["resources"]["nodes"],
        json!([{ "key": "s-3" }])
    );
    let seen = ask(app, &bob, owners, json!({ "id": stores.api.id })).await;
    assert_eq!(seen["data"]["api"]["resources"], Value::Null);
}

#[tokio::test]
async fn unrestricted_contains_what_our_own_api_asks_for() {
    let stores = Stores::new().await;
    let app = &stores.world.app;
    let query = "{ viewer { user { email } } }";
    for (scopes, fine) in [
        ("unrestricted", true),
        ("profile:read", true),
        ("btcpay.user.canmodifyprofile", false),
        ("profile:write", false),
    ] {
        let caller = token(&stores.ada, stores.shop.id, &stores.server, scopes);
        let answer = ask(app, &caller, query, json!({})).await;
        assert_eq!(
            answer["data"]["viewer"]["user"].is_object(),
            fine,
            "{scopes}: {answer}"
        );
    }
}

#[tokio::test]
async fn no_scope_is_called_what_is_a_permission() {
    let stores = Stores::new().await;
    let app = &stores.world.app;
    let bob = session(app, &stores.bob);
    let new = latchkey::domain::api::NewApi {
        identifier: "https://evil.example".to_owned(),
        name: "Another".to_owned(),
        owner: None,
        access_token_ttl: None,
        require_nonce: false,
        idempotency_key: None,
    };
    let api = latchkey::domain::api::create(&stores.deps, &bob, new)
        .await
        .unwrap()
        .made;
    for (name, resource_type, field) in [
        (format!("{READ}:s-1"), None, Some("name")),
        (format!("{READ}:s-1:more"), None, None),
        ("btcpay.store.canviewinvoices:s-1".to_owned(), None, Some("name")),
        ("mine:x".to_owned(), None, None),
        ("mine".to_owned(), Some("store"), Some("resourceType")),
        ("unrestricted".to_owned(), None, Some("name")),
    ] {
        let input = json!({ "apiId": api.id, "name": name, "title": "T", "resourceType": resource_type });
        let answer = mutate(app, &bob, "createScope", input, "scope { id }").await;
        let errors = &answer["userErrors"];
        assert_eq!(errors[0]["field"][0].as_str(), field, "{name}: {answer}");
        assert_eq!(errors[0]["code"].as_str(), field.map(|_| "CONFLICT"), "{name}");
    }
}

#[tokio::test]
async fn an_app_acts_for_itself_on_one_store() {
    let stores = Stores::new().await;
    let ask = async |scope: &str| {
        let fields = [("grant_type", "client_credentials"), ("scope", scope)];
        stores.form_as("/oauth/token", ("web", SECRET), &fields).await
    };
    let (status, tokens) = ask(&format!("{READ}:s-3 catalog:sync")).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(tokens["scope"], format!("{READ}:s-3 catalog:sync"));
    assert_eq!(
        tokens["authorization_details"],
        json!([detail(&[READ], Some("s-3"))])
    );
    for wrong in [
        format!("{READ}:s-9"),
        format!("{WRITE}:s-1"),
        "catalog:sync:s-1".to_owned(),
        "nothing:s-1".to_owned(),
    ] {
        refused(&ask(&wrong).await, 400, "invalid_scope");
    }
    let access = text(&tokens, "access_token");
    stores.remove("s-3").await;
    assert_eq!(stores.told(access).await["scope"], "catalog:sync");
}

#[tokio::test]
async fn sec_100_what_only_administrators_have_is_not_given_by_others() {
    let stores = Stores::new().await;
    let insert = "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) SELECT id, ";
    for name in ["admin:read", "btcpay.server.canmanageusers"] {
        stores
            .change(&format!(
                "{insert}'{name}', FALSE, 1, 1 FROM app WHERE name = 'Demo Shop'"
            ))
            .await;
    }
    let scope = "openid admin:read btcpay.server.canmanageusers";
    let page = stores.browser.open(&authorize(&[("scope", scope)])).await;
    assert!(!page.html.contains("administration"), "{}", page.html);
    let first = tokens(&stores, &stores.browser.allow(&page).await).await;
    assert_eq!(first["scope"], "openid");
    let page = stores.browser.open(&authorize(&[("scope", "admin:read")])).await;
    assert_eq!(page.redirected_to(CALLBACK)["error"], "access_denied");
    // An administrator's, as long as they are one.
    stores
        .change("UPDATE \"user\" SET role = 'admin' WHERE email = 'ada@example.com'")
        .await;
    let tokens = stores.tokens(scope).await;
    assert_eq!(tokens["scope"], scope);
    stores.change("UPDATE \"user\" SET role = 'user'").await;
    assert_eq!(
        stores.introspect(text(&tokens, "access_token")).await["scope"],
        "openid"
    );
}
