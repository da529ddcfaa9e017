//! Resources as their API registers them: many at once, all or none, and as often as it likes. By the API's owners,
//! or by a client with which the API introspects tokens.

use std::collections::{HashMap, HashSet};

use entity::{
    api, api_client,
    id::{ApiId, ClientKey, OrganizationId, ResourceId, UserId},
    organization, resource, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    sea_query::{Expr, OnConflict},
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, api as apis,
    audit::Event,
    caller::Who,
    change::{Change, Write},
    display_name,
    owner::Owner,
    page::{self, Rows, Slice, Sort},
    policy::Action,
    resource::{check_key, check_kind, end_permissions},
    secret::ordered_id,
    throttle::{self, Subject},
    user as users,
};

/// So many in one call.
pub const MOST: usize = 1000;
/// So many of one API.
const MOST_OF_API: u64 = 200_000;
/// So many rows in one statement.
const CHUNK: usize = 200;

/// Which API, and by what right.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// This one: for its owners.
    Id(ApiId),
    /// The one whose tokens this client introspects; by its identifier where there are several.
    OfClient(ClientKey, Option<&'a str>),
}

impl Which<'_> {
    async fn load(self, db: &impl ConnectionTrait, caller: &Caller) -> Result<api::Model> {
        let (key, identifier) = match self {
            Self::Id(id) => {
                caller.require("apis:write")?;
                return apis::load(db, caller, id, Action::UpdateApi, "api_id").await;
            }
            Self::OfClient(key, identifier) => (key, identifier),
        };
        let links = api_client::Entity::find()
            .filter(api_client::Column::ClientId.eq(key))
            .all(db)
            .await?;
        let mut mine = api::Entity::find()
            .filter(api::Column::Id.is_in(links.iter().map(|link| link.api_id)))
            .all(db)
            .await?;
        if let Some(identifier) = identifier {
            mine.retain(|row| row.identifier == identifier);
        }
        match mine.len() {
            1 => Ok(mine.remove(0)),
            0 => Err(Error::no_such("api")),
            _ => Err(Error::invalid(
                "api",
                "This client is one of several APIs: name the identifier of the one that is meant.",
            )),
        }
    }
}

/// A resource as it should be.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// Its type, such as `store`.
    pub kind: String,
    /// Its id at the API.
    pub key: String,
    /// What people read.
    pub name: String,
    /// A user's id or email address, or an organization's id or slug.
    pub owner: String,
}

/// What a call did.
#[derive(Clone, Debug)]
pub struct Upserted {
    /// The API.
    pub api: api::Model,
    /// The resources, in the order of the call.
    pub resources: Vec<resource::Model>,
    /// How many of them were not there before.
    pub created: usize,
    /// How many changed.
    pub updated: usize,
}

/// The name of a resource: type and key.
pub type Name = (String, String);

fn check_count(count: usize) -> Result<()> {
    if count <= MOST {
        return Ok(());
    }
    Err(Error::limit(
        "resources",
        format!("Send {MOST} resources at most."),
    ))
}

/// Makes resources be as they should, all or none. The same again changes nothing.
///
/// # Errors
/// `Invalid` on `resources.N.field`; `NotFound` on the API; `LimitReached`; `RateLimited` after many unknown
/// addresses (SEC-76).
pub async fn upsert(deps: &Deps, caller: &Caller, which: Which<'_>, wanted: Vec<Wanted>) -> Result<Upserted> {
    check_count(wanted.len())?;
    let api = which.load(deps.db.read(), caller).await?;
    let checked = check_all(deps, caller, &api, wanted).await?;
    put_all(deps, caller, (which, api), &checked).await
}

/// A checked resource, with its owner found.
struct Checked {
    kind: String,
    key: String,
    name: String,
    owner: Owner,
}

async fn check_all(
    deps: &Deps,
    caller: &Caller,
    api: &api::Model,
    wanted: Vec<Wanted>,
) -> Result<Vec<Checked>> {
    let mut seen = HashSet::new();
    let mut checked = Vec::with_capacity(wanted.len());
    let mut owners = Vec::with_capacity(wanted.len());
    for (index, new) in wanted.into_iter().enumerate() {
        let within = |error: Error| error.within(&format!("resources.{index}."));
        check_kind("type", &new.kind).map_err(within)?;
        check_key(&new.key).map_err(within)?;
        let name = display_name::check("name", &new.name).map_err(within)?;
        if !seen.insert((new.kind.clone(), new.key.clone())) {
            let twice = "This resource is in the list twice.";
            return Err(Error::invalid(format!("resources.{index}"), twice));
        }
        owners.push(new.owner);
        checked.push((new.kind, new.key, name));
    }
    let found = find_owners(deps, caller, api, &owners).await?;
    let with_owner = checked.into_iter().zip(owners).enumerate();
    with_owner
        .map(|(index, ((kind, key, name), owner))| {
            let owner = found.get(owner.as_str()).copied().ok_or_else(|| {
                let message =
                    "There is no such owner. Give a user's id or email address, or an organization's slug.";
                Error::invalid(format!("resources.{index}.owner"), message)
            })?;
            Ok(Checked {
                kind,
                key,
                name,
                owner,
            })
        })
        .collect()
}

/// The owners of these names, as many as there are. Whoever asks for many addresses that nobody has is told to wait:
/// this is no way to learn who has an account (SEC-76).
async fn find_owners(
    deps: &Deps,
    caller: &Caller,
    api: &api::Model,
    names: &[String],
) -> Result<HashMap<String, Owner>> {
    let db = deps.db.read();
    let names: HashSet<&str> = names.iter().map(String::as_str).collect();
    let mut found = HashMap::new();
    let ids: Vec<UserId> = names.iter().filter_map(|name| name.parse().ok()).collect();
    for row in user::Entity::find()
        .filter(user::Column::Id.is_in(ids))
        .all(db)
        .await?
    {
        found.insert(row.id.to_string(), Owner::User(row.id));
    }
    let ids: Vec<OrganizationId> = names.iter().filter_map(|name| name.parse().ok()).collect();
    let slugs = names.iter().copied().filter(|name| !name.contains('@'));
    for row in organization::Entity::find()
        .filter(
            Condition::any()
                .add(organization::Column::Id.is_in(ids))
                .add(organization::Column::Slug.is_in(slugs)),
        )
        .all(db)
        .await?
    {
        found.insert(row.id.to_string(), Owner::Organization(row.id));
        found.insert(row.slug, Owner::Organization(row.id));
    }
    let addresses: HashMap<String, &str> = names
        .iter()
        .copied()
        .filter(|name| name.contains('@'))
        .map(|name| (users::email_key(name), name))
        .collect();
    if addresses.is_empty() {
        return Ok(found);
    }
    // By whose API it is, not by API: one person can have many.
    let whose = match (caller.user(), apis::owner(api)) {
        (Some(id), _) => id.to_string(),
        (None, Some(owner)) => format!("{owner:?}"),
        (None, None) => api.id.to_string(),
    };
    throttle::count(deps, Subject::Owners(&whose)).await?;
    let rows = user::Entity::find()
        .filter(user::Column::EmailKey.is_in(addresses.keys()))
        .all(db)
        .await?;
    for name in names.iter().copied().filter(|name| name.contains('@')) {
        if let Some(row) = rows.iter().find(|row| users::is_same_address(&row.email, name)) {
            found.insert(name.to_owned(), Owner::User(row.id));
        }
    }
    if rows.len() == addresses.len() {
        throttle::take_back(deps, Subject::Owners(&whose)).await?;
    }
    Ok(found)
}

async fn put_all(
    deps: &Deps,
    caller: &Caller,
    (which, api): (Which<'_>, api::Model),
    wanted: &[Checked],
) -> Result<Upserted> {
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    // The right may have gone meanwhile.
    which.load(write.db(), caller).await?;
    let names: Vec<Name> = wanted
        .iter()
        .map(|new| (new.kind.clone(), new.key.clone()))
        .collect();
    let before = find(write.db(), api.id, &names).await?;
    let mut result = Upserted {
        resources: Vec::with_capacity(wanted.len()),
        created: 0,
        updated: 0,
        api,
    };
    let mut changed = Vec::new();
    for new in wanted {
        let known = before.get(&(new.kind.clone(), new.key.clone()));
        let mut row = resource::Model {
            id: known.map_or_else(|| ResourceId(ordered_id(now)), |row| row.id),
            api_id: result.api.id,
            kind: new.kind.clone(),
            key: new.key.clone(),
            name: new.name.clone(),
            owner_user_id: new.owner.user(),
            owner_organization_id: new.owner.organization(),
            removed_at: None,
            created_at: known.map_or(now, |row| row.created_at),
            updated_at: known.map_or(now, |row| row.updated_at),
        };
        if known != Some(&row) {
            row.updated_at = now;
            match known {
                Some(known) if known.removed_at.is_none() => result.updated += 1,
                _ => result.created += 1,
            }
            changed.push(row.clone());
        }
        result.resources.push(row);
    }
    if changed.is_empty() {
        return Ok(result);
    }
    if result.created > 0 {
        check_room(write.db(), result.api.id, result.created as u64).await?;
    }
    // Always in the same order, so that two calls at the same moment do not wait for each other.
    changed.sort_by(|a, b| (&a.kind, &a.key).cmp(&(&b.kind, &b.key)));
    for rows in changed.chunks(CHUNK) {
        insert_or_update(write.db(), rows).await?;
    }
    // Whoever was first at the same moment made the row, and its id.
    let mut after = find(write.db(), result.api.id, &names).await?;
    result.resources = names.iter().filter_map(|name| after.remove(name)).collect();
    let event = Event::done("resources.upserted")
        .target(result.api.id)
        .details(json!({ "created": result.created, "updated": result.updated, "first": shown(&changed) }));
    apis::record(&write, caller, &result.api, event, now).await?;
    write.changed(Change::Everything);
    write.commit().await?;
    Ok(result)
}

async fn insert_or_update(db: &impl ConnectionTrait, rows: &[resource::Model]) -> Result<()> {
    use resource::Column;
    let update = OnConflict::columns([Column::ApiId, Column::Kind, Column::Key])
        .update_columns([
            Column::Name,
            Column::OwnerUserId,
            Column::OwnerOrganizationId,
            Column::RemovedAt,
            Column::UpdatedAt,
        ])
        .to_owned();
    let rows = rows
        .iter()
        .map(|row| resource::ActiveModel::from(row.clone()).reset_all());
    resource::Entity::insert_many(rows)
        .on_conflict(update)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn check_room(db: &impl ConnectionTrait, api_id: ApiId, more: u64) -> Result<()> {
    let there = resource::Entity::find()
        .filter(resource::Column::ApiId.eq(api_id))
        .count(db)
        .await?;
    if there + more <= MOST_OF_API {
        return Ok(());
    }
    Err(Error::limit(
        "resources",
        format!("An API has {MOST_OF_API} resources at most."),
    ))
}

/// The first few, for the record.
fn shown(rows: &[resource::Model]) -> Vec<String> {
    rows.iter()
        .take(20)
        .map(|row| format!("{}:{}", row.kind, row.key))
        .collect()
}

/// Those of the API with these names, removed or not.
async fn find(
    db: &impl ConnectionTrait,
    api_id: ApiId,
    names: &[Name],
) -> Result<HashMap<Name, resource::Model>> {
    let mut found = HashMap::new();
    for names in names.chunks(CHUNK) {
        let rows = resource::Entity::find()
            .filter(resource::Column::ApiId.eq(api_id))
            .filter(resource::Column::Key.is_in(names.iter().map(|(_, key)| key.as_str())))
            .all(db)
            .await?;
        for row in rows {
            found.insert((row.kind.clone(), row.key.clone()), row);
        }
    }
    Ok(found)
}

/// Takes resources away, all or none; permissions limited to them end. One that is not there is as good as removed.
/// How many were there.
///
/// # Errors
/// `Invalid` on `resources.N.field`; `NotFound` on the API; `LimitReached`.
pub async fn remove(
    deps: &Deps,
    caller: &Caller,
    which: Which<'_>,
    names: Vec<Name>,
) -> Result<(api::Model, usize)> {
    check_count(names.len())?;
    for (index, (kind, key)) in names.iter().enumerate() {
        let within = |error: Error| error.within(&format!("resources.{index}."));
        check_kind("type", kind).map_err(within)?;
        check_key(key).map_err(within)?;
    }
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let api = which.load(write.db(), caller).await?;
    let there = find(write.db(), api.id, &names).await?;
    let mut gone: Vec<resource::Model> = names
        .iter()
        .collect::<HashSet<_>>()
        .into_iter()
        .filter_map(|name| there.get(name).cloned())
        .filter(|row| row.removed_at.is_none())
        .collect();
    if gone.is_empty() {
        return Ok((api, 0));
    }
    gone.sort_by(|a, b| (&a.kind, &a.key).cmp(&(&b.kind, &b.key)));
    for rows in gone.chunks(CHUNK) {
        resource::Entity::update_many()
            .col_expr(resource::Column::RemovedAt, Expr::value(now))
            .col_expr(resource::Column::UpdatedAt, Expr::value(now))
            .filter(resource::Column::Id.is_in(rows.iter().map(|row| row.id)))
            .exec(write.db())
            .await?;
    }
    end_permissions(&mut write, caller, &gone, now).await?;
    let event = Event::done("resources.removed")
        .target(api.id)
        .details(json!({ "count": gone.len(), "first": shown(&gone) }));
    apis::record(&write, caller, &api, event, now).await?;
    write.changed(Change::Everything);
    write.commit().await?;
    Ok((api, gone.len()))
}

/// Which resources a list shows.
#[derive(Clone, Debug)]
pub struct Filter {
    /// Of this API; none: of every one.
    pub api_id: Option<ApiId>,
    /// Those of this person, directly or through an organization; none: everybody's.
    pub user_id: Option<UserId>,
    /// Of this type.
    pub kind: Option<String>,
    /// Part of the name, or the key.
    pub search: Option<String>,
    /// Only those that a credential is about.
    pub only: Option<Vec<About>>,
}

/// Resources that a permission is about.
#[derive(Clone, Debug)]
pub struct About {
    /// Of this API; none: of every one.
    pub api_id: Option<ApiId>,
    /// Of this type.
    pub kind: String,
    /// With this key; none: all of them.
    pub key: Option<String>,
}

impl About {
    fn condition(&self) -> Condition {
        use resource::Column;
        Condition::all()
            .add(Column::Kind.eq(&self.kind))
            .add_option(self.api_id.map(|id| Column::ApiId.eq(id)))
            .add_option(self.key.as_ref().map(|key| Column::Key.eq(key)))
    }
}

impl Filter {
    /// An API's.
    pub const fn of_api(id: ApiId) -> Self {
        Self {
            api_id: Some(id),
            user_id: None,
            kind: None,
            search: None,
            only: None,
        }
    }

    /// The caller's own, as far as the credential may see them: all with `profile:read`, else those that one of its
    /// permissions is about.
    ///
    /// # Errors
    /// `MissingScope` where it has neither, or `Unauthenticated`.
    pub fn seen_by(caller: &Caller) -> Result<Self> {
        let id = caller.user_id()?;
        let mut filter = Self {
            api_id: None,
            user_id: Some(id),
            kind: None,
            search: None,
            only: None,
        };
        let Err(lacking) = caller.require("profile:read") else {
            return Ok(filter);
        };
        let (catalogue, permissions) = match &caller.who {
            Who::Token(token) => (&token.catalogue, &token.scopes),
            Who::ApiKey(key) => (key.held.catalogue(), key.held.permissions()),
            Who::Session(_) | Who::Operator | Who::Anonymous => return Err(lacking),
        };
        let about = catalogue.known(permissions).into_iter().filter_map(|permission| {
            let entry = catalogue.scope(&permission.scope)?;
            Some(About {
                api_id: entry.api.as_ref().map(|api| api.id),
                kind: entry.about.resource_type.clone()?,
                key: permission.resource,
            })
        });
        let about: Vec<About> = about.collect();
        if about.is_empty() {
            return Err(lacking);
        }
        filter.only = Some(about);
        Ok(filter)
    }

    fn select(&self) -> sea_orm::Select<resource::Entity> {
        use resource::Column;
        let mut query = resource::Entity::find().filter(Column::RemovedAt.is_null());
        if let Some(id) = self.api_id {
            query = query.filter(Column::ApiId.eq(id));
        }
        if let Some(id) = self.user_id {
            query = query.filter(super::owner::belongs_to(
                id,
                Column::OwnerUserId,
                Column::OwnerOrganizationId,
            ));
        }
        if let Some(kind) = &self.kind {
            query = query.filter(Column::Kind.eq(kind));
        }
        if let Some(search) = self
            .search
            .as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
        {
            query = query.filter(
                Condition::any()
                    .add(page::contains(Column::Name, search))
                    .add(Column::Key.eq(search)),
            );
        }
        if let Some(only) = &self.only {
            let any = only
                .iter()
                .fold(Condition::any(), |any, about| any.add(about.condition()));
            query = query.filter(any);
        }
        query
    }
}

/// Part of a list of resources, by name. What the caller may see is decided by the filter.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps, filter: &Filter, slice: &Slice) -> Result<Rows<resource::Model>> {
    let sort = Sort {
        key: Some(resource::Column::Name),
        id: resource::Column::Id,
        descending: false,
    };
    page::select(deps.db.read(), filter.select(), sort, slice).await
}

/// How many resources a list has.
///
/// # Errors
/// The database's.
pub async fn count(deps: &Deps, filter: &Filter) -> Result<u64> {
    Ok(filter.select().count(deps.db.read()).await?)
}

/// The resource, for its API's owners and for who it belongs to, as far as the credential may see it.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn find_one(deps: &Deps, caller: &Caller, id: ResourceId) -> Result<Option<resource::Model>> {
    let db = deps.db.read();
    let Some(row) = resource::Entity::find_by_id(id)
        .filter(resource::Column::RemovedAt.is_null())
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let Some(api) = api::Entity::find_by_id(row.api_id).one(db).await? else {
        return Ok(None);
    };
    if apis::role(deps, caller, &api).await?.is_some() && caller.require("apis:read").is_ok() {
        return Ok(Some(row));
    }
    let Ok(filter) = Filter::seen_by(caller) else {
        return Ok(None);
    };
    Ok(filter
        .select()
        .filter(resource::Column::Id.eq(id))
        .one(db)
        .await?)
}

/// The API whose tokens the client introspects, for its own list of resources.
///
/// # Errors
/// `NotFound`, or `Invalid` on `api`.
pub async fn api_of(deps: &Deps, caller: &Caller, which: Which<'_>) -> Result<api::Model> {
    which.load(deps.db.read(), caller).await
}

/// The slugs of these organizations.
///
/// # Errors
/// The database's.
pub async fn slugs(deps: &Deps, rows: &[resource::Model]) -> Result<HashMap<OrganizationId, String>> {
    let ids: HashSet<OrganizationId> = rows.iter().filter_map(|row| row.owner_organization_id).collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = organization::Entity::find()
        .filter(organization::Column::Id.is_in(ids))
        .all(deps.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row.slug)).collect())
}
