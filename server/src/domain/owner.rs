//! Who owns an app or an API, and as what the caller stands to that owner.

use entity::{
    id::{OrganizationId, UserId},
    membership, user,
    values::MemberRole,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect as _, QueryTrait as _,
};

use super::{Caller, Deps, Error, Result, caller::Who, policy::Action};

/// A person or an organization.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// A person.
    User(UserId),
    /// An organization.
    Organization(OrganizationId),
}

impl Owner {
    /// From the two columns of a row, exactly one of which is set.
    pub fn of(user: Option<UserId>, organization: Option<OrganizationId>) -> Option<Self> {
        match (user, organization) {
            (_, Some(id)) => Some(Self::Organization(id)),
            (Some(id), None) => Some(Self::User(id)),
            (None, None) => None,
        }
    }

    /// The person, if it is one.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::User(id) => Some(id),
            Self::Organization(_) => None,
        }
    }

    /// The organization, if it is one.
    pub const fn organization(self) -> Option<OrganizationId> {
        match self {
            Self::Organization(id) => Some(id),
            Self::User(_) => None,
        }
    }
}

/// As what the caller stands to the owner: a person owns what is theirs; the operator owns everything. Read now, so
/// that a role that was taken away works no longer (SEC-100).
///
/// # Errors
/// The database's.
pub async fn role(db: &impl ConnectionTrait, caller: &Caller, owner: Owner) -> Result<Option<MemberRole>> {
    if matches!(caller.who, Who::Operator) {
        return Ok(Some(MemberRole::Owner));
    }
    let Some(user_id) = caller.user() else {
        return Ok(None);
    };
    match owner {
        Owner::User(id) => Ok((id == user_id).then_some(MemberRole::Owner)),
        Owner::Organization(id) => Ok(membership::Entity::find_by_id((id, user_id))
            .one(db)
            .await?
            .map(|row| row.role)),
    }
}

/// Refuses to act for an organization in a session that proved less than the person needs by now, as where the
/// organization wants a second factor since (SEC-74). Looking on is allowed, and so is leaving.
///
/// # Errors
/// `StepUpRequired`.
pub(super) fn check_proved(caller: &Caller, owner: Owner, action: Action) -> Result<()> {
    match (&caller.who, owner) {
        (Who::Session(session), Owner::Organization(_))
            if !session.has_proved_all() && action != Action::View =>
        {
            Err(Error::StepUpRequired)
        }
        _ => Ok(()),
    }
}

/// The rows that belong to the person or to one of their organizations.
pub(super) fn belongs_to<C: ColumnTrait>(user_id: UserId, user: C, organization: C) -> Condition {
    let mine = membership::Entity::find()
        .select_only()
        .column(membership::Column::OrganizationId)
        .filter(membership::Column::UserId.eq(user_id))
        .into_query();
    Condition::any()
        .add(user.eq(user_id))
        .add(organization.in_subquery(mine))
}

/// The rows that belong to this owner.
pub(super) fn is<C: ColumnTrait>(owner: Owner, user: C, organization: C) -> Condition {
    match owner {
        Owner::User(id) => Condition::all().add(user.eq(id)),
        Owner::Organization(id) => Condition::all().add(organization.eq(id)),
    }
}

/// People by id, for what the caller may see already.
///
/// # Errors
/// The database's.
pub async fn people(deps: &Deps, ids: &[UserId]) -> Result<Vec<user::Model>> {
    Ok(user::Entity::find()
        .filter(user::Column::Id.is_in(ids.iter().copied()))
        .all(deps.db.read())
        .await?)
}
