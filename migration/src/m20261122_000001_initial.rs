//! The first tables.

use sea_orm_migration::{
    prelude::*,
    schema::{
        big_integer, big_integer_null, binary, binary_null, boolean, integer, integer_null, json, json_null,
        text, text_null, uuid, uuid_null,
    },
};

/// See the module.
#[derive(DeriveMigrationName, Debug)]
pub(crate) struct Migration;

/// A column that points at another table's `id` and goes with it.
fn belongs_to(table: &mut TableCreateStatement, column: &'static str, other: &'static str) {
    refers(table, column, other, ForeignKeyAction::Cascade);
}

fn refers(
    table: &mut TableCreateStatement,
    column: &'static str,
    other: &'static str,
    on_delete: ForeignKeyAction,
) {
    let mut key = ForeignKey::create();
    key.from_col(column).to(other, "id").on_delete(on_delete);
    table.foreign_key(&mut key);
}

fn id(name: &'static str) -> ColumnDef {
    let mut column = uuid(name);
    column.primary_key();
    column
}

fn unique(name: &'static str) -> ColumnDef {
    let mut column = text(name);
    column.unique_key();
    column
}

fn table(name: &'static str, columns: Vec<ColumnDef>) -> TableCreateStatement {
    let mut table = Table::create();
    table.table(name);
    for column in columns {
        table.col(column);
    }
    table
}

fn tables() -> Vec<TableCreateStatement> {
    let mut all = people();
    all.extend(apps());
    all.extend(permissions());
    all.extend(service());
    all
}

fn people() -> Vec<TableCreateStatement> {
    let user = table(
        "user",
        vec![
            id("id"),
            text("email"),
            unique("email_key"),
            big_integer_null("email_verified_at"),
            text_null("password_hash"),
            big_integer_null("password_changed_at"),
            text("role"),
            json("profile"),
            boolean("allow_password_for_api"),
            big_integer_null("disabled_at"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    let mut digest = binary("digest");
    digest.unique_key();
    let mut session = table(
        "session",
        vec![
            id("id"),
            uuid("user_id"),
            digest,
            big_integer("authenticated_at"),
            text("acr"),
            text("amr"),
            big_integer("last_seen_at"),
            big_integer("expires_at"),
            big_integer_null("ended_at"),
            text_null("ip_address"),
            text_null("user_agent"),
            big_integer("created_at"),
        ],
    );
    belongs_to(&mut session, "user_id", "user");
    let organization = table(
        "organization",
        vec![
            id("id"),
            unique("slug"),
            text("name"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    let mut membership = table(
        "membership",
        vec![
            uuid("organization_id"),
            uuid("user_id"),
            text("role"),
            big_integer("created_at"),
        ],
    );
    membership.primary_key(Index::create().col("organization_id").col("user_id"));
    belongs_to(&mut membership, "organization_id", "organization");
    belongs_to(&mut membership, "user_id", "user");
    vec![user, session, organization, membership]
}

fn apps() -> Vec<TableCreateStatement> {
    let mut key = text_null("key");
    key.unique_key();
    let mut app = table(
        "app",
        vec![
            id("id"),
            key,
            uuid_null("owner_user_id"),
            uuid_null("owner_organization_id"),
            text("name"),
            text_null("description"),
            text_null("homepage"),
            text_null("logo_uri"),
            text_null("policy_uri"),
            text_null("tos_uri"),
            big_integer_null("verified_at"),
            big_integer_null("suspended_at"),
            big_integer_null("blocked_at"),
            boolean("first_party"),
            integer("version"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    refers(&mut app, "owner_user_id", "user", ForeignKeyAction::Restrict);
    refers(
        &mut app,
        "owner_organization_id",
        "organization",
        ForeignKeyAction::Restrict,
    );
    let mut client = table(
        "client",
        vec![
            id("id"),
            uuid("app_id"),
            unique("client_id"),
            text("platform"),
            text("token_endpoint_auth_method"),
            boolean("pin_auth_method"),
            text("grant_types"),
            text("response_types"),
            text("response_modes"),
            text("default_scopes"),
            boolean("require_pkce"),
            boolean("rotate_refresh_tokens"),
            boolean("code_in_fragment"),
            text("id_token_signed_response_alg"),
            text_null("userinfo_signed_response_alg"),
            json_null("jwks"),
            text_null("jwks_uri"),
            integer_null("default_max_age"),
            big_integer_null("disabled_at"),
            big_integer_null("last_used_at"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    belongs_to(&mut client, "app_id", "app");
    let mut secret = table(
        "client_secret",
        vec![
            id("id"),
            uuid("client_id"),
            binary("digest"),
            text("label"),
            text("last_four"),
            big_integer_null("expires_at"),
            big_integer_null("revoked_at"),
            big_integer_null("last_used_at"),
            big_integer("use_count"),
            big_integer("created_at"),
        ],
    );
    belongs_to(&mut secret, "client_id", "client");
    let mut redirect_url = table(
        "redirect_url",
        vec![
            id("id"),
            uuid("client_id"),
            text("kind"),
            text("url"),
            text_null("origin"),
            big_integer("created_at"),
        ],
    );
    belongs_to(&mut redirect_url, "client_id", "client");
    let mut app_scope = table(
        "app_scope",
        vec![
            uuid("app_id"),
            text("name"),
            boolean("optional"),
            big_integer_null("approved_at"),
            big_integer("created_at"),
        ],
    );
    app_scope.primary_key(Index::create().col("app_id").col("name"));
    belongs_to(&mut app_scope, "app_id", "app");
    vec![app, client, secret, redirect_url, app_scope]
}

fn permissions() -> Vec<TableCreateStatement> {
    let mut api = table(
        "api",
        vec![
            id("id"),
            unique("identifier"),
            text("name"),
            uuid_null("owner_user_id"),
            uuid_null("owner_organization_id"),
            integer_null("access_token_ttl"),
            boolean("require_nonce"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    refers(&mut api, "owner_user_id", "user", ForeignKeyAction::Restrict);
    refers(
        &mut api,
        "owner_organization_id",
        "organization",
        ForeignKeyAction::Restrict,
    );
    let mut api_client = table("api_client", vec![uuid("api_id"), uuid("client_id")]);
    api_client.primary_key(Index::create().col("api_id").col("client_id"));
    belongs_to(&mut api_client, "api_id", "api");
    belongs_to(&mut api_client, "client_id", "client");
    let mut scope = table(
        "scope",
        vec![
            id("id"),
            uuid("api_id"),
            unique("name"),
            text("title"),
            text_null("description"),
            boolean("sensitive"),
            text("grantable_to"),
            text_null("resource_type"),
            text("includes"),
            big_integer_null("retired_at"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    belongs_to(&mut scope, "api_id", "api");
    let mut resource = table(
        "resource",
        vec![
            id("id"),
            uuid("api_id"),
            text("kind"),
            text("key"),
            text("name"),
            uuid_null("owner_user_id"),
            uuid_null("owner_organization_id"),
            big_integer_null("removed_at"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    belongs_to(&mut resource, "api_id", "api");
    belongs_to(&mut resource, "owner_user_id", "user");
    belongs_to(&mut resource, "owner_organization_id", "organization");
    let mut grant = table(
        "app_grant",
        vec![
            id("id"),
            uuid("user_id"),
            uuid("app_id"),
            text("scopes"),
            big_integer_null("last_used_at"),
            text_null("last_used_from"),
            big_integer_null("revoked_at"),
            big_integer("created_at"),
            big_integer("updated_at"),
        ],
    );
    belongs_to(&mut grant, "user_id", "user");
    belongs_to(&mut grant, "app_id", "app");
    let mut family = table(
        "family",
        vec![
            id("id"),
            uuid("grant_id"),
            uuid("client_id"),
            uuid("user_id"),
            uuid_null("session_id"),
            text("scopes"),
            text("resources"),
            boolean("offline"),
            boolean("refreshable"),
            binary("seed"),
            integer("generation"),
            big_integer("rotated_at"),
            big_integer("authenticated_at"),
            text("acr"),
            text("amr"),
            text_null("claims"),
            big_integer("expires_at"),
            big_integer_null("revoked_at"),
            big_integer("created_at"),
        ],
    );
    belongs_to(&mut family, "grant_id", "app_grant");
    belongs_to(&mut family, "client_id", "client");
    vec![api, api_client, scope, resource, grant, family]
}

fn service() -> Vec<TableCreateStatement> {
    let key = |name: &'static str| {
        let mut column = binary(name);
        column.primary_key();
        column
    };
    let name = |name: &'static str| {
        let mut column = text(name);
        column.primary_key();
        column
    };
    let mut authorization = table(
        "authorization_request",
        vec![
            id("id"),
            uuid("client_id"),
            text("request"),
            binary("browser_digest"),
            uuid_null("session_id"),
            big_integer_null("authenticated_after"),
            uuid_null("selected_session_id"),
            big_integer("expires_at"),
            big_integer_null("completed_at"),
            big_integer("created_at"),
        ],
    );
    belongs_to(&mut authorization, "client_id", "client");
    let revoked_token = table("revoked_token", vec![id("id"), big_integer("expires_at")]);
    let single_use = table("single_use", vec![key("digest"), big_integer("expires_at")]);
    let signing_key = table(
        "signing_key",
        vec![
            name("id"),
            text("algorithm"),
            binary("sealed_private_key"),
            json("public_jwk"),
            big_integer("active_at"),
            big_integer_null("retired_at"),
            big_integer_null("expires_at"),
            big_integer_null("withdrawn_at"),
            big_integer("created_at"),
        ],
    );
    let audit_event = table(
        "audit_event",
        vec![
            id("id"),
            big_integer("at"),
            text("kind"),
            text("outcome"),
            uuid_null("actor_user_id"),
            text_null("actor_client_id"),
            uuid_null("user_id"),
            uuid_null("app_id"),
            uuid_null("organization_id"),
            text_null("target"),
            json("details"),
            binary_null("person_digest"),
            binary("digest"),
            uuid_null("seal_id"),
        ],
    );
    let audit_person = table(
        "audit_person",
        vec![
            id("event_id"),
            uuid_null("user_id"),
            binary("salt"),
            text_null("ip_address"),
            text_null("user_agent"),
        ],
    );
    let audit_seal = table(
        "audit_seal",
        vec![
            id("id"),
            text("node"),
            big_integer("sequence"),
            integer("count"),
            binary("previous"),
            binary("digest"),
            big_integer("created_at"),
        ],
    );
    let throttle = table(
        "throttle",
        vec![
            key("key"),
            integer("failures"),
            big_integer("blocked_until"),
            big_integer("updated_at"),
        ],
    );
    let setting = table(
        "setting",
        vec![name("name"), text("value"), big_integer("updated_at")],
    );
    vec![
        authorization,
        revoked_token,
        single_use,
        signing_key,
        audit_event,
        audit_person,
        audit_seal,
        throttle,
        setting,
    ]
}

/// Table, columns, whether unique.
const INDEXES: &[(&str, &[&str], bool)] = &[
    ("session", &["user_id"], false),
    ("session", &["expires_at"], false),
    ("membership", &["user_id"], false),
    ("app", &["owner_user_id"], false),
    ("app", &["owner_organization_id"], false),
    ("client", &["app_id"], false),
    ("client_secret", &["client_id"], false),
    ("redirect_url", &["client_id", "kind", "url"], true),
    ("redirect_url", &["origin"], false),
    ("api", &["owner_user_id"], false),
    ("api", &["owner_organization_id"], false),
    ("api_client", &["client_id"], false),
    ("scope", &["api_id"], false),
    ("resource", &["api_id", "kind", "key"], true),
    ("resource", &["owner_user_id"], false),
    ("resource", &["owner_organization_id"], false),
    ("app_grant", &["user_id"], false),
    ("app_grant", &["app_id"], false),
    ("family", &["grant_id"], false),
    ("family", &["client_id"], false),
    ("family", &["session_id"], false),
    ("family", &["expires_at"], false),
    ("authorization_request", &["expires_at"], false),
    ("authorization_request", &["client_id"], false),
    ("revoked_token", &["expires_at"], false),
    ("single_use", &["expires_at"], false),
    ("audit_event", &["app_id", "id"], false),
    ("audit_event", &["user_id", "id"], false),
    ("audit_event", &["actor_user_id", "id"], false),
    ("audit_event", &["organization_id", "id"], false),
    ("audit_event", &["seal_id"], false),
    ("audit_person", &["user_id"], false),
    ("audit_seal", &["node", "sequence"], true),
    ("throttle", &["updated_at"], false),
];

/// What the query builder cannot say: one live grant for each user and app.
const ONE_LIVE_GRANT: &str = r#"CREATE UNIQUE INDEX "app_grant_one_live" ON "app_grant" ("user_id", "app_id") WHERE "revoked_at" IS NULL"#;

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
        for (table, columns, unique) in INDEXES {
            let mut index = Index::create();
            index.name(format!("{table}_{}", columns.join("_"))).table(*table);
            for column in *columns {
                index.col(*column);
            }
            if *unique {
                index.unique();
            }
            manager.create_index(index).await?;
        }
        manager
            .get_connection()
            .execute_unprepared(ONE_LIVE_GRANT)
            .await?;
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let names = [
            "setting",
            "throttle",
            "audit_seal",
            "audit_person",
            "audit_event",
            "signing_key",
            "single_use",
            "revoked_token",
            "authorization_request",
            "family",
            "app_grant",
            "resource",
            "scope",
            "api_client",
            "api",
            "app_scope",
            "redirect_url",
            "client_secret",
            "client",
            "app",
            "membership",
            "organization",
            "session",
            "user",
        ];
        for name in names {
            manager.drop_table(Table::drop().table(name).to_owned()).await?;
        }
        Ok(())
    }
}
