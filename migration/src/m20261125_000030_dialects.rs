//! What the dialects need to remember.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer_null, uuid_null},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

fn alter(table: &'static str) -> TableAlterStatement {
    let mut alter = Table::alter();
    alter.table(table);
    alter
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(alter("family").add_column(uuid_null("live_token_id")).to_owned())
            .await?;
        manager
            .alter_table(
                alter("app_grant")
                    .add_column(big_integer_null("lasting_at"))
                    .to_owned(),
            )
            .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager
            .alter_table(alter("app_grant").drop_column("lasting_at").to_owned())
            .await?;
        manager
            .alter_table(alter("family").drop_column("live_token_id").to_owned())
            .await
    }
}
