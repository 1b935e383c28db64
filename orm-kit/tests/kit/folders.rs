//! Drizzle's layout with a folder for each migration.

use std::path::{Path, PathBuf};

use orm::Keyspace;
use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use orm_kit::check::check;
use orm_kit::diff::Renames;
use orm_kit::folder::{Folder, Layout};
use orm_kit::generate::{GenerateOptions, generate, unattended};
use orm_kit::migrate::{History, MigrateOptions, migrate, plan, state};
use orm_kit::up::up;

use crate::after::After;
use crate::before::Before;
use crate::everywhere;
use crate::files::{copy_all, dialect};
use crate::generate::{apply, fresh, renamed, same, written};
use crate::library::{first::First, second::Second, third::Third};
use crate::place::{Place, folder};

everywhere!(
    a_schema_becomes_another_in_folders,
    a_converted_folder_goes_on,
);

fn fixtures() -> [(Family, PathBuf); 3] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/folders");
    [
        (Family::Postgres, root.join("pg")),
        (Family::MySql, root.join("mysql")),
        (Family::Sqlite, root.join("sqlite")),
    ]
}

fn in_folders(path: &Path) -> Folder {
    Folder::with_layout(path, Layout::Folders)
}

fn options() -> MigrateOptions {
    MigrateOptions::with_history(History::Folders)
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn folders_are_read_and_written_as_they_are() {
    for (family, path) in fixtures() {
        let folder = in_folders(&path);
        let journal = folder.journal(family).unwrap();
        assert_eq!(journal.entries.len(), 2);
        let mut texts = Vec::new();
        for entry in &journal.entries {
            let file = path.join(&entry.tag).join("snapshot.json");
            let file = std::fs::read_to_string(file).unwrap();
            let snapshot = folder.snapshot(family, entry).unwrap();
            assert_eq!(json(&snapshot.text()), json(&file), "{family:?}");
            let physical = snapshot.physical(dialect(family)).unwrap();
            assert_eq!(physical.tables.len(), 3);
            let posts = physical.table("posts").unwrap();
            texts.push(posts.columns[2].name.clone());
        }
        assert_eq!(texts, ["title", "headline"], "the change of the second");
        let files = folder.migrations(family).unwrap();
        assert!(files[0].when < files[1].when);
        assert_eq!(files[0].when % 1_000, 0);
    }
}

#[test]
fn what_stays_the_same_is_kept_as_it_was() {
    for (family, path) in fixtures() {
        let folder = in_folders(&path);
        let journal = folder.journal(family).unwrap();
        let last = folder.snapshot(family, &journal.entries[1]).unwrap();
        let physical = last.physical(dialect(family)).unwrap();
        let next = last.next(dialect(family), &physical, &Renames::default(), last.id());
        let text = json(&next.text());
        if family == Family::Postgres {
            assert_eq!(text["deltas"], serde_json::json!([]));
            continue;
        }
        let sorted = |text: &serde_json::Value| {
            let list = text["ddl"].as_array().unwrap();
            let mut list: Vec<String> = list.iter().map(|entity| entity.to_string()).collect();
            list.sort();
            list
        };
        assert_eq!(sorted(&text), sorted(&json(&last.text())), "{family:?}");
    }
}

#[test]
fn a_folder_begun_with_drizzle_goes_on() {
    for (family, path) in fixtures() {
        let copy = folder();
        copy_all(&path, &copy);
        let folder = in_folders(&copy);
        let options = GenerateOptions {
            name: Some("by hand".to_owned()),
            custom: true,
            ..GenerateOptions::default()
        };
        let keyspace = Before::DEFINITION;
        // A clock that is behind.
        let now = chrono::DateTime::from_timestamp_millis(0).unwrap();
        let made = generate(
            &folder,
            dialect(family),
            &keyspace,
            &options,
            now,
            &mut unattended,
        );
        let made = made.unwrap().unwrap();
        let journal = folder.journal(family).unwrap();
        let last = journal.entries.last().unwrap();
        assert_eq!(last.tag, made.tag, "it stands behind the others");
        assert_eq!(last.when, journal.entries[1].when + 1_000);
        let found = check(&folder, dialect(family), &keyspace).unwrap();
        assert!(
            found.iter().all(|problem| problem.code == "K107"),
            "{found:?}"
        );
        // A second branch from the same place.
        let path = copy.join(&last.tag);
        let other = copy.join(made.tag.replace("by_hand", "other"));
        copy_all(&path, &other);
        let file = other.join("snapshot.json");
        let text = std::fs::read_to_string(&file).unwrap();
        let id = folder.snapshot(family, last).unwrap().id().to_string();
        std::fs::write(
            &file,
            text.replace(&id, "8d4c0f39-3a0f-4f5e-9c53-0a3f8e9c2c11"),
        )
        .unwrap();
        let found = check(&folder, dialect(family), &keyspace).unwrap();
        assert_eq!(found[0].code, "K103", "{found:?}");
        let made = generate(
            &folder,
            dialect(family),
            &keyspace,
            &options,
            now,
            &mut unattended,
        );
        let error = made.unwrap_err().to_string();
        assert!(
            error.contains("two branches have added migrations"),
            "{error}"
        );
    }
}

#[test]
fn the_two_layouts_are_not_mixed_up() {
    let copy = folder();
    let [_, _, (family, path)] = fixtures();
    copy_all(&path, &copy);
    let error = Folder::new(&*copy).journal(family).unwrap_err().to_string();
    assert!(error.contains("say `layout = \"folders\"`"), "{error}");
    let old = folder();
    let first = GenerateOptions::default();
    written::<orm::Sqlite, First>(&Folder::new(&*old), &first);
    let error = in_folders(&old).journal(family).unwrap_err().to_string();
    assert!(error.contains("run `orm up` once"), "{error}");
}

async fn a_schema_becomes_another_in_folders<B: HasTransactions + Connect>(place: &Place<B>) {
    let folder = in_folders(&place.folder.join("migrations"));
    let run = async || {
        let files = folder.migrations(B::DIALECT.family).unwrap();
        let done = migrate::<B>(&place.pool, &files, &options()).await;
        done.unwrap_or_else(|error| panic!("{error}"))
    };
    written::<B, Before>(&folder, &GenerateOptions::default()).unwrap();
    assert_eq!(run().await.len(), 1);
    let made = written::<B, After>(&folder, &renamed()).unwrap();
    assert_eq!(run().await, made.tags());
    assert_eq!(run().await, [""; 0]);
    // What was written is what the code says.
    assert!(written::<B, After>(&folder, &GenerateOptions::default()).is_none());
    assert_eq!(check(&folder, B::DIALECT, &After::DEFINITION).unwrap(), []);
    let named = place
        .texts(&format!(
            "SELECT name FROM {} ORDER BY name",
            crate::migrate::history::<B>()
        ))
        .await;
    let files = folder.migrations(B::DIALECT.family).unwrap();
    let tags: Vec<&str> = files.iter().map(|file| file.tag.as_str()).collect();
    assert_eq!(named, tags);
    // The folder's snapshot is the journal's.
    let catalog = place.catalog().await;
    fresh(place).await;
    let journal = Folder::new(place.folder.join("journal"));
    written::<B, Before>(&journal, &GenerateOptions::default()).unwrap();
    written::<B, After>(&journal, &renamed()).unwrap();
    let other = MigrateOptions {
        table: "other_history".to_owned(),
        ..MigrateOptions::default()
    };
    let files = journal.migrations(B::DIALECT.family).unwrap();
    migrate::<B>(&place.pool, &files, &other).await.unwrap();
    let mut found = place.catalog().await;
    found.retain(|line| !line.starts_with("other_history"));
    same(&found, &catalog);
}

async fn a_converted_folder_goes_on<B: HasTransactions + Connect>(place: &Place<B>) {
    let family = B::DIALECT.family;
    let path = place.folder.join("migrations");
    let old = Folder::new(&path);
    let named = |name: &str| GenerateOptions {
        name: Some(name.to_owned()),
        ..GenerateOptions::default()
    };
    written::<B, First>(&old, &named("start")).unwrap();
    written::<B, Second>(&old, &named("more")).unwrap();
    apply::<B>(&place.pool, &old).await;
    let before = old.migrations(family).unwrap();
    std::fs::write(path.join("README"), "kept").unwrap();

    let would = up(&old, family, true).unwrap();
    assert_eq!(
        old.migrations(family).unwrap(),
        before,
        "a dry run changes nothing"
    );
    let moved = up(&old, family, false).unwrap();
    assert_eq!(moved, would);
    let new = in_folders(&path);
    let files = new.migrations(family).unwrap();
    let pairs = files.iter().zip(&before).zip(&moved);
    for ((file, before), moved) in pairs {
        assert_eq!((&file.hash, &file.sql), (&before.hash, &before.sql));
        assert_eq!((&moved.from, &moved.to), (&before.tag, &file.tag));
    }
    // They may have been written in one second.
    assert!(moved[0].to.ends_with("_start") && moved[1].to.ends_with("_more"));
    assert!(moved[0].to < moved[1].to, "{moved:?}");
    assert_eq!(
        up(&new, family, false).unwrap(),
        [],
        "the second time there is nothing to do"
    );
    let mut left: Vec<_> = std::fs::read_dir(&path)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    left.sort();
    assert_eq!(left, [moved[0].to.as_str(), &moved[1].to, "README"]);
    assert_eq!(check(&new, B::DIALECT, &Second::DEFINITION).unwrap(), []);

    // The database, whose table has no names, sees nothing pending, and goes on.
    let found = state::<B>(&place.pool, &files, &options()).await.unwrap();
    assert_eq!((found.applied, found.pending.len()), (2, 0));
    let made = written::<B, Third>(&new, &named("again")).unwrap();
    let files = new.migrations(family).unwrap();
    assert_eq!(
        migrate::<B>(&place.pool, &files, &options()).await.unwrap(),
        [made.tag]
    );
    assert!(
        plan::<B>(&place.pool, &files, &options())
            .await
            .unwrap()
            .is_empty()
    );
    // An edited file is one.
    let edited = new.file(&files[1].tag);
    std::fs::write(&edited, "SELECT 1").unwrap();
    let edited = new.migrations(family).unwrap();
    let error = plan::<B>(&place.pool, &edited, &options())
        .await
        .unwrap_err();
    assert!(matches!(error, orm_kit::Error::Edited { tag, .. } if tag == files[1].tag));
}

#[test]
fn an_interrupted_conversion_is_finished() {
    for at in 0..3 {
        let root = folder();
        let old = Folder::new(&*root);
        written::<orm::Sqlite, First>(&old, &GenerateOptions::default()).unwrap();
        written::<orm::Sqlite, Second>(&old, &GenerateOptions::default()).unwrap();
        let before = old.migrations(Family::Sqlite).unwrap();
        let saved = folder();
        copy_all(&root, &saved);
        let moved = up(&old, Family::Sqlite, false).unwrap();
        let whole = in_folders(&root).migrations(Family::Sqlite).unwrap();
        // Back to where a run was killed.
        copy_all(&saved, &root);
        match at {
            0 => std::fs::remove_dir_all(root.join(&moved[1].to)).unwrap(),
            1 => std::fs::remove_file(old.file(&before[0].tag)).unwrap(),
            _ => std::fs::write(root.join(&moved[0].to).join("migration.sql"), "SEL").unwrap(),
        }
        assert_eq!(up(&old, Family::Sqlite, false).unwrap(), moved);
        assert_eq!(in_folders(&root).migrations(Family::Sqlite).unwrap(), whole);
    }
}
