//! Who comes through the door: address, browser, session, language; and the check of forms (SEC-61, SEC-68).

use std::{net::SocketAddr, sync::Arc};

use axum::http::{HeaderMap, Method, header, request::Parts};
use entity::{id::SessionId, values::Digest};

use super::{State, cookie::Cookie};
use crate::{
    domain::{
        self, Caller, Deps, branding,
        browser::{self, Aside, Sessions},
        caller::{SessionCaller, Whereabouts, Who},
        second_factor,
        secret::{Purpose, base64url, from_base64url, random, same, sha256},
        session,
        sign_in::{self, Waiting},
    },
    oauth::{
        Parameters,
        authorize::{AuthorizationRequest, Signed},
    },
    views::{Frame, Language, Text},
};

/// The address at the other end of the connection; put there by `serve`.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub SocketAddr);

/// Where a request comes from. What proxies say is believed of listed ones only.
pub(crate) fn whereabouts(deps: &Deps, parts: &Parts) -> Whereabouts {
    let user_agent = parts
        .headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok());
    Whereabouts {
        ip_address: parts
            .extensions
            .get::<Peer>()
            .map(|peer| client_address(deps, peer.0, &parts.headers)),
        user_agent: user_agent.map(|text| text.chars().take(256).collect()),
        language: parts
            .headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map(|text| text.chars().take(100).collect()),
        known_accounts: Vec::new(),
    }
}

fn client_address(deps: &Deps, peer: SocketAddr, headers: &HeaderMap) -> String {
    let listed = |ip: std::net::IpAddr| {
        deps.config
            .trusted_proxies
            .iter()
            .any(|network| network.0.contains(&ip))
    };
    let mut address = peer.ip().to_canonical();
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().collect();
    // From the right: the last one that no listed proxy added. What is left of something that is not an address
    // was not written by a proxy of ours either.
    let hops = lines
        .iter()
        .rev()
        .flat_map(|line| line.as_bytes().rsplit(|b| *b == b','))
        .map_while(hop);
    for hop in hops {
        if !listed(address) {
            break;
        }
        address = hop;
    }
    address.to_string()
}

/// An address in `X-Forwarded-For`; some proxies add the port.
fn hop(text: &[u8]) -> Option<std::net::IpAddr> {
    let text = std::str::from_utf8(text).ok()?.trim();
    let with_port = || text.parse().ok().map(|address: SocketAddr| address.ip());
    text.parse()
        .ok()
        .or_else(with_port)
        .map(|address| address.to_canonical())
}

/// One browser's request for a page or a form.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    /// Where from.
    pub(crate) from: Whereabouts,
    /// Who is signed in.
    pub(crate) signed: Option<Signed>,
    /// Who else is, set aside.
    pub(crate) aside: Vec<Aside>,
    /// Which of the two cookies for those the browser sent.
    sent_aside: [bool; 2],
    /// The value of a sign-in under way.
    under_way: Option<String>,
    /// The value that names the browser.
    browser: String,
    /// Whether the browser has that value already.
    known_browser: bool,
    /// Whether it may be given one: by a visit, or a form of ours. What another site's form sends brings no cookies, and
    /// the browser would put a new name over its own (SEC-78).
    may_name: bool,
    /// Whether the browser sent a session, live or not.
    sent_session: bool,
    /// Who signed in here before.
    device: Vec<String>,
    language: Language,
    chosen_language: bool,
}

impl Visitor {
    /// Reads the request's head. `parameters`: of the query, for `ui_locales`.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn read(state: &State, parts: &Parts, parameters: &Parameters) -> domain::Result<Self> {
        let deps = &state.deps;
        let config = &deps.config;
        branding::current(deps).await;
        let session = Cookie::Session.read(config, &parts.headers);
        let signed = match session {
            Some(cookie) => session::find_by_cookie(deps, cookie)
                .await?
                .map(|(session, user)| Signed { session, user }),
            None => None,
        };
        let kept = ASIDE.map(|cookie| cookie.read(config, &parts.headers));
        let values = kept.iter().flatten().flat_map(|text| text.split('.'));
        let current = signed.as_ref().map(|signed| signed.user.id);
        let aside = browser::find(deps, values, current).await?;
        let sent = Cookie::Browser
            .read(config, &parts.headers)
            .filter(|value| value.len() == 43);
        let accept = parts
            .headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok());
        let chosen = parameters.get("ui_locales");
        let remembered = Cookie::Language.read(config, &parts.headers);
        let browser = sent.map_or_else(|| base64url(&random::<32>()), str::to_owned);
        let device = device(deps, Cookie::Device.read(config, &parts.headers), &browser);
        let mut from = whereabouts(deps, parts);
        from.known_accounts = device.clone();
        let language = Language::negotiate(chosen.or(remembered), accept);
        from.language = Some(language.tag().to_owned());
        Ok(Self {
            from,
            signed,
            aside,
            sent_aside: kept.map(|text| text.is_some()),
            under_way: Cookie::SignIn.read(config, &parts.headers).map(str::to_owned),
            known_browser: sent.is_some(),
            may_name: parts.method == Method::GET || surely_ours(deps, &parts.headers),
            sent_session: session.is_some(),
            device,
            browser,
            language,
            chosen_language: chosen.is_some(),
        })
    }

    /// Whether the browser sent no cookie of ours, as with a form of another site (`SameSite=Lax`).
    pub(crate) fn is_unknown(&self) -> bool {
        !self.known_browser && !self.sent_session && self.sent_aside == [false; 2]
    }

    /// Whether there is a session's cookie to clear.
    pub(crate) const fn sent_session(&self) -> bool {
        self.sent_session
    }

    /// The digest that ties stored requests to this browser.
    pub(crate) fn browser_digest(&self) -> Digest {
        sha256(self.browser.as_bytes())
    }

    /// The sessions that this browser holds.
    pub(crate) fn sessions(&self) -> Sessions<'_> {
        Sessions {
            current: self.signed.as_ref().map(|signed| (&signed.session, &signed.user)),
            aside: &self.aside,
        }
    }

    /// The account that is set aside here under that session.
    pub(crate) fn aside_of(&self, id: SessionId) -> Option<Signed> {
        let found = self.aside.iter().find(|aside| aside.session.id == id);
        found.map(signed_of)
    }

    /// The account set aside here that a request names, where the one in use is not named: it answers this request
    /// without being asked for, and without becoming the one in use.
    pub(crate) fn hinted(&self, request: &AuthorizationRequest) -> Option<Signed> {
        if self
            .signed
            .as_ref()
            .is_some_and(|signed| request.hints_at(&signed.user))
        {
            return None;
        }
        let found = self.aside.iter().find(|aside| request.hints_at(&aside.user));
        found.map(signed_of)
    }

    /// The headers that have the browser hold these sessions besides the one in use.
    pub(crate) fn keep(&self, deps: &Deps, aside: &[Aside]) -> Vec<axum::http::HeaderValue> {
        let mut cookies = Vec::new();
        for (cookie, (remembered, sent)) in ASIDE
            .into_iter()
            .zip([true, false].into_iter().zip(self.sent_aside))
        {
            let values: Vec<&str> = aside
                .iter()
                .filter(|aside| aside.session.remembered == remembered)
                .map(|aside| aside.value.expose())
                .collect();
            if !values.is_empty() {
                let seconds = remembered.then_some(deps.config.session_absolute_ttl);
                cookies.push(cookie.set(&deps.config, &values.join("."), seconds));
            } else if sent {
                cookies.push(cookie.set(&deps.config, "", Some(0)));
            }
        }
        cookies
    }

    /// Whether the browser says that a sign-in is under way.
    pub(crate) const fn is_signing_in(&self) -> bool {
        self.under_way.is_some()
    }

    /// The sign-in that waits for its second factor in this browser.
    ///
    /// # Errors
    /// The database's.
    pub(crate) async fn waiting(&self, deps: &Deps) -> domain::Result<Option<Waiting>> {
        match &self.under_way {
            Some(cookie) => sign_in::find(deps, cookie, &self.browser_digest()).await,
            None => Ok(None),
        }
    }

    /// The mark of an account that signed in here before.
    pub(crate) fn device_of(&self, email: &str) -> Option<&str> {
        let key = domain::user::email_key(email);
        self.device
            .iter()
            .find(|entry| **entry == key)
            .map(|_| self.browser.as_str())
    }

    /// The header that remembers an account that has just signed in.
    pub(crate) fn remember(&self, deps: &Deps, email_key: &str) -> axum::http::HeaderValue {
        let mut known: Vec<String> = self
            .device
            .iter()
            .filter(|entry| *entry != email_key)
            .cloned()
            .collect();
        known.insert(0, email_key.to_owned());
        known.truncate(4);
        known.push(self.browser.clone());
        let sealed = deps.vault.seal(Purpose::Device, known.join("\n").as_bytes());
        Cookie::Device.set(&deps.config, &base64url(&sealed), Some(365 * 86_400))
    }

    /// The words of pages. `asked`: what the authorization request says of languages.
    pub(crate) fn text(&self, asked: Option<&str>) -> Text {
        let language = match asked {
            Some(_) if !self.chosen_language => Language::negotiate(asked, Some(self.language.tag())),
            _ => self.language,
        };
        Text { language }
    }

    /// What every page has.
    pub(crate) fn frame(&self, deps: &Deps, asked: Option<&str>, here: Option<String>) -> Frame {
        super::frame(deps, self.text(asked), here)
    }

    /// The token that this browser's forms carry, bound to the browser and its session (SEC-68).
    pub(crate) fn csrf(&self, deps: &Deps) -> String {
        let session = self
            .signed
            .as_ref()
            .map_or([0; 16], |signed| *signed.session.id.0.as_bytes());
        base64url(
            &deps
                .vault
                .mac(Purpose::Csrf, &[&self.browser_digest().0, &session]),
        )
    }

    /// Whether a form came from a page of ours in this browser and session.
    pub(crate) fn form_is_ours(&self, deps: &Deps, headers: &HeaderMap, form: &Parameters) -> bool {
        let token = form.get("csrf").and_then(from_base64url).unwrap_or_default();
        let expected = from_base64url(&self.csrf(deps)).unwrap_or_default();
        self.known_browser && same(&token, &expected) && same_origin(deps, headers)
    }

    /// The cookies that a page sets: the browser's name where it is new, the language where it was chosen.
    pub(crate) fn cookies(&self, deps: &Deps) -> Vec<axum::http::HeaderValue> {
        let mut cookies = Vec::new();
        if !self.known_browser && self.may_name {
            cookies.push(Cookie::Browser.set(&deps.config, &self.browser, Some(365 * 86_400)));
        }
        if self.chosen_language {
            cookies.push(Cookie::Language.set(&deps.config, self.language.tag(), Some(365 * 86_400)));
        }
        cookies
    }

    /// The visitor as a verb's caller.
    pub(crate) fn caller(&self, deps: &Deps) -> Caller {
        let who = match &self.signed {
            Some(Signed { session, user }) => Who::Session(SessionCaller {
                user_id: user.id,
                session_id: session.id,
                role: user.role,
                authenticated_at: second_factor::proved_at(&deps.config, session, user),
            }),
            None => Who::Anonymous,
        };
        Caller {
            who,
            from: self.from.clone(),
        }
    }
}

/// Whether the browser says that a request comes from a page of ours. Our pages send no referrer, so the origin of
/// their forms is `null`; then `Sec-Fetch-Site`, which pages cannot set, must vouch for it.
pub(crate) fn same_origin(deps: &Deps, headers: &HeaderMap) -> bool {
    let site = headers
        .get("sec-fetch-site")
        .map(|value| value.as_bytes() == b"same-origin");
    let origin = headers.get(header::ORIGIN).map(axum::http::HeaderValue::as_bytes);
    match (site, origin) {
        (Some(false), _) => false,
        (Some(true), Some(b"null")) | (Some(true) | None, None) => true,
        (_, Some(origin)) => origin == deps.config.issuer().as_bytes(),
    }
}

/// As [`same_origin`], where the browser does say so.
pub(crate) fn surely_ours(deps: &Deps, headers: &HeaderMap) -> bool {
    let says = headers.contains_key("sec-fetch-site") || headers.contains_key(header::ORIGIN);
    says && same_origin(deps, headers)
}

/// The cookies of sessions that are set aside: of those that are remembered, and of the others.
const ASIDE: [Cookie; 2] = [Cookie::Aside, Cookie::AsideUntilClosed];

fn signed_of(aside: &Aside) -> Signed {
    Signed {
        session: Arc::clone(&aside.session),
        user: Arc::clone(&aside.user),
    }
}

/// The accounts in a device cookie, if it is of this server and of this browser.
fn device(deps: &Deps, cookie: Option<&str>, browser: &str) -> Vec<String> {
    let opened = cookie
        .and_then(from_base64url)
        .and_then(|sealed| deps.vault.open(Purpose::Device, &sealed));
    let text = opened
        .and_then(|plain| String::from_utf8(plain).ok())
        .unwrap_or_default();
    let mut entries: Vec<String> = text.split('\n').map(str::to_owned).collect();
    // In another browser it vouches for nobody: each browser has a counter of its own.
    if entries.pop().as_deref() == Some(browser) {
        entries
    } else {
        Vec::new()
    }
}
