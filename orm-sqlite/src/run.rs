use futures::SinkExt;
use futures::channel::mpsc;
use futures::executor::block_on;
use orm_core::Error;
use orm_core::driver::{Decoder, Repeated};
use orm_core::sql::Statement;
use rusqlite::CachedStatement;

use crate::bind::bind;
use crate::row::Reader;
use crate::value::mismatch;
use crate::work::{Stop, Turn, Work};

/// After this many rows there is a look at the clock.
const ROWS: usize = 32;
/// A batch of more rows is long.
const LONG_BATCH: usize = 2_048;

/// One statement, without its rows.
pub(crate) struct Execute(pub(crate) Statement);

impl Work for Execute {
    type Output = u64;

    fn sql(&self) -> &str {
        self.0.sql()
    }

    fn run(&mut self, turn: Turn<'_>) -> Result<u64, Stop> {
        let mut prepared = turn.prepare(self.0.sql())?;
        bind(&mut prepared, self.0.args())?;
        execute(turn, &mut prepared)
    }
}

/// One statement's rows.
pub(crate) struct Fetch<D> {
    pub(crate) statement: Statement,
    pub(crate) decoder: D,
}

impl<D: Decoder> Work for Fetch<D> {
    type Output = Vec<D::Item>;

    fn sql(&self) -> &str {
        self.statement.sql()
    }

    fn run(&mut self, turn: Turn<'_>) -> Result<Vec<D::Item>, Stop> {
        let mut prepared = turn.prepare(self.statement.sql())?;
        bind(&mut prepared, self.statement.args())?;
        let mut items = Vec::new();
        fetch(turn, &mut prepared, &self.decoder, &mut items)?;
        Ok(items)
    }
}

/// One statement's rows, sent as they arrive.
pub(crate) struct Send<D: Decoder> {
    pub(crate) statement: Statement,
    pub(crate) decoder: D,
    pub(crate) sender: mpsc::Sender<Result<D::Item, Error>>,
}

impl<D: Decoder> Work for Send<D> {
    type Output = ();

    fn sql(&self) -> &str {
        self.statement.sql()
    }

    fn run(&mut self, turn: Turn<'_>) -> Result<(), Stop> {
        let mut prepared = turn.prepare(self.statement.sql())?;
        bind(&mut prepared, self.statement.args())?;
        let _watched = turn.watch(&prepared);
        let mut rows = prepared.raw_query();
        while let Some(row) = rows.next().map_err(|error| turn.stop(error))? {
            let item = self.decoder.decode(&Reader::new(row)).map_err(Error::from);
            let failed = item.is_err();
            if !send(&mut self.sender, item) || failed {
                break;
            }
        }
        Ok(())
    }
}

/// Waits for a place in the channel. False: nobody receives any more.
pub(crate) fn send<T>(sender: &mut mpsc::Sender<T>, item: T) -> bool {
    match sender.try_send(item) {
        Ok(()) => true,
        Err(error) if error.is_full() => block_on(sender.send(error.into_inner())).is_ok(),
        Err(_) => false,
    }
}

/// Statements, each once per row of its bind values, without their rows.
pub(crate) struct ExecuteBatch(pub(crate) Vec<Repeated>);

impl Work for ExecuteBatch {
    type Output = u64;

    fn sql(&self) -> &str {
        first(&self.0)
    }

    fn weight(&self) -> u32 {
        weight(&self.0)
    }

    fn is_long(&self) -> bool {
        count(&self.0) > LONG_BATCH
    }

    fn run(&mut self, turn: Turn<'_>) -> Result<u64, Stop> {
        let mut changed = 0;
        each(turn, &self.0, |_, prepared| {
            changed += execute(turn, prepared)?;
            Ok(())
        })?;
        Ok(changed)
    }
}

/// Statements, each once per row of its bind values, with their rows.
pub(crate) struct FetchBatch<D> {
    pub(crate) batch: Vec<Repeated>,
    pub(crate) decoder: D,
}

impl<D: Decoder> Work for FetchBatch<D> {
    type Output = Vec<D::Item>;

    fn sql(&self) -> &str {
        first(&self.batch)
    }

    fn weight(&self) -> u32 {
        weight(&self.batch)
    }

    fn is_long(&self) -> bool {
        count(&self.batch) > LONG_BATCH
    }

    fn run(&mut self, turn: Turn<'_>) -> Result<Vec<D::Item>, Stop> {
        let mut items = Vec::with_capacity(count(&self.batch));
        each(turn, &self.batch, |statement, prepared| {
            self.decoder.begin(statement);
            let before = turn.connection.total_changes();
            fetch(turn, prepared, &self.decoder, &mut items)?;
            self.decoder.end(statement, changed_since(turn, before));
            Ok(())
        })?;
        Ok(items)
    }
}

fn execute(turn: Turn<'_>, prepared: &mut CachedStatement<'_>) -> Result<u64, Stop> {
    let before = turn.connection.total_changes();
    if prepared.column_count() == 0 {
        prepared.raw_execute().map_err(|error| turn.stop(error))?;
    } else {
        let _watched = turn.watch(prepared);
        let mut rows = prepared.raw_query();
        while rows.next().map_err(|error| turn.stop(error))?.is_some() {}
    }
    Ok(changed_since(turn, before))
}

/// The rows that the last statement changed. One that is no write leaves the number of the one
/// before standing.
fn changed_since(turn: Turn<'_>, before: u64) -> u64 {
    if turn.connection.total_changes() == before {
        0
    } else {
        turn.connection.changes()
    }
}

fn fetch<D: Decoder>(
    turn: Turn<'_>,
    prepared: &mut CachedStatement<'_>,
    decoder: &D,
    items: &mut Vec<D::Item>,
) -> Result<(), Stop> {
    let _watched = turn.watch(prepared);
    let mut rows = prepared.raw_query();
    let mut left = ROWS;
    while let Some(row) = rows.next().map_err(|error| turn.stop(error))? {
        items.push(decoder.decode(&Reader::new(row))?);
        left -= 1;
        if left == 0 {
            if turn.spent() {
                return Err(Stop::Spent);
            }
            left = ROWS;
        }
    }
    Ok(())
}

/// Runs each statement once per row of its bind values; all or none take effect.
fn each(
    turn: Turn<'_>,
    batch: &[Repeated],
    mut run: impl FnMut(usize, &mut CachedStatement<'_>) -> Result<(), Stop>,
) -> Result<(), Stop> {
    let whole = if count(batch) > 1 {
        Some(Whole::begin(turn)?)
    } else {
        None
    };
    for (at, repeated) in batch.iter().enumerate() {
        let (statement, rows) = (&repeated.statement, repeated.rows);
        let mut prepared = turn.prepare(statement.sql())?;
        let width = prepared.parameter_count();
        let args = statement.args();
        if args.len() != width * rows {
            return Err(mismatch(width * rows, args.len()).into());
        }
        for row in 0..rows {
            bind(&mut prepared, &args[row * width..(row + 1) * width])?;
            run(at, &mut prepared)?;
        }
    }
    whole.map_or(Ok(()), Whole::commit)
}

fn first(batch: &[Repeated]) -> &str {
    batch
        .first()
        .map_or("", |repeated| repeated.statement.sql())
}

fn count(batch: &[Repeated]) -> usize {
    batch.iter().map(|repeated| repeated.rows).sum()
}

fn weight(batch: &[Repeated]) -> u32 {
    count(batch).checked_ilog2().unwrap_or(0)
}

/// A transaction or a savepoint that is rolled back unless it is committed.
struct Whole<'o> {
    turn: Turn<'o>,
    nested: bool,
    open: bool,
}

impl<'o> Whole<'o> {
    fn begin(turn: Turn<'o>) -> Result<Self, Stop> {
        let nested = !turn.connection.is_autocommit();
        turn.control(if nested {
            "SAVEPOINT orm_batch"
        } else {
            "BEGIN IMMEDIATE"
        })?;
        Ok(Self {
            turn,
            nested,
            open: true,
        })
    }

    fn commit(mut self) -> Result<(), Stop> {
        self.turn.control(if self.nested {
            "RELEASE orm_batch"
        } else {
            "COMMIT"
        })?;
        self.open = false;
        Ok(())
    }
}

impl Drop for Whole<'_> {
    fn drop(&mut self) {
        // Some failures make SQLite roll back the transaction by itself.
        if self.open && !self.turn.connection.is_autocommit() {
            // What remains open here is seen when the connection goes back to the pool.
            let _ = if self.nested {
                self.turn
                    .control("ROLLBACK TO orm_batch")
                    .and_then(|()| self.turn.control("RELEASE orm_batch"))
            } else {
                self.turn.control("ROLLBACK")
            };
        }
    }
}
