//! API keys: a person's own long-lived credentials with chosen permissions (SEC-111, SEC-112). Here: finding them, and
//! what a request with one may do. How they are made and changed is in [`super::api_key_change`].

use std::{collections::HashSet, net::IpAddr, sync::Arc};

use entity::{
    api, api_key, api_key_use,
    id::{ApiId, ApiKeyId, UserId},
    resource, user,
    values::SpaceDelimited,
};
use ipnet::IpNet;
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter, Select};

use super::{
    Caller, Deps, Error, Result, admin,
    caller::{ApiKeyCaller, Whereabouts, Who},
    held::Held,
    owner,
    page::{self, Rows, Slice, Sort, contains},
    permission::{self, Permission, Reach},
    secret::{Kind, is_well_formed, sha256},
    user as users,
};

/// Whether a text looks like an API key: then it must not be where it could be logged.
pub fn looks_like_one(text: &str) -> bool {
    text.starts_with(Kind::ApiKey.prefix())
}

/// Whether the key works, as far as its row says.
pub fn is_live(row: &api_key::Model, now: i64) -> bool {
    row.revoked_at.is_none() && row.expires_at.is_none_or(|at| at > now)
}

/// The rows that work.
pub(super) fn live(user_id: UserId, now: i64) -> Condition {
    Condition::all()
        .add(api_key::Column::UserId.eq(user_id))
        .add(unended(now))
}

/// The rows that work, of everybody.
pub(super) fn unended(now: i64) -> Condition {
    Condition::all().add(api_key::Column::RevokedAt.is_null()).add(
        api_key::Column::ExpiresAt
            .is_null()
            .or(api_key::Column::ExpiresAt.gt(now)),
    )
}

/// A key that works, and what it may do now.
#[derive(Clone, Debug)]
pub struct LiveKey {
    /// What is kept of it.
    pub row: Arc<api_key::Model>,
    /// Whose it is.
    pub user: Arc<user::Model>,
    /// Its permissions, as far as its owner has them now.
    pub held: Arc<Held>,
}

impl LiveKey {
    /// As a verb's caller.
    pub fn caller(&self, from: Whereabouts) -> Caller {
        Caller {
            who: Who::ApiKey(ApiKeyCaller {
                user_id: self.user.id,
                role: self.user.role,
                key_id: Some(self.row.id),
                held: Arc::clone(&self.held),
            }),
            from,
        }
    }
}

/// The key, if it is one of ours and works from that address. An owner who is disabled has none that works.
///
/// # Errors
/// The database's: never an invented answer (SEC-120).
pub async fn authenticate(deps: &Deps, text: &str, from: Option<&str>) -> Result<Option<LiveKey>> {
    // Whatever was not made here is told without a look into the database.
    if !is_well_formed(Kind::ApiKey, text) {
        return Ok(None);
    }
    let digest = sha256(text.as_bytes());
    let found = deps
        .caches
        .api_keys
        .get_or_load(&digest, async || {
            let select = api_key::Entity::find().filter(api_key::Column::Digest.eq(digest.clone()));
            Ok(select.one(deps.db.read()).await?.map(Arc::new))
        })
        .await?;
    let now = deps.clock.now();
    let Some(row) = found.filter(|row| is_live(row, now) && works_from(&row.networks, from)) else {
        return Ok(None);
    };
    let Some(user) = users::find(deps, row.user_id)
        .await?
        .filter(|user| user.disabled_at.is_none())
    else {
        return Ok(None);
    };
    let held = Arc::new(held(deps, &user, &row.permissions).await?);
    Ok(Some(LiveKey { row, user, held }))
}

/// What of these permissions the person has now. Names that mean nothing any more are left out.
///
/// # Errors
/// The database's.
pub async fn held(deps: &Deps, user: &user::Model, permissions: &SpaceDelimited) -> Result<Held> {
    let now = permission::effective(deps, user, permissions).await?;
    Ok(Held::new(permission::catalogue(deps).await?, now))
}

/// Whether an address is in one of the networks; with none, every address is fine.
fn works_from(networks: &SpaceDelimited, from: Option<&str>) -> bool {
    if networks.is_empty() {
        return true;
    }
    let Some(address) = from.and_then(|text| text.parse::<IpAddr>().ok()) else {
        return false;
    };
    let address = address.to_canonical();
    networks
        .iter()
        .filter_map(|text| text.parse::<IpNet>().ok())
        .any(|network| network.contains(&address))
}

/// Notes what a request used its key for; at its end.
pub fn note_use(deps: &Deps, caller: &Caller) {
    if let Who::ApiKey(ApiKeyCaller {
        key_id: Some(id),
        held,
        ..
    }) = &caller.who
    {
        let from = caller.from.ip_address.as_deref();
        deps.usage
            .api_key(*id, deps.clock.now(), (from, held.take_used()));
    }
}

/// What the key may do at these APIs: of each of their scopes as much as it holds, by that name or by one that contains
/// it; and of the service's own scopes about a type of resource, what concerns resources that these APIs registered.
///
/// # Errors
/// The database's.
pub async fn scopes_at(deps: &Deps, live: &LiveKey, apis: &[String]) -> Result<SpaceDelimited> {
    let catalogue = live.held.catalogue();
    let mut scopes = Vec::new();
    let mut shared = Vec::new();
    for entry in catalogue.iter() {
        let name = entry.about.name.as_str();
        let theirs = match (&entry.api, &entry.about.resource_type) {
            (Some(api), _) => apis.contains(&api.identifier).then_some(None),
            (None, Some(kind)) => Some(Some(kind.as_str())),
            (None, None) => None,
        };
        match (theirs, live.held.reach(name)) {
            (None, _) => {}
            (Some(None), reach) => scopes.extend(spelled(name, reach)),
            (Some(Some(_)), Reach::Only(keys)) if keys.is_empty() => {}
            (Some(Some(kind)), reach) => shared.push((kind, name, reach)),
        }
    }
    if !shared.is_empty() {
        let api_ids: Vec<ApiId> = api::Entity::find()
            .filter(api::Column::Identifier.is_in(apis))
            .all(deps.db.read())
            .await?
            .into_iter()
            .map(|row| row.id)
            .collect();
        let registered = RegisteredAt::read(deps, live.user.id, &api_ids, &shared).await?;
        for (kind, name, reach) in shared {
            scopes.extend(spelled(name, registered.limit(kind, reach)));
        }
    }
    scopes.sort_unstable();
    Ok(scopes.into_iter().collect())
}

fn spelled(name: &str, reach: Reach) -> Vec<String> {
    match reach {
        Reach::All => vec![name.to_owned()],
        Reach::Only(keys) => keys
            .into_iter()
            .map(|key| Permission::on(name, key).to_string())
            .collect(),
    }
}

/// Which types of resource some APIs registered, and which of a person's resources are theirs. Another API's resource may
/// have the same key and be somebody else's (SEC-97).
struct RegisteredAt {
    kinds: HashSet<String>,
    keys: HashSet<(String, String)>,
}

impl RegisteredAt {
    async fn read(
        deps: &Deps,
        user_id: UserId,
        apis: &[ApiId],
        asked: &[(&str, &str, Reach)],
    ) -> Result<Self> {
        let there = || {
            resource::Entity::find()
                .filter(resource::Column::ApiId.is_in(apis.iter().copied()))
                .filter(resource::Column::RemovedAt.is_null())
        };
        let mut found = Self {
            kinds: HashSet::new(),
            keys: HashSet::new(),
        };
        let mut keys = HashSet::new();
        for (kind, _, reach) in asked {
            match reach {
                Reach::Only(only) => keys.extend(only.iter().map(String::as_str)),
                Reach::All if found.kinds.contains(*kind) => {}
                Reach::All => {
                    let of_kind = there().filter(resource::Column::Kind.eq(*kind));
                    if of_kind.one(deps.db.read()).await?.is_some() {
                        found.kinds.insert((*kind).to_owned());
                    }
                }
            }
        }
        if !keys.is_empty() {
            let rows = there()
                .filter(resource::Column::Key.is_in(keys))
                .filter(owner::belongs_to(
                    user_id,
                    resource::Column::OwnerUserId,
                    resource::Column::OwnerOrganizationId,
                ))
                .all(deps.db.read())
                .await?;
            found.keys = rows.into_iter().map(|row| (row.kind, row.key)).collect();
        }
        Ok(found)
    }

    fn limit(&self, kind: &str, reach: Reach) -> Reach {
        match reach {
            Reach::All if self.kinds.contains(kind) => Reach::All,
            Reach::All => Reach::Only(Vec::new()),
            Reach::Only(mut keys) => {
                keys.retain(|key| self.keys.contains(&(kind.to_owned(), key.clone())));
                Reach::Only(keys)
            }
        }
    }
}

/// The key that a text names: by its id, or by the key itself, as old clients of the greenfield dialect do.
///
/// # Errors
/// The database's.
pub async fn find_named(deps: &Deps, text: &str) -> Result<Option<api_key::Model>> {
    let query = if let Ok(id) = text.parse::<ApiKeyId>() {
        api_key::Entity::find_by_id(id)
    } else if is_well_formed(Kind::ApiKey, text) {
        api_key::Entity::find().filter(api_key::Column::Digest.eq(sha256(text.as_bytes())))
    } else {
        return Ok(None);
    };
    Ok(query.one(deps.db.read()).await?)
}

/// Which keys.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the label or of the name of the app that asked.
    pub search: Option<String>,
    /// Also those that ended.
    pub include_ended: bool,
}

/// Whose keys a list shows; none: everybody's, for administrators.
pub type Whose = (Option<UserId>, Filter);

fn select((user_id, filter): &Whose, now: i64) -> Select<api_key::Entity> {
    let mut query = api_key::Entity::find();
    if let Some(id) = user_id {
        query = query.filter(api_key::Column::UserId.eq(*id));
    }
    if !filter.include_ended {
        query = query.filter(unended(now));
    }
    if let Some(search) = filter
        .search
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        query = query.filter(
            Condition::any()
                .add(contains(api_key::Column::Label, search))
                .add(contains(api_key::Column::ApplicationName, search)),
        );
    }
    query
}

/// Part of a list of keys, newest first. What the caller may see is decided by `whose`.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps, whose: &Whose, slice: &Slice) -> Result<Rows<api_key::Model>> {
    let sort = Sort {
        key: None,
        id: api_key::Column::Id,
        descending: true,
    };
    page::select(deps.db.read(), select(whose, deps.clock.now()), sort, slice).await
}

/// How many keys a list has.
///
/// # Errors
/// The database's.
pub async fn count(deps: &Deps, whose: &Whose) -> Result<u64> {
    Ok(select(whose, deps.clock.now()).count(deps.db.read()).await?)
}

/// The caller's own key, live or not; administrators see everybody's.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn find(deps: &Deps, caller: &Caller, id: ApiKeyId) -> Result<Option<api_key::Model>> {
    let Some(row) = api_key::Entity::find_by_id(id).one(deps.db.read()).await? else {
        return Ok(None);
    };
    if caller.user() == Some(row.user_id) {
        caller.require("keys:read")?;
        return Ok(Some(row));
    }
    match admin::check(deps.db.read(), caller, "admin:read").await {
        Ok(()) if deps.config.admin_api => Ok(Some(row)),
        Ok(()) | Err(Error::NotFound { .. } | Error::MissingScope(_)) => Ok(None),
        Err(error) => Err(error),
    }
}

/// What these keys were used for.
///
/// # Errors
/// The database's.
pub async fn uses(deps: &Deps, keys: &[ApiKeyId]) -> Result<Vec<api_key_use::Model>> {
    Ok(api_key_use::Entity::find()
        .filter(api_key_use::Column::ApiKeyId.is_in(keys.iter().copied()))
        .all(deps.db.read())
        .await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_works_from_its_networks_only() {
        let networks: SpaceDelimited = "192.0.2.0/24 2001:db8::/32 198.51.100.7/32".parse().unwrap();
        for good in ["192.0.2.9", "2001:db8::1", "198.51.100.7", "::ffff:192.0.2.9"] {
            assert!(works_from(&networks, Some(good)), "{good}");
        }
        for bad in [
            Some("192.0.3.1"),
            Some("198.51.100.8"),
            Some("2001:db9::1"),
            Some("nonsense"),
            None,
        ] {
            assert!(!works_from(&networks, bad), "{bad:?}");
        }
        assert!(works_from(&SpaceDelimited::default(), None));
    }
}
