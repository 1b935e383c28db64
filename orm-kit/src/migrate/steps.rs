//! Applies a file statement by statement, where definitions are not transactional.

use std::pin::pin;

use futures::future::{Either, select};
use futures_timer::Delay;
use orm_core::driver::{Connection, HasTransactions, Pool};
use orm_core::sql::{Family, Statement};

use super::history::Record;
use super::run::{File, Run, TRIES, pause};
use super::{HalfDone, concurrent};
use crate::error::Error;

/// No file is under way.
pub(super) const NOTHING: &str =
    "tag = NULL, applied = 0, total = 0, prefix = NULL, in_doubt = 0, error = NULL";

/// Applies the file's statements, those that are left of it.
///
/// Statements that change rows take effect together with the note of how far the run has come.
/// Definitions can't: the note says before each that it is under way. When a run ended in the middle
/// of one, it is executed again, and an answer that says that it was made before counts as done.
pub(super) async fn apply<B: HasTransactions>(
    run: &mut Run<'_, B>,
    file: &File<'_>,
    half: Option<&HalfDone>,
) -> Result<(), Error> {
    let tag = &file.migration.tag;
    let first = half.map_or(0, |half| half.applied);
    if let Some(half) = half
        && (first > file.statements.len() || half.prefix != file.prefix(first))
    {
        return Err(Error::HalfEdited {
            tag: tag.clone(),
            applied: first,
        });
    }
    if let (Family::MySql, Some(wait)) = (B::DIALECT.family, run.options.lock_timeout) {
        // By default it waits for a year, and whoever comes after it waits too.
        let sql = format!("SET SESSION lock_wait_timeout = {}", wait.as_secs().max(1));
        run.session.execute(sql).await?;
    }
    for (at, sql) in file.statements.iter().enumerate().skip(first) {
        run.progress(file, at);
        let doubted = at == first && half.is_some_and(|half| half.in_doubt);
        let result = if changes_rows(sql) {
            rows::<B>(run, file, at).await
        } else {
            definition::<B>(run, file, at, doubted).await
        };
        result?;
    }
    run.session.begin().await?;
    let result = finish::<B>(run, file).await;
    match &result {
        Ok(()) => {
            let committed = run.session.commit().await;
            committed.map_err(|error| file.failed(file.statements.len(), true, error))?;
        }
        Err(_) => run.session.rollback().await,
    }
    result
}

async fn finish<B: HasTransactions>(run: &mut Run<'_, B>, file: &File<'_>) -> Result<(), Error> {
    run.keep(NOTHING, &file.migration.tag).await?;
    let count = Record::Executed(file.statements.len());
    run.record(file.migration, count).await
}

/// The note that so many statements took effect.
fn note<B: HasTransactions>(file: &File<'_>, applied: usize, in_doubt: bool) -> String {
    let literal = B::DIALECT.literal;
    format!(
        "tag = {}, applied = {applied}, total = {}, prefix = {}, in_doubt = {}, error = NULL",
        literal(&file.migration.tag),
        file.statements.len(),
        literal(&file.prefix(applied)),
        u8::from(in_doubt),
    )
}

/// Executes a statement that changes rows.
async fn rows<B: HasTransactions>(
    run: &mut Run<'_, B>,
    file: &File<'_>,
    at: usize,
) -> Result<(), Error> {
    run.session.begin().await?;
    let result = match run.session.execute(file.statements[at].clone()).await {
        Ok(_) => {
            let note = note::<B>(file, at + 1, false);
            run.keep(&note, &file.migration.tag).await
        }
        Err(error) => Err(file.failed(at, at > 0, error)),
    };
    match result {
        Ok(()) => {
            let committed = run.session.commit().await;
            committed.map_err(|error| file.failed(at, at > 0, error))
        }
        Err(error) => {
            run.session.rollback().await;
            remember::<B>(run, file, at, &error).await;
            Err(error)
        }
    }
}

/// Executes a definition, and keeps the lease meanwhile.
async fn definition<B: HasTransactions>(
    run: &mut Run<'_, B>,
    file: &File<'_>,
    at: usize,
    doubted: bool,
) -> Result<(), Error> {
    let tag = &file.migration.tag;
    run.keep(&note::<B>(file, at, true), tag).await?;
    let sql = &file.statements[at];
    if B::DIALECT.family == Family::Postgres
        && let Some(index) = concurrent::made(sql)
        && concurrent::clear(run, index, tag).await?
        && doubted
    {
        return run.keep(&note::<B>(file, at + 1, false), tag).await;
    }
    let result = insist(run, sql, tag).await?;
    match result {
        Ok(_) => {}
        Err(error) if doubted && made_before(B::DIALECT.family, sql, &error) => {}
        Err(error) => {
            let error = file.failed(at, at > 0, error);
            remember::<B>(run, file, at, &error).await;
            return Err(error);
        }
    }
    run.keep(&note::<B>(file, at + 1, false), tag).await
}

/// Executes a definition, and tries again where a lock did not come free in time. The error is that of
/// the lease.
pub(super) async fn insist<B: HasTransactions>(
    run: &mut Run<'_, B>,
    sql: &str,
    tag: &str,
) -> Result<Result<u64, orm_core::Error>, Error> {
    let mut tries = 1;
    loop {
        match renewing(run, sql).await {
            // Those who wait for this statement get through in between.
            Err(orm_core::Error::Locked(_)) if tries < TRIES => {
                tries += 1;
                Delay::new(pause(tries)).await;
                run.keep("", tag).await?;
            }
            result => return Ok(result),
        }
    }
}

/// Executes a statement that may take long, and renews the lease meanwhile.
async fn renewing<B: HasTransactions>(
    run: &mut Run<'_, B>,
    sql: &str,
) -> Result<u64, orm_core::Error> {
    let renew = run.lease.renew(B::DIALECT);
    let (pool, beat) = (run.pool, run.lease.beat());
    let execute = pin!(run.session.execute(sql));
    let renewing = pin!(async {
        loop {
            Delay::new(beat).await;
            // Whether it worked is seen after the statement.
            if let Ok(mut connection) = pool.acquire().await {
                let _ = connection.execute(Statement::define(renew.clone())).await;
            }
        }
    });
    match select(execute, renewing).await {
        Either::Left((result, _)) => result,
        Either::Right((never, _)) => never,
    }
}

/// Notes that a statement failed, unless the connection did: then it stays in doubt.
async fn remember<B: HasTransactions>(
    run: &mut Run<'_, B>,
    file: &File<'_>,
    at: usize,
    error: &Error,
) {
    let Error::Statement { error, .. } = error else {
        return;
    };
    if matches!(
        error,
        orm_core::Error::ConnectionLost(_) | orm_core::Error::Timeout(_)
    ) {
        return;
    }
    let note = if at == 0 {
        NOTHING.to_owned()
    } else {
        let message = (B::DIALECT.literal)(&error.to_string());
        note::<B>(file, at, false).replace("error = NULL", &format!("error = {message}"))
    };
    // The statement's failure counts, not that of the note.
    let _ = run.keep(&note, &file.migration.tag).await;
}

/// Whether a statement changes rows and nothing else.
fn changes_rows(sql: &str) -> bool {
    let word = first_word(sql);
    ["INSERT", "UPDATE", "DELETE", "REPLACE"].contains(&word.as_str())
}

/// The statement without the comments in front of it.
pub(super) fn bare(sql: &str) -> &str {
    let mut rest = sql.trim_start();
    loop {
        let after = if rest.starts_with("--") || rest.starts_with('#') {
            rest.split_once('\n').map(|(_, after)| after)
        } else if rest.starts_with("/*") && !rest.starts_with("/*!") {
            rest.split_once("*/").map(|(_, after)| after)
        } else {
            None
        };
        match after {
            Some(after) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

/// The statement's first word, behind comments.
fn first_word(sql: &str) -> String {
    let rest = bare(sql);
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    rest[..end].to_ascii_uppercase()
}

/// Whether the database says that what a definition makes is there, or that what it drops is gone.
fn made_before(family: Family, sql: &str, error: &orm_core::Error) -> bool {
    let orm_core::Error::Database { code, .. } = error else {
        return false;
    };
    let upper = sql.to_ascii_uppercase();
    let renames = upper.contains("RENAME");
    match family {
        // There: a table, a column, an index, a primary key, a foreign key, a check. Gone: what is
        // dropped, a table.
        Family::MySql => match code.as_str() {
            "1050" | "1060" | "1061" | "1068" | "1826" | "3822" | "1091" | "1051" | "3821" => true,
            // The old name of a column, a table, an index.
            "1054" | "1146" | "1176" => renames,
            _ => false,
        },
        Family::Postgres => match code.as_str() {
            // The index is a constraint's by now.
            "55000" => upper.contains(" USING INDEX "),
            "42P07" | "42701" | "42710" => true,
            "42704" | "42P01" | "42703" => {
                renames || upper.starts_with("DROP") || upper.contains(" DROP ")
            }
            _ => false,
        },
        Family::Sqlite => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_word_tells_what_a_statement_does() {
        assert!(changes_rows("-- a\n /* b */ # c\nINSERT INTO t"));
        assert!(!changes_rows("/*!40000 INSERT */"));
        assert!(!changes_rows("CREATE TABLE t AS SELECT 1"));
    }
}
