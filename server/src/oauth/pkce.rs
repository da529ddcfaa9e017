//! Proof Key for Code Exchange (RFC 7636), S256 only (SEC-16).

use crate::domain::secret::{from_base64url, same, sha256};

/// The 32 bytes of a `code_challenge`; none unless it is exactly 43 characters of base64url.
pub fn challenge(text: &str) -> Option<[u8; 32]> {
    if text.len() != 43 {
        return None;
    }
    from_base64url(text)?.try_into().ok()
}

/// Whether the verifier is well formed and is the one that the challenge was made from.
pub fn verify(challenge: &[u8; 32], verifier: &str) -> bool {
    let formed = (43..=128).contains(&verifier.len())
        && verifier
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~".contains(&b));
    formed && same(&sha256(verifier.as_bytes()).0, challenge)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636 appendix B.
    #[test]
    fn the_rfcs_example() {
        let challenge = challenge("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM").unwrap();
        assert!(verify(&challenge, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(!verify(&challenge, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"));
    }

    #[test]
    fn sec_16_only_43_characters_of_base64url_are_a_challenge() {
        for bad in ["", "abc", &"a".repeat(44), &"+".repeat(43), &"=".repeat(43)] {
            assert!(challenge(bad).is_none(), "{bad}");
        }
        assert!(!verify(&[0; 32], "short"));
        assert!(!verify(&[0; 32], &"ä".repeat(30)));
    }
}
