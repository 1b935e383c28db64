use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use futures::future::join_all;
use orm_core::schema::KeyspaceDef;
use orm_core::sql::Dialect;
use serde::Serialize;

use super::answers::Answers;
use super::ask::ask;
use super::backend::{self, Done, Task};
use super::output::{Colour, Output};
use super::{End, Generate, Migrate, Resolve};
use crate::config::{Config, DialectName, KeyspaceConfig};
use crate::error::Error;
use crate::folder::{Folder, Layout};
use crate::generate::{GenerateOptions, Warning};
use crate::introspect::Filter;
use crate::migrate::{MigrateOptions, Progress, Resolution};

/// A keyspace with its configuration.
pub(super) struct Chosen {
    pub(super) definition: KeyspaceDef,
    pub(super) config: KeyspaceConfig,
    pub(super) folder: Folder,
    pub(super) dialect: &'static Dialect,
    /// Tables of other keyspaces in the same database, and those of migrations.
    neighbours: Vec<String>,
}

impl Chosen {
    /// The tables that this keyspace answers for.
    pub(super) fn filter(&self) -> Filter {
        Filter::new(self.config.ignore.iter().chain(&self.neighbours))
    }

    pub(super) fn options(&self) -> MigrateOptions {
        let mut options = MigrateOptions::with_history(self.config.layout.into());
        if let Some(table) = &self.config.table {
            options.table.clone_from(table);
        }
        options
    }
}

/// Writes the configuration.
pub(super) fn init(
    path: &Path,
    keyspaces: &[KeyspaceDef],
    dialect: DialectName,
    output: &Output,
) -> Result<End, Error> {
    if path.exists() {
        return Err(Error::Config(format!(
            "{} is there already",
            path.display()
        )));
    }
    crate::folder::write(path, &Config::template(keyspaces, dialect))?;
    output.line(&format!("wrote {}", path.display()));
    output.answer(&serde_json::json!({ "wrote": path }));
    Ok(End::Done)
}

/// The keyspaces that the command is for.
pub(super) fn choose(
    all: &Config,
    definitions: Vec<KeyspaceDef>,
    only: &[String],
) -> Result<Vec<Chosen>, Error> {
    for name in only.iter().chain(all.keyspaces.keys()) {
        if !definitions.iter().any(|definition| definition.name == name) {
            let known: Vec<&str> = definitions
                .iter()
                .map(|definition| definition.name)
                .collect();
            let known = known.join(", ");
            return Err(Error::Config(format!(
                "the program has no keyspace {name}: it has {known}"
            )));
        }
    }
    let wanted = definitions
        .iter()
        .filter(|definition| only.is_empty() || only.iter().any(|name| name == definition.name));
    wanted
        .map(|&definition| {
            let config = all.keyspaces.get(definition.name).ok_or_else(|| {
                Error::Config(format!(
                    "the configuration lacks [keyspaces.{}]",
                    definition.name
                ))
            })?;
            Ok(Chosen {
                definition,
                config: config.clone(),
                folder: Folder::with_layout(&config.folder, config.layout),
                dialect: backend::dialect(config.dialect)?,
                neighbours: neighbours(all, &definitions, &definition),
            })
        })
        .collect()
}

/// The tables that the database of a keyspace has for other reasons.
fn neighbours(
    config: &Config,
    definitions: &[KeyspaceDef],
    definition: &KeyspaceDef,
) -> Vec<String> {
    let mut found = Vec::new();
    let own = config.keyspaces.get(definition.name);
    for (name, other) in &config.keyspaces {
        if own.is_none_or(|own| own.url != other.url) {
            continue;
        }
        if let Some(table) = &other.table {
            found.extend([table.clone(), crate::migrate::run_table(table)]);
        }
        let tables = definitions.iter().filter(|other| other.name == name);
        let tables = tables
            .flat_map(|other| other.tables)
            .map(|table| table.name);
        let listed = |table: &&str| definition.tables.iter().any(|own| own.name == *table);
        found.extend(tables.filter(|table| !listed(table)).map(str::to_owned));
    }
    found
}

#[derive(Default, Serialize)]
struct Written {
    migration: Option<String>,
    sql: Option<String>,
    /// A second file, outside of a transaction: its name and text.
    online: Option<(String, String)>,
    warnings: Vec<Warning>,
}

pub(super) fn generate(
    chosen: &[Chosen],
    options: &Generate,
    output: &Output,
) -> Result<End, Error> {
    let wanted = GenerateOptions {
        name: options.name.clone(),
        custom: options.custom,
        as_is: options.as_is,
        renames: options.renames.clone(),
        drops: options.drops.clone(),
        dry_run: options.dry_run,
        in_transaction: options.in_transaction,
    };
    if (options.custom || options.as_is) && chosen.len() > 1 {
        return Err(Error::Config(
            "such a file is for one keyspace: name it with `--only`".to_owned(),
        ));
    }
    let mut answers = Answers::new(output);
    for one in chosen {
        let keyspace = one.definition.name;
        let wanted = of_keyspace(&wanted, one, chosen.len())?;
        let now = chrono::Utc::now();
        let made = crate::generate::generate(
            &one.folder,
            one.dialect,
            &one.definition,
            &wanted,
            now,
            &mut ask,
        );
        answers.add(
            keyspace,
            made.map(|made| {
                let Some(made) = made else {
                    output.line(&format!("{keyspace}: nothing has changed"));
                    return (Written::default(), End::Done);
                };
                let first = (&made.tag, &made.sql);
                let then = made.online.iter().map(|(tag, sql)| (tag, sql));
                for (tag, sql) in [first].into_iter().chain(then) {
                    let place = one.folder.file(tag);
                    if options.dry_run {
                        output.line(&format!("-- {keyspace}: {}\n{sql}", place.display()));
                    } else {
                        output.line(&format!("{keyspace}: wrote {}", place.display()));
                    }
                }
                for warning in &made.warnings {
                    let warning = output.colour(Colour::Yellow, &warning.to_string());
                    output.line(&format!("  {warning}"));
                }
                let written = Written {
                    migration: Some(made.tag),
                    sql: Some(made.sql),
                    online: made.online,
                    warnings: made.warnings,
                };
                let found = options.exit_code;
                (written, if found { End::Found } else { End::Done })
            }),
        );
    }
    Ok(answers.end())
}

/// With several keyspaces a rename is meant for the one whose snapshot knows the table.
fn of_keyspace(
    options: &GenerateOptions,
    one: &Chosen,
    count: usize,
) -> Result<GenerateOptions, Error> {
    let mut options = options.clone();
    if count == 1 {
        return Ok(options);
    }
    let journal = one.folder.journal(one.dialect.family)?;
    let last = one.folder.last_snapshot(one.dialect.family, &journal)?;
    let old = last
        .physical(one.dialect)
        .map_err(|error| one.folder.snapshot_error(&journal, error))?;
    let known = |text: &String| {
        let name = text.split(['.', '=']).next().unwrap_or_default();
        old.table(name).is_some() || old.enums.iter().any(|known| known.name == name)
    };
    options.renames.retain(known);
    options.drops.retain(known);
    Ok(options)
}

#[derive(Default, Serialize)]
struct Ran {
    migrations: Vec<String>,
}

/// Runs a task on each keyspace's database, all at once, and reports.
async fn each<'t>(
    chosen: &[Chosen],
    options: impl Fn(&Chosen) -> MigrateOptions,
    task: impl Fn() -> Task<'t>,
    verb: &str,
    nothing: &str,
    output: &Output,
) -> End {
    let runs = chosen.iter().map(|one| {
        let options = options(one);
        let task = task();
        async move {
            let migrations = one.folder.migrations(one.dialect.family)?;
            let url = one.config.connection()?;
            let run = backend::run(one.config.dialect, &url, &migrations, &options, task);
            let done = run.await?;
            let here = options.environment.as_deref();
            let skipped = migrations
                .iter()
                .filter(|file| matches!(file.is_skipped(here), Ok(true)));
            let skipped: Vec<String> = skipped.map(|file| file.tag.clone()).collect();
            Ok((done, skipped))
        }
    });
    let mut answers = Answers::new(output);
    for (one, result) in chosen.iter().zip(join_all(runs).await) {
        let keyspace = one.definition.name;
        answers.add(
            keyspace,
            result.map(|(done, skipped)| {
                let migrations = match done {
                    Done::Tags(tags) => tags,
                    _ => Vec::new(),
                };
                if migrations.is_empty() {
                    output.line(&format!("{keyspace}: {nothing}"));
                }
                for tag in &migrations {
                    let here = if skipped.contains(tag) {
                        " (not for here: recorded only)"
                    } else {
                        ""
                    };
                    output.line(&format!("{keyspace}: {verb} {tag}{here}"));
                }
                (Ran { migrations }, End::Done)
            }),
        );
    }
    answers.end()
}

pub(super) async fn migrate(
    chosen: &[Chosen],
    options: &Migrate,
    output: &Output,
) -> Result<End, Error> {
    if options.to.is_some() && chosen.len() > 1 {
        return Err(Error::Config(
            "`--to` is for one keyspace: name it with `--only`".to_owned(),
        ));
    }
    let environment = options
        .env
        .clone()
        .or_else(|| std::env::var("ORM_ENV").ok());
    let environment = environment.filter(|name| !name.is_empty());
    let terminal = std::io::IsTerminal::is_terminal(&std::io::stderr()) && !output.is_json();
    let wanted = |one: &Chosen| {
        let keyspace = one.definition.name;
        let report = move |progress: Progress<'_>| {
            eprintln!(
                "{keyspace}: {} ({} of {})",
                progress.tag, progress.statement, progress.of
            );
        };
        MigrateOptions {
            to: options.to.clone(),
            allow_out_of_order: options.allow_out_of_order,
            environment: environment.clone(),
            lock_wait: Duration::from_secs(options.lock_wait),
            progress: if terminal {
                Some(Arc::new(report))
            } else {
                None
            },
            ..one.options()
        }
    };
    let (verb, task): (_, fn() -> Task<'static>) = if options.dry_run {
        ("would apply", || Task::Plan)
    } else {
        ("applied", || Task::Migrate)
    };
    Ok(each(chosen, wanted, task, verb, "up to date", output).await)
}

pub(super) async fn mark(
    chosen: &[Chosen],
    tags: &[String],
    baseline: bool,
    force: bool,
    output: &Output,
) -> Result<End, Error> {
    if chosen.len() > 1 {
        return Err(Error::Config(
            "the migration is one keyspace's: name it with `--only`".to_owned(),
        ));
    }
    if let (Some(one), false) = (chosen.first(), force) {
        match as_marked(one, tags).await {
            Ok(None) => {}
            Ok(Some(note)) => output.note(&format!("{}: {note}", one.definition.name)),
            Err(error) => {
                let mut answers = Answers::<Ran>::new(output);
                answers.add(one.definition.name, Err(error));
                return Ok(answers.end());
            }
        }
    }
    let task = || match tags {
        [tag] if baseline => Task::Baseline(tag),
        tags => Task::Mark(tags),
    };
    let options = Chosen::options;
    Ok(each(
        chosen,
        options,
        task,
        "marked",
        "they were recorded before",
        output,
    )
    .await)
}

/// Compares the database with what the migrations leave behind that shall be recorded; says why that
/// can't be told.
async fn as_marked(one: &Chosen, tags: &[String]) -> Result<Option<&'static str>, Error> {
    let family = one.dialect.family;
    let migrations = one.folder.migrations(family)?;
    crate::migrate::known(&migrations, tags)?;
    let url = one.config.connection()?;
    let (options, filter) = (one.options(), one.filter());
    let task = Task::State(&filter);
    let asked = backend::run(one.config.dialect, &url, &migrations, &options, task).await?;
    let Done::State(state, live, _) = asked else {
        return Ok(None);
    };
    if !tags.iter().any(|tag| state.pending.contains(tag)) {
        return Ok(None);
    }
    let Some(live) = live else {
        return Ok(Some(
            "the database can't be read, so that it was not compared",
        ));
    };
    // Those that are applied already may be newer.
    let last = migrations
        .iter()
        .rfind(|file| tags.contains(&file.tag) || state.last.as_ref() == Some(&file.tag));
    let journal = one.folder.journal(family)?;
    let entry = last.and_then(|last| journal.entries.iter().find(|entry| entry.tag == last.tag));
    let Some(entry) = entry else {
        return Ok(Some("it has no snapshot, so that nothing was compared"));
    };
    let snapshot = one.folder.snapshot(family, entry)?;
    let snapshot = snapshot.physical(one.dialect);
    let snapshot = snapshot.map_err(|error| Error::Snapshot {
        path: one.folder.snapshot_path(entry),
        error,
    })?;
    let found = crate::verify::drift(one.dialect, &live, &snapshot);
    if found.is_empty() {
        return Ok(None);
    }
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    Err(Error::NotAsMarked {
        tag: entry.tag.clone(),
        differences: found.join("\n  "),
    })
}

pub(super) async fn resolve(
    chosen: &[Chosen],
    options: &Resolve,
    output: &Output,
) -> Result<End, Error> {
    if chosen.len() > 1 {
        return Err(Error::Config(
            "the migration is one keyspace's: name it with `--only`".to_owned(),
        ));
    }
    let resolution = if options.how.applied {
        Resolution::Applied
    } else {
        Resolution::RolledBack
    };
    let task = || Task::Resolve(&options.tag, resolution);
    Ok(each(chosen, Chosen::options, task, "resolved", "", output).await)
}

/// Writes `atlas.sum` of the folders that have one.
pub(super) fn hash(chosen: &[Chosen], output: &Output) -> Result<End, Error> {
    let mut answers = Vec::new();
    for one in chosen {
        let keyspace = one.definition.name;
        if one.folder.layout() != Layout::Atlas {
            output.line(&format!("{keyspace}: not in Atlas's layout"));
            continue;
        }
        let sum = crate::atlas::write_sum(one.folder.path())?;
        let path = one.folder.path().join(crate::atlas::SUM_FILE);
        output.line(&format!("{keyspace}: wrote {}", path.display()));
        answers.push(serde_json::json!({ "keyspace": keyspace, "wrote": path, "sum": sum.total }));
    }
    output.answer(&answers);
    Ok(End::Done)
}

pub(super) fn export(chosen: &[Chosen], output: &Output) -> Result<End, Error> {
    let mut answers = Vec::new();
    for one in chosen {
        let statements = crate::generate::export(one.dialect, &one.definition)?;
        output.line(&format!("-- {}", one.definition.name));
        for sql in &statements {
            output.line(&format!("{sql};"));
        }
        answers
            .push(serde_json::json!({ "keyspace": one.definition.name, "statements": statements }));
    }
    output.answer(&answers);
    Ok(End::Done)
}
