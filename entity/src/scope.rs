//! Scopes of APIs.

use sea_orm::entity::prelude::*;

use crate::{
    id::{ApiId, ScopeId},
    values::{GrantableTo, Scopes},
};

/// One permission, in words for the person who consents.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "scope")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: ScopeId,
    /// The API that defines it.
    pub api_id: ApiId,
    /// Its name; unique in the server.
    pub name: String,
    /// A short sentence.
    pub title: String,
    /// More, on demand.
    pub description: Option<String>,
    /// Whether it is set apart at consent.
    pub sensitive: bool,
    /// Users, apps, or both.
    pub grantable_to: GrantableTo,
    /// The type of resource it can be limited to.
    pub resource_type: Option<String>,
    /// The scopes that it contains.
    pub includes: Scopes,
    /// When it stopped being granted.
    pub retired_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
