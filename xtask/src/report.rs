//! Runs steps one after the other and says at the end how each went.

use std::time::{Duration, Instant};

use anyhow::bail;

use crate::servers::Had;
use crate::step::Step;

/// What has run so far. A failing step doesn't stop those after it.
#[derive(Default)]
pub(crate) struct Report {
    rows: Vec<Row>,
}

struct Row {
    name: String,
    outcome: Outcome,
    took: Duration,
    note: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Ok,
    Failed,
    LeftOut,
}

impl Report {
    /// Runs a step under a headline.
    pub(crate) fn run(&mut self, step: Step) {
        let name = step.name.clone();
        println!("\n==> {name}: {}", step.command_line());
        let start = Instant::now();
        let (result, mut note) = step.run();
        let took = start.elapsed();
        let outcome = match result {
            Ok(()) => Outcome::Ok,
            Err(error) => {
                let separator = if note.is_empty() { "" } else { "; " };
                note = format!("{note}{separator}{error:#}");
                Outcome::Failed
            }
        };
        println!("<== {name}: {} in {}", outcome.word(), seconds(took));
        self.rows.push(Row {
            name,
            outcome,
            took,
            note,
        });
    }

    /// Notes a step that can't run here, and why.
    pub(crate) fn leave_out(&mut self, name: &str, why: &str) {
        println!("\n==> {name}: left out, {why}");
        self.rows.push(Row {
            name: name.to_owned(),
            outcome: Outcome::LeftOut,
            took: Duration::ZERO,
            note: why.to_owned(),
        });
    }

    /// Notes how a server was had, or that it could not be had, which fails the run.
    pub(crate) fn server(&mut self, had: &Had) {
        let (outcome, note) = match &had.outcome {
            Ok((_, how)) => (Outcome::Ok, (*how).to_owned()),
            Err(error) => (Outcome::Failed, format!("{error:#}")),
        };
        self.note(had.name, outcome, had.took, note);
    }

    /// Notes what failed outside of a step.
    pub(crate) fn failed(&mut self, name: &str, error: &anyhow::Error) {
        self.note(name, Outcome::Failed, Duration::ZERO, format!("{error:#}"));
    }

    fn note(&mut self, name: &str, outcome: Outcome, took: Duration, note: String) {
        println!(
            "\n==> {name}: {} in {}, {note}",
            outcome.word(),
            seconds(took)
        );
        self.rows.push(Row {
            name: name.to_owned(),
            outcome,
            took,
            note,
        });
    }

    /// Prints the table; an error where a step failed.
    pub(crate) fn finish(self) -> anyhow::Result<()> {
        let width = self.rows.iter().map(|row| row.name.len()).max();
        let width = width.unwrap_or_default();
        println!();
        for row in &self.rows {
            let line = format!(
                "{:width$}  {:8}  {:>8}  {}",
                row.name,
                row.outcome.word(),
                seconds(row.took),
                row.note,
            );
            println!("{}", line.trim_end());
        }
        let total = self.rows.iter().map(|row| row.took).sum();
        println!("{:width$}  {:8}  {:>8}", "total", "", seconds(total));

        let failed: Vec<_> = self
            .rows
            .iter()
            .filter(|row| row.outcome == Outcome::Failed)
            .map(|row| row.name.as_str())
            .collect();
        if !failed.is_empty() {
            bail!(
                "{} of {} steps failed: {}",
                failed.len(),
                self.rows.len(),
                failed.join(", ")
            );
        }
        Ok(())
    }
}

impl Outcome {
    fn word(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Failed => "FAILED",
            Self::LeftOut => "left out",
        }
    }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}
