use futures::SinkExt;
use futures::channel::mpsc;
use orm_core::driver::pool::Pooled;
use orm_core::driver::{Connection, Decoder, Repeated};
use orm_core::sql::{Operation, Statement};
use orm_core::types::RowReader;
use orm_core::{BuildError, Error};

use crate::error::Failure;
use crate::interpolate::interpolate;
use crate::row::Reader;
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
    #[cfg(feature = "tcp")]
    Lent(sqlx::pool::PoolConnection<sqlx::MySql>),
}

/// What carries statements.
pub(crate) enum Line<'c> {
    #[cfg(feature = "tcp")]
    Tcp(&'c mut sqlx::MySqlConnection),
    #[cfg(feature = "planetscale")]
    Http(&'c mut crate::planetscale::Session),
}

impl Wired {
    pub(crate) fn line(&mut self) -> Line<'_> {
        match self {
            Self::Own(pooled) => match &mut **pooled {
                #[cfg(feature = "tcp")]
                MySqlWire::Tcp(connection) => Line::Tcp(connection),
                #[cfg(feature = "planetscale")]
                MySqlWire::Http(session) => Line::Http(session),
            },
            #[cfg(feature = "tcp")]
            Self::Lent(connection) => Line::Tcp(connection),
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
                #[cfg(feature = "tcp")]
                Wired::Lent(connection) => connection.close_on_drop(),
            }
        } else {
            #[cfg(feature = "planetscale")]
            #[cfg_attr(not(feature = "tcp"), expect(irrefutable_let_patterns))]
            if let Line::Http(session) = self.wired.line() {
                session.forget();
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

    #[cfg(feature = "tcp")]
    pub(crate) fn lent(connection: sqlx::pool::PoolConnection<sqlx::MySql>) -> Self {
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
        let mut failed = None;
        let sent = self.send(query, |reader| {
            // The rest is read all the same: what follows on the connection begins after it.
            if failed.is_none() {
                failed = row(reader).err();
            }
        });
        let changed = sent.await?;
        failed.map_or(Ok(changed), Err)
    }

    /// Sends a query, and hands over each row; gives the number of rows changed.
    async fn send(
        &mut self,
        query: Query,
        row: impl FnMut(&Reader<'_>) + Send,
    ) -> Result<u64, Error> {
        match self.exchange(query, row).await {
            Ok(changed) => Ok(changed),
            Err(failure) => Err(Box::pin(self.settle(failure)).await),
        }
    }

    /// The same, with a failure as it came.
    async fn exchange(
        &mut self,
        query: Query,
        row: impl FnMut(&Reader<'_>) + Send,
    ) -> Result<u64, Failure> {
        self.state.busy = true;
        self.state.unread = false;
        let done = match self.wired.line() {
            #[cfg(feature = "tcp")]
            Line::Tcp(connection) => query.run(connection, row).await,
            #[cfg(feature = "planetscale")]
            Line::Http(session) => {
                let keep = self.state.in_transaction || self.state.changed;
                session.run(query.sql(), keep, row).await
            }
        }?;
        self.state.busy = false;
        self.state.counted = done.counted;
        Ok(done.changed)
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
        match self.wired.line() {
            #[cfg(feature = "tcp")]
            Line::Tcp(_) => self.step(query, decoder, sender).await,
            #[cfg(feature = "planetscale")]
            Line::Http(_) => self.deliver(query, decoder, sender).await,
        }
    }

    /// Over HTTP all rows arrive at once.
    #[cfg(feature = "planetscale")]
    async fn deliver<D: Decoder>(
        &mut self,
        query: Query,
        decoder: D,
        sender: &mut mpsc::Sender<Result<D::Item, Error>>,
    ) -> Result<(), Error> {
        let mut items = Vec::new();
        let all = &mut items;
        let push = move |row: &Reader<'_>| all.push(decoder.decode(row));
        self.send(query, push).await?;
        for item in items {
            let failed = item.is_err();
            if sender.send(item.map_err(Error::from)).await.is_err() || failed {
                break;
            }
        }
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
        // The server doesn't prepare every kind of definition, and there is nothing to write into
        // one: a comment that some servers execute is read by no one else.
        if define {
            return Ok(Query::Text(statement.into_sql()));
        }
        if self.text {
            return written(statement);
        }
        prepared(statement)
    }

    /// Executes a statement of this crate's own that has no bind values.
    pub(crate) async fn control(&mut self, sql: String) -> Result<(), Error> {
        self.send(Query::Text(sql), |_| {}).await.map(drop)
    }

    /// Notes what a failure did to connection and transaction.
    pub(crate) async fn settle(&mut self, failure: Failure) -> Error {
        // Without an answer of the server nobody knows what comes next on the connection.
        self.state.busy = !failure.answered();
        if self.state.in_transaction && !self.state.busy {
            self.state.rolled_back |=
                failure.rolls_back() || (failure.lock_wait() && self.lock_wait_rolls_back().await);
        }
        error::database(failure)
    }

    /// Whether the server is set up to roll back the transaction, and not only the statement, that
    /// has waited too long for a lock.
    async fn lock_wait_rolls_back(&mut self) -> bool {
        let mut rolls_back = true;
        let asked = Query::Text("SELECT @@innodb_rollback_on_timeout".to_owned());
        let answer = self.exchange(asked, |row| rolls_back = row.i64(0) != Ok(0));
        answer.await.is_err() || rolls_back
    }
}

/// The statement with its bind values in its text.
fn written(statement: Statement) -> Result<Query, Error> {
    interpolate(statement.sql(), statement.args()).map(Query::Text)
}

#[cfg(feature = "tcp")]
use crate::tcp::prepared;
/// Only TCP has statements that are prepared.
#[cfg(not(feature = "tcp"))]
use written as prepared;

/// What a statement did.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Done {
    /// How many rows it changed.
    pub(crate) changed: u64,
    /// The number that the server counted for the row that it inserted; 0 where there is none.
    pub(crate) counted: u64,
}

/// A statement in the form in which it is sent.
pub(crate) enum Query {
    Text(String),
    #[cfg(feature = "tcp")]
    Prepared(String, sqlx::mysql::MySqlArguments),
}

impl Query {
    /// The text, without bind values that stand apart from it.
    #[cfg(feature = "planetscale")]
    fn sql(&self) -> &str {
        match self {
            Self::Text(sql) => sql,
            #[cfg(feature = "tcp")]
            Self::Prepared(sql, _) => sql,
        }
    }
}
