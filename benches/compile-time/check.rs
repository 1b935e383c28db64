//! `cargo check`, run and measured.

use std::env;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4;

use crate::Outcome;
use crate::package::Package;

/// What one `cargo check` needed, the compilers it started included.
#[derive(Clone, Copy)]
pub(crate) struct Cost {
    pub(crate) wall: Duration,
    /// User and system time.
    pub(crate) cpu: Duration,
    /// In bytes, of the largest process.
    pub(crate) max_rss: u64,
}

/// Builds everything that the package depends on, and once the package itself.
pub(crate) fn dependencies(package: &Package) -> Outcome {
    measured(&mut cargo(package, "check")).map(drop)
}

/// Checks the package alone, with nothing kept of an earlier check of it.
pub(crate) fn from_scratch(package: &Package) -> Outcome<Cost> {
    measured(cargo(package, "clean").args(["--package", package.name()]))?;
    again(package)
}

/// Checks the package, with what an earlier check of it has kept.
pub(crate) fn again(package: &Package) -> Outcome<Cost> {
    measured(&mut cargo(package, "check"))
}

/// The run of median wall time.
pub(crate) fn median(runs: u32, mut run: impl FnMut() -> Outcome<Cost>) -> Outcome<Cost> {
    let mut costs = (0..runs).map(|_| run()).collect::<Outcome<Vec<Cost>>>()?;
    costs.sort_by_key(|cost| cost.wall);
    Ok(costs[costs.len() / 2])
}

fn cargo(package: &Package, command: &str) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .arg(command)
        .arg("--quiet")
        .arg("--manifest-path")
        .arg(package.folder().join("Cargo.toml"))
        .env("CARGO_TARGET_DIR", package.target())
        .env("CARGO_INCREMENTAL", "1")
        .stdin(Stdio::null());
    cargo
}

fn measured(command: &mut Command) -> Outcome<Cost> {
    let start = Instant::now();
    let ended = command.spawn()?.wait4()?;
    let wall = start.elapsed();
    if !ended.status.success() {
        return Err(format!("{command:?} failed: {}", ended.status).into());
    }
    let usage = ended.rusage;
    Ok(Cost {
        wall,
        cpu: usage.utime + usage.stime,
        max_rss: usage.maxrss,
    })
}
