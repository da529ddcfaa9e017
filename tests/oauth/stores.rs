//! What the tests of permissions start from: an API with stores, of which Ada has some and Bob has one, and an app that
//! may ask for them.

use std::ops::Deref;

use entity::{api, client, user, values::GrantableTo};
use latchkey::domain::{
    Caller,
    api_scope::{self, NewScope, ScopeTexts},
};
use reqwest::Method;
use serde_json::{Value, json};

use super::world::World;
use crate::support::{app::answer, browser::Page, make::SECRET};

/// Sees stores' invoices.
pub(super) const READ: &str = "store.invoices:read";
/// Changes stores' invoices, and contains [`READ`].
pub(super) const WRITE: &str = "store.invoices:write";
/// The API.
pub(super) const API: &str = "https://api.shop.example";

/// The world with stores.
pub(super) struct Stores {
    pub(super) world: World,
    pub(super) bob: user::Model,
    pub(super) api: api::Model,
    pub(super) server: client::Model,
}

impl Deref for Stores {
    type Target = World;

    fn deref(&self) -> &World {
        &self.world
    }
}

impl Stores {
    pub(super) async fn new() -> Self {
        let world = World::new().await;
        let bob = world.user("bob@example.com").await;
        let (api, server) = world.with_api().await;
        let stores = Self {
            world,
            bob,
            api,
            server,
        };
        stores.scope(READ, Some("store"), "", GrantableTo::Both).await;
        stores.scope(WRITE, Some("store"), READ, GrantableTo::User).await;
        let insert = "INSERT INTO app_scope (app_id, name, optional, approved_at, created_at) SELECT id, ";
        for name in [READ, WRITE] {
            stores
                .change(&format!(
                    "{insert}'{name}', FALSE, 1, 1 FROM app WHERE name = 'Demo Shop'"
                ))
                .await;
        }
        let (status, done) = stores
            .send(
                Method::PUT,
                json!({ "resources": [
                    { "type": "store", "id": "s-1", "name": "Corner Shop", "owner": "ada@example.com" },
                    { "type": "store", "id": "s-2", "name": "Market Stall", "owner": stores.ada.id },
                    { "type": "store", "id": "s-3", "name": "Bob's", "owner": "bob@example.com" },
                ] }),
            )
            .await;
        assert_eq!(
            (status, done),
            (200, json!({ "created": 3, "updated": 0, "unchanged": 0 }))
        );
        stores
    }

    /// A scope of the API, made as its owner makes one.
    pub(super) async fn scope(
        &self,
        name: &str,
        resource_type: Option<&str>,
        includes: &str,
        grantable_to: GrantableTo,
    ) {
        let new = NewScope {
            api_id: self.api.id,
            name: name.to_owned(),
            texts: ScopeTexts {
                title: format!("Use {name}"),
                description: None,
                sensitive: false,
                grantable_to,
                resource_type: resource_type.map(str::to_owned),
                includes: includes.split(' ').collect(),
            },
            idempotency_key: None,
        };
        api_scope::create(&self.deps, &self.ada_herself(), new)
            .await
            .unwrap();
    }

    /// Ada in her browser.
    pub(super) fn ada_herself(&self) -> Caller {
        crate::graphql::session(&self.world.app, &self.ada)
    }

    /// Sends to the resources' route as the API's client.
    pub(super) async fn send(&self, method: Method, body: Value) -> (u16, Value) {
        let request = self
            .http
            .request(method, self.url("/api/v1/resources"))
            .basic_auth("server", Some(SECRET))
            .json(&body);
        answer(request).await
    }

    /// Takes a store away.
    pub(super) async fn remove(&self, id: &str) {
        let body = json!({ "resources": [{ "type": "store", "id": id }] });
        let (status, done) = self.send(Method::DELETE, body).await;
        assert_eq!((status, done), (200, json!({ "removed": 1 })));
    }

    /// What introspection tells the API.
    pub(super) async fn told(&self, token: &str) -> Value {
        self.form_as("/oauth/introspect", ("server", SECRET), &[("token", token)])
            .await
            .1
    }

    /// Answers a consent page with these fields too.
    pub(super) async fn answer(&self, page: &Page, fields: &[(&str, &str)]) -> Page {
        let form = page.form("/consent");
        let mut all: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        all.push(("decision", "allow"));
        all.extend_from_slice(fields);
        self.browser.post("/consent", &all).await
    }
}
