//! Mail: how it is sent, and what its links do.

mod address;
mod data;
mod factors;
mod policy;
mod queue;
mod registration;
mod reset;

use crate::support::{Browser, SmtpServer, TestApp, browser::Page, make::NewClient, smtp::Letter};

/// Another password that is good enough.
const NEW: &str = "orange ladder teapot 12";

/// With Ada, Bob, and a client `web` of Ada's app; mail goes to the server.
async fn with_people(settings: &[(&str, &str)]) -> (TestApp, SmtpServer) {
    let (app, server) = TestApp::with_mail(settings).await;
    let ada = app.user("ada@example.com").await;
    app.user("bob@example.com").await;
    let shop = app
        .app_of(&ada, "Demo Shop", "openid profile email offline_access")
        .await;
    app.client_of(&shop, NewClient::default()).await;
    (app, server)
}

/// Asks for a reset as the page does.
async fn ask_reset(browser: &Browser, email: &str) -> Page {
    let page = browser.get("/reset-password").await;
    browser
        .submit(&page.form("/reset-password"), &[("email", email)])
        .await
}

/// Sends the registration form.
async fn register(browser: &Browser, address: &str, email: &str, password: &str) -> Page {
    let page = browser.get(address).await;
    let fields = [("name", "Eve Adams"), ("email", email), ("password", password)];
    browser.submit(&page.form("/register"), &fields).await
}

/// Opens a letter's link, and presses the button.
async fn confirm(browser: &Browser, letter: &Letter) -> Page {
    let page = browser.open(&letter.link()).await;
    assert_eq!(page.status, 200, "{}", page.html);
    browser.submit(&page.form("/confirm"), &[]).await
}

/// Where the first link leads whose address has this part.
fn link_to(page: &Page, part: &str) -> String {
    let addresses = page.html.split(" href=\"").skip(1);
    let found = addresses
        .map(|rest| rest.split('"').next().unwrap().replace("&#38;", "&"))
        .find(|address| address.contains(part));
    found.unwrap_or_else(|| panic!("no link to {part}: {}", page.html))
}

/// Whether that password opens the account.
async fn signs_in(app: &TestApp, email: &str, password: &str) -> bool {
    let browser = Browser::new(app);
    let page = browser.get("/sign-in").await;
    browser.sign_in(&page, email, password).await.status == 303
}

/// What can be seen of an answer, but for what is different in every one.
fn shape(page: &Page, email: &str) -> (u16, Vec<String>, String) {
    let mut names: Vec<String> = page.headers.iter().map(|(name, _)| name.to_string()).collect();
    names.sort();
    let mut html = page.html.replace(email, "EMAIL");
    for form in page.forms() {
        if let Some(csrf) = form.fields.get("csrf") {
            html = html.replace(csrf, "CSRF");
        }
    }
    (page.status.as_u16(), names, html)
}

/// The shortest of some times, in microseconds: what the work takes when nothing else is in its way.
fn fastest(times: Vec<u128>) -> u128 {
    times.into_iter().min().unwrap()
}
