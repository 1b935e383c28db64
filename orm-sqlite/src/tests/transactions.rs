use orm_core::driver::{Connection, Pool, Repeated, Transactional};
use orm_core::types::Arg;
use orm_core::{Db, Error};

use crate::SqliteMode;

use super::{memory, open, statement};
use crate::{Sqlite, SqliteConnection, SqliteOptions};

async fn begun() -> SqliteConnection {
    let mut connection = memory().await;
    connection.sql("CREATE TABLE t (a UNIQUE)").await.unwrap();
    connection.begin(0, &SqliteMode::Default).await.unwrap();
    connection
}

async fn count(connection: &mut SqliteConnection) -> i64 {
    connection.one("SELECT count(*) FROM t").await
}

#[tokio::test]
async fn savepoints_end_on_their_own() {
    let mut connection = begun().await;
    connection.sql("INSERT INTO t VALUES (1)").await.unwrap();
    connection.begin(1, &SqliteMode::Default).await.unwrap();
    connection.sql("INSERT INTO t VALUES (2)").await.unwrap();
    connection.begin(2, &SqliteMode::Default).await.unwrap();
    connection.sql("INSERT INTO t VALUES (3)").await.unwrap();
    connection.rollback(2).await.unwrap();
    assert_eq!(count(&mut connection).await, 2);
    connection.commit(1).await.unwrap();
    connection.commit(0).await.unwrap();
    assert_eq!(count(&mut connection).await, 2);
}

#[tokio::test]
async fn modes_take_their_locks() {
    let file = super::File::new();
    let options = file.options().busy_timeout(std::time::Duration::ZERO);
    let pool = open(options).await;
    let (mut one, mut other) = (pool.acquire().await.unwrap(), pool.acquire().await.unwrap());
    one.begin(0, &SqliteMode::Deferred).await.unwrap();
    other.begin(0, &SqliteMode::Immediate).await.unwrap();
    other.rollback(0).await.unwrap();
    one.rollback(0).await.unwrap();
    one.begin(0, &SqliteMode::Immediate).await.unwrap();
    let error = other.begin(0, &SqliteMode::Exclusive).await.unwrap_err();
    assert!(matches!(error, Error::Locked(_)), "{error:?}");
}

#[tokio::test]
async fn a_batch_inside_a_transaction_is_a_savepoint() {
    let mut connection = begun().await;
    connection.sql("INSERT INTO t VALUES (1)").await.unwrap();
    let batch = Repeated {
        statement: statement(
            "INSERT INTO t VALUES (?)",
            vec![Arg::Int(2), Arg::Int(3), Arg::Int(1)],
        ),
        rows: 3,
    };
    assert!(connection.execute_batch(vec![batch]).await.is_err());
    assert_eq!(count(&mut connection).await, 1);
    connection.commit(0).await.unwrap();
    assert_eq!(count(&mut connection).await, 1);
}

/// SQLite ends the whole transaction on some failures. What follows must not take effect outside.
#[tokio::test]
async fn what_follows_a_transaction_that_sqlite_ended_is_refused() {
    let mut connection = begun().await;
    connection.sql("INSERT INTO t VALUES (1)").await.unwrap();
    connection.begin(1, &SqliteMode::Default).await.unwrap();
    let conflict = connection.sql("INSERT OR ROLLBACK INTO t VALUES (1)").await;
    assert!(
        matches!(conflict, Err(Error::Constraint(_))),
        "{conflict:?}"
    );
    let later = connection.sql("INSERT INTO t VALUES (2)").await;
    assert!(matches!(later, Err(Error::TransactionEnded)), "{later:?}");
    connection.rollback(1).await.unwrap();
    let commit = connection.commit(0).await;
    assert!(matches!(commit, Err(Error::TransactionEnded)), "{commit:?}");
    connection.rollback(0).await.unwrap();
    connection.sql("INSERT INTO t VALUES (3)").await.unwrap();
    assert_eq!(count(&mut connection).await, 1);
}

#[tokio::test]
async fn a_refused_commit_can_be_rolled_back() {
    let mut connection = memory().await;
    connection
        .sql("CREATE TABLE p (id INTEGER PRIMARY KEY)")
        .await
        .unwrap();
    connection
        .sql("CREATE TABLE c (p REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)")
        .await
        .unwrap();
    connection.begin(0, &SqliteMode::Default).await.unwrap();
    connection.sql("INSERT INTO c VALUES (9)").await.unwrap();
    let commit = connection.commit(0).await;
    assert!(matches!(commit, Err(Error::Constraint(_))), "{commit:?}");
    connection.rollback(0).await.unwrap();
    assert_eq!(connection.one::<i64>("SELECT count(*) FROM c").await, 0);
}

#[tokio::test]
async fn a_dropped_transaction_is_rolled_back() {
    let pool = open(SqliteOptions::memory()).await;
    let mut connection = pool.acquire().await.unwrap();
    connection.sql("CREATE TABLE t (a)").await.unwrap();
    connection.begin(0, &SqliteMode::Default).await.unwrap();
    connection.sql("INSERT INTO t VALUES (1)").await.unwrap();
    drop(connection);
    let mut connection = pool.acquire().await.unwrap();
    assert_eq!(count(&mut connection).await, 0);
}

#[tokio::test]
async fn handles_have_transactions() {
    let pool = open(SqliteOptions::memory()).await;
    let db = Db::<Sqlite>::from_pool(pool.clone());
    let held = db
        .transaction(async |tx| tx.transaction(async |_| Ok(pool.size())).await)
        .await
        .unwrap();
    assert_eq!(held, 1);
    let result: Result<(), Error> = db
        .transaction(async |_| db.transaction(async |_| Ok(())).await)
        .await;
    assert!(
        matches!(result, Err(Error::PoolHeldByTransaction)),
        "{result:?}"
    );
}
