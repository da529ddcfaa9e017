//! A copy of one's data, and the end of an account (SEC-125).

use futures_util::future::join_all;
use serde_json::{Value, json};

use entity::values::Role;
use latchkey::domain::{Caller, account_deletion, user};

use super::{confirm, signs_in, with_people};
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, VERIFIER},
    make::{NewClient, PASSWORD, SECRET},
    until,
};

async fn export(browser: &Browser) -> Value {
    let query = "mutation { exportMyData(input: { confirm: true }) {
        dataExport { id status downloadUrl } userErrors { code message } } }";
    browser.graphql(query, json!({})).await["data"]["exportMyData"].clone()
}

async fn ready(browser: &Browser) -> String {
    let mut url = String::new();
    until(30, "the copy is made", async || {
        let query = "{ viewer { dataExport { status downloadUrl } } }";
        let answer = browser.graphql(query, json!({})).await;
        url = answer["data"]["viewer"]["dataExport"]["downloadUrl"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        !url.is_empty()
    })
    .await;
    url
}

async fn delete(browser: &Browser, more: Value) -> Value {
    let query = "mutation($input: DeleteMyAccountInput!) { deleteMyAccount(input: $input) {
        deletionDueAt cancelUrl userErrors { code field message stepUp { maxAge } } } }";
    let mut input = json!({ "confirm": true });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    let answer = browser.graphql(query, json!({ "input": input })).await;
    answer["data"]["deleteMyAccount"].clone()
}

#[tokio::test]
async fn sec_125_a_copy_of_my_data_is_for_me_alone_and_has_no_secret() {
    let (app, server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let code = ada.code(&[("scope", "openid email offline_access")]).await;
    let (_, tokens) = app.redeem(&code).await;
    let asked = export(&ada).await;
    assert_eq!(asked["dataExport"]["status"], "WAITING", "{asked}");
    // Asking twice is asking once.
    let again = export(&ada).await;
    assert_eq!(again["userErrors"], json!([]), "{again}");
    let url = ready(&ada).await;
    server.letter("ada@example.com", "is ready").await;
    let file = ada.get(&url).await;
    assert_eq!(file.status, 200, "{}", file.html);
    let header = |name: &str| file.headers[name].to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "application/json");
    assert!(header("content-disposition").starts_with("attachment"));
    assert_eq!(header("cache-control"), "no-store");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("content-security-policy").contains("sandbox"));
    let data: Value = serde_json::from_str(&file.html).unwrap();
    assert_eq!(data["account"]["email"], "ada@example.com");
    assert_eq!(data["account"]["profile"]["name"], "Ada Lovelace");
    assert_eq!(data["connected_apps"][0]["app"], "Demo Shop");
    assert_eq!(data["apps"][0]["name"], "Demo Shop");
    assert!(!data["sessions"].as_array().unwrap().is_empty());
    assert!(data["activity"].to_string().contains("session.started"));
    assert!(!file.html.contains("bob@example.com"));
    for secret in [
        "argon2",
        "digest",
        tokens["access_token"].as_str().unwrap(),
        tokens["refresh_token"].as_str().unwrap(),
    ] {
        assert!(!file.html.contains(secret), "{secret}");
    }
    // Nobody else, nobody who is not freshly signed in, and nobody after a day.
    let bob = Browser::signed_in(&app, "bob@example.com").await;
    assert_eq!(bob.get(&url).await.status, 404);
    assert_eq!(Browser::new(&app).get(&url).await.status, 303);
    app.advance(301);
    let again = ada.get(&url).await;
    assert!(again.location.unwrap().starts_with("/reauthenticate?"));
    let events = app.texts("SELECT kind AS n FROM audit_event").await.join(" ");
    assert!(events.contains("data_export.requested") && events.contains("data_export.fetched"));
    app.advance(86_400);
    let late = Browser::signed_in(&app, "ada@example.com").await;
    assert_eq!(late.get(&url).await.status, 404);
    let stale = export(&ada).await;
    assert!(stale.is_null() || stale["dataExport"].is_null(), "{stale}");
}

#[tokio::test]
async fn sec_125_a_deleted_account_is_off_at_once_and_a_link_keeps_it() {
    let (app, server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let other = Browser::signed_in(&app, "ada@example.com").await;
    let code = ada.code(&[("scope", "openid offline_access")]).await;
    let (_, tokens) = app.redeem(&code).await;
    let access = tokens["access_token"].as_str().unwrap();
    app.advance(301);
    let stale = delete(&ada, json!({})).await;
    assert_eq!(stale["userErrors"][0]["code"], "STEP_UP_REQUIRED", "{stale}");
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let done = delete(&ada, json!({})).await;
    assert!(
        done["deletionDueAt"].is_string() && done["cancelUrl"].is_string(),
        "{done}"
    );
    // Everything ended.
    assert_eq!(app.get_as("/oauth/userinfo", access).await.0, 401);
    assert_eq!(
        app.refresh(tokens["refresh_token"].as_str().unwrap()).await.0,
        401
    );
    for browser in [&ada, &other] {
        assert!(!browser.get("/sign-out").await.html.contains("ada@example.com"));
    }
    assert!(!signs_in(&app, "ada@example.com", PASSWORD).await);
    let letter = server.letter("ada@example.com", "will be deleted").await;
    assert_eq!(letter.link(), done["cancelUrl"].as_str().unwrap());
    // No reset, and no other letter, leads back in.
    super::ask_reset(&Browser::new(&app), "ada@example.com").await;
    app.advance(29 * 86_400);
    let visitor = Browser::new(&app);
    let kept = confirm(&visitor, &letter).await;
    assert_eq!(kept.status, 200, "{}", kept.html);
    assert!(signs_in(&app, "ada@example.com", PASSWORD).await);
    // Her app works again, and what was ended stays ended.
    let suspended = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM app WHERE suspended_at IS NOT NULL";
    assert_eq!(app.rows(suspended).await, [0]);
    assert_eq!(
        app.refresh(tokens["refresh_token"].as_str().unwrap()).await.0,
        400
    );
    assert_eq!(visitor.get(&letter.link()).await.status, 404);
    app.advance(3 * 86_400);
    account_deletion::carry_out(&app.deps).await.unwrap();
    assert!(signs_in(&app, "ada@example.com", PASSWORD).await);
}

#[tokio::test]
async fn sec_125_after_the_time_of_grace_nothing_of_the_person_is_left() {
    let (app, server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    ada.code(&[("scope", "openid offline_access")]).await;
    let done = delete(&ada, json!({})).await;
    let url = done["cancelUrl"].as_str().unwrap().to_owned();
    app.advance(30 * 86_400 + 1);
    account_deletion::carry_out(&app.deps).await.unwrap();
    server.letter("ada@example.com", "was deleted").await;
    let ada_rows = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM \"user\" WHERE email LIKE 'ada%'";
    assert_eq!(app.rows(ada_rows).await, [0]);
    for table in ["app_grant", "family", "mail_link", "account_deletion"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
    assert_eq!(Browser::new(&app).get(&url).await.status, 404);
    // Whereabouts are gone, the log still holds.
    let whereabouts = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM audit_person p JOIN audit_event e ON e.id = p.event_id WHERE e.kind LIKE 'data%' OR e.kind = 'user.deletion_requested'";
    assert_eq!(app.rows(whereabouts).await, [0]);
    assert!(
        app.texts("SELECT kind AS n FROM audit_event")
            .await
            .contains(&"user.deleted".to_owned())
    );
    while latchkey::domain::audit_seal::seal(&app.deps).await.unwrap() > 0 {}
    let verdict = latchkey::domain::audit_seal::verify(&app.deps).await.unwrap();
    assert!(
        matches!(verdict, latchkey::domain::audit_seal::Verdict::Whole { .. }),
        "{verdict:?}"
    );
    // Her app is off, without an owner; the address is free.
    let left = app.texts("SELECT name AS n FROM organization").await;
    assert_eq!(left, ["Left by a deleted account"]);
    let off = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM app WHERE suspended_at IS NOT NULL AND owner_user_id IS NULL";
    assert_eq!(app.rows(off).await, [1]);
    app.user("ada@example.com").await;
}

#[tokio::test]
async fn sec_125_keeping_and_deleting_at_the_same_moment_do_one_of_both() {
    let (app, server) = with_people(&[("ACCOUNT_DELETION_GRACE_DAYS", "1")]).await;
    let bob = Browser::signed_in(&app, "bob@example.com").await;
    delete(&bob, json!({})).await;
    let letter = server.letter("bob@example.com", "will be deleted").await;
    let browsers: Vec<Browser> = (0..4).map(|_| Browser::new(&app)).collect();
    let mut forms = Vec::new();
    for browser in &browsers {
        forms.push(browser.get(&letter.link()).await.form("/confirm"));
    }
    let tries = join_all(
        browsers
            .iter()
            .zip(&forms)
            .map(|(browser, form)| browser.submit(form, &[])),
    )
    .await;
    assert_eq!(tries.iter().filter(|page| page.status == 200).count(), 1);
    assert!(
        tries
            .iter()
            .all(|page| [200, 404].contains(&page.status.as_u16()))
    );
    app.advance(2 * 86_400);
    join_all((0..3).map(|_| account_deletion::carry_out(&app.deps))).await;
    assert!(signs_in(&app, "bob@example.com", PASSWORD).await);
}

#[tokio::test]
async fn an_administrator_who_resumes_an_account_keeps_it_and_one_who_suspends_it_is_not_undone() {
    let (app, server) = with_people(&[]).await;
    let bob = Browser::signed_in(&app, "bob@example.com").await;
    delete(&bob, json!({})).await;
    let letter = server.letter("bob@example.com", "will be deleted").await;
    let id = user::find_by_email(app.deps.db.read(), "bob@example.com")
        .await
        .unwrap()
        .unwrap()
        .id;
    user::enable(&app.deps, &Caller::operator(), id).await.unwrap();
    assert!(signs_in(&app, "bob@example.com", PASSWORD).await);
    assert_eq!(Browser::new(&app).get(&letter.link()).await.status, 404);
    // Asked for again; meanwhile an administrator switches the account off for good.
    let bob = Browser::signed_in(&app, "bob@example.com").await;
    delete(&bob, json!({})).await;
    let letter = server.letter("bob@example.com", "will be deleted").await;
    app.advance(5);
    user::disable(&app.deps, &Caller::operator(), id).await.unwrap();
    confirm(&Browser::new(&app), &letter).await;
    assert!(!signs_in(&app, "bob@example.com", PASSWORD).await);
}

#[tokio::test]
async fn apps_are_handed_over_and_nobody_leaves_who_is_needed() {
    let (app, _server) = with_people(&[]).await;
    app.user_with("root@example.com", Role::Admin).await;
    let root = Browser::signed_in(&app, "root@example.com").await;
    let refused = delete(&root, json!({})).await;
    assert_eq!(refused["userErrors"][0]["code"], "NOT_ALLOWED", "{refused}");
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let query = "mutation { createOrganization(input: { name: \"Engines\", slug: \"engines\" }) { organization { id } } }";
    let made = ada.graphql(query, json!({})).await;
    let id = made["data"]["createOrganization"]["organization"]["id"].clone();
    let foreign = delete(
        &ada,
        json!({ "transferAppsTo": "org_00000000000000000000000000000000" }),
    )
    .await;
    assert_eq!(foreign["userErrors"][0]["code"], "NOT_FOUND", "{foreign}");
    let done = delete(&ada, json!({ "transferAppsTo": id })).await;
    assert_eq!(done["userErrors"], json!([]), "{done}");
    let running = "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM app WHERE suspended_at IS NULL AND owner_organization_id IS NOT NULL";
    assert_eq!(app.rows(running).await, [1]);
}

#[tokio::test]
async fn without_mail_the_account_is_kept_by_the_link_that_was_shown() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let done = delete(&browser, json!({})).await;
    let token = done["cancelUrl"]
        .as_str()
        .unwrap()
        .rsplit('=')
        .next()
        .unwrap()
        .to_owned();
    let query = "mutation($token: String!) { cancelAccountDeletion(input: { token: $token }) { kept userErrors { code field } } }";
    let nobody = Browser::new(&app);
    let wrong = nobody
        .graphql(query, json!({ "token": format!("{token}x") }))
        .await;
    assert_eq!(
        wrong["data"]["cancelAccountDeletion"]["userErrors"][0]["code"], "NOT_FOUND",
        "{wrong}"
    );
    let kept = nobody.graphql(query, json!({ "token": token })).await;
    assert_eq!(kept["data"]["cancelAccountDeletion"]["kept"], true, "{kept}");
    assert!(signs_in(&app, "ada@example.com", PASSWORD).await);
}

/// What is in the copy of everybody's data, by field: nothing that a person would expect is missing, and nothing that
/// opens anything is in it.
#[tokio::test]
async fn sec_125_a_copy_of_my_data_has_everything_by_field() {
    let (app, _server) = with_people(&[]).await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    ada.code(&[("scope", "openid email offline_access")]).await;
    let text = |answer: &Value, path: &str| {
        let found = answer.pointer(path).and_then(Value::as_str);
        found.unwrap_or_else(|| panic!("{path}: {answer}")).to_owned()
    };
    let query = "mutation { createApiKey(input: { label: \"Backups\", permissions: [\"profile:read\"] }) { secret } }";
    let made = ada.graphql(query, json!({})).await;
    let key = text(&made, "/data/createApiKey/secret");
    let query = "mutation { createOrganization(input: { name: \"Engines\", slug: \"engines\" }) { organization { id } } }";
    let made = ada.graphql(query, json!({})).await;
    text(&made, "/data/createOrganization/organization/id");
    let profile = json!({
        "name": "Ada Lovelace", "givenName": "Ada", "familyName": "Lovelace", "middleName": "King", "nickname": "AAL",
        "preferredUsername": "ada", "profile": "https://ada.example/me", "picture": "https://ada.example/me.png",
        "website": "https://ada.example/", "gender": "female", "birthdate": "1815-12-10", "zoneinfo": "Europe/London",
        "locale": "en-GB", "phoneNumber": "+441234567890",
        "address": { "formatted": "12 St James's Square\nLondon", "streetAddress": "12 St James's Square",
            "locality": "London", "region": "London", "postalCode": "SW1Y 4JH", "country": "GB" },
    });
    let query = "mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { field message } } }";
    let changed = ada.graphql(query, json!({ "input": profile })).await;
    assert_eq!(
        changed["data"]["updateProfile"]["userErrors"],
        json!([]),
        "{changed}"
    );
    let (_, codes) = ada.enable_totp(&app).await;
    // What is asked for in a session with both factors, which is the later one.
    app.advance(1);
    let page = ada.get("/sign-in?account=other").await;
    let step = ada
        .follow(ada.sign_in(&page, "ada@example.com", PASSWORD).await)
        .await;
    let form = ada.get(&format!("{}?method=recovery", step.url)).await;
    ada.second_step(&form, &codes[0]).await;
    export(&ada).await;
    let file = ada.get(&ready(&ada).await).await;
    let data: Value = serde_json::from_str(&file.html).unwrap();
    for (path, expected) in [
        ("/service", json!(app.issuer)),
        ("/account/email", json!("ada@example.com")),
        ("/account/pending_email", json!(null)),
        ("/account/has_password", json!(true)),
        ("/account/role", json!("user")),
        ("/account/profile/birthdate", json!("1815-12-10")),
        ("/account/profile/address/postal_code", json!("SW1Y 4JH")),
        ("/account/profile/phone_number", json!("+441234567890")),
        ("/second_factors/passkeys", json!([])),
        ("/second_factors/recovery_codes_left", json!(9)),
        ("/sessions/0/ended_at", json!(null)),
        ("/sessions/0/remembered", json!(false)),
        ("/sessions/0/ip_address", json!("127.0.0.1")),
        ("/api_keys/0/label", json!("Backups")),
        ("/api_keys/0/last_four", json!(key[key.len() - 4..])),
        ("/api_keys/0/revoked_at", json!(null)),
        ("/connected_apps/0/app", json!("Demo Shop")),
        ("/organizations/0/name", json!("Engines")),
        ("/organizations/0/role", json!("owner")),
        ("/apps/0/name", json!("Demo Shop")),
        ("/apis", json!([])),
        ("/resources", json!([])),
        ("/invitations", json!([])),
    ] {
        assert_eq!(data.pointer(path), Some(&expected), "{path}: {data:#}");
    }
    for path in [
        "/made_at",
        "/account/id",
        "/account/email_verified_at",
        "/account/created_at",
        "/account/password_changed_at",
        "/second_factors/since",
        "/second_factors/authenticator_app/set_up_at",
        "/sessions/0/signed_in_at",
        "/sessions/0/expires_at",
        "/api_keys/0/made_at",
        "/connected_apps/0/allowed_at",
        "/organizations/0/since",
    ] {
        assert!(
            data.pointer(path).is_some_and(Value::is_string),
            "{path}: {data:#}"
        );
    }
    assert!(
        data["api_keys"][0]["permissions"]
            .to_string()
            .contains("profile:read")
    );
    for kind in [
        "session.started",
        "factor.totp.enabled",
        "api_key.created",
        "user.profile_changed",
    ] {
        assert!(data["activity"].to_string().contains(kind), "{kind}: {data:#}");
    }
    let mut secrets = codes;
    secrets.push(key);
    for secret in secrets {
        assert!(!file.html.contains(&secret), "{secret}");
    }
}

/// Every standard claim that is a person's to state is theirs to write, and apps that are allowed to get it.
#[tokio::test]
async fn every_standard_claim_is_written_by_its_person_and_read_by_scope() {
    let (app, _server) = with_people(&[]).await;
    let ada = app.user("claims@example.com").await;
    let shop = app
        .app_of(&ada, "Claims", "openid profile email address phone")
        .await;
    let new = NewClient {
        client_id: "claims",
        ..NewClient::default()
    };
    app.client_of(&shop, new).await;
    let browser = Browser::signed_in(&app, "claims@example.com").await;
    let written = [
        ("name", "name", "Ada Lovelace"),
        ("givenName", "given_name", "Ada"),
        ("familyName", "family_name", "Lovelace"),
        ("middleName", "middle_name", "King"),
        ("nickname", "nickname", "AAL"),
        ("preferredUsername", "preferred_username", "ada"),
        ("profile", "profile", "https://ada.example/me"),
        ("picture", "picture", "https://ada.example/me.png"),
        ("website", "website", "https://ada.example/"),
        ("gender", "gender", "female"),
        ("birthdate", "birthdate", "0000-12-10"),
        ("zoneinfo", "zoneinfo", "Europe/London"),
        ("locale", "locale", "en-GB"),
        ("phoneNumber", "phone_number", "+441234567890"),
    ];
    let mut input = serde_json::Map::new();
    for (field, _, value) in written {
        input.insert(field.to_owned(), json!(value));
    }
    let address = [
        ("formatted", "formatted", "12 St James's Square\nLondon"),
        ("streetAddress", "street_address", "12 St James's Square"),
        ("locality", "locality", "London"),
        ("region", "region", "Greater London"),
        ("postalCode", "postal_code", "SW1Y 4JH"),
        ("country", "country", "GB"),
    ];
    let members = address.map(|(field, _, value)| (field.to_owned(), json!(value)));
    input.insert("address".to_owned(), Value::Object(members.into_iter().collect()));
    let query = "mutation($input: UpdateProfileInput!) { updateProfile(input: $input) { userErrors { field message } } }";
    let changed = browser.graphql(query, json!({ "input": input })).await;
    assert_eq!(
        changed["data"]["updateProfile"]["userErrors"],
        json!([]),
        "{changed}"
    );
    // Whether something was proved is not the person's to say.
    for field in ["emailVerified", "phoneNumberVerified", "sub", "updatedAt"] {
        let refused = browser.graphql(query, json!({ "input": { field: true } })).await;
        assert!(refused["errors"][0]["message"].is_string(), "{field}: {refused}");
    }
    let code = browser
        .code(&[
            ("client_id", "claims"),
            ("scope", "openid profile email address phone"),
        ])
        .await;
    let (_, tokens) = app
        .form_as(
            "/oauth/token",
            ("claims", SECRET),
            &[
                ("grant_type", "authorization_code"),
                ("code", &code),
                ("redirect_uri", CALLBACK),
                ("code_verifier", VERIFIER),
            ],
        )
        .await;
    let (_, claims) = app
        .get_as(
            "/oauth/userinfo",
            tokens["access_token"]
                .as_str()
                .unwrap_or_else(|| panic!("{tokens}")),
        )
        .await;
    for (_, claim, value) in written {
        assert_eq!(claims[claim], value, "{claims:#}");
    }
    for (_, member, value) in address {
        assert_eq!(claims["address"][member], value, "{claims:#}");
    }
    assert_eq!(claims["phone_number_verified"], false);
    assert!(claims["updated_at"].is_i64() && claims["email_verified"].is_boolean());
}
