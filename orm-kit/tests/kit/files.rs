//! Drizzle's files are read and written as they are.

use std::path::{Path, PathBuf};

use orm::sql::Family;
use orm_kit::folder::Folder;
use orm_kit::generate::{GenerateOptions, generate, unattended};
use orm_kit::snapshot::Snapshot;

use crate::place::folder;

fn fixtures() -> [(Family, PathBuf); 3] {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    [
        (Family::Postgres, root.join("pg")),
        (Family::MySql, root.join("mysql")),
        (Family::Sqlite, root.join("sqlite")),
    ]
}

#[test]
fn files_are_written_as_they_were_read() {
    for (family, path) in fixtures() {
        let folder = Folder::new(&path);
        let journal = folder.journal(family).unwrap();
        let file = std::fs::read_to_string(path.join("meta/_journal.json")).unwrap();
        assert_eq!(journal.text(), file);
        for entry in &journal.entries {
            let name = format!("meta/{:04}_snapshot.json", entry.idx);
            let file = std::fs::read_to_string(path.join(name)).unwrap();
            let snapshot = folder.snapshot(family, entry).unwrap();
            assert_eq!(snapshot.text(), file);
        }
        let mut last = uuid::Uuid::nil();
        for entry in &journal.entries {
            let snapshot = folder.snapshot(family, entry).unwrap();
            assert_eq!(snapshot.prev_id(), last);
            last = snapshot.id();
        }
        assert_eq!(
            folder.migrations(family).unwrap().len(),
            journal.entries.len()
        );
    }
}

#[test]
fn a_snapshot_of_what_was_read_is_the_same() {
    for (family, path) in fixtures() {
        let folder = Folder::new(&path);
        let journal = folder.journal(family).unwrap();
        for entry in &journal.entries {
            let dialect = dialect(family);
            let snapshot = folder.snapshot(family, entry).unwrap();
            let physical = snapshot.physical(dialect).unwrap();
            assert_eq!(physical.tables.len(), 3);
            let renames = orm_kit::diff::Renames::default();
            // Whatever it stood beside: all of it is kept.
            let next = snapshot.next(dialect, &physical, &renames, snapshot.id());
            let lines = |snapshot: &Snapshot| -> Vec<String> {
                let text = snapshot.text();
                let lines = text
                    .lines()
                    .map(|line| line.trim_end_matches(',').to_owned());
                let mut lines: Vec<String> = lines.collect();
                lines.sort_unstable();
                lines
            };
            let expected = snapshot.same_again(snapshot.id());
            assert_eq!(lines(&next), lines(&expected), "{family:?} {}", entry.tag);
            // And written from nothing, it reads as the same schema.
            let fresh = Snapshot::empty(family).next(dialect, &physical, &renames, snapshot.id());
            let again = Snapshot::parse(family, &fresh.text()).unwrap();
            assert_eq!(again.physical(dialect).unwrap().tables, physical.tables);
        }
    }
}

pub fn dialect(family: Family) -> &'static orm::sql::Dialect {
    use orm::driver::Backend;
    match family {
        Family::Postgres => orm::Postgres::DIALECT,
        Family::MySql => orm::MySql8::DIALECT,
        Family::Sqlite => orm::Sqlite::DIALECT,
    }
}

#[test]
fn a_history_begun_with_drizzle_goes_on() {
    use orm::Keyspace;
    for (family, path) in fixtures() {
        let copy = folder();
        copy_all(&path, &copy);
        let folder = Folder::new(&*copy);
        let before = folder.journal(family).unwrap();
        let options = GenerateOptions {
            name: Some("by hand".to_owned()),
            custom: true,
            ..GenerateOptions::default()
        };
        let keyspace = crate::before::Before::DEFINITION;
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
        assert_eq!(made.tag, format!("{:04}_by_hand", before.entries.len()));
        let journal = folder.journal(family).unwrap();
        let [.., last, new] = journal.entries.as_slice() else {
            panic!("two entries");
        };
        assert!(
            new.when > last.when,
            "drizzle's migrator skips what is not newer"
        );
        let (last, new) = (
            folder.snapshot(family, last).unwrap(),
            folder.snapshot(family, new).unwrap(),
        );
        assert_eq!(new.prev_id(), last.id());
        assert_ne!(new.id(), last.id());
        assert_eq!(
            new.physical(dialect(family)).unwrap(),
            last.physical(dialect(family)).unwrap()
        );
    }
}

pub fn copy_all(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_all(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// The schema of the SQLite sample, declared here.
mod sample {
    use orm::prelude::*;

    #[derive(Keyspace)]
    #[keyspace(name = "sample", tables(User, Post, PostTag), tenancy = none)]
    pub struct Sample;

    #[derive(Table)]
    #[table(name = "users", keyspace = Sample, unique(email), check("length(email) > 3", name = "email_len"))]
    pub struct User {
        #[column(primary_key, default = auto_increment)]
        pub id: i64,
        pub email: String,
        #[column(default = "member")]
        pub role: String,
        #[column(default = sql("'{\"a\":1}'"))]
        pub meta: Json<i32>,
        #[column(default = true)]
        pub active: bool,
        #[column(default = sql("unixepoch()"))]
        pub created_at: i64,
    }

    #[derive(Table)]
    #[table(name = "posts", keyspace = Sample, index(author_id, name = "posts_author_idx"), index(headline, unique, name = "posts_title_uq"))]
    pub struct Post {
        #[column(primary_key)]
        pub id: i64,
        #[column(references(User::id, on_delete = restrict))]
        pub author_id: i64,
        pub headline: String,
    }

    #[derive(Table)]
    #[table(name = "post_tags", keyspace = Sample, primary_key(post_id, tag))]
    pub struct PostTag {
        #[column(references(Post::id))]
        pub post_id: i64,
        pub tag: String,
        pub note: Option<String>,
    }
}

#[test]
fn the_same_schema_gives_no_migration() {
    use orm::Keyspace;
    let [_, _, (family, path)] = fixtures();
    let copy = folder();
    copy_all(&path, &copy);
    let folder = Folder::new(&*copy);
    let options = GenerateOptions::default();
    let keyspace = sample::Sample::DEFINITION;
    let now = chrono::Utc::now();
    let made = generate(
        &folder,
        dialect(family),
        &keyspace,
        &options,
        now,
        &mut unattended,
    )
    .unwrap();
    assert!(made.is_none(), "{}", made.unwrap().sql);
}

#[test]
fn a_folder_is_looked_at_without_a_database() {
    use orm::Keyspace;
    use orm_kit::check::check;
    let keyspace = sample::Sample::DEFINITION;
    let found = |change: &dyn Fn(&Path)| -> Vec<String> {
        let copy = folder();
        copy_all(&fixtures()[2].1, &copy);
        change(&copy);
        let problems = check(&Folder::new(&*copy), dialect(Family::Sqlite), &keyspace).unwrap();
        let names = problems
            .iter()
            .map(|problem| format!("{} {}", problem.code, problem.subject));
        names.collect()
    };
    let edit = |folder: &Path, file: &str, from: &str, to: &str| {
        let path = folder.join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from));
        std::fs::write(path, text.replace(from, to)).unwrap();
    };
    assert!(found(&|_| ()).is_empty());
    let gone =
        |name: &'static str| move |folder: &Path| std::fs::remove_file(folder.join(name)).unwrap();
    assert_eq!(found(&gone("0001_second.sql")), ["K101 0001_second.sql"]);
    assert_eq!(
        found(&gone("meta/0001_snapshot.json")),
        ["K102 0001_second"]
    );
    let journal = "meta/_journal.json";
    for (file, from, to, problem) in [
        (
            "meta/0001_snapshot.json",
            "\"version\": \"6\"",
            "\"version\": \"5\"",
            "K102 0001_second",
        ),
        (
            "meta/0001_snapshot.json",
            "bf63a71c",
            "af63a71c",
            "K103 0001_second",
        ),
        (journal, "\"idx\": 1", "\"idx\": 0", "K104 0001_second"),
        (journal, "1795247801243", "1795247598358", ""),
        (
            journal,
            "1795247801243",
            "1795247598357",
            "K105 0001_second",
        ),
    ] {
        let expected: Vec<&str> = Some(problem)
            .into_iter()
            .filter(|text| !text.is_empty())
            .collect();
        assert_eq!(
            found(&|folder| edit(folder, file, from, to)),
            expected,
            "{to}"
        );
    }
    let stray = |folder: &Path| std::fs::write(folder.join("0002_stray.sql"), "SELECT 1").unwrap();
    assert_eq!(found(&stray), ["K106 0002_stray.sql"]);
    let column = |folder: &Path| edit(folder, "meta/0001_snapshot.json", "\"note\"", "\"remark\"");
    assert_eq!(found(&column), ["K107 post_tags"]);
    // A name that leads out of the folder is refused before anything is opened.
    let copy = folder();
    copy_all(&fixtures()[2].1, &copy);
    edit(&copy, journal, "0001_second", "../0001_second");
    let error = check(&Folder::new(&*copy), dialect(Family::Sqlite), &keyspace).unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("`../0001_second` is no file's name"),
        "{error}"
    );
}
