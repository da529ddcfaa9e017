//! Settings: defaults, then a file, then the environment, parsed into real types. Refuses to start when
//! something is unknown or unsafe (SEC-116).

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result, bail, ensure};
use ipnet::IpNet;
use serde::Deserialize;
use toml::{Table, Value};
use url::{Host, Url};

use crate::provider_config::{self, Provider};

/// The reference: every setting with its default and a comment.
pub const REFERENCE: &str = include_str!("../config.default.toml");

const PREFIX: &str = "LATCHKEY_";

/// Who may make accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Registration {
    /// Administrators and files.
    Closed,
    /// Also whoever an administrator invites.
    Invitation,
    /// Also whoever has an address of a listed domain.
    Domains,
    /// Anyone.
    Open,
}

impl Registration {
    /// Whether people make accounts without being invited.
    pub const fn by_oneself(self) -> bool {
        matches!(self, Self::Domains | Self::Open)
    }
}

/// Who may create apps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppCreation {
    /// Every user.
    Users,
    /// Administrators only.
    Administrators,
}

/// Who must have a second factor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SecondFactor {
    /// Nobody; everyone may.
    Optional,
    /// Administrators of the service.
    Administrators,
    /// Everybody.
    Required,
}

/// A switch that follows development or production unless set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Switch {
    /// As the public URL says.
    Auto,
    /// Always.
    On,
    /// Never.
    Off,
}

/// How log records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Text,
    /// For machines.
    Json,
}

/// Every setting, as `config.default.toml` explains it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "config.default.toml is their documentation")]
pub struct Config {
    pub public_url: Url,
    pub listen: SocketAddr,
    pub tls_cert: PathBuf,
    pub tls_key: PathBuf,
    pub trusted_proxies: Vec<Network>,
    pub data_dir: PathBuf,
    pub database_url: DatabaseUrl,
    pub database_connections: u32,
    pub secret_key_file: PathBuf,
    pub registration: Registration,
    pub second_factor: SecondFactor,
    pub registration_domains: Vec<String>,
    pub providers: Vec<Provider>,
    pub providers_file: PathBuf,
    pub breached_passwords_file: PathBuf,
    pub breached_passwords_url: String,
    pub app_creation: AppCreation,
    pub account_deletion_grace_days: i64,
    pub max_apps_per_owner: u64,
    pub max_apis_per_owner: u64,
    pub service_name: String,
    pub privacy_url: String,
    pub smtp_url: SmtpUrl,
    pub smtp_password_file: PathBuf,
    pub mail_from: String,
    pub access_token_ttl: i64,
    pub id_token_ttl: i64,
    pub code_ttl: i64,
    pub refresh_token_idle_ttl: i64,
    pub refresh_token_absolute_ttl: i64,
    pub refresh_token_grace: i64,
    pub session_idle_ttl: i64,
    pub session_idle_ttl_unremembered: i64,
    pub remember_by_default: bool,
    pub session_absolute_ttl: i64,
    pub signing_key_rotation_days: i64,
    pub signing_key_overlap_hours: i64,
    pub body_limit: usize,
    pub graphql_body_limit: usize,
    pub upload_limit: usize,
    pub request_timeout: u64,
    pub graphql_timeout: u64,
    pub max_connections: usize,
    pub max_connections_per_address: usize,
    pub graphql_max_depth: usize,
    pub graphql_max_complexity: usize,
    pub password_hashers: usize,
    pub sign_in_failures_per_network: i32,
    pub sign_in_failures_per_account: i32,
    pub admin_api: bool,
    pub moneybutton: bool,
    pub coins: bool,
    pub greenfield: bool,
    pub allow_http_key_redirects: bool,
    pub graphql_introspection: Switch,
    pub graphql_explorer: Switch,
    pub outbound_allow: Vec<Network>,
    pub log_format: LogFormat,
    pub log: String,
}

/// A network, or one address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Network(pub IpNet);

impl TryFrom<String> for Network {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        text.parse::<IpNet>()
            .or_else(|_| text.parse::<std::net::IpAddr>().map(IpNet::from))
            .map(Self)
            .map_err(|_| "expected an address such as 192.0.2.1 or a network such as 192.0.2.0/24".to_owned())
    }
}

/// Where the database is; may hold a password, so it does not print itself.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct DatabaseUrl(pub String);

impl std::fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.split_once(':').map_or("default", |(scheme, _)| scheme))
    }
}

/// Where mail is handed over; may hold a password, so it does not print itself.
#[derive(Clone, Deserialize)]
#[serde(transparent)]
pub struct SmtpUrl(pub String);

impl std::fmt::Debug for SmtpUrl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0.split_once(':').map_or("none", |(scheme, _)| scheme))
    }
}

/// How the connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SmtpTls {
    /// TLS from the first byte.
    Implicit,
    /// STARTTLS, or nothing is sent.
    StartTls,
    /// Not at all; on loopback only.
    None,
}

/// A mail server.
#[derive(Clone)]
pub struct Smtp {
    /// Its name or address.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub tls: SmtpTls,
    /// User name and password.
    pub credentials: Option<(String, String)>,
}

impl std::fmt::Debug for Smtp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Smtp({}:{}, {:?})", self.host, self.port, self.tls)
    }
}

/// What becomes of letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mail {
    /// They are not written.
    Off,
    /// They stay here, to be read at `/dev/mailbox`: development without a mail server.
    Mailbox,
    /// They are sent.
    Smtp,
}

impl Config {
    /// Reads settings from the compiled-in defaults, the file if there is one, and the environment.
    ///
    /// # Errors
    /// Names the setting and what is wrong with it, never its value.
    pub fn load(file: Option<&Path>) -> Result<Self> {
        let text = match file {
            Some(path) => Some(
                std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read the settings file {}", path.display()))?,
            ),
            None => match std::fs::read_to_string("latchkey.toml") {
                Ok(text) => Some(text),
                Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
                Err(error) => return Err(error).context("cannot read latchkey.toml"),
            },
        };
        let environment = std::env::vars_os()
            .filter_map(|(name, value)| {
                Some((name.into_string().ok()?.strip_prefix(PREFIX)?.to_owned(), value))
            })
            .map(|(name, value)| match value.into_string() {
                Ok(value) => Ok((name, value)),
                Err(_) => bail!("{PREFIX}{name} is not UTF-8"),
            })
            .collect::<Result<BTreeMap<_, _>>>()?;
        Self::from_parts(text.as_deref(), &environment)
    }

    /// As [`Config::load`], from given parts; the environment's names without their prefix.
    ///
    /// # Errors
    /// As [`Config::load`].
    pub fn from_parts(file: Option<&str>, environment: &BTreeMap<String, String>) -> Result<Self> {
        let mut settings: Table = REFERENCE.parse().context("the compiled-in defaults")?;
        if let Some(text) = file {
            let table: Table = text.parse().map_err(|error: toml::de::Error| {
                // The parser's own message quotes the line, which may hold a password.
                let line = error.span().map_or(0, |span| {
                    text[..span.start.min(text.len())].lines().count().max(1)
                });
                anyhow::anyhow!("the settings file is not TOML, line {line}: {}", error.message())
            })?;
            for (name, value) in table {
                ensure!(
                    settings.contains_key(&name),
                    "unknown setting {name} in the settings file"
                );
                settings.insert(name, value);
            }
        }
        let providers = settings.insert("providers".to_owned(), Value::Array(Vec::new()));
        for (name, text) in environment {
            let key = name.to_ascii_lowercase();
            ensure!(
                key != "providers",
                "{PREFIX}PROVIDERS: providers are tables; name a file of them in {PREFIX}PROVIDERS_FILE"
            );
            let Some(default) = settings.get(&key) else {
                bail!("unknown setting {PREFIX}{name} in the environment")
            };
            if text.is_empty() {
                continue;
            }
            let value = typed(default, text).with_context(|| format!("{PREFIX}{name}"))?;
            settings.insert(key, value);
        }
        let mut config = parse(settings)?;
        config.providers = provider_config::load(providers, &config.providers_file, &config.outbound_allow)?;
        config.check()?;
        Ok(config)
    }

    /// Whether the public URL is plain http on loopback.
    pub fn development(&self) -> bool {
        self.public_url.scheme() == "http"
    }

    /// Whether the page that tries the GraphQL API is there: in development unless it is set (SEC-95).
    pub fn explorer(&self) -> bool {
        match self.graphql_explorer {
            Switch::On => true,
            Switch::Off => false,
            Switch::Auto => self.development(),
        }
    }

    /// What becomes of letters.
    pub fn mail(&self) -> Mail {
        match (self.smtp_url.0.is_empty(), self.development()) {
            (false, _) => Mail::Smtp,
            (true, true) => Mail::Mailbox,
            (true, false) => Mail::Off,
        }
    }

    /// The mail server, if there is one.
    ///
    /// # Errors
    /// Says what is wrong with `smtp_url`, never quoting it.
    pub fn smtp(&self) -> Result<Option<Smtp>> {
        if self.smtp_url.0.is_empty() {
            return Ok(None);
        }
        let Ok(url) = Url::parse(&self.smtp_url.0) else {
            bail!("smtp_url is not a URL such as smtps://mail.example.com")
        };
        let required = match url.query() {
            None => false,
            Some("tls=required") => true,
            Some(_) => bail!("smtp_url may only have the parameter tls=required"),
        };
        // The parser knows hosts of such schemes as opaque texts.
        let host = url.host_str().unwrap_or_default();
        let bare = host.trim_start_matches('[').trim_end_matches(']');
        let loopback = bare == "localhost" || bare.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
        let (tls, port) = match (url.scheme(), required) {
            ("smtps", _) => (SmtpTls::Implicit, 465),
            ("smtp", true) => (SmtpTls::StartTls, 587),
            ("smtp", false) if loopback => (SmtpTls::None, 25),
            ("smtp", false) => {
                bail!("smtp_url has no TLS: use smtps://, or add ?tls=required")
            }
            _ => bail!("smtp_url must begin with smtps:// or smtp://"),
        };
        ensure!(
            !bare.is_empty() && matches!(url.path(), "" | "/") && url.fragment().is_none(),
            "smtp_url must be scheme, host and port only"
        );
        let decode = |text: &str| {
            percent_encoding::percent_decode_str(text)
                .decode_utf8_lossy()
                .into_owned()
        };
        ensure!(
            url.password().is_none(),
            "smtp_url has a password, which everybody reads who reads the settings: put it into smtp_password_file"
        );
        let credentials = match url.username() {
            "" => None,
            user => {
                let path = &self.smtp_password_file;
                ensure!(
                    !path.as_os_str().is_empty(),
                    "smtp_url names a user: put the password into smtp_password_file"
                );
                let text = std::fs::read_to_string(path)
                    .with_context(|| format!("cannot read the smtp_password_file {}", path.display()))?;
                Some((decode(user), text.trim_end_matches(['\r', '\n']).to_owned()))
            }
        };
        Ok(Some(Smtp {
            host: bare.to_owned(),
            port: url.port().unwrap_or(port),
            tls,
            credentials,
        }))
    }

    /// The issuer: the public URL without a trailing slash.
    pub fn issuer(&self) -> &str {
        self.public_url.as_str().trim_end_matches('/')
    }

    /// Where the secret key is.
    pub fn secret_key_path(&self) -> PathBuf {
        if self.secret_key_file.as_os_str().is_empty() {
            self.data_dir.join("secret.key")
        } else {
            self.secret_key_file.clone()
        }
    }

    fn check(&self) -> Result<()> {
        let url = &self.public_url;
        ensure!(
            matches!(url.scheme(), "http" | "https"),
            "public_url must begin with https:// (or http:// on loopback)"
        );
        ensure!(
            url.path() == "/"
                && url.query().is_none()
                && url.fragment().is_none()
                && url.username().is_empty()
                && url.password().is_none(),
            "public_url must be scheme, host and port only"
        );
        ensure!(
            url.scheme() == "https" || is_loopback(url),
            "public_url is plain http on a host that is not loopback: use https"
        );
        ensure!(
            self.tls_cert.as_os_str().is_empty() == self.tls_key.as_os_str().is_empty(),
            "tls_cert and tls_key go together"
        );
        let database = &self.database_url.0;
        ensure!(
            database.is_empty()
                || ["sqlite:", "postgres:", "postgresql:"]
                    .iter()
                    .any(|s| database.starts_with(s)),
            "database_url must begin with sqlite: or postgres:"
        );
        if !self.privacy_url.is_empty() {
            let Ok(url) = Url::parse(&self.privacy_url) else {
                bail!("privacy_url must be a full address such as https://www.example.com/privacy")
            };
            ensure!(
                url.scheme() == "https" || is_loopback(&url),
                "privacy_url must begin with https://"
            );
        }
        ensure!(!self.service_name.trim().is_empty(), "service_name is empty");
        self.smtp()?;
        self.check_reach()?;
        let needs_mail = matches!(
            self.registration,
            Registration::Invitation | Registration::Domains
        );
        ensure!(
            !needs_mail || self.mail() != Mail::Off,
            "registration by invitation or domains needs mail: set smtp_url"
        );
        ensure!(
            self.registration != Registration::Domains || !self.registration_domains.is_empty(),
            "registration = \"domains\" needs registration_domains"
        );
        ensure!(
            self.smtp_url.0.is_empty() || self.mail_from.contains('@'),
            "smtp_url needs mail_from, the address that mail is sent from"
        );
        ensure!(
            !self.mail_from.chars().any(char::is_control),
            "mail_from has a control character"
        );
        for (name, value, least, most) in self.ranges() {
            ensure!(
                (least..=most).contains(&value),
                "{name} must be between {least} and {most}"
            );
        }
        ensure!(
            self.refresh_token_idle_ttl <= self.refresh_token_absolute_ttl,
            "refresh_token_idle_ttl is longer than refresh_token_absolute_ttl"
        );
        ensure!(
            self.session_idle_ttl <= self.session_absolute_ttl,
            "session_idle_ttl is longer than session_absolute_ttl"
        );
        Ok(())
    }

    /// Who is believed, whom it asks, and who may register.
    fn check_reach(&self) -> Result<()> {
        if !self.breached_passwords_url.is_empty() {
            let Ok(url) = Url::parse(&self.breached_passwords_url) else {
                bail!("breached_passwords_url must be a full address such as https://api.example.com/range/")
            };
            ensure!(
                // As it is written: what is asked for is put right behind it.
                self.breached_passwords_url.ends_with('/')
                    && url.query().is_none()
                    && url.fragment().is_none()
                    && matches!(url.scheme(), "http" | "https"),
                "breached_passwords_url must begin with https:// and end with a slash, without a query"
            );
            ensure!(
                url.scheme() == "https" || is_loopback(&url),
                "breached_passwords_url is plain http on a host that is not loopback: use https"
            );
        }
        if let Some(at) = self.registration_domains.iter().position(|text| !is_domain(text)) {
            bail!(
                "registration_domains: number {} is no domain; write what stands behind the @, such as example.com, \
                 without wildcards",
                at + 1
            );
        }
        for (name, networks, why) in [
            (
                "trusted_proxies",
                &self.trusted_proxies,
                "anybody could say where a request came from, and pass every limit for an address: name the proxies",
            ),
            (
                "outbound_allow",
                &self.outbound_allow,
                "Latchkey could be made to fetch from everything inside, over plain http too: name the networks",
            ),
        ] {
            ensure!(
                networks.iter().all(|network| network.0.prefix_len() > 0),
                "{name} has a network that is every address there is; {why}"
            );
        }
        Ok(())
    }

    fn ranges(&self) -> [(&'static str, i64, i64, i64); 25] {
        let size = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let count = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        [
            (
                "account_deletion_grace_days",
                self.account_deletion_grace_days,
                0,
                365,
            ),
            ("access_token_ttl", self.access_token_ttl, 60, 86_400),
            ("id_token_ttl", self.id_token_ttl, 60, 86_400),
            ("code_ttl", self.code_ttl, 10, 60),
            (
                "refresh_token_idle_ttl",
                self.refresh_token_idle_ttl,
                60,
                315_360_000,
            ),
            (
                "refresh_token_absolute_ttl",
                self.refresh_token_absolute_ttl,
                60,
                315_360_000,
            ),
            ("refresh_token_grace", self.refresh_token_grace, 0, 60),
            ("session_idle_ttl", self.session_idle_ttl, 60, 31_536_000),
            (
                "session_idle_ttl_unremembered",
                self.session_idle_ttl_unremembered,
                60,
                31_536_000,
            ),
            ("session_absolute_ttl", self.session_absolute_ttl, 60, 31_536_000),
            (
                "signing_key_rotation_days",
                self.signing_key_rotation_days,
                0,
                3650,
            ),
            (
                "signing_key_overlap_hours",
                self.signing_key_overlap_hours,
                1,
                720,
            ),
            ("database_connections", self.database_connections.into(), 2, 1000),
            ("body_limit", size(self.body_limit), 1024, 16 << 20),
            (
                "graphql_body_limit",
                size(self.graphql_body_limit),
                1024,
                16 << 20,
            ),
            ("upload_limit", size(self.upload_limit), 1024, 16 << 20),
            ("request_timeout", count(self.request_timeout), 1, 600),
            ("graphql_timeout", count(self.graphql_timeout), 1, 600),
            ("max_connections", size(self.max_connections), 1, 1_000_000),
            (
                "max_connections_per_address",
                size(self.max_connections_per_address),
                1,
                1_000_000,
            ),
            ("graphql_max_depth", size(self.graphql_max_depth), 3, 64),
            // With less the dashboard's own questions are refused.
            (
                "graphql_max_complexity",
                size(self.graphql_max_complexity),
                100,
                1_000_000,
            ),
            ("password_hashers", size(self.password_hashers), 0, 64),
            (
                "sign_in_failures_per_network",
                self.sign_in_failures_per_network.into(),
                1,
                100_000,
            ),
            (
                "sign_in_failures_per_account",
                self.sign_in_failures_per_account.into(),
                1,
                100,
            ),
        ]
    }
}

/// A variable of the environment that a file names; none where it is not UTF-8 either.
pub fn variable(name: &str) -> Option<String> {
    std::env::var_os(name)?.into_string().ok()
}

/// Whether the URL's host is this machine.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

/// Whether the text is what stands behind the @ of an address.
fn is_domain(text: &str) -> bool {
    // Which other letters there are, the parser knows (UTS 46).
    let plain = text
        .chars()
        .all(|c| !c.is_ascii() || c.is_ascii_alphanumeric() || "-.".contains(c));
    let whole = (1..=253).contains(&text.len())
        && text
            .split('.')
            .all(|label| !label.is_empty() && !label.starts_with('-') && !label.ends_with('-'));
    plain && whole && matches!(Host::parse(text), Ok(Host::Domain(_)))
}

/// What a setting must be, where its type says so better than the parser does.
fn expected(name: &str, default: Option<&Value>, value: &Value) -> Option<&'static str> {
    match (name, default?, value) {
        ("public_url", ..) => Some("a full address such as https://id.example.com"),
        ("listen", ..) => Some("an address and a port such as 127.0.0.1:8080"),
        (_, Value::Integer(_), Value::Integer(number)) if *number < 0 => {
            Some("a whole number that is not negative")
        }
        (_, Value::Integer(_), Value::Integer(_)) => Some("a smaller whole number"),
        (_, Value::Integer(_), _) => Some("a whole number"),
        (_, Value::Boolean(_), _) => Some("true or false"),
        (_, Value::Array(_), Value::Array(items)) if items.iter().all(Value::is_str) => None,
        (_, Value::Array(_), _) => Some("a list of texts, such as [\"one\", \"two\"]"),
        (_, Value::String(_), Value::String(_)) => None,
        (_, Value::String(_), _) => Some("a text in quotes"),
        _ => None,
    }
}

/// The text as a value of the default's type.
fn typed(default: &Value, text: &str) -> Result<Value> {
    Ok(match default {
        Value::Integer(_) => match text.trim().parse() {
            Ok(number) => Value::Integer(number),
            Err(_) => bail!("expected a whole number"),
        },
        Value::Boolean(_) => match text.trim().parse() {
            Ok(switch) => Value::Boolean(switch),
            Err(_) => bail!("expected true or false"),
        },
        Value::Array(_) => {
            let parts = text.split(',').map(str::trim).filter(|part| !part.is_empty());
            Value::Array(parts.map(|part| Value::String(part.to_owned())).collect())
        }
        _ => Value::String(text.to_owned()),
    })
}

/// Deserialises one setting after the other, so that an error names its setting and never its value.
fn parse(settings: Table) -> Result<Config> {
    let defaults: Table = REFERENCE.parse().context("the compiled-in defaults")?;
    for (name, value) in &settings {
        let mut alone = defaults.clone();
        alone.insert(name.clone(), value.clone());
        if let Err(error) = Value::Table(alone).try_into::<Config>() {
            if let Some(expected) = expected(name, defaults.get(name), value) {
                bail!("{name}: expected {expected}");
            }
            let message = error.message();
            let shown = value
                .as_str()
                .map_or_else(|| message.to_owned(), |text| message.replace(text, "…"));
            bail!("{name}: {shown}");
        }
    }
    Value::Table(settings).try_into().context("the settings")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(pairs: &[(&str, &str)]) -> Result<Config> {
        let environment = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        Config::from_parts(None, &environment)
    }

    #[test]
    fn defaults_are_complete() {
        let config = with(&[]).unwrap();
        assert_eq!(config.issuer(), "http://localhost:8080");
        assert!(config.development());
        assert_eq!(config.registration, Registration::Closed);
    }

    #[test]
    fn the_environment_wins_over_the_file() {
        let environment = [("CODE_TTL".to_owned(), "30".to_owned())].into();
        let config = Config::from_parts(Some("code_ttl = 20\naccess_token_ttl = 600"), &environment).unwrap();
        assert_eq!((config.code_ttl, config.access_token_ttl), (30, 600));
    }

    #[test]
    fn mail_servers_are_understood() {
        let path = std::env::temp_dir().join(format!("latchkey-test-smtp-{}", std::process::id()));
        std::fs::write(&path, "se:cret\n").unwrap();
        let file = path.to_str().unwrap();
        let smtp = |url: &str| {
            with(&[
                ("SMTP_URL", url),
                ("SMTP_PASSWORD_FILE", file),
                ("MAIL_FROM", "id@example.com"),
            ])
            .unwrap()
            .smtp()
            .unwrap()
            .unwrap()
        };
        let server = smtp("smtps://me%40x@mail.example.com");
        std::fs::remove_file(&path).unwrap();
        assert_eq!((server.port, server.tls), (465, SmtpTls::Implicit));
        assert_eq!(
            server.credentials,
            Some(("me@x".to_owned(), "se:cret".to_owned()))
        );
        assert!(!format!("{server:?}").contains("cret"));
        let server = smtp("smtp://mail.example.com?tls=required");
        assert_eq!((server.port, server.tls), (587, SmtpTls::StartTls));
        let server = smtp("smtp://[::1]:2525");
        assert_eq!(
            (server.host.as_str(), server.port, server.tls),
            ("::1", 2525, SmtpTls::None)
        );
        assert_eq!(with(&[]).unwrap().mail(), Mail::Mailbox);
        let production = with(&[("PUBLIC_URL", "https://id.example.com")]).unwrap();
        assert_eq!(production.mail(), Mail::Off);
    }

    #[test]
    fn sec_116_unknown_and_unsafe_settings_stop_the_start() {
        let wrong: &[(&str, &str, &str)] = &[
            ("NO_SUCH", "1", "unknown setting LATCHKEY_NO_SUCH"),
            ("PUBLIC_URL", "http://id.example.com", "loopback"),
            ("PUBLIC_URL", "https://id.example.com/path", "host and port"),
            ("PUBLIC_URL", "ftp://id.example.com", "https://"),
            ("LISTEN", "nowhere", "listen"),
            ("CODE_TTL", "600", "code_ttl must be between 10 and 60"),
            ("CODE_TTL", "soon", "whole number"),
            ("REGISTRATION", "maybe", "registration"),
            ("TLS_CERT", "cert.pem", "go together"),
            ("TRUSTED_PROXIES", "everyone", "trusted_proxies"),
            ("DATABASE_URL", "mysql://root:hunter2@db/x", "database_url"),
            ("SMTP_URL", "smtp://mail.example.com", "no TLS"),
            ("SMTP_URL", "smtp://mail.example.com?tls=maybe", "tls=required"),
            ("SMTP_URL", "ftp://me@mail.example.com", "smtps://"),
            ("SMTP_URL", "smtps://me@mail.example.com", "smtp_password_file"),
            (
                "SMTP_URL",
                "smtps://me:hunter2@mail.example.com",
                "smtp_password_file",
            ),
            ("SMTP_URL", "smtps://mail.example.com", "mail_from"),
            ("MAIL_FROM", "id@example.com\r\nBcc: eve@example.com", "control"),
        ];
        for (name, value, expected) in wrong {
            let message = format!("{:#}", with(&[(name, value)]).unwrap_err());
            assert!(message.contains(expected), "{name}={value}: {message}");
            assert!(!message.contains("hunter2"), "{message}");
        }
        let unknown = Config::from_parts(Some("colour = \"blue\""), &BTreeMap::new()).unwrap_err();
        assert!(unknown.to_string().contains("colour"));
    }

    #[test]
    fn sec_116_what_a_setting_must_be_is_said_in_words() {
        let wrong: &[(&str, &str, &str)] = &[
            (
                "GRAPHQL_MAX_COMPLEXITY",
                "99",
                "graphql_max_complexity must be between 100 and",
            ),
            (
                "PASSWORD_HASHERS",
                "65",
                "password_hashers must be between 0 and 64",
            ),
            (
                "PASSWORD_HASHERS",
                "-1",
                "password_hashers: expected a whole number that is not negative",
            ),
            (
                "GRAPHQL_MAX_DEPTH",
                "deep",
                "GRAPHQL_MAX_DEPTH: expected a whole number",
            ),
            ("COINS", "yes", "COINS: expected true or false"),
            ("REGISTRATION_DOMAINS", "@example.com", "number 1 is no domain"),
            (
                "REGISTRATION_DOMAINS",
                "example.org,*.example.com",
                "number 2 is no domain",
            ),
            ("REGISTRATION_DOMAINS", "10.0.0.0/99", "number 1 is no domain"),
            ("REGISTRATION_DOMAINS", "10.0.0.1", "number 1 is no domain"),
            ("REGISTRATION_DOMAINS", "example..com", "is no domain"),
            (
                "BREACHED_PASSWORDS_URL",
                "http://breaches.example/range/",
                "use https",
            ),
            (
                "BREACHED_PASSWORDS_URL",
                "https://breaches.example/range",
                "end with a slash",
            ),
            (
                "BREACHED_PASSWORDS_URL",
                "breaches",
                "a full address such as https://",
            ),
            ("PRIVACY_URL", "/privacy", "a full address such as https://"),
            (
                "PUBLIC_URL",
                "id.example.com",
                "public_url: expected a full address such as https://",
            ),
            ("TRUSTED_PROXIES", "10.0.0.0/8,0.0.0.0/0", "every address"),
            ("TRUSTED_PROXIES", "::/0", "every address"),
            ("OUTBOUND_ALLOW", "0.0.0.0/0", "every address"),
            ("SMTP_URL", "hunter2", "smtp_url"),
        ];
        for (name, value, expected) in wrong {
            let message = format!("{:#}", with(&[(name, value)]).unwrap_err());
            assert!(message.contains(expected), "{name}={value}: {message}");
        }
        for (file, expected) in [
            ("code_ttl = \"soon\"", "code_ttl: expected a whole number"),
            (
                "graphql_max_depth = -1",
                "graphql_max_depth: expected a whole number that is not negative",
            ),
            ("coins = 1", "coins: expected true or false"),
            (
                "trusted_proxies = \"10.0.0.0/8\"",
                "trusted_proxies: expected a list of texts",
            ),
            ("service_name = 5", "service_name: expected a text in quotes"),
        ] {
            let message = format!(
                "{:#}",
                Config::from_parts(Some(file), &BTreeMap::new()).unwrap_err()
            );
            assert!(message.contains(expected), "{file}: {message}");
            assert!(
                !message.contains("usize") && !message.contains("i64"),
                "{message}"
            );
        }
        for fine in [
            "example.com",
            "Bücher.example",
            "mail.example.co.uk",
            "localhost",
            "3com.example",
        ] {
            assert!(with(&[("REGISTRATION_DOMAINS", fine)]).is_ok(), "{fine}");
        }
        assert!(with(&[("BREACHED_PASSWORDS_URL", "http://127.0.0.1:9/range/")]).is_ok());
    }
}
