use std::fmt::Write;

use orm_core::driver::Transactional;
use orm_core::{Error, Isolation};

use crate::PostgresConnection;
use crate::error::{database, is_fatal};

/// How a transaction begins. The database's own defaults, unless it says otherwise.
///
/// ```
/// use orm_core::Isolation;
/// use orm_postgres::PostgresMode;
///
/// let report = PostgresMode::from(Isolation::Serializable).read_only().deferrable();
/// # let _ = report;
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PostgresMode {
    isolation: Option<Isolation>,
    read_only: bool,
    deferrable: bool,
}

impl From<Isolation> for PostgresMode {
    fn from(isolation: Isolation) -> Self {
        Self {
            isolation: Some(isolation),
            ..Self::default()
        }
    }
}

impl PostgresMode {
    /// What the transaction sees of others.
    #[must_use]
    pub fn isolation(self, isolation: Isolation) -> Self {
        Self {
            isolation: Some(isolation),
            ..self
        }
    }

    /// The transaction only reads; writes are refused with [`Error::ReadOnly`].
    #[must_use]
    pub fn read_only(self) -> Self {
        Self {
            read_only: true,
            ..self
        }
    }

    /// A serializable transaction that only reads waits at its beginning until it can't conflict
    /// with others.
    #[must_use]
    pub fn deferrable(self) -> Self {
        Self {
            deferrable: true,
            ..self
        }
    }

    fn begin(self) -> String {
        let mut sql = String::from("BEGIN");
        if let Some(isolation) = self.isolation {
            // Writing to a String can't fail.
            let _ = write!(
                sql,
                " ISOLATION LEVEL {}",
                match isolation {
                    Isolation::ReadUncommitted => "READ UNCOMMITTED",
                    Isolation::ReadCommitted => "READ COMMITTED",
                    Isolation::RepeatableRead => "REPEATABLE READ",
                    Isolation::Serializable => "SERIALIZABLE",
                }
            );
        }
        if self.read_only {
            sql.push_str(" READ ONLY");
        }
        if self.deferrable {
            sql.push_str(" DEFERRABLE");
        }
        sql
    }
}

impl Transactional for PostgresConnection {
    type Mode = PostgresMode;

    async fn begin(&mut self, depth: usize, mode: &PostgresMode) -> Result<(), Error> {
        if depth > 0 {
            return self.simple(format!("SAVEPOINT s{depth}")).await;
        }
        self.open(self.begin_text(&mode.begin())).await
    }

    /// A transaction in which a statement failed is rolled back, which is an error.
    async fn commit(&mut self, depth: usize) -> Result<(), Error> {
        if depth > 0 {
            return self.simple(format!("RELEASE SAVEPOINT s{depth}")).await;
        }
        self.commit_now().await
    }

    async fn rollback(&mut self, depth: usize) -> Result<(), Error> {
        // Without its connection the server rolls back by itself.
        if self.lost || !self.in_transaction {
            return Ok(());
        }
        if depth == 0 {
            self.rollback_now().await;
            return Ok(());
        }
        self.simple(format!(
            "ROLLBACK TO SAVEPOINT s{depth}; RELEASE SAVEPOINT s{depth}"
        ))
        .await?;
        self.aborted = false;
        Ok(())
    }
}

impl PostgresConnection {
    /// Begins a transaction.
    pub(crate) async fn open(&mut self, begin: String) -> Result<(), Error> {
        self.simple(begin).await?;
        self.in_transaction = true;
        self.aborted = false;
        Ok(())
    }

    /// Commits the transaction.
    pub(crate) async fn commit_now(&mut self) -> Result<(), Error> {
        self.enter().await?;
        if self.aborted {
            // The server would answer COMMIT with ROLLBACK, and call it a success.
            self.busy = false;
            self.rollback_now().await;
            return Err(Error::TransactionAborted);
        }
        match self.send("COMMIT".to_owned()).await {
            Ok(_) => {
                self.busy = false;
                self.in_transaction = false;
                Ok(())
            }
            Err(error) if is_fatal(&error) => {
                self.lost = true;
                Err(Error::CommitUnknown(Box::new(database(error))))
            }
            Err(error) => {
                // A refused commit is a rollback.
                self.busy = false;
                self.in_transaction = false;
                Err(database(error))
            }
        }
    }

    /// Rolls the transaction back; a connection on which that fails is closed, which does it too.
    pub(crate) async fn rollback_now(&mut self) {
        if self.enter().await.is_err() {
            self.lost = true;
            return;
        }
        match self.send("ROLLBACK".to_owned()).await {
            Ok(_) => {
                self.busy = false;
                self.in_transaction = false;
                self.aborted = false;
            }
            Err(_) => self.lost = true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modes_as_text() {
        assert_eq!(PostgresMode::default().begin(), "BEGIN");
        assert_eq!(
            PostgresMode::from(Isolation::Serializable)
                .read_only()
                .deferrable()
                .begin(),
            "BEGIN ISOLATION LEVEL SERIALIZABLE READ ONLY DEFERRABLE"
        );
    }
}
