use serde::Serialize;

use super::End;
use super::answers::Answers;
use super::commands::Chosen;
use super::output::{Colour, Output};
use crate::check::Problem;
use crate::error::Error;
use crate::lint::Finding;

#[derive(Default, Serialize)]
struct Checked {
    problems: Vec<Problem>,
    findings: Vec<Finding>,
}

/// What is wrong with the folder, and, where all files are there, what its statements do.
fn look(one: &Chosen) -> Result<Checked, Error> {
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
        let released = one.config.released.as_deref();
        checked.findings = crate::lint::lint(one.config.dialect, &migrations, released)?;
    }
    Ok(checked)
}

/// Looks at the folders, without a database.
pub(super) fn check(chosen: &[Chosen], output: &Output) -> Result<End, Error> {
    let mut answers = Answers::new(output);
    for one in chosen {
        let keyspace = one.definition.name;
        answers.add(
            keyspace,
            look(one).map(|checked| {
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
