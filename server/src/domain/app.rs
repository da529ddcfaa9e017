//! Apps: made, found, changed, suspended, handed over, deleted. Who may is decided where the row is loaded, and to
//! strangers nothing exists (SEC-97).

use entity::{
    app, client,
    id::{AppId, OrganizationId, UserId},
    values::{MemberRole, Platform},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, QuerySelect as _, QueryTrait as _, Select,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, admin,
    app_scope::{self, EnableScope},
    audit::Event,
    caller::Who,
    change::{Change, Write},
    client_registration::{self, Created, NewClient, record},
    client_settings::ClientSettings,
    display_name, link,
    once::Once,
    owner::{self, Owner},
    page::{self, Rows, Slice, Sort, contains},
    patch::Patch,
    policy::{self, Action},
    preset::Preset,
    secret::Secret,
};
use crate::config::AppCreation;

pub(crate) const LONGEST_DESCRIPTION: usize = 2000;

/// What people read of an app.
#[derive(Clone, Debug, Default)]
pub struct Details {
    /// Its name.
    pub name: String,
    /// One paragraph.
    pub description: Option<String>,
    /// Its home page.
    pub homepage: Option<String>,
    /// Where its logo comes from.
    pub logo_uri: Option<String>,
    /// Its privacy policy.
    pub policy_uri: Option<String>,
    /// Its terms of service.
    pub tos_uri: Option<String>,
}

impl Details {
    /// The details as they are kept.
    ///
    /// # Errors
    /// `Invalid` on the field.
    pub fn validate(self) -> Result<Self> {
        let name = display_name::check("name", &self.name)?;
        if let Some(description) = &self.description {
            display_name::check_text("description", description, LONGEST_DESCRIPTION)?;
        }
        link::check_some("homepage", self.homepage.as_deref())?;
        link::check_some("logo_uri", self.logo_uri.as_deref())?;
        link::check_some("policy_uri", self.policy_uri.as_deref())?;
        link::check_some("tos_uri", self.tos_uri.as_deref())?;
        let description = self.description.filter(|text| !text.trim().is_empty());
        Ok(Self {
            name,
            description,
            ..self
        })
    }
}

/// An app to make.
#[derive(Clone, Debug, Default)]
pub struct NewApp {
    /// Its owner; the caller where not said.
    pub owner: Option<Owner>,
    /// What people read.
    pub details: Details,
    /// Its clients.
    pub clients: Vec<NewClient>,
    /// What it may ask for.
    pub scopes: Vec<EnableScope>,
    /// What it is made like, and where people come back to its client.
    pub preset: Option<(Preset, Vec<String>)>,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

/// A client with its secret, to be shown once.
#[derive(Clone, Debug)]
pub struct Credential {
    /// The client.
    pub client: client::Model,
    /// Its secret, if it has one and it may be shown.
    pub secret: Option<Secret>,
}

/// An app and the credentials of its clients.
#[derive(Clone, Debug)]
pub struct NewlyMade {
    /// The app.
    pub app: app::Model,
    /// One for each client.
    pub credentials: Vec<Credential>,
}

/// The owner of an app.
pub fn owner(row: &app::Model) -> Option<Owner> {
    Owner::of(row.owner_user_id, row.owner_organization_id)
}

/// The app, if the caller may do this to it.
///
/// # Errors
/// `NotFound` for strangers, `Denied` for members without the role.
pub(super) async fn load(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: AppId,
    action: Action,
    field: &'static str,
) -> Result<app::Model> {
    let row = app::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::no_such(field))?;
    let owner = owner(&row).ok_or(Error::no_such(field))?;
    let role = owner::role(db, caller, owner)
        .await?
        .ok_or(Error::no_such(field))?;
    policy::check(role, action)?;
    owner::check_proved(caller, owner, action)?;
    Ok(row)
}

/// An idempotency key whose object was deleted since.
pub(super) fn used_up() -> Error {
    Error::conflict(
        "idempotency_key",
        "What this key made exists no longer. Use another key.",
    )
}

/// The app, if the caller may see it: its developers and administrators.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn find(deps: &Deps, caller: &Caller, id: AppId) -> Result<Option<app::Model>> {
    let Some(row) = app::Entity::find_by_id(id).one(deps.db.read()).await? else {
        return Ok(None);
    };
    Ok(visible(deps, caller, &row).await?.then_some(row))
}

/// The app of the client with that `client_id`, if the caller may see it.
///
/// # Errors
/// As [`find`].
pub async fn find_by_client_id(deps: &Deps, caller: &Caller, client_id: &str) -> Result<Option<app::Model>> {
    let row = client::Entity::find()
        .filter(client::Column::ClientId.eq(client_id))
        .one(deps.db.read())
        .await?;
    match row {
        Some(row) => find(deps, caller, row.app_id).await,
        None => Ok(None),
    }
}

async fn visible(deps: &Deps, caller: &Caller, row: &app::Model) -> Result<bool> {
    let role = match owner(row) {
        Some(owner) => owner::role(deps.db.read(), caller, owner).await?,
        None => None,
    };
    if role.is_some() {
        caller.require("apps:read")?;
        return Ok(true);
    }
    Ok(caller.administers("admin:read") && admin::check(deps.db.read(), caller, "admin:read").await.is_ok())
}

/// Which apps.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the name, a whole id or `client_id`.
    pub search: Option<String>,
    /// Of this organization.
    pub organization: Option<OrganizationId>,
    /// The person's own, or organizations'.
    pub personal: Option<bool>,
    /// Suspended or not.
    pub suspended: Option<bool>,
    /// Verified or not.
    pub verified: Option<bool>,
}

/// By what apps are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// Their name.
    Name,
    /// When they were made.
    CreatedAt,
    /// When they last changed.
    UpdatedAt,
}

impl OrderBy {
    const fn column(self) -> app::Column {
        match self {
            Self::Name => app::Column::Name,
            Self::CreatedAt => app::Column::CreatedAt,
            Self::UpdatedAt => app::Column::UpdatedAt,
        }
    }

    /// A row's sort key.
    pub fn key(self, row: &app::Model) -> page::Key {
        match self {
            Self::Name => page::Key::Text(row.name.clone()),
            Self::CreatedAt => page::Key::Number(row.created_at),
            Self::UpdatedAt => page::Key::Number(row.updated_at),
        }
    }
}

/// Whose apps a list shows.
#[derive(Clone, Copy, Debug)]
pub enum Whose {
    /// The person's and those of their organizations.
    Theirs(UserId),
    /// Everybody's, for administrators.
    Everybodys,
}

fn select(whose: Whose, filter: &Filter) -> Select<app::Entity> {
    let mut query = app::Entity::find();
    if let Whose::Theirs(user_id) = whose {
        query = query.filter(owner::belongs_to(
            user_id,
            app::Column::OwnerUserId,
            app::Column::OwnerOrganizationId,
        ));
    }
    if let Some(id) = filter.organization {
        query = query.filter(app::Column::OwnerOrganizationId.eq(id));
    }
    let set = |column: app::Column, set: bool| {
        if set {
            column.is_not_null()
        } else {
            column.is_null()
        }
    };
    for (column, wanted) in [
        (app::Column::OwnerUserId, filter.personal),
        (app::Column::SuspendedAt, filter.suspended),
        (app::Column::VerifiedAt, filter.verified),
    ] {
        if let Some(wanted) = wanted {
            query = query.filter(set(column, wanted));
        }
    }
    if let Some(search) = filter
        .search
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        let of_client = client::Entity::find()
            .select_only()
            .column(client::Column::AppId)
            .filter(client::Column::ClientId.eq(search))
            .into_query();
        let mut any = Condition::any()
            .add(contains(app::Column::Name, search))
            .add(app::Column::Id.in_subquery(of_client));
        if let Ok(id) = search.parse::<AppId>() {
            any = any.add(app::Column::Id.eq(id));
        }
        query = query.filter(any);
    }
    query
}

/// Part of a list of apps. What the caller may see is decided by `whose`.
///
/// # Errors
/// The database's.
pub async fn list(
    deps: &Deps,
    whose: Whose,
    filter: &Filter,
    order: (OrderBy, bool, Slice),
) -> Result<Rows<app::Model>> {
    let (by, descending, slice) = order;
    let sort = Sort {
        key: Some(by.column()),
        id: app::Column::Id,
        descending,
    };
    page::select(deps.db.read(), select(whose, filter), sort, &slice).await
}

/// How many apps a list has.
///
/// # Errors
/// The database's.
pub async fn count(deps: &Deps, whose: Whose, filter: &Filter) -> Result<u64> {
    Ok(select(whose, filter).count(deps.db.read()).await?)
}

/// Apps by id, whoever asks: for what everybody may know of them.
///
/// # Errors
/// The database's.
pub async fn by_ids(deps: &Deps, ids: &[AppId]) -> Result<Vec<app::Model>> {
    Ok(app::Entity::find()
        .filter(app::Column::Id.is_in(ids.iter().copied()))
        .all(deps.db.read())
        .await?)
}

/// Whether the caller may make apps at all.
///
/// # Errors
/// The database's.
pub async fn may_create(deps: &Deps, caller: &Caller) -> Result<bool> {
    match (deps.config.app_creation, &caller.who) {
        (_, Who::Anonymous) => Ok(false),
        (_, Who::Operator) | (AppCreation::Users, _) => Ok(true),
        (AppCreation::Administrators, _) => admin::is_administrator(deps.db.read(), caller).await,
    }
}

/// Whether the name looks like another owner's verified app or the service itself (SEC-107).
pub(crate) async fn check_confusable(
    deps: &Deps,
    db: &impl ConnectionTrait,
    owner: Owner,
    id: AppId,
    name: &str,
) -> Result<()> {
    let skeleton = display_name::skeleton(name);
    let branding = deps.branding.get();
    let service = [branding.service_name.as_str(), "Latchkey"]
        .iter()
        .any(|name| display_name::skeleton(name) == skeleton);
    let verified = app::Entity::find()
        .filter(app::Column::VerifiedAt.is_not_null())
        .filter(app::Column::Id.ne(id))
        .all(db)
        .await?;
    let other = verified
        .iter()
        .any(|row| self::owner(row) != Some(owner) && display_name::skeleton(&row.name) == skeleton);
    if service || other {
        return Err(Error::conflict(
            "name",
            "This name looks like that of a verified app or of the service itself. Choose another.",
        ));
    }
    Ok(())
}

async fn check_room(deps: &Deps, db: &impl ConnectionTrait, owner: Owner, field: &'static str) -> Result<()> {
    let most = deps.config.max_apps_per_owner;
    let count = app::Entity::find()
        .filter(owner::is(
            owner,
            app::Column::OwnerUserId,
            app::Column::OwnerOrganizationId,
        ))
        .count(db)
        .await?;
    if count >= most {
        return Err(Error::limit(
            field,
            format!("An owner has {most} apps at most on this server."),
        ));
    }
    Ok(())
}

/// The owner that the caller means, if they may act in its name.
pub(super) async fn owner_for(
    db: &impl ConnectionTrait,
    caller: &Caller,
    owner: Option<Owner>,
    action: Action,
) -> Result<Owner> {
    const FIELD: &str = "organization_id";
    let owner = match owner {
        Some(owner) => owner,
        None => Owner::User(caller.user_id()?),
    };
    let role = owner::role(db, caller, owner)
        .await?
        .ok_or(Error::no_such(FIELD))?;
    policy::check(role, action)?;
    owner::check_proved(caller, owner, action)?;
    Ok(owner)
}

/// Makes an app with its clients, their first secrets and its scopes, all or nothing.
///
/// # Errors
/// `Invalid` on the field, such as `clients.0.redirect_uris.1`; `Denied` where only administrators may;
/// `LimitReached`.
pub async fn create(deps: &Deps, caller: &Caller, new: NewApp) -> Result<Created<NewlyMade>> {
    caller.require("apps:write")?;
    if !may_create(deps, caller).await? {
        return Err(Error::Denied(
            "On this server only administrators create apps.".into(),
        ));
    }
    let now = deps.clock.now();
    let once = Once::new(caller, "createApp", new.idempotency_key.as_deref(), now)?;
    let mut new = new;
    let preset = new.preset.take();
    if let Some((preset, redirect_urls)) = &preset {
        preset.check(&deps.config)?;
        preset.complete(&deps.config, &mut new, redirect_urls);
    }
    let details = new.details.validate()?;
    if new.clients.len() > client_registration::MOST {
        return Err(Error::limit(
            "clients",
            format!("An app has {} clients at most.", client_registration::MOST),
        ));
    }
    let mut write = Write::begin(deps).await?;
    let owner = owner_for(write.db(), caller, new.owner, Action::CreateApp).await?;
    let id = AppId(once.id());
    if !once.claim(write.db()).await? {
        let app = load(write.db(), caller, id, Action::View, "idempotency_key")
            .await
            .map_err(|_| used_up())?;
        let clients = client::Entity::find()
            .filter(client::Column::AppId.eq(id))
            .all(write.db())
            .await?;
        let credentials = clients
            .into_iter()
            .map(|client| Credential { client, secret: None })
            .collect();
        return Ok(Created {
            made: NewlyMade { app, credentials },
            repeated: true,
        });
    }
    check_room(deps, write.db(), owner, "organization_id").await?;
    check_confusable(deps, write.db(), owner, id, &details.name).await?;
    let row = app::Model {
        id,
        key: None,
        owner_user_id: owner.user(),
        owner_organization_id: owner.organization(),
        name: details.name,
        description: details.description,
        homepage: details.homepage,
        logo_uri: details.logo_uri,
        policy_uri: details.policy_uri,
        tos_uri: details.tos_uri,
        verified_at: None,
        suspended_at: None,
        blocked_at: None,
        first_party: false,
        version: 1,
        created_at: now,
        updated_at: now,
    };
    app::Entity::insert(app::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(write.db())
        .await?;
    let names: Vec<&str> = new.scopes.iter().map(|scope| scope.name.as_str()).collect();
    let preset = preset.map(|(preset, _)| format!("{preset:?}").to_lowercase());
    let details = json!({ "name": row.name, "scopes": names, "preset": preset });
    record(
        &write,
        caller,
        &row,
        Event::done("app.created").target(id).details(details),
        now,
    )
    .await?;
    app_scope::replace(&write, caller, id, &new.scopes, now).await?;
    let mut credentials = Vec::with_capacity(new.clients.len());
    for (index, client) in new.clients.iter().enumerate() {
        let field = format!("clients.{index}.");
        let unknown = client
            .settings
            .default_scopes
            .iter()
            .position(|name| !names.contains(&name));
        if let Some(at) = unknown {
            let message = "The app does not have this scope enabled.";
            return Err(Error::invalid(format!("default_scopes.{at}"), message).within(&field));
        }
        // Later ones come after it, although all are made at one moment.
        let key = client_registration::new_key(now + i64::try_from(index).unwrap_or(0));
        let made = client_registration::insert(write.db(), &row, client, (key, &field), now).await?;
        client_registration::record_created(&write, caller, &row, &made, now).await?;
        credentials.push(made);
    }
    write.changed(Change::App(id));
    write.commit().await?;
    Ok(Created {
        made: NewlyMade {
            app: row,
            credentials,
        },
        repeated: false,
    })
}

/// A client as people make it by hand, or as a preset has it.
pub fn new_client(platform: Platform, preset: Option<Preset>) -> NewClient {
    let mut settings = ClientSettings::recommended_for(platform);
    if let Some(preset) = preset {
        preset.adjust(&mut settings);
    }
    NewClient {
        settings,
        client_id: None,
    }
}

/// Saves the app under its next version, if nobody was faster.
pub(crate) async fn save(
    write: &mut Write<'_>,
    expected: Option<i32>,
    before: &app::Model,
    after: &mut app::Model,
    now: i64,
) -> Result<()> {
    let stale = || {
        Error::conflict(
            "expected_version",
            "The app was changed meanwhile. Look at it again, then repeat.",
        )
    };
    if expected.is_some_and(|expected| expected != before.version) {
        return Err(stale());
    }
    after.version = before.version.wrapping_add(1);
    after.updated_at = now;
    let mut row = app::ActiveModel::from(after.clone()).reset_all();
    row.id = ActiveValue::NotSet;
    let saved = app::Entity::update_many()
        .set(row)
        .filter(app::Column::Id.eq(before.id))
        .filter(app::Column::Version.eq(before.version))
        .exec(write.db())
        .await?;
    if saved.rows_affected != 1 {
        return Err(stale());
    }
    write.changed(Change::App(before.id));
    Ok(())
}

/// Which app, and in which version the caller saw it.
#[derive(Clone, Copy, Debug)]
pub struct Seen {
    /// The app.
    pub id: AppId,
    /// The version, if the caller insists.
    pub expected_version: Option<i32>,
}

/// A change to what people read of an app.
#[derive(Clone, Debug, Default)]
#[expect(missing_docs, reason = "as in Details")]
pub struct DetailsPatch {
    pub name: Option<String>,
    pub description: Patch<String>,
    pub homepage: Patch<String>,
    pub logo_uri: Patch<String>,
    pub policy_uri: Patch<String>,
    pub tos_uri: Patch<String>,
}

/// Changes what people read of an app. A verified app that changes its name has to be verified again.
///
/// # Errors
/// `Invalid` on the field; `Conflict` on `expected_version`.
pub async fn update(deps: &Deps, caller: &Caller, seen: Seen, patch: DetailsPatch) -> Result<app::Model> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = load(write.db(), caller, seen.id, Action::UpdateApp, "app_id").await?;
    let mut details = Details {
        name: patch.name.unwrap_or_else(|| before.name.clone()),
        description: before.description.clone(),
        homepage: before.homepage.clone(),
        logo_uri: before.logo_uri.clone(),
        policy_uri: before.policy_uri.clone(),
        tos_uri: before.tos_uri.clone(),
    };
    patch.description.apply(&mut details.description);
    patch.homepage.apply(&mut details.homepage);
    patch.logo_uri.apply(&mut details.logo_uri);
    patch.policy_uri.apply(&mut details.policy_uri);
    patch.tos_uri.apply(&mut details.tos_uri);
    let details = details.validate()?;
    let mut after = before.clone();
    if details.name != before.name {
        let owner = owner(&before).ok_or(Error::no_such("app_id"))?;
        check_confusable(deps, write.db(), owner, before.id, &details.name).await?;
        after.verified_at = None;
    }
    after.name = details.name;
    after.description = details.description;
    after.homepage = details.homepage;
    after.logo_uri = details.logo_uri;
    after.policy_uri = details.policy_uri;
    after.tos_uri = details.tos_uri;
    let changed: Vec<&str> = [
        ("name", before.name != after.name),
        ("description", before.description != after.description),
        ("homepage", before.homepage != after.homepage),
        ("logo_uri", before.logo_uri != after.logo_uri),
        ("policy_uri", before.policy_uri != after.policy_uri),
        ("tos_uri", before.tos_uri != after.tos_uri),
        ("verified_at", before.verified_at != after.verified_at),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect();
    save(&mut write, seen.expected_version, &before, &mut after, now).await?;
    let event = Event::done("app.updated")
        .target(after.id)
        .details(json!({ "changed": changed }));
    record(&write, caller, &after, event, now).await?;
    write.commit().await?;
    Ok(after)
}

/// Switches an app off or on again: while it is off, nobody signs in with it and its tokens are refused. What an
/// administrator switched off, only an administrator switches on.
///
/// # Errors
/// `Denied` in that case; `Conflict` on `expected_version`.
pub async fn suspend(deps: &Deps, caller: &Caller, seen: Seen, suspended: bool) -> Result<app::Model> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = load(write.db(), caller, seen.id, Action::SuspendApp, "app_id").await?;
    if !suspended && before.blocked_at.is_some() {
        return Err(Error::Denied(
            "An administrator suspended this app; only an administrator can resume it.".into(),
        ));
    }
    let after = set_suspended(&mut write, caller, seen, (before, suspended, false), now).await?;
    write.commit().await?;
    Ok(after)
}

/// Within a transaction; `blocked`: by an administrator.
pub(super) async fn set_suspended(
    write: &mut Write<'_>,
    caller: &Caller,
    seen: Seen,
    (before, suspended, by_administrator): (app::Model, bool, bool),
    now: i64,
) -> Result<app::Model> {
    let mut after = before.clone();
    if suspended {
        after.suspended_at = before.suspended_at.or(Some(now));
        if by_administrator {
            after.blocked_at = before.blocked_at.or(Some(now));
        }
    } else {
        after.suspended_at = None;
        after.blocked_at = None;
    }
    save(write, seen.expected_version, &before, &mut after, now).await?;
    let kind = if suspended { "app.suspended" } else { "app.resumed" };
    let details = json!({ "by_administrator": by_administrator });
    record(
        write,
        caller,
        &after,
        Event::done(kind).target(after.id).details(details),
        now,
    )
    .await?;
    Ok(after)
}

/// Hands an app to another owner, in whose name the caller may create apps: one of their organizations, or
/// themselves.
///
/// # Errors
/// `NotFound` on `organization_id`; `LimitReached` there.
pub async fn transfer(deps: &Deps, caller: &Caller, seen: Seen, to: Option<Owner>) -> Result<app::Model> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = load(write.db(), caller, seen.id, Action::TransferApp, "app_id").await?;
    let to = owner_for(write.db(), caller, to, Action::CreateApp).await?;
    let mut after = before.clone();
    if owner(&before) != Some(to) {
        check_room(deps, write.db(), to, "organization_id").await?;
        after.owner_user_id = to.user();
        after.owner_organization_id = to.organization();
        // An administrator vouched for the publisher too.
        after.verified_at = None;
    }
    save(&mut write, seen.expected_version, &before, &mut after, now).await?;
    for side in [&before, &after] {
        let event = Event::done("app.transferred").target(after.id).details(json!({
            "from_organization": before.owner_organization_id,
            "to_organization": after.owner_organization_id,
        }));
        record(&write, caller, side, event, now).await?;
    }
    write.commit().await?;
    Ok(after)
}

/// Deletes an app with its clients, secrets, grants and everything issued under them (SEC-125).
///
/// # Errors
/// `Conflict` on `expected_version`.
pub async fn delete(deps: &Deps, caller: &Caller, seen: Seen) -> Result<()> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let row = load(write.db(), caller, seen.id, Action::DeleteApp, "app_id").await?;
    let version = seen.expected_version.unwrap_or(row.version);
    let deleted = app::Entity::delete_many()
        .filter(app::Column::Id.eq(row.id))
        .filter(app::Column::Version.eq(version))
        .exec(write.db())
        .await?;
    if deleted.rows_affected != 1 {
        return Err(Error::conflict(
            "expected_version",
            "The app was changed meanwhile. Look at it again, then repeat.",
        ));
    }
    let event = Event::done("app.deleted")
        .target(row.id)
        .details(json!({ "name": row.name }));
    record(&write, caller, &row, event, now).await?;
    write.changed(Change::App(row.id));
    // Grants and families of the app may be cached by their own ids.
    write.changed(Change::Everything);
    write.commit().await
}

/// As what the caller stands to the app; none for an administrator who looks in.
///
/// # Errors
/// The database's.
pub async fn role(deps: &Deps, caller: &Caller, row: &app::Model) -> Result<Option<MemberRole>> {
    match owner(row) {
        Some(owner) => owner::role(deps.db.read(), caller, owner).await,
        None => Ok(None),
    }
}
