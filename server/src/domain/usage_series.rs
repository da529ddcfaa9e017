//! How much an app is used over time, for its developers (W8): counted in memory, added to hours and days in the
//! database every few seconds. No request writes for it; what is lost at a crash are seconds.
//!
//! Hours are kept for two days, days for ninety; each has one row for each figure that is not zero, so an app takes a
//! bounded number of rows. Active people are counted by sketches that name nobody ([`super::sketch`]).

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Mutex, MutexGuard, PoisonError},
};

use entity::{
    app, app_active, app_usage, client_secret_use,
    id::{AppId, ClientSecretId, UserId},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DatabaseTransaction, EntityTrait, FromQueryResult, QueryFilter,
    QuerySelect as _,
    sea_query::{Expr, OnConflict},
};

use super::{
    Deps, Result,
    clock::{DAY, HOUR},
    sketch::Sketch,
};

/// At most so many figures are remembered between two writes; more are lost.
const MOST: usize = 20_000;
/// Sketches between two writes.
const MOST_SKETCHES: usize = 2_000;
/// Rows in one transaction.
const BATCH: usize = 200;
/// Days that a secret's use is looked back on.
pub const SECRET_DAYS: i64 = 30;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Figure {
    /// A person came back to the app with a code, and it was redeemed.
    SignIn,
    /// An access token was issued, by grant type.
    Token(&'static str),
    /// A refused request, by error code.
    Error(&'static str),
    /// A refused refresh.
    RefreshFailed,
}

impl Figure {
    fn text(self) -> String {
        match self {
            Self::SignIn => "sign_in".to_owned(),
            Self::Token(grant_type) => format!("token:{grant_type}"),
            Self::Error(code) => format!("error:{code}"),
            Self::RefreshFailed => "refresh_failed".to_owned(),
        }
    }
}

/// What was counted since the last write.
#[derive(Debug, Default)]
pub struct Series(Mutex<Counted>);

#[derive(Debug, Default)]
struct Counted {
    /// By app, hour and figure.
    counts: HashMap<(AppId, i64, Figure), i64>,
    /// By app and hour.
    active: HashMap<(AppId, i64), Sketch>,
}

impl Counted {
    fn count(&mut self, app_id: AppId, figure: Figure, hour: i64) {
        if let Some(count) = self.counts.get_mut(&(app_id, hour, figure)) {
            *count += 1;
        } else if self.counts.len() < MOST {
            self.counts.insert((app_id, hour, figure), 1);
        }
    }
}

/// When the hour began.
const fn hour_of(at: i64) -> i64 {
    at - at.rem_euclid(HOUR)
}

/// When the day began, UTC.
pub(super) const fn day_of(at: i64) -> i64 {
    at - at.rem_euclid(DAY)
}

impl Series {
    fn lock(&self) -> MutexGuard<'_, Counted> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// It happened once more, at this moment (milliseconds).
    pub fn count(&self, app_id: AppId, figure: Figure, at: i64) {
        self.lock().count(app_id, figure, hour_of(at));
    }

    /// An access token was issued, to an app with this person's permission or by itself.
    pub fn token(&self, app_id: AppId, grant_type: &'static str, user: Option<UserId>, at: i64) {
        let hour = hour_of(at);
        let mut counted = self.lock();
        counted.count(app_id, Figure::Token(grant_type), hour);
        let Some(user) = user else { return };
        if grant_type != "refresh_token" {
            counted.count(app_id, Figure::SignIn, hour);
        }
        if let Some(sketch) = counted.active.get_mut(&(app_id, hour)) {
            sketch.add(user);
        } else if counted.active.len() < MOST_SKETCHES {
            counted.active.entry((app_id, hour)).or_default().add(user);
        }
    }
}

/// How long a figure's time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// An hour.
    Hour,
    /// A day, UTC.
    Day,
}

impl Span {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Hour => "hour",
            Self::Day => "day",
        }
    }

    /// In milliseconds.
    pub const fn length(self) -> i64 {
        match self {
            Self::Hour => HOUR,
            Self::Day => DAY,
        }
    }
}

/// Writes what was counted.
///
/// # Errors
/// The database's; what was not written is lost.
pub async fn flush(deps: &Deps) -> Result<()> {
    let Counted { counts, active } = std::mem::take(&mut *deps.series.lock());
    // In the order of the keys: two nodes that write the same rows must not wait for each other.
    let mut sums: BTreeMap<(AppId, &'static str, i64, String), i64> = BTreeMap::new();
    for ((app_id, hour, figure), count) in counts {
        for (span, at) in [(Span::Hour, hour), (Span::Day, day_of(hour))] {
            *sums
                .entry((app_id, span.as_str(), at, figure.text()))
                .or_default() += count;
        }
    }
    let sums: Vec<_> = sums.into_iter().collect();
    for batch in sums.chunks(BATCH) {
        let db = deps.db.begin().await?;
        let there = there(&db, batch.iter().map(|((app_id, ..), _)| *app_id)).await?;
        let rows: Vec<_> = batch
            .iter()
            .filter(|((app_id, ..), _)| there.contains(app_id))
            .map(|((app_id, span, at, figure), count)| {
                app_usage::ActiveModel::from(app_usage::Model {
                    app_id: *app_id,
                    span: (*span).to_owned(),
                    at: *at,
                    figure: figure.clone(),
                    count: *count,
                })
                .reset_all()
            })
            .collect();
        if !rows.is_empty() {
            use app_usage::Column::{AppId, At, Count, Figure, Span};
            let add = OnConflict::columns([AppId, Span, At, Figure])
                .value(Count, Expr::cust(r#""app_usage"."count" + "excluded"."count""#))
                .to_owned();
            app_usage::Entity::insert_many(rows)
                .on_conflict(add)
                .exec_without_returning(&db)
                .await?;
        }
        db.commit().await?;
    }
    let mut sketches: BTreeMap<(AppId, &'static str, i64), Sketch> = BTreeMap::new();
    for ((app_id, hour), sketch) in active {
        for (span, at) in [(Span::Hour, hour), (Span::Day, day_of(hour))] {
            sketches
                .entry((app_id, span.as_str(), at))
                .or_default()
                .join(&sketch);
        }
    }
    let sketches: Vec<_> = sketches.into_iter().collect();
    for batch in sketches.chunks(BATCH) {
        write_sketches(deps, batch).await?;
    }
    Ok(())
}

/// Each node joins what it saw to its own rows, so that nodes never wait for each other.
async fn write_sketches(deps: &Deps, batch: &[((AppId, &'static str, i64), Sketch)]) -> Result<()> {
    use app_active::Column::{AppId, At, Node, Span};
    let db = deps.db.begin().await?;
    let there = there(&db, batch.iter().map(|((app_id, ..), _)| *app_id)).await?;
    for ((app_id, span, at), sketch) in batch.iter().filter(|((app_id, ..), _)| there.contains(app_id)) {
        let key = (*app_id, (*span).to_owned(), *at, deps.node.clone());
        let mut sketch = sketch.clone();
        if let Some(row) = app_active::Entity::find_by_id(key).one(&db).await? {
            sketch.join(&Sketch::from_bytes(&row.sketch));
        }
        let row = app_active::Model {
            app_id: *app_id,
            span: (*span).to_owned(),
            at: *at,
            node: deps.node.clone(),
            sketch: sketch.to_bytes(),
        };
        app_active::Entity::insert(app_active::ActiveModel::from(row).reset_all())
            .on_conflict(
                OnConflict::columns([AppId, Span, At, Node])
                    .update_column(app_active::Column::Sketch)
                    .to_owned(),
            )
            .exec_without_returning(&db)
            .await?;
    }
    Ok(db.commit().await?)
}

/// Which of these apps exist.
async fn there(db: &DatabaseTransaction, ids: impl Iterator<Item = AppId>) -> Result<Vec<AppId>> {
    let mut ids: Vec<AppId> = ids.collect();
    ids.dedup();
    Ok(app::Entity::find()
        .select_only()
        .column(app::Column::Id)
        .filter(app::Column::Id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?)
}

/// Within the transaction that writes when secrets were last used: how often on which day.
pub(super) async fn add_secret_uses(
    db: &DatabaseTransaction,
    uses: impl Iterator<Item = (ClientSecretId, i64, i64)>,
) -> Result<()> {
    use client_secret_use::Column::{Count, Day, SecretId};
    let mut rows: Vec<_> = uses.collect();
    rows.sort_unstable();
    let known: Vec<ClientSecretId> = entity::client_secret::Entity::find()
        .select_only()
        .column(entity::client_secret::Column::Id)
        .filter(entity::client_secret::Column::Id.is_in(rows.iter().map(|(id, ..)| *id)))
        .into_tuple()
        .all(db)
        .await?;
    let rows: Vec<_> = rows
        .into_iter()
        .filter(|(id, ..)| known.contains(id))
        .map(|(secret_id, at, count)| {
            client_secret_use::ActiveModel::from(client_secret_use::Model {
                secret_id,
                day: day_of(at),
                count,
            })
            .reset_all()
        })
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let add = OnConflict::columns([SecretId, Day])
        .value(
            Count,
            Expr::cust(r#""client_secret_use"."count" + "excluded"."count""#),
        )
        .to_owned();
    client_secret_use::Entity::insert_many(rows)
        .on_conflict(add)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

#[derive(Debug, FromQueryResult)]
struct Uses {
    secret_id: ClientSecretId,
    count: i64,
}

/// How often these secrets were used in the last 30 days; those that were not are missing.
///
/// # Errors
/// The database's.
pub async fn secret_uses(deps: &Deps, ids: &[ClientSecretId]) -> Result<Vec<(ClientSecretId, i64)>> {
    let first = day_of(deps.clock.now()) - (SECRET_DAYS - 1) * DAY;
    let rows = client_secret_use::Entity::find()
        .select_only()
        .column(client_secret_use::Column::SecretId)
        .column_as(
            Expr::cust(r#"CAST(SUM("client_secret_use"."count") AS BIGINT)"#),
            "count",
        )
        .filter(client_secret_use::Column::SecretId.is_in(ids.iter().copied()))
        .filter(client_secret_use::Column::Day.gte(first))
        .group_by(client_secret_use::Column::SecretId)
        .into_model::<Uses>()
        .all(deps.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.secret_id, row.count)).collect())
}

/// How often something happened, and how many people were active.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// Sign-ins.
    pub sign_ins: i64,
    /// Access tokens, by grant type.
    pub tokens: BTreeMap<String, i64>,
    /// Refused requests, by error code.
    pub errors: BTreeMap<String, i64>,
    /// Refused refreshes.
    pub refresh_failures: i64,
    /// About how many people were active.
    pub active_users: i64,
}

impl Figures {
    fn add(&mut self, figure: &str, count: i64) {
        match figure.split_once(':') {
            Some(("token", grant_type)) => *self.tokens.entry(grant_type.to_owned()).or_default() += count,
            Some(("error", code)) => *self.errors.entry(code.to_owned()).or_default() += count,
            _ if figure == "sign_in" => self.sign_ins += count,
            _ if figure == "refresh_failed" => self.refresh_failures += count,
            _ => {}
        }
    }
}

/// An app's figures over a time.
#[derive(Clone, Debug)]
pub struct Report {
    /// How long each of the parts is.
    pub span: Span,
    /// When each part began, and its figures; without gaps, oldest first.
    pub parts: Vec<(i64, Figures)>,
    /// Of the whole time.
    pub total: Figures,
}

/// The last so many hours or days of an app, the running one included. That the caller may see the app was decided
/// before.
///
/// # Errors
/// The database's.
pub async fn report(deps: &Deps, app_id: AppId, span: Span, count: i64) -> Result<Report> {
    super::request_log::flush(deps).await?;
    flush(deps).await?;
    let now = deps.clock.now();
    let last = now - now.rem_euclid(span.length());
    let first = last - (count - 1) * span.length();
    let mut parts: BTreeMap<i64, Figures> = (0..count)
        .map(|n| (first + n * span.length(), Figures::default()))
        .collect();
    let mut total = Figures::default();
    let db = deps.db.read();
    let counts = app_usage::Entity::find()
        .filter(app_usage::Column::AppId.eq(app_id))
        .filter(app_usage::Column::Span.eq(span.as_str()))
        .filter(app_usage::Column::At.gte(first))
        .all(db)
        .await?;
    for row in &counts {
        if let Some(part) = parts.get_mut(&row.at) {
            part.add(&row.figure, row.count);
            total.add(&row.figure, row.count);
        }
    }
    let sketches = app_active::Entity::find()
        .filter(app_active::Column::AppId.eq(app_id))
        .filter(app_active::Column::Span.eq(span.as_str()))
        .filter(app_active::Column::At.gte(first))
        .all(db)
        .await?;
    let (mut all, mut each) = (Sketch::default(), BTreeMap::<i64, Sketch>::new());
    for row in &sketches {
        let sketch = Sketch::from_bytes(&row.sketch);
        all.join(&sketch);
        each.entry(row.at).or_default().join(&sketch);
    }
    for (at, sketch) in each {
        if let Some(part) = parts.get_mut(&at) {
            part.active_users = sketch.estimate();
        }
    }
    total.active_users = all.estimate();
    Ok(Report {
        span,
        parts: parts.into_iter().collect(),
        total,
    })
}

/// Forgets what is too old to be asked for.
///
/// # Errors
/// The database's.
pub async fn forget(deps: &Deps) -> Result<()> {
    let now = deps.clock.now();
    let db = deps.db.write();
    for (span, kept) in [(Span::Hour, 2 * DAY), (Span::Day, 91 * DAY)] {
        app_usage::Entity::delete_many()
            .filter(app_usage::Column::Span.eq(span.as_str()))
            .filter(app_usage::Column::At.lt(now - kept))
            .exec(db)
            .await?;
        app_active::Entity::delete_many()
            .filter(app_active::Column::Span.eq(span.as_str()))
            .filter(app_active::Column::At.lt(now - kept))
            .exec(db)
            .await?;
    }
    client_secret_use::Entity::delete_many()
        .filter(client_secret_use::Column::Day.lt(day_of(now) - SECRET_DAYS * DAY))
        .exec(db)
        .await?;
    Ok(())
}
