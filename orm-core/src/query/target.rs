use super::parts::{Clause, Guard, Parts};
use crate::driver::BuildError;
use crate::schema::{ColumnRole, TableDef};
use crate::sql::{Out, Pieces};
use crate::types::{Arg, EncodeError};

/// The filters of UPDATE and DELETE.
#[derive(Debug, Default)]
pub(crate) struct Target {
    pub(crate) parts: Parts,
    /// A filter that was `None` was given; one that was `Some` must be, too.
    pub(crate) needs_filter: bool,
    pub(crate) filters: usize,
    pub(crate) version: Option<u64>,
}

impl Target {
    pub(crate) fn new() -> Self {
        Self {
            parts: Parts::with_capacity(16),
            needs_filter: false,
            filters: 0,
            version: None,
        }
    }

    /// ` WHERE guard AND (filters)`, or an error for a dynamic filter that turned out empty.
    pub(crate) fn write_where(&mut self, table: &'static TableDef, guard: Guard, out: &mut Pieces) {
        out.with(std::mem::take(&mut self.parts.arena.ctes));
        out.comment(std::mem::take(&mut self.parts.arena.comments));
        if let Some(error) = self.parts.arena.error.take() {
            out.fail(*error);
        }
        if self.needs_filter && self.filters == 0 {
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

    /// Adds a filter of the application's.
    pub(crate) fn filter(&mut self, write: impl FnOnce(&mut Pieces)) {
        self.filters += 1;
        self.parts.clause(Clause::Filter, write);
    }

    /// Adds the expected version as a filter.
    pub(crate) fn expect_version(&mut self, table: &'static TableDef, version: u64) {
        self.version = Some(version);
        match table.column_with(ColumnRole::Version) {
            Some(column) => self.parts.clause(Clause::Filter, |out| {
                out.column(table.name, column);
                out.text(" = ");
                out.arg(i64::try_from(version).map(Arg::Int).map_err(|_| {
                    EncodeError::OutOfRange {
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
