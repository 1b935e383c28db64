use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use futures::lock::{Mutex, MutexGuard};
use uuid::Uuid;

use super::session::Link;
use super::{Backend, Db, Error, HasTransactions, Pool, Running, Session, Transactional, nested};

/// How a transaction of backend `B` begins.
pub type Mode<B> = <<B as Backend>::Connection as Transactional>::Mode;

/// The connection of a transaction, shared by the handles inside it.
pub struct TxLink<B: Backend> {
    connection: Mutex<Option<B::Connection>>,
    pool: usize,
    /// The outermost savepoint whose future was dropped half-way; rolled back before the next
    /// statement. 0: none.
    abandoned: AtomicUsize,
    rollback: for<'c> fn(&'c mut B::Connection, usize) -> Running<'c, ()>,
}

/// One nesting level of a transaction: 0 is the transaction, the others are savepoints.
pub(super) struct Level {
    depth: usize,
    ended: AtomicBool,
    outer: Option<Arc<Level>>,
}

impl Level {
    fn ended(&self) -> bool {
        self.ended.load(Ordering::Acquire) || self.outer.as_ref().is_some_and(|outer| outer.ended())
    }
}

/// A connection for one statement.
pub(super) enum Lease<'l, B: Backend> {
    Pooled(B::Connection),
    Transaction(Borrowed<'l, B>),
}

/// The transaction's connection, and whether it is still needed after this statement.
pub(super) struct Borrowed<'l, B: Backend> {
    guard: MutexGuard<'l, Option<B::Connection>>,
    level: &'l Level,
}

impl<B: Backend> Drop for Borrowed<'_, B> {
    fn drop(&mut self) {
        // The transaction was dropped while this statement ran elsewhere: the connection goes
        // back to the pool, which rolls it back.
        if self.level.ended() {
            self.guard.take();
        }
    }
}

impl<B: Backend> Deref for Lease<'_, B> {
    type Target = B::Connection;

    fn deref(&self) -> &B::Connection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Transaction(borrowed) => {
                borrowed.guard.as_ref().expect("checked when it was leased")
            }
        }
    }
}

impl<B: Backend> DerefMut for Lease<'_, B> {
    fn deref_mut(&mut self) -> &mut B::Connection {
        match self {
            Self::Pooled(connection) => connection,
            Self::Transaction(borrowed) => {
                borrowed.guard.as_mut().expect("checked when it was leased")
            }
        }
    }
}

impl<B: Backend> TxLink<B> {
    pub(super) async fn lease<'l>(&'l self, level: &'l Level) -> Result<Lease<'l, B>, Error> {
        let mut guard = self.connection.lock().await;
        if level.ended() {
            return Err(Error::TransactionEnded);
        }
        let Some(connection) = guard.as_mut() else {
            return Err(Error::TransactionEnded);
        };
        let abandoned = self.abandoned.load(Ordering::Acquire);
        if abandoned > 0 {
            (self.rollback)(connection, abandoned).await?;
            self.abandoned.store(0, Ordering::Release);
        }
        Ok(Lease::Transaction(Borrowed { guard, level }))
    }
}

/// A running transaction, or a savepoint in one. It is a handle: everything that [`Db`] does, it
/// does inside the transaction, and `&tx` is a `&Db` for the application's functions.
pub struct Tx<B: Backend, A, K> {
    db: Db<B, A, K>,
}

impl<B: Backend, A, K> Deref for Tx<B, A, K> {
    type Target = Db<B, A, K>;

    fn deref(&self) -> &Db<B, A, K> {
        &self.db
    }
}

/// Ends the level when it is dropped. At depth 0 it also gives the connection back, so that a
/// transaction dropped half-way is rolled back by the pool; a savepoint dropped half-way is rolled
/// back before the transaction's next statement.
struct End<B: Backend> {
    link: Arc<TxLink<B>>,
    level: Arc<Level>,
    finished: bool,
}

impl<B: Backend> Drop for End<B> {
    fn drop(&mut self) {
        self.level.ended.store(true, Ordering::Release);
        let depth = self.level.depth;
        if depth > 0 && !self.finished {
            let outermost = |other: usize| Some(if other == 0 { depth } else { other.min(depth) });
            let _ =
                self.link
                    .abandoned
                    .fetch_update(Ordering::AcqRel, Ordering::Acquire, outermost);
        }
        if let Some(mut connection) = self.link.connection.try_lock()
            && self.level.depth == 0
        {
            connection.take();
        }
    }
}

/// A random time before the attempt after this one, at least a tenth of the longest.
fn pause(attempt: usize) -> Duration {
    const LONGEST: u64 = 1_000_000;
    let longest = 10_000_u64
        .saturating_mul(1 << (attempt - 1).min(20))
        .min(LONGEST);
    let (random, _) = Uuid::new_v4().as_u64_pair();
    Duration::from_micros(longest / 10 + random % (longest - longest / 10))
}

impl<B: Backend, A, K> Db<B, A, K> {
    /// Runs the closure in a transaction: committed when it gives `Ok`, rolled back when it gives
    /// `Err` or is dropped. Inside another transaction it is a savepoint.
    ///
    /// A closure that catches a statement's error and goes on finds its transaction ended on
    /// Postgres ([`Error::TransactionAborted`]); on SQLite, MySQL and MariaDB only that statement
    /// is undone. A transaction inside it, around what may fail, makes it go on everywhere.
    ///
    /// # Errors
    /// The closure's error, and those of begin and commit.
    pub async fn transaction<T, F>(&self, work: F) -> Result<T, Error>
    where
        B: HasTransactions,
        F: AsyncFnOnce(Tx<B, A, K>) -> Result<T, Error>,
    {
        self.run_transaction(&Mode::<B>::default(), work).await
    }

    /// The same in a mode of the backend's own, or at an [`Isolation`](super::Isolation) level. The
    /// mode of a savepoint is its transaction's.
    ///
    /// # Errors
    /// As [`transaction`](Self::transaction).
    pub async fn transaction_with<T, F>(
        &self,
        mode: impl Into<Mode<B>>,
        work: F,
    ) -> Result<T, Error>
    where
        B: HasTransactions,
        F: AsyncFnOnce(Tx<B, A, K>) -> Result<T, Error>,
    {
        self.run_transaction(&mode.into(), work).await
    }

    /// The same with an error type of the application's own.
    ///
    /// # Errors
    /// The closure's error, and ours as far as begin and commit fail.
    pub async fn try_transaction<T, E, F>(&self, work: F) -> Result<T, E>
    where
        B: HasTransactions,
        E: From<Error>,
        F: AsyncFnOnce(Tx<B, A, K>) -> Result<T, E>,
    {
        self.run_transaction(&Mode::<B>::default(), work).await
    }

    /// The same with a closure that can be called again: when the transaction met another one that
    /// ran beside it ([`Error::is_retryable`]: a serialization failure, a deadlock, a lock), it is
    /// rolled back and run anew, at most `attempts` times in all. Before each new attempt it waits,
    /// at first up to 10 ms, then up to twice as long each time, a second at most; how long is
    /// random, so that two transactions don't meet again.
    ///
    /// # Errors
    /// As [`transaction`](Self::transaction), after the last attempt.
    pub async fn transaction_retrying<T, F>(&self, attempts: usize, work: F) -> Result<T, Error>
    where
        B: HasTransactions,
        F: AsyncFnMut(Tx<B, A, K>) -> Result<T, Error>,
    {
        self.transaction_retrying_with(Mode::<B>::default(), attempts, work)
            .await
    }

    /// The same in a mode of the backend's own, or at an [`Isolation`](super::Isolation) level.
    ///
    /// # Errors
    /// As [`transaction_retrying`](Self::transaction_retrying).
    pub async fn transaction_retrying_with<T, F>(
        &self,
        mode: impl Into<Mode<B>>,
        attempts: usize,
        mut work: F,
    ) -> Result<T, Error>
    where
        B: HasTransactions,
        F: AsyncFnMut(Tx<B, A, K>) -> Result<T, Error>,
    {
        let mode = mode.into();
        let mut attempt = 1;
        loop {
            match self.run_transaction(&mode, async |tx| work(tx).await).await {
                Err(error) if error.is_retryable() && attempt < attempts => {
                    futures_timer::Delay::new(pause(attempt)).await;
                    attempt += 1;
                }
                result => return result,
            }
        }
    }
}

impl<B: HasTransactions, A, K> Db<B, A, K> {
    async fn run_transaction<T, E, F>(&self, mode: &Mode<B>, work: F) -> Result<T, E>
    where
        E: From<Error>,
        F: AsyncFnOnce(Tx<B, A, K>) -> Result<T, E>,
    {
        let (link, level) = self.begin(mode).await?;
        let mut end = End {
            link: link.clone(),
            level: level.clone(),
            finished: false,
        };
        let tx = Tx {
            db: Db::of_session(Session {
                link: Link::Transaction {
                    link: link.clone(),
                    level: level.clone(),
                },
                scope: self.session.scope.clone(),
                settings: self.session.settings.clone(),
                replicas: None,
            }),
        };
        let result = nested::holding(link.pool, work(tx)).await;
        let mut lease = link.lease(&level).await?;
        match result {
            Ok(value) => {
                if let Err(error) = lease.commit(level.depth).await {
                    // A refused commit leaves the transaction open.
                    end.finished = lease.rollback(level.depth).await.is_ok();
                    return Err(error.into());
                }
                drop(lease);
                end.finished = true;
                drop(end);
                Ok(value)
            }
            Err(error) => {
                let rolled_back = lease.rollback(level.depth).await;
                drop(lease);
                end.finished = rolled_back.is_ok();
                drop(end);
                rolled_back?;
                Err(error)
            }
        }
    }

    async fn begin(&self, mode: &Mode<B>) -> Result<(Arc<TxLink<B>>, Arc<Level>), Error> {
        match &self.session.link {
            Link::Pool(pool) => {
                let Lease::Pooled(mut connection) = self.session.lease().await? else {
                    return Err(Error::TransactionEnded);
                };
                connection.begin(0, mode).await?;
                let link = TxLink {
                    connection: Mutex::new(Some(connection)),
                    pool: pool.id(),
                    abandoned: AtomicUsize::new(0),
                    rollback: |connection: &mut B::Connection, depth| {
                        Box::pin(connection.rollback(depth))
                    },
                };
                let level = Level {
                    depth: 0,
                    ended: AtomicBool::new(false),
                    outer: None,
                };
                Ok((Arc::new(link), Arc::new(level)))
            }
            Link::Transaction { link, level } => {
                let depth = level.depth + 1;
                link.lease(level).await?.begin(depth, mode).await?;
                let level = Level {
                    depth,
                    ended: AtomicBool::new(false),
                    outer: Some(level.clone()),
                };
                Ok((link.clone(), Arc::new(level)))
            }
        }
    }
}
