//! Things that tests start from: written straight into the tables, so that a test needs no door but its own.

use entity::{
    api, api_client, app, app_scope, client, client_secret,
    id::{ApiId, AppId, ClientKey, ClientSecretId, RedirectUrlId, ScopeId},
    profile::{Address, Profile},
    redirect_url, scope, user,
    values::{
        AuthMethod, GrantableTo, Platform, RedirectKind, Role, Scopes, SigningAlgorithm, SpaceDelimited,
    },
};
use latchkey::domain::{
    Caller,
    change::Change,
    secret::{Secret, ordered_id},
    user::{NewUser, insert},
};
use sea_orm::{ActiveModelTrait, EntityTrait};

use super::TestApp;

/// Everybody's password.
pub(crate) const PASSWORD: &str = "violet stapler cabinet 9";
/// Every client's secret.
pub(crate) const SECRET: &str = "a-secret-of-at-least-thirty-two-characters";

/// A client to be made.
pub(crate) struct NewClient<'a> {
    pub(crate) client_id: &'a str,
    pub(crate) platform: Platform,
    pub(crate) method: AuthMethod,
    pub(crate) grant_types: &'a str,
    pub(crate) redirect_urls: &'a [&'a str],
    pub(crate) post_logout_urls: &'a [&'a str],
    pub(crate) require_pkce: bool,
}

impl Default for NewClient<'_> {
    fn default() -> Self {
        Self {
            client_id: "web",
            platform: Platform::Web,
            method: AuthMethod::ClientSecretBasic,
            grant_types: "authorization_code refresh_token client_credentials",
            redirect_urls: &["https://app.example/callback"],
            post_logout_urls: &["https://app.example/"],
            require_pkce: false,
        }
    }
}

impl TestApp {
    /// A person with every claim, whose password is [`PASSWORD`].
    pub(crate) async fn user(&self, email: &str) -> user::Model {
        self.user_with(email, Role::User).await
    }

    /// A person of that role.
    pub(crate) async fn user_with(&self, email: &str, role: Role) -> user::Model {
        let text = |value: &str| Some(value.to_owned());
        let profile = Profile {
            name: text("Ada Lovelace"),
            given_name: text("Ada"),
            family_name: text("Lovelace"),
            middle_name: text("King"),
            nickname: text("ada"),
            preferred_username: text("ada"),
            profile: text("https://example.com/ada"),
            picture: text("https://example.com/ada.png"),
            website: text("https://example.com"),
            gender: text("female"),
            birthdate: text("1815-12-10"),
            zoneinfo: text("Europe/London"),
            locale: text("en-GB"),
            phone_number: text("+44 20 7946 0000"),
            phone_number_verified: Some(true),
            address: Some(Address {
                locality: text("London"),
                country: text("GB"),
                ..Address::default()
            }),
        };
        let hash = self.deps.hashers.hash(&Secret::new(PASSWORD)).await.unwrap();
        let new = NewUser {
            email: email.to_owned(),
            email_verified: true,
            password_hash: Some(hash),
            role,
            profile,
            allow_password_for_api: false,
        };
        insert(self.deps.db.write(), &Caller::operator(), self.now(), new)
            .await
            .unwrap()
    }

    /// An app of that person with these scopes enabled (those of apps approved).
    pub(crate) async fn app_of(&self, owner: &user::Model, name: &str, scopes: &str) -> app::Model {
        let now = self.now();
        let row = app::Model {
            id: AppId(ordered_id(now)),
            key: None,
            owner_user_id: Some(owner.id),
            owner_organization_id: None,
            name: name.to_owned(),
            description: None,
            homepage: None,
            logo_uri: None,
            policy_uri: None,
            tos_uri: None,
            verified_at: Some(now),
            suspended_at: None,
            blocked_at: None,
            first_party: false,
            version: 1,
            created_at: now,
            updated_at: now,
        };
        let db = self.deps.db.write();
        app::Entity::insert(app::ActiveModel::from(row.clone()).reset_all())
            .exec_without_returning(db)
            .await
            .unwrap();
        for name in scopes.split(' ').filter(|name| !name.is_empty()) {
            let enabled = app_scope::Model {
                app_id: row.id,
                name: name.to_owned(),
                optional: false,
                approved_at: Some(now),
                created_at: now,
            };
            app_scope::Entity::insert(app_scope::ActiveModel::from(enabled).reset_all())
                .exec_without_returning(db)
                .await
                .unwrap();
        }
        self.deps.forget(&Change::Everything);
        row
    }

    /// A client of the app; a confidential one has the secret [`SECRET`].
    pub(crate) async fn client_of(&self, app: &app::Model, new: NewClient<'_>) -> client::Model {
        let now = self.now();
        let row = client::Model {
            id: ClientKey(ordered_id(now)),
            app_id: app.id,
            client_id: new.client_id.to_owned(),
            platform: new.platform,
            token_endpoint_auth_method: new.method,
            pin_auth_method: false,
            grant_types: list(new.grant_types),
            response_types: list("code"),
            response_modes: list("query form_post"),
            default_scopes: Scopes::default(),
            require_pkce: new.require_pkce,
            rotate_refresh_tokens: true,
            code_in_fragment: false,
            id_token_signed_response_alg: SigningAlgorithm::Rs256,
            userinfo_signed_response_alg: None,
            jwks: None,
            jwks_uri: None,
            default_max_age: None,
            disabled_at: None,
            last_used_at: None,
            created_at: now,
            updated_at: now,
        };
        let db = self.deps.db.write();
        client::Entity::insert(client::ActiveModel::from(row.clone()).reset_all())
            .exec_without_returning(db)
            .await
            .unwrap();
        if matches!(
            new.method,
            AuthMethod::ClientSecretBasic | AuthMethod::ClientSecretPost
        ) {
            let secret = Secret::new(SECRET);
            let stored = client_secret::Model {
                id: ClientSecretId(ordered_id(now)),
                client_id: row.id,
                digest: secret.digest(),
                label: "test".to_owned(),
                last_four: secret.last_four(),
                expires_at: None,
                revoked_at: None,
                last_used_at: None,
                use_count: 0,
                created_at: now,
            };
            client_secret::Entity::insert(client_secret::ActiveModel::from(stored).reset_all())
                .exec_without_returning(db)
                .await
                .unwrap();
        }
        let login = new.redirect_urls.iter().map(|url| (RedirectKind::Login, *url));
        for (kind, url) in login.chain(
            new.post_logout_urls
                .iter()
                .map(|url| (RedirectKind::PostLogout, *url)),
        ) {
            let origin = url::Url::parse(url)
                .ok()
                .filter(|url| url.scheme().starts_with("http"));
            let stored = redirect_url::Model {
                id: RedirectUrlId(ordered_id(now)),
                client_id: row.id,
                kind,
                url: url.to_owned(),
                origin: origin.map(|url| url.origin().ascii_serialization()),
                created_at: now,
            };
            redirect_url::Entity::insert(redirect_url::ActiveModel::from(stored).reset_all())
                .exec_without_returning(db)
                .await
                .unwrap();
        }
        self.deps.forget(&Change::Everything);
        row
    }

    /// An API of that person with a scope `invoices:read` for users and `catalog:sync` for apps.
    pub(crate) async fn shop_api(&self, owner: &user::Model) -> api::Model {
        let now = self.now();
        let row = api::Model {
            id: ApiId(ordered_id(now)),
            identifier: "https://api.shop.example".to_owned(),
            name: "Shop API".to_owned(),
            owner_user_id: Some(owner.id),
            owner_organization_id: None,
            access_token_ttl: Some(600),
            require_nonce: false,
            created_at: now,
            updated_at: now,
        };
        let db = self.deps.db.write();
        api::Entity::insert(api::ActiveModel::from(row.clone()).reset_all())
            .exec_without_returning(db)
            .await
            .unwrap();
        for (name, grantable_to) in [
            ("invoices:read", GrantableTo::User),
            ("catalog:sync", GrantableTo::App),
        ] {
            let stored = scope::Model {
                id: ScopeId(ordered_id(now)),
                api_id: row.id,
                name: name.to_owned(),
                title: format!("Use {name}"),
                description: None,
                sensitive: false,
                grantable_to,
                resource_type: None,
                includes: Scopes::default(),
                retired_at: None,
                created_at: now,
                updated_at: now,
            };
            scope::Entity::insert(scope::ActiveModel::from(stored).reset_all())
                .exec_without_returning(db)
                .await
                .unwrap();
        }
        row
    }

    /// Lets a client introspect an API's tokens.
    pub(crate) async fn introspects(&self, api: &api::Model, client: &client::Model) {
        let row = api_client::Model {
            api_id: api.id,
            client_id: client.id,
        };
        api_client::Entity::insert(api_client::ActiveModel::from(row).reset_all())
            .exec_without_returning(self.deps.db.write())
            .await
            .unwrap();
        self.deps.forget(&Change::Everything);
    }
}

fn list(text: &str) -> SpaceDelimited {
    text.split(' ').collect()
}
