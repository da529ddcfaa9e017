//! Permissions: a scope, for everything or for one resource; which of them contain which others; and what is left of
//! them now. The one model behind grants of apps, API keys and `authorization_details` (RFC 9396).
//!
//! A permission is written `scope` or `scope:key`. The whole text is looked for among the scopes first; else it is
//! split at its last colon. No scope is named so that both would do ([`check_name`]).

use std::{
    collections::{HashMap, HashSet},
    fmt,
    sync::Arc,
};

use entity::{
    api,
    id::{ApiId, UserId},
    resource, scope, user,
    values::{Role, SpaceDelimited},
};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect as _};

use super::{
    Deps, Error, Result,
    client::ApiView,
    greenfield::UNRESTRICTED,
    resource::{check_key, with_keys},
    scope::{BuiltIn, Description, needs_admin},
};
use crate::config::Config;

/// So many bytes of permissions fit into one authorization: a token carries them all.
pub const MOST_BYTES: usize = 4096;

/// A scope, for everything that its holder has or will have, or for one resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Permission {
    /// The scope's name.
    pub scope: String,
    /// The key of the one resource; none: not limited.
    pub resource: Option<String>,
}

impl Permission {
    /// The scope, not limited.
    pub fn of(scope: impl Into<String>) -> Self {
        Self {
            scope: scope.into(),
            resource: None,
        }
    }

    /// The scope, for that resource.
    pub fn on(scope: impl Into<String>, resource: impl Into<String>) -> Self {
        Self {
            scope: scope.into(),
            resource: Some(resource.into()),
        }
    }
}

impl fmt::Display for Permission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.scope)?;
        self.resource
            .as_ref()
            .map_or(Ok(()), |resource| write!(f, ":{resource}"))
    }
}

/// A text that is no permission here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownPermission {
    /// No scope of the server has that name.
    NoSuchScope(String),
    /// The scope exists, but there is no type of resource that it could be limited to.
    Unlimitable(Permission),
    /// What stands after the last colon is no key of a resource.
    InvalidKey(String),
}

impl fmt::Display for UnknownPermission {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchScope(text) => write!(f, "The scope {text} does not exist."),
            Self::Unlimitable(permission) => write!(
                f,
                "The scope {} cannot be limited to a resource, as in {permission}.",
                permission.scope
            ),
            Self::InvalidKey(text) => write!(f, "The permission {text} does not name a resource."),
        }
    }
}

impl std::error::Error for UnknownPermission {}

/// A scope that exists.
#[derive(Clone, Debug)]
pub struct Entry {
    /// What it means.
    pub about: Description,
    /// The API that defines it; none for the service's own.
    pub api: Option<Arc<ApiView>>,
}

/// Every scope that exists now, the service's own and those of APIs; not those that were retired.
#[derive(Clone, Debug, Default)]
pub struct Catalogue(HashMap<String, Entry>);

/// To which resources a permission reaches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reach {
    /// To all that its holder has, also later ones.
    All,
    /// To those with these keys; none at all where it is empty.
    Only(Vec<String>),
}

impl Catalogue {
    /// From the service's own scopes and the rows of APIs' scopes.
    pub fn new(config: &Config, apis: Vec<api::Model>, scopes: &[scope::Model]) -> Self {
        let apis: HashMap<ApiId, Arc<ApiView>> = apis
            .into_iter()
            .map(|row| (row.id, Arc::new(ApiView::from(row))))
            .collect();
        let built_in = BuiltIn::of(config).map(|scope| Entry {
            about: scope.describe(),
            api: None,
        });
        let defined = scopes.iter().filter_map(|row| {
            Some(Entry {
                about: Description::from(row),
                api: Some(Arc::clone(apis.get(&row.api_id)?)),
            })
        });
        // The service's own last: what it defines, no API can define anew.
        Self(
            defined
                .chain(built_in)
                .map(|entry| (entry.about.name.clone(), entry))
                .collect(),
        )
    }

    /// The scope of that name.
    pub fn scope(&self, name: &str) -> Option<&Entry> {
        self.0.get(name)
    }

    /// Every scope, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.values()
    }

    /// The type of resource that the scope can be limited to.
    pub fn resource_type(&self, scope: &str) -> Option<&str> {
        self.0.get(scope)?.about.resource_type.as_deref()
    }

    /// Reads a permission.
    ///
    /// # Errors
    /// Names what does not exist.
    pub fn parse(&self, text: &str) -> std::result::Result<Permission, UnknownPermission> {
        if self.0.contains_key(text) {
            return Ok(Permission::of(text));
        }
        let unknown = || UnknownPermission::NoSuchScope(text.to_owned());
        let (scope, key) = text.rsplit_once(':').ok_or_else(unknown)?;
        let entry = self.0.get(scope).ok_or_else(unknown)?;
        if entry.about.resource_type.is_none() {
            return Err(UnknownPermission::Unlimitable(Permission::on(scope, key)));
        }
        if check_key(key).is_err() {
            return Err(UnknownPermission::InvalidKey(text.to_owned()));
        }
        Ok(Permission::on(scope, key))
    }

    /// Those of the texts that are permissions here; what a retired scope stood for is none any more.
    pub fn known(&self, texts: &SpaceDelimited) -> Vec<Permission> {
        texts.iter().filter_map(|text| self.parse(text).ok()).collect()
    }

    /// Whether one scope is the other or contains it, however far down. `unrestricted` contains every scope.
    pub fn includes(&self, scope: &str, other: &str) -> bool {
        if scope == other {
            return true;
        }
        if scope == UNRESTRICTED && self.0.contains_key(UNRESTRICTED) {
            return true;
        }
        let (mut seen, mut open) = (HashSet::new(), vec![scope]);
        while let Some(name) = open.pop() {
            let Some(entry) = self.0.get(name) else { continue };
            for next in entry
                .about
                .includes
                .iter()
                .filter(|next| self.0.contains_key(*next))
            {
                if next == other {
                    return true;
                }
                if seen.insert(next) {
                    open.push(next);
                }
            }
        }
        false
    }

    /// Whether who holds the one may do the other: the same scope or one that it contains, and not limited or limited
    /// to the same resource.
    pub fn satisfies(&self, held: &Permission, needed: &Permission) -> bool {
        if !self.includes(&held.scope, &needed.scope) {
            return false;
        }
        match (&held.resource, &needed.resource) {
            (None, _) => true,
            (Some(_), None) => false,
            // Keys of resources of another type are other things.
            (Some(held_key), Some(key)) => {
                held_key == key && self.resource_type(&held.scope) == self.resource_type(&needed.scope)
            }
        }
    }

    /// Whether any of what is held satisfies the need.
    pub fn allows(&self, held: &SpaceDelimited, needed: &Permission) -> bool {
        held.iter()
            .filter_map(|text| self.parse(text).ok())
            .any(|held| self.satisfies(&held, needed))
    }

    /// To which resources of its type the scope reaches by what is held: for a list of them, or for what needs no
    /// particular one.
    pub fn reach(&self, held: &SpaceDelimited, scope: &str) -> Reach {
        let mut keys = Vec::new();
        for held in self.known(held) {
            if !self.includes(&held.scope, scope) {
                continue;
            }
            match held.resource {
                None => return Reach::All,
                Some(key) if self.resource_type(&held.scope) == self.resource_type(scope) => {
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                Some(_) => {}
            }
        }
        Reach::Only(keys)
    }

    /// Of what is asked for, what is held: as much of each as there is, so that an unlimited permission may come out
    /// as several limited ones. The names stay those that were asked for.
    #[must_use]
    pub fn intersect(&self, asked: &SpaceDelimited, held: &SpaceDelimited) -> SpaceDelimited {
        let mut left = Vec::new();
        for asked in self.known(asked) {
            let reach = self.reach(held, &asked.scope);
            match (&asked.resource, reach) {
                (_, Reach::All) => left.push(asked.to_string()),
                (Some(key), Reach::Only(keys)) if keys.contains(key) => left.push(asked.to_string()),
                (Some(_), Reach::Only(_)) => {}
                (None, Reach::Only(keys)) => left.extend(
                    keys.iter()
                        .map(|key| Permission::on(asked.scope.as_str(), key.as_str()).to_string()),
                ),
            }
        }
        left.into_iter().collect()
    }

    /// Whether all that is asked for is held.
    pub fn covers(&self, held: &SpaceDelimited, asked: &SpaceDelimited) -> bool {
        asked
            .iter()
            .all(|text| self.parse(text).is_ok_and(|asked| self.allows(held, &asked)))
    }

    /// The same without what the same scope, not limited, says already.
    #[must_use]
    pub fn simplify(&self, permissions: &SpaceDelimited) -> SpaceDelimited {
        permissions.filter(|text| match self.parse(text) {
            Ok(Permission {
                scope,
                resource: Some(_),
            }) => !permissions.contains(&scope),
            _ => true,
        })
    }

    /// The names of the scopes, each once.
    pub fn scopes_of(&self, permissions: &SpaceDelimited) -> SpaceDelimited {
        self.known(permissions)
            .into_iter()
            .map(|permission| permission.scope)
            .collect()
    }
}

/// Every scope that exists, as of a moment ago at most.
///
/// # Errors
/// The database's.
pub async fn catalogue(deps: &Deps) -> Result<Arc<Catalogue>> {
    let found = deps
        .caches
        .catalogue
        .get_or_load(&(), async || {
            let db = deps.db.read();
            let scopes = scope::Entity::find()
                .filter(scope::Column::RetiredAt.is_null())
                .all(db)
                .await?;
            let apis = api::Entity::find().all(db).await?;
            Ok(Some(Arc::new(Catalogue::new(&deps.config, apis, &scopes))))
        })
        .await?;
    found.ok_or_else(|| Error::internal(anyhow::anyhow!("the catalogue of scopes was not read")))
}

/// What the person may still do of these permissions, in the same order: scopes that exist, what only administrators
/// have while the person is one, and resources that are the person's, directly or through an organization. Read now:
/// a resource that was removed or given away a moment ago counts no more, on any node (SEC-26, SEC-112).
///
/// # Errors
/// The database's.
pub async fn effective(
    deps: &Deps,
    user: &user::Model,
    permissions: &SpaceDelimited,
) -> Result<SpaceDelimited> {
    if user.disabled_at.is_some() {
        return Ok(SpaceDelimited::default());
    }
    let catalogue = catalogue(deps).await?;
    let known = catalogue
        .known(permissions)
        .into_iter()
        .filter(|permission| user.role == Role::Admin || !needs_admin(&permission.scope))
        .collect();
    standing(deps, &catalogue, Some(user.id), known).await
}

/// As [`effective`], for an app that acts for itself: scopes that exist, and resources that do.
///
/// # Errors
/// The database's.
pub async fn effective_for_app(deps: &Deps, permissions: &SpaceDelimited) -> Result<SpaceDelimited> {
    let catalogue = catalogue(deps).await?;
    let known = catalogue.known(permissions);
    standing(deps, &catalogue, None, known).await
}

async fn standing(
    deps: &Deps,
    catalogue: &Catalogue,
    whose: Option<UserId>,
    known: Vec<Permission>,
) -> Result<SpaceDelimited> {
    let there = resources(deps, whose, &known).await?;
    let stands = |permission: &Permission| {
        permission.resource.is_none() || resource_of(catalogue, &there, permission).is_some()
    };
    Ok(known
        .into_iter()
        .filter(stands)
        .map(|permission| permission.to_string())
        .collect())
}

/// These permissions as they may be told to APIs. A scope of the service's own is limited to a resource by its key alone,
/// and each API names its resources as it likes: a permission whose key is, at one of these APIs, another person's
/// resource would open that one there, and is left out (SEC-97).
///
/// # Errors
/// The database's.
pub async fn unmistakable(
    deps: &Deps,
    user_id: UserId,
    apis: impl IntoIterator<Item = &str> + Send,
    permissions: &SpaceDelimited,
) -> Result<SpaceDelimited> {
    let catalogue = catalogue(deps).await?;
    let is_shared = |permission: &Permission| {
        permission.resource.is_some()
            && catalogue
                .scope(&permission.scope)
                .is_some_and(|entry| entry.api.is_none())
    };
    let shared: Vec<Permission> = catalogue
        .known(permissions)
        .into_iter()
        .filter(is_shared)
        .collect();
    if shared.is_empty() {
        return Ok(permissions.clone());
    }
    let apis: Vec<ApiId> = api::Entity::find()
        .filter(api::Column::Identifier.is_in(apis))
        .all(deps.db.read())
        .await?
        .into_iter()
        .map(|row| row.id)
        .collect();
    let own = resources(deps, Some(user_id), &shared).await?;
    let mut others = resources(deps, None, &shared).await?;
    others.retain(|row| apis.contains(&row.api_id) && !own.iter().any(|own| own.id == row.id));
    Ok(without(&catalogue, &others, permissions))
}

/// The resources with the keys that these permissions are limited to; of everybody, or only the person's.
///
/// # Errors
/// The database's.
pub async fn resources(
    deps: &Deps,
    whose: Option<UserId>,
    permissions: &[Permission],
) -> Result<Vec<resource::Model>> {
    let keys: HashSet<String> = permissions
        .iter()
        .filter_map(|permission| permission.resource.clone())
        .collect();
    with_keys(deps, whose, &keys.into_iter().collect::<Vec<_>>()).await
}

/// Whether the permission is limited to this resource.
pub fn names(catalogue: &Catalogue, resource: &resource::Model, permission: &Permission) -> bool {
    let Some(entry) = catalogue.scope(&permission.scope) else {
        return false;
    };
    permission.resource.as_deref() == Some(resource.key.as_str())
        && entry.about.resource_type.as_deref() == Some(resource.kind.as_str())
        && entry.api.as_ref().is_none_or(|api| api.id == resource.api_id)
}

/// These permissions but for those that are limited to resources that are gone.
pub fn without(
    catalogue: &Catalogue,
    gone: &[resource::Model],
    permissions: &SpaceDelimited,
) -> SpaceDelimited {
    permissions.filter(|text| {
        !catalogue
            .parse(text)
            .is_ok_and(|permission| gone.iter().any(|row| names(catalogue, row, &permission)))
    })
}

/// The one of these resources that a permission is limited to.
pub fn resource_of<'a>(
    catalogue: &Catalogue,
    resources: &'a [resource::Model],
    permission: &Permission,
) -> Option<&'a resource::Model> {
    resources
        .iter()
        .find(|row| row.removed_at.is_none() && names(catalogue, row, permission))
}

/// That a text can mean one thing only: no scope may be called what is a permission already, a scope with the key of a
/// resource, nor become such a scope while another has a name of that form.
///
/// # Errors
/// `Conflict` on `name`, or on `resource_type`.
pub async fn check_name(db: &impl ConnectionTrait, name: &str, limitable: bool) -> Result<()> {
    if let Some((scope, _)) = name.rsplit_once(':') {
        let taken = match BuiltIn::find(scope) {
            Some(scope) => scope.resource_type.is_some(),
            None => scope::Entity::find()
                .filter(scope::Column::Name.eq(scope))
                .filter(scope::Column::ResourceType.is_not_null())
                .one(db)
                .await?
                .is_some(),
        };
        if taken {
            let message = format!(
                "The scope {scope} can be limited to a resource, and this is how such a permission is written."
            );
            return Err(Error::conflict("name", message));
        }
    }
    if limitable {
        let prefix = format!("{name}:");
        let longer: Vec<String> = scope::Entity::find()
            .select_only()
            .column(scope::Column::Name)
            .filter(scope::Column::Name.starts_with(&prefix))
            .into_tuple()
            .all(db)
            .await?;
        // Percent and underscore in the name match more than they say; and a later colon splits elsewhere.
        let same_form = |other: &&String| {
            other
                .strip_prefix(&prefix)
                .is_some_and(|rest| !rest.contains(':'))
        };
        if let Some(other) = longer.iter().find(same_form) {
            let message = format!("The scope {other} has the name that such a permission would have.");
            return Err(Error::conflict("resource_type", message));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use entity::values::GrantableTo;

    use super::*;

    fn entry(name: &str, resource_type: Option<&str>, includes: &str) -> Entry {
        Entry {
            about: Description {
                name: name.to_owned(),
                title: name.to_owned(),
                description: None,
                sensitive: false,
                grantable_to: GrantableTo::User,
                resource_type: resource_type.map(str::to_owned),
                includes: includes.split(' ').collect(),
            },
            api: None,
        }
    }

    /// The service's own scopes, and some of an API.
    fn catalogue() -> Catalogue {
        let config = Config::from_parts(None, &std::collections::BTreeMap::new()).unwrap();
        let mut all = Catalogue::new(&config, Vec::new(), &[]);
        for entry in [
            entry("shop.invoices:read", Some("shop"), ""),
            entry("shop.invoices:write", Some("shop"), "shop.invoices:read"),
            entry("shop:all", Some("shop"), "shop.invoices:write till:read loop:a"),
            entry("till:read", Some("till"), ""),
            entry("loop:a", None, "loop:b"),
            entry("loop:b", None, "loop:a"),
        ] {
            all.0.insert(entry.about.name.clone(), entry);
        }
        all
    }

    fn permission(text: &str) -> Permission {
        catalogue()
            .parse(text)
            .unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_text_is_a_scope_or_a_scope_and_a_key() {
        let all = catalogue();
        for (text, scope, resource) in [
            ("openid", "openid", None),
            ("apps:read", "apps:read", None),
            ("shop.invoices:read", "shop.invoices:read", None),
            ("shop.invoices:read:s1", "shop.invoices:read", Some("s1")),
            (
                "btcpay.store.canviewinvoices",
                "btcpay.store.canviewinvoices",
                None,
            ),
            (
                "btcpay.store.canviewinvoices:AbC",
                "btcpay.store.canviewinvoices",
                Some("AbC"),
            ),
            ("unrestricted", "unrestricted", None),
        ] {
            let read = all.parse(text).unwrap();
            assert_eq!((read.scope.as_str(), read.resource.as_deref()), (scope, resource));
            assert_eq!(read.to_string(), text);
        }
        for (text, message) in [
            ("", "The scope  does not exist."),
            ("nothing", "The scope nothing does not exist."),
            ("nothing:s1", "The scope nothing:s1 does not exist."),
            (":s1", "The scope :s1 does not exist."),
            (
                "openid:s1",
                "The scope openid cannot be limited to a resource, as in openid:s1.",
            ),
            (
                "unrestricted:s1",
                "The scope unrestricted cannot be limited to a resource, as in unrestricted:s1.",
            ),
            (
                "shop.invoices:read:",
                "The permission shop.invoices:read: does not name a resource.",
            ),
            (
                "shop.invoices:read:s1:s2",
                "The scope shop.invoices:read:s1:s2 does not exist.",
            ),
        ] {
            assert_eq!(all.parse(text).unwrap_err().to_string(), message, "{text}");
        }
    }

    #[test]
    fn who_holds_what_may_do_what() {
        let all = catalogue();
        for (held, needed, expected) in [
            ("openid", "openid", true),
            ("openid", "profile", false),
            // Contained, and around corners; not the other way.
            ("shop:all", "shop.invoices:write", true),
            ("shop:all", "shop.invoices:read", true),
            ("shop.invoices:read", "shop:all", false),
            ("loop:a", "loop:b", true),
            ("loop:a", "till:read", false),
            // Not limited is more than limited.
            ("shop.invoices:read", "shop.invoices:read:s1", true),
            ("shop.invoices:read:s1", "shop.invoices:read", false),
            ("shop.invoices:read:s1", "shop.invoices:read:s1", true),
            ("shop.invoices:read:s1", "shop.invoices:read:s2", false),
            ("shop:all:s1", "shop.invoices:read:s1", true),
            ("shop:all:s1", "shop.invoices:read:s2", false),
            // A key belongs to its type.
            ("shop:all:s1", "till:read:s1", false),
            ("shop:all", "till:read:s1", true),
            ("shop:all:s1", "loop:a", false),
            ("unrestricted", "admin:write", true),
            ("unrestricted", "shop.invoices:read:s1", true),
            ("admin:write", "unrestricted", false),
            (
                "btcpay.store.canmodifystoresettings:a",
                "btcpay.store.canviewinvoices:a",
                true,
            ),
            (
                "btcpay.store.canmodifystoresettings:a",
                "btcpay.store.canviewinvoices:b",
                false,
            ),
            (
                "btcpay.store.canmanagepullpayments",
                "btcpay.store.canviewpullpayments",
                true,
            ),
            (
                "btcpay.server.canmodifyserversettings",
                "btcpay.server.cancreateuser",
                true,
            ),
            (
                "btcpay.store.canviewstoresettings",
                "btcpay.store.cancreateinvoice",
                false,
            ),
        ] {
            assert_eq!(
                all.satisfies(&permission(held), &permission(needed)),
                expected,
                "{held} for {needed}"
            );
        }
    }

    #[test]
    fn what_is_left_of_what_was_asked_for() {
        let all = catalogue();
        for (asked, held, left) in [
            ("openid email", "openid profile", "openid"),
            ("shop:all", "shop:all:s1 shop:all:s2", "shop:all:s1 shop:all:s2"),
            ("shop:all:s2", "shop:all:s1 shop:all:s2", "shop:all:s2"),
            ("shop:all:s2", "shop:all", "shop:all:s2"),
            ("shop:all", "shop.invoices:read", ""),
            // By another name that contains it.
            ("shop.invoices:read", "shop:all:s1", "shop.invoices:read:s1"),
            ("till:read", "shop:all:s1", ""),
            ("gone openid", "gone openid", "openid"),
            ("", "openid", ""),
        ] {
            let list = |text: &str| text.parse::<SpaceDelimited>().unwrap();
            let both = all.intersect(&list(asked), &list(held));
            assert_eq!(both.to_string(), left, "{asked} of {held}");
            assert!(all.covers(&list(held), &both));
        }
        let list = "shop:all:s1 openid shop:all till:read:t1".parse().unwrap();
        assert_eq!(all.simplify(&list).to_string(), "openid shop:all till:read:t1");
        assert_eq!(all.scopes_of(&list).to_string(), "shop:all openid till:read");
    }

    #[test]
    fn what_a_dialect_contains_exists_and_contains_no_circle() {
        let all = catalogue();
        for entry in all.iter() {
            for included in entry.about.includes.iter() {
                let name = &entry.about.name;
                assert!(all.scope(included).is_some(), "{name} contains {included}");
                assert!(
                    name.starts_with("loop") || !all.includes(included, name),
                    "{name} contains itself"
                );
            }
        }
        let off = [("GREENFIELD".to_owned(), "false".to_owned())].into();
        let off = Catalogue::new(&Config::from_parts(None, &off).unwrap(), Vec::new(), &[]);
        for name in ["unrestricted", "btcpay.store.canviewinvoices"] {
            assert!(off.parse(name).is_err() && all.parse(name).is_ok(), "{name}");
        }
    }
}
