//! Letters: written into the database in the transaction of what they tell, sent afterwards by whichever node is
//! first. A mail server that is down loses nothing; a crash while sending sends one letter a second time.
//!
//! What somebody asks for without being signed in (a reset, a registration) is a letter too, whether there is such an
//! account or not: who gets which letter is found out when it is sent, so that the answer and the time it takes are
//! the same for everybody (SEC-76). The words are in `views`, the way to the mail server in `crate::mail`.

use std::{
    fmt,
    sync::atomic::{AtomicBool, Ordering},
};

use entity::{
    id::{MailId, MailLinkId, UserId},
    mail, mail_link, user,
    values::LinkPurpose,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder as _,
    QuerySelect as _, sea_query::Expr,
};
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use super::{
    Deps, Error, Result,
    caller::Whereabouts,
    clock::{DAY, HOUR, MINUTE, SECOND},
    mail_link as links, member_invitation,
    notice::{self, Notice},
    recovery, registration,
    secret::{Purpose, ordered_id},
};
use crate::config::Mail;

/// For so long a letter is one node's to send; then that node is taken for dead. Longer than sending may take.
const LEASE: i64 = 2 * MINUTE;
/// Waiting after each failure; the last one again and again.
const WAITS: &[i64] = &[
    10 * SECOND,
    30 * SECOND,
    2 * MINUTE,
    10 * MINUTE,
    30 * MINUTE,
    HOUR,
    3 * HOUR,
];
/// A letter that could not be sent for so long is given up.
const PATIENCE: i64 = 3 * DAY;
/// Letters taken from the queue at a time.
const BATCH: u64 = 20;
/// Letters that the mailbox page shows.
const SHOWN: u64 = 50;

/// Tells the sender that a letter waits.
#[derive(Debug, Default)]
pub struct Outbox {
    waiting: AtomicBool,
    written: Notify,
}

impl Outbox {
    /// Until a letter is written in this process.
    pub async fn written(&self) {
        self.written.notified().await;
    }

    /// A transaction is committed; if it wrote a letter the sender looks at once instead of soon.
    pub(super) fn committed(&self) {
        if self.waiting.swap(false, Ordering::AcqRel) {
            self.written.notify_one();
        }
    }
}

/// What is written down of a letter until it is sent.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Letter {
    /// Somebody wants to set the password of the account with that address.
    ResetAsked(recovery::Asked),
    /// Somebody wants an account with that address.
    RegistrationAsked(Box<registration::Asked>),
    /// Somebody wants the last of these letters again.
    RegistrationAgain(registration::Again),
    /// This link.
    Link(MailLinkId),
    /// Somebody wanted a new account for an address that has one.
    HasAccount(UserId),
    /// Something happened to an account.
    Notice(Box<notice::Letter>),
    /// Somebody is invited into an organization.
    MemberInvitation(member_invitation::Posted),
}

impl Letter {
    const fn kind(&self) -> &'static str {
        match self {
            Self::ResetAsked(_) => "reset_asked",
            Self::RegistrationAsked(_) => "registration_asked",
            Self::RegistrationAgain(_) => "registration_again",
            Self::Link(_) => "link",
            Self::HasAccount(_) => "has_account",
            Self::Notice(_) => "notice",
            Self::MemberInvitation(_) => "member_invitation",
        }
    }
}

impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind())
    }
}

#[derive(Serialize, Deserialize)]
struct Sealed {
    language: Option<String>,
    letter: Letter,
}

/// Writes a letter, where there is mail, within the transaction of what it tells.
///
/// # Errors
/// The database's.
pub(super) async fn write(
    deps: &Deps,
    db: &impl ConnectionTrait,
    (user_id, language): (Option<UserId>, Option<String>),
    letter: Letter,
) -> Result<()> {
    if deps.config.mail() == Mail::Off {
        return Ok(());
    }
    let now = deps.clock.now();
    let row = mail::Model {
        id: MailId(ordered_id(now)),
        user_id,
        kind: letter.kind().to_owned(),
        sealed: Some(seal(deps, language, letter)?),
        attempts: 0,
        due_at: now,
        sent_at: None,
        failed_at: None,
        last_error: None,
        created_at: now,
    };
    mail::Entity::insert(mail::ActiveModel::from(row).reset_all())
        .exec_without_returning(db)
        .await?;
    deps.outbox.waiting.store(true, Ordering::Release);
    Ok(())
}

fn seal(deps: &Deps, language: Option<String>, letter: Letter) -> Result<Vec<u8>> {
    let plain = serde_json::to_vec(&Sealed { language, letter }).map_err(Error::internal)?;
    Ok(deps.vault.seal(Purpose::Mail, &plain))
}

fn open(deps: &Deps, row: &mail::Model) -> Option<Sealed> {
    let plain = deps.vault.open(Purpose::Mail, row.sealed.as_deref()?)?;
    serde_json::from_slice(&plain).ok()
}

/// The language for somebody: the one of their profile, or what their browser asks for.
pub(super) fn language(user: Option<&user::Model>, from: &Whereabouts) -> Option<String> {
    user.and_then(|user| user.profile.locale.clone())
        .or_else(|| from.language.clone())
}

/// A letter that this node is to send.
#[derive(Debug)]
pub struct Claimed(mail::Model);

/// What is to be sent, without its words.
#[derive(Debug)]
pub struct Message {
    /// The letter's id; the same when it is sent again.
    pub id: MailId,
    /// One address: the one that the account has, or that the link is for (SEC-83).
    pub to: String,
    /// A language tag or list of them, as `Accept-Language` has it.
    pub language: Option<String>,
    /// When it was written, milliseconds.
    pub written_at: i64,
    /// What it says.
    pub content: Content,
}

/// What a letter says.
#[derive(Debug)]
pub enum Content {
    /// Here is a link.
    Link {
        /// What it does.
        purpose: LinkPurpose,
        /// Where it leads; a secret.
        url: String,
        /// The address that it is about.
        email: String,
        /// On whose behalf the account is made.
        app: Option<String>,
        /// How long it works, milliseconds.
        valid_for: i64,
    },
    /// Somebody is invited into an organization.
    MemberInvitation {
        /// Its name.
        organization: String,
        /// The address of who invited; none where that account is gone.
        inviter: Option<String>,
        /// Where it leads; a secret.
        url: String,
        /// The address that it is for.
        email: String,
        /// How long it works, milliseconds.
        valid_for: i64,
    },
    /// There is an account with this address.
    HasAccount {
        /// Where to sign in.
        sign_in: String,
        /// Where to set another password.
        reset: String,
    },
    /// Something happened to the account.
    Notice {
        /// What.
        notice: Notice,
        /// When, milliseconds.
        at: i64,
        /// With what browser, as its header has it.
        user_agent: Option<String>,
        /// From which network address.
        ip_address: Option<String>,
        /// Where to look after the account.
        account: String,
        /// Where to set another password.
        reset: String,
    },
}

/// Takes letters that are due: each is one node's, by a conditional update, until its lease ends.
///
/// # Errors
/// The database's.
pub async fn claim(deps: &Deps) -> Result<Vec<Claimed>> {
    let now = deps.clock.now();
    let due = mail::Entity::find()
        .filter(mail::Column::SentAt.is_null())
        .filter(mail::Column::FailedAt.is_null())
        .filter(mail::Column::DueAt.lte(now))
        .order_by_asc(mail::Column::DueAt)
        .limit(BATCH)
        .all(deps.db.read())
        .await?;
    let mut claimed = Vec::new();
    for mut row in due {
        let taken = mail::Entity::update_many()
            .col_expr(mail::Column::DueAt, Expr::value(now + LEASE))
            .col_expr(mail::Column::Attempts, Expr::value(row.attempts + 1))
            .filter(mail::Column::Id.eq(row.id))
            .filter(mail::Column::DueAt.eq(row.due_at))
            .filter(mail::Column::Attempts.eq(row.attempts))
            .filter(mail::Column::SentAt.is_null())
            .filter(mail::Column::FailedAt.is_null())
            .exec(deps.db.write())
            .await?;
        if taken.rows_affected == 1 {
            row.due_at = now + LEASE;
            row.attempts += 1;
            claimed.push(Claimed(row));
        }
    }
    Ok(claimed)
}

/// What to send; none where there is nobody to send it to, or its link means nothing any more.
///
/// # Errors
/// The database's.
pub async fn prepare(deps: &Deps, claimed: &mut Claimed) -> Result<Option<Message>> {
    let Some(Sealed { language, letter }) = open(deps, &claimed.0) else {
        return Ok(None);
    };
    let resolved = match letter {
        Letter::ResetAsked(asked) => recovery::resolve(deps, asked).await?,
        Letter::RegistrationAsked(asked) => registration::resolve(deps, *asked).await?,
        Letter::RegistrationAgain(again) => registration::resolve_again(deps, again).await?,
        Letter::Link(_) | Letter::HasAccount(_) | Letter::Notice(_) | Letter::MemberInvitation(_) => {
            return message(deps, &claimed.0, true).await;
        }
    };
    // What was found out stays: a second try sends the same link.
    let Some((user_id, letter)) = resolved else {
        return Ok(None);
    };
    // Whoever asked: it is the account's language.
    let addressee = match user_id {
        Some(id) => user::Entity::find_by_id(id).one(deps.db.read()).await?,
        None => None,
    };
    let language = addressee.and_then(|user| user.profile.locale).or(language);
    claimed.0.user_id = user_id;
    claimed.0.kind = letter.kind().to_owned();
    claimed.0.sealed = Some(seal(deps, language, letter)?);
    let kept = mail::Entity::update_many()
        .col_expr(mail::Column::UserId, Expr::value(user_id))
        .col_expr(mail::Column::Kind, Expr::value(claimed.0.kind.clone()))
        .col_expr(mail::Column::Sealed, Expr::value(claimed.0.sealed.clone()))
        .filter(mail::Column::Id.eq(claimed.0.id))
        .filter(mail::Column::DueAt.eq(claimed.0.due_at))
        .exec(deps.db.write())
        .await?;
    if kept.rows_affected != 1 {
        return Ok(None);
    }
    message(deps, &claimed.0, true).await
}

/// The message of a letter whose addressee is known. `sending`: its link's time begins.
async fn message(deps: &Deps, row: &mail::Model, sending: bool) -> Result<Option<Message>> {
    let Some(Sealed { language, letter }) = open(deps, row) else {
        return Ok(None);
    };
    let at = |path: &str| format!("{}/{path}", deps.config.issuer());
    let (to, content) = match letter {
        Letter::Link(id) => {
            let found = mail_link::Entity::find_by_id(id).one(deps.db.read()).await?;
            let Some(link) = found else { return Ok(None) };
            let now = deps.clock.now();
            if sending && !links::begin(deps.db.write(), now, &link).await? {
                return Ok(None);
            }
            let valid_for = match links::lifetime(link.purpose) {
                0 => link.expires_at - now,
                life => life,
            };
            let content = Content::Link {
                purpose: link.purpose,
                url: links::address(deps, &link),
                email: link.email.clone(),
                app: registration::app_of(deps, &link),
                valid_for,
            };
            (link.email, content)
        }
        Letter::HasAccount(id) => {
            let Some(user) = user::Entity::find_by_id(id).one(deps.db.read()).await? else {
                return Ok(None);
            };
            let content = Content::HasAccount {
                sign_in: at("sign-in"),
                reset: at("reset-password"),
            };
            (user.email, content)
        }
        Letter::Notice(letter) => {
            let letter = *letter;
            let content = Content::Notice {
                notice: letter.notice,
                at: letter.at,
                user_agent: letter.user_agent,
                ip_address: letter.ip_address,
                account: at("activity"),
                reset: at("reset-password"),
            };
            (letter.to, content)
        }
        Letter::MemberInvitation(posted) => match member_invitation::letter(deps, &posted).await? {
            Some(found) => found,
            None => return Ok(None),
        },
        Letter::ResetAsked(_) | Letter::RegistrationAsked(_) | Letter::RegistrationAgain(_) => {
            return Ok(None);
        }
    };
    Ok(Some(Message {
        id: row.id,
        to,
        language,
        written_at: row.created_at,
        content,
    }))
}

/// It was sent, or there was nothing to send: nothing of it stays.
///
/// # Errors
/// The database's; then it is sent again.
pub async fn done(deps: &Deps, claimed: &Claimed) -> Result<()> {
    mail::Entity::delete_many()
        .filter(mail::Column::Id.eq(claimed.0.id))
        .filter(mail::Column::DueAt.eq(claimed.0.due_at))
        .exec(deps.db.write())
        .await?;
    Ok(())
}

/// It stays here, to be read.
///
/// # Errors
/// The database's.
pub async fn keep(deps: &Deps, claimed: &Claimed) -> Result<()> {
    mail::Entity::update_many()
        .col_expr(mail::Column::SentAt, Expr::value(deps.clock.now()))
        .filter(mail::Column::Id.eq(claimed.0.id))
        .exec(deps.db.write())
        .await?;
    Ok(())
}

/// It could not be sent: it is tried again later, or given up after three days, or at once where the mail server
/// says that there is no such mailbox.
///
/// # Errors
/// The database's.
pub async fn failed(deps: &Deps, claimed: &Claimed, why: &str, hopeless: bool) -> Result<()> {
    let (row, now) = (&claimed.0, deps.clock.now());
    let why: String = why.chars().filter(|c| !c.is_control()).take(300).collect();
    let mut update = mail::Entity::update_many().col_expr(mail::Column::LastError, Expr::value(why.clone()));
    if hopeless || now - row.created_at >= PATIENCE {
        tracing::error!(mail = %row.id, kind = row.kind, attempts = row.attempts, why, "a letter was given up");
        update = update
            .col_expr(mail::Column::FailedAt, Expr::value(now))
            .col_expr(mail::Column::Sealed, Expr::value(Option::<Vec<u8>>::None));
    } else {
        let step = usize::try_from(row.attempts - 1)
            .unwrap_or(0)
            .min(WAITS.len() - 1);
        tracing::warn!(mail = %row.id, kind = row.kind, attempts = row.attempts, why, "a letter could not be sent yet");
        update = update.col_expr(mail::Column::DueAt, Expr::value(now + WAITS[step]));
    }
    update
        .filter(mail::Column::Id.eq(row.id))
        .filter(mail::Column::DueAt.eq(row.due_at))
        .exec(deps.db.write())
        .await?;
    Ok(())
}

/// What a development server would have sent, latest first.
///
/// # Errors
/// The database's.
pub async fn mailbox(deps: &Deps) -> Result<Vec<Message>> {
    let rows = mail::Entity::find()
        .filter(mail::Column::SentAt.is_not_null())
        .order_by_desc(mail::Column::Id)
        .limit(SHOWN)
        .all(deps.db.read())
        .await?;
    let mut messages = Vec::new();
    for row in rows {
        messages.extend(message(deps, &row, false).await?);
    }
    Ok(messages)
}
