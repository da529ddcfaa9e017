//! What is read far more often than it changes, kept in memory: bounded, told of changes by [`super::change`],
//! and with a short upper age as a safety net.

use std::{
    hash::Hash,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use entity::{
    api_key, family, grant,
    id::{AppId, FamilyId, GrantId, SessionId, TokenId, UserId},
    session, user,
    values::Digest,
};
use jsonwebtoken::jwk::JwkSet;
use moka::sync::Cache;

use super::{change::Change, client::ClientView, error::Result, permission::Catalogue, token::VerifiedToken};

const AGE: Duration = Duration::from_secs(30);
/// Milliseconds without a word from the database after which no cache is believed.
const SILENCE: u64 = 900;

/// Whether what is cached may be believed, and since when it may have changed.
#[derive(Debug)]
pub struct Trust {
    start: Instant,
    /// Milliseconds after `start`; `u64::MAX` where nobody else can change the database unheard.
    until: AtomicU64,
    /// Raised before anything is forgotten.
    epoch: AtomicU64,
}

impl Trust {
    fn new(alone: bool) -> Self {
        Self {
            start: Instant::now(),
            until: AtomicU64::new(if alone { u64::MAX } else { 0 }),
            epoch: AtomicU64::new(0),
        }
    }

    fn elapsed(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// The line to the other nodes is up at this moment.
    pub fn renew(&self) {
        self.until.store(self.elapsed() + SILENCE, Ordering::Release);
    }

    /// Whether caches may be believed.
    pub fn holds(&self) -> bool {
        let until = self.until.load(Ordering::Acquire);
        until == u64::MAX || self.elapsed() < until
    }
}

/// A moment before something was read or written.
#[derive(Clone, Copy, Debug)]
pub struct Mark(u64);

/// One cache.
#[derive(Debug)]
pub struct Cached<K: Hash + Eq + Send + Sync + 'static, V: Clone + Send + Sync + 'static> {
    trust: Arc<Trust>,
    map: Cache<K, V>,
}

impl<K, V> Cached<K, V>
where
    K: Hash + Eq + Clone + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    fn new(trust: &Arc<Trust>, most: u64) -> Self {
        Self {
            trust: Arc::clone(trust),
            map: Cache::builder().max_capacity(most).time_to_live(AGE).build(),
        }
    }

    /// What is cached.
    pub fn get(&self, key: &K) -> Option<V> {
        if self.trust.holds() {
            self.map.get(key)
        } else {
            None
        }
    }

    /// What is cached, else what `load` finds, which is then cached. What is not there is not cached.
    ///
    /// # Errors
    /// As `load`.
    pub async fn get_or_load(
        &self,
        key: &K,
        load: impl AsyncFnOnce() -> Result<Option<V>>,
    ) -> Result<Option<V>> {
        if let Some(value) = self.get(key) {
            return Ok(Some(value));
        }
        let before = self.trust.epoch.load(Ordering::SeqCst);
        let Some(value) = load().await? else {
            return Ok(None);
        };
        self.map.insert(key.clone(), value.clone());
        // A change that was announced while we were reading may have missed what we put in just now.
        if self.trust.epoch.load(Ordering::SeqCst) != before {
            self.map.invalidate(key);
        }
        Ok(Some(value))
    }

    /// A moment, for [`Cached::keep_since`].
    pub fn mark(&self) -> Mark {
        Mark(self.trust.epoch.load(Ordering::SeqCst))
    }

    /// Keeps what the database says since the mark was taken, unless something was forgotten meanwhile.
    pub fn keep_since(&self, mark: &Mark, key: K, value: V) {
        self.map.insert(key.clone(), value);
        if self.trust.epoch.load(Ordering::SeqCst) != mark.0 {
            self.map.invalidate(&key);
        }
    }

    /// Keeps a value that does not come from the database, and so cannot be out of date.
    pub fn keep(&self, key: K, value: V) {
        self.map.insert(key, value);
    }

    fn remove(&self, key: &K) {
        self.map.invalidate(key);
    }

    fn clear(&self) {
        self.map.invalidate_all();
    }
}

/// Every cache of the node.
#[derive(Debug)]
pub struct Caches {
    /// Whether they may be believed.
    pub trust: Arc<Trust>,
    /// Accounts.
    pub users: Cached<UserId, Arc<user::Model>>,
    /// Sessions by the digest of their cookie.
    pub sessions: Cached<Digest, Arc<session::Model>>,
    /// Sessions by id.
    pub sessions_by_id: Cached<SessionId, Arc<session::Model>>,
    /// Clients with their app, secrets, URLs and scopes, by `client_id`.
    pub clients: Cached<String, Arc<ClientView>>,
    /// Every scope that exists.
    pub catalogue: Cached<(), Arc<Catalogue>>,
    /// Grants by id, live or not.
    pub grants: Cached<GrantId, Arc<grant::Model>>,
    /// The live grant of a user and an app.
    pub live_grants: Cached<(UserId, AppId), GrantId>,
    /// Families by id, live or not.
    pub families: Cached<FamilyId, Arc<family::Model>>,
    /// Whether an access token was revoked by itself.
    pub revoked_tokens: Cached<TokenId, bool>,
    /// API keys by the digest of the key, live or not.
    pub api_keys: Cached<Digest, Arc<api_key::Model>>,
    /// Access tokens of ours whose signature was verified, by digest. True for as long as the keys are.
    pub verified_tokens: Cached<Digest, Arc<VerifiedToken>>,
    /// Whether an origin belongs to a single-page client.
    pub origins: Cached<String, bool>,
    /// Key sets of clients by their `jwks_uri`, and when they were fetched.
    pub client_keys: Cached<String, (i64, Arc<JwkSet>)>,
}

impl Caches {
    /// Empty ones. `alone`: no other process can change the database without this one hearing of it.
    pub fn new(alone: bool) -> Self {
        let trust = Arc::new(Trust::new(alone));
        Self {
            users: Cached::new(&trust, 20_000),
            sessions: Cached::new(&trust, 20_000),
            sessions_by_id: Cached::new(&trust, 20_000),
            clients: Cached::new(&trust, 5_000),
            catalogue: Cached::new(&trust, 1),
            grants: Cached::new(&trust, 20_000),
            live_grants: Cached::new(&trust, 20_000),
            families: Cached::new(&trust, 20_000),
            revoked_tokens: Cached::new(&trust, 20_000),
            api_keys: Cached::new(&trust, 20_000),
            verified_tokens: Cached::new(&trust, 20_000),
            origins: Cached::new(&trust, 1_000),
            client_keys: Cached::new(&trust, 1_000),
            trust,
        }
    }

    /// Forgets what a change concerns.
    pub fn forget(&self, change: &Change) {
        self.trust.epoch.fetch_add(1, Ordering::SeqCst);
        match change {
            Change::User(id) => self.users.remove(id),
            Change::Session(id, digest) => {
                self.sessions_by_id.remove(id);
                match digest.digest() {
                    Some(digest) => self.sessions.remove(&digest),
                    None => self.sessions.clear(),
                }
            }
            Change::App(id) => {
                for (client_id, view) in &self.clients.map {
                    if view.app.id == *id {
                        self.clients.remove(&client_id);
                    }
                }
                self.origins.clear();
            }
            Change::Grant(id, user_id, app_id) => {
                self.grants.remove(id);
                self.live_grants.remove(&(*user_id, *app_id));
            }
            Change::Family(id) => self.families.remove(id),
            Change::Token(id) => self.revoked_tokens.remove(id),
            Change::ApiKey(digest) => match digest.digest() {
                Some(digest) => self.api_keys.remove(&digest),
                None => self.api_keys.clear(),
            },
            Change::Keys => self.verified_tokens.clear(),
            Change::Everything => {
                self.users.clear();
                self.sessions.clear();
                self.sessions_by_id.clear();
                self.clients.clear();
                self.catalogue.clear();
                self.grants.clear();
                self.live_grants.clear();
                self.families.clear();
                self.revoked_tokens.clear();
                self.api_keys.clear();
                self.verified_tokens.clear();
                self.origins.clear();
                self.client_keys.clear();
            }
        }
    }
}
