//! API keys: what is known of them, and the key itself once (SEC-111, W3).

use std::{collections::BTreeSet, sync::Arc};

use async_graphql::{Context, Enum, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use entity::{api_key, id::UserId, resource, values::SpaceDelimited};

use super::{
    Ask as _,
    app::AppProfile,
    error::{OrRefuse as _, UserError, already_created, answer, payloads},
    loader::{UsesOf, look},
    node,
    page::{self, Page, counter},
    scalars::{DateTime, PermissionText, ScopeName, moment, search},
};
use crate::domain::{
    Result,
    api_key::{self as keys, Filter, Whose},
    api_key_change::{self as changes, KeyChange, NewKey, Plan, Rotation},
    key_offer,
    page::{Key, Position, Slice},
    patch::Patch,
    permission::{self, Permission},
    user as users,
};

/// What is known of an API key: never the key.
#[derive(Clone, Debug)]
pub struct ApiKey(pub api_key::Model);

/// Whether an API key works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ApiKeyStatus {
    /// It works.
    Active,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

/// A permission of a key, in words.
#[derive(Clone, Debug, SimpleObject)]
pub struct ApiKeyPermission {
    /// As the key has it: a scope, or `scope:resource`.
    pub permission: PermissionText,
    /// The scope.
    pub scope: ScopeName,
    /// A short sentence.
    pub title: String,
    /// More, on demand.
    pub description: Option<String>,
    /// Whether it can do more harm than others.
    pub sensitive: bool,
    /// The name of the API that defines it; null for the service's own.
    pub api_name: Option<String>,
    /// The id, at its API, of the one resource that it is limited to.
    pub resource_key: Option<String>,
    /// What that resource is called; null where it is gone or not yours any more.
    pub resource_name: Option<String>,
    /// Whether it can be used now: the account still has it.
    pub effective: bool,
    /// Its last use, to the minute.
    pub last_used_at: Option<DateTime>,
    /// How often it was used.
    pub use_count: i64,
}

/// A permission that the account can give to a key.
#[derive(Clone, Debug, SimpleObject)]
pub struct KeyPermission {
    /// The scope.
    pub scope: ScopeName,
    /// A short sentence.
    pub title: String,
    /// More, on demand.
    pub description: Option<String>,
    /// Whether it can do more harm than others.
    pub sensitive: bool,
    /// The name of the API that defines it; null for the service's own.
    pub api_name: Option<String>,
    /// The type of resource that it can be limited to.
    pub resource_type: Option<String>,
    /// Your resources of that type: write the permission as `scope:key`.
    pub resources: Vec<KeyResource>,
}

/// A resource that a permission can be limited to.
#[derive(Clone, Debug, SimpleObject)]
pub struct KeyResource {
    /// Its id at its API.
    pub key: String,
    /// What people read.
    pub name: String,
}

/// What is known of an API key: never the key.
#[Object]
impl ApiKey {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What its owner calls it.
    async fn label(&self) -> &str {
        &self.0.label
    }

    /// Its last four characters, to recognise it by.
    async fn last_four(&self) -> &str {
        &self.0.last_four
    }

    /// Whether it works.
    async fn status(&self, ctx: &Context<'_>) -> ApiKeyStatus {
        if self.0.revoked_at.is_some() {
            ApiKeyStatus::Revoked
        } else if keys::is_live(&self.0, ctx.deps().clock.now()) {
            ApiKeyStatus::Active
        } else {
            ApiKeyStatus::Expired
        }
    }

    /// What it may do, in words; none: it only proves whose it is.
    #[graphql(complexity = "page::times(5, child_complexity)")]
    async fn permissions(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<ApiKeyPermission>> {
        in_words(ctx, &self.0).await
    }

    /// Networks from which it works; none: from everywhere.
    async fn networks(&self) -> Vec<String> {
        self.0.networks.iter().map(str::to_owned).collect()
    }

    /// What the app that asked for it calls itself; nobody vouches for the name.
    async fn application_name(&self) -> Option<&str> {
        self.0.application_name.as_deref()
    }

    /// By what the app that asked for it finds it again.
    async fn application_identifier(&self) -> Option<&str> {
        self.0.application_identifier.as_deref()
    }

    /// The origin that it was posted to.
    async fn redirect_origin(&self) -> Option<&str> {
        self.0.redirect_origin.as_deref()
    }

    /// The registered app that asked for it, if it proved to be one.
    async fn app(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<AppProfile>> {
        let Some(id) = self.0.app_id else { return Ok(None) };
        Ok(ctx.loaders().load(id).await.or_refuse()?.map(AppProfile))
    }

    /// The id of the key that was made in its place.
    async fn replaced_by_id(&self) -> Option<ID> {
        self.0.replaced_by.map(|id| id.to_string().into())
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it stops working.
    async fn expires_at(&self) -> Option<DateTime> {
        moment(self.0.expires_at)
    }

    /// When it was revoked.
    async fn revoked_at(&self) -> Option<DateTime> {
        moment(self.0.revoked_at)
    }

    /// Its last use, to the minute.
    async fn last_used_at(&self) -> Option<DateTime> {
        moment(self.0.last_used_at)
    }

    /// The network of the last use.
    async fn last_used_from(&self) -> Option<&str> {
        self.0.last_used_from.as_deref()
    }
}

async fn in_words(ctx: &Context<'_>, row: &api_key::Model) -> async_graphql::Result<Vec<ApiKeyPermission>> {
    ctx.spend(row.permissions.len())?;
    let deps = ctx.deps();
    let catalogue = permission::catalogue(deps).await.or_refuse()?;
    let known = catalogue.known(&row.permissions);
    let resources = permission::resources(deps, Some(row.user_id), &known)
        .await
        .or_refuse()?;
    let effective = match users::find(deps, row.user_id).await.or_refuse()? {
        Some(user) => permission::effective(deps, &user, &row.permissions)
            .await
            .or_refuse()?,
        None => SpaceDelimited::default(),
    };
    let uses = look(ctx, UsesOf(row.id)).await?;
    let words = row.permissions.iter().map(|text| {
        let permission = catalogue.parse(text).unwrap_or_else(|_| Permission::of(text));
        let entry = catalogue.scope(&permission.scope);
        let about = entry.map(|entry| &entry.about);
        let used = uses.iter().find(|used| used.permission == text);
        let resource = permission::resource_of(&catalogue, &resources, &permission);
        ApiKeyPermission {
            title: about.map_or_else(|| permission.scope.clone(), |about| about.title.clone()),
            description: about.and_then(|about| about.description.clone()),
            sensitive: about.is_some_and(|about| about.sensitive),
            api_name: entry.and_then(|entry| Some(entry.api.as_ref()?.name.clone())),
            resource_name: resource.map(|row| row.name.clone()),
            resource_key: permission.resource,
            effective: effective.contains(text),
            last_used_at: moment(used.map(|used| used.last_used_at)),
            use_count: used.map_or(0, |used| used.use_count),
            permission: PermissionText(text.to_owned()),
            scope: ScopeName(permission.scope),
        }
    });
    Ok(words.collect())
}

/// What the person can give to a key.
///
/// # Errors
/// The database's.
pub async fn key_permissions(ctx: &Context<'_>, id: UserId) -> async_graphql::Result<Vec<KeyPermission>> {
    let deps = ctx.deps();
    let lines = key_offer::everything(deps, id).await.or_refuse()?;
    ctx.spend(lines.len())?;
    let kinds: BTreeSet<&str> = lines.iter().filter_map(|line| line.choice.as_deref()).collect();
    let mut resources: Vec<resource::Model> = Vec::new();
    for kind in kinds {
        resources.extend(key_offer::theirs(deps, id, kind).await.or_refuse()?);
    }
    let mut all = Vec::with_capacity(lines.len());
    for line in lines {
        let fitting: Vec<KeyResource> = resources
            .iter()
            .filter(|row| line.is_for(row))
            .map(|row| KeyResource {
                key: row.key.clone(),
                name: row.name.clone(),
            })
            .collect();
        ctx.spend(fitting.len())?;
        all.push(KeyPermission {
            scope: ScopeName(line.permission.scope),
            title: line.title,
            description: line.description,
            sensitive: line.sensitive,
            api_name: line.api,
            resource_type: line.choice,
            resources: fitting,
        });
    }
    Ok(all)
}

/// Reads part of a list of keys.
///
/// # Errors
/// The database's.
pub async fn list(
    ctx: &Context<'_>,
    name: &str,
    (whose, slice): (Whose, &Slice),
) -> async_graphql::Result<Page<ApiKey>> {
    let rows = keys::list(ctx.deps(), &whose, slice).await.or_refuse()?;
    let shared = Arc::clone(&ctx.asking().deps);
    let total = counter(move || {
        let (deps, whose) = (Arc::clone(&shared), whose.clone());
        async move { keys::count(&deps, &whose).await }
    });
    let place = |row: &api_key::Model| Position {
        key: Key::Id,
        id: row.id.0,
    };
    Page::new(ctx, name, rows, (place, ApiKey), total)
}

/// Which API keys.
#[derive(Debug, Default, InputObject)]
pub struct ApiKeyFilter {
    /// Part of the label, or of the name of the app that asked for it.
    search: Option<String>,
    /// Also those that ended.
    #[graphql(default)]
    include_ended: bool,
}

impl ApiKeyFilter {
    /// As the domain has it.
    ///
    /// # Errors
    /// `BAD_USER_INPUT`.
    pub fn into_domain(self) -> async_graphql::Result<Filter> {
        Ok(Filter {
            search: search(self.search)?,
            include_ended: self.include_ended,
        })
    }
}

/// An API key to make.
#[derive(Debug, InputObject)]
pub struct CreateApiKeyInput {
    /// What you call it.
    label: Option<String>,
    /// What it may do: scopes, or `scope:resource` for one resource only. None: it only proves whose it is. A token or
    /// key gives no more than it has itself.
    #[graphql(default)]
    permissions: Vec<PermissionText>,
    /// Addresses and networks from which it works, such as `192.0.2.0/24`; none: from everywhere.
    #[graphql(default)]
    networks: Vec<String>,
    /// When it stops working; within ten years.
    expires_at: Option<DateTime>,
    /// Repeating it answers with what it made the first time, without the key.
    idempotency_key: Option<String>,
}

/// A change to an API key. What it may do is for good: make another one for more or less.
#[derive(Debug, InputObject)]
pub struct UpdateApiKeyInput {
    /// The key's id.
    api_key_id: ID,
    /// What you call it.
    label: Option<String>,
    /// When it stops working; null: never. Letting it work longer needs a fresh sign-in.
    #[graphql(default)]
    expires_at: MaybeUndefined<DateTime>,
    /// Addresses and networks from which it works; an empty list: from everywhere. Needs a fresh sign-in.
    networks: Option<Vec<String>>,
}

/// An API key to make in place of another.
#[derive(Debug, InputObject)]
pub struct RotateApiKeyInput {
    /// The id of the key to replace.
    api_key_id: ID,
    /// Seconds that the key before it goes on working, 0 to 2592000 (30 days).
    #[graphql(default = 86400)]
    overlap: i64,
    /// When the new one stops working; when the one before would have, where not given.
    expires_at: Option<DateTime>,
    /// Repeating it answers with what it made the first time, without the key.
    idempotency_key: Option<String>,
}

/// Which API key to revoke.
#[derive(Debug, InputObject)]
pub struct RevokeApiKeyInput {
    /// The key's id.
    api_key_id: ID,
}

/// Which API key to revoke.
#[derive(Debug, InputObject)]
#[graphql(visible = "super::shows_administration")]
pub struct AdminRevokeApiKeyInput {
    /// The key's id.
    api_key_id: ID,
}

macro_rules! new_key_payloads {
    ($($name:ident $mutation:literal)*) => {$(
        #[doc = concat!("The answer of `", $mutation, "`.")]
        #[derive(Debug, Default, SimpleObject)]
        pub struct $name {
            /// What is kept of it.
            api_key: Option<ApiKey>,
            /// The key, shown this once: send it as `Authorization: token …` or `Bearer …`.
            secret: Option<String>,
            /// Why nothing was done.
            user_errors: Vec<UserError>,
        }

        payloads!($name);

        impl From<NewKey> for $name {
            fn from(new: NewKey) -> Self {
                Self {
                    api_key: Some(ApiKey(new.row)),
                    user_errors: already_created(new.secret.is_none()),
                    secret: new.secret.map(|secret| secret.expose().to_owned()),
                }
            }
        }
    )*};
}

new_key_payloads! {
    CreateApiKeyPayload "createApiKey"
    RotateApiKeyPayload "rotateApiKey"
}

macro_rules! key_payloads {
    ($($name:ident $mutation:literal)*) => {$(
        #[doc = concat!("The answer of `", $mutation, "`.")]
        #[derive(Debug, Default, SimpleObject)]
        pub struct $name {
            /// The key as it is now.
            api_key: Option<ApiKey>,
            /// Why nothing was done.
            user_errors: Vec<UserError>,
        }

        payloads!($name);

        impl From<api_key::Model> for $name {
            fn from(row: api_key::Model) -> Self {
                Self {
                    api_key: Some(ApiKey(row)),
                    user_errors: Vec::new(),
                }
            }
        }
    )*};
}

key_payloads! {
    UpdateApiKeyPayload "updateApiKey"
    RevokeApiKeyPayload "revokeApiKey"
}

/// The answer of `adminRevokeApiKey`.
#[derive(Debug, Default, SimpleObject)]
#[graphql(visible = "super::shows_administration")]
pub struct AdminRevokeApiKeyPayload {
    /// The key as it is now.
    api_key: Option<ApiKey>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(AdminRevokeApiKeyPayload);

fn texts(permissions: Vec<PermissionText>) -> Vec<String> {
    permissions.into_iter().map(|text| text.0).collect()
}

/// See the module.
#[derive(Debug, Default)]
pub struct ApiKeyMutation;

#[Object]
impl ApiKeyMutation {
    /// Makes an API key. Scope `keys:write`; a session must be fresh.
    async fn create_api_key(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The key.")] input: CreateApiKeyInput,
    ) -> async_graphql::Result<Option<CreateApiKeyPayload>> {
        let plan = Plan {
            label: input.label,
            permissions: texts(input.permissions),
            networks: input.networks,
            expires_at: input.expires_at.map(|at| at.0),
            idempotency_key: input.idempotency_key,
        };
        answer(changes::create(ctx.deps(), ctx.caller(), plan).await, Into::into)
    }

    /// Changes what you call an API key, how long and from where it works. Scope `keys:write`.
    async fn update_api_key(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateApiKeyInput,
    ) -> async_graphql::Result<Option<UpdateApiKeyPayload>> {
        let work = async || -> Result<api_key::Model> {
            let id = node::parse(&input.api_key_id);
            let change = KeyChange {
                label: input.label,
                expires_at: match input.expires_at {
                    MaybeUndefined::Undefined => Patch::Keep,
                    MaybeUndefined::Null => Patch::Clear,
                    MaybeUndefined::Value(at) => Patch::Set(at.0),
                },
                networks: input.networks,
            };
            changes::update(ctx.deps(), ctx.caller(), id, change).await
        };
        answer(work().await, Into::into)
    }

    /// Makes an API key that may do the same, and ends the one before it after a while. Scope `keys:write`; a session
    /// must be fresh.
    async fn rotate_api_key(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which key, and how.")] input: RotateApiKeyInput,
    ) -> async_graphql::Result<Option<RotateApiKeyPayload>> {
        let work = async || -> Result<NewKey> {
            let id = node::parse(&input.api_key_id);
            let rotation = Rotation {
                overlap: input.overlap,
                expires_at: input.expires_at.map(|at| at.0),
                idempotency_key: input.idempotency_key,
            };
            changes::rotate(ctx.deps(), ctx.caller(), id, rotation).await
        };
        answer(work().await, Into::into)
    }

    /// Revokes an API key, at once. Scope `keys:write`; a key may always revoke itself.
    async fn revoke_api_key(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which key.")] input: RevokeApiKeyInput,
    ) -> async_graphql::Result<Option<RevokeApiKeyPayload>> {
        let work = async || -> Result<api_key::Model> {
            let id = node::parse(&input.api_key_id);
            changes::revoke(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, Into::into)
    }

    /// Revokes anybody's API key. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "super::shows_administration")]
    async fn admin_revoke_api_key(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which key.")] input: AdminRevokeApiKeyInput,
    ) -> async_graphql::Result<Option<AdminRevokeApiKeyPayload>> {
        let work = async || -> Result<api_key::Model> {
            let id = node::parse(&input.api_key_id);
            changes::revoke_as_administrator(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |row| AdminRevokeApiKeyPayload {
            api_key: Some(ApiKey(row)),
            user_errors: Vec::new(),
        })
    }
}
