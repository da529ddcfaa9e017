//! Apps, as their developers see them, and what everybody may know of one.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use entity::{app, id::AppId, values::MemberRole as Role};

use super::{
    Ask as _,
    audit_event::{self, AuditEvent, AuditEventFilter},
    client::{Client, NewClientInput},
    error::{OrRefuse as _, UserError, already_created, answer, bad_input, payloads},
    grant::{self, AppGrant},
    loader::{ClientsOf, GrantsOf, ScopeNamed, ScopesOf, look, rows},
    node,
    organization::{MemberRole, Owner, owner_input},
    page::{self, Arguments, Page, counter},
    request_log::{self, RequestLogEntry, RequestLogFilter},
    scalars::{DateTime, Link, ScopeName, link, moment, search},
    scope::Scope,
    usage::{self, AppUsage, UsageRange},
};
use crate::domain::{
    Error, Result,
    api_scope::Entry,
    app::{
        self as apps, Credential as Made, Details, DetailsPatch, Filter, NewApp, NewlyMade, OrderBy, Seen,
        Whose,
    },
    app_grant::Whose as WhoseGrants,
    app_scope::{self, EnableScope},
    audit_log,
    client_registration::{self, Created},
    page::Position,
    patch::Patch,
    policy::{Action, may},
    preset::Preset,
    scope::BuiltIn,
};

/// From an input's three states to the domain's.
pub fn patch<T>(value: MaybeUndefined<T>) -> Patch<T> {
    match value {
        MaybeUndefined::Undefined => Patch::Keep,
        MaybeUndefined::Null => Patch::Clear,
        MaybeUndefined::Value(value) => Patch::Set(value),
    }
}

/// What a developer registers and a user recognises, as its developers see it.
#[derive(Clone, Debug)]
pub struct App(pub app::Model);

/// Demands the right to read what is inside an app: whoever changed it with a token sees it, but not all there is. An
/// app that acts as itself reads its own.
///
/// # Errors
/// `FORBIDDEN`, `UNAUTHENTICATED`.
pub fn check_reads(ctx: &Context<'_>, app_id: AppId) -> async_graphql::Result<()> {
    let caller = ctx.caller();
    if caller.administers("admin:read") || caller.acts_as() == Some(app_id) {
        return Ok(());
    }
    caller.require("apps:read").or_refuse()
}

impl App {
    async fn standing(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Role>> {
        ctx.loaders().role(apps::owner(&self.0)).await.or_refuse()
    }

    async fn enabled(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<EnabledScope>> {
        check_reads(ctx, self.0.id)?;
        let rows = rows(ctx, ScopesOf(self.0.id)).await?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows.iter() {
            let entry = match ctx
                .loaders()
                .load(ScopeNamed(row.name.clone()))
                .await
                .or_refuse()?
            {
                Some(scope) => Entry::Defined(scope),
                None => match BuiltIn::existing(&ctx.deps().config, &row.name) {
                    Some(scope) => Entry::BuiltIn(scope),
                    None => continue,
                },
            };
            let for_apps = entry.grantable_to().app();
            found.push(EnabledScope {
                scope: Scope(entry),
                optional: row.optional,
                approved_for_app: for_apps.then_some(row.approved_at.is_some()),
                created_at: row.created_at.into(),
            });
        }
        Ok(found)
    }
}

/// What the caller may do to an app.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct AppPermissions {
    /// Change its name, texts, redirect URLs, scopes and clients.
    pub can_update: bool,
    /// Make, rotate and revoke secrets; set keys.
    pub can_manage_credentials: bool,
    /// Suspend and resume it.
    pub can_suspend: bool,
    /// End all its grants.
    pub can_revoke_grants: bool,
    /// Give it to another owner.
    pub can_transfer: bool,
    /// Delete it.
    pub can_delete: bool,
}

/// What a developer registers and a user recognises, as its developers see it.
#[Object]
impl App {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// The key by which a file names it.
    async fn key(&self) -> Option<&str> {
        self.0.key.as_deref()
    }

    /// Shown at consent.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// One paragraph for people.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// Its home page.
    async fn homepage(&self) -> Option<Link> {
        link(self.0.homepage.as_ref())
    }

    /// Where its logo comes from.
    async fn logo_uri(&self) -> Option<Link> {
        link(self.0.logo_uri.as_ref())
    }

    /// Its privacy policy.
    async fn policy_uri(&self) -> Option<Link> {
        link(self.0.policy_uri.as_ref())
    }

    /// Its terms of service.
    async fn tos_uri(&self) -> Option<Link> {
        link(self.0.tos_uri.as_ref())
    }

    /// What users see of it.
    async fn profile(&self) -> AppProfile {
        AppProfile(self.0.clone())
    }

    /// Who owns it.
    async fn owner(&self, ctx: &Context<'_>) -> async_graphql::Result<Owner> {
        Owner::load(ctx, apps::owner(&self.0))
            .await?
            .ok_or(Error::not_found())
            .or_refuse()
    }

    /// The caller's role; `OWNER` for a person's own app, null for an administrator who looks in.
    async fn role(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<MemberRole>> {
        Ok(self.standing(ctx).await?.map(Into::into))
    }

    /// What the caller may do to it, with the credential they ask with.
    async fn permissions(&self, ctx: &Context<'_>) -> async_graphql::Result<AppPermissions> {
        let role = self.standing(ctx).await?;
        let can =
            |scope, action| ctx.caller().require(scope).is_ok() && role.is_some_and(|role| may(role, action));
        Ok(AppPermissions {
            can_update: can("apps:write", Action::UpdateApp),
            can_manage_credentials: can("secrets:write", Action::ManageCredentials),
            can_suspend: can("apps:write", Action::SuspendApp),
            can_revoke_grants: can("apps:write", Action::RevokeGrants),
            can_transfer: can("apps:write", Action::TransferApp),
            can_delete: can("apps:write", Action::DeleteApp),
        })
    }

    /// When an administrator vouched for it.
    async fn verified_at(&self) -> Option<DateTime> {
        moment(self.0.verified_at)
    }

    /// When it was switched off.
    async fn suspended_at(&self) -> Option<DateTime> {
        moment(self.0.suspended_at)
    }

    /// Whether an administrator suspended it; then only one can resume it.
    async fn suspended_by_administrator(&self) -> bool {
        self.0.blocked_at.is_some()
    }

    /// Raised by each change; send it as `expectedVersion`.
    async fn version(&self) -> i32 {
        self.0.version
    }

    /// Its clients, in the order they were made.
    #[graphql(complexity = "page::times(client_registration::MOST, child_complexity)")]
    async fn clients(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Client>> {
        check_reads(ctx, self.0.id)?;
        let rows = rows(ctx, ClientsOf(self.0.id)).await?;
        Ok(rows.iter().cloned().map(Client).collect())
    }

    /// One of its clients; null if it has none of that `client_id`.
    async fn client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its `client_id`.")] client_id: String,
    ) -> async_graphql::Result<Option<Client>> {
        check_reads(ctx, self.0.id)?;
        let all = look(ctx, ClientsOf(self.0.id)).await?;
        ctx.spend(1)?;
        Ok(all
            .iter()
            .find(|row| row.client_id == client_id)
            .cloned()
            .map(Client))
    }

    /// What it may ask for, by name.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn enabled_scopes(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<EnabledScope>> {
        self.enabled(ctx).await
    }

    /// What the consent page would ask a person who has allowed it nothing yet.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn consent_preview(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The scopes it asks for; everything that people can allow it where not given.")]
        scopes: Option<Vec<ScopeName>>,
    ) -> async_graphql::Result<ConsentPreview> {
        let enabled = self.enabled(ctx).await?;
        Ok(ConsentPreview::of(enabled, scopes))
    }

    /// How many people have allowed it something.
    async fn grants_count(&self, ctx: &Context<'_>) -> async_graphql::Result<i64> {
        check_reads(ctx, self.0.id)?;
        Ok(ctx
            .loaders()
            .load(GrantsOf(self.0.id))
            .await
            .or_refuse()?
            .unwrap_or_default())
    }

    /// Who has allowed it what, latest first; no more of the people than was allowed.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    async fn grants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<AppGrant>> {
        check_reads(ctx, self.0.id)?;
        let name = format!("app.grants {}", self.0.id);
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        grant::list(ctx, &name, (WhoseGrants::App(self.0.id), &slice), AppGrant).await
    }

    /// What happened to it, latest first.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<AuditEventFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<AuditEvent>> {
        check_reads(ctx, self.0.id)?;
        let filter = audit_log::Filter {
            app_id: Some(self.0.id),
            ..filter.unwrap_or_default().into_domain()
        };
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        audit_event::list(ctx, &format!("app.auditEvents {}", self.0.id), filter, part).await
    }

    /// Its refused requests of the last 30 days, latest first, explained; the oldest of more than 2,000 are gone.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn request_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<RequestLogFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<RequestLogEntry>> {
        check_reads(ctx, self.0.id)?;
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        request_log::list(ctx, self.0.id, filter, part).await
    }

    /// How much it is used.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn usage(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Over which time.", default_with = "UsageRange::Month")] range: UsageRange,
    ) -> async_graphql::Result<AppUsage> {
        check_reads(ctx, self.0.id)?;
        usage::of_app(ctx, self.0.id, range).await
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

/// What everybody who meets an app may know of it.
#[derive(Clone, Debug)]
pub struct AppProfile(pub app::Model);

/// What everybody who meets an app may know of it.
#[Object]
impl AppProfile {
    /// The app's id. `app(id:)` answers it only for the app's developers.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Its name.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// One paragraph.
    async fn description(&self) -> Option<&str> {
        self.0.description.as_deref()
    }

    /// The organization that publishes it; null for a person's app.
    async fn publisher(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let Some(id) = self.0.owner_organization_id else {
            return Ok(None);
        };
        Ok(ctx.loaders().load(id).await.or_refuse()?.map(|row| row.name))
    }

    /// Its home page.
    async fn homepage(&self) -> Option<Link> {
        link(self.0.homepage.as_ref())
    }

    /// Where its logo comes from.
    async fn logo_uri(&self) -> Option<Link> {
        link(self.0.logo_uri.as_ref())
    }

    /// Its privacy policy.
    async fn policy_uri(&self) -> Option<Link> {
        link(self.0.policy_uri.as_ref())
    }

    /// Its terms of service.
    async fn tos_uri(&self) -> Option<Link> {
        link(self.0.tos_uri.as_ref())
    }

    /// Whether an administrator vouched for it.
    async fn verified(&self) -> bool {
        self.0.verified_at.is_some()
    }

    /// Whether it is switched off.
    async fn suspended(&self) -> bool {
        self.0.suspended_at.is_some()
    }
}

/// A scope that an app may ask for.
#[derive(Clone, Debug, SimpleObject)]
pub struct EnabledScope {
    /// The scope.
    pub scope: Scope,
    /// Whether the user may leave it out.
    pub optional: bool,
    /// Whether the app may use it without a user; null where that is not possible.
    pub approved_for_app: Option<bool>,
    /// Since when it is enabled.
    pub created_at: DateTime,
}

/// What the consent page would ask, in its order.
#[derive(Clone, Debug, SimpleObject)]
pub struct ConsentPreview {
    /// What is asked for and does little harm.
    pub scopes: Vec<EnabledScope>,
    /// What is set apart on the page, as it can do more harm.
    pub sensitive: Vec<EnabledScope>,
    /// Types of resource that the person chooses from.
    pub resource_types: Vec<String>,
    /// What was named and would be refused with `invalid_scope`: not enabled, retired, or not for people to allow.
    pub refused: Vec<ScopeName>,
}

impl ConsentPreview {
    fn of(enabled: Vec<EnabledScope>, asked: Option<Vec<ScopeName>>) -> Self {
        let possible: Vec<EnabledScope> = enabled
            .into_iter()
            .filter(|enabled| enabled.scope.0.grantable_to().user() && !enabled.scope.0.is_retired())
            .collect();
        let (shown, refused) = match asked {
            None => (possible, Vec::new()),
            Some(names) => {
                let has = |name: &ScopeName| possible.iter().any(|one| one.scope.0.name() == name.0);
                let refused = names.iter().filter(|name| !has(name)).cloned().collect();
                let shown = possible
                    .iter()
                    .filter(|one| names.iter().any(|name| name.0 == one.scope.0.name()))
                    .cloned()
                    .collect();
                (shown, refused)
            }
        };
        let mut resource_types: Vec<String> = Vec::new();
        for kind in shown.iter().filter_map(|one| one.scope.0.resource_type()) {
            if !resource_types.iter().any(|known| known == kind) {
                resource_types.push(kind.to_owned());
            }
        }
        let (sensitive, scopes) = shown.into_iter().partition(|one| one.scope.0.sensitive());
        Self {
            scopes,
            sensitive,
            resource_types,
            refused,
        }
    }
}

/// Which apps.
#[derive(Debug, Default, InputObject)]
pub struct AppFilter {
    /// Part of the name, or a whole id or `client_id`.
    search: Option<String>,
    /// Of this organization only.
    organization_id: Option<ID>,
    /// Only people's own (true), only organizations' (false).
    personal: Option<bool>,
    /// Only suspended ones (true), only others (false).
    suspended: Option<bool>,
    /// Only verified ones (true), only others (false).
    verified: Option<bool>,
}

impl AppFilter {
    /// As the domain has it.
    ///
    /// # Errors
    /// `BAD_USER_INPUT`.
    pub fn into_domain(self) -> async_graphql::Result<Filter> {
        let organization = self.organization_id.as_ref().map(node::parse);
        Ok(Filter {
            search: search(self.search)?,
            organization,
            personal: self.personal,
            suspended: self.suspended,
            verified: self.verified,
        })
    }
}

/// In which order apps come.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct AppOrder {
    /// By what.
    field: AppOrderField,
    /// Which end first.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

/// By what apps are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "OrderBy")]
pub enum AppOrderField {
    /// Their name.
    Name,
    /// When they were made.
    CreatedAt,
    /// When they last changed.
    UpdatedAt,
}

/// Which end of an order comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum OrderDirection {
    /// The least.
    Asc,
    /// The greatest.
    Desc,
}

/// Reads part of a list of apps.
///
/// # Errors
/// `BAD_USER_INPUT`, or the database's.
pub async fn list(
    ctx: &Context<'_>,
    name: &str,
    (whose, filter): (Whose, Filter),
    (order, part): (Option<AppOrder>, Arguments),
) -> async_graphql::Result<Page<App>> {
    let (by, descending) = order.map_or((OrderBy::CreatedAt, true), |order| {
        (order.field.into(), order.direction == OrderDirection::Desc)
    });
    let name = format!("{name} {by:?} {descending}");
    let deps = ctx.deps();
    let slice = part.slice(deps, &name)?;
    let rows = apps::list(deps, whose, &filter, (by, descending, slice))
        .await
        .or_refuse()?;
    let shared = Arc::clone(&ctx.asking().deps);
    let total = counter(move || {
        let (deps, filter) = (Arc::clone(&shared), filter.clone());
        async move { apps::count(&deps, whose, &filter).await }
    });
    let place = move |row: &app::Model| Position {
        key: by.key(row),
        id: row.id.0,
    };
    Page::new(ctx, &name, rows, (place, App), total)
}

/// See the module.
#[derive(Debug, Default)]
pub struct AppQuery;

#[Object]
impl AppQuery {
    /// One app, by its id or by the `client_id` of one of its clients; null if it does not exist for the caller.
    /// Scope `apps:read`.
    async fn app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: Option<ID>,
        #[graphql(desc = "The `client_id` of one of its clients.")] client_id: Option<String>,
    ) -> async_graphql::Result<Option<App>> {
        let (deps, caller) = (ctx.deps(), ctx.caller());
        caller
            .require("apps:read")
            .or_else(|error| caller.require("admin:read").map_err(|_| error))
            .or_refuse()?;
        let found = match (id, client_id) {
            (Some(id), None) => match id.parse() {
                Ok(id) => apps::find(deps, caller, id).await,
                Err(_) => Ok(None),
            },
            (None, Some(client_id)) => apps::find_by_client_id(deps, caller, &client_id).await,
            _ => return Err(bad_input("Give id or clientId.")),
        };
        Ok(found.or_refuse()?.map(App))
    }

    /// Apps that the caller has: their own and their organizations'. All there are, administrators find in `admin`.
    /// Scope `apps:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn apps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<AppFilter>,
        #[graphql(desc = "In which order; newest first where not given.")] order_by: Option<AppOrder>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<App>>> {
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        of_caller(ctx, filter, order_by, part).await.map(Some)
    }
}

/// The apps that the caller has.
///
/// # Errors
/// `UNAUTHENTICATED`, `FORBIDDEN`; as [`list`].
pub async fn of_caller(
    ctx: &Context<'_>,
    filter: Option<AppFilter>,
    order_by: Option<AppOrder>,
    part: Arguments,
) -> async_graphql::Result<Page<App>> {
    ctx.caller().require("apps:read").or_refuse()?;
    let id = ctx.caller().user_id().or_refuse()?;
    let filter = filter.unwrap_or_default().into_domain()?;
    let name = format!("viewer.apps {id}");
    list(ctx, &name, (Whose::Theirs(id), filter), (order_by, part)).await
}

/// A client's secret, shown this once.
#[derive(Clone, Debug, SimpleObject)]
pub struct Credential {
    /// The client.
    pub client: Client,
    /// Its secret; null for a client that has none, and in the answer to a repeated idempotency key.
    pub secret: Option<String>,
}

impl From<Made> for Credential {
    fn from(made: Made) -> Self {
        Self {
            client: Client(made.client),
            secret: made.secret.map(|secret| secret.expose().to_owned()),
        }
    }
}

/// What an app is made like. Unsafe settings that a document promises are among its clients' `warnings`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Preset")]
pub enum AppPreset {
    /// A web server that signs people in by the authorization code, with or without PKCE.
    Standard,
    /// The moneybutton dialect: a public client that people allow things (the OAuth identifier), and one with a secret
    /// that acts as the app.
    Moneybutton,
    /// The coins dialect: a web server that gets codes in the fragment and sends its secret in the form body.
    Coins,
    /// The greenfield dialect: a client without grants, whose `client_id` programs send as `applicationIdentifier` when they
    /// ask people for API keys, with one of its redirect URLs.
    Greenfield,
}

/// An app to make.
#[derive(Debug, InputObject)]
pub struct CreateAppInput {
    /// Shown at consent.
    name: String,
    /// One paragraph for people.
    description: Option<String>,
    /// Its home page: https, or http on loopback.
    homepage: Option<Link>,
    /// Where its logo comes from.
    logo_uri: Option<Link>,
    /// Its privacy policy.
    policy_uri: Option<Link>,
    /// Its terms of service.
    tos_uri: Option<Link>,
    /// Owned by this organization; by the caller where not given.
    organization_id: Option<ID>,
    /// What it is made like: the preset's clients are made unless `clients` has one on the same platform, its scopes are
    /// enabled, and its settings are what `clients` and their settings begin with.
    preset: Option<AppPreset>,
    /// Where people come back to the client that the preset makes; compared exactly.
    #[graphql(default)]
    redirect_urls: Vec<Link>,
    /// One client is made for each.
    #[graphql(default)]
    clients: Vec<NewClientInput>,
    /// What it may ask for.
    #[graphql(default)]
    scopes: Vec<ScopeName>,
    /// Repeating it answers with what it made the first time.
    idempotency_key: Option<String>,
}

/// The answer of `createApp`.
#[derive(Debug, Default, SimpleObject)]
pub struct CreateAppPayload {
    /// The app.
    app: Option<App>,
    /// One for each client. Secrets are shown this once.
    credentials: Vec<Credential>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// A field left out stays as it is; null clears it.
#[derive(Debug, InputObject)]
pub struct UpdateAppInput {
    /// The app.
    app_id: ID,
    /// The version that the caller saw; refused if it changed since.
    expected_version: Option<i32>,
    /// Shown at consent. A verified app has to be verified again under its new name.
    name: Option<String>,
    /// One paragraph for people.
    description: MaybeUndefined<String>,
    /// Its home page: https, or http on loopback.
    homepage: MaybeUndefined<Link>,
    /// Where its logo comes from.
    logo_uri: MaybeUndefined<Link>,
    /// Its privacy policy.
    policy_uri: MaybeUndefined<Link>,
    /// Its terms of service.
    tos_uri: MaybeUndefined<Link>,
}

/// Which app to delete.
#[derive(Debug, InputObject)]
pub struct DeleteAppInput {
    /// The app.
    app_id: ID,
    /// The version that the caller saw; refused if it changed since.
    expected_version: Option<i32>,
}

/// Which app to suspend.
#[derive(Debug, InputObject)]
pub struct SuspendAppInput {
    /// The app.
    app_id: ID,
    /// The version that the caller saw; refused if it changed since.
    expected_version: Option<i32>,
}

/// Which app to resume.
#[derive(Debug, InputObject)]
pub struct ResumeAppInput {
    /// The app.
    app_id: ID,
    /// The version that the caller saw; refused if it changed since.
    expected_version: Option<i32>,
}

/// Which app to hand over, and to whom.
#[derive(Debug, InputObject)]
pub struct TransferAppInput {
    /// The app.
    app_id: ID,
    /// The version that the caller saw; refused if it changed since.
    expected_version: Option<i32>,
    /// To this organization; to the caller where null.
    organization_id: Option<ID>,
}

/// What an app may ask for.
#[derive(Debug, InputObject)]
pub struct SetAppScopesInput {
    /// The app.
    app_id: ID,
    /// The version that the caller saw; refused if it changed since.
    expected_version: Option<i32>,
    /// All of them: others are disabled, at once.
    scopes: Vec<AppScopeInput>,
}

/// A scope to enable.
#[derive(Debug, InputObject)]
pub struct AppScopeInput {
    /// Its name.
    name: ScopeName,
    /// Whether the user may leave it out.
    #[graphql(default)]
    optional: bool,
}

macro_rules! app_payloads {
    ($($name:ident $mutation:literal)*) => {$(
        #[doc = concat!("The answer of `", $mutation, "`.")]
        #[derive(Debug, Default, SimpleObject)]
        pub struct $name {
            /// The app as it is now.
            app: Option<App>,
            /// Why nothing was done.
            user_errors: Vec<UserError>,
        }

        payloads!($name);

        impl $name {
            fn of(row: app::Model) -> Self {
                Self { app: Some(App(row)), user_errors: Vec::new() }
            }
        }
    )*};
}

app_payloads! {
    UpdateAppPayload "updateApp"
    SuspendAppPayload "suspendApp"
    ResumeAppPayload "resumeApp"
    TransferAppPayload "transferApp"
    SetAppScopesPayload "setAppScopes"
}

/// The answer of `deleteApp`.
#[derive(Debug, Default, SimpleObject)]
pub struct DeleteAppPayload {
    /// The id of the app that is no more.
    deleted_app_id: Option<ID>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(CreateAppPayload DeleteAppPayload);

fn seen(id: &ID, expected_version: Option<i32>) -> Seen {
    Seen {
        id: node::parse(id),
        expected_version,
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct AppMutation;

#[Object]
impl AppMutation {
    /// Makes an app with its clients and their first secrets. Scope `apps:write`.
    async fn create_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The app.")] input: CreateAppInput,
    ) -> async_graphql::Result<Option<CreateAppPayload>> {
        let work = async || -> Result<Created<NewlyMade>> {
            let text = |link: Option<Link>| link.map(|link| link.0);
            let preset = input.preset.map(Preset::from);
            let redirect_urls: Vec<String> = input.redirect_urls.into_iter().map(|link| link.0).collect();
            if preset.is_none() && !redirect_urls.is_empty() {
                let message = "Without a preset, redirect URLs are given with the clients.";
                return Err(Error::invalid("redirect_urls", message));
            }
            let new = NewApp {
                preset: preset.map(|preset| (preset, redirect_urls)),
                owner: owner_input(input.organization_id.as_ref()),
                details: Details {
                    name: input.name,
                    description: input.description,
                    homepage: text(input.homepage),
                    logo_uri: text(input.logo_uri),
                    policy_uri: text(input.policy_uri),
                    tos_uri: text(input.tos_uri),
                },
                clients: input
                    .clients
                    .into_iter()
                    .map(|client| client.into_domain(preset))
                    .collect(),
                scopes: input
                    .scopes
                    .into_iter()
                    .map(|name| EnableScope {
                        name: name.0,
                        optional: false,
                    })
                    .collect(),
                idempotency_key: input.idempotency_key,
            };
            apps::create(ctx.deps(), ctx.caller(), new).await
        };
        answer(work().await, |created| CreateAppPayload {
            app: Some(App(created.made.app)),
            credentials: created.made.credentials.into_iter().map(Into::into).collect(),
            user_errors: already_created(created.repeated),
        })
    }

    /// Changes what people read of an app. Scope `apps:write`.
    async fn update_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateAppInput,
    ) -> async_graphql::Result<Option<UpdateAppPayload>> {
        let work = async || -> Result<app::Model> {
            let text = |link: MaybeUndefined<Link>| patch(link).map(|link| link.0);
            let seen = seen(&input.app_id, input.expected_version);
            let change = DetailsPatch {
                name: input.name,
                description: patch(input.description),
                homepage: text(input.homepage),
                logo_uri: text(input.logo_uri),
                policy_uri: text(input.policy_uri),
                tos_uri: text(input.tos_uri),
            };
            apps::update(ctx.deps(), ctx.caller(), seen, change).await
        };
        answer(work().await, UpdateAppPayload::of)
    }

    /// Deletes an app with its clients, secrets, grants and everything issued under them. Scope `apps:write`.
    async fn delete_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app.")] input: DeleteAppInput,
    ) -> async_graphql::Result<Option<DeleteAppPayload>> {
        let work = async || -> Result<()> {
            apps::delete(
                ctx.deps(),
                ctx.caller(),
                seen(&input.app_id, input.expected_version),
            )
            .await
        };
        answer(work().await, |()| DeleteAppPayload {
            deleted_app_id: Some(input.app_id.clone()),
            user_errors: Vec::new(),
        })
    }

    /// Switches an app off: nobody signs in with it, and its tokens are refused. Scope `apps:write`.
    async fn suspend_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app.")] input: SuspendAppInput,
    ) -> async_graphql::Result<Option<SuspendAppPayload>> {
        let work = async || -> Result<app::Model> {
            apps::suspend(
                ctx.deps(),
                ctx.caller(),
                seen(&input.app_id, input.expected_version),
                true,
            )
            .await
        };
        answer(work().await, SuspendAppPayload::of)
    }

    /// Switches an app on again. Scope `apps:write`.
    async fn resume_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app.")] input: ResumeAppInput,
    ) -> async_graphql::Result<Option<ResumeAppPayload>> {
        let work = async || -> Result<app::Model> {
            apps::suspend(
                ctx.deps(),
                ctx.caller(),
                seen(&input.app_id, input.expected_version),
                false,
            )
            .await
        };
        answer(work().await, ResumeAppPayload::of)
    }

    /// Hands an app to an organization of the caller's, or to the caller. Scope `apps:write`.
    async fn transfer_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app, and to whom.")] input: TransferAppInput,
    ) -> async_graphql::Result<Option<TransferAppPayload>> {
        let work = async || -> Result<app::Model> {
            let to = owner_input(input.organization_id.as_ref());
            apps::transfer(
                ctx.deps(),
                ctx.caller(),
                seen(&input.app_id, input.expected_version),
                to,
            )
            .await
        };
        answer(work().await, TransferAppPayload::of)
    }

    /// Sets what an app may ask for; it can never ask for more. Scope `apps:write`.
    async fn set_app_scopes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "All its scopes.")] input: SetAppScopesInput,
    ) -> async_graphql::Result<Option<SetAppScopesPayload>> {
        let work = async || -> Result<app::Model> {
            let seen = seen(&input.app_id, input.expected_version);
            let scopes: Vec<EnableScope> = input
                .scopes
                .into_iter()
                .map(|scope| EnableScope {
                    name: scope.name.0,
                    optional: scope.optional,
                })
                .collect();
            app_scope::set(ctx.deps(), ctx.caller(), seen, &scopes).await
        };
        answer(work().await, SetAppScopesPayload::of)
    }
}
