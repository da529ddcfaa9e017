//! What the service remembers about itself.

use entity::setting;
use sea_orm::{ConnectionTrait, EntityTrait, sea_query::OnConflict};

use super::error::Result;

/// The value of that name.
///
/// # Errors
/// The database's.
pub async fn get(db: &impl ConnectionTrait, name: &str) -> Result<Option<String>> {
    Ok(setting::Entity::find_by_id(name.to_owned())
        .one(db)
        .await?
        .map(|row| row.value))
}

/// Sets it, whether it was there or not.
///
/// # Errors
/// The database's.
pub async fn put(db: &impl ConnectionTrait, name: &str, value: &str, now: i64) -> Result<()> {
    let row = setting::Model {
        name: name.to_owned(),
        value: value.to_owned(),
        updated_at: now,
    };
    setting::Entity::insert(setting::ActiveModel::from(row))
        .on_conflict(
            OnConflict::column(setting::Column::Name)
                .update_columns([setting::Column::Value, setting::Column::UpdatedAt])
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Sets it if it is not there yet, and says what it is now.
///
/// # Errors
/// The database's.
pub async fn put_first(db: &impl ConnectionTrait, name: &str, value: &str, now: i64) -> Result<String> {
    let row = setting::Model {
        name: name.to_owned(),
        value: value.to_owned(),
        updated_at: now,
    };
    setting::Entity::insert(setting::ActiveModel::from(row))
        .on_conflict(OnConflict::column(setting::Column::Name).do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(get(db, name).await?.unwrap_or_else(|| value.to_owned()))
}
