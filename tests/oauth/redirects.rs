//! Redirect URLs are compared byte for byte (SEC-01); only a native client may vary a loopback port (SEC-02).

use std::collections::BTreeSet;

use super::world::World;
use crate::support::{
    Browser,
    client::{CALLBACK, authorize},
    make::NewClient,
};

/// Spellings that lead to the same place, or elsewhere, and are not what was registered.
fn mutated(registered: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let characters: Vec<char> = registered.chars().collect();
    let with = |at: usize, remove: usize, insert: &str| -> String {
        let mut text: String = characters[..at].iter().collect();
        text.push_str(insert);
        text.extend(&characters[at + remove..]);
        text
    };
    for (at, c) in characters.iter().enumerate() {
        all.insert(with(at, 1, ""));
        let mut bytes = [0; 4];
        for byte in c.encode_utf8(&mut bytes).bytes() {
            all.insert(with(at, 1, &format!("%{byte:02X}")));
            all.insert(with(at, 1, &format!("%{byte:02x}")));
            all.insert(with(at, 1, &format!("%25{byte:02X}")));
        }
        if c.is_ascii_alphabetic() {
            let flipped = if c.is_ascii_lowercase() {
                c.to_ascii_uppercase()
            } else {
                c.to_ascii_lowercase()
            };
            all.insert(with(at, 1, &flipped.to_string()));
        }
    }
    let inserted = [
        "/",
        "\\",
        ".",
        "..",
        "/./",
        "/../",
        "//",
        "@",
        "evil.example",
        ":443",
        ":80",
        "?",
        "&",
        "#",
        ";",
        "*",
        " ",
        "\t",
        "\n",
        "\r\n",
        "\u{a0}",
        "\u{200b}",
        "\u{3002}",
        "\u{ff0e}",
        "\u{0430}",
        "%00",
        "%2e",
        "%2f",
        "xn--",
        "[",
        "]",
        "$",
        "+",
        "user:pw@",
    ];
    for insert in inserted {
        for at in 0..=characters.len() {
            all.insert(with(at, 0, insert));
        }
    }
    for suffix in [
        "?",
        "#",
        "/",
        "?a=1",
        "#a",
        "/..",
        "&iss=x",
        "?code=x&state=y",
        "%20",
    ] {
        all.insert(format!("{registered}{suffix}"));
    }
    all.remove(registered);
    all
}

#[tokio::test]
async fn sec_01_no_other_spelling_of_a_redirect_url_is_accepted() {
    let world = World::new().await;
    assert!(world.browser.code(&[]).await.len() > 16);
    let all = mutated(CALLBACK);
    assert!(all.len() > 800, "{}", all.len());
    for (number, spelling) in all.iter().enumerate() {
        let page = world.browser.get(&authorize(&[("redirect_uri", spelling)])).await;
        assert_eq!(
            (page.status.as_u16(), &page.location),
            (400, &None),
            "{spelling:?}"
        );
        if number % 100 == 0 {
            assert!(page.html.contains("<html"), "{spelling:?}");
            assert!(!page.html.contains("http-equiv"), "{spelling:?}");
        }
    }
}

#[tokio::test]
async fn sec_01_a_registered_query_is_part_of_the_url() {
    let world = World::new().await;
    let new = NewClient {
        client_id: "query",
        redirect_urls: &["https://app.example/cb?tenant=1&x=%20"],
        ..NewClient::default()
    };
    world.client_of(&world.shop, new).await;
    let with = |url: &'static str| [("client_id", "query"), ("redirect_uri", url)];
    let page = world
        .browser
        .authorize(&with("https://app.example/cb?tenant=1&x=%20"))
        .await;
    let location = page.location.clone().unwrap();
    assert!(
        location.starts_with("https://app.example/cb?tenant=1&x=%20&code="),
        "{location}"
    );
    for wrong in [
        "https://app.example/cb",
        "https://app.example/cb?tenant=1",
        "https://app.example/cb?x=%20&tenant=1",
        "https://app.example/cb?tenant=1&x=+",
        "https://app.example/cb?tenant=1&x=%20&y=1",
    ] {
        let page = world.browser.get(&authorize(&with(wrong))).await;
        assert_eq!((page.status.as_u16(), &page.location), (400, &None), "{wrong}");
    }
}

/// What RFC 8252 section 7.3 allows, said another way than the server says it.
fn differs_by_port_only(text: &str) -> bool {
    let Some(rest) = text.strip_prefix("http://127.0.0.1") else {
        return false;
    };
    let Some(port) = rest.strip_suffix("/callback") else {
        return false;
    };
    port.is_empty()
        || port
            .strip_prefix(':')
            .and_then(|digits| {
                digits
                    .parse::<u16>()
                    .ok()
                    .filter(|port| port.to_string() == digits)
            })
            .is_some_and(|port| port > 0)
}

#[tokio::test]
async fn sec_02_only_the_port_of_a_loopback_url_varies_and_only_for_native_clients() {
    let world = World::new().await;
    world.native().await;
    let loopback = NewClient {
        client_id: "loopback-web",
        redirect_urls: &["http://127.0.0.1/callback", "http://localhost/callback"],
        ..NewClient::default()
    };
    world.client_of(&world.shop, loopback).await;
    let guest = Browser::new(&world);
    let is_accepted = async |client_id: &str, url: &str| {
        let request = authorize(&[("client_id", client_id), ("redirect_uri", url)]);
        let page = guest.get(&request).await;
        assert!([303, 400].contains(&page.status.as_u16()), "{url}");
        page.status == 303
    };
    let mut tried = mutated("http://127.0.0.1/callback");
    tried.extend(mutated("http://127.0.0.1:8080/callback").into_iter().step_by(3));
    for more in [
        "http://127.0.0.1:1/callback",
        "http://127.0.0.1:65535/callback",
        "http://127.0.0.1:65536/callback",
        "http://127.0.0.1:0/callback",
        "http://127.0.0.1:080/callback",
        "http://127.0.0.1:/callback",
        "http://127.0.0.2/callback",
        "http://127.1/callback",
        "http://2130706433/callback",
        "http://0x7f000001/callback",
        "http://[::1]/callback",
        "http://[::ffff:127.0.0.1]/callback",
        "http://localhost/callback",
        "http://localhost:80/callback",
        "https://127.0.0.1/callback",
        "http://127.0.0.1:8080@evil.example/callback",
        "http://127.0.0.1.evil.example/callback",
    ] {
        tried.insert(more.to_owned());
    }
    let mut accepted = 0;
    for url in &tried {
        let expected = differs_by_port_only(url);
        assert_eq!(is_accepted("native", url).await, expected, "{url:?}");
        accepted += usize::from(expected);
    }
    assert!(accepted >= 4, "{accepted}");
    // A web client with the very same registration gets no exception.
    for (url, expected) in [
        ("http://127.0.0.1/callback", true),
        ("http://127.0.0.1:8080/callback", false),
        ("http://localhost:8080/callback", false),
        ("http://localhost/callback", true),
    ] {
        assert_eq!(is_accepted("loopback-web", url).await, expected, "{url}");
    }
}
