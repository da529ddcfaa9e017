//! Values with a form of their own.

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use time::{OffsetDateTime, format_description::well_known::Rfc3339};

use super::error::bad_input;
use crate::domain::{clock::rfc3339, scope::is_valid_name};

/// A moment, RFC 3339 in UTC with milliseconds, such as `2026-11-22T02:43:00.000Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateTime(pub i64);

/// A moment, RFC 3339 in UTC with milliseconds, such as `2026-11-22T02:43:00.000Z`.
#[Scalar(name = "DateTime")]
impl ScalarType for DateTime {
    fn parse(value: Value) -> InputValueResult<Self> {
        let Value::String(text) = &value else {
            return Err(InputValueError::expected_type(value));
        };
        let moment = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| {
            InputValueError::custom("Write the moment as RFC 3339 says, such as 2026-11-22T02:43:00Z.")
        })?;
        let milliseconds = moment.unix_timestamp_nanos() / 1_000_000;
        i64::try_from(milliseconds)
            .map(Self)
            .map_err(|_| InputValueError::custom("This moment is out of range."))
    }

    fn to_value(&self) -> Value {
        Value::String(rfc3339(self.0))
    }
}

impl From<i64> for DateTime {
    fn from(milliseconds: i64) -> Self {
        Self(milliseconds)
    }
}

/// One after the other: for optional columns.
pub fn moment(milliseconds: Option<i64>) -> Option<DateTime> {
    milliseconds.map(DateTime)
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $graphql:literal, $fits:expr, $hint:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub String);

        $(#[$doc])*
        #[Scalar(name = $graphql)]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                let Value::String(text) = value else { return Err(InputValueError::expected_type(value)) };
                let fits: fn(&str) -> bool = $fits;
                if fits(&text) { Ok(Self(text)) } else { Err(InputValueError::custom($hint)) }
            }

            fn to_value(&self) -> Value {
                Value::String(self.0.clone())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    )*};
}

texts! {
    /// An absolute URL, exactly as it was registered.
    Link "URL", |text| text.len() <= 8192, "This URL is too long.";
    /// An email address.
    EmailAddress "EmailAddress", |text| text.len() <= 254 && text.contains('@'), "This is not an email address.";
    /// The name of a scope (RFC 6749 section 3.3), such as `invoices:read`.
    ScopeName "ScopeName", is_valid_name, "This is not the name of a scope.";
    /// A permission: a scope, or `scope:key` for the one resource with that key, such as `invoices:read:shop-1`.
    PermissionText "Permission", is_permission, "This is not a permission: a scope, or a scope, a colon and a resource.";
}

/// Whether a text can be a permission: a scope, or a scope and the key of a resource.
fn is_permission(text: &str) -> bool {
    match text.rsplit_once(':') {
        Some((scope, key)) => is_valid_name(text) || (is_valid_name(scope) && is_valid_name(key)),
        None => is_valid_name(text),
    }
}

/// So many characters of a search are enough.
const SEARCH: usize = 200;

/// A text to search for: a pattern that no database finds too long.
///
/// # Errors
/// `BAD_USER_INPUT`.
pub fn search(text: Option<String>) -> async_graphql::Result<Option<String>> {
    match text {
        Some(text) if text.chars().count() > SEARCH => {
            Err(bad_input(format!("Search for {SEARCH} characters at most.")))
        }
        text => Ok(text),
    }
}

/// For optional columns.
pub fn link(text: Option<&String>) -> Option<Link> {
    text.cloned().map(Link)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_come_back_as_they_went() {
        let text = rfc3339(1_795_315_380_123);
        assert_eq!(text, "2026-11-22T02:43:00.123Z");
        assert_eq!(
            DateTime::parse(Value::String(text)).ok(),
            Some(DateTime(1_795_315_380_123))
        );
        assert!(DateTime::parse(Value::String("yesterday".to_owned())).is_err());
        assert!(DateTime::parse(Value::from(1)).is_err());
        assert_eq!(rfc3339(i64::MAX), "1970-01-01T00:00:00.000Z");
    }
}
