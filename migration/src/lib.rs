//! The history of the tables: one file per change, with identifiers of its own, never importing `entity`.

pub use sea_orm_migration::prelude::*;

mod m20261122_000001_initial;
mod m20261125_000040_second_factors;

/// Every migration, oldest first.
#[derive(Debug)]
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261122_000001_initial::Migration),
            Box::new(m20261125_000040_second_factors::Migration),
        ]
    }
}
