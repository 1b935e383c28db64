use super::parts::Clause;
use super::sources::Has;
use super::{GroupKeys, NoGroup, Select, Source, TableRef};
use crate::driver::{HasDistinctOn, HasLockOf, HasRowLocks};
use crate::expr::Env;

impl<X, B, A, K, P, F> Select<X, B, A, K, P, F, NoGroup> {
    /// Keeps others from changing or locking the rows until the transaction ends: `FOR UPDATE`.
    /// Outside a transaction it has no effect beyond the statement.
    ///
    /// Compiles for Postgres, MySQL and MariaDB.
    pub fn for_update(mut self) -> Self
    where
        B: HasRowLocks,
    {
        self.parts.lock.strength = Some(" FOR UPDATE");
        self
    }

    /// [`for_update`](Self::for_update) that leaves out rows which others have locked: `SKIP LOCKED`,
    /// for work queues.
    pub fn skip_locked(mut self) -> Self
    where
        B: HasRowLocks,
    {
        self.parts.lock.strength.get_or_insert(" FOR UPDATE");
        self.parts.lock.wait = " SKIP LOCKED";
        self
    }

    /// [`for_update`](Self::for_update) that doesn't wait for rows which others have locked:
    /// `NOWAIT`. The terminal answers [`Error::Locked`](crate::Error::Locked) then.
    pub fn nowait(mut self) -> Self
    where
        B: HasRowLocks,
    {
        self.parts.lock.strength.get_or_insert(" FOR UPDATE");
        self.parts.lock.wait = " NOWAIT";
        self
    }

    /// Keeps others from changing the rows until the transaction ends, and lets them read and
    /// share: `FOR SHARE`.
    ///
    /// Compiles for Postgres and MySQL 8.
    pub fn for_share(mut self) -> Self
    where
        B: HasLockOf,
    {
        self.parts.lock.strength = Some(" FOR SHARE");
        self
    }

    /// Locks the rows of this source only: `OF source`. Call it once per source. A left-joined
    /// source can't be locked on Postgres, so that the others must be named.
    ///
    /// Compiles for Postgres and MySQL 8.
    pub fn of<S, WhichOfTheSameTable>(mut self, _: TableRef<S>) -> Self
    where
        B: HasLockOf,
        S: Source,
        F: Has<S, WhichOfTheSameTable>,
    {
        self.parts.lock.strength.get_or_insert(" FOR UPDATE");
        self.parts.lock.of.push(S::NAME);
        self
    }

    /// Of the rows that are equal in these keys only the first: `DISTINCT ON (keys)`. Which is
    /// first says ORDER BY, which must begin with the same keys.
    ///
    /// Compiles for Postgres.
    pub fn distinct_on<Q, EachTableOnce>(mut self, keys: Q) -> Self
    where
        B: HasDistinctOn,
        Q: GroupKeys<Env<B, A, K, F, NoGroup>, EachTableOnce>,
    {
        self.parts
            .clause(Clause::DistinctOn, |out| keys.write_keys(out));
        self
    }
}
