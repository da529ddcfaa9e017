//! A password sent with each request, on the routes of dialects that know it: only where its owner let it, and never
//! beside a second factor (SEC-74).

use std::sync::Arc;

use entity::{user, values::SpaceDelimited};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, sea_query::Expr};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, api_key,
    audit::{self, Event},
    caller::{ApiKeyCaller, Whereabouts, Who},
    change::{Change, Write},
    greenfield::UNRESTRICTED,
    second_factor,
    secret::Secret,
    user as users,
};

/// Checks an address and a password, throttled as a sign-in (SEC-77). Whatever is wrong, the answer and the work are the
/// same.
///
/// # Errors
/// `Unauthenticated` whatever is wrong, `RateLimited`, or the database's.
pub async fn authenticate(deps: &Deps, from: &Whereabouts, email: &str, password: &Secret) -> Result<Caller> {
    let user = users::authenticate(deps, from, email, password, None).await?;
    if !may_use_password(deps, &user).await? {
        return Err(Error::Unauthenticated);
    }
    let everything = SpaceDelimited::from_iter([UNRESTRICTED]);
    let held = Arc::new(api_key::held(deps, &user, &everything).await?);
    Ok(Caller {
        who: Who::ApiKey(ApiKeyCaller {
            user_id: user.id,
            role: user.role,
            key_id: None,
            held,
        }),
        from: from.clone(),
    })
}

/// Lets the caller's password open these routes, or no longer. Only a person in a browser who has just signed in says
/// so (SEC-75).
///
/// # Errors
/// `Unauthenticated` for anything but a session, `StepUpRequired`, or the database's.
pub async fn allow(deps: &Deps, caller: &Caller, allowed: bool) -> Result<bool> {
    let now = deps.clock.now();
    let Who::Session(session) = &caller.who else {
        return Err(Error::Unauthenticated);
    };
    caller.require_fresh(now, "profile:write")?;
    let mut write = Write::begin(deps).await?;
    let changed = user::Entity::update_many()
        .col_expr(user::Column::AllowPasswordForApi, Expr::value(allowed))
        .col_expr(user::Column::UpdatedAt, Expr::value(now))
        .filter(user::Column::Id.eq(session.user_id))
        .filter(user::Column::AllowPasswordForApi.ne(allowed))
        .exec(write.db())
        .await?;
    if changed.rows_affected == 1 {
        let event = Event::done("user.api_password_set")
            .target(session.user_id)
            .details(json!({ "allowed": allowed }));
        audit::record(write.db(), now, caller, event).await?;
        write.changed(Change::User(session.user_id));
    }
    write.commit().await?;
    Ok(allowed)
}

/// Whether a password alone may open an API for this person: no path takes fewer factors than there are (SEC-74).
async fn may_use_password(deps: &Deps, user: &user::Model) -> Result<bool> {
    Ok(user.allow_password_for_api && !second_factor::enrolled(deps, user.id).await?)
}
