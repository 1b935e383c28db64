use std::marker::PhantomData;
use std::sync::Arc;

use super::insert::InsertReturning;
use super::terminal::RowDecoder;
use super::upsert::ConflictAction;
use super::write::TableEnv;
use super::{
    Delete, Insert, InsertFrom, Insertable, Is, Query, Selection, Source, Table, TableRef, Update,
    Upsert,
};
use crate::driver::{Backend, BuildError, Db, Error, Repeated, Session};
use crate::scope::{Access, AccessLevel, InsertAccess, Reaches, WriteAccess};
use crate::sql::{Operation, Out, Pieces, Statement, render};

/// `UPDATE` without a handle: to be closed by `.command()`, and executed later for any tenant.
///
/// ```
/// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
/// # fn main() -> Result<(), orm::Error> { run(async |db| {
/// db.insert(stock("bolt", 10)).run().await?;
/// let sold = orm::update(Stock)
///     .set(Stock.pieces.to(Stock.pieces.sub(1)))
///     .filter(Stock.item.eq("bolt"))
///     .command();
/// assert_eq!(sold.on(db).run().await?, 1);
/// assert_eq!(sold.on(db).run().await?, 1);
/// assert_eq!(db.select(Stock.pieces).from(Stock).all().await?, [8]);
/// # Ok(()) }) }
/// ```
pub fn update<B, A, S>(_: TableRef<S>) -> Update<(), B, A, S::Keyspace, S>
where
    S: Table + WriteAccess<A>,
{
    Update::start(())
}

/// `DELETE` without a handle, as [`update`].
pub fn delete<B, A, S>(_: TableRef<S>) -> Delete<(), B, A, S::Keyspace, S>
where
    S: Table + WriteAccess<A>,
{
    Delete::start(())
}

/// `INSERT` of rows without a handle, as [`update`]: of one row, or of many that are given as
/// `[row, row]` or any other iterator.
pub fn insert<B, A, N, R>(rows: R) -> Insert<(), B, A, <N::Table as Source>::Keyspace, N::Table>
where
    R: IntoIterator<Item = N>,
    N: Insertable,
    N::Table: InsertAccess<A>,
{
    Insert::start((), rows)
}

/// A finished INSERT, UPDATE or DELETE with a type that can be named: stored in a struct, returned
/// from a function, prepared, batched.
///
/// Made by `.command()`. It holds no tenant's value and no handle: `.on(&db)` executes it for the
/// tenant of `db`. Cheap to clone, rendered once.
pub struct Command<B: Backend, A, K> {
    statements: Result<Arc<Vec<Repeated>>, Arc<BuildError>>,
    types: PhantomData<fn() -> (B, A, K)>,
}

impl<B: Backend, A, K> Clone for Command<B, A, K> {
    fn clone(&self) -> Self {
        Self {
            statements: self.statements.clone(),
            types: PhantomData,
        }
    }
}

impl<B: Backend, A, K> Command<B, A, K> {
    pub(super) fn of(statement: Result<Statement, BuildError>) -> Self {
        Self::of_all(statement.map(|statement| vec![Repeated { statement, rows: 1 }]))
    }

    pub(super) fn of_all(statements: Result<Vec<Repeated>, BuildError>) -> Self {
        Self {
            statements: statements.map(Arc::new).map_err(Arc::new),
            types: PhantomData,
        }
    }

    /// Binds the command to a handle, so that it can be executed.
    pub fn on<'h, KH: Reaches<K>>(&self, db: &'h Db<B, A, KH>) -> BoundCommand<'h, B> {
        BoundCommand {
            session: db.session(),
            statements: self.statements(),
        }
    }

    pub(super) fn statements(&self) -> Result<Vec<Repeated>, BuildError> {
        match &self.statements {
            Ok(statements) => Ok(Vec::clone(statements)),
            Err(error) => Err(BuildError::clone(error)),
        }
    }

    /// The same, with these values for its parameters.
    pub(super) fn with<'h>(
        &self,
        session: &'h Session<B>,
        fill: impl Fn(&mut Statement) -> Result<(), BuildError>,
    ) -> BoundCommand<'h, B> {
        let statements = self.statements().and_then(|mut statements| {
            for repeated in &mut statements {
                fill(&mut repeated.statement)?;
            }
            Ok(statements)
        });
        BoundCommand {
            session,
            statements,
        }
    }

    /// The SQL text and bind values of the first statement.
    ///
    /// # Errors
    /// [`Error::Build`] as for the statement that was closed.
    pub fn to_sql(&self) -> Result<Option<&Statement>, Error> {
        match &self.statements {
            Ok(statements) => Ok(statements.first().map(|first| &first.statement)),
            Err(error) => Err(Error::from(BuildError::clone(error))),
        }
    }
}

/// A [`Command`] and the handle that executes it.
pub struct BoundCommand<'h, B: Backend> {
    session: &'h Session<B>,
    statements: Result<Vec<Repeated>, BuildError>,
}

impl<B: Backend> BoundCommand<'_, B> {
    /// Executes it; gives the number of rows.
    ///
    /// # Errors
    /// As the terminal of the statement that was closed.
    pub async fn run(self) -> Result<u64, Error> {
        self.session.insert(self.statements?).await
    }
}

impl<X, B: Backend, A, K, S: Table> Insert<X, B, A, K, S> {
    /// Closes the insert: a [`Command`] can be stored and batched, and executed for any tenant.
    pub fn command(self) -> Command<B, A, K> {
        Command::of_all(self.values.batches::<B>(&Pieces::default()))
    }
}

impl<X, B, A, K, S, C> Upsert<X, B, A, K, S, C>
where
    B: Backend,
    A: AccessLevel,
    S: Table,
    C: ConflictAction,
{
    /// Closes the upsert: a [`Command`] can be stored and batched, and executed for any tenant. On
    /// MySQL its number of rows counts an updated row twice.
    pub fn command(self) -> Command<B, A, K> {
        let (_, values, clause) = self.into_parts();
        Command::of_all(values.batches::<B>(&clause))
    }
}

impl<X, B: Backend, A, K, S: Table> InsertFrom<X, B, A, K, S> {
    /// Closes the insert: a [`Command`] can be stored, prepared and batched, and executed for any
    /// tenant.
    pub fn command(self) -> Command<B, A, K> {
        Command::of(render(self.pieces, Operation::Insert, B::DIALECT))
    }
}

impl<X, B, A, K, S, P> InsertReturning<X, B, A, K, S, P>
where
    B: Backend,
    A: AccessLevel,
    K: 'static,
    S: Table + Access<A>,
{
    /// Closes the insert: a [`Query`] can be stored and batched, and executed for any tenant. Rows
    /// that take several statements are an error; one row never does.
    pub fn query<Q, EachTableOnce, Row>(self) -> Query<B, A, K, Row>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        Row: Send + 'static,
        EachTableOnce: 'static,
    {
        let list = self.list.same();
        let mut behind = self.clause;
        behind.text(" RETURNING ");
        list.write_list(&mut behind);
        let table = S::TABLE.name;
        let statement = self.values.batches::<B>(&behind).and_then(|mut batches| {
            match (batches.pop(), batches.is_empty()) {
                (None, _) => Err(BuildError::NoRows { table }),
                (Some(Repeated { statement, rows: 1 }), true) => Ok(statement),
                _ => Err(BuildError::SeveralStatements { table }),
            }
        });
        let decoder = RowDecoder::<Q, TableEnv<B, A, K, S>, EachTableOnce>::new(list);
        Query::of(statement, decoder)
    }
}
