//! Organizations: teams that own apps and APIs together.

use entity::{
    api, app,
    id::{OrganizationId, UserId},
    membership, organization, resource, user,
    values::MemberRole,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result, admin, app as apps,
    audit::{self, Event},
    change::{Change, Write},
    client_registration::Created,
    display_name,
    once::Once,
    owner::{self, Owner},
    policy::{self, Action},
    second_factor,
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
    check_room(write.db(), user_id, "slug").await?;
    let row = organization::Model {
        id,
        slug: new.slug,
        name,
        second_factor_required: false,
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

/// Refuses to make somebody a member of too many organizations.
pub(super) async fn check_room(
    db: &impl ConnectionTrait,
    user_id: UserId,
    field: &'static str,
) -> Result<()> {
    let count = membership::Entity::find()
        .filter(membership::Column::UserId.eq(user_id))
        .count(db)
        .await?;
    if count >= MOST {
        return Err(Error::limit(
            field,
            format!("A person is in {MOST} organizations at most."),
        ));
    }
    Ok(())
}

/// The organization and the caller's role in it, if that allows the action.
///
/// # Errors
/// `NotFound` on `organization_id` for strangers, `Denied` for members without the role.
pub(super) async fn load(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: OrganizationId,
    action: Action,
) -> Result<(organization::Model, MemberRole)> {
    let gone = || Error::no_such("organization_id");
    let row = organization::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or_else(gone)?;
    let role = owner::role(db, caller, Owner::Organization(id))
        .await?
        .ok_or_else(gone)?;
    policy::check(role, action)?;
    owner::check_proved(caller, Owner::Organization(id), action)?;
    Ok((row, role))
}

/// A change to an organization.
#[derive(Clone, Debug)]
pub struct OrganizationChange {
    /// Which.
    pub id: OrganizationId,
    /// What people read.
    pub name: Option<String>,
    /// Its short unique name.
    pub slug: Option<String>,
    /// Whether its members must have a second factor.
    pub second_factor_required: Option<bool>,
}

/// Changes an organization. Whether its members must have a second factor is its owners' to say, who have one
/// themselves, freshly signed in; it holds for everybody from then on (SEC-74).
///
/// # Errors
/// `Invalid`; `Conflict` on `slug`; `Denied`, `StepUpRequired`.
pub async fn update(deps: &Deps, caller: &Caller, change: OrganizationChange) -> Result<organization::Model> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (mut row, role) = load(write.db(), caller, change.id, Action::UpdateOrganization).await?;
    let before = row.clone();
    if let Some(name) = change.name {
        row.name = display_name::check("name", &name)?;
    }
    if let Some(slug) = change.slug {
        check_slug(&slug)?;
        row.slug = slug;
    }
    let rule = change.second_factor_required;
    if let Some(required) = rule.filter(|required| *required != before.second_factor_required) {
        policy::check(role, Action::ManageOwners)?;
        caller.require_fresh(now, "organizations:write")?;
        if required {
            check_has_factor(write.db(), caller).await?;
        }
        row.second_factor_required = required;
    }
    row.updated_at = now;
    organization::Entity::update_many()
        .col_expr(
            organization::Column::SecondFactorRequired,
            Expr::value(row.second_factor_required),
        )
        .col_expr(organization::Column::Name, Expr::value(row.name.clone()))
        .col_expr(organization::Column::Slug, Expr::value(row.slug.clone()))
        .col_expr(organization::Column::UpdatedAt, Expr::value(now))
        .filter(organization::Column::Id.eq(row.id))
        .exec(write.db())
        .await
        .on_conflict(|| Error::conflict("slug", "This short name is taken."))?;
    let changed: Vec<&str> = [
        ("name", before.name != row.name),
        ("slug", before.slug != row.slug),
        (
            "second_factor_required",
            before.second_factor_required != row.second_factor_required,
        ),
    ]
    .into_iter()
    .filter_map(|(name, differs)| differs.then_some(name))
    .collect();
    let event = Event::done("organization.updated")
        .organization(row.id)
        .target(row.id)
        .details(json!({ "changed": changed, "second_factor_required": row.second_factor_required }));
    audit::record(write.db(), now, caller, event).await?;
    if before.second_factor_required != row.second_factor_required {
        let people = people(write.db(), row.id).await?;
        second_factor::demand_anew(&mut write, &people).await?;
    }
    if before.name != row.name {
        // People read the publisher's name at consent.
        let apps = app::Entity::find()
            .filter(app::Column::OwnerOrganizationId.eq(row.id))
            .all(write.db())
            .await?;
        for app in apps {
            write.changed(Change::App(app.id));
        }
    }
    write.commit().await?;
    Ok(row)
}

/// Refuses to demand of others what the caller does not have.
async fn check_has_factor(db: &impl ConnectionTrait, caller: &Caller) -> Result<()> {
    let Some(id) = caller.user() else { return Ok(()) };
    let row = user::Entity::find_by_id(id).one(db).await?;
    if row.is_some_and(|row| row.second_factor_at.is_none()) {
        return Err(Error::Denied(
            "Set up a second factor for your own account first.".into(),
        ));
    }
    Ok(())
}

/// Who is in it.
async fn people(db: &impl ConnectionTrait, id: OrganizationId) -> Result<Vec<UserId>> {
    let rows = membership::Entity::find()
        .filter(membership::Column::OrganizationId.eq(id))
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.user_id).collect())
}

/// Holds the organization's row until the transaction ends: what depends on its settings and on who is in it comes one
/// after the other.
pub(super) async fn hold(db: &impl ConnectionTrait, id: OrganizationId, now: i64) -> Result<()> {
    organization::Entity::update_many()
        .col_expr(organization::Column::UpdatedAt, Expr::value(now))
        .filter(organization::Column::Id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Deletes an organization that owns nothing any more. A session must be fresh (SEC-75).
///
/// # Errors
/// `Denied` where it still owns apps, APIs or resources; `StepUpRequired`.
pub async fn delete(deps: &Deps, caller: &Caller, id: OrganizationId) -> Result<()> {
    caller.require("organizations:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (row, _) = load(write.db(), caller, id, Action::ManageOwners).await?;
    caller.require_fresh(now, "organizations:write")?;
    let mut owned = Vec::new();
    let db = write.db();
    let counts = [
        (
            "apps",
            app::Entity::find()
                .filter(app::Column::OwnerOrganizationId.eq(id))
                .count(db)
                .await?,
        ),
        (
            "APIs",
            api::Entity::find()
                .filter(api::Column::OwnerOrganizationId.eq(id))
                .count(db)
                .await?,
        ),
        (
            "resources",
            resource::Entity::find()
                .filter(resource::Column::OwnerOrganizationId.eq(id))
                .filter(resource::Column::RemovedAt.is_null())
                .count(db)
                .await?,
        ),
    ];
    for (what, count) in counts {
        if count > 0 {
            owned.push(format!("{count} {what}"));
        }
    }
    if !owned.is_empty() {
        return Err(Error::Denied(
            format!(
                "The organization still owns {}. Hand them over or delete them first.",
                owned.join(", ")
            )
            .into(),
        ));
    }
    hold(db, id, now).await?;
    let members = people(db, id).await?;
    organization::Entity::delete_by_id(id).exec(db).await?;
    let event = Event::done("organization.deleted")
        .organization(id)
        .target(id)
        .details(json!({ "slug": row.slug }));
    audit::record(db, now, caller, event).await?;
    second_factor::demand_anew(&mut write, &members).await?;
    write.commit().await
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
