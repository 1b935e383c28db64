use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::json;

use crate::{Done, Outcome};

/// PlanetScale's official client in a node of its own.
pub(crate) struct JavaScript {
    process: Child,
    asked: Option<ChildStdin>,
    answers: BufReader<ChildStdout>,
}

impl JavaScript {
    /// Starts it; `modules` is the folder whose `node_modules` has the client.
    pub(crate) fn start(modules: &str, url: &str) -> Outcome<Self> {
        let mut process = Command::new("node")
            .args(["--input-type=module", "--eval", include_str!("client.mjs")])
            .env("MODULES", modules)
            .env("DATABASE_URL", url)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let answers = process.stdout.take().ok_or("its output is a pipe")?;
        Ok(Self {
            asked: process.stdin.take(),
            answers: BufReader::new(answers),
            process,
        })
    }

    /// Makes so many calls, one after the other.
    pub(crate) fn run(&mut self, workload: &str, first: u64, times: u64) -> Outcome<Done> {
        let asked = self.asked.as_mut().ok_or("its input is a pipe")?;
        let order = json!({ "workload": workload, "first": first, "times": times });
        writeln!(asked, "{order}")?;
        let mut line = String::new();
        self.answers.read_line(&mut line)?;
        Ok(serde_json::from_str(&line)?)
    }
}

impl Drop for JavaScript {
    fn drop(&mut self) {
        self.asked.take();
        // It ends with its input, and has nothing more to say.
        let _ = self.process.wait();
    }
}
