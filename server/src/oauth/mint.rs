//! The only place where tokens are made.

use aws_lc_rs::digest;
use entity::{
    family,
    id::TokenId,
    user,
    values::{Scopes, SigningAlgorithm, SpaceDelimited},
};
use serde::Serialize;
use serde_json::{Map, Value};

use super::{
    claims::{self, ClaimsRequest},
    details::{self, Detail},
    error::{Error, Result},
};
use crate::domain::{
    Deps,
    client::ClientView,
    clock::seconds,
    key::Typ,
    scope,
    secret::{Secret, base64url, ordered_id},
    token::{AccessClaims, Audience},
};

/// The answer of the token endpoint (RFC 6749 section 5.1).
#[derive(Debug, Serialize)]
pub struct TokenResponse {
    /// The access token.
    #[serde(serialize_with = "expose")]
    pub access_token: Secret,
    /// Always `Bearer`.
    pub token_type: &'static str,
    /// Seconds.
    pub expires_in: i64,
    /// The refresh token.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "expose_some")]
    pub refresh_token: Option<Secret>,
    /// The ID token.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "expose_some")]
    pub id_token: Option<Secret>,
    /// What the access token may do.
    pub scope: Scopes,
    /// To which resources (RFC 9396 section 7).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_details: Option<Vec<Detail>>,
}

fn expose<S: serde::Serializer>(secret: &Secret, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(secret.expose())
}

#[expect(clippy::ref_option, reason = "serde calls it so")]
fn expose_some<S: serde::Serializer>(secret: &Option<Secret>, serializer: S) -> Result<S::Ok, S::Error> {
    match secret {
        Some(secret) => serializer.serialize_str(secret.expose()),
        None => serializer.serialize_none(),
    }
}

/// The audiences of a token with these scopes (Decisions, SEC-30): those asked for, else the APIs of the scopes,
/// and the issuer for `openid` or a scope of the service's own API.
pub fn audiences(
    deps: &Deps,
    client: &ClientView,
    scopes: &Scopes,
    resources: &SpaceDelimited,
) -> SpaceDelimited {
    if !resources.is_empty() {
        return resources.clone();
    }
    let issuer = deps.config.issuer();
    let of_scope = |text: &str| {
        let (permission, scope) = client.permitted(text)?;
        match &scope.api {
            Some(api) => Some(api.identifier.clone()),
            None if permission.scope == "openid" || scope::is_management(&permission.scope) => {
                Some(issuer.to_owned())
            }
            None => None,
        }
    };
    let found: SpaceDelimited = scopes.iter().filter_map(of_scope).collect();
    // Something must be the audience; our own endpoints then say what the scopes allow.
    if found.is_empty() {
        SpaceDelimited::from_iter([issuer])
    } else {
        found
    }
}

/// Seconds that a token for these audiences lives: the shortest of what their APIs say.
pub fn lifetime(deps: &Deps, client: &ClientView, audiences: &SpaceDelimited) -> i64 {
    client
        .scopes
        .iter()
        .filter_map(|scope| scope.api.as_ref())
        .filter(|api| audiences.contains(&api.identifier))
        .filter_map(|api| api.access_token_ttl)
        .min()
        .unwrap_or(deps.config.access_token_ttl)
}

/// A family, and what a token of it says.
#[derive(Clone, Copy, Debug)]
pub struct OfUser<'a> {
    /// The family.
    pub family: &'a family::Model,
    /// The number of the refresh that makes the token.
    pub generation: i32,
}

/// Makes an access token; none of `under` for an app's own. Its seconds to live come with it.
///
/// # Errors
/// `server_error` where signing fails.
pub fn access_token(
    deps: &Deps,
    client: &ClientView,
    scopes: &Scopes,
    resources: &SpaceDelimited,
    under: Option<OfUser<'_>>,
) -> Result<(Secret, i64)> {
    let now = deps.clock.now();
    let audiences = audiences(deps, client, scopes, resources);
    let expires_in = lifetime(deps, client, &audiences);
    let iat = seconds(now);
    let sub = under.map_or_else(
        || client.client.client_id.clone(),
        |of| of.family.user_id.to_string(),
    );
    let claims = AccessClaims {
        iss: deps.config.issuer().to_owned(),
        sub,
        aud: Audience::from(audiences.iter().map(str::to_owned).collect::<Vec<_>>()),
        client_id: client.client.client_id.clone(),
        scope: scopes.clone(),
        authorization_details: details::of(&client.catalogue, deps.config.issuer(), scopes)
            .map(serde_json::to_value)
            .transpose()
            .map_err(crate::domain::Error::internal)?,
        iat,
        exp: iat + expires_in,
        jti: TokenId(ordered_id(now)),
        auth_time: under.map(|of| seconds(of.family.authenticated_at)),
        acr: under.map(|of| of.family.acr.clone()),
        amr: under.map(|of| of.family.amr.iter().map(str::to_owned).collect()),
        grant_id: under.map(|of| of.family.grant_id),
        family_id: under.map(|of| of.family.id),
        generation: under.map(|of| of.generation),
    };
    let json = serde_json::to_vec(&claims).map_err(crate::domain::Error::internal)?;
    let token = deps
        .keys
        .sign(SigningAlgorithm::Es256, Typ::AccessToken, &json, now)?;
    Ok((Secret::new(token), expires_in))
}

/// What an ID token says besides.
#[derive(Clone, Copy, Debug)]
pub struct About<'a> {
    /// The request's.
    pub nonce: Option<&'a str>,
    /// What the person allowed the app.
    pub allowed: &'a Scopes,
}

/// Makes an ID token (OpenID Connect Core section 2).
///
/// # Errors
/// `server_error` where signing fails.
pub fn id_token(
    deps: &Deps,
    client: &ClientView,
    user: &user::Model,
    family: &family::Model,
    access_token: &Secret,
    about: About<'_>,
) -> Result<Secret> {
    let now = deps.clock.now();
    let requested = ClaimsRequest::stored(family.claims.as_deref());
    // Only what was asked for in the ID token by name: scopes give their claims at userinfo.
    let mut claims: Map<String, Value> = claims::of(
        user,
        &Scopes::default(),
        &requested.id_token,
        &client.still_enabled(about.allowed),
    );
    let mut put = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    put("iss", deps.config.issuer().into());
    put("sub", family.user_id.to_string().into());
    put("aud", client.client.client_id.clone().into());
    put("iat", seconds(now).into());
    put("exp", (seconds(now) + deps.config.id_token_ttl).into());
    put("auth_time", seconds(family.authenticated_at).into());
    put("acr", family.acr.clone().into());
    put("amr", family.amr.iter().collect::<Vec<_>>().into());
    put(
        "at_hash",
        half_hash(client.client.id_token_signed_response_alg, access_token).into(),
    );
    if let Some(session_id) = family.session_id {
        put("sid", session_id.to_string().into());
    }
    if let Some(nonce) = about.nonce {
        put("nonce", nonce.into());
    }
    let json = serde_json::to_vec(&claims).map_err(crate::domain::Error::internal)?;
    let token = deps
        .keys
        .sign(client.client.id_token_signed_response_alg, Typ::Jwt, &json, now)?;
    Ok(Secret::new(token))
}

/// `at_hash`: the left half of the token's hash (OpenID Connect Core section 3.1.3.6). Every algorithm of ours
/// goes with SHA-256, but Ed25519, whose own hash is SHA-512; libraries agree on SHA-512 for it.
fn half_hash(algorithm: SigningAlgorithm, token: &Secret) -> String {
    let with = match algorithm {
        SigningAlgorithm::EdDsa => &digest::SHA512,
        SigningAlgorithm::Es256 | SigningAlgorithm::Rs256 | SigningAlgorithm::Ps256 => &digest::SHA256,
    };
    let hash = digest::digest(with, token.expose().as_bytes());
    base64url(&hash.as_ref()[..hash.as_ref().len() / 2])
}

/// Signs userinfo for a client that wants it signed.
///
/// # Errors
/// `server_error` where signing fails.
pub fn signed_userinfo(
    deps: &Deps,
    algorithm: SigningAlgorithm,
    client: &ClientView,
    mut claims: Map<String, Value>,
) -> Result<String> {
    claims.insert("iss".to_owned(), deps.config.issuer().into());
    claims.insert("aud".to_owned(), client.client.client_id.clone().into());
    let json = serde_json::to_vec(&claims).map_err(crate::domain::Error::internal)?;
    deps.keys
        .sign(algorithm, Typ::Jwt, &json, deps.clock.now())
        .map_err(Error::from)
}
