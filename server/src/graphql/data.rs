//! Your data: a copy of it, and the end of the account.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject};
use entity::data_export;

use super::{
    Ask as _,
    error::{UserError, answer, payloads},
    node,
    scalars::{DateTime, Link, moment},
};
use crate::domain::{
    Error, Result,
    account_deletion::{self, Scheduled},
    data_export as exports,
    secret::Secret,
};

/// How far a copy of your data is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum DataExportStatus {
    /// It is being made.
    Waiting,
    /// It can be fetched.
    Ready,
}

/// A copy of everything that is known of you, as JSON.
#[derive(Clone, Debug)]
pub struct DataExport(pub data_export::Model);

/// A copy of everything that is known of you, as JSON.
#[Object]
impl DataExport {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// How far it is.
    async fn status(&self) -> DataExportStatus {
        match self.0.ready_at {
            Some(_) => DataExportStatus::Ready,
            None => DataExportStatus::Waiting,
        }
    }

    /// When it was asked for.
    async fn requested_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it was made; null until then.
    async fn ready_at(&self) -> Option<DateTime> {
        moment(self.0.ready_at)
    }

    /// When it is deleted.
    async fn expires_at(&self) -> DateTime {
        self.0.expires_at.into()
    }

    /// Where you get it, signed in freshly in a browser; null until it is made.
    async fn download_url(&self, ctx: &Context<'_>) -> Option<Link> {
        self.0.ready_at?;
        Some(Link(format!(
            "{}/data-export/{}",
            ctx.deps().config.issuer(),
            self.0.id
        )))
    }
}

/// That the copy is wanted.
#[derive(Debug, InputObject)]
pub struct ExportMyDataInput {
    /// Must be true.
    confirm: bool,
}

/// The answer of `exportMyData`.
#[derive(Debug, Default, SimpleObject)]
pub struct ExportMyDataPayload {
    /// The copy that is being made.
    data_export: Option<DataExport>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// That the account is not wanted any more.
#[derive(Debug, InputObject)]
pub struct DeleteMyAccountInput {
    /// Must be true.
    confirm: bool,
    /// An organization of yours that gets your apps. Without one they are switched off with your account.
    transfer_apps_to: Option<ID>,
}

/// The answer of `deleteMyAccount`.
#[derive(Debug, Default, SimpleObject)]
pub struct DeleteMyAccountPayload {
    /// When the account is deleted. Until then it is switched off.
    deletion_due_at: Option<DateTime>,
    /// The link that keeps the account; shown once, and mailed to you.
    cancel_url: Option<Link>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which account to keep.
#[derive(Debug, InputObject)]
pub struct CancelAccountDeletionInput {
    /// The token at the end of the link that keeps the account.
    token: String,
}

/// The answer of `cancelAccountDeletion`.
#[derive(Debug, Default, SimpleObject)]
pub struct CancelAccountDeletionPayload {
    /// Whether the account stays.
    kept: Option<bool>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(ExportMyDataPayload DeleteMyAccountPayload CancelAccountDeletionPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct DataMutation;

#[Object]
impl DataMutation {
    /// Has a copy of everything that is known of you made. Only in a browser session that is fresh.
    async fn export_my_data(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That it is wanted.")] input: ExportMyDataInput,
    ) -> async_graphql::Result<Option<ExportMyDataPayload>> {
        let work = async || {
            if !input.confirm {
                return Err(Error::invalid("confirm", "Say true to get a copy."));
            }
            exports::request(ctx.deps(), ctx.caller()).await
        };
        answer(work().await, |row| ExportMyDataPayload {
            data_export: Some(DataExport(row)),
            user_errors: Vec::new(),
        })
    }

    /// Switches your account off, and deletes it after a time of grace. Only in a browser session that is fresh.
    async fn delete_my_account(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "That it is meant.")] input: DeleteMyAccountInput,
    ) -> async_graphql::Result<Option<DeleteMyAccountPayload>> {
        let work = async || -> Result<Scheduled> {
            if !input.confirm {
                return Err(Error::invalid("confirm", "Say true to delete your account."));
            }
            let heir = input.transfer_apps_to.as_ref().map(node::parse);
            account_deletion::request(ctx.deps(), ctx.caller(), heir).await
        };
        answer(work().await, |scheduled| DeleteMyAccountPayload {
            deletion_due_at: Some(scheduled.due_at.into()),
            cancel_url: Some(Link(scheduled.cancel_url.expose().to_owned())),
            user_errors: Vec::new(),
        })
    }

    /// Keeps an account that is about to be deleted. For whoever has the link; nobody has to be signed in.
    async fn cancel_account_deletion(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which account.")] input: CancelAccountDeletionInput,
    ) -> async_graphql::Result<Option<CancelAccountDeletionPayload>> {
        let work = async || -> Result<()> {
            let (deps, token) = (ctx.deps(), Secret::new(input.token));
            let link = account_deletion::find(deps, &token)
                .await?
                .ok_or(Error::no_such("token"))?;
            account_deletion::cancel(deps, &ctx.caller().from, &link).await
        };
        answer(work().await, |()| CancelAccountDeletionPayload {
            kept: Some(true),
            user_errors: Vec::new(),
        })
    }
}
