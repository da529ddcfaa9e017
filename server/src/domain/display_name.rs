//! Names that people read and decide by: what is accepted, and when two look alike (SEC-107).

use std::borrow::Cow;

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark, char::is_public_assigned};
use unicode_security::confusable_detection::skeleton as confusable_skeleton;
use unicode_segmentation::UnicodeSegmentation as _;

use super::{Error, Result};

const MOST_GRAPHEMES: usize = 64;
const MOST_BYTES: usize = 1024;
/// Scripts that stack marks need up to four on one letter.
const MOST_MARKS: usize = 4;

/// The name as it is kept: NFKC, without spaces around it.
///
/// # Errors
/// `Invalid` on the field.
pub fn check(field: impl Into<Cow<'static, str>>, name: &str) -> Result<String> {
    accept(name).map_err(|message| Error::invalid(field, message))
}

fn accept(name: &str) -> std::result::Result<String, &'static str> {
    if name.len() > MOST_BYTES {
        return Err("A name has 64 characters at most.");
    }
    let name: String = name.nfkc().collect();
    let name = name.trim();
    if name.is_empty() {
        return Err("A name cannot be empty.");
    }
    if name.graphemes(true).count() > MOST_GRAPHEMES {
        return Err("A name has 64 characters at most.");
    }
    let mut marks = 0;
    for c in name.chars() {
        if c.is_control() || c == '\u{2028}' || c == '\u{2029}' {
            return Err("A name cannot contain control characters or line breaks.");
        }
        if is_invisible(c) {
            return Err(
                "A name cannot contain invisible characters or ones that change the direction of text.",
            );
        }
        if !is_public_assigned(c) || is_private(c) {
            return Err("A name cannot contain characters that Unicode has not assigned.");
        }
        if is_check_mark(c) {
            return Err("A name cannot contain check marks, which say that something was checked.");
        }
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            return Err("A name cannot stack that many marks on one letter.");
        }
    }
    if !name.chars().any(|c| !is_combining_mark(c) && !c.is_whitespace()) {
        return Err("A name needs something to see.");
    }
    Ok(name.to_owned())
}

/// As much of a name from elsewhere as can be shown: without what cannot be seen or misleads, and cut. None where nothing
/// is left.
pub fn cleaned(name: &str) -> Option<String> {
    let mut marks = 0;
    let visible: String = name
        .nfkc()
        .map(|c| if c.is_whitespace() { ' ' } else { c })
        .filter(|c| {
            marks = if is_combining_mark(*c) { marks + 1 } else { 0 };
            let shown = !c.is_control() && !is_invisible(*c) && is_public_assigned(*c) && !is_private(*c);
            shown && !is_check_mark(*c) && marks <= MOST_MARKS
        })
        .collect();
    let cut: String = visible.trim().graphemes(true).take(MOST_GRAPHEMES).collect();
    accept(&cut).ok()
}

/// Zero-width, formatting and bidirectional controls; variation selectors, which emoji use, are fine.
const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{ffff}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// What our own pages, and everybody's, say "verified" with.
const fn is_check_mark(c: char) -> bool {
    matches!(
        c,
        '\u{2611}'
            | '\u{2705}'
            | '\u{2713}'
            | '\u{2714}'
            | '\u{221a}'
            | '\u{237b}'
            | '\u{1f5f8}'
            | '\u{1f5f9}'
            | '\u{1f5f5}'
            | '\u{10102}'
    )
}

const fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// What a name looks like: two names with one skeleton are confusable (Unicode TS 39).
pub fn skeleton(name: &str) -> String {
    let folded: String = name
        .nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_ascii_punctuation())
        .flat_map(char::to_lowercase)
        .collect();
    // Lower case once more: the skeleton of a lower-case letter may be a capital.
    confusable_skeleton(&folded)
        .flat_map(char::to_lowercase)
        .collect()
}

/// A description: more room, line breaks allowed, the same care for what cannot be seen.
///
/// # Errors
/// `Invalid` on the field.
pub fn check_text(field: impl Into<Cow<'static, str>>, text: &str, most: usize) -> Result<()> {
    let visible = |c: char| {
        c == '\n' || !(c.is_control() || is_invisible(c) || is_private(c) || !is_public_assigned(c))
    };
    if text.len() > most.saturating_mul(4) || text.chars().count() > most {
        return Err(Error::invalid(field, format!("Use at most {most} characters.")));
    }
    if text.chars().all(visible) {
        return Ok(());
    }
    Err(Error::invalid(
        field,
        "This text contains control or invisible characters.",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_name_from_elsewhere_is_kept_what_can_be_shown() {
        for (given, kept) in [
            ("Demo Shop", Some("Demo Shop")),
            (" a\u{202e}b\u{0}c ", Some("abc")),
            ("a\nb", Some("a b")),
            ("Bank \u{2714}", Some("Bank")),
            ("", None),
            ("\u{200b}\u{7}", None),
            ("\u{301}", None),
        ] {
            assert_eq!(cleaned(given).as_deref(), kept, "{given:?}");
        }
        assert_eq!(cleaned(&"x".repeat(200)), Some("x".repeat(64)));
        assert_eq!(cleaned(&"ü".repeat(65)), Some("ü".repeat(64)));
        let zalgo = format!("Z{}", "\u{301}\u{302}".repeat(9)).repeat(70);
        assert!(cleaned(&zalgo).is_some_and(|name| accept(&name).as_deref() == Ok(name.as_str())));
    }

    #[test]
    fn sec_107_what_a_name_may_be() {
        for (given, kept) in [
            ("Demo Shop", "Demo Shop"),
            ("  Demo  ", "Demo"),
            ("Ｄｅｍｏ", "Demo"),
            ("Größe ☂ 日本語 العربية", "Größe ☂ 日本語 العربية"),
            ("ไทยที่นี่", "ไทยที\u{e48}น\u{e35}\u{e48}"),
            ("I ❤\u{fe0f} it", "I ❤\u{fe0f} it"),
        ] {
            assert_eq!(
                accept(given).as_deref(),
                Ok(kept.nfkc().collect::<String>().as_str()),
                "{given}"
            );
        }
        let long = "x".repeat(65);
        let zalgo = format!("Z{}", "\u{301}\u{302}".repeat(4));
        for bad in [
            "",
            "   ",
            "a\nb",
            "a\u{0}b",
            "a\u{202e}b",
            "pay\u{200b}pal",
            "a\u{2028}b",
            "\u{feff}x",
            "\u{301}",
            "x\u{e000}",
            "x\u{378}",
            "x\u{e0041}",
            "\u{3164}",
            &long,
            &zalgo,
            &"\u{1f468}".repeat(300),
        ] {
            assert!(accept(bad).is_err(), "{bad:?}");
        }
        assert!(accept(&"é".repeat(64)).is_ok());
    }

    #[test]
    fn sec_107_names_that_look_alike_have_one_skeleton() {
        for (a, b) in [
            ("PayPal", "РауРаl"),
            ("Demo Shop", "demo-shop"),
            ("Google", "G00gle"),
            ("Latchkey", "Latchkеy"),
        ] {
            assert_eq!(skeleton(a), skeleton(b), "{a} {b}");
        }
        assert_ne!(skeleton("Demo Shop"), skeleton("Demo Store"));
    }
}
