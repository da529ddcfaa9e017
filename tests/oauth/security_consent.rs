//! Consent and grants (SEC-43 by name, SEC-69, SEC-70, SEC-72).

use std::collections::BTreeSet;

use latchkey::domain::{
    self, Caller,
    caller::{SessionCaller, Who},
};
use serde_json::json;

use super::world::{NATIVE_CALLBACK, SPA_CALLBACK, World, refused, text};
use crate::support::{
    Browser,
    client::{CALLBACK, authorize},
    make::PASSWORD,
};

/// Ada, in her browser.
async fn ada(world: &World) -> Caller {
    let sessions = domain::session::list(&world.deps, world.ada.id).await.unwrap();
    Caller {
        who: Who::Session(SessionCaller {
            user_id: world.ada.id,
            session_id: sessions[0].id,
            role: world.ada.role,
            authenticated_at: sessions[0].authenticated_at,
        }),
        from: domain::caller::Whereabouts::default(),
    }
}

#[tokio::test]
async fn sec_69_the_consent_form_carries_an_id_and_cannot_change_the_request() {
    let world = World::new().await;
    let page = world.browser.open(&authorize(&[("scope", "openid email")])).await;
    for form in page.forms() {
        let names: BTreeSet<&str> = form.fields.keys().map(String::as_str).collect();
        assert_eq!(names, BTreeSet::from(["csrf", "transaction"]));
    }
    let form = page.form("/consent");
    let id = form.fields["transaction"].parse::<entity::id::AuthorizationId>();
    assert_eq!(id.unwrap().0.get_version_num(), 4, "random, not in order of time");
    let done = world
        .browser
        .submit(
            &form,
            &[
                ("decision", "allow"),
                ("scope", "openid email profile"),
                ("client_id", "other"),
                ("redirect_uri", "https://evil.example/"),
                ("state", "changed"),
                ("response_mode", "form_post"),
            ],
        )
        .await;
    let fields = done.redirected_to(CALLBACK);
    assert_eq!(fields["state"], "some state");
    let (_, tokens) = world.redeem(&fields["code"]).await;
    assert_eq!(tokens["scope"], "openid email");
    // Once.
    let again = world.browser.submit(&form, &[("decision", "allow")]).await;
    assert!(
        again.location.is_none() && again.status.is_client_error(),
        "{}",
        again.status
    );
}

#[tokio::test]
async fn sec_69_only_who_saw_the_page_can_answer_it() {
    let world = World::new().await;
    world.user("bob@example.com").await;
    let page = world.browser.open(&authorize(&[])).await;
    let form = page.form("/consent");
    // Another browser, with its own token against forgery.
    let bobs = Browser::signed_in(&world, "bob@example.com").await;
    let mut theirs = bobs.open(&authorize(&[])).await.form("/consent");
    theirs
        .fields
        .insert("transaction".to_owned(), form.fields["transaction"].clone());
    let answer = bobs.submit(&theirs, &[("decision", "allow")]).await;
    assert!(answer.location.is_none() && answer.status.is_client_error());
    // The same browser, where somebody else has signed in meanwhile.
    let sign_in = world.browser.open("/sign-in?account=other").await;
    let done = world.browser.sign_in(&sign_in, "bob@example.com", PASSWORD).await;
    assert_eq!(done.status, 303);
    let stale = world.browser.submit(&form, &[("decision", "allow")]).await;
    assert!(stale.location.is_none(), "{:?}", stale.location);
    let mut renewed = form.clone();
    let other = world
        .browser
        .open(&authorize(&[("state", "2")]))
        .await
        .form("/consent");
    renewed
        .fields
        .insert("csrf".to_owned(), other.fields["csrf"].clone());
    let stale = world.browser.submit(&renewed, &[("decision", "allow")]).await;
    assert!(
        stale.location.is_none() && !stale.html.contains("ada@example.com"),
        "{}",
        stale.html
    );
    assert_eq!(world.count("app_grant").await, 0);
    // Half an hour later nobody can.
    world.advance(1800);
    let late = world.browser.submit(&other, &[("decision", "allow")]).await;
    assert!(late.location.is_none() && late.status.is_client_error());
}

#[tokio::test]
async fn sec_70_consent_is_remembered_only_for_a_client_that_is_surely_itself() {
    let world = World::new().await;
    world.spa().await;
    world.native().await;
    let asks = async |client_id: &str, redirect_uri: &str, more: &[(&str, &str)]| {
        let base = [("client_id", client_id), ("redirect_uri", redirect_uri)];
        let page = world.browser.open(&authorize(&[&base[..], more].concat())).await;
        if page.location.is_some() {
            assert!(page.redirected_to(redirect_uri).contains_key("code"));
            return false;
        }
        let done = world.browser.allow(&page).await;
        assert!(done.redirected_to(redirect_uri).contains_key("code"));
        true
    };
    // One grant for the app, whichever of its clients asks.
    assert!(asks("web", CALLBACK, &[]).await);
    assert!(!asks("web", CALLBACK, &[]).await);
    assert!(
        !asks("spa", SPA_CALLBACK, &[]).await,
        "an https address proves who it is"
    );
    for _ in 0..2 {
        assert!(
            asks("native", NATIVE_CALLBACK, &[]).await,
            "anybody can listen on loopback"
        );
    }
    assert!(asks("web", CALLBACK, &[("scope", "openid email")]).await);
    assert!(!asks("web", CALLBACK, &[("scope", "email openid")]).await);
    assert!(asks("web", CALLBACK, &[("prompt", "consent")]).await);
    let caller = ada(&world).await;
    let grants = domain::grant::list(&world.deps, world.ada.id).await.unwrap();
    domain::grant::revoke(&world.deps, &caller, grants[0].id)
        .await
        .unwrap();
    assert!(asks("web", CALLBACK, &[]).await, "after a revocation");
}

#[tokio::test]
async fn sec_70_a_first_party_app_is_not_asked_about_and_gets_what_it_asks_for() {
    let world = World::new().await;
    world.native().await;
    world.change("UPDATE app SET first_party = TRUE").await;
    for scope in ["openid", "openid email", "openid profile"] {
        let page = world.browser.get(&authorize(&[("scope", scope)])).await;
        let (_, tokens) = world.redeem(&page.redirected_to(CALLBACK)["code"]).await;
        assert_eq!(tokens["scope"], scope);
    }
    let native = authorize(&[("client_id", "native"), ("redirect_uri", NATIVE_CALLBACK)]);
    assert!(world.browser.open(&native).await.has("allow"));
}

#[tokio::test]
async fn sec_43_claims_asked_for_by_name_are_asked_of_the_person() {
    let world = World::new().await;
    let claims =
        json!({ "userinfo": { "email": null }, "id_token": { "given_name": null, "address": null } });
    world.change("DELETE FROM app_scope WHERE name = 'address'").await;
    let named = [("claims", claims.to_string())];
    let named: Vec<(&str, &str)> = named
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    world.browser.code(&[]).await;
    let silent = [&named[..], &[("prompt", "none")]].concat();
    let page = world.browser.get(&authorize(&silent)).await;
    assert_eq!(page.redirected_to(CALLBACK)["error"], "consent_required");
    let code = world.browser.code(&named).await;
    let (_, tokens) = world.redeem(&code).await;
    assert_eq!(tokens["scope"], "openid");
    let id_token = super::jwt::claims(text(&tokens, "id_token"));
    assert_eq!(id_token["given_name"], "Ada");
    assert!(id_token.get("email").is_none() && id_token.get("address").is_none());
    let access = text(&tokens, "access_token");
    let (_, userinfo) = world.get_as("/oauth/userinfo", access).await;
    assert_eq!(
        userinfo,
        json!({ "sub": world.ada.id.to_string(), "email": "ada@example.com" })
    );
    // Taken away again, it is gone from the next answer.
    let caller = ada(&world).await;
    let grants = domain::grant::list(&world.deps, world.ada.id).await.unwrap();
    let email = ["email"].into_iter().collect();
    domain::grant::revoke_scopes(&world.deps, &caller, grants[0].id, &email)
        .await
        .unwrap();
    let (_, userinfo) = world.get_as("/oauth/userinfo", access).await;
    assert_eq!(userinfo, json!({ "sub": world.ada.id.to_string() }));
}

#[tokio::test]
async fn sec_72_removing_an_app_ends_every_token_of_it() {
    let world = World::new().await;
    let (first, second) = (
        world.tokens("openid offline_access").await,
        world.tokens("openid").await,
    );
    let code = world.browser.code(&[]).await;
    let caller = ada(&world).await;
    let grants = domain::grant::list(&world.deps, world.ada.id).await.unwrap();
    assert_eq!(grants.len(), 1);
    assert_eq!(grants[0].app_id, world.shop.id);
    domain::grant::revoke(&world.deps, &caller, grants[0].id)
        .await
        .unwrap();
    for tokens in [&first, &second] {
        assert!(!world.is_live(text(tokens, "access_token")).await);
        refused(
            &world.refresh(text(tokens, "refresh_token")).await,
            400,
            "invalid_grant",
        );
    }
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    assert!(
        domain::grant::list(&world.deps, world.ada.id)
            .await
            .unwrap()
            .is_empty()
    );
    // Allowing it again revives nothing.
    world.browser.code(&[]).await;
    assert!(!world.is_live(text(&first, "access_token")).await);
    refused(
        &world.refresh(text(&first, "refresh_token")).await,
        400,
        "invalid_grant",
    );
}
