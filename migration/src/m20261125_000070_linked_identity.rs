//! Accounts at other providers, and visits there.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, binary_null, text, text_null, uuid, uuid_null},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

fn id() -> ColumnDef {
    let mut column = uuid("id");
    column.primary_key();
    column
}

fn table(
    name: &'static str,
    columns: Vec<ColumnDef>,
    owner: (&'static str, &'static str),
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    let (column, other) = owner;
    let mut key = ForeignKey::create();
    key.from_col(column)
        .to(other, "id")
        .on_delete(ForeignKeyAction::Cascade);
    table.foreign_key(&mut key);
    table
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let linked = vec![
            id(),
            uuid("user_id"),
            text("provider"),
            text("subject"),
            text_null("email"),
            big_integer_null("last_used_at"),
            big_integer("created_at"),
        ];
        manager
            .create_table(table("linked_identity", linked, ("user_id", "user")))
            .await?;
        let mut state = binary("state_digest");
        state.unique_key();
        let visit = vec![
            id(),
            text("provider"),
            text("purpose"),
            state,
            binary("browser_digest"),
            uuid_null("session_id"),
            binary("sealed"),
            binary_null("subject_digest"),
            binary_null("proved"),
            big_integer("expires_at"),
            big_integer_null("answered_at"),
            big_integer_null("completed_at"),
            big_integer("created_at"),
        ];
        manager
            .create_table(table("provider_visit", visit, ("session_id", "session")))
            .await?;
        let one = Index::create()
            .name("linked_identity_subject")
            .table("linked_identity")
            .col("provider")
            .col("subject")
            .unique()
            .to_owned();
        manager.create_index(one).await?;
        for (table, column) in [
            ("linked_identity", "user_id"),
            ("provider_visit", "session_id"),
            ("provider_visit", "subject_digest"),
            ("provider_visit", "expires_at"),
        ] {
            let index = Index::create()
                .name(format!("{table}_{column}"))
                .table(table)
                .col(column)
                .to_owned();
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in ["provider_visit", "linked_identity"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        Ok(())
    }
}
