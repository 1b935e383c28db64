mod ddl;
mod errors;
mod execution;
mod files;
mod pool;
mod transactions;
mod url;
mod values;

use std::marker::PhantomData;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};

use orm_core::Error;
use orm_core::driver::{Connect, Connection, Decoder, Pool, RowError};
use orm_core::sql::Statement;
use orm_core::types::{Arg, Hint, RowReader, Value};

use crate::{Sqlite, SqliteConnection, SqliteOptions, SqlitePool};

/// Counts to 400,000, which takes SQLite much longer than any budget here.
const SLOW: &str = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) SELECT count(*) FROM n";
/// Counts without end.
const ENDLESS: &str =
    "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

/// Reads the first column.
struct First<V>(Hint, PhantomData<fn() -> V>);

impl<V: Value> Decoder for First<V> {
    type Item = V;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<V, RowError> {
        V::from_row(row, 0, self.0).map_err(|error| RowError::of_position(0, error))
    }
}

fn first<V: Value>() -> First<V> {
    First(Hint::NONE, PhantomData)
}

/// Tells whether the row was read on a thread of the pool.
struct OnWorker;

impl Decoder for OnWorker {
    type Item = bool;

    fn decode<R: RowReader + ?Sized>(&self, _: &R) -> Result<bool, RowError> {
        Ok(std::thread::current().name() == Some("orm-sqlite"))
    }
}

fn statement(sql: &str, args: Vec<Arg>) -> Statement {
    Statement::define(sql).with_args(args)
}

async fn open(options: SqliteOptions) -> SqlitePool {
    Sqlite::open(options).await.unwrap()
}

async fn memory() -> SqliteConnection {
    open(SqliteOptions::memory()).await.acquire().await.unwrap()
}

impl SqliteConnection {
    async fn sql(&mut self, sql: &str) -> Result<u64, Error> {
        self.execute(statement(sql, vec![])).await
    }

    async fn all<V: Value>(&mut self, sql: &str) -> Result<Vec<V>, Error> {
        self.fetch_all(statement(sql, vec![]), first()).await
    }

    async fn one<V: Value>(&mut self, sql: &str) -> V {
        self.all(sql).await.unwrap().remove(0)
    }
}

/// A file of its own for a test, removed at the end.
struct File(PathBuf);

impl File {
    fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let name = format!("orm-sqlite-test-{}-{number}.db", std::process::id());
        Self(std::env::temp_dir().join(name))
    }

    fn options(&self) -> SqliteOptions {
        SqliteOptions::file(&self.0).create_if_missing(true)
    }
}

impl Drop for File {
    fn drop(&mut self) {
        for end in ["", "-wal", "-shm"] {
            let mut path = self.0.clone().into_os_string();
            path.push(end);
            let _ = std::fs::remove_file(path);
        }
    }
}
