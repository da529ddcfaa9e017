//! Grants: what a user allowed an app. Everything issued points at one; ending it ends all of it (SEC-72).

use std::sync::Arc;

use entity::{
    grant,
    id::{AppId, GrantId, UserId},
    resource,
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
    permission::{self, Catalogue, MOST_BYTES, Permission},
    resource as resources,
    secret::ordered_id,
};

/// So many people's grants are looked at together.
const PEOPLE: usize = 200;

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

/// The person allowed the app these permissions, as well as what was allowed before. One live grant for each user and
/// app, also when two windows say yes at once.
///
/// # Errors
/// The database's.
pub async fn allow(deps: &Deps, caller: &Caller, app_id: AppId, permissions: &Scopes) -> Result<GrantId> {
    choose(deps, caller, app_id, (permissions, &Scopes::default())).await
}

/// As [`allow`]; of the scopes `instead`, what was allowed before is replaced: the person chose its resources anew.
///
/// # Errors
/// The database's.
pub async fn choose(
    deps: &Deps,
    caller: &Caller,
    app_id: AppId,
    (permissions, instead): (&Scopes, &Scopes),
) -> Result<GrantId> {
    let user_id = caller.user_id()?;
    let now = deps.clock.now();
    let catalogue = permission::catalogue(deps).await?;
    // A second try finds the grant that somebody else made meanwhile.
    for _ in 0..2 {
        let mut write = Write::begin(deps).await?;
        let existing = select_live(user_id, app_id).one(write.db()).await?;
        let before = existing
            .as_ref()
            .map(|row| row.scopes.clone())
            .unwrap_or_default();
        let kept = before.filter(|text| {
            !catalogue
                .parse(text)
                .is_ok_and(|permission| instead.contains(&permission.scope))
        });
        let after = catalogue.simplify(&kept.union(permissions));
        let Some(id) = upsert(write.db(), existing, (user_id, app_id), &after, now).await? else {
            continue;
        };
        let event = Event::done("grant.allowed")
            .app(app_id)
            .target(id)
            .details(json!({ "scopes": permissions }));
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
            .col_expr(grant::Column::Scopes, Expr::value(scopes.clone()))
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

/// What to take out of a grant.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    /// Scopes, each with all its resources.
    pub scopes: Scopes,
    /// Permissions, each a scope with the key of a resource. Where the scope was allowed for everything, what the
    /// person has otherwise stays allowed, by name.
    pub permissions: Scopes,
}

/// Takes scopes and resources out of one of the caller's own grants; taking the last one out ends it.
///
/// # Errors
/// `NotFound` where it is not theirs or has ended; `Invalid` on `permissions.…`; or the database's.
pub async fn narrow(deps: &Deps, caller: &Caller, id: GrantId, out: &Narrowing) -> Result<grant::Model> {
    caller.require("grants:write")?;
    let user_id = caller.user_id()?;
    let now = deps.clock.now();
    let catalogue = permission::catalogue(deps).await?;
    let mut write = Write::begin(deps).await?;
    let mut row = grant::Entity::find_by_id(id)
        .filter(grant::Column::UserId.eq(user_id))
        .filter(grant::Column::RevokedAt.is_null())
        .one(write.db())
        .await?
        .ok_or(Error::no_such("grantId"))?;
    if out.scopes.is_empty() && out.permissions.is_empty() {
        return Err(Error::invalid(
            "scopes",
            "Say what is taken away: a scope or a permission.",
        ));
    }
    let granted = catalogue.scopes_of(&row.scopes);
    for (index, scope) in out.scopes.iter().enumerate() {
        if !granted.contains(scope) && !row.scopes.contains(scope) {
            return Err(Error::invalid(
                format!("scopes.{index}"),
                format!("The app was not allowed {scope}."),
            ));
        }
    }
    let mut left = row.scopes.filter(|text| {
        let scope = catalogue.parse(text).map(|permission| permission.scope);
        !out.scopes.contains(text) && !scope.is_ok_and(|scope| out.scopes.contains(&scope))
    });
    for (index, text) in out.permissions.iter().enumerate() {
        let field = || format!("permissions.{index}");
        let permission = catalogue
            .parse(text)
            .map_err(|unknown| Error::invalid(field(), unknown.to_string()))?;
        if left.contains(text) {
            left = left.filter(|other| other != text);
        } else if let Some(key) = permission.resource.as_deref()
            && left.contains(&permission.scope)
        {
            let others = others(write.db(), &catalogue, (user_id, &permission.scope), key).await?;
            let each = left.iter().flat_map(|other| {
                if other == permission.scope {
                    others.clone()
                } else {
                    vec![other.to_owned()]
                }
            });
            left = each.collect();
        }
    }
    // What still contains it would allow as much as before: the person would believe that something ended.
    for (index, text) in out.permissions.iter().enumerate() {
        let Ok(gone) = catalogue.parse(text) else { continue };
        let still: Vec<String> = catalogue
            .known(&left)
            .iter()
            .filter(|held| catalogue.satisfies(held, &gone))
            .map(Permission::to_string)
            .collect();
        if !still.is_empty() {
            let message = format!(
                "The app would keep it, as what else it was allowed contains it: {}. Take that away too.",
                still.join(", ")
            );
            return Err(Error::invalid(format!("permissions.{index}"), message));
        }
    }
    if left.to_string().len() > MOST_BYTES {
        let message =
            "Too many resources would have to be named. Take the scope away, and allow it again for some.";
        return Err(Error::limit("permissions", message));
    }
    if left.is_empty() {
        end(&mut write, caller, &row, now).await?;
        row.revoked_at = Some(now);
    } else if left != row.scopes {
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
            .details(json!({ "removed": out.scopes.union(&out.permissions) }));
        audit::record(write.db(), now, caller, event).await?;
        write.changed(Change::Grant(id, user_id, row.app_id));
        row.scopes = left;
        row.updated_at = now;
    }
    write.commit().await?;
    Ok(row)
}

/// Everything that the scope reaches of what the person has now, but for the resource with that key.
async fn others(
    db: &impl ConnectionTrait,
    catalogue: &Catalogue,
    (user_id, scope): (UserId, &str),
    key: &str,
) -> Result<Vec<String>> {
    let Some(entry) = catalogue.scope(scope) else {
        return Ok(Vec::new());
    };
    let kind = entry.about.resource_type.as_deref().unwrap_or_default();
    let api = entry.api.as_ref().map(|api| api.id);
    let rows = resources::of_person(db, user_id, api, kind).await?;
    Ok(rows
        .into_iter()
        .filter(|row| row.key != key)
        .map(|row| Permission::on(scope, row.key).to_string())
        .collect())
}

/// Takes resources that were removed out of these people's grants, so that one of the same key that comes later is not
/// allowed with it.
///
/// # Errors
/// The database's.
pub(super) async fn forget_resources(
    write: &mut Write<'_>,
    caller: &Caller,
    (whose, gone): (&[UserId], &[resource::Model]),
    now: i64,
) -> Result<()> {
    let catalogue = permission::catalogue(write.deps()).await?;
    for people in whose.chunks(PEOPLE) {
        let rows = grant::Entity::find()
            .filter(grant::Column::UserId.is_in(people.iter().copied()))
            .filter(grant::Column::RevokedAt.is_null())
            .filter(grant::Column::Scopes.contains(":"))
            .all(write.db())
            .await?;
        for row in rows {
            let left = permission::without(&catalogue, gone, &row.scopes);
            if left == row.scopes {
                continue;
            }
            if left.is_empty() {
                end(write, caller, &row, now).await?;
                continue;
            }
            let removed = row.scopes.filter(|text| !left.contains(text));
            grant::Entity::update_many()
                .col_expr(grant::Column::Scopes, Expr::value(left))
                .col_expr(grant::Column::UpdatedAt, Expr::value(now))
                .filter(grant::Column::Id.eq(row.id))
                .filter(grant::Column::Scopes.eq(row.scopes.clone()))
                .exec(write.db())
                .await?;
            let event = Event::done("grant.narrowed")
                .user(row.user_id)
                .app(row.app_id)
                .target(row.id)
                .details(json!({ "removed": removed }));
            audit::record(write.db(), now, caller, event).await?;
            write.changed(Change::Grant(row.id, row.user_id, row.app_id));
        }
    }
    Ok(())
}

/// As [`narrow`], by scopes alone.
///
/// # Errors
/// As [`narrow`].
pub async fn revoke_scopes(
    deps: &Deps,
    caller: &Caller,
    id: GrantId,
    scopes: &Scopes,
) -> Result<grant::Model> {
    let out = Narrowing {
        scopes: scopes.clone(),
        permissions: Scopes::default(),
    };
    narrow(deps, caller, id, &out).await
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
