//! Ready snippets for a client: paste, put the secret in the environment, run.

use async_graphql::{Enum, SimpleObject};
use entity::{
    client,
    values::{AuthMethod, Platform},
};

/// A piece of code that works as pasted; a secret is read from the environment.
#[derive(Clone, Debug, SimpleObject)]
pub struct Snippet {
    /// In which language.
    pub language: SnippetLanguage,
    /// What it does.
    pub title: String,
    /// The code.
    pub code: String,
}

/// A language of snippets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SnippetLanguage {
    /// Shell with curl.
    Curl,
    /// JavaScript.
    Javascript,
    /// Python.
    Python,
    /// Go.
    Go,
    /// Rust.
    Rust,
}

/// What the templates put in.
struct Words<'a> {
    issuer: &'a str,
    client_id: &'a str,
    redirect_url: &'a str,
    scope: &'a str,
    secret: bool,
}

/// The snippets that suit the client.
pub fn all(issuer: &str, client: &client::Model, redirect_url: Option<&str>, scope: &str) -> Vec<Snippet> {
    let words = Words {
        issuer,
        client_id: &client.client_id,
        redirect_url: redirect_url.unwrap_or("http://127.0.0.1:8000/callback"),
        scope,
        secret: client.token_endpoint_auth_method != AuthMethod::None,
    };
    let (title, table) = if client.platform == Platform::Service {
        ("Get a token for the app itself", SERVICE)
    } else {
        ("Sign a person in", SIGN_IN)
    };
    table
        .iter()
        .map(|(language, template)| Snippet {
            language: *language,
            title: title.to_owned(),
            code: words.fill(template),
        })
        .collect()
}

impl Words<'_> {
    fn fill(&self, template: &str) -> String {
        let mut code = String::with_capacity(template.len() + 256);
        for line in template.lines() {
            // Lines for one kind of client only begin with its mark.
            let line = match (line.strip_prefix("[secret]"), line.strip_prefix("[public]")) {
                (Some(rest), _) if self.secret => rest,
                (_, Some(rest)) if !self.secret => rest,
                (Some(_), _) | (_, Some(_)) => continue,
                (None, None) => line,
            };
            code.push_str(line);
            code.push('\n');
        }
        code.replace("{issuer}", self.issuer)
            .replace("{client_id}", self.client_id)
            .replace("{redirect_url}", self.redirect_url)
            .replace("{scope}", self.scope)
    }
}

const SERVICE: &[(SnippetLanguage, &str)] = &[
    (
        SnippetLanguage::Curl,
        r#"curl -u "{client_id}:$CLIENT_SECRET" {issuer}/oauth/token \
  -d grant_type=client_credentials"#,
    ),
    (
        SnippetLanguage::Javascript,
        r#"const basic = btoa(`{client_id}:${process.env.CLIENT_SECRET}`);
const response = await fetch("{issuer}/oauth/token", {
  method: "POST",
  headers: { authorization: `Basic ${basic}` },
  body: new URLSearchParams({ grant_type: "client_credentials" }),
});
console.log(await response.json());"#,
    ),
    (
        SnippetLanguage::Python,
        r#"import os, requests
answer = requests.post("{issuer}/oauth/token", data={"grant_type": "client_credentials"},
                       auth=("{client_id}", os.environ["CLIENT_SECRET"]))
print(answer.json())"#,
    ),
    (
        SnippetLanguage::Go,
        r#"package main

import (
	"context"
	"fmt"
	"os"

	"golang.org/x/oauth2/clientcredentials"
)

func main() {
	config := clientcredentials.Config{
		ClientID:     "{client_id}",
		ClientSecret: os.Getenv("CLIENT_SECRET"),
		TokenURL:     "{issuer}/oauth/token",
	}
	token, err := config.Token(context.Background())
	fmt.Println(token, err)
}"#,
    ),
    (
        SnippetLanguage::Rust,
        r#"// [dependencies] reqwest = { version = "0.12", features = ["json"] }, tokio = { version = "1", features = ["full"] }
#[tokio::main]
async fn main() -> Result<(), reqwest::Error> {
    let secret = std::env::var("CLIENT_SECRET").expect("CLIENT_SECRET is set");
    let answer = reqwest::Client::new()
        .post("{issuer}/oauth/token")
        .basic_auth("{client_id}", Some(secret))
        .form(&[("grant_type", "client_credentials")])
        .send()
        .await?;
    println!("{}", answer.text().await?);
    Ok(())
}"#,
    ),
];

const SIGN_IN: &[(SnippetLanguage, &str)] = &[
    (
        SnippetLanguage::Curl,
        r#"# 1. A verifier and its challenge (PKCE).
verifier=$(openssl rand -hex 32)
challenge=$(printf %s "$verifier" | openssl dgst -sha256 -binary | openssl base64 -A | tr '+/' '-_' | tr -d =)
# 2. Open this in a browser, sign in, allow; copy the code from the address that you are sent to.
curl -sG -o /dev/null -w '%{url_effective}\n' {issuer}/oauth/authorize \
  -d response_type=code -d client_id={client_id} --data-urlencode 'redirect_uri={redirect_url}' \
  --data-urlencode 'scope={scope}' -d state=$(openssl rand -hex 8) \
  -d code_challenge="$challenge" -d code_challenge_method=S256
read -r -p 'Code: ' code
# 3. Exchange the code.
[secret]curl -u "{client_id}:$CLIENT_SECRET" {issuer}/oauth/token -d grant_type=authorization_code \
[public]curl {issuer}/oauth/token -d grant_type=authorization_code -d client_id={client_id} \
  -d code="$code" --data-urlencode 'redirect_uri={redirect_url}' -d code_verifier="$verifier""#,
    ),
    (
        SnippetLanguage::Javascript,
        r#"// npm install openid-client
import * as client from "openid-client";

[secret]const config = await client.discovery(new URL("{issuer}"), "{client_id}", process.env.CLIENT_SECRET);
[public]const config = await client.discovery(new URL("{issuer}"), "{client_id}", undefined, client.None());
const verifier = client.randomPKCECodeVerifier();
const state = client.randomState();
export const url = client.buildAuthorizationUrl(config, {
  redirect_uri: "{redirect_url}",
  scope: "{scope}",
  state,
  code_challenge: await client.calculatePKCECodeChallenge(verifier),
  code_challenge_method: "S256",
});
// Send the person to `url`; at the redirect URL:
export const finish = (current) =>
  client.authorizationCodeGrant(config, current, { pkceCodeVerifier: verifier, expectedState: state });"#,
    ),
    (
        SnippetLanguage::Python,
        r#"# pip install authlib requests
import os
from authlib.integrations.requests_client import OAuth2Session

session = OAuth2Session("{client_id}",
[secret]                        os.environ["CLIENT_SECRET"],
                        scope="{scope}", redirect_uri="{redirect_url}", code_challenge_method="S256",
[public]                        token_endpoint_auth_method="none",
                        )
verifier = os.urandom(32).hex()
url, state = session.create_authorization_url("{issuer}/oauth/authorize", code_verifier=verifier)
print(url)
token = session.fetch_token("{issuer}/oauth/token", code_verifier=verifier,
                            authorization_response=input("The address you were sent to: "))
print(token)"#,
    ),
    (
        SnippetLanguage::Go,
        r#"package main

import (
	"context"
	"fmt"
[secret]	"os"

	"golang.org/x/oauth2"
)

func main() {
	config := oauth2.Config{
		ClientID: "{client_id}",
[secret]		ClientSecret: os.Getenv("CLIENT_SECRET"),
		RedirectURL: "{redirect_url}",
		Scopes:      []string{"{scope}"},
		Endpoint:    oauth2.Endpoint{AuthURL: "{issuer}/oauth/authorize", TokenURL: "{issuer}/oauth/token"},
	}
	verifier := oauth2.GenerateVerifier()
	fmt.Println(config.AuthCodeURL(oauth2.GenerateVerifier(), oauth2.S256ChallengeOption(verifier)))
	var code string
	fmt.Print("Code: ")
	fmt.Scan(&code)
	token, err := config.Exchange(context.Background(), code, oauth2.VerifierOption(verifier))
	fmt.Println(token, err)
}"#,
    ),
    (
        SnippetLanguage::Rust,
        r#"// [dependencies] oauth2 = "5", reqwest = "0.12", tokio = { version = "1", features = ["full"] }
use oauth2::{basic::BasicClient, *};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let client = BasicClient::new(ClientId::new("{client_id}".into()))
[secret]        .set_client_secret(ClientSecret::new(std::env::var("CLIENT_SECRET")?))
        .set_auth_uri(AuthUrl::new("{issuer}/oauth/authorize".into())?)
        .set_token_uri(TokenUrl::new("{issuer}/oauth/token".into())?)
        .set_redirect_uri(RedirectUrl::new("{redirect_url}".into())?);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (url, _state) = client
        .authorize_url(CsrfToken::new_random)
        .add_scope(Scope::new("{scope}".into()))
        .set_pkce_challenge(challenge)
        .url();
    println!("{url}\nCode: ");
    let mut code = String::new();
    std::io::stdin().read_line(&mut code)?;
    let http = reqwest::ClientBuilder::new().redirect(reqwest::redirect::Policy::none()).build()?;
    let token = client
        .exchange_code(AuthorizationCode::new(code.trim().into()))
        .set_pkce_verifier(verifier)
        .request_async(&http)
        .await?;
    println!("{}", token.access_token().secret());
    Ok(())
}"#,
    ),
];
