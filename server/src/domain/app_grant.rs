//! Grants as an app's developers see them, and a user's grants as a list. What a grant is, [`super::grant`] says.

use entity::{
    app, grant,
    id::{AppId, GrantId, UserId},
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, FromQueryResult, PaginatorTrait, QueryFilter, QuerySelect as _,
    QueryTrait as _, Select, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, app as apps,
    audit::Event,
    change::{Change, Write},
    client_registration::record,
    grant as grants,
    page::{self, Rows, Slice, Sort, contains},
    policy::Action,
};

/// Which of a user's grants.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the app's name.
    pub search: Option<String>,
    /// Also those that ended.
    pub include_revoked: bool,
}

/// Whose grants a list shows.
#[derive(Clone, Debug)]
pub enum Whose {
    /// A user's.
    User(UserId, Filter),
    /// An app's live ones.
    App(AppId),
}

fn select(whose: &Whose) -> Select<grant::Entity> {
    match whose {
        Whose::App(id) => grant::Entity::find()
            .filter(grant::Column::AppId.eq(*id))
            .filter(grant::Column::RevokedAt.is_null()),
        Whose::User(id, filter) => {
            let mut query = grant::Entity::find().filter(grant::Column::UserId.eq(*id));
            if !filter.include_revoked {
                query = query.filter(grant::Column::RevokedAt.is_null());
            }
            if let Some(search) = filter
                .search
                .as_deref()
                .map(str::trim)
                .filter(|text| !text.is_empty())
            {
                let named = app::Entity::find()
                    .select_only()
                    .column(app::Column::Id)
                    .filter(contains(app::Column::Name, search))
                    .into_query();
                query = query.filter(grant::Column::AppId.in_subquery(named));
            }
            query
        }
    }
}

/// Part of a list of grants, newest first. What the caller may see is decided by `whose`.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps, whose: &Whose, slice: &Slice) -> Result<Rows<grant::Model>> {
    let sort = Sort {
        key: None,
        id: grant::Column::Id,
        descending: true,
    };
    page::select(deps.db.read(), select(whose), sort, slice).await
}

/// A person's grants that were made, changed or ended since a moment, at most so many: for those who watch.
///
/// # Errors
/// The database's.
pub async fn changed_since(deps: &Deps, user_id: UserId, at: i64, most: u64) -> Result<Vec<grant::Model>> {
    Ok(grant::Entity::find()
        .filter(grant::Column::UserId.eq(user_id))
        .filter(
            Condition::any()
                .add(grant::Column::UpdatedAt.gte(at))
                .add(grant::Column::RevokedAt.gte(at)),
        )
        .limit(most)
        .all(deps.db.read())
        .await?)
}

/// How many grants a list has.
///
/// # Errors
/// The database's.
pub async fn count(deps: &Deps, whose: &Whose) -> Result<u64> {
    Ok(select(whose).count(deps.db.read()).await?)
}

#[derive(Debug, FromQueryResult)]
struct Counted {
    app_id: AppId,
    count: i64,
}

/// How many people have allowed each of these apps something; apps that nobody did are missing.
///
/// # Errors
/// The database's.
pub async fn counts(deps: &Deps, apps: &[AppId]) -> Result<Vec<(AppId, i64)>> {
    let rows = grant::Entity::find()
        .select_only()
        .column(grant::Column::AppId)
        .column_as(grant::Column::Id.count(), "count")
        .filter(grant::Column::AppId.is_in(apps.iter().copied()))
        .filter(grant::Column::RevokedAt.is_null())
        .group_by(grant::Column::AppId)
        .into_model::<Counted>()
        .all(deps.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.app_id, row.count)).collect())
}

/// The caller's own grant, live or not.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn find(deps: &Deps, caller: &Caller, id: GrantId) -> Result<Option<grant::Model>> {
    let Some(user_id) = caller.user() else {
        return Ok(None);
    };
    let row = grant::Entity::find_by_id(id)
        .filter(grant::Column::UserId.eq(user_id))
        .one(deps.db.read())
        .await?;
    if row.is_some() {
        caller.require("grants:read")?;
    }
    Ok(row)
}

/// Ends every grant of an app: for its developers, when something leaked. How many ended. However many there are, it
/// is one statement and one event.
///
/// # Errors
/// `NotFound`, `Denied`.
pub async fn revoke_all_of_app(deps: &Deps, caller: &Caller, id: AppId) -> Result<(app::Model, u64)> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let app = apps::load(write.db(), caller, id, Action::RevokeGrants, "app_id").await?;
    let ended = grant::Entity::update_many()
        .col_expr(grant::Column::RevokedAt, Expr::value(now))
        .filter(grant::Column::AppId.eq(id))
        .filter(grant::Column::RevokedAt.is_null())
        .exec(write.db())
        .await?
        .rows_affected;
    let event = Event::done("app.grants_revoked")
        .target(id)
        .details(json!({ "count": ended }));
    record(&write, caller, &app, event, now).await?;
    write.changed(Change::Everything);
    write.commit().await?;
    Ok((app, ended))
}

/// Ends every grant of the caller's own. How many ended.
///
/// # Errors
/// `Invalid` where the caller did not confirm.
pub async fn revoke_all_of_mine(deps: &Deps, caller: &Caller, confirm: bool) -> Result<u64> {
    caller.require("grants:write")?;
    let user_id = caller.user_id()?;
    if !confirm {
        return Err(Error::invalid(
            "confirm",
            "Say true to remove every app's access.",
        ));
    }
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let rows = select(&Whose::User(user_id, Filter::default()))
        .all(write.db())
        .await?;
    for row in &rows {
        grants::end(&mut write, caller, row, now).await?;
    }
    write.commit().await?;
    Ok(rows.len() as u64)
}
