//! What changed, told to every cache of every node within a second (SEC-40, SEC-67).
//!
//! A change is announced in the transaction that makes it. On PostgreSQL it goes out with the commit
//! (`NOTIFY`); a node that has not heard from the database for a second trusts no cache. On SQLite one process
//! serves, and is told directly; a command of the same binary raises a number that the server watches.

use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use entity::{
    id::{AppId, FamilyId, GrantId, SessionId, TokenId, UserId},
    setting,
    values::Digest,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

use super::{Deps, database::statement, error::Result};

const CHANNEL: &str = "latchkey";
/// The setting that commands raise, for a server on the same SQLite file.
const EPOCH: &str = "epoch";
/// More than this in one notification, and everything is forgotten instead (PostgreSQL's limit is 8,000 bytes).
const MANY: usize = 40;

/// Something that caches may hold is no longer what it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Change {
    /// An account: role, status, profile.
    User(UserId),
    /// A browser session ended or was renewed; the digest of its cookie.
    Session(SessionId, DigestText),
    /// An app, its clients, secrets, redirect URLs or enabled scopes.
    App(AppId),
    /// A grant was made, changed or revoked.
    Grant(GrantId, UserId, AppId),
    /// A family ended.
    Family(FamilyId),
    /// One access token ended.
    Token(TokenId),
    /// How the service presents itself.
    Settings,
    /// Something was written that the audit log tells of.
    Audit,
    /// Refused requests of an app were written to its log.
    Requests(AppId),
    /// An API key changed or ended; its digest.
    ApiKey(DigestText),
    /// Signing keys.
    Keys,
    /// Anything else, or too much to name.
    Everything,
}

/// A digest as text, for the notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestText(String);

impl From<&Digest> for DigestText {
    fn from(digest: &Digest) -> Self {
        Self(super::secret::base64url(&digest.0))
    }
}

impl DigestText {
    /// The digest again.
    pub fn digest(&self) -> Option<Digest> {
        super::secret::from_base64url(&self.0).map(Digest)
    }
}

/// A transaction that announces what it changed when it commits. What it records in the audit log needs no
/// announcement of its own.
pub struct Write<'a> {
    deps: &'a Deps,
    transaction: DatabaseTransaction,
    changes: Vec<Change>,
    afterwards: Mutex<Vec<Afterwards>>,
}

/// What is done once it is sure.
type Afterwards = Box<dyn FnOnce() + Send>;

impl std::fmt::Debug for Write<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Write")
            .field("changes", &self.changes)
            .finish_non_exhaustive()
    }
}

impl<'a> Write<'a> {
    /// Begins.
    ///
    /// # Errors
    /// The database's.
    pub async fn begin(deps: &'a Deps) -> Result<Self> {
        Ok(Self {
            deps,
            transaction: deps.db.begin().await?,
            changes: Vec::new(),
            afterwards: Mutex::default(),
        })
    }

    /// Does this after the commit, and not at all without: the log must not tell of what did not happen.
    pub fn then(&self, done: impl FnOnce() + Send + 'static) {
        let mut afterwards = self.afterwards.lock().unwrap_or_else(PoisonError::into_inner);
        afterwards.push(Box::new(done));
    }

    /// The service.
    pub const fn deps(&self) -> &'a Deps {
        self.deps
    }

    /// The connection to read and write with.
    pub const fn db(&self) -> &DatabaseTransaction {
        &self.transaction
    }

    /// Something changed.
    pub fn changed(&mut self, change: Change) {
        if !self.changes.contains(&change) {
            self.changes.push(change);
        }
    }

    /// Commits, then tells the caches.
    ///
    /// # Errors
    /// The database's; then nothing changed.
    pub async fn commit(mut self) -> Result<()> {
        self.changed(Change::Audit);
        if self.changes.len() > MANY {
            self.changes = vec![Change::Everything];
        }
        send(self.deps, &self.transaction, &self.changes).await?;
        self.transaction.commit().await?;
        self.deps.outbox.committed();
        for change in &self.changes {
            self.deps.forget(change);
        }
        let afterwards = self
            .afterwards
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner);
        for done in afterwards {
            done();
        }
        Ok(())
    }
}

/// Puts the changes into the transaction, for the other nodes.
///
/// # Errors
/// The database's.
pub async fn send(deps: &Deps, db: &impl ConnectionTrait, changes: &[Change]) -> Result<()> {
    if changes.is_empty() {
        return Ok(());
    }
    if deps.db.postgres_pool().is_some() {
        let text = serde_json::to_string(changes).map_err(super::Error::internal)?;
        let notify = statement(
            deps.db.backend(),
            "SELECT pg_notify(?, ?)",
            [CHANNEL.into(), text.into()],
        );
        db.execute_raw(notify).await?;
    } else if !deps.serving {
        raise_epoch(deps, db).await?;
    }
    Ok(())
}

async fn raise_epoch(deps: &Deps, db: &impl ConnectionTrait) -> Result<()> {
    let now = deps.clock.now();
    let raised = setting::Entity::update_many()
        .col_expr(
            setting::Column::Value,
            Expr::value(super::secret::random_id().to_string()),
        )
        .col_expr(setting::Column::UpdatedAt, Expr::value(now))
        .filter(setting::Column::Name.eq(EPOCH))
        .exec(db)
        .await?;
    if raised.rows_affected == 0 {
        super::setting::put(db, EPOCH, &super::secret::random_id().to_string(), now).await?;
    }
    Ok(())
}

/// Listens to the other nodes or processes until the end of the process.
pub async fn listen(deps: Arc<Deps>) {
    match deps.db.postgres_pool() {
        Some(pool) => listen_to_postgres(&deps, pool).await,
        None => watch_epoch(&deps).await,
    }
}

async fn watch_epoch(deps: &Deps) {
    let mut known: Option<Option<String>> = None;
    let mut ticks = tokio::time::interval(Duration::from_millis(400));
    loop {
        ticks.tick().await;
        match super::setting::get(deps.db.read(), EPOCH).await {
            Ok(now) => {
                if known.as_ref().is_some_and(|before| *before != now) {
                    deps.forget(&Change::Everything);
                }
                known = Some(now);
            }
            Err(error) => tracing::warn!(%error, "cannot look for changes by other processes"),
        }
    }
}

async fn listen_to_postgres(deps: &Deps, pool: &sqlx::PgPool) {
    loop {
        if let Err(error) = hear(deps, pool).await {
            tracing::warn!(%error, "lost the database's notifications; caches are not trusted until it is back");
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

async fn hear(deps: &Deps, pool: &sqlx::PgPool) -> std::result::Result<(), sqlx::Error> {
    let mut listener = sqlx::postgres::PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    deps.forget(&Change::Everything);
    let mut beat = tokio::time::interval(Duration::from_millis(300));
    loop {
        tokio::select! {
            _ = beat.tick() => {
                // Our own message coming back proves that the line is up.
                // On the listener's own connection: a pool that is busy must not make the caches untrusted.
                sqlx::query("SELECT pg_notify($1, '[]')").bind(CHANNEL).execute(&mut listener).await?;
            }
            message = listener.try_recv() => {
                let Some(message) = message? else { return Err(sqlx::Error::WorkerCrashed) };
                match serde_json::from_str::<Vec<Change>>(message.payload()) {
                    Ok(changes) => changes.iter().for_each(|change| deps.forget(change)),
                    Err(_) => deps.forget(&Change::Everything),
                }
                deps.caches.trust.renew();
            }
        }
    }
}
