use std::collections::{BTreeMap, BTreeSet};

use super::statement::{Column, Key, KeyKind, KeyPart};

/// A table as the files so far have made it.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// All columns are known: the files made the table.
    pub(super) whole: bool,
    /// Made by the file under way: it has no rows yet, and no release knows it.
    pub(super) new: bool,
    pub(super) columns: BTreeMap<String, Column>,
    pub(super) keys: BTreeMap<String, Key>,
    /// What keys held before the file under way took them away.
    pub(super) held: Vec<(KeyKind, Vec<KeyPart>)>,
    /// Constraints that the file under way added.
    pub(super) fresh: BTreeSet<String>,
    pub(super) unnamed: usize,
}

impl Table {
    pub(super) fn add(&mut self, key: Key) {
        self.unnamed += 1;
        let name = key.name.clone();
        let name = name.unwrap_or_else(|| format!("?{}", self.unnamed));
        self.fresh.insert(name.clone());
        self.keys.insert(name, key);
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Key> {
        let key = self.keys.remove(name)?;
        self.held.push((key.kind.clone(), key.columns.clone()));
        Some(key)
    }

    pub(super) fn held(&self, key: &Key) -> bool {
        let equal =
            |kind: &KeyKind, columns: &[KeyPart]| *kind == key.kind && columns == key.columns;
        self.held.iter().any(|(kind, columns)| equal(kind, columns))
            || self
                .keys
                .values()
                .any(|other| equal(&other.kind, &other.columns))
    }

    /// A check that holds for all rows says that the column is not null.
    pub(super) fn filled(&self, column: &str) -> bool {
        self.keys.values().any(|key| {
            !key.not_valid
                && matches!(&key.kind, KeyKind::Check(Some(checked)) if checked == column)
        })
    }
}

/// The schema as the files so far have made it.
#[derive(Clone, Debug, Default)]
pub(super) struct State {
    pub(super) tables: BTreeMap<String, Table>,
    /// Values that the file under way added to enums, as literals.
    pub(super) values: Vec<String>,
}

impl State {
    /// Another file begins.
    pub(super) fn next_file(&mut self) {
        self.values.clear();
        for table in self.tables.values_mut() {
            table.new = false;
            table.held.clear();
            table.fresh.clear();
        }
    }

    pub(super) fn table(&mut self, name: &str) -> &mut Table {
        self.tables.entry(name.to_owned()).or_default()
    }

    /// The table that has an index of this name, where names are the schema's.
    pub(super) fn of_index(&mut self, name: &str) -> Option<(&mut Table, String)> {
        let (table, index) = match name.split_once('/') {
            Some((table, index)) => (Some(table), index),
            None => (None, name),
        };
        let mut tables = self.tables.iter_mut();
        let found = tables.find(|(other, known)| {
            table.is_none_or(|table| table == *other) && known.keys.contains_key(index)
        });
        found.map(|(_, known)| (known, index.to_owned()))
    }
}
