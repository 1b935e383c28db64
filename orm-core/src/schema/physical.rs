//! What the tables of a keyspace become in one dialect: types, defaults and constraints as the
//! database holds them. The definitions of tables are written from it, and the migration tool
//! compares two of them.

use super::ddl::{KeyColumns, by_reference, check_name, columns_name, foreign_key_name};
use super::ddl::{index_name, unique_name};
use super::{
    ColumnDef, Counter, ForeignKeyDef, IndexColumn, IndexDef, KeyspaceDef, ReferenceAction,
    TableDef, ViewDef,
};

/// The tables of a database with the enum types that they use.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Physical {
    /// Enum types, where the dialect has them.
    pub enums: Vec<EnumType>,
    /// The tables, each after those that it refers to where there is no circle.
    pub tables: Vec<Table>,
    /// The views, each after those that it reads.
    pub views: Vec<View>,
}

/// One view.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// The name.
    pub name: String,
    /// The query: `SELECT ..`
    pub definition: String,
    /// Whether its rows are stored.
    pub materialized: bool,
    /// Whether somebody else makes it, so that its query isn't known.
    pub existing: bool,
    /// The columns, in order, with types only.
    pub columns: Vec<Column>,
    /// Indexes, where its rows are stored.
    pub indexes: Vec<Index>,
    /// The names of the tables and views that it reads.
    pub reads: Vec<String>,
}

impl Physical {
    /// The views that we create.
    pub fn own_views(&self) -> impl Iterator<Item = &View> {
        self.views.iter().filter(|view| !view.existing)
    }
}

/// A named enum type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EnumType {
    /// The name.
    pub name: String,
    /// The values, in order.
    pub values: Vec<String>,
}

/// One table.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Table {
    /// The name.
    pub name: String,
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The primary key, unless the table has none.
    pub primary_key: Option<Key>,
    /// Unique keys, in dialects where they are no indexes.
    pub uniques: Vec<Key>,
    /// Indexes.
    pub indexes: Vec<Index>,
    /// CHECK constraints.
    pub checks: Vec<Check>,
    /// Foreign keys.
    pub foreign_keys: Vec<ForeignKey>,
    /// Triggers that stand in for what foreign keys can't do: the whole statements.
    pub triggers: Vec<String>,
    /// What the database says of it.
    pub comment: Option<String>,
    /// What the database has that no definition here says: exclusion constraints, policies.
    pub unsaid: Vec<String>,
}

impl Table {
    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.name == name)
    }
}

/// One column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Column {
    /// The name.
    pub name: String,
    /// The type as a definition writes it, with its collation. Of a column that counts by `serial`
    /// it is the type of its numbers.
    pub type_name: String,
    /// The enum type's name, where the type is one of [`Physical::enums`] or an array of them.
    pub enum_type: Option<String>,
    /// Whether NULL is refused.
    pub not_null: bool,
    /// The default as a definition writes it.
    pub default: Option<String>,
    /// The expression of a generated column.
    pub generated: Option<Generated>,
    /// How the database counts it up, if it does. Where there is one way only, that is
    /// [`Counter::Identity`].
    pub counted: Option<Counter>,
    /// What the database sets on an update of the row, where another tool declared it.
    pub on_update_now: bool,
    /// What the database says of it.
    pub comment: Option<String>,
}

impl Column {
    /// A declared column in a dialect's words for its type and its default.
    pub fn of(column: &ColumnDef, type_name: String, default: Option<String>) -> Self {
        Self {
            name: column.name.to_owned(),
            type_name,
            enum_type: None,
            not_null: !column.nullable,
            default,
            generated: column.generated.map(|made| Generated {
                expression: made.expression.to_owned(),
                stored: made.stored,
            }),
            counted: None,
            on_update_now: false,
            comment: column.comment.map(str::to_owned),
        }
    }

    /// Whether values are arrays.
    pub fn is_array(&self) -> bool {
        self.type_name.ends_with("[]")
    }

    /// The type, or that of the elements where values are arrays.
    pub fn element_type(&self) -> &str {
        self.type_name.trim_end_matches("[]")
    }
}

/// The expression of a generated column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Generated {
    /// The SQL expression.
    pub expression: String,
    /// Whether the value is stored.
    pub stored: bool,
}

/// A primary or unique key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// The constraint's name.
    pub name: String,
    /// The columns, in order.
    pub columns: Vec<String>,
    /// Whether two NULLs are equal.
    pub nulls_not_distinct: bool,
}

/// An index.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Index {
    /// The name.
    pub name: String,
    /// What is indexed, in order.
    pub parts: Vec<IndexPart>,
    /// Whether equal entries are refused.
    pub unique: bool,
    /// The condition of a partial index.
    pub filter: Option<String>,
    /// The access method, where it is not the usual one.
    pub method: Option<String>,
    /// Columns that entries carry along.
    pub include: Vec<String>,
}

/// One part of an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexPart {
    /// A column, and whether it descends.
    Column(String, bool),
    /// An expression, with all that stands around it.
    Expression(String),
}

/// A CHECK constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Check {
    /// The name.
    pub name: String,
    /// The condition.
    pub expression: String,
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// The constraint's name.
    pub name: String,
    /// The columns that refer.
    pub columns: Vec<String>,
    /// The table referred to.
    pub target: String,
    /// The columns referred to.
    pub target_columns: Vec<String>,
    /// What a delete of the row referred to does.
    pub on_delete: ReferenceAction,
    /// What an update of the key referred to does.
    pub on_update: ReferenceAction,
    /// The columns that `on_delete` clears, where not all.
    pub cleared: Vec<String>,
}

impl Physical {
    /// The tables of a keyspace, with columns as the dialect makes them. Actions of foreign keys
    /// that would clear the tenant are left to the dialect.
    pub fn of(
        keyspace: &KeyspaceDef,
        column: impl Fn(&TableDef, usize) -> Column,
        mut finish: impl FnMut(&TableDef, &mut Table),
    ) -> Self {
        let tables = by_reference(keyspace.tables);
        let tables = tables.iter().map(|definition| {
            let mut table = Table::of(definition, &column);
            finish(definition, &mut table);
            table
        });
        let views = keyspace.views.iter();
        let views = views.map(|view| View::of(view, &column));
        Self {
            enums: Vec::new(),
            tables: tables.collect(),
            views: views.collect(),
        }
    }

    /// Extensions of Postgres without which the columns' types don't exist.
    pub fn extensions(&self) -> Vec<&'static str> {
        let mut columns = self.tables.iter().flat_map(|table| &table.columns);
        let citext = columns.any(|column| {
            let word = column.element_type().split(' ').next();
            word.is_some_and(|word| word.eq_ignore_ascii_case("citext"))
        });
        citext.then_some("citext").into_iter().collect()
    }

    /// The table of this name.
    pub fn table(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name == name)
    }
}

impl Table {
    fn of(table: &TableDef, column: &impl Fn(&TableDef, usize) -> Column) -> Self {
        let key = |name: String, columns: &[usize]| Key {
            name,
            columns: names(table, columns),
            nulls_not_distinct: false,
        };
        let primary_key = match table.primary_key {
            [] => None,
            columns => {
                let made = || columns_name(table, columns, "pk");
                Some(key(
                    table.key_name.map_or_else(made, str::to_owned),
                    columns,
                ))
            }
        };
        let uniques = table.uniques.iter();
        let checks = table.checks.iter().enumerate();
        Self {
            name: table.name.to_owned(),
            columns: (0..table.columns.len())
                .map(|at| column(table, at))
                .collect(),
            primary_key,
            uniques: uniques
                .map(|unique| key(unique_name(table, unique), unique.columns))
                .collect(),
            indexes: table
                .indexes
                .iter()
                .map(|index| Index::of(table, index))
                .collect(),
            checks: checks
                .map(|(at, check)| Check {
                    name: check_name(table, at, check),
                    expression: check.expression.to_owned(),
                })
                .collect(),
            foreign_keys: table
                .foreign_keys
                .iter()
                .map(|key| ForeignKey::of(table, key))
                .collect(),
            triggers: Vec::new(),
            comment: table.comment.map(str::to_owned),
            unsaid: Vec::new(),
        }
    }
}

impl View {
    /// The view, without its query: that may be one which can't be written.
    fn of(view: &TableDef, column: &impl Fn(&TableDef, usize) -> Column) -> Self {
        let uniques = view.uniques.iter().map(|unique| Index {
            name: unique_name(view, unique),
            parts: names(view, unique.columns)
                .into_iter()
                .map(|name| IndexPart::Column(name, false))
                .collect(),
            unique: true,
            filter: None,
            method: None,
            include: Vec::new(),
        });
        let indexes = view.indexes.iter().map(|index| Index::of(view, index));
        Self {
            name: view.name.to_owned(),
            columns: (0..view.columns.len()).map(|at| column(view, at)).collect(),
            materialized: matches!(view.view, Some(ViewDef::Materialized(_))),
            existing: matches!(view.view, Some(ViewDef::Existing)),
            indexes: uniques.chain(indexes).collect(),
            ..Self::default()
        }
    }
}

impl Index {
    fn of(table: &TableDef, index: &IndexDef) -> Self {
        let part = |part: &IndexColumn| match part {
            IndexColumn::Ascending(at) => IndexPart::Column(name(table, *at), false),
            IndexColumn::Descending(at) => IndexPart::Column(name(table, *at), true),
            IndexColumn::Expression(expression) => IndexPart::Expression(format!("({expression})")),
            IndexColumn::Written(text) => IndexPart::Expression((*text).to_owned()),
        };
        Self {
            name: index_name(table, index),
            parts: index.columns.iter().map(part).collect(),
            unique: index.unique,
            filter: index.filter.map(str::to_owned),
            method: index.method.map(str::to_owned),
            include: names(table, index.include),
        }
    }
}

impl ForeignKey {
    fn of(table: &TableDef, definition: &ForeignKeyDef) -> Self {
        let key = KeyColumns::of(table, definition);
        Self {
            name: foreign_key_name(table, definition, "fk"),
            columns: names(table, &key.columns),
            target: key.target.name.to_owned(),
            target_columns: names(key.target, &key.target_columns),
            on_delete: definition.on_delete,
            on_update: definition.on_update,
            cleared: Vec::new(),
        }
    }
}

/// The column's name.
pub fn name(table: &TableDef, at: usize) -> String {
    table.columns[at].name.to_owned()
}

/// The columns' names.
pub fn names(table: &TableDef, columns: &[usize]) -> Vec<String> {
    columns.iter().map(|at| name(table, *at)).collect()
}
