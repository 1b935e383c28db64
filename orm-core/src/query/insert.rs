use std::marker::PhantomData;

use super::write::TableEnv;
use super::{Is, Selection, Table};
use crate::driver::{Backend, BuildError, Error, HasReturning, Repeated, Running, Session};
use crate::query::terminal::RowDecoder;
use crate::schema::{ColumnRole, TableDef};
use crate::scope::{Access, AccessLevel};
use crate::sql::{Op, Operation, Out, Piece, Pieces, Statement, render};
use crate::types::{Arg, ArrayArg, SqlType, Value};

/// A row to be inserted: `NewPolicy { .. }`, or it with setters. Implemented by `derive(Table)`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a row to insert",
    label = "expected the table's `New..` struct",
    note = "the row struct itself can't be inserted: it carries a tenant column, which is stamped from the handle"
)]
pub trait Insertable {
    /// The table.
    type Table: Table;
    /// Hands over the values, in the order of the columns.
    fn into_values(self, row: &mut InsertRow<'_>);
}

/// Takes the values of one row.
pub struct InsertRow<'a> {
    values: &'a mut InsertValues,
}

impl InsertRow<'_> {
    /// The value of column `n`.
    #[inline]
    pub fn value<V: Value>(&mut self, n: usize, value: V) {
        let values = &mut *self.values;
        if values.table.tenant == Some(n) {
            values.fail(BuildError::TenantAssigned {
                table: values.table.name,
            });
            return;
        }
        let column = &values.table.columns[n];
        match value
            .into_arg(column.hint)
            .and_then(|arg| column.holds(&arg).map(|()| arg))
        {
            Ok(arg) => {
                values.shape.push(n);
                values.args.push(arg);
            }
            Err(error) => values.fail(BuildError::Column {
                table: values.table.name,
                column: column.name,
                error,
            }),
        }
    }

    /// The value of column `n`, or one made here.
    #[inline]
    pub fn or_made<V: Value>(&mut self, n: usize, value: Option<V>, make: impl FnOnce() -> V) {
        self.value(n, value.unwrap_or_else(make));
    }

    /// The value of column `n`, or its default.
    #[inline]
    pub fn optional<V: Value>(&mut self, n: usize, value: Option<V>) {
        if let Some(value) = value {
            self.value(n, value);
        }
    }
}

/// For how many rows room is made before they come.
const MANY: usize = 10_000;

/// Stands for a value that is not known yet.
const BLANK: Arg = Arg::Null(SqlType::Text);

/// Rows in a row that give values to the same columns.
#[derive(Debug)]
struct Group {
    shape: Vec<usize>,
    rows: usize,
    args: Vec<Arg>,
}

/// The values of all rows of an INSERT.
#[derive(Debug)]
pub struct InsertValues {
    table: &'static TableDef,
    groups: Vec<Group>,
    stamps: Vec<(usize, Arg)>,
    shape: Vec<usize>,
    args: Vec<Arg>,
    error: Option<Box<BuildError>>,
}

impl InsertValues {
    fn new(table: &'static TableDef) -> Self {
        let stamps = table.columns.iter().enumerate().filter_map(|(at, column)| {
            let arg = match column.role {
                ColumnRole::Tenant => Arg::Tenant(column.hint),
                ColumnRole::CreatedAt | ColumnRole::UpdatedAt => Arg::Now(column.hint),
                ColumnRole::CreatedBy | ColumnRole::UpdatedBy => {
                    Arg::Actor(column.hint, column.sql)
                }
                ColumnRole::Version => Arg::Int(1),
                ColumnRole::Plain | ColumnRole::Generated | ColumnRole::SoftDelete => return None,
            };
            Some((at, arg))
        });
        Self {
            table,
            groups: Vec::new(),
            stamps: stamps.collect(),
            shape: Vec::with_capacity(table.columns.len()),
            args: Vec::with_capacity(table.columns.len()),
            error: None,
        }
    }

    pub(super) fn table(&self) -> &'static TableDef {
        self.table
    }

    /// The columns and values of each row.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&[usize], &[Arg])> {
        self.groups.iter().flat_map(|group| {
            let width = group.shape.len();
            (0..group.rows).map(move |row| {
                let args = &group.args[row * width..(row + 1) * width];
                (group.shape.as_slice(), args)
            })
        })
    }

    /// Whole rows, as they stand in another database.
    pub(super) fn copies<T: super::ReferenceTable>(rows: Vec<T>) -> Result<Self, BuildError> {
        let mut values = Self::copies_of(T::TABLE);
        for row in rows {
            row.into_copy(&mut InsertRow {
                values: &mut values,
            });
            values.end_row();
        }
        match values.error.take() {
            Some(error) => Err(*error),
            None => Ok(values),
        }
    }

    /// No rows yet; those that come are whole.
    pub(super) fn copies_of(table: &'static TableDef) -> Self {
        let mut values = Self::new(table);
        values.stamps.clear();
        values
    }

    /// Adds a whole row.
    pub(super) fn copy(&mut self, shape: &[usize], args: &[Arg]) {
        self.shape.extend_from_slice(shape);
        self.args.extend_from_slice(args);
        self.end_row();
    }

    pub(super) fn fail(&mut self, error: BuildError) {
        self.error.get_or_insert_with(|| Box::new(error));
    }

    fn add<N: Insertable>(&mut self, row: N) {
        row.into_values(&mut InsertRow { values: self });
        for (at, arg) in &self.stamps {
            if !self.shape.contains(at) {
                self.shape.push(*at);
                self.args.push(arg.clone());
            }
        }
        self.end_row();
    }

    /// Makes room for rows like the first.
    fn expect(&mut self, rows: usize) {
        if let [group] = self.groups.as_mut_slice()
            && group.rows == 1
        {
            group
                .args
                .reserve(rows.saturating_sub(1) * group.shape.len());
        }
    }

    fn end_row(&mut self) {
        match self.groups.last_mut() {
            Some(group) if group.shape == self.shape => {
                group.rows += 1;
                group.args.append(&mut self.args);
            }
            _ => self.groups.push(Group {
                shape: self.shape.clone(),
                rows: 1,
                args: std::mem::take(&mut self.args),
            }),
        }
        self.shape.clear();
    }
}

fn statement(
    table: &'static TableDef,
    shape: &[usize],
    rows: usize,
    args: Vec<Arg>,
    returning: &Pieces,
    dialect: &'static crate::sql::Dialect,
) -> Result<Statement, BuildError> {
    let out = pieces(table, shape, rows, args, returning, dialect);
    render(out, Operation::Insert, dialect)
}

fn pieces(
    table: &'static TableDef,
    shape: &[usize],
    rows: usize,
    args: Vec<Arg>,
    returning: &Pieces,
    dialect: &'static crate::sql::Dialect,
) -> Pieces {
    let mut out = Pieces::with_capacity(shape.len() * 4 + 16);
    out.text("INSERT INTO ");
    out.push(Piece::Table(table));
    if shape.is_empty() {
        out.op(Op::DefaultValues);
    } else {
        for (at, column) in shape.iter().enumerate() {
            out.text(if at == 0 { " (" } else { ", " });
            out.identifier(table.columns[*column].name);
        }
        if dialect.rows_as_arrays && rows > 1 && fit_arrays(table, shape, &args) {
            as_arrays(table, shape, rows, args, &mut out);
        } else {
            out.text(") VALUES ");
            out.push(Piece::Rows(Box::new((shape.len(), args))));
        }
    }
    out.append(returning.clone());
    out
}

/// What a handle fills in, the same for every row.
fn is_given(arg: &Arg) -> bool {
    matches!(arg, Arg::Tenant(_) | Arg::Actor(..) | Arg::Now(_))
}

/// Whether each column's values are one array, or one value that the handle gives. An array of
/// arrays would be taken apart, and values of declared types are cast one by one.
fn fit_arrays(table: &'static TableDef, shape: &[usize], args: &[Arg]) -> bool {
    let first = args.iter().take(shape.len());
    let given: Vec<bool> = first.map(is_given).collect();
    let alike = |(at, arg): (usize, &Arg)| is_given(arg) == given[at % given.len()];
    let plain = |at: &usize| {
        let sql = table.columns[*at].sql;
        !matches!(sql, SqlType::Array(_) | SqlType::Custom(_))
    };
    given.iter().any(|given| !given)
        && shape.iter().all(plain)
        && args.iter().enumerate().all(alike)
        && !args.iter().any(|arg| matches!(arg, Arg::Param(..)))
}

/// `) SELECT .. FROM UNNEST(..) AS rows (..)`: the text is the same for any number of rows. What the
/// handle gives to every row stands in the select list.
fn as_arrays(
    table: &'static TableDef,
    shape: &[usize],
    rows: usize,
    args: Vec<Arg>,
    out: &mut Pieces,
) {
    const ROWS: &str = "orm_rows";
    let mut columns: Vec<Vec<Arg>> = shape.iter().map(|_| Vec::with_capacity(rows)).collect();
    for (at, arg) in args.into_iter().enumerate() {
        columns[at % shape.len()].push(arg);
    }
    let (mut lists, mut names) = (Vec::new(), Vec::new());
    out.text(")");
    for (nth, (at, mut values)) in shape.iter().zip(columns).enumerate() {
        let column = &table.columns[*at];
        out.text(if nth == 0 { " SELECT " } else { ", " });
        if values.first().is_some_and(is_given) {
            out.push(Piece::Arg(values.pop().unwrap_or(BLANK)));
            continue;
        }
        out.identifier(ROWS);
        out.text(".");
        out.identifier(column.name);
        names.push(column.name);
        lists.push(ArrayArg::of_column(column, values));
    }
    for (nth, list) in lists.into_iter().enumerate() {
        out.text(if nth == 0 { " FROM UNNEST(" } else { ", " });
        out.push(Piece::Arg(Arg::Array(Box::new(list))));
    }
    out.text(") AS ");
    out.identifier(ROWS);
    for (nth, name) in names.into_iter().enumerate() {
        out.text(if nth == 0 { " (" } else { ", " });
        out.identifier(name);
    }
    out.text(")");
}

/// The values of each row, followed by those of RETURNING.
fn each_followed_by(args: Vec<Arg>, width: usize, rows: usize, behind: &[Arg]) -> Vec<Arg> {
    let mut all = Vec::with_capacity(args.len() + rows * behind.len());
    let mut args = args.into_iter();
    for _ in 0..rows {
        all.extend(args.by_ref().take(width));
        all.extend_from_slice(behind);
    }
    all
}

impl InsertValues {
    /// The first of the statements.
    pub(super) fn first<B: Backend>(self, returning: &Pieces) -> Result<Statement, Error> {
        let table = self.table.name;
        let first = self.batches::<B>(returning)?.into_iter().next();
        Ok(first.ok_or(BuildError::NoRows { table })?.statement)
    }

    /// The statements, in order. A backend that runs one prepared statement row by row gets the
    /// statement of one row with the values of all; the others get as many rows per statement as
    /// their limit of parameters allows.
    pub(super) fn batches<B: Backend>(
        self,
        returning: &Pieces,
    ) -> Result<Vec<Repeated>, BuildError> {
        self.split::<B>(returning, B::ROW_BY_ROW)
    }

    /// The same, one row per statement on every backend.
    pub(super) fn one_by_one<B: Backend>(self) -> Result<Vec<Repeated>, BuildError> {
        self.split::<B>(&Pieces::default(), true)
    }

    /// The rows as one statement inside another, which is an error where they take several.
    pub(super) fn one_statement<B: Backend>(mut self, returning: &Pieces) -> Pieces {
        let table = self.table;
        let error = match (self.error.take(), self.groups.pop(), self.groups.is_empty()) {
            (Some(error), ..) => *error,
            (None, None, _) => BuildError::NoRows { table: table.name },
            (None, Some(group), true) => {
                let Group { shape, rows, args } = group;
                return pieces(table, &shape, rows, args, returning, B::DIALECT);
            }
            _ => BuildError::SeveralStatements { table: table.name },
        };
        let mut out = Pieces::default();
        out.fail(error);
        out
    }

    fn split<B: Backend>(
        self,
        returning: &Pieces,
        row_by_row: bool,
    ) -> Result<Vec<Repeated>, BuildError> {
        if let Some(error) = self.error {
            return Err(*error);
        }
        let mut batches = Vec::with_capacity(self.groups.len());
        for group in self.groups {
            let width = group.shape.len();
            if row_by_row || width == 0 {
                let blank = group.shape.iter();
                let blank = blank.map(|at| Arg::Null(self.table.columns[*at].sql));
                let mut statement = statement(
                    self.table,
                    &group.shape,
                    1,
                    blank.collect(),
                    returning,
                    B::DIALECT,
                )?;
                let behind = statement.args.split_off(width);
                statement.args = if behind.is_empty() {
                    group.args
                } else {
                    each_followed_by(group.args, width, group.rows, &behind)
                };
                batches.push(Repeated {
                    statement,
                    rows: group.rows,
                });
                continue;
            }
            let behind = returning
                .list
                .iter()
                .filter(|piece| matches!(piece, Piece::Arg(_)));
            let room = B::DIALECT.max_row_parameters;
            let room = room.saturating_sub(behind.count());
            let chunk = (room / width).max(1);
            let (mut part, mut left) = (group.args, group.rows);
            while left > 0 {
                let rows = left.min(chunk);
                let rest = part.split_off(rows * width);
                let statement =
                    statement(self.table, &group.shape, rows, part, returning, B::DIALECT)?;
                batches.push(Repeated { statement, rows: 1 });
                (part, left) = (rest, left - rows);
            }
        }
        Ok(batches)
    }
}

/// An INSERT that is being built.
#[must_use = "an insert does nothing until `.run()` is awaited"]
pub struct Insert<X, B, A, K, S> {
    pub(super) handle: X,
    pub(super) values: InsertValues,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

impl<X, B, A, K, S: Table> Insert<X, B, A, K, S> {
    pub(crate) fn start<N: Insertable<Table = S>>(
        handle: X,
        rows: impl IntoIterator<Item = N>,
    ) -> Self {
        let mut values = InsertValues::new(S::TABLE);
        let rows = rows.into_iter();
        let expected = rows.size_hint().0.min(MANY);
        for row in rows {
            values.add(row);
            values.expect(expected);
        }
        Self {
            handle,
            values,
            types: PhantomData,
        }
    }
}

impl<X, B: Backend, A, K, S: Table> Insert<X, B, A, K, S> {
    /// The SQL text and bind values of the first statement, in the backend's dialect. Nothing is
    /// executed.
    ///
    /// # Errors
    /// [`Error::Build`] when a value is outside its type's domain, or there is no row.
    pub fn to_sql(self) -> Result<Statement, Error> {
        self.values.first::<B>(&Pieces::default())
    }

    /// Gives a select list of each inserted row.
    ///
    /// Compiles for backends with RETURNING.
    pub fn returning<P>(self, list: P) -> InsertReturning<X, B, A, K, S, P>
    where
        B: HasReturning,
    {
        InsertReturning::new(self.handle, self.values, Pieces::default(), list)
    }
}

impl<'h, B: Backend, A: AccessLevel, K, S: Table> Insert<&'h Session<B>, B, A, K, S> {
    /// Executes the insert; gives the number of rows. Many rows go in one transaction. No row is
    /// no statement, and 0.
    ///
    /// # Errors
    /// [`Error::Build`] when a value is outside its type's domain; [`Error::Constraint`] when the
    /// database refuses a row, in which case none is inserted.
    pub fn run(self) -> Running<'h, u64> {
        let batches = self.values.batches::<B>(&Pieces::default());
        let session = self.handle;
        Box::pin(async move { session.insert(batches?).await })
    }
}

/// An INSERT with RETURNING.
#[must_use = "an insert does nothing until `.one()` or `.all()` is awaited"]
pub struct InsertReturning<X, B: Backend, A, K, S, P> {
    handle: X,
    pub(super) values: InsertValues,
    /// What stands behind VALUES.
    pub(super) clause: Pieces,
    pub(super) list: P,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

impl<X, B: Backend, A, K, S, P> InsertReturning<X, B, A, K, S, P> {
    pub(super) fn new(handle: X, values: InsertValues, clause: Pieces, list: P) -> Self {
        Self {
            handle,
            values,
            clause,
            list,
            types: PhantomData,
        }
    }
}

impl<X, B: Backend, A: AccessLevel, K: 'static, S: Table + Access<A>, P>
    InsertReturning<X, B, A, K, S, P>
{
    /// The SQL text and bind values of the first statement, in the backend's dialect. Nothing is
    /// executed.
    ///
    /// # Errors
    /// As [`Insert::to_sql`].
    pub fn to_sql<Q, EachTableOnce>(self) -> Result<Statement, Error>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce>,
    {
        let mut behind = self.clause;
        behind.text(" RETURNING ");
        self.list.same().write_list(&mut behind);
        self.values.first::<B>(&behind)
    }
}

impl<'h, B: Backend, A: AccessLevel, K: 'static, S: Table + Access<A>, P>
    InsertReturning<&'h Session<B>, B, A, K, S, P>
{
    /// Executes the insert; gives the select list of each row, in order.
    ///
    /// # Errors
    /// As [`Insert::run`].
    pub fn all<Q, EachTableOnce, Row>(self) -> Running<'h, Vec<Row>>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + 'static,
        Row: Send + 'static,
        EachTableOnce: 'static,
    {
        let list = self.list.same();
        let mut behind = self.clause;
        behind.text(" RETURNING ");
        list.write_list(&mut behind);
        let batches = self.values.batches::<B>(&behind);
        let session = self.handle;
        let decoder = RowDecoder::<Q, TableEnv<B, A, K, S>, EachTableOnce>::new(list);
        Box::pin(async move { session.insert_returning(batches?, decoder).await })
    }

    /// Executes the insert; gives the select list of its first row, if there is one: an upsert may
    /// leave the row that is there alone.
    ///
    /// # Errors
    /// As [`Insert::run`].
    pub fn optional<Q, EachTableOnce, Row>(self) -> Running<'h, Option<Row>>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + 'static,
        Row: Send + 'static,
        EachTableOnce: 'static,
    {
        let rows = self.all();
        Box::pin(async move { Ok(rows.await?.into_iter().next()) })
    }

    /// Executes the insert; gives the select list of its first row.
    ///
    /// # Errors
    /// As [`Insert::run`]; [`Error::NotFound`] when an upsert left the row that is there alone.
    pub fn one<Q, EachTableOnce, Row>(self) -> Running<'h, Row>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + 'static,
        Row: Send + 'static,
        EachTableOnce: 'static,
    {
        let row = self.optional();
        Box::pin(async move {
            row.await?.ok_or(Error::NotFound {
                table: S::TABLE.name,
            })
        })
    }
}
