//! Letters that wait to be sent, and the links in them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, binary_null, integer, text, text_null, uuid, uuid_null},
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
    let mut id = uuid("id");
    id.primary_key();
    table.col(id);
    for column in columns {
        table.col(column);
    }
    of_user(&mut table);
    table
}

/// Of one kind and for one subject, one link works: the last one made.
const ONE_LIVE_LINK: &str = r#"CREATE UNIQUE INDEX "mail_link_one_live" ON "mail_link" ("purpose", "subject") WHERE "used_at" IS NULL AND "voided_at" IS NULL"#;

/// Table and columns.
const INDEXES: &[(&str, &[&str])] = &[
    ("mail", &["due_at"]),
    ("mail", &["user_id"]),
    ("mail_link", &["user_id"]),
    ("mail_link", &["expires_at"]),
];

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let mail = table(
            "mail",
            vec![
                uuid_null("user_id"),
                text("kind"),
                binary_null("sealed"),
                integer("attempts"),
                big_integer("due_at"),
                big_integer_null("sent_at"),
                big_integer_null("failed_at"),
                text_null("last_error"),
                big_integer("created_at"),
            ],
        );
        let link = table(
            "mail_link",
            vec![
                uuid_null("user_id"),
                text("purpose"),
                text("subject"),
                text("email"),
                binary_null("sealed"),
                binary_null("browser_digest"),
                big_integer("expires_at"),
                big_integer_null("used_at"),
                big_integer_null("voided_at"),
                big_integer("created_at"),
            ],
        );
        manager.create_table(mail).await?;
        manager.create_table(link).await?;
        for (table, columns) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{}", columns.join("_"))).table(*table);
            for column in *columns {
                index.col(*column);
            }
            manager.create_index(index).await?;
        }
        manager.get_connection().execute_unprepared(ONE_LIVE_LINK).await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for name in ["mail_link", "mail"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
