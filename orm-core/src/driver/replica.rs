use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use super::session::Link;
use super::{Backend, Db, Session};
use crate::query::{FromItem, Inner, Join, Nil, Select, Source, TableRef};
use crate::scope::{Access, AccessLevel, InKeyspace, Pins};

/// The pools of a primary's replicas, taken in turn.
pub(super) struct Replicas<B: Backend> {
    pools: Vec<B::Pool>,
    next: AtomicUsize,
}

impl<B: Backend> Replicas<B> {
    fn take(&self) -> Option<B::Pool> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed);
        let at = turn.checked_rem(self.pools.len())?;
        self.pools.get(at).cloned()
    }
}

/// A handle that only reads, from a replica: what was written a moment ago may be missing there.
/// It has the access level and keyspace of the handle it came from.
pub struct Replica<B: Backend, A, K> {
    db: Db<B, A, K>,
}

impl<B: Backend, A, K> Db<B, A, K> {
    /// The same handle, which knows replicas of its database. Statements go to the primary all the
    /// same; those on [`on_replica`](Self::on_replica) go to the replicas in turn.
    pub fn with_replicas<K2>(
        mut self,
        replicas: impl IntoIterator<Item = Db<B, crate::scope::Unscoped, K2>>,
    ) -> Self {
        let pools = replicas
            .into_iter()
            .filter_map(|replica| match replica.session.link {
                Link::Pool(pool) => Some(pool),
                Link::Transaction { .. } => None,
            })
            .collect();
        self.session.replicas = Some(Arc::new(Replicas {
            pools,
            next: AtomicUsize::new(0),
        }));
        self
    }

    /// A handle that reads from a replica. Without replicas it reads from the primary; inside a
    /// transaction from the transaction, which sees its own writes.
    pub fn on_replica(&self) -> Replica<B, A, K> {
        let mut db = self.clone();
        if let (Link::Pool(_), Some(replicas)) = (&db.session.link, &db.session.replicas)
            && let Some(pool) = replicas.take()
        {
            db.session.link = Link::Pool(pool);
        }
        Replica { db }
    }
}

impl<B: Backend, A: AccessLevel, K> Replica<B, A, K> {
    /// `SELECT list`; go on with `.from(..)`.
    pub fn select<P>(&self, list: P) -> Select<&Session<B>, B, A, K, P, Nil> {
        self.db.select(list)
    }

    /// `SELECT` of whole rows of a table.
    pub fn from<S>(
        &self,
        table: TableRef<S>,
    ) -> Select<&Session<B>, B, A, K::Pin<S::Keyspace>, TableRef<S>, Join<S, Inner, Nil>>
    where
        K: Pins,
        S: Source + Access<A> + InKeyspace<K>,
        TableRef<S>: FromItem<B, A, K, Source = S, Keyspace = S::Keyspace>,
    {
        self.db.from(table)
    }
}
