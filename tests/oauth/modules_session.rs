//! The modules of the basic plan with more than one request: sessions, prompts, replays and refreshes.

use serde_json::json;

use super::{
    plan::{Flow, Plan},
    world::{refused, text},
};
use crate::support::{client::CALLBACK, make::SECRET};

/// A first flow in which the person signs in.
async fn first(plan: &Plan, more: &[(&str, &str)]) -> Flow {
    let flow = plan.flow(more).await;
    assert!(flow.answer.signed_in);
    flow
}

pub(super) async fn oidcc_prompt_login(plan: Plan) {
    let before = first(&plan, &[]).await;
    plan.world.advance(1);
    let after = plan.flow(&[("prompt", "login")]).await;
    assert!(after.answer.signed_in);
    assert_eq!(after.id_token["sub"], before.id_token["sub"]);
    assert!(after.id_token["auth_time"].as_i64() > before.id_token["auth_time"].as_i64());
}

pub(super) async fn oidcc_prompt_none_not_logged_in(plan: Plan) {
    let request = plan.request(&[("prompt", "none")]);
    let page = plan.world.browser.get(&request).await;
    assert_eq!(plan.answer(&request, &page)["error"], "login_required");
}

pub(super) async fn oidcc_prompt_none_logged_in(plan: Plan) {
    let before = first(&plan, &[]).await;
    plan.world.advance(1);
    let request = plan.request(&[("prompt", "none")]);
    let page = plan.world.browser.get(&request).await;
    let answer = plan.go_on(&request, page).await;
    assert!(!answer.signed_in && !answer.consented);
    let after = plan.finish(&request, answer).await;
    assert_eq!(after.id_token["sub"], before.id_token["sub"]);
    assert_eq!(after.id_token["auth_time"], before.id_token["auth_time"]);
}

pub(super) async fn oidcc_max_age_1(plan: Plan) {
    let before = first(&plan, &[]).await;
    plan.world.advance(2);
    let after = plan.flow(&[("max_age", "1")]).await;
    assert!(after.answer.signed_in);
    let auth_time = after.id_token["auth_time"].as_i64().unwrap();
    assert!(auth_time > before.id_token["auth_time"].as_i64().unwrap());
    assert!(plan.world.now() / 1000 - auth_time <= 1);
}

pub(super) async fn oidcc_max_age_10000(plan: Plan) {
    let before = first(&plan, &[("max_age", "15000")]).await;
    plan.world.advance(1);
    let after = plan.flow(&[("max_age", "10000")]).await;
    assert!(!after.answer.signed_in);
    assert!(before.id_token["auth_time"].is_i64());
    assert_eq!(after.id_token["auth_time"], before.id_token["auth_time"]);
}

pub(super) async fn oidcc_id_token_hint(plan: Plan) {
    let before = first(&plan, &[]).await;
    let hint = text(&before.tokens, "id_token");
    let after = plan.flow(&[("prompt", "none"), ("id_token_hint", hint)]).await;
    assert!(!after.answer.signed_in && !after.answer.consented);
    assert_eq!(after.id_token["sub"], before.id_token["sub"]);
    assert_eq!(after.id_token["auth_time"], before.id_token["auth_time"]);
}

pub(super) async fn oidcc_login_hint(plan: Plan) {
    let request = plan.request(&[("login_hint", "buffy@example.com")]);
    let page = plan.world.browser.open(&request).await;
    assert_eq!(page.form("/sign-in").fields["email"], "buffy@example.com");
    let answer = plan.go_on(&request, page).await;
    plan.finish(&request, answer).await;
}

pub(super) async fn oidcc_codereuse(plan: Plan) {
    let flow = first(&plan, &[]).await;
    check_reuse(&plan, &flow).await;
}

pub(super) async fn oidcc_codereuse_30seconds(plan: Plan) {
    let flow = first(&plan, &[]).await;
    plan.world.advance(30);
    check_reuse(&plan, &flow).await;
}

/// The code again: refused, and what the first time gave is dead.
async fn check_reuse(plan: &Plan, flow: &Flow) {
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", flow.answer.fields["code"].as_str()),
        ("redirect_uri", CALLBACK),
    ];
    let again = plan.world.form_as("/oauth/token", ("web", SECRET), &fields).await;
    refused(&again, 400, "invalid_grant");
    assert!(!plan.world.is_live(text(&flow.tokens, "access_token")).await);
}

pub(super) async fn oidcc_refresh_token(plan: Plan) {
    let scope = ("scope", "openid offline_access");
    let consent = ("prompt", "consent");
    let flow = first(&plan, &[scope, consent]).await;
    let refresh_token = text(&flow.tokens, "refresh_token").to_owned();

    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", refresh_token.as_str()),
        scope,
    ];
    let tokens = plan.token_response("web", &fields).await;
    assert_ne!(tokens["access_token"], flow.tokens["access_token"]);
    let id_token = plan.id_token(&tokens, "web", None).await;
    for claim in ["iss", "sub", "aud", "azp", "auth_time"] {
        assert_eq!(id_token.get(claim), flow.id_token.get(claim), "{claim}");
    }
    plan.userinfo(&tokens).await;

    // The second client, which sends no scope.
    let request = plan.request(&[scope, consent, ("client_id", "second")]);
    let answer = plan.authorize(&request).await;
    assert!(answer.consented, "prompt=consent asks again");
    let code = [
        ("grant_type", "authorization_code"),
        ("code", answer.fields["code"].as_str()),
        ("redirect_uri", CALLBACK),
    ];
    let second = plan.token_response("second", &code).await;
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", text(&second, "refresh_token")),
    ];
    let refreshed = plan.token_response("second", &fields).await;
    assert_eq!(refreshed["scope"], json!("openid offline_access"));

    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", text(&refreshed, "refresh_token")),
    ];
    let foreign = plan.world.form_as("/oauth/token", ("web", SECRET), &fields).await;
    refused(&foreign, 400, "invalid_grant");
    plan.token_response("second", &fields).await;
}
