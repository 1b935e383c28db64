//! An index that a killed run left unfinished is none.

use std::time::Duration;

use orm::driver::{Connection as _, Pool as _};
use orm::sql::Statement;
use orm_kit::Error;
use orm_kit::folder::Migration;
use orm_kit::migrate::{MigrateOptions, migrate};

use crate::place::Place;

mod cancelled {
    crate::everywhere!(@one an_unfinished_index_is_made_anew postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one an_unfinished_index_is_made_anew postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

mod failed {
    crate::everywhere!(@one an_index_that_failed_is_made_anew postgres (orm::Postgres) "ORM_TEST_POSTGRES_URL");
    crate::everywhere!(@one an_index_that_failed_is_made_anew postgres18 (orm::Postgres) "ORM_TEST_POSTGRES18_URL");
}

const VALID: &str =
    "SELECT indisvalid::text FROM pg_index WHERE indexrelid = to_regclass('\"by A\"')";

fn files() -> [Migration; 2] {
    let table = "CREATE TABLE t (id bigint PRIMARY KEY, a bigint); INSERT INTO t VALUES (1, 1)";
    let index = "-- orm:no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS \"by A\" ON t (a);\nALTER TABLE t ADD CONSTRAINT \"by A\" UNIQUE USING INDEX \"by A\"";
    [
        Migration::new("0000_table", 1_000, table),
        Migration::new("0001_index", 1_001, index),
    ]
}

fn options() -> MigrateOptions {
    MigrateOptions::default()
}

/// Waits until the text is what the query says.
async fn until(place: &Place<orm::Postgres>, sql: &str, wanted: &str) {
    for _ in 0..600 {
        if place.texts(sql).await == [wanted] {
            return;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("{sql} never said {wanted}");
}

async fn is_made(place: &Place<orm::Postgres>) {
    assert_eq!(place.texts(VALID).await, ["true"]);
    let key = "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'by A'";
    assert_eq!(place.texts(key).await, ["UNIQUE (a)"]);
}

/// The statement is cancelled, and then its session ended, while it waits for another's transaction.
async fn an_unfinished_index_is_made_anew(place: &Place<orm::Postgres>) {
    let files = files();
    migrate::<orm::Postgres>(&place.pool, &files[..1], &options())
        .await
        .unwrap();
    const MAKER: &str = "FROM pg_stat_activity WHERE datname = current_database() AND query LIKE '%INDEX CONCURRENTLY%' AND wait_event_type = 'Lock' AND pid <> pg_backend_pid()";
    for ends in ["pg_cancel_backend", "pg_terminate_backend"] {
        let mut writer = place.pool.acquire().await.unwrap();
        for sql in ["BEGIN", "UPDATE t SET a = a"] {
            writer.execute(Statement::define(sql)).await.unwrap();
        }
        let pool = Place::<orm::Postgres>::open(place.url.clone(), place.folder.clone()).await;
        let (run, copies) = (pool.pool.clone(), files.clone());
        let run =
            tokio::spawn(async move { migrate::<orm::Postgres>(&run, &copies, &options()).await });
        // The second run drops what the first one left, and waits there.
        until(place, &format!("SELECT count(*)::text {MAKER}"), "1").await;
        let ended = place
            .texts(&format!("SELECT {ends}(pid)::text {MAKER}"))
            .await;
        assert_eq!(ended, ["true"]);
        run.await.unwrap().unwrap_err();
        assert_eq!(place.texts(VALID).await, ["false"]);
        writer.execute(Statement::define("COMMIT")).await.unwrap();
        pool.close().await;
    }
    let done = migrate::<orm::Postgres>(&place.pool, &files, &options()).await;
    assert_eq!(done.unwrap(), ["0001_index"]);
    is_made(place).await;
}

/// A unique index over equal values: what is left of it goes when the rows are in order.
async fn an_index_that_failed_is_made_anew(place: &Place<orm::Postgres>) {
    let files = files();
    migrate::<orm::Postgres>(&place.pool, &files[..1], &options())
        .await
        .unwrap();
    place.sql("INSERT INTO t VALUES (2, 1)").await;
    let error = migrate::<orm::Postgres>(&place.pool, &files, &options())
        .await
        .unwrap_err();
    assert!(matches!(&error, Error::Statement { .. }), "{error}");
    assert_eq!(place.texts(VALID).await, ["false"]);
    place.sql("DELETE FROM t WHERE id = 2").await;
    migrate::<orm::Postgres>(&place.pool, &files, &options())
        .await
        .unwrap();
    is_made(place).await;
}
