use std::pin::pin;
use std::time::{Duration, Instant};

use crate::SqliteMode;
use futures::channel::mpsc;
use futures::future::{Either, select};
use futures::{FutureExt, StreamExt};
use futures_timer::Delay;
use orm_core::Error;
use orm_core::driver::{Connection, Decoder, Pool, RowError, Transactional};
use orm_core::types::RowReader;

use super::{ENDLESS, OnWorker, SLOW, first, memory, open, statement};
use crate::{Execution, SqliteConnection, SqliteOptions};

async fn on_worker(connection: &mut SqliteConnection, sql: &str) -> bool {
    let threads = connection
        .fetch_all(statement(sql, vec![]), OnWorker)
        .await
        .unwrap();
    *threads.last().unwrap()
}

async fn with(execution: Execution) -> SqliteConnection {
    let options = SqliteOptions::memory().execution(execution);
    open(options).await.acquire().await.unwrap()
}

#[tokio::test]
async fn short_statements_stay_and_long_ones_move() {
    let mut connection = memory().await;
    assert!(!on_worker(&mut connection, "SELECT 1").await);
    assert_eq!(connection.one::<i64>(SLOW).await, 400_000);
    assert!(on_worker(&mut connection, SLOW).await);
    assert!(!on_worker(&mut connection, "SELECT 1").await);
}

#[tokio::test]
async fn the_mode_is_the_applications_choice() {
    let mut inline = with(Execution::Inline).await;
    assert!(!on_worker(&mut inline, SLOW).await);
    let mut thread = with(Execution::Thread).await;
    assert!(on_worker(&mut thread, "SELECT 1").await);
}

#[tokio::test]
async fn a_statement_that_was_slow_is_known_until_it_is_fast() {
    let mut connection = memory().await;
    connection.sql("CREATE TABLE size (n)").await.unwrap();
    connection
        .sql("INSERT INTO size VALUES (400000)")
        .await
        .unwrap();
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n, size WHERE i < size.n) SELECT count(*) FROM n";
    assert!(on_worker(&mut connection, sql).await);
    let slot = connection.slot().await.unwrap();
    assert!(slot.pool().slow.contains(sql, 0));
    connection.sql("UPDATE size SET n = 2").await.unwrap();
    assert!(
        on_worker(&mut connection, sql).await,
        "it was slow the last time"
    );
    assert!(
        !on_worker(&mut connection, sql).await,
        "it was fast the last time"
    );
}

/// Takes its time with each row.
struct Heavy;

impl Decoder for Heavy {
    type Item = bool;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<bool, RowError> {
        std::thread::sleep(Duration::from_micros(100));
        OnWorker.decode(row)
    }
}

/// The rows are too few for SQLite's own look at the clock: only the one between rows sees it.
#[tokio::test]
async fn decoding_counts_as_time() {
    let mut connection = memory().await;
    let sql = format!("VALUES (1){}", ", (1)".repeat(63));
    let threads = connection
        .fetch_all(statement(&sql, vec![]), Heavy)
        .await
        .unwrap();
    assert_eq!(
        threads,
        vec![true; 64],
        "all rows once, and all on the other thread"
    );
}

#[tokio::test]
async fn a_slow_read_does_not_hold_up_other_tasks() {
    let mut connection = memory().await;
    let mut ticks = 0;
    let reading = pin!(connection.all::<i64>(SLOW));
    let mut reading = reading.fuse();
    loop {
        futures::select_biased! {
            rows = reading => { assert_eq!(rows.unwrap(), [400_000]); break }
            _ = Delay::new(Duration::from_millis(1)).fuse() => ticks += 1,
        }
    }
    assert!(ticks > 2, "{ticks}");
}

/// Polls the read until a thread has it, then drops its future.
async fn abandon_read(connection: &mut SqliteConnection) {
    let reading = pin!(connection.all::<i64>(ENDLESS));
    match select(reading, Delay::new(Duration::from_millis(30))).await {
        Either::Right(_) => {}
        Either::Left((rows, _)) => panic!("{rows:?}"),
    }
}

#[tokio::test]
async fn an_abandoned_read_is_stopped() {
    let pool = open(SqliteOptions::memory()).await;
    let mut connection = pool.acquire().await.unwrap();
    abandon_read(&mut connection).await;
    drop(connection);
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(connection.one::<i64>("SELECT 1").await, 1);
    assert_eq!(
        connection.one::<i64>(SLOW).await,
        400_000,
        "only that read was stopped"
    );
}

#[tokio::test]
async fn a_transaction_outlives_an_abandoned_read() {
    let pool = open(SqliteOptions::memory()).await;
    let mut connection = pool.acquire().await.unwrap();
    connection.sql("CREATE TABLE t (a)").await.unwrap();
    connection.begin(0, &SqliteMode::Default).await.unwrap();
    connection.sql("INSERT INTO t VALUES (1)").await.unwrap();
    abandon_read(&mut connection).await;
    connection.sql("INSERT INTO t VALUES (2)").await.unwrap();
    assert_eq!(connection.one::<i64>(SLOW).await, 400_000);
    connection.commit(0).await.unwrap();
    assert_eq!(connection.one::<i64>("SELECT count(*) FROM t").await, 2);
}

/// Writes one row, and takes SQLite much longer than any budget here.
fn slow_write() -> String {
    format!("INSERT INTO t {SLOW} RETURNING 1")
}

/// Polls the write until a thread has it, then drops its future.
async fn abandon_write(connection: &mut SqliteConnection) {
    let sql = slow_write();
    let writing = pin!(connection.all::<i64>(&sql));
    assert!(writing.now_or_never().is_none());
}

#[tokio::test]
async fn a_transaction_dropped_during_a_statement_is_rolled_back() {
    let options = SqliteOptions::memory().execution(Execution::Thread);
    let pool = open(options).await;
    let mut connection = pool.acquire().await.unwrap();
    connection.sql("CREATE TABLE t (a)").await.unwrap();
    connection.begin(0, &SqliteMode::Default).await.unwrap();
    abandon_write(&mut connection).await;
    drop(connection);
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(connection.one::<i64>("SELECT count(*) FROM t").await, 0);
    let slot = connection.slot().await.unwrap();
    assert!(slot.connection().is_autocommit());
}

/// SQLite would end the transaction of a write that is stopped.
#[tokio::test]
async fn a_write_is_never_stopped() {
    for execution in [Execution::Adaptive, Execution::Thread] {
        let mut connection = with(execution).await;
        connection.sql("CREATE TABLE t (a)").await.unwrap();
        connection.begin(0, &SqliteMode::Default).await.unwrap();
        connection.sql("INSERT INTO t VALUES (1)").await.unwrap();
        if execution == Execution::Thread {
            abandon_write(&mut connection).await;
        } else {
            assert_eq!(connection.all::<i64>(&slow_write()).await.unwrap(), [1]);
        }
        connection.commit(0).await.unwrap();
        assert_eq!(connection.one::<i64>("SELECT count(*) FROM t").await, 2);
    }
}

struct Panics;

impl Decoder for Panics {
    type Item = ();

    fn decode<R: RowReader + ?Sized>(&self, _: &R) -> Result<(), RowError> {
        panic!("decoder")
    }
}

#[tokio::test]
async fn a_decoder_that_panics_leaves_the_connection_whole() {
    for execution in [Execution::Inline, Execution::Thread] {
        let pool = open(SqliteOptions::memory().execution(execution)).await;
        let mut connection = pool.acquire().await.unwrap();
        connection.sql("CREATE TABLE t (a)").await.unwrap();
        let reading = tokio::spawn(async move {
            connection
                .fetch_all(statement("SELECT 1", vec![]), Panics)
                .await
        });
        assert!(reading.await.unwrap_err().is_panic());
        let mut connection = pool.acquire().await.unwrap();
        assert_eq!(connection.one::<i64>("SELECT count(*) FROM t").await, 0);
    }
}

#[tokio::test]
async fn a_long_batch_goes_to_a_thread_at_once() {
    use orm_core::driver::Repeated;
    use orm_core::types::Arg;
    let mut connection = memory().await;
    connection.sql("CREATE TABLE t (a)").await.unwrap();
    let batch = |rows: usize| Repeated {
        statement: statement(
            "INSERT INTO t VALUES (?) RETURNING a",
            vec![Arg::Int(1); rows],
        ),
        rows,
    };
    let long = connection
        .fetch_batch(vec![batch(5_000)], OnWorker)
        .await
        .unwrap();
    assert_eq!(long, vec![true; 5_000]);
    let short = connection
        .fetch_batch(vec![batch(2)], OnWorker)
        .await
        .unwrap();
    assert_eq!(short, [false; 2]);
}

#[tokio::test]
async fn a_stream_sends_all_rows_and_stops_without_a_receiver() {
    let mut connection = memory().await;
    let sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) SELECT i FROM n";
    let (sender, receiver) = mpsc::channel(8);
    let send = connection.fetch_into(statement(sql, vec![]), first::<i64>(), sender);
    let ((), rows) = futures::join!(send, receiver.collect::<Vec<_>>());
    let rows: Vec<i64> = rows.into_iter().map(Result::unwrap).collect();
    assert_eq!(rows, (1..=1000).collect::<Vec<i64>>());

    let endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n";
    let (sender, receiver) = mpsc::channel(8);
    let send = connection.fetch_into(statement(endless, vec![]), first::<i64>(), sender);
    let take = async { receiver.take(3).collect::<Vec<_>>().await };
    let started = Instant::now();
    let ((), rows) = futures::join!(send, take);
    assert_eq!(rows.len(), 3);
    assert!(started.elapsed() < Duration::from_secs(5));
}

#[tokio::test]
async fn a_stream_ends_with_its_error() {
    let mut connection = memory().await;
    for sql in ["SELEC", "SELECT 1 UNION ALL SELECT 'a' UNION ALL SELECT 2"] {
        let (sender, receiver) = mpsc::channel(8);
        let send = connection.fetch_into(statement(sql, vec![]), first::<i64>(), sender);
        let ((), rows) = futures::join!(send, receiver.collect::<Vec<Result<i64, Error>>>());
        assert!(rows.last().unwrap().is_err(), "{rows:?}");
        assert_eq!(rows.iter().filter(|row| row.is_err()).count(), 1);
    }
}
