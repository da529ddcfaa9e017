//! What stops the start (SEC-116), and who may read what it makes (SEC-122).

use std::{
    os::unix::fs::PermissionsExt as _,
    path::Path,
    process::{Output, Stdio},
};

use entity::signing_key;
use sea_orm::EntityTrait;

use crate::support::{
    TestApp,
    app::never_started,
    binary::{Scratch, command, run},
};

/// Refused: an exit code that is not 0, and a message on standard error that names this and does not show that.
fn refused(output: &Output, names: &str, hides: &str) {
    let text = String::from_utf8_lossy(&output.stderr);
    assert!(!output.status.success(), "it started: {text}");
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(text.contains(names), "{names:?} is not in: {text}");
    assert!(
        hides.is_empty() || !text.contains(hides),
        "{hides:?} is in: {text}"
    );
}

#[test]
fn sec_116_unknown_and_unsafe_settings_stop_the_start() {
    let home = Scratch::new();
    for (name, value, names, hides) in [
        (
            "NO_SUCH_SETTING",
            "hunter2",
            "LATCHKEY_NO_SUCH_SETTING",
            "hunter2",
        ),
        ("PUBLIC_URL", "http://id.example.com", "https", "id.example.com"),
        (
            "PUBLIC_URL",
            "https://user:hunter2@id.example.com",
            "public_url",
            "hunter2",
        ),
        ("PUBLIC_URL", "https://id.example.com/path", "public_url", "/path"),
        ("PUBLIC_URL", "nonsense hunter2", "public_url", "hunter2"),
        ("LISTEN", "hunter2", "listen", "hunter2"),
        (
            "DATABASE_URL",
            "mysql://root:hunter2@localhost/x",
            "database_url",
            "hunter2",
        ),
        (
            "DATABASE_URL",
            "postgres://root:hunter2@127.0.0.1:1/x",
            "database",
            "hunter2",
        ),
        ("DATABASE_URL", "sqlite::memory:", "database_url", ""),
        ("DATABASE_URL", "sqlite://x?mode=memory", "database_url", ""),
        ("TLS_CERT", "cert.pem", "tls_key", ""),
        ("TRUSTED_PROXIES", "everyone", "trusted_proxies", "everyone"),
        ("CODE_TTL", "3600", "code_ttl", "3600"),
        ("ACCESS_TOKEN_TTL", "-1", "access_token_ttl", "-1"),
        ("BODY_LIMIT", "lots", "BODY_LIMIT", "lots"),
        ("REGISTRATION", "sometimes", "registration", "sometimes"),
        ("LOG", "=!", "log", ""),
    ] {
        let settings = [
            ("DATA_DIR", home.text()),
            ("LISTEN", "127.0.0.1:0"),
            (name, value),
        ];
        refused(&run(&["serve"], &settings, ""), names, hides);
    }
    let wrong = [("DATA_DIR", home.text()), ("CODE_TTL", "3600")];
    refused(&run(&["check-config"], &wrong, ""), "code_ttl", "3600");
    let good = [("DATA_DIR", home.text())];
    assert!(run(&["check-config"], &good, "").status.success());
}

#[test]
fn sec_116_a_settings_file_is_as_strict() {
    let home = Scratch::new();
    std::fs::create_dir(&home.0).unwrap();
    let file = home.join("settings.toml");
    for (text, names, hides) in [
        ("colour = \"hunter2\"\n", "colour", "hunter2"),
        ("database_url = \"hunter2\n", "line 1", "hunter2"),
        ("code_ttl = \"hunter2\"\n", "code_ttl", "hunter2"),
        ("public_url = \"http://id.example.com\"\n", "https", ""),
    ] {
        std::fs::write(&file, text).unwrap();
        let output = run(
            &["--config", file.to_str().unwrap(), "serve"],
            &[("DATA_DIR", home.text())],
            "",
        );
        refused(&output, names, hides);
    }
    let missing = home.join("no-such.toml");
    refused(
        &run(&["--config", missing.to_str().unwrap()], &[], ""),
        "no-such.toml",
        "",
    );
}

#[test]
fn sec_116_weak_keys_stop_the_start() {
    let home = Scratch::new();
    std::fs::create_dir(&home.0).unwrap();
    let key = home.join("secret.key");
    for weak in [
        "",
        "changeme",
        "hunter2",
        "0000000000000000000000000000000000000000000000000000000000000000",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "0123456789abcdef",
    ] {
        std::fs::write(&key, weak).unwrap();
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
        refused(
            &run(&["migrate"], &[("DATA_DIR", home.text())], ""),
            "secret.key",
            weak,
        );
    }
}

#[test]
fn sec_116_a_node_with_another_secret_key_does_not_start() {
    let home = Scratch::new();
    let settings = [("DATA_DIR", home.text())];
    assert!(run(&["migrate"], &settings, "").status.success());
    std::fs::remove_file(home.join("secret.key")).unwrap();
    refused(&run(&["migrate"], &settings, ""), "secret_key_file", "");
}

fn mode(path: &Path) -> u32 {
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[test]
fn sec_122_what_it_makes_is_its_owners_alone() {
    let home = Scratch::new();
    let nested = home.join("a/b");
    let settings = [("DATA_DIR", nested.to_str().unwrap())];
    assert!(run(&["migrate"], &settings, "").status.success());
    assert_eq!(mode(&nested), 0o700);
    for entry in std::fs::read_dir(&nested).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
    let names = ["secret.key", "latchkey.db"];
    assert!(names.iter().all(|name| nested.join(name).is_file()));
}

#[test]
fn sec_122_a_key_file_that_others_may_read_is_refused() {
    let home = Scratch::new();
    let settings = [("DATA_DIR", home.text())];
    assert!(run(&["migrate"], &settings, "").status.success());
    let key = home.join("secret.key");
    let text = std::fs::read_to_string(&key).unwrap();
    for loose in [0o640, 0o604, 0o660, 0o644, 0o601] {
        std::fs::set_permissions(&key, std::fs::Permissions::from_mode(loose)).unwrap();
        refused(&run(&["migrate"], &settings, ""), "chmod 600", text.trim());
    }
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o600)).unwrap();
    assert!(run(&["migrate"], &settings, "").status.success());
    // So is the key of its certificate.
    let tls = home.join("tls.key");
    std::fs::write(&tls, "-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----\n").unwrap();
    std::fs::write(home.join("tls.crt"), "").unwrap();
    std::fs::set_permissions(&tls, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (cert, tls) = (home.join("tls.crt"), tls);
    let settings = [
        ("DATA_DIR", home.text()),
        ("LISTEN", "127.0.0.1:0"),
        ("TLS_CERT", cert.to_str().unwrap()),
        ("TLS_KEY", tls.to_str().unwrap()),
    ];
    refused(&run(&["serve"], &settings, ""), "chmod 600", "");
}

#[tokio::test]
async fn sec_122_keys_are_sealed_in_the_database() {
    let app = TestApp::new().await;
    let rows = signing_key::Entity::find().all(app.deps.db.read()).await.unwrap();
    assert!(!rows.is_empty());
    for row in rows {
        let bytes = serde_json::to_string(&format!("{row:?}")).unwrap();
        for mark in ["PRIVATE KEY", "\"d\":", "MIIE", "MIG"] {
            assert!(!bytes.contains(mark), "{mark}");
        }
    }
    let secret = std::fs::read_to_string(app.deps.config.data_dir.join("secret.key")).unwrap();
    let settings = entity::setting::Entity::find()
        .all(app.deps.db.read())
        .await
        .unwrap();
    assert!(!format!("{settings:?}").contains(secret.trim()));
}

#[test]
fn sec_122_a_password_is_not_taken_from_the_command_line() {
    let home = Scratch::new();
    let settings = [("DATA_DIR", home.text())];
    let output = run(
        &[
            "users",
            "create",
            "ada@example.com",
            "--password",
            "orange ladder teapot 12",
        ],
        &settings,
        "",
    );
    assert!(!output.status.success());
    let output = run(&["users", "create", "ada@example.com"], &settings, "");
    refused(&output, "standard input", "");
    let output = run(
        &["users", "create", "ada@example.com", "--admin"],
        &settings,
        "orange ladder teapot 12\n",
    );
    assert!(output.status.success(), "{output:?}");
    let shown =
        String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
    assert!(!shown.contains("teapot"), "{shown}");
}

/// Nodes that are started together for the first time make one key and one set of tables.
#[tokio::test]
async fn sec_123_what_starts_at_the_same_moment_starts() {
    let home = Scratch::new();
    let settings = never_started(&home.join("data")).await;
    let started: Vec<_> = (0..4)
        .map(|_| {
            command(&["migrate"], &settings)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap()
        })
        .collect();
    for process in started {
        let output = process.wait_with_output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let left: Vec<_> = std::fs::read_dir(home.join("data"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.contains(".new"))
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

/// The log tells of what happened, not of what a refused file would have done.
#[test]
fn a_warning_of_unsafe_settings_is_for_what_was_saved() {
    let home = Scratch::new();
    let settings = [("DATA_DIR", home.text())];
    let password = "orange ladder teapot 12\n";
    assert!(
        run(&["users", "create", "ada@example.com"], &settings, password)
            .status
            .success()
    );
    let file = |owner: &str| {
        format!(
            "apps:\n  - {{ key: a, name: A, owner: ada@example.com, scopes: [openid], clients: [{{ client_id: c, \
             platform: single_page, require_pkce: false }}] }}\n  - {{ key: b, name: B, owner: {owner} }}\n"
        )
    };
    let apply = |text: &str| {
        let output = run(&["apply", "-f", "-"], &settings, text);
        let log =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        (output.status.success(), log.contains("unsafe settings"), log)
    };
    let (done, warned, log) = apply(&file("nobody@example.com"));
    assert!(!done && !warned && log.contains("Nothing was applied"), "{log}");
    let (done, warned, log) = apply(&file("ada@example.com"));
    assert!(done && warned, "{log}");
}

/// What the rules for names say holds for the service's own too.
#[test]
fn a_name_that_nobody_could_have_stops_the_start() {
    let home = Scratch::new();
    for name in ["a\u{202e}b", " ", &"x".repeat(65)] {
        for command in ["check-config", "migrate"] {
            let settings = [("DATA_DIR", home.text()), ("SERVICE_NAME", name)];
            refused(&run(&[command], &settings, ""), "service_name", "");
        }
    }
}
