use std::marker::PhantomData;

use super::parts::{Guard, Visible};
use super::{Query, Source, Table, TableRef};
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
        S: Table + Access<A> + InKeyspace<AnyKeyspace>,
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
        S: Table + Access<A> + InKeyspace<K>,
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

/// Checks when the program is compiled that the text reads a table of its list.
#[doc(hidden)]
pub const fn assert_listed(tables: &[&TableDef], name: &str, message: &'static str) {
    if named(tables, name).is_none() {
        panic!("{}", message);
    }
}

/// Checks when the program is compiled that no table of the list has this name, whatever its case.
#[doc(hidden)]
pub const fn assert_not_listed(tables: &[&TableDef], name: &str, message: &'static str) {
    let mut at = 0;
    while at < tables.len() {
        if tables[at].name.eq_ignore_ascii_case(name) {
            panic!("{}", message);
        }
        at += 1;
    }
}

/// Checks when the program is compiled that one of the tables has the column, and, where these are
/// stored as other numbers, that it is no decimal.
#[doc(hidden)]
pub const fn assert_column(
    tables: &[&TableDef],
    among: &[&str],
    column: &str,
    missing: Option<&'static str>,
    decimal: Option<&'static str>,
) {
    let mut found = false;
    let mut at = 0;
    while at < among.len() {
        if let Some(table) = named(tables, among[at]) {
            let mut of = 0;
            while of < table.columns.len() {
                if same(table.columns[of].name, column) {
                    found = true;
                    if let (SqlType::Decimal, Some(message)) = (table.columns[of].sql, decimal) {
                        panic!("{}", message);
                    }
                }
                of += 1;
            }
        }
        at += 1;
    }
    if let (false, Some(message)) = (found, missing) {
        panic!("{}", message);
    }
}

/// Checks when the program is compiled that a column of the select list is the struct's field.
#[doc(hidden)]
pub const fn assert_output(row: &TableDef, at: usize, name: &str, message: &'static str) {
    if at >= row.columns.len() || !same(row.columns[at].name, name) {
        panic!("{}", message);
    }
}

/// Checks when the program is compiled that the struct has no decimals, where these are stored as
/// other numbers.
#[doc(hidden)]
pub const fn assert_row(row: &TableDef, scaled: bool) {
    let mut at = 0;
    while scaled && at < row.columns.len() {
        assert!(
            !matches!(row.columns[at].sql, SqlType::Decimal),
            "the struct has a decimal, which SQLite stores as whole numbers of its last digit: build the query, or write it for another backend"
        );
        at += 1;
    }
}
