//! Apps that send people here for an API key (greenfield dialect, `/api-keys/authorize`): what they may ask for, and the
//! request on its way through the page: sealed, bound to the session that sees it, for half an hour, and answered once
//! (SEC-69). What the person is offered and what comes of the answer is in [`super::key_offer`].

use entity::{
    id::{ApiKeyId, SessionId, UserId},
    single_use,
    values::Digest,
};
use sea_orm::{ConnectionTrait, EntityTrait, TryInsertResult};
use serde::{Deserialize, Serialize};
use url::Url;

use super::{
    Deps, Error, Result,
    api_key_plan::{MOST_PERMISSIONS, is_for_users, shown},
    clock::MINUTE,
    display_name,
    permission::{self, Catalogue, Permission},
    redirect_url,
    secret::{Purpose, base64url, from_base64url, random, sha256},
};

/// How long a page can be answered.
const PATIENCE: i64 = 30 * MINUTE;
/// Bytes of a state.
const LONGEST_STATE: usize = 1024;
const LONGEST_IDENTIFIER: usize = 200;

/// What came, undecoded but for the form encoding.
#[derive(Clone, Debug, Default)]
pub struct Sent {
    /// `permissions`, each.
    pub permissions: Vec<String>,
    /// `applicationName`.
    pub application_name: Option<String>,
    /// `applicationIdentifier`.
    pub application_identifier: Option<String>,
    /// `redirect`.
    pub redirect: Option<String>,
    /// `strict`.
    pub strict: Option<String>,
    /// `selectiveStores`.
    pub selective: Option<String>,
    /// `state`.
    pub state: Option<String>,
}

/// Whether the person chooses among their resources.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Selective {
    /// No: permissions are for all of them.
    No,
    /// One.
    One,
    /// Some.
    Several,
}

/// A request that is in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyRequest {
    /// What is asked for, each a scope or `scope:resource`.
    pub permissions: Vec<String>,
    /// What the app calls itself; nobody vouches for it.
    pub name: Option<String>,
    /// By what it finds a key again; only beside a redirect.
    pub identifier: Option<String>,
    /// Where the key is posted.
    pub redirect: Option<String>,
    /// Exactly these permissions, or as the person likes.
    pub strict: bool,
    /// Whether resources are chosen.
    pub selective: Selective,
    /// Goes back as it came.
    pub state: Option<String>,
}

/// Why a request is not answered by asking the person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// A permission that does not exist, or that no user's key can have.
    Permission(String),
    /// The redirect is plain http, which the operator can allow.
    PlainHttp,
    /// The redirect is none that a key is ever posted to, and why.
    Redirect(&'static str),
    /// Another parameter, and what is wrong with it.
    Parameter(&'static str, &'static str),
}

fn flag(name: &'static str, value: Option<&str>, otherwise: bool) -> std::result::Result<bool, Refusal> {
    match value.map(str::to_ascii_lowercase).as_deref() {
        None => Ok(otherwise),
        Some("true") => Ok(true),
        Some("false") => Ok(false),
        Some(_) => Err(Refusal::Parameter(name, "It must be true or false.")),
    }
}

/// Checks what came.
///
/// # Errors
/// The database's; the inner error says what is wrong with the request.
pub async fn check(deps: &Deps, sent: Sent) -> Result<std::result::Result<KeyRequest, Refusal>> {
    let catalogue = permission::catalogue(deps).await?;
    Ok(check_with(deps.config.allow_http_key_redirects, &catalogue, sent))
}

pub(super) fn check_with(
    http_allowed: bool,
    catalogue: &Catalogue,
    sent: Sent,
) -> std::result::Result<KeyRequest, Refusal> {
    let strict = flag("strict", sent.strict.as_deref(), true)?;
    let selective = match sent.selective.map(|text| text.to_ascii_lowercase()).as_deref() {
        None | Some("false") => Selective::No,
        Some("true") => Selective::One,
        Some("multiple") => Selective::Several,
        Some(_) => {
            return Err(Refusal::Parameter(
                "selectiveStores",
                "It must be true, false or multiple.",
            ));
        }
    };
    if let Some(redirect) = &sent.redirect {
        check_redirect(http_allowed, redirect)?;
    }
    // Apps call themselves what they like: what cannot be shown is left out, and nobody is turned away for it.
    let name = sent.application_name.as_deref().and_then(display_name::cleaned);
    // Without a place to post the key to, an identifier finds nothing and is ignored.
    let identifier = sent.application_identifier.filter(|_| sent.redirect.is_some());
    if identifier
        .as_ref()
        .is_some_and(|text| text.len() > LONGEST_IDENTIFIER || text.chars().any(char::is_control))
    {
        return Err(Refusal::Parameter(
            "applicationIdentifier",
            "It must have 200 bytes at most, without control characters.",
        ));
    }
    let state = sent.state.filter(|_| sent.redirect.is_some());
    if state.as_ref().is_some_and(|text| text.len() > LONGEST_STATE) {
        return Err(Refusal::Parameter("state", "It must have 1024 bytes at most."));
    }
    if sent.permissions.len() > MOST_PERMISSIONS {
        return Err(Refusal::Parameter(
            "permissions",
            "A key has 100 permissions at most.",
        ));
    }
    let mut permissions = Vec::new();
    for text in &sent.permissions {
        let known = catalogue.parse(text).ok();
        let Some(permission) = known.filter(|known| is_for_users(catalogue, &known.scope)) else {
            return Err(Refusal::Permission(shown(text)));
        };
        let permission = permission.to_string();
        if !permissions.contains(&permission) {
            permissions.push(permission);
        }
    }
    Ok(KeyRequest {
        permissions,
        name,
        identifier,
        redirect: sent.redirect,
        strict,
        selective,
        state,
    })
}

/// A key is posted to https, to this machine and to private-use schemes, by the rules for redirect URLs (SEC-03).
fn check_redirect(http_allowed: bool, redirect: &str) -> std::result::Result<(), Refusal> {
    match redirect_url::check(redirect) {
        Ok(_) => Ok(()),
        // The only thing that may be wrong with it is that it is not https.
        Err(why) => match redirect.strip_prefix("http://") {
            Some(rest) if redirect_url::check(&format!("https://{rest}")).is_ok() => {
                if http_allowed {
                    Ok(())
                } else {
                    Err(Refusal::PlainHttp)
                }
            }
            _ => Err(Refusal::Redirect(why)),
        },
    }
}

/// The origin of an http(s) URL, the scheme of another: what keys are found again by, with the identifier.
pub(super) fn origin_of(redirect: &str) -> Option<String> {
    let url = Url::parse(redirect).ok()?;
    if url.has_host() && matches!(url.scheme(), "http" | "https") {
        return Some(url.origin().ascii_serialization());
    }
    Some(format!("{}:", url.scheme()))
}

impl KeyRequest {
    /// The request as a query again, for a way back to it.
    pub fn query(&self) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for permission in &self.permissions {
            query.append_pair("permissions", permission);
        }
        let texts = [
            ("applicationName", &self.name),
            ("applicationIdentifier", &self.identifier),
            ("redirect", &self.redirect),
            ("state", &self.state),
        ];
        for (name, text) in texts {
            if let Some(text) = text {
                query.append_pair(name, text);
            }
        }
        if !self.strict {
            query.append_pair("strict", "false");
        }
        match self.selective {
            Selective::No => {}
            Selective::One => {
                query.append_pair("selectiveStores", "true");
            }
            Selective::Several => {
                query.append_pair("selectiveStores", "multiple");
            }
        }
        query.finish()
    }

    /// Whether the key would travel readable by everybody on the way.
    pub fn is_plain_http(&self) -> bool {
        self.redirect
            .as_deref()
            .is_some_and(|redirect| redirect.starts_with("http://") && redirect_url::check(redirect).is_err())
    }

    /// The scopes of the request that a resource is still to be chosen for.
    pub(super) fn wants_choice(&self, permission: &Permission, catalogue: &Catalogue) -> Option<String> {
        if self.selective == Selective::No || permission.resource.is_some() {
            return None;
        }
        catalogue.resource_type(&permission.scope).map(str::to_owned)
    }
}

/// A page that waits for its answer.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Ticket {
    /// Counts once.
    nonce: String,
    /// Whose answer it is.
    user_id: UserId,
    /// The session that saw the page.
    session_id: SessionId,
    /// When it is too late, milliseconds.
    expires_at: i64,
    /// What was asked.
    pub request: KeyRequest,
    /// The key that the page showed, to be used again or replaced.
    pub(super) existing: Option<ApiKeyId>,
}

impl Ticket {
    /// For the page that this session sees now.
    pub fn new(
        deps: &Deps,
        (user_id, session_id): (UserId, SessionId),
        request: KeyRequest,
        existing: Option<ApiKeyId>,
    ) -> Self {
        Self {
            nonce: base64url(&random::<16>()),
            user_id,
            session_id,
            expires_at: deps.clock.now() + PATIENCE,
            request,
            existing,
        }
    }

    /// As a text for the page's form.
    ///
    /// # Errors
    /// `Internal` where it cannot be written.
    pub fn seal(&self, deps: &Deps) -> Result<String> {
        let plain = serde_json::to_vec(self).map_err(Error::internal)?;
        Ok(base64url(&deps.vault.seal(Purpose::KeyRequest, &plain)))
    }

    /// The ticket again, if it was made here for this session and is in time.
    pub fn open(deps: &Deps, (user_id, session_id): (UserId, SessionId), text: &str) -> Option<Self> {
        let plain = deps.vault.open(Purpose::KeyRequest, &from_base64url(text)?)?;
        let ticket: Self = serde_json::from_slice(&plain).ok()?;
        let fits = ticket.user_id == user_id
            && ticket.session_id == session_id
            && deps.clock.now() < ticket.expires_at;
        fits.then_some(ticket)
    }

    /// Within the transaction that answers it: whether it is the first answer.
    pub(super) async fn claim(&self, db: &impl ConnectionTrait) -> Result<bool> {
        let row = single_use::Model {
            digest: self.digest(),
            expires_at: self.expires_at,
        };
        let inserted = single_use::Entity::insert(single_use::ActiveModel::from(row))
            .on_conflict_do_nothing()
            .exec_without_returning(db)
            .await?;
        Ok(matches!(inserted, TryInsertResult::Inserted(1..)))
    }

    fn digest(&self) -> Digest {
        sha256(format!("key request\n{}", self.nonce).as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::config::Config;

    const VIEW: &str = "btcpay.store.canviewinvoices";
    const MAKE: &str = "btcpay.store.cancreateinvoice";

    fn catalogue() -> Catalogue {
        let config = Config::from_parts(None, &BTreeMap::new()).unwrap();
        Catalogue::new(&config, Vec::new(), &[])
    }

    fn sent(change: impl FnOnce(&mut Sent)) -> Sent {
        let mut sent = Sent {
            permissions: vec![VIEW.to_owned()],
            application_name: Some("Your Application".to_owned()),
            application_identifier: Some("gozo".to_owned()),
            redirect: Some("https://gozo.example/callback?a=1".to_owned()),
            state: Some("s".to_owned()),
            ..Sent::default()
        };
        change(&mut sent);
        sent
    }

    #[test]
    fn a_request_comes_back_from_its_own_query() {
        let asked = sent(|sent| {
            sent.strict = Some("False".to_owned());
            sent.selective = Some("multiple".to_owned());
            sent.permissions.push(format!("{MAKE}:s1"));
            sent.state = Some("a b&c=\u{e9}".to_owned());
        });
        let request = check_with(false, &catalogue(), asked).unwrap();
        let mut again = Sent::default();
        for (name, value) in url::form_urlencoded::parse(request.query().as_bytes()) {
            let value = value.into_owned();
            match &*name {
                "permissions" => again.permissions.push(value),
                "applicationName" => again.application_name = Some(value),
                "applicationIdentifier" => again.application_identifier = Some(value),
                "redirect" => again.redirect = Some(value),
                "strict" => again.strict = Some(value),
                "selectiveStores" => again.selective = Some(value),
                "state" => again.state = Some(value),
                other => panic!("{other}"),
            }
        }
        assert_eq!(check_with(false, &catalogue(), again).unwrap(), request);
    }

    #[test]
    fn what_is_ignored_without_a_redirect() {
        let request = check_with(false, &catalogue(), sent(|sent| sent.redirect = None)).unwrap();
        assert_eq!((request.identifier, request.state), (None, None));
        assert!(request.strict && request.selective == Selective::No);
    }

    #[test]
    fn keys_are_posted_to_safe_places_only() {
        let check = |redirect: &str, http: bool| {
            let asked = sent(|sent| sent.redirect = Some(redirect.to_owned()));
            check_with(http, &catalogue(), asked)
        };
        for good in [
            "https://gozo.example",
            "https://gozo.example:8443/a?b=c",
            "http://127.0.0.1:5000/cb",
            "http://[::1]/cb",
            "http://localhost:5000/cb",
            "com.example.app:/cb",
        ] {
            assert!(
                check(good, false).is_ok_and(|request| !request.is_plain_http()),
                "{good}"
            );
        }
        for plain in ["http://gozo.com", "http://192.168.1.5:8080/x"] {
            assert_eq!(check(plain, false), Err(Refusal::PlainHttp), "{plain}");
            assert!(check(plain, true).unwrap().is_plain_http(), "{plain}");
        }
        for bad in [
            "https://user@gozo.example/",
            "http://user:pass@gozo.example/",
            "https://gozo.example/#a",
            "https://gozo.example/#",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "/callback",
            "//gozo.example/",
            "gozo.example",
            "app:/cb",
            "https://gozo.example/\\evil",
            "https://*.example/",
            "ftp://gozo.example/",
        ] {
            for http in [false, true] {
                assert!(matches!(check(bad, http), Err(Refusal::Redirect(_))), "{bad}");
            }
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        for name in [
            "btcpay.store.nothing",
            "x",
            "btcpay.user.canviewprofile:s1",
            "application_access:write",
        ] {
            let asked = sent(|sent| sent.permissions = vec![name.to_owned()]);
            let refusal = check_with(false, &catalogue(), asked).unwrap_err();
            assert_eq!(refusal, Refusal::Permission(name.to_owned()));
        }
        let long = |length: usize| Some("x".repeat(length));
        let table = [
            ("strict", sent(|sent| sent.strict = Some("maybe".to_owned()))),
            (
                "selectiveStores",
                sent(|sent| sent.selective = Some("yes".to_owned())),
            ),
            (
                "applicationIdentifier",
                sent(|sent| sent.application_identifier = long(201)),
            ),
            ("state", sent(|sent| sent.state = long(1025))),
        ];
        for (parameter, asked) in table {
            let refusal = check_with(false, &catalogue(), asked).unwrap_err();
            assert!(
                matches!(refusal, Refusal::Parameter(name, _) if name == parameter),
                "{parameter}: {refusal:?}"
            );
        }
    }
}
