//! The words of the pages: one catalogue per language, compiled in and chosen per request.

use std::collections::HashMap;
use std::sync::LazyLock;

use serde::Deserialize;

type Catalogue = HashMap<String, String>;

static ENGLISH: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("../../messages/en.toml")));
static GERMAN: LazyLock<Catalogue> = LazyLock::new(|| parse(include_str!("../../messages/de.toml")));

/// What the permissions that the service defines are called, where that is not in English.
static GERMAN_PERMISSIONS: LazyLock<HashMap<String, Words>> = LazyLock::new(|| {
    toml::from_str(include_str!("../../messages/permissions.de.toml"))
        .expect("the catalogues are compiled in and a test parses them")
});

/// A permission in words.
#[derive(Debug, Deserialize)]
pub struct Words {
    /// What it lets somebody do.
    pub title: String,
    /// More, on demand.
    pub description: String,
}

/// Sections become the first part of a key: `[sign_in] title` is `sign_in.title`.
fn parse(source: &str) -> Catalogue {
    let sections: HashMap<String, HashMap<String, String>> =
        toml::from_str(source).expect("the catalogues are compiled in and a test parses them");
    sections
        .into_iter()
        .flat_map(|(section, entries)| {
            entries
                .into_iter()
                .map(move |(key, words)| (format!("{section}.{key}"), words))
        })
        .collect()
}

/// A language the pages exist in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, also for everybody whose language we don't have.
    #[default]
    En,
    /// German.
    De,
}

impl Language {
    /// All of them, in the order the footer shows.
    pub const ALL: [Self; 2] = [Self::En, Self::De];

    /// The BCP 47 tag.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
        }
    }

    /// What its speakers call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
        }
    }

    /// The first language in `ui_locales` (OIDC Core 3.1.2.1) that we have, else the one that
    /// `Accept-Language` likes best (RFC 9110 section 12.5.4), else English.
    pub fn negotiate(ui_locales: Option<&str>, accept_language: Option<&str>) -> Self {
        let asked = ui_locales
            .unwrap_or_default()
            .split_ascii_whitespace()
            .find_map(Self::find);
        asked
            .or_else(|| Self::accepted(accept_language?))
            .unwrap_or_default()
    }

    /// The language of a tag, whatever its region or script.
    fn find(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(primary))
    }

    fn accepted(header: &str) -> Option<Self> {
        let mut best = None;
        let mut best_weight = 0.0;
        for range in header.split(',') {
            let (tag, parameters) = range.split_once(';').unwrap_or((range, ""));
            let weight = parameters.trim().strip_prefix("q=").map_or(1.0, |q| {
                q.trim()
                    .parse::<f32>()
                    .ok()
                    .filter(|q| (0.0..=1.0).contains(q))
                    .unwrap_or(0.0)
            });
            if let Some(language) = Self::find(tag.trim())
                && weight > best_weight
            {
                best = Some(language);
                best_weight = weight;
            }
        }
        best
    }
}

/// The catalogue of one language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text {
    /// Which one.
    pub language: Language,
}

impl Text {
    /// The words for a key. A test proves that every key used exists in every language.
    pub fn get(self, key: &'static str) -> &'static str {
        let catalogue = match self.language {
            Language::En => &ENGLISH,
            Language::De => &GERMAN,
        };
        catalogue.get(key).map_or(key, String::as_str)
    }

    /// A permission that the service defines in words; none where the catalogue has none, as in English, where its own
    /// serve.
    pub fn permission(self, name: &str) -> Option<&'static Words> {
        match self.language {
            Language::En => None,
            Language::De => GERMAN_PERMISSIONS.get(name),
        }
    }

    /// The names of all permissions that this language has words for.
    pub fn permissions(self) -> Vec<&'static str> {
        match self.language {
            Language::En => Vec::new(),
            Language::De => GERMAN_PERMISSIONS.keys().map(String::as_str).collect(),
        }
    }

    /// The words for a key with `{name}` replaced by its value. Values are taken as they are, once;
    /// the templates escape the result.
    pub fn fill(self, key: &'static str, values: &[(&str, &str)]) -> String {
        let mut rest = self.get(key);
        let mut filled = String::with_capacity(rest.len() + 32);
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let Some((name, after)) = after.split_once('}') else {
                rest = after;
                break;
            };
            if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
                filled.push_str(value);
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// A waiting time in words, rounded up: "40 seconds", "3 minutes", "2 hours", "3 days".
    pub fn wait(self, seconds: u64) -> String {
        let (one, many, count) = match seconds {
            0..=90 => ("time.second", "time.seconds", seconds.max(1)),
            91..=5400 => ("time.minute", "time.minutes", seconds.div_ceil(60)),
            5401..=172_800 => ("time.hour", "time.hours", seconds.div_ceil(3600)),
            _ => ("time.day", "time.days", seconds.div_ceil(86_400)),
        };
        if count == 1 {
            self.get(one).to_owned()
        } else {
            self.fill(many, &[("count", &count.to_string())])
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::{Path, PathBuf};

    use super::*;

    fn placeholders(words: &str) -> BTreeSet<&str> {
        words
            .split('{')
            .skip(1)
            .filter_map(|part| part.split_once('}'))
            .map(|(name, _)| name)
            .collect()
    }

    /// All `.html` and `.rs` files under a folder of this crate.
    fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
        let mut found = Vec::new();
        for entry in std::fs::read_dir(folder).expect("a folder of this crate") {
            let path = entry.expect("a readable entry").path();
            if path.is_dir() {
                found.extend(sources(&path));
            } else if path.extension().is_some_and(|end| end == "html" || end == "rs") {
                let source = std::fs::read_to_string(&path).expect("a text file");
                found.push((path, source));
            }
        }
        found
    }

    fn all_sources() -> Vec<(PathBuf, String)> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        [sources(&root.join("templates")), sources(&root.join("src"))].concat()
    }

    /// `section.key`, and not the name of a file.
    fn looks_like_a_key(literal: &str) -> bool {
        let word = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        literal.split_once('.').is_some_and(|(section, key)| {
            word(section) && word(key) && !["html", "rs", "toml"].contains(&key)
        })
    }

    #[test]
    fn both_languages_have_the_same_keys_and_placeholders() {
        let english: BTreeSet<_> = ENGLISH.keys().collect();
        let german: BTreeSet<_> = GERMAN.keys().collect();
        assert_eq!(english, german);
        for (key, words) in ENGLISH.iter() {
            assert_eq!(
                placeholders(words),
                placeholders(&GERMAN[key]),
                "placeholders of {key}"
            );
        }
    }

    #[test]
    fn every_key_used_exists() {
        let mut missing = Vec::new();
        for (path, source) in all_sources() {
            let template = path.extension().is_some_and(|end| end == "html");
            let view =
                path.parent().is_some_and(|folder| folder.ends_with("views")) && !path.ends_with("tests.rs");
            for (at, _) in source.match_indices('"') {
                let literal = source[at + 1..].split('"').next().unwrap_or_default();
                let asks = ["text.get(", "text.fill("]
                    .iter()
                    .any(|call| source[..at].trim_end().ends_with(call));
                if (template || view || asks) && looks_like_a_key(literal) && !ENGLISH.contains_key(literal) {
                    missing.push(format!("{literal} in {}", path.display()));
                }
            }
        }
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn every_key_is_used() {
        let sources = all_sources();
        let used = |key: &str| {
            sources
                .iter()
                .any(|(_, source)| source.contains(&format!("\"{key}\"")))
        };
        let unused: Vec<_> = ENGLISH.keys().filter(|key| !used(key)).collect();
        assert_eq!(unused, Vec::<&String>::new());
    }

    #[test]
    fn languages_are_negotiated() {
        let cases = [
            (None, None, Language::En),
            (None, Some("de-AT,de;q=0.9,en;q=0.8"), Language::De),
            (None, Some("en;q=0.2, de;q=0.7"), Language::De),
            (None, Some("fr, de;q=0"), Language::En),
            (None, Some("de;q=9, *;;;,=,q"), Language::En),
            (Some("fr-CA de en"), Some("en"), Language::De),
            (Some("se"), Some("de"), Language::De),
            (Some("EN-gb"), Some("de"), Language::En),
        ];
        for (ui_locales, accept, expected) in cases {
            assert_eq!(
                Language::negotiate(ui_locales, accept),
                expected,
                "{ui_locales:?} {accept:?}"
            );
        }
    }

    #[test]
    fn values_are_filled_in_once() {
        let text = Text::default();
        assert_eq!(
            text.fill("sign_in.to_continue", &[("app", "{app}")]),
            "to continue to {app}"
        );
        assert_eq!(text.fill("sign_in.to_continue", &[]), "to continue to ");
        assert_eq!(text.wait(0), "1 second");
        assert_eq!(text.wait(91), "2 minutes");
        assert_eq!(
            Text {
                language: Language::De
            }
            .wait(7200),
            "2 Stunden"
        );
    }
}
