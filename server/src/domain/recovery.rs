//! Setting another password by a link that is mailed (SEC-76, SEC-81, SEC-82). It proves the address and nothing
//! more: no session begins, and whatever else a sign-in needs it needs afterwards as before.

use entity::{
    id::{AuthorizationId, UserId},
    mail_link, user,
    values::{Digest, LinkPurpose},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde::{Deserialize, Serialize};

use super::{
    Caller, Deps, Error, Result, admin,
    audit::{self, Event},
    breach,
    caller::Whereabouts,
    change::{Change, Write},
    linked_identity,
    mail::{self, Letter},
    mail_link::{self as links, NewLink},
    notice::{self, Notice},
    password,
    secret::{Secret, same},
    throttle::{self, Subject},
    user as users,
};
use crate::config::Mail;

/// In which browser somebody asked for a link, and what they were about: it goes on in that browser.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Origin {
    /// The digest that names the browser.
    browser: Vec<u8>,
    /// The authorization request to go on with.
    pub flow: Option<AuthorizationId>,
    /// A path of ours to go on to.
    pub return_to: Option<String>,
    /// The app that asks, by the name that people know.
    pub app: Option<String>,
}

impl Origin {
    /// In that browser, about nothing yet.
    pub fn new(browser: &Digest) -> Self {
        Self {
            browser: browser.0.clone(),
            flow: None,
            return_to: None,
            app: None,
        }
    }

    /// Whether it is this browser.
    pub fn is(&self, browser: &Digest) -> bool {
        same(&self.browser, &browser.0)
    }
}

/// A request for a reset, whether there is such an account or not.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Asked {
    email: String,
    origin: Origin,
}

/// Whether passwords can be reset here.
pub fn is_possible(deps: &Deps) -> bool {
    deps.config.mail() != Mail::Off
}

/// Counts a letter that somebody asks for without being signed in, before anything is looked at: the same for an
/// address that is known and one that is not.
pub(super) async fn count_letter(deps: &Deps, from: &Whereabouts, email: &str) -> Result<()> {
    if let Some(address) = &from.ip_address {
        throttle::count(deps, Subject::MailFrom(address)).await?;
    }
    throttle::count(deps, Subject::MailTo(&users::email_key(email))).await
}

/// Asks for a link. The answer and the work are the same whether there is such an account or not (SEC-76): whether
/// there is one is found out when the letter is sent.
///
/// # Errors
/// `Denied` where there is no mail, `Invalid` on `email`, `RateLimited`, or the database's.
pub async fn ask(deps: &Deps, from: &Whereabouts, email: &str, origin: Origin) -> Result<()> {
    if !is_possible(deps) {
        return Err(Error::Denied(
            "This server sends no mail. Ask an administrator for another password.".into(),
        ));
    }
    let email = users::check_email(email)?;
    count_letter(deps, from, &email).await?;
    let write = Write::begin(deps).await?;
    let letter = Letter::ResetAsked(Asked { email, origin });
    mail::write(deps, write.db(), (None, mail::language(None, from)), letter).await?;
    write.commit().await
}

/// Who gets which letter: the account's own address, whatever spelling was typed (SEC-83).
pub(super) async fn resolve(deps: &Deps, asked: Asked) -> Result<Option<(Option<UserId>, Letter)>> {
    let found = users::find_by_email(deps.db.read(), &asked.email).await?;
    let Some(user) = found.filter(|user| user.disabled_at.is_none()) else {
        return Ok(None);
    };
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let new = NewLink {
        sealed: Some(links::seal(deps, &asked.origin)?),
        ..NewLink::of_user(LinkPurpose::ResetPassword, user.id, &user.email)
    };
    let link = links::issue(write.db(), now, new).await?;
    write.commit().await?;
    Ok(link.map(|link| (Some(user.id), Letter::Link(link.id))))
}

/// Sends somebody a link for a reset on an administrator's word; the password stays until they use it.
///
/// # Errors
/// `NotFound`, `Denied` where there is no mail; as [`admin::check_act`].
pub async fn send(deps: &Deps, caller: &Caller, id: UserId) -> Result<user::Model> {
    admin::check_act(deps, caller).await?;
    if !is_possible(deps) {
        return Err(Error::Denied("This server sends no mail.".into()));
    }
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let user = user::Entity::find_by_id(id)
        .filter(user::Column::DisabledAt.is_null())
        .one(write.db())
        .await?
        .ok_or(Error::no_such("user_id"))?;
    let new = NewLink::of_user(LinkPurpose::ResetPassword, user.id, &user.email);
    if let Some(link) = links::issue(write.db(), now, new).await? {
        let to = (Some(user.id), mail::language(Some(&user), &caller.from));
        mail::write(deps, write.db(), to, Letter::Link(link.id)).await?;
    }
    let event = Event::done("user.reset_sent").user(user.id).target(user.id);
    audit::record(write.db(), now, caller, event).await?;
    write.commit().await?;
    Ok(user)
}

/// What a link for a reset leads to.
#[derive(Debug)]
pub struct Reset {
    link: mail_link::Model,
    /// The account's address.
    pub email: String,
    /// What the person was about, to go on with in the same browser.
    pub origin: Option<Origin>,
}

/// The reset that a token opens; none for one that does not work, or not any more. Looking changes nothing.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, token: &Secret, browser: &Digest) -> Result<Option<Reset>> {
    let Some(link) = links::find(deps, &[LinkPurpose::ResetPassword], token).await? else {
        return Ok(None);
    };
    let Some(user) = account(deps, &link).await? else {
        return Ok(None);
    };
    Ok(Some(Reset {
        email: user.email,
        origin: links::open(deps, &link).filter(|origin: &Origin| origin.is(browser)),
        link,
    }))
}

/// The account, while it is on and has the address that the link was sent to.
async fn account(deps: &Deps, link: &mail_link::Model) -> Result<Option<user::Model>> {
    let Some(id) = link.user_id else { return Ok(None) };
    let user = user::Entity::find_by_id(id).one(deps.db.read()).await?;
    Ok(user.filter(|user| user.disabled_at.is_none() && user.email == link.email))
}

/// Sets the password, once, and ends every session and everything that apps hold. The address is proved by it.
/// Nobody is signed in.
///
/// # Errors
/// `NotFound` for a link that does not work any more, `Invalid` on `password`, `RateLimited`, or the database's.
pub async fn complete(deps: &Deps, from: &Whereabouts, reset: &Reset, new: &Secret) -> Result<()> {
    let user = account(deps, &reset.link).await?.ok_or(Error::not_found())?;
    password::check_new(
        new,
        &users::words(deps, &user.email, user.profile.name.as_deref()),
    )?;
    breach::check(deps, new).await?;
    let hash = deps.hashers.hash(new).await?;
    let now = deps.clock.now();
    let caller = Caller::anonymous(from.clone());
    let mut write = Write::begin(deps).await?;
    if !links::redeem(write.db(), now, &reset.link).await?
        || !users::set_password(write.db(), user.id, &hash, now).await?
    {
        return Err(Error::not_found());
    }
    user::Entity::update_many()
        .col_expr(user::Column::EmailVerifiedAt, Expr::value(now))
        .filter(user::Column::Id.eq(user.id))
        .filter(user::Column::EmailVerifiedAt.is_null())
        .exec(write.db())
        .await?;
    linked_identity::forget_unproved(write.db(), &user).await?;
    links::void_all_of(write.db(), now, user.id).await?;
    users::end_sign_ins(&mut write, &caller, user.id, now).await?;
    let event = Event::done("user.password_reset").user(user.id).target(user.id);
    audit::record(write.db(), now, &caller, event).await?;
    notice::tell(deps, write.db(), &user, from, Notice::PasswordReset).await?;
    write.changed(Change::User(user.id));
    write.commit().await?;
    // Whoever guessed before does not keep the owner waiting.
    throttle::forgive(deps, Subject::Account(&user.email_key)).await
}
