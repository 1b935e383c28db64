use std::marker::PhantomData;

use futures::Stream;

use super::sources::Closed;
use super::{Is, Select, Selection, Table, TableRef};
use crate::driver::{Backend, BuildError, Decoder, Error, RowError, Session};
use crate::expr::Env;
use crate::query::assemble;
use crate::query::parts::Parts;
use crate::query::sources::{Inner, Join, Nil};
use crate::scope::AccessLevel;
use crate::sql::{Dialect, Operation, Pieces, Statement, render};
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
    dialect: &Dialect,
) -> Result<(Statement, RowDecoder<Q, Env<B, A, K, F, G>, I>), BuildError>
where
    Q: Selection<Env<B, A, K, F, G>, I>,
{
    let mut pieces = Pieces::default();
    assemble::select(parts, A::MODE, |out| list.write_list(out), &mut pieces);
    Ok((
        render(pieces, Operation::Select, dialect)?,
        RowDecoder::new(list),
    ))
}

/// `SELECT list FROM (query) AS "counted"`, for terminals that need only a number.
fn wrapped<Q, A: AccessLevel, E, I>(
    list: &Q,
    mut parts: Parts,
    around: impl FnOnce(&mut Pieces, Pieces),
    dialect: &Dialect,
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
    assemble::select(parts, A::MODE, |out| list.write_list(out), &mut inner);
    let mut out = Pieces::default();
    around(&mut out, inner);
    render(out, Operation::Select, dialect)
}

impl<X, B: Backend, A: AccessLevel, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// [`Error::Build`] when the query was built from values that no database keeps, or names a
    /// source twice.
    pub fn to_sql<Q, I>(self) -> Result<Statement, Error>
    where
        P: Is<Q>,
        Q: Selection<Env<B, A, K, F, G>, I>,
    {
        Ok(statement(self.list.same(), self.parts, B::DIALECT)?.0)
    }
}

impl<B, A, K, P, F, G> Select<&Session<B>, B, A, K, P, F, G>
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
    pub async fn all<Q, I>(self) -> Result<Vec<Q::Row>, Error>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, I> + Send + 'static,
        I: 'static,
    {
        let (statement, decoder) = statement(self.list.same(), self.parts, B::DIALECT)?;
        self.handle.fetch_all(statement, decoder).await
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn optional<Q, I>(self) -> Result<Option<Q::Row>, Error>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, I> + Send + 'static,
        I: 'static,
    {
        let mut parts = self.parts;
        parts.limit = Some(parts.limit.map_or(1, |limit| limit.min(1)));
        let (statement, decoder) = statement(self.list.same(), parts, B::DIALECT)?;
        Ok(self.handle.fetch_all(statement, decoder).await?.pop())
    }

    /// The first row.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, which is also the answer for a row of another
    /// tenant; otherwise as [`all`](Self::all).
    pub async fn one<Q, I>(self) -> Result<Q::Row, Error>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, I> + Send + 'static,
        I: 'static,
    {
        let table = self.parts.items.first().map_or("", |item| item.name);
        self.optional().await?.ok_or(Error::NotFound { table })
    }

    /// The number of rows that [`all`](Self::all) would give.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn count<Q, I>(self) -> Result<u64, Error>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, I>,
    {
        let list = self.list.same();
        let statement = wrapped::<Q, A, _, I>(
            &list,
            self.parts,
            |out, inner| {
                out.text("SELECT COUNT(*) FROM (");
                out.append(inner);
                out.text(") AS ");
                out.identifier("counted");
            },
            B::DIALECT,
        )?;
        let count: i64 = self.handle.fetch_value(statement).await?;
        Ok(u64::try_from(count).unwrap_or_default())
    }

    /// Whether there is a row.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub async fn exists<Q, I>(self) -> Result<bool, Error>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, I>,
    {
        let list = self.list.same();
        let statement = wrapped::<Q, A, _, I>(
            &list,
            self.parts,
            |out, inner| {
                out.text("SELECT CASE WHEN EXISTS (");
                out.append(inner);
                out.text(") THEN 1 ELSE 0 END");
            },
            B::DIALECT,
        )?;
        let found: i64 = self.handle.fetch_value(statement).await?;
        Ok(found != 0)
    }

    /// The rows one after the other, as they arrive. The stream holds a connection until it is
    /// dropped or has ended.
    pub fn stream<Q, I>(
        self,
    ) -> impl Stream<Item = Result<Q::Row, Error>> + Send + use<B, A, K, P, F, G, Q, I>
    where
        P: Is<Q>,
        F: Closed,
        Q: Selection<Env<B, A, K, F, G>, I> + Send + 'static,
        I: 'static,
    {
        let built = statement(self.list.same(), self.parts, B::DIALECT);
        self.handle.clone().stream(built)
    }
}

impl<'h, B: Backend, A, K, S: Table>
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
