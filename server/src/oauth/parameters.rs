//! Request parameters as they came: strictly decoded, in order, none lost (SEC-55, SEC-59).

use percent_encoding::percent_decode;

use super::error::{Error, Result};

/// At most so many (SEC-58).
pub const MOST: usize = 100;
/// The only parameters that may be repeated (RFC 8707 section 2).
const REPEATABLE: &[&str] = &["resource", "audience"];

/// Names and values, decoded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Decodes `application/x-www-form-urlencoded` text, from a body or a query.
    ///
    /// # Errors
    /// `invalid_request` for a bad escape, text that is not UTF-8, NUL, or too many.
    pub fn parse(text: &[u8]) -> Result<Self> {
        Self::parse_up_to(text, MOST)
    }

    /// As [`Parameters::parse`], for a form of ours with so many fields at most.
    ///
    /// # Errors
    /// As [`Parameters::parse`].
    pub fn parse_up_to(text: &[u8], most: usize) -> Result<Self> {
        let mut pairs = Vec::new();
        for pair in text.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            if pairs.len() == most {
                return Err(Error::invalid_request(format!(
                    "There are more than {most} parameters."
                )));
            }
            let split = pair.iter().position(|b| *b == b'=');
            let (name, value) = split.map_or((pair, &[][..]), |at| (&pair[..at], &pair[at + 1..]));
            pairs.push((decode(name)?, decode(value)?));
        }
        Ok(Self(pairs))
    }

    /// Adds the parameters of another part of the request.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        self.0.extend(other.0);
        self
    }

    /// With every value of that name rewritten.
    #[must_use]
    pub fn rewritten(mut self, name: &str, by: impl Fn(&str) -> String) -> Self {
        for (_, value) in self.0.iter_mut().filter(|(other, _)| other == name) {
            *value = by(value);
        }
        self
    }

    /// With this value instead of whatever there is of that name.
    #[must_use]
    pub fn with(mut self, name: &str, value: String) -> Self {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), value));
        self
    }

    /// Refuses a repeated parameter, also when its values are equal (RFC 6749 section 3.1).
    ///
    /// # Errors
    /// `invalid_request` with its name.
    pub fn without_repeats(self) -> Result<Self> {
        match self.repeated() {
            Some(name) => Err(Error::invalid_request(format!(
                "The parameter {name} is repeated."
            ))),
            None => Ok(self),
        }
    }

    /// The name of a parameter that is there twice and must not be.
    pub fn repeated(&self) -> Option<&str> {
        let mut seen = std::collections::HashSet::new();
        self.0
            .iter()
            .map(|(name, _)| name.as_str())
            .find(|name| !REPEATABLE.contains(name) && !seen.insert(*name))
    }

    /// Whether the parameter is there more than once.
    pub fn is_repeated(&self, name: &str) -> bool {
        self.0.iter().filter(|(other, _)| other == name).count() > 1
    }

    /// The names, each once, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let mut seen = std::collections::HashSet::new();
        self.0
            .iter()
            .map(|(name, _)| name.as_str())
            .filter(move |name| seen.insert(*name))
    }

    /// The value; an empty one counts as absent (RFC 6749 section 3.1).
    pub fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(other, _)| other == name)
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// Every value of a repeatable parameter.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0
            .iter()
            .filter(move |(other, _)| other == name)
            .map(|(_, value)| value.as_str())
            .filter(|v| !v.is_empty())
    }

    /// The value.
    ///
    /// # Errors
    /// `invalid_request` where it is absent.
    pub fn require(&self, name: &'static str) -> Result<&str> {
        self.get(name)
            .ok_or_else(|| Error::invalid_request(format!("The parameter {name} is missing.")))
    }
}

impl FromIterator<(String, String)> for Parameters {
    fn from_iter<I: IntoIterator<Item = (String, String)>>(pairs: I) -> Self {
        Self(pairs.into_iter().collect())
    }
}

/// Undoes form encoding, strictly.
///
/// # Errors
/// `invalid_request`.
pub fn decode(text: &[u8]) -> Result<String> {
    let malformed = || Error::invalid_request("A parameter is not properly percent-encoded UTF-8.");
    let mut rest = text;
    while let Some(at) = rest.iter().position(|b| *b == b'%') {
        match rest.get(at + 1..at + 3) {
            Some(hex) if hex.iter().all(u8::is_ascii_hexdigit) => rest = &rest[at + 3..],
            _ => return Err(malformed()),
        }
    }
    let spaced: Vec<u8> = text.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    let decoded = percent_decode(&spaced).decode_utf8().map_err(|_| malformed())?;
    if decoded.contains('\0') {
        return Err(malformed());
    }
    Ok(decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_59_malformed_text_is_refused() {
        for bad in ["a=%", "a=%4", "a=%zz", "a=%ff", "a=%00", "%c3=1"] {
            assert!(Parameters::parse(bad.as_bytes()).is_err(), "{bad}");
        }
        let good = Parameters::parse("a=b+c&d=%2B&e&f=".as_bytes()).unwrap();
        assert_eq!(
            (good.get("a"), good.get("d"), good.get("e"), good.get("f")),
            (Some("b c"), Some("+"), None, None)
        );
    }

    #[test]
    fn sec_55_repeats_are_refused_but_for_resource() {
        let parse = |text: &str| Parameters::parse(text.as_bytes()).unwrap().without_repeats();
        assert!(parse("a=1&a=1").is_err());
        assert!(parse("a=&a=1").is_err());
        assert_eq!(parse("resource=x&resource=y").unwrap().all("resource").count(), 2);
    }

    #[test]
    fn sec_58_a_hundred_parameters_are_enough() {
        let many = "a=1&".repeat(101);
        assert!(Parameters::parse(many.as_bytes()).is_err());
    }
}
