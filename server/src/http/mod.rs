//! The edge: the only shelf that knows axum. [`router`] is the one table of paths.

mod assets;
mod bearer;
mod body;
mod cookie;
mod cors;
mod edge;
mod flood;
mod graphql;
mod health;
mod oauth;
mod pages;
mod reply;
mod serve;
mod visitor;

use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

use axum::{
    Router,
    routing::{MethodFilter, MethodRouter, get, on, post},
};
use bytes::Bytes;

pub use serve::serve;
pub use visitor::Peer;

use crate::{
    domain::{Deps, client::ClientView},
    graphql::ServiceSchema,
    oauth::{
        destination::{Destination, shown_host},
        metadata,
    },
    views::{AskingApp, Frame, Language, Text},
};

/// What handlers share.
pub struct State {
    /// The service.
    pub deps: Arc<Deps>,
    schema: ServiceSchema,
    metadata: Bytes,
    draining: AtomicBool,
    flood: flood::Flood,
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
            metadata: metadata::document(&deps).to_string().into(),
            schema: crate::graphql::schema(&deps.config),
            draining: AtomicBool::new(false),
            flood: flood::Flood::default(),
            deps,
        })
    }

    /// From now on readiness says no (SEC-121).
    pub fn drain(&self) {
        self.draining.store(true, Ordering::Release);
    }

    /// What a page has where nothing is known of the visitor.
    fn plain_frame(&self) -> Frame {
        let config = &self.deps.config;
        Frame {
            text: Text {
                language: Language::En,
            },
            service_name: config.service_name.clone(),
            privacy_url: (!config.privacy_url.is_empty()).then(|| config.privacy_url.clone()),
            development: config.development(),
            here: None,
        }
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
            // A logo would be fetched from an address that the app chose; it is shown once it is kept here (SEC-105).
            logo_url: None,
            verified: app.verified_at.is_some(),
            publisher: client.publisher.clone(),
            policy_uri: app.policy_uri.clone(),
            tos_uri: app.tos_uri.clone(),
            homepage: app.homepage.clone(),
        }
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

/// Every path that exists.
pub fn router(state: Arc<State>) -> Router {
    let cross_origin = Router::new()
        .route("/oauth/token", post(oauth::token::post).options(cors::preflight))
        .route(
            "/oauth/revoke",
            post(oauth::revoke::post).options(cors::preflight),
        )
        .route(
            "/oauth/userinfo",
            get_and_post(oauth::userinfo::any).options(cors::preflight),
        )
        .route("/graphql", post(graphql::post).options(cors::preflight))
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&state),
            cors::answer,
        ));
    Router::new()
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
        .route(
            "/select-account",
            get_not_head(pages::select_account::get).post(pages::select_account::post),
        )
        .route(
            "/consent",
            get_not_head(pages::consent::get).post(pages::consent::post),
        )
        .route(
            "/sign-out",
            get_not_head(pages::sign_out::get).post(pages::sign_out::post),
        )
        .route("/setup", get_not_head(pages::setup::get).post(pages::setup::post))
        .route("/healthz", get(health::live))
        .route("/readyz", get(health::ready))
        .route("/assets/{*path}", get(assets::asset))
        .merge(cross_origin)
        .fallback(assets::dashboard)
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&state),
            edge::edge,
        ))
        .with_state(state)
}
