//! The request log: what was refused, by which rule, what came, what would have been right.

use entity::{
    user,
    values::{AuthMethod, Platform},
};
use latchkey::domain::{Caller, request_log};
use sea_orm::{ConnectionTrait as _, Statement};
use serde_json::{Value, json};

use super::{ask, person, session};
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, CHALLENGE, VERIFIER, authorize},
    make::{NewClient, SECRET},
    until,
};

const ENTRY: &str =
    "id at endpoint clientId code rule message explanation fix parameter received expected difference errorId
    moreLikeThis parameters { name value length } client { id } app { name }";

/// An app of Ada's with the clients `web` and `spa`.
async fn scene(app: &TestApp) -> (user::Model, entity::app::Model) {
    let ada = app.user("ada@example.com").await;
    let shop = app
        .app_of(&ada, "Demo Shop", "openid email profile offline_access")
        .await;
    app.client_of(&shop, NewClient::default()).await;
    app.client_of(
        &shop,
        NewClient {
            client_id: "spa",
            platform: Platform::SinglePage,
            method: AuthMethod::None,
            grant_types: "authorization_code",
            redirect_urls: &["https://spa.example/"],
            require_pkce: true,
            ..NewClient::default()
        },
    )
    .await;
    (ada, shop)
}

/// The log, latest first.
async fn log(app: &TestApp, caller: &Caller, id: impl ToString, filter: Value) -> Vec<Value> {
    let query = format!(
        "query($id: ID!, $filter: RequestLogFilter) {{ app(id: $id) {{ requestLog(filter: $filter, first: 100) {{
            totalCount nodes {{ {ENTRY} }} }} }} }}"
    );
    let answer = ask(
        app,
        caller,
        &query,
        json!({ "id": id.to_string(), "filter": filter }),
    )
    .await;
    let log = &answer["data"]["app"]["requestLog"];
    assert!(log["totalCount"].is_u64(), "{answer}");
    log["nodes"].as_array().unwrap().clone()
}

#[tokio::test]
async fn a_refused_authorization_request_says_which_rule_what_came_and_what_is_right() {
    let app = TestApp::new().await;
    let (ada, shop) = scene(&app).await;
    let owner = session(&app, &ada);
    let browser = Browser::new(&app);
    for (change, rule, received, expected) in [
        (
            &[("redirect_uri", "https://app.example/calback")][..],
            "REDIRECT_URL_UNREGISTERED",
            json!("https://app.example/calback"),
            json!(CALLBACK),
        ),
        (
            &[("redirect_uri", "")],
            "REDIRECT_URL_MISSING",
            json!(null),
            json!(CALLBACK),
        ),
        (
            &[("response_type", "token")],
            "RESPONSE_TYPE",
            json!("token"),
            json!("code"),
        ),
        (
            &[("response_type", "")],
            "PARAMETER_MISSING",
            json!(null),
            json!("code"),
        ),
        (
            &[("response_mode", "fragment")],
            "RESPONSE_MODE",
            json!("fragment"),
            json!("query form_post"),
        ),
        (
            &[("scope", "openid emial")],
            "SCOPE_NOT_ENABLED",
            json!("emial"),
            json!("email"),
        ),
        (
            &[("code_challenge_method", "plain")],
            "PKCE_METHOD",
            json!("plain"),
            json!("S256"),
        ),
        (
            &[("code_challenge", "short")],
            "PKCE_MALFORMED",
            json!(null),
            json!(null),
        ),
        (
            &[("prompt", "sometimes")],
            "PARAMETER_INVALID",
            json!("sometimes"),
            json!(null),
        ),
        (
            &[("max_age", "soon")],
            "PARAMETER_INVALID",
            json!("soon"),
            json!(null),
        ),
        (
            &[("request", "eyJhbGciOiJub25lIn0.e30.")],
            "PARAMETER_UNSUPPORTED",
            json!(null),
            json!(null),
        ),
        (
            &[("resource", "https://other.example")],
            "RESOURCE_UNKNOWN",
            json!("https://other.example"),
            json!(null),
        ),
        (
            &[("prompt", "none")],
            "LOGIN_REQUIRED",
            json!("none"),
            json!(null),
        ),
    ] {
        app.advance(1);
        browser.get(&authorize(change)).await;
        let entry = log(&app, &owner, shop.id, json!({})).await.remove(0);
        assert_eq!(entry["rule"], json!(rule), "{change:?}: {entry}");
        assert_eq!(
            (&entry["received"], &entry["expected"]),
            (&received, &expected),
            "{change:?}: {entry}"
        );
        assert_eq!(entry["endpoint"], json!("AUTHORIZE"));
        assert!(entry["fix"].as_str().unwrap().len() > 10 && entry["client"]["id"].is_string());
    }
    browser
        .get(&format!(
            "/oauth/authorize?client_id=spa&redirect_uri=https://spa.example/&response_type=code&scope=openid&{}",
            "scope=email"
        ))
        .await;
    let entries = log(&app, &owner, shop.id, json!({ "clientId": "spa" })).await;
    assert_eq!(entries[0]["rule"], json!("PARAMETER_REPEATED"));
    assert_eq!(entries[0]["parameter"], json!("scope"));
    app.advance(1);
    browser
        .get("/oauth/authorize?client_id=spa&redirect_uri=https://spa.example/&response_type=code&scope=openid")
        .await;
    let entries = log(&app, &owner, shop.id, json!({ "clientId": "spa" })).await;
    assert_eq!(entries[0]["rule"], json!("PKCE_MISSING"));
    let difference = log(
        &app,
        &owner,
        shop.id,
        json!({ "rules": ["REDIRECT_URL_UNREGISTERED"] }),
    )
    .await[0]["difference"]
        .as_str()
        .unwrap()
        .to_owned();
    assert_eq!(difference, "The path is /calback, registered is /callback.");
}

#[tokio::test]
async fn a_refused_token_request_says_why_although_the_caller_hears_less() {
    let app = TestApp::new().await;
    let (ada, shop) = scene(&app).await;
    let owner = session(&app, &ada);
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let latest = async || {
        let entry = log(&app, &owner, shop.id, json!({})).await.remove(0);
        // What comes next is later.
        app.advance(1);
        entry
    };
    let code = |code: &str, verifier: &str, uri: &str| {
        [
            ("grant_type", "authorization_code".to_owned()),
            ("code", code.to_owned()),
            ("redirect_uri", uri.to_owned()),
            ("code_verifier", verifier.to_owned()),
        ]
    };
    let token = async |secret: &str, fields: &[(&'static str, String)]| {
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        app.form_as("/oauth/token", ("web", secret), &fields).await
    };

    let (_, refused) = token("wrong", &code("x", VERIFIER, CALLBACK)).await;
    assert!(
        !refused["error_description"]
            .as_str()
            .unwrap()
            .contains("secret is none"),
        "{refused}"
    );
    let entry = latest().await;
    assert_eq!(
        (&entry["rule"], &entry["code"]),
        (&json!("SECRET_WRONG"), &json!("invalid_client"))
    );
    assert_eq!(entry["expected"], json!("…ters"));

    let good = browser.code(&[("scope", "openid offline_access")]).await;
    token(SECRET, &code(&good, &"a".repeat(43), CALLBACK)).await;
    assert_eq!(latest().await["rule"], json!("PKCE_MISMATCH"));
    token(SECRET, &code(&good, VERIFIER, "https://app.example/other")).await;
    assert_eq!(latest().await["rule"], json!("REDIRECT_URL_CHANGED"));
    token(SECRET, &code("unknown", VERIFIER, CALLBACK)).await;
    assert_eq!(latest().await["rule"], json!("CODE_UNKNOWN"));
    let (status, tokens) = token(SECRET, &code(&good, VERIFIER, CALLBACK)).await;
    assert_eq!(status, 200);
    token(SECRET, &code(&good, VERIFIER, CALLBACK)).await;
    assert_eq!(latest().await["rule"], json!("CODE_USED"));
    let refresh = tokens["refresh_token"].as_str().unwrap().to_owned();
    token(
        SECRET,
        &[
            ("grant_type", "refresh_token".to_owned()),
            ("refresh_token", refresh),
        ],
    )
    .await;
    assert_eq!(latest().await["rule"], json!("REFRESH_TOKEN_REVOKED"));
    token(
        SECRET,
        &[
            ("grant_type", "client_credentials".to_owned()),
            ("scope", "profile".to_owned()),
        ],
    )
    .await;
    assert_eq!(latest().await["rule"], json!("SCOPE_NOT_GRANTABLE"));
    token(SECRET, &[("grant_type", "password".to_owned())]).await;
    assert_eq!(latest().await["rule"], json!("GRANT_TYPE_UNSUPPORTED"));
    app.form(
        "/oauth/token",
        &[
            ("client_id", "spa"),
            ("grant_type", "refresh_token"),
            ("refresh_token", "x"),
        ],
    )
    .await;
    assert_eq!(latest().await["rule"], json!("GRANT_TYPE_NOT_ALLOWED"));
    app.form(
        "/oauth/token",
        &[("client_id", "web"), ("grant_type", "authorization_code")],
    )
    .await;
    assert_eq!(latest().await["rule"], json!("AUTHENTICATION_MISSING"));
    app.form_as("/oauth/token", ("web", SECRET), &[("client_secret", SECRET)])
        .await;
    app.form_as(
        "/oauth/token",
        ("web", SECRET),
        &[("client_id", "web"), ("client_secret", SECRET)],
    )
    .await;
    assert_eq!(latest().await["rule"], json!("AUTHENTICATION_REPEATED"));
    app.form("/oauth/introspect", &[("client_id", "spa"), ("token", "x")])
        .await;
    let entry = latest().await;
    assert_eq!(
        (&entry["endpoint"], &entry["rule"]),
        (&json!("INTROSPECT"), &json!("PUBLIC_CLIENT"))
    );
    app.form_as("/oauth/revoke", ("web", SECRET), &[]).await;
    let entry = latest().await;
    assert_eq!(
        (&entry["endpoint"], &entry["rule"]),
        (&json!("REVOKE"), &json!("PARAMETER_MISSING"))
    );
    app.get_as("/oauth/userinfo", tokens["access_token"].as_str().unwrap())
        .await;
    let entry = latest().await;
    assert_eq!(
        (&entry["endpoint"], &entry["rule"]),
        (&json!("USERINFO"), &json!("TOKEN_DEAD"))
    );
}

#[tokio::test]
async fn the_id_on_the_error_page_leads_the_apps_developer_to_the_entry_and_nobody_else() {
    let app = TestApp::new().await;
    let (ada, _) = scene(&app).await;
    let page = Browser::new(&app)
        .get(&authorize(&[("redirect_uri", "https://evil.example/")]))
        .await;
    let id = page.text_of("error-id").unwrap();
    assert!(
        page.html.contains(&format!("href=\"/errors/{id}\"")),
        "{}",
        page.html
    );
    assert!(!page.html.contains(CALLBACK), "a stranger sees no registered URL");
    let query = format!("query($id: String!) {{ requestLogEntry(errorId: $id) {{ {ENTRY} }} }}");
    let find = async |caller: &Caller, id: &str| {
        ask(&app, caller, &query, json!({ "id": id })).await["data"]["requestLogEntry"].clone()
    };
    let entry = find(&session(&app, &ada), &id).await;
    assert_eq!(entry["expected"], json!(CALLBACK));
    assert_eq!(entry["app"]["name"], json!("Demo Shop"));
    let eve = session(
        &app,
        &person(&app, "eve@example.com", entity::values::Role::User).await,
    );
    assert_eq!(find(&eve, &id).await, Value::Null);
    assert_eq!(find(&session(&app, &ada), "no such id").await, Value::Null);
    let answer = app
        .http
        .post(app.url("/oauth/token"))
        .basic_auth("web", Some("wrong"))
        .form(&[("grant_type", "client_credentials")])
        .send()
        .await
        .unwrap();
    let id = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    assert_eq!(
        find(&session(&app, &ada), &id).await["rule"],
        json!("SECRET_WRONG")
    );
}

#[tokio::test]
async fn sec_117_no_secret_is_in_the_request_log() {
    let app = TestApp::new().await;
    let (ada, shop) = scene(&app).await;
    let owner = session(&app, &ada);
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let code = browser.code(&[]).await;
    let wrong = "not-the-secret-but-somebody-elses-0123456789";
    let hint = "lady.lovelace@private.example";
    for field in [
        "code",
        "refresh_token",
        "client_secret",
        "client_assertion",
        "scope",
        "resource",
        "grant_type",
        "x",
    ] {
        for value in [code.as_str(), SECRET, wrong, VERIFIER, hint] {
            app.form_as(
                "/oauth/token",
                ("web", wrong),
                &[
                    ("grant_type", "authorization_code"),
                    ("code_verifier", VERIFIER),
                    (field, value),
                ],
            )
            .await;
            app.form("/oauth/token", &[("client_id", "web"), (field, value)])
                .await;
        }
    }
    let evil = format!("https://evil.example/?code={code}&v={VERIFIER}");
    Browser::new(&app)
        .get(&authorize(&[
            ("redirect_uri", &evil),
            ("state", VERIFIER),
            ("login_hint", hint),
            ("nonce", "a nonce of mine"),
        ]))
        .await;
    let entries = log(&app, &owner, shop.id, json!({})).await;
    assert!(entries.len() > 50);
    let kept = serde_json::to_string(&entries).unwrap();
    for secret in [code.as_str(), VERIFIER, CHALLENGE, "a nonce of mine"] {
        assert!(!kept.contains(secret), "{secret}");
    }
    // Typed as words, they are in no parameter that may hold them.
    for entry in &entries {
        for parameter in entry["parameters"].as_array().unwrap() {
            let kept_by_name = [
                "scope",
                "resource",
                "grant_type",
                "redirect_uri",
                "client_id",
                "response_type",
                "code_challenge_method",
            ];
            let name = parameter["name"].as_str().unwrap();
            assert!(
                parameter["value"].is_null() || kept_by_name.contains(&name),
                "{parameter}"
            );
        }
    }
}

#[tokio::test]
async fn sec_124_a_flood_is_counted_and_not_kept() {
    let app = TestApp::new().await;
    let (ada, _) = scene(&app).await;
    let other = app.app_of(&ada, "Quiet", "openid").await;
    app.client_of(
        &other,
        NewClient {
            client_id: "quiet",
            ..NewClient::default()
        },
    )
    .await;
    let owner = session(&app, &ada);
    let mut sent = 0;
    for _ in 0..45 {
        let requests = (0..10).map(|_| {
            app.form_as(
                "/oauth/token",
                ("web", "wrong"),
                &[("grant_type", "client_credentials")],
            )
        });
        sent += futures_util::future::join_all(requests).await.len();
        request_log::flush(&app.deps).await.unwrap();
    }
    app.form_as(
        "/oauth/token",
        ("quiet", "wrong"),
        &[("grant_type", "client_credentials")],
    )
    .await;
    request_log::flush(&app.deps).await.unwrap();
    let kept = app.count("request_log").await;
    assert_eq!(kept, 301, "300 of the loud app and one of the quiet one");
    let sum = "SELECT CAST(SUM(more) AS BIGINT) AS n FROM request_log";
    let db = app.deps.db.read();
    let row = db
        .query_one_raw(Statement::from_string(db.get_database_backend(), sum))
        .await
        .unwrap()
        .unwrap();
    let counted: i64 = row.try_get("", "n").unwrap();
    assert_eq!(counted, i64::try_from(sent).unwrap() - 300);
    assert_eq!(log(&app, &owner, other.id, json!({})).await.len(), 1);
    app.advance(31 * 86_400);
    latchkey::domain::background::forget(&app.deps).await.unwrap();
    assert_eq!(app.count("request_log").await, 0, "after 30 days nothing is left");
}

#[tokio::test]
async fn another_node_shows_what_this_one_refused() {
    let app = TestApp::new().await;
    let (ada, shop) = scene(&app).await;
    let other = app.second_node().await;
    app.form_as(
        "/oauth/token",
        ("web", "wrong"),
        &[("grant_type", "client_credentials")],
    )
    .await;
    let owner = session(&app, &ada);
    until(10, "the other node's developers see it", async || {
        log(&other, &owner, shop.id, json!({})).await.len() == 1
    })
    .await;
    let (status, _) = app
        .form_as(
            "/oauth/token",
            ("nobody", "wrong"),
            &[("grant_type", "client_credentials")],
        )
        .await;
    assert_eq!(status, 401);
    request_log::flush(&app.deps).await.unwrap();
    assert_eq!(app.count("request_log").await, 1, "an unknown client is nobody's");
}

#[tokio::test]
async fn a_no_of_the_person_is_in_the_log_without_the_person() {
    let app = TestApp::new().await;
    let (ada, shop) = scene(&app).await;
    app.user("bob@example.com").await;
    let browser = Browser::signed_in(&app, "bob@example.com").await;
    let page = browser.open(&authorize(&[])).await;
    browser
        .submit(&page.form("/consent"), &[("decision", "deny")])
        .await;
    let entry = log(&app, &session(&app, &ada), shop.id, json!({}))
        .await
        .remove(0);
    assert_eq!(entry["rule"], json!("DENIED_BY_USER"));
    assert!(!entry.to_string().contains("bob"));
}
