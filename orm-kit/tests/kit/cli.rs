//! The command line, as processes.

use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use orm::prelude::*;
use serde_json::Value;

use crate::after::After;
use crate::before::Before;
use crate::live::Ledger;
use crate::place::{Folder, Place, folder};

/// The program that the tests run: this one, which comes here when it has arguments in its
/// environment.
#[test]
fn program() {
    let Ok(args) = std::env::var(ARGS) else {
        return;
    };
    let args: Vec<String> = serde_json::from_str(&args).unwrap();
    let args = std::iter::once("orm".to_owned()).chain(args);
    let end = match std::env::var("RELEASE").as_deref() {
        Ok("2") => orm_kit::main_with::<(Shared, After)>(args),
        Ok("stores") => {
            orm_kit::main_with_stores::<(Shared, Before)>(args, &[&Ledger(true), &Ledger(false)])
        }
        _ => orm_kit::main_with::<(Shared, Before)>(args),
    };
    std::process::exit(end.into());
}

const ARGS: &str = "ORM_KIT_TEST_ARGS";

/// What the test harness says before the test does.
const HEAD: &[u8] = b"\nrunning 1 test\n";

/// What all tenants share, in a database of its own.
#[derive(Keyspace)]
#[keyspace(name = "shared", tables(Country), tenancy = none)]
struct Shared;

#[derive(Table)]
#[table(name = "countries", keyspace = Shared)]
struct Country {
    #[column(primary_key, varchar = 2)]
    code: String,
    name: String,
}

/// What a process says, without the harness.
pub fn end(process: Child) -> Output {
    let mut output = process.wait_with_output().unwrap();
    let head = output.stdout.drain(..HEAD.len());
    assert!(head.eq(HEAD.iter().copied()));
    output
}

pub struct Project {
    pub root: Folder,
    pub release: &'static str,
}

impl Project {
    pub fn new() -> Self {
        Self {
            root: folder(),
            release: "1",
        }
    }

    pub fn url(&self, name: &str) -> String {
        format!("sqlite:{}?mode=rwc", self.root.join(name).display())
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .current_dir(&*self.root)
            .args(["cli::program", "--exact", "--nocapture"])
            .env(ARGS, serde_json::to_string(args).unwrap())
            .env("RELEASE", self.release)
            .env("INSURANCE_URL", self.url("insurance.db"))
            .env("SHARED_URL", self.url("shared.db"))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    pub fn run(&self, args: &[&str]) -> Output {
        end(self.command(args).spawn().unwrap())
    }

    /// The answer for people, of a run that ends with this code.
    pub fn says(&self, args: &[&str], code: i32) -> String {
        let output = self.run(args);
        let text = [output.stdout, output.stderr]
            .map(|text| String::from_utf8(text).unwrap())
            .concat();
        assert_eq!(output.status.code(), Some(code), "{args:?}\n{text}");
        assert!(!text.contains('\u{1b}'), "colours without a terminal");
        text
    }

    /// The answer for machines.
    pub fn json(&self, args: &[&str], code: i32) -> Value {
        let output = self.run(args);
        assert_eq!(
            output.status.code(),
            Some(code),
            "{}",
            String::from_utf8_lossy(&output.stdout)
        );
        assert!(output.stderr.is_empty());
        serde_json::from_slice(&output.stdout).unwrap()
    }
}

fn files(root: &Path) -> Vec<String> {
    let listed = std::fs::read_dir(root).unwrap();
    let mut names: Vec<String> = listed
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".sql"))
        .collect();
    names.sort();
    names
}

#[test]
fn a_project_from_its_first_day() {
    let mut project = Project::new();
    let missing = project.says(&["status"], 2);
    assert_eq!(
        missing,
        "error: orm.toml is missing: write it with `init --dialect ..`, or name it with `--config`\n"
    );
    assert_eq!(
        project.says(&["init", "--dialect", "sqlite"], 0),
        "wrote orm.toml\n"
    );
    assert!(
        project
            .says(&["init", "--dialect", "sqlite"], 2)
            .contains("is there already")
    );

    let changed = project.says(&["check"], 3);
    assert!(changed.contains("insurance: K107 policies: "), "{changed}");
    let written = project.says(&["generate", "--name", "start", "--exit-code"], 3);
    assert_eq!(
        written,
        "shared: wrote migrations/shared/0000_start.sql\ninsurance: wrote migrations/insurance/0000_start.sql\n"
    );
    assert_eq!(
        project.says(&["generate", "--exit-code"], 0),
        "shared: nothing has changed\ninsurance: nothing has changed\n"
    );
    assert_eq!(
        project.says(&["check"], 0),
        "shared: no problems\ninsurance: no problems\n"
    );

    assert_eq!(
        project.says(&["migrate", "--dry-run"], 0),
        "shared: would apply 0000_start\ninsurance: would apply 0000_start\n"
    );
    let status = project.json(&["status", "--json", "--exit-code"], 3);
    assert_eq!(status[1]["pending"][0], "0000_start");
    assert_eq!(
        project.says(&["migrate", "--only", "shared"], 0),
        "shared: applied 0000_start\n"
    );
    assert_eq!(
        project.says(&["status"], 0),
        "shared (sqlite): 1 applied, last 0000_start, up to date\ninsurance (sqlite): 0 applied, 1 pending: 0000_start\n"
    );
    assert_eq!(
        project.says(&["migrate"], 0),
        "shared: up to date\ninsurance: applied 0000_start\n"
    );

    // The next release.
    project.release = "2";
    let asked = project.says(&["generate"], 1);
    assert!(asked.contains("error: insurance: contacts is gone and people, tags is new: say `--rename contacts=people`"), "{asked}");
    let answers = [
        "--rename",
        "contacts=people",
        "--rename",
        "policies.no=policies.number",
        "--drop",
        "retired",
        "--drop",
        "policies.note",
        "--drop",
        "policies.premium_of_ten",
    ];
    let generate = [&["generate", "--name", "next", "--json"], &answers[..]].concat();
    let made = project.json(&generate, 0);
    assert_eq!(made[1]["migration"], "0001_next");
    assert!(
        made[1]["warnings"]
            .as_array()
            .unwrap()
            .iter()
            .any(|warning| warning["code"] == "DS102"),
        "{made}"
    );
    assert_eq!(
        project.says(&["migrate"], 0),
        "shared: up to date\ninsurance: applied 0001_next\n"
    );
    let status = project.json(&["status", "--json", "--exit-code"], 0);
    assert_eq!(
        (status[1]["applied"].as_u64(), status[1]["last"].as_str()),
        (Some(2), Some("0001_next"))
    );

    // A migration by hand, and one that fails.
    let custom = project.says(
        &[
            "generate",
            "--custom",
            "--name",
            "by hand",
            "--only",
            "insurance",
        ],
        0,
    );
    assert_eq!(
        custom,
        "insurance: wrote migrations/insurance/0002_by_hand.sql\n"
    );
    let path = project.root.join("migrations/insurance");
    assert_eq!(
        files(&path),
        ["0000_start.sql", "0001_next.sql", "0002_by_hand.sql"]
    );
    std::fs::write(
        path.join("0002_by_hand.sql"),
        "CREATE TABLE a (id INTEGER);\nSELECT nothing",
    )
    .unwrap();
    let failed = project.says(&["migrate"], 1);
    assert!(
        failed.contains("error: insurance: 0002_by_hand, statement 2 of 2: "),
        "{failed}"
    );
    assert!(
        failed.contains("nothing of this file took effect"),
        "{failed}"
    );
    assert_eq!(
        project.says(&["mark-applied", "0002_by_hand", "--only", "insurance"], 0),
        "insurance: marked 0002_by_hand\n"
    );
    // An applied file that was edited.
    std::fs::write(path.join("0000_start.sql"), "SELECT 1").unwrap();
    let edited = project.says(&["migrate"], 1);
    assert!(
        edited.contains("error: insurance: 0000_start was applied and has been edited since"),
        "{edited}"
    );
    std::fs::remove_file(path.join("0000_start.sql")).unwrap();
    let missing = project.says(&["check"], 3);
    assert!(
        missing.contains("insurance: K101 0000_start.sql: "),
        "{missing}"
    );
}

#[test]
fn wrong_usage_is_told() {
    let project = Project::new();
    assert!(
        project
            .says(&["--help"], 0)
            .contains("Exit codes: 0 done; 1 failed")
    );
    assert!(project.says(&["migrate", "--too"], 2).contains("--to"));
    project.says(&["init", "--dialect", "sqlite"], 0);
    assert!(
        project
            .says(&["status", "--only", "other"], 2)
            .contains("the program has no keyspace other: it has shared, insurance")
    );
    assert!(
        project
            .says(&["baseline", "0000_x"], 2)
            .contains("name it with `--only`")
    );
    assert!(
        project
            .says(&["resolve", "0000_x"], 2)
            .contains("--rolled-back")
    );
    let error = project.json(&["migrate", "--only", "other", "--json"], 2);
    assert!(
        error["error"]
            .as_str()
            .unwrap()
            .starts_with("the program has no keyspace other")
    );
    let config = project.root.join("orm.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replace("INSURANCE_URL", "NOT_SET_URL")).unwrap();
    let status = project.says(&["status"], 0);
    assert!(
        status.contains(
            "insurance (sqlite): unreachable: the environment variable NOT_SET_URL is not set"
        ),
        "{status}"
    );
    std::fs::write(&config, text.replace("folder", "foldr")).unwrap();
    assert!(
        project
            .says(&["status"], 2)
            .contains("unknown field `foldr`")
    );
}

#[test]
fn exported_statements_create_the_schema() {
    let project = Project::new();
    project.says(&["init", "--dialect", "mysql8"], 0);
    let text = project.says(&["export", "--only", "insurance"], 0);
    assert!(text.contains("CREATE TABLE `policies` ("), "{text}");
    let answer = project.json(&["export", "--json"], 0);
    assert_eq!(answer[0]["keyspace"], "shared");
    assert!(
        answer[0]["statements"][0]
            .as_str()
            .unwrap()
            .starts_with("CREATE TABLE `countries`")
    );
}

/// A server that takes connections and never answers does not hold up the others.
#[test]
fn status_waits_for_nobody() {
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = silent.local_addr().unwrap().port();
    let project = Project::new();
    project.says(&["init", "--dialect", "sqlite"], 0);
    project.says(&["generate"], 0);
    let config = project.root.join("orm.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, text.replacen("\"sqlite\"", "\"postgres\"", 1)).unwrap();
    let _ = std::fs::remove_dir_all(project.root.join("migrations/shared"));
    let started = Instant::now();
    let mut command = project.command(&["status"]);
    command.env(
        "SHARED_URL",
        format!("postgres://user:secret@127.0.0.1:{port}/db"),
    );
    let output = end(command.spawn().unwrap());
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(
        started.elapsed() < Duration::from_secs(8),
        "{:?}",
        started.elapsed()
    );
    assert!(text.contains("shared (postgres): unreachable: "), "{text}");
    assert!(
        text.contains("insurance (sqlite): 0 applied, 1 pending"),
        "{text}"
    );
    assert!(!text.contains("secret"));
}

/// Sixteen processes at once.
#[tokio::test]
async fn many_processes_apply_each_file_once() {
    let project = Project::new();
    project.says(&["init", "--dialect", "sqlite"], 0);
    project.says(&["generate", "--name", "start"], 0);
    let path = project.root.join("migrations/insurance");
    for at in 1..6 {
        project.says(
            &[
                "generate",
                "--custom",
                "--name",
                "more",
                "--only",
                "insurance",
            ],
            0,
        );
        let create = if at == 1 {
            "CREATE TABLE marks (n INTEGER);\n"
        } else {
            ""
        };
        std::fs::write(
            path.join(format!("{at:04}_more.sql")),
            format!("{create}INSERT INTO marks VALUES ({at})"),
        )
        .unwrap();
    }
    let mut running: Vec<_> = (0..16)
        .map(|_| project.command(&["migrate", "--json"]).spawn().unwrap())
        .collect();
    let mut applied = Vec::new();
    for process in running.drain(..) {
        let output = end(process);
        let answer: Value = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(output.status.code(), Some(0), "{answer}");
        for tag in answer[1]["migrations"].as_array().unwrap() {
            applied.push(tag.as_str().unwrap().to_owned());
        }
    }
    applied.sort();
    assert_eq!(
        applied,
        [
            "0000_start",
            "0001_more",
            "0002_more",
            "0003_more",
            "0004_more",
            "0005_more"
        ]
    );
    let place = Place::<orm::Sqlite>::open(project.url("insurance.db"), project.root.clone()).await;
    assert_eq!(
        place.texts("SELECT n FROM marks").await,
        ["1", "2", "3", "4", "5"]
    );
}

#[test]
fn a_d1_database_keeps_wranglers_table() {
    let Some(server) = crate::wrangler::Server::start() else {
        return;
    };
    let project = Project::new();
    project.says(&["init", "--dialect", "d1"], 0);
    let written = project.says(&["generate", "--name", "start", "--only", "shared"], 0);
    assert_eq!(written, "shared: wrote migrations/shared/0001_start.sql\n");
    let says = |args: &[&str], code| {
        let mut command = project.command(args);
        let output = end(command.env("SHARED_URL", server.url()).spawn().unwrap());
        let text = [output.stdout, output.stderr]
            .map(|text| String::from_utf8(text).unwrap())
            .concat();
        assert_eq!(output.status.code(), Some(code), "{text}");
        text
    };
    assert_eq!(
        says(&["migrate", "--only", "shared", "--dry-run"], 0),
        "shared: would apply 0001_start\n"
    );
    assert_eq!(
        says(&["migrate", "--only", "shared"], 0),
        "shared: applied 0001_start\n"
    );
    assert_eq!(
        says(&["status", "--only", "shared"], 0),
        "shared (d1): 1 applied, last 0001_start, up to date\n"
    );
    assert_eq!(
        says(&["baseline", "0001_start", "--only", "shared"], 0),
        "shared: they were recorded before\n"
    );
    let resolve = ["resolve", "0001_start", "--applied", "--only", "shared"];
    assert!(says(&resolve, 1).contains("nothing to resolve"));
}

#[test]
fn adopting_says_what_there_is() {
    let project = Project::new();
    project.says(&["init", "--dialect", "sqlite"], 0);
    let says = || project.says(&["adopt", "--only", "shared"], 0);
    assert_eq!(
        says(),
        "shared: the folder is empty, 0 migrations\n  `generate`, then `migrate`: there is nothing to take over\n"
    );
    project.says(&["generate", "--name", "start", "--only", "shared"], 0);
    project.says(&["migrate", "--only", "shared"], 0);
    assert_eq!(
        says(),
        "shared: the folder is drizzle, 1 migrations\nshared: the database has Drizzle's __drizzle_migrations, 1 rows\n  `status` and `migrate` go on with the history as it is\n"
    );
    // wrangler's files, by hand.
    let folder = project.root.join("migrations/shared");
    std::fs::remove_dir_all(folder.join("meta")).unwrap();
    let said = project.json(&["adopt", "--only", "shared", "--json"], 0);
    assert_eq!(said[0]["files"]["layout"], "wrangler");
    assert_eq!(said[0]["steps"].as_array().unwrap().len(), 3);
}

#[test]
fn files_are_for_environments() {
    let project = Project::new();
    project.says(&["init", "--dialect", "sqlite"], 0);
    project.says(
        &["generate", "--custom", "--name", "here", "--only", "shared"],
        0,
    );
    let file = project.root.join("migrations/shared/0000_here.sql");
    std::fs::write(file, "-- orm:skip-on staging\nSELECT nothing").unwrap();
    let refused = project.says(&["migrate", "--only", "shared"], 1);
    assert!(
        refused.contains("0000_here is not for staging"),
        "{refused}"
    );
    assert_eq!(
        project.says(&["migrate", "--only", "shared", "--env", "staging"], 0),
        "shared: applied 0000_here (not for here: recorded only)\n"
    );
    assert_eq!(
        project.says(&["status", "--only", "shared"], 0),
        "shared (sqlite): 1 applied, last 0000_here, up to date, not for here: 0000_here\n"
    );
}

#[test]
fn what_git_knows_is_released() {
    let project = Project::new();
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"];
        let mut command = Command::new("git");
        command
            .arg("-C")
            .arg(&*project.root)
            .args(identity)
            .args(args);
        let done = command.output().unwrap();
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
    };
    git(&["init", "--quiet"]);
    project.says(&["init", "--dialect", "sqlite"], 0);
    project.says(&["generate", "--name", "start"], 0);
    let folder = project.root.join("migrations/shared");
    let by_hand = "DROP TABLE old;\n";
    project.says(
        &["generate", "--custom", "--name", "old", "--only", "shared"],
        0,
    );
    std::fs::write(folder.join("0001_old.sql"), by_hand).unwrap();
    git(&["add", "."]);
    git(&["commit", "--quiet", "-m", "Release"]);
    git(&["tag", "v1"]);
    let check = |against: &str, code| {
        project.says(&["check", "--only", "shared", "--against", against], code)
    };
    assert!(
        project
            .says(&["check", "--only", "shared"], 3)
            .contains("DS102")
    );
    assert_eq!(check("v1", 0), "shared: no problems\n");
    project.says(
        &["generate", "--custom", "--name", "new", "--only", "shared"],
        0,
    );
    std::fs::write(folder.join("0002_new.sql"), "DROP TABLE newer;\n").unwrap();
    let found = check("v1", 3);
    assert!(
        found.contains("DS102 0002_new.sql:1 newer") && !found.contains("0001_old"),
        "{found}"
    );
    std::fs::write(folder.join("0001_old.sql"), "DROP TABLE other;\n").unwrap();
    assert!(check("v1", 3).contains("K112 0001_old.sql: it was edited since v1"));
    std::fs::write(folder.join("0001_old.sql"), by_hand).unwrap();
    std::fs::remove_file(folder.join("0000_start.sql")).unwrap();
    assert!(check("v1", 3).contains("K112 0000_start.sql: it is gone since v1"));
    assert!(check("v2", 1).contains("git: it knows no `v2`"));
    assert!(check("HEAD", 3).contains("K112"));
    // In folders, and behind one that stands for them, they are the same files.
    git(&["checkout", "--quiet", "v1", "--", "."]);
    std::fs::remove_file(folder.join("0002_new.sql")).unwrap();
    std::fs::remove_file(folder.join("meta/0002_snapshot.json")).unwrap();
    assert_eq!(check("v1", 0), "shared: no problems\n");
    project.says(&["up", "--only", "shared"], 0);
    let config = project.root.join("orm.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let place = "folder = \"migrations/shared\"";
    let layout = format!("layout = \"folders\"\n{place}");
    std::fs::write(&config, text.replace(place, &layout)).unwrap();
    assert_eq!(check("v1", 0), "shared: no problems\n");
    project.says(&["squash", "--only", "shared"], 0);
    assert_eq!(check("v1", 0), "shared: no problems\n");
}
