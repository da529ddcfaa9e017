//! Members of organizations: appointed, removed, leaving. An organization always has an owner, also when two of
//! them leave at the same moment.

use entity::{
    id::{OrganizationId, UserId},
    invitation, membership, organization, user,
    values::MemberRole,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect as _,
    QueryTrait as _, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result,
    audit::{self, Event},
    change::{Change, Write},
    organization as organizations,
    policy::{self, Action},
    second_factor,
};

/// One member of one organization.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    /// The organization.
    pub organization_id: OrganizationId,
    /// The person.
    pub user_id: UserId,
}

/// What it takes to appoint, change or remove somebody of this role.
pub(super) const fn managing(role: MemberRole) -> Action {
    match role {
        MemberRole::Owner => Action::ManageOwners,
        MemberRole::Admin | MemberRole::Developer | MemberRole::Viewer => Action::ManageMembers,
    }
}

async fn find(db: &impl ConnectionTrait, member: Member) -> Result<Option<membership::Model>> {
    Ok(
        membership::Entity::find_by_id((member.organization_id, member.user_id))
            .one(db)
            .await?,
    )
}

/// The organization and the member, for a caller who may manage members of that role.
async fn load(
    db: &impl ConnectionTrait,
    caller: &Caller,
    member: Member,
) -> Result<(organization::Model, membership::Model, MemberRole)> {
    let (row, role) = organizations::load(db, caller, member.organization_id, Action::ManageMembers).await?;
    let found = find(db, member).await?.ok_or(Error::no_such("user_id"))?;
    policy::check(role, managing(found.role))?;
    Ok((row, found, role))
}

/// Refuses to lose the last owner.
async fn keep_an_owner(db: &impl ConnectionTrait, leaving: Member, now: i64) -> Result<()> {
    if has_another_owner(db, leaving, now).await? {
        return Ok(());
    }
    Err(Error::Denied(
        "This is the organization's last owner. Appoint another one first, or delete the organization."
            .into(),
    ))
}

/// Whether somebody else owns the organization whose account is on, also when two go at once: every such change writes
/// the organization's row first, so that they come one after the other.
pub(super) async fn has_another_owner(db: &impl ConnectionTrait, leaving: Member, now: i64) -> Result<bool> {
    organizations::hold(db, leaving.organization_id, now).await?;
    let switched_off = user::Entity::find()
        .filter(user::Column::DisabledAt.is_not_null())
        .select_only()
        .column(user::Column::Id)
        .into_query();
    let others = membership::Entity::find()
        .filter(membership::Column::OrganizationId.eq(leaving.organization_id))
        .filter(membership::Column::Role.eq(MemberRole::Owner))
        .filter(membership::Column::UserId.ne(leaving.user_id))
        .filter(membership::Column::UserId.not_in_subquery(switched_off))
        .count(db)
        .await?;
    Ok(others > 0)
}

/// Takes back the invitations of somebody who may not invite as such members any more.
async fn revoke_invitations(
    db: &impl ConnectionTrait,
    by: Member,
    as_what: Vec<MemberRole>,
    now: i64,
) -> Result<()> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(now))
        .filter(invitation::Column::OrganizationId.eq(by.organization_id))
        .filter(invitation::Column::InvitedBy.eq(by.user_id))
        .filter(invitation::Column::Role.is_in(as_what))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::DeclinedAt.is_null())
        .filter(invitation::Column::RevokedAt.is_null())
        .exec(db)
        .await?;
    Ok(())
}

/// Gives a member another role. A session must be fresh (SEC-75).
///
/// # Errors
/// `NotFound` on `user_id`; `Denied` for the last owner; `StepUpRequired`.
pub async fn change_role(
    deps: &Deps,
    caller: &Caller,
    member: Member,
    role: MemberRole,
) -> Result<(organization::Model, membership::Model)> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (row, before, of_caller) = load(write.db(), caller, member).await?;
    policy::check(of_caller, managing(role))?;
    caller.require_fresh(now, "organizations:write")?;
    if before.role == MemberRole::Owner && role != MemberRole::Owner {
        keep_an_owner(write.db(), member, now).await?;
    }
    let changed = membership::Entity::update_many()
        .col_expr(membership::Column::Role, Expr::value(role))
        .filter(membership::Column::OrganizationId.eq(member.organization_id))
        .filter(membership::Column::UserId.eq(member.user_id))
        .filter(membership::Column::Role.eq(before.role))
        .exec(write.db())
        .await?;
    if changed.rows_affected != 1 {
        return Err(Error::conflict(
            "user_id",
            "The member was changed meanwhile. Look again.",
        ));
    }
    let lost = MemberRole::ALL
        .iter()
        .copied()
        .filter(|invited| !policy::may(role, managing(*invited)));
    revoke_invitations(write.db(), member, lost.collect(), now).await?;
    let event = Event::done("member.role_changed")
        .organization(row.id)
        .user(member.user_id)
        .target(member.user_id)
        .details(json!({ "from": before.role, "to": role }));
    audit::record(write.db(), now, caller, event).await?;
    write.changed(Change::User(member.user_id));
    write.commit().await?;
    Ok((row, membership::Model { role, ..before }))
}

/// Removes a member. What they made for the organization stays.
///
/// # Errors
/// `NotFound` on `user_id`; `Denied` for the last owner.
pub async fn remove(deps: &Deps, caller: &Caller, member: Member) -> Result<organization::Model> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (row, before, _) = load(write.db(), caller, member).await?;
    end(&mut write, (caller, "member.removed"), &before, now).await?;
    write.commit().await?;
    Ok(row)
}

/// The caller leaves.
///
/// # Errors
/// `NotFound` on `organization_id`; `Denied` for the last owner.
pub async fn leave(deps: &Deps, caller: &Caller, id: OrganizationId) -> Result<organization::Model> {
    caller.require("organizations:write")?;
    let member = Member {
        organization_id: id,
        user_id: caller.user_id()?,
    };
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (row, _) = organizations::load(write.db(), caller, id, Action::View).await?;
    let before = find(write.db(), member)
        .await?
        .ok_or(Error::no_such("organization_id"))?;
    end(&mut write, (caller, "member.left"), &before, now)
        .await
        .map_err(|error| error.renamed("user_id", "organization_id"))?;
    write.commit().await?;
    Ok(row)
}

async fn end(
    write: &mut Write<'_>,
    (caller, kind): (&Caller, &'static str),
    before: &membership::Model,
    now: i64,
) -> Result<()> {
    let member = Member {
        organization_id: before.organization_id,
        user_id: before.user_id,
    };
    organizations::hold(write.db(), member.organization_id, now).await?;
    if before.role == MemberRole::Owner {
        keep_an_owner(write.db(), member, now).await?;
    }
    let gone = membership::Entity::delete_many()
        .filter(membership::Column::OrganizationId.eq(member.organization_id))
        .filter(membership::Column::UserId.eq(member.user_id))
        .filter(membership::Column::Role.eq(before.role))
        .exec(write.db())
        .await?;
    if gone.rows_affected != 1 {
        return Err(Error::conflict(
            "user_id",
            "The member was changed meanwhile. Look again.",
        ));
    }
    revoke_invitations(write.db(), member, MemberRole::ALL.to_vec(), now).await?;
    let event = Event::done(kind)
        .organization(member.organization_id)
        .user(member.user_id)
        .target(member.user_id)
        .details(json!({ "role": before.role }));
    audit::record(write.db(), now, caller, event).await?;
    second_factor::demand_anew(write, &[member.user_id]).await
}
