//! The first administrator, and the last (SEC-115).

use entity::values::Role;
use latchkey::domain::{Caller, Error, setup, user};

use crate::support::{Browser, TestApp, browser::Page};

async fn link(app: &TestApp) -> String {
    setup::link(&app.deps)
        .await
        .unwrap()
        .unwrap()
        .replace(&app.issuer, "")
}

async fn set_up(browser: &Browser, page: &Page, email: &str) -> Page {
    let fields = [
        ("email", email),
        ("password", "orange ladder teapot 12"),
        ("name", ""),
    ];
    browser.submit(&page.form("/setup"), &fields).await
}

#[tokio::test]
async fn sec_115_the_link_makes_one_administrator_also_at_the_same_moment() {
    let app = TestApp::new().await;
    assert_eq!(app.count("user").await, 0);
    let link = link(&app).await;
    let mut visits = Vec::new();
    for _ in 0..8 {
        let browser = Browser::new(&app);
        let page = browser.get(&link).await;
        assert_eq!(page.status, 200, "{}", page.html);
        visits.push((browser, page));
    }
    let emails: Vec<String> = (0..8).map(|n| format!("person{n}@example.com")).collect();
    let tries = visits
        .iter()
        .zip(&emails)
        .map(|((browser, page), email)| set_up(browser, page, email));
    let answers = futures_util::future::join_all(tries).await;
    let statuses: Vec<u16> = answers.iter().map(|page| page.status.as_u16()).collect();
    assert_eq!(
        statuses.iter().filter(|status| **status == 303).count(),
        1,
        "{statuses:?}"
    );
    assert_eq!(
        statuses.iter().filter(|status| **status == 404).count(),
        7,
        "{statuses:?}"
    );
    assert_eq!(app.count("user").await, 1);

    // Gone for good: the link, the page, and the file.
    let (browser, page) = &visits[0];
    assert_eq!(set_up(browser, page, "late@example.com").await.status, 404);
    for path in [&link, "/setup", "/setup?token="] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
    assert!(!app.deps.config.data_dir.join("setup-link").exists());
    assert!(setup::link(&app.deps).await.unwrap().is_none());
    // Also when the only administrator is not one any more.
    app.execute("UPDATE \"user\" SET role = 'user'").await;
    assert_eq!(browser.get(&link).await.status, 404);
}

#[tokio::test]
async fn sec_115_only_the_link_opens_the_page_and_for_a_day() {
    let app = TestApp::new().await;
    let link = link(&app).await;
    let browser = Browser::new(&app);
    let token = link.rsplit('=').next().unwrap();
    let flipped: String = token.chars().rev().collect();
    for wrong in [
        "",
        "lkb_",
        "used",
        &flipped,
        &token[..token.len() - 1],
        &token.to_uppercase(),
    ] {
        assert_eq!(
            browser.get(&format!("/setup?token={wrong}")).await.status,
            404,
            "{wrong}"
        );
    }
    // Opening it changes nothing, and a form with something wrong does not use it up.
    let page = browser.get(&link).await;
    let bad = browser
        .submit(
            &page.form("/setup"),
            &[("email", "ada@example.com"), ("password", "short")],
        )
        .await;
    assert_eq!(bad.status, 422);
    assert_eq!(self::link(&app).await, link);
    app.advance(86_401);
    assert_eq!(browser.get(&link).await.status, 404);
    assert_eq!(set_up(&browser, &page, "ada@example.com").await.status, 404);
    assert_eq!(app.count("user").await, 0);
    // At the next start there is another.
    let next = self::link(&app).await;
    assert_ne!(next, link);
    let done = set_up(&browser, &browser.get(&next).await, "ada@example.com").await;
    assert_eq!(done.status, 303);
    let ada = user::find_by_email(app.deps.db.read(), "ada@example.com")
        .await
        .unwrap()
        .unwrap();
    assert_eq!(ada.role, Role::Admin);
}

#[tokio::test]
async fn sec_115_the_last_administrator_stays() {
    let app = TestApp::new().await;
    let operator = Caller::operator();
    let deps = &app.deps;
    for round in 0..5 {
        let ada = app
            .user_with(&format!("ada{round}@example.com"), Role::Admin)
            .await;
        let bob = app
            .user_with(&format!("bob{round}@example.com"), Role::Admin)
            .await;
        app.execute(&format!(
            "UPDATE \"user\" SET role = 'user' WHERE email NOT IN ('{}', '{}')",
            ada.email, bob.email
        ))
        .await;
        let (first, second) = if round % 2 == 0 {
            tokio::join!(
                user::set_role(deps, &operator, ada.id, Role::User),
                user::set_role(deps, &operator, bob.id, Role::User)
            )
        } else {
            tokio::join!(
                user::disable(deps, &operator, ada.id),
                user::set_role(deps, &operator, bob.id, Role::User)
            )
        };
        let refused = [&first, &second]
            .iter()
            .filter(|result| matches!(result, Err(Error::Denied(_))))
            .count();
        assert_eq!(refused, 1, "{first:?} {second:?}");
        let left = if first.is_err() { ada.id } else { bob.id };
        for result in [
            user::disable(deps, &operator, left).await,
            user::set_role(deps, &operator, left, Role::User).await,
        ] {
            assert!(matches!(result, Err(Error::Denied(_))), "{result:?}");
        }
        app.execute("UPDATE \"user\" SET role = 'user'").await;
    }
}
