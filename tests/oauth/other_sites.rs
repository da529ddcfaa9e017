//! What forms of other sites do to a browser: they bring none of its cookies (`SameSite=Lax`), and the answer must not
//! put others in their place.

use reqwest::header::{LOCATION, SET_COOKIE};

use super::world::World;
use crate::support::{Browser, client::authorize};

#[tokio::test]
async fn sec_68_a_form_of_another_site_signs_nobody_out() {
    let world = World::new().await;
    let app = &world.app;
    let client = "client_id=web&post_logout_redirect_uri=https%3A%2F%2Fshop.example%2Fbye";
    for body in ["", client, "id_token_hint=junk", "state=%22%26x"] {
        let sent = app
            .http
            .post(app.url("/oauth/logout"))
            .header("origin", "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body)
            .send()
            .await
            .unwrap();
        assert!(
            sent.headers().get(SET_COOKIE).is_none(),
            "{body}: {:?}",
            sent.headers()
        );
        if sent.status() == 303 {
            // The browser comes again, with its cookies, and is asked.
            let location = sent.headers()[LOCATION].to_str().unwrap();
            assert!(location.starts_with("/oauth/logout?"), "{location}");
            let page = world.browser.get(location).await;
            assert!(page.html.contains("ada@example.com"), "{}", page.html);
        } else {
            assert_eq!(sent.status(), 400, "{body}");
        }
    }
    assert!(
        world
            .browser
            .get("/sign-out")
            .await
            .html
            .contains("ada@example.com")
    );
}

#[tokio::test]
async fn sec_78_a_form_of_another_site_gives_the_browser_no_other_name() {
    let world = World::new().await;
    let app = &world.app;
    for path in [
        "/sign-in",
        "/sign-out",
        "/consent",
        "/register",
        "/select-account",
        "/second-factor",
        "/two-step",
        "/reset-password",
        "/api-keys/authorize",
        "/oauth/authorize",
        "/oauth/logout",
        "/user/api/authorize",
        "/oauth/v1/authorize",
    ] {
        let sent = app
            .http
            .post(app.url(path))
            .header("origin", "https://evil.example")
            .header("sec-fetch-site", "cross-site")
            .form(&[("x", "y")])
            .send()
            .await
            .unwrap();
        assert!(
            sent.headers().get(SET_COOKIE).is_none(),
            "{path}: {:?}",
            sent.headers()
        );
    }
}

#[tokio::test]
async fn an_authorization_request_by_post_finds_who_is_signed_in() {
    let world = World::new().await;
    let app = &world.app;
    let (path, query) = authorize(&[("prompt", "none")]).split_once('?').map(own).unwrap();
    let send = async |query: String| {
        let request = app.http.post(app.url(&path));
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        request.body(query).send().await.unwrap()
    };
    let sent = send(query.clone()).await;
    assert_eq!(sent.status(), 303);
    let location = sent.headers()[LOCATION].to_str().unwrap().to_owned();
    assert_eq!(location, format!("{path}?{query}"));
    // Nobody in a browser that nobody uses; in another one, its person.
    let back = Browser::new(app).get(&location).await.location;
    assert!(back.is_some_and(|url| url.contains("error=login_required")));
    let back = world.browser.get(&location).await.location;
    assert!(back.is_some_and(|url| url.contains("error=consent_required")));
    // Secrets do not go into an address.
    let sent = send(format!("{query}&client_secret=s3cret&password=hunter")).await;
    let location = sent.headers()[LOCATION].to_str().unwrap();
    assert!(
        !location.contains("s3cret") && !location.contains("hunter"),
        "{location}"
    );
    // What no address can hold comes again by a form of ours.
    let long = format!("{query}&ui_locales={}", "x".repeat(9000));
    let sent = send(long.clone()).await;
    assert_eq!(sent.status(), 200);
    assert!(sent.headers().get(SET_COOKIE).is_none());
    let page = sent.text().await.unwrap();
    assert!(page.contains("data-autosubmit") && page.contains(&format!("action=\"{}{path}\"", app.issuer)));
    for (browser, error) in [
        (&Browser::new(app), "login_required"),
        (&world.browser, "consent_required"),
    ] {
        let request = browser.http().post(app.url(&path)).header("origin", &app.issuer);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let sent = request.body(long.clone()).send().await.unwrap();
        let back = sent.headers()[LOCATION].to_str().unwrap();
        assert!(back.contains(&format!("error={error}")), "{back}");
    }
}

fn own((path, query): (&str, &str)) -> (String, String) {
    (path.to_owned(), query.to_owned())
}
