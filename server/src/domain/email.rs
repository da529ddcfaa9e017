//! An account's address: proving it, and changing it (SEC-84). Both need a link that was mailed to the address and a
//! session of the same person. A change is told to the address before, with a link that undoes it.

use entity::{id::UserId, mail_link, user, values::LinkPurpose};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result, api_key_change,
    audit::{self, Event},
    caller::{Whereabouts, Who},
    change::{Change, Write},
    mail::{self, Letter},
    mail_link::{self as links, NewLink},
    secret::Secret,
    throttle::{self, Subject},
    user as users,
};
use crate::config::Mail;

/// What the link that undoes a change remembers.
#[derive(Serialize, Deserialize)]
struct Before {
    email: String,
    verified_at: Option<i64>,
}

/// Sends the link that proves the address of an account, where it is not proved and there is mail.
pub(super) async fn send_proof(
    deps: &Deps,
    db: &impl ConnectionTrait,
    from: &Whereabouts,
    user: &user::Model,
) -> Result<()> {
    if user.email_verified_at.is_some() || deps.config.mail() == Mail::Off {
        return Ok(());
    }
    let new = NewLink::of_user(LinkPurpose::VerifyEmail, user.id, &user.email);
    send(deps, db, from, (user, new)).await
}

async fn send(
    deps: &Deps,
    db: &impl ConnectionTrait,
    from: &Whereabouts,
    (user, new): (&user::Model, NewLink),
) -> Result<()> {
    let Some(link) = links::issue(db, deps.clock.now(), new).await? else {
        return Ok(());
    };
    let to = (Some(user.id), mail::language(Some(user), from));
    mail::write(deps, db, to, Letter::Link(link.id)).await
}

/// The account of the person who asks, in a browser: no token proves or changes an address.
async fn own(deps: &Deps, caller: &Caller) -> Result<user::Model> {
    let Who::Session(session) = &caller.who else {
        return Err(Error::Unauthenticated);
    };
    user::Entity::find_by_id(session.user_id)
        .one(deps.db.read())
        .await?
        .ok_or(Error::Unauthenticated)
}

fn needs_mail(deps: &Deps) -> Result<()> {
    if deps.config.mail() == Mail::Off {
        return Err(Error::Denied(
            "This server sends no mail, so addresses cannot be proved or changed.".into(),
        ));
    }
    Ok(())
}

/// Sends the caller the link that proves their address.
///
/// # Errors
/// `Conflict` where it is proved, `Denied` where there is no mail, `RateLimited`, or the database's.
pub async fn request_verification(deps: &Deps, caller: &Caller) -> Result<user::Model> {
    let user = own(deps, caller).await?;
    needs_mail(deps)?;
    if user.email_verified_at.is_some() {
        return Err(Error::conflict("", "Your address is confirmed already."));
    }
    throttle::count(deps, Subject::MailTo(&user.email_key)).await?;
    let write = Write::begin(deps).await?;
    send_proof(deps, write.db(), &caller.from, &user).await?;
    write.commit().await?;
    Ok(user)
}

/// Sends a link to the address that the caller wants instead of theirs. Until it is used nothing changes, and the
/// answer is the same whether the address is somebody's already (SEC-76).
///
/// # Errors
/// `StepUpRequired`, `Invalid` on `email`, `Denied` where there is no mail, `RateLimited`, or the database's.
pub async fn request_change(deps: &Deps, caller: &Caller, email: &str) -> Result<mail_link::Model> {
    let user = own(deps, caller).await?;
    caller.require_fresh(deps.clock.now(), "profile:write")?;
    needs_mail(deps)?;
    let email = users::check_email(email)?;
    if email == user.email {
        return Err(Error::invalid("email", "This is your address already."));
    }
    throttle::count(deps, Subject::MailTo(&users::email_key(&email))).await?;
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let new = NewLink::of_user(LinkPurpose::ChangeEmail, user.id, &email);
    let link = links::issue(write.db(), now, new)
        .await?
        .ok_or_else(|| Error::conflict("", "It was changed at the same moment. Try again."))?;
    let letter = if is_anothers(write.db(), &email, user.id).await? {
        // Whose address it is hears of it, and gets no link.
        users::find_by_email(write.db(), &email)
            .await?
            .map(|other| (Some(other.id), Letter::HasAccount(other.id)))
    } else {
        Some((Some(user.id), Letter::Link(link.id)))
    };
    if let Some((whose, letter)) = letter {
        let to = (whose, mail::language(Some(&user), &caller.from));
        mail::write(deps, write.db(), to, letter).await?;
    }
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("user.email_change_requested").target(user.id),
    )
    .await?;
    write.commit().await?;
    Ok(link)
}

async fn is_anothers(db: &impl ConnectionTrait, email: &str, user_id: UserId) -> Result<bool> {
    let found = users::find_by_email(db, email).await?;
    Ok(found.is_some_and(|other| other.id != user_id))
}

/// Thinks better of a change that was asked for.
///
/// # Errors
/// The database's.
pub async fn cancel_change(deps: &Deps, caller: &Caller) -> Result<user::Model> {
    let user = own(deps, caller).await?;
    let now = deps.clock.now();
    links::void(
        deps.db.write(),
        now,
        LinkPurpose::ChangeEmail,
        &user.id.to_string(),
    )
    .await?;
    Ok(user)
}

/// A link that was opened, and whose it is.
#[derive(Debug)]
pub struct Opened {
    link: mail_link::Model,
    /// What it does.
    pub purpose: LinkPurpose,
    /// The address that it was sent to.
    pub email: String,
    /// Whose account it acts on.
    pub user_id: UserId,
}

impl Opened {
    /// Whether it works in a session of that person only.
    pub const fn needs_session(&self) -> bool {
        matches!(self.purpose, LinkPurpose::VerifyEmail | LinkPurpose::ChangeEmail)
    }
}

/// The link of that token; none for one that does not work, or not any more. Looking changes nothing.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, token: &Secret) -> Result<Option<Opened>> {
    let purposes = [
        LinkPurpose::VerifyEmail,
        LinkPurpose::ChangeEmail,
        LinkPurpose::UndoEmailChange,
    ];
    let found = links::find(deps, &purposes, token).await?;
    Ok(found.and_then(|link| {
        Some(Opened {
            purpose: link.purpose,
            email: link.email.clone(),
            user_id: link.user_id?,
            link,
        })
    }))
}

/// Does what the link is for, once.
///
/// # Errors
/// `NotFound` for a link that does not work any more, `Unauthenticated` without a session of the same person where
/// one is needed, `Conflict` where the address is somebody else's by now, or the database's.
pub async fn confirm(deps: &Deps, caller: &Caller, opened: &Opened) -> Result<user::Model> {
    let session_of = match &caller.who {
        Who::Session(session) => Some(session.user_id),
        _ => None,
    };
    if opened.needs_session() && session_of != Some(opened.user_id) {
        return Err(Error::Unauthenticated);
    }
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let user = user::Entity::find_by_id(opened.user_id)
        .one(write.db())
        .await?
        .ok_or(Error::not_found())?;
    if !links::redeem(write.db(), now, &opened.link).await? {
        return Err(Error::not_found());
    }
    match opened.purpose {
        LinkPurpose::VerifyEmail => verify(&write, caller, &user, &opened.email, now).await?,
        LinkPurpose::ChangeEmail => change(deps, &write, caller, (&user, &opened.email), now).await?,
        LinkPurpose::UndoEmailChange => undo(deps, &mut write, caller, (&user, &opened.link), now).await?,
        LinkPurpose::Registration
        | LinkPurpose::ResetPassword
        | LinkPurpose::Invitation
        | LinkPurpose::CancelDeletion => return Err(Error::not_found()),
    }
    write.changed(Change::User(user.id));
    write.commit().await?;
    let row = user::Entity::find_by_id(user.id).one(deps.db.read()).await?;
    row.ok_or(Error::not_found())
}

async fn verify(write: &Write<'_>, caller: &Caller, user: &user::Model, email: &str, now: i64) -> Result<()> {
    let verified = user::Entity::update_many()
        .col_expr(user::Column::EmailVerifiedAt, Expr::value(now))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(user.id))
        .filter(user::Column::Email.eq(email))
        .exec(write.db())
        .await?;
    if verified.rows_affected != 1 {
        return Err(Error::not_found());
    }
    let event = Event::done("user.email_verified").user(user.id).target(user.id);
    audit::record(write.db(), now, caller, event).await
}

async fn set(
    db: &impl ConnectionTrait,
    id: UserId,
    email: &str,
    verified_at: Option<i64>,
    now: i64,
) -> Result<()> {
    user::Entity::update_many()
        .col_expr(user::Column::Email, Expr::value(email))
        .col_expr(user::Column::EmailKey, Expr::value(users::email_key(email)))
        .col_expr(user::Column::EmailVerifiedAt, Expr::value(verified_at))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .exec(db)
        .await
        .on_conflict(|| Error::conflict("email", "This address belongs to an account already."))?;
    Ok(())
}

async fn change(
    deps: &Deps,
    write: &Write<'_>,
    caller: &Caller,
    (user, email): (&user::Model, &str),
    now: i64,
) -> Result<()> {
    set(write.db(), user.id, email, Some(now), now).await?;
    links::void_all_of(write.db(), now, user.id).await?;
    let event = Event::done("user.email_changed").user(user.id).target(user.id);
    audit::record(write.db(), now, caller, event).await?;
    let before = Before {
        email: user.email.clone(),
        verified_at: user.email_verified_at,
    };
    let new = NewLink {
        // One for each change: a second change does not take the first one's undoing away.
        subject: super::secret::random_id().to_string(),
        sealed: Some(links::seal(deps, &before)?),
        ..NewLink::of_user(LinkPurpose::UndoEmailChange, user.id, &user.email)
    };
    send(deps, write.db(), &caller.from, (user, new)).await
}

/// The address before is back, nobody is signed in any more, and no API key works that was made since: whoever changed
/// the address had the account.
async fn undo(
    deps: &Deps,
    write: &mut Write<'_>,
    caller: &Caller,
    (user, link): (&user::Model, &mail_link::Model),
    now: i64,
) -> Result<()> {
    let before: Before = links::open(deps, link).ok_or(Error::not_found())?;
    set(write.db(), user.id, &before.email, before.verified_at, now).await?;
    links::void_all_of(write.db(), now, user.id).await?;
    users::end_sign_ins(write, caller, user.id, now).await?;
    let keys = api_key_change::end_made_since(write.db(), user.id, link.created_at, now).await?;
    let event = Event::done("user.email_change_undone")
        .user(user.id)
        .target(user.id)
        .details(json!({ "api_keys_ended": keys }));
    audit::record(write.db(), now, caller, event).await
}

/// The address that an account is about to have, until its link is used or ends.
///
/// # Errors
/// The database's.
pub async fn pending(deps: &Deps, user_id: UserId) -> Result<Option<String>> {
    let link = links::waiting(deps, LinkPurpose::ChangeEmail, user_id).await?;
    Ok(link.map(|link| link.email))
}
