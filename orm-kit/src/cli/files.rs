//! Commands that change a folder's files.

use serde::Serialize;

use super::End;
use super::answers::Answers;
use super::commands::Chosen;
use super::output::Output;
use crate::folder::Layout;
use crate::up::{Moved, up as convert};

#[derive(Default, Serialize)]
struct Converted {
    moved: Vec<Moved>,
    /// What is left to say in the configuration.
    steps: Vec<String>,
}

/// What the configuration still says of the old layout.
fn steps(one: &Chosen, moved: &[Moved]) -> Vec<String> {
    let mut steps = Vec::new();
    if one.folder.layout() != Layout::Folders {
        steps.push("say `layout = \"folders\"` in orm.toml".to_owned());
    }
    let released = one.config.released.as_ref();
    let released = moved.iter().find(|moved| Some(&moved.from) == released);
    if let Some(moved) = released {
        steps.push(format!("say `released = \"{}\"` in orm.toml", moved.to));
    }
    steps
}

/// Makes a folder of each migration.
pub(super) fn up(
    chosen: &[Chosen],
    dry_run: bool,
    output: &Output,
) -> Result<End, crate::Error> {
    let mut answers = Answers::new(output);
    for one in chosen {
        let keyspace = one.definition.name;
        let moved = convert(&one.folder, one.dialect.family, dry_run);
        answers.add(
            keyspace,
            moved.map(|moved| {
                if moved.is_empty() {
                    output.line(&format!("{keyspace}: there is no journal"));
                    return (Converted::default(), End::Done);
                }
                let verb = if dry_run { "would make" } else { "made" };
                for Moved { from, to } in &moved {
                    output.line(&format!("{keyspace}: {verb} {to} of {from}"));
                }
                let steps = steps(one, &moved);
                for step in &steps {
                    output.line(&format!("  {step}"));
                }
                (Converted { moved, steps }, End::Done)
            }),
        );
    }
    Ok(answers.end())
}
