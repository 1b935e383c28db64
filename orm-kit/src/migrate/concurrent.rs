//! Indexes of Postgres that are made while others write.
//!
//! When such a statement fails, or its session ends, the index stays behind and is of no use; the
//! statement's own `IF NOT EXISTS` takes it for done. When only the client went away, the server goes
//! on with it.

use futures_timer::Delay;
use orm_core::driver::HasTransactions;

use super::run::{Run, pause};
use super::session::Cell;
use super::steps::{bare, insist};
use crate::error::Error;

/// The index that a `CREATE INDEX CONCURRENTLY` makes, as the statement names it.
pub(super) fn made(sql: &str) -> Option<&str> {
    let mut rest = word(bare(sql), "CREATE")?;
    rest = word(rest, "UNIQUE").unwrap_or(rest);
    rest = word(word(rest, "INDEX")?, "CONCURRENTLY")?;
    if let Some(after) = word(rest, "IF") {
        rest = word(word(after, "NOT")?, "EXISTS")?;
    }
    if word(rest, "ON").is_some() {
        return None;
    }
    let rest = rest.trim_start();
    let mut quoted = false;
    let end = rest.find(|c: char| {
        quoted ^= c == '"';
        !quoted && c.is_whitespace()
    });
    Some(&rest[..end?])
}

/// What follows the word.
fn word<'s>(sql: &'s str, word: &str) -> Option<&'s str> {
    let sql = sql.trim_start();
    let head = sql.get(..word.len())?;
    let rest = &sql[word.len()..];
    (head.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace)).then_some(rest)
}

/// Waits for an index that the server is still making, and drops one that was left behind. Gives back
/// whether a good one is there.
pub(super) async fn clear<B: HasTransactions>(
    run: &mut Run<'_, B>,
    index: &str,
    tag: &str,
) -> Result<bool, Error> {
    let relation = format!("to_regclass({})", (B::DIALECT.literal)(index));
    let making = format!(
        "SELECT count(*) FROM pg_stat_progress_create_index WHERE index_relid = {relation}"
    );
    let mut tries = 1;
    while run.session.number(making.clone()).await? > 0 {
        Delay::new(pause(tries)).await;
        tries += 1;
        run.keep("", tag).await?;
    }
    let valid = format!(
        "SELECT CASE WHEN indisvalid THEN 1 ELSE 0 END::bigint FROM pg_index WHERE indexrelid = {relation}"
    );
    let there = run.session.rows(valid, "n").await?;
    let valid = there.first().and_then(|row| row.first());
    match valid.map(Cell::number) {
        Some(0) => {
            let drop = format!("DROP INDEX CONCURRENTLY {index}");
            insist(run, &drop, tag).await??;
            Ok(false)
        }
        valid => Ok(valid.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::made;

    #[test]
    fn statements_name_their_index() {
        for (sql, expected) in [
            (
                "CREATE INDEX CONCURRENTLY \"a b\" ON t (a)",
                Some("\"a b\""),
            ),
            (
                "create unique index concurrently if not exists s.\"A\"\"\" on t (a)",
                Some("s.\"A\"\"\""),
            ),
            (
                "-- orm:no-transaction\n/* why */ CREATE INDEX CONCURRENTLY a ON t (a)",
                Some("a"),
            ),
            ("CREATE INDEX CONCURRENTLY ON t (a)", None),
            ("CREATE INDEX concurrently ON t (a)", None),
            ("DROP INDEX CONCURRENTLY a", None),
        ] {
            assert_eq!(made(sql), expected);
        }
    }
}
