use std::time::Duration;

use orm_core::driver::{Connect, ConnectError, Pool, Transactional};
use orm_core::{Constraint, ConstraintKind, Error, Isolation};
use orm_postgres::{Postgres, PostgresConnection, PostgresMode, PostgresOptions, PostgresPool};

use crate::support::{Short, on_server, options, pool, single};

on_server!(
    constraints,
    serialization_and_deadlocks,
    locks_and_read_only,
    values_stay_out_of_messages,
    refused_logins,
    lost_connections,
);

#[tokio::test]
async fn no_server_there() {
    let options = PostgresOptions::new("127.0.0.1").port(1);
    let error = Postgres::open(options.clone()).await.err();
    assert!(
        matches!(error, Some(Error::Connect(ConnectError::Refused { .. }))),
        "{error:?}"
    );
    let pool = Postgres::open(options.lazy(true)).await.unwrap();
    assert!(pool.acquire().await.is_err());
}

async fn refused(connection: &mut PostgresConnection, sql: &str) -> Constraint {
    match connection.sql(sql).await {
        Err(Error::Constraint(constraint)) => *constraint,
        other => panic!("{sql}: {other:?}"),
    }
}

async fn constraints(url: &str) {
    let (_pool, mut c) = single(url).await;
    c.sql(
        "CREATE TEMPORARY TABLE parent (a int, \"B, b\" text, CONSTRAINT pk PRIMARY KEY (a, \"B, b\"));
         CREATE TEMPORARY TABLE child (
            id int NOT NULL, a int, b text, n int CONSTRAINT positive CHECK (n > 0),
            CONSTRAINT fk FOREIGN KEY (a, b) REFERENCES parent);
         CREATE UNIQUE INDEX lowered ON child (lower(b), n);
         INSERT INTO parent VALUES (1, 'secret'); INSERT INTO child VALUES (1, 1, 'secret', 1)",
    )
    .await
    .unwrap();
    let expected = |kind, name: &str, table: &str, columns: &[&str]| Constraint {
        kind,
        name: Some(name.to_owned()),
        table: Some(table.to_owned()),
        columns: columns.iter().map(|&name| name.to_owned()).collect(),
    };
    assert_eq!(
        refused(&mut c, "INSERT INTO parent VALUES (1, 'secret')").await,
        expected(ConstraintKind::Unique, "pk", "parent", &["a", "B, b"])
    );
    assert_eq!(
        refused(&mut c, "INSERT INTO child VALUES (2, NULL, 'SECRET', 1)").await,
        expected(
            ConstraintKind::Unique,
            "lowered",
            "child",
            &["lower(b)", "n"]
        )
    );
    assert_eq!(
        refused(&mut c, "INSERT INTO child VALUES (2, 2, 'x', 1)").await,
        expected(ConstraintKind::ForeignKey, "fk", "child", &["a", "b"])
    );
    assert_eq!(
        refused(&mut c, "DELETE FROM parent").await,
        expected(ConstraintKind::ForeignKey, "fk", "child", &[])
    );
    assert_eq!(
        refused(&mut c, "INSERT INTO child VALUES (2, NULL, 'y', -5)").await,
        expected(ConstraintKind::Check, "positive", "child", &[])
    );
    let missing = refused(&mut c, "INSERT INTO child VALUES (NULL)").await;
    assert_eq!(
        (missing.kind, missing.columns),
        (ConstraintKind::NotNull, vec!["id".to_owned()])
    );
}

async fn serialization_and_deadlocks(url: &str) {
    let pool = pool(options(url)).await;
    let (mut a, mut b) = (pool.acquire().await.unwrap(), pool.acquire().await.unwrap());
    a.sql("DROP TABLE IF EXISTS t_conflicts; CREATE TABLE t_conflicts AS SELECT 1 AS id, 0 AS n UNION SELECT 2, 0")
        .await
        .unwrap();
    for c in [&mut a, &mut b] {
        c.begin(0, &PostgresMode::from(Isolation::RepeatableRead))
            .await
            .unwrap();
        assert_eq!(c.one::<i64>("SELECT count(*) FROM t_conflicts").await, 2);
    }
    a.sql("UPDATE t_conflicts SET n = 1 WHERE id = 1")
        .await
        .unwrap();
    a.commit(0).await.unwrap();
    let error = b
        .sql("UPDATE t_conflicts SET n = 2 WHERE id = 1")
        .await
        .unwrap_err();
    assert!(
        matches!(error, Error::Serialization(_)) && error.is_retryable(),
        "{error:?}"
    );
    b.rollback(0).await.unwrap();

    for (c, id) in [(&mut a, 1), (&mut b, 2)] {
        c.begin(0, &PostgresMode::default()).await.unwrap();
        c.sql(&format!("UPDATE t_conflicts SET n = 3 WHERE id = {id}"))
            .await
            .unwrap();
    }
    let (one, two) = futures::join!(a.sql("UPDATE t_conflicts SET n = 4 WHERE id = 2"), async {
        let result = b.sql("UPDATE t_conflicts SET n = 4 WHERE id = 1").await;
        b.rollback(0).await.unwrap();
        result
    },);
    let errors: Vec<Error> = [one, two].into_iter().filter_map(Result::err).collect();
    assert!(matches!(errors[..], [Error::Deadlock(_)]), "{errors:?}");
    a.rollback(0).await.unwrap();
    a.sql("DROP TABLE t_conflicts").await.unwrap();
}

async fn locks_and_read_only(url: &str) {
    let pool = pool(options(url)).await;
    let (mut a, mut b) = (pool.acquire().await.unwrap(), pool.acquire().await.unwrap());
    a.sql("DROP TABLE IF EXISTS t_locks; CREATE TABLE t_locks AS SELECT 1 AS id")
        .await
        .unwrap();
    a.begin(0, &PostgresMode::default()).await.unwrap();
    a.all::<i64>("SELECT id FROM t_locks FOR UPDATE", vec![])
        .await
        .unwrap();
    let error = b
        .all::<i64>("SELECT id FROM t_locks FOR UPDATE NOWAIT", vec![])
        .await
        .unwrap_err();
    assert!(matches!(error, Error::Locked(_)), "{error:?}");
    a.rollback(0).await.unwrap();
    a.begin(0, &PostgresMode::default().read_only())
        .await
        .unwrap();
    let error = a.sql("DELETE FROM t_locks").await.unwrap_err();
    assert!(matches!(error, Error::ReadOnly(_)), "{error:?}");
    a.rollback(0).await.unwrap();
    a.sql("DROP TABLE t_locks").await.unwrap();
}

async fn values_stay_out_of_messages(url: &str) {
    let (_pool, mut c) = single(url).await;
    c.sql("CREATE TEMPORARY TABLE t (a text UNIQUE, b int NOT NULL CHECK (b > 0))")
        .await
        .unwrap();
    c.sql("INSERT INTO t VALUES ('secret', 1)").await.unwrap();
    for sql in [
        "INSERT INTO t VALUES ('secret', 1)",
        "INSERT INTO t VALUES ('secret2', -1)",
        "INSERT INTO t VALUES ('secret3', NULL)",
    ] {
        let error = c.sql(sql).await.unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("secret"),
            "{error:?}"
        );
    }
}

async fn refused_logins(url: &str) {
    for options in [
        options(url).database("there_is_no_such_database"),
        options(url)
            .user("there_is_no_such_user")
            .password("hidden"),
    ] {
        let error = Postgres::open(options).await.err().unwrap();
        assert!(
            matches!(error, Error::Connect(ConnectError::Login { .. })),
            "{error:?}"
        );
        assert!(!format!("{error} {error:?}").contains("hidden"));
    }
}

async fn lost_connections(url: &str) {
    let victims = pool(options(url).max_connections(1)).await;
    let (_killers, mut killer) = single(url).await;
    async fn kill(killer: &mut PostgresConnection, victim: &mut PostgresConnection) -> i64 {
        let backend: i64 = victim.one("SELECT pg_backend_pid()").await;
        killer
            .one::<bool>(&format!("SELECT pg_terminate_backend({backend}, 5000)"))
            .await;
        backend
    }
    async fn fresh(victims: &PostgresPool, before: i64) {
        let mut c = victims.acquire().await.unwrap();
        assert_ne!(c.one::<i64>("SELECT pg_backend_pid()").await, before);
    }
    let mut c = victims.acquire().await.unwrap();
    let before = kill(&mut killer, &mut c).await;
    let error = c.all::<i64>("SELECT 1", vec![]).await.unwrap_err();
    assert!(matches!(error, Error::ConnectionLost(_)), "{error:?}");
    assert!(matches!(
        c.sql("SELECT 1").await,
        Err(Error::ConnectionLost(_))
    ));
    drop(c);
    fresh(&victims, before).await;

    let mut c = victims.acquire().await.unwrap();
    c.begin(0, &PostgresMode::default()).await.unwrap();
    let before = kill(&mut killer, &mut c).await;
    let error = c.commit(0).await.unwrap_err();
    assert!(matches!(error, Error::CommitUnknown(_)), "{error:?}");
    c.rollback(0).await.unwrap();
    drop(c);
    fresh(&victims, before).await;

    let mut c = victims.acquire().await.unwrap();
    let sleeping = async { c.all::<String>("SELECT pg_sleep(60)::text", vec![]).await };
    let killing = async {
        let kill = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(60)::text%' AND state = 'active'";
        while killer.one::<i64>(kill).await == 0 {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    };
    let (slept, ()) = futures::join!(sleeping, killing);
    assert!(matches!(slept, Err(Error::ConnectionLost(_))), "{slept:?}");
}
