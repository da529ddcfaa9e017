//! The examples of the dialect's own documentation, with another base URL.

use reqwest::Method;
use serde_json::json;

use super::{MAKE, PAGE, VIEW, action, decide, fields, values};
use crate::support::{Browser, TestApp};

#[tokio::test]
async fn every_generated_address_of_the_documentation_works() {
    // Its example posts to http://gozo.com.
    let app = TestApp::with(&[("ALLOW_HTTP_KEY_REDIRECTS", "true")]).await;
    let ada = app.user("ada@example.com").await;
    let api = app.shop_api(&ada).await;
    app.store(&api, &ada, "s1", "First store").await;
    app.store(&api, &ada, "s2", "Second store").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let open = async |query: &str| browser.get(&format!("{PAGE}{query}")).await;

    // No permission is requested: to prove that a user exists.
    let page = open("").await;
    assert!(page.has("no-permissions") && page.has("allow"), "{}", page.html);
    let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    let (_, current) = app.current(&done.text_of("api-key").unwrap()).await;
    assert_eq!(current["permissions"], json!([]));

    let page = open("?applicationName=Your%20Application").await;
    assert!(page.html.contains("Your Application"));

    let page = open("?applicationName=Your%20Application&redirect=http://gozo.com").await;
    assert!(page.html.contains("gozo.com"));
    let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    assert_eq!(action(&done), "http://gozo.com");
    assert_eq!(values(&fields(&done), "userId"), [ada.id.to_string()]);

    let again = "?applicationName=Your%20Application&redirect=http://gozo.com&applicationIdentifier=gozo";
    let page = open(again).await;
    assert!(page.has("allow"));
    decide(&app, &browser, (&page, "allow"), |_| {}).await;
    let page = open(again).await;
    assert!(page.has("confirm"), "{}", page.html);

    let both = format!("?permissions={MAKE}&permissions={VIEW}");
    let page = open(&both).await;
    let done = decide(&app, &browser, (&page, "allow"), |_| {}).await;
    let (_, current) = app.current(&done.text_of("api-key").unwrap()).await;
    assert_eq!(current["permissions"], json!([MAKE, VIEW]));

    let page = open(&format!("{both}&selectiveStores=true")).await;
    assert!(page.has("resources-store") && page.html.contains("Second store"));

    let page = open(&format!("{both}&strict=false")).await;
    assert_eq!(values(&fields(&page), "permission"), [MAKE, VIEW]);
}

#[tokio::test]
async fn both_ways_to_authenticate_work_as_documented() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let (key, _) = app.key(&ada, &["btcpay.user.canviewprofile"]).await;
    let me = (Method::GET, "/api/v1/users/me");
    let (status, body) = app.call(me.clone(), &format!("token {key}"), None).await;
    assert_eq!(
        (status, &body["email"]),
        (200, &json!("ada@example.com")),
        "{body}"
    );
    assert_eq!((&body["id"], &body["roles"]), (&json!(ada.id), &json!([])));
    app.execute("UPDATE \"user\" SET \"allow_password_for_api\" = TRUE")
        .await;
    let request = app
        .http
        .get(app.url(me.1))
        .basic_auth("ada@example.com", Some(crate::support::make::PASSWORD));
    let (status, body) = crate::support::app::answer(request).await;
    assert_eq!((status, &body["emailConfirmed"]), (200, &json!(true)), "{body}");
}
