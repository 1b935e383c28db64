//! Migrations inside of the program. `fixtures/embedded.rs` is what a build script writes.

use orm::sql::Family;
use orm_kit::Error;
use orm_kit::embed::{Embedded, expression, migrations, write};
use orm_kit::folder::Folder;
use orm_kit::migrate::{MigrateOptions, migrate};

use crate::place::on_sqlite;

const EMBEDDED: &[Embedded] = include!("../fixtures/embedded.rs");

#[tokio::test]
async fn a_program_brings_its_files_along() {
    // Relative to the crate, in which cargo runs both tests and build scripts.
    let folder = Folder::new("tests/fixtures/sqlite");
    let text = expression(&folder, Family::Sqlite).unwrap();
    assert_eq!(text, include_str!("../fixtures/embedded.rs").trim_end());
    let files = migrations(EMBEDDED);
    assert_eq!(files, folder.migrations(Family::Sqlite).unwrap());
    let place = on_sqlite().await;
    // The second one drizzle-kit wrote wrongly: it reads a column under its new name.
    let first = MigrateOptions {
        to: Some("0000_init".to_owned()),
        ..MigrateOptions::default()
    };
    let done = migrate::<orm::Sqlite>(&place.pool, &files, &first).await;
    assert_eq!(done.unwrap(), ["0000_init"]);
    place.close().await;
}

#[test]
fn only_build_scripts_write() {
    let refused = write(
        &Folder::new("tests/fixtures/sqlite"),
        Family::Sqlite,
        "x.rs",
    );
    assert!(matches!(refused, Err(Error::Config(_))));
    let missing = Folder::new("tests/fixtures/missing");
    assert_eq!(expression(&missing, Family::Sqlite).unwrap(), "&[\n]");
    let absolute = Folder::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/fixtures/sqlite"
    ));
    let text = expression(&absolute, Family::Sqlite).unwrap();
    assert!(text.contains(concat!("include_str!(\"", env!("CARGO_MANIFEST_DIR"))));
}
