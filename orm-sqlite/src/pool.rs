use std::collections::VecDeque;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use futures::channel::oneshot;
use futures::future::{Either, select};
use futures_timer::Delay;
use orm_core::Error;
use orm_core::driver::Pool;
use rusqlite::Connection;
use rusqlite::config::DbConfig;

use crate::open::Open;
use crate::options::Execution;
use crate::slow::Slow;
use crate::watch::Watch;
use crate::work::Turn;
use crate::workers::Workers;
use crate::{SqliteConnection, SqliteOptions};

/// Connections to one database. They are opened when they are needed, and given out in the order
/// in which they are asked for.
#[derive(Clone)]
pub struct SqlitePool {
    shared: Arc<Shared>,
}

impl SqlitePool {
    /// A pool that has opened nothing yet.
    pub fn new(options: SqliteOptions) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(0);
        let size = options.connections();
        Self {
            shared: Arc::new(Shared {
                id: NEXT.fetch_add(1, Ordering::Relaxed),
                size,
                slow: Slow::new(),
                workers: Workers::new(size),
                state: Mutex::default(),
                options,
            }),
        }
    }
}

impl Pool for SqlitePool {
    type Connection = SqliteConnection;

    async fn acquire(&self) -> Result<SqliteConnection, Error> {
        let slot = match self.shared.take()? {
            Taken::Slot(slot) => slot,
            Taken::Turn(turn) => self.shared.wait(turn).await?,
        };
        let slot = if slot.open.is_some() {
            slot
        } else {
            opened(slot).await?
        };
        Ok(SqliteConnection::new(slot))
    }

    fn id(&self) -> usize {
        self.shared.id
    }

    fn size(&self) -> usize {
        self.shared.size
    }

    async fn close(&self) {
        let mut state = self.shared.lock();
        state.closed = true;
        let (idle, waiting) = (
            std::mem::take(&mut state.idle),
            std::mem::take(&mut state.waiting),
        );
        state.taken -= idle.len();
        drop(state);
        drop(waiting);
        drop(idle);
    }
}

/// What the pool's connections have in common.
pub(crate) struct Shared {
    id: usize,
    size: usize,
    pub(crate) options: SqliteOptions,
    pub(crate) slow: Slow,
    pub(crate) workers: Workers,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    idle: Vec<Open>,
    /// Places in the pool that have a connection, or are about to.
    taken: usize,
    /// Nobody waits while a connection is idle.
    waiting: VecDeque<oneshot::Sender<Slot>>,
    closed: bool,
}

enum Taken {
    Slot(Slot),
    Turn(oneshot::Receiver<Slot>),
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(self: &Arc<Self>) -> Result<Taken, Error> {
        let mut state = self.lock();
        if state.closed {
            return Err(Error::PoolClosed);
        }
        if let Some(open) = state.idle.pop() {
            drop(state);
            return Ok(Taken::Slot(Slot::new(Some(open), self.clone())));
        }
        if state.taken < self.size {
            state.taken += 1;
            drop(state);
            return Ok(Taken::Slot(Slot::new(None, self.clone())));
        }
        let (sender, receiver) = oneshot::channel();
        state.waiting.push_back(sender);
        Ok(Taken::Turn(receiver))
    }

    async fn wait(&self, turn: oneshot::Receiver<Slot>) -> Result<Slot, Error> {
        let timeout = self.options.acquire_timeout;
        match select(turn, Delay::new(timeout)).await {
            Either::Left((Ok(slot), _)) => Ok(slot),
            Either::Left((Err(oneshot::Canceled), _)) => Err(Error::PoolClosed),
            Either::Right(_) => Err(Error::PoolTimeout(timeout)),
        }
    }

    /// Gives a place in the pool to the one who waits longest, or keeps its connection.
    fn put_back(self: Arc<Self>, mut open: Option<Open>) {
        loop {
            let mut state = self.lock();
            if state.closed {
                state.taken -= 1;
                drop(state);
                drop(open);
                return;
            }
            let Some(next) = state.waiting.pop_front() else {
                match open {
                    Some(open) => state.idle.push(open),
                    None => state.taken -= 1,
                }
                return;
            };
            drop(state);
            match next.send(Slot::new(open, self.clone())) {
                Ok(()) => return,
                Err(mut unwanted) => {
                    unwanted.pool = None;
                    open = unwanted.open.take();
                }
            }
        }
    }
}

/// A place in the pool, and its connection once that is open. Dropped, it goes back to the pool;
/// a transaction that is still open is rolled back.
pub(crate) struct Slot {
    open: Option<Open>,
    /// `None` only while it is taken apart.
    pool: Option<Arc<Shared>>,
}

impl Slot {
    fn new(open: Option<Open>, pool: Arc<Shared>) -> Self {
        Self {
            open,
            pool: Some(pool),
        }
    }

    pub(crate) fn pool(&self) -> &Arc<Shared> {
        self.pool.as_ref().expect("taken only by drop")
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.open().connection
    }

    pub(crate) fn watch(&self) -> &Arc<Watch> {
        &self.open().watch
    }

    pub(crate) fn turn(&self, budget: Option<Duration>) -> Turn<'_> {
        Turn::new(self.open(), budget)
    }

    /// Waits for locks, until the guard is dropped.
    pub(crate) fn patient(&self) -> Result<Patient<'_>, Error> {
        self.connection()
            .busy_timeout(self.pool().options.busy_timeout)
            .map_err(crate::error::database)?;
        Ok(Patient(self.connection()))
    }

    fn open(&self) -> &Open {
        self.open.as_ref().expect("opened by acquire")
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        let Some(pool) = self.pool.take() else { return };
        let clean = self.open.take().filter(|open| {
            let connection = &open.connection;
            // A migration that was given up half-way leaves foreign keys switched off.
            let key = DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY;
            (connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok())
                && connection
                    .set_db_config(key, pool.options.foreign_keys)
                    .is_ok()
        });
        pool.put_back(clean);
    }
}

pub(crate) struct Patient<'s>(&'s Connection);

impl Drop for Patient<'_> {
    fn drop(&mut self) {
        // Left as it is, the next statement waits where it should not, and is right all the same.
        let _ = self.0.busy_timeout(Duration::ZERO);
    }
}

/// Opens the connection of a place that has none.
async fn opened(mut slot: Slot) -> Result<Slot, Error> {
    let pool = slot.pool().clone();
    let open = move || {
        let open = Open::new(&slot.pool().options)?;
        slot.open = Some(open);
        Ok::<Slot, Error>(slot)
    };
    if pool.options.execution == Execution::Inline {
        return open();
    }
    let (sender, receiver) = oneshot::channel();
    pool.workers.run(move || drop(sender.send(open())));
    receiver.await.unwrap_or(Err(Error::PoolClosed))
}
