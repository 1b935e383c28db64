use futures::StreamExt;
use futures::channel::mpsc;
use orm_core::Error;
use orm_core::driver::{Connection, Pool, Repeated, Transactional};
use orm_core::types::{Arg, Hint};
use orm_postgres::PostgresMode;

use crate::support::{Short, first, on_server, options, pool, single, statement};

on_server!(
    one_text_with_values_of_other_types,
    the_applications_pool,
    counts_of_changed_rows,
    batches_are_all_or_none,
    batches_in_a_transaction,
    batches_with_rows,
    streams,
    streams_that_nobody_reads_on,
    changed_tables,
    more_texts_than_are_kept,
    statement_timeouts,
    closed_pools,
    a_health_check,
    futures_without_what_is_rare,
);

async fn one_text_with_values_of_other_types(url: &str) {
    let (_pool, mut c) = single(url).await;
    for _ in 0..3 {
        assert_eq!(
            c.all::<i64>("SELECT $1", vec![Arg::Int(1)]).await.unwrap(),
            [1]
        );
        assert_eq!(
            c.all::<String>("SELECT $1", vec![Arg::Text("abcdefgh".to_owned())])
                .await
                .unwrap(),
            ["abcdefgh"]
        );
        assert_eq!(
            c.all::<bool>("SELECT $1", vec![Arg::Bool(true)])
                .await
                .unwrap(),
            [true]
        );
    }
    let kept: i64 = c
        .one("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE 'SELECT $1%'")
        .await;
    assert_eq!(kept, 3);
}

async fn the_applications_pool(url: &str) {
    let theirs = sqlx::PgPool::connect(url).await.unwrap();
    let ours = orm_postgres::PostgresPool::from(theirs.clone());
    assert_eq!(ours.size(), 10);
    for _ in 0..2 {
        let mut c = ours.acquire().await.unwrap();
        assert_eq!(
            c.all::<i64>("SELECT $1", vec![Arg::Int(1)]).await.unwrap(),
            [1]
        );
        let texts = c
            .all::<String>("SELECT $1", vec![Arg::Text("a".to_owned())])
            .await;
        assert_eq!(texts.unwrap(), ["a"]);
        drop(c);
        let text: String = sqlx::query_scalar("SELECT $1")
            .bind("b")
            .fetch_one(&theirs)
            .await
            .unwrap();
        assert_eq!(text, "b");
    }
    let mut open = ours.acquire().await.unwrap();
    open.begin(0, &PostgresMode::default()).await.unwrap();
    let backend: i64 = open.one("SELECT pg_backend_pid()").await;
    drop(open);
    // Closed, and not given back with its transaction.
    for _ in 0..4 {
        let mut c = ours.acquire().await.unwrap();
        assert_ne!(c.one::<i64>("SELECT pg_backend_pid()").await, backend);
    }
    ours.close().await;
    assert!(theirs.is_closed());
    assert!(matches!(
        ours.acquire().await.err(),
        Some(Error::PoolClosed)
    ));
}

async fn counts_of_changed_rows(url: &str) {
    let (_pool, mut c) = single(url).await;
    assert_eq!(c.sql("CREATE TEMPORARY TABLE u (a int)").await.unwrap(), 0);
    assert_eq!(c.sql("INSERT INTO u VALUES (1), (2)").await.unwrap(), 2);
    c.sql("CREATE TEMPORARY TABLE t (a bigint)").await.unwrap();
    let insert = c.with(
        "INSERT INTO t VALUES ($1), ($2)",
        vec![Arg::Int(1), Arg::Int(2)],
    );
    assert_eq!(insert.await.unwrap(), 2);
    let update = c.with("UPDATE t SET a = a + $1", vec![Arg::Int(1)]);
    assert_eq!(update.await.unwrap(), 2);
    assert_eq!(
        c.with("DELETE FROM t WHERE a = $1", vec![Arg::Int(9)])
            .await
            .unwrap(),
        0
    );
}

fn repeated(sql: &str, args: Vec<Arg>, rows: usize) -> Repeated {
    Repeated {
        statement: statement(sql, args),
        rows,
    }
}

async fn batches_are_all_or_none(url: &str) {
    let (_pool, mut c) = single(url).await;
    c.sql("CREATE TEMPORARY TABLE t (a bigint PRIMARY KEY)")
        .await
        .unwrap();
    let insert = |values: &[i64]| {
        repeated(
            "INSERT INTO t VALUES ($1)",
            values.iter().copied().map(Arg::Int).collect(),
            values.len(),
        )
    };
    assert_eq!(c.execute_batch(vec![]).await.unwrap(), 0);
    assert_eq!(
        c.execute_batch(vec![insert(&[1]), insert(&[2, 3])])
            .await
            .unwrap(),
        3
    );
    let error = c.execute_batch(vec![insert(&[4]), insert(&[5, 1])]).await;
    assert!(matches!(error, Err(Error::Constraint(_))), "{error:?}");
    let refused = repeated(
        "INSERT INTO t VALUES ($1)",
        vec![Arg::Int(6), Arg::UInt(u64::MAX)],
        2,
    );
    let error = c.execute_batch(vec![refused]).await;
    assert!(matches!(error, Err(Error::Build(_))), "{error:?}");
    assert_eq!(c.one::<i64>("SELECT count(*) FROM t").await, 3);
    assert_eq!(c.execute_batch(vec![insert(&[4])]).await.unwrap(), 1);
}

async fn batches_in_a_transaction(url: &str) {
    let (_pool, mut c) = single(url).await;
    c.sql("CREATE TEMPORARY TABLE t (a bigint PRIMARY KEY)")
        .await
        .unwrap();
    c.begin(0, &PostgresMode::default()).await.unwrap();
    let insert = repeated(
        "INSERT INTO t VALUES ($1)",
        vec![Arg::Int(1), Arg::Int(2)],
        2,
    );
    assert_eq!(c.execute_batch(vec![insert]).await.unwrap(), 2);
    assert_eq!(c.one::<i64>("SELECT count(*) FROM t").await, 2);
    c.rollback(0).await.unwrap();
    assert_eq!(c.one::<i64>("SELECT count(*) FROM t").await, 0);
}

async fn batches_with_rows(url: &str) {
    let (_pool, mut c) = single(url).await;
    c.sql("CREATE TEMPORARY TABLE t (a bigint DEFAULT 7, b bigserial)")
        .await
        .unwrap();
    let rows: Vec<i64> = c
        .fetch_batch(
            vec![
                repeated("INSERT INTO t DEFAULT VALUES RETURNING b", vec![], 2),
                repeated(
                    "INSERT INTO t (a) VALUES ($1) RETURNING a",
                    vec![Arg::Int(1)],
                    1,
                ),
            ],
            first(Hint::NONE),
        )
        .await
        .unwrap();
    assert_eq!(rows, [1, 2, 1]);
    let failed = c
        .fetch_batch::<crate::support::First<String>>(
            vec![repeated(
                "INSERT INTO t DEFAULT VALUES RETURNING b",
                vec![],
                2,
            )],
            first(Hint::NONE),
        )
        .await;
    assert!(matches!(failed, Err(Error::Row(_))), "{failed:?}");
    assert_eq!(c.one::<i64>("SELECT count(*) FROM t").await, 3);
}

async fn streams(url: &str) {
    let (_pool, mut c) = single(url).await;
    let (sender, receiver) = mpsc::channel(2);
    let sql = statement(
        "SELECT * FROM generate_series(1, $1)",
        vec![Arg::Int(1_000)],
    );
    let (items, ()) = futures::join!(
        receiver.collect::<Vec<Result<i64, Error>>>(),
        c.fetch_into(sql, first(Hint::NONE), sender),
    );
    assert_eq!(items.len(), 1_000);
    assert_eq!(items.into_iter().map(Result::unwrap).sum::<i64>(), 500_500);
    let (sender, receiver) = mpsc::channel(0);
    let sql = statement(
        "SELECT 1 / (3 - a) FROM generate_series(1, 9) AS t(a)",
        vec![],
    );
    let (items, ()) = futures::join!(
        receiver.collect::<Vec<Result<i64, Error>>>(),
        c.fetch_into(sql, first(Hint::NONE), sender),
    );
    assert!(
        matches!(items.last(), Some(Err(Error::Database { code, .. })) if code == "22012"),
        "{items:?}"
    );
    assert_eq!(c.one::<i64>("SELECT 1").await, 1);
}

async fn streams_that_nobody_reads_on(url: &str) {
    let (pool, mut c) = single(url).await;
    let backend: i64 = c.one("SELECT pg_backend_pid()").await;
    let (sender, mut receiver) = mpsc::channel(0);
    let sql = statement("SELECT * FROM generate_series(1, 100000)", vec![]);
    let read = async move { receiver.next().await };
    let (item, ()) = futures::join!(
        read,
        c.fetch_into::<crate::support::First<i64>>(sql, first(Hint::NONE), sender)
    );
    assert_eq!(item.unwrap().unwrap(), 1);
    drop(c);
    let mut c = pool.acquire().await.unwrap();
    assert_ne!(c.one::<i64>("SELECT pg_backend_pid()").await, backend);
    // In a transaction the rest is read, since the transaction goes on.
    c.begin(0, &PostgresMode::default()).await.unwrap();
    let (sender, mut receiver) = mpsc::channel(0);
    let sql = statement("SELECT * FROM generate_series(1, 1000)", vec![]);
    let read = async move { receiver.next().await };
    let (_, ()) = futures::join!(
        read,
        c.fetch_into::<crate::support::First<i64>>(sql, first(Hint::NONE), sender)
    );
    assert_eq!(c.one::<i64>("SELECT 1").await, 1);
    c.commit(0).await.unwrap();
}

async fn changed_tables(url: &str) {
    let (_pool, mut c) = single(url).await;
    c.sql("CREATE TEMPORARY TABLE t (a bigint); INSERT INTO t VALUES (1)")
        .await
        .unwrap();
    let read = || vec![Arg::Int(0)];
    assert_eq!(
        c.all::<i64>("SELECT a FROM t WHERE a > $1", read())
            .await
            .unwrap(),
        [1]
    );
    c.sql("ALTER TABLE t ALTER a TYPE integer").await.unwrap();
    assert_eq!(
        c.all::<i64>("SELECT a FROM t WHERE a > $1", read())
            .await
            .unwrap(),
        [1]
    );
    c.sql("ALTER TABLE t ALTER a TYPE smallint").await.unwrap();
    c.begin(0, &PostgresMode::default()).await.unwrap();
    assert!(
        c.all::<i64>("SELECT a FROM t WHERE a > $1", read())
            .await
            .is_err()
    );
    c.rollback(0).await.unwrap();
    assert_eq!(
        c.all::<i64>("SELECT a FROM t WHERE a > $1", read())
            .await
            .unwrap(),
        [1]
    );
    c.sql("DEALLOCATE ALL").await.unwrap();
    assert_eq!(
        c.all::<i64>("SELECT a FROM t WHERE a > $1", read())
            .await
            .unwrap(),
        [1]
    );
}

async fn more_texts_than_are_kept(url: &str) {
    let (_pool, mut c) = single(url).await;
    for at in 0..5_000 {
        let read: Vec<i64> = c
            .all(&format!("SELECT $1 + {at}"), vec![Arg::Int(1)])
            .await
            .unwrap();
        assert_eq!(read, [at + 1]);
    }
    let read: Vec<f64> = c
        .all("SELECT $1 + 4999", vec![Arg::Double(1.5)])
        .await
        .unwrap();
    assert_eq!(read, [5000.5]);
    assert!(
        c.one::<i64>("SELECT count(*) FROM pg_prepared_statements")
            .await
            <= 256
    );
}

async fn statement_timeouts(url: &str) {
    let limit = std::time::Duration::from_millis(400);
    let pool = pool(options(url).statement_timeout(limit)).await;
    let mut c = pool.acquire().await.unwrap();
    let error = c.all::<String>("SELECT pg_sleep(10)::text", vec![]).await;
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
    assert_eq!(c.one::<i64>("SELECT 1").await, 1);
}

async fn closed_pools(url: &str) {
    let (pool, c) = single(url).await;
    pool.close().await;
    drop(c);
    assert!(matches!(
        pool.acquire().await.err(),
        Some(Error::PoolClosed)
    ));
}

/// A statement's future is moved into a box: a handshake inside would make it many kilobytes.
async fn futures_without_what_is_rare(url: &str) {
    let (pool, mut c) = single(url).await;
    let acquired = size_of_val(&pool.acquire());
    let sql = || statement("SELECT $1", vec![Arg::Int(1)]);
    let fetched = size_of_val(&c.fetch_all(sql(), first::<i64>(Hint::NONE)));
    let executed = size_of_val(&c.execute(sql()));
    assert!(
        acquired.max(fetched).max(executed) <= 2_048,
        "{acquired}, {fetched}, {executed}"
    );
}

async fn a_health_check(url: &str) {
    let db = orm_core::Db::<orm_postgres::Postgres>::from_pool(pool(options(url)).await);
    db.ping().await.unwrap();
    db.transaction(async |tx| tx.ping().await).await.unwrap();
    db.close().await;
    assert!(matches!(db.ping().await, Err(Error::PoolClosed)));
    let nowhere = options("postgres://app@127.0.0.1:1/app").lazy(true);
    let db = orm_core::Db::<orm_postgres::Postgres>::from_pool(pool(nowhere).await);
    assert!(matches!(db.ping().await, Err(Error::Connect(_))));
}
