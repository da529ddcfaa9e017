//! The moneybutton dialect's resources, in the form of JSON:API 1.0, and the clients of its two JSON routes.

use std::sync::Arc;

use serde_json::{Map, Value, json};

use super::error::{Code, Error, Result};
use crate::domain::{
    self, Deps,
    client::{self, ClientView},
    family::RefreshToken,
    secret::Secret,
    token::{self, LiveToken, Under},
};

/// The token, if it lives and is for this service.
///
/// # Errors
/// `invalid_token`, or the database's.
pub async fn live(deps: &Deps, bearer: &Secret) -> Result<LiveToken> {
    token::live(deps, bearer.expose())
        .await?
        .filter(|live| live.token.claims.aud.contains(deps.config.issuer()))
        .ok_or_else(|| {
            Error::new(
                Code::InvalidToken,
                "The access token is unknown, has ended, or is for another API.",
            )
        })
}

/// The token and whose it is, if it may do this.
async fn of_user(deps: &Deps, bearer: &Secret, scope: &str) -> Result<(LiveToken, Under)> {
    let live = live(deps, bearer).await?;
    let Some(under) = live.under.clone() else {
        return Err(Error::new(Code::InsufficientScope, "The token is not a user's."));
    };
    if !live.scopes.contains(scope) {
        let why = format!("The scope {scope} is needed.");
        return Err(Error::new(Code::InsufficientScope, why));
    }
    deps.usage.grant(under.grant.id, deps.clock.now(), None);
    Ok((live, under))
}

fn document(kind: &str, id: &str, attributes: Map<String, Value>) -> Value {
    json!({
        "data": { "id": id, "type": kind, "attributes": attributes },
        "jsonapi": { "version": "1.0" },
    })
}

/// Who the person is.
///
/// # Errors
/// `invalid_token`, `insufficient_scope`, or the database's.
pub async fn user_identity(deps: &Deps, bearer: &Secret) -> Result<Value> {
    let (_, under) = of_user(deps, bearer, "auth.user_identity:read").await?;
    let id = under.user.id.to_string();
    let attributes = [
        ("id".to_owned(), json!(id)),
        ("name".to_owned(), json!(under.user.profile.name)),
    ];
    Ok(document("user_identities", &id, attributes.into_iter().collect()))
}

/// The person's profile; none where `id` is somebody else. The e-mail address only with its own scope.
///
/// # Errors
/// `invalid_token`, `insufficient_scope`, or the database's.
pub async fn profile(deps: &Deps, bearer: &Secret, id: &str) -> Result<Option<Value>> {
    let (live, under) = of_user(deps, bearer, "users.profiles:read").await?;
    let user = &under.user;
    if user.id.to_string() != id {
        return Ok(None);
    }
    let profile = &user.profile;
    // What a person writes about themselves has no place in our profiles; clients read the attribute all the same.
    let bio: Option<&str> = None;
    let mut attributes: Map<String, Value> = [
        ("created-at", json!(domain::clock::rfc3339(user.created_at))),
        ("name", json!(profile.name)),
        ("default-language", json!(language(profile.locale.as_deref()))),
        ("bio", json!(bio)),
        ("avatar-url", json!(profile.picture)),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect();
    if live.scopes.contains("users.profiles.email:read") {
        attributes.insert("email".to_owned(), json!(user.email));
    }
    Ok(Some(document("profiles", id, attributes)))
}

/// The language of a locale such as `en-GB`; English where there is none.
fn language(locale: Option<&str>) -> &str {
    locale
        .and_then(|locale| locale.split(['-', '_']).next())
        .filter(|language| !language.is_empty())
        .unwrap_or("en")
}

/// The public client of a refresh token that comes without saying whose it is. An unknown token, one of a client that
/// must authenticate and one of another client than the one named get the same answer.
///
/// # Errors
/// `invalid_grant`, or the database's.
pub async fn client_of(deps: &Deps, text: &str, client_id: Option<&str>) -> Result<Arc<ClientView>> {
    let unknown = || Error::invalid_grant("The refresh token is unknown, or not a public client's.");
    let token = RefreshToken::parse(text).ok_or_else(unknown)?;
    let family = domain::family::find(deps, token.family_id)
        .await?
        .filter(|family| token.belongs_to(deps, family))
        .ok_or_else(unknown)?;
    client::find_by_key(deps, family.client_id)
        .await?
        .filter(|client| client.is_live() && !client.is_confidential())
        .filter(|client| client_id.is_none_or(|id| id == client.client.client_id))
        .ok_or_else(unknown)
}
