//! Access tokens, ID tokens and who accepts them (SEC-30, SEC-31, SEC-33, SEC-34, SEC-36, SEC-43).

use jsonwebtoken::Header;
use serde_json::{Value, json};

use super::{
    jwt::{self, Signer},
    world::{SCOPES, World, refused, text},
};
use crate::support::{
    Browser,
    client::{CALLBACK, authorize},
    make::SECRET,
};

#[tokio::test]
async fn sec_30_an_access_token_says_what_it_is_and_whom_it_is_for() {
    let world = World::new().await;
    let (api, _) = world.with_api().await;
    let issuer = world.deps.config.issuer();
    for (scope, audience) in [
        ("openid", json!(issuer)),
        ("invoices:read", json!(api.identifier)),
        ("openid invoices:read", json!([issuer, api.identifier])),
    ] {
        let tokens = world.tokens(scope).await;
        let token = text(&tokens, "access_token");
        let (header, claims) = (jwt::header(token), jwt::claims(token));
        assert_eq!(
            (&header["typ"], &header["alg"]),
            (&json!("at+jwt"), &json!("ES256"))
        );
        assert_eq!(claims["aud"], audience);
        assert_eq!(
            (&claims["iss"], &claims["client_id"]),
            (&json!(issuer), &json!("web"))
        );
        assert_eq!(claims["sub"], world.ada.id.to_string());
        assert_eq!(
            (&claims["scope"], &tokens["scope"]),
            (&json!(scope), &json!(scope))
        );
        let lives = claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap();
        assert_eq!(Some(lives), tokens["expires_in"].as_i64());
        assert_eq!(lives, if audience == json!(issuer) { 3600 } else { 600 });
        assert!(!text(&claims, "jti").is_empty());
        let audience = audience
            .as_array()
            .map_or(audience.clone(), |many| many[0].clone());
        jwt::verified(&world, token, audience.as_str().unwrap()).await;
    }
}

#[tokio::test]
async fn sec_30_our_endpoints_take_only_access_tokens_for_themselves() {
    let world = World::new().await;
    let (api, _) = world.with_api().await;
    let tokens = world.tokens("openid invoices:read").await;
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", text(&tokens, "refresh_token")),
        ("resource", api.identifier.as_str()),
    ];
    let (status, foreign) = world.form_as("/oauth/token", ("web", SECRET), &fields).await;
    assert_eq!(status, 200, "{foreign}");
    for wrong in [text(&foreign, "access_token"), text(&tokens, "id_token")] {
        refused(
            &world.get_as("/oauth/userinfo", wrong).await,
            401,
            "invalid_token",
        );
    }
    // Signed by us, of the wrong type: an ID token is no access token at introspection either.
    assert_eq!(
        world.introspect(text(&tokens, "id_token")).await,
        json!({ "active": false })
    );
    // An access token is no hint.
    let hint = [("id_token_hint", text(&tokens, "access_token"))];
    let page = world.browser.get(&authorize(&hint)).await;
    assert_eq!(page.redirected_to(CALLBACK)["error"], "invalid_request");
    // Nor is userinfo, which a client can have signed.
    world
        .change("UPDATE client SET userinfo_signed_response_alg = 'RS256'")
        .await;
    let userinfo = world
        .get_as("/oauth/userinfo", text(&tokens, "access_token"))
        .await
        .1;
    let signed = userinfo.as_str().unwrap();
    assert_eq!(jwt::claims(signed)["aud"], "web");
    let page = world.browser.get(&authorize(&[("id_token_hint", signed)])).await;
    assert_eq!(page.redirected_to(CALLBACK)["error"], "invalid_request");
}

#[tokio::test]
async fn sec_31_a_resource_is_known_and_only_narrows() {
    let world = World::new().await;
    let (api, _) = world.with_api().await;
    let issuer = world.deps.config.issuer().to_owned();
    let scope = ("scope", "openid invoices:read offline_access");
    let code = world.browser.code(&[scope, ("resource", &api.identifier)]).await;
    for wrong in ["https://unknown.example", issuer.as_str(), "relative"] {
        refused(
            &world.redeem_with(&code, &[("resource", wrong)]).await,
            400,
            "invalid_target",
        );
    }
    let (_, tokens) = world.redeem(&code).await;
    assert_eq!(jwt::claims(text(&tokens, "access_token"))["aud"], api.identifier);
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", text(&tokens, "refresh_token")),
        ("resource", issuer.as_str()),
    ];
    let wider = world.form_as("/oauth/token", ("web", SECRET), &fields).await;
    refused(&wider, 400, "invalid_target");
    assert_eq!(world.refresh(text(&tokens, "refresh_token")).await.0, 200);

    // Without one at the start, any of those that the scopes lead to may be chosen.
    let code = world.browser.code(&[scope]).await;
    let (_, tokens) = world.redeem_with(&code, &[("resource", &api.identifier)]).await;
    assert_eq!(jwt::claims(text(&tokens, "access_token"))["aud"], api.identifier);
    let both = authorize(&[scope, ("resource", &api.identifier)]);
    let encoded: String = url::form_urlencoded::byte_serialize(issuer.as_bytes()).collect();
    let page = world.browser.get(&format!("{both}&resource={encoded}")).await;
    let (_, tokens) = world.redeem(&page.redirected_to(CALLBACK)["code"]).await;
    assert_eq!(
        jwt::claims(text(&tokens, "access_token"))["aud"],
        json!([api.identifier, issuer])
    );
    let app = [
        ("grant_type", "client_credentials"),
        ("scope", "catalog:sync"),
        ("resource", "https://unknown.example"),
    ];
    refused(
        &world.form_as("/oauth/token", ("web", SECRET), &app).await,
        400,
        "invalid_target",
    );
}

#[tokio::test]
async fn sec_33_a_token_that_was_touched_is_none_of_ours() {
    let world = World::new().await;
    let tokens = world.tokens("openid").await;
    let token = text(&tokens, "access_token");
    let (header, claims) = (jwt::header(token), jwt::claims(token));
    let with = |name: &str, value: Value| {
        let mut header = header.clone();
        header[name] = value;
        header
    };
    let own = Signer::es256();
    let key: jsonwebtoken::jwk::Jwk = serde_json::from_value(own.public.clone()).unwrap();
    let mut foreign = Header::new(own.algorithm);
    foreign.typ = Some("at+jwt".to_owned());
    foreign.kid = header["kid"].as_str().map(str::to_owned);
    let with_own_kid = own.sign_with(&foreign, &claims);
    foreign.jwk = Some(key);
    foreign.jku = Some("https://evil.example/keys".to_owned());
    foreign.x5u = Some("https://evil.example/cert".to_owned());
    let with_own_key = own.sign_with(&foreign, &claims);
    let public = jwt::keys(&world).await;
    let published = public.iter().find(|key| key["kid"] == header["kid"]).unwrap();
    let confused = jsonwebtoken::encode(
        &Header {
            kid: header["kid"].as_str().map(str::to_owned),
            typ: Some("at+jwt".to_owned()),
            ..Header::new(jsonwebtoken::Algorithm::HS256)
        },
        &claims,
        &jsonwebtoken::EncodingKey::from_secret(published.to_string().as_bytes()),
    )
    .unwrap();
    let mut later = claims.clone();
    later["exp"] = json!(claims["exp"].as_i64().unwrap() + 1);
    let none = jwt::altered(token, Some(&with("alg", json!("none"))), None);
    let parts: Vec<&str> = token.split('.').collect();
    let json_form = json!({ "protected": parts[0], "payload": parts[1], "signature": parts[2] }).to_string();
    let mut wrong = vec![
        with_own_kid,
        with_own_key,
        confused,
        format!("{}.", none.rsplit_once('.').unwrap().0),
        none,
        jwt::altered(token, None, Some(&later)),
        jwt::altered(token, Some(&with("crit", json!(["exp"]))), None),
        jwt::altered(token, Some(&with("b64", json!(false))), None),
        jwt::altered(token, Some(&with("kid", json!("../../etc/passwd"))), None),
        jwt::altered(token, Some(&with("kid", json!("' OR '1'='1"))), None),
        jwt::altered(token, Some(&with("kid", Value::Null)), None),
        json_form,
        format!("{token}="),
        format!("{token}.{}", parts[1]),
        format!("{}.{}.{}.{}.{}", parts[0], "", parts[1], parts[2], parts[2]),
        format!("{}.{}", parts[0], parts[1]),
        format!("{token}{}", "A".repeat(16 * 1024)),
    ];
    // Other spellings of the same signature bytes: the last character has four bits that mean nothing.
    let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    wrong.extend(
        alphabet
            .chars()
            .map(|c| format!("{}{c}", &token[..token.len() - 1]))
            .filter(|other| other != token),
    );
    for token in &wrong {
        assert_eq!(
            world.introspect(token).await,
            json!({ "active": false }),
            "{token}"
        );
        if token.len() < 8000 && token.bytes().all(|b| b.is_ascii_graphic()) {
            refused(
                &world.get_as("/oauth/userinfo", token).await,
                401,
                "invalid_token",
            );
        }
    }
    assert!(world.is_live(token).await);
}

#[tokio::test]
async fn sec_34_a_sub_is_never_used_again() {
    let world = World::new().await;
    let tokens = world.tokens("openid").await;
    let sub = world.ada.id.to_string();
    assert_eq!(jwt::claims(text(&tokens, "id_token"))["sub"], sub);
    for table in ["family", "app_grant", "session"] {
        world.execute(&format!("DELETE FROM {table}")).await;
    }
    let id = world.user("bob@example.com").await.id;
    world
        .change("UPDATE \"user\" SET email = 'gone', email_key = 'gone' WHERE email = 'ada@example.com'")
        .await;
    let again = world.user("ada@example.com").await.id;
    assert!(again != world.ada.id && again != id);
    let browser = Browser::signed_in(&world, "ada@example.com").await;
    let (_, renewed) = world.redeem(&browser.code(&[]).await).await;
    assert_ne!(jwt::claims(text(&renewed, "id_token"))["sub"], sub);
    assert!(!world.is_live(text(&tokens, "access_token")).await);
}

#[tokio::test]
async fn sec_36_our_own_tokens_end_on_the_second_and_stay_ended() {
    let world = World::new().await;
    let tokens = world.tokens("openid offline_access").await;
    let access = text(&tokens, "access_token");
    let expires = jwt::claims(access)["exp"].as_i64().unwrap();
    world.advance(expires - world.now() / 1000 - 1);
    assert!(world.is_live(access).await);
    world.advance(1);
    assert!(!world.is_live(access).await);

    // What was consumed, rotated and revoked stays so when the clock steps back.
    let code = world.browser.code(&[("prompt", "")]).await;
    let (_, tokens) = world.redeem(&code).await;
    let (_, next) = world.refresh(text(&tokens, "refresh_token")).await;
    let revoked = [("token", text(&next, "access_token"))];
    world.form_as("/oauth/revoke", ("web", SECRET), &revoked).await;
    world.advance(-20);
    assert!(!world.is_live(text(&next, "access_token")).await);
    refused(&world.redeem(&code).await, 400, "invalid_grant");
    refused(
        &world.refresh(text(&next, "refresh_token")).await,
        400,
        "invalid_grant",
    );
}

#[tokio::test]
async fn sec_43_an_id_token_says_what_happened_and_no_more() {
    let world = World::new().await;
    for algorithm in ["RS256", "ES256", "PS256", "EdDSA"] {
        world
            .change(&format!(
                "UPDATE client SET id_token_signed_response_alg = '{algorithm}'"
            ))
            .await;
        let code = world
            .browser
            .code(&[("scope", SCOPES), ("nonce", "n-0S6_WzA2Mj")])
            .await;
        let (_, tokens) = world.redeem(&code).await;
        let token = text(&tokens, "id_token");
        let claims = jwt::verified(&world, token, "web").await;
        assert_eq!(jwt::header(token)["alg"], algorithm);
        assert_eq!(
            (&claims["aud"], &claims["nonce"]),
            (&json!("web"), &json!("n-0S6_WzA2Mj"))
        );
        assert_eq!(claims["amr"], json!(["pwd"]));
        assert_eq!(claims["acr"], latchkey::domain::session::ACR_PASSWORD);
        assert_eq!(claims["auth_time"], json!(world.now() / 1000));
        let expected = jwt::at_hash(algorithm, text(&tokens, "access_token"));
        assert_eq!(claims["at_hash"], expected);
        for personal in ["name", "email", "address", "phone_number", "locale", "updated_at"] {
            assert!(claims.get(personal).is_none(), "{personal}");
        }
    }
    let tokens = world.tokens("profile").await;
    assert!(tokens.get("id_token").is_none());
}
