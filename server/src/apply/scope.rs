//! Scopes of an API, exactly those of the file: one that it no longer names is retired.

use entity::{
    api,
    id::ScopeId,
    scope,
    values::{GrantableTo, Scopes},
};
use sea_orm::{ActiveModelTrait as _, ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde_json::json;

use super::{
    Declared, What, Work, declare, differing,
    reading::{Fields, Place, Problems, Refused, flag, one_word, sentence, text, word},
};
use crate::domain::{
    Error, api as apis,
    api_scope::{self, ScopeTexts},
    audit::Event,
    patch::Patch,
    permission,
    secret::ordered_id,
};

/// A scope of the file.
pub(super) struct Entry<'a> {
    place: Place<'a>,
    name: String,
    title: Option<String>,
    description: Patch<String>,
    sensitive: Option<bool>,
    grantable_to: Option<GrantableTo>,
    resource_type: Patch<String>,
    includes: Option<Scopes>,
}

const REFUSED: Refused = &[
    ("api", "The scope belongs to the API under which it is written."),
    (
        "optional",
        "Whether a user may leave a scope out is a matter of the app, not of the scope.",
    ),
];

pub(super) fn read<'a>(place: Place<'a>, problems: &Problems, declared: &mut Declared) -> Option<Entry<'a>> {
    let mut fields = Fields::of(place, problems)?;
    let name = fields.required("name", |place| {
        let name = text(place)?;
        sentence(api_scope::check_name(&name))?;
        declare(&mut declared.scopes, name.clone())?;
        Ok(name)
    });
    let entry = Entry {
        name: name.clone().unwrap_or_default(),
        title: fields.take("title", text),
        description: fields.patch("description", text),
        sensitive: fields.take("sensitive", flag),
        grantable_to: fields.take("grantable_to", word),
        resource_type: fields.patch("resource_type", text),
        includes: fields
            .set("includes", one_word)
            .map(|names| names.into_iter().collect()),
        place: fields.place.clone(),
    };
    if let Err(error) = entry.texts(None).validate()
        && let Ok(problem) = entry.place.refused(error)
    {
        problems.push(problem);
    }
    name?;
    Some(entry).filter(|_| fields.finish(REFUSED))
}

impl Entry<'_> {
    /// What the file says over what there is.
    fn texts(&self, before: Option<&scope::Model>) -> ScopeTexts {
        let mut texts = ScopeTexts {
            title: self
                .title
                .clone()
                .or(before.map(|row| row.title.clone()))
                .unwrap_or_else(|| self.name.clone()),
            description: before.and_then(|row| row.description.clone()),
            sensitive: self
                .sensitive
                .or(before.map(|row| row.sensitive))
                .unwrap_or(false),
            grantable_to: self
                .grantable_to
                .or(before.map(|row| row.grantable_to))
                .unwrap_or(GrantableTo::User),
            resource_type: before.and_then(|row| row.resource_type.clone()),
            includes: self
                .includes
                .clone()
                .or(before.map(|row| row.includes.clone()))
                .unwrap_or_default(),
        };
        self.description.clone().apply(&mut texts.description);
        self.resource_type.clone().apply(&mut texts.resource_type);
        texts
    }
}

pub(super) async fn put_all(
    work: &mut Work<'_>,
    api: &api::Model,
    entries: &[Entry<'_>],
) -> Result<(), Error> {
    if entries.len() as u64 > api_scope::MOST {
        return Err(Error::limit(
            "scopes",
            format!("An API has {} scopes at most.", api_scope::MOST),
        ));
    }
    let before = scope::Entity::find()
        .filter(scope::Column::ApiId.eq(api.id))
        .all(work.write.db())
        .await?;
    for row in before.iter().filter(|row| row.retired_at.is_none()) {
        if !entries.iter().any(|entry| entry.name == row.name) {
            retire(work, api, row).await?;
        }
    }
    for entry in entries {
        let row = before.iter().find(|row| row.name == entry.name);
        let done = put(work, api, entry, row).await;
        work.note(&entry.place, done)?;
    }
    // Last: a scope may include one that comes after it in the file.
    for entry in entries {
        if let Some(includes) = &entry.includes {
            let done = check_includes(work, api, entry, includes).await;
            work.note(&entry.place, done)?;
        }
    }
    Ok(())
}

async fn check_includes(
    work: &Work<'_>,
    api: &api::Model,
    entry: &Entry<'_>,
    includes: &Scopes,
) -> Result<(), Error> {
    api_scope::check_includes(work.write.db(), api.id, &entry.name, includes).await
}

async fn put(
    work: &mut Work<'_>,
    api: &api::Model,
    entry: &Entry<'_>,
    before: Option<&scope::Model>,
) -> Result<(), Error> {
    // What was granted of it would come back with it, though nobody consented anew.
    if before.is_some_and(|row| row.retired_at.is_some()) {
        return Err(Error::conflict(
            "name",
            "This scope is retired; its name stays taken: use another name.",
        ));
    }
    if before.is_none() && entry.title.is_none() {
        return Err(Error::invalid(
            "title",
            "This scope is new: it needs a title for the person who consents.",
        ));
    }
    let texts = entry.texts(before).validate()?;
    let after = scope::Model {
        id: before.map_or_else(|| ScopeId(ordered_id(work.now)), |row| row.id),
        api_id: api.id,
        name: entry.name.clone(),
        title: texts.title,
        description: texts.description,
        sensitive: texts.sensitive,
        grantable_to: texts.grantable_to,
        resource_type: texts.resource_type,
        includes: texts.includes,
        retired_at: None,
        created_at: before.map_or(work.now, |row| row.created_at),
        updated_at: before.map_or(work.now, |row| row.updated_at),
    };
    let limitable = after.resource_type.is_some();
    if before.is_none_or(|row| row.resource_type.is_none() && limitable) {
        permission::check_name(work.write.db(), &after.name, limitable).await?;
    }
    let Some(before) = before else {
        return create(work, api, after).await;
    };
    if after == *before {
        return Ok(());
    }
    let mut after = scope::Model {
        updated_at: work.now,
        ..after
    };
    api_scope::save(&work.write, before, &mut after).await?;
    let event = Event::done("scope.updated")
        .target(after.id)
        .details(json!({ "name": after.name }));
    apis::record(&work.write, &work.caller, api, event, work.now).await?;
    let fields = differing([
        ("title", before.title != after.title),
        ("description", before.description != after.description),
        ("sensitive", before.sensitive != after.sensitive),
        ("grantable_to", before.grantable_to != after.grantable_to),
        ("resource_type", before.resource_type != after.resource_type),
        ("includes", before.includes != after.includes),
    ]);
    work.updated("scope", &after.name, fields);
    Ok(())
}

async fn create(work: &mut Work<'_>, api: &api::Model, row: scope::Model) -> Result<(), Error> {
    let taken = scope::Entity::find()
        .filter(scope::Column::Name.eq(&row.name))
        .one(work.write.db())
        .await?;
    if taken.is_some() {
        return Err(Error::conflict(
            "name",
            "Another API has a scope of this name: names are unique in the server.",
        ));
    }
    scope::Entity::insert(scope::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(work.write.db())
        .await?;
    let event = Event::done("scope.created")
        .target(row.id)
        .details(json!({ "name": row.name }));
    apis::record(&work.write, &work.caller, api, event, work.now).await?;
    work.changed("scope", row.name, What::Created);
    Ok(())
}

async fn retire(work: &mut Work<'_>, api: &api::Model, row: &scope::Model) -> Result<(), Error> {
    let mut after = scope::Model {
        retired_at: Some(work.now),
        updated_at: work.now,
        ..row.clone()
    };
    api_scope::save(&work.write, row, &mut after).await?;
    let event = Event::done("scope.retired")
        .target(row.id)
        .details(json!({ "name": row.name }));
    apis::record(&work.write, &work.caller, api, event, work.now).await?;
    work.changed("scope", &row.name, What::Removed);
    Ok(())
}
