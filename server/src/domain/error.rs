//! What a verb can answer instead of doing what was asked. Variants are what the caller can do about it.

use std::{borrow::Cow, fmt};

use sea_orm::{DbErr, RuntimeErr};

/// Short for a verb's result.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why nothing was done.
#[derive(Debug)]
pub enum Error {
    /// Nobody is signed in, or the credential is dead.
    Unauthenticated,
    /// It does not exist, or not for this caller (SEC-97).
    NotFound {
        /// The input field that named it, if one did.
        field: Option<&'static str>,
    },
    /// The credential lacks this scope.
    MissingScope(&'static str),
    /// The person may see the thing, but not do this to it.
    Denied(Cow<'static, str>),
    /// An input is wrong.
    Invalid(Invalid),
    /// It would collide with something that exists, or that changed meanwhile.
    Conflict(Invalid),
    /// The person must prove again who they are (SEC-75).
    StepUpRequired,
    /// Too many tries; seconds to wait.
    RateLimited {
        /// Whole seconds, at least 1.
        retry_after: u64,
    },
    /// A bound is reached.
    LimitReached(Invalid),
    /// The database does not answer: try again (SEC-120).
    Unavailable(anyhow::Error),
    /// Ours to mend; never shown.
    Internal(anyhow::Error),
}

/// What is wrong with which field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// The path of the field, dots between its parts, such as `redirect_uris.0`.
    pub field: Cow<'static, str>,
    /// What is wrong and what to do, in one or two plain sentences.
    pub message: Cow<'static, str>,
}

impl Error {
    /// An input is wrong.
    pub fn invalid(field: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Invalid(Invalid {
            field: field.into(),
            message: message.into(),
        })
    }

    /// It collides with something that exists.
    pub fn conflict(field: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Conflict(Invalid {
            field: field.into(),
            message: message.into(),
        })
    }

    /// A bound is reached.
    pub fn limit(field: impl Into<Cow<'static, str>>, message: impl Into<Cow<'static, str>>) -> Self {
        Self::LimitReached(Invalid {
            field: field.into(),
            message: message.into(),
        })
    }

    /// It does not exist for this caller.
    pub const fn not_found() -> Self {
        Self::NotFound { field: None }
    }

    /// What the named input field points at does not exist for this caller.
    pub const fn no_such(field: &'static str) -> Self {
        Self::NotFound { field: Some(field) }
    }

    /// The same about a part of an input: the prefix, with its dot, goes before the field.
    #[must_use]
    pub fn within(self, prefix: &str) -> Self {
        let put = |what: Invalid| Invalid {
            field: format!("{prefix}{}", what.field).into(),
            message: what.message,
        };
        match self {
            Self::Invalid(what) => Self::Invalid(put(what)),
            Self::Conflict(what) => Self::Conflict(put(what)),
            Self::LimitReached(what) => Self::LimitReached(put(what)),
            other => other,
        }
    }

    /// The same about a field that this caller's input calls otherwise: the last part of the path is exchanged.
    #[must_use]
    pub fn renamed(self, from: &str, to: &'static str) -> Self {
        let put = |what: Invalid| {
            let field = match what.field.strip_suffix(from) {
                Some("") => to.into(),
                Some(start) if start.ends_with('.') => format!("{start}{to}").into(),
                _ => what.field,
            };
            Invalid { field, ..what }
        };
        match self {
            Self::Invalid(what) => Self::Invalid(put(what)),
            Self::Conflict(what) => Self::Conflict(put(what)),
            Self::LimitReached(what) => Self::LimitReached(put(what)),
            Self::NotFound { field: Some(field) } if field == from => Self::no_such(to),
            other => other,
        }
    }

    /// Ours to mend.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self::Internal(cause.into())
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unauthenticated => f.write_str("not signed in"),
            Self::NotFound { field: None } => f.write_str("not found"),
            Self::NotFound { field: Some(field) } => write!(f, "{field}: not found"),
            Self::MissingScope(scope) => write!(f, "the credential lacks the scope {scope}"),
            Self::Denied(reason) => f.write_str(reason),
            Self::Invalid(what) | Self::Conflict(what) | Self::LimitReached(what) => {
                write!(f, "{}: {}", what.field, what.message)
            }
            Self::StepUpRequired => f.write_str("a fresh sign-in is needed"),
            Self::RateLimited { retry_after } => write!(f, "too many tries; wait {retry_after} s"),
            Self::Unavailable(cause) => write!(f, "the database does not answer: {cause:#}"),
            Self::Internal(cause) => write!(f, "{cause:#}"),
        }
    }
}

impl std::error::Error for Error {}

/// A lost, busy, full or read-only database is a moment's trouble; anything else is ours to mend (SEC-120, SEC-123).
impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        use sea_orm::SqlErr::{ForeignKeyConstraintViolation, UniqueConstraintViolation};
        if is_unavailable(&error) {
            return Self::Unavailable(error.into());
        }
        // What a statement referred to was deleted, or what it makes was made, at the same moment (SEC-123).
        match error.sql_err() {
            Some(ForeignKeyConstraintViolation(_)) => Self::not_found(),
            Some(UniqueConstraintViolation(_)) => {
                Self::conflict("", "It was changed at the same moment. Try again.")
            }
            _ if is_unfit(&error) => Self::invalid(
                "",
                "A value cannot be stored: it is too long, or has characters that no text has.",
            ),
            _ => Self::Internal(error.into()),
        }
    }
}

/// Whether PostgreSQL says that a value is not one of its column's (class 22, such as NUL in a text).
fn is_unfit(error: &DbErr) -> bool {
    let (DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause))) = error
    else {
        return false;
    };
    match &**cause {
        sqlx::Error::Database(cause) => cause
            .code()
            .is_some_and(|code| code.len() == 5 && code.starts_with("22")),
        _ => false,
    }
}

fn is_unavailable(error: &DbErr) -> bool {
    match error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(cause)) | DbErr::Query(RuntimeErr::SqlxError(cause)) => {
            sqlx_unavailable(cause)
        }
        _ => false,
    }
}

fn sqlx_unavailable(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(cause) => {
            let code = cause.code().unwrap_or_default();
            // SQLite: BUSY 5, LOCKED 6, READONLY 8, IOERR 10, FULL 13, CANTOPEN 14 and their extended codes.
            // PostgreSQL: classes 08 connection, 40 rollback, 53 resources, 55P03 lock, 57 intervention,
            // 58 system, 25006 read-only.
            let sqlite = code
                .parse::<u32>()
                .is_ok_and(|n| code.len() != 5 && matches!(n & 0xff, 5 | 6 | 8 | 10 | 13 | 14));
            let postgres = code.len() == 5
                && (["08", "40", "53", "57", "58"]
                    .iter()
                    .any(|class| code.starts_with(class))
                    || matches!(&*code, "55P03" | "25006"));
            sqlite || postgres
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::Protocol(_) => true,
        _ => false,
    }
}

/// Turns the breach of a unique rule into an error for the person who caused it.
pub trait OnConflict<T> {
    /// `otherwise` when the statement would have broken a unique rule.
    ///
    /// # Errors
    /// As the statement's, but for that one.
    fn on_conflict(self, otherwise: impl FnOnce() -> Error) -> Result<T>;
}

impl<T> OnConflict<T> for std::result::Result<T, DbErr> {
    fn on_conflict(self, otherwise: impl FnOnce() -> Error) -> Result<T> {
        self.map_err(|error| match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => otherwise(),
            _ => error.into(),
        })
    }
}
