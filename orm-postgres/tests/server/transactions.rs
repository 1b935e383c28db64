use orm_core::driver::{Pool, Transactional};
use orm_core::types::Arg;
use orm_core::{Db, Error, Isolation};
use orm_postgres::{Postgres, PostgresConnection, PostgresMode};

use crate::support::{Short, on_server, options, pool, single};

on_server!(
    commit_and_rollback,
    savepoints,
    modes,
    an_aborted_transaction_does_not_commit,
    a_savepoint_mends_an_aborted_transaction,
    a_refused_commit,
    through_a_handle,
);

async fn table(c: &mut PostgresConnection) {
    c.sql("CREATE TEMPORARY TABLE t (a bigint PRIMARY KEY)")
        .await
        .unwrap();
}

async fn insert(c: &mut PostgresConnection, value: i64) -> Result<u64, Error> {
    c.with("INSERT INTO t VALUES ($1)", vec![Arg::Int(value)])
        .await
}

async fn rows(c: &mut PostgresConnection) -> Vec<i64> {
    c.all("SELECT a FROM t ORDER BY a", vec![]).await.unwrap()
}

async fn begin(c: &mut PostgresConnection, depth: usize) {
    c.begin(depth, &PostgresMode::default()).await.unwrap();
}

async fn commit_and_rollback(url: &str) {
    let (_pool, mut c) = single(url).await;
    table(&mut c).await;
    begin(&mut c, 0).await;
    insert(&mut c, 1).await.unwrap();
    c.commit(0).await.unwrap();
    begin(&mut c, 0).await;
    insert(&mut c, 2).await.unwrap();
    c.rollback(0).await.unwrap();
    assert_eq!(rows(&mut c).await, [1]);
}

async fn savepoints(url: &str) {
    let (_pool, mut c) = single(url).await;
    table(&mut c).await;
    begin(&mut c, 0).await;
    insert(&mut c, 1).await.unwrap();
    begin(&mut c, 1).await;
    insert(&mut c, 2).await.unwrap();
    begin(&mut c, 2).await;
    insert(&mut c, 3).await.unwrap();
    c.commit(2).await.unwrap();
    c.rollback(1).await.unwrap();
    begin(&mut c, 1).await;
    insert(&mut c, 4).await.unwrap();
    c.commit(1).await.unwrap();
    c.commit(0).await.unwrap();
    assert_eq!(rows(&mut c).await, [1, 4]);
}

async fn modes(url: &str) {
    let (_pool, mut c) = single(url).await;
    for (mode, isolation, read_only, deferrable) in [
        (PostgresMode::default(), "read committed", "off", "off"),
        (
            Isolation::ReadUncommitted.into(),
            "read uncommitted",
            "off",
            "off",
        ),
        (
            Isolation::RepeatableRead.into(),
            "repeatable read",
            "off",
            "off",
        ),
        (
            PostgresMode::from(Isolation::Serializable)
                .read_only()
                .deferrable(),
            "serializable",
            "on",
            "on",
        ),
    ] {
        c.begin(0, &mode).await.unwrap();
        for (setting, value) in [
            ("isolation", isolation),
            ("read_only", read_only),
            ("deferrable", deferrable),
        ] {
            let sql = format!("SELECT current_setting('transaction_{setting}')");
            assert_eq!(c.one::<String>(&sql).await, value, "{mode:?}");
        }
        c.commit(0).await.unwrap();
    }
}

async fn an_aborted_transaction_does_not_commit(url: &str) {
    let (pool, mut c) = single(url).await;
    table(&mut c).await;
    insert(&mut c, 1).await.unwrap();
    begin(&mut c, 0).await;
    insert(&mut c, 2).await.unwrap();
    assert!(matches!(insert(&mut c, 1).await, Err(Error::Constraint(_))));
    let error = c.commit(0).await.unwrap_err();
    assert!(matches!(error, Error::TransactionAborted), "{error:?}");
    c.rollback(0).await.unwrap();
    assert_eq!(rows(&mut c).await, [1]);
    drop(c);
    // Its transaction has ended: the connection is used again, with its temporary table.
    let mut c = pool.acquire().await.unwrap();
    assert_eq!(rows(&mut c).await, [1]);
}

async fn a_savepoint_mends_an_aborted_transaction(url: &str) {
    let (_pool, mut c) = single(url).await;
    table(&mut c).await;
    begin(&mut c, 0).await;
    insert(&mut c, 1).await.unwrap();
    begin(&mut c, 1).await;
    assert!(insert(&mut c, 1).await.is_err());
    assert!(c.commit(1).await.is_err());
    c.rollback(1).await.unwrap();
    insert(&mut c, 2).await.unwrap();
    c.commit(0).await.unwrap();
    assert_eq!(rows(&mut c).await, [1, 2]);
}

async fn a_refused_commit(url: &str) {
    let (pool, mut c) = single(url).await;
    c.sql("CREATE TEMPORARY TABLE t (a bigint UNIQUE DEFERRABLE INITIALLY DEFERRED)")
        .await
        .unwrap();
    begin(&mut c, 0).await;
    insert(&mut c, 1).await.unwrap();
    insert(&mut c, 1).await.unwrap();
    assert!(matches!(c.commit(0).await, Err(Error::Constraint(_))));
    c.rollback(0).await.unwrap();
    assert_eq!(rows(&mut c).await, [0_i64; 0]);
    insert(&mut c, 5).await.unwrap();
    let error = c.with("INSERT INTO t VALUES ($1)", vec![Arg::Int(5)]).await;
    assert!(matches!(error, Err(Error::Constraint(_))), "{error:?}");
    drop(c);
    assert_eq!(rows(&mut pool.acquire().await.unwrap()).await, [5]);
}

async fn through_a_handle(url: &str) {
    let db: Db<Postgres> = Db::from_pool(pool(options(url).max_connections(2)).await);
    let error = db
        .transaction(async |tx| {
            let inner: Result<(), Error> = tx
                .transaction(async |_| Err(Error::Locked("inner".to_owned())))
                .await;
            assert!(matches!(inner, Err(Error::Locked(_))));
            Err::<(), _>(Error::Locked("outer".to_owned()))
        })
        .await;
    assert!(matches!(error, Err(Error::Locked(text)) if text == "outer"));
    db.transaction(async |_| Ok(())).await.unwrap();
}
