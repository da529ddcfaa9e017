//! The authorization code: everything it binds, sealed into it, so that issuing one writes nothing. It names the
//! family that redeeming it makes; that row can be made once, which is what makes the code usable once (SEC-13 to
//! SEC-15, SEC-18).

use entity::{
    id::{ClientKey, FamilyId, GrantId, SessionId, UserId},
    values::{Scopes, SpaceDelimited},
};
use uuid::Uuid;

use crate::domain::{
    Deps,
    secret::{Purpose, base64url, from_base64url},
};

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuthorizationCode {
    /// The family that redeeming it makes.
    pub family_id: FamilyId,
    /// 256 random bits; the family's seed.
    pub seed: [u8; 32],
    /// The client it was issued to.
    pub client: ClientKey,
    /// The user.
    pub user_id: UserId,
    /// The grant.
    pub grant_id: GrantId,
    /// The browser session.
    pub session_id: SessionId,
    /// When it was issued, milliseconds.
    pub issued_at: i64,
    /// When the user authenticated, milliseconds.
    pub authenticated_at: i64,
    /// SHA-256 of the redirect URL it was sent to.
    pub redirect_uri: [u8; 32],
    /// Whether the request named the redirect URL.
    pub redirect_uri_given: bool,
    /// The PKCE challenge.
    pub challenge: Option<[u8; 32]>,
    /// What was authorized.
    pub scopes: Scopes,
    /// The audiences that were authorized.
    pub resources: SpaceDelimited,
    /// To be repeated in the ID token.
    pub nonce: Option<String>,
    /// The `claims` parameter, as JSON.
    pub claims: Option<String>,
    /// How strongly the user authenticated, as the ID token says it.
    pub acr: String,
    /// Whether what it gives outlives the browser session.
    pub offline: bool,
}

const VERSION: u8 = 2;
const HAS_CHALLENGE: u8 = 1;
const HAS_NONCE: u8 = 2;
const HAS_CLAIMS: u8 = 4;
const REDIRECT_GIVEN: u8 = 8;
const OFFLINE: u8 = 16;

impl AuthorizationCode {
    /// The text that travels.
    pub fn seal(&self, deps: &Deps) -> String {
        let flag = |set: bool, bit: u8| if set { bit } else { 0 };
        let mut out = Vec::with_capacity(320);
        out.push(VERSION);
        out.push(
            flag(self.challenge.is_some(), HAS_CHALLENGE)
                | flag(self.nonce.is_some(), HAS_NONCE)
                | flag(self.claims.is_some(), HAS_CLAIMS)
                | flag(self.redirect_uri_given, REDIRECT_GIVEN)
                | flag(self.offline, OFFLINE),
        );
        for id in [
            self.family_id.0,
            self.client.0,
            self.user_id.0,
            self.grant_id.0,
            self.session_id.0,
        ] {
            out.extend_from_slice(id.as_bytes());
        }
        out.extend_from_slice(&self.seed);
        out.extend_from_slice(&self.issued_at.to_be_bytes());
        out.extend_from_slice(&self.authenticated_at.to_be_bytes());
        out.extend_from_slice(&self.redirect_uri);
        out.extend_from_slice(&self.challenge.unwrap_or_default());
        for text in [
            &self.scopes.to_string(),
            &self.resources.to_string(),
            self.nonce.as_deref().unwrap_or(""),
            self.claims.as_deref().unwrap_or(""),
            &self.acr,
        ] {
            let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
            out.extend_from_slice(&length.to_be_bytes());
            out.extend_from_slice(text.as_bytes());
        }
        base64url(&deps.vault.seal(Purpose::Code, &out))
    }

    /// Reads the text; none for anything that is not a code of ours.
    pub fn open(deps: &Deps, text: &str) -> Option<Self> {
        if text.len() > 16 * 1024 {
            return None;
        }
        let plain = deps.vault.open(Purpose::Code, &from_base64url(text)?)?;
        let mut rest = Reader(&plain);
        if rest.take::<1>()? != [VERSION] {
            return None;
        }
        let [flags] = rest.take::<1>()?;
        let mut ids = [Uuid::nil(); 5];
        for id in &mut ids {
            *id = Uuid::from_bytes(rest.take()?);
        }
        let [family_id, client, user_id, grant_id, session_id] = ids;
        Some(Self {
            family_id: FamilyId(family_id),
            client: ClientKey(client),
            user_id: UserId(user_id),
            grant_id: GrantId(grant_id),
            session_id: SessionId(session_id),
            seed: rest.take()?,
            issued_at: i64::from_be_bytes(rest.take()?),
            authenticated_at: i64::from_be_bytes(rest.take()?),
            redirect_uri: rest.take()?,
            redirect_uri_given: flags & REDIRECT_GIVEN != 0,
            challenge: Some(rest.take()?).filter(|_| flags & HAS_CHALLENGE != 0),
            scopes: rest.text()?.split(' ').collect(),
            resources: rest.text()?.split(' ').collect(),
            nonce: Some(rest.text()?).filter(|_| flags & HAS_NONCE != 0),
            claims: Some(rest.text()?).filter(|_| flags & HAS_CLAIMS != 0),
            acr: rest.text()?,
            offline: flags & OFFLINE != 0,
        })
    }
}

struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (head, rest) = self.0.split_first_chunk::<N>()?;
        self.0 = rest;
        Some(*head)
    }

    fn text(&mut self) -> Option<String> {
        let length = usize::try_from(u32::from_be_bytes(self.take()?)).ok()?;
        let (head, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        String::from_utf8(head.to_vec()).ok()
    }
}
