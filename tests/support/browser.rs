//! A browser of plain forms: cookies, links and forms, no scripts.

use std::collections::BTreeMap;

use reqwest::{StatusCode, header};

use super::{TestApp, make::PASSWORD};

/// One browser.
pub(crate) struct Browser {
    http: reqwest::Client,
    issuer: String,
}

/// A page, or a redirect.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) location: Option<String>,
    pub(crate) html: String,
    pub(crate) headers: header::HeaderMap,
    pub(crate) url: String,
}

/// A form on a page.
#[derive(Clone, Debug)]
pub(crate) struct Form {
    pub(crate) action: String,
    pub(crate) fields: BTreeMap<String, String>,
}

impl Browser {
    /// A new browser without cookies.
    pub(crate) fn new(app: &TestApp) -> Self {
        Self::at(&app.issuer)
    }

    /// A new browser for the service at that address.
    pub(crate) fn at(address: &str) -> Self {
        let http = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .cookie_store(true)
            .no_proxy()
            .build()
            .unwrap();
        Self {
            http,
            issuer: address.to_owned(),
        }
    }

    /// A browser in which that person has signed in.
    pub(crate) async fn signed_in(app: &TestApp, email: &str) -> Self {
        let browser = Self::new(app);
        let page = browser.get("/sign-in").await;
        let done = browser.sign_in(&page, email, PASSWORD).await;
        assert_eq!(done.status, 303, "{}", done.html);
        browser
    }

    fn absolute(&self, address: &str) -> String {
        if address.starts_with('/') {
            format!("{}{address}", self.issuer)
        } else {
            address.to_owned()
        }
    }

    /// Opens an address, going nowhere else.
    pub(crate) async fn get(&self, address: &str) -> Page {
        let url = self.absolute(address);
        let response = self
            .http
            .get(&url)
            .header(header::ACCEPT, "text/html")
            .send()
            .await
            .unwrap();
        Page::of(url, response).await
    }

    /// Opens an address and follows redirects as long as they stay with the service.
    pub(crate) async fn open(&self, address: &str) -> Page {
        let page = self.get(address).await;
        self.follow(page).await
    }

    /// Follows redirects as long as they stay with the service.
    pub(crate) async fn follow(&self, mut page: Page) -> Page {
        for _ in 0..10 {
            let Some(location) = page.location.clone() else {
                return page;
            };
            let url = self.absolute(&location);
            if !url.starts_with(&self.issuer) {
                return page;
            }
            page = self.get(&url).await;
        }
        panic!("too many redirects");
    }

    /// Sends a form with these fields set or changed.
    pub(crate) async fn submit(&self, form: &Form, set: &[(&str, &str)]) -> Page {
        let mut fields = form.fields.clone();
        for (name, value) in set {
            fields.insert((*name).to_owned(), (*value).to_owned());
        }
        let url = self.absolute(&form.action);
        let response = self.http.post(&url).form(&fields).send().await.unwrap();
        Page::of(url, response).await
    }

    /// Posts fields, of which one may be there more than once.
    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let url = self.absolute(path);
        let response = self.http.post(&url).form(fields).send().await.unwrap();
        Page::of(url, response).await
    }

    /// Fills in the sign-in form.
    pub(crate) async fn sign_in(&self, page: &Page, email: &str, password: &str) -> Page {
        self.submit(
            &page.form("/sign-in"),
            &[("email", email), ("password", password)],
        )
        .await
    }

    /// Answers the consent page with yes.
    pub(crate) async fn allow(&self, page: &Page) -> Page {
        self.submit(&page.form("/consent"), &[("decision", "allow")])
            .await
    }

    /// A GraphQL operation with the session, as the dashboard sends it.
    pub(crate) async fn graphql(&self, query: &str, variables: serde_json::Value) -> serde_json::Value {
        let body = serde_json::json!({ "query": query, "variables": variables });
        let request = self
            .http
            .post(self.absolute("/graphql"))
            .header("X-Latchkey-CSRF", "1")
            .json(&body);
        super::app::answer(request).await.1
    }

    /// The underlying client, for odd requests.
    pub(crate) const fn http(&self) -> &reqwest::Client {
        &self.http
    }
}

impl Page {
    async fn of(url: String, response: reqwest::Response) -> Self {
        let location = response
            .headers()
            .get(header::LOCATION)
            .map(|value| value.to_str().unwrap().to_owned());
        let (status, headers) = (response.status(), response.headers().clone());
        Self {
            status,
            location,
            html: response.text().await.unwrap(),
            headers,
            url,
        }
    }

    /// The form that posts to that path.
    pub(crate) fn form(&self, action: &str) -> Form {
        let found = self
            .forms()
            .into_iter()
            .find(|form| form.action.split('?').next() == Some(action));
        found.unwrap_or_else(|| {
            panic!(
                "no form to {action} at {} ({}): {}",
                self.url, self.status, self.html
            )
        })
    }

    /// Every form with the fields that it would send by itself.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let parts = self.html.split("<form").skip(1);
        parts
            .map(|rest| {
                let body = rest.split("</form>").next().unwrap();
                let inputs = body.split("<input").skip(1).filter_map(|input| {
                    let tag = input.split('>').next().unwrap();
                    let kind = attribute(tag, "type").unwrap_or_default();
                    if kind == "checkbox" && !tag.contains(" checked") {
                        return None;
                    }
                    Some((
                        attribute(tag, "name")?,
                        attribute(tag, "value").unwrap_or_default(),
                    ))
                });
                Form {
                    action: attribute(body.split('>').next().unwrap(), "action").unwrap_or_default(),
                    fields: inputs.collect(),
                }
            })
            .collect()
    }

    /// The parameters of the redirect to that address.
    pub(crate) fn redirected_to(&self, address: &str) -> BTreeMap<String, String> {
        let location = self
            .location
            .as_deref()
            .unwrap_or_else(|| panic!("no redirect ({}): {}", self.status, self.html));
        assert!(location.starts_with(address), "{location} is not {address}");
        let url = url::Url::parse(location).unwrap();
        url.query_pairs()
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect()
    }

    /// The text of the element with that id.
    pub(crate) fn text_of(&self, id: &str) -> Option<String> {
        let after = self.html.split(&format!("id=\"{id}\"")).nth(1)?;
        Some(after.split_once('>')?.1.split('<').next()?.trim().to_owned())
    }

    /// Whether there is an element with that id.
    pub(crate) fn has(&self, id: &str) -> bool {
        self.html.contains(&format!("id=\"{id}\""))
    }
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let after = tag.split(&format!(" {name}=\"")).nth(1)?;
    let raw = after.split('"').next()?;
    Some(
        raw.replace("&#38;", "&")
            .replace("&amp;", "&")
            .replace("&quot;", "\"")
            .replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&#60;", "<")
            .replace("&#62;", ">"),
    )
}
