//! `oidcc-rp-initiated-logout-certification-test-plan`: one test for each module, named after it.

use serde_json::json;

use super::{
    jwt::{self, Signer},
    plan::{Flow, Mode, Plan},
    world::text,
};
use crate::support::{app::answer, browser::Page, make::PASSWORD};

/// Registered by `web` for after a sign-out.
const BACK: &str = "https://app.example/";
/// 128 characters.
const STATE: &str = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_";

async fn signed_in() -> (Plan, Flow) {
    let plan = Plan::new(Mode::Query).await;
    let flow = plan.flow(&[]).await;
    (plan, flow)
}

async fn log_out(plan: &Plan, parameters: &[(&str, &str)]) -> Page {
    let query = url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(parameters)
        .finish();
    plan.world.browser.get(&format!("/oauth/logout?{query}")).await
}

/// Whether `prompt=none` still succeeds.
async fn is_signed_in(plan: &Plan) -> bool {
    let request = plan.request(&[("prompt", "none")]);
    let page = plan.world.browser.get(&request).await;
    let fields = plan.answer(&request, &page);
    assert!(
        fields.contains_key("code") || fields["error"] == "login_required",
        "{fields:?}"
    );
    fields.contains_key("code")
}

/// That it is a page of ours that leads nowhere else.
fn stays(page: &Page) {
    assert_eq!(
        (page.status.as_u16(), &page.location),
        (200, &None),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_discovery_endpoint_verification() {
    let app = crate::support::TestApp::with(&[("PUBLIC_URL", "https://id.example")]).await;
    let catalogue = latchkey::domain::permission::catalogue(&app.deps).await.unwrap();
    let document = latchkey::oauth::metadata::document(&app.deps, &catalogue);
    assert_eq!(
        text(&document, "end_session_endpoint"),
        "https://id.example/oauth/logout"
    );
}

#[tokio::test]
async fn oidcc_rp_initiated_logout() {
    let (plan, flow) = signed_in().await;
    let hint = ("id_token_hint", text(&flow.tokens, "id_token"));
    assert_eq!(STATE.len(), 128);
    let page = log_out(
        &plan,
        &[hint, ("post_logout_redirect_uri", BACK), ("state", STATE)],
    )
    .await;
    let fields = page.redirected_to(BACK);
    assert_eq!(
        (page.status.as_u16(), fields),
        (303, [("state".to_owned(), STATE.to_owned())].into())
    );
    assert!(!is_signed_in(&plan).await);
}

/// An ID token that has expired since is still a hint.
#[tokio::test]
async fn oidcc_rp_initiated_logout_with_an_expired_hint() {
    let (plan, flow) = signed_in().await;
    plan.world.advance(3 * 3600);
    let hint = ("id_token_hint", text(&flow.tokens, "id_token"));
    let page = log_out(&plan, &[hint, ("post_logout_redirect_uri", BACK)]).await;
    assert_eq!(page.location.as_deref(), Some(BACK));
    assert!(!is_signed_in(&plan).await);
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_no_state() {
    let (plan, flow) = signed_in().await;
    let hint = ("id_token_hint", text(&flow.tokens, "id_token"));
    let page = log_out(&plan, &[hint, ("post_logout_redirect_uri", BACK)]).await;
    assert_eq!(page.location.as_deref(), Some(BACK));
    assert!(!is_signed_in(&plan).await);
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_bad_post_logout_redirect_uri() {
    let (plan, flow) = signed_in().await;
    let hint = ("id_token_hint", text(&flow.tokens, "id_token"));
    let page = log_out(
        &plan,
        &[hint, ("post_logout_redirect_uri", "https://evil.example/")],
    )
    .await;
    stays(&page);
    assert!(!page.html.contains("evil.example"), "{}", page.html);
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_query_added_to_post_logout_redirect_uri() {
    let (plan, flow) = signed_in().await;
    let hint = ("id_token_hint", text(&flow.tokens, "id_token"));
    stays(
        &log_out(
            &plan,
            &[hint, ("post_logout_redirect_uri", "https://app.example/?foo=bar")],
        )
        .await,
    );
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_modified_id_token_hint() {
    let (plan, flow) = signed_in().await;
    let token = text(&flow.tokens, "id_token");
    let unsigned = jwt::altered(token, Some(&json!({ "alg": "none" })), None);
    let unsigned = format!("{}.", unsigned.rsplit_once('.').unwrap().0);
    for hint in [
        unsigned,
        jwt::altered(token, Some(&json!({ "alg": "none" })), None),
    ] {
        let asked = [
            ("id_token_hint", hint.as_str()),
            ("post_logout_redirect_uri", BACK),
            ("state", STATE),
        ];
        stays(&log_out(&plan, &asked).await);
        assert!(is_signed_in(&plan).await);
    }
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_bad_id_token_hint() {
    let (plan, flow) = signed_in().await;
    let foreign = Signer::es256().sign(&flow.id_token);
    stays(
        &log_out(
            &plan,
            &[("id_token_hint", &foreign), ("post_logout_redirect_uri", BACK)],
        )
        .await,
    );
    assert!(is_signed_in(&plan).await);
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_no_id_token_hint() {
    let (plan, _) = signed_in().await;
    let page = log_out(&plan, &[("post_logout_redirect_uri", BACK), ("state", STATE)]).await;
    stays(&page);
    assert!(page.has("sign-out") && is_signed_in(&plan).await);
    let done = plan.world.browser.submit(&page.form("/sign-out"), &[]).await;
    stays(&done);
    assert!(!is_signed_in(&plan).await);
}

/// The person confirms, and reads that they have signed out.
async fn confirmed(parameters: &[(&str, &str)]) {
    let (plan, _) = signed_in().await;
    let page = log_out(&plan, parameters).await;
    stays(&page);
    let done = plan.world.browser.submit(&page.form("/sign-out"), &[]).await;
    stays(&done);
    assert!(done.html.contains("signed out"), "{}", done.html);
    assert!(!is_signed_in(&plan).await);
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_no_params() {
    confirmed(&[]).await;
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_no_post_logout_redirect_uri() {
    let (plan, flow) = signed_in().await;
    let page = log_out(&plan, &[("id_token_hint", text(&flow.tokens, "id_token"))]).await;
    stays(&page);
    assert!(page.html.contains("signed out"), "{}", page.html);
    assert!(!is_signed_in(&plan).await);
}

#[tokio::test]
async fn oidcc_rp_initiated_logout_only_state() {
    confirmed(&[("state", STATE)]).await;
}

#[tokio::test]
async fn sec_12_logout_needs_an_exact_address_and_a_hint_or_a_confirmation() {
    let (plan, flow) = signed_in().await;
    let token = text(&flow.tokens, "id_token").to_owned();
    // A client by name, and no hint: asked first, then back.
    let named = [("client_id", "web"), ("post_logout_redirect_uri", BACK)];
    let page = log_out(&plan, &named).await;
    stays(&page);
    assert!(is_signed_in(&plan).await);
    let done = plan.world.browser.submit(&page.form("/sign-out"), &[]).await;
    assert_eq!(
        (done.status.as_u16(), done.location.as_deref()),
        (303, Some(BACK))
    );
    assert!(!is_signed_in(&plan).await);

    // A hint of another session of the same person, an access token, and another client's name: asked first.
    let again = plan.flow(&[("prompt", "login")]).await;
    let another = crate::support::Browser::signed_in(&plan.world, "ada@example.com").await;
    let foreign = [
        vec![("id_token_hint", token.as_str())],
        vec![("id_token_hint", text(&again.tokens, "access_token"))],
        vec![
            ("id_token_hint", text(&again.tokens, "id_token")),
            ("client_id", "second"),
        ],
    ];
    for parameters in foreign {
        let parameters = [parameters, vec![("post_logout_redirect_uri", BACK)]].concat();
        stays(&log_out(&plan, &parameters).await);
        assert!(is_signed_in(&plan).await, "{parameters:?}");
    }
    drop(another);

    // Nobody is signed in here, and the hint ends the session that it names.
    let hint = text(&again.tokens, "id_token");
    let fields = [("id_token_hint", hint), ("post_logout_redirect_uri", BACK)];
    let (status, _) = answer(
        plan.world
            .http
            .post(plan.world.url("/oauth/logout"))
            .form(&fields),
    )
    .await;
    assert_eq!(status, 303);
    assert!(!is_signed_in(&plan).await);
    let page = plan.world.browser.open("/sign-in").await;
    plan.world
        .browser
        .sign_in(&page, "ada@example.com", PASSWORD)
        .await;
    assert!(is_signed_in(&plan).await);
}
