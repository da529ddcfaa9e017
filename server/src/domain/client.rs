//! A client as the protocol sees it: with its app, secrets, URLs and scopes, read together and cached.

use std::sync::Arc;

use entity::{
    api, api_client, app, app_scope, client, client_secret,
    id::{ApiId, ClientKey},
    redirect_url,
    values::{AuthMethod, Platform, RedirectKind, Scopes},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use super::{
    Deps, Result,
    permission::{self, Catalogue, Permission},
    scope::Description,
};

/// Everything about a client that a request needs. Never changes: a new one is read instead.
#[derive(Debug)]
pub struct ClientView {
    /// The client.
    pub client: client::Model,
    /// Its app.
    pub app: app::Model,
    /// The name of the organization that owns the app, if one does.
    pub publisher: Option<String>,
    /// Its secrets that are not revoked; some may have expired.
    pub secrets: Vec<client_secret::Model>,
    /// Where it may be sent back to.
    pub redirect_urls: Vec<String>,
    /// Where it may send people after signing out.
    pub post_logout_urls: Vec<String>,
    /// What its app may ask for.
    pub scopes: Vec<EnabledScope>,
    /// The APIs whose tokens it may introspect, by identifier.
    pub introspects: Vec<String>,
    /// Those of them whose calls carry a nonce.
    pub checks_nonces_of: Vec<String>,
    /// Every scope that there is.
    pub catalogue: Arc<Catalogue>,
}

/// A scope that an app has enabled.
#[derive(Clone, Debug)]
pub struct EnabledScope {
    /// What it means.
    pub about: Description,
    /// Whether the user may leave it out.
    pub optional: bool,
    /// Whether the app may use it without a user.
    pub approved: bool,
    /// The API that defines it; none for the service's own.
    pub api: Option<Arc<ApiView>>,
}

/// An API as far as tokens are concerned.
#[derive(Clone, Debug)]
pub struct ApiView {
    /// Its id.
    pub id: ApiId,
    /// Its `resource` and audience.
    pub identifier: String,
    /// What people read.
    pub name: String,
    /// Seconds that its access tokens live.
    pub access_token_ttl: Option<i64>,
    /// Whether its calls carry a nonce.
    pub require_nonce: bool,
}

impl ClientView {
    /// Whether it may be used at all.
    pub const fn is_live(&self) -> bool {
        self.client.disabled_at.is_none() && self.app.suspended_at.is_none() && self.app.blocked_at.is_none()
    }

    /// Whether it proves who it is.
    pub fn is_confidential(&self) -> bool {
        self.client.token_endpoint_auth_method != AuthMethod::None
    }

    /// The enabled scope of that name.
    pub fn scope(&self, name: &str) -> Option<&EnabledScope> {
        self.scopes.iter().find(|scope| scope.about.name == name)
    }

    /// The enabled scope of a permission that is written so.
    pub fn permitted(&self, text: &str) -> Option<(Permission, &EnabledScope)> {
        let permission = self.catalogue.parse(text).ok()?;
        let scope = self.scope(&permission.scope)?;
        Some((permission, scope))
    }

    /// Of these permissions, the ones whose scopes the app still has enabled.
    pub fn still_enabled(&self, permissions: &Scopes) -> Scopes {
        permissions.filter(|text| self.permitted(text).is_some())
    }
}

/// The client with that `client_id`, disabled or not.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, client_id: &str) -> Result<Option<Arc<ClientView>>> {
    // Longer than any registered id: not worth a look.
    if client_id.len() > 128 {
        return Ok(None);
    }
    let key = client_id.to_owned();
    deps.caches
        .clients
        .get_or_load(&key, async || load(deps, client_id).await)
        .await
}

/// As much of a look into the database as a `client_id` costs that nobody has: a refusal for another reason takes as long
/// (SEC-46).
///
/// # Errors
/// The database's.
pub async fn look_in_vain(deps: &Deps, client_id: &str) -> Result<()> {
    client::Entity::find()
        .filter(client::Column::ClientId.eq(client_id))
        .one(deps.db.read())
        .await?;
    Ok(())
}

/// The client with that key, for what was issued to it.
///
/// # Errors
/// The database's.
pub async fn find_by_key(deps: &Deps, key: ClientKey) -> Result<Option<Arc<ClientView>>> {
    let Some(row) = client::Entity::find_by_id(key).one(deps.db.read()).await? else {
        return Ok(None);
    };
    find(deps, &row.client_id).await
}

async fn load(deps: &Deps, client_id: &str) -> Result<Option<Arc<ClientView>>> {
    let db = deps.db.read();
    let Some(client) = client::Entity::find()
        .filter(client::Column::ClientId.eq(client_id))
        .one(db)
        .await?
    else {
        return Ok(None);
    };
    let Some(app) = app::Entity::find_by_id(client.app_id).one(db).await? else {
        return Ok(None);
    };
    let publisher = match app.owner_organization_id {
        Some(id) => entity::organization::Entity::find_by_id(id)
            .one(db)
            .await?
            .map(|row| row.name),
        None => None,
    };
    let secrets = client_secret::Entity::find()
        .filter(client_secret::Column::ClientId.eq(client.id))
        .filter(client_secret::Column::RevokedAt.is_null())
        .all(db)
        .await?;
    let urls = redirect_url::Entity::find()
        .filter(redirect_url::Column::ClientId.eq(client.id))
        .all(db)
        .await?;
    let (login, post_logout): (Vec<_>, Vec<_>) =
        urls.into_iter().partition(|row| row.kind == RedirectKind::Login);
    let introspected = introspects(deps, client.id).await?;
    let catalogue = permission::catalogue(deps).await?;
    let scopes = enabled(deps, &app, &catalogue).await?;
    Ok(Some(Arc::new(ClientView {
        client,
        app,
        publisher,
        secrets,
        redirect_urls: login.into_iter().map(|row| row.url).collect(),
        post_logout_urls: post_logout.into_iter().map(|row| row.url).collect(),
        scopes,
        checks_nonces_of: introspected
            .iter()
            .filter(|api| api.require_nonce)
            .map(|api| api.identifier.clone())
            .collect(),
        introspects: introspected.into_iter().map(|api| api.identifier).collect(),
        catalogue,
    })))
}

async fn introspects(deps: &Deps, key: ClientKey) -> Result<Vec<api::Model>> {
    let db = deps.db.read();
    let rows = api_client::Entity::find()
        .filter(api_client::Column::ClientId.eq(key))
        .all(db)
        .await?;
    let ids: Vec<ApiId> = rows.into_iter().map(|row| row.api_id).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    Ok(api::Entity::find()
        .filter(api::Column::Id.is_in(ids))
        .all(db)
        .await?)
}

/// The scopes that an app has enabled and that still exist, with their meaning.
async fn enabled(deps: &Deps, app: &app::Model, catalogue: &Catalogue) -> Result<Vec<EnabledScope>> {
    let rows = app_scope::Entity::find()
        .filter(app_scope::Column::AppId.eq(app.id))
        .all(deps.db.read())
        .await?;
    Ok(rows
        .into_iter()
        .filter_map(|row| {
            let entry = catalogue.scope(&row.name)?;
            Some(EnabledScope {
                about: entry.about.clone(),
                optional: row.optional,
                approved: row.approved_at.is_some(),
                api: entry.api.clone(),
            })
        })
        .collect())
}

impl From<api::Model> for ApiView {
    fn from(row: api::Model) -> Self {
        Self {
            id: row.id,
            identifier: row.identifier,
            name: row.name,
            access_token_ttl: row.access_token_ttl.map(i64::from),
            require_nonce: row.require_nonce,
        }
    }
}

/// Whether an origin is that of a redirect URL of a single-page client (SEC-60): exactly, and never `null`.
///
/// # Errors
/// The database's.
pub async fn is_browser_origin(deps: &Deps, origin: &str) -> Result<bool> {
    if origin.len() > 256 || origin == "null" {
        return Ok(false);
    }
    let known = deps
        .caches
        .origins
        .get_or_load(&origin.to_owned(), async || {
            let rows = redirect_url::Entity::find()
                .filter(redirect_url::Column::Origin.eq(origin))
                .filter(redirect_url::Column::Kind.eq(RedirectKind::Login))
                .all(deps.db.read())
                .await?;
            let keys: Vec<ClientKey> = rows.into_iter().map(|row| row.client_id).collect();
            let single_page = client::Entity::find()
                .filter(client::Column::Id.is_in(keys))
                .filter(client::Column::Platform.eq(Platform::SinglePage))
                .filter(client::Column::DisabledAt.is_null())
                .one(deps.db.read())
                .await?;
            Ok(Some(single_page.is_some()))
        })
        .await?;
    Ok(known.unwrap_or(false))
}
