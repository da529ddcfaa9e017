//! Redirect and post-logout URLs: what may be registered (SEC-03), adding and removing. Comparing them with what
//! a request sends is the protocol's business and needs no parsing (SEC-01).

use entity::{
    client,
    id::{ClientKey, RedirectUrlId},
    redirect_url,
    values::RedirectKind,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
};
use serde_json::json;
use url::{Host, Url};

use super::{
    Caller, Deps, Error, OnConflict as _, Result, app as apps,
    audit::Event,
    change::{Change, Write},
    client_registration,
    database::one_at_a_time,
    policy::Action,
    secret::ordered_id,
};

/// So many for each client, of both kinds together.
pub const MOST: usize = 50;
const LONGEST: usize = 2048;
const FORBIDDEN: [&str; 12] = [
    "javascript",
    "data",
    "vbscript",
    "file",
    "blob",
    "about",
    "view-source",
    "filesystem",
    "jar",
    "ws",
    "wss",
    "ftp",
];

/// A URL that may be registered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accepted {
    /// Its origin, where it is http(s).
    pub origin: Option<String>,
    /// Something to know about it.
    pub hint: Option<&'static str>,
}

/// Whether the URL may be registered, exactly as it is written (SEC-03). One rule for every way in.
///
/// # Errors
/// What is wrong and what to do, in a sentence.
pub fn check(url: &str) -> std::result::Result<Accepted, &'static str> {
    if url.is_empty() {
        return Err("The URL is empty.");
    }
    if url.len() > LONGEST {
        return Err("The URL is longer than 2048 bytes.");
    }
    check_characters(url)?;
    let Some((scheme, rest)) = url.split_once(':') else {
        return Err("The URL must be absolute, such as https://app.example.com/callback.");
    };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if !is_scheme {
        return Err("The URL must be absolute, such as https://app.example.com/callback.");
    }
    if FORBIDDEN.iter().any(|word| scheme.eq_ignore_ascii_case(word)) {
        return Err("URLs with this scheme cannot be redirected to.");
    }
    if scheme.bytes().any(|b| b.is_ascii_uppercase()) {
        return Err("Write the scheme in lower case: URLs are compared character by character.");
    }
    let (before_query, query) = rest
        .split_once('?')
        .map_or((rest, None), |(path, query)| (path, Some(query)));
    check_escapes(before_query, true)?;
    check_escapes(query.unwrap_or_default(), false)?;
    let (authority, path) = match before_query.strip_prefix("//") {
        Some(after) => {
            let end = after.find('/').unwrap_or(after.len());
            (Some(&after[..end]), &after[end..])
        }
        None => (None, before_query),
    };
    if authority.is_some_and(|authority| authority.contains('@')) {
        return Err("The URL cannot contain a user name or a password.");
    }
    if path.split('/').any(is_dot_segment) {
        return Err("The path cannot contain the segments . and .., not even encoded.");
    }
    let parsed = Url::parse(url).map_err(|_| "This is not a valid URL.")?;
    match scheme {
        "https" | "http" => check_web(&parsed, authority),
        _ if scheme.contains('.') => check_private_use(authority, path),
        _ => Err("A private-use scheme must contain a dot, such as com.example.app: (RFC 8252 section 7.1)."),
    }
}

fn check_characters(url: &str) -> std::result::Result<(), &'static str> {
    for c in url.chars() {
        match c {
            '#' => return Err("The URL cannot have a fragment, not even an empty one."),
            '*' => return Err("The URL is compared exactly: * is no wildcard here and is not accepted."),
            '\\' => return Err("The URL cannot contain a backslash."),
            c if c.is_control() || c.is_whitespace() => {
                return Err("The URL cannot contain spaces or control characters.");
            }
            c if !c.is_ascii() => {
                return Err(
                    "Write the host in its xn-- form and percent-encode other characters beyond ASCII.",
                );
            }
            '<' | '>' | '"' | '`' | '{' | '}' | '|' | '^' => {
                return Err("Percent-encode characters that URLs cannot contain, such as < > \" { } | ^ `.");
            }
            _ => {}
        }
    }
    Ok(())
}

/// Escapes are whole, and hide neither control characters nor, in the path, a backslash.
fn check_escapes(part: &str, path: bool) -> std::result::Result<(), &'static str> {
    let bytes = part.as_bytes();
    for at in part.match_indices('%').map(|(at, _)| at) {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|pair| std::str::from_utf8(pair).ok());
        let Some(byte) = digits
            .filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))
            .and_then(|d| u8::from_str_radix(d, 16).ok())
        else {
            return Err("A percent sign must be followed by two hexadecimal digits.");
        };
        if byte < 0x20 || byte == 0x7f {
            return Err("The URL cannot contain control characters, not even encoded.");
        }
        if path && byte == b'\\' {
            return Err("The URL cannot contain a backslash, not even encoded.");
        }
    }
    Ok(())
}

fn is_dot_segment(segment: &str) -> bool {
    matches!(
        segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
        "." | ".."
    )
}

fn check_web(url: &Url, authority: Option<&str>) -> std::result::Result<Accepted, &'static str> {
    let Some(authority) = authority.filter(|authority| !authority.is_empty()) else {
        return Err("The URL needs a host after //.");
    };
    let (host, port) = match authority.rfind(':') {
        Some(colon) if !authority[colon..].contains(']') => {
            (&authority[..colon], Some(&authority[colon + 1..]))
        }
        _ => (authority, None),
    };
    let port_is_fine = port.is_none_or(|port| {
        !port.starts_with('0') && port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok()
    });
    if !port_is_fine {
        return Err("The port must be a number from 1 to 65535.");
    }
    // What a browser would go to must be what is written: no capitals, no other spelling of an address.
    if url.host_str() != Some(host) {
        return Err("Write the host in its plain form: lower case, addresses in their usual notation.");
    }
    let hint = match (url.scheme(), url.host()) {
        ("https", Some(_)) => None,
        (_, Some(Host::Ipv4(address))) if address == std::net::Ipv4Addr::LOCALHOST => None,
        (_, Some(Host::Ipv6(address))) if address == std::net::Ipv6Addr::LOCALHOST => None,
        (_, Some(Host::Domain("localhost"))) => Some(
            "Prefer http://127.0.0.1 to http://localhost: names can be resolved elsewhere, and only addresses may \
             vary their port (RFC 8252 section 8.3).",
        ),
        _ => {
            return Err(
                "Plain http is accepted for http://127.0.0.1, http://[::1] and http://localhost only.",
            );
        }
    };
    Ok(Accepted {
        origin: Some(url.origin().ascii_serialization()),
        hint,
    })
}

fn check_private_use(authority: Option<&str>, path: &str) -> std::result::Result<Accepted, &'static str> {
    let something = authority.is_some_and(|authority| !authority.is_empty()) || path.len() > 1;
    if !something {
        return Err("A URL with a private-use scheme needs a path, such as com.example.app:/callback.");
    }
    if authority.is_none() && !path.starts_with('/') {
        return Err(
            "Write one slash after the scheme, such as com.example.app:/callback (RFC 8252 section 7.1).",
        );
    }
    Ok(Accepted {
        origin: None,
        hint: None,
    })
}

/// Checks a list of URLs for one client.
///
/// # Errors
/// `Invalid` on `field.index`, or `LimitReached`.
pub fn check_all(field: &str, urls: &[String]) -> Result<()> {
    if urls.len() > MOST {
        return Err(Error::limit(
            field.to_owned(),
            format!("A client has {MOST} URLs at most."),
        ));
    }
    for (index, url) in urls.iter().enumerate() {
        check(url).map_err(|message| Error::invalid(format!("{field}.{index}"), message))?;
        if urls[..index].contains(url) {
            return Err(Error::invalid(
                format!("{field}.{index}"),
                "This URL is in the list twice.",
            ));
        }
    }
    Ok(())
}

/// Writes URLs of a new client, which were checked.
///
/// # Errors
/// The database's.
pub(crate) async fn insert_all(
    db: &impl ConnectionTrait,
    client_id: ClientKey,
    (kind, urls): (RedirectKind, &[String]),
    now: i64,
) -> Result<()> {
    for (place, url) in urls.iter().enumerate() {
        let row = new_row(client_id, (kind, url), now, place)?;
        insert(db, row).await?;
    }
    Ok(())
}

/// A row; `place` keeps URLs that are written at one moment in their order.
fn new_row(
    client_id: ClientKey,
    (kind, url): (RedirectKind, &str),
    now: i64,
    place: usize,
) -> Result<redirect_url::Model> {
    let accepted = check(url).map_err(|message| Error::invalid("url", message))?;
    Ok(redirect_url::Model {
        id: RedirectUrlId(ordered_id(now + i64::try_from(place).unwrap_or(0))),
        client_id,
        kind,
        url: url.to_owned(),
        origin: accepted.origin,
        created_at: now,
    })
}

async fn insert(db: &impl ConnectionTrait, row: redirect_url::Model) -> Result<redirect_url::Model> {
    redirect_url::Entity::insert(redirect_url::ActiveModel::from(row.clone()).reset_all())
        .exec_without_returning(db)
        .await
        .on_conflict(|| Error::conflict("url", "This URL is registered already."))?;
    Ok(row)
}

/// A URL to register.
#[derive(Clone, Debug)]
pub struct NewRedirectUrl {
    /// Of this client.
    pub client_id: ClientKey,
    /// For this.
    pub kind: RedirectKind,
    /// Exactly this.
    pub url: String,
}

/// Registers a URL.
///
/// # Errors
/// `Invalid` on `url`; `Conflict` where it is registered; `LimitReached`.
pub async fn add(
    deps: &Deps,
    caller: &Caller,
    input: NewRedirectUrl,
) -> Result<(redirect_url::Model, client::Model, Option<&'static str>)> {
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let (client, app) = client_registration::load(
        write.db(),
        caller,
        input.client_id,
        Action::UpdateApp,
        "client_id",
    )
    .await?;
    apps::check_first_party(write.db(), caller, &app).await?;
    let accepted = check(&input.url).map_err(|message| Error::invalid("url", message))?;
    one_at_a_time(write.db(), &format!("URLs of {}", client.id)).await?;
    let count = redirect_url::Entity::find()
        .filter(redirect_url::Column::ClientId.eq(client.id))
        .count(write.db())
        .await?;
    if count >= MOST as u64 {
        return Err(Error::limit("url", format!("A client has {MOST} URLs at most.")));
    }
    let row = new_row(client.id, (input.kind, &input.url), now, 0)?;
    let row = insert(write.db(), row).await?;
    let event = Event::done("redirect_url.added")
        .app(app.id)
        .target(row.id)
        .details(json!({ "client_id": client.client_id, "kind": row.kind, "url": row.url }));
    client_registration::record(&write, caller, &app, event, now).await?;
    write.changed(Change::App(app.id));
    write.commit().await?;
    Ok((row, client, accepted.hint))
}

/// Takes a registered URL away.
///
/// # Errors
/// `NotFound`.
pub async fn remove(deps: &Deps, caller: &Caller, id: RedirectUrlId) -> Result<client::Model> {
    const FIELD: &str = "redirect_url_id";
    caller.require("apps:write")?;
    let now = deps.clock.now();
    let mut write = Write::begin(deps).await?;
    let row = redirect_url::Entity::find_by_id(id)
        .one(write.db())
        .await?
        .ok_or(Error::no_such(FIELD))?;
    let (client, app) =
        client_registration::load(write.db(), caller, row.client_id, Action::UpdateApp, FIELD).await?;
    redirect_url::Entity::delete_by_id(id).exec(write.db()).await?;
    let event = Event::done("redirect_url.removed")
        .app(app.id)
        .target(id)
        .details(json!({ "client_id": client.client_id, "kind": row.kind, "url": row.url }));
    client_registration::record(&write, caller, &app, event, now).await?;
    write.changed(Change::App(app.id));
    write.commit().await?;
    Ok(client)
}

/// The registered URLs of these clients, in the order they were added.
///
/// # Errors
/// The database's.
pub async fn of_clients(deps: &Deps, clients: &[ClientKey]) -> Result<Vec<redirect_url::Model>> {
    Ok(redirect_url::Entity::find()
        .filter(redirect_url::Column::ClientId.is_in(clients.iter().copied()))
        .order_by_asc(redirect_url::Column::Id)
        .all(deps.db.read())
        .await?)
}

/// The URL, if the caller may see it.
///
/// # Errors
/// The database's.
pub async fn find(deps: &Deps, caller: &Caller, id: RedirectUrlId) -> Result<Option<redirect_url::Model>> {
    let Some(row) = redirect_url::Entity::find_by_id(id).one(deps.db.read()).await? else {
        return Ok(None);
    };
    Ok(client_registration::find(deps, caller, row.client_id)
        .await?
        .map(|_| row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sec_03_what_may_be_registered() {
        for (good, origin) in [
            (
                "https://app.example.com/callback",
                Some("https://app.example.com"),
            ),
            ("https://app.example.com", Some("https://app.example.com")),
            (
                "https://app.example.com:8443/cb?tenant=1&x=%2F",
                Some("https://app.example.com:8443"),
            ),
            (
                "https://xn--bcher-kva.example/",
                Some("https://xn--bcher-kva.example"),
            ),
            ("https://192.0.2.7/cb", Some("https://192.0.2.7")),
            ("http://127.0.0.1/cb", Some("http://127.0.0.1")),
            ("http://127.0.0.1:5173/cb", Some("http://127.0.0.1:5173")),
            ("http://[::1]:5173/cb", Some("http://[::1]:5173")),
            ("http://localhost:5007/callback", Some("http://localhost:5007")),
            ("com.example.app:/callback", None),
            ("com.example.app://callback", None),
            (
                "https://example.com/a..b/.well-known",
                Some("https://example.com"),
            ),
        ] {
            assert_eq!(
                check(good).map(|accepted| accepted.origin),
                Ok(origin.map(str::to_owned)),
                "{good}"
            );
        }
        assert!(check("http://localhost/cb").unwrap().hint.is_some());
        assert!(check("http://127.0.0.1/cb").unwrap().hint.is_none());
    }

    #[test]
    fn sec_03_what_may_not_be_registered() {
        let long = format!("https://example.com/{}", "x".repeat(2048));
        for bad in [
            "",
            "/callback",
            "//example.com/callback",
            "callback",
            "example.com/callback",
            "https:/example.com/cb",
            "https:example.com/cb",
            "https://",
            "https:///cb",
            "https://*.example.com/cb",
            "https://example.com/*",
            "https://example.com/cb#",
            "https://example.com/cb#x",
            "https://user@example.com/cb",
            "https://user:pass@example.com/cb",
            "https://@example.com/cb",
            "http://example.com/cb",
            "http://127.0.0.2/cb",
            "http://127.1/cb",
            "http://0x7f.0.0.1/cb",
            "http://2130706433/cb",
            "http://[::ffff:127.0.0.1]/cb",
            "http://localhost.example.com/cb",
            "http://localhost./cb",
            "http://127.0.0.1.nip.io/cb",
            "http://127.0.0.1:0/cb",
            "http://127.0.0.1:65536/cb",
            "http://127.0.0.1:/cb",
            "http://127.0.0.1:080/cb",
            "https://Example.com/cb",
            "HTTPS://example.com/cb",
            "https://0x7f000001/cb",
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)",
            "javascript://example.com/%0aalert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://example.com/x",
            "about:blank",
            "view-source:https://example.com",
            "myapp:/callback",
            "myapp://callback",
            "urn:ietf:wg:oauth:2.0:oob",
            "com.example.app:",
            "com.example.app:/",
            "com.example.app:callback",
            "com.example.app://user@callback",
            "https://example.com\\@evil.example/cb",
            "https://example.com/a\\b",
            "https://example.com/a%5cb",
            "https://example.com/../cb",
            "https://example.com/./cb",
            "https://example.com/%2e%2e/cb",
            "https://example.com/.%2E/cb",
            "https://example.com/a\u{0}b",
            "https://example.com/a\nb",
            "https://example.com/a%0ab",
            "https://example.com/a?b=%00",
            "https://example.com/%zz",
            "https://example.com/%2",
            "https://bücher.example/cb",
            "https://example.com/ü",
            "https://exa mple.com/cb",
            "https://example.com/<script>",
            &long,
        ] {
            assert!(check(bad).is_err(), "{bad:?}");
        }
    }

    /// Whatever is accepted keeps what the rule promises, also for input that nobody thought of.
    #[test]
    fn sec_03_accepted_urls_keep_the_rule() {
        let seeds = [
            "https://app.example.com/callback?x=1",
            "http://127.0.0.1:8080/cb",
            "com.example.app:/callback",
            "http://[::1]/cb",
        ];
        let spice = [
            "#",
            "*",
            "@",
            "\\",
            "%",
            "%2e",
            "..",
            "/",
            "//",
            ":",
            " ",
            "\u{0}",
            "\u{202e}",
            "ü",
            "javascript:",
            "?",
            "[",
            "]",
            "0",
            "%0d",
            "\t",
            "A",
        ];
        let mut state = 0x9e37_79b9_u32;
        let mut next = |bound: usize| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state as usize % bound
        };
        for _ in 0..20_000 {
            let mut text = seeds[next(seeds.len())].to_owned();
            for _ in 0..=next(3) {
                let at = next(text.len() + 1);
                if text.is_char_boundary(at) {
                    text.insert_str(at, spice[next(spice.len())]);
                }
            }
            let Ok(accepted) = check(&text) else { continue };
            assert!(
                text.is_ascii() && !text.contains(['#', '*', '\\', ' ', '\0', '\t']),
                "{text}"
            );
            let url = Url::parse(&text).expect("an accepted URL parses");
            assert!(
                url.fragment().is_none() && url.username().is_empty() && url.password().is_none(),
                "{text}"
            );
            let host = url.host_str().unwrap_or_default();
            match url.scheme() {
                "https" => assert!(accepted.origin.is_some()),
                "http" => assert!(["127.0.0.1", "[::1]", "localhost"].contains(&host), "{text}"),
                scheme => assert!(scheme.contains('.') && accepted.origin.is_none(), "{text}"),
            }
        }
    }
}
