//! Tables that are dropped, made anew, or renamed.

use orm_core::sql::Family;

use super::{File, Judge};
use crate::lint::statement::{Action, Key, KeyKind, Op};

impl Judge {
    pub(super) fn drop_table(&mut self, file: &File<'_>, at: usize, table: &str) {
        let known = self.state.tables.remove(table).unwrap_or_default();
        if known.new {
            return;
        }
        // The table that takes this one's place.
        let successor = file.ops[at..].iter().flatten().find_map(|op| match op {
            Op::Alter {
                table: from,
                actions,
                ..
            } => {
                let renamed = actions
                    .iter()
                    .any(|action| matches!(action, Action::RenameTable(to) if to == table));
                (renamed && self.is_new(from)).then_some(from)
            }
            _ => None,
        });
        let Some(successor) = successor.cloned() else {
            return self.say("DS102", table, table);
        };
        let filled = file.ops[..at].iter().flatten().find_map(|op| match op {
            Op::Fill {
                into,
                from,
                columns,
            } if *into == successor && from == table => Some(columns.clone()),
            _ => None,
        });
        let filled = filled.unwrap_or_default();
        let next = self.state.table(&successor);
        next.held = known
            .keys
            .values()
            .map(|key| (key.kind.clone(), key.columns.clone()))
            .collect();
        next.held.extend(known.held);
        next.new = false;
        next.whole |= known.whole;
        let columns = next.columns.clone();
        let keys: Vec<Key> = next.keys.values().cloned().collect();
        let source = |column: &str| {
            let mut filled = filled.iter();
            let found = filled.find(|(target, _)| target == column);
            found.map_or_else(|| None, |(_, source)| source.clone())
        };
        for (name, was) in &known.columns {
            if columns.contains_key(name) || was.generated {
                continue;
            }
            match columns
                .keys()
                .find(|column| source(column).as_ref() == Some(name))
            {
                Some(column) => self.say("BC102", table, column),
                None => self.say("DS103", table, name),
            }
        }
        for (name, column) in &columns {
            let was = known
                .columns
                .get(name)
                .or_else(|| known.columns.get(&source(name)?));
            match was {
                Some(was) => self.altered(table, was, column),
                None if known.whole => self.required(table, column),
                None => {}
            }
        }
        for key in keys {
            self.key_again(table, &successor, &key);
        }
    }

    fn key_again(&mut self, table: &str, successor: &str, key: &Key) {
        let next = self.state.table(successor);
        let held = next
            .held
            .iter()
            .any(|(kind, columns)| *kind == key.kind && *columns == key.columns);
        if !held && next.whole && matches!(key.kind, KeyKind::Unique | KeyKind::Primary) {
            self.say("MF101", table, key.name.as_deref().unwrap_or_default());
        }
    }

    pub(super) fn fill(&mut self, from: &str, columns: &[(String, Option<String>)]) {
        let Some(known) = self.state.tables.get(from) else {
            return;
        };
        if self.family != Family::Sqlite || !known.whole {
            return;
        }
        let values = [
            "null",
            "current_timestamp",
            "current_date",
            "current_time",
            "true",
            "false",
        ];
        let missing = columns.iter().filter_map(|(_, source)| source.as_ref());
        let missing = missing.filter(|source| {
            !known.columns.contains_key(*source) && !values.contains(&source.as_str())
        });
        let missing: Vec<String> = missing.cloned().collect();
        for name in missing {
            self.say("LT103", from, &name);
        }
    }

    pub(super) fn rename_table(&mut self, file: &File<'_>, from: &str, to: &str) {
        let known = self.state.tables.remove(from).unwrap_or_default();
        let takes_place = from.starts_with("__new_");
        let view = file
            .ops
            .iter()
            .flatten()
            .any(|op| matches!(op, Op::CreateView(name) if name == from));
        if !known.new && !takes_place {
            if self.vitess() {
                self.say("VT101", from, to);
            }
            if !view {
                self.say("BC101", from, to);
            }
        }
        self.state.tables.insert(to.to_owned(), known);
    }
}
