use std::marker::PhantomData;

use super::group::NoGroup;
use super::parts::{Clause, Deleted, Guard, Parts};
use super::sources::{Inner, Join, Nil};
use super::{Is, Key, Selection, Table, TableRef};
use crate::driver::{Backend, BuildError, Error, HasReturning, Running, Session};
use crate::expr::{Assignment, Env, ExprIn, RowCondition, RowKind};
use crate::query::terminal::RowDecoder;
use crate::schema::{ColumnDef, ColumnRole, OnUpdate, TableDef};
use crate::scope::{Access, AccessLevel};
use crate::sql::{Op, Operation, Out, Piece, Pieces, Statement, render};
use crate::types::{Arg, Hint};

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
pub trait Write {}
#[diagnostic::do_not_recommend]
impl Write for Filtered {}

/// The environment of a statement over one table.
pub(crate) type TableEnv<B, A, K, S> = Env<B, A, K, Join<S, Inner, Nil>, NoGroup>;

/// The filters of UPDATE and DELETE.
#[derive(Debug, Default)]
pub(crate) struct Target {
    pub(crate) parts: Parts,
    pub(crate) needs_filter: bool,
    pub(crate) version: Option<u64>,
}

impl Target {
    pub(crate) fn new() -> Self {
        Self {
            parts: Parts::with_capacity(16),
            needs_filter: false,
            version: None,
        }
    }

    /// ` WHERE guard AND (filters)`, or an error for a dynamic filter that turned out empty.
    pub(crate) fn write_where(
        &mut self,
        table: &'static crate::schema::TableDef,
        guard: Guard,
        out: &mut Pieces,
    ) {
        if let Some(error) = self.parts.arena.error.take() {
            out.fail(*error);
        }
        if self.needs_filter && self.parts.clauses.is_empty() {
            out.fail(BuildError::EmptyFilter { table: table.name });
        }
        let guarded = guard.applies(table);
        if guarded {
            out.text(" WHERE ");
            guard.write(table, table.name, out);
        }
        let clauses = std::mem::take(&mut self.parts.clauses);
        for (at, (_, span)) in clauses.iter().enumerate() {
            out.text(match (at, guarded) {
                (0, true) => " AND (",
                (0, false) => " WHERE ",
                _ => " AND ",
            });
            self.parts.take(*span, out);
        }
        if guarded && !clauses.is_empty() {
            out.text(")");
        }
    }

    /// Adds the expected version as a filter.
    pub(crate) fn expect_version(&mut self, table: &'static crate::schema::TableDef, version: u64) {
        self.version = Some(version);
        match table.column_with(ColumnRole::Version) {
            Some(column) => self.parts.clause(Clause::Filter, |out| {
                out.column(table.name, column);
                out.text(" = ");
                out.arg(i64::try_from(version).map(Arg::Int).map_err(|_| {
                    crate::types::EncodeError::OutOfRange {
                        value: version.to_string(),
                        target: "version",
                    }
                }));
            }),
            None => self
                .parts
                .arena
                .fail(BuildError::NoVersion { table: table.name }),
        }
    }
}

/// An UPDATE that is being built.
#[must_use = "an update does nothing until `.run()` is awaited"]
pub struct Update<X, B, A, K, S, W = Unfiltered> {
    handle: X,
    sets: Pieces,
    assigned: Vec<&'static str>,
    target: Target,
    types: PhantomData<fn() -> (B, A, K, S, W)>,
}

impl<X, B, A, K, S: Table> Update<X, B, A, K, S> {
    pub(crate) fn start(handle: X) -> Self {
        Self {
            handle,
            sets: Pieces::with_capacity(12),
            assigned: Vec::new(),
            target: Target::new(),
            types: PhantomData,
        }
    }
}

/// Takes assignments.
pub struct SetWriter<'a> {
    sets: &'a mut Pieces,
    assigned: &'a mut Vec<&'static str>,
    table: &'static TableDef,
}

impl SetWriter<'_> {
    /// Begins `column = `; the value follows.
    fn assign(&mut self, column: &'static ColumnDef) {
        if matches!(column.role, ColumnRole::Tenant | ColumnRole::Generated) {
            self.sets.fail(BuildError::NotAssignable { column: column.name });
        }
        if self.assigned.contains(&column.name) {
            self.sets.fail(BuildError::SetTwice { column: column.name });
        }
        if !self.assigned.is_empty() {
            self.sets.text(", ");
        }
        self.assigned.push(column.name);
        self.sets.identifier(column.name);
        self.sets.text(" = ");
    }

    /// Sets column `n` to the value, if there is one. Emitted by `derive(Table)`.
    #[doc(hidden)]
    pub fn optional<V: crate::types::Value>(&mut self, n: usize, value: Option<V>) {
        if let Some(value) = value {
            let column = &self.table.columns[n];
            self.assign(column);
            self.sets.arg(value.into_arg(column.hint));
        }
    }
}

/// Assignments for `.set(..)`: one `column.to(value)`, a tuple of these, or a changes struct.
#[diagnostic::on_unimplemented(
    message = "this is not an assignment of this table's columns",
    label = "expected `column.to(value)`, a tuple of these, or the table's changes struct"
)]
pub trait Changes<E, S, I> {
    /// Records `column = value`, one call per column.
    fn write_changes(self, out: &mut SetWriter<'_>);
}

impl<E, S, I, X> Changes<E, S, I> for Assignment<S, X>
where
    X: ExprIn<E, I>,
    X::Kind: RowKind,
{
    fn write_changes(self, out: &mut SetWriter<'_>) {
        let column = self.column;
        out.assign(column);
        if let (Some(digits), Some(kept)) = (self.value.hint().scale, column.hint.scale)
            && digits > kept
        {
            out.sets.fail(BuildError::DigitsLost {
                column: column.name,
                kept,
                digits,
            });
        }
        crate::expr::assigned(&self.value, out.sets, column.hint);
    }
}

macro_rules! changes_tuple {
    ($($t:ident $i:ident $n:tt),+) => {
                impl<Env, S, $($t, $i),+> Changes<Env, S, ($($i,)+)> for ($($t,)+)
        where
            $($t: Changes<Env, S, $i>,)+
        {
            fn write_changes(self, out: &mut SetWriter<'_>) {
                $(self.$n.write_changes(out);)+
            }
        }
    };
}

changes_tuple!(T0 I0 0);
changes_tuple!(T0 I0 0, T1 I1 1);
changes_tuple!(T0 I0 0, T1 I1 1, T2 I2 2);
changes_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3);
changes_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4);
changes_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4, T5 I5 5);
changes_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4, T5 I5 5, T6 I6 6);
changes_tuple!(T0 I0 0, T1 I1 1, T2 I2 2, T3 I3 3, T4 I4 4, T5 I5 5, T6 I6 6, T7 I7 7);

impl<X, B, A: AccessLevel, K, S: Table, W> Update<X, B, A, K, S, W> {
    fn retyped<W2>(self) -> Update<X, B, A, K, S, W2> {
        Update {
            handle: self.handle,
            sets: self.sets,
            assigned: self.assigned,
            target: self.target,
            types: PhantomData,
        }
    }

    /// `SET column = value`. A second call adds columns.
    pub fn set<C, EachTableOnce>(mut self, changes: C) -> Self
    where
        C: Changes<TableEnv<B, A, K, S>, S, EachTableOnce>,
    {
        let table = S::TABLE;
        changes.write_changes(&mut SetWriter { sets: &mut self.sets, assigned: &mut self.assigned, table });
        self
    }

    /// `WHERE condition`. Several filters are joined by AND.
    pub fn filter<C, EachTableOnce>(mut self, condition: C) -> Update<X, B, A, K, S, Filtered>
    where
        C: RowCondition<TableEnv<B, A, K, S>, EachTableOnce>,
    {
        self.target
            .parts
            .clause(Clause::Filter, |out| condition.write(out, Hint::NONE));
        self.retyped()
    }

    /// A filter for `Some`. When no filter was `Some`, the statement is the error
    /// [`BuildError::EmptyFilter`] instead of an update of every row.
    pub fn filter_if<C, EachTableOnce>(
        mut self,
        condition: Option<C>,
    ) -> Update<X, B, A, K, S, Filtered>
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
    pub fn by_key(mut self, key: S::Key) -> Update<X, B, A, K, S, Filtered> {
        self.target.parts.clause(Clause::Filter, |out| {
            key.write_filter(S::TABLE, S::NAME, out)
        });
        self.retyped()
    }

    /// Every row that the handle reaches is meant.
    pub fn all_rows(self) -> Update<X, B, A, K, S, Filtered> {
        self.retyped()
    }

    /// Updates the row only at this version, for tables with a `version` column. The terminal
    /// answers [`Error::StaleVersion`] when no row has it.
    pub fn at_version(mut self, version: u64) -> Self {
        self.target.expect_version(S::TABLE, version);
        self
    }

    /// Updates soft-deleted rows too.
    pub fn with_deleted(mut self) -> Self {
        self.target.parts.deleted = Deleted::Shown;
        self
    }

    fn into_pieces(mut self) -> Pieces {
        let mut out = Pieces::with_capacity(self.sets.list.len() + 32);
        if self.assigned.is_empty() {
            out.fail(BuildError::NothingToSet {
                table: S::TABLE.name,
            });
        }
        self.stamp();
        out.text("UPDATE ");
        out.push(Piece::Table(S::TABLE));
        out.text(" SET ");
        out.append(self.sets);
        let guard = Guard {
            mode: A::MODE,
            deleted: self.target.parts.deleted,
        };
        self.target.write_where(S::TABLE, guard, &mut out);
        out
    }

    /// Columns that every update sets.
    fn stamp(&mut self) {
        for column in S::TABLE.columns {
            if self.assigned.contains(&column.name) {
                continue;
            }
            let mut out = SetWriter { sets: &mut self.sets, assigned: &mut self.assigned, table: S::TABLE };
            match (column.role, column.on_update) {
                (ColumnRole::UpdatedAt, _) => {
                    out.assign(column);
                    out.sets.push(Piece::Arg(Arg::Now(column.hint)));
                }
                (ColumnRole::UpdatedBy, _) => {
                    out.assign(column);
                    out.sets.push(Piece::Arg(Arg::Actor(column.hint)));
                }
                (ColumnRole::Version, _) => {
                    out.assign(column);
                    out.sets.column(S::NAME, column);
                    out.sets.text(" + 1");
                }
                (_, OnUpdate::Now) => {
                    out.assign(column);
                    out.sets.op(Op::Now);
                }
                (_, OnUpdate::Expression(sql)) => {
                    out.assign(column);
                    out.sets.text(sql);
                }
                (_, OnUpdate::Keep) => {}
            }
        }
    }
}


impl<X, B: Backend, A: AccessLevel, K, S: Table, W> Update<X, B, A, K, S, W> {
    /// The SQL text and bind values, in the backend's dialect. Nothing is executed.
    ///
    /// # Errors
    /// [`Error::Build`] when nothing is set, or a value is outside its type's domain.
    pub fn to_sql(self) -> Result<Statement, Error>
    where
        W: Write,
    {
        Ok(render(self.into_pieces(), Operation::Update, B::DIALECT)?)
    }
}

impl<'h, B: Backend, A: AccessLevel, K, S: Table, W> Update<&'h Session<B>, B, A, K, S, W> {
    /// Executes the update; gives the number of rows that matched.
    ///
    /// # Errors
    /// [`Error::Build`] when nothing is set; [`Error::StaleVersion`] after
    /// [`at_version`](Self::at_version); what the database refuses.
    pub fn run(self) -> Running<'h, u64>
    where
        W: Write,
    {
        let (session, version) = (self.handle, self.target.version);
        let pieces = self.into_pieces();
        let operation = Operation::Update;
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

    /// Executes the update; gives the select list of each updated row.
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
        returning::<B, A, K, S, Q, EachTableOnce>(
            session,
            self.into_pieces(),
            Operation::Update,
            list.same(),
        )
    }
}

/// Executes a write with RETURNING.
pub(crate) fn returning<'h, B: Backend, A: AccessLevel, K: 'static, S: Table, Q, I: 'static>(
    session: &'h Session<B>,
    mut pieces: Pieces,
    operation: Operation,
    list: Q,
) -> Running<'h, Vec<Q::Row>>
where
    Q: Selection<TableEnv<B, A, K, S>, I> + Send + 'static,
{
    pieces.text(" RETURNING ");
    list.write_list(&mut pieces);
    let statement = render(pieces, operation, B::DIALECT);
    let decoder = RowDecoder::<Q, TableEnv<B, A, K, S>, I>::new(list);
    Box::pin(async move { session.fetch_all(statement?, decoder).await })
}

impl<S: Table> TableRef<S> {
    /// The table's static description.
    pub fn definition(&self) -> &'static crate::schema::TableDef {
        S::TABLE
    }
}
