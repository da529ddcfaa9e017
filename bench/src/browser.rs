//! As much of a browser as signing in and saying yes needs: cookies, redirects, plain forms.

use std::{collections::BTreeMap, net::SocketAddr};

use anyhow::{Context as _, Result, bail};
use hyper::header::{self, HeaderValue};

use crate::wire::{Answer, Connection, encode};

/// A form with the fields that it would send by itself.
struct Form {
    action: String,
    fields: BTreeMap<String, String>,
}

/// One person's browser.
pub(crate) struct Browser {
    connection: Connection,
    cookies: BTreeMap<String, String>,
}

impl Browser {
    /// A browser without cookies.
    pub(crate) async fn new(address: SocketAddr) -> Result<Self> {
        Ok(Self {
            connection: Connection::open(address).await?,
            cookies: BTreeMap::new(),
        })
    }

    /// What it sends as its `Cookie` header.
    pub(crate) fn cookie(&self) -> Result<HeaderValue> {
        let pairs: Vec<String> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        Ok(HeaderValue::from_str(&pairs.join("; "))?)
    }

    /// Signs in at the sign-in page.
    pub(crate) async fn sign_in(&mut self, email: &str, password: &str) -> Result<()> {
        let page = self.get("/sign-in").await?;
        let done = self
            .submit(&page, "/sign-in", &[("email", email), ("password", password)])
            .await?;
        if done.status != 303 {
            bail!("signing in as {email}: {}", done.describe());
        }
        Ok(())
    }

    /// Goes through an authorization request, saying yes to what is asked, until the redirect to the client.
    pub(crate) async fn authorize(&mut self, path: &str) -> Result<String> {
        let mut answer = self.get(path).await?;
        for _ in 0..8 {
            answer = match answer.location().map(str::to_owned) {
                Some(location) if location.starts_with('/') => self.get(&location).await?,
                Some(location) => return Ok(location),
                None if answer.status == 200 => {
                    self.submit(&answer, "/consent", &[("decision", "allow")]).await?
                }
                None => bail!("authorizing: {}", answer.describe()),
            };
        }
        bail!("authorizing leads nowhere: {}", answer.describe())
    }

    async fn get(&mut self, path: &str) -> Result<Answer> {
        let cookie = self.cookie()?;
        let answer = self.connection.get(path, &[(header::COOKIE, &cookie)]).await?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    async fn submit(&mut self, page: &Answer, action: &str, set: &[(&str, &str)]) -> Result<Answer> {
        let html = std::str::from_utf8(&page.body)?;
        let mut form = forms(html)
            .into_iter()
            .find(|form| form.action.split('?').next() == Some(action))
            .with_context(|| format!("no form to {action}: {}", page.describe()))?;
        for (name, value) in set {
            form.fields.insert((*name).to_owned(), (*value).to_owned());
        }
        let fields: Vec<(&str, &str)> = form
            .fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let cookie = self.cookie()?;
        let answer = self
            .connection
            .post(&form.action, &[(header::COOKIE, &cookie)], encode(&fields))
            .await?;
        self.keep_cookies(&answer);
        Ok(answer)
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        let sent = answer.headers.get_all(header::SET_COOKIE).iter();
        for text in sent.filter_map(|value| value.to_str().ok()) {
            let pair = text.split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.trim().to_owned(), value.to_owned());
            }
        }
    }
}

fn forms(html: &str) -> Vec<Form> {
    html.split("<form")
        .skip(1)
        .map(|rest| {
            let form = rest.split("</form>").next().unwrap_or_default();
            let head = form.split('>').next().unwrap_or_default();
            let inputs = form.split("<input").skip(1).filter_map(|rest| {
                let input = rest.split('>').next().unwrap_or_default();
                if attribute(input, "type").as_deref() == Some("checkbox") && !input.contains(" checked") {
                    return None;
                }
                Some((
                    attribute(input, "name")?,
                    attribute(input, "value").unwrap_or_default(),
                ))
            });
            Form {
                action: attribute(head, "action").unwrap_or_default(),
                fields: inputs.collect(),
            }
        })
        .collect()
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    let mut text = after.split('"').next()?.to_owned();
    for (escaped, plain) in [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ] {
        text = text.replace(escaped, plain);
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_sends_what_it_shows() {
        let html = r#"<p><form method="post" action="/consent?a=1&#38;b=2"><input type="hidden" name="csrf" value="x&#34;y">
            <input type="checkbox" name="scope" value="email"><input type="checkbox" name="scope" value="profile" checked>
            <button name="decision" value="allow">Yes</button></form>"#;
        let form = forms(html).remove(0);
        assert_eq!(form.action, "/consent?a=1&b=2");
        let fields: Vec<_> = form
            .fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        assert_eq!(fields, [("csrf", "x\"y"), ("scope", "profile")]);
    }
}
