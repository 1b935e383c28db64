//! wrangler's files and its table, on SQLite and on D1. The tests with programs need
//! `ORM_TEST_NODE_MODULES`.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use orm::D1;
use orm::driver::Connect;
use orm::prelude::*;
use orm::sql::Family;
use orm::{Backend, Keyspace};
use orm_kit::Error;
use orm_kit::check::check;
use orm_kit::folder::{Folder, Layout};
use orm_kit::generate::{GenerateOptions, Generated, generate, unattended};
use orm_kit::migrate::{
    History, MigrateOptions, mark_applied, mark_in_batch, migrate, migrate_in_batches, plan, state,
    up_to,
};

use crate::library::{first::First, fourth::Fourth, second::Second, third::Third};
use crate::node::Node;
use crate::place::{self, Place, on_sqlite};

fn options() -> MigrateOptions {
    MigrateOptions::with_history(History::Wrangler)
}

fn written<B: Backend, K: Keyspace>(folder: &Folder, name: &str) -> Generated {
    let options = GenerateOptions {
        name: Some(name.to_owned()),
        ..GenerateOptions::default()
    };
    let now = chrono::Utc::now();
    let made = generate(
        folder,
        B::DIALECT,
        &K::DEFINITION,
        &options,
        now,
        &mut unattended,
    );
    made.unwrap().expect("something has changed")
}

async fn applied(place: &Place<Sqlite>, folder: &Folder) -> Result<Vec<String>, Error> {
    let files = folder.migrations(Family::Sqlite)?;
    migrate::<Sqlite>(&place.pool, &files, &options()).await
}

async fn names(place: &Place<Sqlite>) -> Vec<String> {
    place
        .texts("SELECT name FROM d1_migrations ORDER BY id")
        .await
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn wrangler_applies_ours_and_we_go_on() {
    let home = place::folder();
    let Some(node) = Node::new(&home) else {
        return;
    };
    let config = "name = \"library\"\ncompatibility_date = \"2025-01-01\"\n\n[[d1_databases]]\nbinding = \"DB\"\ndatabase_name = \"library\"\ndatabase_id = \"00000000-0000-4000-8000-000000000000\"\n";
    std::fs::write(home.join("wrangler.toml"), config).unwrap();
    let wrangler = |args: &[&str]| {
        let variables = [
            ("CI", "1".to_owned()),
            ("HOME", home.display().to_string()),
            ("WRANGLER_SEND_METRICS", "false".to_owned()),
        ];
        let all = [&["d1", "migrations"], args, &["library", "--local"]].concat();
        node.run("wrangler", &all, &variables)
    };
    let folder = Folder::with_layout(home.join("migrations"), Layout::Wrangler);
    assert_eq!(written::<Sqlite, First>(&folder, "ours").tag, "0001_ours");
    wrangler(&["apply"]);

    // The file in which it keeps the database.
    let kept = home.join(".wrangler/state/v3/d1/miniflare-D1DatabaseObject");
    let files = std::fs::read_dir(kept).unwrap();
    let files = files.map(|file| file.unwrap().path());
    let file = files
        .filter(|path| path.extension().is_some_and(|end| end == "sqlite"))
        .find(|path| path.file_stem().is_some_and(|name| name.len() == 64))
        .expect("a database");
    let place = Place::<Sqlite>::open(format!("sqlite:{}", file.display()), home.clone()).await;
    assert_eq!(names(&place).await, ["0001_ours.sql"]);
    assert!(applied(&place, &folder).await.unwrap().is_empty());

    // One by hand, as wrangler makes it, and the next of ours, which comes behind it.
    let by_hand = home.join("migrations/0002_by_hand.sql");
    std::fs::write(by_hand, "CREATE TABLE notes (id INTEGER PRIMARY KEY);\n").unwrap();
    assert_eq!(written::<Sqlite, Second>(&folder, "next").tag, "0003_next");
    assert_eq!(
        check(&folder, Sqlite::DIALECT, &Second::DEFINITION).unwrap(),
        []
    );
    let done = applied(&place, &folder).await.unwrap();
    assert_eq!(done, ["0002_by_hand", "0003_next"]);
    place.close().await;
    assert!(wrangler(&["list"]).contains("No migrations to apply"));
    written::<Sqlite, Third>(&folder, "last");
    wrangler(&["apply"]);
    let place = Place::<Sqlite>::open(place.url.clone(), home.clone()).await;
    let files = folder.migrations(Family::Sqlite).unwrap();
    let state = state::<Sqlite>(&place.pool, &files, &options())
        .await
        .unwrap();
    assert_eq!(
        (state.applied, state.last.as_deref()),
        (4, Some("0004_last"))
    );
    place.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_are_applied_by_their_numbers() {
    let place = on_sqlite().await;
    let path = place.folder.join("migrations");
    std::fs::create_dir_all(&path).unwrap();
    let write = |name: &str, text: &str| std::fs::write(path.join(name), text).unwrap();
    write("10_c.sql", "CREATE TABLE c (id INTEGER)");
    write("2_b.sql", "CREATE TABLE b (id INTEGER)");
    write("0001_a.sql", "CREATE TABLE a (id INTEGER)");
    let folder = Folder::with_layout(&path, Layout::Wrangler);
    let files = folder.migrations(Family::Sqlite).unwrap();
    let marked = up_to(&files, "0001_a").unwrap();
    let done = mark_applied::<Sqlite>(&place.pool, &files, &marked, &options()).await;
    assert_eq!(done.unwrap(), ["0001_a"]);
    assert_eq!(applied(&place, &folder).await.unwrap(), ["2_b", "10_c"]);
    assert_eq!(names(&place).await, ["0001_a.sql", "2_b.sql", "10_c.sql"]);
    // Late, missing, and without a number.
    write("3_late.sql", "SELECT 1");
    let error = applied(&place, &folder).await.unwrap_err();
    assert!(matches!(error, Error::OutOfOrder { tag, .. } if tag == "3_late"));
    std::fs::remove_file(path.join("3_late.sql")).unwrap();
    std::fs::remove_file(path.join("2_b.sql")).unwrap();
    let error = applied(&place, &folder).await.unwrap_err();
    assert!(matches!(error, Error::UnknownName { name } if name == "2_b"));
    write("x.sql", "SELECT 1");
    let error = applied(&place, &folder).await.unwrap_err();
    assert!(
        error.to_string().contains("doesn't begin with a number"),
        "{error}"
    );
    place.close().await;
}

/// D1 in workerd, as long as it lives.
pub struct Server(Child, String);

impl Server {
    /// Nothing without `ORM_TEST_NODE_MODULES`.
    pub fn start() -> Option<Self> {
        let modules = Node::modules()?;
        let script = concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/../orm-sqlite/tests/d1/server.mjs"
        );
        let mut server = Command::new("node")
            .arg(script)
            .env("MODULES", modules)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut address = String::new();
        let stdout = server.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut address).unwrap();
        let url = format!("d1://secret-token@account/main?api={}", address.trim());
        Some(Self(server, url))
    }

    pub fn url(&self) -> &str {
        &self.1
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It ends when its input does.
        drop(self.0.stdin.take());
        self.0.wait().unwrap();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn d1_takes_each_file_as_a_whole() {
    let Some(server) = Server::start() else {
        return;
    };
    let pool = D1::open(D1::options(server.url()).unwrap()).await.unwrap();
    let home = place::folder();
    let folder = Folder::with_layout(home.join("migrations"), Layout::Wrangler);
    let files = || folder.migrations(Family::Sqlite).unwrap();
    let apply = async || migrate_in_batches::<D1>(&pool, &files(), &options()).await;
    let db = Db::<D1>::from_pool(pool.clone());
    written::<D1, First>(&folder, "first");
    let other = migrate_in_batches::<D1>(&pool, &files(), &MigrateOptions::default()).await;
    assert!(matches!(other, Err(Error::Config(_))));
    let pending = plan::<D1>(&pool, &files(), &options()).await.unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!(apply().await.unwrap(), ["0001_first"]);
    assert!(apply().await.unwrap().is_empty());

    // Of several at once, one applies each file.
    written::<D1, Second>(&folder, "second");
    written::<D1, Third>(&folder, "third");
    let (a, b, c) = tokio::join!(apply(), apply(), apply());
    let mut done = [a.unwrap(), b.unwrap(), c.unwrap()].concat();
    done.sort();
    assert_eq!(done, ["0002_second", "0003_third"]);

    // A table that is made anew keeps its rows and its triggers.
    let custom = |name: &str, sql: &str| {
        std::fs::write(home.join("migrations").join(name), sql).unwrap();
    };
    custom(
        "0004_by_hand.sql",
        "INSERT INTO authors (id, email) VALUES ('a', 'a@b.c');\nINSERT INTO books (author_id, title) VALUES ('a', 't');\nCREATE TABLE log (id INTEGER);\nCREATE TRIGGER noted AFTER INSERT ON books BEGIN INSERT INTO log VALUES (new.id); END;\n",
    );
    assert_eq!(apply().await.unwrap(), ["0004_by_hand"]);
    let fourth = written::<D1, Fourth>(&folder, "fourth");
    assert!(fourth.sql.contains("__new_books"), "{}", fourth.sql);
    assert_eq!(apply().await.unwrap(), ["0005_fourth"]);
    custom(
        "0006_another.sql",
        "INSERT INTO books (author_id, title) VALUES ('a', 'u')",
    );
    assert_eq!(apply().await.unwrap(), ["0006_another"]);
    use crate::library::fourth::Book;
    let books = db.from(Book).order_by(Book.id.asc()).all().await.unwrap();
    let titles: Vec<&str> = books.iter().map(|book| book.title.as_str()).collect();
    assert_eq!(titles, ["t", "u"]);
    assert_eq!(books[0].copies, Some(0));

    // What would take the rows of others with it is refused, and what fails leaves nothing.
    let anew = "PRAGMA foreign_keys=OFF;\nCREATE TABLE __new_authors (id TEXT PRIMARY KEY);\nDROP TABLE authors;\nALTER TABLE __new_authors RENAME TO authors;\nPRAGMA foreign_keys=ON;\n";
    custom("0007_anew.sql", anew);
    let error = apply().await.unwrap_err();
    assert!(
        matches!(&error, Error::Cascades { table, child, action, .. } if table == "authors" && child == "books" && action == "CASCADE"),
        "{error}"
    );
    custom(
        "0007_anew.sql",
        "CREATE TABLE half (id INTEGER);\nSELECT nothing;\n",
    );
    let error = apply().await.unwrap_err();
    assert!(
        matches!(&error, Error::Batch { tag, .. } if tag == "0007_anew"),
        "{error}"
    );
    custom("0007_anew.sql", "CREATE TABLE half (id INTEGER);\n");
    let marked = mark_in_batch::<D1>(&pool, &files(), &["0007_anew".to_owned()], &options()).await;
    assert_eq!(marked.unwrap(), ["0007_anew"]);
    assert!(apply().await.unwrap().is_empty());
    let state = state::<D1>(&pool, &files(), &options()).await.unwrap();
    assert_eq!(state.applied, 7);
    custom("0008_here.sql", "-- orm:skip-on staging\nSELECT nothing;\n");
    assert!(matches!(apply().await, Err(Error::NoEnvironment { .. })));
    let staging = MigrateOptions {
        environment: Some("staging".to_owned()),
        ..options()
    };
    let done = migrate_in_batches::<D1>(&pool, &files(), &staging).await;
    assert_eq!(done.unwrap(), ["0008_here"]);
    let state = crate::wrangler::state::<D1>(&pool, &files(), &options())
        .await
        .unwrap();
    assert_eq!(
        (state.applied, state.skipped),
        (8, vec!["0008_here".to_owned()])
    );
}
