//! Organizations, and owners in general.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject, Union};
use entity::{membership, organization, user, values::MemberRole as Role};

use super::{
    Ask as _,
    api::{self, Api},
    app::{self, App, AppFilter, AppOrder},
    audit_event::{self, AuditEvent, AuditEventFilter},
    error::{OrRefuse as _, UserError, already_created, answer, bad_input, payloads},
    member_invitation::OrganizationInvitation,
    node,
    page::{self, Arguments, Page},
    scalars::{DateTime, EmailAddress},
    user::{User, check_administers, display_name},
};
use crate::domain::{
    Result,
    api::Whose as WhoseApis,
    app::Whose,
    audit_log,
    client_registration::Created,
    member_invitation as invitations,
    membership::{self as members, Member},
    organization::{self as organizations, NewOrganization, OrganizationChange},
    owner,
    policy::{Action, may},
};

/// What a member may do in an organization, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Role")]
pub enum MemberRole {
    /// Sees the organization's apps.
    Viewer,
    /// Also changes them and their credentials.
    Developer,
    /// Also creates, transfers and deletes them, and manages members.
    Admin,
    /// Also appoints owners and deletes the organization.
    Owner,
}

/// Who owns an app or an API.
#[derive(Clone, Debug, Union)]
pub enum Owner {
    /// A person.
    User(User),
    /// An organization.
    Organization(Organization),
}

impl Owner {
    /// Reads the owner.
    ///
    /// # Errors
    /// The database's.
    pub async fn load(ctx: &Context<'_>, owner: Option<owner::Owner>) -> async_graphql::Result<Option<Self>> {
        Ok(match owner {
            Some(owner::Owner::User(id)) => ctx
                .loaders()
                .load(id)
                .await
                .or_refuse()?
                .map(|row| Self::User(User(row))),
            Some(owner::Owner::Organization(id)) => ctx
                .loaders()
                .load(id)
                .await
                .or_refuse()?
                .map(|row| Self::Organization(Organization(row))),
            None => None,
        })
    }
}

/// The owner that an input names; none: the caller.
///
/// # Errors
/// `NotFound` for what is no id of an organization.
pub fn owner_input(organization_id: Option<&ID>) -> Result<Option<owner::Owner>> {
    match organization_id {
        Some(id) => Ok(Some(owner::Owner::Organization(node::parse(
            id,
            "organization_id",
        )?))),
        None => Ok(None),
    }
}

/// A team that owns apps and APIs together.
#[derive(Clone, Debug)]
pub struct Organization(pub organization::Model);

impl Organization {
    async fn standing(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Role>> {
        ctx.loaders()
            .role(Some(owner::Owner::Organization(self.0.id)))
            .await
            .or_refuse()
    }

    /// Members need the scope of the credential; administrators theirs.
    async fn check(&self, ctx: &Context<'_>, scope: &'static str) -> async_graphql::Result<()> {
        if self.standing(ctx).await?.is_some() {
            ctx.caller().require(scope).or_refuse()
        } else {
            check_administers(ctx)
        }
    }
}

/// What the caller may do in an organization.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct OrganizationPermissions {
    /// Create apps that it owns.
    pub can_create_apps: bool,
    /// Create APIs that it owns.
    pub can_create_apis: bool,
    /// Change its names.
    pub can_update: bool,
    /// Invite, remove and appoint members.
    pub can_manage_members: bool,
    /// Appoint and remove owners, delete the organization.
    pub can_manage_owners: bool,
}

/// One member of an organization.
#[derive(Clone, Debug, SimpleObject)]
pub struct OrganizationMember {
    /// The person's id.
    pub user_id: ID,
    /// The profile's name, or else the address.
    pub display_name: String,
    /// The person's address.
    pub email: EmailAddress,
    /// What they may do.
    pub role: MemberRole,
    /// When they joined.
    pub created_at: DateTime,
}

impl OrganizationMember {
    fn of(row: &membership::Model, user: user::Model) -> Self {
        Self {
            user_id: row.user_id.to_string().into(),
            display_name: display_name(&user),
            email: EmailAddress(user.email),
            role: row.role.into(),
            created_at: row.created_at.into(),
        }
    }
}

/// A team that owns apps and APIs together.
#[Object]
impl Organization {
    /// Its id.
    pub(super) async fn id(&self) -> ID {
        self.0.id.to_string().into()
    }

    /// Its short unique name.
    async fn slug(&self) -> &str {
        &self.0.slug
    }

    /// What people read.
    async fn name(&self) -> &str {
        &self.0.name
    }

    /// Whether its members must have a second factor.
    async fn second_factor_required(&self) -> bool {
        self.0.second_factor_required
    }

    /// The caller's role; null for an administrator who is not a member.
    async fn role(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<MemberRole>> {
        Ok(self.standing(ctx).await?.map(Into::into))
    }

    /// What the caller may do.
    async fn permissions(&self, ctx: &Context<'_>) -> async_graphql::Result<OrganizationPermissions> {
        let role = self.standing(ctx).await?;
        let can =
            |scope, action| ctx.caller().require(scope).is_ok() && role.is_some_and(|role| may(role, action));
        Ok(OrganizationPermissions {
            can_create_apps: can("apps:write", Action::CreateApp),
            can_create_apis: can("apis:write", Action::CreateApi),
            can_update: can("organizations:write", Action::UpdateOrganization),
            can_manage_members: can("organizations:write", Action::ManageMembers),
            can_manage_owners: can("organizations:write", Action::ManageOwners),
        })
    }

    /// Its members, in the order they joined. Scope `organizations:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn members(&self, ctx: &Context<'_>) -> async_graphql::Result<Option<Vec<OrganizationMember>>> {
        self.check(ctx, "organizations:read").await?;
        let members = organizations::members(ctx.deps(), self.0.id).await.or_refuse()?;
        ctx.spend(members.len())?;
        Ok(Some(
            members
                .into_iter()
                .map(|(row, user)| OrganizationMember::of(&row, user))
                .collect(),
        ))
    }

    /// Its open invitations, latest first; null for those who do not manage members. Scope `organizations:read`.
    #[graphql(complexity = "page::whole(child_complexity)")]
    async fn invitations(
        &self,
        ctx: &Context<'_>,
    ) -> async_graphql::Result<Option<Vec<OrganizationInvitation>>> {
        self.check(ctx, "organizations:read").await?;
        let standing = self.standing(ctx).await?;
        if standing.is_some_and(|role| !may(role, Action::ManageMembers)) {
            return Ok(None);
        }
        let rows = invitations::of_organization(ctx.deps(), self.0.id)
            .await
            .or_refuse()?;
        ctx.spend(rows.len())?;
        Ok(Some(rows.into_iter().map(OrganizationInvitation).collect()))
    }

    /// What happened in it and to what it owns, latest first. Scope `organizations:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn audit_events(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<AuditEventFilter>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<AuditEvent>>> {
        self.check(ctx, "organizations:read").await?;
        let filter = audit_log::Filter {
            organization_id: Some(self.0.id),
            ..filter.unwrap_or_default().into_domain()
        };
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        let name = format!("organization.auditEvents {}", self.0.id);
        audit_event::list(ctx, &name, filter, part).await.map(Some)
    }

    /// Its apps. Scope `apps:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    #[expect(clippy::too_many_arguments, reason = "the arguments of a connection")]
    async fn apps(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them.")] filter: Option<AppFilter>,
        #[graphql(desc = "In which order; newest first where not given.")] order_by: Option<AppOrder>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<App>>> {
        self.check(ctx, "apps:read").await?;
        let mut filter = filter.unwrap_or_default().into_domain()?;
        filter.organization = Some(self.0.id);
        let part = Arguments {
            first,
            after,
            last,
            before,
        };
        app::list(
            ctx,
            &format!("organization.apps {}", self.0.id),
            (Whose::Everybodys, filter),
            (order_by, part),
        )
        .await
        .map(Some)
    }

    /// Its APIs, by name. Scope `apis:read`.
    #[graphql(complexity = "page::cost(first, last, child_complexity)")]
    async fn apis(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The first so many, 100 at most.")] first: Option<i32>,
        #[graphql(desc = "After this cursor.")] after: Option<String>,
        #[graphql(desc = "The last so many, 100 at most.")] last: Option<i32>,
        #[graphql(desc = "Before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Option<Page<Api>>> {
        self.check(ctx, "apis:read").await?;
        let name = format!("organization.apis {}", self.0.id);
        let slice = Arguments {
            first,
            after,
            last,
            before,
        }
        .slice(ctx.deps(), &name)?;
        let whose = WhoseApis::Of(owner::Owner::Organization(self.0.id));
        api::list(ctx, &name, whose, &slice).await.map(Some)
    }

    /// When it was made.
    async fn created_at(&self) -> DateTime {
        self.0.created_at.into()
    }

    /// When it last changed.
    async fn updated_at(&self) -> DateTime {
        self.0.updated_at.into()
    }
}

/// See the module.
#[derive(Debug, Default)]
pub struct OrganizationQuery;

#[Object]
impl OrganizationQuery {
    /// One organization that the caller is a member of, by its id or its short name. Scope `organizations:read`.
    async fn organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: Option<ID>,
        #[graphql(desc = "Its short name.")] slug: Option<String>,
    ) -> async_graphql::Result<Option<Organization>> {
        let (deps, caller) = (ctx.deps(), ctx.caller());
        caller.require("organizations:read").or_refuse()?;
        let found = match (id, slug) {
            (Some(id), None) => match id.parse() {
                Ok(id) => organizations::find(deps, caller, id).await,
                Err(_) => Ok(None),
            },
            (None, Some(slug)) => organizations::find_by_slug(deps, caller, &slug).await,
            _ => return Err(bad_input("Give id or slug.")),
        };
        Ok(found.or_refuse()?.map(Organization))
    }
}

/// An organization to make.
#[derive(Debug, InputObject)]
pub struct CreateOrganizationInput {
    /// What people read.
    name: String,
    /// Its short unique name: lower-case letters, digits and hyphens.
    slug: String,
    /// Repeating it answers with what it made the first time.
    idempotency_key: Option<String>,
}

/// The answer of `createOrganization`.
#[derive(Debug, Default, SimpleObject)]
pub struct CreateOrganizationPayload {
    /// The organization, whose owner the caller is.
    organization: Option<Organization>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// A field left out stays as it is.
#[derive(Debug, InputObject)]
pub struct UpdateOrganizationInput {
    /// The organization.
    organization_id: ID,
    /// What people read.
    name: Option<String>,
    /// Its short unique name: lower-case letters, digits and hyphens.
    slug: Option<String>,
    /// Whether its members must have a second factor: who has none sets one up at the next sign-in, and does nothing for
    /// the organization before. Owners only, who have one themselves; a session must be fresh.
    second_factor_required: Option<bool>,
}

/// The answer of `updateOrganization`.
#[derive(Debug, Default, SimpleObject)]
pub struct UpdateOrganizationPayload {
    /// The organization as it is now.
    organization: Option<Organization>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which organization to delete.
#[derive(Debug, InputObject)]
pub struct DeleteOrganizationInput {
    /// The organization.
    organization_id: ID,
}

/// The answer of `deleteOrganization`.
#[derive(Debug, Default, SimpleObject)]
pub struct DeleteOrganizationPayload {
    /// The id of the organization that is no more.
    deleted_organization_id: Option<ID>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Who becomes what in an organization.
#[derive(Debug, InputObject)]
pub struct ChangeMemberRoleInput {
    /// The organization.
    organization_id: ID,
    /// The member.
    user_id: ID,
    /// What they may do from now on.
    role: MemberRole,
}

/// The answer of `changeMemberRole`.
#[derive(Debug, Default, SimpleObject)]
pub struct ChangeMemberRolePayload {
    /// The organization with its members.
    organization: Option<Organization>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Whom to remove from an organization.
#[derive(Debug, InputObject)]
pub struct RemoveMemberInput {
    /// The organization.
    organization_id: ID,
    /// The member.
    user_id: ID,
}

/// The answer of `removeMember`.
#[derive(Debug, Default, SimpleObject)]
pub struct RemoveMemberPayload {
    /// The organization with its members.
    organization: Option<Organization>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

/// Which organization to leave.
#[derive(Debug, InputObject)]
pub struct LeaveOrganizationInput {
    /// The organization.
    organization_id: ID,
}

/// The answer of `leaveOrganization`.
#[derive(Debug, Default, SimpleObject)]
pub struct LeaveOrganizationPayload {
    /// The id of the organization that you were a member of.
    left_organization_id: Option<ID>,
    /// Why nothing was done.
    user_errors: Vec<UserError>,
}

payloads!(
    CreateOrganizationPayload UpdateOrganizationPayload DeleteOrganizationPayload ChangeMemberRolePayload
    RemoveMemberPayload LeaveOrganizationPayload
);

/// See the module.
#[derive(Debug, Default)]
pub struct OrganizationMutation;

#[Object]
impl OrganizationMutation {
    /// Makes an organization, whose owner you are. Scope `organizations:write`.
    async fn create_organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The organization.")] input: CreateOrganizationInput,
    ) -> async_graphql::Result<Option<CreateOrganizationPayload>> {
        let new = NewOrganization {
            name: input.name,
            slug: input.slug,
            idempotency_key: input.idempotency_key,
        };
        let work: Result<Created<organization::Model>> =
            organizations::create(ctx.deps(), ctx.caller(), new).await;
        answer(work, |created| CreateOrganizationPayload {
            organization: Some(Organization(created.made)),
            user_errors: already_created(created.repeated),
        })
    }

    /// Changes an organization's names, and what it wants of its members. Scope `organizations:write`; what it wants of its
    /// members is its owners' to say, and a session must be fresh.
    async fn update_organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The change.")] input: UpdateOrganizationInput,
    ) -> async_graphql::Result<Option<UpdateOrganizationPayload>> {
        let work = async || -> Result<organization::Model> {
            let change = OrganizationChange {
                id: node::parse(&input.organization_id, "organization_id")?,
                name: input.name,
                slug: input.slug,
                second_factor_required: input.second_factor_required,
            };
            organizations::update(ctx.deps(), ctx.caller(), change).await
        };
        answer(work().await, |row| UpdateOrganizationPayload {
            organization: Some(Organization(row)),
            user_errors: Vec::new(),
        })
    }

    /// Deletes an organization that owns nothing any more: hand its apps, APIs and resources over, or delete them first.
    /// Scope `organizations:write`; a session must be fresh.
    async fn delete_organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which organization.")] input: DeleteOrganizationInput,
    ) -> async_graphql::Result<Option<DeleteOrganizationPayload>> {
        let work = async || -> Result<()> {
            let id = node::parse(&input.organization_id, "organization_id")?;
            organizations::delete(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |()| DeleteOrganizationPayload {
            deleted_organization_id: Some(input.organization_id.clone()),
            user_errors: Vec::new(),
        })
    }

    /// Gives a member another role; owners are appointed by owners, and the last one stays. Scope
    /// `organizations:write`; a session must be fresh.
    async fn change_member_role(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who becomes what.")] input: ChangeMemberRoleInput,
    ) -> async_graphql::Result<Option<ChangeMemberRolePayload>> {
        let work = async || -> Result<organization::Model> {
            let member = member(&input.organization_id, &input.user_id)?;
            let (row, _) = members::change_role(ctx.deps(), ctx.caller(), member, input.role.into()).await?;
            Ok(row)
        };
        answer(work().await, |row| ChangeMemberRolePayload {
            organization: Some(Organization(row)),
            user_errors: Vec::new(),
        })
    }

    /// Removes a member; what they made for the organization stays. Scope `organizations:write`.
    async fn remove_member(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom, from where.")] input: RemoveMemberInput,
    ) -> async_graphql::Result<Option<RemoveMemberPayload>> {
        let work = async || -> Result<organization::Model> {
            let member = member(&input.organization_id, &input.user_id)?;
            members::remove(ctx.deps(), ctx.caller(), member).await
        };
        answer(work().await, |row| RemoveMemberPayload {
            organization: Some(Organization(row)),
            user_errors: Vec::new(),
        })
    }

    /// Leaves an organization; its last owner cannot. Scope `organizations:write`.
    async fn leave_organization(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which organization.")] input: LeaveOrganizationInput,
    ) -> async_graphql::Result<Option<LeaveOrganizationPayload>> {
        let work = async || -> Result<organization::Model> {
            let id = node::parse(&input.organization_id, "organization_id")?;
            members::leave(ctx.deps(), ctx.caller(), id).await
        };
        answer(work().await, |row| LeaveOrganizationPayload {
            left_organization_id: Some(row.id.to_string().into()),
            user_errors: Vec::new(),
        })
    }
}

fn member(organization_id: &ID, user_id: &ID) -> Result<Member> {
    Ok(Member {
        organization_id: node::parse(organization_id, "organization_id")?,
        user_id: node::parse(user_id, "user_id")?,
    })
}
