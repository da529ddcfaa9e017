//! Links that people state about themselves and their apps (SEC-106).

use url::Url;

use super::{Error, Result};

const LONGEST: usize = 2048;

/// Accepts `https:` links, and `http:` ones on loopback.
///
/// # Errors
/// `Invalid` on the field.
pub fn check(field: &'static str, text: &str) -> Result<()> {
    let refuse = |message: &'static str| Err(Error::invalid(field, message));
    if text.len() > LONGEST {
        return refuse("A link may have 2048 bytes at most.");
    }
    if text
        .chars()
        .any(|c| c.is_control() || c.is_whitespace() || "\\<>\"`".contains(c))
    {
        return refuse(
            "A link cannot contain spaces, control characters, backslashes, quotes or angle brackets.",
        );
    }
    let Ok(url) = Url::parse(text) else {
        return refuse("This is not an absolute URL, such as https://example.com/.");
    };
    if !url.username().is_empty() || url.password().is_some() {
        return refuse("A link cannot contain a user name or a password.");
    }
    let fine = url.has_host()
        && (url.scheme() == "https" || (url.scheme() == "http" && crate::config::is_loopback(&url)));
    if fine {
        Ok(())
    } else {
        refuse("A link must begin with https:// (or http:// on loopback).")
    }
}

/// As [`check`], where there is one.
///
/// # Errors
/// `Invalid` on the field.
pub fn check_some(field: &'static str, text: Option<&str>) -> Result<()> {
    text.map_or(Ok(()), |text| check(field, text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_106_links_are_https() {
        for good in [
            "https://example.com",
            "http://localhost:5007/",
            "http://127.0.0.1/x",
            "https://bücher.example/ä",
        ] {
            assert!(check("homepage", good).is_ok(), "{good}");
        }
        let long = format!("https://example.com/{}", "x".repeat(2048));
        for bad in [
            "http://example.com",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "https:example.com\n",
            "//example.com",
            "/path",
            "https://a:b@example.com/",
            "https://exa mple.com/",
            "https://example.com/\"onload=",
            "ftp://example.com",
            "",
            &long,
        ] {
            assert!(check("homepage", bad).is_err(), "{bad}");
        }
    }
}
