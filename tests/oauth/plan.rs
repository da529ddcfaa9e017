//! The checks that the certification suite makes in nearly every module, and the driving of a flow through plain
//! forms.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::header;
use serde_json::{Value, json};
use url::Url;

use super::{
    jwt,
    world::{World, text},
};
use crate::support::{
    app::uuid_text,
    browser::Page,
    client::{CALLBACK, authorize},
    make::{NewClient, PASSWORD, SECRET},
};

/// What an ID token may say unasked.
const KNOWN: [&str; 15] = [
    "iss",
    "sub",
    "aud",
    "exp",
    "iat",
    "nbf",
    "jti",
    "auth_time",
    "nonce",
    "acr",
    "amr",
    "azp",
    "at_hash",
    "s_hash",
    "sid",
];
/// What an error response may carry.
const ERROR_FIELDS: [&str; 6] = [
    "error",
    "error_description",
    "error_uri",
    "state",
    "session_state",
    "iss",
];

/// How the answer must travel.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mode {
    Query,
    FormPost,
}

/// One run of a plan: a browser that has signed in nowhere yet, and two clients.
pub(super) struct Plan {
    pub(super) world: World,
    pub(super) mode: Mode,
}

/// Where a request ended.
pub(super) struct Answer {
    /// What the client received.
    pub(super) fields: BTreeMap<String, String>,
    /// Whether the person was asked for the password.
    pub(super) signed_in: bool,
    /// Whether the person was asked for consent.
    pub(super) consented: bool,
}

/// A finished flow.
pub(super) struct Flow {
    pub(super) answer: Answer,
    pub(super) tokens: Value,
    pub(super) id_token: Value,
    pub(super) userinfo: Value,
}

/// An estimate of the bits in a text: its length times the entropy of its characters.
pub(super) fn entropy(text: &str) -> f64 {
    let mut counts: BTreeMap<char, u32> = BTreeMap::new();
    for c in text.chars() {
        *counts.entry(c).or_default() += 1;
    }
    let length = f64::from(u32::try_from(text.chars().count()).unwrap());
    let per_character: f64 = counts
        .values()
        .map(|count| {
            let share = f64::from(*count) / length;
            -share * share.log2()
        })
        .sum();
    per_character * length
}

impl Plan {
    pub(super) async fn new(mode: Mode) -> Self {
        let mut world = World::new().await;
        world.browser = crate::support::Browser::new(&world.app);
        let second = NewClient {
            client_id: "second",
            ..NewClient::default()
        };
        world.client_of(&world.shop, second).await;
        Self { world, mode }
    }

    /// The address of a request as the suite makes it: no PKCE, a nonce, a state of 128 characters.
    pub(super) fn request(&self, more: &[(&str, &str)]) -> String {
        let state = format!("{}{}{}{}", uuid_text(), uuid_text(), uuid_text(), uuid_text());
        let nonce = uuid_text();
        let mut pairs = vec![
            ("code_challenge", ""),
            ("code_challenge_method", ""),
            ("state", state.as_str()),
            ("nonce", nonce.as_str()),
        ];
        if self.mode == Mode::FormPost {
            pairs.push(("response_mode", "form_post"));
        }
        pairs.extend_from_slice(more);
        authorize(&pairs)
    }

    /// Goes through the pages until there is an answer.
    pub(super) async fn authorize(&self, request: &str) -> Answer {
        let page = self.world.browser.open(request).await;
        self.go_on(request, page).await
    }

    /// As [`Plan::authorize`], from a page on.
    pub(super) async fn go_on(&self, request: &str, mut page: Page) -> Answer {
        let (mut signed_in, mut consented) = (false, false);
        let browser = &self.world.browser;
        for _ in 0..4 {
            if page.has("password") {
                signed_in = true;
                let done = browser.sign_in(&page, "ada@example.com", PASSWORD).await;
                page = browser.follow(done).await;
            } else if page.has("allow") {
                consented = true;
                page = browser.allow(&page).await;
            } else {
                break;
            }
        }
        Answer {
            fields: self.answer(request, &page),
            signed_in,
            consented,
        }
    }

    /// What the page or redirect brings the client, after the checks of every authorization response.
    pub(super) fn answer(&self, request: &str, page: &Page) -> BTreeMap<String, String> {
        let pairs: Vec<(String, String)> = match self.mode {
            Mode::Query => {
                let location = page.location.as_deref();
                let location = location.unwrap_or_else(|| panic!("{}: {}", page.status, page.html));
                assert_eq!(page.status, 303);
                let url = Url::parse(location).unwrap();
                assert!(location.starts_with(&format!("{CALLBACK}?")) && url.fragment().is_none());
                url.query_pairs().into_owned().collect()
            }
            Mode::FormPost => {
                assert_eq!(
                    (page.status.as_u16(), &page.location),
                    (200, &None),
                    "{}",
                    page.html
                );
                assert!(page.html.contains("data-autosubmit"), "{}", page.html);
                assert!(!page.html.contains("enctype"));
                let policy = page.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
                assert!(
                    policy.contains("form-action 'self' https://app.example;"),
                    "{policy}"
                );
                page.form(CALLBACK).fields.into_iter().collect()
            }
        };
        let fields: BTreeMap<String, String> = pairs.iter().cloned().collect();
        assert_eq!(fields.len(), pairs.len(), "a field came twice");
        let sent: BTreeMap<String, String> = Url::parse(&self.world.url(request))
            .unwrap()
            .query_pairs()
            .into_owned()
            .collect();
        assert_eq!(fields.get("state"), sent.get("state"));
        assert_eq!(fields["iss"], self.world.deps.config.issuer());
        let names: BTreeSet<&str> = fields.keys().map(String::as_str).collect();
        let allowed: &[&str] = if let Some(code) = fields.get("code") {
            assert!(code.len() >= 16 && entropy(code) > 96.0);
            &["code", "state", "iss", "session_state"]
        } else {
            let description = fields.get("error_description").map_or("", String::as_str);
            let in_set = |b: u8| (b' '..=b'~').contains(&b) && b != b'"' && b != b'\\';
            assert!(description.bytes().all(in_set), "{description}");
            &ERROR_FIELDS
        };
        assert!(names.iter().all(|name| allowed.contains(name)), "{names:?}");
        fields
    }

    /// Redeems a code as `web`, with the checks of every token response.
    pub(super) async fn redeem(&self, code: &str) -> Value {
        let fields = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
        ];
        self.token_response("web", &fields).await
    }

    /// A successful answer of the token endpoint to a client.
    pub(super) async fn token_response(&self, client_id: &str, fields: &[(&str, &str)]) -> Value {
        let request = self.world.http.post(self.world.url("/oauth/token"));
        let request = request.basic_auth(client_id, Some(SECRET)).form(fields);
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status(), response.headers().clone());
        let tokens: Value = response.json().await.unwrap();
        assert_eq!(status, 200, "{tokens}");
        assert_eq!(headers[header::CONTENT_TYPE], "application/json");
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(tokens["token_type"], "Bearer");
        let lifetime = tokens["expires_in"].as_i64().unwrap();
        assert!((1..=31_536_000).contains(&lifetime), "{lifetime}");
        assert!(entropy(text(&tokens, "access_token")) > 96.0);
        if let Some(refresh_token) = tokens["refresh_token"].as_str() {
            assert!(refresh_token.len() >= 16 && entropy(refresh_token) > 96.0);
        }
        tokens
    }

    /// The claims of an ID token, after the checks of every ID token.
    pub(super) async fn id_token(&self, tokens: &Value, client_id: &str, nonce: Option<&str>) -> Value {
        let app = &self.world.app;
        let token = text(tokens, "id_token");
        let claims = jwt::verified(app, token, client_id).await;
        let header = jwt::header(token);
        assert_eq!(
            (&header["alg"], &claims["aud"]),
            (&json!("RS256"), &json!(client_id))
        );
        assert!(header["kid"].is_string());
        let now = app.now() / 1000;
        assert!((claims["iat"].as_i64().unwrap() - now).abs() < 300);
        assert!(claims["exp"].as_i64().unwrap() > now);
        assert!(claims["auth_time"].as_i64().unwrap() <= now);
        assert!((1..=255).contains(&text(&claims, "sub").len()));
        assert_eq!(claims["nonce"].as_str(), nonce);
        assert_eq!(
            text(&claims, "at_hash"),
            jwt::at_hash("RS256", text(tokens, "access_token"))
        );
        for name in claims.as_object().unwrap().keys() {
            assert!(KNOWN.contains(&name.as_str()), "{name} is not asked for");
        }
        claims
    }

    /// Userinfo of a token.
    pub(super) async fn userinfo(&self, tokens: &Value) -> Value {
        let (status, claims) = self
            .world
            .get_as("/oauth/userinfo", text(tokens, "access_token"))
            .await;
        assert_eq!(status, 200, "{claims}");
        claims
    }

    /// A whole flow with the checks of every flow.
    pub(super) async fn flow(&self, more: &[(&str, &str)]) -> Flow {
        let request = self.request(more);
        let answer = self.authorize(&request).await;
        self.finish(&request, answer).await
    }

    /// From the answer to userinfo.
    pub(super) async fn finish(&self, request: &str, answer: Answer) -> Flow {
        let url = Url::parse(&self.world.url(request)).unwrap();
        let nonce = url
            .query_pairs()
            .find(|(name, _)| name == "nonce")
            .map(|(_, value)| value.into_owned());
        let code = answer.fields.get("code");
        let tokens = self
            .redeem(code.unwrap_or_else(|| panic!("{:?}", answer.fields)))
            .await;
        let id_token = self.id_token(&tokens, "web", nonce.as_deref()).await;
        let userinfo = self.userinfo(&tokens).await;
        assert_eq!(userinfo["sub"], id_token["sub"]);
        self.check_jwks().await;
        Flow {
            answer,
            tokens,
            id_token,
            userinfo,
        }
    }

    /// The key set: public members only, a `kid` each, none twice.
    pub(super) async fn check_jwks(&self) {
        let keys = jwt::keys(&self.world).await;
        let kids: BTreeSet<&str> = keys.iter().map(|key| text(key, "kid")).collect();
        assert_eq!(kids.len(), keys.len());
        for key in &keys {
            const PUBLIC: [&str; 9] = ["kty", "kid", "use", "alg", "n", "e", "crv", "x", "y"];
            let members = key.as_object().unwrap();
            assert!(
                members.keys().all(|name| PUBLIC.contains(&name.as_str())),
                "{key}"
            );
            let jwk: jsonwebtoken::jwk::Jwk = serde_json::from_value(key.clone()).unwrap();
            assert!(jsonwebtoken::DecodingKey::from_jwk(&jwk).is_ok(), "{key}");
        }
    }
}
