//! The built dashboard and the pages' style and script, embedded in the binary.

use std::sync::Arc;

use axum::{
    extract::{Path, Request, State},
    http::{HeaderValue, Method, StatusCode, header, request::Parts},
};
use rust_embed::{EmbeddedFile, RustEmbed};

use super::{
    State as Service, edge,
    reply::{self, Reply},
    visitor::Visitor,
};
use crate::{domain::branding, oauth::Parameters, views::NotFound};

/// What `npm run build` makes in `web`. In development it is read from the disk.
#[derive(RustEmbed)]
#[folder = "../web/dist"]
#[allow_missing = true]
struct Dist;

/// What the name of a packed copy ends in; it has no address of its own.
const PACKED: &str = ".br";

/// The dashboard's own paths: the first part of each.
const DASHBOARD: &[&str] = &[
    "",
    "activity",
    "admin",
    "api-keys",
    "apis",
    "apps",
    "connected-apps",
    "data",
    "developer",
    "errors",
    "invitation",
    "organizations",
    "profile",
    "security",
    "sessions",
];

/// `GET /assets/…`. Names with a hash never change what they hold.
pub(super) async fn asset(
    State(state): State<Arc<Service>>,
    Path(path): Path<String>,
    request: Request,
) -> Reply {
    let (parts, _) = request.into_parts();
    // The router decodes the path; a name of ours has no dots or slashes to climb with (SEC-63).
    let plain = path
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
        && !path.contains("..")
        && !path.ends_with(PACKED);
    match plain.then(|| Dist::get(&format!("assets/{path}"))).flatten() {
        Some(file) => {
            let hashed = !["flow.css", "flow.js", "mark.svg"].contains(&path.as_str());
            let keep = if hashed {
                "public, max-age=31536000, immutable"
            } else {
                "public, max-age=300"
            };
            let packed = takes_brotli(&parts)
                .then(|| Dist::get(&format!("assets/{path}{PACKED}")))
                .flatten();
            let mut reply = match packed {
                Some(packed) => {
                    let mime = file.metadata.mimetype().to_owned();
                    let mut reply = send(&parts, packed, &mime, keep);
                    reply
                        .headers_mut()
                        .insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
                    reply
                }
                None => send_plain(&parts, file, keep),
            };
            reply
                .headers_mut()
                .insert(header::VARY, HeaderValue::from_static("accept-encoding"));
            reply
        }
        None => not_found(&state, &parts).await,
    }
}

/// `GET /branding.css`: the accent and the logo that an administrator chose; empty where none was.
pub(super) async fn branding(State(state): State<Arc<Service>>) -> Reply {
    let branding = branding::current(&state.deps).await;
    let mut reply = Reply::new(branding.css().into());
    let headers = reply.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/css; charset=utf-8"),
    );
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static("public, max-age=60"),
    );
    reply
}

/// Whether the browser can unpack Brotli (RFC 9110 section 12.5.3). What is packed is the same for everybody, so that
/// its length tells nothing.
fn takes_brotli(parts: &Parts) -> bool {
    parts
        .headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let never = weight
                .trim()
                .strip_prefix("q=")
                .and_then(|weight| weight.parse::<f32>().ok())
                .is_some_and(|weight| weight <= 0.0);
            name.trim().eq_ignore_ascii_case("br") && !never
        })
}

fn send_plain(parts: &Parts, file: EmbeddedFile, keep: &'static str) -> Reply {
    let mime = file.metadata.mimetype().to_owned();
    send(parts, file, &mime, keep)
}

fn send(parts: &Parts, file: EmbeddedFile, mime: &str, keep: &'static str) -> Reply {
    let tag = format!(
        "\"{}\"",
        crate::domain::secret::base64url(&file.metadata.sha256_hash()[..12])
    );
    let known = parts
        .headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|value| value.as_bytes() == tag.as_bytes());
    let mut reply = if known {
        Reply::default()
    } else {
        Reply::new(file.data.into_owned().into())
    };
    if known {
        *reply.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = reply.headers_mut();
    for (name, value) in [(header::CONTENT_TYPE, mime), (header::ETAG, &tag)] {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(keep));
    reply
}

/// Every other path: the dashboard for its own, a page that says "not found" for the rest.
pub(super) async fn dashboard(State(state): State<Arc<Service>>, request: Request) -> Reply {
    let (parts, _) = request.into_parts();
    let ours = is_dashboard(&state, parts.uri.path());
    if ours && !matches!(parts.method, Method::GET | Method::HEAD) {
        let mut reply = edge::method_not_allowed(State(state)).await;
        reply
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
        return reply;
    }
    if ours && let Some(index) = Dist::get("index.html") {
        let mut reply = send_plain(&parts, index, "no-cache");
        reply::secure_page(&state, &mut reply, None, "same-origin");
        return reply;
    }
    not_found(&state, &parts).await
}

/// Whether a path is the dashboard's.
pub(super) fn is_dashboard(state: &Service, path: &str) -> bool {
    let first = path.trim_start_matches('/').split('/').next().unwrap_or_default();
    let known = DASHBOARD.contains(&first) || (path == "/graphiql" && state.deps.config.explorer());
    known && !path.contains(['%', ';', '\\']) && !path.contains("//")
}

pub(super) async fn not_found(state: &Service, parts: &Parts) -> Reply {
    let frame = match Visitor::read(state, parts, &Parameters::default()).await {
        Ok(visitor) => visitor.frame(&state.deps, None, None),
        Err(_) => state.plain_frame(),
    };
    reply::page(state, StatusCode::NOT_FOUND, &NotFound { frame }, None)
}
