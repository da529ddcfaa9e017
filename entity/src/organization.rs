//! Organizations.

use sea_orm::entity::prelude::*;

use crate::id::OrganizationId;

/// A team that owns apps and APIs.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organization")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganizationId,
    /// Its short unique name.
    pub slug: String,
    /// What people read.
    pub name: String,
    /// Whether its members must have a second factor.
    pub second_factor_required: bool,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
