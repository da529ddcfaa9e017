//! Audit events: who did what to what, from where, when.

use std::sync::Arc;

use async_graphql::{Context, Enum, ID, InputObject, Json, Object, SimpleObject};
use entity::{
    audit_event,
    id::{ApiId, AppId, OrganizationId, UserId},
    values::Outcome as Result_,
};

use super::{
    Ask as _,
    app::AppProfile,
    error::OrRefuse as _,
    loader::Fellow,
    page::{Arguments, Page, counter},
    scalars::DateTime,
    user::display_name,
};
use crate::domain::{
    audit_log::{self, Filter},
    device,
    page::{Key, Position},
};

/// How something ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Result_")]
pub enum Outcome {
    /// It was done.
    Success,
    /// It was refused.
    Failure,
}

/// Who did what to what, from where, when.
#[derive(Clone, Debug)]
pub struct AuditEvent(pub audit_event::Model);

/// Who acted.
#[derive(Clone, Debug, SimpleObject)]
pub struct AuditActor {
    /// What kind of actor it is.
    pub kind: AuditActorKind,
    /// Who, where the caller may know.
    pub display_name: Option<String>,
    /// The `client_id` that acted.
    pub client_id: Option<String>,
}

/// What kind of actor it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AuditActorKind {
    /// A person.
    User,
    /// An app by itself.
    App,
    /// The service or its operator.
    System,
    /// Somebody who was not signed in.
    Anonymous,
}

/// What the events that people see most are called.
const TITLES: &[(&str, &str)] = &[
    ("api.created", "An API was created"),
    ("api.transferred", "An API got another owner"),
    ("api.updated", "An API was changed"),
    ("api_key.created", "An API key was made"),
    ("api_key.narrowed", "What an API key may do was narrowed"),
    ("api_key.revoked", "An API key was revoked"),
    ("api_key.rotated", "An API key was exchanged for another"),
    ("api_key.updated", "An API key was changed"),
    ("app.created", "The app was created"),
    ("app.deleted", "The app was deleted"),
    ("app.grants_revoked", "All access to the app was removed"),
    ("app.resumed", "The app was resumed"),
    ("app.scopes_set", "The app's scopes were changed"),
    ("app.suspended", "The app was suspended"),
    ("app.transferred", "The app got another owner"),
    ("app.unverified", "The app's verification was withdrawn"),
    ("app.updated", "The app was changed"),
    ("app.verified", "The app was verified"),
    (
        "app_scope.approval_withdrawn",
        "The approval of a scope was withdrawn",
    ),
    ("app_scope.approved", "A scope was approved for the app"),
    ("audit_log.exported", "The audit log was exported"),
    ("client.created", "A client was created"),
    ("client.deleted", "A client was deleted"),
    ("client.keys_set", "A client's keys were set"),
    ("client.updated", "A client was changed"),
    ("client_secret.created", "A client secret was created"),
    ("client_secret.revoked", "A client secret was revoked"),
    ("client_secret.rotated", "A client secret was rotated"),
    ("data_export.fetched", "A copy of the account's data was fetched"),
    (
        "data_export.requested",
        "A copy of the account's data was asked for",
    ),
    ("family.revoked", "A sign-in's tokens were revoked"),
    ("grant.allowed", "An app got access"),
    ("grant.narrowed", "An app's access was narrowed"),
    ("grant.revoked", "An app's access was removed"),
    ("identity.linked", "An account at another provider was linked"),
    ("identity.unlinked", "An account at another provider was unlinked"),
    ("invitation.created", "Somebody was invited"),
    ("invitation.revoked", "An invitation was taken back"),
    ("member.declined", "An invitation was declined"),
    ("member.invitation_revoked", "An invitation was taken back"),
    ("member.invited", "Somebody was invited into the organization"),
    ("member.joined", "A member joined the organization"),
    ("member.left", "A member left the organization"),
    ("member.removed", "A member was removed from the organization"),
    ("member.role_changed", "A member got another role"),
    ("organization.created", "An organization was created"),
    ("organization.deleted", "An organization was deleted"),
    ("organization.updated", "An organization was changed"),
    ("redirect_url.added", "A redirect URL was added"),
    ("redirect_url.removed", "A redirect URL was removed"),
    ("scope.created", "A scope was created"),
    ("scope.retired", "A scope was retired"),
    ("scope.updated", "A scope was changed"),
    ("session.ended", "A browser was signed out"),
    ("session.refused", "A sign-in failed"),
    ("session.started", "A browser signed in"),
    ("session.switched", "A browser changed to this account"),
    ("settings.updated", "The service's settings were changed"),
    ("signing_key.created", "A signing key was created"),
    ("token.revoked", "An access token was revoked"),
    (
        "user.api_password_set",
        "Whether the password opens API routes was changed",
    ),
    ("user.created", "The account was created"),
    ("user.deleted", "The account was deleted"),
    ("user.deletion_cancelled", "The account is kept after all"),
    ("user.deletion_requested", "The account is about to be deleted"),
    ("user.disabled", "The account was suspended"),
    ("user.email_change_requested", "Another address was asked for"),
    ("user.email_change_undone", "The change of the address was undone"),
    ("user.email_changed", "The address was changed"),
    ("user.email_verified", "The address was confirmed"),
    ("user.enabled", "The account was resumed"),
    ("user.password_changed", "The password was changed"),
    ("user.password_reset", "The password was set by a mailed link"),
    ("user.password_set", "A first password was set"),
    ("user.profile_changed", "The profile was changed"),
    (
        "user.reset_sent",
        "An administrator sent a link to set another password",
    ),
    ("user.role_changed", "The account's role was changed"),
];

fn title(kind: &str) -> String {
    TITLES
        .iter()
        .find(|(known, _)| *known == kind)
        .map_or_else(|| kind.replace(['.', '_'], " "), |(_, title)| (*title).to_owned())
}

impl AuditEvent {
    /// Whether the caller may know from where and with what it was done: the person who did it, or an
    /// administrator.
    fn shows_whereabouts(&self, ctx: &Context<'_>) -> bool {
        let caller = ctx.caller();
        let user_id = caller.user();
        let theirs = match self.0.actor_user_id {
            Some(actor) => user_id == Some(actor),
            // A failed sign-in concerns whose account it was tried on.
            None => user_id.is_some() && self.0.user_id == user_id,
        };
        (theirs && caller.require("activity:read").is_ok()) || caller.administers("admin:read")
    }

    async fn person(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<entity::audit_person::Model>> {
        if self.0.person_digest.is_none() || !self.shows_whereabouts(ctx) {
            return Ok(None);
        }
        ctx.loaders().load(self.0.id).await.or_refuse()
    }
}

/// Who did what to what, from where, when.
#[Object]
impl AuditEvent {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// When.
    async fn at(&self) -> DateTime {
        self.0.at.into()
    }

    /// What happened, such as `grant.revoked`.
    async fn kind(&self) -> &str {
        &self.0.kind
    }

    /// The same in words.
    async fn title(&self) -> String {
        title(&self.0.kind)
    }

    /// Whether it was done.
    async fn outcome(&self) -> Outcome {
        self.0.outcome.into()
    }

    /// Who acted.
    async fn actor(&self, ctx: &Context<'_>) -> async_graphql::Result<AuditActor> {
        let client_id = self.0.actor_client_id.clone();
        let Some(id) = self.0.actor_user_id else {
            let kind = match (&client_id, &self.0.person_digest) {
                (Some(_), _) => AuditActorKind::App,
                (None, Some(_)) => AuditActorKind::Anonymous,
                (None, None) => AuditActorKind::System,
            };
            return Ok(AuditActor {
                kind,
                display_name: None,
                client_id,
            });
        };
        let own = ctx.caller().user() == Some(id) && ctx.caller().require("profile:read").is_ok();
        let known = own
            || ctx.caller().administers("admin:read")
            || (ctx.caller().require("organizations:read").is_ok()
                && ctx.loaders().load(Fellow(id)).await.or_refuse()?.is_some());
        let display_name = match known {
            true => ctx
                .loaders()
                .load(id)
                .await
                .or_refuse()?
                .map(|row| display_name(&row)),
            false => None,
        };
        Ok(AuditActor {
            kind: AuditActorKind::User,
            display_name,
            client_id,
        })
    }

    /// The app it concerns; null if there is none, or it exists no longer.
    async fn app(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<AppProfile>> {
        let Some(id) = self.0.app_id else { return Ok(None) };
        Ok(ctx.loaders().load(id).await.or_refuse()?.map(AppProfile))
    }

    /// The id of the thing it happened to.
    async fn target(&self) -> Option<&str> {
        self.0.target.as_deref()
    }

    /// What that is called, for administrators: an account's address, the name of an app, an API or an organization;
    /// null for what has no name, or is gone.
    async fn target_name(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let Some(target) = self.0.target.as_deref() else {
            return Ok(None);
        };
        if !ctx.caller().administers("admin:read") {
            return Ok(None);
        }
        let loaders = ctx.loaders();
        if let Ok(id) = target.parse::<UserId>() {
            return Ok(loaders.load(id).await.or_refuse()?.map(|row| row.email.clone()));
        }
        if let Ok(id) = target.parse::<AppId>() {
            return Ok(loaders.load(id).await.or_refuse()?.map(|row| row.name));
        }
        if let Ok(id) = target.parse::<ApiId>() {
            return Ok(loaders.load(id).await.or_refuse()?.map(|row| row.name));
        }
        if let Ok(id) = target.parse::<OrganizationId>() {
            return Ok(loaders.load(id).await.or_refuse()?.map(|row| row.name));
        }
        Ok(None)
    }

    /// More, never personal and never secret.
    async fn details(&self) -> Json<serde_json::Value> {
        Json(self.0.details.clone())
    }

    /// From where: for the person who did it and for administrators.
    async fn ip_address(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        Ok(self.person(ctx).await?.and_then(|row| row.ip_address))
    }

    /// With what: for the person who did it and for administrators.
    async fn device(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let person = self.person(ctx).await?;
        Ok(person
            .and_then(|row| row.user_agent)
            .map(|text| device::describe(Some(&text))))
    }
}

/// Which events.
#[derive(Debug, Default, InputObject)]
pub struct AuditEventFilter {
    /// Exact kinds, such as `grant.revoked`, or nouns, such as `grant`.
    kinds: Option<Vec<String>>,
    /// Done or refused.
    outcome: Option<Outcome>,
    /// From this moment on.
    since: Option<DateTime>,
    /// Before this moment.
    until: Option<DateTime>,
}

impl AuditEventFilter {
    /// As the domain has it.
    pub fn into_domain(self) -> Filter {
        Filter {
            kinds: self.kinds.unwrap_or_default(),
            outcome: self.outcome.map(Into::into),
            since: self.since.map(|at| at.0),
            until: self.until.map(|at| at.0),
            ..Filter::default()
        }
    }
}

/// Reads part of the log.
///
/// # Errors
/// `BAD_USER_INPUT`, or the database's.
pub async fn list(
    ctx: &Context<'_>,
    name: &str,
    filter: Filter,
    part: Arguments,
) -> async_graphql::Result<Page<AuditEvent>> {
    let deps = ctx.deps();
    let slice = part.slice(deps, name)?;
    let rows = audit_log::list(deps, &filter, &slice).await.or_refuse()?;
    let shared = Arc::clone(&ctx.asking().deps);
    let total = counter(move || {
        let (deps, filter) = (Arc::clone(&shared), filter.clone());
        async move { audit_log::count(&deps, &filter).await }
    });
    let place = |row: &audit_event::Model| Position {
        key: Key::Id,
        id: row.id.0,
    };
    Page::new(ctx, name, rows, (place, AuditEvent), total)
}
