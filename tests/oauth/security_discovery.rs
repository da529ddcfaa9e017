//! Discovery tells the truth (SEC-64).

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::{
    jwt,
    world::{SCOPES, World, refused, text},
};
use crate::support::{
    app::answer,
    client::{CALLBACK, authorize},
    make::SECRET,
};

fn words<'a>(document: &'a Value, name: &str) -> BTreeSet<&'a str> {
    document[name]
        .as_array()
        .unwrap_or_else(|| panic!("{name}"))
        .iter()
        .map(|word| word.as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn sec_64_each_endpoint_is_where_discovery_says() {
    let world = World::new().await;
    let (_, document) = answer(world.http.get(world.url("/.well-known/openid-configuration"))).await;
    let (_, other) = answer(
        world
            .http
            .get(world.url("/.well-known/oauth-authorization-server")),
    )
    .await;
    assert_eq!(document, other);
    assert_eq!(text(&document, "issuer"), world.issuer);
    let listed: BTreeSet<(&str, &str)> = document
        .as_object()
        .unwrap()
        .iter()
        .filter(|(name, _)| name.ends_with("_endpoint") || *name == "jwks_uri")
        .map(|(name, url)| (name.as_str(), url.as_str().unwrap()))
        .collect();
    assert_eq!(listed.len(), 7);
    for (name, url) in listed {
        assert!(url.starts_with(&world.issuer));
        let get = world.http.get(url).send().await.unwrap().status().as_u16();
        let expected = match name {
            "authorization_endpoint" => 400,
            "userinfo_endpoint" => 401,
            "jwks_uri" | "end_session_endpoint" => 200,
            _ => 405,
        };
        assert_eq!(get, expected, "{name}");
        if expected == 405 {
            let (status, body) = answer(world.http.post(url).form(&[("a", "b")])).await;
            refused(&(status, body), 401, "invalid_client");
        }
    }
    // What is not listed is not there.
    for path in [
        "/oauth/register",
        "/oauth/par",
        "/oauth/device",
        "/oauth/device_authorization",
        "/oauth/check_session",
    ] {
        let status = world.http.post(world.url(path)).send().await.unwrap().status();
        assert!([404, 405].contains(&status.as_u16()), "{path}: {status}");
    }
}

#[tokio::test]
async fn sec_64_each_listed_value_works_and_no_other() {
    let world = World::new().await;
    let (_, document) = answer(world.http.get(world.url("/.well-known/openid-configuration"))).await;
    assert_eq!(document["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(document["subject_types_supported"], json!(["public"]));
    assert!(
        !document.to_string().contains("\"none\"]")
            || words(&document, "token_endpoint_auth_methods_supported").contains("none")
    );

    let algorithms = words(&document, "id_token_signing_alg_values_supported");
    assert_eq!(
        algorithms,
        words(&document, "userinfo_signing_alg_values_supported")
    );
    let published: Vec<Value> = jwt::keys(&world).await;
    let published: BTreeSet<&str> = published.iter().map(|key| text(key, "alg")).collect();
    assert_eq!(algorithms, published);
    assert!(!algorithms.contains("none"));
    for algorithm in &algorithms {
        world
            .change(&format!(
                "UPDATE client SET id_token_signed_response_alg = '{algorithm}', \
                 userinfo_signed_response_alg = '{algorithm}'"
            ))
            .await;
        let tokens = world.tokens("openid email").await;
        jwt::verified(&world, text(&tokens, "id_token"), "web").await;
        let request = world.http.get(world.url("/oauth/userinfo"));
        let response = request
            .bearer_auth(text(&tokens, "access_token"))
            .send()
            .await
            .unwrap();
        assert_eq!(response.headers()["content-type"], "application/jwt");
        let userinfo = response.text().await.unwrap();
        let header = jwt::header(&userinfo);
        assert_eq!(
            (header["alg"].as_str(), jwt::claims(&userinfo)["aud"].as_str()),
            (Some(*algorithm), Some("web"))
        );
    }
    world
        .change("UPDATE client SET userinfo_signed_response_alg = NULL")
        .await;

    for mode in words(&document, "response_modes_supported") {
        let page = world.browser.get(&authorize(&[("response_mode", mode)])).await;
        let arrived = match mode {
            "form_post" => page.form(CALLBACK).fields.contains_key("code"),
            _ => page.redirected_to(CALLBACK).contains_key("code"),
        };
        assert!(arrived, "{mode}");
    }
    for prompt in words(&document, "prompt_values_supported") {
        world.advance(1);
        let page = world.browser.get(&authorize(&[("prompt", prompt)])).await;
        let location = page.location.unwrap();
        let leads_to = match prompt {
            "none" => CALLBACK,
            "login" => "/sign-in",
            "consent" => "/consent",
            "select_account" => "/select-account",
            "create" => "/register",
            other => panic!("{other} is not tested"),
        };
        assert!(location.starts_with(leads_to), "{prompt}: {location}");
    }
    for display in words(&document, "display_values_supported") {
        world.browser.code(&[("display", display)]).await;
    }
    // Every claim of the list comes from some place.
    let tokens = {
        let code = world.browser.code(&[("scope", SCOPES), ("nonce", "n")]).await;
        world.redeem(&code).await.1
    };
    let id_token = jwt::claims(text(&tokens, "id_token"));
    let (_, userinfo) = world
        .get_as("/oauth/userinfo", text(&tokens, "access_token"))
        .await;
    for claim in words(&document, "claims_supported") {
        assert!(id_token.get(claim).or(userinfo.get(claim)).is_some(), "{claim}");
    }
    for (name, _) in userinfo
        .as_object()
        .unwrap()
        .iter()
        .chain(id_token.as_object().unwrap())
    {
        assert!(
            words(&document, "claims_supported").contains(name.as_str()),
            "{name}"
        );
    }
}

#[tokio::test]
async fn sec_64_grants_and_methods_work_as_listed() {
    let world = World::new().await;
    let (_, document) = answer(world.http.get(world.url("/.well-known/openid-configuration"))).await;
    for grant_type in words(&document, "grant_types_supported") {
        let fields = [("grant_type", grant_type)];
        let (status, body) = world.form_as("/oauth/token", ("web", SECRET), &fields).await;
        assert_eq!(status, 400);
        assert!(
            ["invalid_request", "invalid_scope"].contains(&text(&body, "error")),
            "{grant_type}"
        );
    }
    let expected = BTreeSet::from([
        "client_secret_basic",
        "client_secret_post",
        "none",
        "private_key_jwt",
    ]);
    assert_eq!(
        words(&document, "token_endpoint_auth_methods_supported"),
        expected
    );
    assert_eq!(
        words(&document, "revocation_endpoint_auth_methods_supported"),
        expected
    );
    let confidential: BTreeSet<&str> = &expected - &BTreeSet::from(["none"]);
    assert_eq!(
        words(&document, "introspection_endpoint_auth_methods_supported"),
        confidential
    );
    for name in ["request_parameter_supported", "request_uri_parameter_supported"] {
        assert_eq!(document[name], json!(false));
    }
    // Without registration there is no prompt for it.
    let closed = crate::support::TestApp::with(&[("REGISTRATION", "closed")]).await;
    let (_, document) = answer(closed.http.get(closed.url("/.well-known/openid-configuration"))).await;
    assert!(!words(&document, "prompt_values_supported").contains("create"));
}
