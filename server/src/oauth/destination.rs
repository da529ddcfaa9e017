//! Where an authorization response may go. A [`Destination`] can only be made by proving the client and its
//! redirect URL first; nothing else can redirect (SEC-01 to SEC-06).

use std::sync::Arc;

use entity::values::Platform;
use serde::{Deserialize, Serialize};

use super::error::{Code, Error};
use crate::domain::{Deps, client::ClientView};

/// How a response travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ResponseMode {
    /// In the query of the redirect URL.
    #[default]
    Query,
    /// In its fragment.
    Fragment,
    /// As a form that the browser posts (OAuth 2.0 Form Post Response Mode).
    FormPost,
}

/// A client, a proven redirect URL of it, and what goes back with every response.
#[derive(Clone, Debug)]
pub struct Destination {
    client: Arc<ClientView>,
    redirect_uri: String,
    state: Option<String>,
    mode: ResponseMode,
    issuer: String,
}

/// A response on its way through the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Response {
    /// Go there, by 303.
    Redirect(String),
    /// Post these fields there.
    FormPost {
        /// The redirect URL.
        action: String,
        /// Names and values.
        fields: Vec<(String, String)>,
    },
}

impl Destination {
    /// Compares byte for byte with what the client registered; only a native client may vary the port of a
    /// loopback address (SEC-01, SEC-02). None: there is nowhere to go.
    pub fn prove(deps: &Deps, client: Arc<ClientView>, redirect_uri: &str) -> Option<Self> {
        let native = client.client.platform == Platform::Native;
        let known = client.redirect_urls.iter().any(|registered| {
            registered == redirect_uri || (native && same_but_for_port(registered, redirect_uri))
        });
        known.then(|| Self {
            client,
            redirect_uri: redirect_uri.to_owned(),
            state: None,
            mode: ResponseMode::default(),
            issuer: deps.config.issuer().to_owned(),
        })
    }

    /// With this `state` to go back.
    #[must_use]
    pub fn with_state(self, state: Option<&str>) -> Self {
        Self {
            state: state.map(str::to_owned),
            ..self
        }
    }

    /// By this mode.
    #[must_use]
    pub fn by(self, mode: ResponseMode) -> Self {
        Self { mode, ..self }
    }

    /// The client.
    pub const fn client(&self) -> &Arc<ClientView> {
        &self.client
    }

    /// The proven URL.
    pub fn redirect_uri(&self) -> &str {
        &self.redirect_uri
    }

    /// The host that people are shown, in ASCII; the scheme of a private-use one (SEC-71).
    pub fn host(&self) -> String {
        shown_host(&self.redirect_uri)
    }

    /// What a page's `form-action` must list so that the browser follows the redirect after a form (SEC-62).
    pub fn form_action(&self) -> String {
        match url::Url::parse(&self.redirect_uri) {
            Ok(url) if url.has_host() && matches!(url.scheme(), "http" | "https") => {
                url.origin().ascii_serialization()
            }
            Ok(url) => format!("{}:", url.scheme()),
            Err(_) => String::new(),
        }
    }

    /// A successful response.
    pub fn success(&self, mut fields: Vec<(&'static str, String)>) -> Response {
        self.common(&mut fields);
        self.send(fields)
    }

    /// An error response (RFC 6749 section 4.1.2.1).
    pub fn error(&self, error: &Error) -> Response {
        let mut fields = vec![("error", error.code.as_str().to_owned())];
        if !error.description.is_empty() {
            fields.push(("error_description", error.safe_description()));
        }
        self.common(&mut fields);
        self.send(fields)
    }

    /// "No".
    pub fn denied(&self) -> Response {
        self.error(&Error::new(Code::AccessDenied, "The person did not allow it."))
    }

    fn common(&self, fields: &mut Vec<(&'static str, String)>) {
        if let Some(state) = &self.state {
            fields.push(("state", state.clone()));
        }
        fields.push(("iss", self.issuer.clone()));
    }

    fn send(&self, fields: Vec<(&'static str, String)>) -> Response {
        if self.mode == ResponseMode::FormPost {
            let fields = fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value))
                .collect();
            return Response::FormPost {
                action: self.redirect_uri.clone(),
                fields,
            };
        }
        let mut encoded = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in &fields {
            encoded.append_pair(name, value);
        }
        let encoded = encoded.finish();
        let join = match self.mode {
            ResponseMode::Fragment => '#',
            _ if self.redirect_uri.contains('?') => '&',
            _ => '?',
        };
        // A registered query is kept as it is, however odd.
        let join = if join == '&' && self.redirect_uri.ends_with(['?', '&']) {
            String::new()
        } else {
            join.to_string()
        };
        Response::Redirect(format!("{}{join}{encoded}", self.redirect_uri))
    }
}

/// The origin of an http(s) URL, the scheme of another: what a `form-action` lists.
pub fn origin_or_scheme(text: &str) -> Option<String> {
    let url = url::Url::parse(text).ok()?;
    if url.has_host() && matches!(url.scheme(), "http" | "https") {
        return Some(url.origin().ascii_serialization());
    }
    Some(format!("{}:", url.scheme()))
}

/// The host of a URL as people are shown it.
pub fn shown_host(text: &str) -> String {
    match url::Url::parse(text) {
        Ok(url) => match (url.host_str(), url.port()) {
            (Some(host), Some(port)) => format!("{host}:{port}"),
            (Some(host), None) if !host.is_empty() => host.to_owned(),
            _ => format!("{}:", url.scheme()),
        },
        Err(_) => String::new(),
    }
}

/// Whether both are plain http on the same loopback literal, alike but for the port (RFC 8252 section 7.3).
fn same_but_for_port(registered: &str, presented: &str) -> bool {
    ["http://127.0.0.1", "http://[::1]"].iter().any(|base| {
        match (registered.strip_prefix(base), presented.strip_prefix(base)) {
            (Some(registered), Some(presented)) => {
                match (without_port(registered), without_port(presented)) {
                    (Some(registered), Some(presented)) => registered == presented,
                    _ => false,
                }
            }
            _ => false,
        }
    })
}

/// What follows the optional port; none if what is there is no port.
fn without_port(rest: &str) -> Option<&str> {
    let Some(after) = rest.strip_prefix(':') else {
        return (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(rest);
    };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let (port, rest) = after.split_at(digits);
    let valid = !port.starts_with('0') && port.parse::<u16>().is_ok_and(|port| port > 0);
    (valid && (rest.is_empty() || rest.starts_with(['/', '?']))).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_02_only_the_port_of_a_loopback_literal_may_differ() {
        let registered = "http://127.0.0.1:8000/callback?a=1";
        for good in [
            "http://127.0.0.1/callback?a=1",
            "http://127.0.0.1:1/callback?a=1",
            "http://127.0.0.1:65535/callback?a=1",
        ] {
            assert!(same_but_for_port(registered, good), "{good}");
        }
        for bad in [
            "http://localhost:8000/callback?a=1",
            "http://127.0.0.2:8000/callback?a=1",
            "http://127.1:8000/callback?a=1",
            "http://2130706433:8000/callback?a=1",
            "http://[::ffff:127.0.0.1]:8000/callback?a=1",
            "http://[::1]:8000/callback?a=1",
            "https://127.0.0.1:8000/callback?a=1",
            "http://127.0.0.1:8000/callback",
            "http://127.0.0.1:8000/callback?a=1#",
            "http://127.0.0.1:0/callback?a=1",
            "http://127.0.0.1:08000/callback?a=1",
            "http://127.0.0.1:65536/callback?a=1",
            "http://127.0.0.1:/callback?a=1",
            "http://127.0.0.1:8000@evil.example/callback?a=1",
            "http://127.0.0.1.evil.example/callback?a=1",
            "HTTP://127.0.0.1:8000/callback?a=1",
        ] {
            assert!(!same_but_for_port(registered, bad), "{bad}");
        }
        assert!(same_but_for_port("http://[::1]/cb", "http://[::1]:51004/cb"));
    }
}
