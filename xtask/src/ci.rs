//! The checks beside the tests.

use std::process::Command;

use anyhow::{Context, ensure};

use crate::report::Report;
use crate::step::Step;
use crate::workspace::{FACADE, Workspace};

const WASM: &str = "wasm32-unknown-unknown";

/// Runs every check; none needs a server or the network.
pub(crate) fn run(workspace: &Workspace, report: &mut Report) {
    let mut cargo = |name: &str, args: &[&str]| report.run(Step::cargo(name, workspace, args));
    cargo("format", &["fmt", "--all", "--check"]);
    cargo(
        "lints",
        &[
            "clippy",
            "--workspace",
            "--all-targets",
            "--",
            "-D",
            "warnings",
        ],
    );

    report.run(
        Step::cargo("docs", workspace, ["doc", "--workspace", "--no-deps"])
            .env("RUSTDOCFLAGS", "-D warnings"),
    );
    features(workspace, report);
    wasm(workspace, report);
    report.run(Step::cargo(
        "quickstart",
        workspace,
        ["run", "--quiet", "--example", "quickstart"],
    ));
    packages(workspace, report);
}

/// No feature, each feature alone, all together: with warnings as errors, since a feature that
/// is off leaves unused code behind.
fn features(workspace: &Workspace, report: &mut Report) {
    let mut check = |name: &str, features: &[&str]| {
        let clippy = ["clippy", "--package", FACADE];
        let step = Step::cargo(format!("features: {name}"), workspace, clippy);
        report.run(step.args(features).args(["--", "-D", "warnings"]));
    };
    check("none", &["--no-default-features"]);
    for feature in workspace.facade_features() {
        check(feature, &["--no-default-features", "--features", feature]);
    }
    check("all", &["--all-features"]);
}

fn wasm(workspace: &Workspace, report: &mut Report) {
    match installed_targets() {
        Ok(targets) if targets.lines().any(|target| target == WASM) => report.run(Step::cargo(
            "wasm32",
            workspace,
            [
                "check",
                "--package",
                "orm-core",
                "--features",
                "http,pool",
                "--target",
                WASM,
            ],
        )),
        Ok(_) => report.leave_out("wasm32", &format!("`rustup target add {WASM}` adds it")),
        Err(error) => report.leave_out("wasm32", &format!("{error:#}")),
    }
}

fn installed_targets() -> anyhow::Result<String> {
    let output = Command::new("rustup")
        .args(["target", "list", "--installed"])
        .output()
        .context("rustup could not be asked for its targets")?;
    ensure!(output.status.success(), "rustup could not list its targets");
    Ok(String::from_utf8(output.stdout)?)
}

/// What would be published holds what a user of the crate needs.
fn packages(workspace: &Workspace, report: &mut Report) {
    for package in workspace.published() {
        let list = ["package", "--list", "--allow-dirty", "--package", package];
        let facade = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"];
        let facade = facade.into_iter().filter(|_| package == FACADE);
        report.run(
            Step::cargo(format!("package {package}"), workspace, list)
                .expect_lines(["Cargo.toml", "src/lib.rs"].into_iter().chain(facade)),
        );
    }
}
