//! What every database of the application holds, in one view.

use std::collections::BTreeMap;
use std::time::Duration;

use futures::future::join_all;
use orm_core::schema::physical::Physical;
use serde::Serialize;

use super::End;
use super::backend::{self, Done, Task};
use super::commands::Chosen;
use super::output::{Colour, Output};
use crate::config::DatabaseConfig;
use crate::error::Error;
use crate::folder::Layout;
use crate::migrate::{MigrateOptions, State};
use crate::stores::{Prisma, Store};
use crate::verify::Difference;

/// How long `status` waits for a database.
const PATIENCE: Duration = Duration::from_millis(1_800);

/// How many differences `status` lists.
const SHOWN: usize = 5;

/// What is listed beside the keyspaces.
pub(super) struct Others<'a> {
    pub(super) databases: &'a BTreeMap<String, DatabaseConfig>,
    pub(super) stores: &'a [&'a dyn Store],
}

/// One line of the answer.
#[derive(Serialize)]
#[serde(untagged)]
enum Found<'a> {
    Keyspace {
        keyspace: &'a str,
        dialect: &'static str,
        reachable: bool,
        #[serde(flatten)]
        state: Option<State>,
        /// What the database no longer holds as its last migration's snapshot has it, where there is
        /// one.
        drift: Option<Vec<Difference>>,
        prisma: Option<Prisma>,
        error: Option<String>,
    },
    Database {
        database: &'a str,
        dialect: &'static str,
        reachable: bool,
        prisma: Option<Prisma>,
        error: Option<String>,
    },
    Store {
        store: &'a str,
        reachable: bool,
        version: Option<String>,
        error: Option<String>,
    },
}

fn late() -> Error {
    orm_core::Error::Timeout("no answer within 1.8 seconds".to_owned()).into()
}

/// The answer, unless it takes too long.
async fn in_time<T>(asked: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let answer = tokio::time::timeout(PATIENCE, asked).await;
    answer.unwrap_or_else(|_| Err(late()))
}

async fn keyspace(one: &Chosen) -> Found<'_> {
    let asked = async {
        let migrations = one.folder.migrations(one.dialect.family)?;
        let url = one.config.connection()?;
        let (options, filter) = (one.options(), one.filter());
        let task = Task::State(&filter);
        let run = backend::run(one.config.dialect, &url, &migrations, &options, task);
        in_time(run).await
    };
    let (mut state, mut drift, mut prisma) = (None, None, None);
    let error = match asked.await {
        Ok(Done::State(found, live, other)) => {
            drift = live.and_then(|live| drifted(one, &found, &live));
            (state, prisma) = (Some(*found), other);
            None
        }
        Ok(_) => None,
        Err(error) => Some(error),
    };
    Found::Keyspace {
        keyspace: one.definition.name,
        dialect: one.config.dialect.name(),
        reachable: error.as_ref().is_none_or(|error| !unreachable(error)),
        state,
        drift,
        prisma,
        error: error.map(|error| error.to_string()),
    }
}

async fn database<'a>(name: &'a str, config: &DatabaseConfig) -> Found<'a> {
    let asked = async {
        let variable = &config.url;
        let url = std::env::var(variable).map_err(|_| {
            Error::Config(format!("the environment variable {variable} is not set"))
        })?;
        let options = MigrateOptions::default();
        in_time(backend::run(
            config.dialect,
            &url,
            &[],
            &options,
            Task::Prisma,
        ))
        .await
    };
    let (prisma, error) = match asked.await {
        Ok(Done::Prisma(found)) => (found, None),
        Ok(_) => (None, None),
        Err(error) => (None, Some(error)),
    };
    Found::Database {
        database: name,
        dialect: config.dialect.name(),
        reachable: error.as_ref().is_none_or(|error| !unreachable(error)),
        prisma,
        error: error.map(|error| error.to_string()),
    }
}

async fn store<'a>(store: &'a dyn Store) -> Found<'a> {
    let health = tokio::time::timeout(PATIENCE, store.health()).await;
    let health = health.unwrap_or_else(|_| Err(late().to_string()));
    let (version, error) = match health {
        Ok(health) => (health.version, None),
        Err(error) => (None, Some(error)),
    };
    Found::Store {
        store: store.name(),
        reachable: error.is_none(),
        version,
        error,
    }
}

/// The database against the snapshot of the last migration that was applied to it. Unknown where
/// there is no such snapshot, and in the middle of a migration.
fn drifted(one: &Chosen, state: &State, live: &Physical) -> Option<Vec<Difference>> {
    if state.half_done.is_some() || one.folder.layout() == Layout::Atlas {
        return None;
    }
    let journal = one.folder.journal(one.dialect.family).ok()?;
    let last = state.last.as_ref()?;
    let entry = journal.entries.iter().find(|entry| entry.tag == *last)?;
    let snapshot = one.folder.snapshot(one.dialect.family, entry).ok()?;
    let snapshot = snapshot.physical(one.dialect).ok()?;
    Some(crate::verify::drift(one.dialect, live, &snapshot))
}

/// Asks all databases at once.
pub(super) async fn status(
    chosen: &[Chosen],
    others: &Others<'_>,
    exit_code: bool,
    output: &Output,
) -> Result<End, Error> {
    let keyspaces = join_all(chosen.iter().map(keyspace));
    let databases = others.databases.iter();
    let databases = join_all(databases.map(|(name, config)| database(name, config)));
    let stores = join_all(others.stores.iter().map(|one| store(*one)));
    let (keyspaces, databases, stores) = futures::join!(keyspaces, databases, stores);
    let answers: Vec<Found<'_>> = keyspaces
        .into_iter()
        .chain(databases)
        .chain(stores)
        .collect();
    for found in &answers {
        output.line(&line(found, output));
    }
    output.answer(&answers);
    Ok(if exit_code && !answers.iter().all(is_current) {
        End::Found
    } else {
        End::Done
    })
}

fn unreachable(error: &Error) -> bool {
    matches!(
        error,
        Error::Database(
            orm_core::Error::Connect(_)
                | orm_core::Error::Timeout(_)
                | orm_core::Error::PoolTimeout(_)
                | orm_core::Error::ConnectionLost(_)
        ) | Error::Config(_)
    )
}

fn is_up_to_date(state: &State) -> bool {
    state.pending.is_empty() && state.half_done.is_none()
}

fn is_current(found: &Found<'_>) -> bool {
    match found {
        Found::Keyspace {
            state,
            drift,
            error,
            ..
        } => {
            error.is_none()
                && state.as_ref().is_some_and(is_up_to_date)
                && drift.as_ref().is_none_or(Vec::is_empty)
        }
        Found::Database { prisma, error, .. } => {
            error.is_none()
                && prisma
                    .as_ref()
                    .is_none_or(|prisma| prisma.failed.is_empty())
        }
        Found::Store { error, .. } => error.is_none(),
    }
}

fn line(found: &Found<'_>, output: &Output) -> String {
    let wrong = |reachable: bool, error: &str| {
        let what = if reachable { "problem" } else { "unreachable" };
        format!("{}: {error}", output.colour(Colour::Red, what))
    };
    match found {
        Found::Keyspace {
            keyspace,
            dialect,
            reachable,
            state,
            drift,
            prisma,
            error,
        } => {
            let head = format!("{keyspace} ({dialect})");
            let Some(state) = state else {
                let error = error.as_deref().unwrap_or_default();
                return format!("{head}: {}", wrong(*reachable, error));
            };
            let drift = drift.as_deref().unwrap_or_default();
            let mut text = format!("{head}: {}", of_state(state, drift, output));
            if let Some(prisma) = prisma {
                text.push_str(&format!("\n  {}", of_prisma(prisma, output)));
            }
            text
        }
        Found::Database {
            database,
            dialect,
            reachable,
            prisma,
            error,
        } => {
            let what = match (error, prisma) {
                (Some(error), _) => wrong(*reachable, error),
                (None, Some(prisma)) => of_prisma(prisma, output),
                (None, None) => "reachable, without a history of Prisma's".to_owned(),
            };
            format!("{database} ({dialect}): {what}")
        }
        Found::Store {
            store,
            version,
            error,
            ..
        } => {
            let what = match (error, version) {
                (Some(error), _) => wrong(false, error),
                (None, Some(version)) => format!("version {version}"),
                (None, None) => "reachable".to_owned(),
            };
            format!("{store}: {what}")
        }
    }
}

fn of_state(state: &State, drift: &[Difference], output: &Output) -> String {
    let last = state.last.iter().map(|tag| format!(", last {tag}"));
    let mut text = format!("{} applied{}", state.applied, last.collect::<String>());
    if is_up_to_date(state) {
        text.push_str(&format!(", {}", output.colour(Colour::Green, "up to date")));
    }
    if !state.skipped.is_empty() {
        text.push_str(&format!(", not for here: {}", state.skipped.join(", ")));
    }
    if !state.pending.is_empty() {
        let pending = format!(
            "{} pending: {}",
            state.pending.len(),
            state.pending.join(", ")
        );
        text.push_str(&format!(", {}", output.colour(Colour::Yellow, &pending)));
    }
    if let Some(half) = &state.half_done {
        let error = half.error.as_deref().unwrap_or("the run ended");
        let half = format!(
            "{} is half applied ({} of {}): {error}",
            half.tag, half.applied, half.total
        );
        text.push_str(&format!("\n  {}", output.colour(Colour::Red, &half)));
    }
    if !drift.is_empty() {
        let count = format!("drift: {} since the last migration", drift.len());
        text.push_str(&format!("\n  {}", output.colour(Colour::Red, &count)));
    }
    for difference in drift.iter().take(SHOWN) {
        text.push_str(&format!("\n  {difference}"));
    }
    if drift.len() > SHOWN {
        text.push_str(&format!("\n  and {} more", drift.len() - SHOWN));
    }
    text
}

fn of_prisma(prisma: &Prisma, output: &Output) -> String {
    let last = prisma.last.iter().map(|tag| format!(", last {tag}"));
    let mut text = format!(
        "{} applied by Prisma{}",
        prisma.applied,
        last.collect::<String>()
    );
    if !prisma.failed.is_empty() {
        let failed = format!("failed: {}", prisma.failed.join(", "));
        text.push_str(&format!(", {}", output.colour(Colour::Red, &failed)));
    }
    text
}
