//! Authenticator apps: codes of six digits that change every 30 seconds (RFC 6238; SEC-86).
//!
//! An enrolment that has begun is nowhere but in the sealed text that its page carries; the row is made when a code
//! proves that the app has the seed.

use entity::{id::UserId, totp, user};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sea_orm::{ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};
use uuid::Uuid;
use zeroize::Zeroizing;

use super::{
    Caller, Deps, Error, OnConflict as _, Result,
    audit::{self, Event},
    change::Write,
    clock::{MINUTE, seconds},
    notice::{self, Notice},
    second_factor,
    secret::{Purpose, Secret, base64url, from_base64url, random, same},
    throttle::{self, Subject},
};

/// Digits of a code.
const DIGITS: usize = 6;
/// Seconds that a code is shown.
const STEP: i64 = 30;
/// Bytes of a seed: the length of the hash that it goes with (RFC 4226 section 4).
const SEED: usize = 20;
/// How long an enrolment waits for its first code, milliseconds.
const PATIENCE: i64 = 15 * MINUTE;

/// A seed that was never stored, or just opened.
type Seed = Zeroizing<[u8; SEED]>;

/// An enrolment that waits for the first code.
#[derive(Debug)]
pub struct Enrolment {
    /// The seed in base32, for typing in.
    pub secret: Secret,
    /// The seed as authenticator apps read it from a picture (the `otpauth` scheme).
    pub uri: Secret,
    /// What comes back with the first code.
    pub token: Secret,
}

/// Begins an enrolment. `holder`: the session, or the sign-in under way, that may finish it.
pub fn start(deps: &Deps, user: &user::Model, holder: Uuid) -> Enrolment {
    let seed = Zeroizing::new(random::<SEED>());
    let mut plain = Zeroizing::new(Vec::with_capacity(40 + SEED));
    plain.extend_from_slice(user.id.0.as_bytes());
    plain.extend_from_slice(holder.as_bytes());
    plain.extend_from_slice(&(deps.clock.now() + PATIENCE).to_be_bytes());
    plain.extend_from_slice(seed.as_ref());
    let token = Secret::new(base64url(&deps.vault.seal(Purpose::Enrolment, &plain)));
    describe(deps, user, &seed, token)
}

/// The same enrolment again, to show its page once more; none if it is over or another's.
pub fn resume(deps: &Deps, user: &user::Model, holder: Uuid, token: &str) -> Option<Enrolment> {
    let seed = open(deps, user.id, holder, token)?;
    Some(describe(deps, user, &seed, Secret::new(token)))
}

fn describe(deps: &Deps, user: &user::Model, seed: &Seed, token: Secret) -> Enrolment {
    let secret = base32(seed.as_ref());
    let encode = |text: &str| utf8_percent_encode(&text.replace(':', " "), NON_ALPHANUMERIC).to_string();
    let (issuer, account) = (encode(&deps.config.service_name), encode(&user.email));
    let uri = format!(
        "otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits={DIGITS}&period={STEP}"
    );
    Enrolment {
        secret: Secret::new(secret),
        uri: Secret::new(uri),
        token,
    }
}

fn open(deps: &Deps, user_id: UserId, holder: Uuid, token: &str) -> Option<Seed> {
    let plain = deps
        .vault
        .open(Purpose::Enrolment, &from_base64url(token)?)
        .map(Zeroizing::new)?;
    let (whose, rest) = plain.split_first_chunk::<16>()?;
    let (by, rest) = rest.split_first_chunk::<16>()?;
    let (until, seed) = rest.split_first_chunk::<8>()?;
    let good = whose == user_id.0.as_bytes()
        && by == holder.as_bytes()
        && deps.clock.now() < i64::from_be_bytes(*until);
    good.then(|| seed.try_into().ok().map(Zeroizing::new)).flatten()
}

/// RFC 4648 section 6, without padding.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut out = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for chunk in bytes.chunks(5) {
        let mut group = [0; 8];
        group[3..3 + chunk.len()].copy_from_slice(chunk);
        let bits = u64::from_be_bytes(group);
        for place in 0..(chunk.len() * 8).div_ceil(5) {
            let index = (bits >> (35 - 5 * place)) & 31;
            out.push(char::from(ALPHABET[usize::try_from(index).unwrap_or_default()]));
        }
    }
    out
}

/// The step whose code this is: this one, the one before, or the next; and later than `after`.
fn step_of(seed: &Seed, code: &str, now: i64, after: i64) -> Option<i64> {
    // Other digits than ASCII ones are digits too, elsewhere.
    if code.len() != DIGITS || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let totp = totp_rs::Builder::new()
        .with_secret(seed.to_vec())
        .build_noncompliant();
    let current = seconds(now) / STEP;
    let matching = |step: &i64| {
        let expected = totp
            .generate(u64::try_from(step * STEP).unwrap_or_default())
            .to_string();
        same(expected.as_bytes(), code.as_bytes())
    };
    (current - 1..=current + 1)
        .filter(matching)
        .find(|step| *step > after)
}

/// Enrols the caller's app, given its first code. Recovery codes come with the first factor.
///
/// # Errors
/// `StepUpRequired`, `Invalid` on `code` or `token`, `Conflict` where there is an app already, `RateLimited`, or the
/// database's.
pub async fn confirm(deps: &Deps, caller: &Caller, token: &str, code: &str) -> Result<Option<Vec<Secret>>> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let whose = session.user_id.to_string();
    throttle::count(deps, Subject::Factor(&whose, None)).await?;
    let mut write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), session.user_id, now).await?;
    insert(write.db(), deps, &user, (session.session_id.0, token, code), now).await?;
    record(&write, deps, caller, (&user, true), now).await?;
    let codes = second_factor::changed(&mut write, deps, caller, &user, now).await?;
    write.commit().await?;
    throttle::forgive(deps, Subject::Factor(&whose, None)).await?;
    Ok(codes)
}

/// Makes the row of an enrolment that its first code proves, within somebody's transaction.
///
/// # Errors
/// `Invalid` on `code` or `token`, `Conflict` where there is an app already, or the database's.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    deps: &Deps,
    user: &user::Model,
    (holder, token, code): (Uuid, &str, &str),
    now: i64,
) -> Result<()> {
    let seed = open(deps, user.id, holder, token)
        .ok_or_else(|| Error::invalid("token", "This set-up has expired. Start it again."))?;
    let step = step_of(&seed, code, now, 0).ok_or_else(wrong_code)?;
    let plain = Zeroizing::new([user.id.0.as_bytes().as_slice(), seed.as_ref()].concat());
    let row = totp::Model {
        user_id: user.id,
        seed: deps.vault.seal(Purpose::Totp, &plain),
        last_step: step,
        created_at: now,
        last_used_at: None,
    };
    totp::Entity::insert(totp::ActiveModel::from(row).reset_all())
        .exec_without_returning(db)
        .await
        .on_conflict(|| Error::conflict("", "An authenticator app is set up already."))?;
    Ok(())
}

/// What is said of a code that does not fit.
pub(super) fn wrong_code() -> Error {
    Error::invalid(
        "code",
        "This code does not fit. Enter the six digits that the app shows now.",
    )
}

/// Whether the code is right and new, within somebody's transaction: each step counts once for each person, also when
/// the same code comes twice at the same moment (SEC-86).
///
/// # Errors
/// The database's.
pub(super) async fn accept(
    db: &impl ConnectionTrait,
    deps: &Deps,
    user_id: UserId,
    code: &str,
    now: i64,
) -> Result<bool> {
    let Some(row) = totp::Entity::find_by_id(user_id).one(db).await? else {
        return Ok(false);
    };
    let plain = deps
        .vault
        .open(Purpose::Totp, &row.seed)
        .map(Zeroizing::new)
        .ok_or_else(|| Error::internal(anyhow::anyhow!("a seed cannot be opened")))?;
    let seed = plain
        .strip_prefix(user_id.0.as_bytes().as_slice())
        .and_then(|seed| seed.try_into().ok())
        .map(Zeroizing::new)
        .ok_or_else(|| Error::internal(anyhow::anyhow!("a seed is not of its person")))?;
    let Some(step) = step_of(&seed, code, now, row.last_step) else {
        return Ok(false);
    };
    let taken = totp::Entity::update_many()
        .col_expr(totp::Column::LastStep, Expr::value(step))
        .col_expr(totp::Column::LastUsedAt, Expr::value(now))
        .filter(totp::Column::UserId.eq(user_id))
        .filter(totp::Column::LastStep.lt(step))
        .exec(db)
        .await?;
    Ok(taken.rows_affected == 1)
}

/// Takes the caller's app away.
///
/// # Errors
/// `StepUpRequired`, `NotFound` where there is none, `Denied` where it is the last factor and one is required, or the
/// database's.
pub async fn disable(deps: &Deps, caller: &Caller) -> Result<()> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let mut write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), session.user_id, now).await?;
    if find(write.db(), user.id).await?.is_none() {
        return Err(Error::no_such("confirm"));
    }
    second_factor::keep_one(write.db(), deps, &user).await?;
    totp::Entity::delete_by_id(user.id).exec(write.db()).await?;
    record(&write, deps, caller, (&user, false), now).await?;
    second_factor::changed(&mut write, deps, caller, &user, now).await?;
    write.commit().await
}

/// The person's app, if they have one.
///
/// # Errors
/// The database's.
pub async fn find(db: &impl ConnectionTrait, user_id: UserId) -> Result<Option<totp::Model>> {
    Ok(totp::Entity::find_by_id(user_id).one(db).await?)
}

/// Records that an app was set up, or removed, and tells the person.
///
/// # Errors
/// The database's.
pub(super) async fn record(
    write: &Write<'_>,
    deps: &Deps,
    caller: &Caller,
    (user, added): (&user::Model, bool),
    now: i64,
) -> Result<()> {
    let (kind, told) = if added {
        ("factor.totp.enabled", Notice::AppAdded)
    } else {
        ("factor.totp.disabled", Notice::AppRemoved)
    };
    let event = Event::done(kind).user(user.id).target(user.id);
    audit::record(write.db(), now, caller, event).await?;
    notice::tell(deps, write.db(), user, &caller.from, told).await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 6238 appendix B, its last six digits of eight.
    const KNOWN: &[(i64, &str)] = &[
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
    ];

    fn seed() -> Seed {
        Zeroizing::new(*b"12345678901234567890")
    }

    #[test]
    fn the_rfcs_examples() {
        for (time, code) in KNOWN {
            assert_eq!(
                step_of(&seed(), code, time * 1000, 0),
                Some(time / STEP),
                "{time}"
            );
        }
        assert_eq!(
            base32(b"12345678901234567890"),
            "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
        );
        assert_eq!(base32(b"foob"), "MZXW6YQ");
    }

    #[test]
    fn sec_86_one_step_off_at_most_and_later_than_the_last() {
        let (time, code) = KNOWN[4];
        let step = time / STEP;
        // 20 s into the step.
        for (seconds_later, accepted) in [(-51, false), (-50, true), (0, true), (39, true), (40, false)] {
            let found = step_of(&seed(), code, (time + seconds_later) * 1000, 0);
            assert_eq!(found, accepted.then_some(step), "{seconds_later}");
        }
        assert_eq!(step_of(&seed(), code, time * 1000, step - 1), Some(step));
        assert_eq!(step_of(&seed(), code, time * 1000, step), None);
    }

    #[test]
    fn sec_86_only_six_ascii_digits_are_a_code() {
        let (time, code) = KNOWN[4];
        for other in [
            "",
            "27903",
            "0279037",
            "279037 ",
            " 279037",
            "27903７",
            "٢٧٩٠٣٧",
            "+79037",
            "279 037",
        ] {
            assert_eq!(step_of(&seed(), other, time * 1000, 0), None, "{other}");
        }
        assert!(step_of(&seed(), code, time * 1000, 0).is_some());
    }
}
