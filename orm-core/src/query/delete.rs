use std::marker::PhantomData;

use super::parts::{Clause, Deleted, Guard};
use super::update::{Filtered, TableEnv, Target, Unfiltered, Write, returning};
use super::{Is, Key, Selection, Table};
use crate::driver::{Backend, Error, HasReturning, Running, Session};
use crate::expr::RowCondition;
use crate::schema::ColumnRole;
use crate::scope::{Access, AccessLevel};
use crate::sql::{Operation, Out, Piece, Pieces, Statement, render};
use crate::types::{Arg, Hint};

/// A DELETE that is being built. On a table with a soft-delete column it sets that column.
#[must_use = "a delete does nothing until `.run()` is awaited"]
pub struct Delete<X, B, A, K, S, W = Unfiltered> {
    handle: X,
    target: Target,
    permanently: bool,
    types: PhantomData<fn() -> (B, A, K, S, W)>,
}

impl<X, B, A, K, S: Table> Delete<X, B, A, K, S> {
    pub(crate) fn start(handle: X) -> Self {
        Self {
            handle,
            target: Target::new(),
            permanently: false,
            types: PhantomData,
        }
    }
}

impl<X, B, A: AccessLevel, K, S: Table, W> Delete<X, B, A, K, S, W> {
    fn retyped<W2>(self) -> Delete<X, B, A, K, S, W2> {
        Delete {
            handle: self.handle,
            target: self.target,
            permanently: self.permanently,
            types: PhantomData,
        }
    }

    /// `WHERE condition`. Several filters are joined by AND.
    pub fn filter<C, EachTableOnce>(mut self, condition: C) -> Delete<X, B, A, K, S, Filtered>
    where
        C: RowCondition<TableEnv<B, A, K, S>, EachTableOnce>,
    {
        self.target
            .parts
            .clause(Clause::Filter, |out| condition.write(out, Hint::NONE));
        self.retyped()
    }

    /// A filter for `Some`. When no filter was `Some`, the statement is the error
    /// [`BuildError::EmptyFilter`](crate::driver::BuildError::EmptyFilter) instead of a delete of
    /// every row.
    pub fn filter_if<C, EachTableOnce>(
        mut self,
        condition: Option<C>,
    ) -> Delete<X, B, A, K, S, Filtered>
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
    pub fn by_key(mut self, key: S::Key) -> Delete<X, B, A, K, S, Filtered> {
        self.target.parts.clause(Clause::Filter, |out| {
            key.write_filter(S::TABLE, S::NAME, out)
        });
        self.retyped()
    }

    /// Every row that the handle reaches is meant.
    pub fn all_rows(self) -> Delete<X, B, A, K, S, Filtered> {
        self.retyped()
    }

    /// Deletes the row only at this version, for tables with a `version` column.
    pub fn at_version(mut self, version: u64) -> Self {
        self.target.expect_version(S::TABLE, version);
        self
    }

    /// Removes the rows of a table with a soft-delete column for good, the soft-deleted ones too.
    pub fn permanently(mut self) -> Self {
        self.permanently = true;
        self.target.parts.deleted = Deleted::Shown;
        self
    }

    fn into_pieces(mut self) -> (Pieces, Operation) {
        let mut out = Pieces::with_capacity(self.target.parts.arena.list.len() + 16);
        let soft = S::TABLE
            .column_with(ColumnRole::SoftDelete)
            .filter(|_| !self.permanently);
        let operation = match soft {
            Some(column) => {
                out.text("UPDATE ");
                out.push(Piece::Table(S::TABLE));
                out.text(" SET ");
                out.identifier(column.name);
                out.text(" = ");
                out.push(Piece::Arg(Arg::Now(column.hint)));
                Operation::Update
            }
            None => {
                out.text("DELETE FROM ");
                out.push(Piece::Table(S::TABLE));
                Operation::Delete
            }
        };
        let guard = Guard {
            mode: A::MODE,
            deleted: self.target.parts.deleted,
        };
        self.target.write_where(S::TABLE, guard, &mut out);
        (out, operation)
    }
}

impl<X, B: Backend, A: AccessLevel, K, S: Table, W> Delete<X, B, A, K, S, W> {
    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// [`Error::Build`] when a value is outside its type's domain.
    pub fn to_sql(self) -> Result<Statement, Error>
    where
        W: Write,
    {
        let (pieces, operation) = self.into_pieces();
        Ok(render(pieces, operation, B::DIALECT)?)
    }
}

impl<'h, B: Backend, A: AccessLevel, K, S: Table, W> Delete<&'h Session<B>, B, A, K, S, W> {
    /// Executes the delete; gives the number of rows.
    ///
    /// # Errors
    /// [`Error::StaleVersion`] after [`at_version`](Self::at_version); what the database refuses.
    pub fn run(self) -> Running<'h, u64>
    where
        W: Write,
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

    /// Executes the delete; gives the select list of each deleted row.
    ///
    /// Compiles for backends with RETURNING.
    ///
    /// # Errors
    /// As [`run`](Self::run).
    pub fn returning<P, Q, EachTableOnce, Row>(self, list: P) -> Running<'h, Vec<Row>>
    where
        W: Write,
        B: HasReturning,
        S: Access<A>,
        P: Is<Q>,
        Q: Selection<TableEnv<B, A, K, S>, EachTableOnce, Row = Row> + Send + 'static,
        Row: Send + 'static,
        K: 'static,
        EachTableOnce: 'static,
    {
        let session = self.handle;
        let (pieces, operation) = self.into_pieces();
        returning::<B, A, K, S, Q, EachTableOnce>(session, pieces, operation, list.same())
    }
}
