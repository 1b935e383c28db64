use super::names::{Cte, Scope};
use super::target::Target;

/// One part of the text that is written anew.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// A name, quoted.
    Name(String),
    /// The value at this place of the list.
    Hole(usize),
    /// A table of the list, limited to the tenant, under a name of its own.
    Table {
        table: String,
        name: String,
    },
    /// What dialects write differently, by its name in `sql::Op`.
    Op(&'static str),
    /// A type as CAST takes it, by its name in `types::SqlType`.
    CastType(&'static str),
}

/// A column that has to be one of a listed table's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Check {
    /// The tables of which one has it.
    pub(super) tables: Vec<String>,
    pub(super) column: String,
    /// Whether one of them has to have it.
    pub(super) required: bool,
}

/// What a text became.
#[derive(Debug)]
pub(super) struct Written {
    pub(super) target: Target,
    pub(super) parts: Vec<Part>,
    /// Names of the tables, as the text has them.
    pub(super) tables: Vec<String>,
    /// Names of the common table expressions, as the text has them.
    pub(super) ctes: Vec<String>,
    pub(super) checks: Vec<Check>,
    /// Names of the columns of a row.
    pub(super) outputs: Vec<String>,
    pub(super) holes: usize,
}

/// Writes the tree, and looks up each name in it.
pub(super) struct Writer {
    pub(super) target: Target,
    parts: Vec<Part>,
    pub(super) tables: Vec<String>,
    pub(super) checks: Vec<Check>,
    /// The names of all common table expressions so far.
    pub(super) cte_names: Vec<String>,
    /// Those that can be used.
    pub(super) ctes: Vec<Cte>,
    /// The statement and the subqueries around what is written, the innermost last.
    pub(super) scopes: Vec<Scope>,
}

/// A refused node.
pub(super) type Checked<T = ()> = Result<T, String>;

impl Writer {
    pub(super) fn new(target: Target) -> Self {
        Self {
            target,
            parts: Vec::new(),
            tables: Vec::new(),
            checks: Vec::new(),
            cte_names: Vec::new(),
            ctes: Vec::new(),
            scopes: Vec::new(),
        }
    }

    pub(super) fn finish(self, outputs: Vec<String>, holes: usize) -> Written {
        Written {
            target: self.target,
            parts: self.parts,
            tables: self.tables,
            ctes: self.cte_names,
            checks: self.checks,
            outputs,
            holes,
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        if let Some(Part::Text(last)) = self.parts.last_mut() {
            last.push_str(text);
        } else if !text.is_empty() {
            self.parts.push(Part::Text(text.to_owned()));
        }
    }

    pub(super) fn push(&mut self, part: Part) {
        self.parts.push(part);
    }

    pub(super) fn name(&mut self, name: &str) {
        self.push(Part::Name(name.to_owned()));
    }

    pub(super) fn op(&mut self, op: &'static str) {
        self.push(Part::Op(op));
    }

    /// Writes `each`, with `separator` between.
    pub(super) fn list<T>(
        &mut self,
        list: &[T],
        separator: &str,
        mut each: impl FnMut(&mut Self, &T) -> Checked,
    ) -> Checked {
        for (at, item) in list.iter().enumerate() {
            if at > 0 {
                self.text(separator);
            }
            each(self, item)?;
        }
        Ok(())
    }

    /// What `write` writes, apart from the rest: FROM is written before the select list, which uses
    /// its names, and stands behind it.
    pub(super) fn apart<T>(
        &mut self,
        write: impl FnOnce(&mut Self) -> Checked<T>,
    ) -> Checked<(T, Vec<Part>)> {
        let rest = std::mem::take(&mut self.parts);
        let done = write(self);
        let parts = std::mem::replace(&mut self.parts, rest);
        Ok((done?, parts))
    }

    pub(super) fn append(&mut self, parts: Vec<Part>) {
        for part in parts {
            match part {
                Part::Text(text) => self.text(&text),
                part => self.push(part),
            }
        }
    }
}

/// Refuses what a node holds and a query of ours does not.
pub(super) fn none<T>(what: &str, found: Option<&T>) -> Checked {
    absent(what, found.is_none())
}

/// The same for a list.
pub(super) fn no<T>(what: &str, found: &[T]) -> Checked {
    absent(what, found.is_empty())
}

/// The same by a condition.
pub(super) fn absent(what: &str, absent: bool) -> Checked {
    if absent { Ok(()) } else { Err(refused(what)) }
}

pub(super) fn refused(what: &str) -> String {
    format!("`sql_query!` does not take {what}")
}
