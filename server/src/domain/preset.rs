//! Presets: an app as the documents of one kind of server promise it, made in one step. Where such a document needs what
//! is unsafe today, the client's settings say so, are warned of and recorded, as if they had been chosen one by one.

use std::str::FromStr;

use entity::values::{AuthMethod, Platform, SpaceDelimited};

use super::{
    Error, Result, app::NewApp, app_scope::EnableScope, client_registration::NewClient,
    client_settings::ClientSettings, dialect::Dialect, scope::BuiltIn,
};
use crate::config::Config;

/// A preset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// A web server that signs people in, by a library of any age.
    Standard,
    /// An OAuth identifier that people allow things, and a client of the app's own.
    Moneybutton,
    /// A web server that gets its codes in the fragment.
    Coins,
    /// A client without grants: programs ask people for API keys by its `client_id`, and have them sent to its redirect URLs.
    Greenfield,
}

impl FromStr for Preset {
    type Err = String;

    /// The error lists the words that exist.
    fn from_str(text: &str) -> std::result::Result<Self, String> {
        match text {
            "standard" => Ok(Self::Standard),
            "moneybutton" => Ok(Self::Moneybutton),
            "coins" => Ok(Self::Coins),
            "greenfield" => Ok(Self::Greenfield),
            _ => Err("one of standard, moneybutton, coins, greenfield".to_owned()),
        }
    }
}

/// A client that a preset makes: where it runs, and what its `client_id` ends in where a file names it by its app.
pub type PresetClient = (Platform, &'static str);

impl Preset {
    /// The dialect whose clients it is for.
    pub const fn dialect(self) -> Option<Dialect> {
        match self {
            Self::Standard => None,
            Self::Moneybutton => Some(Dialect::Moneybutton),
            Self::Coins => Some(Dialect::Coins),
            Self::Greenfield => Some(Dialect::Greenfield),
        }
    }

    /// Whether apps can be made so here.
    ///
    /// # Errors
    /// `Invalid` on `preset` where its dialect is off.
    pub fn check(self, config: &Config) -> Result<()> {
        if self.dialect().is_none_or(|dialect| dialect.is_on(config)) {
            Ok(())
        } else {
            Err(Error::invalid(
                "preset",
                "This dialect is switched off on this server.",
            ))
        }
    }

    /// The clients that it makes.
    pub const fn clients(self) -> &'static [PresetClient] {
        match self {
            Self::Standard | Self::Coins => &[(Platform::Web, "web")],
            Self::Moneybutton => &[(Platform::SinglePage, "oauth"), (Platform::Service, "app")],
            Self::Greenfield => &[(Platform::Web, "keys")],
        }
    }

    /// What its app may ask for besides what is chosen.
    pub fn scopes(self, config: &Config) -> Vec<&'static str> {
        if self != Self::Moneybutton {
            return Vec::new();
        }
        BuiltIn::of(config)
            .filter(|scope| scope.dialect == Some(Dialect::Moneybutton))
            .map(|scope| scope.name)
            .collect()
    }

    /// Whether its public clients on this platform were written without PKCE.
    pub fn is_without_pkce(self, platform: Platform) -> bool {
        self == Self::Moneybutton && matches!(platform, Platform::SinglePage | Platform::Native)
    }

    /// Changes what suits the platform into what the documents say of such a client.
    pub fn adjust(self, settings: &mut ClientSettings) {
        match (self, settings.platform) {
            (Self::Moneybutton, platform) if self.is_without_pkce(platform) => {
                settings.require_pkce = false;
                settings.rotate_refresh_tokens = false;
            }
            (Self::Standard, Platform::Web) => settings.require_pkce = false,
            (Self::Coins, Platform::Web) => {
                settings.require_pkce = false;
                settings.token_endpoint_auth_method = AuthMethod::ClientSecretPost;
                settings.code_in_fragment = true;
            }
            (Self::Greenfield, Platform::Web) => {
                settings.token_endpoint_auth_method = AuthMethod::None;
                for list in [
                    &mut settings.grant_types,
                    &mut settings.response_types,
                    &mut settings.response_modes,
                ] {
                    *list = SpaceDelimited::default();
                }
            }
            _ => {}
        }
    }

    /// Puts into an app what the preset promises and the caller did not say. `redirect_urls` are those of the client
    /// that people come back to.
    pub fn complete(self, config: &Config, new: &mut NewApp, redirect_urls: &[String]) {
        for name in self.scopes(config) {
            if !new.scopes.iter().any(|scope| scope.name == name) {
                new.scopes.push(EnableScope {
                    name: name.to_owned(),
                    optional: false,
                });
            }
        }
        for (platform, _) in self.clients() {
            if new
                .clients
                .iter()
                .any(|client| client.settings.platform == *platform)
            {
                continue;
            }
            let mut settings = ClientSettings::recommended_for(*platform);
            self.adjust(&mut settings);
            if *platform != Platform::Service {
                settings.redirect_uris = redirect_urls.to_vec();
            }
            new.clients.push(NewClient {
                settings,
                client_id: None,
            });
        }
    }
}
