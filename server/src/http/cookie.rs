//! Cookies: their names, what they hold, and how they are set (SEC-65). In development, on plain http, the
//! `__Host-` prefix and `Secure` are left out, as not every browser stores them there.

use axum::http::{HeaderMap, HeaderValue, header};

use crate::config::Config;

/// What a cookie holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cookie {
    /// The session's random value.
    Session,
    /// The values of sessions that are set aside, with dots between them; kept when the browser is closed.
    Aside,
    /// Those that go when the browser is closed.
    AsideUntilClosed,
    /// The random value of a sign-in under way: the first factor is proved, the second is not (SEC-74).
    SignIn,
    /// A random value that names the browser, for forms before and after sign-in; gives no right.
    Browser,
    /// The accounts that signed in here before, sealed; only gives their tries a counter of their own (SEC-78).
    Device,
    /// The language chosen on a page.
    Language,
}

impl Cookie {
    const fn name(self, secure: bool) -> &'static str {
        match (self, secure) {
            (Self::Session, true) => "__Host-latchkey-session",
            (Self::Session, false) => "latchkey-session",
            (Self::Aside, true) => "__Host-latchkey-aside",
            (Self::Aside, false) => "latchkey-aside",
            (Self::AsideUntilClosed, true) => "__Host-latchkey-aside-until-closed",
            (Self::AsideUntilClosed, false) => "latchkey-aside-until-closed",
            (Self::SignIn, true) => "__Host-latchkey-sign-in",
            (Self::SignIn, false) => "latchkey-sign-in",
            (Self::Browser, true) => "__Host-latchkey-browser",
            (Self::Browser, false) => "latchkey-browser",
            (Self::Device, true) => "__Host-latchkey-device",
            (Self::Device, false) => "latchkey-device",
            (Self::Language, true) => "__Host-latchkey-language",
            (Self::Language, false) => "latchkey-language",
        }
    }

    /// The value that the browser sent; none if it sent two different ones.
    pub(crate) fn read<'a>(self, config: &Config, headers: &'a HeaderMap) -> Option<&'a str> {
        let name = self.name(!config.development());
        let mut found = None;
        for header in headers.get_all(header::COOKIE) {
            // Other cookies of the site may hold anything; ours are ASCII.
            let pairs = header.as_bytes().split(|b| *b == b';');
            for pair in pairs.filter_map(|pair| std::str::from_utf8(pair).ok()) {
                let Some((key, value)) = pair.trim().split_once('=') else {
                    continue;
                };
                if key == name {
                    if found.is_some_and(|other| other != value) {
                        return None;
                    }
                    found = Some(value);
                }
            }
        }
        found.filter(|value| !value.is_empty() && value.len() <= 1024)
    }

    /// The header that sets it for so many seconds; none: until the browser closes; 0: away with it.
    pub(crate) fn set(self, config: &Config, value: &str, seconds: Option<i64>) -> HeaderValue {
        let secure = !config.development();
        let mut text = format!("{}={value}; Path=/; HttpOnly; SameSite=Lax", self.name(secure));
        if secure {
            text.push_str("; Secure");
        }
        if let Some(seconds) = seconds {
            text.push_str("; Max-Age=");
            text.push_str(&seconds.to_string());
        }
        let mut value = HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""));
        value.set_sensitive(true);
        value
    }
}
