use super::write::{TableEnv, Unfiltered, Verb, Write};
use super::{Table, TableRef};
use crate::driver::BuildError;
use crate::expr::{Assignment, ExprIn, RowKind};
use crate::schema::{ColumnDef, ColumnRole, OnUpdate, TableDef};
use crate::scope::AccessLevel;
use crate::sql::{Op, Operation, Out, Piece, Pieces};
use crate::types::Arg;

/// An UPDATE that is being built.
pub type Update<X, B, A, K, S, W = Unfiltered> = Write<Assignments, X, B, A, K, S, W>;

/// What an UPDATE sets.
#[derive(Debug, Default)]
pub struct Assignments {
    sets: Pieces,
    assigned: Vec<&'static str>,
}

impl Assignments {
    /// Columns that every update sets.
    pub(super) fn stamp(&mut self, table: &'static TableDef) {
        for column in table.columns {
            if self.assigned.contains(&column.name) {
                continue;
            }
            let mut out = SetWriter {
                sets: &mut self.sets,
                assigned: &mut self.assigned,
                table,
            };
            match (column.role, column.on_update) {
                (ColumnRole::UpdatedAt, _) => {
                    out.assign(column);
                    out.sets.push(Piece::Arg(Arg::Now(column.hint)));
                }
                (ColumnRole::UpdatedBy, _) => {
                    out.assign(column);
                    out.sets
                        .push(Piece::Arg(Arg::Actor(column.hint, column.sql)));
                }
                (ColumnRole::Version, _) => {
                    out.assign(column);
                    out.sets.column(table.name, column);
                    out.sets.text(" + 1");
                }
                (_, OnUpdate::Now) => {
                    out.assign(column);
                    out.sets.op(Op::now(column.hint));
                }
                (_, OnUpdate::Expression(sql)) => {
                    out.assign(column);
                    out.sets.text(sql);
                }
                (_, OnUpdate::Keep) => {}
            }
        }
    }

    pub(super) fn writer(&mut self, table: &'static TableDef) -> SetWriter<'_> {
        SetWriter {
            sets: &mut self.sets,
            assigned: &mut self.assigned,
            table,
        }
    }

    pub(super) fn write_update(mut self, table: &'static TableDef, out: &mut Pieces) -> Operation {
        self.stamp(table);
        out.text("UPDATE ");
        out.push(Piece::Table(table));
        out.text(" SET ");
        out.append(self.sets);
        Operation::Update
    }
}

impl Verb for Assignments {
    fn write_verb(self, table: &'static TableDef, out: &mut Pieces) -> Operation {
        if self.assigned.is_empty() {
            out.fail(BuildError::NothingToSet { table: table.name });
        }
        self.write_update(table, out)
    }
}

impl<X, B, A: AccessLevel, K, S: Table, W> Update<X, B, A, K, S, W> {
    /// `SET column = value`: one `column.to(value)`, a tuple of these, or the table's changes
    /// struct. A second call adds columns.
    pub fn set<C, EachTableOnce>(mut self, changes: C) -> Self
    where
        C: Changes<TableEnv<B, A, K, S>, S, EachTableOnce>,
    {
        changes.write_changes(&mut self.verb.writer(S::TABLE));
        self
    }
}

/// Takes assignments.
pub struct SetWriter<'a> {
    pub(super) sets: &'a mut Pieces,
    assigned: &'a mut Vec<&'static str>,
    table: &'static TableDef,
}

impl SetWriter<'_> {
    /// Begins `column = `; the value follows.
    pub(super) fn assign(&mut self, column: &'static ColumnDef) {
        if matches!(column.role, ColumnRole::Tenant | ColumnRole::Generated) {
            self.sets.fail(BuildError::NotAssignable {
                column: column.name,
            });
        }
        if self.assigned.contains(&column.name) {
            self.sets.fail(BuildError::SetTwice {
                column: column.name,
            });
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
            let arg = value.into_arg(column.hint);
            self.sets
                .arg(arg.and_then(|arg| column.holds(&arg).map(|()| arg)));
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
        let start = out.sets.list.len();
        crate::expr::assigned(&self.value, out.sets, column.hint);
        if let [Piece::Arg(arg)] = &out.sets.list[start..]
            && let Err(error) = column.holds(arg)
        {
            out.sets.fail(BuildError::Encode(error));
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
