//! Administration: how the service presents itself, and how it is.

use entity::values::Role;
use serde_json::{Value, json};

use super::{ask, mutate, person, session};
use crate::support::{Browser, TestApp, until};

const BRANDING: &str = "branding { serviceName accentColor privacyUrl termsUrl supportUrl }";

#[tokio::test]
async fn branding_is_changed_at_once_on_every_node_and_recorded() {
    let app = TestApp::with(&[("PUBLIC_URL", "http://localhost:7997")]).await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let other = app.second_node().await;
    let css = async |node: &TestApp| {
        let answer = node
            .http
            .get(format!("{}/branding.css", node.address))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.headers()["content-type"], "text/css; charset=utf-8");
        answer.text().await.unwrap()
    };
    assert_eq!(css(&app).await, "");
    let input = json!({
        "serviceName": "Ada's Keys", "accentColor": "#1F57B8", "termsUrl": "https://ada.example/terms",
        "supportUrl": "https://ada.example/help",
    });
    let set = mutate(&app, &root, "adminUpdateSettings", input, BRANDING).await;
    assert_eq!(
        set["branding"],
        json!({
            "serviceName": "Ada's Keys", "accentColor": "#1f57b8", "privacyUrl": null,
            "termsUrl": "https://ada.example/terms", "supportUrl": "https://ada.example/help",
        })
    );
    for node in [&app, &other] {
        until(10, "the node has the new name", async || {
            let page = Browser::at(&node.address).get("/sign-in").await;
            page.html.contains("Ada&#39;s Keys") && page.html.contains("https://ada.example/terms")
        })
        .await;
        assert!(css(node).await.contains("--color-accent:#1f57b8"));
    }
    let info = ask(
        &other,
        &root,
        "{ serviceInfo { name accentColor supportUrl } }",
        json!({}),
    )
    .await;
    assert_eq!(
        info["data"]["serviceInfo"],
        json!({ "name": "Ada's Keys", "accentColor": "#1f57b8", "supportUrl": "https://ada.example/help" })
    );
    // Nobody passes themselves off as the service.
    let eve = session(&app, &person(&app, "eve@example.com", Role::User).await);
    let refused = mutate(
        &app,
        &eve,
        "createApp",
        json!({ "name": "Ada's Keys" }),
        "app { id }",
    )
    .await;
    assert_eq!(refused["userErrors"][0]["code"], json!("CONFLICT"));
    app.advance(1);
    let back = json!({ "serviceName": null, "accentColor": null });
    let set = mutate(&app, &root, "adminUpdateSettings", back, BRANDING).await;
    assert_eq!(set["branding"]["serviceName"], json!("Latchkey"));
    assert_eq!(set["branding"]["termsUrl"], json!("https://ada.example/terms"));
    let events = ask(
        &app,
        &root,
        "{ admin { auditEvents(filter: { kinds: [\"settings.updated\"] }) { nodes { details } } } }",
        json!({}),
    )
    .await;
    let nodes = &events["data"]["admin"]["auditEvents"]["nodes"];
    assert_eq!(
        nodes[0]["details"],
        json!({ "changed": ["service_name", "accent_color"] })
    );
}

#[tokio::test]
async fn what_cannot_be_read_or_is_no_link_is_refused() {
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    for (input, field) in [
        (json!({ "accentColor": "#ffff00" }), "accentColor"),
        (json!({ "accentColor": "red" }), "accentColor"),
        (json!({ "accentColor": "#fff;}body{display:none" }), "accentColor"),
        (json!({ "serviceName": "" }), "serviceName"),
        (json!({ "serviceName": "a\u{202e}b" }), "serviceName"),
        (json!({ "privacyUrl": "javascript:alert(1)" }), "privacyUrl"),
        (json!({ "supportUrl": "http://ada.example" }), "supportUrl"),
    ] {
        let refused = mutate(
            &app,
            &root,
            "adminUpdateSettings",
            input.clone(),
            "branding { serviceName }",
        )
        .await;
        assert_eq!(
            refused["userErrors"][0]["field"],
            json!([field]),
            "{input}: {refused}"
        );
        assert_eq!(refused["branding"], Value::Null);
    }
    app.advance(10 * 60);
    let stale = mutate(
        &app,
        &root,
        "adminUpdateSettings",
        json!({ "serviceName": "X" }),
        "branding { serviceName }",
    )
    .await;
    assert_eq!(stale["userErrors"][0]["code"], json!("STEP_UP_REQUIRED"));
}

#[tokio::test]
async fn health_tells_of_nodes_queues_and_keys() {
    let app = TestApp::new().await;
    let root = session(&app, &person(&app, "root@example.com", Role::Admin).await);
    let query = "{ admin { health { status unsealedAuditEvents oldestSigningKeyAgeDays
        nodes { version alive answering startedAt } queues { name length capacity } } } }";
    let mut health = Value::Null;
    until(10, "the node has said that it lives", async || {
        health = ask(&app, &root, query, json!({})).await["data"]["admin"]["health"].clone();
        health["nodes"][0]["answering"] == json!(true)
    })
    .await;
    assert_eq!(
        (&health["status"], &health["nodes"][0]["alive"]),
        (&json!("OK"), &json!(true))
    );
    assert!(health["unsealedAuditEvents"].as_i64().unwrap() >= 1, "{health}");
    assert_eq!(health["oldestSigningKeyAgeDays"], json!(0));
    let queues = health["queues"].as_array().unwrap();
    assert_eq!(queues.len(), 3);
    for queue in queues {
        assert!(
            queue["length"].as_u64().unwrap() <= queue["capacity"].as_u64().unwrap(),
            "{queue}"
        );
    }
}
