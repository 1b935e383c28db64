//! The checks beside the tests.

use crate::report::Report;
use crate::servers::wasm;
use crate::step::Step;
use crate::workspace::{FACADE, Workspace};

/// Runs every check; none needs a server. Where rustup has no wasm32, a compiler for it is fetched.
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
    let fuzz = ["check", "--manifest-path", "fuzz/Cargo.toml"];
    let target = workspace.root.join("target/fuzz");
    report.run(Step::cargo("fuzz target", workspace, fuzz).env("CARGO_TARGET_DIR", target));
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

/// What runs inside a Worker builds for wasm32.
fn wasm(workspace: &Workspace, report: &mut Report) {
    let toolchain = match wasm::toolchain() {
        Ok(toolchain) => toolchain,
        Err(error) => return report.leave_out("wasm32", &format!("{error:#}")),
    };
    for (package, features) in [
        ("orm-core", "http,pool"),
        ("orm-mysql", "planetscale"),
        ("orm-sqlite", "worker"),
    ] {
        let check = [
            "check",
            "--package",
            package,
            "--no-default-features",
            "--features",
            features,
            "--target",
            wasm::TARGET,
        ];
        let mut step = Step::cargo(format!("wasm32: {package}"), workspace, check)
            // Another compiler would have all be built anew.
            .env("CARGO_TARGET_DIR", workspace.root.join("target/wasm"));
        for (name, value) in &toolchain {
            step = step.env(name, value);
        }
        report.run(step);
    }
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
