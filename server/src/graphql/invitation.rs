//! Invitations to make an account.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entity::mail_link;

use super::{
    Ask as _,
    error::{UserError, answer, payloads},
    node,
    scalars::{DateTime, EmailAddress},
    shows_administration,
};
use crate::domain::{Result, invitation as invitations};

/// An invitation that was not used yet.
#[derive(Clone, Debug)]
pub struct Invitation(pub mail_link::Model);

/// An invitation that was not used yet.
#[Object(visible = "shows_administration")]
impl Invitation {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Who is invited: the account will have this address.
    async fn email(&self) -> EmailAddress {
        EmailAddress(self.0.email.clone())
    }

    /// When it stops working; counted from the sending of its letter.
    async fn expires_at(&self) -> DateTime {
        self.0.expires_at.into()
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }
}

/// Whom to invite.
#[derive(Debug, InputObject)]
pub struct AdminCreateInvitationInput {
    /// The address that the letter goes to.
    email: EmailAddress,
}

/// The answer of `adminCreateInvitation`.
#[derive(Debug, Default, SimpleObject)]
#[graphql(visible = "shows_administration")]
pub struct AdminCreateInvitationPayload {
    /// The invitation; its link is in the letter only.
    invitation: Option<Invitation>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which invitation to take back.
#[derive(Debug, InputObject)]
pub struct AdminRevokeInvitationInput {
    /// The invitation.
    invitation_id: ID,
}

/// The answer of `adminRevokeInvitation`.
#[derive(Debug, Default, SimpleObject)]
#[graphql(visible = "shows_administration")]
pub struct AdminRevokeInvitationPayload {
    /// The id of the invitation, which works no longer.
    revoked_invitation_id: Option<ID>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(AdminCreateInvitationPayload AdminRevokeInvitationPayload);

/// See the module.
#[derive(Debug, Default)]
pub struct InvitationMutation;

#[Object]
impl InvitationMutation {
    /// Invites somebody by mail to make an account, whoever may register otherwise. Scope `admin:write`.
    #[graphql(visible = "shows_administration")]
    async fn admin_create_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] input: AdminCreateInvitationInput,
    ) -> async_graphql::Result<Option<AdminCreateInvitationPayload>> {
        let made = invitations::create(ctx.deps(), ctx.caller(), &input.email.0).await;
        answer(made, |row| AdminCreateInvitationPayload {
            invitation: Some(Invitation(row)),
            user_errors: Vec::new(),
        })
    }

    /// Takes an invitation back. Scope `admin:write`.
    #[graphql(visible = "shows_administration")]
    async fn admin_revoke_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation.")] input: AdminRevokeInvitationInput,
    ) -> async_graphql::Result<Option<AdminRevokeInvitationPayload>> {
        let work = async || -> Result<ID> {
            let id = node::parse(&input.invitation_id);
            invitations::revoke(ctx.deps(), ctx.caller(), id).await?;
            Ok(input.invitation_id.clone())
        };
        answer(work().await, |id| AdminRevokeInvitationPayload {
            revoked_invitation_id: Some(id),
            user_errors: Vec::new(),
        })
    }
}
