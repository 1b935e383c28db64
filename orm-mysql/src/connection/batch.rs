use orm_core::Error;
use orm_core::driver::Repeated;
use orm_core::sql::Statement;

use super::MySqlConnection;
use crate::row::Reader;

/// What happens while a batch runs.
pub(super) enum Event<'e, 'r> {
    /// A statement of the batch begins.
    Begin(usize),
    /// It gives a row.
    Row(&'e Reader<'r>),
    /// It has ended, changed so many rows, and the server counted this number for the row that it
    /// inserted; 0 where there is none.
    End(usize, u64, u64),
}

impl MySqlConnection {
    /// Runs each statement once per row of its bind values; all or none take effect. Gives the
    /// number of rows changed.
    pub(super) async fn each(
        &mut self,
        batch: Vec<Repeated>,
        mut on: impl FnMut(Event<'_, '_>) -> Result<(), Error> + Send,
    ) -> Result<u64, Error> {
        self.usable()?;
        let runs: usize = batch.iter().map(|repeated| repeated.rows).sum();
        if runs <= 1 {
            return self.all(batch, &mut on).await;
        }
        let nested = self.state.in_transaction;
        let begin = if nested {
            "SAVEPOINT orm_batch"
        } else {
            "START TRANSACTION"
        };
        self.state.in_transaction = true;
        let begun = self.control(begin.to_owned()).await;
        if begun.is_err() {
            self.state.in_transaction = nested;
        }
        begun?;
        match self.all(batch, &mut on).await {
            Ok(changed) => {
                self.end_batch(nested).await?;
                Ok(changed)
            }
            Err(error) => {
                self.undo_batch(nested).await;
                Err(error)
            }
        }
    }

    async fn all(
        &mut self,
        batch: Vec<Repeated>,
        on: &mut (impl FnMut(Event<'_, '_>) -> Result<(), Error> + Send),
    ) -> Result<u64, Error> {
        let mut changed = 0;
        for (nth, Repeated { statement, rows }) in batch.into_iter().enumerate() {
            let width = statement.args().len() / rows.max(1);
            let ones = (0..rows).map(|at| {
                let args = &statement.args()[at * width..(at + 1) * width];
                Statement::define(statement.sql()).with_args(args.to_vec())
            });
            let ones: Vec<_> = match rows {
                1 => vec![statement],
                _ => ones.collect(),
            };
            for one in ones {
                on(Event::Begin(nth))?;
                let by_this = self.run(one, |row| on(Event::Row(row))).await?;
                on(Event::End(nth, by_this, self.state.counted))?;
                changed += by_this;
            }
        }
        Ok(changed)
    }

    async fn end_batch(&mut self, nested: bool) -> Result<(), Error> {
        if nested {
            return self.control("RELEASE SAVEPOINT orm_batch".to_owned()).await;
        }
        let committed = self.commit_all().await;
        if committed.is_err() {
            self.undo_batch(nested).await;
        }
        committed
    }

    async fn undo_batch(&mut self, nested: bool) {
        if nested {
            if !self.state.busy && !self.state.rolled_back {
                let undone = self
                    .control("ROLLBACK TO SAVEPOINT orm_batch".to_owned())
                    .await;
                if undone.is_err() {
                    // What the batch did is still there: nothing may be built on it.
                    self.state.rolled_back = true;
                }
            }
            return;
        }
        // Where it fails the connection is closed, and the server rolls back.
        let _ = self.roll_back_all().await;
    }
}
