//! Requests as bytes, for what no HTTP library would send.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// No answer takes longer, whatever was sent.
const PATIENCE: Duration = Duration::from_secs(10);

/// A connection to the address of a service, such as `http://127.0.0.1:8080`.
pub(crate) async fn connect(address: &str) -> TcpStream {
    let host = address.trim_start_matches("http://");
    TcpStream::connect(host).await.unwrap()
}

/// Sends the bytes and reads until the other end closes. `finish`: says that nothing more will come.
pub(crate) async fn exchange(address: &str, bytes: &[u8], finish: bool) -> String {
    let mut stream = connect(address).await;
    // The other end may have heard enough before everything is sent.
    let _ = stream.write_all(bytes).await;
    if finish {
        let _ = stream.shutdown().await;
    }
    rest(stream).await
}

/// What is read until the other end closes.
pub(crate) async fn rest(mut stream: TcpStream) -> String {
    let mut all = Vec::new();
    let reading = async {
        let mut buffer = [0; 4096];
        // A reset after the answer is a way of closing, too.
        while let Ok(read @ 1..) = stream.read(&mut buffer).await {
            all.extend_from_slice(&buffer[..read]);
        }
    };
    let in_time = tokio::time::timeout(PATIENCE, reading).await;
    let text = String::from_utf8_lossy(&all).into_owned();
    assert!(in_time.is_ok(), "the connection hangs after: {text:?}");
    text
}

/// The status of the first answer; none if the connection was closed without one.
pub(crate) fn status(answer: &str) -> Option<u16> {
    let line = answer
        .strip_prefix("HTTP/1.1 ")
        .or_else(|| answer.strip_prefix("HTTP/1.0 "))?;
    line.get(..3)?.parse().ok()
}

/// How many answers there are.
pub(crate) fn answers(text: &str) -> usize {
    text.matches("HTTP/1.1 ").count()
}
