//! Two services: one is the other's provider.

use std::path::PathBuf;

use serde_json::{Value, json};

use crate::support::{
    Browser, SmtpServer, TestApp,
    app::uuid_text,
    browser::Page,
    make::{NewClient, PASSWORD, SECRET},
};

/// A file of providers, gone with its test.
pub(super) struct ProvidersFile(pub(super) PathBuf);

impl ProvidersFile {
    pub(super) fn new(text: &str) -> Self {
        let path = std::env::temp_dir().join(format!("latchkey-providers-{}.toml", uuid_text()));
        std::fs::write(&path, text).unwrap();
        Self(path)
    }

    pub(super) fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for ProvidersFile {
    fn drop(&mut self) {
        let _ = std::fs::remove_file(&self.0);
    }
}

/// `theirs` is the provider `upstream` of `ours`. On both sides are Ada and Bob, and a client `web` of ours.
pub(super) struct Pair {
    pub(super) theirs: TestApp,
    pub(super) ours: TestApp,
    pub(super) mail: Option<SmtpServer>,
    _file: ProvidersFile,
}

/// What may differ.
#[derive(Default)]
pub(super) struct Setting<'a> {
    /// More lines about the provider.
    pub(super) provider: &'a str,
    /// More settings of ours.
    pub(super) ours: &'a [(&'a str, &'a str)],
    /// Whether our mail goes to a server.
    pub(super) mail: bool,
}

impl Pair {
    pub(super) async fn new() -> Self {
        Self::with(Setting::default()).await
    }

    /// With that about the provider.
    pub(super) async fn provider(provider: &str) -> Self {
        Self::with(Setting {
            provider,
            ..Setting::default()
        })
        .await
    }

    pub(super) async fn with(setting: Setting<'_>) -> Self {
        let theirs = TestApp::new().await;
        let file = ProvidersFile::new(&format!(
            "[[providers]]\nid = \"upstream\"\ntitle = \"Upstream\"\nkind = \"oidc\"\nissuer = \"{}\"\n\
             client_id = \"latchkey\"\nclient_secret = \"{SECRET}\"\n{}\n",
            theirs.issuer, setting.provider
        ));
        let mut settings = vec![("PROVIDERS_FILE", file.path()), ("OUTBOUND_ALLOW", "127.0.0.0/8")];
        settings.extend(setting.ours);
        let (ours, mail) = if setting.mail {
            let (ours, mail) = TestApp::with_mail(&settings).await;
            (ours, Some(mail))
        } else {
            (TestApp::with(&settings).await, None)
        };
        let callback = ours.url("/providers/upstream/callback");
        for app in [&theirs, &ours] {
            let ada = app.user("ada@example.com").await;
            app.user("bob@example.com").await;
            let shop = app
                .app_of(&ada, "Demo Shop", "openid profile email offline_access")
                .await;
            let new = if app.issuer == theirs.issuer {
                NewClient {
                    client_id: "latchkey",
                    redirect_urls: &[&callback],
                    require_pkce: true,
                    ..NewClient::default()
                }
            } else {
                NewClient::default()
            };
            app.client_of(&shop, new).await;
        }
        Self {
            theirs,
            ours,
            mail,
            _file: file,
        }
    }

    /// A person at a machine: two cookie jars, as both services are on one host.
    pub(super) fn person(&self) -> Person<'_> {
        Person {
            pair: self,
            here: Browser::new(&self.ours),
            there: Browser::new(&self.theirs),
        }
    }

    /// Lets time pass for both.
    pub(super) fn advance(&self, seconds: i64) {
        self.ours.advance(seconds);
        self.theirs.advance(seconds);
    }

    /// Says at the provider whether an address is its owner's.
    pub(super) async fn verified_there(&self, email: &str, verified: bool) {
        let at = if verified { "1" } else { "NULL" };
        self.theirs
            .execute(&format!(
                "UPDATE \"user\" SET email_verified_at = {at} WHERE email = '{email}'"
            ))
            .await;
        self.theirs
            .deps
            .forget(&latchkey::domain::change::Change::Everything);
    }
}

/// One person.
pub(super) struct Person<'a> {
    pub(super) pair: &'a Pair,
    pub(super) here: Browser,
    pub(super) there: Browser,
}

impl Person<'_> {
    /// Presses the button on a page of ours; where it leads.
    pub(super) async fn leave(&self, page: &Page) -> String {
        let away = self
            .here
            .submit(&page.form("/providers/upstream/start"), &[])
            .await;
        assert_eq!(away.status, 303, "{}", away.html);
        let location = away.location.unwrap();
        assert!(location.starts_with(&self.pair.theirs.issuer), "{location}");
        location
    }

    /// Signs in there as that person, allows it; the address that leads back to us.
    pub(super) async fn answer(&self, address: &str, email: &str) -> String {
        let mut page = self.there.open(address).await;
        for _ in 0..4 {
            if let Some(location) = &page.location {
                assert!(location.starts_with(&self.pair.ours.issuer), "{location}");
                return location.clone();
            }
            let done = if page.html.contains("action=\"/sign-in\"") {
                self.there.sign_in(&page, email, PASSWORD).await
            } else {
                self.there.allow(&page).await
            };
            page = self.there.follow(done).await;
        }
        panic!("no way back: {}", page.html);
    }

    /// From the button on a page of ours to the answer of our callback.
    pub(super) async fn through(&self, page: &Page, email: &str) -> Page {
        let address = self.leave(page).await;
        let back = self.answer(&address, email).await;
        self.here.get(&back).await
    }

    /// Through the provider from the sign-in page.
    pub(super) async fn sign_in(&self, email: &str) -> Page {
        let page = self.here.get("/sign-in").await;
        self.through(&page, email).await
    }

    /// Decides at `/identity`.
    pub(super) async fn decide(&self, page: &Page, decision: &str, fields: &[(&str, &str)]) -> Page {
        let form = page
            .forms()
            .into_iter()
            .find(|form| form.fields.get("decision").is_some_and(|value| value == decision))
            .unwrap_or_else(|| panic!("no way to {decision} ({}): {}", page.status, page.html));
        self.here.submit(&form, fields).await
    }

    /// Signs in with the password here and links the account there from the dashboard.
    pub(super) async fn link(&self, here: &str, there: &str) -> Page {
        let page = self.here.get("/sign-in").await;
        assert_eq!(self.here.sign_in(&page, here, PASSWORD).await.status, 303);
        let page = self.here.get("/providers/upstream/link").await;
        assert_eq!(page.status, 200, "{:?}", page.location);
        self.through(&page, there).await
    }

    /// Who is signed in here.
    pub(super) async fn signed_in_as(&self) -> Value {
        let answer = self
            .here
            .graphql("{ viewer { user { email } } }", json!({}))
            .await;
        answer["data"]["viewer"]["user"]["email"].clone()
    }

    /// The linked accounts of who is signed in here.
    pub(super) async fn linked(&self) -> Vec<Value> {
        let query =
            "{ viewer { linkedIdentities { id providerId email lastUsedAt provider { title linkUrl } } } }";
        let answer = self.here.graphql(query, json!({})).await;
        answer["data"]["viewer"]["linkedIdentities"]
            .as_array()
            .unwrap_or_else(|| panic!("{answer}"))
            .clone()
    }

    /// Unlinks; the code of the refusal, or null.
    pub(super) async fn unlink(&self, id: &Value) -> Value {
        let query = "mutation($input: UnlinkIdentityInput!) { unlinkIdentity(input: $input) { userErrors { code message } } }";
        let answer = self
            .here
            .graphql(query, json!({ "input": { "linkedIdentityId": id } }))
            .await;
        let payload = &answer["data"]["unlinkIdentity"];
        assert!(payload.is_object(), "{answer}");
        payload["userErrors"][0]["code"].clone()
    }

    /// How the session was begun, as `amr` says it.
    pub(super) async fn methods(&self) -> Value {
        let answer = self
            .here
            .graphql("{ viewer { sessions { current methods } } }", json!({}))
            .await;
        let sessions = answer["data"]["viewer"]["sessions"].as_array().unwrap().clone();
        let current = sessions.iter().find(|session| session["current"] == true);
        current.unwrap_or_else(|| panic!("{answer}"))["methods"].clone()
    }
}
