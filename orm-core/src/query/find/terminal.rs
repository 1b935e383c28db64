use std::sync::Arc;

use super::Find;
use super::branches::Branches;
use super::level::LevelEnv;
use crate::driver::{Backend, Error, Running, Session};
use crate::query::RowCount;
use crate::query::{Is, Readable, Selection};
use crate::scope::AccessLevel;
use crate::sql::Statement;

impl<X, B: Backend, A: AccessLevel, K: 'static, S: Readable, P, R> Find<X, B, A, K, S, P, R> {
    /// The SQL text and bind values of the first statement, in the backend's dialect. With one
    /// statement per level, the others hold the keys of the rows that it gives. Nothing is
    /// executed.
    ///
    /// # Errors
    /// [`Error::Build`] when the query was built from values that no database keeps.
    pub fn to_sql<Q, EachTableOnce, Row>(self) -> Result<Statement, Error>
    where
        P: Is<Q>,
        Q: Selection<LevelEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
        R: Branches<B, Row>,
    {
        let strategy = self.strategy;
        Ok(self.close::<Q, EachTableOnce>().first(strategy)?)
    }
}

impl<'h, B: Backend, A: AccessLevel, K: 'static, S: Readable, P, R>
    Find<&'h Session<B>, B, A, K, S, P, R>
{
    /// All rows, each with its relations.
    ///
    /// # Errors
    /// What the database refuses, and cells that the row's types can't hold: [`Error`].
    pub fn all<Q, EachTableOnce, Row, Whole>(self) -> Running<'h, Vec<Whole>>
    where
        P: Is<Q>,
        Q: Selection<LevelEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
        R: Branches<B, Row, Out = Whole>,
        Whole: Send + 'static,
    {
        let (session, strategy) = (self.handle, self.strategy);
        Arc::new(self.close::<Q, EachTableOnce>()).all(session, strategy)
    }

    /// The first row with its relations, if there is one.
    ///
    /// # Errors
    /// As [`all`](Self::all).
    pub fn optional<Q, EachTableOnce, Row, Whole>(mut self) -> Running<'h, Option<Whole>>
    where
        P: Is<Q>,
        Q: Selection<LevelEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
        R: Branches<B, Row, Out = Whole>,
        Whole: Send + 'static,
    {
        self.parts.limit = Some(
            self.parts
                .limit
                .map_or(RowCount::from(1), RowCount::at_most_one),
        );
        let rows = self.all();
        Box::pin(async move { Ok(rows.await?.into_iter().next()) })
    }

    /// The first row with its relations.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none, which is also the answer for a row of another
    /// tenant; otherwise as [`all`](Self::all).
    pub fn one<Q, EachTableOnce, Row, Whole>(self) -> Running<'h, Whole>
    where
        P: Is<Q>,
        Q: Selection<LevelEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        EachTableOnce: 'static,
        Row: Send + 'static,
        R: Branches<B, Row, Out = Whole>,
        Whole: Send + 'static,
    {
        let row = self.optional();
        Box::pin(async move { row.await?.ok_or(Error::NotFound { table: S::NAME }) })
    }
}
