//! Deleting one's own account: switched off at once, gone after a time of grace in which a link keeps it (W11,
//! SEC-125). Apps go to an organization that the person names, or are switched off with the account and stay without
//! an owner. The audit log stays whole: only whereabouts are erased from it.

use entity::{
    account_deletion, api, app, audit_person,
    id::{AppId, OrganizationId, UserId},
    mail_link, membership, organization, user,
    values::{LinkPurpose, MemberRole, Role, SpaceDelimited},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter,
    QuerySelect as _, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result,
    app::{self as apps, Seen},
    audit::{self, Event},
    caller::{Whereabouts, Who},
    change::{Change, Write},
    clock::DAY,
    mail::{self, Letter},
    mail_link::{self as links, NewLink},
    membership::{self as members, Member},
    notice::{self, Notice},
    owner::Owner,
    secret::{Secret, ordered_id},
    user as users,
};

/// A deletion that was asked for.
#[derive(Debug)]
pub struct Scheduled {
    /// When the account goes.
    pub due_at: i64,
    /// The link that keeps it; shown once, and mailed.
    pub cancel_url: Secret,
}

/// Switches the caller's account off and lets it go later. Their apps and APIs go to that organization of theirs;
/// without one, apps are switched off too.
///
/// # Errors
/// `Unauthenticated` without a session, `StepUpRequired`, `Denied` for the last administrator or the only owner of an
/// organization, `NotFound` on `transferAppsTo`.
pub async fn request(deps: &Deps, caller: &Caller, heir: Option<OrganizationId>) -> Result<Scheduled> {
    let Who::Session(session) = &caller.who else {
        return Err(Error::Unauthenticated);
    };
    let (id, now) = (session.user_id, deps.clock.now());
    caller.require_fresh(now, "profile:write")?;
    if let Some(heir) = heir {
        hand_over(deps, caller, id, heir).await?;
    }
    let due_at = now + deps.config.account_deletion_grace_days * DAY;
    let mut write = Write::begin(deps).await?;
    let user = user::Entity::find_by_id(id)
        .filter(user::Column::DisabledAt.is_null())
        .one(write.db())
        .await?
        .ok_or(Error::Unauthenticated)?;
    if user.role == Role::Admin {
        users::keep_an_administrator(write.db(), id).await?;
    }
    refuse_to_orphan(write.db(), id, now).await?;
    let suspended_apps = freeze(&mut write, caller, id, now).await?;
    let row = account_deletion::Model {
        user_id: id,
        disabled_at: now,
        suspended_apps,
        due_at,
        created_at: now,
    };
    account_deletion::Entity::insert(account_deletion::ActiveModel::from(row).reset_all())
        .exec_without_returning(write.db())
        .await
        .on_conflict(|| Error::conflict("", "Your account is about to be deleted already."))?;
    user::Entity::update_many()
        .col_expr(user::Column::DisabledAt, Expr::value(now))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .exec(write.db())
        .await?;
    users::end_sign_ins(&mut write, caller, id, now).await?;
    links::void_all_of(write.db(), now, id).await?;
    let new = NewLink {
        expires_at: Some(due_at),
        ..NewLink::of_user(LinkPurpose::CancelDeletion, id, &user.email)
    };
    let link = links::issue(write.db(), now, new)
        .await?
        .ok_or_else(|| Error::conflict("", "It was changed at the same moment. Try again."))?;
    let to = (Some(id), mail::language(Some(&user), &caller.from));
    mail::write(deps, write.db(), to, Letter::Link(link.id)).await?;
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("user.deletion_requested").target(id),
    )
    .await?;
    write.changed(Change::User(id));
    write.commit().await?;
    Ok(Scheduled {
        due_at,
        cancel_url: Secret::new(links::address(deps, &link)),
    })
}

/// Everything that the person owns, to an organization in whose name they may create apps.
async fn hand_over(deps: &Deps, caller: &Caller, id: UserId, heir: OrganizationId) -> Result<()> {
    let owned = app::Entity::find()
        .filter(app::Column::OwnerUserId.eq(id))
        .all(deps.db.read())
        .await?;
    let to = Some(Owner::Organization(heir));
    for row in owned {
        let seen = Seen {
            id: row.id,
            expected_version: None,
        };
        apps::transfer(deps, caller, seen, to)
            .await
            .map_err(|error| match error {
                Error::NotFound { .. } => Error::no_such("transferAppsTo"),
                other => other
                    .renamed("organization_id", "transferAppsTo")
                    .renamed("expected_version", "transferAppsTo"),
            })?;
    }
    Ok(())
}

/// An organization must not lose its only owner (its members would be locked out of it).
async fn refuse_to_orphan(db: &impl ConnectionTrait, id: UserId, now: i64) -> Result<()> {
    let owned = membership::Entity::find()
        .filter(membership::Column::UserId.eq(id))
        .filter(membership::Column::Role.eq(MemberRole::Owner))
        .all(db)
        .await?;
    for row in owned {
        let others = membership::Entity::find()
            .filter(membership::Column::OrganizationId.eq(row.organization_id))
            .filter(membership::Column::UserId.ne(id))
            .count(db)
            .await?;
        let leaving = Member {
            organization_id: row.organization_id,
            user_id: id,
        };
        if !members::has_another_owner(db, leaving, now).await? && others > 0 {
            return Err(Error::Denied(
                "You are the only owner of an organization that has other members. Appoint another owner first.".into(),
            ));
        }
    }
    Ok(())
}

/// Switches the person's own apps off; which ones it were.
async fn freeze(write: &mut Write<'_>, caller: &Caller, id: UserId, now: i64) -> Result<SpaceDelimited> {
    let owned = app::Entity::find()
        .filter(app::Column::OwnerUserId.eq(id))
        .filter(app::Column::SuspendedAt.is_null())
        .all(write.db())
        .await?;
    let mut frozen = Vec::new();
    for row in owned {
        let seen = Seen {
            id: row.id,
            expected_version: None,
        };
        frozen.push(row.id.to_string());
        apps::set_suspended(write, caller, seen, (row, true, false), now).await?;
    }
    Ok(frozen.into_iter().collect())
}

/// The account that a link keeps; none for one that does not work, or not any more. Looking changes nothing.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, token: &Secret) -> Result<Option<mail_link::Model>> {
    links::find(deps, &[LinkPurpose::CancelDeletion], token).await
}

/// Keeps the account, once: it is on again, unless somebody else switched it off since, and so are its apps.
///
/// # Errors
/// `NotFound` for a link that does not work any more, or the database's.
pub async fn cancel(deps: &Deps, from: &Whereabouts, link: &mail_link::Model) -> Result<()> {
    let id = link.user_id.ok_or(Error::not_found())?;
    let now = deps.clock.now();
    let caller = Caller::anonymous(from.clone());
    let mut write = Write::begin(deps).await?;
    if !links::redeem(write.db(), now, link).await? {
        return Err(Error::not_found());
    }
    let Some(row) = take(write.db(), id).await? else {
        return Err(Error::not_found());
    };
    let kept = user::Entity::update_many()
        .col_expr(user::Column::DisabledAt, Expr::value(Option::<i64>::None))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .filter(user::Column::DisabledAt.eq(row.disabled_at))
        .exec(write.db())
        .await?;
    if kept.rows_affected == 1 {
        thaw(&mut write, &caller, &row, now).await?;
    }
    let event = Event::done("user.deletion_cancelled").user(id).target(id);
    audit::record(write.db(), now, &caller, event).await?;
    write.changed(Change::User(id));
    write.commit().await
}

/// Takes the row away; whoever got it decides what happens.
async fn take(db: &impl ConnectionTrait, id: UserId) -> Result<Option<account_deletion::Model>> {
    let Some(row) = account_deletion::Entity::find_by_id(id).one(db).await? else {
        return Ok(None);
    };
    let taken = account_deletion::Entity::delete_many()
        .filter(account_deletion::Column::UserId.eq(id))
        .filter(account_deletion::Column::CreatedAt.eq(row.created_at))
        .exec(db)
        .await?;
    Ok((taken.rows_affected == 1).then_some(row))
}

/// The apps that were switched off for it are on again.
async fn thaw(write: &mut Write<'_>, caller: &Caller, row: &account_deletion::Model, now: i64) -> Result<()> {
    let ids = row
        .suspended_apps
        .iter()
        .filter_map(|id| id.parse::<AppId>().ok());
    let apps = app::Entity::find()
        .filter(app::Column::Id.is_in(ids))
        .filter(app::Column::BlockedAt.is_null())
        .filter(app::Column::SuspendedAt.is_not_null())
        .all(write.db())
        .await?;
    for app in apps {
        let seen = Seen {
            id: app.id,
            expected_version: None,
        };
        apps::set_suspended(write, caller, seen, (app, false, false), now).await?;
    }
    Ok(())
}

/// An administrator switches the account on: it is not deleted either. Within their transaction.
pub(super) async fn forget_within(
    write: &mut Write<'_>,
    caller: &Caller,
    id: UserId,
    now: i64,
) -> Result<()> {
    if let Some(row) = take(write.db(), id).await? {
        links::void(write.db(), now, LinkPurpose::CancelDeletion, &id.to_string()).await?;
        thaw(write, caller, &row, now).await?;
    }
    Ok(())
}

/// When the account goes, if it is about to.
///
/// # Errors
/// The database's.
pub async fn due_at(deps: &Deps, id: UserId) -> Result<Option<i64>> {
    let row = account_deletion::Entity::find_by_id(id)
        .one(deps.db.read())
        .await?;
    Ok(row.map(|row| row.due_at))
}

/// Lets go what is due, each in its own transaction, by whichever node takes the row.
///
/// # Errors
/// The database's; it is tried again.
pub async fn carry_out(deps: &Deps) -> Result<()> {
    let now = deps.clock.now();
    let due = account_deletion::Entity::find()
        .filter(account_deletion::Column::DueAt.lte(now))
        .limit(20)
        .all(deps.db.read())
        .await?;
    for row in due {
        if let Err(error) = delete(deps, row.user_id, now).await {
            tracing::error!(%error, user = %row.user_id, "an account could not be deleted; it is tried again");
        }
    }
    Ok(())
}

async fn delete(deps: &Deps, id: UserId, now: i64) -> Result<()> {
    let caller = Caller::operator();
    let mut write = Write::begin(deps).await?;
    if take(write.db(), id).await?.is_none() {
        return Ok(());
    }
    let Some(user) = user::Entity::find_by_id(id).one(write.db()).await? else {
        return Ok(());
    };
    leave_behind(&write, id, now).await?;
    // Whereabouts go; the events, which have a digest of them, stay and still verify.
    audit_person::Entity::delete_many()
        .filter(audit_person::Column::UserId.eq(id))
        .exec(write.db())
        .await?;
    user::Entity::delete_by_id(id).exec(write.db()).await?;
    let event = Event::done("user.deleted").user(id).target(id);
    audit::record(write.db(), now, &caller, event).await?;
    notice::farewell(deps, write.db(), &user, Notice::AccountDeleted).await?;
    write.changed(Change::User(id));
    write.changed(Change::Everything);
    write.commit().await
}

/// What the person owned and gave to nobody stays switched off, in an organization without members, where
/// administrators find it.
async fn leave_behind(write: &Write<'_>, id: UserId, now: i64) -> Result<()> {
    let apps = app::Entity::find()
        .filter(app::Column::OwnerUserId.eq(id))
        .all(write.db())
        .await?;
    let apis = api::Entity::find()
        .filter(api::Column::OwnerUserId.eq(id))
        .count(write.db())
        .await?;
    if apps.is_empty() && apis == 0 {
        return Ok(());
    }
    let heir = organization::Model {
        id: OrganizationId(ordered_id(now)),
        slug: format!("left-{}", &id.0.simple().to_string()[..16]),
        name: "Left by a deleted account".to_owned(),
        second_factor_required: false,
        created_at: now,
        updated_at: now,
    };
    organization::Entity::insert(organization::ActiveModel::from(heir.clone()).reset_all())
        .exec_without_returning(write.db())
        .await?;
    app::Entity::update_many()
        .col_expr(app::Column::OwnerUserId, Expr::value(Option::<UserId>::None))
        .col_expr(app::Column::OwnerOrganizationId, Expr::value(heir.id))
        .col_expr(app::Column::VerifiedAt, Expr::value(Option::<i64>::None))
        .filter(app::Column::OwnerUserId.eq(id))
        .exec(write.db())
        .await?;
    api::Entity::update_many()
        .col_expr(api::Column::OwnerUserId, Expr::value(Option::<UserId>::None))
        .col_expr(api::Column::OwnerOrganizationId, Expr::value(heir.id))
        .filter(api::Column::OwnerUserId.eq(id))
        .exec(write.db())
        .await?;
    let event = Event::done("organization.created")
        .organization(heir.id)
        .target(heir.id)
        .details(json!({ "left_by": id, "apps": apps.len(), "apis": apis }));
    audit::record(write.db(), now, &Caller::operator(), event).await
}
