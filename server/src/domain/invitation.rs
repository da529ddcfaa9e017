//! Invitations: an administrator's letter lets one person make an account with one address, once (W19). The link
//! proves the address.

use entity::{
    id::MailLinkId,
    mail_link, user,
    values::{LinkPurpose, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder as _, QuerySelect as _, sea_query::Expr};

use super::{
    Caller, Deps, Error, Result, admin,
    audit::{self, Event},
    caller::Whereabouts,
    change::Write,
    mail::{self, Letter},
    mail_link::{self as links, NewLink},
    secret::Secret,
    user::{self as users, NewUser, Registrant},
};
use crate::config::{Mail, Registration};

/// At most so many are shown.
const MOST: u64 = 1000;

/// Invites somebody; a newer invitation of the same address takes the place of an older one.
///
/// # Errors
/// `Denied` where there is no mail or registration is closed, `Conflict` or `Invalid` on `email`; as
/// [`admin::check_act`].
pub async fn create(deps: &Deps, caller: &Caller, email: &str) -> Result<mail_link::Model> {
    admin::check_act(deps, caller).await?;
    if deps.config.registration == Registration::Closed {
        return Err(Error::Denied(
            "Registration is closed. Set registration to invitation, domains or open.".into(),
        ));
    }
    if deps.config.mail() == Mail::Off {
        return Err(Error::Denied(
            "This server sends no mail, so nobody can be invited.".into(),
        ));
    }
    let email = users::check_email(email)?;
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    if users::find_by_email(write.db(), &email).await?.is_some() {
        return Err(Error::conflict(
            "email",
            "There is an account with this address already.",
        ));
    }
    let new = NewLink {
        purpose: LinkPurpose::Invitation,
        user_id: None,
        subject: users::email_key(&email),
        email,
        sealed: None,
        browser: None,
        expires_at: None,
    };
    let link = links::issue(write.db(), now, new)
        .await?
        .ok_or_else(|| Error::conflict("email", "Somebody invited them at the same moment."))?;
    let to = (None, mail::language(None, &caller.from));
    mail::write(deps, write.db(), to, Letter::Link(link.id)).await?;
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("invitation.created").target(link.id),
    )
    .await?;
    write.commit().await?;
    Ok(link)
}

/// Invitations that were not used yet, latest first; a thousand at most.
///
/// # Errors
/// As [`admin::check`].
pub async fn list(deps: &Deps, caller: &Caller) -> Result<Vec<mail_link::Model>> {
    admin::check(deps.db.read(), caller, "admin:read").await?;
    Ok(mail_link::Entity::find()
        .filter(mail_link::Column::Purpose.eq(LinkPurpose::Invitation))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .filter(mail_link::Column::ExpiresAt.gt(deps.clock.now()))
        .order_by_desc(mail_link::Column::CreatedAt)
        .limit(MOST)
        .all(deps.db.read())
        .await?)
}

/// Takes an invitation back.
///
/// # Errors
/// `NotFound` where there is none that works; as [`admin::check_act`].
pub async fn revoke(deps: &Deps, caller: &Caller, id: MailLinkId) -> Result<()> {
    admin::check_act(deps, caller).await?;
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let voided = mail_link::Entity::update_many()
        .col_expr(mail_link::Column::VoidedAt, Expr::value(now))
        .filter(mail_link::Column::Id.eq(id))
        .filter(mail_link::Column::Purpose.eq(LinkPurpose::Invitation))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .exec(write.db())
        .await?;
    if voided.rows_affected != 1 {
        return Err(Error::no_such("invitation_id"));
    }
    let event = Event::done("invitation.revoked").target(id);
    audit::record(write.db(), now, caller, event).await?;
    write.commit().await
}

/// The invitation of that token; none for one that does not work, or not any more. Looking changes nothing.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, token: &Secret) -> Result<Option<mail_link::Model>> {
    links::find(deps, &[LinkPurpose::Invitation], token).await
}

/// Makes the account that somebody was invited to, once, whatever the policy says. The address is the invited one.
///
/// # Errors
/// `NotFound` for an invitation that does not work any more, `Invalid` for the first problem, `Conflict` on `email`,
/// `RateLimited`, or the database's.
pub async fn accept(
    deps: &Deps,
    from: &Whereabouts,
    link: &mail_link::Model,
    registrant: Registrant,
) -> Result<user::Model> {
    let registrant = Registrant {
        email: link.email.clone(),
        ..registrant
    };
    if let Some(problem) = registrant.problems(&deps.config.service_name).into_iter().next() {
        return Err(Error::Invalid(problem));
    }
    let new = NewUser {
        email_verified: true,
        ..registrant.into_new_user(deps, Role::User).await?
    };
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    if !links::redeem(write.db(), now, link).await? {
        return Err(Error::not_found());
    }
    let row = users::insert(write.db(), &Caller::anonymous(from.clone()), now, new).await?;
    write.commit().await?;
    Ok(row)
}
