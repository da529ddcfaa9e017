//! The moneybutton dialect, as its documents show it.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde_json::{Value, json};

use super::world::{ADA, World, allowed, came_back, deny, refused, status, text};
use crate::support::{Browser, app::answer};
use reqwest::Method;

pub(super) const OAUTH_ID: &str = "4df4b25fd2d966a41fb0f6f159096203";
const CLIENT_ID: &str = "8ce101e4236efd4be4881072140b3c1b";
const CLIENT_SECRET: &str = "701e825b8f6ef16abff8a9cccfbe70cb";
pub(super) const BACK: &str = "http://localhost:5007/oauth-response-web?";
const EVERYTHING: &str = "auth.user_identity:read%20users.profiles:read%20users.profiles.email:read";

/// The document's address, character by character but for the scope.
pub(super) fn authorize(scope: &str) -> String {
    format!(
        "/oauth/v1/authorize?response_type=code&client_id={OAUTH_ID}\
         &redirect_uri=http://localhost:5007/oauth-response-web&scope={scope}&state=somesecurerandomstring"
    )
}

/// Redeems a code as the document's second curl line does.
pub(super) async fn redeem(world: &World, code: &str) -> Value {
    let (status, tokens) = world
        .curl(
            "/oauth/v2/token",
            &[],
            &[
                "grant_type=authorization_code",
                &format!("client_id={OAUTH_ID}"),
                &format!("code={code}"),
                "redirect_uri=http://localhost:5007/oauth-response-web",
            ],
        )
        .await;
    assert_eq!(status, 200, "{tokens}");
    tokens
}

pub(super) async fn tokens(world: &World, browser: &Browser, scope: &str) -> Value {
    let code = came_back(&allowed(browser, &authorize(scope)).await, BACK)["code"].clone();
    redeem(world, &code).await
}

pub(super) async fn refresh(world: &World, version: &str, token: &str) -> (u16, Value) {
    world
        .curl(
            &format!("/oauth/{version}/token"),
            &[],
            &[
                "grant_type=refresh_token",
                &format!("refresh_token={token}"),
                &format!("client_id={OAUTH_ID}"),
            ],
        )
        .await
}

fn claims(jwt: &str) -> Value {
    let body = jwt.split('.').nth(1).unwrap();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(body)
        .unwrap();
    serde_json::from_slice(&bytes).unwrap()
}

#[tokio::test]
async fn the_permission_grant_flow_of_the_document() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let page = browser.open(&authorize("auth.user_identity:read")).await;
    let page = browser.sign_in(&page, ADA.0, ADA.1).await;
    let page = browser.follow(page).await;
    assert!(page.html.contains("Blog with a Button"), "{}", page.html);
    let answer = came_back(&browser.allow(&page).await, BACK);
    assert_eq!(answer["state"], "somesecurerandomstring");

    let tokens = redeem(&world, &answer["code"]).await;
    assert_eq!(
        (&tokens["token_type"], &tokens["expires_in"], &tokens["scope"]),
        (&json!("Bearer"), &json!(3600), &json!("auth.user_identity:read"))
    );
    let access = text(&tokens, "access_token");
    let said = claims(access);
    assert_eq!(said["scope"], "auth.user_identity:read");
    assert!(said["sub"].is_string() && said["aud"].is_string(), "{said}");
    assert_eq!(
        said["exp"].as_i64().unwrap(),
        said["iat"].as_i64().unwrap() + 3600
    );

    let (status, identity) = world.get_as("/api/v1/auth/user_identity", access).await;
    assert_eq!(status, 200, "{identity}");
    let id = &said["sub"];
    let expected = json!({
        "data": { "id": id, "type": "user_identities", "attributes": { "id": id, "name": "Ada Lovelace" } },
        "jsonapi": { "version": "1.0" },
    });
    assert_eq!(identity, expected);

    // The one that was presented stays good, by either version, and no other comes.
    for version in ["v1", "v2", "v1"] {
        let (status, again) = refresh(&world, version, text(&tokens, "refresh_token")).await;
        assert_eq!(status, 200, "{again}");
        assert_eq!(again.get("refresh_token"), None, "{again}");
        assert_eq!(
            (&again["token_type"], &again["expires_in"], &again["scope"]),
            (&json!("Bearer"), &json!(3600), &json!("auth.user_identity:read"))
        );
        let identity = world
            .get_as("/api/v1/auth/user_identity", text(&again, "access_token"))
            .await;
        assert_eq!(identity, (200, expected.clone()));
    }
    assert_eq!(world.get_as("/api/v1/auth/user_identity", access).await.0, 200);
}

#[tokio::test]
async fn the_application_access_of_the_document() {
    let world = World::new().await;
    let basic = format!(
        "Basic {}",
        STANDARD.encode(format!("{CLIENT_ID}:{CLIENT_SECRET}"))
    );
    for version in ["v1", "v2"] {
        let (status, tokens) = world
            .curl(
                &format!("/oauth/{version}/token"),
                &[("authorization", &basic)],
                &["grant_type=client_credentials", "scope=application_access:write"],
            )
            .await;
        assert_eq!(status, 200, "{tokens}");
        let access = text(&tokens, "access_token");
        assert_eq!(
            tokens,
            json!({
                "access_token": access, "token_type": "Bearer", "expires_in": 3600,
                "scope": "application_access:write",
            })
        );
        let said = claims(access);
        assert_eq!(
            (&said["sub"], &said["scope"]),
            (&json!(CLIENT_ID), &json!("application_access:write"))
        );

        // Data belonging to the app, and nothing else.
        let query = "{ viewer { app { name clients { clientId redirectUrls { url } warnings { code } }
            grantsCount auditEvents(first: 1) { totalCount } role permissions { canUpdate } } user { email } } }";
        let seen = world.graphql(access, query, json!({})).await;
        let viewer = &seen["data"]["viewer"];
        assert_eq!(viewer["app"]["name"], "Blog with a Button", "{seen}");
        let clients = viewer["app"]["clients"].as_array().unwrap();
        assert!(
            clients.iter().any(|client| client["clientId"] == OAUTH_ID),
            "{seen}"
        );
        assert_eq!(
            (
                &viewer["app"]["role"],
                &viewer["app"]["permissions"]["canUpdate"],
                &viewer["user"]
            ),
            (&Value::Null, &json!(false), &Value::Null)
        );
        // An identity is a person's.
        let (status, answer) = world.get_as("/api/v1/auth/user_identity", access).await;
        assert_eq!(
            (status, &answer["errors"][0]["code"]),
            (403, &json!("insufficient_scope"))
        );
    }
    let wrong = format!("Basic {}", STANDARD.encode(format!("{CLIENT_ID}:wrong")));
    for (header, data, status, code) in [
        (Some(&wrong), "application_access:write", 401, "invalid_client"),
        (None, "application_access:write", 401, "invalid_client"),
        (Some(&basic), "auth.user_identity:read", 400, "invalid_scope"),
        (Some(&basic), "admin:write", 400, "invalid_scope"),
    ] {
        let headers: Vec<(&str, &str)> = header
            .iter()
            .map(|value| ("authorization", value.as_str()))
            .collect();
        let scope = format!("scope={data}");
        let answer = world
            .curl(
                "/oauth/v1/token",
                &headers,
                &["grant_type=client_credentials", &scope],
            )
            .await;
        refused(&answer, status, code);
    }
}

#[tokio::test]
async fn an_app_reads_itself_and_no_other() {
    let world = World::new().await;
    let (_, tokens) = world
        .form_as(
            "/oauth/v1/token",
            (CLIENT_ID, CLIENT_SECRET),
            &[
                ("grant_type", "client_credentials"),
                ("scope", "application_access:write"),
            ],
        )
        .await;
    let access = text(&tokens, "access_token");
    let id = world
        .graphql(access, "{ viewer { app { id } } }", json!({}))
        .await["data"]["viewer"]["app"]["id"]
        .clone();
    assert!(id.is_string());
    for query in [
        "{ app(clientId: \"coins-web\") { name } }",
        "{ viewer { apps { totalCount } } }",
    ] {
        let answer = world.graphql(access, query, json!({})).await;
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer}");
    }
    let change = "mutation($id: ID!) { updateApp(input: { appId: $id, name: \"Other\" }) { app { name } } }";
    let answer = world.graphql(access, change, json!({ "id": id })).await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer}");
    // Without the scope an app's token reads nothing.
    let (_, tokens) = world
        .form_as(
            "/oauth/token",
            ("rates", "rates-secret-change-me-0123456789-abc"),
            &[
                ("grant_type", "client_credentials"),
                ("scope", "rates:sync"),
                ("resource", world.deps.config.issuer()),
            ],
        )
        .await;
    let answer = world
        .graphql(
            text(&tokens, "access_token"),
            "{ viewer { app { name } } }",
            json!({}),
        )
        .await;
    assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN", "{answer}");
}

#[tokio::test]
async fn landing_chooses_the_first_page_of_who_is_not_signed_in() {
    let world = World::new().await;
    let request = authorize("auth.user_identity:read");
    for (landing, form) in [
        ("", "/sign-in"),
        ("&landing=login", "/sign-in"),
        ("&landing=register", "/register"),
    ] {
        let page = Browser::new(&world).open(&format!("{request}{landing}")).await;
        assert!(page.url.contains(form), "{landing}: {}", page.url);
        page.form(form);
    }
    // After the registration the flow goes on where it was.
    let browser = Browser::new(&world);
    let page = browser.open(&format!("{request}&landing=register")).await;
    let fields = [
        ("email", "new@example.com"),
        ("name", "New Person"),
        ("password", "violet stapler cabinet 9"),
    ];
    let page = browser.submit(&page.form("/register"), &fields).await;
    let page = browser.follow(page).await;
    assert!(page.has("allow"), "{}", page.html);
    // Whoever is signed in sees neither.
    let page = world
        .browser(ADA)
        .await
        .open(&format!("{request}&landing=register"))
        .await;
    assert!(page.has("allow"), "{}", page.html);
    let answer = came_back(
        &world
            .browser(ADA)
            .await
            .get(&format!("{request}&landing=home"))
            .await,
        BACK,
    );
    assert_eq!(
        (&*answer["error"], &*answer["state"]),
        ("invalid_request", "somesecurerandomstring")
    );

    let closed = World::with(&[("REGISTRATION", "closed")]).await;
    let page = Browser::new(&closed)
        .open(&format!("{request}&landing=register"))
        .await;
    page.form("/sign-in");
}

#[tokio::test]
async fn no_goes_back_as_access_denied_with_the_state() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let page = browser.open(&authorize("auth.user_identity:read")).await;
    let answer = came_back(&deny(&browser, &page).await, BACK);
    assert_eq!(
        (&*answer["error"], &*answer["state"]),
        ("access_denied", "somesecurerandomstring")
    );
    assert!(!answer.contains_key("code"));
}

#[tokio::test]
async fn a_profile_is_ones_own_and_has_the_address_by_its_own_scope() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let full = tokens(&world, &browser, EVERYTHING).await;
    let id = claims(text(&full, "access_token"))["sub"]
        .as_str()
        .unwrap()
        .to_owned();
    let path = format!("/api/v1/users/{id}/profile");
    let (status, profile) = world.get_as(&path, text(&full, "access_token")).await;
    assert_eq!(status, 200, "{profile}");
    let created = profile["data"]["attributes"]["created-at"].clone();
    assert!(created.as_str().unwrap().ends_with('Z'), "{created}");
    assert_eq!(
        profile,
        json!({
            "data": { "id": id, "type": "profiles", "attributes": {
                "created-at": created, "name": "Ada Lovelace", "default-language": "en", "bio": null,
                "avatar-url": "https://example.com/ada.png", "email": "ada@example.com",
            } },
            "jsonapi": { "version": "1.0" },
        })
    );
    let less = tokens(&world, &browser, "users.profiles:read").await;
    let (status, profile) = world.get_as(&path, text(&less, "access_token")).await;
    assert_eq!(
        (status, profile["data"]["attributes"].get("email")),
        (200, None),
        "{profile}"
    );

    let grace = world.browser(super::world::GRACE).await;
    let hers = tokens(&world, &grace, EVERYTHING).await;
    let identity = tokens(&world, &grace, "auth.user_identity:read").await;
    let email = tokens(&world, &grace, "users.profiles.email:read").await;
    let token = |tokens: &Value| text(tokens, "access_token").to_owned();
    for (path, token, status, code) in [
        (path.as_str(), token(&hers), 404, "not_found"),
        (
            "/api/v1/users/usr_unknown/profile",
            token(&hers),
            404,
            "not_found",
        ),
        ("/api/v1/users/me/profile", token(&hers), 404, "not_found"),
        (&path, token(&identity), 403, "insufficient_scope"),
        (&path, token(&email), 403, "insufficient_scope"),
        (
            "/api/v1/auth/user_identity",
            token(&less),
            403,
            "insufficient_scope",
        ),
        (&path, "nonsense".to_owned(), 401, "invalid_token"),
    ] {
        let response = world
            .http
            .get(world.url(path))
            .bearer_auth(&token)
            .send()
            .await
            .unwrap();
        assert_eq!(
            response.headers()["content-type"],
            "application/vnd.api+json",
            "{path}"
        );
        assert_eq!(response.headers()["cache-control"], "no-store", "{path}");
        assert_eq!(
            response.headers().contains_key("www-authenticate"),
            status != 404,
            "{path}"
        );
        assert_eq!(response.status(), status, "{path} {code}");
        let body: Value = response.json().await.unwrap();
        let error = &body["errors"][0];
        assert_eq!(
            (&error["status"], &error["code"], &body["jsonapi"]["version"]),
            (&json!(status.to_string()), &json!(code), &json!("1.0")),
            "{path}"
        );
    }
    for path in ["/api/v1/auth/user_identity", path.as_str()] {
        let (status, body) = answer(world.http.get(world.url(path))).await;
        assert_eq!(
            (status, &body["errors"][0]["status"]),
            (401, &json!("401")),
            "{path}"
        );
        let in_query = format!("{path}?access_token={}", text(&full, "access_token"));
        let (status, body) = answer(world.http.get(world.url(&in_query))).await;
        assert_eq!(
            (status, &body["errors"][0]["code"]),
            (400, &json!("invalid_request")),
            "{path}"
        );
    }
}

#[tokio::test]
async fn sec_56_the_javascript_clients_two_routes_take_json_and_nothing_else() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let tokens = tokens(&world, &browser, "auth.user_identity:read").await;
    let refresh_token = text(&tokens, "refresh_token");
    let proxy = "/oauth/v1/auth-proxy/token";
    let good = json!({ "grant_type": "refresh_token", "refresh_token": refresh_token });
    let (status, again) = world.json(proxy, None, &good).await;
    assert_eq!(
        (status, &again["scope"]),
        (200, &json!("auth.user_identity:read")),
        "{again}"
    );
    assert_eq!(
        world
            .get_as("/api/v1/auth/user_identity", text(&again, "access_token"))
            .await
            .0,
        200
    );

    for (body, code) in [
        (
            json!({ "grant_type": "refresh_token", "refresh_token": "lkr_x" }),
            "invalid_grant",
        ),
        (
            json!({ "grant_type": "refresh_token", "refresh_token": refresh_token, "client_id": "coins-spa" }),
            "invalid_grant",
        ),
        (
            json!({ "grant_type": "password", "refresh_token": refresh_token }),
            "unsupported_grant_type",
        ),
        (json!({ "grant_type": "refresh_token" }), "invalid_request"),
        (
            json!({ "grant_type": "refresh_token", "refresh_token": [refresh_token] }),
            "invalid_request",
        ),
        (json!([good]), "invalid_request"),
        (json!("refresh_token"), "invalid_request"),
    ] {
        refused(&world.json(proxy, None, &body).await, 400, code);
    }
    for path in [proxy, "/oauth/v1/revoke"] {
        let form = format!("grant_type=refresh_token&refresh_token={refresh_token}");
        let request = world
            .http
            .post(world.url(path))
            .bearer_auth(text(&tokens, "access_token"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(form);
        refused(&answer(request).await, 415, "invalid_request");
    }
    for path in ["/oauth/v1/token", "/oauth/v2/token"] {
        refused(&world.json(path, None, &good).await, 415, "invalid_request");
    }
    let in_query = format!("{proxy}?refresh_token={refresh_token}");
    refused(&world.json(&in_query, None, &good).await, 400, "invalid_request");
    assert_eq!(
        world.json(proxy, Some("x"), &good).await.0,
        400,
        "a second way to authenticate"
    );
}

#[tokio::test]
async fn sec_39_the_json_route_revokes_its_own_clients_tokens_only() {
    let world = World::new().await;
    let browser = world.browser(ADA).await;
    let mine = tokens(&world, &browser, "auth.user_identity:read").await;
    let coins = allowed(
        &browser,
        "/user/api/authorize?client_id=coins-web&response_type=code&redirect_uri=http://localhost:5010/callback",
    )
    .await;
    let code = came_back(&coins, "http://localhost:5010/callback?")["code"].clone();
    let fields = [
        ("client_id", "coins-web"),
        ("client_secret", "coins-web-secret-change-me-0123456789"),
        ("code", &code),
        ("grant_type", "authorization_code"),
        ("redirect_uri", "http://localhost:5010/callback"),
    ];
    let (_, other) = world.form("/user/oauthtoken", &fields).await;
    let revoke = async |token: Option<&str>, refresh_token: &str| {
        world
            .json(
                "/oauth/v1/revoke",
                token,
                &json!({ "refresh_token": refresh_token }),
            )
            .await
    };
    let access = text(&mine, "access_token");
    assert_eq!(revoke(None, text(&mine, "refresh_token")).await.0, 401);
    assert_eq!(revoke(Some("x"), text(&mine, "refresh_token")).await.0, 401);
    // A foreign one stays, with the same answer as an unknown one.
    for unknown in [text(&other, "refresh_token"), "lkr_unknown"] {
        assert_eq!(revoke(Some(access), unknown).await, (200, json!({})));
    }
    assert_eq!(refresh(&world, "v1", text(&mine, "refresh_token")).await.0, 200);
    assert_eq!(
        revoke(Some(access), text(&mine, "refresh_token")).await,
        (200, json!({}))
    );
    refused(
        &refresh(&world, "v1", text(&mine, "refresh_token")).await,
        400,
        "invalid_grant",
    );
    assert_eq!(world.get_as("/api/v1/auth/user_identity", access).await.0, 401);
    let fields = [
        ("client_id", "coins-web"),
        ("client_secret", "coins-web-secret-change-me-0123456789"),
        ("refresh_token", text(&other, "refresh_token")),
        ("grant_type", "refresh_token"),
    ];
    assert_eq!(world.form("/user/oauthtoken", &fields).await.0, 200);
}

#[tokio::test]
async fn sec_62_a_popup_keeps_its_opener() {
    let world = World::new().await;
    let browser = Browser::new(&world);
    let policy = |page: &crate::support::browser::Page| {
        page.headers["cross-origin-opener-policy"]
            .to_str()
            .unwrap()
            .to_owned()
    };
    let page = browser.open(&authorize("auth.user_identity:read")).await;
    assert_eq!(policy(&page), "unsafe-none", "{}", page.url);
    let page = browser.sign_in(&page, ADA.0, ADA.1).await;
    let page = browser.follow(page).await;
    assert_eq!(policy(&page), "unsafe-none", "{}", page.url);
    let form_action = page.headers["content-security-policy"].to_str().unwrap();
    assert!(
        form_action.contains("form-action 'self' http://localhost:5007;"),
        "{form_action}"
    );
    let page = Browser::new(&world)
        .open(&format!(
            "{}&landing=register",
            authorize("auth.user_identity:read")
        ))
        .await;
    assert_eq!(policy(&page), "unsafe-none", "{}", page.url);
}

#[tokio::test]
async fn heads_and_other_methods_do_nothing() {
    let world = World::new().await;
    for (method, path, expected) in [
        (Method::HEAD, authorize("auth.user_identity:read"), 405),
        (Method::GET, "/oauth/v1/token".to_owned(), 405),
        (Method::GET, "/oauth/v1/revoke".to_owned(), 405),
        (Method::GET, "/user/oauthtoken".to_owned(), 405),
        (Method::POST, "/api/v1/auth/user_identity".to_owned(), 405),
        (Method::DELETE, "/api/v1/auth/user_identity".to_owned(), 405),
    ] {
        assert_eq!(
            status(&world, method.clone(), &path).await,
            expected,
            "{method} {path}"
        );
    }
}
