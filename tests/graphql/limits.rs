//! What a request may ask for, and how its errors look.

use entity::values::Role;
use sea_orm::{ActiveModelTrait as _, EntityTrait as _};
use serde_json::{Value, json};

use super::{ask, mutate, person, session};
use crate::support::{Browser, TestApp};

fn code(answer: &Value) -> &str {
    answer["errors"][0]["extensions"]["code"]
        .as_str()
        .unwrap_or_else(|| panic!("{answer}"))
}

#[tokio::test]
async fn sec_93_deep_and_dear_documents_are_refused_before_they_run() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    let deep = format!(
        "{{ viewer {{ apps {{ nodes {}id{} }} }} }}",
        "{ clients { app ".repeat(8),
        " } }".repeat(8)
    );
    assert_eq!(code(&ask(&app, &ada, &deep, json!({})).await), "LIMIT_EXCEEDED");
    let dear = "{ viewer { apps(first: 100) { nodes { grants(first: 100) { nodes { id } } } } } }";
    assert_eq!(code(&ask(&app, &ada, dear, json!({})).await), "LIMIT_EXCEEDED");
    let aliases: String = (0..26)
        .map(|n| format!("a{n}: serviceInfo {{ name }} "))
        .collect();
    assert_eq!(
        code(&ask(&app, &ada, &format!("{{ {aliases} }}"), json!({})).await),
        "LIMIT_EXCEEDED"
    );
    let cycle = "{ viewer { ...a } } fragment a on Viewer { ...b } fragment b on Viewer { ...a }";
    assert_eq!(code(&ask(&app, &ada, cycle, json!({})).await), "BAD_USER_INPUT");
    let fine = ask(
        &app,
        &ada,
        "{ viewer { apps(first: 10) { nodes { id } } } }",
        json!({}),
    )
    .await;
    assert!(
        fine["extensions"]["cost"]["cost"].as_u64().unwrap() > 10,
        "{fine}"
    );
    assert!(fine["extensions"]["cost"]["left"].as_u64().unwrap() > 0, "{fine}");
}

#[tokio::test]
async fn sec_98_unknown_input_fields_are_errors() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    for field in ["verifiedAt", "firstParty", "id", "ownerUserId", "createdAt"] {
        let query = "mutation($input: CreateAppInput!) { createApp(input: $input) { app { id } } }";
        let answer = ask(
            &app,
            &ada,
            query,
            json!({ "input": { "name": "A", field: true } }),
        )
        .await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{field}");
    }
    assert_eq!(app.count("app").await, 0);
}

#[tokio::test]
async fn sec_101_errors_have_one_of_a_closed_set_of_codes() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    for (query, expected) in [
        ("{", "BAD_USER_INPUT"),
        ("{ nothing }", "BAD_USER_INPUT"),
        ("{ node(id: 1.5) { id } }", "BAD_USER_INPUT"),
        ("{ app { id } }", "BAD_USER_INPUT"),
        ("{ scopes(first: 0) { totalCount } }", "BAD_USER_INPUT"),
    ] {
        assert_eq!(
            code(&ask(&app, &ada, query, json!({})).await),
            expected,
            "{query}"
        );
    }
    let nobody = latchkey::domain::Caller::anonymous(latchkey::domain::caller::Whereabouts::default());
    assert_eq!(
        code(&ask(&app, &nobody, "{ viewer { canCreateApps } }", json!({})).await),
        "UNAUTHENTICATED"
    );
}

#[tokio::test]
async fn sec_102_pages_are_bounded_and_cursors_cannot_be_forged() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    for name in ["One", "Two", "Three"] {
        mutate(&app, &ada, "createApp", json!({ "name": name }), "app { id }").await;
        app.advance(1);
    }
    let page = async |arguments: &str| {
        let query = format!(
            "{{ viewer {{ apps({arguments}) {{ totalCount nodes {{ name }} edges {{ cursor }}
               pageInfo {{ hasNextPage hasPreviousPage endCursor startCursor }} }} }} }}"
        );
        ask(&app, &ada, &query, json!({})).await
    };
    for wrong in [
        "first: 0",
        "first: -1",
        "first: 101",
        "last: 0",
        "first: 1, last: 1",
        "after: \"x\", first: 1",
    ] {
        assert_eq!(code(&page(wrong).await), "BAD_USER_INPUT", "{wrong}");
    }
    let names = |answer: &Value| -> Vec<String> {
        let nodes = answer["data"]["viewer"]["apps"]["nodes"].as_array().unwrap();
        nodes
            .iter()
            .map(|node| node["name"].as_str().unwrap().to_owned())
            .collect()
    };
    let first = page("first: 2").await;
    assert_eq!(names(&first), ["Three", "Two"]);
    let info = &first["data"]["viewer"]["apps"]["pageInfo"];
    assert_eq!(info["hasNextPage"], json!(true));
    let cursor = info["endCursor"].as_str().unwrap();
    let rest = page(&format!("first: 2, after: \"{cursor}\"")).await;
    assert_eq!(names(&rest), ["One"]);
    assert_eq!(names(&page("last: 2").await), ["Two", "One"]);
    let by_name = page("first: 2, orderBy: { field: NAME }").await;
    assert_eq!(names(&by_name), ["One", "Three"]);
    let other_order = page(&format!(
        "first: 2, after: \"{cursor}\", orderBy: {{ field: NAME }}"
    ))
    .await;
    assert_eq!(
        code(&other_order),
        "BAD_USER_INPUT",
        "a cursor belongs to its list"
    );
    let mut forged = cursor.to_owned();
    let replacement = if forged.remove(3) == 'A' { 'B' } else { 'A' };
    forged.insert(3, replacement);
    assert_eq!(
        code(&page(&format!("first: 2, after: \"{forged}\"")).await),
        "BAD_USER_INPUT"
    );
    let search = page("first: 5, filter: { search: \"%\" }").await;
    assert_eq!(
        names(&search),
        [""; 0],
        "SEC-103: a wildcard is a plain character"
    );
    assert_eq!(
        names(&page("first: 5, filter: { search: \"tw\" }").await),
        ["Two"]
    );
}

#[tokio::test]
async fn sec_95_introspection_follows_the_setting_and_hides_administration() {
    let app = TestApp::with(&[("GRAPHQL_INTROSPECTION", "off")]).await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    let query = "{ __schema { queryType { fields { name } } } }";
    let answer = ask(&app, &ada, query, json!({})).await;
    assert!(!answer.to_string().contains("serviceInfo"), "{answer}");
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    assert!(
        ask(&app, &root, query, json!({}))
            .await
            .to_string()
            .contains("\"admin\"")
    );
    assert!(
        !ask(&app, &ada, query, json!({}))
            .await
            .to_string()
            .contains("\"admin\"")
    );
}

#[tokio::test]
async fn sec_95_the_explorer_page_is_for_development_unless_it_is_set() {
    let cases: [(&[(&str, &str)], bool); 4] = [
        (&[("PUBLIC_URL", "http://localhost:7997")], true),
        (
            &[
                ("PUBLIC_URL", "http://localhost:7997"),
                ("GRAPHQL_EXPLORER", "off"),
            ],
            false,
        ),
        (&[("PUBLIC_URL", "https://id.example.com")], false),
        (
            &[
                ("PUBLIC_URL", "https://id.example.com"),
                ("GRAPHQL_EXPLORER", "on"),
            ],
            true,
        ),
    ];
    for (settings, there) in cases {
        let app = TestApp::with(settings).await;
        let browser = Browser::at(&app.address);
        let page = browser.get("/graphiql").await;
        assert_eq!(page.status == 200, there, "{settings:?}");
        let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
        let said = ask(&app, &ada, "{ serviceInfo { explorer } }", json!({})).await;
        assert_eq!(
            said["data"]["serviceInfo"]["explorer"],
            json!(there),
            "{settings:?}"
        );
        // Nothing below it exists, nor anything that only begins like it.
        for path in ["/graphiql/", "/graphiql/x", "/graphiqls"] {
            assert_eq!(browser.get(path).await.status, 404, "{path}");
        }
    }
}

#[tokio::test]
async fn the_administration_can_be_switched_off() {
    let app = TestApp::with(&[("ADMIN_API", "false")]).await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let answer = ask(&app, &root, "{ admin { health { status } } }", json!({})).await;
    assert_eq!(answer["data"]["admin"], Value::Null);
}

#[tokio::test]
async fn sec_93_lists_inside_lists_are_bounded_by_the_rows_of_the_answer() {
    let app = TestApp::new().await;
    let house = super::House::new(&app).await;
    let owner = session(&app, &house.owner);
    let scopes: Vec<_> = (0..199)
        .map(|n| entity::scope::Model {
            id: entity::id::ScopeId(latchkey::domain::secret::random_id()),
            name: format!("{}{n}", house.scope.name),
            ..house.scope.clone()
        })
        .map(|row| entity::scope::ActiveModel::from(row).reset_all())
        .collect();
    entity::scope::Entity::insert_many(scopes)
        .exec_without_returning(app.deps.db.write())
        .await
        .unwrap();
    let id = json!({ "id": house.api.id });
    let once = "query($id: ID!) { api(id: $id) { scopes { api { name } } } }";
    let answer = ask(&app, &owner, once, id.clone()).await;
    assert_eq!(answer["data"]["api"]["scopes"].as_array().unwrap().len(), 200);
    let again = "query($id: ID!) { api(id: $id) { scopes { api { scopes { name } } } } }";
    let answer = ask(&app, &owner, again, id.clone()).await;
    assert_eq!(code(&answer), "LIMIT_EXCEEDED");
    let rows = answer["data"].to_string().matches("\"name\"").count();
    assert!(rows < 20_000, "{rows}");
    let dear = "query($id: ID!) { api(id: $id) { scopes { api { scopes { api { scopes { api { scopes { name } } } } } } } } }";
    let answer = ask(&app, &owner, dear, id).await;
    assert_eq!(code(&answer), "LIMIT_EXCEEDED");
    assert!(
        answer.get("data").is_none_or(Value::is_null),
        "refused before it runs"
    );
}

#[tokio::test]
async fn sec_117_a_document_that_is_none_is_not_quoted() {
    let app = TestApp::new().await;
    let ada = session(&app, &person(&app, "ada@example.com", Role::User).await);
    let query = "mutation {\n changePassword(input: { currentPassword: \"hunter two\" newPassword: } ) }";
    let answer = ask(&app, &ada, query, json!({})).await;
    assert_eq!(code(&answer), "BAD_USER_INPUT");
    assert!(!answer.to_string().contains("hunter"), "{answer}");
    assert_eq!(answer["errors"][0]["locations"][0]["line"], json!(2), "{answer}");
}

#[tokio::test]
async fn sec_103_a_text_that_the_database_cannot_take_is_refused_before() {
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let searches = [
        "viewer { apps(filter: { search: $text }) { totalCount } }",
        "viewer { grants(filter: { search: $text }) { totalCount } }",
        "apis(filter: { search: $text }) { totalCount }",
        "scopes(filter: { search: $text }) { totalCount }",
        "admin { users(filter: { search: $text }) { totalCount } }",
        "admin { apps(filter: { search: $text }) { totalCount } }",
        "admin { apis(filter: { search: $text }) { totalCount } }",
    ];
    let lookups = [
        "app(clientId: $text) { id }",
        "api(identifier: $text) { id }",
        "organization(slug: $text) { id }",
    ];
    let nul = json!({ "text": "a\u{0}b" });
    for field in searches.iter().chain(&lookups) {
        let query = format!("query($text: String!) {{ {field} }}");
        assert_eq!(
            code(&ask(&app, &root, &query, nul.clone()).await),
            "BAD_USER_INPUT",
            "{field}"
        );
        let literal = format!("{{ {} }}", field.replace("$text", "\"a\\u0000b\""));
        assert_eq!(
            code(&ask(&app, &root, &literal, json!({})).await),
            "BAD_USER_INPUT",
            "{field}"
        );
    }
    for field in searches {
        let query = format!("query($text: String!) {{ {field} }}");
        let long = ask(&app, &root, &query, json!({ "text": "%".repeat(60_000) })).await;
        assert_eq!(code(&long), "BAD_USER_INPUT", "{field}");
        let fits = ask(&app, &root, &query, json!({ "text": "ä".repeat(200) })).await;
        assert!(fits.get("errors").is_none(), "{field}: {fits}");
    }
    let by_default = "query($text: String = \"\\u0000\") { app(clientId: $text) { id } }";
    assert_eq!(
        code(&ask(&app, &root, by_default, json!({})).await),
        "BAD_USER_INPUT"
    );
    let query =
        "mutation($input: SetClientKeysInput!) { setClientKeys(input: $input) { userErrors { code } } }";
    for jwks in [json!({ "keys": [{ "kid": "\u{0}" }] }), json!({ "\u{0}": [] })] {
        let input = json!({ "input": { "clientId": "cli_x", "jwks": jwks } });
        assert_eq!(code(&ask(&app, &root, query, input).await), "BAD_USER_INPUT");
    }
}
