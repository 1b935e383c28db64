//! The command line looks at what databases hold.

use futures::future::BoxFuture;
use orm::Sqlite;
use orm_kit::stores::{Health, Store};
use serde_json::Value;

use crate::cli::Project;
use crate::place::Place;

/// A store that is there, or isn't.
pub struct Ledger(pub bool);

impl Store for Ledger {
    fn name(&self) -> &str {
        if self.0 { "ledger" } else { "lost" }
    }

    fn health(&self) -> BoxFuture<'_, Result<Health, String>> {
        let version = Some("0.16.4".to_owned());
        let answer = if self.0 {
            Ok(Health { version })
        } else {
            Err("no route".to_owned())
        };
        Box::pin(async move { answer })
    }
}

/// A project whose databases have their tables.
fn migrated() -> Project {
    let project = Project::new();
    project.says(&["init", "--dialect", "sqlite"], 0);
    project.says(&["generate", "--name", "start"], 0);
    project.says(&["migrate"], 0);
    project
}

async fn by_hand(project: &Project, statements: &[&str]) {
    let url = project.url("insurance.db");
    let place = Place::<Sqlite>::open(url, project.root.clone()).await;
    for sql in statements {
        place.sql(sql).await;
    }
    place.close().await;
}

fn end(project: Project) {
    std::fs::remove_dir_all(project.root).unwrap();
}

#[tokio::test]
async fn differences_are_listed() {
    let project = migrated();
    let text = project.says(&["verify"], 0);
    assert!(
        text.contains("insurance: the database is what the code says"),
        "{text}"
    );
    by_hand(
        &project,
        &[
            "ALTER TABLE policies DROP COLUMN note",
            "CREATE TABLE legacy_a (id INTEGER)",
            "CREATE TABLE _cf_KV (id INTEGER)",
        ],
    )
    .await;
    let text = project.says(&["verify"], 3);
    assert!(
        text.contains(
            "insurance: column policies.note is missing from the database: \"note\" TEXT"
        ) && text.contains("insurance: table legacy_a is in the database, and not in code")
            && !text.contains("_cf_KV"),
        "{text}"
    );
    let config = project.root.join("orm.toml");
    let text = std::fs::read_to_string(&config).unwrap();
    let text = text.replace(
        "[keyspaces.\"insurance\"]",
        "[keyspaces.\"insurance\"]\nignore = [\"legacy_*\"]",
    );
    std::fs::write(&config, text).unwrap();
    let found = project.json(&["verify", "--only", "insurance", "--json"], 3);
    assert_eq!(
        found,
        serde_json::json!([{
            "keyspace": "insurance",
            "differences": [{
                "kind": "column",
                "problem": "missing",
                "table": "policies",
                "name": "note",
                "database": null,
                "code": "\"note\" TEXT",
            }],
            "error": null,
        }])
    );
    let text = project.says(&["status"], 0);
    assert!(
        text.contains("drift: 1 since the last migration\n  column policies.note is missing"),
        "{text}"
    );
    project.says(&["status", "--exit-code"], 3);
    end(project);
}

#[tokio::test]
async fn a_pending_migration_is_no_drift() {
    let mut project = migrated();
    project.release = "2";
    let rename = [
        "--rename",
        "contacts=people",
        "--rename",
        "policies.no=policies.number",
    ];
    let drop = [
        "--drop",
        "retired",
        "--drop",
        "policies.note",
        "--drop",
        "policies.premium_of_ten",
    ];
    let args: Vec<&str> = ["generate"].into_iter().chain(rename).chain(drop).collect();
    project.says(&args, 0);
    let text = project.says(&["status"], 0);
    assert!(
        text.contains("1 pending") && !text.contains("drift"),
        "{text}"
    );
    // The code is ahead of the database.
    project.says(&["verify"], 3);
    project.says(&["migrate"], 0);
    project.says(&["verify"], 0);
    project.says(&["status", "--exit-code"], 0);
    end(project);
}

#[tokio::test]
async fn others_are_listed() {
    let mut project = migrated();
    by_hand(
        &project,
        &[
            "CREATE TABLE _prisma_migrations (id TEXT PRIMARY KEY, checksum TEXT NOT NULL, finished_at DATETIME, migration_name TEXT NOT NULL, logs TEXT, rolled_back_at DATETIME, started_at DATETIME NOT NULL DEFAULT current_timestamp, applied_steps_count INTEGER UNSIGNED NOT NULL DEFAULT 0)",
            "INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, rolled_back_at, started_at) VALUES ('1', 'a', 1, '2024_init', NULL, 1), ('2', 'b', NULL, '2025_wrong', NULL, 2), ('3', 'c', NULL, '2025_back', 3, 3)",
        ],
    )
    .await;
    let config = project.root.join("orm.toml");
    let mut text = std::fs::read_to_string(&config).unwrap();
    text.push_str("[databases.billing]\ndialect = \"sqlite\"\nurl = \"INSURANCE_URL\"\n[databases.gone]\ndialect = \"sqlite\"\nurl = \"GONE_URL\"\n");
    std::fs::write(&config, text).unwrap();
    project.release = "stores";
    let text = project.says(&["status"], 0);
    for line in [
        "billing (sqlite): 1 applied by Prisma, last 2024_init, failed: 2025_wrong",
        "gone (sqlite): unreachable: the environment variable GONE_URL is not set",
        "ledger: version 0.16.4",
        "lost: unreachable: no route",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let found = project.json(&["status", "--json", "--exit-code"], 3);
    let of = |key: &str, name: &str| -> Value {
        let mut list = found.as_array().unwrap().iter();
        list.find(|one| one[key] == name).unwrap().clone()
    };
    assert_eq!(
        of("database", "billing")["prisma"]["failed"][0],
        "2025_wrong"
    );
    assert_eq!(of("keyspace", "insurance")["prisma"]["applied"], 1);
    assert_eq!(of("store", "ledger")["version"], "0.16.4");
    assert_eq!(of("store", "lost")["reachable"], false);
    // Another tool's table is none of ours.
    project.says(&["verify"], 0);
    end(project);
}

#[tokio::test]
async fn a_database_is_pulled() {
    let project = migrated();
    let args = [
        "pull",
        "--only",
        "insurance",
        "--tenant",
        "org_id",
        "--out",
        "schema.rs",
    ];
    let text = project.says(&args, 0);
    assert!(text.contains("wrote schema.rs"), "{text}");
    let source = std::fs::read_to_string(project.root.join("schema.rs")).unwrap();
    // Nobody has said whose rows these are.
    assert!(
        source.contains("// Whose rows does `retired` hold? It has no column org_id.")
            && source.contains("#[column(tenant, references(Org::id, on_delete = cascade))]"),
        "{source}"
    );
    let text = project.says(&args, 2);
    assert!(
        text.contains("schema.rs is there already: write over it with `--force`"),
        "{text}"
    );
    let text = project.says(&["pull"], 2);
    assert!(
        text.contains("one keyspace is pulled at a time: name it with `--only`"),
        "{text}"
    );
    let found = project.json(
        &[
            "pull",
            "--only",
            "insurance",
            "--tenant",
            "org_id",
            "--global",
            "retired,entries",
            "--json",
        ],
        0,
    );
    let source = found["source"].as_str().unwrap();
    assert!(!source.contains("Whose rows"), "{source}");
    end(project);
}

#[tokio::test]
async fn nothing_is_lost_without_consent() {
    let project = Project::new();
    project.says(&["init", "--dialect", "sqlite"], 0);
    let text = project.says(&["push"], 0);
    assert!(text.contains("insurance: pushed"), "{text}");
    let text = project.says(&["push"], 0);
    assert!(
        text.contains("insurance: the database is what the code says"),
        "{text}"
    );
    by_hand(
        &project,
        &[
            "ALTER TABLE claims ADD COLUMN more TEXT",
            "INSERT INTO entries (text) VALUES ('a')",
        ],
    )
    .await;
    let text = project.says(&["push"], 1);
    assert!(
        text.contains("nothing was executed, since this would be lost:\n  DS103 claims.more")
            && text.contains("--accept-data-loss"),
        "{text}"
    );
    project.says(&["verify"], 3);
    project.says(&["push", "--accept-data-loss", "--dry-run"], 0);
    project.says(&["verify"], 3);
    let found = project.json(&["push", "--accept-data-loss", "--json"], 0);
    assert_eq!(found[1]["warnings"][0]["code"], "DS103");
    project.says(&["verify"], 0);
    end(project);
}
