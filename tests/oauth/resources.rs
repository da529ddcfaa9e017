//! The route where an API's client registers resources: idempotent, all or none.

use reqwest::Method;
use serde_json::{Value, json};

use super::{
    stores::{API, Stores},
    world::text,
};
use crate::support::{app::answer, make::SECRET};

async fn list(stores: &Stores, query: &str) -> (u16, Value) {
    let request = stores
        .http
        .get(stores.url(&format!("/api/v1/resources{query}")))
        .basic_auth("server", Some(SECRET));
    answer(request).await
}

fn store(id: &str, name: &str, owner: &str) -> Value {
    json!({ "type": "store", "id": id, "name": name, "owner": owner })
}

#[tokio::test]
async fn the_same_again_changes_nothing() {
    let stores = Stores::new().await;
    let ada = "ada@example.com";
    let body = json!({ "api": API, "resources": [
        store("s-1", "Corner Shop", ada), store("s-2", "Stall", ada), store("s-4", "New", ada),
    ] });
    let first = stores.send(Method::PUT, body.clone()).await;
    assert_eq!(
        first,
        (200, json!({ "created": 1, "updated": 1, "unchanged": 1 }))
    );
    let events = stores.count("audit_event").await;
    let again = stores.send(Method::PUT, body).await;
    assert_eq!(
        again,
        (200, json!({ "created": 0, "updated": 0, "unchanged": 3 }))
    );
    assert_eq!(
        stores.count("audit_event").await,
        events,
        "nothing happened, nothing is recorded"
    );
    let nothing = stores.send(Method::PUT, json!({ "resources": [] })).await;
    assert_eq!(
        nothing,
        (200, json!({ "created": 0, "updated": 0, "unchanged": 0 }))
    );
    let names = json!({ "resources": [{ "type": "store", "id": "s-4" }, { "type": "store", "id": "s-9" }] });
    assert_eq!(
        stores.send(Method::DELETE, names.clone()).await,
        (200, json!({ "removed": 1 }))
    );
    assert_eq!(
        stores.send(Method::DELETE, names).await,
        (200, json!({ "removed": 0 }))
    );
    let body = json!({ "resources": [store("s-4", "Back", ada)] });
    assert_eq!(
        stores.send(Method::PUT, body).await.1,
        json!({ "created": 1, "updated": 0, "unchanged": 0 })
    );
}

#[tokio::test]
async fn they_are_listed_in_pages_by_name() {
    let stores = Stores::new().await;
    let (_, first) = list(&stores, "?limit=2&type=store").await;
    assert_eq!(first["api"], API);
    let names = |page: &Value| {
        let rows = page["resources"].as_array().unwrap();
        rows.iter()
            .map(|row| text(row, "name").to_owned())
            .collect::<Vec<_>>()
    };
    assert_eq!(names(&first), ["Bob's", "Corner Shop"]);
    let next = text(&first, "next");
    let (_, second) = list(&stores, &format!("?limit=2&after={next}")).await;
    assert_eq!(
        second,
        json!({ "api": API, "next": null, "resources": [
            { "type": "store", "id": "s-2", "name": "Market Stall", "owner": stores.ada.id },
        ] })
    );
    assert_eq!(list(&stores, "?type=till").await.1["resources"], json!([]));
    for query in [
        "?limit=0",
        "?limit=1001",
        "?limit=x",
        "?after=!",
        "?after=AAAA",
        "?limit=1&limit=2",
    ] {
        assert_eq!(list(&stores, query).await.0, 400, "{query}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_named_by_index_and_field_and_nothing_is_done() {
    let stores = Stores::new().await;
    let ada = "ada@example.com";
    let many: Vec<Value> = (0..1001).map(|n| store(&format!("m-{n}"), "Many", ada)).collect();
    let table: &[(Value, Option<u64>, Option<&str>)] = &[
        (store("a:b", "Shop", ada), Some(1), Some("id")),
        (store("a b", "Shop", ada), Some(1), Some("id")),
        (store("", "Shop", ada), Some(1), Some("id")),
        (store(&"x".repeat(129), "Shop", ada), Some(1), Some("id")),
        (store("s-5", "", ada), Some(1), Some("name")),
        (store("s-5", "Shop\u{202e}", ada), Some(1), Some("name")),
        (store("s-5", "Shop", "nobody@example.com"), Some(1), Some("owner")),
        (
            store("s-5", "Shop", "no-such-organization"),
            Some(1),
            Some("owner"),
        ),
        (
            store("s-5", "Shop", &format!("usr_{}", "0".repeat(32))),
            Some(1),
            Some("owner"),
        ),
        (store("s-5", "Shop", ""), Some(1), Some("owner")),
        (
            json!({ "type": "a store", "id": "s-5", "name": "Shop", "owner": ada }),
            Some(1),
            Some("type"),
        ),
        (store("s-1", "Again", ada), Some(1), None),
        (
            json!({ "type": "store", "id": "s-5", "name": "Shop" }),
            Some(1),
            Some("owner"),
        ),
        (
            json!({ "type": "store", "id": null, "name": "Shop", "owner": ada }),
            Some(1),
            Some("id"),
        ),
        (
            json!({ "type": "store", "id": "s-5", "name": "Shop", "owner": ada, "removed": true }),
            Some(1),
            Some("removed"),
        ),
        (json!("s-5"), Some(1), None),
    ];
    for (second, index, field) in table {
        let body = json!({ "resources": [store("s-1", "Changed", ada), second] });
        let (status, error) = stores.send(Method::PUT, body).await;
        assert_eq!(
            (status, error["error"].as_str()),
            (400, Some("invalid_request")),
            "{second}: {error}"
        );
        assert_eq!(
            (error["index"].as_u64(), error["field"].as_str()),
            (*index, *field),
            "{second}: {error}"
        );
    }
    let (status, error) = stores.send(Method::PUT, json!({ "resources": many })).await;
    assert_eq!(
        (status, error["error"].as_str()),
        (400, Some("limit_exceeded")),
        "{error}"
    );
    // GraphQL calls the resource's id its key, in errors too.
    let bad = json!({ "type": "store", "key": "a:b", "name": "Shop", "owner": "ada@example.com" });
    let input = json!({ "apiId": stores.api.id, "resources": [bad] });
    let caller = crate::graphql::session(&stores.world.app, &stores.ada);
    let done = crate::graphql::mutate(
        &stores.world.app,
        &caller,
        "upsertResources",
        input,
        "createdCount",
    )
    .await;
    assert_eq!(
        done["userErrors"][0]["field"],
        json!(["resources", "0", "key"]),
        "{done}"
    );
    let input = json!({ "apiId": stores.api.id, "resources": [{ "type": "store", "key": "" }] });
    let done = crate::graphql::mutate(
        &stores.world.app,
        &caller,
        "removeResources",
        input,
        "removedCount",
    )
    .await;
    assert_eq!(
        done["userErrors"][0]["field"],
        json!(["resources", "0", "key"]),
        "{done}"
    );
    let (_, page) = list(&stores, "").await;
    assert_eq!(page["resources"][1]["name"], "Corner Shop", "{page}");
    assert_eq!(stores.count("resource").await, 3);
}

#[tokio::test]
async fn sec_38_only_a_client_of_the_api_comes_in() {
    let stores = Stores::new().await;
    stores.stranger().await;
    stores.spa().await;
    let fields = [("grant_type", "client_credentials"), ("scope", "catalog:sync")];
    let (_, strangers) = stores.form_as("/oauth/token", ("web", SECRET), &fields).await;
    let users = stores.tokens("openid").await;
    // The server's own token, with a scope that its app is let have.
    stores
        .change(
            "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) \
             SELECT id, 'application_access:write', FALSE, 1, 1 FROM app WHERE name = 'Shop server'",
        )
        .await;
    let fields = [
        ("grant_type", "client_credentials"),
        ("scope", "application_access:write"),
    ];
    let (_, own) = stores.form_as("/oauth/token", ("server", SECRET), &fields).await;
    let get = || stores.http.get(stores.url("/api/v1/resources"));
    let table = [
        ("nobody", get(), 401),
        ("a wrong secret", get().basic_auth("server", Some("wrong")), 401),
        ("a public client", get().basic_auth("spa", Some("x")), 401),
        ("another client", get().basic_auth("other", Some(SECRET)), 404),
        ("an app", get().bearer_auth(text(&strangers, "access_token")), 401),
        (
            "a user's token",
            get().bearer_auth(text(&users, "access_token")),
            401,
        ),
        ("no token", get().bearer_auth("nonsense"), 401),
        (
            "its own token",
            get().bearer_auth(text(&own, "access_token")),
            200,
        ),
        ("its secret", get().basic_auth("server", Some(SECRET)), 200),
        (
            "another API's name",
            get()
                .query(&[("api", "https://other.example")])
                .basic_auth("server", Some(SECRET)),
            404,
        ),
        (
            "a token in the address",
            get().query(&[("access_token", text(&own, "access_token"))]),
            400,
        ),
    ];
    for (who, request, expected) in table {
        let (status, body) = answer(request).await;
        assert_eq!(status, expected, "{who}: {body}");
        assert!(
            status == 200 || !body.to_string().contains("Corner"),
            "{who}: {body}"
        );
    }
    let form = stores
        .http
        .put(stores.url("/api/v1/resources"))
        .basic_auth("server", Some(SECRET))
        .form(&[("resources", "[]")]);
    assert_eq!(answer(form).await.0, 415);
}

#[tokio::test]
async fn sec_76_the_route_is_no_way_to_learn_who_has_an_account() {
    let stores = Stores::new().await;
    let ask = async |owner: &str| {
        let body = json!({ "resources": [store("s-7", "Shop", owner)] });
        stores.send(Method::PUT, body).await.0
    };
    for guess in 0..30 {
        assert_eq!(ask(&format!("guess-{guess}@example.com")).await, 400);
    }
    // From now on neither answer tells anything.
    assert_eq!(ask("guess@example.com").await, 429);
    assert_eq!(ask("bob@example.com").await, 429);
    assert_eq!(
        ask(&stores.bob.id.to_string()).await,
        200,
        "whoever knows the id knows it"
    );
    stores.advance(3 * 3600);
    assert_eq!(ask("bob@example.com").await, 200);
}

#[tokio::test]
async fn calls_at_the_same_moment_make_one_row_of_each() {
    let stores = Stores::new().await;
    let body = |n: usize| {
        let mut rows: Vec<Value> = (0..20)
            .map(|row| store(&format!("c-{row}"), &format!("Shop {n}"), "bob@example.com"))
            .collect();
        if n % 2 == 1 {
            rows.reverse();
        }
        json!({ "resources": rows })
    };
    let calls = (0..8).map(|n| stores.send(Method::PUT, body(n)));
    for (status, done) in futures_util::future::join_all(calls).await {
        assert_eq!(status, 200, "{done}");
    }
    assert_eq!(stores.count("resource").await, 23);
    let (_, page) = list(&stores, "?limit=1000").await;
    let names: std::collections::BTreeSet<&str> = page["resources"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| text(row, "id").starts_with("c-"))
        .map(|row| text(row, "name"))
        .collect();
    assert_eq!(names.len(), 1, "all of one call, or none: {names:?}");
}

#[tokio::test]
async fn a_body_that_is_none_is_refused_in_words() {
    let stores = Stores::new().await;
    for (body, field, said) in [
        (
            "{ \"resources\": null }",
            Some("resources"),
            "This must be a list of objects.",
        ),
        ("{}", Some("resources"), "This member is missing."),
        (
            "{ \"resources\": [], \"apis\": [] }",
            Some("apis"),
            "There is no such member.",
        ),
        ("[]", None, "The body must be a JSON object."),
        ("{ \"resources\": [", None, "The body is not JSON."),
        (
            "{ \"resources\": [], \"resources\": [] }",
            None,
            "A member of the same name is there twice.",
        ),
    ] {
        let request = stores
            .http
            .put(stores.url("/api/v1/resources"))
            .basic_auth("server", Some(SECRET))
            .header("content-type", "application/json")
            .body(body);
        let (status, error) = answer(request).await;
        assert_eq!((status, error["field"].as_str()), (400, field), "{body}: {error}");
        let told = text(&error, "error_description");
        assert!(
            told.starts_with(said) && !told.contains("column"),
            "{body}: {error}"
        );
    }
}
