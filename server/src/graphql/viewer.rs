//! The caller and what is theirs.

use async_graphql::{Context, Object};

use super::{
    Ask as _,
    api::{self, Api},
    api_key::{self, ApiKey, ApiKeyFilter, KeyPermission},
    app::{self, App, AppFilter, AppOrder},
    audit_event::{self, AuditEvent, AuditEventFilter},
    data::DataExport,
    error::{OrRefuse as _, refuse},
    grant::{self, Grant, GrantFilter},
    linked_identity::{self, IdentityProvider, LinkedIdentity},
    member_invitation::ReceivedInvitation,
    organization::Organization,
    page::{self, Arguments, Page},
    resource::{self, Resource, ResourceFilter},
    scalars::{DateTime, ScopeName},
    second_factor::{self, Security},
    session::Session,
    user::User,
};
use crate::domain::{
    Error, admin,
    api::Whose as WhoseApis,
    app as apps,
    app_grant::Whose as WhoseGrants,
    audit_log,
    caller::{FRESH, Who},
    data_export as exports, member_invitation as invitations, organization as organizations,
    resource_registration::Filter,
    session as sessions, user as users,
};

/// The caller's own things. A field is null with the error `FORBIDDEN` where the credential lacks its scope.
#[derive(Clone, Copy, Debug)]
pub struct Viewer;

/// The caller's own things. A field is null with the error `FORBIDDEN` where the credential lacks its scope.
#[Object]
impl Viewer {
    /// The person; null for an app's own token. Scope `profile:read`.
    async fn user(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<User>> {
        let Some(id) = ctx.caller().user() else {
            return Ok(None);
        };
        ctx.caller().require("profile:read").or_refuse()?;
        Ok(users::find(ctx.deps(), id)
            .await
            .or_refuse()?
            .map(|row| User((*row).clone())))
    }

    /// The app, for an app's own token; null for anybody else. Scope `application_access:write`.
    async fn app(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<App>> {
        let caller = ctx.caller();
        if caller.user().is_some() {
            return Ok(None);
        }
        caller.require("application_access:write").or_refuse()?;
        let Some(id) = caller.acts_as() else {
            return Ok(None);
        };
        let rows = apps::by_ids(ctx.deps(), &[id]).await.or_refuse()?;
        Ok(rows.into_iter().next().map(App))
    }

    /// The scopes of the credential, for an API key its permissions; null for a browser session, which has them all.
    async fn credential_scopes(&self, ctx: &Context<'_>) -> Option<Vec<ScopeName>> {
        match &ctx.caller().who {
            Who::Token(token) => Some(
                token
                    .scopes
                    .iter()
                    .map(|name| ScopeName(name.to_owned()))
                    .collect(),
            ),
            Who::ApiKey(key) => Some(
                key.held
                    .permissions()
                    .iter()
                    .map(|name| ScopeName(name.to_owned()))
                    .collect(),
            ),
            Who::Session(_) | Who::Operator | Who::Anonymous => None,
        }
    }

    /// Whether the person may create apps.
    async fn can_create_apps(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let caller = ctx.caller();
        let may = caller.user().is_some() && caller.require("apps:write").is_ok();
        Ok(may && apps::may_create(ctx.deps(), caller).await.or_refuse()?)
    }

    /// Whether `admin` answers.
    async fn is_administrator(&self, ctx: &Context<'_>) -> async_graphql::Result<bool> {
        let deps = ctx.deps();
        if !deps.config.admin_api || ctx.caller().require("admin:read").is_err() {
            return Ok(false);
        }
        admin::is_administrator(deps.db.read(), ctx.caller())
            .await
            .or_refuse()
    }

    /// Until when this sign-in counts as fresh for sensitive acts; null for tokens and API keys.
    async fn fresh_until(&self, ctx: &Context<'_>) -> Option<DateTime> {
        match &ctx.caller().who {
            Who::Session(session) => Some(DateTime(session.authenticated_at + FRESH)),
            Who::Token(_) | Who::ApiKey(_) | Who::Operator | Who::Anonymous => None,
        }
    }

    /// How I sign in; null for an app's own token. Scope `profile:read`.
    async fn security_overview(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Security>> {
        match ctx.caller().user() {
            Some(_) => second_factor::of_caller(ctx).await.map(Some),
            None => Ok(None),
        }
    }

    /// My accounts at other providers that sign me in here, oldest first. Scope `profile:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn linked_identities(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<Vec<LinkedIdentity>>> {
        ctx.caller().require("profile:read").or_refuse()?;
        linked_identity::of_caller(ctx).await.map(Some)
    }

    /// Other providers that I can link an account of. Scope `profile:read`.
    async fn available_providers(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<Vec<IdentityProvider>>> {
        ctx.caller().require("profile:read").or_refuse()?;
        ctx.caller().user_id().or_refuse()?;
        Ok(Some(linked_identity::available(ctx)))
    }

    /// My apps and those of my organizations. Scope `apps:read`.
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
        app::of_caller(ctx, filter, order_by, part).await.map(Some)
    }

    /// Organizations that I am a member of, by name. Scope `organizations:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn organizations(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<Organization>>> {
        ctx.caller().require("organizations:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let memberships = organizations::memberships(ctx.deps(), id).await.or_refuse()?;
        ctx.spend(memberships.len())?;
        let ids: Vec<_> = memberships.iter().map(|row| row.organization_id).collect();
        let rows = organizations::by_ids(ctx.deps(), &ids).await.or_refuse()?;
        Ok(Some(rows.into_iter().map(Organization).collect()))
    }

    /// Open invitations into organizations to my address, if it is proven, latest first. Scope `organizations:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn invitations(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<ReceivedInvitation>>> {
        ctx.caller().require("organizations:read").or_refuse()?;
        let found = invitations::of_caller(ctx.deps(), ctx.caller())
            .await
            .or_refuse()?;
        ctx.spend(found.len())?;
        Ok(Some(
            found
                .into_iter()
                .map(|pair| ReceivedInvitation::new(pair, true))
                .collect(),
        ))
    }

    /// APIs that I own, or my organizations, by name. Scope `apis:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    async fn apis(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<Api>>> {
        ctx.caller().require("apis:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let name = format!("viewer.apis {id}");
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        api::list(ctx, &name, WhoseApis::Theirs(id), &slice)
            .await
            .map(Some)
    }

    /// Things of mine and of my organizations to which a permission can be limited, by name. Scope `profile:read`; a
    /// credential without it sees those that its own permissions are about.
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
        let base = Filter::seen_by(ctx.caller()).or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let name = format!("viewer.resources {id}");
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        resource::list(ctx, &name, (base, filter), &slice).await.map(Some)
    }

    /// Apps with access to my account, latest first. Scope `grants:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn grants(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<GrantFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<Grant>>> {
        ctx.caller().require("grants:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let name = format!("viewer.grants {id}");
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        let whose = WhoseGrants::User(id, filter.unwrap_or_default().into_domain()?);
        grant::list(ctx, &name, (whose, &slice), Grant).await.map(Some)
    }

    /// My API keys, newest first. Scope `keys:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn api_keys(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<ApiKeyFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<ApiKey>>> {
        ctx.caller().require("keys:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let name = format!("viewer.apiKeys {id}");
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        let whose = (Some(id), filter.unwrap_or_default().into_domain()?);
        api_key::list(ctx, &name, (whose, &slice)).await.map(Some)
    }

    /// Whether my password opens the API routes of dialects that know it. Scope `profile:read`.
    async fn password_for_api(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<bool>> {
        ctx.caller().require("profile:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let user = users::find(ctx.deps(), id).await.or_refuse()?;
        Ok(user.map(|user| user.allow_password_for_api))
    }

    /// What I can give to an API key: every permission that my account has now, by name. Scope `keys:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn key_permissions(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<KeyPermission>>> {
        ctx.caller().require("keys:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        api_key::key_permissions(ctx, id).await.map(Some)
    }

    /// Browsers that I am signed in with, latest first. Scope `sessions:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn sessions(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<Session>>> {
        ctx.caller().require("sessions:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let rows = sessions::list(ctx.deps(), id).await.or_refuse()?;
        ctx.spend(rows.len())?;
        Ok(Some(rows.into_iter().map(Session).collect()))
    }

    /// The copy of my data that is being made or can be fetched. Scope `profile:read`.
    async fn data_export(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<DataExport>> {
        ctx.caller().require("profile:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let row = exports::latest(ctx.deps(), id).await.or_refuse()?;
        Ok(row.map(DataExport))
    }

    /// What happened to my account, latest first. Scope `activity:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn activity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which events.")] filter: Option<AuditEventFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<AuditEvent>>> {
        ctx.caller().require("activity:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let filter = audit_log::Filter {
            user_id: Some(id),
            without_looks: true,
            ..filter.unwrap_or_default().into_domain()
        };
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        audit_event::list(ctx, &format!("viewer.activity {id}"), filter, part)
            .await
            .map(Some)
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct ViewerQuery;

#[Object]
impl ViewerQuery {
    /// Who asks. Null with the error `UNAUTHENTICATED` where nobody is signed in.
    async fn viewer(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Viewer>> {
        match ctx.caller().who {
            Who::Anonymous => Err(refuse(&Error::Unauthenticated)),
            Who::Session(_) | Who::Token(_) | Who::ApiKey(_) | Who::Operator => Ok(Some(Viewer)),
        }
    }
}
