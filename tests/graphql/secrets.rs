//! The schema has no place for a secret (SEC-99), whoever looks at it.

use entity::values::Role;
use latchkey::domain::{Caller, caller::Whereabouts};
use serde_json::{Value, json};

use super::{House, ask, person, session, token};
use crate::support::TestApp;

/// Words that only a field for a secret has in its name.
const WORDS: &[&str] = &[
    "password",
    "hash",
    "digest",
    "secret",
    "seed",
    "salt",
    "privatekey",
    "token",
    "cookie",
    "verifier",
    "recoverycode",
    "otp",
    "totp",
    "mac",
    "sealed",
    "nonce",
];

/// What holds no secret whatever its name is: whether, when, how many, which of a few.
const HARMLESS: &[&str] = &["Boolean", "DateTime", "Int", "Float"];

/// Whether a field of that type could hold a secret: a text of any kind, and not another object, which is looked at
/// itself.
fn may_hold_text(field: &Value) -> bool {
    let mut kind = &field["type"];
    while kind["ofType"].is_object() {
        kind = &kind["ofType"];
    }
    kind["kind"] == json!("SCALAR") && !HARMLESS.contains(&kind["name"].as_str().unwrap_or_default())
}

async fn types(app: &TestApp, caller: &Caller) -> Vec<Value> {
    let query = "{ __schema { types { name kind fields(includeDeprecated: true) { name type { name kind ofType { name kind
        ofType { name kind ofType { name kind } } } } } enumValues { name } inputFields { name } } } }";
    let answer = ask(app, caller, query, json!({})).await;
    answer["data"]["__schema"]["types"]
        .as_array()
        .unwrap_or_else(|| panic!("{answer}"))
        .clone()
}

#[tokio::test]
async fn sec_99_no_field_of_any_object_is_a_secret_for_any_caller() {
    let app = TestApp::new().await;
    let house = House::new(&app).await;
    let root = person(&app, "root@example.com", Role::Admin).await;
    let mut wrong = Vec::new();
    for caller in [
        Caller::anonymous(Whereabouts::default()),
        session(&app, &house.viewer),
        session(&app, &house.owner),
        session(&app, &root),
        token(
            &root,
            house.app.id,
            &house.client,
            "admin:read admin:write apps:read secrets:write",
        ),
    ] {
        let types = types(&app, &caller).await;
        assert!(types.len() > 60);
        for one in &types {
            let name = one["name"].as_str().unwrap();
            // A payload shows a new secret once, by itself or in one of these; it is not read again (SEC-48).
            let in_payloads = ["Credential", "TotpEnrolment", "PasskeyRegistration"];
            if name.starts_with("__") || name.ends_with("Payload") || in_payloads.contains(&name) {
                continue;
            }
            for field in one["fields"].as_array().into_iter().flatten() {
                let plain = field["name"].as_str().unwrap().to_lowercase();
                if may_hold_text(field) && WORDS.iter().any(|word| plain.contains(word)) {
                    wrong.push(format!("{name}.{}", field["name"]));
                }
            }
        }
    }
    wrong.sort();
    wrong.dedup();
    assert!(wrong.is_empty(), "these look like secrets: {wrong:?}");
}

#[tokio::test]
async fn sec_99_lists_are_ordered_and_filtered_by_what_is_visible_only() {
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let types = types(&app, &root).await;
    let mut orders = 0;
    for one in &types {
        let name = one["name"].as_str().unwrap();
        let parts = if name.ends_with("OrderField") {
            orders += 1;
            &one["enumValues"]
        } else if name.ends_with("Filter") {
            &one["inputFields"]
        } else {
            continue;
        };
        for part in parts.as_array().unwrap() {
            let part = part["name"].as_str().unwrap().to_lowercase().replace('_', "");
            assert!(!WORDS.iter().any(|word| part.contains(word)), "{name}.{part}");
        }
    }
    assert!(orders >= 2);
}

#[tokio::test]
async fn sec_92_a_bearer_token_is_used_alone_and_a_cookie_needs_our_own_page() {
    use crate::support::{Browser, client::authorize, make::NewClient};
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid apps:read").await;
    app.client_of(&shop, NewClient::default()).await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let page = browser.open(&authorize(&[("scope", "openid")])).await;
    let code = browser.allow(&page).await.redirected_to("https://app.example/")["code"].clone();
    let (_, tokens) = app.redeem(&code).await;
    let access = tokens["access_token"].as_str().unwrap();
    let send = async |headers: &[(&str, &str)]| {
        let mut request = browser
            .http()
            .post(app.url("/graphql"))
            .json(&json!({ "query": "{ viewer { credentialScopes user { email } } }" }));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        crate::support::app::answer(request).await
    };
    let origin = app.issuer.as_str();
    let bearer = format!("Bearer {access}");
    for headers in [
        &[][..],
        &[("x-latchkey-csrf", "0")],
        &[("x-latchkey-csrf", "1"), ("origin", "https://evil.example")],
        &[("x-latchkey-csrf", "1"), ("origin", "null")],
        &[("x-latchkey-csrf", "1"), ("sec-fetch-site", "cross-site")],
        &[("origin", origin)],
    ] {
        assert_eq!(send(headers).await.0, 403, "{headers:?}");
    }
    let (status, seen) = send(&[("x-latchkey-csrf", "1"), ("origin", origin)]).await;
    assert_eq!(
        (status, &seen["data"]["viewer"]["user"]["email"]),
        (200, &json!("ada@example.com"))
    );
    // With a token the cookie gives nothing more: not its scopes, and not life to a dead one.
    let (_, seen) = send(&[
        ("authorization", &bearer),
        ("x-latchkey-csrf", "1"),
        ("origin", origin),
    ])
    .await;
    assert_eq!(seen["data"]["viewer"]["credentialScopes"], json!(["openid"]));
    assert_eq!(
        seen["errors"][0]["extensions"]["code"],
        json!("FORBIDDEN"),
        "{seen}"
    );
    let (status, _) = send(&[
        ("authorization", "Bearer dead"),
        ("x-latchkey-csrf", "1"),
        ("origin", origin),
    ])
    .await;
    assert_eq!(status, 401);
}

#[tokio::test]
async fn sec_91_only_json_by_post_runs_anything() {
    let app = TestApp::new().await;
    let body = json!({ "query": "{ serviceInfo { name } }" }).to_string();
    for kind in [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "application/graphql",
        "application/jsonp",
        "text/json",
        "",
    ] {
        let request = app
            .http
            .post(app.url("/graphql"))
            .header("content-type", kind)
            .body(body.clone());
        let (status, answer) = crate::support::app::answer(request).await;
        assert_eq!(status, 415, "{kind}");
        assert!(answer["data"].is_null(), "{kind}");
    }
    let (status, answer) =
        crate::support::app::answer(app.http.post(app.url("/graphql")).body(body.clone())).await;
    assert_eq!((status, answer["data"].is_null()), (415, true));
    for method in ["GET", "HEAD", "PUT", "DELETE"] {
        let method = reqwest::Method::from_bytes(method.as_bytes()).unwrap();
        let url = app.url("/graphql?query=%7BserviceInfo%7Bname%7D%7D");
        let answer = app.http.request(method.clone(), url).send().await.unwrap();
        assert_eq!(answer.status(), 405, "{method}");
        assert!(!answer.text().await.unwrap().contains("serviceInfo"), "{method}");
    }
    let good = app
        .http
        .post(app.url("/graphql"))
        .header("content-type", "application/json; charset=utf-8")
        .body(body);
    assert_eq!(crate::support::app::answer(good).await.0, 200);
}
