use std::sync::{Arc, Mutex};
use std::time::Duration;

use futures::FutureExt;
use orm_core::Error;
use orm_core::driver::Pool;

use super::{File, open};
use crate::{SqliteOptions, SqlitePool};

#[tokio::test]
async fn connections_are_given_out_in_the_order_of_asking() {
    let pool = open(SqliteOptions::memory()).await;
    let held = pool.acquire().await.unwrap();
    let order = Arc::new(Mutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for number in 0..20 {
        let (pool, order) = (pool.clone(), order.clone());
        tasks.push(tokio::spawn(async move {
            let connection = pool.acquire().await.unwrap();
            order.lock().unwrap().push(number);
            tokio::task::yield_now().await;
            drop(connection);
        }));
        tokio::task::yield_now().await;
    }
    drop(held);
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), (0..20).collect::<Vec<_>>());
}

#[tokio::test]
async fn waiting_has_an_end() {
    let timeout = Duration::from_millis(20);
    let pool = open(SqliteOptions::memory().acquire_timeout(timeout)).await;
    let held = pool.acquire().await.unwrap();
    let error = pool.acquire().await.err().unwrap();
    assert!(matches!(error, Error::PoolTimeout(after) if after == timeout));
    drop(held);
    pool.acquire().await.unwrap();
}

#[tokio::test]
async fn who_no_longer_waits_is_passed_over() {
    let pool = open(SqliteOptions::memory()).await;
    let held = pool.acquire().await.unwrap();
    {
        let gone = std::pin::pin!(pool.acquire());
        assert!(gone.now_or_never().is_none());
    }
    // Handed over, and dropped before it is looked at.
    let mut unseen = Box::pin(pool.acquire());
    assert!(futures::poll!(&mut unseen).is_pending());
    drop(held);
    drop(unseen);
    let mut connection = pool.acquire().now_or_never().unwrap().unwrap();
    assert_eq!(connection.one::<i64>("SELECT 1").await, 1);
}

#[tokio::test]
async fn a_closed_pool_gives_nothing() {
    let file = File::new();
    let pool = open(file.options().pool_size(2)).await;
    let (mut used, other) = (pool.acquire().await.unwrap(), pool.acquire().await.unwrap());
    let waiting = tokio::spawn({
        let pool = pool.clone();
        async move { pool.acquire().await.map(drop) }
    });
    tokio::task::yield_now().await;
    pool.close().await;
    assert!(matches!(waiting.await.unwrap(), Err(Error::PoolClosed)));
    assert!(matches!(
        pool.acquire().await.err(),
        Some(Error::PoolClosed)
    ));
    assert_eq!(
        used.one::<i64>("SELECT 1").await,
        1,
        "what is in use stays in use"
    );
    drop(other);
    drop(used);
    let wal = file.0.with_extension("db-wal");
    assert!(!wal.exists(), "the last connection takes the log with it");
}

#[tokio::test]
async fn connections_are_opened_when_they_are_needed() {
    let file = File::new();
    let pool = SqlitePool::new(file.options().pool_size(3));
    assert!(!file.0.exists());
    assert_eq!(pool.size(), 3);
    let held = [
        pool.acquire().await.unwrap(),
        pool.acquire().await.unwrap(),
        pool.acquire().await.unwrap(),
    ];
    assert!(pool.acquire().now_or_never().is_none());
    drop(held);
}

#[tokio::test]
async fn a_place_whose_connection_fails_to_open_is_free_again() {
    let file = File::new();
    let pool = SqlitePool::new(SqliteOptions::file(&file.0).pool_size(1));
    for _ in 0..3 {
        assert!(matches!(
            pool.acquire().await.err(),
            Some(Error::Connect(_))
        ));
    }
    open(file.options()).await;
    pool.acquire().await.unwrap();
}

#[tokio::test]
async fn pools_have_names_of_their_own() {
    let (one, other) = (
        SqlitePool::new(SqliteOptions::memory()),
        SqlitePool::new(SqliteOptions::memory()),
    );
    assert_ne!(one.id(), other.id());
    assert_eq!(one.id(), one.clone().id());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_tasks_share_few_connections() {
    let file = File::new();
    let pool = open(file.options().pool_size(3)).await;
    let mut connection = pool.acquire().await.unwrap();
    connection.sql("CREATE TABLE t (a)").await.unwrap();
    drop(connection);
    let tasks = (0..40).map(|number| {
        let pool = pool.clone();
        tokio::spawn(async move {
            let mut connection = pool.acquire().await.unwrap();
            let sql = format!("INSERT INTO t VALUES ({number})");
            connection.sql(&sql).await.unwrap();
            connection.one::<i64>("SELECT count(*) FROM t").await
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        assert!(task.await.unwrap() > 0);
    }
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(connection.one::<i64>("SELECT count(*) FROM t").await, 40);
}

#[tokio::test]
async fn a_health_check() {
    let db = orm_core::Db::<crate::Sqlite>::from_pool(open(SqliteOptions::memory()).await);
    db.ping().await.unwrap();
    db.close().await;
    assert!(matches!(db.ping().await, Err(Error::PoolClosed)));
}
