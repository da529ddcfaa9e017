//! The accounts of one browser: the session in use, and those of other people who signed in here before and did not
//! sign out, set aside. What the browser keeps of a session that is set aside opens nothing: it can only be taken up
//! again. Each time a session is set aside or taken up its value is another one (SEC-66).

use std::sync::Arc;

use entity::{
    id::{SessionId, UserId},
    session, user,
    values::Digest,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    caller::{SessionCaller, Whereabouts, Who},
    change::{Change, Write},
    secret::{Secret, base64url, random, sha256},
    session::{self as sessions, Begun},
};

/// Accounts that one browser holds at most, the one in use among them.
pub const MOST: usize = 5;

/// A session that its browser holds besides the one in use.
#[derive(Clone, Debug)]
pub struct Aside {
    /// What the browser keeps of it.
    pub value: Secret,
    /// The session.
    pub session: Arc<session::Model>,
    /// Whose.
    pub user: Arc<user::Model>,
}

/// The sessions that a browser holds.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sessions<'a> {
    /// The one in use, and whose it is.
    pub current: Option<(&'a Arc<session::Model>, &'a Arc<user::Model>)>,
    /// The others, one for each account, the latest first.
    pub aside: &'a [Aside],
}

/// As a cookie of the session in use it is unknown, and the other way round.
fn digest(value: &str) -> Digest {
    sha256(format!("aside {value}").as_bytes())
}

/// The live sessions of these values that are of other people than the one in use, one for each.
///
/// # Errors
/// The database's.
pub async fn find(
    deps: &Deps,
    values: impl Iterator<Item = &str>,
    current: Option<UserId>,
) -> Result<Vec<Aside>> {
    let mut found: Vec<Aside> = Vec::new();
    for value in values.filter(|value| value.len() == 43).take(MOST - 1) {
        let Some((session, user)) = sessions::find_by_digest(deps, digest(value)).await? else {
            continue;
        };
        let known = found.iter().any(|other| other.user.id == user.id);
        if !known && current != Some(user.id) {
            found.push(Aside {
                value: Secret::new(value),
                session,
                user,
            });
        }
    }
    Ok(found)
}

/// What the browser holds besides a session that begins: that person's own ones end, the others are kept as far as
/// there is room.
///
/// # Errors
/// The database's.
pub(super) async fn with_new(
    write: &mut Write<'_>,
    before: Sessions<'_>,
    new: &session::Model,
    now: i64,
) -> Result<Vec<Aside>> {
    let mut kept = Vec::new();
    match before.current {
        Some((session, _)) if session.user_id == new.user_id => {
            sessions::replace(write, session.id, new, now).await?;
        }
        Some((session, user)) => kept.extend(set_aside(write, session, user).await?),
        None => {}
    }
    for aside in before.aside {
        if aside.session.user_id == new.user_id {
            sessions::replace(write, aside.session.id, new, now).await?;
        } else if kept.len() < MOST - 1 {
            kept.push(aside.clone());
        } else {
            sessions::end_within(write, &aside.session, now).await?;
        }
    }
    Ok(kept)
}

/// The session in use is one no more; its cookie opens nothing from now on. None where it has ended meanwhile.
async fn set_aside(
    write: &mut Write<'_>,
    session: &session::Model,
    user: &Arc<user::Model>,
) -> Result<Option<Aside>> {
    let value = Secret::new(base64url(&random::<32>()));
    let renewed = renew(write, session, digest(value.expose())).await?;
    Ok(renewed.map(|session| Aside {
        value,
        session: Arc::new(session),
        user: Arc::clone(user),
    }))
}

/// Gives a session another value, in one conditional statement; none where it has ended or has another one already.
async fn renew(
    write: &mut Write<'_>,
    session: &session::Model,
    digest: Digest,
) -> Result<Option<session::Model>> {
    let done = session::Entity::update_many()
        .col_expr(session::Column::Digest, Expr::value(digest.clone()))
        .filter(session::Column::Id.eq(session.id))
        .filter(session::Column::Digest.eq(session.digest.clone()))
        .filter(session::Column::EndedAt.is_null())
        .exec(write.db())
        .await?;
    write.changed(Change::Session(session.id, (&session.digest).into()));
    Ok((done.rows_affected == 1).then(|| session::Model {
        digest,
        ..session.clone()
    }))
}

/// Takes up a session that was set aside; the one in use is set aside instead. Nothing of what it proved changes.
///
/// # Errors
/// `NotFound` where the browser does not hold it, or not any more; or the database's.
pub async fn take_up(
    deps: &Deps,
    from: &Whereabouts,
    before: Sessions<'_>,
    id: SessionId,
) -> Result<(Begun, Arc<user::Model>)> {
    let chosen = before.aside.iter().find(|aside| aside.session.id == id);
    let chosen = chosen.ok_or(Error::no_such("choice"))?;
    let now = deps.clock.now();
    let cookie = Secret::new(base64url(&random::<32>()));
    let mut write = Write::begin(deps).await?;
    let session = renew(&mut write, &chosen.session, cookie.digest())
        .await?
        .ok_or(Error::no_such("choice"))?;
    let mut aside = Vec::new();
    if let Some((current, user)) = before.current {
        aside.extend(set_aside(&mut write, current, user).await?);
    }
    aside.extend(
        before
            .aside
            .iter()
            .filter(|other| other.session.id != id)
            .cloned(),
    );
    let caller = caller(from, &session, &chosen.user);
    let event = Event::done("session.switched").target(session.id);
    audit::record(write.db(), now, &caller, event).await?;
    write.commit().await?;
    sessions::used(deps, &session);
    let begun = Begun {
        cookie,
        session,
        aside,
    };
    Ok((begun, Arc::clone(&chosen.user)))
}

/// Ends a session of this browser: who holds it may end it, whatever it proved.
///
/// # Errors
/// The database's.
pub async fn end(
    deps: &Deps,
    from: &Whereabouts,
    session: &session::Model,
    user: &user::Model,
) -> Result<()> {
    sessions::end(deps, &caller(from, session, user), session.id).await
}

fn caller(from: &Whereabouts, session: &session::Model, user: &user::Model) -> Caller {
    Caller {
        who: Who::Session(SessionCaller {
            user_id: user.id,
            session_id: session.id,
            role: user.role,
            authenticated_at: session.authenticated_at,
        }),
        from: from.clone(),
    }
}
