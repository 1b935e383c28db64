//! What an upsert does where the key is taken.

use crate::driver::BuildError;
use crate::query::parts::{Guard, Span, Visible};
use crate::query::update::{Assignments, SetForm};
use crate::schema::TableDef;
use crate::scope::Mode;
use crate::sql::{Dialect, Op, Out, Pieces};

/// The unique key whose conflict is meant.
#[derive(Debug)]
pub(super) struct Target {
    /// Places of its columns, the tenant's included where it is part of the key.
    pub(super) columns: Vec<usize>,
    /// The condition of a partial index.
    pub(super) filter: Option<&'static str>,
}

impl Target {
    fn write(&self, table: &'static TableDef, out: &mut Pieces) {
        out.text(" ON CONFLICT (");
        for (at, column) in self.columns.iter().enumerate() {
            if at > 0 {
                out.text(", ");
            }
            out.identifier(table.columns[*column].name);
        }
        out.text(")");
        if let Some(filter) = self.filter {
            out.text(" WHERE ");
            out.text(filter);
        }
    }
}

/// What happens instead of an insert that meets a row with the same key.
pub trait ConflictAction: Send {
    /// What the terminal tells: a number of rows, or nothing where the database doesn't count
    /// them honestly.
    type Outcome: Send + 'static;
    /// Records the clause.
    #[doc(hidden)]
    fn write_clause(self, table: &'static TableDef, mode: Mode, out: &mut Pieces);
    /// The outcome, from the number that the database gives.
    #[doc(hidden)]
    fn outcome(rows: u64) -> Self::Outcome;
}

/// The row that is there stays.
#[derive(Debug)]
pub struct DoNothing(pub(super) Target);

/// The row that is there is updated, if it is the tenant's own.
#[derive(Debug)]
pub struct DoUpdate {
    pub(super) target: Target,
    pub(super) assignments: Assignments,
    pub(super) conditions: Pieces,
    pub(super) spans: Vec<Span>,
    pub(super) visible: Visible,
}

/// The row that is there stays, whichever key it meets.
#[derive(Debug)]
pub struct IgnoreDuplicates(pub(super) &'static Dialect);

/// The row that is there is updated, whichever key it meets, if it is the tenant's own.
#[derive(Debug)]
pub struct OnDuplicateKey {
    pub(super) dialect: &'static Dialect,
    pub(super) assignments: Assignments,
    pub(super) visible: Visible,
}

impl ConflictAction for DoNothing {
    type Outcome = u64;

    fn write_clause(self, table: &'static TableDef, _: Mode, out: &mut Pieces) {
        self.0.write(table, out);
        out.text(" DO NOTHING");
    }

    fn outcome(rows: u64) -> u64 {
        rows
    }
}

/// Adds what every update sets.
fn stamped(
    mut assignments: Assignments,
    table: &'static TableDef,
    alone: bool,
    out: &mut Pieces,
) -> Assignments {
    if assignments.is_empty() {
        out.fail(BuildError::NothingToSet { table: table.name });
    }
    assignments.stamp(table, alone);
    assignments
}

impl ConflictAction for DoUpdate {
    type Outcome = u64;

    fn write_clause(mut self, table: &'static TableDef, mode: Mode, out: &mut Pieces) {
        self.target.write(table, out);
        out.text(" DO UPDATE SET ");
        stamped(self.assignments, table, false, out).write_sets(table, SetForm::Plain, out);
        let guard = Guard {
            mode,
            visible: &self.visible,
        };
        if let Some(error) = self.conditions.error.take() {
            out.fail(*error);
        }
        let guarded = guard.applies(table, table.name);
        if guarded {
            out.text(" WHERE ");
            guard.write(table, table.name, out);
        }
        for (at, span) in self.spans.iter().enumerate() {
            out.text(match (at, guarded) {
                (0, true) => " AND (",
                (0, false) => " WHERE ",
                _ => " AND ",
            });
            self.conditions.take(*span, out);
        }
        if guarded && !self.spans.is_empty() {
            out.text(")");
        }
    }

    fn outcome(rows: u64) -> u64 {
        rows
    }
}

impl ConflictAction for IgnoreDuplicates {
    type Outcome = ();

    fn write_clause(self, table: &'static TableDef, _: Mode, out: &mut Pieces) {
        if self.0.on_conflict {
            out.text(" ON CONFLICT DO NOTHING");
            return;
        }
        // INSERT IGNORE would turn other errors into warnings, and store something else. A column
        // that is set to itself changes no row; the tenant's may be the sharding key, which Vitess
        // doesn't let be named here.
        let Some(at) = table.key_columns().last() else {
            return;
        };
        let column = &table.columns[at];
        out.text(" ON DUPLICATE KEY UPDATE ");
        out.identifier(column.name);
        out.text(" = ");
        out.column(table.name, column);
    }

    fn outcome(_: u64) {}
}

impl ConflictAction for OnDuplicateKey {
    type Outcome = ();

    fn write_clause(self, table: &'static TableDef, mode: Mode, out: &mut Pieces) {
        let guard = Guard {
            mode,
            visible: &self.visible,
        };
        out.op(Op::Proposed);
        out.text(" ON DUPLICATE KEY UPDATE ");
        let unnamed = (self.dialect.op)(Op::Proposed).is_empty();
        stamped(self.assignments, table, unnamed, out).write_sets(
            table,
            SetForm::Guarded(guard),
            out,
        );
    }

    fn outcome(_: u64) {}
}
