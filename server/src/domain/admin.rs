//! Administration: what only administrators may, with the right read from the database each time (SEC-100), and
//! a fresh sign-in for every act.

use entity::{
    app, audit_event, grant,
    id::{AppId, UserId},
    session, user,
    values::Role,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait, QueryFilter,
    Select,
    sea_query::{Expr, LikeExpr},
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result,
    app::{self as apps, Seen},
    audit::{self, Event},
    caller::{Whereabouts, Who},
    change::{Change, Write},
    client_registration::{Created, record},
    key::{self, Takeover},
    notice::{self, Notice},
    once::Once,
    page::{self, Rows, Slice, Sort, contains},
    password, second_factor,
    secret::Secret,
    user::{self as users, NewUser},
};

/// Whether the person who asks is an administrator now.
///
/// # Errors
/// The database's.
pub async fn is_administrator(db: &impl ConnectionTrait, caller: &Caller) -> Result<bool> {
    if matches!(caller.who, Who::Operator) {
        return Ok(true);
    }
    let Some(user_id) = caller.user() else {
        return Ok(false);
    };
    let row = user::Entity::find_by_id(user_id).one(db).await?;
    Ok(row.is_some_and(|row| row.role == Role::Admin && row.disabled_at.is_none()))
}

/// Demands an administrator, and of a token the scope. For everybody else administration does not exist.
///
/// # Errors
/// `NotFound`, or `MissingScope` for an administrator's token without it.
pub async fn check(db: &impl ConnectionTrait, caller: &Caller, scope: &'static str) -> Result<()> {
    if !is_administrator(db, caller).await? {
        return Err(Error::not_found());
    }
    caller.require(scope)
}

/// As [`check`], for acts: with a fresh sign-in.
///
/// # Errors
/// `StepUpRequired` besides those of [`check`].
pub(super) async fn check_act(deps: &Deps, caller: &Caller) -> Result<()> {
    if !deps.config.admin_api && !matches!(caller.who, Who::Operator) {
        return Err(Error::not_found());
    }
    check(deps.db.read(), caller, "admin:write").await?;
    caller.require_fresh(deps.clock.now(), "admin:write")
}

/// Which users.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Part of the address or the name.
    pub search: Option<String>,
    /// With this role.
    pub role: Option<Role>,
    /// Suspended or not.
    pub suspended: Option<bool>,
}

/// By what users are ordered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrderBy {
    /// Their address.
    Email,
    /// When their account was made.
    CreatedAt,
}

impl OrderBy {
    const fn column(self) -> user::Column {
        match self {
            Self::Email => user::Column::EmailKey,
            Self::CreatedAt => user::Column::CreatedAt,
        }
    }

    /// A row's sort key.
    pub fn key(self, row: &user::Model) -> page::Key {
        match self {
            Self::Email => page::Key::Text(row.email_key.clone()),
            Self::CreatedAt => page::Key::Number(row.created_at),
        }
    }
}

fn select(filter: &Filter) -> Select<user::Entity> {
    let mut query = user::Entity::find();
    if let Some(role) = filter.role {
        query = query.filter(user::Column::Role.eq(role));
    }
    match filter.suspended {
        Some(true) => query = query.filter(user::Column::DisabledAt.is_not_null()),
        Some(false) => query = query.filter(user::Column::DisabledAt.is_null()),
        None => {}
    }
    if let Some(search) = filter
        .search
        .as_deref()
        .map(str::trim)
        .filter(|text| !text.is_empty())
    {
        query = query.filter(
            Condition::any()
                .add(contains(user::Column::EmailKey, search))
                .add(named(search)),
        );
    }
    query
}

/// The name is in the profile, which is JSON: its text is searched from that claim on.
fn named(search: &str) -> sea_orm::sea_query::SimpleExpr {
    let quoted = serde_json::to_string(search).unwrap_or_default();
    let inner = quoted
        .trim_matches('"')
        .replace('\\', "\\\\")
        .replace('%', "\\%")
        .replace('_', "\\_")
        .to_lowercase();
    let text = Expr::col(user::Column::Profile).cast_as("text");
    let lower = Expr::expr(sea_orm::sea_query::Func::lower(text));
    lower.like(LikeExpr::new(format!("%\"name\":%{inner}%")).escape('\\'))
}

/// Part of the list of users; looking into it is recorded (SEC-118).
///
/// # Errors
/// As [`check`].
pub async fn list_users(
    deps: &Deps,
    caller: &Caller,
    filter: &Filter,
    (by, descending, slice): (OrderBy, bool, Slice),
) -> Result<Rows<user::Model>> {
    check(deps.db.read(), caller, "admin:read").await?;
    let event = Event::done("admin.users_listed").details(json!({ "searched": filter.search.is_some() }));
    audit::record(deps.db.write(), deps.clock.now(), caller, event).await?;
    let sort = Sort {
        key: Some(by.column()),
        id: user::Column::Id,
        descending,
    };
    page::select(deps.db.read(), select(filter), sort, &slice).await
}

/// How many users a list has.
///
/// # Errors
/// As [`check`].
pub async fn count_users(deps: &Deps, caller: &Caller, filter: &Filter) -> Result<u64> {
    check(deps.db.read(), caller, "admin:read").await?;
    Ok(select(filter).count(deps.db.read()).await?)
}

/// One user; looking is recorded.
///
/// # Errors
/// As [`check`].
pub async fn find_user(deps: &Deps, caller: &Caller, which: Which<'_>) -> Result<Option<user::Model>> {
    check(deps.db.read(), caller, "admin:read").await?;
    let row = match which {
        Which::Id(id) => user::Entity::find_by_id(id).one(deps.db.read()).await?,
        Which::Email(email) => users::find_by_email(deps.db.read(), email).await?,
    };
    if let Some(row) = row.as_ref().filter(|row| caller.user() != Some(row.id)) {
        let event = Event::done("admin.user_viewed").user(row.id).target(row.id);
        audit::record(deps.db.write(), deps.clock.now(), caller, event).await?;
    }
    Ok(row)
}

/// By what a user is found.
#[derive(Clone, Copy, Debug)]
pub enum Which<'a> {
    /// The id.
    Id(UserId),
    /// The address.
    Email(&'a str),
}

/// An account that an administrator makes.
#[derive(Debug)]
pub struct AdminNewUser {
    /// The address.
    pub email: String,
    /// The name.
    pub name: Option<String>,
    /// The first password, which the person should change.
    pub password: Secret,
    /// What they may do to the service.
    pub role: Role,
    /// Whether the address is known to be theirs.
    pub email_verified: bool,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

/// Makes an account.
///
/// # Errors
/// `Invalid`; `Conflict` on `email`; as [`check`] with a fresh sign-in.
pub async fn create_user(deps: &Deps, caller: &Caller, new: AdminNewUser) -> Result<Created<user::Model>> {
    check_act(deps, caller).await?;
    let now = deps.clock.now();
    let once = Once::new(caller, "adminCreateUser", new.idempotency_key.as_deref(), now)?;
    let registrant = users::Registrant {
        email: new.email,
        password: new.password,
        name: new.name.unwrap_or_default(),
    };
    if let Some(problem) = registrant.problems(&deps.config.service_name).into_iter().next() {
        return Err(Error::Invalid(problem));
    }
    let email = registrant.email.clone();
    let made = registrant.into_new_user(deps, new.role).await?;
    let write = Write::begin(deps).await?;
    if !once.claim(write.db()).await? {
        let row = users::find_by_email(write.db(), &email)
            .await?
            .ok_or_else(apps::used_up)?;
        return Ok(Created {
            made: row,
            repeated: true,
        });
    }
    let new = NewUser {
        email_verified: new.email_verified,
        ..made
    };
    let row = users::insert(write.db(), caller, now, new).await?;
    write.commit().await?;
    Ok(Created {
        made: row,
        repeated: false,
    })
}

/// Switches an account off, or on again.
///
/// # Errors
/// `Denied` for the last administrator; as [`check`] with a fresh sign-in.
pub async fn suspend_user(deps: &Deps, caller: &Caller, id: UserId, suspended: bool) -> Result<user::Model> {
    check_act(deps, caller).await?;
    if suspended {
        users::disable(deps, caller, id).await
    } else {
        users::enable(deps, caller, id).await
    }
}

/// What of a person's credentials an administrator resets.
#[derive(Debug)]
pub struct Reset {
    /// Another password, told to the person; none: they keep theirs.
    pub password: Option<Secret>,
    /// Whether every second factor and recovery code goes.
    pub second_factors: bool,
}

/// Resets how a person signs in, for one who has lost what it takes, and ends all their sessions and everything that
/// apps got. A reset of the password never takes a second factor away: that is asked for by name (SEC-82).
///
/// # Errors
/// `Invalid` on `newPassword`, or on `removeSecondFactors` where nothing is asked for; `NotFound`; as [`check`] with a
/// fresh sign-in.
pub async fn reset_credentials(
    deps: &Deps,
    caller: &Caller,
    id: UserId,
    reset: Reset,
) -> Result<user::Model> {
    check_act(deps, caller).await?;
    if reset.password.is_none() && !reset.second_factors {
        return Err(Error::invalid(
            "removeSecondFactors",
            "Say what to reset: the password, the second factors, or both.",
        ));
    }
    let row = user::Entity::find_by_id(id)
        .one(deps.db.read())
        .await?
        .ok_or(Error::no_such("userId"))?;
    let hash = match &reset.password {
        Some(password) => {
            let local = row.email.split('@').next().unwrap_or_default();
            password::check_new(password, &[&row.email, local, &deps.config.service_name])?;
            Some(deps.hashers.hash(password).await?)
        }
        None => None,
    };
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    if let Some(hash) = hash {
        user::Entity::update_many()
            .col_expr(user::Column::PasswordHash, Expr::value(hash))
            .col_expr(user::Column::PasswordChangedAt, Expr::value(now))
            .col_expr(user::Column::UpdatedAt, Expr::value(now))
            .filter(user::Column::Id.eq(id))
            .exec(write.db())
            .await?;
        let event = Event::done("user.password_reset").user(id).target(id);
        audit::record(write.db(), now, caller, event).await?;
        // The person hears of it, and not from where the administrator works.
        let told = Notice::PasswordSetByAdministrator;
        notice::tell(deps, write.db(), &row, &Whereabouts::default(), told).await?;
    }
    if reset.second_factors {
        second_factor::reset(&mut write, caller, id, now).await?;
        notice::tell(
            deps,
            write.db(),
            &row,
            &Whereabouts::default(),
            Notice::FactorsReset,
        )
        .await?;
    }
    users::end_sign_ins(&mut write, caller, id, now).await?;
    write.changed(Change::User(id));
    write.commit().await?;
    user::Entity::find_by_id(id)
        .one(deps.db.read())
        .await?
        .ok_or(Error::no_such("userId"))
}

/// Gives or takes the right to administer.
///
/// # Errors
/// `Denied` for the last administrator; as [`check`] with a fresh sign-in.
pub async fn change_role(deps: &Deps, caller: &Caller, id: UserId, role: Role) -> Result<user::Model> {
    check_act(deps, caller).await?;
    users::set_role(deps, caller, id, role).await
}

/// Vouches for an app, or no longer.
///
/// # Errors
/// As [`check`] with a fresh sign-in.
pub async fn verify_app(deps: &Deps, caller: &Caller, id: AppId, verified: bool) -> Result<app::Model> {
    check_act(deps, caller).await?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = app::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::no_such("app_id"))?;
    let mut after = before.clone();
    after.verified_at = if verified {
        before.verified_at.or(Some(now))
    } else {
        None
    };
    // The input has no version: it is about the app.
    apps::save(&mut write, None, &before, &mut after, now)
        .await
        .map_err(|error| error.renamed("expected_version", "app_id"))?;
    let kind = if verified {
        "app.verified"
    } else {
        "app.unverified"
    };
    record(&write, caller, &after, Event::done(kind).target(id), now).await?;
    write.commit().await?;
    Ok(after)
}

/// Switches an app off so that only an administrator can switch it on, or switches it on.
///
/// # Errors
/// As [`check`] with a fresh sign-in.
pub async fn suspend_app(deps: &Deps, caller: &Caller, id: AppId, suspended: bool) -> Result<app::Model> {
    check_act(deps, caller).await?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let before = app::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::no_such("app_id"))?;
    let seen = Seen {
        id,
        expected_version: None,
    };
    let after = apps::set_suspended(&mut write, caller, seen, (before, suspended, true), now)
        .await
        .map_err(|error| error.renamed("expected_version", "app_id"))?;
    write.commit().await?;
    Ok(after)
}

/// Makes new signing keys.
///
/// # Errors
/// As [`check`] with a fresh sign-in.
pub async fn rotate_keys(deps: &Deps, caller: &Caller, takeover: Takeover) -> Result<()> {
    check_act(deps, caller).await?;
    key::rotate(deps, caller, takeover).await
}

/// How the service is.
#[derive(Clone, Copy, Debug)]
pub struct Health {
    /// Milliseconds that the database took to answer.
    pub database_ms: u64,
    /// Accounts.
    pub users: u64,
    /// Apps.
    pub apps: u64,
    /// Grants that are live.
    pub live_grants: u64,
    /// Sessions that are live.
    pub live_sessions: u64,
    /// Audit events without a seal.
    pub unsealed_events: u64,
}

/// What waits in this process: name, how many, how many can.
pub fn queues(deps: &Deps) -> [(&'static str, usize, usize); 3] {
    let (journal, of_journal) = deps.journal.waiting();
    let (hashers, of_hashers) = deps.hashers.waiting();
    [
        ("journal", journal, of_journal),
        (
            "request_log",
            deps.requests.waiting(),
            super::request_log::WAITING,
        ),
        ("password_hashing", hashers, of_hashers),
    ]
}

/// Looks how the service is.
///
/// # Errors
/// As [`check`].
pub async fn health(deps: &Deps, caller: &Caller) -> Result<Health> {
    let db = deps.db.read();
    check(db, caller, "admin:read").await?;
    let start = std::time::Instant::now();
    deps.db.ping().await?;
    let database_ms = u64::try_from(start.elapsed().as_millis()).unwrap_or(u64::MAX);
    let now = deps.clock.now();
    Ok(Health {
        database_ms,
        users: user::Entity::find().count(db).await?,
        apps: app::Entity::find().count(db).await?,
        live_grants: grant::Entity::find()
            .filter(grant::Column::RevokedAt.is_null())
            .count(db)
            .await?,
        live_sessions: session::Entity::find()
            .filter(session::Column::EndedAt.is_null())
            .filter(session::Column::ExpiresAt.gt(now))
            .count(db)
            .await?,
        unsealed_events: audit_event::Entity::find()
            .filter(audit_event::Column::SealId.is_null())
            .count(db)
            .await?,
    })
}
