//! Commands that change a folder's files.

use serde::Serialize;

use super::answers::Answers;
use super::commands::Chosen;
use super::output::Output;
use super::{End, Squash};
use crate::folder::Layout;
use crate::squash::{ByHand, Squashed};
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
pub(super) fn up(chosen: &[Chosen], dry_run: bool, output: &Output) -> Result<End, crate::Error> {
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

#[derive(Default, Serialize)]
struct Made {
    #[serde(flatten)]
    made: Option<Squashed>,
}

/// Makes one migration of each folder.
pub(super) fn squash(
    chosen: &[Chosen],
    options: &Squash,
    output: &Output,
) -> Result<End, crate::Error> {
    let by_hand = match (options.keep_by_hand, options.leave_by_hand) {
        (true, _) => Some(ByHand::Keep),
        (_, true) => Some(ByHand::Leave),
        _ => None,
    };
    let mut answers = Answers::new(output);
    for one in chosen {
        let keyspace = one.definition.name;
        let (dialect, dry_run) = (one.dialect, options.dry_run);
        let made = crate::squash::squash(&one.folder, dialect, &one.definition, by_hand, dry_run);
        answers.add(
            keyspace,
            made.map(|made| {
                match &made {
                    None => output.line(&format!("{keyspace}: there is nothing to squash")),
                    Some(made) if dry_run => {
                        let place = one.folder.file(&made.tag);
                        output.line(&format!("-- {keyspace}: {}\n{}", place.display(), made.sql));
                    }
                    Some(made) => output.line(&format!(
                        "{keyspace}: {} stands for {} migrations",
                        made.tag,
                        made.squashed.len()
                    )),
                }
                (Made { made }, End::Done)
            }),
        );
    }
    Ok(answers.end())
}
