//! Files that are not for every environment.

use orm::driver::{Connect, HasTransactions};
use orm_kit::Error;
use orm_kit::folder::Migration;
use orm_kit::migrate::{MigrateOptions, migrate, state};

use crate::everywhere;
use crate::place::Place;

everywhere!(a_file_is_skipped_where_it_says_so);

fn files() -> Vec<Migration> {
    let head = "-- orm:skip-on staging, production\n";
    [
        ("0000_a", "CREATE TABLE a (id integer)".to_owned()),
        ("0001_b", format!("{head}CREATE TABLE b (id integer)")),
        ("0002_c", "CREATE TABLE c (id integer)".to_owned()),
        (
            "0003_d",
            "-- orm:skip-on production\nCREATE TABLE d (id integer)".to_owned(),
        ),
    ]
    .into_iter()
    .zip(1..)
    .map(|((tag, sql), when)| Migration::new(tag, when, sql))
    .collect()
}

async fn a_file_is_skipped_where_it_says_so<B: HasTransactions + Connect>(place: &Place<B>) {
    let files = files();
    let nowhere = MigrateOptions::default();
    let refused = migrate::<B>(&place.pool, &files, &nowhere).await;
    assert!(matches!(refused, Err(Error::NoEnvironment { tag, .. }) if tag == "0001_b"));
    let seen = state::<B>(&place.pool, &files, &nowhere).await.unwrap();
    assert_eq!((seen.applied, seen.pending.len()), (0, 4));
    let staging = MigrateOptions {
        environment: Some("staging".to_owned()),
        ..MigrateOptions::default()
    };
    let done = migrate::<B>(&place.pool, &files, &staging).await.unwrap();
    assert_eq!(done, ["0000_a", "0001_b", "0002_c", "0003_d"]);
    let tables = ["a", "b", "c", "d"];
    let mut there = Vec::new();
    let catalog = place.catalog().await;
    for table in tables {
        if catalog
            .iter()
            .any(|line| line.starts_with(&format!("{table}: ")))
        {
            there.push(table);
        }
    }
    assert_eq!(there, ["a", "c", "d"]);
    // Nothing is left, whoever asks.
    assert!(
        migrate::<B>(&place.pool, &files, &nowhere)
            .await
            .unwrap()
            .is_empty()
    );
    let seen = state::<B>(&place.pool, &files, &nowhere).await.unwrap();
    assert_eq!((seen.applied, seen.pending.len()), (4, 0));
    assert_eq!(seen.skipped, ["0001_b"]);
    assert_eq!(seen.half_done, None);
}
