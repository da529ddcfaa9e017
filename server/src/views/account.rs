//! Choosing the account to go on with (`prompt=select_account`).

use askama::Template;

use super::{Account, AskingApp, Frame};

/// Go on as the account in use, or with another one. Posts `choice` to `/select-account`.
#[derive(Debug, Template)]
#[template(path = "select_account.html")]
pub struct SelectAccount {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser session (SEC-68).
    pub csrf: String,
    /// The stored authorization request.
    pub flow: Option<String>,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// The one signed in.
    pub account: Account,
}
