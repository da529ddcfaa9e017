//! Reading the audit log: by the person an event concerns, by an app's developers, by administrators.

use entity::{
    audit_event, audit_person,
    id::{AppId, AuditEventId, OrganizationId, UserId},
    values::Outcome,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, QueryOrder as _,
    QuerySelect as _, Select,
};

use serde_json::json;

use super::{
    Caller, Deps, Error, Result, admin, app,
    audit::{self, Event},
    change::Write,
    page::{self, Rows, Slice, Sort},
    secret::base64url,
};

/// Which events.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Exact kinds such as `grant.revoked`, or nouns such as `grant`.
    pub kinds: Vec<String>,
    /// Done or refused.
    pub outcome: Option<Outcome>,
    /// From this moment on.
    pub since: Option<i64>,
    /// Before this moment.
    pub until: Option<i64>,
    /// That concern this person or were done by them.
    pub user_id: Option<UserId>,
    /// That concern this app.
    pub app_id: Option<AppId>,
    /// That concern this organization.
    pub organization_id: Option<OrganizationId>,
    /// Done by this client.
    pub client_id: Option<String>,
    /// Without what the person looked at as an administrator: in their own activity it is noise, in the audit log it stays.
    pub without_looks: bool,
}

impl Filter {
    /// Refuses filters that could not match or would cost too much.
    ///
    /// # Errors
    /// `Invalid` on `filter.kinds`.
    pub fn check(&self) -> Result<()> {
        let fine = |kind: &String| {
            (1..=64).contains(&kind.len())
                && kind
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b == b'_' || b == b'.')
        };
        if self.kinds.len() > 20 || !self.kinds.iter().all(fine) {
            return Err(Error::invalid(
                "filter.kinds",
                "Use at most 20 kinds such as grant.revoked, or nouns such as grant.",
            ));
        }
        Ok(())
    }
}

fn select(filter: &Filter) -> Select<audit_event::Entity> {
    let mut all = Condition::all();
    if !filter.kinds.is_empty() {
        let mut any = Condition::any();
        for kind in &filter.kinds {
            any = if kind.contains('.') {
                any.add(audit_event::Column::Kind.eq(kind))
            } else {
                // The dot's successor bounds the noun's kinds from above.
                any.add(
                    audit_event::Column::Kind
                        .gte(format!("{kind}."))
                        .and(audit_event::Column::Kind.lt(format!("{kind}/"))),
                )
            };
        }
        all = all.add(any);
    }
    if let Some(outcome) = filter.outcome {
        all = all.add(audit_event::Column::Outcome.eq(outcome));
    }
    if let Some(since) = filter.since {
        all = all.add(audit_event::Column::At.gte(since));
    }
    if let Some(until) = filter.until {
        all = all.add(audit_event::Column::At.lt(until));
    }
    if let Some(id) = filter.user_id {
        all = all.add(
            audit_event::Column::UserId
                .eq(id)
                .or(audit_event::Column::ActorUserId.eq(id)),
        );
    }
    if let Some(id) = filter.app_id {
        all = all.add(audit_event::Column::AppId.eq(id));
    }
    if let Some(id) = filter.organization_id {
        all = all.add(audit_event::Column::OrganizationId.eq(id));
    }
    if filter.without_looks
        && let Some(id) = filter.user_id
    {
        // Who else looked at their account they see.
        let looks = audit_event::Column::Kind.is_in(["admin.users_listed", "admin.user_viewed"]);
        let actor = audit_event::Column::ActorUserId;
        all = all.add(looks.not().or(actor.is_null()).or(actor.ne(id)));
    }
    if let Some(client_id) = &filter.client_id {
        all = all.add(audit_event::Column::ActorClientId.eq(client_id));
    }
    audit_event::Entity::find().filter(all)
}

/// Part of the log, latest first. What the caller may see is decided by the filter.
///
/// # Errors
/// `Invalid` on the filter.
pub async fn list(deps: &Deps, filter: &Filter, slice: &Slice) -> Result<Rows<audit_event::Model>> {
    filter.check()?;
    let sort = Sort {
        key: None,
        id: audit_event::Column::Id,
        descending: true,
    };
    page::select(deps.db.read(), select(filter), sort, slice).await
}

/// Events of an export at most.
pub const MOST_EXPORTED: usize = 100_000;
/// Events that an export reads at a time.
const EXPORTED_AT_ONCE: u64 = 500;

/// Demands the right to export the log, and records that it is done (SEC-118): the log has addresses of people.
///
/// # Errors
/// `NotFound` for who is no administrator; `MissingScope`; `Invalid` on the filter.
pub async fn begin_export(deps: &Deps, caller: &Caller, filter: &Filter) -> Result<()> {
    if !deps.config.admin_api {
        return Err(Error::not_found());
    }
    admin::check(deps.db.read(), caller, "admin:read").await?;
    filter.check()?;
    let event = Event::done("audit_log.exported").details(json!({
        "kinds": filter.kinds, "since": filter.since, "until": filter.until,
    }));
    let write = Write::begin(deps).await?;
    audit::record(write.db(), deps.clock.now(), caller, event).await?;
    write.commit().await
}

/// The next part of an export, oldest first, as lines of JSON; none at its end. `after`: the last event of the part before.
///
/// # Errors
/// The database's.
pub async fn export(
    deps: &Deps,
    filter: &Filter,
    after: Option<AuditEventId>,
) -> Result<Option<(String, AuditEventId, usize)>> {
    let mut query = select(filter);
    if let Some(after) = after {
        query = query.filter(audit_event::Column::Id.gt(after));
    }
    let rows = query
        .order_by_asc(audit_event::Column::Id)
        .limit(EXPORTED_AT_ONCE)
        .all(deps.db.read())
        .await?;
    let Some(last) = rows.last().map(|row| row.id) else {
        return Ok(None);
    };
    let ids: Vec<AuditEventId> = rows.iter().map(|row| row.id).collect();
    let people = people(deps, &ids).await?;
    let mut lines = String::new();
    for row in &rows {
        let person = people.iter().find(|person| person.event_id == row.id);
        let line = json!({
            "id": row.id,
            "at": row.at,
            "kind": row.kind,
            "outcome": row.outcome,
            "actor_user_id": row.actor_user_id,
            "actor_client_id": row.actor_client_id,
            "user_id": row.user_id,
            "app_id": row.app_id,
            "organization_id": row.organization_id,
            "target": row.target,
            "details": row.details,
            "ip_address": person.and_then(|person| person.ip_address.as_deref()),
            "user_agent": person.and_then(|person| person.user_agent.as_deref()),
            "digest": base64url(&row.digest.0),
            "seal_id": row.seal_id,
        });
        lines.push_str(&line.to_string());
        lines.push('\n');
    }
    Ok(Some((lines, last, rows.len())))
}

/// Events since a moment, oldest first, at most so many: for those who watch.
///
/// # Errors
/// The database's.
pub async fn since(deps: &Deps, filter: &Filter, at: i64, most: u64) -> Result<Vec<audit_event::Model>> {
    Ok(select(filter)
        .filter(audit_event::Column::At.gte(at))
        .order_by_asc(audit_event::Column::Id)
        .limit(most)
        .all(deps.db.read())
        .await?)
}

/// How many events a list has.
///
/// # Errors
/// The database's.
pub async fn count(deps: &Deps, filter: &Filter) -> Result<u64> {
    filter.check()?;
    Ok(select(filter).count(deps.db.read()).await?)
}

/// One event, if the caller may see it.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn find(deps: &Deps, caller: &Caller, id: AuditEventId) -> Result<Option<audit_event::Model>> {
    let Some(row) = audit_event::Entity::find_by_id(id).one(deps.db.read()).await? else {
        return Ok(None);
    };
    let user_id = caller.user();
    if user_id.is_some() && (row.user_id == user_id || row.actor_user_id == user_id) {
        caller.require("activity:read")?;
        return Ok(Some(row));
    }
    if let Some(app_id) = row.app_id
        && app::find(deps, caller, app_id).await?.is_some()
    {
        return Ok(Some(row));
    }
    let administers =
        caller.administers("admin:read") && admin::check(deps.db.read(), caller, "admin:read").await.is_ok();
    Ok(administers.then_some(row))
}

/// From where and with what: the erasable side records of these events.
///
/// # Errors
/// The database's.
pub async fn people(deps: &Deps, ids: &[AuditEventId]) -> Result<Vec<audit_person::Model>> {
    Ok(audit_person::Entity::find()
        .filter(audit_person::Column::EventId.is_in(ids.iter().copied()))
        .all(deps.db.read())
        .await?)
}
