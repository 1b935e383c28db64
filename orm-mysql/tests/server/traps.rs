//! What goes wrong with sqlx 0.9.0 by itself, each beside the same work through our pool. A trap
//! that a newer sqlx has closed fails here, so that its workaround can go.

use std::pin::pin;

use futures::poll;
use orm_core::driver::{Pool, Transactional};
use orm_core::types::Arg;
use orm_core::{BuildError, Error};
use orm_mysql::{MySqlMode, MySqlPool};
use sqlx::mysql::MySqlPoolOptions;
use sqlx::{AssertSqlSafe, Connection as _};

use crate::fixture::{Ask, each};
use crate::pool::sqlx_options;

#[tokio::test]
async fn a_mode_that_vitess_refuses() {
    each(async |server| {
        const MODE: &str = "SELECT @@SESSION.sql_mode";
        let mut theirs =
            sqlx::MySqlConnection::connect_with(&sqlx_options(&server.database, server.is_mysql()))
                .await
                .unwrap();
        let mode: String = sqlx::query_scalar(MODE)
            .fetch_one(&mut theirs)
            .await
            .unwrap();
        assert!(
            mode.contains("PIPES_AS_CONCAT"),
            "sqlx leaves the mode alone by now"
        );
        for mut ours in server.each_way().await {
            let mode: String = ours.one(MODE, vec![]).await;
            assert!(!mode.contains("PIPES_AS_CONCAT"), "{mode}");
        }
    })
    .await;
}

#[tokio::test]
async fn more_parameters_than_can_be_counted() {
    each(async |server| {
        const COUNT: usize = 65_536;
        let sql = format!("SELECT 1 IN ({})", vec!["?"; COUNT].join(", "));
        let mut theirs = sqlx::MySqlConnection::connect_with(&sqlx_options(
            &server.database,
            server.is_mysql(),
        ))
        .await
        .unwrap();
        let mut query = sqlx::query_scalar::<_, bool>(AssertSqlSafe(sql.clone()));
        for _ in 0..COUNT {
            query = query.bind(1_i64);
        }
        let found = query.fetch_one(&mut theirs).await;
        assert!(
            !matches!(found, Ok(true)),
            "so many parameters work by now"
        );
        let refused = server
            .connection()
            .await
            .all::<bool>(&sql, vec![Arg::Int(1); COUNT])
            .await;
        assert!(
            matches!(&refused, Err(Error::Build(error)) if matches!(**error, BuildError::TooManyParameters { count: COUNT, .. })),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_begin_that_is_dropped_when_it_was_sent() {
    each(async |server| {
        // A transaction that is open keeps what it has read first.
        let mut other = server.connection().await;
        other.sql("CREATE TABLE t (n BIGINT)").await.unwrap();
        const COUNT: &str = "SELECT COUNT(*) FROM t";
        let near = sqlx_options(&server.database, server.is_mysql());
        let far = near.host("127.0.0.1").port(server.far_away_at().await);
        let theirs = MySqlPoolOptions::new()
            .max_connections(1)
            .connect_with(far)
            .await
            .unwrap();
        let count = async || -> i64 { sqlx::query_scalar(COUNT).fetch_one(&theirs).await.unwrap() };
        let mut connection = theirs.acquire().await.unwrap();
        {
            let begin = pin!(connection.begin());
            assert!(poll!(begin).is_pending());
        }
        drop(connection);
        let before = count().await;
        other.sql("INSERT INTO t VALUES (1)").await.unwrap();
        let stale = count().await == before;

        let options = server.far_away().await.max_connections(1);
        let ours = MySqlPool::<orm_mysql::MySql>::new(options);
        let mut connection = ours.acquire().await.unwrap();
        {
            let mode = MySqlMode::default();
            let begin = pin!(connection.begin(0, &mode));
            assert!(poll!(begin).is_pending());
        }
        drop(connection);
        let count = async || -> i64 { ours.acquire().await.unwrap().one(COUNT, vec![]).await };
        let before = count().await;
        other.sql("INSERT INTO t VALUES (2)").await.unwrap();
        assert_eq!(count().await, before + 1);
        assert!(stale, "sqlx rolls a cancelled BEGIN back by now");
        // Or the transaction that sqlx has left open keeps the database from being dropped.
        theirs.close().await;
    })
    .await;
}
