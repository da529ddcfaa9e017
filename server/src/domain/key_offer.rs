//! What a person is offered when an app asks for an API key, and what comes of their answer. The request itself is in
//! [`super::key_request`].

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use entity::{
    api_key,
    id::{ApiId, ApiKeyId, ResourceId, UserId},
    resource, user,
    values::SpaceDelimited,
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{
    Caller, Deps, Error, Result,
    api_key::live,
    api_key_change::{self as keys, NewKey, Origin, Plan, Rotation},
    api_key_plan::{self, shown},
    change::Write,
    client::{self, ClientView},
    clock::{HOUR, SECOND},
    display_name,
    key_request::{KeyRequest, Selective, Ticket, origin_of},
    permission::{self, Catalogue, Permission},
    resource as resource_verbs,
    scope::is_management,
    secret::{Secret, ordered_id},
};

/// How long the key before it works when an app's access is used again.
pub const REUSE_OVERLAP: i64 = HOUR;

/// One permission as the person is offered it.
#[derive(Clone, Debug)]
pub struct Line {
    /// The permission.
    pub permission: Permission,
    /// Its scope in words.
    pub title: String,
    /// More.
    pub description: Option<String>,
    /// The API that defines it; none for the service itself.
    pub api: Option<String>,
    /// Whether it is set apart.
    pub sensitive: bool,
    /// The name of the one resource that the request limits it to.
    pub resource: Option<String>,
    /// The type of resource that is to be chosen for it.
    pub choice: Option<String>,
    /// Whose resources these are; none: of any API.
    api_id: Option<ApiId>,
    /// Whether the app asks for it.
    pub asked: bool,
    /// Whether the person's account has it.
    pub available: bool,
}

/// A key that the app has already.
#[derive(Clone, Debug)]
pub struct Existing {
    /// What is kept of it.
    pub row: api_key::Model,
    /// What it may do, in words.
    pub lines: Vec<Line>,
    /// Whether its permissions are those that are asked for, so that this access is used again.
    pub same: bool,
    /// What is asked for and the key has not.
    pub added: Vec<String>,
    /// What the key has and is not asked for.
    pub extra: Vec<String>,
}

impl Existing {
    /// Whether the request is answered by using this access again: it is the same, or the app takes what it gets.
    pub const fn is_usable_for(&self, request: &KeyRequest) -> bool {
        self.same || !request.strict
    }
}

/// What the person is asked.
#[derive(Clone, Debug)]
pub struct Offer {
    /// The registered app that the identifier and the redirect prove it to be.
    pub client: Option<Arc<ClientView>>,
    /// What is asked for, in the order of the request.
    pub lines: Vec<Line>,
    /// What could be added, by name.
    pub more: Vec<Line>,
    /// For each type that is to be chosen: the person's resources of it, by name.
    pub resources: BTreeMap<String, Vec<resource::Model>>,
    /// A key that the app has already.
    pub existing: Option<Existing>,
}

impl Offer {
    /// Whether the person can give all that a strict request asks for, and there is a resource to choose where one is
    /// needed.
    pub fn can_be_given(&self, request: &KeyRequest) -> bool {
        !request.strict || self.lines.iter().all(|line| self.can_give(line))
    }

    /// Whether the person can give it.
    pub fn can_give(&self, line: &Line) -> bool {
        line.available
            && line.choice.as_ref().is_none_or(|kind| {
                self.resources
                    .get(kind)
                    .into_iter()
                    .flatten()
                    .any(|row| line.is_for(row))
            })
    }
}

impl Line {
    /// Whether the permission can be limited to that resource: it is of the right type, and its API's.
    pub fn is_for(&self, row: &resource::Model) -> bool {
        self.choice.as_deref() == Some(&*row.kind) && self.api_id.is_none_or(|id| id == row.api_id)
    }
}

/// What this person is asked.
///
/// # Errors
/// The database's.
pub async fn offer(deps: &Deps, user: &user::Model, request: &KeyRequest) -> Result<Offer> {
    let catalogue = permission::catalogue(deps).await?;
    let asked: SpaceDelimited = request.permissions.iter().map(String::as_str).collect();
    let mut wanted = catalogue.known(&asked);
    let count = wanted.len();
    if !request.strict {
        wanted.extend(addable(&catalogue, &asked));
    }
    let all: SpaceDelimited = wanted.iter().map(ToString::to_string).collect();
    let has = permission::effective(deps, user, &all).await?;
    let limited = permission::resources(deps, Some(user.id), &wanted).await?;
    let mut lines: Vec<Line> = wanted
        .iter()
        .map(|permission| Line {
            choice: request.wants_choice(permission, &catalogue),
            available: has.contains(&permission.to_string()),
            ..describe(&catalogue, &limited, permission)
        })
        .collect();
    let mut more = lines.split_off(count.min(lines.len()));
    for line in &mut lines {
        line.asked = true;
    }
    // Where the person may choose, what they cannot give is not shown.
    if !request.strict {
        lines.retain(|line| line.available);
        more.retain(|line| line.available);
    }
    let kinds: BTreeSet<String> = lines
        .iter()
        .chain(&more)
        .filter_map(|line| line.choice.clone())
        .collect();
    let mut resources = BTreeMap::new();
    for kind in kinds {
        let mut rows = theirs(deps, user.id, &kind).await?;
        rows.retain(|row| lines.iter().chain(&more).any(|line| line.is_for(row)));
        resources.insert(kind, rows);
    }
    Ok(Offer {
        client: proven(deps, request).await?,
        existing: existing(deps, user, request, &catalogue).await?,
        lines,
        more,
        resources,
    })
}

/// A permission in words.
fn describe(catalogue: &Catalogue, resources: &[resource::Model], permission: &Permission) -> Line {
    let entry = catalogue.scope(&permission.scope);
    let about = entry.map(|entry| &entry.about);
    let api = entry.and_then(|entry| entry.api.as_ref());
    let resource = permission::resource_of(catalogue, resources, permission);
    Line {
        title: about.map_or_else(|| permission.scope.clone(), |about| about.title.clone()),
        description: about.and_then(|about| about.description.clone()),
        api: api.map(|api| api.name.clone()),
        api_id: api.map(|api| api.id),
        sensitive: about.is_some_and(|about| about.sensitive),
        resource: permission
            .resource
            .as_ref()
            .map(|key| resource.map_or_else(|| key.clone(), |row| row.name.clone())),
        choice: None,
        asked: false,
        available: true,
        permission: permission.clone(),
    }
}

/// What a person could add to a request: nothing that only says who they are to apps.
fn addable(catalogue: &Catalogue, asked: &SpaceDelimited) -> Vec<Permission> {
    let mut more: Vec<&str> = catalogue
        .iter()
        .filter(|entry| {
            let name = entry.about.name.as_str();
            entry.about.grantable_to.user()
                && !asked.contains(name)
                && (entry.api.is_some() || is_management(name))
        })
        .map(|entry| entry.about.name.as_str())
        .collect();
    more.sort_unstable();
    more.into_iter().map(Permission::of).collect()
}

/// All that the person can give to a key, by name; `choice` is the type of resource that each can be limited to.
///
/// # Errors
/// The database's.
pub async fn everything(deps: &Deps, user_id: UserId) -> Result<Vec<Line>> {
    let Some(user) = super::user::find(deps, user_id).await? else {
        return Ok(Vec::new());
    };
    let catalogue = permission::catalogue(deps).await?;
    let all = addable(&catalogue, &SpaceDelimited::default());
    let named = all.iter().map(ToString::to_string).collect();
    let has = permission::effective(deps, &user, &named).await?;
    Ok(all
        .iter()
        .filter(|permission| has.contains(&permission.scope))
        .map(|permission| Line {
            choice: catalogue.resource_type(&permission.scope).map(str::to_owned),
            ..describe(&catalogue, &[], permission)
        })
        .collect())
}

/// The person's resources of that type, by name, at most 500.
///
/// # Errors
/// The database's.
pub async fn theirs(deps: &Deps, user_id: UserId, kind: &str) -> Result<Vec<resource::Model>> {
    resource_verbs::of_person(deps.db.read(), user_id, None, kind).await
}

/// The app behind the identifier, if it is a client's `client_id` and the redirect is one of that client's, byte for
/// byte: anybody can send the name of another.
async fn proven(deps: &Deps, request: &KeyRequest) -> Result<Option<Arc<ClientView>>> {
    let (Some(identifier), Some(redirect)) = (&request.identifier, &request.redirect) else {
        return Ok(None);
    };
    let client = client::find(deps, identifier).await?;
    Ok(client.filter(|client| client.is_live() && client.redirect_urls.contains(redirect)))
}

/// The newest key that the app with this identifier has for this origin, one with the same permissions first. Any is
/// offered again where the person chooses the permissions.
async fn existing(
    deps: &Deps,
    user: &user::Model,
    request: &KeyRequest,
    catalogue: &Catalogue,
) -> Result<Option<Existing>> {
    let (Some(identifier), Some(origin)) = (
        &request.identifier,
        request.redirect.as_deref().and_then(origin_of),
    ) else {
        return Ok(None);
    };
    let rows = api_key::Entity::find()
        .filter(live(user.id, deps.clock.now()))
        .filter(api_key::Column::ApplicationIdentifier.eq(identifier))
        .filter(api_key::Column::RedirectOrigin.eq(origin))
        .filter(api_key::Column::ReplacedBy.is_null())
        .order_by_desc(api_key::Column::Id)
        .all(deps.db.read())
        .await?;
    let mut found: Vec<Existing> = rows
        .into_iter()
        .map(|row| compare(row, request, catalogue))
        .collect();
    if found.is_empty() {
        return Ok(None);
    }
    let best = found.iter().position(|existing| existing.same).unwrap_or(0);
    let mut best = found.swap_remove(best);
    let held = catalogue.known(&best.row.permissions);
    let limited = permission::resources(deps, Some(user.id), &held).await?;
    best.lines = held
        .iter()
        .map(|permission| describe(catalogue, &limited, permission))
        .collect();
    // Something of it has gone since: this is not the access that the app asks for.
    if permission::effective(deps, user, &best.row.permissions).await? != best.row.permissions {
        best.same = false;
    }
    Ok(Some(best))
}

/// What of a request and of a key is not in the other. Which resources were chosen is the person's business: a choice
/// of the right kind is the same access.
fn compare(row: api_key::Model, request: &KeyRequest, catalogue: &Catalogue) -> Existing {
    let asked: SpaceDelimited = request.permissions.iter().map(String::as_str).collect();
    let wanted = catalogue.known(&asked);
    let held: Vec<Permission> = row
        .permissions
        .iter()
        .map(|text| catalogue.parse(text).unwrap_or_else(|_| Permission::of(text)))
        .collect();
    let fits = |wanted: &Permission, held: &Permission| {
        if request.wants_choice(wanted, catalogue).is_some() {
            held.scope == wanted.scope && held.resource.is_some()
        } else {
            held == wanted
        }
    };
    let added: Vec<String> = wanted
        .iter()
        .filter(|wanted| !held.iter().any(|held| fits(wanted, held)))
        .map(ToString::to_string)
        .collect();
    let extra: Vec<String> = held
        .iter()
        .filter(|held| !wanted.iter().any(|wanted| fits(wanted, held)))
        .map(ToString::to_string)
        .collect();
    // One resource was asked for: a key for several is more than that.
    let chosen: BTreeSet<(&str, &str)> = held
        .iter()
        .filter_map(|held| {
            let kind = catalogue.resource_type(&held.scope)?;
            Some((kind, held.resource.as_deref()?))
        })
        .filter(|_| request.selective == Selective::One)
        .collect();
    let kinds: BTreeSet<&str> = chosen.iter().map(|(kind, _)| *kind).collect();
    let explicit = wanted.iter().any(|wanted| wanted.resource.is_some());
    let same = added.is_empty() && extra.is_empty() && (explicit || chosen.len() == kinds.len());
    Existing {
        row,
        lines: Vec::new(),
        same,
        added,
        extra,
    }
}

/// What the person chose.
#[derive(Clone, Debug)]
pub enum Choice {
    /// A new key.
    Allow(Allowed),
    /// The access that the app has already: its key is exchanged for another.
    Reuse,
}

/// How the new key is to be.
#[derive(Clone, Debug, Default)]
pub struct Allowed {
    /// What the person calls it.
    pub label: Option<String>,
    /// The permissions kept or added, where the person may choose.
    pub permissions: Vec<String>,
    /// The resources chosen.
    pub resources: Vec<ResourceId>,
    /// Whether the key that the app has already ends after the overlap.
    pub replace: bool,
}

/// The key, and what it may do.
#[derive(Debug)]
pub struct Given {
    /// What is kept of it.
    pub row: api_key::Model,
    /// The key.
    pub secret: Secret,
}

/// Answers with a key.
///
/// # Errors
/// `StepUpRequired`; `Invalid` on `permissions`, `resources` or `label`; `Conflict` on `transaction` where it was answered
/// already, or on `api_key_id` where the key that was shown has ended or was exchanged meanwhile.
pub async fn give(deps: &Deps, caller: &Caller, ticket: &Ticket, choice: Choice) -> Result<Given> {
    let now = deps.clock.now();
    caller.require_fresh(now, "keys:write")?;
    let user_id = caller.user_id()?;
    let user = super::user::find(deps, user_id)
        .await?
        .ok_or(Error::Unauthenticated)?;
    let request = &ticket.request;
    let offer = offer(deps, &user, request).await?;
    let rotation = Rotation {
        overlap: REUSE_OVERLAP / SECOND,
        ..Rotation::default()
    };
    let shown = offer
        .existing
        .as_ref()
        .filter(|existing| ticket.existing == Some(existing.row.id));
    let made = match choice {
        Choice::Reuse => {
            let existing = shown
                .filter(|existing| existing.is_usable_for(request))
                .ok_or_else(gone)?;
            let mut write = claimed(deps, ticket).await?;
            let id = ApiKeyId(ordered_id(now));
            let made = keys::rotate_within(&mut write, caller, (&existing.row, id), (&rotation, now)).await?;
            write.commit().await?;
            made
        }
        Choice::Allow(allowed) => {
            let permissions = chosen(request, &offer, &allowed)?;
            let plan = Plan {
                label: allowed.label.clone().or_else(|| usual_label(request, &offer)),
                permissions,
                ..Plan::default()
            };
            let checked = api_key_plan::check(deps, caller, user_id, plan).await?;
            let origin = Origin {
                name: request.name.clone(),
                identifier: request.identifier.clone(),
                redirect_origin: request.redirect.as_deref().and_then(origin_of),
                app_id: offer.client.as_ref().map(|client| client.app.id),
            };
            let mut write = claimed(deps, ticket).await?;
            let id = ApiKeyId(ordered_id(now));
            let made = keys::insert(&mut write, caller, (id, checked, origin), now).await?;
            if let Some(existing) = shown.filter(|_| allowed.replace) {
                keys::replace_within(&mut write, (&existing.row, id), (now, now + REUSE_OVERLAP)).await?;
            }
            write.commit().await?;
            made
        }
    };
    let NewKey { row, secret } = made;
    let secret = secret.ok_or_else(gone)?;
    Ok(Given { row, secret })
}

fn gone() -> Error {
    Error::conflict(
        "api_key_id",
        "The key that this page showed has changed. Start again from the app.",
    )
}

async fn claimed<'a>(deps: &'a Deps, ticket: &Ticket) -> Result<Write<'a>> {
    let write = Write::begin(deps).await?;
    if ticket.claim(write.db()).await? {
        return Ok(write);
    }
    Err(Error::conflict("transaction", "This page was answered already."))
}

/// Answers with no, once.
///
/// # Errors
/// `Conflict` on `transaction` where it was answered already, or the database's.
pub async fn refuse(deps: &Deps, ticket: &Ticket) -> Result<()> {
    claimed(deps, ticket).await?.commit().await
}

/// The label that the page proposes.
pub fn usual_label(request: &KeyRequest, offer: &Offer) -> Option<String> {
    let registered = offer.client.as_ref().map(|client| client.app.name.clone());
    registered
        .or_else(|| request.name.clone())
        .or_else(|| display_name::check("label", request.identifier.as_deref()?).ok())
}

/// The permissions of the new key: what the request and the choices of the person make of them.
fn chosen(request: &KeyRequest, offer: &Offer, allowed: &Allowed) -> Result<Vec<String>> {
    let kept: Vec<&Line> = if request.strict {
        if let Some(line) = offer.lines.iter().find(|line| !line.available) {
            return Err(Error::invalid(
                "permissions",
                format!("Your account does not have the permission {}.", line.permission),
            ));
        }
        offer.lines.iter().collect()
    } else {
        let offered = |text: &str| {
            offer
                .lines
                .iter()
                .chain(&offer.more)
                .find(|line| line.permission.to_string() == text)
        };
        let mut kept = Vec::new();
        for text in &allowed.permissions {
            kept.push(offered(text).ok_or_else(|| {
                Error::invalid(
                    "permissions",
                    format!("The permission {} was not offered.", shown(text)),
                )
            })?);
        }
        kept
    };
    let resources = chosen_resources(request, offer, allowed)?;
    let mut permissions = Vec::new();
    for line in kept {
        if line.choice.is_none() {
            permissions.push(line.permission.to_string());
            continue;
        }
        let limited: Vec<String> = resources
            .iter()
            .filter(|row| line.is_for(row))
            .map(|row| Permission::on(&*line.permission.scope, &*row.key).to_string())
            .collect();
        if limited.is_empty() {
            return Err(Error::invalid(
                "resources",
                "Choose what the permissions are for.",
            ));
        }
        permissions.extend(limited);
    }
    Ok(permissions)
}

fn chosen_resources<'a>(
    request: &KeyRequest,
    offer: &'a Offer,
    allowed: &Allowed,
) -> Result<Vec<&'a resource::Model>> {
    let mut rows: Vec<&resource::Model> = Vec::new();
    for id in &allowed.resources {
        let found = offer.resources.values().flatten().find(|row| row.id == *id);
        let row = found.ok_or_else(|| Error::invalid("resources", "This was not offered."))?;
        if !rows.iter().any(|other| other.id == row.id) {
            rows.push(row);
        }
    }
    let twice = rows
        .iter()
        .enumerate()
        .any(|(at, row)| rows[..at].iter().any(|other| other.kind == row.kind));
    if request.selective == Selective::One && twice {
        return Err(Error::invalid("resources", "Choose only one."));
    }
    Ok(rows)
}

#[cfg(test)]
mod tests {
    use entity::values::Digest;

    use super::*;
    use crate::{
        config::Config,
        domain::key_request::{Sent, check_with},
    };

    const VIEW: &str = "btcpay.store.canviewinvoices";
    const MAKE: &str = "btcpay.store.cancreateinvoice";

    fn row(permissions: &str) -> api_key::Model {
        api_key::Model {
            id: ApiKeyId(ordered_id(1)),
            user_id: UserId(ordered_id(1)),
            digest: Digest(Vec::new()),
            label: String::new(),
            last_four: String::new(),
            permissions: permissions.parse().unwrap(),
            networks: SpaceDelimited::default(),
            application_name: None,
            application_identifier: None,
            redirect_origin: None,
            app_id: None,
            replaced_by: None,
            expires_at: None,
            revoked_at: None,
            last_used_at: None,
            last_used_from: None,
            created_at: 1,
            updated_at: 1,
        }
    }

    #[test]
    fn what_a_key_and_a_request_do_not_share_is_seen() {
        let config = Config::from_parts(None, &BTreeMap::new()).unwrap();
        let catalogue = Catalogue::new(&config, Vec::new(), &[]);
        for (asked, selective, held, same, added, extra) in [
            ("", "false", "", true, "", ""),
            ("V M", "false", "M V", true, "", ""),
            ("V", "false", "V M", false, "", "M"),
            ("V M", "false", "V", false, "M", ""),
            // One resource is less than all of them.
            ("V", "false", "V:s1", false, "V", "V:s1"),
            ("V:s1", "false", "V:s1", true, "", ""),
            ("V:s1", "false", "V:s2", false, "V:s1", "V:s2"),
            ("V:s1", "false", "V", false, "V:s1", "V"),
            ("V M", "true", "V:s1 M:s1", true, "", ""),
            ("V", "true", "V", false, "V", "V"),
            ("V M", "true", "V:s1 M:s2", false, "", ""),
            ("V", "true", "V:s1 V:s2", false, "", ""),
            ("V", "multiple", "V:s1 V:s2", true, "", ""),
        ] {
            let spell = |text: &str| text.replace('V', VIEW).replace('M', MAKE);
            let list = |text: &str| -> Vec<String> {
                let words = text.split(' ').filter(|word| !word.is_empty());
                words.map(spell).collect()
            };
            let request = Sent {
                permissions: list(asked),
                selective: Some(selective.to_owned()),
                ..Sent::default()
            };
            let request = check_with(false, &catalogue, request).unwrap();
            let compared = compare(row(&spell(held)), &request, &catalogue);
            assert_eq!(
                (compared.same, compared.added, compared.extra),
                (same, list(added), list(extra)),
                "{asked} {selective} {held}"
            );
        }
    }
}
