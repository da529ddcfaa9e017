//! How often secrets are used.

use sea_orm::entity::prelude::*;

use crate::id::ClientSecretId;

/// How often one secret was used on one day (W2).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "client_secret_use")]
pub struct Model {
    /// The secret.
    #[sea_orm(primary_key, auto_increment = false)]
    pub secret_id: ClientSecretId,
    /// When the day began, UTC.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: i64,
    /// How often.
    pub count: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
