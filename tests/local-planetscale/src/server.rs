use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use mysql_async::{Opts, OptsBuilder, Pool};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

use crate::fault::{Fault, Faults};
use crate::listen::{Connections, Ending, Served, listen};
use crate::routes::basic;
use crate::session::Sessions;
use crate::tls::{Offer, Tls};

/// How a server behaves.
#[derive(Clone, Debug)]
pub struct Options {
    /// The MySQL behind it, and its database: `mysql://root@127.0.0.1:3306/shop`.
    pub mysql: String,
    /// Where it listens; port 0 is any that is free.
    pub listen: SocketAddr,
    /// Whether it speaks HTTPS, and what it offers then.
    pub tls: Option<Offer>,
    /// The names and addresses that its certificate is for.
    pub names: Vec<String>,
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
    /// In front of this MySQL: any port of this machine without TLS, user `local` with password
    /// `pa:ss@word`, PlanetScale's 100,000 rows and 20 seconds.
    pub fn new(mysql: impl Into<String>) -> Self {
        Self {
            mysql: mysql.into(),
            listen: SocketAddr::from(([127, 0, 0, 1], 0)),
            tls: None,
            names: vec!["localhost".to_owned(), "127.0.0.1".to_owned()],
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
    pub(crate) accepted: AtomicUsize,
    pub(crate) connections: Connections,
}

/// A server that runs until this is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    authority: Option<String>,
    running: JoinHandle<()>,
}

impl Server {
    /// Starts a server.
    ///
    /// # Errors
    /// When the MySQL's URL makes no sense, a name is none for a certificate, or the address is
    /// taken.
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
            accepted: AtomicUsize::new(0),
            connections: Connections::default(),
        });
        let tls = match options.tls {
            Some(offer) => Some(Tls::new(&options.names, offer)?),
            None => None,
        };
        let (acceptor, authority) = tls.map(|tls| (tls.acceptor, tls.authority)).unzip();
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let running = tokio::spawn(listen(listener, shared.clone(), acceptor));
        Ok(Self {
            address,
            shared,
            authority,
            running,
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The certificate of the authority that vouches for this server, in PEM; `None` without TLS.
    pub fn authority(&self) -> Option<&str> {
        self.authority.as_deref()
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
        self.shared.accepted.load(Ordering::Relaxed)
    }

    /// What came over each connection so far; not those over which no request came.
    pub fn served(&self) -> Vec<Served> {
        self.shared.connections.served()
    }

    /// Ends the connections that clients have now.
    pub fn end_connections(&self, ending: Ending) {
        self.shared.connections.end(ending);
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
