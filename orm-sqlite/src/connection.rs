use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::Arc;
use std::time::Instant;

use futures::channel::{mpsc, oneshot};
use orm_core::Error;
use orm_core::driver::{Connection, Decoder, Repeated};
use orm_core::sql::Statement;

use crate::options::Execution;
use crate::pool::Slot;
use crate::run::{Execute, ExecuteBatch, Fetch, FetchBatch, Send as SendRows, send};
use crate::watch::Watch;
use crate::work::{Stop, Work};

/// A connection of a [`SqlitePool`](crate::SqlitePool), which gets it back when this is dropped.
pub struct SqliteConnection {
    place: Place,
    /// Between begin and end of a transaction.
    pub(crate) in_transaction: bool,
}

enum Place {
    Here(Slot),
    /// A thread of the pool has it, and gives it back when its work is done.
    Away(oneshot::Receiver<Slot>),
    Lost,
}

impl Connection for SqliteConnection {
    async fn execute(&mut self, statement: Statement) -> Result<u64, Error> {
        self.run(Execute(statement)).await
    }

    async fn execute_batch(&mut self, batch: Vec<Repeated>) -> Result<u64, Error> {
        self.run(ExecuteBatch(batch)).await
    }

    async fn fetch_all<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        self.run(Fetch { statement, decoder }).await
    }

    async fn fetch_batch<D: Decoder>(
        &mut self,
        batch: Vec<Repeated>,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        self.run(FetchBatch { batch, decoder }).await
    }

    async fn fetch_into<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
        sender: mpsc::Sender<Result<D::Item, Error>>,
    ) {
        let mut failed = sender.clone();
        let work = SendRows {
            statement,
            decoder,
            sender,
        };
        let usable = self.usable().await.map(drop);
        let result = match usable {
            Ok(()) => self.on_thread(work).await,
            Err(error) => Err(error),
        };
        if let Err(error) = result {
            // Each sender has a place of its own in the channel, and this one's is free.
            send(&mut failed, Err(error));
        }
    }
}

impl SqliteConnection {
    pub(crate) fn new(slot: Slot) -> Self {
        Self {
            place: Place::Here(slot),
            in_transaction: false,
        }
    }

    /// The connection, when the last statement's future was dropped while a thread ran it.
    pub(crate) async fn slot(&mut self) -> Result<&Slot, Error> {
        if let Place::Away(returned) = &mut self.place {
            self.place = returned.await.map_or(Place::Lost, Place::Here);
        }
        match &self.place {
            Place::Here(slot) => Ok(slot),
            _ => Err(Error::PoolClosed),
        }
    }

    /// The connection, if its transaction was not rolled back by SQLite itself, as after some
    /// failures it is: what follows would take effect outside of it.
    async fn usable(&mut self) -> Result<&Slot, Error> {
        let in_transaction = self.in_transaction;
        let slot = self.slot().await?;
        if in_transaction && slot.connection().is_autocommit() {
            return Err(Error::TransactionEnded);
        }
        Ok(slot)
    }

    pub(crate) async fn run<W: Work>(&mut self, mut work: W) -> Result<W::Output, Error> {
        let here = self.usable().await?.here(&work);
        if here {
            let slot = self.slot().await?;
            match on_this_thread(slot, &mut work) {
                Ok(output) => return Ok(output),
                Err(Stop::Failed(error)) => return Err(error),
                Err(Stop::Spent | Stop::Locked) => {}
            }
        }
        self.on_thread(work).await
    }

    async fn on_thread<W: Work>(&mut self, mut work: W) -> Result<W::Output, Error> {
        let slot = match std::mem::replace(&mut self.place, Place::Lost) {
            Place::Here(slot) => slot,
            other => {
                self.place = other;
                return Err(Error::PoolClosed);
            }
        };
        let pool = slot.pool().clone();
        let unwanted = Unwanted(Some(slot.watch().clone()));
        slot.watch().reset();
        let (give_back, returned) = oneshot::channel();
        let (answer, answered) = oneshot::channel();
        self.place = Place::Away(returned);
        pool.workers.run(move || {
            let result = catch_unwind(AssertUnwindSafe(|| on_worker(&slot, &mut work)));
            // The connection first: it is there when the caller sees the answer. Without a caller
            // it is dropped, and so goes back to the pool.
            drop(give_back.send(slot));
            drop(answer.send(result));
        });
        let result = answered.await;
        unwanted.keep();
        self.slot().await?;
        match result {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => resume_unwind(panic),
            Err(oneshot::Canceled) => Err(Error::PoolClosed),
        }
    }
}

impl Slot {
    /// Whether this thread is where the work is done, to begin with.
    fn here<W: Work>(&self, work: &W) -> bool {
        match self.pool().options.execution {
            Execution::Inline => true,
            Execution::Thread => false,
            Execution::Adaptive => {
                !work.is_long() && !self.pool().slow.contains(work.sql(), work.weight())
            }
        }
    }
}

fn on_this_thread<W: Work>(slot: &Slot, work: &mut W) -> Result<W::Output, Stop> {
    let options = &slot.pool().options;
    if options.execution == Execution::Inline {
        return work.run(slot.turn(None));
    }
    let started = Instant::now();
    let result = work.run(slot.turn(Some(options.inline_budget)));
    let slow = match &result {
        Ok(_) => started.elapsed() >= options.inline_budget,
        Err(stop) => matches!(stop, Stop::Spent),
    };
    if slow {
        slot.pool().slow.remember(work.sql(), work.weight());
    }
    result
}

fn on_worker<W: Work>(slot: &Slot, work: &mut W) -> Result<W::Output, Error> {
    let options = &slot.pool().options;
    let adaptive = options.execution == Execution::Adaptive;
    let _patient = if adaptive {
        Some(slot.patient()?)
    } else {
        None
    };
    let started = Instant::now();
    let result = work.run(slot.turn(None));
    if adaptive && started.elapsed() < options.inline_budget {
        slot.pool().slow.forget(work.sql(), work.weight());
    }
    result.map_err(|stop| match stop {
        Stop::Failed(error) => error,
        // Only a caller that is gone stops work that has no budget.
        Stop::Spent | Stop::Locked => Error::Database {
            code: "9".to_owned(),
            message: "the statement was stopped: nobody waits for its answer".to_owned(),
        },
    })
}

/// Stops a thread's read when the future that waits for it is dropped.
struct Unwanted(Option<Arc<Watch>>);

impl Unwanted {
    fn keep(mut self) {
        self.0 = None;
    }
}

impl Drop for Unwanted {
    fn drop(&mut self) {
        if let Some(watch) = &self.0 {
            watch.cancel();
        }
    }
}
