//! The database gone, silent or locked (SEC-120).

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use sea_orm::{ConnectOptions, ConnectionTrait, Database};
use tokio::{
    io::copy_bidirectional,
    net::{TcpListener, TcpStream},
    sync::watch,
};

use crate::support::{
    Binary, Browser, TestApp,
    client::authorize,
    make::{NewClient, PASSWORD, SECRET},
    until,
};

/// An answer within five seconds, and what a busy machine takes to give it.
const IN_TIME: Duration = Duration::from_secs(7);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    Open,
    /// Connections end, and new ones too.
    Cut,
    /// Nothing comes through any more, and nobody is told.
    Silent,
}

/// Between the service and its database.
struct Between {
    line: watch::Sender<Line>,
    port: u16,
}

impl Between {
    async fn new(to: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (line, state) = watch::channel(Line::Open);
        let to = Arc::new(to);
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(carry(stream, Arc::clone(&to), state.clone()));
            }
        });
        Self { line, port }
    }
}

async fn carry(mut here: TcpStream, to: Arc<String>, mut state: watch::Receiver<Line>) {
    if *state.borrow() == Line::Open {
        let mut there = TcpStream::connect(to.as_str()).await.unwrap();
        tokio::select! {
            _ = copy_bidirectional(&mut here, &mut there) => return,
            _ = state.wait_for(|line| *line != Line::Open) => {}
        }
        let _ = state.wait_for(|line| *line != Line::Silent).await;
    } else {
        let _ = state.wait_for(|line| *line != Line::Silent).await;
    }
}

async fn with_client() -> TestApp {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid offline_access").await;
    app.client_of(&shop, NewClient::default()).await;
    app
}

/// Sends; the status, after making sure that a refusal is one that says when to come back.
async fn status(request: reqwest::RequestBuilder) -> u16 {
    let start = Instant::now();
    let response = request.send().await.unwrap();
    let (status, url) = (response.status().as_u16(), response.url().clone());
    assert!(start.elapsed() < IN_TIME, "{url} took {:?}", start.elapsed());
    assert!(status == 503 || status < 500, "{url}: {status}");
    if status == 503 && !url.path().ends_with("z") {
        assert!(response.headers().contains_key("retry-after"), "{url}");
    }
    status
}

fn form(binary: &Binary, path: &str, fields: &[(&str, &str)]) -> reqwest::RequestBuilder {
    binary
        .http
        .post(binary.url(path))
        .basic_auth("web", Some(SECRET))
        .form(fields)
}

/// What needs no database goes on as ever.
async fn the_rest_goes_on(binary: &Binary) {
    for path in [
        "/healthz",
        "/oauth/jwks",
        "/.well-known/openid-configuration",
        "/.well-known/oauth-authorization-server",
    ] {
        let start = Instant::now();
        assert_eq!(status(binary.http.get(binary.url(path))).await, 200, "{path}");
        assert!(start.elapsed() < Duration::from_secs(2), "{path}");
    }
}

struct Tokens {
    access: String,
    refresh: String,
    doomed: String,
    browser: Browser,
}

/// Tokens and a signed-in browser of the binary.
async fn sign_in(app: &TestApp, binary: &Binary) -> Tokens {
    let ada = Browser::signed_in(app, "ada@example.com").await;
    let scope = [("scope", "openid offline_access")];
    let mut tokens = Vec::new();
    for _ in 0..2 {
        tokens.push(app.redeem(&ada.code(&scope).await).await.1);
    }
    let text = |n: usize, name: &str| tokens[n][name].as_str().unwrap().to_owned();
    let browser = Browser::at(&binary.address);
    let page = browser.get("/sign-in").await;
    assert_eq!(
        browser.sign_in(&page, "ada@example.com", PASSWORD).await.status,
        303
    );
    Tokens {
        access: text(0, "access_token"),
        refresh: text(0, "refresh_token"),
        doomed: text(1, "refresh_token"),
        browser,
    }
}

/// Nothing is written, and nothing is said to be.
async fn writes_are_refused(binary: &Binary, tokens: &Tokens) {
    let refresh = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh.as_str()),
    ];
    let revoke = [("token", tokens.doomed.as_str())];
    let visitor = Browser::at(&binary.address);
    let page = visitor.get("/sign-in").await;
    let mut fields = page.form("/sign-in").fields;
    fields.insert("email".into(), "ada@example.com".into());
    fields.insert("password".into(), PASSWORD.into());
    let results = tokio::join!(
        status(form(binary, "/oauth/token", &refresh)),
        status(form(binary, "/oauth/revoke", &revoke)),
        status(visitor.http().post(binary.url("/sign-in")).form(&fields)),
        status(binary.http.get(binary.url(&authorize(&[])))),
        status(binary.http.get(binary.url("/readyz"))),
    );
    assert_eq!(results, (503, 503, 503, 503, 503));
}

async fn everything_is_back(binary: &Binary, tokens: &Tokens) {
    until(30, "it is ready again", async || {
        binary
            .http
            .get(binary.url("/readyz"))
            .send()
            .await
            .unwrap()
            .status()
            == 200
    })
    .await;
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.refresh.as_str()),
    ];
    until(15, "tokens are refreshed again", async || {
        status(form(binary, "/oauth/token", &fields)).await == 200
    })
    .await;
    // What was refused was not done.
    let fields = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens.doomed.as_str()),
    ];
    assert!(matches!(
        status(form(binary, "/oauth/token", &fields)).await,
        200 | 400
    ));
    let page = tokens.browser.get("/sign-out").await;
    assert!(page.html.contains("ada@example.com"), "{}", page.html);
}

async fn lose_and_find(line: Line) {
    let app = with_client().await;
    let mut url = url::Url::parse(&app.environment()["DATABASE_URL"]).unwrap();
    let upstream = format!("{}:{}", url.host_str().unwrap(), url.port().unwrap_or(5432));
    let between = Between::new(upstream).await;
    url.set_host(Some("127.0.0.1")).unwrap();
    url.set_port(Some(between.port)).unwrap();
    let binary = Binary::beside(&app, &[("DATABASE_URL", url.as_str())]).await;
    let tokens = sign_in(&app, &binary).await;
    between.line.send(line).unwrap();
    writes_are_refused(&binary, &tokens).await;
    the_rest_goes_on(&binary).await;
    // Not even from memory, once it may be out of date.
    until(5, "no answer is invented", async || {
        status(form(&binary, "/oauth/introspect", &[("token", &tokens.access)])).await == 503
    })
    .await;
    let userinfo = binary
        .http
        .get(binary.url("/oauth/userinfo"))
        .bearer_auth(&tokens.access);
    assert_eq!(status(userinfo).await, 503);
    let body = serde_json::json!({ "query": "{ me { id } }" });
    assert_eq!(
        status(
            binary
                .http
                .post(binary.url("/graphql"))
                .bearer_auth(&tokens.access)
                .json(&body)
        )
        .await,
        503
    );
    assert_eq!(
        status(tokens.browser.http().get(binary.url("/sign-out"))).await,
        503
    );
    between.line.send(Line::Open).unwrap();
    everything_is_back(&binary, &tokens).await;
}

#[tokio::test]
async fn sec_120_a_lost_database_is_503_until_it_is_back() {
    if crate::support::app::postgres_server().is_some() {
        lose_and_find(Line::Cut).await;
    } else {
        lock_and_release().await;
    }
}

#[tokio::test]
async fn sec_120_a_silent_database_is_503_until_it_is_back() {
    if crate::support::app::postgres_server().is_some() {
        lose_and_find(Line::Silent).await;
    }
}

async fn lock_and_release() {
    let app = with_client().await;
    let binary = Binary::beside(&app, &[]).await;
    let tokens = sign_in(&app, &binary).await;
    let file = app.deps.config.data_dir.join("latchkey.db");
    let mut options = ConnectOptions::new(format!("sqlite://{}", file.display()));
    options.max_connections(1);
    let other = Database::connect(options).await.unwrap();
    until(10, "the lock is taken", async || {
        other.execute_unprepared("BEGIN EXCLUSIVE").await.is_ok()
    })
    .await;
    writes_are_refused(&binary, &tokens).await;
    the_rest_goes_on(&binary).await;
    other.execute_unprepared("ROLLBACK").await.unwrap();
    everything_is_back(&binary, &tokens).await;
}

#[tokio::test]
async fn sec_23_what_was_committed_after_its_answer_can_be_asked_for_again() {
    if crate::support::app::postgres_server().is_none() {
        // The embedded database gives up before its callers do.
        return;
    }
    let app = with_client().await;
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let scope = [("scope", "openid offline_access")];
    let (_, tokens) = app.redeem(&ada.code(&scope).await).await;
    let code = ada.code(&scope).await;
    let refresh = [
        ("grant_type", "refresh_token"),
        ("refresh_token", tokens["refresh_token"].as_str().unwrap()),
    ];
    let send = async || {
        let request = app
            .http
            .post(app.url("/oauth/token"))
            .basic_auth("web", Some(SECRET));
        status(request.form(&refresh)).await
    };
    let mut options = ConnectOptions::new(app.environment()["DATABASE_URL"].clone());
    options.max_connections(1);
    let other = Database::connect(options).await.unwrap();
    other
        .execute_unprepared("BEGIN; LOCK TABLE family IN SHARE ROW EXCLUSIVE MODE")
        .await
        .unwrap();
    let (refreshed, (redeemed, _)) = tokio::join!(send(), app.redeem(&code));
    assert_eq!((refreshed, redeemed), (503, 503));
    // Later than a refresh may be repeated, counted from when it was asked for first.
    app.advance(45);
    other.execute_unprepared("COMMIT").await.unwrap();
    // Batches follow one another: when this is done, what was late is done with.
    let barrier = latchkey::domain::secret::sha256(b"barrier");
    until(15, "the late writes are done with", async || {
        app.deps.journal.use_up(barrier.clone(), i64::MAX).await.is_ok()
    })
    .await;
    assert_eq!(send().await, 200);
    assert_eq!(app.redeem(&code).await.0, 200);
    assert_eq!(send().await, 200, "nothing was revoked");
}
