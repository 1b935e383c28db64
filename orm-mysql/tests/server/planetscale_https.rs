//! The driver over HTTPS: one connection of HTTP/2 for all, and nothing sent to whom is not trusted.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use futures::future::join_all;
use local_planetscale::{Ending, Fault, Offer, Options, Served, Server};
use orm_core::Error;
use orm_core::driver::{Connect, ConnectError, Pool, Transactional};
use orm_mysql::{Driver, MySql, MySqlMode, MySqlOptions, SslMode};
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{OwnedReadHalf, OwnedWriteHalf};
use tokio::net::{TcpListener, TcpStream};

use crate::fixture::{self, Ask, each, open, until};
use crate::planetscale::{INSERT, faults, id};

/// A local PlanetScale with TLS, and the file of its authority.
struct Secure {
    local: Server,
    folder: TempDir,
}

impl Secure {
    async fn start(server: &fixture::Server, offer: Offer) -> Self {
        Self::named(server, offer, "127.0.0.1").await
    }

    /// With a certificate for this name.
    async fn named(server: &fixture::Server, offer: Offer, name: &str) -> Self {
        // The MySQL behind it serves other tests too.
        let behind = format!("{}?pool_min=1&pool_max=8", server.mysql());
        let local = Server::start(Options {
            tls: Some(offer),
            names: vec![name.to_owned()],
            ..Options::new(behind)
        });
        let (local, folder) = (local.await.unwrap(), tempfile::tempdir().unwrap());
        let secure = Self { local, folder };
        fs::write(secure.authority(), secure.local.authority().unwrap()).unwrap();
        secure
    }

    fn authority(&self) -> PathBuf {
        self.folder.path().join("authority.pem")
    }

    /// As a user writes it.
    fn options(&self) -> MySqlOptions {
        self.at(self.local.address().port())
    }

    fn at(&self, port: u16) -> MySqlOptions {
        let file = self.authority();
        let url = format!(
            "planetscale://local:pa%3Ass%40word@127.0.0.1:{port}/any?ssl-ca={}",
            file.display()
        );
        url.parse().unwrap()
    }

    /// Without its authority.
    fn stranger(&self) -> MySqlOptions {
        MySqlOptions::host("127.0.0.1", self.local.address().port())
            .user("local", "pa:ss@word")
            .driver(Driver::Http)
    }
}

#[tokio::test]
async fn all_calls_share_one_connection_of_http2() {
    each(async |server| {
        let secure = Secure::start(&server, Offer::Http2).await;
        let options = secure.options().max_connections(200);
        let pool = MySql::open(options).await.unwrap();
        let call = async |value| {
            let mut connection = pool.acquire().await.unwrap();
            connection.one::<i64>("SELECT ?", id(value)).await
        };
        let read = join_all((0..200).map(call)).await;
        assert_eq!(read, (0..200).collect::<Vec<_>>());
        for value in 0..200 {
            assert_eq!(call(value).await, value);
        }
        // One of the requests asked what the server is.
        let all = Served {
            connection: 0,
            http2: true,
            requests: 401,
        };
        assert_eq!(secure.local.served(), [all]);
        assert_eq!(secure.local.connections(), 1);
    })
    .await;
}

#[tokio::test]
async fn calls_in_a_row_share_one_connection_of_http1() {
    each(async |server| {
        let secure = Secure::start(&server, Offer::Http1).await;
        for (local, options) in [
            (&secure.local, secure.options()),
            (server.local(), server.over_http()),
        ] {
            let pool = MySql::open(options).await.unwrap();
            for value in 0..50 {
                let mut connection = pool.acquire().await.unwrap();
                assert_eq!(connection.one::<i64>("SELECT ?", id(value)).await, value);
            }
            let all = Served {
                connection: 0,
                http2: false,
                requests: 51,
            };
            assert_eq!(local.served(), [all]);
            assert_eq!(local.connections(), 1);
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_sent_to_a_server_that_is_not_trusted() {
    each(async |server| {
        let secure = Secure::start(&server, Offer::Http2).await;
        let other = Secure::named(&server, Offer::Http2, "db.example").await;
        let refused = async |options: MySqlOptions| -> String {
            match MySql::open(options.clone()).await.err() {
                Some(Error::Connect(ConnectError::Tls { reason })) => reason,
                failed => panic!("{options:?}: {failed:?}"),
            }
        };
        for mode in [
            SslMode::Preferred,
            SslMode::Required,
            SslMode::VerifyCa,
            SslMode::VerifyIdentity,
        ] {
            let reason = refused(secure.stranger().ssl_mode(mode)).await;
            assert!(reason.contains("not trusted"), "{mode:?}: {reason}");
            assert!(reason.contains("ssl-ca"), "{mode:?}: {reason}");
            // Trust in somebody else, and in nobody.
            let reason = refused(secure.stranger().ssl_mode(mode).ssl_ca(other.authority())).await;
            assert!(reason.contains("not trusted"), "{mode:?}: {reason}");
            // The right authority, for another host.
            let reason = refused(other.options().ssl_mode(mode)).await;
            assert!(reason.contains("not trusted"), "{mode:?}: {reason}");
            assert!(reason.contains("db.example"), "{mode:?}: {reason}");
        }
        // Each was tried once: a certificate does not change within a second.
        assert_eq!(
            (secure.local.connections(), other.local.connections()),
            (8, 4)
        );

        let missing = secure.folder.path().join("missing.pem");
        let nobody = secure.folder.path().join("nobody.pem");
        fs::write(&nobody, "not a certificate").unwrap();
        for file in [&missing, &nobody] {
            let reason = refused(secure.stranger().ssl_ca(file)).await;
            assert!(reason.contains(&file.display().to_string()), "{reason}");
        }
        // A pool that connects later says it then.
        let pool = MySql::open(secure.stranger().lazy(true)).await.unwrap();
        let failed = pool.acquire().await.err();
        let tls = matches!(failed, Some(Error::Connect(ConnectError::Tls { .. })));
        assert!(tls, "{failed:?}");

        // A server without TLS is not talked to in clear, and one with TLS gets no answer in clear.
        let address = server.local().address();
        let clear = MySqlOptions::host("127.0.0.1", address.port()).driver(Driver::Http);
        refused(clear.user("local", "pa:ss@word")).await;
        let clear = secure.stranger().ssl_mode(SslMode::Disabled);
        assert!(MySql::open(clear).await.is_err());
        let requests = [&secure.local, &other.local, server.local()].map(Server::requests);
        assert_eq!(requests, [0, 0, 0]);
    })
    .await;
}

#[tokio::test]
async fn faults_over_http2() {
    each(async |server| {
        let secure = Secure::start(&server, Offer::Http2).await;
        faults(&secure.local, &secure.options()).await;
        assert!(secure.local.served().iter().all(|over| over.http2));

        // What the server has not begun with, by its own word, is sent again.
        let mut connection = open(secure.options()).await;
        let before = secure.local.requests();
        secure.local.inject([Fault::Refused]);
        assert_eq!(connection.run(INSERT, id(9)).await.unwrap(), 1);
        assert_eq!(secure.local.requests(), before + 2);
        let count = "SELECT COUNT(*) FROM t WHERE id = ?";
        assert_eq!(connection.one::<i64>(count, id(9)).await, 1);
    })
    .await;
}

#[tokio::test]
async fn a_connection_that_the_server_ends_is_replaced_and_nothing_sent_twice() {
    each(async |server| {
        let table = "CREATE TABLE t (id BIGINT PRIMARY KEY)";
        server.connection().await.sql(table).await.unwrap();
        for (at, offer) in [Offer::Http2, Offer::Http1].into_iter().enumerate() {
            let base = at as i64 * 100;
            let secure = Secure::start(&server, offer).await;
            let local = &secure.local;
            let pool = MySql::open(secure.options()).await.unwrap();
            let insert = async |value| {
                let mut connection = pool.acquire().await.unwrap();
                connection.run(INSERT, id(base + value)).await
            };
            let under_way = async |value, ending| {
                let requests = local.requests();
                let end = async {
                    until("the request has arrived", async || {
                        local.requests() > requests
                    })
                    .await;
                    local.end_connections(ending);
                };
                let (inserted, ()) = futures::join!(insert(value), end);
                assert_eq!(local.requests(), requests + 1, "{offer:?} {ending:?}");
                inserted
            };

            // What the server has begun with, it answers.
            local.inject([Fault::Slow(500)]);
            assert_eq!(under_way(0, Ending::Told).await.unwrap(), 1);
            assert_eq!(insert(1).await.unwrap(), 1);
            assert_eq!(local.served().len(), 2, "{offer:?}");

            // Or it doesn't: whether it did it is not known.
            local.inject([Fault::Slow(600_000)]);
            let failed = under_way(2, Ending::Closed).await;
            let lost = matches!(failed, Err(Error::ConnectionLost(_)));
            assert!(lost, "{offer:?}: {failed:?}");
            assert_eq!(insert(3).await.unwrap(), 1);
            assert_eq!(local.served().len(), 3, "{offer:?}");

            // GOAWAY crosses with what is sent: the server says which of it counts.
            let mut done = vec![0, 1, 3];
            if offer == Offer::Http2 {
                for value in 10..40 {
                    local.end_connections(Ending::Told);
                    assert_eq!(insert(value).await.unwrap(), 1);
                    done.push(value);
                }
                assert!(local.served().len() > 3);
            }
            let mut connection = pool.acquire().await.unwrap();
            let select = "SELECT id FROM t WHERE id >= ? ORDER BY id";
            let rows: Vec<i64> = connection.all(select, id(base)).await.unwrap();
            let done: Vec<_> = done.into_iter().map(|value| base + value).collect();
            assert_eq!(rows, done, "{offer:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn transactions_side_by_side_over_one_connection() {
    each(async |server| {
        let secure = Secure::start(&server, Offer::Http2).await;
        let local = &secure.local;
        let pool = MySql::open(secure.options()).await.unwrap();
        let mut outside = pool.acquire().await.unwrap();
        let table = "CREATE TABLE t (id BIGINT PRIMARY KEY)";
        outside.sql(table).await.unwrap();
        let mode = MySqlMode::new();
        let mut all = Vec::new();
        for value in 0..4 {
            let mut connection = pool.acquire().await.unwrap();
            connection.begin(0, &mode).await.unwrap();
            connection.run(INSERT, id(value)).await.unwrap();
            all.push(connection);
        }
        assert_eq!(local.open_sessions(), 4);
        for (value, connection) in all.iter_mut().enumerate() {
            let own: Vec<i64> = connection.all("SELECT id + ? FROM t", id(0)).await.unwrap();
            assert_eq!(own, [value as i64], "each sees its own row alone");
        }
        let none: Vec<i64> = outside.all("SELECT id + ? FROM t", id(0)).await.unwrap();
        assert!(none.is_empty());
        let given_up = all.pop();
        let ends = all
            .iter_mut()
            .enumerate()
            .map(|(at, connection)| async move {
                match at {
                    0 | 1 => connection.commit(0).await,
                    _ => connection.rollback(0).await,
                }
            });
        for ended in join_all(ends).await {
            ended.unwrap();
        }
        drop((all, given_up));
        until("the one that was dropped is rolled back", async || {
            local.open_sessions() == 0
        })
        .await;
        let rows: Vec<i64> = outside
            .all("SELECT id + ? FROM t ORDER BY id", id(0))
            .await
            .unwrap();
        assert_eq!(rows, [0, 1]);
        assert_eq!(local.connections(), 1);
        assert!(local.served()[0].http2);
    })
    .await;
}

#[tokio::test]
async fn a_connection_on_which_nothing_comes_back_is_given_up() {
    each(async |server| {
        if !server.is_mysql() {
            // It takes long, and the database has no part in it.
            return;
        }
        let secure = Secure::start(&server, Offer::Http2).await;
        let way = Way::to(secure.local.address().port()).await;
        let pool = MySql::open(secure.at(way.port)).await.unwrap();
        way.silent_before.store(1, Ordering::Relaxed);
        // An answer may take a minute; a sign of life may not.
        let mut connection = pool.acquire().await.unwrap();
        let failed = connection.all::<i64>("SELECT ?", id(1)).await;
        assert!(
            matches!(failed, Err(Error::ConnectionLost(_))),
            "{failed:?}"
        );
        drop(connection);
        let mut connection = pool.acquire().await.unwrap();
        assert_eq!(connection.one::<i64>("SELECT ?", id(2)).await, 2);
    })
    .await;
}

/// A way to a server on which connections can fall silent without being closed.
struct Way {
    port: u16,
    /// Connections with a lower number are.
    silent_before: Arc<AtomicUsize>,
}

impl Way {
    async fn to(server: u16) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let silent_before = Arc::new(AtomicUsize::new(0));
        let silent = silent_before.clone();
        tokio::spawn(async move {
            for number in 0.. {
                let Ok((client, _)) = listener.accept().await else {
                    return;
                };
                let server = TcpStream::connect(("127.0.0.1", server)).await.unwrap();
                let (from_client, to_client) = client.into_split();
                let (from_server, to_server) = server.into_split();
                for (from, to) in [(from_client, to_server), (from_server, to_client)] {
                    tokio::spawn(pass(from, to, number, silent.clone()));
                }
            }
        });
        Self {
            port,
            silent_before,
        }
    }
}

async fn pass(
    mut from: OwnedReadHalf,
    mut to: OwnedWriteHalf,
    number: usize,
    silent_before: Arc<AtomicUsize>,
) {
    let mut buffer = vec![0; 65_536];
    while let Ok(length @ 1..) = from.read(&mut buffer).await {
        let silent = number < silent_before.load(Ordering::Relaxed);
        if !silent && to.write_all(&buffer[..length]).await.is_err() {
            return;
        }
    }
}
