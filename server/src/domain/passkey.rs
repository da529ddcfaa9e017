//! Passkeys: keys that a person's device or password manager keeps, and that sign for this origin only (Web Authentication
//! Level 3; SEC-88). Every use verifies its user, so a passkey alone is two factors.
//!
//! A challenge is nowhere but in the sealed text that its page carries: tied to the browser or the session, in time,
//! and used up by the insert that takes it.

use entity::{
    id::{PasskeyId, UserId},
    passkey, single_use, user,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter,
    QueryOrder as _, TryInsertResult, sea_query::Expr,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use uuid::Uuid;
use webauthn_rs::prelude::{
    DiscoverableAuthentication, Passkey, PasskeyRegistration, PublicKeyCredential,
    RegisterPublicKeyCredential, Webauthn, WebauthnBuilder, WebauthnError,
};

use super::{
    Caller, Deps, Error, OnConflict as _, Result,
    audit::{self, Event},
    change::Write,
    clock::MINUTE,
    display_name, linked_identity,
    notice::{self, Notice},
    second_factor,
    secret::{Purpose, Secret, base64url, from_base64url, ordered_id, sha256},
};

/// How many one person may have.
const MOST: u64 = 20;
/// How long a challenge waits for its answer, milliseconds: a sign-in page may stay open for a while.
const PATIENCE: i64 = 15 * MINUTE;

/// What a page or a script needs to ask a device.
#[derive(Debug)]
pub struct Offer {
    /// The argument of `navigator.credentials.create` or `get`, as JSON.
    pub options: String,
    /// What comes back with the answer.
    pub token: Secret,
}

/// A ceremony under way, as it is sealed.
#[derive(Serialize, Deserialize)]
struct Ceremony<S> {
    /// Whether it registers a passkey; else it signs in.
    registers: bool,
    /// The browser or the session that it is for.
    holder: String,
    /// The person, where it is for one.
    user_id: Option<UserId>,
    /// When it is over, milliseconds.
    until: i64,
    /// What the library has to remember.
    state: S,
}

/// Passkeys are bound to a host name. Where the service has none, only an address, there are no passkeys.
pub fn available(deps: &Deps) -> bool {
    deps.config.public_url.domain().is_some()
}

fn relying_party(deps: &Deps) -> Result<Webauthn> {
    let url = &deps.config.public_url;
    let unavailable =
        || Error::Denied("Passkeys need a host name, and this service has only an address.".into());
    let host = url.domain().ok_or_else(unavailable)?;
    WebauthnBuilder::new(host, url)
        .and_then(|builder| builder.rp_name(&deps.config.service_name).build())
        .map_err(Error::internal)
}

fn seal<S: Serialize>(deps: &Deps, ceremony: &Ceremony<S>) -> Result<Secret> {
    let plain = serde_json::to_vec(ceremony).map_err(Error::internal)?;
    Ok(Secret::new(base64url(
        &deps.vault.seal(Purpose::Ceremony, &plain),
    )))
}

/// Opens a ceremony that is for this holder and in time, and uses it up: whatever comes of it, it cannot come again.
async fn take<S: DeserializeOwned>(
    deps: &Deps,
    registers: bool,
    holder: &[u8],
    token: &str,
) -> Result<(S, Option<UserId>)> {
    let over = || Error::invalid("token", "This took too long. Start again.");
    let opened = from_base64url(token).and_then(|sealed| deps.vault.open(Purpose::Ceremony, &sealed));
    let plain = opened.ok_or_else(over)?;
    let now = deps.clock.now();
    let value: Value = serde_json::from_slice(&plain).map_err(Error::internal)?;
    let ours = value["registers"] == json!(registers)
        && value["holder"] == json!(base64url(holder))
        && value["until"].as_i64().is_some_and(|until| now < until);
    if !ours {
        return Err(over());
    }
    let ceremony: Ceremony<S> = serde_json::from_value(value).map_err(Error::internal)?;
    let row = single_use::Model {
        digest: sha256(token.as_bytes()),
        expires_at: ceremony.until,
    };
    let inserted = single_use::Entity::insert(single_use::ActiveModel::from(row))
        .on_conflict_do_nothing()
        .exec_without_returning(deps.db.write())
        .await?;
    if !matches!(inserted, TryInsertResult::Inserted(1..)) {
        return Err(over());
    }
    Ok((ceremony.state, ceremony.user_id))
}

/// The person's passkeys, oldest first.
///
/// # Errors
/// The database's.
pub async fn list(db: &impl ConnectionTrait, user_id: UserId) -> Result<Vec<passkey::Model>> {
    Ok(passkey::Entity::find()
        .filter(passkey::Column::UserId.eq(user_id))
        .order_by_asc(passkey::Column::Id)
        .all(db)
        .await?)
}

fn key_of(row: &passkey::Model) -> Result<Passkey> {
    serde_json::from_str(&row.credential).map_err(Error::internal)
}

/// Begins to register a passkey for the caller.
///
/// # Errors
/// `StepUpRequired`, `Denied` where there can be none, `LimitReached`, or the database's.
pub async fn start(deps: &Deps, caller: &Caller) -> Result<Offer> {
    let session = second_factor::fresh_session(caller, deps.clock.now())?;
    let user = super::user::find(deps, session.user_id)
        .await?
        .ok_or(Error::Unauthenticated)?;
    offer(deps, &user, session.session_id.0).await
}

/// What a device is asked for a new passkey of this person's; the answer is for this session, or this sign-in under way.
///
/// # Errors
/// `Denied` where there can be none, `LimitReached`, or the database's.
pub async fn offer(deps: &Deps, user: &user::Model, holder: Uuid) -> Result<Offer> {
    let now = deps.clock.now();
    let party = relying_party(deps)?;
    let known = list(deps.db.read(), user.id).await?;
    check_room(u64::try_from(known.len()).unwrap_or(u64::MAX))?;
    let exclude = known
        .iter()
        .map(|row| key_of(row).map(|key| key.cred_id().clone()))
        .collect::<Result<Vec<_>>>()?;
    let shown = user.profile.name.as_deref().unwrap_or(&user.email);
    let (options, state) = party
        .start_passkey_registration(user.id.0, &user.email, shown, Some(exclude))
        .map_err(Error::internal)?;
    let mut options = serde_json::to_value(&options).map_err(Error::internal)?;
    // Signing in without a name needs a key that the device finds by itself.
    options["publicKey"]["authenticatorSelection"]["residentKey"] = json!("required");
    options["publicKey"]["authenticatorSelection"]["requireResidentKey"] = json!(true);
    let ceremony = Ceremony {
        registers: true,
        holder: base64url(holder.as_bytes()),
        user_id: Some(user.id),
        until: now + PATIENCE,
        state,
    };
    Ok(Offer {
        options: options.to_string(),
        token: seal(deps, &ceremony)?,
    })
}

fn check_room(has: u64) -> Result<()> {
    if has >= MOST {
        return Err(Error::limit("", "You have 20 passkeys. Remove one first."));
    }
    Ok(())
}

fn check_name(name: &str) -> Result<String> {
    let name = name.trim();
    if name.is_empty() || name.contains('\n') || display_name::check_text("name", name, 64).is_err() {
        return Err(Error::invalid("name", "Use 1 to 64 visible characters."));
    }
    Ok(name.to_owned())
}

/// Registers the passkey that answered. Recovery codes come with the first factor.
///
/// # Errors
/// `StepUpRequired`, `Invalid` on `token`, `credential` or `name`, `Conflict` where it is registered already,
/// `LimitReached`, or the database's.
pub async fn confirm(
    deps: &Deps,
    caller: &Caller,
    (token, credential): (&str, &str),
    name: &str,
) -> Result<(passkey::Model, Option<Vec<Secret>>)> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let holder = (session.user_id, session.session_id.0);
    let row = answered(deps, holder, (token, credential), name, now).await?;
    let mut write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), session.user_id, now).await?;
    insert(&write, deps, caller, &user, &row).await?;
    let codes = second_factor::changed(&mut write, deps, caller, &user, now).await?;
    write.commit().await?;
    Ok((row, codes))
}

/// Checks the answer of a device to [`offer`]; the row is not made yet.
///
/// # Errors
/// `Invalid` on `token`, `credential` or `name`, `Unauthenticated` where it is not this person's, or the database's.
pub(super) async fn answered(
    deps: &Deps,
    (whose, holder): (UserId, Uuid),
    (token, credential): (&str, &str),
    name: &str,
    now: i64,
) -> Result<passkey::Model> {
    let name = check_name(name)?;
    let (state, user_id) = take::<PasskeyRegistration>(deps, true, holder.as_bytes(), token).await?;
    if user_id != Some(whose) {
        return Err(Error::Unauthenticated);
    }
    let refused = || Error::invalid("credential", "This passkey could not be checked. Try again.");
    let answer: RegisterPublicKeyCredential = serde_json::from_str(credential).map_err(|_| refused())?;
    let key = relying_party(deps)?
        .finish_passkey_registration(&answer, &state)
        .map_err(|_| refused())?;
    let text = serde_json::to_string(&key).map_err(Error::internal)?;
    Ok(passkey::Model {
        id: PasskeyId(ordered_id(now)),
        user_id: whose,
        credential_id: base64url(key.cred_id().as_ref()),
        synced: is_synced(&text),
        credential: text,
        name,
        flagged_at: None,
        last_used_at: None,
        created_at: now,
    })
}

/// Makes the row, records it and tells the person, within somebody's transaction.
///
/// # Errors
/// `Conflict` where it is registered already, `LimitReached`, or the database's.
pub(super) async fn insert(
    write: &Write<'_>,
    deps: &Deps,
    caller: &Caller,
    user: &user::Model,
    row: &passkey::Model,
) -> Result<()> {
    let has = passkey::Entity::find()
        .filter(passkey::Column::UserId.eq(user.id))
        .count(write.db())
        .await?;
    check_room(has)?;
    passkey::Entity::insert(passkey::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(write.db())
        .await
        .on_conflict(|| Error::conflict("", "This passkey is registered already."))?;
    let event = Event::done("factor.passkey.added").user(user.id).target(row.id);
    audit::record(write.db(), row.created_at, caller, event).await?;
    let told = Notice::PasskeyAdded(row.name.clone());
    notice::tell(deps, write.db(), user, &caller.from, told).await
}

/// Whether the key says of itself that it may be copied to other devices.
fn is_synced(credential: &str) -> bool {
    let value: Value = serde_json::from_str(credential).unwrap_or_default();
    value["cred"]["backup_eligible"] == json!(true)
}

/// Gives one of the caller's passkeys another name.
///
/// # Errors
/// `StepUpRequired`, `NotFound`, `Invalid` on `name`, or the database's.
pub async fn rename(deps: &Deps, caller: &Caller, id: PasskeyId, name: &str) -> Result<passkey::Model> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let name = check_name(name)?;
    let write = Write::begin(deps).await?;
    let mut row = of(write.db(), session.user_id, id).await?;
    passkey::Entity::update_many()
        .col_expr(passkey::Column::Name, Expr::value(name.clone()))
        .filter(passkey::Column::Id.eq(id))
        .exec(write.db())
        .await?;
    let event = Event::done("factor.passkey.renamed").target(id);
    audit::record(write.db(), now, caller, event).await?;
    write.commit().await?;
    row.name = name;
    Ok(row)
}

async fn of(db: &impl ConnectionTrait, user_id: UserId, id: PasskeyId) -> Result<passkey::Model> {
    passkey::Entity::find_by_id(id)
        .filter(passkey::Column::UserId.eq(user_id))
        .one(db)
        .await?
        .ok_or(Error::no_such("passkeyId"))
}

/// Removes one of the caller's passkeys.
///
/// # Errors
/// `StepUpRequired`, `NotFound`, `Denied` where it is the last factor and one is required or the only way in, or the database's.
pub async fn remove(deps: &Deps, caller: &Caller, id: PasskeyId) -> Result<()> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let mut write = Write::begin(deps).await?;
    let user = second_factor::lock(write.db(), session.user_id, now).await?;
    let row = of(write.db(), user.id, id).await?;
    second_factor::keep_one(write.db(), deps, &user).await?;
    passkey::Entity::delete_by_id(id).exec(write.db()).await?;
    linked_identity::keep_a_way_in(write.db(), deps, &user).await?;
    let event = Event::done("factor.passkey.removed").target(id);
    audit::record(write.db(), now, caller, event).await?;
    let told = Notice::PasskeyRemoved(row.name);
    notice::tell(deps, write.db(), &user, &caller.from, told).await?;
    second_factor::changed(&mut write, deps, caller, &user, now).await?;
    write.commit().await
}

/// Asks for a passkey: any that is for this service, so that what is asked tells nothing of any account; or, of somebody
/// who has proved another factor, one of theirs. None where there can be none.
///
/// # Errors
/// The database's.
pub async fn ask(deps: &Deps, browser: &[u8], user_id: Option<UserId>) -> Result<Option<Offer>> {
    if !available(deps) {
        return Ok(None);
    }
    let (options, state) = relying_party(deps)?
        .start_discoverable_authentication()
        .map_err(Error::internal)?;
    let mut options = serde_json::to_value(&options).map_err(Error::internal)?;
    if let Some(user_id) = user_id {
        let rows = list(deps.db.read(), user_id).await?;
        let usable = rows.iter().filter(|row| row.flagged_at.is_none());
        let allowed: Vec<Value> = usable
            .map(|row| json!({ "type": "public-key", "id": row.credential_id }))
            .collect();
        if allowed.is_empty() {
            return Ok(None);
        }
        options["publicKey"]["allowCredentials"] = allowed.into();
    }
    // The page decides whether it asks at once or lets the browser offer it in the field of the address.
    if let Some(options) = options.as_object_mut() {
        options.remove("mediation");
    }
    let ceremony = Ceremony {
        registers: false,
        holder: base64url(browser),
        user_id,
        until: deps.clock.now() + PATIENCE,
        state,
    };
    Ok(Some(Offer {
        options: options.to_string(),
        token: seal(deps, &ceremony)?,
    }))
}

/// Who a passkey proved, and how, as `amr` says it.
#[derive(Debug)]
pub struct Proved {
    /// The person.
    pub user: user::Model,
    /// The methods.
    pub amr: &'static [&'static str],
}

/// Checks the answer of a device to [`ask`].
///
/// # Errors
/// `Unauthenticated` whatever is wrong with it, `Invalid` on `token` where it came too late or twice, or the database's.
pub async fn authenticate(
    deps: &Deps,
    caller: &Caller,
    browser: &[u8],
    answer: (&str, &str),
) -> Result<Proved> {
    let (token, credential) = answer;
    let (state, expected) = take::<DiscoverableAuthentication>(deps, false, browser, token).await?;
    let answer: PublicKeyCredential = serde_json::from_str(credential).map_err(|_| Error::Unauthenticated)?;
    let row = passkey::Entity::find()
        .filter(passkey::Column::CredentialId.eq(base64url(answer.get_credential_id())))
        .one(deps.db.read())
        .await?
        .ok_or(Error::Unauthenticated)?;
    let whose = row.user_id;
    match verify(deps, caller, (state, &answer), expected, row).await {
        Err(Error::Unauthenticated) => {
            second_factor::refused(deps, caller, whose, "passkey").await?;
            Err(Error::Unauthenticated)
        }
        result => result,
    }
}

async fn verify(
    deps: &Deps,
    caller: &Caller,
    (state, answer): (DiscoverableAuthentication, &PublicKeyCredential),
    expected: Option<UserId>,
    row: passkey::Model,
) -> Result<Proved> {
    // The key is this person's by our own rows; what the device says must not contradict it.
    let handle = answer.get_user_unique_id();
    let theirs = match (handle, expected) {
        (Some(handle), _) if handle != row.user_id.0.as_bytes() => false,
        (None, None) => false,
        (_, Some(expected)) => expected == row.user_id,
        (Some(_), None) => true,
    };
    if !theirs || row.flagged_at.is_some() {
        return Err(Error::Unauthenticated);
    }
    let mut key = key_of(&row)?;
    let result = match relying_party(deps)?.finish_discoverable_authentication_v2(answer, state, &key) {
        Ok(result) if result.user_verified() => result,
        Err(WebauthnError::CredentialPossibleCompromise) => {
            flag(deps, caller, &row).await?;
            return Err(Error::Unauthenticated);
        }
        Ok(_) | Err(_) => return Err(Error::Unauthenticated),
    };
    let now = deps.clock.now();
    key.update_credential(&result);
    let after = serde_json::to_string(&key).map_err(Error::internal)?;
    // Two answers at the same moment: the counter that both of them raised counts once.
    let used = passkey::Entity::update_many()
        .col_expr(passkey::Column::Credential, Expr::value(after))
        .col_expr(passkey::Column::LastUsedAt, Expr::value(now))
        .filter(passkey::Column::Id.eq(row.id))
        .filter(passkey::Column::Credential.eq(row.credential.clone()))
        .filter(passkey::Column::FlaggedAt.is_null())
        .exec(deps.db.write())
        .await?;
    let user = user::Entity::find_by_id(row.user_id)
        .filter(user::Column::DisabledAt.is_null())
        .one(deps.db.read())
        .await?
        .filter(|_| used.rows_affected == 1)
        .ok_or(Error::Unauthenticated)?;
    Ok(Proved { user, amr: amr(&row) })
}

/// The methods that a passkey proves (RFC 8176 section 2): a key that cannot leave its device, or one that can; and its
/// user was verified.
pub(super) const fn amr(row: &passkey::Model) -> &'static [&'static str] {
    if row.synced {
        &["swk", "user"]
    } else {
        &["hwk", "user"]
    }
}

/// A counter that went back means that the key was copied, or that its device is broken: it signs nobody in any more.
async fn flag(deps: &Deps, caller: &Caller, row: &passkey::Model) -> Result<()> {
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    passkey::Entity::update_many()
        .col_expr(passkey::Column::FlaggedAt, Expr::value(now))
        .filter(passkey::Column::Id.eq(row.id))
        .exec(write.db())
        .await?;
    let event = Event::refused("factor.passkey.flagged")
        .user(row.user_id)
        .target(row.id);
    audit::record(write.db(), now, caller, event).await?;
    if let Some(user) = user::Entity::find_by_id(row.user_id).one(write.db()).await? {
        let told = Notice::PasskeyBlocked(row.name.clone());
        notice::tell(deps, write.db(), &user, &caller.from, told).await?;
    }
    write.commit().await
}
