//! Administration: one field of the query and the `admin…` mutations, which do not exist for anybody else.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, MaybeUndefined, Object, SimpleObject};
use entity::{app, signing_key, user};

use super::{
    Ask as _,
    api::{self, Api, ApiFilter},
    api_key::{self, ApiKey, ApiKeyFilter},
    app::{self as app_objects, App, AppFilter, AppOrder, OrderDirection, patch},
    audit_event::{self, AuditEvent, Outcome},
    client::SigningAlgorithm,
    error::{OrRefuse as _, UserError, already_created, answer, bad_input, payloads},
    invitation::Invitation,
    node,
    page::{self, Arguments, Page, counter},
    scalars::{DateTime, EmailAddress, Link, moment, search},
    shows_administration,
    user::{User, UserRole},
};
use crate::domain::{
    Deps, Error, Result,
    admin::{self, AdminNewUser, Filter, OrderBy, Reset, Which},
    api::Whose as WhoseApis,
    app::Whose,
    audit_log,
    branding::{self, BrandingPatch},
    client_registration::Created,
    clock::DAY,
    invitation,
    key::{self, Takeover as When},
    node as nodes,
    page::Position,
    recovery,
    secret::Secret,
};

/// Whether the administration answers the caller at all.
async fn check(ctx: &Context<'_>) -> Result<()> {
    let deps = ctx.deps();
    if !deps.config.admin_api {
        return Err(Error::not_found());
    }
    admin::check(deps.db.read(), ctx.caller(), "admin:read").await
}

/// Administration of the service.
#[derive(Clone, Copy, Debug)]
pub struct Admin;

/// Which users.
#[derive(Debug, Default, InputObject)]
pub struct UserFilter {
    /// Part of the name or the address.
    search: Option<String>,
    /// With this role.
    role: Option<UserRole>,
    /// Only suspended ones (true), only others (false).
    suspended: Option<bool>,
}

/// In which order users come.
#[derive(Clone, Copy, Debug, InputObject)]
pub struct UserOrder {
    /// By what.
    field: UserOrderField,
    /// Which end first.
    #[graphql(default_with = "OrderDirection::Asc")]
    direction: OrderDirection,
}

/// By what users are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "OrderBy")]
pub enum UserOrderField {
    /// Their address.
    Email,
    /// When their account was made.
    CreatedAt,
}

/// Which events of the whole log.
#[derive(Debug, Default, InputObject)]
pub struct AdminAuditEventFilter {
    /// Exact kinds, such as `grant.revoked`, or nouns, such as `grant`.
    kinds: Option<Vec<String>>,
    /// Done or refused.
    outcome: Option<Outcome>,
    /// From this moment on.
    since: Option<DateTime>,
    /// Before this moment.
    until: Option<DateTime>,
    /// That concern this person, or were done by them.
    user_id: Option<ID>,
    /// That concern this app.
    app_id: Option<ID>,
    /// That concern this organization.
    organization_id: Option<ID>,
    /// Done by the client with this `client_id`.
    client_id: Option<String>,
}

impl AdminAuditEventFilter {
    fn into_domain(self) -> audit_log::Filter {
        audit_log::Filter {
            kinds: self.kinds.unwrap_or_default(),
            outcome: self.outcome.map(Into::into),
            since: self.since.map(|at| at.0),
            until: self.until.map(|at| at.0),
            user_id: self.user_id.as_ref().map(node::parse),
            app_id: self.app_id.as_ref().map(node::parse),
            organization_id: self.organization_id.as_ref().map(node::parse),
            client_id: self.client_id,
            without_looks: false,
        }
    }
}

/// A key that signs tokens.
#[derive(Clone, Debug, SimpleObject)]
pub struct SigningKey {
    /// Its `kid`: the RFC 7638 thumbprint.
    pub kid: String,
    /// What it signs with.
    pub algorithm: SigningAlgorithm,
    /// Where it is in its life.
    pub status: SigningKeyStatus,
    /// From when it signs; published before.
    pub active_at: DateTime,
    /// When it stops signing.
    pub retired_at: Option<DateTime>,
    /// When it leaves JWKS: the last token that it signed has ended.
    pub expires_at: Option<DateTime>,
    /// When it was withdrawn at once; its tokens fail.
    pub withdrawn_at: Option<DateTime>,
    /// When it was made.
    pub created_at: DateTime,
}

/// Where a key is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SigningKeyStatus {
    /// In JWKS, but does not sign yet.
    Published,
    /// Signs.
    Active,
    /// Signs no longer; its tokens may live.
    Retired,
    /// Its tokens have ended.
    Expired,
    /// Its tokens fail.
    Withdrawn,
}

impl SigningKey {
    fn of(row: signing_key::Model, now: i64) -> Self {
        let status = if row.withdrawn_at.is_some() {
            SigningKeyStatus::Withdrawn
        } else if row.expires_at.is_some_and(|at| at <= now) {
            SigningKeyStatus::Expired
        } else if row.retired_at.is_some_and(|at| at <= now) {
            SigningKeyStatus::Retired
        } else if row.active_at > now {
            SigningKeyStatus::Published
        } else {
            SigningKeyStatus::Active
        };
        Self {
            kid: row.id,
            algorithm: row.algorithm.into(),
            status,
            active_at: row.active_at.into(),
            retired_at: moment(row.retired_at),
            expires_at: moment(row.expires_at),
            withdrawn_at: moment(row.withdrawn_at),
            created_at: row.created_at.into(),
        }
    }
}

/// A setting of the service, which its operator sets in a file or the environment.
#[derive(Clone, Debug, SimpleObject)]
pub struct Setting {
    /// Its name.
    pub name: String,
    /// Its value; never one that holds a secret or a path.
    pub value: String,
}

/// How the service presents itself.
#[derive(Clone, Debug, SimpleObject)]
pub struct Branding {
    /// Its name on pages and in mails.
    pub service_name: String,
    /// The accent of its pages, as `#rrggbb`; null: the built-in one.
    pub accent_color: Option<String>,
    /// Its privacy policy.
    pub privacy_url: Option<Link>,
    /// Its terms of service.
    pub terms_url: Option<Link>,
    /// Where people get help.
    pub support_url: Option<Link>,
    /// The path of its logo, on the service's own origin; null: the built-in one.
    pub logo_path: Option<String>,
}

impl From<&branding::Branding> for Branding {
    fn from(now: &branding::Branding) -> Self {
        Self {
            service_name: now.service_name.clone(),
            accent_color: now.accent_color.clone(),
            privacy_url: now.privacy_url.clone().map(Link),
            terms_url: now.terms_url.clone().map(Link),
            support_url: now.support_url.clone().map(Link),
            logo_path: now.logo_path(),
        }
    }
}

/// A process that serves, or served in the last day.
#[derive(Clone, Debug, SimpleObject)]
pub struct ServiceNode {
    /// Its name, as in the audit log's chains.
    pub name: String,
    /// The version of its software.
    pub version: String,
    /// When it started.
    pub started_at: DateTime,
    /// When it last said that it lives: every 20 seconds.
    pub last_seen_at: DateTime,
    /// Whether it said so in the last minute.
    pub alive: bool,
    /// Whether it is the one that answers now.
    pub answering: bool,
}

/// Work that waits in memory of the node that answers.
#[derive(Clone, Debug, SimpleObject)]
pub struct WorkQueue {
    /// Which: `journal` (writes that are committed together), `request_log`, `password_hashing`.
    pub name: String,
    /// How many wait.
    pub length: usize,
    /// How many can wait; more are turned away, or only counted.
    pub capacity: usize,
}

/// How the service is.
#[derive(Clone, Debug, SimpleObject)]
pub struct Health {
    /// In a word.
    pub status: HealthStatus,
    /// Which database it uses.
    pub database: DatabaseKind,
    /// Milliseconds that the database took to answer.
    pub database_latency_ms: u64,
    /// Whether a key signs for every algorithm.
    pub signing_keys_ok: bool,
    /// Accounts.
    pub users: u64,
    /// Apps.
    pub apps: u64,
    /// Grants that are live.
    pub live_grants: u64,
    /// Browser sessions that are live.
    pub live_sessions: u64,
    /// Audit events that wait for their seal; a few seconds' worth is usual.
    pub unsealed_audit_events: u64,
    /// Days that the oldest key that signs has signed.
    pub oldest_signing_key_age_days: Option<i64>,
    /// The nodes of the last day.
    pub nodes: Vec<ServiceNode>,
    /// What waits in the node that answers.
    pub queues: Vec<WorkQueue>,
}

/// How the service is, in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum HealthStatus {
    /// All is well.
    Ok,
    /// It works, but something needs a look.
    Degraded,
}

/// A kind of database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DatabaseKind {
    /// Embedded.
    Sqlite,
    /// A server.
    Postgresql,
}

async fn signing_keys(deps: &Deps) -> Result<Vec<SigningKey>> {
    let now = deps.clock.now();
    Ok(key::list(deps)
        .await?
        .into_iter()
        .map(|row| SigningKey::of(row, now))
        .collect())
}

/// Administration of the service.
#[Object]
impl Admin {
    /// Everybody's API keys, newest first, or those of one person.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn api_keys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose.")] user_id: Option<ID>,
        #[graphql(desc = "Which of them.")] filter: Option<ApiKeyFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<ApiKey>> {
        let whose = user_id.as_ref().map(node::parse);
        let name = format!("admin.apiKeys {whose:?}");
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        let filter = filter.unwrap_or_default().into_domain()?;
        api_key::list(ctx, &name, ((whose, filter), &slice)).await
    }

    /// Every account, by address where no order is given. Looking is recorded.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn users(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<UserFilter>,
        #[graphql(desc = "In which order.")] order_by: Option<UserOrder>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<User>> {
        let filter = filter.unwrap_or_default();
        let filter = Filter {
            search: search(filter.search)?,
            role: filter.role.map(Into::into),
            suspended: filter.suspended,
        };
        let (by, descending) = order_by.map_or((OrderBy::Email, false), |order| {
            (order.field.into(), order.direction == OrderDirection::Desc)
        });
        let (deps, caller) = (ctx.deps(), ctx.caller());
        let name = format!("admin.users {by:?} {descending}");
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(deps, &name)?;
        let rows = admin::list_users(deps, caller, &filter, (by, descending, slice))
            .await
            .or_refuse()?;
        let (shared, caller) = (Arc::clone(&ctx.asking().deps), caller.clone());
        let total = counter(move || {
            let (deps, caller, filter) = (Arc::clone(&shared), caller.clone(), filter.clone());
            async move { admin::count_users(&deps, &caller, &filter).await }
        });
        let place = move |row: &user::Model| Position {
            key: by.key(row),
            id: row.id.0,
        };
        Page::new(ctx, &name, rows, (place, User), total)
    }

    /// One account, by its id or its address; null if there is none. Looking is recorded.
    async fn user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: Option<ID>,
        #[graphql(desc = "Its address.")] email: Option<EmailAddress>,
    ) -> async_graphql::Result<Option<User>> {
        let which = match (&id, &email) {
            (Some(id), None) => match id.parse() {
                Ok(id) => Which::Id(id),
                Err(_) => return Ok(None),
            },
            (None, Some(email)) => Which::Email(&email.0),
            _ => return Err(bad_input("Give id or email.")),
        };
        Ok(admin::find_user(ctx.deps(), ctx.caller(), which)
            .await
            .or_refuse()?
            .map(User))
    }

    /// Every app.
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
    ) -> async_graphql::Result<Page<App>> {
        check(ctx).await.or_refuse()?;
        let filter = filter.unwrap_or_default().into_domain()?;
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        app_objects::list(ctx, "admin.apps", (Whose::Everybodys, filter), (order_by, part)).await
    }

    /// Every API, by name.
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
    ) -> async_graphql::Result<Page<Api>> {
        check(ctx).await.or_refuse()?;
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), "admin.apis")?;
        let whose = WhoseApis::Everybodys(search(filter.unwrap_or_default().search)?);
        api::list(ctx, "admin.apis", whose, &slice).await
    }

    /// The whole audit log, latest first.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<AdminAuditEventFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<AuditEvent>> {
        check(ctx).await.or_refuse()?;
        let filter = filter.unwrap_or_default().into_domain();
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        audit_event::list(ctx, "admin.auditEvents", filter, part).await
    }

    /// Invitations that were not used yet, latest first.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn invitations(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Invitation>> {
        check(ctx).await.or_refuse()?;
        let rows = invitation::list(ctx.deps(), ctx.caller()).await.or_refuse()?;
        ctx.spend(rows.len())?;
        Ok(rows.into_iter().map(Invitation).collect())
    }

    /// The keys that sign tokens, newest first.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn signing_keys(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<SigningKey>> {
        check(ctx).await.or_refuse()?;
        let keys = signing_keys(ctx.deps()).await.or_refuse()?;
        ctx.spend(keys.len())?;
        Ok(keys)
    }

    /// The settings that the service runs with; none that holds a secret or a path.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn settings(&self, ctx: &Context<'_>) -> async_graphql::Result<Vec<Setting>> {
        check(ctx).await.or_refuse()?;
        let config = &ctx.deps().config;
        macro_rules! settings {
            ($($name:ident)*) => {
                vec![$(Setting { name: stringify!($name).to_owned(), value: shown(&format!("{:?}", config.$name)) }),*]
            };
        }
        let mut all = vec![Setting {
            name: "public_url".to_owned(),
            value: config.issuer().to_owned(),
        }];
        all.extend(settings!(
            service_name registration app_creation max_apps_per_owner max_apis_per_owner access_token_ttl id_token_ttl
            code_ttl refresh_token_idle_ttl refresh_token_absolute_ttl refresh_token_grace session_idle_ttl
            session_idle_ttl_unremembered remember_by_default session_absolute_ttl signing_key_rotation_days signing_key_overlap_hours body_limit graphql_body_limit
            request_timeout graphql_timeout max_connections max_connections_per_address graphql_max_depth
            graphql_max_complexity sign_in_failures_per_network sign_in_failures_per_account admin_api
            graphql_introspection graphql_explorer moneybutton coins greenfield
        ));
        Ok(all)
    }

    /// How the service presents itself.
    async fn branding(&self, ctx: &Context<'_>) -> async_graphql::Result<Branding> {
        check(ctx).await.or_refuse()?;
        Ok((&*branding::current(ctx.deps()).await).into())
    }

    /// How the service is.
    #[graphql(complexity = "20 + child_complexity")]
    async fn health(&self, ctx: &Context<'_>) -> async_graphql::Result<Health> {
        check(ctx).await.or_refuse()?;
        let deps = ctx.deps();
        let health = admin::health(deps, ctx.caller()).await.or_refuse()?;
        let keys = signing_keys(deps).await.or_refuse()?;
        let signing_keys_ok = entity::values::SigningAlgorithm::ALL.iter().all(|algorithm| {
            let algorithm = SigningAlgorithm::from(*algorithm);
            keys.iter()
                .any(|key| key.algorithm == algorithm && key.status == SigningKeyStatus::Active)
        });
        let database = if deps.db.postgres_pool().is_some() {
            DatabaseKind::Postgresql
        } else {
            DatabaseKind::Sqlite
        };
        let now = deps.clock.now();
        let oldest = keys
            .iter()
            .filter(|key| key.status == SigningKeyStatus::Active)
            .map(|key| (now - key.active_at.0) / DAY)
            .max();
        let nodes = nodes::list(deps).await.or_refuse()?;
        ctx.spend(nodes.len())?;
        Ok(Health {
            unsealed_audit_events: health.unsealed_events,
            oldest_signing_key_age_days: oldest,
            nodes: nodes
                .into_iter()
                .map(|row| ServiceNode {
                    alive: now - row.seen_at <= nodes::SILENT,
                    answering: row.name == deps.node,
                    name: row.name,
                    version: row.version,
                    started_at: row.started_at.into(),
                    last_seen_at: row.seen_at.into(),
                })
                .collect(),
            queues: admin::queues(deps)
                .into_iter()
                .map(|(name, length, capacity)| WorkQueue {
                    name: name.to_owned(),
                    length,
                    capacity,
                })
                .collect(),
            status: if signing_keys_ok {
                HealthStatus::Ok
            } else {
                HealthStatus::Degraded
            },
            database,
            database_latency_ms: health.database_ms,
            signing_keys_ok,
            users: health.users,
            apps: health.apps,
            live_grants: health.live_grants,
            live_sessions: health.live_sessions,
        })
    }
}

/// A value as the settings file writes it: words in lower case, texts without quotes.
fn shown(debug: &str) -> String {
    match debug.strip_prefix('"').and_then(|text| text.strip_suffix('"')) {
        Some(text) => text.to_owned(),
        None => debug.to_lowercase(),
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct AdminQuery;

#[Object]
impl AdminQuery {
    /// Administration; null for everyone who is not an administrator. Scope `admin:read`.
    #[graphql(visible = "shows_administration")]
    async fn admin(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Admin>> {
        match check(ctx).await {
            Ok(()) => Ok(Some(Admin)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(super::error::refuse(&error)),
        }
    }
}

/// An account to make.
#[derive(Debug, InputObject)]
pub struct AdminCreateUserInput {
    /// Its address.
    email: EmailAddress,
    /// The person's name.
    name: Option<String>,
    /// The first password: at least 15 characters. The person should change it.
    password: String,
    /// What the person may do to the service.
    #[graphql(default_with = "UserRole::User")]
    role: UserRole,
    /// Whether the address is known to be theirs.
    #[graphql(default)]
    email_verified: bool,
    /// Repeating it answers with what it made the first time.
    idempotency_key: Option<String>,
}

/// Which account to switch off.
#[derive(Debug, InputObject)]
pub struct AdminSuspendUserInput {
    /// The account.
    user_id: ID,
}

/// Which account to switch on.
#[derive(Debug, InputObject)]
pub struct AdminResumeUserInput {
    /// The account.
    user_id: ID,
}

/// What of somebody's credentials to reset.
#[derive(Debug, InputObject)]
pub struct AdminResetUserCredentialsInput {
    /// The account.
    user_id: ID,
    /// A password that you tell the person: at least 15 characters. Null: they keep theirs.
    new_password: Option<String>,
    /// Whether every second factor and recovery code goes, so that the password alone signs in again.
    #[graphql(default)]
    remove_second_factors: bool,
}

/// Who gets the link.
#[derive(Debug, InputObject)]
pub struct AdminSendPasswordResetInput {
    /// The account.
    user_id: ID,
}

/// Who may administer.
#[derive(Debug, InputObject)]
pub struct AdminChangeUserRoleInput {
    /// The account.
    user_id: ID,
    /// What it may do from now on.
    role: UserRole,
}

/// Which app to vouch for.
#[derive(Debug, InputObject)]
pub struct AdminVerifyAppInput {
    /// The app.
    app_id: ID,
    /// Whether it is vouched for.
    #[graphql(default = true)]
    verified: bool,
}

/// Which app to switch off.
#[derive(Debug, InputObject)]
pub struct AdminSuspendAppInput {
    /// The app.
    app_id: ID,
}

/// Which app to switch on.
#[derive(Debug, InputObject)]
pub struct AdminResumeAppInput {
    /// The app.
    app_id: ID,
}

/// A field left out stays as it is; null takes it from the settings file again.
#[derive(Debug, InputObject)]
pub struct AdminUpdateSettingsInput {
    /// Its name on pages and in mails.
    service_name: MaybeUndefined<String>,
    /// The accent of its pages, as `#rrggbb`; refused where it cannot be read on light ground.
    accent_color: MaybeUndefined<String>,
    /// Its privacy policy: https, or http on loopback.
    privacy_url: MaybeUndefined<Link>,
    /// Its terms of service.
    terms_url: MaybeUndefined<Link>,
    /// Where people get help.
    support_url: MaybeUndefined<Link>,
    /// True: the built-in logo again. Another one is sent with `adminUploadServiceLogo`.
    #[graphql(default)]
    remove_logo: bool,
}

/// The answer of `adminUpdateSettings`.
#[derive(Debug, Default, SimpleObject)]
#[graphql(visible = "shows_administration")]
pub struct AdminUpdateSettingsPayload {
    /// How the service presents itself now.
    branding: Option<Branding>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// How new signing keys take over.
#[derive(Debug, InputObject)]
pub struct AdminRotateSigningKeyInput {
    /// When.
    #[graphql(default_with = "KeyTakeover::Overlap")]
    takeover: KeyTakeover,
}

/// When a new signing key takes over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "When")]
pub enum KeyTakeover {
    /// After it was published for a while.
    Overlap,
    /// At once; the key before it stays published.
    Now,
    /// At once, and tokens of the keys before it fail.
    Withdraw,
}

macro_rules! admin_payloads {
    ($($name:ident $mutation:literal $field:ident $object:ident)*) => {$(
        #[doc = concat!("The answer of `", $mutation, "`.")]
        #[derive(Debug, Default, SimpleObject)]
        #[graphql(visible = "shows_administration")]
        pub struct $name {
            /// As it is now.
            $field: Option<$object>,
            /// Why nothing was done.
            user_errors: Vec<UserError>,
        }

        payloads!($name);
    )*};
}

admin_payloads! {
    AdminCreateUserPayload "adminCreateUser" user User
    AdminSuspendUserPayload "adminSuspendUser" user User
    AdminResumeUserPayload "adminResumeUser" user User
    AdminResetUserCredentialsPayload "adminResetUserCredentials" user User
    AdminSendPasswordResetPayload "adminSendPasswordReset" user User
    AdminChangeUserRolePayload "adminChangeUserRole" user User
    AdminVerifyAppPayload "adminVerifyApp" app App
    AdminSuspendAppPayload "adminSuspendApp" app App
    AdminResumeAppPayload "adminResumeApp" app App
}

/// The answer of `adminRotateSigningKey`.
#[derive(Debug, Default, SimpleObject)]
#[graphql(visible = "shows_administration")]
pub struct AdminRotateSigningKeyPayload {
    /// Every key, newest first.
    signing_keys: Option<Vec<SigningKey>>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(AdminRotateSigningKeyPayload AdminUpdateSettingsPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct AdminMutation;

#[Object]
impl AdminMutation {
    /// Makes an account. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_create_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The account.")] input: AdminCreateUserInput,
    ) -> async_graphql::Result<Option<AdminCreateUserPayload>> {
        let new = AdminNewUser {
            email: input.email.0,
            name: input.name,
            password: Secret::new(input.password),
            role: input.role.into(),
            email_verified: input.email_verified,
            idempotency_key: input.idempotency_key,
        };
        let work: Result<Created<user::Model>> = admin::create_user(ctx.deps(), ctx.caller(), new).await;
        answer(work, |created| AdminCreateUserPayload {
            user: Some(User(created.made)),
            user_errors: already_created(created.repeated),
        })
    }

    /// Switches an account off: its sessions and tokens die. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_suspend_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account.")] input: AdminSuspendUserInput,
    ) -> async_graphql::Result<Option<AdminSuspendUserPayload>> {
        let work = async || -> Result<user::Model> {
            admin::suspend_user(ctx.deps(), ctx.caller(), node::parse(&input.user_id), true).await
        };
        answer(work().await, |row| AdminSuspendUserPayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }

    /// Switches an account on again. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_resume_user(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account.")] input: AdminResumeUserInput,
    ) -> async_graphql::Result<Option<AdminResumeUserPayload>> {
        let work = async || -> Result<user::Model> {
            admin::suspend_user(ctx.deps(), ctx.caller(), node::parse(&input.user_id), false).await
        };
        answer(work().await, |row| AdminResumeUserPayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }

    /// Resets how somebody signs in, and ends all their sessions and what apps got. Scope `admin:write`; a session must be
    /// fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_reset_user_credentials(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose, and what.")] input: AdminResetUserCredentialsInput,
    ) -> async_graphql::Result<Option<AdminResetUserCredentialsPayload>> {
        let work = async || -> Result<user::Model> {
            let reset = Reset {
                password: input.new_password.map(Secret::new),
                second_factors: input.remove_second_factors,
            };
            let id = node::parse(&input.user_id);
            admin::reset_credentials(ctx.deps(), ctx.caller(), id, reset)
                .await
                .map_err(|error| error.renamed("password", "newPassword"))
        };
        answer(work().await, |row| AdminResetUserCredentialsPayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }

    /// Mails somebody a link to set another password; until it is used nothing changes. Scope `admin:write`; a session
    /// must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_send_password_reset(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] input: AdminSendPasswordResetInput,
    ) -> async_graphql::Result<Option<AdminSendPasswordResetPayload>> {
        let work = async || -> Result<user::Model> {
            let id = node::parse(&input.user_id);
            recovery::send(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |row| AdminSendPasswordResetPayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }

    /// Gives or takes the right to administer; never the last one's. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_change_user_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] input: AdminChangeUserRoleInput,
    ) -> async_graphql::Result<Option<AdminChangeUserRolePayload>> {
        let work = async || -> Result<user::Model> {
            let id = node::parse(&input.user_id);
            admin::change_role(ctx.deps(), ctx.caller(), id, input.role.into()).await
        };
        answer(work().await, |row| AdminChangeUserRolePayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }

    /// Vouches for an app, or no longer. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_verify_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app.")] input: AdminVerifyAppInput,
    ) -> async_graphql::Result<Option<AdminVerifyAppPayload>> {
        let work = async || -> Result<app::Model> {
            let id = node::parse(&input.app_id);
            admin::verify_app(ctx.deps(), ctx.caller(), id, input.verified).await
        };
        answer(work().await, |row| AdminVerifyAppPayload {
            app: Some(App(row)),
            user_errors: Vec::new(),
        })
    }

    /// Switches an app off so that only an administrator can switch it on. Scope `admin:write`; a session must be
    /// fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_suspend_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app.")] input: AdminSuspendAppInput,
    ) -> async_graphql::Result<Option<AdminSuspendAppPayload>> {
        let work = async || -> Result<app::Model> {
            admin::suspend_app(ctx.deps(), ctx.caller(), node::parse(&input.app_id), true).await
        };
        answer(work().await, |row| AdminSuspendAppPayload {
            app: Some(App(row)),
            user_errors: Vec::new(),
        })
    }

    /// Switches an app on, whoever switched it off. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_resume_app(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which app.")] input: AdminResumeAppInput,
    ) -> async_graphql::Result<Option<AdminResumeAppPayload>> {
        let work = async || -> Result<app::Model> {
            admin::suspend_app(ctx.deps(), ctx.caller(), node::parse(&input.app_id), false).await
        };
        answer(work().await, |row| AdminResumeAppPayload {
            app: Some(App(row)),
            user_errors: Vec::new(),
        })
    }

    /// Makes new signing keys. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_rotate_signing_key(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How they take over.")] input: AdminRotateSigningKeyInput,
    ) -> async_graphql::Result<Option<AdminRotateSigningKeyPayload>> {
        let work = async || -> Result<Vec<SigningKey>> {
            admin::rotate_keys(ctx.deps(), ctx.caller(), input.takeover.into()).await?;
            signing_keys(ctx.deps()).await
        };
        answer(work().await, |keys| AdminRotateSigningKeyPayload {
            signing_keys: Some(keys),
            user_errors: Vec::new(),
        })
    }

    /// Changes how the service presents itself, at once and on every node. Scope `admin:write`; a session must be fresh.
    #[graphql(visible = "shows_administration")]
    async fn admin_update_settings(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: AdminUpdateSettingsInput,
    ) -> async_graphql::Result<Option<AdminUpdateSettingsPayload>> {
        let text = |link: MaybeUndefined<Link>| patch(link).map(|link| link.0);
        let change = BrandingPatch {
            service_name: patch(input.service_name),
            accent_color: patch(input.accent_color),
            privacy_url: text(input.privacy_url),
            terms_url: text(input.terms_url),
            support_url: text(input.support_url),
            remove_logo: input.remove_logo,
        };
        let work = branding::update(ctx.deps(), ctx.caller(), change).await;
        answer(work, |now| AdminUpdateSettingsPayload {
            branding: Some((&*now).into()),
            user_errors: Vec::new(),
        })
    }
}
