use std::collections::HashSet;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// More than this many and all are forgotten: the texts are probably made of values.
const MOST: usize = 1_024;

/// The statements that took long the last time.
pub(crate) struct Slow {
    hasher: RandomState,
    known: Mutex<HashSet<u64>>,
    count: AtomicUsize,
}

impl Slow {
    pub(crate) fn new() -> Self {
        Self {
            hasher: RandomState::new(),
            known: Mutex::default(),
            count: AtomicUsize::new(0),
        }
    }

    /// Whether the statement took long the last time.
    pub(crate) fn contains(&self, sql: &str, weight: u32) -> bool {
        self.count.load(Ordering::Relaxed) > 0 && self.lock().contains(&self.key(sql, weight))
    }

    pub(crate) fn remember(&self, sql: &str, weight: u32) {
        let key = self.key(sql, weight);
        let mut known = self.lock();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(key);
        self.count.store(known.len(), Ordering::Relaxed);
    }

    pub(crate) fn forget(&self, sql: &str, weight: u32) {
        if self.count.load(Ordering::Relaxed) > 0 {
            let key = self.key(sql, weight);
            let mut known = self.lock();
            known.remove(&key);
            self.count.store(known.len(), Ordering::Relaxed);
        }
    }

    fn key(&self, sql: &str, weight: u32) -> u64 {
        self.hasher.hash_one((sql, weight))
    }

    fn lock(&self) -> MutexGuard<'_, HashSet<u64>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
