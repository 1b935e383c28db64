use std::collections::HashMap;
use std::marker::PhantomData;

use super::insert::InsertValues;
use super::{InsertRow, Table, TableRef};
use crate::driver::{Backend, BuildError, Db, Decoder, Error, HasTransactions, RowError, Session};
use crate::schema::TableDef;
use crate::scope::{HoldsReference, Includes, Unscoped};
use crate::sql::{Operation, Out, Piece, Pieces, Statement, render};
use crate::types::{Arg, RowReader};

/// A table of which other keyspaces hold copies. Implemented by `derive(Table)` for
/// `#[table(global, reference_in(..))]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a reference table",
    label = "no keyspace holds a copy of it",
    note = "declare it: `#[table(global, reference_in(..))]`"
)]
pub trait ReferenceTable: Table {
    /// Hands over the values of all columns but generated ones, in the order of the columns.
    fn into_copy(self, row: &mut InsertRow<'_>);
}

/// How many rows [`Db::copy_reference`] wrote.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Copied {
    /// Rows that the copy lacked.
    pub inserted: u64,
    /// Rows that were different.
    pub updated: u64,
    /// Rows that are gone at home.
    pub deleted: u64,
}

impl<B: HasTransactions, K> Db<B, Unscoped, K> {
    /// Makes this keyspace's copy of a reference table equal to the table at home, in one
    /// transaction: rows that are missing are inserted, those that differ updated, those that are
    /// gone deleted. Both are read as a whole.
    ///
    /// ```text
    /// let copied = policies.copy_reference(Country, &global).await?;
    /// ```
    ///
    /// # Errors
    /// What either database refuses: such as a constraint, when a row that is gone at home is still
    /// referred to here.
    pub async fn copy_reference<T, H, A, Home>(
        &self,
        _: TableRef<T>,
        home: &Db<H, A, Home>,
    ) -> Result<Copied, Error>
    where
        T: ReferenceTable,
        K: HoldsReference<T>,
        H: Backend,
        Home: Includes<T::Keyspace>,
    {
        let wanted = InsertValues::copies(whole::<T, H>(home.session()).await?)?;
        self.transaction(async |tx| {
            let session = tx.session();
            let stored = InsertValues::copies(whole::<T, B>(session).await?)?;
            equal::<B>(session, wanted, &stored).await
        })
        .await
    }
}

async fn whole<T: Table, B: Backend>(session: &Session<B>) -> Result<Vec<T>, Error> {
    let mut out = Pieces::default();
    out.text("SELECT ");
    for (at, column) in T::TABLE.columns.iter().enumerate() {
        if at > 0 {
            out.text(", ");
        }
        out.column(T::NAME, column);
    }
    out.text(" FROM ");
    out.push(Piece::Table(T::TABLE));
    let statement = render(out, Operation::Select, B::DIALECT)?;
    session.fetch_all(statement, WholeRow(PhantomData)).await
}

struct WholeRow<T>(PhantomData<fn() -> T>);

impl<T: Table> Decoder for WholeRow<T> {
    type Item = T;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<T, RowError> {
        T::decode(row, 0)
    }
}

/// A row's columns and values.
type Row<'v> = (&'v [usize], &'v [Arg]);

/// The primary key, comparable.
fn key(table: &TableDef, (shape, args): Row<'_>) -> String {
    let values = table.primary_key.iter().map(|at| value((shape, args), *at));
    format!("{:?}", values.collect::<Vec<_>>())
}

fn value<'v>((shape, args): Row<'v>, column: usize) -> Option<&'v Arg> {
    let at = shape.iter().position(|given| *given == column)?;
    args.get(at)
}

async fn equal<B: Backend>(
    session: &Session<B>,
    wanted: InsertValues,
    stored: &InsertValues,
) -> Result<Copied, Error> {
    let table = wanted.table();
    let mut copied = Copied::default();
    let mut rest: HashMap<String, Row<'_>> =
        stored.rows().map(|row| (key(table, row), row)).collect();
    let mut missing = InsertValues::copies_of(table);
    for row in wanted.rows() {
        match rest.remove(&key(table, row)) {
            None => missing.copy(row.0, row.1),
            Some(same) if same == row => {}
            Some(_) => copied.updated += session.execute(update::<B>(table, row)?).await?,
        }
    }
    copied.inserted = session
        .insert(missing.batches::<B>(&Pieces::default())?)
        .await?;
    for gone in rest.into_values() {
        copied.deleted += session.execute(delete::<B>(table, gone)?).await?;
    }
    Ok(copied)
}

fn update<B: Backend>(table: &'static TableDef, row: Row<'_>) -> Result<Statement, BuildError> {
    let mut out = Pieces::default();
    out.text("UPDATE ");
    out.push(Piece::Table(table));
    let set = row.0.iter().filter(|at| !table.primary_key.contains(at));
    for (nth, at) in set.enumerate() {
        out.text(if nth == 0 { " SET " } else { ", " });
        assigned(table, row, *at, &mut out);
    }
    write_key(table, row, &mut out);
    render(out, Operation::Update, B::DIALECT)
}

fn delete<B: Backend>(table: &'static TableDef, row: Row<'_>) -> Result<Statement, BuildError> {
    let mut out = Pieces::default();
    out.text("DELETE FROM ");
    out.push(Piece::Table(table));
    write_key(table, row, &mut out);
    render(out, Operation::Delete, B::DIALECT)
}

fn write_key(table: &'static TableDef, row: Row<'_>, out: &mut Pieces) {
    for (nth, at) in table.primary_key.iter().enumerate() {
        out.text(if nth == 0 { " WHERE " } else { " AND " });
        assigned(table, row, *at, out);
    }
}

/// `column = value`
fn assigned(table: &'static TableDef, row: Row<'_>, column: usize, out: &mut Pieces) {
    out.identifier(table.columns[column].name);
    out.text(" = ");
    if let Some(arg) = value(row, column) {
        out.push(Piece::Arg(arg.clone()));
    }
}
