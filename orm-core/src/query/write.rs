use std::marker::PhantomData;

use super::group::NoGroup;
use super::parts::Deleted;
use super::sources::{Inner, Join, Nil};
use super::target::Target;
use super::update::Assignments;
use super::{Command, DefaultScope, Has, Is, Key, Query, Selection, Source, Table};
use crate::driver::{
    Backend, BuildError, Error, HasReturning, HasUpdateReturning, Running, Session,
};
use crate::expr::{Env, RowCondition};
use crate::query::terminal::RowDecoder;
use crate::schema::TableDef;
use crate::scope::{Access, AccessLevel};
use crate::sql::{Operation, Out, Pieces, Statement, WriteJoins, render};
use crate::types::Hint;

/// The statement has no filter yet, so that it can't be executed.
pub struct Unfiltered;
/// The statement has a filter, or says `.all_rows()`.
pub struct Filtered;

/// The statement may be executed.
#[diagnostic::on_unimplemented(
    message = "UPDATE or DELETE without a filter",
    label = "would change every row",
    note = "add `.filter(..)` or `.by_key(..)`; `.all_rows()` says that every row is meant"
)]
pub trait HasFilter {}
#[diagnostic::do_not_recommend]
impl HasFilter for Filtered {}

/// The environment of a statement over one table.
pub(crate) type TableEnv<B, A, K, S> = Env<B, A, K, Join<S, Inner, Nil>, NoGroup>;

/// What a [`Write`] does to the rows.
pub trait Verb: Send {
    /// What the rows get; `None`: they are removed.
    #[doc(hidden)]
    fn into_assignments(
        self,
        table: &'static TableDef,
        alone: bool,
        out: &mut Pieces,
    ) -> Option<Assignments>;
}

/// What backend `B` gives back of the rows that it changes.
pub trait Returns<B> {}

/// The backend has RETURNING for a statement over the sources `Self`.
#[diagnostic::on_unimplemented(
    message = "`{B}` has no RETURNING for an UPDATE or DELETE that joins other tables",
    label = "not available on this backend",
    note = "select the rows before the write, in the same transaction"
)]
pub trait ReturnsJoined<B> {}
#[diagnostic::do_not_recommend]
impl<B, S> ReturnsJoined<B> for Join<S, Inner, Nil> {}
#[diagnostic::do_not_recommend]
impl<B: HasUpdateReturning, T, S, M, Rest> ReturnsJoined<B> for Join<T, Inner, Join<S, M, Rest>> {}

impl<B: HasReturning> Returns<B> for super::delete::Removal {}
impl<B: HasUpdateReturning> Returns<B> for super::update::Assignments {}

/// An UPDATE or DELETE that is being built: [`Update`](super::Update), [`Delete`](super::Delete).
///
/// `V` is what it does, `S` the table, `W` whether it has a filter, `F` the table and the sources
/// that are joined to it; the others are as in [`Select`](super::Select).
#[must_use = "an update or delete does nothing until `.run()` is awaited"]
pub struct Write<V, X, B, A, K, S, W = Unfiltered, F = Join<S, Inner, Nil>> {
    handle: X,
    pub(super) verb: V,
    pub(super) target: Target,
    types: PhantomData<fn() -> (B, A, K, S, W, F)>,
}

impl<V: Default, X, B, A, K, S: Table> Write<V, X, B, A, K, S> {
    pub(crate) fn start(handle: X) -> Self {
        Self {
            handle,
            verb: V::default(),
            target: Target::new(),
            types: PhantomData,
        }
    }
}

impl<V, X, B, A: AccessLevel, K, S: Table, W, F> Write<V, X, B, A, K, S, W, F> {
    pub(super) fn retyped<W2, F2>(self) -> Write<V, X, B, A, K, S, W2, F2> {
        Write {
            handle: self.handle,
            verb: self.verb,
            target: self.target,
            types: PhantomData,
        }
    }

    /// `WHERE condition`. Several filters are joined by AND.
    pub fn filter<C, EachTableOnce>(mut self, condition: C) -> Write<V, X, B, A, K, S, Filtered, F>
    where
        C: RowCondition<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        self.target.filter(|out| condition.write(out, Hint::NONE));
        self.retyped()
    }

    /// A filter for `Some`. When no filter was `Some`, the statement is the error
    /// [`BuildError::EmptyFilter`](crate::BuildError::EmptyFilter) instead of a change of every
    /// row.
    pub fn filter_if<C, EachTableOnce>(
        mut self,
        condition: Option<C>,
    ) -> Write<V, X, B, A, K, S, Filtered, F>
    where
        C: RowCondition<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        self.target.needs_filter = true;
        match condition {
            Some(condition) => self.filter(condition),
            None => self.retyped(),
        }
    }

    /// The row with this primary key, the tenant column left out.
    pub fn by_key(mut self, key: S::Key) -> Write<V, X, B, A, K, S, Filtered, F> {
        self.target
            .filter(|out| key.write_filter(S::TABLE, S::NAME, out));
        self.retyped()
    }

    /// Every row that the handle reaches is meant.
    pub fn all_rows(self) -> Write<V, X, B, A, K, S, Filtered, F> {
        self.retyped()
    }

    /// Changes the row only at this version, for tables with a `version` column. The terminal
    /// answers [`Error::StaleVersion`] when no row has it.
    pub fn at_version(mut self, version: u64) -> Self {
        self.target.expect_version(S::TABLE, version);
        self
    }

    /// Says where the statement comes from, as [`Select::comment`](super::Select::comment) does.
    pub fn comment(mut self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.target.parts.arena.comments.add(key, value);
        self
    }

    /// Changes the rows that a default scope hides, too; of a joined table, uses them.
    pub fn without_scope<T, EachTableOnce>(mut self, scope: DefaultScope<T>) -> Self
    where
        T: Source,
        F: Has<T, EachTableOnce>,
    {
        self.target.parts.visible.without(scope);
        self
    }

    /// Changes soft-deleted rows too.
    pub fn with_deleted(mut self) -> Self {
        self.target.parts.visible.deleted = Deleted::Shown;
        self
    }
}

impl<V: Verb, X, B: Backend, A: AccessLevel, K, S: Table, W, F> Write<V, X, B, A, K, S, W, F> {
    fn into_pieces(self) -> (X, Pieces, Operation) {
        let mut out = Pieces::with_capacity(self.target.parts.arena.list.len() + 32);
        // MariaDB's subqueries in FROM see nothing of the outer statement.
        let joins = B::DIALECT.write_joins;
        let alone = self.target.parts.items.is_empty() || joins == WriteJoins::Join;
        let assignments = self.verb.into_assignments(S::TABLE, alone, &mut out);
        let operation = match assignments {
            Some(_) => Operation::Update,
            None => Operation::Delete,
        };
        let mode = A::MODE;
        self.target
            .write(S::TABLE, assignments, mode, joins, &mut out);
        (self.handle, out, operation)
    }

    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// [`Error::Build`] when nothing is set, or a value is outside its type's domain.
    pub fn to_sql(self) -> Result<Statement, Error>
    where
        W: HasFilter,
    {
        let (_, pieces, operation) = self.into_pieces();
        Ok(render(pieces, operation, B::DIALECT)?)
    }

    /// Closes the statement: a [`Command`] can be stored, prepared and batched, and executed for
    /// any tenant. After [`at_version`](Self::at_version) it is an error, since only the terminal
    /// answers for the version.
    pub fn command(self) -> Command<B, A, K>
    where
        W: HasFilter,
    {
        let version = self.target.version;
        let (_, mut pieces, operation) = self.into_pieces();
        if version.is_some() {
            pieces.fail(BuildError::VersionInCommand {
                table: S::TABLE.name,
            });
        }
        Command::of(render(pieces, operation, B::DIALECT))
    }

    /// Gives a select list of each changed row, over the table that is written.
    ///
    /// Compiles for backends with RETURNING: Postgres and SQLite, MariaDB for a DELETE. On MariaDB
    /// the DELETE of a table with a soft-delete column is an UPDATE and therefore the error
    /// [`BuildError::SoftDeleteReturning`](crate::BuildError::SoftDeleteReturning), unless it is
    /// `.permanently()`.
    pub fn returning<P>(self, list: P) -> WriteReturning<X, B, A, K, S, P>
    where
        W: HasFilter,
        V: Returns<B>,
        F: ReturnsJoined<B>,
        S: Access<A>,
    {
        let version = self.target.version;
        let (handle, pieces, operation) = self.into_pieces();
        WriteReturning {
            handle,
            pieces,
            operation,
            version,
            list,
            types: PhantomData,
        }
    }
}

impl<'h, V: Verb, B: Backend, A: AccessLevel, K, S: Table, W, F>
    Write<V, &'h Session<B>, B, A, K, S, W, F>
{
    /// Executes the statement; gives the number of rows that matched.
    ///
    /// # Errors
    /// [`Error::Build`] when nothing is set; [`Error::StaleVersion`] after
    /// [`at_version`](Self::at_version); what the database refuses.
    pub fn run(self) -> Running<'h, u64>
    where
        W: HasFilter,
    {
        let version = self.target.version;
        let (session, pieces, operation) = self.into_pieces();
        let statement = render(pieces, operation, B::DIALECT);
        Box::pin(async move {
            match (session.execute(statement?).await?, version) {
                (0, Some(version)) => Err(Error::StaleVersion {
                    table: S::TABLE.name,
                    version,
                }),
                (rows, _) => Ok(rows),
            }
        })
    }
}

/// An UPDATE or DELETE with RETURNING.
#[must_use = "an update or delete does nothing until `.all()` or `.one()` is awaited"]
pub struct WriteReturning<X, B: Backend, A, K, S, P> {
    handle: X,
    pub(super) pieces: Pieces,
    operation: Operation,
    pub(super) version: Option<u64>,
    pub(super) list: P,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

impl<X, B: Backend, A: AccessLevel, K: 'static, S: Table, P> WriteReturning<X, B, A, K, S, P> {
    fn statement<Q, I>(mut self) -> (Result<Statement, BuildError>, Q)
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, I>,
    {
        let list = self.list.same();
        if self.operation == Operation::Update && !B::DIALECT.update_returning {
            self.pieces.fail(BuildError::SoftDeleteReturning {
                table: S::TABLE.name,
                dialect: B::DIALECT.name,
            });
        }
        self.pieces.text(" RETURNING ");
        list.write_list(&mut self.pieces);
        (render(self.pieces, self.operation, B::DIALECT), list)
    }

    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// As [`Write::to_sql`].
    pub fn to_sql<Q, EachTableOnce>(self) -> Result<Statement, Error>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce>,
    {
        Ok(self.statement::<Q, EachTableOnce>().0?)
    }

    /// Closes the statement: a [`Query`] can be stored, prepared and batched, and executed for any
    /// tenant. After [`at_version`](Write::at_version) it is an error.
    pub fn query<Q, EachTableOnce, Row>(mut self) -> Query<B, A, K, Row>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + Sync + 'static,
        Row: Send + 'static,
        EachTableOnce: 'static,
    {
        if self.version.is_some() {
            self.pieces.fail(BuildError::VersionInCommand {
                table: S::TABLE.name,
            });
        }
        let (statement, list) = self.statement::<Q, EachTableOnce>();
        let decoder = RowDecoder::<Q, TableEnv<B, A, K, S>, EachTableOnce>::new(list);
        Query::of(statement, decoder)
    }
}

impl<'h, B: Backend, A: AccessLevel, K: 'static, S: Table, P>
    WriteReturning<&'h Session<B>, B, A, K, S, P>
{
    /// Executes the statement; gives the select list of each changed row.
    ///
    /// # Errors
    /// As [`Write::run`].
    pub fn all<Q, EachTableOnce, Row>(self) -> Running<'h, Vec<Row>>
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + 'static,
        Row: Send + 'static,
        EachTableOnce: 'static,
    {
        let (session, version) = (self.handle, self.version);
        let (statement, list) = self.statement::<Q, EachTableOnce>();
        let decoder = RowDecoder::<Q, TableEnv<B, A, K, S>, EachTableOnce>::new(list);
        Box::pin(async move {
            match (session.fetch_all(statement?, decoder).await?, version) {
                (rows, Some(version)) if rows.is_empty() => Err(Error::StaleVersion {
                    table: S::TABLE.name,
                    version,
                }),
                (rows, _) => Ok(rows),
            }
        })
    }

    /// Executes the statement; gives the select list of the first changed row, if there is one.
    ///
    /// # Errors
    /// As [`Write::run`].
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

    /// Executes the statement; gives the select list of the first changed row.
    ///
    /// # Errors
    /// [`Error::NotFound`] when no row was changed; otherwise as [`Write::run`].
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
