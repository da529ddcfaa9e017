//! Invitations into organizations.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary, text, uuid, uuid_null},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

const TABLE: &str = "invitation";

/// What the query builder cannot say: one open invitation for each organization and address.
const ONE_OPEN: &str = r#"CREATE UNIQUE INDEX "invitation_one_open" ON "invitation" ("organization_id", "email_key")
    WHERE "accepted_at" IS NULL AND "declined_at" IS NULL AND "revoked_at" IS NULL"#;

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mut id = uuid("id");
        id.primary_key();
        let mut digest = binary("digest");
        digest.unique_key();
        let mut organization = ForeignKey::create();
        organization
            .from_col("organization_id")
            .to("organization", "id")
            .on_delete(ForeignKeyAction::Cascade);
        let mut inviter = ForeignKey::create();
        inviter
            .from_col("invited_by")
            .to("user", "id")
            .on_delete(ForeignKeyAction::SetNull);
        let mut table = Table::create();
        table
            .table(TABLE)
            .col(id)
            .col(uuid("organization_id"))
            .col(text("email"))
            .col(text("email_key"))
            .col(text("role"))
            .col(digest)
            .col(uuid_null("invited_by"))
            .col(big_integer("expires_at"))
            .col(big_integer_null("accepted_at"))
            .col(big_integer_null("declined_at"))
            .col(big_integer_null("revoked_at"))
            .col(big_integer("created_at"))
            .foreign_key(&mut organization)
            .foreign_key(&mut inviter);
        manager.create_table(table).await?;
        for columns in [
            &["organization_id", "id"][..],
            &["email_key"],
            &["invited_by"],
            &["expires_at"],
        ] {
            let mut index = Index::create();
            index.name(format!("{TABLE}_{}", columns.join("_"))).table(TABLE);
            for column in columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        manager.get_connection().execute_unprepared(ONE_OPEN).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.drop_table(Table::drop().table(TABLE).to_owned()).await
    }
}
