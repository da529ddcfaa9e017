//! Pictures of people and logos of apps, as the server serves them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, uuid, uuid_null},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

/// A person has one picture, an app one logo.
fn one_of(name: &'static str) -> ColumnDef {
    let mut column = uuid_null(name);
    column.unique_key();
    column
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut id = uuid("id");
        id.primary_key();
        let mut table = Table::create();
        table
            .table("picture")
            .col(id)
            .col(one_of("user_id"))
            .col(one_of("app_id"))
            .col(binary("png"))
            .col(big_integer("created_at"));
        for (column, other) in [("user_id", "user"), ("app_id", "app")] {
            let mut key = ForeignKey::create();
            key.from_col(column)
                .to(other, "id")
                .on_delete(ForeignKeyAction::Cascade);
            table.foreign_key(&mut key);
        }
        manager.create_table(table).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .drop_table(Table::drop().table("picture").to_owned())
            .await
    }
}
