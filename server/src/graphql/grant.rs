//! Grants: what a person allowed an app, to that person and to the app's developers.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, OutputType, SimpleObject};
use entity::{
    app, grant,
    id::{AppId, UserId},
    values::Scopes,
};

use super::{
    Ask as _,
    app::{App, AppProfile},
    error::{OrRefuse as _, UserError, answer, payloads},
    loader::{ResourcesWithKey, ScopeNamed, ScopesOf, look},
    node,
    page::{self, Page, counter},
    scalars::{DateTime, EmailAddress, ScopeName, moment, search},
};
use crate::domain::{
    Error, Result,
    app_grant::{self, Whose},
    clock::SECOND,
    grant::{self as grants, Narrowing},
    page::{Key, Position, Slice},
    permission::{self, Permission, resource_of},
    scope::BuiltIn,
    token_revocation,
};

/// What you allowed an app.
#[derive(Clone, Debug)]
pub struct Grant(pub grant::Model);

/// A scope of a grant, in words.
#[derive(Clone, Debug, SimpleObject)]
pub struct GrantedScope {
    /// Its name.
    pub name: ScopeName,
    /// A short sentence.
    pub title: String,
    /// More, on demand.
    pub description: Option<String>,
    /// Whether it was set apart at consent.
    pub sensitive: bool,
    /// The name of the API that defines it; null for the service's own.
    pub api_name: Option<String>,
    /// Whether the app still has it enabled; otherwise it is not used.
    pub enabled: bool,
    /// The type of resource it can be limited to.
    pub resource_type: Option<String>,
    /// The resources it is limited to, as far as they still are the person's; null where it is not limited.
    pub resources: Option<Vec<GrantedResource>>,
}

/// A resource that a scope of a grant is limited to.
#[derive(Clone, Debug, SimpleObject)]
pub struct GrantedResource {
    /// Its id at the API.
    pub key: String,
    /// What people read; null for the app's developers.
    pub name: Option<String>,
    /// The permission, to be taken out with `revokeGrantScopes`.
    pub permission: String,
}

/// The scopes of a grant, each once, with the permissions that are limited to resources; none where it is not limited.
async fn by_scope(
    ctx: &Context<'_>,
    permissions: &Scopes,
) -> async_graphql::Result<Vec<(String, Option<Vec<Permission>>)>> {
    let catalogue = permission::catalogue(ctx.deps()).await.or_refuse()?;
    let mut found: Vec<(String, Option<Vec<Permission>>)> = Vec::new();
    for text in permissions.iter() {
        // What a retired scope was called is all that is left of it.
        let permission = catalogue.parse(text).unwrap_or_else(|_| Permission::of(text));
        let at = found.iter().position(|(scope, _)| *scope == permission.scope);
        let limited = permission.resource.is_some();
        match at.and_then(|at| found.get_mut(at)) {
            Some((_, Some(some))) if limited => some.push(permission),
            Some((_, limits)) => *limits = None,
            None => found.push((permission.scope.clone(), limited.then(|| vec![permission]))),
        }
    }
    Ok(found)
}

/// For whom a grant is put in words.
#[derive(Clone, Copy)]
enum Reader {
    /// The person, who sees resources by name as far as they are still theirs.
    Person(UserId),
    /// The app's developers, who see their keys.
    Developer,
}

async fn granted_resources(
    ctx: &Context<'_>,
    reader: Reader,
    limits: Option<Vec<Permission>>,
) -> async_graphql::Result<Option<Vec<GrantedResource>>> {
    let Some(limits) = limits else {
        return Ok(None);
    };
    ctx.spend(limits.len())?;
    let catalogue = permission::catalogue(ctx.deps()).await.or_refuse()?;
    let mut found = Vec::with_capacity(limits.len());
    for permission in limits {
        let text = permission.to_string();
        let name = match (reader, &permission.resource) {
            (Reader::Person(user_id), Some(key)) => {
                let rows = look(ctx, ResourcesWithKey(user_id, key.clone())).await?;
                match resource_of(&catalogue, &rows, &permission) {
                    Some(row) => Some(row.name.clone()),
                    None => continue,
                }
            }
            _ => None,
        };
        found.push(GrantedResource {
            key: permission.resource.unwrap_or_default(),
            name,
            permission: text,
        });
    }
    Ok(Some(found))
}

async fn in_words(
    ctx: &Context<'_>,
    app_id: AppId,
    permissions: &Scopes,
    reader: Reader,
) -> async_graphql::Result<Vec<GrantedScope>> {
    ctx.spend(permissions.len())?;
    let enabled = look(ctx, ScopesOf(app_id)).await?;
    let mut found = Vec::new();
    for (name, limits) in by_scope(ctx, permissions).await? {
        let is_enabled = enabled.iter().any(|row| row.name == name);
        let scope = ctx.loaders().load(ScopeNamed(name.clone())).await.or_refuse()?;
        let resources = granted_resources(ctx, reader, limits).await?;
        let plain = GrantedScope {
            title: name.clone(),
            name: ScopeName(name),
            description: None,
            sensitive: false,
            api_name: None,
            enabled: false,
            resource_type: None,
            resources,
        };
        found.push(match (scope, BuiltIn::find(&plain.name.0)) {
            (Some(row), _) => GrantedScope {
                title: row.title,
                description: row.description,
                sensitive: row.sensitive,
                api_name: ctx
                    .loaders()
                    .load(row.api_id)
                    .await
                    .or_refuse()?
                    .map(|api| api.name),
                enabled: is_enabled && row.retired_at.is_none(),
                resource_type: row.resource_type,
                ..plain
            },
            (None, Some(scope)) => GrantedScope {
                title: scope.title.to_owned(),
                description: Some(scope.description.to_owned()),
                sensitive: scope.sensitive,
                enabled: is_enabled && BuiltIn::existing(&ctx.deps().config, scope.name).is_some(),
                resource_type: scope.resource_type.map(str::to_owned),
                ..plain
            },
            (None, None) => plain,
        });
    }
    Ok(found)
}

/// What you allowed an app.
#[Object]
impl Grant {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// The app.
    async fn app(&self, ctx: &Context<'_>) -> async_graphql::Result<AppProfile> {
        let row = ctx.loaders().load(self.0.app_id).await.or_refuse()?;
        row.map(AppProfile).ok_or(Error::not_found()).or_refuse()
    }

    /// What you allowed, in words.
    #[graphql(complexity = "page::times(5, child_complexity)")]
    async fn scopes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<GrantedScope>> {
        let reader = Reader::Person(self.0.user_id);
        in_words(ctx, self.0.app_id, &self.0.scopes, reader).await
    }

    /// When you allowed it first.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime {
        self.0.updated_at.into()
    }

    /// Last use, to the minute.
    async fn last_used_at(&self) -> Option<DateTime> {
        moment(self.0.last_used_at)
    }

    /// The network of the last use.
    async fn last_used_from(&self) -> Option<&str> {
        self.0.last_used_from.as_deref()
    }

    /// When it ended.
    async fn revoked_at(&self) -> Option<DateTime> {
        moment(self.0.revoked_at)
    }

    /// If it ended now (or since it ended): when the last access token ends at APIs that check tokens by themselves.
    /// Here, and wherever tokens are introspected, it ends at once.
    async fn access_tokens_end_by(&self, ctx: &Context<'_>) -> async_graphql::Result<DateTime> {
        let usual = ctx.deps().config.access_token_ttl;
        let mut longest = usual;
        for (name, _) in by_scope(ctx, &self.0.scopes).await? {
            let Some(scope) = ctx.loaders().load(ScopeNamed(name)).await.or_refuse()? else {
                continue;
            };
            let api = ctx.loaders().load(scope.api_id).await.or_refuse()?;
            longest = longest.max(api.and_then(|api| api.access_token_ttl).map_or(usual, i64::from));
        }
        let from = self.0.revoked_at.unwrap_or_else(|| ctx.deps().clock.now());
        Ok(DateTime(from + longest * SECOND))
    }
}

/// What a person allowed the app, for its developers: no more of the person than was allowed.
#[derive(Clone, Debug)]
pub struct AppGrant(pub grant::Model);

impl AppGrant {
    /// Whether the app may know what the scope tells.
    async fn tells(&self, ctx: &Context<'_>, scope: &str) -> async_graphql::Result<bool> {
        let enabled = look(ctx, ScopesOf(self.0.app_id)).await?;
        Ok(self.0.scopes.contains(scope) && enabled.iter().any(|row| row.name == scope))
    }
}

/// What a person allowed the app, for its developers: no more of the person than was allowed.
#[Object]
impl AppGrant {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// The `sub` of tokens.
    async fn subject(&self) -> String {
        self.0.user_id.to_string()
    }

    /// The person's name, where `profile` was allowed.
    async fn name(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        if !self.tells(ctx, "profile").await? {
            return Ok(None);
        }
        Ok(ctx
            .loaders()
            .load(self.0.user_id)
            .await
            .or_refuse()?
            .and_then(|user| user.profile.name))
    }

    /// The person's address, where `email` was allowed.
    async fn email(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<EmailAddress>> {
        if !self.tells(ctx, "email").await? {
            return Ok(None);
        }
        Ok(ctx
            .loaders()
            .load(self.0.user_id)
            .await
            .or_refuse()?
            .map(|user| EmailAddress(user.email)))
    }

    /// What was allowed, in words.
    #[graphql(complexity = "page::times(5, child_complexity)")]
    async fn scopes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<GrantedScope>> {
        in_words(ctx, self.0.app_id, &self.0.scopes, Reader::Developer).await
    }

    /// When it was allowed first.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// Last use, to the minute.
    async fn last_used_at(&self) -> Option<DateTime> {
        moment(self.0.last_used_at)
    }
}

/// Reads part of a list of grants.
///
/// # Errors
/// The database's.
pub async fn list<T: OutputType>(
    ctx: &Context<'_>,
    name: &str,
    (whose, slice): (Whose, &Slice),
    node: impl Fn(grant::Model) -> T,
) -> async_graphql::Result<Page<T>> {
    let deps = ctx.deps();
    let rows = app_grant::list(deps, &whose, slice).await.or_refuse()?;
    let shared = Arc::clone(&ctx.asking().deps);
    let total = counter(move || {
        let (deps, whose) = (Arc::clone(&shared), whose.clone());
        async move { app_grant::count(&deps, &whose).await }
    });
    let place = |row: &grant::Model| Position {
        key: Key::Id,
        id: row.id.0,
    };
    Page::new(ctx, name, rows, (place, node), total)
}

/// Which of your grants.
#[derive(Debug, Default, InputObject)]
pub struct GrantFilter {
    /// Part of the app's name.
    search: Option<String>,
    /// Also those that ended.
    #[graphql(default)]
    include_revoked: bool,
}

impl GrantFilter {
    /// As the domain has it.
    ///
    /// # Errors
    /// `BAD_USER_INPUT`.
    pub fn into_domain(self) -> async_graphql::Result<app_grant::Filter> {
        Ok(app_grant::Filter {
            search: search(self.search)?,
            include_revoked: self.include_revoked,
        })
    }
}

/// Which grant to end.
#[derive(Debug, InputObject)]
pub struct RevokeGrantInput {
    /// The grant.
    grant_id: ID,
}

/// What to take out of a grant.
#[derive(Debug, InputObject)]
pub struct RevokeGrantScopesInput {
    /// The grant.
    grant_id: ID,
    /// The scopes, with all their resources; taking out the last one ends the grant.
    #[graphql(default)]
    scopes: Vec<ScopeName>,
    /// Scopes of single resources, such as `invoices:read:KEY`. Where the scope was allowed for all of them, the
    /// others stay allowed, by name.
    #[graphql(default)]
    permissions: Vec<String>,
}

/// Which app's grants to end.
#[derive(Debug, InputObject)]
pub struct RevokeAllGrantsInput {
    /// The app.
    app_id: ID,
}

/// That all of them are meant.
#[derive(Debug, InputObject)]
pub struct RevokeAllMyGrantsInput {
    /// Must be true.
    confirm: bool,
}

/// Which token to revoke.
#[derive(Debug, InputObject)]
pub struct RevokeTokenInput {
    /// An access token or a refresh token.
    token: String,
}

/// The answer of `revokeGrant`.
#[derive(Debug, Default, SimpleObject)]
pub struct RevokeGrantPayload {
    /// The grant, ended.
    grant: Option<Grant>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `revokeGrantScopes`.
#[derive(Debug, Default, SimpleObject)]
pub struct RevokeGrantScopesPayload {
    /// The grant as it is now.
    grant: Option<Grant>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `revokeAllGrants`.
#[derive(Debug, Default, SimpleObject)]
pub struct RevokeAllGrantsPayload {
    /// The app.
    app: Option<App>,
    /// How many ended.
    revoked_count: Option<u64>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `revokeAllMyGrants`.
#[derive(Debug, Default, SimpleObject)]
pub struct RevokeAllMyGrantsPayload {
    /// How many ended.
    revoked_count: Option<u64>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `revokeToken`.
#[derive(Debug, Default, SimpleObject)]
pub struct RevokeTokenPayload {
    /// Whether it was a live token of yours or of your app's; it is dead now.
    revoked: bool,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(RevokeGrantPayload RevokeGrantScopesPayload RevokeAllGrantsPayload RevokeAllMyGrantsPayload RevokeTokenPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct GrantMutation;

#[Object]
impl GrantMutation {
    /// Takes an app's access to your account away, with every token. Scope `grants:write`.
    async fn revoke_grant(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which grant.")] input: RevokeGrantInput,
    ) -> async_graphql::Result<Option<RevokeGrantPayload>> {
        let work = async || -> Result<grant::Model> {
            grants::revoke(ctx.deps(), ctx.caller(), node::parse(&input.grant_id)).await
        };
        answer(work().await, |row| RevokeGrantPayload {
            grant: Some(Grant(row)),
            user_errors: Vec::new(),
        })
    }

    /// Takes some of what an app may do away. Scope `grants:write`.
    async fn revoke_grant_scopes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What to take out.")] input: RevokeGrantScopesInput,
    ) -> async_graphql::Result<Option<RevokeGrantScopesPayload>> {
        let work = async || -> Result<grant::Model> {
            let id = node::parse(&input.grant_id);
            let out = Narrowing {
                scopes: input.scopes.into_iter().map(|name| name.0).collect(),
                permissions: input.permissions.into_iter().collect(),
            };
            grants::narrow(ctx.deps(), ctx.caller(), id, &out).await
        };
        answer(work().await, |row| RevokeGrantScopesPayload {
            grant: Some(Grant(row)),
            user_errors: Vec::new(),
        })
    }

    /// For an app's developers: ends every grant of the app, such as after a leak. Scope `apps:write`.
    async fn revoke_all_grants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app's.")] input: RevokeAllGrantsInput,
    ) -> async_graphql::Result<Option<RevokeAllGrantsPayload>> {
        let work = async || -> Result<(app::Model, u64)> {
            let id = node::parse(&input.app_id);
            app_grant::revoke_all_of_app(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |(row, count)| RevokeAllGrantsPayload {
            app: Some(App(row)),
            revoked_count: Some(count),
            user_errors: Vec::new(),
        })
    }

    /// Takes every app's access to your account away. Scope `grants:write`.
    async fn revoke_all_my_grants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That all are meant.")] input: RevokeAllMyGrantsInput,
    ) -> async_graphql::Result<Option<RevokeAllMyGrantsPayload>> {
        let work = app_grant::revoke_all_of_mine(ctx.deps(), ctx.caller(), input.confirm).await;
        answer(work, |count| RevokeAllMyGrantsPayload {
            revoked_count: Some(count),
            user_errors: Vec::new(),
        })
    }

    /// Revokes one token that you hold, such as one that leaked: yours, or one of an app that you manage. A refresh
    /// token ends with everything from the same sign-in. Scope `grants:write`.
    async fn revoke_token(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which token.")] input: RevokeTokenInput,
    ) -> async_graphql::Result<Option<RevokeTokenPayload>> {
        let work = token_revocation::revoke(ctx.deps(), ctx.caller(), &input.token).await;
        answer(work, |revoked| RevokeTokenPayload {
            revoked,
            user_errors: Vec::new(),
        })
    }
}
