//! Accounts at other providers that people sign in with (SEC-89). Who somebody is follows from provider and subject
//! alone. An address links nothing, unless the operator says that the provider knows whose it is, the provider says
//! that it is theirs, and it was proved here; else the person signs in here and says so.

use std::sync::Arc;

use entity::{
    id::{LinkedIdentityId, UserId},
    linked_identity, passkey, sign_in, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter,
    QueryOrder as _, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result,
    audit::{self, Event},
    caller::{SessionCaller, Whereabouts, Who},
    change::Write,
    notice::{self, Notice},
    passkey as passkeys, provider,
    provider_answer::Identity,
    provider_visit::{self as visits, Answered, Proof},
    second_factor,
    secret::ordered_id,
    user as users,
};
use crate::provider_config::Provider;

/// The member of `amr` that says that another provider vouched for the person. RFC 8176 has no word for it, and those
/// that it has would say what we did not see.
pub const AMR: &str = "urn:latchkey:amr:provider";
/// How many one person may have.
const MOST: u64 = 20;

/// Who an identity is here.
#[derive(Debug)]
pub enum Found {
    /// This person.
    Person(Arc<user::Model>),
    /// Somebody whose account is switched off.
    SwitchedOff,
    /// Nobody yet; what the visit proved waits for the person's decision.
    Nobody {
        /// The proof.
        proof: Proof,
        /// Whether an account has the address, and the person may be told so.
        taken: bool,
    },
}

/// Who signs in with an identity that was proved just now. Links it first where its address is enough for that.
///
/// # Errors
/// The database's.
pub async fn find(
    deps: &Deps,
    from: &Whereabouts,
    provider: &Provider,
    (answered, identity): (&Answered, &Identity),
) -> Result<Found> {
    let mut linked = by_identity(deps.db.read(), identity).await?;
    if linked.is_none()
        && let Some(user) = same_person(deps, provider, identity).await?
    {
        link_by_address(deps, from, provider, (identity, &user)).await?;
        linked = by_identity(deps.db.read(), identity).await?;
    }
    if let Some(row) = linked {
        let user = user::Entity::find_by_id(row.user_id).one(deps.db.read()).await?;
        return Ok(match user {
            Some(user) if user.disabled_at.is_none() => {
                used(deps, row.id, identity).await?;
                Found::Person(Arc::new(user))
            }
            _ => Found::SwitchedOff,
        });
    }
    Ok(Found::Nobody {
        proof: visits::keep(deps, answered, identity).await?,
        taken: known_address(deps, identity).await?,
    })
}

/// Whether an account has the address of an identity, and whoever proved the identity may know it. Who can claim any
/// address at their provider learns of none whether it has an account, where registering does not tell either (SEC-76).
///
/// # Errors
/// The database's.
pub async fn known_address(deps: &Deps, identity: &Identity) -> Result<bool> {
    let may_know = identity.email_verified || !super::registration::proves_addresses(deps);
    Ok(match &identity.email {
        Some(email) if may_know => users::find_by_email(deps.db.read(), email).await?.is_some(),
        _ => false,
    })
}

async fn by_identity(
    db: &impl ConnectionTrait,
    identity: &Identity,
) -> Result<Option<linked_identity::Model>> {
    Ok(linked_identity::Entity::find()
        .filter(linked_identity::Column::Provider.eq(&identity.provider))
        .filter(linked_identity::Column::Subject.eq(&identity.subject))
        .one(db)
        .await?)
}

async fn used(deps: &Deps, id: LinkedIdentityId, identity: &Identity) -> Result<()> {
    linked_identity::Entity::update_many()
        .col_expr(linked_identity::Column::LastUsedAt, Expr::value(deps.clock.now()))
        .col_expr(
            linked_identity::Column::Email,
            Expr::value(identity.email.clone()),
        )
        .filter(linked_identity::Column::Id.eq(id))
        .exec(deps.db.write())
        .await?;
    Ok(())
}

/// Whether the provider's word about the address counts as much as a letter of ours.
pub fn vouches(provider: &Provider, identity: &Identity) -> bool {
    provider.email_authoritative && identity.email_verified && identity.email.is_some()
}

/// The account whose address this is, beyond doubt on both sides.
async fn same_person(deps: &Deps, provider: &Provider, identity: &Identity) -> Result<Option<user::Model>> {
    let Some(email) = identity.email.as_deref().filter(|_| vouches(provider, identity)) else {
        return Ok(None);
    };
    let found = users::find_by_email(deps.db.read(), email).await?;
    Ok(found.filter(|user| user.email_verified_at.is_some() && user.disabled_at.is_none()))
}

async fn link_by_address(
    deps: &Deps,
    from: &Whereabouts,
    provider: &Provider,
    (identity, user): (&Identity, &user::Model),
) -> Result<()> {
    let caller = Caller::anonymous(from.clone());
    let write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), user.id, deps.clock.now()).await?;
    // Also at this moment: the address may have changed since it was looked at.
    let still = user.email_verified_at.is_some()
        && identity
            .email
            .as_deref()
            .is_some_and(|email| users::email_key(email) == user.email_key);
    if !still {
        return Ok(());
    }
    let linked = insert(&write, &caller, (provider, identity), (&user, "address")).await;
    match linked {
        Ok(_) => write.commit().await,
        // The same answer of the same person, at the same moment.
        Err(Error::Conflict(_)) => Ok(()),
        Err(error) => Err(error),
    }
}

/// Links, within somebody's transaction; tells the person.
///
/// # Errors
/// `Conflict` where it is linked already, `LimitReached`, or the database's.
pub(super) async fn insert(
    write: &Write<'_>,
    caller: &Caller,
    (provider, identity): (&Provider, &Identity),
    (user, by): (&user::Model, &'static str),
) -> Result<linked_identity::Model> {
    let deps = write.deps();
    let now = deps.clock.now();
    let has = linked_identity::Entity::find()
        .filter(linked_identity::Column::UserId.eq(user.id))
        .count(write.db())
        .await?;
    if has >= MOST {
        return Err(Error::limit("", "You have 20 linked accounts. Unlink one first."));
    }
    let row = linked_identity::Model {
        id: LinkedIdentityId(ordered_id(now)),
        user_id: user.id,
        provider: identity.provider.clone(),
        subject: identity.subject.clone(),
        email: identity.email.clone(),
        last_used_at: None,
        created_at: now,
    };
    linked_identity::Entity::insert(linked_identity::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(write.db())
        .await
        .on_conflict(|| Error::conflict("", "This account is linked already."))?;
    let event = Event::done("identity.linked")
        .user(user.id)
        .target(row.id)
        .details(json!({ "provider": identity.provider, "by": by }));
    audit::record(write.db(), now, caller, event).await?;
    // To an account that is new there is nothing to warn of.
    if by != "registration" {
        let what = Notice::ProviderLinked(provider.title.clone());
        notice::tell(deps, write.db(), user, &caller.from, what).await?;
    }
    Ok(row)
}

/// What linking came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Linked {
    /// It is linked now, or was.
    Theirs,
    /// Somebody else has it.
    Anothers,
}

/// Links what a visit for that proved, which the caller's session began when it was fresh (SEC-75).
///
/// # Errors
/// `Unauthenticated` in another session, `StepUpRequired`, `LimitReached`, or the database's.
pub async fn link_answered(
    deps: &Deps,
    caller: &Caller,
    provider: &Provider,
    (answered, identity): (&Answered, &Identity),
) -> Result<Linked> {
    let session = second_factor::fresh_session(caller, answered.row.created_at)?;
    if answered.row.session_id != Some(session.session_id) {
        return Err(Error::Unauthenticated);
    }
    let write = Write::begin(deps).await?;
    if !visits::complete(write.db(), answered.row.id, deps.clock.now()).await? {
        return Err(Error::Unauthenticated);
    }
    link(write, caller, session, (provider, identity)).await
}

/// Links what waits for the person's decision, after they signed in here.
///
/// # Errors
/// `StepUpRequired`, `NotFound` where it was used or given up or is late, `LimitReached`, or the database's.
pub async fn link_proved(deps: &Deps, caller: &Caller, provider: &Provider, proof: &Proof) -> Result<Linked> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let write = Write::begin(deps).await?;
    if !visits::complete(write.db(), proof.id, now).await? {
        return Err(Error::not_found());
    }
    link(write, caller, session, (provider, &proof.identity)).await
}

async fn link(
    write: Write<'_>,
    caller: &Caller,
    session: &SessionCaller,
    (provider, identity): (&Provider, &Identity),
) -> Result<Linked> {
    let now = write.deps().clock.now();
    let user = second_factor::lock(write.db(), session.user_id, now).await?;
    if let Some(row) = by_identity(write.db(), identity).await? {
        let theirs = row.user_id == user.id;
        write.commit().await?;
        return Ok(if theirs { Linked::Theirs } else { Linked::Anothers });
    }
    match insert(&write, caller, (provider, identity), (&user, "person")).await {
        Ok(_) => write.commit().await.map(|()| Linked::Theirs),
        Err(Error::Conflict(_)) => Ok(Linked::Anothers),
        Err(error) => Err(error),
    }
}

/// The person's linked accounts, oldest first.
///
/// # Errors
/// The database's.
pub async fn list(db: &impl ConnectionTrait, user_id: UserId) -> Result<Vec<linked_identity::Model>> {
    Ok(linked_identity::Entity::find()
        .filter(linked_identity::Column::UserId.eq(user_id))
        .order_by_asc(linked_identity::Column::Id)
        .all(db)
        .await?)
}

/// Unlinks one of the caller's accounts: it signs them in no longer, and what it proved and waits means nothing.
///
/// # Errors
/// `StepUpRequired`, `NotFound`, `Denied` where it is the only way in, or the database's.
pub async fn unlink(deps: &Deps, caller: &Caller, id: LinkedIdentityId) -> Result<()> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), session.user_id, now).await?;
    let row = linked_identity::Entity::find_by_id(id)
        .filter(linked_identity::Column::UserId.eq(user.id))
        .one(write.db())
        .await?
        .ok_or(Error::no_such("linkedIdentityId"))?;
    linked_identity::Entity::delete_by_id(id).exec(write.db()).await?;
    keep_a_way_in(write.db(), deps, &user).await?;
    let identity = Identity {
        provider: row.provider.clone(),
        subject: row.subject,
        email: None,
        email_verified: false,
        name: None,
    };
    visits::void(write.db(), &identity.digest(), now).await?;
    end_under_way(write.db(), user.id).await?;
    let event = Event::done("identity.unlinked")
        .target(id)
        .details(json!({ "provider": row.provider }));
    audit::record(write.db(), now, caller, event).await?;
    let title = provider::find(deps, &row.provider).map_or(row.provider.clone(), |known| known.title.clone());
    let what = Notice::ProviderUnlinked(title);
    notice::tell(deps, write.db(), &user, &caller.from, what).await?;
    write.commit().await
}

/// What the first factor of an identity began and waits for the second is over.
async fn end_under_way(db: &impl ConnectionTrait, user_id: UserId) -> Result<()> {
    sign_in::Entity::delete_many()
        .filter(sign_in::Column::UserId.eq(user_id))
        .filter(sign_in::Column::CompletedAt.is_null())
        .filter(sign_in::Column::Amr.contains(AMR))
        .exec(db)
        .await?;
    Ok(())
}

/// Refuses to leave a person without a way to sign in: no password, no passkey, no linked account at a provider that
/// there is. After what is taken was taken, in the same transaction.
///
/// # Errors
/// `Denied`, or the database's.
pub(super) async fn keep_a_way_in(db: &impl ConnectionTrait, deps: &Deps, user: &user::Model) -> Result<()> {
    if user.password_hash.is_some() {
        return Ok(());
    }
    let usable = passkey::Entity::find()
        .filter(passkey::Column::UserId.eq(user.id))
        .filter(passkey::Column::FlaggedAt.is_null())
        .count(db)
        .await?;
    if usable > 0 && passkeys::available(deps) {
        return Ok(());
    }
    let linked = list(db, user.id).await?;
    if linked
        .iter()
        .any(|row| provider::find(deps, &row.provider).is_some())
    {
        return Ok(());
    }
    Err(Error::Denied(
        "This is your only way to sign in. Set a password or add another way first.".into(),
    ))
}

/// Whoever linked something before the address was proved was perhaps not its owner, who proves it now: every link of
/// the account goes.
///
/// # Errors
/// The database's.
pub(super) async fn forget_unproved(db: &impl ConnectionTrait, user: &user::Model) -> Result<()> {
    if user.email_verified_at.is_none() {
        linked_identity::Entity::delete_many()
            .filter(linked_identity::Column::UserId.eq(user.id))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Whether the caller may begin to link: a session that is fresh.
///
/// # Errors
/// `StepUpRequired`, or `Unauthenticated` where there is no session.
pub fn may_begin(deps: &Deps, caller: &Caller) -> Result<()> {
    match &caller.who {
        Who::Session(_) => second_factor::fresh_session(caller, deps.clock.now()).map(drop),
        _ => Err(Error::Unauthenticated),
    }
}
