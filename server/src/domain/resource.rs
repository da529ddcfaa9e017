//! Resources: things of people and organizations to which a permission can be limited, as their API registers them.

use std::collections::HashSet;

use entity::{
    api,
    id::{ApiId, OrganizationId, ResourceId, UserId},
    membership, resource,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect as _, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, api as apis, api_key_change,
    audit::Event,
    change::{Change, Write},
    display_name, grant as grants,
    owner::{self, Owner},
    secret::ordered_id,
};

/// A resource as it should be.
#[derive(Clone, Debug)]
pub struct NewResource {
    /// Its type, such as `store`.
    pub kind: String,
    /// Its id at the API.
    pub key: String,
    /// What people read.
    pub name: String,
    /// Whose it is.
    pub owner: Owner,
}

/// What putting a resource in its place did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Upserted {
    /// It was not there, or had been removed.
    Created,
    /// These of its fields changed.
    Updated(Vec<&'static str>),
    /// It was so already.
    Unchanged,
}

/// The type of a resource, which scopes name as their `resource_type`.
///
/// # Errors
/// `Invalid` on the field.
pub fn check_kind(field: &'static str, kind: &str) -> Result<()> {
    let fine = (1..=64).contains(&kind.len())
        && kind
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
    if fine {
        Ok(())
    } else {
        Err(Error::invalid(
            field,
            "Use up to 64 letters, digits, - _ and . for a type of resource.",
        ))
    }
}

/// A resource's id at its API: tokens carry it between colons and spaces.
///
/// # Errors
/// `Invalid` on `id`.
pub fn check_key(key: &str) -> Result<()> {
    let fine = (1..=128).contains(&key.len())
        && key
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b":\"\\".contains(&b));
    if fine {
        Ok(())
    } else {
        Err(Error::invalid(
            "id",
            "Use 1 to 128 visible ASCII characters without colons, quotes and backslashes.",
        ))
    }
}

/// The resources of an API that are not removed.
///
/// # Errors
/// The database's.
pub async fn of_api(db: &impl ConnectionTrait, api_id: ApiId) -> Result<Vec<resource::Model>> {
    Ok(resource::Entity::find()
        .filter(resource::Column::ApiId.eq(api_id))
        .filter(resource::Column::RemovedAt.is_null())
        .all(db)
        .await?)
}

/// So many resources a person chooses from.
const MOST_CHOICES: u64 = 500;

/// The person's resources of that type, directly or through an organization; of one API, or of every one.
///
/// # Errors
/// The database's.
pub(super) async fn of_person(
    db: &impl ConnectionTrait,
    user_id: UserId,
    api: Option<ApiId>,
    kind: &str,
) -> Result<Vec<resource::Model>> {
    let mut query = resource::Entity::find()
        .filter(resource::Column::Kind.eq(kind))
        .filter(resource::Column::RemovedAt.is_null())
        .filter(owner::belongs_to(
            user_id,
            resource::Column::OwnerUserId,
            resource::Column::OwnerOrganizationId,
        ));
    if let Some(api) = api {
        query = query.filter(resource::Column::ApiId.eq(api));
    }
    Ok(query
        .order_by_asc(resource::Column::Name)
        .order_by_asc(resource::Column::Key)
        .limit(MOST_CHOICES)
        .all(db)
        .await?)
}

/// The resources with these keys; of everybody, or only the person's, directly or through an organization.
///
/// # Errors
/// The database's.
pub async fn with_keys(deps: &Deps, whose: Option<UserId>, keys: &[String]) -> Result<Vec<resource::Model>> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = resource::Entity::find()
        .filter(resource::Column::Key.is_in(keys))
        .filter(resource::Column::RemovedAt.is_null());
    if let Some(user_id) = whose {
        query = query.filter(owner::belongs_to(
            user_id,
            resource::Column::OwnerUserId,
            resource::Column::OwnerOrganizationId,
        ));
    }
    Ok(query.all(deps.db.read()).await?)
}

/// What a person chooses from at consent: theirs of that type, by name, at most 500.
///
/// # Errors
/// The database's.
pub async fn choices(
    deps: &Deps,
    user_id: UserId,
    api: Option<ApiId>,
    kind: &str,
) -> Result<Vec<resource::Model>> {
    of_person(deps.db.read(), user_id, api, kind).await
}

/// Makes a resource be as it should, within somebody's transaction.
///
/// # Errors
/// `Invalid` on the field.
pub async fn upsert(
    write: &mut Write<'_>,
    caller: &Caller,
    api: &api::Model,
    new: NewResource,
    now: i64,
) -> Result<Upserted> {
    check_kind("type", &new.kind)?;
    check_key(&new.key)?;
    let name = display_name::check("name", &new.name)?;
    let before = resource::Entity::find()
        .filter(resource::Column::ApiId.eq(api.id))
        .filter(resource::Column::Kind.eq(&new.kind))
        .filter(resource::Column::Key.eq(&new.key))
        .one(write.db())
        .await?;
    let mut after = resource::Model {
        id: before
            .as_ref()
            .map_or_else(|| ResourceId(ordered_id(now)), |row| row.id),
        api_id: api.id,
        kind: new.kind,
        key: new.key,
        name,
        owner_user_id: new.owner.user(),
        owner_organization_id: new.owner.organization(),
        removed_at: None,
        created_at: before.as_ref().map_or(now, |row| row.created_at),
        updated_at: before.as_ref().map_or(now, |row| row.updated_at),
    };
    if before.as_ref() == Some(&after) {
        return Ok(Upserted::Unchanged);
    }
    after.updated_at = now;
    let mut row = resource::ActiveModel::from(after.clone()).reset_all();
    let (kind, done) = match &before {
        None => {
            resource::Entity::insert(row)
                .exec_without_returning(write.db())
                .await?;
            ("resource.created", Upserted::Created)
        }
        Some(before) => {
            row.id = ActiveValue::NotSet;
            let same = resource::Column::Id.eq(before.id);
            resource::Entity::update_many()
                .set(row)
                .filter(same)
                .exec(write.db())
                .await?;
            if before.removed_at.is_some() {
                ("resource.created", Upserted::Created)
            } else {
                ("resource.updated", Upserted::Updated(differing(before, &after)))
            }
        }
    };
    let event = Event::done(kind)
        .target(after.id)
        .details(json!({ "type": after.kind, "id": after.key }));
    apis::record(write, caller, api, event, now).await?;
    write.changed(Change::Everything);
    Ok(done)
}

fn differing(before: &resource::Model, after: &resource::Model) -> Vec<&'static str> {
    let owner = |row: &resource::Model| (row.owner_user_id, row.owner_organization_id);
    let all = [
        ("name", before.name != after.name),
        ("owner", owner(before) != owner(after)),
    ];
    all.into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
}

/// Takes a resource away, within somebody's transaction: permissions limited to it end with it.
///
/// # Errors
/// The database's.
pub async fn remove(
    write: &mut Write<'_>,
    caller: &Caller,
    api: &api::Model,
    row: &resource::Model,
    now: i64,
) -> Result<()> {
    resource::Entity::update_many()
        .col_expr(resource::Column::RemovedAt, Expr::value(now))
        .col_expr(resource::Column::UpdatedAt, Expr::value(now))
        .filter(resource::Column::Id.eq(row.id))
        .exec(write.db())
        .await?;
    end_permissions(write, caller, std::slice::from_ref(row), now).await?;
    let event = Event::done("resource.removed")
        .target(row.id)
        .details(json!({ "type": row.kind, "id": row.key }));
    apis::record(write, caller, api, event, now).await?;
    write.changed(Change::Everything);
    Ok(())
}

/// Ends the permissions that are limited to resources that were removed: one of the same key that comes later is not
/// allowed with them.
///
/// # Errors
/// The database's.
pub(super) async fn end_permissions(
    write: &mut Write<'_>,
    caller: &Caller,
    gone: &[resource::Model],
    now: i64,
) -> Result<()> {
    let whose = people(write.db(), gone).await?;
    grants::forget_resources(write, caller, (&whose, gone), now).await?;
    api_key_change::forget_resources(write, caller, (&whose, gone), now).await
}

/// Everybody who could give one of these resources: their owners, and the members of organizations that own them.
async fn people(db: &impl ConnectionTrait, rows: &[resource::Model]) -> Result<Vec<UserId>> {
    let mut people: HashSet<UserId> = rows.iter().filter_map(|row| row.owner_user_id).collect();
    let organizations: HashSet<OrganizationId> =
        rows.iter().filter_map(|row| row.owner_organization_id).collect();
    if !organizations.is_empty() {
        let members = membership::Entity::find()
            .filter(membership::Column::OrganizationId.is_in(organizations))
            .all(db)
            .await?;
        people.extend(members.into_iter().map(|row| row.user_id));
    }
    Ok(people.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_fit_between_colons_and_spaces() {
        for good in ["store-1", "8ce1", "a/b", "x"] {
            assert!(check_key(good).is_ok(), "{good}");
        }
        for bad in ["", "a:b", "a b", "a\"", "ü", "a\n", &"x".repeat(129)] {
            assert!(check_key(bad).is_err(), "{bad}");
        }
        assert!(check_kind("type", "store").is_ok());
        assert!(check_kind("type", "store 1").is_err());
    }
}
