//! What is measured: one operation of each scenario, with a look at every answer.

use anyhow::{Context as _, Result, ensure};
use aws_lc_rs::digest;
use base64::{
    Engine as _,
    engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD},
};
use clap::ValueEnum;
use hyper::header::{self, HeaderValue};
use serde::Deserialize;

use crate::{
    setup::{API_CLIENT, CALLBACK, CLIENT_SCOPE, SCOPE, SECRET},
    wire::{Answer, Connection, encode},
};

/// What can be asked for on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Scenario {
    /// POST token, `client_credentials`, Basic authentication, ES256 access token.
    Cc,
    /// POST introspect of a live user token by its API's client.
    Introspect,
    /// GET userinfo with a live token.
    Userinfo,
    /// POST token, `refresh_token`, rotation followed, an ID token each time.
    Refresh,
    /// GET authorize with a session and remembered consent, PKCE, then POST token: access, refresh and ID token.
    Code,
    /// GET the discovery document and the key set, in turn.
    Discovery,
    /// From the start of the process to the first 200 of /readyz, on the store that the load filled.
    Start,
    /// Resident memory, idle and at its peak, and the size of the binary.
    Memory,
}

/// The algorithm of a client's ID tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Algorithm {
    Es256,
    Rs256,
}

impl Algorithm {
    pub(crate) const ALL: [Self; 2] = [Self::Es256, Self::Rs256];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Es256 => "ES256",
            Self::Rs256 => "RS256",
        }
    }

    /// The client whose ID tokens are signed so.
    pub(crate) const fn client(self) -> &'static str {
        match self {
            Self::Es256 => "bench-es256",
            Self::Rs256 => "bench-rs256",
        }
    }
}

/// One kind of load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    Cc,
    Introspect,
    Userinfo,
    Refresh(Algorithm),
    Code(Algorithm),
    Discovery,
}

impl Case {
    /// What a scenario consists of.
    pub(crate) fn of(scenario: Scenario) -> Vec<Self> {
        match scenario {
            Scenario::Cc => vec![Self::Cc],
            Scenario::Introspect => vec![Self::Introspect],
            Scenario::Userinfo => vec![Self::Userinfo],
            Scenario::Refresh => Algorithm::ALL.map(Self::Refresh).to_vec(),
            Scenario::Code => Algorithm::ALL.map(Self::Code).to_vec(),
            Scenario::Discovery => vec![Self::Discovery],
            Scenario::Start | Scenario::Memory => Vec::new(),
        }
    }

    /// What the table calls it.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Cc => "cc".to_owned(),
            Self::Introspect => "introspect".to_owned(),
            Self::Userinfo => "userinfo".to_owned(),
            Self::Refresh(algorithm) => format!("refresh, {} ID token", algorithm.name()),
            Self::Code(algorithm) => format!("code, {} ID token", algorithm.name()),
            Self::Discovery => "discovery".to_owned(),
        }
    }

    /// Whether the bare handler does it too.
    pub(crate) const fn has_bare(self) -> bool {
        matches!(self, Self::Cc | Self::Introspect | Self::Discovery)
    }
}

/// What one worker has in hand: a signed-in browser and live tokens.
pub(crate) struct Worker {
    pub(crate) number: usize,
    pub(crate) cookie: HeaderValue,
    pub(crate) access_token: String,
    pub(crate) bearer: HeaderValue,
    /// The live refresh token of each client, in the order of [`Algorithm::ALL`].
    pub(crate) refresh_tokens: [String; 2],
    pub(crate) count: usize,
}

#[derive(Deserialize)]
struct Tokens {
    access_token: String,
    token_type: String,
    expires_in: i64,
    refresh_token: Option<String>,
    id_token: Option<String>,
}

impl Worker {
    /// The empty place of a worker that is at work.
    pub(crate) const fn nobody() -> Self {
        Self {
            number: 0,
            cookie: HeaderValue::from_static(""),
            access_token: String::new(),
            bearer: HeaderValue::from_static(""),
            refresh_tokens: [String::new(), String::new()],
            count: 0,
        }
    }

    /// One operation.
    ///
    /// # Errors
    /// When an answer is not what it must be.
    pub(crate) async fn run(&mut self, case: Case, connection: &mut Connection) -> Result<()> {
        self.count += 1;
        match case {
            Case::Cc => client_credentials(connection).await,
            Case::Introspect => self.introspect(connection).await,
            Case::Userinfo => self.userinfo(connection).await,
            Case::Refresh(algorithm) => self.refresh(algorithm, connection).await,
            Case::Code(algorithm) => self.exchange(algorithm, connection).await.map(|_| ()),
            Case::Discovery => self.discovery(connection).await,
        }
    }

    async fn introspect(&self, connection: &mut Connection) -> Result<()> {
        #[derive(Deserialize)]
        struct Introspection<'a> {
            active: bool,
            #[serde(default)]
            client_id: &'a str,
        }
        let form = encode(&[("token", &self.access_token)]);
        let answer = connection
            .post(
                "/oauth/introspect",
                &[(header::AUTHORIZATION, &basic(API_CLIENT))],
                form,
            )
            .await?;
        let introspection: Introspection<'_> = read(&answer)?;
        ensure!(
            introspection.active && introspection.client_id == Algorithm::Es256.client(),
            "not active: {}",
            answer.describe()
        );
        Ok(())
    }

    async fn userinfo(&self, connection: &mut Connection) -> Result<()> {
        #[derive(Deserialize)]
        struct Userinfo<'a> {
            sub: &'a str,
            email: &'a str,
            name: &'a str,
        }
        let answer = connection
            .get("/oauth/userinfo", &[(header::AUTHORIZATION, &self.bearer)])
            .await?;
        let claims: Userinfo<'_> = read(&answer)?;
        ensure!(
            !claims.sub.is_empty() && claims.email.contains('@') && !claims.name.is_empty(),
            "{}",
            answer.describe()
        );
        Ok(())
    }

    async fn refresh(&mut self, algorithm: Algorithm, connection: &mut Connection) -> Result<()> {
        let refresh_token = &mut self.refresh_tokens[algorithm as usize];
        let form = encode(&[("grant_type", "refresh_token"), ("refresh_token", refresh_token)]);
        let tokens = token(connection, algorithm.client(), form).await?;
        check_id_token(&tokens, algorithm, None)?;
        let next = tokens.refresh_token.context("no refresh token")?;
        ensure!(next != *refresh_token, "the refresh token was not rotated");
        *refresh_token = next;
        Ok(())
    }

    /// A whole code flow.
    async fn exchange(&self, algorithm: Algorithm, connection: &mut Connection) -> Result<Tokens> {
        let flow = Flow::new(self.number, self.count);
        let answer = connection
            .get(&flow.path(algorithm), &[(header::COOKIE, &self.cookie)])
            .await?;
        ensure!(answer.status == 303, "authorize: {}", answer.describe());
        let code = flow.code(answer.location().context("no redirect")?)?;
        let form = encode(&[
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", &flow.verifier),
        ]);
        let tokens = token(connection, algorithm.client(), form).await?;
        check_id_token(&tokens, algorithm, Some(&flow.state))?;
        ensure!(tokens.refresh_token.is_some(), "no refresh token");
        Ok(tokens)
    }

    /// Gets the tokens to begin with.
    pub(crate) async fn equip(&mut self, connection: &mut Connection) -> Result<()> {
        for algorithm in Algorithm::ALL {
            self.count += 1;
            let tokens = self.exchange(algorithm, connection).await?;
            self.refresh_tokens[algorithm as usize] = tokens.refresh_token.context("no refresh token")?;
            if algorithm == Algorithm::Es256 {
                self.bearer = HeaderValue::from_str(&format!("Bearer {}", tokens.access_token))?;
                self.access_token = tokens.access_token;
            }
        }
        Ok(())
    }

    async fn discovery(&self, connection: &mut Connection) -> Result<()> {
        let (path, begins) = if self.count.is_multiple_of(2) {
            ("/oauth/jwks", &b"{\"keys\":[{"[..])
        } else {
            ("/.well-known/openid-configuration", &b"{\""[..])
        };
        let answer = connection.get(path, &[]).await?;
        ensure!(
            answer.status == 200 && answer.body.len() > 300 && answer.body.starts_with(begins),
            "{path}: {}",
            answer.describe()
        );
        Ok(())
    }
}

/// One authorization request.
pub(crate) struct Flow {
    state: String,
    verifier: String,
}

impl Flow {
    /// With values of its own.
    pub(crate) fn new(worker: usize, count: usize) -> Self {
        Self {
            state: format!("state-{worker}-{count}"),
            verifier: format!("verifier-{worker:017}-{count:017}"),
        }
    }

    /// The request's path and query.
    pub(crate) fn path(&self, algorithm: Algorithm) -> String {
        let challenge = digest::digest(&digest::SHA256, self.verifier.as_bytes());
        let query = encode(&[
            ("response_type", "code"),
            ("client_id", algorithm.client()),
            ("redirect_uri", CALLBACK),
            ("scope", SCOPE),
            ("state", &self.state),
            ("nonce", &self.state),
            ("code_challenge", &URL_SAFE_NO_PAD.encode(challenge)),
            ("code_challenge_method", "S256"),
        ]);
        format!("/oauth/authorize?{query}")
    }

    /// The code in the redirect to the client.
    pub(crate) fn code(&self, location: &str) -> Result<String> {
        let query = location
            .strip_prefix(CALLBACK)
            .and_then(|rest| rest.strip_prefix('?'))
            .with_context(|| format!("not the client's address: {location}"))?;
        let mut code = None;
        let mut state = None;
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "code" => code = Some(value.into_owned()),
                "state" => state = Some(value),
                _ => {}
            }
        }
        ensure!(state.as_deref() == Some(&self.state), "another state: {location}");
        code.with_context(|| format!("no code: {location}"))
    }
}

async fn client_credentials(connection: &mut Connection) -> Result<()> {
    let form = encode(&[("grant_type", "client_credentials"), ("scope", CLIENT_SCOPE)]);
    let tokens = token(connection, Algorithm::Es256.client(), form).await?;
    ensure!(tokens.id_token.is_none(), "an ID token for nobody");
    Ok(())
}

async fn token(connection: &mut Connection, client: &str, form: String) -> Result<Tokens> {
    let answer = connection
        .post("/oauth/token", &[(header::AUTHORIZATION, &basic(client))], form)
        .await?;
    let tokens: Tokens = read(&answer)?;
    ensure!(
        tokens.token_type == "Bearer" && tokens.expires_in > 0 && tokens.access_token.split('.').count() == 3,
        "{}",
        answer.describe()
    );
    Ok(tokens)
}

fn check_id_token(tokens: &Tokens, algorithm: Algorithm, nonce: Option<&str>) -> Result<()> {
    #[derive(Deserialize)]
    struct Header<'a> {
        alg: &'a str,
    }
    #[derive(Deserialize)]
    struct Claims<'a> {
        aud: &'a str,
        nonce: Option<&'a str>,
    }
    let text = tokens.id_token.as_deref().context("no ID token")?;
    let mut parts = text.split('.').map(|part| URL_SAFE_NO_PAD.decode(part));
    let (header, claims) = (
        parts.next().context("empty")??,
        parts.next().context("no claims")??,
    );
    let (header, claims): (Header<'_>, Claims<'_>) =
        (serde_json::from_slice(&header)?, serde_json::from_slice(&claims)?);
    ensure!(
        header.alg == algorithm.name() && claims.aud == algorithm.client() && claims.nonce == nonce,
        "not the ID token that was asked for: {text}"
    );
    Ok(())
}

fn read<'a, T: Deserialize<'a>>(answer: &'a Answer) -> Result<T> {
    ensure!(answer.status == 200, "{}", answer.describe());
    serde_json::from_slice(&answer.body).with_context(|| answer.describe())
}

/// HTTP Basic with the secret that every client has.
fn basic(client: &str) -> HeaderValue {
    let text = format!("Basic {}", STANDARD.encode(format!("{client}:{SECRET}")));
    HeaderValue::from_str(&text).unwrap_or_else(|_| HeaderValue::from_static(""))
}
