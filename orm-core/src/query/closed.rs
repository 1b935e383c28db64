use std::marker::PhantomData;
use std::sync::Arc;

use super::sources::Closed;
use super::terminal::statement;
use super::{Is, Select, Selection};
use crate::driver::{Backend, BuildError, Db, Decoder, Error, RowError, Session, SharedDecoder};
use crate::expr::Env;
use crate::scope::{AccessLevel, Reaches};
use crate::sql::Statement;
use crate::types::RowReader;

/// A finished SELECT with a type that can be named: stored in a struct, returned from a function.
///
/// Made by `.query()`. It holds no tenant's value and no handle: `.on(&db)` executes it for the
/// tenant of `db`. Cheap to clone, rendered once.
pub struct Query<B: Backend, A, K, Row> {
    pub(super) statement: Result<Arc<Statement>, Arc<BuildError>>,
    pub(super) decoder: SharedDecoder<Row>,
    pub(super) types: PhantomData<fn() -> (B, A, K)>,
}

impl<B: Backend, A, K, Row> Clone for Query<B, A, K, Row> {
    fn clone(&self) -> Self {
        Self {
            statement: self.statement.clone(),
            decoder: self.decoder.clone(),
            types: PhantomData,
        }
    }
}

impl<X, B: Backend, A: AccessLevel, K, P, F, G> Select<X, B, A, K, P, F, G> {
    /// Closes the query: the select list and FROM are checked, the SQL is rendered.
    pub fn query<Q, EachTableOnce, Row>(self) -> Query<B, A, K, Row>
    where
        P: Is<Q>,
        F: Closed + 'static,
        Q: Selection<Env<B, A, K, F, G>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        Row: Send + 'static,
        A: 'static,
        K: 'static,
        G: 'static,
        EachTableOnce: 'static,
    {
        let list = self.list.same();
        match statement(list, self.parts, B::DIALECT) {
            Ok((statement, decoder)) => Query::of(Ok(statement), decoder),
            Err(error) => Query::of(Err(error), NoRows(PhantomData)),
        }
    }
}

/// Decoder of a query that could not be built, and so has no rows.
struct NoRows<Row>(PhantomData<fn() -> Row>);

impl<Row: Send + 'static> Decoder for NoRows<Row> {
    type Item = Row;

    fn decode<R: RowReader + ?Sized>(&self, _: &R) -> Result<Row, RowError> {
        Err(RowError::of_position(
            0,
            crate::types::DecodeError::UnexpectedNull,
        ))
    }
}

impl<B: Backend, A, K, Row: Send + 'static> Query<B, A, K, Row> {
    pub(super) fn of<D>(statement: Result<Statement, BuildError>, decoder: D) -> Self
    where
        D: Decoder<Item = Row> + Sync,
    {
        Self {
            statement: statement.map(Arc::new).map_err(Arc::new),
            decoder: SharedDecoder::new(decoder),
            types: PhantomData,
        }
    }

    /// Statement and decoder, to be executed as a part of something else.
    pub(super) fn into_parts(
        self,
    ) -> (Result<Arc<Statement>, Arc<BuildError>>, SharedDecoder<Row>) {
        (self.statement, self.decoder)
    }
}

impl<B: Backend, A: AccessLevel, K, Row: Send + 'static> Query<B, A, K, Row> {
    /// Binds the query to a handle, so that it can be executed.
    pub fn on<'h, KH: Reaches<K>>(&self, db: &'h Db<B, A, KH>) -> BoundQuery<'h, B, Row> {
        BoundQuery {
            session: db.session(),
            statement: self.statement.clone(),
            decoder: self.decoder.clone(),
        }
    }

    /// The same, with these values for its parameters.
    pub(super) fn with<'h>(
        &self,
        session: &'h Session<B>,
        fill: impl FnOnce(&mut Statement) -> Result<(), BuildError>,
    ) -> BoundQuery<'h, B, Row> {
        let statement = self.statement.clone().and_then(|statement| {
            let mut statement = Statement::clone(&statement);
            fill(&mut statement)?;
            Ok(Arc::new(statement))
        });
        BoundQuery {
            session,
            statement,
            decoder: self.decoder.clone(),
        }
    }

    /// The SQL text and bind values.
    ///
    /// # Errors
    /// [`Error::Build`] as for the query that was closed.
    pub fn to_sql(&self) -> Result<&Statement, Error> {
        match &self.statement {
            Ok(statement) => Ok(statement),
            Err(error) => Err(Error::from(BuildError::clone(error))),
        }
    }
}

/// A [`Query`] and the handle that executes it.
pub struct BoundQuery<'h, B: Backend, Row> {
    session: &'h Session<B>,
    statement: Result<Arc<Statement>, Arc<BuildError>>,
    decoder: SharedDecoder<Row>,
}

impl<B: Backend, Row: Send + 'static> BoundQuery<'_, B, Row> {
    fn statement(&self) -> Result<Statement, Error> {
        match &self.statement {
            Ok(statement) => Ok(Statement::clone(statement)),
            Err(error) => Err(Error::from(BuildError::clone(error))),
        }
    }

    /// All rows.
    ///
    /// # Errors
    /// As [`Select::all`].
    pub async fn all(self) -> Result<Vec<Row>, Error> {
        let statement = self.statement()?;
        self.session.fetch_all(statement, self.decoder).await
    }

    /// The first row, if there is one. The query's own LIMIT says how many are fetched.
    ///
    /// # Errors
    /// As [`Select::all`].
    pub async fn optional(self) -> Result<Option<Row>, Error> {
        Ok(self.all().await?.into_iter().next())
    }

    /// The first row.
    ///
    /// # Errors
    /// [`Error::NotFound`] when there is none.
    pub async fn one(self) -> Result<Row, Error> {
        let table = self
            .statement
            .as_ref()
            .ok()
            .and_then(|statement| statement.tables.first().copied())
            .unwrap_or("");
        self.optional().await?.ok_or(Error::NotFound { table })
    }
}
