//! Bytes that are not a request as they should be (SEC-59), and paths that only look like others (SEC-63).

use crate::support::{Browser, TestApp, raw};

/// 400 or so, or closed without an answer; never more than one answer, never 5xx, never a hang.
async fn refused(app: &TestApp, what: &str, request: &[u8], finish: bool) {
    let answer = raw::exchange(&app.address, request, finish).await;
    let status = raw::status(&answer);
    assert!(
        status.is_none_or(|status| (400..500).contains(&status)),
        "{what}: {answer}"
    );
    assert!(raw::answers(&answer) <= 1, "{what}: {answer}");
}

#[tokio::test]
async fn sec_59_malformed_bytes_are_refused() {
    let app = TestApp::with(&[("REQUEST_TIMEOUT", "1")]).await;
    let end = "Host: localhost\r\nConnection: close\r\n\r\n";
    let form = "Host: localhost\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let whole: Vec<(&str, Vec<u8>)> = vec![
        ("nonsense", b"nonsense\r\n\r\n".to_vec()),
        ("binary", vec![0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03]),
        ("a version to come", format!("GET / HTTP/9.9\r\n{end}").into()),
        ("another protocol", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".to_vec()),
        ("no host", b"GET /sign-in HTTP/1.1\r\nConnection: close\r\n\r\n".to_vec()),
        ("two hosts", format!("GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n{end}").into()),
        ("no method", format!(" / HTTP/1.1\r\n{end}").into()),
        ("NUL in the path", format!("GET /sign\0in HTTP/1.1\r\n{end}").into()),
        ("a space in the path", format!("GET /sign in HTTP/1.1\r\n{end}").into()),
        ("bytes that are not UTF-8", [b"GET /\xff\xfe HTTP/1.1\r\n", end.as_bytes()].concat()),
        ("a bad escape", format!("GET /sign-in?flow=%zz HTTP/1.1\r\n{end}").into()),
        ("half an escape", format!("GET /oauth/authorize?client_id=%4 HTTP/1.1\r\n{end}").into()),
        ("an escaped byte that is not UTF-8", format!("GET /sign-in?flow=%ff HTTP/1.1\r\n{end}").into()),
        ("an escaped NUL", format!("GET /oauth/logout?state=%00 HTTP/1.1\r\n{end}").into()),
        ("an escaped NUL in a path", format!("GET /assets/%00 HTTP/1.1\r\n{end}").into()),
        ("an escaped byte in a path", format!("GET /assets/%ff HTTP/1.1\r\n{end}").into()),
        ("a bad escape in a path", format!("GET /assets/%zz HTTP/1.1\r\n{end}").into()),
        ("NUL in a header", format!("GET /sign-in HTTP/1.1\r\nX: a\0b\r\n{end}").into()),
        ("a space before the colon", format!("POST /oauth/token HTTP/1.1\r\nContent-Length : 3\r\n{end}a=b").into()),
        ("two lengths", format!("POST /oauth/token HTTP/1.1\r\nContent-Length: 3\r\nContent-Length: 4\r\n{form}\r\na=bc").into()),
        ("a negative length", format!("POST /oauth/token HTTP/1.1\r\nContent-Length: -3\r\n{form}\r\na=b").into()),
        ("a length with a sign", format!("POST /oauth/token HTTP/1.1\r\nContent-Length: +3\r\n{form}\r\na=b").into()),
        ("a length beyond all", format!("POST /oauth/token HTTP/1.1\r\nContent-Length: 99999999999999999999999\r\n{form}\r\na=b").into()),
        ("an unknown coding", format!("POST /oauth/token HTTP/1.1\r\nTransfer-Encoding: xchunked\r\n{form}\r\n0\r\n\r\n").into()),
        ("chunked not last", format!("POST /oauth/token HTTP/1.1\r\nTransfer-Encoding: chunked, identity\r\n{form}\r\n0\r\n\r\n").into()),
        ("a chunk size that is none", format!("POST /oauth/token HTTP/1.1\r\nTransfer-Encoding: chunked\r\n{form}\r\nzz\r\na=b\r\n0\r\n\r\n").into()),
        ("a chunk size beyond all", format!("POST /oauth/token HTTP/1.1\r\nTransfer-Encoding: chunked\r\n{form}\r\nffffffffffffffffff\r\na=b\r\n0\r\n\r\n").into()),
        ("a bad escape in a body", format!("POST /oauth/token HTTP/1.1\r\nContent-Length: 4\r\n{form}\r\na=%z").into()),
        ("a body that is not UTF-8", [format!("POST /oauth/token HTTP/1.1\r\nContent-Length: 3\r\n{form}\r\na=").as_bytes(), b"\xff"].concat()),
        ("NUL in a body", format!("POST /sign-in HTTP/1.1\r\nContent-Length: 3\r\n{form}\r\na=\0").into()),
        ("JSON that is not UTF-8", [&b"POST /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n"[..], b"\"\xff\""].concat()),
    ];
    for (what, request) in &whole {
        refused(&app, what, request, false).await;
    }
    let cut: &[(&str, &str)] = &[
        ("a head cut off", "GET /sign-in HT"),
        ("headers cut off", "GET /sign-in HTTP/1.1\r\nHost: local"),
        (
            "a body cut off",
            "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 30\r\n\r\ngrant_type=cli",
        ),
        (
            "a chunk cut off",
            "POST /oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n20\r\ngrant",
        ),
    ];
    for (what, request) in cut {
        refused(&app, what, request.as_bytes(), true).await;
    }
    assert_eq!(
        app.http.get(app.url("/readyz")).send().await.unwrap().status(),
        200
    );
}

#[tokio::test]
async fn sec_59_no_second_request_is_found_in_a_body() {
    let app = TestApp::with(&[("REQUEST_TIMEOUT", "1")]).await;
    let hidden = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    let head = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    let length = format!("Content-Length: {}\r\n", hidden.len() + 5);
    let chunked = "Transfer-Encoding: chunked\r\n";
    for (what, framing) in [
        ("length, then chunked", format!("{length}{chunked}")),
        ("chunked, then length", format!("{chunked}{length}")),
        ("chunked alone", chunked.to_owned()),
        ("chunked twice", format!("{chunked}{chunked}")),
    ] {
        let request = format!("POST /oauth/token HTTP/1.1\r\n{head}{framing}\r\n0\r\n\r\n{hidden}");
        refused(&app, what, request.as_bytes(), false).await;
    }
}

#[tokio::test]
async fn sec_63_a_path_is_what_it_says_and_nothing_else() {
    let app = TestApp::new().await;
    app.user("ada@example.com").await;
    let browser = Browser::signed_in(&app, "ada@example.com").await;
    let jar = browser.get("/sign-out").await;
    assert!(jar.html.contains("ada@example.com"));
    for path in [
        "/sign-out/",
        "/Sign-Out",
        "/SIGN-OUT",
        "/sign-out;x=1",
        "/sign-out%20",
        "/sign-out%2f",
        "/sign-out.html",
        "/%73ign-out",
        "/sign-out%00",
        "//sign-out",
        "/./sign-out",
        "/x/../sign-out",
        "/sign-out/.",
        "/sign-out/..",
        "/%2e%2e/sign-out",
        "/x%2f..%2fsign-out",
        "/x%252f..%252fsign-out",
        "\\sign-out",
        "/\\sign-out",
        "/graphql/",
        "/graphql%2f",
        "/GraphQL",
        "/oauth%2ftoken",
        "/oauth/token/",
        "/oauth//token",
        "/oauth/token;jsessionid=1",
        "/oauth/userinfo/",
        "/oauth/userinfo%3f",
        "/assets/..%2f..%2fCargo.toml",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/%2e%2e/Cargo.toml",
        "/assets/%252e%252e%252fCargo.toml",
        "/assets/..\\..\\Cargo.toml",
        "/assets//etc/passwd",
        "/assets/%2fetc%2fpasswd",
        "/assets/",
        "/assets",
        "/index.html",
        "/.env",
        "/.git/config",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        let answer = raw::exchange(&app.address, request.as_bytes(), false).await;
        let status = raw::status(&answer).unwrap_or(400);
        assert!(matches!(status, 400 | 404), "{path}: {answer}");
        if !path.starts_with('\\') && !path.contains("\\") {
            let page = browser.get(path).await;
            assert!(!page.html.contains("[workspace]"), "{path}");
        }
    }
    // An unknown path says nothing about who asks.
    let unknown = browser.get("/no/such/page").await;
    assert_eq!(unknown.status, 404);
    assert!(
        !unknown.html.contains("ada@example.com") && !unknown.html.contains("Lovelace"),
        "{}",
        unknown.html
    );
}
