//! The service itself, for anyone.

use async_graphql::{Context, Enum, Object, SimpleObject};

use super::{Ask as _, scalars::Link};
use crate::{
    config::{AppCreation, Registration},
    domain::branding,
};

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
    /// Whether it has a page at `/graphiql` on which this API can be tried.
    pub explorer: bool,
    /// Seconds that access tokens live where no API says otherwise.
    pub access_token_ttl: i64,
    /// The accent of its pages, as `#rrggbb`; null: the built-in one. `/branding.css` has its shades for both themes.
    pub accent_color: Option<String>,
    /// Its privacy policy.
    pub privacy_url: Option<Link>,
    /// Its terms of service.
    pub terms_url: Option<Link>,
    /// Where people get help.
    pub support_url: Option<Link>,
    /// The path of its logo, on its own origin; null: the built-in one.
    pub logo_path: Option<String>,
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
        let branding = branding::current(ctx.deps()).await;
        let link = |url: &Option<String>| url.clone().map(Link);
        ServiceInfo {
            name: branding.service_name.clone(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            issuer: Link(config.issuer().to_owned()),
            registration: config.registration.into(),
            app_creation: config.app_creation.into(),
            development: config.development(),
            explorer: config.explorer(),
            access_token_ttl: config.access_token_ttl,
            accent_color: branding.accent_color.clone(),
            privacy_url: link(&branding.privacy_url),
            terms_url: link(&branding.terms_url),
            support_url: link(&branding.support_url),
            logo_path: branding.logo_path(),
        }
    }
}
