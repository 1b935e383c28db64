use std::future::Future;
use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use orm_core::Error;
use orm_core::driver::{Connect, Connection, Decoder, Hyperdrive, Pool, RowError};
use orm_core::sql::Statement;
use orm_core::types::{Arg, Hint, RowReader, Value};
use orm_mysql::{MySql, MySqlConnection, MySqlOptions, MySqlPool, Protocol};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    MySql,
    MariaDb,
}

/// A database of its own on one of the servers.
pub struct Server {
    pub kind: Kind,
    url: String,
    pub database: String,
    #[cfg(feature = "planetscale")]
    local: local_planetscale::Server,
}

/// Runs a test on each server that there is.
pub async fn each<F>(test: impl Fn(Server) -> F)
where
    F: Future<Output = ()>,
{
    for (kind, variable) in [
        (Kind::MySql, "ORM_TEST_MYSQL_URL"),
        (Kind::MariaDb, "ORM_TEST_MARIADB_URL"),
    ] {
        let Ok(url) = std::env::var(variable) else {
            assert_ne!(
                std::env::var("ORM_TEST_REQUIRE_SERVERS").as_deref(),
                Ok("1"),
                "{variable} is not set"
            );
            println!("left out: {variable} is not set");
            continue;
        };
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let database = format!("orm_test_{}_{number}", std::process::id());
        let admin = MySqlPool::<MySql>::new(url.parse().unwrap());
        let mut connection = admin.acquire().await.unwrap();
        let create = format!("CREATE DATABASE {database}");
        connection.sql(&create).await.unwrap();
        println!("{kind:?}");
        #[cfg(feature = "planetscale")]
        let local = {
            let (server, _) = url.rsplit_once('/').unwrap_or((&url, ""));
            crate::planetscale::start(format!("{server}/{database}")).await
        };
        test(Server {
            kind,
            url,
            database: database.clone(),
            #[cfg(feature = "planetscale")]
            local,
        })
        .await;
        let drop = format!("DROP DATABASE {database}");
        connection.sql(&drop).await.unwrap();
    }
}

impl Server {
    pub fn options(&self) -> MySqlOptions {
        let options: MySqlOptions = self.url.parse().unwrap();
        options.database(&self.database)
    }

    pub async fn pool(&self) -> MySqlPool<MySql> {
        MySql::open(self.options()).await.unwrap()
    }

    /// A connection by each of the protocols.
    pub async fn each_way(&self) -> Vec<MySqlConnection> {
        #[cfg_attr(not(feature = "planetscale"), expect(unused_mut))]
        let mut ways = self.by_tcp().await;
        #[cfg(feature = "planetscale")]
        ways.push(open(self.over_http()).await);
        ways
    }

    /// The same over TCP alone. Only there is the session's collation ours, so that two bind values
    /// are compared as columns are.
    pub async fn by_tcp(&self) -> Vec<MySqlConnection> {
        let text = self.options().protocol(Protocol::Text);
        vec![self.connection().await, open(text).await]
    }

    /// A local PlanetScale in front of the same database.
    #[cfg(feature = "planetscale")]
    pub fn over_http(&self) -> MySqlOptions {
        crate::planetscale::options(self.local())
    }

    /// The URL of the database.
    #[cfg(feature = "planetscale")]
    pub fn mysql(&self) -> String {
        let (server, _) = self.url.rsplit_once('/').unwrap_or((&self.url, ""));
        format!("{server}/{}", self.database)
    }

    /// A local PlanetScale, which ends with the test.
    #[cfg(feature = "planetscale")]
    pub fn local(&self) -> &local_planetscale::Server {
        &self.local
    }

    /// What Hyperdrive would hand over for the database.
    pub fn binding(&self) -> Hyperdrive {
        let (login, at) = self.url["mysql://".len()..]
            .rsplit_once('@')
            .expect("a user");
        let (user, password) = login.split_once(':').unwrap_or((login, ""));
        let at = at.split(['/', '?']).next().unwrap_or_default();
        let (host, port) = at.rsplit_once(':').expect("a port");
        Hyperdrive {
            host: host.to_owned(),
            port: port.parse().expect("a number"),
            user: user.to_owned(),
            password: password.to_owned(),
            database: self.database.clone(),
        }
    }

    pub async fn connection(&self) -> MySqlConnection {
        self.pool().await.acquire().await.unwrap()
    }

    /// The same server by a way on which its answers take longer.
    pub async fn far_away(&self) -> MySqlOptions {
        let port = self.far_away_at().await;
        self.at(port)
    }

    /// The port that leads to it.
    pub async fn far_away_at(&self) -> u16 {
        self.by(|client, server| async {
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            tokio::spawn(pass_on(from_client, to_server, Duration::ZERO));
            pass_on(from_server, to_client, DELAY).await;
        })
        .await
    }

    /// The same server by a way that breaks at a COMMIT: once it has `passed`, or before.
    pub async fn broken_at_commit(&self, passed: bool) -> MySqlOptions {
        let carry = move |client: TcpStream, server: TcpStream| async move {
            let (mut from_client, to_client) = client.into_split();
            let (from_server, mut to_server) = server.into_split();
            let answers = tokio::spawn(pass_on(from_server, to_client, Duration::ZERO));
            let mut buffer = vec![0; 65_536];
            while let Ok(length @ 1..) = from_client.read(&mut buffer).await {
                let commit = buffer[..length].ends_with(b"COMMIT");
                if commit {
                    answers.abort();
                }
                if (!commit || passed) && to_server.write_all(&buffer[..length]).await.is_err() {
                    return;
                }
                if commit {
                    return;
                }
            }
        };
        let port = self.by(carry).await;
        self.at(port)
    }

    /// The port that leads to the server through what `carry` does with the two ends.
    async fn by<F>(&self, carry: impl Fn(TcpStream, TcpStream) -> F + Send + 'static) -> u16
    where
        F: Future<Output = ()> + Send + 'static,
    {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let (_, after) = self.url.rsplit_once('@').expect("a URL with a user");
        let server = after
            .split(['/', '?'])
            .next()
            .unwrap_or_default()
            .to_owned();
        tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let server = TcpStream::connect(&server).await.unwrap();
                tokio::spawn(carry(client, server));
            }
        });
        port
    }

    /// The same server at a port of this machine.
    fn at(&self, port: u16) -> MySqlOptions {
        let (before, _) = self.url.rsplit_once('@').expect("a URL with a user");
        let options: MySqlOptions = format!("{before}@127.0.0.1:{port}").parse().unwrap();
        options.database(&self.database)
    }

    pub fn is_mysql(&self) -> bool {
        self.kind == Kind::MySql
    }
}

pub async fn open(options: MySqlOptions) -> MySqlConnection {
    MySql::open(options).await.unwrap().acquire().await.unwrap()
}

/// Waits until something holds that another task, or the server, brings about in its own time.
pub async fn until(what: &str, mut holds: impl AsyncFnMut() -> bool) {
    let waits = async {
        while !holds().await {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let held = tokio::time::timeout(Duration::from_secs(60), waits).await;
    assert!(held.is_ok(), "within a minute: {what}");
}

/// How long answers of a server that is far away take.
pub const DELAY: Duration = Duration::from_millis(120);

async fn pass_on(mut from: OwnedReadHalf, mut to: OwnedWriteHalf, delay: Duration) {
    let mut buffer = vec![0; 65_536];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        tokio::time::sleep(delay).await;
        if to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
}

/// A statement; it is prepared when it has bind values.
pub fn query(sql: &str, args: Vec<Arg>) -> Statement {
    Statement::define(sql).with_args(args)
}

/// Reads the first column.
pub struct First<V>(pub Hint, PhantomData<fn() -> V>);

impl<V: Value> Decoder for First<V> {
    type Item = V;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<V, RowError> {
        V::from_row(row, 0, self.0).map_err(|error| RowError::of_position(0, error))
    }
}

pub fn first<V: Value>() -> First<V> {
    First(Hint::NONE, PhantomData)
}

/// What tests ask a connection.
pub trait Ask {
    async fn sql(&mut self, sql: &str) -> Result<u64, Error>;
    async fn run(&mut self, sql: &str, args: Vec<Arg>) -> Result<u64, Error>;
    async fn all<V: Value>(&mut self, sql: &str, args: Vec<Arg>) -> Result<Vec<V>, Error>;
    async fn hinted<V: Value>(&mut self, sql: &str, args: Vec<Arg>, hint: Hint)
    -> Result<V, Error>;
    async fn one<V: Value>(&mut self, sql: &str, args: Vec<Arg>) -> V;
}

impl Ask for MySqlConnection {
    async fn sql(&mut self, sql: &str) -> Result<u64, Error> {
        self.execute(Statement::define(sql)).await
    }

    async fn run(&mut self, sql: &str, args: Vec<Arg>) -> Result<u64, Error> {
        self.execute(query(sql, args)).await
    }

    async fn all<V: Value>(&mut self, sql: &str, args: Vec<Arg>) -> Result<Vec<V>, Error> {
        self.fetch_all(query(sql, args), first()).await
    }

    async fn hinted<V: Value>(
        &mut self,
        sql: &str,
        args: Vec<Arg>,
        hint: Hint,
    ) -> Result<V, Error> {
        let rows = self
            .fetch_all(query(sql, args), First(hint, PhantomData))
            .await?;
        Ok(rows.into_iter().next().expect("a row"))
    }

    async fn one<V: Value>(&mut self, sql: &str, args: Vec<Arg>) -> V {
        self.all(sql, args).await.unwrap().remove(0)
    }
}
