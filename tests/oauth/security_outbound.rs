//! What we fetch from addresses that others chose (SEC-104): a client's `jwks_uri`, seen from outside.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use entity::values::AuthMethod;
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use super::{
    jwt::Signer,
    world::{World, refused},
};
use crate::support::make::NewClient;

/// A server on loopback that sends these bytes to whoever comes; how many came.
async fn server(answer: Vec<u8>, pause: Duration) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let count = Arc::new(AtomicUsize::new(0));
    let came = Arc::clone(&count);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            came.fetch_add(1, Ordering::SeqCst);
            let answer = answer.clone();
            tokio::spawn(async move {
                let mut request = [0; 4096];
                let read = stream.read(&mut request).await.unwrap_or(0);
                let text = String::from_utf8_lossy(&request[..read]).to_lowercase();
                assert!(
                    !text.contains("authorization:") && !text.contains("cookie:"),
                    "{text}"
                );
                tokio::time::sleep(pause).await;
                // The other end may have had enough.
                let _ = stream.write_all(&answer).await;
                let _ = stream.shutdown().await;
            });
        }
    });
    (format!("http://{address}"), count)
}

fn ok(body: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )
    .into_bytes()
}

/// A client whose keys are at that address.
async fn keys_at(world: &World, uri: &str) {
    if world.count("client").await == 1 {
        world
            .client_of(
                &world.shop,
                NewClient {
                    client_id: "keyed",
                    method: AuthMethod::PrivateKeyJwt,
                    ..NewClient::default()
                },
            )
            .await;
    }
    world
        .change(&format!(
            "UPDATE client SET jwks_uri = '{uri}' WHERE client_id = 'keyed'"
        ))
        .await;
}

#[tokio::test]
async fn sec_104_keys_are_fetched_and_redirects_size_and_time_are_not_followed_suffered_or_waited_for() {
    let world = World::with(&[("OUTBOUND_ALLOW", "127.0.0.0/8")]).await;
    world.with_own_scope().await;
    let signer = Signer::es256();
    let set = signer.set().to_string();
    let quick = Duration::ZERO;
    let (good, came) = server(ok(&set), quick).await;
    keys_at(&world, &format!("{good}/keys")).await;
    let answer = world.present(&signer.sign(&world.assertion())).await;
    assert_eq!((answer.0, came.load(Ordering::SeqCst)), (200, 1), "{}", answer.1);

    let redirect = format!("HTTP/1.1 302 Found\r\nLocation: {good}/keys\r\nContent-Length: 0\r\n\r\n");
    let huge = ok(&format!("{}{}", " ".repeat(600 * 1024), set));
    let wrong = [
        ("a redirect", redirect.into_bytes(), quick),
        ("too much", huge, quick),
        ("no keys", ok("\"hello\""), quick),
        (
            "an error",
            b"HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n".to_vec(),
            quick,
        ),
        ("nothing", Vec::new(), quick),
        ("too late", ok(&set), Duration::from_secs(8)),
    ];
    let before = came.load(Ordering::SeqCst);
    let mut heard: Vec<Value> = Vec::new();
    for (what, bytes, pause) in wrong {
        let (bad, asked) = server(bytes, pause).await;
        keys_at(&world, &bad).await;
        let start = Instant::now();
        let answer = world.present(&signer.sign(&world.assertion())).await;
        assert_eq!(asked.load(Ordering::SeqCst), 1, "{what}");
        assert!(start.elapsed() < Duration::from_secs(7), "{what}");
        if what == "too late" {
            // The edge gives up a little before the fetch does.
            assert!(matches!(answer.0, 401 | 503), "{what}: {answer:?}");
            continue;
        }
        refused(&answer, 401, "invalid_client");
        heard.push(answer.1);
    }
    assert!(
        heard.windows(2).all(|two| two[0] == two[1]),
        "one error for all: {heard:?}"
    );
    assert_eq!(
        came.load(Ordering::SeqCst),
        before,
        "the redirect was not followed"
    );
}

#[tokio::test]
async fn sec_104_a_private_address_is_not_even_connected_to() {
    let world = World::new().await;
    world.with_own_scope().await;
    let signer = Signer::es256();
    let (local, came) = server(ok(&signer.set().to_string()), Duration::ZERO).await;
    let port = local.rsplit(':').next().unwrap();
    let mut heard = Vec::new();
    for uri in [
        local.clone(),
        format!("https://127.0.0.1:{port}/"),
        format!("https://localhost:{port}/"),
        format!("https://[::ffff:127.0.0.1]:{port}/"),
        format!("https://[::1]:{port}/"),
        "https://10.0.0.1/".to_owned(),
        "https://169.254.169.254/latest/meta-data".to_owned(),
        "https://no-such-host.invalid/".to_owned(),
    ] {
        keys_at(&world, &uri).await;
        let answer = world.present(&signer.sign(&world.assertion())).await;
        refused(&answer, 401, "invalid_client");
        heard.push(answer.1);
    }
    assert_eq!(came.load(Ordering::SeqCst), 0);
    assert!(heard.windows(2).all(|two| two[0] == two[1]), "{heard:?}");
}
