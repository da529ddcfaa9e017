//! How an API key is to be, and whether it may be so: what exists, what its owner has, and what the credential that makes
//! it may give away (SEC-112).

use entity::{api_key, id::UserId, user, values::SpaceDelimited};
use ipnet::IpNet;
use sea_orm::EntityTrait;

use super::{
    Caller, Deps, Error, Result,
    caller::{ApiKeyCaller, Who},
    clock::DAY,
    display_name,
    permission::{self, Catalogue, Permission},
    scope::needs_fresh_sign_in,
};

/// So many permissions for each key.
pub const MOST_PERMISSIONS: usize = 100;
const MOST_NETWORKS: usize = 50;
const LONGEST_LIFE: i64 = 3650 * DAY;

/// How a key is to be.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What its owner calls it.
    pub label: Option<String>,
    /// Each a scope or `scope:resource`.
    pub permissions: Vec<String>,
    /// Addresses and networks from which it works; none: from everywhere.
    pub networks: Vec<String>,
    /// When it stops working.
    pub expires_at: Option<i64>,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

/// A plan of which everything was checked but who may carry it out.
#[derive(Clone, Debug)]
pub(super) struct Checked {
    /// Whose key it will be.
    pub(super) user_id: UserId,
    /// What it will be called.
    pub(super) label: String,
    /// What it will be able to do.
    pub(super) permissions: SpaceDelimited,
    /// From where.
    pub(super) networks: SpaceDelimited,
    /// Until when.
    pub(super) expires_at: Option<i64>,
}

/// Checks a plan for a key of that person.
///
/// # Errors
/// `Invalid` on the field, `LimitReached`, `NotFound` where the account is gone or disabled.
pub(super) async fn check(deps: &Deps, caller: &Caller, user_id: UserId, plan: Plan) -> Result<Checked> {
    let user = user::Entity::find_by_id(user_id)
        .one(deps.db.read())
        .await?
        .filter(|user| user.disabled_at.is_none())
        .ok_or(Error::no_such("user_id"))?;
    check_expiry(plan.expires_at, deps.clock.now())?;
    let limits = (check_networks(&plan.networks)?, plan.expires_at);
    let (networks, expires_at) = within_credential(deps, caller, limits).await?;
    Ok(Checked {
        user_id,
        label: check_label(plan.label.as_deref())?.unwrap_or_else(|| "API key".to_owned()),
        permissions: check_permissions(deps, caller, &user, &plan.permissions).await?,
        networks,
        expires_at,
    })
}

/// A label as it is kept; none where it is empty.
///
/// # Errors
/// `Invalid` on `label`.
pub(super) fn check_label(label: Option<&str>) -> Result<Option<String>> {
    match label.map(str::trim) {
        None | Some("") => Ok(None),
        Some(label) => display_name::check("label", label).map(Some),
    }
}

/// A time in the future, not too far.
///
/// # Errors
/// `Invalid` on `expires_at`.
pub(super) fn check_expiry(at: Option<i64>, now: i64) -> Result<()> {
    if at.is_some_and(|at| at <= now || at > now + LONGEST_LIFE) {
        return Err(Error::invalid(
            "expires_at",
            "Use a time in the future, within ten years.",
        ));
    }
    Ok(())
}

/// Networks in their one spelling.
///
/// # Errors
/// `Invalid` on `networks.n`, or `LimitReached`.
pub(super) fn check_networks(given: &[String]) -> Result<SpaceDelimited> {
    if given.len() > MOST_NETWORKS {
        return Err(Error::limit(
            "networks",
            format!("A key has {MOST_NETWORKS} networks at most."),
        ));
    }
    let mut networks = Vec::with_capacity(given.len());
    for (index, text) in given.iter().enumerate() {
        let text = text.trim();
        let network = text
            .parse::<IpNet>()
            .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
            .map_err(|_| {
                Error::invalid(
                    format!("networks.{index}"),
                    "Write an address such as 192.0.2.1 or a network such as 192.0.2.0/24.",
                )
            })?;
        networks.push(network.trunc().to_string());
    }
    Ok(networks.into_iter().collect())
}

/// What a key may be given: permissions that exist, that its owner has now, and that the credential that makes it
/// holds itself: no key makes one that may more (SEC-112).
///
/// # Errors
/// `Invalid` on `permissions.n`, naming the permission.
async fn check_permissions(
    deps: &Deps,
    caller: &Caller,
    user: &user::Model,
    given: &[String],
) -> Result<SpaceDelimited> {
    if given.len() > MOST_PERMISSIONS {
        return Err(Error::limit(
            "permissions",
            format!("A key has {MOST_PERMISSIONS} permissions at most."),
        ));
    }
    let catalogue = permission::catalogue(deps).await?;
    let mut checked = Vec::with_capacity(given.len());
    for (index, text) in given.iter().enumerate() {
        let refuse = |message: String| Error::invalid(format!("permissions.{index}"), message);
        let permission = catalogue
            .parse(text)
            .map_err(|_| refuse(format!("There is no permission {}.", shown(text))))?;
        if !is_for_users(&catalogue, &permission.scope) {
            return Err(refuse(format!(
                "The permission {text} is for apps: no user's key can have it."
            )));
        }
        let asked = SpaceDelimited::from_iter([text.as_str()]);
        if permission::effective(deps, user, &asked).await?.is_empty() {
            return Err(refuse(format!(
                "The account does not have the permission {text}."
            )));
        }
        if !may_give(caller, &catalogue, user, &permission) {
            return Err(refuse(format!(
                "The credential does not have the permission {text}, so that it cannot give it to a key."
            )));
        }
        checked.push(permission.to_string());
    }
    Ok(checked.into_iter().collect())
}

/// Whether a person can have the scope.
pub(super) fn is_for_users(catalogue: &Catalogue, scope: &str) -> bool {
    catalogue
        .scope(scope)
        .is_some_and(|entry| entry.about.grantable_to.user())
}

/// What came from outside, short enough to repeat.
pub(super) fn shown(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(200).collect()
}

fn may_give(caller: &Caller, catalogue: &Catalogue, user: &user::Model, permission: &Permission) -> bool {
    match &caller.who {
        Who::Session(_) | Who::Operator => true,
        Who::Token(token) => catalogue.allows(&token.scopes, permission),
        Who::ApiKey(key) => {
            key.held.satisfies(permission) || (key.user_id != user.id && !is_powerful(&permission.scope))
        }
        Who::Anonymous => false,
    }
}

/// What an administrator's key gives to others only if it holds it itself: it would let it become them.
fn is_powerful(scope: &str) -> bool {
    needs_fresh_sign_in(scope)
}

/// Networks and end of a key that a credential makes or changes: a key makes none that works from elsewhere or longer
/// than itself (SEC-112). What is not said is as it is for the key.
///
/// # Errors
/// `Invalid` on `networks.n` or `expires_at`, or the database's.
pub(super) async fn within_credential(
    deps: &Deps,
    caller: &Caller,
    (networks, expires_at): (SpaceDelimited, Option<i64>),
) -> Result<(SpaceDelimited, Option<i64>)> {
    let Who::ApiKey(ApiKeyCaller { key_id: Some(id), .. }) = &caller.who else {
        return Ok((networks, expires_at));
    };
    let row = api_key::Entity::find_by_id(*id)
        .one(deps.db.read())
        .await?
        .ok_or(Error::Unauthenticated)?;
    let expires_at = match (expires_at, row.expires_at) {
        (asked, None) => asked,
        (None, Some(end)) => Some(end),
        (Some(asked), Some(end)) if asked <= end => Some(asked),
        (Some(_), Some(_)) => {
            return Err(Error::invalid(
                "expires_at",
                "The key that asks ends before: it makes none that works longer.",
            ));
        }
    };
    if row.networks.is_empty() {
        return Ok((networks, expires_at));
    }
    if networks.is_empty() {
        return Ok((row.networks, expires_at));
    }
    let own: Vec<IpNet> = row.networks.iter().filter_map(|text| text.parse().ok()).collect();
    let outside = networks.iter().position(|text| {
        let network = text.parse::<IpNet>().ok();
        network.is_none_or(|network| !own.iter().any(|own| own.contains(&network)))
    });
    match outside {
        None => Ok((networks, expires_at)),
        Some(index) => Err(Error::invalid(
            format!("networks.{index}"),
            "The key that asks does not work from there: it makes none that does.",
        )),
    }
}

/// A credential that may write keys gets by rotation none that may more than itself (SEC-112).
///
/// # Errors
/// `Denied`, or the database's.
pub(super) async fn may_rotate(deps: &Deps, caller: &Caller, before: &api_key::Model) -> Result<()> {
    if matches!(caller.who, Who::Session(_) | Who::Operator) {
        return Ok(());
    }
    let catalogue = permission::catalogue(deps).await?;
    let user = super::user::find(deps, before.user_id)
        .await?
        .ok_or(Error::Unauthenticated)?;
    let fits = catalogue
        .known(&before.permissions)
        .iter()
        .all(|permission| may_give(caller, &catalogue, &user, permission));
    if fits {
        Ok(())
    } else {
        Err(Error::Denied(
            "This key may do what the credential may not, so that the credential cannot make it work longer or elsewhere."
                .into(),
        ))
    }
}
