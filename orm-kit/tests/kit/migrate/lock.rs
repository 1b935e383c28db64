//! The lease.

use std::sync::Arc;
use std::time::Duration;

use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use orm_kit::Error;
use orm_kit::folder::Migration;
use orm_kit::migrate::{MigrateOptions, migrate, state};

use super::{clear, files, history, is_done};
use crate::everywhere;
use crate::place::Place;

everywhere!(
    another_runs_lease_is_waited_for,
    a_run_without_its_lease_stops,
    a_definition_in_doubt_is_looked_at,
);

fn row<B: HasTransactions>() -> String {
    history::<B>().replace("__drizzle_migrations", "__orm_migration_run")
}

async fn another_runs_lease_is_waited_for<B: HasTransactions + Connect>(place: &Place<B>) {
    let mut options = MigrateOptions {
        to: Some("0000_step".to_owned()),
        ..MigrateOptions::default()
    };
    migrate::<B>(&place.pool, &files(), &options).await.unwrap();
    options.to = None;
    place
        .sql(&format!(
            "UPDATE {} SET holder = 'somebody', expires_at = 99999999999999",
            row::<B>()
        ))
        .await;
    options.lock_wait = Duration::from_millis(100);
    let error = migrate::<B>(&place.pool, &files(), &options)
        .await
        .unwrap_err();
    assert!(
        matches!(&error, Error::Locked { holder, .. } if holder == "somebody"),
        "{error}"
    );
    // Its end has come.
    place
        .sql(&format!("UPDATE {} SET expires_at = 1", row::<B>()))
        .await;
    migrate::<B>(&place.pool, &files(), &options).await.unwrap();
    is_done(place).await;
}

/// Another run takes the lease between two files.
async fn a_run_without_its_lease_stops<B: HasTransactions + Connect>(place: &Place<B>) {
    let steal = Migration::new(
        "0001_steal",
        1_001,
        format!(
            "UPDATE {} SET holder = 'somebody'; CREATE TABLE never (id BIGINT)",
            row::<B>()
        ),
    );
    let after = Migration::new("0002_after", 1_002, "CREATE TABLE after_it (id BIGINT)");
    let files = [files().remove(0), steal, after];
    let error = migrate::<B>(&place.pool, &files, &MigrateOptions::default())
        .await
        .unwrap_err();
    assert!(matches!(&error, Error::LockLost { .. }), "{error}");
    let tables = place.catalog().await;
    assert!(
        !tables.iter().any(|line| line.starts_with("after_it")),
        "{tables:?}"
    );
}

/// The run ended after the server had made a definition, and before that was noted.
async fn a_definition_in_doubt_is_looked_at<B: HasTransactions + Connect>(place: &Place<B>) {
    if B::DIALECT.family != Family::MySql {
        // There it is noted in the same transaction.
        return;
    }
    let stop = |at: usize| MigrateOptions {
        lease: Duration::from_millis(100),
        progress: Some(Arc::new(move |progress: orm_kit::migrate::Progress<'_>| {
            assert!(
                (progress.tag, progress.statement) != ("0001_step", at),
                "killed by the test"
            );
        })),
        ..MigrateOptions::default()
    };
    for (at, made) in [
        (1, "ALTER TABLE marks ADD COLUMN m BIGINT"),
        (3, "CREATE TABLE more (id BIGINT NOT NULL PRIMARY KEY)"),
        (5, "CREATE INDEX more_index ON more (id)"),
    ] {
        for really in [true, false] {
            let (url, options) = (place.url.clone(), stop(at));
            let run = tokio::spawn(async move {
                let pool = B::open(B::options(&url).unwrap()).await.unwrap();
                migrate::<B>(&pool, &files(), &options).await
            });
            assert!(run.await.unwrap_err().is_panic());
            if really {
                place.sql(made).await;
            }
            let empty = orm_kit::folder::hash("");
            let prefix = if at == 1 {
                format!(", tag = '0001_step', total = 5, prefix = '{empty}'")
            } else {
                String::new()
            };
            place
                .sql(&format!("UPDATE {} SET in_doubt = 1{prefix}", row::<B>()))
                .await;
            assert!(
                state::<B>(&place.pool, &files(), &MigrateOptions::default())
                    .await
                    .unwrap()
                    .half_done
                    .unwrap()
                    .in_doubt
            );
            migrate::<B>(&place.pool, &files(), &MigrateOptions::default())
                .await
                .unwrap();
            is_done(place).await;
            clear(place).await;
        }
    }
}
