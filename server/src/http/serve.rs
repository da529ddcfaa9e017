//! Listening: plain HTTP/1.1, or HTTPS by rustls where a certificate is given; bounded in connections and time
//! (SEC-58, SEC-124), ended gracefully (SEC-121).

use std::{
    collections::HashMap,
    io::BufReader,
    net::{IpAddr, SocketAddr},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use anyhow::{Context as _, Result};
use axum::{Router, extract::Request};
use hyper::body::Incoming;
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    io::{AsyncRead, AsyncWrite},
    net::{TcpListener, TcpStream},
    sync::{Semaphore, watch},
};
use tokio_rustls::{TlsAcceptor, rustls};
use tower::ServiceExt as _;

use super::{Peer, State};
use crate::domain::deps::check_owner_only;

/// How long requests that are under way may take to finish.
const FINISH: Duration = Duration::from_secs(25);
/// How long a TLS handshake may take.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Serves until `stop` is done, then finishes what is under way.
///
/// # Errors
/// When the certificate cannot be read.
pub async fn serve(
    state: Arc<State>,
    listener: TcpListener,
    stop: impl Future<Output = ()> + Send,
) -> Result<()> {
    let config = &state.deps.config;
    let acceptor = if config.tls_cert.as_os_str().is_empty() {
        None
    } else {
        Some(tls(&config.tls_cert, &config.tls_key)?)
    };
    let server = Server {
        router: super::router(Arc::clone(&state)),
        acceptor,
        patience: Duration::from_secs(config.request_timeout),
        places: Arc::new(Semaphore::new(config.max_connections)),
        per_address: PerAddress::new(config.max_connections_per_address),
        stop: state.draining.subscribe(),
    };
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let place = Arc::clone(&server.places).acquire_owned();
        let (place, accepted) = tokio::select! {
            () = &mut stop => break,
            pair = async { (place.await, listener.accept().await) } => pair,
        };
        let (Ok(place), Ok((stream, peer))) = (place, accepted) else {
            // Out of file descriptors or the like: a moment later there may be some.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let Some(seat) = PerAddress::enter(&server.per_address, peer.ip()) else {
            continue;
        };
        let connection = server.clone().connection(stream, peer, graceful.watcher());
        tokio::spawn(async move {
            connection.await;
            drop((place, seat));
        });
    }
    state.drain();
    drop(listener);
    tracing::info!("stopping: finishing what is under way");
    if tokio::time::timeout(FINISH, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests did not finish in time");
    }
    Ok(())
}

#[derive(Clone)]
struct Server {
    router: Router,
    acceptor: Option<TlsAcceptor>,
    patience: Duration,
    places: Arc<Semaphore>,
    per_address: Arc<PerAddress>,
    stop: watch::Receiver<bool>,
}

/// Until the process is asked to end.
pub(super) async fn stopped(stop: &mut watch::Receiver<bool>) {
    drop(stop.wait_for(|stop| *stop).await);
}

impl Server {
    async fn connection(
        self,
        stream: TcpStream,
        peer: SocketAddr,
        watcher: hyper_util::server::graceful::Watcher,
    ) {
        let _ = stream.set_nodelay(true);
        match &self.acceptor {
            None => self.http(stream, peer, watcher).await,
            Some(acceptor) => match tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                Ok(Ok(stream)) => self.http(stream, peer, watcher).await,
                Ok(Err(error)) => tracing::debug!(%error, "a TLS handshake failed"),
                Err(_) => tracing::debug!("a TLS handshake took too long"),
            },
        }
    }

    async fn http<S>(&self, stream: S, peer: SocketAddr, watcher: hyper_util::server::graceful::Watcher)
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let router = self.router.clone();
        let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(Peer(peer));
            router
                .clone()
                .oneshot(request.map(axum::body::Body::new) as Request)
        });
        let connection = hyper::server::conn::http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(self.patience)
            .max_headers(128)
            .max_buf_size(64 * 1024)
            .serve_connection(TokioIo::new(stream), service)
            .with_upgrades();
        tokio::pin!(connection);
        let mut stop = self.stop.clone();
        let ended = tokio::select! {
            ended = connection.as_mut() => ended,
            () = stopped(&mut stop) => {
                connection.as_mut().graceful_shutdown();
                connection.await
            }
        };
        if let Err(error) = ended {
            tracing::debug!(%error, "a connection ended");
        }
        drop(watcher);
    }
}

/// How many connections, or open lines, each address has.
pub(super) struct PerAddress {
    most: usize,
    open: Mutex<HashMap<IpAddr, usize>>,
}

/// One connection's place; leaving gives it back.
pub(super) struct Seat {
    table: Arc<PerAddress>,
    address: IpAddr,
}

impl PerAddress {
    /// At most so many from one address.
    pub(super) fn new(most: usize) -> Arc<Self> {
        Arc::new(Self {
            most,
            open: Mutex::default(),
        })
    }

    /// A place, if there is one.
    pub(super) fn enter(table: &Arc<Self>, address: IpAddr) -> Option<Seat> {
        let mut open = table.open.lock().unwrap_or_else(PoisonError::into_inner);
        let count = open.entry(address).or_insert(0);
        if *count >= table.most {
            return None;
        }
        *count += 1;
        Some(Seat {
            table: Arc::clone(table),
            address,
        })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut open = self.table.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(count) = open.get_mut(&self.address) {
            *count -= 1;
            if *count == 0 {
                open.remove(&self.address);
            }
        }
    }
}

/// TLS 1.2 and 1.3 with rustls' own suites, all of them AEAD with forward secrecy.
fn tls(cert: &Path, key: &Path) -> Result<TlsAcceptor> {
    use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject as _};
    let open =
        |path: &Path| std::fs::File::open(path).with_context(|| format!("cannot read {}", path.display()));
    let chain = CertificateDer::pem_reader_iter(BufReader::new(open(cert)?))
        .collect::<Result<Vec<_>, _>>()
        .with_context(|| format!("{} is not a PEM certificate chain", cert.display()))?;
    check_owner_only(key)?;
    let key = PrivateKeyDer::from_pem_reader(BufReader::new(open(key)?))
        .with_context(|| format!("{} is not a PEM private key", key.display()))?;
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .context("the certificate and the key do not go together")?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}
