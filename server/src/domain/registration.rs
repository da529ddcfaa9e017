//! Making an account by oneself, where mail proves the address first (SEC-76): until its link is used there is no
//! account, so an address that is taken looks like any other, and nobody keeps an address that is not theirs.

use entity::{
    id::UserId,
    mail_link, user,
    values::{Digest, LinkPurpose, Role},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder as _};
use serde::{Deserialize, Serialize};

use super::{
    Caller, Deps, Error, Result,
    caller::Whereabouts,
    change::Write,
    identity_registration,
    mail::{self, Letter},
    mail_link::{self as links, NewLink},
    password::Verdict,
    provider,
    provider_answer::Identity,
    recovery::{Origin, count_letter},
    secret::Secret,
    throttle::{self, Subject},
    user::{self as users, NewUser, Registrant},
};
use crate::config::{Mail, Registration};

/// A wish for an account, whether the address has one or not.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Asked {
    email: String,
    kept: Kept,
}

/// The same again.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Again {
    email: String,
}

/// What is remembered until the link is used.
#[derive(Clone, Serialize, Deserialize)]
struct Kept {
    name: Option<String>,
    /// Empty where another provider vouches for the person.
    password_hash: String,
    origin: Origin,
    /// By which account at another provider the person signs in.
    #[serde(default)]
    identity: Option<Identity>,
}

/// Whether an account is made only once its address is proved.
pub fn proves_addresses(deps: &Deps) -> bool {
    deps.config.mail() == Mail::Smtp || deps.config.registration == Registration::Domains
}

/// Whether somebody may register with this address.
///
/// # Errors
/// `Denied` where nobody may without an invitation, `Invalid` on `email` where the address is of another domain.
pub(super) fn check_policy(deps: &Deps, email: &str) -> Result<()> {
    match deps.config.registration {
        Registration::Open => Ok(()),
        Registration::Domains => {
            let domain = email
                .trim()
                .rsplit_once('@')
                .and_then(|(_, domain)| users::ascii_domain(domain));
            let mut listed = deps.config.registration_domains.iter();
            let is_listed = domain.is_some() && listed.any(|one| users::ascii_domain(one) == domain);
            if is_listed {
                Ok(())
            } else {
                Err(Error::invalid(
                    "email",
                    "Nobody can register here with an address of this domain.",
                ))
            }
        }
        Registration::Closed | Registration::Invitation => Err(Error::Denied(
            "Registration is closed here. Ask an administrator for an account.".into(),
        )),
    }
}

/// Asks for an account. The answer and the work are the same whether the address is taken or not.
///
/// # Errors
/// As [`check_policy`]; `Invalid` for the first problem, `RateLimited`, or the database's.
pub async fn ask(deps: &Deps, from: &Whereabouts, registrant: Registrant, origin: Origin) -> Result<()> {
    check_policy(deps, &registrant.email)?;
    if let Some(problem) = registrant.problems(&deps.config.service_name).into_iter().next() {
        return Err(Error::Invalid(problem));
    }
    if let Some(address) = &from.ip_address {
        throttle::count(deps, Subject::Registration(address)).await?;
    }
    count_letter(deps, from, &registrant.email).await?;
    let new = registrant.into_new_user(deps, Role::User).await?;
    let asked = Asked {
        email: users::check_email(&new.email)?,
        kept: Kept {
            name: new.profile.name,
            password_hash: new.password_hash.unwrap_or_default(),
            origin,
            identity: None,
        },
    };
    write_asked(deps, from, asked).await
}

/// Asks for an account without a password, for who was vouched for by another provider. The same answer for every
/// address, too.
///
/// # Errors
/// `RateLimited`, or the database's.
pub(super) async fn ask_with(
    deps: &Deps,
    from: &Whereabouts,
    (email, name): (&str, &str),
    (identity, origin): (Identity, Origin),
) -> Result<()> {
    count_letter(deps, from, email).await?;
    let name = name.trim();
    let asked = Asked {
        email: email.to_owned(),
        kept: Kept {
            name: (!name.is_empty()).then(|| name.to_owned()),
            password_hash: String::new(),
            origin,
            identity: Some(identity),
        },
    };
    write_asked(deps, from, asked).await
}

async fn write_asked(deps: &Deps, from: &Whereabouts, asked: Asked) -> Result<()> {
    let letter = Letter::RegistrationAsked(Box::new(asked));
    let write = Write::begin(deps).await?;
    mail::write(deps, write.db(), (None, mail::language(None, from)), letter).await?;
    write.commit().await
}

/// Asks for the letter again, with another link. The same for every address.
///
/// # Errors
/// `Invalid` on `email`, `RateLimited`, or the database's.
pub async fn ask_again(deps: &Deps, from: &Whereabouts, email: &str) -> Result<()> {
    let email = users::check_email(email)?;
    count_letter(deps, from, &email).await?;
    let letter = Letter::RegistrationAgain(Again { email });
    let write = Write::begin(deps).await?;
    mail::write(deps, write.db(), (None, mail::language(None, from)), letter).await?;
    write.commit().await
}

/// Whoever has the address has it told to them; nobody else learns of it.
fn has_account(user: &user::Model) -> Option<(Option<UserId>, Letter)> {
    user.disabled_at
        .is_none()
        .then_some((Some(user.id), Letter::HasAccount(user.id)))
}

pub(super) async fn resolve(deps: &Deps, asked: Asked) -> Result<Option<(Option<UserId>, Letter)>> {
    if let Some(user) = users::find_by_email(deps.db.read(), &asked.email).await? {
        return Ok(has_account(&user));
    }
    let sealed = links::seal(deps, &asked.kept)?;
    issue(deps, asked.email, sealed).await
}

pub(super) async fn resolve_again(deps: &Deps, again: Again) -> Result<Option<(Option<UserId>, Letter)>> {
    if let Some(user) = users::find_by_email(deps.db.read(), &again.email).await? {
        return Ok(has_account(&user));
    }
    let before = mail_link::Entity::find()
        .filter(mail_link::Column::Purpose.eq(LinkPurpose::Registration))
        .filter(mail_link::Column::Subject.eq(users::email_key(&again.email)))
        .filter(mail_link::Column::UsedAt.is_null())
        .order_by_desc(mail_link::Column::CreatedAt)
        .one(deps.db.read())
        .await?;
    match before.and_then(|link| Some((link.email, link.sealed?))) {
        Some((email, sealed)) => issue(deps, email, sealed).await,
        None => Ok(None),
    }
}

async fn issue(deps: &Deps, email: String, sealed: Vec<u8>) -> Result<Option<(Option<UserId>, Letter)>> {
    let write = Write::begin(deps).await?;
    let new = NewLink {
        purpose: LinkPurpose::Registration,
        user_id: None,
        subject: users::email_key(&email),
        email,
        sealed: Some(sealed),
        browser: None,
        expires_at: None,
    };
    let link = links::issue(write.db(), deps.clock.now(), new).await?;
    write.commit().await?;
    Ok(link.map(|link| (None, Letter::Link(link.id))))
}

/// The app on whose behalf somebody registers.
pub(super) fn app_of(deps: &Deps, link: &mail_link::Model) -> Option<String> {
    match link.purpose {
        LinkPurpose::Registration => links::open::<Kept>(deps, link)?.origin.app,
        _ => None,
    }
}

/// An account that waits for its link to be used.
#[derive(Debug)]
pub struct Waiting {
    link: mail_link::Model,
    /// The address.
    pub email: String,
    /// Whether the browser that asked for it is this one. In another one the password must be given again, so that
    /// nobody makes with their address an account whose password somebody else knows.
    pub same_browser: bool,
    /// Whether another provider vouches for the person. Such an account is made in the same browser only: in another
    /// one nothing would tell its owner from who only knows their address.
    pub by_provider: bool,
    /// What the person was about, to go on with in the same browser.
    pub origin: Option<Origin>,
}

/// The account that a token makes; none for one that does not work, or not any more. Looking changes nothing.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, token: &Secret, browser: &Digest) -> Result<Option<Waiting>> {
    let found = links::find(deps, &[LinkPurpose::Registration], token).await?;
    Ok(found.and_then(|link| {
        let kept = links::open::<Kept>(deps, &link)?;
        let (by_provider, origin) = (kept.identity.is_some(), kept.origin);
        let same_browser = origin.is(browser);
        Some(Waiting {
            email: link.email.clone(),
            link,
            same_browser,
            by_provider,
            origin: same_browser.then_some(origin),
        })
    }))
}

/// Makes the account, once.
///
/// # Errors
/// `NotFound` for a link that does not work any more, `Unauthenticated` for a wrong password in another browser,
/// `Conflict` where the address was taken meanwhile, `RateLimited`, or the database's.
pub async fn confirm(
    deps: &Deps,
    from: &Whereabouts,
    waiting: &Waiting,
    password: &Secret,
) -> Result<user::Model> {
    let kept: Kept = links::open(deps, &waiting.link).ok_or(Error::not_found())?;
    if let Some(identity) = &kept.identity {
        return confirm_with(deps, from, waiting, (&kept, identity)).await;
    }
    if !waiting.same_browser {
        let mark = waiting.link.id.to_string();
        let subject = Subject::Device(&waiting.link.subject, &mark);
        throttle::count(deps, subject).await?;
        let hash = Some(kept.password_hash.clone());
        if deps.hashers.verify(password, hash).await? == Verdict::Wrong {
            return Err(Error::Unauthenticated);
        }
        throttle::forgive(deps, subject).await?;
    }
    let now = deps.clock.now();
    let new = NewUser {
        email: waiting.link.email.clone(),
        email_verified: true,
        password_hash: Some(kept.password_hash),
        role: Role::User,
        profile: entity::profile::Profile {
            name: kept.name,
            ..entity::profile::Profile::default()
        },
        allow_password_for_api: false,
    };
    let write = Write::begin(deps).await?;
    if !links::redeem(write.db(), now, &waiting.link).await? {
        return Err(Error::not_found());
    }
    let row = users::insert(write.db(), &Caller::anonymous(from.clone()), now, new).await?;
    write.commit().await?;
    Ok(row)
}

/// Makes the account of somebody whom another provider vouches for, and links the two.
async fn confirm_with(
    deps: &Deps,
    from: &Whereabouts,
    waiting: &Waiting,
    (kept, identity): (&Kept, &Identity),
) -> Result<user::Model> {
    let provider = provider::find(deps, &identity.provider).ok_or(Error::not_found())?;
    if !waiting.same_browser {
        return Err(Error::not_found());
    }
    let name = kept.name.as_deref().unwrap_or_default();
    let new = identity_registration::new_user(waiting.link.email.clone(), name, true);
    let write = Write::begin(deps).await?;
    if !links::redeem(write.db(), deps.clock.now(), &waiting.link).await? {
        return Err(Error::not_found());
    }
    let caller = Caller::anonymous(from.clone());
    let row = identity_registration::insert(&write, &caller, (provider, identity), new).await?;
    write.commit().await?;
    Ok(row)
}
