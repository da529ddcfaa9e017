//! The caller and what is theirs.

use async_graphql::{Context, Object};

use super::{
    Ask as _,
    api::{self, Api},
    app::{self, App, AppFilter, AppOrder},
    audit_event::{self, AuditEvent, AuditEventFilter},
    error::{OrRefuse as _, refuse},
    grant::{self, Grant, GrantFilter},
    invitation::Invitation,
    organization::Organization,
    page::{self, Arguments, Page},
    scalars::{DateTime, ScopeName},
    session::Session,
    user::User,
};
use crate::domain::{
    Error, admin,
    api::Whose as WhoseApis,
    app::{self as apps, Whose},
    app_grant::Whose as WhoseGrants,
    audit_log,
    caller::{FRESH, Who},
    invitation as invitations, organization as organizations, session as sessions, user as users,
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

    /// The scopes of the credential; null for a browser session, which has them all.
    async fn credential_scopes(&self, ctx: &Context<'_>) -> Option<Vec<ScopeName>> {
        match &ctx.caller().who {
            Who::Token(token) => Some(
                token
                    .scopes
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

    /// Until when this sign-in counts as fresh for sensitive acts; null for tokens.
    async fn fresh_until(&self, ctx: &Context<'_>) -> Option<DateTime> {
        match &ctx.caller().who {
            Who::Session(session) => Some(DateTime(session.authenticated_at + FRESH)),
            Who::Token(_) | Who::Operator | Who::Anonymous => None,
        }
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
        ctx.caller().require("apps:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let filter = filter.unwrap_or_default().into_domain()?;
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        app::list(
            ctx,
            &format!("viewer.apps {id}"),
            (Whose::Theirs(id), filter),
            (order_by, part),
        )
        .await
        .map(Some)
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
    async fn invitations(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<Invitation>>> {
        ctx.caller().require("organizations:read").or_refuse()?;
        let found = invitations::of_caller(ctx.deps(), ctx.caller())
            .await
            .or_refuse()?;
        ctx.spend(found.len())?;
        Ok(Some(
            found
                .into_iter()
                .map(|pair| Invitation::new(pair, true))
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

    /// Browsers that I am signed in with, latest first. Scope `sessions:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn sessions(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<Session>>> {
        ctx.caller().require("sessions:read").or_refuse()?;
        let id = ctx.caller().user_id().or_refuse()?;
        let rows = sessions::list(ctx.deps(), id).await.or_refuse()?;
        ctx.spend(rows.len())?;
        Ok(Some(rows.into_iter().map(Session).collect()))
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
            Who::Session(_) | Who::Token(_) | Who::Operator => Ok(Some(Viewer)),
        }
    }
}
