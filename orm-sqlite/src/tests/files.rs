use std::time::{Duration, Instant};

use futures::FutureExt;
use orm_core::driver::{Connect, ConnectError, Pool, Transactional};
use orm_core::{Db, Error};

use crate::SqliteMode;

use super::{File, open};
use crate::{Execution, JournalMode, Sqlite, SqliteOptions};

async fn refused(options: SqliteOptions) -> String {
    match Sqlite::open(options).await.err() {
        Some(Error::Connect(ConnectError::Open { reason, .. })) => reason,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_missing_file_is_an_error_unless_asked_for() {
    let file = File::new();
    refused(SqliteOptions::file(&file.0)).await;
    refused(file.options().read_only(true)).await;
    assert!(!file.0.exists());
    let url = |mode: &str| format!("sqlite:{}?mode={mode}", file.0.display());
    assert!(Db::<Sqlite>::connect(&url("rw")).await.is_err());
    Db::<Sqlite>::connect(&url("rwc"))
        .await
        .unwrap()
        .close()
        .await;
    Db::<Sqlite>::connect(&url("ro")).await.unwrap();
}

#[tokio::test]
async fn a_path_that_is_none_is_an_error() {
    assert_eq!(
        refused(SqliteOptions::file("a\0b")).await,
        "the path has a NUL"
    );
    assert_eq!(refused(SqliteOptions::file("")).await, "the path is empty");
    refused(SqliteOptions::file(std::env::temp_dir())).await;
}

#[tokio::test]
async fn a_file_that_holds_no_database_is_an_error() {
    let file = File::new();
    std::fs::write(
        &file.0,
        "this is a text, and a long one at that ".repeat(50),
    )
    .unwrap();
    assert!(refused(file.options()).await.contains("not a database"));
}

#[tokio::test]
async fn a_read_only_database_refuses_writes() {
    let file = File::new();
    let pool = open(file.options()).await;
    pool.acquire()
        .await
        .unwrap()
        .sql("CREATE TABLE t (a)")
        .await
        .unwrap();
    let reader = open(SqliteOptions::file(&file.0).read_only(true)).await;
    let mut connection = reader.acquire().await.unwrap();
    assert_eq!(connection.one::<i64>("SELECT count(*) FROM t").await, 0);
    let error = connection
        .sql("INSERT INTO t VALUES (1)")
        .await
        .unwrap_err();
    assert!(matches!(error, Error::ReadOnly(_)), "{error:?}");
    connection.begin(0, &SqliteMode::Default).await.unwrap();
    connection.commit(0).await.unwrap();
}

#[tokio::test]
async fn connections_are_set_up() {
    let file = File::new();
    let mut connection = open(file.options()).await.acquire().await.unwrap();
    assert_eq!(connection.one::<String>("PRAGMA journal_mode").await, "wal");
    assert_eq!(connection.one::<i64>("PRAGMA foreign_keys").await, 1);
    assert_eq!(connection.one::<i64>("PRAGMA synchronous").await, 1);
    assert!(!connection.one::<bool>("SELECT 'A' LIKE 'a'").await);
    let delete = file.options().journal_mode(JournalMode::Delete);
    drop(connection);
    let mut connection = open(delete).await.acquire().await.unwrap();
    assert_eq!(
        connection.one::<String>("PRAGMA journal_mode").await,
        "delete"
    );
}

/// A lock that another pool holds is waited for without holding up its holder, which runs on the
/// same thread of the same runtime.
#[tokio::test]
async fn a_lock_is_waited_for() {
    let file = File::new();
    let (one, other) = (open(file.options()).await, open(file.options()).await);
    let mut holder = one.acquire().await.unwrap();
    let mut waiter = other.acquire().await.unwrap();
    holder.sql("CREATE TABLE t (a)").await.unwrap();
    holder.begin(0, &SqliteMode::Default).await.unwrap();
    holder.sql("INSERT INTO t VALUES (1)").await.unwrap();
    assert_eq!(
        waiter.one::<i64>("SELECT count(*) FROM t").await,
        0,
        "readers don't wait"
    );
    let waiting = tokio::spawn(async move {
        waiter.begin(0, &SqliteMode::Default).await.unwrap();
        waiter.sql("INSERT INTO t VALUES (2)").await.unwrap();
        waiter.commit(0).await.unwrap();
    });
    tokio::time::sleep(Duration::from_millis(30)).await;
    assert!(!waiting.is_finished());
    holder.commit(0).await.unwrap();
    waiting.await.unwrap();
    assert_eq!(holder.one::<i64>("SELECT count(*) FROM t").await, 2);
}

#[tokio::test]
async fn a_lock_is_not_waited_for_without_end() {
    for execution in [Execution::Adaptive, Execution::Inline, Execution::Thread] {
        let file = File::new();
        let timeout = Duration::from_millis(60);
        let options = file.options().busy_timeout(timeout).execution(execution);
        let (one, other) = (open(options.clone()).await, open(options).await);
        let mut holder = one.acquire().await.unwrap();
        holder.sql("CREATE TABLE t (a)").await.unwrap();
        holder.begin(0, &SqliteMode::Immediate).await.unwrap();
        let mut waiter = other.acquire().await.unwrap();
        let started = Instant::now();
        let error = waiter.sql("INSERT INTO t VALUES (2)").await.unwrap_err();
        assert!(matches!(error, Error::Locked(_)), "{error:?}");
        assert!(
            started.elapsed() >= timeout / 2,
            "{execution:?}: {:?}",
            started.elapsed()
        );
        holder.rollback(0).await.unwrap();
        waiter.sql("INSERT INTO t VALUES (2)").await.unwrap();
    }
}

#[tokio::test]
async fn an_abandoned_begin_leaves_no_transaction() {
    let file = File::new();
    let options = file.options().pool_size(1);
    let (one, other) = (open(options.clone()).await, open(options).await);
    let mut holder = one.acquire().await.unwrap();
    holder.begin(0, &SqliteMode::Default).await.unwrap();
    let mut waiter = other.acquire().await.unwrap();
    {
        let begin = std::pin::pin!(waiter.begin(0, &SqliteMode::Default));
        assert!(begin.now_or_never().is_none());
    }
    drop(waiter);
    holder.commit(0).await.unwrap();
    let mut next = other.acquire().await.unwrap();
    assert!(next.slot().await.unwrap().connection().is_autocommit());
    holder.sql("CREATE TABLE t (a)").await.unwrap();
}
