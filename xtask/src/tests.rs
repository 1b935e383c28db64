//! The tests, one step per kind.

use std::thread;

use anyhow::anyhow;

use crate::report::Report;
use crate::servers::{self, Servers};
use crate::step::Step;
use crate::workspace::{BENCHES, Workspace};

/// Each kind of test, and the arguments that select it.
const KINDS: [(&str, &[&str]); 3] = [
    ("unit tests", &["--lib", "--bins", "--examples"]),
    ("integration tests", &["--test", "*"]),
    ("doc tests", &["--doc"]),
];

/// Says that a test whose server is missing fails.
const REQUIRE: &str = "ORM_TEST_REQUIRE_SERVERS";

/// Runs the tests of the whole workspace but for those whose name holds a `skip`.
pub(crate) fn run(workspace: &Workspace, skip: &[String], with_servers: bool, report: &mut Report) {
    let build = cargo_test("build of tests", workspace).args(["--no-run"]);
    let servers = if with_servers {
        thread::scope(|scope| {
            let servers = scope.spawn(Servers::start);
            report.run(build);
            servers.join().unwrap_or_else(|_| Err(anyhow!("a panic")))
        })
    } else {
        report.run(build);
        report.leave_out("servers", "`--without-servers` was asked for");
        Ok(Servers::none())
    };
    let servers = servers.unwrap_or_else(|error| {
        report.failed("servers", &error);
        Servers::none()
    });
    for had in &servers.had {
        report.server(had);
    }

    for (name, selection) in KINDS {
        let mut step = cargo_test(name, workspace).args(selection);
        for variable in servers::variables().chain([REQUIRE]) {
            step = step.without_env(variable);
        }
        for (variable, url) in servers.environment() {
            step = step.env(variable, url);
        }
        // A server that is missing has failed this run already.
        if servers.are_all() {
            step = step.env(REQUIRE, "1");
        }
        if !skip.is_empty() {
            let pairs = skip.iter().flat_map(|name| ["--skip", name]);
            step = step.args(["--"]).args(pairs);
        }
        report.run(step.expect_tests());
        if let Err(error) = servers.still_run() {
            report.failed("servers", &error);
        }
    }
}

fn cargo_test(name: &str, workspace: &Workspace) -> Step {
    let test = [
        "test",
        "--workspace",
        "--exclude",
        BENCHES,
        "--all-features",
        "--no-fail-fast",
    ];
    Step::cargo(name, workspace, test)
}
