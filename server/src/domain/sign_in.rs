//! Signing in, step by step. After the first factor of an account that has a second one, or must have one, there is no
//! session yet but a sign-in under way: a row, tied to the browser, that becomes a session once, by proving or
//! enrolling the second factor (SEC-66, SEC-73, SEC-74).

use entity::{id::SignInId, sign_in, user, values::Digest};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    browser::Sessions,
    caller::Whereabouts,
    change::Write,
    clock::MINUTE,
    notice::{self, Notice},
    passkey, recovery_code, second_factor,
    secret::{Secret, base64url, ordered_id, random, same, sha256},
    session::{self, Begun},
    throttle::{self, Subject},
    totp,
};

/// How long a sign-in waits for its second factor, milliseconds.
pub const PATIENCE: i64 = 10 * MINUTE;

/// A first factor that was proved just now.
#[derive(Clone, Copy, Debug)]
pub struct FirstFactor<'a> {
    /// By which methods, as `amr` says it; `mfa` among them where they are more than one factor already.
    pub amr: &'a str,
    /// The digest of the browser that proved it.
    pub browser: &'a Digest,
    /// The sessions that this browser had.
    pub before: Sessions<'a>,
    /// Whether the browser is to keep the session when it is closed.
    pub remembered: bool,
}

/// What follows the first factor.
#[derive(Debug)]
pub enum Step {
    /// A session: nothing else is needed.
    Session(Begun),
    /// The second factor; the value is for a cookie.
    SecondFactor(Secret),
}

/// Goes on after the first factor.
///
/// # Errors
/// `Unauthenticated` if the account was switched off meanwhile, or the database's.
pub async fn proceed(
    deps: &Deps,
    from: &Whereabouts,
    user: &user::Model,
    first: FirstFactor<'_>,
) -> Result<Step> {
    match session::begin(deps, from, user, first.amr, (first.before, first.remembered)).await {
        Ok(begun) => Ok(Step::Session(begun)),
        Err(Error::StepUpRequired) => wait(deps, user, first).await.map(Step::SecondFactor),
        Err(error) => Err(error),
    }
}

async fn wait(deps: &Deps, user: &user::Model, first: FirstFactor<'_>) -> Result<Secret> {
    let now = deps.clock.now();
    let cookie = Secret::new(base64url(&random::<32>()));
    let row = sign_in::Model {
        id: SignInId(ordered_id(now)),
        user_id: user.id,
        digest: sha256(cookie.expose().as_bytes()),
        browser_digest: first.browser.clone(),
        amr: first.amr.split(' ').collect(),
        expires_at: now + PATIENCE,
        completed_at: None,
        remembered: first.remembered,
        created_at: now,
    };
    sign_in::Entity::insert(sign_in::ActiveModel::from(row).reset_all())
        .exec_without_returning(deps.db.write())
        .await?;
    Ok(cookie)
}

/// A sign-in under way.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The row.
    pub row: sign_in::Model,
    /// Who has proved the first factor.
    pub user: user::Model,
}

/// The sign-in of that cookie, if it is this browser's, in time, and nothing of it has changed since.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, cookie: &str, browser: &Digest) -> Result<Option<Waiting>> {
    if cookie.len() != 43 {
        return Ok(None);
    }
    let found = sign_in::Entity::find()
        .filter(sign_in::Column::Digest.eq(sha256(cookie.as_bytes())))
        .filter(sign_in::Column::CompletedAt.is_null())
        .filter(sign_in::Column::ExpiresAt.gt(deps.clock.now()))
        .one(deps.db.read())
        .await?;
    let Some(row) = found.filter(|row| same(&row.browser_digest.0, &browser.0)) else {
        return Ok(None);
    };
    let user = user::Entity::find_by_id(row.user_id).one(deps.db.read()).await?;
    Ok(user
        .filter(|user| still_stands(&row, user))
        .map(|user| Waiting { row, user }))
}

/// Another password, or an account that was switched off, voids what the one before proved.
fn still_stands(row: &sign_in::Model, user: &user::Model) -> bool {
    user.disabled_at.is_none() && user.password_changed_at.is_none_or(|at| at <= row.created_at)
}

/// What somebody typed as their second factor.
#[derive(Clone, Copy, Debug)]
pub enum Typed<'a> {
    /// What an authenticator app shows.
    Totp(&'a str),
    /// A recovery code.
    RecoveryCode(&'a str),
}

impl Typed<'_> {
    const fn factor(self) -> &'static str {
        match self {
            Self::Totp(_) => "totp",
            Self::RecoveryCode(_) => "recovery_code",
        }
    }
}

/// Where a second factor comes from.
#[derive(Clone, Copy, Debug)]
pub struct Asker<'a> {
    /// Address and browser.
    pub from: &'a Whereabouts,
    /// The mark of a browser that signed in to this account before: it has a counter of its own (SEC-78).
    pub device: Option<&'a str>,
    /// The sessions that this browser had.
    pub before: Sessions<'a>,
}

/// Takes a code as the second factor; the session begins. Tries are counted before they are looked at (SEC-77).
///
/// # Errors
/// `Invalid` on `code`, `RateLimited`, `Unauthenticated` if the sign-in is over, or the database's.
pub async fn by_code(deps: &Deps, asker: Asker<'_>, waiting: &Waiting, typed: Typed<'_>) -> Result<Begun> {
    let user_id = waiting.user.id;
    let whose = user_id.to_string();
    let subject = Subject::Factor(&whose, asker.device);
    let network = asker
        .from
        .ip_address
        .as_deref()
        .filter(|_| asker.device.is_none())
        .map(Subject::Network);
    if let Some(network) = network {
        throttle::count(deps, network).await?;
    }
    throttle::count(deps, subject).await?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let right = match typed {
        Typed::Totp(code) => totp::accept(write.db(), deps, user_id, code, now).await?,
        Typed::RecoveryCode(code) => recovery_code::accept(write.db(), deps, user_id, code, now).await?,
    };
    let caller = Caller::anonymous(asker.from.clone());
    if !right {
        drop(write);
        second_factor::refused(deps, &caller, user_id, typed.factor()).await?;
        return Err(totp::wrong_code());
    }
    if let Typed::RecoveryCode(_) = typed {
        let left = recovery_code::left(write.db(), user_id).await?;
        let event = Event::done("factor.recovery_code.used")
            .user(user_id)
            .details(json!({ "left": left }));
        audit::record(write.db(), now, &caller, event).await?;
        let told = Notice::RecoveryCodeUsed(left);
        notice::tell(deps, write.db(), &waiting.user, asker.from, told).await?;
    }
    let begun = complete(&mut write, deps, asker, waiting, &["otp"], now).await?;
    write.commit().await?;
    throttle::forgive(deps, subject).await?;
    if let Some(network) = network {
        throttle::take_back(deps, network).await?;
    }
    Ok(begun)
}

/// Takes the answer of a passkey as the second factor; the session begins.
///
/// # Errors
/// `Invalid` where the passkey is not this person's or its answer is wrong or late, `Unauthenticated` if the sign-in is
/// over, or the database's.
pub async fn by_passkey(
    deps: &Deps,
    asker: Asker<'_>,
    waiting: &Waiting,
    answer: (&str, &str),
) -> Result<Begun> {
    let caller = Caller::anonymous(asker.from.clone());
    let proved = match passkey::authenticate(deps, &caller, &waiting.row.browser_digest.0, answer).await {
        Ok(proved) if proved.user.id == waiting.user.id => proved,
        Ok(_) | Err(Error::Unauthenticated) => {
            return Err(Error::invalid(
                "passkey",
                "This passkey could not be checked. Try again.",
            ));
        }
        Err(error) => return Err(error),
    };
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let begun = complete(&mut write, deps, asker, waiting, proved.amr, now).await?;
    write.commit().await?;
    Ok(begun)
}

/// Enrols an authenticator app for a person who must have a second factor and has none; the session begins, and the
/// recovery codes come with it.
///
/// # Errors
/// `Invalid` on `code` or `token`, `Conflict` where there is a factor already, `Unauthenticated` if the sign-in is
/// over, or the database's.
pub async fn by_enrolling(
    deps: &Deps,
    asker: Asker<'_>,
    waiting: &Waiting,
    (token, code): (&str, &str),
) -> Result<(Begun, Option<Vec<Secret>>)> {
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), waiting.user.id, now).await?;
    // Whoever has a factor proves it: another one is no way around it.
    if user.second_factor_at.is_some() {
        return Err(Error::conflict("", "A second factor is set up already."));
    }
    totp::insert(write.db(), deps, &user, (waiting.row.id.0, token, code), now).await?;
    let caller = Caller::anonymous(asker.from.clone());
    totp::record(&write, deps, &caller, (&user, true), now).await?;
    let codes = second_factor::changed(&mut write, deps, &caller, &user, now).await?;
    let begun = complete(&mut write, deps, asker, waiting, &["otp"], now).await?;
    write.commit().await?;
    Ok((begun, codes))
}

/// As [`by_enrolling`], with a passkey. Making it verified its user.
///
/// # Errors
/// `Invalid` on `token`, `credential` or `name`, `Conflict` where there is a factor already, `Unauthenticated` if the
/// sign-in is over, or the database's.
pub async fn by_enrolling_passkey(
    deps: &Deps,
    asker: Asker<'_>,
    waiting: &Waiting,
    answer: (&str, &str),
    name: &str,
) -> Result<(Begun, Option<Vec<Secret>>)> {
    let now = deps.clock.now();
    let holder = (waiting.user.id, waiting.row.id.0);
    let row = passkey::answered(deps, holder, answer, name, now).await?;
    let mut write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), waiting.user.id, now).await?;
    if user.second_factor_at.is_some() {
        return Err(Error::conflict("", "A second factor is set up already."));
    }
    let caller = Caller::anonymous(asker.from.clone());
    passkey::insert(&write, deps, &caller, &user, &row).await?;
    let codes = second_factor::changed(&mut write, deps, &caller, &user, now).await?;
    let begun = complete(&mut write, deps, asker, waiting, passkey::amr(&row), now).await?;
    write.commit().await?;
    Ok((begun, codes))
}

/// The sign-in becomes a session, once, in the transaction that took its second factor.
///
/// # Errors
/// `Unauthenticated` if it is over, or the database's.
pub(super) async fn complete(
    write: &mut Write<'_>,
    deps: &Deps,
    asker: Asker<'_>,
    waiting: &Waiting,
    second: &[&str],
    now: i64,
) -> Result<Begun> {
    let done = sign_in::Entity::update_many()
        .col_expr(sign_in::Column::CompletedAt, Expr::value(now))
        .filter(sign_in::Column::Id.eq(waiting.row.id))
        .filter(sign_in::Column::CompletedAt.is_null())
        .filter(sign_in::Column::ExpiresAt.gt(now))
        .exec(write.db())
        .await?;
    let user = user::Entity::find_by_id(waiting.row.user_id)
        .one(write.db())
        .await?;
    let user = user
        .filter(|user| done.rows_affected == 1 && still_stands(&waiting.row, user))
        .ok_or(Error::Unauthenticated)?;
    let amr = second_factor::both(&waiting.row.amr, second);
    let how = (asker.before, waiting.row.remembered);
    session::begin_within(write, deps, asker.from, (&user, &amr), how, now).await
}
