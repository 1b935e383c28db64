//! The same rusqlite code on a thread of its own: one message there, the whole result back.

use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use tokio::runtime::Runtime;
use tokio::sync::oneshot;
use uuid::Uuid;

use super::rusqlite::Database;
use crate::Outcome;
use crate::contender::{Contender, runtime};
use crate::model::Arrival;
use crate::workload::Seen;

pub(super) fn open(path: &Path) -> Outcome<Box<dyn Contender>> {
    Ok(Box::new(ThreadHop {
        runtime: runtime()?,
        worker: Worker::start(Database::open(path)?),
    }))
}

struct ThreadHop {
    runtime: Runtime,
    worker: Worker,
}

impl Contender for ThreadHop {
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for &key in keys {
                seen.row(
                    &self
                        .worker
                        .call(move |database| database.policy(key))
                        .await?,
                );
            }
            Ok(())
        })
    }

    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for _ in 0..times {
                seen.rows(
                    &self
                        .worker
                        .call(move |database| database.items(rows))
                        .await?,
                );
            }
            Ok(())
        })
    }

    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome {
        self.runtime.block_on(async {
            for _ in 0..times {
                seen.rows(&self.worker.call(|database| database.authored()).await?);
            }
            Ok(())
        })
    }

    fn insert(&mut self, batches: Vec<Vec<Arrival>>) -> Outcome {
        self.runtime.block_on(async {
            for batch in batches {
                self.worker
                    .call(move |database| database.store(&batch))
                    .await?;
            }
            Ok(())
        })
    }
}

type Job = Box<dyn FnOnce(&mut Database) + Send>;

/// A thread that owns the database and ends when this is dropped.
struct Worker {
    jobs: Sender<Job>,
}

impl Worker {
    fn start(mut database: Database) -> Self {
        let (jobs, queue) = channel::<Job>();
        thread::spawn(move || {
            for job in queue {
                job(&mut database);
            }
        });
        Self { jobs }
    }

    async fn call<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Database) -> Outcome<T> + Send + 'static,
    ) -> Outcome<T> {
        let (answer, answered) = oneshot::channel();
        let job: Job = Box::new(move |database| {
            // A caller that went away no longer wants the answer.
            let _ = answer.send(work(database));
        });
        self.jobs
            .send(job)
            .map_err(|_| "the database thread has ended")?;
        answered.await?
    }
}
