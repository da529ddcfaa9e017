//! Browsers that a person is signed in with.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entity::session;

use super::{
    Ask as _,
    error::{UserError, answer, payloads},
    node,
    scalars::DateTime,
};
use crate::domain::{Error, Result, caller::Who, device, session as sessions};

/// One browser that you are signed in with.
#[derive(Clone, Debug)]
pub struct Session(pub session::Model);

/// One browser that you are signed in with.
#[Object]
impl Session {
    /// Its id; also the `sid` of ID tokens.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Whether it is the one that asks.
    async fn current(&self, ctx: &Context<'_>) -> bool {
        matches!(&ctx.caller().who, Who::Session(session) if session.session_id == self.0.id)
    }

    /// The device in words, such as `Firefox on Linux`.
    async fn device(&self) -> String {
        device::describe(self.0.user_agent.as_deref())
    }

    /// The network that it began in, such as `192.0.2.0/24` or `2001:db8:1::/48`. Where in the world that is, we do not
    /// know, and ask nobody.
    async fn network(&self) -> Option<String> {
        self.0.ip_address.as_deref().and_then(device::network)
    }

    /// Whether it began in the network that asks now; null where one of the two is not known.
    async fn same_network(&self, ctx: &Context<'_>) -> Option<bool> {
        let here = ctx
            .caller()
            .from
            .ip_address
            .as_deref()
            .and_then(device::network)?;
        let there = self.0.ip_address.as_deref().and_then(device::network)?;
        Some(here == there)
    }

    /// Whether the browser keeps it when it is closed.
    async fn remembered(&self) -> bool {
        self.0.remembered
    }

    /// The address that it began from.
    async fn ip_address(&self) -> Option<&str> {
        self.0.ip_address.as_deref()
    }

    /// When you last proved in it who you are.
    async fn authenticated_at(&self) -> DateTime {
        self.0.authenticated_at.into()
    }

    /// How, as `amr` says it (RFC 8176).
    async fn methods(&self) -> Vec<&str> {
        self.0.amr.iter().collect()
    }

    /// Last use, to the minute.
    async fn last_seen_at(&self) -> DateTime {
        self.0.last_seen_at.into()
    }

    /// When it ends at the latest.
    async fn expires_at(&self) -> DateTime {
        self.0.expires_at.into()
    }

    /// When it was ended; null while it lives.
    async fn ended_at(&self) -> Option<DateTime> {
        self.0.ended_at.map(DateTime)
    }

    /// When it began.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }
}

/// Which session to end.
#[derive(Debug, InputObject)]
pub struct EndSessionInput {
    /// The session.
    session_id: ID,
}

/// The answer of `endSession`.
#[derive(Debug, Default, SimpleObject)]
pub struct EndSessionPayload {
    /// The session, ended.
    session: Option<Session>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// That all others are meant.
#[derive(Debug, InputObject)]
pub struct EndOtherSessionsInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `endOtherSessions`.
#[derive(Debug, Default, SimpleObject)]
pub struct EndOtherSessionsPayload {
    /// How many ended.
    ended_count: Option<usize>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(EndSessionPayload EndOtherSessionsPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct SessionMutation;

#[Object]
impl SessionMutation {
    /// Signs you out of one browser. What apps got in it without lasting access ends too. Scope `sessions:write`.
    async fn end_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which session.")] input: EndSessionInput,
    ) -> async_graphql::Result<Option<EndSessionPayload>> {
        let work = async || -> Result<session::Model> {
            let id = node::parse(&input.session_id, "session_id")?;
            sessions::end(ctx.deps(), ctx.caller(), id).await?;
            let row = sessions::find(ctx.deps(), id)
                .await?
                .ok_or(Error::no_such("session_id"))?;
            Ok((*row).clone())
        };
        answer(work().await, |row| EndSessionPayload {
            session: Some(Session(row)),
            user_errors: Vec::new(),
        })
    }

    /// Signs you out everywhere but here. Scope `sessions:write`.
    async fn end_other_sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That all others are meant.")] input: EndOtherSessionsInput,
    ) -> async_graphql::Result<Option<EndOtherSessionsPayload>> {
        let work = async || -> Result<usize> {
            ctx.caller().require("sessions:write")?;
            if !input.confirm {
                return Err(Error::invalid("confirm", "Say true to sign out everywhere else."));
            }
            sessions::end_others(ctx.deps(), ctx.caller()).await
        };
        answer(work().await, |count| EndOtherSessionsPayload {
            ended_count: Some(count),
            user_errors: Vec::new(),
        })
    }
}
