//! The service itself, for anyone.

use async_graphql::{Context, Enum, Object, SimpleObject};

use super::{Ask as _, scalars::Link};
use crate::config::{AppCreation, Registration};

/// What anyone may know of the service.
#[derive(Debug, SimpleObject)]
pub struct ServiceInfo {
    /// What it calls itself on its pages.
    pub name: String,
    /// The version of the software.
    pub version: String,
    /// The issuer of its tokens, and its base URL.
    pub issuer: Link,
    /// Who may make accounts.
    pub registration: RegistrationPolicy,
    /// Who may create apps.
    pub app_creation: AppCreationPolicy,
    /// Whether it runs on plain http on loopback.
    pub development: bool,
    /// Seconds that access tokens live where no API says otherwise.
    pub access_token_ttl: i64,
    /// Its privacy policy.
    pub privacy_url: Option<Link>,
}

/// Who may make accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "Registration")]
pub enum RegistrationPolicy {
    /// Administrators and files.
    Closed,
    /// Also whoever an administrator invites.
    Invitation,
    /// Also whoever has an address of a listed domain.
    Domains,
    /// Anyone.
    Open,
}

/// Who may create apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
#[graphql(remote = "AppCreation")]
pub enum AppCreationPolicy {
    /// Every user.
    Users,
    /// Administrators only.
    Administrators,
}

/// See the module.
#[derive(Debug, Default)]
pub struct ServiceQuery;

#[Object]
impl ServiceQuery {
    /// The service itself; anyone may ask.
    async fn service_info(&self, ctx: &Context<'_>) -> ServiceInfo {
        let config = &ctx.deps().config;
        ServiceInfo {
            name: config.service_name.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            issuer: Link(config.issuer().to_owned()),
            registration: config.registration.into(),
            app_creation: config.app_creation.into(),
            development: config.development(),
            access_token_ttl: config.access_token_ttl,
            privacy_url: (!config.privacy_url.is_empty()).then(|| Link(config.privacy_url.clone())),
        }
    }
}
