//! Pages, sessions and accounts.

mod account;
mod consent;
mod cookies;
mod forgery;
mod guessing;
mod names;
mod order;
mod passkey;
mod picture;
mod return_to;
mod second_factor;
mod second_factor_doors;
mod second_factor_organization;
mod second_factor_reset;
mod session;
mod setup;
mod several_accounts;

use crate::support::{TestApp, make::NewClient};

/// With Ada, Bob, and a client `web` of Ada's app.
async fn with_people() -> TestApp {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    app.user("bob@example.com").await;
    let shop = app
        .app_of(&ada, "Demo Shop", "openid profile email offline_access")
        .await;
    app.client_of(&shop, NewClient::default()).await;
    app
}
