//! Making an account from what another provider says (SEC-89). The same policy holds as for everybody; the address is
//! proved by the provider's word only where the operator says that it counts, else by a letter, as usual.

use entity::{user, values::Role};

use super::{
    Caller, Deps, Error, Result,
    caller::Whereabouts,
    change::Write,
    email, invitation, linked_identity as identities, mail_link as links,
    provider_answer::Identity,
    provider_visit::{self as visits, Proof},
    recovery::Origin,
    registration,
    secret::Secret,
    throttle::{self, Subject},
    user::{self as users, NewUser},
};
use crate::provider_config::Provider;

/// What came of it.
#[derive(Debug)]
pub enum Made {
    /// An account.
    Account(user::Model),
    /// A letter to this address, whether it has an account or not (SEC-76).
    Letter(String),
}

/// What the person said about themselves.
#[derive(Debug)]
pub struct About {
    /// The address; what the provider says counts before it.
    pub email: String,
    /// The name.
    pub name: String,
}

/// Whether an account may be made from what this visit proved.
///
/// # Errors
/// The database's.
pub async fn is_possible(deps: &Deps, provider: &Provider, proof: &Proof) -> Result<bool> {
    if !provider.registration {
        return Ok(false);
    }
    if deps.config.registration.by_oneself() {
        return Ok(true);
    }
    Ok(invited(deps, proof).await?.is_some())
}

async fn invited(deps: &Deps, proof: &Proof) -> Result<Option<entity::mail_link::Model>> {
    match &proof.aim.invitation {
        Some(token) => invitation::find(deps, &Secret::new(token.clone())).await,
        None => Ok(None),
    }
}

/// The address that the account would have, where the person does not choose it.
///
/// # Errors
/// The database's.
pub async fn fixed_email(deps: &Deps, proof: &Proof) -> Result<Option<String>> {
    let invited = invited(deps, proof).await?;
    Ok(invited
        .map(|link| link.email)
        .or_else(|| proof.identity.email.clone()))
}

/// Makes the account, once, or writes the letter whose link makes it.
///
/// # Errors
/// `Denied` where nobody new may come from there, `Invalid` on `email` or `name`, `Conflict` on `email` where no letter
/// is needed and the address is taken, `NotFound` where the proof was used or given up or is late, `RateLimited`.
pub async fn register(
    deps: &Deps,
    from: &Whereabouts,
    provider: &Provider,
    proof: &Proof,
    (about, origin): (About, Origin),
) -> Result<Made> {
    if !is_possible(deps, provider, proof).await? {
        return Err(Error::Denied(
            "Nobody can make an account from this provider here.".into(),
        ));
    }
    let invited = invited(deps, proof).await?;
    let email = fixed_email(deps, proof).await?.unwrap_or(about.email);
    let email = users::check_email(&email)?;
    users::check_person_name(&about.name)?;
    if let Some(address) = &from.ip_address {
        throttle::count(deps, Subject::Registration(address)).await?;
    }
    let vouched = invited.is_some() || identities::vouches(provider, &proof.identity);
    if invited.is_none() {
        registration::check_policy(deps, &email)?;
        if !vouched && registration::proves_addresses(deps) {
            let identity = proof.identity.clone();
            if !visits::complete(deps.db.write(), proof.id, deps.clock.now()).await? {
                return Err(Error::not_found());
            }
            registration::ask_with(deps, from, (&email, &about.name), (identity, origin)).await?;
            return Ok(Made::Letter(email));
        }
    }
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    if !visits::complete(write.db(), proof.id, now).await? {
        return Err(Error::not_found());
    }
    if let Some(link) = &invited
        && !links::redeem(write.db(), now, link).await?
    {
        return Err(Error::not_found());
    }
    let caller = Caller::anonymous(from.clone());
    let user = insert(
        &write,
        &caller,
        (provider, &proof.identity),
        new_user(email, &about.name, vouched),
    )
    .await?;
    email::send_proof(deps, write.db(), from, &user).await?;
    write.commit().await?;
    Ok(Made::Account(user))
}

/// An account without a password.
pub(super) fn new_user(email: String, name: &str, email_verified: bool) -> NewUser {
    let name = name.trim();
    NewUser {
        email,
        email_verified,
        password_hash: None,
        role: Role::User,
        profile: entity::profile::Profile {
            name: (!name.is_empty()).then(|| name.to_owned()),
            ..entity::profile::Profile::default()
        },
        allow_password_for_api: false,
    }
}

/// The account and its link, within somebody's transaction.
///
/// # Errors
/// `Conflict` where the address or the identity has an account, or the database's.
pub(super) async fn insert(
    write: &Write<'_>,
    caller: &Caller,
    (provider, identity): (&Provider, &Identity),
    new: NewUser,
) -> Result<user::Model> {
    let user = users::insert(write.db(), caller, write.deps().clock.now(), new).await?;
    identities::insert(write, caller, (provider, identity), (&user, "registration")).await?;
    Ok(user)
}
