use futures::SinkExt;
use futures::channel::mpsc;
use orm_core::Error;
use orm_core::driver::pool::Pooled;
use orm_core::driver::{Connection, Decoder, Repeated};
use orm_core::sql::{Operation, Statement};
use sqlx::pool::PoolConnection;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor};

use self::take::{Collect, Nothing, Streamed};
use crate::error::{database, is_fatal, is_stale};
use crate::wire::PgWire;

mod run;
mod take;

/// A connection of a [`PostgresPool`](crate::PostgresPool), which gets it back when this is dropped
/// and nothing is under way.
pub struct PostgresConnection {
    link: Link,
    /// Between begin and end of a transaction.
    pub(crate) in_transaction: bool,
    /// The server refuses everything until the transaction, or a savepoint, is rolled back.
    pub(crate) aborted: bool,
    /// A statement was sent, and its answer was not read to its end.
    pub(crate) busy: bool,
    /// Nothing more can be said over the connection.
    pub(crate) lost: bool,
    /// A prepared statement no longer fits its tables.
    stale: bool,
}

pub(crate) enum Link {
    Own(Pooled<PgWire>),
    Application {
        connection: PoolConnection<sqlx::Postgres>,
        pooled: bool,
    },
}

impl Drop for PostgresConnection {
    fn drop(&mut self) {
        if self.busy || self.in_transaction || self.lost {
            match &mut self.link {
                Link::Own(pooled) => pooled.begin_use(),
                Link::Application { connection, .. } => connection.close_on_drop(),
            }
        }
    }
}

impl Connection for PostgresConnection {
    async fn execute(&mut self, statement: Statement) -> Result<u64, Error> {
        if statement.operation() == Operation::Define && statement.args().is_empty() {
            // As it is, since some definitions run in no transaction, not even behind a pooler.
            return self.counted(statement.into_sql()).await;
        }
        self.one(&statement, &mut Nothing).await
    }

    async fn execute_batch(&mut self, batch: Vec<Repeated>) -> Result<u64, Error> {
        self.batch(&batch, &mut Nothing).await
    }

    async fn fetch_all<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        let mut collected = Collect::new(decoder);
        self.one(&statement, &mut collected).await?;
        collected.into_items()
    }

    async fn fetch_batch<D: Decoder>(
        &mut self,
        batch: Vec<Repeated>,
        decoder: D,
    ) -> Result<Vec<D::Item>, Error> {
        let mut collected = Collect::new(decoder);
        self.batch(&batch, &mut collected).await?;
        collected.into_items()
    }

    async fn fetch_into<D: Decoder>(
        &mut self,
        statement: Statement,
        decoder: D,
        sender: mpsc::Sender<Result<D::Item, Error>>,
    ) {
        let mut sent = Streamed { decoder, sender };
        if let Err(error) = self.one(&statement, &mut sent).await {
            // Nobody may be there to hear of it.
            let _ = sent.sender.send(Err(error)).await;
        }
    }
}

impl PostgresConnection {
    pub(crate) fn new(link: Link) -> Self {
        Self {
            link,
            in_transaction: false,
            aborted: false,
            busy: false,
            lost: false,
            stale: false,
        }
    }

    fn raw(&mut self) -> &mut PgConnection {
        match &mut self.link {
            Link::Own(pooled) => &mut pooled.connection,
            Link::Application { connection, .. } => connection,
        }
    }

    fn pooled(&self) -> bool {
        match &self.link {
            Link::Own(pooled) => pooled.pooled,
            Link::Application { pooled, .. } => *pooled,
        }
    }

    /// BEGIN with what behind a pooler only a transaction can set.
    pub(crate) fn begin_text(&self, begin: &str) -> String {
        match &self.link {
            Link::Own(wire) if wire.pooled => match wire.statement_timeout {
                Some(limit) => {
                    let limit = limit.as_millis();
                    format!("{begin}; SET LOCAL statement_timeout = {limit}")
                }
                None => begin.to_owned(),
            },
            _ => begin.to_owned(),
        }
    }

    /// Makes the connection ready for a statement, and marks it as busy with it.
    pub(crate) async fn enter(&mut self) -> Result<(), Error> {
        if self.lost {
            return Err(Error::ConnectionLost(
                "an earlier statement found it broken".to_owned(),
            ));
        }
        // Boxed: statements shouldn't carry along what is rare.
        if self.busy {
            Box::pin(self.recover()).await?;
        }
        self.busy = true;
        let full = match &self.link {
            Link::Own(wire) => wire.signatures.full(),
            Link::Application { .. } => false,
        };
        if full || self.stale && !self.in_transaction {
            Box::pin(self.forget_statements()).await?;
        }
        Ok(())
    }

    async fn forget_statements(&mut self) -> Result<(), Error> {
        let cleared = self.raw().clear_cached_statements().await;
        self.left(cleared)?;
        if let Link::Own(wire) = &mut self.link {
            wire.signatures.clear();
        }
        self.stale = false;
        self.busy = true;
        Ok(())
    }

    /// Reads what is left of the answer to a statement whose future was dropped.
    async fn recover(&mut self) -> Result<(), Error> {
        // Each failed statement on the way ends one ping.
        loop {
            match self.raw().ping().await {
                Ok(()) => break,
                Err(error) if is_fatal(&error) => return self.left(Err(error)),
                Err(_) => {}
            }
        }
        if self.in_transaction {
            match self.raw().execute(sqlx::raw_sql("SELECT")).await {
                Ok(_) => {}
                Err(error) if is_fatal(&error) => return self.left(Err(error)),
                Err(_) => self.aborted = true,
            }
        }
        self.busy = false;
        Ok(())
    }

    /// Notes how a statement ended.
    pub(crate) fn left<T>(&mut self, result: Result<T, sqlx::Error>) -> Result<T, Error> {
        match result {
            Ok(value) => {
                self.busy = false;
                Ok(value)
            }
            Err(error) => {
                if is_fatal(&error) {
                    self.lost = true;
                } else {
                    self.busy = false;
                    self.aborted |=
                        self.in_transaction && matches!(error, sqlx::Error::Database(_));
                    self.stale |= is_stale(&error);
                }
                Err(database(error))
            }
        }
    }

    /// Runs text without bind values, and without keeping it.
    pub(crate) async fn simple(&mut self, sql: String) -> Result<(), Error> {
        self.counted(sql).await.map(drop)
    }

    async fn counted(&mut self, sql: String) -> Result<u64, Error> {
        self.enter().await?;
        let result = self.send(sql).await;
        self.left(result)
    }

    pub(crate) async fn send(&mut self, sql: String) -> Result<u64, sqlx::Error> {
        let query = sqlx::raw_sql(AssertSqlSafe(sql));
        let done = self.raw().execute(query).await?;
        Ok(done.rows_affected())
    }
}
