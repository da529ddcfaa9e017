//! Colours of the pages: an accent that an administrator chooses must be readable (WCAG 2.2, 1.4.3: at least 4.5:1), in
//! both themes.

/// The least contrast of text.
const LEAST: f64 = 4.5;
/// What the accent stands on and beside: the surfaces of the light and of the dark theme.
const LIGHT: [Colour; 2] = [Colour([0xff, 0xff, 0xff]), Colour([0xf3, 0xef, 0xe8])];
const DARK: [Colour; 2] = [Colour([0x1d, 0x1a, 0x17]), Colour([0x26, 0x22, 0x1e])];

/// Red, green, blue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Colour(pub [u8; 3]);

impl Colour {
    /// From `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text
            .strip_prefix('#')
            .filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        let plain = hex.bytes().all(|b| b.is_ascii_hexdigit());
        plain.then_some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// As `#rrggbb`.
    pub fn hex(self) -> String {
        let [r, g, b] = self.0;
        format!("#{r:02x}{g:02x}{b:02x}")
    }

    fn luminance(self) -> f64 {
        let part = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        let [r, g, b] = self.0.map(part);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// The contrast of two colours, 1 to 21 (WCAG 2.2).
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (f64::max(a, b) + 0.05) / (f64::min(a, b) + 0.05)
    }

    /// So many hundredths of the way to another one.
    fn toward(self, other: Self, hundredths: u16) -> Self {
        let mut mixed = [0; 3];
        for ((to, a), b) in mixed.iter_mut().zip(self.0).zip(other.0) {
            let sum = u16::from(a) * (100 - hundredths) + u16::from(b) * hundredths;
            *to = u8::try_from(sum / 100).unwrap_or(u8::MAX);
        }
        Self(mixed)
    }

    fn reads_on(self, grounds: &[Self]) -> bool {
        grounds.iter().all(|ground| self.contrast(*ground) >= LEAST)
    }
}

/// An accent in one theme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shades {
    /// Buttons and links.
    pub accent: Colour,
    /// The same under the pointer.
    pub hover: Colour,
    /// A ground for what is marked with it.
    pub soft: Colour,
    /// Text on it.
    pub on_accent: Colour,
}

/// An accent in both themes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Palette {
    /// On light ground.
    pub light: Shades,
    /// On dark ground.
    pub dark: Shades,
}

impl Palette {
    /// The shades of an accent; none where it cannot be read on light ground. For the dark theme it is lightened until it
    /// can.
    pub fn of(accent: Colour) -> Option<Self> {
        const WHITE: Colour = Colour([0xff; 3]);
        const BLACK: Colour = Colour([0; 3]);
        if !accent.reads_on(&LIGHT) {
            return None;
        }
        let soft = |accent: Colour, ground: Colour| {
            (80..=100)
                .map(|step| accent.toward(ground, step))
                .find(|soft| accent.contrast(*soft) >= LEAST)
                .unwrap_or(ground)
        };
        let light = Shades {
            accent,
            hover: accent.toward(BLACK, 20),
            soft: soft(accent, WHITE),
            on_accent: WHITE,
        };
        let lightened = (0..=100)
            .map(|step| accent.toward(WHITE, step))
            .find(|shade| shade.reads_on(&DARK))?;
        let dark = Shades {
            accent: lightened,
            hover: lightened.toward(WHITE, 25),
            soft: soft(lightened, DARK[0]),
            on_accent: DARK[0],
        };
        Some(Self { light, dark })
    }

    /// The style sheet that sets them.
    pub fn css(&self) -> String {
        let variables = |shades: &Shades| {
            format!(
                "--color-accent:{};--color-accent-hover:{};--color-accent-soft:{};--color-on-accent:{}",
                shades.accent.hex(),
                shades.hover.hex(),
                shades.soft.hex(),
                shades.on_accent.hex()
            )
        };
        format!(
            ":root{{{}}}\n@media (prefers-color-scheme: dark){{:root{{{}}}}}\n",
            variables(&self.light),
            variables(&self.dark)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accent_that_is_accepted_can_be_read_in_both_themes() {
        let (mut accepted, mut refused) = (0, 0);
        for r in (0..=255).step_by(51) {
            for g in (0..=255).step_by(51) {
                for b in (0..=255).step_by(51) {
                    let colour = Colour([r, g, b]);
                    let Some(palette) = Palette::of(colour) else {
                        refused += 1;
                        continue;
                    };
                    accepted += 1;
                    for (shades, grounds) in [(palette.light, LIGHT), (palette.dark, DARK)] {
                        for shade in [shades.accent, shades.hover] {
                            assert!(shade.reads_on(&grounds), "{colour:?} {shade:?}");
                            assert!(shade.contrast(shades.on_accent) >= LEAST, "{colour:?} {shade:?}");
                        }
                        assert!(shades.accent.contrast(shades.soft) >= LEAST, "{colour:?}");
                    }
                }
            }
        }
        assert!(accepted > 40 && refused > 40, "{accepted} {refused}");
        assert!(Palette::of(Colour([0xff, 0xff, 0])).is_none(), "yellow on white");
    }

    #[test]
    fn colours_are_written_in_one_way() {
        assert_eq!(Colour::parse("#85560a"), Some(Colour([0x85, 0x56, 0x0a])));
        assert_eq!(Colour([0x85, 0x56, 0x0a]).hex(), "#85560a");
        for bad in ["85560a", "#fff", "#85560g", "#85560a;", "red", "#+5560a", ""] {
            assert!(Colour::parse(bad).is_none(), "{bad}");
        }
        assert!((Colour([0; 3]).contrast(Colour([255; 3])) - 21.0).abs() < 0.01);
    }
}
