//! The nodes that serve.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, text},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut name = text("name");
        name.primary_key();
        let mut table = Table::create();
        table
            .table("node")
            .col(name)
            .col(text("version"))
            .col(big_integer("started_at"))
            .col(big_integer("seen_at"));
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table("node").to_owned()).await
    }
}
