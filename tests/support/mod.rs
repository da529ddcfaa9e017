//! What tests stand on.

pub(crate) mod app;
pub(crate) mod authenticator;
pub(crate) mod binary;
pub(crate) mod browser;
pub(crate) mod client;
pub(crate) mod make;
pub(crate) mod phone;
pub(crate) mod raw;
pub(crate) mod smtp;

pub(crate) use app::TestApp;
pub(crate) use binary::Binary;
pub(crate) use browser::Browser;
pub(crate) use smtp::SmtpServer;

use std::time::Duration;

/// Asks until the answer is yes; panics with `what` after so many seconds.
pub(crate) async fn until(seconds: u64, what: &str, mut yes: impl AsyncFnMut() -> bool) {
    let asking = async {
        while !yes().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let in_time = tokio::time::timeout(Duration::from_secs(seconds), asking).await;
    assert!(in_time.is_ok(), "not within {seconds} s: {what}");
}
