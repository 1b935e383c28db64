use orm_core::driver::{Connection, Repeated};
use orm_core::types::Arg;
use orm_core::{Constraint, ConstraintKind, Error};

use super::{first, memory, statement};
use crate::SqliteConnection;

async fn tables() -> SqliteConnection {
    let mut connection = memory().await;
    for sql in [
        "CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE child (a TEXT NOT NULL, b INTEGER, parent INTEGER REFERENCES parent (id), \
         UNIQUE (a, b), CONSTRAINT positive CHECK (b > 0)) STRICT",
        "CREATE UNIQUE INDEX child_lower ON child (lower(a), parent)",
    ] {
        connection.sql(sql).await.unwrap();
    }
    connection
}

async fn refused(connection: &mut SqliteConnection, sql: &str) -> Constraint {
    match connection.sql(sql).await {
        Err(Error::Constraint(constraint)) => *constraint,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn constraints_are_told_apart() {
    let mut connection = tables().await;
    connection
        .sql("INSERT INTO parent VALUES (1)")
        .await
        .unwrap();
    connection
        .sql("INSERT INTO child VALUES ('secret', 1, 1)")
        .await
        .unwrap();

    let unique = refused(
        &mut connection,
        "INSERT INTO child VALUES ('secret', 1, NULL)",
    )
    .await;
    assert_eq!(unique.kind, ConstraintKind::Unique);
    assert_eq!(unique.table.as_deref(), Some("child"));
    assert_eq!(unique.columns, ["a", "b"]);

    let key = refused(&mut connection, "INSERT INTO parent VALUES (1)").await;
    assert_eq!(
        (key.kind, key.columns),
        (ConstraintKind::Unique, vec!["id".to_owned()])
    );

    let index = refused(&mut connection, "INSERT INTO child VALUES ('SECRET', 2, 1)").await;
    assert_eq!(index.kind, ConstraintKind::Unique);
    assert_eq!(index.name.as_deref(), Some("child_lower"));

    let null = refused(&mut connection, "INSERT INTO child VALUES (NULL, 1, 1)").await;
    assert_eq!(null.kind, ConstraintKind::NotNull);
    assert_eq!(null.columns, ["a"]);

    let check = refused(&mut connection, "INSERT INTO child VALUES ('x', -1, 1)").await;
    assert_eq!(check.kind, ConstraintKind::Check);
    assert_eq!(check.name.as_deref(), Some("positive"));

    let foreign = refused(&mut connection, "INSERT INTO child VALUES ('x', 1, 9)").await;
    assert_eq!(foreign.kind, ConstraintKind::ForeignKey);
    assert_eq!(connection.one::<i64>("SELECT count(*) FROM child").await, 1);
}

#[tokio::test]
async fn errors_hold_no_values() {
    let mut connection = tables().await;
    let insert = "INSERT INTO child VALUES (?, ?, NULL)";
    let hidden = || Arg::Text("hidden".to_owned());
    connection
        .execute(statement(insert, vec![hidden(), Arg::Int(1)]))
        .await
        .unwrap();
    for args in [vec![hidden(), Arg::Int(1)], vec![hidden(), hidden()]] {
        let error = connection
            .execute(statement(insert, args))
            .await
            .unwrap_err();
        assert!(
            !format!("{error} {error:?}").contains("hidden"),
            "{error:?}"
        );
    }
}

#[tokio::test]
async fn other_failures_have_code_and_message() {
    let mut connection = tables().await;
    for (sql, expected) in [
        ("SELEC 1", "1"),
        ("SELECT missing FROM child", "1"),
        ("SELECT \"missing\" FROM child", "1"),
        ("INSERT INTO child VALUES ('x', 'text', NULL)", "3091"),
        ("SELECT abs(-9223372036854775808)", "1"),
    ] {
        match connection.all::<i64>(sql).await {
            Err(Error::Database { code, message }) => {
                assert_eq!(code, expected, "{sql}");
                assert!(!message.is_empty());
            }
            other => panic!("{sql}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn bind_values_are_counted() {
    let mut connection = memory().await;
    for args in [vec![], vec![Arg::Int(1), Arg::Int(2)]] {
        let result = connection.execute(statement("SELECT ?", args)).await;
        assert!(matches!(result, Err(Error::Database { .. })), "{result:?}");
    }
}

#[tokio::test]
async fn two_statements_in_one_text_are_refused() {
    let mut connection = memory().await;
    let sql = "CREATE TABLE a (x); CREATE TABLE b (x)";
    assert!(connection.sql(sql).await.is_err());
}

#[tokio::test]
async fn only_writes_count_as_changes() {
    let mut connection = tables().await;
    let sql = "INSERT INTO parent VALUES (1), (2), (3)";
    assert_eq!(connection.sql(sql).await.unwrap(), 3);
    for sql in [
        "SELECT id FROM parent",
        "CREATE TABLE other (x)",
        "PRAGMA user_version = 3",
        "UPDATE parent SET id = 9 WHERE id = 8",
    ] {
        assert_eq!(connection.sql(sql).await.unwrap(), 0, "{sql}");
    }
    let returning = "DELETE FROM parent WHERE id < 3 RETURNING id";
    assert_eq!(connection.sql(returning).await.unwrap(), 2);
}

fn parents(ids: &[i64]) -> Repeated {
    Repeated {
        statement: statement(
            "INSERT INTO parent VALUES (?) RETURNING id",
            ids.iter().copied().map(Arg::Int).collect(),
        ),
        rows: ids.len(),
    }
}

#[tokio::test]
async fn a_batch_takes_effect_whole_or_not_at_all() {
    let mut connection = tables().await;
    let good = vec![parents(&[1, 2]), parents(&[3])];
    assert_eq!(connection.execute_batch(good).await.unwrap(), 3);
    let good = vec![parents(&[4, 5])];
    let ids = connection.fetch_batch(good, first::<i64>()).await.unwrap();
    assert_eq!(ids, [4, 5]);

    let bad = || vec![parents(&[6, 7]), parents(&[8, 1])];
    assert!(connection.execute_batch(bad()).await.is_err());
    assert!(connection.fetch_batch(bad(), first::<i64>()).await.is_err());
    // Rows that don't fit their type, after the writes.
    let result = connection
        .fetch_batch(vec![parents(&[6, 700])], first::<i8>())
        .await;
    assert!(matches!(result, Err(Error::Row(_))), "{result:?}");
    assert_eq!(
        connection.one::<i64>("SELECT count(*) FROM parent").await,
        5
    );

    let empty = connection.execute_batch(vec![]).await.unwrap();
    assert_eq!(empty, 0);
    let uneven = Repeated {
        rows: 2,
        ..parents(&[9, 10, 11])
    };
    assert!(connection.execute_batch(vec![uneven]).await.is_err());
}
