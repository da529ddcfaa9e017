//! Userinfo (OpenID Connect Core section 5.3).

use serde_json::{Map, Value};

use super::{
    claims::{self, ClaimsRequest},
    error::{Code, Error, Result},
    mint,
};
use crate::domain::{Deps, token};

/// The claims, plain or signed as the client wants them.
#[derive(Debug)]
pub enum Userinfo {
    /// `application/json`.
    Plain(Map<String, Value>),
    /// `application/jwt`.
    Signed(String),
}

/// The claims of the person whose token this is.
///
/// # Errors
/// `invalid_token`, `insufficient_scope`, or the database's.
pub async fn userinfo(deps: &Deps, bearer: &str) -> Result<Userinfo> {
    let dead = || {
        Error::new(
            Code::InvalidToken,
            "The access token is unknown, has ended, or is for another API.",
        )
    };
    let live = token::live(deps, bearer).await?.ok_or_else(dead)?;
    if !live.token.claims.aud.contains(deps.config.issuer()) {
        return Err(dead());
    }
    let Some(under) = &live.under else {
        return Err(Error::new(Code::InsufficientScope, "The token is not a user's."));
    };
    if !live.scopes.contains("openid") {
        return Err(Error::new(Code::InsufficientScope, "The scope openid is needed."));
    }
    deps.usage.grant(under.grant.id, deps.clock.now(), None);
    let requested = ClaimsRequest::stored(under.family.claims.as_deref());
    let allowed = live.client.still_enabled(&under.grant.scopes);
    let mut claims = claims::of(&under.user, &live.scopes, &requested.userinfo, &allowed);
    claims.insert("sub".to_owned(), under.user.id.to_string().into());
    match live.client.client.userinfo_signed_response_alg {
        Some(algorithm) => Ok(Userinfo::Signed(mint::signed_userinfo(
            deps,
            algorithm,
            &live.client,
            claims,
        )?)),
        None => Ok(Userinfo::Plain(claims)),
    }
}
