//! Atlas's folder and its table of revisions.

use chrono::Utc;
use orm::Keyspace;
use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use orm_kit::Error;
use orm_kit::atlas::{check_sum, write_sum};
use orm_kit::check::check;
use orm_kit::folder::{Folder, Layout, Migration};
use orm_kit::generate::{GenerateOptions, generate, unattended};
use orm_kit::migrate::{History, MigrateOptions, mark_applied, migrate};

use crate::everywhere;
use crate::library::{first::First, second::Second};
use crate::place::Place;

everywhere!(
    our_history_is_as_atlas_writes_it,
    we_go_on_with_atlas_history,
    atlas_sums_tell_what_was_edited,
);

fn options() -> MigrateOptions {
    MigrateOptions::with_history(History::Atlas)
}

fn folder<B: HasTransactions + Connect>(place: &Place<B>) -> Folder {
    let path = place.folder.join("migrations");
    std::fs::create_dir_all(&path).unwrap();
    Folder::with_layout(path, Layout::Atlas)
}

fn files<B: HasTransactions>(folder: &Folder) -> Vec<Migration> {
    folder.migrations(B::DIALECT.family).unwrap()
}

async fn run<B: HasTransactions + Connect>(
    place: &Place<B>,
    folder: &Folder,
) -> Result<Vec<String>, Error> {
    migrate::<B>(&place.pool, &files::<B>(folder), &options()).await
}

fn table(family: Family) -> &'static str {
    match family {
        Family::Postgres => "atlas_schema_revisions.atlas_schema_revisions",
        _ => "atlas_schema_revisions",
    }
}

async fn our_history_is_as_atlas_writes_it<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = folder(place);
    let written = |keyspace, name: &str| {
        let options = GenerateOptions {
            name: Some(name.to_owned()),
            ..GenerateOptions::default()
        };
        let made = generate(
            &folder,
            B::DIALECT,
            keyspace,
            &options,
            Utc::now(),
            &mut unattended,
        );
        made.unwrap().expect("something has changed").tag
    };
    let first = written(&First::DEFINITION, "first");
    assert_eq!(check(&folder, B::DIALECT, &First::DEFINITION).unwrap(), []);
    assert_eq!(run(place, &folder).await.unwrap(), [first.as_str()]);
    let second = written(&Second::DEFINITION, "second");
    assert!(first < second);
    assert_eq!(check(&folder, B::DIALECT, &Second::DEFINITION).unwrap(), []);
    assert_eq!(run(place, &folder).await.unwrap(), [second.as_str()]);
    assert!(run(place, &folder).await.unwrap().is_empty());

    let sum = std::fs::read_to_string(folder.path().join("atlas.sum")).unwrap();
    let sums: Vec<&str> = sum
        .lines()
        .skip(1)
        .map(|line| line.split(" h1:").nth(1).unwrap())
        .collect();
    let rows = format!(
        "SELECT version | description | type | applied | total | hash FROM {} ORDER BY version",
        table(B::DIALECT.family)
    );
    let rows = place.rows(&rows).await;
    assert_eq!(rows.len(), 2);
    for (row, (tag, sum)) in rows.iter().zip([first, second].iter().zip(sums)) {
        let (version, description) = tag.split_once('_').unwrap();
        assert_eq!(
            [&row[0], &row[1], &row[2], &row[5]],
            [version, description, "2", sum]
        );
        assert_eq!(row[3], row[4]);
        assert_ne!(row[3], "0");
    }
}

/// The table as Atlas makes it, with a row of each version.
async fn made_by_atlas<B: HasTransactions + Connect>(
    place: &Place<B>,
    rows: &[(&str, u8, u8, u8, &str)],
) {
    let table = table(B::DIALECT.family);
    let create = match B::DIALECT.family {
        Family::Postgres => {
            place.sql("CREATE SCHEMA atlas_schema_revisions").await;
            "(version character varying NOT NULL, description character varying NOT NULL, type bigint NOT NULL DEFAULT 2, applied bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0, executed_at timestamptz NOT NULL, execution_time bigint NOT NULL, error text NULL, error_stmt text NULL, hash character varying NOT NULL, partial_hashes jsonb NULL, operator_version character varying NOT NULL, PRIMARY KEY (version))"
        }
        Family::MySql => {
            "(version varchar(255) NOT NULL, description varchar(255) NOT NULL, type bigint unsigned NOT NULL DEFAULT 2, applied bigint NOT NULL DEFAULT 0, total bigint NOT NULL DEFAULT 0, executed_at timestamp NOT NULL, execution_time bigint NOT NULL, error longtext NULL, error_stmt longtext NULL, hash varchar(255) NOT NULL, partial_hashes json NULL, operator_version varchar(255) NOT NULL, PRIMARY KEY (version)) CHARSET utf8mb4 COLLATE utf8mb4_bin"
        }
        Family::Sqlite => {
            "(version text NOT NULL, description text NOT NULL, type integer NOT NULL DEFAULT 2, applied integer NOT NULL DEFAULT 0, total integer NOT NULL DEFAULT 0, executed_at datetime NOT NULL, execution_time integer NOT NULL, error text NULL, error_stmt text NULL, hash text NOT NULL, partial_hashes json NULL, operator_version text NOT NULL, PRIMARY KEY (version))"
        }
    };
    place.sql(&format!("CREATE TABLE {table} {create}")).await;
    let note = (".atlas_cloud_identifier", 2, 0, 0, "");
    for (version, kind, applied, total, hash) in rows.iter().copied().chain([note]) {
        place.sql(&format!("INSERT INTO {table} (version, description, type, applied, total, executed_at, execution_time, hash, operator_version) VALUES ('{version}', 'x', {kind}, {applied}, {total}, '2026-01-05 10:00:00', 1, '{hash}', 'Atlas CLI v0.30.0')")).await;
    }
}

fn write(folder: &Folder, version: u8, text: &str) {
    let name = format!("2026010{version}000000_x.sql");
    std::fs::write(folder.path().join(name), text).unwrap();
    write_sum(folder.path()).unwrap();
}

async fn we_go_on_with_atlas_history<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = folder(place);
    for version in 1..=4 {
        write(
            &folder,
            version,
            &format!("CREATE TABLE t{version} (id int);\n"),
        );
    }
    let sums: Vec<String> = files::<B>(&folder)
        .iter()
        .map(|file| file.hash.clone())
        .collect();
    // Its first was a baseline, which has no sum: what is older was there before.
    made_by_atlas(
        place,
        &[
            ("20260102000000", 1, 0, 0, ""),
            ("20260103000000", 2, 1, 1, &sums[2]),
        ],
    )
    .await;
    assert_eq!(run(place, &folder).await.unwrap(), ["20260104000000_x"]);
    // What generate would compare with isn't known, until somebody says it.
    let made = |as_is| {
        let options = GenerateOptions {
            as_is,
            ..GenerateOptions::default()
        };
        generate(
            &folder,
            B::DIALECT,
            &First::DEFINITION,
            &options,
            Utc::now(),
            &mut unattended,
        )
        .map_err(|error| error.to_string())
    };
    let refused = made(false).unwrap_err();
    assert!(refused.contains("orm generate --as-is"), "{refused}");
    let tag = made(true).unwrap().unwrap().tag;
    assert_eq!(run(place, &folder).await.unwrap(), [tag]);
    assert!(made(false).unwrap().is_none());
    assert_eq!(check_sum(folder.path()).unwrap(), []);
    // What Atlas left half applied is Atlas's to finish.
    let half = format!(
        "UPDATE {} SET total = 2 WHERE version = '20260103000000'",
        table(B::DIALECT.family)
    );
    place.sql(&half).await;
    let error = run(place, &folder).await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::HalfByAtlas {
                applied: 1,
                total: 2,
                ..
            }
        ),
        "{error}"
    );
}

async fn atlas_sums_tell_what_was_edited<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = folder(place);
    for version in [1, 3] {
        write(
            &folder,
            version,
            &format!("CREATE TABLE t{version} (id int);\n"),
        );
    }
    run(place, &folder).await.unwrap();
    // Sums are of all files before: a file in between changes the later ones.
    write(&folder, 2, "CREATE TABLE t2 (id int);\n");
    let error = run(place, &folder).await.unwrap_err();
    assert!(matches!(error, Error::OutOfOrder { .. }), "{error}");
    let back = format!(
        "UPDATE {} SET executed_at = '2026-01-05 10:00:00'",
        table(B::DIALECT.family)
    );
    place.sql(&back).await;
    let late = MigrateOptions {
        allow_out_of_order: true,
        ..options()
    };
    let done = migrate::<B>(&place.pool, &files::<B>(&folder), &late).await;
    assert_eq!(done.unwrap(), ["20260102000000_x"]);
    assert!(run(place, &folder).await.unwrap().is_empty());
    write(&folder, 4, "CREATE TABLE t4 (id int);\n");
    let (known, tags) = (files::<B>(&folder), ["20260104000000_x".to_owned()]);
    let marked = mark_applied::<B>(&place.pool, &known, &tags, &options()).await;
    assert_eq!(marked.unwrap(), tags);
    write(&folder, 1, "CREATE TABLE t1 (id bigint);\n");
    let error = run(place, &folder).await.unwrap_err();
    assert!(
        matches!(&error, Error::Edited { tag, .. } if tag == "20260101000000_x"),
        "{error}"
    );
}
