//! An account's address: proving it and changing it.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::{
    Ask as _,
    error::{UserError, answer, payloads},
    scalars::EmailAddress,
    user::User,
};
use crate::domain::{Error, Result, email, user as users};

/// That the letter is wanted.
#[derive(Debug, InputObject)]
pub struct RequestEmailVerificationInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `requestEmailVerification`.
#[derive(Debug, Default, SimpleObject)]
pub struct RequestEmailVerificationPayload {
    /// Your account.
    user: Option<User>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The address that you want.
#[derive(Debug, InputObject)]
pub struct RequestEmailChangeInput {
    /// The new address.
    email: EmailAddress,
}

/// The answer of `requestEmailChange`.
#[derive(Debug, Default, SimpleObject)]
pub struct RequestEmailChangePayload {
    /// Your account, still with the address that it has.
    user: Option<User>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// That the change is not wanted any more.
#[derive(Debug, InputObject)]
pub struct CancelEmailChangeInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `cancelEmailChange`.
#[derive(Debug, Default, SimpleObject)]
pub struct CancelEmailChangePayload {
    /// Your account.
    user: Option<User>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(RequestEmailVerificationPayload RequestEmailChangePayload CancelEmailChangePayload);

/// See the module.
#[derive(Debug, Default)]
pub struct EmailMutation;

#[Object]
impl EmailMutation {
    /// Sends a link that proves your address. Only in a browser session.
    async fn request_email_verification(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That the letter is wanted.")] input: RequestEmailVerificationInput,
    ) -> async_graphql::Result<Option<RequestEmailVerificationPayload>> {
        let work = async || {
            confirmed(input.confirm, "Say true to get the letter.")?;
            email::request_verification(ctx.deps(), ctx.caller()).await
        };
        answer(work().await, |row| RequestEmailVerificationPayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }

    /// Sends a link to the address that you want; nothing changes until it is opened in a browser where you are
    /// signed in. The address before gets a link that undoes it. Only in a browser session that is fresh.
    async fn request_email_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The address.")] input: RequestEmailChangeInput,
    ) -> async_graphql::Result<Option<RequestEmailChangePayload>> {
        let work = async || -> Result<_> {
            let (deps, caller) = (ctx.deps(), ctx.caller());
            email::request_change(deps, caller, &input.email.0).await?;
            let row = users::find(deps, caller.user_id()?).await?;
            row.ok_or(Error::Unauthenticated)
        };
        answer(work().await, |row| RequestEmailChangePayload {
            user: Some(User((*row).clone())),
            user_errors: Vec::new(),
        })
    }

    /// The link that was sent for a change works no longer. Only in a browser session.
    async fn cancel_email_change(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That the change is not wanted any more.")] input: CancelEmailChangeInput,
    ) -> async_graphql::Result<Option<CancelEmailChangePayload>> {
        let work = async || {
            confirmed(input.confirm, "Say true to keep your address.")?;
            email::cancel_change(ctx.deps(), ctx.caller()).await
        };
        answer(work().await, |row| CancelEmailChangePayload {
            user: Some(User(row)),
            user_errors: Vec::new(),
        })
    }
}

fn confirmed(confirm: bool, message: &'static str) -> Result<()> {
    if confirm {
        Ok(())
    } else {
        Err(Error::invalid("confirm", message))
    }
}
