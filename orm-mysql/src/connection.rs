use futures::channel::mpsc;
use futures::stream::BoxStream;
use futures::{SinkExt, StreamExt};
use orm_core::driver::pool::Pooled;
use orm_core::driver::{Connection, Decoder, Repeated};
use orm_core::sql::{Operation, Statement};
use orm_core::{BuildError, Error};
use sqlx::mysql::{MySqlQueryResult, MySqlRow};
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, Either, Executor};

use crate::bind::{arguments, marked};
use crate::interpolate::interpolate;
use crate::row::{Kind, Reader, kinds};
use crate::server::MySqlWire;
use crate::{error, transaction};

mod batch;

use self::batch::Event;

/// A connection of a [`MySqlPool`](crate::MySqlPool), which gets it back when this is dropped,
/// unless something is under way on it: then it is closed, and the server rolls back.
pub struct MySqlConnection {
    pub(crate) wired: Wired,
    /// Whether statements are sent as text, with their bind values written into it.
    text: bool,
    pub(crate) state: State,
}

/// What is under way on a connection.
#[derive(Debug, Default)]
pub(crate) struct State {
    /// Something was sent, and not all of the answer was read.
    pub(crate) busy: bool,
    /// Rows of a stream that was dropped are still to come. sqlx skips them.
    pub(crate) unread: bool,
    /// Between begin and end of a transaction.
    pub(crate) in_transaction: bool,
    /// The server rolled back that transaction by itself: what follows would take effect outside.
    pub(crate) rolled_back: bool,
    /// The session has other settings than the pool's.
    changed: bool,
    /// The number that the server counted for the row that the last statement inserted.
    counted: u64,
}

pub(crate) enum Wired {
    Own(Pooled<MySqlWire>),
    Lent(PoolConnection<sqlx::MySql>),
}

impl Wired {
    pub(crate) fn get(&mut self) -> &mut sqlx::MySqlConnection {
        match self {
            Self::Own(pooled) => &mut pooled.0,
            Self::Lent(connection) => connection,
        }
    }
}

impl Drop for MySqlConnection {
    fn drop(&mut self) {
        let State {
            busy,
            unread,
            in_transaction,
            changed,
            ..
        } = self.state;
        if busy || unread || in_transaction || changed {
            match &mut self.wired {
                Wired::Own(pooled) => pooled.begin_use(),
                Wired::Lent(connection) => connection.close_on_drop(),
            }
        }
    }
}

impl Connection for MySqlConnection {
    /// Gives the number of rows that the statement changed; of an UPDATE, those that its filter
    /// matched, whether or not they had the new values before.
    async fn execute(&mut self, statement: Statement) -> Result<u64, Error> {
        self.run(statement, |_| Ok(())).await
    }

    async fn execute_batch(&mut self, batch: Vec<Repeated>) -> Result<u64, Error> {
        self.each(batch, |_| Ok(())).await
    }

    async fn execute_counted(&mut self, batch: Vec<Repeated>) -> Result<Vec<u64>, Error> {
        let table = batch
            .first()
            .and_then(|first| first.statement.tables().first().copied())
            .unwrap_or_default();
        let mut numbers = Vec::new();
        let all = &mut numbers;
        let push = move |event: Event<'_, '_>| {
            match event {
                // Nothing was counted: the table's key is no AUTO_INCREMENT column.
                Event::End(.., 0) => return Err(BuildError::KeyUnknown { table }.into()),
                Event::End(.., counted) => all.push(counted),
                Event::Begin(_) | Event::Row(_) => {}
            }
            Ok(())
        };
        self.each(batch, push).await?;
        Ok(numbers)
    }

    async fn fetch_all<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        let mut items = Vec::new();
        let all = &mut items;
        // Owns the decoder, which need not be shared between threads.
        let push = move |row: &Reader<'_>| {
            all.push(decoder.decode(row)?);
            Ok(())
        };
        self.run(statement, push).await?;
        Ok(items)
    }

    async fn fetch_batch<D: Decoder>(
        &mut self,
        batch: Vec<Repeated>,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        let mut items = Vec::new();
        let all = &mut items;
        // Owns the decoder, which need not be shared between threads.
        let on = move |event: Event<'_, '_>| {
            match event {
                Event::Begin(statement) => decoder.begin(statement),
                Event::Row(row) => all.push(decoder.decode(row)?),
                Event::End(statement, changed, _) => decoder.end(statement, changed),
            }
            Ok(())
        };
        self.each(batch, on).await?;
        Ok(items)
    }

    async fn fetch_into<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
        mut sender: mpsc::Sender<Result<D::Item, Error>>,
    ) {
        if let Err(error) = self.stream(statement, decoder, &mut sender).await {
            // Nobody receives it when the stream was dropped.
            let _ = sender.send(Err(error)).await;
        }
    }
}

impl MySqlConnection {
    pub(crate) fn own(pooled: Pooled<MySqlWire>, text: bool) -> Self {
        Self::new(Wired::Own(pooled), text)
    }

    pub(crate) fn lent(connection: PoolConnection<sqlx::MySql>) -> Self {
        Self::new(Wired::Lent(connection), false)
    }

    fn new(wired: Wired, text: bool) -> Self {
        Self {
            wired,
            text,
            state: State::default(),
        }
    }

    /// Refuses statements that would run outside of their transaction.
    pub(crate) fn usable(&self) -> Result<(), Error> {
        if self.state.rolled_back || (self.state.busy && self.state.in_transaction) {
            return Err(Error::TransactionEnded);
        }
        if self.state.busy {
            return Err(Error::ConnectionLost(
                "an earlier statement was given up half-way".to_owned(),
            ));
        }
        Ok(())
    }

    /// Runs one statement, and looks at each of its rows; gives the number of rows changed.
    async fn run(
        &mut self,
        statement: Statement,
        mut row: impl FnMut(&Reader<'_>) -> Result<(), Error> + Send,
    ) -> Result<u64, Error> {
        self.usable()?;
        let query = self.query(statement)?;
        let text = query.text();
        let (mut changed, mut counted) = (0, 0);
        let mut failed = None;
        let mut kinds: Option<Vec<Kind>> = None;
        self.state.busy = true;
        self.state.unread = false;
        let mut steps = query.send(self.wired.get());
        let result = loop {
            match steps.next().await {
                Some(Ok(Either::Left(done))) => {
                    changed += done.rows_affected();
                    counted = done.last_insert_id();
                }
                // The rest is read all the same: what follows on the connection begins after it.
                Some(Ok(Either::Right(_))) if failed.is_some() => {}
                Some(Ok(Either::Right(cells))) => {
                    let kinds = kinds.get_or_insert_with(|| crate::row::kinds(&cells));
                    failed = row(&Reader {
                        row: &cells,
                        kinds,
                        text,
                    })
                    .err();
                }
                Some(Err(error)) => break Err(error),
                None => break Ok(()),
            }
        };
        drop(steps);
        self.state.counted = counted;
        match (result, failed) {
            (Err(error), _) => Err(Box::pin(self.settle(error)).await),
            (Ok(()), failed) => {
                self.state.busy = false;
                failed.map_or(Ok(changed), Err)
            }
        }
    }

    /// Runs one statement, and sends its rows as they arrive, until nobody receives them.
    async fn stream<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
        sender: &mut mpsc::Sender<Result<D::Item, Error>>,
    ) -> Result<(), Error> {
        self.usable()?;
        let query = self.query(statement)?;
        let text = query.text();
        let mut columns: Option<Vec<Kind>> = None;
        let state = &mut self.state;
        state.busy = true;
        state.unread = true;
        let mut steps = query.send(self.wired.get());
        loop {
            state.busy = true;
            let Some(step) = steps.next().await else {
                break;
            };
            let cells = match step {
                Ok(Either::Right(cells)) => cells,
                Ok(Either::Left(_)) => continue,
                Err(error) => {
                    drop(steps);
                    return Err(self.settle(error).await);
                }
            };
            let item = decoder.decode(&Reader {
                row: &cells,
                kinds: columns.get_or_insert_with(|| kinds(&cells)),
                text,
            });
            let failed = item.is_err();
            // A stream that is dropped here leaves whole packets behind it.
            state.busy = false;
            if sender.send(item.map_err(Error::from)).await.is_err() || failed {
                return Ok(());
            }
        }
        state.busy = false;
        state.unread = false;
        Ok(())
    }

    /// What is sent for a statement.
    fn query(&mut self, statement: Statement) -> Result<Query, Error> {
        let define = statement.operation() == Operation::Define && statement.args().is_empty();
        if define && self.state.in_transaction && transaction::commits(statement.sql()) {
            return Err(Error::Database {
                code: "1179".to_owned(),
                message: "data definition would commit the transaction".to_owned(),
            });
        }
        if define && statement.sql().starts_with("SET ") {
            self.state.changed = true;
        }
        if self.text {
            return interpolate(statement.sql(), statement.args()).map(Query::Text);
        }
        // The server doesn't prepare every kind of definition.
        if define {
            return Ok(Query::Text(statement.into_sql()));
        }
        let arguments = arguments(statement.args())?;
        Ok(Query::Prepared(marked(statement), arguments))
    }

    /// Executes a statement of this crate's own that has no bind values.
    pub(crate) async fn control(&mut self, sql: String) -> Result<(), Error> {
        self.state.busy = true;
        self.state.unread = false;
        let sent = self.wired.get().execute(Query::raw(sql)).await;
        match sent {
            Ok(_) => {
                self.state.busy = false;
                Ok(())
            }
            Err(error) => Err(self.settle(error).await),
        }
    }

    /// Notes what a failure did to connection and transaction.
    async fn settle(&mut self, failure: sqlx::Error) -> Error {
        // Without an answer of the server nobody knows what comes next on the connection.
        self.state.busy = !error::answered(&failure);
        if self.state.in_transaction && !self.state.busy {
            self.state.rolled_back |= error::rolls_back(&failure)
                || (error::lock_wait(&failure) && self.lock_wait_rolls_back().await);
        }
        error::database(failure)
    }

    /// Whether the server is set up to roll back the transaction, and not only the statement, that
    /// has waited too long for a lock.
    async fn lock_wait_rolls_back(&mut self) -> bool {
        self.state.busy = true;
        let asked = "SELECT @@innodb_rollback_on_timeout";
        match crate::server::read(self.wired.get(), asked).await {
            Ok(rows) => {
                self.state.busy = false;
                crate::server::first_text(&rows) != "0"
            }
            Err(_) => true,
        }
    }
}

/// A statement in the form in which it is sent.
enum Query {
    Text(String),
    Prepared(String, sqlx::mysql::MySqlArguments),
}

type Steps<'c> = BoxStream<'c, Result<Either<MySqlQueryResult, MySqlRow>, sqlx::Error>>;

impl Query {
    fn text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    // The text is core's or this crate's: values in it were written by `interpolate`.
    fn send(self, connection: &mut sqlx::MySqlConnection) -> Steps<'_> {
        match self {
            Self::Text(sql) => connection.fetch_many(Self::raw(sql)),
            Self::Prepared(sql, arguments) => {
                connection.fetch_many(sqlx::query_with(AssertSqlSafe(sql), arguments))
            }
        }
    }

    fn raw(sql: String) -> sqlx::RawSql {
        sqlx::raw_sql(AssertSqlSafe(sql))
    }
}
