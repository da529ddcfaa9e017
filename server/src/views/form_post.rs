//! OAuth 2.0 Form Post Response Mode.

use askama::Template;

use super::Frame;

/// A form that sends itself to the app, or by its button where scripts are off.
#[derive(Debug, Template)]
#[template(path = "form_post.html")]
pub struct FormPost {
    /// What all pages share.
    pub frame: Frame,
    /// The proven redirect URL.
    pub action: String,
    /// The authorization response.
    pub fields: Vec<(String, String)>,
    /// Whether it goes by itself; an error of an app that nobody vouches for waits for the button (SEC-04).
    pub autosubmit: bool,
}

impl FormPost {
    fn host(&self) -> String {
        let url = url::Url::parse(&self.action).ok();
        let host = url.as_ref().and_then(|url| url.host_str());
        host.unwrap_or(&self.action).to_owned()
    }
}
