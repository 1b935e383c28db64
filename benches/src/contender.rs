//! Who competes. A contender is one file in `contender/` and one line in [`ALL`].

mod diesel;
mod ours;
mod rusqlite;
mod sqlx;
mod thread_hop;

use std::path::Path;

use ::rusqlite::Connection;
use tokio::runtime::{Builder, Runtime};
use uuid::Uuid;

use crate::Outcome;
use crate::fixture::Fixture;
use crate::model::{Arrival, Search};
use crate::workload::{Seen, Workload};

/// One way to talk to SQLite.
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

    /// Whether this contender loads rows with the rows that they are related to.
    fn nests(&self) -> bool {
        false
    }

    /// Reads the tenant's writers with their articles and the remarks on each, `times` times; as
    /// JSON of one statement where the contender can.
    fn nested(&mut self, _json: bool, _times: usize, _seen: &mut Seen) -> Outcome {
        Err("this contender does not nest".into())
    }

    /// Inserts each batch with one call.
    fn insert(&mut self, batches: Vec<Vec<Arrival>>) -> Outcome;

    /// Builds and renders the three-table join, if this contender renders SQL at all.
    fn renderer(&self) -> Option<fn(&Search) -> String> {
        None
    }
}

type Open = fn(&Path) -> Outcome<Box<dyn Contender>>;

/// All contenders; the first one is what the others are compared to.
const ALL: [(&str, Open); 5] = [
    ("rusqlite", rusqlite::open),
    ("thread-hop", thread_hop::open),
    ("sqlx", sqlx::open),
    ("diesel", diesel::open),
    ("ours", ours::open),
];

/// A contender with the database it works on.
pub(crate) struct Entrant {
    pub(crate) name: &'static str,
    pub(crate) contender: Box<dyn Contender>,
    /// The harness's own connection to the contender's database.
    pub(crate) database: Connection,
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
    /// When a name is unknown or a contender cannot open its copy of the database.
    pub(crate) fn open(fixture: &Fixture, names: &[String]) -> Outcome<Self> {
        if let Some(unknown) = names
            .iter()
            .find(|name| ALL.iter().all(|(known, _)| known != name))
        {
            let known: Vec<&str> = ALL.iter().map(|(name, _)| *name).collect();
            return Err(format!("no contender `{unknown}`; there are {}", known.join(", ")).into());
        }
        let entrants = ALL
            .into_iter()
            .enumerate()
            .filter(|(place, (name, _))| {
                *place == 0 || names.is_empty() || names.iter().any(|wanted| wanted == name)
            })
            .map(|(_, (name, open))| {
                let path = fixture.copy_for(name)?;
                let contender = open(&path)?;
                Ok(Entrant {
                    name,
                    contender,
                    database: Connection::open(&path)?,
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
fn runtime() -> Outcome<Runtime> {
    Ok(Builder::new_current_thread().enable_all().build()?)
}
