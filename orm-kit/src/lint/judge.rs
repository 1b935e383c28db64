//! The rules.

use orm_core::sql::Family;

use super::read::{Action, Column, Key, KeyKind, Op};
use super::state::State;
use super::types::{Change, enum_change, narrows, rewrites, volatile};
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

    fn text_key(&mut self, table: &str, column: &str) {
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
    fn key(&mut self, table: &str, key: &Key) {
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
    fn locks(&mut self, table: &str, key: &Key) {
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

    fn drop_index(
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

    fn drop_table(&mut self, file: &File<'_>, at: usize, table: &str) {
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

    fn fill(&mut self, from: &str, columns: &[(String, Option<String>)]) {
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

    fn rename_table(&mut self, file: &File<'_>, from: &str, to: &str) {
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

    fn required(&mut self, table: &str, column: &Column) {
        if column.not_null && column.default.is_none() && !column.counted && !column.generated {
            let code = if self.mysql() { "MY101" } else { "MF103" };
            self.say(code, table, &column.name);
        }
    }

    fn add_column(&mut self, table: &str, column: &Column) {
        let name = &column.name;
        self.state
            .table(table)
            .columns
            .insert(name.clone(), column.clone());
        self.inline(table, column);
        let default = column.default.as_deref().unwrap_or_default();
        if self.family == Family::Sqlite {
            let constant = !default.starts_with('(') && !default.starts_with("current_");
            if column.unique
                || column.primary
                || column.stored
                || !constant
                || (column.references && column.default.is_some())
            {
                self.say("LT102", table, name);
            }
        }
        if self.is_new(table) {
            return;
        }
        self.required(table, column);
        if self.postgres() {
            if column.counted || column.stored || (column.computed_default && volatile(default)) {
                self.say("PG302", table, name);
            }
            if column.primary || column.unique {
                self.say(if column.primary { "PG104" } else { "PG105" }, table, name);
            }
        }
        if self.mysql() && (column.counted || column.stored || default.starts_with('(')) {
            self.say("MY105", table, name);
        }
    }

    /// A column that is defined anew.
    fn altered(&mut self, table: &str, was: &Column, column: &Column) {
        let name = &column.name;
        if column.not_null && !was.not_null {
            self.say("MF104", table, name);
        }
        if was.not_null && !column.not_null && !column.primary {
            self.say("BC104", table, name);
        }
        if was.default.is_some()
            && column.default.is_none()
            && column.not_null
            && !column.counted
            && !column.generated
        {
            self.say("BC105", table, name);
        }
        self.retyped(table, was, column);
    }

    fn retyped(&mut self, table: &str, was: &Column, column: &Column) {
        let (from, to, name) = (&was.type_name, &column.type_name, &column.name);
        if from == to {
            return;
        }
        match enum_change(from, to) {
            Some(Change::Removed) => {
                self.say("BC107", table, name);
                self.say("MY110", table, name);
            }
            Some(Change::Reordered) => self.say("MY111", table, name),
            Some(Change::Inserted) => {
                self.say("BC106", table, name);
                self.say("MY112", table, name);
            }
            Some(Change::Appended) => self.say("BC106", table, name),
            None => {
                let word = |text: &str| text.split('(').next().unwrap_or_default().to_owned();
                if narrows(from, to) {
                    self.say("MF105", table, name);
                } else if word(from) != word(to) && rewrites(self.family, from, to) {
                    self.say("BC108", table, name);
                }
                if rewrites(self.family, from, to) {
                    match self.family {
                        Family::Postgres => self.say("PG301", table, name),
                        Family::MySql => self.say("MY105", table, name),
                        Family::Sqlite => {}
                    }
                }
            }
        }
    }

    fn action(&mut self, file: &File<'_>, at: usize, table: &str, action: &Action) {
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
