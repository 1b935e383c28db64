use std::marker::PhantomData;

use orm_core::driver::{Connect, Connection, Decoder, Pool, RowError};
use orm_core::sql::Statement;
use orm_core::types::{Arg, Hint, RowReader, Value};
use orm_core::{Db, Error};
use orm_postgres::{Postgres, PostgresConnection, PostgresOptions, PostgresPool};

/// The variable's value. `None`: the test is left out, which is said.
pub fn variable(name: &str, test: &str) -> Option<String> {
    match std::env::var(name) {
        Ok(url) => Some(url),
        Err(_) if std::env::var("ORM_TEST_REQUIRE_SERVERS").as_deref() == Ok("1") => {
            panic!("{test}: {name} is not set")
        }
        Err(_) => {
            eprintln!("{test}: left out, since {name} is not set");
            None
        }
    }
}

/// Tests that get the URL of the server.
macro_rules! on_server {
    ($($name:ident),+ $(,)?) => {
        mod on_server {
            $(
                #[tokio::test]
                async fn $name() {
                    if let Some(url) = crate::support::variable("ORM_TEST_POSTGRES_URL", stringify!($name)) {
                        super::$name(&url).await;
                    }
                }
            )+
        }
    };
}
pub(crate) use on_server;

/// Reads the first column.
pub struct First<V>(Hint, PhantomData<fn() -> V>);

impl<V: Value> Decoder for First<V> {
    type Item = V;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<V, RowError> {
        V::from_row(row, 0, self.0).map_err(|error| RowError::of_position(0, error))
    }
}

pub fn first<V: Value>(hint: Hint) -> First<V> {
    First(hint, PhantomData)
}

pub fn statement(sql: &str, args: Vec<Arg>) -> Statement {
    Statement::define(sql).with_args(args)
}

pub fn options(url: &str) -> PostgresOptions {
    url.parse().unwrap()
}

pub async fn pool(options: PostgresOptions) -> PostgresPool {
    Postgres::open(options).await.unwrap()
}

/// A connection of a pool that has no other.
pub async fn single(url: &str) -> (PostgresPool, PostgresConnection) {
    let pool = pool(options(url).max_connections(1)).await;
    let connection = pool.acquire().await.unwrap();
    (pool, connection)
}

/// A handle on an empty database of the test's own. It replaces that of an earlier run.
pub async fn database(url: &str, test: &str) -> Db<Postgres> {
    let name = format!("t_orm_{test}");
    let (_pool, mut c) = single(url).await;
    for sql in [
        format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        format!("CREATE DATABASE {name} TEMPLATE template0"),
    ] {
        c.sql(&sql).await.unwrap();
    }
    Db::connect_with(options(url).database(name)).await.unwrap()
}

/// The same in another database of the server.
pub async fn single_in(url: &str, database: &str) -> (PostgresPool, PostgresConnection) {
    let pool = pool(options(url).database(database).max_connections(1)).await;
    let connection = pool.acquire().await.unwrap();
    (pool, connection)
}

/// Short forms of what the tests say often.
pub trait Short {
    async fn sql(&mut self, sql: &str) -> Result<u64, Error>;
    async fn with(&mut self, sql: &str, args: Vec<Arg>) -> Result<u64, Error>;
    async fn all<V: Value>(&mut self, sql: &str, args: Vec<Arg>) -> Result<Vec<V>, Error>;
    async fn one<V: Value>(&mut self, sql: &str) -> V;
}

impl Short for PostgresConnection {
    async fn sql(&mut self, sql: &str) -> Result<u64, Error> {
        self.execute(statement(sql, vec![])).await
    }

    async fn with(&mut self, sql: &str, args: Vec<Arg>) -> Result<u64, Error> {
        self.execute(statement(sql, args)).await
    }

    async fn all<V: Value>(&mut self, sql: &str, args: Vec<Arg>) -> Result<Vec<V>, Error> {
        self.fetch_all(statement(sql, args), first(Hint::NONE))
            .await
    }

    async fn one<V: Value>(&mut self, sql: &str) -> V {
        let mut all = self
            .all(sql, vec![])
            .await
            .unwrap_or_else(|error| panic!("{sql}: {error}"));
        assert_eq!(all.len(), 1, "{sql}");
        all.remove(0)
    }
}
