//! Guessing client secrets and API keys is bounded (SEC-77): for each client and network, and for API keys for each
//! network. A secret that worked from a network before works from there all the same, and one that is sent again is no
//! other guess: a program with an old secret stops nobody (SEC-78). In memory, for each node: what is guessed has 256
//! random bits, and no write is worth it.

use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};

use entity::values::Digest;
use moka::sync::Cache;

use crate::domain::{
    self, Error,
    clock::MINUTE,
    secret::sha256,
    throttle::{network, wait_seconds},
};

/// Different wrong ones in a minute.
const MOST: usize = 60;
/// Subjects and secrets that are remembered.
const REMEMBERED: u64 = 50_000;
/// A secret that worked is known for so long, seconds after it was last used.
const KNOWN: u64 = 24 * 60 * 60;

/// What is guessed.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Of<'a> {
    /// The secret of the client of that id.
    Client(&'a str),
    /// Any API key.
    ApiKey,
}

/// Those of a minute.
#[derive(Debug)]
struct Window {
    since: i64,
    wrong: Mutex<HashSet<Digest>>,
}

/// Counts of the running minute.
#[derive(Debug)]
pub(crate) struct Guesses {
    windows: Cache<Digest, Arc<Window>>,
    known: Cache<Digest, ()>,
}

impl Default for Guesses {
    fn default() -> Self {
        let seconds = std::time::Duration::from_secs;
        Self {
            windows: Cache::builder()
                .max_capacity(REMEMBERED)
                .time_to_live(seconds(120))
                .build(),
            known: Cache::builder()
                .max_capacity(REMEMBERED)
                .time_to_idle(seconds(KNOWN))
                .build(),
        }
    }
}

/// A try that was let through. It counts as a wrong one until [`Guesses::worked`].
#[derive(Debug)]
pub(crate) struct Try {
    secret: Digest,
    /// None where the secret is known.
    window: Option<Arc<Window>>,
}

impl Guesses {
    /// Counts a try, before it is looked at.
    ///
    /// # Errors
    /// `RateLimited`: then it must not be looked at.
    pub(crate) fn enter(
        &self,
        now: i64,
        of: Of<'_>,
        address: Option<&str>,
        secret: &str,
    ) -> domain::Result<Try> {
        let network = network(address.unwrap_or_default());
        let place = match of {
            Of::Client(id) => format!("client\n{id}\n{network}\n"),
            Of::ApiKey => format!("key\n{network}\n"),
        };
        let secret = sha256(format!("{place}{secret}").as_bytes());
        if self.known.contains_key(&secret) {
            return Ok(Try { secret, window: None });
        }
        let begin = || {
            Arc::new(Window {
                since: now,
                wrong: Mutex::default(),
            })
        };
        let window = self
            .windows
            .entry(sha256(place.as_bytes()))
            .or_insert_with_if(begin, |window| now - window.since >= MINUTE)
            .into_value();
        let full = {
            let mut wrong = window.wrong.lock().unwrap_or_else(PoisonError::into_inner);
            !wrong.contains(&secret) && (wrong.len() >= MOST || !wrong.insert(secret.clone()))
        };
        if full {
            return Err(Error::RateLimited {
                retry_after: wait_seconds(window.since + MINUTE - now),
            });
        }
        Ok(Try {
            secret,
            window: Some(window),
        })
    }

    /// The secret was right.
    pub(crate) fn worked(&self, tried: Try) {
        if tried.window.is_some() {
            self.known.insert(tried.secret.clone(), ());
            Self::undecided(tried);
        }
    }

    /// Nobody knows whether the secret was right, as with a database that is away: it was no guess.
    pub(crate) fn undecided(tried: Try) {
        if let Some(window) = tried.window {
            let mut wrong = window.wrong.lock().unwrap_or_else(PoisonError::into_inner);
            wrong.remove(&tried.secret);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_77_secrets_are_guessed_a_bounded_number_of_times_in_a_minute() {
        let guesses = Guesses::default();
        let enter = |now, of, address, secret: &str| guesses.enter(now, of, Some(address), secret);
        let ours = Of::Client("shop");
        guesses.worked(enter(0, ours, "192.0.2.7", "right").unwrap());
        for _ in 0..2 * MOST {
            assert!(
                enter(0, ours, "192.0.2.7", "an old one").is_ok(),
                "the same is no other guess"
            );
        }
        let let_through = (0..2 * MOST)
            .filter(|number| enter(0, ours, "192.0.2.7", &format!("wrong {number}")).is_ok())
            .count();
        assert_eq!(let_through, MOST - 1);
        assert!(enter(0, ours, "192.0.2.7", "right").is_ok(), "known from there");
        assert!(enter(0, ours, "192.0.2.7", "another").is_err());
        assert!(
            enter(0, ours, "198.51.100.7", "another").is_ok(),
            "another network"
        );
        assert!(
            enter(0, Of::Client("other"), "192.0.2.7", "x").is_ok(),
            "another client"
        );
        assert!(enter(0, Of::ApiKey, "192.0.2.7", "x").is_ok());
        assert!(
            enter(MINUTE, ours, "192.0.2.7", "another").is_ok(),
            "a minute later"
        );
    }
}
