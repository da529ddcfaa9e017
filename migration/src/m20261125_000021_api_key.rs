//! API keys of users, and what they were used for.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, text, text_null, uuid, uuid_null},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

fn refers(
    column: &'static str,
    other: &'static str,
    on_delete: ForeignKeyAction,
) -> ForeignKeyCreateStatement {
    let mut key = ForeignKey::create();
    key.from_col(column).to(other, "id").on_delete(on_delete);
    key
}

fn api_key() -> TableCreateStatement {
    let mut id = uuid("id");
    id.primary_key();
    let mut digest = binary("digest");
    digest.unique_key();
    let mut table = Table::create();
    table.table("api_key");
    for column in [
        id,
        uuid("user_id"),
        digest,
        text("label"),
        text("last_four"),
        text("permissions"),
        text("networks"),
        text_null("application_name"),
        text_null("application_identifier"),
        text_null("redirect_origin"),
        uuid_null("app_id"),
        uuid_null("replaced_by"),
        big_integer_null("expires_at"),
        big_integer_null("revoked_at"),
        big_integer_null("last_used_at"),
        text_null("last_used_from"),
        big_integer("created_at"),
        big_integer("updated_at"),
    ] {
        table.col(column);
    }
    table.foreign_key(&mut refers("user_id", "user", ForeignKeyAction::Cascade));
    table.foreign_key(&mut refers("app_id", "app", ForeignKeyAction::SetNull));
    table
}

fn api_key_use() -> TableCreateStatement {
    let mut table = Table::create();
    table.table("api_key_use");
    for column in [
        uuid("api_key_id"),
        text("permission"),
        big_integer("use_count"),
        big_integer("last_used_at"),
    ] {
        table.col(column);
    }
    table.primary_key(Index::create().col("api_key_id").col("permission"));
    table.foreign_key(&mut refers("api_key_id", "api_key", ForeignKeyAction::Cascade));
    table
}

/// Table, columns.
const INDEXES: &[(&str, &[&str])] = &[("api_key", &["user_id", "id"]), ("api_key", &["app_id"])];

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(api_key()).await?;
        manager.create_table(api_key_use()).await?;
        for (table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{}", columns.join("_"))).table(*table);
            for column in *columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["api_key_use", "api_key"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
