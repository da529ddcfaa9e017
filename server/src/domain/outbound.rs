//! The one client for addresses that others chose (SEC-104): https only, resolved once and connected to that
//! address, no private networks, no redirects, small answers, one error for every failure. Also for what is sent to
//! other providers: there we are a client with a secret of our own, which goes to the configured addresses only.

use std::{
    net::{IpAddr, SocketAddr},
    time::Duration,
};

use oauth2::{HttpRequest, HttpResponse, http};
use reqwest::{Client, Url, redirect};

use super::{Deps, Error, Result};

/// From request to the last byte.
const PATIENCE: Duration = Duration::from_secs(5);
/// The longest answer in bytes.
const MOST: usize = 512 * 1024;

/// Fetches JSON.
///
/// # Errors
/// `Invalid` on the field, the same whatever the network said.
pub async fn get_json(deps: &Deps, field: &'static str, url: &str) -> Result<serde_json::Value> {
    let failed = || {
        Error::invalid(
            field,
            "The address could not be fetched, or its answer is not usable.",
        )
    };
    let bytes = fetch(deps, url, "application/json").await.map_err(|error| {
        let host = Url::parse(url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        tracing::info!(field, host, %error, "an outbound fetch failed");
        failed()
    })?;
    serde_json::from_slice(&bytes).map_err(|_| failed())
}

/// Fetches a text.
///
/// # Errors
/// For the log: the network's, or an answer that is no text.
pub async fn get_text(deps: &Deps, url: &str) -> anyhow::Result<String> {
    Ok(String::from_utf8(fetch(deps, url, "text/plain").await?)?)
}

/// Fetches JSON, for the log to say why it cannot; with an access token where there is one.
///
/// # Errors
/// For the log: the network's, or an answer that is no JSON.
pub(super) async fn fetch_json(
    deps: &Deps,
    url: &str,
    bearer: Option<&str>,
) -> anyhow::Result<serde_json::Value> {
    let mut request = http::Request::get(url).header(http::header::ACCEPT, "application/json");
    if let Some(token) = bearer {
        request = request.header(http::header::AUTHORIZATION, format!("Bearer {token}"));
    }
    let answer = send(deps, request.body(Vec::new())?).await?;
    anyhow::ensure!(answer.status().is_success(), "status {}", answer.status());
    Ok(serde_json::from_slice(answer.body())?)
}

async fn fetch(deps: &Deps, url: &str, accept: &str) -> anyhow::Result<Vec<u8>> {
    let request = http::Request::get(url).header(http::header::ACCEPT, accept);
    let answer = send(deps, request.body(Vec::new())?).await?;
    anyhow::ensure!(answer.status().is_success(), "status {}", answer.status());
    Ok(answer.into_body())
}

/// Sends one request, by the rules of this module. The answer may have any status.
///
/// # Errors
/// For the log: the network's, or an address that nothing may be sent to.
pub(super) async fn send(deps: &Deps, request: HttpRequest) -> anyhow::Result<HttpResponse> {
    let (head, body) = request.into_parts();
    let url = Url::parse(&head.uri.to_string())?;
    let host = url.host_str().unwrap_or_default().to_owned();
    let port = url.port_or_known_default().unwrap_or_default();
    anyhow::ensure!(
        url.username().is_empty() && url.password().is_none(),
        "credentials in the address"
    );
    let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let addresses: Vec<SocketAddr> =
        tokio::time::timeout(PATIENCE, tokio::net::lookup_host((bare.as_str(), port)))
            .await??
            .collect();
    let listed = |ip: IpAddr| {
        deps.config
            .outbound_allow
            .iter()
            .any(|network| network.0.contains(&ip))
    };
    let address = addresses
        .iter()
        .find(|address| {
            let ip = address.ip();
            listed(ip) || (url.scheme() == "https" && matches!(port, 443 | 8443) && is_public(ip))
        })
        .copied();
    let Some(address) = address else {
        anyhow::bail!("not an https address on the public network")
    };
    anyhow::ensure!(matches!(url.scheme(), "https" | "http"), "not http");
    let client = Client::builder()
        .redirect(redirect::Policy::none())
        .timeout(PATIENCE)
        .no_proxy()
        .resolve(&host, address)
        .user_agent("latchkey")
        .build()?;
    let request = client.request(head.method, url).headers(head.headers).body(body);
    // A query may be a secret, and the path of what a list of passwords is asked is one: errors are told without the
    // address (SEC-117).
    let mut response = request.send().await.map_err(reqwest::Error::without_url)?;
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(reqwest::Error::without_url)? {
        anyhow::ensure!(bytes.len() + chunk.len() <= MOST, "the answer is too long");
        bytes.extend_from_slice(&chunk);
    }
    let mut answer = HttpResponse::new(bytes);
    *answer.status_mut() = response.status();
    *answer.headers_mut() = response.headers().clone();
    Ok(answer)
}

/// Whether an address is one of the public network.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            !(v4.is_private()
                || v4.is_loopback()
                || v4.is_link_local()
                || v4.is_broadcast()
                || v4.is_documentation()
                || v4.is_multicast()
                || a == 0
                || a >= 240
                || (a == 100 && (64..128).contains(&b))
                || (a == 198 && (18..20).contains(&b))
                || (a == 192 && b == 0 && c == 0))
        }
        IpAddr::V6(v6) => {
            let segments = v6.segments();
            // Only global unicast, and none of the forms that hold an IPv4 address.
            (segments[0] & 0xe000) == 0x2000
                && segments[0] != 0x2002
                && !(segments[0] == 0x2001 && (segments[1] == 0 || segments[1] == 0xdb8))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_104_private_and_special_addresses_are_not_public() {
        for bad in [
            "127.0.0.1",
            "10.1.2.3",
            "172.16.0.1",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "224.0.0.1",
            "255.255.255.255",
            "198.18.0.1",
            "::1",
            "::",
            "fe80::1",
            "fc00::1",
            "fd12::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "2001:db8::1",
        ] {
            assert!(!is_public(bad.parse().unwrap()), "{bad}");
        }
        for good in ["93.184.216.34", "2606:2800:220:1::1"] {
            assert!(is_public(good.parse().unwrap()), "{good}");
        }
    }
}
