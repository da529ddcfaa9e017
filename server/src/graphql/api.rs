//! APIs (resource servers).

use async_graphql::{Context, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use entity::{api, values::MemberRole as Role};

use super::{
    Ask as _,
    app::{AppProfile, patch},
    error::{OrRefuse as _, UserError, already_created, answer, bad_input, payloads},
    loader::{IntrospectingOf, PendingAt, ScopesOfApi, look, rows},
    node,
    organization::{MemberRole, Owner, owner_input},
    page::{self, Arguments, Page, counter},
    resource::{self, Resource, ResourceFilter},
    scalars::{DateTime, Link, ScopeName, search},
    scope::Scope,
    snippet::{self, Snippet},
};
use crate::domain::{
    Deps, Result,
    api::{self as apis, ApiChange, NewApi, Whose},
    api_scope::Entry,
    app_scope::{self, Approval},
    client_registration::Created,
    page::{Key, Position, Slice},
    policy::{Action, may},
    resource_registration::Filter,
};

/// A resource server with its own scopes. Everybody may know what it is called and what its scopes mean.
#[derive(Clone, Debug)]
pub struct Api(pub api::Model);

impl Api {
    async fn standing(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Role>> {
        ctx.loaders().role(apis::owner(&self.0)).await.or_refuse()
    }

    /// Whether the caller may see what is the owner's alone.
    async fn inside(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        if self.standing(ctx).await?.is_some() {
            ctx.caller().require("apis:read").or_refuse()?;
            return Ok(true);
        }
        Ok(ctx.caller().administers("admin:read"))
    }
}

/// What the caller may do to an API.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct ApiPermissions {
    /// Change it and its scopes.
    pub can_update: bool,
    /// Let apps use its scopes without a user.
    pub can_approve: bool,
}

/// An app that wants to use a scope without a user.
#[derive(Clone, Debug, SimpleObject)]
pub struct ScopeApproval {
    /// The app.
    pub app: AppProfile,
    /// The scope.
    pub scope: Scope,
    /// Since when it waits.
    pub requested_at: DateTime,
}

/// A resource server with its own scopes. Everybody may know what it is called and what its scopes mean.
#[Object]
impl Api {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Its `resource` and audience (RFC 8707).
    async fn identifier(&self) -> Link {
        Link(self.0.identifier.clone())
    }

    /// What people read.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The organization that owns it; null for a person's.
    async fn publisher(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let Some(id) = self.0.owner_organization_id else {
            return Ok(None);
        };
        Ok(ctx.loaders().load(id).await.or_refuse()?.map(|row| row.name))
    }

    /// Its scopes, by name.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn scopes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Also those that are granted no longer.", default)] include_retired: bool,
    ) -> async_graphql::Result<Vec<Scope>> {
        let all = look(ctx, ScopesOfApi(self.0.id)).await?;
        let wanted = || {
            all.iter()
                .filter(|row| include_retired || row.retired_at.is_none())
        };
        ctx.spend(wanted().count())?;
        Ok(wanted().map(|row| Scope(Entry::Defined(row.clone()))).collect())
    }

    /// Whether each call carries a nonce.
    async fn require_nonce(&self) -> bool {
        self.0.require_nonce
    }

    /// Seconds that its access tokens live; null: the server's default.
    async fn access_token_ttl(&self) -> Option<i32> {
        self.0.access_token_ttl
    }

    /// For its owners: who owns it.
    async fn owner(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Owner>> {
        if !self.inside(ctx).await? {
            return Ok(None);
        }
        Owner::load(ctx, apis::owner(&self.0)).await
    }

    /// For its owners: as what the caller stands to it.
    async fn role(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<MemberRole>> {
        Ok(self.standing(ctx).await?.map(Into::into))
    }

    /// What the caller may do to it.
    async fn permissions(&self, ctx: &Context<'_>) -> async_graphql::Result<ApiPermissions> {
        let role = self.standing(ctx).await?;
        let writes = ctx.caller().require("apis:write").is_ok();
        let can = |action| writes && role.is_some_and(|role| may(role, action));
        Ok(ApiPermissions {
            can_update: can(Action::UpdateApi),
            can_approve: can(Action::ApproveScope),
        })
    }

    /// For its owners: the `client_id`s of clients that may introspect its tokens.
    async fn introspection_clients(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<String>>> {
        if !self.inside(ctx).await? {
            return Ok(None);
        }
        Ok(Some(rows(ctx, IntrospectingOf(self.0.id)).await?.to_vec()))
    }

    /// Ready to paste: how the API checks a token, by its signature and by introspection. They hold no secret.
    #[graphql(complexity = "page::times(10, child_complexity)")]
    async fn snippets(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Snippet>> {
        let introspecting = if self.inside(ctx).await? {
            rows(ctx, IntrospectingOf(self.0.id)).await?.to_vec()
        } else {
            Vec::new()
        };
        Ok(snippet::of_api(
            ctx.deps().config.issuer(),
            &self.0.identifier,
            introspecting.first().map(String::as_str),
        ))
    }

    /// For its owners: the resources that it registered, by name.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn resources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ResourceFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<Resource>>> {
        if !self.inside(ctx).await? {
            return Ok(None);
        }
        let name = format!("api.resources {}", self.0.id);
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        let base = Filter::of_api(self.0.id);
        resource::list(ctx, &name, (base, filter), &slice).await.map(Some)
    }

    /// For its owners: apps that want to use a scope without a user, those that wait longest first; 500 at most.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn pending_approvals(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<Vec<ScopeApproval>>> {
        if !self.inside(ctx).await? {
            return Ok(None);
        }
        let waiting = look(ctx, PendingAt(self.0.id)).await?;
        ctx.spend(waiting.len())?;
        let mut found = Vec::with_capacity(waiting.len());
        for (row, scope) in waiting.iter().cloned() {
            let Some(app) = ctx.loaders().load(row.app_id).await.or_refuse()? else {
                continue;
            };
            found.push(ScopeApproval {
                app: AppProfile(app),
                scope: Scope(Entry::Defined(scope)),
                requested_at: row.created_at.into(),
            });
        }
        Ok(Some(found))
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime {
        self.0.updated_at.into()
    }
}

/// Reads part of a list of APIs.
///
/// # Errors
/// The database's.
pub async fn list(
    ctx: &Context<'_>,
    name: &str,
    whose: Whose,
    slice: &Slice,
) -> async_graphql::Result<Page<Api>> {
    let deps: &Deps = ctx.deps();
    let rows = apis::list(deps, &whose, slice).await.or_refuse()?;
    let shared = std::sync::Arc::clone(&ctx.asking().deps);
    let total = counter(move || {
        let (deps, whose) = (std::sync::Arc::clone(&shared), whose.clone());
        async move { apis::count(&deps, &whose).await }
    });
    let place = |row: &api::Model| Position {
        key: Key::Text(row.name.clone()),
        id: row.id.0,
    };
    Page::new(ctx, name, rows, (place, Api), total)
}

/// Which APIs.
#[derive(Debug, Default, InputObject)]
pub struct ApiFilter {
    /// Part of the name or the identifier.
    pub search: Option<String>,
}

/// See the module.
#[derive(Debug, Default)]
pub struct ApiQuery;

#[Object]
impl ApiQuery {
    /// One API, by its id or its identifier; null if there is none. Scope `apps:read` or `apis:read`.
    async fn api(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: Option<ID>,
        #[graphql(desc = "Its identifier.")] identifier: Option<String>,
    ) -> async_graphql::Result<Option<Api>> {
        let (deps, caller) = (ctx.deps(), ctx.caller());
        let found = match (id, identifier) {
            (Some(id), None) => match id.parse() {
                Ok(id) => apis::find(deps, caller, id).await,
                Err(_) => Ok(None),
            },
            (None, Some(identifier)) => apis::find_by_identifier(deps, caller, &identifier).await,
            _ => return Err(bad_input("Give id or identifier.")),
        };
        Ok(found.or_refuse()?.map(Api))
    }

    /// Every API of this server whose scopes apps may enable, by name. Scope `apps:read` or `apis:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn apis(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ApiFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<Api>>> {
        const LIST: &str = "apis";
        apis::check_catalogue(ctx.caller()).or_refuse()?;
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), LIST)?;
        let whose = Whose::Everybodys(search(filter.unwrap_or_default().search)?);
        list(ctx, LIST, whose, &slice).await.map(Some)
    }
}

/// An API to make.
#[derive(Debug, InputObject)]
pub struct CreateApiInput {
    /// Its `resource` and audience: an absolute URI; unique, never changed.
    identifier: Link,
    /// What people read.
    name: String,
    /// Owned by this organization; by the caller where not given.
    organization_id: Option<ID>,
    /// Seconds that its access tokens live, 60 to 86400; null: the server's default.
    access_token_ttl: Option<i32>,
    /// Whether each call carries a nonce.
    #[graphql(default)]
    require_nonce: bool,
    /// Repeating it answers with what it made the first time.
    idempotency_key: Option<String>,
}

/// A field left out stays as it is; null clears it.
#[derive(Debug, InputObject)]
pub struct UpdateApiInput {
    /// The API.
    api_id: ID,
    /// What people read.
    name: Option<String>,
    /// Seconds that its access tokens live, 60 to 86400; null: the server's default.
    access_token_ttl: MaybeUndefined<i32>,
    /// Whether each call carries a nonce.
    require_nonce: Option<bool>,
    /// `client_id`s of clients that may introspect its tokens; all of them.
    introspection_clients: Option<Vec<String>>,
}

/// Which API to hand over, and to whom.
#[derive(Debug, InputObject)]
pub struct TransferApiInput {
    /// The API.
    api_id: ID,
    /// To this organization; to the caller where null.
    organization_id: Option<ID>,
}

/// An approval to give or to take back.
#[derive(Debug, InputObject)]
pub struct ApproveAppScopeInput {
    /// The app.
    app_id: ID,
    /// The scope.
    scope: ScopeName,
    /// Whether it is given.
    #[graphql(default = true)]
    approved: bool,
}

/// The answer of `createApi`.
#[derive(Debug, Default, SimpleObject)]
pub struct CreateApiPayload {
    /// The API.
    api: Option<Api>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `updateApi`.
#[derive(Debug, Default, SimpleObject)]
pub struct UpdateApiPayload {
    /// The API as it is now.
    api: Option<Api>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `transferApi`.
#[derive(Debug, Default, SimpleObject)]
pub struct TransferApiPayload {
    /// The API as it is now.
    api: Option<Api>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `approveAppScope`.
#[derive(Debug, Default, SimpleObject)]
pub struct ApproveAppScopePayload {
    /// The API that defines the scope.
    api: Option<Api>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(CreateApiPayload UpdateApiPayload TransferApiPayload ApproveAppScopePayload);

/// See the module.
#[derive(Debug, Default)]
pub struct ApiMutation;

#[Object]
impl ApiMutation {
    /// Makes an API. Scope `apis:write`.
    async fn create_api(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The API.")] input: CreateApiInput,
    ) -> async_graphql::Result<Option<CreateApiPayload>> {
        let work = async || -> Result<Created<api::Model>> {
            let new = NewApi {
                identifier: input.identifier.0,
                name: input.name,
                owner: owner_input(input.organization_id.as_ref()),
                access_token_ttl: input.access_token_ttl,
                require_nonce: input.require_nonce,
                idempotency_key: input.idempotency_key,
            };
            apis::create(ctx.deps(), ctx.caller(), new).await
        };
        answer(work().await, |created| CreateApiPayload {
            api: Some(Api(created.made)),
            user_errors: already_created(created.repeated),
        })
    }

    /// Changes an API. Scope `apis:write`.
    async fn update_api(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateApiInput,
    ) -> async_graphql::Result<Option<UpdateApiPayload>> {
        let work = async || -> Result<api::Model> {
            let change = ApiChange {
                id: node::parse(&input.api_id),
                name: input.name,
                access_token_ttl: patch(input.access_token_ttl),
                require_nonce: input.require_nonce,
                introspection_clients: input.introspection_clients,
            };
            apis::update(ctx.deps(), ctx.caller(), change).await
        };
        answer(work().await, |row| UpdateApiPayload {
            api: Some(Api(row)),
            user_errors: Vec::new(),
        })
    }

    /// Hands an API with its scopes to an organization of the caller's, or to the caller. Scope `apis:write`.
    async fn transfer_api(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which API, and to whom.")] input: TransferApiInput,
    ) -> async_graphql::Result<Option<TransferApiPayload>> {
        let work = async || -> Result<api::Model> {
            let to = owner_input(input.organization_id.as_ref());
            let id = node::parse(&input.api_id);
            apis::transfer(ctx.deps(), ctx.caller(), id, to).await
        };
        answer(work().await, |row| TransferApiPayload {
            api: Some(Api(row)),
            user_errors: Vec::new(),
        })
    }

    /// For an API's owners: lets an app use a scope without a user, or no longer. Scope `apis:write`.
    async fn approve_app_scope(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The approval.")] input: ApproveAppScopeInput,
    ) -> async_graphql::Result<Option<ApproveAppScopePayload>> {
        let work = async || -> Result<api::Model> {
            let approval = Approval {
                app_id: node::parse(&input.app_id),
                scope: input.scope.0,
                approved: input.approved,
            };
            app_scope::approve(ctx.deps(), ctx.caller(), approval).await
        };
        answer(work().await, |row| ApproveAppScopePayload {
            api: Some(Api(row)),
            user_errors: Vec::new(),
        })
    }
}
