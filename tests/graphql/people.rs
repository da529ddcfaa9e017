//! People: grants, sessions, profile, activity, administration.

use std::sync::Arc;

use entity::values::Role;
use latchkey::{domain::grant, graphql};
use sea_orm::EntityTrait as _;
use serde_json::{Value, json};

use super::{House, ask, mutate, person, session, token};
use crate::support::TestApp;

#[tokio::test]
async fn sec_72_people_see_and_take_back_what_they_allowed() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let user = person(&app, "ada@example.com", Role::User).await;
    let ada = session(&app, &user);
    let owner = session(&app, &house.owner);
    let scopes = json!([{ "name": "openid" }, { "name": "email" }]);
    mutate(
        &app,
        &owner,
        "setAppScopes",
        json!({ "appId": house.app.id, "scopes": scopes }),
        "app { id }",
    )
    .await;
    let id = grant::allow(&app.deps, &ada, house.app.id, &"openid email".parse().unwrap())
        .await
        .unwrap();
    let query =
        "{ viewer { grants { totalCount nodes { id app { name publisher } scopes { name title enabled }
        accessTokensEndBy revokedAt } } } }";
    let seen = ask(&app, &ada, query, json!({})).await;
    let row = &seen["data"]["viewer"]["grants"]["nodes"][0];
    assert_eq!(row["app"], json!({ "name": "House app", "publisher": "House" }));
    assert_eq!(row["scopes"][1]["title"], json!("See your email address"));
    assert!(row["accessTokensEndBy"].is_string());
    let others = ask(&app, &owner, query, json!({})).await;
    assert_eq!(others["data"]["viewer"]["grants"]["totalCount"], json!(0));

    let inside = "query($id: ID!) { app(id: $id) { grantsCount grants { nodes { subject name email } } } }";
    let seen = ask(&app, &owner, inside, json!({ "id": house.app.id })).await;
    let row = &seen["data"]["app"]["grants"]["nodes"][0];
    assert_eq!(
        *row,
        json!({ "subject": user.id, "name": null, "email": "ada@example.com" }),
        "no more than allowed"
    );

    let foreign = mutate(
        &app,
        &owner,
        "revokeGrant",
        json!({ "grantId": id }),
        "grant { id }",
    )
    .await;
    assert_eq!(foreign["userErrors"][0]["code"], json!("NOT_FOUND"));
    let input = json!({ "grantId": id, "scopes": ["email"] });
    let narrowed = mutate(
        &app,
        &ada,
        "revokeGrantScopes",
        input,
        "grant { scopes { name } }",
    )
    .await;
    assert_eq!(narrowed["grant"]["scopes"], json!([{ "name": "openid" }]));
    let ended = mutate(
        &app,
        &ada,
        "revokeGrant",
        json!({ "grantId": id }),
        "grant { revokedAt }",
    )
    .await;
    assert!(ended["grant"]["revokedAt"].is_string());
    let left = ask(&app, &ada, query, json!({})).await;
    assert_eq!(left["data"]["viewer"]["grants"]["totalCount"], json!(0));

    grant::allow(&app.deps, &ada, house.app.id, &"openid".parse().unwrap())
        .await
        .unwrap();
    app.advance(1);
    let all = mutate(
        &app,
        &owner,
        "revokeAllGrants",
        json!({ "appId": house.app.id }),
        "revokedCount",
    )
    .await;
    assert_eq!(all["revokedCount"], json!(1));
    let log =
        "query($id: ID!) { app(id: $id) { grantsCount auditEvents(first: 1) { nodes { kind details } } } }";
    let seen = ask(&app, &owner, log, json!({ "id": house.app.id })).await;
    assert_eq!(
        seen["data"]["app"],
        json!({
            "grantsCount": 0,
            "auditEvents": { "nodes": [{ "kind": "app.grants_revoked", "details": { "count": 1 } }] },
        }),
        "one event, however many ended"
    );
    let left = ask(&app, &ada, query, json!({})).await;
    assert_eq!(left["data"]["viewer"]["grants"]["totalCount"], json!(0));
}

#[tokio::test]
async fn sec_97_a_foreign_id_is_like_one_that_does_not_exist() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let eve = session(&app, &person(&app, "eve@example.com", Role::User).await);
    let owner = session(&app, &house.owner);
    let mine = grant::allow(&app.deps, &owner, house.app.id, &"openid".parse().unwrap())
        .await
        .unwrap();
    let ids = [
        house.app.id.to_string(),
        house.client.id.to_string(),
        house.organization.to_string(),
        house.owner.id.to_string(),
        mine.to_string(),
        "app_ffffffffffffffffffffffffffffffff".to_owned(),
        "nonsense".to_owned(),
        "app_".to_owned(),
    ];
    for id in &ids {
        let answer = ask(
            &app,
            &eve,
            "query($id: ID!) { node(id: $id) { id } }",
            json!({ "id": id }),
        )
        .await;
        assert_eq!(answer["data"]["node"], Value::Null, "{id}");
        assert!(answer.get("errors").is_none(), "{id}: {answer}");
    }
    let query = "query($ids: [ID!]!) { nodes(ids: $ids) { id __typename } }";
    let all = ask(&app, &owner, query, json!({ "ids": ids })).await;
    let found = all["data"]["nodes"].as_array().unwrap();
    assert_eq!(found.iter().filter(|node| !node.is_null()).count(), 5, "{all}");
    for mutation in ["updateApp", "deleteApp", "suspendApp"] {
        let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
        let query = format!(
            "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ userErrors {{ code field message }} }} }}"
        );
        let foreign = ask(&app, &eve, &query, json!({ "input": { "appId": ids[0] } })).await;
        let absent = ask(&app, &eve, &query, json!({ "input": { "appId": ids[5] } })).await;
        assert_eq!(foreign["data"], absent["data"], "{mutation}");
    }
}

#[tokio::test]
async fn a_token_reads_only_what_its_scopes_allow() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let reads = token(&house.owner, house.app.id, &house.client, "apps:read");
    let query = "{ viewer { user { email } apps { totalCount } grants { totalCount } credentialScopes } }";
    let answer = ask(&app, &reads, query, json!({})).await;
    let viewer = &answer["data"]["viewer"];
    assert_eq!(viewer["apps"]["totalCount"], json!(1));
    assert_eq!((&viewer["user"], &viewer["grants"]), (&Value::Null, &Value::Null));
    assert_eq!(viewer["credentialScopes"], json!(["apps:read"]));
    let named: Vec<&str> = answer["errors"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|e| e["extensions"]["scope"].as_str())
        .collect();
    assert!(
        named.contains(&"profile:read") && named.contains(&"grants:read"),
        "{named:?}"
    );
}

#[tokio::test]
async fn profiles_change_claim_by_claim() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    let update = async |input: Value| {
        mutate(
            &app,
            &ada,
            "updateProfile",
            input,
            "user { displayName profile { name locale website } }",
        )
        .await
    };
    let set = update(json!({ "name": "Ada", "locale": "en-GB" })).await;
    assert_eq!(set["user"]["displayName"], json!("Ada"));
    let cleared = update(json!({ "name": null })).await;
    assert_eq!(
        cleared["user"]["profile"],
        json!({ "name": null, "locale": "en-GB", "website": null })
    );
    let wrong = update(json!({ "website": "javascript:alert(1)" })).await;
    assert_eq!(wrong["userErrors"][0]["field"], json!(["website"]));
}

#[tokio::test]
async fn sec_115_the_last_administrator_stays() {
    let app = TestApp::new().await;
    let root = person(&app, "root@example.com", Role::Admin).await;
    let caller = session(&app, &root);
    for (mutation, input) in [
        ("adminSuspendUser", json!({ "userId": root.id })),
        (
            "adminChangeUserRole",
            json!({ "userId": root.id, "role": "USER" }),
        ),
    ] {
        let refused = mutate(&app, &caller, mutation, input, "user { id }").await;
        assert_eq!(
            refused["userErrors"][0]["code"],
            json!("NOT_ALLOWED"),
            "{mutation}"
        );
    }
    let other = person(&app, "other@example.com", Role::Admin).await;
    let both = [session(&app, &root), session(&app, &other)];
    // Whoever comes second is refused as the last one, or because their own right is gone already.
    let mutation = "mutation M($input: AdminChangeUserRoleInput!) {
        adminChangeUserRole(input: $input) { user { role } userErrors { code } } }";
    let demote = |caller: usize, target: &entity::user::Model| {
        let input = json!({ "input": { "userId": target.id, "role": "USER" } });
        let (app, caller) = (&app, &both[caller]);
        async move { ask(app, caller, mutation, input).await }
    };
    let (a, b) = tokio::join!(demote(0, &other), demote(1, &root));
    let refused = [a, b]
        .iter()
        .filter(|answer| answer["data"]["adminChangeUserRole"]["user"].is_null())
        .count();
    assert_eq!(refused, 1, "one of two is left, also when both go at once");
}

#[tokio::test]
async fn sec_100_a_role_that_was_taken_away_works_no_longer() {
    let app = TestApp::new().await;
    let root = person(&app, "root@example.com", Role::Admin).await;
    person(&app, "other@example.com", Role::Admin).await;
    let caller = session(&app, &root);
    let query = "{ admin { users { nodes { email } } } }";
    assert!(ask(&app, &caller, query, json!({})).await["data"]["admin"].is_object());
    app.execute("UPDATE \"user\" SET role = 'user' WHERE email = 'root@example.com'")
        .await;
    assert_eq!(
        ask(&app, &caller, query, json!({})).await["data"]["admin"],
        Value::Null
    );
}

#[tokio::test]
async fn sec_118_administrators_who_look_at_people_are_recorded() {
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let ada = person(&app, "ada@example.com", Role::User).await;
    let answer = ask(
        &app,
        &root,
        "query($id: ID!) { admin { user(id: $id) { email } } }",
        json!({ "id": ada.id }),
    )
    .await;
    assert_eq!(answer["data"]["admin"]["user"]["email"], json!("ada@example.com"));
    let log =
        "{ admin { auditEvents(filter: { kinds: [\"admin.user_viewed\"] }) { nodes { kind target } } } }";
    let seen = ask(&app, &root, log, json!({})).await;
    assert_eq!(
        seen["data"]["admin"]["auditEvents"]["nodes"][0]["target"],
        json!(ada.id)
    );
    // In their own activity it is noise; whose account it was sees it.
    let activity = "{ viewer { activity { nodes { kind } } } }";
    let own = ask(&app, &root, activity, json!({})).await;
    assert!(!own.to_string().contains("user_viewed"), "{own}");
    let theirs = ask(&app, &session(&app, &ada), activity, json!({})).await;
    assert!(theirs.to_string().contains("admin.user_viewed"), "{theirs}");
}

#[tokio::test]
async fn administrators_make_accounts_and_look_at_the_service() {
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let input =
        json!({ "email": "new@example.com", "password": "violet stapler cabinet 9", "emailVerified": true });
    let made = mutate(
        &app,
        &root,
        "adminCreateUser",
        input.clone(),
        "user { id email role emailVerifiedAt }",
    )
    .await;
    assert_eq!(made["user"]["role"], json!("USER"));
    let weak = json!({ "email": "other@example.com", "password": "x" });
    let weak = mutate(&app, &root, "adminCreateUser", weak, "user { id }").await;
    assert_eq!(weak["userErrors"][0]["field"], json!(["password"]), "{weak}");
    let id = made["user"]["id"].clone();
    let weak = json!({ "userId": id, "newPassword": "x" });
    let weak = mutate(&app, &root, "adminResetUserCredentials", weak, "user { id }").await;
    assert_eq!(weak["userErrors"][0]["field"], json!(["newPassword"]), "{weak}");
    let taken = mutate(&app, &root, "adminCreateUser", input, "user { id }").await;
    assert_eq!(taken["userErrors"][0]["field"], json!(["email"]));
    let query =
        "{ admin { health { status signingKeysOk users } signingKeys { status } settings { name value }
        users(filter: { search: \"NEW@\" }) { nodes { email } } } }";
    let seen = ask(&app, &root, query, json!({})).await;
    let admin = &seen["data"]["admin"];
    assert_eq!(admin["health"]["status"], json!("OK"), "{seen}");
    assert_eq!(admin["users"]["nodes"], json!([{ "email": "new@example.com" }]));
    assert!(!admin["settings"].to_string().contains("database"), "{admin}");
}

#[tokio::test]
async fn sec_100_a_token_that_only_writes_reads_nothing_through_what_it_changed() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    grant::allow(&app.deps, &owner, house.app.id, &"openid email".parse().unwrap())
        .await
        .unwrap();
    let writes = token(&house.owner, house.app.id, &house.client, "apps:write");
    let both = token(&house.owner, house.app.id, &house.client, "apps:write apps:read");
    for inside in [
        "grants { nodes { email } }",
        "grantsCount",
        "auditEvents { nodes { kind } }",
        "clients { id }",
        "client(clientId: \"x\") { id }",
        "enabledScopes { optional }",
    ] {
        let query = format!(
            "mutation($input: UpdateAppInput!) {{ updateApp(input: $input) {{ app {{ {inside} }} }} }}"
        );
        let input = json!({ "input": { "appId": house.app.id } });
        let answer = ask(&app, &writes, &query, input.clone()).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["scope"],
            json!("apps:read"),
            "{inside}: {answer}"
        );
        let answer = ask(&app, &both, &query, input).await;
        assert!(answer.get("errors").is_none(), "{inside}: {answer}");
    }
    for inside in [
        "secrets { lastFour }",
        "redirectUrls { url }",
        "postLogoutRedirectUrls { url }",
        "warnings { code }",
        "snippets { code }",
    ] {
        let query = format!(
            "mutation($input: UpdateClientInput!) {{ updateClient(input: $input) {{ client {{ {inside} }} }} }}"
        );
        let input = json!({ "input": { "clientId": house.client.id } });
        let answer = ask(&app, &writes, &query, input.clone()).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["scope"],
            json!("apps:read"),
            "{inside}: {answer}"
        );
        let answer = ask(&app, &both, &query, input).await;
        assert!(answer.get("errors").is_none(), "{inside}: {answer}");
    }
}

#[tokio::test]
async fn addresses_are_checked_member_by_member() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    let update = async |address: Value| {
        let input = json!({ "address": address });
        mutate(
            &app,
            &ada,
            "updateProfile",
            input,
            "user { profile { address { formatted } } }",
        )
        .await
    };
    let label = "1 Some Street\nSome Town";
    let set = update(json!({ "formatted": label })).await;
    assert_eq!(
        set["user"]["profile"]["address"]["formatted"],
        json!(label),
        "{set}"
    );
    let long = "x".repeat(501);
    for member in [
        "formatted",
        "streetAddress",
        "locality",
        "region",
        "postalCode",
        "country",
    ] {
        for wrong in ["", "a\rb", "a\u{1b}b", &long] {
            let refused = update(json!({ member: wrong })).await;
            assert_eq!(
                refused["userErrors"][0]["field"],
                json!(["address", member]),
                "{member} {wrong:?}: {refused}"
            );
        }
    }
}

/// Answers with somebody and an organization, whoever asks.
struct Shown(entity::user::Model, entity::organization::Model);

#[async_graphql::Object]
impl Shown {
    async fn user(&self) -> graphql::user::User {
        graphql::user::User(self.0.clone())
    }

    async fn organization(&self) -> graphql::organization::Organization {
        graphql::organization::Organization(self.1.clone())
    }
}

#[tokio::test]
async fn sec_99_somebody_elses_account_is_shown_to_administrators_only() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let organization = entity::organization::Entity::find_by_id(house.organization)
        .one(app.deps.db.read())
        .await
        .unwrap()
        .unwrap();
    let eve = person(&app, "eve@example.com", Role::User).await;
    let root = person(&app, "root@example.com", Role::Admin).await;
    let query = "{ user { email } organization { members { email } } }";
    for (caller, shown) in [
        (session(&app, &house.owner), true),
        (session(&app, &root), true),
        (session(&app, &eve), false),
        (token(&eve, house.app.id, &house.client, "admin:read"), false),
        (token(&root, house.app.id, &house.client, "apps:read"), false),
    ] {
        let asking = graphql::Asking {
            deps: Arc::clone(&app.deps),
            loaders: graphql::loader::Loaders::new(&app.deps, &caller),
            caller,
            rows_left: Arc::new(100.into()),
        };
        let shows = Shown(house.owner.clone(), organization.clone());
        let schema = async_graphql::Schema::new(
            shows,
            async_graphql::EmptyMutation,
            async_graphql::EmptySubscription,
        );
        let request = async_graphql::Request::new(query).data(asking);
        let answer = serde_json::to_value(schema.execute(request).await).unwrap();
        assert_eq!(answer.to_string().contains(&house.owner.email), shown, "{answer}");
    }
}
