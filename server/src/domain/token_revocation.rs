//! Revoking one token by hand: by the person it was issued for, or by those who manage its app. How a client does
//! it, RFC 7009 says.

use entity::{app, id::UserId};

use super::{
    Caller, Deps, Result,
    app::owner,
    audit::Event,
    client,
    family::{self, RefreshToken},
    grant,
    owner::role,
    policy::{Action, may},
    token,
};

/// Revokes the token, if it is one and the caller's to revoke; a foreign one looks like an unknown one (SEC-39).
///
/// # Errors
/// `MissingScope`, or the database's.
pub async fn revoke(deps: &Deps, caller: &Caller, text: &str) -> Result<bool> {
    caller.require("grants:write")?;
    if let Some(refresh) = RefreshToken::parse(text) {
        let Some(row) = family::find(deps, refresh.family_id).await? else {
            return Ok(false);
        };
        let Some(grant) = grant::find(deps, row.grant_id).await? else {
            return Ok(false);
        };
        let Some(client) = client::find_by_key(deps, row.client_id).await? else {
            return Ok(false);
        };
        let live = row.revoked_at.is_none() && refresh.belongs_to(deps, &row);
        if !live || !is_theirs(deps, caller, Some(grant.user_id), &client.app).await? {
            return Ok(false);
        }
        family::revoke(
            deps,
            caller,
            &row,
            Event::done("family.revoked").app(client.app.id),
        )
        .await?;
        return Ok(true);
    }
    let Some(live) = token::live(deps, text).await? else {
        return Ok(false);
    };
    let user_id = live.under.as_ref().map(|under| under.user.id);
    if !is_theirs(deps, caller, user_id, &live.client.app).await? {
        return Ok(false);
    }
    token::revoke(deps, caller, &live.client, &live.token.claims).await?;
    Ok(true)
}

async fn is_theirs(deps: &Deps, caller: &Caller, user_id: Option<UserId>, app: &app::Model) -> Result<bool> {
    if user_id.is_some() && user_id == caller.user() {
        return Ok(true);
    }
    let Some(owner) = owner(app) else { return Ok(false) };
    let role = role(deps.db.read(), caller, owner).await?;
    Ok(role.is_some_and(|role| may(role, Action::RevokeGrants)) && caller.require("apps:write").is_ok())
}
