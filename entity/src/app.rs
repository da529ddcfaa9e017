//! Apps.

use sea_orm::entity::prelude::*;

use crate::id::{AppId, OrganizationId, UserId};

/// What a developer registers and a user recognises.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "app")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AppId,
    /// The key by which a file names it; unique.
    pub key: Option<String>,
    /// The owner, if a person.
    pub owner_user_id: Option<UserId>,
    /// The owner, if an organization; exactly one of the two is set.
    pub owner_organization_id: Option<OrganizationId>,
    /// Shown at consent (SEC-107).
    pub name: String,
    /// One paragraph for people.
    pub description: Option<String>,
    /// `client_uri` of RFC 7591.
    pub homepage: Option<String>,
    /// Where its logo comes from.
    pub logo_uri: Option<String>,
    /// Its privacy policy.
    pub policy_uri: Option<String>,
    /// Its terms of service.
    pub tos_uri: Option<String>,
    /// When an administrator vouched for it.
    pub verified_at: Option<i64>,
    /// When it was switched off.
    pub suspended_at: Option<i64>,
    /// When an administrator switched it off; set together with `suspended_at`, and only one switches it on again.
    pub blocked_at: Option<i64>,
    /// Whether consent is skipped where the client's identity is assured (SEC-70).
    pub first_party: bool,
    /// Raised by each change; callers may expect one.
    pub version: i32,
    /// When it was made.
    pub created_at: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
