//! The first administrator, by a one-time link (SEC-115). The link is in a file that only the operator can read,
//! and is printed at start; in the database there is only a digest of it.

use std::path::PathBuf;

use entity::{setting, user, values::Role};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter, sea_query::Expr};

use super::{
    Caller, Deps, Error, Result,
    caller::Whereabouts,
    change::Write,
    clock::DAY,
    deps::write_owner_only,
    secret::{Kind, Secret, base64url, from_base64url, generate, same},
    setting as settings,
    user::Registrant,
};

const NAME: &str = "setup";
/// How long a link works, milliseconds.
const LIFETIME: i64 = DAY;

fn file(deps: &Deps) -> PathBuf {
    deps.config.data_dir.join("setup-link")
}

/// Makes a link while there is no administrator; none afterwards. A link that still works is given again.
///
/// # Errors
/// The database's or the file system's.
pub async fn link(deps: &Deps) -> anyhow::Result<Option<String>> {
    let path = file(deps);
    let administrators = user::Entity::find()
        .filter(user::Column::Role.eq(Role::Admin))
        .count(deps.db.read())
        .await?;
    if administrators > 0 {
        let _ = std::fs::remove_file(&path);
        return Ok(None);
    }
    let address = |token: &Secret| format!("{}/setup?token={}", deps.config.issuer(), token.expose());
    if let Ok(text) = std::fs::read_to_string(&path) {
        let token = Secret::new(text.trim().rsplit('=').next().unwrap_or_default());
        if is_open(deps, &token).await? {
            return Ok(Some(address(&token)));
        }
        let _ = std::fs::remove_file(&path);
    }
    let token = generate(Kind::Setup);
    let now = deps.clock.now();
    let value = format!("{} {}", now + LIFETIME, base64url(&token.digest().0));
    settings::put(deps.db.write(), NAME, &value, now).await?;
    write_owner_only(&path, format!("{}\n", address(&token)).as_bytes())?;
    Ok(Some(address(&token)))
}

/// Whether the token opens the set-up.
///
/// # Errors
/// The database's.
pub async fn is_open(deps: &Deps, token: &Secret) -> Result<bool> {
    let stored = settings::get(deps.db.read(), NAME).await?;
    if !stored.is_some_and(|stored| opens(&stored, token, deps.clock.now())) {
        return Ok(false);
    }
    let administrators = user::Entity::find()
        .filter(user::Column::Role.eq(Role::Admin))
        .count(deps.db.read())
        .await?;
    Ok(administrators == 0)
}

fn opens(stored: &str, token: &Secret, now: i64) -> bool {
    let Some((until, digest)) = stored.split_once(' ') else {
        return false;
    };
    until.parse::<i64>().is_ok_and(|until| now < until)
        && from_base64url(digest).is_some_and(|digest| same(&digest, &token.digest().0))
}

/// Makes the first administrator: whoever is first with the token, once and for all.
///
/// # Errors
/// `NotFound` for a token that is not, or not any more, the one; `Invalid` or `Conflict` on a field.
pub async fn complete(
    deps: &Deps,
    from: &Whereabouts,
    token: &Secret,
    who: Registrant,
) -> Result<user::Model> {
    if let Some(problem) = who.problems(&deps.config.service_name).into_iter().next() {
        return Err(Error::Invalid(problem));
    }
    let new = who.into_new_user(deps, Role::Admin).await?;
    let now = deps.clock.now();
    let write = Write::begin(deps).await?;
    let stored = settings::get(write.db(), NAME)
        .await?
        .filter(|stored| opens(stored, token, now));
    let Some(stored) = stored else {
        return Err(Error::not_found());
    };
    let used = setting::Entity::update_many()
        .col_expr(setting::Column::Value, Expr::value("used"))
        .filter(setting::Column::Name.eq(NAME))
        .filter(setting::Column::Value.eq(stored))
        .exec(write.db())
        .await?;
    if used.rows_affected != 1 {
        return Err(Error::not_found());
    }
    let administrators = user::Entity::find()
        .filter(user::Column::Role.eq(Role::Admin))
        .count(write.db())
        .await?;
    if administrators > 0 {
        return Err(Error::not_found());
    }
    let row = super::user::insert(write.db(), &Caller::anonymous(from.clone()), now, new).await?;
    write.commit().await?;
    let _ = std::fs::remove_file(file(deps));
    Ok(row)
}
