//! Prompts, PKCE and the issuer at the authorization endpoint (SEC-11, SEC-16, SEC-19).

use serde_json::json;

use super::{
    jwt,
    world::{SPA_CALLBACK, World, text},
};
use crate::support::{
    Browser,
    app::answer,
    client::{CALLBACK, authorize},
    make::PASSWORD,
};

#[tokio::test]
async fn sec_11_prompt_none_never_shows_a_page() {
    let world = World::new().await;
    let silent = async |browser: &Browser, more: &[(&str, &str)]| {
        let request = authorize(&[&[("prompt", "none")], more].concat());
        browser.get(&request).await.redirected_to(CALLBACK)
    };
    assert_eq!(
        silent(&Browser::new(&world), &[]).await["error"],
        "login_required"
    );
    assert_eq!(silent(&world.browser, &[]).await["error"], "consent_required");
    world.browser.code(&[]).await;
    assert!(silent(&world.browser, &[]).await.contains_key("code"));
    assert_eq!(
        silent(&world.browser, &[("scope", "openid email")]).await["error"],
        "consent_required"
    );
    assert_eq!(
        silent(&world.browser, &[("prompt", "none consent")]).await["error"],
        "invalid_request"
    );
    world.advance(5);
    assert_eq!(
        silent(&world.browser, &[("max_age", "4")]).await["error"],
        "login_required"
    );
    assert!(
        silent(&world.browser, &[("max_age", "5")])
            .await
            .contains_key("code")
    );
    let bob = world.user("bob@example.com").await;
    let bobs = Browser::signed_in(&world, "bob@example.com").await;
    let code = bobs.code(&[]).await;
    let (_, tokens) = world.redeem(&code).await;
    assert_eq!(jwt::claims(text(&tokens, "id_token"))["sub"], bob.id.to_string());
    let hint = [("id_token_hint", text(&tokens, "id_token"))];
    assert_eq!(silent(&world.browser, &hint).await["error"], "login_required");
    // Or by the claim (OpenID Connect Core section 5.5.1).
    for (sub, mine) in [
        (bob.id.to_string(), false),
        (world.ada.id.to_string(), true),
        ("nobody".to_owned(), false),
    ] {
        for claims in [
            json!({ "id_token": { "sub": { "essential": true, "value": sub } } }),
            json!({ "userinfo": { "sub": { "values": [sub] } } }),
        ] {
            let asked = claims.to_string();
            let answer = silent(&world.browser, &[("claims", &asked)]).await;
            assert_eq!(answer.contains_key("code"), mine, "{asked}: {answer:?}");
            let page = world.browser.get(&authorize(&[("claims", &asked)])).await;
            let asks = page
                .location
                .as_deref()
                .is_some_and(|to| to.starts_with("/sign-in"));
            assert_eq!(asks, !mine, "{asked}: {:?}", page.location);
        }
    }
}

/// Whatever page is opened by hand, the password is asked for first.
#[tokio::test]
async fn sec_11_what_a_prompt_asked_for_cannot_be_left_out_later() {
    let world = World::new().await;
    world.browser.code(&[]).await;
    for more in [("prompt", "login"), ("max_age", "1")] {
        world.advance(10);
        let start = world.browser.get(&authorize(&[more])).await;
        let location = start.location.unwrap();
        let (_, flow) = location.split_once("flow=").unwrap();
        let flow = flow.split('&').next().unwrap();
        for path in ["/consent", "/sign-in", "/select-account"] {
            let mut page = world.browser.open(&format!("{path}?flow={flow}")).await;
            if path == "/select-account" {
                let form = page.form("/select-account");
                let chosen = world.browser.submit(&form, &[("choice", "continue")]).await;
                page = world.browser.follow(chosen).await;
            }
            assert!(
                page.has("password") && page.location.is_none(),
                "{path}: {}",
                page.html
            );
        }
        let page = world.browser.open(&format!("/sign-in?flow={flow}")).await;
        let wrong = world
            .browser
            .sign_in(&page, "ada@example.com", "wrong password")
            .await;
        assert_eq!((wrong.status.as_u16(), &wrong.location), (401, &None));
        let done = world.browser.sign_in(&page, "ada@example.com", PASSWORD).await;
        assert!(done.redirected_to(CALLBACK).contains_key("code"));
        // Back: the request was answered.
        let again = world.browser.get(&format!("/consent?flow={flow}")).await;
        assert!(again.location.is_none() && again.status != 200, "{}", again.html);
    }
}

#[tokio::test]
async fn sec_16_pkce_is_required_of_public_clients_and_where_it_is_set() {
    let world = World::new().await;
    world.spa().await;
    let without = [
        ("client_id", "spa"),
        ("redirect_uri", SPA_CALLBACK),
        ("code_challenge", ""),
        ("code_challenge_method", ""),
    ];
    let page = world.browser.get(&authorize(&without)).await;
    assert_eq!(page.redirected_to(SPA_CALLBACK)["error"], "invalid_request");
    let page = world.browser.get(&authorize(&without[2..])).await;
    assert!(page.location.unwrap().starts_with("/consent"));
    world
        .change("UPDATE client SET require_pkce = TRUE WHERE client_id = 'web'")
        .await;
    let page = world.browser.get(&authorize(&without[2..])).await;
    assert_eq!(page.redirected_to(CALLBACK)["error"], "invalid_request");
}

#[tokio::test]
async fn sec_19_every_answer_says_which_issuer_it_comes_from() {
    let world = World::new().await;
    let (_, document) = answer(world.http.get(world.url("/.well-known/openid-configuration"))).await;
    assert_eq!(
        document["authorization_response_iss_parameter_supported"],
        json!(true)
    );
    let issuer = text(&document, "issuer");
    let consent = world.browser.open(&authorize(&[])).await;
    let denied = world
        .browser
        .submit(&consent.form("/consent"), &[("decision", "deny")])
        .await;
    assert_eq!(denied.redirected_to(CALLBACK)["error"], "access_denied");
    let allowed = world.browser.authorize(&[]).await;
    let error = world
        .browser
        .get(&authorize(&[("scope", "openid unknown")]))
        .await;
    let silent = Browser::new(&world).get(&authorize(&[("prompt", "none")])).await;
    for page in [denied, allowed, error, silent] {
        let fields = page.redirected_to(CALLBACK);
        assert_eq!(
            (fields["iss"].as_str(), fields["state"].as_str()),
            (issuer, "some state")
        );
    }
    let form = world
        .browser
        .get(&authorize(&[("response_mode", "form_post")]))
        .await;
    assert_eq!(form.form(CALLBACK).fields["iss"], issuer);
}
