//! Whether a password opens the API routes of dialects that know it.

use async_graphql::{Context, InputObject, Object, SimpleObject};

use super::{
    Ask as _,
    error::{UserError, answer, payloads},
};
use crate::domain::api_password;

/// Whether the password may be used there.
#[derive(Debug, InputObject)]
pub struct SetPasswordForApiInput {
    /// Off by default: a program that has your password can do all that you can. An API key is better.
    allowed: bool,
}

/// The answer of `setPasswordForApi`.
#[derive(Debug, Default, SimpleObject)]
pub struct SetPasswordForApiPayload {
    /// As it is now.
    allowed: Option<bool>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(SetPasswordForApiPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct ApiPasswordMutation;

#[Object]
impl ApiPasswordMutation {
    /// Lets your password open the API routes of dialects that know it (HTTP Basic), or no longer. With a second factor
    /// it never does. Only in a browser session that is fresh.
    async fn set_password_for_api(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whether it may.")] input: SetPasswordForApiInput,
    ) -> async_graphql::Result<Option<SetPasswordForApiPayload>> {
        let done = api_password::allow(ctx.deps(), ctx.caller(), input.allowed).await;
        answer(done, |allowed| SetPasswordForApiPayload {
            allowed: Some(allowed),
            user_errors: Vec::new(),
        })
    }
}
