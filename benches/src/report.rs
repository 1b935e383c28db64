//! The aligned tables on standard output.

use crate::Outcome;
use crate::measure::Measured;
use crate::stage::{Kind, Stage};
use crate::workload::Workload;

/// What all figures of a stage have in common.
///
/// # Errors
///
/// When the database doesn't tell its version.
pub(crate) fn preamble(kind: Kind, stage: &Stage, rounds: u32) -> Outcome<String> {
    Ok(format!(
        "{}, {rounds} rounds\n\
         Medians per operation; ratios are medians over the rounds, to {} in the same round.\n",
        stage.describe()?,
        kind.contenders()[0],
    ))
}

/// The figures of one workload.
pub(crate) fn table(workload: Workload, measured: &[Measured]) -> String {
    let name = workload.to_string();
    let mut text = format!(
        "{name:<12} {:>11} {:>7} {:>11} {:>7} {:>9} {:>11}\n",
        "wall", "ratio", "cpu", "ratio", "allocs", "bytes"
    );
    for row in measured {
        text.push_str(&format!(
            "{:<12} {:>11} {:>7.2} {:>11} {:>7.2} {:>9.1} {:>11.0}\n",
            row.name,
            duration(row.wall),
            row.wall_ratio,
            duration(row.cpu),
            row.cpu_ratio,
            row.allocations,
            row.bytes
        ));
    }
    text
}

fn duration(nanoseconds: f64) -> String {
    match nanoseconds {
        below if below < 1e3 => format!("{below:.0} ns"),
        below if below < 1e6 => format!("{:.2} us", below / 1e3),
        rest => format!("{:.2} ms", rest / 1e6),
    }
}
