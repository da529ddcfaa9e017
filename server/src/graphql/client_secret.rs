//! Client secrets: what is known of them, and the secret itself once (SEC-48).

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use entity::{client, client_secret};

use super::{
    Ask as _,
    client::Client,
    error::{OrRefuse as _, UserError, already_created, answer, payloads},
    loader::SecretUsesOf,
    node,
    scalars::{DateTime, moment},
};
use crate::domain::{
    Result,
    client_secret::{self as secrets, NewSecret, Plan},
};

/// What is known of a secret: never the secret.
#[derive(Clone, Debug)]
pub struct ClientSecret(pub client_secret::Model);

/// Whether a secret works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ClientSecretStatus {
    /// It works.
    Active,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

/// What is known of a secret: never the secret.
#[Object]
impl ClientSecret {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What the developer calls it.
    async fn label(&self) -> &str {
        &self.0.label
    }

    /// Its last four characters, to recognise it by.
    async fn last_four(&self) -> &str {
        &self.0.last_four
    }

    /// Whether it works.
    async fn status(&self, ctx: &Context<'_>) -> ClientSecretStatus {
        if self.0.revoked_at.is_some() {
            ClientSecretStatus::Revoked
        } else if secrets::is_live(&self.0, ctx.deps().clock.now()) {
            ClientSecretStatus::Active
        } else {
            ClientSecretStatus::Expired
        }
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it stops working.
    async fn expires_at(&self) -> Option<DateTime> {
        moment(self.0.expires_at)
    }

    /// Its last use, to the minute.
    async fn last_used_at(&self) -> Option<DateTime> {
        moment(self.0.last_used_at)
    }

    /// How often it was used.
    async fn use_count(&self) -> i64 {
        self.0.use_count
    }

    /// How often it was used in the last 30 days, today (UTC) included: watch it go to zero before you revoke it.
    async fn uses_in_last_30_days(&self, ctx: &Context<'_>) -> async_graphql::Result<i64> {
        Ok(ctx
            .loaders()
            .load(SecretUsesOf(self.0.id))
            .await
            .or_refuse()?
            .unwrap_or_default())
    }
}

/// A secret to make.
#[derive(Debug, InputObject)]
pub struct CreateClientSecretInput {
    /// The client's id, which is not its `client_id`.
    client_id: ID,
    /// What you call it.
    label: Option<String>,
    /// When it stops working.
    expires_at: Option<DateTime>,
    /// Repeating it answers with what it made the first time, without the secret.
    idempotency_key: Option<String>,
}

/// A secret to make in place of those before it.
#[derive(Debug, InputObject)]
pub struct RotateClientSecretInput {
    /// The client's id, which is not its `client_id`.
    client_id: ID,
    /// What you call it.
    label: Option<String>,
    /// Seconds that the secrets before it go on working, 0 to 2592000 (30 days).
    #[graphql(default = 86400)]
    overlap: i64,
    /// When the new one stops working.
    expires_at: Option<DateTime>,
    /// Repeating it answers with what it made the first time, without the secret.
    idempotency_key: Option<String>,
}

/// Which secret to revoke.
#[derive(Debug, InputObject)]
pub struct RevokeClientSecretInput {
    /// The secret's id.
    secret_id: ID,
    /// Say so to revoke the last one that works.
    #[graphql(default)]
    even_if_last: bool,
}

macro_rules! secret_payloads {
    ($($name:ident $mutation:literal)*) => {$(
        #[doc = concat!("The answer of `", $mutation, "`.")]
        #[derive(Debug, Default, SimpleObject)]
        pub struct $name {
            /// What is kept of it.
            client_secret: Option<ClientSecret>,
            /// The secret, shown this once.
            secret: Option<String>,
            /// Its client.
            client: Option<Client>,
            /// Why nothing was done.
            user_errors: Vec<UserError>,
        }

        payloads!($name);

        impl From<NewSecret> for $name {
            fn from(new: NewSecret) -> Self {
                Self {
                    client_secret: Some(ClientSecret(new.row)),
                    user_errors: already_created(new.secret.is_none()),
                    secret: new.secret.map(|secret| secret.expose().to_owned()),
                    client: Some(Client(new.client)),
                }
            }
        }
    )*};
}

secret_payloads! {
    CreateClientSecretPayload "createClientSecret"
    RotateClientSecretPayload "rotateClientSecret"
}

/// The answer of `revokeClientSecret`.
#[derive(Debug, Default, SimpleObject)]
pub struct RevokeClientSecretPayload {
    /// The secret, revoked.
    client_secret: Option<ClientSecret>,
    /// Its client.
    client: Option<Client>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(RevokeClientSecretPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct ClientSecretMutation;

#[Object]
impl ClientSecretMutation {
    /// Makes another secret; those before it go on working. Scope `secrets:write`; a session must be fresh.
    async fn create_client_secret(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The secret.")] input: CreateClientSecretInput,
    ) -> async_graphql::Result<Option<CreateClientSecretPayload>> {
        let work = async || -> Result<NewSecret> {
            let id = node::parse(&input.client_id);
            let plan = Plan {
                label: input.label,
                expires_at: input.expires_at.map(|at| at.0),
                idempotency_key: input.idempotency_key,
            };
            secrets::create(ctx.deps(), ctx.caller(), id, plan).await
        };
        answer(work().await, Into::into)
    }

    /// Makes another secret; those before it work for a while yet. Scope `secrets:write`; a session must be fresh.
    async fn rotate_client_secret(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The secret.")] input: RotateClientSecretInput,
    ) -> async_graphql::Result<Option<RotateClientSecretPayload>> {
        let work = async || -> Result<NewSecret> {
            let id = node::parse(&input.client_id);
            let plan = Plan {
                label: input.label,
                expires_at: input.expires_at.map(|at| at.0),
                idempotency_key: input.idempotency_key,
            };
            secrets::rotate(ctx.deps(), ctx.caller(), id, (plan, input.overlap)).await
        };
        answer(work().await, Into::into)
    }

    /// Revokes a secret, at once. Scope `secrets:write`; a session must be fresh.
    async fn revoke_client_secret(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which secret.")] input: RevokeClientSecretInput,
    ) -> async_graphql::Result<Option<RevokeClientSecretPayload>> {
        let work = async || -> Result<(client_secret::Model, client::Model)> {
            let id = node::parse(&input.secret_id);
            secrets::revoke(ctx.deps(), ctx.caller(), id, input.even_if_last).await
        };
        answer(work().await, |(row, client)| RevokeClientSecretPayload {
            client_secret: Some(ClientSecret(row)),
            client: Some(Client(client)),
            user_errors: Vec::new(),
        })
    }
}
