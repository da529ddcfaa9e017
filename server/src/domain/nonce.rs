//! Nonces: numbers that a person's calls to an API carry, each of them once (SEC-113, SEC-114). In any order; one for
//! all of the person's tokens, so that a copy of a call is refused whichever token it is repeated with.

use super::{Deps, Result, clock::DAY, secret::sha256, token::LiveToken};

/// For so long a nonce is remembered, milliseconds. No access token lives longer than a day
/// (`access_token_ttl` ends there, for an API too), so every token that was live when the nonce came has ended by then.
const REMEMBERED: i64 = DAY + DAY / 24;

/// Why a nonce was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is none.
    Missing,
    /// It is not a decimal number below 2^64.
    Invalid,
    /// It came before.
    Used,
}

impl Refused {
    /// The word for it on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Invalid => "invalid",
            Self::Used => "used",
        }
    }
}

/// Reads a nonce: 1 to 20 decimal digits, at most 2^64 - 1. Zeros in front do not make another number of it.
pub fn parse(text: &str) -> Option<u64> {
    let digits = (1..=20).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok()).flatten()
}

/// Whose calls a nonce is for: the token's person, or its client where there is no person.
pub fn of_token(live: &LiveToken) -> String {
    match &live.under {
        Some(under) => under.user.id.to_string(),
        None => live.client.client.id.to_string(),
    }
}

/// Uses the nonce up for a person or a client. One conditional insert:
/// of the same nonce twice at once, on two nodes too, one is accepted, and after a crash it stays used.
///
/// # Errors
/// The database's: never an invented acceptance (SEC-120).
pub async fn accept(deps: &Deps, whose: &str, nonce: Option<&str>) -> Result<Option<Refused>> {
    let Some(text) = nonce.filter(|text| !text.is_empty()) else {
        return Ok(Some(Refused::Missing));
    };
    let Some(number) = parse(text) else {
        return Ok(Some(Refused::Invalid));
    };
    let digest = sha256(format!("nonce\n{whose}\n{number}").as_bytes());
    let first = deps.journal.use_up(digest, deps.clock.now() + REMEMBERED).await?;
    Ok((!first).then_some(Refused::Used))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_113_a_nonce_is_a_decimal_number() {
        for (good, number) in [
            ("0", 0),
            ("7", 7),
            ("007", 7),
            ("1764062400123456789", 1_764_062_400_123_456_789),
            ("18446744073709551615", u64::MAX),
        ] {
            assert_eq!(parse(good), Some(number), "{good}");
        }
        for bad in [
            "",
            "-1",
            "+1",
            " 1",
            "1 ",
            "1.0",
            "1e3",
            "0x10",
            "١",
            "abc",
            "1,2",
            "18446744073709551616",
            "000000000000000000001",
            "99999999999999999999999999",
        ] {
            assert_eq!(parse(bad), None, "{bad}");
        }
    }
}
