//! Global ids: the typed ids of the tables, found again by their prefix.

use std::str::FromStr;

use async_graphql::{Context, ID, Interface, Object};
use uuid::Uuid;

use super::{
    Ask as _,
    api::Api,
    api_key::ApiKey,
    app::App,
    audit_event::AuditEvent,
    client::Client,
    client_secret::ClientSecret,
    error::{OrRefuse as _, bad_input},
    grant::Grant,
    organization::Organization,
    page,
    redirect_url::RedirectUrl,
    resource::Resource,
    session::Session,
    user::User,
};
use crate::domain::{
    Error, Result, admin, api as apis, api_key as keys, app as apps, app_grant, audit_log, caller::Who,
    client_registration, client_secret as secrets, organization as organizations, redirect_url as urls,
    resource_registration as resources, session as sessions, user as users,
};

/// The id that an input names. One of another form is one that does not exist, and is looked for as such: whoever may
/// not ask hears that first, whatever they ask about (SEC-97).
pub fn parse<T: FromStr + From<Uuid>>(id: &ID) -> T {
    id.as_str().parse().unwrap_or_else(|_| T::from(Uuid::nil()))
}

/// Something with a global id, which `node` finds again.
#[derive(Clone, Debug, Interface)]
#[graphql(field(name = "id", ty = "ID", desc = "Opaque and unique in the server."))]
pub enum Node {
    /// A person.
    User(User),
    /// A browser that you are signed in with.
    Session(Session),
    /// An organization.
    Organization(Organization),
    /// An app.
    App(App),
    /// A client of an app.
    Client(Client),
    /// What is known of a secret.
    ClientSecret(ClientSecret),
    /// A redirect URL.
    RedirectUrl(RedirectUrl),
    /// An API.
    Api(Api),
    /// Something to which a permission can be limited.
    Resource(Resource),
    /// What you allowed an app.
    Grant(Grant),
    /// What is known of an API key.
    ApiKey(ApiKey),
    /// An audit event.
    AuditEvent(AuditEvent),
}

/// What the caller may see of it; none otherwise.
async fn find(ctx: &Context<'_>, id: &str) -> Result<Option<Node>> {
    let (deps, caller) = (ctx.deps(), ctx.caller());
    let Some((prefix, _)) = id.split_once('_') else {
        return Ok(None);
    };
    macro_rules! found {
        ($find:expr, $node:expr) => {
            match id.parse() {
                Ok(id) => $find(deps, caller, id).await?.map($node),
                Err(_) => None,
            }
        };
    }
    Ok(match prefix {
        "app" => found!(apps::find, |row| Node::App(App(row))),
        "cli" => found!(client_registration::find, |row| Node::Client(Client(row))),
        "sec" => found!(secrets::find, |row| Node::ClientSecret(ClientSecret(row))),
        "url" => found!(urls::find, |row| Node::RedirectUrl(RedirectUrl(row))),
        "api" => found!(apis::find, |row| Node::Api(Api(row))),
        "res" => found!(resources::find_one, |row| Node::Resource(Resource(row))),
        "akid" => found!(keys::find, |row| Node::ApiKey(ApiKey(row))),
        "gra" => found!(app_grant::find, |row| Node::Grant(Grant(row))),
        "org" => found!(organizations::find, |row| Node::Organization(Organization(row))),
        "evt" => found!(audit_log::find, |row| Node::AuditEvent(AuditEvent(row))),
        "ses" => {
            let Ok(id) = id.parse() else { return Ok(None) };
            let row = sessions::find(deps, id)
                .await?
                .filter(|row| Some(row.user_id) == caller.user());
            if row.is_some() {
                caller.require("sessions:read")?;
            }
            row.map(|row| Node::Session(Session((*row).clone())))
        }
        "usr" => {
            let Ok(id) = id.parse() else { return Ok(None) };
            if caller.user() == Some(id) {
                caller.require("profile:read")?;
                users::find(deps, id)
                    .await?
                    .map(|row| Node::User(User((*row).clone())))
            } else if deps.config.admin_api && caller.administers("admin:read") {
                admin::find_user(deps, caller, admin::Which::Id(id))
                    .await?
                    .map(|row| Node::User(User(row)))
            } else {
                None
            }
        }
        _ => None,
    })
}

/// See the module.
#[derive(Debug, Default)]
pub struct NodeQuery;

#[Object]
impl NodeQuery {
    /// Anything with an id; null if it does not exist for the caller. Its own scope, such as `apps:read`.
    #[graphql(complexity = "page::times(1, child_complexity.saturating_add(3))")]
    async fn node(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The id.")] id: ID,
    ) -> async_graphql::Result<Option<Node>> {
        if matches!(ctx.caller().who, Who::Anonymous) {
            return Err(super::error::refuse(&Error::Unauthenticated));
        }
        find(ctx, &id).await.or_refuse()
    }

    /// Several at once, at most 100, in the order of the ids; null for each that does not exist for the caller.
    #[graphql(complexity = "page::times(ids.len(), child_complexity.saturating_add(3))")]
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The ids.")] ids: Vec<ID>,
    ) -> async_graphql::Result<Vec<Option<Node>>> {
        if matches!(ctx.caller().who, Who::Anonymous) {
            return Err(super::error::refuse(&Error::Unauthenticated));
        }
        if ids.len() > 100 {
            return Err(bad_input("Ask for 100 ids at most."));
        }
        ctx.spend(ids.len())?;
        let mut found = Vec::with_capacity(ids.len());
        for id in &ids {
            found.push(find(ctx, id).await.or_refuse()?);
        }
        Ok(found)
    }
}
