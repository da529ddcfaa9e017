//! Resources of an API, exactly those of the file.

use std::collections::HashSet;

use entity::api;

use super::{
    What, Work,
    reading::{Fields, Place, Problems, sentence, text},
};
use crate::domain::{
    Error, display_name,
    resource::{self as resources, NewResource, Upserted},
};

/// A resource of the file.
pub(super) struct Entry<'a> {
    place: Place<'a>,
    kind: String,
    key: String,
    name: String,
    owner: String,
}

pub(super) fn read_all<'a>(places: Vec<Place<'a>>, problems: &Problems) -> Vec<Entry<'a>> {
    let mut seen = HashSet::new();
    let read = |place| {
        let entry = read(place, problems)?;
        if !seen.insert((entry.kind.clone(), entry.key.clone())) {
            problems.push(entry.place.problem("This resource is in the list twice."));
        }
        Some(entry)
    };
    places.into_iter().filter_map(read).collect()
}

fn read<'a>(place: Place<'a>, problems: &Problems) -> Option<Entry<'a>> {
    let mut fields = Fields::of(place, problems)?;
    let kind = fields.required("type", |place| {
        let kind = text(place)?;
        sentence(resources::check_kind("type", &kind)).map(|()| kind)
    });
    let key = fields.required("id", |place| {
        let key = text(place)?;
        sentence(resources::check_key(&key)).map(|()| key)
    });
    let name = fields.required("name", |place| {
        sentence(display_name::check("name", &text(place)?))
    });
    let owner = fields.required("owner", text);
    let place = fields.place.clone();
    let sound = fields.finish(&[]);
    Some(Entry {
        place,
        kind: kind?,
        key: key?,
        name: name?,
        owner: owner?,
    })
    .filter(|_| sound)
}

pub(super) async fn put_all(
    work: &mut Work<'_>,
    api: &api::Model,
    entries: &[Entry<'_>],
) -> Result<(), Error> {
    for row in resources::of_api(work.write.db(), api.id).await? {
        if !entries
            .iter()
            .any(|entry| entry.kind == row.kind && entry.key == row.key)
        {
            resources::remove(&mut work.write, &work.caller, api, &row, work.now).await?;
            work.changed("resource", format!("{}:{}", row.kind, row.key), What::Removed);
        }
    }
    for entry in entries {
        let done = put(work, api, entry).await;
        work.note(&entry.place, done)?;
    }
    Ok(())
}

async fn put(work: &mut Work<'_>, api: &api::Model, entry: &Entry<'_>) -> Result<(), Error> {
    let Some(owner) = work.owner(&entry.place, &entry.owner).await? else {
        return Ok(());
    };
    let new = NewResource {
        kind: entry.kind.clone(),
        key: entry.key.clone(),
        name: entry.name.clone(),
        owner,
    };
    let key = format!("{}:{}", entry.kind, entry.key);
    match resources::upsert(&mut work.write, &work.caller, api, new, work.now).await? {
        Upserted::Created => work.changed("resource", key, What::Created),
        Upserted::Updated(fields) => work.updated("resource", &key, fields),
        Upserted::Unchanged => {}
    }
    Ok(())
}
