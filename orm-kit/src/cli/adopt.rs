use futures::future::join_all;
use serde::Serialize;

use super::End;
use super::answers::Answers;
use super::backend::{self, Done, Task};
use super::commands::Chosen;
use super::output::Output;
use crate::adopt::{Files, Found, files, steps};
use crate::error::Error;
use crate::folder::Folder;

#[derive(Default, Serialize)]
struct Seen {
    files: Option<Files>,
    migrations: usize,
    histories: Vec<Found>,
    steps: Vec<String>,
}

async fn look(one: &Chosen) -> Result<Seen, Error> {
    let found = files(one.folder.path())?;
    let (mut migrations, mut known) = (Vec::new(), true);
    if let Files::Layout(layout) = found {
        let folder = Folder::with_layout(one.folder.path(), layout);
        migrations = folder.migrations(one.dialect.family)?;
        known = !folder.journal(one.dialect.family)?.entries.is_empty();
    }
    let url = one.config.connection()?;
    let options = one.options();
    let asked = backend::run(one.config.dialect, &url, &[], &options, Task::Histories);
    let histories = match asked.await? {
        Done::Histories(histories) => histories,
        _ => Vec::new(),
    };
    let last = migrations.last().map(|migration| migration.tag.as_str());
    Ok(Seen {
        files: Some(found),
        migrations: migrations.len(),
        steps: steps(one.config.layout, found, &histories, last, known),
        histories,
    })
}

/// Says whose migrations the folders and databases hold, and what to do. Changes nothing.
pub(super) async fn adopt(chosen: &[Chosen], output: &Output) -> Result<End, Error> {
    let mut answers = Answers::new(output);
    let seen = join_all(chosen.iter().map(look)).await;
    for (one, seen) in chosen.iter().zip(seen) {
        let keyspace = one.definition.name;
        answers.add(
            keyspace,
            seen.map(|seen| {
                let layout = match seen.files {
                    Some(Files::Layout(layout)) => layout.name(),
                    Some(Files::Unknown) => "of files without numbers",
                    Some(Files::None) | None => "empty",
                };
                output.line(&format!(
                    "{keyspace}: the folder is {layout}, {} migrations",
                    seen.migrations
                ));
                for found in &seen.histories {
                    let Found { tool, table, rows } = found;
                    output.line(&format!(
                        "{keyspace}: the database has {tool}'s {table}, {rows} rows"
                    ));
                }
                for step in &seen.steps {
                    output.line(&format!("  {step}"));
                }
                (seen, End::Done)
            }),
        );
    }
    Ok(answers.end())
}
