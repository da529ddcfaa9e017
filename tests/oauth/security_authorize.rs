//! The authorization endpoint's refusals and answers (SEC-04 to SEC-09).

use serde_json::json;

use super::{
    jwt,
    world::{World, refused, text},
};
use crate::support::{
    Browser,
    app::answer,
    client::{CALLBACK, authorize},
    make::{PASSWORD, SECRET},
};

#[tokio::test]
async fn sec_04_without_a_proven_destination_the_answer_is_a_page_of_ours() {
    let world = World::new().await;
    let stays = async |request: &str| {
        let page = world.browser.get(request).await;
        assert_eq!((page.status.as_u16(), &page.location), (400, &None), "{request}");
        assert_eq!(page.headers["content-type"], "text/html; charset=utf-8");
        assert!(page.html.contains("<html"), "{request}");
    };
    let encoded = "redirect_uri=https%3A%2F%2Fapp.example%2Fcallback";
    for request in [
        authorize(&[("client_id", "")]),
        authorize(&[("client_id", "unknown")]),
        authorize(&[("client_id", "WEB")]),
        authorize(&[("redirect_uri", "")]),
        authorize(&[("redirect_uri", "https://evil.example/")]),
        authorize(&[]) + "&client_id=web",
        authorize(&[]) + "&client_id=other",
        authorize(&[]) + "&" + encoded,
        authorize(&[]) + "&redirect_uri=https%3A%2F%2Fevil.example%2F",
        authorize(&[]) + "&x=%zz",
        authorize(&[]) + "&x=%00",
        "/oauth/authorize".to_owned(),
    ] {
        stays(&request).await;
    }
    for sql in [
        "UPDATE client SET disabled_at = 1",
        "UPDATE client SET disabled_at = NULL",
        "UPDATE app SET suspended_at = 1",
        "UPDATE app SET suspended_at = NULL, blocked_at = 1",
    ] {
        world.change(sql).await;
        if !sql.contains("disabled_at = NULL") {
            stays(&authorize(&[])).await;
        }
    }
}

#[tokio::test]
async fn sec_04_every_other_error_goes_back_with_code_state_and_issuer() {
    let world = World::new().await;
    let long = "x".repeat(1025);
    let fragment = format!("{}#f", world.deps.config.issuer());
    let unmet = json!({ "id_token": { "acr": { "essential": true, "values": ["gold"] } } }).to_string();
    let plus = "+".repeat(43);
    let table: &[(&str, &str, &str)] = &[
        ("response_type", "", "invalid_request"),
        ("response_type", "token", "unsupported_response_type"),
        ("response_mode", "fragment", "invalid_request"),
        ("code_challenge_method", "plain", "invalid_request"),
        ("code_challenge_method", "s256", "invalid_request"),
        ("code_challenge_method", "", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge", &plus, "invalid_request"),
        ("scope", "", "invalid_scope"),
        ("scope", "openid unknown", "invalid_scope"),
        ("scope", "openid \"", "invalid_scope"),
        ("prompt", "none login", "invalid_request"),
        ("prompt", "sometimes", "invalid_request"),
        ("max_age", "-1", "invalid_request"),
        ("max_age", "soon", "invalid_request"),
        ("request", "e30.e30.", "request_not_supported"),
        (
            "request_uri",
            "https://app.example/r",
            "request_uri_not_supported",
        ),
        ("registration", "{}", "registration_not_supported"),
        ("id_token_hint", "a.b.c", "invalid_request"),
        ("claims", "{", "invalid_request"),
        ("claims", "[]", "invalid_request"),
        ("claims", &unmet, "unmet_authentication_requirements"),
        ("nonce", &long, "invalid_request"),
        ("resource", "https://unknown.example", "invalid_target"),
        ("resource", "relative", "invalid_target"),
        ("resource", &fragment, "invalid_target"),
    ];
    for (name, value, code) in table {
        let page = world.browser.get(&authorize(&[(name, value)])).await;
        assert!(
            page.location
                .as_deref()
                .is_some_and(|at| at.starts_with(CALLBACK)),
            "{name}={value}"
        );
        let fields = page.redirected_to(CALLBACK);
        assert_eq!(
            (
                page.status.as_u16(),
                fields["error"].as_str(),
                fields["state"].as_str()
            ),
            (303, *code, "some state"),
            "{name}={value}"
        );
        assert_eq!(fields["iss"], world.deps.config.issuer());
        assert!(!fields.contains_key("code"));
    }
    for repeated in [
        "&scope=openid",
        "&nonce=1&nonce=2",
        "&prompt=login&prompt=none",
        "&x=1&x=1",
    ] {
        let page = world.browser.get(&(authorize(&[]) + repeated)).await;
        assert_eq!(
            page.redirected_to(CALLBACK)["error"],
            "invalid_request",
            "{repeated}"
        );
    }
    let page = world.browser.get(&(authorize(&[]) + "&state=other")).await;
    let fields = page.redirected_to(CALLBACK);
    assert_eq!(
        (fields["error"].as_str(), fields.get("state")),
        ("invalid_request", None)
    );
}

#[tokio::test]
async fn sec_04_to_an_unverified_app_an_error_needs_a_person() {
    let world = World::new().await;
    world.change("UPDATE app SET verified_at = NULL").await;
    let wrong = authorize(&[("scope", "openid unknown")]);
    let page = Browser::new(&world).get(&wrong).await;
    assert_eq!((page.status.as_u16(), &page.location), (400, &None));
    assert!(
        page.has("confirm") && page.html.contains("app.example"),
        "{}",
        page.html
    );
    assert_eq!(page.text_of("error-code").as_deref(), Some("invalid_scope"));
    // Signed in, or silent: by redirect.
    world.browser.get(&wrong).await.redirected_to(CALLBACK);
    let silent = authorize(&[("scope", "openid unknown"), ("prompt", "none")]);
    Browser::new(&world).get(&silent).await.redirected_to(CALLBACK);
}

#[tokio::test]
async fn sec_05_the_redirect_url_is_required_and_bound_to_the_code() {
    let world = World::new().await;
    let code = world.browser.code(&[]).await;
    for wrong in [
        "https://app.example/callback/",
        "https://APP.example/callback",
        "https://evil.example/",
    ] {
        let answer = world.redeem_with(&code, &[("redirect_uri", wrong)]).await;
        refused(&answer, 400, "invalid_grant");
    }
    assert_eq!(world.redeem(&code).await.0, 200, "a mismatch uses nothing up");
    // Without PKCE it must be sent again.
    let plain = [("code_challenge", ""), ("code_challenge_method", "")];
    let code = world.browser.code(&plain).await;
    let left_out = [("redirect_uri", ""), ("code_verifier", "")];
    refused(&world.redeem_with(&code, &left_out).await, 400, "invalid_grant");
    assert_eq!(world.redeem_with(&code, &[("code_verifier", "")]).await.0, 200);
    // It may be left out where one is registered and the request is not OpenID Connect.
    let page = world
        .browser
        .authorize(&[("redirect_uri", ""), ("scope", "profile")])
        .await;
    let code = page.redirected_to(CALLBACK)["code"].clone();
    assert_eq!(world.redeem_with(&code, &[("redirect_uri", "")]).await.0, 200);
}

#[tokio::test]
async fn sec_06_redirects_are_303_and_tell_nobody_where_they_came_from() {
    let world = World::new().await;
    let guest = Browser::new(&world);
    let request = authorize(&[]);
    let to_sign_in = guest.get(&request).await;
    let page = guest.follow(to_sign_in.clone()).await;
    let signed_in = guest.sign_in(&page, "ada@example.com", PASSWORD).await;
    let consent = guest.follow(signed_in.clone()).await;
    let allowed = guest.allow(&consent).await;
    let silent = guest.get(&authorize(&[("prompt", "none")])).await;
    let error = guest.get(&authorize(&[("response_type", "token")])).await;
    for page in [&to_sign_in, &signed_in, &allowed, &silent, &error] {
        assert_eq!(page.status, 303, "{}", page.url);
    }
    for page in [
        &to_sign_in,
        &page,
        &signed_in,
        &consent,
        &allowed,
        &silent,
        &error,
    ] {
        assert_eq!(page.headers["referrer-policy"], "no-referrer", "{}", page.url);
        assert_eq!(page.headers["cache-control"], "no-store", "{}", page.url);
    }
    let wrong = guest
        .get(&authorize(&[("redirect_uri", "https://evil.example/")]))
        .await;
    assert_eq!(wrong.headers["referrer-policy"], "no-referrer");
    assert_eq!(wrong.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn sec_07_only_the_code_flow_works() {
    let world = World::new().await;
    for response_type in [
        "token",
        "id_token",
        "id_token token",
        "code token",
        "code id_token",
        "none",
        "CODE",
    ] {
        let page = world
            .browser
            .get(&authorize(&[("response_type", response_type), ("nonce", "n")]))
            .await;
        let fields = page.redirected_to(CALLBACK);
        assert_eq!(fields["error"], "unsupported_response_type", "{response_type}");
        assert!(!page.location.unwrap().contains("token="));
    }
    for grant_type in [
        "password",
        "implicit",
        "urn:ietf:params:oauth:grant-type:device_code",
        "Refresh_Token",
    ] {
        let fields = [
            ("grant_type", grant_type),
            ("username", "ada@example.com"),
            ("password", PASSWORD),
        ];
        let answer = world.form_as("/oauth/token", ("web", SECRET), &fields).await;
        refused(&answer, 400, "unsupported_grant_type");
    }
    let (_, document) = answer(world.http.get(world.url("/.well-known/openid-configuration"))).await;
    assert_eq!(document["response_types_supported"], json!(["code"]));
    let grants = json!(["authorization_code", "refresh_token", "client_credentials"]);
    assert_eq!(document["grant_types_supported"], grants);
}

#[tokio::test]
async fn sec_08_response_modes_are_query_and_an_escaped_form() {
    let world = World::new().await;
    let hostile = "\"><script>alert(1)</script><b a='";
    let page = world
        .browser
        .authorize(&[("response_mode", "form_post"), ("state", hostile)])
        .await;
    assert!(
        !page.html.contains("<script>alert") && !page.html.contains("<b a"),
        "{}",
        page.html
    );
    let form = page.form(CALLBACK);
    assert_eq!(form.fields["state"], hostile);
    let policy = page.headers["content-security-policy"].to_str().unwrap();
    assert!(
        policy.contains("form-action 'self' https://app.example;"),
        "{policy}"
    );
    assert!(
        policy.contains("script-src 'self';") && !policy.contains("unsafe-inline"),
        "{policy}"
    );
    // A browser without scripts has a button.
    assert!(page.has("continue"));

    for mode in ["fragment", "web_message", "jwt", "query.jwt", "FORM_POST"] {
        let page = world.browser.get(&authorize(&[("response_mode", mode)])).await;
        assert_eq!(page.redirected_to(CALLBACK)["error"], "invalid_request", "{mode}");
    }
    world.change("UPDATE client SET response_modes = 'query'").await;
    let page = world
        .browser
        .get(&authorize(&[("response_mode", "form_post")]))
        .await;
    assert_eq!(page.redirected_to(CALLBACK)["error"], "invalid_request");
}

#[tokio::test]
async fn sec_09_state_and_nonce_come_back_byte_for_byte_or_not_at_all() {
    let world = World::new().await;
    let longest = "é".repeat(512);
    for value in [
        "a b+c%20&=;#?'\"<>",
        "\u{1f600}\u{202e}",
        "%0d%0aLocation: https://evil.example",
        longest.as_str(),
    ] {
        let page = world
            .browser
            .authorize(&[("state", value), ("nonce", value)])
            .await;
        assert!(!page.headers.contains_key("x-injected"));
        let fields = page.redirected_to(CALLBACK);
        assert_eq!(fields["state"], value);
        let (_, tokens) = world.redeem(&fields["code"]).await;
        assert_eq!(jwt::claims(text(&tokens, "id_token"))["nonce"], value);
    }
    // A form of ours would bring line breaks back as others, and a header must not have them.
    let too_long = format!("{longest}x");
    for bad in [too_long.as_str(), "line\r\nX-Injected: 1\r\n\r\n", "a\nb", "a\tb"] {
        for (name, mode) in [("state", "query"), ("nonce", "query"), ("state", "form_post")] {
            let page = world
                .browser
                .get(&authorize(&[(name, bad), ("response_mode", mode)]))
                .await;
            assert!(!page.headers.contains_key("x-injected"));
            if mode == "form_post" {
                // A state that is not carried on is not taken for one.
                let form = page.form(CALLBACK);
                assert_eq!(
                    (form.fields["error"].as_str(), form.fields.get("state")),
                    ("invalid_request", None)
                );
                continue;
            }
            let fields = page.redirected_to(CALLBACK);
            assert_eq!(fields["error"], "invalid_request", "{bad:?}");
            assert_eq!(fields.contains_key("state"), name == "nonce");
        }
    }
}
