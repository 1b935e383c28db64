//! Reads the statements of migrations, and says what they do to rows, to those who use the tables
//! meanwhile, and to the previous release, which still runs.

mod codes;
pub(crate) mod cursor;
mod judge;
mod read;
mod state;
pub(crate) mod token;
mod types;

use std::fmt;

use crate::config::DialectName;
use crate::error::Error;
use crate::folder::Migration;
use crate::split::{places, without_transaction};
use codes::{RULES, Rule};
use judge::{File, Found, Judge};
use read::{Op, read};
use token::{Kind, Token, tokens};

/// A statement that needs a second thought.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Finding {
    /// `DS103`
    pub code: &'static str,
    /// The file's name.
    pub file: String,
    /// The line at which the statement begins, counted from 1.
    pub line: usize,
    /// The statement's first line.
    pub statement: String,
    /// What it is about: `table` or `table.name`.
    pub subject: String,
    /// What happens.
    pub why: &'static str,
    /// How to come to the same end safely.
    pub steps: Vec<String>,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (code, file, line, why) = (self.code, &self.file, self.line, self.why);
        write!(f, "{code} {file}:{line}")?;
        if !self.subject.is_empty() {
            write!(f, " {}", self.subject)?;
        }
        write!(f, ": {why}\n    {}", self.statement)?;
        for (at, step) in self.steps.iter().enumerate() {
            write!(f, "\n    {}. {step}", at + 1)?;
        }
        Ok(())
    }
}

/// What the migrations do that needs a second thought: nothing, when the list is empty.
///
/// The migrations up to `after` are out in the world: they are read, because they say what the
/// tables were like, and not judged. A comment `-- orm:allow DS103 reason` in front of a statement,
/// or inside of it, lets it pass; several codes stand between commas. `docs/migrations.md` lists the
/// codes.
///
/// ```
/// use orm_kit::config::DialectName;
/// use orm_kit::folder::Migration;
/// use orm_kit::lint::lint;
///
/// # fn main() -> Result<(), orm_kit::Error> {
/// let files = [
///     Migration::new("0000_start", 1, "CREATE TABLE notes (id bigint PRIMARY KEY, text text)"),
///     Migration::new("0001_short", 2, "ALTER TABLE notes DROP COLUMN text"),
/// ];
/// let found = lint(DialectName::Postgres, &files, None)?;
/// assert_eq!((found[0].code, found[0].subject.as_str()), ("DS103", "notes.text"));
/// assert!(lint(DialectName::Postgres, &files, Some("0001_short"))?.is_empty());
/// # Ok(()) }
/// ```
///
/// # Errors
/// [`Error::NoMigration`] when there is no migration `after`.
pub fn lint(
    dialect: DialectName,
    migrations: &[Migration],
    after: Option<&str>,
) -> Result<Vec<Finding>, Error> {
    let mut first = 0;
    if let Some(tag) = after {
        let released = migrations.iter().position(|migration| migration.tag == tag);
        let missing = || Error::NoMigration {
            tag: tag.to_owned(),
        };
        first = released.ok_or_else(missing)? + 1;
    }
    let mut judge = Judge::new(dialect);
    let mut found = Vec::new();
    for (at, migration) in migrations.iter().enumerate() {
        let mut here = file(&mut judge, dialect, migration);
        if at >= first {
            found.append(&mut here);
        }
    }
    Ok(found)
}

fn file(judge: &mut Judge, dialect: DialectName, migration: &Migration) -> Vec<Finding> {
    let (family, text) = (dialect.family(), migration.sql.as_str());
    judge.state.next_file();
    let statements: Vec<_> = places(family, text)
        .into_iter()
        .map(|place| tokens(family, text, place))
        .collect();
    let ops: Vec<Option<Op>> = statements
        .iter()
        .map(|(tokens, _)| read(family, tokens))
        .collect();
    let transaction = !without_transaction(text);
    let file = File {
        ops: &ops,
        transaction,
    };
    let mut findings = Vec::new();
    for (at, (tokens, comments)) in statements.iter().enumerate() {
        let value = used(&judge.state.values, tokens).filter(|_| transaction);
        let mut found = judge.judge(&file, at);
        found.extend(value.map(|value| ("PG307", String::new(), value)));
        let allowed = Allowed::read(comments);
        if allowed.unsaid {
            found.push(("K109", String::new(), String::new()));
        }
        found.retain(|(code, ..)| !allowed.codes.iter().any(|allowed| allowed == code));
        let place = tokens.first().map_or(0, |token| token.at);
        let line = 1 + text[..place].matches('\n').count();
        let statement = shown(&text[place..], tokens, place);
        let made = found.into_iter().filter_map(|found| {
            let rule = RULES.iter().find(|rule| rule.code == found.0)?;
            Some(finding(dialect, rule, &found, migration, line, &statement))
        });
        findings.extend(made);
    }
    findings
}

/// A value that the file added to an enum before, and that the statement names.
fn used(values: &[String], tokens: &[Token<'_>]) -> Option<String> {
    let mut texts = tokens.iter().filter(|token| token.kind == Kind::Text);
    let found = texts.find(|token| values.iter().any(|value| value == token.text))?;
    Some(found.text.to_owned())
}

/// The statement's first line.
fn shown(text: &str, tokens: &[Token<'_>], place: usize) -> String {
    let end = tokens
        .last()
        .map_or(0, |token| token.at + token.text.len() - place);
    let line = text[..end].lines().next().unwrap_or_default();
    match line.char_indices().nth(120) {
        Some((cut, _)) => format!("{}..", &line[..cut]),
        None => line.to_owned(),
    }
}

fn finding(
    dialect: DialectName,
    rule: &Rule,
    (code, table, name): &Found,
    migration: &Migration,
    line: usize,
    statement: &str,
) -> Finding {
    let written = |step: &&str| {
        let name = if name.is_empty() { "the name" } else { name };
        let step = step.replace("{table}", table).replace("{name}", name);
        step.replace("{code}", code)
    };
    let subject = match (table.is_empty(), name.is_empty() || name == table) {
        (true, _) => name.clone(),
        (_, true) => table.clone(),
        _ => format!("{table}.{name}"),
    };
    Finding {
        code: rule.code,
        file: format!("{}.sql", migration.tag),
        line,
        statement: statement.to_owned(),
        subject,
        why: rule.why,
        steps: rule.steps(dialect.family()).iter().map(written).collect(),
    }
}

/// What the comments of a statement let pass.
#[derive(Default)]
struct Allowed {
    codes: Vec<String>,
    /// One of them gives no code or no reason.
    unsaid: bool,
}

impl Allowed {
    fn read(comments: &[&str]) -> Self {
        let mut allowed = Self::default();
        for comment in comments {
            let text = comment
                .trim_start_matches(['-', '#', '/', '*'])
                .trim_end_matches(['*', '/']);
            let Some(said) = text.trim().strip_prefix("orm:allow") else {
                continue;
            };
            let said = said.trim();
            let (codes, reason) = said.split_once(char::is_whitespace).unwrap_or((said, ""));
            let codes: Vec<&str> = codes.split(',').collect();
            let known = |code: &&str| RULES.iter().any(|rule| rule.code == *code);
            if reason.trim().is_empty() || !codes.iter().all(known) {
                allowed.unsaid = true;
            } else {
                allowed.codes.extend(codes.into_iter().map(str::to_owned));
            }
        }
        allowed
    }
}
