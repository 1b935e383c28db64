//! What the lint says of statements.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use orm::Keyspace;
use orm::driver::Backend;
use orm_kit::config::DialectName::{self, MariaDb, MySql, MySql8, Postgres, Sqlite};
use orm_kit::folder::{Folder, Migration};
use orm_kit::generate::{GenerateOptions, generate, unattended};
use orm_kit::lint::{Finding, lint};

#[path = "kit/after.rs"]
mod after;
#[path = "kit/before.rs"]
mod before;

/// What was there before, in each database's words.
fn start(dialect: DialectName) -> &'static str {
    match dialect {
        Sqlite => {
            "CREATE TABLE users (id integer PRIMARY KEY, email text NOT NULL, note text, role text DEFAULT 'a' NOT NULL); CREATE UNIQUE INDEX users_email ON users (email); CREATE TABLE posts (id integer PRIMARY KEY, user_id integer); CREATE VIEW people AS SELECT id FROM users"
        }
        Postgres => {
            "CREATE TYPE role AS ENUM ('a', 'b'); CREATE TABLE users (id integer PRIMARY KEY, email varchar(100) NOT NULL, note text, price numeric(10, 2), role role DEFAULT 'a' NOT NULL, CONSTRAINT users_email UNIQUE (email)); CREATE TABLE posts (id integer PRIMARY KEY, user_id integer, CONSTRAINT posts_user FOREIGN KEY (user_id) REFERENCES users (id)); CREATE INDEX posts_of_user ON posts (user_id); CREATE VIEW people AS SELECT id FROM users"
        }
        _ => {
            "CREATE TABLE users (id bigint AUTO_INCREMENT PRIMARY KEY, email varchar(100) NOT NULL, note text, role enum('a','b') DEFAULT 'a' NOT NULL, UNIQUE KEY users_email (email)); CREATE TABLE posts (id bigint PRIMARY KEY, user_id bigint, INDEX posts_of_user (user_id)); CREATE VIEW people AS SELECT id FROM users"
        }
    }
}

fn found(dialect: DialectName, sql: &str) -> Vec<Finding> {
    let files = [
        Migration::new("0000_start", 1, start(dialect)),
        Migration::new("0001_change", 2, sql),
    ];
    lint(dialect, &files, None).unwrap()
}

fn codes(dialect: DialectName, sql: &str) -> Vec<&'static str> {
    found(dialect, sql)
        .iter()
        .map(|finding| finding.code)
        .collect()
}

const MYSQLS: &[DialectName] = &[MySql, MySql8, MariaDb];
const ALL: &[DialectName] = &[Sqlite, Postgres, MySql, MySql8, MariaDb];

/// The databases, a statement, and all that is found in it.
const CASES: &[(&[DialectName], &str, &[&str])] = &[
    (&[Postgres, MySql8], "DROP SCHEMA old", &["DS101"]),
    (ALL, "DROP TABLE posts", &["DS102"]),
    (ALL, "ALTER TABLE users DROP COLUMN note", &["DS103"]),
    (ALL, "DELETE FROM posts", &["DS104"]),
    (&[Postgres, MySql8], "TRUNCATE TABLE posts", &["DS104"]),
    (
        &[Sqlite],
        "CREATE UNIQUE INDEX one ON posts (user_id)",
        &["MF101"],
    ),
    (
        &[Postgres],
        "CREATE UNIQUE INDEX one ON posts (user_id)",
        &["MF101", "PG101"],
    ),
    (
        MYSQLS,
        "ALTER TABLE posts ADD UNIQUE KEY one (user_id)",
        &["MF101"],
    ),
    (
        &[Sqlite, Postgres],
        "ALTER TABLE users ADD age integer NOT NULL",
        &["MF103"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users ADD age integer NOT NULL",
        &["MY101"],
    ),
    (
        &[Postgres],
        "ALTER TABLE users ALTER COLUMN note SET NOT NULL",
        &["MF104", "PG303"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users MODIFY COLUMN note text NOT NULL",
        &["MF104"],
    ),
    (
        &[Postgres],
        "ALTER TABLE users ALTER email TYPE varchar(50)",
        &["MF105", "PG301"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users MODIFY email varchar(80) NOT NULL",
        &["MF105", "MY105"],
    ),
    (
        &[Sqlite, Postgres, MySql8, MariaDb],
        "ALTER TABLE posts RENAME TO texts",
        &["BC101"],
    ),
    (&[MySql], "RENAME TABLE posts TO texts", &["VT101", "BC101"]),
    (
        &[Sqlite, Postgres, MySql8, MariaDb],
        "ALTER TABLE users RENAME COLUMN note TO remark",
        &["BC102"],
    ),
    (
        &[MySql],
        "ALTER TABLE users CHANGE note remark text",
        &["VT101", "BC102"],
    ),
    (ALL, "DROP VIEW people", &["BC103"]),
    (
        &[Postgres],
        "ALTER TABLE users ALTER email DROP NOT NULL",
        &["BC104"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users MODIFY email varchar(100)",
        &["BC104"],
    ),
    (
        &[Postgres, MySql, MariaDb],
        "ALTER TABLE users ALTER COLUMN role DROP DEFAULT",
        &["BC105"],
    ),
    (&[Postgres], "ALTER TYPE role ADD VALUE 'c'", &["BC106"]),
    (
        MYSQLS,
        "ALTER TABLE users MODIFY role enum('a','b','c') NOT NULL DEFAULT 'a'",
        &["BC106"],
    ),
    (
        &[Postgres],
        "ALTER TYPE \"public\".\"role\" RENAME VALUE 'a' TO 'c'",
        &["BC107"],
    ),
    (
        &[Postgres],
        "ALTER TABLE users ALTER id SET DATA TYPE bigint",
        &["BC108", "PG301"],
    ),
    (
        MYSQLS,
        "ALTER TABLE posts MODIFY user_id varchar(20)",
        &["BC108", "MY105"],
    ),
    (
        &[Postgres],
        "ALTER TABLE users ENABLE ROW LEVEL SECURITY",
        &["BC109"],
    ),
    (
        &[Postgres],
        "ALTER TABLE posts DROP CONSTRAINT posts_user",
        &["CD101"],
    ),
    (
        MYSQLS,
        "ALTER TABLE posts DROP FOREIGN KEY posts_user",
        &["CD101"],
    ),
    (&[Sqlite], "DROP INDEX users_email", &["CD102"]),
    (
        &[Postgres],
        "ALTER TABLE users DROP CONSTRAINT users_email",
        &["CD102"],
    ),
    (MYSQLS, "DROP INDEX users_email ON users", &["CD102"]),
    (&[Postgres], "CREATE INDEX more ON posts (id)", &["PG101"]),
    (&[Postgres], "DROP INDEX posts_of_user", &["PG102"]),
    (
        &[Postgres],
        "CREATE INDEX CONCURRENTLY more ON posts (id)",
        &["PG103"],
    ),
    (
        &[Postgres],
        "ALTER TABLE posts ADD CONSTRAINT k PRIMARY KEY (user_id)",
        &["MF101", "PG104"],
    ),
    (
        &[Postgres],
        "ALTER TABLE posts ADD CONSTRAINT k UNIQUE (user_id)",
        &["MF101", "PG105"],
    ),
    (
        &[Postgres],
        "ALTER TABLE users ADD key uuid DEFAULT gen_random_uuid()",
        &["PG302"],
    ),
    (
        &[Postgres],
        "ALTER TABLE users ADD n int GENERATED BY DEFAULT AS IDENTITY",
        &["PG302"],
    ),
    (
        &[Postgres],
        "ALTER TABLE users ADD CONSTRAINT k CHECK (id > 0)",
        &["PG305"],
    ),
    (
        &[Postgres],
        "ALTER TABLE posts ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES users (id)",
        &["PG306"],
    ),
    (
        &[Postgres],
        "ALTER TYPE role ADD VALUE 'c'; UPDATE users SET role = 'c' WHERE id = 1",
        &["BC106", "PG307"],
    ),
    (&[Postgres], "VACUUM FULL users", &["PG308"]),
    (
        &[MySql, MySql8],
        "ALTER TABLE posts ADD owner bigint REFERENCES users (id)",
        &["MY102"],
    ),
    (
        &[MySql, MySql8],
        "CREATE INDEX notes ON users (note)",
        &["MY103"],
    ),
    (
        &[MySql, MySql8],
        "CREATE TABLE new (id bigint PRIMARY KEY, word text, KEY (word))",
        &["MY103"],
    ),
    (
        &[MySql, MySql8],
        "ALTER TABLE users ADD COLUMN IF NOT EXISTS age int",
        &["MY104"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users CONVERT TO CHARACTER SET utf8mb4",
        &["MY105"],
    ),
    (
        &[MySql8, MariaDb],
        "ALTER TABLE posts ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id)",
        &["MY106"],
    ),
    (
        &[MySql],
        "ALTER TABLE posts ADD CONSTRAINT k FOREIGN KEY (user_id) REFERENCES users (id)",
        &["VT102", "MY106"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users MODIFY role enum('a') NOT NULL DEFAULT 'a'",
        &["BC107", "MY110"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users MODIFY role enum('b','a') NOT NULL DEFAULT 'a'",
        &["MY111"],
    ),
    (
        MYSQLS,
        "ALTER TABLE users MODIFY role enum('a','c','b') NOT NULL DEFAULT 'a'",
        &["BC106", "MY112"],
    ),
    (
        &[MySql],
        "CREATE TRIGGER t BEFORE INSERT ON users FOR EACH ROW SET @a = 1",
        &["VT103"],
    ),
    (&[MySql], "CREATE TABLE bare (a int)", &["VT104"]),
    (
        &[Sqlite],
        "ALTER TABLE users ADD seen text DEFAULT CURRENT_TIMESTAMP",
        &["LT102"],
    ),
    (
        &[Sqlite],
        "ALTER TABLE users ADD nick text UNIQUE",
        &["LT102"],
    ),
    (
        &[Sqlite],
        "CREATE TABLE __new_users (id integer PRIMARY KEY, email text, remark text NOT NULL); INSERT INTO __new_users (id, email, remark) SELECT id, email, \"remark\" FROM users; DROP TABLE users; ALTER TABLE __new_users RENAME TO users",
        &["LT103", "DS103", "DS103", "BC104", "MF103"],
    ),
    (ALL, "MERGE INTO users USING posts", &["K108"]),
    (
        &[Postgres],
        "DO $$ BEGIN DROP TABLE users; END $$",
        &["K108"],
    ),
    (
        &[MySql],
        "/*!40000 ALTER TABLE users DISABLE KEYS */",
        &["K108"],
    ),
    (ALL, "ALTER TABLE users TURN around", &["K108"]),
    (
        ALL,
        "-- orm:allow DS102\nDROP TABLE posts",
        &["DS102", "K109"],
    ),
    (
        ALL,
        "-- orm:allow DS999 nobody asks for it\nDROP TABLE posts",
        &["DS102", "K109"],
    ),
    (
        ALL,
        "-- orm:allow DS102 nobody asks for it\nDROP TABLE posts",
        &[],
    ),
    (
        &[Postgres],
        "/* orm:allow MF101,PG105 forty rows */ ALTER TABLE posts ADD UNIQUE (id, user_id)",
        &[],
    ),
];

#[test]
fn each_code_is_found_and_nothing_else() {
    for (dialects, sql, expected) in CASES {
        for dialect in *dialects {
            let found = codes(*dialect, sql);
            let (mut found, mut wanted) = (found, expected.to_vec());
            found.sort_unstable();
            wanted.sort_unstable();
            assert_eq!(found, wanted, "{dialect:?}: {sql}");
        }
    }
}

#[test]
fn each_code_of_the_documentation_has_a_case() {
    let text = include_str!("../../docs/migrations.md");
    let section = text
        .split("## What `check` says of statements")
        .nth(1)
        .unwrap();
    let section = section.split("\n## ").next().unwrap();
    let words = section.split(|c: char| !c.is_ascii_alphanumeric());
    let code = |word: &&str| {
        word.len() > 3
            && word.starts_with(|c: char| c.is_ascii_uppercase())
            && word[word.len() - 3..]
                .bytes()
                .all(|byte| byte.is_ascii_digit())
    };
    let documented: BTreeSet<&str> = words.filter(code).collect();
    let cases = CASES.iter().flat_map(|(.., codes)| codes.iter().copied());
    let cases: BTreeSet<&str> = cases.collect();
    assert_eq!(documented, cases);
    assert!(cases.len() > 40);
}

/// What the steps advise, and what changes nothing for anybody.
#[test]
fn safe_statements_pass() {
    let everywhere = [
        "ALTER TABLE users ADD COLUMN age integer",
        "ALTER TABLE users ADD COLUMN age integer DEFAULT 0 NOT NULL",
        "UPDATE users SET note = '' WHERE note IS NULL; DELETE FROM posts WHERE id = 1",
        "CREATE TABLE tags (id integer PRIMARY KEY, word varchar(10)); CREATE UNIQUE INDEX words ON tags (word); ALTER TABLE tags RENAME COLUMN word TO term; DROP TABLE tags",
        "DROP VIEW people; CREATE VIEW people AS SELECT id, email FROM users",
        "INSERT INTO posts (id, user_id) VALUES (1, 1)",
    ];
    for dialect in ALL {
        for sql in everywhere {
            assert_eq!(codes(*dialect, sql), [""; 0], "{dialect:?}: {sql}");
        }
    }
    for sql in [
        "ALTER TABLE users ALTER email TYPE varchar(200), ALTER price TYPE numeric(12, 2)",
        "ALTER TABLE users ALTER email TYPE text",
        "ALTER TABLE users ADD at timestamp with time zone DEFAULT now() NOT NULL",
        "ALTER TABLE users ADD part numeric(10, 2) DEFAULT '0'::numeric(10, 2)",
        "-- orm:no-transaction\nCREATE INDEX CONCURRENTLY more ON posts (id);\nDROP INDEX CONCURRENTLY posts_of_user",
        "ALTER TABLE posts ADD CONSTRAINT k FOREIGN KEY (id) REFERENCES users (id) NOT VALID",
        "ALTER TABLE posts RENAME TO texts; CREATE VIEW posts AS SELECT * FROM texts -- orm:allow BC101 a view",
        "ALTER TABLE posts DROP CONSTRAINT posts_user; ALTER TABLE posts ADD CONSTRAINT posts_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE SET DEFAULT NOT VALID",
    ] {
        assert_eq!(codes(Postgres, sql), [""; 0], "{sql}");
    }
    let rebuilt = "CREATE TABLE __new_users (id integer PRIMARY KEY, email text NOT NULL, note text, role text DEFAULT 'b' NOT NULL, CHECK (id > 0)); INSERT INTO __new_users (id, email, note, role) SELECT id, email, note, role FROM users; DROP TABLE users; ALTER TABLE __new_users RENAME TO users; CREATE UNIQUE INDEX users_email ON users (email)";
    assert_eq!(codes(Sqlite, rebuilt), [""; 0]);
    let renamed = rebuilt
        .replace("note text", "remark text")
        .replace("email, note, role) SELECT", "email, remark, role) SELECT");
    assert_eq!(codes(Sqlite, &renamed), ["BC102"]);
}

/// The way to a required column that the steps tell, one migration after the other.
#[test]
fn the_steps_are_clean() {
    let steps = [
        "ALTER TABLE users ADD CONSTRAINT note_filled CHECK (note IS NOT NULL) NOT VALID",
        "ALTER TABLE users VALIDATE CONSTRAINT note_filled",
        "ALTER TABLE users ALTER COLUMN note SET NOT NULL; ALTER TABLE users DROP CONSTRAINT note_filled",
        "-- orm:no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY one ON posts (user_id) -- orm:allow MF101 none are equal",
        "ALTER TABLE posts ADD CONSTRAINT one UNIQUE USING INDEX one",
    ];
    let mut files = vec![Migration::new("0000_start", 1, start(Postgres))];
    files.extend(
        (1_i64..)
            .zip(steps)
            .map(|(at, sql)| Migration::new(format!("000{at}_step"), at, sql)),
    );
    assert_eq!(lint(Postgres, &files, None).unwrap(), []);
    // In one transaction the lock is held all the while.
    let at_once = format!("{};{}", steps[0], steps[1]);
    assert_eq!(codes(Postgres, &at_once), ["PG305"]);
}

#[test]
fn a_finding_says_where_and_what_to_do() {
    let sql = "-- a note\n\n;\nSELECT 1;\n--> statement-breakpoint\n-- why\nALTER TABLE \"Users\"\n  DROP COLUMN note;";
    let all = found(Postgres, sql);
    let [finding] = all.as_slice() else {
        panic!("{all:?}")
    };
    assert_eq!(
        (finding.file.as_str(), finding.line),
        ("0001_change.sql", 7)
    );
    assert_eq!(finding.statement, "ALTER TABLE \"Users\"");
    assert_eq!(finding.subject, "users.note");
    assert_eq!(
        finding.steps[0],
        "release code that no longer uses users or note"
    );
    let text = finding.to_string();
    assert!(
        text.starts_with("DS103 0001_change.sql:7 users.note: a column is dropped"),
        "{text}"
    );
    assert!(text.contains("\n    1. release code"), "{text}");
    let json = serde_json::to_value(finding).unwrap();
    assert_eq!((&json["line"], &json["code"]), (&7.into(), &"DS103".into()));
}

#[test]
fn what_was_released_is_read_and_not_judged() {
    let files = [
        Migration::new("0000_start", 1, start(Postgres)),
        Migration::new(
            "0001_old",
            2,
            "DROP TABLE posts; ALTER TABLE users ADD n integer NOT NULL",
        ),
        Migration::new("0002_new", 3, "ALTER TABLE users ALTER n DROP NOT NULL"),
    ];
    let found = lint(Postgres, &files, Some("0001_old")).unwrap();
    assert_eq!(found.iter().map(|f| f.code).collect::<Vec<_>>(), ["BC104"]);
    let error = lint(Postgres, &files, Some("0001_odl")).unwrap_err();
    assert_eq!(error.to_string(), "the folder has no migration 0001_odl");
}

#[test]
fn any_text_is_taken() {
    let whole = CASES
        .iter()
        .map(|(_, sql, _)| *sql)
        .collect::<Vec<_>>()
        .join(";\n");
    for dialect in ALL {
        for cut in (0..whole.len()).step_by(61) {
            found(*dialect, &whole[..cut]);
            found(*dialect, &whole[cut..].replacen('(', "", 1));
        }
        for sql in [
            "ALTER TABLE",
            "CREATE TABLE a (",
            "ADD",
            "`",
            "ALTER TABLE a ADD b DEFAULT",
            "é",
            "[",
            "CREATE TABLE a (,)",
            "DROP",
        ] {
            found(*dialect, sql);
        }
    }
}

#[test]
fn five_hundred_files_take_less_than_a_second() {
    let sql = |at: usize| {
        format!(
            "{};\nCREATE TABLE t{at} (id integer PRIMARY KEY, a text NOT NULL, b varchar(10));\nCREATE INDEX i{at} ON t{at} (a);\nALTER TABLE users ADD c{at} text;",
            "UPDATE users SET note = 'x' WHERE id = 1;\n".repeat(5)
        )
    };
    let mut files = vec![Migration::new("0000_start", 0, start(Postgres))];
    files.extend(
        (1_u16..500).map(|at| Migration::new(format!("{at:04}_more"), at.into(), sql(at.into()))),
    );
    let run = || {
        let begun = Instant::now();
        assert_eq!(lint(Postgres, &files, None).unwrap(), []);
        begun.elapsed()
    };
    // The best of several: other programs take the machine's time too.
    let took = (0..10).map(|_| run()).min().unwrap_or(Duration::MAX);
    println!("500 files: {took:?}");
    assert!(took < Duration::from_secs(1), "{took:?}");
}

/// What the tool itself, and drizzle-kit, write is understood; a new schema has nothing to tell of.
#[test]
fn generated_statements_are_understood() {
    let dialects = [
        (Sqlite, orm::Sqlite::DIALECT, "sqlite"),
        (Postgres, orm::Postgres::DIALECT, "pg"),
        (MySql8, orm::MySql8::DIALECT, "mysql"),
        (MariaDb, orm::MariaDb::DIALECT, "mysql"),
        (MySql, orm::MySql::DIALECT, "mysql"),
    ];
    for (name, dialect, fixture) in dialects {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/fixtures")
            .join(fixture);
        let mut files = Folder::new(folder).migrations(name.family()).unwrap();
        let found = lint(name, &files, None).unwrap();
        let unread: Vec<_> = found
            .iter()
            .filter(|finding| finding.code == "K108")
            .collect();
        assert!(unread.is_empty(), "{name:?}: {unread:#?}");

        let temporary = Temporary::new(name.name());
        let folder = Folder::new(&temporary.0);
        let make = |keyspace, options: &GenerateOptions| {
            let now = chrono::Utc::now();
            generate(&folder, dialect, keyspace, options, now, &mut unattended)
                .unwrap()
                .unwrap()
        };
        make(&before::Before::DEFINITION, &GenerateOptions::default());
        files = folder.migrations(name.family()).unwrap();
        let found = lint(name, &files, None).unwrap();
        let codes: BTreeSet<_> = found.iter().map(|finding| finding.code).collect();
        let expected: &[&str] = if name == MySql { &["VT102"] } else { &[] };
        assert_eq!(
            codes,
            expected.iter().copied().collect(),
            "{name:?}: {found:#?}"
        );

        let options = GenerateOptions {
            drops: DROPS.iter().map(|name| (*name).to_owned()).collect(),
            renames: RENAMES.iter().map(|name| (*name).to_owned()).collect(),
            ..GenerateOptions::default()
        };
        make(&after::After::DEFINITION, &options);
        files = folder.migrations(name.family()).unwrap();
        let found = lint(name, &files, None).unwrap();
        let codes: BTreeSet<_> = found.iter().map(|finding| finding.code).collect();
        assert!(!codes.contains("K108"), "{name:?}: {found:#?}");
        assert!(
            codes.contains("DS102") && codes.contains("BC102"),
            "{name:?}: {codes:?}"
        );
    }
}

const RENAMES: [&str; 2] = ["contacts=people", "policies.no=policies.number"];

const DROPS: [&str; 3] = ["retired", "policies.note", "policies.premium_of_ten"];

struct Temporary(PathBuf);

impl Temporary {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("orm-kit-lint-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

/// The command line that the next test runs: this program.
#[test]
fn program() {
    let Ok(config) = std::env::var("ORM_KIT_LINT_CONFIG") else {
        return;
    };
    let args = ["orm", "check", "--json", "--config", &config];
    std::process::exit(orm_kit::main_with::<(before::Before,)>(args).into());
}

#[test]
fn check_tells_findings_in_json() {
    let place = Temporary::new("cli");
    let config = place.0.join("orm.toml");
    let check = |settings: &str| {
        let text = format!(
            "[keyspaces.insurance]\ndialect = \"sqlite\"\nurl = \"NONE\"\nfolder = \"files\"\n{settings}"
        );
        std::fs::write(&config, text).unwrap();
        let run = Command::new(std::env::current_exe().unwrap())
            .args(["program", "--exact", "--nocapture"])
            .env("ORM_KIT_LINT_CONFIG", &config)
            .output()
            .unwrap();
        let text = String::from_utf8(run.stdout).unwrap();
        let line = text
            .lines()
            .find(|line| line.starts_with('['))
            .unwrap_or_default();
        let answer: serde_json::Value = serde_json::from_str(line).unwrap();
        (run.status.code(), answer[0].clone())
    };
    let folder = Folder::new(place.0.join("files"));
    let make = |options: &GenerateOptions| {
        let now = chrono::Utc::now();
        let keyspace = &before::Before::DEFINITION;
        generate(
            &folder,
            orm::Sqlite::DIALECT,
            keyspace,
            options,
            now,
            &mut unattended,
        )
        .unwrap()
        .unwrap()
    };
    make(&GenerateOptions::default());
    let (code, answer) = check("");
    assert_eq!(
        (code, &answer["findings"]),
        (Some(0), &serde_json::json!([])),
        "{answer}"
    );
    let made = make(&GenerateOptions {
        custom: true,
        ..GenerateOptions::default()
    });
    let file = folder.path().join(format!("{}.sql", made.tag));
    std::fs::write(&file, "DELETE FROM entries;").unwrap();
    let (code, answer) = check("");
    assert_eq!(
        (code, &answer["findings"][0]["code"]),
        (Some(3), &"DS104".into()),
        "{answer}"
    );
    assert_eq!(answer["problems"], serde_json::json!([]));
    let (code, _) = check(&format!("released = {:?}\n", made.tag));
    assert_eq!(code, Some(0));
    std::fs::write(
        &file,
        "-- orm:allow DS104 they are made anew\nDELETE FROM entries;",
    )
    .unwrap();
    assert_eq!(check("").0, Some(0));

    let flat = place.0.join("files");
    let (code, answer) = check("layout = \"atlas\"\n");
    assert_eq!(
        (code, &answer["problems"][0]["code"]),
        (Some(3), &"K110".into()),
        "{answer}"
    );
    orm_kit::atlas::write_sum(&flat).unwrap();
    assert_eq!(check("layout = \"atlas\"\n").0, Some(0));
}
