//! The history of the tables: one file per change, with identifiers of its own, never importing `entity`.

pub use sea_orm_migration::prelude::*;

mod m20261122_000001_initial;
mod m20261125_000010_resource_key;
mod m20261125_000021_api_key;
mod m20261125_000030_dialects;
mod m20261125_000040_second_factors;
mod m20261125_000050_mail;
mod m20261125_000051_data;
mod m20261125_000052_picture;
mod m20261125_000060_request_log;
mod m20261125_000061_app_usage;
mod m20261125_000062_invitation;
mod m20261125_000063_node;
mod m20261125_000070_linked_identity;
mod m20261125_000080_remembered;
mod m20261125_000081_organization_second_factor;

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_initial::Migration),
            Box::new(m20261125_000010_resource_key::Migration),
            Box::new(m20261125_000021_api_key::Migration),
            Box::new(m20261125_000030_dialects::Migration),
            Box::new(m20261125_000040_second_factors::Migration),
            Box::new(m20261125_000050_mail::Migration),
            Box::new(m20261125_000051_data::Migration),
            Box::new(m20261125_000052_picture::Migration),
            Box::new(m20261125_000060_request_log::Migration),
            Box::new(m20261125_000061_app_usage::Migration),
            Box::new(m20261125_000062_invitation::Migration),
            Box::new(m20261125_000063_node::Migration),
            Box::new(m20261125_000070_linked_identity::Migration),
            Box::new(m20261125_000080_remembered::Migration),
            Box::new(m20261125_000081_organization_second_factor::Migration),
        ]
    }
}
