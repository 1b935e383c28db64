//! What is measured, and the proof that all contenders do the same.

use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::hint::black_box;
use std::str::FromStr;

use uuid::Uuid;

use crate::contender::{Contender, Entrant, Roster};
use crate::model::{Arrival, Search};
use crate::store::Store;
use crate::{Outcome, fixture};

/// One workload; `README.md` says what each of them is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Workload {
    Point,
    Select(usize),
    Join,
    Nested,
    Insert(usize),
    Render,
}

impl Workload {
    /// All workloads, in the order of the report.
    pub(crate) const ALL: [Self; 10] = [
        Self::Point,
        Self::Select(10),
        Self::Select(100),
        Self::Select(10_000),
        Self::Join,
        Self::Nested,
        Self::Insert(1),
        Self::Insert(100),
        Self::Insert(1_000),
        Self::Render,
    ];

    /// Whether the contender takes part.
    pub(crate) fn is_offered_by(self, entrant: &Entrant) -> bool {
        entrant.contender.offers(self)
    }

    /// Makes what `times` operations need, outside of the timed part.
    pub(crate) fn task(self, entrant: &Entrant, times: usize) -> Outcome<Task> {
        let numbers = 0..times as u64;
        Ok(match self {
            Self::Point => Task::Point(numbers.map(fixture::policy_key).collect()),
            Self::Select(rows) => Task::Select { rows, times },
            Self::Join => Task::Join { times },
            Self::Nested => Task::Nested { times },
            Self::Insert(rows) => Task::Insert(
                numbers
                    .map(|batch| fixture::arrivals(batch, rows))
                    .collect(),
            ),
            Self::Render => {
                let render = entrant
                    .contender
                    .renderer()
                    .ok_or("this contender does not render")?;
                Task::Render { render, times }
            }
        })
    }

    /// Undoes what a task has changed, outside of the timed part.
    pub(crate) fn clean(self, store: &mut dyn Store) -> Outcome {
        if matches!(self, Self::Insert(_)) {
            store.empty()?;
        }
        Ok(())
    }
}

impl fmt::Display for Workload {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Point => formatter.write_str("point"),
            Self::Select(rows) => write!(formatter, "select{rows}"),
            Self::Join => formatter.write_str("join1000"),
            Self::Nested => formatter.write_str("nested"),
            Self::Insert(rows) => write!(formatter, "insert{rows}"),
            Self::Render => formatter.write_str("render3"),
        }
    }
}

impl FromStr for Workload {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Self::ALL
            .into_iter()
            .find(|workload| workload.to_string() == name)
            .ok_or_else(|| {
                let known: Vec<String> = Self::ALL.iter().map(Self::to_string).collect();
                format!("no such workload; there are {}", known.join(", "))
            })
    }
}

/// A number of operations, ready to run.
pub(crate) enum Task {
    Point(Vec<Uuid>),
    Select {
        rows: usize,
        times: usize,
    },
    Join {
        times: usize,
    },
    Nested {
        times: usize,
    },
    Insert(Vec<Vec<Arrival>>),
    Render {
        render: fn(&Search) -> String,
        times: usize,
    },
}

impl Task {
    /// Runs the operations: the timed part.
    pub(crate) fn run(self, contender: &mut dyn Contender, seen: &mut Seen) -> Outcome {
        match self {
            Self::Point(keys) => contender.point(&keys, seen),
            Self::Select { rows, times } => contender.select(rows, times, seen),
            Self::Join { times } => contender.join(times, seen),
            Self::Nested { times } => contender.nested(times, seen),
            Self::Insert(batches) => contender.insert(batches),
            Self::Render { render, times } => {
                for _ in 0..times {
                    black_box(render(black_box(&SEARCH)));
                }
                Ok(())
            }
        }
    }
}

const SEARCH: Search = Search {
    org_id: fixture::TENANT,
    min_age: 30,
    min_views: 100,
    limit: 50,
};

/// Where a contender puts its rows: fingerprinted when results are compared, and only kept from
/// being optimised away when they are timed.
pub(crate) struct Seen {
    fingerprint: Option<(DefaultHasher, usize)>,
}

impl Seen {
    /// Takes rows without looking at them.
    pub(crate) fn unread() -> Self {
        Self { fingerprint: None }
    }

    fn compared() -> Self {
        Self {
            fingerprint: Some((DefaultHasher::new(), 0)),
        }
    }

    /// Takes the one row of an operation.
    pub(crate) fn row<R: Hash>(&mut self, row: &R) {
        self.rows(std::slice::from_ref(row));
    }

    /// Takes the rows of an operation.
    pub(crate) fn rows<R: Hash>(&mut self, rows: &[R]) {
        match &mut self.fingerprint {
            Some((hasher, count)) => {
                rows.hash(hasher);
                *count += rows.len();
            }
            None => {
                black_box(rows);
            }
        }
    }
}

/// How many rows there were, and a hash over all of their values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Fingerprint {
    rows: usize,
    hash: u64,
}

const CHECKED: usize = 3;

/// Runs the workload once per contender and compares what it returned or left in its database.
///
/// # Errors
///
/// When a contender's result is not what it has to be.
pub(crate) fn check(workload: Workload, roster: &mut Roster) -> Outcome {
    let mut expected = None;
    for entrant in roster
        .entrants
        .iter_mut()
        .filter(|entrant| workload.is_offered_by(entrant))
    {
        let found = match workload {
            Workload::Render => rendered(entrant)?,
            Workload::Insert(_) => stored(workload, entrant)?,
            Workload::Point | Workload::Select(_) | Workload::Join | Workload::Nested => {
                read(workload, entrant)?
            }
        };
        let expected = *expected.get_or_insert(match workload {
            Workload::Insert(rows) => sent(rows),
            _ => found,
        });
        let count = match workload {
            Workload::Point => 1,
            Workload::Select(rows) | Workload::Insert(rows) => rows,
            Workload::Join => 1_000,
            Workload::Nested => fixture::CUSTOMERS,
            Workload::Render => RENDERED_COLUMNS,
        };
        if found != expected || found.rows != count * CHECKED {
            let name = entrant.name;
            return Err(format!(
                "{workload}: {name} has {found:?}, expected {expected:?} of {count} rows x {CHECKED}"
            )
            .into());
        }
    }
    Ok(())
}

fn read(workload: Workload, entrant: &mut Entrant) -> Outcome<Fingerprint> {
    let mut seen = Seen::compared();
    let task = workload.task(entrant, CHECKED)?;
    task.run(entrant.contender.as_mut(), &mut seen)?;
    let (hasher, rows) = seen.fingerprint.ok_or("nothing was compared")?;
    Ok(Fingerprint {
        rows,
        hash: hasher.finish(),
    })
}

/// What the insert workload has to leave behind.
fn sent(rows: usize) -> Fingerprint {
    let mut hasher = DefaultHasher::new();
    for arrival in (0..CHECKED as u64).flat_map(|batch| fixture::arrivals(batch, rows)) {
        arrival.hash(&mut hasher);
    }
    Fingerprint {
        rows: rows * CHECKED,
        hash: hasher.finish(),
    }
}

fn stored(workload: Workload, entrant: &mut Entrant) -> Outcome<Fingerprint> {
    let task = workload.task(entrant, CHECKED)?;
    task.run(entrant.contender.as_mut(), &mut Seen::unread())?;
    let mut hasher = DefaultHasher::new();
    let arrivals = entrant.store.arrivals()?;
    for arrival in &arrivals {
        arrival.hash(&mut hasher);
    }
    workload.clean(entrant.store.as_mut())?;
    Ok(Fingerprint {
        rows: arrivals.len(),
        hash: hasher.finish(),
    })
}

const RENDERED_COLUMNS: usize = 6;

/// Texts may differ, so the database is asked whether it understands them, and what they select.
fn rendered(entrant: &mut Entrant) -> Outcome<Fingerprint> {
    let render = entrant
        .contender
        .renderer()
        .ok_or("this contender does not render")?;
    let text = render(&SEARCH);
    for table in ["users", "posts", "comments"] {
        if !text.contains(table) {
            return Err(format!("{} does not join {table}: {text}", entrant.name).into());
        }
    }
    let columns = entrant.store.columns(&text)?;
    Ok(Fingerprint {
        rows: columns * CHECKED,
        hash: 0,
    })
}
