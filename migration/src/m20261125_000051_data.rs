//! What people take with them, and accounts that are about to go.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary_null, integer, text, uuid},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

fn of_user(table: &mut TableCreateStatement) {
    let mut key = ForeignKey::create();
    key.from_col("user_id")
        .to("user", "id")
        .on_delete(ForeignKeyAction::Cascade);
    table.foreign_key(&mut key);
}

fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    of_user(&mut table);
    table
}

/// One export is made at a time for each person.
const ONE_AT_A_TIME: &str =
    r#"CREATE UNIQUE INDEX "data_export_one_waiting" ON "data_export" ("user_id") WHERE "ready_at" IS NULL"#;

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut id = uuid("id");
        id.primary_key();
        let export = table(
            "data_export",
            vec![
                id,
                uuid("user_id"),
                binary_null("sealed"),
                integer("attempts"),
                big_integer("due_at"),
                big_integer_null("ready_at"),
                big_integer("expires_at"),
                big_integer("created_at"),
            ],
        );
        let mut user_id = uuid("user_id");
        user_id.primary_key();
        let deletion = table(
            "account_deletion",
            vec![
                user_id,
                big_integer("disabled_at"),
                text("suspended_apps"),
                big_integer("due_at"),
                big_integer("created_at"),
            ],
        );
        manager.create_table(export).await?;
        manager.create_table(deletion).await?;
        for (table, column) in [
            ("data_export", "user_id"),
            ("data_export", "expires_at"),
            ("account_deletion", "due_at"),
        ] {
            let mut index = Index::create();
            index.name(format!("{table}_{column}")).table(table).col(column);
            manager.create_index(index).await?;
        }
        manager.get_connection().execute_unprepared(ONE_AT_A_TIME).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["account_deletion", "data_export"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
