//! The API that people and dashboards manage things with: one file for each noun, with its object, queries,
//! mutations, inputs and payloads. It translates; rules and writes are the domain's. `schema.graphql` is generated
//! from here.

pub mod admin;
pub mod api;
pub mod api_key;
pub mod api_password;
pub mod app;
pub mod audit_event;
pub mod client;
pub mod client_secret;
pub mod data;
pub mod email;
pub mod error;
pub mod grant;
pub mod invitation;
pub mod limits;
pub mod linked_identity;
pub mod loader;
pub mod member_invitation;
pub mod node;
pub mod nulls;
pub mod organization;
pub mod page;
pub mod passkey;
pub mod picture;
pub mod redirect_url;
pub mod request_log;
pub mod resource;
pub mod scalars;
pub mod scope;
pub mod second_factor;
pub mod service;
pub mod session;
pub mod snippet;
pub mod subscription;
pub mod usage;
pub mod user;
pub mod variables;
pub mod viewer;

use std::{
    collections::BTreeMap,
    panic::AssertUnwindSafe,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use async_graphql::{
    Context, MergedObject, Request, Response, SDLExportOptions, Schema, ServerError,
    extensions::Analyzer,
    parser::types::{OperationType, Selection},
    value,
};
use futures_util::{
    FutureExt as _, StreamExt as _,
    future::BoxFuture,
    stream::{self, BoxStream},
};
use serde::Serialize;

use crate::{
    config::{Config, Switch},
    domain::{self, Caller, Deps, Result, caller::Who},
};
use loader::Loaders;
use subscription::Subscription;

/// Where every question begins.
#[derive(Debug, Default, MergedObject)]
pub struct Query(
    viewer::ViewerQuery,
    app::AppQuery,
    request_log::RequestLogQuery,
    api::ApiQuery,
    scope::ScopeQuery,
    organization::OrganizationQuery,
    member_invitation::MemberInvitationQuery,
    node::NodeQuery,
    service::ServiceQuery,
    admin::AdminQuery,
);

/// Everything that can be changed. Each answer has what changed, or the reasons why nothing did.
#[derive(Debug, Default, MergedObject)]
pub struct Mutation(
    app::AppMutation,
    client::ClientMutation,
    client_secret::ClientSecretMutation,
    redirect_url::RedirectUrlMutation,
    grant::GrantMutation,
    api_key::ApiKeyMutation,
    api_password::ApiPasswordMutation,
    session::SessionMutation,
    user::UserMutation,
    second_factor::SecondFactorMutation,
    passkey::PasskeyMutation,
    linked_identity::LinkedIdentityMutation,
    email::EmailMutation,
    data::DataMutation,
    picture::PictureMutation,
    api::ApiMutation,
    scope::ScopeMutation,
    resource::ResourceMutation,
    organization::OrganizationMutation,
    member_invitation::MemberInvitationMutation,
    admin::AdminMutation,
    invitation::InvitationMutation,
);

/// The whole schema.
pub type ServiceSchema = Schema<Query, Mutation, Subscription>;

/// Builds the schema with the limits of the settings.
pub fn schema(config: &Config) -> ServiceSchema {
    let mut builder = Schema::build(Query::default(), Mutation::default(), Subscription)
        .limit_depth(config.graphql_max_depth)
        .limit_complexity(config.graphql_max_complexity)
        .limit_directives(limits::DIRECTIVES_PER_FIELD)
        .limit_recursive_depth(limits::NESTING)
        .extension(Analyzer)
        .extension(nulls::Nulls);
    if !config.development() {
        builder = builder.disable_suggestions();
    }
    builder.finish()
}

/// The schema as a text, for `schema.graphql`.
pub fn sdl(config: &Config) -> String {
    let text = schema(config).sdl_with_options(SDLExportOptions::new());
    format!("{}\n", text.trim_end())
}

/// What the resolvers of one request share.
#[derive(Debug)]
pub struct Asking {
    /// The service.
    pub deps: Arc<Deps>,
    /// Who asks.
    pub caller: Caller,
    /// Reads what many objects need at once.
    pub loaders: Loaders,
    /// How many more rows the answer may hold.
    pub rows_left: Arc<AtomicUsize>,
}

/// Short ways to [`Asking`].
pub trait Ask<'a> {
    /// What the resolvers share.
    fn asking(&self) -> &'a Asking;

    /// The service.
    fn deps(&self) -> &'a Deps {
        &self.asking().deps
    }

    /// Who asks.
    fn caller(&self) -> &'a Caller {
        &self.asking().caller
    }

    /// The dataloaders.
    fn loaders(&self) -> &'a Loaders {
        &self.asking().loaders
    }

    /// Makes room for so many rows in the answer, before they are put into it: lists inside lists multiply, and what
    /// a list really holds is known only now (SEC-93, SEC-124).
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` where the answer would hold too many.
    fn spend(&self, rows: usize) -> async_graphql::Result<()> {
        self.asking()
            .rows_left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| {
                left.checked_sub(rows)
            })
            .map(drop)
            .map_err(|_| error::too_many_rows(limits::ROWS))
    }
}

impl<'a> Ask<'a> for Context<'a> {
    fn asking(&self) -> &'a Asking {
        self.data_unchecked::<Asking>()
    }
}

/// Looks at what is asked for, and settles what the specification wants settled, before anything runs.
///
/// # Errors
/// As [`limits::check`] and [`variables::settle`].
fn prepare(request: &mut Request) -> Result<(), ServerError> {
    limits::check(request)?;
    variables::keep_chosen(request)?;
    variables::settle(request)?;
    nulls::mark(request)
}

/// Executes one request: limits first, then the resolvers, for so long and no longer (SEC-93).
pub async fn execute(schema: &ServiceSchema, deps: Arc<Deps>, caller: Caller, request: Request) -> Response {
    let limit = deps.config.graphql_max_complexity;
    let patience = Duration::from_secs(deps.config.graphql_timeout);
    let mut request = request;
    if let Err(error) = prepare(&mut request) {
        return finish(Response::from_errors(vec![error]), limit);
    }
    if !may_introspect(&deps.config, &caller) {
        request = request.disable_introspection();
    }
    let asking = Asking {
        loaders: Loaders::new(&deps, &caller),
        rows_left: Arc::new(AtomicUsize::new(limits::ROWS)),
        deps,
        caller,
    };
    let run = AssertUnwindSafe(schema.execute(request.data(asking))).catch_unwind();
    let response = match tokio::time::timeout(patience, run).await {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => Response::from_errors(vec![error::internal("a resolver panicked")]),
        Err(_) => Response::from_errors(vec![error::limit(
            "The operation took too long. Ask for less at once.",
        )]),
    };
    finish(response, limit)
}

/// Finds out again who asks, and whether the credential still lives; none if it does not.
#[derive(Clone)]
pub struct Presence {
    /// Asks.
    pub again: Arc<dyn Fn() -> BoxFuture<'static, Result<Option<Caller>>> + Send + Sync>,
    /// When the operation arrived, milliseconds: what happens from then on is told.
    pub since: i64,
}

impl std::fmt::Debug for Presence {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Presence")
    }
}

/// Executes one request on a line that stays open: the answers of a subscription, or the one answer of anything
/// else. The same limits hold; rights are looked at again before each answer.
pub fn execute_stream(
    schema: &ServiceSchema,
    deps: Arc<Deps>,
    (caller, presence): (Caller, Presence),
    request: Request,
) -> BoxStream<'static, Response> {
    let limit = deps.config.graphql_max_complexity;
    let mut request = request;
    let refused = |error| stream::iter([finish(Response::from_errors(vec![error]), limit)]).boxed();
    if let Err(error) = prepare(&mut request) {
        return refused(error);
    }
    let Some(fields) = subscribes(&mut request) else {
        let schema = schema.clone();
        return stream::once(async move { once(&schema, deps, (caller, presence), request).await }).boxed();
    };
    if !fields {
        return refused(error::malformed(
            "A subscription has exactly one field, written out and not in a fragment.",
        ));
    }
    if !may_introspect(&deps.config, &caller) {
        request = request.disable_introspection();
    }
    let asking = Asking {
        loaders: Loaders::new(&deps, &caller),
        rows_left: Arc::new(AtomicUsize::new(limits::ROWS)),
        deps,
        caller,
    };
    schema
        .execute_stream(request.data(asking).data(presence))
        .map(move |response| finish(ended_or_not(response), limit))
        .boxed()
}

/// A subscription that could not begin, or that ends with an error, has no field to blame: the library names the one
/// that was subscribed to.
fn ended_or_not(mut response: Response) -> Response {
    if response.data == async_graphql::Value::Null
        && response.errors.iter().all(|error| error.path.len() <= 1)
    {
        for error in &mut response.errors {
            error.path.clear();
        }
    }
    response
}

/// Whether nothing was executed: then there are errors only, and no data, not even null (GraphQL section 7.1).
pub fn is_request_error(response: &Response) -> bool {
    !response.errors.is_empty()
        && response.data == async_graphql::Value::Null
        && response.errors.iter().all(|error| error.path.is_empty())
}

/// The answer as it is sent.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub enum Answer<'a> {
    /// What was executed.
    Executed(&'a Response),
    /// What was not.
    Refused {
        /// Why.
        errors: &'a [ServerError],
        /// What it would have cost.
        #[serde(skip_serializing_if = "Option::is_none")]
        extensions: Option<&'a BTreeMap<String, async_graphql::Value>>,
    },
}

impl<'a> From<&'a Response> for Answer<'a> {
    fn from(response: &'a Response) -> Self {
        if is_request_error(response) {
            Self::Refused {
                errors: &response.errors,
                extensions: (!response.extensions.is_empty()).then_some(&response.extensions),
            }
        } else {
            Self::Executed(response)
        }
    }
}

/// The one answer of a query or a mutation on a line. Whoever opened the line may have signed out since, or their
/// credential or account may have ended: it is asked again, as for every request (SEC-40, SEC-67).
async fn once(
    schema: &ServiceSchema,
    deps: Arc<Deps>,
    (caller, presence): (Caller, Presence),
    request: Request,
) -> Response {
    let caller = match (&caller.who, (presence.again)().await) {
        (Who::Anonymous, _) => caller,
        (_, Ok(Some(caller))) => caller,
        (_, Ok(None)) => return ended(&deps, &domain::Error::Unauthenticated),
        (_, Err(error)) => return ended(&deps, &error),
    };
    execute(schema, deps, caller, request).await
}

fn ended(deps: &Deps, error: &domain::Error) -> Response {
    let error = error::refuse(error).into_server_error(async_graphql::Pos::default());
    finish(
        Response::from_errors(vec![error]),
        deps.config.graphql_max_complexity,
    )
}

/// None where the operation that is asked for is no subscription; else whether it has one root field, as it must
/// (GraphQL section 5.2.4.1). The library looks into no fragment there, and would never answer.
fn subscribes(request: &mut Request) -> Option<bool> {
    let name = request.operation_name.clone();
    let document = request.parsed_query().ok()?;
    let operation = variables::chosen(document, name.as_deref())
        .filter(|operation| operation.ty == OperationType::Subscription)?;
    Some(match operation.selection_set.node.items.as_slice() {
        [one] => match &one.node {
            Selection::Field(field) => !field.node.name.node.starts_with("__"),
            Selection::FragmentSpread(_) | Selection::InlineFragment(_) => false,
        },
        _ => false,
    })
}

/// Introspection: always, never, or for anyone in development and for signed-in callers in production (SEC-95).
fn may_introspect(config: &Config, caller: &Caller) -> bool {
    match config.graphql_introspection {
        Switch::On => true,
        Switch::Off => false,
        Switch::Auto => config.development() || !matches!(caller.who, Who::Anonymous),
    }
}

/// Gives every error its code, and says what the operation cost.
fn finish(mut response: Response, limit: usize) -> Response {
    for error in &mut response.errors {
        error::classify(error, limit);
    }
    let measured = response.extensions.remove("analyzer");
    let cost = measured.and_then(|value| value.into_json().ok());
    if let Some(complexity) = cost.and_then(|cost| cost["complexity"].as_u64()) {
        let left = (limit as u64).saturating_sub(complexity);
        response = response.extension(
            "cost",
            value!({ "cost": complexity, "limit": limit, "left": left }),
        );
    }
    response
}

/// Whether administration is shown at all to the caller who introspects.
fn shows_administration(ctx: &Context<'_>) -> bool {
    ctx.data_opt::<Asking>()
        .is_some_and(|asking| asking.deps.config.admin_api && asking.caller.administers("admin:read"))
}
