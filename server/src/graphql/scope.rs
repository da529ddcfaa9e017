//! Scopes: the catalogue, and their management by the owner of their API.

use async_graphql::{Context, Enum, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use entity::{scope, values::GrantableTo as Grantable};

use super::{
    Ask as _,
    api::Api,
    app::patch,
    error::{OrRefuse as _, UserError, already_created, answer, payloads},
    node,
    page::{self, Arguments, Page},
    scalars::{DateTime, ScopeName, moment, search},
};
use crate::domain::{
    Result,
    api_scope::{self, Entry, Filter, NewScope, ScopeChange, ScopeTexts},
    client_registration::Created,
    scope::is_management,
};

/// Whom a scope can be granted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Grantable")]
pub enum GrantableTo {
    /// To an app by a user.
    User,
    /// To an app itself, without a user, once the API's owner approved it.
    App,
    /// To both.
    Both,
}

/// One permission, in words for the person who consents.
#[derive(Clone, Debug)]
pub struct Scope(pub Entry);

/// One permission, in words for the person who consents.
#[Object]
impl Scope {
    /// Its id; null for the service's own.
    async fn id(&self) -> Option<ID> {
        match &self.0 {
            Entry::BuiltIn(_) => None,
            Entry::Defined(row) => Some(row.id.to_string().into()),
        }
    }

    /// Its name; unique in the server.
    async fn name(&self) -> ScopeName {
        ScopeName(self.0.name().to_owned())
    }

    /// A short sentence.
    async fn title(&self) -> &str {
        match &self.0 {
            Entry::BuiltIn(scope) => scope.title,
            Entry::Defined(row) => &row.title,
        }
    }

    /// More, on demand.
    async fn description(&self) -> Option<&str> {
        match &self.0 {
            Entry::BuiltIn(scope) => Some(scope.description),
            Entry::Defined(row) => row.description.as_deref(),
        }
    }

    /// Whether it is set apart at consent.
    async fn sensitive(&self) -> bool {
        self.0.sensitive()
    }

    /// Whom it can be granted to.
    async fn grantable_to(&self) -> GrantableTo {
        self.0.grantable_to().into()
    }

    /// The type of resource it can be limited to.
    async fn resource_type(&self) -> Option<&str> {
        self.0.resource_type()
    }

    /// The scopes that it contains.
    async fn includes(&self) -> Vec<ScopeName> {
        match &self.0 {
            Entry::BuiltIn(scope) => scope
                .includes
                .iter()
                .map(|name| ScopeName((*name).to_owned()))
                .collect(),
            Entry::Defined(row) => row
                .includes
                .iter()
                .map(|name| ScopeName(name.to_owned()))
                .collect(),
        }
    }

    /// The API that defines it; null for the service's own.
    async fn api(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Api>> {
        match &self.0 {
            Entry::BuiltIn(_) => Ok(None),
            Entry::Defined(row) => {
                ctx.spend(1)?;
                Ok(ctx.loaders().load(row.api_id).await.or_refuse()?.map(Api))
            }
        }
    }

    /// Whether it concerns this service's own API.
    async fn management(&self) -> bool {
        is_management(self.0.name())
    }

    /// When it stopped being granted.
    async fn retired_at(&self) -> Option<DateTime> {
        match &self.0 {
            Entry::BuiltIn(_) => None,
            Entry::Defined(row) => moment(row.retired_at),
        }
    }
}

/// Which part of the catalogue.
#[derive(Debug, Default, InputObject)]
pub struct ScopeFilter {
    /// Part of the name or the title.
    search: Option<String>,
    /// Of this API.
    api_id: Option<ID>,
    /// The service's own scopes (true) or those of APIs (false).
    built_in: Option<bool>,
    /// Grantable to these.
    grantable_to: Option<GrantableTo>,
}

/// See the module.
#[derive(Debug, Default)]
pub struct ScopeQuery;

#[Object]
impl ScopeQuery {
    /// The scopes that an app may enable: the service's own first, then those of all APIs by name. Scope `apps:read`
    /// or `apis:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn scopes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ScopeFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<Scope>>> {
        const LIST: &str = "scopes";
        let deps = ctx.deps();
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(deps, LIST)?;
        let filter = filter.unwrap_or_default();
        let api_id = filter.api_id.as_ref().map(node::parse);
        let filter = Filter {
            search: search(filter.search)?,
            api_id,
            built_in: filter.built_in,
            grantable_to: filter.grantable_to.map(Into::into),
        };
        let all = api_scope::catalogue(deps, ctx.caller(), &filter)
            .await
            .or_refuse()?;
        page::of_vec(
            ctx,
            LIST,
            (all, &slice),
            (|entry: &Entry| entry.name().to_owned(), Scope),
        )
        .map(Some)
    }
}

/// A scope to make.
#[derive(Debug, InputObject)]
pub struct CreateScopeInput {
    /// The API that defines it.
    api_id: ID,
    /// Its name; unique in the server, never changed.
    name: ScopeName,
    /// A short sentence for the person who consents.
    title: String,
    /// More, on demand.
    description: Option<String>,
    /// Whether it is set apart at consent.
    #[graphql(default)]
    sensitive: bool,
    /// Whom it can be granted to.
    #[graphql(default_with = "GrantableTo::User")]
    grantable_to: GrantableTo,
    /// The type of resource it can be limited to.
    resource_type: Option<String>,
    /// Scopes of the same API that it contains.
    #[graphql(default)]
    includes: Vec<ScopeName>,
    /// Repeating it answers with what it made the first time.
    idempotency_key: Option<String>,
}

/// A field left out stays as it is; null clears it.
#[derive(Debug, InputObject)]
pub struct UpdateScopeInput {
    /// The scope.
    scope_id: ID,
    /// A short sentence for the person who consents.
    title: Option<String>,
    /// More, on demand.
    description: MaybeUndefined<String>,
    /// Whether it is set apart at consent.
    sensitive: Option<bool>,
    /// Whom it can be granted to.
    grantable_to: Option<GrantableTo>,
    /// The type of resource it can be limited to.
    resource_type: MaybeUndefined<String>,
    /// Scopes of the same API that it contains.
    includes: Option<Vec<ScopeName>>,
}

/// Which scope to retire.
#[derive(Debug, InputObject)]
pub struct RetireScopeInput {
    /// The scope.
    scope_id: ID,
}

/// The answer of `createScope`.
#[derive(Debug, Default, SimpleObject)]
pub struct CreateScopePayload {
    /// The scope.
    scope: Option<Scope>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `updateScope`.
#[derive(Debug, Default, SimpleObject)]
pub struct UpdateScopePayload {
    /// The scope as it is now.
    scope: Option<Scope>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `retireScope`.
#[derive(Debug, Default, SimpleObject)]
pub struct RetireScopePayload {
    /// The scope, retired.
    scope: Option<Scope>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(CreateScopePayload UpdateScopePayload RetireScopePayload);

fn words(names: Vec<ScopeName>) -> entity::values::Scopes {
    names.into_iter().map(|name| name.0).collect()
}

/// See the module.
#[derive(Debug, Default)]
pub struct ScopeMutation;

#[Object]
impl ScopeMutation {
    /// Makes a scope of an API. Scope `apis:write`.
    async fn create_scope(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The scope.")] input: CreateScopeInput,
    ) -> async_graphql::Result<Option<CreateScopePayload>> {
        let work = async || -> Result<Created<scope::Model>> {
            let new = NewScope {
                api_id: node::parse(&input.api_id),
                name: input.name.0,
                texts: ScopeTexts {
                    title: input.title,
                    description: input.description,
                    sensitive: input.sensitive,
                    grantable_to: input.grantable_to.into(),
                    resource_type: input.resource_type,
                    includes: words(input.includes),
                },
                idempotency_key: input.idempotency_key,
            };
            api_scope::create(ctx.deps(), ctx.caller(), new).await
        };
        answer(work().await, |created| CreateScopePayload {
            scope: Some(Scope(Entry::Defined(created.made))),
            user_errors: already_created(created.repeated),
        })
    }

    /// Changes what a scope says. Scope `apis:write`.
    async fn update_scope(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateScopeInput,
    ) -> async_graphql::Result<Option<UpdateScopePayload>> {
        let work = async || -> Result<scope::Model> {
            let change = ScopeChange {
                id: node::parse(&input.scope_id),
                title: input.title,
                description: patch(input.description),
                sensitive: input.sensitive,
                grantable_to: input.grantable_to.map(Into::into),
                resource_type: patch(input.resource_type),
                includes: input.includes.map(words),
            };
            api_scope::update(ctx.deps(), ctx.caller(), change).await
        };
        answer(work().await, |row| UpdateScopePayload {
            scope: Some(Scope(Entry::Defined(row))),
            user_errors: Vec::new(),
        })
    }

    /// Stops granting a scope; what was granted of it ends. Scope `apis:write`.
    async fn retire_scope(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which scope.")] input: RetireScopeInput,
    ) -> async_graphql::Result<Option<RetireScopePayload>> {
        let work = async || -> Result<scope::Model> {
            let id = node::parse(&input.scope_id);
            api_scope::retire(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |row| RetireScopePayload {
            scope: Some(Scope(Entry::Defined(row))),
            user_errors: Vec::new(),
        })
    }
}
