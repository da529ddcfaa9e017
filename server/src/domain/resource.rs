//! Resources: things of people and organizations to which a permission can be limited, as their API registers them.

use entity::{
    api,
    id::{ApiId, ResourceId},
    resource,
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Error, Result, api as apis,
    audit::Event,
    change::{Change, Write},
    display_name,
    owner::Owner,
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
    let event = Event::done("resource.removed")
        .target(row.id)
        .details(json!({ "type": row.kind, "id": row.key }));
    apis::record(write, caller, api, event, now).await?;
    write.changed(Change::Everything);
    Ok(())
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
