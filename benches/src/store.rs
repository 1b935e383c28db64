//! The harness's own view of a database that contenders write to.

use crate::Outcome;
use crate::model::Arrival;

/// What the harness does to a database, outside of the timed part.
pub(crate) trait Store {
    /// Empties the table of the insert workloads.
    fn empty(&mut self) -> Outcome;

    /// What the insert workloads have left behind, by ascending key.
    fn arrivals(&mut self) -> Outcome<Vec<Arrival>>;

    /// How many columns a statement selects.
    ///
    /// # Errors
    ///
    /// When the database doesn't understand the statement.
    fn columns(&mut self, text: &str) -> Outcome<usize>;
}
