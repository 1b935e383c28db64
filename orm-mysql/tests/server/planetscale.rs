use std::time::{Duration, Instant};

use local_planetscale::{Fault, Options, Server};
use orm_core::driver::{Connect, ConnectError, Connection, Pool, Transactional};
use orm_core::sql::Statement;
use orm_core::types::Arg;
use orm_core::{Db, Error};
use orm_mysql::{Driver, MariaDb, MySql, MySql8, MySqlMode, MySqlOptions, MySqlPool, SslMode};

use crate::fixture::{Ask, each, first, open, until};

/// A local PlanetScale in front of a MySQL.
pub async fn start(mysql: String) -> Server {
    Server::start(Options::new(mysql)).await.unwrap()
}

/// How it is reached.
pub fn options(server: &Server) -> MySqlOptions {
    let address = server.address();
    MySqlOptions::host(&address.ip().to_string(), address.port())
        .user("local", "pa:ss@word")
        .ssl_mode(SslMode::Disabled)
        .driver(Driver::Http)
}

pub const INSERT: &str = "INSERT INTO t VALUES (?)";

pub fn id(value: i64) -> Vec<Arg> {
    vec![Arg::Int(value)]
}

#[tokio::test]
async fn the_url_chooses_the_driver_and_the_server_is_checked() {
    each(async |server| {
        let address = server.local().address();
        let login = "local:pa%3Ass%40word";
        for url in [
            format!("planetscale://{login}@{address}/any?ssl-mode=disabled"),
            format!("mysql://{login}@{address}/any?ssl-mode=disabled&driver=http"),
        ] {
            Db::<MySql>::connect(&url).await.unwrap();
            let (right, wrong) = match server.is_mysql() {
                true => (MySql8::options(&url), MariaDb::options(&url)),
                false => (MariaDb::options(&url), MySql8::options(&url)),
            };
            let (right, wrong) = (right.unwrap(), wrong.unwrap());
            let failed = match server.is_mysql() {
                true => {
                    MySql8::open(right).await.unwrap();
                    MariaDb::open(wrong).await.err()
                }
                false => {
                    MariaDb::open(right).await.unwrap();
                    MySql8::open(wrong).await.err()
                }
            };
            let refused = matches!(failed, Some(Error::Connect(ConnectError::Refused { .. })));
            assert!(refused, "{failed:?}");
        }
        let wrong = options(server.local()).user("local", "secret");
        let failed = MySql::open(wrong).await.err().unwrap();
        let login =
            matches!(&failed, Error::Connect(ConnectError::Login { user, .. }) if user == "local");
        assert!(login, "{failed:?}");
        assert!(!format!("{failed} {failed:?}").contains("secret"));
    })
    .await;
}

#[tokio::test]
async fn faults_are_typed_and_only_what_was_not_sent_is_sent_again() {
    each(async |server| {
        faults(server.local(), &server.over_http()).await;

        // Nobody listens there: three attempts, and nothing was sent.
        let nowhere = MySqlOptions::host("127.0.0.1", 1)
            .ssl_mode(SslMode::Disabled)
            .driver(Driver::Http);
        let started = Instant::now();
        let failed = MySql::open(nowhere).await.err();
        let refused = matches!(failed, Some(Error::Connect(ConnectError::Refused { .. })));
        assert!(refused, "{failed:?}");
        assert!(started.elapsed() >= Duration::from_millis(300));
    })
    .await;
}

/// What a statement makes of each fault.
pub async fn faults(local: &Server, options: &MySqlOptions) {
    let mut connection = open(options.clone()).await;
    connection.sql("CREATE TABLE t (id BIGINT)").await.unwrap();
    // What stands in front of the database answers in HTML.
    let statuses = [400, 404, 500, 502, 503, 504].into_iter().chain(520..=530);
    let statuses = statuses.map(|status| (Fault::Status(status), 0));
    let sent = [
        (Fault::DropBefore, 0),
        (Fault::DropAfter, 1),
        (Fault::Garbage, 2),
    ];
    for (fault, rows) in statuses.chain(sent) {
        let before = local.requests();
        local.inject([fault]);
        let failed = connection.run(INSERT, id(1)).await;
        let lost = matches!(failed, Err(Error::ConnectionLost(_)));
        assert!(lost, "{fault:?}: {failed:?}");
        assert_eq!(local.requests(), before + 1, "{fault:?}");
        // Nobody knows what the session holds: it is not used again.
        assert!(connection.run(INSERT, id(1)).await.is_err());
        connection = open(options.clone()).await;
        let count: i64 = connection
            .one("SELECT COUNT(*) FROM t WHERE id = ?", id(1))
            .await;
        assert_eq!(count, rows, "{fault:?}");
    }
    local.inject([Fault::Status(429)]);
    let failed = connection.run(INSERT, id(1)).await;
    assert!(
        matches!(failed, Err(Error::TooManyConnections(_))),
        "{failed:?}"
    );
}

#[tokio::test]
async fn an_answer_has_its_time() {
    each(async |server| {
        let options = server
            .over_http()
            // The question for the version has to be answered within it.
            .statement_timeout(Duration::from_secs(4));
        let mut connection = open(options).await;
        server.local().inject([Fault::Slow(600_000)]);
        let failed = connection.all::<i64>("SELECT ?", id(1)).await;
        assert!(matches!(failed, Err(Error::Timeout(_))), "{failed:?}");
    })
    .await;
}

#[tokio::test]
async fn commits_whose_answer_is_lost_are_unknown() {
    each(async |server| {
        let pool = MySql::open(server.over_http()).await.unwrap();
        let mut connection = pool.acquire().await.unwrap();
        connection.sql("CREATE TABLE t (id BIGINT)").await.unwrap();
        connection.begin(0, &MySqlMode::new()).await.unwrap();
        connection.run(INSERT, id(1)).await.unwrap();
        server.local().inject([Fault::DropAfter]);
        let failed = connection.commit(0).await;
        assert!(matches!(failed, Err(Error::CommitUnknown(_))), "{failed:?}");
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_is_dropped_is_rolled_back_at_once() {
    each(async |server| {
        let pool = MySql::open(server.over_http().max_connections(1))
            .await
            .unwrap();
        let mut connection = pool.acquire().await.unwrap();
        connection
            .sql("CREATE TABLE t (id BIGINT PRIMARY KEY)")
            .await
            .unwrap();
        connection.begin(0, &MySqlMode::new()).await.unwrap();
        connection.run(INSERT, id(1)).await.unwrap();
        let local = server.local();
        assert_eq!(local.open_sessions(), 1);
        let requests = local.requests();
        drop(connection);
        let mut connection = pool.acquire().await.unwrap();
        // Would wait for the lock, which MySQL gives up before the ROLLBACK is answered.
        assert_eq!(connection.run(INSERT, id(1)).await.unwrap(), 1);
        until("ROLLBACK and CloseSession beside the INSERT", async || {
            local.requests() == requests + 3 && local.open_sessions() == 0
        })
        .await;
        // What ended as it should leaves nothing behind either.
        connection.begin(0, &MySqlMode::new()).await.unwrap();
        connection.commit(0).await.unwrap();
        drop(connection);
        let mut connection = pool.acquire().await.unwrap();
        let one: i64 = connection.one("SELECT ?", id(1)).await;
        assert_eq!((one, local.requests()), (1, requests + 6));
        assert_eq!(local.open_sessions(), 0);
    })
    .await;
}

#[tokio::test]
async fn a_transaction_that_took_too_long_has_ended() {
    each(async |server| {
        let behind = server.mysql();
        let local = Server::start(Options {
            transaction_timeout: Duration::from_secs(3),
            ..Options::new(behind)
        });
        let local = local.await.unwrap();
        let mut connection = open(options(&local)).await;
        connection.sql("CREATE TABLE t (id BIGINT)").await.unwrap();
        connection.begin(0, &MySqlMode::new()).await.unwrap();
        connection.run(INSERT, id(1)).await.unwrap();
        until("the session has ended", async || local.open_sessions() == 0).await;
        let failed = connection.run(INSERT, id(2)).await;
        assert!(matches!(failed, Err(Error::Timeout(_))), "{failed:?}");
        let later = connection.run(INSERT, id(3)).await;
        assert!(matches!(later, Err(Error::TransactionEnded)), "{later:?}");
        let later = connection.commit(0).await;
        assert!(matches!(later, Err(Error::TransactionEnded)), "{later:?}");
        connection.rollback(0).await.unwrap();
        let count: i64 = connection.one("SELECT COUNT(*) + ? FROM t", id(0)).await;
        assert_eq!(count, 0);
    })
    .await;
}

#[tokio::test]
async fn results_have_a_limit_and_connections_are_kept() {
    each(async |server| {
        let local = Server::start(Options {
            max_rows: 100,
            ..Options::new(server.mysql())
        });
        let local = local.await.unwrap();
        let pool: MySqlPool<MySql> = MySql::open(options(&local)).await.unwrap();
        let rows = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";
        for _ in 0..10 {
            let mut connection = pool.acquire().await.unwrap();
            let all: Vec<i64> = connection.all(rows, id(100)).await.unwrap();
            assert_eq!(all, (1..=100).collect::<Vec<_>>());
        }
        let mut connection = pool.acquire().await.unwrap();
        let failed = connection.all::<i64>(rows, id(101)).await;
        assert!(matches!(failed, Err(Error::Database { .. })), "{failed:?}");
        let (sender, receiver) = futures::channel::mpsc::channel(0);
        let statement = Statement::define(rows).with_args(id(50));
        let run = connection.fetch_into(statement, first::<i64>(), sender);
        let (items, ()) = futures::join!(futures::StreamExt::collect::<Vec<_>>(receiver), run);
        assert_eq!(items.len(), 50);
        assert_eq!(local.connections(), 1, "one connection for all requests");
        // One of the requests asked what the server is.
        assert_eq!(local.requests(), 13);
    })
    .await;
}

const SAME: &str = r"
const { connect } = require('module').createRequire(process.env.MODULES + '/x.js')('@planetscale/database');
const db = connect({ url: process.env.URL });
(async () => {
  const all = [];
  for (const query of JSON.parse(process.env.QUERIES)) {
    const { rows } = await db.execute(query, null, { as: 'array' });
    all.push(rows.map(([cell]) => cell instanceof Uint8Array ? Array.from(cell) : cell));
  }
  console.log(JSON.stringify(all));
})();
";

#[tokio::test]
async fn the_javascript_client_gets_the_same_rows() {
    each(async |server| {
        let Ok(modules) = std::env::var("ORM_TEST_NODE_MODULES") else {
            let required = std::env::var("ORM_TEST_REQUIRE_SERVERS");
            assert_ne!(required.as_deref(), Ok("1"), "ORM_TEST_NODE_MODULES is not set");
            println!("left out: ORM_TEST_NODE_MODULES is not set");
            return;
        };
        let local = Server::start(Options {
            // Its client takes a password as it stands in the URL.
            password: "password".to_owned(),
            ..Options::new(server.mysql())
        });
        let local = local.await.unwrap();
        let mut ours = open(options(&local).user("local", "password")).await;
        for sql in [
            "CREATE TABLE t (id INT PRIMARY KEY, big BIGINT, huge BIGINT UNSIGNED, exact DECIMAL(20, 4), real64 DOUBLE, words TEXT, raw VARBINARY(20), moment DATETIME(6)) DEFAULT CHARSET utf8mb4",
            "INSERT INTO t VALUES (1, -9007199254740993, 18446744073709551615, -1234567890123456.7891, 0.1, 'it''s ü 🦀', x'00ff275c', '2024-02-29 01:02:03.000004')",
            "INSERT INTO t VALUES (2, 0, 0, 0.0001, -1e300, '', x'', '1999-12-31 23:59:59.999999')",
        ] {
            ours.sql(sql).await.unwrap();
        }
        let columns = ["id", "big", "huge", "exact", "real64", "words", "raw", "moment"];
        let queries = columns.map(|column| format!("SELECT {column} FROM t ORDER BY id"));
        let (url, list) = (
            format!("http://local:password@{}", local.address()),
            serde_json::to_string(&queries).unwrap(),
        );
        let node = tokio::task::spawn_blocking(move || {
            let mut node = std::process::Command::new("node");
            let node = node.args(["-e", SAME]).env("MODULES", modules);
            node.env("URL", url).env("QUERIES", list).output().unwrap()
        });
        let node = node.await.unwrap();
        let said = String::from_utf8_lossy(&node.stderr);
        assert!(node.status.success(), "{said}");
        let theirs: Vec<serde_json::Value> = serde_json::from_slice(&node.stdout).unwrap();
        let none = Vec::new;
        let texts = |all: Vec<String>| serde_json::json!(all);
        let [id, big, huge, exact, real64, words, raw, moment] = &queries;
        let whole: Vec<i64> = ours.all(id, none()).await.unwrap();
        let bigs: Vec<i64> = ours.all(big, none()).await.unwrap();
        let huges: Vec<u64> = ours.all(huge, none()).await.unwrap();
        let exacts: Vec<rust_decimal::Decimal> = ours.all(exact, none()).await.unwrap();
        let reals: Vec<f64> = ours.all(real64, none()).await.unwrap();
        let words: Vec<String> = ours.all(words, none()).await.unwrap();
        let raws: Vec<Vec<u8>> = ours.all(raw, none()).await.unwrap();
        let moments: Vec<chrono::NaiveDateTime> = ours.all(moment, none()).await.unwrap();
        let moments = moments.iter().map(|at| at.format("%Y-%m-%d %H:%M:%S%.6f").to_string());
        let ours = [
            serde_json::json!(whole),
            texts(bigs.iter().map(ToString::to_string).collect()),
            texts(huges.iter().map(ToString::to_string).collect()),
            texts(exacts.iter().map(ToString::to_string).collect()),
            serde_json::json!(reals),
            texts(words),
            serde_json::json!(raws),
            texts(moments.collect()),
        ];
        assert_eq!(ours.as_slice(), theirs);
    })
    .await;
}
