//! Everything that is known of a person, as one JSON document: made beside requests, sealed while it waits, fetched
//! for a day by the person alone (W10). Without secrets, and without what is others' (SEC-125).

use entity::{
    api, api_key, app, audit_event, audit_person, data_export, grant,
    id::{DataExportId, UserId},
    invitation, membership, organization, passkey, resource, session, totp, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, OnConflict},
};
use serde_json::{Value, json};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    caller::{Whereabouts, Who},
    change::Write,
    clock::{DAY, MINUTE, SECOND},
    linked_identity,
    mail_link::was_inserted,
    notice::{self, Notice},
    recovery_code,
    secret::{Purpose, random_id},
};

/// For so long it can be fetched, milliseconds.
const KEPT: i64 = DAY;
/// For so long making it is one node's; then that node is taken for dead.
const LEASE: i64 = 5 * MINUTE;
/// The latest so many events of the account are in it.
const EVENTS: u64 = 10_000;

/// Asks for one. While one is being made, that is the one.
///
/// # Errors
/// `Unauthenticated` without a session, `StepUpRequired`, or the database's.
pub async fn request(deps: &Deps, caller: &Caller) -> Result<data_export::Model> {
    let user_id = session_of(caller)?;
    let now = deps.clock.now();
    caller.require_fresh(now, "profile:write")?;
    let row = data_export::Model {
        id: DataExportId(random_id()),
        user_id,
        sealed: None,
        attempts: 0,
        due_at: now,
        ready_at: None,
        expires_at: now + KEPT,
        created_at: now,
    };
    let write = Write::begin(deps).await?;
    let inserted = data_export::Entity::insert(data_export::ActiveModel::from(row.clone()).reset_all())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(write.db())
        .await;
    if !was_inserted(inserted)? {
        let waiting = data_export::Entity::find()
            .filter(data_export::Column::UserId.eq(user_id))
            .filter(data_export::Column::ReadyAt.is_null())
            .one(write.db())
            .await?;
        return waiting.ok_or_else(|| Error::conflict("", "It was changed at the same moment. Try again."));
    }
    // The one before goes: one copy at a time lies about.
    data_export::Entity::delete_many()
        .filter(data_export::Column::UserId.eq(user_id))
        .filter(data_export::Column::Id.ne(row.id))
        .exec(write.db())
        .await?;
    let event = Event::done("data_export.requested").target(row.id);
    audit::record(write.db(), now, caller, event).await?;
    write.commit().await?;
    Ok(row)
}

fn session_of(caller: &Caller) -> Result<UserId> {
    match &caller.who {
        Who::Session(session) => Ok(session.user_id),
        _ => Err(Error::Unauthenticated),
    }
}

/// The person's copy, if there is one.
///
/// # Errors
/// The database's.
pub async fn latest(deps: &Deps, user_id: UserId) -> Result<Option<data_export::Model>> {
    Ok(data_export::Entity::find()
        .filter(data_export::Column::UserId.eq(user_id))
        .filter(data_export::Column::ExpiresAt.gt(deps.clock.now()))
        .order_by_desc(data_export::Column::CreatedAt)
        .one(deps.db.read())
        .await?)
}

/// The document itself, for the person who asked, freshly signed in; fetching it is recorded.
///
/// # Errors
/// `Unauthenticated` without a session, `StepUpRequired`, `NotFound` for one that is not theirs, not made yet or gone.
pub async fn fetch(deps: &Deps, caller: &Caller, id: DataExportId) -> Result<Vec<u8>> {
    let user_id = session_of(caller)?;
    let now = deps.clock.now();
    caller.require_fresh(now, "profile:write")?;
    let found = data_export::Entity::find_by_id(id)
        .filter(data_export::Column::UserId.eq(user_id))
        .filter(data_export::Column::ExpiresAt.gt(now))
        .one(deps.db.read())
        .await?;
    let opened = found
        .and_then(|row| row.sealed)
        .and_then(|sealed| deps.vault.open(Purpose::DataExport, &sealed));
    let document = opened.ok_or(Error::not_found())?;
    let event = Event::done("data_export.fetched").target(id);
    audit::record(deps.db.write(), now, caller, event).await?;
    Ok(document)
}

/// Makes what was asked for; each is one node's, by a conditional update.
///
/// # Errors
/// The database's; it is tried again.
pub async fn make(deps: &Deps) -> Result<()> {
    let now = deps.clock.now();
    let due = data_export::Entity::find()
        .filter(data_export::Column::ReadyAt.is_null())
        .filter(data_export::Column::DueAt.lte(now))
        .limit(10)
        .all(deps.db.read())
        .await?;
    for row in due {
        let taken = data_export::Entity::update_many()
            .col_expr(data_export::Column::DueAt, Expr::value(now + LEASE))
            .col_expr(data_export::Column::Attempts, Expr::value(row.attempts + 1))
            .filter(data_export::Column::Id.eq(row.id))
            .filter(data_export::Column::DueAt.eq(row.due_at))
            .filter(data_export::Column::ReadyAt.is_null())
            .exec(deps.db.write())
            .await?;
        if taken.rows_affected == 1 {
            make_one(deps, &row).await?;
        }
    }
    Ok(())
}

async fn make_one(deps: &Deps, row: &data_export::Model) -> Result<()> {
    let Some(user) = user::Entity::find_by_id(row.user_id).one(deps.db.read()).await? else {
        return Ok(());
    };
    let document = document(deps, &user).await?;
    let text = serde_json::to_vec_pretty(&document).map_err(Error::internal)?;
    let sealed = deps.vault.seal(Purpose::DataExport, &text);
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    data_export::Entity::update_many()
        .col_expr(data_export::Column::Sealed, Expr::value(Some(sealed)))
        .col_expr(data_export::Column::ReadyAt, Expr::value(now))
        .col_expr(data_export::Column::ExpiresAt, Expr::value(now + KEPT))
        .filter(data_export::Column::Id.eq(row.id))
        .exec(write.db())
        .await?;
    let nowhere = Whereabouts::default();
    notice::tell(deps, write.db(), &user, &nowhere, Notice::ExportReady).await?;
    write.commit().await
}

/// A moment as RFC 3339 writes it.
fn moment(milliseconds: i64) -> Value {
    let at = OffsetDateTime::from_unix_timestamp(milliseconds / SECOND).ok();
    at.and_then(|at| at.format(&Rfc3339).ok()).into()
}

fn moment_or_null(milliseconds: Option<i64>) -> Value {
    milliseconds.map_or(Value::Null, moment)
}

async fn document(deps: &Deps, user: &user::Model) -> Result<Value> {
    Ok(json!({
        "service": deps.config.issuer(),
        "made_at": moment(deps.clock.now()),
        "account": {
            "id": user.id,
            "email": user.email,
            "email_verified_at": moment_or_null(user.email_verified_at),
            "pending_email": super::email::pending(deps, user.id).await?,
            "has_password": user.password_hash.is_some(),
            "password_changed_at": moment_or_null(user.password_changed_at),
            "role": user.role,
            "created_at": moment(user.created_at),
            "updated_at": moment(user.updated_at),
            "profile": user.profile,
        },
        "linked_accounts": linked_accounts(deps, user.id).await?,
        "second_factors": second_factors(deps, user).await?,
        "sessions": sessions(deps, user.id).await?,
        "api_keys": api_keys(deps, user.id).await?,
        "connected_apps": grants(deps, user.id).await?,
        "organizations": organizations(deps, user.id).await?,
        "invitations": invitations(deps, user).await?,
        "apps": own_apps(deps, user.id).await?,
        "apis": own_apis(deps, user.id).await?,
        "resources": resources(deps, user.id).await?,
        "activity": activity(deps, user.id).await?,
    }))
}

async fn linked_accounts(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = linked_identity::list(deps.db.read(), user_id).await?;
    let told = rows.into_iter().map(|row| {
        json!({
            "provider": row.provider,
            "subject": row.subject,
            "email": row.email,
            "linked_at": moment(row.created_at),
            "last_used_at": moment_or_null(row.last_used_at),
        })
    });
    Ok(told.collect())
}

/// What the person proves who they are with, without what proves it.
async fn second_factors(deps: &Deps, user: &user::Model) -> Result<Value> {
    let db = deps.db.read();
    let app = totp::Entity::find_by_id(user.id).one(db).await?.map(|row| {
        json!({
            "set_up_at": moment(row.created_at),
            "last_used_at": moment_or_null(row.last_used_at),
        })
    });
    let rows = passkey::Entity::find()
        .filter(passkey::Column::UserId.eq(user.id))
        .order_by_asc(passkey::Column::CreatedAt)
        .all(db)
        .await?;
    let passkeys = rows.into_iter().map(|row| {
        json!({
            "name": row.name,
            "synced": row.synced,
            "registered_at": moment(row.created_at),
            "last_used_at": moment_or_null(row.last_used_at),
            "blocked_at": moment_or_null(row.flagged_at),
        })
    });
    Ok(json!({
        "since": moment_or_null(user.second_factor_at),
        "authenticator_app": app,
        "passkeys": passkeys.collect::<Vec<_>>(),
        "recovery_codes_left": recovery_code::left(db, user.id).await?,
    }))
}

/// API keys, also those that ended; never the keys themselves.
async fn api_keys(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = api_key::Entity::find()
        .filter(api_key::Column::UserId.eq(user_id))
        .order_by_desc(api_key::Column::Id)
        .all(deps.db.read())
        .await?;
    let told = rows.into_iter().map(|row| {
        json!({
            "id": row.id,
            "label": row.label,
            "last_four": row.last_four,
            "permissions": row.permissions,
            "networks": row.networks,
            "asked_for_by": row.application_name,
            "made_at": moment(row.created_at),
            "expires_at": moment_or_null(row.expires_at),
            "last_used_at": moment_or_null(row.last_used_at),
            "last_used_from": row.last_used_from,
            "revoked_at": moment_or_null(row.revoked_at),
        })
    });
    Ok(told.collect())
}

/// Invitations of the person's proven address.
async fn invitations(deps: &Deps, user: &user::Model) -> Result<Vec<Value>> {
    if user.email_verified_at.is_none() {
        return Ok(Vec::new());
    }
    let rows = invitation::Entity::find()
        .filter(invitation::Column::EmailKey.eq(&user.email_key))
        .order_by_desc(invitation::Column::Id)
        .all(deps.db.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.organization_id).collect();
    let organizations = organization::Entity::find()
        .filter(organization::Column::Id.is_in(ids))
        .all(deps.db.read())
        .await?;
    let told = rows.into_iter().map(|row| {
        let organization = organizations.iter().find(|one| one.id == row.organization_id);
        json!({
            "organization": organization.map(|one| one.name.clone()),
            "role": row.role,
            "invited_at": moment(row.created_at),
            "expires_at": moment(row.expires_at),
            "accepted_at": moment_or_null(row.accepted_at),
            "declined_at": moment_or_null(row.declined_at),
        })
    });
    Ok(told.collect())
}

async fn sessions(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = session::Entity::find()
        .filter(session::Column::UserId.eq(user_id))
        .order_by_desc(session::Column::Id)
        .all(deps.db.read())
        .await?;
    let told = rows.into_iter().map(|row| {
        json!({
            "id": row.id,
            "signed_in_at": moment(row.authenticated_at),
            "methods": row.amr,
            "last_seen_at": moment(row.last_seen_at),
            "ended_at": moment_or_null(row.ended_at),
            "expires_at": moment(row.expires_at),
            "remembered": row.remembered,
            "ip_address": row.ip_address,
            "user_agent": row.user_agent,
        })
    });
    Ok(told.collect())
}

async fn grants(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = grant::Entity::find()
        .filter(grant::Column::UserId.eq(user_id))
        .order_by_desc(grant::Column::Id)
        .all(deps.db.read())
        .await?;
    let ids: Vec<_> = rows.iter().map(|row| row.app_id).collect();
    let apps = app::Entity::find()
        .filter(app::Column::Id.is_in(ids))
        .all(deps.db.read())
        .await?;
    let told = rows.into_iter().map(|row| {
        let app = apps.iter().find(|app| app.id == row.app_id);
        json!({
            "app": app.map(|app| app.name.clone()),
            "scopes": row.scopes,
            "allowed_at": moment(row.created_at),
            "last_used_at": moment_or_null(row.last_used_at),
            "last_used_from": row.last_used_from,
            "removed_at": moment_or_null(row.revoked_at),
        })
    });
    Ok(told.collect())
}

async fn organizations(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let memberships = membership::Entity::find()
        .filter(membership::Column::UserId.eq(user_id))
        .all(deps.db.read())
        .await?;
    let ids: Vec<_> = memberships.iter().map(|row| row.organization_id).collect();
    let rows = organization::Entity::find()
        .filter(organization::Column::Id.is_in(ids))
        .all(deps.db.read())
        .await?;
    let told = memberships.into_iter().map(|membership| {
        let row = rows.iter().find(|row| row.id == membership.organization_id);
        json!({
            "name": row.map(|row| row.name.clone()),
            "role": membership.role,
            "since": moment(membership.created_at),
        })
    });
    Ok(told.collect())
}

async fn own_apps(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = app::Entity::find()
        .filter(app::Column::OwnerUserId.eq(user_id))
        .all(deps.db.read())
        .await?;
    let told = rows.into_iter().map(|row| {
        json!({
            "id": row.id,
            "name": row.name,
            "description": row.description,
            "homepage": row.homepage,
            "policy_uri": row.policy_uri,
            "tos_uri": row.tos_uri,
            "created_at": moment(row.created_at),
        })
    });
    Ok(told.collect())
}

async fn own_apis(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = api::Entity::find()
        .filter(api::Column::OwnerUserId.eq(user_id))
        .all(deps.db.read())
        .await?;
    let told = rows.into_iter().map(|row| {
        json!({ "id": row.id, "name": row.name, "identifier": row.identifier, "created_at": moment(row.created_at) })
    });
    Ok(told.collect())
}

async fn resources(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = resource::Entity::find()
        .filter(resource::Column::OwnerUserId.eq(user_id))
        .all(deps.db.read())
        .await?;
    let told = rows
        .into_iter()
        .map(|row| json!({ "kind": row.kind, "key": row.key, "name": row.name }));
    Ok(told.collect())
}

/// What happened to the account; from where only where the person did it themselves or nobody was signed in.
async fn activity(deps: &Deps, user_id: UserId) -> Result<Vec<Value>> {
    let rows = audit_event::Entity::find()
        .filter(audit_event::Column::UserId.eq(user_id))
        .order_by_desc(audit_event::Column::Id)
        .limit(EVENTS)
        .all(deps.db.read())
        .await?;
    let people = audit_person::Entity::find()
        .filter(audit_person::Column::UserId.eq(user_id))
        .order_by_desc(audit_person::Column::EventId)
        .limit(EVENTS)
        .all(deps.db.read())
        .await?;
    let people: std::collections::HashMap<_, _> = people.into_iter().map(|row| (row.event_id, row)).collect();
    let told = rows.into_iter().map(|row| {
        let own = row.actor_user_id.is_none_or(|actor| actor == user_id);
        let person = people.get(&row.id).filter(|_| own);
        json!({
            "at": moment(row.at),
            "kind": row.kind,
            "outcome": row.outcome,
            "by_yourself": row.actor_user_id == Some(user_id),
            "target": row.target,
            "ip_address": person.and_then(|person| person.ip_address.clone()),
            "user_agent": person.and_then(|person| person.user_agent.clone()),
        })
    });
    Ok(told.collect())
}
