//! The request log: refused requests of an app in the last 30 days, for its developers. Noted in memory and written
//! in batches, never on a request's way. Bounded for each app: under a flood one record stands for many and counts
//! them.

use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use entity::{
    id::{AppId, RequestLogId},
    request_log,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect as _, Select, sea_query::Expr,
};

use super::{
    Caller, Deps, Error, Result, app as apps,
    change::{Change, Write},
    client,
    clock::DAY,
    explanation::explain,
    page::{self, Rows, Slice, Sort},
    refusal::{Endpoint, Refusal, Rule},
    secret::ordered_id,
    usage_series::Figure,
};

/// How long a record is kept, milliseconds.
pub const KEPT: i64 = 30 * DAY;
/// Records of one app at most; the oldest go first.
const MOST: u64 = 2_000;
/// Refusals that wait to be written; of more only the number is kept.
pub const WAITING: usize = 2_000;
/// Of these, of one client.
const WAITING_OF_CLIENT: usize = 300;
/// Of these, of clients that may not exist.
const WAITING_OF_UNKNOWN: usize = 300;
/// Records that an app may write at once, and then in a minute; more are only counted.
const BURST: f64 = 300.0;
const PER_MINUTE: f64 = 30.0;
/// Apps whose share is remembered.
const APPS: usize = 5_000;
/// An app's records are trimmed after so many new ones.
const TRIM_AFTER: u64 = 100;
/// Apps in one transaction: their notification must stay small.
const APPS_AT_ONCE: usize = 20;

/// What waits to be written, and what each app has written lately.
#[derive(Debug, Default)]
pub struct RequestLog {
    waiting: Mutex<Waiting>,
    writing: tokio::sync::Mutex<HashMap<AppId, Share>>,
}

#[derive(Debug, Default)]
struct Waiting {
    refusals: Vec<Refusal>,
    of_client: HashMap<String, usize>,
    unknown: usize,
    /// How many were not kept, by client.
    lost: HashMap<String, i64>,
}

/// An app's share of the log.
#[derive(Debug, Default)]
struct Share {
    tokens: f64,
    at: i64,
    /// The last record of each kind, to count more of the kind at.
    last: HashMap<(Endpoint, Rule), RequestLogId>,
    since_trim: u64,
}

impl Share {
    /// Whether one more may be written; a bucket that fills with time.
    fn admit(&mut self, now: i64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "milliseconds of some minutes")]
        let minutes = Ord::max(now - self.at, 0) as f64 / 60_000.0;
        self.tokens = f64::min(self.tokens + minutes * PER_MINUTE, BURST);
        self.at = now;
        if self.tokens < 1.0 {
            return false;
        }
        self.tokens -= 1.0;
        true
    }
}

impl RequestLog {
    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a refusal: in memory, bounded, never failing. `known`: whether the client is known to exist.
    pub fn note(&self, refusal: Refusal, known: bool) {
        let mut waiting = self.lock();
        let of_client = waiting.of_client.get(&refusal.client_id).copied().unwrap_or(0);
        let full = waiting.refusals.len() >= WAITING
            || of_client >= WAITING_OF_CLIENT
            || (!known && waiting.unknown >= WAITING_OF_UNKNOWN);
        if full {
            if known && (waiting.lost.len() < WAITING || waiting.lost.contains_key(&refusal.client_id)) {
                *waiting.lost.entry(refusal.client_id).or_default() += 1;
            }
            return;
        }
        waiting.unknown += usize::from(!known);
        *waiting.of_client.entry(refusal.client_id.clone()).or_default() += 1;
        waiting.refusals.push(refusal);
    }

    /// How many wait to be written.
    pub fn waiting(&self) -> usize {
        self.lock().refusals.len()
    }
}

/// Writes what waits. Clients that do not exist are nobody's, and what they sent is forgotten.
///
/// # Errors
/// The database's; what was not written is lost.
pub async fn flush(deps: &Deps) -> Result<()> {
    if deps.requests.waiting() == 0 {
        return Ok(());
    }
    let mut shares = deps.requests.writing.lock().await;
    let Waiting { refusals, lost, .. } = std::mem::take(&mut *deps.requests.lock());
    if shares.len() > APPS {
        shares.clear();
    }
    let mut batch = Batch::default();
    for refusal in refusals {
        let Some(client) = client::find(deps, &refusal.client_id).await? else {
            continue;
        };
        let app_id = client.app.id;
        deps.series.count(app_id, Figure::Error(refusal.code), refusal.at);
        if refusal.endpoint == Endpoint::Token && refusal.value("grant_type") == Some("refresh_token") {
            deps.series.count(app_id, Figure::RefreshFailed, refusal.at);
        }
        let explanation = explain(&client, &refusal);
        let rule = explanation.rule.unwrap_or(Rule::Other);
        let kind = (refusal.endpoint, rule);
        let share = shares.entry(app_id).or_insert_with(|| Share {
            tokens: BURST,
            at: refusal.at,
            since_trim: TRIM_AFTER,
            ..Share::default()
        });
        if let (false, Some(id)) = (share.admit(refusal.at), share.last.get(&kind)) {
            *batch.more.entry(*id).or_default() += 1;
            continue;
        }
        let id = RequestLogId(ordered_id(refusal.at));
        share.last.insert(kind, id);
        batch.rows.entry(app_id).or_default().push(request_log::Model {
            id,
            app_id,
            at: refusal.at,
            endpoint: refusal.endpoint.as_str().to_owned(),
            client_id: refusal.client_id,
            code: refusal.code.to_owned(),
            rule: rule.as_str().to_owned(),
            message: refusal.message,
            parameter: explanation.parameter,
            received: explanation.received,
            expected: explanation.expected,
            difference: explanation.difference,
            parameters: serde_json::to_value(&refusal.parameters).map_err(Error::internal)?,
            error_id: refusal.error_id,
            more: 0,
        });
    }
    for (client_id, count) in lost {
        let Some(client) = client::find(deps, &client_id).await? else {
            continue;
        };
        let last = shares
            .get(&client.app.id)
            .and_then(|share| share.last.values().max());
        if let Some(id) = last {
            *batch.more.entry(*id).or_default() += count;
        }
    }
    batch.write(deps, &mut shares).await
}

#[derive(Default)]
struct Batch {
    rows: HashMap<AppId, Vec<request_log::Model>>,
    more: HashMap<RequestLogId, i64>,
}

impl Batch {
    async fn write(self, deps: &Deps, shares: &mut HashMap<AppId, Share>) -> Result<()> {
        let rows: Vec<_> = self.rows.into_iter().collect();
        for some in rows.chunks(APPS_AT_ONCE) {
            match insert(deps, some).await {
                // An app was deleted meanwhile: the others' records are written without its.
                Err(Error::NotFound { .. }) => {
                    for one in some {
                        match insert(deps, std::slice::from_ref(one)).await {
                            Ok(()) | Err(Error::NotFound { .. }) => {}
                            Err(error) => return Err(error),
                        }
                    }
                }
                result => result?,
            }
        }
        let more: Vec<_> = self.more.into_iter().collect();
        for some in more.chunks(200) {
            let db = deps.db.begin().await?;
            for (id, count) in some {
                request_log::Entity::update_many()
                    .col_expr(
                        request_log::Column::More,
                        Expr::col(request_log::Column::More).add(*count),
                    )
                    .filter(request_log::Column::Id.eq(*id))
                    .exec(&db)
                    .await?;
            }
            db.commit().await?;
        }
        for (app_id, rows) in &rows {
            let Some(share) = shares.get_mut(app_id) else {
                continue;
            };
            share.since_trim += rows.len() as u64;
            if share.since_trim >= TRIM_AFTER {
                share.since_trim = 0;
                trim(deps, *app_id).await?;
            }
        }
        Ok(())
    }
}

async fn insert(deps: &Deps, apps: &[(AppId, Vec<request_log::Model>)]) -> Result<()> {
    let mut write = Write::begin(deps).await?;
    for (app_id, rows) in apps {
        for some in rows.chunks(50) {
            let rows = some
                .iter()
                .map(|row| request_log::ActiveModel::from(row.clone()).reset_all());
            request_log::Entity::insert_many(rows)
                .exec_without_returning(write.db())
                .await?;
        }
        write.changed(Change::Requests(*app_id));
    }
    write.commit().await
}

/// Forgets the oldest records of an app that has too many.
async fn trim(deps: &Deps, app_id: AppId) -> Result<()> {
    let over = request_log::Entity::find()
        .filter(request_log::Column::AppId.eq(app_id))
        .order_by_desc(request_log::Column::Id)
        .offset(MOST)
        .limit(1)
        .one(deps.db.read())
        .await?;
    if let Some(row) = over {
        request_log::Entity::delete_many()
            .filter(request_log::Column::AppId.eq(app_id))
            .filter(request_log::Column::Id.lte(row.id))
            .exec(deps.db.write())
            .await?;
    }
    Ok(())
}

/// Which records.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this endpoint.
    pub endpoint: Option<Endpoint>,
    /// Refused by one of these rules.
    pub rules: Vec<Rule>,
    /// With this error code of the standards.
    pub code: Option<String>,
    /// That named this `client_id`.
    pub client_id: Option<String>,
    /// From this moment on, milliseconds.
    pub since: Option<i64>,
    /// Before this moment, milliseconds.
    pub until: Option<i64>,
}

fn select(app_id: AppId, filter: &Filter) -> Select<request_log::Entity> {
    use request_log::Column;
    let mut all = Condition::all().add(Column::AppId.eq(app_id));
    if let Some(endpoint) = filter.endpoint {
        all = all.add(Column::Endpoint.eq(endpoint.as_str()));
    }
    if !filter.rules.is_empty() {
        all = all.add(Column::Rule.is_in(filter.rules.iter().map(|rule| rule.as_str())));
    }
    if let Some(code) = &filter.code {
        all = all.add(Column::Code.eq(code));
    }
    if let Some(client_id) = &filter.client_id {
        all = all.add(Column::ClientId.eq(client_id));
    }
    if let Some(since) = filter.since {
        all = all.add(Column::At.gte(since));
    }
    if let Some(until) = filter.until {
        all = all.add(Column::At.lt(until));
    }
    request_log::Entity::find().filter(all)
}

/// Part of an app's log, latest first. That the caller may see the app was decided before.
///
/// # Errors
/// The database's.
pub async fn list(
    deps: &Deps,
    app_id: AppId,
    filter: &Filter,
    slice: &Slice,
) -> Result<Rows<request_log::Model>> {
    flush(deps).await?;
    let sort = Sort {
        key: None,
        id: request_log::Column::Id,
        descending: true,
    };
    page::select(deps.db.read(), select(app_id, filter), sort, slice).await
}

/// How many records a list has.
///
/// # Errors
/// The database's.
pub async fn count(deps: &Deps, app_id: AppId, filter: &Filter) -> Result<u64> {
    Ok(select(app_id, filter).count(deps.db.read()).await?)
}

/// One record, by the id on the error page, of the answer (`X-Request-Id`) or of the record, if the caller may see
/// the app.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn find(deps: &Deps, caller: &Caller, error_id: &str) -> Result<Option<request_log::Model>> {
    if error_id.is_empty() || error_id.len() > 64 {
        return Ok(None);
    }
    flush(deps).await?;
    let by_id = error_id.parse::<RequestLogId>().ok();
    let mut any = Condition::any().add(request_log::Column::ErrorId.eq(error_id));
    if let Some(id) = by_id {
        any = any.add(request_log::Column::Id.eq(id));
    }
    let Some(row) = request_log::Entity::find()
        .filter(any)
        .order_by_desc(request_log::Column::Id)
        .one(deps.db.read())
        .await?
    else {
        return Ok(None);
    };
    Ok(apps::find(deps, caller, row.app_id).await?.map(|_| row))
}

/// The records of an app since a moment, oldest first, at most so many: for those who watch.
///
/// # Errors
/// The database's.
pub async fn since(deps: &Deps, app_id: AppId, at: i64, most: u64) -> Result<Vec<request_log::Model>> {
    Ok(request_log::Entity::find()
        .filter(request_log::Column::AppId.eq(app_id))
        .filter(request_log::Column::At.gte(at))
        .order_by_asc(request_log::Column::Id)
        .limit(most)
        .all(deps.db.read())
        .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(client_id: &str, at: i64) -> Refusal {
        Refusal {
            at,
            endpoint: Endpoint::Token,
            client_id: client_id.to_owned(),
            code: "invalid_grant",
            message: "The code has expired.".to_owned(),
            parameters: Vec::new(),
            evidence: super::super::refusal::Evidence::Unknown,
            error_id: None,
        }
    }

    #[test]
    fn sec_124_what_waits_is_bounded_for_each_client_and_in_all() {
        let log = RequestLog::default();
        for _ in 0..5_000 {
            log.note(refusal("loud", 0), true);
        }
        assert_eq!(log.waiting(), WAITING_OF_CLIENT);
        for n in 0..5_000 {
            log.note(refusal(&format!("guess-{n}"), 0), false);
        }
        assert_eq!(log.waiting(), WAITING_OF_CLIENT + WAITING_OF_UNKNOWN);
        log.note(refusal("quiet", 0), true);
        assert_eq!(log.waiting(), WAITING_OF_CLIENT + WAITING_OF_UNKNOWN + 1);
        assert_eq!(log.lock().lost.get("loud"), Some(&4_700));
        assert_eq!(log.lock().lost.len(), 1);
    }

    #[test]
    fn an_app_has_a_burst_and_then_a_rate() {
        let mut share = Share {
            tokens: BURST,
            ..Share::default()
        };
        let admitted = (0..1_000).filter(|_| share.admit(0)).count();
        assert_eq!(admitted, 300);
        let later = (0..1_000).filter(|_| share.admit(60_000)).count();
        assert_eq!(later, 30);
    }
}
