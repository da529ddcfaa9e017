//! Passwords: what is accepted (SEC-79), how they are stored and checked (SEC-80).

use std::sync::{
    Arc, LazyLock,
    atomic::{AtomicU64, Ordering},
};

use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::{Error, Invalid, Result, secret::Secret};

/// At least so many characters, as long as a password is the only factor.
pub const LEAST: usize = 15;
/// At most so many bytes; more is refused, never cut.
pub const MOST: usize = 1024;
/// 19 MiB, two passes, one lane.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
/// What a hash from elsewhere may cost: one that takes minutes or gigabytes to check stops everybody's sign-ins.
const MOST_MEMORY_KIB: u32 = 256 * 1024;
const MOST_PASSES: u32 = 16;
const MOST_LANES: u32 = 16;
/// And memory times passes: a gibibyte to go through.
const MOST_WORK_KIB: u32 = 1024 * 1024;
/// So many may wait for their turn; more are turned away at once.
const WAITING: usize = 48;

/// A password as it is hashed: NFC, so that it does not matter how a keyboard composes it.
pub fn normalise(password: &Secret) -> Zeroizing<String> {
    Zeroizing::new(password.expose().nfc().collect())
}

/// Whether a new password is good enough. `words`: the account's own, which it must not contain.
///
/// # Errors
/// `Invalid` on the field `password`, saying what to do.
pub fn check_new(password: &Secret, words: &[&str]) -> Result<()> {
    let text = normalise(password);
    let refuse = |message: String| {
        Err(Error::Invalid(Invalid {
            field: "password".into(),
            message: message.into(),
        }))
    };
    if text.len() > MOST {
        return refuse(format!("Use at most {MOST} bytes."));
    }
    if text.chars().count() < LEAST {
        return refuse(format!(
            "Use at least {LEAST} characters. Several words in a row are easy to remember."
        ));
    }
    if text.contains('\0') {
        return refuse("A password cannot contain the NUL character.".to_owned());
    }
    let folded = text.to_lowercase();
    for word in words
        .iter()
        .map(|word| word.trim().to_lowercase())
        .filter(|word| word.chars().count() >= 4)
    {
        if folded.contains(&word) {
            return refuse(
                "Do not use your name, your address or this service's name in the password.".to_owned(),
            );
        }
    }
    // Strength is judged on the first hundred characters: the estimator's time grows with the square.
    let judged: String = text.chars().take(100).collect();
    if zxcvbn::zxcvbn(&judged, words).score() < zxcvbn::Score::Three {
        return refuse(
            "This is among the passwords that are guessed first. Use a few unrelated words.".to_owned(),
        );
    }
    Ok(())
}

/// A place in the queue of those who wait for a hash; leaving gives it back.
#[derive(Debug)]
pub struct Place(#[expect(dead_code, reason = "held until it is dropped")] OwnedSemaphorePermit);

/// Hashes and checks passwords off the async workers, a bounded number at a time.
#[derive(Debug)]
pub struct Hashers {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    capacity: usize,
    done: Arc<AtomicU64>,
}

impl Hashers {
    /// `parallel` at the same time; 0 means one less than the processors, at least one.
    pub fn new(parallel: usize) -> Self {
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let parallel = if parallel == 0 {
            processors.saturating_sub(1).max(1)
        } else {
            parallel
        };
        Self {
            turns: Arc::new(Semaphore::new(parallel)),
            queue: Arc::new(Semaphore::new(parallel + WAITING)),
            capacity: parallel + WAITING,
            done: Arc::default(),
        }
    }

    /// How many hashes were computed since the start: what cannot be seen in an answer must cost the same (SEC-76).
    pub fn computed(&self) -> u64 {
        self.done.load(Ordering::Relaxed)
    }

    /// How many wait or are being hashed, and how many can.
    pub fn waiting(&self) -> (usize, usize) {
        (
            self.capacity.saturating_sub(self.queue.available_permits()),
            self.capacity,
        )
    }

    /// A place in the queue, to be taken before anything else is done for a password.
    ///
    /// # Errors
    /// `RateLimited` when too many wait.
    pub fn queue(&self) -> Result<Place> {
        let place = Arc::clone(&self.queue).try_acquire_owned();
        place
            .map(Place)
            .map_err(|_| Error::RateLimited { retry_after: 2 })
    }

    async fn run<T: Send + 'static>(
        &self,
        place: Place,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let turn = Arc::clone(&self.turns)
            .acquire_owned()
            .await
            .map_err(Error::internal)?;
        self.done.fetch_add(1, Ordering::Relaxed);
        tokio::task::spawn_blocking(move || {
            let result = work();
            drop((turn, place));
            result
        })
        .await
        .map_err(Error::internal)?
    }

    /// The PHC string to store.
    ///
    /// # Errors
    /// `RateLimited` when too many wait.
    pub async fn hash(&self, password: &Secret) -> Result<String> {
        let password = normalise(password);
        self.run(self.queue()?, move || hash(&password)).await
    }

    /// Whether the password is the one that was hashed, and whether its hash should be made again with today's
    /// parameters. Without a stored hash the same work is done for nothing (SEC-76).
    ///
    /// # Errors
    /// `RateLimited` when too many wait.
    pub async fn verify(&self, password: &Secret, stored: Option<String>) -> Result<Verdict> {
        self.verify_at(self.queue()?, password, stored).await
    }

    /// As [`Hashers::verify`], with a place that was taken before.
    ///
    /// # Errors
    /// When the work could not be done.
    pub async fn verify_at(
        &self,
        place: Place,
        password: &Secret,
        stored: Option<String>,
    ) -> Result<Verdict> {
        let password = if password.expose().len() > MOST {
            Zeroizing::default()
        } else {
            normalise(password)
        };
        self.run(place, move || Ok(verify(&password, stored.as_deref())))
            .await
    }
}

/// What comparing a password said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is another one, or there is none.
    Wrong,
    /// It is the one.
    Right,
    /// It is the one; its hash is of another time.
    Outdated,
}

fn argon2() -> Argon2<'static> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

fn hash(password: &str) -> Result<String> {
    let hash = argon2()
        .hash_password(password.as_bytes())
        .map_err(|error| Error::internal(anyhow::anyhow!("{error}")))?;
    Ok(hash.to_string())
}

/// What an account without a password is compared with.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody's password").unwrap_or_default());

fn verify(password: &str, stored: Option<&str>) -> Verdict {
    // Nor is one checked that is there already, from before there was a bound.
    let stored = stored.filter(|hash| check_hash(hash) != Err(TOO_COSTLY));
    let Ok(parsed) = PasswordHash::new(stored.unwrap_or(&NOBODY)) else {
        return Verdict::Wrong;
    };
    let right = argon2().verify_password(password.as_bytes(), &parsed).is_ok();
    if !right || stored.is_none() {
        return Verdict::Wrong;
    }
    let today = Params::try_from(&parsed).is_ok_and(|p| {
        p.m_cost() == MEMORY_KIB
            && p.t_cost() == PASSES
            && p.p_cost() == 1
            && parsed.algorithm.as_str() == "argon2id"
    });
    if today { Verdict::Right } else { Verdict::Outdated }
}

const NO_HASH: &str = "This is no Argon2id hash in PHC form ($argon2id$v=19$…).";
const TOO_COSTLY: &str =
    "Checking this hash would take too long: m is at most 262144 (KiB), t at most 16, p at most 16.";

/// Whether a text is an Argon2id hash that could be stored (for files that bring one).
///
/// # Errors
/// What is wrong with it.
pub fn check_hash(text: &str) -> std::result::Result<(), &'static str> {
    let hash = PasswordHash::new(text).map_err(|_| NO_HASH)?;
    if hash.algorithm.as_str() != "argon2id" {
        return Err(NO_HASH);
    }
    let params = Params::try_from(&hash).map_err(|_| NO_HASH)?;
    let work = params.m_cost().saturating_mul(params.t_cost());
    if params.m_cost() > MOST_MEMORY_KIB
        || params.t_cost() > MOST_PASSES
        || params.p_cost() > MOST_LANES
        || work > MOST_WORK_KIB
    {
        return Err(TOO_COSTLY);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_79_short_common_and_personal_passwords_are_refused() {
        let words = ["ada@example.com", "lovelace", "Latchkey"];
        for bad in [
            "short",
            "aaaaaaaaaaaaaaaaaaaa",
            "password1234567",
            "my lovelace is nice and long",
            &"x".repeat(1025),
        ] {
            assert!(check_new(&Secret::new(bad), &words).is_err(), "{bad}");
        }
        for good in [
            "violet stapler cabinet 9",
            "Größe   zählt   selten   ☂",
            "analytical-engine-1843",
        ] {
            assert!(check_new(&Secret::new(good), &words).is_ok(), "{good}");
        }
    }

    #[test]
    fn sec_80_a_hash_from_elsewhere_is_bounded_in_what_it_costs() {
        let hash =
            |costs: &str| format!("$argon2id$v=19${costs}$c29tZXNhbHRzb21lc2FsdA$LDcgkqo2AP0YBoGGM7Md8w");
        for fine in ["m=19456,t=2,p=1", "m=65536,t=3,p=4", "m=262144,t=4,p=16"] {
            assert_eq!(check_hash(&hash(fine)), Ok(()), "{fine}");
        }
        for costly in [
            "m=4194304,t=100,p=1",
            "m=262145,t=2,p=1",
            "m=262144,t=5,p=1",
            "m=19456,t=17,p=1",
            "m=19456,t=2,p=17",
        ] {
            assert_eq!(check_hash(&hash(costly)), Err(TOO_COSTLY), "{costly}");
            // Were it checked, this test would take minutes.
            assert_eq!(verify("anything", Some(&hash(costly))), Verdict::Wrong);
        }
        for none in ["m=1,t=2,p=1", "m=19456,t=0,p=1"] {
            assert_eq!(check_hash(&hash(none)), Err(NO_HASH), "{none}");
        }
        assert_eq!(check_hash("$2y$10$x"), Err(NO_HASH));
    }

    #[tokio::test]
    async fn sec_80_hashes_are_argon2id_with_the_least_parameters_or_more() {
        let hashers = Hashers::new(1);
        let hash = hashers
            .hash(&Secret::new("violet stapler cabinet"))
            .await
            .unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        let verify = async |text: &str, hash: Option<&str>| {
            hashers
                .verify(&Secret::new(text), hash.map(str::to_owned))
                .await
                .unwrap()
        };
        assert_eq!(
            verify("violet stapler cabinet", Some(&hash)).await,
            Verdict::Right
        );
        assert_eq!(
            verify("violet stapler cabinets", Some(&hash)).await,
            Verdict::Wrong
        );
        assert_eq!(verify("nobody's password", None).await, Verdict::Wrong);
        // é as one code point and as two.
        let composed = hashers
            .hash(&Secret::new("caf\u{e9} caf\u{e9} caf\u{e9} caf\u{e9}"))
            .await
            .unwrap();
        assert_eq!(
            verify("cafe\u{301} cafe\u{301} cafe\u{301} cafe\u{301}", Some(&composed)).await,
            Verdict::Right
        );
    }
}
