//! Text from outside on pages (SEC-106, SEC-107).

use super::with_people;
use crate::support::{
    Browser, TestApp,
    client::authorize,
    make::{NewClient, PASSWORD},
};

const MARKUP: &str = "\"><script>alert(1)</script>'&{{7*7}}";

fn escaped(what: &str, html: &str) {
    assert!(!html.contains("<script>alert"), "{what}: {html}");
    assert!(!html.contains("'&{{7*7}}"), "{what}: {html}");
}

#[tokio::test]
async fn sec_106_text_from_requests_is_text_on_every_page() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let query = url::form_urlencoded::byte_serialize(MARKUP.as_bytes()).collect::<String>();
    for path in [
        format!("/sign-in?return_to=/{query}"),
        format!("/sign-in?flow={query}"),
        format!("/sign-in?{query}=1"),
        format!("/register?return_to=/{query}"),
        format!("/sign-in?ui_locales={query}"),
        format!("/no/such/{query}"),
        format!("/setup?token={query}"),
        format!("/oauth/authorize?client_id={query}"),
        format!("/oauth/logout?id_token_hint={query}&state={query}&client_id={query}"),
        authorize(&[("redirect_uri", MARKUP)]),
        authorize(&[("prompt", MARKUP)]),
        authorize(&[("scope", MARKUP)]),
        authorize(&[("response_type", MARKUP)]),
        authorize(&[
            ("state", MARKUP),
            ("response_mode", "form_post"),
            ("prompt", "none"),
        ]),
        authorize(&[("login_hint", MARKUP)]),
        authorize(&[("ui_locales", MARKUP)]),
    ] {
        let page = browser.open(&path).await;
        escaped(&path, &page.html);
    }
    let hinted = browser.open(&authorize(&[("login_hint", MARKUP)])).await;
    assert_eq!(hinted.form("/sign-in").fields["email"], MARKUP);
    // What a form says comes back as text.
    for (page, action) in [("/sign-in", "/sign-in"), ("/register", "/register")] {
        let form = browser.get(page).await.form(action);
        let fields = [
            ("email", MARKUP),
            ("name", MARKUP),
            ("password", PASSWORD),
            ("return_to", MARKUP),
            ("flow", ""),
        ];
        let answer = browser.submit(&form, &fields).await;
        escaped(page, &answer.html);
        assert_eq!(answer.form(action).fields["email"], MARKUP, "{page}");
        assert!(!answer.html.contains(PASSWORD), "{page}");
    }
    // Also for the developer who is told why.
    let ada = Browser::signed_in(&app, "ada@example.com").await;
    let page = ada.get(&authorize(&[("redirect_uri", MARKUP)])).await;
    assert_eq!(page.status, 400);
    escaped("for the developer", &page.html);
}

#[tokio::test]
async fn sec_106_names_of_people_apps_and_scopes_are_text() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, MARKUP, "openid invoices:read").await;
    app.client_of(&shop, NewClient::default()).await;
    let api = app.shop_api(&ada).await;
    let statements = [
        format!(
            "UPDATE scope SET title = '{0}', description = '{0}' WHERE name = 'invoices:read'",
            MARKUP.replace('\'', "''")
        ),
        format!(
            "UPDATE api SET name = '{}' WHERE identifier = '{}'",
            MARKUP.replace('\'', "''"),
            api.identifier
        ),
    ];
    for statement in statements {
        app.execute(&statement).await;
    }
    let browser = Browser::new(&app);
    let form = browser.get("/register").await.form("/register");
    let fields = [
        ("email", "eve@example.com"),
        ("name", MARKUP),
        ("password", "orange ladder teapot 12"),
    ];
    assert_eq!(browser.submit(&form, &fields).await.status, 303);
    for path in [
        authorize(&[("scope", "openid invoices:read")]),
        authorize(&[("prompt", "select_account")]),
        authorize(&[("prompt", "login")]),
        "/sign-out".to_owned(),
        "/reauthenticate".to_owned(),
        "/oauth/logout?client_id=web".to_owned(),
    ] {
        let page = browser.open(&path).await;
        assert_eq!(page.status, 200, "{path}");
        escaped(&path, &page.html);
        assert!(page.html.contains("alert(1)"), "{path}: {}", page.html);
    }
}

#[tokio::test]
async fn sec_107_a_persons_name_shows_what_it_is() {
    let app = TestApp::new().await;
    let browser = Browser::new(&app);
    let form = browser.get("/register").await.form("/register");
    for bad in [
        "Ada\u{202e}ecalevoL",
        "Ada\u{200b}Lovelace",
        "Ada\u{2066}",
        "Ada\u{61c}",
        "Ada\u{feff}",
        "Ada\u{ad}",
        "Ada\nLovelace",
        "Ada\u{7}",
        "Ada\u{2060}",
        "Ada\u{e000}",
        "Ada\u{378}",
        &"a".repeat(101),
    ] {
        let fields = [
            ("email", "eve@example.com"),
            ("name", bad),
            ("password", "orange ladder teapot 12"),
        ];
        let page = browser.submit(&form, &fields).await;
        assert_eq!(page.status, 422, "{bad:?}");
    }
    assert_eq!(app.count("user").await, 0);
    for (n, good) in ["Ada", "Größe ☂ 日本語 العربية", "O'Brien-Smith, Jr."]
        .iter()
        .enumerate()
    {
        let browser = Browser::new(&app);
        let form = browser.get("/register").await.form("/register");
        let email = format!("good{n}@example.com");
        let fields = [
            ("email", &*email),
            ("name", good),
            ("password", "orange ladder teapot 12"),
        ];
        assert_eq!(browser.submit(&form, &fields).await.status, 303, "{good}");
    }
}

#[tokio::test]
async fn sec_107_an_app_is_shown_with_its_name_its_host_and_whether_it_is_known() {
    let app = with_people().await;
    let browser = Browser::new(&app);
    let page = browser.open(&authorize(&[])).await;
    assert!(page.html.contains("Demo Shop"), "{}", page.html);
    let consent = {
        let done = browser.sign_in(&page, "bob@example.com", PASSWORD).await;
        browser.follow(done).await
    };
    assert!(
        consent.html.contains("Demo Shop") && consent.html.contains("app.example"),
        "{}",
        consent.html
    );
    app.execute("UPDATE app SET verified_at = NULL").await;
    app.deps.forget(&latchkey::domain::change::Change::Everything);
    // An error is told by a page that shows the host before anybody is sent there.
    let stranger = Browser::new(&app);
    let page = stranger.get(&authorize(&[("scope", "no_such_scope")])).await;
    assert_eq!((page.status.as_u16(), &page.location), (400, &None));
    assert!(page.html.contains("app.example"), "{}", page.html);
}
