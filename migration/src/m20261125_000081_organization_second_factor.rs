//! Organizations that want a second factor of their members.

use sea_orm_migration::{prelude::*, schema::boolean};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

const COLUMNS: [(&str, &str); 2] = [
    ("organization", "second_factor_required"),
    // Of a person: whether one of their organizations does.
    ("user", "second_factor_demanded"),
];

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in COLUMNS {
            let mut column = boolean(name);
            column.default(false);
            manager
                .alter_table(Table::alter().table(table).add_column(&mut column).to_owned())
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for (table, name) in COLUMNS {
            manager
                .alter_table(Table::alter().table(table).drop_column(name).to_owned())
                .await?;
        }
        Ok(())
    }
}
