//! Resources: things of people and organizations to which a permission can be limited, as APIs register them.

use std::sync::Arc;

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entity::resource;

use super::{
    Ask as _,
    api::Api,
    error::{OrRefuse as _, UserError, answer, payloads},
    node,
    page::{Page, counter},
    scalars::{DateTime, search},
};
use crate::domain::{
    Error, Result,
    page::{Key, Position, Slice},
    resource_registration::{self as registration, Filter, Upserted, Wanted, Which},
};

/// A thing of yours or of your organization's, such as a store, to which a permission can be limited.
#[derive(Clone, Debug)]
pub struct Resource(pub resource::Model);

/// A thing of yours or of your organization's, such as a store, to which a permission can be limited.
#[Object]
impl Resource {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Its type, such as `store`.
    #[graphql(name = "type")]
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// Its id at the API; what a permission such as `invoices:read:KEY` ends with.
    async fn key(&self) -> &str {
        &self.0.key
    }

    /// What people read.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// The id of the person or the organization that it belongs to.
    async fn owner_id(&self) -> ID {
        match (self.0.owner_user_id, self.0.owner_organization_id) {
            (_, Some(id)) => id.to_string().into(),
            (Some(id), None) => id.to_string().into(),
            (None, None) => String::new().into(),
        }
    }

    /// The API that registered it.
    async fn api(&self, ctx: &Context<'_>) -> async_graphql::Result<Api> {
        ctx.spend(1)?;
        let row = ctx.loaders().load(self.0.api_id).await.or_refuse()?;
        row.map(Api).ok_or(Error::not_found()).or_refuse()
    }

    /// When it was registered.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime {
        self.0.updated_at.into()
    }
}

/// Which resources.
#[derive(Debug, Default, InputObject)]
pub struct ResourceFilter {
    /// Of this type.
    r#type: Option<String>,
    /// Part of the name, or the key.
    search: Option<String>,
}

/// Reads part of a list of resources.
///
/// # Errors
/// `BAD_USER_INPUT`, or the database's.
pub async fn list(
    ctx: &Context<'_>,
    name: &str,
    (base, narrowed): (Filter, Option<ResourceFilter>),
    slice: &Slice,
) -> async_graphql::Result<Page<Resource>> {
    let narrowed = narrowed.unwrap_or_default();
    let filter = Filter {
        kind: narrowed.r#type,
        search: search(narrowed.search)?,
        ..base
    };
    let deps = ctx.deps();
    let rows = registration::list(deps, &filter, slice).await.or_refuse()?;
    let shared = Arc::clone(&ctx.asking().deps);
    let total = counter(move || {
        let (deps, filter) = (Arc::clone(&shared), filter.clone());
        async move { registration::count(&deps, &filter).await }
    });
    let place = |row: &resource::Model| Position {
        key: Key::Text(row.name.clone()),
        id: row.id.0,
    };
    Page::new(ctx, name, rows, (place, Resource), total)
}

/// A resource as it should be.
#[derive(Debug, InputObject)]
pub struct ResourceInput {
    /// Its type, such as `store`: up to 64 letters, digits, - _ and .
    r#type: String,
    /// Its id at the API: up to 128 visible ASCII characters without colons, quotes and backslashes.
    key: String,
    /// What people read.
    name: String,
    /// A user's id or e-mail address, or an organization's id or slug.
    owner: String,
}

/// Resources to register or to change.
#[derive(Debug, InputObject)]
pub struct UpsertResourcesInput {
    /// The API.
    api_id: ID,
    /// At most 1000.
    resources: Vec<ResourceInput>,
}

/// The name of a resource at its API.
#[derive(Debug, InputObject)]
pub struct ResourceNameInput {
    /// Its type.
    r#type: String,
    /// Its id at the API.
    key: String,
}

/// Resources to take away.
#[derive(Debug, InputObject)]
pub struct RemoveResourcesInput {
    /// The API.
    api_id: ID,
    /// At most 1000.
    resources: Vec<ResourceNameInput>,
}

/// The answer of `upsertResources`.
#[derive(Debug, Default, SimpleObject)]
pub struct UpsertResourcesPayload {
    /// The resources, in the order of the input.
    resources: Option<Vec<Resource>>,
    /// How many were not there before.
    created_count: Option<usize>,
    /// How many changed.
    updated_count: Option<usize>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `removeResources`.
#[derive(Debug, Default, SimpleObject)]
pub struct RemoveResourcesPayload {
    /// The API.
    api: Option<Api>,
    /// How many were there.
    removed_count: Option<usize>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(UpsertResourcesPayload RemoveResourcesPayload);

/// What the routes for machines call a resource's `id` is its `key` here: an `id` is unique in the server.
fn as_named_here(error: Error) -> Error {
    error.renamed("id", "key")
}

/// See the module.
#[derive(Debug, Default)]
pub struct ResourceMutation;

#[Object]
impl ResourceMutation {
    /// For an API's owners: makes resources be as they should, all or none; the same again changes nothing. Scope
    /// `apis:write`.
    async fn upsert_resources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The resources.")] input: UpsertResourcesInput,
    ) -> async_graphql::Result<Option<UpsertResourcesPayload>> {
        let work = async || -> Result<Upserted> {
            let which = Which::Id(node::parse(&input.api_id));
            let wanted = input
                .resources
                .into_iter()
                .map(|new| Wanted {
                    kind: new.r#type,
                    key: new.key,
                    name: new.name,
                    owner: new.owner,
                })
                .collect();
            registration::upsert(ctx.deps(), ctx.caller(), which, wanted)
                .await
                .map_err(as_named_here)
        };
        let result = work().await;
        if let Ok(done) = &result {
            ctx.spend(done.resources.len())?;
        }
        answer(result, |done| UpsertResourcesPayload {
            resources: Some(done.resources.into_iter().map(Resource).collect()),
            created_count: Some(done.created),
            updated_count: Some(done.updated),
            user_errors: Vec::new(),
        })
    }

    /// For an API's owners: takes resources away, all or none. What apps were allowed with them ends at once. Scope
    /// `apis:write`.
    async fn remove_resources(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which resources.")] input: RemoveResourcesInput,
    ) -> async_graphql::Result<Option<RemoveResourcesPayload>> {
        let work = async || -> Result<(entity::api::Model, usize)> {
            let which = Which::Id(node::parse(&input.api_id));
            let names = input
                .resources
                .into_iter()
                .map(|name| (name.r#type, name.key))
                .collect();
            registration::remove(ctx.deps(), ctx.caller(), which, names)
                .await
                .map_err(as_named_here)
        };
        answer(work().await, |(api, count)| RemoveResourcesPayload {
            api: Some(Api(api)),
            removed_count: Some(count),
            user_errors: Vec::new(),
        })
    }
}
