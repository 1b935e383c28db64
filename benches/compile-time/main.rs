//! What a schema costs `cargo check`: writes a crate of N tables with one joined query each, and
//! checks it alone, its dependencies already built.
//!
//! Run with `cargo run --release -p orm-benches --bin compile-time`; `benches/README.md` explains
//! the figures.

mod check;
mod package;
mod schema;
mod source;

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};

use clap::Parser;

use crate::check::Cost;
use crate::package::Package;
use crate::schema::Schema;

/// The crate-wide result: a run ends at its first error, whatever it is.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// Measures `cargo check` of a generated schema.
#[derive(Parser)]
struct Options {
    /// How many tables (may be repeated).
    #[arg(long, default_values_t = [10, 50, 190], value_parser = at_least_three)]
    tables: Vec<usize>,
    /// Add a table expression, a window and a relation for one of ten tables.
    #[arg(long)]
    wide: bool,
    /// How often each check is measured; the median is reported.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
    /// Where the crates and their target folder go [default: compile-time in the target folder].
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
    /// Write the crates and stop before checking them.
    #[arg(long)]
    generate_only: bool,
}

fn main() -> Outcome {
    let options = Options::parse();
    let out = options.out.unwrap_or_else(default_folder);
    println!(
        "{:>6}  {:>9} {:>9} {:>9}  {:>9} {:>9} {:>9}",
        "tables", "full wall", "cpu", "max RSS", "edit wall", "cpu", "max RSS"
    );
    for tables in options.tables {
        let schema = Schema::of(tables);
        let schema = if options.wide { schema.wide() } else { schema };
        let package = Package::write(&out, schema)?;
        if options.generate_only {
            println!("{tables:>6}  {}", package.folder().display());
            continue;
        }
        check::dependencies(&package)?;
        let full = check::median(options.runs, || check::from_scratch(&package))?;
        let mut edits = 0;
        let edited = check::median(options.runs, || {
            edits += 1;
            package.edit(edits)?;
            check::again(&package)
        })?;
        println!("{tables:>6}  {}  {}", columns(full), columns(edited));
    }
    Ok(())
}

fn columns(cost: Cost) -> String {
    format!(
        "{:>7.2} s {:>7.2} s {:>6} MB",
        cost.wall.as_secs_f64(),
        cost.cpu.as_secs_f64(),
        cost.max_rss / 1_000_000
    )
}

fn at_least_three(text: &str) -> Result<usize, String> {
    match text.parse() {
        Ok(tables) if tables >= 3 => Ok(tables),
        _ => Err("the queries join three tables, so there must be three".to_owned()),
    }
}

fn default_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| workspace().join("target"), PathBuf::from)
        .join("compile-time")
}

/// The workspace, whose facade the generated crates depend on.
fn workspace() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package lies in the workspace")
}
