//! Accounts at other providers: listed and unlinked by their owner. Linking begins at a page, as it leads away.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entity::{id::LinkedIdentityId, linked_identity, user};

use super::{
    Ask as _,
    error::{OrRefuse as _, UserError, answer, payloads},
    node,
    scalars::{DateTime, moment},
    second_factor::{Security, current},
    user::User,
};
use crate::{
    domain::{
        Error, Result, linked_identity as identities, provider, second_factor, secret::Secret, user as users,
    },
    provider_config::Provider,
};

/// Another provider that people may sign in with.
#[derive(Clone, Debug, SimpleObject)]
pub struct IdentityProvider {
    /// Its id in the settings.
    id: String,
    /// What people call it.
    title: String,
    /// The page that begins to link an account there, a path of this server.
    link_url: String,
}

impl IdentityProvider {
    fn of(provider: &Provider) -> Self {
        Self {
            id: provider.id.clone(),
            title: provider.title.clone(),
            link_url: format!("/providers/{}/link", provider.id),
        }
    }
}

/// The providers that the settings have, in their order.
pub(super) fn available(ctx: &Context<'_>) -> Vec<IdentityProvider> {
    ctx.deps()
        .config
        .providers
        .iter()
        .map(IdentityProvider::of)
        .collect()
}

/// The caller's linked accounts.
pub(super) async fn of_caller(ctx: &Context<'_>) -> async_graphql::Result<Vec<LinkedIdentity>> {
    let id = ctx.caller().user_id().or_refuse()?;
    let rows = identities::list(ctx.deps().db.read(), id).await.or_refuse()?;
    ctx.spend(rows.len())?;
    Ok(rows.into_iter().map(LinkedIdentity).collect())
}

/// An account at another provider that signs you in here.
#[derive(Clone, Debug)]
pub struct LinkedIdentity(pub linked_identity::Model);

/// An account at another provider that signs you in here.
#[Object]
impl LinkedIdentity {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// The provider; null where the settings have it no longer, so that it signs nobody in.
    async fn provider(&self, ctx: &Context<'_>) -> Option<IdentityProvider> {
        provider::find(ctx.deps(), &self.0.provider).map(IdentityProvider::of)
    }

    /// The provider's id, also of one that is gone.
    async fn provider_id(&self) -> &str {
        &self.0.provider
    }

    /// The address there when it was last used, to recognise it by.
    async fn email(&self) -> Option<&str> {
        self.0.email.as_deref()
    }

    /// When it last signed you in.
    async fn last_used_at(&self) -> Option<DateTime> {
        moment(self.0.last_used_at)
    }

    /// When it was linked.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }
}

/// Which account to unlink.
#[derive(Debug, InputObject)]
pub struct UnlinkIdentityInput {
    /// The linked account.
    linked_identity_id: ID,
}

/// The answer of `unlinkIdentity`.
#[derive(Debug, Default, SimpleObject)]
pub struct UnlinkIdentityPayload {
    /// How you sign in from now on.
    security: Option<Security>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The first password of an account.
#[derive(Debug, InputObject)]
pub struct SetPasswordInput {
    /// The password: at least 15 characters.
    new_password: String,
}

/// The answer of `setPassword`.
#[derive(Debug, Default, SimpleObject)]
pub struct SetPasswordPayload {
    /// The account as it is now.
    user: Option<User>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(UnlinkIdentityPayload SetPasswordPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct LinkedIdentityMutation;

#[Object]
impl LinkedIdentityMutation {
    /// Unlinks an account at another provider: it signs you in no longer. Not where it is your only way to sign in. Only
    /// in a browser session that is fresh.
    async fn unlink_identity(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account.")] input: UnlinkIdentityInput,
    ) -> async_graphql::Result<Option<UnlinkIdentityPayload>> {
        let work = async || -> Result<Security> {
            second_factor::fresh_session(ctx.caller(), ctx.deps().clock.now())?;
            let id: LinkedIdentityId = node::parse(&input.linked_identity_id);
            identities::unlink(ctx.deps(), ctx.caller(), id).await?;
            current(ctx).await
        };
        answer(work().await, |security| UnlinkIdentityPayload {
            security: Some(security),
            user_errors: Vec::new(),
        })
    }

    /// Sets the first password of an account that has none, because another provider signs you in; and signs you out
    /// everywhere else. Only in a browser session that is fresh.
    async fn set_password(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The password.")] input: SetPasswordInput,
    ) -> async_graphql::Result<Option<SetPasswordPayload>> {
        let work = async || -> Result<user::Model> {
            let (deps, caller) = (ctx.deps(), ctx.caller());
            users::set_first_password(deps, caller, &Secret::new(input.new_password))
                .await
                .map_err(|error| error.renamed("password", "newPassword"))?;
            let row = users::find(deps, caller.user_id()?)
                .await?
                .ok_or(Error::Unauthenticated)?;
            Ok((*row).clone())
        };
        answer(work().await, |row| SetPasswordPayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }
}
