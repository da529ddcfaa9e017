//! Client authentication (RFC 6749 section 2.3, RFC 7523; SEC-44 to SEC-47).

use std::{str::FromStr as _, sync::Arc};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use entity::values::AuthMethod;
use jsonwebtoken::{
    Algorithm, DecodingKey, Validation,
    jwk::{Jwk, JwkSet, KeyAlgorithm, PublicKeyUse},
};
use serde::Deserialize;

use super::{
    error::{Code, Error, Result},
    parameters::{Parameters, decode},
};
use crate::domain::{
    Deps,
    client::{self, ClientView},
    clock::seconds,
    outbound,
    redaction::{self, redact},
    refusal::{Assertion, Evidence},
    secret::{Secret, same, sha256},
};

/// `client_assertion_type` of RFC 7523 section 2.2.
const JWT_BEARER: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
/// Algorithms that assertions may be signed with (SEC-33).
pub const ASSERTION_ALGORITHMS: &[&str] = &["RS256", "PS256", "ES256", "EdDSA"];
/// Seconds that other people's clocks may be off (SEC-36).
const SKEW: i64 = 60;
/// Bytes of an assertion (SEC-33).
const LONGEST_ASSERTION: usize = 16 * 1024;
/// Seconds that an assertion may live.
const ASSERTION_LIFETIME: i64 = 300;

/// What a request says about its client.
#[derive(Clone, Debug)]
pub enum Credentials {
    /// A `client_id` alone: a public client.
    None(String),
    /// HTTP Basic.
    Basic(String, Secret),
    /// In the form body.
    Post(String, Secret),
    /// A signed JWT, and the `client_id` if the body has one.
    Assertion(Secret, Option<String>),
}

/// `invalid_client`, the same for an unknown client, a wrong method and a wrong secret (SEC-46).
fn invalid_client() -> Error {
    Error::new(
        Code::InvalidClient,
        "Client authentication failed: unknown client, or not its credentials.",
    )
}

impl Credentials {
    /// Reads them from the header (the values of all `Authorization` headers) and the body.
    ///
    /// # Errors
    /// `invalid_request` for more than one method, `invalid_client` for none or a malformed one.
    pub fn read(headers: &[&[u8]], body: &Parameters) -> Result<Self> {
        let [secret, assertion, client_id] =
            ["client_secret", "client_assertion", "client_id"].map(|name| body.get(name));
        let methods = headers.len() + usize::from(secret.is_some()) + usize::from(assertion.is_some());
        if methods > 1 {
            return Err(Error::invalid_request(
                "There is more than one client authentication method.",
            ));
        }
        if let Some(header) = headers.first() {
            let (id, secret) = basic(header).ok_or_else(invalid_client)?;
            if client_id.is_some_and(|other| other != id) {
                return Err(invalid_client());
            }
            return Ok(Self::Basic(id, secret));
        }
        if let Some(assertion) = assertion {
            if body.get("client_assertion_type") != Some(JWT_BEARER) {
                return Err(Error::invalid_request(format!(
                    "client_assertion_type must be {JWT_BEARER}."
                )));
            }
            return Ok(Self::Assertion(
                Secret::new(assertion),
                client_id.map(str::to_owned),
            ));
        }
        if body.get("client_assertion_type").is_some() {
            return Err(invalid_client());
        }
        let client_id = client_id.ok_or_else(invalid_client)?.to_owned();
        Ok(match secret {
            Some(secret) => Self::Post(client_id, Secret::new(secret)),
            None => Self::None(client_id),
        })
    }

    /// The client that they name; an assertion is believed here, for the log only.
    pub fn client_id(&self) -> Option<String> {
        match self {
            Self::None(id) | Self::Basic(id, _) | Self::Post(id, _) => Some(id.clone()),
            Self::Assertion(jwt, id) => id.clone().or_else(|| {
                read_claims(jwt.expose()).and_then(|claims| claims["sub"].as_str().map(str::to_owned))
            }),
        }
    }

    /// What the app's developers may hear of them when they were refused.
    pub fn evidence(&self, deps: &Deps) -> Evidence {
        match self {
            Self::None(_) => Evidence::None,
            Self::Basic(_, secret) => Evidence::Secret(AuthMethod::ClientSecretBasic, secret.digest()),
            Self::Post(_, secret) => Evidence::Secret(AuthMethod::ClientSecretPost, secret.digest()),
            Self::Assertion(jwt, _) => {
                let header = jsonwebtoken::decode_header(jwt.expose()).ok();
                let claims = read_claims(jwt.expose());
                let audience = claims.as_ref().map(|claims| match &claims["aud"] {
                    serde_json::Value::String(one) => one.clone(),
                    other => other.to_string(),
                });
                Evidence::Assertion(Assertion {
                    readable: header.is_some() && claims.is_some(),
                    algorithm: header.map(|header| format!("{:?}", header.alg)),
                    audience: audience.map(|text| redact(&text, redaction::LONGEST)),
                    ends_at: claims.and_then(|claims| claims["exp"].as_i64()),
                    accepted_audience: deps.config.issuer().to_owned(),
                    accepted_algorithms: ASSERTION_ALGORITHMS.join(" "),
                })
            }
        }
    }

    /// Whether the header was used, so that a refusal must carry a challenge (RFC 6749 section 5.2).
    pub const fn is_basic(&self) -> bool {
        matches!(self, Self::Basic(..))
    }
}

/// The claims of an assertion, whoever signed it.
fn read_claims(jwt: &str) -> Option<serde_json::Value> {
    if jwt.len() > LONGEST_ASSERTION {
        return None;
    }
    jsonwebtoken::dangerous::insecure_decode_claims(jwt).ok()
}

/// Strictly: one space, canonical base64, one split at the first colon, form decoding (RFC 6749 section 2.3.1).
fn basic(header: &[u8]) -> Option<(String, Secret)> {
    let text = std::str::from_utf8(header).ok()?;
    let (scheme, encoded) = text.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = STANDARD.decode(encoded).ok()?;
    let decoded = std::str::from_utf8(&decoded).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    let id = decode(id.as_bytes()).ok()?;
    let secret = decode(secret.as_bytes()).ok()?;
    (!id.is_empty() && !secret.is_empty()).then(|| (id, Secret::new(secret)))
}

/// The client, if its credentials are right; a public client is only identified.
///
/// # Errors
/// `invalid_client`, or the database's.
pub async fn authenticate(deps: &Deps, credentials: &Credentials) -> Result<Arc<ClientView>> {
    let client = match credentials {
        Credentials::None(id) => {
            let client = find(deps, id).await?;
            client
                .filter(|client| !client.is_confidential())
                .ok_or_else(invalid_client)?
        }
        Credentials::Basic(id, secret) => by_secret(deps, id, secret, AuthMethod::ClientSecretBasic).await?,
        Credentials::Post(id, secret) => by_secret(deps, id, secret, AuthMethod::ClientSecretPost).await?,
        Credentials::Assertion(jwt, id) => by_assertion(deps, jwt, id.as_deref()).await?,
    };
    Ok(client)
}

async fn find(deps: &Deps, client_id: &str) -> Result<Option<Arc<ClientView>>> {
    Ok(client::find(deps, client_id)
        .await?
        .filter(|client| client.is_live()))
}

async fn by_secret(
    deps: &Deps,
    client_id: &str,
    secret: &Secret,
    used: AuthMethod,
) -> Result<Arc<ClientView>> {
    let presented = sha256(secret.expose().as_bytes());
    let now = deps.clock.now();
    let Some(client) = find(deps, client_id).await? else {
        // The same comparison for a client that does not exist.
        let _ = same(&presented.0, &[0; 32]);
        return Err(invalid_client());
    };
    let method = client.client.token_endpoint_auth_method;
    let allowed = match method {
        AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost => {
            !client.client.pin_auth_method || method == used
        }
        AuthMethod::None | AuthMethod::PrivateKeyJwt => false,
    };
    let mut matched = None;
    for stored in &client.secrets {
        if same(&presented.0, &stored.digest.0) && stored.expires_at.is_none_or(|at| now < at) {
            matched = Some(stored.id);
        }
    }
    if let Some(id) = matched.filter(|_| allowed) {
        deps.usage.client(client.client.id, Some(id), now);
        return Ok(client);
    }
    client::look_in_vain(deps, client_id).await?;
    Err(invalid_client())
}

#[derive(Debug, Deserialize)]
struct AssertionClaims {
    iss: String,
    sub: String,
    aud: serde_json::Value,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
    jti: String,
}

async fn by_assertion(deps: &Deps, jwt: &Secret, client_id: Option<&str>) -> Result<Arc<ClientView>> {
    let text = jwt.expose();
    if text.len() > LONGEST_ASSERTION {
        return Err(invalid_client());
    }
    let header = jsonwebtoken::decode_header(text).map_err(|_| invalid_client())?;
    let algorithm = ASSERTION_ALGORITHMS
        .iter()
        .filter_map(|name| Algorithm::from_str(name).ok())
        .find(|allowed| *allowed == header.alg)
        .ok_or_else(invalid_client)?;
    if header.crit.is_some() {
        return Err(invalid_client());
    }
    // Who it claims to be is only believed once the signature with that client's key holds.
    let claimed: AssertionClaims =
        jsonwebtoken::dangerous::insecure_decode_claims(text).map_err(|_| invalid_client())?;
    if claimed.iss != claimed.sub || client_id.is_some_and(|id| id != claimed.sub) {
        return Err(invalid_client());
    }
    let client = find(deps, &claimed.sub).await?.ok_or_else(invalid_client)?;
    if client.client.token_endpoint_auth_method != AuthMethod::PrivateKeyJwt {
        return Err(invalid_client());
    }
    check_signature(deps, &client, text, header.kid.as_deref(), algorithm).await?;
    check_assertion_claims(deps, &claimed)?;
    let digest = sha256(format!("assertion\n{}\n{}", claimed.sub, claimed.jti).as_bytes());
    if !deps
        .journal
        .use_up(digest, (claimed.exp + SKEW + 1) * 1000)
        .await?
    {
        return Err(invalid_client());
    }
    deps.usage.client(client.client.id, None, deps.clock.now());
    Ok(client)
}

fn check_assertion_claims(deps: &Deps, claims: &AssertionClaims) -> Result<()> {
    let now = seconds(deps.clock.now());
    let issuer = deps.config.issuer();
    let audience = claims.aud.as_str().unwrap_or_default();
    let in_time = now < claims.exp.saturating_add(SKEW)
        && claims.exp <= now + ASSERTION_LIFETIME + SKEW
        && claims.nbf.is_none_or(|nbf| nbf <= now + SKEW)
        && claims.iat.is_none_or(|iat| iat <= now + SKEW);
    let for_us = audience == issuer || audience == format!("{issuer}/oauth/token");
    let identified = !claims.jti.is_empty() && claims.jti.len() <= 256;
    if in_time && for_us && identified {
        Ok(())
    } else {
        Err(invalid_client())
    }
}

/// Tries the client's keys: the one with that `kid`, or each that fits where none is named.
async fn check_signature(
    deps: &Deps,
    client: &ClientView,
    text: &str,
    kid: Option<&str>,
    algorithm: Algorithm,
) -> Result<()> {
    for refresh in [false, true] {
        let Some(keys) = keys(deps, client, refresh).await? else {
            break;
        };
        let fits = |key: &&Jwk| {
            let named = kid.is_none() || key.common.key_id.is_none() || key.common.key_id.as_deref() == kid;
            let meant = key
                .common
                .key_algorithm
                .is_none_or(|meant| meant == KeyAlgorithm::from(algorithm));
            named && meant && key.common.public_key_use != Some(PublicKeyUse::Encryption)
        };
        for key in keys.keys.iter().filter(fits).take(10) {
            let Ok(key) = DecodingKey::from_jwk(key) else {
                continue;
            };
            let mut validation = Validation::new(algorithm);
            validation.validate_exp = false;
            validation.validate_aud = false;
            validation.set_required_spec_claims(&["iss", "sub"]);
            if jsonwebtoken::decode::<serde_json::Value>(text, &key, &validation).is_ok() {
                return Ok(());
            }
        }
        if client.client.jwks_uri.is_none() {
            break;
        }
    }
    Err(invalid_client())
}

/// The client's public keys; `refresh` fetches those behind a `jwks_uri` again, so that a key it rotated to works,
/// but not more than once in ten seconds.
async fn keys(deps: &Deps, client: &ClientView, refresh: bool) -> Result<Option<Arc<JwkSet>>> {
    if let Some(keys) = &client.client.jwks {
        return Ok(serde_json::from_value(keys.clone()).ok().map(Arc::new));
    }
    let Some(uri) = &client.client.jwks_uri else {
        return Ok(None);
    };
    let now = deps.clock.now();
    if let Some((fetched_at, known)) = deps.caches.client_keys.get(uri)
        && (!refresh || now - fetched_at < 10_000)
    {
        return Ok(Some(known));
    }
    let fetched = outbound::get_json(deps, "jwks_uri", uri).await.ok();
    let read = fetched.and_then(|fetched| serde_json::from_value::<JwkSet>(fetched).ok());
    // A failure is remembered too, so that nobody makes us knock at an address more often than this.
    let before = deps.caches.client_keys.get(uri).map(|(_, known)| known);
    let keys = match read {
        Some(keys) => Arc::new(keys),
        None => before.unwrap_or_else(|| Arc::new(JwkSet { keys: Vec::new() })),
    };
    deps.caches
        .client_keys
        .keep(uri.clone(), (now, Arc::clone(&keys)));
    Ok(Some(keys))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_46_basic_credentials_are_strictly_decoded() {
        let header = |text: &str| format!("Basic {}", STANDARD.encode(text));
        let (id, secret) = basic(header("a%3Ab+c:p%40s:w").as_bytes()).unwrap();
        assert_eq!((id.as_str(), secret.expose()), ("a:b c", "p@s:w"));
        for bad in [
            "Basic ",
            "Basic !!!",
            "Bearer abc",
            "Basic  YTpi",
            "Basic YTpi=",
            "Basic YTpj\n",
            &header("nocolon"),
            &header("a%:b"),
            &header(":b"),
            &header("a:"),
        ] {
            assert!(basic(bad.as_bytes()).is_none(), "{bad}");
        }
    }

    #[test]
    fn sec_45_more_than_one_method_is_refused() {
        let body = |text: &str| Parameters::parse(text.as_bytes()).unwrap();
        let basic = format!("Basic {}", STANDARD.encode("a:b"));
        let code = |headers: &[&[u8]], text: &str| Credentials::read(headers, &body(text)).unwrap_err().code;
        assert_eq!(
            code(&[basic.as_bytes()], "client_id=a&client_secret=b"),
            Code::InvalidRequest
        );
        assert_eq!(
            code(&[basic.as_bytes(), basic.as_bytes()], ""),
            Code::InvalidRequest
        );
        assert_eq!(
            code(&[], "client_secret=b&client_assertion=c"),
            Code::InvalidRequest
        );
        assert_eq!(code(&[basic.as_bytes()], "client_id=other"), Code::InvalidClient);
        assert_eq!(code(&[], ""), Code::InvalidClient);
    }
}
