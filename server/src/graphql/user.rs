//! People's accounts, as they or an administrator see them.

use async_graphql::{Context, Enum, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use entity::{profile, user, values::Role};

use super::{
    Ask as _,
    error::{OrRefuse as _, UserError, answer, payloads},
    scalars::{DateTime, EmailAddress, Link, link, moment},
};
use crate::domain::{Error, Result, email, secret::Secret, user as users};

/// What a person may do to the service as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Role")]
pub enum UserRole {
    /// Manages only what is theirs.
    User,
    /// Also administers the service.
    Admin,
}

/// A person with an account. All but the id needs the scope `profile:read`, or `admin:read` for somebody else's.
#[derive(Clone, Debug)]
pub struct User(pub user::Model);

impl User {
    /// Whether the caller's credential may read the account.
    fn check(&self, ctx: &Context<'_>) -> async_graphql::Result<()> {
        if ctx.caller().user() == Some(self.0.id) {
            ctx.caller().require("profile:read").or_refuse()
        } else {
            check_administers(ctx)
        }
    }
}

/// Demands an administrator who may read: a session has every scope, but not everybody's role.
///
/// # Errors
/// `FORBIDDEN`, `UNAUTHENTICATED`; `NOT_FOUND` for who is no administrator.
pub fn check_administers(ctx: &Context<'_>) -> async_graphql::Result<()> {
    let caller = ctx.caller();
    caller.require("admin:read").or_refuse()?;
    if caller.administers("admin:read") {
        Ok(())
    } else {
        Err(Error::not_found()).or_refuse()
    }
}

/// What to call a person.
pub fn display_name(row: &user::Model) -> String {
    row.profile.name.clone().unwrap_or_else(|| row.email.clone())
}

/// A person with an account. All but the id needs the scope `profile:read`, or `admin:read` for somebody else's.
#[Object]
impl User {
    /// Its id; the `sub` of tokens.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// The address as the person writes it.
    async fn email(&self, ctx: &Context<'_>) -> async_graphql::Result<EmailAddress> {
        self.check(ctx)?;
        Ok(EmailAddress(self.0.email.clone()))
    }

    /// When the address was proved.
    async fn email_verified_at(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DateTime>> {
        self.check(ctx)?;
        Ok(moment(self.0.email_verified_at))
    }

    /// The address that the account is about to have, until the link that was sent to it is used or ends. Shown to
    /// the person alone.
    async fn pending_email(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<EmailAddress>> {
        if ctx.caller().user() != Some(self.0.id) {
            return Ok(None);
        }
        self.check(ctx)?;
        let pending = email::pending(ctx.deps(), self.0.id).await.or_refuse()?;
        Ok(pending.map(EmailAddress))
    }

    /// The profile's name, or else the address.
    async fn display_name(&self, ctx: &Context<'_>) -> async_graphql::Result<String> {
        self.check(ctx)?;
        Ok(display_name(&self.0))
    }

    /// What is known of the person.
    async fn profile(&self, ctx: &Context<'_>) -> async_graphql::Result<Profile> {
        self.check(ctx)?;
        Ok(Profile::from(&self.0.profile))
    }

    /// Since when signing in takes a second factor; null where the password is enough.
    async fn second_factor_since(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DateTime>> {
        self.check(ctx)?;
        Ok(moment(self.0.second_factor_at))
    }

    /// What the person may do to the service as a whole.
    async fn role(&self, ctx: &Context<'_>) -> async_graphql::Result<UserRole> {
        self.check(ctx)?;
        Ok(self.0.role.into())
    }

    /// Whether the person can sign in with a password.
    async fn has_password(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        self.check(ctx)?;
        Ok(self.0.password_hash.is_some())
    }

    /// When the password was last set.
    async fn password_changed_at(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DateTime>> {
        self.check(ctx)?;
        Ok(moment(self.0.password_changed_at))
    }

    /// When an administrator switched the account off.
    async fn suspended_at(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DateTime>> {
        self.check(ctx)?;
        Ok(moment(self.0.disabled_at))
    }

    /// When the account was made.
    async fn created_at(&self, ctx: &Context<'_>) -> async_graphql::Result<DateTime> {
        self.check(ctx)?;
        Ok(self.0.created_at.into())
    }

    /// When the account last changed.
    async fn updated_at(&self, ctx: &Context<'_>) -> async_graphql::Result<DateTime> {
        self.check(ctx)?;
        Ok(self.0.updated_at.into())
    }
}

/// The standard claims about a person (OpenID Connect Core section 5.1).
#[derive(Clone, Debug, SimpleObject)]
pub struct Profile {
    /// Full name as shown.
    pub name: Option<String>,
    /// First names.
    pub given_name: Option<String>,
    /// Surnames.
    pub family_name: Option<String>,
    /// Middle names.
    pub middle_name: Option<String>,
    /// What friends say.
    pub nickname: Option<String>,
    /// A short name they like; not unique.
    pub preferred_username: Option<String>,
    /// Their profile page.
    pub profile: Option<Link>,
    /// Their picture.
    pub picture: Option<Link>,
    /// Their web site.
    pub website: Option<Link>,
    /// Their gender, in their words.
    pub gender: Option<String>,
    /// `YYYY-MM-DD`, or `0000-MM-DD` without the year.
    pub birthdate: Option<String>,
    /// IANA time zone.
    pub zoneinfo: Option<String>,
    /// BCP 47 language tag.
    pub locale: Option<String>,
    /// E.164 where possible.
    pub phone_number: Option<String>,
    /// Whether the number was proved.
    pub phone_number_verified: bool,
    /// Postal address.
    pub address: Option<Address>,
}

/// A postal address (OpenID Connect Core section 5.1.1).
#[derive(Clone, Debug, SimpleObject)]
pub struct Address {
    /// As written on a label.
    pub formatted: Option<String>,
    /// Street and number.
    pub street_address: Option<String>,
    /// City.
    pub locality: Option<String>,
    /// State or province.
    pub region: Option<String>,
    /// Postcode.
    pub postal_code: Option<String>,
    /// Country.
    pub country: Option<String>,
}

impl From<&profile::Profile> for Profile {
    fn from(row: &profile::Profile) -> Self {
        Self {
            name: row.name.clone(),
            given_name: row.given_name.clone(),
            family_name: row.family_name.clone(),
            middle_name: row.middle_name.clone(),
            nickname: row.nickname.clone(),
            preferred_username: row.preferred_username.clone(),
            profile: link(row.profile.as_ref()),
            picture: link(row.picture.as_ref()),
            website: link(row.website.as_ref()),
            gender: row.gender.clone(),
            birthdate: row.birthdate.clone(),
            zoneinfo: row.zoneinfo.clone(),
            locale: row.locale.clone(),
            phone_number: row.phone_number.clone(),
            phone_number_verified: row.phone_number_verified.unwrap_or(false),
            address: row.address.as_ref().map(|address| Address {
                formatted: address.formatted.clone(),
                street_address: address.street_address.clone(),
                locality: address.locality.clone(),
                region: address.region.clone(),
                postal_code: address.postal_code.clone(),
                country: address.country.clone(),
            }),
        }
    }
}

/// A field left out stays as it is; null clears it.
#[derive(Debug, InputObject)]
pub struct UpdateProfileInput {
    /// Full name as shown.
    name: MaybeUndefined<String>,
    /// First names.
    given_name: MaybeUndefined<String>,
    /// Surnames.
    family_name: MaybeUndefined<String>,
    /// Middle names.
    middle_name: MaybeUndefined<String>,
    /// What friends say.
    nickname: MaybeUndefined<String>,
    /// A short name you like; not unique.
    preferred_username: MaybeUndefined<String>,
    /// Your profile page.
    profile: MaybeUndefined<Link>,
    /// Your picture.
    picture: MaybeUndefined<Link>,
    /// Your web site.
    website: MaybeUndefined<Link>,
    /// Your gender, in your words.
    gender: MaybeUndefined<String>,
    /// `YYYY-MM-DD`, or `0000-MM-DD` without the year.
    birthdate: MaybeUndefined<String>,
    /// IANA time zone.
    zoneinfo: MaybeUndefined<String>,
    /// BCP 47 language tag.
    locale: MaybeUndefined<String>,
    /// E.164 where possible.
    phone_number: MaybeUndefined<String>,
    /// Postal address, all of it.
    address: MaybeUndefined<AddressInput>,
}

/// A postal address (OpenID Connect Core section 5.1.1).
#[derive(Debug, InputObject)]
pub struct AddressInput {
    /// As written on a label.
    formatted: Option<String>,
    /// Street and number.
    street_address: Option<String>,
    /// City.
    locality: Option<String>,
    /// State or province.
    region: Option<String>,
    /// Postcode.
    postal_code: Option<String>,
    /// Country.
    country: Option<String>,
}

impl UpdateProfileInput {
    fn apply(self, row: &mut profile::Profile) {
        fn set<T>(value: &mut Option<T>, new: MaybeUndefined<T>) {
            match new {
                MaybeUndefined::Undefined => {}
                MaybeUndefined::Null => *value = None,
                MaybeUndefined::Value(new) => *value = Some(new),
            }
        }
        fn set_link(value: &mut Option<String>, new: MaybeUndefined<Link>) {
            set(value, new.map_value(|link| link.0));
        }
        set(&mut row.name, self.name);
        set(&mut row.given_name, self.given_name);
        set(&mut row.family_name, self.family_name);
        set(&mut row.middle_name, self.middle_name);
        set(&mut row.nickname, self.nickname);
        set(&mut row.preferred_username, self.preferred_username);
        set_link(&mut row.profile, self.profile);
        set_link(&mut row.picture, self.picture);
        set_link(&mut row.website, self.website);
        set(&mut row.gender, self.gender);
        set(&mut row.birthdate, self.birthdate);
        set(&mut row.zoneinfo, self.zoneinfo);
        set(&mut row.locale, self.locale);
        set(&mut row.phone_number, self.phone_number);
        let address = self.address.map_value(|address| profile::Address {
            formatted: address.formatted,
            street_address: address.street_address,
            locality: address.locality,
            region: address.region,
            postal_code: address.postal_code,
            country: address.country,
        });
        set(&mut row.address, address);
    }
}

/// The answer of `updateProfile`.
#[derive(Debug, Default, SimpleObject)]
pub struct UpdateProfilePayload {
    /// The account as it is now.
    user: Option<User>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// A new password.
#[derive(Debug, InputObject)]
pub struct ChangePasswordInput {
    /// The password that you have.
    current_password: String,
    /// The password that you want: at least 15 characters.
    new_password: String,
}

/// The answer of `changePassword`.
#[derive(Debug, Default, SimpleObject)]
pub struct ChangePasswordPayload {
    /// The account as it is now.
    user: Option<User>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(UpdateProfilePayload ChangePasswordPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct UserMutation;

#[Object]
impl UserMutation {
    /// Changes what is known of you. Scope `profile:write`.
    async fn update_profile(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateProfileInput,
    ) -> async_graphql::Result<Option<UpdateProfilePayload>> {
        let work = async || -> Result<user::Model> {
            let (deps, caller) = (ctx.deps(), ctx.caller());
            caller.require("profile:write")?;
            let row = users::find(deps, caller.user_id()?)
                .await?
                .ok_or(Error::Unauthenticated)?;
            let mut profile = row.profile.clone();
            input.apply(&mut profile);
            users::update_profile(deps, caller, profile).await
        };
        answer(work().await, |row| UpdateProfilePayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }

    /// Sets another password, and signs you out everywhere else. Only in a browser session that is fresh.
    async fn change_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Both passwords.")] input: ChangePasswordInput,
    ) -> async_graphql::Result<Option<ChangePasswordPayload>> {
        let work = async || -> Result<user::Model> {
            let (deps, caller) = (ctx.deps(), ctx.caller());
            let (current, new) = (
                Secret::new(input.current_password),
                Secret::new(input.new_password),
            );
            users::change_password(deps, caller, &current, &new)
                .await
                .map_err(|error| error.renamed("password", "newPassword"))?;
            let row = users::find(deps, caller.user_id()?)
                .await?
                .ok_or(Error::Unauthenticated)?;
            Ok((*row).clone())
        };
        answer(work().await, |row| ChangePasswordPayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }
}
