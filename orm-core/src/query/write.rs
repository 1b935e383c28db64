use std::marker::PhantomData;

use super::group::NoGroup;
use super::parts::{Deleted, Guard};
use super::sources::{Inner, Join, Nil};
use super::target::Target;
use super::{Is, Key, Selection, Table};
use crate::driver::{Backend, BuildError, Error, HasReturning, Running, Session};
use crate::expr::{Env, RowCondition};
use crate::query::terminal::RowDecoder;
use crate::schema::TableDef;
use crate::scope::{Access, AccessLevel};
use crate::sql::{Operation, Out, Pieces, Statement, render};
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
    /// Records the statement up to its WHERE.
    fn write_verb(self, table: &'static TableDef, out: &mut Pieces) -> Operation;
}

/// An UPDATE or DELETE that is being built: [`Update`](super::Update), [`Delete`](super::Delete).
///
/// `V` is what it does, `W` whether it has a filter; the others are as in
/// [`Select`](super::Select).
#[must_use = "an update or delete does nothing until `.run()` is awaited"]
pub struct Write<V, X, B, A, K, S, W = Unfiltered> {
    handle: X,
    pub(super) verb: V,
    pub(super) target: Target,
    types: PhantomData<fn() -> (B, A, K, S, W)>,
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

impl<V, X, B, A: AccessLevel, K, S: Table, W> Write<V, X, B, A, K, S, W> {
    fn retyped<W2>(self) -> Write<V, X, B, A, K, S, W2> {
        Write {
            handle: self.handle,
            verb: self.verb,
            target: self.target,
            types: PhantomData,
        }
    }

    /// `WHERE condition`. Several filters are joined by AND.
    pub fn filter<C, EachTableOnce>(mut self, condition: C) -> Write<V, X, B, A, K, S, Filtered>
    where
        C: RowCondition<TableEnv<B, A, K, S>, EachTableOnce>,
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
    ) -> Write<V, X, B, A, K, S, Filtered>
    where
        C: RowCondition<TableEnv<B, A, K, S>, EachTableOnce>,
    {
        self.target.needs_filter = true;
        match condition {
            Some(condition) => self.filter(condition),
            None => self.retyped(),
        }
    }

    /// The row with this primary key, the tenant column left out.
    pub fn by_key(mut self, key: S::Key) -> Write<V, X, B, A, K, S, Filtered> {
        self.target
            .filter(|out| key.write_filter(S::TABLE, S::NAME, out));
        self.retyped()
    }

    /// Every row that the handle reaches is meant.
    pub fn all_rows(self) -> Write<V, X, B, A, K, S, Filtered> {
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

    /// Changes soft-deleted rows too.
    pub fn with_deleted(mut self) -> Self {
        self.target.parts.deleted = Deleted::Shown;
        self
    }
}

impl<V: Verb, X, B: Backend, A: AccessLevel, K, S: Table, W> Write<V, X, B, A, K, S, W> {
    fn into_pieces(self) -> (Pieces, Operation) {
        let mut target = self.target;
        let mut out = Pieces::with_capacity(target.parts.arena.list.len() + 32);
        let operation = self.verb.write_verb(S::TABLE, &mut out);
        let guard = Guard {
            mode: A::MODE,
            deleted: target.parts.deleted,
        };
        target.write_where(S::TABLE, guard, &mut out);
        (out, operation)
    }

    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// [`Error::Build`] when nothing is set, or a value is outside its type's domain.
    pub fn to_sql(self) -> Result<Statement, Error>
    where
        W: HasFilter,
    {
        let (pieces, operation) = self.into_pieces();
        Ok(render(pieces, operation, B::DIALECT)?)
    }
}

impl<'h, V: Verb, B: Backend, A: AccessLevel, K, S: Table, W>
    Write<V, &'h Session<B>, B, A, K, S, W>
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
        let (session, version) = (self.handle, self.target.version);
        let (pieces, operation) = self.into_pieces();
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

    /// Gives a select list of each changed row.
    ///
    /// Compiles for backends with RETURNING.
    pub fn returning<P>(self, list: P) -> WriteReturning<'h, B, A, K, S, P>
    where
        W: HasFilter,
        B: HasReturning,
        S: Access<A>,
    {
        let (session, version) = (self.handle, self.target.version);
        let (pieces, operation) = self.into_pieces();
        WriteReturning {
            session,
            pieces,
            operation,
            version,
            list,
            types: PhantomData,
        }
    }
}

/// An UPDATE or DELETE with RETURNING.
#[must_use = "an update or delete does nothing until `.all()` or `.one()` is awaited"]
pub struct WriteReturning<'h, B: Backend, A, K, S, P> {
    session: &'h Session<B>,
    pieces: Pieces,
    operation: Operation,
    version: Option<u64>,
    list: P,
    types: PhantomData<fn() -> (A, K, S)>,
}

impl<'h, B: Backend, A: AccessLevel, K: 'static, S: Table, P> WriteReturning<'h, B, A, K, S, P> {
    fn statement<Q, I>(mut self) -> (Result<Statement, BuildError>, Q)
    where
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, I>,
    {
        let list = self.list.same();
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
        let (session, version) = (self.session, self.version);
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
