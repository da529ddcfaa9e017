//! Pictures that cameras read, as the path of an SVG: no markup, so that any page can draw it under any policy.

use qrcodegen::{QrCode, QrCodeEcc};

/// The modules around a code that must be blank (ISO/IEC 18004).
const QUIET: i32 = 4;

/// A picture of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Width and height, in modules; the picture's `viewBox` is `0 0 size size`.
    pub size: i32,
    /// Its dark modules, as the `d` of a path.
    pub path: String,
}

/// Draws a text; none if it is too long for any code.
pub fn draw(text: &str) -> Option<Picture> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let start = x;
            while x < code.size() && code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                let width = x - start;
                path.push_str(&format!("M{} {}h{width}v1h-{width}z", start + QUIET, y + QUIET));
            } else {
                x += 1;
            }
        }
    }
    Some(Picture {
        size: code.size() + 2 * QUIET,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_has_its_three_corners_and_nothing_but_a_path() {
        let picture = draw("otpauth://totp/x").unwrap();
        assert!(picture.size >= 21 + 2 * QUIET);
        let far = picture.size - QUIET - 7;
        for corner in [
            format!("M{QUIET} {QUIET}h7"),
            format!("M{far} {QUIET}h7"),
            format!("M{QUIET} {far}h7"),
        ] {
            assert!(picture.path.contains(&corner), "{corner}");
        }
        assert!(
            picture
                .path
                .chars()
                .all(|c| c.is_ascii_digit() || "Mhvz -".contains(c))
        );
        assert_eq!(draw(&"x".repeat(5000)), None);
    }
}
