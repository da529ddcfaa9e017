//! Accounts: registration, sign-in by password, profile, status.

use std::sync::Arc;

use entity::{
    family, grant,
    id::UserId,
    profile::{Address, Profile},
    user,
    values::Role,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait as _, QueryFilter,
    QuerySelect as _, QueryTrait as _, sea_query::Expr,
};
use serde_json::json;
use unicode_normalization::UnicodeNormalization as _;

use super::{
    Caller, Deps, Error, OnConflict as _, Result, account_deletion, api_key_change,
    audit::{self, Event},
    breach,
    caller::Whereabouts,
    change::{Change, Write},
    display_name, email, mail_link,
    notice::{self, Notice},
    password::{self, Verdict},
    registration, second_factor,
    secret::{Secret, random_id},
    session,
    throttle::{self, Subject},
};

/// The account, as it was a moment ago at most.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, id: UserId) -> Result<Option<Arc<user::Model>>> {
    deps.caches
        .users
        .get_or_load(&id, async || {
            Ok(user::Entity::find_by_id(id)
                .one(deps.db.read())
                .await?
                .map(Arc::new))
        })
        .await
}

/// The account with that address, in any spelling that means the same.
///
/// # Errors
/// The database's.
pub async fn find_by_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<user::Model>> {
    Ok(user::Entity::find()
        .filter(user::Column::EmailKey.eq(email_key(email)))
        .one(db)
        .await?)
}

/// The form in which addresses are compared: compatibility-normalised and case-folded (SEC-85). By way of upper case,
/// so that letters with two small forms, such as ß and ss or σ and ς, are the same.
pub fn email_key(email: &str) -> String {
    let upper = email
        .trim()
        .nfkc()
        .flat_map(char::to_lowercase)
        .flat_map(char::to_uppercase);
    upper.flat_map(char::to_lowercase).nfkc().collect()
}

/// Whether two texts are one address to a mail server: what [`email_key`] folds together so that nobody takes a
/// look-alike may well be another person's mailbox. Only the case of letters does not count, and domains are compared
/// in their ASCII form (SEC-83, SEC-89).
pub fn is_same_address(one: &str, other: &str) -> bool {
    let parts = |text: &str| {
        let (local, domain) = text.trim().rsplit_once('@')?;
        Some((
            local.nfc().collect::<String>().to_lowercase(),
            ascii_domain(domain)?,
        ))
    };
    parts(one).is_some_and(|one| Some(one) == parts(other))
}

/// A domain as the network spells it (IDNA); none where it is no domain.
pub fn ascii_domain(domain: &str) -> Option<String> {
    match url::Host::parse(domain) {
        Ok(url::Host::Domain(ascii)) => Some(ascii),
        _ => None,
    }
}

/// Checks the shape of an address: one at-sign, no space, no control character, at most 254 bytes (SEC-83).
///
/// # Errors
/// `Invalid` on the field `email`.
pub fn check_email(email: &str) -> Result<String> {
    let email = email.trim();
    let good = email.len() <= 254
        && email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty()
                && local.len() <= 64
                && !domain.is_empty()
                && !domain.contains('@')
                && !domain.starts_with('.')
                && !domain.ends_with('.')
        })
        && !email
            .chars()
            .any(|c| c.is_control() || c.is_whitespace() || "\"<>,;:\\()[]".contains(c));
    if good {
        Ok(email.to_owned())
    } else {
        Err(Error::invalid(
            "email",
            "Enter an email address such as ada@example.com.",
        ))
    }
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// The address.
    pub email: String,
    /// Whether somebody vouches for the address.
    pub email_verified: bool,
    /// The Argon2id hash; none: no password sign-in.
    pub password_hash: Option<String>,
    /// What they may do to the service.
    pub role: Role,
    /// What is known of the person.
    pub profile: Profile,
    /// Whether dialects may take the password.
    pub allow_password_for_api: bool,
}

/// Makes an account within somebody's transaction.
///
/// # Errors
/// `Conflict` on `email` where the address is taken, or the database's.
pub async fn insert(
    db: &impl ConnectionTrait,
    caller: &Caller,
    now: i64,
    new: NewUser,
) -> Result<user::Model> {
    let email = check_email(&new.email)?;
    let row = user::Model {
        id: UserId(random_id()),
        email_key: email_key(&email),
        email,
        email_verified_at: new.email_verified.then_some(now),
        password_changed_at: new.password_hash.as_ref().map(|_| now),
        password_hash: new.password_hash,
        role: new.role,
        profile: new.profile,
        allow_password_for_api: new.allow_password_for_api,
        second_factor_at: None,
        second_factor_demanded: false,
        disabled_at: None,
        created_at: now,
        updated_at: now,
    };
    user::Entity::insert(user::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(db)
        .await
        .on_conflict(|| Error::conflict("email", "There is an account with this address already."))?;
    let event = Event::done("user.created")
        .user(row.id)
        .target(row.id)
        .details(json!({ "role": row.role }));
    audit::record(db, now, caller, event).await?;
    Ok(row)
}

/// What a person sends to register.
#[derive(Debug)]
pub struct Registrant {
    /// The address.
    pub email: String,
    /// The password.
    pub password: Secret,
    /// The name, if they gave one.
    pub name: String,
}

impl Registrant {
    /// Everything that is wrong with it.
    pub fn problems(&self, service_name: &str) -> Vec<super::Invalid> {
        let local = self.email.split('@').next().unwrap_or_default();
        let checks = [
            check_email(&self.email).map(drop),
            check_person_name(&self.name),
            password::check_new(&self.password, &[&self.email, local, &self.name, service_name]),
        ];
        checks
            .into_iter()
            .filter_map(|check| match check {
                Err(Error::Invalid(invalid)) => Some(invalid),
                _ => None,
            })
            .collect()
    }

    /// The account it asks for.
    ///
    /// # Errors
    /// `Invalid` on `password` for one that was stolen elsewhere, `RateLimited` when too many wait to be hashed.
    pub async fn into_new_user(self, deps: &Deps, role: Role) -> Result<NewUser> {
        breach::check(deps, &self.password).await?;
        let password_hash = Some(deps.hashers.hash(&self.password).await?);
        let name = self.name.trim();
        let profile = Profile {
            name: (!name.is_empty()).then(|| name.to_owned()),
            ..Profile::default()
        };
        Ok(NewUser {
            email: self.email,
            email_verified: false,
            password_hash,
            role,
            profile,
            allow_password_for_api: false,
        })
    }
}

/// A person's name as shown: at most 100 characters, none that could disturb a page.
pub(super) fn check_person_name(name: &str) -> Result<()> {
    if name.contains('\n') || display_name::check_text("name", name, 100).is_err() {
        return Err(Error::invalid("name", "Use at most 100 visible characters."));
    }
    Ok(())
}

/// Makes an account for the person who asks, where the settings let anyone register.
///
/// # Errors
/// `Denied` where registration is closed, `Invalid` for the first problem, `Conflict` on `email`, `RateLimited`.
pub async fn register(deps: &Deps, from: &Whereabouts, registrant: Registrant) -> Result<user::Model> {
    registration::check_policy(deps, &registrant.email)?;
    if let Some(problem) = registrant.problems(&deps.config.service_name).into_iter().next() {
        return Err(Error::Invalid(problem));
    }
    if let Some(address) = &from.ip_address {
        throttle::count(deps, Subject::Registration(address)).await?;
    }
    let new = registrant.into_new_user(deps, Role::User).await?;
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let row = insert(write.db(), &Caller::anonymous(from.clone()), now, new).await?;
    email::send_proof(deps, write.db(), from, &row).await?;
    write.commit().await?;
    Ok(row)
}

/// Checks an address and a password. The answer and the work are the same whatever is wrong (SEC-76). `device`:
/// the mark of a browser that signed in to this account before.
///
/// # Errors
/// `Unauthenticated` whatever is wrong, or `RateLimited`.
pub async fn authenticate(
    deps: &Deps,
    from: &Whereabouts,
    email: &str,
    password: &Secret,
    device: Option<&str>,
) -> Result<user::Model> {
    // First of all: what is turned away for want of time is no try, and costs the database nothing (SEC-80).
    let place = deps.hashers.queue()?;
    let key = email_key(email);
    let subject = device.map_or(Subject::Account(&key), |device| Subject::Device(&key, device));
    // A browser that the account knows does not wait for what others do in its network (SEC-78).
    let network = from
        .ip_address
        .as_deref()
        .filter(|_| device.is_none())
        .map(Subject::Network);
    if let Some(network) = network {
        throttle::count(deps, network).await?;
    }
    if let Err(error) = throttle::count(deps, subject).await {
        // No password is looked at: the network has not failed.
        if let Some(network) = network {
            throttle::take_back(deps, network).await?;
        }
        return Err(error);
    }
    let found = user::Entity::find()
        .filter(user::Column::EmailKey.eq(&key))
        .one(deps.db.read())
        .await?;
    let hash = found.as_ref().and_then(|user| user.password_hash.clone());
    let verdict = deps.hashers.verify_at(place, password, hash).await?;
    let user = found.filter(|user| verdict != Verdict::Wrong && user.disabled_at.is_none());
    let Some(user) = user else {
        let who = user::Entity::find()
            .filter(user::Column::EmailKey.eq(&key))
            .one(deps.db.read())
            .await?;
        let mut event = Event::refused("session.refused");
        if let Some(user) = who {
            event = event.user(user.id);
        }
        audit::record(
            deps.db.write(),
            deps.clock.now(),
            &Caller::anonymous(from.clone()),
            event,
        )
        .await?;
        return Err(Error::Unauthenticated);
    };
    throttle::forgive(deps, subject).await?;
    if let Some(network) = network {
        throttle::take_back(deps, network).await?;
    }
    if verdict == Verdict::Outdated {
        let hash = deps.hashers.hash(password).await?;
        // Unless the password was changed meanwhile.
        user::Entity::update_many()
            .col_expr(user::Column::PasswordHash, Expr::value(hash))
            .filter(user::Column::Id.eq(user.id))
            .filter(user::Column::PasswordHash.eq(user.password_hash.clone()))
            .exec(deps.db.write())
            .await?;
    }
    Ok(user)
}

/// Sets the caller's password, given the one they have, and ends their other sessions (SEC-75).
///
/// # Errors
/// `StepUpRequired`, `Invalid` on `currentPassword` or `password`, `RateLimited`, or the database's.
pub async fn change_password(deps: &Deps, caller: &Caller, current: &Secret, new: &Secret) -> Result<()> {
    let now = deps.clock.now();
    let super::caller::Who::Session(session) = &caller.who else {
        return Err(Error::Unauthenticated);
    };
    caller.require_fresh(now, "profile:write")?;
    let row = user::Entity::find_by_id(session.user_id)
        .one(deps.db.read())
        .await?
        .ok_or(Error::Unauthenticated)?;
    let key = row.email_key.clone();
    let mark = session.session_id.to_string();
    throttle::count(deps, Subject::Device(&key, &mark)).await?;
    if deps.hashers.verify(current, row.password_hash.clone()).await? == Verdict::Wrong {
        return Err(Error::invalid(
            "currentPassword",
            "This is not your current password.",
        ));
    }
    throttle::forgive(deps, Subject::Device(&key, &mark)).await?;
    password::check_new(new, &words(deps, &row.email, row.profile.name.as_deref()))?;
    breach::check(deps, new).await?;
    let hash = deps.hashers.hash(new).await?;
    let mut write = Write::begin(deps).await?;
    set_password(write.db(), row.id, &hash, now).await?;
    mail_link::void_all_of(write.db(), now, row.id).await?;
    notice::tell(deps, write.db(), &row, &caller.from, Notice::PasswordChanged).await?;
    session::end_others_within(&mut write, caller, session.user_id, Some(session.session_id), now).await?;
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("user.password_changed").target(row.id),
    )
    .await?;
    write.changed(Change::User(row.id));
    write.commit().await
}

/// Sets the first password of the caller's account, which has none, and ends their other sessions (SEC-75).
///
/// # Errors
/// `StepUpRequired`, `Conflict` where there is one, `Invalid` on `password`, `RateLimited`, or the database's.
pub async fn set_first_password(deps: &Deps, caller: &Caller, new: &Secret) -> Result<()> {
    let now = deps.clock.now();
    let session = second_factor::fresh_session(caller, now)?;
    let has_one = || {
        Error::conflict(
            "",
            "Your account has a password. Change it with the one that you have.",
        )
    };
    let row = user::Entity::find_by_id(session.user_id)
        .one(deps.db.read())
        .await?
        .ok_or(Error::Unauthenticated)?;
    if row.password_hash.is_some() {
        return Err(has_one());
    }
    password::check_new(new, &words(deps, &row.email, row.profile.name.as_deref()))?;
    breach::check(deps, new).await?;
    let hash = deps.hashers.hash(new).await?;
    let mut write = Write::begin(deps).await?;
    // Another one may have been set meanwhile: only the first is set this way.
    let user = second_factor::lock(write.db(), row.id, now).await?;
    if user.password_hash.is_some() {
        return Err(has_one());
    }
    set_password(write.db(), row.id, &hash, now).await?;
    mail_link::void_all_of(write.db(), now, row.id).await?;
    notice::tell(deps, write.db(), &row, &caller.from, Notice::PasswordChanged).await?;
    session::end_others_within(&mut write, caller, row.id, Some(session.session_id), now).await?;
    let event = Event::done("user.password_set").target(row.id);
    audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::User(row.id));
    write.commit().await
}

/// Stores another password's hash, where the account is there and on; whether it is.
pub(super) async fn set_password(
    db: &impl ConnectionTrait,
    id: UserId,
    hash: &str,
    now: i64,
) -> Result<bool> {
    let set = user::Entity::update_many()
        .col_expr(user::Column::PasswordHash, Expr::value(hash))
        .col_expr(user::Column::PasswordChangedAt, Expr::value(now))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .filter(user::Column::DisabledAt.is_null())
        .exec(db)
        .await?;
    Ok(set.rows_affected == 1)
}

/// The words of an account that its password must not contain (SEC-79).
pub(super) fn words<'a>(deps: &'a Deps, email: &'a str, name: Option<&'a str>) -> [&'a str; 4] {
    let local = email.split('@').next().unwrap_or_default();
    [email, local, name.unwrap_or(""), &deps.config.service_name]
}

/// Replaces the caller's profile claims.
///
/// # Errors
/// `Invalid` on a claim, `MissingScope`, or the database's.
pub async fn update_profile(deps: &Deps, caller: &Caller, profile: Profile) -> Result<user::Model> {
    caller.require("profile:write")?;
    let id = caller.user_id()?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let mut row = user::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::Unauthenticated)?;
    check_profile(&profile, &row.profile)?;
    // Whether the number was proved is not the person's to say; another number is not proved.
    let proved = profile.phone_number.is_some() && profile.phone_number == row.profile.phone_number;
    let phone_number_verified = row.profile.phone_number_verified.filter(|_| proved);
    let profile = Profile {
        phone_number_verified,
        ..profile
    };
    user::Entity::update_many()
        .col_expr(user::Column::Profile, Expr::value(profile.clone()))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .exec(write.db())
        .await?;
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("user.profile_changed").target(id),
    )
    .await?;
    write.changed(Change::User(id));
    write.commit().await?;
    row.profile = profile;
    row.updated_at = now;
    Ok(row)
}

/// Checks the standard claims: lengths, links, dates; and of those that changed, whether they are what they are called.
///
/// # Errors
/// `Invalid` on the claim.
pub fn check_profile(profile: &Profile, before: &Profile) -> Result<()> {
    check_forms(profile, before)?;
    let texts = [
        ("name", &profile.name),
        ("given_name", &profile.given_name),
        ("family_name", &profile.family_name),
        ("middle_name", &profile.middle_name),
        ("nickname", &profile.nickname),
        ("preferred_username", &profile.preferred_username),
        ("gender", &profile.gender),
        ("zoneinfo", &profile.zoneinfo),
        ("locale", &profile.locale),
        ("phone_number", &profile.phone_number),
    ];
    for (claim, text) in texts {
        if let Some(text) = text
            && (text.trim().is_empty()
                || text.contains('\n')
                || display_name::check_text(claim, text, 200).is_err())
        {
            return Err(Error::invalid(claim, "Use 1 to 200 characters on one line."));
        }
    }
    if let Some(address) = &profile.address {
        check_address(address)?;
    }
    for (claim, link) in [
        ("profile", &profile.profile),
        ("picture", &profile.picture),
        ("website", &profile.website),
    ] {
        if let Some(link) = link {
            check_link(claim, link)?;
        }
    }
    if let Some(date) = &profile.birthdate {
        // A year of 0000 means that the year is not given (OpenID Connect Core section 5.1).
        let dated = date
            .strip_prefix("0000-")
            .map_or_else(|| date.clone(), |rest| format!("2000-{rest}"));
        let form = time::format_description::well_known::Iso8601::DATE;
        if date.len() != 10 || time::Date::parse(&dated, &form).is_err() {
            return Err(Error::invalid("birthdate", "Write the date as YYYY-MM-DD."));
        }
    }
    Ok(())
}

/// What is stored already stays, however it is written.
fn check_forms(profile: &Profile, before: &Profile) -> Result<()> {
    if let Some(locale) = &profile.locale
        && profile.locale != before.locale
    {
        // BCP 47: subtags of letters and digits; some write an underscore (OpenID Connect Core section 5.1).
        let mut parts = locale.split(['-', '_']);
        let language = parts.next().is_some_and(|part| {
            (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic())
        });
        let rest =
            |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
        if !language || !parts.all(rest) {
            return Err(Error::invalid(
                "locale",
                "Write a language tag such as en or de-CH.",
            ));
        }
    }
    if let Some(zone) = &profile.zoneinfo
        && profile.zoneinfo != before.zoneinfo
    {
        let part = |part: &str| {
            !part.is_empty()
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"_+-".contains(&b))
        };
        if !zone.split('/').all(part) {
            return Err(Error::invalid(
                "zoneinfo",
                "Write a time zone such as Europe/Berlin.",
            ));
        }
    }
    if let Some(number) = &profile.phone_number
        && profile.phone_number != before.phone_number
    {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let written = number
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+ ().-/;=extEXT".contains(&b));
        if !(3..=20).contains(&digits) || !written {
            return Err(Error::invalid(
                "phone_number",
                "Write a number such as +49 30 901820.",
            ));
        }
    }
    Ok(())
}

/// A label has several lines; nothing else that is not a character belongs there.
fn check_address(address: &Address) -> Result<()> {
    let members = [
        ("address.formatted", &address.formatted),
        ("address.street_address", &address.street_address),
        ("address.locality", &address.locality),
        ("address.region", &address.region),
        ("address.postal_code", &address.postal_code),
        ("address.country", &address.country),
    ];
    for (claim, text) in members {
        if let Some(text) = text
            && (text.trim().is_empty() || display_name::check_text(claim, text, 500).is_err())
        {
            return Err(Error::invalid(claim, "Use 1 to 500 characters."));
        }
    }
    Ok(())
}

/// A link that people may follow: https, or http on loopback (SEC-106).
///
/// # Errors
/// `Invalid` on the field.
pub fn check_link(field: &'static str, link: &str) -> Result<()> {
    let good = link.len() <= 2048
        && url::Url::parse(link).is_ok_and(|url| {
            (url.scheme() == "https" || (url.scheme() == "http" && crate::config::is_loopback(&url)))
                && url.username().is_empty()
                && url.password().is_none()
        });
    if good {
        Ok(())
    } else {
        Err(Error::invalid(
            field,
            "Enter an address that begins with https://.",
        ))
    }
}

/// Switches an account off: sessions, tokens and keys of it die within a second (SEC-67).
///
/// # Errors
/// `NotFound`, `Denied` for the last administrator, or the database's.
pub async fn disable(deps: &Deps, caller: &Caller, id: UserId) -> Result<user::Model> {
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let mut row = user::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::no_such("userId"))?;
    if row.role == Role::Admin {
        keep_an_administrator(write.db(), id).await?;
    }
    user::Entity::update_many()
        .col_expr(user::Column::DisabledAt, Expr::value(now))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .exec(write.db())
        .await?;
    // Also what is offline: switching the account on again gives nothing back.
    end_sign_ins(&mut write, caller, id, now).await?;
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("user.disabled").user(id).target(id),
    )
    .await?;
    write.changed(Change::User(id));
    write.commit().await?;
    row.disabled_at = Some(now);
    Ok(row)
}

/// Ends every session, every API key and everything issued to apps, offline or not, within somebody's transaction:
/// whoever had got into the account keeps nothing. What people allowed stays allowed.
pub(super) async fn end_sign_ins(write: &mut Write<'_>, caller: &Caller, id: UserId, now: i64) -> Result<()> {
    session::end_others_within(write, caller, id, None, now).await?;
    api_key_change::end_all_of(write.db(), id, now).await?;
    let grants = grant::Entity::find()
        .filter(grant::Column::UserId.eq(id))
        .select_only()
        .column(grant::Column::Id)
        .into_query();
    family::Entity::update_many()
        .col_expr(family::Column::RevokedAt, Expr::value(now))
        .filter(family::Column::GrantId.in_subquery(grants))
        .filter(family::Column::RevokedAt.is_null())
        .exec(write.db())
        .await?;
    write.changed(Change::Everything);
    Ok(())
}

/// Switches an account on again.
///
/// # Errors
/// `NotFound`, or the database's.
pub async fn enable(deps: &Deps, caller: &Caller, id: UserId) -> Result<user::Model> {
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let mut row = user::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::no_such("userId"))?;
    user::Entity::update_many()
        .col_expr(user::Column::DisabledAt, Expr::value(Option::<i64>::None))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .exec(write.db())
        .await?;
    audit::record(
        write.db(),
        now,
        caller,
        Event::done("user.enabled").user(id).target(id),
    )
    .await?;
    account_deletion::forget_within(&mut write, caller, id, now).await?;
    write.changed(Change::User(id));
    write.commit().await?;
    row.disabled_at = None;
    Ok(row)
}

/// Gives or takes the right to administer.
///
/// # Errors
/// `NotFound`, `Denied` for the last administrator, or the database's.
pub async fn set_role(deps: &Deps, caller: &Caller, id: UserId, role: Role) -> Result<user::Model> {
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let mut row = user::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::no_such("userId"))?;
    if row.role == Role::Admin && role != Role::Admin {
        keep_an_administrator(write.db(), id).await?;
    }
    user::Entity::update_many()
        .col_expr(user::Column::Role, Expr::value(role))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(id))
        .exec(write.db())
        .await?;
    let event = Event::done("user.role_changed")
        .user(id)
        .target(id)
        .details(json!({ "role": role }));
    audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::User(id));
    write.commit().await?;
    row.role = role;
    Ok(row)
}

/// Refuses to lose the last administrator, also when two are removed at once (SEC-115): every such change writes
/// the same row first, so that they come one after the other.
pub(crate) async fn keep_an_administrator(db: &impl ConnectionTrait, leaving: UserId) -> Result<()> {
    super::setting::put(db, "administrators", &leaving.to_string(), 0).await?;
    let others = user::Entity::find()
        .filter(user::Column::Role.eq(Role::Admin))
        .filter(user::Column::DisabledAt.is_null())
        .filter(user::Column::Id.ne(leaving))
        .count(db)
        .await?;
    if others == 0 {
        return Err(Error::Denied(
            "This is the last administrator. Appoint another one first.".into(),
        ));
    }
    Ok(())
}
