//! What tokens say of how somebody signed in, and asking for more (SEC-11, SEC-43, SEC-74).

use latchkey::domain::session::{ACR_PASSWORD, ACR_SECOND_FACTOR};
use serde_json::{Value, json};

use super::jwt;
use crate::support::{
    Browser, TestApp,
    client::{CALLBACK, authorize},
    make::{NewClient, PASSWORD},
    phone::Phone,
};

async fn with_ada() -> TestApp {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    app
}

/// Ada, who has proved both factors in the browser.
async fn with_both(app: &TestApp) -> (Browser, Phone) {
    let browser = Browser::signed_in(app, "ada@example.com").await;
    let (phone, _) = browser.enable_totp(app).await;
    app.advance(30);
    let page = browser.get("/reauthenticate").await;
    let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
    let step = browser.follow(done).await;
    assert_eq!(browser.second_step(&step, &phone.shows(app, 0)).await.status, 303);
    (browser, phone)
}

fn asked(claim: Value) -> String {
    json!({ "id_token": { "acr": claim } }).to_string()
}

#[tokio::test]
async fn sec_43_tokens_say_by_which_factors_the_person_signed_in() {
    let app = with_ada().await;
    let weak = Browser::signed_in(&app, "ada@example.com").await;
    let before = app.redeem(&weak.code(&[]).await).await.1;
    let (strong, _) = with_both(&app).await;
    let after = app.redeem(&strong.code(&[]).await).await.1;
    for (tokens, acr, amr) in [
        (&before, ACR_PASSWORD, json!(["pwd"])),
        (&after, ACR_SECOND_FACTOR, json!(["pwd", "otp", "mfa"])),
    ] {
        let text = |name: &str| tokens[name].as_str().unwrap().to_owned();
        for token in ["id_token", "access_token"] {
            let claims = jwt::claims(&text(token));
            assert_eq!((&claims["acr"], &claims["amr"]), (&json!(acr), &amr), "{token}");
        }
    }
    let seen = app.introspect(after["access_token"].as_str().unwrap()).await;
    assert_eq!(
        (&seen["acr"], &seen["amr"]),
        (&json!(ACR_SECOND_FACTOR), &json!(["pwd", "otp", "mfa"]))
    );
    // And a refreshed one says the same.
    let refreshed = app.refresh(after["refresh_token"].as_str().unwrap()).await.1;
    let claims = jwt::claims(refreshed["id_token"].as_str().unwrap());
    assert_eq!(claims["amr"], json!(["pwd", "otp", "mfa"]));
}

#[tokio::test]
async fn what_is_asked_of_acr_is_stated_where_it_was_met() {
    let app = with_ada().await;
    let (browser, _) = with_both(&app).await;
    let both = format!("{ACR_PASSWORD} {ACR_SECOND_FACTOR}");
    let essential = asked(json!({ "essential": true, "values": [ACR_PASSWORD, "gold"] }));
    for (name, value, stated) in [
        ("acr_values", ACR_PASSWORD, ACR_PASSWORD),
        ("acr_values", ACR_SECOND_FACTOR, ACR_SECOND_FACTOR),
        ("acr_values", both.as_str(), ACR_SECOND_FACTOR),
        ("acr_values", "gold", ACR_SECOND_FACTOR),
        ("claims", essential.as_str(), ACR_PASSWORD),
    ] {
        let tokens = app.redeem(&browser.code(&[(name, value)]).await).await.1;
        let claims = jwt::claims(tokens["id_token"].as_str().unwrap());
        assert_eq!(claims["acr"], stated, "{name}={value}");
    }
}

#[tokio::test]
async fn an_essential_second_factor_is_proved_or_the_app_hears_so() {
    let app = with_ada().await;
    let essential = asked(json!({ "essential": true, "value": ACR_SECOND_FACTOR }));
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    for more in [vec![], vec![("prompt", "none")]] {
        let request = [vec![("claims", essential.as_str())], more].concat();
        let refused = browser.get(&authorize(&request)).await;
        assert_eq!(
            refused.redirected_to(CALLBACK)["error"],
            "unmet_authentication_requirements"
        );
    }
    // As a wish it is no reason to refuse, and the answer tells the truth.
    let tokens = app
        .redeem(&browser.code(&[("acr_values", ACR_SECOND_FACTOR)]).await)
        .await
        .1;
    assert_eq!(
        jwt::claims(tokens["id_token"].as_str().unwrap())["acr"],
        ACR_PASSWORD
    );
    // With a factor it is asked for.
    let (phone, _) = browser.enable_totp(&app).await;
    let page = browser.open(&authorize(&[("claims", &essential)])).await;
    let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
    let step = browser.follow(done).await;
    let back = browser.second_step(&step, &phone.shows(&app, 30)).await;
    let code = back.redirected_to(CALLBACK)["code"].clone();
    let tokens = app.redeem(&code).await.1;
    assert_eq!(
        jwt::claims(tokens["id_token"].as_str().unwrap())["acr"],
        ACR_SECOND_FACTOR
    );
}

#[tokio::test]
async fn sec_11_a_new_sign_in_asks_for_both_factors_again() {
    let app = with_ada().await;
    let (browser, phone) = with_both(&app).await;
    app.advance(60);
    for request in [[("prompt", "login")], [("max_age", "10")]] {
        app.advance(60);
        let page = browser.open(&authorize(&request)).await;
        assert!(page.has("password"), "{}", page.html);
        // Going back to the request does not skip the second step.
        let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
        let flow = page.form("/sign-in").fields["flow"].clone();
        let again = browser.open(&format!("/sign-in?flow={flow}")).await;
        assert!(
            again.has("password") && again.location.is_none(),
            "{}",
            again.html
        );
        let step = browser.follow(done).await;
        let mut back = browser.second_step(&step, &phone.shows(&app, 0)).await;
        if back
            .location
            .as_deref()
            .is_some_and(|to| to.starts_with("/consent"))
        {
            let consent = browser.follow(back).await;
            back = browser.allow(&consent).await;
        }
        let tokens = app.redeem(&back.redirected_to(CALLBACK)["code"]).await.1;
        let claims = jwt::claims(tokens["id_token"].as_str().unwrap());
        assert_eq!(claims["auth_time"], json!(app.now() / 1000));
    }
}
