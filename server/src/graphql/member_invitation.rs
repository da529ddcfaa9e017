//! Invitations into organizations.

use async_graphql::{Context, ID, InputObject, Object, SimpleObject};
use entity::{invitation, organization};

use super::{
    Ask as _,
    error::{OrRefuse as _, UserError, answer, bad_input, payloads},
    node,
    organization::{MemberRole, Organization},
    scalars::{DateTime, EmailAddress, moment},
    user::display_name,
};
use crate::domain::{
    Result,
    member_invitation::{self as invitations, Invited, NewInvitation, Which},
    secret::Secret,
};

/// Somebody invited into an organization, for those who manage its members.
#[derive(Clone, Debug)]
pub struct OrganizationInvitation(pub invitation::Model);

/// Somebody invited into an organization, for those who manage its members.
#[Object]
impl OrganizationInvitation {
    /// Its id.
    async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Who is invited.
    async fn email(&self) -> EmailAddress {
        EmailAddress(self.0.email.clone())
    }

    /// As what.
    async fn role(&self) -> MemberRole {
        self.0.role.into()
    }

    /// The name of the person who invited; null where the account exists no longer.
    async fn invited_by(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let Some(id) = self.0.invited_by else {
            return Ok(None);
        };
        Ok(ctx
            .loaders()
            .load(id)
            .await
            .or_refuse()?
            .map(|row| display_name(&row)))
    }

    /// Until when it can be accepted.
    async fn expires_at(&self) -> DateTime {
        self.0.expires_at.into()
    }

    /// When it was taken back, or replaced by another one.
    async fn revoked_at(&self) -> Option<DateTime> {
        moment(self.0.revoked_at)
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }
}

/// An invitation to you, or the one whose link you hold.
#[derive(Clone, Debug)]
pub struct ReceivedInvitation {
    row: invitation::Model,
    organization: organization::Model,
    for_you: bool,
}

impl ReceivedInvitation {
    /// From what the domain found.
    pub fn new((row, organization): (invitation::Model, organization::Model), for_you: bool) -> Self {
        Self {
            row,
            organization,
            for_you,
        }
    }
}

/// An invitation to you, or the one whose link you hold.
#[Object]
impl ReceivedInvitation {
    /// Its id.
    async fn id(&self) -> ID {
        self.row.id.to_string().into()
    }

    /// The organization's name.
    async fn organization_name(&self) -> &str {
        &self.organization.name
    }

    /// The organization's short name.
    async fn organization_slug(&self) -> &str {
        &self.organization.slug
    }

    /// What you would be.
    async fn role(&self) -> MemberRole {
        self.row.role.into()
    }

    /// Who is invited; null where it is not the account that you use.
    async fn email(&self) -> Option<EmailAddress> {
        self.for_you.then(|| EmailAddress(self.row.email.clone()))
    }

    /// Whether it is for the account that you use; otherwise sign in with the account that was invited.
    async fn for_you(&self) -> bool {
        self.for_you
    }

    /// The name of the person who invited; null where the account exists no longer.
    async fn invited_by(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<String>> {
        let Some(id) = self.row.invited_by else {
            return Ok(None);
        };
        Ok(ctx
            .loaders()
            .load(id)
            .await
            .or_refuse()?
            .map(|row| display_name(&row)))
    }

    /// Until when it can be accepted.
    async fn expires_at(&self) -> DateTime {
        self.row.expires_at.into()
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.row.created_at.into()
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct MemberInvitationQuery;

#[Object]
impl MemberInvitationQuery {
    /// What the invitation with this link is about; null if it is over. The token is what follows the number sign in the
    /// link. Scope `organizations:read`.
    async fn invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What follows the number sign in the link.")] token: String,
    ) -> async_graphql::Result<Option<ReceivedInvitation>> {
        let found = invitations::look(ctx.deps(), ctx.caller(), &Secret::new(token))
            .await
            .or_refuse()?;
        Ok(found.map(|(row, organization, for_you)| ReceivedInvitation::new((row, organization), for_you)))
    }
}

/// Whom to invite, as what.
#[derive(Debug, InputObject)]
pub struct InviteMemberInput {
    /// Into this organization.
    organization_id: ID,
    /// The person's address. An open invitation of it is replaced.
    email: EmailAddress,
    /// What they may do once they are a member.
    #[graphql(default_with = "MemberRole::Developer")]
    role: MemberRole,
}

/// Which invitation to answer: give one of the two.
#[derive(Debug, InputObject)]
pub struct AcceptInvitationInput {
    /// What follows the number sign in the link.
    token: Option<String>,
    /// One of `viewer.invitations`: to an address of yours that is proven.
    invitation_id: Option<ID>,
}

/// Which invitation to answer: give one of the two.
#[derive(Debug, InputObject)]
pub struct DeclineInvitationInput {
    /// What follows the number sign in the link.
    token: Option<String>,
    /// One of `viewer.invitations`: to an address of yours that is proven.
    invitation_id: Option<ID>,
}

/// Which invitation to take back.
#[derive(Debug, InputObject)]
pub struct RevokeInvitationInput {
    /// The invitation.
    invitation_id: ID,
}

/// The answer of `inviteMember`.
#[derive(Debug, Default, SimpleObject)]
pub struct InviteMemberPayload {
    /// The invitation.
    invitation: Option<OrganizationInvitation>,
    /// The link for the person, shown this once: it works once, for seven days, for the account of that address. Hand it
    /// over yourself where it is not mailed.
    link: Option<String>,
    /// Whether the link is mailed to the person, too: where the service sends mail, and the address did not get much of it
    /// in the last hour.
    mailed: bool,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `acceptInvitation`.
#[derive(Debug, Default, SimpleObject)]
pub struct AcceptInvitationPayload {
    /// The organization that you are a member of now.
    organization: Option<Organization>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `declineInvitation`.
#[derive(Debug, Default, SimpleObject)]
pub struct DeclineInvitationPayload {
    /// The name of the organization that you did not join.
    organization_name: Option<String>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// The answer of `revokeInvitation`.
#[derive(Debug, Default, SimpleObject)]
pub struct RevokeInvitationPayload {
    /// The invitation, whose link works no longer.
    invitation: Option<OrganizationInvitation>,
    /// The organization with its open invitations.
    organization: Option<Organization>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(InviteMemberPayload AcceptInvitationPayload DeclineInvitationPayload RevokeInvitationPayload);

fn which(token: Option<String>, id: Option<&ID>) -> async_graphql::Result<Result<Which>> {
    match (token, id) {
        (Some(token), None) => Ok(Ok(Which::Token(Secret::new(token)))),
        (None, Some(id)) => Ok(node::parse(id, "invitation_id").map(Which::Id)),
        _ => Err(bad_input("Give token or invitationId.")),
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct MemberInvitationMutation;

#[Object]
impl MemberInvitationMutation {
    /// Invites somebody into an organization; owners are invited by owners. Scope `organizations:write`; to invite
    /// somebody who manages members, a session must be fresh.
    async fn invite_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, as what.")] input: InviteMemberInput,
    ) -> async_graphql::Result<Option<InviteMemberPayload>> {
        let work = async || -> Result<Invited> {
            let new = NewInvitation {
                organization_id: node::parse(&input.organization_id, "organization_id")?,
                email: input.email.0,
                role: input.role.into(),
            };
            invitations::invite(ctx.deps(), ctx.caller(), new).await
        };
        answer(work().await, |invited| InviteMemberPayload {
            invitation: Some(OrganizationInvitation(invited.row)),
            link: Some(invited.link.expose().to_owned()),
            mailed: invited.by_mail,
            user_errors: Vec::new(),
        })
    }

    /// Makes you a member of the organization that invited you. Scope `organizations:write`.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation.")] input: AcceptInvitationInput,
    ) -> async_graphql::Result<Option<AcceptInvitationPayload>> {
        let which = which(input.token, input.invitation_id.as_ref())?;
        let work = async || -> Result<organization::Model> {
            ctx.caller().user_id()?;
            invitations::accept(ctx.deps(), ctx.caller(), which?).await
        };
        answer(work().await, |row| AcceptInvitationPayload {
            organization: Some(Organization(row)),
            user_errors: Vec::new(),
        })
    }

    /// Says no to an invitation: its link works no longer. Scope `organizations:write`.
    async fn decline_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation.")] input: DeclineInvitationInput,
    ) -> async_graphql::Result<Option<DeclineInvitationPayload>> {
        let which = which(input.token, input.invitation_id.as_ref())?;
        let work = async || -> Result<organization::Model> {
            ctx.caller().user_id()?;
            invitations::decline(ctx.deps(), ctx.caller(), which?).await
        };
        answer(work().await, |row| DeclineInvitationPayload {
            organization_name: Some(row.name),
            user_errors: Vec::new(),
        })
    }

    /// Takes an invitation back. Scope `organizations:write`.
    async fn revoke_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which invitation.")] input: RevokeInvitationInput,
    ) -> async_graphql::Result<Option<RevokeInvitationPayload>> {
        let work = async || -> Result<(invitation::Model, organization::Model)> {
            let id = node::parse(&input.invitation_id, "invitation_id")?;
            invitations::revoke(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |(row, organization)| RevokeInvitationPayload {
            invitation: Some(OrganizationInvitation(row)),
            organization: Some(Organization(organization)),
            user_errors: Vec::new(),
        })
    }
}
