use super::{IndexColumn, TableDef};
use crate::sql::Family;
use crate::types::SqlType;

/// The tables of one database, in the order in which they were listed.
#[derive(Clone, Copy, Debug)]
pub struct KeyspaceDef {
    /// The keyspace's name.
    pub name: &'static str,
    /// Its tables, with the copies that it holds of other keyspaces' reference tables.
    pub tables: &'static [&'static TableDef],
    /// Those of its tables that are copies. They have no foreign keys of their own: their rows come
    /// from a table that has them.
    pub copies: &'static [&'static TableDef],
    /// The keyspaces that a handle of this one reaches too.
    pub includes: &'static [&'static KeyspaceDef],
}

impl KeyspaceDef {
    /// A keyspace of these tables, without copies and inclusions.
    pub const fn new(name: &'static str, tables: &'static [&'static TableDef]) -> Self {
        Self {
            name,
            tables,
            copies: &[],
            includes: &[],
        }
    }
}

/// The table as keyspaces beside its own hold it.
pub const fn copy_of(table: &TableDef) -> TableDef {
    TableDef {
        foreign_keys: &[],
        ..*table
    }
}

/// Whether two names are one to a server that doesn't tell cases apart.
const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if !a[at].eq_ignore_ascii_case(&b[at]) {
            return false;
        }
        at += 1;
    }
    true
}

const BUCKETS: usize = 1024;

/// A number that names which are the [`same`] share, and few others.
const fn bucket(name: &str) -> usize {
    const LOWER: u8 = 0x20;
    let name = name.as_bytes();
    let (mut hash, mut at) = (0_usize, 0);
    while at < name.len() {
        hash = (hash * 31 + (name[at] | LOWER) as usize) % BUCKETS;
        at += 1;
    }
    hash
}

/// Checks a keyspace's list when the program is compiled. `derive(Table)` has checked the names in
/// each table.
///
/// # Panics
/// In a constant, so that the program doesn't compile: when one physical table is declared twice.
pub const fn assert_keyspace(tables: &[&TableDef]) {
    // The compiler interprets this: all pairs of a few hundred names would take it a second.
    let mut seen = [false; BUCKETS];
    let mut at = 0;
    while at < tables.len() {
        let name = tables[at].name;
        let bucket = bucket(name);
        let mut other = 0;
        while seen[bucket] && other < at {
            assert!(
                !same(name, tables[other].name),
                "two structs of this keyspace declare the same physical table"
            );
            other += 1;
        }
        seen[bucket] = true;
        at += 1;
    }
}

/// Checks when the program is compiled that no two keyspaces of a group have a table of one name:
/// a statement names no keyspace, so that it would be left to the server whose rows are meant.
///
/// # Panics
/// In a constant, so that the program doesn't compile. Copies of a reference table are no such table.
pub const fn assert_group(group: &KeyspaceDef) {
    let mut at = 0;
    while at < group.includes.len() {
        let one = group.includes[at];
        apart(group, one);
        let mut other = at + 1;
        while other < group.includes.len() {
            apart(one, group.includes[other]);
            other += 1;
        }
        at += 1;
    }
}

const fn apart(one: &KeyspaceDef, other: &KeyspaceDef) {
    let mut at = 0;
    while at < one.tables.len() {
        let table = one.tables[at];
        let mut to = 0;
        while to < other.tables.len() {
            let twin = other.tables[to];
            assert!(
                !same(table.name, twin.name) || is_copied(one, table, other, twin),
                "two keyspaces of a group have a table of the same name, and a statement doesn't say which is meant: rename one, or leave one keyspace out of `includes(..)`"
            );
            to += 1;
        }
        at += 1;
    }
}

/// Whether one of both tables is a copy of the other, or both are of a third.
const fn is_copied(
    one: &KeyspaceDef,
    table: &TableDef,
    other: &KeyspaceDef,
    twin: &TableDef,
) -> bool {
    table.tenant.is_none()
        && twin.tenant.is_none()
        && same(table.rust_name, twin.rust_name)
        && (names_table(one.copies, table.name) || names_table(other.copies, twin.name))
}

const fn names_table(tables: &[&TableDef], name: &str) -> bool {
    let mut at = 0;
    while at < tables.len() {
        if same(tables[at].name, name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Checks when the program is compiled that the table's keys have a length, which MySQL asks for.
///
/// # Panics
/// In a constant, so that the program doesn't compile: when a TEXT, BLOB or JSON column stands in
/// a primary key, unique key, index or foreign key.
pub const fn assert_key_lengths(table: &TableDef) {
    check(table, table.primary_key);
    let mut at = 0;
    while at < table.uniques.len() {
        check(table, table.uniques[at].columns);
        at += 1;
    }
    at = 0;
    while at < table.foreign_keys.len() {
        check(table, table.foreign_keys[at].columns);
        at += 1;
    }
    at = 0;
    while at < table.indexes.len() {
        let columns = table.indexes[at].columns;
        let mut part = 0;
        while part < columns.len() {
            if let IndexColumn::Ascending(column) | IndexColumn::Descending(column) = columns[part]
            {
                check(table, &[column]);
            }
            part += 1;
        }
        at += 1;
    }
}

/// Checks when the program is compiled that every column has a type which Postgres has.
///
/// # Panics
/// In a constant, so that the program doesn't compile: when a column has a type that the application
/// declared for other databases only.
pub const fn assert_postgres_types(table: &TableDef) {
    assert_types(table, Family::Postgres);
}

/// Checks when the program is compiled that every column has a type which MySQL has.
///
/// # Panics
/// As [`assert_postgres_types`], and when a column is an array or an interval.
pub const fn assert_mysql_types(table: &TableDef) {
    assert_types(table, Family::MySql);
}

/// Checks when the program is compiled that every column has a type which SQLite has.
///
/// # Panics
/// As [`assert_mysql_types`].
pub const fn assert_sqlite_types(table: &TableDef) {
    assert_types(table, Family::Sqlite);
}

const fn assert_types(table: &TableDef, family: Family) {
    let mut at = 0;
    while at < table.columns.len() {
        let sql = table.columns[at].sql;
        at += 1;
        if let SqlType::Custom(custom) = sql {
            assert!(
                custom.on(family).is_some(),
                "a column's type has no SQL type on the backend of this keyspace: name one in its `sql_type!`"
            );
        }
        if matches!(family, Family::Postgres) {
            continue;
        }
        assert!(
            !matches!(sql, SqlType::Array(_)),
            "only Postgres has arrays, and this keyspace is on another backend: make the column a `Json<Vec<_>>`, or a table of its own"
        );
        assert!(
            !matches!(sql, SqlType::Interval),
            "only Postgres has intervals, and this keyspace is on another backend: make the column a number of days or microseconds"
        );
    }
}

const fn check(table: &TableDef, columns: &[usize]) {
    let mut at = 0;
    while at < columns.len() {
        let column = &table.columns[columns[at]];
        assert!(
            !matches!(column.sql, SqlType::Text) || column.length.is_some(),
            "a text column in a key needs a length on MySQL: write `#[column(varchar = n)]`"
        );
        assert!(
            !matches!(column.sql, SqlType::Bytes | SqlType::Json),
            "MySQL has no key over bytes or JSON: leave the column out of the key"
        );
        at += 1;
    }
}
