//! Scopes as their API's owner manages them, and the catalogue from which apps choose. What a scope means is in
//! [`super::scope`].

use entity::{
    id::{ApiId, ScopeId},
    scope,
    values::{GrantableTo, Scopes},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result, api as apis, app as apps,
    audit::Event,
    change::{Change, Write},
    client_registration::Created,
    database::one_at_a_time,
    display_name,
    once::Once,
    page::contains,
    patch::Patch,
    permission,
    policy::Action,
    resource,
    scope::{BuiltIn, is_valid_name},
};

/// So many for each API.
pub const MOST: u64 = 500;

/// What people read and what a scope is for.
#[derive(Clone, Debug)]
pub struct ScopeTexts {
    /// A short sentence.
    pub title: String,
    /// More.
    pub description: Option<String>,
    /// Whether it is set apart at consent.
    pub sensitive: bool,
    /// Users, apps, or both.
    pub grantable_to: GrantableTo,
    /// The type of resource it can be limited to.
    pub resource_type: Option<String>,
    /// The scopes that it contains.
    pub includes: Scopes,
}

impl ScopeTexts {
    /// The texts as they are kept.
    ///
    /// # Errors
    /// `Invalid` on the field.
    pub fn validate(self) -> Result<Self> {
        let title = self.title.trim().to_owned();
        if title.is_empty() {
            return Err(Error::invalid(
                "title",
                "Write a short sentence for the person who consents.",
            ));
        }
        display_name::check_text("title", &title, 100)?;
        if let Some(description) = &self.description {
            display_name::check_text("description", description, 500)?;
        }
        if let Some(kind) = &self.resource_type {
            resource::check_kind("resource_type", kind)?;
        }
        Ok(Self { title, ..self })
    }
}

/// A scope to make.
#[derive(Clone, Debug)]
pub struct NewScope {
    /// Of this API.
    pub api_id: ApiId,
    /// Its name.
    pub name: String,
    /// What people read.
    pub texts: ScopeTexts,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

/// A change to a scope.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "as in ScopeTexts")]
pub struct ScopeChange {
    pub id: ScopeId,
    pub title: Option<String>,
    pub description: Patch<String>,
    pub sensitive: Option<bool>,
    pub grantable_to: Option<GrantableTo>,
    pub resource_type: Patch<String>,
    pub includes: Option<Scopes>,
}

/// The name of an API's scope.
///
/// # Errors
/// `Invalid` or `Conflict` on `name`.
pub fn check_name(name: &str) -> Result<()> {
    if !is_valid_name(name) {
        return Err(Error::invalid(
            "name",
            "Use 1 to 128 visible ASCII characters without spaces, quotes and backslashes.",
        ));
    }
    if BuiltIn::find(name).is_some() {
        return Err(Error::conflict(
            "name",
            "The service defines a scope of this name itself.",
        ));
    }
    Ok(())
}

/// What a scope contains are other scopes of the same API, and no scope contains itself, however far around.
pub(crate) async fn check_includes(
    db: &impl ConnectionTrait,
    api_id: ApiId,
    name: &str,
    includes: &Scopes,
) -> Result<()> {
    if includes.is_empty() {
        return Ok(());
    }
    let all = scope::Entity::find()
        .filter(scope::Column::ApiId.eq(api_id))
        .all(db)
        .await?;
    for (index, included) in includes.iter().enumerate() {
        let field = || format!("includes.{index}");
        if !all.iter().any(|row| row.name == included) {
            return Err(Error::invalid(
                field(),
                format!("This API has no scope {included}."),
            ));
        }
        let mut seen = vec![included];
        let mut at = 0;
        while let Some(current) = seen.get(at).copied() {
            if current == name {
                return Err(Error::invalid(
                    field(),
                    "A scope cannot contain itself, not even around corners.",
                ));
            }
            let next = all
                .iter()
                .filter(|row| row.name == current)
                .flat_map(|row| row.includes.iter());
            for name in next {
                if !seen.contains(&name) {
                    seen.push(name);
                }
            }
            at += 1;
        }
    }
    Ok(())
}

/// Makes a scope. Names are unique in the server, so that a consent means one thing.
///
/// # Errors
/// `Invalid`; `Conflict` on `name`; `LimitReached`.
pub async fn create(deps: &Deps, caller: &Caller, new: NewScope) -> Result<Created<scope::Model>> {
    caller.require("apis:write")?;
    let now = deps.clock.now();
    let once = Once::new(caller, "createScope", new.idempotency_key.as_deref(), now)?;
    check_name(&new.name)?;
    let texts = new.texts.validate()?;
    let mut write = Write::begin(deps).await?;
    let api = apis::load(write.db(), caller, new.api_id, Action::UpdateApi, "api_id").await?;
    let id = ScopeId(once.id());
    if !once.claim(write.db()).await? {
        let row = scope::Entity::find_by_id(id)
            .one(write.db())
            .await?
            .filter(|row| row.api_id == api.id);
        return Ok(Created {
            made: row.ok_or_else(apps::used_up)?,
            repeated: true,
        });
    }
    one_at_a_time(write.db(), &format!("scopes of {}", api.id)).await?;
    if scope::Entity::find()
        .filter(scope::Column::ApiId.eq(api.id))
        .count(write.db())
        .await?
        >= MOST
    {
        return Err(Error::limit(
            "api_id",
            format!("An API has {MOST} scopes at most."),
        ));
    }
    permission::check_name(write.db(), &new.name, texts.resource_type.is_some()).await?;
    check_includes(write.db(), api.id, &new.name, &texts.includes).await?;
    let row = scope::Model {
        id,
        api_id: api.id,
        name: new.name,
        title: texts.title,
        description: texts.description,
        sensitive: texts.sensitive,
        grantable_to: texts.grantable_to,
        resource_type: texts.resource_type,
        includes: texts.includes,
        retired_at: None,
        created_at: now,
        updated_at: now,
    };
    scope::Entity::insert(scope::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(write.db())
        .await
        .on_conflict(|| {
            Error::conflict(
                "name",
                "There is a scope of this name already: names are unique in the server.",
            )
        })?;
    let event = Event::done("scope.created")
        .target(id)
        .details(json!({ "name": row.name }));
    apis::record(&write, caller, &api, event, now).await?;
    write.changed(Change::Everything);
    write.commit().await?;
    Ok(Created {
        made: row,
        repeated: false,
    })
}

/// Changes what a scope says. Making it available to apps leaves their approvals as they are.
///
/// # Errors
/// `Invalid`.
pub async fn update(deps: &Deps, caller: &Caller, change: ScopeChange) -> Result<scope::Model> {
    caller.require("apis:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (before, api) = load(write.db(), caller, change.id).await?;
    let mut row = before.clone();
    let mut texts = ScopeTexts {
        title: change.title.unwrap_or_else(|| row.title.clone()),
        description: row.description.clone(),
        sensitive: change.sensitive.unwrap_or(row.sensitive),
        grantable_to: change.grantable_to.unwrap_or(row.grantable_to),
        resource_type: row.resource_type.clone(),
        includes: change.includes.unwrap_or_else(|| row.includes.clone()),
    };
    change.description.apply(&mut texts.description);
    change.resource_type.apply(&mut texts.resource_type);
    let texts = texts.validate()?;
    let becomes_limitable = row.resource_type.is_none() && texts.resource_type.is_some();
    if becomes_limitable {
        // The name stays: what is wrong is that it is to be limited.
        permission::check_name(write.db(), &row.name, true)
            .await
            .map_err(|error| error.renamed("name", "resource_type"))?;
    }
    check_includes(write.db(), api.id, &row.name, &texts.includes).await?;
    row.title = texts.title;
    row.description = texts.description;
    row.sensitive = texts.sensitive;
    row.grantable_to = texts.grantable_to;
    row.resource_type = texts.resource_type;
    row.includes = texts.includes;
    row.updated_at = now;
    save(&write, &before, &mut row).await?;
    let event = Event::done("scope.updated")
        .target(row.id)
        .details(json!({ "name": row.name }));
    apis::record(&write, caller, &api, event, now).await?;
    write.changed(Change::Everything);
    write.commit().await?;
    Ok(row)
}

/// Stops granting a scope; what was granted ends with it. Its name stays taken.
///
/// # Errors
/// `NotFound`.
pub async fn retire(deps: &Deps, caller: &Caller, id: ScopeId) -> Result<scope::Model> {
    caller.require("apis:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (mut row, api) = load(write.db(), caller, id).await?;
    if row.retired_at.is_none() {
        let before = row.clone();
        row.retired_at = Some(now);
        row.updated_at = now;
        save(&write, &before, &mut row).await?;
        let event = Event::done("scope.retired")
            .target(id)
            .details(json!({ "name": row.name }));
        apis::record(&write, caller, &api, event, now).await?;
        write.changed(Change::Everything);
    }
    write.commit().await?;
    Ok(row)
}

async fn load(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: ScopeId,
) -> Result<(scope::Model, entity::api::Model)> {
    const FIELD: &str = "scope_id";
    let row = scope::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::no_such(FIELD))?;
    let api = apis::load(db, caller, row.api_id, Action::UpdateApi, FIELD).await?;
    Ok((row, api))
}

/// Saves the row, unless it changed since it was read.
///
/// # Errors
/// `Conflict` where it did.
pub(crate) async fn save(write: &Write<'_>, before: &scope::Model, after: &mut scope::Model) -> Result<()> {
    after.updated_at = after.updated_at.max(before.updated_at + 1);
    let mut active = scope::ActiveModel::from(after.clone()).reset_all();
    active.id = ActiveValue::NotSet;
    let saved = scope::Entity::update_many()
        .set(active)
        .filter(scope::Column::Id.eq(before.id))
        .filter(scope::Column::UpdatedAt.eq(before.updated_at))
        .exec(write.db())
        .await?;
    if saved.rows_affected == 1 {
        return Ok(());
    }
    Err(Error::conflict(
        "scope_id",
        "The scope was changed at the same moment. Look at it again, then repeat.",
    ))
}

/// The scopes of these APIs, by name.
///
/// # Errors
/// The database's.
pub async fn of_apis(deps: &Deps, apis: &[ApiId]) -> Result<Vec<scope::Model>> {
    Ok(scope::Entity::find()
        .filter(scope::Column::ApiId.is_in(apis.iter().copied()))
        .order_by_asc(scope::Column::Name)
        .all(deps.db.read())
        .await?)
}

/// The scopes of these names that APIs define.
///
/// # Errors
/// The database's.
pub async fn by_names(deps: &Deps, names: &[String]) -> Result<Vec<scope::Model>> {
    Ok(scope::Entity::find()
        .filter(scope::Column::Name.is_in(names))
        .all(deps.db.read())
        .await?)
}

/// Which part of the catalogue.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of name or title.
    pub search: Option<String>,
    /// Of this API.
    pub api_id: Option<ApiId>,
    /// The service's own, or APIs'.
    pub built_in: Option<bool>,
    /// Grantable to these.
    pub grantable_to: Option<GrantableTo>,
}

/// A scope of the catalogue.
#[derive(Clone, Debug)]
pub enum Entry {
    /// The service's own.
    BuiltIn(&'static BuiltIn),
    /// An API's.
    Defined(scope::Model),
}

impl Entry {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            Self::BuiltIn(scope) => scope.name,
            Self::Defined(row) => &row.name,
        }
    }

    /// Whether it is set apart at consent.
    pub fn sensitive(&self) -> bool {
        match self {
            Self::BuiltIn(scope) => scope.sensitive,
            Self::Defined(row) => row.sensitive,
        }
    }

    /// Whom it can be granted to.
    pub fn grantable_to(&self) -> GrantableTo {
        match self {
            Self::BuiltIn(scope) => scope.grantable_to,
            Self::Defined(row) => row.grantable_to,
        }
    }

    /// The type of resource it can be limited to.
    pub fn resource_type(&self) -> Option<&str> {
        match self {
            Self::BuiltIn(scope) => scope.resource_type,
            Self::Defined(row) => row.resource_type.as_deref(),
        }
    }

    /// Whether it is granted no more.
    pub fn is_retired(&self) -> bool {
        match self {
            Self::BuiltIn(_) => false,
            Self::Defined(row) => row.retired_at.is_some(),
        }
    }
}

/// The scopes that an app may enable: the service's own first, then APIs' by name; at most 5,000.
///
/// # Errors
/// As [`apis::check_catalogue`].
pub async fn catalogue(deps: &Deps, caller: &Caller, filter: &Filter) -> Result<Vec<Entry>> {
    apis::check_catalogue(caller)?;
    let search = filter
        .search
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty());
    let fits =
        |wanted: GrantableTo, is: GrantableTo| (wanted.user() && is.user()) || (wanted.app() && is.app());
    let mut entries = Vec::new();
    if filter.built_in != Some(false) && filter.api_id.is_none() {
        let found =
            |text: &str| search.is_none_or(|search| text.to_lowercase().contains(&search.to_lowercase()));
        entries.extend(
            BuiltIn::of(&deps.config)
                .filter(|scope| found(scope.name) || found(scope.title))
                .filter(|scope| {
                    filter
                        .grantable_to
                        .is_none_or(|wanted| fits(wanted, scope.grantable_to))
                })
                .map(Entry::BuiltIn),
        );
    }
    if filter.built_in == Some(true) {
        return Ok(entries);
    }
    let mut query = scope::Entity::find().filter(scope::Column::RetiredAt.is_null());
    if let Some(id) = filter.api_id {
        query = query.filter(scope::Column::ApiId.eq(id));
    }
    if let Some(search) = search {
        let any = Condition::any()
            .add(contains(scope::Column::Name, search))
            .add(contains(scope::Column::Title, search));
        query = query.filter(any);
    }
    let query = query.order_by_asc(scope::Column::Name);
    let rows = sea_orm::QuerySelect::limit(query, 5_000)
        .all(deps.db.read())
        .await?;
    entries.extend(
        rows.into_iter()
            .filter(|row| {
                filter
                    .grantable_to
                    .is_none_or(|wanted| fits(wanted, row.grantable_to))
            })
            .map(Entry::Defined),
    );
    Ok(entries)
}
