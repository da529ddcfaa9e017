//! `authorization_details` (RFC 9396; SEC-51).

use serde_json::{Value, json};

use super::{
    jwt,
    stores::{API, READ, Stores, WRITE},
    world::{refused, text},
};
use crate::support::{
    client::{CALLBACK, authorize},
    make::SECRET,
};

fn store(actions: &[&str], identifier: Option<&str>) -> Value {
    let mut detail = json!({ "type": "store", "locations": [API], "actions": actions });
    if let Some(key) = identifier {
        detail["identifier"] = json!(key);
    }
    detail
}

/// The redirect's fields for details, with no scope unless given.
async fn asked(stores: &Stores, details: &str, scope: &str) -> std::collections::BTreeMap<String, String> {
    let fields = [("scope", scope), ("authorization_details", details)];
    stores.browser.authorize(&fields).await.redirected_to(CALLBACK)
}

#[tokio::test]
async fn sec_51_details_are_shown_granted_and_told() {
    let stores = Stores::new().await;
    let details = json!([store(&[READ, WRITE], Some("s-1")), { "type": "store", "actions": [READ], "identifiers": ["s-2"] }]);
    let fields = [
        ("scope", "openid"),
        ("authorization_details", &details.to_string()),
    ];
    let page = stores.browser.open(&authorize(&fields)).await;
    for shown in ["Corner Shop", "Market Stall", &format!("Use {WRITE}"), "Shop API"] {
        assert!(page.html.contains(shown), "{shown}: {}", page.html);
    }
    let fields = stores.browser.allow(&page).await.redirected_to(CALLBACK);
    let (_, tokens) = stores.redeem(&fields["code"]).await;
    assert_eq!(
        tokens["scope"],
        format!("openid {READ}:s-1 {WRITE}:s-1 {READ}:s-2")
    );
    let granted = json!([store(&[READ, WRITE], Some("s-1")), store(&[READ], Some("s-2"))]);
    assert_eq!(tokens["authorization_details"], granted);
    let access = text(&tokens, "access_token");
    assert_eq!(jwt::claims(access)["authorization_details"], granted);
    assert_eq!(stores.told(access).await["authorization_details"], granted);
    let (_, refreshed) = stores.refresh(text(&tokens, "refresh_token")).await;
    assert_eq!(refreshed["authorization_details"], granted);
    // Alone, and without a resource: the person chooses.
    let details = json!([store(&[WRITE], None)]).to_string();
    let fields = [
        ("scope", ""),
        ("authorization_details", details.as_str()),
        ("prompt", "consent"),
    ];
    let page = stores.browser.open(&authorize(&fields)).await;
    let some = [
        ("choice-store", "some"),
        ("resource-store", "s-1"),
        ("resource-store", "s-2"),
    ];
    let fields = stores.answer(&page, &some).await.redirected_to(CALLBACK);
    let (_, tokens) = stores.redeem(&fields["code"]).await;
    assert_eq!(
        tokens["authorization_details"],
        json!([store(&[WRITE], Some("s-1")), store(&[WRITE], Some("s-2"))])
    );
}

#[tokio::test]
async fn sec_51_what_is_unknown_or_malformed_is_refused() {
    let stores = Stores::new().await;
    let with = |change: &dyn Fn(&mut Value)| {
        let mut detail = store(&[READ], Some("s-1"));
        change(&mut detail);
        json!([detail]).to_string()
    };
    let fifty_one = vec![json!({ "type": "store" }); 51];
    let table = [
        ("not JSON", "store".to_owned()),
        ("not an array", store(&[READ], Some("s-1")).to_string()),
        ("nothing", "[]".to_owned()),
        ("not an object", "[\"store\"]".to_owned()),
        ("no type", "[{}]".to_owned()),
        (
            "an unknown type",
            with(&|detail| detail["type"] = json!("payment_initiation")),
        ),
        (
            "a type that is no text",
            with(&|detail| detail["type"] = json!(["store"])),
        ),
        (
            "an unknown member",
            with(&|detail| detail["privileges"] = json!(["all"])),
        ),
        (
            "no actions",
            with(&|detail| {
                detail.as_object_mut().unwrap().remove("actions");
            }),
        ),
        (
            "actions that name nothing",
            with(&|detail| detail["actions"] = json!([])),
        ),
        (
            "actions that are no list",
            with(&|detail| detail["actions"] = json!(READ)),
        ),
        (
            "an unknown action",
            with(&|detail| detail["actions"] = json!(["delete"])),
        ),
        (
            "an action of another type",
            with(&|detail| detail["actions"] = json!(["invoices:read"])),
        ),
        (
            "an action of no app",
            with(&|detail| detail["actions"] = json!(["btcpay.store.canviewinvoices"])),
        ),
        (
            "another location",
            with(&|detail| detail["locations"] = json!(["https://evil.example"])),
        ),
        (
            "a location more",
            with(&|detail| detail["locations"] = json!([API, "https://evil.example"])),
        ),
        (
            "a key with a colon",
            with(&|detail| detail["identifier"] = json!("a:b")),
        ),
        (
            "a number for a key",
            with(&|detail| detail["identifier"] = json!(1)),
        ),
        (
            "keys in two ways",
            with(&|detail| detail["identifiers"] = json!(["s-1"])),
        ),
        (
            "a member twice",
            format!(r#"[{{"type":"store","type":"store","actions":["{READ}"]}}]"#),
        ),
        ("too many", json!(fifty_one).to_string()),
        (
            "too long",
            with(&|detail| detail["identifier"] = json!("a".repeat(4096))),
        ),
        ("too deep", format!("{}{}", "[".repeat(500), "]".repeat(500))),
        ("Bob's", with(&|detail| detail["identifier"] = json!("s-3"))),
        ("nobody's", with(&|detail| detail["identifier"] = json!("s-9"))),
    ];
    for (what, details) in table {
        let fields = asked(&stores, &details, "openid").await;
        assert_eq!(
            fields["error"], "invalid_authorization_details",
            "{what}: {fields:?}"
        );
    }
    let twice = format!(
        "{}&authorization_details=%5B%5D",
        authorize(&[("authorization_details", "[]")])
    );
    let fields = stores.browser.open(&twice).await.redirected_to(CALLBACK);
    assert_eq!(fields["error"], "invalid_request");
    assert_eq!(stores.count("app_grant").await, 0);
}

#[tokio::test]
async fn sec_51_a_token_may_be_for_less_and_not_for_more() {
    let stores = Stores::new().await;
    let details = json!([store(&[WRITE], Some("s-1")), store(&[READ], Some("s-2"))]).to_string();
    let code = asked(&stores, &details, "openid").await["code"].clone();
    let more = [
        json!([store(&[WRITE], None)]),
        json!([store(&[WRITE], Some("s-2"))]),
        json!([store(&[READ], Some("s-3"))]),
        json!([store(&[READ], Some("s-1")), store(&[WRITE], Some("s-2"))]),
        json!([{ "type": "till", "actions": [READ] }]),
        json!({}),
    ];
    for details in &more {
        let change = [("authorization_details", details.to_string())];
        let change: Vec<(&str, &str)> = change
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        refused(
            &stores.redeem_with(&code, &change).await,
            400,
            "invalid_authorization_details",
        );
    }
    // Contained in what was granted, for the same store; scopes without resources stay.
    let less = json!([store(&[READ], Some("s-1"))]);
    let change = [("authorization_details", less.to_string())];
    let change: Vec<(&str, &str)> = change
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let (status, tokens) = stores.redeem_with(&code, &change).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(
        (&tokens["scope"], &tokens["authorization_details"]),
        (&json!(format!("openid {READ}:s-1")), &less)
    );
    // What was authorized stays for later refreshes.
    let mut refresh = text(&tokens, "refresh_token").to_owned();
    let ask = async |token: &str, details: &Value| {
        let fields = [
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("authorization_details", &details.to_string()),
        ];
        stores.form_as("/oauth/token", ("web", SECRET), &fields).await
    };
    for details in &more {
        refused(
            &ask(&refresh, details).await,
            400,
            "invalid_authorization_details",
        );
    }
    for less in [
        json!([store(&[READ], Some("s-2"))]),
        json!([store(&[WRITE], Some("s-1"))]),
    ] {
        let (status, tokens) = ask(&refresh, &less).await;
        assert_eq!(
            (status, &tokens["authorization_details"]),
            (200, &less),
            "{tokens}"
        );
        refresh = text(&tokens, "refresh_token").to_owned();
    }
}

#[tokio::test]
async fn sec_51_an_app_may_ask_for_itself() {
    let stores = Stores::new().await;
    let ask = async |details: Value| {
        let fields = [
            ("grant_type", "client_credentials"),
            ("authorization_details", &details.to_string()),
        ];
        stores.form_as("/oauth/token", ("web", SECRET), &fields).await
    };
    let one = json!([store(&[READ], Some("s-1"))]);
    let (status, tokens) = ask(one.clone()).await;
    assert_eq!(
        (status, &tokens["authorization_details"]),
        (200, &one),
        "{tokens}"
    );
    for wrong in [
        json!([store(&[WRITE], Some("s-1"))]),
        json!([]),
        json!([{ "type": "x", "actions": [READ] }]),
    ] {
        refused(&ask(wrong).await, 400, "invalid_authorization_details");
    }
}

#[tokio::test]
async fn discovery_lists_the_types_that_there_are() {
    let stores = Stores::new().await;
    let types = async || {
        let address = stores.url("/.well-known/oauth-authorization-server");
        let document: Value = stores
            .http
            .get(address)
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        document["authorization_details_types_supported"].clone()
    };
    assert_eq!(types().await, json!(["store"]));
    stores
        .scope("till:read", Some("till"), "", entity::values::GrantableTo::User)
        .await;
    assert_eq!(types().await, json!(["store", "till"]));
}

/// In our words, not in the parser's.
#[tokio::test]
async fn what_is_malformed_is_named_by_its_place() {
    let stores = Stores::new().await;
    for (details, said) in [
        ("null", "must be a list of objects"),
        ("[", "is not JSON"),
        ("[1]", "authorization_details 0: This must be an object."),
        (
            r#"[{"type":"store"}]"#,
            "authorization_details 0.actions: This member is missing.",
        ),
        (
            r#"[{"type":"store","actions":null}]"#,
            "authorization_details 0.actions: This must be a list of texts.",
        ),
        (
            r#"[{"type":"store","actions":[],"colour":1}]"#,
            "authorization_details 0.colour: There is no such member.",
        ),
    ] {
        let fields = asked(&stores, details, "openid").await;
        let told = &fields["error_description"];
        assert!(
            told.contains(said) && !told.contains("column"),
            "{details}: {told}"
        );
    }
}
