//! Passkeys: registered, named and removed by their owner.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entity::passkey;

use super::{
    Ask as _,
    error::{UserError, answer, payloads},
    node,
    scalars::{DateTime, moment},
    second_factor::{Security, current, shown},
};
use crate::domain::{Error, Result, passkey as passkeys, second_factor, secret::Secret};

/// A key that your device or password manager keeps, and that signs you in here.
#[derive(Clone, Debug)]
pub struct Passkey(pub passkey::Model);

/// A key that your device or password manager keeps, and that signs you in here.
#[Object]
impl Passkey {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// What you call it.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether it can be copied to your other devices.
    async fn synced(&self) -> bool {
        self.0.synced
    }

    /// When its counter went back, which a copy of it would explain: it signs nobody in since. Null where all is well.
    async fn flagged_at(&self) -> Option<DateTime> {
        moment(self.0.flagged_at)
    }

    /// When it was last used.
    async fn last_used_at(&self) -> Option<DateTime> {
        moment(self.0.last_used_at)
    }

    /// When it was registered.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }
}

/// A registration that waits for the device.
#[derive(Clone, Debug, SimpleObject)]
pub struct PasskeyRegistration {
    /// The argument of `navigator.credentials.create`, as JSON.
    options: String,
    /// What `confirmPasskey` takes; good for 15 minutes, once, in this session.
    token: String,
}

/// That a passkey is to be registered.
#[derive(Debug, InputObject)]
pub struct RegisterPasskeyInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `registerPasskey`.
#[derive(Debug, Default, SimpleObject)]
pub struct RegisterPasskeyPayload {
    /// What the device is asked.
    registration: Option<PasskeyRegistration>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// What the device answered.
#[derive(Debug, InputObject)]
pub struct ConfirmPasskeyInput {
    /// The registration's.
    token: String,
    /// The new credential, as its `toJSON` writes it.
    credential: String,
    /// What to call it: 1 to 64 characters.
    name: String,
}

/// The answer of `confirmPasskey`.
#[derive(Debug, Default, SimpleObject)]
pub struct ConfirmPasskeyPayload {
    /// The passkey.
    passkey: Option<Passkey>,
    /// New recovery codes, shown this once; null where those that you have still work.
    recovery_codes: Option<Vec<String>>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which passkey to rename.
#[derive(Debug, InputObject)]
pub struct RenamePasskeyInput {
    /// The passkey.
    passkey_id: ID,
    /// What to call it: 1 to 64 characters.
    name: String,
}

/// The answer of `renamePasskey`.
#[derive(Debug, Default, SimpleObject)]
pub struct RenamePasskeyPayload {
    /// As it is now.
    passkey: Option<Passkey>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which passkey to remove.
#[derive(Debug, InputObject)]
pub struct RemovePasskeyInput {
    /// The passkey.
    passkey_id: ID,
}

/// The answer of `removePasskey`.
#[derive(Debug, Default, SimpleObject)]
pub struct RemovePasskeyPayload {
    /// How you sign in from now on.
    security: Option<Security>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(RegisterPasskeyPayload ConfirmPasskeyPayload RenamePasskeyPayload RemovePasskeyPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct PasskeyMutation;

#[Object]
impl PasskeyMutation {
    /// Begins to register a passkey; `confirmPasskey` finishes it. Only in a browser session that is fresh.
    async fn register_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That it is meant.")] input: RegisterPasskeyInput,
    ) -> async_graphql::Result<Option<RegisterPasskeyPayload>> {
        let work = async || -> Result<PasskeyRegistration> {
            second_factor::fresh_session(ctx.caller(), ctx.deps().clock.now())?;
            if !input.confirm {
                return Err(Error::invalid("confirm", "Say true to do this."));
            }
            let offer = passkeys::start(ctx.deps(), ctx.caller()).await?;
            Ok(PasskeyRegistration {
                options: offer.options,
                token: offer.token.expose().to_owned(),
            })
        };
        answer(work().await, |registration| RegisterPasskeyPayload {
            registration: Some(registration),
            user_errors: Vec::new(),
        })
    }

    /// Registers the passkey that the device made. With the first second factor your other sessions end. Only in a
    /// browser session that is fresh.
    async fn confirm_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What the device answered.")] input: ConfirmPasskeyInput,
    ) -> async_graphql::Result<Option<ConfirmPasskeyPayload>> {
        let work = async || -> Result<(passkey::Model, Option<Vec<Secret>>)> {
            let answer = (input.token.as_str(), input.credential.as_str());
            passkeys::confirm(ctx.deps(), ctx.caller(), answer, &input.name).await
        };
        answer(work().await, |(row, codes)| ConfirmPasskeyPayload {
            passkey: Some(Passkey(row)),
            recovery_codes: codes.map(shown),
            user_errors: Vec::new(),
        })
    }

    /// Gives a passkey another name. Only in a browser session that is fresh.
    async fn rename_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which passkey.")] input: RenamePasskeyInput,
    ) -> async_graphql::Result<Option<RenamePasskeyPayload>> {
        let work = async || -> Result<passkey::Model> {
            second_factor::fresh_session(ctx.caller(), ctx.deps().clock.now())?;
            passkeys::rename(
                ctx.deps(),
                ctx.caller(),
                node::parse(&input.passkey_id),
                &input.name,
            )
            .await
        };
        answer(work().await, |row| RenamePasskeyPayload {
            passkey: Some(Passkey(row)),
            user_errors: Vec::new(),
        })
    }

    /// Removes a passkey: it signs you in no longer. Only in a browser session that is fresh.
    async fn remove_passkey(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which passkey.")] input: RemovePasskeyInput,
    ) -> async_graphql::Result<Option<RemovePasskeyPayload>> {
        let work = async || -> Result<Security> {
            second_factor::fresh_session(ctx.caller(), ctx.deps().clock.now())?;
            passkeys::remove(ctx.deps(), ctx.caller(), node::parse(&input.passkey_id)).await?;
            current(ctx).await
        };
        answer(work().await, |security| RemovePasskeyPayload {
            security: Some(security),
            user_errors: Vec::new(),
        })
    }
}
