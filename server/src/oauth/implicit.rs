//! The implicit grant (RFC 6749 section 4.2): an access token straight from the authorization endpoint, in the
//! fragment. Only for public clients whose settings ask for it, which is warned of. It has a family of its own, so that
//! it ends with its grant, its session and by revocation like any other; there is no refresh token.

use entity::{
    family,
    id::{FamilyId, GrantId},
    values::Scopes,
};

use super::{
    authorize::{AuthorizationRequest, Signed},
    destination::{Destination, Response},
    error::{Code, Error, Result},
    mint::{self, OfUser},
};
use crate::domain::{
    Deps,
    clock::SECOND,
    permission,
    secret::{ordered_id, random},
};

/// The successful answer: a token.
///
/// # Errors
/// The database's.
pub async fn respond(
    deps: &Deps,
    destination: &Destination,
    request: &AuthorizationRequest,
    signed: &Signed,
    (grant_id, scopes): (GrantId, &Scopes),
) -> Result<Response> {
    let now = deps.clock.now();
    let client = destination.client();
    let gone = || destination.error(&Error::new(Code::AccessDenied, "The permission was removed."));
    let audiences = mint::audiences(deps, client, scopes, &request.resources);
    let scopes = &permission::unmistakable(deps, signed.user.id, audiences.iter(), scopes).await?;
    let family = family::Model {
        id: FamilyId(ordered_id(now)),
        grant_id,
        client_id: client.client.id,
        user_id: signed.user.id,
        session_id: Some(signed.session.id),
        scopes: scopes.clone(),
        resources: request.resources.clone(),
        offline: false,
        refreshable: false,
        seed: random::<32>().to_vec(),
        generation: 0,
        rotated_at: now,
        live_token_id: None,
        authenticated_at: signed.session.authenticated_at,
        acr: signed.session.acr.clone(),
        amr: signed.session.amr.clone(),
        claims: request.claims.clone(),
        expires_at: now + mint::lifetime(deps, client, &audiences) * SECOND,
        revoked_at: None,
        created_at: now,
    };
    if !deps.journal.redeem(family.clone()).await? {
        return Ok(gone());
    }
    let of = OfUser {
        family: &family,
        generation: 0,
    };
    let (token, expires_in) = mint::access_token(deps, client, scopes, &request.resources, Some(of))?;
    deps.usage.grant(grant_id, now, None);
    Ok(destination.success(vec![
        ("access_token", token.expose().to_owned()),
        ("token_type", "Bearer".to_owned()),
        ("expires_in", expires_in.to_string()),
        ("scope", scopes.to_string()),
    ]))
}
