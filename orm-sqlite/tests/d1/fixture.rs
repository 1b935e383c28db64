use std::marker::PhantomData;
use std::sync::atomic::{AtomicUsize, Ordering};

use orm_core::driver::{Connect, Connection, Decoder, Pool, RowError};
use orm_core::sql::Statement;
use orm_core::types::{Arg, Hint, RowReader, Value};
use orm_sqlite::{D1, D1Connection, D1Options, Sqlite, SqliteConnection, SqliteOptions};

pub use crate::server::control;
use crate::server::{DATABASES, TOKEN, api};

/// An empty database, unless there is no workerd.
pub fn fresh() -> Option<D1Options> {
    fresh_and_name().map(|(options, _)| options)
}

/// The same, and its name.
pub fn fresh_and_name() -> Option<(D1Options, String)> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    let Some(api) = api() else {
        println!("left out: ORM_TEST_NODE_MODULES is not set");
        return None;
    };
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    assert!(number < DATABASES, "more tests than databases");
    let name = format!("d{number}");
    let options = D1Options::new("account", &name);
    Some((options.token(TOKEN).api(api), name))
}

/// Requests to a database so far.
pub fn requests(database: &str) -> usize {
    let answer = control(&format!("/{database}/requests"), "");
    let (_, body) = answer.split_once("\r\n\r\n").expect("a body");
    // Chunked, or not.
    let number = body.lines().rfind(|line| !line.is_empty() && *line != "0");
    number.unwrap_or("0").parse().expect("a number")
}

/// A connection to D1, and one to SQLite in this program.
pub async fn both() -> Option<(D1Connection, SqliteConnection)> {
    let d1 = D1::open(fresh()?).await.unwrap();
    let memory = SqliteOptions::memory();
    let sqlite = Sqlite::open(memory).await.unwrap();
    Some((d1.acquire().await.unwrap(), sqlite.acquire().await.unwrap()))
}

/// Reads one column after the other.
pub struct First<V>(pub Hint, PhantomData<fn() -> V>);

impl<V: Value> Decoder for First<V> {
    type Item = V;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<V, RowError> {
        V::from_row(row, 0, self.0).map_err(|error| RowError::of_position(0, error))
    }
}

pub fn first<V: Value>(hint: Hint) -> First<V> {
    First(hint, PhantomData)
}

pub fn query(sql: &str, args: Vec<Arg>) -> Statement {
    Statement::define(sql).with_args(args)
}

/// The first column of all rows.
pub async fn all<V: Value>(
    connection: &mut impl Connection,
    sql: &str,
    args: Vec<Arg>,
    hint: Hint,
) -> Vec<V> {
    let rows = connection.fetch_all(query(sql, args), first(hint)).await;
    rows.unwrap()
}
