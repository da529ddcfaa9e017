//! Access tokens of ours, from the text to the answer whether they live and what they may do now (SEC-30,
//! SEC-33, SEC-40). Made in `oauth::mint`.

use std::{str::FromStr as _, sync::Arc};

use entity::{
    family, grant,
    id::{FamilyId, GrantId, TokenId},
    revoked_token, user,
    values::Scopes,
};
use sea_orm::{ActiveModelTrait, EntityTrait, sea_query::OnConflict};
use serde::{Deserialize, Serialize};

use super::{
    Caller, Deps, Result,
    audit::{self, Event},
    change::{Change, Write},
    client::{self, ClientView},
    clock::{SECOND, seconds},
    family as families, grant as grants, permission,
    secret::sha256,
    session, user as users,
};

/// The longest text that is looked at (SEC-33).
const LONGEST: usize = 16 * 1024;

/// The claims of an access token (RFC 9068 section 2.2), and the ids of what it was issued under.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccessClaims {
    /// Our issuer.
    pub iss: String,
    /// The user, or the client where there is no user.
    pub sub: String,
    /// The audiences.
    pub aud: Audience,
    /// The client it was issued to.
    pub client_id: String,
    /// What it may do.
    #[serde(default)]
    pub scope: Scopes,
    /// The same, as far as it is about resources (RFC 9396 section 9.1); for APIs that look at tokens by themselves.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authorization_details: Option<serde_json::Value>,
    /// When it was issued, seconds.
    pub iat: i64,
    /// When it ends, seconds.
    pub exp: i64,
    /// Its id.
    pub jti: TokenId,
    /// When the user authenticated, seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_time: Option<i64>,
    /// How strongly the user authenticated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub acr: Option<String>,
    /// By which methods (RFC 9068 section 2.2.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amr: Option<Vec<String>>,
    /// The grant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grant_id: Option<GrantId>,
    /// The family.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family_id: Option<FamilyId>,
    /// The number of the refresh that made it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generation: Option<i32>,
}

/// One audience as a string, several as an array.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Audience {
    /// One.
    One(String),
    /// Several, or none.
    Many(Vec<String>),
}

impl Audience {
    /// Whether it is among them.
    pub fn contains(&self, audience: &str) -> bool {
        match self {
            Self::One(one) => one == audience,
            Self::Many(many) => many.iter().any(|one| one == audience),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(one) => std::slice::from_ref(one),
            Self::Many(many) => many.as_slice(),
        }
        .iter()
        .map(String::as_str)
    }
}

impl From<Vec<String>> for Audience {
    fn from(mut many: Vec<String>) -> Self {
        if many.len() == 1 {
            Self::One(many.remove(0))
        } else {
            Self::Many(many)
        }
    }
}

/// An access token of ours whose signature holds; it may have ended since.
#[derive(Debug)]
pub struct VerifiedToken {
    /// What it says.
    pub claims: AccessClaims,
}

/// A live access token, with what it was issued under, read now.
#[derive(Clone, Debug)]
pub struct LiveToken {
    /// What it says.
    pub token: Arc<VerifiedToken>,
    /// What it may do now: what it says, less what was withdrawn.
    pub scopes: Scopes,
    /// Its client.
    pub client: Arc<ClientView>,
    /// Its user, grant and family; none for an app's own token.
    pub under: Option<Under>,
}

/// What a user's token was issued under.
#[derive(Clone, Debug)]
pub struct Under {
    /// The user.
    pub user: Arc<user::Model>,
    /// The grant.
    pub grant: Arc<grant::Model>,
    /// The family.
    pub family: Arc<family::Model>,
}

/// Checks the signature of what claims to be an access token of ours; none for anything else.
pub fn verify(deps: &Deps, text: &str) -> Option<Arc<VerifiedToken>> {
    if text.len() > LONGEST {
        return None;
    }
    let digest = sha256(text.as_bytes());
    if let Some(known) = deps.caches.verified_tokens.get(&digest) {
        return Some(known);
    }
    let mark = deps.caches.verified_tokens.mark();
    let claims = decode::<AccessClaims>(deps, text, super::key::Typ::AccessToken)?;
    let verified = Arc::new(VerifiedToken { claims });
    deps.caches
        .verified_tokens
        .keep_since(&mark, digest, Arc::clone(&verified));
    Some(verified)
}

/// Checks signature, `typ` and issuer of a JWT of ours; not whether it has expired.
pub fn decode<T: for<'de> Deserialize<'de>>(deps: &Deps, text: &str, typ: super::key::Typ) -> Option<T> {
    let header = jsonwebtoken::decode_header(text).ok()?;
    let verifier = deps.keys.verifier(header.kid.as_deref()?)?;
    let algorithm = jsonwebtoken::Algorithm::from_str(verifier.algorithm.as_str()).ok()?;
    if header.alg != algorithm || header.typ.as_deref() != Some(typ.as_str()) || header.crit.is_some() {
        return None;
    }
    // One spelling for each token: the decoder might accept bits that canonical base64url has not.
    if !text
        .split('.')
        .all(|part| super::secret::from_base64url(part).is_some())
    {
        return None;
    }
    let mut validation = jsonwebtoken::Validation::new(algorithm);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.set_required_spec_claims(&["iss", "sub", "aud", "exp"]);
    validation.set_issuer(&[deps.config.issuer()]);
    jsonwebtoken::decode::<T>(text, &verifier.key, &validation)
        .ok()
        .map(|data| data.claims)
}

/// The token, if it is one of ours and everything it rests on lives.
///
/// # Errors
/// The database's: never an invented answer (SEC-120).
pub async fn live(deps: &Deps, text: &str) -> Result<Option<LiveToken>> {
    let Some(token) = verify(deps, text) else {
        return Ok(None);
    };
    let claims = &token.claims;
    let now = deps.clock.now();
    if seconds(now) >= claims.exp {
        return Ok(None);
    }
    if is_revoked(deps, claims.jti).await? {
        return Ok(None);
    }
    let Some(client) = client::find(deps, &claims.client_id).await? else {
        return Ok(None);
    };
    if !client.is_live() {
        return Ok(None);
    }
    let under = match (claims.grant_id, claims.family_id) {
        (Some(grant_id), Some(family_id)) => match under(deps, &client, grant_id, family_id).await? {
            Some(under) if under.family.live_token_id.is_none_or(|id| id == claims.jti) => Some(under),
            _ => return Ok(None),
        },
        (None, None) => None,
        _ => return Ok(None),
    };
    let enabled = client.still_enabled(&claims.scope);
    let scopes = if let Some(under) = &under {
        let granted = client.catalogue.intersect(&enabled, &under.grant.scopes);
        permission::effective(deps, &under.user, &granted).await?
    } else {
        let approved = enabled.filter(|text| client.permitted(text).is_some_and(|(_, scope)| scope.approved));
        permission::effective_for_app(deps, &approved).await?
    };
    Ok(Some(LiveToken {
        token,
        scopes,
        client,
        under,
    }))
}

async fn under(
    deps: &Deps,
    client: &ClientView,
    grant_id: GrantId,
    family_id: FamilyId,
) -> Result<Option<Under>> {
    let Some(family) = families::find(deps, family_id).await? else {
        return Ok(None);
    };
    if family.revoked_at.is_some() || family.grant_id != grant_id || family.client_id != client.client.id {
        return Ok(None);
    }
    let Some(grant) = grants::find(deps, grant_id).await? else {
        return Ok(None);
    };
    if grant.revoked_at.is_some() || grant.app_id != client.app.id {
        return Ok(None);
    }
    let Some(user) = users::find(deps, grant.user_id).await? else {
        return Ok(None);
    };
    if user.disabled_at.is_some() {
        return Ok(None);
    }
    // A family that is not offline ends with its session (Decisions, SEC-40).
    if let (false, Some(session_id)) = (family.offline, family.session_id)
        && session::find(deps, session_id)
            .await?
            .is_none_or(|session| session.ended_at.is_some())
    {
        return Ok(None);
    }
    Ok(Some(Under { user, grant, family }))
}

async fn is_revoked(deps: &Deps, id: TokenId) -> Result<bool> {
    let known = deps
        .caches
        .revoked_tokens
        .get_or_load(&id, async || {
            Ok(Some(
                revoked_token::Entity::find_by_id(id)
                    .one(deps.db.read())
                    .await?
                    .is_some(),
            ))
        })
        .await?;
    Ok(known.unwrap_or(false))
}

/// Ends one access token: at our own endpoints and at introspection it is dead from the moment this returns.
///
/// # Errors
/// The database's.
pub async fn revoke(deps: &Deps, caller: &Caller, client: &ClientView, claims: &AccessClaims) -> Result<()> {
    let now = deps.clock.now();
    if seconds(now) >= claims.exp {
        return Ok(());
    }
    let mut write = Write::begin(deps).await?;
    let row = revoked_token::Model {
        id: claims.jti,
        expires_at: claims.exp * SECOND,
    };
    let inserted = revoked_token::Entity::insert(revoked_token::ActiveModel::from(row).reset_all())
        .on_conflict(
            OnConflict::column(revoked_token::Column::Id)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(write.db())
        .await?;
    if inserted == 1 {
        let mut event = Event::done("token.revoked").app(client.app.id).target(claims.jti);
        if let Ok(user_id) = claims.sub.parse() {
            event = event.user(user_id);
        }
        audit::record(write.db(), now, caller, event).await?;
    }
    write.changed(Change::Token(claims.jti));
    write.commit().await
}
