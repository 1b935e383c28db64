use std::collections::HashMap;
use std::collections::hash_map::Entry;

use chrono::NaiveDate;
use uuid::Uuid;

use crate::driver::RowError;
use crate::schema::{ColumnDef, TableDef};
use crate::types::{Arg, DecodeError, RowReader, SqlType};

/// What a row is matched with its relations by.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum KeyValue {
    Int(i64),
    UInt(u64),
    Uuid(Uuid),
    Text(Box<str>),
    Bytes(Box<[u8]>),
    Date(NaiveDate),
    /// The columns of a composite key.
    Several(Box<[KeyValue]>),
}

/// Whether values of this type are matched exactly on every database.
pub(super) const fn matched(sql: SqlType) -> bool {
    matches!(
        sql,
        SqlType::I8
            | SqlType::I16
            | SqlType::I32
            | SqlType::I64
            | SqlType::U8
            | SqlType::U16
            | SqlType::U32
            | SqlType::U64
            | SqlType::Text
            | SqlType::Bytes
            | SqlType::Uuid
            | SqlType::Date
    )
}

impl KeyValue {
    fn cell<R: RowReader + ?Sized>(
        row: &R,
        at: usize,
        column: &ColumnDef,
    ) -> Result<Option<Self>, DecodeError> {
        if row.is_null(at)? {
            return Ok(None);
        }
        Ok(Some(match column.sql {
            SqlType::Uuid => Self::Uuid(row.uuid(at, column.hint)?),
            SqlType::Text => Self::Text(row.text(at)?.into()),
            SqlType::Bytes => Self::Bytes(row.bytes(at)?.into()),
            SqlType::Date => Self::Date(row.date(at, column.hint)?),
            SqlType::U64 => Self::UInt(row.u64(at)?),
            _ => Self::Int(row.i64(at)?),
        }))
    }

    /// Reads a key, whose columns stand where they are told to. `None` when a part of it is NULL.
    pub(super) fn read<R: RowReader + ?Sized>(
        row: &R,
        columns: &[(Located, usize)],
    ) -> Result<Option<Self>, RowError> {
        let cell = |(located, at): &(Located, usize)| {
            Self::cell(row, *at, located.column)
                .map_err(|error| RowError::of_column(located.table, located.column.name, error))
        };
        if let [one] = columns {
            return cell(one);
        }
        let mut parts = Vec::with_capacity(columns.len());
        for column in columns {
            match cell(column)? {
                Some(part) => parts.push(part),
                None => return Ok(None),
            }
        }
        Ok(Some(Self::Several(parts.into())))
    }

    /// The bind value of the key's column at this place.
    pub(super) fn arg(&self, place: usize, column: &ColumnDef) -> Arg {
        match self {
            Self::Int(value) => Arg::Int(*value),
            Self::UInt(value) => Arg::UInt(*value),
            Self::Uuid(value) => Arg::Uuid(*value).stored_as(column.hint),
            Self::Text(value) => Arg::Text(value.to_string()),
            Self::Bytes(value) => Arg::Bytes(value.to_vec()),
            Self::Date(value) => Arg::Date(*value),
            Self::Several(parts) => parts[place].arg(0, column),
        }
    }
}

/// A column, and the table's name for errors.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Located {
    pub(super) table: &'static str,
    pub(super) column: &'static ColumnDef,
}

impl Located {
    pub(super) fn of(table: &'static TableDef, columns: &[usize]) -> Vec<Self> {
        let located = |at: &usize| Self {
            table: table.name,
            column: &table.columns[*at],
        };
        columns.iter().map(located).collect()
    }
}

/// The keys of the rows of one level: per relation that needs another set of columns, one list.
#[derive(Debug, Default)]
pub struct KeyLists {
    pub(super) sets: Vec<Vec<usize>>,
    pub(super) lists: Vec<Vec<Option<KeyValue>>>,
}

impl KeyLists {
    /// The keys of these columns, row by row.
    pub(super) fn of(&self, columns: &[usize]) -> &[Option<KeyValue>] {
        let at = self.sets.iter().position(|set| set == columns);
        at.map_or(&[], |at| &self.lists[at])
    }
}

const END: u32 = u32::MAX;

/// Which parents each key belongs to.
#[derive(Debug)]
pub(crate) struct Groups {
    index: HashMap<KeyValue, u32>,
    /// Each key once, in the order of the parents.
    keys: Vec<KeyValue>,
    /// The first parent with the key.
    first: Vec<u32>,
    /// The next parent with the same key.
    next: Vec<u32>,
}

impl Groups {
    pub(super) fn of(parents: &[Option<KeyValue>]) -> Self {
        let mut groups = Self {
            index: HashMap::with_capacity(parents.len()),
            keys: Vec::with_capacity(parents.len()),
            first: Vec::with_capacity(parents.len()),
            next: vec![END; parents.len()],
        };
        for (parent, key) in parents.iter().enumerate() {
            let (Some(key), Ok(parent)) = (key, u32::try_from(parent)) else {
                continue;
            };
            match groups.index.entry(key.clone()) {
                Entry::Occupied(group) => {
                    let first = &mut groups.first[*group.get() as usize];
                    groups.next[parent as usize] = *first;
                    *first = parent;
                }
                Entry::Vacant(group) => {
                    group.insert(groups.first.len() as u32);
                    groups.first.push(parent);
                    groups.keys.push(key.clone());
                }
            }
        }
        groups
    }

    pub(super) fn keys(&self) -> &[KeyValue] {
        &self.keys
    }

    /// The group of a key; `last` is that of the row before, which often is the same.
    #[inline]
    pub(super) fn find(&self, key: &KeyValue, last: usize) -> Option<usize> {
        if self.keys.get(last) == Some(key) {
            return Some(last);
        }
        self.index.get(key).map(|group| *group as usize)
    }

    /// The parents of a group.
    #[inline]
    pub(super) fn parents(&self, group: usize) -> impl Iterator<Item = u32> + '_ {
        let some = |parent: u32| (parent != END).then_some(parent);
        std::iter::successors(some(self.first[group]), move |parent| {
            some(self.next[*parent as usize])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Groups, KeyValue};

    #[test]
    fn parents_share_a_key() {
        let key = |n| Some(KeyValue::Int(n));
        let groups = Groups::of(&[key(1), None, key(2), key(1)]);
        assert_eq!(groups.keys(), [KeyValue::Int(1), KeyValue::Int(2)]);
        let group = groups.find(&KeyValue::Int(1), 1).unwrap();
        let mut parents: Vec<_> = groups.parents(group).collect();
        parents.sort_unstable();
        assert_eq!(parents, [0, 3]);
        assert_eq!(groups.find(&KeyValue::Int(3), 0), None);
    }
}
