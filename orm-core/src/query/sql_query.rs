use std::marker::PhantomData;

use super::parts::{Guard, Visible};
use super::{Query, Readable, Source, TableRef};
use crate::driver::{Backend, BuildError, Decoder, RowError};
use crate::expr::Column;
use crate::schema::TableDef;
use crate::scope::{Access, AccessLevel, AnyKeyspace, InKeyspace, Mode, Pins};
use crate::sql::{Op, Operation, Out, Piece, Pieces, render};
use crate::types::{Arg, EncodeError, Hint, RowReader, SqlType, Value};

/// One part of a `sql_query!` statement.
#[doc(hidden)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum QueryPart {
    /// Text that the macro wrote from the tree it parsed.
    Text(&'static str),
    /// A name, quoted.
    Name(&'static str),
    /// The value at this place of the list.
    Value(usize),
    /// A table by its name in the database, and its name in the statement.
    Table(&'static str, &'static str),
    /// Something that dialects write differently.
    Op(Op),
    /// The dialect's name of a type, as CAST takes it.
    CastType(SqlType),
}

/// A `sql_query!` statement before its tables and values are known. Each table that its text reads
/// was given to it as a type, whose access was checked.
#[doc(hidden)]
pub struct SqlQuery<B, A, K, Row> {
    parts: &'static [QueryPart],
    tables: Vec<&'static TableDef>,
    values: Vec<Result<Arg, EncodeError>>,
    types: PhantomData<fn() -> (B, A, K, Row)>,
}

impl<B, A, Row> SqlQuery<B, A, AnyKeyspace, Row> {
    /// Made by `sql_query!`, which checks the text.
    pub const fn new(parts: &'static [QueryPart]) -> Self {
        Self {
            parts,
            tables: Vec::new(),
            values: Vec::new(),
            types: PhantomData,
        }
    }

    /// The first table that the text may read.
    pub fn from<S>(
        self,
        _: TableRef<S>,
    ) -> SqlQuery<B, A, <AnyKeyspace as Pins>::Pin<S::Keyspace>, Row>
    where
        S: Readable + Access<A> + InKeyspace<AnyKeyspace>,
    {
        self.retyped().with(S::TABLE)
    }
}

impl<B, A, K, Row> SqlQuery<B, A, K, Row> {
    fn retyped<K2>(self) -> SqlQuery<B, A, K2, Row> {
        SqlQuery {
            parts: self.parts,
            tables: self.tables,
            values: self.values,
            types: PhantomData,
        }
    }

    fn with(mut self, table: &'static TableDef) -> Self {
        self.tables.push(table);
        self
    }

    /// Another table that the text may read.
    pub fn reads<S>(self, _: TableRef<S>) -> Self
    where
        S: Readable + Access<A> + InKeyspace<K>,
    {
        self.with(S::TABLE)
    }

    /// The value of the next `{}`.
    pub fn bind<V: SqlParameter>(mut self, value: V) -> Self {
        self.values.push(value.into_bind_value());
        self
    }
}

impl<B: Backend, A: AccessLevel, K, Row> SqlQuery<B, A, K, Row>
where
    Row: Source<Row = Row> + Send + 'static,
{
    /// The statement, written.
    pub fn query(self) -> Query<B, A, K, Row> {
        let decoder = RowOf(PhantomData::<fn() -> Row>);
        let mut out = Pieces::with_capacity(self.parts.len() * 4);
        for part in self.parts {
            match part {
                QueryPart::Text(text) => out.text(text),
                QueryPart::Name(name) => out.identifier(name),
                QueryPart::Op(op) => out.op(*op),
                QueryPart::CastType(to) => out.push(Piece::CastType(*to)),
                QueryPart::Value(at) => match self.values.get(*at) {
                    Some(value) => out.arg(value.clone()),
                    None => out.fail(BuildError::NotGiven {
                        name: format!("value {}", at + 1),
                    }),
                },
                QueryPart::Table(table, name) => {
                    match self.tables.iter().find(|known| known.name == *table) {
                        Some(known) => limited(known, name, A::MODE, &mut out),
                        None => out.fail(BuildError::NotGiven {
                            name: format!("table `{table}`"),
                        }),
                    }
                }
            }
        }
        Query::closed(
            render(out, Operation::Select, B::DIALECT),
            crate::driver::SharedDecoder::new(decoder),
        )
    }
}

/// `(SELECT columns FROM table WHERE tenant = ?) AS name`
fn limited(table: &'static TableDef, name: &'static str, mode: Mode, out: &mut Pieces) {
    let visible = Visible::default();
    let guard = Guard {
        mode,
        visible: &visible,
    };
    out.text("(SELECT ");
    for (at, column) in table.columns.iter().enumerate() {
        if at > 0 {
            out.text(", ");
        }
        out.column(table.name, column);
    }
    out.text(" FROM ");
    out.push(match (table.tenant, mode) {
        (Some(_), Mode::CrossTenant) => Piece::OpenTable(table),
        _ => Piece::Table(table),
    });
    if guard.applies(table, table.name) {
        out.text(" WHERE ");
        guard.write(table, table.name, out);
    }
    out.text(") AS ");
    out.identifier(name);
}

/// Reads rows whose columns are the fields of a struct, in order.
struct RowOf<Row>(PhantomData<fn() -> Row>);

impl<Row: Source<Row = Row> + Send + 'static> Decoder for RowOf<Row> {
    type Item = Row;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<Row, RowError> {
        Row::decode(row, 0)
    }
}

/// A value that stands for a `{}` of `sql_query!`: any value of a column, or [`stored_as`] a certain
/// one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot stand for a `{{}}` of `sql_query!`",
    label = "not a value that a column has",
    note = "columns are written in the text; values are bound"
)]
pub trait SqlParameter {
    /// The bind value.
    ///
    /// # Errors
    /// [`EncodeError`] when the value is outside the type's SQL domain.
    fn into_bind_value(self) -> Result<Arg, EncodeError>;
}

#[diagnostic::do_not_recommend]
impl<V: Value> SqlParameter for V {
    fn into_bind_value(self) -> Result<Arg, EncodeError> {
        self.into_arg(Hint::NONE)
    }
}

/// A value in the form of a column: [`stored_as`].
pub struct StoredAs<V> {
    value: V,
    hint: Hint,
}

impl<V: Value> SqlParameter for StoredAs<V> {
    fn into_bind_value(self) -> Result<Arg, EncodeError> {
        self.value.into_arg(self.hint)
    }
}

/// A value for a `{}` of `sql_query!` that is stored as the column says: a uuid that is kept as text,
/// a moment without its zone. Its type is the column's.
///
/// ```
/// # use orm::prelude::*;
/// # #[derive(Keyspace)]
/// # #[keyspace(name = "shop", tenancy = none, tables(Person))]
/// # struct Shop;
/// # #[derive(Table, Clone, Debug)]
/// # #[table(name = "people", keyspace = Shop)]
/// # struct Person { #[column(primary_key, storage = text)] id: Uuid, name: String }
/// # let id = Uuid::nil();
/// let value = orm::query::stored_as(Person.id, id);
/// # let _ = value;
/// ```
pub fn stored_as<S: Source, V: Value, const N: usize, R>(
    _: Column<S, V, N, R>,
    value: V,
) -> StoredAs<V> {
    StoredAs {
        value,
        hint: S::TABLE.columns[N].hint,
    }
}

const fn same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    let mut at = 0;
    while at < a.len() {
        if a[at] != b[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn named<'t>(tables: &[&'t TableDef], name: &str) -> Option<&'t TableDef> {
    let mut at = 0;
    while at < tables.len() {
        if same(tables[at].name, name) {
            return Some(tables[at]);
        }
        at += 1;
    }
    None
}

/// Whether the text may read the table.
#[doc(hidden)]
pub const fn lists(tables: &[&TableDef], name: &str) -> bool {
    named(tables, name).is_some()
}

/// Whether a table of the list has this name in any case.
#[doc(hidden)]
pub const fn lists_alike(tables: &[&TableDef], name: &str) -> bool {
    let mut at = 0;
    while at < tables.len() {
        if tables[at].name.eq_ignore_ascii_case(name) {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether one of these tables has the column.
#[doc(hidden)]
pub const fn has_column(tables: &[&TableDef], among: &[&str], column: &str) -> bool {
    let mut at = 0;
    while at < among.len() {
        if let Some(table) = named(tables, among[at])
            && find(table, column).is_some()
        {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether the column is a decimal of one of these tables.
#[doc(hidden)]
pub const fn has_decimal(tables: &[&TableDef], among: &[&str], column: &str) -> bool {
    let mut at = 0;
    while at < among.len() {
        if let Some(table) = named(tables, among[at])
            && let Some(column) = find(table, column)
            && is_decimal(table, column)
        {
            return true;
        }
        at += 1;
    }
    false
}

/// Whether the struct's field with this number has this name.
#[doc(hidden)]
pub const fn is_field(row: &TableDef, at: usize, name: &str) -> bool {
    at < row.columns.len() && same(row.columns[at].name, name)
}

/// Whether a field of the struct is a decimal.
#[doc(hidden)]
pub const fn has_decimals(row: &TableDef) -> bool {
    let mut at = 0;
    while at < row.columns.len() {
        if is_decimal(row, at) {
            return true;
        }
        at += 1;
    }
    false
}

const fn find(table: &TableDef, column: &str) -> Option<usize> {
    let mut at = 0;
    while at < table.columns.len() {
        if same(table.columns[at].name, column) {
            return Some(at);
        }
        at += 1;
    }
    None
}

const fn is_decimal(table: &TableDef, at: usize) -> bool {
    matches!(table.columns[at].sql, SqlType::Decimal)
}
