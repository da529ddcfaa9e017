//! What may be kept of a request that was refused: an allow-list of parameters, and of what their values may hold
//! (SEC-117). Whatever looks like a secret is left out, wherever it is.

/// Characters of a value that are kept.
pub const LONGEST: usize = 300;
/// So many characters in a row that only a machine would write look like a secret.
const OPAQUE: usize = 20;

/// Parameters whose values may be kept; of others only name and length are.
const KEPT: &[&str] = &[
    "acr_values",
    "audience",
    "client_assertion_type",
    "client_id",
    "code_challenge_method",
    "display",
    "grant_type",
    "max_age",
    "post_logout_redirect_uri",
    "prompt",
    "redirect_uri",
    "resource",
    "response_mode",
    "response_type",
    "scope",
    "token_type_hint",
    "ui_locales",
];

/// Whether a parameter's value may be kept.
pub fn may_be_kept(parameter: &str) -> bool {
    KEPT.contains(&parameter)
}

/// The text, shortened, without what looks like a secret.
pub fn redact(text: &str, longest: usize) -> String {
    let mut kept = String::with_capacity(text.len().min(longest));
    let mut run = String::new();
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || matches!(c, '_' | '-') {
            run.push(c);
        } else {
            put(&mut kept, &mut run);
            kept.push(if c.is_control() { '\u{fffd}' } else { c });
        }
    }
    put(&mut kept, &mut run);
    if kept.chars().count() > longest {
        kept = kept.chars().take(longest).collect();
        kept.push('…');
    }
    kept
}

fn put(kept: &mut String, run: &mut String) {
    if looks_secret(run) {
        kept.push_str(&format!("[{} characters left out]", run.chars().count()));
    } else {
        kept.push_str(run);
    }
    run.clear();
}

/// A token of ours by its beginning, a JWT, or a long run of letters and digits such as nobody types: words have
/// hyphens or underscores between them.
fn looks_secret(run: &str) -> bool {
    if run.starts_with("lk") && run.as_bytes().get(3) == Some(&b'_') && run.len() > 8 {
        return true;
    }
    if run.starts_with("eyJ") && run.len() > 12 {
        return true;
    }
    if run.len() < OPAQUE {
        return false;
    }
    let digits = run.bytes().filter(u8::is_ascii_digit).count();
    let upper = run.bytes().filter(u8::is_ascii_uppercase).count();
    let lower = run.bytes().filter(u8::is_ascii_lowercase).count();
    let longest_word = run.split(['-', '_']).map(str::len).max().unwrap_or(0);
    (digits > 0 && upper > 0 && lower > 0)
        || (digits > 2 && longest_word >= OPAQUE)
        || longest_word >= 40
        || (upper > 2 && lower > 2 && longest_word >= OPAQUE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_117_what_looks_like_a_secret_is_left_out_and_words_are_not() {
        for secret in [
            "lks_4fQh7rX2",
            "lks_uYp0b3mZkq3mT2o0w9Jg1p6JrJv8oQ4kq8o5m1r7a2ZtS0YB",
            "eyJhbGciOiJFUzI1NiJ9",
            "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
            "0123456789abcdef0123456789abcdef",
            "SplxlOBeZQQYbYS6WxSbIA12",
        ] {
            let url = format!("https://app.example/cb?code={secret}&x=1");
            let kept = redact(&url, LONGEST);
            assert!(!kept.contains(secret), "{kept}");
            assert!(
                kept.starts_with("https://app.example/cb?code=[") && kept.ends_with("&x=1"),
                "{kept}"
            );
        }
        for fine in [
            "https://my-rather-long-preview-deployment-17.example.com/oauth/callback",
            "openid profile email offline_access",
            "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            "urn:ietf:params:oauth:grant-type:device_code",
            "com.example.app:/oauth2redirect",
            "authorization_code",
        ] {
            assert_eq!(redact(fine, LONGEST), fine);
        }
        assert_eq!(redact("a\r\nb", LONGEST), "a\u{fffd}\u{fffd}b");
        assert_eq!(redact(&"ab ".repeat(200), LONGEST).chars().count(), LONGEST + 1);
        for name in [
            "code",
            "code_verifier",
            "client_secret",
            "refresh_token",
            "token",
            "state",
            "nonce",
            "login_hint",
            "id_token_hint",
            "password",
            "client_assertion",
        ] {
            assert!(!may_be_kept(name), "{name}");
        }
    }
}
