//! Refused requests of apps, for their developers.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, json, text, text_null, uuid},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

const TABLE: &str = "request_log";

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut id = uuid("id");
        id.primary_key();
        let mut app = ForeignKey::create();
        app.from_col("app_id")
            .to("app", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut table = Table::create();
        table
            .table(TABLE)
            .col(id)
            .col(uuid("app_id"))
            .col(big_integer("at"))
            .col(text("endpoint"))
            .col(text("client_id"))
            .col(text("code"))
            .col(text("rule"))
            .col(text("message"))
            .col(text_null("parameter"))
            .col(text_null("received"))
            .col(text_null("expected"))
            .col(text_null("difference"))
            .col(json("parameters"))
            .col(text_null("error_id"))
            .col(big_integer("more"))
            .foreign_key(&mut app);
        manager.create_table(table).await?;
        for columns in [&["app_id", "id"][..], &["error_id"], &["at"]] {
            let mut index = Index::create();
            index.name(format!("{TABLE}_{}", columns.join("_"))).table(TABLE);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
