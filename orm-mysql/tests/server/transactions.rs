use std::pin::pin;
use std::time::Duration;

use futures::future::{Either, select};
use orm_core::driver::{Connect, Connection, Pool, Repeated, Transactional};
use orm_core::sql::Statement;
use orm_core::types::Arg;
use orm_core::{Error, Isolation};
use orm_mysql::{MySql, MySqlMode, SslMode};

use crate::fixture::{Ask, DELAY, Server, each, first, until};

const INSERT: &str = "INSERT INTO t VALUES (?)";

async fn table(server: &Server) {
    let mut connection = server.connection().await;
    connection
        .sql("CREATE TABLE t (id BIGINT PRIMARY KEY) ENGINE = InnoDB")
        .await
        .unwrap();
}

fn id(value: i64) -> Vec<Arg> {
    vec![Arg::Int(value)]
}

async fn ids(server: &Server) -> Vec<i64> {
    let mut connection = server.connection().await;
    let select = "SELECT id FROM t WHERE id > ? ORDER BY id";
    connection.all(select, id(-1)).await.unwrap()
}

/// Those of one way: ten numbers each.
fn within(ids: &[i64], base: i64) -> Vec<i64> {
    let of_way = |id: &&i64| (base..base + 10).contains(*id);
    ids.iter().filter(of_way).copied().collect()
}

#[tokio::test]
async fn commit_rollback_and_savepoints() {
    each(async |server| {
        table(&server).await;
        let mode = MySqlMode::default();
        for (at, mut connection) in server.each_way().await.into_iter().enumerate() {
            let base = at as i64 * 10;
            connection.begin(0, &mode).await.unwrap();
            connection.run(INSERT, id(base)).await.unwrap();
            connection.begin(1, &mode).await.unwrap();
            connection.run(INSERT, id(base + 1)).await.unwrap();
            connection.rollback(1).await.unwrap();
            connection.begin(1, &mode).await.unwrap();
            connection.run(INSERT, id(base + 2)).await.unwrap();
            connection.commit(1).await.unwrap();
            connection.commit(0).await.unwrap();
            connection.begin(0, &mode).await.unwrap();
            connection.run(INSERT, id(base + 3)).await.unwrap();
            connection.rollback(0).await.unwrap();
        }
        let found = ids(&server).await;
        for base in (0..found.len() as i64 / 2).map(|way| way * 10) {
            assert_eq!(within(&found, base), [base, base + 2]);
        }
        assert!(found.len() >= 4);
    })
    .await;
}

#[tokio::test]
async fn modes() {
    each(async |server| {
        table(&server).await;
        let mut one = server.connection().await;
        let mut two = server.connection().await;
        for (level, seen) in [
            (Isolation::ReadUncommitted, 1),
            (Isolation::ReadCommitted, 0),
            (Isolation::RepeatableRead, 0),
        ] {
            two.begin(0, &MySqlMode::new()).await.unwrap();
            two.run(INSERT, id(7)).await.unwrap();
            one.begin(0, &MySqlMode::from(level).read_only())
                .await
                .unwrap();
            let count = one
                .one::<i64>("SELECT COUNT(*) FROM t WHERE id = ?", id(7))
                .await;
            assert_eq!(count, seen, "{level:?}");
            one.rollback(0).await.unwrap();
            two.rollback(0).await.unwrap();
        }
        let report = MySqlMode::from(Isolation::RepeatableRead)
            .consistent_snapshot()
            .read_only();
        one.begin(0, &report).await.unwrap();
        two.run(INSERT, id(8)).await.unwrap();
        let count = one
            .one::<i64>("SELECT COUNT(*) FROM t WHERE id = ?", id(8))
            .await;
        assert_eq!(count, 0);
        one.commit(0).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_batch_takes_effect_as_a_whole() {
    each(async |server| {
        table(&server).await;
        let mode = MySqlMode::default();
        for (at, mut connection) in server.each_way().await.into_iter().enumerate() {
            let base = at as i64 * 10;
            let batch = |ids: [i64; 3]| {
                vec![
                    Repeated {
                        statement: Statement::define(INSERT)
                            .with_args(ids[..2].iter().map(|id| Arg::Int(*id)).collect()),
                        rows: 2,
                    },
                    Repeated {
                        statement: Statement::define(INSERT).with_args(id(ids[2])),
                        rows: 1,
                    },
                ]
            };
            let whole = batch([base, base + 1, base + 2]);
            assert_eq!(connection.execute_batch(whole).await.unwrap(), 3);
            let twice = batch([base + 3, base + 4, base]);
            let failed = connection.execute_batch(twice).await;
            assert!(matches!(failed, Err(Error::Constraint(_))), "{failed:?}");
            connection.begin(0, &mode).await.unwrap();
            connection.run(INSERT, id(base + 5)).await.unwrap();
            let twice = batch([base + 6, base + 7, base]);
            assert!(connection.execute_batch(twice).await.is_err());
            connection.commit(0).await.unwrap();
        }
        let found = ids(&server).await;
        for base in (0..found.len() as i64 / 4).map(|way| way * 10) {
            assert_eq!(within(&found, base), [base, base + 1, base + 2, base + 5]);
        }
        assert!(found.len() >= 8);
    })
    .await;
}

#[tokio::test]
async fn what_is_dropped_half_way_is_rolled_back_and_its_connection_closed() {
    each(async |server| {
        table(&server).await;
        let pool = orm_mysql::MySqlPool::<orm_mysql::MySql>::new(
            server.far_away().await.max_connections(1),
        );
        let mode = MySqlMode::from(Isolation::Serializable);
        let name = "SELECT CONNECTION_ID() + ?";

        let mut connection = pool.acquire().await.unwrap();
        let before: i64 = connection.one(name, id(0)).await;
        // BEGIN is sent, and its answer never read.
        let begin = connection.begin(0, &mode);
        assert!(tokio::time::timeout(DELAY / 20, begin).await.is_err());
        drop(connection);
        let mut connection = pool.acquire().await.unwrap();
        let after: i64 = connection.one(name, id(0)).await;
        assert_ne!(before, after);

        connection.begin(0, &mode).await.unwrap();
        connection.run(INSERT, id(1)).await.unwrap();
        drop(connection);
        let mut connection = pool.acquire().await.unwrap();
        let third: i64 = connection.one(name, id(0)).await;
        assert_ne!(after, third);
        // The server rolls back: until then this one would wait for the lock.
        let mut other = server.connection().await;
        assert_eq!(other.run(INSERT, id(1)).await.unwrap(), 1);
        assert_eq!(
            other
                .run("DELETE FROM t WHERE id = ?", id(1))
                .await
                .unwrap(),
            1
        );

        connection.begin(0, &mode).await.unwrap();
        let slow = connection.all::<i64>("SELECT SLEEP(?)", id(5));
        assert!(
            tokio::time::timeout(Duration::from_millis(150), slow)
                .await
                .is_err()
        );
        let later = connection.run(INSERT, id(2)).await;
        assert!(matches!(later, Err(Error::TransactionEnded)), "{later:?}");
        connection.rollback(0).await.unwrap();
        drop(connection);
        let mut connection = pool.acquire().await.unwrap();
        assert_ne!(third, connection.one::<i64>(name, id(0)).await);
        assert!(ids(&server).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_stream_dropped_in_a_transaction_leaves_it_usable() {
    each(async |server| {
        table(&server).await;
        for mut connection in server.each_way().await {
            connection.begin(0, &MySqlMode::new()).await.unwrap();
            let (sender, mut receiver) = futures::channel::mpsc::channel(0);
            let rows = "WITH RECURSIVE n AS (SELECT 1 AS i UNION ALL SELECT i + 1 FROM n WHERE i < ?) SELECT i FROM n";
            let statement = Statement::define(rows).with_args(id(900));
            {
                let run = pin!(connection.fetch_into(statement, first::<i64>(), sender));
                let next = pin!(futures::StreamExt::next(&mut receiver));
                let Either::Left((first, _)) = select(next, run).await else {
                    panic!("it did not wait for the receiver");
                };
                assert!(matches!(first, Some(Ok(1))), "{first:?}");
            }
            drop(receiver);
            assert_eq!(connection.one::<i64>("SELECT ?", id(3)).await, 3);
            connection.rollback(0).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn definitions_do_not_commit_a_transaction_by_the_way() {
    each(async |server| {
        table(&server).await;
        let mut connection = server.connection().await;
        connection.begin(0, &MySqlMode::new()).await.unwrap();
        connection.run(INSERT, id(1)).await.unwrap();
        let refused = connection.sql("CREATE TABLE u (id INT)").await;
        assert!(
            matches!(refused, Err(Error::Database { .. })),
            "{refused:?}"
        );
        connection.rollback(0).await.unwrap();
        assert!(ids(&server).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_commit_whose_answer_is_lost_is_unknown() {
    each(async |server| {
        table(&server).await;
        for passed in [true, false] {
            // TLS would hide the word from the way between.
            let options = server
                .broken_at_commit(passed)
                .await
                .ssl_mode(SslMode::Disabled);
            let pool = MySql::open(options.max_connections(1)).await.unwrap();
            let mut connection = pool.acquire().await.unwrap();
            connection.begin(0, &MySqlMode::new()).await.unwrap();
            let id = id(if passed { 7 } else { 8 });
            connection.run(INSERT, id).await.unwrap();
            let unknown = connection.commit(0).await;
            assert!(
                matches!(unknown, Err(Error::CommitUnknown(_))),
                "{unknown:?}"
            );
            drop(connection);
            // The first one takes effect when the server comes to it; of the second it never heard.
            until("the row that was committed", async || {
                !ids(&server).await.is_empty()
            })
            .await;
            assert_eq!(ids(&server).await, [7], "passed: {passed}");
        }
    })
    .await;
}
