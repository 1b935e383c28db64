use serde::Serialize;

use super::End;
use super::answers::Answers;
use super::commands::Chosen;
use super::output::{Colour, Output};
use crate::against::released;
use crate::check::Problem;
use crate::error::Error;
use crate::folder::Migration;
use crate::lint::Finding;
use crate::squash::lines;

#[derive(Default, Serialize)]
struct Checked {
    problems: Vec<Problem>,
    findings: Vec<Finding>,
}

/// What is wrong with the folder, and, where all files are there, what its statements do.
fn look(one: &Chosen, against: Option<&str>) -> Result<Checked, Error> {
    let before = against.map(|reference| released(&one.folder, reference));
    let before = before.transpose()?;
    let problems = crate::check::check(&one.folder, one.dialect, &one.definition)?;
    let mut checked = Checked {
        problems,
        findings: Vec::new(),
    };
    if !checked
        .problems
        .iter()
        .any(|problem| problem.code == "K101")
    {
        let migrations = one.folder.migrations(one.dialect.family)?;
        let configured = one.config.released.as_deref();
        let at = |tag: &str| migrations.iter().position(|file| file.tag == tag);
        // Another one may stand for it by now.
        let configured = configured.map(|tag| match at(tag) {
            Some(_) => tag,
            None => {
                let stands =
                    |file: &&Migration| lines(&file.sql).iter().any(|line| line.tag == tag);
                migrations.iter().find(stands).map_or(tag, |file| &file.tag)
            }
        });
        let last = before.as_ref().and_then(|before| before.last(&migrations));
        // The later of both, and a name that the folder lacks is told.
        let after = match (configured, last) {
            (Some(configured), Some(last))
                if at(configured).is_some_and(|place| Some(place) < at(last)) =>
            {
                Some(last)
            }
            (Some(configured), _) => Some(configured),
            (None, last) => last,
        };
        checked.findings = crate::lint::lint(one.config.dialect, &migrations, after)?;
    }
    checked
        .problems
        .extend(before.into_iter().flat_map(|before| before.problems));
    Ok(checked)
}

/// Looks at the folders, without a database.
pub(super) fn check(
    chosen: &[Chosen],
    against: Option<&str>,
    output: &Output,
) -> Result<End, Error> {
    let mut answers = Answers::new(output);
    for one in chosen {
        let keyspace = one.definition.name;
        answers.add(
            keyspace,
            look(one, against).map(|checked| {
                let line = |colour, text: &str| {
                    output.line(&format!("{keyspace}: {}", output.colour(colour, text)));
                };
                for problem in &checked.problems {
                    line(Colour::Red, &problem.to_string());
                }
                for finding in &checked.findings {
                    line(Colour::Yellow, &finding.to_string());
                }
                if checked.problems.is_empty() && checked.findings.is_empty() {
                    line(Colour::Green, "no problems");
                    return (checked, End::Done);
                }
                (checked, End::Found)
            }),
        );
    }
    Ok(answers.end())
}
