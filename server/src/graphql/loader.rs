//! What many objects of one answer need is read at once: no query for each row.

use std::{collections::HashMap, fmt, hash::Hash, sync::Arc};

use async_graphql::{
    Context,
    dataloader::{DataLoader, Loader},
};
use entity::{
    api, api_key_use, app, app_scope, audit_person, client, client_secret,
    id::{ApiId, ApiKeyId, AppId, AuditEventId, ClientKey, ClientSecretId, OrganizationId, UserId},
    organization, redirect_url, resource, scope, user,
    values::MemberRole,
};

use super::{Ask as _, error::OrRefuse as _};
use crate::domain::{
    self, Caller, Deps, api as apis, api_key as keys_of, api_scope, app as apps, app_grant,
    app_scope as app_scopes, audit_log, client_registration, client_secret as secrets,
    organization as organizations,
    owner::{self, Owner},
    redirect_url as urls, resource as resources, usage_series,
};

/// The clients of an app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientsOf(pub AppId);
/// The scopes that an app has enabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScopesOf(pub AppId);
/// What an API key was used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UsesOf(pub ApiKeyId);
/// How many live grants an app has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct GrantsOf(pub AppId);
/// The secrets of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecretsOf(pub ClientKey);
/// How often a secret was used in the last 30 days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SecretUsesOf(pub ClientSecretId);
/// The URLs of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct UrlsOf(pub ClientKey);
/// The scopes of an API.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ScopesOfApi(pub ApiId);
/// The scopes of an API that apps wait for, with what waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PendingAt(pub ApiId);
/// The clients that introspect an API's tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IntrospectingOf(pub ApiId);
/// The scope of that name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScopeNamed(pub String);
/// The resources with that key of a person's, directly or through an organization.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResourcesWithKey(pub UserId, pub String);
/// The caller's role in an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RoleIn(pub OrganizationId);
/// Whether somebody is in an organization with the caller.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Fellow(pub UserId);

/// The reader behind the loaders.
pub struct Reader {
    deps: Arc<Deps>,
    user: Option<UserId>,
}

/// The loaders of one request.
pub struct Loaders {
    loader: DataLoader<Reader>,
    user: Option<UserId>,
}

impl fmt::Debug for Loaders {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Loaders")
    }
}

/// A loader's answer; shared by all who waited for it.
pub type Loaded<T> = Result<T, Arc<domain::Error>>;

impl Loaders {
    /// For one request.
    pub fn new(deps: &Arc<Deps>, caller: &Caller) -> Self {
        let user = caller.user();
        let reader = Reader {
            deps: Arc::clone(deps),
            user,
        };
        Self {
            loader: DataLoader::new(reader, tokio::spawn).max_batch_size(500),
            user,
        }
    }

    /// What there is under the key.
    ///
    /// # Errors
    /// The database's.
    pub async fn load<K>(&self, key: K) -> Loaded<Option<<Reader as Loader<K>>::Value>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Reader: Loader<K, Error = Arc<domain::Error>>,
    {
        self.loader.load_one(key).await
    }

    /// As what the caller stands to an owner.
    ///
    /// # Errors
    /// The database's.
    pub async fn role(&self, owner: Option<Owner>) -> Loaded<Option<MemberRole>> {
        match owner {
            Some(Owner::User(id)) => Ok((self.user == Some(id)).then_some(MemberRole::Owner)),
            Some(Owner::Organization(id)) => self.load(RoleIn(id)).await,
            None => Ok(None),
        }
    }
}

/// A list that a loader read, shared by all who asked for it.
type List<M> = Arc<Vec<M>>;

/// The list under the key, to be looked at: what is put into the answer is [`rows`].
///
/// # Errors
/// The database's.
pub async fn look<K, M>(ctx: &Context<'_>, key: K) -> async_graphql::Result<List<M>>
where
    K: Send + Sync + Hash + Eq + Clone + 'static,
    M: Send + Sync + 'static,
    Reader: Loader<K, Value = List<M>, Error = Arc<domain::Error>>,
{
    Ok(ctx.loaders().load(key).await.or_refuse()?.unwrap_or_default())
}

/// The list under the key, to be put into the answer.
///
/// # Errors
/// `LIMIT_EXCEEDED` where the answer would hold too many rows, or the database's.
pub async fn rows<K, M>(ctx: &Context<'_>, key: K) -> async_graphql::Result<List<M>>
where
    K: Send + Sync + Hash + Eq + Clone + 'static,
    M: Send + Sync + 'static,
    Reader: Loader<K, Value = List<M>, Error = Arc<domain::Error>>,
{
    let list = look(ctx, key).await?;
    ctx.spend(list.len())?;
    Ok(list)
}

fn group<K: Hash + Eq, M>(rows: Vec<M>, key: impl Fn(&M) -> K) -> HashMap<K, List<M>> {
    let mut groups: HashMap<K, Vec<M>> = HashMap::new();
    for row in rows {
        groups.entry(key(&row)).or_default().push(row);
    }
    groups
        .into_iter()
        .map(|(key, rows)| (key, Arc::new(rows)))
        .collect()
}

fn index<K: Hash + Eq, M>(rows: Vec<M>, key: impl Fn(&M) -> K) -> HashMap<K, M> {
    rows.into_iter().map(|row| (key(&row), row)).collect()
}

macro_rules! loads {
    ($($key:ty => $value:ty, |$deps:ident, $user:ident, $keys:ident| $load:expr;)*) => {$(
        impl Loader<$key> for Reader {
            type Value = $value;
            type Error = Arc<domain::Error>;

            async fn load(&self, $keys: &[$key]) -> Result<HashMap<$key, $value>, Arc<domain::Error>> {
                let $deps = &*self.deps;
                let $user = self.user;
                let work: domain::Result<HashMap<$key, $value>> = async { $load }.await;
                work.map_err(Arc::new)
            }
        }
    )*};
}

fn ids<K, T>(keys: &[K], id: impl Fn(&K) -> T) -> Vec<T> {
    keys.iter().map(id).collect()
}

loads! {
    AppId => app::Model, |deps, _user, keys| Ok(index(apps::by_ids(deps, keys).await?, |row| row.id));
    ApiId => api::Model, |deps, _user, keys| Ok(index(apis::by_ids(deps, keys).await?, |row| row.id));
    UserId => user::Model, |deps, _user, keys| Ok(index(owner::people(deps, keys).await?, |row| row.id));
    ClientKey => client::Model, |deps, _user, keys| {
        Ok(index(client_registration::by_keys(deps, keys).await?, |row| row.id))
    };
    OrganizationId => organization::Model, |deps, _user, keys| {
        Ok(index(organizations::by_ids(deps, keys).await?, |row| row.id))
    };
    AuditEventId => audit_person::Model, |deps, _user, keys| {
        Ok(index(audit_log::people(deps, keys).await?, |row| row.event_id))
    };
    ClientsOf => List<client::Model>, |deps, _user, keys| {
        Ok(group(client_registration::of_apps(deps, &ids(keys, |key| key.0)).await?, |row| ClientsOf(row.app_id)))
    };
    ScopesOf => List<app_scope::Model>, |deps, _user, keys| {
        Ok(group(app_scopes::of_apps(deps, &ids(keys, |key| key.0)).await?, |row| ScopesOf(row.app_id)))
    };
    UsesOf => List<api_key_use::Model>, |deps, _user, keys| {
        Ok(group(keys_of::uses(deps, &ids(keys, |key| key.0)).await?, |row| UsesOf(row.api_key_id)))
    };
    GrantsOf => i64, |deps, _user, keys| {
        let counts = app_grant::counts(deps, &ids(keys, |key| key.0)).await?;
        Ok(counts.into_iter().map(|(id, count)| (GrantsOf(id), count)).collect())
    };
    SecretsOf => List<client_secret::Model>, |deps, _user, keys| {
        Ok(group(secrets::of_clients(deps, &ids(keys, |key| key.0)).await?, |row| SecretsOf(row.client_id)))
    };
    SecretUsesOf => i64, |deps, _user, keys| {
        let uses = usage_series::secret_uses(deps, &ids(keys, |key| key.0)).await?;
        Ok(uses.into_iter().map(|(id, count)| (SecretUsesOf(id), count)).collect())
    };
    UrlsOf => List<redirect_url::Model>, |deps, _user, keys| {
        Ok(group(urls::of_clients(deps, &ids(keys, |key| key.0)).await?, |row| UrlsOf(row.client_id)))
    };
    ScopesOfApi => List<scope::Model>, |deps, _user, keys| {
        Ok(group(api_scope::of_apis(deps, &ids(keys, |key| key.0)).await?, |row| ScopesOfApi(row.api_id)))
    };
    PendingAt => List<(app_scope::Model, scope::Model)>, |deps, _user, keys| {
        Ok(group(app_scopes::pending(deps, &ids(keys, |key| key.0)).await?, |(_, scope)| PendingAt(scope.api_id)))
    };
    IntrospectingOf => List<String>, |deps, _user, keys| {
        let found = client_registration::introspecting(deps, &ids(keys, |key| key.0)).await?;
        let groups = group(found, |(id, _)| IntrospectingOf(*id));
        Ok(groups
            .into_iter()
            .map(|(key, rows)| {
                let names: Vec<String> = rows.iter().map(|(_, client)| client.client_id.clone()).collect();
                (key, Arc::new(names))
            })
            .collect())
    };
    ScopeNamed => scope::Model, |deps, _user, keys| {
        let names = ids(keys, |key| key.0.clone());
        Ok(index(api_scope::by_names(deps, &names).await?, |row| ScopeNamed(row.name.clone())))
    };
    ResourcesWithKey => List<resource::Model>, |deps, _user, keys| {
        let mut by_user: HashMap<UserId, Vec<String>> = HashMap::new();
        for ResourcesWithKey(user_id, key) in keys {
            by_user.entry(*user_id).or_default().push(key.clone());
        }
        let mut found = HashMap::new();
        for (user_id, keys) in by_user {
            let rows = resources::with_keys(deps, Some(user_id), &keys).await?;
            found.extend(group(rows, |row| ResourcesWithKey(user_id, row.key.clone())));
        }
        Ok(found)
    };
    RoleIn => MemberRole, |deps, user, _keys| {
        let Some(user) = user else { return Ok(HashMap::new()) };
        let rows = organizations::memberships(deps, user).await?;
        Ok(rows.into_iter().map(|row| (RoleIn(row.organization_id), row.role)).collect())
    };
    Fellow => (), |deps, user, keys| {
        let Some(user) = user else { return Ok(HashMap::new()) };
        let found = organizations::fellows(deps, user, &ids(keys, |key| key.0)).await?;
        Ok(found.into_iter().map(|id| (Fellow(id), ())).collect())
    };
}
