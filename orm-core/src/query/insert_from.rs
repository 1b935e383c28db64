use std::marker::PhantomData;

use super::assemble;
use super::group::NoGroup;
use super::sources::{Closed, Inner, Join, Nil};
use super::terminal::RowDecoder;
use super::write::TableEnv;
use super::{Is, SameAccess, Select, Selection, Table, Unbound};
use crate::driver::{Backend, BuildError, Error, HasReturning, RowError, Running, Session};
use crate::expr::{Assignment, Env, ExprIn};
use crate::schema::{ColumnDef, ColumnRole, DefaultDef, TableDef};
use crate::scope::{Access, AccessLevel, Reaches};
use crate::sql::{Operation, Out, Piece, Pieces, Statement, render};
use crate::types::{Arg, Hint, Nullness, RowReader};

/// A select list that says for each expression which column of `S` it fills: `column.to(value)`,
/// or a tuple of these.
#[diagnostic::on_unimplemented(
    message = "this select list does not say which columns of `{S}` it fills",
    label = "expected `column.to(value)`, or a tuple of these",
    note = "`select((Target.a.to(Source.b), Target.c.to(1))).from(Source)` fills columns `a` and `c`"
)]
pub trait Assigns<S> {
    /// The columns, in the order of the expressions.
    #[doc(hidden)]
    fn columns(&self, out: &mut Vec<&'static ColumnDef>);
}

impl<S, X> Assigns<S> for Assignment<S, X> {
    fn columns(&self, out: &mut Vec<&'static ColumnDef>) {
        out.push(self.column);
    }
}

macro_rules! assigns_tuple {
    ($($t:ident $n:tt),+) => {
        impl<S, $($t: Assigns<S>),+> Assigns<S> for ($($t,)+) {
            fn columns(&self, out: &mut Vec<&'static ColumnDef>) {
                $(self.$n.columns(out);)+
            }
        }
    };
}

assigns_tuple!(T0 0);
assigns_tuple!(T0 0, T1 1);
assigns_tuple!(T0 0, T1 1, T2 2);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10);
assigns_tuple!(T0 0, T1 1, T2 2, T3 3, T4 4, T5 5, T6 6, T7 7, T8 8, T9 9, T10 10, T11 11);

/// What an INSERT .. SELECT selects: the value, stored as the column that it fills stores it.
impl<E, I, S: 'static, X: ExprIn<E, I>> Selection<E, I> for Assignment<S, X> {
    type Row = <X::Null as Nullness>::Wrap<X::Base>;
    type Kind = X::Kind;

    fn write_list(&self, out: &mut Pieces) {
        self.write_value(out);
    }

    fn width(&self) -> usize {
        1
    }

    fn hints(&self, out: &mut Vec<Hint>) {
        out.push(self.column.hint);
    }

    fn read<R: RowReader + ?Sized>(&self, row: &R, at: usize) -> Result<Self::Row, RowError> {
        X::Null::decode::<X::Base, R>(row, at, self.column.hint)
            .map_err(|error| RowError::of_position(at, error))
    }
}

/// The values that the handle gives to every row.
fn stamps(table: &'static TableDef) -> impl Iterator<Item = (&'static ColumnDef, Arg)> {
    table.columns.iter().filter_map(|column| {
        let arg = match column.role {
            ColumnRole::Tenant => Arg::Tenant(column.hint),
            ColumnRole::CreatedAt | ColumnRole::UpdatedAt => Arg::Now(column.hint),
            ColumnRole::CreatedBy | ColumnRole::UpdatedBy => Arg::Actor(column.hint, column.sql),
            ColumnRole::Version => Arg::Int(1),
            ColumnRole::Plain | ColumnRole::Generated | ColumnRole::SoftDelete => return None,
        };
        Some((column, arg))
    })
}

/// Refuses a list that leaves out what only the program can make.
fn check(table: &'static TableDef, given: &[&'static ColumnDef], out: &mut Pieces) {
    for (at, column) in given.iter().enumerate() {
        let column = column.name;
        if given[..at].iter().any(|other| other.name == column) {
            out.fail(BuildError::SetTwice { column });
        }
    }
    for column in table.columns {
        let made_here = matches!(
            column.default,
            DefaultDef::UuidV4 | DefaultDef::UuidV7 | DefaultDef::Rust
        );
        let needed = made_here || column.default == DefaultDef::None && !column.nullable;
        let is_given = given.iter().any(|given| given.name == column.name);
        match column.role {
            ColumnRole::Tenant | ColumnRole::Generated if is_given => {
                out.fail(BuildError::NotAssignable {
                    column: column.name,
                });
            }
            ColumnRole::Plain if needed && !is_given => out.fail(BuildError::ColumnMissing {
                table: table.name,
                column: column.name,
            }),
            _ => {}
        }
    }
}

/// An INSERT .. SELECT.
#[must_use = "an insert does nothing until `.run()` is awaited"]
pub struct InsertFrom<X, B, A, K, S> {
    handle: X,
    pub(super) pieces: Pieces,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

/// A query by `orm::select(..)` whose rows are inserted into `S`.
#[diagnostic::on_unimplemented(
    message = "this is not a query whose rows can be inserted",
    label = "expected a query built with `orm::select(..)`",
    note = "its select list says which columns of the table it fills: `select(Target.a.to(Source.b)).from(Source)`"
)]
pub trait InsertQuery<B, A, K, S, I> {
    /// Records the whole statement.
    #[doc(hidden)]
    fn into_insert(self) -> Insertion;
}

/// An INSERT .. SELECT, recorded.
#[doc(hidden)]
pub struct Insertion(Pieces);

impl<X, B, A, A2, K, K2, P, F, G, S, I> InsertQuery<B, A, K, S, I> for Select<X, B, A2, K2, P, F, G>
where
    X: Unbound,
    A: SameAccess<A2>,
    A2: AccessLevel,
    K: Reaches<K2>,
    S: Table,
    P: Selection<Env<B, A2, K2, F, G>, I> + Assigns<S>,
    F: Closed,
{
    fn into_insert(self) -> Insertion {
        let table = S::TABLE;
        let list = self.list;
        let mut given = Vec::new();
        list.columns(&mut given);
        let mut out = Pieces::with_capacity(self.parts.arena.list.len() + 32);
        check(table, &given, &mut out);
        let stamps: Vec<_> = stamps(table)
            .filter(|(column, _)| given.iter().all(|given| given.name != column.name))
            .collect();
        out.text("INSERT INTO ");
        out.push(Piece::Table(table));
        let columns = stamps.iter().map(|(column, _)| *column).chain(given);
        for (at, column) in columns.enumerate() {
            out.text(if at == 0 { " (" } else { ", " });
            out.identifier(column.name);
        }
        out.text(") ");
        let selected = |out: &mut Pieces| {
            for (_, arg) in stamps {
                out.push(Piece::Arg(arg));
                out.text(", ");
            }
            list.write_list(out);
        };
        assemble::select(self.parts, A2::MODE, selected, &mut out);
        Insertion(out)
    }
}

impl<X, B, A, K, S> InsertFrom<X, B, A, K, S> {
    pub(crate) fn start<Q: InsertQuery<B, A, K, S, I>, I>(handle: X, query: Q) -> Self {
        Self {
            handle,
            pieces: query.into_insert().0,
            types: PhantomData,
        }
    }
}

impl<X, B: Backend, A, K, S: Table> InsertFrom<X, B, A, K, S> {
    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// [`Error::Build`] when a column gets no value or two, or a value is outside its type's
    /// domain.
    pub fn to_sql(self) -> Result<Statement, Error> {
        Ok(render(self.pieces, Operation::Insert, B::DIALECT)?)
    }
}

impl<'h, B: Backend, A: AccessLevel, K, S: Table> InsertFrom<&'h Session<B>, B, A, K, S> {
    /// Executes the insert; gives the number of rows.
    ///
    /// # Errors
    /// As [`to_sql`](Self::to_sql); [`Error::Constraint`] when the database refuses a row, in which
    /// case none is inserted.
    pub fn run(self) -> Running<'h, u64> {
        let session = self.handle;
        let statement = render(self.pieces, Operation::Insert, B::DIALECT);
        Box::pin(async move { session.execute(statement?).await })
    }

    /// Gives a select list of each inserted row.
    ///
    /// Compiles for backends with RETURNING.
    pub fn returning<P>(self, list: P) -> InsertFromReturning<'h, B, A, K, S, P>
    where
        B: HasReturning,
        S: Access<A>,
    {
        InsertFromReturning { insert: self, list }
    }
}

/// An INSERT .. SELECT with RETURNING.
#[must_use = "an insert does nothing until `.all()` is awaited"]
pub struct InsertFromReturning<'h, B: Backend, A, K, S, P> {
    pub(super) insert: InsertFrom<&'h Session<B>, B, A, K, S>,
    pub(super) list: P,
}

impl<'h, B: Backend, A: AccessLevel, K: 'static, S: Table, P>
    InsertFromReturning<'h, B, A, K, S, P>
{
    /// Executes the insert; gives the select list of each row.
    ///
    /// # Errors
    /// As [`InsertFrom::run`].
    pub fn all<Q, EachTableOnce, Row>(self) -> Running<'h, Vec<Row>>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + 'static,
        Row: Send + 'static,
        EachTableOnce: 'static,
    {
        let (session, mut pieces) = (self.insert.handle, self.insert.pieces);
        let list = self.list.same();
        pieces.text(" RETURNING ");
        list.write_list(&mut pieces);
        let statement = render(pieces, Operation::Insert, B::DIALECT);
        let decoder =
            RowDecoder::<Q, Env<B, A, K, Join<S, Inner, Nil>, NoGroup>, EachTableOnce>::new(list);
        Box::pin(async move { session.fetch_all(statement?, decoder).await })
    }
}
