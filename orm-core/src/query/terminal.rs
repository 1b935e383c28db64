use std::marker::PhantomData;

use futures::stream::BoxStream;

use super::sources::Closed;
use super::{Is, Readable, RowCount, Select, Selection, TableRef};
use crate::driver::{Backend, BuildError, Decoder, Error, RowError, Running, Session};
use crate::expr::Env;
use crate::query::assemble;
use crate::query::parts::Parts;
use crate::query::sources::{Inner, Join, Nil};
use crate::scope::AccessLevel;
use crate::sql::{Dialect, Operation, Out, Pieces, SqlWriter, Statement, render};
use crate::types::RowReader;

/// Reads rows of a select list.
pub struct RowDecoder<Q, E, I> {
    list: Q,
    types: PhantomData<fn() -> (E, I)>,
}

impl<Q, E, I> RowDecoder<Q, E, I> {
    pub(crate) fn new(list: Q) -> Self {
        Self {
            list,
            types: PhantomData,
        }
    }
}

impl<Q, E, I> Decoder for RowDecoder<Q, E, I>
where
    Q: Selection<E, I> + Send + 'static,
    E: 'static,
    I: 'static,
{
    type Item = Q::Row;

    #[inline]
    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<Q::Row, RowError> {
        self.list.read(row, 0)
    }
}

/// The statement and the decoder of a select.
pub(super) fn statement<B, A: AccessLevel, K, F, G, Q, I>(
    list: Q,
    parts: Parts,
    dialect: &'static Dialect,
) -> Result<(Statement, RowDecoder<Q, Env<B, A, K, F, G>, I>), BuildError>
where
    Q: Selection<Env<B, A, K, F, G>, I>,
{
    let mut writer = SqlWriter::new(parts.pieces() + list.width() * 2, dialect);
    assemble::select(parts, A::MODE, |out| list.write_list(out), &mut writer);
    Ok((writer.finish(Operation::Select)?, RowDecoder::new(list)))
}

/// `SELECT list FROM (query) AS "counted"`, for terminals that need only a number.
fn wrapped<Q, A: AccessLevel, E, I>(
    list: &Q,
    mut parts: Parts,
    around: impl FnOnce(&mut Pieces, Pieces),
    dialect: &'static Dialect,
) -> Result<Statement, BuildError>
where
    Q: Selection<E, I>,
{
    let grouped_or_cut = parts.distinct
        || parts.limit.is_some()
        || parts.offset.is_some()
        || parts.clauses.iter().any(|(clause, _)| {
            matches!(
                clause,
                super::parts::Clause::GroupBy | super::parts::Clause::Having
            )
        });
    if !grouped_or_cut {
        parts
            .clauses
            .retain(|(clause, _)| *clause != super::parts::Clause::OrderBy);
    }
    let mut inner = Pieces::default();
    let distinct = parts.distinct;
    let list = |out: &mut Pieces| {
        if distinct {
            list.write_list(out);
        } else {
            // Two columns of one name are refused in a derived table.
            out.text("1");
        }
    };
    assemble::select(parts, A::MODE, list, &mut inner);
    let mut out = Pieces::default();
    around(&mut out, inner);
    render(out, Operation::Select, dialect)
}

fn count_rows<Q, A: AccessLevel, E, I>(
    list: &Q,
    parts: Parts,
    dialect: &'static Dialect,
) -> Result<Statement, BuildError>
where
    Q: Selection<E, I>,
{
    wrapped::<Q, A, E, I>(
        list,
        parts,
        |out, inner| {
            out.text("SELECT COUNT(*) FROM (");
            out.append(inner);
            out.text(") AS ");
            out.identifier("counted");
        },
        dialect,
    )
}

fn any_row<Q, A: AccessLevel, E, I>(
    list: &Q,
    parts: Parts,
    dialect: &'static Dialect,
) -> Result<Statement, BuildError>
where
    Q: Selection<E, I>,
{
    wrapped::<Q, A, E, I>(
        list,
        parts,
        |out, inner| {
            out.text("SELECT CASE WHEN EXISTS (");
            out.append(inner);
            out.text(") THEN 1 ELSE 0 END");
        },
        dialect,
    )
}

impl<X, B: Backend, A: AccessLevel, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// [`Error::Build`] when the query was built from values that no database keeps, or names a
    /// source twice.
    pub fn to_sql<Q, EachTableOnce>(self) -> Result<Statement, Error>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce>,
    {
        Ok(statement(self.list.same(), self.parts, B::DIALECT)?.0)
    }

    /// The SQL text and bind values of [`count`](Self::count). Nothing is executed.
    ///
    /// # Errors
    /// As [`to_sql`](Self::to_sql).
    pub fn count_to_sql<Q, EachTableOnce>(self) -> Result<Statement, Error>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce>,
    {
        let list = self.list.same();
        Ok(count_rows::<Q, A, _, EachTableOnce>(
            &list,
            self.parts,
            B::DIALECT,
        )?)
    }

    /// The SQL text and bind values of [`exists`](Self::exists). Nothing is executed.
    ///
    /// # Errors
    /// As [`to_sql`](Self::to_sql).
    pub fn exists_to_sql<Q, EachTableOnce>(self) -> Result<Statement, Error>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce>,
    {
        let list = self.list.same();
        Ok(any_row::<Q, A, _, EachTableOnce>(
            &list,
            self.parts,
            B::DIALECT,
        )?)
    }
}

impl<'h, B, A, K, P, F, G> Select<&'h Session<B>, B, A, K, P, F, G>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    F: 'static,
    G: 'static,
{
    /// All rows.
    ///
    /// # Errors
    /// What the database refuses, and cells that the row's types can't hold: [`Error`].
    pub fn all<Q, EachTableOnce, Row>(self) -> Running<'h, Vec<Row>>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
    {
        let (list, parts, session) = (self.list.same(), self.parts, self.handle);
        let built = statement(list, parts, B::DIALECT);
        Box::pin(async move {
            let (statement, decoder) = built?;
            session.fetch_all(statement, decoder).await
        })
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub fn optional<Q, EachTableOnce, Row>(self) -> Running<'h, Option<Row>>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
    {
        let (list, mut parts, session) = (self.list.same(), self.parts, self.handle);
        parts.limit = Some(parts.limit.map_or(RowCount::from(1), RowCount::at_most_one));
        let built = statement(list, parts, B::DIALECT);
        Box::pin(async move {
            let (statement, decoder) = built?;
            Ok(session.fetch_all(statement, decoder).await?.pop())
        })
    }

    /// The first row.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, which is also the answer for a row of another
    /// tenant; otherwise as [`all`](Self::all).
    pub fn one<Q, EachTableOnce, Row>(self) -> Running<'h, Row>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
    {
        let table = self.parts.items.first().map_or("", |item| item.name);
        let row = self.optional();
        Box::pin(async move { row.await?.ok_or(Error::NotFound { table }) })
    }

    /// The number of rows that [`all`](Self::all) would give.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub fn count<Q, EachTableOnce>(self) -> Running<'h, u64>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce>,
    {
        let (list, parts, session) = (self.list.same(), self.parts, self.handle);
        let built = count_rows::<Q, A, _, EachTableOnce>(&list, parts, B::DIALECT);
        Box::pin(async move {
            let count: i64 = session.fetch_value(built?).await?;
            Ok(u64::try_from(count).unwrap_or_default())
        })
    }

    /// Whether there is a row.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub fn exists<Q, EachTableOnce>(self) -> Running<'h, bool>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce>,
    {
        let (list, parts, session) = (self.list.same(), self.parts, self.handle);
        let built = any_row::<Q, A, _, EachTableOnce>(&list, parts, B::DIALECT);
        Box::pin(async move {
            let found: i64 = session.fetch_value(built?).await?;
            Ok(found != 0)
        })
    }

    /// The rows one after the other, as they arrive. The stream holds a connection until it is
    /// dropped or has ended, and borrows nothing.
    pub fn stream<Q, EachTableOnce, Row>(self) -> BoxStream<'static, Result<Row, Error>>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
    {
        let (list, parts, session) = (self.list.same(), self.parts, self.handle.clone());
        Box::pin(session.stream(statement(list, parts, B::DIALECT)))
    }
}

impl<'h, B: Backend, A, K, S: Readable>
    Select<&'h Session<B>, B, A, K, TableRef<S>, Join<S, Inner, Nil>>
{
    /// `COUNT(*)` and the like of this table's rows under the same filters: keeps the filters,
    /// replaces the select list.
    pub fn select<P>(self, list: P) -> Select<&'h Session<B>, B, A, K, P, Join<S, Inner, Nil>> {
        Select {
            handle: self.handle,
            list,
            parts: self.parts,
            types: PhantomData,
        }
    }
}
