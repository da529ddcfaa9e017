//! Client secrets: made here, shown once, several at a time so that they can be exchanged without a pause (SEC-48).

use entity::{
    client, client_secret,
    id::{ClientKey, ClientSecretId},
    values::AuthMethod,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, EntityTrait, ExprTrait as _, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::Expr,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, Result, app as apps,
    audit::Event,
    change::{Change, Write},
    client_registration::{self, record},
    clock::{DAY, SECOND},
    database::one_at_a_time,
    display_name,
    once::Once,
    policy::Action,
    secret::{Kind, Secret, generate, ordered_id},
};

/// So many that work for each client.
pub const MOST: u64 = 10;
/// The longest that secrets go on working after a new one was made.
pub const LONGEST_OVERLAP: i64 = 30 * DAY;
const LONGEST_LIFE: i64 = 3650 * DAY;

/// How a secret is to be.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// What the developer calls it.
    pub label: Option<String>,
    /// When it stops working.
    pub expires_at: Option<i64>,
    /// Makes a repetition of the call harmless.
    pub idempotency_key: Option<String>,
}

impl Plan {
    /// The secret that a client is made with.
    pub(super) fn first() -> Self {
        Self {
            label: Some("First secret".to_owned()),
            ..Self::default()
        }
    }
}

/// What was made: the secret itself is shown this once.
#[derive(Clone, Debug)]
pub struct NewSecret {
    /// What is kept.
    pub row: client_secret::Model,
    /// The secret; none where an earlier call made it.
    pub secret: Option<Secret>,
    /// Its client.
    pub client: client::Model,
}

/// Writes a new secret, within somebody's transaction.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    client_id: ClientKey,
    plan: Plan,
    now: i64,
) -> Result<(client_secret::Model, Secret)> {
    insert_as(db, client_id, ClientSecretId(ordered_id(now)), plan, now).await
}

async fn insert_as(
    db: &impl ConnectionTrait,
    client_id: ClientKey,
    id: ClientSecretId,
    plan: Plan,
    now: i64,
) -> Result<(client_secret::Model, Secret)> {
    let secret = generate(Kind::ClientSecret);
    let row = client_secret::Model {
        id,
        client_id,
        digest: secret.digest(),
        label: plan.label.unwrap_or_else(|| "Secret".to_owned()),
        last_four: secret.last_four(),
        expires_at: plan.expires_at,
        revoked_at: None,
        last_used_at: None,
        use_count: 0,
        created_at: now,
    };
    client_secret::Entity::insert(client_secret::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(db)
        .await?;
    Ok((row, secret))
}

pub(crate) fn live(client_id: ClientKey, now: i64) -> Condition {
    Condition::all()
        .add(client_secret::Column::ClientId.eq(client_id))
        .add(client_secret::Column::RevokedAt.is_null())
        .add(
            client_secret::Column::ExpiresAt
                .is_null()
                .or(client_secret::Column::ExpiresAt.gt(now)),
        )
}

/// Whether the secret works.
pub fn is_live(row: &client_secret::Model, now: i64) -> bool {
    row.revoked_at.is_none() && row.expires_at.is_none_or(|at| at > now)
}

fn check(plan: Plan, now: i64) -> Result<Plan> {
    let label = match plan.label.as_deref().map(str::trim) {
        None | Some("") => None,
        Some(label) => Some(display_name::check("label", label)?),
    };
    if plan
        .expires_at
        .is_some_and(|at| at <= now || at > now + LONGEST_LIFE)
    {
        return Err(Error::invalid(
            "expires_at",
            "Use a time in the future, within ten years.",
        ));
    }
    Ok(Plan { label, ..plan })
}

fn check_client(row: &client::Model) -> Result<()> {
    match row.token_endpoint_auth_method {
        AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost => Ok(()),
        AuthMethod::None => Err(Error::invalid(
            "client_id",
            "This client is public: it has no secret.",
        )),
        AuthMethod::PrivateKeyJwt => Err(Error::invalid(
            "client_id",
            "This client authenticates with its key, not with a secret.",
        )),
    }
}

/// Makes another secret; those before it go on working.
///
/// # Errors
/// `StepUpRequired`; `Invalid`; `LimitReached`.
pub async fn create(deps: &Deps, caller: &Caller, client_id: ClientKey, plan: Plan) -> Result<NewSecret> {
    make(deps, caller, client_id, (plan, None)).await
}

/// Makes another secret; those before it work for so many more seconds.
///
/// # Errors
/// As [`create`].
pub async fn rotate(
    deps: &Deps,
    caller: &Caller,
    client_id: ClientKey,
    (plan, overlap): (Plan, i64),
) -> Result<NewSecret> {
    if !(0..=LONGEST_OVERLAP / SECOND).contains(&overlap) {
        return Err(Error::invalid(
            "overlap",
            format!("Use 0 to {} seconds.", LONGEST_OVERLAP / SECOND),
        ));
    }
    make(deps, caller, client_id, (plan, Some(overlap))).await
}

async fn make(
    deps: &Deps,
    caller: &Caller,
    client_id: ClientKey,
    (plan, overlap): (Plan, Option<i64>),
) -> Result<NewSecret> {
    let now = deps.clock.now();
    caller.require_fresh(now, "secrets:write")?;
    let verb = if overlap.is_some() {
        "rotateClientSecret"
    } else {
        "createClientSecret"
    };
    let once = Once::new(caller, verb, plan.idempotency_key.as_deref(), now)?;
    let plan = check(plan, now)?;
    let mut write = Write::begin(deps).await?;
    let (client, app) = client_registration::load(
        write.db(),
        caller,
        client_id,
        Action::ManageCredentials,
        "client_id",
    )
    .await?;
    check_client(&client)?;
    let id = ClientSecretId(once.id());
    if !once.claim(write.db()).await? {
        let row = client_secret::Entity::find_by_id(id)
            .one(write.db())
            .await?
            .filter(|row| row.client_id == client_id);
        return Ok(NewSecret {
            row: row.ok_or_else(apps::used_up)?,
            secret: None,
            client,
        });
    }
    if let Some(overlap) = overlap {
        let until = now + overlap * SECOND;
        client_secret::Entity::update_many()
            .col_expr(client_secret::Column::ExpiresAt, Expr::value(until))
            .filter(live(client_id, now))
            .filter(
                client_secret::Column::ExpiresAt
                    .is_null()
                    .or(client_secret::Column::ExpiresAt.gt(until)),
            )
            .exec(write.db())
            .await?;
    }
    one_at_a_time(write.db(), &format!("secrets of {client_id}")).await?;
    if client_secret::Entity::find()
        .filter(live(client_id, now))
        .count(write.db())
        .await?
        >= MOST
    {
        return Err(Error::limit(
            "client_id",
            format!("A client has {MOST} working secrets at most. Revoke one first."),
        ));
    }
    let (row, secret) = insert_as(write.db(), client_id, id, plan, now).await?;
    let kind = if overlap.is_some() {
        "client_secret.rotated"
    } else {
        "client_secret.created"
    };
    let event = Event::done(kind).target(row.id).details(json!({
        "client_id": client.client_id,
        "last_four": row.last_four,
        "expires_at": row.expires_at,
        "overlap": overlap,
    }));
    record(&write, caller, &app, event, now).await?;
    write.changed(Change::App(app.id));
    write.commit().await?;
    Ok(NewSecret {
        row,
        secret: Some(secret),
        client,
    })
}

/// Revokes a secret, at once. The last one that works only if the caller says so.
///
/// # Errors
/// `StepUpRequired`; `Conflict` on `even_if_last`.
pub async fn revoke(
    deps: &Deps,
    caller: &Caller,
    id: ClientSecretId,
    even_if_last: bool,
) -> Result<(client_secret::Model, client::Model)> {
    const FIELD: &str = "secret_id";
    let now = deps.clock.now();
    caller.require_fresh(now, "secrets:write")?;
    let mut write = Write::begin(deps).await?;
    let mut row = client_secret::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::no_such(FIELD))?;
    let (client, app) = client_registration::load(
        write.db(),
        caller,
        row.client_id,
        Action::ManageCredentials,
        FIELD,
    )
    .await?;
    if row.revoked_at.is_none() {
        let others = client_secret::Entity::find()
            .filter(live(client.id, now))
            .filter(client_secret::Column::Id.ne(id))
            .count(write.db())
            .await?;
        let needed = matches!(
            client.token_endpoint_auth_method,
            AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost
        );
        if others == 0 && needed && is_live(&row, now) && !even_if_last {
            return Err(Error::conflict(
                "even_if_last",
                "This is the last secret that works: without it the client cannot get tokens. Say so to revoke it anyway.",
            ));
        }
        client_secret::Entity::update_many()
            .col_expr(client_secret::Column::RevokedAt, Expr::value(now))
            .filter(client_secret::Column::Id.eq(id))
            .filter(client_secret::Column::RevokedAt.is_null())
            .exec(write.db())
            .await?;
        row.revoked_at = Some(now);
        let details =
            json!({ "client_id": client.client_id, "last_four": row.last_four, "last": others == 0 });
        record(
            &write,
            caller,
            &app,
            Event::done("client_secret.revoked").target(id).details(details),
            now,
        )
        .await?;
        write.changed(Change::App(app.id));
    }
    write.commit().await?;
    Ok((row, client))
}

/// The secrets of these clients that are not revoked, newest first.
///
/// # Errors
/// The database's.
pub async fn of_clients(deps: &Deps, clients: &[ClientKey]) -> Result<Vec<client_secret::Model>> {
    Ok(client_secret::Entity::find()
        .filter(client_secret::Column::ClientId.is_in(clients.iter().copied()))
        .filter(client_secret::Column::RevokedAt.is_null())
        .order_by_desc(client_secret::Column::CreatedAt)
        .order_by_desc(client_secret::Column::Id)
        .all(deps.db.read())
        .await?)
}

/// The secret, revoked or not, if the caller may see its app.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, caller: &Caller, id: ClientSecretId) -> Result<Option<client_secret::Model>> {
    let Some(row) = client_secret::Entity::find_by_id(id).one(deps.db.read()).await? else {
        return Ok(None);
    };
    Ok(client_registration::find(deps, caller, row.client_id)
        .await?
        .map(|_| row))
}
