//! Seals that chain the audit log.

use sea_orm::entity::prelude::*;

use crate::{id::AuditSealId, values::Digest};

/// One sealed batch of audit events of one node.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "audit_seal")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AuditSealId,
    /// The node that sealed it.
    pub node: String,
    /// Its number in the node's chain, from 1.
    pub sequence: i64,
    /// How many events it seals.
    pub count: i32,
    /// The digest of the seal before it; zeros for the first.
    pub previous: Digest,
    /// SHA-256 over previous, node, sequence and the events' digests in order of id.
    pub digest: Digest,
    /// When it was made.
    pub created_at: i64,
}

/// None is declared: joins are written where they are needed.
#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
