//! The audit log cannot be changed unnoticed (SEC-118).

use entity::values::Role;
use latchkey::domain::audit_seal;
use serde_json::json;

use crate::{
    graphql::{ask, mutate, person, session},
    support::{Browser, TestApp, binary},
};

/// What `latchkey audit verify` says of the service's log, and whether it is content.
fn verify(app: &TestApp) -> (bool, String) {
    let settings: Vec<(&str, &str)> = app
        .environment()
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let output = binary::run(&["audit", "verify"], &settings, "");
    let text = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
    (output.status.success(), text)
}

/// A service in which something happened that is sealed.
async fn scene() -> TestApp {
    let app = TestApp::with(&[("PUBLIC_URL", "http://localhost:7998")]).await;
    app.user("ada@example.com").await;
    let browser = Browser::at(&app.address);
    let page = browser.get("/sign-in").await;
    assert_eq!(
        browser.sign_in(&page, "ada@example.com", "not it").await.status,
        401
    );
    app.advance(10);
    while audit_seal::seal(&app.deps).await.unwrap() > 0 {}
    app
}

#[tokio::test]
async fn sec_118_a_changed_removed_or_added_event_is_named() {
    for (what, sql) in [
        (
            "changed",
            "UPDATE audit_event SET kind = 'session.started' WHERE kind = 'session.refused'",
        ),
        (
            "changed with its digest",
            "UPDATE audit_event SET digest = (SELECT digest FROM audit_event WHERE kind = 'user.created') \
             WHERE kind = 'session.refused'",
        ),
        (
            "removed",
            "DELETE FROM audit_event WHERE kind = 'session.refused'",
        ),
        (
            "its whereabouts changed",
            "UPDATE audit_person SET ip_address = '192.0.2.1'",
        ),
        ("its seal removed", "DELETE FROM audit_seal"),
        (
            "its seal renumbered",
            "UPDATE audit_seal SET sequence = sequence + 1",
        ),
    ] {
        let app = scene().await;
        let (fine, said) = verify(&app);
        assert!(fine, "before: {said}");
        app.execute(sql).await;
        let (fine, said) = verify(&app);
        assert!(!fine, "{what}: {said}");
        assert!(
            said.contains("evt_") || said.contains("sea_"),
            "{what} names the record: {said}"
        );
    }
}

#[tokio::test]
async fn sec_118_erasing_a_persons_record_breaks_no_chain() {
    let app = scene().await;
    app.execute("DELETE FROM audit_person").await;
    let (fine, said) = verify(&app);
    assert!(fine, "{said}");
}

#[tokio::test]
async fn sec_118_no_api_changes_or_deletes_an_event() {
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let query = "{ __schema { mutationType { fields { name args { type { name ofType { name inputFields { name } } } } } } } }";
    let answer = ask(&app, &root, query, json!({})).await;
    let fields = answer["data"]["__schema"]["mutationType"]["fields"]
        .as_array()
        .unwrap();
    assert!(fields.len() > 30, "{answer}");
    for field in fields {
        let name = field["name"].as_str().unwrap().to_lowercase();
        assert!(
            !name.contains("audit") && !field.to_string().contains("auditEvent"),
            "{field}"
        );
    }
}

#[tokio::test]
async fn the_log_is_exported_by_administrators_who_are_recorded() {
    let app = scene().await;
    app.user_with("root@example.com", Role::Admin).await;
    let get = async |email: Option<&str>, query: &str| {
        let browser = Browser::at(&app.address);
        if let Some(email) = email {
            let page = browser.get("/sign-in").await;
            browser
                .sign_in(&page, email, crate::support::make::PASSWORD)
                .await;
        }
        browser.get(&format!("/audit-log.jsonl{query}")).await
    };
    assert_eq!(get(None, "").await.status, 404);
    assert_eq!(get(Some("ada@example.com"), "").await.status, 404);
    assert_eq!(
        get(Some("root@example.com"), "?since=yesterday").await.status,
        400
    );
    let page = get(Some("root@example.com"), "?kinds=session").await;
    assert_eq!(page.status, 200);
    let lines: Vec<serde_json::Value> = page
        .html
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert!(lines.len() >= 2);
    assert!(
        lines
            .iter()
            .all(|line| line["kind"].as_str().unwrap().starts_with("session."))
    );
    assert_eq!(lines[0]["kind"], json!("session.refused"));
    assert!(lines[0]["ip_address"].is_string() && lines[0]["digest"].is_string());
    let page = get(Some("root@example.com"), "?kinds=audit_log").await;
    assert!(page.html.contains("audit_log.exported"), "{}", page.html);
}

#[tokio::test]
async fn sec_118_a_change_without_its_record_is_not_made() {
    let app = TestApp::new().await;
    let ada = person(&app, "ada@example.com", Role::User).await;
    let caller = session(&app, &ada);
    app.execute("ALTER TABLE audit_event RENAME TO audit_event_away")
        .await;
    let query = "mutation { updateProfile(input: { nickname: \"Countess\" }) { user { id } } }";
    let answer = ask(&app, &caller, query, json!({})).await;
    assert!(answer["errors"][0]["extensions"]["code"].is_string(), "{answer}");
    app.execute("ALTER TABLE audit_event_away RENAME TO audit_event")
        .await;
    let seen = ask(
        &app,
        &caller,
        "{ viewer { user { profile { nickname } } } }",
        json!({}),
    )
    .await;
    assert!(!seen.to_string().contains("Countess"), "{seen}");
    let done = mutate(
        &app,
        &caller,
        "updateProfile",
        json!({ "nickname": "Countess" }),
        "user { id }",
    )
    .await;
    assert_eq!(done["userErrors"], json!([]));
}
