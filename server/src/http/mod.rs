//! The edge: the only shelf that knows axum. [`router`] is the one table of paths.

mod api;
mod assets;
mod audit_export;
mod bearer;
mod body;
mod cookie;
mod cors;
mod credential;
mod dialect;
mod edge;
mod flood;
mod graphql;
mod greenfield;
mod guesses;
mod health;
mod live;
mod oauth;
mod pages;
mod picture;
mod reply;
mod serve;
mod visitor;

use std::{
    sync::{Arc, PoisonError, RwLock},
    time::Duration,
};

use axum::{
    Router,
    routing::{MethodFilter, MethodRouter, delete, get, on, post, put},
};
use bytes::Bytes;
use tokio::sync::watch;

pub use serve::serve;
pub use visitor::Peer;

use crate::{
    domain::{
        Deps,
        client::ClientView,
        permission::{self, Catalogue},
        picture::local_path,
    },
    graphql::ServiceSchema,
    oauth::{
        destination::{Destination, shown_host},
        metadata,
    },
    views::{AskingApp, Frame, Language, Text},
};

/// How long discovery waits for the database.
const DISCOVERY_PATIENCE: Duration = Duration::from_millis(300);

/// The discovery document, and the catalogue of scopes that it speaks of.
struct Discovery {
    catalogue: Arc<Catalogue>,
    document: Bytes,
}

impl Discovery {
    fn of(deps: &Deps, catalogue: Arc<Catalogue>) -> Self {
        Self {
            document: metadata::document(deps, &catalogue).to_string().into(),
            catalogue,
        }
    }
}

/// What handlers share.
pub struct State {
    /// The service.
    pub deps: Arc<Deps>,
    schema: ServiceSchema,
    metadata: RwLock<Discovery>,
    draining: watch::Sender<bool>,
    lines: live::Lines,
    flood: flood::Flood,
    guesses: guesses::Guesses,
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("State").finish_non_exhaustive()
    }
}

impl State {
    /// For a service that is open.
    pub fn new(deps: Arc<Deps>) -> Arc<Self> {
        Arc::new(Self {
            metadata: RwLock::new(Discovery::of(
                &deps,
                Arc::new(Catalogue::new(&deps.config, Vec::new(), &[])),
            )),
            schema: crate::graphql::schema(&deps.config),
            draining: watch::Sender::new(false),
            lines: live::Lines::default(),
            flood: flood::Flood::default(),
            guesses: guesses::Guesses::default(),
            deps,
        })
    }

    /// From now on readiness says no, and open lines end (SEC-121).
    pub fn drain(&self) {
        self.draining.send_replace(true);
    }

    /// The discovery document; the last one where the database does not answer at once (SEC-120).
    async fn discovery(&self) -> Bytes {
        let now = tokio::time::timeout(DISCOVERY_PATIENCE, permission::catalogue(&self.deps)).await;
        let known = || self.metadata.read().unwrap_or_else(PoisonError::into_inner);
        match now {
            Ok(Ok(catalogue)) if !Arc::ptr_eq(&catalogue, &known().catalogue) => {
                let new = Discovery::of(&self.deps, catalogue);
                let document = new.document.clone();
                *self.metadata.write().unwrap_or_else(PoisonError::into_inner) = new;
                document
            }
            _ => known().document.clone(),
        }
    }

    /// What a page has where nothing is known of the visitor.
    fn plain_frame(&self) -> Frame {
        let text = Text {
            language: Language::En,
        };
        frame(&self.deps, text, None)
    }

    /// The app that asks, as pages show it.
    fn asking(destination: &Destination) -> AskingApp {
        Self::asking_client(destination.client(), Some(destination.redirect_uri()))
    }

    fn asking_client(client: &ClientView, address: Option<&str>) -> AskingApp {
        let app = &client.app;
        let address = address.or(app.homepage.as_deref()).unwrap_or_default();
        AskingApp {
            name: app.name.clone(),
            host: shown_host(address),
            // Only what is kept here: people's browsers never go to an address that an app chose (SEC-105).
            logo_url: app.logo_uri.as_deref().and_then(local_path),
            verified: app.verified_at.is_some(),
            publisher: client.publisher.clone(),
            policy_uri: app.policy_uri.clone(),
            tos_uri: app.tos_uri.clone(),
            homepage: app.homepage.clone(),
        }
    }
}

/// What every page has.
fn frame(deps: &Deps, text: Text, here: Option<String>) -> Frame {
    let branding = deps.branding.get();
    Frame {
        text,
        service_name: branding.service_name.clone(),
        privacy_url: branding.privacy_url.clone(),
        terms_url: branding.terms_url.clone(),
        support_url: branding.support_url.clone(),
        development: deps.config.development(),
        here,
    }
}

/// `GET` only: what changes something must not answer `HEAD` by the way (SEC-57).
fn get_not_head<H, T>(handler: H) -> MethodRouter<Arc<State>>
where
    H: axum::handler::Handler<T, Arc<State>>,
    T: 'static,
{
    get(handler).head(edge::method_not_allowed)
}

/// `GET` (not `HEAD`) and `POST`.
fn get_and_post<H, T>(handler: H) -> MethodRouter<Arc<State>>
where
    H: axum::handler::Handler<T, Arc<State>>,
    T: 'static,
{
    on(MethodFilter::GET.or(MethodFilter::POST), handler).head(edge::method_not_allowed)
}

/// The moneybutton dialect's endpoints that scripts of other sites may call (SEC-60).
fn moneybutton() -> Router<Arc<State>> {
    use dialect::moneybutton;
    Router::new()
        .route(
            "/oauth/v1/token",
            post(moneybutton::token).options(cors::preflight),
        )
        .route(
            "/oauth/v2/token",
            post(moneybutton::token).options(cors::preflight),
        )
        .route(
            "/oauth/v1/auth-proxy/token",
            post(moneybutton::auth_proxy).options(cors::preflight),
        )
        .route(
            "/oauth/v1/revoke",
            post(moneybutton::revoke).options(cors::preflight),
        )
        .route(
            "/api/v1/auth/user_identity",
            get(moneybutton::user_identity).options(cors::preflight),
        )
        .route(
            "/api/v1/users/{id}/profile",
            get(moneybutton::profile).options(cors::preflight),
        )
}

/// The coins dialect's, likewise.
fn coins() -> Router<Arc<State>> {
    Router::new().route(
        "/user/oauthtoken",
        post(dialect::coins::token).options(cors::preflight),
    )
}

/// The greenfield dialect's, which any site's scripts may call with a key of their own.
fn greenfield_api(state: &Arc<State>) -> Router<Arc<State>> {
    Router::new()
        .route(
            "/api/v1/api-keys",
            post(greenfield::api_keys::post).options(cors::preflight),
        )
        .route(
            "/api/v1/api-keys/current",
            get(greenfield::api_keys::get_current)
                .delete(greenfield::api_keys::delete_current)
                .options(cors::preflight),
        )
        .route(
            "/api/v1/api-keys/{key}",
            delete(greenfield::api_keys::delete).options(cors::preflight),
        )
        .route(
            "/api/v1/users/me",
            get(greenfield::users::me).options(cors::preflight),
        )
        .route(
            "/api/v1/users/{id}/api-keys",
            post(greenfield::api_keys::post_for_user).options(cors::preflight),
        )
        .route(
            "/api/v1/users/{id}/api-keys/{key}",
            delete(greenfield::api_keys::delete_of_user).options(cors::preflight),
        )
        .route(
            "/api/v1/stores",
            get(greenfield::stores::list).options(cors::preflight),
        )
        .route(
            "/api/v1/stores/{id}",
            get(greenfield::stores::get).options(cors::preflight),
        )
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(state),
            greenfield::if_on,
        ))
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(state),
            edge::edge,
        ))
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(state),
            greenfield::around,
        ))
}

/// Pages for people, and what belongs to them.
fn flow_pages() -> Router<Arc<State>> {
    Router::new()
        .route(
            "/sign-in",
            get_not_head(pages::sign_in::get).post(pages::sign_in::post),
        )
        .route(
            "/second-factor",
            get_not_head(pages::second_factor::get).post(pages::second_factor::post),
        )
        .route(
            "/two-step",
            get_not_head(pages::two_step::get).post(pages::two_step::post),
        )
        .route("/reauthenticate", get_not_head(pages::sign_in::reauthenticate))
        .route(
            "/register",
            get_not_head(pages::register::get).post(pages::register::post),
        )
        .route("/providers/{id}/start", post(pages::provider::start))
        .route(
            "/providers/{id}/callback",
            get_not_head(pages::provider::callback),
        )
        .route("/providers/{id}/link", get_not_head(pages::provider::link))
        .route(
            "/identity",
            get_not_head(pages::identity::get).post(pages::identity::post),
        )
        .route("/register/again", post(pages::register::again))
        .route(
            "/reset-password",
            get_not_head(pages::reset_password::get).post(pages::reset_password::post),
        )
        .route(
            "/new-password",
            get_not_head(pages::reset_password::get_new).post(pages::reset_password::post_new),
        )
        .route(
            "/confirm",
            get_not_head(pages::confirm::get).post(pages::confirm::post),
        )
        .route("/uploads", put(picture::put))
        .route("/pictures/{id}", get(picture::get))
        .route("/data-export/{id}", get_not_head(pages::data_export::get))
        .route("/dev/mailbox", get_not_head(pages::mailbox::get))
        .route(
            "/select-account",
            get_not_head(pages::select_account::get).post(pages::select_account::post),
        )
        .route(
            "/consent",
            get_not_head(pages::consent::get).post(pages::consent::post),
        )
        .route(
            "/api-keys/authorize",
            get_not_head(pages::key_request::get).post(pages::key_request::post),
        )
        .route(
            "/sign-out",
            get_not_head(pages::sign_out::get).post(pages::sign_out::post),
        )
        .route("/setup", get_not_head(pages::setup::get).post(pages::setup::post))
}

/// Every path that exists.
pub fn router(state: Arc<State>) -> Router {
    let config = &state.deps.config;
    let mut pages = Router::new();
    let mut cross_origin = Router::new();
    if config.moneybutton {
        pages = pages.route(
            "/oauth/v1/authorize",
            get_and_post(dialect::moneybutton::authorize),
        );
        cross_origin = cross_origin.merge(moneybutton());
    }
    if config.coins {
        pages = pages.route("/user/api/authorize", get_and_post(dialect::coins::authorize));
        cross_origin = cross_origin.merge(coins());
    }
    let cross_origin = cross_origin
        .route("/oauth/token", post(oauth::token::post).options(cors::preflight))
        .route(
            "/oauth/revoke",
            post(oauth::revoke::post).options(cors::preflight),
        )
        .route(
            "/oauth/userinfo",
            get_and_post(oauth::userinfo::any).options(cors::preflight),
        )
        .route(
            "/graphql",
            get_not_head(live::upgrade)
                .post(graphql::post)
                .options(cors::preflight),
        )
        // What the edge refuses is for scripts of other sites to read too.
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&state),
            edge::edge,
        ))
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&state),
            cors::answer,
        ));
    let routes = Router::new()
        .route(
            "/.well-known/openid-configuration",
            get(oauth::metadata::document),
        )
        .route(
            "/.well-known/oauth-authorization-server",
            get(oauth::metadata::document),
        )
        .route("/oauth/jwks", get(oauth::metadata::jwks))
        .route("/oauth/authorize", get_and_post(oauth::authorize::any))
        .route("/oauth/logout", get_and_post(oauth::logout::any))
        .route("/oauth/introspect", post(oauth::introspect::post))
        .route(
            "/api/v1/resources",
            get_not_head(api::resources::get)
                .put(api::resources::put)
                .delete(api::resources::delete),
        )
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/assets/{*path}", get(assets::asset))
        .route("/audit-log.jsonl", get_not_head(audit_export::get))
        .route("/branding.css", get(assets::branding))
        .merge(pages)
        .merge(flow_pages())
        .fallback(assets::dashboard)
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&state),
            edge::edge,
        ))
        .merge(cross_origin)
        .merge(greenfield_api(&state))
        .with_state(Arc::clone(&state));
    // Around the routes as a whole: they add `Allow` outside of what is layered on each of them.
    Router::new()
        .fallback_service(routes)
        .layer(axum::middleware::from_fn_with_state(state, edge::allow))
}
