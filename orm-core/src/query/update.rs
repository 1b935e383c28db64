use super::group::NoGroup;
use super::parts::{Guard, Span};
use super::sources::{Inner, Join, Nil};
use super::write::{Unfiltered, Verb, Write};
use super::{Table, TableRef};
use crate::driver::BuildError;
use crate::expr::{Assignment, Env, Expr, ExprIn, RowKind};
use crate::schema::{ColumnDef, ColumnRole, OnUpdate, TableDef};
use crate::scope::AccessLevel;
use crate::sql::{Op, Out, Piece, Pieces};
use crate::types::Arg;

/// An UPDATE that is being built.
pub type Update<X, B, A, K, S, W = Unfiltered, F = Join<S, Inner, Nil>> =
    Write<Assignments, X, B, A, K, S, W, F>;

/// What an UPDATE sets.
#[derive(Debug, Default)]
pub struct Assignments {
    values: Pieces,
    assigned: Vec<(&'static ColumnDef, Span)>,
}

/// How the assigned columns are written.
#[derive(Clone, Copy)]
pub(super) enum SetForm<'v> {
    /// `column = value`
    Plain,
    /// `table.column = value`
    Qualified,
    /// `column = CASE WHEN guard THEN value ELSE column END`, where the statement has no WHERE.
    Guarded(Guard<'v>),
}

impl Assignments {
    /// Whether the application set nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.assigned.is_empty()
    }

    /// The columns that are set.
    pub(super) fn columns(&self) -> impl Iterator<Item = &'static ColumnDef> + '_ {
        self.assigned.iter().map(|(column, _)| *column)
    }

    /// How many pieces the values have.
    pub(super) fn pieces(&self) -> usize {
        self.values.list.len()
    }

    /// Moves the value at this place into `out`.
    pub(super) fn take_value(&mut self, at: usize, out: &mut Pieces) {
        if let Some(error) = self.values.error.take() {
            out.fail(*error);
        }
        self.values.take(self.assigned[at].1, out);
    }

    /// What every update sets beside these columns.
    pub(super) fn stamps_beside(table: &'static TableDef, columns: &[&'static ColumnDef]) -> Self {
        let mut stamps = Self {
            values: Pieces::default(),
            assigned: columns
                .iter()
                .map(|column| (*column, Span::default()))
                .collect(),
        };
        stamps.stamp(table, true);
        stamps.assigned.drain(..columns.len());
        stamps
    }

    /// Columns that every update sets. `alone`: no other source of the statement has columns, whose
    /// names the text of an `on_update` could mean too.
    pub(super) fn stamp(&mut self, table: &'static TableDef, alone: bool) {
        for column in table.columns {
            if self.sets(column) {
                continue;
            }
            let mut out = self.writer(table);
            match (column.role, column.on_update) {
                (ColumnRole::UpdatedAt, _) => {
                    out.assign(column, |out| out.push(Piece::Arg(Arg::Now(column.hint))));
                }
                (ColumnRole::UpdatedBy, _) => out.assign(column, |out| {
                    out.push(Piece::Arg(Arg::Actor(column.hint, column.sql)));
                }),
                (ColumnRole::Version, _) => out.assign(column, |out| {
                    out.column(table.name, column);
                    out.text(" + 1");
                }),
                (_, OnUpdate::Now) => out.assign(column, |out| out.op(Op::now(column.hint))),
                (_, OnUpdate::Expression(sql)) if alone => {
                    out.assign(column, |out| out.text(sql));
                }
                (_, OnUpdate::Expression(sql)) => {
                    out.assign(column, |out| of_row(table, sql, out));
                }
                (_, OnUpdate::Keep) => {}
            }
        }
    }

    fn sets(&self, column: &ColumnDef) -> bool {
        self.assigned
            .iter()
            .any(|(assigned, _)| assigned.name == column.name)
    }

    pub(super) fn writer(&mut self, table: &'static TableDef) -> SetWriter<'_> {
        SetWriter {
            assignments: self,
            table,
        }
    }

    /// Writes what is set, divided by commas.
    pub(super) fn write_sets(
        mut self,
        table: &'static TableDef,
        form: SetForm<'_>,
        out: &mut Pieces,
    ) {
        if let Some(error) = self.values.error.take() {
            out.fail(*error);
        }
        if let SetForm::Guarded(guard) = form {
            // MySQL sets one column after the other, and the guard of the next sees the new value.
            let read = guard.columns(table);
            let guards = |column: &ColumnDef| read.contains(&column.name);
            self.assigned.sort_by_key(|(column, _)| guards(column));
            if self.columns().filter(|column| guards(column)).count() > 1 {
                out.fail(BuildError::GuardAssigned { table: table.name });
            }
        }
        for (at, (column, span)) in self.assigned.into_iter().enumerate() {
            if at > 0 {
                out.text(", ");
            }
            if let SetForm::Qualified = form {
                out.column(table.name, column);
            } else {
                out.identifier(column.name);
            }
            out.text(" = ");
            let guard = match form {
                SetForm::Guarded(guard) if guard.applies(table, table.name) => Some(guard),
                _ => None,
            };
            if let Some(guard) = guard {
                out.text("CASE WHEN ");
                guard.write(table, table.name, out);
                out.text(" THEN ");
            }
            self.values.take(span, out);
            if guard.is_some() {
                out.text(" ELSE ");
                out.column(table.name, column);
                out.text(" END");
            }
        }
    }
}

/// The expression over the table's row alone.
fn of_row(table: &'static TableDef, sql: &'static str, out: &mut Pieces) {
    out.text("(SELECT ");
    out.text(sql);
    for (at, column) in table.columns.iter().enumerate() {
        out.text(if at == 0 { " FROM (SELECT " } else { ", " });
        out.column(table.name, column);
        out.text(" AS ");
        out.identifier(column.name);
    }
    out.text(") AS ");
    out.identifier(table.name);
    out.text(")");
}

impl Verb for Assignments {
    fn into_assignments(
        mut self,
        table: &'static TableDef,
        alone: bool,
        out: &mut Pieces,
    ) -> Option<Self> {
        if self.is_empty() {
            out.fail(BuildError::NothingToSet { table: table.name });
        }
        self.stamp(table, alone);
        Some(self)
    }
}

impl<X, B, A: AccessLevel, K, S: Table, W, F> Update<X, B, A, K, S, W, F> {
    /// `SET column = value`: one `column.to(value)`, a tuple of these, or the table's changes
    /// struct. A second call adds columns. Values may use the columns of sources that were joined
    /// before.
    pub fn set<C, EachTableOnce>(mut self, changes: C) -> Self
    where
        C: Changes<Env<B, A, K, F, NoGroup>, S, EachTableOnce>,
    {
        changes.write_changes(&mut self.verb.writer(S::TABLE));
        self
    }
}

/// Takes assignments.
pub struct SetWriter<'a> {
    assignments: &'a mut Assignments,
    table: &'static TableDef,
}

impl SetWriter<'_> {
    /// Records `column = value`.
    pub(super) fn assign(&mut self, column: &'static ColumnDef, value: impl FnOnce(&mut Pieces)) {
        let twice = self.assignments.sets(column);
        let values = &mut self.assignments.values;
        if matches!(column.role, ColumnRole::Tenant | ColumnRole::Generated) {
            values.fail(BuildError::NotAssignable {
                column: column.name,
            });
        }
        if twice {
            values.fail(BuildError::SetTwice {
                column: column.name,
            });
        }
        let span = values.record(value);
        self.assignments.assigned.push((column, span));
    }

    /// Sets column `n` to the value, if there is one. Emitted by `derive(Table)`.
    #[doc(hidden)]
    pub fn optional<V: crate::types::Value>(&mut self, n: usize, value: Option<V>) {
        if let Some(value) = value {
            let column = &self.table.columns[n];
            let arg = value.into_arg(column.hint);
            self.assign(column, |out| {
                out.arg(arg.and_then(|arg| column.holds(&arg).map(|()| arg)));
            });
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
        out.assign(column, |out| self.write_value(out));
    }
}

impl<S, X: Expr> Assignment<S, X> {
    /// Records the value as the column stores it.
    pub(super) fn write_value(&self, out: &mut Pieces) {
        let column = self.column;
        if let (Some(digits), Some(kept)) = (self.value.hint().scale, column.hint.scale)
            && digits > kept
        {
            out.fail(BuildError::DigitsLost {
                column: column.name,
                kept,
                digits,
            });
        }
        let start = out.list.len();
        crate::expr::assigned(&self.value, out, column.hint);
        if let [Piece::Arg(arg)] = &out.list[start..]
            && let Err(error) = column.holds(arg)
        {
            out.fail(BuildError::Encode(error));
        }
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

impl<S: Table> TableRef<S> {
    /// The table's static description.
    pub fn definition(&self) -> &'static crate::schema::TableDef {
        S::TABLE
    }
}
