//! Settings of other providers that people may sign in with (SEC-89, SEC-90): a list of tables, in the settings file or
//! in one of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use ipnet::IpNet;
use serde::Deserialize;
use toml::{Table, Value};
use url::{Host, Url};

use crate::config::{Network, variable};

/// At most so many providers: each is a button on the sign-in page.
const MOST: usize = 20;

/// What a provider speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// OpenID Connect, by discovery.
    Oidc,
    /// OAuth 2 and an address that says who it is.
    OAuth2,
}

/// How the client proves itself at a token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClientAuthentication {
    /// HTTP Basic.
    ClientSecretBasic,
    /// In the form.
    ClientSecretPost,
}

/// A secret that does not print itself.
#[derive(Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct ClientSecret(pub String);

impl std::fmt::Debug for ClientSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// One provider, as `docs/providers.md` explains it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "docs/providers.md is their documentation")]
pub struct Provider {
    pub id: String,
    pub title: String,
    pub kind: Kind,
    #[serde(default)]
    pub issuer: String,
    #[serde(default)]
    pub authorization_endpoint: String,
    #[serde(default)]
    pub token_endpoint: String,
    #[serde(default)]
    pub userinfo_endpoint: String,
    #[serde(default)]
    pub emails_endpoint: String,
    #[serde(default)]
    pub subject_field: String,
    #[serde(default)]
    pub email_field: String,
    #[serde(default)]
    pub email_verified_field: String,
    #[serde(default)]
    pub name_field: String,
    pub client_id: String,
    /// Given, or read from the file or the variable when the settings are.
    #[serde(default)]
    pub client_secret: ClientSecret,
    #[serde(default)]
    client_secret_file: PathBuf,
    #[serde(default)]
    client_secret_env: String,
    #[serde(default)]
    pub token_endpoint_auth_method: Option<ClientAuthentication>,
    #[serde(default)]
    pub scopes: Option<Vec<String>>,
    #[serde(default)]
    pub email_authoritative: bool,
    #[serde(default = "yes")]
    pub registration: bool,
    #[serde(default)]
    pub origins: Vec<String>,
}

const fn yes() -> bool {
    true
}

impl Provider {
    /// What is asked for, with spaces between.
    pub fn scope(&self) -> String {
        match (&self.scopes, self.kind) {
            (Some(scopes), _) => scopes.join(" "),
            (None, Kind::Oidc) => "openid email profile".to_owned(),
            (None, Kind::OAuth2) => String::new(),
        }
    }

    fn read_secret(&mut self) -> Result<()> {
        let given = [
            !self.client_secret.0.is_empty(),
            !self.client_secret_file.as_os_str().is_empty(),
            !self.client_secret_env.is_empty(),
        ];
        ensure!(
            given.into_iter().filter(|given| *given).count() == 1,
            "give one of client_secret, client_secret_file and client_secret_env"
        );
        if given[1] {
            let path = &self.client_secret_file;
            let text = std::fs::read_to_string(path)
                .with_context(|| format!("cannot read the client_secret_file {}", path.display()))?;
            self.client_secret = ClientSecret(text.trim_end_matches(['\r', '\n']).to_owned());
        }
        if given[2] {
            let name = &self.client_secret_env;
            let text =
                variable(name).with_context(|| format!("client_secret_env: there is no variable {name}"))?;
            self.client_secret = ClientSecret(text);
        }
        ensure!(!self.client_secret.0.is_empty(), "the client secret is empty");
        Ok(())
    }

    fn check(&self, outbound_allow: &[Network]) -> Result<()> {
        let slug = |text: &str| {
            !text.is_empty()
                && text.len() <= 32
                && text
                    .bytes()
                    .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
        };
        ensure!(slug(&self.id), "id must be 1 to 32 of a-z, 0-9 and -");
        ensure!(
            !self.title.trim().is_empty()
                && self.title.chars().count() <= 40
                && !self.title.chars().any(char::is_control),
            "title must have 1 to 40 visible characters"
        );
        ensure!(!self.client_id.is_empty(), "client_id is empty");
        let fields = [
            ("issuer", &self.issuer, self.kind == Kind::Oidc, true),
            (
                "authorization_endpoint",
                &self.authorization_endpoint,
                self.kind == Kind::OAuth2,
                true,
            ),
            (
                "token_endpoint",
                &self.token_endpoint,
                self.kind == Kind::OAuth2,
                true,
            ),
            (
                "userinfo_endpoint",
                &self.userinfo_endpoint,
                self.kind == Kind::OAuth2,
                true,
            ),
            (
                "emails_endpoint",
                &self.emails_endpoint,
                self.kind == Kind::OAuth2,
                false,
            ),
        ];
        for (name, value, belongs, needed) in fields {
            match (value.is_empty(), belongs) {
                (true, true) => ensure!(!needed, "{name} is missing"),
                (true, false) => {}
                (false, true) => check_address(name, value, outbound_allow)?,
                (false, false) => bail!("{name} does not go with this kind"),
            }
        }
        for (name, value) in [
            ("subject_field", &self.subject_field),
            ("email_field", &self.email_field),
            ("email_verified_field", &self.email_verified_field),
            ("name_field", &self.name_field),
        ] {
            ensure!(
                value.is_empty() || self.kind == Kind::OAuth2,
                "{name} does not go with this kind"
            );
        }
        ensure!(
            self.kind == Kind::Oidc || !self.subject_field.is_empty(),
            "subject_field is missing"
        );
        let token = |text: &String| {
            !text.is_empty()
                && text
                    .bytes()
                    .all(|b| b.is_ascii_graphic() && !b"\"\\".contains(&b))
        };
        let scopes = self.scopes.as_deref().unwrap_or_default();
        ensure!(scopes.iter().all(token), "scopes has something that is no scope");
        ensure!(
            self.kind == Kind::OAuth2
                || self.scopes.is_none()
                || scopes.iter().any(|scope| scope == "openid"),
            "scopes must contain openid"
        );
        for origin in &self.origins {
            let url =
                check_address("origins", origin, outbound_allow).and_then(|()| Ok(Url::parse(origin)?))?;
            ensure!(
                url.origin().ascii_serialization() == *origin,
                "origins must be such as https://login.example.com, without a path"
            );
        }
        Ok(())
    }
}

/// An address of a provider's: https; plain http only where the operator allows fetching from that host.
fn check_address(name: &str, text: &str, outbound_allow: &[Network]) -> Result<()> {
    let Ok(url) = Url::parse(text) else {
        bail!("{name} is not a URL")
    };
    ensure!(
        url.fragment().is_none() && url.username().is_empty() && url.password().is_none(),
        "{name} has a fragment or a password"
    );
    ensure!(
        name != "issuer" || url.query().is_none(),
        "issuer must have no query"
    );
    ensure!(
        may_be_used(&url, outbound_allow),
        "{name} must begin with https:// (http:// only for hosts in outbound_allow)"
    );
    Ok(())
}

/// Whether an address is https, or plain http to a host that `outbound_allow` lists (SEC-104).
pub fn may_be_used(url: &Url, outbound_allow: &[Network]) -> bool {
    let listed = |ip: std::net::IpAddr| {
        outbound_allow
            .iter()
            .any(|network| network.0.contains(&IpNet::from(ip)))
    };
    match (url.scheme(), url.host()) {
        ("https", Some(_)) => true,
        ("http", Some(Host::Ipv4(ip))) => listed(ip.into()),
        ("http", Some(Host::Ipv6(ip))) => listed(ip.into()),
        ("http", Some(Host::Domain("localhost"))) => {
            listed(std::net::Ipv4Addr::LOCALHOST.into()) || listed(std::net::Ipv6Addr::LOCALHOST.into())
        }
        _ => false,
    }
}

/// Every key, and whether its value is a text, a switch or a list.
const KEYS: &[(&str, Shape)] = &[
    ("id", Shape::Text),
    ("title", Shape::Text),
    ("kind", Shape::Text),
    ("issuer", Shape::Text),
    ("authorization_endpoint", Shape::Text),
    ("token_endpoint", Shape::Text),
    ("userinfo_endpoint", Shape::Text),
    ("emails_endpoint", Shape::Text),
    ("subject_field", Shape::Text),
    ("email_field", Shape::Text),
    ("email_verified_field", Shape::Text),
    ("name_field", Shape::Text),
    ("client_id", Shape::Text),
    ("client_secret", Shape::Text),
    ("client_secret_file", Shape::Text),
    ("client_secret_env", Shape::Text),
    ("token_endpoint_auth_method", Shape::Text),
    ("scopes", Shape::List),
    ("email_authoritative", Shape::Switch),
    ("registration", Shape::Switch),
    ("origins", Shape::List),
];

#[derive(Clone, Copy)]
enum Shape {
    Text,
    Switch,
    List,
}

impl Shape {
    fn fits(self, value: &Value) -> Result<()> {
        let (fits, expected) = match self {
            Self::Text => (value.is_str(), "a text"),
            Self::Switch => (value.is_bool(), "true or false"),
            Self::List => (
                value
                    .as_array()
                    .is_some_and(|list| list.iter().all(Value::is_str)),
                "a list of texts",
            ),
        };
        ensure!(fits, "expected {expected}");
        Ok(())
    }
}

/// Reads the providers of the settings file, and those of the file that it names.
///
/// # Errors
/// Names the provider and the setting, never a value that may be secret.
pub(crate) fn load(value: Option<Value>, file: &Path, outbound_allow: &[Network]) -> Result<Vec<Provider>> {
    let mut tables = match value {
        None => Vec::new(),
        Some(Value::Array(tables)) => tables,
        Some(_) => bail!("providers must be tables: write [[providers]]"),
    };
    if !file.as_os_str().is_empty() {
        let text = std::fs::read_to_string(file)
            .with_context(|| format!("cannot read the providers_file {}", file.display()))?;
        let mut table: Table = text.parse().map_err(|error: toml::de::Error| {
            anyhow::anyhow!("the providers_file is not TOML: {}", error.message())
        })?;
        if let Some(more) = table.remove("providers") {
            match more {
                Value::Array(more) => tables.extend(more),
                _ => bail!("providers_file: write [[providers]]"),
            }
        }
        if let Some(name) = table.keys().next() {
            bail!("unknown setting {name} in the providers_file");
        }
    }
    ensure!(tables.len() <= MOST, "at most {MOST} providers");
    let mut providers: Vec<Provider> = Vec::new();
    for (number, table) in tables.into_iter().enumerate() {
        let name = table
            .get("id")
            .and_then(Value::as_str)
            .map_or_else(|| (number + 1).to_string(), str::to_owned);
        let provider = one(table, outbound_allow).with_context(|| format!("providers, {name}"))?;
        ensure!(
            providers.iter().all(|other| other.id != provider.id),
            "providers: there are two of the id {}",
            provider.id
        );
        providers.push(provider);
    }
    Ok(providers)
}

fn one(value: Value, outbound_allow: &[Network]) -> Result<Provider> {
    let Value::Table(table) = &value else {
        bail!("expected a table: write [[providers]]")
    };
    for (name, value) in table {
        let Some((_, shape)) = KEYS.iter().find(|(known, _)| known == name) else {
            bail!("unknown setting {name}")
        };
        shape.fits(value).context(name.clone())?;
    }
    // What is left to go wrong is a missing name, or a kind or method that does not exist.
    let mut provider: Provider = value
        .try_into()
        .map_err(|error: toml::de::Error| anyhow::anyhow!("{}", error.message()))?;
    provider.check(outbound_allow)?;
    provider.read_secret()?;
    Ok(provider)
}

#[cfg(test)]
mod tests {
    use super::*;

    const OIDC: &str = "id = \"example\"\ntitle = \"Example\"\nkind = \"oidc\"\nissuer = \"https://id.example.com\"\n\
        client_id = \"latchkey\"\nclient_secret = \"hunter2\"\n";
    const OAUTH2: &str = "id = \"hub\"\ntitle = \"Hub\"\nkind = \"oauth2\"\n\
        authorization_endpoint = \"https://hub.example.com/authorize\"\ntoken_endpoint = \"https://hub.example.com/token\"\n\
        userinfo_endpoint = \"https://api.hub.example.com/user\"\nsubject_field = \"id\"\nclient_id = \"latchkey\"\n\
        client_secret = \"hunter2\"\n";

    fn read(tables: &[String], allow: &[&str]) -> Result<Vec<Provider>> {
        let text: String = tables
            .iter()
            .map(|table| format!("[[providers]]\n{table}\n"))
            .collect();
        let mut table: Table = text.parse().unwrap();
        let allow: Vec<Network> = allow
            .iter()
            .map(|text| Network::try_from((*text).to_owned()).unwrap())
            .collect();
        load(table.remove("providers"), Path::new(""), &allow)
    }

    #[test]
    fn providers_have_defaults() {
        let both = read(&[OIDC.to_owned(), OAUTH2.to_owned()], &[]).unwrap();
        assert_eq!(both[0].scope(), "openid email profile");
        assert_eq!(both[1].scope(), "");
        assert!(both[0].registration && !both[0].email_authoritative);
        assert!(!format!("{both:?}").contains("hunter2"));
    }

    #[test]
    fn sec_116_wrong_providers_stop_the_start() {
        let wrong: &[(&str, &str, &str, &str)] = &[
            (OIDC, "kind = \"oidc\"", "kind = \"saml\"", "expected `oidc`"),
            (OIDC, "id = \"example\"", "id = \"Example!\"", "id must be"),
            (OIDC, "title = \"Example\"", "title = \"\"", "title"),
            (
                OIDC,
                "\"https://id.example.com\"",
                "\"http://id.example.com\"",
                "https://",
            ),
            (
                OIDC,
                "\"https://id.example.com\"",
                "\"http://127.0.0.1:1\"",
                "outbound_allow",
            ),
            (
                OIDC,
                "\"https://id.example.com\"",
                "\"https://id.example.com/?a=b\"",
                "query",
            ),
            (
                OIDC,
                "issuer = \"https://id.example.com\"",
                "",
                "issuer is missing",
            ),
            (OIDC, "client_id = \"latchkey\"", "", "client_id"),
            (OIDC, "client_secret = \"hunter2\"", "", "client_secret_file"),
            (
                OIDC,
                "client_secret = \"hunter2\"",
                "client_secret = 12345",
                "expected a text",
            ),
            (
                OIDC,
                "client_secret = \"hunter2\"",
                "client_secret_env = \"NO_SUCH_VARIABLE_HERE\"",
                "no variable",
            ),
            (
                OIDC,
                "client_secret = \"hunter2\"",
                "client_secret = \"hunter2\"\nclient_secret_env = \"HOME\"",
                "give one of",
            ),
            (
                OIDC,
                "client_id",
                "scopes = [\"email\"]\nclient_id",
                "must contain openid",
            ),
            (
                OIDC,
                "client_id",
                "colour = \"blue\"\nclient_id",
                "unknown setting colour",
            ),
            (
                OIDC,
                "client_id",
                "subject_field = \"id\"\nclient_id",
                "does not go with",
            ),
            (
                OIDC,
                "client_id",
                "email_authoritative = \"yes\"\nclient_id",
                "true or false",
            ),
            (
                OIDC,
                "client_id",
                "origins = [\"https://a.example/x\"]\nclient_id",
                "without a path",
            ),
            (OAUTH2, "subject_field = \"id\"", "", "subject_field"),
            (
                OAUTH2,
                "token_endpoint",
                "issuer = \"https://a.example\"\ntoken_endpoint",
                "does not go with",
            ),
        ];
        for (base, from, to, expected) in wrong {
            assert!(base.contains(from), "{from}");
            let message = format!("{:#}", read(&[base.replacen(from, to, 1)], &[]).unwrap_err());
            assert!(message.contains(expected), "{to}: {message}");
            assert!(
                !message.contains("hunter2") && !message.contains("12345"),
                "{message}"
            );
        }
        assert!(read(&[OIDC.to_owned(), OIDC.to_owned()], &[]).is_err());
        let loopback = OIDC.replace("https://id.example.com", "http://127.0.0.1:8080");
        assert!(read(&[loopback], &["127.0.0.0/8"]).is_ok());
    }
}
