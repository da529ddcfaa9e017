//! Asked to end (SEC-121).

use tokio::io::AsyncWriteExt as _;

use crate::support::{Binary, TestApp, make::NewClient, raw, until};

#[tokio::test]
async fn sec_121_what_is_under_way_is_finished_and_the_exit_is_clean() {
    let app = TestApp::new().await;
    let ada = app.user("ada@example.com").await;
    let shop = app.app_of(&ada, "Demo Shop", "openid").await;
    app.client_of(&shop, NewClient::default()).await;
    let mut binary = Binary::beside(&app, &[]).await;
    let secret = base64::Engine::encode(
        &base64::engine::general_purpose::STANDARD,
        format!("web:{}", crate::support::make::SECRET),
    );
    let head = format!(
        "POST /oauth/introspect HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic {secret}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\ntok"
    );
    let mut under_way = raw::connect(&binary.address).await;
    under_way.write_all(head.as_bytes()).await.unwrap();
    // The server has read as far as this when it answers somebody who came later.
    assert_eq!(
        binary
            .http
            .get(binary.url("/readyz"))
            .send()
            .await
            .unwrap()
            .status(),
        200
    );
    let idle = raw::connect(&binary.address).await;
    binary.terminate();
    let port = binary.port();
    until(10, "nobody new is let in", async || {
        tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err()
    })
    .await;
    under_way.write_all(b"en=abc").await.unwrap();
    let answer = raw::rest(under_way).await;
    assert_eq!(raw::status(&answer), Some(200), "{answer}");
    assert!(answer.contains(r#"{"active":false}"#), "{answer}");
    drop(idle);
    let status = binary.ended().await;
    assert_eq!(status.code(), Some(0), "{}", binary.log());
    assert!(!binary.log().contains("panicked"), "{}", binary.log());
}
