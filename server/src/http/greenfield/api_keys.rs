//! `/api/v1/api-keys` and `/api/v1/users/{id}/api-keys`.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::StatusCode,
};
use entity::id::{ApiKeyId, UserId};
use serde_json::{Value, json};

use super::{Asker, answer, asker, done, failed, failed_as, json_body, refusal};
use crate::{
    domain::{
        Caller, Error, Result, api_key,
        api_key_change::{self as changes, NewKey, Plan},
        caller::{ApiKeyCaller, Who},
        greenfield::UNRESTRICTED,
        secret::Secret,
        user,
    },
    http::{State as Service, reply::Reply},
};

const NO_KEY: (&str, &str) = ("apikey-not-found", "There is no such API key.");
const NO_USER: (&str, &str) = ("user-not-found", "There is no such user.");

/// The key that a request was made with.
fn current(caller: &Caller) -> Option<ApiKeyId> {
    match &caller.who {
        Who::ApiKey(ApiKeyCaller { key_id, .. }) => *key_id,
        Who::Session(_) | Who::Token(_) | Who::Operator | Who::Anonymous => None,
    }
}

fn no_key() -> Reply {
    refusal(StatusCode::NOT_FOUND, NO_KEY.0, NO_KEY.1)
}

/// The key of the request: `apiKey` is the one that was sent.
pub(in crate::http) async fn get_current(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    if current(&asker.caller).is_none() {
        return no_key();
    }
    match api_key::find_named(&state.deps, asker.secret.expose()).await {
        Ok(Some(row)) => {
            let body = json!({
                "id": row.id,
                "apiKey": asker.secret.expose(),
                "label": row.label,
                "permissions": row.permissions.iter().collect::<Vec<_>>(),
            });
            answer(&state, &asker, &body)
        }
        Ok(None) => no_key(),
        Err(error) => failed(&error),
    }
}

/// The key of the request ends.
pub(in crate::http) async fn delete_current(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    let Some(id) = current(&asker.caller) else {
        return no_key();
    };
    match changes::revoke(&state.deps, &asker.caller, id).await {
        Ok(_) => done(&state, &asker),
        Err(error) => failed_as(&error, NO_KEY.0, NO_KEY.1),
    }
}

/// Demands what the dialect calls unrestricted; a key with `keys:write` may as well.
fn require_unrestricted(caller: &Caller) -> Result<()> {
    caller
        .require("keys:write")
        .map_err(|_| Error::MissingScope(UNRESTRICTED))
}

/// Makes a key for whoever asks.
pub(in crate::http) async fn post(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, body) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    if let Err(error) = require_unrestricted(&asker.caller) {
        return failed(&error);
    }
    let plan = match json_body(&state, &parts, body).await {
        Ok(body) => plan(&body),
        Err(refusal) => return refusal,
    };
    let work = async || changes::create(&state.deps, &asker.caller, plan?).await;
    made(&state, &asker, work().await)
}

/// Label and permissions; without a list of them the key has none.
fn plan(body: &Value) -> Result<Plan> {
    let label = match &body["label"] {
        Value::Null => None,
        Value::String(label) => Some(label.clone()),
        _ => return Err(Error::invalid("label", "The label must be a text.")),
    };
    let listed = match &body["permissions"] {
        Value::Null => &[][..],
        Value::Array(listed) => listed,
        _ => {
            let why = "The permissions must be a list of texts.";
            return Err(Error::invalid("permissions", why));
        }
    };
    let mut permissions = Vec::with_capacity(listed.len());
    for (index, permission) in listed.iter().enumerate() {
        let Some(text) = permission.as_str() else {
            let why = "A permission must be a text.";
            return Err(Error::invalid(format!("permissions.{index}"), why));
        };
        permissions.push(text.to_owned());
    }
    Ok(Plan {
        label,
        permissions,
        ..Plan::default()
    })
}

fn made(state: &Service, asker: &Asker, made: Result<NewKey>) -> Reply {
    match made {
        Ok(NewKey { row, secret }) => {
            let body = json!({
                "id": row.id,
                "apiKey": secret.as_ref().map(Secret::expose),
                "label": row.label,
                "permissions": row.permissions.iter().collect::<Vec<_>>(),
            });
            answer(state, asker, &body)
        }
        Err(error) => failed_as(&error, NO_USER.0, NO_USER.1),
    }
}

/// The key that a path names; one that was revoked is gone.
async fn find_key(state: &Service, named: &str) -> Result<Option<ApiKeyId>> {
    let found = api_key::find_named(&state.deps, named).await?;
    Ok(found.filter(|row| row.revoked_at.is_none()).map(|row| row.id))
}

/// Ends one of the keys of whoever asks: named by its id, or by itself.
pub(in crate::http) async fn delete(
    State(state): State<Arc<Service>>,
    Path(named): Path<String>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    let work = async || -> Result<()> {
        let id = find_key(&state, &named).await?;
        if id.is_none() || id != current(&asker.caller) {
            require_unrestricted(&asker.caller)?;
        }
        let id = id.ok_or(Error::not_found())?;
        changes::revoke(&state.deps, &asker.caller, id).await.map(drop)
    };
    match work().await {
        Ok(()) => done(&state, &asker),
        Err(error) => failed_as(&error, NO_KEY.0, NO_KEY.1),
    }
}

/// The person that a path names.
async fn find_user(state: &Service, named: &str) -> Result<UserId> {
    if let Ok(id) = named.parse() {
        let found = user::find(&state.deps, id).await?;
        return found.map(|user| user.id).ok_or(Error::not_found());
    }
    user::find_by_email(state.deps.db.read(), named)
        .await?
        .map(|user| user.id)
        .ok_or(Error::not_found())
}

/// Makes a key for somebody else, for administrators.
pub(in crate::http) async fn post_for_user(
    State(state): State<Arc<Service>>,
    Path(named): Path<String>,
    request: Request,
) -> Reply {
    let (parts, body) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    // Before anything tells who has an account here.
    if let Err(error) = changes::check_manages_users(&state.deps, &asker.caller).await {
        return failed(&error);
    }
    let plan = match json_body(&state, &parts, body).await {
        Ok(body) => plan(&body),
        Err(refusal) => return refusal,
    };
    let work = async || -> Result<NewKey> {
        let user_id = find_user(&state, &named).await?;
        changes::create_for(&state.deps, &asker.caller, user_id, plan?).await
    };
    made(&state, &asker, work().await)
}

/// Ends a key of somebody else, for administrators.
pub(in crate::http) async fn delete_of_user(
    State(state): State<Arc<Service>>,
    Path((named_user, named_key)): Path<(String, String)>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    if let Err(error) = changes::check_manages_users(&state.deps, &asker.caller).await {
        return failed(&error);
    }
    let user_id = match find_user(&state, &named_user).await {
        Ok(user_id) => user_id,
        Err(error) => return failed_as(&error, NO_USER.0, NO_USER.1),
    };
    let work = async || -> Result<()> {
        let id = find_key(&state, &named_key).await?.ok_or(Error::not_found())?;
        changes::revoke_for(&state.deps, &asker.caller, user_id, id)
            .await
            .map(drop)
    };
    match work().await {
        Ok(()) => done(&state, &asker),
        Err(error) => failed_as(&error, NO_KEY.0, NO_KEY.1),
    }
}
