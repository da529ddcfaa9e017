//! Organizations, and owners in general.

use async_graphql::{Context, Enum, ID, InputObject, Object, SimpleObject, Union};
use entity::{organization, values::MemberRole as Role};

use super::{
    Ask as _,
    api::{self, Api},
    app::{self, App, AppFilter, AppOrder},
    error::{OrRefuse as _, UserError, already_created, answer, bad_input, payloads},
    node,
    page::{self, Arguments, Page},
    scalars::{DateTime, EmailAddress},
    user::{User, check_administers, display_name},
};
use crate::domain::{
    Result,
    api::Whose as WhoseApis,
    app::Whose,
    client_registration::Created,
    organization::{self as organizations, NewOrganization},
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
    /// Invite, remove and appoint members.
    pub can_manage_members: bool,
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
            can_manage_members: can("organizations:write", Action::ManageMembers),
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
                .map(|(row, user)| OrganizationMember {
                    user_id: row.user_id.to_string().into(),
                    display_name: display_name(&user),
                    email: EmailAddress(user.email),
                    role: row.role.into(),
                    created_at: row.created_at.into(),
                })
                .collect(),
        ))
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

payloads!(CreateOrganizationPayload);

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
}
