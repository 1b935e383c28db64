use std::time::Duration;

use futures_timer::Delay;
use orm_core::driver::HasTransactions;
use orm_core::sql::Family;

use super::lease::Lease;
use super::session::Session;
use super::{HalfDone, MigrateOptions, Plan, Progress, Resolution, history, steps};
use crate::error::Error;
use crate::folder::{Migration, hash};
use crate::generate::sqlite::{KEYS_OFF, KEYS_ON};
use crate::split;

/// A run that holds the lease.
pub(super) struct Run<'r, B: HasTransactions> {
    pub(super) session: &'r mut Session<B>,
    pub(super) pool: &'r B::Pool,
    pub(super) lease: &'r Lease,
    pub(super) options: &'r MigrateOptions,
    /// Whether what is applied is written down.
    recorded: bool,
}

/// A file with its statements.
pub(super) struct File<'m> {
    pub(super) migration: &'m Migration,
    pub(super) statements: Vec<String>,
}

impl File<'_> {
    /// The error of a statement of the file.
    pub(super) fn failed(&self, at: usize, kept: bool, error: orm_core::Error) -> Error {
        let sql = self.statements.get(at).and_then(|sql| sql.lines().next());
        Error::Statement {
            tag: self.migration.tag.clone(),
            statement: at + 1,
            of: self.statements.len(),
            sql: sql.unwrap_or("COMMIT").to_owned(),
            kept,
            error,
        }
    }

    /// SHA-256 of the first statements.
    pub(super) fn prefix(&self, count: usize) -> String {
        hash(&self.statements[..count].join("\n;\n"))
    }
}

impl<'r, B: HasTransactions> Run<'r, B> {
    pub(super) fn new(
        session: &'r mut Session<B>,
        pool: &'r B::Pool,
        lease: &'r Lease,
        options: &'r MigrateOptions,
    ) -> Self {
        Self {
            session,
            pool,
            lease,
            options,
            recorded: true,
        }
    }

    /// Executes statements that are no migration and leave no trace in the history.
    pub(super) async fn execute(mut self, migration: &Migration) -> Result<(), Error> {
        self.recorded = false;
        let file = File {
            migration,
            statements: split::statements(self.session.family(), &migration.sql),
        };
        if self.session.family() != Family::MySql {
            return self.whole(&file).await;
        }
        for (at, sql) in file.statements.iter().enumerate() {
            self.keep("", &migration.tag).await?;
            self.progress(&file, at);
            let done = self.session.execute(sql.clone()).await;
            done.map_err(|error| file.failed(at, at > 0, error))?;
        }
        Ok(())
    }

    /// Applies what is pending; gives the names.
    pub(super) async fn apply(mut self, migrations: &[Migration]) -> Result<Vec<String>, Error> {
        let recorded = self.session.applied().await?;
        let plan = Plan::new(migrations, &recorded, self.options)?;
        let half = self.half_done(migrations, &plan).await?;
        let mut applied = Vec::new();
        // What is half applied is finished first, whatever the order.
        let first = half
            .as_ref()
            .and_then(|half| plan.pending.iter().position(|file| file.tag == half.tag));
        let mut pending = plan.pending;
        if let Some(at) = first {
            let file = pending.remove(at);
            pending.insert(0, file);
        }
        for migration in pending {
            let file = File {
                migration,
                statements: split::statements(self.session.family(), &migration.sql),
            };
            let half = half.as_ref().filter(|half| half.tag == migration.tag);
            let alone = self.session.family() == Family::MySql
                || split::without_transaction(&migration.sql);
            if alone || half.is_some() {
                steps::apply(&mut self, &file, half).await?;
            } else {
                self.whole(&file).await?;
            }
            applied.push(migration.tag.clone());
        }
        Ok(applied)
    }

    /// What an earlier run left, if it still has to be finished.
    async fn half_done(
        &mut self,
        migrations: &[Migration],
        plan: &Plan<'_>,
    ) -> Result<Option<HalfDone>, Error> {
        let Some(half) = self.session.half_done().await? else {
            return Ok(None);
        };
        if plan
            .applied
            .iter()
            .any(|migration| migration.tag == half.tag)
        {
            // Recorded after all; only the note is left.
            let sql = self.lease.set(B::DIALECT, steps::NOTHING);
            self.session.execute(sql).await?;
            return Ok(None);
        }
        if !migrations.iter().any(|migration| migration.tag == half.tag) {
            return Err(Error::HalfUnknown {
                tag: half.tag,
                applied: half.applied,
            });
        }
        Ok(Some(half))
    }

    pub(super) fn progress(&self, file: &File<'_>, at: usize) {
        if let Some(progress) = &self.options.progress {
            progress(Progress {
                tag: &file.migration.tag,
                statement: at + 1,
                of: file.statements.len(),
            });
        }
    }

    /// Renews the lease and changes its row.
    pub(super) async fn keep(&mut self, what: &str, tag: &str) -> Result<(), Error> {
        let sql = if what.is_empty() {
            self.lease.renew(B::DIALECT)
        } else {
            self.lease.set(B::DIALECT, what)
        };
        match self.session.execute(sql).await? {
            1 => Ok(()),
            _ => Err(Error::LockLost {
                tag: tag.to_owned(),
            }),
        }
    }

    pub(super) async fn record(&mut self, migration: &Migration) -> Result<(), Error> {
        if !self.recorded {
            return Ok(());
        }
        let columns = self.session.history_columns().await?;
        let named = columns.iter().any(|column| column == "name");
        let sql = history::insert(B::DIALECT, &self.session.tables.history, migration, named);
        self.session.execute(sql).await?;
        Ok(())
    }

    /// Applies a file in one transaction.
    async fn whole(&mut self, file: &File<'_>) -> Result<(), Error> {
        let keys_off = self.session.family() == Family::Sqlite
            && file.statements.iter().any(|sql| switches(sql, KEYS_OFF));
        if !keys_off {
            return self.patiently(file).await;
        }
        // Inside a transaction this has no effect.
        self.session.execute(KEYS_OFF).await?;
        let result = self.in_transaction(file, true).await;
        self.session.execute(KEYS_ON).await?;
        result
    }

    /// Tries again where a lock did not come free in time, so that those who wait for this
    /// migration get through in between.
    async fn patiently(&mut self, file: &File<'_>) -> Result<(), Error> {
        let mut tries = 1;
        loop {
            match self.in_transaction(file, false).await {
                Err(Error::Statement { error, .. }) if error.is_retryable() && tries < TRIES => {
                    tries += 1;
                    Delay::new(pause(tries)).await;
                }
                result => return result,
            }
        }
    }

    async fn in_transaction(&mut self, file: &File<'_>, keys_off: bool) -> Result<(), Error> {
        self.session.begin().await?;
        match self.inside(file, keys_off).await {
            Ok(()) => {
                let committed = self.session.commit().await;
                committed.map_err(|error| file.failed(file.statements.len(), false, error))
            }
            Err(error) => {
                self.session.rollback().await;
                Err(error)
            }
        }
    }

    async fn inside(&mut self, file: &File<'_>, keys_off: bool) -> Result<(), Error> {
        if let (Family::Postgres, Some(wait)) = (self.session.family(), self.options.lock_timeout) {
            let sql = format!("SET LOCAL lock_timeout = {}", wait.as_millis().max(1));
            self.session.execute(sql).await?;
        }
        // Locks the row: no other run takes the lease before this transaction ends.
        self.keep("", &file.migration.tag).await?;
        let before = if keys_off { self.broken().await? } else { 0 };
        let triggers = if keys_off {
            self.triggers().await?
        } else {
            Vec::new()
        };
        for (at, sql) in file.statements.iter().enumerate() {
            self.progress(file, at);
            if keys_off && (switches(sql, KEYS_OFF) || switches(sql, KEYS_ON)) {
                continue;
            }
            let done = self.session.execute(sql.clone()).await;
            done.map_err(|error| file.failed(at, false, error))?;
        }
        for (name, sql) in triggers {
            // A table that was made anew has lost its triggers.
            let there = self
                .triggers()
                .await?
                .iter()
                .any(|(there, _)| *there == name);
            let dropped = file.statements.iter().any(|sql| drops_trigger(sql, &name));
            if !there && !dropped {
                self.session.execute(sql).await?;
            }
        }
        if keys_off {
            let count = self.broken().await?.saturating_sub(before);
            if count > 0 {
                return Err(Error::BrokenReferences {
                    tag: file.migration.tag.clone(),
                    count,
                });
            }
        }
        self.record(file.migration).await
    }

    /// How many rows refer to ones that don't exist.
    async fn broken(&mut self) -> Result<usize, Error> {
        let count = self
            .session
            .number("SELECT count(*) FROM pragma_foreign_key_check")
            .await?;
        Ok(usize::try_from(count).unwrap_or(0))
    }

    /// The triggers of tables that exist, with their definitions.
    async fn triggers(&mut self) -> Result<Vec<(String, String)>, Error> {
        let sql = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
        let rows = self.session.rows(sql, "tt").await?;
        Ok(rows
            .iter()
            .filter_map(|row| Some((row[0].text()?, row[1].text()?)))
            .collect())
    }

    /// Records migrations without executing them.
    pub(super) async fn mark(
        mut self,
        migrations: &[Migration],
        tags: &[String],
    ) -> Result<Vec<String>, Error> {
        let recorded = self.session.applied().await?;
        let all = MigrateOptions {
            allow_out_of_order: true,
            ..MigrateOptions::default()
        };
        let plan = Plan::new(migrations, &recorded, &all)?;
        let pending = plan
            .pending
            .into_iter()
            .filter(|migration| tags.contains(&migration.tag));
        let pending: Vec<&Migration> = pending.collect();
        self.session.begin().await?;
        let result = self.mark_all(&pending).await;
        match &result {
            Ok(()) => self.session.commit().await?,
            Err(_) => self.session.rollback().await,
        }
        result?;
        Ok(pending
            .iter()
            .map(|migration| migration.tag.clone())
            .collect())
    }

    async fn mark_all(&mut self, migrations: &[&Migration]) -> Result<(), Error> {
        for migration in migrations {
            self.keep("", &migration.tag).await?;
            self.record(migration).await?;
        }
        Ok(())
    }

    /// Settles what an earlier run left half applied.
    pub(super) async fn resolve(
        mut self,
        migrations: &[Migration],
        tag: &str,
        resolution: Resolution,
    ) -> Result<(), Error> {
        let half = self
            .session
            .half_done()
            .await?
            .filter(|half| half.tag == tag);
        let migration = migrations.iter().find(|migration| migration.tag == tag);
        let (Some(_), Some(migration)) = (half, migration) else {
            return Err(Error::NoMigration {
                tag: tag.to_owned(),
            });
        };
        self.session.begin().await?;
        let result = self.settle(migration, resolution).await;
        match &result {
            Ok(()) => self.session.commit().await?,
            Err(_) => self.session.rollback().await,
        }
        result
    }

    async fn settle(&mut self, migration: &Migration, resolution: Resolution) -> Result<(), Error> {
        self.keep(steps::NOTHING, &migration.tag).await?;
        if resolution == Resolution::Applied {
            self.record(migration).await?;
        }
        Ok(())
    }
}

/// How often a lock is waited for.
pub(super) const TRIES: u32 = 10;

/// How long to wait before the next try.
pub(super) fn pause(tries: u32) -> Duration {
    Duration::from_millis(50) * 2_u32.pow(tries.min(7))
}

/// Whether the statement is this pragma, however it is spelled.
fn switches(sql: &str, pragma: &str) -> bool {
    let plain = |text: &str| -> String {
        text.chars()
            .filter(|c| !c.is_whitespace())
            .map(|c| c.to_ascii_lowercase())
            .collect()
    };
    plain(sql) == plain(pragma)
}

fn drops_trigger(sql: &str, name: &str) -> bool {
    let sql = sql.to_ascii_lowercase();
    sql.starts_with("drop trigger") && sql.contains(&name.to_ascii_lowercase())
}
