//! Killed in the middle of work (SEC-119).

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use serde_json::{Value, json};
use tokio::task::JoinSet;

use crate::support::{
    Binary, Browser, TestApp,
    client::{CALLBACK, VERIFIER},
    make::{NewClient, SECRET},
    until,
};

/// Of each kind of work.
const EACH: usize = 24;

/// What was asked for.
#[derive(Clone)]
enum Work {
    Redeem(String),
    Refresh(String),
    Revoke { refresh: String, access: String },
}

async fn post(binary: &Binary, path: &str, fields: &[(&str, &str)]) -> Option<(u16, Value)> {
    ask(&binary.http, binary.url(path), fields).await
}

/// The answer, if it came whole.
async fn ask(http: &reqwest::Client, url: String, fields: &[(&str, &str)]) -> Option<(u16, Value)> {
    let sent = http
        .post(url)
        .basic_auth("web", Some(SECRET))
        .form(fields)
        .send()
        .await
        .ok()?;
    let status = sent.status().as_u16();
    Some((status, sent.json().await.ok()?))
}

fn fields(work: &Work) -> (&'static str, Vec<(&'static str, &str)>) {
    match work {
        Work::Redeem(code) => (
            "/oauth/token",
            vec![
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", CALLBACK),
                ("code_verifier", VERIFIER),
            ],
        ),
        Work::Refresh(token) => (
            "/oauth/token",
            vec![("grant_type", "refresh_token"), ("refresh_token", token)],
        ),
        Work::Revoke { refresh, .. } => ("/oauth/revoke", vec![("token", refresh)]),
    }
}

fn text(value: &Value, name: &str) -> String {
    value[name].as_str().unwrap().to_owned()
}

/// Work of every kind, mixed.
async fn prepare(app: &TestApp) -> Vec<Work> {
    let browser = Browser::signed_in(app, "ada@example.com").await;
    let scope = [("scope", "openid offline_access")];
    browser.code(&scope).await;
    let mut works = Vec::new();
    for _ in 0..EACH {
        let (_, refreshed) = app.redeem(&browser.code(&scope).await).await;
        let (_, revoked) = app.redeem(&browser.code(&scope).await).await;
        works.push(Work::Refresh(text(&refreshed, "refresh_token")));
        works.push(Work::Revoke {
            refresh: text(&revoked, "refresh_token"),
            access: text(&revoked, "access_token"),
        });
    }
    // Codes live for a minute only.
    for n in 0..EACH {
        works.insert(n * 3, Work::Redeem(browser.code(&scope).await));
    }
    works
}

/// Hands everything in at once and kills the process after so many answers. Each work with its answer, if there was one.
async fn load_and_kill(
    binary: &mut Binary,
    works: &[Work],
    answers: usize,
) -> Vec<(Work, Option<(u16, Value)>)> {
    let answered = Arc::new(AtomicUsize::new(0));
    let mut tasks = JoinSet::new();
    for work in works.iter().cloned() {
        let (http, answered) = (binary.http.clone(), Arc::clone(&answered));
        let url = binary.url(fields(&work).0);
        tasks.spawn(async move {
            let answer = ask(&http, url, &fields(&work).1).await;
            answered.fetch_add(1, Ordering::SeqCst);
            (work, answer)
        });
    }
    until(60, "enough answers", async || {
        answered.load(Ordering::SeqCst) >= answers
    })
    .await;
    binary.kill();
    tasks.join_all().await
}

/// What was acknowledged holds; what was not is there or not.
async fn check(binary: &Binary, work: &Work, answer: Option<&(u16, Value)>) {
    let active = async |token: &str| {
        let (status, body) = post(binary, "/oauth/introspect", &[("token", token)])
            .await
            .unwrap();
        assert_eq!(status, 200, "{body}");
        body["active"] == json!(true)
    };
    let again = async || {
        let (path, fields) = fields(work);
        post(binary, path, &fields).await.unwrap()
    };
    match (work, answer) {
        (_, None) => {
            let (status, body) = again().await;
            assert!(matches!(status, 200 | 400), "{status} {body}");
        }
        (Work::Redeem(_), Some((status, tokens))) => {
            assert_eq!(*status, 200, "{tokens}");
            assert!(
                active(&text(tokens, "access_token")).await,
                "an issued token was lost"
            );
            assert_eq!(again().await.0, 400, "a code was redeemed twice");
            assert!(
                !active(&text(tokens, "access_token")).await,
                "a replay went unnoticed"
            );
        }
        (Work::Refresh(_), Some((status, tokens))) => {
            assert_eq!(*status, 200, "{tokens}");
            let next = Work::Refresh(text(tokens, "refresh_token"));
            let (path, next) = fields(&next);
            assert_eq!(
                post(binary, path, &next).await.unwrap().0,
                200,
                "a rotation was lost"
            );
            assert_eq!(again().await.0, 400, "a refresh token came back to life");
        }
        (Work::Revoke { refresh, access }, Some((status, body))) => {
            assert_eq!(*status, 200, "{body}");
            assert!(
                !active(access).await && !active(refresh).await,
                "a revocation was lost"
            );
            let (path, fields) = (
                "/oauth/token",
                [
                    ("grant_type", "refresh_token"),
                    ("refresh_token", refresh.as_str()),
                ],
            );
            assert_eq!(post(binary, path, &fields).await.unwrap().0, 400);
        }
    }
}

#[tokio::test]
async fn sec_119_what_was_acknowledged_survives_a_kill() {
    let app = TestApp::with(&[("REFRESH_TOKEN_GRACE", "0")]).await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid offline_access").await;
    app.client_of(&shop, NewClient::default()).await;
    // The first browser asks for consent, the others find it given.
    let first = Browser::signed_in(&app, "ada@example.com").await;
    first.code(&[("scope", "openid offline_access")]).await;
    let mut binary = Binary::beside(&app, &[]).await;
    for answers in [1, EACH, EACH * 2] {
        let works = prepare(&app).await;
        let answered = load_and_kill(&mut binary, &works, answers).await;
        assert!(answered.iter().filter(|(_, answer)| answer.is_some()).count() >= answers);
        binary.restart().await;
        for (work, answer) in &answered {
            check(&binary, work, answer.as_ref()).await;
        }
    }
}
