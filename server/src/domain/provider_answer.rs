//! What another provider answers: checked, until it says who it is (SEC-90). OpenID Connect Core sections 3.1.2.5 to
//! 3.1.3.7 and 5.3.2, RFC 9207; for plain OAuth 2, what the settings say of its answers.

use std::{pin::Pin, str::FromStr as _};

use anyhow::{Context as _, bail, ensure};
use aws_lc_rs::digest;
use entity::values::Digest;
use jsonwebtoken::{
    Algorithm, DecodingKey, Validation,
    jwk::{KeyAlgorithm, PublicKeyUse},
};
use oauth2::{
    AsyncHttpClient, AuthType, AuthUrl, AuthorizationCode, Client, ClientId, ClientSecret, EndpointNotSet,
    EndpointSet, ExtraTokenFields, HttpRequest, HttpResponse, PkceCodeVerifier, RedirectUrl,
    RequestTokenError, StandardRevocableToken, StandardTokenResponse, TokenResponse as _, TokenUrl,
    basic::{
        BasicErrorResponse, BasicRevocationErrorResponse, BasicTokenIntrospectionResponse, BasicTokenType,
    },
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{
    Deps, Error, Result,
    clock::SECOND,
    outbound,
    provider::{self, Metadata},
    provider_visit::Answered,
    secret::{base64url, same, sha256},
};
use crate::provider_config::{ClientAuthentication, Kind, Provider};

/// How far clocks may differ, seconds.
const SKEW: i64 = 60;
/// The longest ID token, bytes.
const LONGEST: usize = 64 * 1024;
/// Signatures by a key that only the provider has. Never `none`, and nothing that is made with a shared secret.
const ALGORITHMS: &[&str] = &[
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA",
];

/// Who a provider says that somebody is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The provider's id in the settings.
    pub provider: String,
    /// What it calls the person.
    pub subject: String,
    /// The address that it has of them.
    pub email: Option<String>,
    /// Whether it says, by a boolean, that the address is theirs.
    pub email_verified: bool,
    /// The name that it has of them.
    pub name: Option<String>,
}

impl Identity {
    /// The digest of provider and subject.
    pub(super) fn digest(&self) -> Digest {
        sha256(format!("{}\n{}", self.provider, self.subject).as_bytes())
    }
}

/// Why a provider's answer says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The person said no there.
    Cancelled,
    /// The provider refused.
    Refused,
    /// The provider does not answer, or not in time.
    Unreachable,
    /// The provider's answer cannot be believed.
    Unbelievable,
}

/// What came back with the browser.
#[derive(Clone, Copy, Debug)]
pub struct Returned<'a> {
    /// The code.
    pub code: Option<&'a str>,
    /// The error code.
    pub error: Option<&'a str>,
    /// Who says that it answers (RFC 9207).
    pub iss: Option<&'a str>,
}

/// An `id_token` beside the access token.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct IdToken {
    id_token: Option<String>,
}

impl ExtraTokenFields for IdToken {}

type Tokens = StandardTokenResponse<IdToken, BasicTokenType>;

/// A client of the provider's: where the browser goes and where the code is redeemed.
pub(super) type ProviderClient = Client<
    BasicErrorResponse,
    Tokens,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

/// Us, at that provider.
pub(super) fn client(deps: &Deps, provider: &Provider, metadata: &Metadata) -> Result<ProviderClient> {
    let callback = RedirectUrl::new(provider::callback(deps, provider)).map_err(Error::internal)?;
    Ok(Client::new(ClientId::new(provider.client_id.clone()))
        .set_client_secret(ClientSecret::new(provider.client_secret.0.clone()))
        .set_auth_type(match metadata.authentication {
            ClientAuthentication::ClientSecretBasic => AuthType::BasicAuth,
            ClientAuthentication::ClientSecretPost => AuthType::RequestBody,
        })
        .set_auth_uri(AuthUrl::from_url(metadata.authorization_endpoint.clone()))
        .set_token_uri(TokenUrl::from_url(metadata.token_endpoint.clone()))
        .set_redirect_uri(callback))
}

/// A refused request of ours, for the crate's closure.
#[derive(Debug)]
struct Unsent(anyhow::Error);

impl std::fmt::Display for Unsent {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:#}", self.0)
    }
}

impl std::error::Error for Unsent {}

/// Redeems and checks an answer. Why one says nothing is for the log; the person is told the kind of trouble.
///
/// # Errors
/// Ours only; what is wrong with the answer is a [`Trouble`].
pub async fn check(
    deps: &Deps,
    provider: &Provider,
    visit: &Answered,
    returned: Returned<'_>,
) -> Result<std::result::Result<Identity, Trouble>> {
    let Some(metadata) = provider::metadata(deps, provider).await else {
        return Ok(Err(nothing(provider, Trouble::Unreachable, "no metadata")));
    };
    // First of all: an answer by somebody else, also an error, is none (RFC 9207 section 2.4).
    if let Some(issuer) = &metadata.issuer {
        let named = returned.iss.is_some_and(|iss| iss == issuer);
        if !named && (metadata.names_issuer || returned.iss.is_some()) {
            return Ok(Err(nothing(
                provider,
                Trouble::Unbelievable,
                "iss is missing or another's",
            )));
        }
    }
    match (returned.error, returned.code) {
        (Some("access_denied"), _) => Ok(Err(nothing(provider, Trouble::Cancelled, "access_denied"))),
        (Some("temporarily_unavailable" | "server_error"), _) => Ok(Err(nothing(
            provider,
            Trouble::Unreachable,
            "it says that it has trouble",
        ))),
        (Some(_), _) => Ok(Err(nothing(provider, Trouble::Refused, "an error in the answer"))),
        (None, None) => Ok(Err(nothing(
            provider,
            Trouble::Unbelievable,
            "neither code nor error",
        ))),
        (None, Some(code)) => {
            let tokens = match redeem(deps, provider, &metadata, (visit, code)).await? {
                Ok(tokens) => tokens,
                Err((kind, why)) => return Ok(Err(nothing(provider, kind, &why))),
            };
            let read = match provider.kind {
                Kind::Oidc => by_id_token(deps, (provider, &metadata), visit, &tokens).await,
                Kind::OAuth2 => by_userinfo(deps, (provider, &metadata), &tokens).await,
            };
            match read {
                Ok(identity) => Ok(Ok(identity)),
                Err(error) => Ok(Err(nothing(
                    provider,
                    Trouble::Unbelievable,
                    &format!("{error:#}"),
                ))),
            }
        }
    }
}

/// Notes why, and gives the kind of trouble.
fn nothing(provider: &Provider, trouble: Trouble, why: &str) -> Trouble {
    tracing::info!(
        provider = provider.id,
        ?trouble,
        why,
        "a provider's answer says nothing"
    );
    trouble
}

/// The crate's way to the network: ours.
struct Sender<'a>(&'a Deps);

impl<'c> AsyncHttpClient<'c> for Sender<'_> {
    type Error = Unsent;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<HttpResponse, Unsent>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move { outbound::send(self.0, request).await.map_err(Unsent) })
    }
}

type Redeemed = std::result::Result<Tokens, (Trouble, String)>;

async fn redeem(
    deps: &Deps,
    provider: &Provider,
    metadata: &Metadata,
    (visit, code): (&Answered, &str),
) -> Result<Redeemed> {
    let client = client(deps, provider, metadata)?;
    let send = Sender(deps);
    let request = client
        .exchange_code(AuthorizationCode::new(code.to_owned()))
        .set_pkce_verifier(PkceCodeVerifier::new(visit.verifier.clone()));
    Ok(match request.request_async(&send).await {
        Ok(tokens) if tokens.token_type().as_ref().eq_ignore_ascii_case("bearer") => Ok(tokens),
        Ok(_) => Err((
            Trouble::Unbelievable,
            "an access token of another type".to_owned(),
        )),
        // The text of an error may hold what was sent, so only its code is told.
        Err(RequestTokenError::ServerResponse(error)) => Err((
            Trouble::Refused,
            format!("the code was refused: {}", error.error()),
        )),
        Err(RequestTokenError::Request(error)) => Err((Trouble::Unreachable, error.to_string())),
        Err(RequestTokenError::Parse(..)) => {
            Err((Trouble::Unbelievable, "no answer of a token endpoint".to_owned()))
        }
        Err(RequestTokenError::Other(why)) => Err((Trouble::Unbelievable, why)),
    })
}

async fn by_id_token(
    deps: &Deps,
    (provider, metadata): (&Provider, &Metadata),
    visit: &Answered,
    tokens: &Tokens,
) -> anyhow::Result<Identity> {
    let token = tokens.extra_fields().id_token.as_deref().context("no ID token")?;
    let (claims, algorithm) = verified(deps, (provider, metadata), token).await?;
    let expected = Expected {
        issuer: &provider.issuer,
        client_id: &provider.client_id,
        nonce: &visit.nonce,
        now: deps.clock.now() / SECOND,
        began_at: visit.row.created_at / SECOND,
        max_age: visit.max_age,
        tells_auth_time: metadata.tells_auth_time,
    };
    expected.check(&claims)?;
    let access_token = tokens.access_token().secret();
    check_at_hash(&claims, algorithm, access_token)?;
    let subject = short(&claims["sub"]).context("no sub")?;
    let mut about = claims;
    if let Some(address) = metadata
        .userinfo_endpoint
        .as_ref()
        .filter(|_| about.get("email").is_none())
    {
        about = outbound::fetch_json(deps, address.as_str(), Some(access_token)).await?;
        // OpenID Connect Core section 5.3.2: else it is another person's.
        ensure!(
            about["sub"].as_str() == Some(&subject),
            "userinfo is about somebody else"
        );
    }
    Ok(Identity {
        provider: provider.id.clone(),
        subject,
        email: short(&about["email"]),
        email_verified: about["email_verified"] == Value::Bool(true),
        name: short(&about["name"]),
    })
}

/// The claims of a token that a key of the provider's signed.
async fn verified(
    deps: &Deps,
    (provider, metadata): (&Provider, &Metadata),
    token: &str,
) -> anyhow::Result<(Value, Algorithm)> {
    ensure!(token.len() <= LONGEST, "the ID token is too long");
    // `none` is no algorithm that this knows, so it ends here.
    let header = jsonwebtoken::decode_header(token)?;
    let name = ALGORITHMS
        .iter()
        .find(|name| Algorithm::from_str(name).ok() == Some(header.alg))
        .context("an algorithm that is not accepted")?;
    ensure!(header.crit.is_none(), "the header has something critical");
    if let Some(listed) = &metadata.algorithms {
        ensure!(
            listed.iter().any(|listed| listed == name),
            "an algorithm that it does not list"
        );
    }
    let keys = provider::keys(deps, provider, metadata, header.kid.as_deref()).await?;
    let fitting = keys.keys.iter().filter(|key| {
        let named = header.kid.is_none()
            || key.common.key_id.is_none()
            || key.common.key_id.as_deref() == header.kid.as_deref();
        let meant = key
            .common
            .key_algorithm
            .is_none_or(|meant| meant == KeyAlgorithm::from(header.alg));
        named && meant && key.common.public_key_use != Some(PublicKeyUse::Encryption)
    });
    for key in fitting.take(10) {
        let Ok(key) = DecodingKey::from_jwk(key) else {
            continue;
        };
        let mut validation = Validation::new(header.alg);
        // Every claim is checked below, against our own clock.
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        if let Ok(token) = jsonwebtoken::decode::<Value>(token, &key, &validation) {
            return Ok((token.claims, header.alg));
        }
    }
    bail!("no key of its verifies the ID token")
}

/// What an ID token must say.
struct Expected<'a> {
    issuer: &'a str,
    client_id: &'a str,
    nonce: &'a str,
    /// Seconds.
    now: i64,
    /// When the visit began, seconds.
    began_at: i64,
    max_age: Option<i64>,
    tells_auth_time: bool,
}

impl Expected<'_> {
    /// OpenID Connect Core section 3.1.3.7.
    fn check(&self, claims: &Value) -> anyhow::Result<()> {
        ensure!(claims["iss"].as_str() == Some(self.issuer), "iss is another's");
        let for_us = match &claims["aud"] {
            Value::String(one) => one == self.client_id,
            Value::Array(many) => {
                ensure!(
                    many.len() == 1 || claims["azp"].is_string(),
                    "several audiences, and no azp"
                );
                many.iter().any(|one| one.as_str() == Some(self.client_id))
            }
            _ => false,
        };
        ensure!(for_us, "aud is another's");
        let azp = claims.get("azp").filter(|azp| !azp.is_null());
        ensure!(
            azp.is_none_or(|azp| azp.as_str() == Some(self.client_id)),
            "azp is another's"
        );
        let exp = time(claims, "exp").context("no exp")?;
        ensure!(self.now < exp.saturating_add(SKEW), "it has expired");
        let iat = time(claims, "iat").context("no iat")?;
        ensure!(iat <= self.now + SKEW, "it is of the future");
        ensure!(iat >= self.began_at - SKEW, "it is older than the visit");
        if let Some(nbf) = time(claims, "nbf") {
            ensure!(nbf <= self.now + SKEW, "it is not valid yet");
        }
        let nonce = claims["nonce"].as_str().context("no nonce")?;
        ensure!(
            same(nonce.as_bytes(), self.nonce.as_bytes()),
            "another visit's nonce"
        );
        if let Some(age) = self.max_age {
            match time(claims, "auth_time") {
                Some(at) => ensure!(
                    at >= self.began_at - age - SKEW && at <= self.now + SKEW,
                    "the person authenticated there too long ago"
                ),
                None => ensure!(!self.tells_auth_time, "auth_time was asked for, and is not there"),
            }
        }
        Ok(())
    }
}

/// A time in seconds, which may be written with a fraction.
fn time(claims: &Value, name: &str) -> Option<i64> {
    let value = claims.get(name)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "what does not fit is cut to the end of time"
    )]
    value
        .as_i64()
        .or_else(|| value.as_f64().map(|seconds| seconds as i64))
}

/// Where the ID token names its access token, it must be this one (OpenID Connect Core section 3.1.3.8).
fn check_at_hash(claims: &Value, algorithm: Algorithm, access_token: &str) -> anyhow::Result<()> {
    let Some(hash) = claims.get("at_hash").and_then(Value::as_str) else {
        return Ok(());
    };
    let kind = match algorithm {
        Algorithm::RS256 | Algorithm::PS256 | Algorithm::ES256 => &digest::SHA256,
        Algorithm::RS384 | Algorithm::PS384 | Algorithm::ES384 => &digest::SHA384,
        Algorithm::RS512 | Algorithm::PS512 => &digest::SHA512,
        // No standard says which hash belongs to it.
        _ => return Ok(()),
    };
    let whole = digest::digest(kind, access_token.as_bytes());
    let half = &whole.as_ref()[..whole.as_ref().len() / 2];
    ensure!(base64url(half) == hash, "at_hash is another token's");
    Ok(())
}

/// The field that the settings name, or the usual one.
fn field(about: &Value, name: &str, otherwise: &str) -> Value {
    let name = if name.is_empty() { otherwise } else { name };
    about.get(name).cloned().unwrap_or_default()
}

/// A text of at most 255 bytes that is not empty.
fn short(value: &Value) -> Option<String> {
    let text = value.as_str()?;
    (!text.is_empty() && text.len() <= 255 && !text.contains('\0')).then(|| text.to_owned())
}

async fn by_userinfo(
    deps: &Deps,
    (provider, metadata): (&Provider, &Metadata),
    tokens: &Tokens,
) -> anyhow::Result<Identity> {
    let address = metadata.userinfo_endpoint.as_ref().context("no address")?;
    let access_token = tokens.access_token().secret();
    let about = outbound::fetch_json(deps, address.as_str(), Some(access_token)).await?;
    // Numbers, as GitHub has them, are written out.
    let subject = match field(&about, &provider.subject_field, "") {
        Value::Number(number) if number.is_i64() || number.is_u64() => number.to_string(),
        Value::String(text) if !text.is_empty() && text.len() <= 255 && !text.contains('\0') => text,
        _ => bail!("the answer does not say who it is"),
    };
    let mut email = short(&field(&about, &provider.email_field, "email"));
    let mut email_verified = !provider.email_verified_field.is_empty()
        && field(&about, &provider.email_verified_field, "") == Value::Bool(true);
    if !provider.emails_endpoint.is_empty() {
        let list = outbound::fetch_json(deps, &provider.emails_endpoint, Some(access_token)).await?;
        let primary = list
            .as_array()
            .into_iter()
            .flatten()
            .find(|entry| entry["primary"] == Value::Bool(true));
        email = primary.and_then(|entry| short(&entry["email"]));
        email_verified = primary.is_some_and(|entry| entry["verified"] == Value::Bool(true));
    }
    Ok(Identity {
        provider: provider.id.clone(),
        subject,
        email,
        email_verified,
        name: short(&field(&about, &provider.name_field, "name")),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn good() -> Value {
        json!({
            "iss": "https://id.example.com", "sub": "1", "aud": "latchkey", "exp": 1_300, "iat": 1_000,
            "nonce": "n", "auth_time": 1_000,
        })
    }

    fn expected(max_age: Option<i64>) -> Expected<'static> {
        Expected {
            issuer: "https://id.example.com",
            client_id: "latchkey",
            nonce: "n",
            now: 1_010,
            began_at: 990,
            max_age,
            tells_auth_time: true,
        }
    }

    #[test]
    fn sec_90_every_claim_of_an_id_token_is_checked() {
        assert!(expected(Some(0)).check(&good()).is_ok());
        let changes: &[(&str, Value, bool)] = &[
            ("iss", json!("https://id.example.com/"), false),
            ("iss", Value::Null, false),
            ("aud", json!("other"), false),
            ("aud", json!(["latchkey"]), true),
            ("aud", json!(["latchkey", "other"]), false),
            ("aud", json!([]), false),
            ("aud", json!(5), false),
            ("azp", json!("latchkey"), true),
            ("azp", json!("other"), false),
            ("azp", json!(1), false),
            ("exp", json!(949), false),
            ("exp", json!("1300"), false),
            ("exp", Value::Null, false),
            ("iat", json!(1_071), false),
            ("iat", json!(900), false),
            ("iat", Value::Null, false),
            ("iat", json!(1_000.5), true),
            ("nbf", json!(1_100), false),
            ("nonce", json!("m"), false),
            ("nonce", Value::Null, false),
            ("auth_time", json!(900), false),
            ("auth_time", Value::Null, false),
        ];
        for (name, value, fine) in changes {
            let mut claims = good();
            claims[name] = value.clone();
            assert_eq!(
                expected(Some(0)).check(&claims).is_ok(),
                *fine,
                "{name} = {value}"
            );
        }
        for name in ["iss", "aud", "exp", "iat", "nonce", "auth_time"] {
            let mut claims = good();
            claims.as_object_mut().unwrap().remove(name);
            assert!(expected(Some(0)).check(&claims).is_err(), "{name}");
        }
        let mut both = good();
        both["aud"] = json!(["latchkey", "other"]);
        both["azp"] = json!("latchkey");
        assert!(expected(None).check(&both).is_ok());
        let mut silent = good();
        silent.as_object_mut().unwrap().remove("auth_time");
        let lenient = Expected {
            tells_auth_time: false,
            ..expected(Some(0))
        };
        assert!(lenient.check(&silent).is_ok() && expected(None).check(&silent).is_ok());
    }
}
