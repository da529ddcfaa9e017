//! The GraphQL API, asked in process as the edge asks it.

mod administration;
mod api_keys;
mod apps;
mod credentials;
mod limits;
mod live;
mod nulls;
mod organizations;
mod people;
mod request_log;
mod secrets;
mod statements;
mod usage;

use std::sync::Arc;

use entity::{
    app, client,
    id::{AppId, OrganizationId, SessionId, UserId},
    membership, user,
    values::{MemberRole, Platform, Role},
};
use latchkey::{
    config::Config,
    domain::{
        Caller,
        api::{self, NewApi},
        api_scope::{self, NewScope, ScopeTexts},
        app::{self as apps_, Details, NewApp},
        caller::{SessionCaller, TokenCaller, Whereabouts, Who},
        organization::{self, NewOrganization},
        owner::Owner,
        permission::Catalogue,
        secret::{ordered_id, random_id},
        user::{NewUser, insert},
    },
    graphql,
};
use sea_orm::{ActiveModelTrait, EntityTrait};
use serde_json::{Value, json};

use crate::support::TestApp;

/// Asks as somebody.
pub(crate) async fn ask(app: &TestApp, caller: &Caller, query: &str, variables: Value) -> Value {
    let schema = graphql::schema(&app.deps.config);
    let request =
        async_graphql::Request::new(query).variables(async_graphql::Variables::from_json(variables));
    let response = graphql::execute(&schema, Arc::clone(&app.deps), caller.clone(), request).await;
    serde_json::to_value(response).unwrap()
}

/// The payload of a mutation that has one field, given its input.
pub(crate) async fn mutate(
    app: &TestApp,
    caller: &Caller,
    name: &str,
    input: Value,
    selection: &str,
) -> Value {
    let kind = format!("{}{}Input", name[..1].to_uppercase(), &name[1..]);
    let query = format!(
        "mutation M($input: {kind}!) {{ {name}(input: $input) {{ {selection} userErrors {{ code field message }} }} }}"
    );
    let answer = ask(app, caller, &query, json!({ "input": input })).await;
    assert!(
        answer.get("errors").is_none_or(Value::is_null) || answer["errors"] == json!([]),
        "{name}: {answer}"
    );
    answer["data"][name].clone()
}

/// Somebody without a password.
pub(crate) async fn person(app: &TestApp, email: &str, role: Role) -> user::Model {
    let new = NewUser {
        email: email.to_owned(),
        email_verified: true,
        password_hash: None,
        role,
        profile: entity::profile::Profile::default(),
        allow_password_for_api: false,
    };
    insert(app.deps.db.write(), &Caller::operator(), app.now(), new)
        .await
        .unwrap()
}

/// Somebody in a browser who signed in just now.
pub(crate) fn session(app: &TestApp, user: &user::Model) -> Caller {
    let now = app.now();
    let who = SessionCaller {
        user_id: user.id,
        session_id: SessionId(ordered_id(now)),
        role: user.role,
        authenticated_at: now,
    };
    Caller {
        who: Who::Session(who),
        from: Whereabouts::default(),
    }
}

/// An app with a token of somebody's.
pub(crate) fn token(user: &user::Model, app_id: AppId, client: &client::Model, scopes: &str) -> Caller {
    let config = Config::from_parts(None, &std::collections::BTreeMap::new()).unwrap();
    let who = TokenCaller {
        user_id: Some(user.id),
        role: user.role,
        app_id,
        client_key: client.id,
        client_id: client.client_id.clone(),
        scopes: scopes.parse().unwrap(),
        catalogue: Arc::new(Catalogue::new(&config, Vec::new(), &[])),
        issued_under: None,
    };
    Caller {
        who: Who::Token(who),
        from: Whereabouts::default(),
    }
}

/// An organization with an owner, a member who only looks, an app with a client and an API with a scope.
pub(crate) struct House {
    pub(crate) owner: user::Model,
    pub(crate) viewer: user::Model,
    pub(crate) organization: OrganizationId,
    pub(crate) app: app::Model,
    pub(crate) client: client::Model,
    pub(crate) api: entity::api::Model,
    pub(crate) scope: entity::scope::Model,
}

impl House {
    pub(crate) async fn new(app: &TestApp) -> Self {
        let deps = &app.deps;
        let tag = random_id().simple().to_string();
        let owner = person(app, &format!("owner-{tag}@example.com"), Role::User).await;
        let viewer = person(app, &format!("viewer-{tag}@example.com"), Role::User).await;
        let caller = session(app, &owner);
        let new = NewOrganization {
            name: "House".to_owned(),
            slug: tag[..20].to_owned(),
            idempotency_key: None,
        };
        let organization = organization::create(deps, &caller, new).await.unwrap().made.id;
        add_member(app, organization, viewer.id, MemberRole::Viewer).await;
        let mut client = apps_::new_client(Platform::Web, None);
        client.settings.redirect_uris = vec!["https://house.example/callback".to_owned()];
        let new = NewApp {
            preset: None,
            owner: Some(Owner::Organization(organization)),
            details: Details {
                name: "House app".to_owned(),
                ..Details::default()
            },
            clients: vec![client],
            ..NewApp::default()
        };
        let made = apps_::create(deps, &caller, new).await.unwrap().made;
        let new = NewApi {
            identifier: format!("https://{tag}.example"),
            name: "House API".to_owned(),
            owner: Some(Owner::Organization(organization)),
            access_token_ttl: None,
            require_nonce: false,
            idempotency_key: None,
        };
        let api = api::create(deps, &caller, new).await.unwrap().made;
        let new = NewScope {
            api_id: api.id,
            name: format!("{tag}:sync"),
            texts: ScopeTexts {
                title: "Synchronise".to_owned(),
                description: None,
                sensitive: false,
                grantable_to: entity::values::GrantableTo::App,
                resource_type: None,
                includes: entity::values::Scopes::default(),
            },
            idempotency_key: None,
        };
        let scope = api_scope::create(deps, &caller, new).await.unwrap().made;
        let client = made.credentials.into_iter().next().unwrap().client;
        Self {
            owner,
            viewer,
            organization,
            app: made.app,
            client,
            api,
            scope,
        }
    }
}

/// Makes somebody a member.
pub(crate) async fn add_member(
    app: &TestApp,
    organization_id: OrganizationId,
    user_id: UserId,
    role: MemberRole,
) {
    let row = membership::Model {
        organization_id,
        user_id,
        role,
        created_at: app.now(),
    };
    membership::Entity::insert(membership::ActiveModel::from(row).reset_all())
        .exec_without_returning(app.deps.db.write())
        .await
        .unwrap();
}
