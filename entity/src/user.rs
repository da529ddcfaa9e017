//! Accounts.

use sea_orm::entity::prelude::*;

use crate::{id::UserId, profile::Profile, values::Role};

/// One person's account.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user")]
pub struct Model {
    /// Also the `sub` of tokens; random, never reused (SEC-34).
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UserId,
    /// The address as the person writes it.
    pub email: String,
    /// The address folded (NFKC, lower case); unique (SEC-85).
    pub email_key: String,
    /// When the address was proved.
    pub email_verified_at: Option<i64>,
    /// Argon2id, PHC format; none: no password sign-in.
    pub password_hash: Option<String>,
    /// When the password was last set.
    pub password_changed_at: Option<i64>,
    /// What the user may do to the service.
    pub role: Role,
    /// The OpenID Connect claims about the person.
    pub profile: Profile,
    /// Whether a Basic password opens API routes of dialects that offer it.
    pub allow_password_for_api: bool,
    /// Since when the account has a second factor: an authenticator app or a passkey. Kept with every change of these,
    /// so that whoever knows the account knows what its sign-in needs (SEC-74).
    pub second_factor_at: Option<i64>,
    /// Whether one of the person's organizations wants a second factor of them; kept by `domain::second_factor`.
    pub second_factor_demanded: bool,
    /// When an administrator switched the account off.
    pub disabled_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
