use std::time::Duration;

use orm_core::driver::{Connect, ConnectError, Connection, Pool, Repeated};
use orm_core::types::{Arg, Hint};
use orm_core::{BuildError, Constraint, Db, Error};
use orm_sqlite::{D1, D1Options, Sqlite};

use crate::fixture::{all, both, control, fresh, query, requests};

async fn refused(connection: &mut impl Connection, sql: &str) -> Constraint {
    match connection.execute(query(sql, Vec::new())).await {
        Err(Error::Constraint(constraint)) => *constraint,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn constraints_are_those_of_sqlite() {
    let Some((mut d1, mut sqlite)) = both().await else {
        return;
    };
    for sql in [
        "CREATE TABLE parent (id INTEGER PRIMARY KEY) STRICT",
        "CREATE TABLE child (a TEXT NOT NULL, b INTEGER, parent INTEGER REFERENCES parent (id), \
         UNIQUE (a, b), CONSTRAINT positive CHECK (b > 0)) STRICT",
        "CREATE UNIQUE INDEX child_lower ON child (lower(a), parent)",
        "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES ('a', 1, 1)",
    ] {
        d1.execute(query(sql, Vec::new())).await.unwrap();
        sqlite.execute(query(sql, Vec::new())).await.unwrap();
    }
    for sql in [
        "INSERT INTO parent VALUES (1)",
        "INSERT INTO child VALUES ('a', 1, NULL)",
        "INSERT INTO child VALUES ('A', 2, 1)",
        "INSERT INTO child VALUES (NULL, 2, 1)",
        "INSERT INTO child VALUES ('b', -2, 1)",
        "INSERT INTO child VALUES ('b', 2, 9)",
        "DELETE FROM parent",
    ] {
        let (near, far) = (refused(&mut sqlite, sql).await, refused(&mut d1, sql).await);
        assert_eq!(near, far, "{sql}");
    }
    let failed = d1.execute(query("SELEC", Vec::new())).await;
    assert!(matches!(failed, Err(Error::Database { .. })), "{failed:?}");
    let long = "x".repeat(100_000);
    let failed = d1
        .execute(query(&format!("SELECT '{long}'"), Vec::new()))
        .await;
    let Err(Error::Build(failed)) = failed else {
        panic!("{failed:?}");
    };
    assert!(matches!(*failed, BuildError::StatementTooLong { .. }));
}

#[tokio::test]
async fn a_batch_takes_effect_as_a_whole() {
    let Some((mut d1, _)) = both().await else {
        return;
    };
    let create = query("CREATE TABLE t (id INTEGER PRIMARY KEY) STRICT", Vec::new());
    d1.execute(create).await.unwrap();
    let batch = |ids: [i64; 3]| {
        vec![
            Repeated {
                statement: query(
                    "INSERT INTO t VALUES (?)",
                    ids[..2].iter().map(|id| Arg::Int(*id)).collect(),
                ),
                rows: 2,
            },
            Repeated {
                statement: query("INSERT INTO t VALUES (?)", vec![Arg::Int(ids[2])]),
                rows: 1,
            },
        ]
    };
    assert_eq!(d1.execute_batch(batch([1, 2, 3])).await.unwrap(), 3);
    let failed = d1.execute_batch(batch([4, 5, 1])).await;
    assert!(matches!(failed, Err(Error::Constraint(_))), "{failed:?}");
    let ids: Vec<i64> = all(&mut d1, "SELECT id FROM t", Vec::new(), Hint::NONE).await;
    assert_eq!(ids, [1, 2, 3]);
}

#[tokio::test]
async fn like_minds_case() {
    let Some((mut d1, _)) = both().await else {
        return;
    };
    for (sql, found) in [
        ("SELECT 'A' LIKE 'a'", false),
        ("SELECT 'A' LIKE 'A'", true),
        ("SELECT LOWER('A') LIKE LOWER('a')", true),
        ("SELECT 1 = 1", true),
    ] {
        assert_eq!(
            all::<bool>(&mut d1, sql, Vec::new(), Hint::NONE).await,
            [found],
            "{sql}"
        );
    }
}

#[tokio::test]
async fn logins_and_names_are_checked() {
    let Some(options) = fresh() else { return };
    let wrong = options.clone().token("wrong-secret");
    let failed = D1::open(wrong).await.err().unwrap();
    let login = matches!(&failed, Error::Connect(ConnectError::Login { .. }));
    assert!(login, "{failed:?}");
    assert!(!format!("{failed} {failed:?} {options:?}").contains("secret"));
    let pool = D1::open(options.clone().timeout(Duration::from_secs(20)))
        .await
        .unwrap();
    drop(pool.acquire().await.unwrap());
    let elsewhere = D1Options::new("account", "d99").token("secret-token");
    let api = format!("{options:?}");
    let api = api
        .split("api: \"")
        .nth(1)
        .and_then(|rest| rest.split('"').next());
    let failed = D1::open(elsewhere.api(api.unwrap())).await.err();
    let refused = matches!(failed, Some(Error::Connect(ConnectError::Refused { .. })));
    assert!(refused, "{failed:?}");
}

#[tokio::test]
async fn the_url_of_d1_is_not_that_of_sqlite() {
    let failed = Db::<Sqlite>::connect("d1://account/database")
        .await
        .err()
        .unwrap();
    assert!(failed.to_string().contains("Db::<D1>"), "{failed}");
    for url in [
        "sqlite:x.db",
        "d1://",
        "d1://a",
        "d1://a/b/c",
        "d1://a/../b",
        "d1://a/b?x=1",
        "d1://a/b?api=ftp",
        "d1://a/b?ssl-ca=",
    ] {
        let failed = Db::<D1>::connect(url).await.err();
        let refused = matches!(failed, Some(Error::Connect(ConnectError::Url { .. })));
        assert!(refused, "{url}: {failed:?}");
    }
    // Trust in nobody is not trust in everybody.
    let failed = Db::<D1>::connect("d1://a/b?ssl-ca=/nowhere/authority.pem").await;
    let failed = failed.err();
    let refused = matches!(failed, Some(Error::Connect(ConnectError::Tls { .. })));
    assert!(refused, "{failed:?}");
    let told = format!("{:?}", "d1://secret@a/b".parse::<D1Options>().unwrap());
    assert!(!told.contains("secret"), "{told}");
}

#[tokio::test]
async fn what_is_no_answer_of_the_database_is_a_lost_connection() {
    let Some(options) = fresh() else { return };
    let database = format!("{options:?}");
    let database = database.split('"').nth(3).unwrap().to_owned();
    let pool = D1::open(options).await.unwrap();
    let mut connection = pool.acquire().await.unwrap();
    let statuses = [500, 502, 503, 504].into_iter().chain(520..=530);
    let statuses = statuses.map(|status: u16| status.to_string());
    for fault in statuses.chain(["\"drop\"".to_owned()]) {
        let before = requests(&database);
        control(&format!("/{database}/fault"), &fault);
        let failed = connection.execute(query("SELECT 1", Vec::new())).await;
        assert!(
            matches!(failed, Err(Error::ConnectionLost(_))),
            "{fault}: {failed:?}"
        );
        assert_eq!(requests(&database), before + 1, "{fault}");
    }
    control(&format!("/{database}/fault"), "429");
    let failed = connection.execute(query("SELECT 1", Vec::new())).await;
    assert!(
        matches!(failed, Err(Error::TooManyConnections(_))),
        "{failed:?}"
    );
}
