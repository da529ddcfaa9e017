//! Whether a browser remembers a session when it is closed.

use sea_orm_migration::{prelude::*, schema::boolean};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

const TABLES: [&str; 2] = ["session", "sign_in"];

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            // Until now every session was remembered.
            let mut column = boolean("remembered");
            column.default(true);
            manager
                .alter_table(Table::alter().table(table).add_column(&mut column).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in TABLES {
            manager
                .alter_table(Table::alter().table(table).drop_column("remembered").to_owned())
                .await?;
        }
        Ok(())
    }
}
