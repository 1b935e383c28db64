//! What goes wrong with sqlx 0.9.0 by itself, each beside the same work through our pool. A trap
//! that a newer sqlx has closed fails here, so that its workaround can go.

use orm_core::driver::{Pool, Transactional};
use orm_core::types::Arg;
use orm_core::{BuildError, Error};
use orm_postgres::PostgresMode;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{AssertSqlSafe, Connection as _, Executor, PgConnection, PgPool};

use crate::dropped::cut;
use crate::support::{Short, on_server, options, pool, single};

on_server!(
    a_cancelled_begin,
    statements_of_a_cache_without_room,
    more_parameters_than_can_be_counted,
);

/// In a transaction the time stands still.
const MOMENT: &str = "SELECT now()::text";

async fn a_cancelled_begin(url: &str) {
    let theirs = PgPoolOptions::new()
        .max_connections(1)
        .connect(url)
        .await
        .unwrap();
    let moment =
        async || -> String { sqlx::query_scalar(MOMENT).fetch_one(&theirs).await.unwrap() };
    // On a busy machine the server may have answered before the first cut: then once more.
    let mut left_open = false;
    for attempt in 0..200 {
        let mut connection = theirs.acquire().await.unwrap();
        let _ = cut(1 + attempt % 4, connection.begin()).await;
        drop(connection);
        left_open = moment().await == moment().await;
        if left_open {
            break;
        }
    }
    assert!(left_open, "sqlx rolls a cancelled BEGIN back by now");

    let ours = pool(options(url).max_connections(1)).await;
    for polls in 1..10 {
        let mut c = ours.acquire().await.unwrap();
        let begun = cut(polls, c.begin(0, &PostgresMode::default()))
            .await
            .is_some();
        drop(c);
        let mut c = ours.acquire().await.unwrap();
        let first: String = c.one(MOMENT).await;
        assert_ne!(first, c.one::<String>(MOMENT).await, "after {polls} polls");
        if begun {
            return;
        }
    }
    panic!("BEGIN never ends");
}

async fn statements_of_a_cache_without_room(url: &str) {
    const KEPT: &str = "SELECT count(*) FROM pg_prepared_statements WHERE name <> ''";
    let uncached: PgConnectOptions = url.parse().unwrap();
    let mut theirs = PgConnection::connect_with(&uncached.statement_cache_capacity(0))
        .await
        .unwrap();
    for n in 0..20_i64 {
        let sql = AssertSqlSafe(format!("SELECT $1 + {n}"));
        theirs.execute(sqlx::query(sql).bind(n)).await.unwrap();
    }
    let kept: i64 = sqlx::query_scalar(KEPT)
        .persistent(false)
        .fetch_one(&mut theirs)
        .await
        .unwrap();
    assert!(kept >= 20, "sqlx closes what it doesn't keep by now");

    let ours = pool(options(url).pooler(true).max_connections(1)).await;
    let mut c = ours.acquire().await.unwrap();
    for n in 0..20 {
        let sql = format!("SELECT $1 + {n}");
        c.all::<i64>(&sql, vec![Arg::Int(n)]).await.unwrap();
    }
    assert_eq!(c.one::<i64>(KEPT).await, 0);
}

async fn more_parameters_than_can_be_counted(url: &str) {
    const COUNT: usize = 65_536;
    let places: Vec<String> = (1..=COUNT).map(|n| format!("${n}")).collect();
    let sql = format!("SELECT cardinality(ARRAY[{}])", places.join(", "));

    let theirs = PgPool::connect(url).await.unwrap();
    let mut query = sqlx::query_scalar::<_, i32>(AssertSqlSafe(sql.clone()));
    for n in 0..COUNT as i64 {
        query = query.bind(n);
    }
    let found = query.fetch_one(&theirs).await;
    assert!(
        !matches!(found, Ok(count) if count == COUNT as i32),
        "so many parameters work by now"
    );

    let (_pool, mut c) = single(url).await;
    let args = vec![Arg::Int(1); COUNT];
    let refused = c.all::<i64>(&sql, args).await;
    assert!(
        matches!(&refused, Err(Error::Build(error)) if matches!(**error, BuildError::TooManyParameters { count: COUNT, .. })),
        "{refused:?}"
    );
    // Nothing was sent.
    assert_eq!(c.one::<i64>("SELECT 7").await, 7);
}
