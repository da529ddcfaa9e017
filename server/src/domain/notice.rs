//! Security notices: what happened to an account is mailed to the person, in the transaction in which it happens.
//! [`tell`] is for whoever changes something about how an account is reached.

use entity::user;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

use super::{
    Deps, Result,
    caller::Whereabouts,
    mail::{self, Letter as Mail},
};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The password was changed by somebody who was signed in.
    PasswordChanged,
    /// The password was set by a link that was mailed.
    PasswordReset,
    /// Somebody signed in with a browser that the account did not know.
    NewDevice,
    /// The password was set by an administrator.
    PasswordSetByAdministrator,
    /// An authenticator app was set up.
    AppAdded,
    /// It was removed.
    AppRemoved,
    /// A passkey was added; its name.
    PasskeyAdded(String),
    /// One was removed; its name.
    PasskeyRemoved(String),
    /// An account at another provider was linked; the provider's name.
    ProviderLinked(String),
    /// It was unlinked; the provider's name.
    ProviderUnlinked(String),
    /// One was blocked, as it may have been copied; its name.
    PasskeyBlocked(String),
    /// New recovery codes were made; the ones before are void.
    RecoveryCodesMade,
    /// Somebody signed in with a recovery code; so many are left.
    RecoveryCodeUsed(u64),
    /// An administrator took every second factor away.
    FactorsReset,
    /// A copy of the person's data can be fetched.
    ExportReady,
    /// The account was deleted.
    AccountDeleted,
}

/// A notice as it is written down.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Letter {
    pub(super) to: String,
    pub(super) notice: Notice,
    pub(super) at: i64,
    pub(super) user_agent: Option<String>,
    pub(super) ip_address: Option<String>,
}

/// Tells the person, at the address that the account has. Within the transaction of what happened; the letter goes
/// out after its commit.
///
/// # Errors
/// The database's.
pub async fn tell(
    deps: &Deps,
    db: &impl ConnectionTrait,
    user: &user::Model,
    from: &Whereabouts,
    notice: Notice,
) -> Result<()> {
    let letter = Letter {
        to: user.email.clone(),
        notice,
        at: deps.clock.now(),
        user_agent: from.user_agent.clone(),
        ip_address: from.ip_address.clone(),
    };
    let language = mail::language(Some(user), from);
    mail::write(
        deps,
        db,
        (Some(user.id), language),
        Mail::Notice(Box::new(letter)),
    )
    .await
}

/// As [`tell`], about an account that is gone when the letter is sent.
///
/// # Errors
/// The database's.
pub(super) async fn farewell(
    deps: &Deps,
    db: &impl ConnectionTrait,
    user: &user::Model,
    notice: Notice,
) -> Result<()> {
    let letter = Letter {
        to: user.email.clone(),
        notice,
        at: deps.clock.now(),
        user_agent: None,
        ip_address: None,
    };
    let language = user.profile.locale.clone();
    mail::write(deps, db, (None, language), Mail::Notice(Box::new(letter))).await
}
