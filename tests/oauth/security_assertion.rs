//! Clients that authenticate with a key: `private_key_jwt` (SEC-47).

use entity::values::AuthMethod;
use futures_util::future::join_all;
use jsonwebtoken::Header;
use serde_json::{Value, json};

use super::{
    jwt::Signer,
    security_client::JWT_BEARER,
    world::{World, refused},
};
use crate::support::{app::uuid_text, make::NewClient};

impl World {
    /// A client `keyed` that authenticates with this key.
    pub(super) async fn keyed(&self, signer: &Signer) {
        let new = NewClient {
            client_id: "keyed",
            method: AuthMethod::PrivateKeyJwt,
            ..NewClient::default()
        };
        self.client_of(&self.shop, new).await;
        self.change(&format!(
            "UPDATE client SET jwks = '{}' WHERE client_id = 'keyed'",
            signer.set()
        ))
        .await;
    }

    /// A good assertion's claims.
    pub(super) fn assertion(&self) -> Value {
        let now = self.now() / 1000;
        let audience = self.deps.config.issuer();
        json!({ "iss": "keyed", "sub": "keyed", "aud": audience, "iat": now, "exp": now + 60, "jti": uuid_text() })
    }

    /// Asks with an assertion.
    pub(super) async fn present(&self, assertion: &str) -> (u16, Value) {
        self.ask(&[
            ("client_assertion_type", JWT_BEARER),
            ("client_assertion", assertion),
        ])
        .await
    }
}

#[tokio::test]
async fn sec_47_an_assertion_is_for_us_now_once_and_by_this_clients_key() {
    let world = World::new().await;
    world.with_own_scope().await;
    let (signer, stranger) = (Signer::es256(), Signer::es256());
    world.keyed(&signer).await;
    let good = world.assertion();
    let now = world.now() / 1000;
    let issuer = world.deps.config.issuer().to_owned();
    let token_endpoint = format!("{issuer}/oauth/token");
    let with = |name: &str, value: Value| {
        let mut claims = good.clone();
        claims["jti"] = json!(uuid_text());
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value;
        }
        claims
    };
    for (name, value, status) in [
        ("jti", json!(uuid_text()), 200),
        ("aud", json!(token_endpoint), 200),
        ("aud", json!([issuer]), 401),
        ("aud", json!([issuer, "https://other.example"]), 401),
        ("aud", json!("https://other.example"), 401),
        ("aud", json!(format!("{issuer}/")), 401),
        ("aud", json!(format!("{issuer}/oauth/introspect")), 401),
        ("aud", Value::Null, 401),
        ("iss", json!("web"), 401),
        ("iss", Value::Null, 401),
        ("sub", json!("web"), 401),
        ("sub", Value::Null, 401),
        ("exp", json!(now - 59), 200),
        ("exp", json!(now - 60), 401),
        ("exp", json!(now + 360), 200),
        ("exp", json!(now + 361), 401),
        ("exp", json!(i64::MAX), 401),
        ("exp", Value::Null, 401),
        ("nbf", json!(now + 60), 200),
        ("nbf", json!(now + 61), 401),
        ("iat", json!(now + 61), 401),
        ("iat", Value::Null, 200),
        ("jti", json!(""), 401),
        ("jti", Value::Null, 401),
    ] {
        let answer = world.present(&signer.sign(&with(name, value.clone()))).await;
        assert_eq!(answer.0, status, "{name} {value}: {}", answer.1);
        if status != 200 {
            refused(&answer, 401, "invalid_client");
        }
    }
    // Wrong key, wrong algorithm, and a key that the assertion brings itself.
    let mut own = Header::new(stranger.algorithm);
    own.jwk = serde_json::from_value(stranger.public.clone()).ok();
    let secret = jsonwebtoken::EncodingKey::from_secret(signer.public.to_string().as_bytes());
    let symmetric = jsonwebtoken::encode(&Header::default(), &with("x", json!(1)), &secret).unwrap();
    let critical = Header {
        crit: Some(vec!["exp".to_owned()]),
        ..Header::new(signer.algorithm)
    };
    let unsigned = super::jwt::altered(&signer.sign(&good), Some(&json!({ "alg": "none" })), None);
    for assertion in [
        stranger.sign(&with("x", json!(1))),
        stranger.sign_with(&own, &with("x", json!(1))),
        symmetric,
        signer.sign_with(&critical, &with("x", json!(1))),
        unsigned,
        "a.b.c".to_owned(),
    ] {
        refused(&world.present(&assertion).await, 401, "invalid_client");
    }
    let mismatch = [
        ("client_id", "web"),
        ("client_assertion_type", JWT_BEARER),
        ("client_assertion", &signer.sign(&with("x", json!(1)))),
    ];
    refused(&world.ask(&mismatch).await, 401, "invalid_client");
    let kind = [
        (
            "client_assertion_type",
            "urn:ietf:params:oauth:client-assertion-type:saml2-bearer",
        ),
        ("client_assertion", &signer.sign(&with("x", json!(1)))),
    ];
    refused(&world.ask(&kind).await, 400, "invalid_request");
}

#[tokio::test]
async fn sec_47_a_jti_works_once_also_when_fifty_come_together() {
    let world = World::new().await;
    world.with_own_scope().await;
    let signer = Signer::rs256();
    world.keyed(&signer).await;
    let mut named = Header::new(signer.algorithm);
    named.kid = Some("a-name-that-the-registered-key-has-not".to_owned());
    for assertion in [
        signer.sign(&world.assertion()),
        signer.sign_with(&named, &world.assertion()),
    ] {
        let answers = join_all((0..50).map(|_| world.present(&assertion))).await;
        let won = answers.iter().filter(|(status, _)| *status == 200).count();
        assert_eq!(won, 1);
        for answer in answers.iter().filter(|(status, _)| *status != 200) {
            refused(answer, 401, "invalid_client");
        }
        // It is remembered for as long as it would be accepted.
        world.advance(119);
        latchkey::domain::background::forget(&world.deps).await.unwrap();
        refused(&world.present(&assertion).await, 401, "invalid_client");
    }
}

#[tokio::test]
async fn sec_47_a_key_is_used_for_what_it_was_registered_for() {
    let world = World::new().await;
    world.with_own_scope().await;
    let mut signer = Signer::es256();
    for (name, value, status) in [
        ("alg", "ES256", 200),
        ("alg", "PS256", 401),
        ("use", "enc", 401),
        ("use", "sig", 200),
    ] {
        let plain = signer.public.clone();
        signer.public[name] = json!(value);
        if world.count("client").await == 1 {
            world.keyed(&signer).await;
        }
        world
            .change(&format!(
                "UPDATE client SET jwks = '{}' WHERE client_id = 'keyed'",
                signer.set()
            ))
            .await;
        let (seen, body) = world.present(&signer.sign(&world.assertion())).await;
        assert_eq!(seen, status, "{name} {value}: {body}");
        signer.public = plain;
    }
}
