use std::time::Duration;

use orm_core::driver::{Connection, Pool};
use orm_core::sql::Statement;
use orm_core::types::Arg;
use orm_core::{BuildError, Error};
use orm_mysql::{MySql, MySqlPool};

use crate::fixture::{Ask, each, first};

#[tokio::test]
async fn an_update_counts_the_rows_that_it_matched() {
    each(async |server| {
        for mut connection in server.each_way().await {
            connection.sql("DROP TABLE IF EXISTS t").await.unwrap();
            connection.sql("CREATE TABLE t (n INT)").await.unwrap();
            connection
                .run("INSERT INTO t VALUES (?), (1), (1)", vec![Arg::Int(1)])
                .await
                .unwrap();
            let same = connection
                .run("UPDATE t SET n = ?", vec![Arg::Int(1)])
                .await;
            assert_eq!(same.unwrap(), 3);
            let gone = connection
                .run("DELETE FROM t WHERE n = ?", vec![Arg::Int(1)])
                .await;
            assert_eq!(gone.unwrap(), 3);
        }
    })
    .await;
}

#[tokio::test]
async fn a_connection_goes_back_unless_something_is_under_way() {
    each(async |server| {
        let sqlx = sqlx::mysql::MySqlPoolOptions::new()
            .max_connections(1)
            .connect_with(sqlx_options(&server.database, server.is_mysql()))
            .await
            .unwrap();
        let own = MySqlPool::<MySql>::new(server.options().max_connections(1));
        for pool in [own, MySqlPool::from(sqlx)] {
            let name = "SELECT CONNECTION_ID() + ?";
            let zero = || vec![Arg::Int(0)];
            let id = async || {
                let mut connection = pool.acquire().await.unwrap();
                connection.one::<i64>(name, zero()).await
            };
            id().await;
            let first_id = id().await;
            assert_eq!(first_id, id().await, "used again");
            let mut connection = pool.acquire().await.unwrap();
            let slow = connection.all::<i64>("SELECT SLEEP(?)", vec![Arg::Int(5)]);
            assert!(
                tokio::time::timeout(Duration::from_millis(50), slow)
                    .await
                    .is_err()
            );
            drop(connection);
            let second = id().await;
            assert_ne!(first_id, second, "closed");
            let mut connection = pool.acquire().await.unwrap();
            let (sender, receiver) = futures::channel::mpsc::channel(0);
            drop(receiver);
            let statement = Statement::define("SELECT ? UNION ALL SELECT 2").with_args(zero());
            connection
                .fetch_into(statement, first::<i64>(), sender)
                .await;
            drop(connection);
            assert_ne!(second, id().await, "closed with rows unread");
            assert_eq!(pool.size(), 1);
            pool.close().await;
            assert!(matches!(
                pool.acquire().await.err(),
                Some(Error::PoolClosed)
            ));
        }
    })
    .await;
}

pub fn sqlx_options(database: &str, mysql: bool) -> sqlx::mysql::MySqlConnectOptions {
    let variable = if mysql {
        "ORM_TEST_MYSQL_URL"
    } else {
        "ORM_TEST_MARIADB_URL"
    };
    let options: sqlx::mysql::MySqlConnectOptions = std::env::var(variable)
        .unwrap()
        .replace("mariadb://", "mysql://")
        .parse()
        .unwrap();
    options.database(database)
}

#[tokio::test]
async fn more_parameters_than_the_protocol_counts_are_refused() {
    each(async |server| {
        let mut connection = server.connection().await;
        let list = vec!["?"; 65_535].join(", ");
        let sql = format!("SELECT 1 IN ({list})");
        let args = vec![Arg::Int(1); 65_535];
        assert!(connection.one::<bool>(&sql, args.clone()).await);
        let mut more = args;
        more.push(Arg::Int(1));
        let sql = format!("SELECT 1 IN ({list}, ?)");
        let refused = connection.all::<bool>(&sql, more).await;
        assert!(
            matches!(&refused, Err(Error::Build(error)) if matches!(**error, BuildError::TooManyParameters { count: 65_536, .. })),
            "{refused:?}"
        );
        // Nothing was sent.
        assert_eq!(connection.one::<i64>("SELECT ?", vec![Arg::Int(1)]).await, 1);
    })
    .await;
}

/// A statement's future is moved into a box: a handshake inside would make it many kilobytes.
#[tokio::test]
async fn futures_are_without_what_is_rare() {
    each(async |server| {
        let pool = server.pool().await;
        let acquired = size_of_val(&pool.acquire());
        let mut connection = pool.acquire().await.unwrap();
        let sql = || Statement::define("SELECT ?").with_args(vec![Arg::Int(1)]);
        let fetched = size_of_val(&connection.fetch_all(sql(), first::<i64>()));
        let executed = size_of_val(&connection.execute(sql()));
        assert!(
            acquired.max(fetched).max(executed) <= 2_048,
            "{acquired}, {fetched}, {executed}"
        );
    })
    .await;
}
