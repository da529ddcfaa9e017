//! When things were last used: added up in memory and written every few seconds, never on a request's way.
//! What is lost at a crash are seconds of these figures, nothing else.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

use entity::{
    api_key, client, client_secret, grant,
    id::{ApiKeyId, ClientKey, ClientSecretId, GrantId, SessionId},
    session,
};
use sea_orm::{ColumnTrait, ConnectionTrait as _, EntityTrait, ExprTrait as _, QueryFilter, sea_query::Expr};

use super::{Deps, Result, database::statement};

/// At most so many things are remembered between two writes; the figures of more are lost.
const MOST: usize = 10_000;
/// At most so many rows are written in one transaction, so that nobody waits long behind it.
const BATCH: usize = 200;

/// When something was last used, and from which network.
#[derive(Debug)]
struct Last {
    at: i64,
    from: Option<String>,
}

impl Last {
    fn new(at: i64, from: Option<&str>) -> Self {
        Self {
            at,
            from: from.map(network),
        }
    }

    fn again(&mut self, at: i64, from: Option<&str>) {
        self.at = at;
        if from.is_some() {
            self.from = from.map(network);
        }
    }
}

/// What was used since the last write.
#[derive(Debug, Default)]
pub struct Usage {
    grants: Mutex<HashMap<GrantId, Last>>,
    secrets: Mutex<HashMap<ClientSecretId, (i64, i64)>>,
    clients: Mutex<HashMap<ClientKey, i64>>,
    sessions: Mutex<HashMap<SessionId, i64>>,
    api_keys: Mutex<HashMap<ApiKeyId, Last>>,
    permissions: Mutex<HashMap<(ApiKeyId, String), (i64, i64)>>,
}

fn lock<T>(map: &Mutex<T>) -> MutexGuard<'_, T> {
    map.lock().unwrap_or_else(PoisonError::into_inner)
}

fn note<K: Hash + Eq, V>(
    map: &Mutex<HashMap<K, V>>,
    key: K,
    new: impl FnOnce() -> V,
    again: impl FnOnce(&mut V),
) {
    let mut map = lock(map);
    if let Some(value) = map.get_mut(&key) {
        again(value);
    } else if map.len() < MOST {
        map.insert(key, new());
    }
}

impl Usage {
    /// An app used a grant, from this address.
    pub fn grant(&self, id: GrantId, now: i64, from: Option<&str>) {
        note(
            &self.grants,
            id,
            || Last::new(now, from),
            |known| known.again(now, from),
        );
    }

    /// An API key was used, from this address, for these of its permissions.
    pub fn api_key(&self, id: ApiKeyId, now: i64, (from, permissions): (Option<&str>, Vec<String>)) {
        note(
            &self.api_keys,
            id,
            || Last::new(now, from),
            |known| known.again(now, from),
        );
        for permission in permissions {
            note(
                &self.permissions,
                (id, permission),
                || (now, 1),
                |known| *known = (now, known.1 + 1),
            );
        }
    }

    /// A client authenticated, with this secret if it was one.
    pub fn client(&self, key: ClientKey, secret: Option<ClientSecretId>, now: i64) {
        note(&self.clients, key, || now, |at| *at = now);
        if let Some(secret) = secret {
            note(
                &self.secrets,
                secret,
                || (now, 1),
                |known| *known = (now, known.1 + 1),
            );
        }
    }

    /// A session was seen.
    pub fn session(&self, id: SessionId, now: i64) {
        note(&self.sessions, id, || now, |at| *at = now);
    }
}

/// The network of an address, which is all that is kept of it: /24 or /48.
pub fn network(address: &str) -> String {
    match address.parse() {
        Ok(std::net::IpAddr::V4(v4)) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        Ok(std::net::IpAddr::V6(v6)) => {
            let [a, b, c, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}::/48")
        }
        Err(_) => String::new(),
    }
}

/// Writes what was collected.
///
/// # Errors
/// The database's; what was not written is lost.
pub async fn flush(deps: &Deps) -> Result<()> {
    let grants: Vec<_> = lock(&deps.usage.grants).drain().collect();
    for batch in grants.chunks(BATCH) {
        let db = deps.db.begin().await?;
        for (id, used) in batch {
            let mut update = grant::Entity::update_many()
                .col_expr(grant::Column::LastUsedAt, Expr::value(used.at))
                .filter(grant::Column::Id.eq(*id));
            if let Some(from) = &used.from {
                update = update.col_expr(grant::Column::LastUsedFrom, Expr::value(from.clone()));
            }
            update.exec(&db).await?;
        }
        db.commit().await?;
    }
    flush_api_keys(deps).await?;
    let secrets: Vec<_> = lock(&deps.usage.secrets).drain().collect();
    let clients: Vec<_> = lock(&deps.usage.clients).drain().collect();
    let sessions: Vec<_> = lock(&deps.usage.sessions).drain().collect();
    if secrets.is_empty() && clients.is_empty() && sessions.is_empty() {
        return Ok(());
    }
    for batch in secrets.chunks(BATCH) {
        let db = deps.db.begin().await?;
        for (id, (at, count)) in batch {
            client_secret::Entity::update_many()
                .col_expr(client_secret::Column::LastUsedAt, Expr::value(*at))
                .col_expr(
                    client_secret::Column::UseCount,
                    Expr::col(client_secret::Column::UseCount).add(*count),
                )
                .filter(client_secret::Column::Id.eq(*id))
                .exec(&db)
                .await?;
        }
        db.commit().await?;
    }
    for batch in clients.chunks(BATCH) {
        let db = deps.db.begin().await?;
        for (id, at) in batch {
            client::Entity::update_many()
                .col_expr(client::Column::LastUsedAt, Expr::value(*at))
                .filter(client::Column::Id.eq(*id))
                .exec(&db)
                .await?;
        }
        db.commit().await?;
    }
    for batch in sessions.chunks(BATCH) {
        let db = deps.db.begin().await?;
        for (id, at) in batch {
            session::Entity::update_many()
                .col_expr(session::Column::LastSeenAt, Expr::value(*at))
                .filter(session::Column::Id.eq(*id))
                .exec(&db)
                .await?;
        }
        db.commit().await?;
    }
    Ok(())
}

async fn flush_api_keys(deps: &Deps) -> Result<()> {
    // Unless the key is gone with its owner meanwhile.
    const COUNT: &str = r#"INSERT INTO "api_key_use" ("api_key_id", "permission", "use_count", "last_used_at")
        SELECT ?, ?, ?, ? WHERE EXISTS (SELECT 1 FROM "api_key" WHERE "id" = ?)
        ON CONFLICT ("api_key_id", "permission") DO UPDATE SET
            "use_count" = "api_key_use"."use_count" + excluded."use_count",
            "last_used_at" = excluded."last_used_at""#;
    let keys: Vec<_> = lock(&deps.usage.api_keys).drain().collect();
    for batch in keys.chunks(BATCH) {
        let db = deps.db.begin().await?;
        for (id, used) in batch {
            let mut update = api_key::Entity::update_many()
                .col_expr(api_key::Column::LastUsedAt, Expr::value(used.at))
                .filter(api_key::Column::Id.eq(*id));
            if let Some(from) = &used.from {
                update = update.col_expr(api_key::Column::LastUsedFrom, Expr::value(from.clone()));
            }
            update.exec(&db).await?;
        }
        db.commit().await?;
    }
    let permissions: Vec<_> = lock(&deps.usage.permissions).drain().collect();
    for batch in permissions.chunks(BATCH) {
        let db = deps.db.begin().await?;
        for ((id, permission), (at, count)) in batch {
            let values = [
                (*id).into(),
                permission.as_str().into(),
                (*count).into(),
                (*at).into(),
                (*id).into(),
            ];
            db.execute_raw(statement(deps.db.backend(), COUNT, values))
                .await?;
        }
        db.commit().await?;
    }
    Ok(())
}
