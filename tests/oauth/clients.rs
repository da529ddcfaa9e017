//! The whole flow as unmodified client libraries drive it: the `oauth2` and `openidconnect` crates, which know
//! nothing of this server but its issuer.

use std::{future::Future, pin::Pin};

use oauth2::{
    HttpRequest, HttpResponse, TokenIntrospectionResponse as _,
    basic::{BasicClient, BasicErrorResponseType, BasicTokenType},
};
use openidconnect::{
    AccessTokenHash, AuthenticationFlow, AuthorizationCode, ClaimsVerificationError, ClientId, ClientSecret,
    CsrfToken, IntrospectionUrl, IssuerUrl, Nonce, OAuth2TokenResponse as _, PkceCodeChallenge, RedirectUrl,
    RequestTokenError, RevocationUrl, Scope, TokenResponse as _,
    core::{CoreClient, CoreJwsSigningAlgorithm, CoreProviderMetadata, CoreResponseType, CoreUserInfoClaims},
};
use url::Url;

use super::world::World;
use crate::support::{TestApp, browser::Page, client::CALLBACK, make::SECRET};

type Answer = Pin<Box<dyn Future<Output = Result<HttpResponse, reqwest::Error>> + Send>>;

/// How the libraries reach the server. One of them refuses a revocation endpoint without TLS, so it is told of
/// `https` and sent to the loopback all the same.
fn http(app: &TestApp) -> impl Fn(HttpRequest) -> Answer {
    let client = app.http.clone();
    move |request| {
        let client = client.clone();
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let url = parts
                .uri
                .to_string()
                .replacen("https://127.0.0.1", "http://127.0.0.1", 1);
            let sent = client
                .request(parts.method, url)
                .headers(parts.headers)
                .body(body);
            let response = sent.send().await?;
            let (status, headers) = (response.status(), response.headers().clone());
            let mut answer = HttpResponse::new(response.bytes().await?.to_vec());
            *answer.status_mut() = status;
            *answer.headers_mut() = headers;
            Ok(answer)
        })
    }
}

/// Through the pages to the redirect.
async fn through_the_pages(world: &World, url: &Url) -> Page {
    let page = world.browser.open(url.as_str()).await;
    if page.location.is_some() {
        page
    } else {
        world.browser.allow(&page).await
    }
}

fn scope(name: &str) -> Scope {
    Scope::new(name.to_owned())
}

#[tokio::test]
async fn openidconnect_drives_the_whole_flow_with_every_algorithm() {
    let world = World::new().await;
    let http = http(&world);
    let issuer = IssuerUrl::new(world.issuer.clone()).unwrap();
    let metadata = CoreProviderMetadata::discover_async(issuer, &http).await.unwrap();
    for (name, algorithm) in [
        ("RS256", CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256),
        ("PS256", CoreJwsSigningAlgorithm::RsaSsaPssSha256),
        ("ES256", CoreJwsSigningAlgorithm::EcdsaP256Sha256),
        ("EdDSA", CoreJwsSigningAlgorithm::EdDsa),
    ] {
        assert!(
            metadata
                .id_token_signing_alg_values_supported()
                .contains(&algorithm)
        );
        world
            .change(&format!(
                "UPDATE client SET id_token_signed_response_alg = '{name}'"
            ))
            .await;
        let client = CoreClient::from_provider_metadata(
            metadata.clone(),
            ClientId::new("web".to_owned()),
            Some(ClientSecret::new(SECRET.to_owned())),
        )
        .set_redirect_uri(RedirectUrl::new(CALLBACK.to_owned()).unwrap());
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let (url, state, nonce) = client
            .authorize_url(flow, CsrfToken::new_random, Nonce::new_random)
            .add_scope(scope("email"))
            .add_scope(scope("profile"))
            .add_scope(scope("offline_access"))
            .set_pkce_challenge(challenge)
            .url();
        let fields = through_the_pages(&world, &url).await.redirected_to(CALLBACK);
        assert_eq!(&fields["state"], state.secret());
        let code = AuthorizationCode::new(fields["code"].clone());
        let tokens = client
            .exchange_code(code)
            .unwrap()
            .set_pkce_verifier(verifier)
            .request_async(&http)
            .await
            .unwrap();

        let id_token = tokens.id_token().unwrap();
        let verifier = client.id_token_verifier().set_allowed_algs([algorithm.clone()]);
        let claims = id_token.claims(&verifier, &nonce).unwrap();
        assert_eq!(claims.subject().as_str(), world.ada.id.to_string());
        assert!(matches!(
            id_token.claims(&verifier, &Nonce::new_random()),
            Err(ClaimsVerificationError::InvalidNonce(_))
        ));
        assert_eq!(id_token.signing_alg().unwrap(), &algorithm);
        let hash = AccessTokenHash::from_token(
            tokens.access_token(),
            id_token.signing_alg().unwrap(),
            id_token.signing_key(&verifier).unwrap(),
        );
        assert_eq!(Some(&hash.unwrap()), claims.access_token_hash());

        let userinfo: CoreUserInfoClaims = client
            .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
            .unwrap()
            .request_async(&http)
            .await
            .unwrap();
        assert_eq!(userinfo.email().unwrap().as_str(), "ada@example.com");
        assert_eq!(userinfo.email_verified(), Some(true));
        assert_eq!(userinfo.given_name().unwrap().get(None).unwrap().as_str(), "Ada");

        let refreshed = client
            .exchange_refresh_token(tokens.refresh_token().unwrap())
            .unwrap()
            .request_async(&http)
            .await
            .unwrap();
        let again = refreshed.id_token().unwrap();
        let claims = again.claims(&verifier, |_: Option<&Nonce>| Ok(())).unwrap();
        assert_eq!(claims.subject().as_str(), world.ada.id.to_string());
        assert_ne!(refreshed.access_token().secret(), tokens.access_token().secret());
    }
}

#[tokio::test]
async fn oauth2_drives_code_refresh_introspection_and_revocation() {
    let world = World::new().await;
    let http = http(&world);
    let at = |path: &str| world.url(path);
    let insecure = at("/oauth/revoke");
    let client = BasicClient::new(ClientId::new("web".to_owned()))
        .set_client_secret(ClientSecret::new(SECRET.to_owned()))
        .set_auth_uri(oauth2::AuthUrl::new(at("/oauth/authorize")).unwrap())
        .set_token_uri(oauth2::TokenUrl::new(at("/oauth/token")).unwrap())
        .set_introspection_url(IntrospectionUrl::new(at("/oauth/introspect")).unwrap())
        .set_revocation_url(RevocationUrl::new(insecure.replacen("http:", "https:", 1)).unwrap())
        .set_redirect_uri(RedirectUrl::new(CALLBACK.to_owned()).unwrap());
    for in_body in [false, true] {
        let method = if in_body {
            oauth2::AuthType::RequestBody
        } else {
            oauth2::AuthType::BasicAuth
        };
        let client = client.clone().set_auth_type(method);
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (url, state) = client
            .authorize_url(CsrfToken::new_random)
            .add_scope(scope("profile"))
            .add_scope(scope("offline_access"))
            .set_pkce_challenge(challenge)
            .url();
        let fields = through_the_pages(&world, &url).await.redirected_to(CALLBACK);
        assert_eq!(&fields["state"], state.secret());
        let code = AuthorizationCode::new(fields["code"].clone());
        let tokens = client
            .exchange_code(code.clone())
            .set_pkce_verifier(verifier)
            .request_async(&http)
            .await
            .unwrap();
        assert_eq!(tokens.token_type(), &BasicTokenType::Bearer);
        assert_eq!(tokens.expires_in().unwrap().as_secs(), 3600);
        let scopes: Vec<&str> = tokens
            .scopes()
            .unwrap()
            .iter()
            .map(|scope| scope.as_str())
            .collect();
        assert_eq!(scopes, ["profile", "offline_access"]);

        let tokens = client
            .exchange_refresh_token(tokens.refresh_token().unwrap())
            .request_async(&http)
            .await
            .unwrap();
        let is_active = async || {
            let answer = client
                .introspect(tokens.access_token())
                .request_async(&http)
                .await;
            answer.unwrap().active()
        };
        assert!(is_active().await);
        client
            .revoke_token(tokens.refresh_token().unwrap().into())
            .unwrap()
            .request_async(&http)
            .await
            .unwrap();
        assert!(!is_active().await);
        // And what a library makes of a refusal.
        let refused = client
            .exchange_refresh_token(tokens.refresh_token().unwrap())
            .request_async(&http)
            .await;
        let Err(RequestTokenError::ServerResponse(error)) = refused else {
            panic!("{refused:?}");
        };
        assert_eq!(error.error(), &BasicErrorResponseType::InvalidGrant);
    }
}

#[tokio::test]
async fn oauth2_gets_an_apps_own_token() {
    let world = World::new().await;
    let http = http(&world);
    let api = world.shop_api(&world.ada).await;
    world
        .change(
            "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) \
             SELECT id, 'catalog:sync', FALSE, 1, 1 FROM app",
        )
        .await;
    let tokens = BasicClient::new(ClientId::new("web".to_owned()))
        .set_client_secret(ClientSecret::new(SECRET.to_owned()))
        .set_token_uri(oauth2::TokenUrl::new(world.url("/oauth/token")).unwrap())
        .exchange_client_credentials()
        .add_scope(scope("catalog:sync"))
        .add_extra_param("resource", &api.identifier)
        .request_async(&http)
        .await
        .unwrap();
    assert!(tokens.refresh_token().is_none());
    assert_eq!(
        super::jwt::claims(tokens.access_token().secret())["aud"],
        api.identifier
    );
}
