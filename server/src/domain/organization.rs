//! Organizations: teams that own apps and APIs together.

use entity::{
    id::{OrganizationId, UserId},
    membership, organization, user,
    values::MemberRole,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result, admin, app as apps,
    audit::{self, Event},
    change::Write,
    client_registration::Created,
    display_name,
    once::Once,
    owner::{self, Owner},
};

/// So many organizations that one person may be a member of.
const MOST: u64 = 100;

/// An organization to make.
#[derive(Clone, Debug)]
pub struct NewOrganization {
    /// What people read.
    pub name: String,
    /// Its short unique name.
    pub slug: String,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

/// A short name: lower-case letters, digits and hyphens, not at the ends.
///
/// # Errors
/// `Invalid` on `slug`.
pub fn check_slug(slug: &str) -> Result<()> {
    let fine = (2..=40).contains(&slug.len())
        && slug
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        && !slug.starts_with('-')
        && !slug.ends_with('-');
    if fine {
        return Ok(());
    }
    Err(Error::invalid(
        "slug",
        "Use 2 to 40 lower-case letters, digits and hyphens, no hyphen at the ends.",
    ))
}

/// Makes an organization, whose owner the caller is.
///
/// # Errors
/// `Invalid`; `Conflict` on `slug`; `LimitReached`.
pub async fn create(
    deps: &Deps,
    caller: &Caller,
    new: NewOrganization,
) -> Result<Created<organization::Model>> {
    caller.require("organizations:write")?;
    let user_id = caller.user_id()?;
    let now = deps.clock.now();
    let once = Once::new(caller, "createOrganization", new.idempotency_key.as_deref(), now)?;
    let name = display_name::check("name", &new.name)?;
    check_slug(&new.slug)?;
    let id = OrganizationId(once.id());
    let write = Write::begin(deps).await?;
    if !once.claim(write.db()).await? {
        let row = organization::Entity::find_by_id(id).one(write.db()).await?;
        let role = owner::role(write.db(), caller, Owner::Organization(id)).await?;
        let made = row.filter(|_| role.is_some()).ok_or_else(apps::used_up)?;
        return Ok(Created { made, repeated: true });
    }
    if membership::Entity::find()
        .filter(membership::Column::UserId.eq(user_id))
        .count(write.db())
        .await?
        >= MOST
    {
        return Err(Error::limit(
            "slug",
            format!("A person is in {MOST} organizations at most."),
        ));
    }
    let row = organization::Model {
        id,
        slug: new.slug,
        name,
        created_at: now,
        updated_at: now,
    };
    organization::Entity::insert(organization::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(write.db())
        .await
        .on_conflict(|| Error::conflict("slug", "This short name is taken."))?;
    let member = membership::Model {
        organization_id: id,
        user_id,
        role: MemberRole::Owner,
        created_at: now,
    };
    membership::Entity::insert(membership::ActiveModel::from(member).reset_all())
        .exec_without_returning(write.db())
        .await?;
    let event = Event::done("organization.created")
        .organization(id)
        .target(id)
        .details(json!({ "slug": row.slug }));
    audit::record(write.db(), now, caller, event).await?;
    write.commit().await?;
    Ok(Created {
        made: row,
        repeated: false,
    })
}

/// The organization, if the caller may see it: its members and administrators.
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn find(deps: &Deps, caller: &Caller, id: OrganizationId) -> Result<Option<organization::Model>> {
    let Some(row) = organization::Entity::find_by_id(id).one(deps.db.read()).await? else {
        return Ok(None);
    };
    if owner::role(deps.db.read(), caller, Owner::Organization(id))
        .await?
        .is_some()
    {
        caller.require("organizations:read")?;
        return Ok(Some(row));
    }
    let administers =
        caller.administers("admin:read") && admin::check(deps.db.read(), caller, "admin:read").await.is_ok();
    Ok(administers.then_some(row))
}

/// As [`find`], by short name.
///
/// # Errors
/// As [`find`].
pub async fn find_by_slug(deps: &Deps, caller: &Caller, slug: &str) -> Result<Option<organization::Model>> {
    let row = organization::Entity::find()
        .filter(organization::Column::Slug.eq(slug))
        .one(deps.db.read())
        .await?;
    match row {
        Some(row) => find(deps, caller, row.id).await,
        None => Ok(None),
    }
}

/// Organizations by id, for what the caller may see already.
///
/// # Errors
/// The database's.
pub async fn by_ids(deps: &Deps, ids: &[OrganizationId]) -> Result<Vec<organization::Model>> {
    Ok(organization::Entity::find()
        .filter(organization::Column::Id.is_in(ids.iter().copied()))
        .order_by_asc(organization::Column::Name)
        .all(deps.db.read())
        .await?)
}

/// A person's memberships.
///
/// # Errors
/// The database's.
pub async fn memberships(deps: &Deps, user_id: UserId) -> Result<Vec<membership::Model>> {
    Ok(membership::Entity::find()
        .filter(membership::Column::UserId.eq(user_id))
        .all(deps.db.read())
        .await?)
}

/// The members of an organization, in the order they joined, for those who may see it.
///
/// # Errors
/// The database's.
pub async fn members(deps: &Deps, id: OrganizationId) -> Result<Vec<(membership::Model, user::Model)>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganizationId.eq(id))
        .order_by_asc(membership::Column::CreatedAt)
        .all(deps.db.read())
        .await?;
    let ids = rows.iter().map(|row| row.user_id);
    let users = user::Entity::find()
        .filter(user::Column::Id.is_in(ids))
        .all(deps.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let user = users.iter().find(|user| user.id == row.user_id)?.clone();
            Some((row, user))
        })
        .collect())
}

/// Which of these people are in an organization with the caller, whose names they may know.
///
/// # Errors
/// The database's.
pub async fn fellows(deps: &Deps, caller: UserId, ids: &[UserId]) -> Result<Vec<UserId>> {
    let mine: Vec<OrganizationId> = memberships(deps, caller)
        .await?
        .into_iter()
        .map(|row| row.organization_id)
        .collect();
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganizationId.is_in(mine))
        .filter(membership::Column::UserId.is_in(ids.iter().copied()))
        .all(deps.db.read())
        .await?;
    Ok(rows.into_iter().map(|row| row.user_id).chain([caller]).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_plain() {
        assert!(check_slug("demo-shop-2").is_ok());
        for bad in ["", "a", "Demo", "-demo", "demo-", "de mo", "dé", &"x".repeat(41)] {
            assert!(check_slug(bad).is_err(), "{bad}");
        }
    }
}
