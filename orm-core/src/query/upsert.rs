mod action;

use std::marker::PhantomData;

use super::conflict::{KeyColumns, Proposed, UniqueKey};
use super::group::NoGroup;
use super::insert::{InsertReturning, InsertValues};
use super::parts::{Deleted, Visible};
use super::sources::{Inner, Join, Nil};
use super::update::Assignments;
use super::{Changes, DefaultScope, Insert, Table};
use crate::driver::{
    Backend, BuildError, Error, HasOnConflict, HasOnDuplicateKey, HasReturning, Running, Session,
};
use crate::expr::{Env, RowCondition};
use crate::scope::AccessLevel;
use crate::sql::{Pieces, Statement};
use crate::types::Hint;

use action::Target;
pub use action::{ConflictAction, DoNothing, DoUpdate, IgnoreDuplicates, OnDuplicateKey};

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
    /// db.insert(stock("bolt", 10)).run().await?;
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
            visible: Visible::default(),
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
            visible: Visible::default(),
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
        self.action.visible.deleted = Deleted::Shown;
        self
    }

    /// Updates a row that this default scope of the table hides, too.
    pub fn without_scope(mut self, scope: DefaultScope<S>) -> Self {
        self.action.visible.without(scope);
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
        self.action.visible.deleted = Deleted::Shown;
        self
    }

    /// Updates a row that this default scope of the table hides, too.
    pub fn without_scope(mut self, scope: DefaultScope<S>) -> Self {
        self.action.visible.without(scope);
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
