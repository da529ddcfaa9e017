//! Second factors: authenticator apps, passkeys, recovery codes, and sign-ins that wait for one of them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, boolean, text, uuid},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

fn id(name: &'static str) -> ColumnDef {
    let mut column = uuid(name);
    column.primary_key();
    column
}

/// A table of something that belongs to a person and goes with the account.
fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    let mut key = ForeignKey::create();
    key.from_col("user_id")
        .to("user", "id")
        .on_delete(ForeignKeyAction::Cascade);
    table.foreign_key(&mut key);
    table
}

fn tables() -> Vec<TableCreateStatement> {
    let totp = table(
        "totp",
        vec![
            id("user_id"),
            binary("seed"),
            big_integer("last_step"),
            big_integer("created_at"),
            big_integer_null("last_used_at"),
        ],
    );
    let mut recovery_code = table(
        "recovery_code",
        vec![
            uuid("user_id"),
            binary("digest"),
            big_integer_null("used_at"),
            big_integer("created_at"),
        ],
    );
    recovery_code.primary_key(Index::create().col("user_id").col("digest"));
    let mut digest = binary("digest");
    digest.unique_key();
    let sign_in = table(
        "sign_in",
        vec![
            id("id"),
            uuid("user_id"),
            digest,
            binary("browser_digest"),
            text("amr"),
            big_integer("expires_at"),
            big_integer_null("completed_at"),
            big_integer("created_at"),
        ],
    );
    let mut credential_id = text("credential_id");
    credential_id.unique_key();
    let passkey = table(
        "passkey",
        vec![
            id("id"),
            uuid("user_id"),
            credential_id,
            text("credential"),
            text("name"),
            boolean("synced"),
            big_integer_null("flagged_at"),
            big_integer_null("last_used_at"),
            big_integer("created_at"),
        ],
    );
    vec![totp, recovery_code, sign_in, passkey]
}

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut column = big_integer_null("second_factor_at");
        manager
            .alter_table(Table::alter().table("user").add_column(&mut column).to_owned())
            .await?;
        for table in tables() {
            manager.create_table(table).await?;
        }
        for (table, column) in [
            ("passkey", "user_id"),
            ("sign_in", "user_id"),
            ("sign_in", "expires_at"),
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
        for table in ["passkey", "sign_in", "recovery_code", "totp"] {
            manager.drop_table(Table::drop().table(table).to_owned()).await?;
        }
        manager
            .alter_table(
                Table::alter()
                    .table("user")
                    .drop_column("second_factor_at")
                    .to_owned(),
            )
            .await
    }
}
