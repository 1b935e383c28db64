//! One command with a name, and what it must show to have succeeded.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use anyhow::{Context, anyhow, ensure};

use crate::tally::Tally;
use crate::workspace::Workspace;

/// A command to run, and what is expected of it beyond its exit status.
pub(crate) struct Step {
    pub(crate) name: String,
    command: Command,
    expect: Expect,
}

enum Expect {
    /// Nothing more.
    Success,
    /// At least one test ran.
    Tests,
    /// These lines are among those printed.
    Lines(Vec<&'static str>),
}

impl Step {
    /// `cargo` with these arguments, in the workspace's root.
    pub(crate) fn cargo<S: AsRef<OsStr>>(
        name: impl Into<String>,
        workspace: &Workspace,
        args: impl IntoIterator<Item = S>,
    ) -> Self {
        let mut command = Command::new("cargo");
        command.args(args).current_dir(&workspace.root);
        Self {
            name: name.into(),
            command,
            expect: Expect::Success,
        }
    }

    /// Any other command.
    pub(crate) fn of(name: impl Into<String>, command: Command) -> Self {
        Self {
            name: name.into(),
            command,
            expect: Expect::Success,
        }
    }

    /// More arguments.
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Self {
        self.command.args(args);
        self
    }

    /// An environment variable of the command.
    pub(crate) fn env(mut self, key: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(key, value);
        self
    }

    /// Hides an environment variable from the command.
    pub(crate) fn without_env(mut self, key: &str) -> Self {
        self.command.env_remove(key);
        self
    }

    /// Fails where no test ran.
    pub(crate) fn expect_tests(mut self) -> Self {
        self.expect = Expect::Tests;
        self
    }

    /// Fails where one of these lines was not printed.
    pub(crate) fn expect_lines(mut self, lines: impl IntoIterator<Item = &'static str>) -> Self {
        self.expect = Expect::Lines(lines.into_iter().collect());
        self
    }

    /// The command as it would be typed.
    pub(crate) fn command_line(&self) -> String {
        let words = std::iter::once(self.command.get_program()).chain(self.command.get_args());
        let words: Vec<_> = words.map(OsStr::to_string_lossy).collect();
        words.join(" ")
    }

    /// Runs the command to its end; the text is for the table of results.
    pub(crate) fn run(mut self) -> (anyhow::Result<()>, String) {
        match self.expect {
            Expect::Success => (status(&mut self.command), String::new()),
            Expect::Tests => {
                let mut tally = Tally::default();
                let mut result = read_lines(&mut self.command, |line| {
                    println!("{line}");
                    tally.add(line);
                });
                if result.is_ok() && tally.passed == 0 {
                    result = Err(anyhow!("no test ran"));
                }
                (result, tally.to_string())
            }
            Expect::Lines(mut wanted) => {
                let mut count = 0;
                let mut result = read_lines(&mut self.command, |line| {
                    count += 1;
                    wanted.retain(|wanted| *wanted != line);
                });
                if result.is_ok() && !wanted.is_empty() {
                    result = Err(anyhow!("{} missing", wanted.join(", ")));
                }
                (result, format!("{count} files"))
            }
        }
    }
}

fn status(command: &mut Command) -> anyhow::Result<()> {
    let status = command.status().context("could not be started")?;
    ensure!(status.success(), "{status}");
    Ok(())
}

fn read_lines(command: &mut Command, mut each: impl FnMut(&str)) -> anyhow::Result<()> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("could not be started")?;
    let stdout = child.stdout.take().context("no output to read")?;
    for line in BufReader::new(stdout).split(b'\n') {
        each(&String::from_utf8_lossy(&line?));
    }
    let status = child.wait()?;
    ensure!(status.success(), "{status}");
    Ok(())
}
