//! The coins dialect, as its document shows it.

use entity::values::{AuthMethod, Platform};
use serde_json::{Value, json};

use super::world::{ADA, World, allowed, came_back, deny, refused, text};
use crate::support::{Browser, TestApp, app::answer, client, make::NewClient, until};

pub(super) const SECRET: &str = "coins-web-secret-change-me-0123456789";
const BACK: &str = "http://localhost:5010/callback";
const SPA_BACK: &str = "http://localhost:5011/callback";
const EVERYTHING: &str = "buyorder sellorder history user_identity";

/// The document's address for the server-side flow, with `more` behind it.
fn authorize(more: &str) -> String {
    format!("/user/api/authorize?client_id=coins-web&response_type=code&grant_type=authorization_code{more}")
}

/// The document's address for the client-side flow.
fn authorize_spa(more: &str) -> String {
    format!("/user/api/authorize?client_id=coins-spa&response_type=token&redirect_uri={SPA_BACK}{more}")
}

/// The document's token request.
async fn token(app: &TestApp, more: &[(&str, &str)]) -> (u16, Value) {
    let mut fields = vec![
        ("client_id", "coins-web"),
        ("client_secret", SECRET),
        ("redirect_uri", BACK),
    ];
    fields.extend(more);
    app.form("/user/oauthtoken", &fields).await
}

async fn redeem(app: &TestApp, code: &str) -> (u16, Value) {
    token(app, &[("grant_type", "authorization_code"), ("code", code)]).await
}

async fn refresh(app: &TestApp, refresh_token: &str) -> (u16, Value) {
    token(
        app,
        &[("grant_type", "refresh_token"), ("refresh_token", refresh_token)],
    )
    .await
}

pub(super) async fn code(browser: &Browser, more: &str) -> String {
    came_back(&allowed(browser, &authorize(more)).await, &format!("{BACK}?"))["code"].clone()
}

pub(super) async fn tokens(world: &World, browser: &Browser, more: &str) -> Value {
    let (status, tokens) = redeem(world, &code(browser, more).await).await;
    assert_eq!(status, 200, "{tokens}");
    tokens
}

#[tokio::test]
async fn the_server_side_flow_of_the_document() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    // 1. and 2.: the user is sent there and allows it. Without scopes it is all that the app has enabled.
    let page = browser.open(&authorize("")).await;
    let page = browser.sign_in(&page, ADA.0, ADA.1).await;
    let page = browser.follow(page).await;
    assert!(page.html.contains("Cash in for you"), "{}", page.html);
    let answer = came_back(&browser.allow(&page).await, &format!("{BACK}?"));
    // 5. to 9.: code to token, by the form body.
    let (status, tokens) = redeem(&world, &answer["code"]).await;
    assert_eq!(
        (status, &tokens["token_type"], &tokens["scope"]),
        (200, &json!("Bearer"), &json!(EVERYTHING)),
        "{tokens}"
    );
    assert!(tokens["refresh_token"].is_string() && tokens["expires_in"] == 3600);
    let seen = world.coins_api(text(&tokens, "access_token"), Some("1")).await;
    assert_eq!(
        (&seen["active"], &seen["client_id"], &seen["aud"], &seen["scope"]),
        (
            &json!(true),
            &json!("coins-web"),
            &json!("https://coins.example"),
            &json!(EVERYTHING)
        )
    );
    // A code can be used once.
    refused(&redeem(&world, &answer["code"]).await, 400, "invalid_grant");
    assert_eq!(
        world.coins_api(text(&tokens, "access_token"), Some("2")).await["active"],
        false
    );
}

#[tokio::test]
async fn scopes_are_joined_by_a_plus_however_it_is_written() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    for (scope, granted) in [
        ("buyorder+sellorder+history", "buyorder sellorder history"),
        ("buyorder%20history", "buyorder history"),
        ("buyorder%2Bhistory", "buyorder history"),
        (
            "buyorder%2bhistory+user_identity",
            "buyorder history user_identity",
        ),
        ("history", "history"),
        ("", EVERYTHING),
    ] {
        let tokens = tokens(&world, &browser, &format!("&scope={scope}")).await;
        assert_eq!(tokens["scope"], granted, "{scope}");
    }
    for (scope, code) in [
        ("buyorder+wallet_transfer", "invalid_scope"),
        ("unknown", "invalid_scope"),
        ("buyorder&scope=history", "invalid_request"),
        ("&scope=history", "invalid_request"),
    ] {
        let page = browser.open(&authorize(&format!("&scope={scope}&state=s"))).await;
        let answer = came_back(&page, &format!("{BACK}?"));
        assert_eq!((&*answer["error"], &*answer["state"]), (code, "s"), "{scope}");
    }
    // A plus means nothing of the kind on the standard's own path.
    let page = browser
        .open(&authorize("&scope=buyorder%2Bhistory").replace("/user/api/", "/oauth/"))
        .await;
    assert_eq!(came_back(&page, &format!("{BACK}?"))["error"], "invalid_scope");
    // Without default scopes it is what the app has enabled; what the app lost is not asked for.
    world.set("coins-web", json!({ "defaultScopes": [] })).await;
    let more = format!("&redirect_uri={BACK}");
    let all = tokens(&world, &browser, &more).await;
    let mut all: Vec<&str> = text(&all, "scope").split(' ').collect();
    all.sort_unstable();
    assert_eq!(all, ["buyorder", "history", "sellorder", "user_identity"]);
    let page = browser
        .open(&authorize(&more).replace("/user/api/", "/oauth/"))
        .await;
    assert_eq!(came_back(&page, &format!("{BACK}?"))["error"], "invalid_scope");
}

#[tokio::test]
async fn a_code_comes_in_the_fragment_by_the_clients_setting() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let (warnings, event) = world.set("coins-web", json!({ "codeInFragment": true })).await;
    assert!(warnings.contains(&"CODE_IN_FRAGMENT".to_owned()), "{warnings:?}");
    assert_eq!(event["kind"], "client.updated");
    let recorded = event["details"]["warnings"].as_array().unwrap();
    assert!(recorded.contains(&json!("code_in_fragment")), "{event}");
    let in_fragment = format!("{BACK}#");
    let answer = came_back(&allowed(&browser, &authorize("&state=s")).await, &in_fragment);
    assert_eq!(answer["state"], "s");
    assert_eq!(redeem(&world, &answer["code"]).await.0, 200);
    let page = browser.open(&authorize("&scope=unknown&state=s")).await;
    assert_eq!(came_back(&page, &in_fragment)["error"], "invalid_scope");
    let page = browser.open(&authorize("&prompt=consent&state=s")).await;
    assert_eq!(
        came_back(&deny(&browser, &page).await, &in_fragment)["error"],
        "access_denied"
    );
    // Whoever asks for the query gets it.
    let page = allowed(&browser, &authorize("&response_mode=query")).await;
    assert!(came_back(&page, &format!("{BACK}?")).contains_key("code"));

    let (warnings, _) = world.set("coins-web", json!({ "codeInFragment": false })).await;
    assert!(!warnings.contains(&"CODE_IN_FRAGMENT".to_owned()), "{warnings:?}");
    let page = browser.open(&authorize("&response_mode=fragment")).await;
    assert_eq!(came_back(&page, &format!("{BACK}?"))["error"], "invalid_request");
}

#[tokio::test]
async fn the_client_side_flow_of_the_document() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let in_fragment = format!("{SPA_BACK}#");
    for path in [
        authorize_spa("&scope=buyorder+history&state=a+b%26c"),
        authorize_spa(""),
    ] {
        let page = allowed(&browser, &path).await;
        assert_eq!(page.headers["referrer-policy"], "no-referrer");
        let answer = came_back(&page, &in_fragment);
        let names: Vec<&str> = answer.keys().map(String::as_str).collect();
        let asked = path.contains("state=");
        let expected: &[&str] = if asked {
            &[
                "access_token",
                "expires_in",
                "iss",
                "scope",
                "state",
                "token_type",
            ]
        } else {
            &["access_token", "expires_in", "iss", "scope", "token_type"]
        };
        assert_eq!(names, expected);
        assert_eq!(
            (&*answer["token_type"], &*answer["expires_in"]),
            ("Bearer", "3600")
        );
        assert_eq!(
            answer["scope"],
            if asked { "buyorder history" } else { EVERYTHING }
        );
        assert_eq!(answer.get("state").map(String::as_str), asked.then_some("a b&c"));
        let nonce = if asked { "1" } else { "2" };
        let seen = world.coins_api(&answer["access_token"], Some(nonce)).await;
        assert_eq!(
            (&seen["active"], &seen["client_id"]),
            (&json!(true), &json!("coins-spa"))
        );
    }
    let answer = came_back(&allowed(&browser, &authorize_spa("")).await, &in_fragment);
    // It ends with the permission, like any token.
    let grants = browser
        .graphql("{ viewer { grants { nodes { id } } } }", json!({}))
        .await;
    let id = &grants["data"]["viewer"]["grants"]["nodes"][0]["id"];
    let revoke = "mutation($id: ID!) { revokeGrant(input: { grantId: $id }) { userErrors { message } } }";
    browser.graphql(revoke, json!({ "id": id })).await;
    assert_eq!(
        world.coins_api(&answer["access_token"], Some("9")).await["active"],
        false
    );
    // And with the sign-in: there is nothing to refresh it with.
    let answer = came_back(&allowed(&browser, &authorize_spa("")).await, &in_fragment);
    assert_eq!(
        world.coins_api(&answer["access_token"], Some("10")).await["active"],
        true
    );
    let page = browser.open("/sign-out").await;
    browser.submit(&page.form("/sign-out"), &[]).await;
    assert_eq!(
        world.coins_api(&answer["access_token"], Some("11")).await["active"],
        false
    );
}

#[tokio::test]
async fn errors_of_the_client_side_flow_are_in_the_fragment_too() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    for (more, code) in [
        ("&scope=unknown", "invalid_scope"),
        ("&scope=a&scope=b", "invalid_request"),
        ("&prompt=none", "consent_required"),
        ("&prompt=sometimes", "invalid_request"),
        // Never in the query, and in no form.
        ("&response_mode=query", "invalid_request"),
        ("&response_mode=form_post", "invalid_request"),
    ] {
        let page = browser.open(&authorize_spa(&format!("{more}&state=s"))).await;
        let answer = came_back(&page, &format!("{SPA_BACK}#"));
        assert_eq!((&*answer["error"], &*answer["state"]), (code, "s"), "{more}");
    }
    let page = browser.open(&authorize_spa("&state=s")).await;
    let answer = came_back(&deny(&browser, &page).await, &format!("{SPA_BACK}#"));
    assert_eq!((&*answer["error"], &*answer["state"]), ("access_denied", "s"));
}

#[tokio::test]
async fn sec_07_tokens_come_from_the_authorization_endpoint_by_a_public_clients_setting_only() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let implicit = json!({ "grantTypes": ["IMPLICIT"], "responseTypes": ["TOKEN"] });
    let query =
        "{ app(clientId: \"coins-spa\") { client(clientId: \"coins-spa\") { warnings { code message } } } }";
    let grace = world.browser(super::world::GRACE).await;
    let seen = grace.graphql(query, json!({})).await;
    let warnings = seen["data"]["app"]["client"]["warnings"]
        .as_array()
        .unwrap()
        .clone();
    assert!(
        warnings.iter().any(|warning| warning["code"] == "IMPLICIT_GRANT"),
        "{seen}"
    );

    // On either path for a client that is set up so, on neither for any other.
    let standard = authorize_spa("&scope=history").replace("/user/api/", "/oauth/");
    let answer = came_back(&allowed(&browser, &standard).await, &format!("{SPA_BACK}#"));
    assert!(answer.contains_key("access_token"), "{answer:?}");
    let page = browser
        .open(&authorize("&scope=history").replace("type=code", "type=token"))
        .await;
    assert_eq!(
        came_back(&page, &format!("{BACK}?"))["error"],
        "unsupported_response_type"
    );
    for other in ["id_token", "code%20token", "id_token%20token", "TOKEN", "none"] {
        let address = authorize_spa("").replace("response_type=token", &format!("response_type={other}"));
        let page = browser.open(&address).await;
        assert_eq!(
            came_back(&page, &format!("{SPA_BACK}?"))["error"],
            "unsupported_response_type",
            "{other}"
        );
    }
    // One that keeps a secret cannot be set up so, and where the database says it is, it is refused.
    let find = "query { app(clientId: \"coins-web\") { client(clientId: \"coins-web\") { id } } }";
    let found = grace.graphql(find, json!({})).await;
    let id = found["data"]["app"]["client"]["id"].clone();
    let update =
        "mutation($input: UpdateClientInput!) { updateClient(input: $input) { userErrors { field } } }";
    let input = json!({ "input": { "clientId": id, "settings": implicit } });
    let done = grace.graphql(update, input).await;
    assert_eq!(
        done["data"]["updateClient"]["userErrors"][0]["field"],
        json!(["settings", "grantTypes"]),
        "{done}"
    );
    let owner = world.user("owner@example.com").await;
    let shop = world.app_of(&owner, "Shop", "openid").await;
    world
        .client_of(
            &shop,
            NewClient {
                grant_types: "implicit",
                ..NewClient::default()
            },
        )
        .await;
    world
        .execute("UPDATE client SET response_types = 'token' WHERE client_id = 'web'")
        .await;
    let page = browser
        .get(&client::authorize(&[("response_type", "token")]))
        .await;
    assert_eq!(
        came_back(&page, "https://app.example/callback?")["error"],
        "unsupported_response_type"
    );
    // With the dialect off nobody gets them.
    let off = World::with(&[("COINS", "false")]).await;
    let browser = off.browser(ADA).await;
    let page = browser.open(&standard).await;
    assert_eq!(
        came_back(&page, &format!("{SPA_BACK}?"))["error"],
        "unsupported_response_type"
    );
}

#[tokio::test]
async fn a_refresh_ends_the_access_token_before_it() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let mut nonce = 0;
    let mut live = async |token: &str| {
        nonce += 1;
        world.coins_api(token, Some(&nonce.to_string())).await["active"] == true
    };
    for rotating in [true, false] {
        world
            .set("coins-web", json!({ "rotateRefreshTokens": rotating }))
            .await;
        let first = tokens(&world, &browser, "").await;
        let other_device = tokens(&world, &browser, "").await;
        let mut refresh_token = text(&first, "refresh_token").to_owned();
        let mut before = text(&first, "access_token").to_owned();
        assert!(live(&before).await);
        for _ in 0..3 {
            let (status, next) = refresh(&world, &refresh_token).await;
            assert_eq!(status, 200, "{next}");
            assert!(!live(&before).await, "rotating: {rotating}");
            before = text(&next, "access_token").to_owned();
            assert!(live(&before).await);
            if rotating {
                refresh_token = text(&next, "refresh_token").to_owned();
            }
        }
        // By the standard's path, too, once its client has said so.
        let fields = [
            ("client_id", "coins-web"),
            ("client_secret", SECRET),
            ("grant_type", "refresh_token"),
            ("refresh_token", &refresh_token),
        ];
        let (status, next) = world.form("/oauth/token", &fields).await;
        assert_eq!(status, 200, "{next}");
        assert!(!live(&before).await && live(text(&next, "access_token")).await);
        assert!(
            live(text(&other_device, "access_token")).await,
            "another authorization's token"
        );
    }
}

#[tokio::test]
async fn an_ended_access_token_is_dead_on_another_node_within_a_second() {
    let world = World::new().await;
    if !world.is_postgres() {
        return;
    }
    let other = World(world.second_node().await);
    let browser = world.browser(ADA).await;
    let first = tokens(&world, &browser, "").await;
    assert_eq!(
        other.coins_api(text(&first, "access_token"), Some("1")).await["active"],
        true
    );
    let (_, next) = refresh(&world, text(&first, "refresh_token")).await;
    let mut nonce = 1;
    until(1, "the other node hears of it", async || {
        nonce += 1;
        other
            .coins_api(text(&first, "access_token"), Some(&nonce.to_string()))
            .await["active"]
            == false
    })
    .await;
    assert_eq!(
        other.coins_api(text(&next, "access_token"), Some("1000")).await["active"],
        true
    );
}

#[tokio::test]
async fn secrets_in_the_query_are_refused_by_name() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let code = code(&browser, "").await;
    let query = format!(
        "client_id=coins-web&client_secret={SECRET}&code={code}&grant_type=authorization_code&redirect_uri={BACK}"
    );
    // As clients in the wild do it: everything in the query, nothing in the body.
    let request = world.http.post(world.url(&format!("/user/oauthtoken?{query}")));
    let told = answer(request).await;
    refused(&told, 400, "invalid_request");
    assert!(
        text(&told.1, "error_description").contains("client_secret"),
        "{}",
        told.1
    );
    // Without a secret too.
    for name in ["client_id", "grant_type", "redirect_uri", "refresh_token"] {
        let request = world.http.post(world.url(&format!("/user/oauthtoken?{name}=x")));
        let told = answer(request).await;
        refused(&told, 400, "invalid_request");
        assert!(
            text(&told.1, "error_description").contains(name),
            "{name}: {}",
            told.1
        );
    }
    for (in_query, body) in [
        (format!("client_secret={SECRET}"), query.as_str()),
        (format!("code={code}"), &query),
        ("refresh_token=x".to_owned(), &query),
        ("access_token=x".to_owned(), &query),
    ] {
        let told = world
            .curl(&format!("/user/oauthtoken?{in_query}"), &[], &[body])
            .await;
        refused(&told, 400, "invalid_request");
    }
    let request = world.http.post(world.url("/user/oauthtoken")).json(&json!({
        "client_id": "coins-web", "client_secret": SECRET, "code": code, "grant_type": "authorization_code",
    }));
    refused(&answer(request).await, 415, "invalid_request");
    // None of it used the code up.
    assert_eq!(redeem(&world, &code).await.0, 200);
}

#[tokio::test]
async fn only_the_clients_own_credentials_and_address_redeem() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let code = code(&browser, "").await;
    for (name, value, status, error) in [
        ("client_secret", "wrong", 401, "invalid_client"),
        ("client_id", "coins-spa", 401, "invalid_client"),
        (
            "redirect_uri",
            "http://localhost:5010/other",
            400,
            "invalid_grant",
        ),
        ("grant_type", "password", 400, "unsupported_grant_type"),
        ("grant_type", "client_credentials", 400, "unauthorized_client"),
        ("code", "nonsense", 400, "invalid_grant"),
    ] {
        let mut fields = vec![
            ("client_id", "coins-web"),
            ("client_secret", SECRET),
            ("redirect_uri", BACK),
            ("grant_type", "authorization_code"),
            ("code", &code),
        ];
        fields.retain(|(other, _)| *other != name);
        fields.push((name, value));
        refused(&world.form("/user/oauthtoken", &fields).await, status, error);
    }
    let page = browser
        .open("/user/api/authorize?client_id=coins-web&response_type=code&redirect_uri=example.com")
        .await;
    assert_eq!((page.status.as_u16(), page.location), (400, None));
    assert_eq!(redeem(&world, &code).await.0, 200);
    // A public client of the same kind has no secret to send.
    let owner = world.user("owner@example.com").await;
    let shop = world.app_of(&owner, "Shop", "openid").await;
    let spa = NewClient {
        client_id: "spa",
        platform: Platform::SinglePage,
        method: AuthMethod::None,
        ..NewClient::default()
    };
    world.client_of(&shop, spa).await;
    let fields = [("client_id", "spa"), ("grant_type", "implicit")];
    refused(
        &world.form("/user/oauthtoken", &fields).await,
        400,
        "unsupported_grant_type",
    );
}
