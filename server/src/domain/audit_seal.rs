//! Seals: batches of audit events chained by digest, one chain for each node, so that no lock orders what happens
//! (SEC-118). Changing or removing a sealed event breaks the chain at its seal.

use entity::{audit_event, audit_person, audit_seal, id::AuditSealId, values::Digest};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _, QueryTrait as _,
    sea_query::Expr,
};

use super::{
    Deps, Result,
    audit::{event_digest, person_digest},
    clock::SECOND,
    secret::{base64url, ordered_id, random, sha256},
};

/// Events in one seal at most.
const BATCH: u64 = 500;
/// Events younger than this wait: another node may be about to write one with an earlier id.
const SETTLED: i64 = 2 * SECOND;

/// Seals what is not sealed yet. How many events were.
///
/// # Errors
/// The database's; it is tried again.
pub async fn seal(deps: &Deps) -> Result<usize> {
    let now = deps.clock.now();
    let db = deps.db.begin().await?;
    let events = audit_event::Entity::find()
        .filter(audit_event::Column::SealId.is_null())
        .filter(audit_event::Column::At.lt(now - SETTLED))
        .order_by_asc(audit_event::Column::Id)
        .limit(BATCH)
        .all(&db)
        .await?;
    if events.is_empty() {
        return Ok(0);
    }
    let last = audit_seal::Entity::find()
        .filter(audit_seal::Column::Node.eq(&deps.node))
        .order_by_desc(audit_seal::Column::Sequence)
        .one(&db)
        .await?;
    let (sequence, previous) = last.map_or_else(|| (1, zeros()), |last| (last.sequence + 1, last.digest));
    let digests: Vec<&Digest> = events.iter().map(|event| &event.digest).collect();
    let row = audit_seal::Model {
        id: AuditSealId(ordered_id(now)),
        node: deps.node.clone(),
        sequence,
        count: i32::try_from(events.len()).unwrap_or(i32::MAX),
        digest: chain(&previous, &deps.node, sequence, &digests),
        previous,
        created_at: now,
    };
    let id = row.id;
    audit_seal::Entity::insert(audit_seal::ActiveModel::from(row).reset_all())
        .exec_without_returning(&db)
        .await?;
    let ids: Vec<_> = events.iter().map(|event| event.id).collect();
    let sealed = audit_event::Entity::update_many()
        .col_expr(audit_event::Column::SealId, Expr::value(id))
        .filter(audit_event::Column::Id.is_in(ids))
        .filter(audit_event::Column::SealId.is_null())
        .exec(&db)
        .await?;
    // Another node sealed some of them meanwhile: its seal holds, ours is not written.
    if sealed.rows_affected != events.len() as u64 {
        return Ok(0);
    }
    db.commit().await?;
    Ok(events.len())
}

fn zeros() -> Digest {
    Digest(vec![0; 32])
}

fn chain(previous: &Digest, node: &str, sequence: i64, digests: &[&Digest]) -> Digest {
    let mut text = previous.0.clone();
    text.extend_from_slice(sha256(format!("{node}\n{sequence}").as_bytes()).0.as_slice());
    for digest in digests {
        text.extend_from_slice(&digest.0);
    }
    sha256(&text)
}

/// What a look at the whole log found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Every digest holds. The last seal of each node can be kept elsewhere, to notice a log cut off at its end.
    Whole {
        /// How many events are sealed.
        sealed: u64,
        /// How many wait for a seal.
        waiting: u64,
        /// Node, number and digest of each chain's last seal.
        last: Vec<(String, i64, String)>,
    },
    /// The first record that does not hold.
    Broken {
        /// Its id.
        record: String,
        /// What does not hold.
        why: &'static str,
    },
}

/// Checks every event and every seal.
///
/// # Errors
/// The database's.
pub async fn verify(deps: &Deps) -> Result<Verdict> {
    let db = deps.db.read();
    let seals = audit_seal::Entity::find()
        .order_by_asc(audit_seal::Column::Node)
        .order_by_asc(audit_seal::Column::Sequence)
        .all(db)
        .await?;
    let mut last: Vec<(String, i64, Digest)> = Vec::new();
    let mut sealed = 0;
    for seal in &seals {
        let (sequence, previous) = match last.last() {
            Some((node, sequence, digest)) if *node == seal.node => (sequence + 1, digest.clone()),
            _ => (1, zeros()),
        };
        if seal.sequence != sequence || seal.previous != previous {
            return Ok(broken(seal.id, "the seal before it is missing"));
        }
        let events = audit_event::Entity::find()
            .filter(audit_event::Column::SealId.eq(seal.id))
            .order_by_asc(audit_event::Column::Id)
            .all(db)
            .await?;
        if let Some(verdict) = check(deps, &events).await? {
            return Ok(verdict);
        }
        let digests: Vec<&Digest> = events.iter().map(|event| &event.digest).collect();
        if chain(&previous, &seal.node, seal.sequence, &digests) != seal.digest {
            return Ok(broken(
                seal.id,
                "an event under this seal was changed, removed or added",
            ));
        }
        sealed += events.len() as u64;
        if last.last().is_some_and(|(node, ..)| *node == seal.node) {
            last.pop();
        }
        last.push((seal.node.clone(), seal.sequence, seal.digest.clone()));
    }
    // Whoever removes a seal must not get the events under it out of sight.
    let seals = audit_seal::Entity::find()
        .select_only()
        .column(audit_seal::Column::Id)
        .into_query();
    let orphan = audit_event::Entity::find()
        .filter(audit_event::Column::SealId.is_not_null())
        .filter(audit_event::Column::SealId.not_in_subquery(seals))
        .order_by_asc(audit_event::Column::Id)
        .one(db)
        .await?;
    if let Some(event) = orphan {
        return Ok(broken(event.id, "the seal over the event is missing"));
    }
    let waiting = audit_event::Entity::find()
        .filter(audit_event::Column::SealId.is_null())
        .all(db)
        .await?;
    if let Some(verdict) = check(deps, &waiting).await? {
        return Ok(verdict);
    }
    let last = last
        .into_iter()
        .map(|(node, sequence, digest)| (node, sequence, base64url(&digest.0)))
        .collect();
    Ok(Verdict::Whole {
        sealed,
        waiting: waiting.len() as u64,
        last,
    })
}

fn broken(record: impl ToString, why: &'static str) -> Verdict {
    Verdict::Broken {
        record: record.to_string(),
        why,
    }
}

/// Whether each event says what its digest says, and so does its personal side record where it was not erased.
async fn check(deps: &Deps, events: &[audit_event::Model]) -> Result<Option<Verdict>> {
    let ids: Vec<_> = events.iter().map(|event| event.id).collect();
    let people = audit_person::Entity::find()
        .filter(audit_person::Column::EventId.is_in(ids))
        .all(deps.db.read())
        .await?;
    for event in events {
        if event_digest(event) != event.digest {
            return Ok(Some(broken(event.id, "the event was changed")));
        }
        let person = people.iter().find(|person| person.event_id == event.id);
        let said =
            person.map(|row| person_digest(&row.salt, row.ip_address.as_deref(), row.user_agent.as_deref()));
        if said.is_some() && said != event.person_digest {
            return Ok(Some(broken(
                event.id,
                "what it says of a person's whereabouts was changed",
            )));
        }
    }
    Ok(None)
}

/// A new name for a node.
pub fn new_node() -> String {
    base64url(&random::<9>())
}
