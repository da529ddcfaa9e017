//! Grants: what a user allowed an app. Everything issued points at one; ending it ends all of it (SEC-72).

use std::sync::Arc;

use entity::{
    grant,
    id::{AppId, GrantId, UserId},
    values::Scopes,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    change::{Change, Write},
    secret::ordered_id,
};

/// The grant, live or not, as it was a moment ago at most.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, id: GrantId) -> Result<Option<Arc<grant::Model>>> {
    deps.caches
        .grants
        .get_or_load(&id, async || {
            Ok(grant::Entity::find_by_id(id)
                .one(deps.db.read())
                .await?
                .map(Arc::new))
        })
        .await
}

/// The live grant of a user and an app.
///
/// # Errors
/// The database's.
pub async fn live(deps: &Deps, user_id: UserId, app_id: AppId) -> Result<Option<Arc<grant::Model>>> {
    let id = deps
        .caches
        .live_grants
        .get_or_load(&(user_id, app_id), async || {
            Ok(select_live(user_id, app_id)
                .one(deps.db.read())
                .await?
                .map(|row| row.id))
        })
        .await?;
    match id {
        Some(id) => Ok(find(deps, id).await?.filter(|grant| grant.revoked_at.is_none())),
        None => Ok(None),
    }
}

fn select_live(user_id: UserId, app_id: AppId) -> sea_orm::Select<grant::Entity> {
    grant::Entity::find()
        .filter(grant::Column::UserId.eq(user_id))
        .filter(grant::Column::AppId.eq(app_id))
        .filter(grant::Column::RevokedAt.is_null())
}

/// A user's live grants, newest first.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps, user_id: UserId) -> Result<Vec<grant::Model>> {
    Ok(grant::Entity::find()
        .filter(grant::Column::UserId.eq(user_id))
        .filter(grant::Column::RevokedAt.is_null())
        .order_by_desc(grant::Column::Id)
        .all(deps.db.read())
        .await?)
}

/// The person allowed the app these scopes, as well as what was allowed before. One live grant for each user and
/// app, also when two windows say yes at once.
///
/// # Errors
/// The database's.
pub async fn allow(deps: &Deps, caller: &Caller, app_id: AppId, scopes: &Scopes) -> Result<GrantId> {
    let user_id = caller.user_id()?;
    let now = deps.clock.now();
    // A second try finds the grant that somebody else made meanwhile.
    for _ in 0..2 {
        let mut write = Write::begin(deps).await?;
        let existing = select_live(user_id, app_id).one(write.db()).await?;
        let Some(id) = upsert(write.db(), existing, (user_id, app_id), scopes, now).await? else {
            continue;
        };
        let event = Event::done("grant.allowed")
            .app(app_id)
            .target(id)
            .details(json!({ "scopes": scopes }));
        audit::record(write.db(), now, caller, event).await?;
        write.changed(Change::Grant(id, user_id, app_id));
        write.commit().await?;
        return Ok(id);
    }
    Err(Error::Unavailable(anyhow::anyhow!(
        "the grant changed while it was written"
    )))
}

async fn upsert(
    db: &impl ConnectionTrait,
    existing: Option<grant::Model>,
    (user_id, app_id): (UserId, AppId),
    scopes: &Scopes,
    now: i64,
) -> Result<Option<GrantId>> {
    if let Some(row) = existing {
        let updated = grant::Entity::update_many()
            .col_expr(grant::Column::Scopes, Expr::value(row.scopes.union(scopes)))
            .col_expr(grant::Column::UpdatedAt, Expr::value(now))
            .filter(grant::Column::Id.eq(row.id))
            .filter(grant::Column::Scopes.eq(row.scopes.clone()))
            .filter(grant::Column::RevokedAt.is_null())
            .exec(db)
            .await?;
        return Ok((updated.rows_affected == 1).then_some(row.id));
    }
    let row = grant::Model {
        id: GrantId(ordered_id(now)),
        user_id,
        app_id,
        scopes: scopes.clone(),
        lasting_at: None,
        last_used_at: None,
        last_used_from: None,
        revoked_at: None,
        created_at: now,
        updated_at: now,
    };
    let id = row.id;
    match grant::Entity::insert(grant::ActiveModel::from(row).reset_all())
        .exec_without_returning(db)
        .await
    {
        Ok(_) => Ok(Some(id)),
        Err(error) => match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Ok(None),
            _ => Err(error.into()),
        },
    }
}

/// The person was told that what is issued now outlives the sign-in, and allowed it.
///
/// # Errors
/// The database's.
pub async fn last(deps: &Deps, id: GrantId) -> Result<()> {
    let known = find(deps, id).await?;
    let Some(row) = known.filter(|row| row.lasting_at.is_none()) else {
        return Ok(());
    };
    let mut write = Write::begin(deps).await?;
    grant::Entity::update_many()
        .col_expr(grant::Column::LastingAt, Expr::value(deps.clock.now()))
        .filter(grant::Column::Id.eq(id))
        .filter(grant::Column::LastingAt.is_null())
        .exec(write.db())
        .await?;
    write.changed(Change::Grant(id, row.user_id, row.app_id));
    write.commit().await
}

/// Ends one of the caller's own grants. Ending it twice is the same as once.
///
/// # Errors
/// `NotFound` where it is not theirs, or the database's.
pub async fn revoke(deps: &Deps, caller: &Caller, id: GrantId) -> Result<grant::Model> {
    caller.require("grants:write")?;
    let user_id = caller.user_id()?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let mut row = grant::Entity::find_by_id(id)
        .filter(grant::Column::UserId.eq(user_id))
        .one(write.db())
        .await?
        .ok_or(Error::no_such("grantId"))?;
    if row.revoked_at.is_none() {
        end(&mut write, caller, &row, now).await?;
        row.revoked_at = Some(now);
    }
    write.commit().await?;
    Ok(row)
}

/// Takes scopes out of one of the caller's own grants; taking the last one out ends it.
///
/// # Errors
/// `NotFound` where it is not theirs or has ended, or the database's.
pub async fn revoke_scopes(
    deps: &Deps,
    caller: &Caller,
    id: GrantId,
    scopes: &Scopes,
) -> Result<grant::Model> {
    caller.require("grants:write")?;
    let user_id = caller.user_id()?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let mut row = grant::Entity::find_by_id(id)
        .filter(grant::Column::UserId.eq(user_id))
        .filter(grant::Column::RevokedAt.is_null())
        .one(write.db())
        .await?
        .ok_or(Error::no_such("grantId"))?;
    let left = row.scopes.filter(|name| !scopes.contains(name));
    if left.is_empty() {
        end(&mut write, caller, &row, now).await?;
        row.revoked_at = Some(now);
    } else {
        let narrowed = grant::Entity::update_many()
            .col_expr(grant::Column::Scopes, Expr::value(left.clone()))
            .col_expr(grant::Column::UpdatedAt, Expr::value(now))
            .filter(grant::Column::Id.eq(id))
            .filter(grant::Column::Scopes.eq(row.scopes.clone()))
            .exec(write.db())
            .await?;
        if narrowed.rows_affected != 1 {
            let changed = "It was changed at the same moment. Look at it again.";
            return Err(Error::conflict("grantId", changed));
        }
        let event = Event::done("grant.narrowed")
            .app(row.app_id)
            .target(id)
            .details(json!({ "removed": scopes }));
        audit::record(write.db(), now, caller, event).await?;
        write.changed(Change::Grant(id, user_id, row.app_id));
        row.scopes = left;
        row.updated_at = now;
    }
    write.commit().await?;
    Ok(row)
}

/// Ends the grant within somebody's transaction.
///
/// # Errors
/// The database's.
pub(super) async fn end(write: &mut Write<'_>, caller: &Caller, row: &grant::Model, now: i64) -> Result<()> {
    grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::value(now))
        .filter(grant::Column::Id.eq(row.id))
        .filter(grant::Column::RevokedAt.is_null())
        .exec(write.db())
        .await?;
    let event = Event::done("grant.revoked")
        .user(row.user_id)
        .app(row.app_id)
        .target(row.id);
    audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::Grant(row.id, row.user_id, row.app_id));
    Ok(())
}
