//! The tests, one step per kind.

use crate::report::Report;
use crate::step::Step;
use crate::workspace::{BENCHES, Workspace};

/// Each kind of test, and the arguments that select it.
const KINDS: [(&str, &[&str]); 3] = [
    ("unit tests", &["--lib", "--bins", "--examples"]),
    ("integration tests", &["--test", "*"]),
    ("doc tests", &["--doc"]),
];

/// Runs the tests of the whole workspace but for those whose name holds a `skip`.
pub(crate) fn run(workspace: &Workspace, skip: &[String], report: &mut Report) {
    for (name, selection) in KINDS {
        let test = [
            "test",
            "--workspace",
            "--exclude",
            BENCHES,
            "--no-fail-fast",
        ];
        let mut step = Step::cargo(name, workspace, test).args(selection);
        if !skip.is_empty() {
            let pairs = skip.iter().flat_map(|name| ["--skip", name]);
            step = step.args(["--"]).args(pairs);
        }
        report.run(step.expect_tests());
    }
}
