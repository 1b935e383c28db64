//! Side-by-side benchmark of database clients: one process, contenders interleaved round by round.
//!
//! Run with `cargo bench -p orm-benches`; `benches/README.md` explains workloads and output.

mod allocation;
mod contender;
mod fixture;
mod measure;
mod model;
mod report;
mod stage;
mod store;
mod timestamp;
mod workload;

use std::error::Error;

use clap::Parser;

use crate::stage::{Kind, Stage};
use crate::workload::Workload;

/// The crate-wide result: a benchmark run ends at its first error, whatever it is.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Measures database clients side by side.
#[derive(Parser)]
struct Options {
    /// Run only on this kind of database (may be repeated); otherwise on SQLite and on each
    /// server that the environment names.
    #[arg(long, value_name = "DATABASE", value_enum)]
    on: Vec<Kind>,
    /// Run only this workload (may be repeated).
    #[arg(long, value_name = "WORKLOAD")]
    only: Vec<Workload>,
    /// Run only this contender, next to the baseline (may be repeated).
    #[arg(long, value_name = "NAME")]
    contender: Vec<String>,
    /// Timed rounds per workload; the contenders' order is rotated each round.
    #[arg(long, default_value_t = 25, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// How long one timed batch of the baseline should last, in milliseconds.
    #[arg(long, default_value_t = 10)]
    batch_ms: u64,
    /// Compare the contenders' results and stop before timing.
    #[arg(long)]
    check: bool,
    /// Passed by `cargo bench`; has no effect.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> Outcome {
    let options = Options::parse();
    let kinds: Vec<Kind> = match options.on.as_slice() {
        [] => Kind::ALL
            .into_iter()
            .filter(|kind| {
                if let Some(variable) = kind.variable().filter(|_| !kind.is_there()) {
                    println!("{kind:?} is left out: {variable} is not set\n");
                }
                kind.is_there()
            })
            .collect(),
        asked => asked.to_vec(),
    };
    let known: Vec<&str> = kinds.iter().flat_map(|kind| kind.contenders()).collect();
    if let Some(unknown) = options
        .contender
        .iter()
        .find(|name| !known.contains(&name.as_str()))
    {
        return Err(format!("no contender `{unknown}`; there are {}", known.join(", ")).into());
    }
    kinds.into_iter().try_for_each(|kind| run(kind, &options))
}

fn run(kind: Kind, options: &Options) -> Outcome {
    let stage = Stage::set(kind)?;
    println!("{}", report::preamble(kind, &stage, options.rounds)?);

    for workload in Workload::ALL {
        if !options.only.is_empty() && !options.only.contains(&workload) {
            continue;
        }
        // Opened anew for each workload, so that none inherits another's caches or freelists.
        let mut roster = stage.roster(&options.contender)?;
        let names = roster.names_for(workload);
        if names.first() != kind.contenders().first() {
            continue;
        }
        workload::check(workload, &mut roster)?;
        if options.check {
            println!("{workload}: {} agree", names.join(", "));
            continue;
        }
        let measured = measure::run(workload, &mut roster, options.rounds, options.batch_ms)?;
        println!("{}", report::table(workload, &measured));
    }
    Ok(())
}
