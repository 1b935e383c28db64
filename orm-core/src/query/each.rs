use std::marker::PhantomData;

use super::parts::{Guard, Visible};
use super::target::Target;
use super::update::{Assignments, SetForm};
use super::write::{TableEnv, Verb};
use super::{Changes, Command, DefaultScope, Key, Table};
use crate::driver::{Backend, BuildError, Error, Repeated, Running, Session};
use crate::schema::{ColumnDef, TableDef};
use crate::scope::{AccessLevel, Mode};
use crate::sql::{Operation, Out, Piece, Pieces, Statement, render};

/// So many rows go in one statement at most: it looks at each row once per row of the table.
const MOST: usize = 500;

/// An UPDATE of many rows, each with values of its own.
#[must_use = "an update does nothing until `.run()` is awaited"]
pub struct UpdateEach<X, B, A, K, S> {
    handle: X,
    rows: Vec<Row>,
    visible: Visible,
    types: PhantomData<fn() -> (B, A, K, S)>,
}

/// What one row gets.
struct Row {
    key: Pieces,
    assignments: Assignments,
}

impl<X, B, A: AccessLevel, K, S: Table> UpdateEach<X, B, A, K, S> {
    pub(crate) fn start<C, I>(handle: X, rows: impl IntoIterator<Item = (S::Key, C)>) -> Self
    where
        C: Changes<TableEnv<B, A, K, S>, S, I>,
    {
        let rows = rows.into_iter().map(|(key, changes)| {
            let mut row = Row {
                key: Pieces::default(),
                assignments: Assignments::default(),
            };
            key.write_filter(S::TABLE, S::NAME, &mut row.key);
            changes.write_changes(&mut row.assignments.writer(S::TABLE));
            row
        });
        Self {
            handle,
            rows: rows.collect(),
            visible: Visible::default(),
            types: PhantomData,
        }
    }
}

impl<X, B, A, K, S: Table> UpdateEach<X, B, A, K, S> {
    /// Updates the rows that this default scope of the table hides, too.
    pub fn without_scope(mut self, scope: DefaultScope<S>) -> Self {
        self.visible.without(scope);
        self
    }
}

impl<X, B: Backend, A: AccessLevel, K, S: Table> UpdateEach<X, B, A, K, S> {
    fn batches(self) -> (X, Result<Vec<Repeated>, BuildError>) {
        let batches = if B::ROW_BY_ROW {
            one_by_one::<B>(S::TABLE, self.rows, A::MODE, &self.visible)
        } else {
            let guard = Guard {
                mode: A::MODE,
                visible: &self.visible,
            };
            together::<B>(S::TABLE, self.rows, guard)
        };
        (self.handle, batches)
    }

    /// The SQL text and bind values of the first statement, in the backend's dialect. Nothing is
    /// executed.
    ///
    /// # Errors
    /// [`Error::Build`] when a row sets nothing, a value is outside its type's domain, or there is
    /// no row.
    pub fn to_sql(self) -> Result<Statement, Error> {
        let table = S::TABLE.name;
        let first = self.batches().1?.into_iter().next();
        Ok(first.ok_or(BuildError::NoRows { table })?.statement)
    }

    /// Closes the update: a [`Command`] can be stored and batched, and executed for any tenant.
    pub fn command(self) -> Command<B, A, K> {
        Command::of_all(self.batches().1)
    }
}

impl<'h, B: Backend, A: AccessLevel, K, S: Table> UpdateEach<&'h Session<B>, B, A, K, S> {
    /// Executes the update, all rows in one transaction; gives the number of rows that were found.
    /// No row is no statement, and 0.
    ///
    /// # Errors
    /// As [`to_sql`](Self::to_sql), and what the database refuses, in which case no row is changed.
    pub fn run(self) -> Running<'h, u64> {
        let (session, batches) = self.batches();
        Box::pin(async move { session.insert(batches?).await })
    }
}

/// One statement, run row by row, for rows that set the same columns.
fn one_by_one<B: Backend>(
    table: &'static TableDef,
    rows: Vec<Row>,
    mode: Mode,
    visible: &Visible,
) -> Result<Vec<Repeated>, BuildError> {
    let mut batches: Vec<Repeated> = Vec::new();
    for row in rows {
        let mut out = Pieces::with_capacity(32);
        let assignments = row.assignments.into_assignments(table, true, &mut out);
        let mut target = Target::new();
        target.parts.visible = visible.clone();
        target.filter(|out| out.append(row.key));
        target.write(table, assignments, mode, B::DIALECT.write_joins, &mut out);
        let mut statement = render(out, Operation::Update, B::DIALECT)?;
        match batches.last_mut() {
            Some(last) if last.statement.sql == statement.sql => {
                last.statement.args.append(&mut statement.args);
                last.rows += 1;
            }
            _ => batches.push(Repeated { statement, rows: 1 }),
        }
    }
    Ok(batches)
}

/// A statement for many rows that set the same columns.
fn together<B: Backend>(
    table: &'static TableDef,
    rows: Vec<Row>,
    guard: Guard<'_>,
) -> Result<Vec<Repeated>, BuildError> {
    let names = |row: &Row| -> Vec<&str> {
        let columns = row.assignments.columns();
        columns.map(|column| column.name).collect()
    };
    // The key stands once with each value and once in WHERE; what the table stamps is apart.
    let weight = |row: &Row| {
        row.assignments.pieces() + row.key.list.len() * (row.assignments.columns().count() + 1)
    };
    let mut own = Pieces::default();
    guard.write(table, table.name, &mut own);
    let room = B::DIALECT.max_row_parameters;
    let room = room.saturating_sub(table.columns.len() + own.list.len());
    let mut batches = Vec::new();
    let mut rows = rows.into_iter().peekable();
    while let Some(first) = rows.next() {
        let (columns, mut used) = (names(&first), weight(&first));
        let mut group = vec![first];
        while group.len() < MOST
            && let Some(next) =
                rows.next_if(|row| names(row) == columns && used + weight(row) <= room)
        {
            used += weight(&next);
            group.push(next);
        }
        let mut out = Pieces::with_capacity(used + 32);
        write_group(table, group, guard, &mut out);
        let statement = render(out, Operation::Update, B::DIALECT)?;
        batches.push(Repeated { statement, rows: 1 });
    }
    Ok(batches)
}

/// `UPDATE t SET c = CASE WHEN key THEN value .. ELSE t.c END WHERE guard AND (key OR ..)`
fn write_group(table: &'static TableDef, mut rows: Vec<Row>, guard: Guard<'_>, out: &mut Pieces) {
    let columns: Vec<&'static ColumnDef> = match rows.first() {
        Some(row) => row.assignments.columns().collect(),
        None => return,
    };
    if columns.is_empty() {
        out.fail(BuildError::NothingToSet { table: table.name });
    }
    out.text("UPDATE ");
    out.push(Piece::Table(table));
    out.text(" SET ");
    for (at, column) in columns.iter().enumerate() {
        if at > 0 {
            out.text(", ");
        }
        out.identifier(column.name);
        out.text(" = CASE");
        // Of two rows with one key the last one wins.
        for row in rows.iter_mut().rev() {
            out.text(" WHEN ");
            out.append(row.key.clone());
            out.text(" THEN ");
            row.assignments.take_value(at, out);
        }
        out.text(" ELSE ");
        out.column(table.name, column);
        out.text(" END");
    }
    let stamps = Assignments::stamps_beside(table, &columns);
    if !stamps.is_empty() {
        out.text(", ");
        stamps.write_sets(table, SetForm::Plain, out);
    }
    out.text(" WHERE ");
    if guard.applies(table, table.name) {
        guard.write(table, table.name, out);
        out.text(" AND ");
    }
    for (at, row) in rows.into_iter().enumerate() {
        out.text(if at == 0 { "(" } else { " OR " });
        out.append(row.key);
    }
    out.text(")");
}
