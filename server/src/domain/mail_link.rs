//! Links that are sent by mail: each does one thing, once, for a while (SEC-81).
//!
//! A link's token is derived from its row with the key for this purpose, when it is sent and when it comes back. So
//! there is no token in the database, nor in a letter that waits there, and a letter that is sent again has the
//! same link.

use entity::{
    id::{MailLinkId, UserId},
    mail_link,
    values::{Digest, LinkPurpose},
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder as _,
    sea_query::{Expr, OnConflict},
};
use serde::{Serialize, de::DeserializeOwned};
use uuid::Uuid;

use super::{
    Deps, Error, Result,
    clock::{DAY, MINUTE},
    secret::{Purpose, Secret, base64url, from_base64url, random_id, same},
};

const PREFIX: &str = "lkl_";

/// How long a link works once it is sent, milliseconds (SEC-81).
pub const fn lifetime(purpose: LinkPurpose) -> i64 {
    match purpose {
        LinkPurpose::Registration
        | LinkPurpose::VerifyEmail
        | LinkPurpose::ResetPassword
        | LinkPurpose::ChangeEmail => 30 * MINUTE,
        // Whoever changed the address has the account; its owner needs time to notice.
        LinkPurpose::UndoEmailChange => 3 * DAY,
        LinkPurpose::Invitation => 7 * DAY,
        // As long as there is something to keep: set when it is made.
        LinkPurpose::CancelDeletion => 0,
    }
}

/// A link to be made.
#[derive(Debug)]
pub(super) struct NewLink {
    pub(super) purpose: LinkPurpose,
    pub(super) user_id: Option<UserId>,
    /// A newer link of the same purpose and subject takes the place of an older one.
    pub(super) subject: String,
    /// Where it is sent.
    pub(super) email: String,
    /// What is remembered until it is used; sealed.
    pub(super) sealed: Option<Vec<u8>>,
    /// The browser that asked.
    pub(super) browser: Option<Digest>,
    /// When it ends, where that is not counted from its sending.
    pub(super) expires_at: Option<i64>,
}

impl NewLink {
    /// For something of that account, sent to that address.
    pub(super) fn of_user(purpose: LinkPurpose, user_id: UserId, email: &str) -> Self {
        Self {
            purpose,
            user_id: Some(user_id),
            subject: user_id.to_string(),
            email: email.to_owned(),
            sealed: None,
            browser: None,
            expires_at: None,
        }
    }
}

/// Makes a link, and voids the one whose place it takes. None where another is made at the same moment.
pub(super) async fn issue(
    db: &impl ConnectionTrait,
    now: i64,
    new: NewLink,
) -> Result<Option<mail_link::Model>> {
    void(db, now, new.purpose, &new.subject).await?;
    let row = mail_link::Model {
        id: MailLinkId(random_id()),
        user_id: new.user_id,
        purpose: new.purpose,
        subject: new.subject,
        email: new.email,
        sealed: new.sealed,
        browser_digest: new.browser,
        expires_at: new.expires_at.unwrap_or(now + lifetime(new.purpose)),
        used_at: None,
        voided_at: None,
        created_at: now,
    };
    let inserted = mail_link::Entity::insert(mail_link::ActiveModel::from(row.clone()).reset_all())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await;
    Ok(was_inserted(inserted)?.then_some(row))
}

/// Whether a row went in; not where a unique index of any kind kept it out.
pub(super) fn was_inserted(result: std::result::Result<u64, DbErr>) -> Result<bool> {
    match result {
        Ok(count) => Ok(count == 1),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// No link of this purpose for this subject works any more.
pub(super) async fn void(
    db: &impl ConnectionTrait,
    now: i64,
    purpose: LinkPurpose,
    subject: &str,
) -> Result<()> {
    mail_link::Entity::update_many()
        .col_expr(mail_link::Column::VoidedAt, Expr::value(now))
        .filter(mail_link::Column::Purpose.eq(purpose))
        .filter(mail_link::Column::Subject.eq(subject))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// A password or an address changed: what was mailed before means nothing any more (SEC-81). What undoes a change
/// of address stays, or whoever made it would take it away.
pub(super) async fn void_all_of(db: &impl ConnectionTrait, now: i64, user_id: UserId) -> Result<()> {
    mail_link::Entity::update_many()
        .col_expr(mail_link::Column::VoidedAt, Expr::value(now))
        .filter(mail_link::Column::UserId.eq(user_id))
        .filter(
            mail_link::Column::Purpose.is_not_in([LinkPurpose::UndoEmailChange, LinkPurpose::CancelDeletion]),
        )
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// A change of address was undone: neither it nor any that came after it can be done again by undoing, or whoever made
/// them would have the account back.
pub(super) async fn void_later_undoing(
    db: &impl ConnectionTrait,
    now: i64,
    user_id: UserId,
    undone: &mail_link::Model,
) -> Result<()> {
    mail_link::Entity::update_many()
        .col_expr(mail_link::Column::VoidedAt, Expr::value(now))
        .filter(mail_link::Column::UserId.eq(user_id))
        .filter(mail_link::Column::Purpose.eq(LinkPurpose::UndoEmailChange))
        .filter(mail_link::Column::CreatedAt.gte(undone.created_at))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Its time begins now, as it is being sent. Not where it was used, or something took its place.
pub(super) async fn begin(db: &impl ConnectionTrait, now: i64, row: &mail_link::Model) -> Result<bool> {
    let life = lifetime(row.purpose);
    let ends = if life == 0 { row.expires_at } else { now + life };
    let begun = mail_link::Entity::update_many()
        .col_expr(mail_link::Column::ExpiresAt, Expr::value(ends))
        .filter(mail_link::Column::Id.eq(row.id))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .exec(db)
        .await?;
    Ok(begun.rows_affected == 1 && ends > now)
}

/// Uses it up, within the transaction of what it does. True for exactly one of those who try.
pub(super) async fn redeem(db: &impl ConnectionTrait, now: i64, row: &mail_link::Model) -> Result<bool> {
    let used = mail_link::Entity::update_many()
        .col_expr(mail_link::Column::UsedAt, Expr::value(now))
        .filter(mail_link::Column::Id.eq(row.id))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .filter(mail_link::Column::ExpiresAt.gt(now))
        .exec(db)
        .await?;
    Ok(used.rows_affected == 1)
}

fn mac(deps: &Deps, purpose: LinkPurpose, id: Uuid) -> [u8; 32] {
    deps.vault
        .mac(Purpose::MailLink, &[purpose.as_str().as_bytes(), id.as_bytes()])
}

/// The token of a link: for its letter only.
pub(super) fn token(deps: &Deps, row: &mail_link::Model) -> Secret {
    let mut bytes = row.id.0.as_bytes().to_vec();
    bytes.extend_from_slice(&mac(deps, row.purpose, row.id.0));
    Secret::new(format!("{PREFIX}{}", base64url(&bytes)))
}

/// The address that a link leads to: always of the public URL (SEC-61).
pub(super) fn address(deps: &Deps, row: &mail_link::Model) -> String {
    let (path, name) = match row.purpose {
        LinkPurpose::ResetPassword => ("new-password", "token"),
        LinkPurpose::Invitation => ("register", "invitation"),
        LinkPurpose::Registration
        | LinkPurpose::VerifyEmail
        | LinkPurpose::ChangeEmail
        | LinkPurpose::UndoEmailChange
        | LinkPurpose::CancelDeletion => ("confirm", "token"),
    };
    format!(
        "{}/{path}?{name}={}",
        deps.config.issuer(),
        token(deps, row).expose()
    )
}

/// The link of that token, if it is one of these purposes and works still. Looking changes nothing.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, purposes: &[LinkPurpose], token: &Secret) -> Result<Option<mail_link::Model>> {
    let Some(bytes) = token
        .expose()
        .strip_prefix(PREFIX)
        .and_then(from_base64url)
        .filter(|bytes| bytes.len() == 48)
    else {
        return Ok(None);
    };
    let Ok(id) = Uuid::from_slice(&bytes[..16]) else {
        return Ok(None);
    };
    // Which purpose it has is in what was signed: whoever cannot derive tokens learns nothing about rows.
    if !purposes
        .iter()
        .any(|purpose| same(&bytes[16..], &mac(deps, *purpose, id)))
    {
        return Ok(None);
    }
    let now = deps.clock.now();
    let row = mail_link::Entity::find_by_id(MailLinkId(id))
        .one(deps.db.read())
        .await?;
    Ok(row.filter(|row| {
        purposes.contains(&row.purpose)
            && row.used_at.is_none()
            && row.voided_at.is_none()
            && now < row.expires_at
    }))
}

/// The link that waits for that account's answer, if there is one.
///
/// # Errors
/// The database's.
pub async fn waiting(deps: &Deps, purpose: LinkPurpose, user_id: UserId) -> Result<Option<mail_link::Model>> {
    Ok(mail_link::Entity::find()
        .filter(mail_link::Column::UserId.eq(user_id))
        .filter(mail_link::Column::Purpose.eq(purpose))
        .filter(mail_link::Column::UsedAt.is_null())
        .filter(mail_link::Column::VoidedAt.is_null())
        .filter(mail_link::Column::ExpiresAt.gt(deps.clock.now()))
        .order_by_desc(mail_link::Column::CreatedAt)
        .one(deps.db.read())
        .await?)
}

/// Seals what is remembered with a link.
pub(super) fn seal(deps: &Deps, data: &impl Serialize) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(data).map_err(Error::internal)?;
    Ok(deps.vault.seal(Purpose::MailLink, &plain))
}

/// What was remembered with a link.
pub(super) fn open<T: DeserializeOwned>(deps: &Deps, row: &mail_link::Model) -> Option<T> {
    let plain = deps.vault.open(Purpose::MailLink, row.sealed.as_deref()?)?;
    serde_json::from_slice(&plain).ok()
}
