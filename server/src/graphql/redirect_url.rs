//! Redirect and post-logout URLs.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use entity::{client, redirect_url, values::RedirectKind as Kind};

use super::{
    Ask as _,
    client::Client,
    error::{UserError, answer, payloads},
    node,
    scalars::{DateTime, Link},
};
use crate::domain::{
    Result,
    redirect_url::{self as urls, NewRedirectUrl},
};

/// What a registered URL is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Kind")]
pub enum RedirectKind {
    /// The authorization response.
    Login,
    /// The way back after signing out.
    PostLogout,
}

/// Where a client may be sent back to.
#[derive(Clone, Debug)]
pub struct RedirectUrl(pub redirect_url::Model);

/// Where a client may be sent back to.
#[Object]
impl RedirectUrl {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What it is for.
    async fn kind(&self) -> RedirectKind {
        self.0.kind.into()
    }

    /// Exactly this is compared, character by character.
    async fn url(&self) -> Link {
        Link(self.0.url.clone())
    }

    /// When it was added.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }
}

/// A URL to register.
#[derive(Debug, InputObject)]
pub struct AddRedirectUrlInput {
    /// The client's id, which is not its `client_id`.
    client_id: ID,
    /// The URL, exactly as the client will send it.
    url: Link,
    /// What it is for.
    #[graphql(default_with = "RedirectKind::Login")]
    kind: RedirectKind,
}

/// The answer of `addRedirectUrl`.
#[derive(Debug, Default, SimpleObject)]
pub struct AddRedirectUrlPayload {
    /// The URL.
    redirect_url: Option<RedirectUrl>,
    /// Its client.
    client: Option<Client>,
    /// What to know about it, such as to prefer `127.0.0.1` to `localhost`.
    hint: Option<String>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which URL to take away.
#[derive(Debug, InputObject)]
pub struct RemoveRedirectUrlInput {
    /// The URL's id.
    redirect_url_id: ID,
}

/// The answer of `removeRedirectUrl`.
#[derive(Debug, Default, SimpleObject)]
pub struct RemoveRedirectUrlPayload {
    /// The id of the URL that is no more.
    removed_redirect_url_id: Option<ID>,
    /// Its client.
    client: Option<Client>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(AddRedirectUrlPayload RemoveRedirectUrlPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct RedirectUrlMutation;

#[Object]
impl RedirectUrlMutation {
    /// Registers a URL that a client may be sent back to. Scope `apps:write`.
    async fn add_redirect_url(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The URL.")] input: AddRedirectUrlInput,
    ) -> async_graphql::Result<Option<AddRedirectUrlPayload>> {
        let work = async || -> Result<(redirect_url::Model, client::Model, Option<&'static str>)> {
            let new = NewRedirectUrl {
                client_id: node::parse(&input.client_id),
                kind: input.kind.into(),
                url: input.url.0,
            };
            urls::add(ctx.deps(), ctx.caller(), new).await
        };
        answer(work().await, |(row, client, hint)| AddRedirectUrlPayload {
            redirect_url: Some(RedirectUrl(row)),
            client: Some(Client(client)),
            hint: hint.map(str::to_owned),
            user_errors: Vec::new(),
        })
    }

    /// Takes a registered URL away; requests with it are refused from then on. Scope `apps:write`.
    async fn remove_redirect_url(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which URL.")] input: RemoveRedirectUrlInput,
    ) -> async_graphql::Result<Option<RemoveRedirectUrlPayload>> {
        let work = async || -> Result<client::Model> {
            let id = node::parse(&input.redirect_url_id);
            urls::remove(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |client| RemoveRedirectUrlPayload {
            removed_redirect_url_id: Some(input.redirect_url_id.clone()),
            client: Some(Client(client)),
            user_errors: Vec::new(),
        })
    }
}
