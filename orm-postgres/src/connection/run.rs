use futures::TryStreamExt;
use orm_core::Error;
use orm_core::driver::Repeated;
use orm_core::sql::{Operation, Statement};
use orm_core::types::Arg;
use sqlx::postgres::PgArguments;
use sqlx::{AssertSqlSafe, Either, Executor};

use super::take::Take;
use super::{Link, PostgresConnection};
use crate::bind;
use crate::error::is_stale;

/// Longer texts are not kept as prepared statements: they are made of long lists.
const LONGEST_KEPT: usize = 16 * 1_024;

impl PostgresConnection {
    /// Runs one statement; gives the number of rows that it changed.
    pub(super) async fn one<T: Take>(
        &mut self,
        statement: &Statement,
        take: &mut T,
    ) -> Result<u64, Error> {
        if !self.pooled() || self.in_transaction {
            return self
                .run(statement, statement.args(), take)
                .await
                .map(|done| done.unwrap_or(0));
        }
        // Boxed: where there is no pooler, statements shouldn't carry it along.
        Box::pin(self.wrapped(statement, take)).await
    }

    /// Runs one statement in a transaction of its own.
    async fn wrapped<T: Take>(
        &mut self,
        statement: &Statement,
        take: &mut T,
    ) -> Result<u64, Error> {
        self.open(self.begin_text("BEGIN")).await?;
        match self.run(statement, statement.args(), take).await {
            // Nobody reads on: the connection is closed as it is.
            Ok(None) => Ok(0),
            Ok(Some(count)) => {
                self.commit_now().await?;
                Ok(count)
            }
            Err(error) => {
                self.rollback_now().await;
                Err(error)
            }
        }
    }

    /// Runs statements, all or none; gives the number of rows that they changed.
    pub(super) async fn batch<T: Take>(
        &mut self,
        batch: &[Repeated],
        take: &mut T,
    ) -> Result<u64, Error> {
        let runs: usize = batch.iter().map(|repeated| repeated.rows).sum();
        if runs <= 1 {
            return match batch.iter().position(|repeated| repeated.rows == 1) {
                Some(at) => {
                    take.begin(at);
                    let changed = self.one(&batch[at].statement, take).await?;
                    take.end(at, changed);
                    Ok(changed)
                }
                None => Ok(0),
            };
        }
        let own = !self.in_transaction;
        if own {
            self.open(self.begin_text("BEGIN")).await?;
        }
        let result = self.each(batch, take).await;
        match (result, own) {
            (Ok(count), true) => {
                self.commit_now().await?;
                Ok(count)
            }
            (Err(error), true) => {
                self.rollback_now().await;
                Err(error)
            }
            (result, false) => result,
        }
    }

    async fn each<T: Take>(&mut self, batch: &[Repeated], take: &mut T) -> Result<u64, Error> {
        let mut changed = 0;
        for (at, Repeated { statement, rows }) in batch.iter().enumerate() {
            let args = statement.args();
            let width = args.len() / (*rows).max(1);
            for row in 0..*rows {
                let args = &args[row * width..(row + 1) * width];
                take.begin(at);
                let by_this = self.run(statement, args, take).await?.unwrap_or(0);
                take.end(at, by_this);
                changed += by_this;
                if let Some(error) = take.failure() {
                    return Err(error.into());
                }
            }
        }
        Ok(changed)
    }

    /// Sends a statement and takes its rows. `None`: no more rows were wanted.
    async fn run<T: Take>(
        &mut self,
        statement: &Statement,
        args: &[Arg],
        take: &mut T,
    ) -> Result<Option<u64>, Error> {
        // Refused values before anything is sent.
        let arguments = bind::arguments(args)?;
        self.enter().await?;
        match self.rows(statement, args, arguments, take).await {
            Err(error) if is_stale(&error) && !self.in_transaction => {
                let _ = self.left(Err::<(), _>(error));
                Box::pin(self.again(statement, args, take)).await
            }
            result => self.ended(result),
        }
    }

    /// Nothing was done yet: the statement is prepared anew.
    async fn again<T: Take>(
        &mut self,
        statement: &Statement,
        args: &[Arg],
        take: &mut T,
    ) -> Result<Option<u64>, Error> {
        let arguments = bind::arguments(args)?;
        self.enter().await?;
        let again = self.rows(statement, args, arguments, take).await;
        self.ended(again)
    }

    fn ended(&mut self, result: Result<Option<u64>, sqlx::Error>) -> Result<Option<u64>, Error> {
        match result {
            // Its rest is still on the way.
            Ok(None) => Ok(None),
            result => self.left(result),
        }
    }

    async fn rows<T: Take>(
        &mut self,
        statement: &Statement,
        args: &[Arg],
        arguments: PgArguments,
        take: &mut T,
    ) -> Result<Option<u64>, sqlx::Error> {
        let mut sql = statement.sql().to_owned();
        let fleeting = statement.operation() == Operation::Define && args.is_empty();
        let kept = !self.pooled() && !fleeting && sql.len() <= LONGEST_KEPT;
        if kept && !args.is_empty() {
            match &mut self.link {
                Link::Own(wire) => {
                    if let Some(suffix) = wire.signatures.suffix(&sql, args) {
                        sql.push_str(&suffix);
                    }
                }
                // The application may have prepared the same text on this connection.
                Link::Application { .. } => sql.push_str(&bind::suffix(args)),
            }
        }
        let query = sqlx::query_with(AssertSqlSafe(sql), arguments).persistent(kept);
        let mut changed = 0;
        let mut answers = self.raw().fetch_many(query);
        while let Some(answer) = answers.try_next().await? {
            match answer {
                Either::Left(done) => changed += done.rows_affected(),
                Either::Right(row) => {
                    if !take.take(row).await {
                        return Ok(None);
                    }
                }
            }
        }
        Ok(Some(changed))
    }
}
