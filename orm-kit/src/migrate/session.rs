use futures_timer::Delay;
use std::time::Duration;

use orm_core::driver::{
    Backend, Connection, Decoder, HasTransactions, Pool, RowError, Transactional,
};
use orm_core::sql::{Family, Statement};
use orm_core::types::{DecodeError, RowReader};

use super::MigrateOptions;
use super::history::{self, Applied};
use super::lease::{self, HalfDone};
use crate::error::Error;

/// A connection for a run.
pub(super) struct Session<B: HasTransactions> {
    connection: B::Connection,
    pub(super) tables: Tables,
}

/// The bookkeeping tables.
pub(super) struct Tables {
    /// The plain name of the table of applied migrations.
    history_name: String,
    run_name: String,
    /// The same as statements write it.
    pub(super) history: String,
    pub(super) run: String,
}

/// A cell of a bookkeeping table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Null,
    Text(String),
    Number(i64),
}

impl Cell {
    pub(crate) fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    pub(super) fn number(&self) -> i64 {
        match self {
            Self::Number(number) => *number,
            _ => 0,
        }
    }
}

/// Reads rows whose columns are texts (`t`) and numbers (`n`).
pub(crate) struct Cells(pub(crate) &'static str);

impl Decoder for Cells {
    type Item = Vec<Cell>;

    fn decode<R: RowReader + ?Sized>(&self, row: &R) -> Result<Vec<Cell>, RowError> {
        let cell = |(at, kind)| -> Result<Cell, DecodeError> {
            if row.is_null(at)? {
                return Ok(Cell::Null);
            }
            Ok(match kind {
                't' => Cell::Text(row.text(at)?.to_owned()),
                _ => Cell::Number(row.i64(at)?),
            })
        };
        let each = |(at, kind)| cell((at, kind)).map_err(|error| RowError::of_position(at, error));
        self.0.chars().enumerate().map(each).collect()
    }
}

impl<B: HasTransactions> Session<B> {
    pub(super) async fn open(pool: &B::Pool, options: &MigrateOptions) -> Result<Self, Error> {
        let history_name = options.table.clone();
        let run_name = lease::table(&history_name);
        Ok(Self {
            connection: pool.acquire().await?,
            tables: Tables {
                history: history::qualified(B::DIALECT, &history_name),
                run: history::qualified(B::DIALECT, &run_name),
                history_name,
                run_name,
            },
        })
    }

    /// The columns of the table of applied migrations; none where there is no table yet.
    pub(super) async fn history_columns(&mut self) -> Result<Vec<String>, Error> {
        let name = self.tables.history_name.clone();
        self.columns(&name).await
    }

    pub(super) fn family(&self) -> Family {
        B::DIALECT.family
    }

    pub(super) async fn execute(&mut self, sql: impl Into<String>) -> Result<u64, orm_core::Error> {
        self.connection.execute(Statement::define(sql)).await
    }

    pub(super) async fn rows(
        &mut self,
        sql: impl Into<String>,
        kinds: &'static str,
    ) -> Result<Vec<Vec<Cell>>, orm_core::Error> {
        self.connection
            .fetch_all(Statement::define(sql), Cells(kinds))
            .await
    }

    pub(super) async fn number(&mut self, sql: impl Into<String>) -> Result<i64, orm_core::Error> {
        let rows = self.rows(sql, "n").await?;
        Ok(rows
            .first()
            .and_then(|row| row.first())
            .map_or(0, Cell::number))
    }

    pub(super) async fn begin(&mut self) -> Result<(), orm_core::Error> {
        let mode = <<B as Backend>::Connection as Transactional>::Mode::default();
        self.connection.begin(0, &mode).await
    }

    pub(super) async fn commit(&mut self) -> Result<(), orm_core::Error> {
        self.connection.commit(0).await
    }

    /// What went wrong before counts, not what goes wrong here: the server rolls back when the
    /// connection ends.
    pub(super) async fn rollback(&mut self) {
        let _ = self.connection.rollback(0).await;
    }

    /// Whether a table exists, with its columns.
    async fn columns(&mut self, table: &str) -> Result<Vec<String>, Error> {
        let literal = (B::DIALECT.literal)(table);
        let sql = match self.family() {
            Family::Postgres => format!(
                "SELECT column_name::text FROM information_schema.columns WHERE table_schema = 'drizzle' AND table_name = {literal}"
            ),
            Family::MySql => format!(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = {literal}"
            ),
            Family::Sqlite => format!("SELECT name FROM pragma_table_info({literal})"),
        };
        let rows = self.rows(sql, "t").await?;
        Ok(rows.iter().filter_map(|row| row.first()?.text()).collect())
    }

    /// Creates the bookkeeping tables. Many runs at once may try.
    pub(super) async fn create_tables(&mut self) -> Result<(), Error> {
        let family = self.family();
        for (table, statements) in [
            (
                self.tables.history_name.clone(),
                history::create(family, &self.tables.history),
            ),
            (
                self.tables.run_name.clone(),
                lease::create(family, &self.tables.run),
            ),
        ] {
            let mut tries = 0;
            while self.columns(&table).await?.is_empty() {
                if let Err(error) = self.all(&statements).await {
                    // Postgres fails where two create the same.
                    tries += 1;
                    if tries == 40 {
                        return Err(error.into());
                    }
                    Delay::new(Duration::from_millis(25)).await;
                }
            }
        }
        self.execute(lease::insert(family, &self.tables.run))
            .await
            .map(drop)
            .or_else(|error| match error {
                // Another run is inserting it.
                orm_core::Error::Constraint(_) | orm_core::Error::Locked(_) => Ok(()),
                error => Err(error.into()),
            })
    }

    async fn all(&mut self, statements: &[String]) -> Result<(), orm_core::Error> {
        for sql in statements {
            self.execute(sql).await?;
        }
        Ok(())
    }

    /// What the database recorded as applied.
    pub(super) async fn applied(&mut self) -> Result<Vec<Applied>, Error> {
        let columns = self.history_columns().await?;
        if columns.is_empty() {
            return Ok(Vec::new());
        }
        let named = columns.iter().any(|column| column == "name");
        let rows = self
            .rows(
                history::select(self.family(), &self.tables.history, named),
                "tnt",
            )
            .await?;
        Ok(rows.iter().map(|row| Applied::of(row)).collect())
    }

    /// What an earlier run left half applied.
    pub(super) async fn half_done(&mut self) -> Result<Option<HalfDone>, Error> {
        let run = self.tables.run_name.clone();
        if self.columns(&run).await?.is_empty() {
            return Ok(None);
        }
        let rows = self
            .rows(lease::select(&self.tables.run), "tntnntn")
            .await?;
        Ok(rows.first().and_then(|row| HalfDone::of(row)))
    }
}
