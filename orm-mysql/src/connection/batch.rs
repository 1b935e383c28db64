use orm_core::Error;
use orm_core::driver::Repeated;
use orm_core::sql::Statement;

use super::MySqlConnection;
use crate::row::Reader;

impl MySqlConnection {
    /// Runs each statement once per row of its bind values; all or none take effect. Gives the
    /// number of rows changed.
    pub(super) async fn each(
        &mut self,
        batch: Vec<Repeated>,
        mut row: impl FnMut(&Reader<'_>) -> Result<(), Error> + Send,
    ) -> Result<u64, Error> {
        self.usable()?;
        let runs: usize = batch.iter().map(|repeated| repeated.rows).sum();
        if runs <= 1 {
            return self.all(batch, &mut row).await;
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
        match self.all(batch, &mut row).await {
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
        row: &mut (impl FnMut(&Reader<'_>) -> Result<(), Error> + Send),
    ) -> Result<u64, Error> {
        let mut changed = 0;
        for repeated in batch {
            if repeated.rows == 1 {
                changed += self.run(repeated.statement, &mut *row).await?;
                continue;
            }
            let width = repeated.statement.args().len() / repeated.rows.max(1);
            for at in 0..repeated.rows {
                let args = &repeated.statement.args()[at * width..(at + 1) * width];
                let one = Statement::define(repeated.statement.sql()).with_args(args.to_vec());
                changed += self.run(one, &mut *row).await?;
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
