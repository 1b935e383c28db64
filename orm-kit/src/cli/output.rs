use std::io::{IsTerminal, Write};

use serde::Serialize;

use crate::error::Error;

/// Where results go: words for people, or JSON for machines.
pub(super) struct Output {
    json: bool,
    colour: bool,
}

/// A colour, where somebody looks.
#[derive(Clone, Copy)]
pub(super) enum Colour {
    Red = 31,
    Green = 32,
    Yellow = 33,
}

impl Output {
    pub(super) fn new(json: bool) -> Self {
        let colour = std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        Self { json, colour }
    }

    pub(super) fn is_json(&self) -> bool {
        self.json
    }

    pub(super) fn colour(&self, colour: Colour, text: &str) -> String {
        if self.colour {
            format!("\u{1b}[{}m{text}\u{1b}[0m", colour as u8)
        } else {
            text.to_owned()
        }
    }

    /// A line for people.
    pub(super) fn line(&self, text: &str) {
        if !self.json {
            // A reader that has gone away wants no more.
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }

    /// A line that is none of the result's.
    pub(super) fn note(&self, text: &str) {
        if !self.json {
            let _ = writeln!(std::io::stderr(), "{text}");
        }
    }

    /// The whole answer for machines.
    pub(super) fn answer<T: Serialize>(&self, answer: &T) {
        if self.json {
            let text = serde_json::to_string(answer).unwrap_or_default();
            let _ = writeln!(std::io::stdout(), "{text}");
        }
    }

    /// What went wrong.
    pub(super) fn error(&self, keyspace: Option<&str>, error: &Error) {
        let place = keyspace
            .map(|keyspace| format!("{keyspace}: "))
            .unwrap_or_default();
        if self.json && keyspace.is_none() {
            self.answer(&serde_json::json!({ "error": error.to_string() }));
        } else if !self.json {
            let _ = writeln!(std::io::stderr(), "error: {place}{error}");
        }
    }
}
