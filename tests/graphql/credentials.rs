//! Secrets and keys of clients.

use serde_json::{Value, json};

use super::{House, mutate, session, token};
use crate::support::TestApp;

const SECRET: &str =
    "secret clientSecret { id label lastFour status expiresAt } client { secrets { id status } }";

#[tokio::test]
async fn sec_48_secrets_rotate_with_overlap() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let client = json!(house.client.id);
    let second = mutate(
        &app,
        &owner,
        "createClientSecret",
        json!({ "clientId": client, "label": "CI" }),
        SECRET,
    )
    .await;
    assert!(second["secret"].as_str().unwrap().starts_with("lks_"));
    assert_eq!(second["client"]["secrets"].as_array().unwrap().len(), 2);
    let input = json!({ "clientId": client, "overlap": 3600, "idempotencyKey": "r1" });
    let third = mutate(&app, &owner, "rotateClientSecret", input.clone(), SECRET).await;
    assert!(third["secret"].is_string());
    let again = mutate(&app, &owner, "rotateClientSecret", input, SECRET).await;
    assert_eq!(again["secret"], Value::Null);
    assert_eq!(again["clientSecret"]["id"], third["clientSecret"]["id"]);
    assert_eq!(again["userErrors"][0]["code"], json!("ALREADY_CREATED"));
    app.advance(3601);
    let owner = session(&app, &house.owner);
    let revoke = async |id: &Value, even_if_last: bool| {
        let input = json!({ "secretId": id, "evenIfLast": even_if_last });
        mutate(
            &app,
            &owner,
            "revokeClientSecret",
            input,
            "clientSecret { status } client { secrets { status } }",
        )
        .await
    };
    let expired = revoke(&second["clientSecret"]["id"], false).await;
    assert_eq!(expired["clientSecret"]["status"], json!("REVOKED"));
    assert_eq!(expired["client"]["secrets"][0]["status"], json!("ACTIVE"));
    assert_eq!(
        expired["client"]["secrets"][1]["status"],
        json!("EXPIRED"),
        "the first one's overlap is over"
    );
    let last = revoke(&third["clientSecret"]["id"], false).await;
    assert_eq!(last["userErrors"][0]["field"], json!(["evenIfLast"]));
    assert_eq!(
        revoke(&third["clientSecret"]["id"], true).await["userErrors"],
        json!([])
    );
}

#[tokio::test]
async fn a_client_has_ten_working_secrets_at_most() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    for _ in 0..9 {
        let made = mutate(
            &app,
            &owner,
            "createClientSecret",
            json!({ "clientId": house.client.id }),
            "secret",
        )
        .await;
        assert_eq!(made["userErrors"], json!([]));
    }
    let refused = mutate(
        &app,
        &owner,
        "createClientSecret",
        json!({ "clientId": house.client.id }),
        "secret",
    )
    .await;
    assert_eq!(refused["userErrors"][0]["code"], json!("LIMIT_EXCEEDED"));
}

#[tokio::test]
async fn sec_75_secrets_need_a_fresh_sign_in_or_the_sensitive_scope() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    app.advance(301);
    let input = json!({ "clientId": house.client.id });
    let query = "mutation($input: CreateClientSecretInput!) { createClientSecret(input: $input) {
        secret userErrors { code stepUp { maxAge } } } }";
    let stale = super::ask(&app, &owner, query, json!({ "input": input })).await;
    let error = &stale["data"]["createClientSecret"]["userErrors"][0];
    assert_eq!(
        *error,
        json!({ "code": "STEP_UP_REQUIRED", "stepUp": { "maxAge": 300 } })
    );
    let weak = token(&house.owner, house.app.id, &house.client, "apps:write");
    let refused = super::ask(&app, &weak, query, json!({ "input": input })).await;
    assert_eq!(refused["errors"][0]["extensions"]["code"], json!("FORBIDDEN"));
    assert_eq!(
        refused["errors"][0]["extensions"]["scope"],
        json!("secrets:write")
    );
    let strong = token(&house.owner, house.app.id, &house.client, "secrets:write");
    let made = super::ask(&app, &strong, query, json!({ "input": input })).await;
    assert!(made["data"]["createClientSecret"]["secret"].is_string(), "{made}");
}

#[tokio::test]
async fn keys_are_public_ones_only() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    let set = async |keys: Value| {
        let mut input = keys;
        input["clientId"] = json!(house.client.id);
        mutate(
            &app,
            &owner,
            "setClientKeys",
            input,
            "client { settings { jwks jwksUri } }",
        )
        .await
    };
    // The curve's base point: everybody's.
    let (x, y) = (
        "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
        "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU",
    );
    let public = json!({ "keys": [{ "kty": "EC", "crv": "P-256", "x": x, "y": y }] });
    assert_eq!(
        set(json!({ "jwks": public })).await["client"]["settings"]["jwks"],
        public
    );
    let long = "q".repeat(171);
    for bad in [
        json!({ "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA" }),
        json!({ "kty": "EC", "crv": "secp256k1", "x": x, "y": y }),
        json!({ "kty": "EC", "crv": "P-256", "x": format!("{x}AAAA"), "y": y }),
        json!({ "kty": "EC", "crv": "P-256", "x": x, "y": y, "use": "enc" }),
        json!({ "kty": "OKP", "crv": "X25519", "x": x }),
        json!({ "kty": "RSA", "n": "abc", "e": "AQAB" }),
        json!({ "kty": "RSA", "n": long, "e": "AQAB" }),
    ] {
        let refused = set(json!({ "jwks": { "keys": [bad] } })).await;
        assert_eq!(
            refused["userErrors"][0]["code"],
            json!("BAD_USER_INPUT"),
            "{bad}: {refused}"
        );
    }
    let private = json!({ "keys": [{ "kty": "EC", "crv": "P-256", "x": "AA", "y": "AA", "d": "AA" }] });
    assert_eq!(
        set(json!({ "jwks": private })).await["userErrors"][0]["field"],
        json!(["jwks"])
    );
    assert_eq!(
        set(json!({ "jwksUri": "http://a.example/" })).await["userErrors"][0]["field"],
        json!(["jwksUri"])
    );
    assert_eq!(set(json!({})).await["client"]["settings"]["jwks"], Value::Null);
}

#[tokio::test]
async fn sec_75_how_a_client_authenticates_changes_only_after_a_fresh_sign_in() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let owner = session(&app, &house.owner);
    app.advance(301);
    let query = "mutation($input: UpdateClientInput!) { updateClient(input: $input) {
        client { tokenEndpointAuthMethod } userErrors { code } } }";
    let input = |settings: Value| json!({ "input": { "clientId": house.client.id, "settings": settings } });
    let weak = token(&house.owner, house.app.id, &house.client, "apps:write");
    for settings in [
        json!({ "tokenEndpointAuthMethod": "CLIENT_SECRET_POST" }),
        json!({ "pinAuthMethod": true }),
    ] {
        let stale = super::ask(&app, &owner, query, input(settings.clone())).await;
        let error = &stale["data"]["updateClient"]["userErrors"][0];
        assert_eq!(error["code"], json!("STEP_UP_REQUIRED"), "{settings}");
        let refused = super::ask(&app, &weak, query, input(settings.clone())).await;
        assert_eq!(
            refused["errors"][0]["extensions"]["scope"],
            json!("secrets:write"),
            "{settings}"
        );
    }
    let other = super::ask(&app, &weak, query, input(json!({ "requirePkce": true }))).await;
    assert_eq!(other["data"]["updateClient"]["userErrors"], json!([]), "{other}");
    let fresh = session(&app, &house.owner);
    let settings = json!({ "tokenEndpointAuthMethod": "CLIENT_SECRET_POST" });
    let done = super::ask(&app, &fresh, query, input(settings)).await;
    assert_eq!(
        done["data"]["updateClient"]["client"]["tokenEndpointAuthMethod"],
        json!("CLIENT_SECRET_POST"),
        "{done}"
    );
}
