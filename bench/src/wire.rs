//! One keep-alive HTTP/1.1 connection, and nothing around it: no redirects, no cookies, no pool.

use std::net::SocketAddr;

use anyhow::{Context as _, Result};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::{
    HeaderMap, Method, Request,
    client::conn::http1::{self, SendRequest},
    header::{self, HeaderValue},
};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

const FORM: HeaderValue = HeaderValue::from_static("application/x-www-form-urlencoded");

/// A connection.
pub(crate) struct Connection {
    sender: SendRequest<Full<Bytes>>,
    host: HeaderValue,
}

/// An answer, read to its end.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The value of the `Location` header.
    pub(crate) fn location(&self) -> Option<&str> {
        self.headers.get(header::LOCATION)?.to_str().ok()
    }

    /// For messages: status and the beginning of the body.
    pub(crate) fn describe(&self) -> String {
        let body = String::from_utf8_lossy(&self.body);
        let start: String = body.chars().take(400).collect();
        format!("status {}, location {:?}: {start}", self.status, self.location())
    }
}

impl Connection {
    /// Connects.
    pub(crate) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = TcpStream::connect(address).await.context("cannot connect")?;
        stream.set_nodelay(true)?;
        let (sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
        tokio::spawn(async move {
            // The sender hears of any failure; there is nobody else to tell.
            let _ = connection.await;
        });
        Ok(Self {
            sender,
            host: HeaderValue::from_str(&address.to_string())?,
        })
    }

    /// `GET` with these headers.
    pub(crate) async fn get(
        &mut self,
        path: &str,
        headers: &[(header::HeaderName, &HeaderValue)],
    ) -> Result<Answer> {
        self.send(Method::GET, path, headers, Bytes::new()).await
    }

    /// `POST` of a form with these headers.
    pub(crate) async fn post(
        &mut self,
        path: &str,
        headers: &[(header::HeaderName, &HeaderValue)],
        form: String,
    ) -> Result<Answer> {
        self.send(Method::POST, path, headers, form.into()).await
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(header::HeaderName, &HeaderValue)],
        body: Bytes,
    ) -> Result<Answer> {
        let mut request = Request::builder()
            .uri(path)
            .header(header::HOST, &self.host)
            .method(&method);
        if method == Method::POST {
            request = request.header(header::CONTENT_TYPE, &FORM);
        }
        for (name, value) in headers {
            request = request.header(name, *value);
        }
        self.sender.ready().await?;
        let response = self.sender.send_request(request.body(Full::new(body))?).await?;
        let (head, body) = response.into_parts();
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body: body.collect().await?.to_bytes(),
        })
    }
}

/// Parameters as form or query text.
pub(crate) fn encode(pairs: &[(&str, &str)]) -> String {
    url::form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}
