//! Second factors as a whole: who has one, who must have one, and what a sign-in proved (SEC-74).
//!
//! A factor is an authenticator app ([`super::totp`]) or a passkey. Recovery codes ([`super::recovery_code`]) stand in
//! for a lost one and come and go with the factors.

use entity::{
    id::UserId,
    membership, organization, passkey, session, totp, user,
    values::{Role, SpaceDelimited},
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter, QuerySelect as _,
    QueryTrait as _, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    caller::{SessionCaller, Who},
    change::{Change, Write},
    linked_identity, recovery_code,
    session::{ACR_PASSWORD, ACR_PROVIDER, ACR_SECOND_FACTOR},
};
use crate::config::{Config, SecondFactor};

/// The member of `amr` that says that more than one factor was proved (RFC 8176 section 2).
pub const SEVERAL: &str = "mfa";

/// Whether the account has a second factor, so that nothing may be given for its password alone.
///
/// # Errors
/// The database's.
pub async fn enrolled(deps: &Deps, user_id: UserId) -> Result<bool> {
    Ok(super::user::find(deps, user_id)
        .await?
        .is_some_and(|user| user.second_factor_at.is_some()))
}

/// Whether the operator, or an organization of theirs, wants a second factor of this person.
pub fn demanded(config: &Config, user: &user::Model) -> bool {
    let by_operator = match config.second_factor {
        SecondFactor::Optional => false,
        SecondFactor::Administrators => user.role == Role::Admin,
        SecondFactor::Required => true,
    };
    by_operator || user.second_factor_demanded
}

/// Says anew of these people whether an organization of theirs wants a second factor, in the transaction that changes
/// the organization, or who is in it; such transactions write the organization's row first.
///
/// # Errors
/// The database's.
pub(crate) async fn demand_anew(write: &mut Write<'_>, people: &[UserId]) -> Result<()> {
    let demanding = organization::Entity::find()
        .select_only()
        .column(organization::Column::Id)
        .filter(organization::Column::SecondFactorRequired.eq(true))
        .into_query();
    let members = membership::Entity::find()
        .select_only()
        .column(membership::Column::UserId)
        .filter(membership::Column::OrganizationId.in_subquery(demanding))
        .into_query();
    // So many that no database has too few parameters for them.
    for some in people.chunks(500) {
        let of_them = || user::Column::Id.is_in(some.iter().copied());
        user::Entity::update_many()
            .col_expr(user::Column::SecondFactorDemanded, Expr::value(false))
            .filter(of_them())
            .filter(user::Column::Id.not_in_subquery(members.clone()))
            .exec(write.db())
            .await?;
        user::Entity::update_many()
            .col_expr(user::Column::SecondFactorDemanded, Expr::value(true))
            .filter(of_them())
            .filter(user::Column::Id.in_subquery(members.clone()))
            .exec(write.db())
            .await?;
    }
    for id in people {
        write.changed(Change::User(*id));
    }
    Ok(())
}

/// Whether a sign-in by these methods proves all that this account needs.
pub fn suffices(config: &Config, user: &user::Model, amr: &SpaceDelimited) -> bool {
    amr.contains(SEVERAL) || (user.second_factor_at.is_none() && !demanded(config, user))
}

/// The methods of a sign-in that proved one factor and then, by these, another.
pub fn both(first: &SpaceDelimited, second: &[&str]) -> SpaceDelimited {
    first
        .iter()
        .chain(second.iter().copied())
        .chain([SEVERAL])
        .collect()
}

/// How strongly these methods authenticate.
pub fn acr(amr: &SpaceDelimited) -> &'static str {
    if amr.contains(SEVERAL) {
        ACR_SECOND_FACTOR
    } else if amr.contains(linked_identity::AMR) {
        ACR_PROVIDER
    } else {
        ACR_PASSWORD
    }
}

/// When the session's person last proved all that the account needs, milliseconds; 0 where the session was begun with
/// less. Such a session is fresh for nothing and gives no app anything.
pub fn proved_at(config: &Config, session: &session::Model, user: &user::Model) -> i64 {
    if suffices(config, user, &session.amr) {
        session.authenticated_at
    } else {
        0
    }
}

/// Demands a browser session that is fresh: no token changes how a person signs in (SEC-75).
///
/// # Errors
/// `StepUpRequired`, or `Unauthenticated` where there is no session.
pub fn fresh_session(caller: &Caller, now: i64) -> Result<&SessionCaller> {
    let Who::Session(session) = &caller.who else {
        return Err(Error::Unauthenticated);
    };
    caller.require_fresh(now, "profile:write")?;
    Ok(session)
}

/// Begins a change of a person's factors: such changes come one after the other, as each first writes the same row.
///
/// # Errors
/// `Unauthenticated` where the account is gone or switched off, or the database's.
pub(super) async fn lock(db: &impl ConnectionTrait, user_id: UserId, now: i64) -> Result<user::Model> {
    user::Entity::update_many()
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(user_id))
        .exec(db)
        .await?;
    user::Entity::find_by_id(user_id)
        .filter(user::Column::DisabledAt.is_null())
        .one(db)
        .await?
        .ok_or(Error::Unauthenticated)
}

async fn count(db: &impl ConnectionTrait, user_id: UserId) -> Result<u64> {
    let apps = totp::Entity::find()
        .filter(totp::Column::UserId.eq(user_id))
        .count(db)
        .await?;
    let passkeys = passkey::Entity::find()
        .filter(passkey::Column::UserId.eq(user_id))
        .count(db)
        .await?;
    Ok(apps + passkeys)
}

/// Ends a change of a person's factors: the account says again whether it has one. With the first one every session
/// ends that did not prove it, but for the caller's own, and there are recovery codes, which are given back; with the
/// last one the codes go.
///
/// # Errors
/// The database's.
pub(super) async fn changed(
    write: &mut Write<'_>,
    deps: &Deps,
    caller: &Caller,
    before: &user::Model,
    now: i64,
) -> Result<Option<Vec<super::secret::Secret>>> {
    let has = count(write.db(), before.id).await? > 0;
    let since = has.then(|| before.second_factor_at.unwrap_or(now));
    user::Entity::update_many()
        .col_expr(user::Column::SecondFactorAt, Expr::value(since))
        .filter(user::Column::Id.eq(before.id))
        .exec(write.db())
        .await?;
    write.changed(Change::User(before.id));
    if !has {
        recovery_code::delete_all(write.db(), before.id).await?;
        return Ok(None);
    }
    if before.second_factor_at.is_none() {
        let keep = match &caller.who {
            Who::Session(session) => Some(session.session_id),
            _ => None,
        };
        super::session::end_others_within(write, caller, before.id, keep, now).await?;
    }
    recovery_code::make_if_none(write.db(), deps, before.id, now).await
}

/// Refuses to take the last factor of a person who must have one.
///
/// # Errors
/// `Denied`, or the database's.
pub(super) async fn keep_one(db: &impl ConnectionTrait, deps: &Deps, user: &user::Model) -> Result<()> {
    if demanded(&deps.config, user) && count(db, user.id).await? <= 1 {
        return Err(Error::Denied(
            "A second factor is required here. Add another one before you remove this one.".into(),
        ));
    }
    Ok(())
}

/// Takes every factor of a person away, for an administrator who knows whom they help: the person signs in with the
/// password alone again, and sets up another. Their sessions end.
///
/// # Errors
/// `NotFound`, or the database's.
pub(super) async fn reset(write: &mut Write<'_>, caller: &Caller, user_id: UserId, now: i64) -> Result<()> {
    totp::Entity::delete_by_id(user_id).exec(write.db()).await?;
    passkey::Entity::delete_many()
        .filter(passkey::Column::UserId.eq(user_id))
        .exec(write.db())
        .await?;
    recovery_code::delete_all(write.db(), user_id).await?;
    user::Entity::update_many()
        .col_expr(user::Column::SecondFactorAt, Expr::value(Option::<i64>::None))
        .filter(user::Column::Id.eq(user_id))
        .exec(write.db())
        .await?;
    write.changed(Change::User(user_id));
    let event = Event::done("factor.reset").user(user_id).target(user_id);
    audit::record(write.db(), now, caller, event).await
}

/// Records that a second factor was wrong.
///
/// # Errors
/// The database's.
pub(super) async fn refused(deps: &Deps, caller: &Caller, user_id: UserId, factor: &str) -> Result<()> {
    let event = Event::refused("session.refused")
        .user(user_id)
        .details(json!({ "factor": factor }));
    audit::record(deps.db.write(), deps.clock.now(), caller, event).await
}
