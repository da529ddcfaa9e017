//! `/api/v1/resources`: what an API's own client registers (see `docs/permissions.md`).

use std::sync::Arc;

use axum::{
    extract::{Request, State},
    http::{StatusCode, request::Parts},
};
use entity::resource;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};

use super::{Machine, machine, refuse};
use crate::{
    domain::{
        Deps, Error, Result,
        members::{self, Kind, Member},
        page::{Key, Position, Slice},
        resource_registration::{self as registration, Filter, Name, Wanted, Which},
        secret::{base64url, from_base64url},
    },
    http::{
        State as Service, body,
        reply::{self, Reply},
    },
};

/// How many come where the request does not say, and at most.
const USUAL: u64 = 100;
const MOST: u64 = 1000;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Upsert {
    api: Option<String>,
    resources: Vec<Entry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Entry {
    r#type: String,
    id: String,
    name: String,
    owner: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Remove {
    api: Option<String>,
    resources: Vec<Named>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Named {
    r#type: String,
    id: String,
}

fn which<'a>(machine: &Machine, api: Option<&'a str>) -> Which<'a> {
    Which::OfClient(machine.client.client.id, api)
}

/// Reads the JSON of a client that authenticated.
async fn read<T: DeserializeOwned>(
    state: &Service,
    request: Request,
    element: &[Member],
) -> Result<(Machine, T), Reply> {
    let (parts, body) = request.into_parts();
    let machine = machine(state, &parts).await?;
    if !body::has_type(&parts, "application/json") {
        let body = json!({ "error": "invalid_request", "error_description": "Send application/json." });
        return Err(reply::json(StatusCode::UNSUPPORTED_MEDIA_TYPE, &body));
    }
    let bytes = body::read(state, body, body::RESOURCES_LIMIT)
        .await
        .map_err(|(status, why)| {
            let body = json!({ "error": "invalid_request", "error_description": why });
            reply::json(status, &body)
        })?;
    match serde_json::from_slice(&bytes) {
        Ok(read) => Ok((machine, read)),
        Err(_) => Err(refuse(wrong(&bytes, element))),
    }
}

/// What is wrong with a body of resources that could not be read, each of which has these members.
fn wrong(bytes: &[u8], element: &[Member]) -> Error {
    const WHOLE: &[Member] = &[("api", Kind::Text, false), ("resources", Kind::Objects, true)];
    let Ok(body) = serde_json::from_slice::<Value>(bytes) else {
        return Error::invalid("", "The body is not JSON.");
    };
    if !body.is_object() {
        return Error::invalid("", "The body must be a JSON object.");
    }
    if let Err((field, message)) = members::check(&body, WHOLE) {
        return Error::invalid(field, message);
    }
    for (index, each) in body["resources"].as_array().into_iter().flatten().enumerate() {
        if let Err((field, message)) = members::check(each, element) {
            return Error::invalid(format!("resources.{index}.{field}"), message);
        }
    }
    // The rest is of the right form: what is left is what JSON itself allows.
    Error::invalid("", "A member of the same name is there twice.")
}

/// `PUT`: makes resources be as they should, all or none.
pub(in crate::http) async fn put(State(state): State<Arc<Service>>, request: Request) -> Reply {
    const ELEMENT: &[Member] = &[
        ("type", Kind::Text, true),
        ("id", Kind::Text, true),
        ("name", Kind::Text, true),
        ("owner", Kind::Text, true),
    ];
    let (machine, asked) = match read::<Upsert>(&state, request, ELEMENT).await {
        Ok(read) => read,
        Err(refusal) => return refusal,
    };
    let wanted = asked
        .resources
        .into_iter()
        .map(|entry| Wanted {
            kind: entry.r#type,
            key: entry.id,
            name: entry.name,
            owner: entry.owner,
        })
        .collect();
    let which = which(&machine, asked.api.as_deref());
    match registration::upsert(&state.deps, &machine.caller, which, wanted).await {
        Ok(done) => {
            let count = done.resources.len();
            let body = json!({
                "created": done.created,
                "updated": done.updated,
                "unchanged": count - done.created - done.updated,
            });
            reply::json(StatusCode::OK, &body)
        }
        Err(error) => refuse(error),
    }
}

/// `DELETE`: takes resources away, all or none.
pub(in crate::http) async fn delete(State(state): State<Arc<Service>>, request: Request) -> Reply {
    const ELEMENT: &[Member] = &[("type", Kind::Text, true), ("id", Kind::Text, true)];
    let (machine, asked) = match read::<Remove>(&state, request, ELEMENT).await {
        Ok(read) => read,
        Err(refusal) => return refusal,
    };
    let names: Vec<Name> = asked
        .resources
        .into_iter()
        .map(|entry| (entry.r#type, entry.id))
        .collect();
    let which = which(&machine, asked.api.as_deref());
    match registration::remove(&state.deps, &machine.caller, which, names).await {
        Ok((_, removed)) => reply::json(StatusCode::OK, &json!({ "removed": removed })),
        Err(error) => refuse(error),
    }
}

/// `GET`: what is registered, by name, in pages.
pub(in crate::http) async fn get(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let machine = match machine(&state, &parts).await {
        Ok(machine) => machine,
        Err(refusal) => return refusal,
    };
    match page(&state.deps, &machine, &parts).await {
        Ok(body) => reply::json(StatusCode::OK, &body),
        Err(error) => refuse(error),
    }
}

async fn page(deps: &Deps, machine: &Machine, parts: &Parts) -> Result<Value> {
    let query = body::query(parts)
        .and_then(crate::oauth::Parameters::without_repeats)
        .map_err(|error| Error::invalid("", error.description))?;
    let limit = match query.get("limit").map(str::parse::<u64>) {
        None => USUAL,
        Some(Ok(limit)) if (1..=MOST).contains(&limit) => limit,
        Some(_) => return Err(Error::invalid("limit", format!("Use 1 to {MOST}."))),
    };
    let after = query
        .get("after")
        .map(|text| {
            position(text).ok_or_else(|| Error::invalid("after", "Use what the page before gave as next."))
        })
        .transpose()?;
    let api = registration::api_of(deps, &machine.caller, which(machine, query.get("api"))).await?;
    let filter = Filter {
        kind: query.get("type").map(str::to_owned),
        ..Filter::of_api(api.id)
    };
    let slice = Slice {
        after,
        ..Slice::first(limit)
    };
    let rows = registration::list(deps, &filter, &slice).await?;
    let slugs = registration::slugs(deps, &rows.rows).await?;
    let next = rows.rows.last().filter(|_| rows.has_next).map(cursor);
    let owner = |row: &resource::Model| match (row.owner_user_id, row.owner_organization_id) {
        (_, Some(id)) => slugs.get(&id).cloned(),
        (Some(id), None) => Some(id.to_string()),
        (None, None) => None,
    };
    let resources: Vec<Value> = rows
        .rows
        .iter()
        .map(|row| json!({ "type": row.kind, "id": row.key, "name": row.name, "owner": owner(row) }))
        .collect();
    Ok(json!({ "api": api.identifier, "resources": resources, "next": next }))
}

/// Where a page ended. The client's own list holds nothing that it may not know: no proof is needed.
fn cursor(row: &resource::Model) -> String {
    base64url(&[row.id.0.as_bytes(), row.name.as_bytes()].concat())
}

fn position(text: &str) -> Option<Position> {
    let bytes = from_base64url(text).filter(|bytes| bytes.len() <= 1024)?;
    let (id, name) = bytes.split_first_chunk::<16>()?;
    Some(Position {
        key: Key::Text(String::from_utf8(name.to_vec()).ok()?),
        id: uuid::Uuid::from_bytes(*id),
    })
}
