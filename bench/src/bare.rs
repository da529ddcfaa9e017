//! What the server is compared with: an axum handler at the same paths that does the same cryptography and nothing
//! else. No clients, no scopes, no database, no limits, no log. It runs as a process of its own.

use std::{
    collections::HashMap,
    io::{BufRead as _, Write as _},
    sync::Arc,
    time::{SystemTime, UNIX_EPOCH},
};

use anyhow::Result;
use aws_lc_rs::{
    digest,
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair},
};
use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use bytes::Bytes;
use serde::{Deserialize, Serialize};

use crate::setup::CLIENT_SCOPE;

/// What it is told by the first line of its standard input.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Order {
    /// The tokens that live.
    pub(crate) tokens: Vec<String>,
    /// What discovery and the key set answer.
    pub(crate) documents: [String; 2],
}

struct Bare {
    key: EcdsaKeyPair,
    tokens: HashMap<Vec<u8>, Live>,
    documents: [Bytes; 2],
}

struct Live {
    sub: String,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    client_id: &'a str,
    scope: &'a str,
    iat: u64,
    exp: u64,
    jti: String,
}

#[derive(Serialize)]
struct Answer<'a> {
    access_token: String,
    token_type: &'a str,
    expires_in: u64,
    scope: &'a str,
}

#[derive(Serialize)]
struct Introspection<'a> {
    active: bool,
    scope: &'a str,
    client_id: &'a str,
    sub: &'a str,
    exp: u64,
    iat: u64,
}

/// Serves until standard input ends.
///
/// # Errors
/// When it cannot begin.
pub(crate) fn run() -> Result<()> {
    let mut lines = std::io::stdin().lock().lines();
    let order: Order = serde_json::from_str(&lines.next().unwrap_or_else(|| Ok(String::new()))?)?;
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)?;
    let live = |token: &String| {
        (
            sha256(token.as_bytes()),
            Live {
                sub: "01890000-0000-7000-8000-000000000000".to_owned(),
            },
        )
    };
    let bare = Arc::new(Bare {
        key: EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref())?,
        tokens: order.tokens.iter().map(live).collect(),
        documents: order.documents.map(Bytes::from),
    });
    let router = Router::new()
        .route("/oauth/token", post(token))
        .route("/oauth/introspect", post(introspect))
        .route("/.well-known/openid-configuration", get(discovery))
        .route("/oauth/jwks", get(jwks))
        .with_state(bare);
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let mut out = std::io::stdout().lock();
        writeln!(out, "{}", listener.local_addr()?)?;
        out.flush()?;
        let serving = axum::serve(
            axum::serve::ListenerExt::tap_io(listener, |stream| {
                let _ = stream.set_nodelay(true);
            }),
            router,
        );
        let ended = tokio::task::spawn_blocking(|| while std::io::stdin().lock().lines().next().is_some() {});
        tokio::select! {
            result = async { serving.await } => Ok(result?),
            _ = ended => Ok(()),
        }
    })
}

fn sha256(bytes: &[u8]) -> Vec<u8> {
    digest::digest(&digest::SHA256, bytes).as_ref().to_vec()
}

fn now() -> u64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |elapsed| elapsed.as_secs())
}

fn json(body: &impl Serialize) -> Response {
    let bytes = serde_json::to_vec(body).unwrap_or_default();
    ([(header::CONTENT_TYPE, "application/json")], bytes).into_response()
}

/// A digest of the client's secret, and an ES256 signature.
async fn token(State(bare): State<Arc<Bare>>, headers: HeaderMap, _: Bytes) -> Response {
    let Some(secret) = headers.get(header::AUTHORIZATION) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let presented = sha256(secret.as_bytes());
    let iat = now();
    let claims = Claims {
        iss: "http://127.0.0.1",
        sub: "bench-es256",
        aud: "https://parcels.example",
        client_id: "bench-es256",
        scope: CLIENT_SCOPE,
        iat,
        exp: iat + 3600,
        jti: URL_SAFE_NO_PAD.encode(&presented[..16]),
    };
    let mut jwt = URL_SAFE_NO_PAD.encode(r#"{"alg":"ES256","typ":"at+jwt","kid":"the-only-key"}"#);
    jwt.push('.');
    URL_SAFE_NO_PAD.encode_string(serde_json::to_vec(&claims).unwrap_or_default(), &mut jwt);
    let Ok(signature) = bare.key.sign(&SystemRandom::new(), jwt.as_bytes()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    jwt.push('.');
    URL_SAFE_NO_PAD.encode_string(signature.as_ref(), &mut jwt);
    json(&Answer {
        access_token: jwt,
        token_type: "Bearer",
        expires_in: 3600,
        scope: CLIENT_SCOPE,
    })
}

/// Digests of the client's secret and of the token, and a look at a table.
async fn introspect(State(bare): State<Arc<Bare>>, headers: HeaderMap, body: Bytes) -> Response {
    let Some(secret) = headers.get(header::AUTHORIZATION) else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let _ = sha256(secret.as_bytes());
    let token = body.strip_prefix(b"token=").unwrap_or_default();
    let Some(live) = bare.tokens.get(&sha256(token)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let iat = now();
    json(&Introspection {
        active: true,
        scope: crate::setup::SCOPE,
        client_id: "bench-es256",
        sub: &live.sub,
        exp: iat + 3600,
        iat,
    })
}

fn document(bytes: &Bytes) -> Response {
    ([(header::CONTENT_TYPE, "application/json")], bytes.clone()).into_response()
}

async fn discovery(State(bare): State<Arc<Bare>>) -> Response {
    document(&bare.documents[0])
}

async fn jwks(State(bare): State<Arc<Bare>>) -> Response {
    document(&bare.documents[1])
}
