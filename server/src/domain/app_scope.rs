//! The scopes that an app may ask for. One that an app uses without a user needs the API owner's approval.

use std::collections::HashMap;

use entity::{
    api, app, app_scope,
    id::{ApiId, AppId},
    scope,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect as _,
    sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result,
    app::{self as apps, Seen},
    audit::Event,
    change::{Change, Write},
    client_registration::record,
    owner::{self, Owner},
    policy::{self, Action},
    scope::BuiltIn,
};

/// So many for each app.
pub const MOST: usize = 200;
/// So many that wait for one API are shown: any app may ask.
const MOST_PENDING: u64 = 500;

/// A scope that an app wants to ask for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnableScope {
    /// Its name.
    pub name: String,
    /// Whether the user may leave it out.
    pub optional: bool,
}

/// The names that an app has enabled.
pub(super) async fn names(db: &impl ConnectionTrait, app_id: AppId) -> Result<Vec<String>> {
    let rows = app_scope::Entity::find()
        .filter(app_scope::Column::AppId.eq(app_id))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.name).collect())
}

/// The scopes of these apps, by name.
///
/// # Errors
/// The database's.
pub async fn of_apps(deps: &Deps, ids: &[AppId]) -> Result<Vec<app_scope::Model>> {
    Ok(app_scope::Entity::find()
        .filter(app_scope::Column::AppId.is_in(ids.iter().copied()))
        .order_by_asc(app_scope::Column::Name)
        .all(deps.db.read())
        .await?)
}

/// Makes the app's scopes exactly these, within somebody's transaction.
pub(crate) async fn replace(
    write: &Write<'_>,
    caller: &Caller,
    app_id: AppId,
    wanted: &[EnableScope],
    now: i64,
) -> Result<()> {
    let (db, config) = (write.db(), &write.deps().config);
    if wanted.len() > MOST {
        return Err(Error::limit(
            "scopes",
            format!("An app has {MOST} scopes at most."),
        ));
    }
    if let Some(at) =
        (0..wanted.len()).find(|at| wanted[..*at].iter().any(|scope| scope.name == wanted[*at].name))
    {
        return Err(Error::invalid(
            format!("scopes.{at}"),
            "This scope is in the list twice.",
        ));
    }
    let defined = defined(db, wanted).await?;
    let unknown: Vec<&str> = wanted
        .iter()
        .map(|scope| scope.name.as_str())
        .filter(|name| !defined.contains_key(*name) && BuiltIn::existing(config, name).is_none())
        .collect();
    if let Some(first) = unknown.first() {
        let at = wanted
            .iter()
            .position(|scope| scope.name == *first)
            .unwrap_or_default();
        return Err(Error::invalid(
            format!("scopes.{at}"),
            format!("There is no scope {}.", unknown.join(", ")),
        ));
    }
    let before = app_scope::Entity::find()
        .filter(app_scope::Column::AppId.eq(app_id))
        .all(db)
        .await?;
    let mine = owned_apis(db, caller, &defined).await?;
    app_scope::Entity::delete_many()
        .filter(app_scope::Column::AppId.eq(app_id))
        .exec(db)
        .await?;
    for want in wanted {
        let known = before.iter().find(|row| row.name == want.name);
        let at_once = match defined.get(want.name.as_str()) {
            Some(scope) => scope.grantable_to.app() && mine.contains(&scope.api_id),
            None => BuiltIn::existing(config, &want.name).is_some_and(|scope| scope.grantable_to.app()),
        };
        let row = app_scope::Model {
            app_id,
            name: want.name.clone(),
            optional: want.optional,
            approved_at: known.and_then(|row| row.approved_at).or(at_once.then_some(now)),
            created_at: known.map_or(now, |row| row.created_at),
        };
        app_scope::Entity::insert(app_scope::ActiveModel::from(row).reset_all())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// Takes back what the owners of others' APIs approved of the app: its new owner is nobody that they know.
pub(super) async fn withdraw_approvals(db: &impl ConnectionTrait, app_id: AppId, to: Owner) -> Result<()> {
    let approved = app_scope::Entity::find()
        .filter(app_scope::Column::AppId.eq(app_id))
        .filter(app_scope::Column::ApprovedAt.is_not_null())
        .all(db)
        .await?;
    let scopes = scope::Entity::find()
        .filter(scope::Column::Name.is_in(approved.iter().map(|row| row.name.as_str())))
        .all(db)
        .await?;
    let own: Vec<ApiId> = api::Entity::find()
        .filter(owner::is(
            to,
            api::Column::OwnerUserId,
            api::Column::OwnerOrganizationId,
        ))
        .all(db)
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let others = scopes.iter().filter(|scope| !own.contains(&scope.api_id));
    app_scope::Entity::update_many()
        .col_expr(app_scope::Column::ApprovedAt, Expr::value(Option::<i64>::None))
        .filter(app_scope::Column::AppId.eq(app_id))
        .filter(app_scope::Column::Name.is_in(others.map(|scope| scope.name.as_str())))
        .exec(db)
        .await?;
    Ok(())
}

/// Those of the wanted scopes that APIs define and that are still granted.
async fn defined(db: &impl ConnectionTrait, wanted: &[EnableScope]) -> Result<HashMap<String, scope::Model>> {
    let rows = scope::Entity::find()
        .filter(scope::Column::Name.is_in(wanted.iter().map(|scope| scope.name.as_str())))
        .filter(scope::Column::RetiredAt.is_null())
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.name.clone(), row)).collect())
}

/// Those of the scopes' APIs for which the caller may approve.
async fn owned_apis(
    db: &impl ConnectionTrait,
    caller: &Caller,
    scopes: &HashMap<String, scope::Model>,
) -> Result<Vec<ApiId>> {
    let ids: Vec<ApiId> = scopes.values().map(|scope| scope.api_id).collect();
    let mut mine = Vec::new();
    for row in api::Entity::find()
        .filter(api::Column::Id.is_in(ids))
        .all(db)
        .await?
    {
        let Some(owner) = Owner::of(row.owner_user_id, row.owner_organization_id) else {
            continue;
        };
        if owner::role(db, caller, owner)
            .await?
            .is_some_and(|role| policy::may(role, Action::ApproveScope))
        {
            mine.push(row.id);
        }
    }
    Ok(mine)
}

/// Makes the scopes that an app may ask for exactly these. What is taken away ends at once, also in tokens that
/// were issued.
///
/// # Errors
/// `Invalid` on `scopes.…`, naming those that do not exist; `Conflict` on `expected_version`.
pub async fn set(deps: &Deps, caller: &Caller, seen: Seen, scopes: &[EnableScope]) -> Result<app::Model> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = apps::load(write.db(), caller, seen.id, Action::UpdateApp, "app_id").await?;
    let mut after = before.clone();
    apps::save(&mut write, seen.expected_version, &before, &mut after, now).await?;
    replace(&write, caller, seen.id, scopes, now).await?;
    let names: Vec<&str> = scopes.iter().map(|scope| scope.name.as_str()).collect();
    let event = Event::done("app.scopes_set")
        .target(after.id)
        .details(json!({ "scopes": names }));
    record(&write, caller, &after, event, now).await?;
    write.commit().await?;
    Ok(after)
}

/// An approval to give or to take back.
#[derive(Clone, Debug)]
pub struct Approval {
    /// The app.
    pub app_id: AppId,
    /// The scope.
    pub scope: String,
    /// Whether it is given.
    pub approved: bool,
}

/// Lets an app use a scope without a user, or no longer: for the API's owner.
///
/// # Errors
/// `NotFound` where the app does not have the scope enabled, or the scope is not of the caller's API.
pub async fn approve(deps: &Deps, caller: &Caller, approval: Approval) -> Result<api::Model> {
    caller.require("apis:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let missing = || Error::no_such("scope");
    let defined = scope::Entity::find()
        .filter(scope::Column::Name.eq(&approval.scope))
        .one(write.db())
        .await?
        .ok_or_else(missing)?;
    let api = super::api::load(write.db(), caller, defined.api_id, Action::ApproveScope, "scope").await?;
    if !defined.grantable_to.app() {
        return Err(Error::invalid(
            "scope",
            "This scope is only granted by users; it needs no approval.",
        ));
    }
    let at = approval.approved.then_some(now);
    let updated = app_scope::Entity::update_many()
        .col_expr(app_scope::Column::ApprovedAt, Expr::value(at))
        .filter(app_scope::Column::AppId.eq(approval.app_id))
        .filter(app_scope::Column::Name.eq(&approval.scope))
        .exec(write.db())
        .await?;
    if updated.rows_affected != 1 {
        return Err(Error::no_such("app_id"));
    }
    let kind = if approval.approved {
        "app_scope.approved"
    } else {
        "app_scope.approval_withdrawn"
    };
    let mut event = Event::done(kind)
        .app(approval.app_id)
        .target(defined.id)
        .details(json!({ "scope": defined.name }));
    event.organization_id = api.owner_organization_id;
    super::audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::App(approval.app_id));
    write.commit().await?;
    Ok(api)
}

/// What waits for the approval of these APIs' owners, what waits longest first.
///
/// # Errors
/// The database's.
pub async fn pending(deps: &Deps, apis: &[ApiId]) -> Result<Vec<(app_scope::Model, scope::Model)>> {
    let scopes = scope::Entity::find()
        .filter(scope::Column::ApiId.is_in(apis.iter().copied()))
        .filter(scope::Column::RetiredAt.is_null())
        .all(deps.db.read())
        .await?;
    let names = scopes
        .iter()
        .filter(|scope| scope.grantable_to.app())
        .map(|scope| scope.name.as_str());
    let rows = app_scope::Entity::find()
        .filter(app_scope::Column::Name.is_in(names))
        .filter(app_scope::Column::ApprovedAt.is_null())
        .order_by_asc(app_scope::Column::CreatedAt)
        .limit(MOST_PENDING * apis.len() as u64)
        .all(deps.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let scope = scopes.iter().find(|scope| scope.name == row.name)?.clone();
            Some((row, scope))
        })
        .collect())
}
