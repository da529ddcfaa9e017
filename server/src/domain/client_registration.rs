//! Clients as their developers manage them: made, changed, deleted. How the protocol sees them is in
//! [`super::client`], what may be set in [`super::client_settings`].

use entity::{
    api, api_client, app, client,
    id::{AppId, ClientKey},
    values::{RedirectKind, Scopes},
};
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use serde_json::json;

use super::{
    Caller, Deps, Error, OnConflict as _, Result,
    app::{self as apps, Credential},
    audit::{self, Event},
    change::{Change, Write},
    client_secret,
    client_settings::{ClientSettings, SettingsPatch, Warning},
    database::one_at_a_time,
    once::Once,
    owner::Owner,
    policy::Action,
    redirect_url,
    secret::{ordered_id, random_id},
};

/// So many clients for each app.
pub const MOST: usize = 20;

/// A client to make.
#[derive(Clone, Debug)]
pub struct NewClient {
    /// Its settings.
    pub settings: ClientSettings,
    /// Its `client_id`, where a file chooses it; made here otherwise.
    pub client_id: Option<String>,
}

/// What was made, now or by an earlier call with the same idempotency key.
#[derive(Clone, Debug)]
pub struct Created<T> {
    /// It.
    pub made: T,
    /// Whether an earlier call made it; then secrets are not shown again.
    pub repeated: bool,
}

/// The client and its app, if the caller may do this to them.
///
/// # Errors
/// `NotFound` for strangers, `Denied` for members without the role.
pub(super) async fn load(
    db: &impl ConnectionTrait,
    caller: &Caller,
    id: ClientKey,
    action: Action,
    field: &'static str,
) -> Result<(client::Model, app::Model)> {
    let row = client::Entity::find_by_id(id)
        .one(db)
        .await?
        .ok_or(Error::no_such(field))?;
    let app = apps::load(db, caller, row.app_id, action, field).await?;
    Ok((row, app))
}

/// Records what happened to an app or its parts, for its organization too.
pub(crate) async fn record(
    write: &Write<'_>,
    caller: &Caller,
    app: &app::Model,
    event: Event,
    now: i64,
) -> Result<()> {
    let event = match app.owner_organization_id {
        Some(id) => event.organization(id),
        None => event,
    };
    audit::record(write.db(), now, caller, event.app(app.id)).await
}

/// The client, if the caller may see its app.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, caller: &Caller, id: ClientKey) -> Result<Option<client::Model>> {
    let Some(row) = client::Entity::find_by_id(id).one(deps.db.read()).await? else {
        return Ok(None);
    };
    Ok(apps::find(deps, caller, row.app_id).await?.map(|_| row))
}

/// The clients of these apps, in the order they were made.
///
/// # Errors
/// The database's.
pub async fn of_apps(deps: &Deps, apps: &[AppId]) -> Result<Vec<client::Model>> {
    Ok(client::Entity::find()
        .filter(client::Column::AppId.is_in(apps.iter().copied()))
        .order_by_asc(client::Column::CreatedAt)
        .order_by_asc(client::Column::Id)
        .all(deps.db.read())
        .await?)
}

/// The clients with these keys, whoever asks: for what the caller may see already.
///
/// # Errors
/// The database's.
pub async fn by_keys(deps: &Deps, keys: &[ClientKey]) -> Result<Vec<client::Model>> {
    Ok(client::Entity::find()
        .filter(client::Column::Id.is_in(keys.iter().copied()))
        .all(deps.db.read())
        .await?)
}

/// Writes a new client with its URLs and, where it authenticates with one, its first secret. `field` is put before
/// the names of wrong settings.
pub(super) async fn insert(
    db: &impl ConnectionTrait,
    app: &app::Model,
    new: &NewClient,
    (id, field): (ClientKey, &str),
    now: i64,
) -> Result<Credential> {
    new.settings.validate().map_err(|error| error.within(field))?;
    if let Some(client_id) = &new.client_id {
        check_client_id(client_id).map_err(|message| Error::invalid("client_id", message).within(field))?;
    }
    let client_id = new
        .client_id
        .clone()
        .unwrap_or_else(|| random_id().simple().to_string());
    let row = new_row(app, (id, client_id), &new.settings, now);
    client::Entity::insert(client::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(db)
        .await
        .on_conflict(|| Error::conflict("client_id", "This client_id is taken.").within(field))?;
    redirect_url::insert_all(db, id, (RedirectKind::Login, &new.settings.redirect_uris), now).await?;
    redirect_url::insert_all(
        db,
        id,
        (RedirectKind::PostLogout, &new.settings.post_logout_redirect_uris),
        now,
    )
    .await?;
    let secret = if new.settings.has_secrets() {
        Some(
            client_secret::insert(db, id, client_secret::Plan::first(), now)
                .await?
                .1,
        )
    } else {
        None
    };
    Ok(Credential { client: row, secret })
}

/// The row of a client with these settings.
pub(crate) fn new_row(
    app: &app::Model,
    (id, client_id): (ClientKey, String),
    settings: &ClientSettings,
    now: i64,
) -> client::Model {
    let mut row = client::Model {
        id,
        app_id: app.id,
        client_id,
        platform: settings.platform,
        token_endpoint_auth_method: settings.token_endpoint_auth_method,
        pin_auth_method: false,
        grant_types: Scopes::default(),
        response_types: Scopes::default(),
        response_modes: Scopes::default(),
        default_scopes: Scopes::default(),
        require_pkce: true,
        rotate_refresh_tokens: true,
        code_in_fragment: false,
        id_token_signed_response_alg: settings.id_token_signed_response_alg,
        userinfo_signed_response_alg: None,
        jwks: None,
        jwks_uri: None,
        default_max_age: None,
        disabled_at: None,
        last_used_at: None,
        created_at: now,
        updated_at: now,
    };
    settings.store(&mut row);
    row
}

/// A `client_id` that a file chooses: visible ASCII, never of the form of a user's id (SEC-42).
///
/// # Errors
/// What is wrong.
pub fn check_client_id(client_id: &str) -> std::result::Result<(), &'static str> {
    if !(1..=128).contains(&client_id.len()) || !client_id.bytes().all(|b| b.is_ascii_graphic() && b != b':')
    {
        return Err("A client_id has 1 to 128 visible ASCII characters and no colon.");
    }
    if client_id.parse::<entity::id::UserId>().is_ok() || client_id.starts_with("usr_") {
        return Err("A client_id cannot begin with usr_: it would look like a user.");
    }
    Ok(())
}

fn created(write: &Write<'_>, credential: &Credential) -> Event {
    let client = &credential.client;
    Event::done("client.created").target(client.id).details(json!({
        "client_id": client.client_id,
        "platform": client.platform,
        "warnings": unsafe_settings(write, &client.client_id, &ClientSettings::of(client)),
    }))
}

/// The names of settings that are unsafe, for the audit log; the operator's log is warned of them once they are saved
/// (SEC-07).
pub(crate) fn unsafe_settings(
    write: &Write<'_>,
    client_id: &str,
    settings: &ClientSettings,
) -> Vec<&'static str> {
    let names: Vec<_> = settings
        .warnings(&["-"], 1)
        .into_iter()
        // What is only recommended of a client that keeps a secret is not unsafe.
        .filter(|warning| !matches!(warning, Warning::PkceNotRequired { public: false }))
        .map(Warning::setting)
        .collect();
    if !names.is_empty() {
        let (client_id, settings) = (client_id.to_owned(), names.join(" "));
        write.then(move || tracing::warn!(client_id, settings, "a client was saved with unsafe settings"));
    }
    names
}

/// Records a client that was just written.
pub(crate) async fn record_created(
    write: &Write<'_>,
    caller: &Caller,
    app: &app::Model,
    made: &Credential,
    now: i64,
) -> Result<()> {
    record(write, caller, app, created(write, made), now).await
}

/// Makes a client of an app. Its first secret is made with it: nothing that exists is changed, so `apps:write` is
/// enough.
///
/// # Errors
/// `Invalid` on `client.…`; `LimitReached`.
pub async fn create(
    deps: &Deps,
    caller: &Caller,
    app_id: AppId,
    new: (NewClient, Option<String>),
) -> Result<Created<Credential>> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let (new, idempotency_key) = new;
    let once = Once::new(caller, "createClient", idempotency_key.as_deref(), now)?;
    let id = ClientKey(once.id());
    let mut write = Write::begin(deps).await?;
    let app = apps::load(write.db(), caller, app_id, Action::UpdateApp, "app_id").await?;
    apps::check_first_party(write.db(), caller, &app).await?;
    if !once.claim(write.db()).await? {
        let row = client::Entity::find_by_id(id)
            .one(write.db())
            .await?
            .filter(|row| row.app_id == app.id);
        let client = row.ok_or_else(apps::used_up)?;
        return Ok(Created {
            made: Credential { client, secret: None },
            repeated: true,
        });
    }
    one_at_a_time(write.db(), &format!("clients of {}", app.id)).await?;
    let count = client::Entity::find()
        .filter(client::Column::AppId.eq(app.id))
        .count(write.db())
        .await?;
    if count >= MOST as u64 {
        return Err(Error::limit(
            "app_id",
            format!("An app has {MOST} clients at most."),
        ));
    }
    check_default_scopes(write.db(), app.id, &new.settings.default_scopes)
        .await
        .map_err(|e| e.within("client."))?;
    let made = insert(write.db(), &app, &new, (id, "client."), now).await?;
    record(&write, caller, &app, created(&write, &made), now).await?;
    write.changed(Change::App(app.id));
    write.commit().await?;
    Ok(Created {
        made,
        repeated: false,
    })
}

/// Default scopes are among those that the app has enabled.
pub(crate) async fn check_default_scopes(
    db: &impl ConnectionTrait,
    app_id: AppId,
    scopes: &Scopes,
) -> Result<()> {
    if scopes.is_empty() {
        return Ok(());
    }
    let enabled = super::app_scope::names(db, app_id).await?;
    match scopes
        .iter()
        .position(|name| !enabled.iter().any(|enabled| enabled == name))
    {
        Some(index) => Err(Error::invalid(
            format!("default_scopes.{index}"),
            "The app does not have this scope enabled.",
        )),
        None => Ok(()),
    }
}

/// A change to a client.
#[derive(Clone, Debug)]
pub struct ClientChange {
    /// Which.
    pub id: ClientKey,
    /// Its settings.
    pub settings: SettingsPatch,
    /// Whether it is switched off.
    pub disabled: Option<bool>,
}

/// Changes a client's settings. How it authenticates is as sensitive as its secrets: without, they count for nothing.
///
/// # Errors
/// `Invalid` on `settings.…`; `StepUpRequired`.
pub async fn update(deps: &Deps, caller: &Caller, change: ClientChange) -> Result<client::Model> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (before, app) = load(write.db(), caller, change.id, Action::UpdateApp, "client_id").await?;
    let mut settings = ClientSettings::of(&before);
    settings.patch(change.settings);
    if settings.token_endpoint_auth_method != before.token_endpoint_auth_method
        || settings.pin_auth_method != before.pin_auth_method
    {
        caller.require_fresh(now, "secrets:write")?;
    }
    settings.validate()?;
    if settings.default_scopes != before.default_scopes {
        check_default_scopes(write.db(), app.id, &settings.default_scopes).await?;
    }
    let mut after = before.clone();
    settings.store(&mut after);
    match change.disabled {
        Some(true) => after.disabled_at = before.disabled_at.or(Some(now)),
        Some(false) => after.disabled_at = None,
        None => {}
    }
    if after != before {
        after.updated_at = now;
        save(&write, &before, &mut after).await?;
        let event = Event::done("client.updated").target(after.id).details(json!({
            "client_id": after.client_id,
            "changed": changed(&before, &after),
            "warnings": unsafe_settings(&write, &after.client_id, &settings),
        }));
        record(&write, caller, &app, event, now).await?;
        write.changed(Change::App(app.id));
    }
    write.commit().await?;
    Ok(after)
}

/// The names of what differs.
pub(crate) fn changed(before: &client::Model, after: &client::Model) -> Vec<&'static str> {
    macro_rules! differing {
        ($($field:ident)*) => {
            [$((stringify!($field), before.$field != after.$field)),*]
        };
    }
    let all = differing!(platform token_endpoint_auth_method pin_auth_method grant_types response_types response_modes
        default_scopes require_pkce rotate_refresh_tokens code_in_fragment id_token_signed_response_alg
        userinfo_signed_response_alg jwks jwks_uri default_max_age disabled_at);
    all.into_iter()
        .filter_map(|(name, differs)| differs.then_some(name))
        .collect()
}

/// Saves the row, unless it changed since it was read.
///
/// # Errors
/// `Conflict` where it did.
pub(crate) async fn save(write: &Write<'_>, before: &client::Model, after: &mut client::Model) -> Result<()> {
    after.updated_at = after.updated_at.max(before.updated_at + 1);
    let mut active = client::ActiveModel::from(after.clone()).reset_all();
    active.id = ActiveValue::NotSet;
    // Written in batches by the usage counter.
    active.last_used_at = ActiveValue::NotSet;
    let saved = client::Entity::update_many()
        .set(active)
        .filter(client::Column::Id.eq(before.id))
        .filter(client::Column::UpdatedAt.eq(before.updated_at))
        .exec(write.db())
        .await?;
    if saved.rows_affected == 1 {
        return Ok(());
    }
    Err(Error::conflict(
        "client_id",
        "The client was changed at the same moment. Look at it again, then repeat.",
    ))
}

/// A client's public keys: one of the two, or none.
#[derive(Clone, Debug)]
pub struct ClientKeys {
    /// Of this client.
    pub id: ClientKey,
    /// The keys themselves.
    pub jwks: Option<serde_json::Value>,
    /// Where they are.
    pub jwks_uri: Option<String>,
}

/// Sets with which keys a client signs. As sensitive as making a secret.
///
/// # Errors
/// `Invalid` on `jwks` or `jwks_uri`; `StepUpRequired`.
pub async fn set_keys(deps: &Deps, caller: &Caller, keys: ClientKeys) -> Result<client::Model> {
    let now = deps.clock.now();
    caller.require_fresh(now, "secrets:write")?;
    let mut write = Write::begin(deps).await?;
    let (before, app) = load(
        write.db(),
        caller,
        keys.id,
        Action::ManageCredentials,
        "client_id",
    )
    .await?;
    let mut settings = ClientSettings::of(&before);
    settings.jwks = keys.jwks;
    settings.jwks_uri = keys.jwks_uri;
    settings.validate()?;
    let mut after = before.clone();
    settings.store(&mut after);
    after.updated_at = now;
    save(&write, &before, &mut after).await?;
    let details =
        json!({ "client_id": after.client_id, "jwks": after.jwks.is_some(), "jwks_uri": after.jwks_uri });
    record(
        &write,
        caller,
        &app,
        Event::done("client.keys_set").target(after.id).details(details),
        now,
    )
    .await?;
    write.changed(Change::App(app.id));
    write.commit().await?;
    Ok(after)
}

/// Deletes a client with its secrets, URLs and everything issued to it.
///
/// # Errors
/// `NotFound`.
pub async fn delete(deps: &Deps, caller: &Caller, id: ClientKey) -> Result<app::Model> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (row, app) = load(write.db(), caller, id, Action::UpdateApp, "client_id").await?;
    client::Entity::delete_by_id(id).exec(write.db()).await?;
    let event = Event::done("client.deleted")
        .target(id)
        .details(json!({ "client_id": row.client_id }));
    record(&write, caller, &app, event, now).await?;
    write.changed(Change::App(app.id));
    write.commit().await?;
    Ok(app)
}

/// The clients that may introspect the tokens of these APIs.
///
/// # Errors
/// The database's.
pub async fn introspecting(
    deps: &Deps,
    api_ids: &[entity::id::ApiId],
) -> Result<Vec<(entity::id::ApiId, client::Model)>> {
    let links = api_client::Entity::find()
        .filter(api_client::Column::ApiId.is_in(api_ids.iter().copied()))
        .all(deps.db.read())
        .await?;
    let keys: Vec<ClientKey> = links.iter().map(|link| link.client_id).collect();
    let clients = by_keys(deps, &keys).await?;
    Ok(links
        .into_iter()
        .filter_map(|link| {
            Some((
                link.api_id,
                clients.iter().find(|row| row.id == link.client_id)?.clone(),
            ))
        })
        .collect())
}

/// Makes the list of clients that may introspect an API's tokens exact; they must belong to the API's owner or to
/// the caller.
pub(crate) async fn set_introspecting(
    db: &impl ConnectionTrait,
    caller: &Caller,
    api: &api::Model,
    client_ids: &[String],
) -> Result<()> {
    const FIELD: &str = "introspection_clients";
    let rows = client::Entity::find()
        .filter(client::Column::ClientId.is_in(client_ids))
        .all(db)
        .await?;
    api_client::Entity::delete_many()
        .filter(api_client::Column::ApiId.eq(api.id))
        .exec(db)
        .await?;
    for (index, client_id) in client_ids.iter().enumerate() {
        let refuse = |message: &'static str| Err(Error::invalid(format!("{FIELD}.{index}"), message));
        let Some(row) = rows.iter().find(|row| row.client_id == *client_id) else {
            return refuse("There is no such client among yours.");
        };
        if client_ids[..index].contains(client_id) {
            return refuse("This client is in the list twice.");
        }
        let app = match apps::load(db, caller, row.app_id, Action::View, FIELD).await {
            Ok(app) => app,
            Err(Error::NotFound { .. }) => return refuse("There is no such client among yours."),
            Err(error) => return Err(error),
        };
        let same_owner = Owner::of(app.owner_user_id, app.owner_organization_id)
            == Owner::of(api.owner_user_id, api.owner_organization_id);
        if !same_owner {
            return refuse("The client's app must have the same owner as the API.");
        }
        if row.token_endpoint_auth_method == entity::values::AuthMethod::None {
            return refuse("A client that introspects must authenticate (RFC 7662 section 2.1).");
        }
        let link = api_client::Model {
            api_id: api.id,
            client_id: row.id,
        };
        api_client::Entity::insert(api_client::ActiveModel::from(link).reset_all())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

/// A fresh id for a client made with its app.
pub(crate) fn new_key(now: i64) -> ClientKey {
    ClientKey(ordered_id(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_42_a_client_never_looks_like_a_user() {
        assert!(check_client_id("demo-web").is_ok());
        let user = entity::id::UserId(random_id()).to_string();
        for bad in [user.as_str(), "usr_x", "", "a b", "a:b", "ü", &"x".repeat(129)] {
            assert!(check_client_id(bad).is_err(), "{bad}");
        }
        for _ in 0..32 {
            assert!(check_client_id(&random_id().simple().to_string()).is_ok());
        }
    }
}
