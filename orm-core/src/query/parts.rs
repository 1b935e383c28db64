use std::sync::Arc;

use super::index_hint::IndexHint;
use super::{DefaultScope, RowCount, Source};
use crate::driver::BuildError;
use crate::schema::{ColumnDef, ColumnRole, ScopeDef, TableDef};
use crate::scope::Mode;
use crate::sql::{CteDefinition, CteName, Out, Piece, Pieces};

/// How a source is joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JoinKind {
    /// The first source of FROM.
    From,
    /// INNER JOIN
    Inner,
    /// LEFT JOIN
    Left,
    /// RIGHT JOIN
    Right,
    /// FULL JOIN
    Full,
    /// CROSS JOIN
    Cross,
}

/// What stands in FROM, ready to be recorded.
#[doc(hidden)]
pub struct RelationPart {
    pub(crate) relation: Relation,
    /// The common table expressions that it refers to.
    pub(crate) ctes: Vec<Arc<CteDefinition>>,
}

impl From<Relation> for RelationPart {
    fn from(relation: Relation) -> Self {
        Self {
            relation,
            ctes: Vec::new(),
        }
    }
}

/// What stands in FROM.
#[derive(Clone, Debug)]
pub(crate) enum Relation {
    /// A table, limited to the tenant when it is written.
    Table(&'static TableDef),
    /// A query, which was limited when it was built.
    Query(Box<Pieces>),
    /// A query that sees the sources before it.
    Lateral(Box<Pieces>),
    /// A common table expression, which was limited when it was built.
    Cte(CteName),
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) kind: JoinKind,
    pub(crate) relation: Relation,
    pub(crate) name: &'static str,
    pub(crate) on: Span,
    pub(crate) hints: Vec<IndexHint>,
}

/// A stretch of the arena.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Span {
    pub(crate) start: usize,
    pub(crate) end: usize,
}

impl Span {
    pub(crate) fn is_empty(self) -> bool {
        self.start == self.end
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Clause {
    Filter,
    DistinctOn,
    GroupBy,
    Having,
    OrderBy,
}

/// Which rows of tables with a soft-delete column are seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Deleted {
    #[default]
    Hidden,
    Shown,
    Only,
}

impl Pieces {
    /// The stretch that `write` adds.
    pub(crate) fn record(&mut self, write: impl FnOnce(&mut Self)) -> Span {
        let start = self.list.len();
        write(self);
        Span {
            start,
            end: self.list.len(),
        }
    }

    /// Moves a stretch into `out`.
    pub(crate) fn take(&mut self, span: Span, out: &mut impl Out) {
        for piece in &mut self.list[span.start..span.end] {
            out.push(std::mem::replace(piece, Piece::Text("")));
        }
    }
}

/// The clauses of a SELECT, recorded as they come and put in order at the end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) arena: Pieces,
    pub(crate) items: Vec<Item>,
    pub(crate) clauses: Vec<(Clause, Span)>,
    pub(crate) borrowed: Vec<&'static str>,
    pub(crate) distinct: bool,
    pub(crate) limit: Option<RowCount>,
    pub(crate) offset: Option<RowCount>,
    pub(crate) visible: Visible,
    pub(crate) lock: Lock,
}

/// What a SELECT does to the rows that it reads, for others.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lock {
    /// `FOR UPDATE` or `FOR SHARE`.
    pub(crate) strength: Option<&'static str>,
    pub(crate) of: Vec<&'static str>,
    pub(crate) wait: &'static str,
}

impl Parts {
    pub(crate) fn with_capacity(pieces: usize) -> Self {
        Self {
            arena: Pieces::with_capacity(pieces),
            items: Vec::with_capacity(4),
            clauses: Vec::with_capacity(6),
            ..Self::default()
        }
    }

    pub(crate) fn record(&mut self, write: impl FnOnce(&mut Pieces)) -> Span {
        self.arena.record(write)
    }

    /// How many pieces were recorded.
    pub(crate) fn pieces(&self) -> usize {
        self.arena.list.len() + self.items.len() * 4
    }

    /// Whether clauses stand at the end that would bind to the whole of a set operation.
    pub(crate) fn has_tail(&self) -> bool {
        self.limit.is_some()
            || self.offset.is_some()
            || self.lock.strength.is_some()
            || self
                .clauses
                .iter()
                .any(|(clause, _)| *clause == Clause::OrderBy)
    }

    pub(crate) fn clause(&mut self, clause: Clause, write: impl FnOnce(&mut Pieces)) {
        let span = self.record(write);
        self.clauses.push((clause, span));
    }

    pub(crate) fn join(
        &mut self,
        kind: JoinKind,
        part: impl Into<RelationPart>,
        name: &'static str,
        on: Span,
    ) {
        let RelationPart { relation, ctes } = part.into();
        self.arena.with(ctes);
        if self.items.iter().any(|item| item.name == name) || self.borrowed.contains(&name) {
            self.arena.fail(BuildError::SourceTwice { name });
        }
        self.items.push(Item {
            kind,
            relation,
            name,
            on,
            hints: Vec::new(),
        });
    }

    /// Moves a stretch of the arena into `out`.
    pub(crate) fn take(&mut self, span: Span, out: &mut impl Out) {
        self.arena.take(span, out);
    }
}

/// Which rows of the tables that a statement names are seen: what of their own conditions, soft
/// delete and default scopes, is left out.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visible {
    pub(crate) deleted: Deleted,
    /// The source whose tenant the other sources of a view's definition are tied to.
    pub(crate) owner: Option<&'static str>,
    /// Sources, and the names of their scopes.
    without: Vec<(&'static str, &'static str)>,
}

impl Visible {
    /// Leaves out a default scope of a source.
    pub(crate) fn without<S: Source>(&mut self, scope: DefaultScope<S>) {
        self.without.push((S::NAME, scope.name));
    }

    /// The same for sources that are only read: their deleted rows are hidden in any case.
    pub(crate) fn of_others(&self) -> Self {
        Self {
            deleted: Deleted::Hidden,
            owner: self.owner,
            without: self.without.clone(),
        }
    }

    /// The scopes of a table that stands in the statement under this name.
    fn scopes(
        &self,
        table: &TableDef,
        name: &'static str,
    ) -> impl Iterator<Item = &'static ScopeDef> {
        let scopes = table.scopes.iter();
        scopes.filter(move |scope| !self.without.contains(&(name, scope.name)))
    }

    /// The column of soft deletes, if they limit the rows.
    fn soft_delete(&self, table: &TableDef) -> Option<&'static ColumnDef> {
        let column = table.column_with(ColumnRole::SoftDelete);
        column.filter(|_| self.deleted != Deleted::Shown)
    }
}

/// What limits the rows of a table whatever the application writes: tenant, soft delete and
/// default scopes.
#[derive(Clone, Copy)]
pub(crate) struct Guard<'v> {
    pub(crate) mode: Mode,
    pub(crate) visible: &'v Visible,
}

impl Guard<'_> {
    /// Whether the table gets a predicate.
    pub(crate) fn applies(self, table: &TableDef, name: &'static str) -> bool {
        self.tenant(table, name).is_some()
            || self.visible.soft_delete(table).is_some()
            || self.visible.scopes(table, name).next().is_some()
    }

    /// The tenant column, if it limits the rows.
    fn tenant(self, table: &TableDef, name: &'static str) -> Option<&'static ColumnDef> {
        let open = match self.mode {
            Mode::Unscoped | Mode::Scoped => false,
            Mode::CrossTenant => true,
            Mode::View => self.visible.owner == Some(name),
        };
        table.tenant_column().filter(|_| !open)
    }

    /// Writes the predicate. A tenant table without a tenant is an error: fail closed.
    pub(crate) fn write(self, table: &'static TableDef, name: &'static str, out: &mut impl Out) {
        let mut word = "";
        if let Some(tenant) = self.tenant(table, name) {
            out.column(name, tenant);
            out.text(" = ");
            match self.mode {
                Mode::Scoped => out.push(Piece::Arg(crate::types::Arg::Tenant(tenant.hint))),
                Mode::View => out.push(Piece::Owner(table)),
                Mode::Unscoped | Mode::CrossTenant => {
                    out.fail(BuildError::NoTenant { table: table.name });
                }
            }
            word = " AND ";
        }
        if let Some(column) = self.visible.soft_delete(table) {
            out.text(word);
            out.column(name, column);
            out.text(if self.visible.deleted == Deleted::Only {
                " IS NOT NULL"
            } else {
                " IS NULL"
            });
            word = " AND ";
        }
        for scope in self.visible.scopes(table, name) {
            out.text(word);
            out.append_all((scope.condition)().0.of_source(table.name, name));
            word = " AND ";
        }
    }

    /// The columns that the predicate reads and that a statement may assign.
    pub(crate) fn columns(self, table: &'static TableDef) -> Vec<&'static str> {
        let mut columns: Vec<_> = self
            .visible
            .soft_delete(table)
            .map(|column| column.name)
            .into_iter()
            .collect();
        for scope in self.visible.scopes(table, table.name) {
            (scope.condition)().0.columns(&mut columns);
        }
        columns
    }
}
