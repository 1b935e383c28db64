use std::time::Duration;

use orm_core::Error;
use orm_core::driver::{Connection, Pool, Repeated, Transactional};
use orm_core::types::Arg;
use orm_postgres::{PostgresMode, PostgresOptions, PostgresPool};

use crate::support::{Short, options, pool, statement, variable};

macro_rules! behind_pooler {
    ($($name:ident),+ $(,)?) => {
        mod behind_pooler {
            $(
                #[tokio::test]
                async fn $name() {
                    // The first has no prepared statements, the second keeps track of them.
                    for variable in ["ORM_TEST_PGBOUNCER_URL", "ORM_TEST_PGBOUNCER_NEW_URL"] {
                        if let Some(url) = crate::support::variable(variable, stringify!($name)) {
                            super::$name(&url).await;
                        }
                    }
                }
            )+
        }
    };
}
behind_pooler!(
    statements_and_transactions,
    many_at_once,
    statement_timeouts,
    the_applications_pool,
    a_hyperdrive_binding
);

#[tokio::test]
async fn said_to_be_one() {
    if let Some(url) = variable("ORM_TEST_POSTGRES_URL", "said_to_be_one") {
        let pool = pool(options(&url).pooler(true)).await;
        work(&pool).await;
        let mut c = pool.acquire().await.unwrap();
        assert_eq!(
            c.one::<i64>("SELECT count(*) FROM pg_prepared_statements WHERE name <> ''")
                .await,
            0
        );
    }
}

async fn work(pool: &PostgresPool) {
    let mut c = pool.acquire().await.unwrap();
    for value in 0..10 {
        assert_eq!(
            c.all::<i64>("SELECT $1", vec![Arg::Int(value)])
                .await
                .unwrap(),
            [value]
        );
        let text = vec![Arg::Text("x".to_owned())];
        assert_eq!(c.all::<String>("SELECT $1", text).await.unwrap(), ["x"]);
    }
    let error = c.all::<i64>("SELECT 1 / $1", vec![Arg::Int(0)]).await;
    assert!(matches!(error, Err(Error::Database { .. })), "{error:?}");
    c.begin(0, &PostgresMode::default()).await.unwrap();
    c.sql("CREATE TEMPORARY TABLE t (a bigint UNIQUE) ON COMMIT DROP")
        .await
        .unwrap();
    let insert = Repeated {
        statement: statement("INSERT INTO t VALUES ($1)", vec![Arg::Int(1), Arg::Int(2)]),
        rows: 2,
    };
    assert_eq!(c.execute_batch(vec![insert]).await.unwrap(), 2);
    c.begin(1, &PostgresMode::default()).await.unwrap();
    assert!(
        c.with("INSERT INTO t VALUES ($1)", vec![Arg::Int(1)])
            .await
            .is_err()
    );
    c.rollback(1).await.unwrap();
    assert_eq!(
        c.all::<i64>("SELECT count(*) FROM t", vec![])
            .await
            .unwrap(),
        [2]
    );
    c.commit(0).await.unwrap();
}

async fn statements_and_transactions(url: &str) {
    work(&pool(options(url)).await).await;
}

async fn a_hyperdrive_binding(url: &str) {
    let (login, rest) = url.split_once("://").unwrap().1.split_once('@').unwrap();
    let (user, password) = login.split_once(':').unwrap_or((login, ""));
    let (at, database) = rest.split_once('/').unwrap();
    let (host, port) = at.rsplit_once(':').unwrap();
    let binding = format!(
        r#"{{"connectionString": "{url}", "host": "{host}", "port": {port}, "user": "{user}",
            "password": "{password}", "database": "{database}"}}"#
    );
    let binding = binding.parse().unwrap();
    work(&pool(PostgresOptions::from_hyperdrive(&binding)).await).await;
}

async fn many_at_once(url: &str) {
    let pool = pool(options(url).max_connections(20)).await;
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let pool = pool.clone();
            tokio::spawn(async move { work(&pool).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
}

async fn statement_timeouts(url: &str) {
    let pool = pool(options(url).statement_timeout(Duration::from_millis(400))).await;
    let mut c = pool.acquire().await.unwrap();
    let error = c.all::<String>("SELECT pg_sleep(10)::text", vec![]).await;
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
    c.begin(0, &PostgresMode::default()).await.unwrap();
    let error = c.all::<String>("SELECT pg_sleep(10)::text", vec![]).await;
    assert!(matches!(error, Err(Error::Timeout(_))), "{error:?}");
    c.rollback(0).await.unwrap();
    assert_eq!(c.one::<i64>("SELECT 1").await, 1);
}

async fn the_applications_pool(url: &str) {
    use sqlx::postgres::PgConnectOptions;
    let options: PgConnectOptions = url.parse().unwrap();
    let theirs = sqlx::PgPool::connect_with(options.statement_cache_capacity(0))
        .await
        .unwrap();
    work(&PostgresPool::behind_pooler(theirs)).await;
}
