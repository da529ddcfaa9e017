//! Resources of users and organizations.

use sea_orm::entity::prelude::*;

use crate::id::{ApiId, OrganizationId, ResourceId, UserId};

/// A thing to which a permission can be limited.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "resource")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ResourceId,
    /// The API that registered it.
    pub api_id: ApiId,
    /// Its type, such as `store`.
    pub kind: String,
    /// Its id at the API: no colon, no space.
    pub key: String,
    /// What people read.
    pub name: String,
    /// The owner, if a person.
    pub owner_user_id: Option<UserId>,
    /// The owner, if an organization.
    pub owner_organization_id: Option<OrganizationId>,
    /// When the API removed it.
    pub removed_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
