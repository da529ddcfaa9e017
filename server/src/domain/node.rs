//! The nodes that serve on one database: each says now and then that it lives.

use entity::node;
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::OnConflict};

use super::{
    Deps, Result,
    clock::{DAY, MINUTE},
};

/// A node that was silent for so long does not serve, milliseconds.
pub const SILENT: i64 = MINUTE;

/// This node lives.
///
/// # Errors
/// The database's; it is tried again.
pub async fn say(deps: &Deps) -> Result<()> {
    let now = deps.clock.now();
    let row = node::Model {
        name: deps.node.clone(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        started_at: deps.started_at,
        seen_at: now,
    };
    node::Entity::insert(node::ActiveModel::from(row).reset_all())
        .on_conflict(
            OnConflict::column(node::Column::Name)
                .update_columns([
                    node::Column::Version,
                    node::Column::StartedAt,
                    node::Column::SeenAt,
                ])
                .to_owned(),
        )
        .exec_without_returning(deps.db.write())
        .await?;
    node::Entity::delete_many()
        .filter(node::Column::SeenAt.lt(now - DAY))
        .exec(deps.db.write())
        .await?;
    Ok(())
}

/// The nodes of the last day, those that started last first.
///
/// # Errors
/// The database's.
pub async fn list(deps: &Deps) -> Result<Vec<node::Model>> {
    Ok(node::Entity::find()
        .order_by_desc(node::Column::StartedAt)
        .all(deps.db.read())
        .await?)
}
