use super::assemble;
use super::parts::{Clause, Guard, JoinKind, Parts, Relation};
use super::update::{Assignments, SetForm};
use crate::driver::BuildError;
use crate::schema::{ColumnRole, TableDef};
use crate::scope::Mode;
use crate::sql::{Op, Out, Piece, Pieces, WriteJoins};
use crate::types::{Arg, EncodeError};

/// Filters and joins of UPDATE and DELETE.
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

    /// Writes the statement, or an error for a dynamic filter that turned out empty.
    pub(crate) fn write(
        mut self,
        table: &'static TableDef,
        assignments: Option<Assignments>,
        mode: Mode,
        joins: WriteJoins,
        out: &mut Pieces,
    ) {
        out.with(std::mem::take(&mut self.parts.arena.ctes));
        out.comment(std::mem::take(&mut self.parts.arena.comments));
        if let Some(error) = self.parts.arena.error.take() {
            out.fail(*error);
        }
        if self.needs_filter && self.filters == 0 {
            out.fail(BuildError::EmptyFilter { table: table.name });
        }
        let visible = std::mem::take(&mut self.parts.visible);
        let others = visible.of_others();
        let own = Guard {
            mode,
            visible: &visible,
        };
        let others = Guard {
            mode,
            visible: &others,
        };
        let joined = !self.parts.items.is_empty();
        let in_front = joined && joins == WriteJoins::Join;
        match assignments {
            Some(assignments) => {
                out.text("UPDATE ");
                out.push(target(table, mode));
                if in_front {
                    self.write_joins(others, out);
                }
                out.text(" SET ");
                let form = match in_front {
                    true => SetForm::Qualified,
                    false => SetForm::Plain,
                };
                assignments.write_sets(table, form, out);
                if joined && !in_front {
                    self.write_sources(" FROM ", mode, out);
                }
            }
            None if in_front => {
                out.text("DELETE ");
                out.identifier(table.name);
                out.text(" FROM ");
                out.push(target(table, mode));
                self.write_joins(others, out);
            }
            None => {
                out.text("DELETE FROM ");
                out.push(target(table, mode));
                if joined && joins == WriteJoins::Using {
                    self.write_sources(" USING ", mode, out);
                } else if joined {
                    return self.write_exists(table, own, others, out);
                }
            }
        }
        let mut guards = self.guards(others);
        guards.insert(0, (table, table.name, own));
        self.write_where(&guards, !in_front, out);
        if self.parts.limit.is_some() || self.ordered() {
            if joined {
                out.fail(BuildError::LimitedJoin { table: table.name });
            }
            assemble::list_clause(&mut self.parts, Clause::OrderBy, " ORDER BY ", ", ", out);
            assemble::limit(self.parts.limit, None, out);
        }
    }

    fn ordered(&self) -> bool {
        let mut clauses = self.parts.clauses.iter();
        clauses.any(|(clause, _)| *clause == Clause::OrderBy)
    }

    /// The predicates of the joined tables. Their soft-deleted rows are hidden in any case.
    fn guards<'v>(&self, guard: Guard<'v>) -> Vec<(&'static TableDef, &'static str, Guard<'v>)> {
        let tables = self
            .parts
            .items
            .iter()
            .filter(|item| item.kind != JoinKind::Left)
            .filter_map(|item| match item.relation {
                Relation::Table(table) => Some((table, item.name, guard)),
                Relation::Query(_) | Relation::Lateral(_) | Relation::Cte(_) => None,
            });
        tables.collect()
    }

    /// ` INNER JOIN source ON condition`, for each.
    fn write_joins(&mut self, guard: Guard<'_>, out: &mut Pieces) {
        let items = std::mem::take(&mut self.parts.items);
        for item in &items {
            out.text(match item.kind {
                JoinKind::Left => " LEFT JOIN ",
                _ => " INNER JOIN ",
            });
            assemble::source(item, guard.mode, out);
            out.text(" ON ");
            match &item.relation {
                // A predicate in WHERE would drop the rows that have no partner.
                Relation::Table(table)
                    if item.kind == JoinKind::Left && guard.applies(table, item.name) =>
                {
                    guard.write(table, item.name, out);
                    out.text(" AND (");
                    self.parts.take(item.on, out);
                    out.text(")");
                }
                _ => self.parts.take(item.on, out),
            }
        }
        self.parts.items = items;
    }

    /// The sources, divided by commas. Their conditions stand in WHERE, since an ON behind FROM or
    /// USING doesn't see the table that is written.
    fn write_sources(&self, word: &'static str, mode: Mode, out: &mut Pieces) {
        for (at, item) in self.parts.items.iter().enumerate() {
            out.text(if at == 0 { word } else { ", " });
            assemble::source(item, mode, out);
        }
    }

    /// ` WHERE guard AND EXISTS (SELECT 1 FROM sources WHERE ..)`
    fn write_exists(
        mut self,
        table: &'static TableDef,
        own: Guard<'_>,
        others: Guard<'_>,
        out: &mut Pieces,
    ) {
        out.text(" WHERE ");
        if own.applies(table, table.name) {
            own.write(table, table.name, out);
            out.text(" AND ");
        }
        out.op(Op::ExistsOpen);
        out.text("SELECT 1");
        self.write_sources(" FROM ", others.mode, out);
        self.write_where(&self.guards(others), true, out);
        out.text(")");
    }

    /// ` WHERE guards AND (filters)`; the joins' conditions are among the filters where they don't
    /// stand in an ON.
    fn write_where(
        &mut self,
        guards: &[(&'static TableDef, &'static str, Guard<'_>)],
        with_joins: bool,
        out: &mut Pieces,
    ) {
        let mut guarded = false;
        for (table, name, guard) in guards {
            if guard.applies(table, name) {
                out.text(if guarded { " AND " } else { " WHERE " });
                guard.write(table, name, out);
                guarded = true;
            }
        }
        let joins = self.parts.items.iter().map(|item| item.on);
        let filters = self.parts.clauses.iter();
        let filters = filters.filter(|(clause, _)| *clause == Clause::Filter);
        let spans: Vec<_> = joins
            .filter(|_| with_joins)
            .chain(filters.map(|(_, span)| *span))
            .collect();
        for (at, span) in spans.iter().enumerate() {
            out.text(match (at, guarded) {
                (0, true) => " AND (",
                (0, false) => " WHERE ",
                _ => " AND ",
            });
            self.parts.take(*span, out);
        }
        if guarded && !spans.is_empty() {
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

/// The table that is written. Across tenants it is marked, so that no other handle executes what
/// embeds the statement.
fn target(table: &'static TableDef, mode: Mode) -> Piece {
    match (table.tenant, mode) {
        (Some(_), Mode::CrossTenant) => Piece::OpenTable(table),
        _ => Piece::Table(table),
    }
}
