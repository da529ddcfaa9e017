//! Client authentication (SEC-44 to SEC-46, SEC-48) and what each client may do (SEC-54).

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sea_orm::EntityTrait;
use serde_json::Value;

use super::{
    jwt::Signer,
    world::{World, refused},
};
use crate::support::{app::answer, make::SECRET};

pub(super) const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

impl World {
    /// Lets every app act for itself.
    pub(super) async fn with_own_scope(&self) {
        self.shop_api(&self.ada).await;
        self.change(
            "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) \
             SELECT id, 'catalog:sync', FALSE, 1, 1 FROM app",
        )
        .await;
    }

    /// Asks for an app's own token with this authentication.
    pub(super) async fn ask(&self, more: &[(&str, &str)]) -> (u16, Value) {
        let fields = [("grant_type", "client_credentials"), ("scope", "catalog:sync")];
        self.form("/oauth/token", &[&fields[..], more].concat()).await
    }

    /// A request with these `Authorization` headers.
    async fn with_headers(&self, headers: &[&str], fields: &[(&str, &str)]) -> (u16, Value, bool) {
        let base = [("grant_type", "client_credentials"), ("scope", "catalog:sync")];
        let mut request = self.http.post(self.url("/oauth/token"));
        for header in headers {
            request = request.header("authorization", *header);
        }
        let response = request.form(&[&base[..], fields].concat()).send().await.unwrap();
        let challenged = response.headers().contains_key("www-authenticate");
        (
            response.status().as_u16(),
            response.json().await.unwrap(),
            challenged,
        )
    }
}

fn basic(text: &str) -> String {
    format!("Basic {}", STANDARD.encode(text))
}

#[tokio::test]
async fn sec_44_only_the_registered_method_works() {
    let world = World::new().await;
    world.with_own_scope().await;
    let signer = Signer::es256();
    world.keyed(&signer).await;
    world.spa().await;
    let good = basic(&format!("web:{SECRET}"));
    assert_eq!(world.with_headers(&[&good], &[]).await.0, 200);
    let post = [("client_id", "web"), ("client_secret", SECRET)];
    assert_eq!(world.ask(&post).await.0, 200, "either way, until it is pinned");
    assert_eq!(world.present(&signer.sign(&world.assertion())).await.0, 200);
    for fields in [
        vec![],
        vec![("client_id", "web")],
        vec![("client_id", "web"), ("client_secret", "")],
        vec![("client_id", "web"), ("client_secret", "wrong")],
        vec![("client_id", "keyed")],
        vec![("client_id", "keyed"), ("client_secret", SECRET)],
        vec![("client_id", "keyed"), ("client_assertion_type", JWT_BEARER)],
        vec![("client_id", "spa"), ("client_secret", SECRET)],
        vec![("client_id", "unknown"), ("client_secret", SECRET)],
    ] {
        refused(&world.ask(&fields).await, 401, "invalid_client");
    }
    for header in [
        basic("keyed:secret"),
        basic(&format!("spa:{SECRET}")),
        basic("web:wrong"),
    ] {
        let (status, body, challenged) = world.with_headers(&[&header], &[]).await;
        refused(&(status, body), 401, "invalid_client");
        assert!(challenged, "RFC 6749 section 5.2");
    }
    world.change("UPDATE client SET pin_auth_method = TRUE").await;
    refused(&world.ask(&post).await, 401, "invalid_client");
    assert_eq!(world.with_headers(&[&good], &[]).await.0, 200);
}

#[tokio::test]
async fn sec_45_one_method_at_a_time_and_one_client() {
    let world = World::new().await;
    world.with_own_scope().await;
    let good = basic(&format!("web:{SECRET}"));
    let assertion = Signer::es256().sign(&world.assertion());
    let by_assertion = [
        ("client_assertion_type", JWT_BEARER),
        ("client_assertion", assertion.as_str()),
    ];
    let secret = [("client_id", "web"), ("client_secret", SECRET)];
    for (headers, fields) in [
        (vec![good.as_str()], secret.to_vec()),
        (vec![&good], by_assertion.to_vec()),
        (vec![&good, &good], vec![]),
        (vec![], [secret, by_assertion].concat()),
    ] {
        let (status, body, _) = world.with_headers(&headers, &fields).await;
        refused(&(status, body), 400, "invalid_request");
    }
    let (status, body, _) = world.with_headers(&[&good], &[("client_id", "other")]).await;
    refused(&(status, body), 401, "invalid_client");
    assert_eq!(world.with_headers(&[&good], &[("client_id", "web")]).await.0, 200);
}

#[tokio::test]
async fn sec_46_basic_is_strict_and_tells_nobody_which_clients_exist() {
    let world = World::new().await;
    world.with_own_scope().await;
    for good in [
        basic(&format!("web:{SECRET}")),
        basic(&format!("%77eb:{SECRET}")),
        format!("bAsIc {}", STANDARD.encode(format!("web:{SECRET}"))),
    ] {
        assert_eq!(world.with_headers(&[&good], &[]).await.0, 200, "{good}");
    }
    let unpadded = basic(&format!("web:{SECRET}")).trim_end_matches('=').to_owned();
    let mut wrong = vec![
        basic(&format!("web:{SECRET}:")),
        basic(&format!("web {SECRET}")),
        basic(&format!("web:{SECRET}%")),
        basic("web:%ff"),
        basic(":"),
        "Basic".to_owned(),
        "Basic !".to_owned(),
        format!("Basic  {}", STANDARD.encode(format!("web:{SECRET}"))),
        format!("Bearer {SECRET}"),
    ];
    if unpadded != basic(&format!("web:{SECRET}")) {
        wrong.push(unpadded);
    }
    for header in &wrong {
        let (status, body, _) = world.with_headers(&[header], &[]).await;
        refused(&(status, body), 401, "invalid_client");
    }
    let unknown = world
        .with_headers(&[&basic(&format!("nobody:{SECRET}"))], &[])
        .await;
    let wrong = world
        .with_headers(&[&basic("web:wrong-secret-of-the-same-length-as-the-one")], &[])
        .await;
    assert_eq!(unknown, wrong);
}

#[tokio::test]
async fn sec_77_secrets_and_keys_are_guessed_a_bounded_number_of_times() {
    let world = World::new().await;
    world.with_own_scope().await;
    let right = basic(&format!("web:{SECRET}"));
    assert_eq!(world.with_headers(&[&right], &[]).await.0, 200);
    let mut statuses = Vec::new();
    for number in 0..70 {
        let (status, body, _) = world
            .with_headers(&[&basic(&format!("web:wrong{number}"))], &[])
            .await;
        statuses.push(status);
        if status == 429 {
            assert_eq!(body["error"], "temporarily_unavailable");
        }
    }
    let looked_at = statuses.iter().filter(|status| **status == 401).count();
    assert_eq!((looked_at, statuses[69]), (60, 429));
    assert_eq!(
        world.with_headers(&[&right], &[]).await.0,
        200,
        "it worked before"
    );
    // Keys: whatever is not well formed is none of ours, and counts all the same.
    let mut statuses = Vec::new();
    for number in 0..70 {
        let request = world.app.http.post(world.app.url("/graphql"));
        let request = request.bearer_auth(format!("lkk_{number:0>48}"));
        let sent = request
            .json(&serde_json::json!({ "query": "{ __typename }" }))
            .send();
        statuses.push(sent.await.unwrap().status().as_u16());
    }
    assert_eq!(statuses.iter().filter(|status| **status == 401).count(), 60);
    assert_eq!(statuses[69], 429);
    world.app.advance(60);
    assert_eq!(world.with_headers(&[&basic("web:another")], &[]).await.0, 401);
}

#[tokio::test]
async fn sec_48_a_secret_is_random_kept_as_a_digest_and_ends_when_it_should() {
    use latchkey::domain::secret::{Kind, Secret, generate};
    let (one, two) = (generate(Kind::ClientSecret), generate(Kind::ClientSecret));
    assert!(one.expose() != two.expose() && one.expose().len() >= 43);
    let world = World::new().await;
    world.with_own_scope().await;
    let stored = entity::client_secret::Entity::find()
        .all(world.deps.db.read())
        .await
        .unwrap();
    assert_eq!(stored.len(), 1);
    for row in &stored {
        assert_eq!(row.digest, Secret::new(SECRET).digest());
        assert!(!format!("{row:?}").contains(SECRET));
    }
    let good = basic(&format!("web:{SECRET}"));
    let until = world.now() + 5000;
    world
        .change(&format!("UPDATE client_secret SET expires_at = {until}"))
        .await;
    world.advance(4);
    assert_eq!(
        world.with_headers(&[&good], &[]).await.0,
        200,
        "the overlap of a rotation"
    );
    world.advance(1);
    assert_eq!(world.with_headers(&[&good], &[]).await.0, 401);
    world
        .change("UPDATE client_secret SET expires_at = NULL, revoked_at = 1")
        .await;
    assert_eq!(world.with_headers(&[&good], &[]).await.0, 401);
}

#[tokio::test]
async fn sec_54_a_client_does_what_it_is_registered_for() {
    let world = World::new().await;
    world.with_own_scope().await;
    let browser = &world.browser;
    let tokens = world.tokens("openid").await;
    let code = browser.code(&[]).await;
    world.change("UPDATE client SET grant_types = ''").await;
    let good = basic(&format!("web:{SECRET}"));
    let (status, body, _) = world.with_headers(&[&good], &[]).await;
    refused(&(status, body), 400, "unauthorized_client");
    refused(&world.redeem(&code).await, 400, "unauthorized_client");
    let refresh = world.refresh(tokens["refresh_token"].as_str().unwrap()).await;
    refused(&refresh, 400, "unauthorized_client");
    let page = browser.get(&crate::support::client::authorize(&[])).await;
    let fields = page.redirected_to(crate::support::client::CALLBACK);
    assert_eq!(fields["error"], "unauthorized_client");

    // No refresh token without the grant, no scope that is not enabled, none by default.
    world
        .change("UPDATE client SET grant_types = 'authorization_code'")
        .await;
    let without = world.tokens("openid offline_access").await;
    assert!(without.get("refresh_token").is_none());
    world.change("DELETE FROM app_scope WHERE name = 'email'").await;
    for scope in ["openid email", "openid admin:users", ""] {
        let page = browser
            .get(&crate::support::client::authorize(&[("scope", scope)]))
            .await;
        let fields = page.redirected_to(crate::support::client::CALLBACK);
        assert_eq!(fields["error"], "invalid_scope", "{scope}");
    }
    let fields = [("grant_type", "authorization_code")];
    let missing = answer(
        world
            .http
            .post(world.url("/oauth/token"))
            .basic_auth("web", Some(SECRET))
            .form(&fields),
    )
    .await;
    refused(&missing, 400, "invalid_request");
}
