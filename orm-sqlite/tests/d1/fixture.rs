use std::io::{BufRead, BufReader, Read, Write};
use std::marker::PhantomData;
use std::net::TcpStream;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use orm_core::driver::{Connect, Connection, Decoder, Pool, RowError};
use orm_core::sql::Statement;
use orm_core::types::{Arg, Hint, RowReader, Value};
use orm_sqlite::{D1, D1Connection, D1Options, Sqlite, SqliteConnection, SqliteOptions};

const DATABASES: usize = 16;

/// The address of the API, started once for all tests.
fn api() -> Option<&'static str> {
    static API: OnceLock<Option<String>> = OnceLock::new();
    let start = || {
        let Ok(modules) = std::env::var("ORM_TEST_NODE_MODULES") else {
            let required = std::env::var("ORM_TEST_REQUIRE_SERVERS");
            assert_ne!(
                required.as_deref(),
                Ok("1"),
                "ORM_TEST_NODE_MODULES is not set"
            );
            return None;
        };
        let names: Vec<String> = (0..DATABASES).map(|number| format!("d{number}")).collect();
        let mut server = Command::new("node")
            .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/d1/server.mjs"))
            .env("MODULES", modules)
            .env("DATABASES", names.join(","))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("node is installed where its packages are");
        let mut address = String::new();
        let stdout = server.stdout.take().expect("piped");
        BufReader::new(stdout).read_line(&mut address).unwrap();
        assert!(
            address.starts_with("http://"),
            "it did not start: {address}"
        );
        // It ends with this program, whose end of the pipe it reads.
        std::mem::forget(server);
        Some(address.trim().to_owned())
    };
    API.get_or_init(start).as_deref()
}

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
    Some((options.token("secret-token").api(api), name))
}

/// Asks the server for something that is not the API's.
pub fn control(path: &str, body: &str) -> String {
    let api = api().expect("a server");
    let host = api
        .trim_start_matches("http://")
        .split('/')
        .next()
        .unwrap_or_default();
    let mut stream = TcpStream::connect(host).unwrap();
    let length = body.len();
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: {host}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
    )
    .unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
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
