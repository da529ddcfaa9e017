//! Ready snippets for a client and for an API: paste, put the secret in the environment, run. Their texts are files
//! in `server/snippets`, a folder for each purpose.

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

/// One purpose in five languages.
type Table = [(SnippetLanguage, &'static str); 5];

macro_rules! table {
    ($folder:literal) => {
        [
            (
                SnippetLanguage::Curl,
                include_str!(concat!("../../snippets/", $folder, "/curl.sh")),
            ),
            (
                SnippetLanguage::Javascript,
                include_str!(concat!("../../snippets/", $folder, "/javascript.mjs")),
            ),
            (
                SnippetLanguage::Python,
                include_str!(concat!("../../snippets/", $folder, "/python.py")),
            ),
            (
                SnippetLanguage::Go,
                include_str!(concat!("../../snippets/", $folder, "/go.go")),
            ),
            (
                SnippetLanguage::Rust,
                include_str!(concat!("../../snippets/", $folder, "/rust.rs")),
            ),
        ]
    };
}

const SIGN_IN: Table = table!("sign_in");
const SERVICE: Table = table!("service");
const VERIFY_KEYS: Table = table!("verify_keys");
const VERIFY_INTROSPECTION: Table = table!("verify_introspection");

/// What the templates put in.
#[derive(Default)]
struct Words<'a> {
    issuer: &'a str,
    client_id: &'a str,
    redirect_url: &'a str,
    scope: &'a str,
    audience: &'a str,
    secret: bool,
}

/// The snippets that suit the client. `scopes`: what its app may ask a person for, or have for itself.
pub fn of_client(
    issuer: &str,
    client: &client::Model,
    redirect_url: Option<&str>,
    scopes: &[&str],
) -> Vec<Snippet> {
    let scope = scopes.join(" ");
    let words = Words {
        issuer,
        client_id: &client.client_id,
        redirect_url: redirect_url.unwrap_or("http://127.0.0.1:8000/callback"),
        scope: &scope,
        secret: client.token_endpoint_auth_method != AuthMethod::None,
        ..Words::default()
    };
    if client.platform == Platform::Service {
        words.all("Get a token for the app itself", &SERVICE)
    } else {
        words.all("Sign a person in", &SIGN_IN)
    }
}

/// How an API checks a token that comes to it. `client_id`: one that may introspect.
pub fn of_api(issuer: &str, identifier: &str, client_id: Option<&str>) -> Vec<Snippet> {
    let words = Words {
        issuer,
        audience: identifier,
        client_id: client_id.unwrap_or("the-client-id-of-your-api"),
        ..Words::default()
    };
    let mut snippets = words.all("Check a token by its signature", &VERIFY_KEYS);
    snippets.extend(words.all(
        "Ask whether a token is live (introspection)",
        &VERIFY_INTROSPECTION,
    ));
    snippets
}

impl Words<'_> {
    fn all(&self, title: &str, table: &Table) -> Vec<Snippet> {
        table
            .iter()
            .map(|(language, template)| Snippet {
                language: *language,
                title: title.to_owned(),
                code: self.fill(*language, template),
            })
            .collect()
    }

    /// Lines for one kind of client only begin with its mark.
    fn line<'a>(&self, line: &'a str) -> Option<&'a str> {
        let openid = self.scope.split(' ').any(|name| name == "openid");
        for (mark, wanted) in [
            ("[secret]", self.secret),
            ("[public]", !self.secret),
            ("[openid]", openid),
        ] {
            if let Some(rest) = line.strip_prefix(mark) {
                return wanted.then_some(rest);
            }
        }
        Some(line)
    }

    fn fill(&self, language: SnippetLanguage, template: &str) -> String {
        let lines: Vec<&str> = template.lines().filter_map(|line| self.line(line)).collect();
        [
            ("__ISSUER__", self.issuer),
            ("__CLIENT_ID__", self.client_id),
            ("__REDIRECT_URL__", self.redirect_url),
            ("__SCOPE__", self.scope),
            ("__AUDIENCE__", self.audience),
        ]
        .iter()
        .fold(lines.join("\n"), |code, (mark, word)| {
            code.replace(mark, &quoted(language, word))
        })
    }
}

/// As it stands between the quotes of the template: nobody's name for something becomes code in another's terminal.
fn quoted(language: SnippetLanguage, word: &str) -> String {
    match language {
        SnippetLanguage::Curl => word.replace('\'', r"'\''"),
        SnippetLanguage::Javascript
        | SnippetLanguage::Python
        | SnippetLanguage::Go
        | SnippetLanguage::Rust => word.replace('\\', r"\\").replace('"', "\\\""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_filled_whole() {
        for table in [&SIGN_IN, &SERVICE, &VERIFY_KEYS, &VERIFY_INTROSPECTION] {
            for secret in [true, false] {
                let words = Words {
                    issuer: "https://id.example",
                    client_id: "shop",
                    redirect_url: "https://shop.example/callback",
                    scope: "openid email",
                    audience: "https://api.example",
                    secret,
                };
                for snippet in words.all("", table) {
                    assert!(!snippet.code.contains("__"), "{}", snippet.code);
                    assert!(!snippet.code.contains("[secret]"), "{}", snippet.code);
                    assert!(snippet.code.contains("https://id.example"), "{}", snippet.code);
                }
            }
        }
    }

    #[test]
    fn nothing_leaves_its_quotes() {
        let words = Words {
            issuer: "https://id.example",
            client_id: "'; touch x; '\"\\",
            ..Words::default()
        };
        for snippet in words.all("", &SERVICE) {
            let quoted = match snippet.language {
                SnippetLanguage::Curl => r"'\''; touch x; '\''",
                _ => r#"'; touch x; '\"\\"#,
            };
            assert!(snippet.code.contains(quoted), "{}", snippet.code);
        }
    }
}
