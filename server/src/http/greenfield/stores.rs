//! `/api/v1/stores`: the resources of type `store` that a key may see, as APIs registered them.

use std::sync::Arc;

use axum::extract::{Path, Request, State};
use entity::resource;
use serde_json::{Value, json};

use super::{Asker, answer, asker, failed, failed_as};
use crate::{
    domain::{
        Caller, Error, Result,
        caller::Who,
        greenfield::STORE,
        key_offer,
        permission::{Catalogue, Reach},
    },
    http::{State as Service, reply::Reply},
};

const VIEW: &str = "btcpay.store.canviewstoresettings";

/// To which stores the credential reaches.
fn reach(caller: &Caller) -> Result<Reach> {
    let reach = match &caller.who {
        Who::ApiKey(key) => {
            key.held.note(VIEW);
            key.held.reach(VIEW)
        }
        Who::Token(token) => Catalogue::reach(&token.catalogue, &token.scopes, VIEW),
        Who::Session(_) | Who::Operator | Who::Anonymous => return Err(Error::Unauthenticated),
    };
    match reach {
        Reach::Only(keys) if keys.is_empty() => Err(Error::MissingScope(VIEW)),
        reach => Ok(reach),
    }
}

fn shown(row: &resource::Model) -> Value {
    json!({ "id": row.key, "name": row.name })
}

async fn seen(state: &Service, asker: &Asker, reach: &Reach) -> Result<Vec<resource::Model>> {
    let mut rows = key_offer::theirs(&state.deps, asker.caller.user_id()?, STORE).await?;
    rows.retain(|row| match reach {
        Reach::All => true,
        Reach::Only(keys) => keys.contains(&row.key),
    });
    Ok(rows)
}

/// Those that the credential may see.
pub(in crate::http) async fn list(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    let work = async || -> Result<Vec<Value>> {
        let reach = reach(&asker.caller)?;
        Ok(seen(&state, &asker, &reach).await?.iter().map(shown).collect())
    };
    match work().await {
        Ok(stores) => answer(&state, &asker, &Value::Array(stores)),
        Err(error) => failed(&error),
    }
}

/// One of them; a credential that is limited to others lacks the permission.
pub(in crate::http) async fn get(
    State(state): State<Arc<Service>>,
    Path(id): Path<String>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    let asker = match asker(&state, &parts).await {
        Ok(asker) => asker,
        Err(refusal) => return refusal,
    };
    let work = async || -> Result<Value> {
        let reach = reach(&asker.caller)?;
        if matches!(&reach, Reach::Only(keys) if !keys.contains(&id)) {
            return Err(Error::MissingScope(VIEW));
        }
        let rows = seen(&state, &asker, &reach).await?;
        rows.iter()
            .find(|row| row.key == id)
            .map(shown)
            .ok_or(Error::not_found())
    };
    match work().await {
        Ok(store) => answer(&state, &asker, &store),
        Err(error) => failed_as(&error, "store-not-found", "There is no such store."),
    }
}
