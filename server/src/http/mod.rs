//! The edge: the only shelf that knows axum. [`router`] is the one table of paths.

mod assets;
mod audit_export;
mod bearer;
mod body;
mod cookie;
mod cors;
mod edge;
mod flood;
mod graphql;
mod health;
mod live;
mod oauth;
mod pages;
mod reply;
mod serve;
mod visitor;

use std::sync::Arc;

use axum::{
    Router,
    routing::{MethodFilter, MethodRouter, get, on, post},
};
use bytes::Bytes;
use tokio::sync::watch;

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
    draining: watch::Sender<bool>,
    lines: live::Lines,
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
            draining: watch::Sender::new(false),
            lines: live::Lines::default(),
            flood: flood::Flood::default(),
            deps,
        })
    }

    /// From now on readiness says no, and open lines end (SEC-121).
    pub fn drain(&self) {
        self.draining.send_replace(true);
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
        .route(
            "/graphql",
            get_not_head(live::upgrade)
                .post(graphql::post)
                .options(cors::preflight),
        )
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
        .route("/audit-log.jsonl", get_not_head(audit_export::get))
        .route("/branding.css", get(assets::branding))
        .merge(cross_origin)
        .fallback(assets::dashboard)
        .layer(axum::middleware::from_fn_with_state(
            Arc::clone(&state),
            edge::edge,
        ))
        .with_state(state)
}
