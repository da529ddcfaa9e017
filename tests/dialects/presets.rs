//! What the presets make: an app with which a client of the original works when only its base URL is changed.

use std::path::Path;

use latchkey::apply::{Changed, apply};
use serde_json::{Value, json};

use super::world::{ADA, GRACE, World, allowed, came_back, text};
use crate::support::Browser;

const CREATE: &str = "mutation($input: CreateAppInput!) { createApp(input: $input) {
    app { id name enabledScopes { scope { name } }
        auditEvents { nodes { kind } }
        clients { clientId platform tokenEndpointAuthMethod grantTypes redirectUrls { url } warnings { code }
            settings { defaultScopes requirePkce rotateRefreshTokens codeInFragment responseModes } } }
    credentials { client { clientId } secret }
    userErrors { field code message } } }";

async fn create(browser: &Browser, input: Value) -> Value {
    let answer = browser.graphql(CREATE, json!({ "input": input })).await;
    let made = answer["data"]["createApp"].clone();
    assert_eq!(made["userErrors"], json!([]), "{answer}");
    made
}

fn codes(client: &Value) -> Vec<&str> {
    let warnings = client["warnings"].as_array().unwrap();
    warnings
        .iter()
        .map(|warning| warning["code"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn moneybutton_makes_an_oauth_identifier_and_a_client_of_the_apps_own() {
    let world = World::new().await;
    let grace = world.browser(GRACE).await;
    let back = "https://blog.example/oauth-response-web";
    let made = create(
        &grace,
        json!({ "name": "My blog", "preset": "MONEYBUTTON", "redirectUrls": [back] }),
    )
    .await;
    let clients = &made["app"]["clients"];
    assert_eq!(clients.as_array().unwrap().len(), 2, "{made}");
    let (oauth, own) = (&clients[0], &clients[1]);
    assert_eq!(
        (
            &oauth["platform"],
            &oauth["tokenEndpointAuthMethod"],
            &oauth["redirectUrls"][0]["url"]
        ),
        (&json!("SINGLE_PAGE"), &json!("NONE"), &json!(back))
    );
    assert_eq!(
        (&own["platform"], &own["grantTypes"]),
        (&json!("SERVICE"), &json!(["CLIENT_CREDENTIALS"]))
    );
    assert_eq!(codes(oauth), ["PKCE_NOT_REQUIRED", "REFRESH_TOKENS_NOT_ROTATED"]);
    assert_eq!(codes(own), Vec::<&str>::new());

    let ada = world.browser(ADA).await;
    let id = text(oauth, "clientId");
    let page = allowed(
        &ada,
        &format!("/oauth/v1/authorize?response_type=code&client_id={id}&redirect_uri={back}&scope=auth.user_identity:read%20users.profiles:read&state=x"),
    )
    .await;
    let code = came_back(&page, &format!("{back}?"))["code"].clone();
    let fields = [
        ("grant_type", "authorization_code"),
        ("client_id", id),
        ("code", &code),
        ("redirect_uri", back),
    ];
    let (status, tokens) = world.form("/oauth/v1/token", &fields).await;
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(
        world
            .get_as("/api/v1/auth/user_identity", text(&tokens, "access_token"))
            .await
            .0,
        200
    );
    let secret = made["credentials"]
        .as_array()
        .unwrap()
        .iter()
        .find(|credential| credential["client"]["clientId"] == own["clientId"])
        .map(|credential| text(credential, "secret"))
        .unwrap();
    let fields = [
        ("grant_type", "client_credentials"),
        ("scope", "application_access:write"),
    ];
    let (status, tokens) = world
        .form_as("/oauth/v1/token", (text(own, "clientId"), secret), &fields)
        .await;
    assert_eq!(status, 200, "{tokens}");
}

#[tokio::test]
async fn coins_makes_a_web_server_that_gets_codes_in_the_fragment() {
    let world = World::new().await;
    let grace = world.browser(GRACE).await;
    let back = "https://helper.example/callback";
    let input = json!({
        "name": "My helper", "preset": "COINS", "redirectUrls": [back], "scopes": ["buyorder", "history"],
    });
    let made = create(&grace, input).await;
    let client = &made["app"]["clients"][0];
    assert_eq!(client["tokenEndpointAuthMethod"], "CLIENT_SECRET_POST", "{made}");
    // A request without scopes asks for all that the app has at that time.
    assert_eq!(client["settings"]["defaultScopes"], json!([]));
    assert_eq!(codes(client), ["PKCE_NOT_REQUIRED", "CODE_IN_FRAGMENT"]);
    let ada = world.browser(ADA).await;
    let id = text(client, "clientId");
    let page = allowed(
        &ada,
        &format!("/user/api/authorize?client_id={id}&response_type=code"),
    )
    .await;
    let code = came_back(&page, &format!("{back}#"))["code"].clone();
    let fields = [
        ("client_id", id),
        ("client_secret", text(&made["credentials"][0], "secret")),
        ("code", &code),
        ("grant_type", "authorization_code"),
        ("redirect_uri", back),
    ];
    let (status, tokens) = world.form("/user/oauthtoken", &fields).await;
    assert_eq!(
        (status, &tokens["scope"]),
        (200, &json!("buyorder history")),
        "{tokens}"
    );
    // The implicit grant is no part of it.
    let page = ada
        .open(&format!("/user/api/authorize?client_id={id}&response_type=token"))
        .await;
    assert_eq!(
        came_back(&page, &format!("{back}#"))["error"],
        "unsupported_response_type"
    );
}

#[tokio::test]
async fn standard_makes_a_web_server_that_needs_no_pkce() {
    let world = World::new().await;
    let grace = world.browser(GRACE).await;
    let back = "https://shop.example/callback";
    let input = json!({ "name": "My shop", "preset": "STANDARD", "redirectUrls": [back], "scopes": ["openid", "history"] });
    let made = create(&grace, input).await;
    let client = &made["app"]["clients"][0];
    assert_eq!(
        (&client["platform"], codes(client)),
        (&json!("WEB"), vec!["PKCE_NOT_REQUIRED"])
    );
    let ada = world.browser(ADA).await;
    let id = text(client, "clientId");
    let page = allowed(
        &ada,
        &format!(
            "/oauth/authorize?response_type=code&client_id={id}&redirect_uri={back}&scope=history&state=STATE"
        ),
    )
    .await;
    let answer = came_back(&page, &format!("{back}?"));
    assert_eq!(answer["state"], "STATE");
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &*answer["code"]),
        ("redirect_uri", back),
        ("client_id", id),
        ("client_secret", text(&made["credentials"][0], "secret")),
    ];
    let (status, tokens) = world.form("/oauth/token", &fields).await;
    assert_eq!((status, &tokens["expires_in"]), (200, &json!(3600)), "{tokens}");
    assert!(tokens["refresh_token"].is_string());
}

#[tokio::test]
async fn greenfield_makes_what_a_program_names_itself_by() {
    let world = World::new().await;
    let grace = world.browser(GRACE).await;
    let back = "https://plugin.example/keys";
    let made = create(
        &grace,
        json!({ "name": "My plugin", "preset": "GREENFIELD", "redirectUrls": [back] }),
    )
    .await;
    let client = &made["app"]["clients"][0];
    assert_eq!(
        (
            &client["tokenEndpointAuthMethod"],
            &client["grantTypes"],
            &client["warnings"]
        ),
        (&json!("NONE"), &json!([]), &json!([])),
        "{made}"
    );
    assert_eq!(made["credentials"][0]["secret"], Value::Null);
    // It is for keys alone.
    let id = text(client, "clientId");
    let page = grace
        .open(&format!(
            "/oauth/authorize?response_type=code&client_id={id}&redirect_uri={back}&scope=openid"
        ))
        .await;
    assert_eq!(
        came_back(&page, &format!("{back}?"))["error"],
        "unauthorized_client"
    );
    // Whoever names it and one of its addresses is shown by its name.
    let page = grace
        .open(&format!(
            "/api-keys/authorize?applicationName=Bank&applicationIdentifier={id}&redirect={back}"
        ))
        .await;
    assert!(page.html.contains("My plugin"), "{}", page.html);
    let page = grace
        .open(&format!(
            "/api-keys/authorize?applicationName=Bank&applicationIdentifier={id}&redirect=https://evil.example/"
        ))
        .await;
    assert!(!page.html.contains("My plugin"), "{}", page.html);
}

#[tokio::test]
async fn what_is_said_goes_before_the_preset() {
    let world = World::new().await;
    let grace = world.browser(GRACE).await;
    let input = json!({
        "name": "Careful blog", "preset": "MONEYBUTTON", "scopes": ["openid"],
        "clients": [
            { "platform": "SINGLE_PAGE", "redirectUrls": ["https://b.example/"], "settings": { "requirePkce": true } },
        ],
    });
    let made = create(&grace, input).await;
    let clients = made["app"]["clients"].as_array().unwrap();
    assert_eq!(clients.len(), 2, "{made}");
    assert_eq!(clients[0]["settings"]["requirePkce"], true);
    assert_eq!(clients[0]["settings"]["rotateRefreshTokens"], false);
    let scopes: Vec<&Value> = made["app"]["enabledScopes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|scope| &scope["scope"]["name"])
        .collect();
    assert!(scopes.contains(&&json!("openid")) && scopes.contains(&&json!("application_access:write")));
    let answer = grace
        .graphql(
            CREATE,
            json!({ "input": { "name": "X", "redirectUrls": ["https://b.example/"] } }),
        )
        .await;
    assert_eq!(
        answer["data"]["createApp"]["userErrors"][0]["field"],
        json!(["redirectUrls"]),
        "{answer}"
    );
}

const FILE: &str = r#"
apps:
  - key: my-blog
    name: My Blog
    owner: grace@example.com
    preset: moneybutton
    clients:
      - { client_id: my-oauth-identifier, platform: single_page, redirect_uris: ["https://blog.example/back"] }
  - key: my-helper
    name: My Helper
    owner: grace@example.com
    preset: coins
    scopes: [buyorder, history]
    clients:
      - { client_id: my-helper, platform: web, redirect_uris: ["https://helper.example/back"],
          client_secrets: ["helper-secret-change-me-0123456789-abc"] }
  - key: my-plugin
    name: My Plugin
    owner: grace@example.com
    preset: greenfield
    verified: true
    clients:
      - { client_id: gozo, platform: web, redirect_uris: ["https://gozo.example/callback"] }
"#;

#[tokio::test]
async fn a_file_may_name_a_preset() {
    let world = World::new().await;
    let put = async |text: &str| -> Vec<String> {
        let report = apply(&world.deps, text, Path::new(""))
            .await
            .unwrap_or_else(|error| panic!("{error}"));
        report.changes.iter().map(Changed::to_string).collect()
    };
    let lines = put(FILE).await;
    assert!(lines.iter().any(|line| line.contains("my-blog-app")), "{lines:?}");
    assert_eq!(put(FILE).await, Vec::<String>::new(), "nothing the second time");
    let grace = world.browser(GRACE).await;
    let query =
        "query($id: String!) { app(clientId: $id) { enabledScopes { scope { name } } client(clientId: $id) {
        tokenEndpointAuthMethod warnings { code } settings { codeInFragment defaultScopes } } } }";
    let seen = grace.graphql(query, json!({ "id": "my-oauth-identifier" })).await;
    let app = &seen["data"]["app"];
    assert_eq!(
        codes(&app["client"]),
        ["PKCE_NOT_REQUIRED", "REFRESH_TOKENS_NOT_ROTATED"],
        "{seen}"
    );
    assert_eq!(app["enabledScopes"].as_array().unwrap().len(), 5);
    let seen = grace.graphql(query, json!({ "id": "my-helper" })).await;
    let client = &seen["data"]["app"]["client"];
    assert_eq!(
        (&client["tokenEndpointAuthMethod"], &client["settings"]),
        (
            &json!("CLIENT_SECRET_POST"),
            &json!({ "codeInFragment": true, "defaultScopes": [] })
        ),
        "{seen}"
    );
    // What was changed since, the file does not change back.
    world
        .set("my-oauth-identifier", json!({ "requirePkce": true }))
        .await;
    assert_eq!(put(FILE).await, Vec::<String>::new());
    let wrong = FILE.replace("preset: coins", "preset: rainbow");
    let error = apply(&world.deps, &wrong, Path::new(""))
        .await
        .unwrap_err()
        .to_string();
    assert!(
        error.contains("one of standard, moneybutton, coins, greenfield"),
        "{error}"
    );
}
