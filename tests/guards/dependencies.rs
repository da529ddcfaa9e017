//! What we build from, and what of it can be reached (SEC-126).

use serde_json::Value;

use super::{files, top};
use crate::support::TestApp;

#[test]
fn sec_126_dependencies_are_pinned_by_lock_files() {
    let read = |path: &str| std::fs::read_to_string(top().join(path)).unwrap();
    let cargo = read("Cargo.lock");
    for package in cargo.split("[[package]]").skip(1) {
        let from_outside = package.contains("source = ");
        assert!(!package.contains("source = \"git+"), "{package}");
        assert!(!from_outside || package.contains("checksum = "), "{package}");
    }
    let npm: Value = serde_json::from_str(&read("web/package-lock.json")).unwrap();
    for (name, package) in npm["packages"].as_object().unwrap() {
        let ours = name.is_empty() || package["link"] == Value::Bool(true);
        assert!(ours || package["integrity"].is_string(), "{name} has no digest");
    }
    // GraphQL: above every published fix (RUSTSEC-2022-0037 was fixed in 4.0.6, CVE-2024-47614 in 7.0.10).
    let version = cargo
        .split("name = \"async-graphql\"\nversion = \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next())
        .unwrap();
    let parts: Vec<u32> = version.split('.').map(|part| part.parse().unwrap_or(0)).collect();
    assert!(parts >= vec![7, 0, 10], "{version}");
}

#[tokio::test]
async fn sec_126_nothing_for_debugging_is_reachable() {
    let app = TestApp::with(&[("PUBLIC_URL", "https://id.example.com")]).await;
    for path in [
        "/metrics",
        "/debug",
        "/debug/pprof",
        "/env",
        "/actuator",
        "/actuator/env",
        "/server-status",
        "/config",
        "/.env",
        "/.git/config",
        "/graphiql",
        "/playground",
        "/swagger",
        "/Cargo.toml",
        "/latchkey.toml",
        "/assets/index.js.map",
        "/assets/../index.html",
        "/assets/%2e%2e/secret.key",
    ] {
        let answer = app
            .http
            .get(format!("{}{path}", app.address))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 404, "{path}");
    }
    let built = top().join("web/dist");
    if built.is_dir() {
        assert_eq!(files(&built, ".map"), Vec::<std::path::PathBuf>::new());
        for script in files(&built, ".js") {
            let text = std::fs::read_to_string(&script).unwrap();
            assert!(!text.contains("sourceMappingURL="), "{}", script.display());
        }
    }
}
