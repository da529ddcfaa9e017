//! What an answer has in place of what could not be resolved (GraphQL section 6.4.4), and of what could not be asked.

use reqwest::Method;
use serde_json::{Value, json};

use super::{ask, mutate, person, session, token};
use crate::support::{Browser, TestApp, make::NewClient};
use entity::values::Role;

#[tokio::test]
async fn what_fails_is_null_where_it_may_be_and_takes_what_is_around_it_along_where_not() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    let client = app.client_of(&shop, NewClient::default()).await;
    let scopes = "openid apps:read apps:write";
    let caller = token(&ada, shop.id, &client, scopes);
    for (query, data) in [
        (
            "{ viewer { user { id } credentialScopes } }",
            json!({ "viewer": { "user": null, "credentialScopes": ["openid", "apps:read", "apps:write"] } }),
        ),
        (
            "{ viewer { user { id } } }",
            json!({ "viewer": { "user": null } }),
        ),
        (
            "{ viewer { me: user { id } } }",
            json!({ "viewer": { "me": null } }),
        ),
        (
            "{ scopes(first: 0) { totalCount } serviceInfo { name } }",
            json!({ "scopes": null, "serviceInfo": { "name": "Latchkey" } }),
        ),
        (
            "mutation { a: createOrganization(input: { name: \"X\", slug: \"x-y\" }) { organization { id } } }",
            json!({ "a": null }),
        ),
    ] {
        let answer = ask(&app, &caller, query, json!({})).await;
        assert_eq!(answer["data"], data, "{query}: {answer}");
        assert_eq!(
            answer["errors"].as_array().map(Vec::len),
            Some(1),
            "{query}: {answer}"
        );
    }
    // Nothing fails, and nothing is left.
    for (query, data) in [
        ("{ viewer @skip(if: true) { user { id } } }", json!({})),
        ("{ viewer { user @skip(if: true) { id } } }", json!({ "viewer": {} })),
        (
            "query($no: Boolean = false) { viewer { apps { nodes @include(if: $no) { id } } ...V } } fragment V on Viewer { apps { ...A } }
             fragment A on AppConnection { nodes @include(if: $no) { id } }",
            json!({ "viewer": { "apps": {} } }),
        ),
        (
            "{ viewer { apps(first: 1) { nodes { owner { ... on Organization { id } } } } } }",
            json!({ "viewer": { "apps": { "nodes": [{ "owner": {} }] } } }),
        ),
    ] {
        let answer = ask(&app, &session(&app, &ada), query, json!({})).await;
        assert_eq!(
            (&answer["data"], answer.get("errors")),
            (&data, None),
            "{query}: {answer}"
        );
    }
}

/// Lists and objects whose parts may not be null become null themselves, up to where that is allowed.
#[tokio::test]
async fn a_part_that_may_not_be_null_takes_the_whole_along() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    let client = app.client_of(&shop, NewClient::default()).await;
    app.shop_api(&ada).await;
    let caller = token(&ada, shop.id, &client, "openid");
    // Of an API a token hears little without the scope for it, and an owner is never null.
    let answer = ask(
        &app,
        &caller,
        "{ apis(first: 1) { nodes { owner { __typename } } } serviceInfo { name } }",
        json!({}),
    )
    .await;
    assert!(answer["errors"].is_array(), "{answer}");
    assert!(!answer.to_string().contains("[null]"), "{answer}");
    let above = &answer["data"];
    assert!(above.is_null() || above["apis"].is_null(), "{answer}");
}

#[tokio::test]
async fn what_could_not_begin_has_no_data_and_says_why_as_graphql_does() {
    let app = TestApp::new().await;
    let ada = person(&app, "ada@example.com", Role::User).await;
    let post = async |authorization: Option<&str>, accept: &str, body: Value| {
        let mut request = app
            .http
            .request(Method::POST, app.url("/graphql"))
            .header("accept", accept)
            .json(&body);
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        let challenge = response
            .headers()
            .get("www-authenticate")
            .map(|value| value.to_str().unwrap().to_owned());
        (status, challenge, response.json::<Value>().await.unwrap())
    };
    let newer = "application/graphql-response+json";
    for query in ["{", "{ nothing }"] {
        let (status, _, answer) = post(None, newer, json!({ "query": query })).await;
        assert_eq!((status, answer.get("data")), (400, None), "{answer}");
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT",
            "{answer}"
        );
    }
    let (status, ..) = post(None, newer, json!({})).await;
    assert_eq!(status, 400, "no query");
    let (key, row) = app.key(&ada, &["profile:read"]).await;
    let revoke = json!({ "apiKeyId": row.id });
    mutate(
        &app,
        &session(&app, &ada),
        "revokeApiKey",
        revoke,
        "apiKey { id }",
    )
    .await;
    for credential in [
        "Bearer nonsense".to_owned(),
        format!("Bearer {key}"),
        format!("token {key}"),
    ] {
        let (status, challenge, answer) = post(
            Some(&credential),
            newer,
            json!({ "query": "{ serviceInfo { name } }" }),
        )
        .await;
        assert_eq!(status, 401, "{answer}");
        assert!(challenge.unwrap().contains("invalid_token"));
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "UNAUTHENTICATED",
            "{answer}"
        );
        assert!(answer.get("data").is_none(), "{answer}");
    }
    // Nobody is asked for more than who they are, whatever they name.
    for id in ["x", "gra_00000000000000000000000000000000"] {
        let query =
            format!("mutation {{ revokeGrant(input: {{ grantId: \"{id}\" }}) {{ userErrors {{ code }} }} }}");
        let (status, _, answer) = post(None, newer, json!({ "query": query })).await;
        assert_eq!(
            (status, &answer["errors"][0]["extensions"]["code"]),
            (401, &json!("UNAUTHENTICATED")),
            "{id}: {answer}"
        );
    }
    let browser = Browser::new(&app);
    let anonymous = browser.graphql("{ viewer { user { id } } }", json!({})).await;
    assert_eq!(
        anonymous["errors"][0]["extensions"]["code"], "UNAUTHENTICATED",
        "{anonymous}"
    );
}

#[tokio::test]
async fn a_variable_that_was_left_out_changes_nothing_and_one_that_is_needed_stops_everything() {
    let app = TestApp::new().await;
    let ada = person(&app, "ada@example.com", Role::User).await;
    let caller = session(&app, &ada);
    let made = mutate(
        &app,
        &caller,
        "createApp",
        json!({ "name": "Shop", "description": "Sells things" }),
        "app { id }",
    )
    .await;
    let id = &made["app"]["id"];
    let update = "mutation($id: ID!, $name: String, $about: String) {
        updateApp(input: { appId: $id, name: $name, description: $about }) { app { name description } } }";
    for (variables, description) in [
        (json!({ "id": id, "name": "Store" }), json!("Sells things")),
        (json!({ "id": id, "name": "Store", "about": null }), Value::Null),
    ] {
        let answer = ask(&app, &caller, update, variables).await;
        let expected = json!({ "name": "Store", "description": description });
        assert_eq!(answer["data"]["updateApp"]["app"], expected, "{answer}");
    }
    // The default of the schema holds where the variable was left out.
    let usage =
        "query($id: ID!, $range: UsageRange) { app(id: $id) { usage(range: $range) { bucketSeconds } } }";
    let answer = ask(&app, &caller, usage, json!({ "id": id })).await;
    assert!(
        answer["data"]["app"]["usage"]["bucketSeconds"].is_number(),
        "{answer}"
    );
    // Nothing of an operation runs that lacks a variable.
    let two = "mutation($name: String!) {
        a: createOrganization(input: { name: \"First\", slug: \"first\" }) { organization { id } }
        b: createOrganization(input: { name: $name, slug: \"second\" }) { organization { id } } }";
    let answer = ask(&app, &caller, two, json!({})).await;
    assert_eq!(answer["data"], Value::Null, "{answer}");
    assert_eq!(answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT");
    assert_eq!(app.count("organization").await, 0);
}
