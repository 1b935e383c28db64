use futures::channel::mpsc;
use futures::stream::BoxStream;
use futures::{SinkExt, StreamExt};
use orm_core::Error;
use orm_core::driver::Decoder;
use orm_core::sql::Statement;
use sqlx::mysql::{MySqlQueryResult, MySqlRow};
use sqlx::{AssertSqlSafe, Either, Executor};

use super::bind::{arguments, marked};
use super::kind::kinds;
use crate::MySqlConnection;
use crate::connection::{Done, Line, Query};
use crate::error::Failure;
use crate::row::{Cells, Kind, Reader};

type Steps<'c> = BoxStream<'c, Result<Either<MySqlQueryResult, MySqlRow>, sqlx::Error>>;

/// The statement as it is prepared, with its bind values.
pub(crate) fn prepared(statement: Statement) -> Result<Query, Error> {
    let arguments = arguments(statement.args())?;
    Ok(Query::Prepared(marked(statement), arguments))
}

impl Query {
    fn text(&self) -> bool {
        matches!(self, Self::Text(_))
    }

    /// Runs it over TCP, and hands over each row.
    pub(crate) async fn run(
        self,
        connection: &mut sqlx::MySqlConnection,
        mut row: impl FnMut(&Reader<'_>) + Send,
    ) -> Result<Done, Failure> {
        let text = self.text();
        let mut all = Done::default();
        let mut columns: Option<Vec<Kind>> = None;
        let mut steps = self.send(connection);
        while let Some(step) = steps.next().await {
            match step? {
                Either::Left(done) => {
                    all.changed += done.rows_affected();
                    all.counted = done.last_insert_id();
                }
                Either::Right(cells) => row(&Reader {
                    row: Cells::Wire(&cells),
                    kinds: columns.get_or_insert_with(|| kinds(&cells)),
                    text,
                }),
            }
        }
        Ok(all)
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

impl MySqlConnection {
    /// Runs one statement, and sends its rows as they arrive, until nobody receives them.
    pub(crate) async fn step<D: Decoder>(
        &mut self,
        query: Query,
        decoder: D,
        sender: &mut mpsc::Sender<Result<D::Item, Error>>,
    ) -> Result<(), Error> {
        let text = query.text();
        let mut columns: Option<Vec<Kind>> = None;
        let state = &mut self.state;
        state.busy = true;
        state.unread = true;
        let mut steps = match self.wired.line() {
            Line::Tcp(connection) => query.send(connection),
            #[cfg(feature = "planetscale")]
            Line::Http(_) => return Ok(()),
        };
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
                    return Err(self.settle(error.into()).await);
                }
            };
            let item = decoder.decode(&Reader {
                row: Cells::Wire(&cells),
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
}
