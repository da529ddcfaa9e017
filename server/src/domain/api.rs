//! APIs: resource servers with their own scopes. What everybody may know of one is its catalogue entry; the rest is
//! for its owner.

use entity::{
    api,
    id::{ApiId, UserId},
    values::MemberRole,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, Condition, ConnectionTrait, EntityTrait, PaginatorTrait,
    QueryFilter, Select, sea_query::Expr,
};
use serde_json::json;
use url::Url;

use super::{
    Caller, Deps, Error, OnConflict as _, Result, app as apps,
    audit::{self, Event},
    change::{Change, Write},
    client_registration::{self, Created},
    display_name,
    once::Once,
    owner::{self, Owner},
    page::{self, Rows, Slice, Sort, contains},
    patch::Patch,
    policy::{self, Action},
};

/// An API to make.
#[derive(Clone, Debug)]
pub struct NewApi {
    /// Its `resource`.
    pub identifier: String,
    /// What people read.
    pub name: String,
    /// Its owner; the caller where not said.
    pub owner: Option<Owner>,
    /// Seconds.
    pub access_token_ttl: Option<i32>,
    /// Whether each call carries a nonce.
    pub require_nonce: bool,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

/// A change to an API.
#[derive(Clone, Debug)]
pub struct ApiChange {
    /// Which.
    pub id: ApiId,
    /// Its name.
    pub name: Option<String>,
    /// Seconds.
    pub access_token_ttl: Patch<i32>,
    /// Whether each call carries a nonce.
    pub require_nonce: Option<bool>,
    /// The `client_id`s of all clients that may introspect its tokens.
    pub introspection_clients: Option<Vec<String>>,
}

/// An identifier: an absolute URI without fragment (RFC 8707 section 2).
///
/// # Errors
/// `Invalid` on `identifier`.
pub fn check_identifier(identifier: &str) -> Result<()> {
    let fine = identifier.len() <= 1024
        && identifier.is_ascii()
        && !identifier
            .bytes()
            .any(|b| b.is_ascii_control() || b == b' ' || b == b'#')
        && Url::parse(identifier).is_ok_and(|url| url.username().is_empty() && url.password().is_none());
    if fine {
        return Ok(());
    }
    let message =
        "Use an absolute URI without fragment, such as https://api.example.com (RFC 8707 section 2).";
    Err(Error::invalid("identifier", message))
}

/// Tokens with our issuer as audience open this service's own API.
///
/// # Errors
/// `Invalid` on `identifier`.
pub fn check_not_ours(deps: &Deps, identifier: &str) -> Result<()> {
    if identifier.trim_end_matches('/') == deps.config.issuer() {
        return Err(Error::invalid(
            "identifier",
            "This is the audience of the service itself.",
        ));
    }
    Ok(())
}

/// The lifetime of an API's access tokens.
///
/// # Errors
/// `Invalid` on `access_token_ttl`.
pub fn check_ttl(seconds: Option<i32>) -> Result<()> {
    match seconds {
        Some(seconds) if !(60..=86_400).contains(&seconds) => {
            Err(Error::invalid("access_token_ttl", "Use 60 to 86400 seconds."))
        }
        _ => Ok(()),
    }
}

/// The owner of an API.
pub fn owner(row: &api::Model) -> Option<Owner> {
    Owner::of(row.owner_user_id, row.owner_organization_id)
}

/// As what the caller stands to the API.
///
/// # Errors
/// The database's.
pub async fn role(deps: &Deps, caller: &Caller, row: &api::Model) -> Result<Option<MemberRole>> {
    match owner(row) {
        Some(owner) => owner::role(deps.db.read(), caller, owner).await,
        None => Ok(None),
    }
}

/// The API, if the caller may do this to it.
pub(super) async fn load(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: ApiId,
    action: Action,
    field: &'static str,
) -> Result<api::Model> {
    let row = api::Entity::find_by_id(id)
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

/// May look at the catalogue: anybody who is signed in; a token with one of the two scopes.
///
/// # Errors
/// `Unauthenticated`, `MissingScope`.
pub fn check_catalogue(caller: &Caller) -> Result<()> {
    caller
        .require("apps:read")
        .or_else(|_| caller.require("apis:read"))
}

/// The API, for anybody who may look at the catalogue.
///
/// # Errors
/// As [`check_catalogue`].
pub async fn find(deps: &Deps, caller: &Caller, id: ApiId) -> Result<Option<api::Model>> {
    check_catalogue(caller)?;
    Ok(api::Entity::find_by_id(id).one(deps.db.read()).await?)
}

/// As [`find`], by identifier.
///
/// # Errors
/// As [`check_catalogue`].
pub async fn find_by_identifier(
    deps: &Deps,
    caller: &Caller,
    identifier: &str,
) -> Result<Option<api::Model>> {
    check_catalogue(caller)?;
    Ok(api::Entity::find()
        .filter(api::Column::Identifier.eq(identifier))
        .one(deps.db.read())
        .await?)
}

/// APIs by id, for what the caller may see already.
///
/// # Errors
/// The database's.
pub async fn by_ids(deps: &Deps, ids: &[ApiId]) -> Result<Vec<api::Model>> {
    Ok(api::Entity::find()
        .filter(api::Column::Id.is_in(ids.iter().copied()))
        .all(deps.db.read())
        .await?)
}

/// Whose APIs a list shows.
#[derive(Clone, Debug)]
pub enum Whose {
    /// The person's and those of their organizations.
    Theirs(UserId),
    /// One owner's.
    Of(Owner),
    /// Everybody's, by part of name or identifier.
    Everybodys(Option<String>),
}

fn select(whose: &Whose) -> Select<api::Entity> {
    let query = api::Entity::find();
    match whose {
        Whose::Theirs(id) => query.filter(owner::belongs_to(
            *id,
            api::Column::OwnerUserId,
            api::Column::OwnerOrganizationId,
        )),
        Whose::Of(owner) => query.filter(owner::is(
            *owner,
            api::Column::OwnerUserId,
            api::Column::OwnerOrganizationId,
        )),
        Whose::Everybodys(Some(search)) if !search.trim().is_empty() => query.filter(
            Condition::any()
                .add(contains(api::Column::Name, search.trim()))
                .add(contains(api::Column::Identifier, search.trim())),
        ),
        Whose::Everybodys(_) => query,
    }
}

/// Part of a list of APIs, by name. What the caller may see is decided by `whose`.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps, whose: &Whose, slice: &Slice) -> Result<Rows<api::Model>> {
    let sort = Sort {
        key: Some(api::Column::Name),
        id: api::Column::Id,
        descending: false,
    };
    page::select(deps.db.read(), select(whose), sort, slice).await
}

/// How many APIs a list has.
///
/// # Errors
/// The database's.
pub async fn count(deps: &Deps, whose: &Whose) -> Result<u64> {
    Ok(select(whose).count(deps.db.read()).await?)
}

pub(crate) async fn record(
    write: &Write<'_>,
    caller: &Caller,
    api: &api::Model,
    mut event: Event,
    now: i64,
) -> Result<()> {
    event.organization_id = api.owner_organization_id;
    audit::record(write.db(), now, caller, event).await
}

async fn check_room(deps: &Deps, db: &impl ConnectionTrait, owner: Owner) -> Result<()> {
    let most = deps.config.max_apis_per_owner;
    if select(&Whose::Of(owner)).count(db).await? >= most {
        return Err(Error::limit(
            "organization_id",
            format!("An owner has {most} APIs at most on this server."),
        ));
    }
    Ok(())
}

/// Makes an API.
///
/// # Errors
/// `Invalid`; `Conflict` on `identifier`; `LimitReached`.
pub async fn create(deps: &Deps, caller: &Caller, new: NewApi) -> Result<Created<api::Model>> {
    caller.require("apis:write")?;
    let now = deps.clock.now();
    let once = Once::new(caller, "createApi", new.idempotency_key.as_deref(), now)?;
    check_identifier(&new.identifier)?;
    check_ttl(new.access_token_ttl)?;
    let name = display_name::check("name", &new.name)?;
    check_not_ours(deps, &new.identifier)?;
    let mut write = Write::begin(deps).await?;
    let owner = apps::owner_for(write.db(), caller, new.owner, Action::CreateApi).await?;
    let id = ApiId(once.id());
    if !once.claim(write.db()).await? {
        let made = load(write.db(), caller, id, Action::View, "idempotency_key")
            .await
            .map_err(|_| apps::used_up())?;
        return Ok(Created { made, repeated: true });
    }
    check_room(deps, write.db(), owner).await?;
    let row = api::Model {
        id,
        identifier: new.identifier,
        name,
        owner_user_id: owner.user(),
        owner_organization_id: owner.organization(),
        access_token_ttl: new.access_token_ttl,
        require_nonce: new.require_nonce,
        created_at: now,
        updated_at: now,
    };
    api::Entity::insert(api::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(write.db())
        .await
        .on_conflict(|| Error::conflict("identifier", "There is an API with this identifier already."))?;
    let event = Event::done("api.created")
        .target(id)
        .details(json!({ "identifier": row.identifier }));
    record(&write, caller, &row, event, now).await?;
    write.changed(Change::Everything);
    write.commit().await?;
    Ok(Created {
        made: row,
        repeated: false,
    })
}

/// Hands an API to another owner, in whose name the caller may make APIs: one of their organizations, or themselves.
/// Its resources and the approvals of its scopes stay.
///
/// # Errors
/// `NotFound` on `organization_id`; `LimitReached` there.
pub async fn transfer(deps: &Deps, caller: &Caller, id: ApiId, to: Option<Owner>) -> Result<api::Model> {
    caller.require("apis:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = load(write.db(), caller, id, Action::TransferApi, "api_id").await?;
    let to = apps::owner_for(write.db(), caller, to, Action::CreateApi).await?;
    if owner(&before) == Some(to) {
        return Ok(before);
    }
    check_room(deps, write.db(), to).await?;
    let after = api::Model {
        owner_user_id: to.user(),
        owner_organization_id: to.organization(),
        updated_at: now,
        ..before.clone()
    };
    let moved = api::Entity::update_many()
        .col_expr(api::Column::OwnerUserId, Expr::value(after.owner_user_id))
        .col_expr(
            api::Column::OwnerOrganizationId,
            Expr::value(after.owner_organization_id),
        )
        .col_expr(api::Column::UpdatedAt, Expr::value(now))
        .filter(api::Column::Id.eq(id))
        .filter(api::Column::UpdatedAt.eq(before.updated_at))
        .exec(write.db())
        .await?;
    if moved.rows_affected != 1 {
        return Err(Error::conflict(
            "api_id",
            "The API was changed meanwhile. Look again.",
        ));
    }
    for side in [&before, &after] {
        let event = Event::done("api.transferred").target(id).details(json!({
            "from_organization": before.owner_organization_id,
            "to_organization": after.owner_organization_id,
        }));
        record(&write, caller, side, event, now).await?;
    }
    write.changed(Change::Everything);
    write.commit().await?;
    Ok(after)
}

/// Changes an API.
///
/// # Errors
/// `Invalid`.
pub async fn update(deps: &Deps, caller: &Caller, change: ApiChange) -> Result<api::Model> {
    caller.require("apis:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let mut row = load(write.db(), caller, change.id, Action::UpdateApi, "api_id").await?;
    if let Some(name) = &change.name {
        row.name = display_name::check("name", name)?;
    }
    change.access_token_ttl.apply(&mut row.access_token_ttl);
    check_ttl(row.access_token_ttl)?;
    if let Some(require_nonce) = change.require_nonce {
        row.require_nonce = require_nonce;
    }
    row.updated_at = now;
    let mut active = api::ActiveModel::from(row.clone()).reset_all();
    active.id = ActiveValue::NotSet;
    api::Entity::update_many()
        .set(active)
        .filter(api::Column::Id.eq(row.id))
        .exec(write.db())
        .await?;
    if let Some(clients) = &change.introspection_clients {
        client_registration::set_introspecting(write.db(), caller, &row, clients).await?;
    }
    let event = Event::done("api.updated").target(row.id).details(json!({
        "access_token_ttl": row.access_token_ttl,
        "require_nonce": row.require_nonce,
        "introspection_clients": change.introspection_clients,
    }));
    record(&write, caller, &row, event, now).await?;
    // Every client that has one of its scopes enabled, or that may introspect.
    write.changed(Change::Everything);
    write.commit().await?;
    Ok(row)
}
