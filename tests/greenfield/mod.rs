//! The greenfield dialect, as programs and people that know it use it: the page on which apps ask for a key, and the
//! routes.

mod documentation;
mod page;
mod reuse;
mod routes;

use entity::{
    api,
    id::{ResourceId, ScopeId},
    resource, scope, user,
    values::{GrantableTo, Scopes},
};
use latchkey::domain::{
    api_key_change::{self, NewKey, Plan},
    change::Change,
    secret::ordered_id,
};
use reqwest::Method;
use sea_orm::{ActiveModelTrait, EntityTrait};
use serde_json::Value;

use crate::{
    graphql::session,
    support::{Browser, TestApp, app::answer, browser::Page},
};

pub(crate) const VIEW: &str = "btcpay.store.canviewinvoices";
pub(crate) const MAKE: &str = "btcpay.store.cancreateinvoice";
pub(crate) const PAGE: &str = "/api-keys/authorize";

impl TestApp {
    /// A key of that person, and what is kept of it.
    pub(crate) async fn key(
        &self,
        owner: &user::Model,
        permissions: &[&str],
    ) -> (String, entity::api_key::Model) {
        let plan = Plan {
            permissions: permissions.iter().map(|text| (*text).to_owned()).collect(),
            ..Plan::default()
        };
        let NewKey { row, secret } = api_key_change::create(&self.deps, &session(self, owner), plan)
            .await
            .unwrap();
        (secret.unwrap().expose().to_owned(), row)
    }

    /// A store of that person, registered by the API.
    pub(crate) async fn store(
        &self,
        api: &api::Model,
        owner: &user::Model,
        key: &str,
        name: &str,
    ) -> ResourceId {
        let now = self.now();
        let row = resource::Model {
            id: ResourceId(ordered_id(now)),
            api_id: api.id,
            kind: "store".to_owned(),
            key: key.to_owned(),
            name: name.to_owned(),
            owner_user_id: Some(owner.id),
            owner_organization_id: None,
            removed_at: None,
            created_at: now,
            updated_at: now,
        };
        let id = row.id;
        resource::Entity::insert(resource::ActiveModel::from(row).reset_all())
            .exec_without_returning(self.deps.db.write())
            .await
            .unwrap();
        self.deps.forget(&Change::Everything);
        id
    }

    /// Scopes of the API that can be limited to its stores: `shop:write`, which contains `shop:read`.
    pub(crate) async fn store_scopes(&self, api: &api::Model) {
        let now = self.now();
        for (name, includes) in [("shop:read", ""), ("shop:write", "shop:read")] {
            let row = scope::Model {
                id: ScopeId(ordered_id(now)),
                api_id: api.id,
                name: name.to_owned(),
                title: format!("Use {name}"),
                description: None,
                sensitive: false,
                grantable_to: GrantableTo::User,
                resource_type: Some("store".to_owned()),
                includes: includes.parse::<Scopes>().unwrap(),
                retired_at: None,
                created_at: now,
                updated_at: now,
            };
            scope::Entity::insert(scope::ActiveModel::from(row).reset_all())
                .exec_without_returning(self.deps.db.write())
                .await
                .unwrap();
        }
        self.deps.forget(&Change::Everything);
    }

    /// A call with that `Authorization` header.
    pub(crate) async fn call(
        &self,
        (method, path): (Method, &str),
        authorization: &str,
        body: Option<Value>,
    ) -> (u16, Value) {
        let mut request = self
            .http
            .request(method, self.url(path))
            .header("Authorization", authorization);
        if let Some(body) = body {
            request = request.json(&body);
        }
        answer(request).await
    }

    /// What the key says of itself.
    pub(crate) async fn current(&self, key: &str) -> (u16, Value) {
        let path = "/api/v1/api-keys/current";
        self.call((Method::GET, path), &format!("token {key}"), None)
            .await
    }
}

/// Every field that a browser would send with the page's answer, in order; boxes and radios only where ticked.
pub(crate) fn fields(page: &Page) -> Vec<(String, String)> {
    let form = page
        .html
        .split("<form")
        .skip(1)
        .find(|form| form.contains("id=\"key-request\"") || form.contains("id=\"continue\""))
        .unwrap_or_else(|| panic!("no form to answer ({}): {}", page.status, page.html));
    let inside = form.split("</form>").next().unwrap().split("<input").skip(1);
    let outside = page
        .html
        .split("<input")
        .skip(1)
        .filter(|input| input.split('>').next().unwrap().contains("form=\"key-request\""));
    inside
        .chain(outside)
        .filter_map(|input| {
            let tag = input.split('>').next().unwrap();
            let box_like = tag.contains("type=\"checkbox\"") || tag.contains("type=\"radio\"");
            if (box_like && !tag.contains(" checked")) || tag.contains(" disabled") {
                return None;
            }
            Some((
                attribute(tag, "name")?,
                attribute(tag, "value").unwrap_or_default(),
            ))
        })
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let raw = tag.split(&format!("{name}=\"")).nth(1)?.split('"').next()?;
    Some(
        raw.replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">"),
    )
}

/// The values of one of the fields.
pub(crate) fn values<'a>(fields: &'a [(String, String)], name: &str) -> Vec<&'a str> {
    fields
        .iter()
        .filter(|(field, _)| field == name)
        .map(|(_, value)| value.as_str())
        .collect()
}

/// Answers the page with that button, after `change` did what the person did.
pub(crate) async fn decide(
    app: &TestApp,
    browser: &Browser,
    (page, decision): (&Page, &str),
    change: impl FnOnce(&mut Vec<(String, String)>),
) -> Page {
    let mut fields = fields(page);
    change(&mut fields);
    fields.push(("decision".to_owned(), decision.to_owned()));
    let response = browser
        .http()
        .post(app.url(PAGE))
        .form(&fields)
        .send()
        .await
        .unwrap();
    Page {
        status: response.status(),
        location: response
            .headers()
            .get("location")
            .map(|value| value.to_str().unwrap().to_owned()),
        headers: response.headers().clone(),
        url: app.url(PAGE),
        html: response.text().await.unwrap(),
    }
}

/// Where the page's form would post to.
pub(crate) fn action(page: &Page) -> String {
    let form = page.html.split("<form").nth(1).unwrap();
    attribute(form.split('>').next().unwrap(), "action").unwrap()
}

/// A query of pairs.
pub(crate) fn query(pairs: &[(&str, &str)]) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(pairs);
    format!("{PAGE}?{}", query.finish())
}
