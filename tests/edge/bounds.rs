//! How much, and how slowly (SEC-58, SEC-124).

use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt as _;

use crate::support::{TestApp, raw};

async fn status_of(app: &TestApp, request: &[u8]) -> Option<u16> {
    raw::status(&raw::exchange(&app.address, request, false).await)
}

fn post(path: &str, headers: &str, body: &str) -> Vec<u8> {
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n{headers}\r\n{body}"
    )
    .into_bytes()
}

fn chunked(path: &str, content_type: &str, length: usize) -> Vec<u8> {
    let body = "a".repeat(length);
    format!(
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: {content_type}\r\nTransfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n"
    )
    .into_bytes()
}

#[tokio::test]
async fn sec_58_a_body_too_large_is_413_on_every_route() {
    let app = TestApp::new().await;
    let form = "application/x-www-form-urlencoded";
    for path in [
        "/oauth/token",
        "/oauth/authorize",
        "/oauth/logout",
        "/sign-in",
        "/register",
        "/no/such/path",
    ] {
        let declared = post(path, "Content-Length: 65537\r\n", "");
        assert_eq!(status_of(&app, &declared).await, Some(413), "{path}, declared");
        let sent = chunked(path, form, 70_000);
        assert_eq!(status_of(&app, &sent).await, Some(413), "{path}, chunked");
    }
    let json = "application/json";
    assert_eq!(
        status_of(&app, &chunked("/graphql", json, 300_000)).await,
        Some(413)
    );
    assert_eq!(
        status_of(&app, &chunked("/graphql", json, 100_000)).await,
        Some(400)
    );
}

#[tokio::test]
async fn sec_58_the_limits_can_be_set() {
    let app = TestApp::with(&[("BODY_LIMIT", "2000"), ("GRAPHQL_BODY_LIMIT", "3000")]).await;
    let form = "application/x-www-form-urlencoded";
    assert_eq!(
        status_of(&app, &chunked("/oauth/token", form, 2100)).await,
        Some(413)
    );
    assert_eq!(
        status_of(&app, &chunked("/oauth/token", form, 1900)).await,
        Some(401)
    );
    assert_eq!(
        status_of(&app, &chunked("/graphql", "application/json", 3100)).await,
        Some(413)
    );
}

#[tokio::test]
async fn sec_58_a_long_address_is_414() {
    let app = TestApp::new().await;
    for (length, expected) in [(8000, &[400][..]), (8200, &[414]), (100_000, &[414, 431])] {
        let request = format!(
            "GET /oauth/authorize?x={} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "a".repeat(length)
        );
        let status = status_of(&app, request.as_bytes()).await.unwrap();
        assert!(expected.contains(&status), "{length}: {status}");
    }
}

#[tokio::test]
async fn sec_58_large_or_many_headers_are_431() {
    let app = TestApp::new().await;
    let large = format!("X-Large: {}\r\n", "a".repeat(33_000));
    let larger = format!("X-Large: {}\r\n", "a".repeat(200_000));
    let many = (0..101).map(|n| format!("X-{n}: 1\r\n")).collect::<String>();
    let more = (0..1000).map(|n| format!("X-{n}: 1\r\n")).collect::<String>();
    for (what, headers) in [
        ("large", large),
        ("larger", larger),
        ("many", many),
        ("more", more),
    ] {
        let request =
            format!("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n");
        assert_eq!(status_of(&app, request.as_bytes()).await, Some(431), "{what}");
    }
}

#[tokio::test]
async fn sec_58_more_than_a_hundred_parameters_are_400() {
    let app = TestApp::new().await;
    let parameters = |count| (0..count).map(|n| format!("p{n}=1&")).collect::<String>();
    for path in ["/oauth/token", "/oauth/revoke", "/oauth/introspect", "/sign-in"] {
        let body = parameters(101);
        let length = format!("Content-Length: {}\r\n", body.len());
        assert_eq!(
            status_of(&app, &post(path, &length, &body)).await,
            Some(400),
            "{path}"
        );
    }
    for path in ["/oauth/authorize", "/sign-in", "/oauth/logout"] {
        let answer = app
            .http
            .get(app.url(&format!("{path}?{}", parameters(101))))
            .send()
            .await
            .unwrap();
        assert_eq!(answer.status(), 400, "{path}");
    }
    let answer = app
        .http
        .get(app.url(&format!("/sign-in?{}", parameters(99))))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn sec_58_a_compressed_body_is_415() {
    let app = TestApp::new().await;
    for headers in [
        "Content-Encoding: gzip\r\nContent-Length: 3\r\n",
        "Content-Encoding: identity\r\nContent-Encoding: br\r\nContent-Length: 3\r\n",
        "Content-Encoding: gzip, identity\r\nContent-Length: 3\r\n",
    ] {
        for path in ["/oauth/token", "/graphql", "/sign-in"] {
            assert_eq!(
                status_of(&app, &post(path, headers, "a=b")).await,
                Some(415),
                "{path}"
            );
        }
    }
    let plain = post(
        "/oauth/token",
        "Content-Encoding: identity\r\nContent-Length: 3\r\n",
        "a=b",
    );
    assert_eq!(status_of(&app, &plain).await, Some(401));
}

#[tokio::test]
async fn sec_58_a_request_that_does_not_arrive_is_given_up() {
    let app = TestApp::with(&[("REQUEST_TIMEOUT", "1")]).await;
    let start = Instant::now();
    let body = raw::exchange(
        &app.address,
        &post("/oauth/token", "Content-Length: 100\r\n", "a"),
        false,
    )
    .await;
    assert_eq!(raw::status(&body), Some(408), "{body}");
    // Without its head there is nothing to answer: the connection is closed.
    for head in ["GET /healthz HTTP/1.1\r\nHost: local", ""] {
        let answer = raw::exchange(&app.address, head.as_bytes(), false).await;
        assert!(matches!(raw::status(&answer), None | Some(408)), "{answer}");
    }
    assert!(start.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn sec_124_connections_from_one_address_are_limited() {
    let app = TestApp::with(&[("MAX_CONNECTIONS_PER_ADDRESS", "3")]).await;
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = raw::connect(&app.address).await;
        stream.write_all(b"GET /healthz HTTP/1.1\r\n").await.unwrap();
        held.push(stream);
    }
    let request = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    assert_eq!(
        raw::exchange(&app.address, request, false).await,
        "",
        "a fourth one is served"
    );
    drop(held);
    crate::support::until(10, "places are free again", async || {
        status_of(&app, request).await == Some(200)
    })
    .await;
}

#[tokio::test]
async fn sec_124_slow_clients_keep_nobody_else_waiting() {
    let app = TestApp::with(&[("REQUEST_TIMEOUT", "2")]).await;
    let mut slow = Vec::new();
    for n in 0..200 {
        let mut stream = raw::connect(&app.address).await;
        let part: &[u8] = if n % 2 == 0 {
            b"GET /heal"
        } else {
            b"POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 50\r\n\r\ngrant"
        };
        stream.write_all(part).await.unwrap();
        slow.push(stream);
    }
    let start = Instant::now();
    for _ in 0..10 {
        assert_eq!(
            app.http.get(app.url("/readyz")).send().await.unwrap().status(),
            200
        );
    }
    assert!(start.elapsed() < Duration::from_secs(10));
    // Each of them is got rid of.
    for stream in slow {
        let answer = raw::rest(stream).await;
        assert!(matches!(raw::status(&answer), None | Some(408)), "{answer}");
    }
}

#[tokio::test]
async fn sec_124_nesting_cannot_exhaust_the_stack() {
    let app = TestApp::new().await;
    let (open, close) = ("[".repeat(100_000), "]".repeat(100_000));
    let deep_json = format!(r#"{{"query":"{{ me {{ id }} }}","variables":{{"a":{open}{close}}}}}"#);
    let deep_query = format!(r#"{{"query":"{}{}"}}"#, "{ a ".repeat(50_000), "}".repeat(50_000));
    let deep_value = format!(
        r#"{{"query":"{{ a(b: {}{}) }}"}}"#,
        "[".repeat(60_000),
        "]".repeat(60_000)
    );
    for body in [deep_json, deep_query, deep_value] {
        let answer = app
            .http
            .post(app.url("/graphql"))
            .header("content-type", "application/json")
            .body(body)
            .send()
            .await
            .unwrap();
        assert!(answer.status().as_u16() < 500, "{}", answer.status());
    }
    let (open, close) = ("[".repeat(20_000), "]".repeat(20_000));
    let claims = crate::support::client::authorize(&[("claims", &format!("{open}{close}"))]);
    assert_ne!(
        app.http
            .get(app.url(&claims[..8000]))
            .send()
            .await
            .unwrap()
            .status(),
        500
    );
    assert_eq!(
        app.http.get(app.url("/healthz")).send().await.unwrap().status(),
        200
    );
}
