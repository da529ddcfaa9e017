//! Where a sign-in leads without an app (SEC-10).

use crate::support::{Browser, TestApp, make::PASSWORD};

async fn leads_to(app: &TestApp, return_to: &str) -> String {
    let browser = Browser::new(app);
    let query: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("return_to", return_to)
        .finish();
    let page = browser.get(&format!("/sign-in?{query}")).await;
    let offered = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
    assert_eq!(offered.status, 303, "{return_to}: {}", offered.html);
    // The same where the form itself says it.
    let other = Browser::new(app);
    let form = other.get("/sign-in").await.form("/sign-in");
    let fields = [
        ("email", "ada@example.com"),
        ("password", PASSWORD),
        ("return_to", return_to),
    ];
    let forced = other.submit(&form, &fields).await;
    assert_eq!(forced.location, offered.location, "{return_to}");
    // And for somebody who is signed in already.
    let again = other.get(&format!("/sign-in?{query}")).await;
    assert_eq!(again.location, offered.location, "{return_to}");
    offered.location.unwrap()
}

#[tokio::test]
async fn sec_10_only_a_path_of_ours_is_returned_to() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    for good in [
        "/apps",
        "/apps/app_1?tab=secrets",
        "/connected-apps#top",
        "/%2fevil.example",
    ] {
        assert_eq!(leads_to(&app, good).await, good);
    }
    for bad in [
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\r\nSet-Cookie: a=b",
        " /apps",
        "apps",
        "@evil.example",
        "/caf\u{e9}",
        "/a b",
    ] {
        assert_eq!(leads_to(&app, bad).await, "/", "{bad:?}");
    }
    assert_eq!(leads_to(&app, &format!("/{}", "a".repeat(6200))).await, "/");
}
