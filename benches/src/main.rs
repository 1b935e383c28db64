//! Side-by-side benchmark of SQLite clients: one process, contenders interleaved round by round.
//!
//! Run with `cargo bench -p orm-benches`; `benches/README.md` explains workloads and output.

mod allocation;
mod contender;
mod fixture;
mod measure;
mod model;
mod report;
mod timestamp;
mod workload;

use std::error::Error;

use clap::Parser;

use crate::contender::Roster;
use crate::fixture::Fixture;
use crate::workload::Workload;

/// The crate-wide result: a benchmark run ends at its first error, whatever it is.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// Measures SQLite clients side by side.
#[derive(Parser)]
struct Options {
    /// Run only this workload (may be repeated).
    #[arg(long, value_name = "WORKLOAD")]
    only: Vec<Workload>,
    /// Run only this contender, next to the rusqlite baseline (may be repeated).
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
    let fixture = Fixture::create()?;
    println!("{}", report::preamble(&fixture, options.rounds)?);

    for workload in Workload::ALL {
        if !options.only.is_empty() && !options.only.contains(&workload) {
            continue;
        }
        // Opened anew for each workload, so that none inherits another's caches or freelists.
        let mut roster = Roster::open(&fixture, &options.contender)?;
        workload::check(workload, &mut roster)?;
        if options.check {
            println!(
                "{workload}: {} agree",
                roster.names_for(workload).join(", ")
            );
            continue;
        }
        let measured = measure::run(workload, &mut roster, options.rounds, options.batch_ms)?;
        println!("{}", report::table(workload, &measured));
    }
    Ok(())
}
