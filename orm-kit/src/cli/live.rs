//! Commands that look at what databases hold.

use futures::future::join_all;
use serde::Serialize;

use super::ask::agreed;
use super::backend::{self, Done, Task};
use super::commands::Chosen;
use super::output::{Colour, Output};
use super::{End, Pull, Push};
use crate::config::{Config, KeyspaceConfig};
use crate::error::Error;
use crate::folder::{Folder, Layout};
use crate::generate::Warning;
use crate::introspect::Filter;
use crate::migrate::MigrateOptions;
use crate::pull::{PullOptions, source, spelled_as};
use crate::push::PushOptions;
use crate::verify::{Difference, VerifyOptions};

#[derive(Serialize)]
struct Verified<'a> {
    keyspace: &'a str,
    differences: Vec<Difference>,
    error: Option<String>,
}

/// Compares all databases with the code, at once.
pub(super) async fn verify(chosen: &[Chosen], output: &Output) -> Result<End, Error> {
    let asked = chosen.iter().map(|one| async move {
        let url = one.config.connection()?;
        let options = VerifyOptions {
            filter: one.filter(),
            dev: one.config.dev_connection()?,
        };
        let task = Task::Verify(&one.definition, &options);
        backend::run(one.config.dialect, &url, &[], &one.options(), task).await
    });
    let mut end = End::Done;
    let mut answers = Vec::new();
    for (one, result) in chosen.iter().zip(join_all(asked).await) {
        let keyspace = one.definition.name;
        let mut answer = Verified {
            keyspace,
            differences: Vec::new(),
            error: None,
        };
        match result {
            Ok(Done::Differences(found)) => {
                if found.is_empty() {
                    let same = output.colour(Colour::Green, "the database is what the code says");
                    output.line(&format!("{keyspace}: {same}"));
                } else if end == End::Done {
                    end = End::Found;
                }
                for difference in &found {
                    let text = output.colour(Colour::Yellow, &difference.to_string());
                    output.line(&format!("{keyspace}: {text}"));
                }
                answer.differences = found;
            }
            Ok(_) => {}
            Err(error) => {
                output.error(Some(keyspace), &error);
                answer.error = Some(error.to_string());
                end = End::Failed;
            }
        }
        answers.push(answer);
    }
    output.answer(&answers);
    Ok(end)
}

/// The keyspace that is pulled: the only one, or the one that `--only` names.
fn pulled<'c>(config: &'c Config, only: &[String]) -> Result<(&'c str, &'c KeyspaceConfig), Error> {
    let wanted = |name: &&String| only.is_empty() || only.contains(name);
    let mut found = config.keyspaces.iter().filter(|(name, _)| wanted(name));
    match (found.next(), found.next()) {
        (Some((name, config)), None) => Ok((name, config)),
        (None, _) => Err(Error::Config(
            "the configuration has no such keyspace".to_owned(),
        )),
        (Some(_), Some(_)) => Err(Error::Config(
            "one keyspace is pulled at a time: name it with `--only`".to_owned(),
        )),
    }
}

/// Writes the source of a database's tables.
pub(super) async fn pull(
    config: &Config,
    only: &[String],
    options: &Pull,
    output: &Output,
) -> Result<End, Error> {
    let (name, config) = pulled(config, only)?;
    if let Some(path) = options
        .out
        .as_ref()
        .filter(|path| path.exists() && !options.force)
    {
        return Err(Error::Config(format!(
            "{} is there already: write over it with `--force`",
            path.display()
        )));
    }
    let dialect = backend::dialect(config.dialect)?;
    let url = config.connection()?;
    let history = config.table.iter();
    let books = history.flat_map(|table| [table.clone(), crate::migrate::run_table(table)]);
    let filter = Filter::new(config.ignore.iter().cloned().chain(books));
    let task = Task::Read(&filter);
    let read = backend::run(config.dialect, &url, &[], &MigrateOptions::default(), task).await?;
    let Done::Read(mut live) = read else {
        return Ok(End::Failed);
    };
    let folder = Folder::with_layout(&config.folder, config.layout);
    if matches!(folder.layout(), Layout::Drizzle | Layout::Folders) {
        let journal = folder.journal(dialect.family)?;
        let snapshot = folder.last_snapshot(dialect.family, &journal)?;
        let snapshot = snapshot.physical(dialect);
        let snapshot = snapshot.map_err(|error| folder.snapshot_error(&journal, error))?;
        live = spelled_as(live, &snapshot);
    }
    let wanted = PullOptions {
        keyspace: name.to_owned(),
        tenant: options.tenant.clone(),
        global: options.global.clone(),
        no_tenants: options.no_tenants,
        types: options.types.clone(),
    };
    let pulled = source(dialect, &live, &wanted)?;
    if let Some(path) = &options.out {
        crate::folder::write(path, &pulled.source)?;
        output.line(&format!("wrote {}", path.display()));
    } else {
        output.line(pulled.source.trim_end());
    }
    for note in &pulled.notes {
        let note = output.colour(Colour::Yellow, note);
        output.note(&note);
    }
    output.answer(&serde_json::json!({
        "keyspace": name,
        "wrote": options.out,
        "source": pulled.source,
        "notes": pulled.notes,
    }));
    Ok(End::Done)
}

#[derive(Default, Serialize)]
struct Pushed<'a> {
    keyspace: &'a str,
    statements: Vec<String>,
    warnings: Vec<Warning>,
    error: Option<String>,
}

/// Makes databases what the code is, one after another.
pub(super) async fn push(chosen: &[Chosen], options: &Push, output: &Output) -> Result<End, Error> {
    let mut end = End::Done;
    let mut answers = Vec::new();
    for one in chosen {
        let mut answer = Pushed {
            keyspace: one.definition.name,
            ..Pushed::default()
        };
        if let Err(error) = push_one(one, options, output, &mut answer).await {
            output.error(Some(answer.keyspace), &error);
            answer.error = Some(error.to_string());
            end = End::Failed;
        }
        answers.push(answer);
    }
    output.answer(&answers);
    Ok(end)
}

async fn push_one(
    one: &Chosen,
    options: &Push,
    output: &Output,
    answer: &mut Pushed<'_>,
) -> Result<(), Error> {
    let keyspace = one.definition.name;
    let url = one.config.connection()?;
    let wanted = PushOptions {
        verify: VerifyOptions {
            filter: one.filter(),
            dev: one.config.dev_connection()?,
        },
        renames: options.renames.clone(),
        drops: options.drops.clone(),
    };
    let (dialect, run) = (one.config.dialect, one.options());
    let task = Task::PlanPush(&one.definition, &wanted);
    let Done::Push(planned) = backend::run(dialect, &url, &[], &run, task).await? else {
        return Ok(());
    };
    answer.statements.clone_from(&planned.statements);
    answer.warnings.clone_from(&planned.warnings);
    if planned.statements.is_empty() {
        output.line(&format!("{keyspace}: the database is what the code says"));
        return Ok(());
    }
    for sql in &planned.statements {
        output.line(&format!("{sql};"));
    }
    for warning in &planned.warnings {
        let text = output.colour(Colour::Yellow, &warning.to_string());
        output.line(&format!("  {text}"));
    }
    if options.dry_run {
        return Ok(());
    }
    let losses: Vec<String> = planned.losses().map(Warning::to_string).collect();
    if !losses.is_empty() && !options.accept_data_loss {
        let losses = losses.join("\n  ");
        let question = format!("{keyspace}:\n  {losses}\nDrop them?");
        if agreed(&question) != Some(true) {
            return Err(Error::DataLoss { losses });
        }
    }
    backend::run(dialect, &url, &[], &run, Task::Push(&planned)).await?;
    output.line(&format!(
        "{keyspace}: {}",
        output.colour(Colour::Green, "pushed")
    ));
    Ok(())
}
