//! The commands that change folders, and those that record migrations, on every database.

use orm::driver::{Connect, HasTransactions};
use orm::sql::Family;
use serde_json::Value;

use crate::cli::{Project, end};
use crate::everywhere;
use crate::place::Place;

everywhere!(
    a_project_is_converted_and_squashed,
    what_is_marked_is_compared
);

/// A project whose keyspace `shared` lives in the place.
struct Shared<'p, B: HasTransactions> {
    project: Project,
    place: &'p Place<B>,
}

impl<'p, B: HasTransactions + Connect> Shared<'p, B> {
    fn new(place: &'p Place<B>) -> Self {
        let dialect = match B::DIALECT.family {
            Family::Sqlite => "sqlite",
            Family::Postgres => "postgres",
            Family::MySql if std::any::type_name::<B>().contains("MariaDb") => "mariadb",
            Family::MySql => "mysql8",
        };
        let shared = Self {
            project: Project::new(),
            place,
        };
        shared.says(&["init", "--dialect", dialect], 0);
        shared.says(&["generate", "--name", "start"], 0);
        shared
    }

    fn output(&self, args: &[&str], code: i32) -> std::process::Output {
        let only = ["--only", "shared"];
        let only = if args[0] == "init" {
            &only[..0]
        } else {
            &only[..]
        };
        let mut command = self.project.command(&[args, only].concat());
        command.env("SHARED_URL", &self.place.url);
        let output = end(command.spawn().unwrap());
        let said = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
        assert_eq!(
            output.status.code(),
            Some(code),
            "{args:?}\n{}",
            said.concat()
        );
        output
    }

    fn says(&self, args: &[&str], code: i32) -> String {
        let output = self.output(args, code);
        let said = [&output.stdout, &output.stderr].map(|text| String::from_utf8_lossy(text));
        said.concat()
    }

    fn json(&self, args: &[&str], code: i32) -> Value {
        let output = self.output(&[args, &["--json"]].concat(), code);
        serde_json::from_slice(&output.stdout).unwrap()
    }

    /// Says something else in the configuration.
    fn configure(&self, from: &str, to: &str) {
        let path = self.project.root.join("orm.toml");
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(path, text.replace(from, to)).unwrap();
    }
}

async fn a_project_is_converted_and_squashed<B: HasTransactions + Connect>(place: &Place<B>) {
    let shared = Shared::new(place);
    let custom = ["generate", "--custom", "--name", "rows"];
    shared.says(&custom, 0);
    let file = shared.project.root.join("migrations/shared/0001_rows.sql");
    std::fs::write(file, "INSERT INTO countries VALUES ('de', 'Germany');").unwrap();
    shared.says(&["migrate"], 0);
    shared.configure("folder =", "released = \"0000_start\"\nfolder =");

    let would = shared.says(&["up", "--dry-run"], 0);
    assert!(would.contains("_start of 0000_start"), "{would}");
    assert!(
        would.contains("say `layout = \"folders\"` in orm.toml"),
        "{would}"
    );
    let made = shared.json(&["up"], 0);
    let moved = made[0]["moved"].as_array().unwrap();
    assert_eq!(moved[1]["from"], "0001_rows");
    let released = moved[0]["to"].as_str().unwrap();
    let step = format!("say `released = \"{released}\"` in orm.toml");
    assert_eq!(made[0]["steps"][1], step);
    let old = shared.says(&["status"], 0);
    assert!(old.contains("say `layout = \"folders\"`"), "{old}");
    shared.configure("folder =", "layout = \"folders\"\nfolder =");
    shared.configure("0000_start", released);
    assert!(shared.says(&["up"], 0).contains("there is no journal"));
    shared.says(&["check"], 0);
    let status = shared.json(&["status", "--exit-code"], 0);
    assert_eq!(status[0]["applied"], 2);
    let adopt = shared.json(&["adopt"], 0);
    assert_eq!(
        adopt[0]["steps"][0],
        "`status` and `migrate` go on with the history as it is"
    );
    shared.says(&["verify"], 0);

    let asked = shared.says(&["squash"], 1);
    assert!(
        asked.contains("INSERT INTO countries") && asked.contains("--keep-by-hand"),
        "{asked}"
    );
    let would = shared.says(&["squash", "--keep-by-hand", "--dry-run"], 0);
    assert!(would.contains("CREATE TABLE"), "{would}");
    let made = shared.json(&["squash", "--keep-by-hand"], 0);
    assert_eq!(made[0]["tag"], moved[1]["to"]);
    assert_eq!(made[0]["squashed"].as_array().unwrap().len(), 2);
    // The last one that was released is squashed by now.
    shared.says(&["check"], 0);
    let status = shared.json(&["status", "--exit-code"], 0);
    assert_eq!(status[0]["applied"], 1);
    assert_eq!(shared.says(&["migrate"], 0), "shared: up to date\n");
    assert!(
        shared
            .says(&["squash"], 0)
            .contains("there is nothing to squash")
    );
}

async fn what_is_marked_is_compared<B: HasTransactions + Connect>(place: &Place<B>) {
    let shared = Shared::new(place);
    let wrong = shared.says(&["baseline", "0000_start"], 1);
    assert!(
        wrong.contains("the database is not what 0000_start leaves behind")
            && wrong.contains("table countries is missing from the database")
            && wrong.contains("--force"),
        "{wrong}"
    );
    let answer = shared.json(&["mark-applied", "0000_start"], 1);
    assert!(
        answer[0]["error"].as_str().unwrap().contains("countries"),
        "{answer}"
    );
    assert_eq!(shared.json(&["status"], 0)[0]["applied"], 0);
    // A table that is there, and lacks a column.
    place
        .sql("CREATE TABLE countries (code VARCHAR(2) NOT NULL PRIMARY KEY)")
        .await;
    let wrong = shared.says(&["mark-applied", "0000_start"], 1);
    assert!(
        wrong.contains("column countries.name is missing"),
        "{wrong}"
    );
    let marked = shared.says(&["mark-applied", "0000_start", "--force"], 0);
    assert_eq!(marked, "shared: marked 0000_start\n");
    // As the files make it.
    place.sql("DROP TABLE countries").await;
    place
        .sql(&format!("DELETE FROM {}", crate::migrate::history::<B>()))
        .await;
    shared.says(&["migrate"], 0);
    place
        .sql(&format!("DELETE FROM {}", crate::migrate::history::<B>()))
        .await;
    let marked = shared.says(&["baseline", "0000_start"], 0);
    assert_eq!(marked, "shared: marked 0000_start\n");
}
