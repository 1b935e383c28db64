//! Atlas's flat layout. `fixtures/atlas` has sums that Atlas itself wrote: of two files of ours, and of
//! three from its own test data (ariga/atlas, Apache 2.0).

use std::path::{Path, PathBuf};

use orm::driver::{Connect, InMemory};
use orm::sql::Family;
use orm_kit::atlas::{SUM_FILE, Sum, check_sum, write_sum};
use orm_kit::folder::{Folder, Layout};
use orm_kit::migrate::{MigrateOptions, migrate};

fn vectors(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/atlas")
        .join(name)
}

/// A copy of the vectors that Atlas wrote.
struct Copy(PathBuf);

impl Copy {
    fn new(test: &str) -> Self {
        let to = std::env::temp_dir().join(format!("orm-kit-atlas-{test}-{}", std::process::id()));
        std::fs::create_dir_all(&to).unwrap();
        for file in std::fs::read_dir(vectors("written")).unwrap() {
            let file = file.unwrap();
            let text = std::fs::read(file.path()).unwrap();
            std::fs::write(to.join(file.file_name()), text).unwrap();
        }
        Self(to)
    }

    fn write(&self, name: &str, text: &str) {
        std::fs::write(self.0.join(name), text).unwrap();
    }

    fn problem(&self) -> String {
        let found = check_sum(&self.0).unwrap();
        let [problem] = found.as_slice() else {
            panic!("{found:?}")
        };
        problem.to_string()
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

const FIRST: &str = "20260101000000_init.sql";
const SECOND: &str = "20260102000000_add_name.sql";

#[test]
fn sums_are_those_of_atlas() {
    for name in ["written", "upstream"] {
        let folder = vectors(name);
        let text = std::fs::read_to_string(folder.join(SUM_FILE)).unwrap();
        assert_eq!(check_sum(&folder).unwrap(), []);
        let files: Vec<_> = Sum::parse(&text)
            .unwrap()
            .entries
            .into_iter()
            .map(|(name, _)| {
                let bytes = std::fs::read(folder.join(&name)).unwrap();
                (name, bytes)
            })
            .rev()
            .collect();
        assert!(files.len() > 1);
        assert_eq!(Sum::of(&files).to_string(), text);
    }
    let empty = Sum::of(&[]).to_string();
    assert_eq!(empty, "h1:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n");
}

#[test]
fn what_changed_is_named_with_its_line() {
    let copy = Copy::new("changed");
    let first = std::fs::read_to_string(copy.0.join(FIRST)).unwrap();
    copy.write(FIRST, &format!("{first} "));
    assert!(copy.problem().starts_with(&format!(
        "K111 {FIRST}: it was edited (atlas.sum, line 2): "
    )));
    copy.write(FIRST, &first);
    assert_eq!(check_sum(&copy.0).unwrap(), []);
    copy.write("20260101120000_between.sql", "SELECT 1;\n");
    assert!(
        copy.problem()
            .starts_with("K111 20260101120000_between.sql: it was added (atlas.sum, line 3): ")
    );
    write_sum(&copy.0).unwrap();
    assert_eq!(check_sum(&copy.0).unwrap(), []);
    std::fs::remove_file(copy.0.join(SECOND)).unwrap();
    assert!(copy.problem().starts_with(&format!(
        "K111 {SECOND}: it was removed (atlas.sum, line 4): "
    )));
    copy.write(SUM_FILE, "<<<<<<< ours\n");
    assert!(
        copy.problem()
            .starts_with("K110 atlas.sum: it can't be read")
    );
    std::fs::remove_file(copy.0.join(SUM_FILE)).unwrap();
    assert!(copy.problem().starts_with("K110 atlas.sum: "));
    let mut sum = write_sum(&copy.0).unwrap();
    sum.total.replace_range(0..1, "_");
    copy.write(SUM_FILE, &sum.to_string());
    assert!(copy.problem().contains("has another first line"));
}

#[test]
fn a_file_can_stay_out_of_the_sum() {
    let sum = |text: &str| {
        Sum::of(&[
            ("1.sql".to_owned(), b"SELECT 1".to_vec()),
            ("2.sql".to_owned(), text.into()),
        ])
    };
    let ignored = sum("-- atlas:sum ignore\nSELECT 2");
    assert_eq!(ignored, sum("-- atlas:sum ignore\nSELECT 3"));
    assert_eq!(ignored.entries.len(), 1);
    assert_ne!(sum("SELECT 2"), sum("SELECT 3"));
}

#[test]
fn a_flat_folder_is_applied_once() {
    let copy = Copy::new("applied");
    let folder = Folder::with_layout(&copy.0, Layout::Atlas);
    copy.write(FIRST, "CREATE TABLE a (id INTEGER PRIMARY KEY);\n");
    copy.write(SECOND, "ALTER TABLE a ADD COLUMN name text;\n");
    let files = folder.migrations(Family::Sqlite).unwrap();
    assert_eq!(files[1].tag, "20260102000000_add_name");
    assert_eq!(files[1].when, 1_767_312_000_000);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let pool = orm::Sqlite::open(orm::Sqlite::memory_options())
            .await
            .unwrap();
        let options = MigrateOptions::default();
        let applied = migrate::<orm::Sqlite>(&pool, &files, &options)
            .await
            .unwrap();
        assert_eq!(applied, ["20260101000000_init", "20260102000000_add_name"]);
        assert!(
            migrate::<orm::Sqlite>(&pool, &files, &options)
                .await
                .unwrap()
                .is_empty()
        );
    });
    for (name, text, said) in [
        (
            "20260103000000_c.sql",
            "-- atlas:checkpoint\nSELECT 1",
            "`atlas:checkpoint` is not known here",
        ),
        (
            "20260103000000_c.sql",
            "-- atlas:delimiter \\n\\n\nSELECT 1",
            "`atlas:delimiter` is not known here",
        ),
        (
            "x_c.sql",
            "SELECT 1",
            "its name doesn't begin with a version",
        ),
        ("20260102000000_c.sql", "SELECT 1", "have one version"),
    ] {
        copy.write(name, text);
        let error = folder.migrations(Family::Sqlite).unwrap_err().to_string();
        assert!(error.contains(said), "{error}");
        std::fs::remove_file(copy.0.join(name)).unwrap();
    }
}
