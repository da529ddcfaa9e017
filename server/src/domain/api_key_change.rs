//! API keys as their owners manage them: made, changed, rotated, revoked. What they may do is in [`super::api_key`].

use entity::{
    api_key,
    id::{ApiKeyId, AppId, UserId},
    resource,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, admin,
    api_key::{is_live, live, unended},
    api_key_plan::{
        Checked, check, check_expiry, check_label, check_networks, may_rotate, within_credential,
    },
    audit::{self, Event},
    caller::{ApiKeyCaller, Who},
    change::{Change, Write},
    clock::{DAY, SECOND},
    database::one_at_a_time,
    once::Once,
    patch::Patch,
    permission,
    secret::{Kind, Secret, generate},
};

pub use super::api_key_plan::Plan;

/// So many keys that work for each person.
pub const MOST: u64 = 200;
/// The longest that a key goes on working after another was made in its place.
pub const LONGEST_OVERLAP: i64 = 30 * DAY;
/// The right to make and revoke keys of other people, in the greenfield dialect's words.
pub const MANAGE_USERS: &str = "btcpay.server.canmanageusers";

/// Which app asked for a key, and where it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// What the app calls itself.
    pub name: Option<String>,
    /// By what it finds the key again.
    pub identifier: Option<String>,
    /// The origin (or private-use scheme) that the key is posted to.
    pub redirect_origin: Option<String>,
    /// The registered app, if it proved to be one.
    pub app_id: Option<AppId>,
}

/// What was made: the key itself is shown this once.
#[derive(Clone, Debug)]
pub struct NewKey {
    /// What is kept.
    pub row: api_key::Model,
    /// The key; none where an earlier call made it.
    pub secret: Option<Secret>,
}

/// Makes a key for the caller.
///
/// # Errors
/// `StepUpRequired`, `MissingScope`; `Invalid` on the field, such as `permissions.1`; `LimitReached`.
pub async fn create(deps: &Deps, caller: &Caller, plan: Plan) -> Result<NewKey> {
    let now = deps.clock.now();
    caller.require_fresh(now, "keys:write")?;
    let user_id = caller.user_id()?;
    make(deps, caller, user_id, plan).await
}

/// Makes a key for somebody, as an administrator. What is most powerful, such a credential gives only if it holds it.
///
/// # Errors
/// `NotFound`, `StepUpRequired`, `MissingScope`, and as [`create`].
pub async fn create_for(deps: &Deps, caller: &Caller, user_id: UserId, plan: Plan) -> Result<NewKey> {
    check_manages_users(deps, caller).await?;
    make(deps, caller, user_id, plan).await
}

/// Demands an administrator with the right to manage users' keys.
///
/// # Errors
/// `MissingScope`, `StepUpRequired`, or the database's.
pub async fn check_manages_users(deps: &Deps, caller: &Caller) -> Result<()> {
    caller.require_fresh(deps.clock.now(), MANAGE_USERS)?;
    if deps.config.admin_api && admin::is_administrator(deps.db.read(), caller).await? {
        return Ok(());
    }
    Err(Error::MissingScope(MANAGE_USERS))
}

async fn make(deps: &Deps, caller: &Caller, user_id: UserId, plan: Plan) -> Result<NewKey> {
    let now = deps.clock.now();
    let once = Once::new(caller, "createApiKey", plan.idempotency_key.as_deref(), now)?;
    let id = ApiKeyId(once.id());
    let checked = check(deps, caller, user_id, plan).await?;
    let mut write = Write::begin(deps).await?;
    if !once.claim(write.db()).await? {
        let row = api_key::Entity::find_by_id(id)
            .one(write.db())
            .await?
            .filter(|row| row.user_id == user_id);
        return Ok(NewKey {
            row: row.ok_or_else(super::app::used_up)?,
            secret: None,
        });
    }
    let made = insert(&mut write, caller, (id, checked, Origin::default()), now).await?;
    write.commit().await?;
    Ok(made)
}

/// Makes a key within somebody's transaction.
///
/// # Errors
/// `LimitReached`, or the database's.
pub(super) async fn insert(
    write: &mut Write<'_>,
    caller: &Caller,
    (id, plan, origin): (ApiKeyId, Checked, Origin),
    now: i64,
) -> Result<NewKey> {
    one_at_a_time(write.db(), &format!("keys of {}", plan.user_id)).await?;
    let working = api_key::Entity::find()
        .filter(live(plan.user_id, now))
        .count(write.db())
        .await?;
    if working >= MOST {
        return Err(Error::limit(
            "permissions",
            format!("A person has {MOST} working keys at most. Revoke one first."),
        ));
    }
    let secret = generate(Kind::ApiKey);
    let row = api_key::Model {
        id,
        user_id: plan.user_id,
        digest: secret.digest(),
        label: plan.label,
        last_four: secret.last_four(),
        permissions: plan.permissions,
        networks: plan.networks,
        application_name: origin.name,
        application_identifier: origin.identifier,
        redirect_origin: origin.redirect_origin,
        app_id: origin.app_id,
        replaced_by: None,
        expires_at: plan.expires_at,
        revoked_at: None,
        last_used_at: None,
        last_used_from: None,
        created_at: now,
        updated_at: now,
    };
    put(write.db(), &row).await?;
    let event = event("api_key.created", &row).details(json!({
        "last_four": row.last_four,
        "permissions": row.permissions,
        "expires_at": row.expires_at,
        "application": row.application_identifier,
        "redirect_origin": row.redirect_origin,
    }));
    audit::record(write.db(), now, caller, event).await?;
    Ok(NewKey {
        row,
        secret: Some(secret),
    })
}

async fn put(db: &impl ConnectionTrait, row: &api_key::Model) -> Result<()> {
    api_key::Entity::insert(api_key::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

fn event(kind: &'static str, row: &api_key::Model) -> Event {
    let event = Event::done(kind).user(row.user_id).target(row.id);
    match row.app_id {
        Some(id) => event.app(id),
        None => event,
    }
}

/// A change to a key. Its permissions are for good: another one is made for others.
#[derive(Clone, Debug, Default)]
pub struct KeyChange {
    /// What its owner calls it.
    pub label: Option<String>,
    /// When it stops working.
    pub expires_at: Patch<i64>,
    /// Addresses and networks from which it works; an empty list: from everywhere.
    pub networks: Option<Vec<String>>,
}

/// Changes one of the caller's own keys. Letting it work longer or from elsewhere needs a fresh sign-in.
///
/// # Errors
/// `NotFound`, `StepUpRequired`, `MissingScope`; `Invalid` on the field; `Conflict` where it has ended.
pub async fn update(deps: &Deps, caller: &Caller, id: ApiKeyId, change: KeyChange) -> Result<api_key::Model> {
    let now = deps.clock.now();
    caller.require("keys:write")?;
    let mut write = Write::begin(deps).await?;
    let before = load(write.db(), caller, id).await?;
    if !is_live(&before, now) {
        return Err(ended());
    }
    let mut after = before.clone();
    if let Some(label) = check_label(change.label.as_deref())? {
        after.label = label;
    }
    if let Patch::Set(at) = change.expires_at {
        check_expiry(Some(at), now)?;
    }
    change.expires_at.apply(&mut after.expires_at);
    if let Some(networks) = &change.networks {
        after.networks = check_networks(networks)?;
    }
    let longer = match (before.expires_at, after.expires_at) {
        (Some(before), Some(after)) => after > before,
        (Some(_), None) => true,
        (None, _) => false,
    };
    if longer || after.networks != before.networks {
        caller.require_fresh(now, "keys:write")?;
        may_rotate(deps, caller, &before).await?;
        let limits = (after.networks.clone(), after.expires_at);
        (after.networks, after.expires_at) = within_credential(deps, caller, limits).await?;
    }
    // The overlap of a rotated key was stated; it is not made longer.
    if longer && before.replaced_by.is_some() {
        return Err(Error::conflict(
            "expires_at",
            "Another key was made in its place: it cannot work longer.",
        ));
    }
    if after == before {
        return Ok(before);
    }
    after.updated_at = now;
    let updated = api_key::Entity::update_many()
        .col_expr(api_key::Column::Label, Expr::value(after.label.clone()))
        .col_expr(api_key::Column::ExpiresAt, Expr::value(after.expires_at))
        .col_expr(api_key::Column::Networks, Expr::value(after.networks.clone()))
        .col_expr(api_key::Column::UpdatedAt, Expr::value(now))
        .filter(api_key::Column::Id.eq(id))
        .filter(api_key::Column::UpdatedAt.eq(before.updated_at))
        .filter(api_key::Column::RevokedAt.is_null())
        .exec(write.db())
        .await?;
    if updated.rows_affected != 1 {
        return Err(Error::conflict(
            "api_key_id",
            "It was changed at the same moment. Look at it again.",
        ));
    }
    let event = event("api_key.updated", &after).details(json!({
        "expires_at": after.expires_at,
        "networks": after.networks,
    }));
    audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::ApiKey((&after.digest).into()));
    write.commit().await?;
    Ok(after)
}

fn ended() -> Error {
    Error::conflict("api_key_id", "This key has ended. Make another one.")
}

/// The caller's own key, live or not.
async fn load(db: &impl ConnectionTrait, caller: &Caller, id: ApiKeyId) -> Result<api_key::Model> {
    let user_id = caller.user_id()?;
    api_key::Entity::find_by_id(id)
        .filter(api_key::Column::UserId.eq(user_id))
        .one(db)
        .await?
        .ok_or(Error::no_such("api_key_id"))
}

/// How a key is exchanged for another.
#[derive(Clone, Debug, Default)]
pub struct Rotation {
    /// Seconds that the key before it goes on working.
    pub overlap: i64,
    /// When the new one stops working; none: when the one before would have.
    pub expires_at: Option<i64>,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

/// Makes a key that may do the same, and ends the one before it after the overlap. Only once for each key, also when
/// two ask at the same moment.
///
/// # Errors
/// `NotFound`, `StepUpRequired`, `MissingScope`; `Invalid` on the field; `Conflict` where it has ended or was rotated.
pub async fn rotate(deps: &Deps, caller: &Caller, id: ApiKeyId, rotation: Rotation) -> Result<NewKey> {
    let now = deps.clock.now();
    caller.require_fresh(now, "keys:write")?;
    if !(0..=LONGEST_OVERLAP / SECOND).contains(&rotation.overlap) {
        return Err(Error::invalid(
            "overlap",
            format!("Use 0 to {} seconds.", LONGEST_OVERLAP / SECOND),
        ));
    }
    check_expiry(rotation.expires_at, now)?;
    let once = Once::new(caller, "rotateApiKey", rotation.idempotency_key.as_deref(), now)?;
    let before = load(deps.db.read(), caller, id).await?;
    may_rotate(deps, caller, &before).await?;
    let limits = (before.networks.clone(), rotation.expires_at.or(before.expires_at));
    let (networks, expires_at) =
        within_credential(deps, caller, limits)
            .await
            .map_err(|error| match error {
                // The networks are the key's own, and in no input.
                Error::Invalid(what) if what.field.starts_with("networks") => {
                    Error::invalid("api_key_id", what.message)
                }
                other => other,
            })?;
    let before = api_key::Model { networks, ..before };
    let rotation = Rotation {
        expires_at,
        ..rotation
    };
    let mut write = Write::begin(deps).await?;
    let new_id = ApiKeyId(once.id());
    if !once.claim(write.db()).await? {
        let row = api_key::Entity::find_by_id(new_id)
            .one(write.db())
            .await?
            .filter(|row| row.user_id == before.user_id);
        return Ok(NewKey {
            row: row.ok_or_else(super::app::used_up)?,
            secret: None,
        });
    }
    let made = rotate_within(&mut write, caller, (&before, new_id), (&rotation, now)).await?;
    write.commit().await?;
    Ok(made)
}

/// As [`rotate`], within somebody's transaction.
///
/// # Errors
/// `Conflict` where the key has ended or was rotated.
pub(super) async fn rotate_within(
    write: &mut Write<'_>,
    caller: &Caller,
    (before, new_id): (&api_key::Model, ApiKeyId),
    (rotation, now): (&Rotation, i64),
) -> Result<NewKey> {
    let secret = generate(Kind::ApiKey);
    let row = api_key::Model {
        id: new_id,
        digest: secret.digest(),
        last_four: secret.last_four(),
        replaced_by: None,
        expires_at: rotation.expires_at.or(before.expires_at),
        revoked_at: None,
        last_used_at: None,
        last_used_from: None,
        created_at: now,
        updated_at: now,
        ..before.clone()
    };
    replace_within(write, (before, new_id), (now, now + rotation.overlap * SECOND)).await?;
    put(write.db(), &row).await?;
    let event = event("api_key.rotated", &row).details(json!({
        "before": before.id,
        "last_four": row.last_four,
        "overlap": rotation.overlap,
        "expires_at": row.expires_at,
    }));
    audit::record(write.db(), now, caller, event).await?;
    Ok(NewKey {
        row,
        secret: Some(secret),
    })
}

/// Ends a key at that time, as another was made in its place: once.
///
/// # Errors
/// `Conflict` where it has ended or another is in its place.
pub(super) async fn replace_within(
    write: &mut Write<'_>,
    (before, new_id): (&api_key::Model, ApiKeyId),
    (now, until): (i64, i64),
) -> Result<()> {
    let ends_at = before.expires_at.map_or(until, |at| at.min(until));
    let replaced = api_key::Entity::update_many()
        .col_expr(api_key::Column::ReplacedBy, Expr::value(new_id))
        .col_expr(api_key::Column::ExpiresAt, Expr::value(ends_at))
        .col_expr(api_key::Column::UpdatedAt, Expr::value(now))
        .filter(api_key::Column::Id.eq(before.id))
        .filter(api_key::Column::ReplacedBy.is_null())
        .filter(live(before.user_id, now))
        .exec(write.db())
        .await?;
    if replaced.rows_affected != 1 {
        return Err(if is_live(before, now) {
            Error::conflict("api_key_id", "Another key was made in its place already.")
        } else {
            ended()
        });
    }
    write.changed(Change::ApiKey((&before.digest).into()));
    Ok(())
}

/// Revokes one of the caller's own keys, at once; a key may always revoke itself. Twice is the same as once.
///
/// # Errors
/// `NotFound` where it is not theirs, `MissingScope`, or the database's.
pub async fn revoke(deps: &Deps, caller: &Caller, id: ApiKeyId) -> Result<api_key::Model> {
    let itself = matches!(&caller.who, Who::ApiKey(ApiKeyCaller { key_id: Some(own), .. }) if *own == id);
    if !itself {
        caller.require("keys:write")?;
    }
    let mut write = Write::begin(deps).await?;
    let row = load(write.db(), caller, id).await?;
    let row = end(&mut write, caller, row, deps.clock.now()).await?;
    write.commit().await?;
    Ok(row)
}

/// Revokes anybody's key, as an administrator.
///
/// # Errors
/// `NotFound`, `StepUpRequired`, `MissingScope`, or the database's.
pub async fn revoke_as_administrator(deps: &Deps, caller: &Caller, id: ApiKeyId) -> Result<api_key::Model> {
    admin::check_act(deps, caller).await?;
    revoke_any(deps, caller, None, id).await
}

/// Revokes somebody's key, for who manages users.
///
/// # Errors
/// `NotFound` where that person has no such key, `StepUpRequired`, `MissingScope`, or the database's.
pub async fn revoke_for(
    deps: &Deps,
    caller: &Caller,
    user_id: UserId,
    id: ApiKeyId,
) -> Result<api_key::Model> {
    check_manages_users(deps, caller).await?;
    revoke_any(deps, caller, Some(user_id), id).await
}

async fn revoke_any(
    deps: &Deps,
    caller: &Caller,
    user_id: Option<UserId>,
    id: ApiKeyId,
) -> Result<api_key::Model> {
    let mut write = Write::begin(deps).await?;
    let row = api_key::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .filter(|row| user_id.is_none_or(|user_id| row.user_id == user_id))
        .ok_or(Error::no_such("api_key_id"))?;
    let row = end(&mut write, caller, row, deps.clock.now()).await?;
    write.commit().await?;
    Ok(row)
}

async fn end(
    write: &mut Write<'_>,
    caller: &Caller,
    mut row: api_key::Model,
    now: i64,
) -> Result<api_key::Model> {
    if row.revoked_at.is_some() {
        return Ok(row);
    }
    api_key::Entity::update_many()
        .col_expr(api_key::Column::RevokedAt, Expr::value(now))
        .col_expr(api_key::Column::UpdatedAt, Expr::value(now))
        .filter(api_key::Column::Id.eq(row.id))
        .filter(api_key::Column::RevokedAt.is_null())
        .exec(write.db())
        .await?;
    let event = event("api_key.revoked", &row).details(json!({ "last_four": row.last_four }));
    audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::ApiKey((&row.digest).into()));
    row.revoked_at = Some(now);
    row.updated_at = now;
    Ok(row)
}

/// Revokes every key of a person within somebody's transaction, which forgets everything after it.
///
/// # Errors
/// The database's.
pub(super) async fn end_all_of(db: &impl ConnectionTrait, user_id: UserId, now: i64) -> Result<()> {
    api_key::Entity::update_many()
        .col_expr(api_key::Column::RevokedAt, Expr::value(now))
        .col_expr(api_key::Column::UpdatedAt, Expr::value(now))
        .filter(api_key::Column::UserId.eq(user_id))
        .filter(api_key::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// So many people's keys in one statement.
const PEOPLE: usize = 200;

/// Takes resources that were removed out of these people's keys, so that one of the same key that comes later is not
/// allowed with it. A key that was for them alone ends.
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
        let rows = api_key::Entity::find()
            .filter(api_key::Column::UserId.is_in(people.iter().copied()))
            .filter(unended(now))
            .filter(api_key::Column::Permissions.contains(":"))
            .all(write.db())
            .await?;
        for row in rows {
            let left = permission::without(&catalogue, gone, &row.permissions);
            if left == row.permissions {
                continue;
            }
            if left.is_empty() {
                end(write, caller, row, now).await?;
                continue;
            }
            let removed = row.permissions.filter(|text| !left.contains(text));
            api_key::Entity::update_many()
                .col_expr(api_key::Column::Permissions, Expr::value(left))
                .col_expr(api_key::Column::UpdatedAt, Expr::value(now))
                .filter(api_key::Column::Id.eq(row.id))
                .exec(write.db())
                .await?;
            let event = event("api_key.narrowed", &row).details(json!({ "removed": removed }));
            audit::record(write.db(), now, caller, event).await?;
            write.changed(Change::ApiKey((&row.digest).into()));
        }
    }
    Ok(())
}
