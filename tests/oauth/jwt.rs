//! Reading, checking and making JWTs without the server's help.

use aws_lc_rs::digest;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, jwk::Jwk};
use serde_json::{Value, json};

use crate::support::TestApp;

pub(super) fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn part(jwt: &str, number: usize) -> Value {
    let text = jwt.split('.').nth(number).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap()
}

/// The header, unchecked.
pub(super) fn header(jwt: &str) -> Value {
    part(jwt, 0)
}

/// The claims, unchecked.
pub(super) fn claims(jwt: &str) -> Value {
    part(jwt, 1)
}

/// The same JWT with another header or other claims, and the signature that it had.
pub(super) fn altered(jwt: &str, header: Option<&Value>, claims: Option<&Value>) -> String {
    let parts: Vec<&str> = jwt.split('.').collect();
    let spell = |value: Option<&Value>, old: &str| {
        value.map_or_else(|| old.to_owned(), |value| base64url(value.to_string().as_bytes()))
    };
    format!(
        "{}.{}.{}",
        spell(header, parts[0]),
        spell(claims, parts[1]),
        parts[2]
    )
}

/// The keys that the server publishes.
pub(super) async fn keys(app: &TestApp) -> Vec<Value> {
    let response = app.http.get(app.url("/oauth/jwks")).send().await.unwrap();
    assert_eq!(response.status(), 200);
    let set: Value = response.json().await.unwrap();
    set["keys"].as_array().unwrap().clone()
}

/// The claims of a JWT whose signature holds with a published key, of that audience.
pub(super) async fn verified(app: &TestApp, jwt: &str, audience: &str) -> Value {
    let header = header(jwt);
    let keys = keys(app).await;
    let key = keys
        .iter()
        .find(|key| key["kid"] == header["kid"])
        .unwrap_or_else(|| panic!("no published key is {}", header["kid"]));
    assert_eq!(key["alg"], header["alg"]);
    let algorithm: Algorithm = header["alg"].as_str().unwrap().parse().unwrap();
    let jwk: Jwk = serde_json::from_value(key.clone()).unwrap();
    let mut validation = Validation::new(algorithm);
    validation.set_audience(&[audience]);
    validation.set_issuer(&[app.deps.config.issuer()]);
    validation.set_required_spec_claims(&["iss", "sub", "aud", "exp"]);
    jsonwebtoken::decode::<Value>(jwt, &DecodingKey::from_jwk(&jwk).unwrap(), &validation)
        .unwrap()
        .claims
}

/// `at_hash` of a token (OpenID Connect Core section 3.1.3.6).
pub(super) fn at_hash(algorithm: &str, token: &str) -> String {
    let with = if algorithm == "EdDSA" {
        &digest::SHA512
    } else {
        &digest::SHA256
    };
    let hash = digest::digest(with, token.as_bytes());
    base64url(&hash.as_ref()[..hash.as_ref().len() / 2])
}

/// A key of a client's own.
pub(super) struct Signer {
    pub(super) algorithm: Algorithm,
    key: EncodingKey,
    pub(super) public: Value,
}

impl Signer {
    /// A P-256 key; without a `kid`, as the certification suite registers its keys.
    pub(super) fn es256() -> Self {
        use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
        let random = aws_lc_rs::rand::SystemRandom::new();
        let der = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, der.as_ref()).unwrap();
        let point = pair.public_key().as_ref();
        Self {
            algorithm: Algorithm::ES256,
            key: EncodingKey::from_ec_der(der.as_ref()),
            public: json!({ "kty": "EC", "crv": "P-256",
                "x": base64url(&point[1..33]), "y": base64url(&point[33..]) }),
        }
    }

    /// An RSA key without a `kid`.
    pub(super) fn rs256() -> Self {
        use aws_lc_rs::{
            encoding::AsDer as _,
            rsa::{KeyPair, KeySize},
            signature::KeyPair as _,
        };
        let pair = KeyPair::generate(KeySize::Rsa2048).unwrap();
        let der: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().unwrap();
        let public = pair.public_key();
        let (n, e) = (public.modulus(), public.exponent());
        Self {
            algorithm: Algorithm::RS256,
            key: EncodingKey::from_rsa_pem(pem("PRIVATE KEY", der.as_ref()).as_bytes()).unwrap(),
            public: json!({ "kty": "RSA",
                "n": base64url(n.big_endian_without_leading_zero()),
                "e": base64url(e.big_endian_without_leading_zero()) }),
        }
    }

    /// Signs claims.
    pub(super) fn sign(&self, claims: &Value) -> String {
        self.sign_with(&Header::new(self.algorithm), claims)
    }

    /// Signs claims under this header.
    pub(super) fn sign_with(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &self.key).unwrap()
    }

    /// The public key as a key set.
    pub(super) fn set(&self) -> Value {
        json!({ "keys": [self.public] })
    }
}

fn pem(label: &str, der: &[u8]) -> String {
    use base64::engine::general_purpose::STANDARD;
    let body = STANDARD.encode(der);
    let lines: Vec<&str> = body
        .as_bytes()
        .chunks(64)
        .map(|line| std::str::from_utf8(line).unwrap())
        .collect();
    format!(
        "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
        lines.join("\n")
    )
}
