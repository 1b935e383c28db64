use std::marker::PhantomData;

use super::conflict::{KeyColumns, Proposed, UniqueKey};
use super::group::NoGroup;
use super::insert::{InsertReturning, InsertValues};
use super::parts::{Deleted, Guard, Span};
use super::sources::{Inner, Join, Nil};
use super::update::{Assignments, SetForm};
use super::{Changes, Insert, Table};
use crate::driver::{
    Backend, BuildError, Error, HasOnConflict, HasOnDuplicateKey, HasReturning, Running, Session,
};
use crate::expr::{Env, RowCondition};
use crate::schema::TableDef;
use crate::scope::{AccessLevel, Mode};
use crate::sql::{Op, Out, Pieces, Statement};
use crate::types::Hint;

/// The environment of an upsert's assignments: the row that is there, and the one that could not
/// be inserted.
pub(crate) type UpsertEnv<B, A, K, S> =
    Env<B, A, K, Join<Proposed<S>, Inner, Join<S, Inner, Nil>>, NoGroup>;

/// An INSERT that names a unique key; go on with `.do_nothing()` or `.do_update()`.
#[must_use = "an insert does nothing until `.run()` is awaited"]
pub struct OnConflict<X, B, A, K, S> {
    insert: Insert<X, B, A, K, S>,
    target: Target,
}

/// The unique key whose conflict is meant.
#[derive(Debug)]
struct Target {
    /// Places of its columns, the tenant's included where it is part of the key.
    columns: Vec<usize>,
    /// The condition of a partial index.
    filter: Option<&'static str>,
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
pub struct DoNothing(Target);

/// The row that is there is updated, if it is the tenant's own.
#[derive(Debug)]
pub struct DoUpdate {
    target: Target,
    assignments: Assignments,
    conditions: Pieces,
    spans: Vec<Span>,
    deleted: Deleted,
}

/// The row that is there stays, whichever key it meets.
#[derive(Debug)]
pub struct IgnoreDuplicates(&'static crate::sql::Dialect);

/// The row that is there is updated, whichever key it meets, if it is the tenant's own.
#[derive(Debug)]
pub struct OnDuplicateKey {
    dialect: &'static crate::sql::Dialect,
    assignments: Assignments,
    deleted: Deleted,
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
            deleted: self.deleted,
        };
        if let Some(error) = self.conditions.error.take() {
            out.fail(*error);
        }
        let guarded = guard.applies(table);
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
            deleted: self.deleted,
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

impl<X, B, A: AccessLevel, K, S: Table> Insert<X, B, A, K, S> {
    /// `ON CONFLICT (columns)`: what follows says what happens to a row whose key another row has.
    /// The columns are those of a primary key, unique key or unique index, in the order in which
    /// the table declares them; the tenant column is added where it is part of the key, and so is
    /// the condition of a partial index. A conflict on another key is an error, as without this.
    ///
    /// Compiles for Postgres and SQLite; on MySQL see
    /// [`on_duplicate_key_update`](Self::on_duplicate_key_update).
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
    /// use orm::excluded;
    ///
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    ///     /// db.insert(stock("bolt", 10)).run().await?;
    /// db.insert(stock("bolt", 7))
    ///     .on_conflict(Stock.item)
    ///     .do_update()
    ///     .set(Stock.pieces.to(excluded(Stock.pieces)))
    ///     .run()
    ///     .await?;
    /// assert_eq!(db.select(Stock.pieces).from(Stock).all().await?, [7]);
    /// // INSERT INTO "stock" (..) VALUES (..) ON CONFLICT ("org_id", "item")
    /// // DO UPDATE SET "pieces" = "excluded"."pieces" WHERE "stock"."org_id" = ?
    /// # Ok(()) }) }
    /// ```
    pub fn on_conflict<C>(self, _: C) -> OnConflict<X, B, A, K, S>
    where
        B: HasOnConflict,
        C: KeyColumns<S>,
        S: UniqueKey<C::Places>,
    {
        let mut insert = self;
        let (columns, filter) = S::TABLE.unique_key(&C::places()).unwrap_or_else(|| {
            insert.values.fail(BuildError::NoUniqueKey {
                table: S::TABLE.name,
            });
            (Vec::new(), None)
        });
        OnConflict {
            insert,
            target: Target { columns, filter },
        }
    }

    /// Leaves out rows whose key, whichever it is, another row has. Other errors stay errors.
    ///
    /// `ON CONFLICT DO NOTHING` on Postgres and SQLite, `ON DUPLICATE KEY UPDATE id = id` on MySQL
    /// and MariaDB: `INSERT IGNORE` would store something else where a value or a reference is
    /// wrong. How many rows were inserted is not told, since MySQL doesn't know;
    /// `.on_conflict(..).do_nothing()` tells it.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    /// let rows = || ["bolt", "nut", "bolt"].map(|item| stock(item, 1));
    /// db.insert_many(rows()).ignore_duplicates().run().await?;
    /// db.insert_many(rows()).ignore_duplicates().run().await?;
    /// assert_eq!(db.from(Stock).count().await?, 2);
    /// # Ok(()) }) }
    /// ```
    pub fn ignore_duplicates(self) -> Upsert<X, B, A, K, S, IgnoreDuplicates>
    where
        B: Backend,
    {
        Upsert::new(self, IgnoreDuplicates(B::DIALECT))
    }

    /// `ON DUPLICATE KEY UPDATE`: a row whose key, whichever it is, another row has updates that
    /// row as `.set(..)` says. Each assignment is `column = CASE WHEN table.tenant = ? THEN value
    /// ELSE table.column END`: a row of another tenant stays as it is.
    ///
    /// Compiles for MySQL and MariaDB; elsewhere see [`on_conflict`](Self::on_conflict). How many
    /// rows were inserted and how many updated is not told, since the server doesn't; nor is a key,
    /// since LAST_INSERT_ID may be that of another tenant's row.
    ///
    /// The server sets one column after the other: an expression that reads a column which was
    /// assigned before it sees the new value.
    pub fn on_duplicate_key_update(self) -> Upsert<X, B, A, K, S, OnDuplicateKey>
    where
        B: Backend + HasOnDuplicateKey,
    {
        let action = OnDuplicateKey {
            dialect: B::DIALECT,
            assignments: Assignments::default(),
            deleted: Deleted::Hidden,
        };
        Upsert::new(self, action)
    }
}

impl<X, B, A, K, S: Table> OnConflict<X, B, A, K, S> {
    /// `DO NOTHING`: the row that is there stays.
    pub fn do_nothing(self) -> Upsert<X, B, A, K, S, DoNothing> {
        Upsert::new(self.insert, DoNothing(self.target))
    }

    /// `DO UPDATE`; go on with `.set(..)`. A row of another tenant, which has the key where that
    /// was declared to hold over all tenants, stays as it is; so does a soft-deleted row.
    ///
    /// One statement can't update the same row twice on Postgres: rows of one insert with the same
    /// key are an error there.
    pub fn do_update(self) -> Upsert<X, B, A, K, S, DoUpdate> {
        let action = DoUpdate {
            target: self.target,
            assignments: Assignments::default(),
            conditions: Pieces::default(),
            spans: Vec::new(),
            deleted: Deleted::Hidden,
        };
        Upsert::new(self.insert, action)
    }
}

/// An INSERT that knows what to do where the key is taken.
///
/// `C` is that: [`DoNothing`], [`DoUpdate`], [`IgnoreDuplicates`] or [`OnDuplicateKey`]; the others
/// are as in [`Select`](super::Select).
#[must_use = "an insert does nothing until `.run()` is awaited"]
pub struct Upsert<X, B, A, K, S, C> {
    insert: Insert<X, B, A, K, S>,
    action: C,
    types: PhantomData<fn() -> S>,
}

impl<X, B, A, K, S, C> Upsert<X, B, A, K, S, C> {
    fn new(insert: Insert<X, B, A, K, S>, action: C) -> Self {
        Self {
            insert,
            action,
            types: PhantomData,
        }
    }
}

impl<X, B, A, K, S: Table> Upsert<X, B, A, K, S, DoUpdate> {
    /// `SET column = value`: one `column.to(value)`, a tuple of these, or the table's changes
    /// struct. A second call adds columns. What every update sets (`updated_at`, `version`) is set
    /// too, unless it is assigned here.
    pub fn set<W, EachTableOnce>(mut self, changes: W) -> Self
    where
        W: Changes<UpsertEnv<B, A, K, S>, S, EachTableOnce>,
    {
        changes.write_changes(&mut self.action.assignments.writer(S::TABLE));
        self
    }

    /// Updates the row only where the condition holds, over it and the row that could not be
    /// inserted. Several conditions are joined by AND.
    ///
    /// ```
    /// # include!(concat!(env!("CARGO_MANIFEST_DIR"), "/doctest/stock.rs"));
    /// use orm::excluded;
    ///
    /// # fn main() -> Result<(), orm::Error> { run(async |db| {
    /// db.insert(stock("bolt", 10)).run().await?;
    /// let fewer = db
    ///     .insert(stock("bolt", 7))
    ///     .on_conflict(Stock.item)
    ///     .do_update()
    ///     .set(Stock.pieces.to(excluded(Stock.pieces)))
    ///     .set_where(Stock.pieces.lt(excluded(Stock.pieces)));
    /// assert_eq!(fewer.run().await?, 0);
    /// // .. DO UPDATE SET .. WHERE "stock"."org_id" = ? AND ("stock"."pieces" < "excluded"."pieces")
    /// # Ok(()) }) }
    /// ```
    pub fn set_where<W, EachTableOnce>(mut self, condition: W) -> Self
    where
        W: RowCondition<UpsertEnv<B, A, K, S>, EachTableOnce>,
    {
        let span = self
            .action
            .conditions
            .record(|out| condition.write(out, Hint::NONE));
        self.action.spans.push(span);
        self
    }

    /// Updates a soft-deleted row too. It stays deleted unless `.set(..)` says otherwise.
    pub fn with_deleted(mut self) -> Self {
        self.action.deleted = Deleted::Shown;
        self
    }
}

impl<X, B, A, K, S: Table> Upsert<X, B, A, K, S, OnDuplicateKey> {
    /// `column = value`: one `column.to(value)`, a tuple of these, or the table's changes struct.
    /// A second call adds columns. What every update sets (`updated_at`, `version`) is set too,
    /// unless it is assigned here.
    pub fn set<W, EachTableOnce>(mut self, changes: W) -> Self
    where
        W: Changes<UpsertEnv<B, A, K, S>, S, EachTableOnce>,
    {
        changes.write_changes(&mut self.action.assignments.writer(S::TABLE));
        self
    }

    /// Updates a soft-deleted row too. It stays deleted unless `.set(..)` says otherwise.
    pub fn with_deleted(mut self) -> Self {
        self.action.deleted = Deleted::Shown;
        self
    }
}

impl<X, B: Backend, A: AccessLevel, K, S: Table, C: ConflictAction> Upsert<X, B, A, K, S, C> {
    pub(super) fn into_parts(self) -> (X, InsertValues, Pieces) {
        let mut clause = Pieces::default();
        self.action.write_clause(S::TABLE, A::MODE, &mut clause);
        (self.insert.handle, self.insert.values, clause)
    }

    /// The SQL text and bind values of the first statement, in the backend's dialect. Nothing is
    /// executed.
    ///
    /// # Errors
    /// As [`Insert::to_sql`]; [`Error::Build`] when nothing is set.
    pub fn to_sql(self) -> Result<Statement, Error> {
        let (_, values, clause) = self.into_parts();
        values.first::<B>(&clause)
    }

    /// Gives a select list of each row that was inserted or updated. A row that was left alone
    /// gives none: end with `.optional()` or `.all()`.
    ///
    /// Compiles for backends with ON CONFLICT. Not for MariaDB, whose RETURNING shows rows that
    /// were left alone, another tenant's too.
    pub fn returning<P>(self, list: P) -> InsertReturning<X, B, A, K, S, P>
    where
        B: HasReturning + HasOnConflict,
    {
        let (handle, values, clause) = self.into_parts();
        InsertReturning::new(handle, values, clause, list)
    }
}

impl<'h, B, A, K, S, C> Upsert<&'h Session<B>, B, A, K, S, C>
where
    B: Backend,
    A: AccessLevel,
    S: Table,
    C: ConflictAction,
{
    /// Executes the insert; gives the number of rows inserted or updated, where the database tells
    /// it. Many rows go in one transaction.
    ///
    /// # Errors
    /// As [`Insert::run`]; [`Error::Build`] when nothing is set.
    pub fn run(self) -> Running<'h, C::Outcome> {
        let (session, values, clause) = self.into_parts();
        let batches = values.batches::<B>(&clause);
        Box::pin(async move { Ok(C::outcome(session.insert(batches?).await?)) })
    }
}
