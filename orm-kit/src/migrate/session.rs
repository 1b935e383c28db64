use futures_timer::Delay;
use std::time::Duration;

use orm_core::driver::{
    Backend, Connection, Decoder, HasTransactions, Pool, Repeated, RowError, Transactional,
};
use orm_core::sql::{Family, Statement};
use orm_core::types::{DecodeError, RowReader};

use super::MigrateOptions;
use super::history::{self, Applied, History, Record};
use super::lease::{self, HalfDone};
use crate::error::Error;
use crate::folder::Migration;

/// A connection for a run.
pub(super) struct Session<B: Backend> {
    history: History,
    connection: B::Connection,
    pub(super) tables: Tables,
}

/// The bookkeeping tables.
pub(super) struct Tables {
    /// Where they are; otherwise where the connection's own tables are.
    schema: Option<String>,
    /// The plain name of the table of applied migrations.
    history_name: String,
    run_name: String,
    /// The same as statements write it.
    pub(super) history: String,
    pub(super) run: String,
}

/// A trigger of a table of SQLite.
pub(super) struct Trigger {
    pub(super) name: String,
    pub(super) sql: String,
    pub(super) table: String,
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

/// How often a bookkeeping table that another run may be making is tried again.
const TRIES: u32 = 40;
const PAUSE: Duration = Duration::from_millis(25);

/// Whether another run that does the same may have caused the error.
fn may_be_another_run(error: &orm_core::Error) -> bool {
    error.is_retryable() || matches!(error, orm_core::Error::Constraint(_))
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

impl<B: Backend> Session<B> {
    pub(super) async fn open(pool: &B::Pool, options: &MigrateOptions) -> Result<Self, Error> {
        if options.history == History::Wrangler && B::DIALECT.family != Family::Sqlite {
            return Err(Error::Config(
                "wrangler's layout is for SQLite and D1".to_owned(),
            ));
        }
        let history_name = options.table.clone();
        let run_name = lease::table(&history_name);
        let schema = options.history.schema(B::DIALECT.family);
        let mut session = Self {
            history: options.history,
            connection: pool.acquire().await?,
            tables: Tables {
                history: String::new(),
                run: String::new(),
                schema: schema.map(str::to_owned),
                history_name,
                run_name,
            },
        };
        if options.history == History::Atlas {
            session.find_revisions().await?;
        }
        let tables = &mut session.tables;
        let schema = tables.schema.as_deref();
        tables.history = history::qualified(B::DIALECT, schema, &tables.history_name);
        tables.run = history::qualified(B::DIALECT, schema, &tables.run_name);
        Ok(session)
    }

    /// Atlas's table stands in a schema of its own, or where its connection string said.
    async fn find_revisions(&mut self) -> Result<(), Error> {
        let (text, here) = match self.family() {
            Family::Postgres => ("table_schema::text", "current_schema()"),
            Family::MySql => ("table_schema", "DATABASE()"),
            Family::Sqlite => return Ok(()),
        };
        let literal = B::DIALECT.literal;
        let (name, own) = (&self.tables.history_name, History::Atlas.table());
        let sql = format!(
            "SELECT {text} FROM information_schema.tables WHERE table_name = {} AND table_schema IN ({here}, {}) ORDER BY CASE WHEN table_schema = {here} THEN 0 ELSE 1 END",
            literal(name),
            literal(own),
        );
        let rows = self.rows(sql, "t").await?;
        if let Some(schema) = rows.first().and_then(|row| row[0].text()) {
            self.tables.schema = Some(schema);
        }
        Ok(())
    }

    /// Those of the tables that there are, in this database's own schemas and Atlas's.
    pub(super) async fn tables_of(
        &mut self,
        names: &[&str],
    ) -> Result<Vec<(String, String, u64)>, Error> {
        let names: Vec<String> = names
            .iter()
            .map(|name| (B::DIALECT.literal)(name))
            .collect();
        let names = names.join(", ");
        let sql = match self.family() {
            Family::Postgres => format!(
                "SELECT table_schema::text, table_name::text FROM information_schema.tables WHERE table_name IN ({names})"
            ),
            Family::MySql => format!(
                "SELECT table_schema, table_name FROM information_schema.tables WHERE table_name IN ({names}) AND table_schema IN (DATABASE(), 'atlas_schema_revisions')"
            ),
            Family::Sqlite => format!(
                "SELECT NULL, name FROM sqlite_master WHERE type = 'table' AND name IN ({names})"
            ),
        };
        let mut found = Vec::new();
        for row in self.rows(sql, "tt").await? {
            let (schema, name) = (row[0].text(), row[1].text().unwrap_or_default());
            let table = history::qualified(B::DIALECT, schema.as_deref(), &name);
            let count = self.number(format!("SELECT count(*) FROM {table}")).await?;
            let shown = schema.map_or(name.clone(), |schema| format!("{schema}.{name}"));
            found.push((name, shown, u64::try_from(count).unwrap_or(0)));
        }
        // Servers order by collations of their own.
        found.sort();
        Ok(found)
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

    /// Whether a table exists, with its columns.
    async fn columns(&mut self, table: &str) -> Result<Vec<String>, Error> {
        let literal = (B::DIALECT.literal)(table);
        let schema = self.tables.schema.as_deref();
        let schema = schema.map(|schema| (B::DIALECT.literal)(schema));
        let sql = match self.family() {
            Family::Postgres => format!(
                "SELECT column_name::text FROM information_schema.columns WHERE table_schema = {} AND table_name = {literal}",
                schema.unwrap_or_else(|| "current_schema()".to_owned())
            ),
            Family::MySql => format!(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = {} AND table_name = {literal}",
                schema.unwrap_or_else(|| "DATABASE()".to_owned())
            ),
            Family::Sqlite => format!("SELECT name FROM pragma_table_info({literal})"),
        };
        let rows = self.rows(sql, "t").await?;
        Ok(rows.iter().filter_map(|row| row.first()?.text()).collect())
    }

    /// Creates the bookkeeping tables. Many runs at once may try.
    pub(super) async fn create_tables(&mut self) -> Result<(), Error> {
        let family = self.family();
        self.create_history().await?;
        let run = self.tables.run_name.clone();
        let schema = self.tables.schema.as_deref();
        let statements = lease::create(family, schema, &self.tables.run);
        self.create(&run, statements).await?;
        self.insert_run().await
    }

    /// Inserts the row of the lease. Of many runs that insert it at once one does, and MySQL may
    /// end others as deadlocked.
    async fn insert_run(&mut self) -> Result<(), Error> {
        let run = &self.tables.run;
        let count = format!("SELECT count(*) FROM {run} WHERE id = 1");
        let insert = lease::insert(run);
        let mut failed = None;
        for _ in 0..TRIES {
            if self.number(count.clone()).await? > 0 {
                return Ok(());
            }
            match self.execute(insert.clone()).await {
                Ok(_) => return Ok(()),
                Err(error) if may_be_another_run(&error) => failed = Some(error),
                Err(error) => return Err(error.into()),
            }
            Delay::new(PAUSE).await;
        }
        failed.map_or(Ok(()), |error| Err(error.into()))
    }

    /// Creates the table of applied migrations.
    pub(super) async fn create_history(&mut self) -> Result<(), Error> {
        let table = self.tables.history_name.clone();
        let statements = self.history.create(self.family(), &self.tables.history);
        self.create(&table, statements).await
    }

    async fn create(&mut self, table: &str, statements: Vec<String>) -> Result<(), Error> {
        let mut tries = 0;
        while self.columns(table).await?.is_empty() {
            if let Err(error) = self.all(&statements).await {
                // Postgres fails where two create the same.
                tries += 1;
                if tries == TRIES {
                    return Err(error.into());
                }
                Delay::new(PAUSE).await;
            }
        }
        Ok(())
    }

    /// The statement that records a migration as applied.
    pub(super) async fn insert(
        &mut self,
        migration: &Migration,
        record: Record,
    ) -> Result<String, Error> {
        let columns = self.history_columns().await?;
        let named = columns.iter().any(|column| column == "name");
        let table = &self.tables.history;
        let history = self.history;
        Ok(history.insert(B::DIALECT, table, migration, named, record))
    }

    /// Executes statements that take effect together.
    pub(super) async fn batch(&mut self, statements: Vec<String>) -> Result<u64, orm_core::Error> {
        let batch = statements.into_iter().map(|sql| Repeated {
            statement: Statement::define(sql),
            rows: 1,
        });
        self.connection.execute_batch(batch.collect()).await
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
        let sql = self
            .history
            .select(self.family(), &self.tables.history, named);
        if self.history != History::Atlas {
            let rows = self.rows(sql, "tnt").await?;
            let mut applied: Vec<Applied> = rows.iter().map(|row| Applied::of(row)).collect();
            if self.history == History::Folders {
                // The names of folders have no fractions of a second.
                for row in &mut applied {
                    row.when -= row.when.rem_euclid(1_000);
                }
            }
            return Ok(applied);
        }
        let rows = self.rows(sql, "tntnn").await?;
        match rows.iter().find(|row| row[3] != row[4]) {
            None => Ok(Applied::of_atlas(&rows)),
            Some(row) => Err(Error::HalfByAtlas {
                version: row[2].text().unwrap_or_default(),
                applied: row[3].number(),
                total: row[4].number(),
            }),
        }
    }

    /// The triggers of SQLite's tables, with their definitions.
    pub(super) async fn triggers(&mut self) -> Result<Vec<Trigger>, Error> {
        let sql = "SELECT name, sql, tbl_name FROM sqlite_master WHERE type = 'trigger'";
        let rows = self.rows(sql, "ttt").await?;
        let read = rows.iter().filter_map(|row| {
            Some(Trigger {
                name: row[0].text()?,
                sql: row[1].text()?,
                table: row[2].text()?,
            })
        });
        Ok(read.collect())
    }

    /// What was recorded without being executed.
    pub(super) async fn skipped(&mut self) -> Result<Vec<String>, Error> {
        let run = self.tables.run_name.clone();
        if self.columns(&run).await?.is_empty() {
            return Ok(Vec::new());
        }
        let sql = format!(
            "SELECT tag FROM {} WHERE id > 1 ORDER BY id",
            self.tables.run
        );
        let rows = self.rows(sql, "t").await?;
        Ok(rows.iter().filter_map(|row| row[0].text()).collect())
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

impl<B: HasTransactions> Session<B> {
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
}
