//! The rules.

mod action;
mod columns;
mod keys;
mod tables;

use orm_core::sql::Family;

use super::state::State;
use super::statement::{Column, Key, KeyKind, Op};
use crate::config::DialectName;

/// A code, and the table and name that it is about.
pub(super) type Found = (&'static str, String, String);

/// The statements of one file, read.
pub(super) struct File<'s> {
    pub(super) ops: &'s [Option<Op>],
    /// All of it is one transaction.
    pub(super) transaction: bool,
}

/// Judges statements, and remembers what they make.
pub(super) struct Judge {
    dialect: DialectName,
    family: Family,
    pub(super) state: State,
    found: Vec<Found>,
}

impl Judge {
    pub(super) fn new(dialect: DialectName) -> Self {
        Self {
            dialect,
            family: dialect.family(),
            state: State::default(),
            found: Vec::new(),
        }
    }

    fn say(&mut self, code: &'static str, table: &str, name: &str) {
        let found = (code, table.to_owned(), name.to_owned());
        if !self.found.contains(&found) {
            self.found.push(found);
        }
    }

    fn postgres(&self) -> bool {
        self.family == Family::Postgres
    }

    fn mysql(&self) -> bool {
        self.family == Family::MySql
    }

    /// What PlanetScale has; a database that is only called MySQL may be one.
    fn vitess(&self) -> bool {
        self.dialect == DialectName::MySql
    }

    fn no_guards(&self) -> bool {
        self.mysql() && self.dialect != DialectName::MariaDb
    }

    fn is_new(&self, table: &str) -> bool {
        self.state.tables.get(table).is_some_and(|table| table.new)
    }

    /// What is found in the statement at this place of the file.
    pub(super) fn judge(&mut self, file: &File<'_>, at: usize) -> Vec<Found> {
        match &file.ops[at] {
            None => self.say("K108", "", ""),
            Some(op) => self.op(file, at, op),
        }
        std::mem::take(&mut self.found)
    }

    fn op(&mut self, file: &File<'_>, at: usize, op: &Op) {
        match op {
            Op::Harmless => {}
            Op::CreateTable {
                name,
                columns,
                keys,
                copied,
            } => self.create_table(name, columns, keys, *copied),
            Op::Alter {
                table,
                actions,
                guarded,
            } => {
                if *guarded && self.no_guards() {
                    self.say("MY104", table, "");
                }
                for action in actions {
                    self.action(file, at, table, action);
                }
            }
            Op::CreateIndex {
                table,
                key,
                concurrently,
                guarded,
            } => {
                let name = key.name.clone().unwrap_or_default();
                if *guarded && self.no_guards() {
                    self.say("MY104", table, &name);
                }
                if *concurrently && file.transaction {
                    self.say("PG103", table, &name);
                }
                self.key(table, key);
                if self.postgres() && !concurrently && !self.is_new(table) {
                    self.say("PG101", table, &name);
                }
                self.state.table(table).add(key.clone());
            }
            Op::DropIndex {
                names,
                concurrently,
                guarded,
            } => self.drop_index(file, at, names, *concurrently, *guarded),
            Op::DropTables(tables) => {
                for table in tables {
                    self.drop_table(file, at, table);
                }
            }
            Op::DropSchema(name) => self.say("DS101", name, name),
            Op::RenameTables(pairs) => {
                for (from, to) in pairs {
                    self.rename_table(file, from, to);
                }
            }
            Op::CreateView(name) => {
                self.state.table(name).new = true;
            }
            Op::DropViews(names) => {
                for name in names {
                    // A view that comes back is there for the previous release too.
                    let back = file.ops[at..]
                        .iter()
                        .flatten()
                        .any(|op| matches!(op, Op::CreateView(view) if view == name));
                    if !back && !self.is_new(name) {
                        self.say("BC103", name, name);
                    }
                    self.state.tables.remove(name);
                }
            }
            Op::Fill { from, columns, .. } => self.fill(from, columns),
            Op::AllRows(table) if !self.is_new(table) => self.say("DS104", table, table),
            Op::AllRows(_) => {}
            Op::AddValue { name, value } => {
                self.say("BC106", name, value);
                self.state.values.push(value.clone());
            }
            Op::ChangeValue(name) => self.say("BC107", name, name),
            Op::Watch(table) => self.watched(table),
            Op::Routine(name) if self.vitess() => self.say("VT103", name, name),
            Op::Routine(..) => {}
            Op::Rewrite(what) if self.postgres() => self.say("PG308", what, what),
            Op::Rewrite(what) => self.say("MY105", what, what),
        }
    }

    fn watched(&mut self, table: &str) {
        if !self.is_new(table) {
            self.say("BC109", table, table);
        }
    }

    fn create_table(&mut self, name: &str, columns: &[Column], keys: &[Key], copied: bool) {
        let known = self.state.table(name);
        *known = super::state::Table {
            whole: !copied,
            new: true,
            ..Default::default()
        };
        for column in columns {
            known.columns.insert(column.name.clone(), column.clone());
        }
        for key in keys {
            self.key(name, key);
            self.state.table(name).add(key.clone());
        }
        for column in columns {
            self.inline(name, column);
        }
        let required = |name: &str| {
            columns
                .iter()
                .any(|column| column.name == name && column.not_null)
        };
        let identifies = |key: &Key| match key.kind {
            KeyKind::Primary => true,
            KeyKind::Unique => key
                .columns
                .iter()
                .all(|part| part.column.as_deref().is_some_and(required)),
            _ => false,
        };
        let found = keys.iter().any(identifies)
            || columns
                .iter()
                .any(|column| column.primary || (column.unique && column.not_null));
        if self.vitess() && !found && !copied {
            self.say("VT104", name, name);
        }
    }

    /// What is wrong with a column wherever it is defined.
    fn inline(&mut self, table: &str, column: &Column) {
        if column.references && self.mysql() && self.dialect != DialectName::MariaDb {
            self.say("MY102", table, &column.name);
        }
        if column.unique || column.primary {
            self.text_key(table, &column.name);
        }
    }
}
