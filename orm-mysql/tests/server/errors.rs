use std::time::Duration;

use orm_core::types::Arg;
use orm_core::{Constraint, ConstraintKind, Error};
use orm_mysql::MySqlConnection;

use crate::fixture::{Ask, each};

const SECRET: &str = "se'cret for key 'other.key'";

async fn tables(connection: &mut MySqlConnection) {
    for sql in [
        "CREATE TABLE parents (id BIGINT PRIMARY KEY, name VARCHAR(60) NOT NULL, CONSTRAINT parents_name UNIQUE (name)) ENGINE = InnoDB",
        "CREATE TABLE children (id BIGINT PRIMARY KEY AUTO_INCREMENT, parent_id BIGINT NOT NULL, n INT NULL, CONSTRAINT children_fk FOREIGN KEY (parent_id) REFERENCES parents (id), CONSTRAINT children_n CHECK (n > 0)) ENGINE = InnoDB",
    ] {
        connection.sql(sql).await.unwrap();
    }
    let args = vec![Arg::Int(1), Arg::Text(SECRET.to_owned())];
    let insert = "INSERT INTO parents VALUES (?, ?)";
    connection.run(insert, args).await.unwrap();
    let insert = "INSERT INTO children VALUES (1, 1, ?)";
    connection.run(insert, vec![Arg::Int(1)]).await.unwrap();
}

fn constraint(result: Result<u64, Error>) -> Constraint {
    match result {
        Err(Error::Constraint(constraint)) => *constraint,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn constraints_are_named_and_values_are_not() {
    each(async |server| {
        let mysql = server.is_mysql();
        let mut connections = server.each_way().await;
        tables(&mut connections[0]).await;
        for connection in &mut connections {
            let args = vec![Arg::Int(2), Arg::Text(SECRET.to_owned())];
            let found = constraint(
                connection
                    .run("INSERT INTO parents VALUES (?, ?)", args)
                    .await,
            );
            assert_eq!(found.kind, ConstraintKind::Unique);
            assert_eq!(found.name.as_deref(), Some("parents_name"));
            assert_eq!(found.table.as_deref(), mysql.then_some("parents"));
            assert!(!format!("{found} {found:?}").contains("cret"));
            let args = vec![Arg::Int(1), Arg::Text("b".to_owned())];
            let found = constraint(
                connection
                    .run("INSERT INTO parents VALUES (?, ?)", args)
                    .await,
            );
            assert_eq!(found.name.as_deref(), Some("PRIMARY"));

            for sql in [
                "INSERT INTO children (parent_id) VALUES (? + 8)",
                "DELETE FROM parents WHERE id = ?",
            ] {
                let found = constraint(connection.run(sql, vec![Arg::Int(1)]).await);
                assert_eq!(found.kind, ConstraintKind::ForeignKey);
                assert_eq!(found.name.as_deref(), Some("children_fk"));
                assert_eq!(found.table.as_deref(), Some("children"));
                assert_eq!(found.columns, ["parent_id"]);
            }
            for sql in [
                "INSERT INTO parents VALUES (?, NULL)",
                "INSERT INTO parents (id) VALUES (?)",
            ] {
                let found = constraint(connection.run(sql, vec![Arg::Int(3)]).await);
                assert_eq!(found.kind, ConstraintKind::NotNull);
                assert_eq!(found.columns, ["name"]);
            }
            let sql = "INSERT INTO children (parent_id, n) VALUES (1, ?)";
            let found = constraint(connection.run(sql, vec![Arg::Int(-5)]).await);
            assert_eq!(found.kind, ConstraintKind::Check);
            assert_eq!(found.name.as_deref(), Some("children_n"));
        }
    })
    .await;
}

#[tokio::test]
async fn other_errors_have_no_values_either() {
    each(async |server| {
        let mut connections = server.each_way().await;
        connections[0]
            .sql("CREATE TABLE t (n INT, d DATETIME(6), v VARCHAR(3), j JSON, e ENUM('a'))")
            .await
            .unwrap();
        for connection in &mut connections {
            for sql in [
                "INSERT INTO t (n) VALUES (?)",
                "INSERT INTO t (d) VALUES (?)",
                "INSERT INTO t (v) VALUES (?)",
                "INSERT INTO t (e) VALUES (?)",
                "UPDATE t SET n = ? WHERE",
                "INSERT INTO t (n) SELECT CAST(? AS DATETIME) + 1 FROM nowhere",
            ] {
                let failed = connection
                    .run(sql, vec![Arg::Text(SECRET.to_owned())])
                    .await;
                let error = failed.unwrap_err();
                assert!(
                    matches!(error, Error::Database { .. } | Error::Constraint(_)),
                    "{sql}: {error:?}"
                );
                let told = format!("{error} {error:?}");
                assert!(!told.contains("cret"), "{told}");
            }
        }
    })
    .await;
}

#[tokio::test]
async fn locks_deadlocks_and_limits() {
    each(async |server| {
        let pool = server.pool().await;
        let mut one = server.connection().await;
        let mut two = server.connection().await;
        drop(pool);
        one.sql("CREATE TABLE t (id INT PRIMARY KEY, n INT) ENGINE = InnoDB")
            .await
            .unwrap();
        one.sql("INSERT INTO t VALUES (1, 0), (2, 0)").await.unwrap();
        use orm_core::driver::Transactional;
        let mode = orm_mysql::MySqlMode::new();
        let update = "UPDATE t SET n = n + 1 WHERE id = ?";

        two.sql("SET SESSION innodb_lock_wait_timeout = 1").await.unwrap();
        one.begin(0, &mode).await.unwrap();
        one.run(update, vec![Arg::Int(1)]).await.unwrap();
        two.begin(0, &mode).await.unwrap();
        two.run(update, vec![Arg::Int(2)]).await.unwrap();
        let waited = two.run(update, vec![Arg::Int(1)]).await;
        assert!(matches!(waited, Err(Error::Locked(_))), "{waited:?}");
        // Only the statement was rolled back.
        let n: i64 = two.one("SELECT n FROM t WHERE id = ?", vec![Arg::Int(2)]).await;
        assert_eq!(n, 1);

        two.sql("SET SESSION innodb_lock_wait_timeout = 20").await.unwrap();
        // Changes more, so that the other is the victim.
        let args = || vec![Arg::Int(1)];
        let (first, second) = futures::join!(
            one.run(update, vec![Arg::Int(2)]),
            async {
                tokio::time::sleep(Duration::from_millis(200)).await;
                two.run(update, args()).await
            }
        );
        let (victim, other) = match (&first, &second) {
            (Err(Error::Deadlock(_)), Ok(1)) => (&mut one, &mut two),
            (Ok(1), Err(Error::Deadlock(_))) => (&mut two, &mut one),
            _ => panic!("{first:?} {second:?}"),
        };
        let error = first.as_ref().err().or(second.as_ref().err()).unwrap();
        assert!(error.is_retryable());
        let later = victim.run(update, args()).await;
        assert!(matches!(later, Err(Error::TransactionEnded)), "{later:?}");
        let later = victim.commit(0).await;
        assert!(matches!(later, Err(Error::TransactionEnded)), "{later:?}");
        victim.rollback(0).await.unwrap();
        other.commit(0).await.unwrap();
        assert_eq!(victim.run(update, args()).await.unwrap(), 1);

        let strict = server.options().statement_timeout(Duration::from_millis(100));
        let mut strict = open(strict).await;
        let slow = "SELECT COUNT(*) FROM (SELECT 1 FROM information_schema.COLUMNS a JOIN information_schema.COLUMNS b JOIN information_schema.COLUMNS c WHERE a.ORDINAL_POSITION + b.ORDINAL_POSITION + c.ORDINAL_POSITION > ?) q";
        let slow = strict.all::<i64>(slow, vec![Arg::Int(-1)]).await;
        assert!(matches!(slow, Err(Error::Timeout(_))), "{slow:?}");

        one.begin(0, &mode.read_only()).await.unwrap();
        let refused = one.run(update, args()).await;
        assert!(matches!(refused, Err(Error::ReadOnly(_))), "{refused:?}");
        one.rollback(0).await.unwrap();
    })
    .await;
}

async fn open(options: orm_mysql::MySqlOptions) -> MySqlConnection {
    use orm_core::driver::{Connect, Pool};
    let pool = orm_mysql::MySql::open(options).await.unwrap();
    pool.acquire().await.unwrap()
}

#[tokio::test]
async fn a_killed_connection_is_lost() {
    each(async |server| {
        let mut one = server.connection().await;
        let mut two = server.connection().await;
        let id: i64 = one
            .one("SELECT CONNECTION_ID() WHERE 1 = ?", vec![Arg::Int(1)])
            .await;
        two.sql(&format!("KILL {id}")).await.unwrap();
        let failed = one.all::<i64>("SELECT ?", vec![Arg::Int(1)]).await;
        assert!(
            matches!(failed, Err(Error::ConnectionLost(_))),
            "{failed:?}"
        );
    })
    .await;
}
