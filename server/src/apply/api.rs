//! APIs, found by their identifier, with their scopes, resources and the clients that introspect their tokens.

use std::collections::BTreeSet;

use entity::{
    api, api_client, client,
    id::{ApiId, ClientKey},
};
use sea_orm::{ActiveModelTrait as _, ActiveValue, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::{
    Declared, What, Work, declare, differing,
    reading::{Fields, LATER, Place, Problems, Refused, flag, integer, sentence, text},
    resource, scope,
};
use crate::domain::{
    Error, api as apis, audit::Event, client_registration, display_name, owner::Owner, patch::Patch,
    secret::ordered_id,
};

/// An API of the file.
pub(super) struct Entry<'a> {
    pub(super) place: Place<'a>,
    identifier: String,
    name: Option<String>,
    owner: Option<String>,
    access_token_ttl: Patch<i32>,
    require_nonce: Option<bool>,
    introspection_clients: Option<Vec<String>>,
    scopes: Option<Vec<scope::Entry<'a>>>,
    resources: Option<Vec<resource::Entry<'a>>>,
    /// Whether it can be put in its place; if not, only what it refers to is looked at.
    sound: bool,
}

const REFUSED: Refused = &[
    (
        "clients",
        "An API's own clients belong to an app; name them under introspection_clients.",
    ),
    ("dialect", LATER),
    ("introspection_signed_response_alg", LATER),
    ("signing_alg", LATER),
    ("webhooks", LATER),
];

pub(super) fn read<'a>(place: Place<'a>, problems: &Problems, declared: &mut Declared) -> Option<Entry<'a>> {
    let mut fields = Fields::of(place, problems)?;
    let identifier = fields.required("identifier", |place| {
        let identifier = text(place)?;
        sentence(apis::check_identifier(&identifier))?;
        declare(&mut declared.identifiers, identifier.clone())?;
        Ok(identifier)
    });
    let name = fields.take("name", |place| {
        sentence(display_name::check("name", &text(place)?))
    });
    let owner = fields.take("owner", text);
    let access_token_ttl = fields.patch("access_token_ttl", |place| {
        let seconds = integer(place)?;
        sentence(apis::check_ttl(Some(seconds))).map(|()| seconds)
    });
    let require_nonce = fields.take("require_nonce", flag);
    let introspection_clients = fields.set("introspection_clients", text);
    let scopes = fields.elements("scopes").map(|places| {
        places
            .into_iter()
            .filter_map(|place| scope::read(place, problems, declared))
            .collect()
    });
    let resources = fields
        .elements("resources")
        .map(|places| resource::read_all(places, problems));
    Some(Entry {
        place: fields.place.clone(),
        identifier: identifier.unwrap_or_default(),
        name,
        owner,
        access_token_ttl,
        require_nonce,
        introspection_clients,
        scopes,
        resources,
        sound: fields.finish(REFUSED),
    })
}

async fn find(work: &Work<'_>, identifier: &str) -> Result<Option<api::Model>, Error> {
    Ok(api::Entity::find()
        .filter(api::Column::Identifier.eq(identifier))
        .one(work.write.db())
        .await?)
}

pub(super) async fn put(work: &mut Work<'_>, entry: &Entry<'_>) -> Result<(), Error> {
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
    let row = match find(work, &entry.identifier).await? {
        Some(before) => update(work, entry, before, owner).await?,
        None => match create(work, entry, owner).await? {
            Some(row) => row,
            None => return Ok(()),
        },
    };
    if let Some(scopes) = &entry.scopes {
        scope::put_all(work, &row, scopes).await?;
    }
    if let Some(resources) = &entry.resources {
        resource::put_all(work, &row, resources).await?;
    }
    Ok(())
}

async fn create(
    work: &mut Work<'_>,
    entry: &Entry<'_>,
    owner: Option<Owner>,
) -> Result<Option<api::Model>, Error> {
    let (Some(name), Some(owner)) = (&entry.name, owner) else {
        work.problems.push(
            entry
                .place
                .problem("This API is new: it needs a name and an owner."),
        );
        return Ok(None);
    };
    apis::check_not_ours(work.deps, &entry.identifier)?;
    let mut row = api::Model {
        id: ApiId(ordered_id(work.now)),
        identifier: entry.identifier.clone(),
        name: name.clone(),
        owner_user_id: owner.user(),
        owner_organization_id: owner.organization(),
        access_token_ttl: None,
        require_nonce: entry.require_nonce.unwrap_or(false),
        created_at: work.now,
        updated_at: work.now,
    };
    entry.access_token_ttl.clone().apply(&mut row.access_token_ttl);
    api::Entity::insert(api::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(work.write.db())
        .await?;
    let event = Event::done("api.created")
        .target(row.id)
        .details(json!({ "identifier": row.identifier }));
    apis::record(&work.write, &work.caller, &row, event, work.now).await?;
    work.changed("API", &entry.identifier, What::Created);
    Ok(Some(row))
}

async fn update(
    work: &mut Work<'_>,
    entry: &Entry<'_>,
    before: api::Model,
    owner: Option<Owner>,
) -> Result<api::Model, Error> {
    let mut after = before.clone();
    if let Some(name) = &entry.name {
        after.name.clone_from(name);
    }
    if let Some(owner) = owner {
        after.owner_user_id = owner.user();
        after.owner_organization_id = owner.organization();
    }
    entry.access_token_ttl.clone().apply(&mut after.access_token_ttl);
    after.require_nonce = entry.require_nonce.unwrap_or(before.require_nonce);
    if after == before {
        return Ok(after);
    }
    after.updated_at = work.now;
    let mut row = api::ActiveModel::from(after.clone()).reset_all();
    row.id = ActiveValue::NotSet;
    api::Entity::update_many()
        .set(row)
        .filter(api::Column::Id.eq(after.id))
        .exec(work.write.db())
        .await?;
    let fields = differing([
        ("name", before.name != after.name),
        ("owner", apis::owner(&before) != apis::owner(&after)),
        (
            "access_token_ttl",
            before.access_token_ttl != after.access_token_ttl,
        ),
        ("require_nonce", before.require_nonce != after.require_nonce),
    ]);
    let event = Event::done("api.updated")
        .target(after.id)
        .details(json!({ "changed": fields }));
    apis::record(&work.write, &work.caller, &after, event, work.now).await?;
    work.updated("API", &entry.identifier, fields);
    Ok(after)
}

/// Makes the list of clients that may introspect exact: after the apps, whose clients they are.
pub(super) async fn put_introspection_clients(work: &mut Work<'_>, entry: &Entry<'_>) -> Result<(), Error> {
    let Some(wanted) = &entry.introspection_clients else {
        return Ok(());
    };
    let known = client::Entity::find()
        .filter(client::Column::ClientId.is_in(wanted))
        .all(work.write.db())
        .await?;
    let mut complete = true;
    for (index, client_id) in wanted.iter().enumerate() {
        if known.iter().any(|client| client.client_id == *client_id) {
            continue;
        }
        complete = false;
        if !work.declared.client_ids.contains(client_id) {
            let message = "There is no client of this client_id, neither in the file nor in the database.";
            work.problems.push(
                entry
                    .place
                    .problem_at(&format!("introspection_clients.{index}"), message),
            );
        }
    }
    if !complete {
        return Ok(());
    }
    // Where the API itself could not be made, that is told already.
    let Some(row) = find(work, &entry.identifier).await? else {
        return Ok(());
    };
    let links = api_client::Entity::find()
        .filter(api_client::Column::ApiId.eq(row.id))
        .all(work.write.db())
        .await?;
    let before: BTreeSet<ClientKey> = links.into_iter().map(|link| link.client_id).collect();
    let after: BTreeSet<ClientKey> = known.iter().map(|client| client.id).collect();
    if before == after {
        return Ok(());
    }
    client_registration::set_introspecting(work.write.db(), &work.caller, &row, wanted).await?;
    let event = Event::done("api.updated")
        .target(row.id)
        .details(json!({ "introspection_clients": wanted }));
    apis::record(&work.write, &work.caller, &row, event, work.now).await?;
    let new = work
        .changes
        .iter()
        .any(|change| change.key == entry.identifier && change.what == What::Created);
    if !new {
        work.updated("API", &entry.identifier, vec!["introspection_clients"]);
    }
    Ok(())
}
