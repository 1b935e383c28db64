//! Tables that are made anew.

use orm_kit::Error;
use orm_kit::folder::Migration;
use orm_kit::migrate::{MigrateOptions, migrate};

use crate::place::on_sqlite;

type Sqlite = orm::Sqlite;

fn start() -> Migration {
    Migration::new(
        "0000_start",
        1,
        "CREATE TABLE parents (id INTEGER PRIMARY KEY, a TEXT);
        CREATE TABLE children (id INTEGER PRIMARY KEY, parent INTEGER NOT NULL REFERENCES parents (id) ON DELETE CASCADE);
        CREATE TABLE log (a TEXT);
        CREATE TRIGGER logged AFTER INSERT ON parents BEGIN INSERT INTO log VALUES (NEW.a); END;
        CREATE TRIGGER unwanted AFTER DELETE ON parents BEGIN DELETE FROM log; END;
        CREATE VIEW names AS SELECT a FROM parents;
        INSERT INTO parents VALUES (1, 'one'), (2, 'two');
        INSERT INTO children VALUES (10, 1), (20, 2);",
    )
}

fn rebuild(copy: &str, more: &str) -> Migration {
    Migration::new(
        "0001_rebuild",
        2,
        format!(
            "PRAGMA foreign_keys=OFF;--> statement-breakpoint
CREATE TABLE __new_parents (id INTEGER PRIMARY KEY, a TEXT NOT NULL);--> statement-breakpoint
INSERT INTO __new_parents (id, a) SELECT id, a FROM parents{copy};--> statement-breakpoint
DROP TABLE parents;--> statement-breakpoint
PRAGMA legacy_alter_table=ON;--> statement-breakpoint
ALTER TABLE __new_parents RENAME TO parents;--> statement-breakpoint
PRAGMA legacy_alter_table=OFF;--> statement-breakpoint
{more}PRAGMA foreign_keys = ON;"
        ),
    )
}

#[tokio::test]
async fn children_and_triggers_survive() {
    let place = on_sqlite().await;
    let files = [
        start(),
        rebuild("", "DROP TRIGGER IF EXISTS \"unwanted\";\n"),
    ];
    migrate::<Sqlite>(&place.pool, &files, &MigrateOptions::default())
        .await
        .unwrap();
    assert_eq!(place.texts("SELECT id FROM children").await, ["10", "20"]);
    place.sql("INSERT INTO parents VALUES (3, 'three')").await;
    assert_eq!(
        place.texts("SELECT a FROM log").await,
        ["one", "two", "three"]
    );
    assert_eq!(
        place.texts("SELECT a FROM names").await,
        ["one", "two", "three"]
    );
    let triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'";
    assert_eq!(place.texts(triggers).await, ["logged"]);
    // Foreign keys are on again, on every connection.
    place.sql("DELETE FROM parents WHERE id = 1").await;
    assert_eq!(place.texts("SELECT id FROM children").await, ["20"]);
}

#[tokio::test]
async fn lost_parents_are_refused() {
    let place = on_sqlite().await;
    let files = [start(), rebuild(" WHERE id = 1", "")];
    let error = migrate::<Sqlite>(&place.pool, &files, &MigrateOptions::default()).await;
    assert!(
        matches!(&error, Err(Error::BrokenReferences { tag, count: 1 }) if tag == "0001_rebuild"),
        "{error:?}"
    );
    assert_eq!(place.texts("SELECT a FROM parents").await, ["one", "two"]);
    place.sql("DELETE FROM parents WHERE id = 1").await;
    assert_eq!(place.texts("SELECT id FROM children").await, ["20"]);
}
