//! Introspection, bearer tokens and apps' own tokens (SEC-38, SEC-41, SEC-42).

use serde_json::{Value, json};

use super::{
    jwt,
    world::{World, refused, text},
};
use crate::support::{app::answer, make::SECRET};

#[tokio::test]
async fn sec_38_introspection_tells_only_those_whom_it_concerns() {
    let world = World::new().await;
    let (api, _) = world.with_api().await;
    world.stranger().await;
    world.spa().await;
    let tokens = world.tokens("openid invoices:read offline_access").await;
    let both = text(&tokens, "access_token").to_owned();
    let own = world.tokens("openid").await;
    let ask = async |client: &str, token: &str| {
        let (status, answer) = world
            .form_as("/oauth/introspect", (client, SECRET), &[("token", token)])
            .await;
        assert_eq!(status, 200, "{answer}");
        answer
    };
    for client in ["web", "server"] {
        let seen = ask(client, &both).await;
        assert_eq!(
            (&seen["active"], &seen["client_id"]),
            (&json!(true), &json!("web"))
        );
        assert_eq!(seen["aud"], json!([world.deps.config.issuer(), api.identifier]));
        assert_eq!(seen["scope"], "openid invoices:read offline_access");
        assert_eq!(seen["sub"], world.ada.id.to_string());
    }
    let inactive = json!({ "active": false });
    for (client, token) in [
        ("other", both.as_str()),
        ("server", text(&own, "access_token")),
        ("server", text(&tokens, "refresh_token")),
        ("other", text(&tokens, "refresh_token")),
        ("web", "unknown"),
        ("web", "lkr_unknown"),
    ] {
        assert_eq!(ask(client, token).await, inactive, "{client}");
    }
    assert_eq!(
        ask("web", text(&tokens, "refresh_token")).await["active"],
        json!(true)
    );

    let token = ("token", both.as_str());
    refused(
        &world.form("/oauth/introspect", &[token]).await,
        401,
        "invalid_client",
    );
    let public = [token, ("client_id", "spa")];
    refused(
        &world.form("/oauth/introspect", &public).await,
        401,
        "invalid_client",
    );
    let wrong = world
        .form_as("/oauth/introspect", ("web", "wrong"), &[token])
        .await;
    refused(&wrong, 401, "invalid_client");
    refused(
        &world.form_as("/oauth/introspect", ("web", SECRET), &[]).await,
        400,
        "invalid_request",
    );
    let get = world
        .http
        .get(world.url("/oauth/introspect"))
        .send()
        .await
        .unwrap();
    assert_eq!(
        (get.status().as_u16(), &get.headers()["allow"]),
        (405, &"POST".parse().unwrap())
    );
}

#[tokio::test]
async fn sec_41_a_token_comes_one_way_and_a_refusal_says_how() {
    let world = World::new().await;
    let tokens = world.tokens("openid").await;
    let token = text(&tokens, "access_token");
    let url = world.url("/oauth/userinfo");
    let header = |request: reqwest::RequestBuilder| request.bearer_auth(token);
    let form = [("access_token", token)];
    let query = format!("{url}?access_token={token}");
    for (request, status, error, challenged) in [
        (world.http.get(&url), 401, "invalid_token", true),
        (
            world.http.get(&url).bearer_auth("wrong"),
            401,
            "invalid_token",
            true,
        ),
        (
            world.http.get(&url).basic_auth("web", Some(SECRET)),
            401,
            "invalid_token",
            true,
        ),
        (world.http.get(&query), 400, "invalid_request", true),
        (header(world.http.get(&query)), 400, "invalid_request", true),
        (
            header(world.http.post(&url).form(&form)),
            400,
            "invalid_request",
            true,
        ),
        (header(header(world.http.get(&url))), 400, "invalid_request", true),
    ] {
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        let challenge = response.headers().get("www-authenticate").cloned();
        assert_eq!(challenge.is_some(), challenged);
        assert!(challenge.unwrap().to_str().unwrap().starts_with("Bearer realm="));
        let body: Value = response.json().await.unwrap();
        assert_eq!(body["error"], error);
    }
    let without_openid = world.tokens("profile").await;
    let narrow = world
        .get_as("/oauth/userinfo", text(&without_openid, "access_token"))
        .await;
    refused(&narrow, 403, "insufficient_scope");
    // The one exception, which the certification checks.
    let (status, _) = answer(world.http.post(&url).form(&form)).await;
    assert_eq!(status, 200);
    let revoke = answer(
        world
            .http
            .post(world.url(&format!("/oauth/revoke?token={token}")))
            .basic_auth("web", Some(SECRET))
            .form(&[("token_type_hint", "access_token")]),
    )
    .await;
    refused(&revoke, 400, "invalid_request");
}

#[tokio::test]
async fn sec_42_an_apps_own_token_is_nobodys() {
    let world = World::new().await;
    let (api, _) = world.with_api().await;
    let ask = async |scope: &str| {
        let fields = [("grant_type", "client_credentials"), ("scope", scope)];
        world.form_as("/oauth/token", ("web", SECRET), &fields).await
    };
    for scope in [
        "openid",
        "offline_access",
        "profile",
        "invoices:read",
        "catalog:sync openid",
        "unknown",
        "",
    ] {
        refused(&ask(scope).await, 400, "invalid_scope");
    }
    let (status, tokens) = ask("catalog:sync").await;
    assert_eq!(status, 200, "{tokens}");
    assert!(tokens.get("refresh_token").is_none() && tokens.get("id_token").is_none());
    let token = text(&tokens, "access_token");
    let claims = jwt::claims(token);
    assert_eq!(
        (&claims["sub"], &claims["aud"]),
        (&json!("web"), &json!(api.identifier))
    );
    assert!("web".parse::<entity::id::UserId>().is_err());
    refused(
        &world.get_as("/oauth/userinfo", token).await,
        401,
        "invalid_token",
    );
    assert_eq!(world.introspect(token).await["active"], json!(true));
    world.change("UPDATE app_scope SET approved_at = NULL").await;
    refused(&ask("catalog:sync").await, 400, "invalid_scope");
    assert_eq!(
        world.introspect(token).await,
        json!({ "active": false }),
        "an approval that was taken back"
    );
    world.spa().await;
    let public = [
        ("grant_type", "client_credentials"),
        ("client_id", "spa"),
        ("scope", "catalog:sync"),
    ];
    refused(
        &world.form("/oauth/token", &public).await,
        400,
        "unauthorized_client",
    );
    world
        .change("UPDATE client SET grant_types = 'client_credentials' WHERE client_id = 'spa'")
        .await;
    refused(
        &world.form("/oauth/token", &public).await,
        400,
        "unauthorized_client",
    );
}
