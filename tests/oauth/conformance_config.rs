//! `oidcc-config-certification-test-plan`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{
    plan::{Mode, Plan},
    world::text,
};
use crate::support::TestApp;

/// The members that the standards register (IANA, OAuth Authorization Server Metadata); another one warns.
const REGISTERED: &str = "issuer authorization_endpoint token_endpoint jwks_uri registration_endpoint scopes_supported \
    response_types_supported response_modes_supported grant_types_supported \
    token_endpoint_auth_methods_supported token_endpoint_auth_signing_alg_values_supported service_documentation \
    ui_locales_supported op_policy_uri op_tos_uri revocation_endpoint revocation_endpoint_auth_methods_supported \
    revocation_endpoint_auth_signing_alg_values_supported introspection_endpoint \
    introspection_endpoint_auth_methods_supported introspection_endpoint_auth_signing_alg_values_supported \
    code_challenge_methods_supported signed_metadata device_authorization_endpoint \
    tls_client_certificate_bound_access_tokens mtls_endpoint_aliases nfv_token_signing_alg_values_supported \
    userinfo_endpoint acr_values_supported subject_types_supported id_token_signing_alg_values_supported \
    id_token_encryption_alg_values_supported id_token_encryption_enc_values_supported \
    userinfo_signing_alg_values_supported userinfo_encryption_alg_values_supported \
    userinfo_encryption_enc_values_supported request_object_signing_alg_values_supported \
    request_object_encryption_alg_values_supported request_object_encryption_enc_values_supported \
    display_values_supported claim_types_supported claims_supported claims_locales_supported \
    claims_parameter_supported request_parameter_supported request_uri_parameter_supported \
    require_request_uri_registration require_signed_request_object pushed_authorization_request_endpoint \
    require_pushed_authorization_requests introspection_signing_alg_values_supported \
    authorization_response_iss_parameter_supported check_session_iframe frontchannel_logout_supported \
    backchannel_logout_session_supported backchannel_logout_supported end_session_endpoint \
    backchannel_token_delivery_modes_supported prompt_values_supported dpop_signing_alg_values_supported \
    authorization_details_types_supported";

/// Words of a member that is a list of them.
fn words<'a>(document: &'a Value, name: &str) -> Vec<&'a str> {
    let list = document[name]
        .as_array()
        .unwrap_or_else(|| panic!("{name} is no list"));
    assert!(!list.is_empty(), "{name}");
    list.iter().map(|word| word.as_str().unwrap()).collect()
}

#[tokio::test]
async fn oidcc_discovery_endpoint_verification() {
    // As it is served, and as it is with a public address.
    let plan = Plan::new(Mode::Query).await;
    let served = fetch(&plan.world).await;
    assert_eq!(served["issuer"], plan.world.deps.config.issuer());
    let app = TestApp::with(&[("PUBLIC_URL", "https://id.example")]).await;
    let catalogue = latchkey::domain::permission::catalogue(&app.deps).await.unwrap();
    let document = latchkey::oauth::metadata::document(&app.deps, &catalogue);
    let names = |document: &Value| -> Vec<String> { document.as_object().unwrap().keys().cloned().collect() };
    assert_eq!(names(&served), names(&document));
    assert_eq!(document["issuer"], "https://id.example");
    let registered: BTreeSet<&str> = REGISTERED.split_whitespace().collect();
    for name in document.as_object().unwrap().keys() {
        assert!(registered.contains(name.as_str()), "{name} is not registered");
    }
    for name in [
        "authorization_endpoint",
        "token_endpoint",
        "userinfo_endpoint",
        "jwks_uri",
        "revocation_endpoint",
        "introspection_endpoint",
        "end_session_endpoint",
    ] {
        assert!(text(&document, name).starts_with("https://id.example/"), "{name}");
    }
    for (name, has) in [
        ("response_types_supported", "code"),
        ("subject_types_supported", "public"),
        ("id_token_signing_alg_values_supported", "RS256"),
        ("userinfo_signing_alg_values_supported", "RS256"),
        ("claims_supported", "sub"),
        ("grant_types_supported", "authorization_code"),
        ("grant_types_supported", "refresh_token"),
        ("scopes_supported", "openid"),
        ("scopes_supported", "offline_access"),
        ("code_challenge_methods_supported", "S256"),
    ] {
        assert!(words(&document, name).contains(&has), "{name} lacks {has}");
    }
    for scope in words(&document, "scopes_supported") {
        assert!(
            scope
                .bytes()
                .all(|b| b.is_ascii_graphic() && b != b'"' && b != b'\\'),
            "{scope}"
        );
    }
    for locale in words(&document, "ui_locales_supported") {
        assert!(
            locale.len() == 2 && locale.bytes().all(|b| b.is_ascii_lowercase()),
            "{locale}"
        );
    }
    assert!(
        document
            .get("request_object_signing_alg_values_supported")
            .is_none()
    );
    for name in [
        "claims_parameter_supported",
        "request_parameter_supported",
        "request_uri_parameter_supported",
        "authorization_response_iss_parameter_supported",
    ] {
        assert!(document[name].is_boolean(), "{name}");
    }
    plan.check_jwks().await;
}

async fn fetch(app: &TestApp) -> Value {
    let url = app.url("/.well-known/openid-configuration");
    let response = app.http.get(url).send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "application/json");
    response.json().await.unwrap()
}
