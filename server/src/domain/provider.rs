//! Other providers that people may sign in with: which there are, where they are, and their keys. What they say of
//! themselves is fetched when it is needed and remembered for a while, on each node.

use std::{
    collections::HashMap,
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use anyhow::{Context as _, ensure};
use jsonwebtoken::jwk::JwkSet;
use serde_json::Value;
use tokio::sync::Mutex;
use url::Url;

use super::{
    Deps,
    clock::{DAY, MINUTE, SECOND},
    outbound,
};
use crate::{
    config::Config,
    provider_config::{ClientAuthentication, Kind, Provider, may_be_used},
};

/// So long what a provider says of itself is believed without asking again, milliseconds.
const AGE: i64 = 10 * MINUTE;
/// So long it is used when the provider does not answer.
const STALE: i64 = DAY;
/// Between two tries at a provider that does not answer, or at keys that may have changed.
const PAUSE: i64 = 10 * SECOND;
/// How long a page waits for what a provider says of itself, where that was never heard.
const PAGE_PATIENCE: Duration = Duration::from_secs(1);

/// What a provider says of itself, or the settings say of it.
#[derive(Clone, Debug)]
pub struct Metadata {
    /// Its issuer identifier; none for plain OAuth 2.
    pub issuer: Option<String>,
    /// Where the browser is sent.
    pub authorization_endpoint: Url,
    /// Where the code is redeemed.
    pub token_endpoint: Url,
    /// Where it says who it is.
    pub userinfo_endpoint: Option<Url>,
    /// Where its keys are.
    jwks_uri: Option<Url>,
    /// The algorithms of its ID tokens, where it lists them.
    pub algorithms: Option<Vec<String>>,
    /// How we prove ourselves at its token endpoint.
    pub authentication: ClientAuthentication,
    /// Whether every answer names the issuer (RFC 9207).
    pub names_issuer: bool,
    /// Whether it says that ID tokens tell when the person authenticated.
    pub tells_auth_time: bool,
}

#[derive(Debug, Default)]
struct Remembered {
    metadata: RwLock<Option<(i64, Arc<Metadata>)>>,
    keys: RwLock<Option<(i64, Arc<JwkSet>)>>,
    /// When it was last asked for either without an answer; held while it is being asked, so that one asks for all.
    failed_at: Mutex<Option<i64>>,
}

/// What is remembered of every provider.
#[derive(Debug)]
pub struct Known(HashMap<String, Remembered>);

impl Known {
    /// Nothing yet.
    pub fn new(config: &Config) -> Self {
        let ids = config.providers.iter().map(|provider| provider.id.clone());
        Self(ids.map(|id| (id, Remembered::default())).collect())
    }
}

fn read<T: Clone>(lock: &RwLock<Option<(i64, T)>>) -> Option<(i64, T)> {
    lock.read().unwrap_or_else(PoisonError::into_inner).clone()
}

fn keep<T>(lock: &RwLock<Option<(i64, T)>>, now: i64, value: T) {
    *lock.write().unwrap_or_else(PoisonError::into_inner) = Some((now, value));
}

/// The provider of that id.
pub fn find<'a>(deps: &'a Deps, id: &str) -> Option<&'a Provider> {
    deps.config.providers.iter().find(|provider| provider.id == id)
}

/// The address that the provider sends people back to; to be registered there.
pub fn callback(deps: &Deps, provider: &Provider) -> String {
    format!("{}/providers/{}/callback", deps.config.issuer(), provider.id)
}

/// What the provider says of itself; none where it does not answer, or says something that cannot be.
pub async fn metadata(deps: &Deps, provider: &Provider) -> Option<Arc<Metadata>> {
    let remembered = deps.providers.0.get(&provider.id)?;
    let now = deps.clock.now();
    let fresh = || read(&remembered.metadata).filter(|(at, _)| now - at < AGE);
    if let Some((_, metadata)) = fresh() {
        return Some(metadata);
    }
    let mut failed_at = remembered.failed_at.lock().await;
    if let Some((_, metadata)) = fresh() {
        return Some(metadata);
    }
    let before = || {
        read(&remembered.metadata)
            .filter(|(at, _)| now - at < STALE)
            .map(|(_, metadata)| metadata)
    };
    if failed_at.is_some_and(|at| now - at < PAUSE) {
        return before();
    }
    match discover(deps, provider).await {
        Ok(metadata) => {
            let metadata = Arc::new(metadata);
            keep(&remembered.metadata, now, Arc::clone(&metadata));
            *failed_at = None;
            Some(metadata)
        }
        Err(error) => {
            tracing::warn!(provider = provider.id, %error, "a provider does not say what it is");
            *failed_at = Some(now);
            before()
        }
    }
}

async fn discover(deps: &Deps, provider: &Provider) -> anyhow::Result<Metadata> {
    if provider.kind == Kind::OAuth2 {
        return Ok(Metadata {
            issuer: None,
            authorization_endpoint: Url::parse(&provider.authorization_endpoint)?,
            token_endpoint: Url::parse(&provider.token_endpoint)?,
            userinfo_endpoint: Some(Url::parse(&provider.userinfo_endpoint)?),
            jwks_uri: None,
            algorithms: None,
            authentication: provider
                .token_endpoint_auth_method
                .unwrap_or(ClientAuthentication::ClientSecretBasic),
            names_issuer: false,
            tells_auth_time: false,
        });
    }
    let address = format!(
        "{}/.well-known/openid-configuration",
        provider.issuer.trim_end_matches('/')
    );
    let document = outbound::fetch_json(deps, &address, None).await?;
    understand(deps, provider, &document)
}

/// OpenID Connect Discovery section 4.3: the issuer must be the configured one, exactly.
fn understand(deps: &Deps, provider: &Provider, document: &Value) -> anyhow::Result<Metadata> {
    ensure!(
        document["issuer"].as_str() == Some(provider.issuer.as_str()),
        "it calls itself by another issuer than the configured one"
    );
    let address = |name: &str| -> anyhow::Result<Option<Url>> {
        let Some(text) = document.get(name).filter(|value| !value.is_null()) else {
            return Ok(None);
        };
        let url = Url::parse(text.as_str().unwrap_or_default()).with_context(|| name.to_owned())?;
        ensure!(
            may_be_used(&url, &deps.config.outbound_allow),
            "{name} is not https"
        );
        Ok(Some(url))
    };
    let needed = |name: &str| address(name)?.with_context(|| format!("{name} is missing"));
    let list = |name: &str| -> Option<Vec<String>> {
        let values = document[name].as_array()?;
        Some(
            values
                .iter()
                .filter_map(|value| value.as_str().map(str::to_owned))
                .collect(),
        )
    };
    let authentication = match (
        provider.token_endpoint_auth_method,
        list("token_endpoint_auth_methods_supported"),
    ) {
        (Some(method), _) => method,
        // OpenID Connect Discovery section 3: Basic where nothing is said.
        (None, None) => ClientAuthentication::ClientSecretBasic,
        (None, Some(methods)) if methods.iter().any(|method| method == "client_secret_basic") => {
            ClientAuthentication::ClientSecretBasic
        }
        (None, Some(methods)) if methods.iter().any(|method| method == "client_secret_post") => {
            ClientAuthentication::ClientSecretPost
        }
        (None, Some(_)) => anyhow::bail!("it takes no client secret"),
    };
    Ok(Metadata {
        issuer: Some(provider.issuer.clone()),
        authorization_endpoint: needed("authorization_endpoint")?,
        token_endpoint: needed("token_endpoint")?,
        userinfo_endpoint: address("userinfo_endpoint")?,
        jwks_uri: Some(needed("jwks_uri")?),
        algorithms: list("id_token_signing_alg_values_supported"),
        authentication,
        names_issuer: document["authorization_response_iss_parameter_supported"] == Value::Bool(true),
        tells_auth_time: list("claims_supported")
            .is_some_and(|claims| claims.iter().any(|claim| claim == "auth_time")),
    })
}

/// The provider's keys. Where none has that `kid`, they are fetched again, but not more often than every ten seconds.
///
/// # Errors
/// For the log.
pub(super) async fn keys(
    deps: &Deps,
    provider: &Provider,
    metadata: &Metadata,
    kid: Option<&str>,
) -> anyhow::Result<Arc<JwkSet>> {
    let remembered = deps.providers.0.get(&provider.id).context("no such provider")?;
    let address = metadata.jwks_uri.as_ref().context("it has no keys")?;
    let now = deps.clock.now();
    if let Some(keys) = usable(remembered, kid, now) {
        return Ok(keys);
    }
    let _turn = remembered.failed_at.lock().await;
    if let Some(keys) = usable(remembered, kid, now) {
        return Ok(keys);
    }
    let document = outbound::fetch_json(deps, address.as_str(), None).await?;
    let keys = Arc::new(read_keys(&document)?);
    keep(&remembered.keys, now, Arc::clone(&keys));
    Ok(keys)
}

/// The keys that are remembered, where they need not be fetched again.
fn usable(remembered: &Remembered, kid: Option<&str>, now: i64) -> Option<Arc<JwkSet>> {
    let (at, keys) = read(&remembered.keys)?;
    let has = kid.is_none_or(|kid| keys.find(kid).is_some());
    (now - at < if has { AGE } else { PAUSE }).then_some(keys)
}

/// The keys that are understood; one of a kind that is not does no harm to the others.
fn read_keys(document: &Value) -> anyhow::Result<JwkSet> {
    let keys = document["keys"].as_array().context("no keys")?;
    let keys = keys
        .iter()
        .take(50)
        .filter_map(|key| serde_json::from_value(key.clone()).ok())
        .collect();
    Ok(JwkSet { keys })
}

/// Where the forms that begin a visit may lead in the end: the origins of every provider's pages, for the pages' policy
/// (Chromium holds redirects after a form to it). Waits a moment for a provider that was never heard of.
pub async fn origins(deps: &Deps) -> Vec<String> {
    let asked = deps.config.providers.iter().map(async |provider| {
        let known = deps
            .providers
            .0
            .get(&provider.id)
            .and_then(|remembered| read(&remembered.metadata));
        let metadata = match known {
            Some((_, metadata)) => Some(metadata),
            None => tokio::time::timeout(PAGE_PATIENCE, metadata(deps, provider))
                .await
                .ok()
                .flatten(),
        };
        let issuer = Url::parse(&provider.issuer).ok();
        let endpoint = metadata.map(|metadata| metadata.authorization_endpoint.clone());
        let urls = [issuer, endpoint].into_iter().flatten();
        urls.map(|url| url.origin().ascii_serialization())
            .chain(provider.origins.iter().cloned())
            .collect::<Vec<_>>()
    });
    let mut all: Vec<String> = futures_util::future::join_all(asked)
        .await
        .into_iter()
        .flatten()
        .collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// Asks every provider what it is, so that pages need not wait.
pub async fn look_around(deps: &Deps) {
    let asked = deps
        .config
        .providers
        .iter()
        .map(|provider| metadata(deps, provider));
    futures_util::future::join_all(asked).await;
}
