//! Reading the audit log: by the person an event concerns, by an app's developers, by administrators.

use entity::{
    audit_event, audit_person,
    id::{AppId, AuditEventId, OrganizationId, UserId},
    values::Outcome,
};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, Select};

use super::{
    Caller, Deps, Error, Result, admin, app,
    page::{self, Rows, Slice, Sort},
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
