//! Token revocation (RFC 7009; SEC-39). A foreign or unknown token gets the same answer as success; a database
//! that does not answer never does.

use super::{error::Result, parameters::Parameters};
use crate::domain::{
    self, Caller, Deps, audit::Event, caller::Whereabouts, client::ClientView, family::RefreshToken, token,
};

/// Revokes what the client presents, if it is the client's: a refresh token with its whole family, an access token
/// by itself. The hint is not needed.
///
/// # Errors
/// `invalid_request` without a token, or the database's.
pub async fn revoke(
    deps: &Deps,
    client: &ClientView,
    parameters: &Parameters,
    from: &Whereabouts,
) -> Result<()> {
    let text = parameters.require("token")?;
    let caller = Caller::anonymous(from.clone());
    if let Some(refresh) = RefreshToken::parse(text) {
        let Some(family) = domain::family::find(deps, refresh.family_id).await? else {
            return Ok(());
        };
        if refresh.belongs_to(deps, &family) && family.client_id == client.client.id {
            let event = Event::done("family.revoked").app(client.app.id);
            domain::family::revoke(deps, &caller, &family, event).await?;
        }
        return Ok(());
    }
    if let Some(token) = token::verify(deps, text)
        && token.claims.client_id == client.client.client_id
    {
        token::revoke(deps, &caller, client, &token.claims).await?;
    }
    Ok(())
}
