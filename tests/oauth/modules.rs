//! The modules of the basic plan that look at one request, one answer and one set of claims.

use serde_json::{Value, json};

use super::{
    jwt,
    plan::{Mode, Plan},
    world::text,
};
use crate::support::{
    app::answer,
    browser::Form,
    client::{CALLBACK, CHALLENGE, VERIFIER},
    make::SECRET,
};

/// The claims of the scope `profile`.
const PROFILE: [&str; 14] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "updated_at",
];

/// That the claims are there and of the types that the standard gives them.
fn check_claims(claims: &Value, names: &[&str]) {
    for name in names {
        let value = &claims[*name];
        let right = match *name {
            "updated_at" => value.is_i64(),
            "email_verified" | "phone_number_verified" => value.is_boolean(),
            "address" => value.as_object().is_some_and(|parts| !parts.is_empty()),
            "birthdate" => value.as_str().is_some_and(|date| {
                let shape: String = date
                    .chars()
                    .map(|c| if c.is_ascii_digit() { '0' } else { c })
                    .collect();
                shape == "0000-00-00"
            }),
            _ => value.as_str().is_some_and(|text| !text.is_empty()),
        };
        assert!(right, "{name} is {value} in {claims}");
    }
}

pub(super) async fn oidcc_server(plan: Plan) {
    let flow = plan.flow(&[("scope", "openid")]).await;
    assert!(flow.answer.signed_in && flow.answer.consented);
    assert!(flow.userinfo.get("name").is_none());
}

pub(super) async fn oidcc_response_type_missing(plan: Plan) {
    let request = plan.request(&[("response_type", "")]);
    let error = plan.authorize(&request).await.fields["error"].clone();
    assert!(["invalid_request", "unsupported_response_type"].contains(&error.as_str()));
}

pub(super) async fn oidcc_idtoken_signature(plan: Plan) {
    let flow = plan.flow(&[]).await;
    let header = jwt::header(text(&flow.tokens, "id_token"));
    assert_eq!(header["alg"], "RS256");
    assert!(!text(&header, "kid").is_empty());
}

/// An expected skip: `none` is not offered, and nothing is signed with it.
pub(super) async fn oidcc_idtoken_unsigned(plan: Plan) {
    let (_, document) = answer(
        plan.world
            .http
            .get(plan.world.url("/.well-known/openid-configuration")),
    )
    .await;
    let offered = &document["id_token_signing_alg_values_supported"];
    assert!(!offered.as_array().unwrap().contains(&json!("none")));
}

pub(super) async fn oidcc_userinfo_get(plan: Plan) {
    let flow = plan
        .flow(&[("scope", "openid profile email address phone")])
        .await;
    let request = plan.world.http.get(plan.world.url("/oauth/userinfo"));
    let response = request
        .bearer_auth(text(&flow.tokens, "access_token"))
        .send()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    let claims: Value = response.json().await.unwrap();
    assert_eq!(claims["sub"], flow.id_token["sub"]);
    check_claims(&claims, &PROFILE);
}

pub(super) async fn oidcc_userinfo_post_header(plan: Plan) {
    let flow = plan.flow(&[]).await;
    let request = plan.world.http.post(plan.world.url("/oauth/userinfo"));
    let (status, claims) = answer(request.bearer_auth(text(&flow.tokens, "access_token"))).await;
    assert_eq!((status, &claims["sub"]), (200, &flow.id_token["sub"]));
}

pub(super) async fn oidcc_userinfo_post_body(plan: Plan) {
    let flow = plan.flow(&[]).await;
    let fields = [("access_token", text(&flow.tokens, "access_token"))];
    let (status, claims) = plan.world.form("/oauth/userinfo", &fields).await;
    assert_eq!((status, &claims["sub"]), (200, &flow.id_token["sub"]));
}

pub(super) async fn oidcc_ensure_request_without_nonce_succeeds_for_code_flow(plan: Plan) {
    let flow = plan.flow(&[("nonce", "")]).await;
    assert!(flow.id_token.get("nonce").is_none());
}

pub(super) async fn oidcc_scope_profile(plan: Plan) {
    let flow = plan.flow(&[("scope", "openid profile")]).await;
    check_claims(&flow.userinfo, &PROFILE);
    assert!(flow.userinfo.get("email").is_none());
}

/// The ID token has neither (see [`Plan::id_token`]), and nobody asked for a name.
pub(super) async fn oidcc_scope_email(plan: Plan) {
    let flow = plan.flow(&[("scope", "openid email")]).await;
    check_claims(&flow.userinfo, &["email", "email_verified"]);
    assert!(flow.userinfo.get("name").is_none());
}

pub(super) async fn oidcc_scope_address(plan: Plan) {
    let flow = plan.flow(&[("scope", "openid address")]).await;
    check_claims(&flow.userinfo, &["address"]);
    assert!(flow.userinfo.get("name").is_none());
}

pub(super) async fn oidcc_scope_phone(plan: Plan) {
    let flow = plan.flow(&[("scope", "openid phone")]).await;
    check_claims(&flow.userinfo, &["phone_number", "phone_number_verified"]);
    assert!(flow.userinfo.get("name").is_none());
}

pub(super) async fn oidcc_scope_all(plan: Plan) {
    let flow = plan
        .flow(&[("scope", "openid profile email address phone")])
        .await;
    check_claims(&flow.userinfo, &PROFILE);
    check_claims(
        &flow.userinfo,
        &[
            "email",
            "email_verified",
            "address",
            "phone_number",
            "phone_number_verified",
        ],
    );
}

pub(super) async fn oidcc_alternate_happy_flow(plan: Plan) {
    let request = plan.request(&[("scope", "email openid")]);
    let (path, query) = request.split_once('?').unwrap();
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.reverse();
    let request = format!("{path}?{}", pairs.join("&"));
    let answer = plan.authorize(&request).await;
    let flow = plan.finish(&request, answer).await;
    check_claims(&flow.userinfo, &["email", "email_verified"]);
}

pub(super) async fn oidcc_display_page(plan: Plan) {
    plan.flow(&[("display", "page")]).await;
}

pub(super) async fn oidcc_display_popup(plan: Plan) {
    plan.flow(&[("display", "popup")]).await;
}

pub(super) async fn oidcc_ensure_request_with_unknown_parameter_succeeds(plan: Plan) {
    plan.flow(&[("extra", "foobar")]).await;
}

pub(super) async fn oidcc_ui_locales(plan: Plan) {
    plan.flow(&[("ui_locales", "se")]).await;
}

pub(super) async fn oidcc_claims_locales(plan: Plan) {
    plan.flow(&[("claims_locales", "se")]).await;
}

pub(super) async fn oidcc_ensure_request_with_acr_values_succeeds(plan: Plan) {
    let (_, document) = answer(
        plan.world
            .http
            .get(plan.world.url("/.well-known/openid-configuration")),
    )
    .await;
    let offered: Vec<&str> = document["acr_values_supported"]
        .as_array()
        .unwrap()
        .iter()
        .map(|acr| acr.as_str().unwrap())
        .collect();
    assert!(!offered.is_empty());
    let flow = plan.flow(&[("acr_values", &offered.join(" "))]).await;
    assert!(offered.contains(&text(&flow.id_token, "acr")));
}

pub(super) async fn oidcc_ensure_registered_redirect_uri(plan: Plan) {
    let request = plan.request(&[("redirect_uri", "https://app.example/callback/unregistered")]);
    let page = plan.world.browser.open(&request).await;
    assert_eq!((page.status.as_u16(), &page.location), (400, &None));
    assert!(page.has("error-id") || page.has("error-code"), "{}", page.html);
}

pub(super) async fn oidcc_ensure_post_request_succeeds(plan: Plan) {
    let request = plan.request(&[]);
    let (action, query) = request.split_once('?').unwrap();
    let form = Form {
        action: action.to_owned(),
        fields: url::form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect(),
    };
    let page = plan.world.browser.submit(&form, &[]).await;
    let page = plan.world.browser.follow(page).await;
    let answer = plan.go_on(&request, page).await;
    plan.finish(&request, answer).await;
}

pub(super) async fn oidcc_server_client_secret_post(plan: Plan) {
    let answer = plan.authorize(&plan.request(&[])).await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &answer.fields["code"]),
        ("redirect_uri", CALLBACK),
        ("client_id", "web"),
        ("client_secret", SECRET),
    ];
    let (status, tokens) = plan.world.form("/oauth/token", &fields).await;
    assert_eq!(status, 200, "{tokens}");
    plan.userinfo(&tokens).await;
}

pub(super) async fn oidcc_request_uri_unsigned_supported_correctly_or_rejected_as_unsupported(plan: Plan) {
    let request = plan.request(&[("request_uri", "https://app.example/request.jwt")]);
    let answer = plan.authorize(&request).await;
    assert_eq!(answer.fields["error"], "request_uri_not_supported");
}

/// A request object that nobody signed.
fn unsigned(claims: &Value) -> String {
    let encode = |value: &Value| jwt::base64url(value.to_string().as_bytes());
    format!("{}.{}.", encode(&json!({ "alg": "none" })), encode(claims))
}

pub(super) async fn oidcc_unsigned_request_object_supported_correctly_or_rejected_as_unsupported(plan: Plan) {
    let object = unsigned(&json!({ "client_id": "web", "response_type": "code" }));
    let answer = plan.authorize(&plan.request(&[("request", &object)])).await;
    assert_eq!(answer.fields["error"], "request_not_supported");
}

pub(super) async fn oidcc_claims_essential(plan: Plan) {
    let claims = json!({ "userinfo": { "name": { "essential": true } } }).to_string();
    let flow = plan.flow(&[("scope", "openid"), ("claims", &claims)]).await;
    assert_eq!(flow.userinfo["name"], "Ada Lovelace");
    assert!(flow.userinfo.get("given_name").is_none());
}

pub(super) async fn oidcc_ensure_request_object_with_redirect_uri(plan: Plan) {
    let object = unsigned(&json!({ "client_id": "web", "redirect_uri": CALLBACK }));
    let request = plan.request(&[
        ("request", &object),
        ("redirect_uri", "https://app.example/callback/unregistered"),
    ]);
    let page = plan.world.browser.open(&request).await;
    assert_eq!((page.status.as_u16(), &page.location), (400, &None));
}

pub(super) async fn oidcc_ensure_request_with_valid_pkce_succeeds(plan: Plan) {
    let request = plan.request(&[("code_challenge", CHALLENGE), ("code_challenge_method", "S256")]);
    let answer = plan.authorize(&request).await;
    let fields = [
        ("grant_type", "authorization_code"),
        ("code", &answer.fields["code"]),
        ("redirect_uri", CALLBACK),
        ("code_verifier", VERIFIER),
    ];
    let tokens = plan.token_response("web", &fields).await;
    plan.userinfo(&tokens).await;
    assert!(plan.mode == Mode::Query || answer.consented);
}
