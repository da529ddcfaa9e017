//! When things were last used: added up in memory and written every few seconds, never on a request's way.
//! What is lost at a crash are seconds of these figures, nothing else.

use std::{
    collections::HashMap,
    hash::Hash,
    sync::{Mutex, MutexGuard, PoisonError},
};

use entity::{
    client, client_secret, grant,
    id::{ClientKey, ClientSecretId, GrantId, SessionId},
    session,
};
use sea_orm::{ColumnTrait, EntityTrait, ExprTrait as _, QueryFilter, sea_query::Expr};

use super::{Deps, Result, usage_series};

/// At most so many things are remembered between two writes; the figures of more are lost.
const MOST: usize = 10_000;
/// At most so many rows are written in one transaction, so that nobody waits long behind it.
const BATCH: usize = 200;

#[derive(Debug)]
struct Grants {
    at: i64,
    from: Option<String>,
}

/// What was used since the last write.
#[derive(Debug, Default)]
pub struct Usage {
    grants: Mutex<HashMap<GrantId, Grants>>,
    secrets: Mutex<HashMap<ClientSecretId, (i64, i64)>>,
    clients: Mutex<HashMap<ClientKey, i64>>,
    sessions: Mutex<HashMap<SessionId, i64>>,
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
            || Grants {
                at: now,
                from: from.map(network),
            },
            |known| {
                known.at = now;
                if from.is_some() {
                    known.from = from.map(network);
                }
            },
        );
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
        let uses = batch.iter().map(|(id, (at, count))| (*id, *at, *count));
        usage_series::add_secret_uses(&db, uses).await?;
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
