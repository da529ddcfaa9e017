//! The tables' history.

use migration::{Migrator, MigratorTrait};
use sea_orm::{DatabaseConnection, DbErr, EntityTrait, QuerySelect as _};

use crate::support::TestApp;

macro_rules! select_each {
    ($db:expr, $($entity:ident),+ $(,)?) => {
        [$((stringify!($entity), entity::$entity::Entity::find().limit(1).all($db).await.map(drop))),+]
    };
}

/// Selects from every table, with every column that its entity has.
async fn select(db: &DatabaseConnection) -> Vec<(&'static str, Result<(), DbErr>)> {
    select_each!(
        db,
        account_deletion,
        api,
        api_client,
        api_key,
        api_key_use,
        app,
        app_active,
        app_scope,
        app_usage,
        audit_event,
        audit_person,
        audit_seal,
        authorization,
        client,
        client_secret,
        client_secret_use,
        data_export,
        family,
        grant,
        invitation,
        linked_identity,
        mail,
        mail_link,
        membership,
        node,
        organization,
        passkey,
        recovery_code,
        picture,
        provider_visit,
        redirect_url,
        request_log,
        resource,
        revoked_token,
        scope,
        session,
        setting,
        sign_in,
        signing_key,
        single_use,
        throttle,
        totp,
        user,
    )
    .into()
}

#[tokio::test]
async fn tables_are_made_unmade_and_made_again() {
    let app = TestApp::new().await;
    let db = app.deps.db.write();
    for round in 0..2 {
        for (name, result) in select(db).await {
            assert!(result.is_ok(), "round {round}, {name}: {result:?}");
        }
        assert!(Migrator::get_pending_migrations(db).await.unwrap().is_empty());
        Migrator::down(db, None).await.unwrap();
        let left = select(db).await;
        assert!(
            left.iter().all(|(_, result)| result.is_err()),
            "round {round}: {left:?}"
        );
        Migrator::up(db, None).await.unwrap();
    }
}

#[test]
fn every_table_is_selected() {
    let lib = std::fs::read_to_string(super::top().join("entity/src/lib.rs")).unwrap();
    let listed = include_str!("migrations.rs")
        .split("select_each!(")
        .nth(1)
        .unwrap();
    for line in lib.lines() {
        let Some(name) = line
            .trim()
            .strip_prefix("pub mod ")
            .and_then(|rest| rest.strip_suffix(';'))
        else {
            continue;
        };
        let text = std::fs::read_to_string(super::top().join(format!("entity/src/{name}.rs"))).unwrap();
        let is_table = text.contains("table_name");
        let is_listed = listed
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| word == name);
        assert!(
            !is_table || is_listed,
            "the table of entity::{name} is not in the list of this guard"
        );
    }
}
