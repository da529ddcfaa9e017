//! What happens while one watches. Each watcher is woken by the change feed, which reaches every node, reads what is
//! new from the database, and looks again at who watches before each event (SEC-100): the feed says that something
//! changed, never what.

use std::{
    collections::{HashSet, VecDeque},
    future::Future,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{Context, ID, Subscription as Derive};
use entity::id::{AppId, OrganizationId, UserId};
use futures_util::{
    Stream, StreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use tokio::{sync::broadcast, time::Interval};

use super::{
    Ask as _, Presence,
    audit_event::AuditEvent,
    error::{OrRefuse as _, bad_input, refuse},
    grant::Grant,
    limits::ROWS,
    node,
    request_log::RequestLogEntry,
};
use crate::domain::{
    Caller, Deps, Error, Result, admin, app as apps, app_grant, audit_log, caller::Who, change::Change,
    clock::SECOND, organization as organizations, request_log,
};

/// Rows that are read at a time.
const MOST: u64 = 500;
/// Nodes' clocks differ, and a commit may come a little after its time: so far back is looked for what is new.
const OVERLAP: i64 = 10 * SECOND;
/// What the feed missed is found by looking, this often.
const LOOK: Duration = Duration::from_secs(5);

/// What is watched, and what it takes to watch it.
#[derive(Clone, Debug)]
enum Watched {
    /// An app's refused requests.
    Requests(AppId),
    /// One's own grants.
    Grants(UserId),
    /// One's own activity.
    Activity(UserId),
    /// What happens to an app.
    App(AppId),
    /// What happens in an organization.
    Organization(OrganizationId),
    /// Everything.
    Everything,
}

impl Watched {
    /// Whether the caller may watch it now.
    async fn check(&self, deps: &Deps, caller: &Caller) -> Result<()> {
        let there = |there: bool| if there { Ok(()) } else { Err(Error::not_found()) };
        match self {
            Self::Requests(id) | Self::App(id) => {
                if !caller.administers("admin:read") {
                    caller.require("apps:read")?;
                }
                there(apps::find(deps, caller, *id).await?.is_some())
            }
            Self::Grants(id) => {
                caller.require("grants:read")?;
                there(caller.user() == Some(*id))
            }
            Self::Activity(id) => {
                caller.require("activity:read")?;
                there(caller.user() == Some(*id))
            }
            Self::Organization(id) => {
                caller.require("organizations:read")?;
                there(organizations::find(deps, caller, *id).await?.is_some())
            }
            Self::Everything => {
                if !deps.config.admin_api {
                    return Err(Error::not_found());
                }
                admin::check(deps.db.read(), caller, "admin:read").await
            }
        }
    }

    /// Whether the change may have to do with it.
    fn concerns(&self, change: &Change) -> bool {
        match (self, change) {
            (Self::Requests(id), Change::Requests(other)) => id == other,
            (Self::Grants(id), Change::Grant(_, other, _)) => id == other,
            (Self::Activity(_) | Self::App(_) | Self::Organization(_) | Self::Everything, Change::Audit)
            | (_, Change::Everything) => true,
            _ => false,
        }
    }

    fn filter(&self) -> audit_log::Filter {
        let mut filter = audit_log::Filter::default();
        match self {
            Self::Activity(id) => filter.user_id = Some(*id),
            Self::App(id) => filter.app_id = Some(*id),
            Self::Organization(id) => filter.organization_id = Some(*id),
            Self::Requests(_) | Self::Grants(_) | Self::Everything => {}
        }
        filter
    }
}

/// A row with what tells it from others, and when it is from.
type Row<T> = (String, i64, T);

/// Somebody who watches.
struct Watcher<T> {
    deps: Arc<Deps>,
    /// The caller as the operation's resolvers know them.
    caller: Caller,
    presence: Presence,
    rows_left: Arc<AtomicUsize>,
    watched: Watched,
    feed: broadcast::Receiver<Change>,
    look: Interval,
    waiting: VecDeque<T>,
    seen: HashSet<String>,
    since: i64,
}

impl<T> Watcher<T> {
    /// Whether the caller is who they were and may still watch.
    fn still(&self) -> BoxFuture<'static, Result<()>> {
        let (deps, presence) = (Arc::clone(&self.deps), self.presence.clone());
        let (caller, watched) = (self.caller.clone(), self.watched.clone());
        Box::pin(async move {
            let now = (presence.again)().await?.ok_or(Error::Unauthenticated)?;
            if !same_rights(&now, &caller) {
                return Err(Error::Unauthenticated);
            }
            watched.check(&deps, &now).await
        })
    }

    /// Until there may be something new.
    async fn woken(&mut self) {
        loop {
            tokio::select! {
                _ = self.look.tick() => return,
                change = self.feed.recv() => match change {
                    Ok(change) if self.watched.concerns(&change) => return,
                    Ok(_) => {}
                    Err(broadcast::error::RecvError::Lagged(_)) => return,
                    // The process is about to end.
                    Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
                },
            }
        }
    }

    /// Keeps of these rows the ones that are new.
    fn take(&mut self, rows: Vec<Row<T>>) {
        let full = rows.len() as u64 == MOST;
        let latest = rows.iter().map(|(_, at, _)| *at).max();
        for (key, _, row) in rows {
            if self.seen.insert(key) {
                self.waiting.push_back(row);
            }
        }
        let Some(latest) = latest else { return };
        // A full answer may hide more of the same time: then nothing is looked at twice.
        let since = if full { latest } else { latest - OVERLAP };
        self.since = self.since.max(since);
        if self.seen.len() > 20 * usize::try_from(MOST).unwrap_or(usize::MAX) {
            self.seen.clear();
            self.since = self.since.max(latest);
        }
    }
}

/// Whether a credential may do now what it could when the operation began.
fn same_rights(now: &Caller, then: &Caller) -> bool {
    match (&now.who, &then.who) {
        (Who::Session(now), Who::Session(then)) => now.user_id == then.user_id && now.role == then.role,
        (Who::Token(now), Who::Token(then)) => {
            now.user_id == then.user_id
                && now.client_id == then.client_id
                && now.role == then.role
                && now.scopes == then.scopes
        }
        (Who::ApiKey(now), Who::ApiKey(then)) => {
            now.user_id == then.user_id && now.key_id == then.key_id && now.role == then.role
        }
        _ => false,
    }
}

/// The stream of what is new, from now on.
async fn watch<T, F>(
    ctx: &Context<'_>,
    watched: Watched,
    read: impl Fn(Arc<Deps>, Watched, i64) -> F + Send + 'static,
) -> async_graphql::Result<BoxStream<'static, async_graphql::Result<T>>>
where
    T: Send + 'static,
    F: Future<Output = Result<Vec<Row<T>>>> + Send + 'static,
{
    let asking = ctx.asking();
    let presence = ctx
        .data_opt::<Presence>()
        .cloned()
        .ok_or_else(|| bad_input("Subscribe over WebSocket or server-sent events."))?;
    watched.check(&asking.deps, &asking.caller).await.or_refuse()?;
    let begin = presence.since;
    let mut look = tokio::time::interval_at(tokio::time::Instant::now() + LOOK, LOOK);
    look.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    let mut watcher = Watcher {
        deps: Arc::clone(&asking.deps),
        caller: asking.caller.clone(),
        presence,
        rows_left: Arc::clone(&asking.rows_left),
        feed: asking.deps.feed.subscribe(),
        watched,
        look,
        waiting: VecDeque::new(),
        seen: HashSet::new(),
        since: begin - OVERLAP,
    };
    // What was there before is not new.
    let (before, new) = read(Arc::clone(&watcher.deps), watcher.watched.clone(), watcher.since)
        .await
        .or_refuse()?
        .into_iter()
        .partition(|(_, at, _)| *at < begin);
    watcher.take(before);
    watcher.waiting.clear();
    watcher.take(new);
    let state = Some((watcher, read));
    Ok(stream::unfold(state, async |state| {
        let (mut watcher, read) = state?;
        loop {
            if !watcher.waiting.is_empty() {
                if let Err(error) = watcher.still().await {
                    return Some((Err(refuse(&error)), None));
                }
                watcher.rows_left.store(ROWS, Ordering::Relaxed);
                if let Some(row) = watcher.waiting.pop_front() {
                    return Some((Ok(row), Some((watcher, read))));
                }
            }
            watcher.woken().await;
            match read(Arc::clone(&watcher.deps), watcher.watched.clone(), watcher.since).await {
                Ok(rows) => watcher.take(rows),
                // The database is away: what is new is found when it is back.
                Err(Error::Unavailable(_)) => {}
                Err(error) => return Some((Err(refuse(&error)), None)),
            }
        }
    })
    .boxed())
}

async fn events(deps: Arc<Deps>, watched: Watched, since: i64) -> Result<Vec<Row<AuditEvent>>> {
    let rows = audit_log::since(&deps, &watched.filter(), since, MOST).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.at, AuditEvent(row)))
        .collect())
}

async fn requests(deps: Arc<Deps>, watched: Watched, since: i64) -> Result<Vec<Row<RequestLogEntry>>> {
    let Watched::Requests(app_id) = watched else {
        return Ok(Vec::new());
    };
    let rows = request_log::since(&deps, app_id, since, MOST).await?;
    Ok(rows
        .into_iter()
        .map(|row| (row.id.to_string(), row.at, RequestLogEntry(row)))
        .collect())
}

async fn grants(deps: Arc<Deps>, watched: Watched, since: i64) -> Result<Vec<Row<Grant>>> {
    let Watched::Grants(user_id) = watched else {
        return Ok(Vec::new());
    };
    let rows = app_grant::changed_since(&deps, user_id, since, MOST).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let key = format!(
                "{} {} {:?} {}",
                row.id, row.updated_at, row.revoked_at, row.scopes
            );
            (key, row.revoked_at.unwrap_or(row.updated_at), Grant(row))
        })
        .collect())
}

/// What happens, told while you watch, over WebSocket (`graphql-transport-ws`, from our own pages only) or
/// server-sent events. A subscription ends with an error when the right to it ends.
#[derive(Clone, Copy, Debug, Default)]
pub struct Subscription;

/// What happens, told while you watch, over WebSocket (`graphql-transport-ws`, from our own pages only) or
/// server-sent events. A subscription ends with an error when the right to it ends.
#[Derive]
impl Subscription {
    /// Each new audit event: of your own activity where nothing else is asked for (scope `activity:read`), of an app
    /// (`apps:read`), of an organization (`organizations:read`), or, for administrators, of everything (`admin:read`).
    async fn audit_event_added(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Of this app.")] app_id: Option<ID>,
        #[graphql(desc = "Of this organization.")] organization_id: Option<ID>,
        #[graphql(desc = "Of everything, for administrators.", default)] everything: bool,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<AuditEvent>>> {
        let watched = match (app_id, organization_id, everything) {
            (None, None, false) => Watched::Activity(ctx.caller().user_id().or_refuse()?),
            (Some(id), None, false) => Watched::App(node::parse(&id)),
            (None, Some(id), false) => Watched::Organization(node::parse(&id)),
            (None, None, true) => Watched::Everything,
            _ => {
                return Err(bad_input(
                    "Give appId, organizationId or everything, not several.",
                ));
            }
        };
        watch(ctx, watched, events).await
    }

    /// Each grant of yours when it is made, changed or ended. Scope `grants:read`.
    async fn grant_changed(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<Grant>>> {
        let watched = Watched::Grants(ctx.caller().user_id().or_refuse()?);
        watch(ctx, watched, grants).await
    }

    /// Each refused request of an app, a second after it was refused at most. Scope `apps:read`.
    async fn request_logged(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The app.")] app_id: ID,
    ) -> async_graphql::Result<impl Stream<Item = async_graphql::Result<RequestLogEntry>>> {
        let watched = Watched::Requests(node::parse(&app_id));
        watch(ctx, watched, requests).await
    }
}
