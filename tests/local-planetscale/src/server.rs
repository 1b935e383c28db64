use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use mysql_async::{Opts, OptsBuilder, Pool};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::fault::{Fault, Faults};
use crate::routes::{answer, basic};
use crate::session::Sessions;

/// How a server behaves.
#[derive(Clone, Debug)]
pub struct Options {
    /// The MySQL behind it, and its database: `mysql://root@127.0.0.1:3306/shop`.
    pub mysql: String,
    /// Where it listens; port 0 is any that is free.
    pub listen: SocketAddr,
    /// Who may log in.
    pub user: String,
    /// With which password.
    pub password: String,
    /// Rows of a result, at most.
    pub max_rows: usize,
    /// How long a transaction may last.
    pub transaction_timeout: Duration,
}

impl Options {
    /// In front of this MySQL: any port of this machine, user `local` with password `pa:ss@word`,
    /// PlanetScale's 100,000 rows and 20 seconds.
    pub fn new(mysql: impl Into<String>) -> Self {
        Self {
            mysql: mysql.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            user: "local".to_owned(),
            password: "pa:ss@word".to_owned(),
            max_rows: 100_000,
            transaction_timeout: Duration::from_secs(20),
        }
    }
}

pub(crate) struct Shared {
    pub(crate) sessions: Arc<Sessions>,
    pub(crate) faults: Faults,
    pub(crate) user: String,
    pub(crate) authorization: String,
    pub(crate) max_rows: usize,
    pub(crate) requests: AtomicUsize,
    pub(crate) statements: AtomicUsize,
    connections: AtomicUsize,
}

/// A server that runs until this is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    running: JoinHandle<()>,
}

impl Server {
    /// Starts a server.
    ///
    /// # Errors
    /// When the MySQL's URL makes no sense, or the address is taken.
    pub async fn start(options: Options) -> anyhow::Result<Self> {
        let mysql = OptsBuilder::from_opts(Opts::from_url(&options.mysql)?)
            .client_found_rows(true)
            .prefer_socket(false)
            .setup(vec!["SET time_zone = '+00:00'"]);
        let shared = Arc::new(Shared {
            sessions: Arc::new(Sessions::new(Pool::new(mysql), options.transaction_timeout)),
            faults: Faults::default(),
            authorization: basic(&options.user, &options.password),
            user: options.user,
            max_rows: options.max_rows,
            requests: AtomicUsize::new(0),
            statements: AtomicUsize::new(0),
            connections: AtomicUsize::new(0),
        });
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let running = tokio::spawn(listen(listener, shared.clone()));
        Ok(Self {
            address,
            shared,
            running,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What the next requests run into, in order.
    pub fn inject(&self, faults: impl IntoIterator<Item = Fault>) {
        self.shared.faults.add(faults);
    }

    /// Requests so far.
    pub fn requests(&self) -> usize {
        self.shared.requests.load(Ordering::Relaxed)
    }

    /// Statements that were sent to the MySQL so far.
    pub fn statements(&self) -> usize {
        self.shared.statements.load(Ordering::Relaxed)
    }

    /// Connections of clients so far.
    pub fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::Relaxed)
    }

    /// Sessions that have a transaction or settings now.
    pub fn open_sessions(&self) -> usize {
        self.shared.sessions.count()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.running.abort();
    }
}

async fn listen(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        shared.connections.fetch_add(1, Ordering::Relaxed);
        let shared = shared.clone();
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(shared.clone(), request));
            let connection = http1::Builder::new().serve_connection(TokioIo::new(client), service);
            // It ends with an error where a fault closes it.
            let _ = connection.await;
        });
    }
}
