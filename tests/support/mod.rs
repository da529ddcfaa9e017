//! What tests stand on.

pub(crate) mod app;
pub(crate) mod browser;
pub(crate) mod client;
pub(crate) mod make;

pub(crate) use app::TestApp;
pub(crate) use browser::Browser;
