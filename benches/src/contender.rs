//! Who competes: one folder per database, one file per contender.

pub(crate) mod mysql;
mod nest;
pub(crate) mod ours;
pub(crate) mod postgres;
mod sea_orm;
pub(crate) mod sqlite;

use tokio::runtime::{Builder, Runtime};
use uuid::Uuid;

use crate::Outcome;
use crate::model::{Arrival, Search};
use crate::store::Store;
use crate::workload::{Seen, Workload};

/// One way to talk to a database.
///
/// Every method does its operation as often as it is told to and loops inside, so that an
/// asynchronous contender enters its runtime once per measured batch. Results go to [`Seen`].
pub(crate) trait Contender {
    /// Reads one policy of [`TENANT`](crate::fixture::TENANT) per key.
    fn point(&mut self, keys: &[Uuid], seen: &mut Seen) -> Outcome;

    /// Reads the first `rows` items of the tenant, `times` times.
    fn select(&mut self, rows: usize, times: usize, seen: &mut Seen) -> Outcome;

    /// Reads 1,000 rows of the tenant's adult users and their posts, `times` times.
    fn join(&mut self, times: usize, seen: &mut Seen) -> Outcome;

    /// Whether it takes part in a workload.
    fn offers(&self, workload: Workload) -> bool {
        match workload {
            Workload::Nested => false,
            Workload::Render => self.renderer().is_some(),
            _ => true,
        }
    }

    /// Reads the tenant's customers with their orders and the lines of these, each in the order of
    /// its keys, `times` times.
    ///
    /// # Errors
    ///
    /// Unless it [`offers`](Self::offers) the workload.
    fn nested(&mut self, _times: usize, _seen: &mut Seen) -> Outcome {
        Err("this contender does not nest".into())
    }

    /// Inserts each batch with one call.
    fn insert(&mut self, batches: Vec<Vec<Arrival>>) -> Outcome;

    /// Builds and renders the three-table join, if this contender renders SQL at all.
    fn renderer(&self) -> Option<fn(&Search) -> String> {
        None
    }
}

/// A contender with the database it works on.
pub(crate) struct Entrant {
    pub(crate) name: &'static str,
    pub(crate) contender: Box<dyn Contender>,
    /// The harness's own connection to the contender's database.
    pub(crate) store: Box<dyn Store>,
}

/// The contenders of one workload, the baseline first.
pub(crate) struct Roster {
    pub(crate) entrants: Vec<Entrant>,
}

impl Roster {
    /// Opens the named contenders and the baseline, or all if none is named.
    ///
    /// # Errors
    ///
    /// When a contender cannot open its database.
    pub(crate) fn open<O: Copy>(
        all: &[(&'static str, O)],
        names: &[String],
        open: impl Fn(&'static str, O) -> Outcome<(Box<dyn Contender>, Box<dyn Store>)>,
    ) -> Outcome<Self> {
        let entrants = all
            .iter()
            .enumerate()
            .filter(|(place, (name, _))| {
                *place == 0 || names.is_empty() || names.iter().any(|wanted| wanted == name)
            })
            .map(|(_, &(name, how))| {
                let (contender, store) = open(name, how)?;
                Ok(Entrant {
                    name,
                    contender,
                    store,
                })
            })
            .collect::<Outcome<_>>()?;
        Ok(Self { entrants })
    }

    /// The names of the contenders that take part in a workload.
    pub(crate) fn names_for(&self, workload: Workload) -> Vec<&'static str> {
        self.entrants
            .iter()
            .filter(|entrant| workload.is_offered_by(entrant))
            .map(|entrant| entrant.name)
            .collect()
    }
}

/// The runtime of the asynchronous contenders: one thread, the caller's.
pub(crate) fn runtime() -> Outcome<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
