//! `latchkey apply -f FILE`: what it makes, that it makes it once, and that a wrong file makes nothing.

use std::path::Path;

use latchkey::apply::{ApplyError, Changed, Problem, Report, What, apply};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::support::TestApp;

/// The example that the documentation points at.
const EXAMPLE: &str = include_str!("../../docs/examples/apply.yaml");
const TABLES: [&str; 13] = [
    "user",
    "organization",
    "membership",
    "api",
    "api_client",
    "scope",
    "resource",
    "app",
    "app_scope",
    "client",
    "client_secret",
    "redirect_url",
    "audit_event",
];

async fn put(app: &TestApp, text: &str) -> Result<Report, ApplyError> {
    apply(&app.deps, text, Path::new("")).await
}

async fn problems(app: &TestApp, text: &str) -> Vec<Problem> {
    match put(app, text).await {
        Err(ApplyError::Problems { shown, more: 0 }) => shown,
        other => panic!("{other:?}"),
    }
}

async fn lines(app: &TestApp, text: &str) -> Vec<String> {
    let report = put(app, text).await.unwrap_or_else(|error| panic!("{error}"));
    report.changes.iter().map(Changed::to_string).collect()
}

async fn counts(app: &TestApp) -> Vec<i64> {
    let mut counts = Vec::new();
    for table in TABLES {
        counts.push(app.count(table).await);
    }
    counts
}

async fn client(app: &TestApp, client_id: &str) -> entity::client::Model {
    entity::client::Entity::find()
        .filter(entity::client::Column::ClientId.eq(client_id))
        .one(app.deps.db.read())
        .await
        .expect("the database answers")
        .expect("there is such a client")
}

#[tokio::test]
async fn the_second_time_nothing_changes() {
    let app = TestApp::new().await;
    let first = put(&app, EXAMPLE).await.unwrap_or_else(|error| panic!("{error}"));
    assert!(
        first.changes.iter().all(|change| change.what == What::Created),
        "{first}"
    );
    assert_eq!(first.changes.len(), 16, "{first}");
    let before = counts(&app).await;
    app.advance(60);
    let second = put(&app, EXAMPLE).await.unwrap();
    assert_eq!(second, Report::default());
    assert_eq!(second.to_string(), "nothing changed");
    assert_eq!(counts(&app).await, before);
}

#[tokio::test]
async fn what_the_file_made_works() {
    let app = TestApp::new().await;
    put(&app, EXAMPLE).await.unwrap();
    let job = ("stock-job", "exchange-this-for-one-of-your-own-0002");
    let asked = [("grant_type", "client_credentials"), ("scope", "stock:count")];
    let (status, token) = app.form_as("/oauth/token", job, &asked).await;
    assert_eq!(status, 200, "{token}");
    let server = ("catalogue-server", "exchange-this-for-one-of-your-own-0003");
    let token = token["access_token"].as_str().unwrap();
    let (status, said) = app
        .form_as("/oauth/introspect", server, &[("token", token)])
        .await;
    assert_eq!((status, &said["active"]), (200, &true.into()), "{said}");
    // Introspection is all that the API's own client may do.
    let (status, _) = app.form_as("/oauth/token", server, &asked).await;
    assert_eq!(status, 400);

    let web = client(&app, "reader-web").await;
    assert!(web.require_pkce && web.rotate_refresh_tokens);
    let phone = client(&app, "reader-phone").await;
    assert!(phone.require_pkce);
    assert_eq!(phone.token_endpoint_auth_method.as_str(), "none");
    assert_eq!(phone.default_scopes.to_string(), "openid loans:read");
    assert_eq!(client(&app, "stock-job").await.response_types.len(), 0);
    let iris = entity::user::Entity::find()
        .filter(entity::user::Column::EmailKey.eq("iris@library.example"))
        .one(app.deps.db.read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(iris.role, entity::values::Role::Admin);
    assert!(iris.email_verified_at.is_some() && iris.password_hash.is_some());
    assert_eq!(iris.profile.address.unwrap().locality.as_deref(), Some("Lyon"));
}

#[tokio::test]
async fn a_wrong_file_changes_nothing_and_names_every_line_and_field() {
    let app = TestApp::new().await;
    let text = r#"users:
  - email: nora@example.com
    password: "short"
  - email: olaf@example.com
    password: "copper kettle evening 7"
    rolle: admin
apis:
  - identifier: https://api.example
    name: An API
    owner: nobody
    scopes:
      - { name: "things:read", title: "See things", sensitive: yes }
apps:
  - key: web
    name: A web app
    owner: olaf@example.com
    scopes: [openid, "things:read", "things:paint"]
    clients:
      - client_id: web
        platform: web
        redirect_uris: ["https://good.example/", "https://bad.example/#x"]
        client_secrets: ["too-short-but-still-hush-hush"]
        backchannel_logout_uri: https://good.example/out
      - client_id: 12
        platform: toaster
  - key: web
    name: "\u202e"
    owner: olaf@example.com
"#;
    let before = counts(&app).await;
    let said = problems(&app, text).await;
    let places: Vec<(u64, &str)> = said.iter().map(|p| (p.line, p.path.as_str())).collect();
    let expected = [
        (3, "users[0].password"),
        (6, "users[1].rolle"),
        (10, "apis[0].owner"),
        (12, "apis[0].scopes[0].sensitive"),
        (17, "apps[0].scopes[2]"),
        (21, "apps[0].clients[0].redirect_uris[1]"),
        (22, "apps[0].clients[0].client_secrets[0]"),
        (23, "apps[0].clients[0].backchannel_logout_uri"),
        (24, "apps[0].clients[1].client_id"),
        (25, "apps[0].clients[1].platform"),
        (26, "apps[1].key"),
        (27, "apps[1].name"),
    ];
    assert_eq!(places, expected, "{said:#?}");
    let whole = ApplyError::from(said).to_string();
    for secret in ["hush-hush", "kettle"] {
        assert!(!whole.contains(secret), "{whole}");
    }
    assert!(whole.contains("does not have this yet"), "{whole}");
    assert_eq!(counts(&app).await, before);
    // Half a file is no file, however good its beginning is.
    assert!(put(&app, &EXAMPLE.replace("apps:", "  apps:")).await.is_err());
    assert!(put(&app, &EXAMPLE[..EXAMPLE.len() - 2]).await.is_err());
    assert_eq!(counts(&app).await, before);
}

#[tokio::test]
async fn what_a_file_refers_to_must_be_there() {
    let app = TestApp::new().await;
    let text = r#"organizations:
  - slug: team
    name: Team
    members: [{ email: gone@example.com, role: owner }]
apis:
  - { identifier: https://one.example, name: One, owner: no-such-team }
apps:
  - { key: a, name: A, owner: team, scopes: [openid, "no:such"], clients: [] }
  - { key: b, name: B, owner: gone@example.com }
"#;
    let said = problems(&app, text).await;
    let places: Vec<(u64, &str)> = said.iter().map(|p| (p.line, p.path.as_str())).collect();
    assert_eq!(
        places,
        [
            (4, "organizations[0].members[0].email"),
            (6, "apis[0].owner"),
            (8, "apps[0].scopes[1]"),
            (9, "apps[1].owner"),
        ],
        "{said:#?}"
    );
    assert!(said[2].message.contains("no:such"));
    assert_eq!(app.count("organization").await, 0);
}

#[tokio::test]
async fn lists_are_exact_and_secrets_are_only_added() {
    let app = TestApp::new().await;
    put(&app, EXAMPLE).await.unwrap();
    let changed = EXAMPLE
        .replace("name: City Library", "name: Town Library")
        .replace(", role: developer }", ", role: admin }")
        .replace(
            "      - { name: \"branch.desk\", title: \"Work at a branch's desk\", resource_type: branch }\n",
            "",
        )
        .replace("See what you have borrowed", "See your loans")
        .replace("id: old-town", "id: new-town")
        .replace("offline_access, ", "")
        .replace(
            "https://reading.library.example/callback",
            "https://reading.library.example/signed-in",
        )
        .replace(
            "\"exchange-this-for-one-of-your-own-0001\"",
            "\"another-secret-of-thirty-two-letters-1\"",
        )
        .replace("        require_pkce: true\n", "        require_pkce: false\n")
        .replace("borrowed shelf lantern 41", "another evening with lanterns");
    let before = counts(&app).await;
    assert_eq!(
        lines(&app, &changed).await,
        [
            "organization library: name, members changed",
            "scope branch.desk: removed",
            "scope loans:read: title changed",
            "resource branch:old-town: removed",
            "resource branch:new-town: created",
            "app reader: scopes changed",
            "client reader-web: require_pkce, redirect_uris, client_secrets changed",
        ]
    );
    let after = counts(&app).await;
    let of = |counts: &[i64], table| counts[TABLES.iter().position(|name| *name == table).unwrap()];
    assert_eq!(of(&after, "client_secret"), of(&before, "client_secret") + 1);
    assert_eq!(of(&after, "redirect_url"), of(&before, "redirect_url"));
    assert!(of(&after, "audit_event") > of(&before, "audit_event"));
    assert!(lines(&app, &changed).await.is_empty());
    // Both secrets work, and the password is still the first.
    for secret in [
        "exchange-this-for-one-of-your-own-0001",
        "another-secret-of-thirty-two-letters-1",
    ] {
        let (status, said) = app
            .form_as("/oauth/introspect", ("reader-web", secret), &[("token", "x")])
            .await;
        assert_ne!(status, 401, "{said}");
    }
    // The scope does not come back under its name: what people had allowed of it would come back too (SEC-26).
    let before = counts(&app).await;
    let said = problems(&app, EXAMPLE).await;
    assert_eq!(said.len(), 1, "{said:?}");
    assert_eq!(said[0].path, "apis[0].scopes[4].name", "{said:?}");
    assert!(
        said[0]
            .message
            .contains("retired; its name stays taken: use another name"),
        "{said:?}"
    );
    assert!(said[0].line > 1);
    assert_eq!(counts(&app).await, before, "nothing was applied");
}

#[tokio::test]
async fn what_was_granted_of_a_retired_scope_stays_ended() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let file = |scopes: &str| {
        format!(
            "apis:\n  - identifier: https://rv.example\n    name: RV\n    owner: ada@example.com\n    scopes: [{scopes}]\n"
        )
    };
    let read = "{ name: 'rv:read', title: Read }";
    let both = format!("{read}, {{ name: 'rv:write', title: Write }}");
    put(&app, &file(&both)).await.unwrap();
    let caller = crate::graphql::session(&app, &ada);
    let plan = latchkey::domain::api_key_change::Plan {
        permissions: vec!["rv:read".to_owned(), "rv:write".to_owned()],
        ..Default::default()
    };
    latchkey::domain::api_key_change::create(&app.deps, &caller, plan)
        .await
        .unwrap();
    assert_eq!(lines(&app, &file(read)).await, ["scope rv:write: removed"]);
    assert!(lines(&app, &file(read)).await.is_empty());
    let said = problems(&app, &file(&both)).await;
    assert_eq!(
        (said[0].line, said[0].path.as_str()),
        (5, "apis[0].scopes[1].name"),
        "{said:?}"
    );
    let live =
        "SELECT CAST(COUNT(*) AS BIGINT) AS n FROM scope WHERE name = 'rv:write' AND retired_at IS NULL";
    assert_eq!(app.rows(live).await, [0]);
    assert!(lines(&app, &file(read)).await.is_empty());
}

#[tokio::test]
async fn sec_16_a_client_that_a_file_makes_public_needs_pkce() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let file = |rest: &str| {
        format!(
            "apps:\n  - key: web\n    name: Web\n    owner: ada@example.com\n    scopes: [openid]\n    \
             clients: [{{ client_id: web, platform: web, redirect_uris: ['https://a.example/'], {rest} }}]\n"
        )
    };
    put(&app, &file("")).await.unwrap();
    assert!(!client(&app, "web").await.require_pkce);
    let public = file("token_endpoint_auth_method: none");
    assert_eq!(
        lines(&app, &public).await,
        ["client web: token_endpoint_auth_method, require_pkce changed"]
    );
    assert!(client(&app, "web").await.require_pkce);
    assert!(lines(&app, &public).await.is_empty());
    put(
        &app,
        &file("token_endpoint_auth_method: client_secret_basic, require_pkce: false"),
    )
    .await
    .unwrap();
    let by_name = file("token_endpoint_auth_method: none, require_pkce: false");
    put(&app, &by_name).await.unwrap();
    assert!(!client(&app, "web").await.require_pkce, "whoever says so gets it");
}

#[tokio::test]
async fn a_number_that_nobody_has_is_not_verified() {
    let app = TestApp::new().await;
    let file = |profile: &str| format!("users: [{{ email: a@b.example, profile: {{ {profile} }} }}]");
    for (made, verified) in [
        (false, "phone_number_verified: true"),
        (true, "phone_number_verified: false"),
    ] {
        if made {
            put(&app, &file("name: Ada")).await.unwrap();
        }
        let said = problems(&app, &file(verified)).await;
        assert_eq!(said[0].path, "users[0].profile.phone_number_verified", "{said:?}");
    }
    let number = "phone_number: '+33 1 23 45 67 89'";
    put(&app, &file(&format!("{number}, phone_number_verified: true")))
        .await
        .unwrap();
    // The number is known by now.
    assert_eq!(lines(&app, &file("phone_number_verified: false")).await.len(), 1);
    put(&app, &file("phone_number: null")).await.unwrap();
}

#[test]
fn a_file_that_is_no_text_says_where() {
    let error = latchkey::apply::text(b"users:\n  - email: \"b\xe9a@example.com\"\n".to_vec()).unwrap_err();
    let said = error.to_string();
    assert!(
        said.starts_with("Nothing was applied.\nline 2: The file is not UTF-8") && said.contains("20"),
        "{said}"
    );
    assert_eq!(latchkey::apply::text(b"users: []".to_vec()).unwrap(), "users: []");
}

#[tokio::test]
async fn what_the_file_does_not_say_is_left_alone() {
    let app = TestApp::new().await;
    put(&app, EXAMPLE).await.unwrap();
    let text = r"users:
  - { email: IRIS@library.example, profile: { nickname: iris, locale: null } }
apps:
  - key: reader
    homepage: null
    clients:
      - { client_id: reader-phone, default_max_age: 600 }
";
    assert_eq!(
        lines(&app, text).await,
        [
            "user IRIS@library.example: profile changed",
            "app reader: homepage changed",
            "client reader-phone: default_max_age changed"
        ]
    );
    assert!(lines(&app, text).await.is_empty());
    let phone = client(&app, "reader-phone").await;
    assert_eq!(
        (phone.default_max_age, phone.default_scopes.len()),
        (Some(600), 2)
    );
    assert_eq!(app.count("client").await, 4);
    let iris = latchkey::domain::user::find_by_email(app.deps.db.read(), "iris@library.example")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(iris.role, entity::values::Role::Admin);
    assert_eq!(iris.profile.name.as_deref(), Some("Iris Moreau"));
    assert_eq!(iris.profile.locale, None);
}

#[tokio::test]
async fn a_client_does_not_move_and_the_last_administrator_stays() {
    let app = TestApp::new().await;
    put(&app, EXAMPLE).await.unwrap();
    let text = r"users:
  - { email: iris@library.example, role: user }
apps:
  - key: thief
    name: Thief
    owner: tomas@library.example
    clients: [{ client_id: reader-web, platform: web }]
";
    let said = problems(&app, text).await;
    assert_eq!(said[0].path, "users[0]");
    assert!(said[0].message.contains("last administrator"), "{said:?}");
    assert_eq!(said[1].path, "apps[0].clients[0].client_id");
    assert!(said[1].message.contains("reader"), "{said:?}");
    assert_eq!(app.count("app").await, 2);
}

#[tokio::test]
async fn sec_107_a_name_that_looks_like_a_verified_app_needs_the_operators_word() {
    let app = TestApp::new().await;
    put(&app, EXAMPLE).await.unwrap();
    let text = "apps:\n  - { key: other, name: Reading-R00m, owner: tomas@library.example }\n";
    let said = problems(&app, text).await;
    assert_eq!(said[0].path, "apps[0].name");
    let vouched = text.replace(" }", ", verified: true }");
    assert_eq!(lines(&app, &vouched).await, ["app other: created"]);
}

#[tokio::test]
async fn secrets_come_from_files_beside_the_file() {
    let app = TestApp::new().await;
    let base = app.deps.config.data_dir.join("secrets");
    std::fs::create_dir(&base).unwrap();
    std::fs::write(base.join("password"), "copper kettle evening 7\n").unwrap();
    std::fs::write(base.join("secret"), "a-secret-in-a-file-beside-the-yaml-file\n").unwrap();
    let text = r"users: [{ email: vera@example.com, password_file: password }]
apps:
  - key: job
    name: Job
    owner: vera@example.com
    scopes: [openid]
    clients:
      - { client_id: job, platform: service, client_secret_files: [secret] }
";
    let report = apply(&app.deps, text, &base)
        .await
        .unwrap_or_else(|error| panic!("{error}"));
    assert_eq!(report.changes.len(), 3);
    let vera = latchkey::domain::user::find_by_email(app.deps.db.read(), "vera@example.com")
        .await
        .unwrap();
    assert!(vera.unwrap().password_hash.is_some());
    let asked = [("token", "x")];
    let (status, _) = app
        .form_as(
            "/oauth/revoke",
            ("job", "a-secret-in-a-file-beside-the-yaml-file"),
            &asked,
        )
        .await;
    assert_eq!(status, 200);
    // Once the account exists, its password file may go; the secret's may not.
    std::fs::remove_file(base.join("password")).unwrap();
    assert_eq!(apply(&app.deps, text, &base).await.unwrap(), Report::default());
    std::fs::remove_file(base.join("secret")).unwrap();
    let Err(ApplyError::Problems { shown, .. }) = apply(&app.deps, text, &base).await else {
        panic!("accepted without the secret");
    };
    assert_eq!(shown[0].path, "apps[0].clients[0].client_secret_files[0]");
    let missing = "users: [{ email: w@example.com, password_env: LATCHKEY_TEST_NO_SUCH_VARIABLE }]";
    assert_eq!(problems(&app, missing).await[0].path, "users[0].password_env");
}

#[tokio::test]
async fn scopes_can_be_optional_and_no_scope_is_called_like_a_permission() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let file = |scopes: &str, optional: &str| {
        format!(
            "apis:\n  - identifier: https://api.shop.example\n    name: Shop API\n    owner: ada@example.com\n    \
             scopes: [{scopes}]\napps:\n  - key: demo\n    name: Demo\n    owner: ada@example.com\n    \
             scopes: [openid, email]\n    optional_scopes: [{optional}]\n"
        )
    };
    let store = "{ name: read, title: Read, resource_type: store }";
    put(&app, &file(store, "email")).await.unwrap();
    let is_optional = async |name: &str| {
        let row = entity::app_scope::Entity::find()
            .filter(entity::app_scope::Column::Name.eq(name))
            .one(app.deps.db.read())
            .await
            .unwrap();
        row.unwrap().optional
    };
    assert!(is_optional("email").await && !is_optional("openid").await);
    assert!(lines(&app, &file(store, "email")).await.is_empty());
    assert_eq!(lines(&app, &file(store, "")).await.len(), 1);
    assert!(!is_optional("email").await);
    for (file, field) in [
        (file(store, "profile"), "apps[0].optional_scopes[0]"),
        (
            file(&format!("{store}, {{ name: 'read:s-1', title: Other }}"), ""),
            "apis[0].scopes[1].name",
        ),
    ] {
        let found = problems(&app, &file).await;
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].path, field, "{found:?}");
    }
}
