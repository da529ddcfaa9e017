//! A provider that answers as a test wants: a server of its own, with its own keys and its own mistakes.

use std::{
    collections::BTreeMap,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use axum::{
    Router,
    extract::{Form, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey, Header, jwk::Jwk};
use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::pair::ProvidersFile;
use crate::support::{Browser, TestApp, browser::Page};

/// How it signs an ID token.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Signed {
    /// By its key.
    Well,
    /// By a key that it does not publish, under the published one's name.
    ByAnother,
    /// Not at all: `alg` is `none`.
    Not,
    /// With the client's secret, HS256.
    WithTheSecret,
}

/// What it answers.
#[derive(Clone)]
pub(super) struct Answers {
    /// Changes of the discovery document; null takes a member away.
    pub(super) discovery: Value,
    /// Claims of the ID token instead of the right ones; null leaves one out.
    pub(super) claims: Value,
    pub(super) signed: Signed,
    /// The body of the token endpoint instead of tokens, and its status.
    pub(super) token: Option<(u16, String)>,
    pub(super) userinfo: Value,
    pub(super) emails: Value,
    /// How long the token endpoint thinks.
    pub(super) pause: Duration,
}

/// What came to it.
#[derive(Default)]
pub(super) struct Seen {
    pub(super) forms: Vec<BTreeMap<String, String>>,
    pub(super) authorization: Vec<String>,
}

struct Inner {
    issuer: String,
    kid: Mutex<String>,
    key: Mutex<EncodingKey>,
    other: EncodingKey,
    answers: Mutex<Answers>,
    seen: Mutex<Seen>,
    jwks_read: AtomicUsize,
    /// The nonce that the next ID token repeats, and its time.
    nonce: Mutex<(String, i64)>,
}

/// The provider, and a service of ours that knows it as `rogue`.
pub(super) struct Rogue {
    inner: Arc<Inner>,
    pub(super) ours: TestApp,
    _file: ProvidersFile,
}

fn new_key() -> EncodingKey {
    let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref())
}

pub(super) const CLIENT_SECRET: &str = "a:secret with+signs/of-thirty-two-characters";

impl Rogue {
    pub(super) async fn new() -> Self {
        Self::with(|issuer| {
            format!(
                "[[providers]]\nid = \"rogue\"\ntitle = \"Rogue\"\nkind = \"oidc\"\nissuer = \"{issuer}\"\n\
                 client_id = \"latch:key\"\nclient_secret = \"{CLIENT_SECRET}\"\nemail_authoritative = true\n"
            )
        })
        .await
    }

    pub(super) async fn with(providers: impl Fn(&str) -> String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let inner = Arc::new(Inner {
            issuer: issuer.clone(),
            kid: Mutex::new("one".to_owned()),
            key: Mutex::new(new_key()),
            other: new_key(),
            answers: Mutex::new(Answers {
                discovery: json!({}),
                claims: json!({}),
                signed: Signed::Well,
                token: None,
                userinfo: json!({ "sub": "ada-there", "email": "ada@example.com", "email_verified": true }),
                emails: json!([]),
                pause: Duration::ZERO,
            }),
            seen: Mutex::default(),
            jwks_read: AtomicUsize::new(0),
            nonce: Mutex::default(),
        });
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/jwks", get(jwks))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .route("/emails", get(emails))
            .with_state(Arc::clone(&inner));
        tokio::spawn(async move { axum::serve(listener, router).await });
        let file = ProvidersFile::new(&providers(&issuer));
        let ours = TestApp::with(&[("PROVIDERS_FILE", file.path()), ("OUTBOUND_ALLOW", "127.0.0.0/8")]).await;
        ours.user("ada@example.com").await;
        Self {
            inner,
            ours,
            _file: file,
        }
    }

    pub(super) fn issuer(&self) -> &str {
        &self.inner.issuer
    }

    /// Changes what it answers.
    pub(super) fn answers(&self, change: impl FnOnce(&mut Answers)) {
        change(&mut self.inner.answers.lock().unwrap());
    }

    pub(super) fn seen<T>(&self, read: impl FnOnce(&Seen) -> T) -> T {
        read(&self.inner.seen.lock().unwrap())
    }

    /// How often its keys were fetched.
    pub(super) fn jwks_read(&self) -> usize {
        self.inner.jwks_read.load(Ordering::SeqCst)
    }

    /// It signs with another key from now on.
    pub(super) fn rotate(&self, kid: &str) {
        *self.inner.key.lock().unwrap() = new_key();
        *self.inner.kid.lock().unwrap() = kid.to_owned();
    }

    /// Presses the button; the parameters that it is sent with.
    pub(super) async fn leave(&self, browser: &Browser) -> BTreeMap<String, String> {
        let page = browser.get("/sign-in").await;
        let away = browser.submit(&page.form("/providers/rogue/start"), &[]).await;
        let asked = away.redirected_to(&format!("{}/authorize", self.issuer()));
        let nonce = asked.get("nonce").cloned().unwrap_or_default();
        *self.inner.nonce.lock().unwrap() = (nonce, self.ours.now() / 1000);
        asked
    }

    /// Comes back with these parameters besides the state.
    pub(super) async fn back(&self, browser: &Browser, state: &str, more: &[(&str, &str)]) -> Page {
        let query = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("state", state)
            .extend_pairs(more)
            .finish();
        browser.get(&format!("/providers/rogue/callback?{query}")).await
    }

    /// The whole way, with a code.
    pub(super) async fn try_it(&self) -> Page {
        let browser = Browser::new(&self.ours);
        let asked = self.leave(&browser).await;
        self.back(&browser, &asked["state"], &[("code", "a-code")]).await
    }
}

fn json_answer(value: &Value) -> Response {
    let headers = [(header::CONTENT_TYPE, "application/json")];
    (headers, value.to_string()).into_response()
}

/// With these members replaced, and null ones taken away.
fn changed(mut value: Value, changes: &Value) -> Value {
    for (name, new) in changes.as_object().unwrap() {
        let members = value.as_object_mut().unwrap();
        if new.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), new.clone());
        }
    }
    value
}

async fn discovery(State(inner): State<Arc<Inner>>) -> Response {
    let at = |path: &str| format!("{}{path}", inner.issuer);
    let document = json!({
        "issuer": inner.issuer,
        "authorization_endpoint": at("/authorize"),
        "token_endpoint": at("/token"),
        "userinfo_endpoint": at("/userinfo"),
        "jwks_uri": at("/jwks"),
        "id_token_signing_alg_values_supported": ["ES256"],
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
    });
    let changes = inner.answers.lock().unwrap().discovery.clone();
    json_answer(&changed(document, &changes))
}

async fn jwks(State(inner): State<Arc<Inner>>) -> Response {
    inner.jwks_read.fetch_add(1, Ordering::SeqCst);
    let mut key = Jwk::from_encoding_key(&inner.key.lock().unwrap(), Algorithm::ES256).unwrap();
    key.common.key_id = Some(inner.kid.lock().unwrap().clone());
    json_answer(&json!({ "keys": [{ "kty": "unheard-of" }, key] }))
}

async fn token(
    State(inner): State<Arc<Inner>>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let authorization = headers
        .get(header::AUTHORIZATION)
        .map_or_else(String::new, |value| value.to_str().unwrap().to_owned());
    {
        let mut seen = inner.seen.lock().unwrap();
        seen.forms.push(form);
        seen.authorization.push(authorization);
    }
    let answers = inner.answers.lock().unwrap().clone();
    tokio::time::sleep(answers.pause).await;
    if let Some((status, body)) = answers.token {
        let headers = [(header::CONTENT_TYPE, "application/json")];
        return (StatusCode::from_u16(status).unwrap(), headers, body).into_response();
    }
    let (nonce, now) = inner.nonce.lock().unwrap().clone();
    let claims = json!({
        "iss": inner.issuer, "sub": "ada-there", "aud": "latch:key", "iat": now, "exp": now + 300, "nonce": nonce,
        "email": "ada@example.com", "email_verified": true,
    });
    let claims = changed(claims, &answers.claims);
    json_answer(&json!({
        "access_token": "an-access-token", "token_type": "Bearer", "expires_in": 300,
        "id_token": sign(&inner, &claims, answers.signed),
    }))
}

fn sign(inner: &Inner, claims: &Value, signed: Signed) -> String {
    let mut header = Header::new(Algorithm::ES256);
    header.kid = Some(inner.kid.lock().unwrap().clone());
    match signed {
        Signed::Well => jsonwebtoken::encode(&header, claims, &inner.key.lock().unwrap()).unwrap(),
        Signed::ByAnother => jsonwebtoken::encode(&header, claims, &inner.other).unwrap(),
        Signed::WithTheSecret => {
            let key = EncodingKey::from_secret(CLIENT_SECRET.as_bytes());
            jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &key).unwrap()
        }
        Signed::Not => {
            let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
            format!("{}.{}.", part(&json!({ "alg": "none" })), part(claims))
        }
    }
}

async fn userinfo(State(inner): State<Arc<Inner>>, headers: HeaderMap) -> Response {
    if headers
        .get(header::AUTHORIZATION)
        .is_none_or(|value| value != "Bearer an-access-token")
    {
        return StatusCode::UNAUTHORIZED.into_response();
    }
    json_answer(&inner.answers.lock().unwrap().userinfo)
}

async fn emails(State(inner): State<Arc<Inner>>) -> Response {
    json_answer(&inner.answers.lock().unwrap().emails)
}
