//! Personal parts of audit events.

use sea_orm::entity::prelude::*;

use crate::id::{AuditEventId, UserId};

/// What an audit event says of a person's whereabouts; erasable.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_person")]
pub struct Model {
    /// The event.
    #[sea_orm(primary_key, auto_increment = false)]
    pub event_id: AuditEventId,
    /// The person.
    pub user_id: Option<UserId>,
    /// The salt of the digest in the event.
    pub salt: Vec<u8>,
    /// From where.
    pub ip_address: Option<String>,
    /// With what.
    pub user_agent: Option<String>,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
