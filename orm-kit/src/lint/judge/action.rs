//! The parts of an ALTER TABLE.

use super::{File, Judge};
use crate::lint::statement::{Action, Column, KeyKind, Op};

impl Judge {
    pub(super) fn action(&mut self, file: &File<'_>, at: usize, table: &str, action: &Action) {
        let known = |judge: &Self, column: &str| {
            let known = judge.state.tables.get(table);
            known.and_then(|known| known.columns.get(column)).cloned()
        };
        let new = self.is_new(table);
        match action {
            Action::Harmless => {}
            Action::AddColumn(column) => self.add_column(table, column),
            Action::DropColumn(column) => {
                let was = self.state.table(table).columns.remove(column);
                if !new && !was.is_some_and(|was| was.generated && !was.stored) {
                    self.say("DS103", table, column);
                }
            }
            Action::RenameColumn(from, to) => {
                let columns = &mut self.state.table(table).columns;
                if let Some(mut column) = columns.remove(from) {
                    column.name.clone_from(to);
                    columns.insert(to.clone(), column);
                }
                if !new {
                    self.renamed_column(table, to);
                }
            }
            Action::RenameTable(to) => self.rename_table(file, table, to),
            Action::SetNotNull(column) => {
                let filled = self.state.table(table).filled(column);
                if !new && !filled {
                    self.say("MF104", table, column);
                    if self.postgres() {
                        self.say("PG303", table, column);
                    }
                }
                self.change(table, column, |column| column.not_null = true);
            }
            Action::DropNotNull(column) => {
                if !new {
                    self.say("BC104", table, column);
                }
                self.change(table, column, |column| column.not_null = false);
            }
            Action::DropDefault(column) => {
                // A column that may be NULL needs none.
                if !new && known(self, column).is_none_or(|was| was.not_null) {
                    self.say("BC105", table, column);
                }
                self.change(table, column, |column| column.default = None);
            }
            Action::SetType(column, to) => {
                let was = known(self, column);
                let mut column = was.clone().unwrap_or_else(|| Column {
                    name: column.clone(),
                    ..Column::default()
                });
                column.type_name.clone_from(to);
                if !new {
                    self.retyped(table, &was.unwrap_or_default(), &column);
                }
                self.state
                    .table(table)
                    .columns
                    .insert(column.name.clone(), column);
            }
            Action::Modify(from, column) => {
                let was = known(self, from.as_ref().unwrap_or(&column.name));
                if let Some(from) = from.as_ref().filter(|from| **from != column.name) {
                    self.state.table(table).columns.remove(from);
                    self.renamed_column(table, &column.name);
                }
                match was {
                    _ if new => {}
                    Some(was) => self.altered(table, &was, column),
                    None => self.say("MY105", table, &column.name),
                }
                self.state
                    .table(table)
                    .columns
                    .insert(column.name.clone(), column.clone());
            }
            Action::Add(key) => {
                self.key(table, key);
                self.locks(table, key);
                self.state.table(table).add(key.clone());
            }
            Action::Drop(name) => {
                let key = self.state.table(table).remove(name);
                match key.map(|key| key.kind) {
                    _ if new => {}
                    Some(KeyKind::Foreign) => self.drop_foreign(file, at, table, name),
                    Some(KeyKind::Unique)
                        if !self.comes_back(file, at, table, &KeyKind::Unique) =>
                    {
                        self.say("CD102", table, name)
                    }
                    _ => {}
                }
            }
            Action::DropForeign(name) => {
                self.state.table(table).remove(name);
                self.drop_foreign(file, at, table, name);
            }
            Action::DropPrimary if self.mysql() && !new => self.say("MY105", table, "PRIMARY KEY"),
            Action::DropPrimary => {}
            Action::Validate(name) => {
                let known = self.state.table(table);
                let fresh = known.fresh.contains(name);
                let kind = known.keys.get_mut(name).map(|key| {
                    key.not_valid = false;
                    key.kind.clone()
                });
                // The lock that adding it took is held until the transaction ends.
                if fresh && file.transaction && !new {
                    self.say(
                        if kind == Some(KeyKind::Foreign) {
                            "PG306"
                        } else {
                            "PG305"
                        },
                        table,
                        name,
                    );
                }
            }
            Action::RowSecurity => self.watched(table),
            Action::Rewrite if new => {}
            Action::Rewrite => self.say(
                if self.postgres() { "PG308" } else { "MY105" },
                table,
                table,
            ),
        }
    }

    fn renamed_column(&mut self, table: &str, to: &str) {
        if self.vitess() {
            self.say("VT101", table, to);
        }
        self.say("BC102", table, to);
    }

    fn change(&mut self, table: &str, column: &str, change: impl FnOnce(&mut Column)) {
        if let Some(column) = self.state.table(table).columns.get_mut(column) {
            change(column);
        }
    }

    fn comes_back(&self, file: &File<'_>, at: usize, table: &str, kind: &KeyKind) -> bool {
        let mut later = file.ops[at..].iter().flatten();
        later.any(|op| match op {
            Op::Alter {
                table: on, actions, ..
            } if on == table => {
                let mut actions = actions.iter();
                actions.any(|action| matches!(action, Action::Add(key) if key.kind == *kind))
            }
            _ => false,
        })
    }

    fn drop_foreign(&mut self, file: &File<'_>, at: usize, table: &str, name: &str) {
        if !self.is_new(table) && !self.comes_back(file, at, table, &KeyKind::Foreign) {
            self.say("CD101", table, name);
        }
    }
}
