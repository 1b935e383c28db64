//! Futures that are dropped at every point where they wait.

use std::future::Future;
use std::pin::pin;
use std::task::Poll;
use std::time::Duration;

use orm_core::driver::{Connection, Pool, Repeated, Transactional};
use orm_core::types::Arg;
use orm_postgres::{PostgresConnection, PostgresMode, PostgresPool};

use crate::support::{Short, on_server, options, pool, single, statement};

on_server!(
    a_statement,
    a_batch,
    a_transaction,
    begin_and_commit,
    a_statement_in_a_transaction_that_goes_on,
    a_failing_statement_in_a_transaction_that_goes_on,
    the_server_stops_what_nobody_waits_for,
);

/// Polls the future at most so often, then drops it. `None`: it was dropped.
pub async fn cut<T>(polls: usize, future: impl Future<Output = T>) -> Option<T> {
    let mut future = pin!(future);
    let mut left = polls;
    std::future::poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(None);
        }
        left -= 1;
        let poll = future.as_mut().poll(context).map(Some);
        if poll.is_pending() && left == 0 {
            return Poll::Ready(None);
        }
        poll
    })
    .await
}

async fn table(pool: &PostgresPool, name: &str) {
    let mut c = pool.acquire().await.unwrap();
    c.sql(&format!(
        "DROP TABLE IF EXISTS {name}; CREATE TABLE {name} (a bigint PRIMARY KEY)"
    ))
    .await
    .unwrap();
}

/// A connection of the pool begins with nothing under way, and answers what it was asked.
async fn clean(pool: &PostgresPool, when: usize) -> PostgresConnection {
    let mut c = pool.acquire().await.unwrap();
    assert_eq!(
        c.all::<i64>("SELECT $1", vec![Arg::Int(42)]).await.unwrap(),
        [42],
        "{when}"
    );
    // Inside a transaction it is the moment at which that began.
    let before: String = c.one("SELECT now()::text").await;
    let after: String = c.one("SELECT now()::text").await;
    assert_ne!(before, after, "a transaction is open after {when} polls");
    c
}

/// Removes the rows, once the server has seen that the connection before was closed.
async fn emptied(c: &mut PostgresConnection, name: &str) -> Vec<i64> {
    c.begin(0, &PostgresMode::default()).await.unwrap();
    c.sql(&format!("LOCK TABLE {name}")).await.unwrap();
    let rows = c
        .all(&format!("DELETE FROM {name} RETURNING a"), vec![])
        .await
        .unwrap();
    c.commit(0).await.unwrap();
    rows
}

async fn drop_table(pool: &PostgresPool, name: &str) {
    let mut c = pool.acquire().await.unwrap();
    c.sql(&format!("DROP TABLE {name}")).await.unwrap();
}

async fn a_statement(url: &str) {
    let pool = pool(options(url).max_connections(1)).await;
    for polls in 0..40 {
        let sql = format!("SELECT $1 + {polls}");
        let mut c = pool.acquire().await.unwrap();
        let ended = cut(polls, c.all::<i64>(&sql, vec![Arg::Int(1)]))
            .await
            .is_some();
        drop(c);
        clean(&pool, polls).await;
        if ended {
            assert!(polls > 0);
            return;
        }
    }
    panic!("the statement never ends");
}

async fn a_batch(url: &str) {
    let pool = pool(options(url).max_connections(1)).await;
    table(&pool, "t_dropped_batch").await;
    for polls in 0..80 {
        let mut c = pool.acquire().await.unwrap();
        let insert = Repeated {
            statement: statement(
                "INSERT INTO t_dropped_batch VALUES ($1)",
                vec![Arg::Int(1), Arg::Int(2)],
            ),
            rows: 2,
        };
        let ended = cut(polls, c.execute_batch(vec![insert])).await.is_some();
        drop(c);
        let mut c = clean(&pool, polls).await;
        let count = emptied(&mut c, "t_dropped_batch").await.len();
        assert!(count == 0 || count == 2, "{count} rows after {polls} polls");
        if ended {
            assert_eq!(count, 2);
            drop(c);
            drop_table(&pool, "t_dropped_batch").await;
            return;
        }
    }
    panic!("the batch never ends");
}

async fn whole(c: &mut PostgresConnection) {
    c.begin(0, &PostgresMode::default()).await.unwrap();
    c.with("INSERT INTO t_dropped_tx VALUES ($1)", vec![Arg::Int(1)])
        .await
        .unwrap();
    c.begin(1, &PostgresMode::default()).await.unwrap();
    c.with("INSERT INTO t_dropped_tx VALUES ($1)", vec![Arg::Int(2)])
        .await
        .unwrap();
    c.rollback(1).await.unwrap();
    c.with("INSERT INTO t_dropped_tx VALUES ($1)", vec![Arg::Int(3)])
        .await
        .unwrap();
    c.commit(0).await.unwrap();
}

async fn a_transaction(url: &str) {
    let pool = pool(options(url).max_connections(2)).await;
    table(&pool, "t_dropped_tx").await;
    for polls in 0..200 {
        let mut c = pool.acquire().await.unwrap();
        let ended = cut(polls, whole(&mut c)).await.is_some();
        drop(c);
        let mut c = clean(&pool, polls).await;
        let rows = emptied(&mut c, "t_dropped_tx").await;
        assert!(
            rows.is_empty() || rows == [1, 3],
            "{rows:?} after {polls} polls"
        );
        if ended {
            assert_eq!(rows, [1, 3]);
            drop(c);
            drop_table(&pool, "t_dropped_tx").await;
            return;
        }
    }
    panic!("the transaction never ends");
}

async fn begin_and_commit(url: &str) {
    let pool = pool(options(url).max_connections(1)).await;
    for polls in 0..20 {
        let mut c = pool.acquire().await.unwrap();
        let begun = cut(polls, c.begin(0, &PostgresMode::default()))
            .await
            .is_some();
        drop(c);
        let mut c = clean(&pool, polls).await;
        c.begin(0, &PostgresMode::default()).await.unwrap();
        let committed = cut(polls, c.commit(0)).await.is_some();
        drop(c);
        clean(&pool, polls).await;
        if begun && committed {
            return;
        }
    }
    panic!("the transaction never ends");
}

async fn a_statement_in_a_transaction_that_goes_on(url: &str) {
    let (_pool, mut c) = single(url).await;
    for polls in 0..40 {
        c.begin(0, &PostgresMode::default()).await.unwrap();
        let sql = format!("SELECT a + $1 + {polls} FROM generate_series(1, 2000) AS t(a)");
        let ended = cut(polls, c.all::<i64>(&sql, vec![Arg::Int(1)]))
            .await
            .is_some();
        assert_eq!(c.one::<i64>("SELECT 7").await, 7, "after {polls} polls");
        assert_eq!(
            c.all::<i64>("SELECT $1", vec![Arg::Int(8)]).await.unwrap(),
            [8]
        );
        c.commit(0).await.unwrap();
        if ended {
            assert!(polls > 0);
            return;
        }
    }
    panic!("the statement never ends");
}

async fn a_failing_statement_in_a_transaction_that_goes_on(url: &str) {
    let (_pool, mut c) = single(url).await;
    let mut failures = 0;
    for polls in 0..40 {
        c.begin(0, &PostgresMode::default()).await.unwrap();
        c.begin(1, &PostgresMode::default()).await.unwrap();
        let sql = format!("SELECT 1 / ($1 - {polls})");
        let ended = cut(polls, c.all::<i64>(&sql, vec![Arg::Int(polls as i64)])).await;
        if polls % 2 == 0 {
            c.rollback(1).await.unwrap();
            assert_eq!(c.one::<i64>("SELECT 7").await, 7, "after {polls} polls");
            c.commit(0).await.unwrap();
        } else if c.commit(0).await.is_err() {
            failures += 1;
        }
        assert_eq!(c.one::<i64>("SELECT 7").await, 7, "after {polls} polls");
        if ended.is_some() && polls % 2 == 1 {
            assert!(failures > 0);
            return;
        }
    }
    panic!("the statement never ends");
}

async fn the_server_stops_what_nobody_waits_for(url: &str) {
    let pool = pool(options(url)).await;
    let mut c = pool.acquire().await.unwrap();
    let sleep = c.all::<String>("SELECT pg_sleep(61)::text", vec![]);
    assert!(
        tokio::time::timeout(Duration::from_millis(200), sleep)
            .await
            .is_err()
    );
    drop(c);
    let mut c = pool.acquire().await.unwrap();
    for _ in 0..100 {
        let running: i64 = c
            .one("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(61)%' AND state = 'active' AND pid <> pg_backend_pid()")
            .await;
        if running == 0 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("the server still sleeps");
}
