//! Passkeys: registered, used without a name and as the second step; every answer is held against its challenge, origin,
//! owner and counter (SEC-88).

use serde_json::{Value, json};

use crate::support::{
    Browser, TestApp,
    authenticator::Authenticator,
    browser::{Form, Page},
    client::{CALLBACK, authorize},
    make::{NewClient, PASSWORD},
};

const ADA: &str = "ada@example.com";
const ORIGIN: &str = "http://localhost:4711";

/// A service that has a host name, with Ada, Bob and a client.
async fn with_name() -> TestApp {
    let app = TestApp::with(&[("PUBLIC_URL", ORIGIN)]).await;
    let ada = app.user(ADA).await;
    app.user("bob@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    app
}

async fn signed_in(app: &TestApp, email: &str) -> Browser {
    let browser = Browser::at(&app.address);
    let page = browser.get("/sign-in").await;
    assert_eq!(browser.sign_in(&page, email, PASSWORD).await.status, 303);
    browser
}

async fn start(browser: &Browser) -> (String, String) {
    let query = "mutation { registerPasskey(input: { confirm: true }) { registration { options token } userErrors { code message } } }";
    let answer = browser.graphql(query, json!({})).await;
    let started = &answer["data"]["registerPasskey"]["registration"];
    let text = |name: &str| {
        started[name]
            .as_str()
            .unwrap_or_else(|| panic!("{answer}"))
            .to_owned()
    };
    (text("options"), text("token"))
}

async fn confirm(browser: &Browser, token: &str, credential: &Value, name: &str) -> Value {
    let query = "mutation($input: ConfirmPasskeyInput!) { confirmPasskey(input: $input) {
        passkey { id name synced } recoveryCodes userErrors { code field message } } }";
    let input = json!({ "token": token, "credential": credential.to_string(), "name": name });
    let answer = browser.graphql(query, json!({ "input": input })).await;
    answer["data"]["confirmPasskey"].clone()
}

/// Registers one for who is signed in.
async fn register(browser: &Browser, name: &str) -> Authenticator {
    let mut key = Authenticator::new(ORIGIN);
    let (options, token) = start(browser).await;
    let made = confirm(browser, &token, &key.create(&options), name).await;
    assert_eq!(made["passkey"]["name"], name, "{made}");
    key
}

/// The form that a passkey's answer goes with, and what it is asked.
fn asked(page: &Page, action: &str) -> (Form, String) {
    let form = page
        .forms()
        .into_iter()
        .find(|form| form.action == action && form.fields.contains_key("ceremony"))
        .unwrap_or_else(|| panic!("no passkey at {}: {}", page.url, page.html));
    let raw = page.html.split("data-passkey=\"").nth(1).unwrap();
    let options = raw.split('"').next().unwrap();
    (form, options.replace("&#34;", "\"").replace("&#38;", "&"))
}

async fn use_key(browser: &Browser, page: &Page, action: &str, key: &mut Authenticator) -> Page {
    let (form, options) = asked(page, action);
    let answer = key.get(&options).to_string();
    browser.submit(&form, &[("passkey", &answer)]).await
}

async fn methods(browser: &Browser) -> Value {
    let answer = browser
        .graphql("{ viewer { sessions { current methods } } }", json!({}))
        .await;
    let sessions = answer["data"]["viewer"]["sessions"].as_array().unwrap();
    let current = sessions.iter().find(|session| session["current"] == true);
    current.unwrap_or_else(|| panic!("{answer}"))["methods"].clone()
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_name_and_is_two_factors() {
    let app = with_name().await;
    let browser = signed_in(&app, ADA).await;
    let mut key = register(&browser, "Laptop").await;
    let other = Browser::at(&app.address);
    let page = other.open(&authorize(&[])).await;
    assert!(page.html.contains("username webauthn"));
    let done = use_key(&other, &page, "/sign-in", &mut key).await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert_eq!(methods(&other).await, json!(["hwk", "user", "mfa"]));
    let location = done.location.unwrap();
    let consent = other.open(&location).await;
    let code = other.allow(&consent).await.redirected_to(CALLBACK)["code"].clone();
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", CALLBACK),
        ("code_verifier", crate::support::client::VERIFIER),
    ];
    let request = app
        .http
        .post(format!("{}/oauth/token", app.address))
        .basic_auth("web", Some(crate::support::make::SECRET))
        .form(&fields);
    let tokens = crate::support::app::answer(request).await.1;
    let claims = crate::oauth::claims_of(tokens["id_token"].as_str().unwrap());
    assert_eq!(
        (&claims["acr"], &claims["amr"]),
        (
            &json!(latchkey::domain::session::ACR_SECOND_FACTOR),
            &json!(["hwk", "user", "mfa"])
        )
    );
}

#[tokio::test]
async fn sec_74_a_passkey_is_the_second_step_after_a_password() {
    let app = with_name().await;
    let browser = signed_in(&app, ADA).await;
    let mut key = register(&browser, "Laptop").await;
    let bob = signed_in(&app, "bob@example.com").await;
    let mut bobs = register(&bob, "Bob's").await;
    let other = Browser::at(&app.address);
    let page = other.get("/sign-in").await;
    let done = other.sign_in(&page, ADA, PASSWORD).await;
    assert_eq!(done.location.as_deref(), Some("/second-factor"));
    let step = other.get("/second-factor").await;
    // Somebody else's is none of hers.
    let refused = use_key(&other, &step, "/second-factor", &mut bobs).await;
    assert_eq!(refused.status, 401);
    let done = use_key(&other, &refused, "/second-factor", &mut key).await;
    assert_eq!(done.status, 303, "{}", done.html);
    assert_eq!(methods(&other).await, json!(["pwd", "hwk", "user", "mfa"]));
}

#[tokio::test]
async fn sec_88_a_challenge_is_for_one_browser_once_and_in_time() {
    let app = with_name().await;
    let browser = signed_in(&app, ADA).await;
    let mut key = register(&browser, "Laptop").await;
    let other = Browser::at(&app.address);
    let (form, options) = asked(&other.get("/sign-in").await, "/sign-in");
    let challenge: Value = serde_json::from_str(&options).unwrap();
    let challenge = challenge["publicKey"]["challenge"].as_str().unwrap().to_owned();
    assert!(challenge.len() >= 22, "{challenge}");
    let answer = key.get(&options).to_string();
    // In another browser, with its own token against forgery.
    let thief = Browser::at(&app.address);
    let (mut theirs, _) = asked(&thief.get("/sign-in").await, "/sign-in");
    theirs
        .fields
        .insert("ceremony".into(), form.fields["ceremony"].clone());
    assert_eq!(thief.submit(&theirs, &[("passkey", &answer)]).await.status, 401);
    assert_eq!(other.submit(&form, &[("passkey", &answer)]).await.status, 303);
    // Used, it is over: also for a new answer to the same challenge.
    let again = Browser::at(&app.address);
    let (form, options) = asked(&again.get("/sign-in").await, "/sign-in");
    let tries = [key.get(&options).to_string(), key.get(&options).to_string()];
    let sent = tries.iter().map(|answer| {
        let again = &again;
        let form = &form;
        async move { again.submit(form, &[("passkey", answer)]).await.status.as_u16() }
    });
    let mut statuses = futures_util::future::join_all(sent).await;
    statuses.sort_unstable();
    assert_eq!(statuses[0], 303);
    assert!(matches!(statuses[1], 401 | 403), "{statuses:?}");
    let late = Browser::at(&app.address);
    let (form, options) = asked(&late.get("/sign-in").await, "/sign-in");
    app.advance(15 * 60);
    let answer = key.get(&options).to_string();
    assert_eq!(late.submit(&form, &[("passkey", &answer)]).await.status, 401);
}

/// Spoils a key in one way.
type Spoil = (&'static str, fn(&mut Authenticator));

#[tokio::test]
async fn sec_88_origin_owner_and_user_verification_are_checked() {
    let app = with_name().await;
    let browser = signed_in(&app, ADA).await;
    let mut key = register(&browser, "Laptop").await;
    let spoils: &[Spoil] = &[
        ("another origin", |key| {
            key.origin = "http://localhost:4712".to_owned()
        }),
        ("another scheme", |key| {
            key.origin = "https://localhost:4711".to_owned()
        }),
        ("a subdomain", |key| {
            key.origin = "http://evil.localhost:4711".to_owned();
        }),
        ("another service's key", |key| {
            key.rp_id = "evil.example".to_owned()
        }),
        ("no user verification", |key| key.verifies = false),
        ("another owner", |key| key.belongs_to(&[7; 16])),
        ("no owner", |key| key.belongs_to(&[])),
    ];
    let handle = {
        let user = latchkey::domain::user::find_by_email(app.deps.db.read(), ADA)
            .await
            .unwrap()
            .unwrap();
        user.id.0.as_bytes().to_vec()
    };
    for (what, spoil) in spoils {
        let other = Browser::at(&app.address);
        let page = other.get("/sign-in").await;
        spoil(&mut key);
        let refused = use_key(&other, &page, "/sign-in", &mut key).await;
        assert_eq!(refused.status, 401, "{what}: {}", refused.html);
        let unspoiled = Authenticator::new(ORIGIN);
        key.origin = unspoiled.origin;
        key.rp_id = unspoiled.rp_id;
        key.verifies = true;
        key.belongs_to(&handle);
    }
    // A signature by another key with the same name, and no answer at all.
    let other = Browser::at(&app.address);
    let (form, options) = asked(&other.get("/sign-in").await, "/sign-in");
    let mut answer = key.get(&options);
    answer["response"]["signature"] =
        Authenticator::new(ORIGIN).get(&options)["response"]["signature"].clone();
    assert_eq!(
        other
            .submit(&form, &[("passkey", &answer.to_string())])
            .await
            .status,
        401
    );
    for nonsense in ["", "{}", "null", "[1]"] {
        let (form, _) = asked(&other.get("/sign-in").await, "/sign-in");
        let refused = other.submit(&form, &[("passkey", nonsense)]).await;
        assert!(refused.status.is_client_error(), "{nonsense}: {}", refused.status);
    }
    let page = other.get("/sign-in").await;
    assert_eq!(use_key(&other, &page, "/sign-in", &mut key).await.status, 303);
}

#[tokio::test]
async fn sec_88_a_counter_that_goes_back_blocks_the_passkey() {
    let app = with_name().await;
    let browser = signed_in(&app, ADA).await;
    let mut key = register(&browser, "Laptop").await;
    key.counter = 40;
    let other = Browser::at(&app.address);
    let page = other.get("/sign-in").await;
    assert_eq!(use_key(&other, &page, "/sign-in", &mut key).await.status, 303);
    let mut tries = vec![40, 7, 100];
    for counter in tries.drain(..) {
        key.counter = counter;
        let thief = Browser::at(&app.address);
        let page = thief.get("/sign-in").await;
        let refused = use_key(&thief, &page, "/sign-in", &mut key).await;
        assert_eq!(refused.status, 401, "{counter}");
    }
    let query =
        "{ viewer { securityOverview { passkeys { flaggedAt } } activity(first: 50) { nodes { kind } } } }";
    let seen = other.graphql(query, json!({})).await;
    assert!(
        seen["data"]["viewer"]["securityOverview"]["passkeys"][0]["flaggedAt"].is_string(),
        "{seen}"
    );
    assert!(seen.to_string().contains("factor.passkey.flagged"), "{seen}");
}

#[tokio::test]
async fn sec_88_what_is_asked_tells_nothing_of_any_account() {
    let app = with_name().await;
    let browser = signed_in(&app, ADA).await;
    register(&browser, "Laptop").await;
    for path in ["/sign-in", "/sign-in?account=other", "/reauthenticate"] {
        let (_, options) = asked(&Browser::at(&app.address).get(path).await, "/sign-in");
        let mut options: Value = serde_json::from_str(&options).unwrap();
        options["publicKey"]["challenge"] = json!("");
        let allowed = &options["publicKey"]["allowCredentials"];
        assert!(allowed.is_null() || allowed == &json!([]), "{options}");
        assert_eq!(options["publicKey"]["userVerification"], "required");
        assert_eq!(options["publicKey"]["rpId"], "localhost");
    }
    // A failed sign-in too.
    let stranger = Browser::at(&app.address);
    let page = stranger.get("/sign-in").await;
    let failed = stranger.sign_in(&page, ADA, "not the password").await;
    let (_, options) = asked(&failed, "/sign-in");
    assert!(!options.contains("public-key"), "{options}");
}

#[tokio::test]
async fn passkeys_are_named_listed_renamed_and_removed_by_their_owner() {
    let app = with_name().await;
    let browser = signed_in(&app, ADA).await;
    let (options, token) = start(&browser).await;
    let asked: Value = serde_json::from_str(&options).unwrap();
    let selection = &asked["publicKey"]["authenticatorSelection"];
    assert_eq!(
        (&selection["residentKey"], &selection["userVerification"]),
        (&json!("required"), &json!("required"))
    );
    let mut key = Authenticator::new(ORIGIN);
    key.synced = true;
    for (name, field) in [("", "name"), (" ", "name"), ("a\nb", "name")] {
        let refused = confirm(&browser, &token, &json!({}), name).await;
        assert_eq!(refused["userErrors"][0]["field"], json!([field]), "{refused}");
    }
    let answer = key.create(&options);
    // For this session only, and once.
    let elsewhere = signed_in(&app, "bob@example.com").await;
    let refused = confirm(&elsewhere, &token, &answer, "Mine").await;
    assert_eq!(refused["userErrors"][0]["field"], json!(["token"]), "{refused}");
    let made = confirm(&browser, &token, &answer, "Laptop").await;
    assert_eq!(made["passkey"]["synced"], true, "{made}");
    assert_eq!(made["recoveryCodes"].as_array().unwrap().len(), 10);
    // From now on it takes both to change anything.
    let page = browser.get("/reauthenticate").await;
    assert_eq!(use_key(&browser, &page, "/sign-in", &mut key).await.status, 303);
    assert_eq!(methods(&browser).await, json!(["swk", "user", "mfa"]));
    let again = confirm(&browser, &token, &answer, "Laptop").await;
    assert_eq!(again["userErrors"][0]["field"], json!(["token"]), "{again}");
    app.advance(1);
    register(&browser, "Second").await;
    let query = "{ viewer { securityOverview { passkeys { id name lastUsedAt } recoveryCodesLeft } } }";
    let listed = browser.graphql(query, json!({})).await["data"]["viewer"]["securityOverview"].clone();
    assert_eq!(listed["recoveryCodesLeft"], 10);
    let names: Vec<_> = listed["passkeys"]
        .as_array()
        .unwrap()
        .iter()
        .map(|key| key["name"].clone())
        .collect();
    assert_eq!(names, [json!("Laptop"), json!("Second")]);
    let id = listed["passkeys"][0]["id"].clone();
    let rename = "mutation($input: RenamePasskeyInput!) { renamePasskey(input: $input) { passkey { name } userErrors { code } } }";
    let input = json!({ "input": { "passkeyId": id, "name": "Work laptop" } });
    let bob = elsewhere.graphql(rename, input.clone()).await;
    assert_eq!(
        bob["data"]["renamePasskey"]["userErrors"][0]["code"], "NOT_FOUND",
        "{bob}"
    );
    let renamed = browser.graphql(rename, input).await;
    assert_eq!(
        renamed["data"]["renamePasskey"]["passkey"]["name"], "Work laptop",
        "{renamed}"
    );
    let remove = "mutation($input: RemovePasskeyInput!) { removePasskey(input: $input) { security { passkeys { name } } userErrors { code } } }";
    let gone = browser
        .graphql(remove, json!({ "input": { "passkeyId": id } }))
        .await;
    assert_eq!(
        gone["data"]["removePasskey"]["security"]["passkeys"],
        json!([{ "name": "Second" }]),
        "{gone}"
    );
    let other = Browser::at(&app.address);
    let page = other.get("/sign-in").await;
    assert_eq!(use_key(&other, &page, "/sign-in", &mut key).await.status, 401);
}

#[tokio::test]
async fn sec_74_who_must_have_a_factor_makes_a_passkey_before_the_session() {
    let app = TestApp::with(&[("PUBLIC_URL", ORIGIN), ("SECOND_FACTOR", "required")]).await;
    app.user(ADA).await;
    let at_step = async || {
        let browser = Browser::at(&app.address);
        let page = browser.get("/sign-in").await;
        let done = browser.sign_in(&page, ADA, PASSWORD).await;
        assert_eq!(done.location.as_deref(), Some("/two-step"));
        let page = browser.get("/two-step").await;
        (browser, page)
    };
    let created = |page: &Page| {
        let raw = page.html.split("data-passkey-create=\"").nth(1).unwrap();
        let options = raw.split('"').next().unwrap();
        let form = page
            .forms()
            .into_iter()
            .find(|form| form.fields.contains_key("credential"))
            .unwrap();
        (form, options.replace("&#34;", "\"").replace("&#38;", "&"))
    };
    let sets = |page: &Page| {
        let mut set = page.headers.get_all("set-cookie").iter();
        set.any(|value| value.to_str().unwrap().starts_with("latchkey-session="))
    };
    let (browser, page) = at_step().await;
    // The app is offered first, also without scripts.
    assert!(page.form("/two-step").fields.contains_key("enrolment"));
    let (form, options) = created(&page);
    // Another browser's challenge, another origin, rubbish: no session, and the page again.
    let (other, elsewhere) = at_step().await;
    let theirs = created(&elsewhere);
    for (credential, ceremony) in [
        (
            Authenticator::new(ORIGIN).create(&theirs.1).to_string(),
            theirs.0.fields["ceremony"].clone(),
        ),
        (
            Authenticator::new("https://evil.example")
                .create(&options)
                .to_string(),
            form.fields["ceremony"].clone(),
        ),
        ("{}".to_owned(), "x".to_owned()),
    ] {
        let refused = browser
            .submit(&form, &[("credential", &credential), ("ceremony", &ceremony)])
            .await;
        assert_eq!(refused.status, 401, "{}", refused.html);
        assert!(!sets(&refused) && refused.has("code"));
    }
    let (form, options) = created(&browser.get("/two-step").await);
    let mut key = Authenticator::new(ORIGIN);
    let credential = key.create(&options).to_string();
    let answer = [("credential", credential.as_str()), ("name", "Laptop")];
    let done = browser.submit(&form, &answer).await;
    assert!(sets(&done) && done.has("recovery-codes"), "{}", done.html);
    assert_eq!(methods(&browser).await, json!(["pwd", "hwk", "user", "mfa"]));
    // Once; and who comes second with the password proves the factor that is there now.
    assert!(!sets(&browser.submit(&form, &answer).await));
    let late = Authenticator::new(ORIGIN)
        .create(&created(&elsewhere).1)
        .to_string();
    let refused = other
        .submit(
            &created(&elsewhere).0,
            &[("credential", late.as_str()), ("name", "Mine")],
        )
        .await;
    assert!(!sets(&refused), "{}", refused.html);
    assert_eq!(app.count("passkey").await, 1);
}
