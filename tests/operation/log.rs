//! What is in the log, and what never is (SEC-117).

use serde_json::json;

use crate::support::{
    Binary, Browser, TestApp,
    browser::Page,
    client::{CALLBACK, CHALLENGE, VERIFIER, authorize},
    make::{NewClient, PASSWORD, SECRET},
    smtp::Letter,
};

const LOUD: &str = "trace,sqlx=trace,sqlx::query=trace,sea_orm=trace,hyper=trace,latchkey=trace";

/// A browser for the binary.
fn browser(binary: &Binary) -> Browser {
    Browser::at(&binary.address)
}

fn cookies(page: &Page) -> Vec<String> {
    let all = page.headers.get_all("set-cookie").iter();
    let values = all.map(|value| {
        value
            .to_str()
            .unwrap()
            .split(['=', ';'])
            .nth(1)
            .unwrap()
            .to_owned()
    });
    values.filter(|value| value.len() > 20).collect()
}

fn csrf(page: &Page) -> Vec<String> {
    page.forms()
        .iter()
        .filter_map(|form| form.fields.get("csrf").cloned())
        .collect()
}

fn texts(value: &serde_json::Value) -> Vec<String> {
    let names = ["access_token", "refresh_token", "id_token"];
    names
        .iter()
        .filter_map(|name| value[*name].as_str())
        .map(str::to_owned)
        .collect()
}

/// Every flow, successful and not, on the binary; every secret that was used.
async fn drive(binary: &Binary) -> Vec<String> {
    let mut secrets: Vec<String> = vec![
        PASSWORD.into(),
        SECRET.into(),
        VERIFIER.into(),
        "orange ladder teapot 12".into(),
    ];
    let post = async |path: &str, fields: &[(&str, &str)]| {
        let request = binary
            .http
            .post(binary.url(path))
            .basic_auth("web", Some(SECRET))
            .form(fields);
        crate::support::app::answer(request).await
    };
    let visitor = browser(binary);
    let page = visitor.get("/register").await;
    secrets.extend(cookies(&page).into_iter().chain(csrf(&page)));
    let fields = [
        ("email", "eve@example.com"),
        ("password", "orange ladder teapot 12"),
        ("name", "Eve"),
    ];
    let done = visitor.submit(&page.form("/register"), &fields).await;
    assert_eq!(done.status, 303, "{}", done.html);
    secrets.extend(cookies(&done));

    let visitor = browser(binary);
    let page = visitor
        .open(&authorize(&[
            ("scope", "openid email offline_access"),
            ("state", "state-of-the-log-test"),
            ("nonce", "nonce-of-the-log-test"),
        ]))
        .await;
    secrets.extend(cookies(&page).into_iter().chain(csrf(&page)));
    visitor
        .sign_in(
            &page,
            "ada@example.com",
            "not the password but secret all the same",
        )
        .await;
    secrets.push("not the password but secret all the same".into());
    let done = visitor.sign_in(&page, "ada@example.com", PASSWORD).await;
    secrets.extend(cookies(&done));
    let consent = visitor.follow(done).await;
    secrets.extend(csrf(&consent));
    let code = visitor.allow(&consent).await.redirected_to(CALLBACK)["code"].clone();
    secrets.push(code.clone());
    let redeem = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    // Wrong, right, and once more.
    let wrong = [redeem[0], redeem[1], redeem[2], ("code_verifier", CHALLENGE)];
    assert_eq!(post("/oauth/token", &wrong).await.0, 400);
    let again = visitor
        .get(&authorize(&[("scope", "openid email offline_access")]))
        .await
        .redirected_to(CALLBACK)["code"]
        .clone();
    secrets.push(again.clone());
    let redeem = [redeem[0], ("code", again.as_str()), redeem[2], redeem[3]];
    let (status, tokens) = post("/oauth/token", &redeem).await;
    assert_eq!(status, 200, "{tokens}");
    secrets.extend(texts(&tokens));
    let access = tokens["access_token"].as_str().unwrap();
    let refresh = tokens["refresh_token"].as_str().unwrap();
    let (_, refreshed) = post(
        "/oauth/token",
        &[("grant_type", "refresh_token"), ("refresh_token", refresh)],
    )
    .await;
    secrets.extend(texts(&refreshed));
    post("/oauth/introspect", &[("token", access)]).await;
    binary
        .http
        .get(binary.url("/oauth/userinfo"))
        .bearer_auth(access)
        .send()
        .await
        .unwrap();
    let body = json!({ "query": "mutation($a: String!, $b: String!) { changePassword(input: { currentPassword: $a, newPassword: $b }) { user { id } } }",
        "variables": { "a": PASSWORD, "b": "orange ladder teapot 12" } });
    binary
        .http
        .post(binary.url("/graphql"))
        .bearer_auth(access)
        .json(&body)
        .send()
        .await
        .unwrap();
    // In places where they must not be.
    for path in [
        format!("/oauth/token?code={again}&client_secret={SECRET}"),
        format!("/oauth/userinfo?access_token={access}"),
        format!("/oauth/authorize?client_id=web&redirect_uri=https://evil.example/?{access}"),
        format!(
            "/oauth/logout?id_token_hint={}&state={access}",
            tokens["id_token"].as_str().unwrap()
        ),
        format!("/setup?token={access}"),
        format!("/sign-in?return_to=/{access}"),
    ] {
        binary.http.get(binary.url(&path)).send().await.unwrap();
        post(
            &path,
            &[("grant_type", access), ("scope", access), ("token", access)],
        )
        .await;
    }
    let assertion = [
        ("grant_type", "client_credentials"),
        (
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
        ),
        ("client_assertion", access),
    ];
    binary
        .http
        .post(binary.url("/oauth/token"))
        .form(&assertion)
        .send()
        .await
        .unwrap();
    assert_eq!(post("/oauth/token", &redeem).await.0, 400);
    post(
        "/oauth/token",
        &[("grant_type", "refresh_token"), ("refresh_token", refresh)],
    )
    .await;
    post("/oauth/revoke", &[("token", refresh)]).await;
    let out = visitor.get("/sign-out").await;
    secrets.extend(csrf(&out));
    secrets
}

#[tokio::test]
async fn sec_117_no_secret_is_logged_at_any_level() {
    for format in ["text", "json"] {
        let app = TestApp::new().await;
        let ada = app.user("ada@example.com").await;
        let shop = app.app_of(&ada, "Demo Shop", "openid email offline_access").await;
        app.client_of(&shop, NewClient::default()).await;
        let mut binary = Binary::beside(&app, &[("LOG", LOUD), ("LOG_FORMAT", format)]).await;
        let secrets = drive(&binary).await;
        assert!(secrets.len() > 20, "{}", secrets.len());
        binary.terminate();
        binary.ended().await;
        let log = binary.log();
        assert!(log.lines().count() > 20, "{log}");
        // The printed set-up link is for the operator; it is standard output, not the log.
        let key = std::fs::read_to_string(app.deps.config.data_dir.join("secret.key")).unwrap();
        for secret in secrets.iter().chain([&key.trim().to_owned()]) {
            let at = log.lines().find(|line| line.contains(secret.as_str()));
            assert!(at.is_none(), "{format}: {secret} is in the log: {at:?}");
        }
        let basic = base64::Engine::encode(
            &base64::engine::general_purpose::STANDARD,
            format!("web:{SECRET}"),
        );
        assert!(!log.contains(&basic), "{format}");
        if format == "json" {
            let records = log.lines().filter(|line| line.starts_with('{'));
            for line in records {
                serde_json::from_str::<serde_json::Value>(line)
                    .unwrap_or_else(|error| panic!("{error}: {line}"));
            }
        }
    }
}

/// What is secret of a mailed link.
fn token(letter: &Letter) -> String {
    let link = letter.link();
    let token = link.rsplit(['=', '#']).next().unwrap().to_owned();
    assert!(token.len() > 20, "{link}");
    token
}

/// A mutation of the dashboard of the binary.
async fn act(browser: &Browser, mutation: &str, input: serde_json::Value) -> serde_json::Value {
    let kind = format!("{}{}Input", mutation[..1].to_uppercase(), &mutation[1..]);
    let query = format!(
        "mutation($input: {kind}!) {{ {mutation}(input: $input) {{ userErrors {{ code message }} }} }}"
    );
    let answer = browser.graphql(&query, json!({ "input": input })).await;
    assert_eq!(answer["data"][mutation]["userErrors"], json!([]), "{answer}");
    answer
}

#[tokio::test]
async fn sec_117_no_mailed_link_is_logged() {
    let (app, server) = TestApp::with_mail(&[("REGISTRATION", "open")]).await;
    app.user("ada@example.com").await;
    app.user_with("root@example.com", entity::values::Role::Admin)
        .await;
    let mut binary = Binary::beside(&app, &[("LOG", LOUD)]).await;
    let mut secrets = Vec::new();
    let mut follow = async |browser: &Browser, letter: &Letter, path: &str| {
        secrets.push(token(letter));
        let page = browser.open(&letter.link()).await;
        let form = page.forms().into_iter().find(|form| form.action == path);
        if let Some(form) = form {
            browser.submit(&form, &[("password", PASSWORD)]).await;
        }
    };
    let signed_in = async |email: &str| {
        let browser = browser(&binary);
        let page = browser.get("/sign-in").await;
        assert_eq!(browser.sign_in(&page, email, PASSWORD).await.status, 303);
        browser
    };
    let visitor = browser(&binary);
    let page = visitor.get("/register").await;
    let fields = [
        ("email", "eve@example.com"),
        ("password", PASSWORD),
        ("name", "Eve"),
    ];
    visitor.submit(&page.form("/register"), &fields).await;
    let letter = server.letter("eve@example.com", "Confirm").await;
    follow(&visitor, &letter, "/confirm").await;
    let page = visitor.get("/reset-password").await;
    visitor
        .submit(&page.form("/reset-password"), &[("email", "root@example.com")])
        .await;
    let letter = server.letter("root@example.com", "password").await;
    follow(&visitor, &letter, "nowhere").await;

    let root = signed_in("root@example.com").await;
    let invited = json!({ "email": "new@example.com" });
    act(&root, "adminCreateInvitation", invited).await;
    let letter = server.letter("new@example.com", "invited").await;
    follow(&browser(&binary), &letter, "nowhere").await;

    let ada = signed_in("ada@example.com").await;
    let query = "mutation { createOrganization(input: { name: \"Engines\", slug: \"engines\" }) { organization { id } } }";
    let made = ada.graphql(query, json!({})).await;
    let id = made["data"]["createOrganization"]["organization"]["id"].clone();
    let invited = json!({ "organizationId": id, "email": "bob@example.com" });
    act(&ada, "inviteMember", invited).await;
    let letter = server
        .letter("bob@example.com", "invited to an organization")
        .await;
    assert!(
        letter
            .text
            .contains("ada@example.com invites you to join the organization Engines")
    );
    follow(&ada, &letter, "nowhere").await;
    act(&ada, "requestEmailChange", json!({ "email": "ada@new.example" })).await;
    let letter = server.letter("ada@new.example", "Confirm").await;
    follow(&ada, &letter, "/confirm").await;
    let letter = server.letter("ada@example.com", "was changed").await;
    follow(&visitor, &letter, "/confirm").await;
    let eve = signed_in("eve@example.com").await;
    act(&eve, "deleteMyAccount", json!({ "confirm": true })).await;
    let letter = server.letter("eve@example.com", "delet").await;
    follow(&visitor, &letter, "/confirm").await;

    binary.terminate();
    binary.ended().await;
    let log = binary.log();
    assert!(log.lines().count() > 20, "{log}");
    assert_eq!(secrets.len(), 7);
    for secret in secrets {
        let at = log.lines().find(|line| line.contains(&secret));
        assert!(at.is_none(), "{secret} is in the log: {at:?}");
    }
}

#[tokio::test]
async fn sec_117_nobody_writes_a_record_of_their_own() {
    for format in ["text", "json"] {
        let app = TestApp::new().await;
        let ada = app.user("ada@example.com").await;
        let shop = app.app_of(&ada, "Demo Shop", "openid").await;
        app.client_of(&shop, NewClient::default()).await;
        let mut binary = Binary::beside(&app, &[("LOG", "debug"), ("LOG_FORMAT", format)]).await;
        for evil in [
            "x\n2026-01-01T00:00:00Z ERROR forged",
            "x\r\nforged",
            "x\u{1b}[31mforged",
            "x\u{2028}forged",
            "x\u{85}forged\u{7}",
        ] {
            for name in [
                "prompt",
                "response_type",
                "redirect_uri",
                "client_id",
                "scope",
                "claims",
                "resource",
                "response_mode",
                "max_age",
            ] {
                binary
                    .http
                    .get(binary.url(&authorize(&[(name, evil)])))
                    .send()
                    .await
                    .unwrap();
            }
            for name in ["grant_type", "scope", "resource", "client_id"] {
                let fields = [("grant_type", "client_credentials"), (name, evil)];
                let request = binary
                    .http
                    .post(binary.url("/oauth/token"))
                    .basic_auth("web", Some(SECRET));
                request
                    .form(&fields[usize::from(name == "grant_type")..])
                    .send()
                    .await
                    .unwrap();
            }
            let visitor = browser(&binary);
            let page = visitor.get("/sign-in").await;
            visitor.sign_in(&page, evil, evil).await;
            let encoded: String = url::form_urlencoded::byte_serialize(evil.as_bytes()).collect();
            binary
                .http
                .get(binary.url(&format!("/{encoded}")))
                .send()
                .await
                .unwrap();
        }
        binary.terminate();
        binary.ended().await;
        let log = binary.log();
        assert!(log.contains("forged"), "nothing of it was logged at all: {log}");
        for line in log.lines() {
            let begins = line.starts_with('{')
                || line.starts_with("20")
                || line.starts_with("Latchkey is at")
                || line.starts_with("No administrator")
                || line.starts_with("  http");
            assert!(
                begins && !line.starts_with("2026-01-01T00:00:00Z"),
                "{format}: {line}"
            );
            assert!(
                !line.contains(['\u{1b}', '\u{2028}', '\u{85}', '\u{7}']),
                "{format}: {line:?}"
            );
        }
    }
}
