//! The connections of clients: what each speaks, how many requests came over it, how it ends.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};

use hyper::Version;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio_rustls::TlsAcceptor;

use crate::routes::answer;
use crate::server::Shared;

/// What came over one connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Served {
    /// Its number, in the order in which clients connected.
    pub connection: usize,
    /// Whether it speaks HTTP/2.
    pub http2: bool,
    /// The requests to the database.
    pub requests: usize,
}

/// How a server ends its connections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// Clients are told to send no more, by GOAWAY over HTTP/2; what they have sent is answered.
    Told,
    /// They are closed, whatever is under way.
    Closed,
}

/// Counts requests per connection, and ends connections.
#[derive(Default)]
pub(crate) struct Connections {
    served: Mutex<BTreeMap<usize, Served>>,
    ending: watch::Sender<Option<Ending>>,
}

impl Connections {
    pub(crate) fn served(&self) -> Vec<Served> {
        let served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        served.values().copied().collect()
    }

    pub(crate) fn end(&self, ending: Ending) {
        self.ending.send_replace(Some(ending));
    }

    fn count(&self, connection: usize, version: Version) {
        let mut served = self.served.lock().unwrap_or_else(PoisonError::into_inner);
        let served = served.entry(connection).or_insert(Served {
            connection,
            http2: version == Version::HTTP_2,
            requests: 0,
        });
        served.requests += 1;
    }
}

/// The connection that a request came over.
pub(crate) struct Over {
    number: usize,
    shared: Arc<Shared>,
    dropped: Notify,
}

impl Over {
    /// Counts a request to the database.
    pub(crate) fn count(&self, version: Version) {
        self.shared.connections.count(self.number, version);
    }

    /// Closes the connection without an answer, and so never returns.
    pub(crate) async fn close<T>(&self) -> T {
        self.dropped.notify_one();
        std::future::pending().await
    }
}

pub(crate) async fn listen(listener: TcpListener, shared: Arc<Shared>, tls: Option<TlsAcceptor>) {
    while let Ok((client, _)) = listener.accept().await {
        // Answers are written in small parts over HTTP/2.
        let _ = client.set_nodelay(true);
        let over = Arc::new(Over {
            number: shared.accepted.fetch_add(1, Ordering::Relaxed),
            shared: shared.clone(),
            dropped: Notify::new(),
        });
        let tls = tls.clone();
        tokio::spawn(async move {
            match tls {
                None => serve(client, over).await,
                Some(tls) => {
                    // A client that doesn't trust this server goes away.
                    if let Ok(client) = tls.accept(client).await {
                        serve(client, over).await;
                    }
                }
            }
        });
    }
}

async fn serve(client: impl AsyncRead + AsyncWrite + Unpin + Send + 'static, over: Arc<Over>) {
    let mut ending = over.shared.connections.ending.subscribe();
    let service = service_fn(|request| answer(over.shared.clone(), over.clone(), request));
    let builder = auto::Builder::new(TokioExecutor::new());
    let mut connection = pin!(builder.serve_connection(TokioIo::new(client), service));
    loop {
        tokio::select! {
            // With an error where the client has closed it.
            _ = connection.as_mut() => return,
            () = over.dropped.notified() => return,
            Ok(()) = ending.changed() => match *ending.borrow_and_update() {
                Some(Ending::Closed) => return,
                _ => connection.as_mut().graceful_shutdown(),
            },
        }
    }
}
