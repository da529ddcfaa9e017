//! Every door that gives a session, a token or a key, and that none of them opens to a password alone for an account with
//! a second factor (SEC-74). A route that is missing from the list fails.

use std::collections::BTreeSet;

use super::with_people;
use crate::support::{
    Browser,
    browser::Page,
    client::{CALLBACK, authorize},
    make::{PASSWORD, SECRET},
};

/// What a route gives, to whom.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gives {
    /// Nothing that opens anything.
    Nothing,
    /// A session, to who proves who they are: tried here with a password alone.
    Session,
    /// Something, to a session or to what a session gave: such a session cannot be had with a password alone.
    ToSession,
    /// An account of its own, which has no factor yet.
    NewAccount,
}
use Gives::{NewAccount, Nothing, Session, ToSession};

const ROUTES: &[(&str, Gives)] = &[
    ("/.well-known/oauth-authorization-server", Nothing),
    ("/.well-known/openid-configuration", Nothing),
    ("/api-keys/authorize", ToSession),
    ("/api/v1/api-keys", ToSession),
    ("/api/v1/api-keys/current", ToSession),
    ("/api/v1/api-keys/{key}", ToSession),
    ("/api/v1/auth/user_identity", Nothing),
    ("/api/v1/resources", Nothing),
    ("/api/v1/stores", ToSession),
    ("/api/v1/stores/{id}", ToSession),
    ("/api/v1/users/me", ToSession),
    ("/api/v1/users/{id}/api-keys", ToSession),
    ("/api/v1/users/{id}/api-keys/{key}", ToSession),
    ("/api/v1/users/{id}/profile", Nothing),
    ("/assets/{*path}", Nothing),
    ("/audit-log.jsonl", Nothing),
    ("/branding.css", Nothing),
    ("/confirm", NewAccount),
    ("/consent", ToSession),
    ("/data-export/{id}", ToSession),
    ("/dev/mailbox", Nothing),
    ("/graphql", ToSession),
    ("/healthz", Nothing),
    ("/identity", NewAccount),
    ("/new-password", ToSession),
    ("/oauth/authorize", ToSession),
    ("/oauth/introspect", Nothing),
    ("/oauth/jwks", Nothing),
    ("/oauth/logout", Nothing),
    ("/oauth/revoke", Nothing),
    ("/oauth/token", ToSession),
    ("/oauth/userinfo", Nothing),
    ("/oauth/v1/auth-proxy/token", ToSession),
    ("/oauth/v1/authorize", ToSession),
    ("/oauth/v1/revoke", Nothing),
    ("/oauth/v1/token", ToSession),
    ("/oauth/v2/token", ToSession),
    ("/pictures/{id}", Nothing),
    // By another provider's word, and what waits for the second factor after it: tests/providers.
    ("/providers/{id}/callback", Session),
    ("/providers/{id}/link", Nothing),
    ("/providers/{id}/start", Nothing),
    ("/readyz", Nothing),
    ("/reauthenticate", Session),
    ("/register", NewAccount),
    ("/register/again", Nothing),
    ("/reset-password", Nothing),
    ("/second-factor", Session),
    ("/select-account", ToSession),
    ("/setup", NewAccount),
    ("/sign-in", Session),
    ("/sign-out", Nothing),
    ("/two-step", Session),
    ("/uploads", Nothing),
    ("/user/api/authorize", ToSession),
    ("/user/oauthtoken", ToSession),
];

#[test]
fn sec_74_every_route_says_what_it_gives() {
    let source = std::fs::read_to_string(
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../server/src/http/mod.rs"),
    )
    .unwrap();
    let routes: BTreeSet<&str> = source
        .split(".route(")
        .skip(1)
        .map(|rest| rest.split('"').nth(1).unwrap())
        .collect();
    let listed: BTreeSet<&str> = ROUTES.iter().map(|(path, _)| *path).collect();
    let missing: Vec<_> = routes.symmetric_difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "say here whether it gives a session, a token or a key, and try it with fewer factors: {missing:?}"
    );
}

/// What no page's form posts to; tried by themselves below.
const APART: &[&str] = &[
    "/oauth",
    "/graphql",
    "/api/v1/",
    "/user/oauthtoken",
    "/data-export",
];

/// Whether an answer sets a session, or leads to the app with a code.
fn opens(page: &Page) -> bool {
    let session = page.headers.get_all("set-cookie").iter().any(|value| {
        let value = value.to_str().unwrap();
        value.starts_with("latchkey-session=") && !value.starts_with("latchkey-session=;")
    });
    let location = page.location.as_deref().unwrap_or_default();
    session || (location.starts_with(CALLBACK) && location.contains("code="))
}

#[tokio::test]
async fn sec_74_no_door_opens_to_a_password_alone() {
    let app = with_people().await;
    let owner = Browser::signed_in(&app, "ada@example.com").await;
    owner.code(&[]).await;
    owner.enable_totp(&app).await;
    let sessions = app.count("session").await;
    let families = app.count("family").await;

    // Everything that a page's form can send, with the password and whatever else somebody may know.
    let thief = Browser::new(&app);
    let page = thief.open(&authorize(&[("login_hint", "ada@example.com")])).await;
    let flow = page.form("/sign-in").fields["flow"].clone();
    let mut csrf = page.form("/sign-in").fields["csrf"].clone();
    for round in 0..2 {
        for (path, gives) in ROUTES {
            if matches!(gives, Nothing) || APART.iter().any(|part| path.starts_with(part)) {
                continue;
            }
            for (code, method) in [
                ("", ""),
                ("000000", "totp"),
                ("000000", "recovery"),
                ("0000-0000-0000", "recovery"),
            ] {
                let fields = [
                    ("csrf", csrf.as_str()),
                    ("flow", &flow),
                    ("transaction", &flow),
                    ("decision", "allow"),
                    ("choice", "continue"),
                    ("email", "ada@example.com"),
                    ("name", "Ada"),
                    ("password", PASSWORD),
                    ("code", code),
                    ("method", method),
                    ("enrolment", "x"),
                ];
                let answer = thief
                    .http()
                    .post(app.url(path))
                    .form(&fields)
                    .send()
                    .await
                    .unwrap();
                let page = Page {
                    status: answer.status(),
                    location: answer
                        .headers()
                        .get("location")
                        .map(|value| value.to_str().unwrap().to_owned()),
                    headers: answer.headers().clone(),
                    url: (*path).to_owned(),
                    html: String::new(),
                };
                assert!(!opens(&page), "POST {path}, round {round}");
            }
            let page = thief.get(&format!("{path}?flow={flow}")).await;
            assert!(!opens(&page), "GET {path}, round {round}");
        }
        // The second round has a sign-in under way.
        csrf = thief.get("/sign-in").await.form("/sign-in").fields["csrf"].clone();
    }
    for prompt in ["", "none", "login", "consent", "select_account", "create"] {
        let page = thief.get(&authorize(&[("prompt", prompt)])).await;
        assert!(!opens(&page), "prompt {prompt}");
    }
    // The password by way of the token endpoint, and of HTTP Basic.
    let fields = [
        ("grant_type", "password"),
        ("username", "ada@example.com"),
        ("password", PASSWORD),
    ];
    let (status, answer) = app.form_as("/oauth/token", ("web", SECRET), &fields).await;
    assert_eq!(
        (status, &answer["error"]),
        (400, &"unsupported_grant_type".into())
    );
    // Where a dialect's routes take a password with each request, theirs do not, though their owner once let them.
    app.execute("UPDATE \"user\" SET allow_password_for_api = TRUE")
        .await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    let as_basic = |method: reqwest::Method, path: &str, email: &str| {
        let request = app.http.request(method, app.url(path));
        request
            .basic_auth(email, Some(PASSWORD))
            .json(&serde_json::json!({ "permissions": [] }))
            .send()
    };
    for (method, path) in [
        (reqwest::Method::POST, "/api/v1/api-keys"),
        (reqwest::Method::GET, "/api/v1/users/me"),
        (reqwest::Method::GET, "/api/v1/stores"),
    ] {
        let hers = as_basic(method.clone(), path, "ada@example.com").await.unwrap();
        assert_eq!(hers.status(), 401, "{path}");
        let his = as_basic(method, path, "bob@example.com").await.unwrap();
        assert!(his.status().is_success(), "{path}: {}", his.status());
    }
    for path in ["/oauth/userinfo", "/oauth/authorize", "/graphql"] {
        let answer = app
            .http
            .get(app.url(path))
            .basic_auth("ada@example.com", Some(PASSWORD))
            .send()
            .await
            .unwrap();
        assert!(!answer.status().is_success(), "{path}: {}", answer.status());
    }
    assert_eq!(app.count("session").await, sessions, "no session was made");
    assert_eq!(app.count("family").await, families, "nothing was issued");
}
