//! Failure counters.

use sea_orm::entity::prelude::*;

use crate::values::Digest;

/// Failed tries of one kind on one account or from one network (SEC-77).
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "throttle")]
pub struct Model {
    /// Keyed digest of kind and subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub key: Digest,
    /// Failures since the last success.
    pub failures: i32,
    /// No try is looked at before.
    pub blocked_until: i64,
    /// When it last changed.
    pub updated_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
