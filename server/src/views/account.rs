//! Choosing the account to go on with (`prompt=select_account`, and the dashboard's menu).

use askama::Template;

use super::{Account, AskingApp, Frame};

/// Go on as one of the accounts that are signed in here, or with another one. Posts `choice` to `/select-account`.
#[derive(Debug, Template)]
#[template(path = "select_account.html")]
pub struct SelectAccount {
    /// What all pages share.
    pub frame: Frame,
    /// Bound to the browser session (SEC-68).
    pub csrf: String,
    /// The stored authorization request.
    pub flow: Option<String>,
    /// A path of ours to go on to (SEC-10).
    pub return_to: Option<String>,
    /// On whose behalf.
    pub app: Option<AskingApp>,
    /// Who is signed in here, the one in use first.
    pub accounts: Vec<AccountChoice>,
}

/// One account to choose.
#[derive(Clone, Debug, Default)]
pub struct AccountChoice {
    /// Whose.
    pub account: Account,
    /// Their picture on our origin (SEC-105).
    pub picture: Option<String>,
    /// What choosing it sends: `continue` for the one in use, else its session.
    pub value: String,
}

impl AccountChoice {
    fn in_use(&self) -> bool {
        self.value == "continue"
    }
}
