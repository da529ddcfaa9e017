//! `/api/v1/users/me`.

use std::sync::Arc;

use axum::extract::{Request, State};
use entity::values::Role;
use serde_json::json;

use super::{answer, asker, failed};
use crate::{
    domain::{Error, Result, clock::seconds, user},
    http::{State as Service, reply::Reply},
};

const VIEW_PROFILE: &str = "btcpay.user.canviewprofile";

/// Whose key it is.
pub(in crate::http) async fn me(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    let work = async || -> Result<serde_json::Value> {
        asker.caller.require(VIEW_PROFILE)?;
        let id = asker.caller.user_id()?;
        let user = user::find(&state.deps, id).await?.ok_or(Error::Unauthenticated)?;
        let roles: &[&str] = match user.role {
            Role::Admin => &["ServerAdmin"],
            Role::User => &[],
        };
        Ok(json!({
            "id": user.id,
            "email": user.email,
            "name": user.profile.name,
            "imageUrl": user.profile.picture,
            "emailConfirmed": user.email_verified_at.is_some(),
            "requiresEmailConfirmation": false,
            "approved": true,
            "requiresApproval": false,
            "created": seconds(user.created_at),
            "disabled": user.disabled_at.is_some(),
            "roles": roles,
        }))
    };
    match work().await {
        Ok(body) => answer(&state, &asker, &body),
        Err(error) => failed(&error),
    }
}
