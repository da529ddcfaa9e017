//! The hot writes, committed together. A durable commit costs the same for one row as for fifty, so what arrives
//! while the last commit is being flushed goes into the next one; each caller is answered after the flush, never
//! before (SEC-119).
//!
//! Every job is one conditional statement, so that being used up is decided by the database (SEC-15, SEC-24).

use std::{collections::HashSet, time::Duration};

use entity::{family, id::FamilyId, single_use, values::Digest};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseBackend, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryTrait, SqlErr, Value,
    sea_query::{Expr, OnConflict, Query},
};
use tokio::sync::{mpsc, oneshot};

use super::{
    Error, Result,
    clock::Clock,
    database::{Database, statement},
};

/// So many jobs may wait; more are turned away.
const WAITING: usize = 4096;
/// So many go into one commit.
const BATCH: usize = 64;
/// How long a caller waits; what was not begun by then is not done.
const PATIENCE: Duration = Duration::from_secs(4);

#[derive(Clone, Debug)]
enum Work {
    Redeem(Box<family::Model>),
    Rotate { id: FamilyId, generation: i32, now: i64 },
    UseUp { digest: Digest, expires_at: i64 },
}

#[derive(Debug)]
struct Job {
    work: Work,
    done: oneshot::Sender<Result<bool>>,
}

/// Where jobs are handed in.
#[derive(Clone, Debug)]
pub struct Journal(mpsc::Sender<Job>);

impl Journal {
    /// Starts the task that commits.
    pub fn start(db: Database, clock: Clock) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(run(db, clock, receiver));
        Self(sender)
    }

    /// How many jobs wait, and how many can.
    pub fn waiting(&self) -> (usize, usize) {
        (WAITING - self.0.capacity(), WAITING)
    }

    async fn submit(&self, work: Work) -> Result<bool> {
        let (done, answer) = oneshot::channel();
        self.0
            .try_send(Job { work, done })
            .map_err(|_| Error::Unavailable(anyhow::anyhow!("too many writes are waiting")))?;
        match tokio::time::timeout(PATIENCE, answer).await {
            Ok(result) => result.map_err(Error::internal)?,
            Err(_) => Err(Error::Unavailable(anyhow::anyhow!("the write waited too long"))),
        }
    }

    /// Makes the family that a code stands for; false if that was done before, or the grant is gone.
    ///
    /// # Errors
    /// The database's.
    pub async fn redeem(&self, family: family::Model) -> Result<bool> {
        self.submit(Work::Redeem(Box::new(family))).await
    }

    /// Makes `generation` the number before the live one; false unless it was the live one.
    ///
    /// # Errors
    /// The database's.
    pub async fn rotate(&self, id: FamilyId, generation: i32, now: i64) -> Result<bool> {
        self.submit(Work::Rotate { id, generation, now }).await
    }

    /// Uses something up; false if it was used up before. `expires_at`: when it would be refused anyway.
    ///
    /// # Errors
    /// The database's.
    pub async fn use_up(&self, digest: Digest, expires_at: i64) -> Result<bool> {
        self.submit(Work::UseUp { digest, expires_at }).await
    }
}

async fn run(db: Database, clock: Clock, mut jobs: mpsc::Receiver<Job>) {
    while let Some(first) = jobs.recv().await {
        let mut batch = vec![first];
        while batch.len() < BATCH {
            match jobs.try_recv() {
                Ok(job) => batch.push(job),
                Err(_) => break,
            }
        }
        // In a task of its own: should it panic, its callers are told, and the next batch is committed all the same.
        let (db, clock) = (db.clone(), clock.clone());
        if tokio::spawn(async move { commit(&db, &clock, batch).await })
            .await
            .is_err()
        {
            tracing::error!("a batch of writes was not finished");
        }
    }
}

async fn commit(db: &Database, clock: &Clock, mut batch: Vec<Job>) {
    batch.retain(|job| !job.done.is_closed());
    if batch.is_empty() {
        return;
    }
    let works: Vec<Work> = batch.iter().map(|job| job.work.clone()).collect();
    match together(db, &works).await {
        Ok(results) => {
            let mut unheard = Vec::new();
            for (job, result) in batch.into_iter().zip(results) {
                if job.done.send(Ok(result)).is_err() && result {
                    unheard.push(job.work);
                }
            }
            make_late_good(db, &unheard, clock.now()).await;
        }
        // No job would fare better: nobody waits for the others' tries (SEC-120).
        Err(Failed::Other(Error::Unavailable(cause))) => {
            let cause = format!("{cause:#}");
            for job in batch {
                let _ = job
                    .done
                    .send(Err(Error::Unavailable(anyhow::anyhow!(cause.clone()))));
            }
        }
        // One job's trouble, such as a grant deleted meanwhile, must not become the others'.
        Err(_) => {
            for job in batch {
                if job.done.is_closed() {
                    continue;
                }
                let result = match together(db, std::slice::from_ref(&job.work)).await {
                    Ok(results) => Ok(results.first().copied().unwrap_or(false)),
                    Err(Failed::Gone) => Ok(false),
                    Err(Failed::Other(error)) => Err(error),
                };
                let was_done = matches!(result, Ok(true));
                if job.done.send(result).is_err() && was_done {
                    make_late_good(db, &[job.work], clock.now()).await;
                }
            }
        }
    }
}

/// As [`make_good`]; nobody waits for an answer, so trouble goes to the log.
async fn make_late_good(db: &Database, unheard: &[Work], now: i64) {
    if let Err(error) = make_good(db, unheard, now).await {
        tracing::warn!(%error, "what came too late could not be made good");
    }
}

/// What was committed after its caller had been told to come again (SEC-23, SEC-120): the code counts as not redeemed,
/// for nothing was issued for it, and the time in which a refresh may be repeated begins now.
///
/// # Errors
/// The database's.
async fn make_good(db: &Database, unheard: &[Work], now: i64) -> Result<()> {
    for work in unheard {
        match work {
            Work::Redeem(family) => {
                // Unless a second try took it for a replay meanwhile: that stands.
                family::Entity::delete_many()
                    .filter(family::Column::Id.eq(family.id))
                    .filter(family::Column::RevokedAt.is_null())
                    .exec(db.write())
                    .await?;
            }
            Work::Rotate { id, generation, .. } => {
                family::Entity::update_many()
                    .col_expr(family::Column::RotatedAt, Expr::value(now))
                    .filter(family::Column::Id.eq(*id))
                    .filter(family::Column::Generation.eq(generation + 1))
                    .exec(db.write())
                    .await?;
            }
            Work::UseUp { .. } => {}
        }
    }
    Ok(())
}

enum Failed {
    /// What the job refers to does not exist any more.
    Gone,
    Other(Error),
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<DbErr> for Failed {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::ForeignKeyConstraintViolation(_)) => Self::Gone,
            _ => Self::Other(error.into()),
        }
    }
}

async fn together(db: &Database, works: &[Work]) -> Result<Vec<bool>, Failed> {
    let transaction = db.begin().await?;
    let redeemed = redeem(&transaction, works).await?;
    let rotated = rotate(&transaction, works).await?;
    let used_up = use_up(&transaction, works).await?;
    transaction.commit().await?;
    // The same thing twice in one batch is done once, for the first that asked.
    let mut redeemed: HashSet<FamilyId> = redeemed;
    let mut rotated: HashSet<(FamilyId, i32)> = rotated;
    let mut used_up: HashSet<Digest> = used_up;
    Ok(works
        .iter()
        .map(|work| match work {
            Work::Redeem(family) => redeemed.remove(&family.id),
            Work::Rotate { id, generation, .. } => rotated.remove(&(*id, *generation)),
            Work::UseUp { digest, .. } => used_up.remove(digest),
        })
        .collect())
}

async fn redeem(db: &DatabaseTransaction, works: &[Work]) -> Result<HashSet<FamilyId>, DbErr> {
    let mut seen = HashSet::new();
    let rows: Vec<_> = works
        .iter()
        .filter_map(|work| match work {
            Work::Redeem(family) if seen.insert(family.id) => {
                Some(family::ActiveModel::from((**family).clone()).reset_all())
            }
            _ => None,
        })
        .collect();
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let mut insert = family::Entity::insert_many(rows)
        .on_conflict(OnConflict::column(family::Column::Id).do_nothing().to_owned())
        .into_query();
    insert.returning(Query::returning().column(family::Column::Id));
    let rows = db.query_all(&insert).await?;
    rows.iter().map(|row| row.try_get("", "id")).collect()
}

/// The families that were rotated, each with the number that was the live one.
async fn rotate(db: &DatabaseTransaction, works: &[Work]) -> Result<HashSet<(FamilyId, i32)>, DbErr> {
    let mut seen = HashSet::new();
    let mut values: Vec<Value> = Vec::new();
    for work in works {
        if let Work::Rotate { id, generation, now } = work
            && seen.insert((*id, *generation))
        {
            values.extend([(*id).into(), (*generation).into(), (*now).into()]);
        }
    }
    if values.is_empty() {
        return Ok(HashSet::new());
    }
    let row = match db.get_database_backend() {
        DatabaseBackend::Postgres => "(?::uuid, ?::integer, ?::bigint)",
        _ => "(?, ?, ?)",
    };
    let rows = vec![row; values.len() / 3].join(", ");
    let sql = format!(
        r#"WITH asked(id, generation, at) AS (VALUES {rows})
        UPDATE "family" SET "generation" = "family"."generation" + 1, "rotated_at" = asked.at FROM asked
        WHERE "family"."id" = asked.id AND "family"."generation" = asked.generation AND "family"."revoked_at" IS NULL
        RETURNING "family"."id", "family"."generation""#
    );
    let rows = db
        .query_all_raw(statement(db.get_database_backend(), &sql, values))
        .await?;
    rows.iter()
        .map(|row| Ok((row.try_get("", "id")?, row.try_get::<i32>("", "generation")? - 1)))
        .collect()
}

async fn use_up(db: &DatabaseTransaction, works: &[Work]) -> Result<HashSet<Digest>, DbErr> {
    let mut seen = HashSet::new();
    let rows: Vec<_> = works
        .iter()
        .filter_map(|work| match work {
            Work::UseUp { digest, expires_at } if seen.insert(digest.clone()) => Some(
                single_use::ActiveModel::from(single_use::Model {
                    digest: digest.clone(),
                    expires_at: *expires_at,
                })
                .reset_all(),
            ),
            _ => None,
        })
        .collect();
    if rows.is_empty() {
        return Ok(HashSet::new());
    }
    let mut insert = single_use::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::column(single_use::Column::Digest)
                .do_nothing()
                .to_owned(),
        )
        .into_query();
    insert.returning(Query::returning().column(single_use::Column::Digest));
    let rows = db.query_all(&insert).await?;
    rows.iter().map(|row| row.try_get("", "digest")).collect()
}
