//! Browser sessions (SEC-65 to SEC-67). The cookie's value is random, kept as a digest, and new at each sign-in.

use std::sync::Arc;

use entity::{
    id::{SessionId, UserId},
    session, user,
    values::{Digest, SpaceDelimited},
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    browser::{self, Aside, Sessions},
    caller::{SessionCaller, Whereabouts, Who},
    change::{Change, Write},
    clock::{MINUTE, SECOND},
    notice::{self, Notice},
    second_factor,
    secret::{Secret, base64url, ordered_id, random, sha256},
};
use crate::config::Mail;

/// How strongly a password alone authenticates.
pub const ACR_PASSWORD: &str = "urn:latchkey:acr:password";
/// How strongly the word of another provider authenticates, which may have asked for anything.
pub const ACR_PROVIDER: &str = "urn:latchkey:acr:provider";
/// How strongly two factors authenticate: a password or another provider's word and then another factor, or a passkey
/// that verified its user.
pub const ACR_SECOND_FACTOR: &str = "urn:latchkey:acr:second-factor";

/// A session that begins: what the browser keeps, and the row.
#[derive(Debug)]
pub struct Begun {
    /// The cookie's value.
    pub cookie: Secret,
    /// The row.
    pub session: session::Model,
    /// What the browser holds besides, from now on.
    pub aside: Vec<Aside>,
}

/// Begins a session for a person who has just authenticated by `amr` (words with spaces between them), and ends the one
/// that they had in this browser; another person's is set aside (SEC-66). There is no other way to a session, so that
/// none can have fewer factors than its account (SEC-74). `remembered`: the browser keeps it when it is closed.
///
/// # Errors
/// `StepUpRequired` where the account has a second factor, or must have one, and `amr` names one factor only: go by
/// [`super::sign_in::proceed`]. `Unauthenticated` if the account was switched off meanwhile, or the database's.
pub async fn begin(
    deps: &Deps,
    from: &Whereabouts,
    user: &user::Model,
    amr: &str,
    (before, remembered): (Sessions<'_>, bool),
) -> Result<Begun> {
    let now = deps.clock.now();
    let amr = amr.split(' ').collect();
    let mut write = Write::begin(deps).await?;
    let begun = begin_within(&mut write, deps, from, (user, &amr), (before, remembered), now).await?;
    write.commit().await?;
    Ok(begun)
}

/// As [`begin`], within the transaction that took the second factor.
///
/// # Errors
/// As [`begin`].
pub(super) async fn begin_within(
    write: &mut Write<'_>,
    deps: &Deps,
    from: &Whereabouts,
    (user, amr): (&user::Model, &SpaceDelimited),
    (before, remembered): (Sessions<'_>, bool),
    now: i64,
) -> Result<Begun> {
    let live = user::Entity::find_by_id(user.id)
        .filter(user::Column::DisabledAt.is_null())
        .one(write.db())
        .await?
        .ok_or(Error::Unauthenticated)?;
    if !second_factor::suffices(&deps.config, &live, amr) {
        return Err(Error::StepUpRequired);
    }
    let cookie = Secret::new(base64url(&random::<32>()));
    let row = session::Model {
        id: SessionId(ordered_id(now)),
        user_id: user.id,
        digest: sha256(cookie.expose().as_bytes()),
        authenticated_at: now,
        acr: second_factor::acr(amr).to_owned(),
        amr: amr.clone(),
        last_seen_at: now,
        expires_at: now + deps.config.session_absolute_ttl * SECOND,
        ended_at: None,
        ip_address: from.ip_address.clone(),
        user_agent: from.user_agent.clone(),
        remembered,
        created_at: now,
    };
    let caller = Caller {
        who: Who::Session(SessionCaller {
            user_id: user.id,
            session_id: row.id,
            role: user.role,
            authenticated_at: now,
        }),
        from: from.clone(),
    };
    session::Entity::insert(session::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(write.db())
        .await?;
    let aside = browser::with_new(write, before, &row, now).await?;
    audit::record(
        write.db(),
        now,
        &caller,
        Event::done("session.started").target(row.id),
    )
    .await?;
    tell_of_new_device(deps, write, from, user, &row).await?;
    Ok(Begun {
        cookie,
        session: row,
        aside,
    })
}

/// A browser that the account does not know is told to the person, unless it is the first one ever.
async fn tell_of_new_device(
    deps: &Deps,
    write: &Write<'_>,
    from: &Whereabouts,
    user: &user::Model,
    new: &session::Model,
) -> Result<()> {
    if deps.config.mail() == Mail::Off || from.known_accounts.contains(&user.email_key) {
        return Ok(());
    }
    let other = session::Entity::find()
        .filter(session::Column::UserId.eq(user.id))
        .filter(session::Column::Id.ne(new.id))
        .one(write.db())
        .await?;
    match other {
        Some(_) => notice::tell(deps, write.db(), user, from, Notice::NewDevice).await,
        None => Ok(()),
    }
}

/// The old session of somebody who has proved again who they are ends; what was issued in it goes on with the new one.
pub(super) async fn replace(
    write: &mut Write<'_>,
    old: SessionId,
    new: &session::Model,
    now: i64,
) -> Result<()> {
    use entity::family;
    let found = session::Entity::find_by_id(old).one(write.db()).await?;
    let Some(old) = found.filter(|old| old.ended_at.is_none() && old.user_id == new.user_id) else {
        return Ok(());
    };
    let families = family::Entity::find()
        .filter(family::Column::SessionId.eq(old.id))
        .filter(family::Column::RevokedAt.is_null())
        .all(write.db())
        .await?;
    family::Entity::update_many()
        .col_expr(family::Column::SessionId, Expr::value(new.id))
        .filter(family::Column::SessionId.eq(old.id))
        .exec(write.db())
        .await?;
    for family in families {
        write.changed(Change::Family(family.id));
    }
    end_within(write, &old, now).await
}

pub(super) async fn end_within(write: &mut Write<'_>, row: &session::Model, now: i64) -> Result<()> {
    session::Entity::update_many()
        .col_expr(session::Column::EndedAt, Expr::value(now))
        .filter(session::Column::Id.eq(row.id))
        .filter(session::Column::EndedAt.is_null())
        .exec(write.db())
        .await?;
    write.changed(Change::Session(row.id, (&row.digest).into()));
    Ok(())
}

/// The session, ended or not, as it was a moment ago at most.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, id: SessionId) -> Result<Option<Arc<session::Model>>> {
    deps.caches
        .sessions_by_id
        .get_or_load(&id, async || {
            Ok(session::Entity::find_by_id(id)
                .one(deps.db.read())
                .await?
                .map(Arc::new))
        })
        .await
}

/// Whether a session may still be used.
pub fn is_live(deps: &Deps, session: &session::Model, now: i64) -> bool {
    session.ended_at.is_none() && now < session.expires_at && now < session.last_seen_at + idle(deps, session)
}

/// How long it may be unused, milliseconds.
fn idle(deps: &Deps, session: &session::Model) -> i64 {
    let config = &deps.config;
    let limit = if session.remembered {
        config.session_idle_ttl
    } else {
        config.session_idle_ttl.min(config.session_idle_ttl_unremembered)
    };
    limit * SECOND
}

/// The live session of that cookie, and its user.
///
/// # Errors
/// The database's.
pub async fn find_by_cookie(
    deps: &Deps,
    cookie: &str,
) -> Result<Option<(Arc<session::Model>, Arc<user::Model>)>> {
    if cookie.len() != 43 {
        return Ok(None);
    }
    let found = find_by_digest(deps, sha256(cookie.as_bytes())).await?;
    // Often enough that a session in use never looks idle.
    if let Some((session, _)) = &found {
        used(deps, session);
    }
    Ok(found)
}

/// Notes that a session is in use, once a minute at most.
pub fn used(deps: &Deps, session: &session::Model) {
    let now = deps.clock.now();
    if now - session.last_seen_at > MINUTE.min(idle(deps, session) / 4) {
        deps.usage.session(session.id, now);
    }
}

/// The live session of that digest, and its user.
///
/// # Errors
/// The database's.
pub(super) async fn find_by_digest(
    deps: &Deps,
    digest: Digest,
) -> Result<Option<(Arc<session::Model>, Arc<user::Model>)>> {
    let found = deps
        .caches
        .sessions
        .get_or_load(&digest, async || {
            let select = session::Entity::find().filter(session::Column::Digest.eq(digest.clone()));
            Ok(select.one(deps.db.read()).await?.map(Arc::new))
        })
        .await?;
    let now = deps.clock.now();
    let Some(session) = found.filter(|session| is_live(deps, session, now)) else {
        return Ok(None);
    };
    let Some(user) = super::user::find(deps, session.user_id).await? else {
        return Ok(None);
    };
    if user.disabled_at.is_some() {
        return Ok(None);
    }
    Ok(Some((session, user)))
}

/// The caller's live sessions, newest first.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps, user_id: UserId) -> Result<Vec<session::Model>> {
    let now = deps.clock.now();
    let rows = session::Entity::find()
        .filter(session::Column::UserId.eq(user_id))
        .filter(session::Column::EndedAt.is_null())
        .filter(session::Column::ExpiresAt.gt(now))
        .order_by_desc(session::Column::Id)
        .all(deps.db.read())
        .await?;
    Ok(rows.into_iter().filter(|row| is_live(deps, row, now)).collect())
}

/// Ends one of the caller's own sessions; what was issued in it and is not offline ends with it.
///
/// # Errors
/// `NotFound` where it is not theirs, or the database's.
pub async fn end(deps: &Deps, caller: &Caller, id: SessionId) -> Result<()> {
    caller.require("sessions:write")?;
    let user_id = caller.user_id()?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let row = session::Entity::find_by_id(id)
        .filter(session::Column::UserId.eq(user_id))
        .one(write.db())
        .await?
        .ok_or(Error::no_such("sessionId"))?;
    if row.ended_at.is_none() {
        end_within(&mut write, &row, now).await?;
        audit::record(write.db(), now, caller, Event::done("session.ended").target(id)).await?;
    }
    write.commit().await
}

/// Ends every session of the caller but the one they ask with. How many ended.
///
/// # Errors
/// The database's.
pub async fn end_others(deps: &Deps, caller: &Caller) -> Result<usize> {
    caller.require("sessions:write")?;
    let user_id = caller.user_id()?;
    let keep = match &caller.who {
        Who::Session(session) => Some(session.session_id),
        _ => None,
    };
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let ended = end_others_within(&mut write, caller, user_id, keep, now).await?;
    write.commit().await?;
    Ok(ended)
}

/// Ends a user's sessions but one, within somebody's transaction.
///
/// # Errors
/// The database's.
pub(super) async fn end_others_within(
    write: &mut Write<'_>,
    caller: &Caller,
    user_id: UserId,
    keep: Option<SessionId>,
    now: i64,
) -> Result<usize> {
    let mut select = session::Entity::find()
        .filter(session::Column::UserId.eq(user_id))
        .filter(session::Column::EndedAt.is_null());
    if let Some(keep) = keep {
        select = select.filter(session::Column::Id.ne(keep));
    }
    let rows = select.all(write.db()).await?;
    for row in &rows {
        end_within(write, row, now).await?;
        audit::record(
            write.db(),
            now,
            caller,
            Event::done("session.ended").user(user_id).target(row.id),
        )
        .await?;
    }
    Ok(rows.len())
}

/// Ends a session that an ID token of ours named, whoever sends it (OpenID Connect RP-Initiated Logout section 2).
///
/// # Errors
/// The database's.
pub async fn end_hinted(deps: &Deps, from: &Whereabouts, row: &session::Model) -> Result<()> {
    if row.ended_at.is_some() {
        return Ok(());
    }
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    end_within(&mut write, row, now).await?;
    let event = Event::done("session.ended").user(row.user_id).target(row.id);
    audit::record(write.db(), now, &Caller::anonymous(from.clone()), event).await?;
    write.commit().await
}
