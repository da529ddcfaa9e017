//! Signing keys: made, sealed, rotated with overlap, published (SEC-35, SEC-122). Private keys are parsed once
//! and kept; jsonwebtoken would parse them again at each signature.

use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, RwLock},
};

use anyhow::{Context as _, anyhow};
use aws_lc_rs::{
    encoding::AsDer,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256,
        RSA_PSS_SHA256, RsaKeyPair,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use entity::{signing_key, values::SigningAlgorithm};
use jsonwebtoken::{
    DecodingKey,
    jwk::{Jwk, ThumbprintHash},
};
use sea_orm::{
    ActiveModelBehavior as _, ActiveModelTrait, ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter,
    QueryOrder,
};
use serde_json::{Value, json};

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    change::{Change, Write},
    clock::{DAY, HOUR},
    secret::{Purpose, Vault, base64url},
};

/// The longest that any token of ours lives, in milliseconds: a retired key is published for so long.
const LONGEST_TOKEN: i64 = DAY;

/// What a JWT of ours is, as its `typ` header says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typ {
    /// An access token (RFC 9068).
    AccessToken,
    /// An ID token, or signed userinfo.
    Jwt,
}

impl Typ {
    /// The header's value.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "at+jwt",
            Self::Jwt => "JWT",
        }
    }
}

enum Private {
    Ecdsa(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
    Rsa(Box<RsaKeyPair>, bool),
}

/// One key that signs.
pub struct Signer {
    kid: String,
    algorithm: SigningAlgorithm,
    active_at: i64,
    retired_at: Option<i64>,
    headers: [String; 2],
    private: Private,
}

impl fmt::Debug for Signer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Signer({} {})", self.algorithm, self.kid)
    }
}

impl Signer {
    fn new(row: &signing_key::Model, pkcs8: &[u8]) -> anyhow::Result<Self> {
        let header = |typ: Typ| {
            let header = json!({ "alg": row.algorithm.as_str(), "kid": row.id, "typ": typ.as_str() });
            base64url(header.to_string().as_bytes())
        };
        Ok(Self {
            kid: row.id.clone(),
            algorithm: row.algorithm,
            active_at: row.active_at,
            retired_at: row.retired_at,
            headers: [header(Typ::AccessToken), header(Typ::Jwt)],
            private: private(row.algorithm, pkcs8)?,
        })
    }

    /// The JWT in compact form.
    fn sign(&self, typ: Typ, claims: &[u8]) -> anyhow::Result<String> {
        let header = &self.headers[usize::from(typ == Typ::Jwt)];
        let mut out = String::with_capacity(header.len() + claims.len() * 4 / 3 + 360);
        out.push_str(header);
        out.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut out);
        let random = SystemRandom::new();
        let failed = |_| anyhow!("a signature failed");
        let message = out.as_bytes();
        match &self.private {
            Private::Ecdsa(key) => {
                let signature = key.sign(&random, message).map_err(failed)?;
                out.push('.');
                URL_SAFE_NO_PAD.encode_string(signature.as_ref(), &mut out);
            }
            Private::Ed25519(key) => {
                let signature = key.sign(message);
                out.push('.');
                URL_SAFE_NO_PAD.encode_string(signature.as_ref(), &mut out);
            }
            Private::Rsa(key, pss) => {
                let mut signature = vec![0; key.public_modulus_len()];
                let padding = if *pss { &RSA_PSS_SHA256 } else { &RSA_PKCS1_SHA256 };
                key.sign(padding, &random, message, &mut signature)
                    .map_err(failed)?;
                out.push('.');
                URL_SAFE_NO_PAD.encode_string(&signature, &mut out);
            }
        }
        Ok(out)
    }
}

fn private(algorithm: SigningAlgorithm, pkcs8: &[u8]) -> anyhow::Result<Private> {
    let rejected = |_| anyhow!("a stored signing key cannot be read");
    Ok(match algorithm {
        SigningAlgorithm::Es256 => Private::Ecdsa(
            EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8).map_err(rejected)?,
        ),
        SigningAlgorithm::EdDsa => Private::Ed25519(Ed25519KeyPair::from_pkcs8(pkcs8).map_err(rejected)?),
        SigningAlgorithm::Rs256 => {
            Private::Rsa(Box::new(RsaKeyPair::from_pkcs8(pkcs8).map_err(rejected)?), false)
        }
        SigningAlgorithm::Ps256 => {
            Private::Rsa(Box::new(RsaKeyPair::from_pkcs8(pkcs8).map_err(rejected)?), true)
        }
    })
}

/// A key that checks signatures of ours.
#[derive(Clone)]
pub struct Verifier {
    /// The only algorithm it is used with (SEC-33).
    pub algorithm: SigningAlgorithm,
    /// The key.
    pub key: DecodingKey,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verifier({})", self.algorithm)
    }
}

/// Every key that signs or whose tokens may still live.
#[derive(Debug, Default)]
struct Loaded {
    signers: Vec<Signer>,
    verifiers: HashMap<String, Verifier>,
    jwks: bytes::Bytes,
}

/// The keys in use, replaced as a whole when they change.
#[derive(Debug, Default)]
pub struct KeyRing {
    loaded: RwLock<Arc<Loaded>>,
    /// Held while the rows are read and put in place: of two readings the later one stays.
    loading: tokio::sync::Mutex<()>,
    changed: tokio::sync::Notify,
}

impl KeyRing {
    fn loaded(&self) -> Arc<Loaded> {
        Arc::clone(
            &self
                .loaded
                .read()
                .unwrap_or_else(std::sync::PoisonError::into_inner),
        )
    }

    /// The JSON Web Key Set, public members only.
    pub fn jwks(&self) -> bytes::Bytes {
        self.loaded().jwks.clone()
    }

    /// The key with that `kid`, which is a name and nothing else.
    pub fn verifier(&self, kid: &str) -> Option<Verifier> {
        self.loaded().verifiers.get(kid).cloned()
    }

    /// Signs claims with the key that is active now.
    ///
    /// # Errors
    /// `Internal` where there is no such key, or the signature fails.
    pub fn sign(&self, algorithm: SigningAlgorithm, typ: Typ, claims: &[u8], now: i64) -> Result<String> {
        let loaded = self.loaded();
        loaded
            .signers
            .iter()
            .find(|key| {
                // A key that was replaced before its turn came never has one.
                key.algorithm == algorithm && key.active_at <= now && key.retired_at.is_none_or(|at| now < at)
            })
            .ok_or_else(|| Error::internal(anyhow!("no active {algorithm} key")))?
            .sign(typ, claims)
            .map_err(Error::Internal)
    }

    /// Reads the keys again.
    ///
    /// # Errors
    /// The database's, or a stored key that cannot be opened.
    pub async fn load(&self, deps: &Deps) -> Result<()> {
        let _one_at_a_time = self.loading.lock().await;
        let now = deps.clock.now();
        let rows = signing_key::Entity::find()
            .filter(signing_key::Column::WithdrawnAt.is_null())
            .filter(
                signing_key::Column::ExpiresAt
                    .is_null()
                    .or(signing_key::Column::ExpiresAt.gt(now)),
            )
            .order_by_desc(signing_key::Column::ActiveAt)
            .all(deps.db.read())
            .await?;
        let loaded = read(&deps.vault, &rows).map_err(Error::Internal)?;
        *self
            .loaded
            .write()
            .unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(loaded);
        // What the keys before these had verified meanwhile (SEC-35).
        deps.caches.forget(&Change::Keys);
        Ok(())
    }

    /// The keys changed: [`KeyRing::changed`] returns.
    pub fn reload_soon(&self) {
        self.changed.notify_one();
    }

    /// Waits until the keys changed.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    fn due(&self, now: i64, rotation: i64) -> Vec<SigningAlgorithm> {
        let loaded = self.loaded();
        let newest = |algorithm| loaded.signers.iter().find(|key| key.algorithm == algorithm);
        SigningAlgorithm::ALL
            .iter()
            .copied()
            .filter(|algorithm| match newest(*algorithm) {
                None => true,
                Some(key) => key.retired_at.is_none() && rotation > 0 && now >= key.active_at + rotation,
            })
            .collect()
    }
}

fn read(vault: &Vault, rows: &[signing_key::Model]) -> anyhow::Result<Loaded> {
    let mut loaded = Loaded::default();
    let mut public = Vec::new();
    for row in rows {
        let pkcs8 = vault
            .open(Purpose::SigningKey, &row.sealed_private_key)
            .context("a stored signing key does not open with this secret key")?;
        let pkcs8 = zeroize::Zeroizing::new(pkcs8);
        loaded.signers.push(Signer::new(row, &pkcs8)?);
        let jwk: Jwk = serde_json::from_value(row.public_jwk.clone()).context("a stored public key")?;
        let key = DecodingKey::from_jwk(&jwk).context("a stored public key")?;
        loaded.verifiers.insert(
            row.id.clone(),
            Verifier {
                algorithm: row.algorithm,
                key,
            },
        );
        public.push(row.public_jwk.clone());
    }
    loaded.jwks = json!({ "keys": public }).to_string().into();
    Ok(loaded)
}

/// Makes a key pair: its PKCS #8 and its public JWK with `kid`.
fn generate(algorithm: SigningAlgorithm) -> anyhow::Result<(zeroize::Zeroizing<Vec<u8>>, Value)> {
    let random = SystemRandom::new();
    let failed = |_| anyhow!("a key could not be made");
    let (pkcs8, mut jwk) = match algorithm {
        SigningAlgorithm::Es256 => {
            let pkcs8 =
                EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).map_err(failed)?;
            let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref())?;
            // An uncompressed point: 4, then x and y of 32 bytes each.
            let point = pair.public_key().as_ref();
            let jwk = json!({ "kty": "EC", "crv": "P-256", "x": base64url(&point[1..33]), "y": base64url(&point[33..]) });
            (pkcs8.as_ref().to_vec(), jwk)
        }
        SigningAlgorithm::EdDsa => {
            let pkcs8 = Ed25519KeyPair::generate_pkcs8v1(&random).map_err(failed)?;
            let pair = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref())?;
            let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": base64url(pair.public_key().as_ref()) });
            (pkcs8.as_ref().to_vec(), jwk)
        }
        SigningAlgorithm::Rs256 | SigningAlgorithm::Ps256 => {
            let pair = RsaKeyPair::generate(KeySize::Rsa2048).map_err(failed)?;
            let public = pair.public_key();
            let n = public.modulus().big_endian_without_leading_zero().to_vec();
            let e = public.exponent().big_endian_without_leading_zero().to_vec();
            let pkcs8: aws_lc_rs::encoding::Pkcs8V1Der<'_> = pair.as_der().map_err(failed)?;
            (
                pkcs8.as_ref().to_vec(),
                json!({ "kty": "RSA", "n": base64url(&n), "e": base64url(&e) }),
            )
        }
    };
    let thumbprint = serde_json::from_value::<Jwk>(jwk.clone())?.thumbprint(ThumbprintHash::SHA256)?;
    jwk["kid"] = thumbprint.into();
    jwk["use"] = "sig".into();
    jwk["alg"] = algorithm.as_str().into();
    Ok((zeroize::Zeroizing::new(pkcs8), jwk))
}

/// When a new key takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takeover {
    /// After it was published for the configured overlap.
    Overlap,
    /// At once; the key before it stays published.
    Now,
    /// At once, and the keys before it are withdrawn: their tokens fail (SEC-35, emergency).
    Withdraw,
}

/// Makes the keys that are missing or due. Called at start and every few minutes; safe on many nodes.
///
/// # Errors
/// The database's.
pub async fn maintain(deps: &Deps) -> Result<()> {
    deps.keys.load(deps).await?;
    let rotation = deps.config.signing_key_rotation_days * DAY;
    let now = deps.clock.now();
    let due = deps.keys.due(now, rotation);
    if due.is_empty() {
        return Ok(());
    }
    for algorithm in due {
        replace(deps, &Caller::operator(), algorithm, Takeover::Overlap, true).await?;
    }
    deps.keys.load(deps).await
}

/// Rotates the keys of every algorithm.
///
/// # Errors
/// The database's.
pub async fn rotate(deps: &Deps, caller: &Caller, takeover: Takeover) -> Result<()> {
    for algorithm in SigningAlgorithm::ALL {
        replace(deps, caller, *algorithm, takeover, false).await?;
    }
    deps.keys.load(deps).await
}

/// Every key that is not forgotten, newest first.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps) -> Result<Vec<signing_key::Model>> {
    Ok(signing_key::Entity::find()
        .order_by_desc(signing_key::Column::ActiveAt)
        .all(deps.db.read())
        .await?)
}

async fn replace(
    deps: &Deps,
    caller: &Caller,
    algorithm: SigningAlgorithm,
    takeover: Takeover,
    only_if_due: bool,
) -> Result<()> {
    let made = tokio::task::spawn_blocking(move || generate(algorithm))
        .await
        .map_err(Error::internal)?;
    let (pkcs8, jwk) = made.map_err(Error::Internal)?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let current = signing_key::Entity::find()
        .filter(signing_key::Column::Algorithm.eq(algorithm))
        .filter(signing_key::Column::WithdrawnAt.is_null())
        .filter(signing_key::Column::RetiredAt.is_null())
        .all(write.db())
        .await?;
    // Another node may have been faster: a key that is young enough is left alone.
    let rotation = deps.config.signing_key_rotation_days * DAY;
    let fresh = current
        .iter()
        .any(|row| rotation == 0 || now < row.active_at + rotation);
    if only_if_due && fresh {
        return Ok(());
    }
    let active_at = match takeover {
        Takeover::Overlap if !current.is_empty() => now + deps.config.signing_key_overlap_hours * HOUR,
        _ => now,
    };
    let kid = jwk["kid"].as_str().unwrap_or_default().to_owned();
    let row = signing_key::Model {
        id: kid.clone(),
        algorithm,
        sealed_private_key: deps.vault.seal(Purpose::SigningKey, &pkcs8),
        public_jwk: jwk,
        active_at,
        retired_at: None,
        expires_at: None,
        withdrawn_at: None,
        created_at: now,
    };
    signing_key::Entity::insert(signing_key::ActiveModel::from(row).reset_all())
        .exec_without_returning(write.db())
        .await?;
    let mut retire = signing_key::ActiveModel::new();
    retire.retired_at = sea_orm::Set(Some(active_at));
    retire.expires_at = sea_orm::Set(Some(active_at + LONGEST_TOKEN));
    if takeover == Takeover::Withdraw {
        retire.withdrawn_at = sea_orm::Set(Some(now));
    }
    signing_key::Entity::update_many()
        .set(retire)
        .filter(signing_key::Column::Algorithm.eq(algorithm))
        .filter(signing_key::Column::Id.ne(&kid))
        .filter(if takeover == Takeover::Withdraw {
            signing_key::Column::WithdrawnAt.is_null()
        } else {
            signing_key::Column::RetiredAt.is_null()
        })
        .exec(write.db())
        .await?;
    let details = json!({ "algorithm": algorithm, "takeover": format!("{takeover:?}").to_lowercase() });
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("signing_key.created").target(&kid).details(details),
    )
    .await?;
    write.changed(Change::Keys);
    write.commit().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_algorithm_signs_what_its_public_key_verifies() {
        for algorithm in SigningAlgorithm::ALL {
            let (pkcs8, jwk) = generate(*algorithm).unwrap();
            let row = signing_key::Model {
                id: jwk["kid"].as_str().unwrap().to_owned(),
                algorithm: *algorithm,
                sealed_private_key: Vec::new(),
                public_jwk: jwk.clone(),
                active_at: 0,
                retired_at: None,
                expires_at: None,
                withdrawn_at: None,
                created_at: 0,
            };
            let token = Signer::new(&row, &pkcs8)
                .unwrap()
                .sign(Typ::Jwt, br#"{"a":1}"#)
                .unwrap();
            let key = DecodingKey::from_jwk(&serde_json::from_value(jwk.clone()).unwrap()).unwrap();
            let mut validation = jsonwebtoken::Validation::new(algorithm.as_str().parse().unwrap());
            validation.required_spec_claims.clear();
            validation.validate_exp = false;
            let claims = jsonwebtoken::decode::<Value>(&token, &key, &validation)
                .unwrap()
                .claims;
            assert_eq!(claims, json!({ "a": 1 }));
            let members: Vec<_> = jwk.as_object().unwrap().keys().map(String::as_str).collect();
            assert!(
                members
                    .iter()
                    .all(|m| ["kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"].contains(m)),
                "SEC-35"
            );
        }
    }
}
