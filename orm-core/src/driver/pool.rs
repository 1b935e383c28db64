//! A pool of connections that go over the wire, for backends whose database is a server.
//!
//! It sends nothing of its own: no ping when a connection is given out, none when it comes back. A
//! connection that was dropped half-way through a statement or a transaction is closed, so that the
//! server rolls back, and is never given out again.

use std::collections::VecDeque;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Error;
use super::clock::{Instant, within};

/// One connection to a server.
pub trait Wire: Send + 'static {
    /// Where the server is, and how it is talked to.
    type Options: Send + Sync + 'static;

    /// Opens a connection.
    fn open(options: &Self::Options) -> impl Future<Output = Result<Self, Error>> + Send
    where
        Self: Sized;

    /// Tells the server goodbye.
    fn close(self) -> impl Future<Output = ()> + Send;
}

/// How many connections a pool holds, and for how long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoolSettings {
    /// Connections at most, 1 or more.
    pub max_connections: usize,
    /// How long a statement waits for a free connection.
    pub acquire_timeout: Duration,
    /// How long a connection is kept unused. `None`: as long as the pool.
    pub idle_timeout: Option<Duration>,
    /// How old a connection may grow. `None`: as old as the pool.
    pub max_lifetime: Option<Duration>,
}

impl Default for PoolSettings {
    /// 10 connections; 30 seconds for a free one; closed after 10 minutes without use or at 30
    /// minutes of age.
    fn default() -> Self {
        Self {
            max_connections: 10,
            acquire_timeout: Duration::from_secs(30),
            idle_timeout: Some(Duration::from_secs(10 * 60)),
            max_lifetime: Some(Duration::from_secs(30 * 60)),
        }
    }
}

/// Connections to one server, opened when they are needed. Cheap to clone.
pub struct WirePool<W: Wire> {
    shared: Arc<Shared<W>>,
}

impl<W: Wire> Clone for WirePool<W> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
        }
    }
}

struct Shared<W: Wire> {
    id: usize,
    options: W::Options,
    settings: PoolSettings,
    free: Arc<Semaphore>,
    idle: Mutex<VecDeque<Idle<W>>>,
    closed: AtomicBool,
}

struct Idle<W> {
    wire: W,
    opened: Instant,
    since: Instant,
}

impl<W: Wire> Shared<W> {
    fn idle(&self) -> MutexGuard<'_, VecDeque<Idle<W>>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn too_old(&self, opened: Instant) -> bool {
        let age = self.settings.max_lifetime;
        age.is_some_and(|age| opened.elapsed() >= age)
    }

    /// The connection that was used last, so that those too many grow idle; without the ones that
    /// have been here for too long.
    fn reuse(&self) -> Option<Idle<W>> {
        let mut idle = self.idle();
        if let Some(limit) = self.settings.idle_timeout {
            while idle
                .front()
                .is_some_and(|idle| idle.since.elapsed() >= limit)
            {
                idle.pop_front();
            }
        }
        while let Some(last) = idle.pop_back() {
            if !self.too_old(last.opened) {
                return Some(last);
            }
        }
        None
    }
}

impl<W: Wire> WirePool<W> {
    /// A pool that has opened nothing yet.
    pub fn new(options: W::Options, settings: PoolSettings) -> Self {
        static NEXT: AtomicUsize = AtomicUsize::new(usize::MAX / 4);
        Self {
            shared: Arc::new(Shared {
                id: NEXT.fetch_add(1, Ordering::Relaxed),
                options,
                free: Arc::new(Semaphore::new(settings.max_connections.max(1))),
                settings,
                idle: Mutex::default(),
                closed: AtomicBool::new(false),
            }),
        }
    }

    /// What new connections are opened with.
    pub fn options(&self) -> &W::Options {
        &self.shared.options
    }

    /// A connection, in the order in which callers came.
    ///
    /// # Errors
    /// [`Error::PoolTimeout`] when none came free in time, [`Error::PoolClosed`] after
    /// [`close`](Self::close), and why a new connection could not be opened.
    pub async fn acquire(&self) -> Result<Pooled<W>, Error> {
        let shared = &self.shared;
        let limit = shared.settings.acquire_timeout;
        let waiting = shared.free.clone().acquire_owned();
        let Some(permit) = within(limit, waiting).await else {
            return Err(Error::PoolTimeout(limit));
        };
        let permit = permit.map_err(|_| Error::PoolClosed)?;
        let (wire, opened) = match shared.reuse() {
            Some(idle) => (idle.wire, idle.opened),
            None => {
                // Boxed: the future of a handshake is large, and all others would carry it along.
                let opening = Box::pin(W::open(&shared.options));
                let opening = within(limit, opening).await;
                let wire = opening.ok_or(Error::PoolTimeout(limit))??;
                (wire, Instant::now())
            }
        };
        Ok(Pooled {
            wire: Some(wire),
            opened,
            unclean: false,
            shared: shared.clone(),
            _permit: permit,
        })
    }

    /// Names this pool among all of the process.
    pub fn id(&self) -> usize {
        self.shared.id
    }

    /// How many connections the pool holds at most.
    pub fn size(&self) -> usize {
        self.shared.settings.max_connections.max(1)
    }

    /// How many connections are open and unused.
    pub fn idle(&self) -> usize {
        self.shared.idle().len()
    }

    /// Refuses what comes later, and closes the connections that nobody uses; the others are
    /// closed when they come back.
    pub async fn close(&self) {
        self.shared.closed.store(true, Ordering::Release);
        self.shared.free.close();
        let idle = std::mem::take(&mut *self.shared.idle());
        for idle in idle {
            idle.wire.close().await;
        }
    }
}

/// A connection of a [`WirePool`]; it goes back when it is dropped, unless it is unclean.
pub struct Pooled<W: Wire> {
    wire: Option<W>,
    opened: Instant,
    unclean: bool,
    shared: Arc<Shared<W>>,
    _permit: OwnedSemaphorePermit,
}

impl<W: Wire> Pooled<W> {
    /// From here on a drop closes the connection: a statement or a transaction is under way.
    pub fn begin_use(&mut self) {
        self.unclean = true;
    }

    /// The statement or transaction has ended: the connection may be used again.
    pub fn end_use(&mut self) {
        self.unclean = false;
    }
}

impl<W: Wire> Deref for Pooled<W> {
    type Target = W;

    fn deref(&self) -> &W {
        self.wire.as_ref().expect("taken only by drop")
    }
}

impl<W: Wire> DerefMut for Pooled<W> {
    fn deref_mut(&mut self) -> &mut W {
        self.wire.as_mut().expect("taken only by drop")
    }
}

impl<W: Wire> Drop for Pooled<W> {
    fn drop(&mut self) {
        let Some(wire) = self.wire.take() else {
            return;
        };
        if self.unclean || self.shared.too_old(self.opened) {
            return;
        }
        let mut idle = self.shared.idle();
        // Looked at under the lock, so that a close in between doesn't miss it.
        if !self.shared.closed.load(Ordering::Acquire) {
            idle.push_back(Idle {
                wire,
                opened: self.opened,
                since: Instant::now(),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Numbered(usize);

    impl Wire for Numbered {
        type Options = AtomicUsize;

        async fn open(opened: &AtomicUsize) -> Result<Self, Error> {
            Ok(Self(opened.fetch_add(1, Ordering::Relaxed)))
        }

        async fn close(self) {}
    }

    fn pool(settings: PoolSettings) -> WirePool<Numbered> {
        WirePool::new(AtomicUsize::new(0), settings)
    }

    #[tokio::test]
    async fn a_clean_connection_is_given_out_again() {
        let pool = pool(PoolSettings::default());
        drop(pool.acquire().await.unwrap());
        assert_eq!(pool.acquire().await.unwrap().0, 0);
    }

    #[tokio::test]
    async fn an_unclean_connection_is_not() {
        let pool = pool(PoolSettings::default());
        let mut connection = pool.acquire().await.unwrap();
        connection.begin_use();
        drop(connection);
        let mut connection = pool.acquire().await.unwrap();
        assert_eq!(connection.0, 1);
        connection.begin_use();
        connection.end_use();
        drop(connection);
        assert_eq!(pool.acquire().await.unwrap().0, 1);
    }

    #[tokio::test]
    async fn an_old_connection_is_not() {
        let pool = pool(PoolSettings {
            max_lifetime: Some(Duration::ZERO),
            ..PoolSettings::default()
        });
        drop(pool.acquire().await.unwrap());
        assert_eq!(pool.acquire().await.unwrap().0, 1);
    }

    #[tokio::test]
    async fn waiting_has_an_end_and_closing_too() {
        let pool = pool(PoolSettings {
            max_connections: 1,
            acquire_timeout: Duration::from_millis(20),
            ..PoolSettings::default()
        });
        let held = pool.acquire().await.unwrap();
        assert!(matches!(
            pool.acquire().await.err(),
            Some(Error::PoolTimeout(_))
        ));
        pool.close().await;
        drop(held);
        assert_eq!(pool.idle(), 0);
        assert!(matches!(
            pool.acquire().await.err(),
            Some(Error::PoolClosed)
        ));
    }
}
