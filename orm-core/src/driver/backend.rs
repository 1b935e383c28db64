use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use futures::channel::mpsc;

use super::{BuildError, Error, RowError};
use crate::sql::{Dialect, Statement};
use crate::types::RowReader;

/// A statement on its way. Boxed, so that a query that doesn't type-check is reported once, at its
/// terminal, and not again at each `.await`; the box costs about a hundredth of the fastest
/// statement.
pub type Running<'h, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'h>>;

/// A kind of database: `Sqlite`, `Postgres`, `MySql`.
pub trait Backend: Sized + Send + Sync + 'static {
    /// The pool behind a handle.
    type Pool: Pool<Connection = Self::Connection>;
    /// One connection.
    type Connection: Connection;
    /// How statements are written.
    const DIALECT: &'static Dialect;
    /// Whether many rows are inserted fastest by one prepared statement, run row by row.
    const ROW_BY_ROW: bool;
    /// How rows are loaded with their relations, unless a query says otherwise.
    const RELATIONS: Strategy = Strategy::PerLevel;
}

/// How rows are loaded with their relations.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// One statement per level, which holds the keys of the rows above. The faster one where a
    /// statement costs little to send.
    PerLevel,
    /// One statement for all levels, which aggregates related rows as JSON. The faster one where
    /// each statement is a request over a network.
    Json,
}

/// The backend has FULL JOIN.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no FULL JOIN",
    label = "not available on this backend",
    note = "write it as a LEFT JOIN and a second query with the rows that have no partner"
)]
pub trait HasFullJoin {}

/// The backend has RETURNING for INSERT and DELETE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no RETURNING",
    label = "not available on this backend",
    note = "select the row by its key after the write, in the same transaction"
)]
pub trait HasReturning {}

/// The backend has ON CONFLICT.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no ON CONFLICT",
    label = "not available on this backend",
    note = "an upsert there meets any of the table's keys: `.on_duplicate_key_update()`, or `.ignore_duplicates()`"
)]
pub trait HasOnConflict {}

/// The backend has ON DUPLICATE KEY UPDATE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no ON DUPLICATE KEY UPDATE",
    label = "not available on this backend",
    note = "say which key is meant: `.on_conflict(columns).do_update()`"
)]
pub trait HasOnDuplicateKey {}

/// The backend has UPDATE and DELETE with ORDER BY and LIMIT.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no UPDATE and no DELETE with an order or a limit",
    label = "not available on this backend",
    note = "select the keys with `.order_by(..).limit(..)`, and filter by them: `key.in_query(..)`"
)]
pub trait HasWriteLimit {}

/// The backend has RETURNING for UPDATE.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no RETURNING for UPDATE",
    label = "not available on this backend",
    note = "select the row by its key after the update, in the same transaction"
)]
pub trait HasUpdateReturning: HasReturning {}

/// The backend has row locks.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no row locks",
    label = "not available on this backend",
    note = "a transaction that writes keeps other writers out by itself"
)]
pub trait HasRowLocks {}

/// The backend has row locks on chosen sources, and shared ones.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no row locks on chosen sources, and no FOR SHARE",
    label = "not available on this backend",
    note = "`.for_update()` locks the rows of all sources"
)]
pub trait HasLockOf: HasRowLocks {}

/// The backend has DISTINCT ON.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no DISTINCT ON",
    label = "not available on this backend",
    note = "group the query, or filter by a correlated subquery"
)]
pub trait HasDistinctOn {}

/// The backend has LATERAL.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no LATERAL",
    label = "not available on this backend",
    note = "write a correlated subquery in the select list, or a second query"
)]
pub trait HasLateral {}

/// The backend has array columns.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no arrays",
    label = "not available on this backend",
    note = "compare with `.in_list(..)`; keep a list as `Json<Vec<_>>`, or as rows of a table of its own"
)]
pub trait HasArrays {}

/// The backend has intervals.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no intervals",
    label = "not available on this backend",
    note = "a span that is known moves a moment on every backend: `.later(span)`, `.earlier(span)`"
)]
pub trait HasIntervals {}

/// The backend has transactions that span statements.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no transactions",
    label = "not available on this backend",
    note = "send the statements as one batch"
)]
pub trait HasTransactions: Backend<Connection: Transactional> {}

/// A pool of connections. Cheap to clone.
pub trait Pool: Clone + Send + Sync + 'static {
    /// One connection; it goes back to the pool when it is dropped, clean.
    type Connection;

    /// A connection, as soon as one is free.
    fn acquire(&self) -> impl Future<Output = Result<Self::Connection, Error>> + Send;

    /// Names this pool among all of the process.
    fn id(&self) -> usize;

    /// How many connections the pool holds at most.
    fn size(&self) -> usize;

    /// Closes the pool; connections in use are closed when they come back.
    fn close(&self) -> impl Future<Output = ()> + Send;
}

/// Turns rows into values as they arrive.
pub trait Decoder: Send + 'static {
    /// The value of a row.
    type Item: Send + 'static;
    /// Called by [`fetch_batch`](Connection::fetch_batch) before each execution of a statement:
    /// the rows that follow are those of this one of the batch, counted from 0.
    fn begin(&self, _statement: usize) {}
    /// Called by [`fetch_batch`](Connection::fetch_batch) after each execution of a statement, with
    /// the number of rows that it changed.
    fn end(&self, _statement: usize, _changed: u64) {}
    /// Reads one row.
    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<Self::Item, RowError>;
}

/// A [`Decoder`] without its type, for queries that are stored.
pub trait ErasedDecoder<T>: Send + Sync {
    /// Reads one row.
    fn decode_erased(&self, row: &dyn RowReader) -> Result<T, RowError>;
}

impl<D: Decoder + Sync> ErasedDecoder<D::Item> for D {
    fn decode_erased(&self, row: &dyn RowReader) -> Result<D::Item, RowError> {
        self.decode(row)
    }
}

/// An [`ErasedDecoder`] that queries share.
pub struct SharedDecoder<T>(Arc<dyn ErasedDecoder<T>>);

impl<T> Clone for SharedDecoder<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T: Send + 'static> SharedDecoder<T> {
    /// Forgets the decoder's type.
    pub fn new<D: Decoder<Item = T> + Sync>(decoder: D) -> Self {
        Self(Arc::new(decoder))
    }
}

impl<T: Send + 'static> Decoder for SharedDecoder<T> {
    type Item = T;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<T, RowError> {
        self.0.decode_erased(&Borrowed(row))
    }
}

/// Makes a reader of unknown size one behind a reference, so that it can be a trait object.
pub(crate) struct Borrowed<'r, R: ?Sized>(pub(crate) &'r R);

macro_rules! forward {
    ($($name:ident($($arg:ident: $ty:ty),*) -> $out:ty;)+) => {
        impl<R: RowReader + ?Sized> RowReader for Borrowed<'_, R> {
            $(fn $name(&self, at: usize $(, $arg: $ty)*) -> Result<$out, crate::types::DecodeError> {
                self.0.$name(at $(, $arg)*)
            })+
        }
    };
}

forward! {
    is_null() -> bool;
    bool() -> bool;
    i64() -> i64;
    u64() -> u64;
    f32() -> f32;
    f64() -> f64;
    text() -> &str;
    bytes() -> &[u8];
    uuid(hint: crate::types::Hint) -> uuid::Uuid;
    decimal(hint: crate::types::Hint) -> rust_decimal::Decimal;
    date(hint: crate::types::Hint) -> chrono::NaiveDate;
    time(hint: crate::types::Hint) -> chrono::NaiveTime;
    datetime(hint: crate::types::Hint) -> chrono::NaiveDateTime;
    timestamp(hint: crate::types::Hint) -> chrono::DateTime<chrono::Utc>;
    json() -> &str;
    interval() -> crate::types::Interval;
    ip() -> std::net::IpAddr;
    ip_network() -> crate::types::IpNetwork;
    array() -> crate::types::Cells<'_>;
}

/// A statement that is executed once per row of bind values.
#[derive(Clone, Debug)]
pub struct Repeated {
    /// The statement, with the bind values of all rows one after the other.
    pub statement: Statement,
    /// How often it is executed.
    pub rows: usize,
}

/// One connection of a backend.
pub trait Connection: Send + 'static {
    /// Executes a statement; gives the number of rows that it changed.
    fn execute(&mut self, statement: Statement) -> impl Future<Output = Result<u64, Error>> + Send;

    /// Executes statements, each once per row of its bind values; gives the number of rows
    /// changed. All or none take effect.
    fn execute_batch(
        &mut self,
        batch: Vec<Repeated>,
    ) -> impl Future<Output = Result<u64, Error>> + Send;

    /// Executes statements, each once per row of its bind values; gives the number that the
    /// database counted for each row's AUTO_INCREMENT column. All or none take effect. Asked only
    /// of backends without RETURNING.
    fn execute_counted(
        &mut self,
        batch: Vec<Repeated>,
    ) -> impl Future<Output = Result<Vec<u64>, Error>> + Send {
        let table = batch
            .first()
            .and_then(|first| first.statement.tables().first().copied())
            .unwrap_or_default();
        std::future::ready(Err(BuildError::KeyUnknown { table }.into()))
    }

    /// Executes a statement; gives all rows.
    fn fetch_all<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
    ) -> impl Future<Output = Result<Vec<D::Item>, Error>> + Send;

    /// Executes statements, each once per row of its bind values; gives the rows of all, in
    /// order, and tells the decoder which statement begins and ends. All or none take effect. A
    /// batch that was stopped half-way may be run again from its first statement.
    fn fetch_batch<D: Decoder>(
        &mut self,
        batch: Vec<Repeated>,
        decoder: D,
    ) -> impl Future<Output = Result<Vec<D::Item>, Error>> + Send;

    /// Executes a statement; sends its rows as they arrive, until the receiver is gone.
    fn fetch_into<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
        sender: mpsc::Sender<Result<D::Item, Error>>,
    ) -> impl Future<Output = ()> + Send;
}

/// What a transaction sees of others that run beside it. Every backend's mode is made from one;
/// a backend without a level takes the next stronger one that it has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Isolation {
    /// Rows that others have not committed yet, where the backend shows them.
    ReadUncommitted,
    /// What others have committed before each statement.
    ReadCommitted,
    /// What others had committed before the transaction's first statement.
    RepeatableRead,
    /// As if transactions ran one after the other.
    Serializable,
}

/// A connection that has transactions.
pub trait Transactional: Connection {
    /// How a transaction begins.
    type Mode: Default + Clone + Send + Sync + From<Isolation>;

    /// Begins a transaction, or a savepoint when `depth` is not 0.
    fn begin(
        &mut self,
        depth: usize,
        mode: &Self::Mode,
    ) -> impl Future<Output = Result<(), Error>> + Send;
    /// Commits the transaction, or releases the savepoint.
    fn commit(&mut self, depth: usize) -> impl Future<Output = Result<(), Error>> + Send;
    /// Rolls back the transaction, or to the savepoint.
    fn rollback(&mut self, depth: usize) -> impl Future<Output = Result<(), Error>> + Send;
}
