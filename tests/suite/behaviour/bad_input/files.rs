//! SQLite files that are missing, broken or locked, and connection strings that name none.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use orm::driver::ConnectError;
use orm::prelude::*;
use orm::{Error, SqliteMode, SqliteOptions};
use tokio::sync::oneshot::{Receiver, Sender, channel};

use crate::fixture::*;
use crate::schema::*;

/// A path of its own, whose files are removed at the end.
pub(super) struct TempFile(PathBuf);

impl TempFile {
    pub(super) fn new() -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let name = format!(
            "bad-input-{}-{}.db",
            std::process::id(),
            NEXT.fetch_add(1, Ordering::Relaxed)
        );
        Self(Path::new(env!("CARGO_TARGET_TMPDIR")).join(name))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// What another program does to the file.
    pub(super) fn execute(&self, sql: &str) {
        let connection = rusqlite::Connection::open(&self.0).expect("the file opens");
        connection.execute_batch(sql).expect(sql);
    }

    pub(super) async fn open(&self) -> Db<Sqlite> {
        let options = SqliteOptions::file(&self.0)
            .create_if_missing(true)
            .busy_timeout(Duration::from_millis(50));
        Db::connect_with(options).await.expect("the file opens")
    }
}

impl Drop for TempFile {
    fn drop(&mut self) {
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let mut path = self.0.clone().into_os_string();
            path.push(suffix);
            let _ = std::fs::remove_file(path);
        }
    }
}

#[track_caller]
fn not_opened(result: Result<Db<Sqlite>, Error>) -> (String, String) {
    match result {
        Err(Error::Connect(ConnectError::Open { path, reason })) => (path, reason),
        other => panic!("expected that it can't be opened, got {other:?}"),
    }
}

#[tokio::test]
async fn malformed_connection_strings() {
    let urls = [
        "",
        " ",
        "sqlite",
        "sqlite:",
        "sqlite://",
        "sqlite:?mode=rwc",
        "postgres://user:hunter2@host/db",
        "mysql://user:hunter2@host/db",
        "d1://account/hunter2",
        "SQLITE:file.db",
        "sqlite:file.db?mode=rwx",
        "sqlite:file.db?mode",
        "sqlite:file.db?password=hunter2",
        "sqlite:file%.db",
        "sqlite:file%zz.db",
        "sqlite:file%ff.db",
        "sqlite:file%00.db",
        "/var/file.db",
        "\0",
    ];
    for url in urls {
        let error = Db::<Sqlite>::connect(url).await.expect_err(url);
        assert!(
            matches!(error, Error::Connect(ConnectError::Url { .. })),
            "{url:?}: {error:?}"
        );
        let text = format!("{error} {error:?}");
        assert!(!text.contains("hunter2"), "{url:?}: {text}");
    }
    let d1 = Db::<Sqlite>::connect("d1://account/db").await.unwrap_err();
    assert!(d1.to_string().contains("Db::<D1>"), "{d1}");
}

#[tokio::test]
async fn a_missing_file_is_not_created() {
    let file = TempFile::new();
    let url = format!("sqlite:{}", file.path().display());
    let (path, reason) = not_opened(Db::connect(&url).await);
    assert_eq!(path, file.path().display().to_string());
    assert!(reason.contains("unable to open"), "{reason}");
    not_opened(Db::connect(&format!("{url}?mode=ro")).await);
    assert!(!file.path().exists());
    Db::<Sqlite>::connect(&format!("{url}?mode=rwc"))
        .await
        .unwrap();
    assert!(file.path().exists());
}

#[tokio::test]
async fn paths_that_are_no_file() {
    let nowhere = Path::new(env!("CARGO_TARGET_TMPDIR")).join("no such folder/file.db");
    let options = |path: &Path| SqliteOptions::file(path).create_if_missing(true);
    not_opened(Db::connect_with(options(&nowhere)).await);
    not_opened(Db::connect_with(options(Path::new(env!("CARGO_TARGET_TMPDIR")))).await);
    let (_, reason) = not_opened(Db::connect_with(options(Path::new(""))).await);
    assert_eq!(reason, "the path is empty");
    let (path, reason) = not_opened(Db::connect_with(options(Path::new("a\0b.db"))).await);
    assert_eq!(
        (path.as_str(), reason.as_str()),
        ("a\\0b.db", "the path has a NUL")
    );
}

#[tokio::test]
async fn a_file_that_is_no_database() {
    let file = TempFile::new();
    let content = "this is a text, and quite a long one, of more than a hundred bytes. ".repeat(20);
    std::fs::write(file.path(), &content).unwrap();
    let (_, reason) = not_opened(Db::connect_with(SqliteOptions::file(file.path())).await);
    assert!(reason.contains("not a database"), "{reason}");
    assert_eq!(std::fs::read_to_string(file.path()).unwrap(), content);
}

#[tokio::test]
async fn a_truncated_database() {
    let file = TempFile::new();
    let db = file.open().await;
    db.create_tables::<Insurance>().await.unwrap();
    db.close().await;
    drop(db);
    file.execute("PRAGMA journal_mode = DELETE");
    let bytes = std::fs::read(file.path()).unwrap();
    std::fs::write(file.path(), &bytes[..bytes.len() / 2 + 100]).unwrap();
    let options = SqliteOptions::file(file.path()).journal_mode(orm::JournalMode::Keep);
    match Db::<Sqlite>::connect_with(options).await {
        Err(Error::Connect(_)) => {}
        Err(other) => panic!("{other:?}"),
        Ok(db) => {
            let error = tenant(&db, ACME).from(Policy).all().await.unwrap_err();
            assert!(matches!(error, Error::Database { .. }), "{error:?}");
        }
    }
}

#[tokio::test]
async fn writes_to_a_file_opened_for_reading() {
    let file = TempFile::new();
    let db = file.open().await;
    db.create_tables::<Insurance>().await.unwrap();
    insurers(&db).await;
    let reader = Db::<Sqlite>::connect_with(SqliteOptions::file(file.path()).read_only(true))
        .await
        .unwrap();
    let reader = tenant(&reader, ACME);
    assert_eq!(reader.from(Claim).count().await.unwrap(), 3);
    let refused = |result: Result<u64, Error>| {
        assert!(matches!(result, Err(Error::ReadOnly(_))), "{result:?}")
    };
    refused(reader.delete(Claim).all_rows().run().await);
    refused(reader.insert(contact(id(4), "Di")).run().await);
    refused(
        reader
            .transaction(async |tx| tx.delete(Claim).all_rows().run().await)
            .await,
    );
    assert_eq!(reader.from(Claim).count().await.unwrap(), 3);
}

#[tokio::test]
async fn a_database_locked_by_another_handle() {
    let file = TempFile::new();
    let (one, two) = (file.open().await, file.open().await);
    one.create_tables::<Insurance>().await.unwrap();
    let (one, two) = (insurers(&one).await.0, tenant(&two, ACME));
    one.transaction_with(SqliteMode::Immediate, async |tx| {
        tx.update(Claim)
            .set(Claim.amount.to(1))
            .by_key(HAIL)
            .run()
            .await?;
        let started = Instant::now();
        let write = two
            .update(Claim)
            .set(Claim.amount.to(2))
            .by_key(HAIL)
            .run()
            .await;
        assert!(matches!(write, Err(Error::Locked(_))), "{write:?}");
        let waited = started.elapsed();
        assert!(
            (Duration::from_millis(40)..Duration::from_secs(5)).contains(&waited),
            "{waited:?}"
        );
        let begin = two
            .transaction_with(SqliteMode::Immediate, async |_| Ok(()))
            .await;
        assert!(matches!(begin, Err(Error::Locked(_))), "{begin:?}");
        let many = two.insert_many([tag(P2, "a"), tag(P2, "b")]).run().await;
        assert!(matches!(many, Err(Error::Locked(_))), "{many:?}");
        // Readers go on, and see what was committed.
        assert_eq!(two.from(Claim).by_key(HAIL).one().await?.amount, 100);
        Ok(())
    })
    .await
    .unwrap();
    assert_eq!(two.from(Claim).by_key(HAIL).one().await.unwrap().amount, 1);
    assert_eq!(
        two.update(Claim)
            .set(Claim.amount.to(2))
            .by_key(HAIL)
            .run()
            .await
            .unwrap(),
        1
    );
    assert_eq!(
        (
            one.from(Claim).by_key(HAIL).one().await.unwrap().amount,
            one.from(Tag).count().await.unwrap()
        ),
        (2, 3)
    );
}

/// Sets the claim's amount to 500 and keeps the lock: says when it has it, and waits until it is
/// told that it was seen, and a while longer.
async fn hold_the_lock(
    db: &Tenant<Sqlite>,
    has_it: Sender<()>,
    seen: Receiver<()>,
) -> Result<(), Error> {
    db.transaction(async |tx| {
        tx.update(Claim)
            .set(Claim.amount.to(500))
            .by_key(HAIL)
            .run()
            .await?;
        has_it.send(()).expect("it is waited for");
        seen.await.expect("it is told");
        tokio::time::sleep(Duration::from_millis(100)).await;
        Ok(())
    })
    .await
}

#[tokio::test]
async fn a_lock_that_goes_away_in_time() {
    let file = TempFile::new();
    let one = file.open().await;
    one.create_tables::<Insurance>().await.unwrap();
    let one = insurers(&one).await.0;
    let patient = SqliteOptions::file(file.path()).busy_timeout(Duration::from_secs(20));
    let two = tenant(&Db::<Sqlite>::connect_with(patient).await.unwrap(), ACME);
    let ((has_it, held), (seen, wait)) = (channel(), channel());
    let write = async {
        held.await.expect("the lock is held");
        seen.send(()).expect("it is waited for");
        let more = Claim.amount.to(Claim.amount.add(1));
        two.update(Claim).set(more).by_key(HAIL).run().await
    };
    let (held, written) = futures::join!(hold_the_lock(&one, has_it, wait), write);
    held.unwrap();
    assert_eq!(written.unwrap(), 1);
    assert_eq!(
        one.from(Claim).by_key(HAIL).one().await.unwrap().amount,
        501
    );
}

#[tokio::test]
async fn a_transaction_is_retried_until_the_lock_is_gone() {
    let file = TempFile::new();
    let (one, two) = (file.open().await, file.open().await);
    one.create_tables::<Insurance>().await.unwrap();
    let (one, two) = (insurers(&one).await.0, tenant(&two, ACME));
    let ((has_it, held), (seen, wait)) = (channel(), channel());
    let add = async {
        held.await.expect("the lock is held");
        let once = one
            .transaction(async |tx| tx.delete(Claim).all_rows().run().await)
            .await;
        assert!(matches!(once, Err(Error::Locked(_))), "{once:?}");
        seen.send(()).expect("it is waited for");
        one.transaction_retrying(500, async |tx| {
            let amount = tx.from(Claim).by_key(HAIL).one().await?.amount;
            tx.update(Claim)
                .set(Claim.amount.to(amount + 1))
                .by_key(HAIL)
                .run()
                .await
        })
        .await
    };
    let (held, added) = futures::join!(hold_the_lock(&two, has_it, wait), add);
    held.unwrap();
    assert_eq!(added.unwrap(), 1);
    assert_eq!(
        two.from(Claim).by_key(HAIL).one().await.unwrap().amount,
        501
    );
}

#[tokio::test]
async fn a_closed_pool() {
    let file = TempFile::new();
    let db = file.open().await;
    db.create_tables::<Insurance>().await.unwrap();
    db.close().await;
    assert!(matches!(
        db.from(Country).all().await,
        Err(Error::PoolClosed)
    ));
    assert!(matches!(
        db.transaction(async |_| Ok(())).await,
        Err(Error::PoolClosed)
    ));
}
