//! Secrets: made here, shown once, kept as digests; and the keys that the service derives from its own
//! secret key file. The only user of the random generator.

use std::fmt;

use aws_lc_rs::{
    aead::{AES_256_GCM_SIV, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey},
    constant_time, digest, hkdf, hmac, rand,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use entity::values::Digest;
use uuid::Uuid;
use zeroize::{Zeroize, Zeroizing};

/// A text that must not be printed, logged or stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a secret that came from outside.
    pub fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    /// The text itself: only for the answer that shows it once, and for comparing.
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored of it. A plain SHA-256 is enough: ours have at least 256 random bits (SEC-48), and
    /// those that a file brings have at least 32 characters.
    pub fn digest(&self) -> Digest {
        sha256(self.0.as_bytes())
    }

    /// The last four characters, to recognise it by.
    pub fn last_four(&self) -> String {
        let mut tail: Vec<char> = self.0.chars().rev().take(4).collect();
        tail.reverse();
        tail.into_iter().collect()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> Digest {
    Digest(digest::digest(&digest::SHA256, bytes).as_ref().to_vec())
}

/// Whether two digests are equal, in constant time.
pub fn same(a: &[u8], b: &[u8]) -> bool {
    constant_time::verify_slices_are_equal(a, b).is_ok()
}

/// Base64url without padding.
pub fn base64url(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The reverse of [`base64url`]; refuses padding and non-canonical spellings (SEC-33).
pub fn from_base64url(text: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(text).ok()
}

/// `N` random bytes.
///
/// # Panics
/// When the operating system has no randomness to give: nothing may go on then.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    rand::fill(&mut bytes).expect("the system's random generator works");
    bytes
}

/// A time-ordered id (`UUIDv7`) of the given moment, in milliseconds.
pub fn ordered_id(now: i64) -> Uuid {
    uuid::Builder::from_unix_timestamp_millis(now.unsigned_abs(), &random()).into_uuid()
}

/// An entirely random id (`UUIDv4`).
pub fn random_id() -> Uuid {
    uuid::Builder::from_random_bytes(random()).into_uuid()
}

/// What a secret of ours begins with, so that scanners can find a leaked one (W22).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A client's secret.
    ClientSecret,
    /// The one-time token of the set-up link.
    Setup,
    /// The one-time token of an invitation's link.
    Invitation,
    /// A user's API key.
    ApiKey,
}

impl Kind {
    /// The beginning of every secret of this kind.
    pub const fn prefix(self) -> &'static str {
        match self {
            Self::ClientSecret => "lks_",
            Self::Setup => "lkb_",
            Self::Invitation => "lki_",
            Self::ApiKey => "lkk_",
        }
    }
}

/// A new secret: prefix, 256 random bits, and a checksum of four bytes.
pub fn generate(kind: Kind) -> Secret {
    let mut bytes = random::<32>().to_vec();
    bytes.extend_from_slice(&checksum(kind, &bytes));
    let secret = Secret::new(format!("{}{}", kind.prefix(), base64url(&bytes)));
    bytes.zeroize();
    secret
}

fn checksum(kind: Kind, random: &[u8]) -> [u8; 4] {
    let digest = sha256(&[kind.prefix().as_bytes(), random].concat());
    let mut check = [0; 4];
    check.copy_from_slice(&digest.0[..4]);
    check
}

/// Whether a text can be a secret of this kind that was made here: by its prefix, length and checksum, as a scanner
/// for leaked ones tells it (W22). It says nothing about whether it works.
pub fn is_well_formed(kind: Kind, text: &str) -> bool {
    let Some(bytes) = text.strip_prefix(kind.prefix()).and_then(from_base64url) else {
        return false;
    };
    bytes.len() == 36 && bytes[32..] == checksum(kind, &bytes[..32])
}

/// What a key derived from the service's secret key is for. Something made for one purpose means nothing
/// for another (SEC-18).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub enum Purpose {
    /// Private keys at rest.
    SigningKey,
    /// Authorization codes.
    Code,
    /// Refresh tokens.
    RefreshToken,
    /// Cross-site request forgery tokens.
    Csrf,
    /// Sealed fields of pages: a sign-out request, a set-up.
    Page,
    /// The accounts that signed in with a browser before.
    Device,
    /// Keys of failure counters.
    Throttle,
    /// Cursors of lists.
    Cursor,
    /// Seeds of authenticator apps at rest.
    Totp,
    /// Enrolments of second factors that wait for their proof.
    Enrolment,
    /// Challenges for passkeys.
    Ceremony,
    /// Digests of recovery codes.
    RecoveryCode,
    /// Proof that all nodes on a database have the same secret key.
    SameKey,
    /// What an app asks a person to give it a key for, while the page waits.
    KeyRequest,
    /// Letters that wait to be sent.
    Mail,
    /// Tokens of links that are sent by mail, and what is remembered with them.
    MailLink,
    /// Copies of people's data that wait to be fetched.
    DataExport,
    /// Addresses that take a picture.
    Upload,
    /// Visits to other providers, and what they prove.
    Provider,
}

const PURPOSES: [(Purpose, &str); 19] = [
    (Purpose::SigningKey, "signing key"),
    (Purpose::Code, "authorization code"),
    (Purpose::RefreshToken, "refresh token"),
    (Purpose::Csrf, "csrf"),
    (Purpose::Page, "page"),
    (Purpose::Device, "device"),
    (Purpose::Throttle, "throttle"),
    (Purpose::Cursor, "cursor"),
    (Purpose::Totp, "totp"),
    (Purpose::Enrolment, "enrolment"),
    (Purpose::Ceremony, "ceremony"),
    (Purpose::RecoveryCode, "recovery code"),
    (Purpose::SameKey, "same key"),
    (Purpose::KeyRequest, "key request"),
    (Purpose::Mail, "mail"),
    (Purpose::MailLink, "mail link"),
    (Purpose::DataExport, "data export"),
    (Purpose::Upload, "upload"),
    (Purpose::Provider, "provider"),
];

/// The keys derived from the secret key file, one pair for each purpose.
pub struct Vault {
    keys: Vec<(LessSafeKey, hmac::Key)>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault(…)")
    }
}

impl Vault {
    /// Derives every key (HKDF-SHA-256).
    ///
    /// # Panics
    /// Never: the lengths are constants that HKDF accepts.
    pub fn new(master: &[u8; 32]) -> Self {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"latchkey");
        let root = salt.extract(master);
        let derive = |label: &str, use_: &str| {
            let mut key = Zeroizing::new([0_u8; 32]);
            let info = [label.as_bytes(), b" ", use_.as_bytes()];
            let okm = root
                .expand(&info, hkdf::HKDF_SHA256)
                .expect("32 bytes can be derived");
            okm.fill(key.as_mut()).expect("32 bytes can be derived");
            key
        };
        let keys = PURPOSES
            .iter()
            .map(|(_, label)| {
                let aead =
                    UnboundKey::new(&AES_256_GCM_SIV, derive(label, "seal").as_ref()).expect("32 bytes");
                (
                    LessSafeKey::new(aead),
                    hmac::Key::new(hmac::HMAC_SHA256, derive(label, "mac").as_ref()),
                )
            })
            .collect();
        Self { keys }
    }

    /// Encrypts and authenticates, with a random nonce in front. AES-256-GCM-SIV, so that even a repeated
    /// nonce gives nothing away.
    ///
    /// # Panics
    /// When memory for the text runs out.
    pub fn seal(&self, purpose: Purpose, plain: &[u8]) -> Vec<u8> {
        let nonce = random::<NONCE_LEN>();
        let mut sealed = plain.to_vec();
        self.keys[purpose as usize]
            .0
            .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), Aad::empty(), &mut sealed)
            .expect("a text of this length can be sealed");
        let mut out = nonce.to_vec();
        out.append(&mut sealed);
        out
    }

    /// The reverse of [`Vault::seal`]; none for anything that was not sealed here for this purpose.
    pub fn open(&self, purpose: Purpose, sealed: &[u8]) -> Option<Vec<u8>> {
        let (nonce, text) = sealed.split_at_checked(NONCE_LEN)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).ok()?;
        let mut text = text.to_vec();
        let plain = self.keys[purpose as usize]
            .0
            .open_in_place(nonce, Aad::empty(), &mut text)
            .ok()?;
        Some(plain.to_vec())
    }

    /// A keyed digest (HMAC-SHA-256) of the parts. Parts of variable length must not follow one another.
    pub fn mac(&self, purpose: Purpose, parts: &[&[u8]]) -> [u8; 32] {
        let mut context = hmac::Context::with_key(&self.keys[purpose as usize].1);
        for part in parts {
            context.update(part);
        }
        let mut out = [0; 32];
        out.copy_from_slice(context.sign().as_ref());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_18_what_is_sealed_for_one_purpose_opens_for_no_other() {
        let vault = Vault::new(&[7; 32]);
        let sealed = vault.seal(Purpose::Code, b"text");
        assert_eq!(vault.open(Purpose::Code, &sealed).as_deref(), Some(&b"text"[..]));
        assert_eq!(vault.open(Purpose::Page, &sealed), None);
        assert_eq!(Vault::new(&[8; 32]).open(Purpose::Code, &sealed), None);
        for cut in 0..sealed.len() {
            assert_eq!(vault.open(Purpose::Code, &sealed[..cut]), None);
        }
    }

    #[test]
    fn purposes_are_in_the_order_of_their_numbers() {
        for (number, (purpose, _)) in PURPOSES.iter().enumerate() {
            assert_eq!(*purpose as usize, number);
        }
    }

    #[test]
    fn sec_111_a_leaked_key_can_be_told_by_its_prefix_and_checksum() {
        let key = generate(Kind::ApiKey);
        let text = key.expose();
        assert!(text.starts_with("lkk_") && text.len() == 52, "{}", text.len());
        assert!(is_well_formed(Kind::ApiKey, text));
        assert!(!is_well_formed(Kind::ClientSecret, text));
        assert!(!is_well_formed(
            Kind::ApiKey,
            generate(Kind::ClientSecret).expose()
        ));
        for at in 4..text.len() {
            let other = if text.as_bytes()[at] == b'A' { "B" } else { "A" };
            let mut changed = text.to_owned();
            changed.replace_range(at..=at, other);
            assert!(!is_well_formed(Kind::ApiKey, &changed), "{at}");
        }
        assert!(!is_well_formed(Kind::ApiKey, &text[..51]));
    }

    #[test]
    fn sec_117_a_secret_does_not_print_itself() {
        let secret = generate(Kind::ClientSecret);
        assert!(secret.expose().starts_with("lks_"));
        assert!(!format!("{secret:?}").contains(&secret.expose()[4..]));
        assert!(secret.expose().ends_with(&secret.last_four()));
    }
}
