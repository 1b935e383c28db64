//! Tasks of this workspace, run as `cargo xtask <task>`.
//!
//! - `cargo xtask test`: every test there is, with a table of results at the end.
//! - `cargo xtask ci`: what continuous integration checks, the tests included.
//! - `cargo xtask servers`: the servers that tests need, until Ctrl-C.
//! - `cargo xtask worker`: the example inside a Worker, built for wasm32 and run in workerd.
//! - `cargo xtask fuzz`: hostile input, guided by what the code does with it.
//! - `cargo xtask bench`: the benchmarks.

mod ci;
mod report;
mod servers;
mod step;
mod tally;
mod tests;
mod worker;
mod workspace;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::report::Report;
use crate::step::Step;
use crate::workspace::Workspace;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Tasks of this workspace")]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Run every test: unit, integration (with the compile-fail suite), doc
    Test {
        /// Pass over tests whose name contains this; may be repeated
        #[arg(long, value_name = "NAME")]
        skip: Vec<String>,
        /// Leave out the tests that need a database server
        #[arg(long)]
        without_servers: bool,
    },
    /// Run what continuous integration checks: format, lints, docs, features, examples, packages, tests
    Ci {
        /// Leave the tests to `cargo xtask test`
        #[arg(long)]
        without_tests: bool,
        /// Leave out the tests that need a database server
        #[arg(long)]
        without_servers: bool,
    },
    /// Start the servers that tests need, print their variables, end them on Ctrl-C
    Servers,
    /// Build the example of a Worker for wasm32, and run it in workerd
    Worker,
    /// Fuzz what writes bind values into statements; needs cargo-fuzz
    Fuzz {
        /// How long
        #[arg(long, default_value_t = 600)]
        seconds: u32,
    },
    /// Run the benchmarks
    Bench {
        /// Passed on to the benchmarks
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<OsString>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    let workspace = Workspace::read()?;
    let mut report = Report::default();
    match task {
        Task::Test {
            skip,
            without_servers,
        } => tests::run(&workspace, &skip, !without_servers, &mut report),
        Task::Ci {
            without_tests,
            without_servers,
        } => {
            ci::run(&workspace, &mut report);
            if !without_tests {
                tests::run(&workspace, &[], !without_servers, &mut report);
            }
        }
        Task::Worker => worker::run(&workspace, &mut report)?,
        Task::Servers => return servers::show(),
        Task::Fuzz { seconds } => {
            // Without a sanitizer, which would look for misuse of memory, a stable compiler will do.
            let fuzz = ["fuzz", "run", "--sanitizer", "none", "interpolate", "--"];
            let limits = [format!("-max_total_time={seconds}")];
            let own = ["-max_len=4096", "-print_final_stats=1"];
            report.run(Step::cargo("fuzz", &workspace, fuzz).args(limits).args(own));
        }
        Task::Bench { args } => {
            let bench = [
                "bench",
                "--package",
                workspace::BENCHES,
                "--bench",
                "speed",
                "--",
            ];
            report.run(Step::cargo("benchmarks", &workspace, bench).args(args));
        }
    }
    report.finish()
}
