//! Apps, found by their key, with the scopes they may ask for.

use entity::{app, app_scope, id::AppId, scope};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::{
    Declared, What, Work, client, declare, differing,
    reading::{Fields, LATER, Place, Problems, Refused, flag, sentence, text, word},
};
use crate::domain::{
    Error, app as apps,
    app_scope::{self as app_scopes, EnableScope},
    audit::Event,
    client_registration::{self, record},
    display_name, link,
    owner::Owner,
    patch::Patch,
    preset::Preset,
    scope::{BuiltIn, is_valid_name},
    secret::ordered_id,
};

/// An app of the file.
pub(super) struct Entry<'a> {
    pub(super) place: Place<'a>,
    key: String,
    preset: Option<Preset>,
    name: Option<String>,
    owner: Option<String>,
    verified: Option<bool>,
    first_party: Option<bool>,
    description: Patch<String>,
    /// Home page, logo, privacy policy, terms of service.
    links: [Patch<String>; 4],
    scopes: Option<Vec<String>>,
    /// Those of them that the person may leave out.
    optional_scopes: Option<Vec<String>>,
    pub(super) clients: Vec<client::Entry<'a>>,
    /// Whether it can be put in its place; if not, only what it refers to is looked at.
    sound: bool,
}

const LINKS: [&str; 4] = ["homepage", "logo_uri", "policy_uri", "tos_uri"];

const REFUSED: Refused = &[
    (
        "client_id",
        "A client_id belongs to a client: write it under the key clients.",
    ),
    ("client_name", "The app's name is its key name."),
    ("client_uri", "The app's home page is its key homepage."),
    ("contacts", LATER),
    ("dialect", LATER),
    (
        "id",
        "The service chooses ids itself; key is the app's name in this file.",
    ),
    (
        "redirect_uris",
        "Redirect URLs belong to a client: write them under the key clients.",
    ),
    ("scope", "Write scopes, a list."),
    ("suspended", "Apps are suspended in the dashboard or by GraphQL."),
    ("webhooks", LATER),
];

pub(super) fn read<'a>(place: Place<'a>, problems: &Problems, declared: &mut Declared) -> Option<Entry<'a>> {
    let mut fields = Fields::of(place, problems)?;
    let key = fields.required("key", |place| {
        let key = text(place)?;
        check_key(&key)?;
        declare(&mut declared.keys, key.clone())?;
        Ok(key)
    });
    let preset = fields.take("preset", word);
    let name = fields.take("name", |place| {
        sentence(display_name::check("name", &text(place)?))
    });
    let owner = fields.take("owner", text);
    let verified = fields.take("verified", flag);
    let first_party = fields.take("first_party", flag);
    let description = fields.patch("description", |place| {
        let description = text(place)?;
        sentence(display_name::check_text(
            "description",
            &description,
            apps::LONGEST_DESCRIPTION,
        ))?;
        Ok(description)
    });
    let links = LINKS.map(|name| {
        fields.patch(name, |place| {
            let url = text(place)?;
            sentence(link::check(name, &url)).map(|()| url)
        })
    });
    let scopes = fields.set("scopes", |place| {
        let name = text(place)?;
        if is_valid_name(&name) {
            Ok(name)
        } else {
            Err("This is not the name of a scope.".to_owned())
        }
    });
    let optional_scopes = fields.set("optional_scopes", |place| {
        let name = text(place)?;
        if scopes.as_ref().is_some_and(|scopes| scopes.contains(&name)) {
            Ok(name)
        } else {
            Err("This is not one of the app's scopes in this file.".to_owned())
        }
    });
    let places = fields.elements("clients").unwrap_or_default();
    if places.len() > client_registration::MOST {
        let message = format!("An app has {} clients at most.", client_registration::MOST);
        problems.push(fields.place.problem_at("clients", message));
    }
    let mut clients: Vec<client::Entry<'a>> = places
        .into_iter()
        .filter_map(|place| client::read(place, problems, declared, preset))
        .collect();
    if let (Some(preset), Some(key)) = (preset, &key) {
        let missing = client::of_preset(&fields.place, preset, key, &clients);
        for client in &missing {
            if let Err(wrong) = client.declare(declared) {
                problems.push(fields.place.problem_at("preset", wrong));
            }
        }
        clients.extend(missing);
    }
    for client in &clients {
        client.check_default_scopes(scopes.as_deref(), problems);
    }
    Some(Entry {
        place: fields.place.clone(),
        key: key.unwrap_or_default(),
        preset,
        name,
        owner,
        verified,
        first_party,
        description,
        links,
        scopes,
        optional_scopes,
        clients,
        sound: fields.finish(REFUSED),
    })
}

impl Entry<'_> {
    /// The scopes that the app is to have, where the file says so: those that it lists, or its preset's where the app is
    /// new.
    fn names(&self, work: &mut Work<'_>, new: bool) -> Option<Vec<String>> {
        let config = &work.deps.config;
        if let Some(preset) = self.preset
            && let Err(Error::Invalid(what)) = preset.check(config)
        {
            let problem = self.place.problem_at("preset", what.message.into_owned());
            work.problems.push(problem);
        }
        let of_preset = || {
            let names = self.preset?.scopes(config);
            (new && !names.is_empty()).then(|| names.into_iter().map(str::to_owned).collect())
        };
        self.scopes.clone().or_else(of_preset)
    }
}

fn check_key(key: &str) -> Result<(), String> {
    let fine = (1..=64).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_.".contains(&b));
    if fine {
        Ok(())
    } else {
        Err("Use 1 to 64 lower-case letters, digits, - _ and . for a key.".to_owned())
    }
}

pub(super) async fn put(work: &mut Work<'_>, entry: &Entry<'_>) -> Result<(), Error> {
    let before = app::Entity::find()
        .filter(app::Column::Key.eq(&entry.key))
        .one(work.write.db())
        .await?;
    let names = entry.names(work, before.is_none());
    let scopes = find_scopes(work, entry, names.as_deref()).await?;
    let owner = match &entry.owner {
        Some(name) => match work.owner(&entry.place, name).await? {
            Some(owner) => Some(owner),
            None => return Ok(()),
        },
        None => None,
    };
    if !entry.sound {
        return Ok(());
    }
    let created = before.is_none();
    let mut after = match &before {
        Some(before) => before.clone(),
        None => match new_row(work, entry, owner) {
            Some(row) => row,
            None => return Ok(()),
        },
    };
    describe(work, entry, owner, &mut after);
    check_name(work, entry, before.as_ref(), &after).await?;
    let mut fields = before
        .as_ref()
        .map(|before| changed_fields(before, &after))
        .unwrap_or_default();
    if created {
        app::Entity::insert(app::ActiveModel::from(after.clone()).reset_all())
            .exec_without_returning(work.write.db())
            .await?;
    }
    let scopes_changed = put_scopes(work, after.id, scopes.as_deref()).await?;
    if created {
        let details = json!({ "name": after.name, "key": after.key, "scopes": names });
        let event = Event::done("app.created").target(after.id).details(details);
        record(&work.write, &work.caller, &after, event, work.now).await?;
        work.changed("app", &entry.key, What::Created);
    } else {
        fields.extend(scopes_changed.then_some("scopes"));
        if let Some(before) = before.as_ref().filter(|_| !fields.is_empty()) {
            apps::save(&mut work.write, None, before, &mut after, work.now).await?;
            let event = Event::done("app.updated")
                .target(after.id)
                .details(json!({ "changed": fields }));
            record(&work.write, &work.caller, &after, event, work.now).await?;
        }
        work.updated("app", &entry.key, fields);
    }
    for client in &entry.clients {
        let done = client::put(work, &after, client).await;
        work.note(&client.place, done)?;
    }
    Ok(())
}

fn new_row(work: &mut Work<'_>, entry: &Entry<'_>, owner: Option<Owner>) -> Option<app::Model> {
    let (Some(name), Some(owner)) = (&entry.name, owner) else {
        work.problems.push(
            entry
                .place
                .problem("This app is new: it needs a name and an owner."),
        );
        return None;
    };
    Some(app::Model {
        id: AppId(ordered_id(work.now)),
        key: Some(entry.key.clone()),
        owner_user_id: owner.user(),
        owner_organization_id: owner.organization(),
        name: name.clone(),
        description: None,
        homepage: None,
        logo_uri: None,
        policy_uri: None,
        tos_uri: None,
        verified_at: None,
        suspended_at: None,
        blocked_at: None,
        first_party: false,
        version: 1,
        created_at: work.now,
        updated_at: work.now,
    })
}

/// Puts what the file says into the row.
fn describe(work: &Work<'_>, entry: &Entry<'_>, owner: Option<Owner>, row: &mut app::Model) {
    if let Some(name) = &entry.name {
        row.name.clone_from(name);
    }
    if let Some(owner) = owner {
        row.owner_user_id = owner.user();
        row.owner_organization_id = owner.organization();
    }
    match entry.verified {
        Some(true) => row.verified_at = row.verified_at.or(Some(work.now)),
        Some(false) => row.verified_at = None,
        None => {}
    }
    row.first_party = entry.first_party.unwrap_or(row.first_party);
    entry.description.clone().apply(&mut row.description);
    let [homepage, logo_uri, policy_uri, tos_uri] = entry.links.clone();
    homepage.apply(&mut row.homepage);
    logo_uri.apply(&mut row.logo_uri);
    policy_uri.apply(&mut row.policy_uri);
    tos_uri.apply(&mut row.tos_uri);
}

/// A new name may not look like that of somebody else's verified app (SEC-107), unless the file vouches for this one.
async fn check_name(
    work: &Work<'_>,
    entry: &Entry<'_>,
    before: Option<&app::Model>,
    after: &app::Model,
) -> Result<(), Error> {
    let same = before.is_some_and(|before| before.name == after.name);
    match apps::owner(after) {
        Some(owner) if !same && entry.verified != Some(true) => {
            apps::check_confusable(work.deps, work.write.db(), owner, after.id, &after.name).await
        }
        _ => Ok(()),
    }
}

fn changed_fields(before: &app::Model, after: &app::Model) -> Vec<&'static str> {
    differing([
        ("name", before.name != after.name),
        ("owner", apps::owner(before) != apps::owner(after)),
        ("verified", before.verified_at != after.verified_at),
        ("first_party", before.first_party != after.first_party),
        ("description", before.description != after.description),
        ("homepage", before.homepage != after.homepage),
        ("logo_uri", before.logo_uri != after.logo_uri),
        ("policy_uri", before.policy_uri != after.policy_uri),
        ("tos_uri", before.tos_uri != after.tos_uri),
    ])
}

/// A scope of the file's list, and whether an app can have it without a user.
struct Wanted<'e> {
    name: &'e str,
    by_app: bool,
    /// None: as it was.
    optional: Option<bool>,
}

/// The scopes that the file lists, if it does and they all exist.
async fn find_scopes<'e>(
    work: &mut Work<'_>,
    entry: &Entry<'_>,
    names: Option<&'e [String]>,
) -> Result<Option<Vec<Wanted<'e>>>, Error> {
    let Some(names) = names else {
        return Ok(None);
    };
    let defined = scope::Entity::find()
        .filter(scope::Column::Name.is_in(names))
        .filter(scope::Column::RetiredAt.is_null())
        .all(work.write.db())
        .await?;
    let mut wanted = Vec::new();
    for (index, name) in names.iter().enumerate() {
        let grantable_to = match defined.iter().find(|row| row.name == *name) {
            Some(row) => Some(row.grantable_to),
            None => BuiltIn::existing(&work.deps.config, name).map(|scope| scope.grantable_to),
        };
        if let Some(grantable_to) = grantable_to {
            wanted.push(Wanted {
                name,
                by_app: grantable_to.app(),
                optional: entry
                    .optional_scopes
                    .as_ref()
                    .map(|optional| optional.contains(name)),
            });
        } else if !work.declared.scopes.contains(name) {
            // One that the file declares but that was not made has its problem told already.
            let message = format!(
                "There is no scope {name}: the service has none, nor has an API of the file or database."
            );
            work.problems
                .push(entry.place.problem_at(&format!("scopes.{index}"), message));
        }
    }
    Ok((wanted.len() == names.len()).then_some(wanted))
}

/// Makes the app's scopes exactly those of the file. What apps may use without a user is approved at once: the
/// operator's file says so. Whether anything changed.
async fn put_scopes(work: &Work<'_>, app_id: AppId, wanted: Option<&[Wanted<'_>]>) -> Result<bool, Error> {
    let Some(wanted) = wanted else { return Ok(false) };
    let before = app_scope::Entity::find()
        .filter(app_scope::Column::AppId.eq(app_id))
        .all(work.write.db())
        .await?;
    let as_it_should = |scope: &Wanted<'_>| {
        let row = before.iter().find(|row| row.name == scope.name);
        row.is_some_and(|row| {
            (row.approved_at.is_some() || !scope.by_app)
                && scope.optional.is_none_or(|optional| optional == row.optional)
        })
    };
    if before.len() == wanted.len() && wanted.iter().all(as_it_should) {
        return Ok(false);
    }
    let wanted: Vec<EnableScope> = wanted
        .iter()
        .map(|scope| EnableScope {
            name: scope.name.to_owned(),
            optional: scope
                .optional
                .unwrap_or_else(|| before.iter().any(|row| row.name == scope.name && row.optional)),
        })
        .collect();
    app_scopes::replace(&work.write, &work.caller, app_id, &wanted, work.now).await?;
    Ok(true)
}
