//! What has to change so that one schema becomes another.

mod rename;
mod views;

use orm_core::schema::physical::{
    Check, Column, ForeignKey, Index, IndexPart, Key, Physical, Table, View,
};
use orm_core::sql::{Dialect, Family};

use crate::snapshot::{mentions, same_column, same_expression};

pub use rename::{Ask, BadRename, Question, Renames, UnansweredRename};

/// All that changes between two schemas. Names are the new ones.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diff {
    /// Extensions that the new schema's types need and the old one's didn't.
    pub created_extensions: Vec<&'static str>,
    /// Enum types that are new, by name.
    pub created_enums: Vec<String>,
    /// Enum types that are gone.
    pub dropped_enums: Vec<String>,
    /// Enum types with other values.
    pub changed_enums: Vec<EnumChange>,
    /// Tables that have another name: old and new.
    pub renamed_tables: Vec<(String, String)>,
    /// Tables that are new, by name.
    pub created_tables: Vec<String>,
    /// Tables that are gone, those that refer to others first.
    pub dropped_tables: Vec<String>,
    /// Tables that are in both schemas and differ.
    pub changed_tables: Vec<TableChange>,
    /// Views that are gone, differ, or stand in the way of a table's change: each before those that it
    /// reads.
    pub dropped_views: Vec<View>,
    /// Views that are new, or come back: each after those that it reads.
    pub created_views: Vec<View>,
}

/// An enum type whose values changed.
#[derive(Clone, Debug, PartialEq)]
pub struct EnumChange {
    /// Its name.
    pub name: String,
    /// Values with another name: old and new.
    pub renamed: Vec<(String, String)>,
    /// The values before, under their new names.
    pub old: Vec<String>,
    /// The values.
    pub new: Vec<String>,
}

impl EnumChange {
    /// Whether values were only added, so that the others keep their order.
    pub fn only_adds(&self) -> bool {
        let mut kept = self.new.iter().filter(|value| self.old.contains(value));
        self.old.iter().all(|value| kept.next() == Some(value))
    }
}

/// What changes in one table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TableChange {
    /// The table as it is after its renames: with the new names of itself and of its columns.
    pub old: Table,
    /// The table as it shall be.
    pub new: Table,
    /// Columns with another name: old and new.
    pub renamed_columns: Vec<(String, String)>,
    /// Columns that are new.
    pub added: Vec<Column>,
    /// Columns that are gone.
    pub dropped: Vec<Column>,
    /// Columns that differ: as they were, and as they shall be.
    pub altered: Vec<(Column, Column)>,
    /// Columns that are dropped and made anew, because an expression comes, goes or changes.
    pub remade: Vec<(Column, Column)>,
    /// Whether the primary key differs.
    pub primary_key: bool,
    /// The primary key's old and new name, where only that differs and the database knows it.
    pub renamed_key: Option<(String, String)>,
    /// Unique keys.
    pub uniques: Parts<Key>,
    /// Indexes.
    pub indexes: Parts<Index>,
    /// CHECK constraints.
    pub checks: Parts<Check>,
    /// Foreign keys.
    pub foreign_keys: Parts<ForeignKey>,
    /// What is said of the table and of its columns.
    pub comments: Vec<CommentChange>,
}

/// Another comment on a table, or on one of its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommentChange {
    /// The column; nothing where the table is meant.
    pub column: Option<String>,
    /// What was said.
    pub old: Option<String>,
    /// What is said.
    pub new: Option<String>,
}

/// What changes among the constraints or indexes of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Parts<T> {
    /// New ones.
    pub added: Vec<T>,
    /// Those that are gone.
    pub dropped: Vec<T>,
    /// Those that only have another name: old and new.
    pub renamed: Vec<(String, String)>,
}

impl<T> Default for Parts<T> {
    fn default() -> Self {
        Self {
            added: Vec::new(),
            dropped: Vec::new(),
            renamed: Vec::new(),
        }
    }
}

impl<T> Parts<T> {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.dropped.is_empty() && self.renamed.is_empty()
    }
}

/// A constraint or index.
pub(crate) trait Part: Clone {
    fn name(&self) -> &str;
    /// Whether the two are one but for their names.
    fn same(&self, table: &str, other: &Self) -> bool;
    /// Whether it reads one of these columns.
    fn reads(&self, columns: &[String]) -> bool;
}

impl Part for Key {
    fn name(&self) -> &str {
        &self.name
    }

    fn same(&self, _: &str, other: &Self) -> bool {
        self.columns == other.columns && self.nulls_not_distinct == other.nulls_not_distinct
    }

    fn reads(&self, columns: &[String]) -> bool {
        self.columns.iter().any(|column| columns.contains(column))
    }
}

impl Part for Index {
    fn name(&self) -> &str {
        &self.name
    }

    fn same(&self, table: &str, other: &Self) -> bool {
        same_index(table, self, other)
    }

    fn reads(&self, columns: &[String]) -> bool {
        let named = |text: &str| columns.iter().any(|column| mentions(text, column));
        self.filter.as_deref().is_some_and(named)
            || self.parts.iter().any(|part| match part {
                IndexPart::Column(name, _) => columns.contains(name),
                IndexPart::Expression(expression) => named(expression),
            })
            || self.include.iter().any(|column| columns.contains(column))
    }
}

impl Part for Check {
    fn name(&self) -> &str {
        &self.name
    }

    fn same(&self, table: &str, other: &Self) -> bool {
        same_expression(table, &self.expression, &other.expression)
    }

    fn reads(&self, columns: &[String]) -> bool {
        columns
            .iter()
            .any(|column| mentions(&self.expression, column))
    }
}

impl Part for ForeignKey {
    fn name(&self) -> &str {
        &self.name
    }

    fn same(&self, _: &str, other: &Self) -> bool {
        let unnamed = |key: &Self| Self {
            name: String::new(),
            ..key.clone()
        };
        unnamed(self) == unnamed(other)
    }

    fn reads(&self, columns: &[String]) -> bool {
        self.columns.iter().any(|column| columns.contains(column))
    }
}

/// Whether two indexes are one but for their names.
pub(crate) fn same_index(table: &str, a: &Index, b: &Index) -> bool {
    let same_part = |(a, b): (&IndexPart, &IndexPart)| match (a, b) {
        (IndexPart::Expression(a), IndexPart::Expression(b)) => same_expression(table, a, b),
        (a, b) => a == b,
    };
    let filter = match (&a.filter, &b.filter) {
        (None, None) => true,
        (Some(a), Some(b)) => same_expression(table, a, b),
        _ => false,
    };
    filter
        && a.unique == b.unique
        && a.method == b.method
        && a.include == b.include
        && a.parts.len() == b.parts.len()
        && a.parts.iter().zip(&b.parts).all(same_part)
}

fn parts<T: Part>(renames: bool, table: &str, old: &[T], new: &[T]) -> Parts<T> {
    let mut added: Vec<T> = Vec::new();
    for part in new {
        let was = old.iter().find(|was| was.name() == part.name());
        if !was.is_some_and(|was| was.same(table, part)) {
            added.push(part.clone());
        }
    }
    let mut dropped = Vec::new();
    let mut renamed = Vec::new();
    for was in old {
        let kept = new.iter().find(|part| part.name() == was.name());
        if kept.is_some_and(|part| was.same(table, part)) {
            continue;
        }
        let again = added.iter().position(|part| {
            was.same(table, part) && !old.iter().any(|old| old.name() == part.name())
        });
        match again {
            Some(at) if renames => {
                renamed.push((was.name().to_owned(), added.remove(at).name().to_owned()));
            }
            _ => dropped.push(was.clone()),
        }
    }
    Parts {
        added,
        dropped,
        renamed,
    }
}

impl Diff {
    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Compares two schemas after the renames.
    pub fn between(dialect: &Dialect, old: &Physical, new: &Physical, renames: &Renames) -> Self {
        let family = dialect.family;
        let old = renames.apply(family, old);
        let (had, needed) = (old.extensions(), new.extensions());
        let mut diff = Self {
            created_extensions: needed
                .into_iter()
                .filter(|name| !had.contains(name))
                .collect(),
            renamed_tables: renames.tables.clone(),
            ..Self::default()
        };
        for made in &new.enums {
            match old.enums.iter().find(|was| was.name == made.name) {
                None => diff.created_enums.push(made.name.clone()),
                Some(was)
                    if was.values != made.values
                        || renames.in_enum(&made.name).next().is_some() =>
                {
                    diff.changed_enums.push(EnumChange {
                        name: made.name.clone(),
                        renamed: renames.in_enum(&made.name).collect(),
                        old: was.values.clone(),
                        new: made.values.clone(),
                    });
                }
                Some(_) => {}
            }
        }
        let gone = old
            .enums
            .iter()
            .filter(|was| !new.enums.iter().any(|made| made.name == was.name));
        diff.dropped_enums = gone.map(|was| was.name.clone()).collect();
        for table in &new.tables {
            match old.table(&table.name) {
                None => diff.created_tables.push(table.name.clone()),
                Some(was) => {
                    let change = TableChange::between(family, was, table, renames);
                    if !change.is_empty() {
                        diff.changed_tables.push(change);
                    }
                }
            }
        }
        let gone = old
            .tables
            .iter()
            .filter(|was| new.table(&was.name).is_none());
        diff.dropped_tables = children_first(&gone.collect::<Vec<_>>());
        let in_the_way = match family {
            Family::Postgres => views::in_the_way(&diff),
            Family::MySql | Family::Sqlite => Vec::new(),
        };
        (diff.dropped_views, diff.created_views) = views::changed(&old, new, in_the_way);
        diff
    }
}

/// The tables' names, each before those that it refers to.
fn children_first(tables: &[&Table]) -> Vec<String> {
    let mut left: Vec<&Table> = tables.to_vec();
    let mut ordered = Vec::new();
    while !left.is_empty() {
        let free = left.iter().position(|table| {
            !left.iter().any(|other| {
                other.name != table.name
                    && other
                        .foreign_keys
                        .iter()
                        .any(|key| key.target == table.name)
            })
        });
        ordered.push(left.remove(free.unwrap_or(0)).name.clone());
    }
    ordered
}

impl TableChange {
    fn between(family: Family, old: &Table, new: &Table, renames: &Renames) -> Self {
        let mut change = Self {
            old: indexed(family, old),
            new: indexed(family, new),
            renamed_columns: renames.in_table(&new.name).collect(),
            ..Self::default()
        };
        for column in &mut change.new.columns {
            match old.column(&column.name) {
                None => change.added.push(column.clone()),
                Some(was) => {
                    column.on_update_now = was.on_update_now;
                    if same_column(family, &new.name, was, column) {
                        continue;
                    }
                    let pair = (was.clone(), column.clone());
                    if was.generated.is_some() || column.generated.is_some() {
                        change.remade.push(pair);
                    } else {
                        change.altered.push(pair);
                    }
                }
            }
        }
        let gone = old
            .columns
            .iter()
            .filter(|was| new.column(&was.name).is_none());
        change.dropped = gone.cloned().collect();
        let columns = |table: &Table| table.primary_key.as_ref().map(|key| key.columns.clone());
        change.primary_key = columns(old) != columns(new);
        if let (Some(was), Some(key)) = (&old.primary_key, &new.primary_key)
            && family == Family::Postgres
            && was.columns == key.columns
            && key.columns.len() > 1
            && was.name != key.name
        {
            change.renamed_key = Some((was.name.clone(), key.name.clone()));
        }
        let name = &new.name;
        // SQLite renames none of these, and MySQL only indexes.
        let (indexes, constraints) = (family != Family::Sqlite, family == Family::Postgres);
        change.uniques = parts(constraints, name, &change.old.uniques, &change.new.uniques);
        change.indexes = parts(indexes, name, &change.old.indexes, &change.new.indexes);
        change.checks = parts(constraints, name, &old.checks, &new.checks);
        let renamed = family != Family::MySql;
        change.foreign_keys = parts(renamed, name, &old.foreign_keys, &new.foreign_keys);
        if family == Family::Sqlite {
            // Drizzle names none there, whatever its snapshot says, and nothing asks for the name.
            change.foreign_keys.renamed.clear();
        }
        change.comments = comments(old, new);
        change
    }

    fn is_empty(&self) -> bool {
        self.renamed_columns.is_empty()
            && self.added.is_empty()
            && self.dropped.is_empty()
            && self.altered.is_empty()
            && self.remade.is_empty()
            && !self.primary_key
            && self.renamed_key.is_none()
            && self.uniques.is_empty()
            && self.indexes.is_empty()
            && self.checks.is_empty()
            && self.foreign_keys.is_empty()
            && self.comments.is_empty()
    }
}

fn comments(old: &Table, new: &Table) -> Vec<CommentChange> {
    let change = |column: Option<&Column>, was: Option<&String>, is: Option<&String>| {
        (was != is).then(|| CommentChange {
            column: column.map(|column| column.name.clone()),
            old: was.cloned(),
            new: is.cloned(),
        })
    };
    let columns = new.columns.iter().filter_map(|column| {
        let was = old.column(&column.name);
        let was = was.and_then(|was| was.comment.as_ref());
        change(Some(column), was, column.comment.as_ref())
    });
    change(None, old.comment.as_ref(), new.comment.as_ref())
        .into_iter()
        .chain(columns)
        .collect()
}

/// The table with its unique keys among its indexes, where the two are one.
fn indexed(family: Family, table: &Table) -> Table {
    let mut table = table.clone();
    if family != Family::Postgres {
        for key in std::mem::take(&mut table.uniques) {
            let columns = key.columns.into_iter();
            table.indexes.push(Index {
                name: key.name,
                parts: columns.map(|name| IndexPart::Column(name, false)).collect(),
                unique: true,
                ..Index::default()
            });
        }
    }
    table
}
