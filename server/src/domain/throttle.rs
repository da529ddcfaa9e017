//! Guessing is bounded (SEC-77), shared between nodes, and cannot be used to lock anybody out (SEC-78): a browser
//! that signed in to the account before has a counter of its own.
//!
//! A try is counted before it is looked at, in one transaction that holds the counter's row, so that tries at the
//! same moment get no extra guesses.

use std::net::IpAddr;

use entity::{throttle, values::Digest};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr};

use super::{
    Deps, Error, Result,
    clock::{DAY, HOUR, MINUTE, SECOND},
    database::statement,
    secret::Purpose,
};

/// Failures in a row after which an account takes no more tries for a day, from browsers it does not know.
const MOST_FAILURES: i32 = 100;

/// What is counted.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    /// Tries on one account, by its folded address, from browsers that it does not know.
    Account(&'a str),
    /// Tries on one account from one browser that it knows.
    Device(&'a str, &'a str),
    /// Tries at the second factor of one account, by its id, from browsers that it does not know; or from one browser
    /// that it knows. Only who has proved the first factor can try.
    Factor(&'a str, Option<&'a str>),
    /// Tries from one network.
    Network(&'a str),
    /// New accounts from one network.
    Registration(&'a str),
    /// Resources that somebody registers for addresses that nobody has.
    Owners(&'a str),
    /// Letters that somebody who is not signed in asks for, from one network.
    MailFrom(&'a str),
    /// Letters to one address.
    MailTo(&'a str),
}

impl Subject<'_> {
    fn key(self, deps: &Deps) -> Digest {
        let mac = |kind: &[u8], parts: &str| {
            deps.vault
                .mac(Purpose::Throttle, &[kind, parts.as_bytes()])
                .to_vec()
        };
        Digest(match self {
            Self::Account(email) => mac(b"account\n", email),
            Self::Device(email, device) => mac(b"device\n", &format!("{email}\n{device}")),
            Self::Factor(user, device) => {
                mac(b"factor\n", &format!("{user}\n{}", device.unwrap_or_default()))
            }
            Self::Network(address) => mac(b"network\n", &network(address)),
            Self::Registration(address) => mac(b"registration\n", &network(address)),
            Self::Owners(whose) => mac(b"owners\n", whose),
            Self::MailFrom(address) => mac(b"mail from\n", &network(address)),
            Self::MailTo(email) => mac(b"mail to\n", email),
        })
    }

    /// Failures before waiting begins, the longest wait, and the time after which failures are forgotten.
    const fn limits(self, deps: &Deps) -> (i32, i64, i64) {
        match self {
            Self::Account(_) | Self::Device(..) | Self::Factor(..) => {
                (deps.config.sign_in_failures_per_account, 15 * MINUTE, DAY)
            }
            Self::Network(_) => (deps.config.sign_in_failures_per_network, MINUTE, 15 * MINUTE),
            Self::Registration(_) | Self::MailFrom(_) => (20, 10 * MINUTE, HOUR),
            // The last waits are short: nobody keeps a person from their reset for long (SEC-78).
            Self::MailTo(_) => (4, 2 * MINUTE, HOUR),
            Self::Owners(_) => (30, 10 * MINUTE, HOUR),
        }
    }
}

/// An address's neighbourhood: one IPv4 address, or the /64 that one IPv6 customer has.
pub fn network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(v6)) => {
            let [a, b, c, d, ..] = v6.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}")
        }
        _ => address.to_owned(),
    }
}

/// Counts a try as a failure; [`forgive`] it when it was none.
///
/// # Errors
/// `RateLimited` while the subject has to wait: then the try must not be looked at.
pub async fn count(deps: &Deps, subject: Subject<'_>) -> Result<()> {
    let key = subject.key(deps);
    let now = deps.clock.now();
    let (free, longest, memory) = subject.limits(deps);
    let db = deps.db.begin().await?;
    let sql = r#"INSERT INTO "throttle" ("key", "failures", "blocked_until", "updated_at") VALUES (?, 1, 0, ?)
        ON CONFLICT ("key") DO UPDATE SET
            "failures" = CASE WHEN "throttle"."updated_at" < ? THEN 1 ELSE "throttle"."failures" + 1 END,
            "updated_at" = excluded."updated_at"
        WHERE "throttle"."blocked_until" <= excluded."updated_at"
        RETURNING "failures""#;
    let values = [key.clone().into(), now.into(), (now - memory).into()];
    let counted = db
        .query_one_raw(statement(db.get_database_backend(), sql, values))
        .await?;
    let Some(row) = counted else {
        let blocked = throttle::Entity::find_by_id(key)
            .one(&db)
            .await?
            .map_or(now, |row| row.blocked_until);
        return Err(Error::RateLimited {
            retry_after: wait_seconds(blocked - now),
        });
    };
    let failures: i32 = row.try_get("", "failures")?;
    if failures >= free {
        let doublings = u32::try_from(failures - free).unwrap_or(0).min(20);
        let wait = if failures >= MOST_FAILURES
            && matches!(subject, Subject::Account(_) | Subject::Factor(_, None))
        {
            DAY
        } else {
            (SECOND << doublings).min(longest)
        };
        throttle::Entity::update_many()
            .col_expr(throttle::Column::BlockedUntil, Expr::value(now + wait))
            .filter(throttle::Column::Key.eq(key))
            .exec(&db)
            .await?;
    }
    db.commit().await?;
    Ok(())
}

/// The try was none: the subject starts afresh.
///
/// # Errors
/// The database's.
pub async fn forgive(deps: &Deps, subject: Subject<'_>) -> Result<()> {
    throttle::Entity::delete_by_id(subject.key(deps))
        .exec(deps.db.write())
        .await?;
    Ok(())
}

/// Takes one try of a shared counter back, and the wait that it began, so that people who sign in do not use up their
/// network's quota.
///
/// # Errors
/// The database's.
pub async fn take_back(deps: &Deps, subject: Subject<'_>) -> Result<()> {
    throttle::Entity::update_many()
        .col_expr(
            throttle::Column::Failures,
            sea_orm::ExprTrait::sub(Expr::col(throttle::Column::Failures), 1),
        )
        .col_expr(throttle::Column::BlockedUntil, Expr::value(0_i64))
        .filter(throttle::Column::Key.eq(subject.key(deps)))
        .filter(throttle::Column::Failures.gt(0))
        .exec(deps.db.write())
        .await?;
    Ok(())
}

/// Whole seconds to wait, rounded up: who comes then is not early.
pub fn wait_seconds(milliseconds: i64) -> u64 {
    u64::try_from((milliseconds + SECOND - 1) / SECOND)
        .unwrap_or(1)
        .max(1)
}
