//! Users, found by their address. A password is set when the account is made, never changed.

use entity::{profile::Profile, user, values::Role};
use sea_orm::{ActiveModelTrait as _, ActiveValue, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::{Map, Value as Json, json};

use super::{
    Declared, Problem, What, Work, declare, differing,
    outside::Source,
    reading::{Fields, LATER, Place, Problems, Refused, Wrong, flag, sentence, text, word},
};
use crate::domain::{
    Deps, Error, Invalid,
    audit::Event,
    password,
    patch::Patch,
    secret::Secret,
    user::{self as users, NewUser},
};

/// A user of the file.
pub(super) struct Entry<'a> {
    pub(super) place: Place<'a>,
    email: String,
    pub(super) password: Option<(&'static str, Source)>,
    password_hash: Option<String>,
    email_verified: Option<bool>,
    role: Option<Role>,
    allow_password_for_api: Option<bool>,
    profile: Map<String, Json>,
}

const REFUSED: Refused = &[
    ("api_keys", LATER),
    ("id", "The service chooses ids itself."),
    ("identities", LATER),
    (
        "name",
        "The name is part of the profile: write it under the key profile.",
    ),
    ("passkeys", LATER),
    ("sub", "The service chooses ids itself."),
    ("totp", LATER),
];

const CLAIMS: [&str; 14] = [
    "name",
    "given_name",
    "family_name",
    "middle_name",
    "nickname",
    "preferred_username",
    "profile",
    "picture",
    "website",
    "gender",
    "birthdate",
    "zoneinfo",
    "locale",
    "phone_number",
];
const ADDRESS: [&str; 6] = [
    "formatted",
    "street_address",
    "locality",
    "region",
    "postal_code",
    "country",
];
const PROFILE_REFUSED: Refused = &[
    ("email", "The address is the user's key email."),
    (
        "email_verified",
        "Write email_verified beside email, not in the profile.",
    ),
    ("updated_at", "The service keeps this itself."),
];

pub(super) fn read<'a>(place: Place<'a>, problems: &Problems, declared: &mut Declared) -> Option<Entry<'a>> {
    let mut fields = Fields::of(place, problems)?;
    let email = fields.required("email", |place| {
        let email = sentence(users::check_email(&text(place)?))?;
        declare(&mut declared.emails, users::email_key(&email))?;
        Ok(email)
    });
    let words = email.clone().unwrap_or_default();
    let given = [
        fields.take("password", |place| {
            Ok((
                "password",
                Source::Here(check_password(Secret::new(text(place)?), &words)?),
            ))
        }),
        fields.take("password_file", |place| {
            Ok(("password_file", Source::file(text(place)?)))
        }),
        fields.take("password_env", |place| {
            Ok(("password_env", Source::Environment(text(place)?)))
        }),
    ];
    let password_hash = fields.take("password_hash", |place| {
        let hash = text(place)?;
        password::check_hash(&hash)?;
        Ok(hash)
    });
    let mut given: Vec<(&'static str, Source)> = given.into_iter().flatten().collect();
    if given.len() + usize::from(password_hash.is_some()) > 1 {
        let message = "Use one of password, password_hash, password_file and password_env.";
        problems.push(fields.place.problem(message));
    }
    let email_verified = fields.take("email_verified", flag);
    let role = fields.take("role", word);
    let allow_password_for_api = fields.take("allow_password_for_api", flag);
    let profile = fields
        .take("profile", |place| Ok(place.clone()))
        .and_then(|place| read_profile(place, problems));
    let place = fields.place.clone();
    let sound = fields.finish(REFUSED);
    Some(Entry {
        place,
        email: email?,
        password: given.pop(),
        password_hash,
        email_verified,
        role,
        allow_password_for_api,
        profile: profile.unwrap_or_default(),
    })
    .filter(|_| sound)
}

/// Whether the password is good enough for this account.
fn check_password(secret: Secret, email: &str) -> Result<Secret, Wrong> {
    let local = email.split('@').next().unwrap_or_default();
    sentence(password::check_new(&secret, &[local]))?;
    Ok(secret)
}

/// The claims that the file states; `null` takes one away.
fn read_profile(place: Place<'_>, problems: &Problems) -> Option<Map<String, Json>> {
    let mut claims = Map::new();
    let mut fields = Fields::of(place, problems)?;
    for claim in CLAIMS {
        put_claim(&mut claims, claim, fields.patch(claim, text));
    }
    put_claim(
        &mut claims,
        "phone_number_verified",
        fields.patch("phone_number_verified", flag),
    );
    let address = fields.patch("address", |place| Ok(place.clone()));
    put_claim(
        &mut claims,
        "address",
        address.map(|place| read_address(place, problems).unwrap_or_default()),
    );
    if let Ok(profile) = overlay(&Profile::default(), &claims)
        && let Err(Error::Invalid(Invalid { field, message })) =
            users::check_profile(&profile, &Profile::default())
    {
        problems.push(fields.place.problem_at(&field, message));
    }
    fields.finish(PROFILE_REFUSED).then_some(claims)
}

fn read_address(place: Place<'_>, problems: &Problems) -> Option<Map<String, Json>> {
    let mut address = Map::new();
    let mut fields = Fields::of(place, problems)?;
    for part in ADDRESS {
        if let Some(text) = fields.take(part, text) {
            address.insert(part.to_owned(), text.into());
        }
    }
    fields.finish(&[]);
    Some(address)
}

fn put_claim(claims: &mut Map<String, Json>, claim: &str, patch: Patch<impl Into<Json>>) {
    match patch {
        Patch::Keep => {}
        Patch::Clear => drop(claims.insert(claim.to_owned(), Json::Null)),
        Patch::Set(value) => drop(claims.insert(claim.to_owned(), value.into())),
    }
}

/// The profile with the claims that the file states; the others stay. Another number is not proved.
fn overlay(profile: &Profile, claims: &Map<String, Json>) -> Result<Profile, Error> {
    let Json::Object(mut all) = serde_json::to_value(profile).map_err(Error::internal)? else {
        return Ok(profile.clone());
    };
    for (claim, value) in claims {
        if value.is_null() {
            all.remove(claim);
        } else {
            all.insert(claim.clone(), value.clone());
        }
    }
    let mut after: Profile = serde_json::from_value(Json::Object(all)).map_err(Error::internal)?;
    if after.phone_number != profile.phone_number && !claims.contains_key("phone_number_verified") {
        after.phone_number_verified = None;
    }
    Ok(after)
}

impl Entry<'_> {
    /// What the file says of the person over what is known. A number that nobody has is not verified.
    fn profile_over(&self, before: &Profile) -> Result<Profile, Error> {
        let after = overlay(before, &self.profile)?;
        let stated = self
            .profile
            .get("phone_number_verified")
            .is_some_and(|value| !value.is_null());
        if stated && after.phone_number.is_none() {
            return Err(Error::invalid(
                "profile.phone_number_verified",
                "There is no phone_number that this could be about: write it too, or take this out.",
            ));
        }
        Ok(after)
    }
}

/// Reads and hashes the passwords of the users who have no account yet.
pub(super) async fn hash_passwords(
    deps: &Deps,
    entries: &mut [Entry<'_>],
    problems: &mut Vec<Problem>,
) -> Result<(), Error> {
    for entry in entries {
        let Some((key, source)) = &entry.password else {
            continue;
        };
        if users::find_by_email(deps.db.read(), &entry.email)
            .await?
            .is_some()
        {
            continue;
        }
        let checked = match source {
            Source::Here(secret) => Ok(secret.clone()),
            other => other
                .read()
                .and_then(|secret| check_password(secret, &entry.email)),
        };
        match checked {
            Ok(secret) if problems.is_empty() => {
                entry.password_hash = Some(deps.hashers.hash(&secret).await?);
            }
            Ok(_) => {}
            Err(wrong) => problems.push(entry.place.problem_at(key, wrong)),
        }
    }
    Ok(())
}

pub(super) async fn put(work: &mut Work<'_>, entry: &Entry<'_>) -> Result<(), Error> {
    let Some(before) = users::find_by_email(work.write.db(), &entry.email).await? else {
        // Only where the account was deleted since: with problems nothing is hashed, and nothing is kept.
        if entry.password.is_some() && entry.password_hash.is_none() && work.problems.is_empty() {
            return Err(Error::conflict(
                "email",
                "This account was deleted a moment ago. Apply the file again.",
            ));
        }
        let new = NewUser {
            email: entry.email.clone(),
            email_verified: entry.email_verified.unwrap_or(false),
            password_hash: entry.password_hash.clone(),
            role: entry.role.unwrap_or(Role::User),
            profile: entry.profile_over(&Profile::default())?,
            allow_password_for_api: entry.allow_password_for_api.unwrap_or(false),
        };
        users::insert(work.write.db(), &work.caller, work.now, new).await?;
        work.changed("user", &entry.email, What::Created);
        return Ok(());
    };
    let mut after = before.clone();
    match entry.email_verified {
        Some(true) => after.email_verified_at = before.email_verified_at.or(Some(work.now)),
        Some(false) => after.email_verified_at = None,
        None => {}
    }
    after.role = entry.role.unwrap_or(before.role);
    after.allow_password_for_api = entry
        .allow_password_for_api
        .unwrap_or(before.allow_password_for_api);
    after.profile = entry.profile_over(&before.profile)?;
    if after == before {
        return Ok(());
    }
    if before.role == Role::Admin && after.role != Role::Admin {
        users::keep_an_administrator(work.write.db(), before.id).await?;
    }
    after.updated_at = work.now;
    let mut row = user::ActiveModel::from(after.clone()).reset_all();
    row.id = ActiveValue::NotSet;
    // Not a file's to say, and it may change at this moment.
    row.second_factor_at = ActiveValue::NotSet;
    user::Entity::update_many()
        .set(row)
        .filter(user::Column::Id.eq(before.id))
        .exec(work.write.db())
        .await?;
    let fields = differing([
        (
            "email_verified",
            before.email_verified_at != after.email_verified_at,
        ),
        ("role", before.role != after.role),
        (
            "allow_password_for_api",
            before.allow_password_for_api != after.allow_password_for_api,
        ),
        ("profile", before.profile != after.profile),
    ]);
    let event = Event::done("user.updated").user(before.id).target(before.id);
    work.record(event.details(json!({ "changed": fields, "role": after.role })))
        .await?;
    work.updated("user", &entry.email, fields);
    Ok(())
}
