use super::Table;
use super::parts::Deleted;
use super::sources::{Inner, Join, Nil};
use super::update::Assignments;
use super::write::{Unfiltered, Verb, Write};
use crate::schema::{ColumnRole, TableDef};
use crate::scope::AccessLevel;
use crate::sql::{Out, Piece, Pieces};
use crate::types::Arg;

/// A DELETE that is being built. On a table with a soft-delete column it sets that column, and
/// what every update sets.
pub type Delete<X, B, A, K, S, W = Unfiltered, F = Join<S, Inner, Nil>> =
    Write<Removal, X, B, A, K, S, W, F>;

/// What a DELETE does to the rows.
#[derive(Debug, Default)]
pub struct Removal {
    permanently: bool,
}

impl Verb for Removal {
    fn into_assignments(
        self,
        table: &'static TableDef,
        alone: bool,
        _: &mut Pieces,
    ) -> Option<Assignments> {
        let column = table
            .column_with(ColumnRole::SoftDelete)
            .filter(|_| !self.permanently)?;
        let mut assignments = Assignments::default();
        assignments.writer(table).assign(column, |out| {
            out.push(Piece::Arg(Arg::Now(column.hint)));
        });
        assignments.stamp(table, alone);
        Some(assignments)
    }
}

impl<X, B, A: AccessLevel, K, S: Table, W, F> Delete<X, B, A, K, S, W, F> {
    /// Removes the rows of a table with a soft-delete column for good, the soft-deleted ones too.
    pub fn permanently(mut self) -> Self {
        self.verb.permanently = true;
        self.target.parts.visible.deleted = Deleted::Shown;
        self
    }
}
