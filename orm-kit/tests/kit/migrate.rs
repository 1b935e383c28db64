//! Runs of migrations: many at once, killed ones, failed ones.

use std::sync::Arc;
use std::time::Duration;

use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use orm_kit::Error;
use orm_kit::folder::Migration;
use orm_kit::migrate::{
    MigrateOptions, Progress, Resolution, baseline, mark_applied, migrate, plan, resolve, state,
};

use crate::everywhere;
use crate::place::Place;

mod lock;
mod sqlite;

everywhere!(
    many_at_once_apply_each_file_once,
    a_killed_run_is_finished_by_the_next,
    a_failed_statement_is_named,
    what_does_not_fit_stops_the_run,
    databases_that_exist_are_marked,
    named_histories_go_on,
    two_histories_live_in_one_database,
    a_lock_is_waited_for_in_turns,
);

/// Three files that would show whether one of their statements was executed twice.
pub fn files() -> Vec<Migration> {
    [
        "CREATE TABLE marks (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL);--> statement-breakpoint\nINSERT INTO marks VALUES (1, 1)",
        "ALTER TABLE marks ADD COLUMN m BIGINT;\nUPDATE marks SET n = n + 1;\nCREATE TABLE more (id BIGINT NOT NULL PRIMARY KEY);\nINSERT INTO more VALUES (1);\nCREATE INDEX more_index ON more (id);",
        "UPDATE marks SET n = n + 1;--> statement-breakpoint\nALTER TABLE marks ADD COLUMN k BIGINT",
    ]
    .into_iter()
    .enumerate()
    .map(|(at, sql)| Migration::new(format!("{at:04}_step"), 1_000 + at as i64, sql))
    .collect()
}

/// All of the files took effect, once.
pub async fn is_done<B: HasTransactions + Connect>(place: &Place<B>) {
    assert_eq!(
        place
            .texts("SELECT n FROM marks WHERE m IS NULL AND k IS NULL")
            .await,
        ["3"]
    );
    assert_eq!(place.texts("SELECT id FROM more").await, ["1"]);
    let state = state::<B>(&place.pool, &files(), &MigrateOptions::default())
        .await
        .unwrap();
    assert_eq!(
        (state.applied, state.last.as_deref()),
        (3, Some("0002_step"))
    );
    assert!(
        state.pending.is_empty() && state.half_done.is_none(),
        "{state:?}"
    );
    let history = place
        .texts(&format!("SELECT count(*) FROM {}", history::<B>()))
        .await;
    assert_eq!(history, ["3"]);
}

pub fn history<B: HasTransactions>() -> &'static str {
    match B::DIALECT.family {
        Family::Postgres => "drizzle.__drizzle_migrations",
        _ => "__drizzle_migrations",
    }
}

async fn many_at_once_apply_each_file_once<B: HasTransactions + Connect>(place: &Place<B>) {
    let mut runs = Vec::new();
    for _ in 0..16 {
        let url = place.url.clone();
        runs.push(tokio::spawn(async move {
            let pool = B::open(B::options(&url).unwrap()).await.unwrap();
            migrate::<B>(&pool, &files(), &MigrateOptions::default()).await
        }));
    }
    let mut applied = Vec::new();
    for run in runs {
        applied.extend(run.await.unwrap().unwrap());
    }
    applied.sort();
    assert_eq!(applied, ["0000_step", "0001_step", "0002_step"]);
    is_done(place).await;
}

/// A run that ends before this statement, counted over all files, as if its process were killed.
async fn killed<B: HasTransactions + Connect>(place: &Place<B>, at: usize) {
    let seen = std::sync::atomic::AtomicUsize::new(0);
    let kill = move |_: Progress<'_>| {
        let now = seen.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        assert!(now < at, "killed by the test");
    };
    let options = MigrateOptions {
        lease: Duration::from_millis(200),
        progress: Some(Arc::new(kill)),
        ..MigrateOptions::default()
    };
    let url = place.url.clone();
    let run = tokio::spawn(async move {
        let pool = B::open(B::options(&url).unwrap()).await.unwrap();
        migrate::<B>(&pool, &files(), &options).await
    });
    assert!(run.await.unwrap_err().is_panic());
}

pub async fn clear<B: HasTransactions + Connect>(place: &Place<B>) {
    let lock = history::<B>().replace("__drizzle_migrations", "__orm_migration_run");
    for table in ["marks", "more", history::<B>(), &lock] {
        place.sql(&format!("DROP TABLE IF EXISTS {table}")).await;
    }
}

async fn a_killed_run_is_finished_by_the_next<B: HasTransactions + Connect>(place: &Place<B>) {
    let names = ["0000_step", "0001_step", "0002_step"];
    for (at, left) in [
        (0, 3),
        (1, 3),
        (2, 2),
        (3, 2),
        (4, 2),
        (5, 2),
        (6, 2),
        (7, 1),
        (8, 1),
    ] {
        killed(place, at).await;
        let before = state::<B>(&place.pool, &files(), &MigrateOptions::default())
            .await
            .unwrap();
        assert_eq!(before.pending, names[3 - left..], "{at}");
        // Where definitions are transactional, nothing is ever half applied.
        let half = before.half_done.map(|half| (half.tag, half.applied));
        let expected = match (B::DIALECT.family, at) {
            (Family::MySql, 1) => Some(("0000_step".to_owned(), 1)),
            (Family::MySql, 3..=6) => Some(("0001_step".to_owned(), at - 2)),
            (Family::MySql, 8) => Some(("0002_step".to_owned(), 1)),
            _ => None,
        };
        assert_eq!(half, expected, "{at}");
        // The next run waits for the lease of the one that was killed.
        let done = migrate::<B>(&place.pool, &files(), &MigrateOptions::default()).await;
        assert_eq!(done.unwrap(), names[3 - left..], "{at}");
        is_done(place).await;
        clear(place).await;
    }
}

fn with(sql: &str) -> Vec<Migration> {
    let mut files = files();
    files[1] = Migration::new("0001_step", 1_001, sql);
    files
}

async fn a_failed_statement_is_named<B: HasTransactions + Connect>(place: &Place<B>) {
    let wrong =
        "ALTER TABLE marks ADD COLUMN m BIGINT;\nUPDATE marks SET n = n + 1;\nCREATE TABLE (id);";
    let options = MigrateOptions::default();
    let error = migrate::<B>(&place.pool, &with(wrong), &options)
        .await
        .unwrap_err();
    let mysql = B::DIALECT.family == Family::MySql;
    let Error::Statement {
        tag,
        statement,
        of,
        sql,
        kept,
        ..
    } = &error
    else {
        panic!("{error}");
    };
    assert_eq!(
        (tag.as_str(), *statement, *of, sql.as_str()),
        ("0001_step", 3, 3, "CREATE TABLE (id)")
    );
    assert_eq!(*kept, mysql);
    assert!(
        error
            .to_string()
            .starts_with("0001_step, statement 3 of 3: "),
        "{error}"
    );
    let found = state::<B>(&place.pool, &with(wrong), &MigrateOptions::default())
        .await
        .unwrap();
    assert_eq!(found.pending, ["0001_step", "0002_step"]);
    if mysql {
        let half = found.half_done.unwrap();
        assert_eq!(
            (half.tag.as_str(), half.applied, half.total, half.in_doubt),
            ("0001_step", 2, 3, false)
        );
        assert!(half.error.is_some());
        // What took effect may not be edited.
        let error =
            migrate::<B>(&place.pool, &with("SELECT 1; SELECT 2; SELECT 3"), &options).await;
        assert!(
            matches!(error, Err(Error::HalfEdited { applied: 2, .. })),
            "{error:?}"
        );
        // The file can't go away either.
        let gone = [files().remove(0)];
        let error = migrate::<B>(&place.pool, &gone, &options).await;
        assert!(
            matches!(error, Err(Error::HalfUnknown { applied: 2, .. })),
            "{error:?}"
        );
    } else {
        assert_eq!(found.half_done, None);
    }
    // The rest may be corrected.
    let done = migrate::<B>(&place.pool, &files(), &options).await.unwrap();
    assert_eq!(done, ["0001_step", "0002_step"]);
    is_done(place).await;

    if mysql {
        clear(place).await;
        migrate::<B>(&place.pool, &with(wrong), &options)
            .await
            .unwrap_err();
        let other = resolve::<B>(
            &place.pool,
            &files(),
            "0002_step",
            Resolution::Applied,
            &options,
        )
        .await;
        assert!(matches!(other, Err(Error::NoMigration { .. })), "{other:?}");
        // Somebody takes back what took effect.
        place.sql("ALTER TABLE marks DROP COLUMN m").await;
        place.sql("UPDATE marks SET n = n - 1").await;
        resolve::<B>(
            &place.pool,
            &files(),
            "0001_step",
            Resolution::RolledBack,
            &options,
        )
        .await
        .unwrap();
        migrate::<B>(&place.pool, &files(), &options).await.unwrap();
        is_done(place).await;
        clear(place).await;
        migrate::<B>(&place.pool, &with(wrong), &options)
            .await
            .unwrap_err();
        // Or makes the rest.
        place
            .sql("CREATE TABLE more (id BIGINT NOT NULL PRIMARY KEY)")
            .await;
        place.sql("INSERT INTO more VALUES (1)").await;
        resolve::<B>(
            &place.pool,
            &files(),
            "0001_step",
            Resolution::Applied,
            &options,
        )
        .await
        .unwrap();
        assert_eq!(
            migrate::<B>(&place.pool, &files(), &options).await.unwrap(),
            ["0002_step"]
        );
        is_done(place).await;
    }
}

async fn what_does_not_fit_stops_the_run<B: HasTransactions + Connect>(place: &Place<B>) {
    let mut options = MigrateOptions {
        to: Some("0000_step".to_owned()),
        ..MigrateOptions::default()
    };
    let planned = plan::<B>(&place.pool, &files(), &options).await.unwrap();
    assert_eq!(planned.len(), 1);
    assert!(place.catalog().await.is_empty(), "a plan changes nothing");
    assert_eq!(
        migrate::<B>(&place.pool, &files(), &options).await.unwrap(),
        ["0000_step"]
    );
    options.to = None;

    let mut edited = files();
    edited[0] = Migration::new("0000_step", 1_000, "SELECT 1");
    let error = migrate::<B>(&place.pool, &edited, &options).await;
    assert!(
        matches!(&error, Err(Error::Edited { tag, .. }) if tag == "0000_step"),
        "{error:?}"
    );
    let missing = files().split_off(1);
    let error = migrate::<B>(&place.pool, &missing, &options).await;
    assert!(
        matches!(error, Err(Error::Unknown { when: 1_000, .. })),
        "{error:?}"
    );

    let all = files();
    let late = [all[0].clone(), all[2].clone()];
    assert_eq!(
        migrate::<B>(&place.pool, &late, &options).await.unwrap(),
        ["0002_step"]
    );
    let error = migrate::<B>(&place.pool, &all, &options).await;
    assert!(
        matches!(&error, Err(Error::OutOfOrder { tag, newest }) if tag == "0001_step" && newest == "0002_step"),
        "{error:?}"
    );
    options.allow_out_of_order = true;
    assert_eq!(
        migrate::<B>(&place.pool, &all, &options).await.unwrap(),
        ["0001_step"]
    );
    is_done(place).await;
}

async fn databases_that_exist_are_marked<B: HasTransactions + Connect>(place: &Place<B>) {
    let options = MigrateOptions::default();
    place
        .sql("CREATE TABLE marks (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL, m BIGINT)")
        .await;
    place.sql("INSERT INTO marks VALUES (1, 2, NULL)").await;
    place
        .sql("CREATE TABLE more (id BIGINT NOT NULL PRIMARY KEY)")
        .await;
    place.sql("INSERT INTO more VALUES (1)").await;
    let unknown = mark_applied::<B>(&place.pool, &files(), &["0009_x".to_owned()], &options).await;
    assert!(
        matches!(unknown, Err(Error::NoMigration { .. })),
        "{unknown:?}"
    );
    let marked = baseline::<B>(&place.pool, &files(), "0001_step", &options)
        .await
        .unwrap();
    assert_eq!(marked, ["0000_step", "0001_step"]);
    assert!(
        baseline::<B>(&place.pool, &files(), "0001_step", &options)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(
        migrate::<B>(&place.pool, &files(), &options).await.unwrap(),
        ["0002_step"]
    );
    is_done(place).await;
}

/// The table as newer versions of Drizzle make it.
async fn named_histories_go_on<B: HasTransactions + Connect>(place: &Place<B>) {
    let table = history::<B>();
    if B::DIALECT.family == Family::Postgres {
        place.sql("CREATE SCHEMA drizzle").await;
    }
    let id = match B::DIALECT.family {
        Family::Sqlite => "INTEGER PRIMARY KEY",
        _ => "SERIAL PRIMARY KEY",
    };
    place.sql(&format!("CREATE TABLE {table} (id {id}, hash TEXT NOT NULL, created_at BIGINT, name TEXT, applied_at TIMESTAMP NULL DEFAULT CURRENT_TIMESTAMP)").replace("applied_at TIMESTAMP NULL", if B::DIALECT.family == Family::Sqlite { "applied_at TEXT" } else { "applied_at TIMESTAMP NULL" })).await;
    let first = &files()[0];
    place
        .sql(&format!(
            "INSERT INTO {table} (hash, created_at, name) VALUES ('{}', 999, '0000_step')",
            first.hash
        ))
        .await;
    place
        .sql("CREATE TABLE marks (id BIGINT NOT NULL PRIMARY KEY, n BIGINT NOT NULL)")
        .await;
    place.sql("INSERT INTO marks VALUES (1, 1)").await;
    let done = migrate::<B>(&place.pool, &files(), &MigrateOptions::default()).await;
    assert_eq!(done.unwrap(), ["0001_step", "0002_step"]);
    is_done(place).await;
    let names = place
        .texts(&format!("SELECT name FROM {table} ORDER BY created_at"))
        .await;
    assert_eq!(names, ["0000_step", "0001_step", "0002_step"]);
}

/// Behind a pooler that gives each transaction another connection.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_pooler() {
    for variable in ["ORM_TEST_PGBOUNCER_URL", "ORM_TEST_PGBOUNCER_NEW_URL"] {
        if let Some(place) = crate::place::on_server::<orm::Postgres>(variable).await {
            many_at_once_apply_each_file_once(&place).await;
            crate::place::drop_place(place, variable).await;
        }
    }
}

/// A definition that can't stand in a transaction.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_file_may_refuse_a_transaction() {
    let variable = "ORM_TEST_POSTGRES_URL";
    let Some(place) = crate::place::on_server::<orm::Postgres>(variable).await else {
        return;
    };
    let options = MigrateOptions::default();
    let inside = Migration::new(
        "0001_index",
        2_000,
        "CREATE INDEX CONCURRENTLY i ON marks (n)",
    );
    let outside = Migration::new(
        "0001_index",
        2_000,
        "-- orm:no-transaction\nCREATE INDEX CONCURRENTLY i ON marks (n);\nCREATE INDEX CONCURRENTLY j ON marks (n);\nSELECT wrong",
    );
    let first = files().remove(0);
    let error = migrate::<orm::Postgres>(&place.pool, &[first.clone(), inside], &options).await;
    assert!(
        matches!(&error, Err(Error::Statement { kept: false, .. })),
        "{error:?}"
    );
    let error =
        migrate::<orm::Postgres>(&place.pool, &[first.clone(), outside.clone()], &options).await;
    assert!(
        matches!(
            &error,
            Err(Error::Statement {
                statement: 3,
                kept: true,
                ..
            })
        ),
        "{error:?}"
    );
    let right = Migration::new(
        "0001_index",
        2_000,
        outside.sql.replace("SELECT wrong", "SELECT 1"),
    );
    let done = migrate::<orm::Postgres>(&place.pool, &[first, right], &options).await;
    assert_eq!(done.unwrap(), ["0001_index"]);
    let indexes = place
        .texts("SELECT indexname::text FROM pg_indexes WHERE tablename = 'marks' ORDER BY 1")
        .await;
    assert_eq!(indexes, ["i", "j", "marks_pkey"]);
    crate::place::drop_place(place, variable).await;
}

async fn two_histories_live_in_one_database<B: HasTransactions + Connect>(place: &Place<B>) {
    let options = MigrateOptions::default();
    migrate::<B>(&place.pool, &files(), &options).await.unwrap();
    let other = [Migration::new(
        "0000_other",
        5,
        "CREATE TABLE other (id BIGINT)",
    )];
    let own = MigrateOptions {
        table: "other's history".to_owned(),
        ..MigrateOptions::default()
    };
    let mixed = migrate::<B>(&place.pool, &other, &options).await;
    assert!(matches!(mixed, Err(Error::Unknown { .. })), "{mixed:?}");
    assert_eq!(
        migrate::<B>(&place.pool, &other, &own).await.unwrap(),
        ["0000_other"]
    );
    assert_eq!(
        state::<B>(&place.pool, &other, &own).await.unwrap().applied,
        1
    );
    is_done(place).await;
}

/// Somebody reads the table for longer than a statement waits for its lock.
async fn a_lock_is_waited_for_in_turns<B: HasTransactions + Connect>(place: &Place<B>) {
    if B::DIALECT.family == Family::Sqlite {
        return;
    }
    let mut files = files();
    files.truncate(1);
    migrate::<B>(&place.pool, &files, &MigrateOptions::default())
        .await
        .unwrap();
    let pool = B::open(B::options(&place.url).unwrap()).await.unwrap();
    let reader = orm::Db::<B>::from_pool(pool);
    let (started, wait) = tokio::sync::oneshot::channel();
    let reading = tokio::spawn(async move {
        reader
            .transaction(async |tx| {
                let marks = tx.from(Mark).all().await?;
                assert_eq!(marks.len(), 1);
                started.send(()).unwrap();
                tokio::time::sleep(Duration::from_millis(2_500)).await;
                Ok(())
            })
            .await
    });
    wait.await.unwrap();
    files.push(Migration::new(
        "0001_more",
        2_000,
        "ALTER TABLE marks ADD COLUMN m BIGINT",
    ));
    let options = MigrateOptions {
        lock_timeout: Some(Duration::from_secs(1)),
        ..MigrateOptions::default()
    };
    let begun = std::time::Instant::now();
    let done = migrate::<B>(&place.pool, &files, &options).await;
    assert_eq!(done.unwrap(), ["0001_more"]);
    assert!(
        begun.elapsed() > Duration::from_millis(1_000),
        "{:?}",
        begun.elapsed()
    );
    reading.await.unwrap().unwrap();
}

#[derive(orm::Keyspace)]
#[keyspace(name = "marks", tables(Mark), tenancy = none)]
struct Marks;

#[derive(orm::Table, Debug)]
#[table(name = "marks", keyspace = Marks)]
struct Mark {
    #[column(primary_key)]
    id: i64,
    n: i64,
}
