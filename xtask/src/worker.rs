//! The example that runs inside a Worker: built for wasm32, and asked in workerd.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, ensure};

use crate::report::Report;
use crate::servers::{Servers, wasm};
use crate::step::Step;
use crate::workspace::Workspace;

/// Builds the example and runs it, with a local PlanetScale in front of a MySQL.
pub(crate) fn run(workspace: &Workspace, report: &mut Report) -> anyhow::Result<()> {
    let servers = Servers::of_worker()?;
    for had in &servers.had {
        report.server(had);
    }
    let url = |variable| {
        let mut had = servers.environment();
        let found = had.find(|(name, _)| *name == variable);
        found
            .map(|(_, url)| url.to_owned())
            .with_context(|| format!("{variable} could not be had"))
    };
    let (mysql, modules) = (url("ORM_TEST_MYSQL_URL")?, url("ORM_TEST_NODE_MODULES")?);
    let folder = workspace.root.join("examples/worker");
    let target = workspace.root.join("target/wasm");

    let build = ["build", "--target", wasm::TARGET];
    let mut build = Step::cargo("the example for wasm32", workspace, build)
        .args([
            "--manifest-path".as_ref(),
            folder.join("Cargo.toml").as_os_str(),
        ])
        .env("CARGO_TARGET_DIR", &target);
    for (name, value) in wasm::toolchain()? {
        build = build.env(name, value);
    }
    report.run(build);

    let output = target.join("worker");
    let built = target.join(wasm::TARGET).join("debug/worker_example.wasm");
    let mut bindgen = Command::new(wasm::bindgen(&folder.join("Cargo.lock"))?);
    bindgen.args(["--target", "web", "--no-typescript", "--out-dir"]);
    let status = bindgen.arg(&output).arg(built).status()?;
    ensure!(status.success(), "wasm-bindgen: {status}");

    let mut planetscale = planetscale(workspace, &mysql)?;
    let mut node = Command::new("node");
    node.arg(folder.join("run.mjs"))
        .env("WORKER", &output)
        .env("MODULES", modules)
        .env("DATABASE_URL", &planetscale.1);
    report.run(Step::of("the example in workerd", node));
    planetscale.0.kill()?;
    Ok(planetscale.0.wait().map(drop)?)
}

/// Starts the server that speaks PlanetScale's protocol; gives it and its URL.
fn planetscale(
    workspace: &Workspace,
    mysql: &str,
) -> anyhow::Result<(std::process::Child, String)> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let build = [
        "build",
        "--quiet",
        "--package",
        "local-planetscale",
        "--message-format",
        "json",
    ];
    let built = Command::new(cargo)
        .args(build)
        .current_dir(&workspace.root)
        .output()?;
    ensure!(
        built.status.success(),
        "local-planetscale: {}",
        built.status
    );
    let text = String::from_utf8(built.stdout)?;
    let executable = text.lines().find_map(|line| {
        let (_, rest) = line.split_once("\"executable\":\"")?;
        Some(rest.split_once('"')?.0)
    });
    let executable = Path::new(executable.context("cargo names no program")?);
    let mut server = Command::new(executable)
        .args(["--mysql", mysql])
        .stdout(Stdio::piped())
        .spawn()?;
    let mut line = String::new();
    let stdout = server.stdout.take().context("no output to read")?;
    BufReader::new(stdout).read_line(&mut line)?;
    let place = line
        .trim()
        .strip_prefix("http://")
        .context("it prints no URL")?;
    Ok((server, format!("planetscale://{place}/?ssl-mode=disabled")))
}
