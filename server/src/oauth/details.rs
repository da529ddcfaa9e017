//! `authorization_details` (RFC 9396): permissions with their resources, as JSON. The same permissions can be asked for
//! in `scope`; this is the standard's form of them. An element is
//!
//! ```json
//! { "type": "store", "locations": ["https://api.example.com"], "actions": ["invoices:read"], "identifier": "s-1" }
//! ```
//!
//! `type` is a type of resource, `actions` are scopes that can be limited to such, `identifier` is the key of one
//! (or `identifiers` of several, when asking). Without either the person chooses: all, or some.

use std::collections::HashSet;

use entity::values::SpaceDelimited;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{Code, Error, Result};
use crate::domain::{
    client::{ClientView, EnabledScope},
    members::{self, Kind, Member},
    permission::{Catalogue, MOST_BYTES, Permission},
    resource::check_key,
};

/// The longest parameter, bytes.
const LONGEST: usize = 4096;
/// So many elements.
const MOST: usize = 50;

/// One element, as a token has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Detail {
    /// The type of resource.
    #[serde(rename = "type")]
    pub kind: String,
    /// The API's identifier.
    pub locations: Vec<String>,
    /// Scopes.
    pub actions: Vec<String>,
    /// The key of the resource; none: all of the type, also later ones.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identifier: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object")]
struct Asked {
    #[serde(rename = "type")]
    kind: String,
    locations: Option<Vec<String>>,
    actions: Vec<String>,
    identifier: Option<String>,
    identifiers: Option<Vec<String>>,
}

fn refuse(why: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(Code::InvalidAuthorizationDetails, why)
}

/// The permissions that the parameter asks for; each scope must be enabled for the app, and `usable`.
///
/// # Errors
/// `invalid_authorization_details` for an unknown type, a member that is unknown, missing or malformed, or a scope
/// that the app may not ask for (SEC-51).
pub fn parse(
    client: &ClientView,
    issuer: &str,
    text: &str,
    usable: impl Fn(&EnabledScope) -> bool,
) -> Result<SpaceDelimited> {
    if text.len() > LONGEST {
        return Err(refuse(format!(
            "The parameter authorization_details is longer than {LONGEST} bytes."
        )));
    }
    // Read strictly: a member that is unknown, repeated or of another form is refused.
    let elements: Vec<Asked> = serde_json::from_str(text).map_err(|_| wrong_form(text))?;
    if !(1..=MOST).contains(&elements.len()) {
        return Err(refuse(format!(
            "The parameter authorization_details has 1 to {MOST} elements."
        )));
    }
    let types = types(&client.catalogue);
    let mut permissions = Vec::new();
    for (index, asked) in elements.into_iter().enumerate() {
        let wrong = |why: &str| refuse(format!("authorization_details {index}: {why}"));
        if !types.contains(asked.kind.as_str()) {
            return Err(wrong(&format!("there is no type {}.", asked.kind)));
        }
        let keys = keys(&asked).map_err(wrong)?;
        if asked.actions.is_empty() {
            return Err(wrong("actions names no scope."));
        }
        for action in &asked.actions {
            let scope = client
                .scope(action)
                .filter(|scope| scope.about.resource_type.as_deref() == Some(&asked.kind))
                .filter(|scope| usable(scope))
                .ok_or_else(|| {
                    wrong(&format!(
                        "the action {action} is no scope of this type that the app may ask for."
                    ))
                })?;
            let location = scope.api.as_ref().map_or(issuer, |api| api.identifier.as_str());
            if asked
                .locations
                .as_ref()
                .is_some_and(|locations| locations != &[location])
            {
                return Err(wrong(&format!(
                    "locations must be the identifier of the API of {action} alone."
                )));
            }
            if keys.is_empty() {
                permissions.push(Permission::of(action.as_str()));
            }
            permissions.extend(keys.iter().map(|key| Permission::on(action.as_str(), *key)));
        }
    }
    let permissions: SpaceDelimited = permissions.iter().map(Permission::to_string).collect();
    check_size(&permissions)?;
    Ok(client.catalogue.simplify(&permissions))
}

/// What is wrong with a parameter that could not be read.
fn wrong_form(text: &str) -> Error {
    const ELEMENT: &[Member] = &[
        ("type", Kind::Text, true),
        ("locations", Kind::Texts, false),
        ("actions", Kind::Texts, true),
        ("identifier", Kind::Text, false),
        ("identifiers", Kind::Texts, false),
    ];
    let Ok(whole) = serde_json::from_str::<Value>(text) else {
        return refuse("The parameter authorization_details is not JSON.");
    };
    let Some(elements) = whole.as_array() else {
        return refuse("The parameter authorization_details must be a list of objects.");
    };
    for (index, element) in elements.iter().enumerate() {
        if let Err((field, message)) = members::check(element, ELEMENT) {
            let dot = if field.is_empty() { "" } else { "." };
            return refuse(format!("authorization_details {index}{dot}{field}: {message}"));
        }
    }
    refuse("In authorization_details a member of the same name is there twice.")
}

/// The keys that an element names.
fn keys(asked: &Asked) -> std::result::Result<Vec<&str>, &'static str> {
    let keys: Vec<&str> = match (&asked.identifier, &asked.identifiers) {
        (Some(_), Some(_)) => return Err("use identifier or identifiers, not both."),
        (Some(one), None) => vec![one],
        (None, Some(many)) if many.is_empty() => return Err("identifiers names no resource."),
        (None, Some(many)) => many.iter().map(String::as_str).collect(),
        (None, None) => Vec::new(),
    };
    if keys.iter().all(|key| check_key(key).is_ok()) {
        Ok(keys)
    } else {
        Err("an identifier is not the key of a resource.")
    }
}

/// That the permissions fit into one authorization.
///
/// # Errors
/// `invalid_authorization_details`.
pub fn check_size(permissions: &SpaceDelimited) -> Result<()> {
    if fits(permissions) {
        return Ok(());
    }
    Err(refuse(
        "It asks for more resources than one authorization holds; ask for all instead.",
    ))
}

/// Whether the permissions fit into one authorization.
pub fn fits(permissions: &SpaceDelimited) -> bool {
    permissions.to_string().len() <= MOST_BYTES
}

/// Every type that there is: those of resources that scopes can be limited to.
pub fn types(catalogue: &Catalogue) -> HashSet<&str> {
    catalogue
        .iter()
        .filter_map(|entry| entry.about.resource_type.as_deref())
        .collect()
}

/// What a token may do to which resources; none where no permission of its is about resources.
pub fn of(catalogue: &Catalogue, issuer: &str, permissions: &SpaceDelimited) -> Option<Vec<Detail>> {
    let mut details: Vec<Detail> = Vec::new();
    for permission in catalogue.known(permissions) {
        let Some(entry) = catalogue.scope(&permission.scope) else {
            continue;
        };
        let Some(kind) = &entry.about.resource_type else {
            continue;
        };
        let location = entry.api.as_ref().map_or(issuer, |api| api.identifier.as_str());
        let same = details.iter_mut().find(|detail| {
            detail.kind == *kind && detail.locations == [location] && detail.identifier == permission.resource
        });
        match same {
            Some(detail) => detail.actions.push(permission.scope),
            None => details.push(Detail {
                kind: kind.clone(),
                locations: vec![location.to_owned()],
                actions: vec![permission.scope],
                identifier: permission.resource,
            }),
        }
    }
    (!details.is_empty()).then_some(details)
}
