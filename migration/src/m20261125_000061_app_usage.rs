//! Usage of apps and of their secrets, in hours and days.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, binary, text, uuid},
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

fn table(
    name: &'static str,
    columns: Vec<ColumnDef>,
    key: &[&'static str],
    (column, other): (&'static str, &'static str),
) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    let mut primary = Index::create();
    for column in key {
        primary.col(*column);
    }
    table.primary_key(&mut primary);
    let mut foreign = ForeignKey::create();
    foreign
        .from_col(column)
        .to(other, "id")
        .on_delete(ForeignKeyAction::Cascade);
    table.foreign_key(&mut foreign);
    table
}

fn tables() -> [TableCreateStatement; 3] {
    [
        table(
            "app_usage",
            vec![
                uuid("app_id"),
                text("span"),
                big_integer("at"),
                text("figure"),
                big_integer("count"),
            ],
            &["app_id", "span", "at", "figure"],
            ("app_id", "app"),
        ),
        table(
            "app_active",
            vec![
                uuid("app_id"),
                text("span"),
                big_integer("at"),
                text("node"),
                binary("sketch"),
            ],
            &["app_id", "span", "at", "node"],
            ("app_id", "app"),
        ),
        table(
            "client_secret_use",
            vec![uuid("secret_id"), big_integer("day"), big_integer("count")],
            &["secret_id", "day"],
            ("secret_id", "client_secret"),
        ),
    ]
}

/// For forgetting what is old.
const INDEXES: &[(&str, &[&str])] = &[
    ("app_usage", &["span", "at"]),
    ("app_active", &["span", "at"]),
    ("client_secret_use", &["day"]),
];

#[async_trait::async_trait]
#[expect(
    elided_lifetimes_in_paths,
    reason = "the trait is declared so, and async_trait compares"
)]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
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
        for name in ["client_secret_use", "app_active", "app_usage"] {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
