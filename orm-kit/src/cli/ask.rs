use std::io::{IsTerminal, Write};

use crate::diff::{Question, UnansweredRename};

/// Asks the person at the terminal; where there is none, the error names the flag that answers.
pub(super) fn ask(question: &Question) -> Result<Option<usize>, UnansweredRename> {
    let unanswered = || UnansweredRename(question.clone());
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return Err(unanswered());
    }
    let mut out = std::io::stderr();
    let mut text = format!(
        "{} is gone.\n  0  it is dropped with its values\n",
        question.gone
    );
    for (at, candidate) in question.candidates.iter().enumerate() {
        text.push_str(&format!("  {}  it was renamed to {candidate}\n", at + 1));
    }
    loop {
        let mut line = String::new();
        let asked = out
            .write_all(text.as_bytes())
            .and_then(|()| write!(out, "> "))
            .and_then(|()| out.flush());
        match asked.and_then(|()| std::io::stdin().read_line(&mut line)) {
            Ok(length) if length > 0 => {}
            _ => return Err(unanswered()),
        }
        match line.trim().parse::<usize>() {
            Ok(0) => return Ok(None),
            Ok(number) if number <= question.candidates.len() => return Ok(Some(number - 1)),
            _ => {}
        }
    }
}

/// Whether the person at the terminal agrees; nothing where there is none.
pub(super) fn agreed(text: &str) -> Option<bool> {
    if !std::io::stdin().is_terminal() || !std::io::stderr().is_terminal() {
        return None;
    }
    let mut out = std::io::stderr();
    let mut line = String::new();
    let asked = write!(out, "{text} [y/N] ").and_then(|()| out.flush());
    asked
        .and_then(|()| std::io::stdin().read_line(&mut line))
        .ok()?;
    Some(matches!(line.trim(), "y" | "Y" | "yes"))
}
