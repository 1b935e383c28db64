//! Keys, constraints and indexes.

use orm_core::sql::Family;

use super::{File, Judge};
use crate::lint::statement::{Key, KeyKind, Op};

impl Judge {
    pub(super) fn text_key(&mut self, table: &str, column: &str) {
        let known = self
            .state
            .tables
            .get(table)
            .and_then(|known| known.columns.get(column));
        let long = known.is_some_and(|known| {
            let word = known.type_name.split(['(', ' ']).next().unwrap_or_default();
            word.ends_with("text") || word.ends_with("blob")
        });
        if long && self.no_guards() {
            self.say("MY103", table, column);
        }
    }

    /// A key or constraint that is added.
    pub(super) fn key(&mut self, table: &str, key: &Key) {
        let name = key.name.clone().unwrap_or_default();
        if matches!(
            key.kind,
            KeyKind::Primary | KeyKind::Unique | KeyKind::Index
        ) {
            for part in &key.columns {
                if let Some(column) = &part.column {
                    self.text_key(table, column);
                }
            }
        }
        if key.kind == KeyKind::Foreign && self.vitess() {
            self.say("VT102", table, &name);
        }
        if self.is_new(table) {
            return;
        }
        let held = self.state.table(table).held(key);
        if matches!(key.kind, KeyKind::Unique | KeyKind::Primary) && !held && !key.using_index {
            self.say("MF101", table, &name);
        }
    }

    /// What adding a constraint to rows that are there does to those who use the table.
    pub(super) fn locks(&mut self, table: &str, key: &Key) {
        if self.is_new(table) {
            return;
        }
        let name = key.name.clone().unwrap_or_default();
        let code = match (&key.kind, self.family) {
            (KeyKind::Primary, Family::Postgres) if !key.using_index => "PG104",
            (KeyKind::Unique, Family::Postgres) if !key.using_index => "PG105",
            (KeyKind::Check(_), Family::Postgres) if !key.not_valid => "PG305",
            (KeyKind::Foreign, Family::Postgres) if !key.not_valid => "PG306",
            (KeyKind::Foreign, Family::MySql) => "MY106",
            (KeyKind::Primary | KeyKind::Check(_), Family::MySql) => "MY105",
            _ => return,
        };
        self.say(code, table, &name);
    }

    pub(super) fn drop_index(
        &mut self,
        file: &File<'_>,
        at: usize,
        names: &[String],
        concurrently: bool,
        guarded: bool,
    ) {
        for index in names {
            let (mut table, mut unique, mut new) = (String::new(), false, false);
            let tables = &self.state.tables;
            let owner = tables.iter().find(|(name, known)| {
                known.keys.contains_key(index)
                    || index
                        .split_once('/')
                        .is_some_and(|(of, key)| of == *name && known.keys.contains_key(key))
            });
            if let Some((name, known)) = owner {
                (table, new) = (name.clone(), known.new);
            }
            let mut parts = None;
            let removed = self.state.of_index(index);
            if let Some(key) = removed.and_then(|(known, name)| known.remove(&name)) {
                unique = key.kind == KeyKind::Unique;
                parts = Some(key.columns);
            }
            let back = file.ops[at..].iter().flatten().any(|op| match op {
                Op::CreateIndex { key, table: on, .. } => {
                    *on == table
                        && key.kind == KeyKind::Unique
                        && Some(&key.columns) == parts.as_ref()
                }
                _ => false,
            });
            if guarded && self.no_guards() {
                self.say("MY104", &table, index);
            }
            if concurrently && file.transaction {
                self.say("PG103", &table, index);
            }
            if new {
                continue;
            }
            if unique && !back {
                self.say("CD102", &table, index);
            }
            if self.postgres() && !concurrently {
                self.say("PG102", &table, index);
            }
        }
    }
}
