use super::Table;
use super::parts::Deleted;
use super::update::Assignments;
use super::write::{Unfiltered, Verb, Write};
use crate::schema::{ColumnRole, TableDef};
use crate::scope::AccessLevel;
use crate::sql::{Operation, Out, Piece, Pieces};
use crate::types::Arg;

/// A DELETE that is being built. On a table with a soft-delete column it sets that column, and
/// what every update sets.
pub type Delete<X, B, A, K, S, W = Unfiltered> = Write<Removal, X, B, A, K, S, W>;

/// What a DELETE does to the rows.
#[derive(Debug, Default)]
pub struct Removal {
    permanently: bool,
}

impl Verb for Removal {
    fn write_verb(self, table: &'static TableDef, out: &mut Pieces) -> Operation {
        let soft = table
            .column_with(ColumnRole::SoftDelete)
            .filter(|_| !self.permanently);
        let Some(column) = soft else {
            out.text("DELETE FROM ");
            out.push(Piece::Table(table));
            return Operation::Delete;
        };
        let mut assignments = Assignments::default();
        assignments.writer(table).assign(column, |out| {
            out.push(Piece::Arg(Arg::Now(column.hint)));
        });
        assignments.write_update(table, out)
    }
}

impl<X, B, A: AccessLevel, K, S: Table, W> Delete<X, B, A, K, S, W> {
    /// Removes the rows of a table with a soft-delete column for good, the soft-deleted ones too.
    pub fn permanently(mut self) -> Self {
        self.verb.permanently = true;
        self.target.parts.deleted = Deleted::Shown;
        self
    }
}
