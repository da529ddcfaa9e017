//! Guessing passwords: bounded (SEC-77), of no use against the owner (SEC-78), and no load on others (SEC-80).

use std::time::{Duration, Instant};

use latchkey::domain::{Error, throttle};

use super::with_people;
use crate::support::{
    Browser, TestApp,
    browser::Page,
    make::{NewClient, PASSWORD, SECRET},
};

async fn guess(browser: &Browser, email: &str, password: &str) -> Page {
    let page = browser.get("/sign-in?account=other").await;
    browser.sign_in(&page, email, password).await
}

#[tokio::test]
async fn sec_77_guesses_at_the_same_moment_are_not_more_guesses() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let form = browser.get("/sign-in").await.form("/sign-in");
    let fields = [("email", "ada@example.com"), ("password", "not the password")];
    let tries = (0..30).map(|_| browser.submit(&form, &fields));
    let answers = futures_util::future::join_all(tries).await;
    let looked_at = answers.iter().filter(|page| page.status == 401).count();
    assert_eq!(looked_at, 5);
    for page in answers.iter().filter(|page| page.status != 401) {
        assert_eq!(page.status, 429);
        assert!(
            page.headers["retry-after"]
                .to_str()
                .unwrap()
                .parse::<u64>()
                .unwrap()
                >= 1
        );
    }
    // Now even the right one has to wait, in every spelling of the address; then it is taken.
    for email in ["ada@example.com", "ADA@EXAMPLE.COM", "ａda@example.com"] {
        assert_eq!(
            guess(&Browser::new(&app), email, PASSWORD).await.status,
            429,
            "{email}"
        );
    }
    app.advance(15 * 60);
    assert_eq!(
        guess(&Browser::new(&app), "ada@example.com", PASSWORD)
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn sec_77_a_hundred_failures_are_the_most_for_a_day() {
    let app = TestApp::new().await;
    let subject = throttle::Subject::Account("ada@example.com");
    let mut tries = 0;
    // Somebody who always waits exactly as long as told.
    while tries < 300 {
        match throttle::count(&app.deps, subject).await {
            Ok(()) => tries += 1,
            Err(Error::RateLimited { retry_after }) if retry_after < 86_000 => {
                app.advance(i64::try_from(retry_after).unwrap());
            }
            Err(Error::RateLimited { .. }) => break,
            Err(error) => panic!("{error}"),
        }
    }
    assert_eq!(tries, 100);
}

#[tokio::test]
async fn sec_77_networks_and_registrations_are_counted_too() {
    let app = TestApp::with(&[("SIGN_IN_FAILURES_PER_NETWORK", "10")]).await;
    let browser = Browser::new(&app);
    let mut last = 0;
    for n in 0..12 {
        last = guess(&browser, &format!("person{n}@example.com"), "not the password")
            .await
            .status
            .as_u16();
    }
    assert_eq!(last, 429);
    let form = browser.get("/register").await.form("/register");
    for n in 0..21 {
        let email = format!("newcomer{n}@example.com");
        throttle::count(&app.deps, throttle::Subject::Registration("127.0.0.1"))
            .await
            .ok();
        let fields = [("email", &*email), ("password", "orange ladder teapot 12")];
        if n == 20 {
            let page = browser.submit(&form, &fields).await;
            assert_eq!(page.status, 429, "{}", page.html);
            assert!(page.headers.contains_key("retry-after"));
        }
    }
    assert_eq!(app.count("user").await, 0);
}

#[tokio::test]
async fn sec_78_nobody_locks_the_owner_out() {
    let app = TestApp::with(&[("TRUSTED_PROXIES", "127.0.0.1")]).await;
    app.user("ada@example.com").await;
    let owner = Browser::signed_in(&app, "ada@example.com").await;
    let attacker = Browser::new(&app);
    let mut refused = 0;
    for _ in 0..20 {
        refused += usize::from(
            guess(&attacker, "ada@example.com", "not the password")
                .await
                .status
                == 429,
        );
    }
    assert!(refused >= 10);
    // The session goes on, and the browser that knows the account can begin another.
    assert!(owner.get("/sign-out").await.html.contains("ada@example.com"));
    owner
        .submit(&owner.get("/sign-out").await.form("/sign-out"), &[])
        .await;
    assert_eq!(guess(&owner, "ada@example.com", PASSWORD).await.status, 303);
    // It has a bound of its own.
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(
            guess(&owner, "ada@example.com", "not the password")
                .await
                .status
                .as_u16(),
        );
    }
    assert_eq!(statuses[..5], [401; 5]);
    assert!(statuses[5..].contains(&429), "{statuses:?}");
}

#[tokio::test]
async fn sec_78_a_browser_that_knows_the_account_does_not_wait_for_its_network() {
    let app = TestApp::with(&[("SIGN_IN_FAILURES_PER_NETWORK", "5")]).await;
    app.user("ada@example.com").await;
    let owner = Browser::signed_in(&app, "ada@example.com").await;
    let attacker = Browser::new(&app);
    for n in 0..8 {
        guess(&attacker, &format!("person{n}@example.com"), "not the password").await;
    }
    assert_eq!(guess(&attacker, "ada@example.com", PASSWORD).await.status, 429);
    assert_eq!(guess(&owner, "ada@example.com", PASSWORD).await.status, 303);
}

#[tokio::test]
async fn sec_78_other_networks_go_on_and_invented_addresses_change_nothing() {
    let settings = |proxies| {
        [
            ("SIGN_IN_FAILURES_PER_NETWORK", "5"),
            ("TRUSTED_PROXIES", proxies),
        ]
    };
    for (proxies, elsewhere) in [("127.0.0.1", 303), ("", 429)] {
        let app = TestApp::with(&settings(proxies)).await;
        app.user("ada@example.com").await;
        let attacker = Browser::new(&app);
        for n in 0..8 {
            guess(&attacker, &format!("person{n}@example.com"), "not the password").await;
        }
        let visitor = Browser::new(&app);
        let mut fields = visitor.get("/sign-in").await.form("/sign-in").fields;
        fields.insert("email".into(), "ada@example.com".into());
        fields.insert("password".into(), PASSWORD.into());
        let request = visitor.http().post(app.url("/sign-in")).form(&fields);
        let answer = request
            .header("x-forwarded-for", "203.0.113.9")
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), elsewhere, "{proxies:?}");
    }
}

#[tokio::test]
async fn sec_78_the_mark_of_a_known_browser_counts_in_that_browser_only() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let page = browser.get("/sign-in").await;
    let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
    let cookie = |headers: &reqwest::header::HeaderMap, name: &str| {
        let mut all = headers
            .get_all("set-cookie")
            .iter()
            .map(|value| value.to_str().unwrap());
        all.find(|value| value.starts_with(name))
            .unwrap()
            .split(';')
            .next()
            .unwrap()
            .to_owned()
    };
    let device = cookie(&done.headers, "latchkey-device");
    // Whoever has a copy gets no new counter by giving their browser new names.
    let mut looked_at = 0;
    for _ in 0..12 {
        let stranger = Browser::new(&app);
        let page = stranger.get("/sign-in").await;
        let own = cookie(&page.headers, "latchkey-browser");
        let mut fields = page.form("/sign-in").fields;
        fields.insert("email".into(), "ada@example.com".into());
        fields.insert("password".into(), "not the password".into());
        let request = app
            .http
            .post(app.url("/sign-in"))
            .header("cookie", format!("{own}; {device}"));
        looked_at += usize::from(request.form(&fields).send().await.unwrap().status() == 401);
    }
    assert_eq!(looked_at, 5);
}

#[tokio::test]
async fn sec_80_a_flood_of_sign_ins_is_turned_away_while_tokens_are_issued() {
    let app = TestApp::with(&[
        ("PASSWORD_HASHERS", "1"),
        ("SIGN_IN_FAILURES_PER_NETWORK", "100000"),
    ])
    .await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.shop_api(&ada).await;
    app.execute("UPDATE app_scope SET name = 'catalog:sync'").await;
    app.client_of(&shop, NewClient::default()).await;
    let browser = Browser::new(&app);
    let form = browser.get("/sign-in").await.form("/sign-in");
    let flood = async {
        let emails: Vec<String> = (0..250).map(|n| format!("person{n}@example.com")).collect();
        let tries = emails.iter().map(|email| {
            let form = form.clone();
            let browser = &browser;
            async move {
                let start = Instant::now();
                let page = browser
                    .submit(&form, &[("email", email), ("password", "not the password")])
                    .await;
                (
                    page.status.as_u16(),
                    page.headers.contains_key("retry-after"),
                    start.elapsed(),
                )
            }
        });
        futures_util::future::join_all(tries).await
    };
    let tokens = async {
        let mut slowest = Duration::ZERO;
        for _ in 0..10 {
            let start = Instant::now();
            let fields = [("grant_type", "client_credentials"), ("scope", "catalog:sync")];
            let (status, body) = app.form_as("/oauth/token", ("web", SECRET), &fields).await;
            assert_eq!(status, 200, "{body}");
            slowest = slowest.max(start.elapsed());
        }
        slowest
    };
    let (answers, slowest) = tokio::join!(flood, tokens);
    let turned_away: Vec<_> = answers
        .iter()
        .filter(|(status, ..)| matches!(status, 429 | 503))
        .collect();
    assert!(
        turned_away.len() >= 100,
        "{} of {} were turned away",
        turned_away.len(),
        answers.len()
    );
    assert!(turned_away.iter().all(|(_, retry_after, _)| *retry_after));
    assert!(
        answers
            .iter()
            .all(|(status, ..)| matches!(status, 401 | 429 | 503)),
        "{answers:?}"
    );
    assert!(
        answers.iter().all(|(.., took)| *took < Duration::from_secs(10)),
        "{answers:?}"
    );
    assert!(slowest < Duration::from_secs(2), "{slowest:?}");
    // The flood over, people sign in as before.
    assert_eq!(
        guess(&Browser::new(&app), "ada@example.com", PASSWORD)
            .await
            .status,
        303
    );
}

#[tokio::test]
async fn sec_80_an_old_hash_is_made_anew_at_the_next_sign_in() {
    let app = with_people().await;
    let weak = weak_hash();
    app.execute(&format!(
        "UPDATE \"user\" SET password_hash = '{weak}' WHERE email = 'ada@example.com'"
    ))
    .await;
    assert_eq!(
        guess(&Browser::new(&app), "ada@example.com", PASSWORD)
            .await
            .status,
        303
    );
    let ada = latchkey::domain::user::find_by_email(app.deps.db.read(), "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    let hash = ada.password_hash.unwrap();
    assert!(
        hash != weak && hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hash}"
    );
    assert_eq!(
        guess(&Browser::new(&app), "ada@example.com", PASSWORD)
            .await
            .status,
        303
    );
}

/// Everybody's password, hashed with less memory than today's.
fn weak_hash() -> String {
    use argon2::{Algorithm, Argon2, Params, Version, password_hash::PasswordHasher as _};
    let params = Params::new(8 * 1024, 1, 1, None).unwrap();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon2.hash_password(PASSWORD.as_bytes()).unwrap().to_string()
}

/// Tries at which no password was looked at, and people who sign in, do not use up their network's quota.
#[tokio::test]
async fn sec_78_only_guesses_count_against_a_network() {
    let app = TestApp::with(&[
        ("SIGN_IN_FAILURES_PER_NETWORK", "8"),
        ("SIGN_IN_FAILURES_PER_ACCOUNT", "2"),
    ])
    .await;
    app.user("ada@example.com").await;
    app.user("bob@example.com").await;
    let attacker = Browser::new(&app);
    // Two are guesses; the others wait, whatever they say.
    for n in 0..20 {
        let status = guess(&attacker, "ada@example.com", "not the password")
            .await
            .status;
        assert_eq!(status, if n < 2 { 401 } else { 429 }, "{n}");
    }
    for n in 0..5 {
        guess(&attacker, &format!("person{n}@example.com"), "not the password").await;
    }
    // The eighth begins a wait, which is over when it was none.
    for _ in 0..3 {
        let browser = Browser::new(&app);
        let page = browser.get("/sign-in").await;
        assert_eq!(
            browser.sign_in(&page, "bob@example.com", PASSWORD).await.status,
            303
        );
    }
}
